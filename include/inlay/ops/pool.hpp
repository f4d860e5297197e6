// SPDX-License-Identifier: BSL-1.0
// Pooling: the largest or the mean element of each window of a map, or of the whole map.
#pragma once

#include "../kernels/pool.hpp"
#include "conv2d_max_pool2d.hpp"
#include "reshape.hpp"
#include "window.hpp"

namespace inlay {
namespace ops {

/// dx of max_pool2d: dy goes to the first of each window's largest elements.
///     x (N, H, W, C)   dy (N, OH, OW, C)   dx as x
struct max_pool2d_gradient : op_base {
    static constexpr const char* label = "max_pool2d_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) { n.out = in[0]->out; }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape &x = c.self->out, &y = c.input(1).out;
        for (long k = 0, n = c.total(*c.self); k < n; ++k) c.out[k] = 0;
        each_position(x, y, c.self->win, c.self->batched ? c.batch : 1, [&](const window_position& p) {
            for (int channel = 0; channel < x[2]; ++channel) {
                long most = -1;
                each_tap_of(p, x, c.self->win, [&](long at_x, int) {
                    const T now = c.in[0][at_x + channel];
                    if (most < 0 || now > c.in[0][most] || now != now) most = at_x + channel;
                });
                c.out[most] += c.in[1][p.at_y + channel];
            }
        });
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::max_pool2d_gradient<typename Site::batch, window_of_site<Site, -1, 1>>(in[0], in[1], out, batch);
    }
};

/// y = the largest element of each window, per channel.      x (N, H, W, C)   y (N, OH, OW, C)
struct max_pool2d : op_base {
    static constexpr const char* label = "max_pool2d";
    static constexpr bool is_anchor = true;
    static constexpr bool stores_behind_reads = true;
    using gradient_kinds = types<max_pool2d_gradient>;
    using inference_kinds = types<conv2d_max_pool2d>;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = inlay::detail::after_window(in[0]->out, n.win, in[0]->out[2]);
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape &x = c.input(0).out, &y = c.self->out;
        for (long k = 0, n = c.total(*c.self); k < n; ++k) c.out[k] = -static_cast<T>(__builtin_inf());
        each_tap(x, y, c.self->win, c.self->batched ? c.batch : 1, [&](long at_x, long at_y, int) {
            for (int channel = 0; channel < x[2]; ++channel) {
                const T now = c.in[0][at_x + channel];
                T& most = c.out[at_y + channel];
                if (now > most || now != now) most = now;
            }
        });
    }
    static constexpr void gradient(gradient_call& c) {
        node n;
        n.win = c.attributes().win;
        c.give(0, trace::emit<max_pool2d_gradient>(n, c.in(0), c.dy()));
    }
    template <class Site, class Epilogue>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        kernels::max_pool2d<typename Site::batch, window_of_site<Site, 0, -1>>(in[0], out, batch, e);
    }
};

/// What the mean of a window divides by, as a node's index says.
enum divisor : int {
    whole_window,   // by all elements, padding among them
    real_elements,  // by those on the map
    whole_map,      // by all elements of the map, which is the window
};

/// dx of average_pool2d: dy, shared out among the elements of each window; the node has the shape of x.
///     dy (N, OH, OW, C)   dx (N, H, W, C)
struct average_pool2d_gradient : op_base {
    static constexpr const char* label = "average_pool2d_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape &x = c.self->out, &y = c.input(0).out;
        for (long k = 0, n = c.total(*c.self); k < n; ++k) c.out[k] = 0;
        each_position(x, y, c.self->win, c.self->batched ? c.batch : 1, [&](const window_position& p) {
            const T count = elements<T>(*c.self, p);
            each_tap_of(p, x, c.self->win, [&](long at_x, int) {
                for (int channel = 0; channel < x[2]; ++channel)
                    c.out[at_x + channel] += c.in[0][p.at_y + channel] / count;
            });
        });
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::average_pool2d_gradient<typename Site::batch, window_of_site<Site, -1, 0>,
                                         Site::self.index == real_elements>(in[0], out, batch);
    }

    template <class T>
    static constexpr T elements(const node& self, const window_position& p) {
        const int whole = self.win.kernel_h * self.win.kernel_w;
        return static_cast<T>(self.index == real_elements ? p.v.count * p.h.count : whole);
    }
};

