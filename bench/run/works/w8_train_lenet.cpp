// SPDX-License-Identifier: BSL-1.0
// W8: a training step of LeNet (W3's network), batch 32, SGD. By hand: convolutions by im2col, sample by sample,
// maps in planes.
#include "../by_hand/gemm.hpp"
#include "../ours_training.hpp"
#include "works.hpp"

namespace bench {
namespace {

constexpr int N = 32;
using namespace inlay;
struct net_type : network<input<28, 28, 1>, conv2d<6, 5>, inlay::relu, max_pool2d<2>, conv2d<16, 5>, inlay::relu, max_pool2d<2>,
                          flatten, inlay::dense<120>, inlay::relu, inlay::dense<84>, inlay::relu, inlay::dense<10>> {};

/// 5x5 convolution of a S x S x C map, then the largest of each 2 x 2, then relu. weight (F, C * 25).
template <class Gemm, int S, int C, int F>
struct trained_convolution {
    static constexpr int O = S - 4, P = O / 2, K = C * 25;
    by_hand::row_major w{F, K}, dw{F, K}, patches{K, O * O}, out{F, O * O}, d_patches{K, O * O};
    Eigen::VectorXf b{F}, db{F};
    std::vector<float> y = std::vector<float>(N * F * P * P);  // after pool and relu
    std::vector<int> winner = std::vector<int>(N * F * P * P);

    void load(const layer& l) {
        for (int f = 0; f < F; ++f) {
            for (int k = 0; k < K; ++k) w(f, k) = l.weight[f * K + k];
            b(f) = l.bias[f];
        }
    }
    void gather(const float* x) {
        for (int k = 0; k < K; ++k) {
            const float* from = x + k / 25 * S * S + k % 25 / 5 * S + k % 5;
            for (int r = 0; r < O; ++r) std::copy_n(from + r * S, O, patches.data() + (k * O + r) * O);
        }
    }
    void forward(int n, const float* x) {
        gather(x);
        Gemm::template multiply<F, O * O, K>(w.data(), patches.data(), out.data());
        for (int f = 0; f < F; ++f)
            for (int i = 0; i < P * P; ++i) {
                const int at = f * O * O + i / P * 2 * O + i % P * 2;
                int best = at;
                for (const int next : {at + 1, at + O, at + O + 1})
                    if (out.data()[next] > out.data()[best]) best = next;
                const float value = out.data()[best] + b(f);
                y[(n * F + f) * P * P + i] = value > 0 ? value : 0;
                winner[(n * F + f) * P * P + i] = best;
            }
    }
    /// dy by y; dx may be null.
    void backward(int n, const float* x, const float* dy, float* dx) {
        gather(x);
        if (n == 0) db.setZero();
        out.setZero();
        for (int f = 0; f < F; ++f)
            for (int i = f * P * P; i < (f + 1) * P * P; ++i)
                if (y[n * F * P * P + i] > 0) {
                    out.data()[winner[n * F * P * P + i]] = dy[i];
                    db(f) += dy[i];
                }
        Gemm::template multiply<F, K, O * O, false, true>(out.data(), patches.data(), dw.data(), n > 0);
        if (dx == nullptr) return;
        Gemm::template multiply<K, O * O, F, true>(w.data(), out.data(), d_patches.data());
        std::fill_n(dx, C * S * S, 0.0f);
        for (int k = 0; k < K; ++k) {
            float* to = dx + k / 25 * S * S + k % 25 / 5 * S + k % 5;
            for (int r = 0; r < O; ++r)
                for (int i = 0; i < O; ++i) to[r * S + i] += d_patches.data()[(k * O + r) * O + i];
        }
    }
    void update(float rate) {
        w.noalias() -= rate * dw;
        b.noalias() -= rate * db;
    }
};

template <class Gemm>
struct by_gemm {
    trained_convolution<Gemm, 28, 1, 6> c1;
    trained_convolution<Gemm, 12, 6, 16> c2;
    by_hand::trained_dense<Gemm, N, 256, 120> d1;
    by_hand::trained_dense<Gemm, N, 120, 84> d2;
    by_hand::trained_dense<Gemm, N, 84, 10> d3;
    by_hand::row_major g2{N, 84}, g1{N, 120}, g0{N, 256};
    std::vector<float> dx = std::vector<float>(6 * 144);
    float rate;

    explicit by_gemm(const work& w) : rate(static_cast<float>(w.rate)) {
        const auto& l = w.plain.layers;
        c1.load(l[0]), c2.load(l[2]), d1.load(l[4]), d2.load(l[5]), d3.load(l[6]);
    }
    float step(const float* x, const int* labels) {
        for (int n = 0; n < N; ++n) {
            c1.forward(n, x + n * 784);
            c2.forward(n, c1.y.data() + n * 864);
        }
        d1.forward(c2.y.data(), true);
        d2.forward(d1.y.data(), true);
        d3.forward(d2.y.data(), false);
        by_hand::row_major& dz = d3.y;
        const float loss = by_hand::cross_entropy(dz, labels);
        d3.weight_gradient(d2.y.data(), dz);
        d3.input_gradient(dz, g2.data());
        g2 = (d2.y.array() > 0.0f).select(g2, 0.0f);
        d2.weight_gradient(d1.y.data(), g2);
        d2.input_gradient(g2, g1.data());
        g1 = (d1.y.array() > 0.0f).select(g1, 0.0f);
        d1.weight_gradient(c2.y.data(), g1);
        d1.input_gradient(g1, g0.data());
        for (int n = 0; n < N; ++n) {
            c2.backward(n, c1.y.data() + n * 864, g0.data() + n * 256, dx.data());
            c1.backward(n, x + n * 784, dx.data(), nullptr);
        }
        c1.update(rate), c2.update(rate), d1.update(rate), d2.update(rate), d3.update(rate);
        return loss;
    }
};

template <class Gemm>
contender_ptr peer(const work& w) {
    auto p = std::make_shared<by_gemm<Gemm>>(w);
    return make_contender(w, Gemm::name, Gemm::version(), [p](const float* x, const int* labels) { return p->step(x, labels); });
}

}  // namespace

std::unique_ptr<work> train_lenet() {
    auto w = std::make_unique<work>();
    w->id = "W8";
    w->what = "training LeNet, batch 32";
    w->target = 0.5;
    w->training = true;
    w->batch = N;
    net& n = w->plain = net("W8", {28, 28, 1});
    n.convolution(6, 5, 5, 1, false, activation::relu);
    n.max_pool(2);
    n.convolution(16, 5, 5, 1, false, activation::relu);
    n.max_pool(2);
    n.dense(120, activation::relu);
    n.dense(84, activation::relu);
    n.dense(10);
    add_samples(*w);
    w->contenders.push_back(ours_training<net_type>(*w));
    w->contenders.push_back(peer<by_hand::openblas>(*w));
    w->contenders.push_back(peer<by_hand::eigen>(*w));
    return w;
}

}  // namespace bench
