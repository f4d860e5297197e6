// SPDX-License-Identifier: BSL-1.0
// must say: input 0 of model.*\[8\].*\[9\]
#include <inlay/inlay.hpp>
using namespace inlay;
struct net : network<input<8>, dense<2>> {};
int main() {
    const model<net> m{seed{1}};
    const auto y = m(tensor<9>{});      // .bad
    // const auto y = m(tensor<8>{});   // .ok
    (void)y;
}
