// SPDX-License-Identifier: BSL-1.0
// The options that layers take as types, in any order: conv2d<16, 3, same, stride<2>, name<"stem">>.
#pragma once

#include "../core/fixed_string.hpp"
#include "../core/init.hpp"
#include "../core/number.hpp"
#include "node.hpp"

#include <initializer_list>

namespace inlay {

/// Height and width, or one number for both: conv2d<8, 3>, conv2d<8, kernel_size{10, 4}>.
struct kernel_size {
    int height, width;
    constexpr kernel_size(int both) : height(both), width(both) {}
    constexpr kernel_size(int h, int w) : height(h), width(w) {}
    friend constexpr bool operator==(const kernel_size&, const kernel_size&) = default;
};

enum class option : unsigned char {
    name, shared, no_bias, expects, initialize, stride, padding, dilation, groups, epsilon, momentum,
    causal, last_only,
    none,  // what stands among the options and is none
};

inline constexpr const char* option_names[] = {"name", "shared", "no_bias", "expects", "initialize",
    "stride", "padding", "dilation", "groups", "epsilon", "momentum",
    "causal", "last_only"};

/// The layer's name: its parameters become "NAME.weight" in place of "POSITION.weight".
template <fixed_string Name>
struct name {
    static constexpr option kind = option::name;
    static constexpr const char* value = Name.text;
};
/// Layers that carry the same shared<> use one set of parameters.
template <fixed_string Name>
struct shared {
    static constexpr option kind = option::shared;
    static constexpr const char* value = Name.text;
};
struct no_bias {
    static constexpr option kind = option::no_bias;
};
/// The number of input features (dense) or channels (convolutions) that the writer counts on.
template <int N>
struct expects {
    static constexpr option kind = option::expects;
    static constexpr int value = N;
};
/// First values of the weight: initialize<init::he_normal>.
template <initializer Init>
struct initialize {
    static constexpr option kind = option::initialize;
    static constexpr initializer value = Init;
};
template <int Height, int Width = Height>
struct stride {
    static constexpr option kind = option::stride;
};
template <int Height, int Width = Height>
struct dilation {
    static constexpr option kind = option::dilation;
};
template <int Count>
struct groups {
    static constexpr option kind = option::groups;
};
/// Zeros around the map: on both sides, per axis.
template <int Vertical, int Horizontal = Vertical>
struct padding {
    static constexpr option kind = option::padding;
};
/// Output as large as input / stride, rounded up; an odd zero goes to the end (as TensorFlow).
struct same {
    static constexpr option kind = option::padding;
};
struct valid {
    static constexpr option kind = option::padding;
};
/// Of a sequence: zeros before its start, so that no output sees what comes later.
struct causal {
    static constexpr option kind = option::causal;
};
/// Of a recurrent layer: its output after the last step alone.
struct last_only {
    static constexpr option kind = option::last_only;
};
template <number Value>
struct epsilon {
    static constexpr option kind = option::epsilon;
    static constexpr double value = Value.value();
};
template <number Value>
struct momentum_of {
    static constexpr option kind = option::momentum;
    static constexpr double value = Value.value();
};

namespace detail {

template <class T>
concept is_option = requires { T::kind == option::name; };

template <class T>
constexpr option kind_of() {
    if constexpr (is_option<T>) return T::kind;
    else return option::none;
}

template <option Kind, class... Options>
inline constexpr bool has = ((kind_of<Options>() == Kind) || ...);

/// The value of the option of that kind, or the default.
template <option Kind, class Default>
constexpr auto value_or(Default fallback) { return fallback; }
template <option Kind, class Default, class First, class... Rest>
constexpr auto value_or(Default fallback) {
    if constexpr (kind_of<First>() == Kind) return First::value;
    else return value_or<Kind, Default, Rest...>(fallback);
}

constexpr void set(ops::window&, shape, ...) {}
template <int H, int W>
constexpr void set(ops::window& w, shape, stride<H, W>*) { w.stride_h = H, w.stride_w = W; }
template <int H, int W>
constexpr void set(ops::window& w, shape, dilation<H, W>*) { w.dilation_h = H, w.dilation_w = W; }
template <int N>
constexpr void set(ops::window& w, shape, groups<N>*) { w.groups = N; }
template <int V, int H>
constexpr void set(ops::window& w, shape, padding<V, H>*) {
    w.pad_top = w.pad_bottom = V;
    w.pad_left = w.pad_right = H;
}
constexpr int same_total(int in, int kernel, int stride, int dilation) {
    if (stride < 1) return 0;  // a mistake, reported where the layer is recorded
    const int out = (in + stride - 1) / stride;
    const int total = (out - 1) * stride + (kernel - 1) * dilation + 1 - in;
    return total > 0 ? total : 0;
}
constexpr void set(ops::window& w, shape x, same*) {
    const int v = same_total(x[0], w.kernel_h, w.stride_h, w.dilation_h);
    const int h = same_total(x[1], w.kernel_w, w.stride_w, w.dilation_w);
    w.pad_top = v / 2, w.pad_bottom = v - v / 2;
    w.pad_left = h / 2, w.pad_right = h - h / 2;
}
constexpr void set(ops::window& w, shape, causal*) {
    w.pad_left = (w.kernel_w - 1) * w.dilation_w;
    w.pad_right = 0;
}

/// The window that a layer's options describe, over a map of shape x, as they are written.
template <class... Options>
constexpr ops::window written_window(kernel_size k, [[maybe_unused]] shape x) {
    ops::window w;
    w.kernel_h = k.height, w.kernel_w = k.width;
    (set(w, x, static_cast<Options*>(nullptr)), ...);
    // `same` depends on stride and dilation, wherever it stands in the list
    (set(w, x, static_cast<Options*>(nullptr)), ...);
    return w;
}
/// The same, without numbers that make no sense: the layer's check reports those.
template <class... Options>
constexpr ops::window window_of(kernel_size k, shape x) {
    ops::window w = written_window<Options...>(k, x);
    for (int* n : {&w.kernel_h, &w.kernel_w, &w.stride_h, &w.stride_w, &w.dilation_h, &w.dilation_w, &w.groups})
        if (*n < 1) *n = 1;
    for (int* n : {&w.pad_top, &w.pad_left, &w.pad_bottom, &w.pad_right})
        if (*n < 0) *n = 0;
    return w;
}

}  // namespace detail
}  // namespace inlay
