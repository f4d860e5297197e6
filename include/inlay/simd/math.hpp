// SPDX-License-Identifier: BSL-1.0
// exp, log, tanh, sigmoid, erf and relatives on batches: one formula for every width, no libm.
#pragma once

#include "batch.hpp"

// Every function takes all floats: +-0, denormals, infinities, and NaN, which stays NaN. Denormal
// results are rounded, not flushed. The errors stated are the largest over all 2^32 floats, against
// double, with and without FMA.

namespace inlay::simd {

namespace detail {

inline constexpr float log2_e = 0x1.715476p+0f;
inline constexpr float ln2_hi = 0x1.62e4p-1f;             // 15 bits: times an exponent exact
inline constexpr float ln2_lo = 0x1.7f7d1cp-20f;
inline constexpr float round_shift = 0x1.8p23f;           // x + this: round(x) in the low bits
inline constexpr float infinity = __builtin_huge_valf();

// c0 + x (c1 + x (c2 + ...)) by Horner's rule.
template <int W, class... C>
INLAY_INLINE constexpr batch<W> polynomial(batch<W> x, float c0, C... c) {
    if constexpr (sizeof...(c) == 0) return c0;
    else return fma(polynomial(x, c...), x, c0);
}

// x = n ln2 + r, |r| <= ln2/2 (Cody and Waite), lost: what r's rounding dropped.
template <int W> struct reduced { batch<W> n, r, lost; bits<W> integer; };

template <int W> INLAY_INLINE constexpr reduced<W> reduce(batch<W> x) {
    const batch<W> shifted = fma(x, log2_e, round_shift), n = shifted - round_shift;
    const batch<W> hi = fma(n, -ln2_hi, x), r = fma(n, -ln2_lo, hi);
    return {n, r, fma(n, -ln2_lo, hi - r), bits<W>::of(shifted) - bits<W>::all(0x4b400000)};
}

template <int W> INLAY_INLINE constexpr batch<W> power_of_two(bits<W> n) {      // n in [-126, 127]
    return ((n + bits<W>::all(127)) << 23).as_float();
}

// e^r - 1, |r| <= ln2/2: within 0.5 ULP of e^r; and of r + lost, within 1 ULP of itself.
template <int W> INLAY_INLINE constexpr batch<W> exp_kernel(batch<W> r) {
    const batch<W> q = polynomial(r, 0x1.fffffcp-2f, 0x1.555492p-3f, 0x1.5558b2p-5f, 0x1.123994p-7f,
                                  0x1.6a4b44p-10f);
    return fma(q, r * r, r);
}
template <int W> INLAY_INLINE constexpr batch<W> expm1_kernel(batch<W> r, batch<W> lost) {
    const batch<W> q = polynomial(r, 0.5f, 0x1.555554p-3f, 0x1.5554f8p-5f, 0x1.1112d8p-7f,
                                  0x1.6d3a4ep-10f, 0x1.9e735ap-13f);
    return r + fma(q, r * r, lost);
}

// e^x where it is a normal number and x >= -87, x <= 88.
template <int W> INLAY_INLINE constexpr batch<W> exp_normal(batch<W> x) {
    const reduced<W> a = reduce(x);
    return (exp_kernel(a.r) + 1) * power_of_two(a.integer);
}

// log(1 + f) + c + k ln2, f in [sqrt(1/2) - 1, sqrt(2) - 1]; the method of fdlibm's e_log.c.
template <int W> INLAY_INLINE constexpr batch<W> log_kernel(batch<W> f, batch<W> k, batch<W> c) {
    const batch<W> s = f / (f + 2), z = s * s, h = f * f * 0.5f;
    const batch<W> r = z * polynomial(z, 0x1.555554p-1f, 0x1.999c26p-2f, 0x1.23d3dcp-2f,
                                      0x1.f13c4cp-3f);
    return fma(k, ln2_hi, (fma(s, h + r, fma(k, ln2_lo, c)) - h) + f);
}

// x = m 2^e, m in [sqrt(1/2), sqrt(2)), of a positive normal x.
template <int W> struct split_parts { batch<W> m; batch<W> e; };

template <int W> INLAY_INLINE constexpr split_parts<W> split(batch<W> x) {
    const bits<W> least = bits<W>::all(0x3f3504f3);                              // sqrt(1/2)
    const bits<W> fraction = bits<W>::all(0x007fffff);
    const bits<W> b = bits<W>::of(x) - least;
    return {((b & fraction) + least).as_float(), (b >> 23).to_float()};
}

// x, but within [low, high] in a constant expression, where an overflow or inf - inf is an error
// even if its value is not used.
template <int W> INLAY_INLINE constexpr batch<W> guarded(batch<W> x, float low, float high) {
    if constexpr (W == 1) if (__builtin_is_constant_evaluated()) return min(max(x, low), high);
    return x;
}

// p 2^n for any n of a float's logarithm, in two steps: 2^n itself may be no float.
template <int W> INLAY_INLINE constexpr batch<W> scale(batch<W> p, bits<W> n) {
    if constexpr (W == 1)
        if (__builtin_is_constant_evaluated() && n.v == 128 && p.v >= 1) return infinity;
    const bits<W> half = n >> 1;
    return p * power_of_two(half) * power_of_two(n - half);
}

}  // namespace detail

/// e^x.  <= 1.02 ULP.  Above 88.72 infinity, below -103.97 zero.
template <int W> INLAY_INLINE constexpr batch<W> exp(batch<W> x) {
    const auto a = detail::reduce(min(max(x, -104.0f), 89.0f));
    return detail::scale(detail::exp_kernel(a.r) + 1, a.integer);
}

/// e^x - 1 without cancellation.  <= 1.52 ULP.
template <int W> INLAY_INLINE constexpr batch<W> expm1(batch<W> x) {
    if constexpr (W == 1)
        if (__builtin_is_constant_evaluated() && x.v > 0x1.62e42ep+6f) return detail::infinity;
    const auto a = detail::reduce(min(max(x, -30.0f), 89.0f));
    const batch<W> p = detail::expm1_kernel(a.r, a.lost);           // 2^n p + (2^n - 1), halved:
    const batch<W> half = detail::power_of_two(a.integer - detail::bits<W>::all(1));
    const batch<W> r = fma(p, half, half - 0.5f) * 2;
    return where(abs(x) < 0x1p-25f, x, r);
}

/// The natural logarithm.  <= 0.85 ULP.  log(0) = -infinity; NaN below 0.
template <int W> INLAY_INLINE constexpr batch<W> log(batch<W> x) {
    const mask<W> denormal = x < 0x1p-126f;
    const auto [m, e] = detail::split(where(denormal, x * 0x1p23f, x));
    const batch<W> r = detail::log_kernel(m - 1, e - where(denormal, 23, 0), batch<W>(0));
    const batch<W> special = where(x == 0, -detail::infinity, where(x > 0, x, __builtin_nanf("")));
    return where((x > 0) & (x < detail::infinity), r, special);
}

/// log(1 + x) without cancellation.  <= 0.85 ULP.
template <int W> INLAY_INLINE constexpr batch<W> log1p(batch<W> x) {
    const batch<W> y = detail::guarded(x, -0x1.fffffep-1f, 0x1p127f), u = y + 1;
    const auto [m, e] = detail::split(u);
    const batch<W> lost = where(y < 1, y - (u - 1), 1 - (u - y));   // what 1 + x rounded away
    const mask<W> near = e == 0;
    const batch<W> r = detail::log_kernel(where(near, y, m - 1), e, where(near, 0, lost / u));
    const batch<W> special = where(x == -1, -detail::infinity, where(x > 0, x, __builtin_nanf("")));
    return where(abs(x) < 0x1p-25f, x, where((x > -1) & (x < detail::infinity), r, special));
}

/// The hyperbolic tangent.  <= 1.96 ULP.  Layers wait for its chain of instructions, so Estrin's scheme, not Horner's.
template <int W> INLAY_INLINE constexpr batch<W> tanh(batch<W> x) {
    using bits = detail::bits<W>;
    constexpr float shift = detail::round_shift + 127;                   // gives n as an exponent's bits
    const bits sign = bits::of(batch<W>(-0.0f));
    const batch<W> t = max((bits::of(x) | sign).as_float(), -9.1f);      // -|x| = n ln2/2 + r, |r| <= ln2/4
    const batch<W> shifted = fma(t, 2 * detail::log2_e, shift), n = shifted - shift;
    const batch<W> r = fma(n, -0x1.62e43p-2f, t), r2 = r * r;            // exact enough: where n is large, r counts little
    const batch<W> q = fma(fma(r2, 0x1.6a4b44p-5f, fma(r, 0x1.123994p-3f, 0x1.5558b2p-2f)), r2,
                           fma(r, 0x1.555496p-1f, 0x1.fffffcp-1f));
    const batch<W> k = fma(q, r2, r), p = (bits::of(shifted) << 23).as_float();                  // (e^2r - 1) / 2, 2^n
    const batch<W> less = fma(-k, p, fma(-p, 0.5f, 0.5f)), more = fma(k, p, fma(p, 0.5f, 0.5f));  // (1 -+ e^2t) / 2
    return (bits::of(less / more) | (bits::of(x) & sign)).as_float();
}

/// The logistic function 1 / (1 + e^-x).  <= 1.50 ULP.
template <int W> INLAY_INLINE constexpr batch<W> sigmoid(batch<W> x) {
    using bits = detail::bits<W>;                       // e^-x = m / s, s = 2^-n: it is s / (s + m)
    const auto a = detail::reduce(min(max(-x, -20.0f), 104.0f));
    const bits half = bits::all(0) - (a.integer >> 1);
    const batch<W> s1 = detail::power_of_two(half);
    const batch<W> s2 = detail::power_of_two(bits::all(0) - a.integer - half);
    const batch<W> e = detail::exp_kernel(a.r), m = e + 1, s = s1 * s2, d = s + m;
    const batch<W> lost = (e - (m - 1)) + (s - (d - m));      // what the two sums rounded away
    const batch<W> q = 1 / d;
    return fma(q * -lost, q, q) * s1 * s2;
}

/// The error function 2/sqrt(pi) times the integral of e^-t^2 from 0 to x.  <= 1.34 ULP.
template <int W> INLAY_INLINE constexpr batch<W> erf(batch<W> x) {
    const batch<W> t = abs(x), s = detail::guarded(t, 0, 1), z = s * s, c = min(t, 4.0f);
    const batch<W> p = detail::polynomial(z, 0x1.06eba8p-3f, -0x1.812740p-2f, 0x1.ce2d64p-4f,
                                          -0x1.b8011ap-6f, 0x1.544a1ap-8f, -0x1.a60a2ep-11f,
                                          0x1.4f6760p-14f);
    const batch<W> near = fma(p, s, s);
    const batch<W> q = detail::polynomial(c, -0x1.9a57acp-13f, -0x1.20af5ap+0f, -0x1.463cc0p-1f,
                                          -0x1.a9b424p-4f, 0x1.6c2a3ep-6f, -0x1.8ee08ap-9f,
                                          0x1.9ae672p-13f);         // log(erfc(t))
    return copysign(where(t < 0.925f, near, 1 - detail::exp_normal(q)), x);
}

/// log(1 + e^x), the smooth ramp.  <= 1.68 ULP.
template <int W> INLAY_INLINE constexpr batch<W> softplus(batch<W> x) {
    return max(x, 0) + log1p(exp(-abs(x)));
}

/// 1 / sqrt(x), by a division: no estimate.  <= 1.5 ULP.
template <class T, int W> INLAY_INLINE constexpr pack<T, W> rsqrt(pack<T, W> x) {
    return 1 / sqrt(x);
}

/// The same functions in double, for references and constants.
constexpr value<double> exp(value<double> x) { return inlay::detail::cmath::exp(x.v); }
constexpr value<double> log(value<double> x) { return inlay::detail::cmath::log(x.v); }
constexpr value<double> log1p(value<double> x) { return inlay::detail::cmath::log1p(x.v); }
constexpr value<double> expm1(value<double> x) { return inlay::detail::cmath::expm1(x.v); }
constexpr value<double> tanh(value<double> x) { return inlay::detail::cmath::tanh(x.v); }
constexpr value<double> erf(value<double> x) { return inlay::detail::cmath::erf(x.v); }
constexpr value<double> sigmoid(value<double> x) { return inlay::detail::cmath::sigmoid(x.v); }
constexpr value<double> softplus(value<double> x) { return inlay::detail::cmath::softplus(x.v); }

}  // namespace inlay::simd
