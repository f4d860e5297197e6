// SPDX-License-Identifier: BSL-1.0
// Lanes on the compiler's vector extension (GCC, Clang), for targets or builds without xsimd.
#pragma once

#include "lanes_scalar.hpp"

namespace inlay::simd::detail {

#if defined(__AVX512F__)
inline constexpr int vector_width = 16;
#elif defined(__AVX__)
inline constexpr int vector_width = 8;
#else
inline constexpr int vector_width = 4;
#endif

// The vectors of a width, and what each width does in its own way: builtins (what the intrinsics call,
// without the cost of their header) and shuffles. Literal sizes, because g++ 12 breaks on dependent ones;
// specialisations, not `if constexpr`, because clang's function effects also follow calls in branches not
// taken, to functions never instantiated.
template <int W> struct vectors;

/// Numbers of 16 bits (binary16), by integers, where the target has no conversion.
template <class Floats, class Ints>
INLAY_INLINE Floats floats_of_f16(Ints h) {
    const Ints rest = h & 0x7fff;
    const Floats magnitude = reinterpret_cast<Floats>(rest << 13) * (0x1p112f - Floats{});  // exact, denormals too
    const Ints special = rest >= 0x7c00 + Ints{};                                           // infinities, NaN
    const Ints wide = special ? (rest << 13) | 0x7f800000 : reinterpret_cast<Ints>(magnitude);
    return reinterpret_cast<Floats>(wide | ((h & 0x8000) << 16));
}

template <>
struct vectors<4> {
    typedef float floats __attribute__((vector_size(16)));
    typedef std::int32_t ints __attribute__((vector_size(16)));
    typedef std::uint32_t bits __attribute__((vector_size(16)));
    typedef std::int16_t halves __attribute__((vector_size(8)));

    // Three lanes, as colours or small networks of sequences have, in two accesses that touch nothing else: a
    // masked store holds up the next load of four lanes that overlaps it, in the next row of three.
    static INLAY_INLINE floats load_three(const float* p) { return floats{p[0], p[1], p[2], 0}; }
    static INLAY_INLINE void store_three(floats v, float* p) {
        __builtin_memcpy(p, &v, 2 * sizeof(float));
        p[2] = v[2];
    }
#if defined(__AVX512VL__) && !defined(__clang__)  // clang makes these of AVX's
    static INLAY_INLINE std::uint8_t first(int n) { return static_cast<std::uint8_t>((1u << n) - 1); }
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        if (__builtin_constant_p(n) && n == 3) return load_three(p);
        return __builtin_ia32_loadups128_mask(p, floats{}, first(n));
    }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        if (__builtin_constant_p(n) && n == 3) return store_three(v, p);
        __builtin_ia32_storeups128_mask(p, v, first(n));
    }
#elif defined(__AVX__)
    static INLAY_INLINE ints first(int n) { return n > ints{0, 1, 2, 3}; }
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        if (__builtin_constant_p(n) && n == 3) return load_three(p);
        return __builtin_ia32_maskloadps(reinterpret_cast<const floats*>(p), first(n));
    }
#if defined(__AVX512VL__)
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        if (__builtin_constant_p(n) && n == 3) return store_three(v, p);
        __builtin_ia32_maskstoreps(reinterpret_cast<floats*>(p), first(n), v);
    }
#else  // a masked store takes AMD's cores as long as a dozen others
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        if (n >= 4) {
            __builtin_memcpy(p, &v, sizeof v);
        } else if (n == 3) {
            store_three(v, p);
        } else if (n == 2) {
            __builtin_memcpy(p, &v, 2 * sizeof(float));
        } else if (n == 1) {
            p[0] = v[0];
        }
    }
#endif
#else
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        if (__builtin_constant_p(n) && n == 3) return load_three(p);
        if (n < 0 || n > 4) __builtin_unreachable();
        floats v{};
        for (int i = 0; i < n; ++i) v[i] = p[i];
        return v;
    }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        if (__builtin_constant_p(n) && n == 3) return store_three(v, p);
        if (n < 0 || n > 4) __builtin_unreachable();
        for (int i = 0; i < n; ++i) p[i] = v[i];
    }
