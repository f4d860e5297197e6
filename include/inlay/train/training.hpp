// SPDX-License-Identifier: BSL-1.0
// The training step as a static graph: forward, loss and backward, fused and planned like any other.
#pragma once

#include "../passes/differentiate.hpp"
#include "../passes/training_forms.hpp"
#include "../runtime/lowering.hpp"
#include "../runtime/program.hpp"
#include "losses.hpp"

namespace inlay {
namespace passes {

/// The passes on the graph of a training step, in their order.
inline constexpr named_pass training_passes[] = {
    {"remove_identities", [](graph_editor& g) { remove_identities(g, false); }},
    {"common_subexpressions", &common_subexpressions},
    {"eliminate_dead_code", &eliminate_dead_code},
    {"store_outputs", &store_outputs},
};

}  // namespace passes

namespace detail {

/// Appends the loss of each output against a further input, its target, and their weighted sum. Outputs
/// become that sum and then the network's own; returns the losses' nodes.
template <class Loss>
constexpr passes::weighted_nodes append_loss(trace::record& r) {
    const ports predictions = r.g.outputs;
    passes::weighted_nodes found;
    if (losses_of<Loss>::count > predictions.count)
        r.fail(text{""} << losses_of<Loss>::count << " outputs, a loss for each",
               text{""} << predictions.count);
    int total = -1;
    for (int k = 0; k < losses_of<Loss>::count && k < predictions.count; ++k) {
        const loss_info& info = losses_of<Loss>::info[k];
        const int target = record_input(r, info.target(r[predictions[k]].out));
        const int loss = info.record(r, predictions[k], target);
        found.id[found.count] = loss;
        found.weight[found.count++] = info.weight;
        const int weighted = passes::scaled(r, loss, info.weight);
        total = k == 0 ? weighted : passes::combined(r, op_of<ops::add>, total, weighted);
    }
    r.g.outputs = {};
    r.g.outputs.push_back(total);
    for (int k = 0; k < predictions.count; ++k) r.g.outputs.push_back(predictions[k]);
    return found;
}

/// Recorded network, loss and gradients, before any optimisation.
template <class Net, class Loss>
constexpr trace::record record_training(bool input_gradients = false) {
    constexpr auto& known = recorded<Net>::value;
    trace::record r =
        record_network<Net>({4 * known.g.count + 16, known.layer_count, known.parameter_count});
    passes::training_forms(r);
    passes::pool_early(r.g);
    passes::differentiate(r, append_loss<Loss>(r), input_gradients);
    return r;
}

template <class Kinds>
struct with_training_kinds;
template <class... Kinds>
struct with_training_kinds<types<Kinds...>> {
    using type = union_of<types<Kinds...>, typename Kinds::training_kinds...>;
};
template <class Kinds>
struct with_gradient_kinds;
template <class... Kinds>
struct with_gradient_kinds<types<Kinds...>> {
    using type = union_of<types<Kinds...>, typename Kinds::gradient_kinds...>;
};

template <class Net, class Loss>
struct training_source {
    using forward_kinds =
        typename with_training_kinds<union_of<typename Net::kinds, typename Loss::kinds>>::type;
    using kinds = union_of<typename with_gradient_kinds<forward_kinds>::type,
                           passes::differentiation_kinds, types<ops::store_output>>;

    static constexpr int capacity = record_training<Net, Loss>().g.size() + max_graph_ports;

    static constexpr graph_editor nodes() {
        trace::record r = record_training<Net, Loss>();
        for (const passes::named_pass& p : passes::training_passes) p.run(r.g);
        return static_cast<graph_editor&&>(r.g);
    }
    static constexpr vector<long> parameter_offsets() { return recorded<Net>::parameter_offsets(); }
};

template <class Net>
constexpr int count_trainable() {
    int n = 0;
    for (int i = 0; i < recorded<Net>::value.parameter_count; ++i)
        n += recorded<Net>::value.parameters[i].trainable;
    return n;
}

template <class Net, class Loss>
constexpr graph_error training_error() {
    return record_training<Net, Loss>().error;
}

}  // namespace detail

/// What a training step runs. Its inputs are the network's and then a target for each loss; its outputs are
/// the loss and then the network's.
template <class Net, class Loss>
struct training : runtime::program<detail::training_source<Net, Loss>> {
    static_assert(recorded<Net>::check::done);
    static constexpr graph_error error = detail::training_error<Net, Loss>();
    using check = detail::check_network<typename detail::clause<error.where>::type,
                                        typename detail::clause<error.expects>::type,
                                        typename detail::clause<error.found>::type>;

    static constexpr auto updates = passes::plan_updates<recorded<Net>::value.parameter_count>(
        graph_editor(training::g), training::thawed(), recorded<Net>::parameter_offsets(),
        detail::count_trainable<Net>(), recorded<Net>::value.trainable);
};

/// Bytes that one training step needs for a batch, besides the model and the optimizer's state: intermediate values, and
/// the gradients that are there at the same time. (On several threads each keeps all of its gradients.)
template <class Net, class Loss>
constexpr long training_ram(long batch) {
    using p = training<Net, Loss>;
    return (p::plan.fixed + p::plan.batched * batch + detail::storage_slack + p::updates.floats) *
           static_cast<long>(sizeof(float));
}

}  // namespace inlay
