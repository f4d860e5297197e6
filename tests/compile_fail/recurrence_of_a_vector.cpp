// SPDX-License-Identifier: BSL-1.0
// must say: gru.*expects a sequence \[T, C\].*found \[8\]
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8>, gru<3>, dense<1>>;      // .bad
// using net = network<input<8, 1>, gru<3>, dense<1>>;   // .ok
int main() { model<net> m; (void)m; }
