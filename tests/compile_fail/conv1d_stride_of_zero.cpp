// SPDX-License-Identifier: BSL-1.0
// must say: conv1d.*stride of at least 1.*0
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8, 2>, conv1d<4, 3, stride<0>>, flatten, dense<2>>;      // .bad
// using net = network<input<8, 2>, conv1d<4, 3, stride<1>>, flatten, dense<2>>;   // .ok
int main() { model<net> m; (void)m; }
