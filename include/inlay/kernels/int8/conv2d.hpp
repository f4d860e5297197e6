// SPDX-License-Identifier: BSL-1.0
// The int8 convolution.
#pragma once

#include "multiply.hpp"
#include "patch.hpp"

#if INLAY_INT8_AVX2
#include "x86_winograd_conv2d.hpp"
#elif INLAY_INT8_NEON
#include "neon_conv2d.hpp"
#else

namespace inlay::kernels::int8 {

/// y[p][o] = store(bias[o] + window at p . filter o); `pixels` of them in order from the start of `row` on,
/// `pixels_at_once` at a time.
///     x (H, W, I)   w (O, F.row())   y (OH, OW, O)   patches (pixels_at_once, F.row())
template <class Rounding, output_stage S, map_form F, class Channels>
[[gnu::noinline]] void conv2d(const byte* x, const byte* w, const Channels* c, byte* y, patch_element* patches,
                              const output_range& range, int row, int pixels) {
    constexpr int n = F.row();
    int column = 0;
    for (int p = 0; p < pixels; p += pixels_at_once, y += pixels_at_once * F.filters) {
        const int left = pixels - p > pixels_at_once ? pixels_at_once : pixels - p;
        for (int k = 0; k < pixels_at_once; ++k) {  // the last pixel again in place of those that are not there
            copy_patch<F>(x, row, column, patches + k * second_patch(n));
            if (k + 1 < left || k + 1 == pixels_at_once)
                if (++column == F.out_width) column = 0, ++row;
        }
        multiply_patches<Rounding, S, F.filters % filters_at_once == 0>(patches, w, c, n, F.filters, y, left, range);
    }
}

/// The same for kernels of one pixel without stride or padding: each pixel by itself. Extents are arguments.
///     x (pixels, channels)   w (filters, n)   y (pixels, filters)   n whole turns of channels
template <class Rounding, output_stage S, bool Whole, class Channels>
[[gnu::noinline]] void pointwise_conv2d(const byte* x, const byte* w, const Channels* c, byte* y, patch_element* patches,
                                        int pixels, int channels, int filters, const output_range& range) {
    const int n = whole_turns(channels);
    for (; pixels > 0; pixels -= pixels_at_once, y += pixels_at_once * filters) {
        const int left = pixels < pixels_at_once ? pixels : pixels_at_once;
        for (int k = 0; k < pixels_at_once; ++k) {
            patch_writer(patches + k * second_patch(n)).copy_words(x, channels);
            if (k + 1 < left || k + 1 == pixels_at_once) x += channels;
        }
        multiply_patches<Rounding, S, Whole>(patches, w, c, n, filters, y, left, range);
    }
}

}  // namespace inlay::kernels::int8

#endif
