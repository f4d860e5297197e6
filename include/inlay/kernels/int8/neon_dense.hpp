// SPDX-License-Identifier: BSL-1.0
// The int8 fully connected layer with NEON: a convolution of one pixel.
#pragma once

#include "neon_conv2d.hpp"

#if INLAY_INT8_NEON

namespace inlay::kernels::int8 {

/// y[u] = store(bias[u] + x . w[u]).                    x (n)   w (units / lanes, turns of n, lanes, 4)   y (units)
template <class Rounding, output_stage S>
[[gnu::noinline]] void dense(const byte* x, const byte* w, const channel_arrays& c, int n,
                             int units, byte* y, const output_range& range) {
    const int row = whole_turns(n), whole = n / 4 * 4;
    byte last[4]{};  // what fills no turn
    for (int k = whole; k < n; ++k) last[k - whole] = x[k];
    const auto some = [&]<int G>(int u) {
        filter_sums sums[1][G];
        begin_sums(sums, c.bias + u);
        const byte* f = w + u * row;
        add_products<S.narrow>(sums, x, 0, whole, f, row * lanes);
        if (whole < n) add_products<S.narrow>(sums, last, 0, 4, f, row * lanes);
        store_sums<Rounding, S>(sums, c.from(u), y + u, 0, units - u, range);
    };
    int u = 0;
    for (; u + 7 * lanes < units; u += 8 * lanes) some.template operator()<8>(u);
    for (; u < units; u += lanes) some.template operator()<1>(u);
}

}  // namespace inlay::kernels::int8

#endif
