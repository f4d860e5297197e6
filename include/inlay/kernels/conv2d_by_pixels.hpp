// SPDX-License-Identifier: BSL-1.0
// Convolution of maps of one channel by few filters: the lanes are neighbouring pixels, not filters.
#pragma once

#include "../simd/blocks.hpp"
#include "reduce.hpp"
#include "tile.hpp"
#include "unroll.hpp"
#include "window.hpp"

namespace inlay::kernels {

// Six filters leave ten of sixteen lanes idle. On a map of one channel neighbouring pixels are neighbours in memory, and
// so are what they read at each tap: pixels fill the lanes, and a weight is one number for all of them. The sums are
// transposed where they are stored, and pooled on the way.

/// What a convolution costs by its definition: multiply-adds of batches of `width` channels.
constexpr double direct_cost(const map_window& g, int width) {
    return static_cast<double>(g.out_h) * g.out_w * g.win.kernel_h * g.win.kernel_w * g.in_c *
           vectors_for(g.group_out(), width);
}

/// The register tile: `across` vectors of `columns` pixels side by side, of `rows` rows. A vector holds one row, or
/// two halves of two rows, where a row leaves half a vector over. `width` is 0 where this form saves less than a sixth.
struct pixel_tile {
    int width, halves, across, rows;
    double cost;  // of the layer, in multiply-adds of batches

