// SPDX-License-Identifier: BSL-1.0
// depthwise_conv2d and its gradients, against loops in double.
#include "maps.hpp"

#include <inlay/ops/depthwise_conv2d.hpp>

using namespace inlay;

namespace {

template <int H, int W, int C, kernel_size Kernel, class... Options>
struct single : network<input<H, W, C>, depthwise_conv2d<Kernel, Options...>> {
    static constexpr ops::window win = depthwise_conv2d<Kernel, Options...>::window_over(shape{H, W, C});
};

template <class Net>
void check() {
    model<Net> m{seed{1}};
    const auto weight = parameter<"0.weight">(m);
    const auto bias = parameter<"0.bias">(m);
    for (int c = 0; c < input_shape<Net>[2]; ++c) bias(c) = 0.1f * static_cast<float>(c - 2);
    test::check_predictions(m, [&](const std::vector<float>& x) {
        return test::convolve(x, input_shape<Net>, output_shape<Net>, Net::win, weight,
                              [&](int c) { return static_cast<double>(bias(c)); });
    });
}

template <int C, class... Options>
struct trained : network<input<6, 11, C>, conv2d<C, 1>, depthwise_conv2d<3, Options...>, inlay::tanh, conv2d<2, 1>> {};
struct wide : network<input<3, 12, 5>, conv2d<5, 1>, depthwise_conv2d<kernel_size{2, 9}, padding<1, 4>>> {};
struct narrow : network<input<2, 1, 3>, conv2d<3, 1>, depthwise_conv2d<5, padding<2>>> {};

}  // namespace

TEST_CASE("depthwise_conv2d has PyTorch's parameters", "[depthwise_conv2d]") {
    using net = network<input<9, 7, 5>, depthwise_conv2d<3, same, stride<2>>>;
    STATIC_REQUIRE(output_shape<net> == shape{5, 4, 5});
    STATIC_REQUIRE(parameter_shape<net, "0.weight"> == shape{5, 1, 3, 3});
    STATIC_REQUIRE(parameter_count<net> == 5 * 9 + 5);
    STATIC_REQUIRE(macs<net> == 5 * 4 * 5 * 9);
    STATIC_REQUIRE(parameter_count<network<input<9, 7, 1>, depthwise_conv2d<3, no_bias, name<"d">>>> == 9);
}

TEST_CASE("depthwise_conv2d of every number of channels", "[depthwise_conv2d]") {
    test::for_sizes([](auto n) {
        check<single<5, 7, n.value, 3, same>>();
        check<single<13, 4, n.value, kernel_size{3, 2}>>();
    });
    check<single<5, 21, 64, 3, same>>();
    check<single<4, 5, 40, 3, same>>();
}

TEST_CASE("depthwise_conv2d with strides, dilation and padding", "[depthwise_conv2d]") {
    check<single<1, 1, 3, 3, same>>();
    check<single<13, 11, 17, 3, stride<2>>>();
    check<single<13, 11, 17, 3, stride<2>, same>>();
    check<single<13, 25, 5, 5, stride<1, 2>, padding<2, 1>>>();
    check<single<13, 25, 5, 3, dilation<2>>>();
    check<single<9, 9, 3, 3, dilation<3>, stride<2>, padding<3>>>();
    check<single<9, 24, 3, kernel_size{1, 12}>>();
}

TEST_CASE("gradients of depthwise_conv2d", "[depthwise_conv2d][gradient]") {
    test::check_gradient<trained<3>>();
    test::check_gradient<trained<2, same>>();
    test::check_gradient<trained<2, stride<2>, padding<1>>>();
    test::check_gradient<trained<2, stride<2>, dilation<2>, padding<2>>>();
    test::check_gradient<narrow>();
}

TEST_CASE("the training step's kernels of depthwise_conv2d", "[depthwise_conv2d][training]") {
    test::for_sizes([](auto n) { test::check_training_step<trained<n.value, same>>(); });
    test::check_training_step<trained<3, stride<2>, padding<1>>>();
    test::check_training_step<trained<17, stride<2>, dilation<2>, padding<2>>>();
    test::check_training_step<trained<16, stride<3, 4>>>();
    test::check_training_step<wide>();
    test::check_training_step<narrow>();
}
