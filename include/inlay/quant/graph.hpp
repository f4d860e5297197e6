// SPDX-License-Identifier: BSL-1.0
// The integer graph of a network: what remains when batch_norm, dropout and activations are part of
// the operation before them.
#pragma once

#include "../ops/activations.hpp"
#include "../ops/arithmetic.hpp"
#include "../ops/batch_norm.hpp"
#include "../ops/concat.hpp"
#include "../ops/conv2d.hpp"
#include "../ops/dense.hpp"
#include "../ops/pad.hpp"
#include "../ops/pool.hpp"
#include "../ops/softmax.hpp"
#include "../passes/remove_identities.hpp"
#include "../runtime/recorded.hpp"
#include "artifact.hpp"

namespace inlay {

enum class int8_kind : unsigned char {
    conv2d, depthwise_conv2d, multiplied_conv2d, dense, addition, max_pool2d, average_pool2d, softmax, sigmoid, tanh,
    concatenation, pad2d, subtraction, multiplication, mean,
};  // multiplied_conv2d: depthwise, several outputs of each channel

inline constexpr const char* int8_names[] = {"conv2d", "depthwise_conv2d", "multiplied_conv2d", "dense",
    "addition", "max_pool2d", "average_pool2d", "softmax", "sigmoid", "tanh", "concatenation", "pad2d", "subtraction",
    "multiplication", "mean"};

/// What is cut off where a sum is stored.
enum class int8_activation : unsigned char { none, relu, relu6 };

struct int8_op {
    int8_kind kind{};
    int8_activation activation{};
    int input[max_inputs]{-1, -1, -1, -1, -1, -1};  // values
    int inputs = 0;
    int output = -1;  // value
    ops::window win{};
    bool has_bias = false;
    int pool = -1;        // conv2d: the op that pools its rows as soon as they are there (pool_by_rows.hpp)
    bool pooled = false;  // a pooling: done by the convolution before it
    // Where its numbers come from in the network as recorded: nodes, -1 where there is none.
    int node = -1, weight = -1, bias = -1, batch_norm = -1;
};

struct int8_value {
    shape extent{};
    int source = -1;  // the value that has the memory: itself, or what it is a view of
    int node = -1;    // of the recorded network, which computes it in float: behind the activation
};

namespace detail {

/// Whether an op's result is quantised as its inputs are: it passes bytes on, or takes their mean.
constexpr bool keeps_quantisation(int8_kind k) {
    return k == int8_kind::max_pool2d || k == int8_kind::average_pool2d || k == int8_kind::concatenation || k == int8_kind::pad2d;
}
/// What softmax, sigmoid and tanh prescribe for theirs.
constexpr quantization fixed_quantisation(int8_kind k) {
    return k == int8_kind::tanh ? quantization{1.0f / 128, 0} : quantization{1.0f / 256, -128};
}

}  // namespace detail

/// Operations in order, and the values that they read and write.
template <int Capacity>
struct int8_graph {
    int8_op ops[Capacity > 0 ? Capacity : 1]{};
    int8_value values[Capacity > 0 ? Capacity : 1]{};
    int op_count = 0, value_count = 0;
    detail::ports inputs, outputs;  // values
    graph_error error;
};

namespace detail {

/// The value that op leaves in memory.
template <int Capacity>
constexpr int stored_by(const int8_graph<Capacity>& g, const int8_op& op) {
    return op.pool < 0 ? op.output : g.ops[op.pool].output;
}

/// The same without its size.
struct int8_view {
    const int8_op* ops = nullptr;
    const int8_value* values = nullptr;
    int op_count = 0, value_count = 0;
    ports inputs, outputs;

