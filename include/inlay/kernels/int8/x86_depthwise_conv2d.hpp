// SPDX-License-Identifier: BSL-1.0
// The int8 convolution of each channel by itself on x86-64: the taps of a window's row lie together for each channel,
// four bytes a multiplication.
#pragma once

#include "rows.hpp"
#include "x86_store.hpp"

#if INLAY_INT8_AVX2

namespace inlay::kernels::int8 {

// Each row of the map is copied once as `quads`: for each output column, and every four taps of a window's row, four
// bytes a channel. VNNI multiplies them, moved to 0...255, by the weights. AVX2 adds up two products in 16 bits, which
// saturate; so the sizes of the weights, 0...128, are multiplied by x, or by ~x = -1 - x where a weight is negative: two
// products are between -2 x 128 x 128 and 2 x 127 x 128, which fit, and the weights' sizes that this takes away are in the bias.

// Channels come in blocks, as many as a register has bytes; four registers hold a block's quads and sums. Within them
// channels are in the order that `interleave` makes and `packed` takes back.

// Pixels of few channels are taken together, as many as fill a register: one with more channels, to which the weights
// are repeated. For that, pixels that a stride makes neighbours are put side by side first.

/// Pixels that are taken together.
constexpr int depthwise_pixels(int filters) { return filters < 4 * lanes && 4 * lanes % filters == 0 ? 4 * lanes / filters : 1; }

/// Channels of the next block, where so many are left.
constexpr int depthwise_block(int channels_left) {
#ifdef INLAY_INT8_VNNI
    if (channels_left > 32) return 64;
#endif
    return channels_left > 16 ? 32 : 16;
}
/// Where a block starts that has channel c; c = channels: how many there are, filled up.
constexpr int depthwise_block_start(int c, int channels) {
    int at = 0;
    while (at < channels && c >= at + depthwise_block(channels - at)) at += depthwise_block(channels - at);
    return at;
}
constexpr int whole_blocks(int channels) {
    int at = 0;
    while (at < channels) at += depthwise_block(channels - at);
    return at;
}
/// The place of a channel's bias and multiplier.
constexpr int depthwise_place(int c, int channels) {
    const int start = depthwise_block_start(c, channels), lanes_of_block = depthwise_block(channels - start) / 4, k = c - start;
    return start + k % 16 / 4 * lanes_of_block + k / 16 * 4 + k % 4;
}

/// Quads of a window's row, and bytes of weights that a channel has.
constexpr int depthwise_quads(int kernel_w) { return (kernel_w + 3) / 4; }
constexpr int depthwise_row(const ops::window& win) { return win.kernel_h * depthwise_quads(win.kernel_w) * (lanes == 16 ? 4 : 8); }

/// Where a block's weights have byte `slot` of a quad (of the window) for the channel at `place`.
constexpr int depthwise_position(int block, int quad, int place, int slot) {
    const int in_register = block / 4, parts = lanes == 16 ? 1 : 2;
    return (quad * 4 + place / in_register) * parts * block + place % in_register * 4 + slot;
}
/// Writes a weight there. AVX2: its size, and a register further whether x is complemented.
constexpr void put_depthwise_weight(signed char* at, int block, int w) {
    at[0] = static_cast<signed char>(lanes == 16 || w >= 0 ? w : -w);
    if (lanes != 16) at[block] = w < 0 ? -1 : 0;
}
/// What the kernel adds to the sum on its account, if its tap is 0: to be taken from the bias.
constexpr int depthwise_excess(int w) { return lanes == 16 ? 128 * w : w < 0 ? w : 0; }

/// n bytes, none beyond.
INLAY_INT8_FORCED void copy_pixel(const byte* x, int n, byte* to) {
    int k = 0;
    for (; k + 16 <= n; k += 16) store_register(to + k, load_register<__m128i>(x + k));
    for (; k + 4 <= n; k += 4) std::memcpy(to + k, x + k, 4);
    for (; k < n; ++k) to[k] = x[k];
}

/// A row of the map with what stands beside it, every stride-th pixel side by side. `make_line` leaves what is beside it as it was.
struct line_form {
    int pixels, phase;  // from the first tap's column to the last's; bytes of the pixels that one stride takes
    constexpr explicit line_form(const map_form& f)
        : pixels((f.out_width - 1) * f.win.stride_w + (f.win.kernel_w - 1) * f.win.dilation_w + 1),
          phase((pixels + f.win.stride_w - 1) / f.win.stride_w * f.channels) {}
    constexpr int bytes(const map_form& f) const { return phase * f.win.stride_w + 16 * lanes; }  // a register of pixels beyond
};
INLAY_INT8_FORCED void make_line(const map_form& f, const byte* x, int h, byte* to) {
    const ops::window& win = f.win;
    const line_form form(f);
    const bool on_map = h >= 0 && h < f.height;
    const int before = on_map ? win.pad_left : form.pixels;
    const int end = before + f.width < form.pixels ? before + f.width : form.pixels;  // of what the map has
    if (!on_map) {
        std::memset(to, f.fill, static_cast<unsigned>(form.phase * win.stride_w));
        return;
    }
    x += h * f.width * f.channels;
    if (win.stride_w == 1) {
        std::memcpy(to + before * f.channels, x, static_cast<unsigned>((end - before) * f.channels));
        return;
    }
    const int phases = win.stride_w;
    for (int k = before; k < end; ++k, x += f.channels) copy_pixel(x, f.channels, to + k % phases * form.phase + k / phases * f.channels);
}

/// f(register, where it starts) for each block of n channels.
template <class F>
INLAY_INT8_FORCED void for_each_block(int n, const F& f) {
    for (int c = 0; c < n; c += depthwise_block(n - c)) {
        const int size = depthwise_block(n - c);
#ifdef INLAY_INT8_VNNI
        if (size == 64) f(__m512i{}, c);
        else
#endif
        if (size == 32) f(__m256i{}, c);
        else f(__m128i{}, c);
    }
}

/// That as quads.                                           to (units, quads, blocks, 4 x block)
INLAY_INT8_FORCED void make_quads(const map_form& f, const byte* line, int units, int channels_of_unit, byte* to) {
    const ops::window& win = f.win;
    const int quads = depthwise_quads(win.kernel_w), phase = line_form(f).phase;
    const int next_quad = 4 * whole_blocks(channels_of_unit), next_unit = quads * next_quad;
    for (int q = 0; q < quads; ++q, to += next_quad) {
        const byte* from[4];
        for (int s = 0; s < 4; ++s) {
            const int tap = 4 * q + s, k = tap < win.kernel_w ? tap * win.dilation_w : 0;
            from[s] = line + (win.stride_w == 1 ? k * f.channels  // (divisions take long)
                                                : k % win.stride_w * phase + k / win.stride_w * f.channels);
        }
        for_each_block(channels_of_unit, [&]<class Ints>(Ints, int c) {
            byte* at = to + 4 * c;
            for (const byte *a = from[0] + c, *b = from[1] + c, *d = from[2] + c, *e = from[3] + c, *end = a + units * channels_of_unit; a != end;
                 a += channels_of_unit, b += channels_of_unit, d += channels_of_unit, e += channels_of_unit, at += next_unit) {
                Ints quad[4];
                interleave(load_register<Ints>(a), load_register<Ints>(b), load_register<Ints>(d), load_register<Ints>(e), quad);
                INLAY_UNROLL
                for (int j = 0; j < 4; ++j) store_register(at + j * static_cast<int>(sizeof(Ints)), lanes == 16 ? flipped(quad[j]) : quad[j]);
            }
        });
    }
}

/// P units of one block of channels; `count` of them are there, in the last unit `last`.     rows (kernel_h): quads
/// Height: kernel_h, where a row of the window is one quad; else 0.
template <class Rounding, output_stage S, int Height, int P, class Ints>
INLAY_INT8_FORCED void depthwise_tile(const byte* const* rows, int kernel_h, int quads, long next_quad, long at, const byte* w,
                                      const channel_arrays& c, int first, byte* y, int next, int count, int last, const output_range& range) {
    constexpr int bytes = sizeof(Ints), in_register = bytes / 4, parts = lanes == 16 ? 1 : 2;
    Ints sums[P][4];
    INLAY_UNROLL
    for (int j = 0; j < 4; ++j)
        INLAY_UNROLL
        for (int p = 0; p < P; ++p) sums[p][j] = load_register<Ints>(c.bias + first + j * in_register);
    if constexpr (Height > 0) kernel_h = Height, quads = 1;
    for (int v = 0; v < kernel_h; ++v) {
        const byte* x = rows[v] + at;
        for (int q = 0; q < quads; ++q, x += next_quad)
            INLAY_UNROLL
            for (int j = 0; j < 4; ++j, w += parts * bytes) {
                const Ints weights = load_register<Ints>(w);
#ifndef INLAY_INT8_VNNI
                Ints turn = load_register<Ints>(w + bytes);
                __asm__("" : "+x"(turn));  // one load for all units: loads are what limits
#endif
                INLAY_UNROLL
                for (int p = 0; p < P; ++p) {
                    const Ints four = load_register<Ints>(x + p * quads * next_quad + j * bytes);
#ifdef INLAY_INT8_VNNI
                    add_dots(sums[p][j], four, weights);
#else
                    add_dots(sums[p][j], weights, complemented(four, turn));
#endif
                }
            }
    }
    INLAY_UNROLL
    for (int p = 0; p < P; ++p)
        store_bytes(y + p * next, stored_bytes<Rounding, S, in_register, 4>(sums[p], c, first, range), p + 1 < P ? count : last);
}

/// All units of a row. `count` channels are there, in the last unit `last`.
template <class Rounding, output_stage S, int Height, class Ints>
[[gnu::noinline]] void depthwise_line(const byte* const* rows, int kernel_h, int quads, long next_quad, int units, long at, const byte* w,
                                      const channel_arrays& c, int first, byte* y, int next, int count, int last, const output_range& range) {
    constexpr int together = lanes == 16 ? 4 : 2;
    for (; units >= together; units -= together, y += together * next, at += together * quads * next_quad)
        depthwise_tile<Rounding, S, Height, together, Ints>(rows, kernel_h, quads, next_quad, at, w, c, first, y, next, count,
                                                            units == together ? last : count, range);
    for (; units > 0; --units, y += next, at += quads * next_quad)
        depthwise_tile<Rounding, S, Height, 1, Ints>(rows, kernel_h, quads, next_quad, at, w, c, first, y, next, count, units == 1 ? last : count, range);
}

/// How a map is cut into units, and rows of output that are one line of units: those of narrow maps, whose windows' rows
/// then lie one behind the other in memory, not in a ring.
struct depthwise_form {
    int pixels, units, in_unit, together;
    constexpr explicit depthwise_form(const map_form& f)
        : pixels(depthwise_pixels(f.channels)),
          units((f.out_width + pixels - 1) / pixels),
          in_unit(pixels * f.channels),
          together(f.win.stride_h != 1 || f.out_width % pixels != 0 || units >= 48 ? 1 : 48 / units < f.out_height ? 48 / units : f.out_height) {}
    constexpr int rows(const map_form& f) const { return row_ring::rows_of(f) + together - 1; }
    constexpr int pitch(const map_form& f) const { return units * depthwise_quads(f.win.kernel_w) * 4 * whole_blocks(in_unit); }
};

/// y[p][c] = store(bias[c] + window of channel c at p . filter c). Extents are arguments.
///     x (H, W, C)   w (blocks, KH, quads, 4 registers)   y (OH, OW, C)   memory (rows of the window, units, quads, 4 blocks)
template <class Rounding, output_stage S, int Height>
[[gnu::noinline]] void depthwise_rows(const map_form& f, byte* memory, const byte** rows, byte* line, const byte* x,
                                      const byte* w, const channel_arrays& c, byte* y, const output_range& range) {
    const ops::window& win = f.win;
    const int span = row_ring::rows_of(f), quads = depthwise_quads(win.kernel_w), line_of_output = f.out_width * f.channels;
    const depthwise_form form(f);
    const int units = form.units, in_unit = form.in_unit, together = form.together, in_last = line_of_output - (units - 1) * in_unit;
    const long next_quad = 4L * whole_blocks(in_unit), pitch = form.pitch(f);
    int made = 0;
    for (int row = 0; row < f.out_height; row += together, y += together * line_of_output) {
        const int first = row * win.stride_h, at_once = together < f.out_height - row ? together : f.out_height - row;
        if (together > 1 && row > 0) std::memmove(memory, memory + together * pitch, static_cast<unsigned long>((span - 1) * pitch));
        for (made = made < first ? first : made; made < first + span + at_once - 1; ++made) {
            make_line(f, x, made - win.pad_top, line);
            make_quads(f, line, units, in_unit, memory + (together > 1 ? made - row : made % span) * pitch);
        }
        for (int v = 0, slot = together > 1 ? 0 : first % span; v < win.kernel_h; ++v, slot += win.dilation_h) {
            if (slot >= span) slot -= span;
            rows[v] = memory + slot * pitch;
        }
        for_each_block(in_unit, [&]<class Ints>(Ints, int o) {
            depthwise_line<Rounding, S, Height, Ints>(rows, win.kernel_h, quads, next_quad, units * at_once, 4 * o, w + o * depthwise_row(win), c, o,
                                                      y + o, in_unit, in_unit - o, in_last - o, range);
        });
    }
}

template <class Rounding, output_stage S, map_form F>
void depthwise_conv2d(const byte* x, const byte* w, const channel_arrays& c, byte* y, const output_range& range) {
    constexpr depthwise_form form(F);
    alignas(64) byte memory[form.rows(F) * form.pitch(F)];
    alignas(64) byte line[line_form(F).bytes(F)];
    const byte* rows[F.win.kernel_h];
    std::memset(line, F.fill, sizeof line);
    depthwise_rows<Rounding, S, F.win.kernel_h <= 3 && depthwise_quads(F.win.kernel_w) == 1 ? F.win.kernel_h : 0>(F, memory, rows, line, x, w, c, y, range);
}

}  // namespace inlay::kernels::int8

#endif
