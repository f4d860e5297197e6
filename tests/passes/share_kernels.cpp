// SPDX-License-Identifier: BSL-1.0
#include "build.hpp"

#include <inlay/passes/share_kernels.hpp>
#include <inlay/runtime/program.hpp>

using namespace test;

namespace {

using kinds = types<ops::input, ops::parameter, ops::constant, ops::dense, relu, inlay::tanh, ops::add, ops::multiply>;

passes::step_list with_forms(const graph_editor& g) {
    passes::step_list list = passes::fuse(g);
    std::vector<int> kind(static_cast<std::size_t>(g.size()));
    inlay::detail::number_kinds(g.nodes.data(), g.size(), kind.data(), kinds{});
    passes::share_kernels(g, kind.data(), list);
    for (int s = 0; s < list.size(); ++s) {
        CHECK(list.steps[s].representative <= s);
        CHECK(list.steps[list.steps[s].representative].representative == list.steps[s].representative);
    }
    return list;
}

/// Two dense layers with their epilogues; whether they share a kernel.
template <class First, class Second>
bool share(int units, bool bias, First first, Second second) {
    builder g;
    const int x = g.input(shape{6});
    const int a = first(g, g.dense(x, 6));
    const int b = second(g, g.dense(a, units, bias));
    g.output(b);
    const passes::step_list list = with_forms(g);
    REQUIRE(list.size() == 2);
    return list.steps[1].representative == 0;
}

const auto plain = [](builder&, int y) { return y; };
const auto with_relu = [](builder& g, int y) { return g.apply<relu>({y}); };
const auto with_tanh = [](builder& g, int y) { return g.apply<inlay::tanh>({y}); };
template <int N>
const auto times = [](builder& g, int y) { return g.apply<ops::multiply>({y, g.number(N)}); };
const auto plus_itself = [](builder& g, int y) {
    const int t = g.apply<inlay::tanh>({y});
    return g.apply<ops::add>({t, y});
};
const auto plus_its_tanh = [](builder& g, int y) {
    const int t = g.apply<inlay::tanh>({y});
    return g.apply<ops::add>({y, t});
};

}  // namespace

TEST_CASE("equal steps share a kernel", "[passes]") {
    CHECK(share(6, true, plain, plain));
    CHECK(share(6, true, with_relu, with_relu));
    CHECK(share(6, true, times<2>, times<2>));
    CHECK(share(6, true, plus_itself, plus_itself));
}

TEST_CASE("steps that differ do not", "[passes]") {
    CHECK_FALSE(share(7, true, plain, plain));                 // size
    CHECK_FALSE(share(6, false, plain, plain));                // bias
    CHECK_FALSE(share(6, true, plain, with_relu));             // epilogue
    CHECK_FALSE(share(6, true, with_relu, with_tanh));         // its op
    CHECK_FALSE(share(6, true, times<2>, times<3>));           // its constant
    CHECK_FALSE(share(6, true, plus_itself, plus_its_tanh));   // its operands
}

TEST_CASE("what an operand repeats is part of the form", "[passes]") {
    builder g;
    const int x = g.input(shape{6});
    const int a = g.apply<ops::add>({g.dense(x, 6), g.parameter(shape{6})});
    const int b = g.apply<ops::add>({g.dense(a, 6), g.parameter(shape{1})});
    const int c = g.apply<ops::add>({g.dense(b, 6), x});
    const int d = g.apply<ops::add>({g.dense(c, 6), g.parameter(shape{6})});
    g.output(d);
    const passes::step_list list = with_forms(g);
    REQUIRE(list.size() == 4);
    CHECK(list.steps[1].representative == 1);
    CHECK(list.steps[2].representative == 2);
    CHECK(list.steps[3].representative == 0);
}

TEST_CASE("forms are compared, not only their hashes", "[share_kernels]") {
    const node one;
    CHECK(passes::same_form(one, one));
    node other = one;
    other.index = 1;
    CHECK_FALSE(passes::same_form(one, other));
    other = one, other.value = 0.5;
    CHECK_FALSE(passes::same_form(one, other));
    other = one, other.win.pad_left = 1;
    CHECK_FALSE(passes::same_form(one, other));
    other = one, other.out = shape{3};
    CHECK_FALSE(passes::same_form(one, other));
}
