// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// compile, fit, evaluate, predict. The whole training step (forward, loss, backward) is one static
// graph: differentiated, fused and planned by the compiler.
#include <inlay/data.hpp>
#include <inlay/explain.hpp>
#include <inlay/train.hpp>

#include <algorithm>
#include <iostream>

using namespace inlay;

struct digits : network<input<8, 8, 1>, flatten, dense<32>, relu, dropout<0.1>, dense<10>> {};
static_assert(peak_ram<digits> <= 384);  // bytes of values for one sample, in inference

int main() {
    auto [train, test] = optdigits::load();  // 8x8 digits, part of the library
    summary<digits>(std::cout);

    model<digits> net{seed{7}};
    auto trainer = compile(net, adam{.learning_rate = 3e-3f}, cross_entropy{}, accuracy{});

    // `shuffle` gives the order of the samples and dropout's masks: the same seed, the same run.
    auto history = trainer.fit(train, {.epochs = 8, .batch_size = 32, .shuffle = seed{1}, .validation = &test});
    std::printf("%zu epochs, training loss %.3f -> %.3f\n", history.size(), history.front().training.loss,
                history.back().training.loss);

    auto score = trainer.evaluate(test);  // inference: no dropout
    std::printf("test accuracy %.4f\n", score.accuracy);

    auto outputs = trainer.predict(test.take(1));
    const auto best = std::max_element(outputs.begin(), outputs.end()) - outputs.begin();
    std::printf("the first test digit is a %d, classified as %d\n", test.label(0), static_cast<int>(best));
    return score.accuracy > 0.93 ? 0 : 1;
}
