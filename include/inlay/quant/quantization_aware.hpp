// SPDX-License-Identifier: BSL-1.0
// Training that sees the rounding to 8 bits: the network with fake quantisation in it, a network like any other.
#pragma once

#include "../ops/fake_quantize.hpp"
#include "graph.hpp"

namespace inlay {
namespace detail {

/// The groups of values that get a range of their own (not those that an operation passes on), in the order of
/// their first value.
constexpr vector<int> ranged_groups(const int8_view& g) {
    const vector<int> group = quantisation_groups(g);
    vector<int> found;
    for (int v = 0; v < g.value_count; ++v) {
        bool known = g.source(v) != v;
        for (int other : found) known = known || other == group[v];
        if (!known) found.push_back(group[v]);
    }
    return found;
}

}  // namespace detail

namespace passes {

/// Law: every weight of an int8 operation is rounded to 8 bits, per output channel, and so is every value that the
/// operations compute or take as input, behind its activation; those that only pass bytes on excepted. A group of
/// values that share their quantisation has two parameters more, "quantization.k.scale" and ".zero_point".
constexpr void fake_quantize(trace::record& r, const inlay::detail::int8_view& q) {
    using inlay::detail::vector;
    const vector<int> group = inlay::detail::quantisation_groups(q), ranged = inlay::detail::ranged_groups(q);
    const graph_editor old = static_cast<graph_editor&&>(r.g);
    const int layers = r.layers.size();
    r.g = {};
    r.g.nodes.reserve(old.size() + 3 * ranged.size() + q.op_count + q.value_count);

    vector<int> scale(q.value_count, -1), zero_point(q.value_count, -1);
    r.begin_layer("quantization", "quantization", false, 0);
    for (int k = 0; k < ranged.size(); ++k) {
        r.begin_layer("fake_quantize", "", false, k);
        parameter_record p;
        p.public_shape = shape{1};
        p.trainable = false;
        p.init = init::ones;
        scale[ranged[k]] = r.parameter(op_of<ops::parameter>, p, "scale");
        p.init = init::zeros;
        zero_point[ranged[k]] = r.parameter(op_of<ops::parameter>, p, "zero_point");
        r.end_layer(scale[ranged[k]]);
    }
    r.end_layer(0);

    const auto is_weight = [&](int id) {
        for (int k = 0; k < q.op_count; ++k)
            if (q.ops[k].weight == id) return true;
        return false;
    };
    /// The value that node id computes and that is rounded there, or -1.
    const auto value_at = [&](int id) {
        for (int v = 0; v < q.value_count; ++v) {
            if (q.values[v].node != id || q.source(v) != v) continue;
            for (int k = 0; k < q.op_count; ++k)
                if (q.ops[k].output == v && inlay::detail::keeps_quantisation(q.ops[k].kind)) return -1;
            return v;
        }
        return -1;
    };
    using symbol = trace::symbol<types<>>;
    vector<int> self(old.size(), -1), to(old.size(), -1);  // where a node went, and what its readers read
    for (int i = 0; i < old.size(); ++i) {
        node n = old[i];
        for (int k = 0; k < n.input_count; ++k) n.input[k] = to[n.input[k]];
        r.g.nodes.push_back(n);
        self[i] = to[i] = r.g.size() - 1;
        r.layer = n.layer;
        if (n.op == &op_of<ops::parameter>) r.parameters[n.index].node = self[i];
        if (is_weight(i)) to[i] = trace::emit<ops::fake_quantize_weights>(node{}, symbol{&r, self[i]}).id;
        if (const int v = value_at(i); v >= 0)
            to[i] = trace::emit<ops::fake_quantize>(node{}, symbol{&r, self[i]}, symbol{&r, scale[group[v]]}, symbol{&r, zero_point[group[v]]}).id;
    }
    r.layer = -1;
    for (int l = 0; l < layers; ++l)
        if (r.layers[l].output >= 0) r.layers[l].output = to[r.layers[l].output];
    for (int k = 0; k < old.inputs.count; ++k) r.g.inputs.push_back(self[old.inputs[k]]);
    for (int k = 0; k < old.outputs.count; ++k) r.g.outputs.push_back(to[old.outputs[k]]);
}

}  // namespace passes

/// Net with the rounding of quantized<Net, Scheme> in it, and Net's parameters: for training on. Weights are rounded
/// per output channel, as they are at each step; values by ranges that calibration found and that are held; biases
/// stay float. Gradients pass through the rounding, but not where a value is cut off. Cost: inference's rounding
/// is part of the steps that store; a step of training also rounds all weights.
///
///     auto aware = prepare_qat(net, train.take(500));
///     compile(aware, adam{.learning_rate = 1e-4f}, cross_entropy{}).fit(train, {.epochs = 2});
///     auto q = quantize(aware);                             // a model<quantized<net>>
template <class Net, class Scheme = affine_i8<>>
struct quantization_aware {
    using network = Net;
    using scheme = Scheme;
    using kinds = union_of<typename Net::kinds, types<ops::parameter, ops::fake_quantize, ops::fake_quantize_weights>>;

    static constexpr void record(trace::record& r) {
        Net::record(r);
        constexpr auto& g = quantized<Net, Scheme>::graph;
        if (r.watch != nullptr) r.fail(text{"a network as written"}, text{"quantization_aware, run eagerly"});
        else if (!g.error.empty() && r.error.empty()) r.error = g.error;
        else if (r.error.empty()) passes::fake_quantize(r, detail::view_of(g));
    }
};

}  // namespace inlay
