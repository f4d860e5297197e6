// SPDX-License-Identifier: BSL-1.0
// The gradients of a convolution by its input, where it has strides, and by its weights.
#pragma once

#include "conv2d.hpp"
#include "depthwise_conv2d_gradient.hpp"

namespace inlay::kernels {

// Each pixel of dx gathers from those of dy that it contributed to. Pixels that lie a stride apart use
// the same taps: a tile is made of those.
template <class G>
struct input_gradient_walk {
    static constexpr map_window g = G::value;
    static constexpr transposed_axis rows{g.vertical()}, columns{g.horizontal()};
    static constexpr int in = g.group_out();  // channels of dy that a pixel gathers from
    static constexpr window_steps steps{g.out_c,
                                        rows.out_step() * g.out_w * g.out_c,
                                        columns.out_step() * g.out_c,
                                        rows.tap_step() * g.win.kernel_w * in * g.in_c,
                                        columns.tap_step() * in * g.in_c,
                                        g.in_c,
                                        g.win.stride_w * g.in_c};
};

// The input channels of one tile, of one sample.
template <class B, class G, class Channels, class Epilogue>
INLAY_PART constexpr void input_gradient_columns(const float* dy, const float* w, float* out, long sample, int group,
                                      int channel, int last, const Epilogue& e) {
    using walk = input_gradient_walk<G>;
    constexpr map_window g = G::value;
    constexpr int S = g.win.stride_w;
    constexpr int pixels = window_pixels(g.out_w, Channels::vectors, B::width);
    dy += sample * g.out_size() + group * walk::in;
    for (int iy = 0; iy < g.in_h; ++iy) {
        const taps ky = walk::rows.of(iy);
        const float* dyr = dy + static_cast<long>(ky.at) * g.out_w * g.out_c;
        const float* wr = w + ky.first * g.win.kernel_w * walk::in * g.in_c + channel;
        const long row = sample * g.in_size() + static_cast<long>(iy) * g.in_w * g.in_c + channel;
        for (int phase = 0; phase < S && phase < g.in_w; ++phase)
            for (int ix = phase; ix < g.in_w;) {
                const taps kx = walk::columns.of(ix);
                const int end = ix + pixels * S;
                const taps far = end - S < g.in_w ? walk::columns.of(end - S) : taps{0, -1, 0};
                const tap_block block{ky.count, kx.count, walk::in};
                const float* dyk = dyr + kx.at * g.out_c;
                const float* wk = wr + kx.first * walk::in * g.in_c;
                const long element = row + ix * g.in_c;
                // the taps of a window that lies on the map at both ends of the tile lie there in between
                if (pixels > 1 && far.count == kx.count && far.first == kx.first &&
                    (kx.count == 0 || far.at == kx.at + pixels - 1)) {
                    window_tile<B, walk, pixels, Channels, walk::in>(block, dyk, wk, nullptr, out, element, channel, last, e);
                    ix = end;
                } else {
                    window_tile<B, walk, 1, Channels, walk::in>(block, dyk, wk, nullptr, out, element, channel, last, e);
                    ix += S;
                }
            }
    }
}

/// dx, from dy and the weights of conv2d_reversed_weights, then the epilogue. G::value is the
/// convolution's map_window.
///     dy (batch, out_h, out_w, out_c)   W (kernel_h, kernel_w, out_c / groups, in_c)   out (batch, in_h, in_w, in_c)
template <class B, class G, class Epilogue>
INLAY_PART constexpr void conv2d_input_gradient(const float* dy, const float* w, float* out, long batch, const Epilogue& e) {
    if constexpr (G::value.is_depthwise()) {
        depthwise_input_gradient<B, G>(dy, w, out, batch, e);
    } else {
        each_channel_tile<B, G::value.group_in(), most_vectors(B::width)>([&](auto tile, int u, int last) INLAY_INLINE_LAMBDA {
            for (long n = 0; n < batch; ++n)
                for (int group = 0; group < G::value.win.groups; ++group)
                    input_gradient_columns<B, G, decltype(tile)>(dy, w, out, n, group, group * G::value.group_in() + u, last,
                                                               e);
        });
    }
}

/// How the weight gradient's tiles walk: over input channels by output channels at one tap, or, where
/// a tap has few channels and those of a row are neighbours in memory, over the taps of a row.
template <class G>
struct weight_gradient_walk {
    static constexpr map_window g = G::value;
    static constexpr int in = G::value.group_in();
    static constexpr bool over_taps = G::value.win.groups == 1 && G::value.win.dilation_w == 1 && in < 6 && G::value.win.kernel_w > 1;
    static constexpr int depth = over_taps ? G::value.win.kernel_w * in : in;
    static constexpr bool has_border = over_taps && (G::value.win.pad_left > 0 || G::value.win.pad_right > 0);
};

// How many rows of the kernel a tile takes: where it has accumulators left, and every row is on the map everywhere.
template <class B, class G>
constexpr int weight_gradient_rows(int depth, int vectors) {
    const window_axis rows = G::value.vertical();
    if (rows.interior_begin() != 0 || rows.interior_end() != rows.out) return 1;
    const int most = registers(B::width) * 13 / 16 / (depth * vectors);
    const int wanted = most < rows.kernel ? most : rows.kernel;
    return wanted < 1 ? 1 : divided_up(rows.kernel, divided_up(rows.kernel, wanted));
}

// for k < KernelRows, m < Rows: dW[ky + k][kx][i + m] = sum over samples and positions of
//     x[position at tap][i + m] * dy[position]
template <class B, class G, int KernelRows, int Rows, class Channels>
INLAY_PART constexpr void weight_gradient_tile(const float* x, const float* dy, float* dw, long batch, int ky, int kx, int i,
                                    int group, int channel, int last) {
    using walk = weight_gradient_walk<G>;
    constexpr window_axis rows = G::value.vertical(), columns = G::value.horizontal();
    constexpr int W = B::width, Vectors = Channels::vectors, step = G::value.win.stride_w * G::value.in_c;
    constexpr long next_row = static_cast<long>(G::value.win.dilation_h) * G::value.in_w * G::value.in_c;
    const int lanes = Channels::template lanes<B>(Vectors - 1, last);
    const float* const dy_end = dy + batch * G::value.out_size();
    B acc[KernelRows][Rows][Vectors] = {};
    // positions at which all taps of the tile are on the map
    const int first_tap = walk::over_taps ? i / walk::in : kx;
    const int last_tap = walk::over_taps ? (i + Rows - 1) / walk::in : kx;
    const int begin = columns.begin_of_tap(first_tap);
    const int end = columns.end_of_tap(last_tap) > begin ? columns.end_of_tap(last_tap) : begin;
    const auto add = [&](const float* d, const auto& x_at) INLAY_INLINE_LAMBDA {
        B dv[Vectors] = {};
        INLAY_UNROLL
        for (int v = 0; v < Vectors - 1; ++v) dv[v] = B::load(d + v * W).in_register();
        dv[Vectors - 1] = load_before<B>(d + (Vectors - 1) * W, lanes, dy_end).in_register();
        INLAY_UNROLL
        for (int k = 0; k < KernelRows; ++k) {
            INLAY_UNROLL
            for (int m = 0; m < Rows; ++m) {
                const B xm(x_at(k, m));
                INLAY_UNROLL
                for (int v = 0; v < Vectors; ++v) acc[k][m][v] = fma(xm, dv[v], acc[k][m][v]);
            }
        }
    };
    for (long n = 0; n < batch; ++n)
        for (int oy = rows.begin_of_tap(ky); oy < rows.end_of_tap(ky); ++oy) {
            const long iy = oy * G::value.win.stride_h - G::value.win.pad_top + ky * G::value.win.dilation_h;
            const float* xr = x + (n * G::value.in_h + iy) * G::value.in_w * G::value.in_c + group * walk::in;
            const float* dyr = dy + (n * G::value.out_h + oy) * G::value.out_w * G::value.out_c + channel;
            if (end > begin) {
                const int at = (begin * G::value.win.stride_w - G::value.win.pad_left + kx * G::value.win.dilation_w) * G::value.in_c + i;
                const float* xp = xr + at;
                const float* dp = dyr + begin * G::value.out_c;
                for (int p = 0; p < end - begin; ++p)
                    add(dp + p * G::value.out_c, [&](int k, int m) { return xp[p * step + k * next_row + m]; });
            }
            if constexpr (walk::has_border)
                for (int ox = begin > 0 ? 0 : end; ox < G::value.out_w; ox = ox + 1 == begin ? end : ox + 1) {
                    const int at = (ox * G::value.win.stride_w - G::value.win.pad_left) * G::value.in_c + i;
                    add(dyr + ox * G::value.out_c, [&](int k, int m) {
                        return at + m >= 0 && at + m < G::value.in_w * G::value.in_c ? xr[at + k * next_row + m] : 0.0f;
                    });
                }
        }
    INLAY_UNROLL
    for (int k = 0; k < KernelRows; ++k) {
        INLAY_UNROLL
        for (int m = 0; m < Rows; ++m) {
            float* row = dw + (((ky + k) * G::value.win.kernel_w + kx) * walk::in + i + m) * G::value.out_c + channel;
            INLAY_UNROLL
            for (int v = 0; v < Vectors; ++v) store(acc[k][m][v], row + v * W, Channels::template lanes<B>(v, last));
        }
    }
}

// All taps of some rows of the kernel, of one tile of channels.
template <class B, class G, int KernelRows, class Channels>
INLAY_PART constexpr void weight_gradient_taps(const float* x, const float* dy, float* dw, long batch, int ky, int group,
                                                           int channel, int last) {
    using walk = weight_gradient_walk<G>;
    constexpr int R = window_pixels(walk::depth, Channels::vectors, B::width), rest = walk::depth % R;
    for (int kx = 0; kx < (walk::over_taps ? 1 : G::value.win.kernel_w); ++kx) {
        for (int i = 0; i + R <= walk::depth; i += R)
            weight_gradient_tile<B, G, KernelRows, R, Channels>(x, dy, dw, batch, ky, kx, i, group, channel, last);
        if constexpr (rest > 0)
            weight_gradient_tile<B, G, KernelRows, rest, Channels>(x, dy, dw, batch, ky, kx, walk::depth - rest, group, channel, last);
    }
}

/// dW, summed over the batch and all positions. G::value is the convolution's map_window.
///     x (batch, in_h, in_w, in_c)   dy (batch, out_h, out_w, out_c)   dW (kernel_h, kernel_w, in_c / groups, out_c)
template <class B, class G>
INLAY_PART constexpr void conv2d_weight_gradient(const float* x, const float* dy, float* dw, long batch) {
    // for output channels by vectors: for groups: for taps: for input channels by tile: for positions
    using walk = weight_gradient_walk<G>;
    if constexpr (G::value.is_matrix_product()) {
        dense_weight_gradient<B, G::value.product_depth(), G::value.out_c>(x, dy, dw, batch * G::value.out_h * G::value.out_w);
    } else if constexpr (G::value.is_depthwise()) {
        depthwise_weight_gradient<B, G>(x, dy, dw, batch);
    } else {
        using C = typename narrowed<B, G::value.group_out()>::type;
        each_channel_tile<C, G::value.group_out(), most_vectors(C::width)>([&](auto tile, int u, int last) INLAY_INLINE_LAMBDA {
            using channels = decltype(tile);
            constexpr int K = weight_gradient_rows<C, G>(window_pixels(walk::depth, channels::vectors, C::width), channels::vectors);
            constexpr int rest = G::value.win.kernel_h % K;
            for (int group = 0; group < G::value.win.groups; ++group) {
                const int channel = group * G::value.group_out() + u;
                for (int ky = 0; ky + K <= G::value.win.kernel_h; ky += K)
                    weight_gradient_taps<C, G, K, channels>(x, dy, dw, batch, ky, group, channel, last);
                if constexpr (rest > 0)
                    weight_gradient_taps<C, G, rest, channels>(x, dy, dw, batch, G::value.win.kernel_h - rest, group, channel, last);
            }
        });
    }
}

}  // namespace inlay::kernels
