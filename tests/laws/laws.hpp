// SPDX-License-Identifier: BSL-1.0
// What holds for every network, written once.
#pragma once

#include "ops/support.hpp"

#include <inlay/explain.hpp>
#include <inlay/io.hpp>
#include <inlay/train.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace law {

using namespace inlay;

/// A network's inputs or outputs: one vector a port, (batch, size) row-major.
template <class T>
using ports_of = std::vector<std::vector<T>>;
using values = ports_of<float>;

template <class Net>
long size_of_input(int i) {
    return recorded<Net>::value.g.nodes[recorded<Net>::value.g.inputs[i]].size();
}
template <class Net>
long size_of_output(int o) {
    return recorded<Net>::value.g.nodes[recorded<Net>::value.g.outputs[o]].size();
}

template <class Net>
values random_inputs(long batch, unsigned long long key = 11) {
    values x;
    for (int i = 0; i < input_count<Net>; ++i)
        x.push_back(test::random_numbers(batch * size_of_input<Net>(i), key + static_cast<unsigned long long>(i)));
    return x;
}

/// Weights by their initializers; biases, scales and statistics, too, are random.
template <class Net>
model<Net> random_model(unsigned long long key = 5) {
    model<Net> m{seed{key}};
    for (int i = 0; i < recorded<Net>::value.parameter_count; ++i) {
        const parameter_record& p = recorded<Net>::value.parameters[i];
        const auto at = [&](long k) { return random_stream(key + 77, static_cast<unsigned long long>(1000 * i + k)); };
        for (long k = 0; k < p.public_shape.size(); ++k) {
            if (p.init.which == initializer::kind::zeros)
                m.storage()[p.offset + k] = 0.3f * static_cast<float>(random_normal_at(at(k), 0));
            if (p.init.which == initializer::kind::ones) m.storage()[p.offset + k] = 0.5f + random_uniform_at(at(k), 0);
        }
    }
    return m;
}

/// |a - b| <= tolerance (1 + |b|) everywhere.
template <class A, class B>
void near(const ports_of<A>& a, const ports_of<B>& b, double tolerance) {
    REQUIRE(a.size() == b.size());
    for (std::size_t p = 0; p < a.size(); ++p) {
        REQUIRE(a[p].size() == b[p].size());
        double worst = 0;
        for (std::size_t i = 0; i < a[p].size(); ++i) {
            const double x = static_cast<double>(a[p][i]), y = static_cast<double>(b[p][i]);
            const double error = std::abs(x - y) / (1 + std::abs(y));
            if (!(error <= worst)) worst = error;
        }
        INFO("output " << p);
        CHECK(worst <= tolerance);
    }
}

// --- ways to run --------------------------------------------------------------------------------

/// A whole batch through a program of Net, given its parameters; inputs and outputs lie 4 bytes off every
/// alignment, and the arena is full of NaN.
template <class Net, class Program, class Backend>
values run_program(const float* parameters, const values& x, long batch) {
    std::vector<test::guarded> in, out;
    for (const auto& port : x) in.emplace_back(port);
    for (int o = 0; o < output_count<Net>; ++o) out.emplace_back(batch * size_of_output<Net>(o));
    test::aligned_memory arena(inlay::detail::bytes_of_plan<Program>(batch));
    std::fill(arena.memory.begin(), arena.memory.end(), std::nanf(""));
    runtime::frame f;
    f.parameters = parameters;
    f.arena = static_cast<float*>(arena.data());
    for (std::size_t i = 0; i < in.size(); ++i) f.inputs[i] = in[i].data();
    for (std::size_t o = 0; o < out.size(); ++o) f.outputs[o] = out[o].data();
    f.batch = batch;
    runtime::run<Program, Backend>(f);
    values y;
    for (auto& port : out) y.push_back(port.values());
    return y;
}
template <class Backend, class Net>
values run(const model<Net>& m, const values& x, long batch) {
    return run_program<Net, inference<Net>, Backend>(m.storage(), x, batch);
}

/// Sample by sample; `call(pointers...)` gives a tensor or a tuple of them.
template <class Net, class Call>
values one_by_one(const values& x, long batch, const Call& call) {
    values y(output_count<Net>);
    const auto collect = [&](int o, const auto& t) { y[static_cast<std::size_t>(o)].insert(y[static_cast<std::size_t>(o)].end(), t.begin(), t.end()); };
    for (long s = 0; s < batch; ++s)
        [&]<int... I>(inlay::detail::indices<I...>) {
            const auto result = call((x[I].data() + s * size_of_input<Net>(I))...);
            if constexpr (output_count<Net> == 1) collect(0, result);
            else std::apply([&](const auto&... t) { int o = 0; (collect(o++, t), ...); }, result);
        }(inlay::detail::make_indices<input_count<Net>>{});
    return y;
}

