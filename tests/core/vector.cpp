// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"

#include <inlay/core/vector.hpp>

#include <utility>

using inlay::detail::vector;

constexpr int sum_of_squares(int n) {
    vector<int> v;
    for (int i = 0; i < n; ++i) v.push_back(i * i);
    vector<int> copy = v;
    copy[0] = 1000;
    vector<int> moved = std::move(v);
    int s = 0;
    for (int x : moved) s += x;
    return s;
}
static_assert(sum_of_squares(100) == 328350);

TEST_CASE("vectors grow and keep their elements", "[vector]") {
    vector<int> v;
    CHECK(v.empty());
    for (int i = 0; i < 1000; ++i) v.push_back(i);
    CHECK(v.size() == 1000);
    bool kept = true;
    for (int i = 0; i < 1000; ++i) kept = kept && v[i] == i;
    CHECK(kept);
}

TEST_CASE("an element of the vector itself may be pushed", "[vector]") {
    vector<int> v;
    v.push_back(7);
    for (int i = 0; i < 300; ++i) v.push_back(v[0]);
    CHECK(v[300] == 7);
}

TEST_CASE("copies are apart, moves leave nothing", "[vector]") {
    vector<vector<int>> v(3, vector<int>(2, 5));
    vector<vector<int>> copy = v;
    copy[1][1] = 6;
    CHECK(v[1][1] == 5);
    vector<vector<int>> moved = std::move(copy);
    CHECK(moved[1][1] == 6);
    CHECK(copy.size() == 0);  // NOLINT: a moved-from vector is empty
    v = moved;
    CHECK(v[1][1] == 6);
    CHECK(moved.size() == 3);
}
