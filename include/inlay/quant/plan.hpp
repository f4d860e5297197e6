// SPDX-License-Identifier: BSL-1.0
// Where each value of an integer graph lies in one arena of bytes. Outputs may run into the inputs that
// they replace, as far as overlap.hpp allows: plans get below the sum of what is alive.
#pragma once

#include "overlap.hpp"

namespace inlay {

/// A value, or the memory that an operation works with.
struct int8_buffer {
    long size = 0;             // bytes, a multiple of 4
    int first = 0, last = 0;   // ops: written by, last read by
    int over = -1;             // buffer read last by the op that writes this one: they may overlap where
    long lead = 0;             // this one starts at least so many bytes before it
    long offset = -1;
    bool scratch = false;
};

template <int Values, int Ops>
struct int8_plan {
    long value[Values > 0 ? Values : 1]{};
    long scratch[Ops > 0 ? Ops : 1]{};
    long bytes = 0;
    long liveness = 0;  // the largest sum of values alive during one op: the floor of plans without overlap
};

namespace passes {

constexpr bool may_share(const int8_buffer& a, const int8_buffer& b, int id_of_a, int id_of_b) {
    if (a.last < b.first || b.last < a.first) return true;
    if (b.over == id_of_a && b.first == a.last && b.offset + b.lead <= a.offset) return true;
    if (a.over == id_of_b && a.first == b.last && a.offset + a.lead <= b.offset) return true;
    return a.offset + a.size <= b.offset || b.offset + b.size <= a.offset;
}

/// For each buffer, those that are alive with it: list[start[i]] to list[start[i + 1] - 1].
struct neighbours {
    inlay::detail::vector<int> start, list;

