// SPDX-License-Identifier: BSL-1.0
// Normalisation: of each column over all rows (batch), and of each row (layer).
#pragma once

#include "reduce.hpp"

namespace inlay::kernels {

template <class B, int C>
struct squared_distance_term {
    const float* x;     // (rows, C)
    const float* mean;  // (C)
    INLAY_PART constexpr void add(B (&sum)[1], long row, int column, int count) const {
        const B d = load<B>(x + row * C + column, count) - load<B>(mean + column, count);
        sum[0] = fma(d, d, sum[0]);
    }
};

/// out (3, C): mean, variance * rows / (rows - 1), 1 / sqrt(variance + epsilon).        x (rows, C)
template <class B, int C>
INLAY_PART constexpr void batch_statistics(const float* x, float* out, long rows, double epsilon) {
    const B share(1 / static_cast<double>(rows)), above(epsilon);
    const B unbiased(1 / static_cast<double>(rows > 1 ? rows - 1 : 1));
    float* const mean = out;
    sum_rows<B, C>(x, mean, rows);
    along_row<B, C>(
        [&](int c, int count) { store(load<B>(mean + c, count) * share, mean + c, count); });
    sum_columns<B, C, 1>(squared_distance_term<B, C>{x, mean}, out + C, rows);
    along_row<B, C>([&](int c, int count) {
        const B squares = load<B>(out + C + c, count);
        store(squares * unbiased, out + C + c, count);
        store(B(1) / sqrt(squares * share + above), out + 2 * C + c, count);
    });
}

/// out (2, C): scale = weight / sqrt(variance + epsilon), shift = bias - mean * scale.
template <class B, int C>
INLAY_PART constexpr void batch_norm_coefficients(const float* weight, const float* bias, const float* mean,
                                       const float* variance, float* out, double epsilon) {
    const B above(epsilon);
    along_row<B, C>([&](int c, int count) {
        const B scale = load<B>(weight + c, count) / sqrt(load<B>(variance + c, count) + above);
        store(scale, out + c, count);
        store(load<B>(bias + c, count) - load<B>(mean + c, count) * scale, out + C + c, count);
    });
}

template <class B, int C>
struct gradient_terms {
    const float *dy, *x;  // (rows, C)
    const float* mean;    // (C)
    INLAY_PART constexpr void add(B (&sum)[2], long row, int column, int count) const {
        const B g = load<B>(dy + row * C + column, count);
        sum[0] = sum[0] + g;
        sum[1] =
            fma(g, load<B>(x + row * C + column, count) - load<B>(mean + column, count), sum[1]);
    }
};

/// out (5, C): sum dy; sum dy h; and a, b, c of dx = a dy + b (x - mean) + c.
///     h = (x - mean) i     a = weight i     b = -a i (sum dy h) / rows     c = -a (sum dy) / rows
template <class B, int C>
INLAY_PART constexpr void batch_norm_reduce(const float* dy, const float* x, const float* mean, const float* i,
                                 const float* weight, float* out, long rows) {
    sum_columns<B, C, 2>(gradient_terms<B, C>{dy, x, mean}, out, rows);
    const B share(-1 / static_cast<double>(rows));
    along_row<B, C>([&](int k, int count) {
        const B inverse = load<B>(i + k, count), sum_dy = load<B>(out + k, count);
        const B sum_dy_h = load<B>(out + C + k, count) * inverse;
        const B a = load<B>(weight + k, count) * inverse;
        store(sum_dy_h, out + C + k, count);
        store(a, out + 2 * C + k, count);
        store(a * inverse * sum_dy_h * share, out + 3 * C + k, count);
        store(a * sum_dy * share, out + 4 * C + k, count);
    });
}

/// running += momentum * (batch - running), of mean and variance.       statistics (3, C): as above
template <class B, int C>
INLAY_PART constexpr void update_running(const float* statistics, float* mean, float* variance,
                              double momentum) {
    const B m(momentum);
    along_row<B, C>([&](int c, int count) {
        const B mu = load<B>(mean + c, count), v = load<B>(variance + c, count);
        store(fma(m, load<B>(statistics + c, count) - mu, mu), mean + c, count);
        store(fma(m, load<B>(statistics + C + c, count) - v, v), variance + c, count);
    });
}

struct moments {
    float mean, inverse;  // of a row; inverse = 1 / sqrt(variance + epsilon)
};
template <class B, int C>
constexpr moments row_moments(const float* x, double epsilon) {
    B total(0), squares(0);
    along_row<B, C>([&](int k, int count) { total = total + load<B>(x + k, count); });
    const float mean = sum(total) / static_cast<float>(C);
    along_row<B, C>([&](int k, int count) {
        const B d = first_lanes(load<B>(x + k, count) - B(mean), count);
        squares = fma(d, d, squares);
    });
    const float variance = sum(squares) / static_cast<float>(C);
    return {mean, 1 / sqrt(simd::batch<1>(variance + static_cast<float>(epsilon)))[0]};
}

/// y = h weight + bias, h = (x - mean) / sqrt(variance + epsilon) of each row.  x, y (rows, C)
template <class B, int C>
INLAY_PART constexpr void layer_norm(const float* x, const float* weight, const float* bias, float* y,
                          long rows, double epsilon) {
    for (long r = 0; r < rows; ++r, x += C, y += C) {
        const moments m = row_moments<B, C>(x, epsilon);
        along_row<B, C>([&](int k, int count) {
            const B h = (load<B>(x + k, count) - B(m.mean)) * B(m.inverse);
            store(fma(h, load<B>(weight + k, count), load<B>(bias + k, count)), y + k, count);
        });
    }
}

/// dx = (g - mean g - h mean(g h)) / sqrt(variance + epsilon), g = dy weight.   dy, x, dx (rows, C)
template <class B, int C>
INLAY_PART constexpr void layer_norm_gradient(const float* dy, const float* x, const float* weight, float* dx,
                                   long rows, double epsilon) {
    for (long r = 0; r < rows; ++r, dy += C, x += C, dx += C) {
        const moments m = row_moments<B, C>(x, epsilon);
        const B mean(m.mean), inverse(m.inverse);
        B sum_g(0), sum_gh(0);
        along_row<B, C>([&](int k, int count) {
            const B g = load<B>(dy + k, count) * load<B>(weight + k, count);  // 0 beyond the row
            sum_g = sum_g + g;
            sum_gh = fma(g, (load<B>(x + k, count) - mean) * inverse, sum_gh);
        });
        const B mean_g(sum(sum_g) / static_cast<float>(C)),
            mean_gh(sum(sum_gh) / static_cast<float>(C));
        along_row<B, C>([&](int k, int count) {
            const B g = load<B>(dy + k, count) * load<B>(weight + k, count);
            const B h = (load<B>(x + k, count) - mean) * inverse;
            store((g - mean_g - h * mean_gh) * inverse, dx + k, count);
        });
    }
}

/// dweight = sum over rows of dy h.                                       dy, x (rows, C)   dw (C)
template <class B, int C>
INLAY_PART constexpr void layer_norm_weight_gradient(const float* dy, const float* x, float* dw, long rows,
                                          double epsilon) {
    for (int c = 0; c < C; ++c) dw[c] = 0;
    for (long r = 0; r < rows; ++r, dy += C, x += C) {
        const moments m = row_moments<B, C>(x, epsilon);
        along_row<B, C>([&](int k, int count) {
            const B h = (load<B>(x + k, count) - B(m.mean)) * B(m.inverse);
            store(fma(load<B>(dy + k, count), h, load<B>(dw + k, count)), dw + k, count);
        });
    }
}

}  // namespace inlay::kernels
