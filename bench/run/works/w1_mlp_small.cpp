// SPDX-License-Identifier: BSL-1.0
// W1: MLP 16-64-64-10, one sample; with relu and with tanh.
#include "../by_hand/eigen.hpp"
#include "../ours.hpp"
#include "works.hpp"

namespace bench {
namespace {

struct relu_net : inlay::network<inlay::input<16>, inlay::dense<64>, inlay::relu, inlay::dense<64>, inlay::relu,
                                 inlay::dense<10>> {};
struct tanh_net : inlay::network<inlay::input<16>, inlay::dense<64>, inlay::tanh, inlay::dense<64>, inlay::tanh,
                                 inlay::dense<10>> {};

template <class Activation>
struct on_eigen {
    by_hand::dense<16, 64, Activation> first;
    by_hand::dense<64, 64, Activation> second;
    by_hand::dense<64, 10> third;

    void operator()(const float* x, float* y) const {
        by_hand::matrix<64, 1> a, b;
        first(Eigen::Map<const by_hand::matrix<16, 1>>(x), a);
        second(a, b);
        third(b, Eigen::Map<by_hand::matrix<10, 1>>(y));
    }
};

template <class Net, class Activation>
std::unique_ptr<work> make(const char* id, activation a, double target) {
    auto w = std::make_unique<work>();
    w->id = id;
    w->what = std::string("MLP 16-64-64-10, ") + (a == activation::relu ? "relu" : "tanh");
    w->target = target;
    w->plain = net(id, {1, 1, 16});
    w->plain.dense(64, a);
    w->plain.dense(64, a);
    w->plain.dense(10);
    add_samples(*w);
    add_ours<Net>(*w);
    if (a == activation::tanh) {
        w->contenders.push_back(ours_as<Net, inlay::deployed<Net, inlay::fast_functions>>(*w, "inlay fast"));
        w->contenders.back()->own = true;
    }

    auto e = std::make_shared<on_eigen<Activation>>();
    e->first.load(w->plain.layers[0]);
    e->second.load(w->plain.layers[1]);
    e->third.load(w->plain.layers[2]);
    w->contenders.push_back(
        make_contender(*w, "Eigen", by_hand::eigen_version(), [e](const float* x, float* y) { (*e)(x, y); }));
    return w;
}

}  // namespace

std::unique_ptr<work> mlp_small_relu() { return make<relu_net, by_hand::relu>("W1-relu", activation::relu, 0.55); }
std::unique_ptr<work> mlp_small_tanh() { return make<tanh_net, by_hand::tanh>("W1-tanh", activation::tanh, 0.62); }

}  // namespace bench
