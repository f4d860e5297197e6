// SPDX-License-Identifier: BSL-1.0
// The long short-term memory: its operation, its gradient through time and the layer.
#pragma once

#include "../kernels/lstm.hpp"
#include "../simd/math.hpp"
#include "recurrent.hpp"

namespace inlay {
namespace ops {

/// A step of one unit, in T: what the references of lstm and its gradient share.
template <class T>
struct lstm_step {
    T i, f, g, o;

    /// x: the products of this frame; h: the state before.
    constexpr lstm_step(const T* x, const T* h, const T* w, const T* b, int units, int u) {
        const auto sum = [&](int gate) {
            T s = x[gate * units + u] + (b != nullptr ? b[gate * units + u] : T(0));
            for (int k = 0; k < units; ++k) s += h[k] * w[(k * 4 + gate) * units + u];
            return simd::value<T>(s);
        };
        i = simd::sigmoid(sum(0))[0];
        f = simd::sigmoid(sum(1))[0];
        g = simd::tanh(sum(2))[0];
        o = simd::sigmoid(sum(3))[0];
    }
};

/// The gradients of i, f, g and o before their functions, and behind them c.
///     inputs: dy (N, T, H), y (N, T, H), then lstm's       out (N, T, 5 H)
struct lstm_gradient : op_base {
    static constexpr const char* label = "lstm_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[0]->out.with_last(5 * in[0]->out[1]);
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int frames = c.input(0).out[0], H = c.input(0).out[1];
        const T* const b = c.self->input_count > 4 ? c.in[4] : nullptr;
        inlay::detail::vector<T> carry(H, T(0)), carry_c(H, T(0)), zeros(H, T(0));
        const auto step = [&](long s, int t, int u) {
            const long row = s * frames + t;
            return lstm_step<T>(c.in[2] + row * 4 * H, t > 0 ? c.in[1] + (row - 1) * H : zeros.data(), c.in[3], b, H, u);
        };
        for (long s = 0; s < c.batch; ++s) {
            const auto cell = [&](int t, int u) -> T& { return c.out[((s * frames + t) * 5 + 4) * H + u]; };
            for (int t = 0; t < frames; ++t)
                for (int u = 0; u < H; ++u) {
                    const lstm_step<T> g = step(s, t, u);
                    cell(t, u) = g.f * (t > 0 ? cell(t - 1, u) : T(0)) + g.i * g.g;
                }
            for (int u = 0; u < H; ++u) carry[u] = carry_c[u] = 0;
            for (int t = frames - 1; t >= 0; --t) {
                T* const d = c.out + (s * frames + t) * 5 * H;
                for (int u = 0; u < H; ++u) {
                    const lstm_step<T> g = step(s, t, u);
                    const T squashed = simd::tanh(simd::value<T>(cell(t, u)))[0];
                    const T dh = c.in[0][(s * frames + t) * H + u] + carry[u];
                    const T dc = carry_c[u] + dh * g.o * (1 - squashed * squashed);
                    d[u] = dc * g.g * g.i * (1 - g.i);
                    d[H + u] = dc * (t > 0 ? cell(t - 1, u) : T(0)) * g.f * (1 - g.f);
                    d[2 * H + u] = dc * g.i * (1 - g.g * g.g);
                    d[3 * H + u] = dh * squashed * g.o * (1 - g.o);
                    carry_c[u] = dc * g.f;
                }
                for (int i = 0; i < H; ++i) {
                    carry[i] = 0;
                    for (int k = 0; k < 4 * H; ++k) carry[i] += d[k] * c.in[3][i * 4 * H + k];
                }
            }
        }
    }
    static constexpr long macs(const node&, const node* const* in) { return 2 * in[0]->out[0] * in[3]->size(); }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int T = Site::input(0).out[0], H = Site::input(0).out[1];
        const kernels::recurrent_weights w{in[3], Site::self.input_count > 4 ? in[4] : nullptr, nullptr, nullptr};
        for (long s = 0; s < batch; ++s)
            kernels::lstm_gradient<typename Site::batch, T, H>(in[0] + s * T * H, in[2] + s * T * 4 * H, in[1] + s * T * H, w,
                                                              out + s * T * 5 * H);
    }
};

