// SPDX-License-Identifier: BSL-1.0
// From a sum to the byte that is stored: scaled, rounded, moved to the zero point, cut to the range.
#pragma once

#include "../../quant/rounding.hpp"
#include "target.hpp"

namespace inlay::kernels::int8 {

/// How a layer's sums are scaled, as template argument: layers that agree share their kernels.
/// `narrow`: all sums are below 2^30 in size and all shifts go right by 1 to 31, so that the product is
/// one instruction and rounding two. `whole`: nothing is cut off but what no byte holds.
struct output_stage {
    bool narrow = false, whole = true;
};

/// What an output channel needs: its multiplier, and in one word its bias (with the input's zero point
/// taken in), 24 bits, and its shift. Where a bias is larger, `wide_channel`.
struct channel {
    int32_t multiplier;
    int32_t bias_and_shift;
    constexpr int32_t bias() const { return bias_and_shift >> 8; }
    constexpr int halvings() const { return static_cast<signed char>(bias_and_shift & 255); }
};
struct wide_channel {
    int32_t multiplier;
    int32_t whole_bias;
    int32_t whole_halvings;
    constexpr int32_t bias() const { return whole_bias; }
    constexpr int halvings() const { return whole_halvings; }
};
// `halvings` is how often a product is halved before the last time, which rounds: a multiplier's shift is
// -1 - halvings.

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