    constexpr explicit neighbours(const inlay::detail::vector<int8_buffer>& all) {
        for (int i = 0; i < all.size(); ++i) {
            start.push_back(list.size());
            for (int j = 0; j < all.size(); ++j)
                if (j != i && all[j].last >= all[i].first && all[i].last >= all[j].first) list.push_back(j);
        }
        start.push_back(list.size());
    }
};

/// Gives buffer `id` the lowest offset that goes with those that have one. The lowest is 0, or touches
/// one of them, or keeps exactly the lead.
constexpr void place_lowest(inlay::detail::vector<int8_buffer>& all, int id, const neighbours& near) {
    int8_buffer& b = all[id];
    const int* from = near.list.data() + near.start[id];
    const int count = near.start[id + 1] - near.start[id];
    long best = -1;
    for (int k = -1; k < 2 * count; ++k) {
        long at = 0;
        if (k >= 0) {
            const int8_buffer& o = all[from[k / 2]];
            if (o.offset < 0) continue;
            if (k % 2 == 0) at = o.offset + o.size;
            else if (o.over == id) at = o.offset + o.lead;
            else if (b.over == from[k / 2]) at = o.offset - b.lead;
            else continue;
        }
        if (at < 0 || (best >= 0 && at >= best)) continue;
        b.offset = at;
        bool fits = true;
        for (int i = 0; i < count && fits; ++i) {
            const int8_buffer& o = all[from[i]];
            fits = o.offset < 0 || o.offset >= at + b.size || may_share(b, o, id, from[i]);
        }
        if (fits) best = at;
    }
    b.offset = best;
}

/// Places the buffers in that order; the bytes they take in all.
constexpr long place_all(inlay::detail::vector<int8_buffer>& all, const inlay::detail::vector<int>& order,
                         const neighbours& near) {
    long bytes = 0;
    for (int8_buffer& b : all) b.offset = -1;
    for (int id : order) {
        place_lowest(all, id, near);
        if (all[id].offset + all[id].size > bytes) bytes = all[id].offset + all[id].size;
    }
    return bytes;
}

/// Law: what is alive at once does not overlap, except an output with an input that it may run into.
/// Tries the orders of time backwards, of time, of size; after each, several times over, with the value that
/// lies on top placed first.
constexpr long place_best(inlay::detail::vector<int8_buffer>& all) {
    using inlay::detail::vector;
    vector<int8_buffer> best;
    vector<int> order;
    const neighbours near(all);
    long least = -1;
    const auto attempt = [&] {
        const long bytes = place_all(all, order, near);
        if (least >= 0 && bytes >= least) return;
        least = bytes;
        best = all;
    };
    for (int kind = 0; kind < 3; ++kind) {
        order = vector<int>();
        order.reserve(all.size());
        for (int i = 0; i < all.size(); ++i) order.push_back(i);
        const auto before = [&](int a, int b) {
            if (all[a].scratch != all[b].scratch) return all[b].scratch;  // the small things fit in somewhere
            if (kind == 0) return all[a].last > all[b].last;
            if (kind == 1) return all[a].first < all[b].first;
            return all[a].size > all[b].size;
        };
        for (int i = 1; i < order.size(); ++i)
            for (int j = i; j > 0 && before(order[j], order[j - 1]); --j) {
                const int t = order[j];
                order[j] = order[j - 1];
                order[j - 1] = t;
            }
        attempt();
        for (int round = 0; round < 8 && all.size() <= 160; ++round) {
            int top = 0;
            for (int i = 0; i < all.size(); ++i)
                if (!all[i].scratch && all[i].offset + all[i].size > all[top].offset + all[top].size) top = i;
            int at = 0;
            while (order[at] != top) ++at;
            for (; at > 0; --at) order[at] = order[at - 1];
            order[0] = top;
            attempt();
        }
    }
    all = best;
    return least;
}

/// Lays out a graph; scratch[k] bytes are for op k alone.
template <int Capacity>
constexpr int8_plan<Capacity, Capacity> plan_bytes(const int8_graph<Capacity>& g, const long* scratch) {
    using inlay::detail::vector;
    const auto rounded = [](long n) { return (n + 3) / 4 * 4; };
    int8_plan<Capacity, Capacity> plan;
    vector<int8_buffer> all;
    vector<int> buffer_of(g.value_count, -1);
    all.reserve(g.value_count + g.op_count);
    vector<bool> whole(g.value_count, true);  // not the maps that are pooled row by row
    for (int k = 0; k < g.op_count; ++k)
        if (g.ops[k].pool >= 0) whole[g.ops[k].output] = false;
    for (int v = 0; v < g.value_count; ++v) {
        if (g.values[v].source != v || !whole[v]) continue;
        buffer_of[v] = all.size();
        all.push_back({rounded(g.values[v].extent.size()), 0, 0});
    }
    for (int k = 0; k < g.op_count; ++k) {
        const int8_op& op = g.ops[k];
        if (op.pooled) continue;
        const int out = buffer_of[inlay::detail::stored_by(g, op)];
        all[out].first = all[out].last = k;
        for (int i = 0; i < op.inputs; ++i) all[buffer_of[g.values[op.input[i]].source]].last = k;
    }
    for (int k = 0; k < g.outputs.count; ++k) all[buffer_of[g.values[g.outputs[k]].source]].last = g.op_count;

    vector<long> alive(g.op_count + 1, 0L);
    for (const int8_buffer& b : all)
        for (int k = b.first; k <= b.last; ++k) alive[k] += b.size;
    for (long bytes : alive)
        if (bytes > plan.liveness) plan.liveness = bytes;

    for (int k = 0; k < g.op_count; ++k) {
        const int8_op& op = g.ops[k];
        if (op.pooled) continue;
        const int stored = inlay::detail::stored_by(g, op);
        int8_buffer& out = all[buffer_of[stored]];
        long most = 0;
        for (int i = 0; i < op.inputs; ++i) {  // over the largest input that dies here
            const int in = buffer_of[g.values[op.input[i]].source];
            bool twice = false;
            for (int j = 0; j < i; ++j) twice = twice || buffer_of[g.values[op.input[j]].source] == in;
            const shape &x = g.values[op.input[i]].extent, &y = g.values[op.output].extent;
            const long lead = op.pool < 0 ? inlay::detail::lead_of(op, x, y)
                                          : inlay::detail::lead_by_rows(op, g.ops[op.pool], x, y, g.values[stored].extent);
            if (twice || lead == inlay::detail::apart || all[in].last != k || all[in].size <= most) continue;
            most = all[in].size;
            out.over = in;
            out.lead = lead;
        }
    }
    vector<int> scratch_of(g.op_count, -1);
    for (int k = 0; k < g.op_count; ++k) {
        if (scratch[k] == 0) continue;
        scratch_of[k] = all.size();
        all.push_back({rounded(scratch[k]), k, k, -1, 0, -1, true});
    }
    plan.bytes = place_best(all);
    for (int k = 0; k < g.op_count; ++k)  // its kernel reads four channels at a time, to the end
        if (g.ops[k].kind == int8_kind::depthwise_conv2d && g.values[g.ops[k].output].extent[2] % 4 != 0) {
            plan.bytes += 4;
            break;
        }
    for (int v = 0; v < g.value_count; ++v)
        if (whole[g.values[v].source]) plan.value[v] = all[buffer_of[g.values[v].source]].offset;
    for (int k = 0; k < g.op_count; ++k) plan.scratch[k] = scratch_of[k] < 0 ? 0 : all[scratch_of[k]].offset;
    return plan;
}

}  // namespace passes
}  // namespace inlay
