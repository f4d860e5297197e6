// SPDX-License-Identifier: BSL-1.0
// must say: branches.*a layer at position 1.*int
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8>, branches<add, dense<8>, int>>;       // .bad
// using net = network<input<8>, branches<add, dense<8>, relu>>;   // .ok
int main() { model<net> m; (void)m; }
