// SPDX-License-Identifier: BSL-1.0
// Elementary functions of double and float that work in constant expressions and without libm.
#pragma once

#include <cstdint>

namespace inlay::detail::cmath {

// Law: at run time on a hosted target a function is the C library's, or the instruction; in a
// constant expression, and in a freestanding build (or with INLAY_NO_LIBM), it is the one below.
// The two agree within 2 ULP of double (tanh: 3, erf: 4).

#if defined(__STDC_HOSTED__) && __STDC_HOSTED__ && !defined(INLAY_NO_LIBM)
inline constexpr bool has_libm = true;
#else
inline constexpr bool has_libm = false;
#endif

constexpr bool in_constant_expression() { return __builtin_is_constant_evaluated(); }

inline constexpr double infinity = __builtin_huge_val();
inline constexpr double nan = __builtin_nan("");
inline constexpr double pi = 3.14159265358979323846;

constexpr bool is_nan(double x) { return x != x; }
constexpr double abs(double x) {
    return __builtin_bit_cast(double, __builtin_bit_cast(std::uint64_t, x) & 0x7fffffffffffffffu);
}
constexpr float abs(float x) {
    return __builtin_bit_cast(float, __builtin_bit_cast(std::uint32_t, x) & 0x7fffffffu);
}
constexpr double copysign(double x, double sign) {
    const std::uint64_t top = std::uint64_t{1} << 63;
    const auto xs = __builtin_bit_cast(std::uint64_t, x);
    const auto ss = __builtin_bit_cast(std::uint64_t, sign);
    return __builtin_bit_cast(double, (xs & ~top) | (ss & top));
}

namespace own {                                             // the constexpr, libm-free versions

constexpr double ln2_hi = 6.93147180369123816490e-01;   // 32 bits: k * ln2_hi is exact
constexpr double ln2_lo = 1.90821492927058770002e-10;

constexpr double power_of_two(int n) {                      // n in [-1022, 1023]
    return __builtin_bit_cast(double, static_cast<std::uint64_t>(n + 1023) << 52);
}

constexpr double scale(double x, int n) {                   // x * 2^n, rounded once
    if (n > 1023) { x *= power_of_two(1023); n -= 1023; if (n > 1023) n = 1023; }
    if (n < -1022) { x *= power_of_two(-969); n += 969; if (n < -1022) n = -1022; }
    return x * power_of_two(n);
}

struct parts { double fraction; int exponent; };            // x = fraction * 2^exponent

// Of x > 0, finite; the fraction in [sqrt(1/2), sqrt(2)).
constexpr parts split(double x) {
    int e = 0;
    if (x < 0x1p-1022) { x *= 0x1p54; e = -54; }
    auto b = __builtin_bit_cast(std::uint64_t, x) + (0x3ff0000000000000u - 0x3fe6a09e667f3bcdu);
    e += static_cast<int>(b >> 52) - 1023;
    b = (b & 0x000fffffffffffffu) + 0x3fe6a09e667f3bcdu;
    return {__builtin_bit_cast(double, b), e};
}

constexpr int nearest(double x) { return static_cast<int>(x < 0 ? x - 0.5 : x + 0.5); }

constexpr double sqrt(double x) {
    if (is_nan(x) || x < 0) return nan;
    if (x == 0 || x == infinity) return x;
    auto [m, e] = split(x);
    if (e & 1) { m *= 2; --e; }                             // m in [0.7, 2.83)
    double y = 0.5 * (1 + m);
    for (int i = 0; i < 5; ++i) y = 0.5 * (y + m / y);  // Newton; then the exact residual m - y*y
    const double c = y * 134217729.0, hi = c - (c - y), lo = y - hi;
    y += (((m - hi * hi) - 2 * hi * lo) - lo * lo) / (2 * y);
    return scale(y, e / 2);
}

constexpr double exp(double x) {                            // fdlibm e_exp.c
    if (is_nan(x)) return x;
    if (x > 0x1.62e42fefa39efp+9) return infinity;
    if (x < -745.14) return 0;
    const int k = nearest(x * 1.44269504088896338700);
    const double hi = x - k * ln2_hi, lo = k * ln2_lo, r = hi - lo, t = r * r;
    const double c = r - t * (1.66666666666666019037e-01 + t * (-2.77777777770155933842e-03
                       + t * (6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06
                       + t * 4.13813679705723846039e-08))));
    return scale(1 - ((lo - (r * c) / (2 - c)) - hi), k);
}

constexpr double expm1(double x) {                          // fdlibm s_expm1.c
    if (is_nan(x) || x == infinity || abs(x) < 0x1p-54) return x;
    if (x > 0x1.62e42fefa39efp+9) return infinity;
    if (x < -40) return -1;
    const int k = nearest(x * 1.44269504088896338700);
    const double hi = x - k * ln2_hi, lo = k * ln2_lo, r = hi - lo, c = (hi - r) - lo;
    const double half = 0.5 * r, h = r * half;
    const double r1 = 1 + h * (-3.33333333333331316428e-02 + h * (1.58730158725481460165e-03
                        + h * (-7.93650757867487942473e-05 + h * (4.00821782732936239552e-06
                        + h * -2.01099218183624371326e-07))));
    const double t = 3 - r1 * half;
    double e = h * ((r1 - t) / (6 - r * t));
    if (k == 0) return r - (r * e - h);
    e = r * (e - c) - c - h;
    if (k == -1) return 0.5 * (r - e) - 0.5;
    if (k == 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
    if (k < 0 || k > 56) return scale(1 - (e - r), k) - 1;
    if (k < 20) return scale((1 - power_of_two(-k)) - (e - r), k);
    return scale((r - (e + power_of_two(-k))) + 1, k);
}

// log(1 + f) + c + k log 2; fdlibm e_log.c, s_log1p.c
constexpr double log_kernel(double f, double k, double c) {
    const double s = f / (2 + f), z = s * s, h = 0.5 * f * f;
    const double r = z * (6.666666666666735130e-01 + z * (3.999999999940941908e-01
                   + z * (2.857142874366239149e-01 + z * (2.222219843214978396e-01
                   + z * (1.818357216161805012e-01 + z * (1.531383769920937332e-01
                   + z * 1.479819860511658591e-01))))));
    return k * ln2_hi - ((h - (s * (h + r) + (k * ln2_lo + c))) - f);
}

constexpr double log(double x) {
    if (is_nan(x) || x == infinity) return x;
    if (x <= 0) return x == 0 ? -infinity : nan;
    const auto [m, e] = split(x);
    return log_kernel(m - 1, e, 0);
}

constexpr double log1p(double x) {
    if (is_nan(x) || x == infinity || abs(x) < 0x1p-54) return x;
    if (x <= -1) return x == -1 ? -infinity : nan;
    if (x > -0.29 && x < 0.41) return log_kernel(x, 0, 0);
    const double u = 1 + x;
    const auto [m, e] = split(u);
    const double lost = x < 1 ? x - (u - 1) : 1 - (u - x);  // what 1 + x rounded away
    return log_kernel(m - 1, e, e < 60 ? lost / u : 0);
}

constexpr double tanh(double x) {                           // fdlibm s_tanh.c
    if (is_nan(x)) return x;
    const double t = abs(x);
    if (t < 0x1p-28) return x;
    double r = 1;
    if (t < 1) { const double e = own::expm1(-2 * t); r = -e / (e + 2); }
    else if (t < 22) r = 1 - 2 / (own::expm1(2 * t) + 2);
    return copysign(r, x);
}

constexpr double erf(double x) {
    constexpr double two_over_sqrt_pi = 1.12837916709551257390;
    if (is_nan(x)) return x;
    const double t = abs(x), s = t * t;
    double r = 1;
    if (t < 0x1p-28) {
        r = two_over_sqrt_pi * t;
    } else if (t < 1.25) {             // the Maclaurin series: sum of (-1)^n x^(2n+1) / (n! (2n+1))
        double term = t, sum = 0;
        for (int n = 1; n < 30; ++n) { term *= -s / n; sum += term / (2 * n + 1); }
        r = two_over_sqrt_pi * t + two_over_sqrt_pi * sum;
    } else if (t < 6) {                // 1 - erfc, a continued fraction: Abramowitz, Stegun 7.1.14
        double f = t;
        for (int n = t < 2 ? 160 : 60; n > 0; --n) f = t + 0.5 * n / f;
        r = 1 - own::exp(-s) * 0.5 * two_over_sqrt_pi / f;
    }
    return copysign(r, x);
}

constexpr double sin_kernel(double x) {                     // |x| <= pi/4; fdlibm k_sin.c
    const double z = x * x;
    return x + x * z * (-1.66666666666666324348e-01 + z * (8.33333333332248946124e-03
             + z * (-1.98412698298579493134e-04 + z * (2.75573137070700676789e-06
             + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)))));
}
constexpr double cos_kernel(double x) {                     // |x| <= pi/4; fdlibm k_cos.c
    const double z = x * x;
    return 1 - (0.5 * z - z * z * (4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03
             + z * (2.48015872894767294178e-05 + z * (-2.75573143513906633035e-07
             + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11))))));
}

