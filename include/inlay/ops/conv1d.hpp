// SPDX-License-Identifier: BSL-1.0
// The convolution of sequences: a conv2d over maps of height 1, which knows what a stream carries on.
#pragma once

#include "../kernels/history.hpp"
#include "channels_first.hpp"
#include "conv2d.hpp"
#include "reshape.hpp"

namespace inlay {
namespace detail {

/// A sequence (T, C) as the map (1, T, C).
constexpr shape as_map(const shape& sequence) { return {1, sequence[0], sequence[1]}; }

}  // namespace detail

namespace ops {

/// The window of a conv1d's site as a kernel's template argument; after `Before` more frames, which take
/// the place of the zeros.
template <class Site, int Before>
struct sequence_window {
    static constexpr kernels::map_window make() {
        const shape x = inlay::detail::as_map(Site::input(0).out), y = inlay::detail::as_map(Site::self.out);
        kernels::map_window m = inlay::detail::map_window_of(x, y, Site::self.win);
        if (Before > 0) m.in_w += Before, m.win.pad_left = 0;
        return m;
    }
    static constexpr kernels::map_window value = make();
};

/// y = x * W + b along time.      x (N, T, I)   W (1, K, I / G, O)   b (O)   y (N, OT, O)
struct conv1d : op_base {
    static constexpr const char* label = "conv1d";
    static constexpr bool is_anchor = true;
    using gradient_kinds =
        types<reshape, conv2d, conv2d_reversed_weights, conv2d_input_gradient, conv2d_weight_gradient>;
    using inference_kinds = types<conv1d_by_frames, transpose_sequence, turn_sequence, repeat_frames, concat_channels>;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        const shape y = inlay::detail::after_window(inlay::detail::as_map(in[0]->out), n.win, in[1]->out[3]);
        n.out = {y[1], y[2]};
        n.batched = in[0]->batched;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        node x = c.input(0), self = *c.self;
        x.out = inlay::detail::as_map(x.out), self.out = inlay::detail::as_map(self.out);
        const node* const in[] = {&x, &c.input(1)};
        conv2d::reference(reference_call<T>{&self, in, c.in, c.out, c.batch, c.seed});
    }
    static constexpr void gradient(gradient_call& c) {  // conv2d's, of maps
        const auto w = c.in(1);
        const shape sequence = c.in(0).extent();
        node n;
        n.out = inlay::detail::as_map(c.dy().extent());
        const auto dy = trace::emit<reshape>(n, c.dy());
        n.out = inlay::detail::as_map(sequence);
        const auto x = trace::emit<reshape>(n, c.in(0));
        n.win = c.attributes().win;
        const auto reversed = trace::emit<conv2d_reversed_weights>(n, w);
        const window back = conv2d::backward_window(n.win);
        node m = n, flat;
        flat.out = sequence;
        if (back.kernel_h > 0) {
            m.win = back;
            c.give(0, trace::emit<reshape>(flat, trace::emit<conv2d>(m, dy, reversed)));
        } else {
            c.give(0, trace::emit<reshape>(flat, trace::emit<conv2d_input_gradient>(m, dy, reversed)));
        }
        n.out = w.extent();
        c.give(1, trace::emit<conv2d_weight_gradient>(n, x, dy));
        if (c.input_count() > 2) c.give(2, c.dy());
    }
    static constexpr long macs(const node& n, const node* const* in) {
        return n.size() * (in[1]->size() / n.out[1]);
    }
    template <class Site, class Epilogue>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        kernels::conv2d<typename Site::batch, sequence_window<Site, 0>>(
            in[0], in[1], Site::self.input_count > 2 ? in[2] : nullptr, out, batch, e);
    }

    /// Frames that come before a block and that it still sees; -1 where it sees others than those.
    static constexpr int frames_before(const node& n, const node& x) {
        const int reach = (n.win.kernel_w - 1) * n.win.dilation_w;
        const bool causal = n.win.pad_left == reach && n.win.pad_right == 0;
        return causal && x.out[0] % n.win.stride_w == 0 ? reach : -1;
    }
    static constexpr long state_size(const node& n, const node* const* in) {
        const int before = frames_before(n, *in[0]);
        return before < 0 ? sees_later_rows : kernels::history{before, in[0]->out[0], in[0]->out[1]}.size();
    }
    template <class Site, class Epilogue>
    INLAY_PART static constexpr void run_stream(const float* const* in, float* state, float* out,
                                                            const Epilogue& e) {
        constexpr int before = frames_before(Site::self, Site::input(0));
        constexpr kernels::history past{before, Site::input(0).out[0], Site::input(0).out[1]};
        const float* x = past.append(state, in[0]);
        kernels::conv2d<typename Site::batch, sequence_window<Site, before>>(
            x, in[1], Site::self.input_count > 2 ? in[2] : nullptr, out, 1, e);
        past.keep(state);
    }
};

}  // namespace ops

