// SPDX-License-Identifier: BSL-1.0
// Functions of one byte, as tables of 256.
#pragma once

#include "target.hpp"

namespace inlay::kernels::int8 {

/// y = table[x + 128].
inline void lookup(const byte* x, byte* y, int n, const byte* table) {
    for (int i = 0; i < n; ++i) y[i] = table[x[i] + 128];
}

}  // namespace inlay::kernels::int8
