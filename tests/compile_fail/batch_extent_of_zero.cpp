// SPDX-License-Identifier: BSL-1.0
// must say: network.*extents of at least 1.*0, ?28, ?28
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<0, 28, 28>, flatten, dense<10>>;      // .bad
// using net = network<input<28, 28>, flatten, dense<10>>;      // .ok
int main() { model<net> m; (void)m; }
