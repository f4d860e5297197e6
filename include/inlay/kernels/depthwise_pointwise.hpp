// SPDX-License-Identifier: BSL-1.0
// Depthwise convolution and the 1 x 1 convolution behind it, a few rows at a time: the map between them stays in the
// first-level cache.
#pragma once

#include "dense.hpp"
#include "depthwise_conv2d.hpp"

namespace inlay::kernels {

/// How the columns of a row are cut. The first and the last tile are at known places.
struct row_tiles {
    int count, pixels, last;
};
constexpr row_tiles depthwise_row_tiles(const map_window& g) {
    const int count = divided_up(g.out_w, 8), pixels = divided_up(g.out_w, count);
    return {count, pixels, g.out_w - (count - 1) * pixels};
}

/// What a product of so many rows costs: in tiles of six, and smaller ones for the rest (spare_tile).
constexpr double tiles_of_product(long rows) {
    constexpr double rest[] = {0, 0.5, 0.5, 1, 0.75, 1.25};
    return static_cast<double>(rows / 6) + rest[rows % 6];
}
constexpr int spare_tile(long rows) { return rows % 6 >= 4 ? 4 : 0; }

/// Rows of the depthwise map that are computed together, as few as lose no more than 2 % of the product. 0: it is
/// computed as a whole, being hardly larger than such a block, or because a block would not fit into the first-level cache.
constexpr int rows_of_block(const map_window& g) {
    const row_tiles t = depthwise_row_tiles(g);
    const window_axis columns = g.horizontal();
    const bool fits = t.last > 0 && g.win.kernel_w <= 5 && g.win.stride_w <= 4 &&
                      (t.count == 1 || (columns.interior_begin() <= t.pixels && columns.interior_end() >= g.out_w - t.last));
    constexpr long most = 8192, least = 24;  // floats; pixels
    for (int rows = 1; fits && 2 * rows <= g.out_h; ++rows) {
        const long pixels = static_cast<long>(rows) * g.out_w;
        if (pixels * g.in_c > most) break;
        if (pixels >= least && 6 * tiles_of_product(pixels) <= 1.02 * static_cast<double>(pixels)) return rows;
    }
    return 0;
}

/// How many floats before a sample of x its output has to start where it is written over it: what blocks that are still to
/// come read of x is not written before. A batch's samples lie one behind another in both.
constexpr long lead_of_blocks(const map_window& g, int rows, int filters) {
    const long out_row = static_cast<long>(g.out_w) * filters, in_row = static_cast<long>(g.in_w) * g.in_c;
    long lead = g.out_h * out_row - g.in_size();
    if (lead < 0) lead = 0;
    for (int oy = rows; oy < g.out_h; oy += rows) {
        const int first = oy * g.win.stride_h - g.win.pad_top;
        const long ahead = oy * out_row - (first > 0 ? first * in_row : 0);
        if (ahead > lead) lead = ahead;
    }
    return lead;
}

// `Pixels` columns of one row from ox on. Origin: ox where it is known, and taps may lie off the map; else -1.
// Taps: rows.count if it is known; else 0.
template <class B, class G, int Pixels, int Origin, int Taps, class Channels, class Epilogue>
INLAY_PART constexpr void depthwise_row_tile(const float* x, const float* x_end, const float* w, const float* b, float* out,
                                             taps rows, int ox, int channel, int last, const Epilogue& e) {
    constexpr map_window g = G::value;
    constexpr int C = g.in_c, KW = g.win.kernel_w, S = g.win.stride_w, D = g.win.dilation_w;
    constexpr int columns = (Pixels - 1) * S + (KW - 1) * D + 1;
    const int lanes = Channels::template lanes<B>(0, last);
    const int left = ox * S - g.win.pad_left;
    B acc[Pixels] = {};
    const B bias = b != nullptr ? B::load(b + channel) : B(0);
    INLAY_UNROLL
    for (int p = 0; p < Pixels; ++p) acc[p] = bias;
    const auto add = [&](int r) INLAY_INLINE_LAMBDA {
        const float* const wr = w + (rows.first + r) * KW * C;
        const long row = (static_cast<long>(rows.at + r * g.win.dilation_h) * g.in_w + left) * C;
        B weight[KW] = {};
        INLAY_UNROLL
        for (int kx = 0; kx < KW; ++kx) weight[kx] = B::load(wr + kx * C).in_register();
        INLAY_UNROLL
        for (int i = 0; i < columns; ++i) {
            if (Origin >= 0 && (Origin * S - g.win.pad_left + i < 0 || Origin * S - g.win.pad_left + i >= g.in_w)) continue;
            const B value = load_before<B>(x + (row + i * C), lanes, x_end).in_register();
            INLAY_UNROLL
            for (int kx = 0; kx < KW; ++kx) {
                const int at = i - kx * D;
                if (at >= 0 && at % S == 0 && at / S < Pixels) acc[at / S] = fma(value, weight[kx], acc[at / S]);
            }
        }
    };
    if constexpr (Taps > 0) {
        INLAY_UNROLL
        for (int r = 0; r < Taps; ++r) add(r);
    } else {
        for (int r = 0; r < rows.count; ++r) add(r);
    }
    INLAY_UNROLL
    for (int p = 0; p < Pixels; ++p) e.store(acc[p], out, (ox + p) * C + channel, channel, lanes);
}

// The channels of one batch of a row, of the sample at x.
template <class B, class G, int Taps, class Channels, class Epilogue>
INLAY_PART constexpr void depthwise_row_of(const float* x, const float* x_end, const float* w, const float* b, float* out, taps rows,
                                           int channel, int last, const Epilogue& e) {
    constexpr row_tiles t = depthwise_row_tiles(G::value);
    constexpr int P = t.pixels, end = G::value.out_w - t.last;
    if constexpr (t.count > 1) depthwise_row_tile<B, G, P, 0, Taps, Channels>(x, x_end, w, b, out, rows, 0, channel, last, e);
    if constexpr (t.count > 2)
        for (int ox = P; ox < end; ox += P)
            depthwise_row_tile<B, G, P, -1, Taps, Channels>(x, x_end, w, b, out, rows, ox, channel, last, e);
    depthwise_row_tile<B, G, t.last, end, Taps, Channels>(x, x_end, w, b, out, rows, end, channel, last, e);
}
template <class B, class G, class Channels, class Epilogue>
INLAY_PART constexpr void depthwise_row(const float* x, const float* x_end, const float* w, const float* b, float* out, int oy,
                                        int channel, int last, const Epilogue& e) {
    // few tiles: their code may be there twice, unrolled where all taps are on the map
    constexpr int all = G::value.win.kernel_h <= 3 && depthwise_row_tiles(G::value).count <= 2 ? G::value.win.kernel_h : 0;
    const taps rows = G::value.vertical().of(oy);
    x += channel, w += channel;
    if (all > 0 && rows.count == all) depthwise_row_of<B, G, all, Channels>(x, x_end, w, b, out, {0, all, rows.at}, channel, last, e);
    else depthwise_row_of<B, G, 0, Channels>(x, x_end, w, b, out, rows, channel, last, e);
}

/// An epilogue whose elements are counted from `first` on.
template <class Epilogue>
struct epilogue_from {
    const Epilogue& e;
    long first;

