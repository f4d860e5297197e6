// SPDX-License-Identifier: BSL-1.0
// must say: conv2d.*\[64\]
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<64>, conv2d<4, 3>, flatten, dense<2>>;                       // .bad
// using net = network<input<64>, reshape<8, 8, 1>, conv2d<4, 3>, flatten, dense<2>>;  // .ok
int main() { model<net> m; (void)m; }
