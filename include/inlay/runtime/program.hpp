// SPDX-License-Identifier: BSL-1.0
// A graph passed through the passes, scheduled and planned: every stage a constant.
#pragma once

#include "../passes/channels_first.hpp"
#include "../passes/common_subexpressions.hpp"
#include "../passes/eliminate_dead_code.hpp"
#include "../passes/fold_batch_norm.hpp"
#include "../passes/fuse_recurrences.hpp"
#include "../passes/mark_in_place.hpp"
#include "../passes/plan_memory.hpp"
#include "../passes/pool_convolutions.hpp"
#include "../passes/pool_early.hpp"
#include "../passes/share_kernels.hpp"
#include "../passes/store_outputs.hpp"
#include "recorded.hpp"

namespace inlay {
namespace detail {

/// The indices of the nodes' ops in the list of kinds.
template <int Nodes>
struct kind_table {
    int of[Nodes > 0 ? Nodes : 1]{};
};

template <class... Kinds>
constexpr void number_kinds(const node* nodes, int count, int* kind, types<Kinds...>) {
    const op_info* const ops[] = {&op_of<Kinds>...};
    for (int i = 0; i < count; ++i) {
        kind[i] = -1;
        for (int k = 0; k < static_cast<int>(sizeof...(Kinds)); ++k)
            if (nodes[i].op == ops[k]) {
                kind[i] = k;
                break;
            }
    }
}

}  // namespace detail

namespace runtime {

/// What run() lowers. Source gives `kinds` (the op types that may occur), `nodes()` (the
/// optimised graph), `capacity` (nodes that it has at most), `parameter_offsets()` and, if they differ,
/// `gradient_offsets()`.
template <class Source>
struct program {
    using kinds = typename Source::kinds;
    static constexpr bool fast_functions = requires {
        requires Source::fast_functions;
    };  // simd/fast.hpp

    // The passes run once, into room enough; then the graph is cut to its size.
    struct roomy_graph {
        graph<Source::capacity> g;
        int count;
    };
    static constexpr roomy_graph optimise() {
        const graph_editor e = Source::nodes();
        roomy_graph r{{}, e.size()};
        for (int i = 0; i < e.size(); ++i) r.g.nodes[i] = e[i];
        r.g.inputs = e.inputs;
        r.g.outputs = e.outputs;
        return r;
    }
    static constexpr roomy_graph optimised = optimise();
    static constexpr int count = optimised.count;

    static constexpr graph<count> cut() {
        graph<count> cut;
        for (int i = 0; i < count; ++i) cut.nodes[i] = optimised.g.nodes[i];
        cut.inputs = optimised.g.inputs;
        cut.outputs = optimised.g.outputs;
        return cut;
    }
    static constexpr graph<count> g = cut();

    static constexpr auto number() {
        detail::kind_table<count> t;
        detail::number_kinds(g.nodes, count, t.of, kinds{});
        return t;
    }
    static constexpr detail::kind_table<count> kind = number();

    static constexpr passes::step_list steps() {
        const graph_editor e(g);
        passes::step_list l = passes::fuse(e);
        passes::depthwise_by_rows(e, l);
        passes::mark_in_place(e, l);
        passes::share_kernels(e, kind.of, l);
        return l;
    }
    static constexpr int step_count = steps().size();
    static constexpr passes::schedule<step_count> list = steps().template freeze<step_count>();

    static constexpr passes::step_list thawed() {
        passes::step_list l;
        l.steps.reserve(step_count);
        for (int s = 0; s < step_count; ++s) l.steps.push_back(list.steps[s]);
        return l;
    }
    static constexpr passes::memory_plan<count> make_plan() {
        const passes::step_list l = thawed();
        if constexpr (requires { Source::gradient_offsets(); })
            return passes::plan_memory<count>(graph_editor(g), l, Source::parameter_offsets(),
                                              Source::gradient_offsets());
        else return passes::plan_memory<count>(graph_editor(g), l, Source::parameter_offsets());
    }
    static constexpr passes::memory_plan<count> plan = make_plan();

    /// How many steps run the kernel of step r.
    static constexpr auto count_users() {
        detail::kind_table<step_count> n;
        for (int s = 0; s < step_count; ++s) ++n.of[list.steps[s].representative];
        return n;
    }
    static constexpr detail::kind_table<step_count> users = count_users();
};

}  // namespace runtime

namespace passes {

struct named_pass {
    const char* name;
    void (*run)(graph_editor&);
};

/// The passes of inference, in their order; each is a function of its own in passes/.
inline constexpr named_pass inference_passes[] = {
    {"remove_identities", [](graph_editor& g) { remove_identities(g); }},
    {"fold_batch_norm", [](graph_editor& g) { fold_batch_norm(g); }},
    {"fuse_recurrences", &fuse_recurrences},
    {"channels_first", &channels_first},
    {"common_subexpressions", &common_subexpressions},
    {"pool_early", &pool_early},
    {"pool_convolutions", &pool_convolutions},
    {"eliminate_dead_code", &eliminate_dead_code},
    {"store_outputs", &store_outputs},
};

}  // namespace passes

namespace detail {

template <class Kinds>
struct with_inference_kinds;
template <class... Kinds>
struct with_inference_kinds<types<Kinds...>> {
    using type =
        union_of<types<Kinds...>, typename Kinds::inference_kinds..., types<ops::store_output>>;
};

template <class Net>
struct inference_source {
    using kinds = typename with_inference_kinds<typename Net::kinds>::type;

    static constexpr int find_capacity() {
        int n = recorded<Net>::value.g.count + max_ports;
        bool has_sequences = false;
        for (int i = 0; i < recorded<Net>::value.g.count; ++i) {
            if (recorded<Net>::value.g.nodes[i].op == &op_of<ops::batch_norm>) n += 3;
            has_sequences =
                has_sequences || recorded<Net>::value.g.nodes[i].op == &op_of<ops::conv1d>;
        }
        if (has_sequences) n *= 2;  // every value in either order: channels_first
        return n;
    }
    static constexpr int capacity = find_capacity();

    static constexpr graph_editor nodes() {
        graph_editor e(recorded<Net>::value.g);
        for (const passes::named_pass& p : passes::inference_passes) p.run(e);
        return e;
    }
    static constexpr detail::vector<long> parameter_offsets() {
        return recorded<Net>::parameter_offsets();
    }
};

}  // namespace detail

/// What inference runs.
template <class Net>
struct inference : runtime::program<detail::inference_source<Net>> {};

}  // namespace inlay
