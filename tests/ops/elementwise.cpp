// SPDX-License-Identifier: BSL-1.0
// What an elementwise operation generates from its formula.
#include "support.hpp"

#include <string>
#include <type_traits>

using namespace inlay;

namespace {

struct bent : elementwise<bent> {
    static constexpr auto formula(auto x) { return (sqrt(x * x + 1) - 1) / 2 + x; }
};
template <number Factor>
struct scaled : elementwise<scaled<Factor>> {
    static constexpr auto formula(auto x) { return x * Factor.value(); }
};
// Another formula of the same inputs, made an operation by hand.
struct hypot_op : ops::map<hypot_op, 2> {
    static constexpr auto formula(auto a, auto b) { return math::sqrt(a * a + b * b); }
};
struct length {
    constexpr auto operator()(auto a, auto b) const { return trace::emit<hypot_op>(node{}, a, b); }
};

struct net : network<input<5>, dense<7>, bent, scaled<0.5>, dense<2>> {};
struct lengths : traced<length, input<3>, input<3>> {};

}  // namespace

TEST_CASE("an activation of one's own is a layer, an operation and a formula", "[elementwise]") {
    CHECK(bent::formula(simd::value<double>(2.0))[0] == Catch::Approx((std::sqrt(5.0) - 1) / 2 + 2));
    CHECK(std::string(op_of<bent>.name) == "bent");
    CHECK(std::string(op_of<scaled<0.5>>.name) == "scaled");
    STATIC_REQUIRE(op_of<bent>.is_elementwise);
    const auto y = model<network<input<3>, bent>>{seed{1}}(tensor<3>{-2, 0, 2});
    CHECK(y[0] == Catch::Approx((std::sqrt(5.0) - 1) / 2 - 2));
    CHECK(y[1] == 0);
}

TEST_CASE("a derivative reads only what it needs", "[elementwise]") {
    STATIC_REQUIRE(ops::derivative_of<relu, 1, 0>::used.count == 1);
    STATIC_REQUIRE(ops::derivative_of<relu, 1, 0>::used.index[0] == 1);        // the output
    STATIC_REQUIRE(ops::derivative_of<bent, 1, 0>::used.index[0] == 0);        // the input
    STATIC_REQUIRE(ops::derivative_of<scaled<0.5>, 1, 0>::used.count == 0);    // neither
    STATIC_REQUIRE(std::is_same_v<ops::detail::derivative_type<ops::add, 2, 1>, expr::one>);
    STATIC_REQUIRE(ops::derivative_of<ops::multiply, 2, 0>::used.index[0] == 1);
}

TEST_CASE("generated gradients", "[elementwise][gradient]") {
    test::check_gradient<net>();
    test::check_gradient<lengths>();
}
