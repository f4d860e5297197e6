// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"

#include <inlay/core/tensor.hpp>

#include <cstdint>

using namespace inlay;

static_assert(tensor<2, 3>::size() == 6 && tensor<2, 3>::extent == shape{2, 3});
static_assert(tensor<2, 3>{{0, 1, 2, 3, 4, 5}}(1, 0) == 3);
static_assert(argmax(tensor<4>{1, 5, 5, 2}) == 1);
static_assert(argmax(tensor<1>{-1}) == 0);

TEST_CASE("tensors are row-major", "[tensor]") {
    tensor<2, 3, 4> t{};
    float n = 0;
    for (float& v : t) v = n++;
    CHECK(t(0, 0, 3) == 3);
    CHECK(t(0, 1, 0) == 4);
    CHECK(t(1, 2, 3) == 23);
    t(1, 0, 0) = -1;
    CHECK(t[12] == -1);
}

TEST_CASE("a view reads what a tensor holds, at any address", "[tensor]") {
    tensor<2, 2> t{{1, 2, 3, 4}};
    const view<2, 2> v = t;
    CHECK(v(1, 0) == 3);
    CHECK(v.data() == t.data());
    t[2] = 9;
    CHECK(v[2] == 9);
    const view<2> tail{t.data() + 1};
    CHECK(tail[0] == 2);
    CHECK(argmax(v) == 2);
    int count = 0;
    for (float x : tail) count += x > 0;
    CHECK(count == 2);
}

TEST_CASE("larger tensors are aligned for vectors", "[tensor]") {
    const tensor<16> t{};
    CHECK(reinterpret_cast<std::uintptr_t>(t.data()) % 64 == 0);
}
