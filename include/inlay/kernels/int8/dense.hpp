// SPDX-License-Identifier: BSL-1.0
// The int8 fully connected layer.
#pragma once

#include "store.hpp"

namespace inlay::kernels::int8 {

/// sums[r] += x . unit r, n bytes; the weights' rows are filled up to a multiple of 4.
[[gnu::always_inline]] inline void dense_tile(const byte* x, const byte* w, int n, int32_t (&sums)[units_at_once]) {
#if INLAY_INT8_DSP
#pragma GCC unroll 2
    for (const byte* end = x + n / 4 * 4; x != end; x += 4) {
        const uint32_t word = word_at(x);
        const int16x2_t even = even_bytes(word), odd = odd_bytes(word);
        INLAY_UNROLL
        for (int r = 0; r < units_at_once; r += 2) {
            const word_pair f = next_words(w);
            sums[r] = __smlad(odd, odd_bytes(f.first), __smlad(even, even_bytes(f.first), sums[r]));
            sums[r + 1] = __smlad(odd, odd_bytes(f.second), __smlad(even, even_bytes(f.second), sums[r + 1]));
        }
    }
    for (int k = 0; k < n % 4; ++k)
        INLAY_UNROLL
        for (int r = 0; r < units_at_once; ++r) sums[r] += x[k] * w[4 * r + k];
#else
    int32_t sum = 0;
    for (int k = 0; k < n; ++k) sum += x[k] * w[k];
    sums[0] += sum;
#endif
}

/// y[u] = store(bias[u] + x . w[u]); one multiplier for all units, or one each.
///     x (n)   w (units, n)   bias, channels (units)   y (units)
template <class Rounding, output_stage S, bool PerUnit>
[[gnu::noinline]] void dense(const byte* x, const byte* w, const int32_t* bias, const wide_channel* c, int n, int units,
                             byte* y, const output_range range) {
    const int row = (n + 3) / 4 * 4;
    for (int u = 0; u < units; u += units_at_once, w += units_at_once * row, bias += units_at_once, y += units_at_once) {
        int32_t sums[units_at_once];
        INLAY_UNROLL
        for (int r = 0; r < units_at_once; ++r) sums[r] = bias[r];
        dense_tile(x, w, n, sums);
        INLAY_UNROLL
        for (int r = 0; r < units_at_once; ++r) {
            if (u + r == units) break;
            const wide_channel& m = c[PerUnit ? u + r : 0];
            y[r] = static_cast<byte>(scaled<Rounding, S>(sums[r], m.multiplier, m.halvings(), range));
        }
    }
}

}  // namespace inlay::kernels::int8
