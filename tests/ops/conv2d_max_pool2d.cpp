// SPDX-License-Identifier: BSL-1.0
// Convolutions that pool their own output, against loops in double.
#include "maps.hpp"

#include <inlay/ops/activations.hpp>
#include <inlay/ops/conv2d.hpp>
#include <inlay/ops/pool.hpp>

#include <algorithm>
#include <vector>

using namespace inlay;

namespace {

template <int H, int W, int C, int Filters, kernel_size Kernel, kernel_size Pool, class... Options>
struct pooled : network<input<H, W, C>, conv2d<Filters, Kernel, Options...>, relu, max_pool2d<Pool>> {
    static constexpr ops::window win = conv2d<Filters, Kernel, Options...>::window_over(shape{H, W, C});
    static constexpr shape map = inlay::detail::after_window(shape{H, W, C}, win, Filters);
    static constexpr kernel_size pool = Pool;
};

template <class Net>
constexpr bool is_fused() {
    for (const node& n : inference<Net>::g.nodes)
        if (n.op == &op_of<ops::conv2d_max_pool2d>) return inference<Net>::step_count == 1;
    return false;
}

template <class Net>
void check() {
    STATIC_REQUIRE(is_fused<Net>());
    model<Net> m{seed{1}};
    const auto weight = parameter<"0.weight">(m);
    const auto bias = parameter<"0.bias">(m);
    for (int o = 0; o < Net::map[2]; ++o) bias(o) = 0.1f * static_cast<float>(o % 5 - 2);
    INFO("input " << text{""}.operator<<(input_shape<Net>).data << ", output " << text{""}.operator<<(output_shape<Net>).data);
    test::check_predictions(m, [&](const std::vector<float>& x) {
        constexpr shape map = Net::map, out = output_shape<Net>;
        const auto y = test::convolve(x, input_shape<Net>, map, Net::win, weight, [&](int o) { return static_cast<double>(bias(o)); });
        std::vector<double> most(static_cast<std::size_t>(static_cast<long>(x.size()) / input_shape<Net>.size() * out.size()));
        const ops::window pool{.kernel_h = Net::pool.height, .kernel_w = Net::pool.width, .stride_h = Net::pool.height, .stride_w = Net::pool.width};
        test::every_tap(map, out, pool, static_cast<long>(x.size()) / input_shape<Net>.size(),
                        [&](std::size_t at_x, std::size_t at_y, int, int) {
                            for (std::size_t o = 0; o < static_cast<std::size_t>(map[2]); ++o) {
                                double& now = most[at_y * static_cast<std::size_t>(map[2]) + o];
                                now = std::max(now, y[at_x * static_cast<std::size_t>(map[2]) + o]);
                            }
                        });
        return most;
    });
}

}  // namespace

TEST_CASE("conv2d and max_pool2d in one, of every number of filters", "[conv2d_max_pool2d]") {
    check<pooled<28, 28, 1, 6, 5, 2>>();
    check<pooled<12, 12, 6, 16, 5, 2>>();
    check<pooled<6, 7, 3, 1, 3, 2>>();
    check<pooled<6, 7, 3, 3, 3, 2>>();
    check<pooled<6, 7, 3, 15, 3, 2>>();
    check<pooled<6, 7, 3, 17, 3, 2>>();
    check<pooled<6, 7, 2, 33, 3, 2>>();
    check<pooled<6, 7, 2, 64, 3, 2>>();
    check<pooled<6, 7, 2, 97, 3, 2>>();
}

TEST_CASE("conv2d and max_pool2d in one, of every window", "[conv2d_max_pool2d]") {
    check<pooled<9, 11, 3, 8, 3, 2, same>>();                          // taps off the map
    check<pooled<9, 11, 3, 8, 3, kernel_size{3, 4}, same>>();
    check<pooled<9, 11, 3, 40, 3, kernel_size{1, 3}, padding<2>>>();
    check<pooled<9, 11, 1, 5, kernel_size{2, 7}, kernel_size{4, 1}>>();  // a last row that no window covers
    check<pooled<13, 12, 2, 7, 3, 2, stride<2>, same>>();
    check<pooled<13, 12, 2, 7, 3, 2, dilation<2>>>();
    check<pooled<3, 3, 2, 3, 7, 3, same>>();                            // no window inside the map
    check<pooled<4, 4, 3, 5, 1, 2, padding<1>>>();
    check<pooled<8, 70, 1, 6, 3, 2>>();
}
