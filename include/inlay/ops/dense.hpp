// SPDX-License-Identifier: BSL-1.0
// The fully connected layer: its operation, its gradient and what they are made of.
#pragma once

#include "../kernels/dense.hpp"
#include "../kernels/transpose.hpp"
#include "dense_packed.hpp"
#include "reshape.hpp"

namespace inlay {
namespace ops {

/// (R, C) to (C, R).
struct transpose : op_base {
    static constexpr const char* label = "transpose";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = {in[0]->out[1], in[0]->out[0]};
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int rows = c.input(0).out[0], columns = c.input(0).out[1];
        for (int i = 0; i < rows; ++i)
            for (int j = 0; j < columns; ++j) c.out[j * rows + i] = c.in[0][i * columns + j];
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long) {
        kernels::transpose<Site::input(0).out[0], Site::input(0).out[1]>(in[0], out);
    }
};

/// dW = x^T dy.           x (N, ..., I)   dy (N, ..., U)   dW (I, U), summed over all leading extents
struct dense_weight_gradient : op_base {
    static constexpr const char* label = "dense_weight_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = {in[0]->out.last(), in[1]->out.last()};
        n.batched = false;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int I = c.self->out[0], U = c.self->out[1];
        for (long i = 0; i < c.self->size(); ++i) c.out[i] = 0;
        for (long r = 0, rows = c.total(c.input(0)) / I; r < rows; ++r)
            for (int i = 0; i < I; ++i)
                for (int u = 0; u < U; ++u) c.out[i * U + u] += c.in[0][r * I + i] * c.in[1][r * U + u];
    }
    static constexpr long macs(const node& n, const node* const* in) {
        return in[0]->size() * n.out[1];
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int I = Site::self.out[0], U = Site::self.out[1];
        kernels::dense_weight_gradient<typename Site::batch, I, U>(
            in[0], in[1], out, batch * (Site::input(0).size() / I));
    }
};

/// y = x W + b on the last extent.        x (N, ..., I)   W (I, U)   b (U)   y (N, ..., U)
struct dense : op_base {
    static constexpr const char* label = "dense";
    static constexpr bool is_anchor = true;
    static constexpr bool is_scalable = true;
    using gradient_kinds = types<dense, transpose, dense_weight_gradient>;
    using packed_kinds = types<dense_panels, dense_packed>;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[0]->out.with_last(in[1]->out[1]);
        n.batched = in[0]->batched;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int I = c.input(1).out[0], U = c.input(1).out[1];
        for (long r = 0, rows = c.total(*c.self) / U; r < rows; ++r)
            for (int u = 0; u < U; ++u) {
                T sum = c.self->input_count > 2 ? c.in[2][u] : T(0);
                for (int i = 0; i < I; ++i) sum += c.in[0][r * I + i] * c.in[1][i * U + u];
                c.out[r * U + u] = sum;
            }
    }
    static constexpr void gradient(gradient_call& c) {
        const auto dy = c.dy(), x = c.in(0), w = c.in(1);
        c.give(0, trace::emit<dense>(node{}, dy, trace::emit<transpose>(node{}, w)));   // dx = dy W^T
        c.give(1, trace::emit<dense_weight_gradient>(node{}, x, dy));                   // dW = x^T dy
        if (c.input_count() > 2) c.give(2, dy);                                         // db = sum dy
    }
    static constexpr long macs(const node& n, const node* const* in) {
        return n.size() * in[1]->out[0];
    }
    static constexpr int pack(auto& g, const node& n, deployment d) { return dense_packed::pack(g, n, d); }
    static constexpr text kernel_choice(const node&, const node* const* in) {
        const int U = in[1]->out[1], W = simd::native_width;
        const kernels::tile t = kernels::tile_for(U, W);
        return text{"tiles of "} << t.rows << " rows, " << t.vectors * W << " columns; one row: " << kernels::vectors_for_one_row(U, W) * W;
    }
    static constexpr long state_size(const node&, const node* const*) { return 0; }
    template <class Site, class Epilogue>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        constexpr int I = Site::input(1).out[0], U = Site::input(1).out[1];
        kernels::dense<typename Site::batch, I, U>(in[0], in[1], Site::self.input_count > 2 ? in[2] : nullptr,
                                                   out, batch * (Site::self.size() / U), e);
    }
};

}  // namespace ops

/// Fully connected layer: y = x W^T + b.           x (N, I)   W (Units, I)   b (Units)   y (N, Units)
///
/// Options: no_bias, name<"...">, shared<"...">, expects<I>, initialize<...> (Glorot uniform unless
/// given). Works on the last extent of larger inputs. Cost: I * Units MACs, Units * (I + 1)
/// parameters. As PyTorch's nn.Linear and Keras's Dense.
///
///     struct classifier : network<input<784>, dense<128>, relu, dense<10>> {};
template <int Units, class... Options>
struct dense : layer<dense<Units, Options...>, Options...> {
    static constexpr int units = Units > 0 ? Units : 1;
    static constexpr option accepts[] = {option::shared, option::no_bias, option::expects,
                                         option::initialize};
    static constexpr int follows_flatten = 1;  // parameters that count the inputs: the weight

    static constexpr void check(trace::record& r, shape x) {
        if (Units < 1) r.fail(text{"at least 1 unit"}, text{""} << Units);
        constexpr int expected = detail::value_or<option::expects, int, Options...>(0);
        if (expected != 0 && expected != x.last())
            r.fail(text{"expects "} << expected << " inputs", text{"found "} << x.last());
    }
    static constexpr auto parameters(shape x) {
        const int in = x.last();
        const parameter_info weight{
            "weight", {units, in},
            detail::value_or<option::initialize, initializer, Options...>(init::glorot_uniform),
            layout::dense, true, in, units};
        const parameter_info bias{"bias", shape{units}, init::zeros, layout::plain, true, in, units};
        if constexpr (detail::has<option::no_bias, Options...>) return list(weight);
        else return list(weight, bias);
    }
    static constexpr auto forward(auto x, auto w, auto... b) {
        return trace::emit<ops::dense>(node{}, x, w, b...);
    }
};

}  // namespace inlay
