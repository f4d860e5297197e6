// SPDX-License-Identifier: BSL-1.0
// What tests of int8 kernels share: random bytes.
#pragma once

#include "catch.hpp"

#include <inlay/core/random.hpp>

#include <vector>

namespace test {

inline std::vector<signed char> random_bytes(int n, unsigned long long seed) {
    std::vector<signed char> v(static_cast<std::size_t>(n));
    for (std::size_t i = 0; i < v.size(); ++i) v[i] = static_cast<signed char>(static_cast<int>(inlay::random_bits(seed, i) % 256) - 128);
    return v;
}

}  // namespace test
