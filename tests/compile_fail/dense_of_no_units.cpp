// SPDX-License-Identifier: BSL-1.0
// must say: dense.*at least 1 unit.*0
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8>, dense<0>>;      // .bad
// using net = network<input<8>, dense<1>>;   // .ok
int main() { model<net> m; (void)m; }
