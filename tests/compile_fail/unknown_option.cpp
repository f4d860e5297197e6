// SPDX-License-Identifier: BSL-1.0
// must say: max_pool2d.*option groups
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8, 8, 4>, max_pool2d<2, groups<2>>, flatten, dense<2>>;     // .bad
// using net = network<input<8, 8, 4>, max_pool2d<2, stride<2>>, flatten, dense<2>>;  // .ok
int main() { model<net> m; (void)m; }
