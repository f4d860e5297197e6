// SPDX-License-Identifier: BSL-1.0
// The int8 convolution on x86-64: `lanes` filters in a register, windows read where they lie in rows.
#pragma once

#include "rows.hpp"
#include "x86_store.hpp"

#if INLAY_INT8_AVX2

namespace inlay::kernels::int8 {

/// Sums of `lanes` filters; weights hold four bytes of each filter in turn. (No member initialisers: g++ 12
/// would clear arrays of these in a loop, and keep them in memory.)
struct filter_sums {
#ifdef INLAY_INT8_VNNI
    using ints = __m512i;
    ints sum;
    INLAY_INT8_FORCED void begin(const int32_t* bias) { sum = load_register<ints>(bias); }

    using elements = __m512i;  // four bytes, moved to 0...255
    INLAY_INT8_FORCED static elements load(const patch_element* x) {
        elements v;
        __asm__("vpbroadcastd %1, %0" : "=v"(v) : "m"(*reinterpret_cast<const patch_element(*)[4]>(x)));
        return v;
    }
    using weights = __m512i;
    INLAY_INT8_FORCED static weights load_weights(const byte* w) { return load_register<weights>(w); }
    INLAY_INT8_FORCED void add(elements x, weights w) { add_dots(sum, x, w); }
    INLAY_INT8_FORCED ints total(const int32_t*) const { return sum; }
#else
    using ints = __m256i;
    ints low, high;  // four filters, two sums each
    INLAY_INT8_FORCED void begin(const int32_t*) { low = high = _mm256_setzero_si256(); }

