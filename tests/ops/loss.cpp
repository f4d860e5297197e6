// SPDX-License-Identifier: BSL-1.0
// Losses and their gradients against sums in double.
#include "support.hpp"

using namespace inlay;

namespace {

template <class Op, class T>
std::vector<T> call(shape out, bool batched, const std::vector<T>& a, shape as, const std::vector<T>& b, shape bs, long batch) {
    node self, na, nb;
    self.out = out, self.batched = batched, na.out = as, nb.out = bs;
    const node* nodes[] = {&na, &nb};
    const T* in[] = {a.data(), b.data()};
    std::vector<T> y(static_cast<std::size_t>(out.size() * (batched ? batch : 1)));
    Op::reference(reference_call<T>{&self, nodes, in, y.data(), batch, 0});
    return y;
}

template <int C, int Width>
void check_cross_entropy() {
    constexpr long batch = 4;
    std::vector<float> x = test::random_numbers(batch * C, 3), t = {0, C - 1, C / 2, 0};
    for (std::size_t k = 0; k < C; ++k) x[C + k] *= 40;  // saturated
    std::vector<double> probability;
    double loss = 0;
    for (std::size_t r = 0; r < batch; ++r) {
        double most = -1e300, sum = 0;
        for (std::size_t k = 0; k < C; ++k) most = std::max(most, static_cast<double>(x[r * C + k]));
        for (std::size_t k = 0; k < C; ++k) sum += std::exp(static_cast<double>(x[r * C + k]) - most);
        for (std::size_t k = 0; k < C; ++k) {
            const bool hot = k == static_cast<std::size_t>(t[r]);
            const double log_p = static_cast<double>(x[r * C + k]) - most - std::log(sum);
            probability.push_back((std::exp(log_p) - hot) / batch);
            if (hot) loss -= log_p / batch;
        }
    }
    INFO("classes " << C << ", width " << Width);
    test::guarded xs(x), dx(batch * C), value(1);
    const float* in[] = {xs.data(), t.data()};
    ops::cross_entropy::run<test::site<Width, shape{}, false, shape{C}, shape{1}>>(in, value.data(), batch);
    ops::cross_entropy_gradient::run<test::site<Width, shape{C}, true, shape{C}, shape{1}>>(in, dx.data(), batch);
    test::check_near(value.values(), {loss}, 1e-6);
    test::check_near(dx.values(), probability, 1e-6);
    test::check_near(call<ops::cross_entropy>(shape{}, false, x, shape{C}, t, shape{1}, batch), {loss}, 1e-6);
    const auto exact = call<ops::cross_entropy_gradient>(shape{C}, true, test::in_double(x), shape{C}, test::in_double(t), shape{1}, batch);
    for (std::size_t i = 0; i < exact.size(); ++i) CHECK(exact[i] == Catch::Approx(probability[i]).margin(1e-14));
}

}  // namespace

TEST_CASE("cross entropy of logits", "[loss]") {
    check_cross_entropy<1, simd::native_width>();
    check_cross_entropy<3, simd::native_width>();
    check_cross_entropy<10, simd::native_width>();
    check_cross_entropy<16, simd::native_width>();
    check_cross_entropy<17, simd::native_width>();
    check_cross_entropy<10, 1>();
}

TEST_CASE("mean squared error", "[loss]") {
    test::for_sizes([](auto n) {
        constexpr int N = n.value;
        constexpr long batch = 3;
        const auto y = test::random_numbers(batch * N, 1), t = test::random_numbers(batch * N, 2);
        double sum = 0;
        std::vector<double> slope;
        for (std::size_t i = 0; i < y.size(); ++i) {
            const double e = static_cast<double>(y[i]) - static_cast<double>(t[i]);
            sum += e * e / static_cast<double>(y.size());
            slope.push_back(2 * e / static_cast<double>(y.size()));
        }
        INFO("size " << N);
        test::guarded ys(y), ts(t), dy(batch * N), value(1);
        const float* in[] = {ys.data(), ts.data()};
        ops::mean_squared_error::run<test::site<simd::native_width, shape{}, false, shape{N}, shape{N}>>(in, value.data(), batch);
        ops::mean_squared_error_gradient::run<test::site<simd::native_width, shape{N}, true, shape{N}, shape{N}>>(in, dy.data(), batch);
        test::check_near(value.values(), {sum}, 1e-6);
        test::check_near(dy.values(), slope, 1e-6);
    });
}

TEST_CASE("what a loss asks of its network", "[loss]") {
    STATIC_REQUIRE(cross_entropy::target({4, 5}) == shape{1});
    STATIC_REQUIRE(mean_squared_error::target({4, 5}) == shape{4, 5});
}

TEST_CASE("gradients of losses", "[loss][gradient]") {
    struct net : network<input<4>, dense<5>> {};
    CHECK(gradient_check<net>(seed{1}, cross_entropy{}).max_relative_error < 1e-6);
    CHECK(gradient_check<net>(seed{1}, mean_squared_error{}).max_relative_error < 1e-6);
}
