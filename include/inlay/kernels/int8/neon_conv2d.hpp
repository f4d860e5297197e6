// SPDX-License-Identifier: BSL-1.0
// The int8 convolution with NEON: four filters in a register, windows read where they lie in rows.
#pragma once

#include "neon_store.hpp"
#include "rows.hpp"

#if INLAY_INT8_NEON

namespace inlay::kernels::int8 {

/// Sums of four filters; weights hold four bytes of each filter in turn. (No member initialisers, as in x86_conv2d.hpp.)
struct filter_sums {
#ifdef __ARM_FEATURE_DOTPROD
    static constexpr int pixels_of_tile = 8;
    int32x4_t sum;
    INLAY_INT8_FORCED void begin(const int32_t* bias) { sum = vld1q_s32(bias); }
    INLAY_INT8_FORCED int32x4_t total(const int32_t*) const { return sum; }
#else
    static constexpr int pixels_of_tile = 4;
    int32x4_t low, high;  // two sums each of two filters
    INLAY_INT8_FORCED void begin(const int32_t*) { low = high = vdupq_n_s32(0); }
    INLAY_INT8_FORCED int32x4_t total(const int32_t* bias) const {
        return vaddq_s32(vpaddq_s32(low, high), vld1q_s32(bias));
    }
#endif
};

/// Four bytes, four times.
INLAY_INT8_FORCED int8x16_t repeated_word(const byte* x) {
    int32_t word;
    std::memcpy(&word, x, 4);
    return vreinterpretq_s8_s32(vdupq_n_s32(word));
}

/// Adds `run` elements, whole turns, of P pixels `step` apart times those of G x 4 filters; w goes on.
/// Narrow: no weight is -128, so that two products fit 16 bits.
template <bool Narrow, int P, int G>
INLAY_INT8_FORCED void add_products(filter_sums (&sums)[P][G], const byte* x, int step, int run,
                                    const byte*& w, int next_group) {
    const byte *f = w, *end = x + run;
#ifdef __ARM_FEATURE_DOTPROD
    for (; end - x >= 16; x += 16, f += 64) {
        int8x16_t pixel[P];
        INLAY_UNROLL
        for (int p = 0; p < P; ++p) pixel[p] = vld1q_s8(x + p * step);
        const auto turn = [&]<int Turn>() {
            INLAY_UNROLL
            for (int g = 0; g < G; ++g) {
                const int8x16_t weights = vld1q_s8(f + g * next_group + 16 * Turn);
                INLAY_UNROLL
                for (int p = 0; p < P; ++p)
                    sums[p][g].sum = vdotq_laneq_s32(sums[p][g].sum, weights, pixel[p], Turn);
            }
        };
        turn.template operator()<0>();
        turn.template operator()<1>();
        turn.template operator()<2>();
        turn.template operator()<3>();
    }
    for (; x != end; x += 4, f += 16) INLAY_UNROLL
    for (int p = 0; p < P; ++p) {
        const int8x16_t pixel = repeated_word(x + p * step);
        INLAY_UNROLL
        for (int g = 0; g < G; ++g)
            sums[p][g].sum = vdotq_s32(sums[p][g].sum, vld1q_s8(f + g * next_group), pixel);
    }
#else
    const auto turns = [&]<int Count>() {
        int8x16_t weights[Count][G];
        INLAY_UNROLL
        for (int t = 0; t < Count; ++t) INLAY_UNROLL
        for (int g = 0; g < G; ++g) weights[t][g] = vld1q_s8(f + g * next_group + 16 * t);
        INLAY_UNROLL
        for (int p = 0; p < P; ++p) {
            int8x16_t pixel[Count];
            INLAY_UNROLL
            for (int t = 0; t < Count; ++t) pixel[t] = repeated_word(x + p * step + 4 * t);
            INLAY_UNROLL
            for (int g = 0; g < G; ++g) {
                int16x8_t low = vmull_s8(vget_low_s8(pixel[0]), vget_low_s8(weights[0][g])),
                          high = vmull_high_s8(pixel[0], weights[0][g]);
                if constexpr (Count == 2) {
                    low = vmlal_s8(low, vget_low_s8(pixel[1]), vget_low_s8(weights[1][g]));
                    high = vmlal_high_s8(high, pixel[1], weights[1][g]);
                }
                sums[p][g].low = vpadalq_s16(sums[p][g].low, low),
                sums[p][g].high = vpadalq_s16(sums[p][g].high, high);
            }
        }
    };
    if constexpr (Narrow)
        for (; end - x >= 8; x += 8, f += 32) turns.template operator()<2>();
    for (; x != end; x += 4, f += 16) turns.template operator()<1>();
#endif
    w = f;
}

template <int P, int G>
INLAY_INT8_FORCED void begin_sums(filter_sums (&sums)[P][G], const int32_t* bias) {
    INLAY_UNROLL
    for (int p = 0; p < P; ++p) INLAY_UNROLL
    for (int g = 0; g < G; ++g) sums[p][g].begin(bias + 4 * g);
}

template <class Rounding, output_stage S, int P, int G>
INLAY_INT8_FORCED void store_sums(const filter_sums (&sums)[P][G], const channel_arrays& c, byte* y,
                                  int next, int count, const output_range& range) {
    int32x4_t all[P * G];
    INLAY_UNROLL
    for (int p = 0; p < P; ++p) INLAY_UNROLL
    for (int g = 0; g < G; ++g) all[p * G + g] = sums[p][g].total(c.bias + 4 * g);
    store_tile<Rounding, S, P, G>(all, c, y, next, count, range);
}

/// y[p][o] = store(bias[o] + window at p . filter o) for pixels of one row. Extents are arguments.
template <class Rounding, output_stage S>
[[gnu::noinline]] void conv2d_pixels(const window_rows& x, const byte* w, const channel_arrays& c,
                                     byte* y, int pixels, int filters, const output_range& range) {
    const int n = x.pieces * x.run;
    int at = 0;
    const auto tile = [&]<int P, int G>(int o) {
        filter_sums sums[P][G];
        begin_sums(sums, c.bias + o);
        const byte* f = w + o * n;
        for (int v = 0; v < x.pieces; ++v)
            add_products<S.narrow>(sums, x.piece[v] + at * x.step, x.step, x.run, f, n * lanes);
        store_sums<Rounding, S>(sums, c.from(o), y + at * filters + o, filters, filters - o, range);
    };
    const auto some = [&]<int P, int G>() {
        for (; at + P <= pixels; at += P) {
            int o = 0;
            for (; o + (G - 1) * lanes < filters; o += G * lanes) tile.template operator()<P, G>(o);
            for (; o < filters; o += lanes) tile.template operator()<P, 1>(o);
        }
    };
    some.template operator()<filter_sums::pixels_of_tile, 2>();
    if constexpr (filter_sums::pixels_of_tile > 4) some.template operator()<4, 4>();
    some.template operator()<1, 4>();
}

template <class Rounding, output_stage S>
[[gnu::noinline]] void conv2d_rows(const map_form& f, byte* memory, const byte** pieces,
                                   const byte* x, const byte* w, const channel_arrays& c, byte* y,
                                   const output_range& range, int first, int count) {
    const ops::window& win = f.win;
    row_ring ring{f, memory, row_ring::pitch_of(f), row_ring::rows_of(f)};
    for (int row = first; row < first + count; ++row, y += f.out_width * f.filters) {
        const int found = ring.provide_pieces(x, row, pieces);
        const window_rows rows{pieces, found, conv2d_piece(win, f.channels), win.stride_w * f.channels};
        conv2d_pixels<Rounding, S>(rows, w, c, y, f.out_width, f.filters, range);
    }
}

/// y[p][o] = store(bias[o] + window at p . filter o); `rows` rows from `first` on.
///     x (H, W, I)   w (O / lanes, KH, turns of a window's row, lanes, 4)   y (rows, OW, O)
template <class Rounding, output_stage S, map_form F>
void conv2d(const byte* x, const byte* w, const channel_arrays& c, byte* y,
            const output_range& range, int first, int rows) {
    alignas(16) byte memory[row_ring::rows_of(F) * row_ring::pitch_of(F)];
    const byte* pieces[F.win.kernel_h * (F.win.dilation_w == 1 ? 1 : F.win.kernel_w)];
    conv2d_rows<Rounding, S>(F, memory, pieces, x, w, c, y, range, first, rows);
}

/// The same for kernels of one pixel without stride or padding.
///     x (pixels, Channels)   y (pixels, filters)
template <class Rounding, output_stage S, int Channels>
void pointwise_conv2d(const byte* x, const byte* w, const channel_arrays& c, byte* y, int pixels,
                      int filters, const output_range& range) {
    constexpr int at_once = Channels < 128 ? 2048 / Channels / 8 * 8 : 16;
    alignas(16) byte memory[at_once * Channels + 4];
    const byte* pieces[] = {memory};
    for (; pixels > 0; pixels -= at_once, x += at_once * Channels, y += at_once * filters) {
        const int count = pixels < at_once ? pixels : at_once;
        copy_elements(x, count * Channels, memory);
        std::memset(memory + count * Channels, 0, 4);
        conv2d_pixels<Rounding, S>({pieces, 1, whole_turns(Channels), Channels}, w, c, y, count,
                                   filters, range);
    }
}

}  // namespace inlay::kernels::int8

#endif
