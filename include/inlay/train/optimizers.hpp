// SPDX-License-Identifier: BSL-1.0
// Optimizers: the update of a parameter as a formula on batches, in PyTorch's words and defaults.
#pragma once

#include "../core/math.hpp"
#include "../simd/math.hpp"

namespace inlay {

// Each gives `states`, the numbers it keeps per parameter; `at(t)`, the constants of step t (from 1);
// and update(p, g, s), which returns the new parameter and updates its states s[0..states). needs_states(), where
// there is one: whether the states are more than zeros with these constants.

namespace detail {

struct sgd_constants {
    float rate, momentum, decay;
    bool nesterov;

    template <class B>
    constexpr B update(B p, B g, B* s) const {
        g = fma(B(decay), p, g);
        s[0] = fma(B(momentum), s[0], g);
        const B direction = nesterov ? fma(B(momentum), s[0], g) : s[0];
        return p - B(rate) * direction;
    }
};

}  // namespace detail

/// Stochastic gradient descent.  v = momentum v + g;  p -= rate v;  Nesterov: p -= rate (g + momentum v).
/// Weight decay adds weight_decay p to g.  PyTorch's SGD.
struct sgd {
    float learning_rate = 1e-2f;
    float momentum = 0;
    bool nesterov = false;
    float weight_decay = 0;

    static constexpr const char* label = "sgd";
    static constexpr int states = 1;
    constexpr bool needs_states() const { return momentum != 0; }
    constexpr detail::sgd_constants at(long) const { return {learning_rate, momentum, weight_decay, nesterov}; }
};

namespace detail {

/// base^t for whole t >= 0.
constexpr double power(double base, long t) {
    double result = 1;
    for (; t > 0; t /= 2, base *= base)
        if (t % 2 == 1) result *= base;
    return result;
}

struct adam_constants {
    float rate, beta1, beta2, epsilon, decay_of_gradient, decay_of_parameter, root_correction;

    template <class B>
    constexpr B update(B p, B g, B* s) const {
        g = fma(B(decay_of_gradient), p, g);
        p = p * B(decay_of_parameter);
        s[0] = fma(B(1 - beta1), g - s[0], s[0]);
        s[1] = fma(B(1 - beta2), g * g - s[1], s[1]);
        return p - B(rate) * s[0] / (sqrt(s[1]) * B(root_correction) + B(epsilon));
    }
};

template <class O>
constexpr adam_constants adam_at(const O& o, long t, double decay_of_gradient, double decay_of_parameter) {
    const double c1 = 1 - power(static_cast<double>(o.beta1), t), c2 = 1 - power(static_cast<double>(o.beta2), t);
    return {static_cast<float>(static_cast<double>(o.learning_rate) / c1), o.beta1, o.beta2, o.epsilon,
            static_cast<float>(decay_of_gradient), static_cast<float>(decay_of_parameter),
            static_cast<float>(1 / cmath::sqrt(c2))};
}

}  // namespace detail

/// m = b1 m + (1-b1) g;  v = b2 v + (1-b2) g^2;  p -= rate m^ / (sqrt(v^) + epsilon), m^ and v^ corrected
/// for their start at 0.  Kingma & Ba 2014. Weight decay adds weight_decay p to g.
struct adam {
    float learning_rate = 1e-3f;
    float beta1 = 0.9f, beta2 = 0.999f;
    float epsilon = 1e-8f;
    float weight_decay = 0;

    static constexpr const char* label = "adam";
    static constexpr int states = 2;
    constexpr detail::adam_constants at(long t) const {
        return detail::adam_at(*this, t, static_cast<double>(weight_decay), 1);
    }
};

/// Adam with the decay taken from the parameter itself: p *= 1 - rate weight_decay.  Loshchilov &
/// Hutter 2017; PyTorch's AdamW.
struct adamw {
    float learning_rate = 1e-3f;
    float beta1 = 0.9f, beta2 = 0.999f;
    float epsilon = 1e-8f;
    float weight_decay = 1e-2f;

    static constexpr const char* label = "adamw";
    static constexpr int states = 2;
    constexpr detail::adam_constants at(long t) const {
        return detail::adam_at(*this, t, 0,
                               1 - static_cast<double>(learning_rate) * static_cast<double>(weight_decay));
    }
};

/// One pass over `count` parameters, from p to `to`, which may be the same; `state` holds States arrays of `stride` floats.
template <int Width, class Constants, int States>
void apply_update(Constants c, const float* p, float* to, const float* g, float* state, long count, long stride) {
    using B = simd::batch<Width>;
    for (long i = 0; i < count; i += Width) {
        const int lanes = count - i < Width ? static_cast<int>(count - i) : Width;
        B s[States > 0 ? States : 1]{};
        if (lanes == Width) {
            for (int k = 0; k < States; ++k) s[k] = B::load(state + k * stride + i);
            c.update(B::load(p + i), B::load(g + i), s).store(to + i);
            for (int k = 0; k < States; ++k) s[k].store(state + k * stride + i);
        } else {
            for (int k = 0; k < States; ++k) s[k] = B::load_partial(state + k * stride + i, lanes);
            c.update(B::load_partial(p + i, lanes), B::load_partial(g + i, lanes), s).store_partial(to + i, lanes);
            for (int k = 0; k < States; ++k) s[k].store_partial(state + k * stride + i, lanes);
        }
    }
}

}  // namespace inlay
