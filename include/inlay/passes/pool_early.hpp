// SPDX-License-Identifier: BSL-1.0
// Pass: max pooling before the activation, where there are fewer elements left to compute.
#pragma once

#include "../ops/pool.hpp"

namespace inlay::passes {

/// Law: the output is unchanged, and so are gradients (of elements that rounding makes equal, another may
/// get it); no activation that never falls is left between a value and its max pooling: it comes after,
/// where there are fewer elements.                                max f(x) = f(max x)
constexpr void pool_early(graph_editor& g) {
    const auto readers = g.count_readers();
    for (int i = 0; i < g.size(); ++i) {
        if (g[i].op != &op_of<ops::max_pool2d>) continue;
        for (int pool = i, f = g[pool].input[0]; g[f].op->is_monotone && readers[f] == 1; f = g[pool].input[0]) {
            const node activation = g[f];
            g[f] = g[pool];
            g[f].input[0] = activation.input[0];
            const shape out = g[pool].out;
            g[pool] = activation;
            g[pool].out = out;
            g[pool].input[0] = f;
            pool = f;
        }
    }
}

}  // namespace inlay::passes
