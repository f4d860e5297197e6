// SPDX-License-Identifier: BSL-1.0
// softmax, log_softmax and their gradients, against sums in double.
#include "support.hpp"

#include <inlay/ops/softmax.hpp>

using namespace inlay;
using test::predict;

namespace {

std::vector<double> brute_force(const std::vector<float>& x, std::size_t columns, bool logarithm) {
    std::vector<double> y;
    for (std::size_t r = 0; r < x.size(); r += columns) {
        double sum = 0, most = -1e300;
        for (std::size_t k = 0; k < columns; ++k)
            most = std::max(most, static_cast<double>(x[r + k]));
        for (std::size_t k = 0; k < columns; ++k)
            sum += std::exp(static_cast<double>(x[r + k]) - most);
        for (std::size_t k = 0; k < columns; ++k) {
            const double shifted = static_cast<double>(x[r + k]) - most;
            y.push_back(logarithm ? shifted - std::log(sum) : std::exp(shifted) / sum);
        }
    }
    return y;
}

template <int N>
struct probabilities : network<input<2, N>, softmax> {};
template <int N>
struct logarithms : network<input<N>, log_softmax> {};

}  // namespace

TEST_CASE("softmax of every size, over each row", "[softmax]") {
    test::for_sizes([](auto n) {
        const model<probabilities<n.value>> m{seed{1}};
        const model<logarithms<n.value>> l{seed{1}};
        for (long batch : {1, 3}) {
            const auto x = test::random_numbers(batch * 2 * n.value, 7);
            INFO("size " << n.value << ", batch " << batch);
            test::check_near(predict(m, x), brute_force(x, n.value, false), 1e-6);
            test::check_near(predict(l, x), brute_force(x, n.value, true), 1e-6);
        }
    });
}

TEST_CASE("softmax with fast functions", "[softmax]") {
    const model<probabilities<17>> m{seed{1}};
    const model<logarithms<17>> l{seed{1}};
    const auto x = test::random_numbers(2 * 17, 7);
    const auto y = deployed<probabilities<17>, fast_functions>{m}(x.data());
    test::check_near({y.values, y.values + 34}, brute_force(x, 17, false), 2e-6);
    const auto z = deployed<logarithms<17>, fast_functions>{l}(x.data());
    test::check_near({z.values, z.values + 17}, brute_force({x.begin(), x.begin() + 17}, 17, true), 2e-6);
    const float apart[] = {0, -1, -200, 0, 0, 0};  // where fast functions stay above zero
    const model<probabilities<3>> three{seed{1}};
    CHECK(three(apart)[2] == 0);
    CHECK(deployed<probabilities<3>, fast_functions>{three}(apart)[2] > 0);
}

TEST_CASE("softmax neither overflows nor loses NaN", "[softmax]") {
    const model<probabilities<17>> m{seed{1}};
    std::vector<float> x = test::random_numbers(2 * 17, 3);
    for (float& v : x) v *= 1e30f;
    test::check_near(predict(m, x), brute_force(x, 17, false), 1e-6);
    for (float& v : x) v = -3e38f;
    test::check_near(predict(m, x), std::vector<double>(34, 1.0 / 17));
    x = test::random_numbers(2 * 17, 3);
    for (float& v : x) v -= 1000;  // lanes beyond the row must not take part
    test::check_near(predict(m, x), brute_force(x, 17, false), 1e-6);
    x[20] = std::nanf("");
    const auto y = predict(m, x);
    CHECK(y[0] == y[0]);
    CHECK(y[17] != y[17]);
}

TEST_CASE("softmax in constant evaluation", "[softmax]") {
    struct net : network<input<3>, softmax> {};
    constexpr model<net> m{seed{1}};
    constexpr auto y = m(tensor<3>{{1, 2, 3}});
    STATIC_REQUIRE(y[0] + y[1] + y[2] > 0.9999f);
    CHECK(y[2] == Catch::Approx(0.66524096f));
}

TEST_CASE("gradients of softmax", "[softmax][gradient]") {
    test::check_gradient<probabilities<5>>();
    test::check_gradient<logarithms<5>>();

    test::for_sizes([](auto n) {
        constexpr int N = n.value;
        const auto dy = test::random_numbers(3 * N, 1), x = test::random_numbers(3 * N, 2);
        const auto p = brute_force(x, N, false), l = brute_force(x, N, true);
        test::guarded g(dy), y(std::vector<float>(p.begin(), p.end())),
            z(std::vector<float>(l.begin(), l.end()));
        test::guarded dx(3 * N), dz(3 * N), dx1(3 * N), dz1(3 * N);
        using native = test::site<simd::native_width, shape{N}, true, shape{N}, shape{N}>;
        using scalar = test::site<1, shape{N}, true, shape{N}, shape{N}>;
        const float *in[] = {g.data(), y.data()}, *in_log[] = {g.data(), z.data()};
        ops::softmax_gradient::run<native>(in, dx.data(), 3);
        ops::softmax_gradient::run<scalar>(in, dx1.data(), 3);
        ops::log_softmax_gradient::run<native>(in_log, dz.data(), 3);
        ops::log_softmax_gradient::run<scalar>(in_log, dz1.data(), 3);
        std::vector<double> want, want_log;
        for (std::size_t r = 0; r < 3 * N; r += N) {
            double sum = 0, sum_dy = 0;
            for (std::size_t k = r; k < r + N; ++k)
                sum += p[k] * static_cast<double>(dy[k]), sum_dy += static_cast<double>(dy[k]);
            for (std::size_t k = r; k < r + N; ++k) {
                want.push_back(p[k] * (static_cast<double>(dy[k]) - sum));
                want_log.push_back(static_cast<double>(dy[k]) - p[k] * sum_dy);
            }
        }
        INFO("size " << N);
        test::check_near(dx.values(), want), test::check_near(dx1.values(), want);
        test::check_near(dz.values(), want_log), test::check_near(dz1.values(), want_log);
    });
}
