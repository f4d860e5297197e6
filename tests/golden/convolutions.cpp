// SPDX-License-Identifier: BSL-1.0
// Convolutions and pools, forward and backward, against PyTorch.
#include "golden.hpp"

using namespace inlay;

struct conv_valid : network<input<8, 9, 3>, conv2d<7, 3>, relu> {};
struct conv_same : network<input<7, 11, 1>, conv2d<17, 5, same>, relu, conv2d<5, 3, padding<1>>> {};
struct conv_stride : network<input<13, 11, 4>, conv2d<6, kernel_size{3, 2}, stride<2, 3>, padding<1, 0>>, inlay::tanh,
                             conv2d<3, 3, stride<2>>> {};
struct conv_dilation : network<input<9, 10, 2>, conv2d<4, 3, dilation<2>, padding<2>>, inlay::tanh,
                               conv2d<3, 2, dilation<1, 3>>> {};
struct conv_groups : network<input<7, 5, 6>, conv2d<12, 3, groups<3>, no_bias>, inlay::tanh, conv2d<4, 1>> {};
struct depthwise : network<input<9, 7, 17>, depthwise_conv2d<3, padding<1>>, relu, conv2d<5, 1>,
                           depthwise_conv2d<3, stride<2>, no_bias>> {};
struct max_pool : network<input<13, 12, 3>, conv2d<18, 3>, max_pool2d<2>, conv2d<4, 1>,
                          max_pool2d<3, stride<2>, padding<1>>> {};
struct average_pool : network<input<13, 12, 3>, conv2d<18, 3>, average_pool2d<2>, conv2d<4, 1>,
                              average_pool2d<3, stride<2>, padding<1>>> {};
struct global_pools : network<input<6, 7, 2>, branches<concat, sequential<conv2d<9, 3>, global_average_pool2d>,
                                                       sequential<conv2d<4, 3>, global_max_pool2d>>> {};
struct padded : network<input<4, 5, 2>, zero_padding2d<1, 2>, conv2d<3, 3>> {};

TEST_CASE("convolutions agree with PyTorch") {
    SECTION("valid") { golden::check<conv_valid>("conv_valid"); }
    SECTION("same") { golden::check<conv_same>("conv_same"); }
    SECTION("stride") { golden::check<conv_stride>("conv_stride"); }
    SECTION("dilation") { golden::check<conv_dilation>("conv_dilation"); }
    SECTION("groups") { golden::check<conv_groups>("conv_groups"); }
    SECTION("depthwise") { golden::check<depthwise>("depthwise"); }
    SECTION("padding") { golden::check<padded>("padding"); }
}
TEST_CASE("pools agree with PyTorch") {
    SECTION("max") { golden::check<max_pool>("max_pool"); }
    SECTION("average") { golden::check<average_pool>("average_pool"); }
    SECTION("global") { golden::check<global_pools>("global_pools"); }
}
