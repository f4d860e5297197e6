// SPDX-License-Identifier: BSL-1.0
// The int8 convolution.
#pragma once

#include "multiply.hpp"
#include "patch.hpp"

namespace inlay::kernels::int8 {

/// y[p][o] = store(bias[o] + window at p . filter o); pixels in order, two at a time.
///     x (H, W, I)   w (O, F.row())   y (OH, OW, O)   patches (2, F.row())
template <class Rounding, output_stage S, map_form F, class Channel>
[[gnu::noinline]] void conv2d(const byte* x, const byte* w, const Channel* c, byte* y, int16_t* patches,
                              const output_range& range) {
    constexpr int pixels = F.out_height * F.out_width, n = F.row();
    int row = 0, column = 0;
    for (int p = 0; p < pixels; p += pixels_at_once, y += pixels_at_once * F.filters) {
        copy_patch<F>(x, row, column, patches);
        if (pixels % 2 == 0 || p + 1 < pixels)
            if (++column == F.out_width) column = 0, ++row;
        copy_patch<F>(x, row, column, patches + second_patch(n));
        if (++column == F.out_width) column = 0, ++row;
        const int stride = pixels % 2 == 0 || p + 1 < pixels ? F.filters : 0;
        multiply_patches<Rounding, S, F.filters % filters_at_once == 0>(patches, w, c, n, F.filters, y, stride, range);
    }
}

/// The same for kernels of one pixel without stride or padding: each pixel by itself. Extents are arguments.
///     x (pixels, n)   w (filters, n)   y (pixels, filters)   n a multiple of 4
template <class Rounding, output_stage S, bool Whole, class Channel>
[[gnu::noinline]] void pointwise_conv2d(const byte* x, const byte* w, const Channel* c, byte* y, int16_t* patches,
                                        int pixels, int n, int filters, const output_range& range) {
    for (int p = 0; p < pixels; p += pixels_at_once, y += pixels_at_once * filters) {
        const bool last = p + 1 == pixels;
        patch_writer(patches).copy_words(x, n);
        if (!last) x += n;
        patch_writer(patches + second_patch(n)).copy_words(x, n);
        x += n;
        multiply_patches<Rounding, S, Whole>(patches, w, c, n, filters, y, last ? 0 : filters, range);
    }
}

}  // namespace inlay::kernels::int8
