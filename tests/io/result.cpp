// SPDX-License-Identifier: BSL-1.0
// A result is a value or a sentence; value() of a failure raises it.
#include "catch.hpp"

#include <inlay/io/message.hpp>
#include <inlay/io/result.hpp>

#include <memory>
#include <vector>

using inlay::failure;
using inlay::result;

TEST_CASE("a result holds a value", "[result]") {
    result<int> seven = 7;
    REQUIRE(seven);
    CHECK(*seven == 7);
    CHECK(seven.value() == 7);
    CHECK(seven.error().message.empty());
    *seven = 8;
    CHECK(std::as_const(seven).value() == 8);
}

TEST_CASE("a result holds a failure, which value() throws", "[result]") {
    const result<int> broken = failure{"a.csv: broken"};
    CHECK_FALSE(broken);
    CHECK(broken.error().message == "a.csv: broken");
    CHECK_THROWS_AS(broken.value(), inlay::io_error);
    CHECK_THROWS_WITH(broken.value(), "a.csv: broken");
    CHECK_THROWS_WITH(*broken, "a.csv: broken");
    CHECK_THROWS_AS(broken.value(), std::runtime_error);
}

TEST_CASE("a result moves its value out", "[result]") {
    result<std::unique_ptr<int>> owner = std::make_unique<int>(3);
    const std::unique_ptr<int> taken = std::move(owner).value();
    CHECK(*taken == 3);
    CHECK(result<std::vector<int>>(std::vector<int>{1, 2})->size() == 2);
}

TEST_CASE("a result of nothing is success or failure", "[result]") {
    CHECK(result<void>());
    CHECK_NOTHROW(result<void>().value());
    CHECK(result<void>().error().message.empty());
    const result<void> broken = failure{"no"};
    CHECK_FALSE(broken);
    CHECK_THROWS_WITH(broken.value(), "no");
}

TEST_CASE("messages are put together from parts", "[result]") {
    const std::vector<long> shape{16, -1};
    const std::span<const long> list(shape);
    CHECK(inlay::make_failure("a", 'b', 3, ' ', list, std::string("c")).message == "ab3 [16, -1]c");
    CHECK(inlay::make_failure(std::span<const long>{}).message == "[]");
    CHECK(inlay::in_quotes("a\nb\x80") == "'a?b?'");
    CHECK(inlay::in_quotes(std::string(50, 'x')) == "'" + std::string(40, 'x') + "...'");
}