/// Any graph of the network, node by node.
template <class T, class Net>
ports_of<T> interpret(const graph_editor& g, const model<Net>& m, const values& x, long batch) {
    interpreter<T> run(g.nodes.data(), g.size(), batch);
    for (int i = 0; i < g.size(); ++i) {
        const node& n = g[i];
        if (!inlay::detail::is_leaf(n)) continue;
        const float* source = n.op == &op_of<ops::parameter>
                                  ? m.storage() + recorded<Net>::value.parameters[n.index].offset
                                  : x[static_cast<std::size_t>(n.index)].data();
        for (long k = 0; k < run.total(i); ++k) run[i][k] = static_cast<T>(source[k]);
    }
    run.run();
    ports_of<T> y;
    for (int o = 0; o < g.outputs.count; ++o)
        y.emplace_back(run[g.outputs[o]], run[g.outputs[o]] + run.total(g.outputs[o]));
    return y;
}
template <class Net>
ports_of<double> reference(const model<Net>& m, const values& x, long batch) {
    return interpret<double>(graph_editor(recorded<Net>::value.g), m, x, batch);
}

// --- laws ---------------------------------------------------------------------------------------

/// The derived gradient is the one that central differences find. Gives the largest relative error.
template <class Net, class Loss = mean_squared_error>
double gradient(Loss loss = {}, unsigned long long key = 5) {
    const gradient_report report = gradient_check<Net>(seed{key}, loss);
    INFO(type_name<Net>() << ", " << report.where.data << " [" << report.index << "]: " << report.analytic
                          << " against " << report.numeric);
    CHECK(report.max_relative_error < 1e-6);
    CHECK(report.checked > 0);
    return report.max_relative_error;
}

/// Operation by operation, fused, on SIMD batches, number by number, sample by sample and in batches:
/// the outputs are the same, and those of the recorded graph in double.
template <class Net>
void runs_alike(double tolerance = 1e-5) {
    const model<Net> m = random_model<Net>();
    for (long batch : {1, 2, 5, 6, 7, 33}) {
        INFO(type_name<Net>() << ", batch " << batch);
        const values x = random_inputs<Net>(batch);
        const auto want = reference(m, x, batch);
        const values y = run<simd_backend>(m, x, batch);
        near(y, want, tolerance);
        near(run<scalar>(m, x, batch), want, tolerance);
        near(one_by_one<Net>(x, batch, m), y, 1e-6);
        if (batch == 2) near(one_by_one<Net>(x, batch, eager(m)), y, tolerance);
    }
}

/// Each pass leaves the outputs as they were.
template <class Net>
void passes_keep_outputs() {
    const model<Net> m = random_model<Net>();
    const values x = random_inputs<Net>(3);
    const auto want = reference(m, x, 3);
    int passes = 0;
    for_each_pass<Net>([&](const char* name, const graph_editor& g) {
        INFO(type_name<Net>() << " after " << name);
        near(interpret<double>(g, m, x, 3), want, 1e-12);
        ++passes;
    });
    CHECK(passes >= 5);
}

/// A deployed model computes what its graph says, weights rounded as its options say; in f32 that is what the
/// recorded network says. It keeps nothing of the model.
template <class Net, class... Options>
void deploys_alike(double tolerance = 1e-5) {
    using fast = deployed<Net, Options...>;
    auto m = std::make_unique<model<Net>>(random_model<Net>());
    const auto d = std::make_unique<fast>(*m);
    for (long batch : {1, 2, 5, 6, 7, 33}) {
        INFO(type_name<fast>() << ", batch " << batch);
        const values x = random_inputs<Net>(batch);
        const auto want = interpret<float>(inlay::detail::deployment_graph<Net, Options...>::editor(), *m, x, batch);
        const values y = run_program<Net, prepared<Net, Options...>, simd_backend>(d->storage(), x, batch);
        near(y, want, tolerance);
        near(run_program<Net, prepared<Net, Options...>, scalar>(d->storage(), x, batch), want, tolerance);
        near(one_by_one<Net>(x, batch, *d), y, 1e-6);
        if constexpr (sizeof...(Options) == 0) near(y, reference(*m, x, batch), tolerance);
    }
    const values x = random_inputs<Net>(3), before = one_by_one<Net>(x, 3, *d);
    m.reset();
    CHECK(one_by_one<Net>(x, 3, *d) == before);
}

