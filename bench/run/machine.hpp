// SPDX-License-Identifier: BSL-1.0
// What this core can do at most, measured in this process: the bounds that works are compared with.
#pragma once

#include <string>

namespace bench {

/// FMA operations in registers, times two, per second.
double peak_flops();
/// Bytes per second that a loop reads from a buffer of that size which it has read before.
double read_bandwidth(double bytes);

std::string cpu_name();      // "AMD EPYC"
std::string isa_name();      // what the compiler was allowed: "AVX-512"
std::string compiler_name(); // "g++ 12.2.0"
std::string date_today();    // "2026-11-24"

}  // namespace bench
