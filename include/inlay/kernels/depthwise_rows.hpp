// SPDX-License-Identifier: BSL-1.0
// Depthwise convolution row by row: each row of the map is read once and added to all outputs it is part of.
#pragma once

#include "depthwise_conv2d.hpp"

namespace inlay::kernels {

/// How the columns are cut. The sums of a column's open output rows, the taps' weights and one input lie in
/// registers (the weights only where they are few enough). The first and the last tile are at known places.
template <class B, class G>
struct depthwise_rows_plan {
    static constexpr map_window g = G::value;
    static constexpr int kernel = g.win.kernel_h * g.win.kernel_w;
    static constexpr int free = registers(B::width) - 3;
    static constexpr int open = (g.win.kernel_h + g.win.stride_h - 1) / g.win.stride_h;  // output rows
    static constexpr int most = (free - (3 * kernel <= free ? kernel : 0)) / open;
    static constexpr int tiles = most > 0 ? (g.out_w + most - 1) / most : 1;
    static constexpr int pixels = (g.out_w + tiles - 1) / tiles;
    static constexpr int last = g.out_w - (tiles - 1) * pixels;
    /// Whether the tiles between the first and the last see no border, and unrolled code stays small.
    static constexpr bool fits = g.win.dilation_h == 1 && most > 0 && last > 0 && kernel <= 25 &&
                                 g.win.kernel_h > 1 && g.win.stride_w <= 4 &&
                                 (tiles == 1 || (g.horizontal().interior_begin() <= pixels &&
                                                 g.horizontal().interior_end() >= g.out_w - last));
};

// `Pixels` columns from ox on, all rows. Origin: ox where it is known, and taps may lie off the map; else -1.
template <class B, class G, int Pixels, int Origin, class Channels, class Epilogue>
INLAY_PART constexpr void depthwise_rows_tile(const float* x, const float* x_end, const float* w, const float* b,
                                                          float* out, long first, int ox, int channel, int last,
                                                          const Epilogue& e) {
    constexpr map_window g = G::value;
    constexpr int C = g.in_c, KH = g.win.kernel_h, KW = g.win.kernel_w, S = g.win.stride_w, D = g.win.dilation_w;
    constexpr int open = depthwise_rows_plan<B, G>::open, columns = (Pixels - 1) * S + (KW - 1) * D + 1;
    const int lanes = Channels::template lanes<B>(0, last);
    const int left = ox * S - g.win.pad_left;
    B weight[KH][KW] = {};
    INLAY_UNROLL
    for (int k = 0; k < KH * KW; ++k) weight[k / KW][k % KW] = B::load(w + k * C);
    const B bias = b != nullptr ? B::load(b + channel) : B(0);
    B acc[open][Pixels] = {};  // acc[a]: the output row that began `a` steps ago
    INLAY_UNROLL
    for (int p = 0; p < Pixels; ++p) acc[0][p] = bias;
    for (int step = 0; step < g.out_h + open - 1; ++step) {
        INLAY_UNROLL
        for (int q = 0; q < g.win.stride_h; ++q) {
            const int iy = step * g.win.stride_h + q - g.win.pad_top;
            if (q >= KH || iy < 0 || iy >= g.in_h) continue;
            const long row = (static_cast<long>(iy) * g.in_w + left) * C;
            INLAY_UNROLL
            for (int i = 0; i < columns; ++i) {
                if (Origin >= 0 && (Origin * S - g.win.pad_left + i < 0 || Origin * S - g.win.pad_left + i >= g.in_w)) continue;
                const B value = load_before<B>(x + (row + i * C), lanes, x_end);
                INLAY_UNROLL
                for (int kx = 0; kx < KW; ++kx) {
                    const int at = i - kx * D;
                    if (at < 0 || at % S != 0 || at / S >= Pixels) continue;
                    INLAY_UNROLL
                    for (int a = 0; a < open; ++a)
                        if (a * g.win.stride_h + q < KH)
                            acc[a][at / S] = fma(value, weight[a * g.win.stride_h + q][kx], acc[a][at / S]);
                }
            }
        }
        const int oy = step - (open - 1);
        if (oy >= 0) {
            INLAY_UNROLL
            for (int p = 0; p < Pixels; ++p)
                e.store(acc[open - 1][p], out, first + (static_cast<long>(oy) * g.out_w + ox + p) * C, channel, lanes);
        }
        INLAY_UNROLL
        for (int a = open - 1; a > 0; --a) {
            INLAY_UNROLL
            for (int p = 0; p < Pixels; ++p) acc[a][p] = acc[a - 1][p];
        }
        INLAY_UNROLL
        for (int p = 0; p < Pixels; ++p) acc[0][p] = bias;
    }
}

// The channels of one batch, of one sample.
template <class B, class G, class Channels, class Epilogue>
INLAY_PART constexpr void depthwise_rows(const float* x, const float* x_end, const float* w, const float* b, float* out,
                                                     long sample, int channel, int last, const Epilogue& e) {
    using plan = depthwise_rows_plan<B, G>;
    constexpr int P = plan::pixels, end = G::value.out_w - plan::last;
    x += sample * G::value.in_size() + channel;
    w += channel;
    const long first = sample * G::value.out_size() + channel;
    if constexpr (plan::tiles > 1) depthwise_rows_tile<B, G, P, 0, Channels>(x, x_end, w, b, out, first, 0, channel, last, e);
    if constexpr (plan::tiles > 2)
        for (int ox = P; ox < end; ox += P)
            depthwise_rows_tile<B, G, P, -1, Channels>(x, x_end, w, b, out, first, ox, channel, last, e);
    depthwise_rows_tile<B, G, plan::last, end, Channels>(x, x_end, w, b, out, first, end, channel, last, e);
}

/// y = x * W + b per channel, then the epilogue.
///     x (batch, in_h, in_w, C)   W (kernel_h, kernel_w, 1, C)   b (C) or null   out (batch, out_h, out_w, C)
template <class B, class G, class Epilogue>
INLAY_PART constexpr void depthwise_conv2d(const float* x, const float* w, const float* b, float* out, long batch,
                                const Epilogue& e) {
    // for channels by a batch: for samples: for rows: for pixels by tile: for taps
    each_channel_tile<B, G::value.in_c, 1>([&](auto tile, int c, int last) INLAY_INLINE_LAMBDA {
        const float* const x_end = x + batch * G::value.in_size();
        for (long n = 0; n < batch; ++n) {
            if constexpr (depthwise_rows_plan<B, G>::fits) depthwise_rows<B, G, decltype(tile)>(x, x_end, w, b, out, n, c, last, e);
            else depthwise_columns<B, G, decltype(tile)>(x, x_end, w, b, out, n, c, last, e);
        }
    });
}

}  // namespace inlay::kernels
