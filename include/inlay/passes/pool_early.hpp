// SPDX-License-Identifier: BSL-1.0
// Passes: pooling before the activation, and as part of the convolution that feeds it.
#pragma once

#include "../ops/conv2d_max_pool2d.hpp"
#include "../ops/pool.hpp"

namespace inlay::passes {

/// How many inputs and outputs read each node.
constexpr inlay::detail::vector<int> count_readers(const graph_editor& g) {
    inlay::detail::vector<int> readers(g.size(), 0);
    for (const node& n : g.nodes)
        for (int k = 0; k < n.input_count; ++k) ++readers[n.input[k]];
    for (int k = 0; k < g.outputs.count; ++k) ++readers[g.outputs[k]];
    return readers;
}

/// Law: the output is unchanged, and so are gradients (of elements that rounding makes equal, another may
/// get it); no activation that never falls is left between a value and its max pooling: it comes after,
/// where there are fewer elements.                                max f(x) = f(max x)
constexpr void pool_early(graph_editor& g) {
    const auto readers = count_readers(g);
    for (int i = 0; i < g.size(); ++i) {
        if (g[i].op != &op_of<ops::max_pool2d>) continue;
        for (int pool = i, f = g[pool].input[0]; g[f].op->is_monotone && readers[f] == 1; f = g[pool].input[0]) {
            const node activation = g[f];
            g[f] = g[pool];
            g[f].input[0] = activation.input[0];
            const shape out = g[pool].out;
            g[pool] = activation;
            g[pool].out = out;
            g[pool].input[0] = f;
            pool = f;
        }
    }
}

/// Whether a convolution's kernel can take the maxima of its own output.
constexpr bool pools_itself(const node& conv, const shape& x, const node& pool) {
    const window &w = pool.win, &c = conv.win;
    const bool is_partition = w.stride_h == w.kernel_h && w.stride_w == w.kernel_w && w.pad_top == 0 &&
                              w.pad_left == 0 && w.pad_bottom == 0 && w.pad_right == 0;
    return is_partition && w.kernel_w <= 4 && c.groups == 1 &&
           !inlay::detail::map_window_of(x, conv.out, c).is_matrix_product();
}

/// Law: the output is unchanged; a max pooling without overlap or padding is done by the convolution
/// before it, if nobody else reads that one: its map is never stored.
constexpr void pool_convolutions(graph_editor& g) {
    const auto readers = count_readers(g);
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
