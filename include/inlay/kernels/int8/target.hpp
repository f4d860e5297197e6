// SPDX-License-Identifier: BSL-1.0
// What the int8 kernels know of the processor: words of four bytes, and products of two pairs.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__ARM_FEATURE_DSP) && defined(__ARM_FEATURE_SIMD32) && !defined(INLAY_NO_DSP)
#include <arm_acle.h>
#define INLAY_INT8_DSP 1
#else
#define INLAY_INT8_DSP 0
#endif

namespace inlay::kernels::int8 {

using std::int16_t, std::int32_t, std::int64_t, std::uint32_t;
using byte = signed char;

/// Four bytes, or two halves, at any address.
template <class T>
[[gnu::always_inline]] inline uint32_t word_at(const T* p) {
    uint32_t w;
    std::memcpy(&w, p, 4);
    return w;
}

// Patches hold 16-bit copies of bytes. Where a word of weights is widened by two instructions, to the
// bytes 0 and 2 and to the bytes 1 and 3, the copies stand in that order.
#if INLAY_INT8_DSP

constexpr int patch_position(int k) { return (k & ~3) | ((k & 1) << 1) | ((k >> 1) & 1); }

[[gnu::always_inline]] inline int16x2_t even_bytes(uint32_t w) { return __sxtb16(w); }
[[gnu::always_inline]] inline int16x2_t odd_bytes(uint32_t w) { return __sxtb16(w >> 8 | w << 24); }

#else

constexpr int patch_position(int k) { return k; }

#endif

}  // namespace inlay::kernels::int8
