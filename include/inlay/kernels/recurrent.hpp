// SPDX-License-Identifier: BSL-1.0
// What the steps of recurrent layers share: the products of the state with the gates' weights.
#pragma once

#include "reduce.hpp"
#include "window_tile.hpp"

namespace inlay::kernels {

/// Vectors of each of `gates` gates that one tile holds: accumulators for all of them fit into the registers.
constexpr int gate_vectors(int gates, int width) { return (width >= 16 ? 24 : 12) / gates; }

/// Vectors of units whose gates one tile computes to the end. Two give chains enough, and the next tile's products something
/// to hide these gates' functions; weights beyond the first-level cache want longer stretches.
constexpr int unit_vectors(int gates, int H) { return 4L * gates * H * H <= 32 * 1024 ? 2 : 4; }

/// Of a layer with H units: wh (H, gates H), wi (C, gates H), biases (gates H) or null.
struct recurrent_weights {
    const float *wh, *bh, *wi, *bi;
};

/// Units rounded up to whole batches: how far apart gates lie where a step computes them.
template <class B, int H>
inline constexpr int gate_stride = vectors_for(H, B::width) * B::width;

/// Gates that are computed together, by their numbers: weights and biases have all of them side by side.
template <int... Gate>
struct gate_list {
    static constexpr int count = static_cast<int>(sizeof...(Gate));
    static constexpr int of[] = {Gate...};
};

// for g of the list, v < Vectors: sum[g][v] += sum over i < Inputs of x[i] * W[i][g][v]
// W (Inputs, All, H) from the tile's first column on. Chains: as in dense_tile. (INLAY_INLINE here and below: a step in
// time is short, and what g++ does to its parts one by one still pays.)
template <class B, int Inputs, int H, int All, class Gates, int Vectors>
INLAY_INLINE constexpr void gate_sums(const float* x, const float* w, B (&sum)[Gates::count][Vectors]) {
    constexpr int W = B::width, count = Gates::count;
    constexpr int Chains = count * Vectors >= 8 || Inputs < 8 ? 1 : (7 + count * Vectors) / (count * Vectors);
    B acc[count][Vectors][Chains] = {};
    INLAY_UNROLL
    for (int g = 0; g < count; ++g) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) acc[g][v][0] = sum[g][v];
    }
    const auto add = [&](B xi, int i, int chain) INLAY_INLINE_LAMBDA {
        INLAY_UNROLL
        for (int g = 0; g < count; ++g) {
            INLAY_UNROLL
            for (int v = 0; v < Vectors; ++v)
                acc[g][v][chain] = fma(xi, B::load(w + (i * All + Gates::of[g]) * H + v * W), acc[g][v][chain]);
        }
    };
    constexpr bool by_four = Inputs >= 4 && 4 % Chains == 0;  // loads are what it waits for: four of x in one
    constexpr int step = by_four ? 4 : Chains, whole = Inputs / step * step;
    for (int i = 0; i < whole; i += step) {
        B four[4] = {};
        if constexpr (by_four) simd::load_each_of_four(x + i, four);
        INLAY_UNROLL
        for (int k = 0; k < step; ++k) add(by_four ? four[k % 4] : B(x[i + k]), i + k, k % Chains);
    }
    if constexpr (whole < Inputs)
        for (int i = whole; i < Inputs; ++i) add(B(x[i]), i, 0);
    INLAY_UNROLL
    for (int g = 0; g < count; ++g) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) {
            sum[g][v] = acc[g][v][0];
            INLAY_UNROLL
            for (int c = 1; c < Chains; ++c) sum[g][v] = sum[g][v] + acc[g][v][c];
        }
    }
}

// What some gates of the tile's units see, before their functions: x W_ih + b_ih + h W_hh + b_hh. Apart: of the list's last
// gate the two sums stay apart, that of x is given to `keep`.
//     x (C), or its products (All H) where C is 0   h (H)
template <class B, int C, int H, int All, class Gates, class Units, class Keep>
INLAY_INLINE constexpr void tile_sums(const float* x, const float* h, recurrent_weights w, int u, int last,
                                      B (&sum)[Gates::count][Units::vectors], const Keep& keep) {
    constexpr int V = Units::vectors, W = B::width, count = Gates::count;
    INLAY_UNROLL
    for (int g = 0; g < count; ++g) {
        INLAY_UNROLL
        for (int v = 0; v < V; ++v) {
            const int at = Gates::of[g] * H + u + v * W;
            if constexpr (C == 0) sum[g][v] = load<B>(x + at, Units::template lanes<B>(v, last));
            else sum[g][v] = w.bi != nullptr ? B::load(w.bi + at) : B(0);
        }
    }
    if constexpr (C > 0) gate_sums<B, C, H, All, Gates>(x, w.wi + u, sum);
    keep(sum[count - 1]);
    if (w.bh != nullptr) {
        INLAY_UNROLL
        for (int g = 0; g < count; ++g) {
            INLAY_UNROLL
            for (int v = 0; v < V; ++v) sum[g][v] = sum[g][v] + B::load(w.bh + Gates::of[g] * H + u + v * W);
        }
    }
    gate_sums<B, H, H, All, Gates>(h, w.wh + u, sum);
}

