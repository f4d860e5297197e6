// SPDX-License-Identifier: BSL-1.0
// must say: network.*equal shapes: \[8\].*\[16\]
#include <inlay/inlay.hpp>
using namespace inlay;
struct sum {
    constexpr auto operator()(auto x) const { return (x | dense<8>{}) * (x | dense<16>{}); }      // .bad
    // constexpr auto operator()(auto x) const { return (x | dense<8>{}) * (x | dense<8>{}); }    // .ok
};
struct net : traced<sum, input<4>> {};
int main() { model<net> m; (void)m; }
