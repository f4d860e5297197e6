// SPDX-License-Identifier: BSL-1.0
// Pass: a step may write its output over an operand that dies with it, where its kernel reads ahead.
#pragma once

#include "depthwise_by_rows.hpp"

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
        for (int e = 0; e < now.externals; ++e)
            last[base_of(g, now.external[e])] = now.rows > 0 ? s + 1 : s;
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

/// The map that step s reads through the step before it, by rows, if it may write over it: from lead_of_step on.
constexpr int map_taken_over(const graph_editor& g, const step_list& list, int s,
                             const inlay::detail::vector<int>& last) {
    const step &before = list.steps[s - 1], &now = list.steps[s];
    const int x = before.external[0], id = base_of(g, x);
    if (inlay::detail::is_leaf(g[id]) || last[id] != s || g[id].size() != g[x].size() ||
        !g[id].batched)
        return -1;
    for (int e = 0; e < now.externals; ++e)
        if (base_of(g, now.external[e]) == id) return -1;
    return id;
}

/// How many floats a sample's output has to start before what step s takes over.
constexpr long lead_of_step(const graph_editor& g, const step_list& list, int s) {
    if (!takes_rows(list, s)) return 0;
    const step& before = list.steps[s - 1];
    if (list.steps[s].in_place != base_of(g, before.external[0])) return 0;
    const node& d = g[before.anchor];
    return kernels::lead_of_blocks(
        inlay::detail::map_window_of(g[before.external[0]].out, d.out, d.win), before.rows,
        g[list.steps[s].output].out.last());
}

/// Law: step.in_place is a value that nobody reads after the step.
constexpr void mark_in_place(const graph_editor& g, step_list& list) {
    const auto last = last_uses(g, list);
    for (int s = 0; s < list.size(); ++s) {
        step& now = list.steps[s];
        if (now.rows > 0) continue;
        now.in_place = in_place_operand(g, now, s, last);
        if (!takes_rows(list, s)) continue;
        if (now.in_place == base_of(g, list.steps[s - 1].external[0])) now.in_place = -1;
        if (now.in_place < 0) now.in_place = map_taken_over(g, list, s, last);
    }
}

}  // namespace inlay::passes
