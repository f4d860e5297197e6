// SPDX-License-Identifier: BSL-1.0
// The int8 convolution.
#pragma once

#include "multiply.hpp"
#include "patch.hpp"

namespace inlay::kernels::int8 {

/// Output pixels computed at a time: their windows are copied before either is stored.
inline constexpr int pixels_at_once = 2;

/// y[p][o] = store(bias[o] + window at p . filter o); pixels in order, two at a time.
///     x (H, W, I)   w (O, F.row())   y (OH, OW, O)   patches (2, F.row())
template <class Rounding, output_stage S, map_form F>
void conv2d(const byte* x, const byte* w, channel_table t, byte* y, int16_t* patches) {
    constexpr int pixels = F.out_height * F.out_width, n = F.row();
    int row = 0, column = 0;
    const auto next_patch = [&](int16_t* to) {
        copy_patch<F>(x, row, column, to);
        if (++column == F.out_width) column = 0, ++row;
    };
    for (int p = 0; p + pixels_at_once <= pixels; p += pixels_at_once, y += pixels_at_once * F.filters) {
        for (int k = 0; k < pixels_at_once; ++k) next_patch(patches + k * n);
        multiply_patches<Rounding, S, pixels_at_once>(patches, w, t, n, F.filters, y);
    }
    if constexpr (pixels % pixels_at_once != 0) {
        next_patch(patches);
        multiply_patches<Rounding, S, 1>(patches, w, t, n, F.filters, y);
    }
}

}  // namespace inlay::kernels::int8
