// SPDX-License-Identifier: BSL-1.0
// Pass: steps of the same form are found, so that equal layers share machine code.
#pragma once

#include "depthwise_by_rows.hpp"

namespace inlay::passes {

class form_hash {
public:
    constexpr void add(long v) { h_ = (h_ ^ static_cast<unsigned long long>(v)) * 1099511628211ULL; }
    constexpr void add(const shape& s) {
        add(s.rank);
        for (int i = 0; i < s.rank; ++i) add(s[i]);
    }
    constexpr void add(const ops::window& w) {
        add(w.kernel_h), add(w.kernel_w), add(w.stride_h), add(w.stride_w), add(w.pad_top);
        add(w.pad_left), add(w.pad_bottom), add(w.pad_right), add(w.dilation_h), add(w.dilation_w);
        add(w.groups);
    }
    constexpr unsigned long long value() const { return h_; }

private:
    unsigned long long h_ = 14695981039346656037ULL;
};

/// What a node contributes to the form of its step; `kind` numbers its op's type.
constexpr void add_form(form_hash& h, const node& n, int kind) {
    h.add(kind);
    h.add(n.out);
    h.add(n.batched);
    h.add(static_cast<long>(n.type));
    h.add(n.index);
    h.add(n.input_count);
    h.add(static_cast<long>(__builtin_bit_cast(unsigned long long, n.value)));
    if (!(n.win == ops::window{})) h.add(n.win);
}

constexpr bool same_form(const node& a, const node& b) {
    return a.out == b.out && a.batched == b.batched && a.type == b.type && a.index == b.index && a.input_count == b.input_count &&
           __builtin_bit_cast(unsigned long long, a.value) == __builtin_bit_cast(unsigned long long, b.value) && a.win == b.win;
}
/// What input `in` of a member is to its step.
constexpr int role_of(const graph_editor& g, const step& s, int in) {
    if (in == s.anchor) return -1;
    if (inlay::detail::is_constant(g[in])) return -2;
    if (const int member = s.find_member(in); member >= 0) return 100 + member;
    return 200 + s.find_external(in, s.anchor < 0 ? 0 : g[s.anchor].input_count);
}

/// Whether one kernel serves both steps: what their hash says, exactly.
constexpr bool same_form(const graph_editor& g, const int* kind, const step& a, const step& b) {
    if (a.members != b.members || a.externals != b.externals || (a.anchor < 0) != (b.anchor < 0)) return false;
    if (a.anchor >= 0 && (kind[a.anchor] != kind[b.anchor] || !same_form(g[a.anchor], g[b.anchor]))) return false;
    for (int m = 0; m < a.members; ++m) {
        const node &x = g[a.member[m]], &y = g[b.member[m]];
        if (kind[a.member[m]] != kind[b.member[m]] || !same_form(x, y)) return false;
        for (int k = 0; k < x.input_count; ++k) {
            const int role = role_of(g, a, x.input[k]);
            if (role != role_of(g, b, y.input[k]) || (role == -2 && !same_form(g[x.input[k]], g[y.input[k]]))) return false;
        }
    }
    for (int e = 0; e < a.externals; ++e) {
        const node &x = g[a.external[e]], &y = g[b.external[e]];
        if (!(x.out == y.out) || x.batched != y.batched || x.type != y.type) return false;
    }
    return true;
}

/// The same of steps a and b of the list, with what they compute by rows.
constexpr bool same_form(const graph_editor& g, const int* kind, const step_list& list, int a, int b) {
    if (takes_rows(list, a) != takes_rows(list, b)) return false;
    if (takes_rows(list, a) && (list.steps[a - 1].rows != list.steps[b - 1].rows ||
                                !same_form(g, kind, list.steps[a - 1], list.steps[b - 1])))
        return false;
    return same_form(g, kind, list.steps[a], list.steps[b]);
}

/// Law: representative <= own index, and both steps have the same ops, shapes, attributes and
/// operand structure.
constexpr void share_kernels(const graph_editor& g, const int* kind, step_list& list) {
    const int slots = 2 * list.size() + 1;  // at most half of them get filled
    inlay::detail::vector<int> table(slots, -1);
    inlay::detail::vector<unsigned long long> hashes;
    for (int s = 0; s < list.size(); ++s) {
        step& now = list.steps[s];
        form_hash h;
        h.add(now.anchor >= 0);
        h.add(now.rows > 0 ? -1 - s : takes_rows(list, s));  // a step with rows has no kernel of its own
        if (now.anchor >= 0) add_form(h, g[now.anchor], kind[now.anchor]);
        for (int m = 0; m < now.members; ++m) {
            const node& n = g[now.member[m]];
            add_form(h, n, kind[now.member[m]]);
            for (int k = 0; k < n.input_count; ++k) {
                const int role = role_of(g, now, n.input[k]);
                if (role == -2) add_form(h, g[n.input[k]], role);
                else h.add(role);
            }
        }
        for (int e = 0; e < now.externals; ++e) {
            h.add(g[now.external[e]].out);
            h.add(g[now.external[e]].batched);
            h.add(static_cast<long>(g[now.external[e]].type));
        }
        hashes.push_back(h.value());
        int slot = static_cast<int>(h.value() % static_cast<unsigned long long>(slots));
        while (table[slot] >= 0 && !(hashes[table[slot]] == h.value() && same_form(g, kind, list, s, table[slot])))
            slot = (slot + 1) % slots;
        if (table[slot] < 0) table[slot] = s;
        now.representative = table[slot];
    }
}

}  // namespace inlay::passes
