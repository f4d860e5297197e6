// SPDX-License-Identifier: BSL-1.0
// must say: network.*1 to 4 inputs.*5
#include <inlay/inlay.hpp>
using namespace inlay;
struct sum {
    constexpr auto operator()(auto a, auto... b) const { return (a + ... + b); }
};
using net = traced<sum, input<2>, input<2>, input<2>, input<2>, input<2>>;   // .bad
// using net = traced<sum, input<2>, input<2>, input<2>, input<2>>;          // .ok
int main() { model<net> m; (void)m; }
