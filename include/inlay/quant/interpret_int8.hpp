// SPDX-License-Identifier: BSL-1.0
// The integer arithmetic of a quantised network, operation by operation, with numbers known at run time: the
// yardstick of frozen<>, whose bytes are these.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "run.hpp"

#include <cstddef>
#include <vector>

namespace inlay {

/// The numbers of one operation, as quantized_layer has them as constants: how its result is quantised and, of
/// dense layers and convolutions, weights in TensorFlow Lite's order, a scale for each output, the biases.
struct int8_layer {
    quantization result{};
    std::vector<signed char> weight;
    std::vector<float> weight_scale;
    std::vector<std::int32_t> bias;
};
/// Those of a network: of its inputs, and of its operations in order.
struct int8_numbers {
    std::vector<quantization> inputs;
    std::vector<int8_layer> layers;
};

namespace detail {

/// Runs one sample after another; every value stays readable. Hosted and slow: loops as the formulas are written.
class int8_interpreter {
public:
    using rounding = std::int32_t (*)(std::int32_t, fixed_multiplier);

    [[gnu::cold]] int8_interpreter(const int8_view& g, const int8_numbers& n, rounding scale)
        : g_(g), n_(&n), scale_(scale), quantization_(static_cast<std::size_t>(g.value_count)),
          values_(static_cast<std::size_t>(g.value_count)), multipliers_(static_cast<std::size_t>(g.op_count)) {
        for (int i = 0; i < g.inputs.count; ++i) set(g.inputs[i], n.inputs[static_cast<std::size_t>(i)]);
        for (int k = 0; k < g.op_count; ++k) set(g.ops[k].output, layer(k).result);
        for (int v = 0; v < g.value_count; ++v)
            if (g.source(v) == v) values_[static_cast<std::size_t>(v)].resize(static_cast<std::size_t>(g.extent(v).size()));
        for (int k = 0; k < g.op_count; ++k)
            for (const float s : layer(k).weight_scale)
                multipliers_[static_cast<std::size_t>(k)].push_back(multiplier_of(
                    static_cast<double>(of(g.ops[k].input[0]).scale) * static_cast<double>(s) / static_cast<double>(layer(k).result.scale)));
    }

    quantization of(int value) const { return quantization_[static_cast<std::size_t>(g_.source(value))]; }
    signed char* operator[](int value) { return values_[static_cast<std::size_t>(g_.source(value))].data(); }

    /// Quantises the samples (float, one for each input), and runs.
    void run(const float* const* x) {
        for (int i = 0; i < g_.inputs.count; ++i) {
            const int v = g_.inputs[i];
            for (long k = 0; k < g_.extent(v).size(); ++k) (*this)[v][k] = quantize(x[i][k], of(v));
        }
        run();
    }
    /// The inputs are to be written before, at [graph.inputs[i]].
    void run() {
        for (int k = 0; k < g_.op_count; ++k) run(g_.ops[k], k);
    }

private:
    const int8_layer& layer(int k) const { return n_->layers[static_cast<std::size_t>(k)]; }
    void set(int value, quantization q) { quantization_[static_cast<std::size_t>(value)] = q; }

