// SPDX-License-Identifier: BSL-1.0
// The first speed check, on one thread: what a person who knows the shapes would write by hand.
//
//   inference   MLP 16-64-64-10 with relu, one sample, against fixed-size Eigen          (target: 1.3x)
//   training    step of MLP 784-128-10, batch 64, SGD, against OpenBLAS and against Eigen (target: 1.5x)
//
// Both sides run by turns in this process, start from the same parameters and must agree to 1e-5. The share
// of the peak is of the FMA rate that this process reaches in registers.
#include <inlay/train.hpp>

#include "timing.hpp"

#include <Eigen/Dense>
#include <cblas.h>

#include <cmath>
#include <cstdio>
#include <memory>

extern "C" void openblas_set_num_threads(int);

using namespace inlay;

namespace {

// --- the peak ---------------------------------------------------------------------------------

/// FMA operations a second, times two, from registers: independent chains of the widest batch.
double peak_flops() {
    using B = simd::batch<simd::native_width>;
    constexpr int chains = 12;
    const auto body = [] {
        B acc[chains];
        for (int c = 0; c < chains; ++c) acc[c] = B(static_cast<float>(c));
        const B a(0.999f), b(0.001f);
        for (int i = 0; i < 1000; ++i) {
            INLAY_UNROLL
            for (int c = 0; c < chains; ++c) acc[c] = fma(acc[c], a, b);
        }
        float out[B::width];
        for (int c = 1; c < chains; ++c) acc[0] = acc[0] + acc[c];
        acc[0].store(out);
        bench::consume(out);
    };
    double best = 1e9;
    for (int i = 0; i < 50; ++i) best = std::min(best, bench::seconds_per_call(body, 20));
    return 2.0 * 1000 * chains * B::width / best;
}

// --- inference --------------------------------------------------------------------------------

struct small_mlp : network<input<16>, dense<64>, relu, dense<64>, relu, dense<10>> {};

template <int Out, int In>
struct eigen_dense {
    Eigen::Matrix<float, Out, In> weight;
    Eigen::Matrix<float, Out, 1> bias;

    template <fixed_string Weight, fixed_string Bias, class Net>
    void copy_from(model<Net>& m) {
        const auto w = parameter<Weight>(m);
        const auto b = parameter<Bias>(m);
        for (int o = 0; o < Out; ++o) {
            for (int i = 0; i < In; ++i) weight(o, i) = w(o, i);
            bias(o) = b(o);
        }
    }
};

struct eigen_mlp {
    eigen_dense<64, 16> first;
    eigen_dense<64, 64> second;
    eigen_dense<10, 64> third;

    Eigen::Matrix<float, 10, 1> operator()(const float* x) const {
        const Eigen::Map<const Eigen::Matrix<float, 16, 1>> in(x);
        const Eigen::Matrix<float, 64, 1> a = (first.weight * in + first.bias).cwiseMax(0.0f);
        const Eigen::Matrix<float, 64, 1> b = (second.weight * a + second.bias).cwiseMax(0.0f);
        return third.weight * b + third.bias;
    }
};

// --- training ---------------------------------------------------------------------------------

constexpr int N = 64, I = 784, H = 128, C = 10;
constexpr float rate = 0.01f;
struct trained_mlp : network<input<I>, dense<H>, relu, dense<C>> {};

using matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Parameters and buffers of the versions by hand; weights (in, out), row-major.
struct by_hand {
    matrix w1{I, H}, w2{H, C}, dw1{I, H}, dw2{H, C};
    Eigen::RowVectorXf b1{H}, b2{C}, db1{H}, db2{C};
    matrix h{N, H}, z{N, C}, dh{N, H};

    explicit by_hand(model<trained_mlp>& m) {
        const auto p1 = parameter<"0.weight">(m);
        const auto p2 = parameter<"2.weight">(m);
        const auto q1 = parameter<"0.bias">(m);
        const auto q2 = parameter<"2.bias">(m);
        for (int o = 0; o < H; ++o)
            for (int i = 0; i < I; ++i) w1(i, o) = p1(o, i);
        for (int o = 0; o < C; ++o)
            for (int i = 0; i < H; ++i) w2(i, o) = p2(o, i);
        for (int o = 0; o < H; ++o) b1(o) = q1(o);
        for (int o = 0; o < C; ++o) b2(o) = q2(o);
    }

