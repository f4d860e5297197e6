// SPDX-License-Identifier: BSL-1.0
// The convolution of maps: its operation, its gradients and the layer.
#pragma once

#include "../kernels/conv2d_choice.hpp"
#include "../kernels/conv2d_gradient.hpp"
#include "../kernels/depthwise_pointwise.hpp"
#include "conv2d_scatter_gradient.hpp"
#include "winograd_conv2d.hpp"

namespace inlay {
namespace ops {

/// The weights of the convolution that leads a gradient back: input and output channels of each group
/// exchanged, taps in reverse.                    W (KH, KW, I / G, O) to (KH, KW, O / G, I)
struct conv2d_reversed_weights : op_base {
    static constexpr const char* label = "conv2d_reversed_weights";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        const shape& w = in[0]->out;
        n.out = {w[0], w[1], w[3] / n.win.groups, w[2] * n.win.groups};
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape& w = c.input(0).out;
        const int G = c.self->win.groups, I = w[2], O = w[3] / G, last = w[0] * w[1] - 1;
        for (int k = 0; k <= last; ++k)
            for (int g = 0; g < G; ++g)
                for (int o = 0; o < O; ++o)
                    for (int i = 0; i < I; ++i)
                        c.out[(((last - k) * O + o) * G + g) * I + i] = c.in[0][((k * I + i) * G + g) * O + o];
    }
};

/// dx from dy and the reversed weights; the node has the convolution's window and the shape of x. For
/// strides: without them dx is a conv2d.      dy (N, OH, OW, O)   W (KH, KW, O / G, I)   dx (N, H, W, I)
struct conv2d_input_gradient : op_base {
    static constexpr const char* label = "conv2d_input_gradient";
    static constexpr bool is_anchor = true;
    static constexpr bool has_gradient = false;

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape &x = c.self->out, &y = c.input(0).out;
        const window& win = c.self->win;
        const int O = y[2] / win.groups, I = x[2] / win.groups, last = win.kernel_h * win.kernel_w - 1;
        for (long k = 0, n = c.total(*c.self); k < n; ++k) c.out[k] = 0;
        each_tap(x, y, win, c.self->batched ? c.batch : 1, [&](long at_x, long at_y, int tap) {
            for (int o = 0; o < y[2]; ++o)
                for (int i = o / O * I; i < (o / O + 1) * I; ++i)
                    c.out[at_x + i] += c.in[0][at_y + o] * c.in[1][((last - tap) * O + o % O) * x[2] + i];
        });
    }
    static constexpr long macs(const node&, const node* const* in) {
        return in[0]->size() * (in[1]->size() / in[0]->out[2]);
    }
    template <class Site, class Epilogue>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        kernels::conv2d_input_gradient<typename Site::batch, window_of_site<Site, -1, 0>>(in[0], in[1], out, batch, e);
    }
};

/// dW, summed over the batch and all positions; the node has the convolution's window and the shape of
/// W.                               x (N, H, W, I)   dy (N, OH, OW, O)   dW (KH, KW, I / G, O)
struct conv2d_weight_gradient : op_base {
    static constexpr const char* label = "conv2d_weight_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const*, int, trace::record&) { n.batched = false; }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape &x = c.input(0).out, &y = c.input(1).out;
        const window& win = c.self->win;
        const int O = y[2] / win.groups, I = x[2] / win.groups;
        for (long k = 0; k < c.self->size(); ++k) c.out[k] = 0;
        each_tap(x, y, win, c.input(0).batched ? c.batch : 1, [&](long at_x, long at_y, int tap) {
            for (int i = 0; i < I; ++i)
                for (int o = 0; o < y[2]; ++o)
                    c.out[(tap * I + i) * y[2] + o] += c.in[0][at_x + o / O * I + i] * c.in[1][at_y + o];
        });
    }
    static constexpr long macs(const node& n, const node* const* in) {
        return in[1]->size() * (n.size() / n.out[3]);
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::conv2d_weight_gradient<typename Site::batch, window_of_site<Site, 0, 1>>(in[0], in[1], out, batch);
    }
};

