// SPDX-License-Identifier: BSL-1.0
// What is carried from block to block: by which nodes, how much, side by side; and what cannot be. That streams then
// give what whole sequences give is tests/runtime/streaming.cpp.
#include "build.hpp"

#include <inlay/inlay.hpp>
#include <inlay/passes/plan_state.hpp>

using namespace test;

namespace {

template <class... Layers>
constexpr auto plan_of() { return passes::plan_state(recorded<network<Layers...>>::value.g); }

}  // namespace

TEST_CASE("nodes with a past have memory of their own", "[passes][plan_state]") {
    using net = network<input<8, 2>, gru<5>, relu, lstm<3>>;
    constexpr auto plan = plan_of<input<8, 2>, gru<5>, relu, lstm<3>>();
    const auto& g = recorded<net>::value.g;
    long end = 0;
    int found = 0;
    for (int i = 0; i < g.count; ++i) {
        if (plan.offset[i] < 0) continue;
        const node* in[max_inputs]{};
        for (int k = 0; k < g.nodes[i].input_count; ++k) in[k] = &g.nodes[g.nodes[i].input[k]];
        CHECK((equal(g.nodes[i].op->name, "gru") || equal(g.nodes[i].op->name, "lstm")));
        CHECK(plan.offset[i] >= end);
        end = plan.offset[i] + g.nodes[i].op->state_size(g.nodes[i], in);
        ++found;
    }
    CHECK(found == 2);
    CHECK(plan.size >= end);
    CHECK(end >= 5 + 2 * 3);
    CHECK(plan.mistake == -1);
}

TEST_CASE("what has no past takes no memory, what sees later rows is a mistake", "[passes][plan_state]") {
    CHECK(plan_of<input<8, 2>, dense<3>, inlay::tanh, conv1d<4, 1>>().size == 0);
    CHECK(plan_of<input<8, 2>, conv1d<4, 3, causal>>().mistake == -1);
    CHECK(plan_of<input<8, 2>, conv1d<4, 3, causal>>().size > 0);
    CHECK(plan_of<input<8, 2>, conv1d<4, 3, same>>().mistake >= 0);
}
