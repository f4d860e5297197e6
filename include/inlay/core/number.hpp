// SPDX-License-Identifier: BSL-1.0
// A real number as a template argument.
#pragma once

namespace inlay {

/// May be written as a plain literal: dropout<0.2>, leaky_relu<0.01>. (Floating-point template
/// arguments themselves are missing in clang before 18.)
struct number {
    unsigned long long bits = 0;

    constexpr number() = default;
    constexpr number(double value) : bits(__builtin_bit_cast(unsigned long long, value)) {}
    constexpr double value() const { return __builtin_bit_cast(double, bits); }
    friend constexpr bool operator==(const number&, const number&) = default;
};

}  // namespace inlay
