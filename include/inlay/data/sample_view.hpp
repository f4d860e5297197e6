// SPDX-License-Identifier: BSL-1.0
// One sample of a dataset, not owned.
#pragma once

#include <cstddef>

namespace inlay {

/// `size` floats in somebody else's memory, row-major.
struct sample_view {
    const float* data = nullptr;
    std::size_t size = 0;

    constexpr const float* begin() const { return data; }
    constexpr const float* end() const { return data + size; }
    constexpr float operator[](std::size_t i) const { return data[i]; }
};

}  // namespace inlay
