// SPDX-License-Identifier: BSL-1.0
// The training step as a program: its ports, its memory, what may be left out.
#include "catch.hpp"

#include <inlay/inlay.hpp>
#include <inlay/train.hpp>

using namespace inlay;

namespace {

struct net : network<input<8>, dense<16>, relu, dense<16>, relu, dense<4>> {};
using program_of_net = training<net, cross_entropy>;

}  // namespace

TEST_CASE("inputs, then the target; the loss, then outputs", "[training]") {
    STATIC_REQUIRE(program_of_net::g.inputs.count == 2);
    STATIC_REQUIRE(program_of_net::g.outputs.count == 2);
    STATIC_REQUIRE(program_of_net::g.nodes[program_of_net::g.inputs[1]].out == shape{1});
    STATIC_REQUIRE_FALSE(program_of_net::g.nodes[program_of_net::g.outputs[0]].batched);
    STATIC_REQUIRE(program_of_net::g.nodes[program_of_net::g.outputs[1]].out == shape{4});
}

TEST_CASE("gradients are stored where the parameters lie", "[training]") {
    int stores = 0;
    for (int i = 0; i < program_of_net::count; ++i) {
        const node& n = program_of_net::g.nodes[i];
        if (!equal(n.op->name, "store_gradient")) continue;
        ++stores;
        CHECK(program_of_net::plan.at[i].where == passes::place::gradient);
        CHECK(program_of_net::plan.at[i].offset == recorded<net>::value.parameters[n.index].offset);
        if (!program_of_net::g.nodes[n.input[0]].op->is_view)
            CHECK(program_of_net::plan.at[n.input[0]].where == passes::place::gradient);
    }
    CHECK(stores == 6);
}

TEST_CASE("the gradient by the input is not computed", "[training]") {
    for (int i = 0; i < program_of_net::count; ++i)
        if (equal(program_of_net::g.nodes[i].op->name, "transpose"))
            CHECK_FALSE(program_of_net::g.nodes[i].out == shape{16, 8});
}

TEST_CASE("memory grows with the batch", "[training]") {
    const long one = training_ram<net, cross_entropy>(1),
               ten = training_ram<net, cross_entropy>(10);
    CHECK(ten - one == 9 * program_of_net::plan.batched * 4);
    CHECK(one > program_of_net::updates.floats * 4);
    CHECK(program_of_net::plan.fixed + program_of_net::plan.batched <=
          2 * program_of_net::plan.lower_bound);
}
