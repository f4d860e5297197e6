// SPDX-License-Identifier: BSL-1.0
// The same elements under another shape, and parts of parameters: no data moves.
#pragma once

#include "../graph/layer.hpp"

namespace inlay {
namespace ops {

/// The same elements in the same order; the new shape comes in the node.
struct reshape : op_base {
    static constexpr const char* label = "reshape";
    static constexpr bool is_view = true;
    using gradient_kinds = types<reshape>;
    static constexpr long state_size(const node& n, const node* const* in) {
        return n.out.rank >= 2 && n.out[0] == in[0]->out[0] ? 0 : sees_later_rows;
    }

    static constexpr void infer(node& n, const node* const* in, int, trace::record& r) {
        if (n.out.size() == in[0]->size()) return;
        r.fail(text{""} << in[0]->size() << " elements [" << in[0]->out << ']',
               text{""} << n.out.size() << " in [" << n.out << ']');
        n.out = in[0]->out;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        for (long i = 0, n = c.total(*c.self); i < n; ++i) c.out[i] = c.in[0][i];
    }
    static constexpr void gradient(gradient_call& c) {
        node n;
        n.out = c.r[c.in(0).id].out;
        c.give(0, trace::emit<reshape>(n, c.dy()));
    }
};

/// Row `index` of a value (R, S): the part that starts at index * S.
struct row : op_base {
    static constexpr const char* label = "row";
    static constexpr bool is_view = true;
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        const shape& s = in[0]->out;
        n.out = s.rank == 2 ? shape{s[1]} : shape{s[1], s[2]};
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        for (long i = 0, n = c.self->size(); i < n; ++i) c.out[i] = c.in[0][c.self->index * n + i];
    }
};

}  // namespace ops

/// (H, W, C) or any shape to one extent.  Keras's Flatten, PyTorch's nn.Flatten.
struct flatten : layer<flatten> {
    static constexpr auto forward(auto x) {
        node n;
        n.out = shape{static_cast<int>(x.extent().size())};
        return trace::emit<ops::reshape>(n, x);
    }
};

/// To the given extents; the number of elements must agree.
template <int... Extents>
struct reshape : layer<reshape<Extents...>> {
    static constexpr auto forward(auto x) {
        node n;
        n.out = shape{Extents...};
        return trace::emit<ops::reshape>(n, x);
    }
};

namespace detail {

/// The shape (H, W, C) that a flat value came from, through layers that keep its order; rank 0
/// otherwise. PyTorch flattens channels first, so weights behind a flatten are permuted in files.
constexpr shape flattened_from(const trace::record& r, int id) {
    for (;;) {
        const node& n = r[id];
        if (n.out.rank != 1 || n.input_count == 0) return {};
        const node& in = r[n.input[0]];
        if (n.op == &op_of<ops::reshape>) return in.out.rank == 3 ? in.out : shape{};
        const bool keeps_order = n.op->is_elementwise || n.op->identity_in_inference;
        if (!keeps_order || !(in.out == n.out)) return {};
        id = n.input[0];
    }
}

}  // namespace detail
}  // namespace inlay
