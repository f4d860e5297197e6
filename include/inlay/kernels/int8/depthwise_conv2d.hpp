// SPDX-License-Identifier: BSL-1.0
// The int8 convolution of each channel by itself.
#pragma once

#include "patch.hpp"
#include "store.hpp"

namespace inlay::kernels::int8 {

/// sum[k] += taps[i][at + k] * w[i][k] over all taps, for four channels.
template <int Taps>
[[gnu::always_inline]] inline void depthwise_tile(const byte* const* taps, int at, const byte* w, int channels,
                                                  int32_t (&sum)[4]) {
#if INLAY_INT8_DSP
    (void)channels;
#pragma GCC unroll 9
    for (int i = 0; i < Taps; ++i) {
        const uint32_t x = word_at(taps[i] + at), f = word_at(w + 4 * i);
        const int16x2_t x02 = even_bytes(x), x13 = odd_bytes(x), f02 = even_bytes(f), f13 = odd_bytes(f);
        sum[0] = __smlabb(x02, f02, sum[0]);
        sum[1] = __smlabb(x13, f13, sum[1]);
        sum[2] = __smlatt(x02, f02, sum[2]);
        sum[3] = __smlatt(x13, f13, sum[3]);
    }
#else
    for (int i = 0; i < Taps; ++i)
        INLAY_UNROLL
        for (int k = 0; k < 4; ++k)
            if (k < channels) sum[k] += taps[i][at + k] * w[i * 4 + k];
#endif
}

/// One pixel: taps point to the pixels under the window.     taps (Taps)(channels)   w (channels / 4, Taps, 4)
template <class Rounding, output_stage S, int Taps, bool Whole, class Channel>
[[gnu::noinline]] void depthwise_pixel(const byte* const* taps, const byte* w, const Channel* c, int channels, byte* y,
                                       const output_range range) {
    for (int at = 0; at < channels; at += 4, w += 4 * Taps, c += 4, y += 4) {
        const int left = Whole ? 4 : channels - at;
        int32_t sum[4];
        INLAY_UNROLL
        for (int k = 0; k < 4; ++k) sum[k] = c[k].bias();
        depthwise_tile<Taps>(taps, at, w, left, sum);
        INLAY_UNROLL
        for (int k = 0; k < 4; ++k)
            if (k < left) y[k] = static_cast<byte>(scaled<Rounding, S>(sum[k], c[k].multiplier, c[k].halvings(), range));
    }
}

/// y[p][c] = store(bias[c] + window of channel c at p . filter c). The last group of four channels may read
/// up to three bytes that belong to the next pixel, or follow the map.
///     x (H, W, C)   w (C / 4, taps, 4), the last group filled up   y (OH, OW, C)   outside (C) if F.padded()
template <class Rounding, output_stage S, map_form F, class Channel>
[[gnu::noinline]] void depthwise_conv2d(const byte* x, const byte* w, const Channel* c, byte* y, byte* outside,
                                        const output_range& range) {
    constexpr window win = F.win;
    constexpr int count = win.kernel_h * win.kernel_w;
    const byte* taps[count];
    if constexpr (F.padded())
        for (int k = 0; k < F.channels; ++k) outside[k] = static_cast<byte>(F.fill);
    for (int row = 0; row < F.out_height; ++row)
        for (int column = 0; column < F.out_width; ++column, y += F.channels) {
            const byte** tap = taps;
            for (int v = 0; v < win.kernel_h; ++v) {
                const int h = row * win.stride_h - win.pad_top + v * win.dilation_h;
                const bool on_map = !F.padded() || (h >= 0 && h < F.height);
                int u = column * win.stride_w - win.pad_left;
                const byte* at = x + (h * F.width + u) * F.channels;
                for (int k = 0; k < win.kernel_w; ++k, u += win.dilation_w, at += win.dilation_w * F.channels)
                    *tap++ = on_map && (!F.padded() || (u >= 0 && u < F.width)) ? at : outside;
            }
            depthwise_pixel<Rounding, S, count, F.channels % 4 == 0>(taps, w, c, F.channels, y, range);
        }
}

}  // namespace inlay::kernels::int8
