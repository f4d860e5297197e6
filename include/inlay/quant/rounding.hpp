// SPDX-License-Identifier: BSL-1.0
// How a sum of 32 bits becomes 8: a product with a fraction of 31 bits, a shift, and where they round.
#pragma once

#include <cstdint>

namespace inlay {
namespace detail {

/// round(a b / 2^31), ties up; saturates where both are -2^31. gemmlowp's SaturatingRoundingDoublingHighMul.
constexpr std::int32_t high_multiply(std::int32_t a, std::int32_t b) {
    if (a == b && a == INT32_MIN) return INT32_MAX;
    return static_cast<std::int32_t>((static_cast<std::int64_t>(a) * b + (std::int64_t{1} << 30)) >> 31);
}

/// round(x / 2^n), ties away from zero; 0 <= n <= 31. gemmlowp's RoundingDivideByPOT.
constexpr std::int32_t divide_by_power(std::int32_t x, int n) {
    if (n == 0) return x;
    const std::int64_t half = std::int64_t{1} << (n - 1);
    return static_cast<std::int32_t>((x + half + (x >> 31)) >> n);
}

/// x 2^n, kept within 32 bits.
constexpr std::int32_t multiply_by_power(std::int32_t x, int n) {
    const std::int64_t y = static_cast<std::int64_t>(x) * (std::int64_t{1} << n);
    return static_cast<std::int32_t>(y > INT32_MAX ? INT32_MAX : y < INT32_MIN ? INT32_MIN : y);
}

}  // namespace detail

/// A positive real number as fraction / 2^31 * 2^shift, the fraction in [2^30, 2^31).
struct fixed_multiplier {
    std::int32_t fraction = 0;
    int shift = 0;
};

/// x times m, rounded twice, as TensorFlow Lite for Microcontrollers and CMSIS-NN do: the product to 32
/// bits, then the shift. The default: its results are theirs, bit by bit.
struct double_rounding {
    static constexpr std::int32_t scale(std::int32_t x, fixed_multiplier m) {
        const int left = m.shift > 0 ? m.shift : 0, right = m.shift > 0 ? 0 : -m.shift;
        const auto shifted = static_cast<std::int32_t>(static_cast<std::uint32_t>(x) << left);
        return detail::divide_by_power(detail::high_multiply(shifted, m.fraction), right);
    }
};

/// x times m, rounded once, ties up, as TensorFlow Lite does where it is built with TFLITE_SINGLE_ROUNDING.
struct single_rounding {
    static constexpr std::int32_t scale(std::int32_t x, fixed_multiplier m) {
        const int right = 31 - m.shift;
        const std::int64_t product = static_cast<std::int64_t>(x) * m.fraction;
        return static_cast<std::int32_t>((product + (std::int64_t{1} << (right - 1))) >> right);
    }
};

}  // namespace inlay
