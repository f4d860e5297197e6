// SPDX-License-Identifier: BSL-1.0
// Training on several threads: what the parts of a batch give one after another, every time.
#include "catch.hpp"

#include <inlay/inlay.hpp>
#include <inlay/train.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

using namespace inlay;

namespace {

struct net : network<input<6, 6, 2>, conv2d<8, 3, same>, batch_norm<>, inlay::tanh, flatten, dense<24>, relu, dense<3>> {};
constexpr long in = 72, out = 3;

dataset points(std::size_t n) {
    dataset d;
    d.shape = {6, 6, 2};
    for (std::size_t i = 0; i < n; ++i) {
        double sum = 0;
        for (std::size_t k = 0; k < in; ++k) {
            d.images.push_back(static_cast<float>(random_normal_at(1, i * in + k)));
            sum += static_cast<double>(d.images.back());
        }
        d.labels.push_back(sum > 3 ? 0 : sum > -3 ? 1 : 2);
    }
    return d;
}

/// Puts the gradient in the parameter's place.
struct tell_gradient {
    static constexpr int states = 1;
    struct constants {
        template <class B>
        constexpr B update(B, B g, B*) const {
            return g;
        }
    };
    constexpr constants at(long) const { return {}; }
};

/// Loss, and the parameters afterwards, of one step on samples [first, first + count).
struct outcome {
    float loss = 0;
    std::vector<float> storage;
};
template <class Optimizer>
outcome after(const dataset& d, long first, long count, int threads, Optimizer o, int steps = 1) {
    model<net> m{seed{5}};
    auto t = compile(m, o, cross_entropy{});
    const std::vector<float> labels(d.labels.begin(), d.labels.end());
    outcome r;
    for (int i = 0; i < steps; ++i) r.loss = t.train_step(d.images.data() + first * in, labels.data() + first, count, threads);
    r.storage.assign(m.storage(), m.storage() + m.storage_size);
    return r;
}

std::vector<float> fitted(const dataset& d, int threads, int batch, bool validates = false) {
    model<net> m{seed{5}};
    auto t = compile(m, adam{.learning_rate = 1e-2f}, cross_entropy{}, accuracy{});
    fit_options o{.epochs = 2, .batch_size = batch, .shuffle = seed{3}, .threads = threads, .verbose = false};
    if (validates) o.validation = &d;
    t.fit(d, o);
    return {m.storage(), m.storage() + m.storage_size};
}

/// Bit by bit. (A comparison of its own: a failure would print thousands of numbers.)
bool identical(const std::vector<float>& a, const std::vector<float>& b) { return a == b; }

}  // namespace

TEST_CASE("the gradient is the sum of the parts' gradients in their order", "[threads]") {
    const dataset d = points(33);
    constexpr long trainable = recorded<net>::value.trainable;
    STATIC_REQUIRE(trainable > 3 * 2048);  // several slices
    for (const int threads : {1, 2, 3, 7})
        for (const long batch : {1l, 2l, 3l, 6l, 7l, 16l, 33l}) {
            const long parts = threads < batch ? threads : batch;
            double loss = 0;
            std::vector<double> sum(trainable, 0.0);
            std::vector<float> first_part;
            for (long p = 0; p < parts; ++p) {
                const long from = batch * p / parts, count = batch * (p + 1) / parts - from;
                const double share = static_cast<double>(count) / static_cast<double>(batch);
                const outcome alone = after(d, from, count, 1, tell_gradient{});
                loss += share * static_cast<double>(alone.loss);
                for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += share * static_cast<double>(alone.storage[i]);
                if (p == 0) first_part = alone.storage;
            }
            const outcome together = after(d, 0, batch, threads, tell_gradient{});
            CHECK(together.loss == Catch::Approx(loss).epsilon(1e-6));
            double scale = 0, most = 0;
            for (std::size_t i = 0; i < sum.size(); ++i) {
                scale = std::max(scale, std::abs(sum[i]));
                most = std::max(most, std::abs(sum[i] - static_cast<double>(together.storage[i])));
            }
            INFO("threads " << threads << ", batch " << batch);
            CHECK(most <= 1e-6 * scale);
            // the running statistics are those of the first part
            CHECK(std::equal(together.storage.begin() + trainable, together.storage.end(), first_part.begin() + trainable));
        }
}

