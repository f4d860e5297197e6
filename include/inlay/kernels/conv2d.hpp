// SPDX-License-Identifier: BSL-1.0
// Convolution of maps of known size, with an epilogue: direct, without a copy of the input.
#pragma once

#include "dense.hpp"
#include "depthwise_conv2d.hpp"
#include "window_tile.hpp"

namespace inlay::kernels {

/// How conv2d's tiles walk. Where the taps of a row are neighbours in memory, kernel_w * in_c
/// products are one run.
template <class G>
struct conv2d_walk {
    static constexpr map_window g = G::value;
    static constexpr int in = g.group_in(), out = g.group_out();
    static constexpr bool rows_are_runs = g.win.groups == 1 && (g.win.dilation_w == 1 || g.win.kernel_w == 1);
    static constexpr window_steps steps{g.win.stride_w * g.in_c,
                                        g.win.dilation_h * g.in_w * g.in_c,
                                        g.win.dilation_w * g.in_c,
                                        g.win.kernel_w * in * g.out_c,
                                        in * g.out_c,
                                        g.out_c,
                                        g.out_c};
    static constexpr int length = rows_are_runs ? g.win.kernel_w * in : in;

    static constexpr tap_block block(int rows, int runs) {
        return rows_are_runs ? tap_block{rows, runs > 0 ? 1 : 0, runs * in} : tap_block{rows, runs, in};
    }
};

// Output channels [channel, channel + Vectors batches) of one sample.
template <class B, class G, int Vectors, class Epilogue>
constexpr void conv2d_columns(const float* x, const float* w, const float* b, float* out, long sample,
                              int group, int channel, int last, const Epilogue& e) {
    using walk = conv2d_walk<G>;
    constexpr map_window g = G::value;
    constexpr window_axis rows = g.vertical(), columns = g.horizontal();
    constexpr int begin = columns.interior_begin(), end = columns.interior_end();
    constexpr int pixels = window_pixels(end - begin, Vectors, B::width);
    constexpr int rest = (end - begin) % pixels;
    constexpr int in = walk::in;
    x += sample * g.in_size() + group * in;
    for (int oy = 0; oy < g.out_h; ++oy) {
        const taps ky = rows.of(oy);
        const float* xr = ky.count > 0 ? x + static_cast<long>(ky.at) * g.in_w * g.in_c : x;
        const float* wr = ky.count > 0 ? w + ky.first * walk::steps.w_row + channel : w + channel;
        const long row = sample * g.out_size() + static_cast<long>(oy) * g.out_w * g.out_c + channel;
        int ox = 0;
        while (ox < g.out_w) {
            if constexpr (end > begin) {
                if (ox == begin) {
                    const tap_block block = walk::block(ky.count, g.win.kernel_w);
                    const float* xi = xr + (ky.count > 0 ? (begin * g.win.stride_w - g.win.pad_left) * g.in_c : 0);
                    for (; ox + pixels <= end; ox += pixels, xi += pixels * g.win.stride_w * g.in_c)
                        window_tile<B, walk, pixels, Vectors, walk::length>(block, xi, wr, b, out, row + ox * g.out_c,
                                                                            channel, last, e);
                    if constexpr (rest > 0) {
                        window_tile<B, walk, rest, Vectors, walk::length>(block, xi, wr, b, out, row + ox * g.out_c,
                                                                          channel, last, e);
                        ox += rest;
                    }
                    continue;
                }
            }
            if constexpr (end - begin < g.out_w) {
                const taps kx = columns.of(ox);
                const bool any = ky.count > 0 && kx.count > 0;
                window_tile<B, walk, 1, Vectors, 0>(
                    walk::block(any ? ky.count : 0, kx.count), any ? xr + kx.at * g.in_c : x,
                    any ? wr + kx.first * walk::steps.w_run : w, b, out, row + ox * g.out_c, channel, last, e);
                ++ox;
            }
        }
    }
}

/// y = x * W + b, then the epilogue. G::value is the map_window.
///     x (batch, in_h, in_w, in_c)   W (kernel_h, kernel_w, in_c / groups, out_c)   b (out_c) or null
///     out (batch, out_h, out_w, out_c)
template <class B, class G, class Epilogue>
constexpr void conv2d(const float* x, const float* w, const float* b, float* out, long batch, const Epilogue& e) {
    // for samples: for groups: for channels by vectors: for rows: for pixels by tile: for taps
    constexpr map_window g = G::value;
    if constexpr (g.is_matrix_product()) {
        dense<B, g.product_depth(), g.out_c>(x, w, b, out, batch * g.out_h * g.out_w, e);
    } else if constexpr (g.is_depthwise()) {
        depthwise_conv2d<B, G>(x, w, b, out, batch, e);
    } else {
        constexpr int W = B::width, U = g.group_out();
        constexpr int vectors = window_vectors(U, W);
        constexpr int step = vectors * W;
        constexpr int tiles = vectors_for(U, W) / vectors;         // the last of them may end in a partial vector
        constexpr int covered = tiles * step < U ? tiles * step : U;
        constexpr int rest = vectors_for(U - covered, W);
        for (long n = 0; n < batch; ++n)
            for (int group = 0; group < g.win.groups; ++group) {
                for (int u = 0; u < covered; u += step) {
                    const int last = U % W == 0 || covered < U ? W : u + step <= U ? W : U - u - (vectors - 1) * W;
                    conv2d_columns<B, G, vectors>(x, w, b, out, n, group, group * U + u, last, e);
                }
                if constexpr (rest > 0)
                    conv2d_columns<B, G, rest>(x, w, b, out, n, group, group * U + covered,
                                               U - covered - (rest - 1) * W, e);
            }
    }
}

}  // namespace inlay::kernels
