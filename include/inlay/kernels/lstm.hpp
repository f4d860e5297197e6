// SPDX-License-Identifier: BSL-1.0
// The steps of a long short-term memory in time, and back through time.
#pragma once

#include "../simd/gates.hpp"
#include "recurrent.hpp"

namespace inlay::kernels {

/// The gates of a batch of units, from what step_sums left at `sums`: g after tanh, the others after sigmoid.
template <class B, int H>
struct lstm_gates {
    B i, f, g, o;
    INLAY_PART constexpr explicit lstm_gates(const float* sums)
        : i(simd::gate_sigmoid(B::load(sums))), f(simd::gate_sigmoid(B::load(sums + gate_stride<B, H>))),
          g(simd::gate_tanh(B::load(sums + 2 * gate_stride<B, H>))),
          o(simd::gate_sigmoid(B::load(sums + 3 * gate_stride<B, H>))) {}
};

/// T steps of c = f c + i g, h = o tanh(c), from h = first.
///     x (T, C), or the products (T, 4 H) where C is 0   first, c (H)   out (T, H), or (H) where Last
template <class Batch, int T, int C, int H, bool Last>
INLAY_PART constexpr void lstm(const float* x, recurrent_weights w, const float* first, float* c, float* out) {
    // for frames: for units by tile: for inputs and state, then the gates, while the next tile's products begin
    using B = typename narrowed<Batch, H>::type;
    each_frame<T, H, Last>(first, out, [&](int t, const float* h, float* next) INLAY_INLINE_LAMBDA {
        const float* const xt = x + t * (C > 0 ? C : 4 * H);
        each_channel_tile<B, H, unit_vectors(4, H)>([&](auto units, int u, int last) INLAY_INLINE_LAMBDA {
            using U = decltype(units);
            constexpr int V = U::vectors, W = B::width;
            B sum[4][V] = {}, cell[V] = {};
            tile_sums<B, C, H, 4, gate_list<0, 1, 2, 3>, U>(xt, h, w, u, last, sum, [](const B (&)[V]) {});
            INLAY_UNROLL
            for (int v = 0; v < V; ++v) {
                const int at = u + v * W, lanes = U::template lanes<B>(v, last);
                const B i = simd::gate_sigmoid(sum[0][v]), f = simd::gate_sigmoid(sum[1][v]);
                cell[v] = fma(f, load<B>(c + at, lanes), i * simd::gate_tanh(sum[2][v]));
                store(cell[v], c + at, lanes);
            }
            INLAY_UNROLL
            for (int v = 0; v < V; ++v)
                store(simd::gate_sigmoid(sum[3][v]) * simd::gate_tanh(cell[v]), next + u + v * W, U::template lanes<B>(v, last));
        });
    });
}

/// The gradients of the gates before their functions (di, df, dg, do), from the last step to the first;
/// behind them c.
///     dy, y (T, H)   x (T, 4 H)   out (T, 5 H)
template <class Batch, int T, int H>
INLAY_PART constexpr void lstm_gradient(const float* dy, const float* x, const float* y, recurrent_weights w,
                                                    float* out) {
    using B = typename narrowed<Batch, H>::type;
    const float zeros[H] = {};
    // the gates and cells of all steps, kept where their gradients will be
    for (int t = 0; t < T; ++t) {
        float* const d = out + t * 5 * H;
        const float* const before = t > 0 ? d - H : zeros;  // c
        alignas(64) float sums[4 * gate_stride<B, H>];
        step_sums<B, 0, H, 4, gate_list<0, 1, 2, 3>>(x + t * 4 * H, t > 0 ? y + (t - 1) * H : zeros, w, sums);
        each_unit<B, H>([&](int k, int lanes) INLAY_INLINE_LAMBDA {
            const lstm_gates<B, H> g(sums + k);
            store(g.i, d + k, lanes);
            store(g.f, d + H + k, lanes);
            store(g.g, d + 2 * H + k, lanes);
            store(g.o, d + 3 * H + k, lanes);
            store(fma(g.f, load<B>(before + k, lanes), g.i * g.g), d + 4 * H + k, lanes);
        });
    }
    float carry[H] = {}, carry_c[H] = {};  // what the later steps add to dh and dc
    for (int t = T - 1; t >= 0; --t) {
        float* const d = out + t * 5 * H;
        const float* const before = t > 0 ? d - H : zeros;
        each_unit<B, H>([&](int k, int lanes) INLAY_INLINE_LAMBDA {
            const B i = load<B>(d + k, lanes), f = load<B>(d + H + k, lanes), g = load<B>(d + 2 * H + k, lanes);
            const B o = load<B>(d + 3 * H + k, lanes), s = simd::gate_tanh(load<B>(d + 4 * H + k, lanes));
            const B dh = load<B>(dy + t * H + k, lanes) + load<B>(carry + k, lanes);
            const B dc = load<B>(carry_c + k, lanes) + dh * o * (1 - s * s);
            store(dc * g * i * (1 - i), d + k, lanes);
            store(dc * load<B>(before + k, lanes) * f * (1 - f), d + H + k, lanes);
            store(dc * i * (1 - g * g), d + 2 * H + k, lanes);
            store(dh * s * o * (1 - o), d + 3 * H + k, lanes);
            store(dc * f, carry_c + k, lanes);
            store(B(0), carry + k, lanes);
        });
        if (t > 0) add_products_of_rows<B, H, 4 * H, 4 * H>(w.wh, d, carry);
    }
}

}  // namespace inlay::kernels
