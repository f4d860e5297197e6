// SPDX-License-Identifier: BSL-1.0
// Losses far from 0, where a careless sum overflows. tests/ops/loss.cpp has the rest.
#include "catch.hpp"

#include <inlay/kernels/loss.hpp>

#include <cmath>

using namespace inlay;
using B = simd::batch<simd::native_width>;

TEST_CASE("cross entropy of huge logits", "[kernels]") {
    const float x[] = {1e30f, 0, -1e30f, -500, -501, -500}, right[] = {0, 0}, wrong[] = {1, 2};
    CHECK(kernels::cross_entropy<B, 3>(x, right, 1) == 0);
    CHECK(kernels::cross_entropy<B, 3>(x + 3, right, 1) == Catch::Approx(std::log(2 + std::exp(-1.0))));
    CHECK(kernels::cross_entropy<B, 3>(x, wrong, 1) == Catch::Approx(1e30f));
    float dx[6] = {};
    kernels::cross_entropy_gradient<B, 3>(x, wrong, dx, 2);
    CHECK(dx[0] == 0.5f);
    CHECK(dx[1] == -0.5f);
    CHECK(dx[2] == 0);
    CHECK(dx[3] + dx[4] + dx[5] == Catch::Approx(0).margin(1e-7));
}

TEST_CASE("a logit that is not a number gives a loss that is none", "[kernels]") {
    const float x[] = {1, std::nanf(""), 2}, t[] = {0};
    const float loss = kernels::cross_entropy<B, 3>(x, t, 1);
    CHECK(loss != loss);
}

TEST_CASE("squared errors are summed in double", "[kernels]") {
    float y[1000], t[1000];
    for (int i = 0; i < 1000; ++i) y[i] = i == 0 ? 1e4f : 1e-1f, t[i] = 0;
    CHECK(static_cast<double>(kernels::mean_squared_error<B>(y, t, 1000)) == Catch::Approx((1e8 + 999 * 0.01) / 1000).epsilon(1e-7));
}
