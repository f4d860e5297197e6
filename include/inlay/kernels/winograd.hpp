// SPDX-License-Identifier: BSL-1.0
// Convolution by fewer multiplications: Winograd's F(M x M, K x K), for 3 x 3 and 5 x 5 windows.
#pragma once

#include "conv2d.hpp"

namespace inlay::kernels {

// Winograd 1980; Lavin & Gray, Fast Algorithms for Convolutional Neural Networks, 2016. A tile of M x M outputs
// is read from P x P inputs d, P = M + K - 1, and the K x K weights g:
//
//     y = A' ((G g G') . (B' d B)) A
//
// The products (.) of all channels are P^2 products of matrices, of tiles by channels. Six points (0, 1, -1, 2, -2 and
// infinity) give M = 4 for K = 3, which multiplies 4 times less often than the definition, and M = 2 for K = 5, 2.8 times;
// four points give M = 2 for K = 3, 2.25 times. B' depends on the points alone.

/// The transformations of one column of a tile.
template <int M, int K>
struct winograd {
    static constexpr int points = M + K - 1;
    static_assert(points == 6 && K % 2 == 1, "F(4 x 4, 3 x 3) or F(2 x 2, 5 x 5)");
    template <class B>
    INLAY_PART static constexpr void weights(const B* g, B* u) {
        B even = g[K - 1], odd = g[K - 2], outer = g[K - 1], inner = g[K - 2];
        INLAY_UNROLL
        for (int k = K - 3; k >= 0; k -= 2) even = even + g[k], outer = fma(B(4.0f), outer, g[k]);
        INLAY_UNROLL
        for (int k = K - 4; k >= 1; k -= 2) odd = odd + g[k], inner = fma(B(4.0f), inner, g[k]);
        u[0] = g[0] * B(0.25f);
        u[1] = (even + odd) * B(-1.0 / 6);
        u[2] = (even - odd) * B(-1.0 / 6);
        u[3] = fma(B(2.0f), inner, outer) * B(1.0 / 24);
        u[4] = fma(B(-2.0f), inner, outer) * B(1.0 / 24);
        u[5] = g[K - 1];
    }
    template <class B>
    INLAY_PART static constexpr void input(const B* d, B* v) {
        const B a = fma(B(-4.0f), d[2], d[4]), b = fma(B(-4.0f), d[1], d[3]);
        const B c = d[4] - d[2], e = d[3] - d[1];
        v[0] = fma(B(4.0f), d[0], fma(B(-5.0f), d[2], d[4]));
        v[1] = a + b;
        v[2] = a - b;
        v[3] = fma(B(2.0f), e, c);
        v[4] = fma(B(-2.0f), e, c);
        v[5] = fma(B(4.0f), d[1], fma(B(-5.0f), d[3], d[5]));
    }
    template <class B>
    INLAY_PART static constexpr void output(const B* m, B* y) {
        const B a = m[1] + m[2], b = m[1] - m[2], c = m[3] + m[4], d = m[3] - m[4];
        y[0] = m[0] + a + c;
        y[1] = fma(B(2.0f), d, b);
        if constexpr (M == 4) {
            y[2] = fma(B(4.0f), c, a);
            y[3] = fma(B(8.0f), d, b);
        }
        y[M - 1] = y[M - 1] + m[5];
    }
};

template <>
struct winograd<2, 3> {
    static constexpr int points = 4;
    template <class B>
    INLAY_PART static constexpr void weights(const B* g, B* u) {
        u[0] = g[0];
        u[1] = (g[0] + g[2] + g[1]) * B(0.5f);
        u[2] = (g[0] + g[2] - g[1]) * B(0.5f);
        u[3] = g[2];
    }
    template <class B>
    INLAY_PART static constexpr void input(const B* d, B* v) {
        v[0] = d[0] - d[2];
        v[1] = d[1] + d[2];
        v[2] = d[2] - d[1];
        v[3] = d[1] - d[3];
    }
    template <class B>
    INLAY_PART static constexpr void output(const B* m, B* y) {
        y[0] = m[0] + m[1] + m[2];
        y[1] = m[1] - m[2] - m[3];
    }
};

/// U = G g G' for every pair of channels.         W (K, K, I, O)   U (P^2, I, O)
template <class B, int M, int K, int I, int O>
INLAY_PART constexpr void winograd_weights(const float* w, float* u) {
    // for pairs of channels by a batch: for columns: for rows
    constexpr int P = winograd<M, K>::points;
    constexpr long pairs = static_cast<long>(I) * O;
    for (long i = 0; i < pairs; i += B::width) {
        const int lanes = pairs - i < B::width ? static_cast<int>(pairs - i) : B::width;
        B columns[K][P] = {};
        INLAY_UNROLL
        for (int x = 0; x < K; ++x) {
            B g[K] = {};
            INLAY_UNROLL
            for (int y = 0; y < K; ++y) g[y] = load<B>(w + (y * K + x) * pairs + i, lanes);
            winograd<M, K>::weights(g, columns[x]);
        }
        INLAY_UNROLL
        for (int y = 0; y < P; ++y) {
            B g[K] = {}, row[P] = {};
            INLAY_UNROLL
            for (int x = 0; x < K; ++x) g[x] = columns[x][y];
            winograd<M, K>::weights(g, row);
            INLAY_UNROLL
            for (int x = 0; x < P; ++x) store(row[x], u + (y * P + x) * pairs + i, lanes);
        }
    }
}

/// How the tiles of a convolution are counted and worked off: `block` at a time.
struct winograd_plan {
    int points, down, across, tiles, block, blocks;
    int in_c;        // floats of a tile's channels: a whole batch, if one holds them
    long workspace;  // elements: transformed inputs and products of a block
};
constexpr winograd_plan winograd_plan_for(int m, const map_window& g) {
    winograd_plan p{};
    const int side = m + g.win.kernel_h - 1, narrow = simd::narrow_width(g.in_c);
    p.points = side * side;
    p.in_c = g.in_c < narrow ? narrow : g.in_c;
    p.down = (g.out_h + m - 1) / m, p.across = (g.out_w + m - 1) / m;
    p.tiles = p.down * p.across;
    // about 18 KB of transformed inputs: with the products, what a first-level cache holds
    const int fit = 4608 / (p.points * (g.in_c > g.out_c ? g.in_c : g.out_c));
    const int most = fit < 4 ? 4 : fit > 16 ? 16 : fit;
    p.blocks = (p.tiles + most - 1) / most;
    p.block = (p.tiles + p.blocks - 1) / p.blocks;
    p.workspace = static_cast<long>(p.points) * p.block * (p.in_c + g.out_c);
    return p;
}

// V[f][..] = B' d B of the tile whose first input is x, of one batch of channels.
template <class B, class F>
INLAY_PART constexpr void winograd_input_tile(const float* x, long row, long pixel, float* v, long point, int lanes, int stored,
                                                          const float* end) {
    constexpr int P = F::points;
    B columns[P][P] = {};
    INLAY_UNROLL
    for (int c = 0; c < P; ++c) {
        B d[P] = {};
        INLAY_UNROLL
        for (int r = 0; r < P; ++r) d[r] = load_before<B>(x + r * row + c * pixel, lanes, end);
        B t[P] = {};
        F::input(d, t);
        INLAY_UNROLL
        for (int r = 0; r < P; ++r) columns[r][c] = t[r];
    }
    INLAY_UNROLL
    for (int r = 0; r < P; ++r) {
        B t[P] = {};
        F::input(columns[r], t);
        INLAY_UNROLL
        for (int c = 0; c < P; ++c) store(t[c], v + (r * P + c) * point, stored);
    }
}

// The same where the tile lies partly off the map: through a copy with zeros.
template <class B, class F, class G>
INLAY_PART constexpr void winograd_border_tile(const float* x, int iy, int ix, float* v, long point, int lanes, int stored,
                                                           const float* end) {
    constexpr map_window g = G::value;
    constexpr int P = F::points, W = B::width;
    float copy[P * P * W] = {};
    for (int r = 0; r < P; ++r)
        for (int c = 0; c < P; ++c) {
            const int y = iy + r, z = ix + c;
            const bool on_map = y >= 0 && y < g.in_h && z >= 0 && z < g.in_w;
            const B d = on_map ? load_before<B>(x + (static_cast<long>(y) * g.in_w + z) * g.in_c, lanes, end) : B(0);
            d.store(copy + (r * P + c) * W);
        }
    winograd_input_tile<B, F>(copy, P * W, W, v, point, lanes, stored, copy + P * P * W);
}

// products[t + m] = V[t + m] U for `Rows` tiles: as dense_tile. A tile's channels take `Stride` floats.
template <class B, int I, int Stride, int O, int Rows, class Channels>
INLAY_PART constexpr void winograd_product_tile(const float* v, const float* u, float* products, int last) {
    constexpr int W = B::width, Vectors = Channels::vectors;
    const int lanes = Channels::template lanes<B>(Vectors - 1, last);
    B acc[Rows][Vectors] = {};
    const auto add = [&](int i) INLAY_INLINE_LAMBDA {
        B uv[Vectors] = {};
        INLAY_UNROLL
        for (int k = 0; k < Vectors - 1; ++k) uv[k] = B::load(u + i * O + k * W).in_register();
        uv[Vectors - 1] = load<B>(u + i * O + (Vectors - 1) * W, lanes).in_register();
        INLAY_UNROLL
        for (int m = 0; m < Rows; ++m) {
            const B vm(v[m * Stride + i]);
            INLAY_UNROLL
            for (int k = 0; k < Vectors; ++k) acc[m][k] = fma(vm, uv[k], acc[m][k]);
        }
    };
    if constexpr (I <= 8) {
        INLAY_UNROLL
        for (int i = 0; i < I; ++i) add(i);
    } else {
        for (int i = 0; i < I; ++i) add(i);
    }
    INLAY_UNROLL
    for (int m = 0; m < Rows; ++m) {
        INLAY_UNROLL
        for (int k = 0; k < Vectors; ++k) store(acc[m][k], products + m * O + k * W, Channels::template lanes<B>(k, last));
    }
}

// products[f] = V[f] U[f] at each point f of T tiles.
//     V (points, T, Stride >= I)   U (points, I, O)   products (points, T, O)
template <class B, int Points, int T, int I, int Stride, int O>
INLAY_PART constexpr void winograd_products(const float* v, const float* u, float* products) {
    // for points: for channels by vectors: for tiles by rows: for input channels
    for (int f = 0; f < Points; ++f)
        each_channel_tile<B, O, most_vectors(B::width)>([&](auto tile, int o, int last) INLAY_INLINE_LAMBDA {
            using channels = decltype(tile);
            constexpr int R = window_pixels(T, channels::vectors, B::width), rest = T % R;
            const float* const vf = v + static_cast<long>(f) * T * Stride;
            const float* const uf = u + static_cast<long>(f) * I * O + o;
            float* const out = products + static_cast<long>(f) * T * O + o;
            for (int t = 0; t + R <= T; t += R)
                winograd_product_tile<B, I, Stride, O, R, channels>(vf + t * Stride, uf, out + t * O, last);
            if constexpr (rest > 0)
                winograd_product_tile<B, I, Stride, O, rest, channels>(vf + (T - rest) * Stride, uf, out + (T - rest) * O, last);
        });
}

// y = A' products A of one tile and one batch of channels, the largest of each PoolH x PoolW, then the epilogue; what
// lies off the map is left out.
template <class B, int M, class G, int PoolH, int PoolW, class Epilogue>
INLAY_PART constexpr void winograd_output_tile(const float* products, long point, B bias, float* out, long first,
                                                           int oy, int ox, int channel, int lanes, const Epilogue& e) {
    constexpr map_window g = G::value;
    using F = winograd<M, g.win.kernel_h>;
    constexpr int P = F::points, out_h = g.out_h / PoolH, out_w = g.out_w / PoolW;
    B columns[M][P] = {};
    INLAY_UNROLL
    for (int c = 0; c < P; ++c) {
        B m[P] = {};
        INLAY_UNROLL
        for (int r = 0; r < P; ++r) m[r] = load<B>(products + (r * P + c) * point, lanes);
        B y[M] = {};
        F::output(m, y);
        INLAY_UNROLL
        for (int r = 0; r < M; ++r) columns[r][c] = y[r];
    }
    INLAY_UNROLL
    for (int r = 0; r < M; r += PoolH) {
        B y[M] = {};
        F::output(columns[r], y);
        INLAY_UNROLL
        for (int k = 1; k < PoolH; ++k) {
            B below[M] = {};
            F::output(columns[r + k], below);
            INLAY_UNROLL
            for (int c = 0; c < M; ++c) y[c] = max(below[c], y[c]);
        }
        if (g.out_h % M != 0 && (oy + r) / PoolH >= out_h) continue;
        INLAY_UNROLL
        for (int c = 0; c < M; c += PoolW) {
            INLAY_UNROLL
            for (int k = 1; k < PoolW; ++k) y[c] = max(y[c + k], y[c]);
            if (g.out_w % M != 0 && (ox + c) / PoolW >= out_w) continue;
            const long pixel = static_cast<long>((oy + r) / PoolH) * out_w + (ox + c) / PoolW;
            e.store(y[c] + bias, out, first + pixel * g.out_c, channel, lanes);
        }
    }
}

/// y = x * W + b for K x K windows without stride, K = 3 or 5, the largest of each PoolH x PoolW neighbours (which divide
/// a tile), then the epilogue; U is the transformed W. In steps of a block of tiles, which the workspace holds. The error
/// is a few times that of the definition (four points), or about ten times (six): tests/kernels/winograd.cpp.
///     x (batch, in_h, in_w, I)   U (P^2, I, O)   b (O) or null   out (batch, out_h / PoolH, out_w / PoolW, O)
template <class B, int M, class G, int PoolH, int PoolW, class Epilogue>
INLAY_PART constexpr void winograd_conv2d(const float* x, const float* u, const float* b, float* out, float* workspace,
                                                      long batch, const Epilogue& e) {
    // for blocks of tiles: inputs of each tile; products; outputs of each tile
    static_assert(M % PoolH == 0 && M % PoolW == 0, "a pooling divides a tile");
    constexpr map_window g = G::value;
    constexpr winograd_plan plan = winograd_plan_for(M, g);
    using F = winograd<M, g.win.kernel_h>;
    constexpr int P = F::points, T = plan.block, I = g.in_c, Stride = plan.in_c, O = g.out_c;
    using in_batch = typename narrowed<B, I>::type;
    using out_batch = typename narrowed<B, O>::type;
    float* const v = workspace;
    float* const products = workspace + static_cast<long>(P) * P * T * Stride;
    const float* const end = x + batch * g.in_size();
    const long tiles = batch * plan.tiles;
    for (long start = 0; start < tiles; start += T) {
        const int count = tiles - start < T ? static_cast<int>(tiles - start) : T;
        for (int t = 0; t < count; ++t) {
            const int at = static_cast<int>((start + t) % plan.tiles);
            const int iy = at / plan.across * M - g.win.pad_top, ix = at % plan.across * M - g.win.pad_left;
            const float* const map = x + (start + t) / plan.tiles * g.in_size();
            const bool inside = iy >= 0 && ix >= 0 && iy + P <= g.in_h && ix + P <= g.in_w;
            along_row<in_batch, I>([&](int i, int lanes) INLAY_INLINE_LAMBDA {
                float* const to = v + t * Stride + i;
                const int stored = Stride - i;
                if (inside)
                    winograd_input_tile<in_batch, F>(map + (static_cast<long>(iy) * g.in_w + ix) * I + i, static_cast<long>(g.in_w) * I, I,
                                                     to, static_cast<long>(T) * Stride, lanes, stored, end);
                else winograd_border_tile<in_batch, F, G>(map + i, iy, ix, to, static_cast<long>(T) * Stride, lanes, stored, end);
            });
        }
        winograd_products<out_batch, P * P, T, I, Stride, O>(v, u, products);
        for (int t = 0; t < count; ++t) {
            const int at = static_cast<int>((start + t) % plan.tiles);
            const long first = (start + t) / plan.tiles * (g.out_h / PoolH) * (g.out_w / PoolW) * O;
            along_row<out_batch, O>([&](int o, int lanes) INLAY_INLINE_LAMBDA {
                const out_batch bias = b != nullptr ? load<out_batch>(b + o, lanes) : out_batch(0);
                winograd_output_tile<out_batch, M, G, PoolH, PoolW>(products + t * O + o, static_cast<long>(T) * O, bias, out, first + o,
                                                                    at / plan.across * M, at % plan.across * M, o, lanes, e);
            });
        }
    }
}

}  // namespace inlay::kernels
