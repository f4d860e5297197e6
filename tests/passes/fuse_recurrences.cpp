// SPDX-License-Identifier: BSL-1.0
// A gru or lstm takes its inputs' products in where their weights are small, and keeps the last row alone.
#include "build.hpp"

#include <inlay/inlay.hpp>
#include <inlay/passes/fuse_recurrences.hpp>

using namespace test;

namespace {

template <class... Layers>
graph_editor fused() {
    graph_editor g(recorded<network<Layers...>>::value.g);
    keeps_outputs(g, [](graph_editor& e) {
        passes::fuse_recurrences(e);
        passes::eliminate_dead_code(e);
    });
    return g;
}

}  // namespace

TEST_CASE("small products of inputs are the recurrence's own", "[passes][fuse_recurrences]") {
    CHECK(count(fused<input<5, 3>, gru<4>>(), "dense") == 0);
    CHECK(count(fused<input<5, 3>, lstm<7>, gru<2>>(), "dense") == 0);
    CHECK(count(fused<input<2, 300>, gru<20>>(), "dense") == 1);  // 72 kB: cheaper for all frames at once
}

TEST_CASE("where the last row alone is read, no others are kept", "[passes][fuse_recurrences]") {
    const graph_editor one = fused<input<6, 2>, gru<5, last_only>, dense<2>>(), all = fused<input<6, 2>, gru<5>>();
    CHECK(count(one, "last_row") == 0);
    for (const node& n : one.nodes)
        if (equal(n.op->name, "gru")) CHECK(n.out == shape{5});
    for (const node& n : all.nodes)
        if (equal(n.op->name, "gru")) CHECK(n.out == shape{6, 5});
}