    /// z becomes (softmax(z) - onehot) / N; gives the loss.
    float loss_and_gradient(const float* target) {
        float loss = 0;
        for (int n = 0; n < N; ++n) {
            auto row = z.row(n).array();
            const float most = row.maxCoeff();
            const int hot = static_cast<int>(target[n]);
            const float at_target = row(hot) - most;
            row = (row - most).exp();
            const float sum = row.sum();
            loss += std::log(sum) - at_target;
            row *= 1.0f / (sum * N);
            row(hot) -= 1.0f / N;
        }
        return loss / N;
    }
    void update() {
        w1.noalias() -= rate * dw1;
        w2.noalias() -= rate * dw2;
        b1.noalias() -= rate * db1;
        b2.noalias() -= rate * db2;
    }

    float step_on_openblas(const float* x, const float* target) {
        const auto gemm = [](CBLAS_TRANSPOSE ta, CBLAS_TRANSPOSE tb, int m, int n, int k, const float* a, int lda,
                             const float* b, int ldb, float beta, float* c) {
            cblas_sgemm(CblasRowMajor, ta, tb, m, n, k, 1.0f, a, lda, b, ldb, beta, c, n);
        };
        h.rowwise() = b1;
        gemm(CblasNoTrans, CblasNoTrans, N, H, I, x, I, w1.data(), H, 1, h.data());
        h = h.cwiseMax(0.0f);
        z.rowwise() = b2;
        gemm(CblasNoTrans, CblasNoTrans, N, C, H, h.data(), H, w2.data(), C, 1, z.data());
        const float loss = loss_and_gradient(target);
        gemm(CblasTrans, CblasNoTrans, H, C, N, h.data(), H, z.data(), C, 0, dw2.data());
        db2 = z.colwise().sum();
        gemm(CblasNoTrans, CblasTrans, N, H, C, z.data(), C, w2.data(), C, 0, dh.data());
        dh = (h.array() > 0.0f).select(dh, 0.0f);
        gemm(CblasTrans, CblasNoTrans, I, H, N, x, I, dh.data(), H, 0, dw1.data());
        db1 = dh.colwise().sum();
        update();
        return loss;
    }

