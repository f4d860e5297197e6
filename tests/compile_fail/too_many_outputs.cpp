// SPDX-License-Identifier: BSL-1.0
// must say: network.*at most 4 outputs.*5
#include <inlay/inlay.hpp>
using namespace inlay;
struct five {
    constexpr auto operator()(auto a) const { return outputs(a, a + a, a * a, a - a, a / a); }
};
struct four {
    constexpr auto operator()(auto a) const { return outputs(a, a + a, a * a, a - a); }
};
using net = traced<five, input<2>>;      // .bad
// using net = traced<four, input<2>>;   // .ok
int main() { model<net> m; (void)m; }
