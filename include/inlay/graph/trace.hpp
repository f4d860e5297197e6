// SPDX-License-Identifier: BSL-1.0
// Recording a graph: the record that layers write to, and the symbols that stand for its values.
#pragma once

#include "op.hpp"

namespace inlay::trace {

class record;

/// Called after each node when the record runs eagerly; null while a graph is only recorded.
struct observer {
    void (*on_node)(observer& self, const record& r, int id) = nullptr;
};

/// Collects nodes, layers and parameters. Only the first mistake is kept; recording goes on with
/// harmless nodes, so that one mistake gives one error.
class record {
public:
    graph_editor g;
    detail::vector<layer_record> layers;
    detail::vector<parameter_record> parameters;
    graph_error error;
    observer* watch = nullptr;
    int layer = -1;  // being recorded

    constexpr const node& operator[](int id) const { return g.nodes[id]; }

    constexpr int add(node n, std::initializer_list<int> in) { return add(n, in.begin(), static_cast<int>(in.size())); }
    constexpr int add(node n, const int* in, int count) {
        n.input_count = count;
        for (int i = 0; i < count; ++i) n.input[i] = in[i];
        n.layer = layer;
        g.nodes.push_back(n);
        const int id = g.nodes.size() - 1;
        if (watch != nullptr) watch->on_node(*watch, *this, id);
        return id;
    }

    /// Where the mistake is: the layer being recorded.
    constexpr text where() const {
        text t;
        if (layer < 0) return t << "network";
        const layer_record& l = layers[layer];
        t << l.type;
        if (*l.name != '\0') t << " '" << l.name << '\'';
        if (l.position >= 0) t << " (layer " << l.position << ')';
        return t;
    }
    constexpr void fail(const text& expects, const text& found) {
        if (error.empty()) error = {where(), expects, found};
    }

    constexpr int begin_layer(const char* type, const char* name, bool shared, int position) {
        layer_record l;
        l.type = type;
        l.name = name;
        l.shared = shared;
        l.parent = layer;
        l.position = position;
        layers.push_back(l);
        return layer = layers.size() - 1;
    }
    constexpr void end_layer(int output) {
        layers[layer].output = output;
        layer = layers[layer].parent;
    }

    /// The node of a parameter of the current layer; a shared layer's is made once.
    constexpr int parameter(const op_info& op, parameter_record p, const char* name) {
        const layer_record& l = layers[layer];
        p.name = name;
        p.layer = layer;
        if (l.shared) {
            for (const parameter_record& other : parameters) {
                const layer_record& m = layers[other.layer];
                if (m.shared && equal(m.name, l.name) && equal(other.name, name)) {
                    if (!(other.public_shape == p.public_shape))
                        fail(text{"shared "} << name << " [" << other.public_shape << ']',
                             text{"["} << p.public_shape << ']');
                    return other.node;
                }
            }
        }
        node n;
        n.op = &op;
        n.out = storage_shape(p);
        n.batched = false;
        n.index = parameters.size();
        p.node = g.nodes.size();
        parameters.push_back(p);
        return add(n, {});
    }

    /// Of PyTorch's shape, the shape in memory.
    static constexpr shape storage_shape(const parameter_record& p) {
        const shape& s = p.public_shape;
        if (p.order == layout::dense) return {s[1], s[0]};
        if (p.order == layout::conv && s.rank == 3) return {1, s[2], s[1], s[0]};
        if (p.order == layout::conv) return {s[2], s[3], s[1], s[0]};
        return s;
    }

    /// Numbers the layers of a traced function and looks for names used twice; call once, at the end.
    constexpr void finish();

private:
    constexpr void number_layers();
};

constexpr void record::number_layers() {
    // Depth first from the outputs, inputs left to right; outermost layers count in the order in
    // which their output node is left. The order in which the function ran has no say.
    detail::vector<int> next(g.nodes.size(), 0), stack, owner(g.nodes.size(), -1);
    for (int l = 0; l < layers.size(); ++l)
        if (layers[l].parent < 0 && layers[l].output >= 0) owner[layers[l].output] = l;
    int count = 0;
    for (int o = 0; o < g.outputs.count; ++o) {
        stack = detail::vector<int>(g.nodes.size() + 1, 0);
        int depth = 0;
        stack[depth++] = g.outputs[o];
        while (depth > 0) {
            const int id = stack[depth - 1];
            if (next[id] < g.nodes[id].input_count) {
                const int in = g.nodes[id].input[next[id]++];
                if (next[in] == 0) stack[depth++] = in;
            } else {
                --depth;
                if (owner[id] >= 0 && layers[owner[id]].position < 0) {
                    layer_record& l = layers[owner[id]];
                    l.position = count++;
                }
                next[id] = max_inputs + 1;
            }
        }
    }
}

constexpr void record::finish() {
    bool traced = false;
    for (const layer_record& l : layers) traced = traced || (l.parent < 0 && l.position < 0);
    if (traced) number_layers();
    for (int i = 0; i < layers.size(); ++i) {
        if (*layers[i].name == '\0') continue;
        for (int j = 0; j < i; ++j)
            if (layers[i].parent == layers[j].parent && !(layers[i].shared && layers[j].shared) &&
                equal(layers[i].name, layers[j].name)) {
                layer = i;
                fail(text{"a name of its own"}, text{"'"} << layers[i].name << "' twice");
                layer = -1;
            }
    }
}

/// A value of the graph being recorded. Kinds lists the operation types used so far, so that the
/// types behind the graph's op records can be found again when it is lowered.
template <class Kinds>
struct symbol {
    using kinds = Kinds;
    record* r = nullptr;
    int id = -1;

    constexpr shape extent() const { return (*r)[id].out; }
};

template <class T>
inline constexpr bool is_symbol = false;
template <class Kinds>
inline constexpr bool is_symbol<symbol<Kinds>> = true;

/// Records one Op. `n` carries its attributes; its inputs are the symbols.
template <class Op, class... Kinds>
constexpr auto emit(node n, symbol<Kinds>... in) {
    using result = symbol<union_of<Kinds..., types<Op>>>;
    record* r = nullptr;
    ((r = in.r), ...);
    const int ids[] = {in.id...};
    const node* inputs[sizeof...(Kinds)] = {&(*r)[in.id]...};
    n.op = &op_of<Op>;
    n.batched = false;
    for (const node* i : inputs) n.batched = n.batched || i->batched;
    Op::infer(n, inputs, static_cast<int>(sizeof...(Kinds)), *r);
    return result{r, r->add(n, ids, static_cast<int>(sizeof...(Kinds)))};
}

}  // namespace inlay::trace

namespace inlay {

/// What a gradient rule works with: it emits nodes from the gradient of its op's output (dy), the
/// op's inputs and its output, and gives a gradient to each input that has one. Sums over the batch
/// and over broadcast extents are added where a given gradient is larger than its input.
struct gradient_call {
    using symbol = trace::symbol<types<>>;

    trace::record& r;
    int self;
    int upstream;
    int given[max_inputs]{-1, -1, -1, -1, -1, -1};

    constexpr const node& attributes() const { return r[self]; }
    constexpr symbol dy() const { return {&r, upstream}; }
    constexpr symbol y() const { return {&r, self}; }
    constexpr symbol in(int i) const { return {&r, r[self].input[i]}; }
    constexpr int input_count() const { return r[self].input_count; }
    template <class Kinds>
    constexpr void give(int i, trace::symbol<Kinds> g) { given[i] = g.id; }
};

}  // namespace inlay
