// SPDX-License-Identifier: BSL-1.0
// must say: artifact.*2 layers.*1
#include <inlay/quant.hpp>
using namespace inlay;
struct net : network<input<2>, dense<2, no_bias>, softmax> {};
struct net_int8 {
    using network = net;
    using scheme = affine_i8<>;
    static constexpr signed char weight[] = "\1\2\3\4";
    static constexpr float scale[] = {0.5f};
    static constexpr quantization inputs[] = {{0.1f, 3}};
    static constexpr quantized_layer layers[] = {
        {"dense", {0.2f, 0}, weight, scale, {}},
        // {"softmax", {1.0f / 256, -128}, {}, {}, {}},    // .ok
    };
};
int main() { frozen<net_int8> m; (void)m; }
