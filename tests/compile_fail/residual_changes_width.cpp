// SPDX-License-Identifier: BSL-1.0
// must say: residual.*equal shapes: \[8\].*\[16\]
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8>, residual<dense<16>, relu>, dense<4>>;     // .bad
// using net = network<input<8>, residual<dense<8>, relu>, dense<4>>;   // .ok
int main() { model<net> m; (void)m; }
