// SPDX-License-Identifier: BSL-1.0
// What a graph is made of: nodes (operations), layers (where they came from) and parameters.
#pragma once

#include "../core/dtype.hpp"
#include "../core/init.hpp"
#include "../core/shape.hpp"
#include "../core/text.hpp"

namespace inlay {

struct op_info;

namespace ops {

/// The window of a convolution or pooling, in elements; height first.
struct window {
    int kernel_h = 1, kernel_w = 1;
    int stride_h = 1, stride_w = 1;
    int pad_top = 0, pad_left = 0, pad_bottom = 0, pad_right = 0;
    int dilation_h = 1, dilation_w = 1;
    int groups = 1;

    friend constexpr bool operator==(const window&, const window&) = default;
};

}  // namespace ops

inline constexpr int max_inputs = 6;

/// One operation. Its inputs are indices of earlier nodes; the shape leaves out the batch.
struct node {
    const op_info* op = nullptr;
    int input[max_inputs]{-1, -1, -1, -1, -1, -1};
    int input_count = 0;
    shape out;
    bool batched = true;  // one value per sample; parameters and their gradients have one in all
    dtype type = dtype::f32;  // of the elements in memory; others only where a deployed model stores weights
    int layer = -1;
    ops::window win;
    int index = 0;     // parameter number, axis, row: what the op says
    double value = 0;  // constant, epsilon, rate: what the op says

    constexpr long size() const { return out.size(); }
    /// What it takes of memory that is counted in floats.
    constexpr long floats() const { return (size() * size_of(type) + 3) / 4; }
};

/// How a parameter lies in memory, against the shape that PyTorch gives it.
enum class layout : unsigned char {
    plain,  // as PyTorch
    dense,  // PyTorch (out, in), here (in, out): neighbours in memory are neighbours in the output
    conv,   // PyTorch (out, in, height, width), here (height, width, in, out); without height: 1
};

struct parameter_record {
    const char* name = "";  // "weight"
    shape public_shape;  // PyTorch's
    layout order = layout::plain;
    initializer init{};
    bool trainable = true;
    int fan_in = 1, fan_out = 1;
    int layer = -1;
    int node = -1;
    long offset = 0;      // in the model's storage, in elements
    shape flattened;      // (H, W, C) where the inputs come out of a flatten, for file order
};

struct layer_record {
    const char* type = "";
    const char* name = "";  // given by name<> or shared<>, else empty
    int parent = -1;
    int position = -1;    // in the parent's list; in a traced function: by depth first search
    bool shared = false;
    int output = -1;      // node
};

/// "3.0" or "stem": the names or positions of the layer and of those around it. Composed when it is
/// asked for: texts in every record would cost the compiler more than the rest of a graph.
constexpr text path_of(const layer_record* layers, int id) {
    int chain[16]{}, depth = 0;
    for (; id >= 0 && depth < 16; id = layers[id].parent) chain[depth++] = id;
    text path;
    while (depth > 0) {
        const layer_record& l = layers[chain[--depth]];
        if (*l.name != '\0') path << l.name;
        else path << l.position;
        if (depth > 0) path << '.';
    }
    return path;
}
/// "0.weight"
constexpr text path_of(const layer_record* layers, const parameter_record& p) {
    return path_of(layers, p.layer) << '.' << p.name;
}

/// One mistake, as three short clauses: compilers cut strings in template arguments after 32
/// characters.
struct graph_error {
    text where, expects, found;
    constexpr bool empty() const { return where.empty(); }
};

}  // namespace inlay
