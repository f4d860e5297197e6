// SPDX-License-Identifier: BSL-1.0
// must say: conv1d \(layer 1\).*causal: sees nothing later.*conv1d over later rows
#include <inlay/inlay.hpp>
using namespace inlay;
struct net : network<input<8, 1>, gru<3>, conv1d<4, 3, same>, dense<1>> {};      // .bad
// struct net : network<input<8, 1>, gru<3>, conv1d<4, 3, causal>, dense<1>> {}; // .ok
int main() {
    const model<net> m{seed{1}};
    streaming<net> s{m};
    (void)s;
}
