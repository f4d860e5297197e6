// SPDX-License-Identifier: BSL-1.0
// zero_padding2d and its gradient.
#include "maps.hpp"

#include <inlay/ops/conv2d.hpp>
#include <inlay/ops/pad.hpp>

using namespace inlay;

namespace {

struct padded : network<input<4, 3, 5>, zero_padding2d<1, 2>> {};
struct trained : network<input<4, 3, 2>, conv2d<3, 2>, inlay::tanh, zero_padding2d<2, 1>, conv2d<3, 3>> {};

}  // namespace

TEST_CASE("zero_padding2d puts zeros around a map", "[pad]") {
    STATIC_REQUIRE(output_shape<padded> == shape{6, 7, 5});
    STATIC_REQUIRE(output_shape<network<input<4, 3, 5>, zero_padding2d<3>>> == shape{10, 9, 5});
    test::check_predictions(model<padded>{}, [](const std::vector<float>& x) {
        std::vector<double> y(x.size() / 60 * 210);
        for (std::size_t k = 0; k < x.size(); ++k) {
            const std::size_t c = k % 5, w = k / 5 % 3, h = k / 15 % 4, n = k / 60;
            y[((n * 6 + h + 1) * 7 + w + 2) * 5 + c] = static_cast<double>(x[k]);
        }
        return y;
    });
}

TEST_CASE("zero_padding2d and a convolution are a padded convolution", "[pad]") {
    using apart = network<input<5, 6, 3>, zero_padding2d<1>, conv2d<4, 3, name<"c">>>;
    using in_one = network<input<5, 6, 3>, conv2d<4, 3, padding<1>, name<"c">>>;
    const model<apart> a{seed{2}};
    model<in_one> b{};
    for (long i = 0; i < a.storage_size; ++i) b.storage()[i] = a.storage()[i];
    const auto x = test::random_numbers(2 * 90, 1);
    test::check_near(test::predict(a, x), test::in_double(test::predict(b, x)));
}

TEST_CASE("the gradient of zero_padding2d", "[pad][gradient]") {
    test::check_gradient<trained>();
    test::check_training_step<trained>();
}
