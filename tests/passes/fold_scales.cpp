// SPDX-License-Identifier: BSL-1.0
// fold_scales: the same output; only layers that nobody else reads take the scale.
#include "build.hpp"

#include <inlay/ops/conv2d.hpp>
#include <inlay/passes/eliminate_dead_code.hpp>
#include <inlay/passes/fold_scales.hpp>

using namespace inlay;

namespace {

int scaled(test::builder& g, int x) {
    const shape channels{g[x].out.last()};
    return g.apply<ops::scale_shift>({x, g.parameter(channels), g.parameter(channels)});
}
void fold(graph_editor& g) {
    passes::fold_scales(g);
    passes::eliminate_dead_code(g);
}
int on_samples(const graph_editor& g, const char* op) {
    int n = 0;
    for (const node& each : g.nodes) n += each.batched && equal(each.op->name, op);
    return n;
}

}  // namespace

TEST_CASE("a scale behind a layer goes into its weights", "[fold_scales]") {
    for (bool bias : {true, false}) {
        test::builder g;
        const int x = g.input({5, 4, 3});
        const int c = g.node_of<ops::conv2d>({3, 2, 7}, true, {x, g.parameter({3, 3, 3, 7})});
        g[c].win.kernel_h = g[c].win.kernel_w = 3;
        g.output(scaled(g, g.dense(g.reshape(g.apply<relu>({scaled(g, c)}), shape{42}), 6, bias)));
        test::keeps_outputs(g, fold);
        CHECK(on_samples(g, "scale_shift") == 0);
        CHECK(test::count(g, "multiply") == 2);
        CHECK(test::count(g, "scale_shift") == (bias ? 1 : 0));
    }
}

TEST_CASE("a layer that others read stays as it is", "[fold_scales]") {
    test::builder g;
    const int x = g.input(shape{5});
    const int y = g.dense(x, 5), z = g.dense(x, 4);
    g.output(g.apply<ops::add>({scaled(g, y), y}), scaled(g, z), z, scaled(g, x));
    test::keeps_outputs(g, fold);
    CHECK(on_samples(g, "scale_shift") == 3);
    CHECK(test::count(g, "multiply") == 0);
}
