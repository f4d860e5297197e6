// SPDX-License-Identifier: BSL-1.0
// Graphs made by hand, and evaluated, for tests of passes.
#pragma once

#include "catch.hpp"

#include <inlay/ops/activations.hpp>
#include <inlay/ops/dense.hpp>
#include <inlay/ops/dropout.hpp>
#include <inlay/runtime/interpret.hpp>

#include <cmath>
#include <vector>

namespace test {

using namespace inlay;

struct builder : graph_editor {
    int parameters = 0;

    int input(shape s) {
        const int id = node_of<ops::input>(s, true, {});
        nodes[id].index = inputs.count;
        inputs.push_back(id);
        return id;
    }
    int parameter(shape s) {
        const int id = node_of<ops::parameter>(s, false, {});
        nodes[id].index = parameters++;
        return id;
    }
    int number(double value) {
        const int id = node_of<ops::constant>(shape{}, false, {});
        nodes[id].value = value;
        return id;
    }
    /// An operation of its first input's shape.
    template <class Op>
    int apply(std::initializer_list<int> in) {
        bool batched = false;
        for (int i : in) batched = batched || nodes[i].batched;
        return node_of<Op>(nodes[*in.begin()].out, batched, in);
    }
    int dense(int x, int units, bool bias = true) {
        const int w = parameter({nodes[x].out.last(), units});
        const shape out = nodes[x].out.with_last(units);
        if (!bias) return node_of<ops::dense>(out, true, {x, w});
        return node_of<ops::dense>(out, true, {x, w, parameter(shape{units})});
    }
    int reshape(int x, shape s) { return node_of<ops::reshape>(s, nodes[x].batched, {x}); }
    template <class... Ids>
    void output(Ids... ids) { (outputs.push_back(ids), ...); }

    template <class Op>
    int node_of(shape out, bool batched, std::initializer_list<int> in) {
        node n;
        n.op = &op_of<Op>;
        n.out = out;
        n.batched = batched;
        return add(n, in);
    }
};

/// All outputs for two samples; leaves are random, by kind and number.
inline std::vector<double> evaluate(const graph_editor& g) {
    interpreter<double> run(g.nodes.data(), g.size(), 2);
    for (int i = 0; i < g.size(); ++i) {
        if (!inlay::detail::is_leaf(g[i])) continue;
        const auto key = random_stream(g[i].op == &op_of<ops::input> ? 1 : 2, static_cast<unsigned long long>(g[i].index));
        for (long k = 0; k < run.total(i); ++k) run[i][k] = random_normal_at(key, static_cast<unsigned long long>(k));
    }
    run.run();
    std::vector<double> y;
    for (int o = 0; o < g.outputs.count; ++o)
        y.insert(y.end(), run[g.outputs[o]], run[g.outputs[o]] + run.total(g.outputs[o]));
    return y;
}

/// The law of every pass: outputs as before, nodes in topological order, as many inputs.
template <class Pass>
void keeps_outputs(graph_editor& g, const Pass& pass) {
    const auto before = evaluate(g);
    const int inputs = g.inputs.count;
    pass(g);
    for (int i = 0; i < g.size(); ++i)
        for (int k = 0; k < g[i].input_count; ++k) CHECK(g[i].input[k] < i);
    CHECK(g.inputs.count == inputs);
    const auto after = evaluate(g);
    REQUIRE(after.size() == before.size());
    for (std::size_t i = 0; i < before.size(); ++i) CHECK(after[i] == Catch::Approx(before[i]).epsilon(1e-12));
}

inline int count(const graph_editor& g, const char* op) {
    int n = 0;
    for (const node& each : g.nodes) n += equal(each.op->name, op);
    return n;
}

/// A random graph of about `size` nodes: dense layers, activations, sums and products, with several readers
/// and up to three outputs.
inline builder random_graph(unsigned long long key, int size) {
    builder g;
    unsigned long long n = 0;
    const auto draw = [&](int below) { return static_cast<int>(random_bits(key, n++) % static_cast<unsigned long long>(below)); };
    std::vector<int> values;
    const auto any = [&] {  // recent values more often
        const int back = std::min(draw(static_cast<int>(values.size())), draw(static_cast<int>(values.size())));
        return values[values.size() - 1 - static_cast<std::size_t>(back)];
    };
    values.push_back(g.input(shape{1 + draw(90)}));
    if (draw(3) == 0) values.push_back(g.input(shape{1 + draw(90)}));
    while (g.size() < size) {
        const int x = any();
        switch (draw(7)) {
            case 0: case 1: values.push_back(g.dense(x, 1 + draw(90), draw(2) == 0)); break;
            case 2: values.push_back(g.apply<relu>({x})); break;
            case 3: values.push_back(g.apply<inlay::tanh>({x})); break;
            case 4: values.push_back(g.apply<ops::add>({x, g.dense(x, static_cast<int>(g[x].size()))})); break;
            default: {
                const int y = any();
                const int other = g[y].size() == g[x].size() ? y : g.dense(y, static_cast<int>(g[x].size()), false);
                values.push_back(draw(2) == 0 ? g.apply<ops::add>({x, other}) : g.apply<ops::multiply>({x, other}));
            }
        }
    }
    for (int o = 0, outputs = 1 + draw(3); o < outputs; ++o) {
        int y = values[values.size() - 1 - static_cast<std::size_t>(draw(static_cast<int>(std::min<std::size_t>(values.size(), 5))))];
        if (inlay::detail::is_leaf(g[y]) || g.outputs.contains(y)) y = g.dense(y, 3);
        g.output(y);
    }
    return g;
}

}  // namespace test
