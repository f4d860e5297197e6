// SPDX-License-Identifier: BSL-1.0
// must say: zero_padding2d.*padding of at least 0.*-1
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8, 8, 2>, zero_padding2d<-1>, flatten, dense<2>>;     // .bad
// using net = network<input<8, 8, 2>, zero_padding2d<1>, flatten, dense<2>>;   // .ok
int main() { model<net> m; (void)m; }
