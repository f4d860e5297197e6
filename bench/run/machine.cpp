// SPDX-License-Identifier: BSL-1.0
#include "machine.hpp"

#include "clock.hpp"

#include <inlay/inlay.hpp>

#include <ctime>
#include <fstream>
#include <vector>

namespace bench {
namespace {

using B = inlay::simd::batch<inlay::simd::native_width>;

/// The best rate of a few runs: slower ones were disturbed.
template <class F>
double best_rate(const F& f, double amount, int runs) {
    double best = 1e9;
    for (int i = 0; i < runs; ++i) {
        const double start = cpu_now();
        f();
        best = std::min(best, cpu_now() - start);
    }
    return amount / best;
}

}  // namespace

double peak_flops() {
    constexpr int chains = 12, rounds = 20000;
    const auto body = [] {
        B acc[chains];
        float start[] = {0.999f, 0.001f};
        consume(start);  // else a compiler computes chains in advance
        const B a(start[0]), b(start[1]);
        for (int c = 0; c < chains; ++c) acc[c] = B(start[0] * static_cast<float>(c));
        for (int i = 0; i < rounds; ++i) {
            INLAY_UNROLL
            for (int c = 0; c < chains; ++c) acc[c] = fma(acc[c], a, b);
        }
        float out[B::width];
        for (int c = 1; c < chains; ++c) acc[0] = acc[0] + acc[c];
        acc[0].store(out);
        consume(out);
    };
    return best_rate(body, 2.0 * rounds * chains * B::width, 20);
}

double read_bandwidth(double bytes) {
    constexpr int streams = 8;
    const long block = streams * B::width, count = std::max<long>(block, static_cast<long>(bytes / 4) / block * block);
    static std::vector<float> memory;
    memory.assign(static_cast<std::size_t>(count) + 16, 1.0f);
    const float* p = memory.data() + (64 - reinterpret_cast<std::uintptr_t>(memory.data()) % 64) % 64 / 4;
    const long passes = std::max<long>(1, static_cast<long>(2e7 / static_cast<double>(count * 4)));
    const auto body = [&] {
        B acc[streams];
        for (int s = 0; s < streams; ++s) acc[s] = B(0.0f);
        for (long r = 0; r < passes; ++r) {
            consume(p);
            for (long i = 0; i < count; i += block) {
                INLAY_UNROLL
                for (int s = 0; s < streams; ++s) acc[s] = acc[s] + B::load(p + i + s * B::width);
            }
        }
        float out[B::width];
        for (int s = 1; s < streams; ++s) acc[0] = acc[0] + acc[s];
        acc[0].store(out);
        consume(out);
    };
    return best_rate(body, static_cast<double>(passes * count * 4), 12);
}

std::string cpu_name() {
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);)
        if (line.rfind("model name", 0) == 0) return line.substr(line.find(':') + 2);
    return "unknown";
}

std::string isa_name() {
#if defined(__AVX512F__)
    return "AVX-512";
#elif defined(__AVX2__)
    return "AVX2";
#elif defined(__aarch64__)
    return "NEON";
#else
    return "baseline";
#endif
}

std::string compiler_name() {
#if defined(__clang__)
    return "clang++ " + std::to_string(__clang_major__) + '.' + std::to_string(__clang_minor__) + '.' +
           std::to_string(__clang_patchlevel__);
#else
    return "g++ " + std::to_string(__GNUC__) + '.' + std::to_string(__GNUC_MINOR__) + '.' + std::to_string(__GNUC_PATCHLEVEL__);
#endif
}

std::string date_today() {
    const std::time_t t = std::time(nullptr);
    char text[16];
    std::strftime(text, sizeof text, "%Y-%m-%d", std::gmtime(&t));
    return text;
}

}  // namespace bench
