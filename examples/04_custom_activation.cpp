// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// An activation of your own is its formula. From it come the scalar code (in static_assert as well), the SIMD
// code, the fusion into the layer before it, and the derivative.
#include <inlay/train.hpp>

#include <cstdio>

using namespace inlay;

/// x / (1 + |x|).
struct softsign : elementwise<softsign> {
    static constexpr auto formula(auto x) { return x / (1 + abs(x)); }
};

/// A number among its template arguments; sqrt, exp, log, tanh, where, max, ... are found through x.
template <number Sharpness = 1.0>
struct smooth_relu : elementwise<smooth_relu<Sharpness>> {
    static constexpr auto formula(auto x) { return (x + sqrt(x * x + 1 / Sharpness.value())) * 0.5; }
};

struct net : network<input<6>, dense<12>, softsign, dense<12>, smooth_relu<4.0>, dense<2>> {};
static_assert(peak_ram<net> <= 128);  // an activation is part of the layer before it: no memory of its own

// The compiler can evaluate it too.
constexpr model<network<input<1>, softsign>> only{parameters<network<input<1>, softsign>>{}};
static_assert(only(tensor<1>{3})[0] == 0.75f);

int main() {
    // Every derivative of the backward graph against central differences, in double.
    auto report = gradient_check<net>(seed{5}, mean_squared_error{});
    std::printf("%ld derivatives, %s\n", report.checked, report.max_relative_error < 1e-6 ? "all as differences say" : "WRONG");
    return report.max_relative_error < 1e-6 ? 0 : 1;
}
