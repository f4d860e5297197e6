// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// One definition, two ways to run it: the static graph (fused, planned, SIMD), and operation by operation,
// with every value at hand. The second is for looking, and for checking the first.
#include <inlay/inlay.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace inlay;

struct net : network<input<6, 6, 1>,
                     conv2d<4, 3, name<"c1">>, relu, residual<conv2d<4, 3, same>, relu>,
                     global_average_pool2d, dense<3>, softmax> {};
static_assert(peak_ram<net> <= 512);  // of the static graph; eager execution allocates each result

int main() {
    model<net> m{seed{5}};
    auto x = random_uniform<6, 6, 1>(seed{6});

    // A watcher sees each operation as it is done: a place for a breakpoint, or for statistics.
    auto watched = eager(m).watch([](const eager_value& v) {
        const auto [low, high] = std::minmax_element(v.values, v.values + v.count);
        std::printf("%-22s %-22s %3ld values in %5.2f .. %5.2f\n", v.op, v.layer, v.count, static_cast<double>(*low),
                    static_cast<double>(*high));
    });
    auto stepped = watched(x);
    auto fused = m(x);

    float difference = 0;
    for (int i = 0; i < 3; ++i) difference = std::max(difference, std::abs(fused[i] - stepped[i]));
    std::printf("static graph and eager run agree: %s\n", difference < 1e-6f ? "yes" : "no");
    return difference < 1e-6f ? 0 : 1;
}
