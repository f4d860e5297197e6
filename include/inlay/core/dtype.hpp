// SPDX-License-Identifier: BSL-1.0
// The types in which a stored value's elements may lie, and the numbers of 16 bits among them.
#pragma once

#include <cstdint>

namespace inlay {

/// What one element of a value is in memory. Values are float everywhere but in a deployed model's weights.
enum class dtype : unsigned char { f32, bf16, f16, i8, i32 };

constexpr int size_of(dtype e) {
    switch (e) {
        case dtype::bf16: case dtype::f16: return 2;
        case dtype::i8: return 1;
        default: return 4;
    }
}
constexpr const char* name_of(dtype e) {
    switch (e) {
        case dtype::bf16: return "bf16";
        case dtype::f16: return "f16";
        case dtype::i8: return "i8";
        case dtype::i32: return "i32";
        default: return "f32";
    }
}

namespace detail {

/// bfloat16, the upper half of a float: to the nearest, ties to even. What is beyond the largest becomes
/// infinity; NaN stays NaN.
constexpr std::uint16_t to_bf16(float x) {
    const auto bits = __builtin_bit_cast(std::uint32_t, x);
    if ((bits & 0x7fffffffu) > 0x7f800000u) return static_cast<std::uint16_t>(bits >> 16 | 0x40u);
    return static_cast<std::uint16_t>((bits + 0x7fffu + (bits >> 16 & 1u)) >> 16);
}
constexpr float from_bf16(std::uint16_t h) { return __builtin_bit_cast(float, static_cast<std::uint32_t>(h) << 16); }

/// IEEE 754's binary16: to the nearest, ties to even, denormals too. What is beyond the largest (65504)
/// becomes infinity; NaN stays NaN.
constexpr std::uint16_t to_f16(float x) {
    const auto bits = __builtin_bit_cast(std::uint32_t, x);
    const std::uint32_t sign = bits >> 16 & 0x8000u, magnitude = bits & 0x7fffffffu;
    if (magnitude > 0x7f800000u) return static_cast<std::uint16_t>(sign | 0x7e00u);
    if (magnitude >= 0x477ff000u) return static_cast<std::uint16_t>(sign | 0x7c00u);  // 65520 and more
    std::uint32_t half = 0, rest = 0, unit = 0;  // rest of unit is cut off
    if (magnitude >= 0x38800000u) {              // 2^-14: normal
        half = (magnitude >> 13) - (112u << 10);
        rest = magnitude & 0x1fffu, unit = 0x2000u;
    } else if (magnitude > 0x33000000u) {        // above 2^-25, which is half the smallest
        const std::uint32_t fraction = (magnitude & 0x7fffffu) | 0x800000u, shift = 126u - (magnitude >> 23);
        half = fraction >> shift;
        unit = 1u << shift, rest = fraction & (unit - 1u);
    }
    if (rest * 2 > unit || (rest * 2 == unit && (half & 1u) != 0 && unit != 0)) ++half;
    return static_cast<std::uint16_t>(sign | half);
}
constexpr float from_f16(std::uint16_t h) {
    const std::uint32_t sign = static_cast<std::uint32_t>(h & 0x8000u) << 16, rest = h & 0x7fffu;
    if (rest >= 0x7c00u) return __builtin_bit_cast(float, sign | 0x7f800000u | (rest & 0x3ffu) << 13);
    const float magnitude = __builtin_bit_cast(float, rest << 13) * 0x1p112f;  // exact, denormals too
    return __builtin_bit_cast(float, sign | __builtin_bit_cast(std::uint32_t, magnitude));
}

/// x as an element of that type keeps it. (int8 depends on a scale: not here.)
constexpr float rounded_to(dtype e, float x) {
    if (e == dtype::bf16) return from_bf16(to_bf16(x));
    if (e == dtype::f16) return from_f16(to_f16(x));
    return x;
}

}  // namespace detail
}  // namespace inlay
