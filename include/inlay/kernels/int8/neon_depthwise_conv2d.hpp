// SPDX-License-Identifier: BSL-1.0
// One pixel of the int8 convolution of each channel by itself, with NEON: channels are the lanes.
#pragma once

#include "neon_store.hpp"

#if INLAY_INT8_NEON

namespace inlay::kernels::int8 {

/// taps[i][at + c] w[i][c] added up for Width channels, 8 or 16; w (Taps, 16).
/// Narrow: no weight is -128, so that two products fit 16 bits.
template <bool Narrow, int Taps, int Width>
INLAY_INT8_FORCED void add_taps(int32x4_t (&sums)[Width / 4], const byte* const* taps, int at,
                                const byte* w) {
    INLAY_UNROLL
    for (int i = 0; i < Taps; i += Narrow ? 2 : 1) {
        const bool two = Narrow && i + 1 < Taps;
        const auto add = [&](int k, int16x8_t products) {
            sums[k] = vaddw_s16(sums[k], vget_low_s16(products)),
            sums[k + 1] = vaddw_high_s16(sums[k + 1], products);
        };
        if constexpr (Width == 16) {
            const int8x16_t x = vld1q_s8(taps[i] + at), f = vld1q_s8(w + 16 * i);
            int16x8_t low = vmull_s8(vget_low_s8(x), vget_low_s8(f)), high = vmull_high_s8(x, f);
            if (two) {
                const int8x16_t z = vld1q_s8(taps[i + 1] + at), g = vld1q_s8(w + 16 * i + 16);
                low = vmlal_s8(low, vget_low_s8(z), vget_low_s8(g)),
                high = vmlal_high_s8(high, z, g);
            }
            add(0, low), add(2, high);
        } else {
            int16x8_t low = vmull_s8(vld1_s8(taps[i] + at), vld1_s8(w + 16 * i));
            if (two) low = vmlal_s8(low, vld1_s8(taps[i + 1] + at), vld1_s8(w + 16 * i + 16));
            add(0, low);
        }
    }
}

/// One pixel: taps point to the pixels under the window.          taps (Taps)(channels)   y (channels)
template <class Rounding, output_stage S, int Taps, bool Whole>
[[gnu::noinline]] void depthwise_pixel(const byte* const* taps, const byte* w,
                                       const channel_arrays* c, int channels, byte* y,
                                       const output_range range) {
    const auto some = [&]<int Width>(const byte* const* from, int from_at, int at, int count) {
        const channel_arrays of = c->from(at);
        int32x4_t sums[Width / 4];
        INLAY_UNROLL
        for (int k = 0; k < Width / 4; ++k) sums[k] = vld1q_s32(of.bias + 4 * k);
        add_taps<S.narrow, Taps, Width>(sums, from, from_at, w + at / 16 * 16 * Taps + at % 16);
        store_tile<Rounding, S, 1, Width / 4>(sums, of, y + at, 0, count, range);
    };
    int at = 0;
    for (; at + 16 <= channels; at += 16) some.template operator()<16>(taps, at, at, 16);
    if (at + 8 <= channels) some.template operator()<8>(taps, at, at, 8), at += 8;
    if (at < channels) {  // copied, since what follows a map is not read
        byte copies[Taps][8];
        const byte* copied[Taps];
        for (int i = 0; i < Taps; ++i) {
            copied[i] = copies[i];
            for (int k = 0; k < 8; ++k) copies[i][k] = at + k < channels ? taps[i][at + k] : byte{};
        }
        some.template operator()<8>(copied, 0, at, channels - at);
    }
}

}  // namespace inlay::kernels::int8

#endif
