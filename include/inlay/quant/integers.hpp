// SPDX-License-Identifier: BSL-1.0
// An artifact laid over its integer graph: how each value is quantised, and whether all of it fits.
#pragma once

#include "../kernels/int8/conv2d.hpp"
#include "artifact.hpp"
#include "multiplier.hpp"
#include "plan.hpp"

namespace inlay::detail {

constexpr bool is_weighted(int8_kind k) { return k <= int8_kind::dense; }

/// The outputs of a weighted operation, and how many weights each has.
constexpr int filters_of(const shape& y) { return y.last(); }
constexpr int taps_of(const int8_op& op, const shape& x) {
    if (op.kind == int8_kind::dense) return x.last();
    return op.win.kernel_h * op.win.kernel_w * (op.kind == int8_kind::conv2d ? x[2] : 1);
}

template <class A>
struct integers {
    static_assert(quantized<typename A::network>::check::done);
    static constexpr auto& graph = quantized<typename A::network>::graph;
    static constexpr int layer_count = sizeof(A::layers) / sizeof(A::layers[0]);
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

    /// Bytes that op k needs beside its values: copies of windows, or a pixel of padding.
    static constexpr long scratch_of(const int8_op& op) {
        const shape& x = extent(op.input[0]);
        if (op.kind == int8_kind::conv2d) return 2L * pixels_at_once * ((taps_of(op, x) + 3) / 4 * 4);
        const window& w = op.win;
        const bool padded = w.pad_top > 0 || w.pad_left > 0 || w.pad_bottom > 0 || w.pad_right > 0;
        if (op.kind == int8_kind::depthwise_conv2d && padded) return x[2];
        return 0;
    }
    static constexpr auto make_plan() {
        long scratch[graph.op_count > 0 ? graph.op_count : 1]{};
        for (int k = 0; k < graph.op_count; ++k) scratch[k] = scratch_of(graph.ops[k]);
        return passes::plan_bytes(graph, scratch);
    }
    static constexpr auto plan = make_plan();
};

}  // namespace inlay::detail
