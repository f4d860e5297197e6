// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
#include <inlay/quant/multiplier.hpp>

#include "catch.hpp"

#include <cmath>
#include <random>

using namespace inlay;

namespace {

/// gemmlowp's definitions, as published.
std::int32_t gemmlowp_high_multiply(std::int32_t a, std::int32_t b) {
    if (a == b && a == INT32_MIN) return INT32_MAX;
    const std::int64_t ab = static_cast<std::int64_t>(a) * b;
    const std::int32_t nudge = ab >= 0 ? (1 << 30) : (1 - (1 << 30));
    return static_cast<std::int32_t>((ab + nudge) / (std::int64_t{1} << 31));
}
std::int32_t gemmlowp_divide(std::int32_t x, int n) {
    const std::int32_t mask = static_cast<std::int32_t>((std::int64_t{1} << n) - 1);
    const std::int32_t remainder = x & mask, threshold = (mask >> 1) + (x < 0 ? 1 : 0);
    return (x >> n) + (remainder > threshold ? 1 : 0);
}

}  // namespace

TEST_CASE("products and shifts round as gemmlowp's") {
    std::mt19937 random(1);
    std::uniform_int_distribution<std::int32_t> any(INT32_MIN, INT32_MAX), small(-1000, 1000);
    for (int i = 0; i < 200000; ++i) {
        const std::int32_t a = i % 3 ? any(random) : small(random), b = any(random);
        const int n = i % 32;
        REQUIRE(detail::high_multiply(a, b) == gemmlowp_high_multiply(a, b));
        REQUIRE(detail::divide_by_power(a, n) == gemmlowp_divide(a, n));
    }
    REQUIRE(detail::high_multiply(INT32_MIN, INT32_MIN) == INT32_MAX);
}

TEST_CASE("a multiplier is the nearest with 31 bits") {
    for (double x : {0.5, 1.0, 0.75, 1e-3, 0.999999999, 123.456, 1.0 / 3, 4.5e-9}) {
        const fixed_multiplier m = detail::multiplier_of(x);
        REQUIRE(m.fraction >= 1 << 30);
        REQUIRE(std::abs(std::ldexp(m.fraction, m.shift - 31) / x - 1) <= std::ldexp(1.0, -31));
        int exponent;  // TensorFlow Lite's way
        const double fraction = std::frexp(x, &exponent);
        auto rounded = static_cast<std::int64_t>(std::round(fraction * 2147483648.0));
        if (rounded == std::int64_t{1} << 31) rounded /= 2, ++exponent;
        REQUIRE((m.fraction == rounded && m.shift == exponent));
    }
    REQUIRE(detail::multiplier_of(0).fraction == 0);
    REQUIRE(detail::multiplier_of(1e-12).fraction == 0);
}

TEST_CASE("one rounding or two differ where the first decides") {
    constexpr fixed_multiplier half{1 << 30, 0};
    STATIC_REQUIRE(double_rounding::scale(-3, half) == -1);     // high_multiply: ties up
    STATIC_REQUIRE(single_rounding::scale(-3, half) == -1);
    constexpr fixed_multiplier eighth{1 << 30, -2};
    STATIC_REQUIRE(double_rounding::scale(3, eighth) == 1);     // 1.5 to 2, 0.5 to 1
    STATIC_REQUIRE(single_rounding::scale(3, eighth) == 0);     // 0.375 to 0
}
