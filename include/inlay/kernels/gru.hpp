// SPDX-License-Identifier: BSL-1.0
// The steps of a gated recurrent unit in time, and back through time.
#pragma once

#include "../simd/gates.hpp"
#include "recurrent.hpp"

namespace inlay::kernels {

/// The gates of a batch of units, from what step_sums left at `sums`: r and z, n = tanh(xn + r hn).
template <class B, int H>
struct gru_gates {
    B r, z, hn, n;
    INLAY_PART constexpr explicit gru_gates(const float* sums)
        : r(simd::gate_sigmoid(B::load(sums))), z(simd::gate_sigmoid(B::load(sums + gate_stride<B, H>))),
          hn(B::load(sums + 2 * gate_stride<B, H>)),
          n(simd::gate_tanh(fma(r, hn, B::load(sums + 3 * gate_stride<B, H>)))) {}
};

/// T steps of h = (1 - z) n + z h, from h = first.
///     x (T, C), or the products (T, 3 H) where C is 0   first (H)   out (T, H), or (H) where Last
template <class Batch, int T, int C, int H, bool Last>
INLAY_PART constexpr void gru(const float* x, recurrent_weights w, const float* first, float* out) {
    // for frames: for units by tile: for inputs and state, then the gates, while the next tile's products begin
    using B = typename narrowed<Batch, H>::type;
    each_frame<T, H, Last>(first, out, [&](int t, const float* h, float* next) INLAY_INLINE_LAMBDA {
        const float* const xt = x + t * (C > 0 ? C : 3 * H);
        each_channel_tile<B, H, unit_vectors(3, H)>([&](auto units, int u, int last) INLAY_INLINE_LAMBDA {
            using U = decltype(units);
            constexpr int V = U::vectors, W = B::width;
            B sum[3][V] = {}, xn[V] = {};
            tile_sums<B, C, H, 3, gate_list<0, 1, 2>, U>(xt, h, w, u, last, sum, [&](B (&of_x)[V]) INLAY_INLINE_LAMBDA {
                INLAY_UNROLL
                for (int v = 0; v < V; ++v) {
                    xn[v] = of_x[v];
                    of_x[v] = B(0);
                }
            });
            INLAY_UNROLL
            for (int v = 0; v < V; ++v) {
                const int at = u + v * W, lanes = U::template lanes<B>(v, last);
                const B r = simd::gate_sigmoid(sum[0][v]), z = simd::gate_sigmoid(sum[1][v]);
                const B n = simd::gate_tanh(fma(r, sum[2][v], xn[v]));
                store(fma(z, load<B>(h + at, lanes) - n, n), next + at, lanes);
            }
        });
    });
}

/// The gradients of the gates before their functions, from the last step to the first:
/// dr, dz, dn, and dn r, which belongs to h W_n + b_n.
///     dy, y (T, H)   x (T, 3 H)   out (T, 4 H)
template <class Batch, int T, int H>
INLAY_PART constexpr void gru_gradient(const float* dy, const float* x, const float* y, recurrent_weights w,
                                                   float* out) {
    using B = typename narrowed<Batch, H>::type;
    float carry[H] = {};
    const float zeros[H] = {};
    for (int t = T - 1; t >= 0; --t) {
        const float* const h = t > 0 ? y + (t - 1) * H : zeros;
        float* const d = out + t * 4 * H;
        alignas(64) float sums[4 * gate_stride<B, H>];
        step_sums<B, 0, H, 3, gate_list<0, 1, 2>, true>(x + t * 3 * H, h, w, sums);
        each_unit<B, H>([&](int k, int lanes) INLAY_INLINE_LAMBDA {
            const gru_gates<B, H> g(sums + k);
            const B dh = load<B>(dy + t * H + k, lanes) + load<B>(carry + k, lanes);
            const B dn = dh * (1 - g.z) * (1 - g.n * g.n);
            store(dn * g.hn * g.r * (1 - g.r), d + k, lanes);
            store(dh * (load<B>(h + k, lanes) - g.n) * g.z * (1 - g.z), d + H + k, lanes);
            store(dn, d + 2 * H + k, lanes);
            store(dn * g.r, d + 3 * H + k, lanes);
            store(dh * g.z, carry + k, lanes);
        });
        if (t == 0) break;
        add_products_of_rows<B, H, 2 * H, 3 * H>(w.wh, d, carry);
        add_products_of_rows<B, H, H, 3 * H>(w.wh + 2 * H, d + 3 * H, carry);
    }
}

}  // namespace inlay::kernels
