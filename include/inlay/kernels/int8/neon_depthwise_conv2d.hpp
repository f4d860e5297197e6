// SPDX-License-Identifier: BSL-1.0
// The int8 convolution of each channel by itself with NEON: channels are the lanes, and what belongs to
// them stays in registers for a row of pixels.
#pragma once

#include "neon_store.hpp"
#include "rows.hpp"

#if INLAY_INT8_NEON

namespace inlay::kernels::int8 {

/// The place of weight (channel within its sixteen, tap), and of a channel's bias, multiplier and shift.
constexpr int depthwise_position(int channel, int tap, int /*taps*/) { return 16 * tap + channel; }
constexpr int depthwise_place(int channel, int /*channels*/) { return channel; }

/// `Width` channels, 8 or 16, of a row of pixels: sums of taps[i][p step + c] w[i][c]; w (Taps, 16).
/// Narrow: no weight is -128, so that two products fit 16 bits.
template <class Rounding, output_stage S, int Taps, int Width>
INLAY_INT8_FORCED void depthwise_group(const byte* const* taps, int at, int step, const byte* w, const channel_arrays& c,
                                       byte* y, int next, int pixels, int count, const output_range& range) {
    constexpr int registers = Width / 4;
    int8x16_t weights[Taps];
    const byte* tap[Taps];
    INLAY_UNROLL
    for (int i = 0; i < Taps; ++i) weights[i] = vld1q_s8(w + 16 * i), tap[i] = taps[i] + at;
    int32x4_t bias[registers];
    INLAY_UNROLL
    for (int k = 0; k < registers; ++k) bias[k] = vld1q_s32(c.bias + 4 * k);
    for (int p = 0, from = 0; p < pixels; ++p, from += step, y += next) {
        int32x4_t sums[registers];
        INLAY_UNROLL
        for (int k = 0; k < registers; ++k) sums[k] = bias[k];
        const auto add = [&](int k, int16x8_t products) {
            sums[k] = vaddw_s16(sums[k], vget_low_s16(products)), sums[k + 1] = vaddw_high_s16(sums[k + 1], products);
        };
        INLAY_UNROLL
        for (int i = 0; i < Taps; i += S.narrow ? 2 : 1) {
            const bool two = S.narrow && i + 1 < Taps;
            const int other = two ? i + 1 : i;
            if constexpr (Width == 16) {
                const int8x16_t x = vld1q_s8(tap[i] + from);
                int16x8_t low = vmull_s8(vget_low_s8(x), vget_low_s8(weights[i])), high = vmull_high_s8(x, weights[i]);
                if (two) {
                    const int8x16_t z = vld1q_s8(tap[other] + from);
                    low = vmlal_s8(low, vget_low_s8(z), vget_low_s8(weights[other]));
                    high = vmlal_high_s8(high, z, weights[other]);
                }
                add(0, low), add(2, high);
            } else {
                int16x8_t low = vmull_s8(vld1_s8(tap[i] + from), vget_low_s8(weights[i]));
                if (two) low = vmlal_s8(low, vld1_s8(tap[other] + from), vget_low_s8(weights[other]));
                add(0, low);
            }
        }
        store_tile<Rounding, S, 1, registers>(sums, c, y, 0, count, range);
    }
}

/// A row of pixels.                     taps (Taps): where the first pixel's lie   y (pixels, channels)
template <class Rounding, output_stage S, int Taps>
[[gnu::noinline]] void depthwise_row(const byte* const* taps, int step, const byte* w, const channel_arrays& c, int channels,
                                     byte* y, int pixels, const output_range& range) {
    for (int at = 0; at < channels; at += 16) {
        const int left = channels - at;
        const auto some = [&]<int Width>() {
            depthwise_group<Rounding, S, Taps, Width>(taps, at, step, w + at * Taps, c.from(at), y + at, channels, pixels, left, range);
        };
        if (left > 8) some.template operator()<16>();
        else some.template operator()<8>();
    }
}

/// A map of one column as the row that it is in memory: rows of one pixel would be slow.
constexpr map_form as_row(const map_form& f) {
    if (f.width != 1 || f.out_width != 1 || f.win.kernel_w != 1) return f;  // taps keep their order
    const ops::window& w = f.win;
    return {.height = 1, .width = f.height, .channels = f.channels, .out_height = 1, .out_width = f.out_height, .filters = f.filters,
            .win = {.kernel_h = w.kernel_w, .kernel_w = w.kernel_h, .stride_h = w.stride_w, .stride_w = w.stride_h,
                    .pad_top = w.pad_left, .pad_left = w.pad_top, .pad_bottom = w.pad_right, .pad_right = w.pad_bottom,
                    .dilation_h = w.dilation_w, .dilation_w = w.dilation_h},
            .fill = f.fill};
}

/// y[p][c] = store(bias[c] + window of channel c at p . filter c).
///     x (H, W, C)   w (C / 16, Taps, 16), the last group filled up   y (OH, OW, C)
template <class Rounding, output_stage S, map_form Form>
void depthwise_conv2d(const byte* x, const byte* w, const channel_arrays& c, byte* y, const output_range& range) {
    static constexpr map_form F = as_row(Form);
    constexpr ops::window win = F.win;
    constexpr int n = win.kernel_h * win.kernel_w;
    alignas(16) byte memory[row_ring::rows_of(F) * row_ring::pitch_of(F)];
    row_ring ring{F, memory, row_ring::pitch_of(F), row_ring::rows_of(F)};
    const byte* taps[n];
    for (int row = 0; row < F.out_height; ++row, y += F.out_width * F.channels) {
        ring.provide(x, row);
        for (int k = 0; k < n; ++k) taps[k] = ring.at(k / win.kernel_w) + k % win.kernel_w * win.dilation_w * F.channels;
        depthwise_row<Rounding, S, n>(taps, win.stride_w * F.channels, w, c, F.channels, y, F.out_width, range);
    }
}

}  // namespace inlay::kernels::int8

#endif
