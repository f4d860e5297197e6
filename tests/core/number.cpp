// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"

#include <inlay/core/number.hpp>

#include <cmath>
#include <type_traits>

using inlay::number;

template <number N>
struct holds {};

static_assert(std::is_same_v<holds<0.2>, holds<0.2>> && !std::is_same_v<holds<0.2>, holds<0.3>>);
static_assert(number{0.1}.value() == 0.1 && number{}.value() == 0.0);

TEST_CASE("every double survives", "[number]") {
    for (double v : {0.0, 1.0, -2.5e-310, 1e308, HUGE_VAL}) CHECK(number{v}.value() == v);
    CHECK(std::signbit(number{-0.0}.value()));
    CHECK_FALSE(number{-0.0} == number{0.0});
}
