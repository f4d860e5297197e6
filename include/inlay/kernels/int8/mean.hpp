// SPDX-License-Identifier: BSL-1.0
// The mean of each channel of an int8 map, scaled anew.
#pragma once

#include "store.hpp"

namespace inlay::kernels::int8 {

/// y[c] = store(sum over pixels x[p][c] - zeros), `zeros` the zero point as often as there are pixels. One channel after
/// another, so that y may lie over x.                               x (pixels, C)   y (C)
template <class Rounding>
void mean(const byte* x, byte* y, int pixels, int channels, int32_t zeros, fixed_multiplier m, const output_range& r) {
    for (int c = 0; c < channels; ++c) {
        int32_t sum = -zeros;
        for (int p = 0; p < pixels; ++p) sum += x[p * channels + c];
        y[c] = static_cast<byte>(clamp(Rounding::scale(sum, m) + r.zero_point, r.low, r.high));
    }
}

}  // namespace inlay::kernels::int8
