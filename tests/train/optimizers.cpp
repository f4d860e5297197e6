// SPDX-License-Identifier: BSL-1.0
// Optimizers against their recurrences, written out in double.
#include "catch.hpp"

#include <inlay/core/random.hpp>
#include <inlay/train/optimizers.hpp>

#include <cmath>
#include <vector>

using namespace inlay;

namespace {

constexpr long count = 19;  // no multiple of a batch
constexpr long stride_of_state = 32;

double gradient_at(int step, long i) { return random_normal_at(100 + static_cast<unsigned long long>(step), static_cast<unsigned long long>(i)); }

/// Ten steps by the library and by `step(p, g, state, t)` in double.
template <class Optimizer, class Step>
void check(const Optimizer& o, const Step& step) {
    constexpr int states = Optimizer::states;
    std::vector<float> p(count + 8), g(count + 8), s(static_cast<std::size_t>(states * stride_of_state));
    std::vector<double> want(count), state(static_cast<std::size_t>(2 * count));
    for (long i = 0; i < count; ++i) {
        want[static_cast<std::size_t>(i)] = random_normal_at(1, static_cast<unsigned long long>(i));
        p[static_cast<std::size_t>(i)] = static_cast<float>(want[static_cast<std::size_t>(i)]);
    }
    p[count] = 42, s[count] = 43;
    for (int t = 1; t <= 10; ++t) {
        for (long i = 0; i < count; ++i) {
            g[static_cast<std::size_t>(i)] = static_cast<float>(gradient_at(t, i));
            double* mine = &state[static_cast<std::size_t>(2 * i)];
            want[static_cast<std::size_t>(i)] = step(want[static_cast<std::size_t>(i)], gradient_at(t, i), mine, t);
        }
        const auto constants = o.at(t);
        apply_update<simd::native_width, decltype(constants), states>(constants, p.data(), p.data(), g.data(), s.data(), count, stride_of_state);
        for (long i = 0; i < count; ++i)
            CHECK(static_cast<double>(p[static_cast<std::size_t>(i)]) == Catch::Approx(want[static_cast<std::size_t>(i)]).epsilon(2e-6).margin(2e-6));
    }
    CHECK(p[count] == 42);  // nothing beyond the parameters is written
    CHECK(s[count] == 43);
}

template <class O>
auto adam_step(const O& o, bool decoupled) {
    return [=](double p, double g, double* s, int t) {
        const double b1 = static_cast<double>(o.beta1), b2 = static_cast<double>(o.beta2), rate = static_cast<double>(o.learning_rate),
                     decay = static_cast<double>(o.weight_decay);
        if (decoupled) p *= 1 - rate * decay;
        else g += decay * p;
        s[0] = b1 * s[0] + (1 - b1) * g;
        s[1] = b2 * s[1] + (1 - b2) * g * g;
        const double m = s[0] / (1 - std::pow(b1, t)), v = s[1] / (1 - std::pow(b2, t));
        return p - rate * m / (std::sqrt(v) + static_cast<double>(o.epsilon));
    };
}

}  // namespace

TEST_CASE("sgd", "[optimizers]") {
    for (const sgd& o : {sgd{.learning_rate = 0.1f}, sgd{.learning_rate = 0.1f, .momentum = 0.9f},
                         sgd{.learning_rate = 0.1f, .momentum = 0.9f, .nesterov = true},
                         sgd{.learning_rate = 0.05f, .momentum = 0.8f, .nesterov = true, .weight_decay = 0.3f},
                         sgd{.learning_rate = 0.1f, .weight_decay = 0.1f}})
        check(o, [&](double p, double g, double* s, int t) {
            const double mu = static_cast<double>(o.momentum);
            g += static_cast<double>(o.weight_decay) * p;
            s[0] = t == 1 ? g : mu * s[0] + g;
            return p - static_cast<double>(o.learning_rate) * (o.nesterov ? g + mu * s[0] : s[0]);
        });
}

TEST_CASE("adam", "[optimizers]") {
    for (const adam& o : {adam{}, adam{.learning_rate = 0.1f}, adam{.learning_rate = 0.05f, .beta1 = 0.8f, .beta2 = 0.9f, .epsilon = 1e-3f},
                          adam{.learning_rate = 0.1f, .weight_decay = 0.2f}})
        check(o, adam_step(o, false));
}

TEST_CASE("adamw", "[optimizers]") {
    for (const adamw& o : {adamw{}, adamw{.learning_rate = 0.1f, .weight_decay = 0.4f}}) check(o, adam_step(o, true));
}

TEST_CASE("whole powers", "[optimizers]") {
    CHECK(detail::power(0.9, 0) == 1);
    CHECK(detail::power(0.9, 1) == 0.9);
    CHECK(detail::power(0.999, 1000) == Catch::Approx(std::pow(0.999, 1000)).epsilon(1e-12));
}
