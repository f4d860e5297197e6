// SPDX-License-Identifier: BSL-1.0
// The int8 fully connected layer.
#pragma once

#include "store.hpp"

namespace inlay::kernels::int8 {

/// sums[r] += x (n) . rows of weights (R, n), bytes both.
template <int R>
[[gnu::always_inline]] inline void dense_rows(const byte* x, const byte* w, int n, int32_t (&sums)[R]) {
#if INLAY_INT8_DSP
    for (const byte* end = x + n / 4 * 4; x != end; x += 4, w += 4) {
        const uint32_t word = word_at(x);
        const int16x2_t x_even = even_bytes(word), x_odd = odd_bytes(word);
        for (int r = 0; r < R; ++r) {
            const uint32_t f = word_at(w + r * n);
            sums[r] = __smlad(x_odd, odd_bytes(f), __smlad(x_even, even_bytes(f), sums[r]));
        }
    }
    for (int k = 0; k < n % 4; ++k)
        for (int r = 0; r < R; ++r) sums[r] += x[k] * w[r * n + k];
#else
    for (int r = 0; r < R; ++r) {
        int32_t sum = 0;
        for (int k = 0; k < n; ++k) sum += x[k] * w[r * n + k];
        sums[r] += sum;
    }
#endif
}

template <class Rounding, output_stage S, int R>
[[gnu::always_inline]] inline void dense_group(const byte* x, const byte* w, const channel_table& t, bool per_unit,
                                               int n, int u, byte* y) {
    int32_t sums[R];
    for (int r = 0; r < R; ++r) sums[r] = t.bias[u + r];
    dense_rows<R>(x, w + u * n, n, sums);
    for (int r = 0; r < R; ++r) {
        const int at = per_unit ? u + r : 0;
        y[u + r] = store<Rounding, S>(sums[r], t.multiplier[at], t.shift[at]);
    }
}

/// y[u] = store(bias[u] + x . w[u]); one multiplier for all units, or one each.
///     x (n)   w (units, n)   y (units)
template <class Rounding, output_stage S>
[[gnu::noinline]] void dense(const byte* x, const byte* w, channel_table t, bool per_unit, int n, int units, byte* y) {
    constexpr int at_once = 4;
    int u = 0;
    for (; u + at_once <= units; u += at_once) dense_group<Rounding, S, at_once>(x, w, t, per_unit, n, u, y);
    for (; u < units; ++u) dense_group<Rounding, S, 1>(x, w, t, per_unit, n, u, y);
}

}  // namespace inlay::kernels::int8
