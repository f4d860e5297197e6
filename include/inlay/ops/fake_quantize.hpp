// SPDX-License-Identifier: BSL-1.0
// Rounding to 8 bits inside a float network, for training: forward as the integers will have it, backward as if
// nothing were rounded (the straight-through estimator: Bengio et al. 2013; Jacob et al. 2018).
#pragma once

#include "elementwise.hpp"

namespace inlay::ops {

/// dx = dy where x lies in the range of the integers, else 0.
struct fake_quantize_gradient : map<fake_quantize_gradient, 4> {
    static constexpr const char* label = "fake_quantize_gradient";
    static constexpr bool has_gradient = false;
    using gradient_kinds = types<>;
    static constexpr auto formula(auto dy, auto x, auto scale, auto zero_point) {
        const auto n = x / scale + zero_point;
        return where(n > 127.5f, 0, where(n < -128.5f, 0, dy));
    }
};

/// y = scale (n - zero_point), n = round(x / scale) + zero_point, kept in [-128, 127]. scale and zero_point are
/// parameters of one element, which are not trained.                           x, y (N, ...)
struct fake_quantize : map<fake_quantize, 3> {
    static constexpr const char* label = "fake_quantize";
    using gradient_kinds = types<fake_quantize_gradient>;
    static constexpr auto formula(auto x, auto scale, auto zero_point) {
        return (math::min(math::max(round_to_even(x / scale) + zero_point, -128), 127) - zero_point) * scale;
    }
    static constexpr void gradient(gradient_call& c) {
        c.give(0, trace::emit<fake_quantize_gradient>(node{}, c.dy(), c.in(0), c.in(1), c.in(2)));
    }
};

/// y = s round(w / s), s = max |w| / 127 of each output channel, as the weights are at each step: nothing is cut
/// off, and the gradient passes. (A batch_norm behind the layer scales channels, and so commutes with it.)
///     w, y (..., O)
struct fake_quantize_weights : op_base {
    static constexpr const char* label = "fake_quantize_weights";

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) { n.out = in[0]->out; }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int O = c.self->out.last();
        const long size = c.total(*c.self);
        for (int o = 0; o < O; ++o) {
            T most = 0;
            for (long i = o; i < size; i += O) most = math::max(most, math::abs(c.in[0][i]));
            const T scale = most / 127, inverse = most > 0 ? 127 / most : T(0);
            for (long i = o; i < size; i += O)
                c.out[i] = scale * round_to_even(simd::value<T>(c.in[0][i] * inverse))[0];
        }
    }
    static constexpr void gradient(gradient_call& c) { c.give(0, c.dy()); }
};

}  // namespace inlay::ops
