// SPDX-License-Identifier: BSL-1.0
// A quantised network with numbers of run time: what calibration gives.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "../core/tensor.hpp"
#include "../runtime/model.hpp"
#include "../train/check_data.hpp"
#include "../train/metrics.hpp"
#include "interpret_int8.hpp"

namespace inlay {
namespace detail {

/// What there is to know of a quantised network, whatever its type.
struct int8_table {
    int8_view g;
    int8_interpreter::rounding scale = nullptr;
    bool symmetric = false;
    const layer_record* layers = nullptr;
    const int* layer_of = nullptr;  // of each operation
};
template <class Net, int Capacity>
struct layers_of_ops {
    int of[Capacity > 0 ? Capacity : 1]{};
    constexpr layers_of_ops(const int8_graph<Capacity>& g) {
        for (int k = 0; k < g.op_count; ++k) of[k] = recorded<Net>::value.g.nodes[g.ops[k].node].layer;
    }
};
template <class Net, int Capacity>
constexpr auto find_layers(const int8_graph<Capacity>& g) { return layers_of_ops<Net, Capacity>(g); }
template <class Net>
inline constexpr auto layers_for = find_layers<Net>(quantized<Net>::graph);
template <class Net, class Scheme>
inline constexpr int8_table int8_table_for{view_of(quantized<Net, Scheme>::graph), &Scheme::rounding::scale, Scheme::symmetric,
                                           recorded<Net>::lists.layers, layers_for<Net>.of};

/// "conv2d 3", "dense 'head'": the kind and the layer's path.
[[gnu::cold]] inline std::string name_of(const int8_table& t, int k) {
    std::string name = int8_names[static_cast<int>(t.g.ops[k].kind)];
    if (t.layer_of[k] >= 0) (name += ' ') += path_of(t.layers, t.layer_of[k]).data;
    return name;
}

[[gnu::cold]] inline result<void> check_samples(const int8_view& g, const datasets& data, const char* what) {
    training_table inputs;
    inputs.inputs = g.inputs.count;
    for (int k = 0; k < g.inputs.count; ++k) {
        inputs.input[k] = g.extent(g.inputs[k]);
        inputs.input_size[k] = inputs.input[k].size();
    }
    if (auto ok = check_inputs(inputs, data, what); !ok) return ok;
    if (data.size() == 0) return make_failure(what, ": expected at least one sample, found none");
    for (int k = 0; k < g.inputs.count; ++k)
        for (std::size_t i = 0; i < data.of[k]->images.size(); ++i)
            if (!is_finite(data.of[k]->images[i]))
                return make_failure(what, ": sample ", i / data.of[k]->shape.size(), ": expected finite numbers, found ",
                                    static_cast<double>(data.of[k]->images[i]));
    return {};
}

/// Metrics over a data set, of the first output as real numbers.
[[gnu::cold]] inline result<score> evaluate_int8(const int8_table& t, const int8_numbers& n, const datasets& data,
                                         double (*const* metrics)(const float*, long, const float*), const bool* is_accuracy, int count) {
    if (auto ok = check_samples(t.g, data, "evaluate"); !ok) return ok.error();
    const dataset& of = *data.of[0];
    int8_interpreter run(t.g, n, t.scale);
    const int y = t.g.outputs[0];
    const long size = t.g.extent(y).size();
    if (of.labels.empty() && static_cast<long>(of.target_size) != size)
        return make_failure("evaluate: expected labels, or ", size, " target values a sample, found ", of.target_size);
    std::vector<float> real(static_cast<std::size_t>(size));
    score s;
    s.loss = __builtin_nan("");
    s.metrics.assign(static_cast<std::size_t>(count), 0.0);
    for (std::size_t i = 0; i < data.size(); ++i) {
        const float* x[max_ports]{};
        for (int k = 0; k < t.g.inputs.count; ++k) x[k] = data.of[k]->image(i).data;
        run.run(x);
        for (long k = 0; k < size; ++k) real[static_cast<std::size_t>(k)] = dequantize(run[y][k], run.of(y));
        const float label = of.labels.empty() ? 0 : static_cast<float>(of.labels[i]);
        const float* target = of.labels.empty() ? of.target(i).data : &label;
        for (int m = 0; m < count; ++m) s.metrics[static_cast<std::size_t>(m)] += metrics[m](real.data(), size, target);
    }
    for (int m = 0; m < count; ++m) {
        s.metrics[static_cast<std::size_t>(m)] /= static_cast<double>(data.size());
        if (is_accuracy[m]) s.accuracy = s.metrics[static_cast<std::size_t>(m)];
    }
    return s;
}

}  // namespace detail

/// A quantised network with its numbers; calibrate() and quantize() make it. Runs on the host, slowly, and gives
/// the bytes that frozen<> gives once save_graph() and inlay-convert made it constants.
///
///     auto q = calibrate(net, train.take(500));
///     auto y = q(test.image(0));                 // real numbers, as the float model gives
template <class Net, class Scheme>
class model<quantized<Net, Scheme>> {
    static_assert(recorded<Net>::check::done);
    static_assert(quantized<Net, Scheme>::check::done);

public:
    using network_type = quantized<Net, Scheme>;

