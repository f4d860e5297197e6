// SPDX-License-Identifier: BSL-1.0
// The laws for convolutional networks.
#include "laws.hpp"

using namespace inlay;

namespace {

struct convolutions
    : network<input<9, 7, 3>, conv2d<5, 3, same>, batch_norm<>, relu, depthwise_conv2d<3>, zero_padding2d<1>,
              conv2d<6, 3, stride<2>, no_bias>, batch_norm<>, silu, max_pool2d<2, stride<1>>, flatten, dropout<0.3>,
              dense<10>, layer_norm<>, dense<4>> {};

struct lenet : network<input<12, 13, 1>, conv2d<6, 5>, relu, max_pool2d<2>, conv2d<16, 3, same>, inlay::tanh, max_pool2d<2>,
                       flatten, dense<9>, relu, dense<4>> {};

}  // namespace

TEST_CASE("a convolutional network", "[laws][convolutions]") {
    law::inference_laws<convolutions>();
    law::training_laws<convolutions, cross_entropy>();
}

TEST_CASE("a network of convolutions that pool", "[laws][convolutions]") {
    law::inference_laws<lenet>();
    law::training_laws<lenet, cross_entropy>();
}
