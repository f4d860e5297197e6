// SPDX-License-Identifier: BSL-1.0
// Pass: a depthwise convolution is computed by rows, as the 1 x 1 convolution behind it reads them.
#pragma once

#include "../ops/conv2d.hpp"
#include "fuse.hpp"

namespace inlay::passes {

/// Whether a convolution reads that map.
constexpr bool reads_map(const graph_editor& g, const step& s, int map) {
    return s.anchor >= 0 && g[s.anchor].op == &op_of<ops::conv2d> && s.external[0] == map;
}

/// How many rows at a time step `now` is computed for `next`, whose anchor reads it; 0 if as a whole.
constexpr int rows_for(const graph_editor& g, const step& now, const step& next) {
    const node &depthwise = g[now.anchor], &pointwise = g[next.anchor];
    const shape x = g[depthwise.input[0]].out;
    const kernels::map_window a = inlay::detail::map_window_of(x, depthwise.out, depthwise.win);
    const kernels::map_window b = inlay::detail::map_window_of(depthwise.out, pointwise.out, pointwise.win);
    if (!a.is_depthwise() || !b.is_matrix_product() || b.win.kernel_h != 1 || b.win.kernel_w != 1) return 0;
    if (!depthwise.batched || !g[depthwise.input[0]].batched || now.externals + next.externals > max_externals) return 0;
    for (int e = 1; e < now.externals; ++e)  // numbers, or one a channel
        if (g[now.external[e]].batched) return 0;
    for (int e = 1; e < next.anchor_inputs(g.nodes.data()); ++e)
        if (g[next.external[e]].batched) return 0;
    // What the network is given cannot be written over: both maps would be there with it.
    if (inlay::detail::is_leaf(g[depthwise.input[0]]) && !g.outputs.contains(next.output)) return 0;
    return kernels::rows_of_block(a);
}

/// Law: the output is unchanged; a step with rows stands before its only reader, which computes it that many rows at a time
/// and needs no memory for more.
constexpr void depthwise_by_rows(const graph_editor& g, step_list& list) {
    bool any = false;
    for (const node& n : g.nodes) any = any || (n.op == &op_of<ops::conv2d> && n.win.groups > 1);
    if (!any) return;
    const auto readers = g.count_readers();
    for (int s = 0; s < list.size(); ++s) {
        step now = list.steps[s];
        if (now.rows > 0 || now.anchor < 0 || g[now.anchor].op != &op_of<ops::conv2d> || readers[now.output] != 1) continue;
        int reader = s + 1;
        while (reader < list.size() && !reads_map(g, list.steps[reader], now.output)) ++reader;
        if (reader == list.size()) continue;
        now.rows = rows_for(g, now, list.steps[reader]);
        if (now.rows == 0) continue;
        for (int k = s; k + 1 < reader; ++k) list.steps[k] = list.steps[k + 1];
        list.steps[reader - 1] = now;
        if (reader - 1 > s) --s;  // another step has its place
    }
}

/// Whether step s computes the step before it by rows.
constexpr bool takes_rows(const step_list& list, int s) { return s > 0 && list.steps[s - 1].rows > 0; }

}  // namespace inlay::passes
