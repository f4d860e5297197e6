// SPDX-License-Identifier: BSL-1.0
// Pass: batch normalisation of inference becomes a scale and a shift per channel.
#pragma once

#include "../ops/batch_norm.hpp"

namespace inlay::passes {

/// A node at the end of a list being built.
template <class Op>
constexpr int append(graph_editor& g, node like, shape out, bool batched,
                     std::initializer_list<int> in) {
    node n;
    n.op = &op_of<Op>;
    n.out = out;
    n.batched = batched;
    n.layer = like.layer;
    n.index = like.index;
    n.value = like.value;
    return g.add(n, in);
}

/// Row `index` of a value (R, C).
constexpr int append_row(graph_editor& g, int source, int index) {
    node like = g[source];
    like.index = index;
    like.value = 0;
    return append<ops::row>(g, like, shape{g[source].out[1]}, g[source].batched, {source});
}

constexpr bool contains(const graph_editor& g, const op_info& op) {
    for (const node& n : g.nodes)
        if (n.op == &op) return true;
    return false;
}

/// Builds the list anew, in order: rewrite(list, n), with n's inputs in the new list, appends what
/// stands for n and gives its last node, or -1 to keep n. Returns where each old node went.
template <class Rewrite>
constexpr inlay::detail::vector<int> rebuild(graph_editor& g, const Rewrite& rewrite) {
    inlay::detail::vector<int> to;
    to.reserve(g.size());
    graph_editor next;
    next.nodes.reserve(g.size() + g.size() / 2);
    for (int i = 0; i < g.size(); ++i) {
        node n = g[i];
        for (int k = 0; k < n.input_count; ++k) n.input[k] = to[n.input[k]];
        int id = rewrite(next, n);
        if (id < 0) {
            next.nodes.push_back(n);
            id = next.size() - 1;
        }
        to.push_back(id);
    }
    for (int k = 0; k < g.inputs.count; ++k) next.inputs.push_back(to[g.inputs[k]]);
    for (int k = 0; k < g.outputs.count; ++k) next.outputs.push_back(to[g.outputs[k]]);
    g = static_cast<graph_editor&&>(next);
    return to;
}

/// Law: in inference the output is unchanged (up to rounding); every batch_norm becomes
/// scale_shift, an elementwise operation that the layer before it applies as it stores: no pass over
/// the map is left, only O(C) work per call for the coefficients.
constexpr void fold_batch_norm(graph_editor& g) {
    if (!contains(g, op_of<ops::batch_norm>)) return;
    rebuild(g, [](graph_editor& next, const node& n) {
        if (n.op != &op_of<ops::batch_norm>) return -1;
        const int channels = n.out.last();
        node like = n;
        like.index = 0;
        const int both =
            append<ops::batch_norm_coefficients>(next, like, shape{2, channels}, false,
                                                 {n.input[1], n.input[2], n.input[3], n.input[4]});
        like.value = 0;
        const int scale = append_row(next, both, 0), shift = append_row(next, both, 1);
        return append<ops::scale_shift>(next, like, n.out, n.batched, {n.input[0], scale, shift});
    });
}

}  // namespace inlay::passes
