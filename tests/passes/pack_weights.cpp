// SPDX-License-Identifier: BSL-1.0
// pack_weights and the cut: packed layers, what is computed once, and both halves together.
#include "build.hpp"

#include <inlay/passes/eliminate_dead_code.hpp>
#include <inlay/passes/pack_weights.hpp>

using namespace inlay;

namespace {

void pack(graph_editor& g) {
    passes::pack_weights(g, {}, packing_rules_of(types<ops::dense, ops::exp>{}));
    passes::eliminate_dead_code(g);
}

/// A graph in double with these parameters; inputs random.
std::vector<double> evaluate_with(const graph_editor& g, const std::vector<std::vector<double>>& parameters) {
    interpreter<double> run(g.nodes.data(), g.size(), 2);
    for (int i = 0; i < g.size(); ++i) {
        if (!inlay::detail::is_leaf(g[i])) continue;
        for (long k = 0; k < run.total(i); ++k)
            run[i][k] = g[i].op == &op_of<ops::input>
                            ? random_normal_at(random_stream(1, static_cast<unsigned long long>(g[i].index)), static_cast<unsigned long long>(k))
                            : parameters[static_cast<std::size_t>(g[i].index)][static_cast<std::size_t>(k)];
    }
    run.run();
    std::vector<double> y;
    for (int o = 0; o < g.outputs.count; ++o) y.insert(y.end(), run[g.outputs[o]], run[g.outputs[o]] + run.total(g.outputs[o]));
    return y;
}

test::builder some_graph() {
    test::builder g;
    const int x = g.input(shape{6}), p = g.parameter(shape{9});
    const int scale = g.apply<ops::multiply>({p, g.apply<ops::exp>({p})});          // of parameters alone
    const int y = g.apply<ops::multiply>({g.dense(x, 9), scale});
    g.output(g.dense(y, 150), g.apply<ops::add>({y, p}), g.apply<ops::negate>({p}));  // the last: of parameters alone
    return g;
}

}  // namespace

TEST_CASE("packed layers compute the same", "[pack_weights]") {
    test::builder g = some_graph();
    const auto before = test::evaluate(g);
    pack(g);
    CHECK(test::count(g, "dense") == 0);
    CHECK(test::count(g, "dense_packed") == 2);
    const auto after = test::evaluate(g);
    REQUIRE(after.size() == before.size());
    for (std::size_t i = 0; i < after.size(); ++i) CHECK(after[i] == Catch::Approx(before[i]).epsilon(1e-5).margin(1e-6));  // weights as floats
}

TEST_CASE("a weight that is a panel already, or nearly so, stays, unless its type changes", "[pack_weights]") {
    for (const int almost : {4 * simd::native_width + 1, 8 * simd::native_width - 1}) {
        test::builder g;
        g.output(g.dense(g.input(shape{6}), almost));
        pack(g);
        CHECK(test::count(g, "dense") == 1);
    }
    test::builder g;
    const int x = g.input(shape{6}), y = g.dense(x, 8 * simd::native_width);
    g.output(y);
    graph_editor same = g, narrow = g;
    pack(same);
    CHECK(test::count(same, "dense") == 1);
    passes::pack_weights(narrow, {.weights = dtype::f16}, packing_rules_of(types<ops::dense>{}));
    CHECK(test::count(narrow, "dense_panels") == 1);
    CHECK(narrow[narrow.outputs[0]].input_count == 3);
    for (const node& n : narrow.nodes)
        if (equal(n.op->name, "dense_panels")) CHECK(n.floats() == n.size() / 2);
}

TEST_CASE("both halves of the cut together give the outputs", "[pack_weights]") {
    test::builder g = some_graph();
    pack(g);
    long floats = 0;
    const auto kept = passes::find_kept(g, floats);
    long end = 0;
    for (int k = 0; k < kept.size(); ++k) {
        CHECK(kept[k].offset >= end);
        CHECK(kept[k].offset % 16 == 0);
        end = kept[k].offset + g[kept[k].node].floats();
        CHECK_FALSE(g[kept[k].node].batched);
    }
    CHECK(floats >= end);

    const graph_editor once = passes::preparation_of(g, kept);
    for (const node& n : once.nodes) CHECK_FALSE(n.batched);
    CHECK(test::count(once, "store_gradient") == kept.size());
    std::vector<std::vector<double>> parameters, stored(static_cast<std::size_t>(kept.size()));
    for (int i = 0; i < g.parameters; ++i) parameters.emplace_back();
    for (const node& n : g.nodes)
        if (n.op == &op_of<ops::parameter>)
            for (long k = 0; k < n.size(); ++k)
                parameters[static_cast<std::size_t>(n.index)].push_back(random_normal_at(random_stream(2, static_cast<unsigned long long>(n.index)), static_cast<unsigned long long>(k)));
    interpreter<double> run(once.nodes.data(), once.size(), 1);
    for (int i = 0; i < once.size(); ++i)
        if (once[i].op == &op_of<ops::parameter>)
            for (long k = 0; k < run.total(i); ++k) run[i][k] = parameters[static_cast<std::size_t>(once[i].index)][static_cast<std::size_t>(k)];
    run.run();
    for (int i = 0; i < once.size(); ++i)
        if (once[i].op == &op_of<ops::store_gradient>) stored[static_cast<std::size_t>(once[i].index)].assign(run[i], run[i] + run.total(i));

    graph_editor rest = passes::cut_at_kept(g, kept);
    passes::eliminate_dead_code(rest);
    CHECK(test::count(rest, "exp") == 0);
    CHECK(test::count(rest, "dense_panels") == 0);
    CHECK(test::count(rest, "negate") == 1);  // an output is computed, whatever it depends on
    const auto want = evaluate_with(g, parameters), found = evaluate_with(rest, stored);
    REQUIRE(found.size() == want.size());
    for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == Catch::Approx(want[i]).epsilon(1e-12));
}
