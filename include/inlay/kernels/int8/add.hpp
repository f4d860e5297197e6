// SPDX-License-Identifier: BSL-1.0
// The int8 sum, or difference, of two maps of different scales.
#pragma once

#include "helium.hpp"
#include "neon_store.hpp"
#include "store.hpp"
#include "x86_lanes.hpp"
#include "x86_store.hpp"

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
#endif

#if INLAY_INT8_NEON
inline constexpr int added_at_once = 16;

template <fixed_multiplier M>
[[gnu::always_inline]] inline int32x4_t scaled_down(int32x4_t x) {
    const int32x4_t h = vqrdmulhq_n_s32(x, M.fraction);
    if constexpr (M.shift == 0) return h;
    else return vrshrq_n_s32(vsraq_n_s32(h, h, 31), -M.shift);
}
template <add_form F>
[[gnu::always_inline]] inline void add_some(const byte* a, const byte* b, byte* y) {
    int32x4_t sums[4];
    INLAY_UNROLL
    for (int k = 0; k < 2; ++k) {  // 4 bits, then 16 more
        const int16x8_t p = vshlq_n_s16(vsubq_s16(vmovl_s8(vld1_s8(a + 8 * k)), vdupq_n_s16(F.a_zero)), 4);
        const int16x8_t q = vshlq_n_s16(vsubq_s16(vmovl_s8(vld1_s8(b + 8 * k)), vdupq_n_s16(F.b_zero)), 4);
        sums[2 * k] = vaddq_s32(scaled_down<F.a>(vshll_n_s16(vget_low_s16(p), 16)), scaled_down<F.b>(vshll_n_s16(vget_low_s16(q), 16)));
        sums[2 * k + 1] = vaddq_s32(scaled_down<F.a>(vshll_high_n_s16(p, 16)), scaled_down<F.b>(vshll_high_n_s16(q, 16)));
    }
    INLAY_UNROLL
    for (int k = 0; k < 4; ++k) sums[k] = scaled_down<F.y>(sums[k]);
    vst1q_s8(y, packed_bytes<F.range.low == -128 && F.range.high == 127>(sums, F.range));
}
#endif

#if INLAY_INT8_AVX2
/// A sum in float: z = a A + b B + C, rounded once. It errs against the sum of fixed-point numbers, rounded twice each, by
/// `error` at most: their terms are off by 1 of 2^20, the result's first rounding by 2^(shift - 1), floats by 2^-24
/// of what they hold, three times. (Where |z| is large, both saturate.)
struct float_sum {
    double a, b, zero, error;
    constexpr explicit float_sum(const add_form& f) {
        const auto real = [](fixed_multiplier m) {
            double x = m.fraction / 2147483648.0;
            for (int k = m.shift; k < 0; ++k) x /= 2;
            return x;
        };
        const double y = real(f.y);
        a = real(f.a) * y * (1 << 20), b = real(f.b) * y * (1 << 20);
        zero = f.range.zero_point - a * f.a_zero - b * f.b_zero;
        error = 2 * y + static_cast<double>(power_of_two(f.y.shift - 1)) + (128 * (a + b) + 128 + 128 * (a + b)) / (1 << 22);
    }
};

/// Four registers, or none where a sum may be too close to a tie.
template <add_form F>
INLAY_INT8_FORCED bool add_some(const byte* a, const byte* b, byte* y) {
    constexpr float_sum f(F);
    constexpr bool whole = F.range.low == -128 && F.range.high == 127;
    wide_ints low[4], high[4];
    INLAY_UNROLL
    for (int k = 0; k < 4; ++k) {
        const wide_floats x = to_float(widened(a + k * lanes)), z = to_float(widened(b + k * lanes));
        const auto rounded = [&](double zero) {
            return nearest(x * all_floats<wide_floats>(static_cast<float>(f.a)) +
                           (z * all_floats<wide_floats>(static_cast<float>(f.b)) + all_floats<wide_floats>(static_cast<float>(zero))));
        };
        low[k] = rounded(f.zero - f.error), high[k] = rounded(f.zero + f.error);
    }
    wide_ints bytes = packed(low[0], low[1], low[2], low[3]);
    if (differ(bytes, packed(high[0], high[1], high[2], high[3]))) [[unlikely]] return false;
    if constexpr (!whole) bytes = clamped(bytes, F.range.low, F.range.high);
    store_register(y, in_order(bytes));
    return true;
}
#endif

/// y = a + b.
template <class Rounding, add_form F>
void add(const byte* a, const byte* b, byte* y, int n) {
    int i = 0;
#if INLAY_INT8_MVE || INLAY_INT8_NEON
    if constexpr (__is_same(Rounding, double_rounding) && F.a.shift <= 0 && F.b.shift <= 0 && F.y.shift <= 0)
        for (; i + added_at_once <= n; i += added_at_once) add_some<F>(a + i, b + i, y + i);
#elif INLAY_INT8_AVX2
    if constexpr (__is_same(Rounding, double_rounding) && F.a.shift <= 0 && F.b.shift <= 0 && F.y.shift <= 0 && float_sum(F).error < 1.0 / 256)
        for (; i + 4 * lanes <= n; i += 4 * lanes)
            if (!add_some<F>(a + i, b + i, y + i))
                for (int k = i; k < i + 4 * lanes; ++k) y[k] = sum<Rounding, F, 1>::of(a[k], b[k]);
#endif
    for (; i < n; ++i) y[i] = sum<Rounding, F, 1>::of(a[i], b[i]);
}

}  // namespace inlay::kernels::int8
