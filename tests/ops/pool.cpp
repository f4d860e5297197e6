// SPDX-License-Identifier: BSL-1.0
// Pools and their gradients, against loops in double.
#include "maps.hpp"

#include <inlay/ops/conv2d.hpp>
#include <inlay/ops/pool.hpp>

using namespace inlay;

namespace {

template <int H, int W, int C, class Pool>
struct single : network<input<H, W, C>, Pool> {
    static constexpr ops::window win = Pool::window_over(shape{H, W, C});
};

// Real: the mean is of elements on the map.
template <class Net, bool Maximum, bool Real = false>
void check() {
    constexpr shape in = input_shape<Net>, out = output_shape<Net>;
    constexpr auto C = static_cast<std::size_t>(in[2]);
    test::check_predictions(model<Net>{}, [&](const std::vector<float>& x) {
        const long batch = static_cast<long>(x.size()) / in.size();
        const auto size = static_cast<std::size_t>(batch * out.size());
        std::vector<double> y(size, Maximum ? -1e300 : 0), count(size);
        test::every_tap(in, out, Net::win, batch, [&](std::size_t at_x, std::size_t at_y, int, int) {
            for (std::size_t c = 0; c < C; ++c) {
                const auto v = static_cast<double>(x[at_x * C + c]);
                double& r = y[at_y * C + c];
                r = Maximum ? std::max(r, v) : r + v;
                count[at_y * C + c] += 1;
            }
        });
        if constexpr (!Maximum)
            for (std::size_t k = 0; k < size; ++k) y[k] /= Real ? count[k] : Net::win.kernel_h * Net::win.kernel_w;
        return y;
    });
}

template <class Pool>
struct trained : network<input<9, 8, 3>, conv2d<5, 2>, Pool, flatten, dense<3>> {};
struct two_windows {
    static constexpr kernels::map_window value{2, 4, 17, 1, 2, 17, max_pool2d<2>::window_over({2, 4, 17})};
};
template <int C, class Pool>
struct of_channels : network<input<6, 7, 2>, conv2d<C, 2>, Pool, conv2d<2, 1>> {};

}  // namespace

TEST_CASE("pools step by their kernel unless they are told", "[pool]") {
    STATIC_REQUIRE(output_shape<network<input<9, 8, 3>, max_pool2d<2>>> == shape{4, 4, 3});
    STATIC_REQUIRE(output_shape<network<input<9, 8, 3>, max_pool2d<kernel_size{3, 2}>>> == shape{3, 4, 3});
    STATIC_REQUIRE(output_shape<network<input<9, 8, 3>, average_pool2d<3, stride<1>>>> == shape{7, 6, 3});
    STATIC_REQUIRE(output_shape<network<input<9, 8, 3>, average_pool2d<3, same>>> == shape{3, 3, 3});
    STATIC_REQUIRE(output_shape<network<input<9, 8, 3>, max_pool2d<3, same, stride<2>>>> == shape{5, 4, 3});
    STATIC_REQUIRE(max_pool2d<3, same, stride<2>>::window_over({9, 8, 3}) == max_pool2d<3, stride<2>, same>::window_over({9, 8, 3}));
    STATIC_REQUIRE(output_shape<network<input<9, 8, 3>, max_pool2d<3, stride<2>, padding<1>>>> == shape{5, 4, 3});
    STATIC_REQUIRE(output_shape<network<input<9, 8, 3>, global_average_pool2d>> == shape{3});
    STATIC_REQUIRE(parameter_count<network<input<9, 8, 3>, max_pool2d<2>, global_max_pool2d>> == 0);
}

TEST_CASE("pools of every number of channels", "[pool]") {
    test::for_sizes([](auto n) {
        constexpr int C = n.value;
        check<single<5, 7, C, max_pool2d<2>>, true>();
        check<single<13, 4, C, max_pool2d<3, stride<2>, padding<1>>>, true>();
        check<single<5, 7, C, average_pool2d<2>>, false>();
        check<single<13, 4, C, average_pool2d<3, stride<2>, padding<1>>>, false>();
        check<single<13, 4, C, average_pool2d<3, stride<2>, same>>, false, true>();
    });
}

