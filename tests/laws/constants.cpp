// SPDX-License-Identifier: BSL-1.0
// What the compiler computes is what the program computes.
#include "laws.hpp"

using namespace inlay;

namespace {

struct classifier : network<input<3>, dense<5>, gelu, dense<4>, inlay::tanh, dense<3>, softmax> {};
struct image : network<input<4, 4, 1>, conv2d<2, 3, same>, batch_norm<>, relu, max_pool2d<2>, flatten, dense<2>> {};
struct both {
    constexpr auto operator()(auto a, auto b) const { return outputs(a * b, concat(a, b) | dense<2>{}); }
};
struct pair_of_inputs : traced<both, input<3>, input<3>> {};

constexpr model<classifier> c{seed{3}};
constexpr auto c_x = random_normal<3>(seed{4});
constexpr auto c_y = c(c_x);
static_assert(c_y[0] + c_y[1] + c_y[2] > 0.99999f && c_y[0] + c_y[1] + c_y[2] < 1.00001f);
static_assert(c_y(0) == c_y[0] && argmax(c_y) < 3);

constexpr model<image> i{seed{5}};
constexpr auto i_x = random_uniform<4, 4, 1>(seed{6});
constexpr auto i_y = i(i_x);

constexpr model<pair_of_inputs> p{seed{5}};
constexpr auto p_y = p(c_x, tensor<3>{1, 2, 3});
static_assert(std::get<0>(p_y)[1] == c_x[1] * 2);

template <class T>
void equal_values(const T& a, const T& b, float tolerance) {
    for (int k = 0; k < static_cast<int>(a.size()); ++k) CHECK(a[k] == Catch::Approx(b[k]).epsilon(0).margin(tolerance));
}

}  // namespace

TEST_CASE("parameters from a seed are those of a constant", "[laws][constants]") {
    const model<classifier> m{seed{3}};
    for (long k = 0; k < m.storage_size; ++k) CHECK(m.storage()[k] == c.storage()[k]);
    equal_values(random_normal<3>(seed{4}), c_x, 0);
}

TEST_CASE("constant evaluation gives what run time gives", "[laws][constants]") {
    equal_values(c(c_x), c_y, 1e-6f);
    equal_values(c.run<scalar>(c_x), c_y, 1e-6f);
    equal_values(i(i_x), i_y, 1e-6f);
    equal_values(eager(i)(i_x), i_y, 1e-6f);
    const auto run_time = p(c_x, tensor<3>{1, 2, 3});
    equal_values(std::get<0>(run_time), std::get<0>(p_y), 1e-6f);
    equal_values(std::get<1>(run_time), std::get<1>(p_y), 1e-6f);
}
