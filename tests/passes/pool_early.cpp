// SPDX-License-Identifier: BSL-1.0
#include "build_maps.hpp"

#include <inlay/passes/pool_early.hpp>

using namespace test;

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

TEST_CASE("every activation says rightly whether it falls", "[passes][pool_early]") {
    const auto falls = [](const op_info& op) {
        double before = -1e300;
        bool fell = false;
        for (double x = -12; x < 12; x += 1.0 / 64) {
            double y = 0;
            const double* in[] = {&x};
            node n;
            n.out = shape{1};
            n.input_count = 1;
            const node* nodes[] = {&n};
            op.reference_double(reference_call<double>{&n, nodes, in, &y, 1, 0});
            fell = fell || y < before;
            before = y;
        }
        return fell;
    };
    const auto check_one = [&](const char* name, bool is_monotone, const op_info& op) {
        INFO(name);
        CHECK(is_monotone == !falls(op));
    };
    const auto check = [&]<class... Ops>(types<Ops...>) { (check_one(Ops::label, Ops::is_monotone, op_of<Ops>), ...); };
    check(types<relu, relu6, leaky_relu<>, elu<>, selu, inlay::sigmoid, hard_sigmoid, inlay::tanh, softplus, gelu, silu,
                hard_swish, mish>{});
    check(types<leaky_relu<-0.1>, elu<-1.0>>{});
}
