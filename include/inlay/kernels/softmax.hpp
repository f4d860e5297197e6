// SPDX-License-Identifier: BSL-1.0
// Softmax, its logarithm and their gradients over the rows of a matrix.
#pragma once

#include "../simd/fast.hpp"
#include "reduce.hpp"

namespace inlay::kernels {

/// e^x, exactly or as simd::fast has it.
template <bool Fast, int W>
INLAY_PART constexpr simd::batch<W> exponential(simd::batch<W> x) {
    if constexpr (Fast) return exp(simd::fast<W>(x)).v;
    else return exp(x);
}

/// y = exp(x - max) / sum exp(x - max).                                          x, y (rows, C)
template <class B, int C, bool Fast = false>
INLAY_PART constexpr void softmax(const float* x, float* y, long rows) {
    for (long r = 0; r < rows; ++r, x += C, y += C) {
        const B most(row_maximum<B, C>(x));
        B total(0);
        along_row<B, C>([&](int k, int count) {
            const B e = exponential<Fast>(load<B>(x + k, count) - most);
            store(e, y + k, count);
            total = total + first_lanes(e, count);
        });
        const B scale(1 / sum(total));
        along_row<B, C>(
            [&](int k, int count) { store(load<B>(y + k, count) * scale, y + k, count); });
    }
}

/// y = x - max - log sum exp(x - max).                                           x, y (rows, C)
template <class B, int C, bool Fast = false>
INLAY_PART constexpr void log_softmax(const float* x, float* y, long rows) {
    for (long r = 0; r < rows; ++r, x += C, y += C) {
        const B most(row_maximum<B, C>(x));
        B total(0);
        along_row<B, C>([&](int k, int count) {
            total = total + first_lanes(exponential<Fast>(load<B>(x + k, count) - most), count);
        });
        const B shift(log(simd::batch<1>(sum(total)))[0]);
        along_row<B, C>([&](int k, int count) {
            store(load<B>(x + k, count) - most - shift, y + k, count);
        });
    }
}

/// dx = y (dy - sum y dy).                                                  dy, y, dx (rows, C)
template <class B, int C>
INLAY_PART constexpr void softmax_gradient(const float* dy, const float* y, float* dx, long rows) {
    for (long r = 0; r < rows; ++r, dy += C, y += C, dx += C) {
        B total(0);
        along_row<B, C>([&](int k, int count) {
            total = fma(load<B>(dy + k, count), load<B>(y + k, count), total);
        });
        const B mean(sum(total));
        along_row<B, C>([&](int k, int count) {
            store(load<B>(y + k, count) * (load<B>(dy + k, count) - mean), dx + k, count);
        });
    }
}

/// dx = dy - exp(y) sum dy.                                                 dy, y, dx (rows, C)
template <class B, int C>
INLAY_PART constexpr void log_softmax_gradient(const float* dy, const float* y, float* dx, long rows) {
    for (long r = 0; r < rows; ++r, dy += C, y += C, dx += C) {
        B total(0);
        along_row<B, C>([&](int k, int count) { total = total + load<B>(dy + k, count); });
        const B all(sum(total));
        along_row<B, C>([&](int k, int count) {
            store(load<B>(dy + k, count) - exp(load<B>(y + k, count)) * all, dx + k, count);
        });
    }
}

}  // namespace inlay::kernels
