// SPDX-License-Identifier: BSL-1.0
#include "works.hpp"

namespace bench {

const std::vector<entry>& all_works() {
    static const std::vector<entry> works{
        {"W1-relu", mlp_small_relu}, {"W1-tanh", mlp_small_tanh},
        {"W2", mlp},                 {"W2-batch64", mlp_batch64},
        {"W3", lenet},               {"W3-batch64", lenet_batch64},
        {"W4-gru", gru_stream},      {"W4-lstm", lstm_stream},
        {"W5", ds_cnn},              {"W5-batch64", ds_cnn_batch64},
        {"W6", resnet8},             {"W6-batch64", resnet8_batch64},
        {"W7", train_mlp},           {"W8", train_lenet},
        {"W9-full", amplifier_full}, {"W9-lite", amplifier_lite},
    };
    return works;
}

double work::flops() const {
    double macs = plain.macs();
    if (training) {  // forward and by the weights; by the input, except for the first layer
        macs = 3 * macs;
        for (const layer& l : plain.layers)
            if (l.from < 0) macs -= l.macs();
    }
    return 2 * macs * batch;
}

void add_samples(work& w) {
    const int batches = w.training ? 8 : w.batch > 1 ? 2 : 16;
    w.data.count = batches * w.batch;
    w.data.x = random_inputs(w.plain, w.data.count);
    for (int i = 0; i < w.data.count && w.training; ++i) w.data.labels.push_back((i * 7 + i / 5) % w.outputs());
}

}  // namespace bench
