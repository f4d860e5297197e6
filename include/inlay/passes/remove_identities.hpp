// SPDX-License-Identifier: BSL-1.0
// Pass: what does nothing in inference goes away.
#pragma once

#include "../graph/op.hpp"

namespace inlay::passes {

/// Points every use of node i to to[i].
constexpr void redirect(graph_editor& g, const inlay::detail::vector<int>& to) {
    for (node& n : g.nodes)
        for (int k = 0; k < n.input_count; ++k) n.input[k] = to[n.input[k]];
    for (int k = 0; k < g.outputs.count; ++k) g.outputs.node[k] = to[g.outputs[k]];
}

/// Law: the output is unchanged; no gradient marker and no reshape to the same shape remains, and in
/// inference no dropout.
constexpr void remove_identities(graph_editor& g, bool inference = true) {
    inlay::detail::vector<int> to;
    to.reserve(g.size());
    for (int i = 0; i < g.size(); ++i) {
        const node& n = g[i];
        const bool same_view = n.op->is_view && n.input_count > 0 && g[n.input[0]].out == n.out;
        to.push_back((inference && n.op->identity_in_inference) || same_view ? to[n.input[0]] : i);
    }
    redirect(g, to);
}

}  // namespace inlay::passes
