// SPDX-License-Identifier: BSL-1.0
// must say: c3.*no layer or parameter of this name
// compilers: g++ clang++-19
#include <inlay/inlay.hpp>
using namespace inlay;
struct net : network<input<8, 8, 1>, conv2d<4, 3, name<"c1">>, flatten, dense<2>> {};
static_assert(shape_of<net, "c3"> == shape{6, 6, 4});      // .bad
// static_assert(shape_of<net, "c1"> == shape{6, 6, 4});   // .ok
int main() {}
