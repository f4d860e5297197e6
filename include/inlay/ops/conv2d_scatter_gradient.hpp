// SPDX-License-Identifier: BSL-1.0
// The gradient of a convolution by an input of few channels.
#pragma once

#include "../kernels/conv2d_scatter_gradient.hpp"
#include "window.hpp"

namespace inlay::ops {

/// The weights that spread dy: rows in reverse, output channels before a row's taps and input channels.
///     W (KH, KW, I, O) to (KH, O, KW I)
struct conv2d_scatter_weights : op_base {
    static constexpr const char* label = "conv2d_scatter_weights";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        const shape& w = in[0]->out;
        n.out = {w[0], w[3], w[1] * w[2]};
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape& to = c.self->out;
        for (int k = 0; k < to[0]; ++k)
            for (int o = 0; o < to[1]; ++o)
                for (int i = 0; i < to[2]; ++i)
                    c.out[(k * to[1] + o) * to[2] + i] = c.in[0][((to[0] - 1 - k) * to[2] + i) * to[1] + o];
    }
};

/// dx from dy and those weights; the node has the convolution's window and the shape of x.
///     dy (N, OH, OW, O)   W (KH, O, KW I)   dx (N, H, W, I)
struct conv2d_scatter_gradient : op_base {
    static constexpr const char* label = "conv2d_scatter_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape &x = c.self->out, &y = c.input(0).out;
        const window& win = c.self->win;
        const int run = win.kernel_w * x[2];
        for (long k = 0, n = c.total(*c.self); k < n; ++k) c.out[k] = 0;
        each_tap(x, y, win, c.self->batched ? c.batch : 1, [&](long at_x, long at_y, int tap) {
            const int ky = win.kernel_h - 1 - tap / win.kernel_w, kx = tap % win.kernel_w;
            for (int o = 0; o < y[2]; ++o)
                for (int i = 0; i < x[2]; ++i)
                    c.out[at_x + i] += c.in[0][at_y + o] * c.in[1][(ky * y[2] + o) * run + kx * x[2] + i];
        });
    }
    static constexpr long macs(const node&, const node* const* in) { return in[0]->size() * (in[1]->size() / in[0]->out[2]); }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::conv2d_scatter_gradient<typename Site::batch, window_of_site<Site, -1, 0>>(in[0], in[1], out, batch);
    }
};

}  // namespace inlay::ops
