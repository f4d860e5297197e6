// SPDX-License-Identifier: BSL-1.0
// The elementary functions against double: errors, special values, widths, constant expressions.
#include "catch.hpp"

#include <inlay/core/math_functions.hpp>
#include <inlay/simd/math.hpp>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace {

using namespace inlay::simd;
namespace math = inlay::math;
namespace cmath = inlay::detail::cmath;

constexpr float inf = std::numeric_limits<float>::infinity();
constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

// The distance of got from the exact value, in units of the exact value's last place as a float.
double ulp(float got, double exact) {
    const float nearest = static_cast<float>(exact);
    if (std::isnan(exact)) return std::isnan(got) ? 0 : HUGE_VAL;
    if (std::isinf(exact) || std::isinf(got) || std::isinf(nearest))
        return got == nearest ? 0 : HUGE_VAL;
    if (std::isnan(got) || std::signbit(got) != std::signbit(exact)) return HUGE_VAL;
    int e = 0;
    std::frexp(exact, &e);
    if (exact == 0 || e < -125) e = -125;
    return std::fabs(static_cast<double>(got) - exact) / std::ldexp(1.0, e - 24);
}

// Every stride-th of the 2^32 floats; a prime stride, so that all exponents and last bits come up.
template <int W, class F, class G>
void check_error(double bound, F f, G exact, std::uint32_t stride = 65537) {
    double worst = 0;
    float at = 0;
    for (std::uint64_t b = 0; b < (std::uint64_t{1} << 32); b += std::uint64_t{stride} * W) {
        float x[W], y[W];
        for (int i = 0; i < W; ++i) {
            const auto bits =
                static_cast<std::uint32_t>(b + stride * static_cast<std::uint32_t>(i));
            std::memcpy(&x[i], &bits, sizeof bits);
        }
        f(batch<W>::load(x)).store(y);
        for (int i = 0; i < W; ++i) {
            const double e = ulp(y[i], exact(static_cast<double>(x[i])));
            if (!(e <= worst)) worst = e, at = x[i];
        }
    }
    INFO("width " << W << ", worst at " << at);
    CHECK(worst <= bound);
}

template <class F, class G>
void within(double bound, F f, G exact) {
    check_error<native_width>(bound, f, exact);
    check_error<1>(bound, f, exact);
}

double exact_sigmoid(double x) {
    return x < 0 ? std::exp(x) / (1 + std::exp(x)) : 1 / (1 + std::exp(-x));
}
double exact_softplus(double x) {
    return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}

}  // namespace

TEST_CASE("math: errors in ULP", "[simd]") {
    // clang-format off
    within(1.10, [](auto x) { return exp(x); }, [](double x) { return std::exp(x); });
    within(1.55, [](auto x) { return expm1(x); }, [](double x) { return std::expm1(x); });
    within(1.00, [](auto x) { return log(x); }, [](double x) { return std::log(x); });
    within(1.00, [](auto x) { return log1p(x); }, [](double x) { return std::log1p(x); });
    within(1.96, [](auto x) { return tanh(x); }, [](double x) { return std::tanh(x); });
    within(1.35, [](auto x) { return erf(x); }, [](double x) { return std::erf(x); });
    within(1.55, [](auto x) { return sigmoid(x); }, exact_sigmoid);
    within(1.75, [](auto x) { return softplus(x); }, exact_softplus);
    within(1.50, [](auto x) { return rsqrt(x); }, [](double x) { return 1 / std::sqrt(x); });
    // clang-format on
}