    [[gnu::noinline]] void run(const int8_op& op, int k) {
        const shape &sx = g_.extent(op.input[0]), &sy = g_.extent(op.output);
        const signed char* x = (*this)[op.input[0]];
        signed char* y = (*this)[op.output];
        const quantization qx = of(op.input[0]);
        const kernels::int8::output_range range = range_of(op, of(op.output));
        const auto clamped = [&](std::int32_t n) { return static_cast<signed char>(kernels::int8::clamp(n, range.low, range.high)); };
        switch (op.kind) {
            case int8_kind::dense: dense(layer(k), k, x, y, sx, sy, qx, range); break;
            case int8_kind::conv2d:
            case int8_kind::multiplied_conv2d:
            case int8_kind::depthwise_conv2d: convolution(op, layer(k), k, x, y, sx, sy, qx, range); break;
            case int8_kind::addition:
            case int8_kind::subtraction: {
                const bool sum = op.kind == int8_kind::addition;
                const kernels::int8::add_form f = sum ? add_form_of<double>(op, qx, of(op.input[1]), of(op.output))
                                                      : add_form_of<float>(op, qx, of(op.input[1]), of(op.output));
                const signed char* b = (*this)[op.input[1]];
                const long n = g_.extent(op.input[1]).size();
                for (long i = 0; i < sy.size(); ++i) {
                    const std::int32_t p = scale_((x[i % sx.size()] - f.a_zero) * (1 << 20), f.a);
                    const std::int32_t q = scale_((b[i % n] - f.b_zero) * (1 << 20), f.b);
                    y[i] = clamped(scale_(sum ? p + q : p - q, f.y) + range.zero_point);
                }
                break;
            }
            case int8_kind::multiplication: {
                const kernels::int8::multiply_form f = multiply_form_of(op, qx, of(op.input[1]), of(op.output));
                const signed char* b = (*this)[op.input[1]];
                const long n = g_.extent(op.input[1]).size();
                for (long i = 0; i < sy.size(); ++i)
                    y[i] = clamped(scale_((x[i % sx.size()] - f.a_zero) * (b[i % n] - f.b_zero), f.y) + range.zero_point);
                break;
            }
            case int8_kind::mean: {
                const int pixels = sx[0] * sx[1];
                const fixed_multiplier m = mean_multiplier(qx, of(op.output), pixels);
                for (int c = 0; c < sx[2]; ++c) {
                    std::int32_t sum = 0;
                    for (int p = 0; p < pixels; ++p) sum += x[p * sx[2] + c] - qx.zero_point;
                    y[c] = clamped(scale_(sum, m) + range.zero_point);
                }
                break;
            }
            case int8_kind::max_pool2d:
            case int8_kind::average_pool2d: pool(op, x, y, sx, sy, range); break;
            case int8_kind::softmax: {
                const double scale = static_cast<double>(qx.scale) * (1 << 26);
                const fixed_multiplier m = multiplier_of(scale < 2147483647.0 ? scale : 2147483647.0);
                for (long r = 0; r < sx.size() / sx.last(); ++r)
                    kernels::int8::softmax(x + r * sx.last(), y + r * sx.last(), sx.last(), m, -input_radius(5, m.shift));
                break;
            }
            case int8_kind::sigmoid:
            case int8_kind::tanh: {
                const byte_table t = make_table(op.kind, qx);
                for (long i = 0; i < sy.size(); ++i) y[i] = t.at[x[i] + 128];
                break;
            }
            case int8_kind::concatenation:
                for (int i = 0, at = 0; i < op.inputs; ++i) {
                    const int width = g_.extent(op.input[i]).last();
                    const signed char* from = (*this)[op.input[i]];
                    for (long r = 0; r < sy.size() / sy.last(); ++r)
                        for (int c = 0; c < width; ++c) y[r * sy.last() + at + c] = from[r * width + c];
                    at += width;
                }
                break;
            case int8_kind::pad2d:
                for (int h = 0; h < sy[0]; ++h)
                    for (int w = 0; w < sy[1]; ++w) {
                        const int v = h - op.win.pad_top, u = w - op.win.pad_left;
                        const bool on_map = v >= 0 && v < sx[0] && u >= 0 && u < sx[1];
                        for (int c = 0; c < sx[2]; ++c)
                            *y++ = on_map ? x[(v * sx[1] + u) * sx[2] + c] : static_cast<signed char>(range.zero_point);
                    }
                break;
        }
    }

    /// What output o stores for a sum.
    signed char stored(std::int32_t sum, int k, int o, const kernels::int8::output_range& r) const {
        const auto& m = multipliers_[static_cast<std::size_t>(k)];
        const std::int32_t y = scale_(sum, m[m.size() == 1 ? 0 : static_cast<std::size_t>(o)]) + r.zero_point;
        return static_cast<signed char>(kernels::int8::clamp(y, r.low, r.high));
    }
    static std::int32_t bias_of(const int8_layer& l, int o) { return l.bias.empty() ? 0 : l.bias[static_cast<std::size_t>(o)]; }

