// SPDX-License-Identifier: BSL-1.0
// The training step in print: differentiated, optimised, planned.
#include "catch.hpp"

#include <inlay/inlay.hpp>
#include <inlay/train.hpp>

#include <string>

using namespace inlay;
using Catch::Matchers::ContainsSubstring;

namespace {

struct net : network<input<2>, dense<2>, relu, dense<1>> {};

}  // namespace

TEST_CASE("a training step is explained", "[explain]") {
    const std::string page = explain_training<net, mean_squared_error>();
    const auto optimised = page.find("-- optimised:"), planned = page.find("-- fused, in place, planned: 10 steps");
    REQUIRE(optimised != std::string::npos);
    REQUIRE(planned != std::string::npos);
    // the gradient by the input is computed and then found to be dead
    CHECK_THAT(page.substr(0, optimised), ContainsSubstring("transpose(0.weight)"));
    CHECK_THAT(page.substr(optimised), !ContainsSubstring("transpose(0.weight)"));
    CHECK_THAT(page.substr(planned), ContainsSubstring("dense + d_relu"));
    CHECK_THAT(page.substr(planned), ContainsSubstring("@ gradient"));
    CHECK_THAT(page, ContainsSubstring("store_gradient(%18 -> 0.weight)"));
}
