// SPDX-License-Identifier: BSL-1.0
// Lanes on the compiler's vector extension (GCC, Clang), for targets or builds without xsimd.
#pragma once

#include "lanes_scalar.hpp"

#if defined(__AVX512F__)
#define INLAY_VECTOR_WIDTH 16
#elif defined(__AVX__)
#define INLAY_VECTOR_WIDTH 8
#else
#define INLAY_VECTOR_WIDTH 4
#endif

namespace inlay::simd::detail {

inline constexpr int vector_width = INLAY_VECTOR_WIDTH;

// Literal sizes, because g++ 12 breaks on dependent ones.
typedef float vector_floats __attribute__((vector_size(INLAY_VECTOR_WIDTH * 4)));
typedef std::int32_t vector_ints __attribute__((vector_size(INLAY_VECTOR_WIDTH * 4)));
typedef std::uint32_t vector_bits __attribute__((vector_size(INLAY_VECTOR_WIDTH * 4)));
typedef std::int16_t vector_halves __attribute__((vector_size(INLAY_VECTOR_WIDTH * 2)));

// Lane i of partner<S>(v) is lane i ^ S of v. (Below #if, not `if constexpr`: clang's function effects
// also follow calls in branches not taken, to functions never instantiated.)
template <int S> INLAY_INLINE vector_floats partner(vector_floats v) {
#if INLAY_VECTOR_WIDTH == 16
    return __builtin_shufflevector(v, v, 0 ^ S, 1 ^ S, 2 ^ S, 3 ^ S, 4 ^ S, 5 ^ S, 6 ^ S, 7 ^ S,
                                   8 ^ S, 9 ^ S, 10 ^ S, 11 ^ S, 12 ^ S, 13 ^ S, 14 ^ S, 15 ^ S);
#elif INLAY_VECTOR_WIDTH == 8
    return __builtin_shufflevector(v, v, 0 ^ S, 1 ^ S, 2 ^ S, 3 ^ S, 4 ^ S, 5 ^ S, 6 ^ S, 7 ^ S);
#else
    return __builtin_shufflevector(v, v, 0 ^ S, 1 ^ S, 2 ^ S, 3 ^ S);
#endif
}

INLAY_INLINE vector_floats square_root(vector_floats v) {
    // What the intrinsics call, without the cost of their header.
#if defined(__clang__) && __has_builtin(__builtin_elementwise_sqrt)
    return __builtin_elementwise_sqrt(v);
#elif defined(__clang__) && defined(__AVX512F__)
    return __builtin_ia32_sqrtps512(v, 4);                            // 4: the current rounding
#elif defined(__AVX512F__)
    return __builtin_ia32_sqrtps512_mask(v, v, static_cast<std::uint16_t>(0xffff), 4);
#elif defined(__AVX__)
    return __builtin_ia32_sqrtps256(v);
#elif defined(__SSE2__)
    return __builtin_ia32_sqrtps(v);
#else
    for (int i = 0; i < vector_width; ++i) v[i] = __builtin_sqrtf(v[i]);
    return v;
#endif
}

template <>
struct lanes<float, vector_width> {
    using floats = vector_floats;
    using ints = vector_ints;
    using bools = vector_ints;                                                // 0 or -1 a lane
    static constexpr int W = vector_width;

    static INLAY_INLINE floats broadcast(float x) { return x - floats{}; }    // -0 and NaN too
    static INLAY_INLINE ints broadcast_int(std::int32_t i) { return i + ints{}; }
    static INLAY_INLINE floats load(const float* p) {
        floats v;
        __builtin_memcpy(&v, p, sizeof v);
        return v;
    }
#if defined(__AVX512F__)
    static INLAY_INLINE std::uint16_t first(int n) { return static_cast<std::uint16_t>((1u << n) - 1); }
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        return __builtin_ia32_loadups512_mask(p, floats{}, first(n));
    }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        __builtin_ia32_storeups512_mask(p, v, first(n));
    }
#elif defined(__AVX__)
    static INLAY_INLINE ints first(int n) { return n > ints{0, 1, 2, 3, 4, 5, 6, 7}; }
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        return __builtin_ia32_maskloadps256(reinterpret_cast<const floats*>(p), first(n));
    }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        __builtin_ia32_maskstoreps256(reinterpret_cast<floats*>(p), first(n), v);
    }
#else
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        if (n < 0 || n > W) __builtin_unreachable();
        floats v{};
        for (int i = 0; i < n; ++i) v[i] = p[i];
        return v;
    }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        if (n < 0 || n > W) __builtin_unreachable();
        for (int i = 0; i < n; ++i) p[i] = v[i];
    }
