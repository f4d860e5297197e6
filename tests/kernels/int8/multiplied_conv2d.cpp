// SPDX-License-Identifier: BSL-1.0
// Several filters a channel against sums of what stands in the padded map, rounded once.
#include "kernels/int8/random.hpp"

#include <inlay/kernels/int8/multiplied_conv2d.hpp>
#include <inlay/quant/multiplier.hpp>

#include <algorithm>
#include <cmath>

using namespace inlay::kernels::int8;

namespace {

void check(map_form f, output_range range) {
    const inlay::ops::window& w = f.win;
    const auto x = test::random_bytes(f.height * f.width * f.channels, 1);
    const auto weight = test::random_bytes(w.kernel_h * w.kernel_w * f.filters, 2);
    std::vector<std::int32_t> bias;
    std::vector<inlay::fixed_multiplier> multiplier;
    for (int o = 0; o < f.filters; ++o) bias.push_back(100 * o - 250), multiplier.push_back(inlay::detail::multiplier_of(0.001 * (o + 1)));
    std::vector<signed char> y(static_cast<std::size_t>(f.out_height * f.out_width * f.filters) + 1, 77);
    multiplied_conv2d<inlay::single_rounding>(f, x.data(), weight.data(), bias.data(), multiplier.data(), y.data(), range);

    const int wide = f.width + w.pad_left + w.pad_right, high = f.height + w.pad_top + w.pad_bottom;
    std::vector<int> padded(static_cast<std::size_t>(high * wide * f.channels), f.fill);
    for (int h = 0; h < f.height; ++h)
        for (int k = 0; k < f.width * f.channels; ++k)
            padded[static_cast<std::size_t>(((h + w.pad_top) * wide + w.pad_left) * f.channels + k)] = x[static_cast<std::size_t>(h * f.width * f.channels + k)];
    std::size_t at = 0;
    for (int row = 0; row < f.out_height; ++row)
        for (int column = 0; column < f.out_width; ++column)
            for (int c = 0; c < f.channels; ++c)
                for (int each = 0; each < f.filters / f.channels; ++each, ++at) {
                    const int o = c * (f.filters / f.channels) + each;
                    int sum = bias[static_cast<std::size_t>(o)];
                    for (int v = 0; v < w.kernel_h; ++v)
                        for (int u = 0; u < w.kernel_w; ++u)
                            sum += weight[static_cast<std::size_t>((v * w.kernel_w + u) * f.filters + o)] *
                                   padded[static_cast<std::size_t>(((row * w.stride_h + v * w.dilation_h) * wide + column * w.stride_w + u * w.dilation_w) * f.channels + c)];
                    const auto& m = multiplier[static_cast<std::size_t>(o)];
                    const double exact = std::floor(std::ldexp(static_cast<double>(sum) * m.fraction, m.shift - 31) + 0.5) + range.zero_point;
                    CHECK(static_cast<double>(y[at]) == std::clamp(exact, static_cast<double>(range.low), static_cast<double>(range.high)));
                }
    CHECK(y.back() == 77);
}

}  // namespace

TEST_CASE("several filters a channel", "[int8][multiplied_conv2d]") {
    check({1, 1, 1, 1, 1, 2, {}, 0}, {0, -128, 127});
    check({5, 4, 3, 3, 2, 6, {.kernel_h = 3, .kernel_w = 3}, 0}, {3, -128, 127});
    check({6, 5, 2, 3, 3, 10, {.kernel_h = 3, .kernel_w = 2, .stride_h = 2, .stride_w = 2, .pad_top = 1, .pad_left = 1, .pad_bottom = 0, .pad_right = 1}, -7},
          {-128, -128, 60});
    check({7, 7, 1, 5, 5, 3, {.kernel_h = 3, .kernel_w = 3, .pad_top = 1, .pad_left = 1, .pad_bottom = 1, .pad_right = 1, .dilation_h = 2, .dilation_w = 2}, 11},
          {0, -128, 127});
}
