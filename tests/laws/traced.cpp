// SPDX-License-Identifier: BSL-1.0
// The laws for traced functions: shared weights, several inputs, outputs and readers.
#include "laws.hpp"

using namespace inlay;

namespace {

struct shared_weights {
    constexpr auto operator()(auto a, auto b) const {
        auto ha = a | dense<17, shared<"encoder">>{} | inlay::tanh{};
        auto hb = b | dense<17, shared<"encoder">>{} | inlay::tanh{};
        auto joined = concat(ha, hb, ha * hb) | dense<16, name<"join">>{} | silu{};
        auto distance = (ha - hb) | square{} | dense<1, name<"distance">>{};
        return outputs(joined + (ha | dense<16, no_bias, name<"skip">>{}), distance, a);
    }
};
struct siamese : traced<shared_weights, input<9>, input<9>> {};

// A value with several readers, equal subexpressions, a result that is also an intermediate value.
struct tangle {
    constexpr auto operator()(auto x) const {
        auto h = x | dense<15>{};
        auto p = h * h + 1.0, q = h * h + 1.0;
        auto y = sqrt(p) * inlay::tanh{}(q) - h;
        return outputs(y | dense<3>{}, h, maximum(y, h, p));
    }
};
struct tangled : traced<tangle, input<8>> {};

}  // namespace

TEST_CASE("two inputs, shared weights, several outputs", "[laws][traced]") {
    law::inference_laws<siamese>();
    law::training_laws<siamese>();
}

TEST_CASE("values with several readers", "[laws][traced]") {
    law::inference_laws<tangled>();
    law::training_laws<tangled>();
}
