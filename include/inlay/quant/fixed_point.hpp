// SPDX-License-Identifier: BSL-1.0
// exp, 1 / (1 + x), sigmoid and tanh on integers, as gemmlowp's fixedpoint.h defines them: TensorFlow
// Lite's int8 softmax, logistic and tanh are made of these, and so are ours.
#pragma once

#include "rounding.hpp"

namespace inlay::detail::fixed {

// Numbers are raw 32-bit integers; "Qn" in a comment says that n bits stand before the binary point.

inline constexpr std::int32_t one = INT32_MAX;  // Q0

/// e^x of x in [-1/4, 0), Q0.
constexpr std::int32_t exp_of_quarter(std::int32_t a) {
    constexpr std::int32_t exp_of_eighth = 1895147668, third = 715827883;
    const std::int32_t x = a + (1 << 28), x2 = high_multiply(x, x), x3 = high_multiply(x2, x),
                       x4 = high_multiply(x2, x2);
    const std::int32_t rest = divide_by_power(high_multiply(divide_by_power(x4, 2) + x3, third) + x2, 1);
    return exp_of_eighth + high_multiply(exp_of_eighth, x + rest);
}

/// e^x of x <= 0, with that many bits before the point (4 or 5); Q0.
template <int Bits>
constexpr std::int32_t exp_of_negative(std::int32_t a) {
    constexpr std::int32_t factors[] = {1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242};
    if (a == 0) return one;
    constexpr std::int32_t quarter = 1 << (29 - Bits);
    const std::int32_t within = (a & (quarter - 1)) - quarter, rest = within - a;
    std::int32_t y = exp_of_quarter(multiply_by_power(within, Bits));
    for (int i = 0; i < Bits + 2; ++i)  // e^-(1/4), e^-(1/2), ... e^-16
        if ((rest & (quarter << i)) != 0) y = high_multiply(y, factors[i]);
    return y;
}

/// 1 / ((1 + a) / 2) of a in [0, 1], Q0; Q2. Newton and Raphson.
constexpr std::int32_t reciprocal_of_half_sum(std::int32_t a) {
    const auto half = static_cast<std::int32_t>((static_cast<std::int64_t>(a) + one + 1) / 2);
    std::int32_t x = 1515870810 + high_multiply(half, -1010580540);
    for (int i = 0; i < 3; ++i)
        x += multiply_by_power(high_multiply(x, (1 << 29) - high_multiply(half, x)), 2);
    return x;
}

/// 1 / (1 + a) of a in [0, 1], Q0; Q0.
constexpr std::int32_t reciprocal_of_sum(std::int32_t a) { return multiply_by_power(reciprocal_of_half_sum(a), 1); }

/// 1 / (1 + e^-x), Q4; Q0.
constexpr std::int32_t sigmoid(std::int32_t x) {
    if (x == 0) return 1 << 30;
    const std::int32_t minus = x > 0 ? -x : x;
    const std::int32_t y = reciprocal_of_sum(exp_of_negative<4>(minus));
    return x > 0 ? y : one - y;
}

/// tanh x, Q4; Q0.
constexpr std::int32_t tanh(std::int32_t x) {
    if (x == 0) return 0;
    const std::int32_t minus = x > 0 ? -x : x;                      // as Q5 the same integer is 2 x
    const std::int32_t y = multiply_by_power(reciprocal_of_half_sum(exp_of_negative<5>(minus)) - (1 << 29), 2);
    return x > 0 ? y : -y;
}

}  // namespace inlay::detail::fixed
