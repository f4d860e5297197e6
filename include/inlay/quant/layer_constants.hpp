// SPDX-License-Identifier: BSL-1.0
// What is computed from a layer's numbers while compiling: biases that take in the input's zero point,
// multipliers, weights in the order in which the kernel reads them.
#pragma once

#include "integers.hpp"

namespace inlay::detail {

template <int Filters, int Multipliers>
struct channel_numbers {
    std::int32_t bias[Filters]{};
    std::int32_t multiplier[Multipliers]{};
    signed char shift[Multipliers]{};
    bool narrow = true;
};

template <int Bytes>
struct packed_weights {
    alignas(4) signed char bytes[Bytes]{};
};

/// The constants of weighted op K of artifact A.
template <class A, int K>
struct layer_constants {
    static constexpr int8_op op = integers<A>::graph.ops[K];
    static constexpr quantized_layer layer = A::layers[K];
    static constexpr shape x = integers<A>::extent(op.input[0]), y = integers<A>::extent(op.output);
    static constexpr quantization from = integers<A>::of(op.input[0]);
    static constexpr int filters = filters_of(y), taps = taps_of(op, x);
    static constexpr int multipliers = layer.weight_scale.size;
    static constexpr bool depthwise = op.kind == int8_kind::depthwise_conv2d;

    static constexpr signed char weight(int filter, int tap) {
        return layer.weight[depthwise ? tap * filters + filter : filter * taps + tap];
    }

    static constexpr double real_multiplier(int i) {
        return static_cast<double>(from.scale) * static_cast<double>(layer.weight_scale[i]) /
               static_cast<double>(layer.result.scale);
    }

    static constexpr auto make_numbers() {
        channel_numbers<filters, multipliers> n;
        for (int o = 0; o < filters; ++o) {
            int sum = 0, size = 0;
            for (int t = 0; t < taps; ++t) {
                const int w = weight(o, t);
                sum += w;
                size += w < 0 ? -w : w;
            }
            const long long bias = (layer.bias.size > 0 ? layer.bias[o] : 0LL) - static_cast<long long>(from.zero_point) * sum;
            const long long most = (bias < 0 ? -bias : bias) + 128LL * size;
            n.bias[o] = static_cast<std::int32_t>(bias);
            n.narrow = n.narrow && most < 1LL << 30;
        }
        for (int i = 0; i < multipliers; ++i) {
            const fixed_multiplier m = multiplier_of(real_multiplier(i));
            n.multiplier[i] = m.fraction;
            n.shift[i] = static_cast<signed char>(m.shift);
            n.narrow = n.narrow && m.shift < 0 && m.shift >= -31;
        }
        return n;
    }
    static constexpr auto numbers = make_numbers();

    /// Whether the weights are used as they are in the artifact.
    static constexpr bool as_given = !depthwise && (taps % 4 == 0 || op.kind == int8_kind::dense);
    static constexpr int row = (taps + 3) / 4 * 4;
    static constexpr int weight_bytes = as_given ? filters * taps : depthwise ? (filters + 3) / 4 * 4 * taps : filters * row;

    static constexpr auto pack() {
        packed_weights<as_given ? 1 : weight_bytes> p;
        if constexpr (!as_given)
            for (int o = 0; o < filters; ++o)
                for (int t = 0; t < taps; ++t)
                    p.bytes[depthwise ? (o / 4 * taps + t) * 4 + o % 4 : o * row + t] = weight(o, t);
        return p;
    }
    static constexpr auto packed = pack();

    static constexpr const signed char* weights() {
        if constexpr (as_given) return layer.weight.data;
        else return packed.bytes;
    }
    static constexpr kernels::int8::channel_table table() { return {numbers.bias, numbers.multiplier, numbers.shift}; }
    static constexpr long bytes = weight_bytes + 4L * filters + 5L * multipliers;
};

/// The value q of a real number in a quantisation: rounded, ties away from zero.
constexpr int quantize_bound(quantization q, float real) {
    const float steps = real / q.scale;
    return q.zero_point + static_cast<int>(steps < 0 ? steps - 0.5f : steps + 0.5f);
}

/// How an op stores under its activation.
constexpr kernels::int8::output_stage stage_of(const int8_op& op, quantization y, bool narrow) {
    kernels::int8::output_stage s;
    s.zero_point = y.zero_point;
    s.narrow = narrow;
    if (op.activation != int8_activation::none && y.zero_point > s.low) s.low = y.zero_point;
    if (op.activation == int8_activation::relu6 && quantize_bound(y, 6.0f) < s.high) s.high = quantize_bound(y, 6.0f);
    return s;
}

}  // namespace inlay::detail
