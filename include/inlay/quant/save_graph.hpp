// SPDX-License-Identifier: BSL-1.0
// A trained network as a file that inlay-convert reads: a safetensors file that carries the graph as JSON.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "../io/safetensors_writer.hpp"
#include "calibrate.hpp"
#include "int8_model.hpp"

namespace inlay {
namespace detail {

/// What inlay-convert knows a type by: its name without namespaces, "model" where that is no identifier.
[[gnu::cold]] inline std::string name_in_graph(const char* type) {
    std::string name = type;
    if (const std::size_t colon = name.rfind("::"); colon != std::string::npos) name.erase(0, colon + 2);
    bool valid = !name.empty() && name.size() <= 64;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        valid = valid && (letter || (i > 0 && ((c >= '0' && c <= '9') || c == '_')));
    }
    return valid ? name : "model";
}

/// Writes the graph of tools/convert/inlay_convert/graph.py: tensors (values, then constants) and operations.
class graph_writer {
public:
    /// With integers; with a model's floats.
    [[gnu::cold]] graph_writer(const int8_table& t, const int8_numbers& n) : t_(t), n_(&n), names_(static_cast<std::size_t>(t.g.op_count)) {}
    [[gnu::cold]] graph_writer(const int8_table& t, const float_table& f, const float* storage)
        : t_(t), f_(&f), storage_(storage), names_(static_cast<std::size_t>(t.g.op_count)) {}

    [[gnu::cold]] result<void> try_write(const std::string& path, const std::string& name, const std::string& scheme) {
        const int8_view& g = t_.g;
        for (int v = 0; v < g.value_count; ++v) add_value(v);
        for (int v = 0; v < g.value_count; ++v)  // in the order in which they are computed
            if (g.source(v) != v) add_op("reshape", detail::join(g.source(v)), v, "", int8_activation::none, "{}");
            else
                for (int k = 0; k < g.op_count; ++k)
                    if (g.ops[k].output == v)
                        if (auto ok = add(k); !ok) return make_failure(path, ": ", ok.error().message);
        const std::string form = join("{\"format\":1,\"name\":", json_string(name), ",\"scheme\":", json_string(scheme), ",\"tensors\":[", tensors_,
                                      "],\"ops\":[", ops_, "],\"inputs\":", list(g.inputs), ",\"outputs\":", list(g.outputs), '}');
        file_.metadata("inlay.graph", form);
        return file_.try_write(path);
    }

private:
    static std::string list(const ports& p) { return join(std::span<const int>(p.node, static_cast<std::size_t>(p.count))); }
    static std::string real(float x) {
        char digits[32];
        std::snprintf(digits, sizeof digits, "%.9e", static_cast<double>(x));
        return digits;
    }
    static std::string pair(int a, int b) { return join('[', a, ", ", b, ']'); }

    void add_tensor(const std::string& name, const std::string& extents, const char* type, const std::string& scales,
                    const std::string& zeros, const std::string& data) {
        tensors_ += join(count_ > 0 ? "," : "", "{\"name\":", json_string(name), ",\"shape\":", extents, ",\"dtype\":\"", type,
                         "\",\"scale\":[", scales, "],\"zero_point\":[", zeros, "],\"data\":", data, '}');
        ++count_;
    }
    void add_value(int v) {
        quantization q;
        const bool integers = n_ != nullptr;
        const int source = t_.g.source(v);
        std::string name = "input";
        for (int i = 0; i < t_.g.inputs.count; ++i)
            if (t_.g.inputs[i] == source && integers) q = n_->inputs[static_cast<std::size_t>(i)];
        for (int k = 0; k < t_.g.op_count; ++k)
            if (t_.g.ops[k].output == source) {
                name = name_of(t_, k);
                if (integers) q = n_->layers[static_cast<std::size_t>(k)].result;
            }
        const shape& s = t_.g.extent(v);
        add_tensor(name, join(std::span<const int>(s.extent, static_cast<std::size_t>(s.rank))), integers ? "int8" : "float32",
                   integers ? real(q.scale) : "", integers ? join(q.zero_point) : "", "null");
    }
    /// A constant; returns its number.
    int add_constant(const std::string& name, const std::vector<long>& extents, stored_dtype type, const std::string& scales,
                     const std::string& zeros, byte_span bytes) {
        const std::string key = join(count_);
        file_.add(key, type, extents, bytes);
        add_tensor(name, join(std::span<const long>(extents)),
                   type == stored_dtype::i8 ? "int8" : type == stored_dtype::i32 ? "int32" : "float32", scales, zeros, join('"', key, '"'));
        return count_ - 1;
    }

