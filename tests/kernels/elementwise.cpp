// SPDX-License-Identifier: BSL-1.0
// Fused elementwise steps: one loop, operands that repeat, rests, no element stored twice.
#include "ops/support.hpp"

#include <inlay/kernels/elementwise.hpp>

using namespace inlay;

namespace {

template <int H, int C>
struct mixture {
    constexpr auto operator()(auto map, auto row, auto one) const {
        return (map * row + one * 0.5) * max(map, row) - relu{}(row - 0.25);
    }
};
template <int H, int C>
struct net : traced<mixture<H, C>, input<H, C>, input<C>, input<1>> {};

template <int H, int C>
void check() {
    INFO(H << " x " << C);
    const auto map = test::random_numbers(H * C, 1), row = test::random_numbers(C, 2), one = test::random_numbers(1, 3);
    std::vector<double> want;
    for (std::size_t h = 0; h < H; ++h)
        for (std::size_t c = 0; c < C; ++c) {
            const double m = static_cast<double>(map[h * C + c]), r = static_cast<double>(row[c]);
            want.push_back((m * r + static_cast<double>(one[0]) * 0.5) * std::max(m, r) - std::max(r - 0.25, 0.0));
        }
    const model<net<H, C>> m{seed{1}};
    test::guarded maps(map), rows(row), ones(one);
    const auto y = m(static_cast<const float*>(maps.data()), static_cast<const float*>(rows.data()), static_cast<const float*>(ones.data()));
    test::check_near({y.begin(), y.end()}, want, 1e-6);
    const auto z = m.template run<scalar>(static_cast<const float*>(maps.data()), static_cast<const float*>(rows.data()), static_cast<const float*>(ones.data()));
    test::check_near({z.begin(), z.end()}, want, 1e-6);
}

}  // namespace

TEST_CASE("elementwise steps of every size", "[kernels]") {
    check<1, 1>();
    check<3, 7>();
    check<2, 16>();
    check<5, 17>();
    check<1, 31>();
}
