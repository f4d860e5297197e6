// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// Fake quantisation: forward what integers give, backward straight through within their range.
#include "support.hpp"

#include <inlay/ops/dense.hpp>
#include <inlay/ops/fake_quantize.hpp>
#include <inlay/quant/artifact.hpp>
#include <inlay/train.hpp>

using namespace inlay;

namespace {

struct rounded : layer<rounded> {
    static constexpr auto parameters(shape) {
        return list(parameter_info{"scale", shape{1}, init::ones, layout::plain, false},
                    parameter_info{"zero_point", shape{1}, init::zeros, layout::plain, false});
    }
    static constexpr auto forward(auto x, auto scale, auto zero_point) {
        return trace::emit<ops::fake_quantize>(node{}, x, scale, zero_point);
    }
};
template <int Units>
struct dense_of_bytes : layer<dense_of_bytes<Units>> {
    static constexpr auto parameters(shape x) {
        return list(parameter_info{"weight", {Units, x.last()}, init::glorot_uniform, layout::dense, true, x.last(), Units});
    }
    static constexpr auto forward(auto x, auto w) {
        return trace::emit<ops::dense>(node{}, x, trace::emit<ops::fake_quantize_weights>(node{}, w));
    }
};

template <int N>
void check_forward(float scale, int zero_point) {
    using net = network<input<N>, rounded>;
    model<net> m{seed{1}};
    parameter<"0.scale">(m)(0) = scale;
    parameter<"0.zero_point">(m)(0) = static_cast<float>(zero_point);
    float x[N];
    for (int i = 0; i < N; ++i) x[i] = 200 * scale * static_cast<float>(random_normal_at(3, static_cast<unsigned long long>(i)));
    const auto y = m(x), one_by_one = m.template run<scalar>(x);
    const float* const in[] = {x};
    const reference_run<net, double> reference(m.storage(), in, 1);
    for (int i = 0; i < N; ++i) {
        INFO("element " << i << " of " << N << ": " << x[i]);
        const float want = dequantize(quantize(x[i], {scale, zero_point}), {scale, zero_point});
        REQUIRE(y[i] == want);
        REQUIRE(one_by_one[i] == want);
        REQUIRE(static_cast<float>(reference.output()[i]) == Catch::Approx(want));
    }
}

}  // namespace

TEST_CASE("fake_quantize gives the real numbers that integers stand for") {
    check_forward<1>(0.25f, 0);
    check_forward<7>(0.1f, -128);
    check_forward<16>(0.03f, 17);
    check_forward<101>(2.0f, 127);
}

TEST_CASE("its gradient is 1 within the range, 0 beyond") {
    using net = network<input<1>, dense<1, no_bias>, rounded>;
    for (const float w : {0.0f, 3.14f, 12.7f, 12.9f, -12.7f, -12.95f, 40.0f, -40.0f}) {
        model<net> m{seed{1}};
        parameter<"0.weight">(m)(0, 0) = w;
        parameter<"1.scale">(m)(0) = 0.1f;
        auto t = compile(m, sgd{.learning_rate = 1}, mean_squared_error{});
        const float x = 1, target = 100;
        t.train_step(&x, &target, 1);
        const float y = dequantize(quantize(w, {0.1f, 0}), {0.1f, 0});
        const bool inside = w > -12.85f && w < 12.75f;
        INFO("w = " << w);
        REQUIRE(parameter<"0.weight">(m)(0, 0) == Catch::Approx(inside ? w - 2 * (y - target) : w));
    }
}

TEST_CASE("weights are rounded per output channel, and their gradient passes") {
    using net = network<input<5>, dense_of_bytes<3>>;
    model<net> m{seed{4}};
    for (int i = 0; i < 5; ++i) parameter<"0.weight">(m)(2, i) = 0;  // a channel of zeros
    float rounded[3][5]{}, before[3][5]{};
    for (int o = 0; o < 3; ++o) {
        float most = 0;
        for (int i = 0; i < 5; ++i) before[o][i] = parameter<"0.weight">(m)(o, i), most = std::max(most, std::abs(before[o][i]));
        for (int i = 0; i < 5 && most > 0; ++i) rounded[o][i] = std::round(before[o][i] / (most / 127)) * (most / 127);
    }
    const float x[] = {1, -2, 0.5f, 3, 0.25f}, target[] = {1, 2, 3};
    const auto y = m(x);
    float want[3]{};
    for (int o = 0; o < 3; ++o) {
        for (int i = 0; i < 5; ++i) want[o] += rounded[o][i] * x[i];
        REQUIRE(y[o] == Catch::Approx(want[o]).margin(1e-6));
    }
    compile(m, sgd{.learning_rate = 1}, mean_squared_error{}).train_step(x, target, 1);
    for (int o = 0; o < 3; ++o)
        for (int i = 0; i < 5; ++i)
            REQUIRE(parameter<"0.weight">(m)(o, i) == Catch::Approx(before[o][i] - x[i] * 2 * (want[o] - target[o]) / 3).margin(1e-5));
}
