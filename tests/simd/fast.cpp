// SPDX-License-Identifier: BSL-1.0
// The fast functions: the errors that they state, over all exponents; the rest as a batch's.
#include "catch.hpp"

#include <inlay/core/math_functions.hpp>
#include <inlay/simd/fast.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace math = inlay::math;
namespace simd = inlay::simd;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

double exact_sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

/// The largest error over every stride-th float and over a fine grid around 0: absolute, or relative.
template <int W, class F, class G>
double worst(F f, G exact, bool relative) {
    double most = 0;
    const auto check = [&](const float (&x)[W]) {
        float y[W];
        f(simd::fast<W>(simd::batch<W>::load(x))).v.store(y);
        for (int i = 0; i < W; ++i) {
            const double want = exact(static_cast<double>(x[i])), got = static_cast<double>(y[i]);
            if (std::isnan(want)) {
                if (!std::isnan(got)) most = inf;
                continue;
            }
            const double error = std::abs(got - want) / (relative && want != 0 ? std::abs(want) : 1);
            if (!(error <= most)) most = error;
        }
    };
    float x[W];
    for (std::uint64_t b = 0; b < (std::uint64_t{1} << 32); b += 65537 * W) {
        for (int i = 0; i < W; ++i) {
            const auto bits = static_cast<std::uint32_t>(b + 65537 * static_cast<std::uint64_t>(i));
            std::memcpy(&x[i], &bits, sizeof bits);
        }
        check(x);
    }
    for (float start = -20; start < 20; start += W * 1e-4f) {
        for (int i = 0; i < W; ++i) x[i] = start + static_cast<float>(i) * 1e-4f;
        check(x);
    }
    return most;
}
template <class F, class G>
void within(double bound, F f, G exact, bool relative = false) {
    CHECK(worst<simd::native_width>(f, exact, relative) <= bound);
    CHECK(worst<1>(f, exact, relative) <= bound);
}

}  // namespace

TEST_CASE("fast functions keep the errors that they state", "[simd]") {
    within(2.5e-7, [](auto x) { return exp(x); }, [](double x) { return std::exp(std::min(std::max(x, -87.0), 88.0)) + 0 * (std::isnan(x) ? x : 0); }, true);
    within(2e-7, [](auto x) { return sigmoid(x); }, exact_sigmoid);
    within(6e-7, [](auto x) { return tanh(x); }, [](double x) { return std::tanh(x); });
    within(2e-6, [](auto x) { return tanh(x); }, [](double x) { return std::tanh(x); }, true);
    within(6e-7, [](auto x) { return erf(x); }, [](double x) { return std::erf(x); });
    within(8e-6, [](auto x) { return erf(x); }, [](double x) { return std::erf(x); }, true);
}

TEST_CASE("the other functions are a batch's", "[simd]") {
    constexpr int W = simd::native_width;
    using B = simd::batch<W>;
    const auto same = [](auto f) {
        for (float x = -6; x < 6; x += 0.37f)
            CHECK((f(simd::fast<W>(B(x)))[W - 1] == f(B(x))[W - 1] || std::isnan(f(B(x))[W - 1])));
    };
    same([](auto x) { return x * 2 + 1 - x / 3; });
    same([](auto x) { return -x * x + +x; });
    same([](auto x) { return math::max(x, 0) + math::min(6, x) - math::max(x, -x) * math::min(x, 1 - x); });
    same([](auto x) { return math::where(x > 1, x, 0.5) + math::where(x <= -1, 1, x * x); });
    same([](auto x) { return math::where((x < 2) & (x >= 0), x, 0) + math::where((x == 1) | (x != x), 0, x); });
    same([](auto x) { return math::fma(x, x, 1) + math::sqrt(math::abs(x)) + math::rsqrt(x * x + 1); });
    same([](auto x) { return math::log(x) + math::log1p(x * x) + math::expm1(x); });
}

static_assert(tanh(simd::fast<1>(0))[0] == 0 && exp(simd::fast<1>(0))[0] == 1 && sigmoid(simd::fast<1>(0))[0] == 0.5f);
