// SPDX-License-Identifier: BSL-1.0
// The laws for dense layers of every width that kernels treat differently, and dense on larger inputs.
#include "laws.hpp"

using namespace inlay;

namespace {

struct widening : network<input<1>, dense<3>, inlay::tanh, dense<7>, silu, dense<15>, dense<16>, sigmoid,
                          dense<17, no_bias>, softplus, dense<31>> {};
struct narrowing : network<input<31>, dense<17>, silu, dense<16, no_bias>, inlay::tanh, dense<15>, dense<7>,
                           softplus, dense<3>, dense<1>> {};
struct wide : network<input<100>, dense<129>, relu, dense<67>, leaky_relu<>, dense<10>> {};
struct per_pixel : network<input<3, 5, 7>, dense<9>, relu, dense<2>, flatten, dense<4>> {};

}  // namespace

TEST_CASE("dense of odd widths: inference", "[laws][dense]") {
    law::inference_laws<widening>();
    law::inference_laws<narrowing>();
    law::inference_laws<wide>();
    law::inference_laws<per_pixel>();
}

TEST_CASE("dense of odd widths: training", "[laws][dense]") {
    law::training_laws<widening>();
    law::training_laws<narrowing>();
    law::training_laws<per_pixel>();
    law::trains_as_recorded<wide, cross_entropy>();
}
