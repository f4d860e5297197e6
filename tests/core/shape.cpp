// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"

#include <inlay/core/shape.hpp>

using inlay::shape;

static_assert(shape{}.rank == 0 && shape{}.size() == 1 && shape{}.last() == 1);
static_assert(shape{7}.size() == 7 && shape{7}.last() == 7);
static_assert(shape{2, 3, 4, 5}.size() == 120 && shape{2, 3, 4, 5}[2] == 4);
static_assert(shape{100000, 50000}.size() == 5'000'000'000L);
static_assert(shape{8, 8, 16}.with_last(4) == shape{8, 8, 4} && shape{}.with_last(4) == shape{4});

TEST_CASE("shapes are equal where rank and extents are", "[shape]") {
    CHECK(shape{2, 3} == shape{2, 3});
    CHECK_FALSE(shape{2, 3} == shape{3, 2});
    CHECK_FALSE(shape{6} == shape{2, 3});
    CHECK_FALSE(shape{2, 3} == shape{2, 3, 1});
    CHECK(shape{} == shape{});
}

TEST_CASE("a suffix is the innermost extents", "[shape]") {
    CHECK(shape{16}.is_suffix_of({8, 8, 16}));
    CHECK(shape{8, 16}.is_suffix_of({8, 8, 16}));
    CHECK(shape{8, 8, 16}.is_suffix_of({8, 8, 16}));
    CHECK(shape{}.is_suffix_of({8, 8, 16}));
    CHECK_FALSE(shape{8}.is_suffix_of({8, 8, 16}));
    CHECK_FALSE(shape{1, 16}.is_suffix_of({8, 8, 16}));
    CHECK_FALSE(shape{8, 8, 16}.is_suffix_of(shape{16}));
}