    /// y[u] = sum over i of (x[i] - zero) W[u][i] + b[u].                              W (U, I)
    void dense(const int8_layer& l, int k, const signed char* x, signed char* y, const shape& sx, const shape& sy, quantization qx,
               const kernels::int8::output_range& range) const {
        const int I = sx.last(), U = sy.last();
        for (long r = 0; r < sx.size() / I; ++r)
            for (int u = 0; u < U; ++u) {
                const signed char* w = l.weight.data() + static_cast<long>(u) * I;
                std::int32_t sum = bias_of(l, u);
                for (int i = 0; i < I; ++i) sum += (x[r * I + i] - qx.zero_point) * w[i];
                y[r * U + u] = stored(sum, k, u, range);
            }
    }

    /// The same over the taps of a window that lie on the map.         W (O, KH, KW, I), depthwise (KH, KW, O)
    void convolution(const int8_op& op, const int8_layer& l, int k, const signed char* x, signed char* y, const shape& sx,
                     const shape& sy, quantization qx, const kernels::int8::output_range& range) const {
        const ops::window& win = op.win;
        const bool own = op.kind != int8_kind::conv2d;
        const int I = sx[2], O = sy[2];
        for (int row = 0; row < sy[0]; ++row)
            for (int column = 0; column < sy[1]; ++column)
                for (int o = 0; o < O; ++o) {
                    std::int32_t sum = bias_of(l, o);
                    for (int tap = 0; tap < win.kernel_h * win.kernel_w; ++tap) {
                        const int v = row * win.stride_h - win.pad_top + tap / win.kernel_w * win.dilation_h;
                        const int u = column * win.stride_w - win.pad_left + tap % win.kernel_w * win.dilation_w;
                        if (v < 0 || v >= sx[0] || u < 0 || u >= sx[1]) continue;
                        const signed char* at = x + (v * sx[1] + u) * I;
                        if (own) {
                            sum += (at[o / (O / I)] - qx.zero_point) * l.weight[static_cast<std::size_t>(tap * O + o)];
                            continue;
                        }
                        const signed char* w = l.weight.data() + (static_cast<long>(o) * win.kernel_h * win.kernel_w + tap) * I;
                        for (int i = 0; i < I; ++i) sum += (at[i] - qx.zero_point) * w[i];
                    }
                    *y++ = stored(sum, k, o, range);
                }
    }

    static void pool(const int8_op& op, const signed char* x, signed char* y, const shape& sx, const shape& sy,
                     const kernels::int8::output_range& range) {
        const ops::window& win = op.win;
        const bool mean = op.kind == int8_kind::average_pool2d;
        for (int row = 0; row < sy[0]; ++row)
            for (int column = 0; column < sy[1]; ++column)
                for (int c = 0; c < sx[2]; ++c) {
                    int sum = 0, largest = -128, count = 0;
                    for (int v = row * win.stride_h - win.pad_top, i = 0; i < win.kernel_h; ++i, ++v)
                        for (int u = column * win.stride_w - win.pad_left, j = 0; j < win.kernel_w; ++j, ++u) {
                            if (v < 0 || v >= sx[0] || u < 0 || u >= sx[1]) continue;
                            const int n = x[(v * sx[1] + u) * sx[2] + c];
                            sum += n, ++count;
                            largest = n > largest ? n : largest;
                        }
                    const int rounded = mean ? (sum > 0 ? sum + count / 2 : sum - count / 2) / count : largest;
                    *y++ = static_cast<signed char>(kernels::int8::clamp(rounded, range.low, range.high));
                }
    }

    int8_view g_;
    const int8_numbers* n_;
    rounding scale_;
    std::vector<quantization> quantization_;  // by value
    std::vector<std::vector<signed char>> values_;
    std::vector<std::vector<fixed_multiplier>> multipliers_;  // of each operation
};

}  // namespace detail
}  // namespace inlay

#endif
