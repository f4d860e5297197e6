// SPDX-License-Identifier: BSL-1.0
// The laws for networks of sequences.
#include "laws.hpp"

using namespace inlay;

namespace {

struct sequences : network<input<9, 3>, conv1d<5, 3, causal, dilation<2>>, batch_norm<>, relu, gru<7>, conv1d<4, 2, stride<2>>,
                           inlay::tanh, lstm<5, last_only>, dropout<0.3>, dense<4>> {};

struct narrow_sequences : network<input<37, 2>, conv1d<3, 5, causal, dilation<2>>, batch_norm<>, relu, residual<conv1d<3, 4, same>, inlay::tanh, dense<3>>,
                                  branches<concat, conv1d<2, 3, same>, conv1d<1, 9, same>>, gru<4, last_only>, dense<2>> {};

}  // namespace

TEST_CASE("a network of sequences", "[laws][sequences]") {
    law::inference_laws<sequences>();
    law::training_laws<sequences, cross_entropy>();
}

TEST_CASE("a network of narrow sequences", "[laws][sequences]") {
    law::inference_laws<narrow_sequences>();
    law::training_laws<narrow_sequences, cross_entropy>();
}
