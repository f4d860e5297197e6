// SPDX-License-Identifier: BSL-1.0
// flatten and reshape move nothing; where files permute the weights behind a flatten.
#include "support.hpp"

using namespace inlay;

namespace {

struct reshaped : network<input<24>, reshape<2, 3, 4>, reshape<4, 6>, flatten> {};
struct behind_flatten : network<input<2, 3, 4>, flatten, relu, dropout<0.5>, dense<2, no_bias>, dense<3, no_bias>> {};

}  // namespace

TEST_CASE("reshape keeps the order of the elements", "[reshape]") {
    STATIC_REQUIRE(shape_of<reshaped, "0"> == shape{2, 3, 4});
    STATIC_REQUIRE(shape_of<reshaped, "1"> == shape{4, 6});
    const auto x = random_normal<24>(seed{1});
    const auto y = model<reshaped>{seed{1}}(x);
    for (int i = 0; i < 24; ++i) CHECK(y[i] == x[i]);
    STATIC_REQUIRE(inference<reshaped>::step_count == 1);  // the copy to the output
}

TEST_CASE("a weight behind a flatten knows the map that was flattened", "[reshape]") {
    constexpr auto& r = recorded<behind_flatten>::value;
    CHECK(r.parameters[0].flattened == shape{2, 3, 4});
    CHECK(r.parameters[1].flattened.rank == 0);
    // PyTorch counts (C, H, W): element (u, c * 6 + h * 3 + w) is the input (h, w, c) here.
    for (int c = 0; c < 4; ++c)
        for (int h = 0; h < 2; ++h)
            for (int w = 0; w < 3; ++w)
                CHECK(detail::storage_index(r.parameters[0], 1 * 24 + c * 6 + h * 3 + w) == ((h * 3 + w) * 4 + c) * 2 + 1);
}

TEST_CASE("gradients of reshape", "[reshape][gradient]") { test::check_gradient<behind_flatten>(); }
