// SPDX-License-Identifier: BSL-1.0
// The generator is part of what a seed promises: these numbers must not change.
#include "catch.hpp"

#include <inlay/core/random.hpp>

#include <cmath>

using namespace inlay;

// SplitMix64 from state 0 and 1234567: the reference implementation's first outputs.
static_assert(random_bits(0, 0) == 0xE220A8397B1DCDAFULL);
static_assert(random_bits(0, 1) == 0x6E789E6AA1B965F4ULL);
static_assert(random_bits(0, 2) == 0x06C45D188009454FULL);
static_assert(random_bits(1234567, 0) == 6457827717110365317ULL);
static_assert(random_bits(1234567, 1) == 3203168211198807973ULL);
static_assert(random_uniform_at(0, 0) == 0x1.c44150p-1f);

TEST_CASE("uniform numbers", "[random]") {
    double sum = 0, squares = 0;
    float least = 1, most = 0;
    constexpr int n = 100000;
    for (unsigned i = 0; i < n; ++i) {
        const float u = random_uniform_at(42, i);
        least = std::min(least, u), most = std::max(most, u);
        sum += static_cast<double>(u), squares += static_cast<double>(u) * static_cast<double>(u);
    }
    CHECK(least >= 0);
    CHECK(most < 1);
    CHECK(least < 1e-4f);
    CHECK(most > 1 - 1e-4f);
    CHECK(sum / n == Catch::Approx(0.5).margin(0.005));
    CHECK(squares / n - sum / n * sum / n == Catch::Approx(1.0 / 12).epsilon(0.02));
}

TEST_CASE("normal numbers", "[random]") {
    double sum = 0, squares = 0, fourth = 0;
    constexpr int n = 200000;
    int beyond_two = 0;
    for (unsigned i = 0; i < n; ++i) {
        const double x = random_normal_at(7, i);
        sum += x, squares += x * x, fourth += x * x * x * x;
        beyond_two += std::abs(x) > 2;
    }
    CHECK(sum / n == Catch::Approx(0).margin(0.01));
    CHECK(squares / n == Catch::Approx(1).epsilon(0.02));
    CHECK(fourth / n == Catch::Approx(3).epsilon(0.05));
    CHECK(static_cast<double>(beyond_two) / n == Catch::Approx(0.0455).epsilon(0.05));
}

TEST_CASE("normal numbers invert the distribution function", "[random]") {
    for (unsigned i = 0; i < 1000; ++i) {
        const double p = (static_cast<double>(random_bits(9, i) >> 11) + 0.5) * 0x1p-53;
        CHECK(0.5 * std::erfc(-random_normal_at(9, i) / std::sqrt(2.0)) == Catch::Approx(p).epsilon(1e-7));
    }
}

TEST_CASE("tensors of random numbers", "[random]") {
    constexpr auto t = random_normal<3>(seed{11});
    const auto u = random_normal<2, 2>(seed{11});
    CHECK(t[2] == u[2]);
    CHECK(t[1] == static_cast<float>(random_normal_at(11, 1)));
    CHECK(random_uniform<4>(seed{3})[1] == random_uniform_at(3, 1));
    CHECK(random_normal<3>(seed{12})[0] != t[0]);
    CHECK(random_stream(1, 2) != random_stream(1, 3));
    CHECK(random_stream(1, 2) != random_stream(2, 2));
}
