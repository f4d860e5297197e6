// SPDX-License-Identifier: BSL-1.0
// An operation's kind: a type in ops/, seen by the passes as a constant record of functions.
#pragma once

#include "../core/type_list.hpp"
#include "graph.hpp"

namespace inlay {

/// One reference call: shapes from the nodes, dense arrays, `batch` samples.
template <class T>
struct reference_call {
    const node* self;
    const node* const* input_nodes;
    const T* const* in;
    T* out;
    long batch;
    unsigned long long seed;  // of this step, for dropout

    constexpr const node& input(int i) const { return *input_nodes[i]; }
    /// Elements of an array in this call.
    constexpr long total(const node& n) const { return n.batched ? n.size() * batch : n.size(); }
};

struct gradient_call;

/// What a deployed model is prepared for: how weights are stored, and how exact functions are.
struct deployment {
    dtype weights = dtype::f32;
    bool fast_functions = false;
    bool exact_convolutions = false;  // by their definition, not in Winograd's form
};

/// What passes know of a kind. A kind derives from op_base and overrides what differs.
struct op_info {
    const char* name;
    bool is_elementwise;  // output element i depends on element i of each (broadcast) input
    bool is_anchor;       // its kernels apply an elementwise epilogue as they store
    bool is_view;         // same elements under another shape, or a part of them
    bool has_effect;      // stays even when nobody reads its output
    bool identity_in_inference;
    bool is_monotone;          // elementwise of one input, never falling: f(max(a, b)) = max(f(a), f(b))
    bool stores_behind_reads;  // without padding, output element i is stored after input element i was read
    void (*reference_float)(const reference_call<float>&);
    void (*reference_double)(const reference_call<double>&);
    void (*gradient)(gradient_call&);
    long (*macs)(const node&, const node* const* inputs);
    long (*state_size)(const node&, const node* const* inputs);
    bool is_scalable;  // linear in its inputs 1 (weight) and 2 (bias), whose last extent is the output's
    text (*kernel_choice)(const node&, const node* const* inputs);
};

/// What state_size says of an op that no stream can run block by block.
inline constexpr long sees_later_rows = -1;

struct op_base {
    static constexpr bool is_elementwise = false;
    static constexpr bool is_anchor = false;
    static constexpr bool is_view = false;
    static constexpr bool has_effect = false;
    static constexpr bool identity_in_inference = false;
    static constexpr bool is_monotone = false;
    static constexpr bool stores_behind_reads = false;
    static constexpr bool updates_statistics = false;  // writes running statistics into the model
    static constexpr bool has_gradient = true;
    using gradient_kinds = types<>;   // ops that its gradient rule emits
    using inference_kinds = types<>;  // ops that inference passes put in its place
    using training_kinds = types<>;   // ops that training passes put in its place
    using packed_kinds = types<>;     // ops that `pack` puts in its place
    static constexpr bool is_scalable = false;
    // Optional:
    // int pack(auto& g, const node& n, deployment d): appends to the graph_editor g the form of node n that a
    //     deployed model runs, and what makes its weights, out of parameters alone; gives its last node, or -1 to
    //     stay. (auto: so that only programs that deploy pay for what it names.)
    // text kernel_choice(const node& n, const node* const* inputs): which kernel runs it, and why, in words.
    static constexpr long macs(const node&, const node* const*) { return 0; }
    /// Floats that a stream carries from block to block, where a value's rows are moments in time: 0 if row t
    /// of the output depends on row t of the inputs alone, sees_later_rows if on later ones.
    static constexpr long state_size(const node&, const node* const*) { return sees_later_rows; }
};

namespace detail {

template <class Op>
constexpr op_info make_op_info() {
    op_info info{Op::label,
                 Op::is_elementwise,
                 Op::is_anchor,
                 Op::is_view,
                 Op::has_effect,
                 Op::identity_in_inference,
                 Op::is_monotone,
                 Op::stores_behind_reads,
                 &Op::template reference<float>,
                 &Op::template reference<double>,
                 nullptr,
                 &Op::macs,
                 &Op::state_size,
                 Op::is_scalable,
                 nullptr};
    if constexpr (Op::has_gradient) info.gradient = &Op::gradient;
    if constexpr (requires { &Op::kernel_choice; }) info.kernel_choice = &Op::kernel_choice;
    return info;
}

}  // namespace detail

template <class Op>
inline constexpr op_info op_of = detail::make_op_info<Op>();

/// Appends n as an Op, and gives its number. (Editor: in a rule `pack`, whose editor is `auto`, an op that is named
/// by this function alone is instantiated where the rule is used.)
template <class Op, class Editor>
constexpr int append_as(Editor& g, node n) {
    n.op = &op_of<Op>;
    g.nodes.push_back(n);
    return g.size() - 1;
}

/// The rule `pack` of an op; null if it has none.
struct packing_rule {
    const op_info* op = nullptr;
    int (*pack)(graph_editor& g, const node& n, deployment d) = nullptr;
};
template <class Op>
constexpr packing_rule packing_rule_of() {
    if constexpr (requires(graph_editor& g, const node& n) { Op::pack(g, n, deployment{}); }) return {&op_of<Op>, &Op::pack};
    else return {};
}
/// The rules of all kinds of a program.
template <int Count>
struct packing_rules {
    packing_rule of[Count > 0 ? Count : 1]{};

    constexpr packing_rule operator[](const op_info* op) const {
        for (const packing_rule& r : of)
            if (r.op == op) return r;
        return {};
    }
};
template <class... Kinds>
constexpr packing_rules<static_cast<int>(sizeof...(Kinds))> packing_rules_of(types<Kinds...>) {
    return {{packing_rule_of<Kinds>()...}};
}

}  // namespace inlay
