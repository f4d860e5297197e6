// SPDX-License-Identifier: BSL-1.0
// must say: reshape.*24 elements \[2, ?3, ?4\].*25 in \[5, ?5\]
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<2, 3, 4>, reshape<5, 5>>;      // .bad
// using net = network<input<2, 3, 4>, reshape<4, 6>>;   // .ok
int main() { model<net> m; (void)m; }
