// SPDX-License-Identifier: BSL-1.0
#include "build.hpp"

#include <inlay/passes/store_outputs.hpp>

using namespace test;

TEST_CASE("outputs that no operation computes are copied", "[passes]") {
    builder g;
    const int x = g.input(shape{6}), p = g.parameter(shape{6});
    g.output(x, p, g.reshape(x, {2, 3}));
    keeps_outputs(g, passes::store_outputs);
    CHECK(count(g, "store_output") == 3);
    for (int k = 0; k < 3; ++k) CHECK(equal(g[g.outputs[k]].op->name, "store_output"));
    CHECK_FALSE(g[g.outputs[1]].batched);
}

TEST_CASE("a value given out twice is copied once", "[passes]") {
    builder g;
    const int h = g.apply<relu>({g.input(shape{6})});
    g.output(h, g.reshape(h, {2, 3}));
    keeps_outputs(g, passes::store_outputs);
    CHECK(count(g, "store_output") == 1);
    CHECK(g.outputs[0] == h);
}

TEST_CASE("outputs of their own stay", "[passes]") {
    builder g;
    const int h = g.dense(g.input(shape{6}), 6);
    g.output(g.reshape(h, {2, 3}), g.apply<relu>({h}));
    keeps_outputs(g, passes::store_outputs);
    CHECK(count(g, "store_output") == 0);
}
