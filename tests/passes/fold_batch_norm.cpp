// SPDX-License-Identifier: BSL-1.0
// fold_batch_norm: the same output, and no step of its own behind a layer with an epilogue.
#include "../ops/support.hpp"

#include <inlay/ops/conv2d.hpp>
#include <inlay/passes/fold_batch_norm.hpp>

using namespace inlay;

namespace {

struct head : network<input<9>, dense<17>, batch_norm<epsilon<1e-3>>, relu, dense<5, no_bias>,
                      batch_norm<>> {};
struct around
    : network<input<2, 3, 7>, batch_norm<>,
              residual<dense<7>, batch_norm<>, relu, dense<7, no_bias>, batch_norm<>>, relu> {};
struct convolved : network<input<6, 6, 2>, conv2d<8, 3, same>, batch_norm<>, relu,
                           conv2d<17, 3, stride<2>, no_bias>, batch_norm<>> {};
struct none : network<input<4>, dense<3>, relu> {};

/// Random parameters; variances positive.
template <class Net>
model<Net> random_model() {
    model<Net> m{seed{3}};
    const auto& r = recorded<Net>::value;
    for (int i = 0; i < r.parameter_count; ++i) {
        const parameter_record& p = r.parameters[i];
        const auto v =
            test::random_numbers(p.public_shape.size(), 50 + static_cast<unsigned long long>(i));
        for (std::size_t k = 0; k < v.size(); ++k)
            m.storage()[static_cast<std::size_t>(p.offset) + k] =
                p.trainable ? v[k] : 0.2f + v[k] * v[k];
    }
    return m;
}

/// A graph in double, with a model's parameters.
template <class Net>
std::vector<double> evaluate(const graph_editor& g, const model<Net>& m,
                             const std::vector<float>& x, long batch) {
    interpreter<double> run(g.nodes.data(), g.size(), batch);
    for (int i = 0; i < g.size(); ++i) {
        const node& n = g[i];
        if (!detail::is_leaf(n)) continue;
        const float* source = n.op == &op_of<ops::input>
                                  ? x.data()
                                  : m.storage() + recorded<Net>::value.parameters[n.index].offset;
        for (long k = 0; k < run.total(i); ++k) run[i][k] = static_cast<double>(source[k]);
    }
    run.run();
    const double* y = run[g.outputs[0]];
    return {y, y + run.total(g.outputs[0])};
}

template <class Net>
int count_ops(const graph_editor& g, const char* name) {
    int n = 0;
    for (const node& i : g.nodes) n += equal(i.op->name, name);
    return n;
}

template <class Net>
void check_folding(int expected) {
    const model<Net> m = random_model<Net>();
    const graph_editor before(recorded<Net>::value.g);
    graph_editor after = before;
    passes::fold_batch_norm(after);
    CHECK(count_ops<Net>(before, "batch_norm") == expected);
    CHECK(count_ops<Net>(after, "batch_norm") == 0);
    CHECK(count_ops<Net>(after, "scale_shift") == expected);
    for (int i = 0; i < after.size(); ++i)
        for (int k = 0; k < after[i].input_count; ++k) CHECK(after[i].input[k] < i);
    for (long batch : {1, 3}) {
        const auto x = test::random_numbers(batch * input_shape<Net>.size(), 9);
        const auto want = evaluate<Net>(before, m, x, batch),
                   folded = evaluate<Net>(after, m, x, batch);
        REQUIRE(want.size() == folded.size());
        for (std::size_t i = 0; i < want.size(); ++i)
            CHECK(folded[i] == Catch::Approx(want[i]).epsilon(1e-12).margin(1e-12));
        test::check_near(test::predict(m, x), want, 2e-5);
    }
}

/// Steps with work on a map: those that are neither coefficients nor views.
template <class Net>
constexpr int steps_on_maps() {
    using p = inference<Net>;
    int n = 0;
    for (int s = 0; s < p::step_count; ++s) n += p::g.nodes[p::list.steps[s].output].batched;
    return n;
}

}  // namespace

TEST_CASE("folded batch_norm gives the same output", "[fold_batch_norm]") {
    check_folding<head>(2);
    check_folding<around>(3);
    check_folding<convolved>(2);
    check_folding<none>(0);
}

TEST_CASE("behind a dense layer or convolution batch_norm is part of its store",
          "[fold_batch_norm]") {
    STATIC_REQUIRE(steps_on_maps<head>() == 2);              // two dense layers, nothing else
    STATIC_REQUIRE(inference<head>::step_count == 4);        // and two steps for coefficients
    STATIC_REQUIRE(steps_on_maps<around>() ==
                   3);  // batch_norm; dense, norm, relu; dense, norm, add, relu
    STATIC_REQUIRE(steps_on_maps<convolved>() == 2);
    STATIC_REQUIRE(inference<convolved>::step_count == 4);
    STATIC_REQUIRE(inference<none>::step_count == 1);
}

TEST_CASE("parameters may change between two calls", "[fold_batch_norm]") {
    model<head> m = random_model<head>();
    const auto x = random_normal<9>(seed{2});
    const auto before = m(x);
    parameter<"4.bias">(m)(0) += 1;
    const auto after = m(x);
    CHECK(after[0] == Catch::Approx(before[0] + 1));
    CHECK(after[1] == before[1]);
}
