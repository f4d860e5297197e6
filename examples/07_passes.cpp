// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// What the compiler does to a network, on paper: the graph after each pass, the fused and planned schedule, and
// the same of the training step, whose backward part is a graph like any other.
#include <inlay/explain.hpp>
#include <inlay/train.hpp>

#include <cstdio>

using namespace inlay;

// batch_norm will be folded, dropout removed; of the two equal branches one stays.
struct net : network<input<4, 4, 1>,
                     conv2d<2, 3, same, no_bias, name<"stem">>, batch_norm<name<"norm">>, relu,
                     branches<maximum, relu, relu>,
                     flatten, dropout<0.5>, dense<3, name<"head">>> {};
static_assert(peak_ram<net> <= 256);  // what the last pass, the memory plan, came to

struct small : network<input<4>, dense<3>, inlay::tanh, dense<2>> {};

int main() {
    std::printf("=== inference\n%s\n", explain<net>().c_str());
    std::printf("=== a training step\n%s\n", explain_training<small, mean_squared_error>().c_str());
    std::printf("=== for Graphviz\n%s", to_dot<small>().c_str());

    // The facts behind the text are constants.
    static_assert(inference<net>::step_count == 3);  // the coefficients, the convolution, the dense layer
}
