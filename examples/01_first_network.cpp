// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// A network is a type. Its shapes, sizes and costs are constants; a model holds its parameters.
#include <inlay/inlay.hpp>

#include <cstdio>

using namespace inlay;

// Only the input's shape is given; every other size follows. (As a struct, the network has a name of
// its own, which symbols and error messages then use.)
struct classifier : network<input<4>, dense<8>, relu, dense<3>, softmax> {};

static_assert(output_shape<classifier> == shape{3});
static_assert(parameter_count<classifier> == 4 * 8 + 8 + 8 * 3 + 3);
static_assert(parameter_shape<classifier, "0.weight"> == shape{8, 4});  // PyTorch's names and shapes
static_assert(macs<classifier> == 4 * 8 + 8 * 3);
static_assert(peak_ram<classifier> <= 256);  // bytes for one sample

int main() {
    model<classifier> net{seed{42}};  // the same parameters on every machine

    auto probabilities = net(tensor<4>{5.1f, 3.5f, 1.4f, 0.2f});
    std::printf("probabilities %.2f %.2f %.2f, class %d\n", static_cast<double>(probabilities[0]),
                static_cast<double>(probabilities[1]), static_cast<double>(probabilities[2]), argmax(probabilities));

    // A parameter by its path, a typo in which does not compile.
    parameter<"2.bias">(net)(2) += 10;
    std::printf("with a large bias on class 2: class %d\n", argmax(net(tensor<4>{5.1f, 3.5f, 1.4f, 0.2f})));
}
