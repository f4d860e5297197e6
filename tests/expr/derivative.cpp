// SPDX-License-Identifier: BSL-1.0
// Derivatives of every primitive against central differences, and what simplifies on the way.
#include "catch.hpp"

#include <inlay/expr/derivative.hpp>
#include <inlay/simd/math.hpp>

#include <cmath>
#include <type_traits>

using namespace inlay::expr;

namespace {

constexpr arg<0> x;
constexpr arg<1> y;

template <class E>
double at(const E& e, double a, double b = 0) {
    const inlay::simd::value<double> v[] = {a, b};
    return evaluate(e, static_cast<const inlay::simd::value<double>*>(v))[0];
}

/// d e / d x and d e / d y at a point.
template <class E>
void check(const E& e, double a, double b = 0.7) {
    constexpr double h = 1e-4;
    const auto difference = [&](double da, double db) {
        const double f1 = at(e, a - 2 * da, b - 2 * db), f2 = at(e, a - da, b - db), f3 = at(e, a + da, b + db),
                     f4 = at(e, a + 2 * da, b + 2 * db);
        return (f1 - 8 * f2 + 8 * f3 - f4) / (12 * h);
    };
    INFO("at " << a << ", " << b);
    CHECK(at(d<0>(e), a, b) == Catch::Approx(difference(h, 0)).epsilon(1e-8).margin(1e-9));
    CHECK(at(d<1>(e), a, b) == Catch::Approx(difference(0, h)).epsilon(1e-8).margin(1e-9));
}

template <class A, class B>
constexpr bool same_type = std::is_same_v<std::remove_cvref_t<A>, B>;

}  // namespace

TEST_CASE("primitives of one argument", "[expr]") {
    for (double a : {-2.3, -0.4, 0.3, 1.9}) {
        check(-x, a);
        check(abs(x), a);
        check(exp(x), a);
        check(expm1(x), a);
        check(tanh(x), a);
        check(sigmoid(x), a);
        check(erf(x), a);
        if (a > 0) check(sqrt(x), a), check(log(x), a);
        if (a > -1) check(log1p(x), a);
    }
}

TEST_CASE("primitives of two arguments", "[expr]") {
    for (double a : {-2.3, -0.4, 0.3, 1.9})
        for (double b : {-1.1, 0.8}) {
            check(x + y, a, b);
            check(x - y, a, b);
            check(x * y, a, b);
            check(x / y, a, b);
            check(max(x, y), a, b);
            check(min(x, y), a, b);
            check(where(x < y, x * y, exp(x)), a, b);
            check(where(x > 0, y, x * x), a, b);
        }
}

TEST_CASE("the chain rule", "[expr]") {
    for (double a : {-1.3, 0.4, 2.2}) {
        check(tanh(x * y + sigmoid(y / (1 + exp(-x)))), a);
        check(sqrt(x * x + 1) * log1p(exp(-abs(x))), a);
        check(x * x * x / (2 - y) - erf(x * y), a);
    }
    check(d<0>(tanh(x) * exp(x * y)), 0.3);  // a derivative is an expression like any other
}

TEST_CASE("derivatives simplify", "[expr]") {
    STATIC_REQUIRE(same_type<decltype(d<0>(x)), one>);
    STATIC_REQUIRE(same_type<decltype(d<1>(x)), zero>);
    STATIC_REQUIRE(same_type<decltype(d<0>(x + 3)), one>);
    STATIC_REQUIRE(same_type<decltype(d<0>(x + y)), one>);
    STATIC_REQUIRE(same_type<decltype(d<0>(exp(y) * 2)), zero>);
    STATIC_REQUIRE(same_type<decltype(d<0>(x * y)), arg<1>>);
    STATIC_REQUIRE(same_type<decltype(d<0>(where(x > 0, y, 2))), zero>);
    STATIC_REQUIRE(same_type<decltype(d<0>(exp(x))), unary<exp_fn, arg<0>>>);
}

TEST_CASE("operators simplify by 0 and 1", "[expr]") {
    STATIC_REQUIRE(same_type<decltype(x + zero{}), arg<0>>);
    STATIC_REQUIRE(same_type<decltype(zero{} + x), arg<0>>);
    STATIC_REQUIRE(same_type<decltype(x - zero{}), arg<0>>);
    STATIC_REQUIRE(same_type<decltype(zero{} - x), unary<negate_fn, arg<0>>>);
    STATIC_REQUIRE(same_type<decltype(x * one{}), arg<0>>);
    STATIC_REQUIRE(same_type<decltype(one{} * x), arg<0>>);
    STATIC_REQUIRE(same_type<decltype(x * zero{}), zero>);
    STATIC_REQUIRE(same_type<decltype(x / one{}), arg<0>>);
    STATIC_REQUIRE(same_type<decltype(zero{} / x), zero>);
    STATIC_REQUIRE(same_type<decltype(-zero{}), zero>);
}

TEST_CASE("which arguments an expression uses", "[expr]") {
    STATIC_REQUIRE(uses<0, decltype(x * 2)>);
    STATIC_REQUIRE_FALSE(uses<1, decltype(x * 2)>);
    STATIC_REQUIRE(uses<1, decltype(where(y > 0, x, 1))>);
    STATIC_REQUIRE(uses<0, decltype(exp(-x))>);
}
