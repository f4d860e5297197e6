// SPDX-License-Identifier: BSL-1.0
// Pass: max pooling as part of the convolution that feeds it.
#pragma once

#include "../ops/conv2d_max_pool2d.hpp"
#include "../ops/pool.hpp"

namespace inlay::passes {

/// Whether a pooling's windows lie side by side and nowhere off the map.
constexpr bool is_partition(const ops::window& w) {
    return w.stride_h == w.kernel_h && w.stride_w == w.kernel_w && w.pad_top == 0 && w.pad_left == 0 && w.pad_bottom == 0 &&
           w.pad_right == 0;
}

/// Whether a convolution's kernel can take the maxima of its own output.
constexpr bool pools_itself(const node& conv, const shape& x, const node& pool) {
    return is_partition(pool.win) && pool.win.kernel_w <= 4 && conv.win.groups == 1 &&
           !inlay::detail::map_window_of(x, conv.out, conv.win).is_matrix_product();
}

/// Law: the output is unchanged; a max pooling without overlap or padding is done by the convolution
/// before it, if nobody else reads that one: its map is never stored.
constexpr void pool_convolutions(graph_editor& g) {
    const auto readers = g.count_readers();
    for (int i = 0; i < g.size(); ++i) {
        if (g[i].op != &op_of<ops::max_pool2d>) continue;
        const node& conv = g[g[i].input[0]];
        if (conv.op != &op_of<ops::conv2d> || readers[g[i].input[0]] != 1) continue;
        if (!pools_itself(conv, g[conv.input[0]].out, g[i])) continue;
        node both = conv;
        both.op = &op_of<ops::conv2d_max_pool2d>;
        both.out = g[i].out;
        both.index = ops::conv2d_max_pool2d::pool_index(g[i].win);
        g[i] = both;
    }
}

/// The same of convolutions in Winograd's form, whose tiles the pooling divides.
constexpr void pool_winograd_convolutions(graph_editor& g) {
    const auto readers = g.count_readers();
    for (int i = 0; i < g.size(); ++i) {
        if (g[i].op != &op_of<ops::max_pool2d>) continue;
        const ops::window pool = g[i].win;
        node conv = g[g[i].input[0]];
        if (conv.op != &op_of<ops::winograd_conv2d> || readers[g[i].input[0]] != 1) continue;
        if (!is_partition(pool) || conv.index % pool.kernel_h != 0 || conv.index % pool.kernel_w != 0) continue;
        conv.out = g[i].out;
        conv.index = ops::winograd_conv2d::with_pool(conv.index, pool);
        g[i] = conv;
    }
}

}  // namespace inlay::passes
