// SPDX-License-Identifier: BSL-1.0
// The orders in which kernels read.
#include "kernels/int8/random.hpp"

#include <inlay/kernels/int8/target.hpp>

#include <algorithm>

using namespace inlay::kernels::int8;

TEST_CASE("a patch has a place for each element, and the pixels do not share one", "[int8]") {
    constexpr int n = 32;
    STATIC_REQUIRE(n % bytes_in_turn == 0);
    std::vector<int> places;
    for (int pixel : {0, 1})
        for (int k = 0; k < n; ++k) places.push_back(pixel * second_patch(n) + patch_position(k));
    std::sort(places.begin(), places.end());
    for (int i = 0; i < 2 * n; ++i) CHECK(places[static_cast<std::size_t>(i)] == i);
}

TEST_CASE("turns are filled up", "[int8]") {
    CHECK(whole_turns(0) == 0);
    CHECK(whole_turns(1) == bytes_in_turn);
    CHECK(whole_turns(bytes_in_turn) == bytes_in_turn);
    CHECK(whole_turns(bytes_in_turn + 1) == 2 * bytes_in_turn);
}

TEST_CASE("a word is four bytes at any address", "[int8]") {
    const byte x[] = {9, 1, 2, 3, -4, 5};
    CHECK(word_at(x + 1) == (1u | 2u << 8 | 3u << 16 | 0xfcu << 24));
}
