// SPDX-License-Identifier: BSL-1.0
// The int8 sum of two maps of different scales.
#pragma once

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

/// y = a + b: both to 20 more bits at a common scale, added, scaled to the result.
template <class Rounding, add_form F>
void add(const byte* a, const byte* b, byte* y, int n) {
    for (int i = 0; i < n; ++i) {
        const int32_t sum = scaled_down<Rounding, F.a>((a[i] - F.a_zero) * (1 << 20)) +
                            scaled_down<Rounding, F.b>((b[i] - F.b_zero) * (1 << 20));
        y[i] = static_cast<byte>(clamp(scaled_down<Rounding, F.y>(sum) + F.range.zero_point, F.range.low, F.range.high));
    }
}

}  // namespace inlay::kernels::int8
