// SPDX-License-Identifier: BSL-1.0
// The rows of a map that are under a window, on hosts: each copied once, with what stands beside the map.
#pragma once

#include "patch.hpp"
#include "x86_lanes.hpp"

#if INLAY_INT8_NEON
#include <arm_neon.h>
#endif
#if INLAY_INT8_HOST

namespace inlay::kernels::int8 {

#if INLAY_INT8_NEON

/// n bytes as elements.
INLAY_INT8_FORCED void copy_elements(const byte* x, int n, patch_element* to) {
    int k = 0;
    for (; k + 16 <= n; k += 16) vst1q_s8(to + k, vld1q_s8(x + k));
    for (; k + 4 <= n; k += 4) std::memcpy(to + k, x + k, 4);
    for (; k < n; ++k) to[k] = x[k];
}

/// One value as n elements; up to 31 bytes more are written.
INLAY_INT8_FORCED void fill_elements(int value, int n, patch_element* to) {
    for (int k = 0; k < n; k += 16) vst1q_s8(to + k, vdupq_n_s8(static_cast<byte>(value)));
}

#else

/// n bytes as elements.
INLAY_INT8_FORCED void copy_elements(const byte* x, int n, patch_element* to) {
    int k = 0;
    for (; k + 32 <= n; k += 32) {
        const __m256i v = load_register<__m256i>(x + k);
        if constexpr (sizeof(patch_element) == 1) {
            store_register(to + k, _mm256_xor_si256(v, _mm256_set1_epi8(-128)));
        } else {
            store_register(to + k, _mm256_cvtepi8_epi16(_mm256_castsi256_si128(v)));
            store_register(to + k + 16, _mm256_cvtepi8_epi16(_mm256_extracti128_si256(v, 1)));
        }
    }
    for (; k + 4 <= n; k += 4) {
        const __m128i v = _mm_cvtsi32_si128(static_cast<int>(word_at(x + k)));
        if constexpr (sizeof(patch_element) == 1) {
            const int w = _mm_cvtsi128_si32(_mm_xor_si128(v, _mm_set1_epi8(-128)));
            std::memcpy(to + k, &w, 4);
        } else {
            const long long w = _mm_cvtsi128_si64(_mm_cvtepi8_epi16(v));
            std::memcpy(to + k, &w, 8);
        }
    }
    for (; k < n; ++k) to[k] = element(x[k]);
}

/// One value as n elements; up to 31 bytes more are written.
INLAY_INT8_FORCED void fill_elements(int value, int n, patch_element* to) {
    const __m256i v = sizeof(patch_element) == 1 ? _mm256_set1_epi8(static_cast<char>(element(value))) : _mm256_set1_epi16(static_cast<short>(value));
    for (int k = 0; k < n; k += 32 / static_cast<int>(sizeof(patch_element))) store_register(to + k, v);
}

#endif

/// As many rows as a window spans, in turn; a row is the map's with what the window sees left and right of it.
struct row_ring {
    const map_form& form;
    patch_element* memory;
    int pitch, rows, copied = 0, start = 0;  // elements from row to row; of the map's rows (padding too), how many were copied; where the first is

    static constexpr int rows_of(const map_form& f) { return (f.win.kernel_h - 1) * f.win.dilation_h + 1; }
    /// Elements of a row, with what four pixels may read beyond it, and what filling writes.
    static constexpr int pitch_of(const map_form& f) {
        const int right = (f.out_width - 1) * f.win.stride_w + (f.win.kernel_w - 1) * f.win.dilation_w + 1;
        return ((right > f.win.pad_left + f.width ? right : f.win.pad_left + f.width) + 3 * f.win.stride_w) * f.channels / 4 * 4 + 52;
    }

    /// Makes sure of the rows under output row `row`.
    INLAY_INT8_FORCED void provide(const byte* x, int row) {
        const int first = row * form.win.stride_h;
        start = first % rows;
        if (copied < first) copied = first;
        for (; copied < first + rows; ++copied) {
            patch_element* to = memory + copied % rows * pitch;
            const int h = copied - form.win.pad_top, before = form.win.pad_left * form.channels, line = form.width * form.channels;
            const bool on_map = h >= 0 && h < form.height;
            fill_elements(form.fill, on_map ? before : pitch - 32, to);  // in this order: each may write over what follows
            if (on_map) {
                copy_elements(x + h * line, line, to + before);
                fill_elements(form.fill, pitch - 32 - before - line, to + before + line);
            }
        }
    }
    /// Row v of the window at that output row.
    const patch_element* at(int v) const {
        const int slot = start + v * form.win.dilation_h;
        return memory + (slot < rows ? slot : slot - rows) * pitch;
    }
    /// The pieces of the window there: its rows, or, dilated, its taps. Returns how many.
    int provide_pieces(const byte* x, int row, const patch_element** piece) {
        const ops::window& win = form.win;
        provide(x, row);
        int found = 0;
        for (int v = 0; v < win.kernel_h; ++v)
            for (int u = 0; u < (win.dilation_w == 1 ? 1 : win.kernel_w); ++u) piece[found++] = at(v) + u * win.dilation_w * form.channels;
        return found;
    }
};

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

/// Bytes that a filter's weights take.
constexpr int conv2d_row_bytes(const ops::window& win, int channels) { return conv2d_row(win, channels) * conv2d_weight_bytes; }
/// Writes the weight at a place of the filter in `lane` of a group.
constexpr void put_conv2d_weight(signed char* group, int lane, int place, int w) {
    signed char* at = group + ((place / bytes_in_turn * lanes + lane) * bytes_in_turn + place % bytes_in_turn) * conv2d_weight_bytes;
    at[0] = static_cast<signed char>(w);
    if (conv2d_weight_bytes == 2) at[1] = w < 0 ? -1 : 0;
}

/// Where the windows of neighbouring pixels lie: `pieces` runs of `run` elements each, pixels `step` apart.
struct window_rows {
    const patch_element* const* piece;
    int pieces, run, step;
};

}  // namespace inlay::kernels::int8

#endif
