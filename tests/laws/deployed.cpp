// SPDX-License-Identifier: BSL-1.0
// The laws of deployed models: panels of every width, folded batch normalisation, several ports, shared layers.
#include "laws.hpp"

using namespace inlay;

namespace {

struct widening : network<input<1>, dense<3>, relu, dense<7>, silu, dense<15>, dense<16>, dense<17, no_bias>, relu, dense<31>> {};
struct narrowing : network<input<33>, dense<32>, relu, dense<16, no_bias>, dense<1>> {};
struct wide : network<input<20>, dense<257>, relu, dense<129>, leaky_relu<>, dense<130>> {};
struct normed : network<input<5, 7, 3>, batch_norm<>, conv2d<6, 3>, batch_norm<>, relu, residual<conv2d<6, 1, no_bias>, batch_norm<>>,
                        depthwise_conv2d<3>, batch_norm<>, flatten, dense<19, no_bias>, batch_norm<>, layer_norm<>, dense<5>> {};
struct twice : network<input<12>, dense<12, shared<"w">>, relu, dense<12, shared<"w">>> {};

struct curved : network<input<9>, inlay::tanh, dense<17>, gelu, dense<31>, silu, dense<8>, mish, dense<3>, sigmoid> {};

struct ports {
    constexpr auto operator()(auto a, auto b) const {
        const auto d = a | dense<9, name<"d">>{};
        return outputs(d | batch_norm<>{}, d * b, concat(a, b) | dense<2>{});
    }
};
struct several : traced<ports, input<4>, input<9>> {};

}  // namespace

TEST_CASE("deployed in float", "[laws][deployed]") {
    law::deploys_alike<widening>();
    law::deploys_alike<narrowing>();
    law::deploys_alike<wide>();
    law::deploys_alike<normed>();
    law::deploys_alike<twice>();
    law::deploys_alike<several>();
}

TEST_CASE("deployed with fast functions", "[laws][deployed]") {
    law::deploys_alike<curved, fast_functions>();
    law::deploys_alike<curved, fast_functions, bf16_weights>();
}

TEST_CASE("deployed with weights of 16 bits", "[laws][deployed]") {
    law::deploys_alike<widening, bf16_weights>();
    law::deploys_alike<wide, bf16_weights>();
    law::deploys_alike<normed, bf16_weights>();
    law::deploys_alike<several, bf16_weights>();
    law::deploys_alike<widening, f16_weights>();
    law::deploys_alike<wide, f16_weights>();
    law::deploys_alike<twice, f16_weights>();
}
