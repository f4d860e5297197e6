// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
#include <inlay/quant.hpp>

#include <inlay/ops/dropout.hpp>

#include "catch.hpp"

using namespace inlay;

namespace {

struct folded : network<input<8, 8, 3>, conv2d<4, 3, no_bias>, batch_norm<>, relu, dropout<0.5>, depthwise_conv2d<3>,
                        relu6, flatten, dense<5>, softmax> {};
struct refused : network<input<4>, dense<3>, gelu> {};

}  // namespace

TEST_CASE("batch_norm, dropout and activations are part of the layer before them") {
    constexpr auto& g = quantized<folded>::graph;
    static_assert(g.op_count == 4 && g.error.empty());
    static_assert(g.ops[0].kind == int8_kind::conv2d && g.ops[0].activation == int8_activation::relu);
    static_assert(g.ops[1].kind == int8_kind::depthwise_conv2d && g.ops[1].activation == int8_activation::relu6);
    static_assert(g.ops[2].kind == int8_kind::dense && g.ops[2].activation == int8_activation::none);
    static_assert(g.ops[3].kind == int8_kind::softmax);
    static_assert(g.values[g.ops[2].input[0]].source == g.ops[1].output);  // flatten moves nothing
    SUCCEED();
}

TEST_CASE("an operation without int8 form is named") {
    constexpr auto g = passes::to_int8<8>(graph_editor(recorded<refused>::value.g));
    static_assert(!g.error.empty());
    REQUIRE(std::string(g.error.expects.data) == "an int8 form");
    REQUIRE(std::string(g.error.where.data).find("gelu") != std::string::npos);
}
