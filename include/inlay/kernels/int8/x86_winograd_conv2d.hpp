// SPDX-License-Identifier: BSL-1.0
// The int8 convolution of 3 x 3 without stride in Winograd's form, for AVX2: 16 products in place of 36 for a tile of
// 2 x 2 outputs, in integers, so that nothing is rounded. Lavin and Gray 2015, "Fast Algorithms for Convolutional
// Neural Networks".
#pragma once

#include "x86_conv2d.hpp"

#if INLAY_INT8_WINOGRAD

namespace inlay::kernels::int8 {

// y = A' [U * V] A, U = G g G', V = B' d B, point by point, summed over the channels. With 2 G in place of G all
// numbers are integers: V is 512 at most, U 1,152, sums are 4 y. With VNNI products of bytes are twice as many an
// instruction as of 16 bits; there the plain form is as fast.

/// How the map is cut: tiles of 2 x 2 outputs, some rows of tiles at a time, which stay in the first-level cache.
struct winograd_form {
    int across, rows,
        tiles;  // tiles in a row; rows of tiles at a time; tiles in these, filled up to pairs
    constexpr explicit winograd_form(const map_form& f)
        : across((f.out_width + 1) / 2),
          rows(across < 16 ? 16 / across : 1),
          tiles((rows * across + 1) / 2 * 2) {}
    constexpr int transformed(const map_form& f) const {
        return 16 * tiles * f.channels + 4 * f.channels;
    }
    constexpr int sums() const { return 16 * tiles * 2 * lanes + 4 * 2 * lanes; }
    constexpr int rows_of_map() const { return 2 * rows + 2; }
};
constexpr bool winograd_fits(const map_form& f) {
    const ops::window& w = f.win;
    const winograd_form form(f);
    return w.kernel_h == 3 && w.kernel_w == 3 && w.stride_h == 1 && w.stride_w == 1 &&
           w.dilation_h == 1 && w.dilation_w == 1 && f.channels % 16 == 0 && f.filters % 16 == 0 &&
           f.channels * f.filters <= 6144 &&  // clang counts the steps that transform weights
           form.transformed(f) <= 32768 &&
           3 * form.across * ((f.out_height + 1) / 2) <= f.out_height * f.out_width;
}

/// The 16 points of a filter's 9 weights of one channel, `step` apart.
struct winograd_points {
    int at[16];
};
constexpr winograd_points winograd_weights(const signed char* w, int step) {
    winograd_points u{};
    int t[12]{};
    for (int k = 0; k < 3; ++k, w += step) {
        const int a = w[0], b = w[3 * step], c = w[6 * step];
        t[k] = 2 * a, t[3 + k] = a + b + c, t[6 + k] = a - b + c, t[9 + k] = 2 * c;
    }
    for (int k = 0; k < 4; ++k) {
        const int a = t[3 * k], b = t[3 * k + 1], c = t[3 * k + 2];
        u.at[4 * k] = 2 * a, u.at[4 * k + 1] = a + b + c, u.at[4 * k + 2] = a - b + c,
                 u.at[4 * k + 3] = 2 * c;
    }
    return u;
}
/// Where the first point of (filter, channel) lies in the weights, in bytes, and the next point from there:
///     (filters / 16, points, channels / 2, 16, 2) of 16 bits
constexpr int winograd_position(int channels, int filter, int channel) {
    return filter / 16 * 16 * channels * 32 + channel / 2 * 64 + filter % 16 * 4 + channel % 2 * 2;
}
constexpr int winograd_next_point(int channels) { return channels * 32; }

INLAY_INT8_FORCED __m256i plus(__m256i a, __m256i b) { return _mm256_add_epi16(a, b); }
INLAY_INT8_FORCED __m256i minus(__m256i a, __m256i b) { return _mm256_sub_epi16(a, b); }

/// V of one tile: from (4 rows)(4, channels), to (16, tiles, channels).
INLAY_INT8_FORCED void winograd_input(const int16_t* const (&row)[4], int channels, int next_point,
                                      int16_t* to) {
    for (int c = 0; c < channels; c += 16) {
        __m256i t[4][4];
        INLAY_UNROLL
        for (int j = 0; j < 4; ++j) {
            __m256i d[4];
            INLAY_UNROLL
            for (int i = 0; i < 4; ++i) d[i] = load_register<__m256i>(row[i] + j * channels + c);
            t[0][j] = minus(d[0], d[2]), t[1][j] = plus(d[1], d[2]), t[2][j] = minus(d[2], d[1]),
            t[3][j] = minus(d[1], d[3]);
        }
        int16_t* v = to + c;
        INLAY_UNROLL
        for (int i = 0; i < 4; ++i) {
            store_register(v, minus(t[i][0], t[i][2])), v += next_point;
            store_register(v, plus(t[i][1], t[i][2])), v += next_point;
            store_register(v, minus(t[i][2], t[i][1])), v += next_point;
            store_register(v, minus(t[i][1], t[i][3])), v += next_point;
        }
    }
}

/// P tiles by 16 filters at one point: to[p] = start + sum over c of v[p][c] u[c].     v (P, channels)   to (P, 16)
template <int P>
INLAY_INT8_FORCED void winograd_products(const int16_t* v, const byte* u, int channels,
                                         __m256i (&start)[2], int32_t* to) {
    __m256i sums[P][2];
    INLAY_UNROLL
    for (int p = 0; p < P; ++p) sums[p][0] = start[0], sums[p][1] = start[1];
    for (const int16_t* end = v + channels; v != end; v += 2, u += 64) {
        const __m256i w[2] = {load_register<__m256i>(u), load_register<__m256i>(u + 32)};
        const int16_t* tile = v;
        INLAY_UNROLL
        for (int p = 0; p < P; ++p, tile += channels) {
            __m256i e;
            __asm__("vpbroadcastd %1, %0"
                    : "=x"(e)
                    : "m"(*reinterpret_cast<const int16_t(*)[2]>(tile)));
            INLAY_UNROLL
            for (int g = 0; g < 2; ++g) add_products(sums[p][g], e, w[g]);
        }
    }
    INLAY_UNROLL
    for (int p = 0; p < P; ++p)
        store_register(to + 16 * p, sums[p][0]), store_register(to + 16 * p + 8, sums[p][1]);
}

/// The 2 x 2 sums of a tile for 8 filters.     m (16, tiles, 16)
INLAY_INT8_FORCED void winograd_output(const int32_t* m, int next_point, __m256i (&y)[2][2]) {
    __m256i a[4], b[4];
    INLAY_UNROLL
    for (int j = 0; j < 4; ++j) {
        __m256i d[4];
        INLAY_UNROLL
        for (int i = 0; i < 4; ++i) d[i] = load_register<__m256i>(m + (4 * i + j) * next_point);
        a[j] = sum_of(sum_of(d[0], d[1]), d[2]),
        b[j] = _mm256_sub_epi32(_mm256_sub_epi32(d[1], d[2]), d[3]);
    }
    y[0][0] = _mm256_srai_epi32(sum_of(sum_of(a[0], a[1]), a[2]), 2);
    y[0][1] = _mm256_srai_epi32(_mm256_sub_epi32(_mm256_sub_epi32(a[1], a[2]), a[3]), 2);
    y[1][0] = _mm256_srai_epi32(sum_of(sum_of(b[0], b[1]), b[2]), 2);
    y[1][1] = _mm256_srai_epi32(_mm256_sub_epi32(_mm256_sub_epi32(b[1], b[2]), b[3]), 2);
}

template <class Rounding, output_stage S>
[[gnu::noinline]] void winograd_rows(const map_form& f, patch_element* memory, int16_t* transformed,
                                     int32_t* sums, const byte* x, const byte* w,
                                     const channel_arrays& c, byte* y, const output_range& range) {
    const winograd_form form(f);
    const int line = f.out_width * f.filters, next_point = form.tiles * f.channels;
    row_ring ring{f, memory, row_ring::pitch_of(f), form.rows_of_map()};
    for (int row = 0; row < f.out_height; row += 2 * form.rows, y += 2 * form.rows * line) {
        ring.provide(x, row);
        const int left = (f.out_height - row + 1) / 2, rows = left < form.rows ? left : form.rows,
                  tiles = rows * form.across;
        int16_t* v = transformed;
        for (int r = 0; r < rows; ++r) {
            const int16_t* from[4];
            for (int i = 0; i < 4; ++i)
                from[i] = reinterpret_cast<const int16_t*>(ring.at(2 * r + i));
            for (int t = 0; t < form.across; ++t, v += f.channels) {
                winograd_input(from, f.channels, next_point, v);
                for (const int16_t*& k : from) k += 2 * f.channels;
            }
        }
        for (int o = 0; o < f.filters; o += 16) {
            const byte* u = w + o * f.channels * 32;
            for (int point = 0; point < 16; ++point, u += winograd_next_point(f.channels)) {
                __m256i start[2]{};  // at point 5 of all outputs
                if (point == 5)
                    for (int g = 0; g < 2; ++g)
                        start[g] = _mm256_slli_epi32(load_register<__m256i>(c.bias + o + 8 * g), 2);
                const int16_t* from = transformed + point * next_point;
                int32_t* to = sums + point * form.tiles * 16;
                int t = 0;
                for (; t + 4 < tiles; t += 6)
                    winograd_products<6>(from + t * f.channels, u, f.channels, start, to + t * 16);
                if (t + 2 < tiles)
                    winograd_products<4>(from + t * f.channels, u, f.channels, start, to + t * 16);
                else if (t < tiles)
                    winograd_products<2>(from + t * f.channels, u, f.channels, start, to + t * 16);
            }
            const int32_t* m = sums;
            for (int r = 0; r < rows; ++r)
                for (int t = 0; t < form.across; ++t, m += 16) {
                    __m256i out[2][2][2];
                    INLAY_UNROLL
                    for (int g = 0; g < 2; ++g) winograd_output(m + 8 * g, form.tiles * 16, out[g]);
                    INLAY_UNROLL
                    for (int i = 0; i < 2; ++i) {
                        if (row + 2 * r + i >= f.out_height) break;
                        const __m256i four[4] = {out[0][i][0], out[1][i][0], out[0][i][1],
                                                 out[1][i][1]};
                        const __m256i bytes =
                            in_order(stored_bytes<Rounding, S, lanes, 2>(four, c, o, range));
                        store_pixels<2>(bytes, y + (2 * r + i) * line + 2 * t * f.filters + o,
                                        f.filters, 16, f.out_width - 2 * t);
                    }
                }
        }
    }
}

/// As conv2d; the weights as winograd_position says.
template <class Rounding, output_stage S, map_form F>
void winograd_conv2d(const byte* x, const byte* w, const channel_arrays& c, byte* y,
                     const output_range& range) {
    constexpr winograd_form form(F);
    alignas(64) patch_element memory[form.rows_of_map() * row_ring::pitch_of(F)];
    alignas(64) int16_t transformed[form.transformed(F)];
    alignas(64) int32_t sums[form.sums()];
    winograd_rows<Rounding, S>(F, memory, transformed, sums, x, w, c, y, range);
}

}  // namespace inlay::kernels::int8

#endif
