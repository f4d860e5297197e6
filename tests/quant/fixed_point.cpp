// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
#include <inlay/quant/fixed_point.hpp>

#include "catch.hpp"

#include <cmath>

using namespace inlay::detail;

namespace {
double q(std::int32_t raw, int bits) { return std::ldexp(raw, bits - 31); }
}  // namespace

TEST_CASE("fixed point functions are close to the real ones") {
    for (double x = -15.99; x <= 0; x += 0.01) {
        const auto raw5 = static_cast<std::int32_t>(std::ldexp(x, 26));
        REQUIRE(std::abs(q(fixed::exp_of_negative<5>(raw5), 0) - std::exp(q(raw5, 5))) < 3e-7);
        if (x <= -8) continue;
        const auto raw4 = static_cast<std::int32_t>(std::ldexp(x, 27));
        REQUIRE(std::abs(q(fixed::exp_of_negative<4>(raw4), 0) - std::exp(q(raw4, 4))) < 3e-7);
    }
    for (double x = 0; x <= 1; x += 0.001) {
        const auto raw = static_cast<std::int32_t>(std::ldexp(x, 31) - (x == 1));
        REQUIRE(std::abs(q(fixed::reciprocal_of_sum(raw), 0) - 1 / (1 + q(raw, 0))) < 1e-7);
    }
    for (double x = -7.9; x < 8; x += 0.01) {
        const auto raw = static_cast<std::int32_t>(std::ldexp(x, 27));
        REQUIRE(std::abs(q(fixed::sigmoid(raw), 0) - 1 / (1 + std::exp(-q(raw, 4)))) < 1e-6);
        REQUIRE(std::abs(q(fixed::tanh(raw), 0) - std::tanh(q(raw, 4))) < 1e-6);
    }
    STATIC_REQUIRE(fixed::sigmoid(0) == 1 << 30);
    STATIC_REQUIRE(fixed::tanh(0) == 0);
}
