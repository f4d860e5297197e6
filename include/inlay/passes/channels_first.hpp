// SPDX-License-Identifier: BSL-1.0
// Pass: sequences of few channels are kept channel by channel, so that kernels compute on whole batches of frames.
#pragma once

#include "../ops/concat.hpp"
#include "../ops/conv1d.hpp"
#include "../ops/dense.hpp"
#include "fold_batch_norm.hpp"

namespace inlay::passes {

namespace detail {

using inlay::detail::vector;

constexpr bool is_sequence(const node& n) { return n.batched && n.out.rank == 2; }
constexpr bool is_product(const node& n) { return n.op == &op_of<ops::conv1d> || n.op == &op_of<ops::dense>; }

/// One number, or one a channel of the sequence y.
constexpr bool is_number_beside(const node& x, const node& y) {
    return x.size() == 1 || (x.out.rank == 1 && x.out[0] == y.out[1]);
}

/// A conv1d or dense of frames with its window, as it would run by frames.
constexpr kernels::frame_window frame_window_of(const graph_editor& g, const node& n) {
    const shape& x = g[n.input[0]].out;
    const ops::window w = n.op == &op_of<ops::conv1d> ? n.win : ops::window{};
    return {x[0], x[1], n.out[0], n.out[1], w.kernel_w, w.dilation_w, w.pad_left, w.groups, x[0]};
}

/// Whether node i could take and give sequences channel by channel.
constexpr bool has_channels_first_form(const graph_editor& g, const node& n) {
    if (!is_sequence(n)) return false;
    if (is_product(n)) {
        if (!is_sequence(g[n.input[0]]) || n.win.stride_w != 1 || n.out[0] < simd::native_width) return false;
        for (int k = 1; k < n.input_count; ++k)
            if (g[n.input[k]].batched) return false;
        const kernels::frame_window w = frame_window_of(g, n);
        return kernels::cost_by_frames(w, simd::native_width) <= kernels::cost_by_channels(w, simd::native_width);
    }
    if (!n.op->is_elementwise && n.op != &op_of<ops::concat>) return false;
    for (int k = 0; k < n.input_count; ++k) {
        const node& x = g[n.input[k]];
        const bool is_beside = n.op->is_elementwise && is_number_beside(x, n);
        if (!is_beside && (!is_sequence(x) || x.out[0] != n.out[0])) return false;
        if (n.op->is_elementwise && !is_beside && !(x.out == n.out)) return false;
    }
    return true;
}

/// What a product costs as it is, in multiply-adds. If its channels are one vector, each multiply-add loads the number it
/// multiplies, which takes a quarter of the time besides; several vectors share that load.
constexpr long cost_as_it_is(const kernels::frame_window& w) {
    const long products = kernels::cost_by_channels(w, simd::native_width);
    return w.group_out() > simd::native_width ? products : products + products / 4;
}

/// Which nodes take the form: those of each connected part that saves a sixth of its cost, after what
/// it costs to transpose the values that come in and go out. (Those of one channel cost nothing.)
constexpr vector<bool> choose_channels_first(const graph_editor& g) {
    vector<bool> chosen(g.size(), false);
    vector<int> part(g.size(), -1);
    const auto root = [&](int i) {
        while (part[i] != i) i = part[i];
        return i;
    };
    for (int i = 0; i < g.size(); ++i) {
        if (!has_channels_first_form(g, g[i])) continue;
        part[i] = i;
        for (int k = 0; k < g[i].input_count; ++k)
            if (part[g[i].input[k]] >= 0) part[root(g[i].input[k])] = i;
    }
    vector<long> now(g.size(), 0L), then(g.size(), 0L);
    vector<int> crossed(g.size(), -1);  // the part for which a value is transposed already
    const auto cross = [&](int value, int to) {
        if (!is_sequence(g[value]) || g[value].out[1] == 1 || crossed[value] == to) return;
        crossed[value] = to;
        then[to] += g[value].size();
    };
    for (int i = 0; i < g.size(); ++i) {
        const int own = part[i] < 0 ? -1 : root(i);
        for (int k = 0; k < g[i].input_count; ++k) {
            const int in = g[i].input[k], other = part[in] < 0 ? -1 : root(in);
            if (other != own) cross(in, own >= 0 ? own : other);
        }
        if (own < 0 || !is_product(g[i])) continue;
        const kernels::frame_window w = frame_window_of(g, g[i]);
        now[own] += cost_as_it_is(w);
        then[own] += kernels::cost_by_frames(w, simd::native_width);
    }
    for (int k = 0; k < g.outputs.count; ++k)
        if (part[g.outputs[k]] >= 0) cross(g.outputs[k], root(g.outputs[k]));
    for (int i = 0; i < g.size(); ++i) chosen[i] = part[i] >= 0 && 6 * then[root(i)] <= 5 * now[root(i)];
    return chosen;
}

}  // namespace detail

/// Law: the output is unchanged (up to rounding); where it saves time, the values between convolutions
/// of few channels are (C, T) instead of (T, C). Only networks with a conv1d are looked at.
constexpr void channels_first(graph_editor& g) {
    using inlay::detail::vector;
    if (simd::native_width == 1 || !contains(g, op_of<ops::conv1d>)) return;
    const vector<bool> chosen = detail::choose_channels_first(g);
    bool any = false;
    for (bool c : chosen) any = any || c;
    if (!any) return;

    graph_editor next;
    next.nodes.reserve(2 * g.size());
    vector<int> rows(g.size(), -1), channels(g.size(), -1);  // each value, in the new list, in either order
    const auto turned = [&](int id) {
        const node& x = next[id];
        const shape out{x.out[1], x.out[0]};
        return x.out[0] == 1 || x.out[1] == 1 ? append<ops::turn_sequence>(next, node{}, out, true, {id})
                                              : append<ops::transpose_sequence>(next, node{}, out, true, {id});
    };
    const auto by_rows = [&](int i) { return rows[i] >= 0 ? rows[i] : rows[i] = turned(channels[i]); };
    const auto by_channels = [&](int i) { return channels[i] >= 0 ? channels[i] : channels[i] = turned(rows[i]); };
    for (int i = 0; i < g.size(); ++i) {
        node n = g[i];
        if (!chosen[i]) {
            for (int k = 0; k < n.input_count; ++k) n.input[k] = by_rows(n.input[k]);
            next.nodes.push_back(n);
            rows[i] = next.size() - 1;
            continue;
        }
        const bool is_product = detail::is_product(n);
        n.out = shape{n.out[1], n.out[0]};
        for (int k = 0; k < n.input_count; ++k) {
            const node& x = g[n.input[k]];
            if (is_product ? k > 0 : n.op->is_elementwise && x.size() == 1) n.input[k] = by_rows(n.input[k]);
            else if (detail::is_sequence(x)) n.input[k] = by_channels(n.input[k]);
            else n.input[k] = append<ops::repeat_frames>(next, node{}, n.out, x.batched, {by_rows(n.input[k])});
        }
        if (n.op == &op_of<ops::dense>) n.win = ops::window{};
        if (is_product) n.op = &op_of<ops::conv1d_by_frames>;
        else if (n.op == &op_of<ops::concat>) n.op = &op_of<ops::concat_channels>;
        next.nodes.push_back(n);
        channels[i] = next.size() - 1;
    }
    for (int k = 0; k < g.inputs.count; ++k) next.inputs.push_back(rows[g.inputs[k]]);
    for (int k = 0; k < g.outputs.count; ++k) next.outputs.push_back(by_rows(g.outputs[k]));
    g = static_cast<graph_editor&&>(next);
}

}  // namespace inlay::passes
