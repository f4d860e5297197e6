// SPDX-License-Identifier: BSL-1.0
// The int8 fully connected layer.
#pragma once

#include "helium.hpp"
#include "patch.hpp"
#include "store.hpp"

#if INLAY_INT8_AVX2
#include "x86_dense.hpp"
#elif INLAY_INT8_NEON
#include "neon_dense.hpp"
#else

namespace inlay::kernels::int8 {

#if INLAY_INT8_MVE

template <class Rounding, output_stage S, bool PerUnit>
[[gnu::noinline]] void dense(const byte* x, const byte* w, const int32_t* bias, const wide_channels_of<PerUnit ? lanes : 1>* c, int n, int units,
                             byte* y, const output_range range) {
    channel_lanes l(*c);
    for (; units > 0; units -= 4, y += 4, bias += 4) {
        const int32x4_t sums = vaddq_s32(unit_tile(x, w, n), vld1q_s32(bias));
        store_lanes<Rounding, S>(sums, l.multiplier, l.shift, units, range, y);
        if constexpr (PerUnit)
            if (units > 4) l = channel_lanes(*++c);
    }
}

#else

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
[[gnu::noinline]] void dense(const byte* x, const byte* w, const int32_t* bias, const wide_channels_of<PerUnit ? lanes : 1>* c, int n, int units,
                             byte* y, const output_range range) {
    const int row = whole_turns(n);
    for (int u = 0; u < units; u += units_at_once, w += units_at_once * row, bias += units_at_once, y += units_at_once) {
        int32_t sums[units_at_once];
        INLAY_UNROLL
        for (int r = 0; r < units_at_once; ++r) sums[r] = bias[r];
        dense_tile(x, w, n, sums);
        INLAY_UNROLL
        for (int r = 0; r < units_at_once; ++r) {
            if (u + r == units) break;
            const auto& m = c[PerUnit ? u + r : 0];
            y[r] = static_cast<byte>(scaled<Rounding, S>(sums[r], m.multiplier[0], m.halvings(), range));
        }
    }
}

#endif

}  // namespace inlay::kernels::int8

#endif
