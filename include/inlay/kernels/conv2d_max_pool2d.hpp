// SPDX-License-Identifier: BSL-1.0
// Convolution and max pooling in one: the map between them is never stored.
#pragma once

#include "conv2d.hpp"

namespace inlay::kernels {

/// Pooled pixels of a tile: their maxima, and the sums of one row of their windows, in registers.
constexpr int pooled_pixels(int count, int pool_w, int vectors, int width) {
    const int most = registers(width) / 8 * 7 / (vectors * (pool_w + 1));
    const int tiles = most > 0 ? (count + most - 1) / most : count;
    return tiles > 0 ? (count + tiles - 1) / tiles : 1;
}

// `Count` pooled pixels from (py, px) on. Interior: all taps of all their pixels are on the map.
template <class B, class G, int PoolH, int PoolW, class Channels, int Count, bool Interior, class Epilogue>
INLAY_PART constexpr void pooled_tile(const float* x, const float* w, const float* b, float* out, long first,
                                                  int py, int px, int channel, int last, const Epilogue& e) {
    constexpr int W = B::width, Vectors = Channels::vectors;
    B most[Count][Vectors] = {};
    INLAY_UNROLL
    for (int p = 0; p < Count; ++p) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) most[p][v] = B(-__builtin_inff());
    }
    for (int r = 0; r < PoolH; ++r) {
        const conv2d_row row = row_of<G>(x, w, py * PoolH + r);
        constexpr int sums = Interior ? Count * PoolW : 1;
        for (int k = 0; k < PoolW; k += sums)
            conv2d_sums<B, G, sums, Channels, Interior>(row, b, px * PoolW + k, channel, [&](int m, int v, B sum) INLAY_INLINE_LAMBDA {
                // (the other way round, g++ 12 crashes)
                most[m / PoolW][v] = max(sum, most[m / PoolW][v]);
            });
    }
    INLAY_UNROLL
    for (int p = 0; p < Count; ++p) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v)
            e.store(most[p][v], out, first + (px + p) * G::value.out_c + v * W, channel + v * W,
                    Channels::template lanes<B>(v, last));
    }
}

// The channels of one tile, of one sample.
template <class B, class G, int PoolH, int PoolW, class Channels, class Epilogue>
INLAY_PART constexpr void conv2d_max_pool2d_columns(const float* x, const float* w, const float* b, float* out,
                                                                long sample, int channel, int last, const Epilogue& e) {
    constexpr map_window g = G::value;
    constexpr int out_h = g.out_h / PoolH, out_w = g.out_w / PoolW;
    // pooled pixels all of whose taps are on the map
    constexpr int from = (g.horizontal().interior_begin() + PoolW - 1) / PoolW;
    constexpr int to = g.horizontal().interior_end() / PoolW;
    constexpr int begin = from < out_w ? from : out_w, end = to > begin ? to : begin;
    constexpr int pixels = pooled_pixels(end - begin, PoolW, Channels::vectors, B::width);
    x += sample * g.in_size();
    for (int py = 0; py < out_h; ++py) {
        const long first = (sample * out_h + py) * out_w * g.out_c + channel;
        each_pixel_tile<out_w, begin, end, pixels>([&](auto count, auto interior, int px) INLAY_INLINE_LAMBDA {
            pooled_tile<B, G, PoolH, PoolW, Channels, count.value, interior.value>(x, w + channel, b, out, first, py, px,
                                                                                   channel, last, e);
        });
    }
}

/// The largest of each window of PoolH x PoolW neighbours of y = x * W + b, then the epilogue. What of y
/// fills no window is not computed. One group; G::value is the convolution's map_window.
///     x (batch, in_h, in_w, in_c)   W (kernel_h, kernel_w, in_c, out_c)   b (out_c) or null
///     out (batch, out_h / PoolH, out_w / PoolW, out_c)
template <class B, class G, int PoolH, int PoolW, class Epilogue>
INLAY_PART constexpr void conv2d_max_pool2d(const float* x, const float* w, const float* b, float* out, long batch,
                                                        const Epilogue& e) {
    // for channels by vectors: for samples: for pooled rows: for pooled pixels by tile: for rows: for taps
    static_assert(G::value.win.groups == 1, "the pooled convolution has one group");
    using pixels = pixel_tile_of<G, PoolH, PoolW, B::width>;
    if constexpr (pixels::value.width > 0) {
        conv2d_by_pixels<G, PoolH, PoolW, pixels>(x, w, b, out, batch, e);
    } else {
        using C = typename narrowed<B, G::value.out_c>::type;
        each_channel_tile<C, G::value.out_c, most_vectors(C::width)>([&](auto tile, int u, int last) INLAY_INLINE_LAMBDA {
            for (long n = 0; n < batch; ++n)
                conv2d_max_pool2d_columns<C, G, PoolH, PoolW, decltype(tile)>(x, w, b, out, n, u, last, e);
        });
    }
}

}  // namespace inlay::kernels
