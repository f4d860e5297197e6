// SPDX-License-Identifier: BSL-1.0
// Pass: every stored value gets an offset in one arena; values that are never alive together overlap.
#pragma once

#include "mark_in_place.hpp"

namespace inlay::passes {

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
    int over = -1;            // buffer read last where this one is written, which it may lie on
    long offset = -1;
    long lead = 0;            // if it starts so much before it
};

template <int Nodes>
struct memory_plan {
    location at[Nodes > 0 ? Nodes : 1]{};
    long fixed = 0;     // elements that do not depend on the batch
    long batched = 0;   // elements per sample
    long lower_bound = 0;  // the largest sum of sizes alive in one step (per sample)
};

/// Buffers start on this many elements: 64 bytes of floats.
inline constexpr long alignment = 16;
constexpr long aligned(long n) { return (n + alignment - 1) / alignment * alignment; }

/// The largest sum of buffers alive in one step: no plan can be smaller. One that is written over
/// another counts from the next step on.
constexpr long liveness_bound(const inlay::detail::vector<buffer>& buffers, int steps) {
    inlay::detail::vector<long> change(steps + 1, 0L);
    for (const buffer& b : buffers) {
        const int from = b.over >= 0 ? b.first + 1 : b.first;
        if (from > b.last) continue;
        change[from] += aligned(b.size);
        change[b.last + 1] -= aligned(b.size);
    }
    long now = 0, most = 0;
    for (long c : change) {
        now += c;
        if (now > most) most = now;
    }
    return most;
}

/// Whether both are alive in some step (an overwritten buffer and its successor are, in one).
constexpr bool live_together(const buffer& a, const buffer& b) { return a.first <= b.last && b.first <= a.last; }

/// Whether buffer `id` may start there beside the buffers `placed` but one.
constexpr bool is_free(const inlay::detail::vector<buffer>& buffers, int id, long start,
                       const inlay::detail::vector<int>& placed, int count, int but) {
    const buffer& b = buffers[id];
    const long end = start + aligned(b.size);
    for (int k = 0; k < count; ++k) {
        const buffer& o = buffers[placed[k]];
        if (placed[k] != but && live_together(o, b) && o.offset < end && o.offset + aligned(o.size) > start) return false;
    }
    return start >= 0;
}

/// The lowest offset for buffer `id` beside the buffers `placed` (sorted by offset); that over, or under, the
/// buffer that it may share memory with, where nothing else is in the way.
constexpr long find_offset(const inlay::detail::vector<buffer>& buffers, int id,
                           const inlay::detail::vector<int>& placed, int count) {
    const buffer& b = buffers[id];
    if (b.over >= 0 && buffers[b.over].offset >= 0) {
        const long start = buffers[b.over].offset - aligned(b.lead);
        if (is_free(buffers, id, start, placed, count, b.over)) return start;
    }
    long offset = 0;
    for (int k = 0; k < count; ++k) {
        const buffer& o = buffers[placed[k]];
        if (o.over != id || o.lead == 0) continue;
        const long start = o.offset + aligned(o.lead);
        if (is_free(buffers, id, start, placed, count, placed[k])) return start;
    }
    for (int k = 0; k < count; ++k) {
        const buffer& o = buffers[placed[k]];
        if (!live_together(o, b)) continue;
        if (offset + aligned(b.size) <= o.offset) break;
        if (o.offset + aligned(o.size) > offset) offset = o.offset + aligned(o.size);
    }
    return offset;
}

/// Puts id into `placed`, whose first `count` entries are in use and sorted by offset.
constexpr void insert_sorted(const inlay::detail::vector<buffer>& buffers, int id,
                             inlay::detail::vector<int>& placed, int count) {
    if (count == placed.size()) placed.push_back(id);
    int k = count;
    for (; k > 0 && buffers[placed[k - 1]].offset > buffers[id].offset; --k) placed[k] = placed[k - 1];
    placed[k] = id;
}

/// Gives each buffer, in the given order, the lowest offset free during its life; returns the total.
constexpr long place_in_order(inlay::detail::vector<buffer>& buffers,
                              const inlay::detail::vector<int>& order) {
    long total = 0;
    inlay::detail::vector<int> placed;
    placed.reserve(buffers.size());
    for (int k = 0; k < order.size(); ++k) {
        buffer& b = buffers[order[k]];
        b.offset = find_offset(buffers, order[k], placed, k);
        if (b.offset + aligned(b.size) > total) total = b.offset + aligned(b.size);
        insert_sorted(buffers, order[k], placed, k);
    }
    return total;
}

