// SPDX-License-Identifier: BSL-1.0
// Along the rows of a matrix, and sums over its rows; a row is contiguous.
#pragma once

#include "../simd/batch.hpp"
#include "tile.hpp"
#include "unroll.hpp"

namespace inlay::kernels {

/// The first `count` numbers at p: a whole batch, or the rest of a row.
template <class B>
INLAY_PART constexpr B load(const float* p, int count) {
    return count >= B::width ? B::load(p) : B::load_partial(p, count);
}
template <class B>
INLAY_PART constexpr void store(B x, float* p, int count) {
    if (count >= B::width) x.store(p);
    else x.store_partial(p, count);
}

template <int W>
struct row_of_ones {
    float one[W];
    constexpr row_of_ones() : one{} {
        for (float& o : one) o = 1;
    }
};
template <int W>
inline constexpr row_of_ones<W> ones{};

/// x in the first `count` lanes, `otherwise` in the others, whatever x holds there.
template <class B>
INLAY_PART constexpr B first_lanes(B x, int count, B otherwise = B(0)) {
    if (count >= B::width) return x;
    return where(B::load_partial(ones<B::width>.one, count) > B(0), x, otherwise);
}

/// Visits a row of C numbers batch by batch: visit(start, count).
template <class B, int C, class Visit>
INLAY_PART constexpr void along_row(const Visit& visit) {
    constexpr int whole = C / B::width * B::width;
    if constexpr (whole > 0)
        for (int k = 0; k < whole; k += B::width) visit(k, B::width);
    if constexpr (whole < C) visit(whole, C - whole);
}

/// The first C numbers of each row; rows start x_step and y_step apart.
template <class B, int C>
INLAY_PART constexpr void copy_columns(const float* x, long x_step, float* y, long y_step, long rows) {
    for (long r = 0; r < rows; ++r, x += x_step, y += y_step)
        along_row<B, C>([&](int k, int count) { store(load<B>(x + k, count), y + k, count); });
}

/// The largest number of a row; NaN if one is.
template <class B, int C>
INLAY_PART constexpr float row_maximum(const float* x) {
    B most(x[0]);
    along_row<B, C>([&](int k, int count) {
        most = max(most, first_lanes(load<B>(x + k, count), count, most));
    });
    return hmax(most);
}

/// Rows that are summed by themselves before they are added to the total, which keeps what rounding
/// loses (Kahan 1965): the error is that of one block, however many rows there are.
inline constexpr long rows_per_block = 256;

// for v < Vectors: total[v] = sum over rows, in `Chains` chains
template <class B, int C, int Sums, int Vectors, int Last, class Term>
INLAY_PART constexpr void sum_columns_tile(const Term& term, float* out, long rows, int column) {
    constexpr int W = B::width;
    constexpr int Chains = Vectors * Sums >= 8 ? 1 : 8 / (Vectors * Sums);
    B total[Vectors][Sums] = {}, lost[Vectors][Sums] = {};
    for (long first = 0; first < rows; first += rows_per_block) {
        const long end = first + rows_per_block < rows ? first + rows_per_block : rows;
        B part[Chains][Vectors][Sums] = {};
        long r = first;
        for (; r + Chains <= end; r += Chains) {
            INLAY_UNROLL
            for (int c = 0; c < Chains; ++c) {
                INLAY_UNROLL
                for (int v = 0; v < Vectors; ++v)
                    term.add(part[c][v], r + c, column + v * W, v + 1 < Vectors ? W : Last);
            }
        }
        for (; r < end; ++r) {
            INLAY_UNROLL
            for (int v = 0; v < Vectors; ++v)
                term.add(part[0][v], r, column + v * W, v + 1 < Vectors ? W : Last);
        }
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) {
            INLAY_UNROLL
            for (int s = 0; s < Sums; ++s) {
                B block = part[0][v][s];
                INLAY_UNROLL
                for (int c = 1; c < Chains; ++c) block = block + part[c][v][s];
                block = block - lost[v][s];
                const B sum = total[v][s] + block;
                lost[v][s] = (sum - total[v][s]) - block;
                total[v][s] = sum;
            }
        }
    }
    INLAY_UNROLL
    for (int v = 0; v < Vectors; ++v) {
        INLAY_UNROLL
        for (int s = 0; s < Sums; ++s)
            store(total[v][s], out + s * C + column + v * W, v + 1 < Vectors ? W : Last);
    }
}

/// out[s][c] = sum over rows of term s at column c.                            out (Sums, C)
/// term.add(sums, row, column, count) adds `count` columns of its Sums terms to batches.
template <class B, int C, int Sums, class Term>
INLAY_PART constexpr void sum_columns(const Term& term, float* out, long rows) {
    // for columns by 4 / Sums vectors: for blocks of rows: for rows
    constexpr int most = Sums > 1 ? 2 : 4;
    constexpr int wanted = vectors_for(C, B::width);
    constexpr int vectors = wanted < most ? wanted : most;
    constexpr int step = vectors * B::width;
    constexpr int whole = C / step * step;
    constexpr int rest = vectors_for(C - whole, B::width);
    if constexpr (whole > 0)
        for (int c = 0; c < whole; c += step)
            sum_columns_tile<B, C, Sums, vectors, B::width>(term, out, rows, c);
    if constexpr (rest > 0)
        sum_columns_tile<B, C, Sums, rest, C - whole - (rest - 1) * B::width>(term, out, rows,
                                                                              whole);
}

template <class B, int C>
struct element_term {
    const float* x;
    INLAY_PART constexpr void add(B (&sum)[1], long row, int column, int count) const {
        sum[0] = sum[0] + load<B>(x + row * C + column, count);
    }
};

/// out[c] = sum over r of x[r][c].                                       x (rows, C)   out (C)
template <class B, int C>
INLAY_PART constexpr void sum_rows(const float* x, float* out, long rows) {
    constexpr int W = B::width;
    if constexpr (C < W && W % C == 0) {  // W / C rows fill a batch
        constexpr int together = W / C;
        float lanes[W];
        sum_columns<B, W, 1>(element_term<B, W>{x}, lanes, rows / together);
        for (int c = 0; c < C; ++c) {
            float total = 0;
            for (int k = c; k < W; k += C) total += lanes[k];
            for (long r = rows / together * together; r < rows; ++r) total += x[r * C + c];
            out[c] = total;
        }
    } else {
        sum_columns<B, C, 1>(element_term<B, C>{x}, out, rows);
    }
}

}  // namespace inlay::kernels
