// SPDX-License-Identifier: BSL-1.0
// Registers of 16, 32 and, with AVX-512, 64 bytes: what the int8 kernels for x86-64 do with them. One name each,
// overloaded by the register.
#pragma once

#include "target.hpp"

#if INLAY_INT8_AVX2

#include <immintrin.h>

namespace inlay::kernels::int8 {

/// The register of so many bytes, and the one of as many 32-bit floats as it holds.
template <int Bytes>
struct register_of;
template <>
struct register_of<16> {
    using ints = __m128i;
    using floats = __m128;
};
template <>
struct register_of<32> {
    using ints = __m256i;
    using floats = __m256;
};

// to_float: rounded. nearest: to integers, ties to even. clamped: bytes to low...high.
// halved: 32 bits to 16, saturated; quartered: 16 to 8. packed: 32 bits to 8; within 16 bytes those of a, b, c, d follow each other.
// interleaved: byte k of a, b, c, d in turn, four registers; the order is packed's.

INLAY_INT8_FORCED __m128 to_float(__m128i x) { return _mm_cvtepi32_ps(x); }
INLAY_INT8_FORCED __m128i nearest(__m128 x) { return _mm_cvtps_epi32(x); }
INLAY_INT8_FORCED bool differ(__m128i a, __m128i b) {
    const __m128i d = _mm_xor_si128(a, b);
    return _mm_testz_si128(d, d) == 0;
}
INLAY_INT8_FORCED __m128i clamped(__m128i x, int low, int high) { return _mm_min_epi8(_mm_max_epi8(x, _mm_set1_epi8(static_cast<char>(low))), _mm_set1_epi8(static_cast<char>(high))); }
INLAY_INT8_FORCED __m128 with_sign(__m128 size, __m128 sign) { return _mm_or_ps(size, _mm_and_ps(sign, _mm_set1_ps(-0.0f))); }
INLAY_INT8_FORCED __m128i halved(__m128i a, __m128i b) { return _mm_packs_epi32(a, b); }
INLAY_INT8_FORCED __m128i quartered(__m128i a, __m128i b) { return _mm_packs_epi16(a, b); }
INLAY_INT8_FORCED void interleave(__m128i a, __m128i b, __m128i c, __m128i d, __m128i (&to)[4]) {
    const __m128i l = _mm_unpacklo_epi8(a, b), h = _mm_unpackhi_epi8(a, b), m = _mm_unpacklo_epi8(c, d), n = _mm_unpackhi_epi8(c, d);
    to[0] = _mm_unpacklo_epi16(l, m), to[1] = _mm_unpackhi_epi16(l, m), to[2] = _mm_unpacklo_epi16(h, n), to[3] = _mm_unpackhi_epi16(h, n);
}

INLAY_INT8_FORCED __m256 to_float(__m256i x) { return _mm256_cvtepi32_ps(x); }
INLAY_INT8_FORCED __m256i nearest(__m256 x) { return _mm256_cvtps_epi32(x); }
INLAY_INT8_FORCED bool differ(__m256i a, __m256i b) {
    const __m256i d = _mm256_xor_si256(a, b);
    return _mm256_testz_si256(d, d) == 0;
}
INLAY_INT8_FORCED __m256i clamped(__m256i x, int low, int high) { return _mm256_min_epi8(_mm256_max_epi8(x, _mm256_set1_epi8(static_cast<char>(low))), _mm256_set1_epi8(static_cast<char>(high))); }
INLAY_INT8_FORCED __m256 with_sign(__m256 size, __m256 sign) { return _mm256_or_ps(size, _mm256_and_ps(sign, _mm256_set1_ps(-0.0f))); }
INLAY_INT8_FORCED __m256i halved(__m256i a, __m256i b) { return _mm256_packs_epi32(a, b); }
INLAY_INT8_FORCED __m256i quartered(__m256i a, __m256i b) { return _mm256_packs_epi16(a, b); }
INLAY_INT8_FORCED void interleave(__m256i a, __m256i b, __m256i c, __m256i d, __m256i (&to)[4]) {
    const __m256i l = _mm256_unpacklo_epi8(a, b), h = _mm256_unpackhi_epi8(a, b), m = _mm256_unpacklo_epi8(c, d), n = _mm256_unpackhi_epi8(c, d);
    to[0] = _mm256_unpacklo_epi16(l, m), to[1] = _mm256_unpackhi_epi16(l, m), to[2] = _mm256_unpacklo_epi16(h, n), to[3] = _mm256_unpackhi_epi16(h, n);
}

#ifdef INLAY_INT8_VNNI

template <>
struct register_of<64> {
    using ints = __m512i;
    using floats = __m512;
};

// (With masks of all ones: g++ 12 warns within the intrinsics without.)
INLAY_INT8_FORCED __m512 to_float(__m512i x) { return _mm512_maskz_cvtepi32_ps(0xFFFF, x); }
INLAY_INT8_FORCED __m512i nearest(__m512 x) { return _mm512_maskz_cvtps_epi32(0xFFFF, x); }
INLAY_INT8_FORCED bool differ(__m512i a, __m512i b) { return _mm512_cmpneq_epi8_mask(a, b) != 0; }
INLAY_INT8_FORCED __m512i clamped(__m512i x, int low, int high) {
    constexpr unsigned long long all = ~0ull;
    return _mm512_maskz_min_epi8(all, _mm512_maskz_max_epi8(all, x, _mm512_set1_epi8(static_cast<char>(low))), _mm512_set1_epi8(static_cast<char>(high)));
}
INLAY_INT8_FORCED __m512 with_sign(__m512 size, __m512 sign) {
    return _mm512_castsi512_ps(_mm512_ternarylogic_epi32(_mm512_castps_si512(size), _mm512_castps_si512(sign), _mm512_set1_epi32(INT32_MIN), 0xF8));
}
INLAY_INT8_FORCED __m512i halved(__m512i a, __m512i b) { return _mm512_packs_epi32(a, b); }
INLAY_INT8_FORCED __m512i quartered(__m512i a, __m512i b) { return _mm512_packs_epi16(a, b); }
INLAY_INT8_FORCED void interleave(__m512i a, __m512i b, __m512i c, __m512i d, __m512i (&to)[4]) {
    const __m512i l = _mm512_unpacklo_epi8(a, b), h = _mm512_unpackhi_epi8(a, b), m = _mm512_unpacklo_epi8(c, d), n = _mm512_unpackhi_epi8(c, d);
    to[0] = _mm512_unpacklo_epi16(l, m), to[1] = _mm512_unpackhi_epi16(l, m), to[2] = _mm512_unpacklo_epi16(h, n), to[3] = _mm512_unpackhi_epi16(h, n);
}

#endif

template <class Ints>
INLAY_INT8_FORCED Ints packed(Ints a, Ints b, Ints c, Ints d) {
    return quartered(halved(a, b), halved(c, d));
}

/// A register from memory, at any address.
template <class Register>
INLAY_INT8_FORCED Register load_register(const void* x) {
    Register r;
    std::memcpy(&r, x, sizeof r);
    return r;
}
template <class Register>
INLAY_INT8_FORCED void store_register(void* x, Register r) { std::memcpy(x, &r, sizeof r); }

/// The first `count` bytes.
template <class Ints>
INLAY_INT8_FORCED void store_bytes(byte* y, Ints bytes, int count) {
    if (count >= static_cast<int>(sizeof bytes)) return store_register(y, bytes);
#ifdef INLAY_INT8_VNNI
    const uint64_t mask = (uint64_t{1} << count) - 1;
    if constexpr (sizeof bytes == 64) _mm512_mask_storeu_epi8(y, mask, bytes);
    else if constexpr (sizeof bytes == 32) _mm256_mask_storeu_epi8(y, static_cast<__mmask32>(mask), bytes);
    else _mm_mask_storeu_epi8(y, static_cast<__mmask16>(mask), bytes);
#else
    alignas(32) byte all[sizeof bytes];
    std::memcpy(all, &bytes, sizeof bytes);
    for (int k = 0; k < count; k += 4) std::memcpy(y + k, all + k, static_cast<unsigned>(count - k < 4 ? count - k : 4));
#endif
}

template <class Ints>
INLAY_INT8_FORCED Ints sum_of(Ints a, Ints b) {
    using v [[gnu::vector_size(sizeof(Ints))]] = int32_t;
    return reinterpret_cast<Ints>(reinterpret_cast<v>(a) + reinterpret_cast<v>(b));
}
template <class Ints>
INLAY_INT8_FORCED Ints all_of(int32_t x) {
    using v [[gnu::vector_size(sizeof(Ints))]] = int32_t;
    return reinterpret_cast<Ints>(v{} + x);
}
template <class Floats>
INLAY_INT8_FORCED Floats all_floats(float x) {
    using v [[gnu::vector_size(sizeof(Floats))]] = float;
    return reinterpret_cast<Floats>(v{} + x);
}

/// The largest register, `lanes` integers.
using wide_ints = register_of<4 * lanes>::ints;
using wide_floats = register_of<4 * lanes>::floats;

/// What `packed` made of four of them: the bytes of the first, of the second, ...
INLAY_INT8_FORCED wide_ints in_order(wide_ints bytes) {
#ifdef INLAY_INT8_VNNI
    return _mm512_maskz_permutexvar_epi32(0xFFFF, _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15), bytes);
#else
    return _mm256_permutevar8x32_epi32(bytes, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
#endif
}
/// `lanes` bytes as integers.
INLAY_INT8_FORCED wide_ints widened(const byte* x) {
#ifdef INLAY_INT8_VNNI
    return _mm512_maskz_cvtepi8_epi32(0xFFFF, load_register<__m128i>(x));
#else
    return _mm256_cvtepi8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(x)));
