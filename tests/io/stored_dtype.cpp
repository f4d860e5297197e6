// SPDX-License-Identifier: BSL-1.0
// Names and sizes of stored elements; the 16-bit floats against their definitions.
#include "catch.hpp"

#include <inlay/io/stored_dtype.hpp>
#include <inlay/io/tensor_entry.hpp>

#include <cmath>
#include <limits>

using inlay::stored_dtype;

TEST_CASE("names and elements correspond", "[stored_dtype]") {
    for (std::size_t i = 0; i < inlay::detail::stored_dtypes.size(); ++i) {
        const auto type = static_cast<stored_dtype>(i);
        CHECK(inlay::dtype_from_name(inlay::dtype_name(type)) == type);
    }
    CHECK_FALSE(inlay::dtype_from_name("F31"));
    CHECK_FALSE(inlay::dtype_from_name("f32"));
    CHECK_FALSE(inlay::dtype_from_name(""));
    CHECK(inlay::dtype_name(stored_dtype::bf16) == "BF16");
    CHECK(inlay::dtype_bits(stored_dtype::u64) == 64);
    CHECK(inlay::dtype_bits(stored_dtype::f6_e3m2) == 6);
    CHECK(inlay::dtype_bits(stored_dtype::boolean) == 8);
}

TEST_CASE("all 65,536 halves are what binary16 says", "[stored_dtype]") {
    bool all = true;
    for (unsigned bits = 0; bits < 65'536; ++bits) {
        const float found = inlay::float_from_half(static_cast<std::uint16_t>(bits));
        const int exponent = (bits >> 10) & 31, mantissa = bits & 1023;
        const float sign = (bits & 0x8000U) != 0 ? -1.0f : 1.0f;
        if (exponent == 31 && mantissa != 0) {
            all = all && std::isnan(found);
            continue;
        }
        const float magnitude =
            exponent == 31  ? std::numeric_limits<float>::infinity()
            : exponent == 0 ? std::ldexp(static_cast<float>(mantissa), -24)
                            : std::ldexp(static_cast<float>(mantissa + 1024), exponent - 25);
        all = all && found == sign * magnitude && std::signbit(found) == ((bits & 0x8000U) != 0);
    }
    CHECK(all);
}

TEST_CASE("bfloat16 is the upper half of a float", "[stored_dtype]") {
    static_assert(inlay::float_from_bfloat16(0x3F80) == 1.0f);
    static_assert(inlay::float_from_bfloat16(0xC040) == -3.0f);
    static_assert(inlay::float_from_half(0x3C00) == 1.0f);
}

TEST_CASE("little-endian bytes", "[stored_dtype]") {
    unsigned char bytes[8] = {};
    inlay::store_little_endian(std::uint64_t{0x0102030405060708}, bytes);
    CHECK(bytes[0] == 8);
    CHECK(bytes[7] == 1);
    CHECK(inlay::load_little_endian<std::uint64_t>(bytes) == 0x0102030405060708);
    CHECK(inlay::load_little_endian<std::uint16_t>(bytes) == 0x0708);
}

TEST_CASE("bytes of a tensor", "[stored_dtype]") {
    const auto bytes = [](stored_dtype type, std::vector<long> extents) {
        return inlay::tensor_bytes(type, extents);
    };
    CHECK(bytes(stored_dtype::f32, {}) == 4U);
    CHECK(bytes(stored_dtype::f32, {2, 3}) == 24U);
    CHECK(bytes(stored_dtype::f32, {2, 0}) == 0U);
    CHECK(bytes(stored_dtype::f4, {3, 2}) == 3U);
    CHECK_FALSE(bytes(stored_dtype::f4, {3}));
    CHECK_FALSE(bytes(stored_dtype::f32, {-1}));
    CHECK_FALSE(bytes(stored_dtype::u8, {std::numeric_limits<long>::max(), 8}));
    CHECK(inlay::describe(stored_dtype::f32, std::vector<long>{16, 1, 3, 3}) ==
          "F32 [16, 1, 3, 3]");
    CHECK(inlay::describe(stored_dtype::i8, {}) == "I8 []");
}
