// SPDX-License-Identifier: BSL-1.0
// Passes of deployed models: weights in the form that kernels read, and the cut between what is computed
// once, from parameters alone, and what every inference computes.
#pragma once

#include "fold_batch_norm.hpp"

namespace inlay {

/// A value that is computed once and kept.
struct kept_value {
    int node = -1;    // in the graph before the cut
    long offset = 0;  // in a deployed model's storage, in floats
};

namespace passes {

/// Law: the output is unchanged up to the rounding of the weights; nodes whose op has a rule `pack` may have
/// become others, with nodes that depend on parameters alone before them.
template <int Kinds>
constexpr void pack_weights(graph_editor& g, deployment d, const packing_rules<Kinds>& rules) {
    bool any = false;
    for (const node& n : g.nodes) any = any || rules[n.op].pack != nullptr;
    if (!any) return;
    rebuild(g, [&](graph_editor& next, const node& n) {
        const packing_rule r = rules[n.op];
        return r.pack == nullptr ? -1 : r.pack(next, n, d);
    });
}

/// The values that depend on parameters alone and are read by what depends on the input: a deployed model
/// keeps these. Each starts on 64 bytes; `total` becomes the floats of all.
constexpr inlay::detail::vector<kept_value> find_kept(const graph_editor& g, long& total) {
    inlay::detail::vector<bool> is_kept(g.size(), false), is_output(g.size(), false);
    for (int k = 0; k < g.outputs.count; ++k) is_output[g.outputs[k]] = true;
    for (int i = 0; i < g.size(); ++i)
        if (g[i].batched || is_output[i])
            for (int k = 0; k < g[i].input_count; ++k) {
                const node& in = g[g[i].input[k]];
                if (!in.batched && in.op != &op_of<ops::constant> && in.op != &op_of<ops::workspace>) is_kept[g[i].input[k]] = true;
            }
    inlay::detail::vector<kept_value> kept;
    total = 0;
    for (int i = 0; i < g.size(); ++i) {
        if (!is_kept[i]) continue;
        kept.push_back({i, total});
        total += (g[i].floats() + 15) / 16 * 16;
    }
    return kept;
}

/// Law: run once, it stores every kept value. Its nodes store_gradient stand for the deployed model's storage.
constexpr graph_editor preparation_of(const graph_editor& g, const inlay::detail::vector<kept_value>& kept) {
    graph_editor p;
    p.nodes.reserve(g.size() + kept.size());
    inlay::detail::vector<int> to(g.size(), -1);
    for (int i = 0; i < g.size(); ++i) {
        if (g[i].batched) continue;
        node n = g[i];
        for (int k = 0; k < n.input_count; ++k) n.input[k] = to[n.input[k]];
        p.nodes.push_back(n);
        to[i] = p.size() - 1;
    }
    for (int k = 0; k < kept.size(); ++k) {
        node store = g[kept[k].node];
        store.op = &op_of<ops::store_gradient>;
        store.index = k;
        p.add(store, {to[kept[k].node]});
    }
    return p;
}

/// Law: the outputs are g's, if parameter k is kept value k.
constexpr graph_editor cut_at_kept(graph_editor g, const inlay::detail::vector<kept_value>& kept) {
    for (int k = 0; k < kept.size(); ++k) {
        node& n = g[kept[k].node];
        n.op = &op_of<ops::parameter>;
        n.input_count = 0;
        n.index = k;
        n.win = ops::window{};
        n.value = 0;
    }
    return g;
}

}  // namespace passes
}  // namespace inlay
