// SPDX-License-Identifier: BSL-1.0
// CPU time of this thread, and what keeps a compiler from optimising a measurement away.
#pragma once

#include <time.h>

#include <algorithm>
#include <vector>

namespace bench {

/// The compiler must assume that the memory at p is read and written.
inline void consume(const void* p) { asm volatile("" : : "r"(p) : "memory"); }

inline double seconds_of(clockid_t clock) {
    timespec t{};
    clock_gettime(clock, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}
/// Seconds that this thread has run: time in which others had the core does not count.
inline double cpu_now() { return seconds_of(CLOCK_THREAD_CPUTIME_ID); }
inline double wall_now() { return seconds_of(CLOCK_MONOTONIC); }

inline double median(std::vector<double> v) {
    if (v.empty()) return 0;
    const auto middle = v.begin() + static_cast<long>(v.size() / 2);
    std::nth_element(v.begin(), middle, v.end());
    return *middle;
}
inline double least(const std::vector<double>& v) { return v.empty() ? 0 : *std::min_element(v.begin(), v.end()); }

}  // namespace bench
