// SPDX-License-Identifier: BSL-1.0
// must say: network.*a layer at position 1.*same
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<4>, dense<8>, same, dense<2>>;        // .bad
// using net = network<input<4>, dense<8>, relu, dense<2>>;     // .ok
int main() { model<net> m; (void)m; }
