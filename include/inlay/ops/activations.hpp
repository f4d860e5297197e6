// SPDX-License-Identifier: BSL-1.0
// The activations. Each is its formula, and its derivative only where the generated one is not the
// best: in terms of the output y, training need not keep the input.
#pragma once

#include "elementwise.hpp"

namespace inlay {

// Functions that share their name with a layer are written math::tanh here.

/// max(x, 0).
struct relu : elementwise<relu> {
    static constexpr bool is_monotone = true;
    static constexpr auto formula(auto x) { return math::max(x, 0); }
    static constexpr auto derivative(auto, auto y) { return where(y > 0, expr::one{}, expr::zero{}); }
};

/// min(max(x, 0), 6).  MobileNet: Howard et al. 2017.
struct relu6 : elementwise<relu6> {
    static constexpr bool is_monotone = true;
    static constexpr auto formula(auto x) { return math::min(math::max(x, 0), 6); }
    static constexpr auto derivative(auto, auto y) {
        return where(y > 0, where(y < 6, expr::one{}, expr::zero{}), expr::zero{});
    }
};

/// x where x > 0, else Slope x.  PyTorch's LeakyReLU (0.01).
template <number Slope = 0.01>
struct leaky_relu : elementwise<leaky_relu<Slope>> {
    static constexpr bool is_monotone = Slope.value() >= 0;
    static constexpr auto formula(auto x) { return math::where(x > 0, x, Slope.value() * x); }
};

/// x where x > 0, else Alpha (e^x - 1).  Clevert et al. 2015.
template <number Alpha = 1.0>
struct elu : elementwise<elu<Alpha>> {
    static constexpr bool is_monotone = Alpha.value() >= 0;
    static constexpr auto formula(auto x) {
        return math::where(x > 0, x, Alpha.value() * math::expm1(math::min(x, 0)));
    }
};

/// 1.0507 elu<1.6733>(x): keeps mean 0 and variance 1.  Klambauer et al. 2017.
struct selu : elementwise<selu> {
    static constexpr bool is_monotone = true;
    static constexpr auto formula(auto x) {
        return 1.0507009873554804934193349852946 *
               math::where(x > 0, x,
                           1.6732632423543772848170429916717 * math::expm1(math::min(x, 0)));
    }
};

/// 1 / (1 + e^-x).
struct sigmoid : elementwise<sigmoid> {
    static constexpr bool is_monotone = true;
    static constexpr auto formula(auto x) { return math::sigmoid(x); }
    static constexpr auto derivative(auto, auto y) { return y * (1 - y); }
};

/// min(max(x / 6 + 1/2, 0), 1).  PyTorch's Hardsigmoid.
struct hard_sigmoid : elementwise<hard_sigmoid> {
    static constexpr bool is_monotone = true;
    static constexpr auto formula(auto x) {
        return math::min(math::max(x * (1.0 / 6) + 0.5, 0), 1);
    }
};

struct tanh : elementwise<tanh> {
    static constexpr bool is_monotone = true;
    static constexpr auto formula(auto x) { return math::tanh(x); }
    static constexpr auto derivative(auto, auto y) { return 1 - y * y; }
};

/// log(1 + e^x), written so that nothing overflows.
struct softplus : elementwise<softplus> {
    static constexpr bool is_monotone = true;
    static constexpr auto formula(auto x) {
        return math::max(x, 0) + math::log1p(math::exp(-math::abs(x)));
    }
    static constexpr auto derivative(auto x, auto) { return math::sigmoid(x); }
};

/// x Phi(x), Phi the normal distribution.  Hendrycks & Gimpel 2016.
struct gelu : elementwise<gelu> {
    static constexpr auto formula(auto x) {
        return 0.5 * x * (1 + math::erf(x * 0.70710678118654752440));
    }
};

/// gelu by tanh: 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))).  PyTorch's approximate='tanh'.
struct gelu_tanh : elementwise<gelu_tanh> {
    static constexpr auto formula(auto x) {
        return 0.5 * x * (1 + math::tanh(0.79788456080286535588 * (x + 0.044715 * x * x * x)));
    }
};

/// x sigmoid(x), also called swish.  Elfwing et al. 2018.
struct silu : elementwise<silu> {
    static constexpr auto formula(auto x) { return x * math::sigmoid(x); }
};

/// x min(max(x + 3, 0), 6) / 6.  MobileNetV3: Howard et al. 2019.
struct hard_swish : elementwise<hard_swish> {
    static constexpr auto formula(auto x) {
        return x * math::min(math::max(x + 3, 0), 6) * (1.0 / 6);
    }
};

/// x tanh(softplus(x)).  Misra 2019.
struct mish : elementwise<mish> {
    static constexpr auto formula(auto x) { return x * math::tanh(softplus::formula(x)); }
};

/// x^2.
struct square : elementwise<square> {
    static constexpr auto formula(auto x) { return x * x; }
};

}  // namespace inlay
