// SPDX-License-Identifier: BSL-1.0
// Convolution of each channel by itself, vectorised over channels.
#pragma once

#include "reduce.hpp"
#include "window_tile.hpp"

namespace inlay::kernels {

/// load(p, count), as a whole batch where the memory up to `end` allows.
template <class B>
[[gnu::always_inline]] constexpr B load_before(const float* p, int count, const float* end) {
    return count >= B::width || end - p >= B::width ? B::load(p) : B::load_partial(p, count);
}

// for m < Pixels, v < Vectors: acc[m][v] = b + sum over rows, runs of x[m][v] * w[v]
// Runs: the block's runs where they are known, else 0.
template <class B, class S, int Pixels, int Vectors, int Runs, class Epilogue>
constexpr void depthwise_tile(tap_block taps, const float* x, const float* x_end, const float* w, const float* b,
                              float* out, long element, int channel, int last, const Epilogue& epilogue) {
    constexpr int W = B::width;
    constexpr window_steps s = S::steps;
    B acc[Pixels][Vectors] = {};
    if (b != nullptr) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) {
            const B bias = B::load(b + channel + v * W);
            INLAY_UNROLL
            for (int m = 0; m < Pixels; ++m) acc[m][v] = bias;
        }
    }
    const auto add = [&](const float* xk, const float* wk) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) {
            const B wv = B::load(wk + v * W);
            INLAY_UNROLL
            for (int m = 0; m < Pixels; ++m) {
                const float* p = xk + m * s.x_pixel + v * W;
                acc[m][v] = fma(v + 1 < Vectors ? B::load(p) : load_before<B>(p, last, x_end), wv, acc[m][v]);
            }
        }
    };
    for (int r = 0; r < taps.rows; ++r) {
        const float* xr = x + r * s.x_row;
        const float* wr = w + r * s.w_row;
        const int runs = Runs > 0 ? Runs : taps.runs;
        for (int k = 0; k < runs; ++k) add(xr + k * s.x_run, wr + k * s.w_run);
    }
    INLAY_UNROLL
    for (int m = 0; m < Pixels; ++m) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v)
            epilogue.store(acc[m][v], out, element + m * s.out_pixel + v * W, channel + v * W,
                           v + 1 < Vectors ? W : last);
    }
}

template <class G>
struct depthwise_walk {
    static constexpr map_window g = G::value;
    static constexpr int C = g.in_c;
    static constexpr window_steps steps{g.win.stride_w * C, g.win.dilation_h * g.in_w * C, g.win.dilation_w * C,
                                        g.win.kernel_w * C, C, C, C};
};

/// y = x * W + b per channel, then the epilogue.
///     x (batch, in_h, in_w, C)   W (kernel_h, kernel_w, 1, C)   b (C) or null   out (batch, out_h, out_w, C)
template <class B, class G, class Epilogue>
constexpr void depthwise_conv2d(const float* x, const float* w, const float* b, float* out, long batch,
                                const Epilogue& e) {
    // for samples: for channels by a vector: for rows: for pixels by tile: for taps
    constexpr map_window g = G::value;
    using walk = depthwise_walk<G>;
    constexpr int W = B::width, C = g.in_c;
    constexpr window_axis rows = g.vertical(), columns = g.horizontal();
    constexpr int begin = columns.interior_begin(), end = columns.interior_end();
    constexpr int pixels = window_pixels(end - begin, 1, W) > 8 ? 8 : window_pixels(end - begin, 1, W);
    const float* x_end = x + batch * g.in_size();
    for (long n = 0; n < batch; ++n)
        for (int c = 0; c < C; c += W) {
            const int last = C % W == 0 ? W : c + W <= C ? W : C % W;
            const float* xc = x + n * g.in_size() + c;
            for (int oy = 0; oy < g.out_h; ++oy) {
                const taps ky = rows.of(oy);
                const float* xr = ky.count > 0 ? xc + static_cast<long>(ky.at) * g.in_w * C : xc;
                const float* wr = ky.count > 0 ? w + ky.first * walk::steps.w_row + c : w + c;
                const long row = n * g.out_size() + static_cast<long>(oy) * g.out_w * C + c;
                for (int ox = 0; ox < g.out_w;) {
                    if constexpr (end - begin >= pixels) {
                        if (ox >= begin && ox + pixels <= end && ky.count > 0) {
                            depthwise_tile<B, walk, pixels, 1, g.win.kernel_w>(
                                {ky.count, g.win.kernel_w, 1}, xr + (ox * g.win.stride_w - g.win.pad_left) * C, x_end,
                                wr, b, out, row + ox * C, c, last, e);
                            ox += pixels;
                            continue;
                        }
                    }
                    const taps kx = columns.of(ox);
                    const bool any = ky.count > 0 && kx.count > 0;
                    depthwise_tile<B, walk, 1, 1, 0>({any ? ky.count : 0, kx.count, 1}, any ? xr + kx.at * C : xc,
                                                     x_end, any ? wr + kx.first * C : w, b, out, row + ox * C, c,
                                                     last, e);
                    ++ox;
                }
            }
        }
}

}  // namespace inlay::kernels
