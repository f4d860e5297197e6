// SPDX-License-Identifier: BSL-1.0
// must say: repeat.*0 repetitions or more.*-1
#include <inlay/inlay.hpp>
using namespace inlay;
using net = network<input<8>, repeat<-1, dense<8>>>;     // .bad
// using net = network<input<8>, repeat<1, dense<8>>>;   // .ok
int main() { model<net> m; (void)m; }
