// SPDX-License-Identifier: BSL-1.0
// Pass: nodes that nothing reads go away.
#pragma once

#include "../graph/op.hpp"

namespace inlay::passes {

/// Law: the output is unchanged; every node left is an input, has an effect, or reaches an output.
/// The order of the nodes stays.
constexpr void eliminate_dead_code(graph_editor& g) {
    inlay::detail::vector<int> to(g.size(), -1);
    for (int k = 0; k < g.outputs.count; ++k) to[g.outputs[k]] = 0;
    for (int k = 0; k < g.inputs.count; ++k) to[g.inputs[k]] = 0;
    for (int i = g.size() - 1; i >= 0; --i) {
        if (g[i].op->has_effect) to[i] = 0;
        if (to[i] == 0)
            for (int k = 0; k < g[i].input_count; ++k) to[g[i].input[k]] = 0;
    }
    bool all = true;
    for (int i = 0; i < g.size(); ++i) all = all && to[i] == 0;
    if (all) return;
    graph_editor kept;
    kept.nodes.reserve(g.size());
    for (int i = 0; i < g.size(); ++i) {
        if (to[i] < 0) continue;
        to[i] = kept.size();
        node n = g[i];
        for (int k = 0; k < n.input_count; ++k) n.input[k] = to[n.input[k]];
        kept.nodes.push_back(n);
    }
    for (int k = 0; k < g.inputs.count; ++k) kept.inputs.push_back(to[g.inputs[k]]);
    for (int k = 0; k < g.outputs.count; ++k) kept.outputs.push_back(to[g.outputs[k]]);
    g = static_cast<graph_editor&&>(kept);
}

}  // namespace inlay::passes
