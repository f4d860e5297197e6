// SPDX-License-Identifier: BSL-1.0
// must say: dense.*head.*a name of its own.*head.*twice
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8>, dense<4, name<"head">>, relu, dense<2, name<"head">>>;      // .bad
// using net = network<input<8>, dense<4, name<"body">>, relu, dense<2, name<"head">>>;   // .ok
int main() { model<net> m; (void)m; }