// sin(x + quarter * pi/2), |x| < 2^20: for phases and schedules, not for huge arguments.
constexpr double sine(double x, int quarter) {
    if (is_nan(x) || abs(x) > 1048576.0) return nan;
    const int k = nearest(x * (2 / pi));
    const double r = ((x - k * 1.57079632673412561417e+00) - k * 6.07710050630396597660e-11)
                     - k * 2.02226624879595063154e-21;            // pi/2 in three parts
    const int q = (k + quarter) & 3;
    const double v = (q & 1) ? cos_kernel(r) : sin_kernel(r);
    return (q & 2) ? -v : v;
}
constexpr double sin(double x) { return sine(x, 0); }
constexpr double cos(double x) { return sine(x, 1); }

}  // namespace own

/// sqrt, exp, ... of double.
constexpr double sqrt(double x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_sqrt(x);
    return own::sqrt(x);
}
constexpr double exp(double x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_exp(x);
    return own::exp(x);
}
constexpr double expm1(double x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_expm1(x);
    return own::expm1(x);
}
constexpr double log(double x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_log(x);
    return own::log(x);
}
constexpr double log1p(double x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_log1p(x);
    return own::log1p(x);
}
constexpr double tanh(double x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_tanh(x);
    return own::tanh(x);
}
constexpr double erf(double x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_erf(x);
    return own::erf(x);
}
constexpr double sin(double x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_sin(x);
    return own::sin(x);
}
constexpr double cos(double x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_cos(x);
    return own::cos(x);
}

/// 1 / (1 + e^-x), without overflow and without cancellation.
constexpr double sigmoid(double x) {
    const double e = cmath::exp(-cmath::abs(x));
    return (x < 0 ? e : 1.0) / (1 + e);
}
/// log(1 + e^x), without overflow.
constexpr double softplus(double x) {
    return (x > 0 ? x : is_nan(x) ? x : 0.0) + cmath::log1p(cmath::exp(-cmath::abs(x)));
}

/// Of float: correctly rounded (a square root rounded first to double is).
constexpr float sqrt(float x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_sqrtf(x);
    return static_cast<float>(own::sqrt(static_cast<double>(x)));
}

}  // namespace inlay::detail::cmath
