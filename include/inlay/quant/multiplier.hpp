// SPDX-License-Identifier: BSL-1.0
// Scales as integers: the multipliers that TensorFlow Lite computes from them, in constant expressions.
#pragma once

#include "rounding.hpp"

namespace inlay::detail {

/// The nearest multiplier to x >= 0; below 2^-32 it is 0. TensorFlow Lite's QuantizeMultiplier.
constexpr fixed_multiplier multiplier_of(double x) {
    if (!(x > 0)) return {};
    int shift = 0;
    while (x >= 1) x /= 2, ++shift;
    while (x < 0.5) x *= 2, --shift;
    auto fraction = static_cast<std::int64_t>(x * 2147483648.0 + 0.5);
    if (fraction == std::int64_t{1} << 31) fraction /= 2, ++shift;
    if (shift < -31) return {};
    if (shift > 30) return {INT32_MAX, 30};
    return {static_cast<std::int32_t>(fraction), shift};
}

/// The largest difference, in steps of the input, that a number with `integer_bits` holds once it was
/// shifted left. TensorFlow Lite's CalculateInputRadius.
constexpr int input_radius(int integer_bits, int left_shift) {
    const double largest = 1.0 * ((1 << integer_bits) - 1) * static_cast<double>(std::int64_t{1} << (31 - integer_bits)) /
                           static_cast<double>(std::int64_t{1} << left_shift);
    return static_cast<int>(largest);
}

}  // namespace inlay::detail
