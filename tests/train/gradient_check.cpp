// SPDX-License-Identifier: BSL-1.0
// The check itself: it passes what is right, and finds what is wrong and where.
#include "catch.hpp"

#include <inlay/inlay.hpp>
#include <inlay/train.hpp>

#include <string>

using namespace inlay;

namespace {

template <bool Right>
struct times_three : elementwise<times_three<Right>> {
    static constexpr auto formula(auto x) { return 3 * x + x * x; }
    static constexpr auto derivative(auto x, auto) { return (Right ? 3 : 3.001) + 2 * x; }
};
template <bool Right>
struct shifted : layer<shifted<Right>> {
    static constexpr auto parameters(shape x) { return list(parameter_info{"by", x, init::zeros}); }
    static constexpr auto forward(auto x, auto by) { return x + by; }
    static constexpr auto gradient(auto dy, auto, auto) { return gradients(dy, dy); }
};
template <>
struct shifted<false> : layer<shifted<false>> {
    static constexpr auto parameters(shape x) { return list(parameter_info{"by", x, init::zeros}); }
    static constexpr auto forward(auto x, auto by) { return x + by; }
    static constexpr auto gradient(auto dy, auto x, auto) { return gradients(dy, dy * x); }
};
template <bool Right>
struct with_formula : network<input<3>, dense<4>, times_three<Right>, dense<2>> {};
template <bool Right>
struct with_layer : network<input<3>, dense<4>, shifted<Right>, dense<2>> {};

struct two_heads {
    constexpr auto operator()(auto a, auto b) const {
        const auto hidden = (a | dense<4>{} | inlay::tanh{}) * (b | dense<4>{});
        return outputs(hidden | dense<3>{}, hidden);
    }
};

}  // namespace

TEST_CASE("right gradients pass", "[gradient_check]") {
    const auto report = gradient_check<with_formula<true>>(seed{1}, mean_squared_error{});
    CHECK(report.max_relative_error < 1e-6);
    CHECK(report.checked == 3 * 4 + 4 + 4 * 2 + 2 + 3 * 3);  // every parameter, every input of three samples
    CHECK(gradient_check<with_layer<true>>(seed{1}, mean_squared_error{}).max_relative_error < 1e-6);
    CHECK(gradient_check<with_layer<true>>(seed{1}, cross_entropy{}).max_relative_error < 1e-6);
}

TEST_CASE("a derivative off by a thousandth is found", "[gradient_check]") {
    CHECK(gradient_check<with_formula<false>>(seed{1}, mean_squared_error{}).max_relative_error > 1e-5);
}

TEST_CASE("a wrong rule of one parameter is found there", "[gradient_check]") {
    const auto report = gradient_check<with_layer<false>>(seed{1}, mean_squared_error{});
    CHECK(report.max_relative_error > 1e-3);
    CHECK(std::string(report.where.data) == "1.by");
    CHECK(report.analytic != report.numeric);
}

TEST_CASE("a weighted sum of losses", "[gradient_check]") {
    using net = traced<two_heads, input<2>, input<3>>;
    const auto both = losses(cross_entropy{}, weighted<0.25>(mean_squared_error{}));
    CHECK(gradient_check<net>(seed{1}, both).max_relative_error < 1e-6);
    CHECK(gradient_check<net>(seed{1}, losses(weighted<3.0>(mean_squared_error{}), mean_squared_error{})).max_relative_error < 1e-6);
    CHECK(gradient_check<net>(seed{2}, weighted<0.5>(cross_entropy{})).max_relative_error < 1e-6);
}
