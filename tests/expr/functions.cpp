// SPDX-License-Identifier: BSL-1.0
// One expression evaluated on doubles, on single lanes and on native batches.
#include "catch.hpp"

#include <inlay/expr/derivative.hpp>
#include <inlay/simd/math.hpp>

#include <cmath>

using namespace inlay::expr;

namespace {

constexpr arg<0> x;
constexpr arg<1> y;
constexpr auto formula = where(x > y, tanh(x) * 2 - y / (x + 3), max(x, 0.25) + min(y, 1) * sigmoid(-x)) +
                         sqrt(abs(x) + 1) * erf(y) + log(exp(x) + 1) - log1p(exp(y)) + expm1(x * 0.1);

double by_hand(double a, double b) {
    const auto sigmoid_of = [](double v) { return 1 / (1 + std::exp(-v)); };
    const double first = a > b ? std::tanh(a) * 2 - b / (a + 3) : std::max(a, 0.25) + std::min(b, 1.0) * sigmoid_of(-a);
    return first + std::sqrt(std::abs(a) + 1) * std::erf(b) + std::log(std::exp(a) + 1) - std::log1p(std::exp(b)) +
           std::expm1(a * 0.1);
}

template <int W>
void check_batches() {
    using B = inlay::simd::batch<W>;
    for (int n = 0; n < 5; ++n) {
        float a[W], b[W];
        for (int i = 0; i < W; ++i) {
            a[i] = -1.7f + 0.9f * static_cast<float>(n) + 0.13f * static_cast<float>(i);
            b[i] = 1.1f - 0.37f * static_cast<float>(i + n);
        }
        const B v[] = {B::load(a), B::load(b)};
        const B result = evaluate(formula, static_cast<const B*>(v));
        for (int i = 0; i < W; ++i)
            CHECK(static_cast<double>(result[i]) ==
                  Catch::Approx(by_hand(static_cast<double>(a[i]), static_cast<double>(b[i]))).epsilon(2e-6).margin(2e-6));
    }
}

constexpr double constant_value() {
    const inlay::simd::value<double> v[] = {0.5, 0.25};
    return evaluate(formula, static_cast<const inlay::simd::value<double>*>(v))[0];
}

}  // namespace

TEST_CASE("an expression on doubles", "[expr]") {
    for (double a : {-2.0, -0.3, 0.0, 0.9, 2.4})
        for (double b : {-1.5, 0.2, 1.3}) {
            const inlay::simd::value<double> v[] = {a, b};
            CHECK(evaluate(formula, static_cast<const inlay::simd::value<double>*>(v))[0] == Catch::Approx(by_hand(a, b)).epsilon(1e-13));
        }
}

TEST_CASE("an expression on batches", "[expr]") {
    check_batches<1>();
    check_batches<inlay::simd::native_width>();
}

TEST_CASE("an expression as a constant", "[expr]") {
    constexpr double c = constant_value();
    CHECK(c == Catch::Approx(by_hand(0.5, 0.25)).epsilon(1e-13));
}

TEST_CASE("numbers become constants", "[expr]") {
    STATIC_REQUIRE(lift(3).value == 3.0);
    STATIC_REQUIRE(lift(0.5f).value == 0.5);
    STATIC_REQUIRE(is_expression<decltype(x + 1)>);
    STATIC_REQUIRE_FALSE(is_expression<int>);
}
