// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
#include <inlay/quantize.hpp>

#include "catch.hpp"

using namespace inlay;
using detail::histogram;
using detail::quantization_of;
using detail::value_range;

namespace {

/// A normal distribution of deviation 1, and one value at `far`.
histogram normal_with_outlier(float far) {
    std::vector<float> x;
    for (unsigned long long i = 0; i < 50000; ++i) x.push_back(static_cast<float>(random_normal_at(5, i)));
    x.push_back(far);
    value_range r;
    for (float v : x) r.low = v < r.low ? v : r.low, r.high = v > r.high ? v : r.high;
    histogram h(r);
    h.add(x.data(), static_cast<long>(x.size()));
    return h;
}

}  // namespace

TEST_CASE("a range becomes a scale and a zero point, zero exact") {
    REQUIRE(quantization_of({-1, 1.55f}, false).zero_point == -28);
    REQUIRE(quantization_of({0, 2.55f}, false) == quantization{0.01f, -128});
    REQUIRE(quantization_of({-2.55f, 0}, false) == quantization{0.01f, 127});
    REQUIRE(quantization_of({0.5f, 2.55f}, false) == quantization{0.01f, -128});  // widened to hold 0
    REQUIRE(quantization_of({-1.27f, 0.4f}, true) == quantization{0.01f, 0});
    REQUIRE(quantization_of({0, 0}, false).scale > 0);
}

TEST_CASE("min_max keeps an outlier, percentile and kl cut it off") {
    const histogram h = normal_with_outlier(40);
    REQUIRE(detail::range_by(min_max, h, false).high == 40);
    for (const range_method& m : {range_method(percentile{99.9}), kl}) {
        INFO(static_cast<int>(m.which));
        const value_range r = detail::range_by(m, h, false);
        REQUIRE(r.high < 15);
        REQUIRE(r.high > 2);
        REQUIRE(r.low <= -2);
    }
}

TEST_CASE("percentile leaves the stated share outside") {
    std::vector<float> x;
    for (int i = 0; i <= 10000; ++i) x.push_back(static_cast<float>(i) / 10000);
    histogram h({0, 1});
    h.add(x.data(), static_cast<long>(x.size()));
    const value_range r = detail::range_by(percentile{99}, h, false);
    REQUIRE(r.high == Catch::Approx(0.99).margin(0.001));
    REQUIRE(r.low == Catch::Approx(0.01).margin(0.001));
}

TEST_CASE("mse finds the least error among ranges, as a search by hand does") {
    for (const bool symmetric : {false, true}) {
        const histogram h = normal_with_outlier(12);
        const double found = detail::error_of(h, detail::range_by(mse, h, symmetric), symmetric);
        for (float high = 2; high <= 12; high += 0.25f)
            REQUIRE(found <= detail::error_of(h, {symmetric ? -high : h.range().low, high}, symmetric) * 1.03);
    }
}

TEST_CASE("kl of an even distribution keeps all of it") {
    histogram h({0, 1});
    std::vector<float> x;
    for (int i = 0; i < 40960; ++i) x.push_back((static_cast<float>(i) + 0.5f) / 40960);
    h.add(x.data(), static_cast<long>(x.size()));
    REQUIRE(detail::range_by(kl, h, false).high > 0.98f);
}
