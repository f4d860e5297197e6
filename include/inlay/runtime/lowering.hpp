// SPDX-License-Identifier: BSL-1.0
// From a planned program to calls of kernels. Each step's form, operands and addresses are constants.
#pragma once

#include "../kernels/elementwise.hpp"
#include "../passes/plan_memory.hpp"
#include "../passes/plan_updates.hpp"
#include "frame.hpp"

namespace inlay {

/// Backends: tag types, so that two can live in one program. `scalar` works in constant evaluation
/// and on targets without SIMD; `simd` computes on native batches.
struct scalar {
    static constexpr int width = 1;
};
struct simd_backend {
    static constexpr int width = simd::native_width;
};

namespace runtime {

/// A program whose values go on from block to block: `P::state` says where each node keeps what it needs.
template <class P>
concept is_stream = requires {
    P::state;
};

/// A training step: `P::updates` says when gradients are complete.
template <class P>
concept has_updates = requires {
    P::updates;
};

/// Hands over the gradients of update `now`; those of the next one take their place.
template <class P>
constexpr void take_gradients(const frame& f, int now) {
    if (now < 0 || f.updates.take == nullptr) return;
    const update_run& run = P::updates.of[now];
    for (int k = 0; k < P::updates.paddings; ++k) {
        const update_run& gap = P::updates.padding[k];
        if (gap.first < run.first || gap.first >= run.first + run.count) continue;
        float* gradients = gradient_at(f, gap.first);
        for (long i = 0; i < gap.count; ++i) gradients[i] = 0;
    }
    f.updates.take(f.updates.self, f.gradients, run.first, run.count);
    if (now + 1 < P::updates.count) f.first_gradient = P::updates.of[now + 1].first;
}

/// Where the anchor or output of step S keeps its state; -1: it has none.
template <class P>
constexpr long state_of_step(int s) {
    if constexpr (is_stream<P>)
        return P::state.offset[P::list.steps[s].anchor >= 0 ? P::list.steps[s].anchor
                                                            : P::list.steps[s].output];
    else return -1;
}

/// What a kernel knows of its place at compile time: the node and its inputs' nodes.
template <class P, int R, int Width>
struct site {
    using batch = simd::batch<Width>;
    static constexpr bool fast_functions = P::fast_functions;
    static constexpr node without_op(node n) {
        n.op = nullptr;  // the record of functions must not get into the program
        return n;
    }
    static constexpr int id =
        P::list.steps[R].anchor >= 0 ? P::list.steps[R].anchor : P::list.steps[R].output;
    static constexpr node self = without_op(P::g.nodes[id]);
    struct input_table {
        node of[max_inputs];
    };
    static constexpr input_table make_inputs() {
        input_table t;
        for (int i = 0; i < P::g.nodes[id].input_count; ++i)
            t.of[i] = without_op(P::g.nodes[P::g.nodes[id].input[i]]);
        return t;
    }
    static constexpr input_table inputs = make_inputs();
    static constexpr const node& input(int i) { return inputs.of[i]; }
};

template <class Op, class Site>
INLAY_PART constexpr void run_reference(const float* const* in, float* out, long batch,
                                        unsigned long long seed) {
    const node* inputs[max_inputs]{};
    for (int i = 0; i < Site::self.input_count; ++i) inputs[i] = &Site::inputs.of[i];
    Op::reference(reference_call<float>{&Site::self, inputs, in, out, batch, seed});
}

/// The rows at a time of the step that step s computes as well; 0 if there is none.
template <class P>
constexpr int rows_before(int s) {
    return s > 0 ? P::list.steps[s - 1].rows : 0;
}
/// The values that step s reads: its own, then those of the step that it computes by rows.
template <class P>
constexpr int operands_of(int s) {
    return P::list.steps[s].externals +
           (rows_before<P>(s) > 0 ? P::list.steps[s - 1].externals : 0);
}
template <class P>
constexpr int operand_of(int s, int k) {
    const int own = P::list.steps[s].externals;
    return k < own ? P::list.steps[s].external[k] : P::list.steps[s - 1].external[k - own];
}

/// One step in the form of step R.
template <class P, int R, int Width>
INLAY_PART constexpr void run_form(const float* const* in, float* out, long batch,
                                   [[maybe_unused]] unsigned long long seed) {
    using site = runtime::site<P, R, Width>;
    using op = type_at<P::kind.of[site::id], typename P::kinds>;
    if constexpr (state_of_step<P>(R) >= 0) {
        float* const state =
            const_cast<float*>(in[P::list.steps[R].externals]);  // behind the operands
        if constexpr (op::is_anchor)
            op::template run_stream<site>(in, state, out, kernels::epilogue<P, R>{in});
        else op::template run_stream<site>(in, state, out);
    } else if constexpr (rows_before<P>(R) > 0) {
        const float* const* const first = in + P::list.steps[R].externals;
        op::template run_behind<runtime::site<P, R - 1, Width>, site, rows_before<P>(R)>(
            first, in, out, batch, kernels::epilogue<P, R - 1>{first}, kernels::epilogue<P, R>{in});
    } else if constexpr (op::is_elementwise) {
        kernels::elementwise_loop<P, R, typename site::batch>::run(in, out, batch);
    } else if constexpr (op::is_anchor) {
        op::template run<site>(in, out, batch, kernels::epilogue<P, R>{in});
    } else if constexpr (requires { op::template run<site>(in, out, batch); }) {
        op::template run<site>(in, out, batch);
    } else if constexpr (requires { op::template run<site>(in, out, batch, seed); }) {
        op::template run<site>(in, out, batch, seed);
    } else {
        run_reference<op, site>(in, out, batch, seed);
    }
}
}  // namespace runtime

#if defined(__clang__)
#define INLAY_KERNEL [[gnu::noinline]]
#else
#define INLAY_KERNEL [[gnu::noinline, gnu::noclone]]  // a clone per call would undo the sharing
#endif

/// One form of step as a function, with everything inlined: its short name is all that a symbol table
/// sees of a kernel, and steps of the same form share it.
template <class P, int R, int Width>
INLAY_KERNEL INLAY_WHOLE constexpr void kernel(const float* const* in, float* out, long batch,
                                               unsigned long long seed) {
    runtime::run_form<P, R, Width>(in, out, batch, seed);
}
#undef INLAY_KERNEL

namespace runtime {

template <class P>
constexpr bool deserves_function(int s) {
    const passes::step& now = P::list.steps[s];
    const int id = now.anchor >= 0 ? now.anchor : now.output;
    const node* in[max_inputs]{};
    for (int k = 0; k < P::g.nodes[id].input_count; ++k)
        in[k] = &P::g.nodes[P::g.nodes[id].input[k]];
    return P::users.of[now.representative] > 1 ||
           P::g.nodes[id].op->macs(P::g.nodes[id], in) >= 4096;
}
/// Whether step S is worth a function of its own: others share it, or its work hides a call. (A variable:
/// clang would count the call through a pointer among the effects of the function that asks.)
template <class P, int S>
inline constexpr bool has_own_function = deserves_function<P>(S);

template <class P, int S, int Width, int... E>
INLAY_PART constexpr void run_step(const frame& f, detail::indices<E...>) {
    constexpr passes::step now = P::list.steps[S];
    using op = type_at<P::kind.of[site<P, S, Width>::id], typename P::kinds>;
    if constexpr (op::updates_statistics)
        if (!f.updates_statistics) return;
    const float* const in[sizeof...(E) + 1] = {
        read_address<P::plan.at[operand_of<P>(S, E)].where>(
            f, P::plan.fixed, P::plan.at[operand_of<P>(S, E)].offset,
            P::plan.at[operand_of<P>(S, E)].port)...,
        state_of_step<P>(S) < 0 ? nullptr : f.state + state_of_step<P>(S)};
    constexpr location at = P::plan.at[now.output];
    float* out = write_address<at.where>(f, P::plan.fixed, at.offset, at.port);
    if constexpr (has_own_function<P, S>)
        kernel<P, now.representative, Width>(in, out, f.batch, f.seed);
    else run_form<P, S, Width>(in, out, f.batch, f.seed);
}

/// Steps [Begin, End), halved until one is left: a fold over all would be deep.
template <class P, int Width, int Begin, int End>
INLAY_PART constexpr void run_steps(const frame& f) {
    if constexpr (End - Begin == 1) {
        if constexpr (P::list.steps[Begin].rows == 0)
            run_step<P, Begin, Width>(f, detail::make_indices<operands_of<P>(Begin)>{});
        if constexpr (has_updates<P>)
            if constexpr (P::updates.after(Begin) >= 0)
                take_gradients<P>(f, P::updates.after(Begin));
    } else if constexpr (End > Begin) {
        constexpr int middle = Begin + (End - Begin) / 2;
        run_steps<P, Width, Begin, middle>(f);
        run_steps<P, Width, middle, End>(f);
    }
}

// Long programs: the steps are data, and a loop calls their kernels. Code then grows with the forms of step,
// not with their number, and so does what it costs the compiler.

inline constexpr int longest_straight_line = 32;  // steps

struct operand {
    int offset = 0;
    place where = place::none;
    unsigned char port = 0;
};
struct call {
    short kernel = -1;  // number of its form; -1: the next step does it
    short inputs = 0;   // operands: these, and then the output
    int first = 0;
};
template <int Steps, int Operands, int Forms>
struct call_table {
    static constexpr int forms = Forms;
    call calls[Steps]{};
    operand operands[Operands]{};
    int form[Forms]{};  // the step that represents each
};
struct table_size {
    int operands = 0, forms = 0;
};

template <class P>
constexpr table_size size_of_table() {
    table_size n;
    for (int s = 0; s < P::step_count; ++s) {
        if (P::list.steps[s].rows > 0) continue;
        n.operands += operands_of<P>(s) + 1;
        n.forms += P::list.steps[s].representative == s;
    }
    return n;
}
template <class P, table_size Size>
constexpr auto make_table() {
    call_table<P::step_count, Size.operands, Size.forms> t;
    int number[P::step_count]{};  // of the form that a step represents
    int operands = 0, forms = 0;
    const auto add = [&](int node) {
        const location& at = P::plan.at[node];
        t.operands[operands++] = {static_cast<int>(at.offset), at.where,
                                  static_cast<unsigned char>(at.port)};
    };
    for (int s = 0; s < P::step_count; ++s) {
        const passes::step& now = P::list.steps[s];
        if (now.rows > 0) continue;
        if (now.representative == s) {
            number[s] = forms;
            t.form[forms++] = s;
        }
        t.calls[s] = {static_cast<short>(number[now.representative]),
                      static_cast<short>(operands_of<P>(s)), operands};
        for (int e = 0; e < operands_of<P>(s); ++e) add(operand_of<P>(s, e));
        add(now.output);
    }
    return t;
}
template <class P>
inline constexpr auto table = make_table<P, size_of_table<P>()>();

constexpr const float* read_address(const frame& f, long fixed, operand o) {
    switch (o.where) {
        case place::parameter:
            return read_address<place::parameter>(f, fixed, o.offset, o.port);
        case place::gradient:
            return read_address<place::gradient>(f, fixed, o.offset, o.port);
        case place::fixed:
            return read_address<place::fixed>(f, fixed, o.offset, o.port);
        case place::batched:
            return read_address<place::batched>(f, fixed, o.offset, o.port);
        case place::input:
            return read_address<place::input>(f, fixed, o.offset, o.port);
        default:
            return read_address<place::output>(f, fixed, o.offset, o.port);
    }
}
constexpr float* write_address(const frame& f, long fixed, operand o) {
    switch (o.where) {
        case place::gradient:
            return write_address<place::gradient>(f, fixed, o.offset, o.port);
        case place::fixed:
            return write_address<place::fixed>(f, fixed, o.offset, o.port);
        case place::batched:
            return write_address<place::batched>(f, fixed, o.offset, o.port);
        case place::output:
            return write_address<place::output>(f, fixed, o.offset, o.port);
        default:
            return nullptr;
    }
}

/// Kernel number `form` of [Begin, End), by halves: a pointer to it could not be seen through.
template <class P, int Width, int Begin, int End>
INLAY_PART constexpr void run_numbered(int form, const float* const* in, float* out,
                                       const frame& f) {
    if constexpr (End - Begin == 1) {
        constexpr int R = table<P>.form[Begin];
        using op = type_at<P::kind.of[site<P, R, Width>::id], typename P::kinds>;
        if constexpr (op::updates_statistics)
            if (!f.updates_statistics) return;
        kernel<P, R, Width>(in, out, f.batch, f.seed);
    } else {
        constexpr int middle = Begin + (End - Begin) / 2;
        if (form < middle) run_numbered<P, Width, Begin, middle>(form, in, out, f);
        else run_numbered<P, Width, middle, End>(form, in, out, f);
    }
}
/// Of each step, the offset of its state; 0 if it has none.
template <class P>
struct state_table {
    int offset[P::step_count]{};
    constexpr state_table() {
        for (int s = 0; s < P::step_count; ++s)
            if (state_of_step<P>(s) > 0) offset[s] = static_cast<int>(state_of_step<P>(s));
    }
};
template <class P>
inline constexpr state_table<P> states{};

template <class P, int Width>
INLAY_PART constexpr void run_table(const frame& f) {
    for (int s = 0; s < P::step_count; ++s) {
        const call& c = table<P>.calls[s];
        if (c.kernel < 0) continue;
        const operand* const o = table<P>.operands + c.first;
        const float* in[passes::max_externals + 1]{};
        for (int e = 0; e < c.inputs; ++e) in[e] = read_address(f, P::plan.fixed, o[e]);
        if constexpr (is_stream<P>) in[c.inputs] = f.state + states<P>.offset[s];
        run_numbered<P, Width, 0, decltype(table<P>)::forms>(
            c.kernel, in, write_address(f, P::plan.fixed, o[c.inputs]), f);
        if constexpr (has_updates<P>) take_gradients<P>(f, P::updates.after(s));
    }
}

template <class P, int Width>
INLAY_PART constexpr void run_program(const frame& f) {
    if constexpr (has_updates<P>)
        if (f.updates.take != nullptr) f.first_gradient = P::updates.of[0].first;
    if constexpr (P::step_count > longest_straight_line) run_table<P, Width>(f);
    else run_steps<P, Width, 0, P::step_count>(f);
}
template <class P>
INLAY_WHOLE constexpr void run_all(const frame& f) {
    run_program<P, simd_backend::width>(f);
}
template <class P>
INLAY_WHOLE constexpr void run_all_scalar(const frame& f) {
    run_program<P, scalar::width>(f);
}

/// Runs program P on a backend.
template <class P, class Backend>
INLAY_PART constexpr void run(const frame& f) {
    if constexpr (Backend::width == simd_backend::width) run_all<P>(f);
    else run_all_scalar<P>(f);
}

}  // namespace runtime
}  // namespace inlay
