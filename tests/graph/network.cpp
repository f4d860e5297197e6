// SPDX-License-Identifier: BSL-1.0
// Paths and shapes of lists of layers, combinators and traced functions.
#include "catch.hpp"

#include <inlay/inlay.hpp>

#include <string>
#include <vector>

using namespace inlay;

namespace {

template <class Net>
std::vector<std::string> paths() {
    std::vector<std::string> all;
    for (int i = 0; i < recorded<Net>::value.parameter_count; ++i) all.push_back(recorded<Net>::parameter_path(i).data);
    return all;
}
using strings = std::vector<std::string>;

struct list_of_layers
    : network<input<4>, dense<3>, relu, sequential<dense<2, name<"inner">>, relu, dense<2>>, dense<1, name<"head">, no_bias>> {};

struct combined : network<input<6>, residual<dense<6>, relu, dense<6, no_bias>>, repeat<2, dense<6, no_bias>, relu>,
                          branches<concat, dense<2, no_bias>, sequential<relu, dense<3, no_bias>>>> {};

// Layers are numbered by the graph, whatever the order of the calls.
struct backwards {
    constexpr auto operator()(auto a, auto b) const {
        auto late = b | dense<3>{};   // reached second
        auto early = a | dense<3>{};  // reached first
        return (early | relu{}) - late;
    }
};
struct numbered : traced<backwards, input<2>, input<5>> {};

struct twins {
    constexpr auto operator()(auto x) const {
        auto once = x | dense<4, shared<"cell">>{} | inlay::tanh{};
        auto twice = once | dense<4, shared<"cell">>{} | inlay::tanh{};
        return outputs(twice, twice | dense<2>{});
    }
};
struct recurrent : traced<twins, input<4>> {};

}  // namespace

TEST_CASE("parameters of a list are named by position", "[network]") {
    CHECK(paths<list_of_layers>() ==
          strings{"0.weight", "0.bias", "2.inner.weight", "2.inner.bias", "2.2.weight", "2.2.bias", "head.weight"});
    STATIC_REQUIRE(shape_of<list_of_layers, "2"> == shape{2});
    STATIC_REQUIRE(shape_of<list_of_layers, "2.inner"> == shape{2});
    STATIC_REQUIRE(shape_of<list_of_layers, "0"> == shape{3});
}

TEST_CASE("parameters of combinators", "[network]") {
    CHECK(paths<combined>() == strings{"0.0.weight", "0.0.bias", "0.2.weight", "1.0.0.weight", "1.1.0.weight", "2.0.weight",
                                       "2.1.1.weight"});
    STATIC_REQUIRE(output_shape<combined> == shape{5});
    STATIC_REQUIRE(shape_of<combined, "1.1"> == shape{6});
}

TEST_CASE("a traced function's layers are numbered depth first from the output", "[network]") {
    STATIC_REQUIRE(parameter_shape<numbered, "0.weight"> == shape{3, 2});
    STATIC_REQUIRE(parameter_shape<numbered, "2.weight"> == shape{3, 5});
    STATIC_REQUIRE(input_count<numbered> == 2);
    STATIC_REQUIRE(input_shape<numbered, 1> == shape{5});
}

TEST_CASE("shared layers have one set of parameters", "[network]") {
    STATIC_REQUIRE(parameter_count<recurrent> == 4 * 4 + 4 + 4 * 2 + 2);
    STATIC_REQUIRE(output_count<recurrent> == 2);
    STATIC_REQUIRE(macs<recurrent> == 16 + 16 + 8);
    CHECK(paths<recurrent>()[0] == "cell.weight");
}

TEST_CASE("the first mistake is the one that is kept", "[network]") {
    using wrong = network<input<4>, dense<3, expects<5>>, reshape<7>, dense<2, stride<2>>>;
    const trace::record r = detail::record_network<wrong>({64, 16, 16});
    CHECK(std::string(r.error.where.data) == "dense (layer 0)");
    CHECK(std::string(r.error.expects.data) == "expects 5 inputs");
    CHECK(std::string(r.error.found.data) == "found 4");
    CHECK(r[r.g.outputs[0]].out == shape{2});  // the rest is harmless
}

TEST_CASE("a network of no layers", "[network]") {
    using nothing = network<input<2, 3>>;
    STATIC_REQUIRE(parameter_count<nothing> == 0);
    STATIC_REQUIRE(output_shape<nothing> == shape{2, 3});
    const model<nothing> m{seed{1}};
    CHECK(m(tensor<2, 3>{{1, 2, 3, 4, 5, 6}})(1, 2) == 6);
}
