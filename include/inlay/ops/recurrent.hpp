// SPDX-License-Identifier: BSL-1.0
// What recurrent layers share: rows of a sequence moved in time, the last one alone, parameters and options.
#pragma once

#include "../kernels/recurrent.hpp"
#include "concat.hpp"
#include "dense.hpp"

namespace inlay {
namespace ops {

/// Row t is row t - 1, row 0 is 0: what the state was before each step.           x, y (N, T, C)
struct previous_row : op_base {
    static constexpr const char* label = "previous_row";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) { n.out = in[0]->out; }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long size = c.self->size(), row = c.self->out.last();
        for (long i = 0, n = c.total(*c.self); i < n; ++i) c.out[i] = i % size < row ? T(0) : c.in[0][i - row];
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr long size = Site::self.size(), row = Site::self.out.last();
        for (long s = 0; s < batch; ++s) {
            for (long i = 0; i < row; ++i) out[s * size + i] = 0;
            for (long i = row; i < size; ++i) out[s * size + i] = in[0][s * size + i - row];
        }
    }
};

/// dx of last_row: 0 but in the last row.                                        dy (N, C)   dx (N, T, C)
struct last_row_gradient : op_base {
    static constexpr const char* label = "last_row_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long size = c.self->size(), row = c.self->out.last();
        for (long i = 0, n = c.total(*c.self); i < n; ++i)
            c.out[i] = i % size < size - row ? T(0) : c.in[0][i / size * row + i % row];
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr long size = Site::self.size(), row = Site::self.out.last();
        for (long s = 0; s < batch; ++s) {
            for (long i = 0; i < size - row; ++i) out[s * size + i] = 0;
            for (long i = 0; i < row; ++i) out[(s + 1) * size - row + i] = in[0][s * row + i];
        }
    }
};

/// The last row of a sequence.                                                     x (N, T, C)   y (N, C)
struct last_row : op_base {
    static constexpr const char* label = "last_row";
    using gradient_kinds = types<last_row_gradient>;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) { n.out = shape{in[0]->out.last()}; }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long size = c.input(0).size(), row = c.self->size();
        for (long i = 0, n = c.total(*c.self); i < n; ++i) c.out[i] = c.in[0][(i / row + 1) * size - row + i % row];
    }
    static constexpr void gradient(gradient_call& c) {
        node n;
        n.out = c.in(0).extent();
        c.give(0, trace::emit<last_row_gradient>(n, c.dy()));
    }
    static constexpr long state_size(const node&, const node* const*) { return 0; }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int row = Site::self.out.last();
        constexpr long size = Site::input(0).size();
        kernels::copy_columns<typename Site::batch, row>(in[0] + size - row, size, out, row, batch);
    }
};

/// What gru and lstm share. The op's inputs are the products of the sequence with weight_ih, bias_ih added
/// (N, T, gates H), weight_hh (H, gates H) and perhaps bias_hh. passes/fuse_recurrences sets flags in
/// node.index: with takes_inputs the first is the sequence itself (N, T, C), and weight_ih (C, gates H) and
/// perhaps bias_ih come last; with keeps_last only the last row of the output exists.
struct recurrent_op : op_base {
    static constexpr int keeps_last = 1, takes_inputs = 2;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = {in[0]->out[0], in[1]->out[0]};
        n.batched = in[0]->batched;
    }
    static constexpr long macs(const node& n, const node* const* in) {
        const form f(n);
        return in[0]->out[0] * (in[1]->size() + (f.own_inputs ? in[f.wi]->size() : 0));
    }

