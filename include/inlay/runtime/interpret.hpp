// SPDX-License-Identifier: BSL-1.0
// Runs a graph node by node with the reference operations: the yardstick of everything faster.
#pragma once

#include "program.hpp"

namespace inlay {

/// Evaluates a graph in float or double, every value in memory of its own, all of which stay readable.
/// Hosted and slow; each node is one call through its op's record.
template <class T>
class interpreter {
public:
    interpreter(const node* nodes, int count, long batch)
        : nodes_(nodes), count_(count), batch_(batch), values_(count) {
        for (int i = 0; i < count; ++i) values_[i] = detail::vector<T>(static_cast<int>(total(i)));
    }

    long total(int id) const { return nodes_[id].size() * (nodes_[id].batched ? batch_ : 1); }
    /// The values of a node; leaves are to be filled before run().
    T* operator[](int id) { return values_[id].data(); }
    const T* operator[](int id) const { return values_[id].data(); }

    void run(unsigned long long seed = 0) {
        for (int i = 0; i < count_; ++i) run_node(i, seed);
    }
    void run_node(int id, unsigned long long seed) {
        const node& n = nodes_[id];
        if (detail::is_leaf(n)) return;
        const node* inputs[max_inputs]{};
        const T* in[max_inputs]{};
        for (int k = 0; k < n.input_count; ++k) {
            inputs[k] = &nodes_[n.input[k]];
            in[k] = values_[n.input[k]].data();
        }
        const reference_call<T> call{&n, inputs, in, values_[id].data(), batch_, seed};
        if constexpr (sizeof(T) == sizeof(float)) n.op->reference_float(call);
        else n.op->reference_double(call);
    }

private:
    const node* nodes_;
    int count_;
    long batch_;
    detail::vector<detail::vector<T>> values_;
};

/// Evaluates a network's recorded, unoptimised graph in T for `batch` samples.
///     x (batch, input) for each input; `parameters` in the model's storage order
template <class Net, class T>
class reference_run {
public:
    reference_run(const float* parameters, const float* const* x, long batch)
        : run_(recorded<Net>::value.g.nodes, recorded<Net>::value.g.count, batch) {
        const auto& r = recorded<Net>::value;
        for (int i = 0; i < r.g.count; ++i) {
            const node& n = r.g.nodes[i];
            const float* source = nullptr;
            if (n.op == &op_of<ops::parameter>) source = parameters + r.parameters[n.index].offset;
            if (n.op == &op_of<ops::input>) source = x[n.index];
            if (source == nullptr) continue;
            for (long k = 0; k < run_.total(i); ++k) run_[i][k] = static_cast<T>(source[k]);
        }
        run_.run();
    }
    /// (batch, output) of output o.
    const T* output(int o = 0) const { return run_[recorded<Net>::value.g.outputs[o]]; }

private:
    interpreter<T> run_;
};

}  // namespace inlay
