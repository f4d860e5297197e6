// SPDX-License-Identifier: BSL-1.0
// compile, fit, evaluate, predict: what they promise, and what they say when used wrongly.
#include "catch.hpp"

#include <inlay/inlay.hpp>
#include <inlay/train.hpp>

#include <cmath>
#include <string>

using namespace inlay;
using Catch::Matchers::ContainsSubstring;

namespace {

struct classifier : network<input<2>, dense<16>, inlay::tanh, dropout<0.1>, dense<3>> {};
struct regressor : network<input<3>, dense<8>, silu, dense<2>> {};

/// Three sectors of the plane.
dataset sectors(std::size_t n, unsigned long long key) {
    dataset d;
    d.shape = {1, 1, 2};
    for (std::size_t i = 0; i < n; ++i) {
        const double x = random_normal_at(key, 2 * i), y = random_normal_at(key, 2 * i + 1);
        d.images.push_back(static_cast<float>(x)), d.images.push_back(static_cast<float>(y));
        d.labels.push_back(x > 0 ? (y > 0 ? 0 : 1) : 2);
    }
    return d;
}
dataset curve(std::size_t n) {
    dataset d;
    d.shape = {1, 1, 3};
    d.target_size = 2;
    for (std::size_t i = 0; i < n; ++i) {
        float x[3];
        for (std::size_t k = 0; k < 3; ++k) d.images.push_back(x[k] = static_cast<float>(random_normal_at(3, 3 * i + k)));
        d.targets.push_back(x[0] * x[1]), d.targets.push_back(std::sin(x[2]));
    }
    return d;
}

struct run {
    history h;
    std::vector<float> storage;
};
run trained(int threads, unsigned long long shuffle) {
    model<classifier> m{seed{7}};
    auto t = compile(m, adam{.learning_rate = 1e-2f}, cross_entropy{}, accuracy{});
    run r;
    r.h = t.fit(sectors(150, 1), {.epochs = 3, .batch_size = 16, .shuffle = seed{shuffle}, .threads = threads, .verbose = false});
    r.storage.assign(m.storage(), m.storage() + m.storage_size);
    return r;
}

/// Two inputs, two outputs: classes from the sum, a value from the product of the halves.
struct two_heads {
    constexpr auto operator()(auto a, auto b) const {
        const auto hidden = concat(a | dense<8>{} | inlay::tanh{}, b | dense<8>{} | inlay::tanh{}) | dense<8>{} | inlay::tanh{};
        return outputs(hidden | dense<3>{}, hidden | dense<2>{});
    }
};
using siamese = traced<two_heads, input<2>, input<3>>;

template <class T>
std::string error_of(const result<T>& r) {
    REQUIRE_FALSE(r);
    return std::string(r.error().message);
}

}  // namespace

TEST_CASE("fit learns, and evaluate and predict agree with the model", "[trainer]") {
    const dataset data = sectors(600, 1), test = sectors(200, 2);
    model<classifier> m{seed{7}};
    auto t = compile(m, adam{.learning_rate = 1e-2f}, cross_entropy{}, accuracy{}, top_k_accuracy<2>{});
    const auto before = t.evaluate(test);
    const history h = t.fit(data, {.epochs = 12, .batch_size = 32, .shuffle = seed{1}, .validation = &test, .verbose = false});
    REQUIRE(h.size() == 12);
    for (std::size_t e = 0; e < h.size(); ++e) {
        CHECK(h[e].epoch == static_cast<int>(e) + 1);
        CHECK(h[e].seconds >= 0);
        REQUIRE(h[e].training.metrics.size() == 2);
        REQUIRE(h[e].validation.has_value());
        CHECK(h[e].training.accuracy == h[e].training.metrics[0]);
        CHECK(h[e].training.metrics[1] >= h[e].training.metrics[0]);
    }
    CHECK(h.back().training.loss < 0.5 * h.front().training.loss);
    CHECK(t.steps_done() == 12 * 19);

    const auto after = t.evaluate(test);
    CHECK(after.loss < before.loss);
    CHECK(after.accuracy > 0.9);
    CHECK(after.loss == Catch::Approx(h.back().validation->loss).epsilon(1e-6));  // other batches

    const std::vector<float> logits = t.predict(test);
    REQUIRE(logits.size() == 600);
    double loss = 0, right = 0;
    for (std::size_t i = 0; i < 200; ++i) {
        const auto y = m(test.image(i));
        double sum = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            CHECK(logits[3 * i + k] == Catch::Approx(y[static_cast<long>(k)]).epsilon(1e-5).margin(1e-6));
            sum += std::exp(static_cast<double>(y[static_cast<long>(k)]));
        }
        loss += std::log(sum) - static_cast<double>(y[test.label(i)]);
        right += argmax(y) == test.label(i);
    }
    CHECK(after.loss == Catch::Approx(loss / 200).epsilon(1e-5));
    CHECK(after.accuracy == Catch::Approx(right / 200));
}

