// SPDX-License-Identifier: BSL-1.0
// Arithmetic between values of a network: +, -, *, /, maximum, and functions of one value.
#pragma once

#include "elementwise.hpp"

namespace inlay {
namespace ops {

struct add : map<add, 2> {
    static constexpr auto formula(auto a, auto b) { return a + b; }
};
struct subtract : map<subtract, 2> {
    static constexpr auto formula(auto a, auto b) { return a - b; }
};
struct multiply : map<multiply, 2> {
    static constexpr auto formula(auto a, auto b) { return a * b; }
};
struct divide : map<divide, 2> {
    static constexpr auto formula(auto a, auto b) { return a / b; }
};
struct maximum : map<maximum, 2> {
    static constexpr auto formula(auto a, auto b) { return math::max(a, b); }
};
struct negate : map<negate, 1> {
    static constexpr auto formula(auto x) { return -x; }
};
struct sqrt : map<sqrt, 1> {
    static constexpr auto formula(auto x) { return math::sqrt(x); }
};
struct exp : map<exp, 1> {
    static constexpr auto formula(auto x) { return math::exp(x); }
};
struct log : map<log, 1> {
    static constexpr auto formula(auto x) { return math::log(x); }
};
struct abs : map<abs, 1> {
    static constexpr auto formula(auto x) { return math::abs(x); }
};
struct tanh : map<tanh, 1> {
    static constexpr auto formula(auto x) { return math::tanh(x); }
    static constexpr auto derivative(auto, auto y) { return 1 - y * y; }
};
struct sigmoid : map<sigmoid, 1> {
    static constexpr auto formula(auto x) { return math::sigmoid(x); }
    static constexpr auto derivative(auto, auto y) { return y * (1 - y); }
};

}  // namespace ops

namespace trace {

template <class T>
concept operand = is_symbol<T> || expr::is_number<T>;
template <class A, class B>
concept operands = (is_symbol<A> && operand<B>) || (expr::is_number<A> && is_symbol<B>);

template <class Kinds>
constexpr auto lift(record&, symbol<Kinds> x) {
    return x;
}
template <class N>
    requires expr::is_number<N>
constexpr auto lift(record& r, N value) {
    node n;
    n.op = &op_of<ops::constant>;
    n.batched = false;
    n.value = static_cast<double>(value);
    return symbol<types<ops::constant>>{&r, r.add(n, {})};
}

template <class Op, class A, class B>
constexpr auto binary(A a, B b) {
    record* r = nullptr;
    if constexpr (is_symbol<A>) r = a.r;
    else r = b.r;
    return emit<Op>(node{}, lift(*r, a), lift(*r, b));
}

template <class A, class B> requires operands<A, B>
constexpr auto operator+(A a, B b) { return binary<ops::add>(a, b); }
template <class A, class B> requires operands<A, B>
constexpr auto operator-(A a, B b) { return binary<ops::subtract>(a, b); }
template <class A, class B> requires operands<A, B>
constexpr auto operator*(A a, B b) { return binary<ops::multiply>(a, b); }
template <class A, class B> requires operands<A, B>
constexpr auto operator/(A a, B b) { return binary<ops::divide>(a, b); }
template <class A, class B> requires operands<A, B>
constexpr auto max(A a, B b) { return binary<ops::maximum>(a, b); }
template <class Kinds>
constexpr auto operator-(symbol<Kinds> x) { return emit<ops::negate>(node{}, x); }
template <class Kinds>
constexpr auto sqrt(symbol<Kinds> x) { return emit<ops::sqrt>(node{}, x); }
template <class Kinds>
constexpr auto exp(symbol<Kinds> x) { return emit<ops::exp>(node{}, x); }
template <class Kinds>
constexpr auto log(symbol<Kinds> x) { return emit<ops::log>(node{}, x); }
template <class Kinds>
constexpr auto abs(symbol<Kinds> x) { return emit<ops::abs>(node{}, x); }
template <class Kinds>
constexpr auto tanh(symbol<Kinds> x) { return emit<ops::tanh>(node{}, x); }
template <class Kinds>
constexpr auto sigmoid(symbol<Kinds> x) { return emit<ops::sigmoid>(node{}, x); }

}  // namespace trace

/// How values are joined; functions of values in a traced network, and the first argument of
/// branches<>: add(a, b), branches<concat, dense<8>, dense<4>>.
template <class Op>
struct join_by {
    using kinds = types<Op>;
    template <class A, class B, class... Rest>
    constexpr auto operator()(A a, B b, Rest... rest) const {
        if constexpr (sizeof...(rest) == 0) return trace::binary<Op>(a, b);
        else return (*this)(trace::binary<Op>(a, b), rest...);
    }
};
inline constexpr join_by<ops::add> add;
inline constexpr join_by<ops::subtract> subtract;
inline constexpr join_by<ops::multiply> multiply;
inline constexpr join_by<ops::maximum> maximum;

}  // namespace inlay
