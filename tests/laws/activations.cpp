// SPDX-License-Identifier: BSL-1.0
// The laws for every activation and every elementwise function, after a dense layer and alone.
#include "laws.hpp"

using namespace inlay;

namespace {

// An odd width before and after, so that the activation is an epilogue with a rest.
template <class... Activations>
struct between : network<input<5>, dense<19>, Activations..., dense<3>> {};
template <class Activation>
struct alone : network<input<7>, Activation> {};

struct functions {
    constexpr auto operator()(auto x) const {
        auto h = x | dense<17>{};
        auto positive = abs(h) + 0.5;
        return outputs(sqrt(positive) - log(positive) / (exp(-h) + 1) * math::tanh(h),
                       max(h, x | dense<17>{}) - math::sigmoid(h) * 2.0);
    }
};
struct elementwise_functions : traced<functions, input<5>> {};

template <class... Activations>
double largest_error() {
    return std::max({law::gradient<between<Activations>>()..., law::gradient<alone<Activations>>()...});
}

}  // namespace

TEST_CASE("activations: the derived gradient is the numeric one", "[laws][activations]") {
    const double worst =
        largest_error<relu, relu6, leaky_relu<>, leaky_relu<0.3>, elu<>, elu<0.7>, selu, inlay::sigmoid, hard_sigmoid,
                      inlay::tanh, softplus, gelu, gelu_tanh, silu, hard_swish, mish, square>();
    WARN("largest relative error of a gradient: " << worst);
    law::gradient<elementwise_functions>();
}

TEST_CASE("activations: every way of running agrees", "[laws][activations]") {
    law::inference_laws<between<relu, dense<19>, relu6, dense<19>, leaky_relu<>, dense<19>, elu<0.7>>>();
    law::inference_laws<between<selu, dense<15>, inlay::sigmoid, hard_sigmoid, dense<15>, inlay::tanh>>();
    law::inference_laws<between<softplus, gelu, dense<15>, gelu_tanh, silu, dense<15>, hard_swish, mish, square>>();
    law::inference_laws<elementwise_functions>();
    law::inference_laws<alone<gelu>>();
}

TEST_CASE("activations: training", "[laws][activations]") {
    law::trains_as_recorded<between<elu<>, dense<7>, selu, dense<7>, inlay::sigmoid, dense<7>, inlay::tanh>>();
    law::trains_as_recorded<between<softplus, gelu, dense<15>, gelu_tanh, silu, dense<7>, mish, square>>();
}
