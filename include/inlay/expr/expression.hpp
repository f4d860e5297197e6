// SPDX-License-Identifier: BSL-1.0
// Elementwise formulas as types: what a formula called with arguments of this kind returns.
#pragma once

namespace inlay::expr {

struct expression {};

template <class E>
concept is_expression = __is_base_of(expression, E);

/// Argument number I of the formula.
template <int I>
struct arg : expression {};

/// 0 and 1 are types of their own: derivatives simplify by them.
struct zero : expression {};
struct one : expression {};
struct constant : expression {
    double value;
    constexpr explicit constant(double v) : value(v) {}
};

template <class Op, class A>
struct unary : expression {
    A a;
    constexpr explicit unary(A x) : a(x) {}
};
template <class Op, class A, class B>
struct binary : expression {
    A a;
    B b;
    constexpr binary(A x, B y) : a(x), b(y) {}
};
/// a where the comparison c holds, else b.
template <class C, class A, class B>
struct conditional : expression {
    C c;
    A a;
    B b;
    constexpr conditional(C x, A y, B z) : c(x), a(y), b(z) {}
};

template <class T>
concept is_number =
    __is_same(T, int) || __is_same(T, double) || __is_same(T, float) || __is_same(T, long);

template <class A, class B>
concept operands = (is_expression<A> && (is_expression<B> || is_number<B>)) ||
                   (is_number<A> && is_expression<B>);

template <class E>
    requires is_expression<E>
constexpr E lift(const E& e) {
    return e;
}
template <class N>
    requires is_number<N>
constexpr constant lift(N n) {
    return constant{static_cast<double>(n)};
}

template <class Op, class A>
constexpr unary<Op, A> make(const A& a) {
    return unary<Op, A>{a};
}
template <class Op, class A, class B>
constexpr binary<Op, A, B> make(const A& a, const B& b) {
    return binary<Op, A, B>{a, b};
}

}  // namespace inlay::expr
