// SPDX-License-Identifier: BSL-1.0
// fast<W>: a batch whose exp, sigmoid, tanh and erf are quicker and less exact; the rest is batch<W>'s.
#pragma once

#include "math.hpp"

namespace inlay::simd {

/// W floats with a batch's interface, so that any formula serves both. The errors stated are the largest over
/// all floats; NaN stays NaN.
///
///     exp        relative 2.5e-7; below e^-87 and above e^88 it stays at these: no zero, no infinity
///     sigmoid    absolute 2e-7         tanh, erf    absolute 6e-7
///
/// In place of 2 ULP everywhere. Relative errors: tanh 2e-6, erf 8e-6; those of sigmoid far below 0 do not stay
/// small.
template <int W>
struct fast {
    static constexpr int width = W;
    batch<W> v;

    fast() = default;
    INLAY_INLINE constexpr fast(batch<W> x) : v(x) {}
    template <number A>
    INLAY_INLINE constexpr fast(A x) : v(x) {}

    INLAY_INLINE constexpr float operator[](int lane) const { return v[lane]; }

    friend INLAY_INLINE constexpr fast operator+(fast a, fast b) { return a.v + b.v; }
    friend INLAY_INLINE constexpr fast operator-(fast a, fast b) { return a.v - b.v; }
    friend INLAY_INLINE constexpr fast operator*(fast a, fast b) { return a.v * b.v; }
    friend INLAY_INLINE constexpr fast operator/(fast a, fast b) { return a.v / b.v; }
    friend INLAY_INLINE constexpr fast operator-(fast a) { return -a.v; }
    friend INLAY_INLINE constexpr fast operator+(fast a) { return a; }

    friend INLAY_INLINE constexpr mask<W> operator<(fast a, fast b) { return a.v < b.v; }
    friend INLAY_INLINE constexpr mask<W> operator>(fast a, fast b) { return a.v > b.v; }
    friend INLAY_INLINE constexpr mask<W> operator<=(fast a, fast b) { return a.v <= b.v; }
    friend INLAY_INLINE constexpr mask<W> operator>=(fast a, fast b) { return a.v >= b.v; }
    friend INLAY_INLINE constexpr mask<W> operator==(fast a, fast b) { return a.v == b.v; }
    friend INLAY_INLINE constexpr mask<W> operator!=(fast a, fast b) { return a.v != b.v; }
    friend INLAY_INLINE constexpr fast where(mask<W> m, fast a, fast b) { return where(m, a.v, b.v); }

    friend INLAY_INLINE constexpr fast fma(fast a, fast b, fast c) { return fma(a.v, b.v, c.v); }
    friend INLAY_INLINE constexpr fast min(fast a, fast b) { return min(a.v, b.v); }
    friend INLAY_INLINE constexpr fast max(fast a, fast b) { return max(a.v, b.v); }
    template <number A> friend INLAY_INLINE constexpr fast min(fast a, A b) { return min(a.v, b); }
    template <number A> friend INLAY_INLINE constexpr fast max(fast a, A b) { return max(a.v, b); }
    template <number A> friend INLAY_INLINE constexpr fast min(A a, fast b) { return min(b.v, a); }
    template <number A> friend INLAY_INLINE constexpr fast max(A a, fast b) { return max(b.v, a); }

    friend INLAY_INLINE constexpr fast abs(fast x) { return abs(x.v); }
    friend INLAY_INLINE constexpr fast sqrt(fast x) { return sqrt(x.v); }
    friend INLAY_INLINE constexpr fast rsqrt(fast x) { return rsqrt(x.v); }
    friend INLAY_INLINE constexpr fast log(fast x) { return log(x.v); }
    friend INLAY_INLINE constexpr fast log1p(fast x) { return log1p(x.v); }
    friend INLAY_INLINE constexpr fast expm1(fast x) { return expm1(x.v); }

    friend INLAY_INLINE constexpr fast exp(fast x) { return detail::exp_normal(min(max(x.v, -87.0f), 88.0f)); }
    friend INLAY_INLINE constexpr fast sigmoid(fast x) { return 1 / (exp(-x).v + 1); }
    friend INLAY_INLINE constexpr fast softplus(fast x) { return max(x.v, 0) + log1p(exp(-abs(x)).v); }
    /// x P(x^2) / Q(x^2) on [-8, 8], by a minimax fit.
    friend INLAY_INLINE constexpr fast tanh(fast x) {
        const batch<W> t = min(max(x.v, -8.0f), 8.0f), z = t * t;
        const batch<W> p = detail::polynomial(z, 0x1.ffffep-1f, 0x1.041776p-3f, 0x1.5fdce4p-9f, 0x1.db5d54p-18f,
                                              -0x1.9db1bep-28f);
        const batch<W> q = detail::polynomial(z, 1.0f, 0x1.d7602cp-2f, 0x1.758348p-6f, 0x1.9992bcp-13f);
        return t * p / q;
    }
    /// The same on [-3.6, 3.6].
    friend INLAY_INLINE constexpr fast erf(fast x) {
        const batch<W> t = min(max(x.v, -3.6f), 3.6f), z = t * t;
        const batch<W> p = detail::polynomial(z, 0x1.20dd62p+0f, 0x1.430bbap-2f, 0x1.0b58bep-4f, 0x1.0de782p-7f,
                                              0x1.c80256p-13f, -0x1.6ad2b6p-20f);
        const batch<W> q = detail::polynomial(z, 1.0f, 0x1.39ce3cp-1f, 0x1.4c2d9ap-3f, 0x1.85df62p-6f, 0x1.001168p-9f);
        return t * p / q;
    }
};

}  // namespace inlay::simd
