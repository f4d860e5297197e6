// SPDX-License-Identifier: BSL-1.0
#include "build.hpp"

#include <inlay/passes/fuse.hpp>

using namespace test;

namespace {

/// Every operation is in one step; what several steps or the outside read is some step's output.
void check_law(const graph_editor& g, const passes::step_list& list) {
    std::vector<int> step_of(static_cast<std::size_t>(g.size()), -1);
    const auto at = [&](int id) -> int& { return step_of[static_cast<std::size_t>(id)]; };
    for (int s = 0; s < list.size(); ++s) {
        const passes::step& now = list.steps[s];
        REQUIRE(now.members <= passes::max_members);
        REQUIRE(now.externals <= passes::max_externals);
        const auto own = [&](int id) {
            CHECK(at(id) == -1);
            at(id) = s;
        };
        if (now.anchor >= 0) own(now.anchor);
        for (int m = 0; m < now.members; ++m) own(now.member[m]);
        if (now.anchor < 0 && now.members == 0) own(now.output);
        CHECK(at(now.output) == s);
        for (int e = 0; e < now.externals; ++e) {  // externals are stored before
            int id = now.external[e];
            while (g[id].op->is_view) id = g[id].input[0];
            if (inlay::detail::is_leaf(g[id])) continue;
            REQUIRE(at(id) >= 0);
            CHECK(at(id) < s);
            CHECK(list.steps[at(id)].output == id);
        }
    }
    for (int i = 0; i < g.size(); ++i)
        if (!inlay::detail::is_leaf(g[i]) && !inlay::detail::is_constant(g[i]) && !g[i].op->is_view) CHECK(at(i) >= 0);
    for (int k = 0; k < g.outputs.count; ++k)
        if (!g[g.outputs[k]].op->is_view && !inlay::detail::is_leaf(g[g.outputs[k]]))
            CHECK(list.steps[at(g.outputs[k])].output == g.outputs[k]);
}

passes::step_list fused(const graph_editor& g) {
    const passes::step_list list = passes::fuse(g);
    check_law(g, list);
    return list;
}

}  // namespace

TEST_CASE("a chain is one step behind its anchor", "[passes][fuse]") {
    builder g;
    const int x = g.input(shape{5});
    const int d = g.dense(x, 4);
    const int scaled = g.apply<ops::multiply>({g.apply<relu>({d}), g.number(2)});
    g.output(g.apply<ops::add>({scaled, g.parameter(shape{4})}));
    const passes::step_list list = fused(g);
    REQUIRE(list.size() == 1);
    CHECK(list.steps[0].anchor == d);
    CHECK(list.steps[0].members == 3);
    CHECK(list.steps[0].externals == 4);  // x, W, b, and the parameter that is added
    CHECK(list.steps[0].output == g.outputs[0]);
}

TEST_CASE("a residual sum ends its branch", "[passes][fuse]") {
    builder g;
    const int x = g.input(shape{4});
    const int h = g.apply<relu>({g.dense(x, 4)});
    const int d = g.dense(h, 4);
    g.output(g.apply<relu>({g.apply<ops::add>({x, d})}));
    const passes::step_list list = fused(g);
    REQUIRE(list.size() == 2);
    CHECK(list.steps[1].anchor == d);
    CHECK(list.steps[1].members == 2);
    CHECK(list.steps[1].find_external(x, 0) == 3);
}

TEST_CASE("a diamond of elementwise operations is one step", "[passes][fuse]") {
    builder g;
    const int h = g.apply<inlay::tanh>({g.input(shape{4})});
    g.output(g.apply<ops::add>({g.apply<relu>({h}), g.apply<ops::multiply>({h, h})}));
    const passes::step_list list = fused(g);
    REQUIRE(list.size() == 1);
    CHECK(list.steps[0].members == 4);
    CHECK(list.steps[0].externals == 1);
}

TEST_CASE("only one anchor fits into a step", "[passes][fuse]") {
    builder g;
    const int x = g.input(shape{4});
    g.output(g.apply<ops::add>({g.dense(x, 4), g.dense(x, 4)}));
    CHECK(fused(g).size() == 2);
}

TEST_CASE("values with readers elsewhere are stored", "[passes][fuse]") {
    SECTION("two anchors") {
        builder g;
        const int h = g.apply<relu>({g.dense(g.input(shape{4}), 4)});
        g.output(g.apply<ops::add>({g.dense(h, 3), g.dense(h, 3)}));
        const passes::step_list list = fused(g);
        REQUIRE(list.size() == 3);
        CHECK(list.steps[0].output == h);
    }
    SECTION("an output inside of a chain") {
        builder g;
        const int h = g.apply<relu>({g.input(shape{4})});
        g.output(g.apply<inlay::tanh>({h}), h);
        CHECK(fused(g).size() == 2);
    }
    SECTION("a reshaped reader") {
        builder g;
        const int h = g.apply<relu>({g.input(shape{4})});
        g.output(g.apply<inlay::tanh>({g.reshape(h, {2, 2})}));
        CHECK(fused(g).size() == 2);
    }
}

TEST_CASE("a chain longer than a step holds is cut", "[passes][fuse]") {
    builder g;
    int h = g.input(shape{4});
    for (int i = 0; i < 40; ++i) h = g.apply<inlay::tanh>({h});
    g.output(h);
    const passes::step_list list = fused(g);
    CHECK(list.size() >= 4);
    CHECK(list.size() <= 5);
}

TEST_CASE("a sum of more values than a step reads is cut", "[passes][fuse]") {
    builder g;
    int h = g.input(shape{4});
    for (int i = 0; i < 20; ++i) h = g.apply<ops::add>({h, g.apply<ops::multiply>({h, g.parameter(shape{4})})});
    g.output(h);
    fused(g);
}

TEST_CASE("not fused, every operation is a step", "[passes][fuse]") {
    builder g;
    g.output(g.apply<relu>({g.apply<inlay::tanh>({g.dense(g.input(shape{4}), 4)})}));
    CHECK(passes::fuse(g, false).size() == 3);
}

TEST_CASE("random graphs: the law of fuse", "[passes][fuse]") {
    for (unsigned key = 200; key < 400; ++key) {
        INFO("graph " << key);
        const builder g = random_graph(key, 10 + static_cast<int>(key % 50));
        fused(g);
    }
}
