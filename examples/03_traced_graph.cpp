// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// Any directed graph, written as a function: two inputs through one encoder, a skip connection, two outputs.
#include <inlay/inlay.hpp>

#include <cstdio>

using namespace inlay;

struct compare {
    constexpr auto operator()(auto a, auto b) const {
        // Layers are applied with |. Those that carry the same shared<> have one set of parameters.
        auto code_a = a | dense<16, shared<"encoder">>{} | relu{};
        auto code_b = b | dense<16, shared<"encoder">>{} | relu{};
        auto difference = code_a - code_b;
        auto joined = concat(code_a, code_b, difference * difference) | dense<16, name<"join">>{} | relu{};
        auto features = joined + (a | dense<16, no_bias, name<"skip">>{});
        auto similarity = difference | square{} | dense<1, name<"similarity">>{};
        return outputs(features, similarity);
    }
};
struct pair_network : traced<compare, input<24>, input<24>> {};

static_assert(input_count<pair_network> == 2 && output_count<pair_network> == 2);
static_assert(output_shape<pair_network, 0> == shape{16} && output_shape<pair_network, 1> == shape{1});
static_assert(parameter_shape<pair_network, "encoder.weight"> == shape{16, 24});
static_assert(parameter_count<pair_network> == (24 * 16 + 16) + (48 * 16 + 16) + 24 * 16 + (16 + 1));

int main() {
    model<pair_network> net{seed{3}};
    auto a = random_normal<24>(seed{11}), b = random_normal<24>(seed{12});

    auto [features, similarity] = net(a, b);
    auto [same_features, of_itself] = net(a, a);
    std::printf("similarity of a and b %.3f, of a and a %.3f\n", static_cast<double>(similarity[0]),
                static_cast<double>(of_itself[0]));
    int unlike = 0;
    for (int i = 0; i < 16; ++i) unlike += features[i] != same_features[i];
    std::printf("%d of %ld features differ\n", unlike, features.size());
}
