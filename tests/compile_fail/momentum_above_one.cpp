// SPDX-License-Identifier: BSL-1.0
// must say: batch_norm.*momentum from 0 to 1.*1.1
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8>, batch_norm<momentum_of<1.1>>, dense<2>>;      // .bad
// using net = network<input<8>, batch_norm<momentum_of<0.9>>, dense<2>>;   // .ok
int main() { model<net> m; (void)m; }
