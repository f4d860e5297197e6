// SPDX-License-Identifier: BSL-1.0
// Values joined side by side along the last extent, and cut apart again.
#pragma once

#include "../graph/layer.hpp"
#include "../kernels/reduce.hpp"

namespace inlay {
namespace ops {

/// The columns from `index` on, as many as the node's last extent.    x (N, ..., C)   y (N, ..., K)
struct slice : op_base {
    static constexpr const char* label = "slice";
    static constexpr bool has_gradient = false;
    static constexpr long state_size(const node&, const node* const*) { return 0; }

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[0]->out.with_last(n.out.last());
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int from = c.input(0).out.last(), to = c.self->out.last();
        for (long i = 0, n = c.total(*c.self); i < n; ++i)
            c.out[i] = c.in[0][i / to * from + c.self->index + i % to];
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int to = Site::self.out.last();
        kernels::copy_columns<typename Site::batch, to>(
            in[0] + Site::self.index, Site::input(0).out.last(), out, to,
            Site::self.size() / to * (Site::self.batched ? batch : 1));
    }
};

/// Inputs side by side.                      x0 (N, ..., C0), x1 (N, ..., C1)   y (N, ..., C0 + C1)
struct concat : op_base {
    static constexpr const char* label = "concat";
    using gradient_kinds = types<slice>;
    static constexpr long state_size(const node&, const node* const*) { return 0; }

    static constexpr void infer(node& n, const node* const* in, int count, trace::record& r) {
        const shape& first = in[0]->out;
        int columns = 0;
        for (int i = 0; i < count; ++i) {
            const shape& s = in[i]->out;
            if (!(s.with_last(first.last()) == first)) {
                text like{"["};
                for (int k = 0; k + 1 < first.rank; ++k) like << first[k] << ", ";
                r.fail(like << "any]", text{"["} << s << ']');
            }
            columns += s.last();
        }
        n.out = first.with_last(columns);
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int columns = c.self->out.last();
        const long rows = c.total(*c.self) / columns;
        for (int i = 0, at = 0; i < c.self->input_count; at += c.input(i++).out.last()) {
            const node& n = c.input(i);
            const long width = n.out.last(), own = c.total(n) / width;  // one without batch repeats
            for (long r = 0; r < rows; ++r)
                for (long k = 0; k < width; ++k)
                    c.out[r * columns + at + k] = c.in[i][r % own * width + k];
        }
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
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        each<Site>(in, out, Site::self.batched ? batch : 1,
                   inlay::detail::make_indices<Site::self.input_count>{});
    }

private:
    template <class Site, int... I>
    static constexpr void each(const float* const* in, float* out, long samples,
                               inlay::detail::indices<I...>) {
        int at = 0;
        ((one<Site, I>(in[I], out + at, samples), at += Site::input(I).out.last()), ...);
    }
    template <class Site, int I>
    static constexpr void one(const float* x, float* y, long samples) {
        constexpr int width = Site::input(I).out.last(), columns = Site::self.out.last();
        constexpr long rows = Site::self.size() / columns;
        if constexpr (Site::input(I).batched) {
            kernels::copy_columns<typename Site::batch, width>(x, width, y, columns,
                                                               samples * rows);
        } else {
            for (long s = 0; s < samples; ++s)
                kernels::copy_columns<typename Site::batch, width>(x, width, y + s * rows * columns,
                                                                   columns, rows);
        }
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
        else if constexpr (sizeof...(rest) < max_inputs)
            return trace::emit<ops::concat>(node{}, first, rest...);
        else return head(first, rest...);
    }

private:
    template <class A, class B, class C, class D, class E, class F, class... Rest>
    constexpr auto head(A a, B b, C c, D d, E e, F f, Rest... rest) const {
        return (*this)(trace::emit<ops::concat>(node{}, a, b, c, d, e, f), rest...);
    }
};

/// Values side by side along the last extent, as PyTorch's cat(..., -1) and Keras's Concatenate;
/// the other extents are equal. A function in a traced network, and an argument of branches<>.
///
///     concat(a, b, a * b)            branches<concat, conv2d<8, 1>, conv2d<8, 3, same>>
inline constexpr join_columns concat;

}  // namespace inlay