protected:
    /// Where a node's operands are; -1 for none.
    struct form {
        bool last, own_inputs, has_bias;
        int bh, wi, bi;
        constexpr explicit form(const node& n)
            : last((n.index & keeps_last) != 0), own_inputs((n.index & takes_inputs) != 0),
              has_bias(n.input_count == (own_inputs ? 5 : 3)), bh(has_bias ? 2 : -1),
              wi(own_inputs ? n.input_count - (has_bias ? 2 : 1) : -1), bi(own_inputs && has_bias ? 4 : -1) {}
    };
    template <class Site>
    static constexpr int frames = Site::input(0).out[0];
    template <class Site>
    static constexpr int units = Site::input(1).out[0];
    template <class Site>
    static constexpr bool is_last = form(Site::self).last;
    /// Channels of the sequence; 0 where the products come in.
    template <class Site>
    static constexpr int channels = form(Site::self).own_inputs ? Site::input(0).out[1] : 0;

    template <class Site>
    INLAY_PART static constexpr kernels::recurrent_weights weights(const float* const* in) {
        constexpr form f(Site::self);
        kernels::recurrent_weights w{in[1], nullptr, nullptr, nullptr};
        if constexpr (f.has_bias) w.bh = in[f.bh];
        if constexpr (f.own_inputs) w.wi = in[f.wi];
        if constexpr (f.bi >= 0) w.bi = in[f.bi];
        return w;
    }
    /// The state after a block (out) as the state before the next one.
    template <class Site>
    INLAY_PART static constexpr void keep(const float* out, float* state) {
        kernels::copy_numbers<typename kernels::narrowed<typename Site::batch, units<Site>>::type, units<Site>>(
            is_last<Site> ? out : out + (frames<Site> - 1) * units<Site>, state);
    }

    /// The products of row `row` of the input, bias_ih added: `count` of them.
    template <class T>
    static constexpr inlay::detail::vector<T> products(const reference_call<T>& c, long row, int count) {
        const form f(*c.self);
        inlay::detail::vector<T> p(count, T(0));
        for (int k = 0; k < count; ++k) {
            if (!f.own_inputs) {
                p[k] = c.in[0][row * count + k];
                continue;
            }
            const int channels = c.input(0).out[1];
            p[k] = f.bi >= 0 ? c.in[f.bi][k] : T(0);
            for (int i = 0; i < channels; ++i) p[k] += c.in[0][row * channels + i] * c.in[f.wi][i * count + k];
        }
        return p;
    }
    static constexpr auto columns(gradient_call::symbol x, int from, int count) {
        node n;
        n.index = from;
        n.out = shape{count};
        return trace::emit<slice>(n, x);
    }
};

}  // namespace ops

namespace detail {

/// A recurrent layer of `Gates` gates with PyTorch's parameters; `Op` runs it through time.
template <class Derived, class Op, int Gates, int Units, class... Options>
struct recurrent : layer<Derived, Options...> {
    static constexpr option accepts[] = {option::shared, option::no_bias, option::expects, option::initialize,
                                         option::last_only};
    static constexpr int units = Units > 0 ? Units : 1;

    static constexpr void check(trace::record& r, shape x) {
        constexpr int expected = value_or<option::expects, int, Options...>(0);
        if (Units < 1) r.fail(text{"at least 1 unit"}, text{""} << Units);
        else if (x.rank != 2) r.fail(text{"expects a sequence [T, C]"}, text{"found ["} << x << ']');
        else if (expected != 0 && expected != x[1])
            r.fail(text{"expects "} << expected << " inputs", text{"found "} << x[1]);
    }
    static constexpr auto parameters(shape x) {
        const int in = x.last();
        const initializer plain = init::uniform(1 / cmath::sqrt(static_cast<double>(units)));
        const initializer first = value_or<option::initialize, initializer, Options...>(plain);
        const parameter_info wi{"weight_ih_l0", {Gates * units, in}, first, layout::dense, true, in, units};
        const parameter_info wh{"weight_hh_l0", {Gates * units, units}, first, layout::dense, true, units, units};
        const parameter_info bi{"bias_ih_l0", shape{Gates * units}, plain, layout::plain, true, units, units};
        parameter_info bh = bi;
        bh.name = "bias_hh_l0";
        if constexpr (has<option::no_bias, Options...>) return list(wi, wh);
        else return list(wi, wh, bi, bh);
    }
    static constexpr auto forward(auto x, auto wi, auto wh) {
        return last(trace::emit<Op>(node{}, trace::emit<ops::dense>(node{}, x, wi), wh));
    }
    static constexpr auto forward(auto x, auto wi, auto wh, auto bi, auto bh) {
        return last(trace::emit<Op>(node{}, trace::emit<ops::dense>(node{}, x, wi, bi), wh, bh));
    }

private:
    static constexpr auto last(auto y) {
        if constexpr (has<option::last_only, Options...>) return trace::emit<ops::last_row>(node{}, y);
        else return y;
    }
};

}  // namespace detail
}  // namespace inlay