/// As place_in_order by time of writing, remembering only buffers still alive: linear for chains.
constexpr long place_by_time(inlay::detail::vector<buffer>& buffers) {
    long total = 0;
    inlay::detail::vector<int> alive;
    alive.reserve(buffers.size());
    int count = 0;
    for (int id = 0; id < buffers.size(); ++id) {
        buffer& b = buffers[id];
        int kept = 0;
        for (int k = 0; k < count; ++k)
            if (buffers[alive[k]].last >= b.first) alive[kept++] = alive[k];
        b.offset = find_offset(buffers, id, alive, kept);
        if (b.offset + aligned(b.size) > total) total = b.offset + aligned(b.size);
        insert_sorted(buffers, id, alive, kept);
        count = kept + 1;
    }
    return total;
}

/// Law: no two buffers alive in the same step overlap, but one may lie on what it overwrites. Tries several orders (by time, by size, by
/// size x life, by life; where there are leads, by time backwards) and keeps the smallest; above 160 buffers only the first, which is linear for chains.
constexpr long assign_offsets(inlay::detail::vector<buffer>& buffers, int steps) {
    using inlay::detail::vector;
    const long bound = liveness_bound(buffers, steps);
    int attempts = 3;
    for (const buffer& b : buffers)
        if (b.lead > 0) attempts = 4;
    vector<buffer> best = buffers;
    long total = place_by_time(best);
    for (int attempt = 0; attempt < attempts && total > bound && buffers.size() <= 160; ++attempt) {
        vector<int> order;
        vector<long> key;
        order.reserve(buffers.size());
        key.reserve(buffers.size());
        for (int i = 0; i < buffers.size(); ++i) {
            const buffer& b = buffers[i];
            const long life = b.last - b.first + 1;
            const long k = attempt == 0 ? b.size : attempt == 1 ? b.size * life : attempt == 2 ? life : b.first;
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

/// Lays out a schedule. Inputs have a place of their own in the arena, so that the plan's size is the
/// memory that an inference needs in all. `parameter_offset` gives a parameter's place in the model,
/// `gradient_offset` the place of what store_gradient nodes store.
template <int N>
constexpr memory_plan<N> plan_memory(const graph_editor& g, const step_list& list,
                                     const inlay::detail::vector<long>& parameter_offset,
                                     const inlay::detail::vector<long>& gradient_offset) {
    using inlay::detail::vector;
    memory_plan<N> plan;
    const vector<int> last = last_uses(g, list);
    for (int i = 0; i < g.size(); ++i) {
        if (g[i].op == &op_of<ops::parameter>)
            plan.at[i] = {place::parameter, 0, parameter_offset[g[i].index]};
        if (g[i].op == &op_of<ops::input>) plan.at[i] = {place::input, g[i].index, 0};
    }
    for (int k = 0; k < g.outputs.count; ++k) plan.at[base_of(g, g.outputs[k])] = {place::output, k, 0};
    const vector<int> stored = stored_in_place(g);
    for (int i = 0; i < g.size(); ++i) {
        if (stored[i] >= 0 && plan.at[i].where == place::none)
            plan.at[i] = {place::gradient, 0, gradient_offset[g[stored[i]].index]};
        if (g[i].op == &op_of<ops::store_gradient>)
            plan.at[i] = {place::gradient, 0, gradient_offset[g[i].index]};
    }

    // One buffer per stored value that is not placed yet, batched and fixed ones apart.
    vector<buffer> buffers[2];
    vector<int> nodes[2], index(g.size(), -1), kind_of(g.size(), 0);
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
        const int rows = list.steps[s].rows, kind = g[id].batched && rows == 0 ? 1 : 0;
        index[id] = buffers[kind].size();
        kind_of[id] = kind;
        const int donor = list.steps[s].in_place;
        const long size = rows > 0 ? g[id].size() / g[id].out[0] * rows : g[id].size();
        buffers[kind].push_back(buffer{size, s, last[id], donor >= 0 ? index[donor] : -1, -1, lead_of_step(g, list, s)});
        nodes[kind].push_back(id);
    }
    plan.fixed = assign_offsets(buffers[0], list.size());
    plan.batched = assign_offsets(buffers[1], list.size());
    plan.lower_bound = liveness_bound(buffers[1], list.size()) + liveness_bound(buffers[0], list.size());
    for (int i = 0; i < g.size(); ++i)
        if (index[i] >= 0) {
            const int kind = kind_of[i];
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

/// The same where gradients lie as their parameters do.
template <int N>
constexpr memory_plan<N> plan_memory(const graph_editor& g, const step_list& list,
                                     const inlay::detail::vector<long>& parameter_offset) {
    return plan_memory<N>(g, list, parameter_offset, parameter_offset);
}

}  // namespace inlay::passes
