// SPDX-License-Identifier: BSL-1.0
// W7: a training step of MLP 784-128-10, batch 64, SGD.
#include "../by_hand/gemm.hpp"
#include "../ours_training.hpp"
#include "works.hpp"

namespace bench {
namespace {

constexpr int N = 64, I = 784, H = 128, C = 10;
struct net_type : inlay::network<inlay::input<I>, inlay::dense<H>, inlay::relu, inlay::dense<C>> {};

template <class Gemm>
struct by_gemm {
    by_hand::trained_dense<Gemm, N, I, H> first;
    by_hand::trained_dense<Gemm, N, H, C> second;
    by_hand::row_major dh{N, H};
    float rate;

    explicit by_gemm(const work& w) : rate(static_cast<float>(w.rate)) {
        first.load(w.plain.layers[0]);
        second.load(w.plain.layers[1]);
    }
    float step(const float* x, const int* labels) {
        first.forward(x, true);
        second.forward(first.y.data(), false);
        by_hand::row_major& dz = second.y;
        const float loss = by_hand::cross_entropy(dz, labels);
        second.weight_gradient(first.y.data(), dz);
        second.input_gradient(dz, dh.data());
        dh = (first.y.array() > 0.0f).select(dh, 0.0f);
        first.weight_gradient(x, dh);
        first.update(rate);
        second.update(rate);
        return loss;
    }
};

template <class Gemm>
contender_ptr peer(const work& w) {
    auto p = std::make_shared<by_gemm<Gemm>>(w);
    return make_contender(w, Gemm::name, Gemm::version(), [p](const float* x, const int* labels) { return p->step(x, labels); });
}

}  // namespace

std::unique_ptr<work> train_mlp() {
    auto w = std::make_unique<work>();
    w->id = "W7";
    w->what = "training MLP 784-128-10, batch 64";
    w->target = 1 / 1.10;
    w->training = true;
    w->batch = N;
    w->plain = net("W7", {1, 1, I});
    w->plain.dense(H, activation::relu);
    w->plain.dense(C);
    add_samples(*w);
    w->contenders.push_back(ours_training<net_type>(*w));
    w->contenders.push_back(peer<by_hand::openblas>(*w));
    w->contenders.push_back(peer<by_hand::eigen>(*w));
    return w;
}

}  // namespace bench
