// SPDX-License-Identifier: BSL-1.0
// A convolution and the max pooling of its output as one operation of inference.
#pragma once

#include "../kernels/conv2d_max_pool2d.hpp"
#include "conv2d.hpp"

namespace inlay::ops {

/// y = the largest of each window of neighbours of x * W + b; the node has the convolution's window, and
/// as its index the pool's.
///     x (N, H, W, I)   W (KH, KW, I, O)   b (O)   y (N, OH / PH, OW / PW, O)
struct conv2d_max_pool2d : op_base {
    static constexpr const char* label = "conv2d_max_pool2d";
    static constexpr bool is_anchor = true;
    static constexpr bool has_gradient = false;

    static constexpr int pool_index(const window& pool) { return pool.kernel_h * 256 + pool.kernel_w; }
    static constexpr int pool_h(const node& n) { return n.index / 256; }
    static constexpr int pool_w(const node& n) { return n.index % 256; }
    /// The convolution by itself.
    static constexpr kernels::map_window convolution(const node& n, const shape& x) {
        return inlay::detail::map_window_of(x, inlay::detail::after_window(x, n.win, n.out[2]), n.win);
    }

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const kernels::map_window g = convolution(*c.self, c.input(0).out);
        const int PH = pool_h(*c.self), PW = pool_w(*c.self);
        const shape& y = c.self->out;
        long at = 0;
        for (long n = 0; n < (c.self->batched ? c.batch : 1); ++n)
            for (int py = 0; py < y[0]; ++py)
                for (int px = 0; px < y[1]; ++px)
                    for (int o = 0; o < y[2]; ++o, ++at) {
                        c.out[at] = -static_cast<T>(__builtin_inf());
                        for (int k = 0; k < PH * PW; ++k) {
                            const T sum = sum_at(c, g, n, py * PH + k / PW, px * PW + k % PW, o);
                            if (sum > c.out[at] || sum != sum) c.out[at] = sum;
                        }
                    }
    }
    static constexpr long macs(const node& n, const node* const* in) {
        const kernels::map_window g = convolution(n, in[0]->out);
        return static_cast<long>(g.out_h) * g.out_w * in[1]->size();
    }
    static constexpr text kernel_choice(const node& n, const node* const* in) {
        return text{""} << pool_h(n) << " x " << pool_w(n) << " maxima of "
                        << kernels::conv2d_choice(convolution(n, in[0]->out), simd::native_width, pool_h(n), pool_w(n));
    }
    template <class Site, class Epilogue>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        kernels::conv2d_max_pool2d<typename Site::batch, geometry<Site>, pool_h(Site::self), pool_w(Site::self)>(
            in[0], in[1], Site::self.input_count > 2 ? in[2] : nullptr, out, batch, e);
    }

private:
    template <class Site>
    struct geometry {
        static constexpr kernels::map_window value = convolution(Site::self, Site::inputs.of[0].out);
    };
    template <class T>
    static constexpr T sum_at(const reference_call<T>& c, const kernels::map_window& g, long sample, int oy, int ox, int o) {
        T sum = c.self->input_count > 2 ? c.in[2][o] : T(0);
        const kernels::taps v = g.vertical().of(oy), h = g.horizontal().of(ox);
        for (int y = 0; y < v.count; ++y)
            for (int x = 0; x < h.count; ++x) {
                const long pixel = (sample * g.in_h + v.at + y * g.win.dilation_h) * g.in_w + h.at + x * g.win.dilation_w;
                const int tap = (v.first + y) * g.win.kernel_w + h.first + x;
                for (int i = 0; i < g.in_c; ++i) sum += c.in[0][pixel * g.in_c + i] * c.in[1][(tap * g.in_c + i) * g.out_c + o];
            }
        return sum;
    }
};

}  // namespace inlay::ops