    template <class B>
    INLAY_PART constexpr void store(B acc, float* out, long element, int channel, int count = B::width) const {
        e.store(acc, out, first + element, channel, count);
    }
};

/// d = x * W per channel + b, then epilogue `first`; y = d V + c, then epilogue `second`; `Rows` rows of d at a time, in
/// `block`. y may lie over x as lead_of_blocks says.
///     x (batch, in_h, in_w, C)   W (kernel_h, kernel_w, 1, C)   b (C) or null   block (Rows, out_w, C)
///     V (C, O)   c (O) or null   out (batch, out_h, out_w, O)
template <class B, class G, int O, int Rows, class First, class Second>
INLAY_PART constexpr void depthwise_pointwise(const float* x, const float* w, const float* b, const float* v, const float* c,
                                              float* block, float* out, long batch, const First& first, const Second& second) {
    // for samples: for blocks of rows: (for channels by a batch: for rows: for pixels by tile: for taps), dense
    constexpr map_window g = G::value;
    using narrow = typename narrowed<B, g.in_c>::type;
    const float* const x_end = x + batch * g.in_size();
    for (long n = 0; n < batch; ++n, x += g.in_size())
        for (int oy = 0; oy < g.out_h; oy += Rows) {
            const int rows = Rows < g.out_h - oy ? Rows : g.out_h - oy;
            each_channel_tile<narrow, g.in_c, 1>([&](auto tile, int channel, int last) INLAY_INLINE_LAMBDA {
                for (int r = 0; r < rows; ++r)
                    depthwise_row<narrow, G, decltype(tile)>(x, x_end, w, b, block + static_cast<long>(r) * g.out_w * g.in_c, oy + r,
                                                             channel, last, first);
            });
            dense<B, g.in_c, O, spare_tile(static_cast<long>(Rows) * g.out_w)>(block, v, c, out, static_cast<long>(rows) * g.out_w,
                                epilogue_from<Second>{second, (n * g.out_h + oy) * g.out_w * O});
        }
}

}  // namespace inlay::kernels
