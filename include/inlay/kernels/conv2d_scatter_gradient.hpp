// SPDX-License-Identifier: BSL-1.0
// The gradient of a convolution by an input of few channels: each pixel of dy is spread over its window.
#pragma once

#include "conv2d.hpp"

namespace inlay::kernels {

/// Vectors hold a row of a window, kernel_w * in_c neighbours in memory, where a pixel's own channels would leave
/// most lanes empty. W is (kernel_h, out_c, kernel_w * in_c), its rows in reverse.
template <class B, class G>
struct scatter_plan {
    static constexpr map_window g = G::value;
    static constexpr transposed_axis rows{g.vertical()};
    static constexpr int run = g.win.kernel_w * g.in_c, vectors = vectors_for(run, B::width);
    static constexpr int stride = (vectors + 2) * B::width;  // of a spread pixel: zeros, the run, zeros
    // a row of dy by the row of the kernel that leads it to the row of dx
    static constexpr window_steps steps{g.out_c, rows.out_step() * g.out_w * g.out_c, 0, rows.tap_step() * g.out_c * run, 0, run, 0};
};

/// Whether dx is better spread than gathered: by the lanes used, and the pixels whose windows are cut off.
constexpr bool scatters(const map_window& g, int width) {
    const int run = g.win.kernel_w * g.in_c, vectors = vectors_for(run, width);
    if (g.win.groups != 1 || g.win.dilation_w != 1 || g.is_matrix_product() || width < 4) return false;
    if (vectors > most_vectors(width) || g.out_w * (vectors + 2) * width > 2048) return false;
    const int narrow = simd::narrow_width(g.in_c);
    const double lanes = narrow < width ? narrow : width * vectors_for(g.in_c, width);
    // a gathered pixel whose window is cut off has a tile of its own, which is half as fast
    const int inside = g.in_w > 2 * (g.win.kernel_w - 1) ? g.in_w - 2 * (g.win.kernel_w - 1) : 0;
    const double gathered = lanes * g.win.kernel_w / g.win.stride_w * (2 * g.in_w - inside);
    const double spread = 1.25 * vectors * width * g.out_w;
    return spread < gathered;
}

// The runs of `Pixels` pixels of a row, of one tile of their elements.
template <class B, class G, int Pixels, class Channels>
INLAY_PART constexpr void spread_tile(tap_block block, const float* dy, const float* w, float* spread, int last) {
    window_sums<B, scatter_plan<B, G>, Pixels, Channels, G::value.out_c>(block, dy, w, nullptr, 0, [&](int m, int v, B sum) INLAY_INLINE_LAMBDA {
        store(sum, spread + m * scatter_plan<B, G>::stride + v * B::width, Channels::template lanes<B>(v, last));
    });
}

// A row of dx: spread[m] is the sum, over the rows of the kernel, of the run of pixel m.
template <class B, class G, class Channels>
INLAY_PART constexpr void spread_row(tap_block block, const float* dy, const float* w, float* spread, int last) {
    constexpr int count = G::value.out_w, P = window_pixels(count, Channels::vectors, B::width);
    each_pixel_tile<count, 0, count, P>([&](auto pixels, auto, int ox) INLAY_INLINE_LAMBDA {
        spread_tile<B, G, pixels.value, Channels>(block, dy + ox * G::value.out_c, w, spread + ox * scatter_plan<B, G>::stride, last);
    });
}

/// dx = sum over taps of dy spread by W.
///     dy (batch, out_h, out_w, out_c)   W (kernel_h, out_c, kernel_w * in_c), rows reversed   dx (batch, in_h, in_w, in_c)
template <class B, class G>
INLAY_PART constexpr void conv2d_scatter_gradient(const float* dy, const float* w, float* dx, long batch) {
    // for samples: for rows of dx: for the run by vectors: for pixels of dy by tile: for rows of the kernel: for output channels;
    // then for dx by vectors
    using plan = scatter_plan<B, G>;
    constexpr map_window g = G::value;
    constexpr int W = B::width, row = g.in_w * g.in_c, next = g.win.stride_w * g.in_c;
    float spread[g.out_w * plan::stride] = {};
    for (long n = 0; n < batch; ++n)
        for (int iy = 0; iy < g.in_h; ++iy) {
            const taps ky = plan::rows.of(iy);
            const float* const from = dy + (n * g.out_h + ky.at) * g.out_w * g.out_c;
            const float* const weights = w + static_cast<long>(ky.first) * g.out_c * plan::run;
            const tap_block block{ky.count, 1, g.out_c};
            each_channel_tile<B, plan::run, most_vectors(W)>([&](auto tile, int u, int last) INLAY_INLINE_LAMBDA {
                spread_row<B, G, decltype(tile)>(block, from, weights + u, spread + B::width + u, last);
            });
            float* const out = dx + (n * g.in_h + iy) * row;
            for (int f = 0; f < row; f += W) {
                // of pixel m, the run starts at m * next - pad
                const int at = f + g.win.pad_left * g.in_c;
                const int begin = at - plan::run < 0 ? 0 : (at - plan::run) / next + 1;
                const int stop = (at + W - 1) / next + 1, end = stop < g.out_w ? stop : g.out_w;
                B sum(0);
                for (int m = begin; m < end; ++m) sum = sum + B::load(spread + m * plan::stride + W + at - m * next);
                store(sum, out + f, row - f < W ? row - f : W);
            }
        }
}

}  // namespace inlay::kernels
