// SPDX-License-Identifier: BSL-1.0
// conv1d and its gradients, against loops in double.
#include "maps.hpp"

#include <inlay/ops/conv1d.hpp>

using namespace inlay;

namespace {

template <int T, int C, int Filters, int Kernel, class... Options>
struct single : network<input<T, C>, conv1d<Filters, Kernel, Options...>> {
    static constexpr ops::window win = conv1d<Filters, Kernel, Options...>::window_over(shape{T, C});
};

template <class Net>
void check() {
    model<Net> m{seed{1}};
    constexpr bool has_bias = recorded<Net>::value.parameter_count == 2;
    if constexpr (has_bias)
        for (int o = 0; o < parameter_shape<Net, "0.bias">[0]; ++o) parameter<"0.bias">(m)(o) = 0.1f * static_cast<float>(o - 2);
    const auto weight = parameter<"0.weight">(m);
    const auto of_map = [&](int o, int i, int, int k) { return weight(o, i, k); };
    const auto bias = [&](int o) {
        if constexpr (has_bias) return static_cast<double>(parameter<"0.bias">(m)(o));
        else return 0.0 * o;
    };
    INFO("input " << text{""}.operator<<(input_shape<Net>).data << ", output " << text{""}.operator<<(output_shape<Net>).data);
    test::check_predictions(m, [&](const std::vector<float>& x) {
        return test::convolve(x, detail::as_map(input_shape<Net>), detail::as_map(output_shape<Net>), Net::win, of_map, bias);
    });
}

template <int C>
void check_channels() {
    check<single<7, C, 3, 3>>();
    check<single<7, 3, C, 3, causal>>();
    check<single<31, C, C, 2, causal, dilation<5>>>();
    check<single<13, C, 8, 1>>();
}

struct plain : network<input<9, 3>, conv1d<4, 3>, inlay::tanh, conv1d<2, 2>> {};
struct causal_ones : network<input<11, 2>, conv1d<3, 3, causal, dilation<2>>, inlay::tanh, conv1d<4, 2, dilation<7>, causal>> {};
struct strided : network<input<12, 2>, conv1d<3, 3, stride<2>, padding<1>>, inlay::tanh, conv1d<2, 2, stride<3>, causal>> {};
struct grouped : network<input<8, 4>, conv1d<6, 3, groups<2>, same>, inlay::tanh, conv1d<6, 2, groups<6>, no_bias>> {};

}  // namespace

TEST_CASE("conv1d has PyTorch's parameters and shapes", "[conv1d]") {
    using net = network<input<28, 4>, conv1d<6, 5, groups<2>, stride<2>, padding<1>>>;
    STATIC_REQUIRE(output_shape<net> == shape{13, 6});
    STATIC_REQUIRE(parameter_shape<net, "0.weight"> == shape{6, 2, 5});
    STATIC_REQUIRE(parameter_shape<net, "0.bias"> == shape{6});
    STATIC_REQUIRE(parameter_count<net> == 6 * 2 * 5 + 6);
    STATIC_REQUIRE(macs<net> == 13 * 6 * 2 * 5);
    STATIC_REQUIRE(output_shape<network<input<7, 3>, conv1d<4, 3, same, stride<2>>>> == shape{4, 4});
    STATIC_REQUIRE(output_shape<network<input<7, 3>, conv1d<4, 3, dilation<2>, causal>>> == shape{7, 4});
    STATIC_REQUIRE(output_shape<network<input<7, 3>, conv1d<4, 3, causal, dilation<20>>>> == shape{7, 4});
    STATIC_REQUIRE(output_shape<network<input<7, 3>, conv1d<4, 3, dilation<2>>>> == shape{3, 4});
    STATIC_REQUIRE(parameter_count<network<input<4, 3>, conv1d<2, 1, no_bias, expects<3>>>> == 6);
}

TEST_CASE("conv1d of every number of channels and filters", "[conv1d]") {
    check_channels<1>();
    check_channels<3>();
    check_channels<7>();
    check_channels<8>();
    check_channels<15>();
    check_channels<16>();
    check_channels<17>();
    check_channels<31>();
}

TEST_CASE("conv1d with every option", "[conv1d]") {
    check<single<1, 3, 5, 1>>();
    check<single<1, 3, 5, 4, causal>>();
    check<single<13, 3, 8, 3, stride<2>>>();
    check<single<13, 3, 8, 3, stride<2>, same>>();
    check<single<64, 8, 8, 6, causal, dilation<41>>>();
    check<single<9, 4, 6, 3, groups<2>, causal>>();
    check<single<9, 6, 6, 3, groups<6>, same, no_bias>>();
    check<single<5, 2, 3, 2, padding<4>>>();
    check<single<64, 1, 3, 6, causal, dilation<17>>>();  // by frames
    check<single<65, 3, 3, 16, causal>>();
    check<single<33, 3, 2, 5, same, no_bias>>();
    check<single<63, 4, 4, 8, groups<2>, padding<3>>>();
}

TEST_CASE("gradients of conv1d", "[conv1d][gradient]") {
    test::check_gradient<plain>();
    test::check_gradient<causal_ones>();
    test::check_gradient<strided>();
    test::check_gradient<grouped>();
}

TEST_CASE("the training step's kernels of conv1d", "[conv1d][training]") {
    test::check_training_step<plain>();
    test::check_training_step<causal_ones>();
    test::check_training_step<strided>();
    test::check_training_step<grouped>();
}
