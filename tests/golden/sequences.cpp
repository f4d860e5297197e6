// SPDX-License-Identifier: BSL-1.0
// Layers of sequences, forward and back through time, against PyTorch; the first layer there transposes.
#include "golden.hpp"

using namespace inlay;

struct identity : layer<identity> {
    static constexpr auto forward(auto x) { return x; }
};

struct convolved : network<input<12, 3>, identity, conv1d<7, 3>, inlay::tanh, conv1d<6, 2, stride<2>, padding<1>>,
                           conv1d<4, 3, groups<2>, no_bias>> {};
struct causal_ones : network<input<17, 2>, identity, conv1d<5, 3, causal>, inlay::tanh, conv1d<8, 3, causal, dilation<4>>, relu,
                             conv1d<3, 2, dilation<9>, causal>> {};
struct narrow : network<input<65, 1>, identity, conv1d<3, 5, causal, dilation<2>>, inlay::tanh, conv1d<3, 4, causal, dilation<7>>, relu,
                        conv1d<1, 4>> {};  // by frames, but on one lane
struct with_gru : network<input<9, 3>, gru<17>, dense<4>> {};
struct two_gru : network<input<7, 2>, gru<5, no_bias>, gru<6, last_only>, dense<3>> {};
struct with_lstm : network<input<9, 3>, lstm<17>, dense<4>> {};
struct two_lstm : network<input<7, 2>, lstm<5, no_bias>, lstm<6, last_only>, dense<3>> {};

TEST_CASE("layers of sequences agree with PyTorch") {
    SECTION("conv1d") { golden::check<convolved>("conv1d"); }
    SECTION("causal conv1d") { golden::check<causal_ones>("causal"); }
    SECTION("conv1d of few channels") { golden::check<narrow>("narrow"); }
    SECTION("gru") { golden::check<with_gru>("gru"); }
    SECTION("two gru, the last step") { golden::check<two_gru>("gru_last"); }
    SECTION("lstm") { golden::check<with_lstm>("lstm"); }
    SECTION("two lstm, the last step") { golden::check<two_lstm>("lstm_last"); }
}
