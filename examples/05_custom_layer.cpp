// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// Layers of your own: parameters, forward, and either the generated gradient or one that you give.
#include <inlay/train.hpp>

#include <cstdio>

using namespace inlay;

/// y = x * scale + shift, per feature. What forward computes is recorded in the graph, so that its gradient,
/// its fusion with its neighbours and its place in memory follow.
struct rescale : layer<rescale> {
    static constexpr auto parameters(shape x) {
        return list(parameter_info{"scale", x, init::ones}, parameter_info{"shift", x, init::zeros});
    }
    static constexpr auto forward(auto x, auto scale, auto shift) { return x * scale + shift; }
};

/// y = x * sigmoid(gate), with its gradient written out: one value for x, one for each parameter. (Sums over
/// the batch are added where a gradient is larger than what it belongs to. Functions that share their name
/// with a layer are written math::sigmoid, math::tanh.)
struct gated : layer<gated> {
    static constexpr auto parameters(shape x) { return list(parameter_info{"gate", x, init::constant(2)}); }
    static constexpr auto forward(auto x, auto gate) { return x * math::sigmoid(gate); }
    static constexpr auto gradient(auto dy, auto x, auto gate) {
        auto open = math::sigmoid(gate);
        return gradients(dy * open, dy * x * open * (1 - open));
    }
};

/// Forward the identity, backward the negative: a gradient that no formula has. Ganin & Lempitsky 2015.
struct gradient_reversal : layer<gradient_reversal> {
    static constexpr auto forward(auto x) { return x; }
    static constexpr auto gradient(auto dy, auto) { return gradients(-dy); }
};

struct net : network<input<10>, dense<14>, rescale, relu, gated, dense<3>> {};
static_assert(parameter_shape<net, "1.scale"> == shape{14} && parameter_shape<net, "3.gate"> == shape{14});
static_assert(peak_ram<net> <= 192);

struct adversarial : network<input<10>, dense<14>, gradient_reversal, dense<3>> {};
static_assert(macs<adversarial> == 10 * 14 + 14 * 3);

int main() {
    auto report = gradient_check<net>(seed{5}, mean_squared_error{});
    std::printf("rescale, gated: %ld derivatives, %s\n", report.checked,
                report.max_relative_error < 1e-6 ? "all as differences say" : "WRONG");

    // The reversed layer differs from the differences exactly by its sign.
    auto reversed = gradient_check<adversarial>(seed{5}, mean_squared_error{});
    std::printf("gradient_reversal: %s\n", reversed.analytic * reversed.numeric < 0 ? "against the gradient" : "WRONG");
    return report.max_relative_error < 1e-6 && reversed.analytic * reversed.numeric < 0 ? 0 : 1;
}
