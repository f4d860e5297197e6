// SPDX-License-Identifier: BSL-1.0
// Patches times filters: the loop in which convolutions spend their time.
#pragma once

#include "helium.hpp"
#include "store.hpp"

namespace inlay::kernels::int8 {

#if INLAY_INT8_MVE

template <class Rounding, output_stage S, bool Whole, class Channels>
[[gnu::noinline]] void multiply_patches(const patch_element* x, const byte* w, const Channels* c, int n, int filters, byte* y,
                                        int pixels, const output_range range) {
    static_assert(pixels_at_once == 2);
    byte* z = y + (pixels == 2 ? filters : 0);
    for (; filters > 0; filters -= 4, y += 4, z += 4, ++c) {
        int32x4_t first, second;
        filter_tile(x, w, n, first, second);
        const channel_lanes l(*c);
        first = vaddq_s32(first, l.bias), second = vaddq_s32(second, l.bias);
        if (Whole || filters >= 4) {
            store_two<Rounding, S>(first, second, l.multiplier, l.shift, range, y, z);
        } else {
            store_lanes<Rounding, S>(first, l.multiplier, l.shift, filters, range, y);
            store_lanes<Rounding, S>(second, l.multiplier, l.shift, filters, range, z);
        }
    }
}

#else

/// sums[p][r] += patch p . filter r, n elements, a multiple of 4.
[[gnu::always_inline]] inline void multiply_tile(const patch_element* x, const byte* w, int n,
                                                 int32_t (&sums)[pixels_at_once][filters_at_once]) {
#if INLAY_INT8_DSP
#pragma GCC unroll 2
    for (const byte* end = w + n * filters_at_once; w != end;) {
        const word_pair f = next_words(w);
        const int16x2_t even0 = even_bytes(f.first), odd0 = odd_bytes(f.first);
        const int16x2_t even1 = even_bytes(f.second), odd1 = odd_bytes(f.second);
        INLAY_UNROLL
        for (int p = 0; p < pixels_at_once; ++p) {
            const word_pair v = next_words(x);
            const auto even = static_cast<int16x2_t>(v.first), odd = static_cast<int16x2_t>(v.second);
            sums[p][0] = __smlad(odd, odd0, __smlad(even, even0, sums[p][0]));
            sums[p][1] = __smlad(odd, odd1, __smlad(even, even1, sums[p][1]));
        }
    }
#else
    INLAY_UNROLL
    for (int p = 0; p < pixels_at_once; ++p) {
        int32_t sum = 0;
        for (int k = 0; k < n; ++k) sum += x[p * n + k] * w[k];
        sums[p][0] += sum;
    }
#endif
}

/// y[p][o] = store(bias[o] + patch p . filter o).     x (2, n)   w (filters, n)   y (2, filters)
///
/// One function for all layers that store alike: extents are arguments. Where there are fewer pixels, the
/// last is given again and stored again.
template <class Rounding, output_stage S, bool Whole, class Channels>
[[gnu::noinline]] void multiply_patches(const patch_element* x, const byte* w, const Channels* c, int n, int filters, byte* y,
                                        int pixels, const output_range range) {
    static_assert(pixels_at_once == 2);
    const int stride = pixels == 2 ? filters : 0;
    for (int o = 0; o < filters; o += filters_at_once, w += filters_at_once * n, c += filters_at_once, y += filters_at_once) {
        int32_t sums[pixels_at_once][filters_at_once];
        INLAY_UNROLL
        for (int p = 0; p < pixels_at_once; ++p)
            INLAY_UNROLL
            for (int r = 0; r < filters_at_once; ++r) sums[p][r] = c[r].bias();
        multiply_tile(x, w, n, sums);
        INLAY_UNROLL
        for (int r = 0; r < filters_at_once; ++r) {
            if (!Whole && o + r == filters) break;
            const int32_t multiplier = c[r].multiplier[0];
            const int halvings = c[r].halvings();
            INLAY_UNROLL
            for (int p = 0; p < pixels_at_once; ++p)
                y[p * stride + r] = static_cast<byte>(scaled<Rounding, S>(sums[p][r], multiplier, halvings, range));
        }
    }
}

#endif

}  // namespace inlay::kernels::int8
