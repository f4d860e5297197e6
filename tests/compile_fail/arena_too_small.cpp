// SPDX-License-Identifier: BSL-1.0
// must say: arena.*512 bytes: peak_ram.*511
#include <inlay/inlay.hpp>
using namespace inlay;
struct net : network<input<64>, dense<64>, relu, dense<8>> {};
alignas(64) static unsigned char scratch[peak_ram<net> - 1];      // .bad
// alignas(64) static unsigned char scratch[peak_ram<net>];       // .ok
int main() {
    const model<net> m{seed{1}};
    m(tensor<64>{}, arena{scratch});
}
