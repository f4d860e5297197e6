// SPDX-License-Identifier: BSL-1.0
// W4: a gru, or an lstm, of 32 units on one number a call, then dense 1; the state goes from call to call.
#include "../by_hand/eigen.hpp"
#include "../ours.hpp"
#include "works.hpp"

namespace bench {
namespace {

constexpr int H = 32;
struct gru_net : inlay::network<inlay::input<1, 1>, inlay::gru<H>, inlay::dense<1>> {};
struct lstm_net : inlay::network<inlay::input<1, 1>, inlay::lstm<H>, inlay::dense<1>> {};

template <class Net>
contender_ptr streamed(const work& w) {
    struct state {
        inlay::model<Net> m;
        inlay::streaming<Net> stream{m};
    };
    auto s = std::make_shared<state>();
    copy_parameters(s->m, w.plain);
    return make_contender(w, "inlay", inlay_version, [s](const float* x, float* y) {
        alignas(64) static unsigned char scratch[inlay::peak_ram<Net>];
        s->stream(x, y, inlay::arena{scratch});
    });
}

/// One product with the state for all gates; the gates' functions on whole vectors.
template <int Gates>
struct on_eigen {
    by_hand::matrix<Gates * H, H> recurrent;
    by_hand::matrix<Gates * H, 1> in, bias;
    by_hand::matrix<H, 1> recurrent_bias;  // of the gru's n, which r multiplies
    by_hand::matrix<H, 1> h = h.Zero(), c = c.Zero(), out;
    float out_bias;

    explicit on_eigen(const net& n) {
        const layer& l = n.layers[0];
        for (int g = 0; g < Gates * H; ++g) {
            const bool apart = Gates == 3 && g >= 2 * H;
            for (int i = 0; i < H; ++i) recurrent(g, i) = l.recurrent[g * H + i];
            in(g) = l.weight[g];
            bias(g) = l.bias[g] + (apart ? 0.0f : l.recurrent_bias[g]);
            if (apart) recurrent_bias(g - 2 * H) = l.recurrent_bias[g];
        }
        for (int i = 0; i < H; ++i) out(i) = n.layers[1].weight[i];
        out_bias = n.layers[1].bias[0];
    }
    void operator()(const float* x, float* y) {
        by_hand::matrix<Gates * H, 1> a;
        a.noalias() = recurrent * h;
        const auto x_part = in * x[0] + bias;
        const auto gate = [&](int g) { return (a + x_part).template segment<H>(g * H).array(); };
        if constexpr (Gates == 3) {
            const Eigen::Array<float, 2 * H, 1> rz = (a + x_part).template head<2 * H>().array().logistic();
            const auto r = rz.template head<H>(), z = rz.template tail<H>();
            const Eigen::Array<float, H, 1> n =
                (x_part.template tail<H>().array() + r * (a.template tail<H>() + recurrent_bias).array()).tanh();
            h = (n + z * (h.array() - n)).matrix();
        } else {
            const Eigen::Array<float, 2 * H, 1> i_f = (a + x_part).template head<2 * H>().array().logistic();
            const Eigen::Array<float, H, 1> g = gate(2).tanh(), o = gate(3).logistic();
            c = (i_f.template tail<H>() * c.array() + i_f.template head<H>() * g).matrix();
            h = (o * c.array().tanh()).matrix();
        }
        y[0] = out.dot(h) + out_bias;
    }
};

template <class Net, int Gates>
std::unique_ptr<work> make(const char* id, const char* what, double target) {
    auto w = std::make_unique<work>();
    w->id = id;
    w->what = what;
    w->target = target;
    w->streaming = true;
    w->plain = net(id, {1, 1, 1});
    if (Gates == 3) w->plain.gru(H);
    else w->plain.lstm(H);
    w->plain.dense(1);
    add_samples(*w);
    w->contenders.push_back(streamed<Net>(*w));
    auto e = std::make_shared<on_eigen<Gates>>(w->plain);
    w->contenders.push_back(
        make_contender(*w, "Eigen", by_hand::eigen_version(), [e](const float* x, float* y) { (*e)(x, y); }));
    return w;
}

#if defined(__AVX512F__)
constexpr double gru_target = 0.95, lstm_target = 0.95;
#else
constexpr double gru_target = 0.70, lstm_target = 0.80;
#endif

}  // namespace

std::unique_ptr<work> gru_stream() { return make<gru_net, 3>("W4-gru", "gru 1 to 32, dense 1, one number a call", gru_target); }
std::unique_ptr<work> lstm_stream() { return make<lstm_net, 4>("W4-lstm", "lstm 1 to 32, dense 1, one number a call", lstm_target); }

}  // namespace bench
