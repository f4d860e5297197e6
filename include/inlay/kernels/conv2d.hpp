// SPDX-License-Identifier: BSL-1.0
// Convolution of maps of known size, with an epilogue: direct, without a copy of the input.
#pragma once

#include "conv2d_by_pixels.hpp"
#include "dense.hpp"
#include "depthwise_rows.hpp"
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

/// Where the sums of one row of pixels start to read.
struct conv2d_row {
    const float *x, *w;
    int rows;
};
template <class G>
INLAY_PART constexpr conv2d_row row_of(const float* x, const float* w, int oy) {
    using walk = conv2d_walk<G>;
    const taps ky = walk::g.vertical().of(oy);
    return {x + static_cast<long>(ky.at) * walk::g.in_w * walk::g.in_c, w + ky.first * walk::steps.w_row, ky.count};
}

// visit(m, v, sum) for `Pixels` pixels of a row from column ox on. Interior: all their taps are on the map.
template <class B, class G, int Pixels, class Channels, bool Interior, class Visit>
INLAY_PART constexpr void conv2d_sums(const conv2d_row& row, const float* b, int ox, int channel,
                                                  const Visit& visit) {
    using walk = conv2d_walk<G>;
    constexpr map_window g = G::value;
    const taps kx = Interior ? taps{0, g.win.kernel_w, ox * g.win.stride_w - g.win.pad_left} : g.horizontal().of(ox);
    window_sums<B, walk, Pixels, Channels, Interior ? walk::length : 0>(
        walk::block(row.rows, kx.count), row.x + kx.at * g.in_c, row.w + kx.first * walk::steps.w_run, b, channel, visit);
}

/// Cuts the pixels of a row into tiles: visit(integer<pixels>, integer<interior>, first pixel). Interior
/// ones lie in [Begin, End); others are visited one by one.
template <int Count, int Begin, int End, int Pixels, class Visit>
INLAY_PART constexpr void each_pixel_tile(const Visit& visit) {
    constexpr int rest = (End - Begin) % Pixels;
    if constexpr (Begin > 0)
        for (int ox = 0; ox < Begin; ++ox) visit(integer<1>{}, integer<0>{}, ox);
    if constexpr (End - Begin >= Pixels)
        for (int ox = Begin; ox + Pixels <= End; ox += Pixels) visit(integer<Pixels>{}, integer<1>{}, ox);
    if constexpr (rest > 0) visit(integer<rest>{}, integer<1>{}, End - rest);
    if constexpr (End < Count)
        for (int ox = End; ox < Count; ++ox) visit(integer<1>{}, integer<0>{}, ox);
}

// `Pixels` pixels of a row from column ox on, through the epilogue; `first` is the row's first element.
template <class B, class G, int Pixels, class Channels, bool Interior, class Epilogue>
INLAY_PART constexpr void conv2d_tile(const conv2d_row& row, const float* b, float* out, long first, int ox,
                                                  int channel, int last, const Epilogue& e) {
    const long element = first + ox * G::value.out_c;
    conv2d_sums<B, G, Pixels, Channels, Interior>(row, b, ox, channel, [&](int m, int v, B sum) INLAY_INLINE_LAMBDA {
        e.store(sum, out, element + m * G::value.out_c + v * B::width, channel + v * B::width,
                Channels::template lanes<B>(v, last));
    });
}

/// Vectors of a tile that holds a whole row of pixels, where the map is so narrow that its borders would be much of the
/// work, and tiles of their own too few sums to keep the pipes busy; else 0.
constexpr int whole_row_vectors(const map_window& g, int width) {
    const int accumulators = registers(width) / 4 * 3;
    const window_axis x = g.horizontal();
    const bool has_borders = x.interior_begin() > 0 || x.interior_end() < g.out_w;
    if (!has_borders || g.win.groups != 1 || width == 1 || g.win.kernel_w > 8 || 2 * g.out_w > accumulators) return 0;
    const int most = accumulators / g.out_w < 8 ? accumulators / g.out_w : 8;
    const int vectors = window_vectors(g.out_c, width, most);
    return g.out_w * vectors >= 8 ? vectors : 0;
}
/// The most vectors of a direct convolution's tile.
constexpr int most_direct_vectors(const map_window& g, int width) {
    const int whole_row = whole_row_vectors(g, width);
    return whole_row > 0 ? whole_row : most_vectors(width);
}

