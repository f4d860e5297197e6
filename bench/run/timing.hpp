// SPDX-License-Identifier: BSL-1.0
// Timing by turns: two ways to do the same work, run in short slices that alternate, so that both see the
// same clock frequency and the same neighbours.
#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

namespace bench {

/// The compiler must assume that the memory at p is read and written.
inline void consume(const void* p) { asm volatile("" : : "r"(p) : "memory"); }

inline double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

inline double median(std::vector<double> v) {
    std::nth_element(v.begin(), v.begin() + static_cast<long>(v.size() / 2), v.end());
    return v[v.size() / 2];
}

/// Seconds per call of f, over n calls.
template <class F>
double seconds_per_call(const F& f, long n) {
    const double start = now();
    for (long i = 0; i < n; ++i) f();
    return (now() - start) / static_cast<double>(n);
}

struct comparison {
    double ours, other;  // median seconds per call
    double ratio;        // median over the rounds of ours / other
};

/// Rounds of `slice` seconds for each side; which one starts alternates.
template <class Ours, class Other>
comparison by_turns(const Ours& ours, const Other& other, int rounds = 201, double slice = 2e-3) {
    const auto calls = [&](const auto& f) {
        seconds_per_call(f, 10);  // warm
        const long n = static_cast<long>(slice / seconds_per_call(f, 20));
        return n < 1 ? 1 : n;
    };
    const long ours_n = calls(ours), other_n = calls(other);
    std::vector<double> a, b, ratio;
    for (int r = 0; r < rounds; ++r) {
        double x = 0, y = 0;
        if (r % 2 == 0) x = seconds_per_call(ours, ours_n);
        y = seconds_per_call(other, other_n);
        if (r % 2 == 1) x = seconds_per_call(ours, ours_n);
        a.push_back(x);
        b.push_back(y);
        ratio.push_back(x / y);
    }
    return {median(a), median(b), median(ratio)};
}

}  // namespace bench