/// c = f c + i g and h = o tanh(c), frame after frame, from h = c = 0; of frame t with the products x of the
/// inputs g = tanh(x_g + h W_g + b_g), and i, f, o likewise with sigmoid.
///     x (N, T, 4 H)   W (H, 4 H)   b (4 H)   y (N, T, H), or (N, H) where node.index is 1
struct lstm : recurrent_op {
    static constexpr const char* label = "lstm";
    using gradient_kinds = types<lstm_gradient, previous_row, slice, dense_weight_gradient>;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int frames = c.input(0).out[0], H = c.input(1).out[0];
        const form f(*c.self);
        const T* const b = f.has_bias ? c.in[f.bh] : nullptr;
        inlay::detail::vector<T> h(H, T(0)), next(H, T(0)), cell(H, T(0));
        for (long s = 0; s < c.batch; ++s) {
            for (int u = 0; u < H; ++u) h[u] = cell[u] = 0;
            for (int t = 0; t < frames; ++t) {
                const auto x = products(c, s * frames + t, 4 * H);
                for (int u = 0; u < H; ++u) {
                    const lstm_step<T> g(x.data(), h.data(), c.in[1], b, H, u);
                    cell[u] = g.f * cell[u] + g.i * g.g;
                    next[u] = g.o * simd::tanh(simd::value<T>(cell[u]))[0];
                }
                for (int u = 0; u < H; ++u) {
                    h[u] = next[u];
                    c.out[(f.last ? s : s * frames + t) * H + u] = h[u];
                }
            }
        }
    }
    static constexpr void gradient(gradient_call& c) {
        const int H = c.y().extent()[1];
        const auto x = c.in(0), w = c.in(1);
        const bool has_bias = c.input_count() > 2;
        const auto d = has_bias ? trace::emit<lstm_gradient>(node{}, c.dy(), c.y(), x, w, c.in(2)).id
                                : trace::emit<lstm_gradient>(node{}, c.dy(), c.y(), x, w).id;
        const auto gates = columns({&c.r, d}, 0, 4 * H);
        c.give(0, gates);
        c.give(1, trace::emit<dense_weight_gradient>(node{}, trace::emit<previous_row>(node{}, c.y()), gates));
        if (has_bias) c.give(2, gates);
    }
    static constexpr long state_size(const node&, const node* const* in) { return 2 * in[1]->out[0]; }

    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int T = frames<Site>, H = units<Site>, C = channels<Site>;
        const float first[H] = {};
        for (long s = 0; s < batch; ++s) {
            float cell[H] = {};
            kernels::lstm<typename Site::batch, T, C, H, is_last<Site>>(in[0] + s * Site::input(0).size(), weights<Site>(in), first,
                                                                     cell, out + s * Site::self.size());
        }
    }
    /// state: h, then c.
    template <class Site>
    INLAY_PART static constexpr void run_stream(const float* const* in, float* state, float* out) {
        kernels::lstm<typename Site::batch, frames<Site>, channels<Site>, units<Site>, is_last<Site>>(
            in[0], weights<Site>(in), state, state + units<Site>, out);
        keep<Site>(out, state);
    }
};

}  // namespace ops

/// Long short-term memory: for each frame x of a sequence c = f c + i g and h = o tanh(c), from 0, with
///     i, f, o = sigmoid(W_i x + b_i + W_h h + b_h)   g = tanh(W_i x + b_i + W_h h + b_h), each its own rows
///     x (N, T, C)   weight_ih_l0 (4 H, C), weight_hh_l0 (4 H, H), bias_ih_l0, bias_hh_l0 (4 H), in the order
///     i, f, g, o    y (N, T, H): h after each frame
///
/// Options: last_only (y (N, H): h after the last frame), no_bias, name<"...">, shared<"...">, expects<C>,
/// initialize<...> (of the weights; uniform up to 1 / sqrt(H) unless given). streaming<Net> carries h and c
/// from block to block. Cost: 4 T H (C + H) MACs. As PyTorch's nn.LSTM(C, H, batch_first=True), whose
/// state_dict loads as it is, and Keras's LSTM, which has one bias. Hochreiter & Schmidhuber 1997.
///
///     struct keyword : network<input<49, 10>, lstm<32, last_only>, dense<12>> {};
template <int Units, class... Options>
struct lstm : detail::recurrent<lstm<Units, Options...>, ops::lstm, 4, Units, Options...> {};

}  // namespace inlay
