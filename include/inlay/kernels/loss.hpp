// SPDX-License-Identifier: BSL-1.0
// Losses and their gradients over a batch of rows.
#pragma once

#include "../simd/math.hpp"

namespace inlay::kernels {

struct row_sum {
    float most, sum;  // the row's maximum, and the sum of exp(x - maximum)
};

template <class B, int C>
INLAY_PART constexpr row_sum exp_sum(const float* x) {
    constexpr int W = B::width, whole = C / W * W, rest = C - whole;
    float most = x[0];
    for (int k = 1; k < C; ++k) most = x[k] > most ? x[k] : most;
    B total(0);
    for (int k = 0; k < whole; k += W) total = total + exp(B::load(x + k) - B(most));
    float all = sum(total);
    if constexpr (rest > 0) {
        const B e = exp(B::load_partial(x + whole, rest) - B(most));
        for (int k = 0; k < rest; ++k) all += e[k];
    }
    return {most, all};
}

/// Mean of log(sum exp(x)) - x[target].                     x (rows, C)   target (rows)
template <class B, int C>
INLAY_PART constexpr float cross_entropy(const float* x, const float* target, long rows) {
    double total = 0;
    for (long r = 0; r < rows; ++r, x += C) {
        const row_sum s = exp_sum<B, C>(x);
        total += log(simd::batch<1>(s.sum))[0] + s.most - x[static_cast<long>(target[r])];
    }
    return static_cast<float>(total / static_cast<double>(rows));
}

/// dx = (softmax(x) - onehot(target)) / rows.
template <class B, int C>
INLAY_PART constexpr void cross_entropy_gradient(const float* x, const float* target, float* dx, long rows) {
    constexpr int W = B::width, whole = C / W * W, rest = C - whole;
    const float scale = 1.0f / static_cast<float>(rows);
    for (long r = 0; r < rows; ++r, x += C, dx += C) {
        const row_sum s = exp_sum<B, C>(x);
        const B factor(scale / s.sum);
        for (int k = 0; k < whole; k += W) (exp(B::load(x + k) - B(s.most)) * factor).store(dx + k);
        if constexpr (rest > 0)
            (exp(B::load_partial(x + whole, rest) - B(s.most)) * factor).store_partial(dx + whole, rest);
        dx[static_cast<long>(target[r])] -= scale;
    }
}

template <class B>
INLAY_PART constexpr float mean_squared_error(const float* y, const float* t, long count) {
    double total = 0;
    for (long i = 0; i < count; ++i) {
        const double d = static_cast<double>(y[i]) - static_cast<double>(t[i]);
        total += d * d;
    }
    return static_cast<float>(total / static_cast<double>(count));
}

template <class B>
INLAY_PART constexpr void mean_squared_error_gradient(const float* y, const float* t, float* dy, long count) {
    constexpr int W = B::width;
    const B scale(2.0f / static_cast<float>(count));
    long i = 0;
    for (; i + W <= count; i += W) ((B::load(y + i) - B::load(t + i)) * scale).store(dy + i);
    const int rest = static_cast<int>(count - i);
    if (rest > 0)
        ((B::load_partial(y + i, rest) - B::load_partial(t + i, rest)) * scale).store_partial(dy + i, rest);
}

}  // namespace inlay::kernels