/// The same for all units, gate g from out + g * gate_stride on; what is kept apart lies behind all.
template <class B, int C, int H, int All, class Gates, bool Apart = false>
INLAY_INLINE constexpr void step_sums(const float* x, const float* h, recurrent_weights w, float* out) {
    // for units by tile: for the inputs: for the state
    each_channel_tile<B, H, gate_vectors(Gates::count, B::width)>([&](auto units, int u, int last) INLAY_INLINE_LAMBDA {
        using U = decltype(units);
        constexpr int V = U::vectors, W = B::width, stride = gate_stride<B, H>, count = Gates::count;
        B sum[count][V] = {};
        tile_sums<B, C, H, All, Gates, U>(x, h, w, u, last, sum, [&](B (&of_x)[V]) INLAY_INLINE_LAMBDA {
            if constexpr (Apart) {
                INLAY_UNROLL
                for (int v = 0; v < V; ++v) {
                    of_x[v].store(out + All * stride + u + v * W);
                    of_x[v] = B(0);
                }
            }
        });
        INLAY_UNROLL
        for (int g = 0; g < count; ++g) {
            INLAY_UNROLL
            for (int v = 0; v < V; ++v) sum[g][v].store(out + Gates::of[g] * stride + u + v * W);
        }
    });
}

/// Visits the units batch by batch: visit(first, lanes). One loop, so that the code exists once.
template <class B, int H, class Visit>
INLAY_INLINE constexpr void each_unit(const Visit& visit) {
    for (int k = 0; k < H; k += B::width) visit(k, H % B::width == 0 || H - k > B::width ? B::width : H - k);
}

/// y[j] += sum over k < Columns of W[j][k] * d[k].          W (Rows, Stride) from its first column on
template <class B, int Rows, int Columns, int Stride>
INLAY_PART constexpr void add_products_of_rows(const float* w, const float* d, float* y) {
    // for rows by 4: for columns by a batch
    const auto some = [&](auto tile, int j) INLAY_INLINE_LAMBDA {
        constexpr int count = decltype(tile)::vectors;
        B acc[count] = {};
        along_row<B, Columns>([&](int k, int lanes) INLAY_INLINE_LAMBDA {
            const B dk = load<B>(d + k, lanes);
            INLAY_UNROLL
            for (int r = 0; r < count; ++r) acc[r] = fma(load<B>(w + (j + r) * Stride + k, lanes), dk, acc[r]);
        });
        INLAY_UNROLL
        for (int r = 0; r < count; ++r) y[j + r] += sum(acc[r]);
    };
    constexpr int whole = Rows / 4 * 4;
    if constexpr (whole > 0)
        for (int j = 0; j < whole; j += 4) some(channel_tile<4, 1>{}, j);
    if constexpr (whole < Rows) some(channel_tile<Rows - whole, 1>{}, whole);
}

/// Runs a step of a recurrent layer over T frames: step(t, h before, h after). Row t of `out` (T, H) is h
/// after frame t; of Last only the last one is kept, in out (H). `first`: h before the first frame.
template <int T, int H, bool Last, class Step>
INLAY_PART constexpr void each_frame(const float* first, float* out, const Step& step) {
    if constexpr (Last) {
        float rows[2][H] = {};
        const float* h = first;
        for (int t = 0; t < T; ++t) {
            float* const next = t + 1 == T ? out : rows[t % 2];
            step(t, h, next);
            h = next;
        }
    } else {
        for (int t = 0; t < T; ++t) step(t, t == 0 ? first : out + (t - 1) * H, out + t * H);
    }
}

template <class B, int N>
INLAY_PART constexpr void copy_numbers(const float* from, float* to) {
    along_row<B, N>([&](int k, int count) INLAY_INLINE_LAMBDA { store(load<B>(from + k, count), to + k, count); });
}

}  // namespace inlay::kernels
