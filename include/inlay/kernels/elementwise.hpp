// SPDX-License-Identifier: BSL-1.0
// Fused elementwise members of a step: as an epilogue of its anchor, or in loops of their own.
#pragma once

#include "../passes/fuse.hpp"
#include "../simd/fast.hpp"
#include "unroll.hpp"

namespace inlay::kernels {

/// What formulas compute with: batches, or fast ones where program P asks for them.
template <class P, class B>
constexpr auto number_of() {
    if constexpr (requires { requires P::fast_functions; }) return simd::fast<B::width>(0);
    else return B(0);
}
template <class B>
INLAY_PART constexpr B batch_of(B x) { return x; }
template <int W>
INLAY_PART constexpr simd::batch<W> batch_of(simd::fast<W> x) { return x.v; }

/// Evaluates the members of step R of program P, one after another, in registers.
template <class P, int R, class B>
struct fused {
    static constexpr passes::step form = P::list.steps[R];
    static constexpr int anchor_inputs = form.anchor < 0 ? 0 : P::g.nodes[form.anchor].input_count;

    using number = decltype(number_of<P, B>());

    /// `load(e)` gives external e; `acc` is the anchor's value.
    template <class Load>
    INLAY_PART static constexpr B evaluate(B acc, const Load& load) {
        number values[form.members > 0 ? form.members : 1] = {acc};
        members(values, number(acc), load, detail::make_indices<form.members>{});
        return batch_of(values[form.members > 0 ? form.members - 1 : 0]);
    }

private:
    template <class Load, int... M>
    INLAY_PART static constexpr void members([[maybe_unused]] number* values,
                                                         [[maybe_unused]] number acc,
                                                         [[maybe_unused]] const Load& load,
                                                         detail::indices<M...>) {
        ((values[M] = member<M>(values, acc, load,
                                detail::make_indices<P::g.nodes[form.member[M]].input_count>{})),
         ...);
    }
    template <int M, class Load, int... K>
    INLAY_PART static constexpr number member(const number* values, number acc, const Load& load,
                                                     detail::indices<K...>) {
        using kind = type_at<P::kind.of[form.member[M]], typename P::kinds>;
        return kind::formula(operand<P::g.nodes[form.member[M]].input[K]>(values, acc, load)...);
    }
    template <int Id, class Load>
    INLAY_PART static constexpr number operand([[maybe_unused]] const number* values,
                                                      [[maybe_unused]] number acc,
                                                      [[maybe_unused]] const Load& load) {
        if constexpr (Id == form.anchor) return acc;
        else if constexpr (detail::is_constant(P::g.nodes[Id])) return number(P::g.nodes[Id].value);
        else if constexpr (form.find_member(Id) >= 0) return values[form.find_member(Id)];
        else return load.template get<form.find_external(Id, anchor_inputs)>();
    }
};

/// What an anchor's kernel does with a finished batch of outputs: the members, then the store.
template <class P, int R>
struct epilogue {
    const float* const* external;

    /// `element` counts from the start of the output; `channel` is its innermost index; only `count`
    /// lanes are part of the output.
    template <class B>
    INLAY_PART constexpr void store(B acc, float* out, long element, int channel,
                                                int count = B::width) const {
        const B y = fused<P, R, B>::evaluate(acc, loader<B>{external, element, channel, count});
        if (count >= B::width) y.store(out + element);
        else y.store_partial(out + element, count);
    }

private:
    template <class B>
    struct loader {
        const float* const* external;
        long element;
        int channel, count;

        template <int E>
        INLAY_PART constexpr B get() const {
            constexpr node n = P::g.nodes[P::list.steps[R].external[E]];
            constexpr node out = P::g.nodes[P::list.steps[R].output];
            if constexpr (n.size() == out.size() && n.batched == out.batched) return read(external[E] + element);
            else if constexpr (n.size() == 1) return B(*external[E]);
            else return read(external[E] + channel);
        }
        INLAY_PART constexpr B read(const float* p) const {
            return count >= B::width ? B::load(p) : B::load_partial(p, count);
        }
    };
};

/// How an operand of an elementwise loop lies beside the output. A table of its own: naming the graph at
/// run time would put it, and all that its op records refer to, into the program.
struct operand {
    long size = 1;
    bool batched = false, full = false, number = false;
};
struct operand_table {
    operand of[passes::max_externals];
};
template <class P, int R>
constexpr operand_table make_operands() {
    constexpr passes::step form = P::list.steps[R];
    constexpr node out = P::g.nodes[form.output];
    operand_table t;
    for (int e = 0; e < form.externals; ++e) {
        const node& n = P::g.nodes[form.external[e]];
        t.of[e] = {n.size(), n.batched, n.size() == out.size() && n.batched == out.batched, n.size() == 1 && !n.batched};
    }
    return t;
}
template <class P, int R>
inline constexpr operand_table operands_of = make_operands<P, R>();

/// A step without anchor. Operands of a smaller shape repeat; the inner loop runs over the longest
/// stretch in which no operand wraps around.
template <class P, int R, class B>
struct elementwise_loop {
    using fused_members = fused<P, R, B>;
    static constexpr passes::step form = fused_members::form;
    static constexpr long size = P::g.nodes[form.output].size();
    static constexpr bool is_batched = P::g.nodes[form.output].batched;

    static constexpr const operand_table& operands = operands_of<P, R>;

    // 0: no operand repeats, one flat loop
    static constexpr long find_period() {
        long shortest = 0;
        for (int e = 0; e < form.externals; ++e) {
            const operand& o = operands.of[e];
            if (o.full || o.number) continue;
            if (shortest == 0 || o.size < shortest) shortest = o.size;
        }
        return shortest;
    }
    static constexpr long period = find_period();

    INLAY_PART static constexpr void run(const float* const* external, float* out, long batch) {
        const long samples = is_batched ? batch : 1;
        if constexpr (period == 0) {
            stretch(external, out, samples * size, 0, 0);
        } else {
            constexpr long rows = size / period;
            for (long s = 0; s < samples; ++s)
                for (long r = 0; r < rows; ++r) stretch(external, out + (s * rows + r) * period, period, s, r);
        }
    }

private:
    INLAY_PART static constexpr void stretch(const float* const* external, float* out, long count,
                                                         long sample, long row) {
        const float* p[form.externals > 0 ? form.externals : 1] = {};
        for (int e = 0; e < form.externals; ++e) {
            const operand o = operands.of[e];
            const long within = o.full || o.number ? 0 : row * period % o.size;
            const long start = o.full ? sample * size + row * period : o.batched ? sample * o.size + within : within;
            p[e] = external[e] + start;
        }
        long i = 0;
        for (; i + B::width <= count; i += B::width)
            fused_members::evaluate(B(0), loader{p, i, B::width}).store(out + i);
        if (i < count) {
            const int rest = static_cast<int>(count - i);
            fused_members::evaluate(B(0), loader{p, i, rest}).store_partial(out + i, rest);
        }
    }

    struct loader {
        const float* const* p;
        long i;
        int count;

        template <int E>
        INLAY_PART constexpr B get() const {
            if constexpr (operands.of[E].size == 1) return B(*p[E]);
            else return count >= B::width ? B::load(p[E] + i) : B::load_partial(p[E] + i, count);
        }
    };
};

}  // namespace inlay::kernels
