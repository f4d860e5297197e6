// SPDX-License-Identifier: BSL-1.0
// The primitive functions of formulas: how each is evaluated, and its derivative, side by side.
#pragma once

#include "../core/math_functions.hpp"
#include "expression.hpp"

namespace inlay::expr {

// apply(x...): on numbers and SIMD batches.   derivative(x..., y): of y = f(x...), as an expression.
// Binary functions give the derivative by their first (d0) and second (d1) argument.

struct negate_fn {
    static constexpr auto apply(auto x) { return -x; }
    static constexpr auto derivative(auto, auto) { return constant{-1}; }
};
struct add_fn {
    static constexpr auto apply(auto a, auto b) { return a + b; }
    static constexpr auto d0(auto, auto, auto) { return one{}; }
    static constexpr auto d1(auto, auto, auto) { return one{}; }
};
struct subtract_fn {
    static constexpr auto apply(auto a, auto b) { return a - b; }
    static constexpr auto d0(auto, auto, auto) { return one{}; }
    static constexpr auto d1(auto, auto, auto) { return constant{-1}; }
};
struct multiply_fn {
    static constexpr auto apply(auto a, auto b) { return a * b; }
    static constexpr auto d0(auto, auto b, auto) { return b; }
    static constexpr auto d1(auto a, auto, auto) { return a; }
};
struct divide_fn {
    static constexpr auto apply(auto a, auto b) { return a / b; }
    static constexpr auto d0(auto, auto b, auto);
    static constexpr auto d1(auto, auto b, auto y);
};
struct less_fn {
    static constexpr auto apply(auto a, auto b) { return a < b; }
};
struct greater_fn {
    static constexpr auto apply(auto a, auto b) { return a > b; }
};
struct max_fn {
    static constexpr auto apply(auto a, auto b) { return math::max(a, b); }
    static constexpr auto d0(auto a, auto b, auto);
    static constexpr auto d1(auto a, auto b, auto);
};
struct min_fn {
    static constexpr auto apply(auto a, auto b) { return math::min(a, b); }
    static constexpr auto d0(auto a, auto b, auto);
    static constexpr auto d1(auto a, auto b, auto);
};
struct abs_fn {
    static constexpr auto apply(auto x) { return math::abs(x); }
    static constexpr auto derivative(auto x, auto);
};
struct sqrt_fn {
    static constexpr auto apply(auto x) { return math::sqrt(x); }
    static constexpr auto derivative(auto, auto y);
};
struct exp_fn {
    static constexpr auto apply(auto x) { return math::exp(x); }
    static constexpr auto derivative(auto, auto y) { return y; }
};
struct expm1_fn {
    static constexpr auto apply(auto x) { return math::expm1(x); }
    static constexpr auto derivative(auto x, auto);
};
struct log_fn {
    static constexpr auto apply(auto x) { return math::log(x); }
    static constexpr auto derivative(auto x, auto);
};
struct log1p_fn {
    static constexpr auto apply(auto x) { return math::log1p(x); }
    static constexpr auto derivative(auto x, auto);
};
struct tanh_fn {
    static constexpr auto apply(auto x) { return math::tanh(x); }
    static constexpr auto derivative(auto, auto y);
};
struct sigmoid_fn {
    static constexpr auto apply(auto x) { return math::sigmoid(x); }
    static constexpr auto derivative(auto, auto y);
};
struct erf_fn {
    static constexpr auto apply(auto x) { return math::erf(x); }
    static constexpr auto derivative(auto x, auto);
};

// Operators. Products with 0 and 1, and sums with 0, are simplified as they are written.

template <class E>
    requires is_expression<E>
constexpr auto operator-(const E& a) {
    if constexpr (__is_same(E, zero)) return zero{};
    else return make<negate_fn>(a);
}
template <class A, class B>
    requires operands<A, B>
constexpr auto operator+(const A& a, const B& b) {
    if constexpr (__is_same(A, zero)) return lift(b);
    else if constexpr (__is_same(B, zero)) return lift(a);
    else return make<add_fn>(lift(a), lift(b));
}
template <class A, class B>
    requires operands<A, B>
constexpr auto operator-(const A& a, const B& b) {
    if constexpr (__is_same(B, zero)) return lift(a);
    else if constexpr (__is_same(A, zero)) return -lift(b);
    else return make<subtract_fn>(lift(a), lift(b));
}
template <class A, class B>
    requires operands<A, B>
constexpr auto operator*(const A& a, const B& b) {
    if constexpr (__is_same(A, zero) || __is_same(B, zero)) return zero{};
    else if constexpr (__is_same(A, one)) return lift(b);
    else if constexpr (__is_same(B, one)) return lift(a);
    else return make<multiply_fn>(lift(a), lift(b));
}
template <class A, class B>
    requires operands<A, B>
constexpr auto operator/(const A& a, const B& b) {
    if constexpr (__is_same(A, zero)) return zero{};
    else if constexpr (__is_same(B, one)) return lift(a);
    else return make<divide_fn>(lift(a), lift(b));
}
template <class A, class B>
    requires operands<A, B>
constexpr auto operator<(const A& a, const B& b) {
    return make<less_fn>(lift(a), lift(b));
}
template <class A, class B>
    requires operands<A, B>
constexpr auto operator>(const A& a, const B& b) {
    return make<greater_fn>(lift(a), lift(b));
}
template <class A, class B>
    requires operands<A, B>
constexpr auto max(const A& a, const B& b) {
    return make<max_fn>(lift(a), lift(b));
}
template <class A, class B>
    requires operands<A, B>
constexpr auto min(const A& a, const B& b) {
    return make<min_fn>(lift(a), lift(b));
}
template <class C, class A, class B>
    requires is_expression<C>
constexpr auto where(const C& c, const A& a, const B& b) {
    using x = decltype(lift(a));
    using y = decltype(lift(b));
    if constexpr (__is_same(x, zero) && __is_same(y, zero)) return zero{};
    else return conditional<C, x, y>{c, lift(a), lift(b)};
}
template <class E>
    requires is_expression<E>
constexpr auto abs(const E& x) { return make<abs_fn>(x); }
template <class E>
    requires is_expression<E>
constexpr auto sqrt(const E& x) { return make<sqrt_fn>(x); }
template <class E>
    requires is_expression<E>
constexpr auto exp(const E& x) { return make<exp_fn>(x); }
template <class E>
    requires is_expression<E>
constexpr auto expm1(const E& x) { return make<expm1_fn>(x); }
template <class E>
    requires is_expression<E>
constexpr auto log(const E& x) { return make<log_fn>(x); }
template <class E>
    requires is_expression<E>
constexpr auto log1p(const E& x) { return make<log1p_fn>(x); }
template <class E>
    requires is_expression<E>
constexpr auto tanh(const E& x) { return make<tanh_fn>(x); }
template <class E>
    requires is_expression<E>
constexpr auto sigmoid(const E& x) { return make<sigmoid_fn>(x); }
template <class E>
    requires is_expression<E>
constexpr auto erf(const E& x) { return make<erf_fn>(x); }

constexpr auto divide_fn::d0(auto, auto b, auto) { return one{} / b; }
constexpr auto divide_fn::d1(auto, auto b, auto y) { return -y / b; }
constexpr auto max_fn::d0(auto a, auto b, auto) { return where(a < b, zero{}, one{}); }
constexpr auto max_fn::d1(auto a, auto b, auto) { return where(a < b, one{}, zero{}); }
constexpr auto min_fn::d0(auto a, auto b, auto) { return where(b < a, zero{}, one{}); }
constexpr auto min_fn::d1(auto a, auto b, auto) { return where(b < a, one{}, zero{}); }
constexpr auto abs_fn::derivative(auto x, auto) {
    return where(x > 0, one{}, where(x < 0, constant{-1}, constant{0}));
}
constexpr auto sqrt_fn::derivative(auto, auto y) { return 0.5 / y; }
constexpr auto expm1_fn::derivative(auto x, auto) { return exp(x); }
constexpr auto log_fn::derivative(auto x, auto) { return one{} / x; }
constexpr auto log1p_fn::derivative(auto x, auto) { return one{} / (x + 1); }
constexpr auto tanh_fn::derivative(auto, auto y) { return 1 - y * y; }
constexpr auto sigmoid_fn::derivative(auto, auto y) { return y * (1 - y); }
constexpr auto erf_fn::derivative(auto x, auto) { return 1.1283791670955126 * exp(-(x * x)); }

}  // namespace inlay::expr
