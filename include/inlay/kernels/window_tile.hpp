// SPDX-License-Identifier: BSL-1.0
// The register tile of convolutions: neighbouring output pixels by vectors of output channels.
#pragma once

#include "../simd/batch.hpp"
#include "tile.hpp"
#include "unroll.hpp"
#include "window.hpp"

namespace inlay::kernels {

/// Vectors of a tile, at most `most`: all, or a number that divides them, so that no narrower tile is needed.
constexpr int window_vectors(int columns, int width, int most) {
    const int wanted = vectors_for(columns, width);
    if (wanted <= most) return wanted;
    for (int v = most; v >= 2; --v)
        if (wanted % v == 0) return v;
    return most;
}

/// How many channels a tile has: `Vectors` batches, the last of which holds `Last` (0: not known).
template <int Vectors, int Last>
struct channel_tile {
    static constexpr int vectors = Vectors;
    /// Lanes of vector v, where the tile's last one has `given` if that is not known.
    template <class B>
    static constexpr int lanes(int v, int given) {
        return v + 1 < Vectors ? B::width : Last > 0 ? Last : given;
    }
};

/// Cuts U channels into tiles: visit(channel_tile, first channel, lanes of its last vector).
template <class B, int U, int Most, class Visit>
INLAY_PART constexpr void each_channel_tile(const Visit& visit) {
    constexpr int W = B::width;
    constexpr int vectors = window_vectors(U, W, Most);
    constexpr int step = vectors * W;
    constexpr int all = vectors_for(U, W);
    if constexpr (all == vectors) {
        visit(channel_tile<vectors, U - step + W>{}, 0, U - step + W);
    } else if constexpr (all % vectors == 0) {
        for (int u = 0; u < U; u += step)
            visit(channel_tile<vectors, U % W == 0 ? W : 0>{}, u, u + step <= U ? W : U - u - step + W);
    } else {
        constexpr int whole = all / vectors * step;
        constexpr int rest = all % vectors;
        for (int u = 0; u < whole; u += step) visit(channel_tile<vectors, W>{}, u, W);
        visit(channel_tile<rest, U - whole - (rest - 1) * W>{}, whole, U - whole - (rest - 1) * W);
    }
}

/// The most vectors of a tile that multiplies.
constexpr int most_vectors(int width) { return width >= 16 ? 4 : 2; }

/// Pixels of a tile along a stretch of `count`: what fits into the registers; a divisor if there is
/// a good one, else such that the tiles are about equal.
constexpr int window_pixels(int count, int vectors, int width) {
    const int accumulators = registers(width) / 4 * 3;
    const int most = accumulators / vectors < 12 ? accumulators / vectors : 12;
    if (count <= most) return count > 0 ? count : 1;
    for (int p = most; 4 * p >= 3 * most; --p)
        if (count % p == 0) return p;
    const int tiles = (count + most - 1) / most;
    return (count + tiles - 1) / tiles;
}

/// A number as a type: what generic lambdas are told at compile time.
template <int N>
struct integer {
    static constexpr int value = N;
};

// for m < Pixels, v < Channels::vectors: visit(m, v, b + sum over rows, runs, length of x[m] * w[v])
// Length: the block's length where it is known, else 0. Chains: as in dense_tile.
template <class B, class S, int Pixels, class Channels, int Length, class Visit>
INLAY_PART constexpr void window_sums(tap_block taps, const float* x, const float* w, const float* b,
                                                  int channel, const Visit& visit) {
    constexpr int W = B::width, Vectors = Channels::vectors;
    constexpr window_steps s = S::steps;
    constexpr int Chains = Pixels * Vectors >= 8 || (Length > 0 && Length < 4) ? 1 : 8 / (Pixels * Vectors);
    // neighbouring pixels share inputs, and all inputs of a run fit into registers
    constexpr bool shares_inputs = Chains == 1 && Length > 0 && s.x_pixel < Length && Pixels > 1 &&
                                   Pixels * (Vectors + s.x_pixel) - s.x_pixel + Length + Vectors <= registers(W);
    B acc[Pixels][Vectors][Chains] = {};
    if (b != nullptr) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) {
            const B bias = B::load(b + channel + v * W);
            INLAY_UNROLL
            for (int m = 0; m < Pixels; ++m) acc[m][v][0] = bias;
        }
    }
    const int length = Length > 0 ? Length : taps.length;
    const int whole = length - length % Chains;
    for (int r = 0; r < taps.rows; ++r) {
        for (int k = 0; k < taps.runs; ++k) {
            const float* xk = x + r * s.x_row + k * s.x_run;
            const float* wk = w + r * s.w_row + k * s.w_run;
            const auto add = [&](int i) INLAY_INLINE_LAMBDA {
                INLAY_UNROLL
                for (int c = 0; c < Chains; ++c) {
                    B wv[Vectors] = {};
                    INLAY_UNROLL
                    for (int v = 0; v < Vectors; ++v) {
                        wv[v] = B::load(wk + (i + c) * s.w_element + v * W);
                        if constexpr (Pixels > 1) wv[v] = wv[v].in_register();
                    }
                    const float* const xi = shares_inputs || W == 1 ? xk + i + c : simd::forgotten(xk + i + c);
                    INLAY_UNROLL
                    for (int m = 0; m < Pixels; ++m) {
                        const B xm(xi[m * s.x_pixel]);
                        INLAY_UNROLL
                        for (int v = 0; v < Vectors; ++v) acc[m][v][c] = fma(xm, wv[v], acc[m][v][c]);
                    }
                }
            };
            if constexpr (shares_inputs) {
                INLAY_UNROLL
                for (int i = 0; i < Length; i += Chains) add(i);
            } else {
                for (int i = 0; i < whole; i += Chains) add(i);
            }
            if constexpr (Chains > 1 && (Length == 0 || Length % Chains != 0)) {
                for (int i = whole; i < length; ++i) {
                    INLAY_UNROLL
                    for (int v = 0; v < Vectors; ++v) {
                        const B wv = B::load(wk + i * s.w_element + v * W);
                        INLAY_UNROLL
                        for (int m = 0; m < Pixels; ++m)
                            acc[m][v][0] = fma(B(xk[m * s.x_pixel + i]), wv, acc[m][v][0]);
                    }
                }
            }
        }
    }
    INLAY_UNROLL
    for (int m = 0; m < Pixels; ++m) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) {
            B sum = acc[m][v][0];
            INLAY_UNROLL
            for (int c = 1; c < Chains; ++c) sum = sum + acc[m][v][c];
            visit(m, v, sum);
        }
    }
}

// As window_sums, each sum through the epilogue to the pixel's place.
template <class B, class S, int Pixels, class Channels, int Length, class Epilogue>
INLAY_PART constexpr void window_tile(tap_block taps, const float* x, const float* w, const float* b, float* out,
                           long element, int channel, int last, const Epilogue& epilogue) {
    window_sums<B, S, Pixels, Channels, Length>(taps, x, w, b, channel, [&](int m, int v, B sum) INLAY_INLINE_LAMBDA {
        epilogue.store(sum, out, element + m * S::steps.out_pixel + v * B::width, channel + v * B::width,
                       Channels::template lanes<B>(v, last));
    });
}

}  // namespace inlay::kernels
