// SPDX-License-Identifier: BSL-1.0
// Pass: what each node of a network carries from block to block of a stream, and where it lies.
#pragma once

#include "../ops/channels_first.hpp"
#include "plan_memory.hpp"

namespace inlay {

/// Where nodes keep their state: offsets in floats, -1 for none.
template <int Nodes>
struct state_plan {
    long offset[Nodes > 0 ? Nodes : 1]{};
    long size = 0;
    int mistake = -1;  // the first node that cannot run block by block
};

namespace passes {

/// Law: running a network over the blocks of a sequence, one after another, with the state that each node
/// keeps, is running it over the whole sequence. The rows of inputs of rank 2 and more are moments in time,
/// and so are those of whatever is computed from them, up to a value of rank 1 (the last row).
template <int N>
constexpr state_plan<N> plan_state(const graph<N>& g) {
    state_plan<N> plan;
    bool in_time[N > 0 ? N : 1]{};
    for (int i = 0; i < N; ++i) {
        const node& n = g.nodes[i];
        plan.offset[i] = -1;
        bool reads_rows = n.op == &op_of<ops::input>, fits = true;
        const bool is_constant = n.op == &op_of<ops::repeat_frames>;  // the same at every moment
        const node* in[max_inputs]{};
        for (int k = 0; k < n.input_count; ++k) {
            in[k] = &g.nodes[n.input[k]];
            reads_rows = reads_rows || in_time[n.input[k]];
        }
        in_time[i] = (reads_rows || is_constant) && n.out.rank >= 2;
        if (!reads_rows || n.input_count == 0) continue;
        const long size = n.op->state_size(n, in);
        // another number for each row would start anew in every block
        for (int k = 0; k < n.input_count; ++k)
            fits = fits && (in_time[n.input[k]] || !n.op->is_elementwise || in[k]->out.rank < 2);
        if ((size < 0 || !fits) && plan.mistake < 0) plan.mistake = i;
        if (size <= 0) continue;
        plan.offset[i] = plan.size;
        plan.size += aligned(size);
    }
    return plan;
}

}  // namespace passes
}  // namespace inlay
