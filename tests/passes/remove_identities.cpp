// SPDX-License-Identifier: BSL-1.0
#include "build.hpp"

#include <inlay/passes/eliminate_dead_code.hpp>
#include <inlay/passes/remove_identities.hpp>

using namespace test;

namespace {

builder with_identities() {
    builder g;
    const int x = g.input(shape{6});
    const int d = g.apply<ops::dropout>({g.apply<ops::dropout>({x})});
    const int same = g.reshape(d, shape{6}), other = g.reshape(same, {2, 3});
    g.output(g.apply<relu>({other}), d);
    return g;
}

}  // namespace

TEST_CASE("inference drops dropout and reshapes to the same shape", "[passes]") {
    builder g = with_identities();
    keeps_outputs(g, [](graph_editor& e) {
        passes::remove_identities(e);
        passes::eliminate_dead_code(e);
    });
    CHECK(count(g, "dropout") == 0);
    CHECK(count(g, "reshape") == 1);
    CHECK(g.outputs[1] == g.inputs[0]);
}

TEST_CASE("training keeps dropout", "[passes]") {
    builder g = with_identities();
    passes::remove_identities(g, false);
    passes::eliminate_dead_code(g);
    CHECK(count(g, "dropout") == 2);
    CHECK(count(g, "reshape") == 1);
}
