// SPDX-License-Identifier: BSL-1.0
// Full unrolling of loops over accumulators, which must live in registers, and inlining of lambdas.
#pragma once

#include "../simd/inline.hpp"

// g++ at -O2 keeps such loops rolled, and arrays of accumulators in memory, unless told. (nvcc's front
// end passes g++'s pragma on, but warns that it does not know it.) clang unrolls others unasked, unless told.
#if defined(__NVCC__)
#pragma nv_diag_suppress 1675
#endif
#if defined(__clang__)
#define INLAY_UNROLL _Pragma("clang loop unroll(full)")
#define INLAY_AS_WRITTEN _Pragma("clang loop unroll(disable)")
#else
#define INLAY_UNROLL _Pragma("GCC unroll 64")
#define INLAY_AS_WRITTEN
#endif

// After a lambda's parameters: its body becomes part of the function that is given the lambda.
#define INLAY_INLINE_LAMBDA INLAY_PART
