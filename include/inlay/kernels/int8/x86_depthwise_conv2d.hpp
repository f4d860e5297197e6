// SPDX-License-Identifier: BSL-1.0
// The int8 convolution of each channel by itself on x86-64: the taps of a window's row lie together for each channel,
// four bytes a multiplication.
#pragma once

#include "rows.hpp"
#include "x86_store.hpp"

#if INLAY_INT8_AVX2

namespace inlay::kernels::int8 {

// Each row of the map is copied once as `quads`: for each output column, and every few taps of a window's row, four
// bytes a channel. With VNNI these are four taps. With AVX2 two products must fit 16 bits, for any input: they do where
// weights of the same sign add up to 128 at most. So a quad is taps a, b, c, b, with b's weight split between the two
// pairs; where weights are too large for that, a, a, b, b with the second weights zero.
//
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

/// Taps that a quad stands for: 4 with VNNI; 3, or 2, without.
struct quad_form {
    int taps;
    constexpr int quads(int kernel_w) const { return (kernel_w + taps - 1) / taps; }
    /// The tap of a quad's byte.
    constexpr int tap(int quad, int slot) const {
        if (taps == 4) return 4 * quad + slot;
        if (taps == 3) return 3 * quad + (slot == 3 ? 1 : slot);
        return 2 * quad + slot / 2;
    }
};

/// The weights of a quad's bytes, from those of its taps (zero where there is none).
struct quad_weights {
    int w[4];
    bool fits;  // 16 bits, if only they need
};
constexpr quad_weights weights_of_quad(quad_form f, int a, int b, int c, int d) {
    if (f.taps == 4) return {{a, b, c, d}, true};
    if (f.taps == 2) return {{a, 0, b, 0}, true};
    const int size = b < 0 ? -b : b, size_a = a < 0 ? -a : a, size_c = c < 0 ? -c : c;
    const int room = (a < 0) == (b < 0) ? 128 - size_a : 128, first = size < room ? size : room, second = size - first;
    const bool fits = second == 0 || (c < 0) != (b < 0) || size_c + second <= 128;
    return {{a, b < 0 ? -first : first, c, b < 0 ? -second : second}, fits};
}

/// n bytes, none beyond.
INLAY_INT8_FORCED void copy_pixel(const byte* x, int n, byte* to) {
    int k = 0;
    for (; k + 16 <= n; k += 16) store_register(to + k, load_register<__m128i>(x + k));
    for (; k + 4 <= n; k += 4) std::memcpy(to + k, x + k, 4);
    for (; k < n; ++k) to[k] = x[k];
}

/// A row of the map with what stands beside it, every stride-th pixel side by side.
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
    if (before > 0 || end < form.pixels) std::memset(to, f.fill, static_cast<unsigned>(form.phase * win.stride_w));
    if (!on_map) return;
    x += h * f.width * f.channels;
    if (win.stride_w == 1) {
        std::memcpy(to + before * f.channels, x, static_cast<unsigned>((end - before) * f.channels));
        return;
    }
    const int phases = win.stride_w;
    for (int k = before; k < end; ++k, x += f.channels) copy_pixel(x, f.channels, to + k % phases * form.phase + k / phases * f.channels);
}

/// That as quads.                                           to (units, quads, blocks, 4 x block)
INLAY_INT8_FORCED void make_quads(const map_form& f, quad_form form, const byte* line, int units, int channels_of_unit, byte* to) {
    const ops::window& win = f.win;
    const int quads = form.quads(win.kernel_w), phase = line_form(f).phase;
    const int next_quad = 4 * whole_blocks(channels_of_unit), next_unit = quads * next_quad;
    for (int q = 0; q < quads; ++q, to += next_quad) {
        const byte* from[4];
        for (int s = 0; s < 4; ++s) {
            const int tap = form.tap(q, s), k = tap < win.kernel_w ? tap * win.dilation_w : 0;
            from[s] = line + k % win.stride_w * phase + k / win.stride_w * f.channels;
        }
        byte* unit = to;
        const auto block = [&]<class Ints>(Ints, int c, byte* at) {
            Ints quad[4];
            interleave(load_register<Ints>(from[0] + c), load_register<Ints>(from[1] + c), load_register<Ints>(from[2] + c),
                       load_register<Ints>(from[3] + c), quad);
            INLAY_UNROLL
            for (int j = 0; j < 4; ++j) store_register(at + j * static_cast<int>(sizeof(Ints)), flipped(quad[j]));
        };
        for (int u = 0; u < units; ++u, unit += next_unit) {
            byte* at = unit;
            for (int c = 0; c < channels_of_unit;) {
                const int size = depthwise_block(channels_of_unit - c);
#ifdef INLAY_INT8_VNNI
                if (size == 64) block(__m512i{}, c, at);
                else
#endif
                if (size == 32) block(__m256i{}, c, at);
                else block(__m128i{}, c, at);
                c += size, at += 4 * size;
            }
            for (const byte*& k : from) k += channels_of_unit;
        }
    }
}

