// SPDX-License-Identifier: BSL-1.0
// must say: no_such_parameter.*0.wieght|0.wieght.*no_such_parameter
#include <inlay/inlay.hpp>
using namespace inlay;
struct net : network<input<2>, dense<1>> {};
[[maybe_unused]] constexpr model<net> m{parameters<net>{{"0.wieght", {1, 2}}, {"0.bias", {3}}}};      // .bad
// [[maybe_unused]] constexpr model<net> m{parameters<net>{{"0.weight", {1, 2}}, {"0.bias", {3}}}};   // .ok
int main() {}