/// y = x * W + b, a window sliding over a map; each group of output channels sees its own group of
/// input channels.
///     x (N, H, W, I)   W (KH, KW, I / G, O)   b (O)   y (N, OH, OW, O)
struct conv2d : op_base {
    static constexpr const char* label = "conv2d";
    static constexpr bool is_anchor = true;
    static constexpr bool is_scalable = true;
    using gradient_kinds = types<conv2d, conv2d_reversed_weights, conv2d_input_gradient, conv2d_weight_gradient,
                                 conv2d_scatter_weights, conv2d_scatter_gradient>;
    using packed_kinds = types<workspace, winograd_weights, winograd_conv2d>;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = inlay::detail::after_window(in[0]->out, n.win, in[1]->out[3]);
        n.batched = in[0]->batched;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape &x = c.input(0).out, &y = c.self->out;
        const window& win = c.self->win;
        const int O = y[2] / win.groups, I = x[2] / win.groups;
        for (long k = 0, n = c.total(*c.self); k < n; ++k)
            c.out[k] = c.self->input_count > 2 ? c.in[2][k % y[2]] : T(0);
        each_tap(x, y, win, c.self->batched ? c.batch : 1, [&](long at_x, long at_y, int tap) {
            for (int i = 0; i < I; ++i)
                for (int o = 0; o < y[2]; ++o)
                    c.out[at_y + o] += c.in[0][at_x + o / O * I + i] * c.in[1][(tap * I + i) * y[2] + o];
        });
    }
    static constexpr void gradient(gradient_call& c) {
        const auto dy = c.dy(), x = c.in(0), w = c.in(1);
        node n;
        n.win = c.attributes().win;
        if (kernels::scatters(inlay::detail::map_window_of(x.extent(), dy.extent(), n.win), simd::native_width)) {
            const auto spreading = trace::emit<conv2d_scatter_weights>(n, w);
            n.out = x.extent();
            c.give(0, trace::emit<conv2d_scatter_gradient>(n, dy, spreading));
        } else if (const window back = backward_window(n.win); back.kernel_h > 0) {
            node convolution;
            convolution.win = back;
            c.give(0, trace::emit<conv2d>(convolution, dy, trace::emit<conv2d_reversed_weights>(n, w)));  // dx = dy * reversed W
        } else {
            const auto reversed = trace::emit<conv2d_reversed_weights>(n, w);
            n.out = x.extent();
            c.give(0, trace::emit<conv2d_input_gradient>(n, dy, reversed));
        }
        n.out = w.extent();
        c.give(1, trace::emit<conv2d_weight_gradient>(n, x, dy));                       // dW = x^T dy at each tap
        if (c.input_count() > 2) c.give(2, dy);                                         // db = sum dy
    }
    static constexpr long macs(const node& n, const node* const* in) {
        return n.size() * (in[1]->size() / n.out[2]);
    }
    template <class Site, class Epilogue>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        kernels::conv2d<typename Site::batch, window_of_site<Site, 0, -1>>(
            in[0], in[1], Site::self.input_count > 2 ? in[2] : nullptr, out, batch, e);
    }

    /// A 1 x 1 convolution and the depthwise one before it (passes/depthwise_by_rows.hpp), whose inputs are `first`;
    /// in[0] has memory for `Rows` rows.
    template <class First, class Site, int Rows, class E, class F>
    INLAY_PART static constexpr void run_behind(const float* const* first, const float* const* in, float* out, long batch,
                                                const E& e, const F& f) {
        kernels::depthwise_pointwise<typename Site::batch, window_of_site<First, 0, -1>, Site::self.out[2], Rows>(
            first[0], first[1], First::self.input_count > 2 ? first[2] : nullptr, in[1],
            Site::self.input_count > 2 ? in[2] : nullptr, const_cast<float*>(in[0]), out, batch, e, f);
    }

    static constexpr text kernel_choice(const node& n, const node* const* in) {
        return kernels::conv2d_choice(inlay::detail::map_window_of(in[0]->out, n.out, n.win), simd::native_width);
    }
    /// Winograd's form, where it is worth its transformations.
    static constexpr int pack(auto& g, const node& n, deployment d) {
        const shape x = g[n.input[0]].out;
        const int tile = kernels::winograd_tile(inlay::detail::map_window_of(x, n.out, n.win), simd::native_width);
        if (tile == 0 || d.exact_convolutions || g[n.input[1]].batched || !n.batched) return -1;
        return winograd_conv2d::replace(g, n, tile);
    }

    /// The window by which dx is a convolution of dy; without a kernel if it is none: with strides, or
    /// more padding than a kernel reaches.
    static constexpr window backward_window(window w) {
        const int v = (w.kernel_h - 1) * w.dilation_h, h = (w.kernel_w - 1) * w.dilation_w;
        w.pad_top = v - w.pad_top, w.pad_bottom = v - w.pad_bottom;
        w.pad_left = h - w.pad_left, w.pad_right = h - w.pad_right;
        if (w.stride_h != 1 || w.stride_w != 1 || w.pad_top < 0 || w.pad_left < 0 || w.pad_bottom < 0 ||
            w.pad_right < 0)
            w.kernel_h = 0;
        return w;
    }
};

}  // namespace ops

