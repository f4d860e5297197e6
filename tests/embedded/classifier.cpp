// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// A microcontroller's program: one header, static memory, no heap, no exceptions, no RTTI.
#include <inlay/inlay.hpp>

using namespace inlay;

struct keyword_net : network<input<8, 8, 1>, conv2d<4, 3, same>, relu, max_pool2d<2>,
                             flatten, dense<16>, relu, dense<10>, softmax> {};

alignas(64) static unsigned char scratch[peak_ram<keyword_net>];
static model<keyword_net> net;

volatile float sensor[64];

int main() {
    float sample[64];
    for (int i = 0; i < 64; ++i) sample[i] = sensor[i];
    auto probabilities = net(view<8, 8, 1>{sample}, arena{scratch});
    return static_cast<int>(argmax(probabilities));
}
