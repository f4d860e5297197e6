// SPDX-License-Identifier: BSL-1.0
// Sequences of few channels become (C, T), whatever they are computed from and read by.
#include "build.hpp"

#include <inlay/inlay.hpp>
#include <inlay/passes/channels_first.hpp>

using namespace test;

namespace {

constexpr int T = 16 * simd::native_width + 1;
constexpr bool applies = simd::native_width > 1;  // on one lane nothing can be saved
constexpr int K = 24;  // taps enough for transpositions to pay, with four lanes, too

struct sequence_builder : builder {
    int conv(int x, int filters, int kernel, int dilation = 1, bool causal = true, int stride = 1) {
        node like;
        like.win.kernel_w = kernel, like.win.dilation_w = dilation, like.win.stride_w = stride;
        if (causal) like.win.pad_left = (kernel - 1) * dilation;
        const shape y = inlay::detail::after_window(inlay::detail::as_map(nodes[x].out), like.win, filters);
        const int weight = parameter({1, kernel, nodes[x].out[1], filters});
        const int id = node_of<ops::conv1d>(shape{y[1], y[2]}, true, {x, weight, parameter(shape{filters})});
        nodes[id].win = like.win;
        return id;
    }
    int concat(int a, int b) {
        return node_of<ops::concat>(nodes[a].out.with_last(nodes[a].out[1] + nodes[b].out[1]), true, {a, b});
    }
};

int count_products(const graph_editor& g) { return count(g, "conv1d") + count(g, "dense"); }

// From channels on, through what a network of sequences has.
template <class... Layers>
int products_left() {
    return count_products(graph_editor(inference<network<Layers...>>::g));
}

}  // namespace

TEST_CASE("a sound runs through narrow convolutions without being transposed", "[passes][channels_first]") {
    sequence_builder g;
    const int x = g.input({T, 1});
    const int h = g.conv(x, 3, 1);
    const int a = g.apply<relu>({g.apply<ops::add>({g.conv(h, 3, K, 3), g.dense(x, 3, false)})});
    g.output(g.conv(g.apply<ops::add>({h, g.dense(a, 3)}), 1, 2));
    keeps_outputs(g, passes::channels_first);
    if (!applies) return;
    CHECK(count(g, "conv1d_by_frames") == 5);
    CHECK(count_products(g) == 0);
    CHECK(count(g, "transpose_sequence") == 0);
    CHECK(g[g.outputs[0]].out == shape{T, 1});
}

TEST_CASE("gates, concatenations and numbers a channel take the other order, too", "[passes][channels_first]") {
    sequence_builder g;
    const int x = g.input({T, 2}), knob = g.input(shape{3});
    const int h = g.conv(x, 3, K, 2), scale = g.parameter(shape{3});
    const int gate = g.apply<ops::multiply>({g.apply<inlay::tanh>({h}), g.apply<inlay::sigmoid>({g.conv(x, 3, K)})});
    const int scaled = g.apply<ops::scale_shift>({gate, scale, scale});
    const int turned = g.apply<ops::multiply>({scaled, knob}), half = g.apply<ops::multiply>({turned, g.number(0.5)});
    g.output(g.conv(g.concat(half, h), 2, 3), g.apply<relu>({half}));
    keeps_outputs(g, passes::channels_first);
    if (!applies) return;
    CHECK(count_products(g) == 0);
    CHECK(count(g, "concat_channels") == 1);
    CHECK(count(g, "repeat_frames") == 3);
    CHECK(count(g, "transpose_sequence") == 3);  // in once, out twice
}

TEST_CASE("what reads frames gets frames", "[passes][channels_first]") {
    sequence_builder g;
    const int h = g.apply<relu>({g.conv(g.input({T, 1}), 3, K)});
    const int rest = g.conv(g.conv(h, 3, K), 3, K);
    g.output(g.reshape(rest, shape{3 * T}), g.conv(h, 4, 3, 1, false, 2));
    keeps_outputs(g, passes::channels_first);
    if (!applies) return;
    CHECK(count(g, "conv1d_by_frames") == 3);
    CHECK(count(g, "conv1d") == 1);  // the strides
    CHECK(count(g, "transpose_sequence") == 2);
}

TEST_CASE("where nothing is saved all stays as it is", "[passes][channels_first]") {
    const int W = simd::native_width;
    const auto stays = [](sequence_builder& g) {
        const int size = g.size();
        keeps_outputs(g, passes::channels_first);
        CHECK(g.size() == size);
        CHECK(count(g, "conv1d_by_frames") == 0);
    };
    sequence_builder wide, short_one, rows, lone;
    wide.output(wide.conv(wide.conv(wide.input({T, 2 * W}), 2 * W, 3), 2 * W, 3));
    short_one.output(short_one.conv(short_one.input({W - 1 > 0 ? W - 1 : 1, 1}), 3, 1));
    rows.output(rows.dense(rows.input({T, 1}), 3));                               // no conv1d: not looked at
    lone.output(lone.apply<relu>({lone.conv(lone.input({T, 3}), 3, 1)}));         // the transpositions cost more
    stays(wide), stays(short_one), stays(rows), stays(lone);
}

TEST_CASE("a wide part stays by channels, a narrow one before it does not", "[passes][channels_first]") {
    const int W = simd::native_width;
    sequence_builder g;
    const int narrow = g.conv(g.conv(g.conv(g.input({T, 1}), 3, K), 3, K), 3, K);
    g.output(g.conv(g.conv(narrow, 2 * W, 3), 2 * W, 3));
    keeps_outputs(g, passes::channels_first);
    if (!applies) return;
    CHECK(count(g, "conv1d_by_frames") == 3);
    CHECK(count(g, "conv1d") == 2);
}

TEST_CASE("models and deployed models run narrow sequences by frames", "[passes][channels_first]") {
    if (!applies) return;
    CHECK(products_left<input<T, 1>, conv1d<3, 3, causal>, batch_norm<>, relu, conv1d<3, K, causal, dilation<2>>, dense<1>>() == 0);
    using net = network<input<T, 1>, conv1d<3, 3, causal>, batch_norm<>, relu, conv1d<3, K, causal, dilation<2>>, dense<1>>;
    CHECK(count_products(graph_editor(prepared<net>::g)) == 0);
}
