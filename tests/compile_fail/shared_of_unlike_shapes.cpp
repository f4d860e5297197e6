// SPDX-License-Identifier: BSL-1.0
// must say: dense.*encoder.*shared weight \[8, ?4\].*\[8, ?5\]
#include <inlay/inlay.hpp>
using namespace inlay;
struct twins {
    constexpr auto operator()(auto a, auto b) const {
        return (a | dense<8, shared<"encoder">>{}) + (b | dense<8, shared<"encoder">>{});
    }
};
using net = traced<twins, input<4>, input<5>>;      // .bad
// using net = traced<twins, input<4>, input<4>>;   // .ok
int main() { model<net> m; (void)m; }
