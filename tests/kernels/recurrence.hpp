// SPDX-License-Identifier: BSL-1.0
// The steps of recurrent kernels against formulas in double, and their gradients against differences of those.
// A Cell has the numbers of its `gates` and of the `gradients` that its kernel gives, a `step` of one unit in
// double, and the kernels.
#pragma once

#include "ops/support.hpp"

namespace test {

inline double sigmoid_of(double x) { return 1 / (1 + std::exp(-x)); }

/// Random weights, biases and sequence; what the formulas make of them.
template <class Cell, int T, int C, int H>
struct by_hand {
    static constexpr std::size_t units = H, gates = Cell::gates;
    using numbers = std::vector<float>;
    numbers x = random_numbers(T * C, 1), first = random_numbers(H, 2);
    numbers wi = random_numbers(C * Cell::gates * H + 64, 3), wh = random_numbers(H * Cell::gates * H + 64, 4);  // readable slack
    numbers bi = random_numbers(Cell::gates * H + 64, 5), bh = random_numbers(Cell::gates * H + 64, 6);

    std::vector<double> shift = std::vector<double>(gates * units, 0.0);  // of b_hh

    by_hand() {
        for (float& v : wh) v *= 0.3f;
    }
    inlay::kernels::recurrent_weights weights() const { return {wh.data(), bh.data(), wi.data(), bi.data()}; }

    /// x W_ih + b_ih: (T, gates H)
    std::vector<double> products() const {
        std::vector<double> p;
        for (std::size_t t = 0; t < T; ++t)
            for (std::size_t k = 0; k < gates * units; ++k) {
                p.push_back(static_cast<double>(bi[k]));
                for (std::size_t i = 0; i < C; ++i)
                    p.back() += static_cast<double>(x[t * C + i]) * static_cast<double>(wi[i * gates * units + k]);
            }
        return p;
    }
    /// h after each frame: (T, H)
    std::vector<double> outputs(const std::vector<double>& products) const {
        std::vector<double> h(first.begin(), first.end()), c(units, 0.0), y;
        for (std::size_t t = 0; t < T; ++t) {
            std::vector<double> next;
            for (std::size_t u = 0; u < units; ++u) {
                double s[gates];  // h W_hh + b_hh
                for (std::size_t g = 0; g < gates; ++g) {
                    s[g] = static_cast<double>(bh[g * units + u]) + shift[g * units + u];
                    for (std::size_t i = 0; i < units; ++i) s[g] += h[i] * static_cast<double>(wh[(i * gates + g) * units + u]);
                }
                const double* p = products.data() + t * gates * units + u;
                double x_sums[gates];
                for (std::size_t g = 0; g < gates; ++g) x_sums[g] = p[g * units];
                next.push_back(Cell::step(x_sums, s, h[u], c[u]));
            }
            h = next;
            y.insert(y.end(), h.begin(), h.end());
        }
        return y;
    }
};

template <class Cell, int T, int C, int H, int Width>
void check_outputs() {
    using B = inlay::simd::batch<Width>;
    const by_hand<Cell, T, C, H> l;
    const auto p = l.products(), want = l.outputs(p);
    guarded x(l.x), products(std::vector<float>(p.begin(), p.end())), first(l.first);
    guarded y(T * H), last(H), from_products(T * H);
    Cell::template run<B, T, C, H, false>(x.data(), l.weights(), first.data(), y.data());
    Cell::template run<B, T, C, H, true>(x.data(), l.weights(), first.data(), last.data());
    Cell::template run<B, T, 0, H, false>(products.data(), l.weights(), first.data(), from_products.data());
    INFO(T << " frames of " << C << ", " << H << " units, width " << Width);
    check_near(y.values(), want);
    check_near(last.values(), {want.end() - H, want.end()});
    check_near(from_products.values(), want);
}

/// d of the sum of dy y by the products and by b_hh, as training computes it: from h = 0.
template <class Cell, int T, int H, int Width>
void check_gradient() {
    constexpr std::size_t gates = Cell::gates, rows = Cell::gradients;
    by_hand<Cell, T, 2, H> l;
    for (float& v : l.first) v = 0;
    auto p = l.products();
    const auto y = l.outputs(p);
    const auto dy = random_numbers(T * H, 7);
    const auto slope = [&](double& at) {
        const double middle = at, step = 1e-5;
        double loss[2] = {};
        for (int side : {0, 1}) {
            at = middle + (side == 0 ? -step : step);
            const auto out = l.outputs(p);
            for (std::size_t i = 0; i < out.size(); ++i) loss[side] += out[i] * static_cast<double>(dy[i]);
        }
        at = middle;
        return (loss[1] - loss[0]) / (2 * step);
    };
    guarded dys(dy), products(std::vector<float>(p.begin(), p.end())), ys(std::vector<float>(y.begin(), y.end()));
    guarded d(T * static_cast<long>(rows) * H);
    Cell::template run_gradient<inlay::simd::batch<Width>, T, H>(dys.data(), products.data(), ys.data(), l.weights(), d.data());
    const auto found = d.values();
    std::vector<float> by_products, by_bias(gates * H, 0.0f);
    std::vector<double> want, want_bias;
    for (std::size_t t = 0; t < T; ++t)
        for (std::size_t k = 0; k < gates * H; ++k) {
            want.push_back(slope(p[t * gates * H + k]));
            by_products.push_back(found[t * rows * H + k]);
            by_bias[k] += found[(t * rows + Cell::bias_gradient(k / H)) * H + k % H];
        }
    for (double& at : l.shift) want_bias.push_back(slope(at));
    INFO(T << " frames, " << H << " units, width " << Width);
    check_near(by_products, want, 2e-5);
    check_near(by_bias, want_bias, 5e-5);
}

template <class Cell, int T, int C, int H>
void check_sizes() {
    check_outputs<Cell, T, C, H, inlay::simd::native_width>();
    check_outputs<Cell, T, C, H, 1>();
    check_gradient<Cell, T, H, inlay::simd::native_width>();
    check_gradient<Cell, T, H, 1>();
}
/// Frames, channels and units of odd numbers.
template <class Cell>
void check_recurrence() {
    check_sizes<Cell, 1, 1, 1>();
    check_sizes<Cell, 3, 2, 5>();
    check_sizes<Cell, 5, 1, 15>();
    check_sizes<Cell, 2, 7, 16>();
    check_sizes<Cell, 4, 3, 17>();
    check_sizes<Cell, 2, 1, 33>();
    check_outputs<Cell, 2, 3, 67, inlay::simd::native_width>();  // weights beyond the first-level cache: wider tiles
}

}  // namespace test
