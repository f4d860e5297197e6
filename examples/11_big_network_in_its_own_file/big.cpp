// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// The only file that is compiled again when the network changes, and the only one that includes inlay.
#include "big.hpp"

#include <inlay/inlay.hpp>

using namespace inlay;

struct big_network : network<input<8, 8, 8>,
                             repeat<24, residual<conv2d<8, 3, same, no_bias>, batch_norm<>, relu,
                                                 conv2d<8, 3, same, no_bias>, batch_norm<>>, relu>,
                             global_average_pool2d, dense<10>, softmax> {};
static_assert(input_shape<big_network>.size() == big::inputs && output_shape<big_network>.size() == big::outputs);
static_assert(peak_ram<big_network> <= 6208);  // 147 layers share the room of three maps

static model<big_network> weights;

void big::initialise(unsigned long long number) { weights = model<big_network>{seed{number}}; }
long big::arena_bytes() { return peak_ram<big_network>; }
void big::classify(const float* features, float* probabilities, void* arena) {
    weights.predict(features, probabilities, 1, arena);
}
