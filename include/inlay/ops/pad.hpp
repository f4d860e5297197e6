// SPDX-License-Identifier: BSL-1.0
// Zeros around a map, and a map without its border.
#pragma once

#include "../simd/inline.hpp"
#include "window.hpp"

namespace inlay {
namespace ops {

/// The part of a map that pad2d leaves: the node's window says how much goes on each side.
///     x (N, H, W, C)   y (N, H - top - bottom, W - left - right, C)
struct crop2d : op_base {
    static constexpr const char* label = "crop2d";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        const shape& x = in[0]->out;
        n.out = {x[0] - n.win.pad_top - n.win.pad_bottom, x[1] - n.win.pad_left - n.win.pad_right, x[2]};
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        crop(c.in[0], c.out, c.input(0).out, *c.self, c.self->batched ? c.batch : 1);
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        crop(in[0], out, Site::input(0).out, Site::self, Site::self.batched ? batch : 1);
    }

private:
    template <class T>
    static constexpr void crop(const T* x, T* y, const shape& from, const node& self, long samples) {
        const int row = self.out[1] * self.out[2];
        for (long n = 0; n < samples; ++n)
            for (int h = 0; h < self.out[0]; ++h) {
                const T* r = x + ((n * from[0] + h + self.win.pad_top) * from[1] + self.win.pad_left) * from[2];
                for (int k = 0; k < row; ++k) *y++ = r[k];
            }
    }
};

/// A map with zeros around it: the node's window says how many on each side.
///     x (N, H, W, C)   y (N, top + H + bottom, left + W + right, C)
struct pad2d : op_base {
    static constexpr const char* label = "pad2d";
    using gradient_kinds = types<crop2d>;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        const shape& x = in[0]->out;
        n.out = {x[0] + n.win.pad_top + n.win.pad_bottom, x[1] + n.win.pad_left + n.win.pad_right, x[2]};
        for (int i = 0; i < 3; ++i)
            if (n.out[i] < 1) n.out.extent[i] = 1;  // of no map: that was reported
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        pad(c.in[0], c.out, c.input(0).out, *c.self, c.self->batched ? c.batch : 1);
    }
    static constexpr void gradient(gradient_call& c) {
        node n;
        n.win = c.attributes().win;
        c.give(0, trace::emit<crop2d>(n, c.dy()));
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        pad(in[0], out, Site::input(0).out, Site::self, Site::self.batched ? batch : 1);
    }

private:
    template <class T>
    static constexpr T* zeros(T* y, int count) {
        for (T* end = y + count; y != end; ++y) *y = 0;
        return y;
    }
    template <class T>
    static constexpr void pad(const T* x, T* y, const shape& from, const node& self, long samples) {
        const int row = self.out[1] * self.out[2], channels = self.out[2];
        for (long n = 0; n < samples; ++n) {
            y = zeros(y, self.win.pad_top * row);
            for (int h = 0; h < from[0]; ++h) {
                y = zeros(y, self.win.pad_left * channels);
                for (int k = from[1] * channels; k > 0; --k) *y++ = *x++;
                y = zeros(y, self.win.pad_right * channels);
            }
            y = zeros(y, self.win.pad_bottom * row);
        }
    }
};

}  // namespace ops

/// Zeros around a map: `Vertical` rows above and below, `Horizontal` columns left and right. It is an
/// error if the input is not a map.            x (N, H, W, C)   y (N, H + 2 Vertical, W + 2 Horizontal, C)
///
/// A convolution's own padding<> costs less: nothing is copied. As PyTorch's nn.ZeroPad2d and Keras's
/// ZeroPadding2D.
///
///     using stem = sequential<zero_padding2d<3>, conv2d<64, 7, stride<2>>>;
template <int Vertical, int Horizontal = Vertical>
struct zero_padding2d : layer<zero_padding2d<Vertical, Horizontal>> {
    static constexpr void check(trace::record& r, shape x) {
        ops::window written;
        written.pad_top = Vertical, written.pad_left = Horizontal;
        if (detail::check_numbers(r, written)) detail::check_map(r, x);
    }
    static constexpr auto forward(auto x) {
        node n;
        n.win.pad_top = n.win.pad_bottom = Vertical > 0 ? Vertical : 0;
        n.win.pad_left = n.win.pad_right = Horizontal > 0 ? Horizontal : 0;
        return trace::emit<ops::pad2d>(n, x);
    }
};

}  // namespace inlay
