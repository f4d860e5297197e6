// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// Sound comes in blocks. streaming<Net> runs a network over them as if over one long recording: what its layers
// remember (the state of a gru, the past of a causal convolution) is carried from block to block.
#include <inlay/inlay.hpp>

#include <cmath>
#include <cstdio>

using namespace inlay;

constexpr int block = 64, blocks = 10;

template <int Frames>
struct effect : network<input<Frames, 1>, conv1d<8, 3, causal, dilation<4>>, inlay::tanh, gru<16>, dense<1>> {};

static_assert(peak_ram<effect<block>> <= 6'144 && peak_ram<effect<1>> <= 128);
static_assert(state_bytes<effect<block>> == 4 * ((8 + block + 8) + 16));  // the past and a block, rounded up; h

int main() {
    static const model<effect<block>> m{seed{1}};
    static float x[block * blocks], y[block * blocks];
    for (int t = 0; t < block * blocks; ++t) x[t] = std::sin(0.05f * static_cast<float>(t));

    // One model, two streams; each has a state of its own. No heap, no lock: made for an audio thread.
    static streaming<effect<block>> left{m}, right{m};
    for (int b = 0; b < blocks; ++b) left(x + b * block, y + b * block);
    for (int b = 0; b < 3; ++b) right(x + b * block, y + b * block);

    // The law: block by block is the whole sequence at once.
    static const model<effect<block * blocks>> whole{seed{1}};
    const auto want = whole(x);
    float worst = 0;
    for (int t = 0; t < block * blocks; ++t) worst = std::fmax(worst, std::fabs(y[t] - want[t]));
    std::printf("%d blocks against the whole: %s\n", blocks, worst < 1e-6f ? "equal" : "different");

    right.reset();  // silence again
    float first[block];
    right(x, first);
    std::printf("after reset: %s\n", std::fabs(first[block - 1] - want[block - 1]) < 1e-6f ? "from the start" : "not");
    std::printf("%ld bytes of state a stream, %ld of parameters for all\n", state_bytes<effect<block>>, flash_bytes<effect<block>>);
    return worst < 1e-6f ? 0 : 1;
}
