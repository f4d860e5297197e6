// SPDX-License-Identifier: BSL-1.0
// Elementwise operations from one formula: reference, shape rule and the generated derivative.
#pragma once

#include "../expr/derivative.hpp"
#include "../graph/layer.hpp"
#include "../simd/math.hpp"

namespace inlay {
namespace ops {

template <class F, int Arity>
struct map;

namespace detail {

using inlay::detail::indices;
using inlay::detail::make_indices;

template <class F, int... I>
constexpr auto expression_of(indices<I...>) {
    return expr::lift(F::formula(expr::arg<I>{}...));
}

/// The derivative of F by argument I. The arguments are F's inputs and then its output.
template <class F, int Arity, int I>
constexpr auto derivative_expression() {
    if constexpr (requires { F::derivative(expr::arg<0>{}, expr::arg<1>{}); })
        return expr::lift(F::derivative(expr::arg<0>{}, expr::arg<1>{}));
    else return expr::d<I>(expression_of<F>(make_indices<Arity>{}));
}

template <class F, int Arity, int I>
using derivative_type = decltype(derivative_expression<F, Arity, I>());

struct used_arguments {
    int index[max_inputs + 1]{};
    int count = 0;
};
template <class E, int... J>
constexpr used_arguments find_used(indices<J...>) {
    used_arguments u;
    ((expr::uses<J, E> ? void(u.index[u.count++] = J) : void()), ...);
    return u;
}

}  // namespace detail

/// dy * dF/dx_I, of those of F's inputs and output that the derivative needs.
template <class F, int Arity, int I>
struct derivative_of
    : map<derivative_of<F, Arity, I>,
          1 + detail::find_used<detail::derivative_type<F, Arity, I>>(detail::make_indices<Arity + 1>{}).count> {
    static constexpr auto expression = detail::derivative_expression<F, Arity, I>();
    static constexpr detail::used_arguments used =
        detail::find_used<detail::derivative_type<F, Arity, I>>(detail::make_indices<Arity + 1>{});
    static constexpr text name_text = text{"d_"} << type_name<F>();
    static constexpr const char* label = name_text.data;
    static constexpr bool has_gradient = false;

    template <class V, class... Vs>
    INLAY_PART static constexpr V formula(V dy, Vs... x) {
        const V given[] = {x..., dy};
        V all[Arity + 1] = {};
        for (int i = 0; i < used.count; ++i) all[used.index[i]] = given[i];
        return dy * expr::evaluate(expression, static_cast<const V*>(all));
    }
};

/// F::formula applied element by element; inputs of a shape that ends the others' are repeated.
template <class F, int Arity>
struct map : op_base {
    static constexpr bool is_elementwise = true;
    static constexpr const char* label = type_name<F>();

    static constexpr void infer(node& n, const node* const* in, int count, trace::record& r) {
        n.out = in[0]->out;
        for (int i = 1; i < count; ++i)
            if (in[i]->out.rank > n.out.rank || (in[i]->out.rank == n.out.rank && in[i]->size() > n.size()))
                n.out = in[i]->out;
        const shape& first = in[0]->out;
        for (int i = 0; i < count; ++i)
            if (in[i]->size() != 1 && !in[i]->out.is_suffix_of(n.out))
                r.fail(text{"equal shapes: ["} << first << ']',
                       text{"["} << (i == 0 ? n.out : in[i]->out) << ']');
    }

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long size = c.self->size();
        for (long k = 0, n = c.total(*c.self); k < n; ++k)
            c.out[k] = at(c, k / size, k % size, detail::make_indices<Arity>{});
    }

    static constexpr long state_size(const node&, const node* const*) { return 0; }
    static constexpr void gradient(gradient_call& c) { each(c, detail::make_indices<Arity>{}); }

private:
    template <class T>
    static constexpr simd::value<T> element(const reference_call<T>& c, int i, long sample, long k) {
        const node& n = c.input(i);
        return simd::value<T>(c.in[i][(n.batched ? sample * n.size() : 0) + k % n.size()]);
    }
    template <class T, int... I>
    static constexpr T at(const reference_call<T>& c, long sample, long k, detail::indices<I...>) {
        return F::formula(element(c, I, sample, k)...)[0];
    }

    template <int... I>
    static constexpr void each(gradient_call& c, detail::indices<I...>) {
        (one<I>(c), ...);
    }
    template <int I>
    static constexpr void one(gradient_call& c) {
        using d = detail::derivative_type<F, Arity, I>;
        if constexpr (__is_same(d, expr::one)) c.give(I, c.dy());
        else if constexpr (!__is_same(d, expr::zero))
            product<I>(c, detail::make_indices<derivative_of<F, Arity, I>::used.count>{});
    }
    template <int I, int... J>
    static constexpr void product(gradient_call& c, detail::indices<J...>) {
        using op = derivative_of<F, Arity, I>;
        c.give(I, trace::emit<op>(node{}, c.dy(), argument(c, op::used.index[J])...));
    }
    static constexpr gradient_call::symbol argument(gradient_call& c, int j) {
        return j == Arity ? c.y() : c.in(j);
    }

    template <class Indices>
    struct derivatives;
    template <int... I>
    struct derivatives<detail::indices<I...>> {
        using type = types<derivative_of<F, Arity, I>...>;
    };

public:
    using gradient_kinds = typename derivatives<detail::make_indices<Arity>>::type;
};

}  // namespace ops

/// Base of an activation: a layer given by its formula alone. Its derivative is generated from the
/// same expression, unless `derivative(x, y)` is given because it is better (y: the output).
///
///     struct bent_identity : elementwise<bent_identity> {
///         static constexpr auto formula(auto x) { return (sqrt(x * x + 1) - 1) / 2 + x; }
///     };
template <class Derived>
struct elementwise : layer<Derived>, ops::map<Derived, 1> {
    struct builds_itself {};
    using kinds = types<Derived>;
    static constexpr int build(trace::record& r, int x) {
        return trace::emit<Derived>(node{}, trace::symbol<types<>>{&r, x}).id;
    }
};

}  // namespace inlay
