// SPDX-License-Identifier: BSL-1.0
// What an artifact comes down to: the graph of the channels that remain, and its plan.
#pragma once

#include "../kernels/int8/depthwise_conv2d.hpp"
#include "channels.hpp"
#include "plan.hpp"

namespace inlay::detail {

template <class A>
struct integers {
    using whole = numbers<A>;
    static constexpr auto channels = channel_analysis<A>::make();

    static constexpr auto make_graph() {
        auto g = whole::graph;
        for (int v = 0; v < g.value_count; ++v) {
            shape& s = g.values[v].extent;
            const int all = channel_analysis<A>::channels_of(v), kept = channels.kept_count[v];
            if (s.last() == all) s = s.with_last(kept);
            else if (s.rank == 1 && kept < all) s = shape{s[0] / all * kept};  // a flat map
        }
        return g;
    }
    static constexpr auto graph = make_graph();

    static constexpr const shape& extent(int value) { return graph.values[value].extent; }
    static constexpr quantization of(int value) { return whole::of(value); }

    /// Multiply-accumulates that are left.
    static constexpr long count_macs() {
        long macs = 0;
        for (int k = 0; k < graph.op_count; ++k)
            if (is_weighted(graph.ops[k].kind))
                macs += extent(graph.ops[k].output).size() * taps_of(graph.ops[k], extent(graph.ops[k].input[0]));
        return macs;
    }

    /// Bytes that op k needs beside its values: copies of windows and weights.
    static constexpr long scratch_of(const int8_op& op) {
        const shape& x = extent(op.input[0]);
        if (op.kind == int8_kind::conv2d) {  // elements of 16 bits, four at a time, or of 8 bits, sixteen
            const long taps = taps_of(op, x), wide = (taps + 3) / 4 * 8, bytes = (taps + 15) / 16 * 16;
            return kernels::int8::pixels_planned * (wide > bytes ? wide : bytes);
        }
        if (op.kind == int8_kind::depthwise_conv2d)
            return kernels::int8::depthwise_scratch(x[2], op.win.kernel_h * op.win.kernel_w);
        return 0;
    }
    static constexpr auto make_plan() {
        long scratch[graph.op_count > 0 ? graph.op_count : 1]{};
        for (int k = 0; k < graph.op_count; ++k) scratch[k] = scratch_of(graph.ops[k]);
        return passes::plan_bytes(graph, scratch);
    }
    static constexpr auto plan = make_plan();
};

}  // namespace inlay::detail
