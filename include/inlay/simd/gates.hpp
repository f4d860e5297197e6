// SPDX-License-Identifier: BSL-1.0
// sigmoid and tanh for the gates of recurrent layers, where one step waits for the other: short chains of
// instructions rather than the last bits. simd/math.hpp has the exact ones.
#pragma once

#include "batch.hpp"

namespace inlay::simd {

/// tanh x, within 5e-7 of itself and never beyond 1: x P(x^2) / Q(x^2) on [-8.5, 8.5], a minimax fit; both
/// polynomials by Estrin's scheme.
template <int W> INLAY_INLINE constexpr batch<W> gate_tanh(batch<W> x) {
    const batch<W> t = min(max(x, -8.5f), 8.5f), z = t * t, z2 = z * z;
    const batch<W> p = fma(fma(z2, 0x1.ea4964p-27f, fma(z, 0x1.648882p-16f, 0x1.cf3640p-9f)), z2, fma(z, 0x1.12b40ap-3f, 1));
    const batch<W> q = fma(fma(z2, 0x1.b54964p-21f, fma(z, 0x1.5f2762p-12f, 0x1.aa5b52p-6f)), z2, fma(z, 0x1.deaf54p-2f, 1));
    return min(max(t * p / q, -1.0f), 1.0f);
}

/// 1 / (1 + e^-x) = 1/2 + 1/2 tanh(x / 2), within 3e-7.
template <int W> INLAY_INLINE constexpr batch<W> gate_sigmoid(batch<W> x) {
    return fma(gate_tanh(x * 0.5f), 0.5f, 0.5f);
}

}  // namespace inlay::simd
