// SPDX-License-Identifier: BSL-1.0
// must say: depthwise_conv2d.*padding of at least 0.*-1
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8, 8, 2>, depthwise_conv2d<3, padding<-1>>, flatten, dense<2>>;     // .bad
// using net = network<input<8, 8, 2>, depthwise_conv2d<3, padding<1>>, flatten, dense<2>>;   // .ok
int main() { model<net> m; (void)m; }
