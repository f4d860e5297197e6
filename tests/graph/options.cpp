// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"

#include <inlay/graph/options.hpp>

#include <string>

using namespace inlay;

static_assert(detail::has<option::no_bias, stride<2>, no_bias> && !detail::has<option::name, stride<2>, no_bias>);
static_assert(detail::value_or<option::expects, int, no_bias, expects<12>>(0) == 12);
static_assert(detail::value_or<option::expects, int, no_bias>(7) == 7);
static_assert(detail::is_option<same> && detail::is_option<name<"x">> && !detail::is_option<int>);

TEST_CASE("every option has its name", "[options]") {
    STATIC_REQUIRE(sizeof option_names / sizeof *option_names == static_cast<unsigned>(option::none));
    CHECK(std::string(option_names[static_cast<int>(stride<2>::kind)]) == "stride");
    CHECK(std::string(option_names[static_cast<int>(no_bias::kind)]) == "no_bias");
    CHECK(std::string(option_names[static_cast<int>(momentum_of<0.5>::kind)]) == "momentum");
}

TEST_CASE("windows from options, in any order", "[options]") {
    constexpr ops::window a = detail::window_of<stride<2, 1>, padding<1, 2>, dilation<3>, groups<4>>({3, 5}, {9, 9, 8});
    constexpr ops::window b = detail::window_of<groups<4>, dilation<3>, padding<1, 2>, stride<2, 1>>({3, 5}, {9, 9, 8});
    CHECK(a == b);
    CHECK(a.kernel_h == 3);
    CHECK(a.kernel_w == 5);
    CHECK(a.stride_h == 2);
    CHECK(a.stride_w == 1);
    CHECK(a.pad_top == 1);
    CHECK(a.pad_right == 2);
    CHECK(a.dilation_w == 3);
    CHECK(a.groups == 4);
    CHECK(detail::window_of<valid>(3, {9, 9, 8}).pad_left == 0);
}

TEST_CASE("same: output = input / stride, rounded up; the odd zero at the end", "[options]") {
    for (int in : {5, 8, 9}) {
        constexpr int kernel = 4;
        const ops::window w = detail::window_of<same, stride<2>>(kernel, {in, in, 1});
        const int out = (in + w.pad_top + w.pad_bottom - kernel) / 2 + 1;
        CHECK(out == (in + 1) / 2);
        CHECK((w.pad_bottom == w.pad_top || w.pad_bottom == w.pad_top + 1));
    }
    constexpr ops::window a = detail::window_of<same, stride<3>>(3, {7, 7, 1}), b = detail::window_of<stride<3>, same>(3, {7, 7, 1});
    CHECK(a == b);
    CHECK(detail::window_of<same>(1, {7, 7, 1}).pad_bottom == 0);
}
