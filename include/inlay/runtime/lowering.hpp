// SPDX-License-Identifier: BSL-1.0
// From a planned program to calls of kernels. Each step's form, operands and addresses are constants.
#pragma once

#include "../kernels/elementwise.hpp"
#include "../passes/plan_memory.hpp"

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

/// Where a program's values are at run time.
struct frame {
    const float* parameters = nullptr;
    float* gradients = nullptr;
    float* arena = nullptr;
    const float* inputs[max_ports]{};
    float* outputs[max_ports]{};
    long batch = 1;
    unsigned long long seed = 0;
    bool updates_statistics = true;  // of several threads with parts of a batch, one does
};

/// The address of node Id's value.
template <class P, int Id>
[[gnu::always_inline]] constexpr const float* read_address(const frame& f) {
    constexpr location at = P::plan.at[Id];
    static_assert(at.where != place::none, "a value is read that no step stores");
    if constexpr (at.where == place::parameter) return f.parameters + at.offset;
    else if constexpr (at.where == place::gradient) return f.gradients + at.offset;
    else if constexpr (at.where == place::fixed) return f.arena + at.offset;
    else if constexpr (at.where == place::batched) return f.arena + P::plan.fixed + at.offset * f.batch;
    else if constexpr (at.where == place::input) return f.inputs[at.port] + at.offset;
    else return f.outputs[at.port] + at.offset;
}
template <class P, int Id>
[[gnu::always_inline]] constexpr float* write_address(const frame& f) {
    constexpr location at = P::plan.at[Id];
    if constexpr (at.where == place::gradient) return f.gradients + at.offset;
    else if constexpr (at.where == place::fixed) return f.arena + at.offset;
    else if constexpr (at.where == place::batched) return f.arena + P::plan.fixed + at.offset * f.batch;
    else if constexpr (at.where == place::output) return f.outputs[at.port] + at.offset;
    else return nullptr;  // an effect, which stores nothing
}

/// What a kernel knows of its place at compile time: the node and its inputs' nodes.
template <class P, int R, int Width>
struct site {
    using batch = simd::batch<Width>;
    static constexpr node without_op(node n) {
        n.op = nullptr;  // the record of functions must not get into the program
        return n;
    }
    static constexpr int id = P::list.steps[R].anchor >= 0 ? P::list.steps[R].anchor : P::list.steps[R].output;
    static constexpr node self = without_op(P::g.nodes[id]);
    static constexpr node input(int i) { return without_op(P::g.nodes[P::g.nodes[id].input[i]]); }
};

template <class Op, class Site>
constexpr void run_reference(const float* const* in, float* out, long batch, unsigned long long seed) {
    const node self = Site::self;
    node inputs[max_inputs];
    const node* pointers[max_inputs]{};
    for (int i = 0; i < self.input_count; ++i) {
        inputs[i] = Site::input(i);
        pointers[i] = &inputs[i];
    }
    Op::reference(reference_call<float>{&self, pointers, in, out, batch, seed});
}

/// One step in the form of step R.
template <class P, int R, int Width>
[[gnu::always_inline]] constexpr void run_form(const float* const* in, float* out, long batch,
                                               [[maybe_unused]] unsigned long long seed) {
    using site = runtime::site<P, R, Width>;
    using op = type_at<P::kind.of[site::id], typename P::kinds>;
    using batch_type = typename site::batch;
    if constexpr (op::is_elementwise) {
        kernels::elementwise_loop<P, R, batch_type>::run(in, out, batch);
    } else if constexpr (op::is_anchor) {
        op::template run<site>(in, out, batch, kernels::epilogue<P, R, batch_type>{in});
    } else if constexpr (requires { op::template run<site>(in, out, batch); }) {
        op::template run<site>(in, out, batch);
    } else if constexpr (requires { op::template run<site>(in, out, batch, seed); }) {
        op::template run<site>(in, out, batch, seed);
    } else {
        run_reference<op, site>(in, out, batch, seed);
    }
}
template <class P, int R, int Width>
[[gnu::noinline]] constexpr void run_shared(const float* const* in, float* out, long batch,
                                            unsigned long long seed) {
    run_form<P, R, Width>(in, out, batch, seed);
}

template <class P, int S, int Width, int... E>
[[gnu::always_inline]] constexpr void run_step(const frame& f, detail::indices<E...>) {
    constexpr step now = P::list.steps[S];
    using op = type_at<P::kind.of[site<P, S, Width>::id], typename P::kinds>;
    if constexpr (op::updates_statistics)
        if (!f.updates_statistics) return;
    const float* const in[sizeof...(E) + 1] = {read_address<P, now.external[E]>(f)..., nullptr};
    float* out = write_address<P, now.output>(f);
    if constexpr ((P::users.of[now.representative] > 1)) run_shared<P, now.representative, Width>(in, out, f.batch, f.seed);
    else run_form<P, S, Width>(in, out, f.batch, f.seed);
}

/// Steps [Begin, End), halved until one is left: a fold over all would be deep.
template <class P, int Width, int Begin, int End>
[[gnu::always_inline]] constexpr void run_steps(const frame& f) {
    if constexpr (End - Begin == 1) {
        run_step<P, Begin, Width>(f, detail::make_indices<P::list.steps[Begin].externals>{});
    } else if constexpr (End > Begin) {
        constexpr int middle = Begin + (End - Begin) / 2;
        run_steps<P, Width, Begin, middle>(f);
        run_steps<P, Width, middle, End>(f);
    }
}

template <class P, class Backend>
constexpr void run(const frame& f) {
    run_steps<P, Backend::width, 0, decltype(P::list)::count>(f);
}

}  // namespace runtime
}  // namespace inlay
