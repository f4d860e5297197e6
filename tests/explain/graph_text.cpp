// SPDX-License-Identifier: BSL-1.0
// Graphs, passes and schedules in print.
#include "catch.hpp"

#include <inlay/explain.hpp>
#include <inlay/inlay.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace inlay;
using Catch::Matchers::ContainsSubstring;

namespace {

struct net : network<input<4, 4, 1>, conv2d<3, 3, name<"c">>, batch_norm<>, relu, residual<conv2d<3, 1, no_bias>, dropout<0.5>>,
                     flatten, dense<2>> {};

}  // namespace

TEST_CASE("a recorded graph: one line a node, parameters by their paths", "[explain]") {
    CHECK(to_text<net>() == R"(%0 = input()  [4, 4, 1]
%3 = conv2d(%0, c.weight, c.bias)  [2, 2, 3]  3x3
%9 = batch_norm(%3, 1.weight, 1.bias, 1.running_mean, 1.running_var, 1e-05)  [2, 2, 3]
%10 = relu(%9)  [2, 2, 3]
%12 = conv2d(%10, 3.0.weight)  [2, 2, 3]
%13 = dropout(%12)  [2, 2, 3]
%14 = add(%10, %13)  [2, 2, 3]
%15 = reshape(%14)  [12]
%18 = dense(%15, 5.weight, 5.bias)  [2]
outputs %18
)");
}

TEST_CASE("every pass can be watched", "[explain]") {
    std::vector<std::string> names;
    for_each_pass<net>([&](const char* name, const graph_editor& g) {
        names.push_back(name);
        const bool has_dropout = std::any_of(g.nodes.begin(), g.nodes.end(), [](const node& n) { return equal(n.op->name, "dropout"); });
        if (names.back() == "recorded") CHECK(has_dropout);
        if (names.back() == "eliminate_dead_code") CHECK_FALSE(has_dropout);
    });
    CHECK(names == std::vector<std::string>{"recorded", "remove_identities", "fold_batch_norm", "fuse_recurrences",
                                            "channels_first", "common_subexpressions", "pool_early", "pool_convolutions",
                                            "eliminate_dead_code", "store_outputs"});
}

TEST_CASE("a page that explains a network", "[explain]") {
    const std::string page = explain<net>();
    CHECK_THAT(page, ContainsSubstring("-- store_outputs: unchanged"));
    CHECK_THAT(page, ContainsSubstring("conv2d + scale_shift + relu"));
    CHECK_THAT(page, ContainsSubstring("conv2d + add"));
    CHECK_THAT(page, ContainsSubstring("arena " + std::to_string(peak_ram<net>) + " bytes a sample"));
    CHECK_THAT(page, ContainsSubstring("@ output"));
}

TEST_CASE("a page that explains what is computed by rows", "[explain]") {
    using separable = network<input<24, 24, 1>, conv2d<6, 1>, depthwise_conv2d<3, same>, relu, conv2d<6, 1>, relu, conv2d<2, 1>>;
    CHECK_THAT(explain<separable>(), ContainsSubstring("[24, 24, 6]  @ fixed 0  (1 rows at a time, for the next step)"));
}

TEST_CASE("a page that explains a deployed network: what is kept, and which kernel runs", "[explain]") {
    const std::string page = explain<deployed<net, bf16_weights>>();
    CHECK_THAT(page, ContainsSubstring("-- fold_scales:\n"));
    CHECK_THAT(page, ContainsSubstring("-- computed once and kept: " + std::to_string(flash_bytes<deployed<net, bf16_weights>>) + " bytes"));
    CHECK_THAT(page, ContainsSubstring("conv2d + relu"));
    CHECK_THAT(page, ContainsSubstring("kernel: 1 panel of"));
    CHECK_THAT(page, ContainsSubstring("weights in bf16"));
    CHECK_THAT(explain<net>(), ContainsSubstring("        kernel: tiles of "));
}

TEST_CASE("graphviz", "[explain]") {
    const std::string dot = to_dot<net>();
    CHECK(dot.rfind("digraph network {", 0) == 0);
    CHECK_THAT(dot, ContainsSubstring("n10 -> n14;"));
    CHECK_THAT(dot, ContainsSubstring("c.weight"));
    CHECK(std::count(dot.begin(), dot.end(), '{') == std::count(dot.begin(), dot.end(), '}'));
}
