// SPDX-License-Identifier: BSL-1.0
// The two programs of a deployed model: what is computed once, from parameters alone, and the rest.
#pragma once

#include "../passes/fold_scales.hpp"
#include "../passes/pack_weights.hpp"
#include "program.hpp"

namespace inlay {

/// Options of deployed<Net, ...>: the weights of dense layers in 16 bits, rounded to the nearest; sums stay
/// float. bf16_weights: 8 significant bits, every float's range (relative error up to 2^-9). f16_weights: 11
/// bits (up to 2^-12), from 2^-14 to 65504. Half the memory, and half the time of a layer that waits for it.
struct bf16_weights {
    static constexpr void apply(deployment& d) { d.weights = dtype::bf16; }
};
struct f16_weights {
    static constexpr void apply(deployment& d) { d.weights = dtype::f16; }
};
/// exp, sigmoid, tanh and erf with errors up to 6e-7 in place of 2 ULP (simd/fast.hpp), wherever a formula calls
/// them: tanh, sigmoid, silu, gelu, ..., and your own; and in softmax. (gru and lstm have no others: simd/gates.hpp.)
struct fast_functions {
    static constexpr void apply(deployment& d) { d.fast_functions = true; }
};

/// Option of deployed<Net, ...>: convolutions by their definition. Without it, 3 x 3 and 5 x 5 convolutions without
/// stride may take Winograd's form, which multiplies up to 4 times less and rounds about 10 times more coarsely:
/// errors of about 1e-5 of the largest output. (INLAY_NO_WINOGRAD: for the whole program.)
struct exact_convolutions {
    static constexpr void apply(deployment& d) { d.exact_convolutions = true; }
};

namespace passes {

/// The passes of a deployed model, in their order; visit(name, graph) after each.
template <int Kinds, class Visit>
constexpr void deployment_passes(graph_editor& g, deployment d, const packing_rules<Kinds>& rules, const Visit& visit) {
    const auto done = [&](const char* name) { visit(name, static_cast<const graph_editor&>(g)); };
    remove_identities(g), done("remove_identities");
    fold_batch_norm(g), done("fold_batch_norm");
    fold_scales(g), eliminate_dead_code(g), done("fold_scales");
    channels_first(g), done("channels_first");
    pack_weights(g, d, rules), done("pack_weights");
    common_subexpressions(g), done("common_subexpressions");
    pool_early(g), done("pool_early");
    pool_convolutions(g), pool_winograd_convolutions(g), done("pool_convolutions");
    eliminate_dead_code(g), done("eliminate_dead_code");
    store_outputs(g), done("store_outputs");
}

}  // namespace passes

namespace detail {

template <class... Options>
constexpr deployment deployment_of() {
    deployment d;
    (Options::apply(d), ...);
    return d;
}

template <class Kinds>
struct with_packed_kinds;
template <class... Kinds>
struct with_packed_kinds<types<Kinds...>> {
    using type = union_of<types<Kinds...>, typename Kinds::packed_kinds...,
                          types<ops::multiply, ops::scale_shift, ops::store_gradient>>;
};

/// The graph after the passes, and what it keeps: found once, for both programs.
template <class Net, class... Options>
struct deployment_graph {
    using kinds = typename with_packed_kinds<typename inference_source<Net>::kinds>::type;

    static constexpr auto rules = packing_rules_of(typename inference_source<Net>::kinds{});

    static constexpr int find_capacity() {
        int n = inference_source<Net>::capacity;
        for (int i = 0; i < recorded<Net>::value.g.count; ++i) {
            const op_info& op = *recorded<Net>::value.g.nodes[i].op;
            if (&op == &op_of<ops::batch_norm>) n += 2;
            if (rules[&op].pack != nullptr) n += 4;
        }
        return n;
    }
    static constexpr int capacity = find_capacity();

    struct result {
        graph<capacity> g;
        kept_value kept[capacity];
        int count = 0, kept_count = 0;
        long floats = 0;
    };
    static constexpr result find() {
        graph_editor e(recorded<Net>::value.g);
        passes::deployment_passes(e, deployment_of<Options...>(), rules, [](const char*, const graph_editor&) {});
        result r;
        r.count = e.size();
        for (int i = 0; i < e.size(); ++i) r.g.nodes[i] = e[i];
        r.g.inputs = e.inputs;
        r.g.outputs = e.outputs;
        const vector<kept_value> kept = passes::find_kept(e, r.floats);
        r.kept_count = kept.size();
        for (int k = 0; k < kept.size(); ++k) r.kept[k] = kept[k];
        return r;
    }
    static constexpr result value = find();

    static constexpr graph_editor editor() {
        graph_editor e;
        e.nodes.reserve(value.count + value.kept_count + max_ports);
        for (int i = 0; i < value.count; ++i) e.nodes.push_back(value.g.nodes[i]);
        e.inputs = value.g.inputs;
        e.outputs = value.g.outputs;
        return e;
    }
    static constexpr vector<kept_value> kept() {
        vector<kept_value> v;
        for (int k = 0; k < value.kept_count; ++k) v.push_back(value.kept[k]);
        return v;
    }
    static constexpr vector<long> offsets() {
        vector<long> v;
        for (int k = 0; k < value.kept_count; ++k) v.push_back(value.kept[k].offset);
        return v;
    }
};

template <class Net, class... Options>
struct prepared_source {
    static constexpr bool fast_functions = deployment_of<Options...>().fast_functions;
    using whole = deployment_graph<Net, Options...>;
    using kinds = typename whole::kinds;
    static constexpr int capacity = whole::value.count + max_ports;

    static constexpr graph_editor nodes() {
        graph_editor g = passes::cut_at_kept(whole::editor(), whole::kept());
        passes::eliminate_dead_code(g);
        passes::store_outputs(g);
        return g;
    }
    static constexpr vector<long> parameter_offsets() { return whole::offsets(); }
};

template <class Net, class... Options>
struct preparation_source {
    using whole = deployment_graph<Net, Options...>;
    using kinds = typename whole::kinds;
    static constexpr int capacity = whole::value.count + whole::value.kept_count;

    static constexpr graph_editor nodes() {
        graph_editor g = passes::preparation_of(whole::editor(), whole::kept());
        passes::eliminate_dead_code(g);
        return g;
    }
    static constexpr vector<long> parameter_offsets() { return recorded<Net>::parameter_offsets(); }
    static constexpr vector<long> gradient_offsets() { return whole::offsets(); }
};

}  // namespace detail

/// What a deployed model runs; its parameters are the values kept.
template <class Net, class... Options>
struct prepared : runtime::program<detail::prepared_source<Net, Options...>> {};

/// What makes the values kept from the parameters of a model<Net>.
template <class Net, class... Options>
struct preparation : runtime::program<detail::preparation_source<Net, Options...>> {};

}  // namespace inlay
