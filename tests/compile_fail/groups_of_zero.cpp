// SPDX-License-Identifier: BSL-1.0
// must say: conv2d.*at least 1 group.*0
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8, 8, 1>, conv2d<4, 3, groups<0>>, flatten, dense<2>>;      // .bad
// using net = network<input<8, 8, 1>, conv2d<4, 3, groups<1>>, flatten, dense<2>>;   // .ok
int main() { model<net> m; (void)m; }
