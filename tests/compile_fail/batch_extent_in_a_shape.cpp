// SPDX-License-Identifier: BSL-1.0
// must say: network.*1 to 4 extents, without batch.*5
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<32, 16, 8, 8, 3>, flatten, dense<10>>;      // .bad
// using net = network<input<16, 8, 8, 3>, flatten, dense<10>>;       // .ok
int main() { model<net> m; (void)m; }
