// SPDX-License-Identifier: BSL-1.0
// The int8 convolution of each channel by itself.
#pragma once

#include "helium.hpp"
#include "patch.hpp"
#include "store.hpp"

namespace inlay::kernels::int8 {

/// Bytes of scratch: weights as halves, and a pixel of what stands outside the map.
constexpr long depthwise_scratch(int channels, int taps) { return (channels + 3) / 4 * 4 * (2L * taps + 1); }

}  // namespace inlay::kernels::int8

#if INLAY_INT8_AVX2
#include "x86_depthwise_conv2d.hpp"
#elif INLAY_INT8_NEON
#include "neon_depthwise_conv2d.hpp"
#else

namespace inlay::kernels::int8 {

// Weights are packed by `channels_at_once`. In groups of four: two taps of two channels, two taps of the other
// two, and so on; a last single tap follows as the four channels in turn. In groups of sixteen (Helium): tap by tap.

/// The place of weight (channel within its group, tap).
constexpr int depthwise_position(int channel, int tap, int taps) {
    if (channels_at_once == 16) return 16 * tap + channel;
    if (tap == taps - 1 && taps % 2 == 1) return 4 * tap + channel;
    return tap / 2 * 8 + channel / 2 * 4 + tap % 2 * 2 + channel % 2;
}

/// The place of a channel's bias, multiplier and shift. Helium widens bytes 0, 4, 8, 12, then 2, 6, ..., 1, 5, ..., 3, 7, ...
constexpr int depthwise_place(int channel, int /*channels*/) {
    if (channels_at_once != 16) return channel;
    const int of_four = channel % 4;
    return channel / 16 * 16 + (of_four % 2 * 2 + of_four / 2) * 4 + channel % 16 / 4;
}

#if INLAY_INT8_DSP && !INLAY_INT8_MVE

/// The upper halves, the lower halves, of two words.
[[gnu::always_inline]] inline uint32_t lower_halves(uint32_t a, uint32_t b) {
    uint32_t y;
    __asm__("pkhbt %0, %1, %2, lsl #16" : "=r"(y) : "r"(a), "r"(b));
    return y;
}
[[gnu::always_inline]] inline uint32_t upper_halves(uint32_t a, uint32_t b) {
    uint32_t y;
    __asm__("pkhtb %0, %1, %2, asr #16" : "=r"(y) : "r"(b), "r"(a));
    return y;
}

/// Bytes to halves, in the order in which depthwise_tile reads them.
[[gnu::always_inline]] inline void widen_weights(const byte* w, int n, int16_t* to) {
    for (const byte* end = w + n; w != end; w += 4, to += 4) {
        const uint32_t word = word_at(w);
        const int16x2_t even = even_bytes(word), odd = odd_bytes(word);
        std::memcpy(__builtin_assume_aligned(to, 4), &even, 4);
        std::memcpy(__builtin_assume_aligned(to + 2, 4), &odd, 4);
    }
}

using depthwise_weight = int16_t;

template <int Taps>
[[gnu::always_inline]] inline void depthwise_tile(const byte* const* taps, int at, const int16_t*& w, int32_t (&sum)[4]) {
#pragma GCC unroll 8
    for (int i = 0; i + 2 <= Taps; i += 2) {
        const uint32_t a = word_at(taps[i] + at), b = word_at(taps[i + 1] + at);
        const uint32_t low = lower_halves(a, b), high = upper_halves(a, b);
        const word_pair f = next_words(w), g = next_words(w);
        sum[0] = __smlad(even_bytes(low), static_cast<int16x2_t>(f.first), sum[0]);
        sum[1] = __smlad(odd_bytes(low), static_cast<int16x2_t>(f.second), sum[1]);
        sum[2] = __smlad(even_bytes(high), static_cast<int16x2_t>(g.first), sum[2]);
        sum[3] = __smlad(odd_bytes(high), static_cast<int16x2_t>(g.second), sum[3]);
    }
    if constexpr (Taps % 2 == 1) {
        const uint32_t x = word_at(taps[Taps - 1] + at);
        const int16x2_t even = even_bytes(x), odd = odd_bytes(x);
        const word_pair f = next_words(w);
        sum[0] = __smlabb(even, static_cast<int16x2_t>(f.first), sum[0]);
        sum[1] = __smlabb(odd, static_cast<int16x2_t>(f.second), sum[1]);
        sum[2] = __smlatt(even, static_cast<int16x2_t>(f.first), sum[2]);
        sum[3] = __smlatt(odd, static_cast<int16x2_t>(f.second), sum[3]);
    }
}

#else

using depthwise_weight = byte;

/// sum[k] += taps[i][at + k] * w[i][k] over all taps, for four channels; w goes on to the next four.
template <int Taps>
[[gnu::always_inline]] inline void depthwise_tile(const byte* const* taps, int at, const byte*& w, int32_t (&sum)[4]) {
    for (int i = 0; i < Taps; ++i)
        INLAY_UNROLL
        for (int k = 0; k < 4; ++k) sum[k] += taps[i][at + k] * w[depthwise_position(k, i, Taps)];
    w += 4 * Taps;
}

#endif

#if INLAY_INT8_MVE

/// Any number of taps and channels; stores byte by byte where it does not round twice.
template <class Rounding, output_stage S, int Taps, bool Whole, class Channels>
[[gnu::noinline]] void depthwise_pixel(const byte* const* taps, const byte* w, const Channels* c, int channels, byte* y,
                                       const output_range range) {
    if constexpr (S.narrow && S.whole && Whole && Taps == 9 && __is_same(Rounding, double_rounding) && __is_same(Channels, int8::channels)) {
        depthwise_nine(taps, w, c, channels, y, range.zero_point);
        return;
    }
    for (int at = 0; at < channels; at += 16, c += 4) {
        const mve_pred16_t there = vctp8q(static_cast<uint32_t>(channels - at));
        int32x4_t sums[4];
        for (int k = 0; k < 4; ++k) sums[k] = channel_lanes(c[k]).bias;
        const auto add = [&](int16x8_t even, int16x8_t odd) {
            sums[0] = vaddq_s32(sums[0], vmovlbq_s16(even)), sums[1] = vaddq_s32(sums[1], vmovltq_s16(even));
            sums[2] = vaddq_s32(sums[2], vmovlbq_s16(odd)), sums[3] = vaddq_s32(sums[3], vmovltq_s16(odd));
        };
        int i = 0;
        if constexpr (S.narrow)  // no weight is -128: two products fit 16 bits
            for (; i + 2 <= Taps; i += 2, w += 32) {
                const int8x16_t x = vldrbq_z_s8(taps[i] + at, there), f = vld1q_s8(w);
                const int8x16_t z = vldrbq_z_s8(taps[i + 1] + at, there), g = vld1q_s8(w + 16);
                add(vaddq_s16(vmullbq_int_s8(x, f), vmullbq_int_s8(z, g)), vaddq_s16(vmulltq_int_s8(x, f), vmulltq_int_s8(z, g)));
            }
        for (; i < Taps; ++i, w += 16) {
            const int8x16_t x = vldrbq_z_s8(taps[i] + at, there), f = vld1q_s8(w);
            add(vmullbq_int_s8(x, f), vmulltq_int_s8(x, f));
        }
        if constexpr (S.narrow && S.whole && __is_same(Rounding, double_rounding)) {
            for (int k = 0; k < 4; ++k) {
                const channel_lanes l(c[k]);
                sums[k] = scaled_lanes(sums[k], l.multiplier, l.shift);
            }
            int16x8_t even = vqmovntq_s32(vqmovnbq_s32(vdupq_n_s16(0), sums[0]), sums[1]);
            int16x8_t odd = vqmovntq_s32(vqmovnbq_s32(vdupq_n_s16(0), sums[2]), sums[3]);
            even = vqaddq_n_s16(even, static_cast<int16_t>(range.zero_point));
            odd = vqaddq_n_s16(odd, static_cast<int16_t>(range.zero_point));
            vstrbq_p_s8(y + at, vqmovntq_s16(vqmovnbq_s16(vdupq_n_s8(0), even), odd), there);
            continue;
        }
        for (int k = 0; k < 16 && at + k < channels; ++k) {
            const int place = depthwise_place(k, channels), four = place / 4, lane = place % 4;
            int32_t s[4];
            vst1q_s32(s, sums[four]);
            y[at + k] = static_cast<byte>(scaled<Rounding, S>(s[lane], c[four].multiplier[lane], c[four].halvings(lane), range));
        }
    }
}

#else

/// One pixel: taps point to the pixels under the window.          taps (Taps)(channels)   y (channels)
template <class Rounding, output_stage S, int Taps, bool Whole, class Channels>
[[gnu::noinline]] void depthwise_pixel(const byte* const* taps, const depthwise_weight* w, const Channels* c, int channels,
                                       byte* y, const output_range range) {
    for (int at = 0; at < channels; at += 4, c += 4, y += 4) {
        int32_t sum[4];
        INLAY_UNROLL
        for (int k = 0; k < 4; ++k) sum[k] = c[k].bias();
        depthwise_tile<Taps>(taps, at, w, sum);
        INLAY_UNROLL
        for (int k = 0; k < 4; ++k)
            if (Whole || at + k < channels)
                y[k] = static_cast<byte>(scaled<Rounding, S>(sum[k], c[k].multiplier[0], c[k].halvings(), range));
    }
}

#endif

/// y[p][c] = store(bias[c] + window of channel c at p . filter c). The last group of four channels may read
/// up to three bytes that belong to the next pixel, or follow the map. Extents are arguments.
///     x (H, W, C)   w (C / 4, Taps, 4), the last group filled up   y (OH, OW, C)
template <class Rounding, output_stage S, int Taps, bool Whole, class Channels>
[[gnu::noinline]] void depthwise_conv2d(const map_form& f, const byte* x, const byte* w, const Channels* c, byte* y,
                                        byte* scratch, const output_range& range) {
    const ops::window& win = f.win;
    byte* outside = scratch;
    for (int k = 0; k < (f.channels + 3) / 4 * 4; ++k) outside[k] = static_cast<byte>(f.fill);
#if INLAY_INT8_DSP && !INLAY_INT8_MVE
    auto* weights = reinterpret_cast<int16_t*>(scratch + (f.channels + 3) / 4 * 4);
    widen_weights(w, (f.channels + 3) / 4 * 4 * Taps, weights);
#else
    const byte* weights = w;
#endif
    const byte* taps[Taps];
    for (int row = 0; row < f.out_height; ++row) {
        const int top = row * win.stride_h - win.pad_top;
        const bool rows_on_map = top >= 0 && top + (win.kernel_h - 1) * win.dilation_h < f.height;
        int left = -win.pad_left;
        bool inside = false;  // all taps are on the map, and so was the pixel before
        for (int column = 0; column < f.out_width; ++column, left += win.stride_w, y += f.channels) {
            const bool now = rows_on_map && left >= 0 && left + (win.kernel_w - 1) * win.dilation_w < f.width;
            if (inside && now) {
                for (int k = 0; k < Taps; ++k) taps[k] += win.stride_w * f.channels;
            } else {
                const byte** tap = taps;
                for (int v = 0; v < win.kernel_h; ++v)
                    for (int u = 0; u < win.kernel_w; ++u) {
                        const int h = top + v * win.dilation_h, k = left + u * win.dilation_w;
                        const bool on_map = h >= 0 && h < f.height && k >= 0 && k < f.width;
                        *tap++ = on_map ? x + (h * f.width + k) * f.channels : outside;
                    }
            }
            inside = now;
            depthwise_pixel<Rounding, S, Taps, Whole>(taps, weights, c, f.channels, y, range);
        }
    }
}

}  // namespace inlay::kernels::int8

#endif