/// Convolution along time: y[t][o] = b[o] + sum over taps k and channels i of
/// x[t * stride - pad + k * dilation][i] W[o][i][k], x taken as 0 outside the sequence.
///     x (N, T, I)   W (Filters, I / groups, Kernel)   b (Filters)   y (N, OT, Filters)
///     OT = (T + pads - dilation (Kernel - 1) - 1) / stride + 1
///
/// Options: valid (unless given), causal, same or padding<>; stride<>, dilation<>, groups<>, no_bias,
/// name<"...">, shared<"...">, expects<I>, initialize<...> (Glorot uniform unless given). `causal` puts
/// dilation (Kernel - 1) zeros before the start: y[t] sees nothing after x[t], and streaming<Net> runs it
/// block by block. Errors as conv2d's. Cost: OT * Kernel * I / groups * Filters MACs. As PyTorch's
/// nn.Conv1d (same shape of W) and Keras's Conv1D (padding="causal"); time comes first here, as in Keras.
///
///     struct wave : network<input<64, 1>, conv1d<8, 3, causal, dilation<2>>, relu, conv1d<1, 1>> {};
template <int Filters, int Kernel, class... Options>
struct conv1d : layer<conv1d<Filters, Kernel, Options...>, Options...> {
    static constexpr int filters = Filters > 0 ? Filters : 1;
    static constexpr option accepts[] = {option::shared,     option::no_bias, option::expects,
                                         option::initialize, option::stride,  option::padding,
                                         option::dilation,   option::groups,  option::causal};

    static constexpr ops::window window_over(shape x) {
        const shape map = detail::as_map(x);
        ops::window w = detail::window_of<valid, Options...>(kernel_size{1, Kernel}, map);
        w.stride_h = w.dilation_h = 1;
        w.pad_top = w.pad_bottom = 0;
        return w;
    }
    static constexpr void check(trace::record& r, shape x) {
        if (x.rank != 2) return r.fail(text{"expects a sequence [T, C]"}, text{"found ["} << x << ']');
        if (Filters < 1) return r.fail(text{"at least 1 filter"}, text{""} << Filters);
        if (!detail::check_numbers(r, detail::written_window<Options...>(kernel_size{1, Kernel}, detail::as_map(x)))) return;
        const ops::window w = window_over(x);
        const int reach = (Kernel - 1) * w.dilation_w + 1;
        constexpr int expected = detail::value_or<option::expects, int, Options...>(0);
        if (reach > x[0] + w.pad_left + w.pad_right)
            r.fail(text{"kernel "} << reach << " within the sequence", text{"found ["} << x << ']');
        else if (expected != 0 && expected != x[1])
            r.fail(text{"expects "} << expected << " channels", text{"found "} << x[1]);
        else if (x[1] % w.groups != 0)
            r.fail(text{""} << w.groups << " groups of the channels", text{"found "} << x[1] << " channels");
        else if (Filters % w.groups != 0)
            r.fail(text{""} << w.groups << " groups of the filters", text{"found "} << Filters << " filters");
    }
    static constexpr auto parameters(shape x) {
        const int count = window_over(x).groups;
        const int in = x[1] / count > 0 ? x[1] / count : 1, out = filters / count > 0 ? filters / count : 1;
        const parameter_info weight{"weight",
                                    {filters, in, Kernel > 0 ? Kernel : 1},
                                    detail::value_or<option::initialize, initializer, Options...>(init::glorot_uniform),
                                    layout::conv,
                                    true,
                                    in * Kernel,
                                    out * Kernel};
        const parameter_info bias{"bias", shape{filters}, init::zeros, layout::plain, true, in * Kernel, out * Kernel};
        if constexpr (detail::has<option::no_bias, Options...>) return list(weight);
        else return list(weight, bias);
    }
    static constexpr auto forward(auto x, auto w, auto... b) {
        node n;
        n.win = window_over(x.extent());
        return trace::emit<ops::conv1d>(n, x, w, b...);
    }
};

}  // namespace inlay
