// SPDX-License-Identifier: BSL-1.0
// The elements under a convolution's window as one row.
#pragma once

#include "../../graph/node.hpp"
#include "helium.hpp"
#include "target.hpp"

namespace inlay::kernels::int8 {

/// A window over a map, as template argument.
struct map_form {
    int height, width, channels, out_height, out_width, filters;
    ops::window win;
    int fill;  // the input's zero point: what stands outside the map

    constexpr int taps() const { return win.kernel_h * win.kernel_w * channels; }
    constexpr bool padded() const { return win.pad_top + win.pad_left + win.pad_bottom + win.pad_right > 0; }
    constexpr int row() const { return whole_turns(taps()); }  // elements of a patch
};

[[gnu::always_inline]] inline patch_element element(int x) { return static_cast<patch_element>(x + patch_offset); }

/// Appends bytes to a patch.
class patch_writer {
public:
    explicit patch_writer(patch_element* to) : to_(to) {}

    /// n a multiple of 4, as is all that was appended before.
    [[gnu::always_inline]] void copy_words(const byte* x, int n) {
#if INLAY_INT8_MVE
        return copy_bytes(x, to_, n);
#endif
        const byte* end = x + n;
#pragma GCC unroll 4
        for (; x != end; x += 4, to_ += patch_step) {
#if INLAY_INT8_DSP && !INLAY_INT8_MVE
            const uint32_t w = word_at(x);
            put(even_bytes(w), odd_bytes(w));
#else
            for (int k = 0; k < 4; ++k) to_[k] = element(x[k]);
#endif
        }
    }
    [[gnu::always_inline]] void fill_words(int value, int n) {
#if INLAY_INT8_MVE
        return fill_bytes(to_, value, n);
#endif
        for (; n > 0; n -= 4, to_ += patch_step)
            for (int k = 0; k < 4; ++k) to_[k] = element(value);
    }
    /// Any n; the patch starts where this writer was made.
    [[gnu::always_inline]] void copy(const byte* x, int n) {
        for (int k = 0; k < n; ++k) to_[patch_position(at_++)] = element(x[k]);
    }
    [[gnu::always_inline]] void fill(int value, int n) {
        for (int k = 0; k < n; ++k) to_[patch_position(at_++)] = element(value);
    }

private:
#if INLAY_INT8_DSP && !INLAY_INT8_MVE
    [[gnu::always_inline]] void put(int16x2_t even, int16x2_t odd) {
        const uint64_t both = static_cast<uint32_t>(even) | static_cast<uint64_t>(static_cast<uint32_t>(odd)) << 32;
        std::memcpy(__builtin_assume_aligned(to_, 4), &both, 8);
    }
#endif
    patch_element* to_;
    int at_ = 0;
};

/// Copies the window of output pixel (row, column).     x (H, W, C)   patch (KH, KW, C), zeros to F.row()
template <map_form F>
void copy_patch(const byte* x, int row, int column, patch_element* patch) {
    constexpr ops::window w = F.win;
    constexpr bool words = F.channels % 4 == 0 || INLAY_INT8_MVE;
    patch_writer to(patch);
    const auto copy = [&](const byte* from, int n) {
        if constexpr (words) to.copy_words(from, n);
        else to.copy(from, n);
    };
    const auto fill = [&](int value, int n) {
        if constexpr (words) to.fill_words(value, n);
        else to.fill(value, n);
    };
    const int top = row * w.stride_h - w.pad_top, left = column * w.stride_w - w.pad_left;
    if constexpr (!words && F.taps() <= 64 && w.dilation_h == 1 && w.dilation_w == 1) {  // one after another
        constexpr int run = w.kernel_w * F.channels, line = F.width * F.channels, taps = F.taps(), n = F.row();
        if (top >= 0 && top + w.kernel_h <= F.height && left >= 0 && left + w.kernel_w <= F.width) {
            const byte* from = x + top * line + left * F.channels;
            INLAY_UNROLL
            for (int k = 0; k < taps; ++k) patch[patch_position(k)] = element(from[k / run * line + k % run]);
            for (int k = taps; k < n; ++k) patch[patch_position(k)] = 0;
            return;
        }
    }
    for (int v = 0; v < w.kernel_h; ++v) {
        const int h = top + v * w.dilation_h;
        if (h < 0 || h >= F.height) {
            fill(F.fill, w.kernel_w * F.channels);
            continue;
        }
        const byte* from = x + h * F.width * F.channels;
        if constexpr (w.dilation_w == 1) {
            const int before = left < 0 ? -left : 0, end = left + w.kernel_w;
            const int after = end > F.width ? end - F.width : 0;
            fill(F.fill, before * F.channels);
            copy(from + (left + before) * F.channels, (w.kernel_w - before - after) * F.channels);
            fill(F.fill, after * F.channels);
        } else {
            for (int u = 0; u < w.kernel_w; ++u) {
                const int c = left + u * w.dilation_w;
                if (c < 0 || c >= F.width) fill(F.fill, F.channels);
                else copy(from + c * F.channels, F.channels);
            }
        }
    }
    fill(0, F.row() - F.taps());
}

}  // namespace inlay::kernels::int8
