// SPDX-License-Identifier: BSL-1.0
// inlay's contender for a work of training: one step of SGD a call.
#pragma once

#include "ours.hpp"

#include <inlay/train.hpp>

namespace bench {

template <class Net>
contender_ptr ours_training(const work& w) {
    struct state {
        inlay::model<Net> m;
        decltype(inlay::compile(m, inlay::sgd{}, inlay::cross_entropy{})) trainer;
        std::vector<float> labels;  // inlay reads labels as numbers

        explicit state(const work& w)
            : trainer((copy_parameters(m, w.plain),
                       inlay::compile(m, inlay::sgd{.learning_rate = static_cast<float>(w.rate)}, inlay::cross_entropy{}))),
              labels(w.data.labels.begin(), w.data.labels.end()) {}
    };
    auto s = std::make_shared<state>(w);
    return make_contender(w, "inlay", inlay_version,
                          [s, first = w.data.labels.data(), batch = w.batch](const float* x, const int* labels) {
                              return s->trainer.train_step(x, s->labels.data() + (labels - first), batch);
                          });
}

}  // namespace bench
