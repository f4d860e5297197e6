// SPDX-License-Identifier: BSL-1.0
// batch_norm in inference and in training, against sums in double.
#include "support.hpp"

#include <inlay/ops/batch_norm.hpp>

using namespace inlay;

namespace {

template <int C>
struct maps : network<input<2, 3, C>, batch_norm<>> {};
struct small : network<input<2, 3, 4>, batch_norm<>, inlay::tanh, flatten, dense<5>,
                       batch_norm<epsilon<1e-3>, momentum_of<0.01>>, sigmoid> {};
struct flat : network<input<2, 3, 4>, flatten, batch_norm<name<"n">>, relu, dense<24>> {};

using native = simd::batch<simd::native_width>;

template <int C>
struct per_channel {
    std::vector<float> weight = test::random_numbers(C, 11), bias = test::random_numbers(C, 12),
                       mean = test::random_numbers(C, 13), variance = test::random_numbers(C, 14);
    per_channel() {
        for (float& v : variance) v = v * v + 0.1f;
    }
    void into(model<maps<C>>& m) const {
        const auto w = parameter<"0.weight">(m), b = parameter<"0.bias">(m),
                   mu = parameter<"0.running_mean">(m), v = parameter<"0.running_var">(m);
        for (int c = 0; c < C; ++c) {
            const auto k = static_cast<std::size_t>(c);
            w(c) = weight[k], b(c) = bias[k], mu(c) = mean[k], v(c) = variance[k];
        }
    }
};

double at(const std::vector<float>& v, std::size_t i) { return static_cast<double>(v[i]); }

}  // namespace

TEST_CASE("batch_norm has PyTorch's parameters", "[batch_norm]") {
    STATIC_REQUIRE(parameter_count<maps<4>> == 8);
    STATIC_REQUIRE(flash_bytes<maps<4>> >= 64);
    STATIC_REQUIRE(parameter_shape<maps<4>, "0.running_var"> == shape{4});
    model<maps<4>> m{seed{1}};
    CHECK(parameter<"0.weight">(m)(2) == 1);
    CHECK(parameter<"0.bias">(m)(2) == 0);
    CHECK(parameter<"0.running_mean">(m)(2) == 0);
    CHECK(parameter<"0.running_var">(m)(2) == 1);
}

TEST_CASE("batch_norm in inference, of every size", "[batch_norm]") {
    test::for_sizes([](auto n) {
        constexpr std::size_t C = n.value;
        const per_channel<n.value> p;
        model<maps<n.value>> m{seed{1}};
        p.into(m);
        for (long batch : {1, 3}) {
            const auto x = test::random_numbers(batch * 6 * n.value, 3);
            std::vector<double> want;
            for (std::size_t i = 0; i < x.size(); ++i)
                want.push_back((at(x, i) - at(p.mean, i % C)) /
                                   std::sqrt(at(p.variance, i % C) + 1e-5) * at(p.weight, i % C) +
                               at(p.bias, i % C));
            INFO("channels " << C << ", batch " << batch);
            test::check_near(test::predict(m, x), want);
        }
    });
}

TEST_CASE("statistics of a batch, of every size", "[batch_norm]") {
    test::for_sizes([](auto n) {
        constexpr int C = n.value;
        for (long rows : {2, 7, 700}) {
            auto x = test::random_numbers(rows * C, 3);
            for (float& v : x)
                v += 30;  // the sum of squares less the square of the sum would lose digits
            test::guarded in(x), out(3 * C), out1(3 * C);
            kernels::batch_statistics<native, C>(in.data(), out.data(), rows, 1e-5);
            kernels::batch_statistics<simd::batch<1>, C>(in.data(), out1.data(), rows, 1e-5);
            std::vector<double> want(3 * C);
            for (std::size_t c = 0; c < C; ++c) {
                double mean = 0, squares = 0;
                for (std::size_t i = c; i < x.size(); i += C)
                    mean += at(x, i) / static_cast<double>(rows);
                for (std::size_t i = c; i < x.size(); i += C)
                    squares += std::pow(at(x, i) - mean, 2);
                want[c] = mean;
                want[C + c] = squares / static_cast<double>(rows - 1);
                want[2 * C + c] = 1 / std::sqrt(squares / static_cast<double>(rows) + 1e-5);
            }
            INFO("channels " << C << ", rows " << rows);
            test::check_near(out.values(), want, 1e-4), test::check_near(out1.values(), want, 1e-4);
        }
    });
}

