// SPDX-License-Identifier: BSL-1.0
// batch<W>: W floats computed on at once; mask<W>: W truth values; value<T>: one number, likewise.
#pragma once

#include "lanes_scalar.hpp"

#include <type_traits>

// The backend of batch<native_width>: the compiler's vector extension, or none (native_width is 1).
// INLAY_USE_XSIMD takes xsimd (8.1 or later) where it knows the target; INLAY_NO_SIMD takes neither.
// xsimd is asked for, not found: it costs every translation unit a second and 160 MB of compiler, and
// is no faster here (docs/design.md). All units of a program must agree.
#if !defined(INLAY_NO_SIMD)
#if defined(__SSE2__) || defined(__ARM_NEON) || defined(__wasm_simd128__) || defined(__ALTIVEC__)
#define INLAY_HAS_VECTOR 1
#endif
#if defined(INLAY_USE_XSIMD)
#include <xsimd/config/xsimd_config.hpp>
#if !defined(XSIMD_NO_SUPPORTED_ARCHITECTURE)
#define INLAY_HAS_XSIMD 1
#endif
#endif
#endif

#if defined(INLAY_HAS_XSIMD)
#include "lanes_xsimd.hpp"
#elif defined(INLAY_HAS_VECTOR)
#include "lanes_vector.hpp"
#endif

namespace inlay::simd {

/// The lanes of the fast batch on this target: 16 with AVX-512, 8 with AVX, 4 with SSE2, NEON or
/// wasm simd128, else 1.
#if defined(INLAY_HAS_XSIMD)
inline constexpr int native_width = detail::xsimd_width;
#elif defined(INLAY_HAS_VECTOR)
inline constexpr int native_width = detail::vector_width;
#else
inline constexpr int native_width = 1;
#endif

/// The lanes of the narrowest batch on this target that is not narrower than `count`: a part of a wide
/// register is no slower than all of it, and often faster. native_width if there is none.
#if defined(INLAY_HAS_VECTOR) && !defined(INLAY_HAS_XSIMD)
constexpr int narrow_width(int count) {
    for (int w = 4; w < native_width; w *= 2)
        if (count <= w) return w;
    return native_width;
}
#else
constexpr int narrow_width(int) { return native_width; }
#endif

#undef INLAY_HAS_XSIMD
#undef INLAY_HAS_VECTOR

template <class T, int W> struct pack;
template <class T, int W> struct truth;

/// The same address, of which the compiler forgets what it knows: g++ would rather keep what it has read through it
/// for the next iteration, on the stack, than read it again. Not in constant expressions.
template <class T>
INLAY_INLINE const T* forgotten(const T* p) {
    asm("" : "+r"(p));
    return p;
}

/// W floats. Widths: 1 (constexpr, the reference), native_width and what narrow_width gives.
///
///     for (i = 0; i + W <= n; i += W) (batch<W>::load(x + i) * 2 + 1).store(y + i);
///     (batch<W>::load_partial(x + i, n - i) * 2 + 1).store_partial(y + i, n - i);
template <int W> using batch = pack<float, W>;

/// W truth values, one a lane: what a comparison of batches gives.
template <int W> using mask = truth<float, W>;

/// One float or double with a batch's interface, so that a formula serves both; value<float> is
/// batch<1>.
template <class T> using value = pack<T, 1>;

template <class A> concept number = std::is_arithmetic_v<A>;

template <class T, int W>
struct truth {
    using lanes = detail::lanes<T, W>;
    static constexpr int width = W;

    typename lanes::bools v;

    /// Of a single lane: `if (x > 0)`.
    constexpr explicit operator bool() const requires(W == 1) { return v; }

    friend INLAY_INLINE constexpr truth operator&(truth a, truth b) {
        return {lanes::both(a.v, b.v)};
    }
    friend INLAY_INLINE constexpr truth operator|(truth a, truth b) {
        return {lanes::either(a.v, b.v)};
    }
    friend INLAY_INLINE constexpr truth operator!(truth a) { return {lanes::negate(a.v)}; }
    friend INLAY_INLINE constexpr bool any(truth m) { return lanes::any(m.v); }
    friend INLAY_INLINE constexpr bool all(truth m) { return lanes::all(m.v); }

