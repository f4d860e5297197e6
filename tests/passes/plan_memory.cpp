// SPDX-License-Identifier: BSL-1.0
// Plans of random graphs, checked by carrying them out: every element of the arena remembers whose it is.
#include "build.hpp"

#include <inlay/passes/plan_memory.hpp>

#include <algorithm>

using namespace test;

namespace {

constexpr int capacity = 256;

struct planned {
    builder g;
    passes::step_list list;
    passes::memory_plan<capacity> plan;

    explicit planned(builder b) : g(std::move(b)), list(passes::fuse(g)) {
        passes::mark_in_place(g, list);
        inlay::detail::vector<long> offsets(g.parameters + 1, 0L);
        plan = passes::plan_memory<capacity>(g, list, offsets);
    }
    int base(int id) const {
        while (g[id].op->is_view) id = g[id].input[0];
        return id;
    }
    /// Runs the schedule for one sample on an arena of owners. Inputs take their place in the arena as plan_memory
    /// counts them: they are not written, but their buffers must be free while they are needed; they are kept apart.
    void check_by_running() const {
        std::vector<int> owner(static_cast<std::size_t>(plan.batched), -1);
        for (int s = 0; s < list.size(); ++s) {
            const passes::step& now = list.steps[s];
            for (int e = 0; e < now.externals; ++e) {
                const int id = base(now.external[e]);
                const passes::location at = plan.at[id];
                if (at.where != passes::place::batched) continue;
                for (long k = 0; k < g[id].size(); ++k) REQUIRE(owner[static_cast<std::size_t>(at.offset + k)] == id);
            }
            const passes::location out = plan.at[now.output];
            if (out.where != passes::place::batched) {
                REQUIRE(out.where == passes::place::output);
                continue;
            }
            REQUIRE(out.offset >= 0);
            REQUIRE(out.offset % passes::alignment == 0);
            REQUIRE(out.offset + g[now.output].size() <= plan.batched);
            for (long k = 0; k < g[now.output].size(); ++k) {
                int& old = owner[static_cast<std::size_t>(out.offset + k)];
                // What this step still reads may only be overwritten from its start, by a step marked so.
                for (int e = 0; e < now.externals; ++e)
                    if (old >= 0 && base(now.external[e]) == old) {
                        REQUIRE(now.in_place == old);
                        REQUIRE(e >= now.anchor_inputs(g.nodes.data()));  // a dense layer reads all of its input
                        REQUIRE(plan.at[old].offset == out.offset);
                    }
                old = now.output;
            }
        }
    }
    void check_marks() const {
        for (int s = 0; s < list.size(); ++s) {
            const int donor = list.steps[s].in_place;
            if (donor < 0) continue;
            CHECK_FALSE(inlay::detail::is_leaf(g[donor]));
            CHECK_FALSE(g.outputs.contains(donor));
            for (int later = s + 1; later < list.size(); ++later)
                for (int e = 0; e < list.steps[later].externals; ++e) CHECK(base(list.steps[later].external[e]) != donor);
        }
    }
    /// The most that is alive at once; a value written over another counts from when that one is dead.
    long bound() const {
        const auto size = [&](int id) { return (g[id].size() + 15) / 16 * 16; };
        std::vector<int> written(static_cast<std::size_t>(g.size()), -1), read(static_cast<std::size_t>(g.size()), -1);
        for (int i = 0; i < g.inputs.count; ++i) written[static_cast<std::size_t>(g.inputs[i])] = read[static_cast<std::size_t>(g.inputs[i])] = 0;
        for (int s = 0; s < list.size(); ++s) {
            written[static_cast<std::size_t>(list.steps[s].output)] = s;
            read[static_cast<std::size_t>(list.steps[s].output)] = std::max(read[static_cast<std::size_t>(list.steps[s].output)], s);
            for (int e = 0; e < list.steps[s].externals; ++e) read[static_cast<std::size_t>(base(list.steps[s].external[e]))] = s;
        }
        long most = 0;
        for (int s = 0; s < list.size(); ++s) {
            long alive = 0;
            for (int i = 0; i < g.size(); ++i) {
                const auto k = static_cast<std::size_t>(i);
                if (written[k] < 0 || g.outputs.contains(i) || s < written[k] || s > read[k]) continue;
                if (i == list.steps[s].output && list.steps[s].in_place >= 0) continue;
                alive += size(i);
            }
            most = std::max(most, alive);
        }
        return most;
    }
};

}  // namespace

TEST_CASE("random graphs: no live value is overwritten, and little is wasted", "[passes][plan]") {
    std::vector<double> waste;
    int in_place = 0;
    for (unsigned key = 1000; key < 1400; ++key) {
        INFO("graph " << key);
        const planned p(random_graph(key, 8 + static_cast<int>(key % 53)));
        REQUIRE(p.g.size() <= 70);
        p.check_by_running();
        p.check_marks();
        CHECK(p.bound() == p.plan.lower_bound);
        CHECK(p.plan.batched >= p.plan.lower_bound);
        waste.push_back(static_cast<double>(p.plan.batched) / static_cast<double>(p.plan.lower_bound));
        for (const passes::step& s : p.list.steps) in_place += s.in_place >= 0;
    }
    std::sort(waste.begin(), waste.end());
    const double median = waste[waste.size() / 2], nine_of_ten = waste[waste.size() * 9 / 10];
    WARN("arena / lower bound over " << waste.size() << " graphs: median " << median << ", 90 % " << nine_of_ten << ", most "
                                     << waste.back());
    CHECK(median <= 1.05);
    CHECK(nine_of_ten <= 1.2);
    CHECK(in_place > 50);
}

TEST_CASE("a chain needs its two largest neighbours", "[passes][plan]") {
    builder g;
    int h = g.input(shape{16});
    for (int units : {64, 32, 128, 16, 48}) h = g.dense(h, units);
    g.output(g.dense(h, 10));
    const planned p(std::move(g));
    CHECK(p.plan.batched == 160);
    CHECK(p.plan.lower_bound == 160);
    p.check_by_running();
}

TEST_CASE("an elementwise step writes over an operand that dies", "[passes][plan]") {
    builder g;
    const int x = g.input(shape{32});
    const int a = g.apply<inlay::tanh>({g.dense(x, 32)});
    const int left = g.dense(a, 32), right = g.dense(a, 32);
    const int sum = g.apply<ops::add>({left, right});  // right's anchor, left its operand
    g.output(g.dense(sum, 4));
    const planned p(std::move(g));
    p.check_by_running();
    int marked = 0;
    for (const passes::step& s : p.list.steps) marked += s.in_place >= 0;
    CHECK(marked == 1);
}

TEST_CASE("views lie in their bases, outputs outside of the arena", "[passes][plan]") {
    builder g;
    const int h = g.dense(g.input(shape{8}), 12);
    const int v = g.reshape(h, {3, 4});
    const int y = g.dense(v, 2);
    const int end = g.reshape(y, shape{6});
    g.output(end);
    const planned p(std::move(g));
    CHECK(p.plan.at[v].where == passes::place::batched);
    CHECK(p.plan.at[v].offset == p.plan.at[h].offset);
    CHECK(p.plan.at[y].where == passes::place::output);
    CHECK(p.plan.at[end].where == passes::place::output);
}
