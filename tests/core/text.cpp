// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"

#include <inlay/core/text.hpp>

#include <string>

using namespace inlay;

static_assert(equal((text{"a"} << 12 << 'b' << shape{8, 8, 16}).data, "a12b8, 8, 16"));
static_assert(text{}.empty() && !text{"x"}.empty());

TEST_CASE("texts are composed", "[text]") {
    CHECK(std::string((text{} << -7 << ' ' << 0L << ' ' << 1234567890123L).c_str()) == "-7 0 1234567890123");
    CHECK(std::string((text{"x"} << text{"yz"}).data) == "xyz");
    CHECK(std::string((text{} << shape{}).data).empty());
}

TEST_CASE("what does not fit is cut off, and the end stays", "[text]") {
    basic_text<5> t;
    t << "abcdefgh" << 99;
    CHECK(std::string(t.data) == "abcd");
    CHECK(t.size == 4);
}

TEST_CASE("equality of C strings", "[text]") {
    CHECK(equal("", ""));
    CHECK(equal("ab", "ab"));
    CHECK_FALSE(equal("ab", "abc"));
    CHECK_FALSE(equal("abc", "ab"));
}
