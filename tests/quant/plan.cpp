// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// Plans: what is alive stays apart, and an output that runs into its input never overtakes it.
#include "tiny_chain.hpp"
#include "tiny_dag.hpp"

#include "catch.hpp"

#include <vector>

using namespace inlay;

namespace {

struct wide_point : network<input<12, 12, 8>, conv2d<16, 1>, relu, conv2d<16, 3, same>, conv2d<8, 1, stride<2>>> {};
struct pooled_twice : network<input<14, 11, 3>, conv2d<8, 3, same>, relu, max_pool2d<2>, conv2d<12, 3>, max_pool2d<2>> {};
struct chain_of_threes : network<input<16, 16, 4>, depthwise_conv2d<3, same>, depthwise_conv2d<3, same>,
                                 depthwise_conv2d<3, same>, max_pool2d<2>> {};

/// Runs a plan with owners in place of numbers: each step reads what it must find, then stores.
template <class Graph, class Plan>
void replay(const Graph& g, const Plan& plan) {
    std::vector<int> owner(static_cast<std::size_t>(plan.bytes), -1);
    const auto mark = [&](long from, long n, int who) {
        for (long i = from; i < from + n; ++i) owner.at(static_cast<std::size_t>(i)) = who;
    };
    for (int k = 0; k < g.inputs.count; ++k)
        mark(plan.value[g.inputs[k]], g.values[g.inputs[k]].extent.size(), g.values[g.inputs[k]].source);
    for (int k = 0; k < g.op_count; ++k) {
        const int8_op& op = g.ops[k];
        const shape& y = g.values[op.output].extent;
        const auto holds = [&](int value, long element) {
            return owner.at(static_cast<std::size_t>(plan.value[value] + element)) == g.values[value].source;
        };
        if (op.pooled) continue;
        if (op.pool >= 0) {  // the map's rows are not stored: whole rows of x, then a row of y
            const shape &x = g.values[op.input[0]].extent, &pooled = g.values[g.ops[op.pool].output].extent;
            const ops::window &w = op.win, &p = g.ops[op.pool].win;
            for (int row = 0; row < pooled[0]; ++row) {
                for (int v = row * p.stride_h; v < row * p.stride_h + p.kernel_h; ++v)
                    for (int u = 0; u < w.kernel_h; ++u) {
                        const int h = v * w.stride_h - w.pad_top + u * w.dilation_h;
                        for (int i = 0; i < x[1] * x[2] && h >= 0 && h < x[0]; ++i) REQUIRE(holds(op.input[0], h * x[1] * x[2] + i));
                    }
                mark(plan.value[g.ops[op.pool].output] + row * pooled[1] * pooled[2], pooled[1] * pooled[2], g.ops[op.pool].output);
            }
            continue;
        }
        const bool windowed = op.kind == int8_kind::conv2d || op.kind == int8_kind::depthwise_conv2d ||
                              op.kind == int8_kind::max_pool2d || op.kind == int8_kind::average_pool2d;
        if (!windowed) {  // all at once, or element by element on the same place
            for (int i = 0; i < op.inputs; ++i)
                for (long e = 0; e < g.values[op.input[i]].extent.size(); ++e) REQUIRE(holds(op.input[i], e));
            mark(plan.value[op.output], y.size(), op.output);
            continue;
        }
        const shape& x = g.values[op.input[0]].extent;
        const ops::window& w = op.win;
        const int step = op.kind == int8_kind::conv2d ? kernels::int8::pixels_planned : 1, pixels = y[0] * y[1];
        for (int p = 0; p < pixels; p += step) {
            const int end = p + step < pixels ? p + step : pixels;
            for (int q = p; q < end; ++q)
                for (int v = 0; v < w.kernel_h; ++v)
                    for (int u = 0; u < w.kernel_w; ++u) {
                        const int h = q / y[1] * w.stride_h - w.pad_top + v * w.dilation_h;
                        const int c = q % y[1] * w.stride_w - w.pad_left + u * w.dilation_w;
                        if (h < 0 || h >= x[0] || c < 0 || c >= x[1]) continue;
                        for (int i = 0; i < x[2]; ++i) REQUIRE(holds(op.input[0], (h * x[1] + c) * x[2] + i));
                    }
            mark(plan.value[op.output] + static_cast<long>(p) * y[2], static_cast<long>(end - p) * y[2], op.output);
        }
    }
}

template <class Net>
constexpr auto plan_without_scratch() {
    constexpr auto& g = quantized<Net>::graph;
    const long none[64]{};
    return passes::plan_bytes(g, none);
}

}  // namespace

TEST_CASE("nothing is overwritten before it was read") {
    constexpr auto wide = plan_without_scratch<wide_point>();
    replay(quantized<wide_point>::graph, wide);
    constexpr auto threes = plan_without_scratch<chain_of_threes>();
    replay(quantized<chain_of_threes>::graph, threes);
    replay(detail::integers<tiny_chain_int8>::graph, detail::integers<tiny_chain_int8>::plan);
    replay(detail::integers<tiny_dag_int8>::graph, detail::integers<tiny_dag_int8>::plan);

    constexpr auto pooled = passes::pool_by_rows(quantized<pooled_twice>::graph);
    static_assert(pooled.ops[0].pool == 1 && pooled.ops[1].pooled && pooled.ops[2].pool == 3);
    const long none[64]{};
    const auto by_rows = passes::plan_bytes(pooled, none);
    replay(pooled, by_rows);
    CHECK(by_rows.bytes < plan_without_scratch<pooled_twice>().bytes / 2);

    static_assert(wide.liveness == 2 * 12 * 12 * 16);
    static_assert(wide.bytes < wide.liveness * 2 / 3);
    static_assert(threes.liveness == 2 * 16 * 16 * 4);
    static_assert(threes.bytes < 16 * 16 * 4 + 4 * (16 * 4 + 2 * 4));  // one map, and a row for each layer
}
