// SPDX-License-Identifier: BSL-1.0
// bf16 and f16: all 65536 numbers there and back, and rounding against its definition.
#include "catch.hpp"

#include <inlay/core/dtype.hpp>

#include <cmath>
#include <cstdint>
#include <cstring>

using namespace inlay;

namespace {

float of_bits(std::uint32_t b) {
    float x;
    std::memcpy(&x, &b, sizeof x);
    return x;
}

// binary16 by its definition.
double value_of_f16(std::uint32_t h) {
    const double sign = (h & 0x8000) != 0 ? -1 : 1;
    const int e = static_cast<int>(h >> 10 & 31), m = static_cast<int>(h & 1023);
    if (e == 31) return m != 0 ? std::nan("") : sign * HUGE_VAL;
    return sign * std::ldexp(e == 0 ? m : 1024 + m, (e == 0 ? 1 : e) - 25);
}
double value_of_bf16(std::uint32_t h) { return static_cast<double>(of_bits(h << 16)); }

/// Every number survives; between two neighbours x goes to the nearer one, and half way to the even one.
template <class To, class From, class Value>
void check(To to, From from, Value value, std::uint32_t infinity) {
    int wrong = 0;
    for (std::uint32_t h = 0; h < 0x10000; ++h) {
        const auto half = static_cast<std::uint16_t>(h);
        const float x = from(half);
        const double exact = value(h);
        if (std::isnan(exact)) wrong += !std::isnan(x) || !std::isnan(from(to(x)));
        else wrong += static_cast<double>(x) != exact || std::signbit(x) != std::signbit(exact) || to(x) != half;
        if ((h & 0x7fff) >= infinity) continue;
        const bool last = (h & 0x7fff) + 1 == infinity;  // half way to the largest's successor, were there one: infinity
        const double next = last ? 2 * exact - value(h - 1) : value(h + 1);
        const float middle = static_cast<float>((exact + next) / 2);
        const auto up = static_cast<std::uint16_t>(h + 1);
        if (!std::isfinite(middle)) continue;
        wrong += to(middle) != (h % 2 == 0 ? half : up);
        wrong += to(std::nextafter(middle, from(half))) != half;
        wrong += to(std::nextafter(middle, middle < 0 ? -HUGE_VALF : HUGE_VALF)) != up;
    }
    CHECK(wrong == 0);
    CHECK(std::isinf(from(to(HUGE_VALF))));
    CHECK(std::isnan(from(to(std::nanf("")))));
    CHECK(std::isnan(from(to(of_bits(0x7f800001)))));  // a NaN whose payload is lost
    CHECK(std::signbit(from(to(-0.0f))));
}

}  // namespace

TEST_CASE("bf16", "[dtype]") { check(detail::to_bf16, detail::from_bf16, value_of_bf16, 0x7f80); }
TEST_CASE("f16", "[dtype]") {
    check(detail::to_f16, detail::from_f16, value_of_f16, 0x7c00);
    CHECK(std::isinf(detail::from_f16(detail::to_f16(65520.0f))));
    CHECK(detail::from_f16(detail::to_f16(65519.0f)) == 65504);
    CHECK(detail::to_f16(0x1p-25f) == 0);
    CHECK(detail::to_f16(0x1.000002p-25f) == 1);
}
TEST_CASE("16 bits round most floats as double does", "[dtype]") {
    int wrong = 0;
    for (std::uint64_t b = 0; b < (std::uint64_t{1} << 32); b += 65537) {
        const float x = of_bits(static_cast<std::uint32_t>(b));
        if (!(std::fabs(x) < 65504) || std::fabs(x) < 0x1p-14f) continue;
        int e = 0;
        std::frexp(static_cast<double>(x), &e);
        const double unit = std::ldexp(1, e - 11);
        wrong += static_cast<double>(detail::rounded_to(dtype::f16, x)) != std::nearbyint(static_cast<double>(x) / unit) * unit;
        const double wide = std::ldexp(1, e - 8);
        wrong += static_cast<double>(detail::rounded_to(dtype::bf16, x)) != std::nearbyint(static_cast<double>(x) / wide) * wide;
    }
    CHECK(wrong == 0);
    STATIC_REQUIRE(detail::rounded_to(dtype::bf16, 1.00390625f) == 1.0f);  // a tie, to even
    STATIC_REQUIRE(detail::rounded_to(dtype::f32, 0.1f) == 0.1f);
    STATIC_REQUIRE(size_of(dtype::bf16) == 2 && size_of(dtype::i8) == 1 && size_of(dtype::f32) == 4);
}
