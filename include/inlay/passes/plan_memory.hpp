// SPDX-License-Identifier: BSL-1.0
// Pass: every stored value gets an offset in one arena; values that are never alive together overlap.
#pragma once

#include "fuse.hpp"

namespace inlay {

/// Where a value lies. Batched offsets count elements of one sample and are multiplied by the batch.
enum class place : unsigned char { none, parameter, gradient, fixed, batched, input, output };

struct location {
    place where = place::none;
    int port = 0;     // of inputs and outputs
    long offset = 0;  // elements
};

struct buffer {
    long size = 0;
    int first = 0, last = 0;  // steps: written in, last read in
    long offset = -1;
};

template <int Nodes>
struct memory_plan {
    location at[Nodes > 0 ? Nodes : 1]{};
    long fixed = 0;     // elements that do not depend on the batch
    long batched = 0;   // elements per sample
    long lower_bound = 0;  // the largest sum of sizes alive in one step (per sample)
};

namespace passes {

/// Buffers start on this many elements: 64 bytes of floats.
inline constexpr long alignment = 16;
constexpr long aligned(long n) { return (n + alignment - 1) / alignment * alignment; }

/// The largest sum of buffers alive in one step: no plan can be smaller.
constexpr long liveness_bound(const inlay::detail::vector<buffer>& buffers, int steps) {
    inlay::detail::vector<long> change(steps + 2, 0L);
    for (const buffer& b : buffers) {
        change[b.first + 1] += aligned(b.size);
        if (b.last + 2 < steps + 2) change[b.last + 2] -= aligned(b.size);
    }
    long now = 0, most = 0;
    for (long c : change) {
        now += c;
        if (now > most) most = now;
    }
    return most;
}

/// Gives each buffer, in the given order, the lowest offset free during its life; returns the total.
constexpr long place_in_order(inlay::detail::vector<buffer>& buffers,
                              const inlay::detail::vector<int>& order) {
    using inlay::detail::vector;
    long total = 0;
    vector<int> placed;  // sorted by offset
    placed.reserve(buffers.size());
    for (int id : order) {
        buffer& b = buffers[id];
        long offset = 0;
        for (int other : placed) {
            const buffer& o = buffers[other];
            if (o.last < b.first || b.last < o.first) continue;
            if (offset + aligned(b.size) <= o.offset) break;
            const long end = o.offset + aligned(o.size);
            if (end > offset) offset = end;
        }
        b.offset = offset;
        if (offset + aligned(b.size) > total) total = offset + aligned(b.size);
        placed.push_back(id);
        for (int k = placed.size() - 1; k > 0 && buffers[placed[k - 1]].offset > offset; --k) {
            placed[k] = placed[k - 1];
            placed[k - 1] = id;
        }
    }
    return total;
}

/// As place_in_order by time of writing, remembering only buffers still alive: linear for chains.
constexpr long place_by_time(inlay::detail::vector<buffer>& buffers) {
    using inlay::detail::vector;
    long total = 0;
    vector<int> alive;
    alive.reserve(buffers.size());
    int count = 0;
    for (int id = 0; id < buffers.size(); ++id) {
        buffer& b = buffers[id];
        int kept = 0;
        long offset = 0;
        bool found = false;
        for (int k = 0; k < count; ++k) {
            const buffer& o = buffers[alive[k]];
            if (o.last < b.first) continue;
            alive[kept++] = alive[k];
            if (found) continue;
            if (offset + aligned(b.size) <= o.offset) found = true;
            else if (o.offset + aligned(o.size) > offset) offset = o.offset + aligned(o.size);
        }
        b.offset = offset;
        if (offset + aligned(b.size) > total) total = offset + aligned(b.size);
        if (kept == alive.size()) alive.push_back(id);
        else alive[kept] = id;
        count = kept + 1;
        for (int k = kept; k > 0 && buffers[alive[k - 1]].offset > offset; --k) {
            alive[k] = alive[k - 1];
            alive[k - 1] = id;
        }
    }
    return total;
}

/// Law: no two buffers alive in the same step overlap. Tries several orders (by time, by size, by
/// size x life) and keeps the smallest; above 160 buffers only the first, which is linear for chains.
constexpr long assign_offsets(inlay::detail::vector<buffer>& buffers, int steps) {
    using inlay::detail::vector;
    const long bound = liveness_bound(buffers, steps);
    vector<buffer> best = buffers;
    long total = place_by_time(best);
    for (int attempt = 0; attempt < 3 && total > bound && buffers.size() <= 160; ++attempt) {
        vector<int> order;
        vector<long> key;
        order.reserve(buffers.size());
        key.reserve(buffers.size());
        for (int i = 0; i < buffers.size(); ++i) {
            const buffer& b = buffers[i];
            const long life = b.last - b.first + 1;
            const long k = attempt == 0 ? b.size : attempt == 1 ? b.size * life : life;
            order.push_back(i);
            key.push_back(k);
            for (int j = i; j > 0 && key[j - 1] < k; --j) {
                key[j] = key[j - 1];
                order[j] = order[j - 1];
                key[j - 1] = k;
                order[j - 1] = i;
            }
        }
        vector<buffer> trial = buffers;
        const long size = place_in_order(trial, order);
        if (size < total) {
            total = size;
            best = trial;
        }
    }
    buffers = best;
    return total;
}

/// The node whose memory node `id` is a view of.
constexpr int base_of(const graph_editor& g, int id) {
    while (g[id].op->is_view) id = g[id].input[0];
    return id;
}

/// The member operand whose buffer the step's output may take over: read at the same element just
/// before the store, and dead afterwards. -1 if there is none.
constexpr int in_place_operand(const graph_editor& g, const step& s, int index,
                               const inlay::detail::vector<int>& last_use) {
    const int anchor_inputs = s.anchor < 0 ? 0 : g[s.anchor].input_count;
    const node& out = g[s.output];
    for (int e = anchor_inputs; e < s.externals; ++e) {
        const int id = s.external[e];
        const node& n = g[id];
        if (n.op->is_view || inlay::detail::is_leaf(n)) continue;
        bool read_by_anchor = false;
        for (int a = 0; a < anchor_inputs; ++a)
            read_by_anchor = read_by_anchor || base_of(g, s.external[a]) == id;
        if (!read_by_anchor && n.batched == out.batched && n.size() == out.size() && last_use[id] == index)
            return id;
    }
    return -1;
}

/// Lays out a schedule. Inputs have a place of their own in the arena, so that the plan's size is the
/// memory that an inference needs in all. `offset_of` gives a parameter's place in the model.
template <int N>
constexpr memory_plan<N> plan_memory(const graph_editor& g, const step_list& list,
                                     const inlay::detail::vector<long>& parameter_offset, bool in_place = true) {
    using inlay::detail::vector;
    memory_plan<N> plan;
    vector<int> first(g.size(), -1), last(g.size(), -1), owner(g.size(), -1);
    for (int s = 0; s < list.size(); ++s) {
        const step& now = list.steps[s];
        first[now.output] = s;
        if (last[now.output] < s) last[now.output] = s;
        for (int e = 0; e < now.externals; ++e) last[base_of(g, now.external[e])] = s;
    }
    for (int i = 0; i < g.size(); ++i) {
        if (g[i].op == &op_of<ops::parameter>)
            plan.at[i] = {place::parameter, 0, parameter_offset[g[i].index]};
        if (g[i].op == &op_of<ops::input>) plan.at[i] = {place::input, g[i].index, 0};
    }
    for (int k = 0; k < g.outputs.count; ++k) plan.at[g.outputs[k]] = {place::output, k, 0};
    const vector<int> stored = stored_in_place(g);
    for (int i = 0; i < g.size(); ++i) {
        if (stored[i] >= 0 && plan.at[i].where == place::none)
            plan.at[i] = {place::gradient, 0, parameter_offset[g[stored[i]].index]};
        if (g[i].op == &op_of<ops::store_gradient>)
            plan.at[i] = {place::gradient, 0, parameter_offset[g[i].index]};
    }

    // One buffer per stored value that is not placed yet, batched and fixed ones apart.
    vector<buffer> buffers[2];
    vector<int> nodes[2], index(g.size(), -1);
    for (int i = 0; i < g.size(); ++i) {
        const bool is_input = g[i].op == &op_of<ops::input>;
        if (is_input) {
            buffer b{g[i].size(), 0, last[i] < 0 ? 0 : last[i]};
            buffers[1].push_back(b);
            nodes[1].push_back(-1);
        }
    }
    for (int s = 0; s < list.size(); ++s) {
        const int id = list.steps[s].output;
        if (plan.at[id].where != place::none) continue;
        const int kind = g[id].batched ? 1 : 0;
        const int donor = in_place ? in_place_operand(g, list.steps[s], s, last) : -1;
        if (donor >= 0 && index[donor] >= 0) {
            index[id] = index[donor];
            if (buffers[kind][index[id]].last < last[id]) buffers[kind][index[id]].last = last[id];
            continue;
        }
        index[id] = buffers[kind].size();
        buffers[kind].push_back(buffer{g[id].size(), s, last[id]});
        nodes[kind].push_back(id);
    }
    plan.fixed = assign_offsets(buffers[0], list.size());
    plan.batched = assign_offsets(buffers[1], list.size());
    plan.lower_bound = liveness_bound(buffers[1], list.size()) + liveness_bound(buffers[0], list.size());
    for (int i = 0; i < g.size(); ++i)
        if (index[i] >= 0) {
            const int kind = g[i].batched ? 1 : 0;
            plan.at[i] = {kind == 1 ? place::batched : place::fixed, 0, buffers[kind][index[i]].offset};
        }
    // A view lies in its base.
    for (int i = 0; i < g.size(); ++i)
        if (g[i].op->is_view) {
            plan.at[i] = plan.at[g[i].input[0]];
            if (!g[i].batched) plan.at[i].offset += g[i].index * g[i].size();
        }
    return plan;
}

}  // namespace passes
}  // namespace inlay
