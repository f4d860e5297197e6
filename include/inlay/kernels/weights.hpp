// SPDX-License-Identifier: BSL-1.0
// How a matrix of weights (I, U) lies in memory, as kernels read it: as the model holds it, or packed.
#pragma once

#include "../core/dtype.hpp"
#include "../simd/narrow.hpp"
#include "tile.hpp"
#include "unroll.hpp"

namespace inlay::kernels {

/// Packed weights are panels of columns, one after another: (panels, I, columns), the columns beyond U zero.
/// What a kernel reads for one panel lies in one stretch, in whole batches.
struct panels {
    int count, columns;
};
constexpr panels panels_for(int U, int width, dtype e) {
    const int unit = e == dtype::bf16 ? 2 * width : width;  // bf16 lies in pairs of batches
    const int units = (U + unit - 1) / unit, most = 8 * width / unit;
    const int count = (units + most - 1) / most;
    return {count, (units + count - 1) / count * unit};
}

/// As the model holds them: row-major floats, whole batches readable behind the last.
template <class B, int I, int U>
struct plain_weights {
    static constexpr int panel = U, floats_of_row = U;
    const float* w;

    /// Vectors batches of row i, from column u on.
    template <int Vectors>
    INLAY_PART constexpr void load(int i, int u, B (&v)[Vectors]) const {
        INLAY_UNROLL
        for (int k = 0; k < Vectors; ++k) v[k] = B::load(w + i * U + u + k * B::width);
    }
};

/// Of a row of a panel, `columns` wide:
///     f32    the numbers                                  f16    the numbers
///     bf16   for each 2 W columns W words of 32 bits; word j holds column j below and column W + j above, so
///            that a shift and a mask give two batches
/// W is simd::native_width, whatever batches read them.
template <class B, dtype E, int I, int Columns>
struct packed_weights {
    static constexpr int panel = Columns, native = simd::native_width;
    static constexpr int floats_of_row = Columns * size_of(E) / 4;
    const float* w;

    template <int Vectors>
    INLAY_PART constexpr void load(int i, int u, B (&v)[Vectors]) const {
        const float* const row = w + (static_cast<long>(u / Columns) * I + i) * floats_of_row;
        const int c = u % Columns;
        if constexpr (E == dtype::f32) {
            INLAY_UNROLL
            for (int k = 0; k < Vectors; ++k) v[k] = B::load(row + c + k * B::width);
        } else if constexpr (B::width != native) {
            static_assert(B::width == 1, "inlay: packed weights are read by native batches, or one by one");
            for (int k = 0; k < Vectors; ++k) v[k] = one(row, c + k);
        } else if constexpr (E == dtype::bf16) {
            INLAY_UNROLL
            for (int k = 0; k < Vectors; k += 2) {
                const auto words = simd::load_words<B::width>(row + c / 2 + k / 2 * B::width);
                v[k] = simd::low_bf16(words);
                if (k + 1 < Vectors) v[k + 1] = simd::high_bf16(words);
            }
        } else {
            INLAY_UNROLL
            for (int k = 0; k < Vectors; ++k) v[k] = simd::load_f16<B::width>(row + c / 2 + k * B::width / 2);
        }
    }

    /// Where column c is: a word of the row, and its upper or lower half.
    static constexpr int word_of(int c) { return E == dtype::bf16 ? c / (2 * native) * native + c % native : c / 2; }
    static constexpr bool is_upper(int c) { return (E == dtype::bf16 ? c / native % 2 : c % 2) != 0; }

    static constexpr float one(const float* row, int c) {
        const auto word = __builtin_bit_cast(std::uint32_t, row[word_of(c)]);
        const auto half = static_cast<std::uint16_t>(is_upper(c) ? word >> 16 : word);
        return E == dtype::bf16 ? inlay::detail::from_bf16(half) : inlay::detail::from_f16(half);
    }
    /// Puts x into column c of a row whose words were 0.
    static constexpr void put(float* row, int c, float x) {
        const auto half = static_cast<std::uint32_t>(E == dtype::bf16 ? inlay::detail::to_bf16(x) : inlay::detail::to_f16(x));
        const auto word = __builtin_bit_cast(std::uint32_t, row[word_of(c)]);
        row[word_of(c)] = __builtin_bit_cast(float, word | (is_upper(c) ? half << 16 : half));
    }
};

/// From row-major (I, U) to panels.
template <dtype E, int I, int U>
constexpr void pack_weights(const float* w, float* out) {
    constexpr panels p = panels_for(U, simd::native_width, E);
    using packed = packed_weights<simd::batch<1>, E, I, p.columns>;
    for (int k = 0; k < p.count; ++k)
        for (int i = 0; i < I; ++i, out += packed::floats_of_row) {
            for (int c = 0; c < packed::floats_of_row; ++c) out[c] = 0;
            const int first = k * p.columns, count = U - first < p.columns ? U - first : p.columns;
            for (int c = 0; c < count; ++c) {
                const float x = w[static_cast<long>(i) * U + first + c];
                if constexpr (E == dtype::f32) out[c] = x;
                else packed::put(out, c, x);
            }
        }
}

}  // namespace inlay::kernels
