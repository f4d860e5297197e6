// SPDX-License-Identifier: BSL-1.0
// Products with a matrix of known size: y = x W + b with an epilogue, and dW = x^T dy.
#pragma once

#include "../simd/batch.hpp"
#include "tile.hpp"
#include "unroll.hpp"
#include "weights.hpp"

namespace inlay::kernels {

// for m < Rows, v < Vectors: acc[m][v] = b + sum over i of x[m][i] * W[i][v]
// Chains: sums of one element are split over `Chains` accumulators where the tile alone has too few.
// Last: lanes used of the last vector.
template <class B, int I, int U, int Rows, int Vectors, int Last, class Weights, class Epilogue>
INLAY_PART constexpr void dense_tile(const float* x, const Weights& w, const float* b, float* out, long row, int u,
                          const Epilogue& epilogue) {
    constexpr int W = B::width;
    constexpr int Chains = Rows * Vectors >= 8 || I < 8 ? 1 : Rows == 1 && Vectors == 1 ? 4 : 8 / (Rows * Vectors);
    B acc[Rows][Vectors][Chains] = {};
    if (b != nullptr) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) {
            const B bias = B::load(b + u + v * W);
            INLAY_UNROLL
            for (int m = 0; m < Rows; ++m) acc[m][v][0] = bias;
        }
    }
    // One row waits for loads: four of x in one. But where a load steps 2 KB in each turn, a Zen 5 reads W from the second
    // level at 0.6 of the rate: as many rows of W at once as have 1 KB.
    constexpr int bytes_of_row = 4 * Weights::floats_of_row;
    constexpr bool by_four = Rows == 1 && Chains <= 4 && I >= 4 && (Chains == 4 || 4 * bytes_of_row <= 1024);
    constexpr int step = by_four ? 4 : Rows == 1 && Chains == 1 && 2 * bytes_of_row <= 1024 ? 2 : Chains;
    constexpr int whole = I / step * step;
    INLAY_AS_WRITTEN
    for (int i = 0; i < whole; i += step) {
        B four[4] = {};
        if constexpr (by_four) simd::load_each_of_four(x + i, four);
        INLAY_UNROLL
        for (int k = 0; k < step; ++k) {
            B wv[Vectors] = {};
            w.template load<Vectors>(i + k, u, wv);
            INLAY_UNROLL
            for (int m = 0; m < Rows; ++m) {
                const B xm = by_four ? four[k] : B(x[m * I + i + k]);
                INLAY_UNROLL
                for (int v = 0; v < Vectors; ++v) acc[m][v][k % Chains] = fma(xm, wv[v], acc[m][v][k % Chains]);
            }
        }
    }
    if constexpr (whole < I) {
        for (int i = whole; i < I; ++i) {
            B wv[Vectors] = {};
            w.template load<Vectors>(i, u, wv);
            INLAY_UNROLL
            for (int v = 0; v < Vectors; ++v) {
                INLAY_UNROLL
                for (int m = 0; m < Rows; ++m) acc[m][v][0] = fma(B(x[m * I + i]), wv[v], acc[m][v][0]);
            }
        }
    }
    INLAY_UNROLL
    for (int m = 0; m < Rows; ++m) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) {
            B sum = acc[m][v][0];
            INLAY_UNROLL
            for (int c = 1; c < Chains; ++c) sum = sum + acc[m][v][c];
            const int column = u + v * W;
            epilogue.store(sum, out, (row + m) * U + column, column, v + 1 < Vectors ? W : Last);
        }
    }
}

// Columns [first, first + Columns), by tiles.
template <class B, int I, int U, int Rows, int Vectors, int Columns, class Weights, class Epilogue>
INLAY_PART constexpr void dense_panel(const float* x, const Weights& w, const float* b, float* out, long row, int first,
                          const Epilogue& e) {
    constexpr int step = Vectors * B::width;
    constexpr int whole = Columns / step * step;
    constexpr int rest = vectors_for(Columns - whole, B::width);
    if constexpr (whole > 0)
        for (int u = 0; u < whole; u += step)
            dense_tile<B, I, U, Rows, Vectors, B::width>(x, w, b, out, row, first + u, e);
    if constexpr (rest > 0)
        dense_tile<B, I, U, Rows, rest, Columns - whole - (rest - 1) * B::width>(x, w, b, out, row, first + whole, e);
}

template <class B, int I, int U, int Rows, int Vectors, class Weights, class Epilogue>
INLAY_PART constexpr void dense_rows(const float* x, const Weights& w, const float* b, float* out, long row,
                          const Epilogue& e) {
    constexpr int panel = Weights::panel, whole = U / panel * panel;
    if constexpr (whole > 0)
        for (int u = 0; u < whole; u += panel)
            dense_panel<B, I, U, Rows, Vectors, panel>(x, w, b, out, row, u, e);
    if constexpr (whole < U) dense_panel<B, I, U, Rows, Vectors, U - whole>(x, w, b, out, row, whole, e);
}

