// SPDX-License-Identifier: BSL-1.0
// The int8 sum, or difference, of two maps of different scales.
#pragma once

#include "avx2.hpp"
#include "helium.hpp"
#include "store.hpp"

namespace inlay::kernels::int8 {

struct add_form {
    int a_zero, b_zero;
    fixed_multiplier a, b, y;
    output_range range;
};

/// x M, |x| < 2^30, M < 1.
template <class Rounding, fixed_multiplier M>
[[gnu::always_inline]] inline int32_t scaled_down(int32_t x) {
    if constexpr (__is_same(Rounding, double_rounding) && M.shift <= 0) {
        const int32_t h = high_product(x, M.fraction);
        if constexpr (M.shift == 0) return h;
        else return (h + (h >> 31) + (1 << (-M.shift - 1))) >> -M.shift;
    } else {
        return Rounding::scale(x, M);
    }
}

/// a + Sign b: both to 20 more bits at a common scale, added, scaled to the result.
template <class Rounding, add_form F, int Sign>
struct sum {
    [[gnu::always_inline]] static byte of(int a, int b) {
        const int32_t s = scaled_down<Rounding, F.a>((a - F.a_zero) * (1 << 20)) +
                          Sign * scaled_down<Rounding, F.b>((b - F.b_zero) * (1 << 20));
        return static_cast<byte>(clamp(scaled_down<Rounding, F.y>(s) + F.range.zero_point, F.range.low, F.range.high));
    }
};

#if INLAY_INT8_MVE
inline constexpr int added_at_once = 4;

template <fixed_multiplier M>
[[gnu::always_inline]] inline int32x4_t scaled_down(int32x4_t x) {
    const int32x4_t h = vqrdmulhq_n_s32(x, M.fraction);
    if constexpr (M.shift == 0) return h;
    else return vrshrq_n_s32(vaddq_s32(h, vshrq_n_s32(h, 31)), -M.shift);
}
template <add_form F>
[[gnu::always_inline]] inline void add_some(const byte* a, const byte* b, byte* y) {
    const int32x4_t sum = vaddq_s32(scaled_down<F.a>(vshlq_n_s32(vsubq_n_s32(vldrbq_s32(a), F.a_zero), 20)),
                                    scaled_down<F.b>(vshlq_n_s32(vsubq_n_s32(vldrbq_s32(b), F.b_zero), 20)));
    const int32x4_t v = vaddq_n_s32(scaled_down<F.y>(sum), F.range.zero_point);
    vstrbq_s32(y, vminq_s32(vmaxq_s32(v, vdupq_n_s32(F.range.low)), vdupq_n_s32(F.range.high)));
}
#elif INLAY_INT8_AVX2
inline constexpr int added_at_once = 8;

template <fixed_multiplier M>
[[gnu::always_inline]] inline __m256i scaled_down(__m256i x) {
    if constexpr (M.shift == 0 && M.fraction == 1 << 30) return _mm256_srai_epi32(_mm256_add_epi32(x, _mm256_set1_epi32(1)), 1);
    const __m256i h = high_products(x, _mm256_set1_epi32(M.fraction));
    if constexpr (M.shift == 0) return h;
    else return _mm256_srai_epi32(_mm256_add_epi32(_mm256_add_epi32(h, _mm256_srai_epi32(h, 31)), _mm256_set1_epi32(1 << (-M.shift - 1))), -M.shift);
}
template <add_form F>
[[gnu::always_inline]] inline void add_some(const byte* a, const byte* b, byte* y) {
    const auto moved = [](const byte* x, int zero) {
        const __m256i wide = _mm256_cvtepi8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(x)));
        return _mm256_slli_epi32(_mm256_sub_epi32(wide, _mm256_set1_epi32(zero)), 20);
    };
    const __m256i sum = _mm256_add_epi32(scaled_down<F.a>(moved(a, F.a_zero)), scaled_down<F.b>(moved(b, F.b_zero)));
    __m256i v = _mm256_add_epi32(scaled_down<F.y>(sum), _mm256_set1_epi32(F.range.zero_point));
    v = _mm256_min_epi32(_mm256_max_epi32(v, _mm256_set1_epi32(F.range.low)), _mm256_set1_epi32(F.range.high));
    const __m128i halves = _mm_packs_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
    _mm_storel_epi64(reinterpret_cast<__m128i*>(y), _mm_packs_epi16(halves, halves));
}
#endif

/// y = a + b.
template <class Rounding, add_form F>
void add(const byte* a, const byte* b, byte* y, int n) {
    int i = 0;
#if INLAY_INT8_MVE || INLAY_INT8_AVX2
    if constexpr (__is_same(Rounding, double_rounding) && F.a.shift <= 0 && F.b.shift <= 0 && F.y.shift <= 0)
        for (; i + added_at_once <= n; i += added_at_once) add_some<F>(a + i, b + i, y + i);
#endif
    for (; i < n; ++i) y[i] = sum<Rounding, F, 1>::of(a[i], b[i]);
}

}  // namespace inlay::kernels::int8
