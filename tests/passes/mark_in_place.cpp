// SPDX-License-Identifier: BSL-1.0
// Where a step may write over what it reads. plan_memory.cpp carries random schedules out.
#include "build.hpp"

#include <inlay/passes/mark_in_place.hpp>

using namespace test;

namespace {

/// The operand that the last step may overwrite.
int overwritten(const graph_editor& g) {
    passes::step_list list = passes::fuse(g);
    passes::mark_in_place(g, list);
    return list.steps[list.size() - 1].in_place;
}

}  // namespace

TEST_CASE("an operand that dies may be overwritten", "[passes][in_place]") {
    builder g;
    const int x = g.input(shape{8});
    const int h = g.dense(g.dense(x, 8), 8), other = g.dense(x, 8);
    SECTION("by a step of its size") {
        g.output(g.apply<ops::add>({h, other}));
        const int donor = overwritten(g);
        CHECK((donor == h || donor == other));
    }
    SECTION("not if it is read later, or is an output") {
        const int sum = g.apply<ops::add>({h, h});
        g.output(sum, h, other);
        CHECK(overwritten(g) != h);
    }
    SECTION("not an input") {
        g.output(g.apply<relu>({x}));
        CHECK(overwritten(g) == -1);
    }
    SECTION("not by an anchor that reads all of it for each element") {
        g.output(g.dense(h, 8));
        CHECK(overwritten(g) == -1);
    }
    SECTION("not by an anchor's epilogue that adds what the anchor still reads") {
        g.output(g.apply<ops::add>({h, g.dense(h, 8)}));
        CHECK(overwritten(g) == -1);
    }
    SECTION("not if it is a row that repeats") {
        builder b;
        const int map = b.input({4, 8});
        const int row = b.apply<inlay::tanh>({b.dense(b.input(shape{3}), 8)});
        b.output(b.apply<ops::add>({map, row}));
        CHECK(overwritten(b) == -1);
    }
}

TEST_CASE("last uses look through views", "[passes][in_place]") {
    builder g;
    const int h = g.dense(g.input(shape{6}), 6);
    const int v = g.reshape(h, {2, 3});
    const int a = g.dense(h, 4);
    const int b = g.dense(v, 4);
    g.output(g.dense(a, 2), b);
    const passes::step_list list = passes::fuse(g);
    const auto last = passes::last_uses(g, list);
    CHECK(last[h] == 2);
    CHECK(last[b] == list.size());
}
