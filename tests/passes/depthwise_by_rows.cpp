// SPDX-License-Identifier: BSL-1.0
// Which depthwise convolutions are computed by rows, and over what their readers may write.
#include "build_maps.hpp"

#include <inlay/passes/plan_memory.hpp>

#include <algorithm>

using namespace test;

namespace {

constexpr ops::window pixel{};
constexpr ops::window depthwise_of(int channels, int stride = 1) {
    return {.kernel_h = 3, .kernel_w = 3, .stride_h = stride, .stride_w = stride, .pad_top = 1, .pad_left = 1, .pad_bottom = 1,
            .pad_right = 1, .groups = channels};
}

struct rows_builder : map_builder {
    int depthwise(int x, int stride = 1) {
        const int C = nodes[x].out[2];
        const ops::window w = depthwise_of(C, stride);
        const int weight = parameter({3, 3, 1, C});
        const int id = node_of<ops::conv2d>(inlay::detail::after_window(nodes[x].out, w, C), true, {x, weight, parameter(shape{C})});
        nodes[id].win = w;
        return id;
    }
    passes::step_list list() const {
        passes::step_list l = passes::fuse(*this);
        passes::depthwise_by_rows(*this, l);
        passes::mark_in_place(*this, l);
        return l;
    }
};

int pairs(const passes::step_list& l) {
    int n = 0;
    for (const passes::step& s : l.steps) n += s.rows > 0;
    return n;
}

}  // namespace

TEST_CASE("a depthwise convolution is computed for the 1 x 1 convolution behind it", "[passes][depthwise_by_rows]") {
    rows_builder g;
    const int x = g.conv(g.input({24, 24, 1}), 6, pixel);
    SECTION("and its input is written over") {
        const int d = g.apply<relu>({g.depthwise(x)});
        const int y = g.conv(d, 6, pixel);
        g.output(g.conv(y, 2, pixel));
        const auto l = g.list();
        REQUIRE(pairs(l) == 1);
        CHECK(l.steps[1].rows == 1);
        CHECK(l.steps[2].in_place == x);
        inlay::detail::vector<long> offsets(g.parameters + 1, 0L);
        const auto plan = passes::plan_memory<64>(g, l, offsets);
        CHECK(plan.at[d].where == passes::place::fixed);
        CHECK(plan.fixed == 24 * 6);
        CHECK(plan.at[y].offset + passes::aligned(24 * 6) <= plan.at[x].offset);  // one row of padding
        CHECK(plan.batched < 2 * 24 * 24 * 6);
    }
    SECTION("not if others read it") {
        const int d = g.depthwise(x);
        g.output(g.conv(d, 6, pixel), d);
        CHECK(pairs(g.list()) == 0);
    }
    SECTION("not if what is added has an element for each of its own") {
        g.output(g.conv(g.apply<ops::add>({g.depthwise(x), x}), 6, pixel));
        CHECK(pairs(g.list()) == 0);
    }
    SECTION("not for larger windows") {
        g.output(g.conv(g.depthwise(x), 6, odd_window));
        CHECK(pairs(g.list()) == 0);
    }
    SECTION("its input stays where others read it, even behind") {
        const int y = g.conv(g.depthwise(x), 6, pixel);
        g.output(g.conv(g.apply<ops::add>({y, x}), 2, pixel));
        const auto l = g.list();
        CHECK(pairs(l) == 1);
        for (const passes::step& s : l.steps) CHECK(s.in_place == -1);
    }
    SECTION("wherever its reader stands") {
        const int d = g.depthwise(x);
        const int other = g.conv(x, 6, pixel);
        const int y = g.conv(d, 6, pixel);
        g.output(g.conv(other, 2, pixel), g.conv(y, 2, pixel));
        const auto l = g.list();
        CHECK(pairs(l) == 1);
        for (int s = 0; s < l.size(); ++s)
            if (l.steps[s].rows > 0) CHECK(l.steps[s + 1].output == y);
    }
}

TEST_CASE("a network's input is read by rows only where no second map is there with it", "[passes][depthwise_by_rows]") {
    rows_builder g;
    const int y = g.conv(g.depthwise(g.input({24, 24, 6})), 6, pixel);
    SECTION("an output") {
        g.output(y);
        CHECK(pairs(g.list()) == 1);
    }
    SECTION("a value") {
        g.output(g.conv(y, 3, pixel));
        CHECK(pairs(g.list()) == 0);
    }
}

TEST_CASE("blocks have full tiles and stay small", "[passes][depthwise_by_rows]") {
    const auto rows = [](int h, int w, int c) { return kernels::rows_of_block({h, w, c, h, w, c, depthwise_of(c)}); };
    CHECK(rows(25, 5, 64) == 6);
    CHECK(rows(112, 112, 32) == 1);
    CHECK(rows(28, 28, 256) == 1);
    CHECK(rows(14, 14, 512) == 0);  // 14 pixels are no full tiles, 42 leave the cache
    CHECK(rows(6, 6, 64) == 0);     // hardly larger than a block
    CHECK(rows(200, 200, 64) == 0);
}

TEST_CASE("an output's lead keeps what later blocks read", "[passes][depthwise_by_rows]") {
    for (int h : {4, 7, 12})
        for (int stride : {1, 2})
            for (int rows : {1, 2, 3})
                for (int pad : {0, 1, 2})
                    for (int filters : {1, 3, 6, 7, 13}) {
                        const int c = 3, w = 5;
                        ops::window win = depthwise_of(c, stride);
                        win.pad_top = win.pad_bottom = win.pad_left = win.pad_right = pad;
                        const shape out = inlay::detail::after_window({h, w, c}, win, c);
                        const kernels::map_window g{h, w, c, out[0], out[1], c, win};
                        const long lead = kernels::lead_of_blocks(g, rows, filters), out_row = out[1] * filters, in_row = w * c;
                        long needed = 0;
                        for (int n = 0; n < 3; ++n)  // a batch of three: the lead is three times as large
                            for (int oy = 0; oy < out[0]; oy += rows) {
                                const long written = (n * out[0] + std::min(oy + rows, out[0])) * out_row;
                                long unread = 3 * g.in_size();  // the lowest address that is still to be read
                                if (n < 2) unread = (n + 1) * g.in_size();
                                for (int later = oy + rows; later < out[0]; ++later)
                                    if (const kernels::taps t = g.vertical().of(later); t.count > 0)
                                        unread = std::min(unread, n * g.in_size() + t.at * in_row);
                                if (n < 2 || oy + rows < out[0]) needed = std::max(needed, written - unread);
                            }
                        INFO("height " << h << " stride " << stride << " rows " << rows << " pad " << pad << " filters " << filters);
                        CHECK(3 * lead >= needed);
                    }
}
