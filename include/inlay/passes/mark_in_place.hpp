// SPDX-License-Identifier: BSL-1.0
// Pass: a step may write its output over an operand that dies with it, where its kernel reads ahead.
#pragma once

#include "fuse.hpp"

namespace inlay::passes {

/// The node whose memory node `id` is a view of.
constexpr int base_of(const graph_editor& g, int id) {
    while (g[id].op->is_view) id = g[id].input[0];
    return id;
}

/// For each node, the last step that writes or reads its memory; -1 if none does. Outputs are read
/// after all steps.
constexpr inlay::detail::vector<int> last_uses(const graph_editor& g, const step_list& list) {
    inlay::detail::vector<int> last(g.size(), -1);
    for (int s = 0; s < list.size(); ++s) {
        const step& now = list.steps[s];
        if (last[now.output] < s) last[now.output] = s;
        for (int e = 0; e < now.externals; ++e) last[base_of(g, now.external[e])] = s;
    }
    for (int k = 0; k < g.outputs.count; ++k) last[base_of(g, g.outputs[k])] = list.size();
    return last;
}

/// The operand whose memory step s may take over, or -1: dead afterwards, not read through another
/// operand, and either read at the element that is stored next (an elementwise operand of the
/// output's size), or the input of an anchor that never stores ahead of what it still reads.
constexpr int in_place_operand(const graph_editor& g, const step& s, int index,
                               const inlay::detail::vector<int>& last) {
    const int anchor_inputs = s.anchor_inputs(g.nodes.data());
    const node& out = g[s.output];
    for (int e = 0; e < s.externals; ++e) {
        const int id = base_of(g, s.external[e]);
        const node& n = g[id];
        if (inlay::detail::is_leaf(n) || n.batched != out.batched || last[id] != index) continue;
        bool fits = n.size() == out.size() && s.external[e] == id && s.members > 0;
        if (e < anchor_inputs)
            fits = e == 0 && g[s.anchor].op->stores_behind_reads && g[s.anchor].win.pad_top == 0 &&
                   g[s.anchor].win.pad_left == 0 && n.size() >= out.size();
        for (int other = 0; other < s.externals; ++other)
            fits = fits && (other == e || base_of(g, s.external[other]) != id);
        if (fits) return id;
    }
    return -1;
}

/// Law: step.in_place is a value that nobody reads after the step.
constexpr void mark_in_place(const graph_editor& g, step_list& list) {
    const auto last = last_uses(g, list);
    for (int s = 0; s < list.size(); ++s) list.steps[s].in_place = in_place_operand(g, list.steps[s], s, last);
}

}  // namespace inlay::passes
