// SPDX-License-Identifier: BSL-1.0
#include "kernels/recurrence.hpp"

#include <inlay/ops/lstm.hpp>

using namespace inlay;

namespace {

struct lstm_cell {
    static constexpr std::size_t gates = 4, gradients = 5;
    static constexpr std::size_t bias_gradient(std::size_t gate) { return gate; }

    static double step(const double* x, const double* s, double, double& c) {
        using test::sigmoid_of;
        c = sigmoid_of(x[1] + s[1]) * c + sigmoid_of(x[0] + s[0]) * std::tanh(x[2] + s[2]);
        return sigmoid_of(x[3] + s[3]) * std::tanh(c);
    }
    template <class B, int T, int C, int H, bool Last>
    static void run(const float* x, kernels::recurrent_weights w, const float* first, float* y) {
        test::guarded c(std::vector<float>(H, 0.0f));
        kernels::lstm<B, T, C, H, Last>(x, w, first, c.data(), y);
        c.values();
    }
    template <class B, int T, int H>
    static void run_gradient(const float* dy, const float* x, const float* y, kernels::recurrent_weights w, float* d) {
        kernels::lstm_gradient<B, T, H>(dy, x, y, w, d);
    }
};

}  // namespace

TEST_CASE("lstm against its formulas", "[lstm]") { test::check_recurrence<lstm_cell>(); }
