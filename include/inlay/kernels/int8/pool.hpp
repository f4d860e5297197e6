// SPDX-License-Identifier: BSL-1.0
// The largest and the mean byte of each window.
#pragma once

#include "patch.hpp"
#include "store.hpp"

namespace inlay::kernels::int8 {

/// The part of a window of `kernel` elements from `start` on that lies in [0, extent).
struct span_on_map {
    int from, to;
    constexpr span_on_map(int start, int kernel, int extent)
        : from(start < 0 ? 0 : start), to(start + kernel > extent ? extent : start + kernel) {}
};

/// Largest: y = max x.  Mean: y = sum x / elements on the map, rounded to the nearest, ties away from 0.
///     x (H, W, C)   y (OH, OW, C)
template <bool Mean, map_form F>
void pool2d(const byte* x, byte* y, int low, int high) {
    constexpr window win = F.win;
    for (int row = 0; row < F.out_height; ++row)
        for (int column = 0; column < F.out_width; ++column) {
            const span_on_map v(row * win.stride_h - win.pad_top, win.kernel_h, F.height);
            const span_on_map h(column * win.stride_w - win.pad_left, win.kernel_w, F.width);
            const int count = (v.to - v.from) * (h.to - h.from);
            for (int c = 0; c < F.channels; ++c) {
                int32_t result = Mean ? 0 : -128;
                for (int i = v.from; i < v.to; ++i) {
                    const byte* at = x + (i * F.width + h.from) * F.channels + c;
                    for (int j = h.from; j < h.to; ++j, at += F.channels) {
                        if (Mean) result += *at;
                        else if (*at > result) result = *at;
                    }
                }
                if (Mean) result = (result > 0 ? result + count / 2 : result - count / 2) / count;
                *y++ = static_cast<byte>(clamp(result, low, high));
            }
        }
}

}  // namespace inlay::kernels::int8
