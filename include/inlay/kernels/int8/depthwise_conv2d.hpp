// SPDX-License-Identifier: BSL-1.0
// The int8 convolution of each channel by itself.
#pragma once

#include "avx2.hpp"
#include "patch.hpp"
#include "store.hpp"

namespace inlay::kernels::int8 {

// Weights are packed by `channels_at_once`. In groups of four: two taps of two channels, two taps of the other
// two, and so on; a last single tap follows as the four channels in turn (Helium: all taps so). In groups of eight: two taps of each
// channel in turn; a last single tap beside zeros.

/// Weights of one channel in a group, zeros included.
constexpr int depthwise_row(int taps) { return channels_at_once == 8 ? (taps + 1) / 2 * 2 : taps; }

/// The place of weight (channel within its group, tap).
constexpr int depthwise_position(int channel, int tap, int taps) {
    if (channels_at_once == 8) return (tap / 2 * 8 + channel) * 2 + tap % 2;
    if (INLAY_INT8_MVE) return 4 * tap + channel;
    if (tap == taps - 1 && taps % 2 == 1) return 4 * tap + channel;
    return tap / 2 * 8 + channel / 2 * 4 + tap % 2 * 2 + channel % 2;
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

/// Bytes of scratch: weights as halves, and a pixel of what stands outside the map.
constexpr long depthwise_scratch(int channels, int taps) { return (channels + 3) / 4 * 4 * (2L * taps + 1); }

#if INLAY_INT8_MVE

/// As `scaled`, for four sums in the lanes of one register, and the bytes stored where `lanes` says so.
template <output_stage S>
[[gnu::always_inline]] inline void store_four(int32x4_t sum, int32x4_t multiplier, int32x4_t halvings, mve_pred16_t lanes,
                                              const output_range& r, byte* y) {
    const int32x4_t h = vqrdmulhq_s32(sum, multiplier);
    int32x4_t v = vshlq_s32(vaddq_s32(h, vshrq_n_s32(h, 31)), vnegq_s32(halvings));
    v = vshrq_n_s32(vaddq_n_s32(v, 2 * r.zero_point + 1), 1);
    v = vminq_s32(vmaxq_s32(v, vdupq_n_s32(S.whole ? -128 : r.low)), vdupq_n_s32(S.whole ? 127 : r.high));
    vstrbq_p_s32(y, v, lanes);
}

template <class Rounding, output_stage S, int Taps, bool Whole, class Channel>
[[gnu::noinline]] void depthwise_pixel(const byte* const* taps, const byte* w, const Channel* c, int channels, byte* y,
                                       const output_range range) {
    for (int at = 0; at < channels; at += 4, c += 4, y += 4, w += 4 * Taps) {
        int32x4_t sum, multiplier, halvings;
        if constexpr (__is_same(Channel, channel)) {
            const int32x4x2_t both = vld2q_s32(reinterpret_cast<const int32_t*>(c));
            multiplier = both.val[0];
            sum = vshrq_n_s32(both.val[1], 8);
            halvings = vshrq_n_s32(vshlq_n_s32(both.val[1], 24), 24);
        } else {
            sum = int32x4_t{c[0].bias(), c[1].bias(), c[2].bias(), c[3].bias()};
            multiplier = int32x4_t{c[0].multiplier, c[1].multiplier, c[2].multiplier, c[3].multiplier};
            halvings = int32x4_t{c[0].halvings(), c[1].halvings(), c[2].halvings(), c[3].halvings()};
        }
#pragma GCC unroll 9
        for (int i = 0; i < Taps; ++i)
            sum = vaddq_s32(sum, vmulq_s32(vldrbq_s32(taps[i] + at), vldrbq_s32(w + 4 * i)));
        const auto lanes = Whole ? vctp32q(4) : vctp32q(static_cast<uint32_t>(channels - at));
        if constexpr (S.narrow && __is_same(Rounding, double_rounding)) {
            store_four<S>(sum, multiplier, halvings, lanes, range, y);
        } else {
            int32_t sums[4];
            vst1q_s32(sums, sum);
            for (int k = 0; k < 4; ++k)
                if (Whole || at + k < channels)
                    y[k] = static_cast<byte>(scaled<Rounding, S>(sums[k], c[k].multiplier, c[k].halvings(), range));
        }
    }
}

#elif INLAY_INT8_AVX2

template <class Rounding, output_stage S, int Taps, bool Whole, class Channel>
[[gnu::noinline]] void depthwise_pixel(const byte* const* taps, const byte* w, const Channel* c, int channels, byte* y,
                                       const output_range range) {
    for (int at = 0; at < channels; at += 8, c += 8, w += 8 * depthwise_row(Taps)) {
        const channel_lanes l(c);
        __m256i sum = l.bias;
        INLAY_UNROLL
        for (int i = 0; i < Taps; i += 2) {
            const auto* other = taps[i + 1 < Taps ? i + 1 : i];
            const __m128i x = _mm_unpacklo_epi8(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(taps[i] + at)),
                                                _mm_loadl_epi64(reinterpret_cast<const __m128i*>(other + at)));
            const __m128i f = _mm_loadu_si128(reinterpret_cast<const __m128i*>(w + 8 * i));
            sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_cvtepi8_epi16(x), _mm256_cvtepi8_epi16(f)));
        }
        store_lanes<Rounding, S>(sum, l.multiplier, l.halvings, channels - at, range, y + at);
    }
}

#else

/// One pixel: taps point to the pixels under the window.          taps (Taps)(channels)   y (channels)
template <class Rounding, output_stage S, int Taps, bool Whole, class Channel>
[[gnu::noinline]] void depthwise_pixel(const byte* const* taps, const depthwise_weight* w, const Channel* c, int channels,
                                       byte* y, const output_range range) {
    for (int at = 0; at < channels; at += 4, c += 4, y += 4) {
        int32_t sum[4];
        INLAY_UNROLL
        for (int k = 0; k < 4; ++k) sum[k] = c[k].bias();
        depthwise_tile<Taps>(taps, at, w, sum);
        INLAY_UNROLL
        for (int k = 0; k < 4; ++k)
            if (Whole || at + k < channels)
                y[k] = static_cast<byte>(scaled<Rounding, S>(sum[k], c[k].multiplier, c[k].halvings(), range));
    }
}

#endif

/// y[p][c] = store(bias[c] + window of channel c at p . filter c). The last group of four channels may read
/// up to three bytes that belong to the next pixel, or follow the map. Extents are arguments.
///     x (H, W, C)   w (C / 4, Taps, 4), the last group filled up   y (OH, OW, C)
template <class Rounding, output_stage S, int Taps, bool Whole, class Channel>
[[gnu::noinline]] void depthwise_conv2d(const map_form& f, const byte* x, const byte* w, const Channel* c, byte* y,
                                        byte* scratch, const output_range& range) {
    const window& win = f.win;
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
