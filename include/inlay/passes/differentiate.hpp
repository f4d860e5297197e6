// SPDX-License-Identifier: BSL-1.0
// Pass: appends the gradient of a loss by every trainable parameter, by reverse-mode differentiation.
#pragma once

#include "../ops/arithmetic.hpp"
#include "../ops/loss.hpp"
#include "../ops/reduce.hpp"

namespace inlay::passes {

/// Kinds that differentiation may add besides those that each op names itself.
using differentiation_kinds = types<ops::add, ops::sum_to, ops::store_gradient>;

/// The given gradient, summed to the shape of the node that it belongs to.
constexpr int summed_to(trace::record& r, int gradient, int target) {
    const node like = r[target];
    if (r[gradient].batched == like.batched && r[gradient].size() == like.size()) return gradient;
    node n;
    n.op = &op_of<ops::sum_to>;
    n.out = like.out;
    n.batched = like.batched;
    return r.add(n, {gradient});
}

/// Op on two values, the second like the first or one number.
constexpr int combined(trace::record& r, const op_info& op, int a, int b) {
    node n;
    n.op = &op;
    n.out = r[a].out;
    n.batched = r[a].batched;
    return r.add(n, {a, b});
}
constexpr int scaled(trace::record& r, int value, double factor) {
    if (factor == 1) return value;
    node n;
    n.op = &op_of<ops::constant>;
    n.batched = false;
    n.value = factor;
    return combined(r, op_of<ops::multiply>, value, r.add(n, {}));
}

/// The losses to be differentiated; what is minimised is the sum of weight x loss.
struct weighted_nodes {
    int id[max_ports]{};
    double weight[max_ports]{};
    int count = 0;
};

/// Law: d loss / d parameter, as central differences find it. The backward nodes are ordinary nodes;
/// each trainable parameter gets one store_gradient node, as soon as its gradient is complete. With inputs_too the gradients by the inputs
/// are computed as well and become further outputs.
constexpr void differentiate(trace::record& r, const weighted_nodes& losses,
                             bool inputs_too = false) {
    using inlay::detail::vector;
    const int count = r.g.size();
    const auto wanted = [&](const node& n) {
        if (n.op == &op_of<ops::parameter>) return r.parameters[n.index].trainable;
        return inputs_too && n.op == &op_of<ops::input>;
    };
    vector<bool> needed(count, false);
    for (int i = 0; i < count; ++i) {
        const node& n = r[i];
        needed[i] = wanted(n);
        for (int k = 0; k < n.input_count; ++k) needed[i] = needed[i] || needed[n.input[k]];
    }
    vector<int> gradient(count, -1);
    for (int k = 0; k < losses.count; ++k)
        gradient[losses.id[k]] =
            losses.id[k];  // stands for d loss / d loss = 1, which no loss's rule reads
    for (int i = count - 1; i >= 0; --i) {
        if (gradient[i] < 0 || !needed[i]) continue;
        if (r[i].op == &op_of<ops::parameter>) {  // all that reads it has been seen
            node n;
            n.op = &op_of<ops::store_gradient>;
            n.out = r[i].out;
            n.batched = false;
            n.index = r[i].index;
            r.layer = -1;
            r.add(n, {gradient[i]});
        }
        if (r[i].input_count == 0) continue;
        r.layer = r[i].layer;
        if (r[i].op->gradient == nullptr) {
            r.fail(text{"an op with a gradient"}, text{r[i].op->name} << " without");
            continue;
        }
        gradient_call call{r, i, gradient[i]};
        r[i].op->gradient(call);
        for (int k = 0; k < losses.count; ++k)
            if (losses.id[k] == i && call.given[0] >= 0)
                call.given[0] = scaled(r, call.given[0], losses.weight[k]);
        for (int k = 0; k < r[i].input_count; ++k) {
            const int in = r[i].input[k];
            if (call.given[k] < 0 || !needed[in]) continue;
            const int g = summed_to(r, call.given[k], in);
            gradient[in] = gradient[in] < 0 ? g : combined(r, op_of<ops::add>, gradient[in], g);
        }
    }
    r.layer = -1;
    if (inputs_too)
        for (int k = 0; k < r.g.inputs.count; ++k)
            if (gradient[r.g.inputs[k]] >= 0) r.g.outputs.push_back(gradient[r.g.inputs[k]]);
}

constexpr void differentiate(trace::record& r, int loss, bool inputs_too = false) {
    differentiate(r, weighted_nodes{{loss}, {1}, 1}, inputs_too);
}

}  // namespace inlay::passes
