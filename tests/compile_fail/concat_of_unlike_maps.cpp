// SPDX-License-Identifier: BSL-1.0
// must say: (concat|branches).*8, ?8.*6, ?6
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8, 8, 3>, branches<concat, conv2d<4, 3, same>, conv2d<4, 3>>>;          // .bad
// using net = network<input<8, 8, 3>, branches<concat, conv2d<4, 3, same>, conv2d<2, 1>>>;       // .ok
int main() { model<net> m; (void)m; }