#endif
    // Numbers of 16 bits (binary16): the hardware's conversion, or by integers.
    static INLAY_INLINE floats load_f16(const float* p) {
        vector_halves h;
        __builtin_memcpy(&h, p, sizeof h);
#if defined(__AVX512F__)
        return __builtin_ia32_vcvtph2ps512_mask(h, floats{}, static_cast<std::uint16_t>(0xffff), 4);
#elif defined(__F16C__)
        return __builtin_ia32_vcvtph2ps256(h);
#else
        const ints i = __builtin_convertvector(h, ints), rest = i & 0x7fff;
        const floats magnitude = from_bits(rest << 13) * broadcast(0x1p112f);          // exact, denormals too
        const ints special = rest >= broadcast_int(0x7c00);                            // infinities, NaN
        const ints wide = special ? (rest << 13) | 0x7f800000 : to_bits(magnitude);
        return from_bits(wide | ((i & 0x8000) << 16));
#endif
    }
    static INLAY_INLINE void store(floats v, float* p) { __builtin_memcpy(p, &v, sizeof v); }
    static INLAY_INLINE float get(floats v, int i) { return v[i]; }

    static INLAY_INLINE ints to_bits(floats v) { return reinterpret_cast<ints>(v); }
    static INLAY_INLINE floats from_bits(ints v) { return reinterpret_cast<floats>(v); }
    static INLAY_INLINE vector_bits wrapping(ints v) { return reinterpret_cast<vector_bits>(v); }
    static INLAY_INLINE ints plus(ints a, ints b) {
        return reinterpret_cast<ints>(wrapping(a) + wrapping(b));
    }
    static INLAY_INLINE ints minus(ints a, ints b) {
        return reinterpret_cast<ints>(wrapping(a) - wrapping(b));
    }
    static INLAY_INLINE ints shift_left(ints v, int n) { return v << n; }
    static INLAY_INLINE ints shift_right(ints v, int n) { return v >> n; }
    static INLAY_INLINE floats to_float(ints v) { return __builtin_convertvector(v, floats); }

    static INLAY_INLINE floats divide(floats a, floats b) { return a / b; }
    static INLAY_INLINE floats fma(floats a, floats b, floats c) {
        return a * b + c;                                                     // contracted
    }
    static INLAY_INLINE floats min(floats a, floats b) { return b < a ? b : a; }
    static INLAY_INLINE floats max(floats a, floats b) { return b > a ? b : a; }
    static INLAY_INLINE floats negative(floats v) { return -v; }
    static INLAY_INLINE floats abs(floats v) { return from_bits(to_bits(v) & 0x7fffffff); }
    static INLAY_INLINE floats sqrt(floats v) { return square_root(v); }
    static INLAY_INLINE floats round_to_even(floats v) {
        const floats a = abs(v), big = broadcast(0x1p23f), r = (a + big) - big;
        const ints sign = to_bits(v) & ~0x7fffffff;
        return a < big ? from_bits(to_bits(r) | sign) : v;
    }
    static INLAY_INLINE floats select(bools m, floats a, floats b) { return m ? a : b; }

    static INLAY_INLINE bools both(bools a, bools b) { return a & b; }
    static INLAY_INLINE bools either(bools a, bools b) { return a | b; }
    static INLAY_INLINE bools negate(bools a) { return ~a; }
    static INLAY_INLINE bool any(bools m) {
        std::int32_t r = 0;
        for (int i = 0; i < W; ++i) r |= m[i];
        return r != 0;
    }
    static INLAY_INLINE bool all(bools m) {
        std::int32_t r = -1;
        for (int i = 0; i < W; ++i) r &= m[i];
        return r != 0;
    }
    static INLAY_INLINE float sum(floats v) {
#if INLAY_VECTOR_WIDTH > 8
        v += partner<8>(v);
#endif
#if INLAY_VECTOR_WIDTH > 4
        v += partner<4>(v);
#endif
        v += partner<2>(v);
        return v[0] + v[1];
    }
    static INLAY_INLINE float largest(floats v) {
#if INLAY_VECTOR_WIDTH > 8
        v = max(v, partner<8>(v));
#endif
#if INLAY_VECTOR_WIDTH > 4
        v = max(v, partner<4>(v));
#endif
        v = max(v, partner<2>(v));
        return v[0] > v[1] ? v[0] : v[1];
    }
};

}  // namespace inlay::simd::detail

#undef INLAY_VECTOR_WIDTH
