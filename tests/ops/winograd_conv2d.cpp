// SPDX-License-Identifier: BSL-1.0
// Deployed networks whose convolutions take Winograd's form, against the model, and the reference.
#include "support.hpp"

#include <inlay/inlay.hpp>
#include <inlay/runtime/interpret.hpp>

#include <cmath>
#include <memory>
#include <type_traits>
#include <vector>

using namespace inlay;

namespace {

struct lenet : network<input<16, 15, 16>, conv2d<17, 5>, relu, max_pool2d<2>, conv2d<16, 5, padding<3, 2>>, max_pool2d<2>, inlay::tanh, flatten,
                       dense<6>> {};
struct net : network<input<12, 11, 16>, conv2d<17, 3, same>, batch_norm<>, relu, residual<conv2d<17, 3, same, no_bias>, gelu>,
                     conv2d<32, 3>, inlay::tanh, max_pool2d<2>, flatten, dense<6>> {};

template <class Program>
constexpr int count(const op_info& op) {
    int n = 0;
    for (const node& each : Program::g.nodes) n += each.op == &op;
    return n;
}

template <class Net, class... Options>
void check_against_model() {
    model<Net> m{seed{1}};
    if constexpr (std::is_same_v<Net, net>)
        for (int i = 0; i < 17; ++i) parameter<"1.running_mean">(m)(i) = 0.1f * static_cast<float>(i % 3), parameter<"1.weight">(m)(i) = 0.5f + 0.1f * static_cast<float>(i % 4);
    const auto d = std::make_unique<deployed<Net, Options...>>(m);
    for (long batch : {1, 5}) {
        const auto x = test::random_numbers(batch * input_shape<Net>.size(), 3);
        const auto expected = test::predict(m, x);
        test::guarded out(batch * 6);
        test::aligned_memory arena(d->arena_bytes(batch));
        d->predict(x.data(), out.data(), batch, arena.data());
        test::check_near(out.values(), std::vector<double>(expected.begin(), expected.end()), 2e-5);
    }
}

}  // namespace

#if !defined(INLAY_NO_WINOGRAD)
TEST_CASE("3 x 3 convolutions of a deployed model take Winograd's form", "[winograd_conv2d]") {
    if constexpr (simd::native_width > 1) {
        STATIC_REQUIRE(count<prepared<net>>(op_of<ops::winograd_conv2d>) == 3);
        STATIC_REQUIRE(count<prepared<net>>(op_of<ops::winograd_weights>) == 0);       // once, before
        STATIC_REQUIRE(count<preparation<net>>(op_of<ops::winograd_weights>) == 3);
        STATIC_REQUIRE(count<preparation<net>>(op_of<ops::workspace>) == 0);
        STATIC_REQUIRE(count<prepared<net>>(op_of<ops::max_pool2d>) == 0);  // the convolution's
    }
    check_against_model<net>();
}

TEST_CASE("5 x 5 convolutions do, and their poolings", "[winograd_conv2d]") {
    if constexpr (simd::native_width > 1) {
        STATIC_REQUIRE(count<prepared<lenet>>(op_of<ops::winograd_conv2d>) == 2);
        STATIC_REQUIRE(count<prepared<lenet>>(op_of<ops::max_pool2d>) == 0);
    }
    check_against_model<lenet>();
}
#endif

TEST_CASE("exact_convolutions keeps the definition", "[winograd_conv2d]") {
    STATIC_REQUIRE(count<prepared<net, exact_convolutions>>(op_of<ops::winograd_conv2d>) == 0);
    check_against_model<net, exact_convolutions>();
    check_against_model<lenet, exact_convolutions>();
}

TEST_CASE("the reference of Winograd's form is the convolution", "[winograd_conv2d]") {
    for (int form : {2, 4, 5, 7}) {  // F(2, 3), F(4, 3), F(2, 5), and that with a pooling
        const int tile = form == 4 ? 4 : 2, K = form < 5 ? 3 : 5;
        graph_editor g;
        node x, w, b, conv, pool;
        x.op = &op_of<ops::input>, x.out = {7, 9, 3}, x.batched = true;
        w.op = &op_of<ops::parameter>, w.out = {K, K, 3, 5}, w.batched = false;
        b.op = &op_of<ops::parameter>, b.out = shape{5}, b.batched = false, b.index = 1;
        conv.op = &op_of<ops::conv2d>, conv.batched = true;
        conv.win = {.kernel_h = K, .kernel_w = K, .pad_top = 1, .pad_left = 2};
        conv.out = detail::after_window(x.out, conv.win, 5);
        const int at_x = g.add(x, {}), at_w = g.add(w, {}), at_b = g.add(b, {});
        int plain = g.add(conv, {at_x, at_w, at_b});
        const int fast = ops::winograd_conv2d::replace(g, g[plain], tile);
        if (form == 7) {
            pool.op = &op_of<ops::max_pool2d>, pool.batched = true;
            pool.win = {.kernel_h = 2, .kernel_w = 1, .stride_h = 2, .stride_w = 1};
            pool.out = detail::after_window(conv.out, pool.win, 5);
            plain = g.add(pool, {plain});
            g[fast].index = ops::winograd_conv2d::with_pool(tile, pool.win);
            g[fast].out = pool.out;
        }
        interpreter<double> run(g.nodes.data(), g.size(), 2);
        for (int leaf : {at_x, at_w, at_b})
            for (long k = 0; k < run.total(leaf); ++k) run[leaf][k] = random_normal_at(static_cast<unsigned long long>(leaf), static_cast<unsigned long long>(k));
        run.run();
        for (long k = 0; k < run.total(plain); ++k) CHECK(run[fast][k] == Catch::Approx(run[plain][k]).margin(1e-5));
    }
}
