// SPDX-License-Identifier: BSL-1.0
// When parameters are updated within a training step, checked against every read and write of the schedule.
#include "catch.hpp"

#include <inlay/inlay.hpp>
#include <inlay/train.hpp>

#include <algorithm>
#include <vector>

using namespace inlay;

namespace {

struct mlp : network<input<784>, dense<128>, relu, dense<10>> {};
struct lenet : network<input<28, 28, 1>, conv2d<6, 5>, relu, max_pool2d<2>, conv2d<16, 5>, relu, max_pool2d<2>, flatten, dense<120>,
                       relu, dense<84>, relu, dense<10>> {};
using block = sequential<residual<conv2d<16, 3, same>, batch_norm<>, relu, conv2d<16, 3, same>, batch_norm<>>, relu>;
struct residual_net : network<input<8, 8, 3>, conv2d<16, 3, same>, relu, repeat<4, block>, global_average_pool2d, dense<10>> {};
using tied = dense<6, shared<"tied">>;
struct shares : network<input<6>, dense<6>, relu, tied, relu, dense<6>, relu, tied> {};
struct two_heads {  // of which one has a loss
    constexpr auto operator()(auto x) const { return outputs(x | dense<3>{}, x | dense<5>{}); }
};
struct untouched : traced<two_heads, input<4>> {};

template <class Net>
void check_law() {
    using program = training<Net, mean_squared_error>;
    constexpr auto& r = recorded<Net>::value;
    const graph_editor g(program::g);
    const passes::step_list list = program::thawed();
    const auto& plan = program::updates;
    REQUIRE(plan.count >= 1);
    const auto base = [&](int id) {
        while (g[id].op->is_view) id = g[id].input[0];
        return id;
    };
    const auto update_of = [&](int parameter) {
        const auto& p = r.parameters[parameter];
        for (int k = 0; k < plan.count; ++k)
            if (plan.of[k].first <= p.offset && p.offset + p.public_shape.size() <= plan.of[k].first + plan.of[k].count) return k;
        return -1;
    };
    // which parameter's gradient lies in a node's memory; -1: none
    const auto gradient_in = [&](int id) {
        id = base(id);
        if (program::plan.at[id].where != passes::place::gradient) return -1;
        for (int p = 0; p < r.parameter_count; ++p)
            if (r.parameters[p].trainable && r.parameters[p].offset == program::plan.at[id].offset) return p;
        return -1;
    };
    int updated = 0;
    for (int p = 0; p < r.parameter_count; ++p) updated += r.parameters[p].trainable && update_of(p) >= 0;
    CHECK(updated == detail::count_trainable<Net>());
    for (int k = 0; k < plan.count; ++k) {
        CHECK(plan.of[k].count <= plan.floats);
        CHECK((k == 0 || plan.of[k].step > plan.of[k - 1].step));
    }
    for (int s = 0; s < list.size(); ++s) {
        const passes::step& now = list.steps[s];
        if (const int p = gradient_in(now.output); p >= 0) {  // written after the update before, and not after its own
            const int k = update_of(p);
            CHECK(s <= plan.of[k].step);
            if (k > 0) CHECK(s > plan.of[k - 1].step);
        }
        if (base(g.outputs[0]) == now.output) CHECK(s <= plan.of[0].step);  // the loss is known before
        for (int e = 0; e < now.externals; ++e) {
            const int id = base(now.external[e]);
            if (const int p = gradient_in(id); p >= 0) CHECK(s <= plan.of[update_of(p)].step);
            if (g[id].op == &op_of<ops::parameter> && r.parameters[g[id].index].trainable) CHECK(s <= plan.of[update_of(g[id].index)].step);
        }
    }
}

template <class Net>
constexpr long kept = training<Net, mean_squared_error>::updates.floats;

}  // namespace

TEST_CASE("parameters are updated when nothing reads them or their gradients any more", "[passes][plan_updates]") {
    check_law<mlp>();
    check_law<lenet>();
    check_law<residual_net>();
    check_law<shares>();
    check_law<network<input<3>, dense<2>>>();
    check_law<untouched>();
}

TEST_CASE("gradients take the memory of the largest run", "[passes][plan_updates]") {
    STATIC_REQUIRE(kept<mlp> == recorded<mlp>::value.trainable);  // one layer has nearly all
    STATIC_REQUIRE(kept<lenet> == 256 * 120 + 120);
    STATIC_REQUIRE(training<lenet, mean_squared_error>::updates.count == 3);
    STATIC_REQUIRE(training<mlp, mean_squared_error>::updates.count == 1);
    STATIC_REQUIRE(training<residual_net, mean_squared_error>::step_count > runtime::longest_straight_line);
    STATIC_REQUIRE(kept<residual_net> < recorded<residual_net>::value.trainable / 4);
    STATIC_REQUIRE(kept<shares> <= recorded<shares>::value.trainable);
}

TEST_CASE("a parameter without a gradient keeps its zeros: one update at the end", "[passes][plan_updates]") {
    using program = training<untouched, mean_squared_error>;
    STATIC_REQUIRE(detail::count_trainable<untouched>() == 4);
    STATIC_REQUIRE(program::updates.count == 1);
    STATIC_REQUIRE(program::updates.floats == recorded<untouched>::value.trainable);
    STATIC_REQUIRE(program::updates.of[0].step == program::step_count - 1);
}
