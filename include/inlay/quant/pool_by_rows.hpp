// SPDX-License-Identifier: BSL-1.0
// A pooling behind a convolution is done as soon as the rows that it reads are there: the map between
// them is never whole in memory.
#pragma once

#include "graph.hpp"

namespace inlay::passes {

/// Law: the same function. A pooling whose windows share no rows, of a convolution's map that nothing else
/// reads, becomes part of the convolution; instead of the map, the plan holds the rows of one window.
template <int Capacity>
constexpr int8_graph<Capacity> pool_by_rows(int8_graph<Capacity> g) {
    inlay::detail::vector<int> readers(g.value_count, 0);
    for (int k = 0; k < g.op_count; ++k)
        for (int i = 0; i < g.ops[k].inputs; ++i) ++readers[g.values[g.ops[k].input[i]].source];
    for (int k = 0; k < g.outputs.count; ++k) ++readers[g.values[g.outputs[k]].source];

    for (int k = 0; k + 1 < g.op_count; ++k) {
        int8_op &convolution = g.ops[k], &pool = g.ops[k + 1];
        const ops::window& w = pool.win;
        if (convolution.kind != int8_kind::conv2d || pool.input[0] != convolution.output || readers[convolution.output] != 1) continue;
        if (pool.kind != int8_kind::max_pool2d && pool.kind != int8_kind::average_pool2d) continue;
        if (w.kernel_h > w.stride_h || w.pad_top + w.pad_bottom + w.pad_left + w.pad_right > 0) continue;
        convolution.pool = k + 1;
        pool.pooled = true;
    }
    return g;
}

}  // namespace inlay::passes
