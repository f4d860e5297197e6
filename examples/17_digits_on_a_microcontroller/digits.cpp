// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// The whole road: a network is trained on the digits, trained on with the rounding to 8 bits in it, turned into
// integers, and saved. run.py makes a header of the file, and runs device/main.cpp with it on this machine and on a
// Cortex-M4 (under QEMU): the same bytes on both.
#include <inlay/data.hpp>
#include <inlay/inlay.hpp>
#include <inlay/quantize.hpp>
#include <inlay/train.hpp>

#include <cstdio>

using namespace inlay;

struct digits : network<input<8, 8, 1>, conv2d<8, 3, same, no_bias>, batch_norm<>, relu, max_pool2d<2>,
                        conv2d<16, 3, same, no_bias>, batch_norm<>, relu, flatten, dense<10>> {};
static_assert(peak_ram<digits> <= 2432);  // in float; in 8 bits, on the device, 600

/// What the device gets, a row a test digit: 64 bytes of its image as integers, and its class.
static void write_rows(const model<quantized<digits>>& q, const dataset& test, const std::string& path) {
    byte_buffer rows;
    for (std::size_t i = 0; i < test.size(); ++i) {
        for (const float pixel : test.image(i)) rows.push_back(static_cast<unsigned char>(quantize(pixel, q.input_quantization())));
        rows.push_back(static_cast<unsigned char>(test.label(i)));
    }
    try_write_file(path, {rows}).value();
}

int main(int argc, char** argv) {
    const auto [train, test] = optdigits::embedded();

    model<digits> net{seed{7}};                                                     // in float
    auto trainer = compile(net, adam{.learning_rate = 3e-3f}, cross_entropy{}, accuracy{});
    trainer.fit(train, {.epochs = 6, .shuffle = seed{1}, .verbose = false});
    std::printf("float:                        %.2f %%\n", 100 * trainer.evaluate(test).accuracy);

    const auto samples = train.take(300);                                           // 8 bits, by calibration alone
    std::printf("int8, calibrated:             %.2f %%\n", 100 * evaluate(calibrate(net, samples), test).accuracy);

    auto aware = prepare_qat(net, samples);                                         // trained with quantisation
    compile(aware, adam{.learning_rate = 3e-4f}, cross_entropy{}).fit(train, {.epochs = 2, .shuffle = seed{2}, .verbose = false});
    const auto q = quantize(aware);
    std::printf("int8, trained with rounding:  %.2f %%\n\n", 100 * evaluate(q, test).accuracy);
    print(report(q, float_model(aware), test.take(200)));

    if (argc > 1) {                                                                 // a folder for run.py
        const std::string folder = argv[1];
        save_graph(folder + "/digits.safetensors", q);
        write_rows(q, test, folder + "/digits.bin");
    }
}
