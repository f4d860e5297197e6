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

/// y = a + b: both to 20 more bits at a common scale, added, scaled to the result.
template <class Rounding, add_form F>
void add(const byte* a, const byte* b, byte* y, int n) {
    for (int i = 0; i < n; ++i) {
        const int32_t sum = Rounding::scale((a[i] - F.a_zero) * (1 << 20), F.a) + Rounding::scale((b[i] - F.b_zero) * (1 << 20), F.b);
        y[i] = static_cast<byte>(clamp(Rounding::scale(sum, F.y) + F.range.zero_point, F.range.low, F.range.high));
    }
}

}  // namespace inlay::kernels::int8
