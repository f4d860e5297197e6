// SPDX-License-Identifier: BSL-1.0
// The element types a safetensors file can hold: names, sizes, and those that become floats.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace inlay {

enum class stored_dtype : unsigned char {
    // clang-format off
    boolean, f4, f6_e2m3, f6_e3m2, u8, i8, f8_e5m2, f8_e4m3, f8_e8m0,
    i16, u16, f16, bf16, i32, u32, f32, c64, f64, i64, u64
    // clang-format on
};

namespace detail {

struct stored_dtype_row {
    std::string_view name;
    unsigned bits;
};

inline constexpr std::array<stored_dtype_row, 20> stored_dtypes{{
    {"BOOL", 8}, {"F4", 4},      {"F6_E2M3", 6}, {"F6_E3M2", 6}, {"U8", 8},
    {"I8", 8},   {"F8_E5M2", 8}, {"F8_E4M3", 8}, {"F8_E8M0", 8}, {"I16", 16},
    {"U16", 16}, {"F16", 16},    {"BF16", 16},   {"I32", 32},    {"U32", 32},
    {"F32", 32}, {"C64", 64},    {"F64", 64},    {"I64", 64},    {"U64", 64},
}};

}  // namespace detail

/// The name as the file spells it: "F32".
constexpr std::string_view dtype_name(stored_dtype type) {
    return detail::stored_dtypes[static_cast<std::size_t>(type)].name;
}

/// Bits of one element; 4 and 6 are packed without gaps.
constexpr unsigned dtype_bits(stored_dtype type) {
    return detail::stored_dtypes[static_cast<std::size_t>(type)].bits;
}

constexpr std::optional<stored_dtype> dtype_from_name(std::string_view name_in_file) {
    for (std::size_t i = 0; i < detail::stored_dtypes.size(); ++i)
        if (detail::stored_dtypes[i].name == name_in_file) return static_cast<stored_dtype>(i);
    return std::nullopt;
}

/// IEEE 754 binary16 to binary32, exact (subnormals, infinities and NaN payloads too).
constexpr float float_from_half(std::uint16_t half) {
    const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000U) << 16;
    const std::uint32_t exponent = (half >> 10) & 0x1FU;
    const std::uint32_t mantissa = half & 0x3FFU;
    if (exponent == 0x1F) return std::bit_cast<float>(sign | 0x7F800000U | mantissa << 13);
    if (exponent != 0) return std::bit_cast<float>(sign | (exponent + 112U) << 23 | mantissa << 13);
    const float magnitude = static_cast<float>(mantissa) * 0x1p-24f;
    return sign != 0 ? -magnitude : magnitude;
}

/// bfloat16 is the upper half of binary32.
constexpr float float_from_bfloat16(std::uint16_t upper) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(upper) << 16);
}

/// An unsigned number stored byte by byte, the lowest first.
template <class Unsigned>
constexpr Unsigned load_little_endian(const unsigned char* bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = sizeof(Unsigned); i-- > 0;) value = value << 8 | bytes[i];
    return static_cast<Unsigned>(value);
}

template <class Unsigned>
constexpr void store_little_endian(Unsigned value, unsigned char* bytes) {
    for (std::size_t i = 0; i < sizeof(Unsigned); ++i)
        bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(value) >> (8 * i));
}

}  // namespace inlay

#endif
