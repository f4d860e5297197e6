// SPDX-License-Identifier: BSL-1.0
// must say: gelu.*an int8 form
#include <inlay/quant.hpp>
using namespace inlay;
struct net : network<input<2>, dense<2, no_bias>, gelu> {};       // .bad
// struct net : network<input<2>, dense<2, no_bias>, relu> {};    // .ok
struct net_int8 {
    using network = net;
    using scheme = affine_i8<>;
    static constexpr signed char weight[] = "\1\2\3\4";
    static constexpr float scale[] = {0.5f};
    static constexpr quantization inputs[] = {{0.1f, 3}};
    static constexpr quantized_layer layers[] = {{"dense", {0.2f, -128}, weight, scale, {}}};
};
int main() { frozen<net_int8> m; (void)m; }
