// SPDX-License-Identifier: BSL-1.0
// Random numbers by counter: number i of a stream is a function of (seed, i) alone, the same on
// every machine, in any order, on any number of threads.
#pragma once

#include "math.hpp"
#include "tensor.hpp"

namespace inlay {

/// What a random sequence starts from: model<net>{seed{7}}.
struct seed {
    unsigned long long value = 0;
    constexpr explicit seed(unsigned long long v) : value(v) {}
};

/// SplitMix64 (Steele, Lea & Flood 2014) as a hash of seed and counter:
///     z = seed + (i + 1) * 0x9E3779B97F4A7C15, then two xor-shift multiplications and a last xor-shift.
constexpr unsigned long long random_bits(unsigned long long seed, unsigned long long i) {
    unsigned long long z = seed + (i + 1) * 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

/// A seed for a stream of its own within `seed`.
constexpr unsigned long long random_stream(unsigned long long seed, unsigned long long number) {
    return random_bits(seed ^ 0x5851F42D4C957F2DULL, number);
}

/// In [0, 1), a multiple of 2^-24.
constexpr float random_uniform_at(unsigned long long seed, unsigned long long i) {
    return static_cast<float>(random_bits(seed, i) >> 40) * 0x1p-24f;
}

/// Standard normal: the inverse distribution function (Acklam 2003, relative error 1.2e-9) of a
/// uniform in (0, 1). In double, so that rounding to float hides how it was computed.
constexpr double random_normal_at(unsigned long long seed, unsigned long long i) {
    const double p = (static_cast<double>(random_bits(seed, i) >> 11) + 0.5) * 0x1p-53;
    constexpr double a[] = {-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
                            1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
    constexpr double b[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                            6.680131188771972e+01, -1.328068155288572e+01};
    constexpr double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                            -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
    constexpr double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                            3.754408661907416e+00};
    const double tail = p < 0.5 ? p : 1 - p;
    if (tail < 0.02425) {
        const double q = detail::cmath::sqrt(-2 * detail::cmath::log(tail));
        const double x = (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
                         ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
        return p < 0.5 ? x : -x;
    }
    const double q = p - 0.5, r = q * q;
    return (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q /
           (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
}

/// A tensor of standard normal numbers.
template <int... Extents>
constexpr tensor<Extents...> random_normal(seed s) {
    tensor<Extents...> t{};
    for (long i = 0; i < t.size(); ++i)
        t[i] = static_cast<float>(random_normal_at(s.value, static_cast<unsigned long long>(i)));
    return t;
}
/// A tensor of numbers in [0, 1).
template <int... Extents>
constexpr tensor<Extents...> random_uniform(seed s) {
    tensor<Extents...> t{};
    for (long i = 0; i < t.size(); ++i) t[i] = random_uniform_at(s.value, static_cast<unsigned long long>(i));
    return t;
}

}  // namespace inlay
