// SPDX-License-Identifier: BSL-1.0
// Pass: what is computed twice from the same values is computed once.
#pragma once

#include "../ops/parameter.hpp"
#include "remove_identities.hpp"

namespace inlay::passes {

constexpr bool same_computation(const node& a, const node& b) {
    if (a.op != b.op || a.op->has_effect || a.input_count != b.input_count || a.index != b.index ||
        a.value != b.value || a.batched != b.batched || a.type != b.type || !(a.out == b.out) || !(a.win == b.win))
        return false;
    for (int k = 0; k < a.input_count; ++k)
        if (a.input[k] != b.input[k]) return false;
    return true;
}

/// Law: the output is unchanged; no two nodes have the same op, attributes and inputs. (Dropout
/// draws a mask per node, so that two of them differ.)
constexpr void common_subexpressions(graph_editor& g) {
    inlay::detail::vector<int> to;
    to.reserve(g.size());
    // Equal nodes share their first input: compare within the chain of its readers only.
    inlay::detail::vector<int> last_reader(g.size(), -1), previous(g.size(), -1);
    int last_constant = -1;
    for (int i = 0; i < g.size(); ++i) {
        node& n = g[i];
        for (int k = 0; k < n.input_count; ++k) n.input[k] = to[n.input[k]];
        int& head = n.input_count > 0 ? last_reader[n.input[0]] : last_constant;
        int twin = n.op->identity_in_inference ? -1 : head;
        while (twin >= 0 && !same_computation(g[twin], n)) twin = previous[twin];
        if (twin >= 0) {
            to.push_back(twin);
        } else {
            to.push_back(i);
            if (n.input_count > 0 || n.op == &op_of<ops::constant>) {  // other leaves are all unlike
                previous[i] = head;
                head = i;
            }
        }
    }
    for (int k = 0; k < g.outputs.count; ++k) g.outputs.node[k] = to[g.outputs[k]];
}

}  // namespace inlay::passes