#endif
}

/// Bytes with the highest bit turned: from -128...127 to 0...255.
template <class Ints>
INLAY_INT8_FORCED Ints flipped(Ints x) {
    using v [[gnu::vector_size(sizeof(Ints))]] = uint32_t;
    return reinterpret_cast<Ints>(reinterpret_cast<v>(x) ^ 0x80808080u);
}

/// All bits of x turned where those of `turn` are set.
template <class Ints>
INLAY_INT8_FORCED Ints complemented(Ints x, Ints turn) {
    using v [[gnu::vector_size(sizeof(Ints))]] = uint32_t;
    return reinterpret_cast<Ints>(reinterpret_cast<v>(x) ^ reinterpret_cast<v>(turn));
}

/// sum += four unsigned bytes x times four signed w, in each 32 bits. Without VNNI the products of two bytes must
/// fit 16 bits.
template <class Ints>
INLAY_INT8_FORCED void add_dots(Ints& sum, Ints x, Ints w) {
#ifdef INLAY_INT8_VNNI
    __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(x), "v"(w));  // g++ 12 copies sums around the intrinsic
#else
    if constexpr (sizeof(Ints) == 32) sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_maddubs_epi16(x, w), _mm256_set1_epi16(1)));
    else sum = _mm_add_epi32(sum, _mm_madd_epi16(_mm_maddubs_epi16(x, w), _mm_set1_epi16(1)));
#endif
}

/// sum += two 16-bit numbers x times w, in each 32 bits.
INLAY_INT8_FORCED void add_products(__m256i& sum, __m256i x, __m256i w) {
    const __m256i products = _mm256_madd_epi16(x, w);
    __asm__("vpaddd %1, %0, %0" : "+x"(sum) : "x"(products));  // as in add_dots; one sum in memory halves the speed
}

}  // namespace inlay::kernels::int8

#endif