/// y = the mean of each window, per channel.                  x (N, H, W, C)   y (N, OH, OW, C)
struct average_pool2d : op_base {
    static constexpr const char* label = "average_pool2d";
    static constexpr bool is_anchor = true;
    static constexpr bool stores_behind_reads = true;
    using gradient_kinds = types<average_pool2d_gradient>;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = inlay::detail::after_window(in[0]->out, n.win, in[0]->out[2]);
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape &x = c.input(0).out, &y = c.self->out;
        each_position(x, y, c.self->win, c.self->batched ? c.batch : 1, [&](const window_position& p) {
            for (int channel = 0; channel < x[2]; ++channel) {
                T sum = 0;
                each_tap_of(p, x, c.self->win, [&](long at_x, int) { sum += c.in[0][at_x + channel]; });
                c.out[p.at_y + channel] = sum / average_pool2d_gradient::elements<T>(*c.self, p);
            }
        });
    }
    static constexpr void gradient(gradient_call& c) {
        node n;
        n.win = c.attributes().win;
        n.index = c.attributes().index;
        n.out = c.in(0).extent();
        c.give(0, trace::emit<average_pool2d_gradient>(n, c.dy()));
    }
    template <class Site, class Epilogue>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        kernels::average_pool2d<typename Site::batch, window_of_site<Site, 0, -1>,
                                Site::self.index == real_elements>(in[0], out, batch, e);
    }
};

}  // namespace ops

/// The largest element of each window, per channel; padding counts as -infinity.
///     x (N, H, W, C)   y (N, OH, OW, C)   OH = (H + pads - KH) / stride + 1
///
/// Options: stride<> (the kernel unless given), valid (unless given) or same or padding<>, name<"...">.
/// It is an error if the kernel is larger than the padded map, or the padding than half the kernel.
/// The gradient goes to the first of equal elements. As PyTorch's nn.MaxPool2d and Keras's MaxPooling2D.
///
///     struct net : network<input<28, 28, 1>, conv2d<6, 5>, relu, max_pool2d<2>, flatten, dense<10>> {};
template <kernel_size Kernel, class... Options>
struct max_pool2d : layer<max_pool2d<Kernel, Options...>, Options...> {
    static constexpr option accepts[] = {option::stride, option::padding};

    static constexpr ops::window window_over(shape x) { return detail::pooling_window<Kernel, Options...>(x); }
    static constexpr void check(trace::record& r, shape x) { detail::check_pooling<Kernel, Options...>(r, x); }
    static constexpr auto forward(auto x) {
        node n;
        n.win = window_over(x.extent());
        return trace::emit<ops::max_pool2d>(n, x);
    }
};

/// The mean of each window, per channel. Zeros of padding<> count as elements, as in PyTorch; those of
/// `same` do not, as in TensorFlow.
///     x (N, H, W, C)   y (N, OH, OW, C)   OH = (H + pads - KH) / stride + 1
///
/// Options and errors as max_pool2d's. As PyTorch's nn.AvgPool2d (count_include_pad) and Keras's
/// AveragePooling2D.
///
///     using half = average_pool2d<2>;
template <kernel_size Kernel, class... Options>
struct average_pool2d : layer<average_pool2d<Kernel, Options...>, Options...> {
    static constexpr option accepts[] = {option::stride, option::padding};

    static constexpr ops::window window_over(shape x) { return detail::pooling_window<Kernel, Options...>(x); }
    static constexpr void check(trace::record& r, shape x) { detail::check_pooling<Kernel, Options...>(r, x); }
    static constexpr auto forward(auto x) {
        node n;
        n.win = window_over(x.extent());
        n.index = (__is_same(Options, same) || ...) ? ops::real_elements : ops::whole_window;
        return trace::emit<ops::average_pool2d>(n, x);
    }
};

namespace detail {

/// Op's pooling of a whole map, as one extent.
template <class Op>
constexpr auto pool_map(auto x) {
    node pooled, flat;
    pooled.win.kernel_h = x.extent()[0], pooled.win.kernel_w = x.extent()[1];
    pooled.index = ops::whole_map;
    flat.out = shape{x.extent()[2]};
    return trace::emit<ops::reshape>(flat, trace::emit<Op>(pooled, x));
}

}  // namespace detail

/// The largest element of each channel.  x (N, H, W, C)   y (N, C).  Keras's GlobalMaxPooling2D.
struct global_max_pool2d : layer<global_max_pool2d> {
    static constexpr void check(trace::record& r, shape x) { detail::check_map(r, x); }
    static constexpr auto forward(auto x) { return detail::pool_map<ops::max_pool2d>(x); }
};

/// The mean of each channel.  x (N, H, W, C)   y (N, C).  PyTorch's nn.AdaptiveAvgPool2d(1) and a flatten;
/// Keras's GlobalAveragePooling2D.
///
///     struct net : network<input<32, 32, 3>, conv2d<64, 3>, relu, global_average_pool2d, dense<10>> {};
struct global_average_pool2d : layer<global_average_pool2d> {
    static constexpr void check(trace::record& r, shape x) { detail::check_map(r, x); }
    static constexpr auto forward(auto x) { return detail::pool_map<ops::average_pool2d>(x); }
};

}  // namespace inlay
