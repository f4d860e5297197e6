// SPDX-License-Identifier: BSL-1.0
// must say: network.*input<...> first.*dense
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<dense<8>, relu, dense<2>>;                  // .bad
// using net = network<input<4>, dense<8>, relu, dense<2>>;     // .ok
int main() { model<net> m; (void)m; }