TEST_CASE("a regression", "[trainer]") {
    model<regressor> m{seed{2}};
    auto t = compile(m, sgd{.learning_rate = 0.05f, .momentum = 0.9f}, mean_squared_error{}, mean_absolute_error{});
    const dataset data = curve(300);
    const history h = t.fit(data, {.epochs = 40, .batch_size = 25, .shuffle = seed{1}, .verbose = false});
    CHECK(h.back().training.loss < 0.2 * h.front().training.loss);
    CHECK(std::isnan(h.back().training.accuracy));
    double squares = 0, absolute = 0;
    const auto y = t.predict(data);
    for (std::size_t i = 0; i < y.size(); ++i) {
        const double e = static_cast<double>(y[i]) - static_cast<double>(data.targets[i]);
        squares += e * e, absolute += std::abs(e);
    }
    const auto s = t.evaluate(data);
    CHECK(s.loss == Catch::Approx(squares / static_cast<double>(y.size())).epsilon(1e-5));
    CHECK(s.metrics.at(0) == Catch::Approx(absolute / static_cast<double>(y.size())).epsilon(1e-5));
}

TEST_CASE("the same seed gives the same training, bit by bit", "[trainer]") {
    const run a = trained(1, 5), b = trained(1, 5), c = trained(1, 6);
    CHECK(a.storage == b.storage);
    for (std::size_t e = 0; e < a.h.size(); ++e) CHECK(a.h[e].training.loss == b.h[e].training.loss);
    CHECK(a.storage != c.storage);
}

TEST_CASE("predict names an output that is none", "[trainer]") {
    model<classifier> m{seed{7}};
    auto t = compile(m, sgd{}, cross_entropy{});
    CHECK_THROWS_WITH(t.predict(sectors(3, 1), 1), ContainsSubstring("has 1 outputs, found output 1"));
}

TEST_CASE("validation between epochs leaves training with threads as it is", "[trainer]") {
    const dataset train = sectors(150, 1), test = sectors(70, 2);
    const auto parameters = [&](bool validates) {
        model<classifier> m{seed{7}};
        auto t = compile(m, adam{.learning_rate = 1e-2f}, cross_entropy{}, accuracy{});
        fit_options o{.epochs = 3, .batch_size = 60, .shuffle = seed{5}, .threads = 4, .verbose = false};
        if (validates) o.validation = &test;
        t.fit(train, o);
        return std::vector<float>(m.storage(), m.storage() + m.storage_size);
    };
    CHECK(parameters(true) == parameters(false));
}

