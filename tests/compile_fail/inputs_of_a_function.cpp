// SPDX-License-Identifier: BSL-1.0
// must say: network.*a function of 1 value.*a function of others
#include <inlay/inlay.hpp>
using namespace inlay;
struct two {
    constexpr auto operator()(auto a, auto b) const { return a + b; }
};
using net = traced<two, input<2>>;                // .bad
// using net = traced<two, input<2>, input<2>>;   // .ok
int main() { model<net> m; (void)m; }
