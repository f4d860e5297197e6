// SPDX-License-Identifier: BSL-1.0
// The graph as a value: growing while passes edit it, frozen into plain arrays between them.
#pragma once

#include "../core/vector.hpp"
#include "node.hpp"

#include <initializer_list>

namespace inlay {

inline constexpr int max_ports = 4;  // inputs, and outputs, of a network
// of a graph: training adds a target to the inputs, the loss and gradients of inputs to the outputs
inline constexpr int max_graph_ports = 1 + 2 * max_ports;

namespace detail {

/// A list of node indices: a network's inputs or outputs.
struct ports {
    int node[max_graph_ports]{-1, -1, -1, -1, -1, -1, -1, -1, -1};
    int count = 0;

    constexpr void push_back(int id) {
        if (count < max_graph_ports) node[count++] = id;
    }
    constexpr int operator[](int i) const { return node[i]; }
    constexpr bool contains(int id) const {
        for (int i = 0; i < count; ++i)
            if (node[i] == id) return true;
        return false;
    }
};

}  // namespace detail

/// A frozen graph: nodes in topological order.
template <int Nodes>
struct graph {
    static constexpr int count = Nodes;
    node nodes[Nodes > 0 ? Nodes : 1]{};
    detail::ports inputs, outputs;
};

/// The same while a pass works on it. Passes append and rewire nodes, then call compact().
struct graph_editor {
    detail::vector<node> nodes;
    detail::ports inputs, outputs;

    constexpr graph_editor() = default;
    template <int N>
    constexpr explicit graph_editor(const graph<N>& g) : inputs(g.inputs), outputs(g.outputs) {
        nodes.reserve(N + 4);
        for (int i = 0; i < N; ++i) nodes.push_back(g.nodes[i]);
    }
    template <int N>
    constexpr graph<N> freeze() const {
        graph<N> g;
        for (int i = 0; i < N; ++i) g.nodes[i] = nodes[i];
        g.inputs = inputs;
        g.outputs = outputs;
        return g;
    }
    constexpr int size() const { return nodes.size(); }
    constexpr node& operator[](int i) { return nodes[i]; }
    constexpr const node& operator[](int i) const { return nodes[i]; }

    constexpr int add(node n, std::initializer_list<int> in) {
        n.input_count = 0;
        for (int i : in) n.input[n.input_count++] = i;
        nodes.push_back(n);
        return nodes.size() - 1;
    }
    /// How many inputs and outputs read each node.
    constexpr detail::vector<int> count_readers() const {
        detail::vector<int> readers(size(), 0);
        for (const node& n : nodes)
            for (int k = 0; k < n.input_count; ++k) ++readers[n.input[k]];
        for (int k = 0; k < outputs.count; ++k) ++readers[outputs[k]];
        return readers;
    }
};

}  // namespace inlay
