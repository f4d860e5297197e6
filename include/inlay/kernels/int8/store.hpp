// SPDX-License-Identifier: BSL-1.0
// From a sum to the byte that is stored: scaled, rounded, moved to the zero point, cut to the range.
#pragma once

#include "../../quant/rounding.hpp"
#include "target.hpp"

namespace inlay::kernels::int8 {

/// How a layer's sums are scaled, as template argument: layers that agree share their kernels.
/// `narrow`: all sums are below 2^30 in size and all shifts go right by 1 to 31, so that the product is
/// one instruction and rounding two. `whole`: nothing is cut off but what no byte holds. `rectified` (hosts alone
/// ask): nothing is below the zero point.
struct output_stage {
    bool narrow = false, whole = true, rectified = false;
};

/// What `lanes` output channels need: multipliers, and in one word each a bias (with the input's zero point
/// taken in), 24 bits, and a shift. Where a bias is larger, `wide_channels`.
struct channels {
    int32_t multiplier[lanes];
    int32_t bias_and_shift[lanes];
    constexpr int32_t bias(int i = 0) const { return bias_and_shift[i] >> 8; }
    constexpr int shift(int i = 0) const { return static_cast<signed char>(bias_and_shift[i] & 255); }
    constexpr void set(int i, int32_t b, fixed_multiplier m) {
        multiplier[i] = m.fraction;
        bias_and_shift[i] = static_cast<int32_t>(static_cast<uint32_t>(b) << 8 | (stored_shift(m) & 255));
    }
    /// How often a product is halved before the last time, which rounds: a multiplier's shift is -1 - halvings.
    /// Stored so, but where shifts by vectors go to the left.
    static constexpr int stored_shift(fixed_multiplier m) { return INLAY_INT8_MVE ? m.shift : -1 - m.shift; }
    constexpr int halvings(int i = 0) const { return INLAY_INT8_MVE ? -1 - shift(i) : shift(i); }
};
template <int Count>
struct wide_channels_of {
    int32_t multiplier[Count];
    int32_t whole_bias[Count];
    int32_t whole_shift[Count];
    constexpr int32_t bias(int i = 0) const { return whole_bias[i]; }
    constexpr int halvings(int i = 0) const { return INLAY_INT8_MVE ? -1 - whole_shift[i] : whole_shift[i]; }
    constexpr void set(int i, int32_t b, fixed_multiplier m) {
        multiplier[i] = m.fraction, whole_bias[i] = b, whole_shift[i] = channels::stored_shift(m);
    }
};
using wide_channels = wide_channels_of<lanes>;

/// Where the results lie.
struct output_range {
    int zero_point, low, high;
};

/// round(2 x m / 2^32), ties up.
[[gnu::always_inline]] inline int32_t high_product(int32_t x, int32_t m) {
#if INLAY_INT8_DSP
    int32_t y;
    __asm__("smmulr %0, %1, %2" : "=r"(y) : "r"(2 * x), "r"(m));
    return y;
#else
    return static_cast<int32_t>((static_cast<int64_t>(x) * m + (int64_t{1} << 30)) >> 31);
#endif
}

[[gnu::always_inline]] inline int32_t clamp(int32_t x, int low, int high) { return x < low ? low : x > high ? high : x; }

/// x / 2 within a byte.
[[gnu::always_inline]] inline int32_t saturated_half(int32_t x) {
#if INLAY_INT8_DSP
    int32_t y;
    __asm__("ssat %0, #8, %1, asr #1" : "=r"(y) : "r"(x));
    return y;
#else
    return clamp(x >> 1, -128, 127);
#endif
}

/// Narrow and rounded twice: x = h / 2^halvings away from zero at ties, then (x + 1) / 2 + zero point in one
/// as (x + 1 + 2 zero point) / 2.
template <class Rounding, output_stage S>
[[gnu::always_inline]] inline int32_t scaled(int32_t sum, int32_t multiplier, int halvings, const output_range& r) {
    if constexpr (S.narrow && __is_same(Rounding, double_rounding)) {
        const int32_t h = high_product(sum, multiplier);
        const int32_t y = ((h + (h >> 31)) >> halvings) + (2 * r.zero_point + 1);
        if constexpr (S.whole) return saturated_half(y);
        else return clamp(y >> 1, r.low, r.high);
    } else {
        return clamp(Rounding::scale(sum, {multiplier, -1 - halvings}) + r.zero_point, r.low, r.high);
    }
}

}  // namespace inlay::kernels::int8
