// SPDX-License-Identifier: BSL-1.0
#include "build_maps.hpp"

#include <inlay/passes/eliminate_dead_code.hpp>
#include <inlay/passes/pool_convolutions.hpp>
#include <inlay/passes/pool_early.hpp>

using namespace test;

namespace {

void run(graph_editor& g) {
    passes::pool_early(g);
    passes::pool_convolutions(g);
    passes::eliminate_dead_code(g);
}

}  // namespace

TEST_CASE("a convolution pools its own output", "[passes][pool_convolutions]") {
    map_builder g;
    g.output(g.pool(g.apply<relu>({g.conv(g.input({9, 8, 3}), 5, odd_window)}), halves));
    keeps_outputs(g, run);
    CHECK(count(g, "conv2d_max_pool2d") == 1);
    CHECK(count(g, "conv2d") == 0);
    CHECK(count(g, "max_pool2d") == 0);
}

TEST_CASE("a convolution does not pool what others read, or windows that overlap", "[passes][pool_convolutions]") {
    map_builder g;
    const int x = g.input({9, 8, 3});
    const int read = g.conv(x, 5, odd_window);
    g.output(g.pool(read, halves), read, g.pool(g.conv(x, 2, odd_window), overlapping), g.pool(g.conv(x, 2, odd_window), padded));
    keeps_outputs(g, run);
    CHECK(count(g, "conv2d_max_pool2d") == 0);
    CHECK(count(g, "conv2d") == 3);
}
