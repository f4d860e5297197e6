// SPDX-License-Identifier: BSL-1.0
// inlay::math: exp, tanh, where, ... for any type that has them: batches, expressions, numbers.
#pragma once

#include "math.hpp"

#include <type_traits>

// Law: math::f(x) is the f that argument-dependent lookup finds for x; for built-in numbers it is
// core/math.hpp's: integers count as double, float is computed in double and rounded once.
//
// In a formula both spellings work; the second also where a type named tanh hides the function:
//     auto mish(auto x) { return x * tanh(softplus(x)); }
//     auto mish(auto x) { return x * math::tanh(math::softplus(x)); }

namespace inlay::math_lookup {

// Deleted namesakes: ordinary lookup stops here, before it meets the types inlay::tanh, ...;
// only argument-dependent lookup remains.
void exp() = delete;      void log() = delete;   void log1p() = delete;    void expm1() = delete;
void tanh() = delete;     void erf() = delete;   void sigmoid() = delete;  void softplus() = delete;
void sqrt() = delete;     void rsqrt() = delete; void abs() = delete;
void min() = delete;      void max() = delete;   void where() = delete;    void fma() = delete;

template <class X> inline constexpr bool is_number = std::is_arithmetic_v<X>;

template <class X> using real = std::conditional_t<std::is_same_v<X, float>, float, double>;

namespace cmath = inlay::detail::cmath;

#define INLAY_FUNCTION(name, of_number)                                     \
    template <class X> constexpr auto call_##name(const X& x) {             \
        if constexpr (is_number<X>) return static_cast<real<X>>(of_number); \
        else return name(x);                                                \
    }
INLAY_FUNCTION(exp, cmath::exp(static_cast<double>(x)))
INLAY_FUNCTION(log, cmath::log(static_cast<double>(x)))
INLAY_FUNCTION(log1p, cmath::log1p(static_cast<double>(x)))
INLAY_FUNCTION(expm1, cmath::expm1(static_cast<double>(x)))
INLAY_FUNCTION(tanh, cmath::tanh(static_cast<double>(x)))
INLAY_FUNCTION(erf, cmath::erf(static_cast<double>(x)))
INLAY_FUNCTION(sigmoid, cmath::sigmoid(static_cast<double>(x)))
INLAY_FUNCTION(softplus, cmath::softplus(static_cast<double>(x)))
INLAY_FUNCTION(sqrt, cmath::sqrt(static_cast<real<X>>(x)))
INLAY_FUNCTION(rsqrt, real<X>(1) / cmath::sqrt(static_cast<real<X>>(x)))
INLAY_FUNCTION(abs, cmath::abs(static_cast<real<X>>(x)))
#undef INLAY_FUNCTION

template <class X, class Y> constexpr auto call_min(const X& x, const Y& y) {
    if constexpr (is_number<X> && is_number<Y>) return y < x || y != y ? y : x;
    else return min(x, y);
}
template <class X, class Y> constexpr auto call_max(const X& x, const Y& y) {
    if constexpr (is_number<X> && is_number<Y>) return x < y || y != y ? y : x;
    else return max(x, y);
}
template <class M, class X, class Y> constexpr auto call_where(const M& m, const X& x, const Y& y) {
    if constexpr (std::is_same_v<M, bool>) return m ? x : y;
    else return where(m, x, y);
}
template <class X, class Y, class Z> constexpr auto call_fma(const X& x, const Y& y, const Z& z) {
    if constexpr (is_number<X> && is_number<Y> && is_number<Z>) return x * y + z;
    else return fma(x, y, z);
}

}  // namespace inlay::math_lookup

namespace inlay::math {

template <class X> constexpr auto exp(const X& x) { return math_lookup::call_exp(x); }
template <class X> constexpr auto log(const X& x) { return math_lookup::call_log(x); }
template <class X> constexpr auto log1p(const X& x) { return math_lookup::call_log1p(x); }
template <class X> constexpr auto expm1(const X& x) { return math_lookup::call_expm1(x); }
template <class X> constexpr auto tanh(const X& x) { return math_lookup::call_tanh(x); }
template <class X> constexpr auto erf(const X& x) { return math_lookup::call_erf(x); }
template <class X> constexpr auto sigmoid(const X& x) { return math_lookup::call_sigmoid(x); }
template <class X> constexpr auto softplus(const X& x) { return math_lookup::call_softplus(x); }
template <class X> constexpr auto sqrt(const X& x) { return math_lookup::call_sqrt(x); }
template <class X> constexpr auto rsqrt(const X& x) { return math_lookup::call_rsqrt(x); }
template <class X> constexpr auto abs(const X& x) { return math_lookup::call_abs(x); }

/// The smaller, the larger; NaN if either is NaN.
template <class X, class Y> constexpr auto min(const X& x, const Y& y) {
    return math_lookup::call_min(x, y);
}
template <class X, class Y> constexpr auto max(const X& x, const Y& y) {
    return math_lookup::call_max(x, y);
}

/// x where m holds, else y, lane by lane.
template <class M, class X, class Y> constexpr auto where(const M& m, const X& x, const Y& y) {
    return math_lookup::call_where(m, x, y);
}
/// x * y + z.
template <class X, class Y, class Z> constexpr auto fma(const X& x, const Y& y, const Z& z) {
    return math_lookup::call_fma(x, y, z);
}

}  // namespace inlay::math
