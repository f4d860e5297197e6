// SPDX-License-Identifier: BSL-1.0
// calibrate(model, samples): a trained network's numbers as 8-bit integers, ranges taken from data.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "../runtime/interpret.hpp"
#include "int8_model.hpp"
#include "range.hpp"

namespace inlay {

struct calibration_options {
    range_method method = min_max;
};

namespace detail {

/// The float network beside its integer graph.
struct float_table {
    const node* nodes = nullptr;
    int node_count = 0;
    const parameter_record* parameters = nullptr;
    ports inputs;
};
template <class Net>
inline constexpr float_table float_table_for{recorded<Net>::value.g.nodes, recorded<Net>::value.g.count,
                                             recorded<Net>::value.parameters, recorded<Net>::value.g.inputs};

/// Runs the float network on samples [first, first + batch); all values stay readable.
[[gnu::cold]] inline void run_float(interpreter<float>& run, const float_table& t, const float* storage, const datasets& data,
                                    long first, long batch) {
    for (int i = 0; i < t.node_count; ++i) {
        const node& n = t.nodes[i];
        const float* from = nullptr;
        if (n.op == &op_of<ops::parameter>) from = storage + t.parameters[n.index].offset;
        if (n.op == &op_of<ops::input>) from = data.of[n.index]->images.data() + first * n.size();
        if (from == nullptr) continue;
        for (long k = 0, count = n.batched ? n.size() * batch : n.size(); k < count; ++k) run[i][k] = from[k];
    }
    run.run();
}
/// The same for all samples, some at a time: visit(run, first, batch).
template <class Visit>
void each_batch(const float_table& t, const float* storage, const datasets& data, const Visit& visit) {
    const auto samples = static_cast<long>(data.size());
    for (long first = 0; first < samples; first += 32) {
        const long batch = samples - first < 32 ? samples - first : 32;
        interpreter<float> run(t.nodes, t.node_count, batch);
        run_float(run, t, storage, data, first, batch);
        visit(run, first, batch);
    }
}

/// Of each value, the quantisation that its operation prescribes, for all of its group; scale 0 where none does.
[[gnu::cold]] inline result<std::vector<quantization>> prescribed(const int8_view& g, const vector<int>& group) {
    std::vector<quantization> q(static_cast<std::size_t>(group.size()), quantization{0, 0});
    for (int k = 0; k < g.op_count; ++k) {
        const int8_kind kind = g.ops[k].kind;
        if (kind != int8_kind::softmax && kind != int8_kind::sigmoid && kind != int8_kind::tanh) continue;
        const quantization own = fixed_quantisation(kind);
        quantization& of = q[static_cast<std::size_t>(group[g.ops[k].output])];
        if (of.scale > 0 && !(of == own))
            return make_failure("calibrate: ", int8_names[static_cast<int>(kind)],
                                ": expected one quantisation of all that is joined with it, found two");
        of = own;
    }
    for (int v = 0; v < group.size(); ++v) q[static_cast<std::size_t>(v)] = q[static_cast<std::size_t>(group[v])];
    return q;
}

/// A range that is far outside of what the values' quantisation is prescribed to be.
[[gnu::cold]] inline result<void> check_prescribed(const int8_table& t, const std::vector<value_range>& seen,
                                                   const std::vector<quantization>& q) {
    for (int k = 0; k < t.g.op_count; ++k) {
        const auto v = static_cast<std::size_t>(t.g.ops[k].output);
        const quantization& own = q[v];
        if (!(own.scale > 0)) continue;
        const value_range& r = seen[v];
        const float low = own.scale * static_cast<float>(-129 - own.zero_point), high = own.scale * static_cast<float>(129 - own.zero_point);
        if (r.low < low || r.high > high)
            return make_failure("calibrate: ", name_of(t, k), ": expected values from ", static_cast<double>(low), " to ",
                                static_cast<double>(high), ", as of the softmax, sigmoid or tanh that is joined with it, found ",
                                static_cast<double>(r.low), " to ", static_cast<double>(r.high));
    }
    return {};
}

/// Quantisations of all values, from data.
[[gnu::cold]] inline result<std::vector<quantization>> observe(const int8_table& t, const float_table& f, const float* storage,
                                                               const datasets& data, const calibration_options& options,
                                                               const vector<int>& group, std::vector<quantization> q) {
    const auto count = static_cast<std::size_t>(t.g.value_count);
    const auto each_value = [&](interpreter<float>& run, const auto& visit) {
        for (int v = 0; v < t.g.value_count; ++v)
            if (t.g.source(v) == v)
                visit(static_cast<std::size_t>(v), run[t.g.values[v].node], run.total(t.g.values[v].node));
    };
    std::vector<value_range> seen(count);
    int endless = -1;  // a value with numbers that are not finite
    each_batch(f, storage, data, [&](interpreter<float>& run, long, long) {
        each_value(run, [&](std::size_t v, const float* x, long n) {
            for (long i = 0; i < n; ++i) {
                if (endless < 0 && !is_finite(x[i])) endless = static_cast<int>(v);
                if (x[i] < seen[v].low) seen[v].low = x[i];
                if (x[i] > seen[v].high) seen[v].high = x[i];
            }
        });
    });
    for (int k = 0; k < t.g.op_count; ++k)
        if (t.g.ops[k].output == endless) return make_failure("calibrate: ", name_of(t, k), ": expected finite values, found others");
    if (auto ok = check_prescribed(t, seen, q); !ok) return ok.error();
    const auto group_of = [&](std::size_t v) { return static_cast<std::size_t>(group[static_cast<int>(v)]); };
    for (std::size_t v = 0; v < count; ++v) {
        value_range& all = seen[group_of(v)];
        if (seen[v].low < all.low) all.low = seen[v].low;
        if (seen[v].high > all.high) all.high = seen[v].high;
    }
    if (options.method.which != range_method::kind::min_max) {
        std::vector<histogram> spread(count);
        for (std::size_t v = 0; v < count; ++v) spread[v] = histogram(seen[v]);
        each_batch(f, storage, data, [&](interpreter<float>& run, long, long) {
            each_value(run, [&](std::size_t v, const float* x, long n) { spread[group_of(v)].add(x, n); });
        });
        for (std::size_t v = 0; v < count; ++v) seen[v] = range_by(options.method, spread[v], t.symmetric);
    }
    for (std::size_t v = 0; v < count; ++v)
        if (!(q[v].scale > 0)) q[v] = quantization_of(seen[group_of(v)], t.symmetric);
    return q;
}

/// The parameter of a node, or null.
inline const float* values_of(const float_table& f, const float* storage, int node) {
    return node < 0 ? nullptr : storage + f.parameters[f.nodes[node].index].offset;
}

/// Whether the outputs are the last extent of the weights in files; else they are the first.
constexpr bool weights_end_with_outputs(int8_kind k) { return k == int8_kind::depthwise_conv2d || k == int8_kind::multiplied_conv2d; }

/// Weights and biases of an operation in the order of files, outputs first (of depthwise convolutions last), with
/// batch_norm taken in.
struct folded_layer {
    std::vector<double> weight, bias;
};
[[gnu::cold]] inline folded_layer fold(const int8_view& g, const float_table& f, const float* storage, int k) {
    const int8_op& op = g.ops[k];
    const int outputs = g.extent(op.output).last();
    const bool own = weights_end_with_outputs(op.kind);
    const float* w = values_of(f, storage, op.weight);   // (taps, outputs), taps: (I) or (KH, KW, I / groups)
    const float* b = values_of(f, storage, op.bias);
    const long taps = f.nodes[op.weight].size() / outputs;
    const float* norm[4]{};  // weight, bias, mean, variance
    for (int i = 0; i < 4 && op.batch_norm >= 0; ++i) norm[i] = values_of(f, storage, f.nodes[op.batch_norm].input[1 + i]);
    folded_layer l{std::vector<double>(static_cast<std::size_t>(taps * outputs)), std::vector<double>(static_cast<std::size_t>(outputs))};
    for (int o = 0; o < outputs; ++o) {
        double factor = 1, bias = b != nullptr ? static_cast<double>(b[o]) : 0;
        if (norm[0] != nullptr) {
            factor = static_cast<double>(norm[0][o]) / std::sqrt(static_cast<double>(norm[3][o]) + f.nodes[op.batch_norm].value);
            bias = (bias - static_cast<double>(norm[2][o])) * factor + static_cast<double>(norm[1][o]);
        }
        l.bias[static_cast<std::size_t>(o)] = bias;
        for (long t = 0; t < taps; ++t)
            l.weight[static_cast<std::size_t>(own ? t * outputs + o : o * taps + t)] = static_cast<double>(w[t * outputs + o]) * factor;
    }
    return l;
}

/// The same in 8 bits: each output's weights scaled to [-127, 127], the bias in steps of input scale x weight scale.
[[gnu::cold]] inline void quantize_weights(int8_layer& l, const folded_layer& real, bool own, quantization x) {
    const std::size_t outputs = real.bias.size(), taps = real.weight.size() / outputs;
    l.weight.resize(real.weight.size());
    l.weight_scale.resize(outputs);
    l.bias.resize(outputs);
    for (std::size_t o = 0; o < outputs; ++o) {
        const auto place = [&](std::size_t t) { return own ? t * outputs + o : o * taps + t; };
        double most = 0;
        for (std::size_t t = 0; t < taps; ++t)
            if (const double size = std::fabs(real.weight[place(t)]); size > most) most = size;
        // of tiny weights the steps are larger than they need be, so that the bias is below 2^28 of them
        const double for_bias = std::fabs(real.bias[o]) / (static_cast<double>(x.scale) * (1 << 28)), own_scale = most / 127;
        double scale = own_scale > for_bias ? own_scale : for_bias;
        if (!(scale > 1e-20)) scale = 1e-20;
        l.weight_scale[o] = static_cast<float>(scale);
        scale = static_cast<double>(l.weight_scale[o]);
        l.bias[o] = static_cast<std::int32_t>(std::lround(real.bias[o] / (static_cast<double>(x.scale) * scale)));
        for (std::size_t t = 0; t < taps; ++t) {
            const double n = std::round(real.weight[place(t)] / scale);
            l.weight[place(t)] = static_cast<signed char>(n > 127 ? 127 : n < -127 ? -127 : n);
        }
    }
}

/// The numbers of a network whose values are quantised as `q` says.
[[gnu::cold]] inline int8_numbers numbers_for(const int8_view& g, const float_table& f, const float* storage,
                                              const std::vector<quantization>& q) {
    int8_numbers n;
    for (int i = 0; i < g.inputs.count; ++i) n.inputs.push_back(q[static_cast<std::size_t>(g.source(g.inputs[i]))]);
    n.layers.resize(static_cast<std::size_t>(g.op_count));
    for (int k = 0; k < g.op_count; ++k) {
        int8_layer& l = n.layers[static_cast<std::size_t>(k)];
        l.result = q[static_cast<std::size_t>(g.ops[k].output)];
        if (is_weighted(g.ops[k].kind))
            quantize_weights(l, fold(g, f, storage, k), weights_end_with_outputs(g.ops[k].kind), q[static_cast<std::size_t>(g.source(g.ops[k].input[0]))]);
    }
    return n;
}

[[gnu::cold]] inline result<int8_numbers> try_calibrate(const int8_table& t, const float_table& f, const float* storage,
                                                        const datasets& data, const calibration_options& options) {
    if (auto ok = check_samples(t.g, data, "calibrate"); !ok) return ok.error();
    const bool is_percentile = options.method.which == range_method::kind::percentile;
    if (is_percentile && !(options.method.argument > 50 && options.method.argument <= 100))
        return make_failure("calibrate: expected a percentile above 50 and up to 100, found ", options.method.argument);
    const vector<int> group = quantisation_groups(t.g);
    auto fixed = prescribed(t.g, group);
    if (!fixed) return fixed.error();
    const auto q = observe(t, f, storage, data, options, group, *fixed);
    if (!q) return q.error();
    return numbers_for(t.g, f, storage, *q);
}

}  // namespace detail

/// A trained model's network in 8 bits, without training: the float network runs on the samples (some hundred, as
/// the network will meet them), each value gets the range that the method chooses, weights are scaled per output
/// channel. Batch normalisation goes into the weights. Fails if there are no samples, or other ones than the
/// network takes. TensorFlow Lite's converter with a representative dataset does the same.
///
///     auto q = calibrate(net, train.take(500), {.method = percentile{99.99}});
///     auto r = calibrate<symmetric_i8<>>(net, train.take(500), {.method = kl});
template <class Scheme = affine_i8<>, class Net>
result<model<quantized<Net, Scheme>>> try_calibrate(const model<Net>& m, const datasets& samples, const calibration_options& options = {}) {
    static_assert(quantized<Net, Scheme>::check::done);
    if (!m.initialised()) return make_failure("calibrate: the model's parameters were never initialised");
    auto n = detail::try_calibrate(detail::int8_table_for<Net, Scheme>, detail::float_table_for<Net>, m.storage(), samples, options);
    if (!n) return n.error();
    return model<quantized<Net, Scheme>>(static_cast<int8_numbers&&>(*n));
}
template <class Scheme = affine_i8<>, class Net>
model<quantized<Net, Scheme>> calibrate(const model<Net>& m, const datasets& samples, const calibration_options& options = {}) {
    return try_calibrate<Scheme>(m, samples, options).value();
}

}  // namespace inlay

#endif
