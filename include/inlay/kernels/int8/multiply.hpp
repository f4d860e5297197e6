// SPDX-License-Identifier: BSL-1.0
// Patches times filters: the loop in which convolutions spend their time.
#pragma once

#include "store.hpp"

namespace inlay::kernels::int8 {

/// sums[p][r] += patches (P, n) times rows of weights (R, n); n is a multiple of 4.
template <int P, int R>
[[gnu::always_inline]] inline void multiply_tile(const int16_t* x, const byte* w, int n, int32_t (&sums)[P][R]) {
#if INLAY_INT8_DSP
#pragma GCC unroll 2
    for (const byte* end = w + n; w != end; w += 4, x += 4) {
        int16x2_t even[R], odd[R];
        for (int r = 0; r < R; ++r) {
            const uint32_t word = word_at(w + r * n);
            even[r] = even_bytes(word);
            odd[r] = odd_bytes(word);
        }
        for (int p = 0; p < P; ++p) {
            const auto x_even = static_cast<int16x2_t>(word_at(x + p * n)), x_odd = static_cast<int16x2_t>(word_at(x + p * n + 2));
            for (int r = 0; r < R; ++r) sums[p][r] = __smlad(x_odd, odd[r], __smlad(x_even, even[r], sums[p][r]));
        }
    }
#else
    for (int p = 0; p < P; ++p)
        for (int r = 0; r < R; ++r) {
            int32_t sum = 0;
            for (int k = 0; k < n; ++k) sum += x[p * n + k] * w[r * n + k];
            sums[p][r] += sum;
        }
#endif
}

template <class Rounding, output_stage S, int P, int R>
[[gnu::always_inline]] inline void multiply_filters(const int16_t* x, const byte* w, const channel_table& t, int o,
                                                    int n, int filters, byte* y) {
    int32_t sums[P][R];
    for (int p = 0; p < P; ++p)
        for (int r = 0; r < R; ++r) sums[p][r] = t.bias[o + r];
    multiply_tile<P, R>(x, w + o * n, n, sums);
    for (int r = 0; r < R; ++r) {
        const int32_t multiplier = t.multiplier[o + r];
        const int shift = t.shift[o + r];
        for (int p = 0; p < P; ++p) y[p * filters + o + r] = store<Rounding, S>(sums[p][r], multiplier, shift);
    }
}

/// y[p][o] = store(bias[o] + patch p . filter o).     x (P, n)   w (filters, n)   y (P, filters)
/// One function for all layers that store in the same way: extents are arguments.
template <class Rounding, output_stage S, int P>
[[gnu::noinline]] void multiply_patches(const int16_t* x, const byte* w, channel_table t, int n, int filters, byte* y) {
    int o = 0;
    for (; o + 2 <= filters; o += 2) multiply_filters<Rounding, S, P, 2>(x, w, t, o, n, filters, y);
    if (o < filters) multiply_filters<Rounding, S, P, 1>(x, w, t, o, n, filters, y);
}

}  // namespace inlay::kernels::int8
