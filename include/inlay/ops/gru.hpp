// SPDX-License-Identifier: BSL-1.0
// The gated recurrent unit: its operation, its gradient through time and the layer.
#pragma once

#include "../kernels/gru.hpp"
#include "../simd/math.hpp"
#include "recurrent.hpp"

namespace inlay {
namespace ops {

/// A step of one unit, in T: what the references of gru and its gradient share.
template <class T>
struct gru_step {
    T r, z, n, hn;

    /// x: the products of this frame; h: the state before.
    constexpr gru_step(const T* x, const T* h, const T* w, const T* b, int units, int u) {
        const auto sum = [&](int gate) {
            T s = b != nullptr ? b[gate * units + u] : T(0);
            for (int i = 0; i < units; ++i) s += h[i] * w[(i * 3 + gate) * units + u];
            return s;
        };
        r = simd::sigmoid(simd::value<T>(x[u] + sum(0)))[0];
        z = simd::sigmoid(simd::value<T>(x[units + u] + sum(1)))[0];
        hn = sum(2);
        n = simd::tanh(simd::value<T>(x[2 * units + u] + r * hn))[0];
    }
};

/// The gradients of r, z and n before their functions, and dn r, which belongs to h W_n + b_n.
///     inputs: dy (N, T, H), y (N, T, H), then gru's       out (N, T, 4 H)
struct gru_gradient : op_base {
    static constexpr const char* label = "gru_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[0]->out.with_last(4 * in[0]->out[1]);
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int frames = c.input(0).out[0], H = c.input(0).out[1];
        const T* const b = c.self->input_count > 4 ? c.in[4] : nullptr;
        inlay::detail::vector<T> carry(H, T(0)), zeros(H, T(0));
        for (long s = 0; s < c.batch; ++s) {
            for (int u = 0; u < H; ++u) carry[u] = 0;
            for (int t = frames - 1; t >= 0; --t) {
                const long row = s * frames + t;
                const T* h = t > 0 ? c.in[1] + (row - 1) * H : zeros.data();
                T* const d = c.out + row * 4 * H;
                for (int u = 0; u < H; ++u) {
                    const gru_step<T> g(c.in[2] + row * 3 * H, h, c.in[3], b, H, u);
                    const T dh = c.in[0][row * H + u] + carry[u], dn = dh * (1 - g.z) * (1 - g.n * g.n);
                    d[u] = dn * g.hn * g.r * (1 - g.r);
                    d[H + u] = dh * (h[u] - g.n) * g.z * (1 - g.z);
                    d[2 * H + u] = dn;
                    d[3 * H + u] = dn * g.r;
                    carry[u] = dh * g.z;
                }
                for (int i = 0; i < H; ++i)
                    for (int u = 0; u < H; ++u)
                        carry[i] += d[u] * c.in[3][i * 3 * H + u] + d[H + u] * c.in[3][(i * 3 + 1) * H + u] +
                                    d[3 * H + u] * c.in[3][(i * 3 + 2) * H + u];
            }
        }
    }
    static constexpr long macs(const node&, const node* const* in) { return 2 * in[0]->out[0] * in[3]->size(); }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int T = Site::input(0).out[0], H = Site::input(0).out[1];
        const kernels::recurrent_weights w{in[3], Site::self.input_count > 4 ? in[4] : nullptr, nullptr, nullptr};
        for (long s = 0; s < batch; ++s)
            kernels::gru_gradient<typename Site::batch, T, H>(in[0] + s * T * H, in[2] + s * T * 3 * H, in[1] + s * T * H, w,
                                                              out + s * T * 4 * H);
    }
};

/// h = (1 - z) n + z h, frame after frame, from h = 0; of frame t with the products x of the inputs
///     r = sigmoid(x_r + h W_r + b_r)   z = sigmoid(x_z + h W_z + b_z)   n = tanh(x_n + r (h W_n + b_n))
///     x (N, T, 3 H)   W (H, 3 H)   b (3 H)   y (N, T, H), or (N, H) where node.index is 1
struct gru : recurrent_op {
    static constexpr const char* label = "gru";
    using gradient_kinds = types<gru_gradient, previous_row, slice, concat, dense_weight_gradient>;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int frames = c.input(0).out[0], H = c.input(1).out[0];
        const form f(*c.self);
        const T* const b = f.has_bias ? c.in[f.bh] : nullptr;
        inlay::detail::vector<T> h(H, T(0)), next(H, T(0));
        for (long s = 0; s < c.batch; ++s) {
            for (int u = 0; u < H; ++u) h[u] = 0;
            for (int t = 0; t < frames; ++t) {
                const auto x = products(c, s * frames + t, 3 * H);
                for (int u = 0; u < H; ++u) {
                    const gru_step<T> g(x.data(), h.data(), c.in[1], b, H, u);
                    next[u] = (1 - g.z) * g.n + g.z * h[u];
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
        const auto d = has_bias ? trace::emit<gru_gradient>(node{}, c.dy(), c.y(), x, w, c.in(2)).id
                                : trace::emit<gru_gradient>(node{}, c.dy(), c.y(), x, w).id;
        const gradient_call::symbol gates{&c.r, d};
        const auto dh = trace::emit<concat>(node{}, columns(gates, 0, 2 * H), columns(gates, 3 * H, H));
        c.give(0, columns(gates, 0, 3 * H));
        c.give(1, trace::emit<dense_weight_gradient>(node{}, trace::emit<previous_row>(node{}, c.y()), dh));
        if (has_bias) c.give(2, dh);
    }
    static constexpr long state_size(const node&, const node* const* in) { return in[1]->out[0]; }

    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int T = frames<Site>, H = units<Site>, C = channels<Site>;
        const float first[H] = {};
        for (long s = 0; s < batch; ++s)
            kernels::gru<typename Site::batch, T, C, H, is_last<Site>>(in[0] + s * Site::input(0).size(), weights<Site>(in), first,
                                                                    out + s * Site::self.size());
    }
    template <class Site>
    INLAY_PART static constexpr void run_stream(const float* const* in, float* state, float* out) {
        kernels::gru<typename Site::batch, frames<Site>, channels<Site>, units<Site>, is_last<Site>>(in[0], weights<Site>(in), state, out);
        keep<Site>(out, state);
    }
};

}  // namespace ops

/// Gated recurrent unit: for each frame x of a sequence, h = (1 - z) n + z h, from h = 0, with
///     r = sigmoid(W_ir x + b_ir + W_hr h + b_hr)   z = sigmoid(W_iz x + b_iz + W_hz h + b_hz)
///     n = tanh(W_in x + b_in + r (W_hn h + b_hn))
///     x (N, T, C)   weight_ih_l0 (3 H, C), weight_hh_l0 (3 H, H), bias_ih_l0, bias_hh_l0 (3 H), in the order
///     r, z, n       y (N, T, H): h after each frame
///
/// Options: last_only (y (N, H): h after the last frame), no_bias, name<"...">, shared<"...">, expects<C>,
/// initialize<...> (of the weights; uniform up to 1 / sqrt(H) unless given). streaming<Net> carries h from
/// block to block. Cost: 3 T H (C + H) MACs. As PyTorch's nn.GRU(C, H, batch_first=True), whose state_dict
/// loads as it is, and Keras's GRU(reset_after=True), which orders the gates z, r, n. Cho et al. 2014.
///
///     struct amplifier : network<input<64, 1>, gru<32>, dense<1>> {};
template <int Units, class... Options>
struct gru : detail::recurrent<gru<Units, Options...>, ops::gru, 3, Units, Options...> {};

}  // namespace inlay