    /// a where m holds, else b; numbers too: where(x > 0, 1, 0).
    friend INLAY_INLINE constexpr pack<T, W> where(truth m, pack<T, W> a, pack<T, W> b) {
        return pack<T, W>::of(lanes::select(m.v, a.v, b.v));
    }
};

template <class T, int W>
struct pack {
    using scalar = T;
    using lanes = detail::lanes<T, W>;
    using registers = typename lanes::floats;
    using mask_type = truth<T, W>;
    static constexpr int width = W;

    registers v;

    pack() = default;                                                 // uninitialised, like a float
    template <number A>
    INLAY_INLINE constexpr pack(A x) : v(lanes::broadcast(static_cast<T>(x))) {}
    static INLAY_INLINE constexpr pack of(registers r) { pack p; p.v = r; return p; }

    /// W numbers from p, store to p: no alignment needed.
    static INLAY_INLINE constexpr pack load(const T* p) { return of(lanes::load(p)); }
    INLAY_INLINE constexpr void store(T* p) const { lanes::store(v, p); }

    /// The first n (0 <= n <= W) numbers only: other lanes are 0, other memory is not touched.
    static INLAY_INLINE constexpr pack load_partial(const T* p, int n) {
        return of(lanes::load_partial(p, n));
    }
    INLAY_INLINE constexpr void store_partial(T* p, int n) const { lanes::store_partial(v, p, n); }

    /// The same, kept in a register: g++ would rather load a value again for each use, which costs more
    /// than the register where there are enough of them.
    INLAY_INLINE constexpr pack in_register() const {
        if constexpr (requires { lanes::in_register(v); }) return of(lanes::in_register(v));
        else return *this;
    }

    INLAY_INLINE constexpr T operator[](int lane) const { return lanes::get(v, lane); }
    INLAY_INLINE constexpr explicit operator T() const requires(W == 1) { return v; }

    friend INLAY_INLINE constexpr pack operator+(pack a, pack b) { return of(a.v + b.v); }
    friend INLAY_INLINE constexpr pack operator-(pack a, pack b) { return of(a.v - b.v); }
    friend INLAY_INLINE constexpr pack operator*(pack a, pack b) { return of(a.v * b.v); }
    friend INLAY_INLINE constexpr pack operator/(pack a, pack b) {
        return of(lanes::divide(a.v, b.v));
    }
    friend INLAY_INLINE constexpr pack operator-(pack a) { return of(lanes::negative(a.v)); }
    friend INLAY_INLINE constexpr pack operator+(pack a) { return a; }
    INLAY_INLINE constexpr pack& operator+=(pack b) { return *this = *this + b; }
    INLAY_INLINE constexpr pack& operator-=(pack b) { return *this = *this - b; }
    INLAY_INLINE constexpr pack& operator*=(pack b) { return *this = *this * b; }
    INLAY_INLINE constexpr pack& operator/=(pack b) { return *this = *this / b; }

    friend INLAY_INLINE constexpr mask_type operator<(pack a, pack b) { return {a.v < b.v}; }
    friend INLAY_INLINE constexpr mask_type operator>(pack a, pack b) { return {a.v > b.v}; }
    friend INLAY_INLINE constexpr mask_type operator<=(pack a, pack b) { return {a.v <= b.v}; }
    friend INLAY_INLINE constexpr mask_type operator>=(pack a, pack b) { return {a.v >= b.v}; }
    friend INLAY_INLINE constexpr mask_type operator==(pack a, pack b) { return {a.v == b.v}; }
    // Not the backend's: xsimd 8.1's on AVX-512 denies NaN != NaN.
    friend INLAY_INLINE constexpr mask_type operator!=(pack a, pack b) { return !(a == b); }

    /// a * b + c: one instruction and one rounding where the target has it and W > 1; otherwise as
    /// the compiler contracts.
    friend INLAY_INLINE constexpr pack fma(pack a, pack b, pack c) {
        return of(lanes::fma(a.v, b.v, c.v));
    }

