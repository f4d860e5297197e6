// SPDX-License-Identifier: BSL-1.0
// must say: branches.*at least two paths.*1
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8>, branches<add, dense<8>>>;            // .bad
// using net = network<input<8>, branches<add, dense<8>, relu>>;   // .ok
int main() { model<net> m; (void)m; }