TEST_CASE("two threads: the same result every time, near that of one", "[trainer]") {
    const run a = trained(2, 5), b = trained(2, 5);
    CHECK(a.storage == b.storage);
    for (std::size_t e = 0; e < a.h.size(); ++e) CHECK(a.h[e].training.loss == b.h[e].training.loss);

    // without dropout, one step differs by rounding only
    model<regressor> one{seed{1}}, two{seed{1}};
    const dataset data = curve(33);
    auto t1 = compile(one, sgd{.learning_rate = 0.1f}, mean_squared_error{});
    auto t2 = compile(two, sgd{.learning_rate = 0.1f}, mean_squared_error{});
    CHECK(t1.train_step(data.images.data(), data.targets.data(), 33) ==
          Catch::Approx(t2.train_step(data.images.data(), data.targets.data(), 33, 2)).epsilon(1e-5));
    for (long i = 0; i < one.storage_size; ++i) CHECK(one.storage()[i] == Catch::Approx(two.storage()[i]).epsilon(1e-4).margin(1e-6));
    CHECK(std::isfinite(t2.train_step(data.images.data(), data.targets.data(), 1, 4)));  // more threads than samples
}

TEST_CASE("mistakes are named", "[trainer]") {
    model<classifier> m{seed{7}};
    auto t = compile(m, sgd{}, cross_entropy{}, accuracy{});
    const fit_options quiet{.verbose = false};
    dataset data = sectors(10, 1);

    SECTION("parameters that were never initialised") {
        model<classifier> raw;
        auto u = compile(raw, sgd{}, cross_entropy{});
        CHECK_THAT(error_of(u.try_fit(data, quiet)), ContainsSubstring("never initialised"));
    }
    SECTION("an input that is not a number") {
        data.images[7] = std::nanf("");
        CHECK_THAT(error_of(t.try_fit(data, quiet)), ContainsSubstring("sample 3, value 1") && ContainsSubstring("nan"));
    }
    SECTION("a learning rate that is too large") {
        dataset points = curve(64);
        model<regressor> r{seed{1}};
        auto u = compile(r, sgd{.learning_rate = 1e12f}, mean_squared_error{});
        CHECK_THAT(error_of(u.try_fit(points, {.epochs = 50, .verbose = false})),
                   ContainsSubstring("finite loss") && ContainsSubstring("smaller learning rate"));
    }
    SECTION("a label beyond the classes") {
        data.labels[4] = 3;
        CHECK_THAT(error_of(t.try_fit(data, quiet)), ContainsSubstring("label 4") && ContainsSubstring("0..2") && ContainsSubstring("found 3"));
        CHECK_THAT(error_of(t.try_evaluate(data)), ContainsSubstring("label 4"));
    }
    SECTION("a negative label") {
        data.labels[2] = -1;
        CHECK_THAT(error_of(t.try_fit(data, quiet)), ContainsSubstring("-1"));
    }
    SECTION("samples of another shape") {
        data.shape = {1, 1, 1};
        data.labels.resize(20);
        CHECK_THAT(error_of(t.try_fit(data, quiet)), ContainsSubstring("samples of [2]") && ContainsSubstring("found [1, 1, 1]"));
    }
    SECTION("no samples, no labels, no batch") {
        CHECK_THAT(error_of(t.try_fit(sectors(0, 1), quiet)), ContainsSubstring("at least one sample"));
        data.labels.clear();
        CHECK_THAT(error_of(t.try_fit(data, quiet)), ContainsSubstring("expects labels"));
        CHECK_THAT(error_of(t.try_fit(sectors(4, 1), {.batch_size = 0, .verbose = false})), ContainsSubstring("batch_size"));
    }
    SECTION("validation data is checked, too") {
        dataset validation = sectors(5, 3);
        validation.labels[0] = 9;
        CHECK_THAT(error_of(t.try_fit(data, {.validation = &validation, .verbose = false})), ContainsSubstring("validation data"));
    }
    SECTION("targets of another size") {
        model<regressor> r{seed{1}};
        auto u = compile(r, sgd{}, mean_squared_error{});
        dataset points = curve(4);
        points.target_size = 1;
        points.targets.resize(4);
        CHECK_THAT(error_of(u.try_fit(points, quiet)), ContainsSubstring("2 target values") && ContainsSubstring("found 1"));
    }
    SECTION("fit throws what try_fit returns") {
        data.labels[4] = 3;
        CHECK_THROWS_AS(t.fit(data, quiet), io_error);
    }
}

