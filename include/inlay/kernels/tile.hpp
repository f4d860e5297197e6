// SPDX-License-Identifier: BSL-1.0
// How large a register tile is: one rule for every instruction set.
#pragma once

#include "../simd/batch.hpp"

namespace inlay::kernels {

/// Accumulators of Rows x Vectors batches. The rule: at least 8 independent chains (2 FMA pipes x 4
/// cycles), and accumulators, one row of weights and one broadcast within the registers.
struct tile {
    int rows, vectors;
};

/// Vector registers that hold `width` lanes.
constexpr int registers([[maybe_unused]] int width) {
#if defined(__AVX512F__) || defined(__aarch64__)
    return width >= 4 ? 32 : 16;
#else
    return width >= 16 ? 32 : 16;
#endif
}

constexpr int vectors_for(int columns, int width) { return (columns + width - 1) / width; }

/// The tile for a product with many rows; `width` is the number of lanes.
constexpr tile tile_for(int columns, int width) {
    const int wanted = vectors_for(columns, width);
    const int most = registers(width) == 32 ? 4 : 2;
    const int vectors = wanted < most ? wanted : most;
    const int rows = (registers(width) - vectors - 2) / vectors;
    const int enough = vectors == 1 ? 8 : 6;
    return {rows > enough ? enough : rows, vectors};
}

/// Vectors of one row when there is only one row: all that fit, up to 8.
constexpr int vectors_for_one_row(int columns, int width) {
    const int wanted = vectors_for(columns, width);
    return wanted < 8 ? wanted : 8;
}

/// Of two rows: all that fit beside the weights and two broadcasts. Few rows wait for the weights, which come fastest
/// in whole rows of a panel.
constexpr int vectors_for_two_rows(int columns, int width) {
    const int wanted = vectors_for(columns, width), most = registers(width) == 32 ? 8 : 4;
    return wanted < most ? wanted : most;
}

/// Batches for `columns` neighbouring channels: narrower ones than B where one of those is enough.
template <class B, int Columns>
struct narrowed {
    static constexpr int width = B::width == simd::native_width ? simd::narrow_width(Columns) : B::width;
    using type = simd::batch<width>;
};

}  // namespace inlay::kernels
