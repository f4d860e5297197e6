// SPDX-License-Identifier: BSL-1.0
// Each activation against its formula in long double, with values where formulas go wrong; tests/laws check gradients.
#include "support.hpp"

#include <inlay/ops/activations.hpp>

using namespace inlay;

namespace {

using real = long double;
real sigmoid_of(real x) { return 1 / (1 + std::exp(-x)); }
real clamp(real x, real low, real high) { return x < low ? low : x > high ? high : x; }

const float points[] = {-90, -20, -6.5f, -3, -1.5f, -0.5f, -1e-3f, 0, 1e-4f, 0.5f, 1, 2.5f, 3, 5.9f, 6, 12, 30, 95};
constexpr int count = sizeof points / sizeof *points;

template <class Activation>
struct net : network<input<count>, Activation> {};

template <class Activation, class Formula>
void check(const Formula& formula, double tolerance = 3e-7) {
    INFO(type_name<Activation>());
    const model<net<Activation>> m{seed{1}};
    const auto y = m(points), one_by_one = m.template run<scalar>(points), in_order = eager(m)(points);
    for (int i = 0; i < count; ++i) {
        INFO("x = " << points[i]);
        const double want = static_cast<double>(formula(static_cast<real>(points[i])));
        const auto near = [&](float found) { return std::abs(static_cast<double>(found) - want) <= tolerance * (1 + std::abs(want)); };
        CHECK(near(y[i]));
        CHECK(near(one_by_one[i]));
        CHECK(near(in_order[i]));
        CHECK(Activation::formula(simd::value<double>(static_cast<double>(points[i])))[0] == Catch::Approx(want).epsilon(1e-12).margin(1e-13));
    }
}

}  // namespace

TEST_CASE("piecewise linear activations", "[activations]") {
    check<relu>([](real x) { return x > 0 ? x : 0; });
    check<relu6>([](real x) { return clamp(x, 0, 6); });
    check<leaky_relu<>>([](real x) { return x > 0 ? x : 0.01L * x; });
    check<leaky_relu<0.25>>([](real x) { return x > 0 ? x : 0.25L * x; });
    check<hard_sigmoid>([](real x) { return clamp(x / 6 + 0.5L, 0, 1); });
    check<hard_swish>([](real x) { return x * clamp(x + 3, 0, 6) / 6; });
    check<square>([](real x) { return x * x; });
}

TEST_CASE("smooth activations", "[activations]") {
    check<elu<>>([](real x) { return x > 0 ? x : std::expm1(x); });
    check<elu<0.5>>([](real x) { return x > 0 ? x : 0.5L * std::expm1(x); });
    check<selu>([](real x) { return 1.0507009873554804934L * (x > 0 ? x : 1.6732632423543772848L * std::expm1(x)); });
    check<inlay::sigmoid>(sigmoid_of);
    check<inlay::tanh>([](real x) { return std::tanh(x); });
    check<softplus>([](real x) { return x > 30 ? x : std::log1p(std::exp(x)); });
    check<gelu>([](real x) { return x * std::erfc(-x / std::sqrt(2.0L)) / 2; });
    check<gelu_tanh>([](real x) { return x / 2 * (1 + std::tanh(std::sqrt(2 / 3.14159265358979323846L) * (x + 0.044715L * x * x * x))); });
    check<silu>([](real x) { return x * sigmoid_of(x); });
    check<mish>([](real x) { return x * std::tanh(x > 30 ? x : std::log1p(std::exp(x))); });
}

TEST_CASE("activations keep NaN", "[activations]") {
    struct both : network<input<3>, relu, silu, gelu, hard_swish> {};
    const auto y = model<both>{seed{1}}(tensor<3>{1, std::nanf(""), 2});
    CHECK(y[1] != y[1]);
    CHECK(y[2] == y[2]);
}
