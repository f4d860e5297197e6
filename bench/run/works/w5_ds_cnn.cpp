// SPDX-License-Identifier: BSL-1.0
// W5: DS-CNN, MLPerf Tiny's keyword spotting, batch norm folded: 49 x 10, conv 10x4 stride 2 to 64 channels, four
// times depthwise 3x3 and pointwise 64, relu after each, mean over the map, dense 12; one sample and 64.
#include "../by_hand/eigen.hpp"
#include "../ours.hpp"
#include "works.hpp"

namespace bench {
namespace {

using namespace inlay;
struct net_type
    : network<input<49, 10, 1>, conv2d<64, kernel_size{10, 4}, stride<2>, same>, inlay::relu,
              repeat<4, depthwise_conv2d<3, same>, inlay::relu, conv2d<64, 1>, inlay::relu>, global_average_pool2d,
              inlay::dense<12>> {};

struct on_eigen {
    by_hand::convolution<49, 10, 1, 64, 10, 4, 2, 4, 1, 25, 5, by_hand::relu> first;
    by_hand::depthwise<25, 5, 64, by_hand::relu> depth[4];
    by_hand::convolution<25, 5, 64, 64, 1, 1, 1, 0, 0, 25, 5, by_hand::relu> point[4];
    by_hand::dense<64, 12> last;
    by_hand::planes<49, 10, 1> x0;
    by_hand::planes<25, 5, 64> a, b;

    explicit on_eigen(const net& n) {
        first.load(n.layers[0]);
        for (int i = 0; i < 4; ++i) {
            depth[i].load(n.layers[1 + 2 * i]);
            point[i].load(n.layers[2 + 2 * i]);
        }
        last.load(n.output());
    }
    void operator()(const float* x, float* y) {
        x0.load(x);
        first(x0, a);
        for (int i = 0; i < 4; ++i) {
            depth[i](a, b);
            point[i](b, a);
        }
        const by_hand::matrix<64, 1> mean = a.v.colwise().mean();
        last(mean, Eigen::Map<by_hand::matrix<12, 1>>(y));
    }
};

std::unique_ptr<work> describe(const char* id, int batch, double target) {
    auto w = std::make_unique<work>();
    w->id = id;
    w->what = "DS-CNN, 49 x 10";
    w->target = target;
    w->batch = batch;
    net& n = w->plain = net(id, {49, 10, 1});
    n.convolution(64, 10, 4, 2, true, activation::relu);
    for (int i = 0; i < 4; ++i) {
        n.depthwise(3, activation::relu);
        n.convolution(64, 1, 1, 1, true, activation::relu);
    }
    n.average();
    n.dense(12);
    add_samples(*w);
    auto e = std::make_shared<on_eigen>(n);
    add_ours<net_type>(*w);
    w->contenders.push_back(make_contender(*w, "Eigen", by_hand::eigen_version(), [e, batch](const float* x, float* y) {
        for (int b = 0; b < batch; ++b) (*e)(x + b * 490, y + b * 12);
    }));
    return w;
}

}  // namespace

std::unique_ptr<work> ds_cnn() { return describe("W5", 1, 0.72); }
std::unique_ptr<work> ds_cnn_batch64() { return describe("W5-batch64", 64, 0.72); }

}  // namespace bench
