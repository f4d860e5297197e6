// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// Accuracy in float and in 8 bits, by each method of calibration and after training with quantisation:
//
//     g++ -std=c++20 -O3 -march=native -I include bench/quantize/accuracy.cpp -o build/accuracy
//     build/accuracy                   # the embedded digits
//     build/accuracy FOLDER            # and Fashion-MNIST (or MNIST), whose four files lie there
#include <inlay/data.hpp>
#include <inlay/inlay.hpp>
#include <inlay/quantize.hpp>
#include <inlay/train.hpp>

#include <cstdio>

using namespace inlay;

namespace {

struct digits : network<input<8, 8, 1>, conv2d<16, 3, same, no_bias>, batch_norm<>, relu, conv2d<32, 3, same, no_bias>, batch_norm<>, relu,
                        max_pool2d<2>, flatten, dropout<0.3>, dense<10>> {};
struct digits_dense : network<input<8, 8, 1>, flatten, dense<64>, relu, dense<10>> {};
struct fashion : network<input<28, 28, 1>, conv2d<8, 3, same, no_bias>, batch_norm<>, relu, max_pool2d<2>, depthwise_conv2d<3, same, no_bias>,
                         batch_norm<>, relu, conv2d<32, 1, no_bias>, batch_norm<>, relu, max_pool2d<2>, conv2d<32, 3, no_bias>,
                         batch_norm<>, relu, flatten, dropout<0.2>, dense<10>> {};

template <class Net, class Scheme>
void row(const char* work, const char* scheme, const model<Net>& net, double real, const train_test& data, int epochs) {
    const dataset samples = data.train.take(500);
    std::printf("| %s, %s | %.2f |", work, scheme, 100 * real);
    for (const range_method& m : {min_max, range_method(percentile{99.99}), kl, mse}) {
        const double a = evaluate(calibrate<Scheme>(net, samples, {.method = m}), data.test).accuracy;
        std::printf(" %.2f (%+.2f) |", 100 * a, 100 * (a - real));
        std::fflush(stdout);
    }
    auto aware = prepare_qat<Scheme>(net, samples, {.method = mse});
    compile(aware, adam{.learning_rate = 1e-4f}, cross_entropy{}).fit(data.train, {.epochs = epochs, .batch_size = 64, .shuffle = seed{5}, .verbose = false});
    const double a = evaluate(quantize(aware), data.test).accuracy;
    std::printf(" %.2f (%+.2f) |\n", 100 * a, 100 * (a - real));
    std::fflush(stdout);
}

template <class Net>
void table(const char* work, const train_test& data, int epochs, int more) {
    static model<Net> net{seed{7}};
    auto t = compile(net, adam{.learning_rate = 2e-3f}, cross_entropy{}, accuracy{});
    t.fit(data.train, {.epochs = epochs, .batch_size = 64, .shuffle = seed{1}, .verbose = false});
    t.optimizer().learning_rate = 3e-4f;
    t.fit(data.train, {.epochs = more, .batch_size = 64, .shuffle = seed{2}, .verbose = false});
    const double real = t.evaluate(data.test).accuracy;
    row<Net, affine_i8<>>(work, "affine", net, real, data, more);
    row<Net, symmetric_i8<>>(work, "symmetric", net, real, data, more);
}

}  // namespace

int main(int argc, char** argv) {
    std::puts("| network, scheme | float | min_max | percentile 99.99 | kl | mse | trained with quantisation |\n|---|--:|--:|--:|--:|--:|--:|");
    table<digits_dense>("digits, dense", optdigits::embedded(), 10, 3);
    table<digits>("digits, CNN", optdigits::embedded(), 8, 3);
    if (argc > 1) table<fashion>("Fashion-MNIST, CNN", mnist::load(argv[1]), 4, 2);
}
