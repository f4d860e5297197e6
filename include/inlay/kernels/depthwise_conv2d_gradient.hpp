// SPDX-License-Identifier: BSL-1.0
// The gradients of a depthwise convolution by its input, where it has strides, and by its weights.
#pragma once

#include "depthwise_conv2d.hpp"

namespace inlay::kernels {

template <class G>
struct depthwise_gradient_walk {
    static constexpr map_window g = G::value;
    static constexpr int C = g.in_c;
    static constexpr transposed_axis rows{g.vertical()}, columns{g.horizontal()};
    static constexpr window_steps steps{C,
                                        rows.out_step() * g.out_w * C,
                                        columns.out_step() * C,
                                        rows.tap_step() * g.win.kernel_w * C,
                                        columns.tap_step() * C,
                                        C,
                                        C};
};

/// dx, from dy and the weights with their taps reversed, then the epilogue.
///     dy (batch, out_h, out_w, C)   W (kernel_h, kernel_w, 1, C)   out (batch, in_h, in_w, C)
template <class B, class G, class Epilogue>
INLAY_PART constexpr void depthwise_input_gradient(const float* dy, const float* w, float* out, long batch, const Epilogue& e) {
    // for channels by a batch: for samples: for pixels: for taps that are a stride apart
    using walk = depthwise_gradient_walk<G>;
    constexpr int C = G::value.in_c;
    const float* end = dy + batch * G::value.out_size();
    each_channel_tile<B, C, 1>([&](auto tile, int c, int last) INLAY_INLINE_LAMBDA {
        for (long n = 0; n < batch; ++n)
            for (int iy = 0; iy < G::value.in_h; ++iy) {
                const taps ky = walk::rows.of(iy);
                for (int ix = 0; ix < G::value.in_w; ++ix) {
                    const taps kx = walk::columns.of(ix);
                    const long pixel = (n * G::value.out_h + ky.at) * G::value.out_w + kx.at;
                    depthwise_tile<B, walk, 1, decltype(tile), 0>(
                        {ky.count, kx.count, 1}, dy + pixel * C + c, end,
                        w + (ky.first * G::value.win.kernel_w + kx.first) * C + c, nullptr, out,
                        ((n * G::value.in_h + iy) * G::value.in_w + ix) * C + c, c, last, e);
                }
            }
    });
}

// dW[ky][kx..kx + Taps) of one batch of channels.
template <class B, class G, int Taps, class Channels>
INLAY_PART constexpr void depthwise_weight_tile(const float* x, const float* dy, float* dw, long batch, int ky, int kx, int c,
                                     int last) {
    constexpr window_axis rows = G::value.vertical(), columns = G::value.horizontal();
    constexpr int C = G::value.in_c, next = G::value.win.dilation_w * C;
    constexpr int Chains = Taps < 4 ? (Taps + 3) / Taps : 1;
    const float* const x_end = x + batch * G::value.in_size();
    const float* const dy_end = dy + batch * G::value.out_size();
    const int lanes = Channels::template lanes<B>(0, last);
    B acc[Taps][Chains] = {};
    // positions at which all taps are on the map; at others, tap by tap
    const int begin = columns.begin_of_tap(kx);
    const int stop = columns.end_of_tap(kx + Taps - 1);
    const int end = stop > begin ? stop : begin;
    for (long n = 0; n < batch; ++n)
        for (int oy = rows.begin_of_tap(ky); oy < rows.end_of_tap(ky); ++oy) {
            const long iy = oy * G::value.win.stride_h - G::value.win.pad_top + ky * G::value.win.dilation_h;
            const float* xr = x + (n * G::value.in_h + iy) * G::value.in_w * C + c;
            const float* dr = dy + (n * G::value.out_h + oy) * G::value.out_w * C + c;
            const auto x_at = [&](int ox, int k) {
                const int at = (ox * G::value.win.stride_w - G::value.win.pad_left) * C + (kx + k) * next;
                return load_before<B>(xr + at, lanes, x_end);
            };
            const auto dy_at = [&](int ox) { return load_before<B>(dr + ox * C, lanes, dy_end); };
            const int whole = end - (end - begin) % Chains;
            for (int ox = begin; ox < whole; ox += Chains) {
                INLAY_UNROLL
                for (int j = 0; j < Chains; ++j) {
                    const B d = dy_at(ox + j);
                    INLAY_UNROLL
                    for (int k = 0; k < Taps; ++k) acc[k][j] = fma(x_at(ox + j, k), d, acc[k][j]);
                }
            }
            if constexpr (Chains > 1)
                for (int ox = whole; ox < end; ++ox) {
                    const B d = dy_at(ox);
                    INLAY_UNROLL
                    for (int k = 0; k < Taps; ++k) acc[k][0] = fma(x_at(ox, k), d, acc[k][0]);
                }
            if constexpr (Taps > 1) {
                INLAY_UNROLL
                for (int k = 0; k < Taps; ++k) {
                    const int tap_end = columns.end_of_tap(kx + k);
                    for (int o = columns.begin_of_tap(kx + k); o < (begin < tap_end ? begin : tap_end); ++o)
                        acc[k][0] = fma(x_at(o, k), dy_at(o), acc[k][0]);
                    for (int o = end; o < tap_end; ++o)
                        acc[k][0] = fma(x_at(o, k), dy_at(o), acc[k][0]);
                }
            }
        }
    INLAY_UNROLL
    for (int k = 0; k < Taps; ++k) {
        B sum = acc[k][0];
        INLAY_UNROLL
        for (int j = 1; j < Chains; ++j) sum = sum + acc[k][j];
        store(sum, dw + (ky * G::value.win.kernel_w + kx + k) * C + c, lanes);
    }
}

/// dW, summed over the batch and all positions.
///     x (batch, in_h, in_w, C)   dy (batch, out_h, out_w, C)   dW (kernel_h, kernel_w, 1, C)
template <class B, class G>
INLAY_PART constexpr void depthwise_weight_gradient(const float* x, const float* dy, float* dw, long batch) {
    // for channels by a batch: for taps by a row, if short: for samples: for rows: for pixels
    constexpr int taps = G::value.win.kernel_w <= 7 ? G::value.win.kernel_w : 1;
    each_channel_tile<B, G::value.in_c, 1>([&](auto tile, int c, int last) INLAY_INLINE_LAMBDA {
        for (int ky = 0; ky < G::value.win.kernel_h; ++ky)
            for (int kx = 0; kx < G::value.win.kernel_w; kx += taps)
                depthwise_weight_tile<B, G, taps, decltype(tile)>(x, dy, dw, batch, ky, kx, c, last);
    });
}

}  // namespace inlay::kernels
