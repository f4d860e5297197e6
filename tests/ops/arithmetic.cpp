// SPDX-License-Identifier: BSL-1.0
// + - * / max between values, numbers and rows that repeat.
#include "support.hpp"

using namespace inlay;

namespace {

struct operators {
    constexpr auto operator()(auto a, auto b) const {
        return outputs(a + b * 2 - a / (b + 3.0), max(a, b) - 1, -abs(a) * sqrt(abs(b)), 1 - exp(a) + log(abs(b) + 1.5));
    }
};
struct net : traced<operators, input<5>, input<5>> {};

// (2, 3, 4) with one number per channel, with a row of channels, and with one number.
struct repeating {
    constexpr auto operator()(auto map, auto row, auto channel, auto one) const {
        return outputs(map * channel + row, map - one, one / (abs(map) + 1), subtract(row, channel));
    }
};
struct broadcast : traced<repeating, input<2, 3, 4>, input<3, 4>, input<4>, input<1>> {};

struct joined : network<input<4>, branches<maximum, dense<5>, dense<5>, dense<5>>, branches<subtract, dense<2>, dense<2>>> {};

}  // namespace

TEST_CASE("operators between values", "[arithmetic]") {
    const auto a = random_normal<5>(seed{1}), b = random_normal<5>(seed{2});
    const auto [p, q, r, s] = model<net>{seed{1}}(a, b);
    for (int i = 0; i < 5; ++i) {
        const double x = static_cast<double>(a[i]), y = static_cast<double>(b[i]);
        CHECK(static_cast<double>(p[i]) == Catch::Approx(x + y * 2 - x / (y + 3)).epsilon(1e-6).margin(1e-6));
        CHECK(static_cast<double>(q[i]) == Catch::Approx(std::max(x, y) - 1).epsilon(1e-6).margin(1e-6));
        CHECK(static_cast<double>(r[i]) == Catch::Approx(-std::abs(x) * std::sqrt(std::abs(y))).epsilon(1e-6));
        CHECK(static_cast<double>(s[i]) == Catch::Approx(1 - std::exp(x) + std::log(std::abs(y) + 1.5)).epsilon(1e-6).margin(1e-6));
    }
}

TEST_CASE("smaller operands repeat", "[arithmetic]") {
    const auto map = random_normal<2, 3, 4>(seed{1});
    const auto row = random_normal<3, 4>(seed{2});
    const auto channel = random_normal<4>(seed{3});
    const tensor<1> one{0.75f};
    const model<broadcast> m{seed{1}};
    const auto static_result = m(map, row, channel, one), eager_result = eager(m)(map, row, channel, one);
    for (const auto& [p, q, r, s] : {static_result, eager_result})
        for (int h = 0; h < 2; ++h)
            for (int w = 0; w < 3; ++w)
                for (int c = 0; c < 4; ++c) {
                    CHECK(p(h, w, c) == Catch::Approx(map(h, w, c) * channel[c] + row(w, c)).margin(1e-6));
                    CHECK(q(h, w, c) == Catch::Approx(map(h, w, c) - 0.75f).margin(1e-6));
                    CHECK(r(h, w, c) == Catch::Approx(0.75f / (std::abs(map(h, w, c)) + 1)));
                    CHECK(s(w, c) == Catch::Approx(row(w, c) - channel[c]).margin(1e-6));
                }
}

TEST_CASE("gradients of arithmetic, also summed over repeats", "[arithmetic][gradient]") {
    test::check_gradient<net>();
    test::check_gradient<broadcast>();
    test::check_gradient<joined>();
}
