// SPDX-License-Identifier: BSL-1.0
// Pass: operations that work differently in training take their training form.
#pragma once

#include "fold_batch_norm.hpp"

namespace inlay::passes {

/// Law: the output and its gradients are those of training. batch_norm becomes the statistics of
/// the batch, the normalisation by them, and the update of the running averages. Returns where each
/// old node went. (Dropout has one form: the seed says whether it draws.)
constexpr inlay::detail::vector<int> training_forms(graph_editor& g) {
    return rebuild(g, [](graph_editor& next, const node& n) {
        if (n.op != &op_of<ops::batch_norm>) return -1;
        const int x = n.input[0], weight = n.input[1], bias = n.input[2], running_mean = n.input[3],
                  running_variance = n.input[4];
        node like = n;
        like.index = 0;
        const int statistics =
            append<ops::batch_statistics>(next, like, shape{3, n.out.last()}, false, {x});
        like.value = 0;
        like.index = n.index;
        append<ops::update_running>(next, like, shape{0}, false,
                                    {statistics, running_mean, running_variance});
        like.index = 0;
        const int mean = append_row(next, statistics, 0), inverse = append_row(next, statistics, 2);
        return append<ops::batch_norm_training>(next, like, n.out, n.batched,
                                                {x, mean, inverse, weight, bias});
    });
}

/// The same for a recorded network, before differentiate; layers and parameters keep their nodes.
constexpr void training_forms(trace::record& r) {
    if (!contains(r.g, op_of<ops::batch_norm>)) return;
    const auto to = training_forms(r.g);
    for (layer_record& l : r.layers)
        if (l.output >= 0) l.output = to[l.output];
    for (parameter_record& p : r.parameters)
        if (p.node >= 0) p.node = to[p.node];
}

}  // namespace inlay::passes