TEST_CASE("math: zeros, infinities, NaN, overflow and denormal results", "[simd]") {
    const auto is = [](batch<native_width> y, float expected) {
        const float got = y[native_width - 1];
        return std::isnan(expected) ? std::isnan(got)
                                    : std::memcmp(&got, &expected, sizeof got) == 0;
    };
    const auto at = [](float x) { return batch<native_width>(x); };

    CHECK(is(exp(at(0)), 1));
    CHECK(is(exp(at(-0.0f)), 1));
    CHECK(is(exp(at(inf)), inf));
    CHECK(is(exp(at(-inf)), 0));
    CHECK(is(exp(at(not_a_number)), not_a_number));
    CHECK(is(exp(at(88.8f)), inf));
    CHECK(is(exp(at(-103.9f)), 0x1p-149f));
    CHECK(is(exp(at(-104)), 0));
    CHECK(is(exp(at(-3e38f)), 0));

    CHECK(is(expm1(at(0)), 0));
    CHECK(is(expm1(at(-0.0f)), -0.0f));
    CHECK(is(expm1(at(inf)), inf));
    CHECK(is(expm1(at(-inf)), -1));
    CHECK(is(expm1(at(not_a_number)), not_a_number));
    CHECK(is(expm1(at(-1e-42f)), -1e-42f));

    CHECK(is(log(at(1)), 0));
    CHECK(is(log(at(0)), -inf));
    CHECK(is(log(at(-0.0f)), -inf));
    CHECK(is(log(at(-1)), not_a_number));
    CHECK(is(log(at(inf)), inf));
    CHECK(is(log(at(-inf)), not_a_number));
    CHECK(is(log(at(not_a_number)), not_a_number));
    CHECK(is(log(at(0x1p-149f)), -103.27892990343185f));

    CHECK(is(log1p(at(0)), 0));
    CHECK(is(log1p(at(-0.0f)), -0.0f));
    CHECK(is(log1p(at(-1)), -inf));
    CHECK(is(log1p(at(-2)), not_a_number));
    CHECK(is(log1p(at(inf)), inf));
    CHECK(is(log1p(at(-inf)), not_a_number));
    CHECK(is(log1p(at(not_a_number)), not_a_number));
    CHECK(is(log1p(at(1e-42f)), 1e-42f));

    CHECK(is(tanh(at(0)), 0));
    CHECK(is(tanh(at(-0.0f)), -0.0f));
    CHECK(is(tanh(at(inf)), 1));
    CHECK(is(tanh(at(-inf)), -1));
    CHECK(is(tanh(at(not_a_number)), not_a_number));
    CHECK(is(tanh(at(-1e-42f)), -1e-42f));

    CHECK(is(sigmoid(at(0)), 0.5f));
    CHECK(is(sigmoid(at(-0.0f)), 0.5f));
    CHECK(is(sigmoid(at(inf)), 1));
    CHECK(is(sigmoid(at(-inf)), 0));
    CHECK(is(sigmoid(at(not_a_number)), not_a_number));
    CHECK(sigmoid(at(-100))[0] > 0);

    CHECK(is(erf(at(0)), 0));
    CHECK(is(erf(at(-0.0f)), -0.0f));
    CHECK(is(erf(at(inf)), 1));
    CHECK(is(erf(at(-inf)), -1));
    CHECK(is(erf(at(not_a_number)), not_a_number));

    CHECK(is(softplus(at(inf)), inf));
    CHECK(is(softplus(at(-inf)), 0));
    CHECK(is(softplus(at(not_a_number)), not_a_number));
    CHECK(is(rsqrt(at(0)), inf));
    CHECK(is(rsqrt(at(inf)), 0));
    CHECK(is(rsqrt(at(-1)), not_a_number));
    CHECK(is(rsqrt(at(4)), 0.5f));
}

TEST_CASE("math: one formula, so the widths agree", "[simd]") {
    // A compiler may contract one lane's a * b + c otherwise than the native width's fma.
    const auto agree = [](auto f) {
        for (float x = -20; x < 20; x += 0.37f) {
            const float one = f(batch<1>(x))[0], all = f(batch<native_width>(x))[native_width - 1];
            INFO(x << ": " << one << " " << all);
            CHECK((one == all || ulp(all, static_cast<double>(one)) <= 2 ||
                   (std::isnan(one) && std::isnan(all))));
        }
    };
    agree([](auto x) { return exp(x); });
    agree([](auto x) { return expm1(x); });
    agree([](auto x) { return log(x); });
    agree([](auto x) { return log1p(x); });
    agree([](auto x) { return tanh(x); });
    agree([](auto x) { return sigmoid(x); });
    agree([](auto x) { return erf(x); });
    agree([](auto x) { return softplus(x); });
    agree([](auto x) { return x * tanh(softplus(x)); });
}

