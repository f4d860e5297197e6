// SPDX-License-Identifier: BSL-1.0
// The int8 convolution of each channel by itself.
#pragma once

#include "patch.hpp"
#include "store.hpp"

namespace inlay::kernels::int8 {

/// One pixel, four channels: sums of taps[k][c..c+3] times w (taps, 4).
template <class Rounding, output_stage S, int Channels>
[[gnu::always_inline]] inline void depthwise_group(const byte* const* taps, int count, int c, const byte* w,
                                                   const channel_table& t, byte* y) {
    int32_t sum[Channels];
    for (int k = 0; k < Channels; ++k) sum[k] = t.bias[c + k];
#if INLAY_INT8_DSP
    if constexpr (Channels == 4) {
        for (const byte* const* end = taps + count; taps != end; ++taps, w += 4) {
            const uint32_t x = word_at(*taps + c), f = word_at(w);
            const int16x2_t x02 = even_bytes(x), x13 = odd_bytes(x), f02 = even_bytes(f), f13 = odd_bytes(f);
            sum[0] = __smlabb(x02, f02, sum[0]);
            sum[1] = __smlabb(x13, f13, sum[1]);
            sum[2] = __smlatt(x02, f02, sum[2]);
            sum[3] = __smlatt(x13, f13, sum[3]);
        }
    } else
#endif
    {
        for (int i = 0; i < count; ++i)
            for (int k = 0; k < Channels; ++k) sum[k] += taps[i][c + k] * w[i * 4 + k];
    }
    for (int k = 0; k < Channels; ++k) y[c + k] = store<Rounding, S>(sum[k], t.multiplier[c + k], t.shift[c + k]);
}

/// One pixel: taps point to the pixels under the window.   taps (count)(channels)   w (channels / 4, count, 4)
template <class Rounding, output_stage S, bool Whole>
[[gnu::noinline]] void depthwise_pixel(const byte* const* taps, int count, const byte* w, channel_table t,
                                       int channels, byte* y) {
    int c = 0;
    for (; c + 4 <= channels; c += 4, w += 4 * count) depthwise_group<Rounding, S, 4>(taps, count, c, w, t, y);
    if constexpr (!Whole)
        for (; c < channels; ++c, ++w) depthwise_group<Rounding, S, 1>(taps, count, c, w, t, y);
}

/// y[p][c] = store(bias[c] + window of channel c at p . filter c).
///     x (H, W, C)   w (C / 4, taps, 4), the last group filled up   y (OH, OW, C)   outside (C) if F.padded()
template <class Rounding, output_stage S, map_form F>
void depthwise_conv2d(const byte* x, const byte* w, channel_table t, byte* y, byte* outside) {
    constexpr window win = F.win;
    constexpr int count = win.kernel_h * win.kernel_w;
    const byte* taps[count];
    if constexpr (F.padded())
        for (int c = 0; c < F.channels; ++c) outside[c] = static_cast<byte>(F.fill);
    for (int row = 0; row < F.out_height; ++row)
        for (int column = 0; column < F.out_width; ++column, y += F.channels) {
            const byte** tap = taps;
            for (int v = 0; v < win.kernel_h; ++v) {
                const int h = row * win.stride_h - win.pad_top + v * win.dilation_h;
                const bool on_map = h >= 0 && h < F.height;
                int c = column * win.stride_w - win.pad_left;
                const byte* at = x + (h * F.width + c) * F.channels;
                for (int u = 0; u < win.kernel_w; ++u, c += win.dilation_w, at += win.dilation_w * F.channels)
                    *tap++ = on_map && c >= 0 && c < F.width ? at : outside;
            }
            depthwise_pixel<Rounding, S, F.channels % 4 == 0>(taps, count, w, t, F.channels, y);
        }
}

}  // namespace inlay::kernels::int8