    float step_on_eigen(const float* inputs, const float* target) {
        const Eigen::Map<const matrix> x(inputs, N, I);
        h.noalias() = x * w1;
        h = (h.rowwise() + b1).cwiseMax(0.0f);
        z.noalias() = h * w2;
        z.rowwise() += b2;
        const float loss = loss_and_gradient(target);
        dw2.noalias() = h.transpose() * z;
        db2 = z.colwise().sum();
        dh.noalias() = z * w2.transpose();
        dh = (h.array() > 0.0f).select(dh, 0.0f);
        dw1.noalias() = x.transpose() * dh;
        db1 = dh.colwise().sum();
        update();
        return loss;
    }
};

// --- the report -------------------------------------------------------------------------------

double peak = 0;
bool as_expected = true;
std::FILE* json = nullptr;

void report(const char* name, const char* against, bench::comparison c, double flops, double target, double difference) {
    const bool fast = c.ratio <= target, equal = difference <= 1e-5;
    as_expected = as_expected && fast && equal;
    std::printf("%-28s %-9s %9.3f %9.3f %7.2f %7.2f %9.1f %9.1f   %s\n", name, against, c.ours * 1e6, c.other * 1e6,
                c.ratio, target, 100 * flops / c.ours / peak, 100 * flops / c.other / peak,
                !equal ? "outputs differ" : fast ? "met" : "ABOVE");
    if (json != nullptr)
        std::fprintf(json,
                     "%s{\"benchmark\": \"%s\", \"against\": \"%s\", \"ours_us\": %.4f, \"other_us\": %.4f, "
                     "\"ratio\": %.3f, \"target_ratio\": %.2f, \"fma_peak_gflops\": %.1f, \"ours_peak_percent\": %.1f, "
                     "\"other_peak_percent\": %.1f, \"max_difference\": %.3g}",
                     std::ftell(json) > 2 ? ",\n" : "", name, against, c.ours * 1e6, c.other * 1e6, c.ratio, target,
                     peak / 1e9, 100 * flops / c.ours / peak, 100 * flops / c.other / peak, difference);
}

void compare_inference() {
    static model<small_mlp> net{seed{1}};
    static eigen_mlp other;
    other.first.copy_from<"0.weight", "0.bias">(net);
    other.second.copy_from<"2.weight", "2.bias">(net);
    other.third.copy_from<"4.weight", "4.bias">(net);

    alignas(64) static unsigned char scratch[peak_ram<small_mlp>];
    auto x = random_normal<16>(seed{2});
    const auto ours = net(x);
    const auto theirs = other(x.values);
    double difference = 0;
    for (int i = 0; i < 10; ++i)
        difference = std::max(difference, std::abs(static_cast<double>(ours[i]) - static_cast<double>(theirs(i))));

    const auto c = bench::by_turns(
        [&] {
            bench::consume(&x);
            const auto y = net(x, arena{scratch});
            bench::consume(&y);
        },
        [&] {
            bench::consume(&x);
            const auto y = other(x.values);
            bench::consume(&y);
        });
    report("MLP 16-64-64-10, one sample", "Eigen", c, 2.0 * macs<small_mlp>, 1.3, difference);
}

void compare_training(const char* against, float (by_hand::*step)(const float*, const float*)) {
    auto net = std::make_unique<model<trained_mlp>>(seed{3});
    by_hand other(*net);
    auto trainer = compile(*net, sgd{.learning_rate = rate}, cross_entropy{});

    static float x[N * I], target[N];
    for (int i = 0; i < N * I; ++i) x[i] = static_cast<float>(random_normal_at(5, static_cast<unsigned long long>(i)));
    for (int i = 0; i < N; ++i) target[i] = static_cast<float>(i * 7 % C);

    // the first losses agree, and so do the parameters after those steps
    double difference = 0;
    for (int i = 0; i < 3; ++i) {
        const float a = trainer.train_step(x, target, N), b = (other.*step)(x, target);
        difference = std::max(difference, std::abs(static_cast<double>(a) - static_cast<double>(b)));
    }
    const auto w = parameter<"0.weight">(*net);
    for (int o = 0; o < H; ++o)
        for (int i = 0; i < I; ++i)
            difference = std::max(difference, std::abs(static_cast<double>(w(o, i)) - static_cast<double>(other.w1(i, o))));

    float sum = 0;
    const auto c = bench::by_turns([&] { sum += trainer.train_step(x, target, N); },
                                   [&] { sum += (other.*step)(x, target); }, 101, 5e-3);
    bench::consume(&sum);
    // forward, weight gradient; by the input only of the second layer
    report("training step 784-128-10, 64", against, c, 2.0 * N * (2.0 * I * H + 3.0 * H * C), 1.5, difference);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc > 1) json = std::fopen(argv[1], "w");
    if (json != nullptr) std::fputs("[\n", json);
    openblas_set_num_threads(1);
    peak = peak_flops();
    std::printf("FMA peak of one core here: %.1f GFLOP/s (%d lanes)\n\n", peak / 1e9, simd::native_width);
    std::printf("%-28s %-9s %9s %9s %7s %7s %9s %9s\n", "", "against", "ours us", "other us", "ratio", "target",
                "peak % us", "other %");
    compare_inference();
    compare_training("OpenBLAS", &by_hand::step_on_openblas);
    compare_training("Eigen", &by_hand::step_on_eigen);
    if (json != nullptr) {
        std::fputs("\n]\n", json);
        std::fclose(json);
    }
    return as_expected ? 0 : 1;
}