namespace {

constexpr bool near(double a, double b, double tolerance) {
    return cmath::abs(a - b) <= tolerance * cmath::abs(b);
}

constexpr auto mish = [](auto x) { return x * math::tanh(math::softplus(x)); };
static_assert(near(double(mish(batch<1>(1))[0]), 0.86509838826731034, 2e-7));
static_assert(near(double(mish(value<double>(1))), 0.86509838826731034, 1e-15));
static_assert(near(mish(1.0), 0.86509838826731034, 1e-15));

static_assert(float(exp(batch<1>(0))) == 1 && float(exp(batch<1>(100))) == inf &&
              float(exp(batch<1>(-200))) == 0);
static_assert(float(exp(batch<1>(inf))) == inf && float(exp(batch<1>(-inf))) == 0 &&
              float(exp(batch<1>(88.75f))) == inf);
static_assert(float(expm1(batch<1>(inf))) == inf && float(expm1(batch<1>(90))) == inf &&
              float(expm1(batch<1>(-inf))) == -1);
static_assert(float(log(batch<1>(inf))) == inf && float(log1p(batch<1>(inf))) == inf &&
              float(log1p(batch<1>(-1))) == -inf);
static_assert(float(tanh(batch<1>(-inf))) == -1 && float(sigmoid(batch<1>(-inf))) == 0 &&
              float(erf(batch<1>(-inf))) == -1);
static_assert(float(softplus(batch<1>(inf))) == inf && float(sigmoid(batch<1>(3e38f))) == 1 &&
              float(tanh(batch<1>(3e38f))) == 1);
// NaN out; NaN in is for the compiler to allow.
static_assert(float(log(batch<1>(-1))) != float(log(batch<1>(-1))));
static_assert(float(exp(batch<1>(1))) == 2.7182818f && float(log(batch<1>(10))) == 2.3025851f);
static_assert(float(tanh(batch<1>(inf))) == 1 && float(sigmoid(batch<1>(0))) == 0.5f &&
              float(erf(batch<1>(9))) == 1);
static_assert(float(log(batch<1>(0))) == -inf && float(rsqrt(batch<1>(16))) == 0.25f);
static_assert(near(double(float(expm1(batch<1>(1e-3f)))), 1.0005001667083417e-3, 2e-7));
static_assert(near(double(float(log1p(batch<1>(1e-3f)))), 9.995003330835332e-4, 2e-7));

static_assert(near(cmath::exp(1.0), 2.718281828459045, 4e-16) &&
              near(cmath::log(10.0), 2.302585092994046, 4e-16));
static_assert(near(cmath::tanh(0.5), 0.46211715726000976, 4e-16) &&
              near(cmath::erf(0.5), 0.5204998778130465, 4e-16));
static_assert(near(cmath::sigmoid(2.0), 0.8807970779778824, 4e-16) &&
              near(cmath::sqrt(2.0), 1.4142135623730951, 0));
static_assert(near(cmath::expm1(1e-9), 1.0000000005e-9, 4e-16) &&
              near(cmath::log1p(1e-9), 9.999999995e-10, 4e-16));
static_assert(cmath::exp(1000.0) > 1e308 && cmath::exp(-1000.0) == 0 && cmath::log(0.0) < -1e308);
static_assert(near(cmath::cos(1.0), 0.5403023058681398, 4e-16) &&
              near(cmath::sin(1.0), 0.8414709848078965, 4e-16));

double double_ulp(double got, double expected) {
    if (got == expected || (std::isnan(got) && std::isnan(expected))) return 0;
    int e = 0;
    std::frexp(expected, &e);
    return std::fabs(got - expected) / std::ldexp(1.0, e < -1021 ? -1074 : e - 53);
}

template <class F, class G>
void check_own(double bound, F own, G libm, double from, double to) {
    double worst = 0, at = 0;
    for (int i = 0; i <= 20000; ++i) {
        const double x = from + (to - from) * (i / 20000.0), e = double_ulp(own(x), libm(x));
        if (!(e <= worst)) worst = e, at = x;
    }
    INFO("worst at " << at);
    CHECK(worst <= bound);
}

}  // namespace

TEST_CASE("math: double without libm agrees with libm", "[simd]") {
    namespace own = cmath::own;
    const auto over = [](double from, double to) {
        check_own(
            2, [](double x) { return own::exp(x); }, [](double x) { return std::exp(x); }, from,
            to);
        check_own(
            2, [](double x) { return own::expm1(x); }, [](double x) { return std::expm1(x); }, from,
            to);
        check_own(
            3, [](double x) { return own::tanh(x); }, [](double x) { return std::tanh(x); }, from,
            to);
        check_own(
            4, [](double x) { return own::erf(x); }, [](double x) { return std::erf(x); }, from,
            to);
        check_own(
            2, [](double x) { return own::log(x); }, [](double x) { return std::log(x); }, from,
            to);
        check_own(
            2, [](double x) { return own::log1p(x); }, [](double x) { return std::log1p(x); }, from,
            to);
        check_own(
            0.5, [](double x) { return own::sqrt(x); }, [](double x) { return std::sqrt(x); }, from,
            to);
    };
    over(-1e-12, 1e-12);
    over(-1, 1);
    over(0.5, 2);
    over(-8, 8);
    over(-760, 720);
    over(1e-310, 2e-308);
    over(1e300, 1e305);
    for (double x : {0.0, -0.0, HUGE_VAL, -HUGE_VAL, std::nan(""), -1.0}) over(x, x);
    check_own(
        2, [](double x) { return own::cos(x) + 2; }, [](double x) { return std::cos(x) + 2; }, -40,
        40);
    check_own(
        2, [](double x) { return own::sin(x) + 2; }, [](double x) { return std::sin(x) + 2; }, -40,
        40);
}
