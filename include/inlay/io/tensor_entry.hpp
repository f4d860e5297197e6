// SPDX-License-Identifier: BSL-1.0
// One tensor in a file: its name, element type, shape and place.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "message.hpp"
#include "stored_dtype.hpp"

namespace inlay {

struct tensor_entry {
    std::string name;
    stored_dtype type = stored_dtype::f32;
    std::vector<long> shape;
    std::size_t begin = 0, end = 0;  // bytes, counted from the first byte after the header

    /// Elements; the product of the shape, 1 for a scalar.
    std::size_t size() const {
        std::size_t product = 1;
        for (long extent : shape) product *= static_cast<std::size_t>(extent);
        return product;
    }
};

/// One pair of a file's __metadata__.
struct metadata_entry {
    std::string key, value;
    friend bool operator==(const metadata_entry&, const metadata_entry&) = default;
};

/// `F32 [16, 1, 3, 3]`, for messages.
inline std::string describe(stored_dtype type, std::span<const long> extents) {
    return detail::join(dtype_name(type), ' ', extents);
}

/// Bytes of a tensor; nothing where an extent is negative, a product leaves std::size_t, or packed
/// elements of 4 or 6 bits do not fill whole bytes.
inline std::optional<std::size_t> tensor_bytes(stored_dtype type, std::span<const long> extents) {
    std::size_t bits = dtype_bits(type);
    for (long extent : extents) {
        if (extent < 0) return std::nullopt;
        const auto factor = static_cast<std::size_t>(extent);
        if (factor != 0 && bits > std::numeric_limits<std::size_t>::max() / factor)
            return std::nullopt;
        bits *= factor;
    }
    if (bits % 8 != 0) return std::nullopt;
    return bits / 8;
}

}  // namespace inlay

#endif
