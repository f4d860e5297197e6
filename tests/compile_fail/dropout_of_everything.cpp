// SPDX-License-Identifier: BSL-1.0
// must say: dropout.*rate from 0 to below 1.*1.5
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8>, dropout<1.5>, dense<2>>;      // .bad
// using net = network<input<8>, dropout<0.5>, dense<2>>;   // .ok
int main() { model<net> m; (void)m; }
