// SPDX-License-Identifier: BSL-1.0
// Which taps of a sliding window fall on the map, and how the pointers move from tap to tap.
#pragma once

#include "../graph/node.hpp"

namespace inlay::kernels {

constexpr int greatest_common_divisor(int a, int b) {
    while (b != 0) {
        const int rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}
constexpr int divided_up(int a, int b) { return a <= 0 ? 0 : (a + b - 1) / b; }

/// Consecutive taps [first, first + count) of a window, and the position on the map of the first; all 0
/// if none is on the map.
struct taps {
    int first, count, at;
};

/// One axis of a window over a map: output o reads inputs o * stride - pad + k * dilation, k < kernel.
struct window_axis {
    int in, out, kernel, stride, pad, dilation;

    constexpr taps of(int o) const {
        const int start = o * stride - pad;
        const int first = divided_up(-start, dilation);
        const int end = divided_up(in - start, dilation);
        const int count = (end < kernel ? end : kernel) - first;
        return count > 0 ? taps{first, count, start + first * dilation} : taps{0, 0, 0};
    }
    /// Outputs [interior_begin, interior_end) have the whole window on the map.
    constexpr int interior_begin() const {
        const int begin = divided_up(pad, stride);
        return begin < out ? begin : out;
    }
    constexpr int interior_end() const {
        const int end = divided_up(in + pad - (kernel - 1) * dilation, stride);
        return end < interior_begin() ? interior_begin() : end < out ? end : out;
    }
    /// Outputs [begin_of_tap, end_of_tap) have tap k on the map.
    constexpr int begin_of_tap(int k) const {
        const int begin = divided_up(pad - k * dilation, stride);
        return begin < out ? begin : out;
    }
    constexpr int end_of_tap(int k) const {
        const int end = divided_up(in + pad - k * dilation, stride);
        return end < begin_of_tap(k) ? begin_of_tap(k) : end < out ? end : out;
    }
};

/// The transpose of a window's axis with its taps reversed: input i receives output
/// (i + pad - (kernel - 1 - k) * dilation) / stride by tap k, where that is whole. Such taps are
/// `tap_step` apart, their outputs `out_step`.
struct transposed_axis {
    window_axis axis;

    constexpr int divisor() const { return greatest_common_divisor(axis.dilation, axis.stride); }
    constexpr int tap_step() const { return axis.stride / divisor(); }
    constexpr int out_step() const { return axis.dilation / divisor(); }

    constexpr taps of(int i) const {
        int first = 0, count = 0, at = 0;
        for (int k = 0; k < axis.kernel; ++k) {
            const int scaled = i + axis.pad - (axis.kernel - 1 - k) * axis.dilation;
            if (scaled < 0 || scaled % axis.stride != 0 || scaled / axis.stride >= axis.out) continue;
            if (count++ == 0) first = k, at = scaled / axis.stride;
        }
        return {first, count, at};
    }
};

/// A window over maps of known size; channels of all groups together.
struct map_window {
    int in_h, in_w, in_c, out_h, out_w, out_c;
    ops::window win;

    constexpr window_axis vertical() const {
        return {in_h, out_h, win.kernel_h, win.stride_h, win.pad_top, win.dilation_h};
    }
    constexpr window_axis horizontal() const {
        return {in_w, out_w, win.kernel_w, win.stride_w, win.pad_left, win.dilation_w};
    }
    constexpr long in_size() const { return static_cast<long>(in_h) * in_w * in_c; }
    constexpr long out_size() const { return static_cast<long>(out_h) * out_w * out_c; }
    /// Of one channel, with its zeros around it.
    constexpr int padded_size() const { return (in_h + win.pad_top + win.pad_bottom) * (in_w + win.pad_left + win.pad_right); }
    constexpr int group_in() const { return in_c / win.groups; }
    constexpr int group_out() const { return out_c / win.groups; }

    constexpr bool is_padded() const {
        return win.pad_top != 0 || win.pad_left != 0 || win.pad_bottom != 0 || win.pad_right != 0;
    }
    /// Every output is the product of one contiguous stretch of the input with the whole weight.
    constexpr bool is_matrix_product() const {
        if (win.groups != 1 || is_padded()) return false;
        const bool is_pixel = win.kernel_h == 1 && win.kernel_w == 1 && win.stride_h == 1 && win.stride_w == 1;
        const bool is_map = win.kernel_h == in_h && win.kernel_w == in_w && win.dilation_h == 1 && win.dilation_w == 1;
        return is_pixel || is_map;
    }
    constexpr int product_depth() const { return win.kernel_h * win.kernel_w * in_c; }
    constexpr bool is_depthwise() const { return win.groups > 1 && win.groups == in_c && in_c == out_c; }
};

/// Elements from one tap, or one pixel, to the next.
struct window_steps {
    int x_pixel, x_row, x_run;     // of the map that is read
    int w_row, w_run, w_element;   // of the weights
    int out_pixel;
};

/// What one output pixel sums over: rows x runs x length products.
struct tap_block {
    int rows, runs, length;
};

}  // namespace inlay::kernels
