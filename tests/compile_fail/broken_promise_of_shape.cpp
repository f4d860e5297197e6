// SPDX-License-Identifier: BSL-1.0
// must say: halve.*output \[4\].*\[8\]
#include <inlay/inlay.hpp>
using namespace inlay;
struct halve : layer<halve> {
    static constexpr shape output(shape x) { return x.with_last(x.last() / 2); }      // .bad
    // static constexpr shape output(shape x) { return x; }                           // .ok
    static constexpr auto forward(auto x) { return x * 0.5; }
};
using net = network<input<8>, halve, dense<2>>;
int main() { model<net> m; (void)m; }
