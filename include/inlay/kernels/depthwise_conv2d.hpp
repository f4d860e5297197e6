// SPDX-License-Identifier: BSL-1.0
// Convolution of each channel by itself, vectorised over channels.
#pragma once

#include "reduce.hpp"
#include "window_tile.hpp"

namespace inlay::kernels {

/// load(p, count); as a whole batch where the memory up to `end` allows and a part of one is slow:
/// on targets without masked loads.
template <class B>
INLAY_PART constexpr B load_before(const float* p, int count, [[maybe_unused]] const float* end) {
    if constexpr (B::width == 4 && simd::native_width == 4)
        if (end - p >= B::width) return B::load(p);
    return load<B>(p, count);
}

// for m < Pixels: acc[m] = b + sum over rows, runs of x[m] * w, for the channels of one batch
// Runs: the block's runs where they are known, else 0.
template <class B, class S, int Pixels, class Channels, int Runs, class Epilogue>
INLAY_PART constexpr void depthwise_tile(tap_block taps, const float* x, const float* x_end, const float* w, const float* b,
                              float* out, long element, int channel, int last, const Epilogue& epilogue) {
    constexpr window_steps s = S::steps;
    const int lanes = Channels::template lanes<B>(0, last);
    B acc[Pixels] = {};
    const B bias = b != nullptr ? B::load(b + channel) : B(0);
    INLAY_UNROLL
    for (int m = 0; m < Pixels; ++m) acc[m] = bias;
    const auto add = [&](const float* xk, const float* wk) INLAY_INLINE_LAMBDA {
        const B wv = B::load(wk);
        INLAY_UNROLL
        for (int m = 0; m < Pixels; ++m)
            acc[m] = fma(load_before<B>(xk + m * s.x_pixel, lanes, x_end), wv, acc[m]);
    };
    for (int r = 0; r < taps.rows; ++r) {
        const float* xr = x + r * s.x_row;
        const float* wr = w + r * s.w_row;
        if constexpr (Runs > 0) {
            INLAY_UNROLL
            for (int k = 0; k < Runs; ++k) add(xr + k * s.x_run, wr + k * s.w_run);
        } else {
            for (int k = 0; k < taps.runs; ++k) add(xr + k * s.x_run, wr + k * s.w_run);
        }
    }
    INLAY_UNROLL
    for (int m = 0; m < Pixels; ++m) epilogue.store(acc[m], out, element + m * s.out_pixel, channel, lanes);
}

/// Pixels of a tile: they share each load of the weights, and where the stride is 1 also loads of x.
constexpr int depthwise_pixels(int count) { return count < 8 ? (count > 0 ? count : 1) : 8; }

template <class G>
struct depthwise_walk {
    static constexpr map_window g = G::value;
    static constexpr int C = g.in_c;
    static constexpr window_steps steps{g.win.stride_w * C, g.win.dilation_h * g.in_w * C, g.win.dilation_w * C,
                                        g.win.kernel_w * C, C, C, C};
};

// The channels of one batch, of one sample.
template <class B, class G, class Channels, class Epilogue>
INLAY_PART constexpr void depthwise_columns(const float* x, const float* x_end, const float* w, const float* b, float* out,
                                 long sample, int channel, int last, const Epilogue& e) {
    using walk = depthwise_walk<G>;
    constexpr map_window g = G::value;
    constexpr int C = g.in_c;
    constexpr window_axis rows = g.vertical(), columns = g.horizontal();
    constexpr int begin = columns.interior_begin(), end = columns.interior_end();
    constexpr int pixels = depthwise_pixels(end - begin);
    constexpr int runs = g.win.kernel_w <= 8 ? g.win.kernel_w : 0;
    x += sample * g.in_size() + channel;
    w += channel;
    for (int oy = 0; oy < g.out_h; ++oy) {
        const taps ky = rows.of(oy);
        const float* xr = x + static_cast<long>(ky.at) * g.in_w * C;
        const float* wr = w + ky.first * walk::steps.w_row;
        const long row = sample * g.out_size() + static_cast<long>(oy) * g.out_w * C + channel;
        for (int ox = 0; ox < g.out_w;) {
            const taps kx = columns.of(ox);
            const tap_block block{ky.count, kx.count, 1};
            const float* xk = xr + kx.at * C;
            const float* wk = wr + kx.first * C;
            if (pixels > 1 && ox >= begin && ox + pixels <= end) {
                depthwise_tile<B, walk, pixels, Channels, runs>(block, xk, x_end, wk, b, out, row + ox * C, channel,
                                                                last, e);
                ox += pixels;
            } else {
                depthwise_tile<B, walk, 1, Channels, 0>(block, xk, x_end, wk, b, out, row + ox * C, channel, last, e);
                ++ox;
            }
        }
    }
}

}  // namespace inlay::kernels
