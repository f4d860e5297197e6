// SPDX-License-Identifier: BSL-1.0
#include "build.hpp"

#include <inlay/passes/eliminate_dead_code.hpp>

using namespace test;

TEST_CASE("what reaches no output goes away; inputs stay", "[passes]") {
    builder g;
    const int x = g.input(shape{5});
    g.input(shape{3});  // read by nobody
    const int dead = g.dense(x, 4);
    g.apply<relu>({dead});
    const int h = g.apply<inlay::tanh>({x});
    g.output(h);
    keeps_outputs(g, passes::eliminate_dead_code);
    CHECK(g.size() == 3);
    CHECK(g[g.inputs[1]].out == shape{3});
    CHECK(equal(g[g.outputs[0]].op->name, "tanh"));
}

TEST_CASE("effects stay, and what they read", "[passes]") {
    builder g;
    const int x = g.input(shape{5});
    const int h = g.apply<inlay::tanh>({x});
    g.apply<ops::store_gradient>({h});
    g.apply<relu>({h});
    g.output(x);
    keeps_outputs(g, passes::eliminate_dead_code);
    CHECK(count(g, "store_gradient") == 1);
    CHECK(count(g, "tanh") == 1);
    CHECK(count(g, "relu") == 0);
}

TEST_CASE("random graphs: everything left is used", "[passes]") {
    for (unsigned key = 100; key < 150; ++key) {
        builder g = random_graph(key, 40);
        keeps_outputs(g, passes::eliminate_dead_code);
        for (int i = 0; i < g.size(); ++i) {
            bool read = g.outputs.contains(i) || g.inputs.contains(i);
            for (const node& n : g.nodes)
                for (int k = 0; k < n.input_count; ++k) read = read || n.input[k] == i;
            CHECK(read);
        }
    }
}
