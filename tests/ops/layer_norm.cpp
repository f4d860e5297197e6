// SPDX-License-Identifier: BSL-1.0
// layer_norm and its gradients, against sums in double.
#include "support.hpp"

#include <inlay/ops/layer_norm.hpp>

using namespace inlay;

namespace {

template <int N>
struct normalised : network<input<2, N>, layer_norm<>> {};
struct wide_epsilon : network<input<5>, layer_norm<epsilon<0.5>, name<"n">>> {};
struct flat : network<input<2, 3, 4>, flatten, layer_norm<>> {};

struct row {
    double mean = 0, inverse = 0;
    row(const float* x, std::size_t n, double above) {
        double squares = 0;
        for (std::size_t k = 0; k < n; ++k)
            mean += static_cast<double>(x[k]) / static_cast<double>(n);
        for (std::size_t k = 0; k < n; ++k)
            squares += std::pow(static_cast<double>(x[k]) - mean, 2);
        inverse = 1 / std::sqrt(squares / static_cast<double>(n) + above);
    }
};

std::vector<double> brute_force(const std::vector<float>& x, const std::vector<float>& weight,
                                const std::vector<float>& bias, double above) {
    const std::size_t n = weight.size();
    std::vector<double> y;
    for (std::size_t r = 0; r < x.size(); r += n) {
        const row s(&x[r], n, above);
        for (std::size_t k = 0; k < n; ++k)
            y.push_back((static_cast<double>(x[r + k]) - s.mean) * s.inverse *
                            static_cast<double>(weight[k]) +
                        static_cast<double>(bias[k]));
    }
    return y;
}

template <class Net, fixed_string Path>
void set(model<Net>& m, const std::vector<float>& values) {
    const auto p = parameter<Path>(m);
    for (std::size_t i = 0; i < values.size(); ++i) p(static_cast<int>(i)) = values[i];
}

}  // namespace

TEST_CASE("layer_norm of every size", "[layer_norm]") {
    test::for_sizes([](auto n) {
        using net = normalised<n.value>;
        model<net> m{seed{1}};
        const auto weight = test::random_numbers(n.value, 1),
                   bias = test::random_numbers(n.value, 2);
        set<net, "0.weight">(m, weight), set<net, "0.bias">(m, bias);
        for (long batch : {1, 3}) {
            const auto x = test::random_numbers(batch * 2 * n.value, 3);
            INFO("size " << n.value << ", batch " << batch);
            test::check_near(test::predict(m, x), brute_force(x, weight, bias, 1e-5),
                             n.value == 3 ? 1e-4 : 1e-5);
        }
    });
}

TEST_CASE("layer_norm far from zero, and its epsilon", "[layer_norm]") {
    const model<normalised<31>> m{seed{1}};
    auto x = test::random_numbers(62, 5);
    for (float& v : x) v += 1000;
    test::check_near(test::predict(m, x),
                     brute_force(x, std::vector<float>(31, 1), std::vector<float>(31, 0), 1e-5),
                     2e-4);

    STATIC_REQUIRE(parameter_shape<wide_epsilon, "n.weight"> == shape{5});
    const model<wide_epsilon> w{seed{1}};
    const auto z = test::random_numbers(5, 6);
    test::check_near(test::predict(w, z),
                     brute_force(z, std::vector<float>(5, 1), std::vector<float>(5, 0), 0.5));
}

TEST_CASE("layer_norm behind a flatten keeps PyTorch's order in files", "[layer_norm]") {
    for (const auto& p : recorded<flat>::value.parameters) CHECK(p.flattened == shape{2, 3, 4});
    for (const auto& p : recorded<normalised<3>>::value.parameters) CHECK(p.flattened.rank == 0);
}

TEST_CASE("gradients of layer_norm", "[layer_norm][gradient]") {
    CHECK(test::check_gradient<normalised<5>>().checked == 5 + 5 + 3 * 10);
    test::check_gradient<wide_epsilon>();

    test::for_sizes([](auto n) {
        constexpr std::size_t N = n.value;
        constexpr shape s{n.value};
        const auto dy = test::random_numbers(3 * n.value, 1),
                   x = test::random_numbers(3 * n.value, 2),
                   weight = test::random_numbers(n.value, 3);
        test::guarded g(dy), xs(x), w(weight), dx(3 * n.value), dx1(3 * n.value), dw(n.value),
            dw1(n.value);
        const float* in[] = {g.data(), xs.data(), w.data()};
        ops::layer_norm_gradient::run<test::site<simd::native_width, s, true, s, s, s>>(
            in, dx.data(), 3);
        ops::layer_norm_gradient::run<test::site<1, s, true, s, s, s>>(in, dx1.data(), 3);
        ops::layer_norm_weight_gradient::run<test::site<simd::native_width, s, false, s, s>>(
            in, dw.data(), 3);
        ops::layer_norm_weight_gradient::run<test::site<1, s, false, s, s>>(in, dw1.data(), 3);
        std::vector<double> want_x, want_w(N);
        for (std::size_t r = 0; r < 3 * N; r += N) {
            const row m(&x[r], N, 0);
            if (N == 1) {  // the site's epsilon is 0: 1 / 0
                want_x.assign(3, 0);
                break;
            }
            double sum = 0, sum_h = 0;
            const auto h = [&](std::size_t k) {
                return (static_cast<double>(x[r + k]) - m.mean) * m.inverse;
            };
            const auto gk = [&](std::size_t k) {
                return static_cast<double>(dy[r + k]) * static_cast<double>(weight[k]);
            };
            for (std::size_t k = 0; k < N; ++k)
                sum += gk(k), sum_h += gk(k) * h(k),
                    want_w[k] += static_cast<double>(dy[r + k]) * h(k);
            for (std::size_t k = 0; k < N; ++k)
                want_x.push_back((gk(k) - (sum + h(k) * sum_h) / static_cast<double>(N)) *
                                 m.inverse);
        }
        INFO("size " << N);
        if (N == 1) return;
        test::check_near(dx.values(), want_x, 1e-4), test::check_near(dx1.values(), want_x, 1e-4);
        test::check_near(dw.values(), want_w, 1e-4), test::check_near(dw1.values(), want_w, 1e-4);
    });
}
