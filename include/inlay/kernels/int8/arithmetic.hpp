// SPDX-License-Identifier: BSL-1.0
// Products of two int8 maps of different scales, and whatever is computed of two where one may be repeated.
#pragma once

#include "add.hpp"

namespace inlay::kernels::int8 {

struct multiply_form {
    int a_zero, b_zero;
    fixed_multiplier y;
    output_range range;
};

/// a b.
template <class Rounding, multiply_form F>
struct product {
    [[gnu::always_inline]] static byte of(int a, int b) {
        const int32_t p = Rounding::scale((a - F.a_zero) * (b - F.b_zero), F.y);
        return static_cast<byte>(clamp(p + F.range.zero_point, F.range.low, F.range.high));
    }
};

/// y[i] = F(a[i], b[i]); the shorter one is repeated.          a (A)   b (B)   y (the longer)
template <int A, int B, class F>
void combine(const byte* a, const byte* b, byte* y) {
    static_assert(A % B == 0 || B % A == 0);
    constexpr int run = A < B ? A : B, runs = (A < B ? B : A) / run;
    for (int r = 0; r < runs; ++r, y += run, a += A < B ? 0 : run, b += B < A ? 0 : run)
        for (int i = 0; i < run; ++i) y[i] = F::of(a[i], b[i]);
}

}  // namespace inlay::kernels::int8
