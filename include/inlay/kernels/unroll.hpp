// SPDX-License-Identifier: BSL-1.0
// Full unrolling of the short loops over accumulators, which must live in registers.
#pragma once

// g++ at -O2 keeps such loops rolled, and arrays of accumulators in memory, unless told.
#if defined(__clang__)
#define INLAY_UNROLL _Pragma("clang loop unroll(full)")
#else
#define INLAY_UNROLL _Pragma("GCC unroll 64")
#endif
