// SPDX-License-Identifier: BSL-1.0
// From a sum to the byte that is stored: scaled, rounded, moved to the zero point, cut to the range.
#pragma once

#include "../../quant/rounding.hpp"
#include "target.hpp"

namespace inlay::kernels::int8 {

/// How a layer stores. `narrow`: all sums are below 2^30 in size and all shifts go right by 1 to 31, so
/// that the product is one instruction and rounding two.
struct output_stage {
    int zero_point = 0, low = -128, high = 127;
    bool narrow = false;
};

/// What each output channel needs; in flash.
struct channel_table {
    const int32_t* bias;        // with the input's zero point taken in
    const int32_t* multiplier;  // fraction of 31 bits
    const signed char* shift;   // left where positive
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

[[gnu::always_inline]] inline int32_t clamp(int32_t x, int low, int high) {
#if INLAY_INT8_DSP
    if (low == -128 && high == 127) return __ssat(x, 8);
#endif
    return x < low ? low : x > high ? high : x;
}

template <class Rounding, output_stage S>
[[gnu::always_inline]] inline byte store(int32_t sum, int32_t multiplier, int shift) {
    int32_t y;
    if constexpr (S.narrow && __is_same(Rounding, double_rounding)) {
        const int32_t h = high_product(sum, multiplier);
        y = (h + (h >> 31) + (1 << (-shift - 1))) >> -shift;
    } else {
        y = Rounding::scale(sum, {multiplier, shift});
    }
    return static_cast<byte>(clamp(y + S.zero_point, S.low, S.high));
}

}  // namespace inlay::kernels::int8
