// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// The same forward code runs in the compiler: networks whose parameters are constants, used in static_assert.
#include "digits_weights.hpp"
#include "write_weights.hpp"

#include <cstdio>
#include <cstring>

using namespace inlay;

// x xor y = relu(x + y) - 2 relu(x + y - 1)
using xor_net = network<input<2>, dense<2>, relu, dense<1>>;
static_assert(peak_ram<xor_net> <= 128);
constexpr model<xor_net> solved{parameters<xor_net>{{"0.weight", {1, 1, 1, 1}}, {"0.bias", {0, -1}},
                                                    {"2.weight", {1, -2}},      {"2.bias", {0}}}};
static_assert(solved(tensor<2>{0, 0})[0] == 0.0f);
static_assert(solved(tensor<2>{0, 1})[0] == 1.0f);
static_assert(solved(tensor<2>{1, 0})[0] == 1.0f);
static_assert(solved(tensor<2>{1, 1})[0] == 0.0f);

// A classifier of handwritten digits, trained by write_weights.cpp, and a test digit that it has not seen.
constexpr model<digits> trained{digits_weights};
static_assert(argmax(trained(a_seven)) == 7);

int main(int argc, char** argv) {
    if (argc == 3 && std::strcmp(argv[1], "--write") == 0) return write_weights(argv[2]);

    for (int row = 0; row < 8; ++row) {
        for (int column = 0; column < 8; ++column) std::putchar(" .:-=+*#@"[static_cast<int>(a_seven[row * 8 + column] * 8)]);
        std::putchar('\n');
    }
    constexpr int answer = argmax(trained(a_seven));
    std::printf("the compiler reads a %d\n", answer);
}
