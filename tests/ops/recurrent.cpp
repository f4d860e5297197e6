// SPDX-License-Identifier: BSL-1.0
// gru and lstm, forward and back through time, against loops in double.
#include "maps.hpp"

#include <inlay/ops/gru.hpp>
#include <inlay/ops/lstm.hpp>

using namespace inlay;

namespace {

double sigmoid_of(double x) { return 1 / (1 + std::exp(-x)); }

/// PyTorch's formulas, from a model's parameters in PyTorch's shapes.
template <int Gates, class Net>
std::vector<double> run_through_time(model<Net>& m, const std::vector<float>& x) {
    const int T = input_shape<Net>[0], C = input_shape<Net>[1], H = parameter_shape<Net, "0.weight_hh_l0">[1];
    const auto wi = parameter<"0.weight_ih_l0">(m);
    const auto wh = parameter<"0.weight_hh_l0">(m);
    const auto bi = parameter<"0.bias_ih_l0">(m);
    const auto bh = parameter<"0.bias_hh_l0">(m);
    const long batch = static_cast<long>(x.size()) / (T * C);
    const auto size = static_cast<std::size_t>(H);
    std::vector<double> y;
    for (long s = 0; s < batch; ++s) {
        std::vector<double> h(size), c(size), next(size);
        for (int t = 0; t < T; ++t) {
            const auto input = [&](int row) {
                double sum = static_cast<double>(bi(row));
                for (int i = 0; i < C; ++i)
                    sum += static_cast<double>(wi(row, i)) * static_cast<double>(x[static_cast<std::size_t>((s * T + t) * C + i)]);
                return sum;
            };
            const auto state = [&](int row) {
                double sum = static_cast<double>(bh(row));
                for (std::size_t i = 0; i < size; ++i) sum += static_cast<double>(wh(row, i)) * h[i];
                return sum;
            };
            for (int u = 0; u < H; ++u) {
                const auto k = static_cast<std::size_t>(u);
                if constexpr (Gates == 3) {
                    const double r = sigmoid_of(input(u) + state(u)), z = sigmoid_of(input(H + u) + state(H + u));
                    const double n = std::tanh(input(2 * H + u) + r * state(2 * H + u));
                    next[k] = (1 - z) * n + z * h[k];
                } else {
                    const double i = sigmoid_of(input(u) + state(u)), f = sigmoid_of(input(H + u) + state(H + u));
                    const double g = std::tanh(input(2 * H + u) + state(2 * H + u));
                    c[k] = f * c[k] + i * g;
                    next[k] = sigmoid_of(input(3 * H + u) + state(3 * H + u)) * std::tanh(c[k]);
                }
            }
            h = next;
            if (output_shape<Net>.rank == 2 || t + 1 == T) y.insert(y.end(), h.begin(), h.end());
        }
    }
    return y;
}

template <int Gates, class Net>
void check() {
    model<Net> m{seed{3}};
    INFO("output " << text{""}.operator<<(output_shape<Net>).data);
    test::check_predictions(m, [&](const std::vector<float>& x) { return run_through_time<Gates>(m, x); });
}

template <int H>
void check_units() {
    check<3, network<input<5, 3>, gru<H>>>();
    check<4, network<input<4, 2>, lstm<H>>>();
}

struct small_gru : network<input<5, 3>, gru<4>, dense<2>> {};
struct last_gru : network<input<4, 2>, gru<5, last_only>, dense<2>> {};
struct plain_gru : network<input<3, 1>, gru<3, no_bias>, gru<2>> {};
struct small_lstm : network<input<5, 3>, lstm<4>, dense<2>> {};
struct last_lstm : network<input<4, 2>, lstm<5, last_only>, dense<2>> {};
struct plain_lstm : network<input<3, 1>, lstm<3, no_bias>, lstm<2>> {};
template <int H>
struct wide : network<input<6, 3>, gru<H>, lstm<H>, dense<2>> {};

}  // namespace

TEST_CASE("gru and lstm have PyTorch's parameters", "[recurrent]") {
    using net = network<input<9, 3>, gru<5>, lstm<7, last_only, no_bias>>;
    STATIC_REQUIRE(output_shape<net> == shape{7});
    STATIC_REQUIRE(parameter_shape<net, "0.weight_ih_l0"> == shape{15, 3});
    STATIC_REQUIRE(parameter_shape<net, "0.weight_hh_l0"> == shape{15, 5});
    STATIC_REQUIRE(parameter_shape<net, "0.bias_hh_l0"> == shape{15});
    STATIC_REQUIRE(parameter_shape<net, "1.weight_ih_l0"> == shape{28, 5});
    STATIC_REQUIRE(parameter_count<net> == 15 * (3 + 5 + 2) + 28 * (5 + 7));
    STATIC_REQUIRE(macs<net> == 9 * 15 * (3 + 5) + 9 * 28 * (5 + 7));
}

TEST_CASE("products of inputs and unread steps take no memory", "[recurrent]") {
    STATIC_REQUIRE(peak_ram<network<input<50, 1>, gru<32, last_only>>> == 64 * 4);
    STATIC_REQUIRE(peak_ram<network<input<50, 1>, lstm<32, last_only, no_bias>>> == 64 * 4);
}

TEST_CASE("gru and lstm of every number of units", "[recurrent]") {
    check_units<1>();
    check_units<3>();
    check_units<7>();
    check_units<16>();
    check_units<17>();
    check_units<67>();
    check<3, network<input<3, 41>, gru<40>>>();  // weights of inputs above most_input_weights
    check<4, network<input<3, 41>, lstm<40>>>();
    check<3, network<input<4, 2>, gru<15, last_only>>>();
    check<4, network<input<5, 3>, lstm<18, last_only>>>();
    check<3, network<input<1, 1>, gru<9>>>();
    check<4, network<input<1, 1>, lstm<9, last_only>>>();
}

TEST_CASE("gradients through time", "[recurrent][gradient]") {
    test::check_gradient<small_gru>();
    test::check_gradient<last_gru>();
    test::check_gradient<plain_gru>();
    test::check_gradient<small_lstm>();
    test::check_gradient<last_lstm>();
    test::check_gradient<plain_lstm>();
}

TEST_CASE("the training step's kernels of gru and lstm", "[recurrent][training]") {
    test::check_training_step<small_gru>();
    test::check_training_step<last_gru>();
    test::check_training_step<plain_gru>();
    test::check_training_step<small_lstm>();
    test::check_training_step<last_lstm>();
    test::check_training_step<plain_lstm>();
    test::check_training_step<wide<8>>();
    test::check_training_step<wide<17>>();
    test::check_training_step<wide<34>>();
}
