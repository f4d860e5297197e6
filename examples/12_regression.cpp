// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// Numbers instead of classes: a small network learns sin(x), with the mean squared error.
#include <inlay/train.hpp>

#include <cmath>
#include <cstdio>

using namespace inlay;

struct wave : network<input<1>, dense<32>, inlay::tanh, dense<32>, inlay::tanh, dense<1>> {};
static_assert(peak_ram<wave> <= 2 * 32 * 4);

dataset samples(int count) {
    dataset d;
    d.shape = {1, 1, 1};
    d.target_size = 1;
    for (int i = 0; i < count; ++i) {
        const float x = -3.14159f + 6.28318f * static_cast<float>(i) / static_cast<float>(count - 1);
        d.images.push_back(x);  // the inputs, whatever they are
        d.targets.push_back(std::sin(x));
    }
    return d;
}

int main() {
    const dataset train = samples(500), test = samples(73);

    model<wave> net{seed{1}};
    auto trainer = compile(net, adamw{.learning_rate = 3e-3f}, mean_squared_error{}, mean_absolute_error{});
    for (float rate : {3e-3f, 3e-4f}) {
        trainer.optimizer().learning_rate = rate;
        trainer.fit(train, {.epochs = 150, .batch_size = 25, .shuffle = seed{1}, .verbose = false});
    }

    auto score = trainer.evaluate(test);
    std::printf("mean squared error %.6f, mean absolute error %.4f\n", score.loss, score.metrics[0]);
    std::printf("sin(1) = %.3f, the network says %.3f\n", std::sin(1.0), static_cast<double>(net(tensor<1>{1})[0]));
    return score.loss < 1e-4 ? 0 : 1;
}
