// SPDX-License-Identifier: BSL-1.0
// One program, three instruction sets: the network is compiled for each, and the machine says which runs.
#include <inlay/dispatch.hpp>

#include <cmath>
#include <cstdio>

void prepare_baseline();
void prepare_avx2();
void prepare_avx512();
int infer_baseline(const float* x, float* y);
int infer_avx2(const float* x, float* y);
int infer_avx512(const float* x, float* y);

int main() {
    const auto best = inlay::best_instruction_set();
    inlay::pick(prepare_baseline, prepare_avx2, prepare_avx512)();
    const auto infer = inlay::pick(infer_baseline, infer_avx2, infer_avx512);

    float x[16], y[10];
    for (int i = 0; i < 16; ++i) x[i] = std::sin(static_cast<float>(i));
    const int lanes = infer(x, y);
    std::printf("this machine runs kernels of %d lanes\n", lanes);

    // All that it can run agree.
    double difference = 0;
    constexpr inlay::instruction_set all[] = {inlay::instruction_set::baseline, inlay::instruction_set::avx2,
                                              inlay::instruction_set::avx512};
    for (auto isa : all) {
        if (isa > best) continue;
        float other[10];
        inlay::pick(prepare_baseline, prepare_avx2, prepare_avx512, isa)();
        inlay::pick(infer_baseline, infer_avx2, infer_avx512, isa)(x, other);
        for (int i = 0; i < 10; ++i) {
            const double d = std::abs(static_cast<double>(y[i]) - static_cast<double>(other[i]));
            if (!(d <= difference)) difference = d;
        }
    }
    std::printf("largest difference between the variants %s\n", difference <= 1e-6 ? "<= 1e-6" : "too large");
    return difference <= 1e-6 ? 0 : 1;
}