    /// The smaller, the larger; NaN if either is NaN, so that max(x, 0) and pooling pass NaN on. Of
    /// +0 and -0 either. With a number as one argument, max(x, 0), a single instruction.
    friend INLAY_INLINE constexpr pack min(pack a, pack b) {
        return where(b != b, b, of(lanes::min(a.v, b.v)));
    }
    friend INLAY_INLINE constexpr pack max(pack a, pack b) {
        return where(b != b, b, of(lanes::max(a.v, b.v)));
    }
    template <number A>
    friend INLAY_INLINE constexpr pack min(pack a, A b) {
        return b != b ? pack(b) : of(lanes::min(a.v, pack(b).v));
    }
    template <number A>
    friend INLAY_INLINE constexpr pack max(pack a, A b) {
        return b != b ? pack(b) : of(lanes::max(a.v, pack(b).v));
    }
    template <number A> friend INLAY_INLINE constexpr pack min(A a, pack b) { return min(b, a); }
    template <number A> friend INLAY_INLINE constexpr pack max(A a, pack b) { return max(b, a); }

    friend INLAY_INLINE constexpr pack abs(pack a) { return of(lanes::abs(a.v)); }
    friend INLAY_INLINE constexpr pack sqrt(pack a) { return of(lanes::sqrt(a.v)); }

    /// The nearest integer, ties to even; the largest integer not above. Infinities and NaN stay.
    friend INLAY_INLINE constexpr pack round_to_even(pack a) {
        return of(lanes::round_to_even(a.v));
    }
    friend INLAY_INLINE constexpr pack floor(pack a) {
        const pack r = round_to_even(a);
        return r - where(r > a, pack(1), pack(0));
    }

    /// The sum of the lanes, in an order that depends on the target; the largest and the smallest
    /// lane, NaN if one is.
    friend INLAY_INLINE constexpr T sum(pack a) { return lanes::sum(a.v); }
    friend INLAY_INLINE constexpr T hmax(pack a) {
        return any(a != a) ? static_cast<T>(__builtin_nanf("")) : lanes::largest(a.v);
    }
    friend INLAY_INLINE constexpr T hmin(pack a) { return -hmax(-a); }
};

namespace detail {

/// W 32-bit integers: the bits of a batch, for exponents and signs.
template <int W>
struct bits {
    using lanes = detail::lanes<float, W>;
    typename lanes::ints v;

    static INLAY_INLINE constexpr bits of(batch<W> x) { return {lanes::to_bits(x.v)}; }
    static INLAY_INLINE constexpr bits all(std::int32_t i) { return {lanes::broadcast_int(i)}; }
    INLAY_INLINE constexpr batch<W> as_float() const { return batch<W>::of(lanes::from_bits(v)); }
    INLAY_INLINE constexpr batch<W> to_float() const { return batch<W>::of(lanes::to_float(v)); }

    // + and - wrap around, << shifts zeros in, >> the sign.
    friend INLAY_INLINE constexpr bits operator+(bits a, bits b) {
        return {lanes::plus(a.v, b.v)};
    }
    friend INLAY_INLINE constexpr bits operator-(bits a, bits b) {
        return {lanes::minus(a.v, b.v)};
    }
    friend INLAY_INLINE constexpr bits operator&(bits a, bits b) { return {a.v & b.v}; }
    friend INLAY_INLINE constexpr bits operator|(bits a, bits b) { return {a.v | b.v}; }
    friend INLAY_INLINE constexpr bits operator<<(bits a, int n) {
        return {lanes::shift_left(a.v, n)};
    }
    friend INLAY_INLINE constexpr bits operator>>(bits a, int n) {
        return {lanes::shift_right(a.v, n)};
    }
};

}  // namespace detail

/// Four numbers, each in all lanes: one load and shuffles, where kernels wait for loads.
template <int W> INLAY_INLINE constexpr void load_each_of_four(const float* p, batch<W> (&x)[4]) {
    using lanes = detail::lanes<float, W>;
    if constexpr (requires { lanes::load_four(p); }) {
        const auto four = lanes::load_four(p);
        x[0] = batch<W>::of(lanes::template spread<0>(four));
        x[1] = batch<W>::of(lanes::template spread<1>(four));
        x[2] = batch<W>::of(lanes::template spread<2>(four));
        x[3] = batch<W>::of(lanes::template spread<3>(four));
    } else {
        for (int k = 0; k < 4; ++k) x[k] = batch<W>(p[k]);
    }
}

/// |x| with the sign of s.
template <int W> INLAY_INLINE constexpr batch<W> copysign(batch<W> x, batch<W> s) {
    using bits = detail::bits<W>;
    const bits magnitude = bits::all(0x7fffffff), sign = bits::all(~0x7fffffff);
    return ((bits::of(x) & magnitude) | (bits::of(s) & sign)).as_float();
}

}  // namespace inlay::simd
