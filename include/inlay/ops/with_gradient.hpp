// SPDX-License-Identifier: BSL-1.0
// A layer's own gradient rule, in place of the one generated from its forward function.
#pragma once

#include "../graph/trace.hpp"

namespace inlay {

template <class... Kinds>
struct gradient_list {
    using kinds = union_of<Kinds...>;
    int ids[sizeof...(Kinds)];
};

/// What a layer's gradient returns: one value for x, then one for each parameter.
template <class... Kinds>
constexpr auto gradients(trace::symbol<Kinds>... g) {
    return gradient_list<Kinds...>{{g.id...}};
}

namespace ops {

/// Passes its first input on; the others are the layer's own input and Parameters parameters, which
/// its rule reads. The law: identity forward, L::gradient backward.
template <class L, int Parameters>
struct with_gradient : op_base {
    static constexpr const char* label = "with_gradient";
    static constexpr bool is_view = true;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[0]->out;
        n.batched = in[0]->batched;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        for (long i = 0, n = c.total(*c.self); i < n; ++i) c.out[i] = c.in[0][i];
    }
    static constexpr void gradient(gradient_call& c) {
        const auto g = rule(c, detail::make_indices<Parameters + 1>{});
        for (int i = 0; i <= Parameters; ++i) c.given[i + 1] = g.ids[i];
    }

private:
    template <int... I>
    static constexpr auto rule(const gradient_call& c, detail::indices<I...>) {
        return L::gradient(c.dy(), c.in(I + 1)...);
    }

public:
    using gradient_kinds =
        typename decltype(rule(*static_cast<const gradient_call*>(nullptr),
                               detail::make_indices<Parameters + 1>{}))::kinds;
};

}  // namespace ops
}  // namespace inlay
