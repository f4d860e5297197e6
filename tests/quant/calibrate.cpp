// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// Networks trained on the digits keep their accuracy in 8 bits.
#include <inlay/inlay.hpp>
#include <inlay/data.hpp>
#include <inlay/quantize.hpp>
#include <inlay/train.hpp>

#include "catch.hpp"

using namespace inlay;

namespace {

struct convolutional : network<input<8, 8, 1>, conv2d<8, 3, same, no_bias>, batch_norm<>, relu, max_pool2d<2>, conv2d<16, 3, same>,
                               batch_norm<>, relu, flatten, dropout<0.2>, dense<10>> {};
struct gated : network<input<4>, branches<concat, sequential<dense<3>, sigmoid>, sequential<dense<5>, relu>>, dense<2>> {};
struct squashed : network<input<4>, branches<concat, sequential<dense<3>, sigmoid>, sequential<dense<5>, sigmoid>>, dense<2>> {};

const train_test& digits() {
    static const train_test data = optdigits::embedded();
    return data;
}
model<convolutional>& trained() {
    static model<convolutional> net = [] {
        model<convolutional> m{seed{7}};
        compile(m, adam{.learning_rate = 3e-3f}, cross_entropy{}).fit(digits().train, {.epochs = 3, .shuffle = seed{1}, .verbose = false});
        return m;
    }();
    return net;
}
double float_accuracy() { return compile(trained(), sgd{}, cross_entropy{}, accuracy{}).evaluate(digits().test).accuracy; }

dataset samples_of(int features, int count, float size) {
    dataset d;
    d.shape = {1, 1, features};
    for (unsigned long long i = 0; i < static_cast<unsigned long long>(features * count); ++i)
        d.images.push_back(size * static_cast<float>(random_normal_at(9, i)));
    return d;
}

}  // namespace

TEST_CASE("calibration of a trained network keeps its accuracy within a percent, by every method and scheme") {
    const double accuracy = float_accuracy();
    REQUIRE(accuracy > 0.93);
    const dataset samples = digits().train.take(200);
    for (const range_method& m : {min_max, range_method(percentile{99.99}), kl, mse}) {
        INFO("method " << static_cast<int>(m.which));
        REQUIRE(evaluate(calibrate(trained(), samples, {.method = m}), digits().test).accuracy > accuracy - 0.01);
        REQUIRE(evaluate(calibrate<symmetric_i8<>>(trained(), samples, {.method = m}), digits().test).accuracy > accuracy - 0.01);
    }
}

TEST_CASE("the report finds little error in a network calibrated well, and saturation in one that is not") {
    const dataset samples = digits().train.take(100);
    const auto good = report(calibrate(trained(), samples), trained(), samples);
    REQUIRE(good.size() == 4);
    REQUIRE(good[0].name == "conv2d 0");
    REQUIRE(good[1].name == "max_pool2d 3");
    for (const layer_error& e : good) {
        INFO(e.name);
        REQUIRE(e.snr_db > 25);
        REQUIRE(e.saturated == 0);
        REQUIRE(e.rms <= e.max_abs);
    }
    const auto cut = report(calibrate(trained(), samples, {.method = percentile{90}}), trained(), samples);
    REQUIRE(cut[0].saturated > 0.02);
    REQUIRE(cut.back().snr_db < good.back().snr_db);
    const std::string table = to_string(good);
    REQUIRE(table.find("max_pool2d 3") != std::string::npos);
    REQUIRE(table.find(" dB") != std::string::npos);
}

TEST_CASE("a quantised model gives real numbers near those of the float one") {
    const auto q = calibrate(trained(), digits().train.take(100));
    const auto image = digits().test.image(3);
    const auto y = q(image), expected = trained()(image.data);
    for (int i = 0; i < 10; ++i) REQUIRE(y[i] == Catch::Approx(expected[i]).margin(1.0));
    REQUIRE(argmax(y) == argmax(expected));
}

TEST_CASE("values that are passed on share their quantisation") {
    const model<squashed> net{seed{2}};
    const auto q = calibrate(net, samples_of(4, 50, 1));
    REQUIRE(q.numbers().layers[1].result == quantization{1.0f / 256, -128});
    REQUIRE(q.numbers().layers[4].result == quantization{1.0f / 256, -128});  // the concatenation
    const auto refused = try_calibrate(model<gated>{seed{2}}, samples_of(4, 50, 10));
    REQUIRE(!refused);
    REQUIRE(refused.error().message.find("sigmoid") != std::string::npos);
    INFO(refused.error().message);
    REQUIRE(refused.error().message.find("dense 0.1.0: expected values from") != std::string::npos);
}

TEST_CASE("wrong samples are told in one sentence") {
    const auto message = [](const dataset& d, calibration_options o = {}) { return try_calibrate(trained(), d, o).error().message; };
    REQUIRE(message(samples_of(5, 3, 1)).find("expects samples of [8, 8, 1], found [1, 1, 5]") != std::string::npos);
    REQUIRE(message(samples_of(64, 0, 1)).find("at least one sample") != std::string::npos);
    dataset infinite = digits().train.take(2);
    infinite.images[70] = __builtin_inff();
    REQUIRE(message(infinite).find("sample 1: expected finite") != std::string::npos);
    REQUIRE(message(digits().train.take(2), {.method = percentile{30}}).find("percentile") != std::string::npos);
    const auto q = calibrate(trained(), digits().train.take(20));
    REQUIRE(try_evaluate(q, samples_of(5, 3, 1)).error().message.find("evaluate: the network expects samples of [8, 8, 1]") != std::string::npos);
    REQUIRE(try_evaluate(q, samples_of(64, 3, 1)).error().message.find("expected labels, or 10 target values") != std::string::npos);
    REQUIRE(try_report(q, trained(), samples_of(5, 3, 1)).error().message.find("report: the network expects") != std::string::npos);
    model<convolutional> broken = trained();
    parameter<"4.bias">(broken)(0) = __builtin_nanf("");
    REQUIRE(try_calibrate(broken, digits().train.take(2)).error().message.find("conv2d 4: expected finite values") != std::string::npos);
    REQUIRE(try_calibrate(model<convolutional>{}, digits().train.take(2)).error().message.find("initialised") != std::string::npos);
}
