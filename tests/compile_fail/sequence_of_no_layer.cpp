// SPDX-License-Identifier: BSL-1.0
// must say: residual.*a layer at position 1.*same
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8>, residual<dense<8>, same>>;      // .bad
// using net = network<input<8>, residual<dense<8>, relu>>;   // .ok
int main() { model<net> m; (void)m; }
