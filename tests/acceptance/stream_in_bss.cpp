// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// A device's stream: no heap, and its state costs the image nothing (tools/check_heap_free.py looks at names in _in_bss).
#include <inlay/inlay.hpp>

using namespace inlay;

struct effect : network<input<16, 1>, conv1d<8, 3, causal, dilation<64>>, inlay::tanh, gru<16>, dense<1>> {};

static streaming<effect> effect_in_bss;
alignas(64) static float arena_in_bss[peak_ram<effect> / sizeof(float)];

void process(const model<effect>& m, const float* x, float* y) {
    effect_in_bss.use(m);
    float* const out[] = {y};
    effect_in_bss(&x, out, arena_in_bss);
}
