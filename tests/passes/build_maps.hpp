// SPDX-License-Identifier: BSL-1.0
// Graphs of convolutions and poolings by hand.
#pragma once

#include "build.hpp"

#include <inlay/ops/conv2d.hpp>
#include <inlay/ops/pool.hpp>

namespace test {

struct map_builder : builder {
    int conv(int x, int filters, ops::window w) {
        const int weight = parameter({w.kernel_h, w.kernel_w, nodes[x].out[2], filters});
        const int id = node_of<ops::conv2d>(inlay::detail::after_window(nodes[x].out, w, filters), true, {x, weight, parameter(shape{filters})});
        nodes[id].win = w;
        return id;
    }
    int pool(int x, ops::window w) {
        const int id = node_of<ops::max_pool2d>(inlay::detail::after_window(nodes[x].out, w, nodes[x].out[2]), true, {x});
        nodes[id].win = w;
        return id;
    }
};

inline constexpr ops::window odd_window{.kernel_h = 3, .kernel_w = 2};
inline constexpr ops::window halves{.kernel_h = 2, .kernel_w = 2, .stride_h = 2, .stride_w = 2};
inline constexpr ops::window overlapping{.kernel_h = 3, .kernel_w = 3, .stride_h = 2, .stride_w = 2};
inline constexpr ops::window padded{.kernel_h = 2, .kernel_w = 2, .stride_h = 2, .stride_w = 2, .pad_top = 1, .pad_left = 1};

}  // namespace test