namespace detail {

/// What conv2d and depthwise_conv2d share: `Derived::filters(shape)`, `Derived::window_over(shape)`,
/// and, for its errors, what is written.
template <class Derived, class... Options>
struct convolution : layer<Derived, Options...> {
    static constexpr void check(trace::record& r, shape x) {
        const ops::window w = Derived::window_over(x);
        if (Derived::declared_filters < 1) return r.fail(text{"at least 1 filter"}, text{""} << Derived::declared_filters);
        if (!check_numbers(r, written_window<Options...>(Derived::kernel, x)) || !check_window(r, x, w)) return;
        constexpr int expected = value_or<option::expects, int, Options...>(0);
        const int filters = Derived::filters(x);
        if (expected != 0 && expected != x[2])
            r.fail(text{"expects "} << expected << " channels", text{"found "} << x[2]);
        else if (x[2] % w.groups != 0)
            r.fail(text{""} << w.groups << " groups of the channels", text{"found "} << x[2] << " channels");
        else if (filters % w.groups != 0)
            r.fail(text{""} << w.groups << " groups of the filters", text{"found "} << filters << " filters");
    }
    static constexpr auto parameters(shape x) {
        const ops::window w = Derived::window_over(x);
        const int filters = Derived::filters(x), taps = w.kernel_h * w.kernel_w;
        const int in = at_least_1(x[2] / w.groups), out = at_least_1(filters / w.groups);
        const parameter_info weight{"weight",
                                    {filters, in, w.kernel_h, w.kernel_w},
                                    value_or<option::initialize, initializer, Options...>(init::glorot_uniform),
                                    layout::conv,
                                    true,
                                    in * taps,
                                    out * taps};
        const parameter_info bias{"bias", shape{filters}, init::zeros, layout::plain, true, in * taps, out * taps};
        if constexpr (has<option::no_bias, Options...>) return list(weight);
        else return list(weight, bias);
    }
    static constexpr auto forward(auto x, auto w, auto... b) {
        node n;
        n.win = Derived::window_over(x.extent());
        return trace::emit<ops::conv2d>(n, x, w, b...);
    }

private:
    static constexpr int at_least_1(int n) { return n > 0 ? n : 1; }
};

}  // namespace detail

/// Convolution: y[p][o] = b[o] + sum over taps k and channels i of x[p * stride - pad + k * dilation][i]
/// W[o][i][k], x taken as 0 outside the map.
///     x (N, H, W, I)   W (Filters, I / groups, KH, KW)   b (Filters)   y (N, OH, OW, Filters)
///     OH = (H + pads - dilation (KH - 1) - 1) / stride + 1
///
/// Options: stride<>, valid (unless given) or same or padding<>, dilation<>, groups<>, no_bias,
/// name<"...">, shared<"...">, expects<I>, initialize<...> (Glorot uniform unless given). `same` pads
/// as TensorFlow: an odd zero goes to the end. It is an error if the kernel is larger than the padded
/// map, or if groups do not divide I and Filters. Cost: OH * OW * KH * KW * I / groups * Filters MACs.
/// As PyTorch's nn.Conv2d (same shape of W) and Keras's Conv2D; maps are height, width, channels.
///
///     struct features : network<input<28, 28, 1>, conv2d<16, 3, same, stride<2>>, relu> {};
template <int Filters, kernel_size Kernel, class... Options>
struct conv2d : detail::convolution<conv2d<Filters, Kernel, Options...>, Options...> {
    static constexpr option accepts[] = {option::shared,     option::no_bias,  option::expects,
                                         option::initialize, option::stride,   option::padding,
                                         option::dilation,   option::groups};

    static constexpr int declared_filters = Filters;
    static constexpr kernel_size kernel = Kernel;
    static constexpr int filters(shape) { return Filters > 0 ? Filters : 1; }
    static constexpr ops::window window_over(shape x) { return detail::window_of<valid, Options...>(Kernel, x); }
};

}  // namespace inlay
