// SPDX-License-Identifier: BSL-1.0
// must say: dense.*an option.*relu
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<4>, dense<8, relu>>;              // .bad
// using net = network<input<4>, dense<8, no_bias>, relu>;  // .ok
int main() { model<net> m; (void)m; }
