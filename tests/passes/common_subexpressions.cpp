// SPDX-License-Identifier: BSL-1.0
#include "build.hpp"

#include <inlay/passes/common_subexpressions.hpp>
#include <inlay/passes/eliminate_dead_code.hpp>

using namespace test;

namespace {

void simplify(graph_editor& g) {
    passes::common_subexpressions(g);
    passes::eliminate_dead_code(g);
}

}  // namespace

TEST_CASE("equal computations are done once, also where only their inputs become equal", "[passes]") {
    builder g;
    const int x = g.input(shape{5});
    const int a = g.apply<ops::multiply>({x, x}), b = g.apply<ops::multiply>({x, x});
    const int ta = g.apply<inlay::tanh>({a}), tb = g.apply<inlay::tanh>({b});
    const int one = g.number(1), also_one = g.number(1);
    g.output(g.apply<ops::add>({g.apply<ops::add>({ta, one}), g.apply<ops::subtract>({tb, also_one})}));
    keeps_outputs(g, simplify);
    CHECK(count(g, "multiply") == 1);
    CHECK(count(g, "tanh") == 1);
    CHECK(count(g, "constant") == 1);
    CHECK(g.size() == 7);
}

TEST_CASE("what differs in op, order, attribute or parameter stays", "[passes]") {
    builder g;
    const int x = g.input(shape{5}), y = g.input(shape{5});
    const int a = g.apply<ops::subtract>({x, y}), b = g.apply<ops::subtract>({y, x}), c = g.apply<ops::add>({x, y});
    const int d = g.dense(a, 4), e = g.dense(a, 4);
    const int two = g.number(2), three = g.number(3);
    g.output(g.apply<ops::multiply>({a, b}), g.apply<ops::multiply>({c, two}), g.apply<ops::multiply>({c, three}),
             g.apply<ops::add>({d, e}));
    const int before = g.size();
    keeps_outputs(g, simplify);
    CHECK(g.size() == before);
}

TEST_CASE("two dropouts draw two masks", "[passes]") {
    builder g;
    const int x = g.input(shape{5});
    g.output(g.apply<ops::add>({g.apply<ops::dropout>({x}), g.apply<ops::dropout>({x})}));
    passes::common_subexpressions(g);
    CHECK(g[g.outputs[0]].input[0] != g[g.outputs[0]].input[1]);
}

TEST_CASE("an output may be the twin of another", "[passes]") {
    builder g;
    const int x = g.input(shape{5});
    g.output(g.apply<relu>({x}), g.apply<relu>({x}));
    keeps_outputs(g, simplify);
    CHECK(g.outputs[0] == g.outputs[1]);
}

TEST_CASE("random graphs: common subexpressions", "[passes]") {
    for (unsigned key = 0; key < 50; ++key) {
        builder g = random_graph(key, 40);
        keeps_outputs(g, simplify);
    }
}