TEST_CASE("sums of the gradient, of every size", "[batch_norm][gradient]") {
    test::for_sizes([](auto n) {
        constexpr int C = n.value;
        const long rows = 21;
        const per_channel<C> p;
        const auto dy = test::random_numbers(rows * C, 1), x = test::random_numbers(rows * C, 2);
        test::guarded g(dy), xs(x), mean(p.mean), inverse(p.variance), weight(p.weight), out(5 * C),
            out1(5 * C);
        kernels::batch_norm_reduce<native, C>(g.data(), xs.data(), mean.data(), inverse.data(),
                                              weight.data(), out.data(), rows);
        kernels::batch_norm_reduce<simd::batch<1>, C>(
            g.data(), xs.data(), mean.data(), inverse.data(), weight.data(), out1.data(), rows);
        std::vector<double> want(5 * C);
        for (std::size_t c = 0; c < C; ++c) {
            const double i = at(p.variance, c), a = at(p.weight, c) * i;
            double sum = 0, sum_h = 0;
            for (std::size_t k = c; k < x.size(); k += C)
                sum += at(dy, k), sum_h += at(dy, k) * (at(x, k) - at(p.mean, c)) * i;
            want[c] = sum, want[C + c] = sum_h, want[2 * C + c] = a;
            want[3 * C + c] = -a * i * sum_h / rows, want[4 * C + c] = -a * sum / rows;
        }
        INFO("channels " << C);
        test::check_near(out.values(), want), test::check_near(out1.values(), want);
    });
}

TEST_CASE("running averages move towards the batch", "[batch_norm]") {
    test::for_sizes([](auto n) {
        constexpr int C = n.value;
        const per_channel<C> p;
        const auto statistics = test::random_numbers(3 * C, 8);
        test::guarded s(statistics), mean(p.mean), variance(p.variance);
        kernels::update_running<native, C>(s.data(), mean.data(), variance.data(), 0.1);
        std::vector<double> want_mean, want_variance;
        for (std::size_t c = 0; c < C; ++c) {
            want_mean.push_back(0.9 * at(p.mean, c) + 0.1 * at(statistics, c));
            want_variance.push_back(0.9 * at(p.variance, c) + 0.1 * at(statistics, C + c));
        }
        test::check_near(mean.values(), want_mean),
            test::check_near(variance.values(), want_variance);
    });
}

TEST_CASE("batch_norm behind a flatten keeps PyTorch's order in files", "[batch_norm]") {
    const auto& r = recorded<flat>::value;
    for (int i = 0; i < r.parameter_count; ++i) {
        INFO("parameter " << i);
        const bool bias_of_dense = equal(path_of(r.layers, r.parameters[i]).data, "3.bias");
        CHECK(r.parameters[i].flattened == (bias_of_dense ? shape{} : shape{2, 3, 4}));
    }
    for (const auto& p : recorded<maps<4>>::value.parameters) CHECK(p.flattened.rank == 0);
}

TEST_CASE("gradients of batch_norm", "[batch_norm][gradient]") {
    // 24 inputs, 3 samples; weight and bias twice; the dense layer. Statistics follow the inputs.
    CHECK(test::check_gradient<small>().checked == 3 * 24 + 4 * 2 + 5 * 2 + 24 * 5 + 5);
    test::check_gradient<maps<3>>();
    test::check_gradient<flat>();
}
