// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"

#include <inlay/core/fixed_string.hpp>

#include <string>
#include <type_traits>

using inlay::fixed_string;

template <fixed_string S>
struct named {
    static constexpr auto value = S;
};

static_assert(std::is_same_v<named<"head">, named<"head">>);
static_assert(!std::is_same_v<named<"head">, named<"heat">>);
static_assert(fixed_string{"head"}.size() == 4 && fixed_string{""}.size() == 0);

TEST_CASE("a literal as template argument keeps its characters", "[fixed_string]") {
    CHECK(std::string(named<"conv \"1\"">::value.text) == "conv \"1\"");
}
