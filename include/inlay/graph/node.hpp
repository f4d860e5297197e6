// SPDX-License-Identifier: BSL-1.0
// What a graph is made of: nodes (operations), layers (where they came from) and parameters.
#pragma once

#include "../core/init.hpp"
#include "../core/shape.hpp"
#include "../core/text.hpp"

namespace inlay {

struct op_info;

/// The window of a convolution or pooling, in elements; height first.
struct window {
    int kernel_h = 1, kernel_w = 1;
    int stride_h = 1, stride_w = 1;
    int pad_top = 0, pad_left = 0, pad_bottom = 0, pad_right = 0;
    int dilation_h = 1, dilation_w = 1;
    int groups = 1;

    friend constexpr bool operator==(const window&, const window&) = default;
};

inline constexpr int max_inputs = 6;

/// One operation. Its inputs are indices of earlier nodes; the shape leaves out the batch.
struct node {
    const op_info* op = nullptr;
    int input[max_inputs]{-1, -1, -1, -1, -1, -1};
    int input_count = 0;
    shape out;
    bool batched = true;  // one value per sample; parameters and their gradients have one in all
    int layer = -1;
    window win;
    int index = 0;     // parameter number, axis, row: what the op says
    double value = 0;  // constant, epsilon, rate: what the op says

    constexpr long size() const { return out.size(); }
};

/// How a parameter lies in memory, against the shape that PyTorch gives it.
enum class layout : unsigned char {
    plain,  // as PyTorch
    dense,  // PyTorch (out, in), here (in, out): neighbours in memory are neighbours in the output
    conv,   // PyTorch (out, in, height, width), here (height, width, in, out)
};

struct parameter_record {
    text path;           // "0.weight"
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
    text name;            // given by name<> or shared<>
    int parent = -1;
    int position = -1;    // in the parent's list; in a traced function: by depth first search
    bool shared = false;
    int output = -1;      // node
    text path;
};

/// One mistake, as three short clauses: compilers cut strings in template arguments after 32
/// characters.
struct graph_error {
    text where, expects, found;
    constexpr bool empty() const { return where.empty(); }
};

}  // namespace inlay
