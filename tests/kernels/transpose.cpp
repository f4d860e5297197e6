// SPDX-License-Identifier: BSL-1.0
// Transposes around the block of sixteen rows.
#include "ops/support.hpp"

#include <inlay/kernels/transpose.hpp>

namespace {

template <int Rows, int Columns>
void check() {
    const auto x = test::random_numbers(Rows * Columns, 1);
    test::guarded from(x), to(Rows * Columns);
    inlay::kernels::transpose<Rows, Columns>(from.data(), to.data());
    const auto y = to.values();
    INFO(Rows << " x " << Columns);
    for (std::size_t i = 0; i < Rows; ++i)
        for (std::size_t j = 0; j < Columns; ++j) CHECK(y[j * Rows + i] == x[i * Columns + j]);
}

}  // namespace

TEST_CASE("a transpose moves every number to its place", "[transpose]") {
    check<1, 1>();
    check<1, 13>();
    check<15, 3>();
    check<16, 1>();
    check<17, 5>();
    check<33, 16>();
    check<64, 7>();
}