TEST_CASE("pools of every size", "[pool]") {
    check<single<1, 1, 3, max_pool2d<1>>, true>();
    check<single<1, 1, 3, max_pool2d<3, same>>, true>();
    check<single<1, 1, 3, average_pool2d<3, same>>, false, true>();
    check<single<12, 11, 20, max_pool2d<kernel_size{5, 4}, stride<1, 3>>>, true>();
    check<single<12, 11, 20, max_pool2d<kernel_size{2, 3}, stride<3, 4>>>, true>();
    check<single<12, 11, 20, average_pool2d<kernel_size{5, 4}, stride<1, 3>, padding<2, 1>>>, false>();
}

TEST_CASE("global pools", "[pool]") {
    struct net : network<input<5, 4, 19>, branches<concat, global_average_pool2d, global_max_pool2d>> {};
    test::check_predictions(model<net>{}, [](const std::vector<float>& x) {
        std::vector<double> y;
        for (std::size_t n = 0; n < x.size() / 380; ++n) {
            std::vector<double> sum(19), most(19, -1e300);
            for (std::size_t k = 0; k < 380; ++k) {
                const auto v = static_cast<double>(x[n * 380 + k]);
                sum[k % 19] += v / 20;
                most[k % 19] = std::max(most[k % 19], v);
            }
            y.insert(y.end(), sum.begin(), sum.end());
            y.insert(y.end(), most.begin(), most.end());
        }
        return y;
    });
}

TEST_CASE("max_pool2d passes NaN on, and -infinity", "[pool]") {
    using net = network<input<2, 4, 1>, max_pool2d<2>>;
    const model<net> m{};
    const float nan = std::nanf(""), low = -std::numeric_limits<float>::infinity();
    const auto y = m(tensor<2, 4, 1>{1, nan, low, low, 3, 2, low, low});
    CHECK(std::isnan(y[0]));
    CHECK(y[1] == low);
}

TEST_CASE("max_pool2d's gradient goes to the first of equal elements", "[pool]") {
    constexpr int C = 17;
    std::vector<float> x(8 * C, 1.0f), dy(2 * C);
    for (std::size_t c = 0; c < C; ++c) {
        x[0 * C + c] = 0, x[6 * C + c] = 2;  // the second of the first window, the third of the second
        dy[c] = 5, dy[C + c] = 7;
    }
    test::guarded in(x), dx(8 * C), dx1(8 * C);
    kernels::max_pool2d_gradient<simd::batch<simd::native_width>, two_windows>(in.data(), dy.data(), dx.data(), 1);
    kernels::max_pool2d_gradient<simd::batch<1>, two_windows>(in.data(), dy.data(), dx1.data(), 1);
    std::vector<double> want(8 * C);
    for (std::size_t c = 0; c < C; ++c) want[1 * C + c] = 5, want[6 * C + c] = 7;
    test::check_near(dx.values(), want);
    test::check_near(dx1.values(), want);
}

TEST_CASE("pools in constant evaluation", "[pool]") {
    struct net : network<input<4, 4, 1>, max_pool2d<2>, average_pool2d<2, same>> {};
    static constexpr model<net> m{};
    static constexpr auto y = m(tensor<4, 4, 1>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    STATIC_REQUIRE(y[0] == (6 + 8 + 14 + 16) / 4);
}

TEST_CASE("gradients of pools", "[pool][gradient]") {
    test::check_gradient<trained<max_pool2d<2>>>();
    test::check_gradient<trained<max_pool2d<3, stride<2>, padding<1>>>>();
    test::check_gradient<trained<max_pool2d<3, stride<1>, same>>>();
    test::check_gradient<trained<average_pool2d<2>>>();
    test::check_gradient<trained<average_pool2d<3, stride<2>, padding<1>>>>();
    test::check_gradient<trained<average_pool2d<3, stride<2>, same>>>();
    test::check_gradient<trained<global_max_pool2d>>();
    test::check_gradient<trained<global_average_pool2d>>();
}

TEST_CASE("the training step's kernels of pools", "[pool][training]") {
    test::for_sizes([](auto n) {
        constexpr int C = n.value;
        test::check_training_step<of_channels<C, max_pool2d<2>>>();
        test::check_training_step<of_channels<C, max_pool2d<3, stride<2>, padding<1>>>>();
        test::check_training_step<of_channels<C, average_pool2d<2>>>();
        test::check_training_step<of_channels<C, average_pool2d<3, stride<1>, same>>>();
    });
    test::check_training_step<trained<global_max_pool2d>>();
    test::check_training_step<trained<global_average_pool2d>>();
    test::check_training_step<trained<max_pool2d<2, stride<3>>>>();
}
