// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"

#include <inlay/core/type_name.hpp>

#include <string>

namespace outer::inner {
struct plain {};
template <class... T>
struct holder {};
template <int... N>
struct sizes {};
}  // namespace outer::inner

struct global {};

using inlay::type_name;

TEST_CASE("a type's own name, without namespaces and arguments", "[type_name]") {
    CHECK(std::string(type_name<global>()) == "global");
    CHECK(std::string(type_name<outer::inner::plain>()) == "plain");
    CHECK(std::string(type_name<outer::inner::holder<outer::inner::plain, global>>()) == "holder");
    CHECK(std::string(type_name<outer::inner::sizes<1, 2>>()) == "sizes");
    CHECK(std::string(type_name<int>()) == "int");
    STATIC_REQUIRE(inlay::equal(type_name<global>(), "global"));
}
