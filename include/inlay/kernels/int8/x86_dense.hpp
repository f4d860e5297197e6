// SPDX-License-Identifier: BSL-1.0
// The int8 fully connected layer on x86-64: `lanes` units in a register.
#pragma once

#include "x86_conv2d.hpp"

#if INLAY_INT8_AVX2

namespace inlay::kernels::int8 {

/// Groups x `lanes` units; x as patch elements.
template <int Groups>
INLAY_INT8_FORCED void dense_groups(const byte* x, const byte* w, int n, filter_sums (&sums)[Groups]) {
    constexpr int at_once = 64;
    const int row = whole_turns(n);
    for (int k = 0; k < row; k += at_once) {
        alignas(64) patch_element copy[at_once];
        const int count = row - k < at_once ? row - k : at_once, given = n - k < at_once ? n - k : at_once;
        copy_elements(x + k, given, copy);
        for (int i = given; i < count; ++i) copy[i] = 0;
        for (int i = 0; i < count; i += bytes_in_turn) {
            const filter_sums::ints v = filter_sums::load(copy + i);
            INLAY_UNROLL
            for (int g = 0; g < Groups; ++g) sums[g].add(v, filter_sums::load_bytes(w + (g * row + k + i) * lanes));
        }
    }
}

/// y[u] = store(bias[u] + x . w[u]).                    x (n)   w (units / lanes, turns of n, lanes, 4)   y (units)
template <class Rounding, output_stage S>
[[gnu::noinline]] void dense(const byte* x, const byte* w, const channel_arrays& c, int n, int units, byte* y, const output_range& range) {
    const auto some = [&]<int Groups>(int u) {
        filter_sums sums[Groups];
        INLAY_UNROLL
        for (int g = 0; g < Groups; ++g) sums[g].begin(c.bias + u + g * lanes);
        dense_groups<Groups>(x, w + u * whole_turns(n), n, sums);
        INLAY_UNROLL
        for (int g = 0; g < Groups; g += 4) {
            filter_sums::ints four[4];
            INLAY_UNROLL
            for (int k = 0; k < 4; ++k) {
                const int each = g + k < Groups ? g + k : g;
                four[k] = sums[each].sum;
            }
            const auto bytes = stored_bytes<Rounding, S, lanes, (Groups > 1 ? 4 : 1)>(four, c, u + g * lanes, range);
            store_bytes(y + u + g * lanes, in_order(bytes), units - u < lanes * (Groups - g) ? units - u : lanes * (Groups < 4 ? Groups : 4));
        }
    };
    int u = 0;
    for (; u + 8 * lanes <= units; u += 8 * lanes) some.template operator()<8>(u);
    for (; u + 4 * lanes <= units; u += 4 * lanes) some.template operator()<4>(u);
    for (; u < units; u += lanes) some.template operator()<1>(u);
}

}  // namespace inlay::kernels::int8

#endif
