// SPDX-License-Identifier: BSL-1.0
// A layer with a gradient of its own: used in training, gone in inference.
#include "support.hpp"

using namespace inlay;

namespace {

// Rounds forward, passes gradients through: Bengio et al. 2013.
struct straight_through : layer<straight_through> {
    static constexpr auto parameters(shape) { return list(parameter_info{"scale", shape{1}, init::ones}); }
    static constexpr auto forward(auto x, auto scale) { return max(x * scale, 0); }
    static constexpr auto gradient(auto dy, auto x, auto scale) { return gradients(dy * scale, dy * x); }
};
struct net : network<input<3>, dense<3>, straight_through> {};

}  // namespace

TEST_CASE("inference does not see it", "[with_gradient]") {
    for (int i = 0; i < inference<net>::count; ++i) CHECK_FALSE(equal(inference<net>::g.nodes[i].op->name, "with_gradient"));
    STATIC_REQUIRE(inference<net>::step_count == 1);
}

TEST_CASE("training uses the rule as given, not the derivative of forward", "[with_gradient]") {
    model<net> m{seed{1}};
    auto w = parameter<"0.weight">(m);
    for (int u = 0; u < 3; ++u)
        for (int i = 0; i < 3; ++i) w(u, i) = u == i ? 1.0f : 0.0f;
    auto t = compile(m, sgd{.learning_rate = 1}, mean_squared_error{});
    const float x[] = {-2, 1, 3}, target[] = {1, 1, 1};
    t.train_step(x, target, 1);
    // y = (0, 1, 3); dy = 2/3 (-1, 0, 2), passed on as it is, also where relu's derivative were 0
    CHECK(parameter<"0.bias">(m)(0) == Catch::Approx(2.0f / 3));
    CHECK(parameter<"0.bias">(m)(1) == Catch::Approx(0).margin(1e-7));
    CHECK(parameter<"0.bias">(m)(2) == Catch::Approx(-4.0f / 3));
    CHECK(w(0, 0) == Catch::Approx(1 + 2.0f / 3 * -2));
    // d scale = sum of dy x = 2/3 (2 + 0 + 6)
    CHECK(parameter<"1.scale">(m)(0) == Catch::Approx(1 - 2.0f / 3 * 8));
}
