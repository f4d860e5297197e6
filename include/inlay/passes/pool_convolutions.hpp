// SPDX-License-Identifier: BSL-1.0
// Pass: max pooling as part of the convolution that feeds it.
#pragma once

#include "../ops/conv2d_max_pool2d.hpp"
#include "../ops/pool.hpp"

namespace inlay::passes {

/// Whether a convolution's kernel can take the maxima of its own output.
constexpr bool pools_itself(const node& conv, const shape& x, const node& pool) {
    const ops::window &w = pool.win, &c = conv.win;
    const bool is_partition = w.stride_h == w.kernel_h && w.stride_w == w.kernel_w && w.pad_top == 0 &&
                              w.pad_left == 0 && w.pad_bottom == 0 && w.pad_right == 0;
    return is_partition && w.kernel_w <= 4 && c.groups == 1 &&
           !inlay::detail::map_window_of(x, conv.out, c).is_matrix_product();
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

}  // namespace inlay::passes
