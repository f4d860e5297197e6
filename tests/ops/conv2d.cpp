// SPDX-License-Identifier: BSL-1.0
// conv2d and its gradients, against loops in double.
#include "maps.hpp"

#include <inlay/ops/conv2d.hpp>

using namespace inlay;

namespace {

template <int H, int W, int C, int Filters, kernel_size Kernel, class... Options>
struct single : network<input<H, W, C>, conv2d<Filters, Kernel, Options...>> {
    static constexpr ops::window win = conv2d<Filters, Kernel, Options...>::window_over(shape{H, W, C});
};

template <class Net>
void check() {
    model<Net> m{seed{1}};
    constexpr bool has_bias = recorded<Net>::value.parameter_count == 2;
    if constexpr (has_bias)
        for (int o = 0; o < parameter_shape<Net, "0.bias">[0]; ++o) parameter<"0.bias">(m)(o) = 0.1f * static_cast<float>(o - 2);
    const auto weight = parameter<"0.weight">(m);
    const auto bias = [&](int o) {
        if constexpr (has_bias) return static_cast<double>(parameter<"0.bias">(m)(o));
        else return 0.0 * o;
    };
    INFO("input " << text{""}.operator<<(input_shape<Net>).data << ", output " << text{""}.operator<<(output_shape<Net>).data);
    test::check_predictions(m, [&](const std::vector<float>& x) {
        return test::convolve(x, input_shape<Net>, output_shape<Net>, Net::win, weight, bias);
    });
}

// Every boundary of the tiles: channels and filters below, at and above whole batches.
template <int C>
void check_channels() {
    check<single<5, 7, C, 3, 3>>();
    check<single<5, 7, 3, C, 3, same>>();
    check<single<5, 7, C, C, kernel_size{2, 3}, padding<1, 2>>>();
    check<single<13, 4, C, 8, 1>>();
}

}  // namespace

TEST_CASE("conv2d has PyTorch's parameters and shapes", "[conv2d]") {
    using net = network<input<28, 26, 4>, conv2d<6, kernel_size{5, 3}, groups<2>, stride<2, 3>, padding<1, 0>>>;
    STATIC_REQUIRE(output_shape<net> == shape{13, 8, 6});
    STATIC_REQUIRE(parameter_shape<net, "0.weight"> == shape{6, 2, 5, 3});
    STATIC_REQUIRE(parameter_shape<net, "0.bias"> == shape{6});
    STATIC_REQUIRE(parameter_count<net> == 6 * 2 * 5 * 3 + 6);
    STATIC_REQUIRE(macs<net> == 13 * 8 * 6 * 2 * 5 * 3);
    STATIC_REQUIRE(output_shape<network<input<7, 8, 3>, conv2d<4, 3, same, stride<2>>>> == shape{4, 4, 4});
    STATIC_REQUIRE(output_shape<network<input<7, 8, 3>, conv2d<4, 3, stride<2>, same>>> == shape{4, 4, 4});
    STATIC_REQUIRE(output_shape<network<input<9, 9, 3>, conv2d<4, 3, dilation<2>>>> == shape{5, 5, 4});
    STATIC_REQUIRE(parameter_count<network<input<4, 4, 3>, conv2d<2, 1, no_bias, expects<3>>>> == 6);
}

TEST_CASE("conv2d of every number of channels and filters", "[conv2d]") {
    check_channels<1>();
    check_channels<3>();
    check_channels<7>();
    check_channels<15>();
    check_channels<16>();
    check_channels<17>();
    check_channels<31>();
    check<single<5, 6, 4, 80, 3, same>>();
    check<single<5, 6, 4, 97, 3>>();
    check<single<3, 4, 33, 70, 3, same, no_bias>>();
}

TEST_CASE("conv2d on every size of map", "[conv2d]") {
    check<single<1, 1, 3, 5, 1>>();
    check<single<1, 1, 3, 5, 3, same>>();
    check<single<1, 9, 2, 4, kernel_size{1, 4}>>();
    check<single<13, 4, 1, 6, 5, padding<2>>>();
    check<single<6, 5, 3, 7, kernel_size{6, 5}>>();   // the whole map: a matrix product
    check<single<28, 28, 1, 6, 5>>();
    check<single<10, 30, 3, 16, 3, same>>();
    check<single<3, 3, 2, 3, 7, same>>();             // no window lies inside the map
    check<single<4, 4, 2, 3, 3, padding<4>>>();       // some windows lie outside
}

TEST_CASE("conv2d on narrow maps, a row a tile", "[conv2d]") {
    check<single<49, 10, 1, 64, kernel_size{10, 4}, stride<2>, same>>();
    check<single<7, 3, 5, 31, kernel_size{2, 5}, same>>();
    check<single<6, 4, 3, 17, 3, padding<3>>>();      // some columns of windows lie outside
    check<single<6, 6, 2, 33, 3, dilation<2>, padding<2>, no_bias>>();
}

