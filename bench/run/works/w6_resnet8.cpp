// SPDX-License-Identifier: BSL-1.0
// W6: ResNet-8, MLPerf Tiny's image classification, batch norm folded: 32 x 32 x 3, conv 3x3 16, three blocks of two
// 3x3 convolutions (16, 32, 64 channels; the last two halve the map and have a 1x1 convolution on the short way), mean
// over the map, dense 10; one sample and 64.
#include "../by_hand/eigen.hpp"
#include "../ours.hpp"
#include "works.hpp"

namespace bench {
namespace {

using namespace inlay;
template <int C>
using halving = branches<add, sequential<conv2d<C, 3, stride<2>, same>, inlay::relu, conv2d<C, 3, same>>,
                         conv2d<C, 1, stride<2>, same>>;
struct net_type : network<input<32, 32, 3>, conv2d<16, 3, same>, inlay::relu,
                          residual<conv2d<16, 3, same>, inlay::relu, conv2d<16, 3, same>>, inlay::relu, halving<32>,
                          inlay::relu, halving<64>, inlay::relu, global_average_pool2d, inlay::dense<10>> {};

template <int H, int C, int F, int K, int S, class Activation>
using square = by_hand::convolution<H, H, C, F, K, K, S, K == 3 && S == 1, K == 3 && S == 1, H / S, H / S, Activation>;

struct on_eigen {
    square<32, 3, 16, 3, 1, by_hand::relu> c0;
    square<32, 16, 16, 3, 1, by_hand::relu> a1, a2;
    square<32, 16, 32, 3, 2, by_hand::relu> b1;
    square<16, 32, 32, 3, 1, by_hand::relu> b2;
    square<32, 16, 32, 1, 2, by_hand::no_activation> b3;
    square<16, 32, 64, 3, 2, by_hand::relu> d1;
    square<8, 64, 64, 3, 1, by_hand::relu> d2;
    square<16, 32, 64, 1, 2, by_hand::no_activation> d3;
    by_hand::dense<64, 10> last;
    by_hand::planes<32, 32, 3> x;
    by_hand::planes<32, 32, 16> p, q, r;
    by_hand::planes<16, 16, 32> s, t, u;
    by_hand::planes<8, 8, 64> v, y, z;

    explicit on_eigen(const net& n) {
        const auto& l = n.layers;
        c0.load(l[0]), a1.load(l[1]), a2.load(l[2]);
        b1.load(l[3]), b3.load(l[4]), b2.load(l[5]);
        d1.load(l[6]), d3.load(l[7]), d2.load(l[8]);
        last.load(n.output());
    }
    void operator()(const float* in, float* out) {
        x.load(in);
        c0(x, p);
        a1(p, q), a2(q, r, p);
        b1(r, s), b3(r, t), b2(s, u, t);
        d1(u, v), d3(u, y), d2(v, z, y);
        const by_hand::matrix<64, 1> mean = z.v.colwise().mean();
        last(mean, Eigen::Map<by_hand::matrix<10, 1>>(out));
    }
};

/// In the order of execution: the short way before the addition that ends the block.
net plain_network(const char* id) {
    net n(id, {32, 32, 3});
    constexpr auto on = activation::relu, off = activation::none;
    int x = n.convolution(16, 3, 3, 1, true, on);
    int y = n.convolution(16, 3, 3, 1, true, on);
    x = n.convolution(16, 3, 3, 1, true, on, y, x);
    for (const int channels : {32, 64}) {
        y = n.convolution(channels, 3, 3, 2, true, on, x);
        const int z = n.convolution(channels, 1, 1, 2, true, off, x);
        x = n.convolution(channels, 3, 3, 1, true, on, y, z);
    }
    n.average();
    n.dense(10);
    return n;
}

/// The same parameters in the order of the network's type: the short way last.
void order_as_type(net& n) {
    std::swap(n.layers[4], n.layers[5]);
    std::swap(n.layers[7], n.layers[8]);
}

std::unique_ptr<work> describe(const char* id, int batch, double target) {
    auto w = std::make_unique<work>();
    w->id = id;
    w->what = "ResNet-8, 32 x 32 x 3";
    w->target = target;
    w->batch = batch;
    w->plain = plain_network(id);
    add_samples(*w);
    auto e = std::make_shared<on_eigen>(w->plain);
    order_as_type(w->plain);
    add_ours<net_type>(*w);
    order_as_type(w->plain);
    w->contenders.push_back(make_contender(*w, "Eigen", by_hand::eigen_version(), [e, batch](const float* x, float* y) {
        for (int b = 0; b < batch; ++b) (*e)(x + b * 3072, y + b * 10);
    }));
    return w;
}

}  // namespace

std::unique_ptr<work> resnet8() { return describe("W6", 1, 0.75); }
std::unique_ptr<work> resnet8_batch64() { return describe("W6-batch64", 64, 0.75); }

}  // namespace bench
