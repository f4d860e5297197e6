// SPDX-License-Identifier: BSL-1.0
// What an artifact comes down to: the graph of the channels that remain, and its plan.
#pragma once

#include "../kernels/int8/depthwise_conv2d.hpp"
#include "channels.hpp"
#include "plan.hpp"
#include "pool_by_rows.hpp"

namespace inlay::detail {

/// Copies of windows: elements of 16 bits, four at a time, or of 8 bits, sixteen.
constexpr long patch_bytes(const int8_op& op, const shape& x) {
    const long taps = taps_of(op, x), wide = (taps + 3) / 4 * 8, bytes = (taps + 15) / 16 * 16;
    return kernels::int8::pixels_planned * (wide > bytes ? wide : bytes);
}
/// The rows of a convolution's map that are pooled at once.
template <int Capacity>
constexpr long row_bytes(const int8_graph<Capacity>& g, const int8_op& op) {
    if (op.pool < 0) return 0;
    const shape& map = g.values[op.output].extent;
    return static_cast<long>(g.ops[op.pool].win.kernel_h) * map[1] * map[2];
}
/// Bytes that op needs beside its values.
template <int Capacity>
constexpr long scratch_of(const int8_graph<Capacity>& g, const int8_op& op) {
    const shape& x = g.values[op.input[0]].extent;
    if (op.kind == int8_kind::depthwise_conv2d)
        return kernels::int8::depthwise_scratch(x[2], op.win.kernel_h * op.win.kernel_w);
    return op.kind == int8_kind::conv2d ? patch_bytes(op, x) + row_bytes(g, op) : 0;
}
template <int Capacity>
constexpr auto plan_of(const int8_graph<Capacity>& g) {
    long scratch[Capacity > 0 ? Capacity : 1]{};
    for (int k = 0; k < g.op_count; ++k) scratch[k] = scratch_of(g, g.ops[k]);
    return passes::plan_bytes(g, scratch);
}

template <class A>
struct integers {
    using whole = numbers<A>;
    static constexpr auto channels = channel_analysis<A>::make();

    static constexpr auto remaining_channels() {
        auto g = whole::graph;
        for (int v = 0; v < g.value_count; ++v) {
            shape& s = g.values[v].extent;
            const int all = channel_analysis<A>::channels_of(v), kept = channels.kept_count[v];
            if (s.last() == all) s = s.with_last(kept);
            else if (s.rank == 1 && kept < all) s = shape{s[0] / all * kept};  // a flat map
        }
        return g;
    }
    /// Pooling by rows where the plan gets smaller by it. (A constant each: clang counts the steps of every one.)
    static constexpr auto whole_maps = remaining_channels(), by_rows = passes::pool_by_rows(whole_maps);
    static constexpr auto plan_of_maps = plan_of(whole_maps);
    static constexpr auto make_plan_by_rows() {
        for (int k = 0; k < by_rows.op_count; ++k)
            if (by_rows.ops[k].pooled) return plan_of(by_rows);
        return plan_of_maps;
    }
    static constexpr auto plan_by_rows = make_plan_by_rows();
    static constexpr bool pools = plan_by_rows.bytes < plan_of_maps.bytes;

    static constexpr auto graph = pools ? by_rows : whole_maps;
    static constexpr auto plan = pools ? plan_by_rows : plan_of_maps;

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
};

}  // namespace inlay::detail
