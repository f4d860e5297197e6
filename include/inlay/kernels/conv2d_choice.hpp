// SPDX-License-Identifier: BSL-1.0
// Which form of convolution a shape gets: a small model of what each costs.
#pragma once

#include "../core/text.hpp"
#include "conv2d.hpp"
#include "winograd.hpp"

namespace inlay::kernels {

/// The same for Winograd's form with tiles of m x m outputs: products, for which a block reads all weights (a
/// vector from the second-level cache keeps as long as two multiply-adds), and the transformations of a batch of
/// channels of a tile, which were measured on Zen 4.
constexpr double winograd_cost(const map_window& g, int m, int width) {
    const winograd_plan p = winograd_plan_for(m, g);
    const double in = vectors_for(g.in_c, width), out = vectors_for(g.out_c, width);
    const double weights = p.points * g.in_c * out;
    const double transformations = p.points == 36 ? in * 170 + out * (m == 4 ? 90 : 60) : in * 34 + out * 28;
    return p.blocks * weights * (p.block < 2 ? 2 : p.block) + p.tiles * transformations;
}

/// The tiles of Winograd's form where it saves a sixth or more, 4 or 2; else 0. INLAY_NO_WINOGRAD: never.
constexpr int winograd_tile([[maybe_unused]] const map_window& g, [[maybe_unused]] int width) {
#if defined(INLAY_NO_WINOGRAD)
    return 0;
#else
    const ops::window& w = g.win;
    if ((w.kernel_h != 3 && w.kernel_h != 5) || w.kernel_w != w.kernel_h || w.stride_h != 1 || w.stride_w != 1 || w.dilation_h != 1 ||
        w.dilation_w != 1 || w.groups != 1 || g.is_matrix_product())
        return 0;
    const int best = w.kernel_h == 3 && winograd_cost(g, 4, width) <= winograd_cost(g, 2, width) ? 4 : 2;
    return 6 * winograd_cost(g, best, width) <= 5 * direct_cost(g, width) ? best : 0;
#endif
}

/// The form that a convolution's kernel has, for print; with the pooling that belongs to it.
constexpr text conv2d_choice(const map_window& g, int width, int pool_h = 1, int pool_w = 1) {
    if (g.is_matrix_product()) return text{"matrix product, "} << g.product_depth() << " x " << g.out_c;
    if (g.is_depthwise()) return text{"depthwise, "} << (simd::narrow_width(g.in_c) < width ? simd::narrow_width(g.in_c) : width) << " lanes";
    if (const pixel_tile t = pixel_tile_for(g, pool_h, pool_w, width); t.width > 0)
        return text{"by pixels, "} << t.width << " lanes x " << t.vectors() << " x " << g.out_c << " filters";
    const int narrow = simd::narrow_width(g.group_out());
    const int lanes = width > 1 && narrow < width ? narrow : width;
    const bool whole_row = whole_row_vectors(g, lanes) > 0;
    const int vectors = window_vectors(g.group_out(), lanes, most_direct_vectors(g, lanes));
    const int interior = g.horizontal().interior_end() - g.horizontal().interior_begin();
    const int pixels = whole_row ? g.out_w : window_pixels(interior, vectors, lanes);
    return text{"direct, "} << lanes << " lanes x " << vectors << " x " << pixels << (whole_row ? " pixels (a row), " : " pixels, ")
                            << 100 * g.group_out() / (vectors_for(g.group_out(), lanes) * lanes) << " % used";
}

}  // namespace inlay::kernels
