// SPDX-FileCopyrightText: as the file it was made of
// Made by inlay-convert from tiny_one_channel.tflite. Do not edit.
#pragma once

#include <inlay/quant.hpp>

namespace tiny_one_channel_model {

using namespace inlay;

struct tiny_one_channel_function {
    constexpr auto operator()(auto x) const {
        auto conv0_ = x | conv2d<6, kernel_size{4, 3}, stride<2, 1>, same, name<"conv0">>{} | relu{};
        auto conv1_ = conv0_ | conv2d<12, 2, groups<6>, dilation<2>, name<"conv1">>{};
        auto multiply_1_ = conv1_ * conv1_;
        return multiply_1_;
    }
};

struct tiny_one_channel : traced<tiny_one_channel_function, input<11, 6, 1>> {};

struct tiny_one_channel_int8 {
    using network = tiny_one_channel;
    using scheme = affine_i8<>;

    alignas(4) static constexpr signed char conv0_weight[] =  // tiny/conv0/depthwise
        ")\246\342\023+\267\264!\246r\336\214\301/yF\255\216\247_\221\377\231L\206<\212\302'\031z"
        "\360\331\017&\241 M\024\247\2712\310,\201\206\241\271\025/\337\352\305WW!]\274y\374\352e"
        "\326U\321\314\262i\206R=\236";
    static constexpr float conv0_scale[] = {
        4.6172775e-03f, 4.970046e-03f, 5.2603967e-03f, 7.882217e-03f, 6.6790446e-03f,
        5.6677954e-03f};
    static constexpr std::int32_t conv0_bias[] = {
        -1471, -954, 2933, -203, -1709, 2070};
    alignas(4) static constexpr signed char conv1_weight[] =  // tiny/conv1/depthwise
        "e'\203\251\355K\001[\277\345O\034\233\134\335\235\017H\277\213\2134[\361>\327\242\211\005"
        "\235\275\244t@O\003~\303\343x\257\307\331\367\011\325vN";
    static constexpr float conv1_scale[] = {
        1.0534576e-02f, 5.4856855e-03f, 7.2212634e-03f, 3.463023e-03f, 1.19525455e-02f,
        5.0115865e-03f, 6.1739655e-03f, 1.2469166e-02f, 8.662234e-03f, 1.2128256e-02f,
        9.997094e-03f, 1.1045592e-02f};
    static constexpr std::int32_t conv1_bias[] = {
        -1846, -159, -2452, -1534, 246, 1360, 46, 677, 2228, 1116, -833, 859};

    static constexpr quantization inputs[] = {{1.0e-02f, 35}};
    static constexpr quantized_layer layers[] = {
        {"conv0", {8.946078e-03f, -128}, conv0_weight, conv0_scale, conv0_bias},
        {"conv1", {1.9283377e-02f, 5}, conv1_weight, conv1_scale, conv1_bias},
        {"multiply", {4.3040745e-02f, -24}, {}, {}, {}},
    };
};

}  // namespace tiny_one_channel_model

using tiny_one_channel_model::tiny_one_channel;
using tiny_one_channel_model::tiny_one_channel_int8;
