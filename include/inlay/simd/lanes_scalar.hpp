// SPDX-License-Identifier: BSL-1.0
// The scalar lanes: one float or double, constexpr, freestanding; the reference for the others.
#pragma once

#include "../core/math.hpp"
#include "inline.hpp"

#include <cstdint>

namespace inlay::simd::detail {

template <class T> struct int_of;
template <> struct int_of<float> { using type = std::int32_t; using bits = std::uint32_t; };
template <> struct int_of<double> { using type = std::int64_t; using bits = std::uint64_t; };

/// What a backend supplies for W lanes of T: the register types, and the operations that are not
/// plain operators.
template <class T, int W> struct lanes;

template <class T>
struct lanes<T, 1> {
    using floats = T;
    using ints = typename int_of<T>::type;
    using bits = typename int_of<T>::bits;
    using bools = bool;

    static constexpr floats broadcast(T x) { return x; }
    static constexpr ints broadcast_int(std::int32_t i) { return i; }
    static constexpr floats load(const T* p) { return *p; }
    static constexpr floats load_partial(const T* p, int n) { return n > 0 ? *p : T(0); }
    static constexpr void store(floats v, T* p) { *p = v; }
    static constexpr void store_partial(floats v, T* p, int n) { if (n > 0) *p = v; }
    static constexpr T get(floats v, int) { return v; }

    static constexpr ints to_bits(floats v) { return __builtin_bit_cast(ints, v); }
    static constexpr floats from_bits(ints v) { return __builtin_bit_cast(floats, v); }
    static constexpr ints plus(ints a, ints b) {                                // wraps around
        return static_cast<ints>(static_cast<bits>(a) + static_cast<bits>(b));
    }
    static constexpr ints minus(ints a, ints b) {
        return static_cast<ints>(static_cast<bits>(a) - static_cast<bits>(b));
    }
    static constexpr ints shift_left(ints v, int n) { return v << n; }
    static constexpr ints shift_right(ints v, int n) { return v >> n; }         // keeps the sign
    static constexpr floats to_float(ints v) { return static_cast<T>(v); }

    static constexpr floats divide(floats a, floats b) { return a / b; }
    static constexpr floats fma(floats a, floats b, floats c) { return a * b + c; }
    // a if either is NaN.
    static constexpr floats min(floats a, floats b) { return b < a ? b : a; }
    static constexpr floats max(floats a, floats b) { return b > a ? b : a; }
    static constexpr floats negative(floats v) { return -v; }
    static constexpr floats abs(floats v) { return inlay::detail::cmath::abs(v); }
    static constexpr floats sqrt(floats v) { return inlay::detail::cmath::sqrt(v); }
    static constexpr floats round_to_even(floats v) {
        constexpr T big = sizeof(T) == 4 ? T(0x1p23) : T(0x1p52);      // integers from here on
        const T r = v < 0 ? (v - big) + big : (v + big) - big;
        return abs(v) < big ? (r == 0 ? v * T(0) : r) : v;
    }
    static constexpr floats select(bools m, floats a, floats b) { return m ? a : b; }

    static constexpr bools both(bools a, bools b) { return a && b; }
    static constexpr bools either(bools a, bools b) { return a || b; }
    static constexpr bools negate(bools a) { return !a; }
    static constexpr bool any(bools m) { return m; }
    static constexpr bool all(bools m) { return m; }
    static constexpr T sum(floats v) { return v; }
    static constexpr T largest(floats v) { return v; }
};

}  // namespace inlay::simd::detail
