// SPDX-License-Identifier: BSL-1.0
// W3: LeNet on 28 x 28: conv 5x5 6, pool 2, conv 5x5 16, pool 2, dense 120, 84, 10, relu; one sample and 64.
#include "../by_hand/eigen.hpp"
#include "../ours.hpp"
#include "works.hpp"

namespace bench {
namespace {

using namespace inlay;
struct net_type : network<input<28, 28, 1>, conv2d<6, 5>, inlay::relu, max_pool2d<2>, conv2d<16, 5>, inlay::relu, max_pool2d<2>,
                          flatten, inlay::dense<120>, inlay::relu, inlay::dense<84>, inlay::relu, inlay::dense<10>> {};

struct on_eigen {
    by_hand::convolution<28, 28, 1, 6, 5, 5, 1, 0, 0, 24, 24, by_hand::relu> c1;
    by_hand::convolution<12, 12, 6, 16, 5, 5, 1, 0, 0, 8, 8, by_hand::relu> c2;
    by_hand::dense<256, 120, by_hand::relu> d1;
    by_hand::dense<120, 84, by_hand::relu> d2;
    by_hand::dense<84, 10> d3;
    by_hand::planes<28, 28, 1> x0;
    by_hand::planes<24, 24, 6> x1;
    by_hand::planes<12, 12, 6> x2;
    by_hand::planes<8, 8, 16> x3;
    by_hand::planes<4, 4, 16> x4;

    explicit on_eigen(const net& n) {
        c1.load(n.layers[0]);
        c2.load(n.layers[2]);
        d1.load(n.layers[4]);
        d2.load(n.layers[5]);
        d3.load(n.layers[6]);
    }
    void operator()(const float* x, float* y) {
        x0.load(x);
        c1(x0, x1);
        by_hand::max_pool2(x1, x2);
        c2(x2, x3);
        by_hand::max_pool2(x3, x4);
        by_hand::matrix<120, 1> a;
        by_hand::matrix<84, 1> b;
        d1(Eigen::Map<const by_hand::matrix<256, 1>>(x4.v.data()), a);
        d2(a, b);
        d3(b, Eigen::Map<by_hand::matrix<10, 1>>(y));
    }
};

std::unique_ptr<work> describe(const char* id, int batch, double target) {
    auto w = std::make_unique<work>();
    w->id = id;
    w->what = "LeNet, 28 x 28";
    w->target = target;
    w->batch = batch;
    net& n = w->plain = net(id, {28, 28, 1});
    n.convolution(6, 5, 5, 1, false, activation::relu);
    n.max_pool(2);
    n.convolution(16, 5, 5, 1, false, activation::relu);
    n.max_pool(2);
    n.dense(120, activation::relu);
    n.dense(84, activation::relu);
    n.dense(10);
    add_samples(*w);
    auto e = std::make_shared<on_eigen>(n);
    add_ours<net_type>(*w);
    w->contenders.push_back(make_contender(*w, "Eigen", by_hand::eigen_version(), [e, batch](const float* x, float* y) {
        for (int b = 0; b < batch; ++b) (*e)(x + b * 784, y + b * 10);
    }));
    return w;
}

}  // namespace

std::unique_ptr<work> lenet() { return describe("W3", 1, 0.50); }
std::unique_ptr<work> lenet_batch64() { return describe("W3-batch64", 64, 0.50); }

}  // namespace bench
