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

// The channels of one tile, of one sample.
template <class B, class G, class Channels, class Epilogue>
[[gnu::always_inline]] constexpr void conv2d_columns(const float* x, const float* w, const float* b, float* out, long sample,
                              int group, int channel, int last, const Epilogue& e) {
    using walk = conv2d_walk<G>;
    constexpr map_window g = G::value;
    constexpr window_axis rows = g.vertical(), columns = g.horizontal();
    constexpr int begin = columns.interior_begin(), end = columns.interior_end();
    constexpr int pixels = window_pixels(end - begin, Channels::vectors, B::width);
    constexpr int rest = (end - begin) % pixels > 0 ? (end - begin) % pixels : 1;
    x += sample * g.in_size() + group * walk::in;
    w += channel;
    for (int oy = 0; oy < g.out_h; ++oy) {
        const taps ky = rows.of(oy);
        const float* xr = x + static_cast<long>(ky.at) * g.in_w * g.in_c;
        const float* wr = w + ky.first * walk::steps.w_row;
        const long row = sample * g.out_size() + static_cast<long>(oy) * g.out_w * g.out_c + channel;
        for (int ox = 0; ox < g.out_w;) {
            const taps kx = columns.of(ox);
            const tap_block block = walk::block(ky.count, kx.count);
            const float* xk = xr + kx.at * g.in_c;
            const float* wk = wr + kx.first * walk::steps.w_run;
            const long element = row + ox * g.out_c;
            if (pixels > 1 && ox >= begin && ox + pixels <= end) {
                window_tile<B, walk, pixels, Channels, walk::length>(block, xk, wk, b, out, element, channel, last, e);
                ox += pixels;
            } else if (rest > 1 && ox + rest == end) {
                window_tile<B, walk, rest, Channels, walk::length>(block, xk, wk, b, out, element, channel, last, e);
                ox += rest;
            } else {
                window_tile<B, walk, 1, Channels, 0>(block, xk, wk, b, out, element, channel, last, e);
                ++ox;
            }
        }
    }
}

/// y = x * W + b, then the epilogue. G::value is the map_window.
///     x (batch, in_h, in_w, in_c)   W (kernel_h, kernel_w, in_c / groups, out_c)   b (out_c) or null
///     out (batch, out_h, out_w, out_c)
template <class B, class G, class Epilogue>
[[gnu::always_inline]] constexpr void conv2d(const float* x, const float* w, const float* b, float* out, long batch, const Epilogue& e) {
    // for channels by vectors: for samples: for groups: for rows: for pixels by tile: for taps
    if constexpr (G::value.is_matrix_product()) {
        dense<B, G::value.product_depth(), G::value.out_c>(x, w, b, out, batch * G::value.out_h * G::value.out_w, e);
    } else if constexpr (G::value.is_depthwise()) {
        depthwise_conv2d<B, G>(x, w, b, out, batch, e);
    } else {
        each_channel_tile<B, G::value.group_out(), most_vectors(B::width)>([&](auto tile, int u, int last) INLAY_INLINE_LAMBDA {
            for (long n = 0; n < batch; ++n)
                for (int group = 0; group < G::value.win.groups; ++group)
                    conv2d_columns<B, G, decltype(tile)>(x, w, b, out, n, group, group * G::value.group_out() + u, last, e);
        });
    }
}

}  // namespace inlay::kernels
