// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// Training with quantisation: the float network with the rounding of the integers in it.
#include <inlay/inlay.hpp>
#include <inlay/data.hpp>
#include <inlay/io.hpp>
#include <inlay/quantize.hpp>
#include <inlay/train.hpp>

#include "catch.hpp"

#include <filesystem>

using namespace inlay;

namespace {

struct small : network<input<8, 8, 1>, conv2d<8, 3, same, no_bias>, batch_norm<>, relu, max_pool2d<2>, depthwise_conv2d<3, same>, relu6,
                       conv2d<16, 1>, relu, flatten, dense<10>> {};
struct skip {
    constexpr auto operator()(auto x) const {
        auto a = x | dense<8>{} | relu{};
        return concat(a + (a | dense<8>{}), a) | dense<3>{} | softmax{};
    }
};
struct joined : traced<skip, input<5>> {};
struct refused : network<input<4>, dense<3>, gelu> {};

const train_test& digits() {
    static const train_test data = optdigits::embedded();
    return data;
}

}  // namespace

TEST_CASE("a network with fake quantisation has the network's parameters, and two more for each range") {
    using aware = recorded<quantization_aware<small>>;
    using plain = recorded<small>;
    static_assert(aware::value.error.empty());
    static_assert(parameter_count<quantization_aware<small>> == parameter_count<small>);
    static_assert(aware::value.parameter_count == plain::value.parameter_count + 2 * 5);  // input, two convolutions, one 1 x 1, dense
    for (int i = 0; i < plain::value.parameter_count; ++i)
        REQUIRE(std::string(aware::parameter_path(i).data) == plain::parameter_path(i).data);
    REQUIRE(std::string(aware::parameter_path(plain::value.parameter_count).data) == "quantization.0.scale");
    REQUIRE(std::string(aware::parameter_path(aware::value.parameter_count - 1).data) == "quantization.4.zero_point");
}

TEST_CASE("values that are joined have one range") {
    // input; the sum, the relu and their concatenation; the second dense; the third; softmax
    static_assert(recorded<quantization_aware<joined>>::value.parameter_count == recorded<joined>::value.parameter_count + 2 * 5);
    SUCCEED();
}

TEST_CASE("a network that has no int8 form is named") {
    constexpr auto& error = recorded<quantization_aware<refused>>::value.error;
    static_assert(!error.empty());
    REQUIRE(std::string(error.where.data).find("gelu") != std::string::npos);
}

TEST_CASE("inference with fake quantisation is what the integers give, up to steps of the last value") {
    model<small> net{seed{3}};
    compile(net, adam{}, cross_entropy{}).fit(digits().train.take(500), {.epochs = 2, .shuffle = seed{1}, .verbose = false});
    const auto aware = prepare_qat(net, digits().train.take(100));
    const auto q = quantize(aware);
    const float step = q.output_quantization().scale;
    double sum = 0;
    for (std::size_t i = 0; i < 50; ++i) {
        const auto image = digits().test.image(i);
        const auto fake = aware(image.data), bytes = q(image);
        for (int k = 0; k < 10; ++k) {
            const double steps = std::fabs(static_cast<double>(fake[k] - bytes[k])) / static_cast<double>(step);
            REQUIRE(steps < 4.5);
            sum += steps;
        }
    }
    REQUIRE(sum / 500 < 0.8);
}

TEST_CASE("ranges that cost accuracy cost none after training with them, in the ordinary fit") {
    static model<small> net{seed{3}};
    auto t = compile(net, adam{.learning_rate = 3e-3f}, cross_entropy{}, accuracy{});
    t.fit(digits().train, {.epochs = 4, .shuffle = seed{1}, .verbose = false});
    const double real = t.evaluate(digits().test).accuracy;
    REQUIRE(real > 0.93);
    const dataset samples = digits().train.take(200);
    const calibration_options narrow{.method = percentile{90}};
    const double before = evaluate(calibrate(net, samples, narrow), digits().test).accuracy;
    auto aware = prepare_qat(net, samples, narrow);
    auto more = compile(aware, adam{.learning_rate = 1e-3f}, cross_entropy{}, accuracy{});
    more.fit(digits().train, {.epochs = 3, .shuffle = seed{2}, .verbose = false});
    const double after = evaluate(quantize(aware), digits().test).accuracy;
    INFO("float " << real << ", calibrated " << before << ", trained " << after);
    REQUIRE(before < real - 0.005);                                       // so there was something to win
    REQUIRE(after > real - 0.005);
    REQUIRE(std::abs(more.evaluate(digits().test).accuracy - after) < 0.01);  // what fit sees is what integers do
    // ordinary ranges, both schemes
    auto symmetric = prepare_qat<symmetric_i8<>>(net, samples);
    compile(symmetric, adam{.learning_rate = 3e-4f}, cross_entropy{}).fit(digits().train, {.epochs = 1, .shuffle = seed{2}, .verbose = false});
    const auto q = quantize(symmetric);
    REQUIRE(evaluate(q, digits().test).accuracy > real - 0.005);
    REQUIRE(q.input_quantization().zero_point == 0);
}

TEST_CASE("a model with fake quantisation is saved and loaded like any other, its ranges with it") {
    const std::string path = (std::filesystem::temp_directory_path() / "inlay_qat.safetensors").string();
    const model<small> net{seed{3}};
    const auto aware = prepare_qat(net, digits().train.take(50));
    save(aware, path);
    const auto again = load<quantization_aware<small>>(path);
    std::filesystem::remove(path);
    REQUIRE(quantize(again).numbers().layers[1].result == quantize(aware).numbers().layers[1].result);
    const auto image = digits().test.image(0);
    REQUIRE(again(image.data)[3] == aware(image.data)[3]);
}
