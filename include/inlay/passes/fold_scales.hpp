// SPDX-License-Identifier: BSL-1.0
// Pass of deployed models: what scales a layer's outputs goes into its weights.
#pragma once

#include "fold_batch_norm.hpp"

namespace inlay::passes {

/// Law: the output is unchanged up to rounding; a scale_shift (a folded batch_norm) that alone reads a
/// convolution or dense layer is gone. Its weights are scaled, W scale, and so is its bias, b scale + shift:
/// work on parameters alone, which a deployed model does once.
constexpr void fold_scales(graph_editor& g) {
    if (!contains(g, op_of<ops::scale_shift>)) return;
    const auto readers = g.count_readers();
    int old = -1;  // the node of g that is being rewritten
    rebuild(g, [&](graph_editor& next, const node& n) {
        const int x = g[++old].input[0];
        if (n.op != &op_of<ops::scale_shift> || !g[x].op->is_scalable || readers[x] != 1) return -1;
        if (g[g[x].input[1]].batched || next[n.input[1]].batched || next[n.input[2]].batched) return -1;
        node layer = next[n.input[0]];
        const int channels = n.out.last();
        const int weight = append<ops::multiply>(next, n, next[layer.input[1]].out, false, {layer.input[1], n.input[1]});
        const int bias = layer.input_count > 2 ? append<ops::scale_shift>(next, n, shape{channels}, false,
                                                                           {layer.input[2], n.input[1], n.input[2]})
                                               : n.input[2];
        next.nodes.push_back(layer);
        node& scaled = next.nodes[next.size() - 1];
        scaled.input[1] = weight;
        scaled.input[2] = bias;
        scaled.input_count = 3;
        return next.size() - 1;
    });
}

}  // namespace inlay::passes
