// SPDX-License-Identifier: BSL-1.0
// The transpose of a matrix of known size.
#pragma once

#include "unroll.hpp"

namespace inlay::kernels {

/// y[j][i] = x[i][j].              x (Rows, Columns)   y (Columns, Rows)
template <int Rows, int Columns>
constexpr void transpose(const float* x, float* y) {
    // for rows by 16, which fill a cache line of y: for columns: for rows
    constexpr int block = 16, whole = Rows / block * block;
    for (int i = 0; i < whole; i += block)
        for (int j = 0; j < Columns; ++j) {
            INLAY_UNROLL
            for (int k = 0; k < block; ++k) y[j * Rows + i + k] = x[(i + k) * Columns + j];
        }
    for (int j = 0; j < Columns; ++j)
        for (int i = whole; i < Rows; ++i) y[j * Rows + i] = x[i * Columns + j];
}

}  // namespace inlay::kernels
