// SPDX-License-Identifier: BSL-1.0
// A quantised network as constants: what a converter writes, and calibration fills in.
#pragma once

#include "rounding.hpp"

namespace inlay {

/// A tensor's numbers: real = scale (integer - zero_point), the integers in [-128, 127].
struct quantization {
    float scale = 1;
    int zero_point = 0;
    friend constexpr bool operator==(const quantization&, const quantization&) = default;
};

/// The nearest integer to a real number, ties away from zero, within [-128, 127]; and back.
constexpr signed char quantize(float real, quantization q) {
    const float steps = real / q.scale;
    const float bounded = steps > 512 ? 512 : steps < -512 ? -512 : steps;
    const int n = q.zero_point + static_cast<int>(bounded < 0 ? bounded - 0.5f : bounded + 0.5f);
    return static_cast<signed char>(n > 127 ? 127 : n < -128 ? -128 : n);
}
constexpr float dequantize(signed char n, quantization q) { return q.scale * static_cast<float>(n - q.zero_point); }

/// An array of constants and its length.
template <class T>
struct constants {
    const T* data = nullptr;
    int size = 0;
    constexpr constants() = default;
    template <int N>
    constexpr constants(const T (&array)[N]) : data(array), size(N) {}
    constexpr const T& operator[](int i) const { return data[i]; }
};

/// The constants of one layer that computes: how its result is quantised, after its activation; for
/// convolutions and dense layers the weights as TensorFlow Lite orders them (out, height, width, in;
/// depthwise: height, width, channels; dense: out, in), a scale of the weights for each output or one
/// for all, and the bias, in steps of input scale x weight scale. Weights come from a string literal,
/// whose last zero does not count.
struct quantized_layer {
    const char* name = "";
    quantization result{};
    constants<signed char> weight{};
    constants<float> weight_scale{};
    constants<std::int32_t> bias{};
};

/// TensorFlow Lite's 8-bit specification: activations with a zero point, weights without one and with
/// a scale for each output, sums and biases of 32 bits. Rounding is double_rounding or single_rounding.
template <class Rounding = double_rounding>
struct affine_i8 {
    using rounding = Rounding;
    static constexpr bool symmetric = false;
};

/// The same without zero points: real = scale x integer, for activations too, as TensorRT and ncnn have it. After
/// a relu half of the integers stay unused. softmax and sigmoid keep the quantisation of their specification.
template <class Rounding = double_rounding>
struct symmetric_i8 {
    using rounding = Rounding;
    static constexpr bool symmetric = true;
};

// An artifact is a type:
//
//     struct kws_int8 {
//         using network = kws;                               // the float network, a type
//         using scheme = affine_i8<>;
//         static constexpr quantization inputs[] = {...};    // one for each input
//         static constexpr quantized_layer layers[] = {...}; // in the order of the network, one for each
//     };                                                     // layer that computes (activations with theirs)

}  // namespace inlay
