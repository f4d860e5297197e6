// SPDX-License-Identifier: BSL-1.0
#include "kernels/recurrence.hpp"

#include <inlay/ops/gru.hpp>

using namespace inlay;

namespace {

struct gru_cell {
    static constexpr std::size_t gates = 3, gradients = 4;
    static constexpr std::size_t bias_gradient(std::size_t gate) { return gate == 2 ? 3 : gate; }  // dn r

    static double step(const double* x, const double* s, double h, double&) {
        const double r = test::sigmoid_of(x[0] + s[0]), z = test::sigmoid_of(x[1] + s[1]);
        return (1 - z) * std::tanh(x[2] + r * s[2]) + z * h;
    }
    template <class B, int T, int C, int H, bool Last>
    static void run(const float* x, kernels::recurrent_weights w, const float* first, float* y) {
        kernels::gru<B, T, C, H, Last>(x, w, first, y);
    }
    template <class B, int T, int H>
    static void run_gradient(const float* dy, const float* x, const float* y, kernels::recurrent_weights w, float* d) {
        kernels::gru_gradient<B, T, H>(dy, x, y, w, d);
    }
};

}  // namespace

TEST_CASE("gru against its formulas", "[gru]") { test::check_recurrence<gru_cell>(); }