    explicit model(int8_numbers n) : numbers_(static_cast<int8_numbers&&>(n)) {}

    const int8_numbers& numbers() const { return numbers_; }
    quantization input_quantization(int i = 0) const { return interpreter().of(network_type::graph.inputs[i]); }
    quantization output_quantization(int i = 0) const { return interpreter().of(network_type::graph.outputs[i]); }

    /// The first output of one sample, a tensor, view or pointer for each input.
    template <class... Args>
    auto operator()(const Args&... x) const {
        static_assert(sizeof...(Args) == static_cast<unsigned>(network_type::graph.inputs.count), "inlay: one sample for each input");
        const float* in[] = {detail::pointer_to(x)...};
        detail::int8_interpreter run = interpreter();
        run.run(in);
        typename detail::tensor_of<output>::type y{};
        const int from = network_type::graph.outputs[0];
        for (long k = 0; k < output::value.size(); ++k) y.values[k] = dequantize(run[from][k], run.of(from));
        return y;
    }
    /// Bytes in, bytes out, of a network with one input and one output.
    void run(const signed char* x, signed char* y) const {
        static_assert(network_type::graph.inputs.count == 1 && network_type::graph.outputs.count == 1);
        constexpr int in = network_type::graph.inputs[0], out = network_type::graph.outputs[0];
        detail::int8_interpreter run = interpreter();
        for (long k = 0; k < network_type::graph.values[in].extent.size(); ++k) run[in][k] = x[k];
        run.run();
        for (long k = 0; k < network_type::graph.values[out].extent.size(); ++k) y[k] = run[out][k];
    }
    detail::int8_interpreter interpreter() const {
        return {detail::int8_table_for<Net, Scheme>.g, numbers_, detail::int8_table_for<Net, Scheme>.scale};
    }

private:
    struct output {
        static constexpr shape value = output_shape<Net>;
    };
    int8_numbers numbers_;
};

/// Metrics (accuracy unless others are given) of a quantised network's first output over a data set.
///
///     double a = evaluate(q, test).accuracy;
template <class Net, class Scheme, class... Metrics>
result<score> try_evaluate(const model<quantized<Net, Scheme>>& q, const datasets& data, Metrics... metrics) {
    if constexpr (sizeof...(Metrics) == 0) {
        return try_evaluate(q, data, accuracy{});
    } else {
        double (*const of[])(const float*, long, const float*) = {&Metrics::of...};
        constexpr bool is_accuracy[] = {__is_base_of(accuracy, Metrics)...};
        ((void)metrics, ...);
        return detail::evaluate_int8(detail::int8_table_for<Net, Scheme>, q.numbers(), data, of, is_accuracy, sizeof...(Metrics));
    }
}
template <class Net, class Scheme, class... Metrics>
score evaluate(const model<quantized<Net, Scheme>>& q, const datasets& data, Metrics... metrics) {
    return try_evaluate(q, data, metrics...).value();
}

}  // namespace inlay

#endif
