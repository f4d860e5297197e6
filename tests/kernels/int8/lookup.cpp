// SPDX-License-Identifier: BSL-1.0
#include "kernels/int8/random.hpp"

#include <inlay/kernels/int8/lookup.hpp>

TEST_CASE("lookup: every byte finds its own entry", "[int8]") {
    signed char x[256], y[257] = {}, table[256];
    for (int i = 0; i < 256; ++i) x[i] = static_cast<signed char>(i - 128), table[i] = static_cast<signed char>(i * 37 + 11);
    y[256] = 5;
    inlay::kernels::int8::lookup(x, y, 256, table);
    bool right = true;
    for (int i = 0; i < 256; ++i) right = right && y[i] == table[i];
    CHECK(right);
    CHECK(y[256] == 5);
}
