// SPDX-License-Identifier: BSL-1.0
// What is computed from a layer's numbers while compiling: biases that take in the input's zero point,
// multipliers, weights in the order in which the kernel reads them.
#pragma once

#include "integers.hpp"

namespace inlay::detail {

/// `count` outputs as computed from the artifact; in place of what is not there, zeros.
template <int Count>
struct channel_numbers {
    std::int32_t bias[Count]{};
    fixed_multiplier multiplier[Count]{};
    bool narrow = true, small = true;  // as output_stage says; biases of 24 bits
};

template <class Channel, int Count>
struct channel_array {
    Channel at[Count]{};
};
template <int Count>
struct bias_array {
    std::int32_t at[Count]{};
};

template <bool First, class A, class B>
struct choose {
    using type = A;
};
template <class A, class B>
struct choose<false, A, B> {
    using type = B;
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
    static constexpr bool dense = op.kind == int8_kind::dense, depthwise = op.kind == int8_kind::depthwise_conv2d;

    static constexpr signed char weight(int filter, int tap) {
        return layer.weight[depthwise ? tap * filters + filter : filter * taps + tap];
    }

    static constexpr double real_multiplier(int i) {
        return static_cast<double>(from.scale) * static_cast<double>(layer.weight_scale[i]) /
               static_cast<double>(layer.result.scale);
    }

    static constexpr int at_once = dense ? kernels::int8::units_at_once : depthwise ? 4 : kernels::int8::filters_at_once;
    static constexpr int groups = (filters + at_once - 1) / at_once, outputs = groups * at_once;

    static constexpr auto make_numbers() {
        channel_numbers<outputs> n;
        for (int o = 0; o < filters; ++o) {
            int sum = 0, size = 0;
            for (int t = 0; t < taps; ++t) {
                const int w = weight(o, t);
                sum += w;
                size += w < 0 ? -w : w;
            }
            const long long bias =
                (layer.bias.size > 0 ? layer.bias[o] : 0LL) - static_cast<long long>(from.zero_point) * sum;
            const long long most = (bias < 0 ? -bias : bias) + 128LL * size;
            n.bias[o] = static_cast<std::int32_t>(bias);
            const fixed_multiplier m = multiplier_of(real_multiplier(o % multipliers));
            n.multiplier[o] = m;
            n.narrow = n.narrow && most < 1LL << 30 && m.shift < 0 && m.shift >= -31;
            n.small = n.small && bias >= -(1 << 23) && bias < 1 << 23;
        }
        return n;
    }
    static constexpr auto numbers = make_numbers();

    template <class Channel>
    static constexpr Channel channel_of(int o) {
        const fixed_multiplier m = numbers.multiplier[o];
        if constexpr (__is_same(Channel, kernels::int8::channel))
            return {m.fraction, static_cast<std::int32_t>(static_cast<std::uint32_t>(numbers.bias[o]) << 8 | ((-1 - m.shift) & 255))};
        else return {m.fraction, numbers.bias[o], -1 - m.shift};
    }
    /// A dense layer has its biases apart, since one multiplier may serve all units.
    static constexpr bool wide = dense || !numbers.small;
    using channel = typename choose<wide, kernels::int8::wide_channel, kernels::int8::channel>::type;
    static constexpr int channel_count = dense && multipliers == 1 ? 1 : outputs;

    static constexpr auto make_channels() {
        channel_array<channel, channel_count> c;
        for (int o = 0; o < channel_count; ++o) c.at[o] = channel_of<channel>(o);
        return c;
    }
    static constexpr auto channels = make_channels();
    static constexpr auto make_biases() {
        bias_array<dense ? outputs : 1> b;
        if constexpr (dense)
            for (int o = 0; o < outputs; ++o) b.at[o] = numbers.bias[o];
        return b;
    }
    static constexpr auto biases = make_biases();

    /// Whether the weights are used as they are in the artifact.
    static constexpr bool as_given = !depthwise && taps % 4 == 0 && at_once == 1;
    static constexpr int row = depthwise ? taps : (taps + 3) / 4 * 4;
    static constexpr int weight_bytes = outputs * row;

    static constexpr auto pack() {
        packed_weights<as_given ? 1 : weight_bytes> p;
        if constexpr (!as_given)
            for (int o = 0; o < filters; ++o)
                for (int t = 0; t < taps; ++t) {
                    const int group = o / at_once * at_once * row, lane = o % at_once;
                    p.bytes[depthwise ? group + t * 4 + lane : group + (t / 4 * at_once + lane) * 4 + t % 4] = weight(o, t);
                }
        return p;
    }
    static constexpr auto packed = pack();

    static constexpr const signed char* weights() {
        if constexpr (as_given) return layer.weight.data;
        else return packed.bytes;
    }
    static constexpr long bytes = weight_bytes + static_cast<long>(sizeof(channels)) + (dense ? 4 * outputs : 0);
};

/// The value q of a real number in a quantisation: rounded, ties away from zero.
constexpr int quantize_bound(quantization q, float real) {
    const float steps = real / q.scale;
    return q.zero_point + static_cast<int>(steps < 0 ? steps - 0.5f : steps + 0.5f);
}

/// The range of an op's results under its activation.
constexpr kernels::int8::output_range range_of(const int8_op& op, quantization y) {
    kernels::int8::output_range r{y.zero_point, -128, 127};
    if (op.activation != int8_activation::none) r.low = y.zero_point;
    if (op.activation == int8_activation::relu6 && quantize_bound(y, 6.0f) < 127) r.high = quantize_bound(y, 6.0f);
    return r;
}

}  // namespace inlay::detail
