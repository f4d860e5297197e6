// SPDX-License-Identifier: BSL-1.0
// What tests of operations share: random numbers, buffers with guards, a batch through a model.
#pragma once

#include <inlay/inlay.hpp>
#include <inlay/train.hpp>

#include "catch.hpp"

#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

namespace test {

inline std::vector<float> random_numbers(long n, unsigned long long seed) {
    std::vector<float> v(static_cast<std::size_t>(n));
    for (std::size_t i = 0; i < v.size(); ++i)
        v[i] = static_cast<float>(inlay::random_normal_at(seed, i));
    return v;
}
inline std::vector<double> in_double(const std::vector<float>& v) { return {v.begin(), v.end()}; }

/// n floats, 4 bytes off every alignment, between guards that must not change.
class guarded {
public:
    explicit guarded(long n)
        : size_(static_cast<std::size_t>(n)), memory_(size_ + 2 * guard, canary) {}
    explicit guarded(const std::vector<float>& v) : guarded(static_cast<long>(v.size())) {
        for (std::size_t i = 0; i < size_; ++i) data()[i] = v[i];
    }
    float* data() {
        const auto address = reinterpret_cast<std::uintptr_t>(memory_.data());
        return memory_.data() + (64 - address % 64) / 4 + 1;
    }
    std::vector<float> values() {
        const auto front = static_cast<std::size_t>(data() - memory_.data());
        bool intact = true;
        for (std::size_t i = 0; i < memory_.size(); ++i)
            if (i < front || i >= front + size_) intact = intact && memory_[i] == canary;
        CHECK(intact);
        return {data(), data() + size_};
    }

private:
    static constexpr float canary = -12345.5f;
    static constexpr std::size_t guard = 40;
    std::size_t size_;
    std::vector<float> memory_;
};

struct aligned_memory {
    std::vector<float> memory;
    explicit aligned_memory(long bytes) : memory(static_cast<std::size_t>(bytes / 4 + 32)) {}
    void* data() {
        const auto address = reinterpret_cast<std::uintptr_t>(memory.data());
        return memory.data() + (64 - address % 64) % 64 / 4;
    }
};

/// A batch through a model; input and output unaligned, guards checked.
template <class Net>
std::vector<float> predict(const inlay::model<Net>& m, const std::vector<float>& x) {
    const long batch = static_cast<long>(x.size()) / inlay::input_shape<Net>.size();
    guarded in(x), out(batch * inlay::output_shape<Net>.size());
    aligned_memory arena(inlay::model<Net>::arena_bytes(batch));
    m.predict(in.data(), out.data(), batch, arena.data());
    return out.values();
}

/// |a - b| <= tolerance (1 + |b|) everywhere.
inline void check_near(const std::vector<float>& a, const std::vector<double>& b,
                       double tolerance = 1e-5) {
    REQUIRE(a.size() == b.size());
    double worst = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double error = std::abs(static_cast<double>(a[i]) - b[i]) / (1 + std::abs(b[i]));
        if (!(error <= worst)) worst = error;
    }
    CHECK(worst <= tolerance);
}

/// A kernel's place as lowering describes it, made by hand.
template <int Width, inlay::shape Out, bool Batched, inlay::shape... In>
struct site {
    using batch = inlay::simd::batch<Width>;
    static constexpr inlay::node make(inlay::shape s, bool batched) {
        inlay::node n;
        n.out = s;
        n.batched = batched;
        n.input_count = sizeof...(In);
        return n;
    }
    static constexpr inlay::node self = make(Out, Batched);
    static constexpr inlay::node input(int i) {
        const inlay::node all[] = {make(In, true)...};
        return all[i];
    }
};

/// f(constant) for each size that kernels treat differently: below, at and above whole batches.
template <int N>
struct size_constant {
    static constexpr int value = N;
};
template <class F>
void for_sizes(const F& f) {
    f(size_constant<1>{}), f(size_constant<3>{}), f(size_constant<7>{}), f(size_constant<15>{});
    f(size_constant<16>{}), f(size_constant<17>{}), f(size_constant<31>{});
}

template <class Net>
inlay::gradient_report check_gradient() {
    const auto report = inlay::gradient_check<Net>(inlay::seed{5}, inlay::mean_squared_error{});
    INFO(report.where.data << " [" << report.index << "]: " << report.analytic << " against "
                           << report.numeric);
    CHECK(report.max_relative_error < 1e-6);
    CHECK(report.checked > 0);
    return report;
}

}  // namespace test