#endif
    // Four numbers, again and again; number K of the four in all lanes.
    static INLAY_INLINE floats load_four(const float* p) {
        floats v;
        __builtin_memcpy(&v, p, sizeof v);
        return v;
    }
    template <int K> static INLAY_INLINE floats spread(floats v) { return __builtin_shufflevector(v, v, K, K, K, K); }
    static INLAY_INLINE floats load_f16(const float* p) {
        halves h;
        __builtin_memcpy(&h, p, sizeof h);
        return floats_of_f16<floats>(__builtin_convertvector(h, ints));
    }
    // b < a ? b : a, and b > a ? b : a: one instruction, which g++ sees only where comparisons give no masks.
#if defined(__SSE2__) && !defined(__clang__)
    static INLAY_INLINE floats min(floats a, floats b) { return __builtin_ia32_minps(b, a); }
    static INLAY_INLINE floats max(floats a, floats b) { return __builtin_ia32_maxps(b, a); }
#else
    static INLAY_INLINE floats min(floats a, floats b) { return b < a ? b : a; }
    static INLAY_INLINE floats max(floats a, floats b) { return b > a ? b : a; }
#endif
    static INLAY_INLINE floats sqrt(floats v) {
#if defined(__clang__) && __has_builtin(__builtin_elementwise_sqrt)
        return __builtin_elementwise_sqrt(v);
#elif defined(__SSE2__)
        return __builtin_ia32_sqrtps(v);
#else
        for (int i = 0; i < 4; ++i) v[i] = __builtin_sqrtf(v[i]);
        return v;
#endif
    }
    static INLAY_INLINE float sum(floats v) {
        v += __builtin_shufflevector(v, v, 2, 3, 0, 1);
        return v[0] + v[1];
    }
    static INLAY_INLINE float largest(floats v) {
        const floats w = __builtin_shufflevector(v, v, 2, 3, 0, 1);
        v = w > v ? w : v;
        return v[0] > v[1] ? v[0] : v[1];
    }
};

#if defined(__AVX__)
template <>
struct vectors<8> {
    typedef float floats __attribute__((vector_size(32)));
    typedef std::int32_t ints __attribute__((vector_size(32)));
    typedef std::uint32_t bits __attribute__((vector_size(32)));
    typedef std::int16_t halves __attribute__((vector_size(16)));

#if defined(__AVX512VL__) && !defined(__clang__)
    static INLAY_INLINE std::uint8_t first(int n) { return static_cast<std::uint8_t>((1u << n) - 1); }
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        return __builtin_ia32_loadups256_mask(p, floats{}, first(n));
    }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        __builtin_ia32_storeups256_mask(p, v, first(n));
    }
#else
    static INLAY_INLINE ints first(int n) { return n > ints{0, 1, 2, 3, 4, 5, 6, 7}; }
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        return __builtin_ia32_maskloadps256(reinterpret_cast<const floats*>(p), first(n));
    }
#if defined(__AVX512VL__)
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        __builtin_ia32_maskstoreps256(reinterpret_cast<floats*>(p), first(n), v);
    }
#else  // in halves: no masked store
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        const auto low = __builtin_shufflevector(v, v, 0, 1, 2, 3);
        if (n < 4) return vectors<4>::store_partial(low, p, n);
        __builtin_memcpy(p, &low, sizeof low);
        vectors<4>::store_partial(__builtin_shufflevector(v, v, 4, 5, 6, 7), p + 4, n - 4);
    }
