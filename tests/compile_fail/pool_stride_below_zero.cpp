// SPDX-License-Identifier: BSL-1.0
// must say: average_pool2d.*stride of at least 1.*-2
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8, 8, 2>, average_pool2d<2, stride<-2>>, flatten, dense<2>>;     // .bad
// using net = network<input<8, 8, 2>, average_pool2d<2, stride<2>>, flatten, dense<2>>;   // .ok
int main() { model<net> m; (void)m; }
