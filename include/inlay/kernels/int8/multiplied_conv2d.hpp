// SPDX-License-Identifier: BSL-1.0
// The int8 convolution of each channel by itself with several filters.
#pragma once

#include "patch.hpp"
#include "store.hpp"

namespace inlay::kernels::int8 {

/// y[p][c M + m] = store(bias + window of channel c at p . filter c M + m). Rare: one loop nest for all targets.
///     x (H, W, C)   w (KH, KW, C M), as TensorFlow Lite has it   y (OH, OW, C M)
template <class Rounding>
[[gnu::noinline]] void multiplied_conv2d(const map_form& f, const byte* x, const byte* w, const int32_t* bias,
                                         const fixed_multiplier* multiplier, byte* y, const output_range& range) {
    const ops::window& win = f.win;
    const int each = f.filters / f.channels;
    for (int row = 0; row < f.out_height; ++row)
        for (int column = 0; column < f.out_width; ++column, y += f.filters) {
            const int top = row * win.stride_h - win.pad_top, left = column * win.stride_w - win.pad_left;
            for (int o = 0; o < f.filters; ++o) {
                int32_t sum = bias[o];
                const byte* filter = w + o;
                for (int v = 0; v < win.kernel_h; ++v)
                    for (int u = 0; u < win.kernel_w; ++u, filter += f.filters) {
                        const int h = top + v * win.dilation_h, k = left + u * win.dilation_w;
                        const bool on_map = h >= 0 && h < f.height && k >= 0 && k < f.width;
                        sum += *filter * (on_map ? x[(h * f.width + k) * f.channels + o / each] : f.fill);
                    }
                y[o] = static_cast<byte>(clamp(Rounding::scale(sum, multiplier[o]) + range.zero_point, range.low, range.high));
            }
        }
}

}  // namespace inlay::kernels::int8
