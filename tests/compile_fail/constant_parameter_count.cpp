// SPDX-License-Identifier: BSL-1.0
// must say: wrong_number_of_values.*0.weight|0.weight.*wrong_number_of_values
#include <inlay/inlay.hpp>
using namespace inlay;
struct net : network<input<2>, dense<1>> {};
[[maybe_unused]] constexpr model<net> m{parameters<net>{{"0.weight", {1, 2, 3}}, {"0.bias", {3}}}};   // .bad
// [[maybe_unused]] constexpr model<net> m{parameters<net>{{"0.weight", {1, 2}}, {"0.bias", {3}}}};   // .ok
int main() {}
