// SPDX-License-Identifier: BSL-1.0
// The derivative of an expression is an expression; evaluation turns either into numbers.
#pragma once

#include "functions.hpp"

namespace inlay::expr {

/// d<I>(e): the derivative of e by argument I, by the chain rule; 0 and 1 vanish on the way.
template <int I, int J>
constexpr auto d(const arg<J>&) {
    if constexpr (I == J) return one{};
    else return zero{};
}
template <int I>
constexpr zero d(const zero&) { return {}; }
template <int I>
constexpr zero d(const one&) { return {}; }
template <int I>
constexpr zero d(const constant&) { return {}; }
template <int I, class Op, class A>
constexpr auto d(const unary<Op, A>& e);
template <int I, class Op, class A, class B>
constexpr auto d(const binary<Op, A, B>& e);

template <int I, class C, class A, class B>
constexpr auto d(const conditional<C, A, B>& e) {
    return where(e.c, d<I>(e.a), d<I>(e.b));
}
template <int I, class Op, class A>
constexpr auto d(const unary<Op, A>& e) {
    const auto inner = d<I>(e.a);
    if constexpr (__is_same(decltype(inner), const zero)) return zero{};
    else return Op::derivative(e.a, e) * inner;
}
template <int I, class Op, class A, class B>
constexpr auto d(const binary<Op, A, B>& e) {
    const auto da = d<I>(e.a);
    const auto db = d<I>(e.b);
    constexpr bool no_a = __is_same(decltype(da), const zero);
    constexpr bool no_b = __is_same(decltype(db), const zero);
    if constexpr (no_a && no_b) return zero{};
    else if constexpr (no_b) return Op::d0(e.a, e.b, e) * da;
    else if constexpr (no_a) return Op::d1(e.a, e.b, e) * db;
    else return Op::d0(e.a, e.b, e) * da + Op::d1(e.a, e.b, e) * db;
}

/// Whether argument I occurs in an expression type.
template <int I, class E>
inline constexpr bool uses = false;
template <int I>
inline constexpr bool uses<I, arg<I>> = true;
template <int I, class Op, class A>
inline constexpr bool uses<I, unary<Op, A>> = uses<I, A>;
template <int I, class Op, class A, class B>
inline constexpr bool uses<I, binary<Op, A, B>> = uses<I, A> || uses<I, B>;
template <int I, class C, class A, class B>
inline constexpr bool uses<I, conditional<C, A, B>> = uses<I, C> || uses<I, A> || uses<I, B>;

/// The value of an expression; `x` holds one V (number or batch) for each argument.
template <class V, int I>
[[gnu::always_inline]] constexpr V evaluate(const arg<I>&, const V* x) { return x[I]; }
template <class V>
[[gnu::always_inline]] constexpr V evaluate(const zero&, const V*) { return V(0); }
template <class V>
[[gnu::always_inline]] constexpr V evaluate(const one&, const V*) { return V(1); }
template <class V>
[[gnu::always_inline]] constexpr V evaluate(const constant& c, const V*) { return V(c.value); }
template <class V, class Op, class A>
[[gnu::always_inline]] constexpr auto evaluate(const unary<Op, A>& e, const V* x);
template <class V, class Op, class A, class B>
[[gnu::always_inline]] constexpr auto evaluate(const binary<Op, A, B>& e, const V* x);

template <class V, class C, class A, class B>
[[gnu::always_inline]] constexpr V evaluate(const conditional<C, A, B>& e, const V* x) {
    return math::where(evaluate(e.c, x), evaluate(e.a, x), evaluate(e.b, x));
}
template <class V, class Op, class A>
[[gnu::always_inline]] constexpr auto evaluate(const unary<Op, A>& e, const V* x) {
    return Op::apply(evaluate(e.a, x));
}
template <class V, class Op, class A, class B>
[[gnu::always_inline]] constexpr auto evaluate(const binary<Op, A, B>& e, const V* x) {
    return Op::apply(evaluate(e.a, x), evaluate(e.b, x));
}

}  // namespace inlay::expr