    constexpr const shape& extent(int value) const { return values[value].extent; }
    constexpr int source(int value) const { return values[value].source; }
};
template <int Capacity>
constexpr int8_view view_of(const int8_graph<Capacity>& g) {
    return {g.ops, g.values, g.op_count, g.value_count, g.inputs, g.outputs};
}

/// Values that are quantised alike, since operations pass bytes on: of each, the one that stands for all.
constexpr vector<int> quantisation_groups(const int8_view& g) {
    vector<int> group(g.value_count, 0);
    for (int v = 0; v < g.value_count; ++v) group[v] = g.source(v);
    for (int k = 0; k < g.op_count; ++k) {
        if (!keeps_quantisation(g.ops[k].kind)) continue;
        for (int i = 0; i < g.ops[k].inputs; ++i) {
            const int from = group[g.ops[k].output], to = group[g.ops[k].input[i]];
            for (int& v : group)
                if (v == from) v = to;
        }
    }
    return group;
}

}  // namespace detail

namespace passes {

/// The int8 form of an op, or -1. (A template: whoever does not ask pays nothing for the ops named here.)
template <class Kind = int8_kind>
constexpr int int8_form_of(const op_info* op) {
    struct form {
        const op_info* op;
        Kind kind;
    };
    constexpr form forms[] = {
        {&op_of<ops::conv2d>, Kind::conv2d},         {&op_of<ops::dense>, Kind::dense},
        {&op_of<ops::add>, Kind::addition},          {&op_of<ops::max_pool2d>, Kind::max_pool2d},
        {&op_of<ops::average_pool2d>, Kind::average_pool2d},
        {&op_of<ops::softmax>, Kind::softmax},       {&op_of<sigmoid>, Kind::sigmoid},
        {&op_of<ops::sigmoid>, Kind::sigmoid},       {&op_of<tanh>, Kind::tanh},
        {&op_of<ops::tanh>, Kind::tanh},             {&op_of<ops::concat>, Kind::concatenation},
        {&op_of<ops::pad2d>, Kind::pad2d},           {&op_of<ops::subtract>, Kind::subtraction},
        {&op_of<ops::multiply>, Kind::multiplication},
    };
    for (const form& f : forms)
        if (f.op == op) return static_cast<int>(f.kind);
    return -1;
}

/// Law: the same function, as int8 operations; batch_norm behind a convolution or dense layer and an
/// activation behind an operation belong to it (their numbers are in the weights and the range).
template <int Capacity>
constexpr int8_graph<Capacity> to_int8(graph_editor g) {
    using inlay::detail::vector;
    remove_identities(g);
    int8_graph<Capacity> r;
    vector<int> readers(g.size(), 0), value(g.size(), -1), op_of_node(g.size(), -1);
    for (int k = 0; k < g.outputs.count; ++k) readers[g.outputs[k]] += 2;
    for (int i = g.size() - 1; i >= 0; --i)  // what nobody reads reads nothing; nodes keep their numbers
        for (int k = 0; k < g[i].input_count && readers[i] > 0; ++k) ++readers[g[i].input[k]];

    const auto add_value = [&](shape extent, int source, int from) {
        const int id = r.value_count++;
        r.values[id] = {extent, source < 0 ? id : source, from};
        return id;
    };
    const auto fail = [&](const node& n, const char* why) {
        if (r.error.empty()) r.error = {text{n.op->name}, text{why}, text{"["} << n.out << ']'};
    };
    for (int k = 0; k < g.inputs.count; ++k) {
        value[g.inputs[k]] = add_value(g[g.inputs[k]].out, -1, g.inputs[k]);
        r.inputs.push_back(value[g.inputs[k]]);
    }
    for (int i = 0; i < g.size(); ++i) {
        const node& n = g[i];
        if (n.op == &op_of<ops::input> || n.op == &op_of<ops::parameter>) continue;
        if (n.input_count == 0 || readers[i] == 0) continue;  // a number, such as batch_norm's epsilon
        const int before = n.input[0];
        if (value[before] < 0) {
            fail(n, "values of the network");
            value[before] = 0;
        }
        const int owner = op_of_node[before];  // the op that computed the input, if no one else reads it
        const bool joins = owner >= 0 && readers[before] == 1 && r.ops[owner].activation == int8_activation::none;
        const bool is_relu = n.op == &op_of<relu>, is_relu6 = n.op == &op_of<relu6>;
        if (n.op == &op_of<ops::reshape>) {
            value[i] = add_value(n.out, r.values[value[before]].source, i);
        } else if (n.op == &op_of<ops::batch_norm>) {
            if (!joins || r.ops[owner].kind > int8_kind::dense) fail(n, "a convolution before it");
            else r.ops[owner].batch_norm = i, r.values[r.ops[owner].output].node = i;
            value[i] = value[before];
            op_of_node[i] = owner;
        } else if (is_relu || is_relu6) {
            if (!joins) fail(n, "an operation before it");
            else {
                r.ops[owner].activation = is_relu6 ? int8_activation::relu6 : int8_activation::relu;
                r.values[r.ops[owner].output].node = i;
            }
            value[i] = value[before];
        } else {
            const int form = int8_form_of(n.op);
            if (form < 0) {
                fail(n, "an int8 form");
                value[i] = value[before];
                continue;
            }
            int8_op o;
            o.kind = static_cast<int8_kind>(form);
            o.win = n.win;
            o.node = i;
            const bool weighted = o.kind == int8_kind::conv2d || o.kind == int8_kind::dense;
            o.inputs = weighted ? 1 : n.input_count;
            o.has_bias = weighted && n.input_count > 2;
            if (weighted) o.weight = n.input[1], o.bias = o.has_bias ? n.input[2] : -1;
            if (weighted && g[o.weight].op != &op_of<ops::parameter>) fail(n, "a parameter as its weight");
            if (o.has_bias && g[o.bias].op != &op_of<ops::parameter>) fail(n, "a parameter as its bias");
            const bool padded = n.win.pad_top + n.win.pad_bottom + n.win.pad_left + n.win.pad_right > 0;
            if (o.kind == int8_kind::average_pool2d && padded && n.index != ops::real_elements)
                fail(n, "a mean without the padding");
            for (int k = 0; k < o.inputs; ++k) {
                if (value[n.input[k]] < 0) fail(n, "values of the network");
                o.input[k] = value[n.input[k]] < 0 ? 0 : value[n.input[k]];
            }
            if (o.kind == int8_kind::conv2d && n.win.groups > 1) {
                o.kind = n.out[2] == n.win.groups ? int8_kind::depthwise_conv2d : int8_kind::multiplied_conv2d;
                if (n.win.groups != g[before].out[2]) fail(n, "one group or one each");
            }
            if (o.kind == int8_kind::average_pool2d && n.index == ops::whole_map) o.kind = int8_kind::mean;
            o.output = value[i] = add_value(n.out, -1, i);
            op_of_node[i] = r.op_count;
            r.ops[r.op_count++] = o;
        }
    }
    for (int k = 0; k < g.outputs.count; ++k) r.outputs.push_back(value[g.outputs[k]]);
    return r;
}

}  // namespace passes

/// A network whose numbers are 8-bit integers, as Scheme says: affine_i8 (TensorFlow Lite's, the default) or
/// symmetric_i8. A transform of types: `quantized<Net>::graph` is its integer form, which knows no numbers. They
/// come from calibrate() (quantize.hpp), as a model<quantized<Net>>, or as constants, which frozen<> runs.
///
///     using small = quantized<digits, symmetric_i8<>>;
template <class Net, class Scheme = affine_i8<>>
struct quantized {
    using network = Net;
    using scheme = Scheme;
    /// graph.error names the first operation without int8 form.
    static constexpr auto graph = passes::to_int8<recorded<Net>::value.g.count>(graph_editor(recorded<Net>::value.g));
    using check = detail::check_network<typename detail::clause<graph.error.where>::type,
                                        typename detail::clause<graph.error.expects>::type,
                                        typename detail::clause<graph.error.found>::type>;
};

}  // namespace inlay