// visit(m, v, sum) for all pixels of a row. Each tap of a row meets the pixels for which it is on the map.
template <class B, class G, class Channels, class Visit>
INLAY_PART constexpr void whole_row_sums(const conv2d_row& row, const float* b, int channel, const Visit& visit) {
    constexpr map_window g = G::value;
    constexpr window_axis columns = g.horizontal();
    constexpr window_steps s = conv2d_walk<G>::steps;
    constexpr int Pixels = g.out_w, Vectors = Channels::vectors;
    B acc[Pixels][Vectors] = {};
    if (b != nullptr) {
        INLAY_UNROLL
        for (int m = 0; m < Pixels; ++m) {
            INLAY_UNROLL
            for (int v = 0; v < Vectors; ++v) acc[m][v] = B::load(b + channel + v * B::width);
        }
    }
    for (int r = 0; r < row.rows; ++r) {
        const float* const x = row.x + static_cast<long>(r) * s.x_row;
        const float* const w = row.w + static_cast<long>(r) * s.w_row;
        INLAY_UNROLL
        for (int kx = 0; kx < g.win.kernel_w; ++kx) {
            const int begin = columns.begin_of_tap(kx), end = columns.end_of_tap(kx);
            for (int i = 0; i < g.in_c; ++i) {
                B wv[Vectors] = {};
                INLAY_UNROLL
                for (int v = 0; v < Vectors; ++v) wv[v] = B::load(w + kx * s.w_run + i * s.w_element + v * B::width).in_register();
                INLAY_UNROLL
                for (int m = 0; m < Pixels; ++m) {
                    if (m < begin || m >= end) continue;
                    const B xm(x[(m * g.win.stride_w - g.win.pad_left + kx * g.win.dilation_w) * g.in_c + i]);
                    INLAY_UNROLL
                    for (int v = 0; v < Vectors; ++v) acc[m][v] = fma(xm, wv[v], acc[m][v]);
                }
            }
        }
    }
    INLAY_UNROLL
    for (int m = 0; m < Pixels; ++m) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) visit(m, v, acc[m][v]);
    }
}

// The channels of one tile, of one sample.
template <class B, class G, class Channels, class Epilogue>
INLAY_PART constexpr void conv2d_columns(const float* x, const float* w, const float* b, float* out, long sample,
                              int group, int channel, int last, const Epilogue& e) {
    constexpr map_window g = G::value;
    x += sample * g.in_size() + group * g.group_in();
    for (int oy = 0; oy < g.out_h; ++oy) {
        const conv2d_row row = row_of<G>(x, w + channel, oy);
        const long first = sample * g.out_size() + static_cast<long>(oy) * g.out_w * g.out_c + channel;
        if constexpr (whole_row_vectors(g, B::width) > 0) {
            whole_row_sums<B, G, Channels>(row, b, channel, [&](int m, int v, B sum) INLAY_INLINE_LAMBDA {
                e.store(sum, out, first + m * g.out_c + v * B::width, channel + v * B::width,
                        Channels::template lanes<B>(v, last));
            });
        } else {
            constexpr int begin = g.horizontal().interior_begin(), end = g.horizontal().interior_end();
            constexpr int pixels = window_pixels(end - begin, Channels::vectors, B::width);
            each_pixel_tile<g.out_w, begin, end, pixels>([&](auto count, auto interior, int ox) INLAY_INLINE_LAMBDA {
                conv2d_tile<B, G, count.value, Channels, interior.value>(row, b, out, first, ox, channel, last, e);
            });
        }
    }
}

/// y = x * W + b, then the epilogue. G::value is the map_window.
///     x (batch, in_h, in_w, in_c)   W (kernel_h, kernel_w, in_c / groups, out_c)   b (out_c) or null
///     out (batch, out_h, out_w, out_c)
template <class B, class G, class Epilogue>
INLAY_PART constexpr void conv2d(const float* x, const float* w, const float* b, float* out, long batch, const Epilogue& e) {
    // for channels by vectors: for samples: for groups: for rows: for pixels by tile: for taps
    using pixels = pixel_tile_of<G, 1, 1, B::width>;
    if constexpr (G::value.is_matrix_product()) {
        dense<B, G::value.product_depth(), G::value.out_c>(x, w, b, out, batch * G::value.out_h * G::value.out_w, e);
    } else if constexpr (G::value.is_depthwise()) {
        depthwise_conv2d<typename narrowed<B, G::value.in_c>::type, G>(x, w, b, out, batch, e);
    } else if constexpr (pixels::value.width > 0) {
        conv2d_by_pixels<G, 1, 1, pixels>(x, w, b, out, batch, e);
    } else {
        using C = typename narrowed<B, G::value.group_out()>::type;
        constexpr int vectors = most_direct_vectors(G::value, C::width);
        each_channel_tile<C, G::value.group_out(), vectors>([&](auto tile, int u, int last) INLAY_INLINE_LAMBDA {
            for (long n = 0; n < batch; ++n)
                for (int group = 0; group < G::value.win.groups; ++group)
                    conv2d_columns<C, G, decltype(tile)>(x, w, b, out, n, group, group * G::value.group_out() + u, last, e);
        });
    }
}

}  // namespace inlay::kernels
