// SPDX-License-Identifier: BSL-1.0
// Parts of batches: halves, and blocks of four lanes. Only where batches of four lanes are part of wider ones.
#pragma once

#include "batch.hpp"

#if !defined(INLAY_NO_SIMD) && !defined(INLAY_USE_XSIMD) &&                   \
    (defined(__SSE2__) || defined(__ARM_NEON) || defined(__wasm_simd128__) || \
     defined(__ALTIVEC__))
#define INLAY_HAS_BLOCKS 1
#else
#define INLAY_HAS_BLOCKS 0
#endif

#if INLAY_HAS_BLOCKS
namespace inlay::simd {

/// The lower half (K = 0) or the upper one of a batch.
template <int K, int W>
INLAY_INLINE constexpr batch<W / 2> half(batch<W> x) {
    if constexpr (W == 8)
        return batch<W / 2>::of(
            __builtin_shufflevector(x.v, x.v, 4 * K, 4 * K + 1, 4 * K + 2, 4 * K + 3));
    else
        return batch<W / 2>::of(__builtin_shufflevector(x.v, x.v, 8 * K, 8 * K + 1, 8 * K + 2,
                                                        8 * K + 3, 8 * K + 4, 8 * K + 5, 8 * K + 6,
                                                        8 * K + 7));
}

/// The lower half from p, the upper one from q.
template <int W>
INLAY_INLINE constexpr batch<W> load_halves(const float* p, const float* q) {
    const auto a = batch<W / 2>::load(p).v, b = batch<W / 2>::load(q).v;
    if constexpr (W == 8)
        return batch<W>::of(__builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7));
    else
        return batch<W>::of(
            __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
}

namespace detail {
// The lanes of a and b by turns in each block: their lower halves, or their upper ones; the first two of each, the last two.
template <int W>
INLAY_INLINE constexpr batch<W> lower(batch<W> a, batch<W> b) {
    if constexpr (W == 4) return batch<W>::of(__builtin_shufflevector(a.v, b.v, 0, 4, 1, 5));
    else if constexpr (W == 8)
        return batch<W>::of(__builtin_shufflevector(a.v, b.v, 0, 8, 1, 9, 4, 12, 5, 13));
    else
        return batch<W>::of(__builtin_shufflevector(a.v, b.v, 0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9,
                                                    25, 12, 28, 13, 29));
}
template <int W>
INLAY_INLINE constexpr batch<W> upper(batch<W> a, batch<W> b) {
    if constexpr (W == 4) return batch<W>::of(__builtin_shufflevector(a.v, b.v, 2, 6, 3, 7));
    else if constexpr (W == 8)
        return batch<W>::of(__builtin_shufflevector(a.v, b.v, 2, 10, 3, 11, 6, 14, 7, 15));
    else
        return batch<W>::of(__builtin_shufflevector(a.v, b.v, 2, 18, 3, 19, 6, 22, 7, 23, 10, 26,
                                                    11, 27, 14, 30, 15, 31));
}
template <int W>
INLAY_INLINE constexpr batch<W> firsts(batch<W> a, batch<W> b) {
    if constexpr (W == 4) return batch<W>::of(__builtin_shufflevector(a.v, b.v, 0, 1, 4, 5));
    else if constexpr (W == 8)
        return batch<W>::of(__builtin_shufflevector(a.v, b.v, 0, 1, 8, 9, 4, 5, 12, 13));
    else
        return batch<W>::of(__builtin_shufflevector(a.v, b.v, 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24,
                                                    25, 12, 13, 28, 29));
}
template <int W>
INLAY_INLINE constexpr batch<W> lasts(batch<W> a, batch<W> b) {
    if constexpr (W == 4) return batch<W>::of(__builtin_shufflevector(a.v, b.v, 2, 3, 6, 7));
    else if constexpr (W == 8)
        return batch<W>::of(__builtin_shufflevector(a.v, b.v, 2, 3, 10, 11, 6, 7, 14, 15));
    else
        return batch<W>::of(__builtin_shufflevector(a.v, b.v, 2, 3, 18, 19, 6, 7, 22, 23, 10, 11,
                                                    26, 27, 14, 15, 30, 31));
}
}  // namespace detail

/// Transposes each block of four lanes of four batches: lane 4 b + i of x[k] becomes lane 4 b + k of x[i].
template <int W>
INLAY_INLINE constexpr void transpose_fours(batch<W> (&x)[4]) {
    const auto a = detail::lower(x[0], x[1]), b = detail::lower(x[2], x[3]);
    const auto c = detail::upper(x[0], x[1]), d = detail::upper(x[2], x[3]);
    x[0] = detail::firsts(a, b), x[1] = detail::lasts(a, b), x[2] = detail::firsts(c, d),
    x[3] = detail::lasts(c, d);
}

/// visit(b, block b) for each four lanes.
template <int W, class Visit>
INLAY_INLINE constexpr void each_block(batch<W> x, const Visit& visit, int first = 0) {
    if constexpr (W == 4) {
        visit(first, x);
    } else {
        each_block(half<0>(x), visit, first);
        each_block(half<1>(x), visit, first + W / 8);
    }
}

}  // namespace inlay::simd
#endif