    void add_op(const char* kind, const std::string& inputs, int output, const std::string& name, int8_activation a, const std::string& options) {
        constexpr const char* activations[] = {"", "relu", "relu6"};
        ops_ += join(ops_.empty() ? "" : ",", "{\"kind\":\"", kind, "\",\"inputs\":[", inputs, "],\"output\":", output, ",\"name\":",
                     json_string(name), ",\"activation\":\"", activations[static_cast<int>(a)], "\",\"options\":", options, '}');
    }

    [[gnu::cold]] result<void> add(int k) {
        const int8_op& op = t_.g.ops[k];
        const shape &x = t_.g.extent(op.input[0]), &y = t_.g.extent(op.output);
        std::string inputs, options = "{}", name;
        for (int i = 0; i < op.inputs; ++i) inputs += join(i > 0 ? ", " : "", op.input[i]);
        if (is_weighted(op.kind)) {
            if (op.kind == int8_kind::dense && x.rank != 1)
                return make_failure(name_of(t_, k), ": expected an input of one extent, found ", x.rank);
            name = layer_name(k);
            if (n_ != nullptr) {
                const int8_layer& l = n_->layers[static_cast<std::size_t>(k)];
                inputs += join(", ", add_weight(l, name, weight_extents(op, x, y)));  // one after the other: they are numbered
                inputs += join(", ", add_bias(l, name));
            } else {
                const folded_layer l = fold(t_.g, *f_, storage_, k);
                inputs += join(", ", add_floats(name + "/weight", weight_extents(op, x, y), l.weight));
                if (op.bias >= 0 || op.batch_norm >= 0) inputs += join(", ", add_floats(name + "/bias", {y.last()}, l.bias));
            }
        }
        if (op.kind == int8_kind::pad2d)
            options = join("{\"padding\":[", op.win.pad_top, ", ", op.win.pad_bottom, ", ", op.win.pad_left, ", ", op.win.pad_right, "]}");
        else if (op.kind != int8_kind::dense && x.rank == 3 && is_window(op.kind)) options = window_options(op.win, x);
        add_op(kind_name(op.kind), inputs, op.output, name, op.activation, options);
        return {};
    }
    /// As inlay_convert/graph.py names it.
    static const char* kind_name(int8_kind k) {
        switch (k) {
            case int8_kind::addition: return "add";
            case int8_kind::subtraction: return "subtract";
            case int8_kind::multiplication: return "multiply";
            case int8_kind::concatenation: return "concat";
            case int8_kind::mean: return "global_average_pool2d";
            case int8_kind::multiplied_conv2d: return "depthwise_conv2d";
            default: return int8_names[static_cast<int>(k)];
        }
    }
    static bool is_window(int8_kind k) {
        return k == int8_kind::multiplied_conv2d || k == int8_kind::conv2d || k == int8_kind::depthwise_conv2d || k == int8_kind::max_pool2d || k == int8_kind::average_pool2d;
    }
    /// "same" or "valid", as TensorFlow means them; else how much on both sides of each axis.
    static std::string window_options(const ops::window& w, const shape& x) {
        const auto same = [](int n, int kernel, int stride, int dilation) {
            const int reach = (kernel - 1) * dilation + 1, all = ((n + stride - 1) / stride - 1) * stride + reach - n;
            return all > 0 ? all : 0;
        };
        const int v = same(x[0], w.kernel_h, w.stride_h, w.dilation_h), h = same(x[1], w.kernel_w, w.stride_w, w.dilation_w);
        std::string padding = pair(w.pad_top, w.pad_left);
        if (w.pad_top + w.pad_bottom + w.pad_left + w.pad_right == 0) padding = "\"valid\"";
        else if (w.pad_top == v / 2 && w.pad_bottom == v - v / 2 && w.pad_left == h / 2 && w.pad_right == h - h / 2) padding = "\"same\"";
        return join("{\"kernel\":", pair(w.kernel_h, w.kernel_w), ",\"stride\":", pair(w.stride_h, w.stride_w), ",\"dilation\":",
                    pair(w.dilation_h, w.dilation_w), ",\"padding\":", padding, '}');
    }