/// P units of one block of channels; `count` of them are there, in the last unit `last`.     rows (kernel_h): quads
template <class Rounding, output_stage S, int P, class Ints>
INLAY_INT8_FORCED void depthwise_tile(const byte* const* rows, int kernel_h, int quads, long next_quad, long at, const byte* w,
                                      const channel_arrays& c, byte* y, int next, int count, int last, const output_range& range) {
    constexpr int bytes = sizeof(Ints), in_register = bytes / 4;
    Ints sums[P][4];
    INLAY_UNROLL
    for (int j = 0; j < 4; ++j)
        INLAY_UNROLL
        for (int p = 0; p < P; ++p) sums[p][j] = load_register<Ints>(c.bias + j * in_register);
    for (int v = 0; v < kernel_h; ++v) {
        const byte* x = rows[v] + at;
        for (int q = 0; q < quads; ++q, x += next_quad, w += 4 * bytes)
            INLAY_UNROLL
            for (int j = 0; j < 4; ++j) {
                const Ints weights = load_register<Ints>(w + j * bytes);
                INLAY_UNROLL
                for (int p = 0; p < P; ++p) add_dots(sums[p][j], load_register<Ints>(x + p * quads * next_quad + j * bytes), weights);
            }
    }
    INLAY_UNROLL
    for (int p = 0; p < P; ++p)
        store_bytes(y + p * next, stored_bytes<Rounding, S, in_register>(sums[p], c, range), p + 1 < P ? count : last);
}

/// y[p][c] = store(bias[c] + window of channel c at p . filter c). Extents are arguments.
///     x (H, W, C)   w (blocks, KH, quads, 4 x block)   y (OH, OW, C)   memory (rows of the window, units, quads, 4 blocks)
template <class Rounding, output_stage S>
[[gnu::noinline]] void depthwise_rows(const map_form& f, quad_form form, byte* memory, const byte** rows, byte* line, const byte* x,
                                      const byte* w, const channel_arrays& c, byte* y, const output_range& range) {
    constexpr int together = lanes == 16 ? 4 : 2;
    const ops::window& win = f.win;
    const int span = row_ring::rows_of(f), quads = form.quads(win.kernel_w), line_of_output = f.out_width * f.channels;
    const int pixels = depthwise_pixels(f.channels), units = (f.out_width + pixels - 1) / pixels, in_unit = pixels * f.channels;
    const long next_quad = 4L * whole_blocks(in_unit), pitch = units * quads * next_quad;
    int made = 0;
    for (int row = 0; row < f.out_height; ++row, y += line_of_output) {
        const int first = row * win.stride_h;
        for (made = made < first ? first : made; made < first + span; ++made) {
            make_line(f, x, made - win.pad_top, line);
            make_quads(f, form, line, units, in_unit, memory + made % span * pitch);
        }
        for (int v = 0; v < win.kernel_h; ++v) rows[v] = memory + (first + v * win.dilation_h) % span * pitch;
        for (int unit = 0; unit < units;) {
            const int count = units - unit >= together ? together : 1;
            for (int o = 0; o < in_unit;) {
                const int size = depthwise_block(in_unit - o), at = unit * in_unit + o;
                const auto tile = [&]<class Ints>(Ints) {
                    const auto some = [&]<int P>() {
                        const int last = line_of_output - at - (P - 1) * in_unit, there = in_unit - o < last ? in_unit - o : last;
                        depthwise_tile<Rounding, S, P, Ints>(rows, win.kernel_h, quads, next_quad, unit * quads * next_quad + 4 * o,
                                                             w + 4 * o * win.kernel_h * quads, c.from(o), y + at, in_unit,
                                                             in_unit - o, there, range);
                    };
                    if (count == together) some.template operator()<together>();
                    else some.template operator()<1>();
                };
#ifdef INLAY_INT8_VNNI
                if (size == 64) tile(__m512i{});
                else
#endif
                if (size == 32) tile(__m256i{});
                else tile(__m128i{});
                o += size;
            }
            unit += count;
        }
    }
}

template <class Rounding, output_stage S, map_form F, quad_form Form>
void depthwise_conv2d(const byte* x, const byte* w, const channel_arrays& c, byte* y, const output_range& range) {
    constexpr int pixels = depthwise_pixels(F.channels), units = (F.out_width + pixels - 1) / pixels;
    alignas(64) byte memory[row_ring::rows_of(F) * units * Form.quads(F.win.kernel_w) * 4 * whole_blocks(pixels * F.channels)];
    alignas(64) byte line[line_form(F).bytes(F)];
    const byte* rows[F.win.kernel_h];
    for (byte& k : line) k = 0;
    depthwise_rows<Rounding, S>(F, Form, memory, rows, line, x, w, c, y, range);
}

}  // namespace inlay::kernels::int8

#endif
