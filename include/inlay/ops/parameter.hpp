// SPDX-License-Identifier: BSL-1.0
// The ends of a graph: inputs, parameters, constants, and where gradients go.
#pragma once

#include "../graph/op.hpp"

namespace inlay::ops {

struct leaf : op_base {
    static constexpr bool has_gradient = false;
    template <class T>
    static constexpr void reference(const reference_call<T>&) {}
};

/// The network's input number `index`, one sample per batch entry.
struct input : leaf {
    static constexpr const char* label = "input";
};

/// The model's parameter number `index`.
struct parameter : leaf {
    static constexpr const char* label = "parameter";
};

/// The number `value`.
struct constant : op_base {
    static constexpr const char* label = "constant";
    static constexpr bool has_gradient = false;
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        for (long i = 0, n = c.total(*c.self); i < n; ++i) c.out[i] = static_cast<T>(c.self->value);
    }
};

/// Memory that a step may write to: lives until its reader has run.
struct workspace : op_base {
    static constexpr const char* label = "workspace";
    static constexpr bool has_gradient = false;

    template <class T>
    static constexpr void reference(const reference_call<T>&) {}
    template <class Site>
    static constexpr void run(const float* const*, float*, long) {}
};

/// A copy, for an output that is no value of its own: passes/store_outputs.hpp.
struct store_output : op_base {
    static constexpr const char* label = "store_output";
    static constexpr bool has_gradient = false;
    static constexpr long state_size(const node&, const node* const*) { return 0; }

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        for (long i = 0, n = c.total(*c.self); i < n; ++i) c.out[i] = c.in[0][i];
    }
};

/// Where the gradient of parameter `index` ends.
struct store_gradient : op_base {
    static constexpr const char* label = "store_gradient";
    static constexpr bool has_effect = true;
    static constexpr bool has_gradient = false;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        for (long i = 0, n = c.total(*c.self); i < n; ++i) c.out[i] = c.in[0][i];
    }
};

}  // namespace inlay::ops