TEST_CASE("several inputs and a loss for each output", "[trainer]") {
    const dataset labelled = sectors(300, 1);
    dataset values = curve(300);
    constexpr auto both = losses(cross_entropy{}, weighted<0.25>(mean_squared_error{}));
    model<siamese> m{seed{3}};
    auto t = compile(m, adam{.learning_rate = 1e-2f}, both, accuracy{}, on<1>(mean_absolute_error{}));
    const auto before = t.evaluate({labelled, values});
    const history h = t.fit({labelled, values}, {.epochs = 15, .batch_size = 25, .shuffle = seed{1},
                                                 .validation = {labelled, values}, .verbose = false});
    CHECK(h.back().training.loss < 0.5 * h.front().training.loss);
    const auto after = t.evaluate({labelled, values});
    CHECK(after.loss < 0.5 * before.loss);
    CHECK(after.accuracy > 0.9);
    CHECK(after.loss == Catch::Approx(h.back().validation->loss).epsilon(1e-5));

    const auto logits = t.predict({labelled, values}), numbers = t.predict({labelled, values}, 1);
    REQUIRE(logits.size() == 900);
    REQUIRE(numbers.size() == 600);
    double entropy = 0, squares = 0, absolute = 0;
    for (std::size_t i = 0; i < 300; ++i) {
        const auto [a, b] = m(labelled.image(i), values.image(i));
        double sum = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            CHECK(logits[3 * i + k] == Catch::Approx(a[static_cast<long>(k)]).epsilon(1e-4).margin(1e-5));
            sum += std::exp(static_cast<double>(a[static_cast<long>(k)]));
        }
        entropy += std::log(sum) - static_cast<double>(a[labelled.label(i)]);
        for (std::size_t k = 0; k < 2; ++k) {
            CHECK(numbers[2 * i + k] == Catch::Approx(b[static_cast<long>(k)]).epsilon(1e-4).margin(1e-5));
            const double d = static_cast<double>(b[static_cast<long>(k)]) - static_cast<double>(values.targets[2 * i + k]);
            squares += d * d, absolute += std::abs(d);
        }
    }
    CHECK(after.loss == Catch::Approx(entropy / 300 + 0.25 * squares / 600).epsilon(1e-4));
    CHECK(after.metrics.at(1) == Catch::Approx(absolute / 600).epsilon(1e-4));

    // two threads: a step differs by rounding only
    model<siamese> one{seed{1}}, two{seed{1}};
    auto t1 = compile(one, sgd{.learning_rate = 0.1f}, both), t2 = compile(two, sgd{.learning_rate = 0.1f}, both);
    std::vector<float> classes(labelled.labels.begin(), labelled.labels.end());
    const float* x[] = {labelled.images.data(), values.images.data()};
    const float* y[] = {classes.data(), values.targets.data()};
    CHECK(t1.train_step(x, y, 31) == Catch::Approx(t2.train_step(x, y, 31, 2)).epsilon(1e-5));
    for (long i = 0; i < one.storage_size; ++i) CHECK(one.storage()[i] == Catch::Approx(two.storage()[i]).epsilon(1e-4).margin(1e-6));

    CHECK_THAT(error_of(t.try_fit(labelled)), ContainsSubstring("2 inputs") && ContainsSubstring("found 1 data set"));
    CHECK_THAT(error_of(t.try_evaluate({labelled, curve(299)})), ContainsSubstring("expected 300 samples") && ContainsSubstring("found 299"));
    values.targets.clear();
    values.target_size = 0;
    CHECK_THAT(error_of(t.try_evaluate({labelled, values})), ContainsSubstring("2 target values"));
}
