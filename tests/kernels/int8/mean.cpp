// SPDX-License-Identifier: BSL-1.0
// Means of channels against exact products, rounded once; also onto their input.
#include "kernels/int8/random.hpp"

#include <inlay/kernels/int8/mean.hpp>
#include <inlay/quant/multiplier.hpp>

#include <algorithm>
#include <cmath>

using namespace inlay::kernels::int8;

namespace {

void check(int pixels, int channels, int zero, double scale, output_range range) {
    const auto x = test::random_bytes(pixels * channels, 1);
    const inlay::fixed_multiplier m = inlay::detail::multiplier_of(scale / pixels);
    std::vector<signed char> y(static_cast<std::size_t>(channels) + 1, 77), same = x;
    mean<inlay::single_rounding>(x.data(), y.data(), pixels, channels, pixels * zero, m, range);
    mean<inlay::single_rounding>(same.data(), same.data(), pixels, channels, pixels * zero, m, range);
    INFO(pixels << " pixels, " << channels << " channels");
    for (int c = 0; c < channels; ++c) {
        int sum = 0;
        for (int p = 0; p < pixels; ++p) sum += x[static_cast<std::size_t>(p * channels + c)] - zero;
        const double exact = std::floor(std::ldexp(static_cast<double>(sum) * m.fraction, m.shift - 31) + 0.5) + range.zero_point;
        const auto k = static_cast<std::size_t>(c);
        CHECK(static_cast<double>(y[k]) == std::clamp(exact, static_cast<double>(range.low), static_cast<double>(range.high)));
        CHECK(same[k] == y[k]);
    }
    CHECK(y.back() == 77);
}

}  // namespace

TEST_CASE("means of channels", "[int8][mean]") {
    check(1, 1, 0, 0.5, {0, -128, 127});
    check(25, 7, -3, 0.9, {5, -128, 127});
    check(49, 33, 17, 6.0, {-100, -100, 127});  // cut off below
    check(64, 8, 127, 11.0, {0, -128, 100});
}
