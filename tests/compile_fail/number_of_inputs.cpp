// SPDX-License-Identifier: BSL-1.0
// must say: model\(x\.\.\.\).*2 inputs.*1
#include <inlay/inlay.hpp>
using namespace inlay;
struct sum {
    constexpr auto operator()(auto a, auto b) const { return a + b; }
};
struct net : traced<sum, input<8>, input<8>> {};
int main() {
    const model<net> m{seed{1}};
    const tensor<8> a{}, b{};
    (void)b;
    const auto y = m(a);         // .bad
    // const auto y = m(a, b);   // .ok
    (void)y;
}
