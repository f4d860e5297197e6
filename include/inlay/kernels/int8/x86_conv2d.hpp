// SPDX-License-Identifier: BSL-1.0
// The int8 convolution on x86-64: `lanes` filters in a register, windows read where they lie in rows.
#pragma once

#include "rows.hpp"
#include "x86_store.hpp"

#if INLAY_INT8_AVX2

namespace inlay::kernels::int8 {

/// Sums of `lanes` filters; weights hold `bytes_in_turn` of each filter in turn. (No member initialisers: g++ 12
/// would clear arrays of these in a loop, and keep them in memory.)
struct filter_sums {
    using ints = wide_ints;
    ints sum;
    INLAY_INT8_FORCED void begin(const int32_t* bias) { sum = load_register<ints>(bias); }

    /// The elements of one turn, for all filters.
    INLAY_INT8_FORCED static ints load(const patch_element* x) {
        ints v;
        __asm__("vpbroadcastd %1, %0" : "=v"(v) : "m"(*reinterpret_cast<const patch_element(*)[bytes_in_turn]>(x)));
        return v;
    }
#ifdef INLAY_INT8_VNNI
    INLAY_INT8_FORCED static ints load_weights(const byte* w) { return load_register<ints>(w); }
    INLAY_INT8_FORCED static ints load_bytes(const byte* w) { return load_register<ints>(w); }
    INLAY_INT8_FORCED void add(ints x, ints w) { add_dots(sum, x, w); }
#else
    INLAY_INT8_FORCED static ints load_weights(const byte* w) {
        ints v = load_register<ints>(w);
        __asm__("" : "+x"(v));  // one load for all pixels
        return v;
    }
    INLAY_INT8_FORCED static ints load_bytes(const byte* w) { return _mm256_cvtepi8_epi16(load_register<__m128i>(w)); }
    INLAY_INT8_FORCED void add(ints x, ints w) { add_products(sum, x, w); }
#endif
};

/// Stores what `in_order` made of four registers, Groups of each pixel, of whose filters `count` are there.
template <int Groups>
INLAY_INT8_FORCED void store_pixels(filter_sums::ints bytes, byte* y, int filters, int count, int pixels) {
    constexpr int in_register = 4 / Groups;
    if (filters == Groups * lanes && pixels >= in_register) return store_register(y, bytes);
#ifdef INLAY_INT8_VNNI
    static_assert(Groups == 1);
    const __m128i each[4] = {_mm512_maskz_extracti32x4_epi32(15, bytes, 0), _mm512_maskz_extracti32x4_epi32(15, bytes, 1), _mm512_maskz_extracti32x4_epi32(15, bytes, 2),
                             _mm512_maskz_extracti32x4_epi32(15, bytes, 3)};
#else
    const __m128i halves[2] = {_mm256_castsi256_si128(bytes), _mm256_extracti128_si256(bytes, 1)};
    const __m128i each[4] = {halves[0], Groups == 1 ? _mm_unpackhi_epi64(halves[0], halves[0]) : halves[1], halves[1],
                             _mm_unpackhi_epi64(halves[1], halves[1])};
#endif
    INLAY_UNROLL
    for (int p = 0; p < in_register; ++p)
        if (p < pixels) {
            if (lanes * Groups == 8 && count >= 8) _mm_storel_epi64(reinterpret_cast<__m128i*>(y + p * filters), each[p]);
            else store_bytes(y + p * filters, each[p], count);
        }
}

/// Bytes of one turn's weights, of all lanes.
inline constexpr int conv2d_turn = bytes_in_turn * lanes * conv2d_weight_bytes;

/// P pixels from `at` on by Groups x `lanes` filters, of which `count` are there; w (Groups, pieces x run / turn, lanes, turn).
template <class Rounding, output_stage S, int P, int Groups>
INLAY_INT8_FORCED void conv2d_tile(const window_rows& x, int at, const byte* w, const channel_arrays& c, int first, byte* y,
                                   int filters, int count, int pixels, const output_range& range) {
    filter_sums sums[P][Groups];
    INLAY_UNROLL
    for (int g = 0; g < Groups; ++g)
        INLAY_UNROLL
        for (int p = 0; p < P; ++p) sums[p][g].begin(c.bias + first + g * lanes);
    const int n = x.pieces * x.run / bytes_in_turn * conv2d_turn, step = x.step;
    const byte* f = w;
    for (int v = 0; v < x.pieces; ++v) {
        const patch_element* from = x.piece[v] + at * step;
        for (const patch_element* end = from + x.run; from != end; from += bytes_in_turn, f += conv2d_turn) {
            filter_sums::ints weights[Groups];
            INLAY_UNROLL
            for (int g = 0; g < Groups; ++g) weights[g] = filter_sums::load_weights(f + g * n);
            const patch_element* pixel = from;
            INLAY_UNROLL
            for (int p = 0; p < P; ++p, pixel += step) {
                const filter_sums::ints e = filter_sums::load(pixel);
                INLAY_UNROLL
                for (int g = 0; g < Groups; ++g) sums[p][g].add(e, weights[g]);
            }
        }
    }
    constexpr int together = lanes == 8 ? Groups : 1, pixels_stored = 4 / together;  // at most 16 filters of a pixel lie in a row
    INLAY_UNROLL
    for (int g = 0; g < Groups; g += together) {
        filter_sums::ints bytes[(P + pixels_stored - 1) / pixels_stored];
        INLAY_UNROLL
        for (int p = 0; p < P; p += pixels_stored) {
            filter_sums::ints four[4];
            INLAY_UNROLL
            for (int k = 0; k < 4; ++k) four[k] = sums[p + k / together][g + k % together].sum;
            bytes[p / pixels_stored] = in_order(stored_bytes<Rounding, S, lanes, together>(four, c, first + g * lanes, range));
        }
        INLAY_UNROLL
        for (int p = 0; p < P; p += pixels_stored)
            store_pixels<together>(bytes[p / pixels_stored], y + p * filters + g * lanes, filters, count - g * lanes, pixels - p);
    }
}

/// Tiles of P pixels, as many as start before `end`. Returns where they end.
template <class Rounding, output_stage S, int P, int Groups>
[[gnu::noinline]] int conv2d_tiles(const window_rows& x, int at, int end, const byte* w, const channel_arrays& c, int first, byte* y, int filters,
                                   int count, int pixels, const output_range& range) {
    for (y += at * filters; at < end; at += P, y += P * filters)
        conv2d_tile<Rounding, S, P, Groups>(x, at, w, c, first, y, filters, count, pixels - at, range);
    return at;
}

/// y[p][o] = store(bias[o] + window at p . filter o) for pixels of one row. Extents are arguments.
template <class Rounding, output_stage S>
[[gnu::noinline]] void conv2d_pixels(const window_rows& x, const byte* w, const channel_arrays& c, byte* y, int pixels, int filters,
                                     const output_range& range) {
    const int n = x.pieces * x.run * conv2d_weight_bytes;
    const auto tiles = [&]<int P, int Groups>(int at, int end, int o) {
        return conv2d_tiles<Rounding, S, P, Groups>(x, at, end, w + o * n, c, o, y + o, filters, filters - o, pixels, range);
    };
#ifdef INLAY_INT8_VNNI
    int at = 0;
    for (; at + 8 <= pixels; at += 8) {
        int o = 0;
        for (; o + lanes < filters; o += 2 * lanes) tiles.template operator()<8, 2>(at, at + 8, o);
        if (o < filters) tiles.template operator()<8, 1>(at, at + 8, o);
    }
    for (; at < pixels; at += 4) {
        if (at + 4 > pixels && pixels >= 4) at = pixels - 4;  // some pixels again
        int o = 0;
        for (; o + 3 * lanes < filters; o += 4 * lanes) tiles.template operator()<4, 4>(at, at + 4, o);
        for (; o < filters; o += lanes) tiles.template operator()<4, 1>(at, at + 4, o);
    }
#else
    int o = 0;
    for (; o + lanes < filters; o += 2 * lanes) {
        const int at = tiles.template operator()<6, 2>(0, pixels - 4, o);
        if (at + 2 < pixels) tiles.template operator()<4, 2>(at, pixels, o);
        else tiles.template operator()<2, 2>(at, pixels, o);
    }
    if (o < filters) tiles.template operator()<4, 1>(0, pixels, o);
#endif
}

/// Rows whose windows are copied, one behind the other, and taken together; 0: windows are read in place. Copied are those of
/// short runs (an image of one channel), which would cost more as pieces, and in narrow maps fill no tile.
constexpr int conv2d_gathered_rows(const map_form& f) {
    return f.win.kernel_h > 1 && conv2d_piece(f.win, f.channels) <= 8 ? 23 / f.out_width + 1 : 0;
}
constexpr int conv2d_gathered_elements(const map_form& f) {
    const int rows = conv2d_gathered_rows(f);
    return rows == 0 ? 1 : (rows * f.out_width + 3) * conv2d_row(f.win, f.channels) + 16;
}

template <class Rounding, output_stage S>
[[gnu::noinline]] void conv2d_rows(const map_form& f, patch_element* memory, const patch_element** pieces,
                                   patch_element* windows, const byte* x, const byte* w, const channel_arrays& c, byte* y,
                                   const output_range& range, int first, int count) {
    const ops::window& win = f.win;
    const int run = conv2d_piece(win, f.channels), step = win.stride_w * f.channels, gathered = conv2d_gathered_rows(f);
    row_ring ring{f, memory, row_ring::pitch_of(f), row_ring::rows_of(f)};
    int pixels = 0;
    patch_element* to = windows;
    for (int row = first; row < first + count; ++row) {
        const int found = ring.provide_pieces(x, row, pieces);
        pixels += f.out_width;
        if (gathered > 0) {
            for (int at = 0; at < f.out_width * step; at += step)
                for (int v = 0; v < found; ++v, to += run) store_register(to, load_register<__m128i>(pieces[v] + at));
            if (pixels < gathered * f.out_width && row + 1 < first + count) continue;
            const patch_element* all[] = {windows};
            conv2d_pixels<Rounding, S>({all, 1, found * run, found * run}, w, c, y, pixels, f.filters, range);
            to = windows;
        } else {
            conv2d_pixels<Rounding, S>({pieces, found, run, step}, w, c, y, pixels, f.filters, range);
        }
        y += pixels * f.filters, pixels = 0;
    }
}

/// y[p][o] = store(bias[o] + window at p . filter o); `rows` rows from `first` on.
///     x (H, W, I)   w (O / lanes, KH, turns of a window's row, lanes, turn)   y (rows, OW, O)
template <class Rounding, output_stage S, map_form F>
void conv2d(const byte* x, const byte* w, const channel_arrays& c, byte* y, const output_range& range, int first, int rows) {
    alignas(64) patch_element memory[row_ring::rows_of(F) * row_ring::pitch_of(F)];
    alignas(64) patch_element windows[conv2d_gathered_elements(F)]{};
    const patch_element* pieces[F.win.kernel_h * (F.win.dilation_w == 1 ? 1 : F.win.kernel_w)];
    conv2d_rows<Rounding, S>(F, memory, pieces, windows, x, w, c, y, range, first, rows);
}

/// The same for kernels of one pixel without stride or padding.
///     x (pixels, Channels)   y (pixels, filters)
template <class Rounding, output_stage S, int Channels>
void pointwise_conv2d(const byte* x, const byte* w, const channel_arrays& c, byte* y, int pixels, int filters, const output_range& range) {
    constexpr int at_once = Channels * 24 <= 8192 ? 8192 / Channels / 24 * 24 : 24;
    alignas(64) patch_element memory[(at_once + 3) * Channels + 32];
    const patch_element* pieces[] = {memory};
    for (; pixels > 0; pixels -= at_once, x += at_once * Channels, y += at_once * filters) {
        const int count = pixels < at_once ? pixels : at_once;
        copy_elements(x, count * Channels, memory);
        fill_elements(0, 3 * Channels + 4, memory + count * Channels);  // tiles may read pixels that are not there
        conv2d_pixels<Rounding, S>({pieces, 1, whole_turns(Channels), Channels}, w, c, y, count, filters, range);
    }
}

}  // namespace inlay::kernels::int8

#endif