TEST_CASE("the update does not depend on the slices", "[threads]") {
    // the gradient of one part alone: what two threads do with it is what one does
    const dataset d = points(1);
    dataset twice = points(1);
    twice.images.insert(twice.images.end(), d.images.begin(), d.images.end());
    twice.labels.push_back(d.labels[0]);
    for (int steps : {1, 3}) {
        CHECK(identical(after(twice, 0, 2, 2, adam{}, steps).storage, after(d, 0, 1, 1, adam{}, steps).storage));
        CHECK(identical(after(twice, 0, 2, 2, sgd{}, steps).storage, after(d, 0, 1, 1, sgd{}, steps).storage));
        CHECK(identical(after(twice, 0, 2, 2, sgd{.momentum = 0.9f}, steps).storage, after(d, 0, 1, 1, sgd{.momentum = 0.9f}, steps).storage));
    }
}

TEST_CASE("many steps on threads: the same result every time", "[threads]") {
    const dataset d = points(50);
    for (const int threads : {2, 3, 7}) {
        CHECK(identical(fitted(d, threads, 16), fitted(d, threads, 16)));
        CHECK(identical(fitted(d, threads, 4), fitted(d, threads, 4, true)));  // whether or not it validates
        CHECK(identical(after(d, 0, 20, threads, adam{}, 200).storage, after(d, 0, 20, threads, adam{}, 200).storage));
    }
    CHECK(identical(fitted(d, 100, 3), fitted(d, 3, 3)));  // more threads than samples
}

TEST_CASE("evaluate and predict do not depend on threads", "[threads]") {
    const dataset d = points(101);
    model<net> m{seed{5}};
    auto t = compile(m, sgd{}, cross_entropy{}, accuracy{}, top_k_accuracy<2>{});
    const score one = t.evaluate(d, {.batch_size = 8});
    const std::vector<float> y = t.predict(d);
    REQUIRE(y.size() == 101 * out);
    for (const int threads : {2, 3, 7}) {
        const score s = t.evaluate(d, {.batch_size = 8, .threads = threads});
        CHECK(s.loss == one.loss);
        CHECK(s.metrics == one.metrics);
        CHECK(identical(t.predict(d, 0, {.threads = threads}), y));
        const std::vector<float> small = t.predict(d, 0, {.batch_size = 3, .threads = threads});
        bool near = small.size() == y.size();
        for (std::size_t i = 0; near && i < y.size(); ++i) near = small[i] == Catch::Approx(y[i]).epsilon(1e-5).margin(1e-6);
        CHECK(near);
    }
    for (long i = 0; i < 101; i += 10) {
        const auto alone = m(d.image(static_cast<std::size_t>(i)));
        for (long k = 0; k < out; ++k) CHECK(y[static_cast<std::size_t>(i * out + k)] == Catch::Approx(alone[k]).epsilon(1e-5).margin(1e-6));
    }
    CHECK_FALSE(t.try_evaluate(d, {.batch_size = 0}));
    CHECK_THROWS_AS(t.predict(d, 0, {.batch_size = 0}), io_error);
}

TEST_CASE("trainers with threads are copied and moved", "[threads]") {
    const dataset d = points(40);
    const std::vector<float> labels(d.labels.begin(), d.labels.end());
    model<net> m{seed{5}};
    auto t = compile(m, adam{}, cross_entropy{});
    for (int i = 0; i < 3; ++i) t.train_step(d.images.data(), labels.data(), 40, 3);
    auto moved = std::move(t);
    for (int i = 0; i < 3; ++i) moved.train_step(d.images.data(), labels.data(), 40, 3);
    auto copy = moved;
    for (int i = 0; i < 3; ++i) copy.train_step(d.images.data(), labels.data(), 40, 3);
    CHECK(identical(std::vector<float>(m.storage(), m.storage() + m.storage_size), after(d, 0, 40, 3, adam{}, 9).storage));
    { auto never_stepped = compile(m, sgd{}, cross_entropy{}); }
}
