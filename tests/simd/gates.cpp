// SPDX-License-Identifier: BSL-1.0
// The functions of gates, against double, over floats of every size.
#include "catch.hpp"

#include <inlay/simd/gates.hpp>

#include <cmath>
#include <cstdint>
#include <cstring>

using namespace inlay;

namespace {

template <int W>
void check() {
    using B = simd::batch<W>;
    double tanh_error = 0, sigmoid_error = 0;
    bool within = true;
    for (std::uint32_t u = 0; u < 0x7f800000u; u += 4999) {
        float x[W], t[W], s[W];
        for (int i = 0; i < W; ++i) {
            const std::uint32_t bits = u | (i % 2 == 0 ? 0u : 0x80000000u);
            std::memcpy(x + i, &bits, 4);
        }
        gate_tanh(B::load(x)).store(t);
        gate_sigmoid(B::load(x)).store(s);
        for (int i = 0; i < W; ++i) {
            const double of = static_cast<double>(x[i]), want = std::tanh(of);
            if (std::abs(of) > 1e-30) tanh_error = std::fmax(tanh_error, std::abs(static_cast<double>(t[i]) - want) / std::abs(want));
            sigmoid_error = std::fmax(sigmoid_error, std::abs(static_cast<double>(s[i]) - 1 / (1 + std::exp(-of))));
            within = within && std::abs(t[i]) <= 1 && s[i] >= 0 && s[i] <= 1;
        }
    }
    INFO("width " << W);
    CHECK(tanh_error < 5e-7);
    CHECK(sigmoid_error < 3e-7);
    CHECK(within);
}

}  // namespace

TEST_CASE("the functions of gates", "[gates]") {
    check<1>();
    check<simd::native_width>();
    STATIC_REQUIRE(simd::gate_tanh(simd::batch<1>(0.0f))[0] == 0);
    STATIC_REQUIRE(simd::gate_sigmoid(simd::batch<1>(0.0f))[0] == 0.5f);
    STATIC_REQUIRE(simd::gate_tanh(simd::batch<1>(1e30f))[0] <= 1);
    const float not_a_number = std::nanf("");
    CHECK(std::isnan(simd::gate_tanh(simd::batch<1>(not_a_number))[0]));
}
