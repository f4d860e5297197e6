// SPDX-License-Identifier: BSL-1.0
// How much faster two threads are than one, on the wall clock, by turns: training steps, and inference of batches.
// Other programs on the cores spoil it: the best of many rounds is what undisturbed ones show.
#include "../clock.hpp"

#include <inlay/inlay.hpp>
#include <inlay/threads.hpp>
#include <inlay/train.hpp>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace inlay;

struct mlp : network<input<784>, dense<128>, relu, dense<10>> {};
struct lenet : network<input<28, 28, 1>, conv2d<6, 5>, relu, max_pool2d<2>, conv2d<16, 5>, relu, max_pool2d<2>, flatten, dense<120>,
                       relu, dense<84>, relu, dense<10>> {};
template <int C>
using halving = branches<add, sequential<conv2d<C, 3, stride<2>, same>, relu, conv2d<C, 3, same>>, conv2d<C, 1, stride<2>, same>>;
struct resnet8 : network<input<32, 32, 3>, conv2d<16, 3, same>, relu, residual<conv2d<16, 3, same>, relu, conv2d<16, 3, same>>, relu,
                         halving<32>, relu, halving<64>, relu, global_average_pool2d, dense<10>> {};

int threads = 2, rounds = 200;

std::vector<float> numbers(long count) {
    std::vector<float> x(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(random_uniform_at(7, i));
    return x;
}

/// One row: f(1) and f(threads), each for about 4 ms at a time.
template <class F>
void measure(const char* what, F f) {
    const auto seconds = [&](int n, long calls) {
        const double start = bench::wall_now();
        for (long i = 0; i < calls; ++i) f(n);
        return (bench::wall_now() - start) / static_cast<double>(calls);
    };
    seconds(threads, 2);
    const long calls = 1 + static_cast<long>(4e-3 / seconds(1, 2));
    std::vector<double> one, several, ratio;
    for (int r = 0; r < rounds; ++r) {
        one.push_back(seconds(1, calls));
        seconds(threads, 2);  // the caches fill
        several.push_back(seconds(threads, calls));
        ratio.push_back(one.back() / several.back());
    }
    using bench::least, bench::median;
    std::printf("| %-34s | %8.1f | %8.1f | %5.2f | %8.1f | %8.1f | %5.2f |\n", what, least(one) * 1e6, least(several) * 1e6,
                least(one) / least(several), median(one) * 1e6, median(several) * 1e6, median(ratio));
    std::fflush(stdout);
}

template <class Net>
constexpr long input_size = recorded<Net>::value.g.nodes[recorded<Net>::value.g.inputs[0]].out.size();

template <class Net, class Optimizer>
void training_step(const char* what, long batch, Optimizer o) {
    const auto m = std::make_unique<model<Net>>(seed{1});
    auto t = compile(*m, o, cross_entropy{});
    const std::vector<float> x = numbers(batch * input_size<Net>);
    std::vector<float> labels(static_cast<std::size_t>(batch));
    for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = static_cast<float>(i * 7 % 10);
    measure(what, [&](int n) { t.train_step(x.data(), labels.data(), batch, n); });
}

template <class Net>
void inference_of(const char* what, long batch) {
    const auto d = std::make_unique<deployed<Net>>(model<Net>{seed{1}});
    const std::vector<float> x = numbers(batch * input_size<Net>);
    std::vector<float> y(static_cast<std::size_t>(batch * 10));
    thread_pool pool{threads}, none;
    const long one = d->arena_bytes(batch), several = d->arena_bytes(batch, threads);
    std::vector<float> memory(static_cast<std::size_t>(one > several ? one : several) / sizeof(float) + 16);
    float* const arena = memory.data() + (64 - reinterpret_cast<std::uintptr_t>(memory.data()) % 64) % 64 / sizeof(float);
    measure(what, [&](int n) { d->predict(x.data(), y.data(), batch, arena, n == 1 ? none : pool); });
}

}  // namespace

int main(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string a = argv[i];
        if (a == "--quick") rounds = 30;
        else if (a == "--threads" && i + 1 < argc) threads = std::atoi(argv[++i]);
        else return std::fprintf(stderr, "threads [--threads N] [--quick]\n"), 2;
    }
    std::printf("| us a call, wall clock               | 1, best  | %d, best  | ratio | 1, median| %d, median| ratio |\n|---|--:|--:|--:|--:|--:|--:|\n",
                threads, threads);
    training_step<mlp>("W7: training MLP, batch 64, SGD", 64, sgd{});
    training_step<mlp>("MLP, batch 256, SGD", 256, sgd{});
    training_step<mlp>("MLP, batch 64, Adam", 64, adam{});
    training_step<lenet>("W8: training LeNet, batch 32, SGD", 32, sgd{});
    training_step<resnet8>("training ResNet-8, batch 64, SGD", 64, sgd{});
    inference_of<mlp>("W2-batch64: MLP", 64);
    inference_of<lenet>("W3-batch64: LeNet", 64);
    inference_of<resnet8>("W6-batch64: ResNet-8", 64);
}
