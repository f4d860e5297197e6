// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// An int8 network: the float network's type, and its numbers as constants. `inlay-convert model.tflite -o model.hpp`
// writes such a header; this one is small enough to be written by hand. It tells the four corners of a square apart.
#include <inlay/quant.hpp>

#include <cstdio>

using namespace inlay;

struct corners : network<input<2>, dense<4>, relu, dense<2>, softmax> {};

struct corners_int8 {
    using network = corners;
    using scheme = affine_i8<>;                        // per layer: real = scale (integer - zero point)

    static constexpr signed char first[] = "\100\100\300\100\100\300\300\300";   // (4, 2): 64 64, -64 64, ...
    static constexpr float first_scale[] = {1.0f / 64};
    static constexpr std::int32_t first_bias[] = {0, 0, 0, 0};                    // in steps of 1/64 x 1/64
    static constexpr signed char second[] = "\177\201\201\177\201\177\177\201"; // (2, 4): 127 -127 -127 127, ...
    static constexpr float second_scale[] = {1.0f / 64};
    static constexpr std::int32_t second_bias[] = {0, 0};

    static constexpr quantization inputs[] = {{1.0f / 64, 0}};
    static constexpr quantized_layer layers[] = {
        {"dense", {1.0f / 64, -128}, first, first_scale, first_bias},             // its relu is in the range
        {"dense", {1.0f / 16, 0}, second, second_scale, second_bias},
        {"softmax", {1.0f / 256, -128}, {}, {}, {}},
    };
};

// What a microcontroller needs is known before it runs: RAM of all values, flash of all constants.
static_assert(frozen<corners_int8>::peak_ram <= 16);
#ifndef __AVX2__                                       // for its registers, rows of weights are padded
static_assert(frozen<corners_int8>::flash_bytes <= 192);
#endif

static frozen<corners_int8> net;                       // nothing runs before main, nothing is copied from flash

int main() {
    const float points[][2] = {{1, 1}, {-1, 1}, {1, -1}, {-1, -1}};
    for (const auto& p : points) {
        for (int i = 0; i < 2; ++i) net.input()[i] = quantize(p[i], net.input_quantization<>);
        net.run();
        std::printf("(%2.0f, %2.0f): on the diagonal with probability %.2f\n", static_cast<double>(p[0]),
                    static_cast<double>(p[1]), static_cast<double>(dequantize(net.output()[0], net.output_quantization<>)));
    }
}