TEST_CASE("conv2d with strides, dilation and groups", "[conv2d]") {
    check<single<13, 11, 3, 8, 3, stride<2>>>();
    check<single<13, 11, 3, 8, 3, stride<2>, same>>();
    check<single<13, 11, 3, 8, 1, stride<3, 2>>>();
    check<single<12, 12, 2, 5, 2, stride<3>, no_bias>>();
    check<single<13, 11, 3, 8, 3, dilation<2>>>();
    check<single<13, 11, 17, 8, kernel_size{2, 3}, dilation<3, 2>, padding<2>>>();
    check<single<9, 9, 3, 4, 3, dilation<2>, stride<2>, same>>();
    check<single<7, 8, 6, 9, 3, groups<3>>>();
    check<single<7, 8, 34, 34, 3, groups<2>, same>>();
    check<single<7, 8, 4, 12, 3, groups<4>, stride<2>, dilation<2>, padding<2>>>();
    check<single<7, 8, 6, 4, 1, groups<2>>>();
    check<single<7, 8, 18, 18, 3, groups<18>, same>>();
}

TEST_CASE("conv2d in constant evaluation", "[conv2d]") {
    using net = single<3, 3, 2, 2, 2, padding<1>>;
    static constexpr model<net> m{seed{4}};
    static constexpr tensor<3, 3, 2> x{1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -2, -3, -4, -5, -6, -7, -8, -9};
    static constexpr auto y = m(x);
    const auto again = m(x);
    for (long i = 0; i < y.size(); ++i) CHECK(y[i] == Catch::Approx(again[i]));
}

namespace {

struct plain : network<input<5, 4, 3>, conv2d<4, 3>, inlay::tanh, conv2d<2, 2>> {};
struct padded : network<input<4, 5, 2>, conv2d<3, 3, same>, inlay::tanh, conv2d<3, kernel_size{3, 2}, padding<1>>> {};
struct strided : network<input<7, 6, 2>, conv2d<3, 3, stride<2>, padding<1>>, inlay::tanh, conv2d<2, kernel_size{1, 2}, stride<2>>> {};
struct sparse : network<input<7, 7, 2>, conv2d<2, 2, stride<3>>, inlay::tanh, conv2d<2, 2, no_bias>> {};
struct dilated : network<input<7, 8, 2>, conv2d<3, 2, dilation<2, 3>>, inlay::tanh, conv2d<2, 2, dilation<2>, stride<2>, padding<1>>> {};
struct dilated_strides : network<input<8, 9, 2>, conv2d<2, 1>, conv2d<2, kernel_size{3, 2}, dilation<2, 3>, stride<4, 2>, padding<3>>> {};
struct grouped : network<input<4, 5, 4>, conv2d<6, 2, groups<2>>, inlay::tanh, conv2d<3, 2, groups<3>, stride<2>, padding<1>>> {};
struct far_padded : network<input<3, 3, 1>, conv2d<2, 1>, conv2d<2, 2, padding<3>>> {};
struct whole : network<input<3, 4, 2>, conv2d<3, 1>, inlay::tanh, conv2d<3, kernel_size{3, 4}>> {};

template <int C, int Filters, class... Options>
struct pair : network<input<6, 9, C>, conv2d<C, 1>, conv2d<Filters, 3, Options...>> {};

}  // namespace

TEST_CASE("gradients of conv2d", "[conv2d][gradient]") {
    test::check_gradient<plain>();
    test::check_gradient<padded>();
    test::check_gradient<strided>();
    test::check_gradient<sparse>();
    test::check_gradient<dilated>();
    test::check_gradient<dilated_strides>();
    test::check_gradient<grouped>();
    test::check_gradient<far_padded>();
    test::check_gradient<whole>();
}

TEST_CASE("the training step's kernels of conv2d", "[conv2d][training]") {
    test::check_training_step<plain>();
    test::check_training_step<padded>();
    test::check_training_step<strided>();
    test::check_training_step<sparse>();
    test::check_training_step<dilated>();
    test::check_training_step<dilated_strides>();
    test::check_training_step<grouped>();
    test::check_training_step<far_padded>();
    test::check_training_step<whole>();
    test::check_training_step<pair<1, 17, same>>();
    test::check_training_step<pair<3, 31, padding<1>>>();
    test::check_training_step<pair<7, 16, stride<2>, padding<1>>>();
    test::check_training_step<pair<15, 3, stride<2, 3>, same>>();
    test::check_training_step<pair<16, 7>>();
    test::check_training_step<pair<17, 15, stride<2>>>();
    test::check_training_step<pair<31, 33, same>>();
    test::check_training_step<pair<34, 68, groups<2>, same>>();
}