#endif
#endif
    // Four numbers, again and again; number K of the four in all lanes.
    static INLAY_INLINE floats load_four(const float* p) {
        const auto four = vectors<4>::load_four(p);
        floats v = __builtin_shufflevector(four, four, 0, 1, 2, 3, 0, 1, 2, 3);
#if defined(__clang__)
        asm("" : "+x"(v));  // else it sees through the shuffles, and loads four times
#endif
        return v;
    }
    template <int K> static INLAY_INLINE floats spread(floats v) {
        return __builtin_shufflevector(v, v, K, K, K, K, 4 + K, 4 + K, 4 + K, 4 + K);
    }
    static INLAY_INLINE floats load_f16(const float* p) {
        halves h;
        __builtin_memcpy(&h, p, sizeof h);
#if defined(__F16C__)
        return __builtin_ia32_vcvtph2ps256(h);
#else
        return floats_of_f16<floats>(__builtin_convertvector(h, ints));
#endif
    }
#if defined(__AVX__) && !defined(__clang__)
    static INLAY_INLINE floats min(floats a, floats b) { return __builtin_ia32_minps256(b, a); }
    static INLAY_INLINE floats max(floats a, floats b) { return __builtin_ia32_maxps256(b, a); }
#else
    static INLAY_INLINE floats min(floats a, floats b) { return b < a ? b : a; }
    static INLAY_INLINE floats max(floats a, floats b) { return b > a ? b : a; }
#endif
    static INLAY_INLINE floats sqrt(floats v) {
#if defined(__clang__) && __has_builtin(__builtin_elementwise_sqrt)
        return __builtin_elementwise_sqrt(v);
#else
        return __builtin_ia32_sqrtps256(v);
#endif
    }
    static INLAY_INLINE float sum(floats v) {
        return vectors<4>::sum(__builtin_shufflevector(v, v, 0, 1, 2, 3) + __builtin_shufflevector(v, v, 4, 5, 6, 7));
    }
    static INLAY_INLINE float largest(floats v) {
        const auto a = __builtin_shufflevector(v, v, 0, 1, 2, 3), b = __builtin_shufflevector(v, v, 4, 5, 6, 7);
        return vectors<4>::largest(b > a ? b : a);
    }
};
#endif

#if defined(__AVX512F__)
template <>
struct vectors<16> {
    typedef float floats __attribute__((vector_size(64)));
    typedef std::int32_t ints __attribute__((vector_size(64)));
    typedef std::uint32_t bits __attribute__((vector_size(64)));
    typedef std::int16_t halves __attribute__((vector_size(32)));

    static INLAY_INLINE std::uint16_t first(int n) { return static_cast<std::uint16_t>((1u << n) - 1); }
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        return __builtin_ia32_loadups512_mask(p, floats{}, first(n));
    }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        __builtin_ia32_storeups512_mask(p, v, first(n));
    }
    // Four numbers, again and again; number K of the four in all lanes.
    static INLAY_INLINE floats load_four(const float* p) {
        const auto four = vectors<4>::load_four(p);
#if defined(__clang__)
        floats v = __builtin_shufflevector(four, four, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3);
        asm("" : "+v"(v));
        return v;
#else
        return __builtin_ia32_broadcastf32x4_512(four, floats{}, static_cast<std::uint16_t>(0xffff));
#endif
    }
    template <int K> static INLAY_INLINE floats spread(floats v) {
        return __builtin_shufflevector(v, v, K, K, K, K, 4 + K, 4 + K, 4 + K, 4 + K, 8 + K, 8 + K, 8 + K, 8 + K,
                                       12 + K, 12 + K, 12 + K, 12 + K);
    }
    static INLAY_INLINE floats load_f16(const float* p) {
        halves h;
        __builtin_memcpy(&h, p, sizeof h);
        return __builtin_ia32_vcvtph2ps512_mask(h, floats{}, static_cast<std::uint16_t>(0xffff), 4);
    }
#if defined(__clang__)
    static INLAY_INLINE floats min(floats a, floats b) { return b < a ? b : a; }
    static INLAY_INLINE floats max(floats a, floats b) { return b > a ? b : a; }
