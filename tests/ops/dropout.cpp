// SPDX-License-Identifier: BSL-1.0
// dropout: nothing in inference; in training a mask decided by seed, layer and element.
#include "support.hpp"

#include <inlay/ops/dropout.hpp>

using namespace inlay;

namespace {

struct net : network<input<1000>, dropout<0.2>, relu, dropout<0.5>> {};
struct small : network<input<8>, dropout<0.4>, dense<8>, dropout<0.3>, inlay::tanh> {};

template <int Width>
struct dropout_site : test::site<Width, shape{1000}, true, shape{1000}> {
    static constexpr node make(int index, double rate) {
        node n = test::site<Width, shape{1000}, true, shape{1000}>::self;
        n.index = index;
        n.value = rate;
        return n;
    }
    static constexpr node self = make(3, 0.2);
};

std::vector<float> dropped(std::vector<float>& x, unsigned long long step_seed) {
    std::vector<float> y(x.size());
    const float* in[] = {x.data()};
    ops::dropout::run<dropout_site<simd::native_width>>(
        in, y.data(), static_cast<long>(x.size()) / 1000, step_seed);
    return y;
}

}  // namespace

TEST_CASE("dropout is nothing in inference", "[dropout]") {
    STATIC_REQUIRE(inference<net>::step_count == 1);  // relu
    const model<net> m{seed{1}};
    const auto x = test::random_numbers(1000, 2);
    std::vector<double> want;
    for (float v : x) want.push_back(v > 0 ? static_cast<double>(v) : 0);
    test::check_near(test::predict(m, x), want, 0);
    std::vector<float> same = x;
    CHECK(dropped(same, 0) == x);
}

TEST_CASE("dropout keeps a share of 1 - rate, scaled so that the mean stays", "[dropout]") {
    std::vector<float> ones(50000, 1);
    const auto y = dropped(ones, 77);
    long kept = 0;
    for (float v : y) {
        CHECK_FALSE((v != 0 && v != 1.25f));
        kept += v != 0;
    }
    CHECK(static_cast<double>(kept) / 50000 == Catch::Approx(0.8).margin(0.01));
    CHECK(dropped(ones, 77) == y);
    CHECK(dropped(ones, 78) != y);
    // samples differ, too
    CHECK(std::vector<float>(y.begin(), y.begin() + 1000) !=
          std::vector<float>(y.begin() + 1000, y.begin() + 2000));
}

TEST_CASE("the gradient drops the same elements", "[dropout][gradient]") {
    auto dy = test::random_numbers(3000, 4);
    const auto want = dropped(dy, 5);
    std::vector<float> dx(3000), reference(3000);
    const float* in[] = {dy.data()};
    ops::dropout_gradient::run<dropout_site<1>>(in, dx.data(), 3, 5);
    CHECK(dx == want);
    const node self = dropout_site<1>::self;
    const node* inputs[] = {&self};
    ops::dropout::reference(reference_call<float>{&self, inputs, in, reference.data(), 3, 5});
    CHECK(reference == want);
    test::check_gradient<small>();
}

TEST_CASE("each dropout of a network draws for itself", "[dropout]") {
    const auto& g = recorded<net>::value.g;
    int first = -1;
    for (const node& n : g.nodes)
        if (n.op == &op_of<ops::dropout>) {
            CHECK(n.index != first);
            first = n.index;
        }
}
