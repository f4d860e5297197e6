// SPDX-License-Identifier: BSL-1.0
// The laws for networks made by combinators.
#include "laws.hpp"

using namespace inlay;

namespace {

struct combined
    : network<input<6, 6, 4>, residual<conv2d<4, 3, same>, inlay::tanh>,
              branches<concat, conv2d<3, 1>, sequential<conv2d<2, 3, same>, gelu>, average_pool2d<3, stride<1>, same>>,
              repeat<2, conv2d<9, 1, groups<3>>, elu<>>, global_average_pool2d, branches<multiply, dense<5>, dense<5>>,
              softmax> {};

}  // namespace

TEST_CASE("residual, branches, repeat", "[laws][combinators]") {
    law::inference_laws<combined>();
    law::training_laws<combined>();
}
