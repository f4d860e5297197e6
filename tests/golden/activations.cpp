// SPDX-License-Identifier: BSL-1.0
// Every activation, its gradient, and softmax, against PyTorch.
#include "golden.hpp"

using namespace inlay;

template <class Activation>
struct net : network<input<5>, dense<19>, Activation> {};

TEST_CASE("activations agree with PyTorch") {
    golden::check<net<relu>>("relu");
    golden::check<net<relu6>>("relu6");
    golden::check<net<leaky_relu<>>>("leaky_relu");
    golden::check<net<elu<>>>("elu");
    golden::check<net<selu>>("selu");
    golden::check<net<sigmoid>>("sigmoid");
    golden::check<net<hard_sigmoid>>("hard_sigmoid");
    golden::check<net<inlay::tanh>>("tanh");
    golden::check<net<softplus>>("softplus");
    golden::check<net<gelu>>("gelu");
    golden::check<net<gelu_tanh>>("gelu_tanh");
    golden::check<net<silu>>("silu");
    golden::check<net<hard_swish>>("hard_swish");
    golden::check<net<mish>>("mish");
    golden::check<net<softmax>>("softmax");
    golden::check<net<log_softmax>>("log_softmax");
}