/// What is saved is loaded, bit by bit.
template <class Net>
void survives_a_file() {
    const model<Net> m = random_model<Net>();
    const auto path = (std::filesystem::temp_directory_path() / (std::string("inlay_law_") + type_name<Net>() + ".safetensors")).string();
    save(m, path);
    const model<Net> again = load<Net>(path);
    std::filesystem::remove(path);
    const values x = random_inputs<Net>(3);
    CHECK(run<simd_backend>(again, x, 3) == run<simd_backend>(m, x, 3));
    CHECK(again.initialised());
}

/// Everything that holds for inference.
template <class Net>
void inference_laws(double tolerance = 1e-5) {
    runs_alike<Net>(tolerance);
    passes_keep_outputs<Net>();
    survives_a_file<Net>();
}

/// Where a parameter of a graph recorded at run time lies; by its path, for a function may then call its layers in
/// another order than when the compiler ran it.
template <class Net>
long offset_of_parameter(const trace::record& r, int index) {
    const int i = inlay::detail::find_parameter<Net>(path_of(r.layers.data(), r.parameters[index]).data);
    return recorded<Net>::value.parameters[i].offset;
}

/// The static training step gives the loss and the gradients of the differentiated graph in double.
template <class Net, class Loss = mean_squared_error>
void trains_as_recorded() {
    using step = training<Net, Loss>;
    const trace::record r = inlay::detail::record_training<Net, Loss>();
    const graph_editor& g = r.g;
    const model<Net> m = random_model<Net>();
    const unsigned long long step_seed = 9;
    for (long batch : {1, 2, 5, 6, 7, 33}) {
        INFO(type_name<Net>() << ", batch " << batch);
        values x = random_inputs<Net>(batch);
        const long target_size = Loss::target(output_shape<Net>).size();
        x.push_back(test::random_numbers(batch * target_size, 3));
        if (Loss::classifies)
            for (std::size_t i = 0; i < x.back().size(); ++i)
                x.back()[i] = static_cast<float>(random_bits(8, i) % static_cast<unsigned long long>(output_shape<Net>.size()));

        interpreter<double> want(g.nodes.data(), g.size(), batch);
        for (int i = 0; i < g.size(); ++i) {
            if (!inlay::detail::is_leaf(g[i])) continue;
            const float* source = g[i].op == &op_of<ops::parameter>
                                      ? m.storage() + offset_of_parameter<Net>(r, g[i].index)
                                      : x[static_cast<std::size_t>(g[i].index)].data();
            for (long k = 0; k < want.total(i); ++k) want[i][k] = static_cast<double>(source[k]);
        }
        want.run(step_seed);

        std::vector<test::guarded> in, out;
        for (const auto& port : x) in.emplace_back(port);
        for (int o = 0; o < output_count<Net>; ++o) out.emplace_back(batch * size_of_output<Net>(o));
        test::aligned_memory arena((step::plan.fixed + step::plan.batched * batch + 16) * 4);
        std::fill(arena.memory.begin(), arena.memory.end(), std::nanf(""));
        model<Net> trained = m;  // a step updates running statistics
        test::guarded gradients(recorded<Net>::value.trainable), loss(1);
        runtime::frame f;
        f.parameters = trained.storage();
        f.gradients = gradients.data();
        f.arena = static_cast<float*>(arena.data());
        for (std::size_t i = 0; i < in.size(); ++i) f.inputs[i] = in[i].data();
        f.outputs[0] = loss.data();
        for (std::size_t o = 0; o < out.size(); ++o) f.outputs[o + 1] = out[o].data();
        f.batch = batch;
        f.seed = step_seed;
        runtime::run<step, simd_backend>(f);

        CHECK(static_cast<double>(loss.data()[0]) == Catch::Approx(want[g.outputs[0]][0]).epsilon(1e-5));
        int compared = 0;
        for (int i = 0; i < g.size(); ++i) {
            if (g[i].op != &op_of<ops::store_gradient>) continue;
            const long offset = offset_of_parameter<Net>(r, g[i].index);
            const int source = g[i].input[0];
            double worst = 0, most = 1e-2;  // gradients that vanish (a bias before batch_norm) are noise
            for (long k = 0; k < want.total(source); ++k) {
                const double w = want[source][k], found = static_cast<double>(gradients.data()[offset + k]);
                most = std::max(most, std::abs(w));
                if (!(std::abs(found - w) <= worst)) worst = std::abs(found - w);
            }
            INFO(path_of(r.layers.data(), r.parameters[g[i].index]).data);
            CHECK(worst <= 1e-4 * most);
            ++compared;
        }
        CHECK(compared > 0);
        loss.values(), gradients.values();
        for (auto& port : out) port.values();
    }
}

/// Everything that holds for training.
template <class Net, class Loss = mean_squared_error>
void training_laws() {
    gradient<Net, Loss>();
    trains_as_recorded<Net, Loss>();
}

}  // namespace law
