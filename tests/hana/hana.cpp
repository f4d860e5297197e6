// SPDX-License-Identifier: BSL-1.0
// Parameters and layers as Hana sequences.
#include "catch.hpp"

#include <inlay/hana.hpp>

#include <boost/hana/at_key.hpp>
#include <boost/hana/core/is_a.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/for_each.hpp>
#include <boost/hana/length.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/size.hpp>

#include <string>

using namespace inlay;
namespace hana = boost::hana;

namespace {

struct net : network<input<4>, dense<3, name<"head">>, relu, dense<2, no_bias>> {};

}  // namespace

TEST_CASE("parameters are a map from path to view") {
    model<net> m{seed{1}};
    auto map = named_parameters(m);
    STATIC_REQUIRE(hana::size(map) == hana::size_c<3>);
    map[BOOST_HANA_STRING("head.bias")](1) = 5.0f;
    CHECK(parameter<"head.bias">(m)(1) == 5.0f);

    std::string paths;
    long elements = 0;
    hana::for_each(map, [&](auto pair) {
        paths += std::string(hana::first(pair).c_str()) + ' ';
        elements += hana::second(pair).size();
    });
    CHECK(elements == parameter_count<net>);
    CHECK(paths.find("2.weight") != std::string::npos);
}

TEST_CASE("layers are a tuple of types") {
    STATIC_REQUIRE(hana::length(layers<net>) == hana::size_c<3>);
    STATIC_REQUIRE(layers<net>[hana::size_c<1>] == hana::type_c<relu>);
}
