// SPDX-License-Identifier: BSL-1.0
// Eight filters, units or channels in the lanes of one register, with AVX2 or its dot products (VNNI).
#pragma once

#include "store.hpp"

#if INLAY_INT8_AVX2

#include <immintrin.h>

namespace inlay::kernels::int8 {

/// The biases, multipliers and halvings of eight channels.
struct channel_lanes {
    __m256i bias, multiplier, halvings;

    template <class Channels>
    [[gnu::always_inline]] explicit channel_lanes(const Channels& c) : multiplier(load(c.multiplier)) {
        if constexpr (__is_same(Channels, channels)) {
            const __m256i both = load(c.bias_and_shift);
            bias = _mm256_srai_epi32(both, 8);
            halvings = _mm256_srai_epi32(_mm256_slli_epi32(both, 24), 24);
        } else {
            bias = load(c.whole_bias), halvings = load(c.whole_shift);
        }
    }

private:
    template <int Count>
    [[gnu::always_inline]] static __m256i load(const int32_t (&x)[Count]) {
        if constexpr (Count == 1) return _mm256_set1_epi32(x[0]);
        else return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(x));
    }
};

/// round(2 x m / 2^32), ties up, in each lane.
[[gnu::always_inline]] inline __m256i high_products(__m256i x, __m256i m) {
    const __m256i half = _mm256_set1_epi64x(std::int64_t{1} << 30);
    const __m256i even = _mm256_add_epi64(_mm256_mul_epi32(x, m), half);
    const __m256i odd = _mm256_add_epi64(_mm256_mul_epi32(_mm256_srli_epi64(x, 32), _mm256_srli_epi64(m, 32)), half);
    return _mm256_blend_epi32(_mm256_srli_epi64(even, 31), _mm256_slli_epi64(odd, 1), 0xAA);
}

/// As `scaled`, for the first `count` of eight sums; stores their bytes.
template <class Rounding, output_stage S>
[[gnu::always_inline]] inline void store_lanes(__m256i sums, __m256i multiplier, __m256i halvings, int count,
                                               const output_range& r, byte* y) {
    __m128i bytes;
    if constexpr (S.narrow && __is_same(Rounding, double_rounding)) {
        const __m256i h = high_products(sums, multiplier);
        __m256i v = _mm256_srav_epi32(_mm256_add_epi32(h, _mm256_srai_epi32(h, 31)), halvings);
        v = _mm256_srai_epi32(_mm256_add_epi32(v, _mm256_set1_epi32(2 * r.zero_point + 1)), 1);
        if constexpr (!S.whole)
            v = _mm256_min_epi32(_mm256_max_epi32(v, _mm256_set1_epi32(r.low)), _mm256_set1_epi32(r.high));
#ifdef INLAY_INT8_VNNI
        bytes = _mm256_mask_cvtsepi32_epi8(_mm_setzero_si128(), 0xFF, v);  // g++ 12 warns within the one without mask
#else
        const __m128i halves = _mm_packs_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
        bytes = _mm_packs_epi16(halves, halves);
#endif
    } else {
        alignas(32) int32_t s[8], m[8], n[8];
        _mm256_store_si256(reinterpret_cast<__m256i*>(s), sums);
        _mm256_store_si256(reinterpret_cast<__m256i*>(m), multiplier);
        _mm256_store_si256(reinterpret_cast<__m256i*>(n), halvings);
        alignas(16) byte b[16]{};
        for (int k = 0; k < 8; ++k) b[k] = static_cast<byte>(scaled<Rounding, S>(s[k], m[k], n[k], r));
        bytes = _mm_load_si128(reinterpret_cast<const __m128i*>(b));
    }
    if (count >= 8) {
        _mm_storel_epi64(reinterpret_cast<__m128i*>(y), bytes);
    } else {
        const auto all = _mm_cvtsi128_si64(bytes);
        std::memcpy(y, &all, static_cast<unsigned>(count));
    }
}

/// Sums of eight filters over k: w holds four bytes of each filter in turn. (No member initialisers: g++ 12
/// would clear arrays of these in a loop, and keep them in memory.)
struct filter_sums {
#if INLAY_INT8_VNNI
    __m256i sum;
    [[gnu::always_inline]] void clear() { sum = _mm256_setzero_si256(); }

    using elements = __m256i;  // four bytes, moved to 0...255
    [[gnu::always_inline]] static elements load(const patch_element* x) {
        uint32_t w;
        std::memcpy(&w, x, 4);
        return _mm256_set1_epi32(static_cast<int>(w));
    }
    using weights = __m256i;
    [[gnu::always_inline]] static weights load_weights(const byte* w) {
        return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(w));
    }
    [[gnu::always_inline]] void add(elements x, weights w) {  // g++ 12 copies sums around the intrinsic
        __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(x), "v"(w));
    }
    [[gnu::always_inline]] __m256i total() const { return sum; }
#else
    __m256i low, high;  // four filters, two sums each
    [[gnu::always_inline]] void clear() { low = high = _mm256_setzero_si256(); }

    using elements = __m256i;  // four 16-bit numbers
    [[gnu::always_inline]] static elements load(const patch_element* x) {
        long long w;
        std::memcpy(&w, x, 8);
        return _mm256_set1_epi64x(w);
    }
    struct weights {
        __m256i low, high;
    };
    [[gnu::always_inline]] static weights load_weights(const byte* w) {
        const auto* at = reinterpret_cast<const __m128i*>(w);
        return {_mm256_cvtepi8_epi16(_mm_loadu_si128(at)), _mm256_cvtepi8_epi16(_mm_loadu_si128(at + 1))};
    }
    [[gnu::always_inline]] void add(elements x, const weights& w) {
        const __m256i a = _mm256_madd_epi16(x, w.low), b = _mm256_madd_epi16(x, w.high);
        __asm__("vpaddd %1, %0, %0" : "+x"(low) : "x"(a));  // as above; one sum in memory halves the speed
        __asm__("vpaddd %1, %0, %0" : "+x"(high) : "x"(b));
    }
    [[gnu::always_inline]] __m256i total() const {
        return _mm256_permute4x64_epi64(_mm256_hadd_epi32(low, high), 0xD8);
    }
#endif
};

/// Groups x 8 filters for P rows of n elements; w (Groups, n / 4, 8, 4).
template <int P, int Groups>
[[gnu::always_inline]] inline void filter_tile(const patch_element* x, const byte* w, int n, filter_sums (&sums)[P][Groups]) {
    INLAY_UNROLL
    for (int g = 0; g < Groups; ++g)
        INLAY_UNROLL
        for (int p = 0; p < P; ++p) sums[p][g].clear();
    for (int k = 0; k < n; k += 4) {
        filter_sums::weights f[Groups];
        INLAY_UNROLL
        for (int g = 0; g < Groups; ++g) f[g] = filter_sums::load_weights(w + (g * n + k) * 8);
        INLAY_UNROLL
        for (int p = 0; p < P; ++p) {
            const filter_sums::elements v = filter_sums::load(x + p * n + k);
            INLAY_UNROLL
            for (int g = 0; g < Groups; ++g) sums[p][g].add(v, f[g]);
        }
    }
}

}  // namespace inlay::kernels::int8

#endif