#else
    static INLAY_INLINE floats min(floats a, floats b) { return __builtin_ia32_minps512_mask(b, a, a, static_cast<std::uint16_t>(0xffff), 4); }
    static INLAY_INLINE floats max(floats a, floats b) { return __builtin_ia32_maxps512_mask(b, a, a, static_cast<std::uint16_t>(0xffff), 4); }
#endif
    static INLAY_INLINE floats sqrt(floats v) {
#if defined(__clang__) && __has_builtin(__builtin_elementwise_sqrt)
        return __builtin_elementwise_sqrt(v);
#elif defined(__clang__)
        return __builtin_ia32_sqrtps512(v, 4);                        // 4: the current rounding
#else
        return __builtin_ia32_sqrtps512_mask(v, v, static_cast<std::uint16_t>(0xffff), 4);
#endif
    }
    static INLAY_INLINE float sum(floats v) {
        return vectors<8>::sum(__builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7) +
                               __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15));
    }
    static INLAY_INLINE float largest(floats v) {
        const auto a = __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7);
        const auto b = __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15);
        return vectors<8>::largest(b > a ? b : a);
    }
};
#endif

template <int Width>
struct lanes_on_vectors {
    using floats = typename vectors<Width>::floats;
    using ints = typename vectors<Width>::ints;
    using bits = typename vectors<Width>::bits;
    using bools = ints;                                                       // 0 or -1 a lane
    static constexpr int W = Width;

    static INLAY_INLINE floats broadcast(float x) { return x - floats{}; }    // -0 and NaN too
    static INLAY_INLINE ints broadcast_int(std::int32_t i) { return i + ints{}; }
    static INLAY_INLINE floats load(const float* p) {
        floats v;
        __builtin_memcpy(&v, p, sizeof v);
        return v;
    }
#if !defined(__clang__) && (defined(__AVX512F__) || defined(__AVX__))
    static INLAY_INLINE floats in_register(floats v) {
        asm("" : "+v"(v));
        return v;
    }
#else
    static INLAY_INLINE floats in_register(floats v) { return v; }
#endif
    static INLAY_INLINE floats load_four(const float* p) { return vectors<W>::load_four(p); }
    template <int K> static INLAY_INLINE floats spread(floats v) { return vectors<W>::template spread<K>(v); }
    static INLAY_INLINE floats load_f16(const float* p) { return vectors<W>::load_f16(p); }
    static INLAY_INLINE floats load_partial(const float* p, int n) { return vectors<W>::load_partial(p, n); }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) { vectors<W>::store_partial(v, p, n); }
    static INLAY_INLINE void store(floats v, float* p) { __builtin_memcpy(p, &v, sizeof v); }
    static INLAY_INLINE float get(floats v, int i) { return v[i]; }

    static INLAY_INLINE ints to_bits(floats v) { return reinterpret_cast<ints>(v); }
    static INLAY_INLINE floats from_bits(ints v) { return reinterpret_cast<floats>(v); }
    static INLAY_INLINE bits wrapping(ints v) { return reinterpret_cast<bits>(v); }
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
    static INLAY_INLINE floats min(floats a, floats b) { return vectors<W>::min(a, b); }
    static INLAY_INLINE floats max(floats a, floats b) { return vectors<W>::max(a, b); }
    static INLAY_INLINE floats negative(floats v) { return -v; }
    static INLAY_INLINE floats abs(floats v) { return from_bits(to_bits(v) & 0x7fffffff); }
    static INLAY_INLINE floats sqrt(floats v) { return vectors<W>::sqrt(v); }
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
    static INLAY_INLINE float sum(floats v) { return vectors<W>::sum(v); }
    static INLAY_INLINE float largest(floats v) { return vectors<W>::largest(v); }
};

template <> struct lanes<float, 4> : lanes_on_vectors<4> {};
#if defined(__AVX__)
template <> struct lanes<float, 8> : lanes_on_vectors<8> {};
#endif
#if defined(__AVX512F__)
template <> struct lanes<float, 16> : lanes_on_vectors<16> {};
#endif

}  // namespace inlay::simd::detail
