// SPDX-License-Identifier: BSL-1.0
// Graphs as text and as DOT, at any stage: recorded, between two passes, fused, planned, backward.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "../core/to_string.hpp"
#include "../runtime/facts.hpp"

#include <string>

namespace inlay {

/// How nodes are named in print: a parameter by its path.
struct graph_names {
    const layer_record* layers = nullptr;
    const parameter_record* parameters = nullptr;
    int count = 0;

    std::string operator[](int parameter) const { return to_string(path_of(layers, parameters[parameter])); }
};

namespace detail {

inline std::string shape_text(const shape& s) {
    text t;
    t << '[' << s << ']';
    return to_string(t);
}

inline std::string value_text(const graph_editor& g, int id, const graph_names& names) {
    const node& n = g[id];
    if (n.op == &op_of<ops::parameter> && n.index < names.count) return names[n.index];
    if (is_constant(n)) {
        char digits[32];
        std::snprintf(digits, sizeof digits, "%g", n.value);
        return digits;
    }
    return "%" + std::to_string(id);
}

inline std::string call_text(const graph_editor& g, int id, const graph_names& names) {
    const node& n = g[id];
    std::string s = n.op->name;
    s += '(';
    for (int k = 0; k < n.input_count; ++k) s += (k ? ", " : "") + value_text(g, n.input[k], names);
    if (n.op == &op_of<ops::store_gradient> && n.index < names.count)
        s += " -> " + names[n.index];
    return s + ')';
}

inline std::string attributes_text(const node& n) {
    const ops::window& w = n.win;
    if (w == ops::window{}) return "";
    text t;
    t << "  " << w.kernel_h << 'x' << w.kernel_w;
    if (w.stride_h != 1 || w.stride_w != 1) t << " stride " << w.stride_h << 'x' << w.stride_w;
    if (w.pad_top + w.pad_left + w.pad_bottom + w.pad_right != 0)
        t << " pad " << w.pad_top << ' ' << w.pad_left << ' ' << w.pad_bottom << ' ' << w.pad_right;
    if (w.dilation_h != 1 || w.dilation_w != 1) t << " dilation " << w.dilation_h << 'x' << w.dilation_w;
    if (w.groups != 1) t << " groups " << w.groups;
    return to_string(t);
}

}  // namespace detail

/// One line per node: `%4 = conv2d(%0, 0.weight, 0.bias)  [8, 8, 16]  3x3 pad 1 1 1 1`. What has one
/// value for the whole batch is marked `fixed`.
inline std::string to_text(const graph_editor& g, const graph_names& names = {}) {
    std::string s;
    for (int i = 0; i < g.size(); ++i) {
        const node& n = g[i];
        if (n.op == &op_of<ops::parameter> || detail::is_constant(n)) continue;
        s += "%" + std::to_string(i) + " = " + detail::call_text(g, i, names) + "  " + detail::shape_text(n.out) +
             detail::attributes_text(n) + (n.batched ? "" : "  fixed") +
             (n.type != dtype::f32 ? std::string("  ") + name_of(n.type) : std::string()) + '\n';
    }
    s += "outputs";
    for (int k = 0; k < g.outputs.count; ++k) s += " %" + std::to_string(g.outputs[k]);
    return s + '\n';
}

/// Which kernel runs node `id` and why, as its op says; empty where the op has only one.
inline std::string kernel_text(const graph_editor& g, int id) {
    const node& n = g[id];
    if (n.op->kernel_choice == nullptr) return "";
    const node* in[max_inputs]{};
    for (int k = 0; k < n.input_count; ++k) in[k] = &g[n.input[k]];
    return to_string(n.op->kernel_choice(n, in));
}

/// The schedule: one line per step, fused operations joined by +, with the place of its output; below it the
/// choice of its kernel, where there is one.
template <class Program>
std::string schedule_text(const graph_names& names = {}) {
    const graph_editor g(Program::g);
    std::string s;
    int number = 0;
    for (int k = 0; k < Program::step_count; ++k) {
        const passes::step& now = Program::list.steps[k];
        s += "step " + std::to_string(number++) + ": %" + std::to_string(now.output) + " = ";
        if (now.anchor >= 0) s += g[now.anchor].op->name;
        for (int m = 0; m < now.members; ++m)
            s += (m > 0 || now.anchor >= 0 ? std::string(" + ") : std::string()) + g[now.member[m]].op->name;
        if (now.anchor < 0 && now.members == 0) s += g[now.output].op->name;
        s += '(';
        for (int e = 0; e < now.externals; ++e) s += (e ? ", " : "") + detail::value_text(g, now.external[e], names);
        const passes::location at = Program::plan.at[now.output];
        static constexpr const char* places[] = {"nowhere", "parameter", "gradient", "fixed", "arena", "input", "output"};
        s += ")  " + detail::shape_text(g[now.output].out) + "  @ " + places[static_cast<int>(at.where)];
        if (at.where == passes::place::batched || at.where == passes::place::fixed) s += ' ' + std::to_string(at.offset);
        if (now.in_place >= 0) s += "  in place of " + detail::value_text(g, now.in_place, names);
        if (now.rows > 0) s += "  (" + std::to_string(now.rows) + " rows at a time, for the next step)";
        if (now.representative != k) s += "  (kernel of step " + std::to_string(now.representative) + ')';
        s += '\n';
        if (const std::string choice = kernel_text(g, now.anchor >= 0 ? now.anchor : now.output); !choice.empty())
            s += "        kernel: " + choice + '\n';
    }
    return s;
}

/// Graphviz.
inline std::string to_dot(const graph_editor& g, const graph_names& names = {}) {
    std::string s = "digraph network {\n  node [shape=box, fontname=\"monospace\"];\n";
    for (int i = 0; i < g.size(); ++i) {
        const node& n = g[i];
        if (detail::is_constant(n)) continue;
        const bool leaf = n.op == &op_of<ops::parameter>;
        s += "  n" + std::to_string(i) + " [label=\"" + (leaf ? detail::value_text(g, i, names) : std::string(n.op->name)) +
             "\\n" + detail::shape_text(n.out) + "\"" + (leaf ? ", shape=ellipse" : "") + "];\n";
        for (int k = 0; k < n.input_count; ++k)
            if (!detail::is_constant(g[n.input[k]]))
                s += "  n" + std::to_string(n.input[k]) + " -> n" + std::to_string(i) + ";\n";
    }
    return s + "}\n";
}

namespace detail {

template <class Net>
graph_names names_of() {
    return {recorded<Net>::lists.layers, recorded<Net>::lists.parameters, recorded<Net>::lists.parameter_count};
}

}  // namespace detail

/// The network as recorded, and as inference runs it.
template <class Net>
std::string to_text() {
    return to_text(graph_editor(detail::checked_recording<Net>().g), detail::names_of<Net>());
}
template <class Net>
std::string to_dot() {
    return to_dot(graph_editor(detail::checked_recording<Net>().g), detail::names_of<Net>());
}

}  // namespace inlay

#endif
