// SPDX-License-Identifier: BSL-1.0
// dense against products in double; widths are in tests/laws/dense.cpp.
#include "support.hpp"

using namespace inlay;

namespace {

struct net : network<input<3, 5>, dense<4>> {};
struct without_bias : network<input<5>, dense<3, no_bias, initialize<init::ones>>> {};

}  // namespace

TEST_CASE("dense multiplies each row by the transposed weight and adds the bias", "[dense]") {
    model<net> m{seed{4}};
    for (int u = 0; u < 4; ++u) parameter<"0.bias">(m)(u) = static_cast<float>(u);
    auto w = parameter<"0.weight">(m);
    const auto x = test::random_numbers(2 * 15, 9);
    std::vector<double> want;
    for (std::size_t r = 0; r < 6; ++r)
        for (int u = 0; u < 4; ++u) {
            double sum = u;
            for (int i = 0; i < 5; ++i) sum += static_cast<double>(x[r * 5 + static_cast<std::size_t>(i)]) * static_cast<double>(w(u, i));
            want.push_back(sum);
        }
    test::check_near(test::predict(m, x), want, 1e-6);
}

TEST_CASE("without bias, with an initializer", "[dense]") {
    STATIC_REQUIRE(parameter_count<without_bias> == 15);
    const auto y = model<without_bias>{seed{1}}(tensor<5>{1, 2, 3, 4, 5});
    CHECK(y[0] == 15);
    CHECK(y[2] == 15);
}

TEST_CASE("transpose, and the weight's gradient", "[dense]") {
    struct transposing {
        static constexpr node make(shape s) {
            node n;
            n.out = s;
            n.batched = false;
            return n;
        }
    };
    const node in = transposing::make({2, 3}), out = transposing::make({3, 2});
    const node* inputs[] = {&in};
    const double x[] = {1, 2, 3, 4, 5, 6};
    const double* values[] = {x};
    double y[6] = {};
    ops::transpose::reference(reference_call<double>{&out, inputs, values, y, 1, 0});
    const double want[] = {1, 4, 2, 5, 3, 6};
    for (int i = 0; i < 6; ++i) CHECK(y[i] == want[i]);
}

TEST_CASE("gradients of dense", "[dense][gradient]") {
    test::check_gradient<net>();
    test::check_gradient<without_bias>();
}
