// SPDX-License-Identifier: BSL-1.0
// must say: conv2d.*option causal
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8, 8, 1>, conv2d<3, 3, causal>, flatten, dense<1>>;      // .bad
// using net = network<input<8, 1>, conv1d<3, 3, causal>, flatten, dense<1>>;   // .ok
int main() { model<net> m; (void)m; }
