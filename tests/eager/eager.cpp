// SPDX-License-Identifier: BSL-1.0
// Eager execution shows every operation in its order.
#include "catch.hpp"

#include <inlay/inlay.hpp>

#include <string>
#include <vector>

using namespace inlay;

namespace {

struct skip {
    constexpr auto operator()(auto x) const {
        auto h = x | dense<3>{} | relu{};
        auto sum = x + h;  // arguments of one call would be computed in any order
        return outputs(sum, h * 2.0);
    }
};
struct net : traced<skip, input<3>> {};

}  // namespace

TEST_CASE("a watcher sees every operation and its values", "[eager]") {
    model<net> m{seed{1}};
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) parameter<"0.weight">(m)(i, j) = i == j ? 1.0f : 0.0f;
    std::vector<std::string> seen;
    std::vector<float> relu_values;
    const auto [sum, doubled] = eager(m).watch([&](const eager_value& v) {
        seen.push_back(std::string(v.op) + " of " + v.layer);
        if (seen.back() == "relu of relu") relu_values.assign(v.values, v.values + v.count);
        CHECK(v.count == v.extent.size());
    })(tensor<3>{-1, 2, 3});
    CHECK(seen == std::vector<std::string>{"dense of dense", "relu of relu", "add of ", "constant of ", "multiply of "});
    CHECK(relu_values == std::vector<float>{0, 2, 3});
    CHECK(sum[0] == -1);
    CHECK(sum[1] == 4);
    CHECK(doubled[2] == 6);
}

TEST_CASE("eager takes views and pointers, as the model does", "[eager]") {
    const model<net> m{seed{1}};
    const auto x = random_normal<3>(seed{2});
    const auto a = std::get<0>(eager(m)(x)), b = std::get<0>(eager(m)(view<3>{x.data()})), c = std::get<0>(eager(m)(x.data()));
    for (int i = 0; i < 3; ++i) {
        CHECK(a[i] == b[i]);
        CHECK(a[i] == c[i]);
    }
}