    constexpr int columns() const { return width / halves; }
    constexpr int vectors() const { return across * rows / halves; }
};
constexpr pixel_tile pixel_tile_for(const map_window& g, [[maybe_unused]] int pool_h,
                                    [[maybe_unused]] int pool_w, int width) {
    pixel_tile best{};
#if INLAY_HAS_BLOCKS
    const ops::window& w = g.win;
    const bool fits = g.in_c == 1 && g.out_c <= 8 && w.groups == 1 && w.stride_w == 1 &&
                      (pool_w == 1 || pool_w == 2 || pool_w == 4);
    if (!fits || width < 4 || (g.is_padded() && g.padded_size() > 4096)) return best;
    const int columns = g.out_w / pool_w * pool_w, groups = (g.out_c + 3) / 4,
              taps = w.kernel_h * w.kernel_w;
    const int rows = pool_h > 1 ? pool_h : g.out_h % 2 == 0 ? 2 : 1;
    for (int lanes = width; lanes >= 4; lanes /= 2)
        for (int halves = 1; halves <= 2 && lanes / halves >= 4; ++halves)
            for (int across = 1; across <= 4 && rows % halves == 0; ++across) {
                pixel_tile t{lanes, halves, across, rows, 0};
                const int sums = t.vectors() * g.out_c, loads = across * rows + g.out_c;
                if (across * t.columns() > columns || sums > registers(lanes) / 4 * 3) continue;
                const int stores = across * (rows / pool_h) * groups * (8 + t.columns() / pool_w);
                const int tiles = (columns + across * t.columns() - 1) / (across * t.columns());
                t.cost = static_cast<double>(g.out_h / rows * tiles) * (taps * (sums > loads ? sums : loads) + stores) +
                         (g.is_padded() ? 2.0 * g.padded_size() / lanes : 0);
                if (best.width == 0 || t.cost < best.cost) best = t;
            }
#endif
    return 6 * best.cost <= 5 * direct_cost(g, width) ? best : pixel_tile{};
}
template <class G, int PoolH, int PoolW, int Width>
struct pixel_tile_of {
    static constexpr pixel_tile value = pixel_tile_for(G::value, PoolH, PoolW, Width);
};

#if INLAY_HAS_BLOCKS

// Four filters from `filter` on of a tile, whose sums are acc: pooled, transposed, stored. The first `Done` columns
// are another tile's.
template <class B, class G, int PoolH, int PoolW, class Tile, int Done, class Epilogue, int Vectors,
          int Filters>
INLAY_PART constexpr void store_pixels(const B (&acc)[Vectors][Filters], int filter, float* out,
                                       long first, int oy, int ox, const Epilogue& e) {
    constexpr pixel_tile t = Tile::value;
    using H = simd::batch<t.columns()>;
    constexpr int out_w = G::value.out_w / PoolW, rows = t.rows / t.halves;
    const int lanes = Filters - filter < 4 ? Filters - filter : 4;
    INLAY_UNROLL
    for (int n = 0; n < t.across; ++n) {
        INLAY_UNROLL
        for (int r = 0; r < t.rows / PoolH; ++r) {  // a pooled row, or each row
            H sums[4] = {};
            INLAY_UNROLL
            for (int k = 0; k < 4; ++k) {
                const int o = k < lanes ? filter + k : filter;
                B most = acc[n][o];
                if constexpr (PoolH > 1) {
                    INLAY_UNROLL
                    for (int v = 1; v < rows; ++v) most = max(acc[v * t.across + n][o], most);
                } else {
                    most = acc[r / t.halves * t.across + n][o];
                }
                if constexpr (t.halves == 1) sums[k] = most;
                else if constexpr (PoolH > 1)
                    sums[k] = max(simd::half<1>(most), simd::half<0>(most));
                else sums[k] = r % 2 == 0 ? simd::half<0>(most) : simd::half<1>(most);
            }
            simd::transpose_fours(sums);  // pixel 4 b + k in block b of sums[k]
            INLAY_UNROLL
            for (int k = 0; k < 4; k += PoolW) {
                H pooled = sums[k];
                INLAY_UNROLL
                for (int p = 1; p < PoolW; ++p) pooled = max(sums[k + p], pooled);
                simd::each_block(pooled, [&](int b, simd::batch<4> pixel) INLAY_INLINE_LAMBDA {
                    const int column = n * t.columns() + 4 * b + k;
                    if (column < Done) return;
                    const long at = static_cast<long>(oy / PoolH + r) * out_w + (ox + column) / PoolW;
                    e.store(pixel, out, first + at * Filters + filter, filter, lanes);
                });
            }
        }
    }
}

// The tile whose first pixel is (oy, ox), its window's first tap at x, where rows are `row` floats apart.
template <class B, class G, int PoolH, int PoolW, class Tile, int Done, class Epilogue>
INLAY_PART constexpr void by_pixels_tile(const float* x, long row, const float* w, const float* b,
                                         float* out, long first, int oy, int ox,
                                         const Epilogue& e) {
    // for taps: for filters: for vectors of pixels
    constexpr map_window g = G::value;
    constexpr pixel_tile t = Tile::value;
    constexpr int O = g.out_c, Vectors = t.vectors();
    B acc[Vectors][O] = {};
    if (b != nullptr) {
        INLAY_UNROLL
        for (int o = 0; o < O; ++o) {
            const B bias(b[o]);
            INLAY_UNROLL
            for (int v = 0; v < Vectors; ++v) acc[v][o] = bias;
        }
    }
    const long down = row * g.win.stride_h;
    for (int ky = 0; ky < g.win.kernel_h; ++ky) {
        const float* xk = x + ky * g.win.dilation_h * row;
        for (int kx = 0; kx < g.win.kernel_w; ++kx, xk += g.win.dilation_w, w += O) {
            B xv[Vectors] = {};
            INLAY_UNROLL
            for (int v = 0; v < Vectors; ++v) {
                const float* const from =
                    xk + v / t.across * t.halves * down + v % t.across * t.columns();
                if constexpr (t.halves == 2) xv[v] = simd::load_halves<t.width>(from, from + down);
                else xv[v] = B::load(from);
                xv[v] = xv[v].in_register();
            }
            INLAY_UNROLL
            for (int o = 0; o < O; ++o) {
                const B wo = B(w[o]).in_register();
                INLAY_UNROLL
                for (int v = 0; v < Vectors; ++v) acc[v][o] = fma(xv[v], wo, acc[v][o]);
            }
        }
    }
    INLAY_UNROLL
    for (int o = 0; o < O; o += 4)
        store_pixels<B, G, PoolH, PoolW, Tile, Done>(acc, o, out, first, oy, ox, e);
}

/// y = x * W + b, the largest of each PoolH x PoolW neighbours (1 x 1: none), then the epilogue. What of y fills no
/// window is not computed. A padded map is copied, with its zeros.
///     x (batch, in_h, in_w, 1)   W (kernel_h, kernel_w, 1, O)   b (O) or null   out (batch, out_h / PoolH, out_w / PoolW, O)
template <class G, int PoolH, int PoolW, class Tile, class Epilogue>
INLAY_PART constexpr void conv2d_by_pixels(const float* x, const float* w, const float* b,
                                           float* out, long batch, const Epilogue& e) {
    // for samples: for rows by tile: for columns by tile
    constexpr map_window g = G::value;
    constexpr pixel_tile t = Tile::value;
    using B = simd::batch<t.width>;
    constexpr bool copies = g.is_padded();
    constexpr int row = g.in_w + g.win.pad_left + g.win.pad_right;
    constexpr int step = t.across * t.columns(), columns = g.out_w / PoolW * PoolW,
                  rest = columns % step;
    float padded[copies ? g.padded_size() : 1] = {};
    for (long n = 0; n < batch; ++n, x += g.in_size()) {
        const float* map = x;
        if constexpr (copies) {
            copy_columns<B, g.in_w>(x, g.in_w, padded + g.win.pad_top * row + g.win.pad_left, row, g.in_h);
            map = padded;
        }
        const long first = n * (g.out_h / PoolH) * (g.out_w / PoolW) * g.out_c;
        for (int oy = 0; oy + t.rows <= g.out_h; oy += t.rows) {
            const float* const at = map + static_cast<long>(oy) * g.win.stride_h * row;
            for (int ox = 0; ox + step <= columns; ox += step)
                by_pixels_tile<B, G, PoolH, PoolW, Tile, 0>(at + ox, row, w, b, out, first, oy, ox,
                                                            e);
            if constexpr (rest > 0)
                by_pixels_tile<B, G, PoolH, PoolW, Tile, step - rest>(
                    at + columns - step, row, w, b, out, first, oy, columns - step, e);
        }
    }
}

#endif

}  // namespace inlay::kernels
