// SPDX-License-Identifier: BSL-1.0
// The laws for whole networks: convolutions, combinators, traced functions.
#include "laws.hpp"

using namespace inlay;

namespace {

struct convolutions
    : network<input<9, 7, 3>, conv2d<5, 3, same>, batch_norm<>, relu, depthwise_conv2d<3>, zero_padding2d<1>,
              conv2d<6, 3, stride<2>, no_bias>, batch_norm<>, silu, max_pool2d<2, stride<1>>, flatten, dropout<0.3>,
              dense<10>, layer_norm<>, dense<4>> {};

struct combined
    : network<input<6, 6, 4>, residual<conv2d<4, 3, same>, inlay::tanh>,
              branches<concat, conv2d<3, 1>, sequential<conv2d<2, 3, same>, gelu>, average_pool2d<3, stride<1>, same>>,
              repeat<2, conv2d<9, 1, groups<3>>, elu<>>, global_average_pool2d, branches<multiply, dense<5>, dense<5>>,
              softmax> {};

struct shared_weights {
    constexpr auto operator()(auto a, auto b) const {
        auto ha = a | dense<17, shared<"encoder">>{} | inlay::tanh{};
        auto hb = b | dense<17, shared<"encoder">>{} | inlay::tanh{};
        auto joined = concat(ha, hb, ha * hb) | dense<16, name<"join">>{} | silu{};
        auto distance = (ha - hb) | square{} | dense<1, name<"distance">>{};
        return outputs(joined + (ha | dense<16, no_bias, name<"skip">>{}), distance, a);
    }
};
struct siamese : traced<shared_weights, input<9>, input<9>> {};

// A value with several readers, equal subexpressions, a result that is also an intermediate value.
struct tangle {
    constexpr auto operator()(auto x) const {
        auto h = x | dense<15>{};
        auto p = h * h + 1.0, q = h * h + 1.0;
        auto y = sqrt(p) * inlay::tanh{}(q) - h;
        return outputs(y | dense<3>{}, h, maximum(y, h, p));
    }
};
struct tangled : traced<tangle, input<8>> {};

// Outputs that are an input, a part of one, an inner value under another shape, the same value twice.
struct hand_on {
    constexpr auto operator()(auto x) const {
        auto h = x | dense<6>{} | inlay::tanh{};
        return outputs(h | reshape<2, 3>{}, x | reshape<2, 2>{}, h, h);
    }
};
struct handed_on : traced<hand_on, input<4>> {};
struct only_views : network<input<2, 3>, dropout<0.5>, flatten> {};
struct ends_in_a_view : network<input<3, 3, 2>, conv2d<2, 2>, relu, flatten> {};

}  // namespace

TEST_CASE("a convolutional network", "[laws][networks]") {
    law::inference_laws<convolutions>();
    law::training_laws<convolutions, cross_entropy>();
}

TEST_CASE("residual, branches, repeat", "[laws][networks]") {
    law::inference_laws<combined>();
    law::training_laws<combined>();
}

TEST_CASE("two inputs, shared weights, several outputs", "[laws][networks]") {
    law::inference_laws<siamese>();
    law::training_laws<siamese>();
}

TEST_CASE("values with several readers", "[laws][networks]") {
    law::inference_laws<tangled>();
    law::training_laws<tangled>();
}

TEST_CASE("outputs that no operation computes", "[laws][networks]") {
    law::inference_laws<handed_on>();
    law::inference_laws<only_views>();
    law::training_laws<ends_in_a_view>();
    law::inference_laws<ends_in_a_view>();
}
