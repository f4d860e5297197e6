// SPDX-License-Identifier: BSL-1.0
// The laws for networks of sequences.
#include "laws.hpp"

using namespace inlay;

namespace {

struct sequences : network<input<9, 3>, conv1d<5, 3, causal, dilation<2>>, batch_norm<>, relu, gru<7>, conv1d<4, 2, stride<2>>,
                           inlay::tanh, lstm<5, last_only>, dropout<0.3>, dense<4>> {};

}  // namespace

TEST_CASE("a network of sequences", "[laws][sequences]") {
    law::inference_laws<sequences>();
    law::training_laws<sequences, cross_entropy>();
}
