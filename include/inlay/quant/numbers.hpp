// SPDX-License-Identifier: BSL-1.0
// An artifact laid over its integer graph: how each value is quantised, and whether all of it fits.
#pragma once

#include "../kernels/int8/store.hpp"
#include "artifact.hpp"
#include "graph.hpp"
#include "multiplier.hpp"

namespace inlay::detail {

constexpr bool is_weighted(int8_kind k) { return k <= int8_kind::dense; }

/// The outputs of a weighted operation, and how many weights each has.
constexpr int filters_of(const shape& y) { return y.last(); }
constexpr int taps_of(const int8_op& op, const shape& x) {
    if (op.kind == int8_kind::dense) return x.last();
    return op.win.kernel_h * op.win.kernel_w * (op.kind == int8_kind::conv2d ? x[2] : 1);
}

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

template <class A>
struct numbers {
    static constexpr auto& graph = quantized<typename A::network>::graph;
    static constexpr int layer_count = constants<quantized_layer>(A::layers).size;
    static constexpr int input_count = sizeof(A::inputs) / sizeof(A::inputs[0]);

    static constexpr const shape& extent(int value) { return graph.values[value].extent; }

    /// The quantisation of a value: an input's, or that of the op which writes its memory.
    static constexpr quantization of(int value) {
        const int source = graph.values[value].source;
        for (int i = 0; i < graph.inputs.count && i < input_count; ++i)
            if (graph.inputs[i] == source) return A::inputs[i];
        for (int k = 0; k < graph.op_count && k < layer_count; ++k)
            if (graph.ops[k].output == source) return A::layers[k].result;
        return {};
    }

    static constexpr graph_error find_error() {
        if (!graph.error.empty()) return graph.error;
        if (input_count != graph.inputs.count)
            return {text{"artifact"}, text{""} << graph.inputs.count << " inputs", text{""} << input_count};
        if (layer_count != graph.op_count)
            return {text{"artifact"}, text{""} << graph.op_count << " layers", text{""} << layer_count};
        for (int k = 0; k < layer_count; ++k) {
            const int8_op& op = graph.ops[k];
            const quantized_layer& l = A::layers[k];
            const text where = text{"layer "} << k << ' ' << int8_names[static_cast<int>(op.kind)];
            const quantization x = of(op.input[0]), y = l.result;
            if (!(y.scale > 0) || y.zero_point < -128 || y.zero_point > 127)
                return {where, text{"a scale and a zero point"}, text{"none"}};
            if (is_weighted(op.kind)) {
                const int filters = filters_of(extent(op.output));
                const int weights = filters * taps_of(op, extent(op.input[0]));
                if (l.weight.size != weights + 1)
                    return {where, text{""} << weights << " weights", text{""} << l.weight.size - 1};
                if (l.weight_scale.size != 1 && l.weight_scale.size != filters)
                    return {where, text{"1 or "} << filters << " scales", text{""} << l.weight_scale.size};
                if (l.bias.size != 0 && l.bias.size != filters)
                    return {where, text{""} << filters << " biases", text{""} << l.bias.size};
            }
            const bool is_pool = op.kind == int8_kind::max_pool2d || op.kind == int8_kind::average_pool2d;
            if (is_pool && !(x == y)) return {where, text{"the input's quantisation"}, text{"another"}};
            if (op.kind == int8_kind::concatenation || op.kind == int8_kind::pad2d)
                for (int i = 0; i < op.inputs; ++i)
                    if (!(of(op.input[i]) == y)) return {where, text{"one quantisation for all"}, text{"several"}};
            const bool is_unit = op.kind == int8_kind::softmax || op.kind == int8_kind::sigmoid;
            const bool chooses = !keeps_quantisation(op.kind) && !is_unit && op.kind != int8_kind::tanh;
            if (A::scheme::symmetric && y.zero_point != 0 && chooses) return {where, text{"no zero point"}, text{""} << y.zero_point};
            if (is_unit && !(y == quantization{1.0f / 256, -128}))
                return {where, text{"result at 1/256, -128"}, text{"another"}};
            if (op.kind == int8_kind::tanh && !(y == quantization{1.0f / 128, 0}))
                return {where, text{"result at 1/128, 0"}, text{"another"}};
        }
        return {};
    }
    static constexpr graph_error error = find_error();
    using check = check_network<typename clause<error.where>::type, typename clause<error.expects>::type,
                                typename clause<error.found>::type>;

    static constexpr double real_multiplier(int k, int o) {
        const quantized_layer& l = A::layers[k];
        const float s = l.weight_scale[l.weight_scale.size == 1 ? 0 : o];
        return static_cast<double>(of(graph.ops[k].input[0]).scale) * static_cast<double>(s) /
               static_cast<double>(l.result.scale);
    }
    static constexpr kernels::int8::output_range range(int k) { return range_of(graph.ops[k], A::layers[k].result); }

    /// What output o of op k stores for a sum.
    static constexpr signed char stored(int k, int o, std::int32_t sum) {
        const kernels::int8::output_range r = range(k);
        const std::int32_t y = A::scheme::rounding::scale(sum, multiplier_of(real_multiplier(k, o))) + r.zero_point;
        return static_cast<signed char>(y < r.low ? r.low : y > r.high ? r.high : y);
    }
};

/// What takes the place of an artifact that does not fit, so that one mistake is one error.
struct stand_in {
    using network = inlay::network<input<1>, dense<1, no_bias>>;
    using scheme = affine_i8<>;
    static constexpr signed char weight[] = "\001";
    static constexpr float scale[] = {1};
    static constexpr quantization inputs[] = {{1, 0}};
    static constexpr quantized_layer layers[] = {{"dense", {1, 0}, weight, scale, {}}};
};
template <class A, bool Fits = numbers<A>::error.empty()>
struct fitting {
    using type = A;
};
template <class A>
struct fitting<A, false> {
    using type = stand_in;
};

}  // namespace inlay::detail
