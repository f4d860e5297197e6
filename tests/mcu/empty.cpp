// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// A network without an operation, run: what inlay costs before it computes anything.
#include <inlay/quant.hpp>

struct nothing : inlay::network<inlay::input<16>> {};

struct nothing_int8 {
    using network = nothing;
    using scheme = inlay::affine_i8<>;
    static constexpr inlay::quantization inputs[] = {{1.0f, 0}};
    static constexpr inlay::constants<inlay::quantized_layer> layers{};
};

static inlay::frozen<nothing_int8> net;

int main() {
    net.input()[0] = 1;
    net.run();
    return net.output()[15];
}
