// SPDX-License-Identifier: BSL-1.0
// What the int8 kernels know of the processor, and the order in which they read: chosen here alone.
#pragma once

#include "../unroll.hpp"

#include <cstdint>
#include <cstring>

#if defined(__ARM_FEATURE_DSP) && defined(__ARM_FEATURE_SIMD32) && !defined(INLAY_NO_DSP)
#include <arm_acle.h>
#define INLAY_INT8_DSP 1
#else
#define INLAY_INT8_DSP 0
#endif
#if INLAY_INT8_DSP && defined(__ARM_FEATURE_MVE) && !defined(INLAY_NO_MVE)
#include <arm_mve.h>
#define INLAY_INT8_MVE 1
#else
#define INLAY_INT8_MVE 0
#endif
#if defined(__AVX2__) && !defined(INLAY_NO_AVX2)
#define INLAY_INT8_AVX2 1
#if defined(__AVX512VNNI__) && defined(__AVX512VL__)
#define INLAY_INT8_VNNI 1
#endif
#else
#define INLAY_INT8_AVX2 0
#endif
#if defined(__AARCH64EL__) && defined(__ARM_NEON) && !defined(INLAY_NO_NEON)
#define INLAY_INT8_NEON 1
#else
#define INLAY_INT8_NEON 0
#endif
#if INLAY_INT8_AVX2 && !defined(INLAY_INT8_VNNI)
#define INLAY_INT8_WINOGRAD 1
#else
#define INLAY_INT8_WINOGRAD 0
#endif
#define INLAY_INT8_HOST (INLAY_INT8_AVX2 || INLAY_INT8_NEON)  // kernels that read windows in rows, with tables of their own

#define INLAY_INT8_FORCED [[gnu::always_inline]] inline

namespace inlay::kernels::int8 {

using std::int16_t, std::int32_t, std::int64_t, std::uint32_t, std::uint64_t;
using byte = signed char;

/// The output pixels of a convolution that plans count on: their windows are copied before either is stored.
/// Kernels compute so many at a time, or a multiple; patches that then take more memory lie on the stack.
inline constexpr int pixels_planned = 2;

// Weights of `filters_at_once` filters (dense layers: `units_at_once` units) alternate, `bytes_in_turn` of each
// in turn; the last group is filled up with zeros. Depthwise layers: `channels_at_once` channels. `lanes` results
// are stored at a time. Patches are copies of the bytes under a window, `patch_offset` added. `overread` bytes
// after an arena may be read.

#if INLAY_INT8_DSP

#if INLAY_INT8_MVE

// Helium multiplies and adds up sixteen bytes at a time.
inline constexpr int bytes_in_turn = 16, filters_at_once = 4, units_at_once = 4, channels_at_once = 16, overread = 0;
inline constexpr int lanes = 4;
using patch_element = byte;
inline constexpr int patch_offset = 0, pixels_at_once = 2, patch_step = 4;
constexpr int second_patch(int n) { return n; }
constexpr int patch_position(int k) { return k; }

#else

// A word of four weights is widened by two instructions, to bytes 0 and 2 and to bytes 1 and 3: patches
// hold their elements in that order, four of one pixel and four of the other in turn.
inline constexpr int bytes_in_turn = 4, filters_at_once = 2, units_at_once = 4, channels_at_once = 4, overread = 0;
inline constexpr int lanes = 1;
using patch_element = int16_t;
inline constexpr int patch_offset = 0, pixels_at_once = 2, patch_step = 4 * pixels_at_once;
constexpr int second_patch(int) { return 4; }
constexpr int patch_position(int k) { return k / 4 * patch_step + ((k & 1) << 1 | (k >> 1 & 1)); }

#endif

[[gnu::always_inline]] inline int16x2_t even_bytes(uint32_t w) { return __sxtb16(w); }
[[gnu::always_inline]] inline int16x2_t odd_bytes(uint32_t w) {
    int16x2_t y;
    __asm__("sxtb16 %0, %1, ror #8" : "=r"(y) : "r"(w));  // g++ makes two instructions of __sxtb16(__ror(w, 8))
    return y;
}

struct word_pair {
    uint32_t first, second;
};
/// The next two words, from a multiple of 4. In one instruction, which g++ rarely finds; the memory is not
/// written in the function that reads it.
template <class T>
[[gnu::always_inline]] inline word_pair next_words(const T*& p) {
    word_pair w;
    __asm__ volatile("ldrd %0, %1, [%2], #8" : "=r"(w.first), "=r"(w.second), "+r"(p));
    return w;
}

#else

#if INLAY_INT8_AVX2
#ifdef INLAY_INT8_VNNI
inline constexpr int lanes = 16;
#else
inline constexpr int lanes = 8;
#endif
inline constexpr int filters_at_once = lanes, units_at_once = lanes, channels_at_once = 4, overread = 0;
#elif INLAY_INT8_NEON
inline constexpr int lanes = 4;
inline constexpr int filters_at_once = lanes, units_at_once = lanes, channels_at_once = 16, overread = 0;
#else
inline constexpr int filters_at_once = 1, units_at_once = 1, channels_at_once = 4, lanes = 1, overread = 0;
#endif
#ifdef INLAY_INT8_VNNI
using patch_element = unsigned char;
inline constexpr int patch_offset = 128, bytes_in_turn = 4;
#elif INLAY_INT8_NEON
using patch_element = byte;
inline constexpr int patch_offset = 0, bytes_in_turn = 4;
#else
using patch_element = int16_t;
inline constexpr int patch_offset = 0, bytes_in_turn = INLAY_INT8_AVX2 ? 2 : 4;
#endif
inline constexpr int pixels_at_once = 2, patch_step = 4;
constexpr int second_patch(int n) { return n; }
constexpr int patch_position(int k) { return k; }

#endif

/// Bytes of a convolution's weight. AVX2 multiplies 16 bits; to widen each time took 7 % of the inner loop.
inline constexpr int conv2d_weight_bytes = INLAY_INT8_AVX2 ? sizeof(patch_element) == 1 ? 1 : 2 : 1;

/// n filled up to whole turns.
constexpr int whole_turns(int n) { return (n + bytes_in_turn - 1) / bytes_in_turn * bytes_in_turn; }

/// Four bytes, at any address.
[[gnu::always_inline]] inline uint32_t word_at(const byte* p) {
    uint32_t w;
    std::memcpy(&w, p, 4);
    return w;
}

}  // namespace inlay::kernels::int8
