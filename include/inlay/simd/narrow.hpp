// SPDX-License-Identifier: BSL-1.0
// Batches from numbers of 16 bits.
#pragma once

#include "../core/dtype.hpp"
#include "batch.hpp"

namespace inlay::simd {

/// W words of 32 bits from memory of floats: two bf16 each.
template <int W>
INLAY_INLINE constexpr detail::bits<W> load_words(const float* p) {
    return detail::bits<W>::of(batch<W>::load(p));
}
/// The numbers in the lower halves, in the upper halves. Exact: bf16 is the upper half of a float.
template <int W>
INLAY_INLINE constexpr batch<W> low_bf16(detail::bits<W> words) {
    return (words << 16).as_float();
}
template <int W>
INLAY_INLINE constexpr batch<W> high_bf16(detail::bits<W> words) {
    return (words & detail::bits<W>::all(~0xffff)).as_float();
}

/// W numbers of IEEE 754's binary16, which lie in memory of floats. Exact.
template <int W>
INLAY_INLINE constexpr batch<W> load_f16(const float* p) {
    if constexpr (requires { detail::lanes<float, W>::load_f16(p); }) {
        return batch<W>::of(detail::lanes<float, W>::load_f16(p));
    } else {
        float x[W];
        for (int i = 0; i < W; ++i) {
            const auto word = __builtin_bit_cast(std::uint32_t, p[i / 2]);
            x[i] = inlay::detail::from_f16(static_cast<std::uint16_t>(i % 2 != 0 ? word >> 16 : word));
        }
        return batch<W>::load(x);
    }
}

}  // namespace inlay::simd
