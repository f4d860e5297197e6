// SPDX-License-Identifier: BSL-1.0
// must say: one index for each extent of the parameter
#include <inlay/inlay.hpp>
using namespace inlay;
struct net : network<input<8>, dense<2>> {};
int main() {
    model<net> m{seed{1}};
    parameter<"0.weight">(m)(1) = 0;         // .bad
    // parameter<"0.weight">(m)(1, 7) = 0;   // .ok
}
