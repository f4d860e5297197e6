// SPDX-License-Identifier: BSL-1.0
// W2: MLP 784-128-10 with relu, one sample and 64.
#include "../by_hand/eigen.hpp"
#include "../ours.hpp"
#include "works.hpp"

namespace bench {
namespace {

struct net_type : inlay::network<inlay::input<784>, inlay::dense<128>, inlay::relu, inlay::dense<10>> {};

struct on_eigen {
    by_hand::dense<784, 128, by_hand::relu> first;
    by_hand::dense<128, 10> second;

    explicit on_eigen(const net& n) {
        first.load(n.layers[0]);
        second.load(n.layers[1]);
    }
    void operator()(const float* x, float* y) const {
        by_hand::matrix<128, 1> a;
        first(Eigen::Map<const by_hand::matrix<784, 1>>(x), a);
        second(a, Eigen::Map<by_hand::matrix<10, 1>>(y));
    }
    template <int Batch>
    void batch(const float* x, float* y) const {
        by_hand::matrix<128, Batch> a;
        first.batch(Eigen::Map<const by_hand::matrix<784, Batch>>(x), a);
        second.batch(a, Eigen::Map<by_hand::matrix<10, Batch>>(y));
    }
};

std::unique_ptr<work> describe(const char* id, int batch, double target) {
    auto w = std::make_unique<work>();
    w->id = id;
    w->what = "MLP 784-128-10, relu";
    w->target = target;
    w->batch = batch;
    w->plain = net(id, {1, 1, 784});
    w->plain.dense(128, activation::relu);
    w->plain.dense(10);
    add_samples(*w);
    return w;
}

}  // namespace

std::unique_ptr<work> mlp() {
    auto w = describe("W2", 1, 0.90);
    add_ours<net_type>(*w);
    add_ours_bf16<net_type>(*w);
    auto e = std::make_shared<on_eigen>(w->plain);
    w->contenders.push_back(
        make_contender(*w, "Eigen", by_hand::eigen_version(), [e](const float* x, float* y) { (*e)(x, y); }));
    return w;
}

std::unique_ptr<work> mlp_batch64() {
    auto w = describe("W2-batch64", 64, 1);
    add_ours<net_type>(*w);
    auto e = std::make_shared<on_eigen>(w->plain);
    w->contenders.push_back(make_contender(*w, "Eigen", by_hand::eigen_version(),
                                           [e](const float* x, float* y) { e->batch<64>(x, y); }));
    return w;
}

}  // namespace bench