    static std::vector<long> weight_extents(const int8_op& op, const shape& x, const shape& y) {
        if (op.kind == int8_kind::conv2d) return {y[2], op.win.kernel_h, op.win.kernel_w, x[2]};
        if (weights_end_with_outputs(op.kind)) return {1, op.win.kernel_h, op.win.kernel_w, y[2]};
        return {y.last(), x.last()};
    }
    int add_weight(const int8_layer& l, const std::string& name, const std::vector<long>& extents) {
        std::string scales, zeros;
        for (std::size_t i = 0; i < l.weight_scale.size(); ++i) {
            scales += join(i > 0 ? ", " : "", real(l.weight_scale[i]));
            zeros += i > 0 ? ", 0" : "0";
        }
        return add_constant(name + "/weight", extents, stored_dtype::i8, scales, zeros,
                            {reinterpret_cast<const unsigned char*>(l.weight.data()), l.weight.size()});
    }
    int add_bias(const int8_layer& l, const std::string& name) {
        byte_buffer bytes(4 * l.bias.size());
        for (std::size_t i = 0; i < l.bias.size(); ++i) store_little_endian(static_cast<std::uint32_t>(l.bias[i]), bytes.data() + 4 * i);
        return add_constant(name + "/bias", {static_cast<long>(l.bias.size())}, stored_dtype::i32, "", "", bytes);
    }

    int add_floats(const std::string& name, const std::vector<long>& extents, const std::vector<double>& numbers) {
        byte_buffer bytes(4 * numbers.size());
        for (std::size_t i = 0; i < numbers.size(); ++i)
            store_little_endian(__builtin_bit_cast(std::uint32_t, static_cast<float>(numbers[i])), bytes.data() + 4 * i);
        return add_constant(name, extents, stored_dtype::f32, "", "", bytes);
    }

    /// An identifier of its own: the layer's name, or its kind and path.
    std::string layer_name(int k) {
        const int layer = t_.layer_of[k];
        std::string name = int8_names[static_cast<int>(t_.g.ops[k].kind)];
        if (layer >= 0 && t_.layers[layer].parent < 0 && *t_.layers[layer].name != '\0') name = t_.layers[layer].name;
        else if (layer >= 0) (name += '_') += path_of(t_.layers, layer).data;
        for (char& c : name)
            if (c == '.' || c == '-') c = '_';
        name.resize(name.size() < 56 ? name.size() : 56);
        std::string own = name;
        for (int count = 2; is_taken(own); ++count) own = join(name, '_', count);
        return names_[static_cast<std::size_t>(k)] = own;
    }
    bool is_taken(const std::string& name) const {
        for (const std::string& n : names_)
            if (n == name) return true;
        return false;
    }

    const int8_table& t_;
    const int8_numbers* n_ = nullptr;  // of these two, one
    const float_table* f_ = nullptr;
    const float* storage_ = nullptr;
    std::vector<std::string> names_;
    std::string tensors_, ops_;
    int count_ = 0;
    safetensors_writer file_;
};

template <class Scheme>
constexpr const char* name_of_scheme() {
    if constexpr (__is_same(typename Scheme::rounding, double_rounding)) return Scheme::symmetric ? "symmetric_i8<>" : "affine_i8<>";
    else return Scheme::symmetric ? "symmetric_i8<single_rounding>" : "affine_i8<single_rounding>";
}

}  // namespace detail

/// Writes a quantised network, graph and numbers: `inlay-convert m.safetensors -o m.hpp` makes a header of it, whose
/// frozen<..._int8> gives the bytes of this model. The file appears whole or not at all. Fails where the network has
/// a form that the header has not: a dense layer of rows.
///
///     save_graph("digits.safetensors", calibrate(net, samples));
template <class Net, class Scheme>
result<void> try_save_graph(const std::string& path, const model<quantized<Net, Scheme>>& q) {
    return detail::graph_writer(detail::int8_table_for<Net, Scheme>, q.numbers())
        .try_write(path, detail::name_in_graph(type_name<Net>()), detail::name_of_scheme<Scheme>());
}
template <class Net, class Scheme>
void save_graph(const std::string& path, const model<quantized<Net, Scheme>>& q) {
    try_save_graph(path, q).value();
}

/// The same of a float model, made of the operations that int8 networks have. Batch normalisation goes into the weights
/// of the layer before it. Fails if the parameters were never initialised.
///
///     save_graph("digits.safetensors", net);          // inlay-convert: a type, and its weights as constants
template <class Net>
result<void> try_save_graph(const std::string& path, const model<Net>& m) {
    static_assert(quantized<Net>::check::done);
    if (!m.initialised()) return make_failure(path, ": the model's parameters were never initialised");
    return detail::graph_writer(detail::int8_table_for<Net, affine_i8<>>, detail::float_table_for<Net>, m.storage())
        .try_write(path, detail::name_in_graph(type_name<Net>()), detail::name_of_scheme<affine_i8<>>());
}
template <class Net>
void save_graph(const std::string& path, const model<Net>& m) {
    try_save_graph(path, m).value();
}

}  // namespace inlay

#endif
