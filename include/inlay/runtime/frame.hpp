// SPDX-License-Identifier: BSL-1.0
// Where a program's values are at run time.
#pragma once

#include "../passes/plan_memory.hpp"

namespace inlay::runtime {

using passes::location;
using passes::place;

// For clang 20 and newer, which proves of functions that they neither allocate nor wait, and must know it of pointers.
#if __has_cpp_attribute(clang::nonblocking)
#define INLAY_NONBLOCKING [[clang::nonblocking]]
#else
#define INLAY_NONBLOCKING
#endif

/// Takes the gradients of parameters [first, first + count) while a training step goes on.
struct gradient_reader {
    void (*take)(void* self, const float* gradients, long first, long count) INLAY_NONBLOCKING = nullptr;
    void* self = nullptr;
};

/// Where a program's values are at run time.
struct frame {
    const float* parameters = nullptr;
    float* gradients = nullptr;
    gradient_reader updates{};  // without one, all gradients are kept, each where its parameter is
    mutable long first_gradient = 0;  // the parameter whose gradient is the first in memory now
    float* arena = nullptr;
    float* state = nullptr;  // of a stream
    const float* inputs[max_graph_ports]{};
    float* outputs[max_graph_ports]{};
    long batch = 1;
    unsigned long long seed = 0;
    bool updates_statistics = true;  // of several threads with parts of a batch, one does
};

/// The place of a parameter's gradient. (Constant expressions keep all of them, and for g++ have no mutable members.)
INLAY_PART constexpr float* gradient_at(const frame& f, long offset) {
    return f.gradients + (__builtin_is_constant_evaluated() ? offset : offset - f.first_gradient);
}
/// The address of a value that the plan puts at `Where`. (Templates on the place alone, not on the node:
/// a network has hundreds of nodes, and six places.)
template <place Where>
INLAY_PART constexpr const float* read_address(const frame& f, long fixed, long offset, int port) {
    static_assert(Where != place::none, "a value is read that no step stores");
    if constexpr (Where == place::parameter) return f.parameters + offset;
    else if constexpr (Where == place::gradient) return gradient_at(f, offset);
    else if constexpr (Where == place::fixed) return f.arena + offset;
    else if constexpr (Where == place::batched) return f.arena + fixed + offset * f.batch;
    else if constexpr (Where == place::input) return f.inputs[port] + offset;
    else return f.outputs[port] + offset;
}
template <place Where>
INLAY_PART constexpr float* write_address(const frame& f, long fixed, long offset, int port) {
    if constexpr (Where == place::gradient) return gradient_at(f, offset);
    else if constexpr (Where == place::fixed) return f.arena + offset;
    else if constexpr (Where == place::batched) return f.arena + fixed + offset * f.batch;
    else if constexpr (Where == place::output) return f.outputs[port] + offset;
    else return nullptr;  // an effect, which stores nothing
}

}  // namespace inlay::runtime