    using elements = __m256i;  // four 16-bit numbers
    INLAY_INT8_FORCED static elements load(const patch_element* x) {
        elements v;
        __asm__("vpbroadcastq %1, %0" : "=x"(v) : "m"(*reinterpret_cast<const patch_element(*)[4]>(x)));
        return v;
    }
    struct weights {
        __m256i low, high;
    };
    INLAY_INT8_FORCED static weights load_weights(const byte* w) {
        return {_mm256_cvtepi8_epi16(load_register<__m128i>(w)), _mm256_cvtepi8_epi16(load_register<__m128i>(w + 16))};
    }
    INLAY_INT8_FORCED void add(elements x, const weights& w) {
        const __m256i a = _mm256_madd_epi16(x, w.low), b = _mm256_madd_epi16(x, w.high);
        __asm__("vpaddd %1, %0, %0" : "+x"(low) : "x"(a));  // as above; one sum in memory halves the speed
        __asm__("vpaddd %1, %0, %0" : "+x"(high) : "x"(b));
    }
    INLAY_INT8_FORCED ints total(const int32_t* bias) const {
        return sum_of(_mm256_permute4x64_epi64(_mm256_hadd_epi32(low, high), 0xD8), load_register<ints>(bias));
    }
#endif
};

/// Where the windows of neighbouring pixels lie: `pieces` runs of `run` elements each, pixels `step` apart.
struct window_rows {
    const patch_element* const* piece;
    int pieces, run, step;
};

/// Stores four pixels of `lanes` filters, of which `count` are there.
INLAY_INT8_FORCED void store_pixels(filter_sums::ints bytes, byte* y, int filters, int count, int pixels) {
#ifdef INLAY_INT8_VNNI
    if (filters == lanes && pixels >= 4) return store_register(y, bytes);
    const __m128i each[4] = {_mm512_maskz_extracti32x4_epi32(15, bytes, 0), _mm512_maskz_extracti32x4_epi32(15, bytes, 1), _mm512_maskz_extracti32x4_epi32(15, bytes, 2),
                             _mm512_maskz_extracti32x4_epi32(15, bytes, 3)};
    INLAY_UNROLL
    for (int p = 0; p < 4; ++p)
        if (p < pixels) store_bytes(y + p * filters, each[p], count);
#else
    if (filters == lanes && pixels >= 4) return store_register(y, bytes);
    const __m128i low = _mm256_castsi256_si128(bytes), high = _mm256_extracti128_si256(bytes, 1);
    const int64_t each[4] = {_mm_cvtsi128_si64(low), _mm_extract_epi64(low, 1), _mm_cvtsi128_si64(high), _mm_extract_epi64(high, 1)};
    INLAY_UNROLL
    for (int p = 0; p < 4; ++p)
        if (p < pixels) {
            if (count >= 8) std::memcpy(y + p * filters, &each[p], 8);
            else std::memcpy(y + p * filters, &each[p], static_cast<unsigned>(count));
        }
#endif
}

/// P pixels from `at` on by Groups x `lanes` filters, of which `count` are there; w (Groups, pieces x run / 4, lanes, 4).
template <class Rounding, output_stage S, int P, int Groups>
INLAY_INT8_FORCED void conv2d_tile(const window_rows& x, int at, const byte* w, const channel_arrays& c, byte* y,
                                   int filters, int count, int pixels, const output_range& range) {
    filter_sums sums[P][Groups];
    INLAY_UNROLL
    for (int g = 0; g < Groups; ++g)
        INLAY_UNROLL
        for (int p = 0; p < P; ++p) sums[p][g].begin(c.bias + g * lanes);
    const int n = x.pieces * x.run, step = x.step;
    const byte* f = w;
    for (int v = 0; v < x.pieces; ++v) {
        const patch_element* from = x.piece[v] + at * step;
        for (const patch_element* end = from + x.run; from != end; from += 4, f += 4 * lanes) {
            filter_sums::weights weights[Groups];
            INLAY_UNROLL
            for (int g = 0; g < Groups; ++g) weights[g] = filter_sums::load_weights(f + g * n * lanes);
            const patch_element* pixel = from;
            INLAY_UNROLL
            for (int p = 0; p < P; ++p, pixel += step) {
                const filter_sums::elements e = filter_sums::load(pixel);
                INLAY_UNROLL
                for (int g = 0; g < Groups; ++g) sums[p][g].add(e, weights[g]);
            }
        }
    }
    INLAY_UNROLL
    for (int g = 0; g < Groups; ++g)
        INLAY_UNROLL
        for (int p = 0; p < P; p += 4) {
            filter_sums::ints four[4];
            INLAY_UNROLL
            for (int k = 0; k < 4; ++k) four[k] = sums[p + k][g].total(c.bias + g * lanes);
            const auto bytes = stored_bytes<Rounding, S, 0>(four, c.from(g * lanes), range);
            store_pixels(in_order(bytes), y + p * filters + g * lanes, filters, count - g * lanes, pixels - p);
        }
}

/// The elements of a filter, filled up: each row of a window (dilated: each tap) is a piece by itself.
constexpr int conv2d_piece(const ops::window& win, int channels) { return whole_turns((win.dilation_w == 1 ? win.kernel_w : 1) * channels); }
constexpr int conv2d_row(const ops::window& win, int channels) {
    return win.kernel_h * (win.dilation_w == 1 ? 1 : win.kernel_w) * conv2d_piece(win, channels);
}
/// The place of (tap, channel) among them.
constexpr int conv2d_position(const ops::window& win, int channels, int tap, int channel) {
    if (win.dilation_w != 1) return tap * conv2d_piece(win, channels) + channel;
    return tap / win.kernel_w * conv2d_piece(win, channels) + tap % win.kernel_w * channels + channel;
}

/// y[p][o] = store(bias[o] + window at p . filter o) for pixels of one row. Extents are arguments.
template <class Rounding, output_stage S>
[[gnu::noinline]] void conv2d_pixels(const window_rows& x, const byte* w, const channel_arrays& c, byte* y, int pixels, int filters,
                                     const output_range& range) {
    const int n = x.pieces * x.run;
    const auto tile = [&]<int P, int Groups>(int at, int o) {
        conv2d_tile<Rounding, S, P, Groups>(x, at, w + o * n, c.from(o), y + at * filters + o, filters, filters - o, pixels - at, range);
    };
    int at = 0;
#ifdef INLAY_INT8_VNNI
    for (; at + 8 <= pixels; at += 8) {
        int o = 0;
        for (; o + lanes < filters; o += 2 * lanes) tile.template operator()<8, 2>(at, o);
        if (o < filters) tile.template operator()<8, 1>(at, o);
    }
    for (; at < pixels; at += 4) {
        if (at + 4 > pixels && pixels >= 4) at = pixels - 4;  // some pixels again
        int o = 0;
        for (; o + 3 * lanes < filters; o += 4 * lanes) tile.template operator()<4, 4>(at, o);
        for (; o < filters; o += lanes) tile.template operator()<4, 1>(at, o);
    }
#else
    for (; at < pixels; at += 4) {
        if (at + 4 > pixels && pixels >= 4) at = pixels - 4;
        for (int o = 0; o < filters; o += lanes) tile.template operator()<4, 1>(at, o);
    }
#endif
}

template <class Rounding, output_stage S>
[[gnu::noinline]] void conv2d_rows(const map_form& f, patch_element* memory, const patch_element** pieces, const byte* x, const byte* w, const channel_arrays& c,
                                   byte* y, const output_range& range, int first, int count) {
    const ops::window& win = f.win;
    const bool together = win.dilation_w == 1;  // a window's row is one piece
    row_ring ring{f, memory, row_ring::pitch_of(f), row_ring::rows_of(f)};
    for (int row = first; row < first + count; ++row, y += f.out_width * f.filters) {
        ring.provide(x, row);
        int found = 0;
        for (int v = 0; v < win.kernel_h; ++v)
            for (int u = 0; u < (together ? 1 : win.kernel_w); ++u) pieces[found++] = ring.at(row, v) + u * win.dilation_w * f.channels;
        const window_rows rows{pieces, found, conv2d_piece(win, f.channels), win.stride_w * f.channels};
        conv2d_pixels<Rounding, S>(rows, w, c, y, f.out_width, f.filters, range);
    }
}

/// y[p][o] = store(bias[o] + window at p . filter o); `rows` rows from `first` on.
///     x (H, W, I)   w (O / lanes, KH, turns of a window's row, lanes, 4)   y (rows, OW, O)
template <class Rounding, output_stage S, map_form F>
void conv2d(const byte* x, const byte* w, const channel_arrays& c, byte* y, const output_range& range, int first,
            int rows) {
    alignas(64) patch_element memory[row_ring::rows_of(F) * row_ring::pitch_of(F)];
    const patch_element* pieces[F.win.kernel_h * (F.win.dilation_w == 1 ? 1 : F.win.kernel_w)];
    conv2d_rows<Rounding, S>(F, memory, pieces, x, w, c, y, range, first, rows);
}

/// The same for kernels of one pixel without stride or padding.
///     x (pixels, Channels)   y (pixels, filters)
template <class Rounding, output_stage S, int Channels>
void pointwise_conv2d(const byte* x, const byte* w, const channel_arrays& c, byte* y, int pixels, int filters, const output_range& range) {
    constexpr int at_once = Channels * 32 <= 2048 ? 2048 / Channels / 8 * 8 : 16;
    alignas(64) patch_element memory[(at_once + 3) * Channels + 16];
    const patch_element* pieces[] = {memory};
    for (; pixels > 0; pixels -= at_once, x += at_once * Channels, y += at_once * filters) {
        const int count = pixels < at_once ? pixels : at_once;
        copy_elements(x, count * Channels, memory);
        if (count < 4)
            for (int k = count * Channels; k < 4 * Channels; ++k) memory[k] = 0;
        for (int k = 0; k < 4; ++k) memory[count * Channels + k] = 0;
        conv2d_pixels<Rounding, S>({pieces, 1, whole_turns(Channels), Channels}, w, c, y, count, filters, range);
    }
}

}  // namespace inlay::kernels::int8

#endif
