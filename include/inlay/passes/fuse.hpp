// SPDX-License-Identifier: BSL-1.0
// Pass: elementwise chains become one loop, or the epilogue of the operation that feeds them.
#pragma once

#include "../ops/parameter.hpp"

namespace inlay {

namespace detail {

constexpr bool is_leaf(const node& n) {
    return n.op == &op_of<ops::input> || n.op == &op_of<ops::parameter>;
}
constexpr bool is_constant(const node& n) { return n.op == &op_of<ops::constant>; }

/// Whether an anchor's epilogue can read `operand` beside a value of shape `out`: the same element,
/// one number, or one per innermost index.
constexpr bool epilogue_reads(const node& operand, const node& out) {
    if (operand.batched) return out.batched && operand.size() == out.size();
    if (!out.batched && operand.size() == out.size()) return true;
    return operand.size() == 1 || (operand.out.rank == 1 && operand.out.last() == out.out.last());
}

}  // namespace detail

namespace passes {

inline constexpr int max_members = 12;
inline constexpr int max_externals = 12;

/// What runs as one kernel: an anchor (or none), then elementwise members in order; only the last
/// value is stored. Externals are the values it reads: the anchor's inputs first.
struct step {
    int anchor = -1;
    int member[max_members]{};
    int members = 0;
    int external[max_externals]{};
    int externals = 0;
    int output = -1;          // node whose value is stored
    int in_place = -1;        // node whose memory the output takes over
    int representative = -1;  // the first step of the same form: they share one kernel
    int rows = 0;             // if not 0: computed by the next step, which alone reads it, so many rows at a time

    constexpr int anchor_inputs(const node* nodes) const {
        return anchor < 0 ? 0 : nodes[anchor].input_count;
    }
    /// The position among the externals, from `start` on.
    constexpr int find_external(int id, int start) const {
        for (int e = start; e < externals; ++e)
            if (external[e] == id) return e;
        return -1;
    }
    constexpr int find_member(int id) const {
        for (int m = 0; m < members; ++m)
            if (member[m] == id) return m;
        return -1;
    }
};

template <int Steps>
struct schedule {
    static constexpr int count = Steps;
    step steps[Steps > 0 ? Steps : 1]{};
};

struct step_list {
    inlay::detail::vector<step> steps;
    constexpr int size() const { return steps.size(); }
    template <int N>
    constexpr schedule<N> freeze() const {
        schedule<N> s;
        for (int i = 0; i < N; ++i) s.steps[i] = steps[i];
        return s;
    }
};

/// For each node, the store_gradient node for which it is computed right in its place, or -1.
constexpr inlay::detail::vector<int> stored_in_place(const graph_editor& g) {
    inlay::detail::vector<int> stored(g.size(), -1);
    for (int i = 0; i < g.size(); ++i) {
        if (g[i].op != &op_of<ops::store_gradient>) continue;
        const int source = g[i].input[0];
        if (!g[source].op->is_view && g[source].input_count > 0 && stored[source] < 0) stored[source] = i;
    }
    return stored;
}

/// Law: the output is unchanged; a node is absorbed only by the one step that reads it, so no value
/// is computed twice and none that others read goes unstored.
constexpr step_list fuse(const graph_editor& g, bool enabled = true) {
    using inlay::detail::vector;
    const int count = g.size();
    // Backwards: when a node is looked at, all its readers have their group (the id of its last node).
    vector<int> group(count, -1), reader_group(count, -1), anchor_of(count, -1), members(count, 0),
        externals(count, 0);
    // reader_group: -1 no reader yet, -2 several groups or an output, else the one group
    for (int k = 0; k < g.outputs.count; ++k) reader_group[g.outputs[k]] = -2;
    const vector<int> stored_in = stored_in_place(g);
    for (int i = count - 1; i >= 0; --i) {
        const node& n = g[i];
        if (inlay::detail::is_leaf(n) || inlay::detail::is_constant(n)) continue;
        if (n.op == &op_of<ops::store_gradient> && stored_in[n.input[0]] == i) {
            reader_group[n.input[0]] = -2;
            continue;
        }
        const int target = reader_group[i];
        bool joins = enabled && target >= 0 && g[target].size() == n.size() &&
                     g[target].batched == n.batched && members[target] + 1 < max_members &&
                     externals[target] + n.input_count < max_externals;
        if (joins) {
            if (n.op->is_elementwise) {
                for (int k = 0; k < n.input_count; ++k)
                    joins = joins && inlay::detail::epilogue_reads(g[n.input[k]], n);
            } else {
                joins = n.op->is_anchor && anchor_of[target] < 0;
            }
        }
        const int own = joins ? target : i;
        group[i] = own;
        if (n.op->is_elementwise) ++members[own];
        else if (n.op->is_anchor && joins) anchor_of[own] = i;
        externals[own] += n.input_count;
        const bool absorbs = n.op->is_elementwise;
        bool simple = true;  // a group with general broadcasting keeps its own loops
        if (absorbs && own == i)
            for (int k = 0; k < n.input_count; ++k)
                simple = simple && inlay::detail::epilogue_reads(g[n.input[k]], n);
        for (int k = 0; k < n.input_count; ++k) {
            int& r = reader_group[n.input[k]];
            if (absorbs && simple && (r == -1 || r == own)) r = own;
            else r = -2;
        }
    }
    // Forwards: a step stands where its last node stands.
    step_list list;
    vector<int> step_of(count, -1);
    for (int i = 0; i < count; ++i) {
        if (group[i] < 0) continue;
        if (g[i].op->is_view) {
            if (group[i] == i) continue;
        }
        if (group[i] == i) {
            step s;
            s.output = i;
            step_of[i] = list.steps.size();
            list.steps.push_back(s);
        }
    }
    for (int i = 0; i < count; ++i) {
        if (group[i] < 0 || step_of[group[i]] < 0) continue;
        step& s = list.steps[step_of[group[i]]];
        if (g[i].op->is_elementwise) s.member[s.members++] = i;
        else s.anchor = i;
    }
    for (step& s : list.steps) {
        if (s.anchor >= 0)
            for (int k = 0; k < g[s.anchor].input_count; ++k)
                s.external[s.externals++] = g[s.anchor].input[k];
        const int anchor_inputs = s.externals;
        for (int m = 0; m < s.members; ++m) {
            const node& n = g[s.member[m]];
            for (int k = 0; k < n.input_count; ++k) {
                const int in = n.input[k];
                if (in == s.anchor || s.find_member(in) >= 0 || inlay::detail::is_constant(g[in])) continue;
                if (s.find_external(in, anchor_inputs) < 0) s.external[s.externals++] = in;
            }
        }
    }
    return list;
}

}  // namespace passes
}  // namespace inlay
