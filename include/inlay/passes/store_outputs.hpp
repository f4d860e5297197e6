// SPDX-License-Identifier: BSL-1.0
// Pass: every output of the network gets memory of its own to be written to.
#pragma once

#include "mark_in_place.hpp"

namespace inlay::passes {

/// Law: the outputs are unchanged; each is computed by a step, or is the whole of a value computed by
/// one, and no two are the same value. An input handed on, a parameter, a value given out twice and a
/// part of a value are copied.
constexpr void store_outputs(graph_editor& g) {
    inlay::detail::vector<int> taken;
    for (int k = 0; k < g.outputs.count; ++k) {
        const int id = g.outputs[k];
        int source = base_of(g, id);
        bool copied = inlay::detail::is_leaf(g[source]) || inlay::detail::is_constant(g[source]) ||
                     g[source].size() != g[id].size();
        for (int t : taken) copied = copied || t == source;
        if (copied) {
            node n;
            n.op = &op_of<ops::store_output>;
            n.out = g[id].out;
            n.batched = g[id].batched;
            n.layer = g[id].layer;
            source = g.outputs.node[k] = g.add(n, {id});
        }
        taken.push_back(source);
    }
}

}  // namespace inlay::passes
