// SPDX-License-Identifier: BSL-1.0
// Values joined side by side along the last extent, and cut apart again.
#pragma once

#include "../graph/layer.hpp"

namespace inlay {
namespace ops {

/// The columns from `index` on, as many as the node's last extent.    x (N, ..., C)   y (N, ..., K)
struct slice : op_base {
    static constexpr const char* label = "slice";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[0]->out.with_last(n.out.last());
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        copy(c.in[0] + c.self->index, c.out, c.total(*c.self), c.input(0).out.last(), c.self->out.last());
    }
    template <class Site>
    static constexpr void run(const float* const* in, float* out, long batch) {
        copy(in[0] + Site::self.index, out, Site::self.size() * (Site::self.batched ? batch : 1),
             Site::input(0).out.last(), Site::self.out.last());
    }

private:
    template <class T>
    static constexpr void copy(const T* x, T* y, long count, int from, int to) {
        for (const T* end = y + count; y != end; x += from, y += to)
            for (int k = 0; k < to; ++k) y[k] = x[k];
    }
};

/// Inputs side by side.                      x0 (N, ..., C0), x1 (N, ..., C1)   y (N, ..., C0 + C1)
struct concat : op_base {
    static constexpr const char* label = "concat";
    using gradient_kinds = types<slice>;

    static constexpr void infer(node& n, const node* const* in, int count, trace::record& r) {
        const shape& first = in[0]->out;
        int columns = 0;
        for (int i = 0; i < count; ++i) {
            const shape& s = in[i]->out;
            if (!(s.with_last(first.last()) == first))
                r.fail(text{"like ["} << first << "] but the last", text{"["} << s << ']');
            columns += s.last();
        }
        n.out = first.with_last(columns);
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int columns = c.self->out.last();
        const long rows = c.self->size() / columns;
        for (int i = 0, at = 0; i < c.self->input_count; at += c.input(i++).out.last())
            copy(c.in[i], c.out + at, c.input(i).batched, c.self->batched ? c.batch : 1, rows,
                 c.input(i).out.last(), columns);
    }
    static constexpr void gradient(gradient_call& c) {
        node n;
        for (int i = 0; i < c.input_count(); ++i) {
            n.out = shape{c.r[c.in(i).id].out.last()};
            c.give(i, trace::emit<slice>(n, c.dy()));
            n.index += n.out.last();
        }
    }
    template <class Site>
    static constexpr void run(const float* const* in, float* out, long batch) {
        each<Site>(in, out, batch, inlay::detail::make_indices<Site::self.input_count>{});
    }

private:
    template <class T>
    static constexpr void copy(const T* x, T* y, bool batched, long samples, long rows, int width,
                               int columns) {
        const T* const start = x;
        for (long s = 0; s < samples; ++s) {
            if (!batched) x = start;
            for (long r = 0; r < rows; ++r, x += width, y += columns)
                for (int k = 0; k < width; ++k) y[k] = x[k];
        }
    }
    template <class Site, int... I>
    static constexpr void each(const float* const* in, float* out, long batch, inlay::detail::indices<I...>) {
        constexpr int columns = Site::self.out.last();
        int at = 0;
        ((copy(in[I], out + at, Site::input(I).batched, Site::self.batched ? batch : 1,
               Site::self.size() / columns, Site::input(I).out.last(), columns),
          at += Site::input(I).out.last()),
         ...);
    }
};

}  // namespace ops

struct join_columns {
    using kinds = types<ops::concat>;
    template <class A, class... Rest>
    constexpr auto operator()(A first, Rest... rest) const {
        static_assert((trace::is_symbol<A> && ... && trace::is_symbol<Rest>),
                      "inlay: concat(a, b, ...) joins values of a network");
        if constexpr (sizeof...(rest) == 0) return first;
        else if constexpr (sizeof...(rest) < max_inputs) return trace::emit<ops::concat>(node{}, first, rest...);
        else return head(first, rest...);
    }

private:
    template <class A, class B, class C, class D, class E, class F, class... Rest>
    constexpr auto head(A a, B b, C c, D d, E e, F f, Rest... rest) const {
        return (*this)(trace::emit<ops::concat>(node{}, a, b, c, d, e, f), rest...);
    }
};

/// Values side by side along the last extent, as PyTorch's cat(..., -1) and Keras's Concatenate; the
/// other extents are equal. A function in a traced network, and the first argument of branches<>.
///
///     concat(a, b, a * b)            branches<concat, conv2d<8, 1>, conv2d<8, 3, same>>
inline constexpr join_columns concat;

}  // namespace inlay
