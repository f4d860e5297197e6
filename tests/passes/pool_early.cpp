// SPDX-License-Identifier: BSL-1.0
#include "build.hpp"

#include <inlay/passes/eliminate_dead_code.hpp>
#include <inlay/passes/pool_early.hpp>

using namespace test;

namespace {

struct map_builder : builder {
    int conv(int x, int filters, window w) {
        const int weight = parameter({w.kernel_h, w.kernel_w, nodes[x].out[2], filters});
        const int id = node_of<ops::conv2d>(inlay::detail::after_window(nodes[x].out, w, filters), true, {x, weight, parameter(shape{filters})});
        nodes[id].win = w;
        return id;
    }
    int pool(int x, window w) {
        const int id = node_of<ops::max_pool2d>(inlay::detail::after_window(nodes[x].out, w, nodes[x].out[2]), true, {x});
        nodes[id].win = w;
        return id;
    }
};

constexpr window odd_window{.kernel_h = 3, .kernel_w = 2};
constexpr window halves{.kernel_h = 2, .kernel_w = 2, .stride_h = 2, .stride_w = 2};
constexpr window overlapping{.kernel_h = 3, .kernel_w = 3, .stride_h = 2, .stride_w = 2};
constexpr window padded{.kernel_h = 2, .kernel_w = 2, .stride_h = 2, .stride_w = 2, .pad_top = 1, .pad_left = 1};

void run(graph_editor& g) {
    passes::pool_early(g);
    passes::pool_convolutions(g);
    passes::eliminate_dead_code(g);
}

}  // namespace

TEST_CASE("pooling comes before activations that never fall", "[passes][pool_early]") {
    map_builder g;
    const int x = g.input({7, 6, 3});
    const int y = g.pool(g.apply<inlay::tanh>({g.apply<relu>({g.pool(g.apply<leaky_relu<>>({x}), halves)})}), padded);
    g.output(y);
    keeps_outputs(g, [](graph_editor& e) { passes::pool_early(e); });
    CHECK(g[g[x + 1].input[0]].op == &op_of<ops::input>);
    CHECK(equal(g[x + 1].op->name, "max_pool2d"));
    CHECK(equal(g[x + 2].op->name, "max_pool2d"));
    CHECK(g[g.outputs[0]].op->is_elementwise);
    CHECK(g[g.outputs[0]].out == shape{2, 2, 3});
}

TEST_CASE("pooling stays behind other activations and values that others read", "[passes][pool_early]") {
    map_builder g;
    const int x = g.input({6, 6, 2});
    const int shared = g.apply<relu>({x});
    g.output(g.pool(g.apply<gelu>({x}), halves), g.pool(shared, halves), shared);
    keeps_outputs(g, [](graph_editor& e) { passes::pool_early(e); });
    CHECK(equal(g[g.outputs[0]].op->name, "max_pool2d"));
    CHECK(equal(g[g.outputs[1]].op->name, "max_pool2d"));
}

TEST_CASE("a convolution pools its own output", "[passes][pool_early]") {
    map_builder g;
    g.output(g.pool(g.apply<relu>({g.conv(g.input({9, 8, 3}), 5, odd_window)}), halves));
    keeps_outputs(g, run);
    CHECK(count(g, "conv2d_max_pool2d") == 1);
    CHECK(count(g, "conv2d") == 0);
    CHECK(count(g, "max_pool2d") == 0);
}

TEST_CASE("a convolution does not pool what others read, or windows that overlap", "[passes][pool_early]") {
    map_builder g;
    const int x = g.input({9, 8, 3});
    const int read = g.conv(x, 5, odd_window);
    g.output(g.pool(read, halves), read, g.pool(g.conv(x, 2, odd_window), overlapping), g.pool(g.conv(x, 2, odd_window), padded));
    keeps_outputs(g, run);
    CHECK(count(g, "conv2d_max_pool2d") == 0);
    CHECK(count(g, "conv2d") == 3);
}
