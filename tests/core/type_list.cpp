// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"

#include <inlay/core/type_list.hpp>

#include <type_traits>

using namespace inlay;

struct a;
struct b;  // types may be incomplete
struct c {};

static_assert(types<>::size == 0 && types<a, b, c>::size == 3);
static_assert(std::is_same_v<union_of<>, types<>>);
static_assert(std::is_same_v<union_of<types<a, b>, types<b, c>, types<a>>, types<a, b, c>>);
static_assert(std::is_same_v<union_of<types<>, types<c>, types<>>, types<c>>);
static_assert(std::is_same_v<type_at<0, types<a, b>>, a> && std::is_same_v<type_at<1, types<a, b>>, b>);

template <int... I>
constexpr int sum(detail::indices<I...>) { return (0 + ... + I); }
static_assert(sum(detail::make_indices<0>{}) == 0 && sum(detail::make_indices<5>{}) == 10);

template <int I>
struct numbered {};
template <int... I>
types<numbered<I>...> many(detail::indices<I...>);
using long_list = decltype(many(detail::make_indices<200>{}));

TEST_CASE("long lists", "[type_list]") {
    STATIC_REQUIRE(std::is_same_v<union_of<long_list, long_list>, long_list>);
    STATIC_REQUIRE(std::is_same_v<type_at<199, long_list>, numbered<199>>);
}
