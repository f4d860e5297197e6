// SPDX-License-Identifier: BSL-1.0
// Updates within the backward pass give, bit for bit, what one update at its end gives.
#include "catch.hpp"

#include <inlay/inlay.hpp>
#include <inlay/train.hpp>

#include <cmath>
#include <cstring>
#include <vector>

using namespace inlay;

namespace {

struct mlp : network<input<5>, dense<33>, relu, dense<7>> {};
struct lenet : network<input<12, 12, 1>, conv2d<6, 3>, relu, max_pool2d<2>, conv2d<5, 3>, batch_norm<>, inlay::tanh, flatten,
                       dense<133>, relu, dense<61>, relu, dense<7>> {};
using block = sequential<residual<conv2d<9, 3, same>, batch_norm<>, relu, conv2d<9, 3, same>>, relu>;
struct deep : network<input<6, 6, 2>, conv2d<9, 3>, repeat<5, block>, global_average_pool2d, dropout<0.25>, dense<7>> {};
using tied = dense<7, shared<"tied">>;
struct shares : network<input<7>, tied, relu, dense<7>, relu, tied> {};

std::vector<float> numbers(unsigned long long key, long count) {
    std::vector<float> v;
    for (long i = 0; i < count; ++i) v.push_back(static_cast<float>(random_normal_at(key, static_cast<unsigned long long>(i))));
    return v;
}

constexpr long batch = 5;

/// Steps that keep all gradients and update once.
template <class Net, class Optimizer>
std::vector<float> at_the_end(const std::vector<float>& x, const std::vector<float>& target, Optimizer o, int steps) {
    using program = training<Net, mean_squared_error>;
    constexpr long trainable = recorded<Net>::value.trainable;
    model<Net> m{seed{3}};
    constexpr auto floats = [](long n) { return static_cast<std::size_t>(n + 64); };
    std::vector<float> gradients(floats(trainable)), state(floats(trainable * Optimizer::states));
    std::vector<float> arena(floats(program::plan.fixed + program::plan.batched * batch)), y(floats(batch * output_shape<Net>.size()));
    for (int step = 1; step <= steps; ++step) {
        float loss = 0;
        runtime::frame f;
        f.parameters = m.storage();
        f.gradients = gradients.data();
        f.arena = arena.data();
        f.inputs[0] = x.data();
        f.inputs[1] = target.data();
        f.outputs[0] = &loss;
        f.outputs[1] = y.data();
        f.batch = batch;
        f.seed = random_stream(0, static_cast<unsigned long long>(step)) | 1;
        runtime::run_all<program>(f);
        detail::update_all<Optimizer>(&o, step, m.storage(), m.storage(), gradients.data(), state.data(), trainable, trainable);
    }
    return {m.storage(), m.storage() + m.storage_size};
}

template <class Net, class Optimizer>
void check(Optimizer o) {
    const auto x = numbers(1, batch * input_shape<Net>.size()), target = numbers(2, batch * output_shape<Net>.size());
    const auto want = at_the_end<Net>(x, target, o, 4);
    model<Net> m{seed{3}};
    const std::vector<float> before(m.storage(), m.storage() + m.storage_size);
    auto t = compile(m, o, mean_squared_error{});
    for (int step = 0; step < 4; ++step) t.train_step(x.data(), target.data(), batch);
    CHECK(std::memcmp(want.data(), m.storage(), want.size() * sizeof(float)) == 0);
    CHECK(std::memcmp(before.data(), m.storage(), before.size() * sizeof(float)) != 0);
}

template <class Net>
void check_all() {
    check<Net>(sgd{.learning_rate = 0.01f});
    check<Net>(sgd{.learning_rate = 0.01f, .momentum = 0.9f, .nesterov = true, .weight_decay = 0.01f});
    check<Net>(adamw{.learning_rate = 0.01f});
}

}  // namespace

TEST_CASE("updates within the step are those after it", "[train][updates]") {
    STATIC_REQUIRE(training<lenet, mean_squared_error>::updates.count > 1);
    STATIC_REQUIRE(training<deep, mean_squared_error>::updates.count > 1);
    STATIC_REQUIRE(training<deep, mean_squared_error>::step_count > runtime::longest_straight_line);
    check_all<mlp>();
    check_all<lenet>();
    check_all<deep>();
    check_all<shares>();
}

TEST_CASE("a trainer may change between one thread, which keeps few gradients, and several", "[train][updates]") {
    const auto x = numbers(1, batch * input_shape<lenet>.size()), target = numbers(2, batch * 7);
    model<lenet> one{seed{3}}, two{seed{3}};
    auto a = compile(one, adam{}, mean_squared_error{}), b = compile(two, adam{}, mean_squared_error{});
    for (int threads : {1, 2, 1, 3, 1}) {
        a.train_step(x.data(), target.data(), batch);
        b.train_step(x.data(), target.data(), batch, threads);
    }
    // (each thread's batch norm sees its own part of the batch)
    double worst = 0;
    for (long i = 0; i < recorded<lenet>::value.trainable; ++i)
        worst = std::max(worst, std::abs(static_cast<double>(one.storage()[i]) - static_cast<double>(two.storage()[i])));
    CHECK(worst < 0.01);
}

TEST_CASE("a step whose loss is not finite updates nothing", "[train][updates]") {
    auto x = numbers(1, batch * input_shape<lenet>.size());
    const auto target = numbers(2, batch * 7);
    model<lenet> m{seed{3}};
    auto t = compile(m, sgd{}, mean_squared_error{});
    t.train_step(x.data(), target.data(), batch);
    const std::vector<float> before(m.storage(), m.storage() + recorded<lenet>::value.trainable);
    x[7] = std::nanf("");
    CHECK_FALSE(std::isfinite(t.train_step(x.data(), target.data(), batch)));
    CHECK(std::memcmp(before.data(), m.storage(), before.size() * sizeof(float)) == 0);
}
