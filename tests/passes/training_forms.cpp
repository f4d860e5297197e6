// SPDX-License-Identifier: BSL-1.0
// training_forms: batch_norm by the statistics of the batch, as PyTorch trains it.
#include "../ops/support.hpp"

#include <inlay/passes/training_forms.hpp>

using namespace inlay;

namespace {

struct net : network<input<2, 2, 5>, batch_norm<momentum_of<0.2>>, relu, flatten, dense<17>,
                     batch_norm<>, inlay::tanh> {};
using program_of_net = training<net, mean_squared_error>;

trace::record recorded_training() {
    trace::record r = detail::record_network<net>();
    passes::training_forms(r);
    passes::differentiate(r, detail::append_loss<mean_squared_error>(r));
    return r;
}

/// The recorded training graph in T with a model's parameters.
template <class T>
interpreter<T> interpret(const trace::record& r, const float* storage, const float* x,
                         const float* target, long batch) {
    interpreter<T> run(r.g.nodes.data(), r.g.size(), batch);
    for (int i = 0; i < r.g.size(); ++i) {
        const node& n = r.g[i];
        if (!detail::is_leaf(n)) continue;
        const float* source = n.op == &op_of<ops::input>
                                  ? (n.index == 0 ? x : target)
                                  : storage + recorded<net>::value.parameters[n.index].offset;
        for (long k = 0; k < run.total(i); ++k) run[i][k] = static_cast<T>(source[k]);
    }
    run.run(1);
    return run;
}

}  // namespace

TEST_CASE("the rewritten graph is in order and keeps layers and parameters", "[training_forms]") {
    const trace::record before = detail::record_network<net>();
    trace::record r = before;
    passes::training_forms(r);
    int norms = 0, updates = 0;
    for (int i = 0; i < r.g.size(); ++i) {
        for (int k = 0; k < r[i].input_count; ++k) CHECK(r[i].input[k] < i);
        CHECK_FALSE(equal(r[i].op->name, "batch_norm"));
        norms += equal(r[i].op->name, "batch_norm_training");
        updates += equal(r[i].op->name, "update_running");
    }
    CHECK(norms == 2);
    CHECK(updates == 2);
    for (int l = 0; l < r.layers.size(); ++l) {
        CHECK(r[r.layers[l].output].out == before[before.layers[l].output].out);
        CHECK(r[r.layers[l].output].layer == before[before.layers[l].output].layer);
    }
    for (const parameter_record& p : r.parameters) CHECK(r[p.node].op == &op_of<ops::parameter>);
}

TEST_CASE("the static training step agrees with the graph in double", "[training_forms]") {
    for (long batch : {2, 3, 9}) {
        INFO("batch " << batch);
        model<net> m{seed{4}};
        const trace::record r = recorded_training();
        const auto x = test::random_numbers(batch * 20, 1),
                   target = test::random_numbers(batch * 17, 2);
        const std::vector<float> old(m.storage(), m.storage() + m.storage_size);
        auto run = interpret<double>(r, old.data(), x.data(), target.data(), batch);

        test::guarded y(batch * 17), xs(x), ts(target);
        std::vector<float> gradients(static_cast<std::size_t>(m.storage_size) + 32);
        test::aligned_memory arena(
            (program_of_net::plan.fixed + program_of_net::plan.batched * batch) * 4);
        float loss = 0;
        runtime::frame f;
        f.parameters = m.storage();
        f.gradients = gradients.data();
        f.arena = static_cast<float*>(arena.data());
        f.inputs[0] = xs.data(), f.inputs[1] = ts.data();
        f.outputs[0] = &loss, f.outputs[1] = y.data();
        f.batch = batch;
        f.seed = 1;
        runtime::run<program_of_net, simd_backend>(f);

        CHECK(static_cast<double>(loss) == Catch::Approx(run[r.g.outputs[0]][0]).epsilon(1e-5));
        int compared = 0;
        for (int i = 0; i < r.g.size(); ++i) {
            if (r[i].op != &op_of<ops::store_gradient>) continue;
            const auto& p = recorded<net>::value.parameters[r[i].index];
            std::vector<float> got;
            std::vector<double> want;
            for (long k = 0; k < r[i].size(); ++k) {
                got.push_back(gradients[static_cast<std::size_t>(p.offset + k)]);
                want.push_back(run[r[i].input[0]][k]);
            }
            INFO(path_of(recorded<net>::value.layers, p).data);
            test::check_near(got, want, 1e-4);
            ++compared;
        }
        CHECK(compared == 6);

        // running averages: mean and unbiased variance of the inputs, by hand
        for (int c = 0; c < 5; ++c) {
            double mean = 0, squares = 0;
            const double rows = static_cast<double>(batch * 4);
            for (std::size_t i = static_cast<std::size_t>(c); i < x.size(); i += 5)
                mean += static_cast<double>(x[i]) / rows;
            for (std::size_t i = static_cast<std::size_t>(c); i < x.size(); i += 5)
                squares += std::pow(static_cast<double>(x[i]) - mean, 2);
            CHECK(static_cast<double>(parameter<"0.running_mean">(m)(c)) ==
                  Catch::Approx(0.2 * mean).margin(1e-6));
            CHECK(static_cast<double>(parameter<"0.running_var">(m)(c)) ==
                  Catch::Approx(0.8 + 0.2 * squares / (rows - 1)));
        }
        for (long i = 0; i < recorded<net>::value.trainable; ++i)
            CHECK(m.storage()[i] == old[static_cast<std::size_t>(i)]);

        // the reference in float makes the same update
        auto run_float = interpret<float>(r, old.data(), x.data(), target.data(), batch);
        for (int i = 0; i < r.g.size(); ++i) {
            if (r[i].op != &op_of<ops::parameter> || r.parameters[r[i].index].trainable) continue;
            for (long k = 0; k < run_float.total(i); ++k)
                CHECK(run_float[i][k] ==
                      Catch::Approx(
                          m.storage()[recorded<net>::value.parameters[r[i].index].offset + k])
                          .margin(1e-6));
        }
    }
}

TEST_CASE("batch_norm trains: running averages reach those of the data", "[training_forms]") {
    struct plain : network<input<3>, batch_norm<>> {};
    model<plain> m{seed{1}};
    auto t = compile(m, sgd{.learning_rate = 0.0f}, mean_squared_error{});
    std::vector<float> x = test::random_numbers(64 * 3, 5), target(64 * 3);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = x[i] * 2 + 7;
    for (int step = 0; step < 200; ++step) t.train_step(x.data(), target.data(), 64);
    for (int c = 0; c < 3; ++c) {
        double mean = 0, squares_of_c = 0;
        for (std::size_t i = static_cast<std::size_t>(c); i < x.size(); i += 3)
            mean += static_cast<double>(x[i]) / 64;
        for (std::size_t i = static_cast<std::size_t>(c); i < x.size(); i += 3)
            squares_of_c += std::pow(static_cast<double>(x[i]) - mean, 2);
        CHECK(static_cast<double>(parameter<"0.running_mean">(m)(c)) == Catch::Approx(mean));
        CHECK(static_cast<double>(parameter<"0.running_var">(m)(c)) ==
              Catch::Approx(squares_of_c / 63));
    }
    const auto y = test::predict(m, x);  // inference now normalises this very batch
    double sum = 0, squares = 0;
    for (float v : y)
        sum += static_cast<double>(v), squares += static_cast<double>(v) * static_cast<double>(v);
    CHECK(sum / 192 == Catch::Approx(0).margin(1e-4));
    CHECK(squares / 192 == Catch::Approx(1).margin(0.03));
}