/// y = x W + b, then the epilogue.       x (rows, I)   W (I, U)   b (U) or null   out (rows, U)
/// Spare: if not 0, also a tile of so many rows, where that is what is mostly left.
template <class B, int I, int U, int Spare = 0, class Weights, class Epilogue>
INLAY_PART constexpr void dense_by(const float* x, const Weights& w, const float* b, float* out, long rows,
                     const Epilogue& e) {
    // for rows by T.rows: for columns by T.vectors: for i
    constexpr tile T = tile_for(U, B::width);
    long r = 0;
    for (; rows - r >= T.rows; r += T.rows)
        dense_rows<B, I, U, T.rows, T.vectors>(x + r * I, w, b, out, r, e);
    if constexpr (Spare > 0 && Spare < T.rows)
        for (; r + Spare <= rows; r += Spare)
            dense_rows<B, I, U, Spare, T.vectors>(x + r * I, w, b, out, r, e);
    if constexpr (B::width > 1)
        for (; rows - r >= 2; r += 2)  // one row waits for the weights, two do not
            dense_rows<B, I, U, 2, vectors_for_two_rows(U, B::width)>(x + r * I, w, b, out, r, e);
    for (; r < rows; ++r)
        dense_rows<B, I, U, 1, vectors_for_one_row(U, B::width)>(x + r * I, w, b, out, r, e);
}
/// The same of one column: a sum of products along each row.       x (rows, I)   w (I)   out (rows)
template <class B, int I, class Epilogue>
INLAY_PART constexpr void dense_column(const float* x, const float* w, const float* b, float* out, long rows,
                                                   const Epilogue& e) {
    constexpr int W = B::width, whole = I / W;
    constexpr int Chains = whole < 4 ? (whole > 0 ? whole : 1) : 4;
    using one = simd::batch<simd::narrow_width(1)>;
    for (long r = 0; r < rows; ++r, x += I) {
        B acc[Chains] = {};
        INLAY_UNROLL
        for (int c = 0; c < Chains; ++c) acc[c] = B(0);
        for (int i = 0; i + Chains <= whole; i += Chains) {
            INLAY_UNROLL
            for (int c = 0; c < Chains; ++c) acc[c] = fma(B::load(x + (i + c) * W), B::load(w + (i + c) * W), acc[c]);
        }
        for (int i = whole / Chains * Chains; i < whole; ++i) acc[0] = fma(B::load(x + i * W), B::load(w + i * W), acc[0]);
        if constexpr (I % W != 0)
            acc[0] = fma(B::load_partial(x + whole * W, I % W), B::load_partial(w + whole * W, I % W), acc[0]);
        INLAY_UNROLL
        for (int c = 1; c < Chains; ++c) acc[0] = acc[0] + acc[c];
        e.store(one(sum(acc[0]) + (b != nullptr ? *b : 0.0f)), out, r, 0, 1);
    }
}

template <class B, int I, int U, int Spare = 0, class Epilogue>
INLAY_PART constexpr void dense(const float* x, const float* w, const float* b, float* out, long rows,
                     const Epilogue& e) {
    if constexpr (U == 1 && I >= B::width && B::width > 1) {
        dense_column<B, I>(x, w, b, out, rows, e);
    } else {
        using C = typename narrowed<B, U>::type;
        dense_by<C, I, U, Spare>(x, plain_weights<C, I, U>{w}, b, out, rows, e);
    }
}

// for m < Rows: dW[i + m][u..] = sum over r of x[r][i + m] * dy[r][u..]
template <class B, int I, int U, int Rows, int Vectors>
INLAY_PART constexpr void outer_tile(const float* x, const float* dy, float* dw, long rows, int i, int u) {
    constexpr int W = B::width;
    B acc[Rows][Vectors] = {};
    const int last = U - u - (Vectors - 1) * W;  // columns of the last vector
    for (long r = 0; r < rows; ++r) {
        B d[Vectors] = {};
        INLAY_UNROLL
        for (int v = 0; v < Vectors - 1; ++v) d[v] = B::load(dy + r * U + u + v * W);
        const float* end = dy + r * U + u + (Vectors - 1) * W;
        // the last row's last vector must not be read past its end
        d[Vectors - 1] = (last >= W || r + 1 + (W - 1) / U < rows) ? B::load(end) : B::load_partial(end, last);
        INLAY_UNROLL
        for (int m = 0; m < Rows; ++m) {
            const B xm(x[r * I + i + m]);
            INLAY_UNROLL
            for (int v = 0; v < Vectors; ++v) acc[m][v] = fma(xm, d[v], acc[m][v]);
        }
    }
    INLAY_UNROLL
    for (int m = 0; m < Rows; ++m) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors - 1; ++v) acc[m][v].store(dw + (i + m) * U + u + v * W);
        float* end = dw + (i + m) * U + u + (Vectors - 1) * W;
        if (last >= W) acc[m][Vectors - 1].store(end);
        else acc[m][Vectors - 1].store_partial(end, last);
    }
}

template <class B, int I, int U, int Vectors>
INLAY_PART constexpr void outer_columns(const float* x, const float* dy, float* dw, long rows, int u) {
    constexpr int R = tile_for(Vectors * B::width, B::width).rows;
    if constexpr (I >= R)
        for (int i = 0; i + R <= I; i += R) outer_tile<B, I, U, R, Vectors>(x, dy, dw, rows, i, u);
    if constexpr (I % R != 0) outer_tile<B, I, U, I % R, Vectors>(x, dy, dw, rows, I - I % R, u);
}

/// dW = x^T dy.                          x (rows, I)   dy (rows, U)   dW (I, U)
template <class B, int I, int U>
INLAY_PART constexpr void dense_weight_gradient(const float* x, const float* dy, float* dw, long rows) {
    constexpr int vectors = tile_for(U, B::width).vectors;
    constexpr int step = vectors * B::width;
    constexpr int whole = U / step * step;
    if constexpr (whole > 0)
        for (int u = 0; u < whole; u += step) outer_columns<B, I, U, vectors>(x, dy, dw, rows, u);
    if constexpr (whole < U)
        outer_columns<B, I, U, vectors_for(U - whole, B::width)>(x, dy, dw, rows, whole);
}

}  // namespace inlay::kernels
