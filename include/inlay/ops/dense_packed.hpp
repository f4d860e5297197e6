// SPDX-License-Identifier: BSL-1.0
// The fully connected layer of a deployed model: its weights in panels, in 32 or 16 bits.
#pragma once

#include "../graph/layer.hpp"
#include "../kernels/dense.hpp"

namespace inlay::ops {

/// The panels of a weight, its columns beyond U zero; node.type says in which type.
///     W (I, U)   out (panels, I, columns)
struct dense_panels : op_base {
    static constexpr const char* label = "dense_panels";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape &w = c.input(0).out, &p = c.self->out;
        for (int k = 0; k < p[0]; ++k)
            for (int i = 0; i < p[1]; ++i)
                for (int j = 0; j < p[2]; ++j) {
                    const int u = k * p[2] + j;
                    T& to = c.out[(k * p[1] + i) * p[2] + j];
                    to = u < w[1] ? static_cast<T>(inlay::detail::rounded_to(c.self->type, static_cast<float>(c.in[0][i * w[1] + u]))) : T(0);
                }
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long) {
        kernels::pack_weights<Site::self.type, Site::input(0).out[0], Site::input(0).out[1]>(in[0], out);
    }
};

/// y = x W + b on the last extent, W in panels.
///     x (N, ..., I)   W (panels, I, columns)   b (U)   y (N, ..., U)
struct dense_packed : op_base {
    static constexpr const char* label = "dense_packed";
    static constexpr bool is_anchor = true;
    static constexpr bool has_gradient = false;

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape& w = c.input(1).out;
        const int U = c.self->out.last(), I = w[1];
        for (long r = 0, rows = c.total(*c.self) / U; r < rows; ++r)
            for (int u = 0; u < U; ++u) {
                T sum = c.self->input_count > 2 ? c.in[2][u] : T(0);
                for (int i = 0; i < I; ++i) sum += c.in[0][r * I + i] * c.in[1][(u / w[2] * I + i) * w[2] + u % w[2]];
                c.out[r * U + u] = sum;
            }
    }
    static constexpr long macs(const node& n, const node* const* in) { return n.size() * in[1]->out[1]; }
    static constexpr text kernel_choice(const node&, const node* const* in) {
        const shape& w = in[1]->out;
        return text{""} << w[0] << (w[0] == 1 ? " panel" : " panels") << " of " << w[2] << " columns, weights in "
                        << name_of(in[1]->type);
    }
    template <class Site, class Epilogue>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        constexpr node w = Site::input(1);
        constexpr int I = w.out[1], U = Site::self.out.last();
        using B = typename Site::batch;
        kernels::dense_by<B, I, U>(in[0], kernels::packed_weights<B, w.type, I, w.out[2]>{in[1]},
                                   Site::self.input_count > 2 ? in[2] : nullptr, out, batch * (Site::self.size() / U), e);
    }

    /// What takes the place of y = x W + b, with its weights made from W; -1 where W lies as a panel already, or
    /// nearly so: the zeros beyond U would cost more bytes than whole batches save.
    static constexpr int pack(auto& g, const node& n, deployment d) {
        const node w = g[n.input[1]];
        const kernels::panels p = kernels::panels_for(w.out[1], simd::native_width, d.weights);
        if (w.batched || (d.weights == dtype::f32 && p.count == 1 && w.out[1] >= 4 * simd::native_width)) return -1;
        node panels;
        panels.out = {p.count, w.out[0], p.columns};
        panels.batched = false;
        panels.layer = n.layer;
        panels.type = d.weights;
        panels.input[panels.input_count++] = n.input[1];
        node packed = n;
        packed.input[1] = append_as<dense_panels>(g, panels);
        return append_as<dense_packed>(g, packed);
    }
};

}  // namespace inlay::ops
