// SPDX-License-Identifier: BSL-1.0
// What the loop of fit knows of a network, its losses, metrics and optimizer: a table, no types.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "../graph/op.hpp"
#include "../runtime/lowering.hpp"

namespace inlay::detail {

struct loss_entry {
    shape prediction, target;
    bool classifies = false;
    double weight = 1;
    void (*value)(const reference_call<float>&) = nullptr;
};
struct metric_entry {
    const char* label = "";
    double (*of)(const float* prediction, long size, const float* target) = nullptr;
    bool is_accuracy = false;
    int output = 0;
};

/// A program that the loop runs, and the floats of arena that it needs.
struct runnable {
    void (*run)(const runtime::frame&) = nullptr;
    long fixed = 0, batched = 0;
    long arena(long batch) const { return fixed + batched * batch; }
};

/// What training needs to know of network, losses and metrics.
struct training_table {
    int inputs = 0, outputs = 0, losses = 0, metrics = 0;
    shape input[max_ports]{};
    long input_size[max_ports]{}, output_size[max_ports]{},
        target_size[max_ports]{};  // of one sample
    loss_entry loss[max_ports]{};
    const metric_entry* metric = nullptr;
    long trainable = 0;  // floats
    long gradients = 0;  // floats that are there at the same time, where they are used at once
    runnable step;
};

/// How parameters are updated: the optimizer, and its step `t` on `count` of them, from p to `to`; its states lie
/// `stride` apart.
struct optimizer_call {
    const void* optimizer;
    void (*update)(const void* optimizer, long t, const float* p, float* to, const float* gradients,
                   float* state, long count, long stride) INLAY_NONBLOCKING;
};

}  // namespace inlay::detail

#endif
