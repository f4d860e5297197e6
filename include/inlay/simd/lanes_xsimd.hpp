// SPDX-License-Identifier: BSL-1.0
// Lanes on xsimd, 8.1 to 14: the only file that names it.
#pragma once

#include "lanes_scalar.hpp"

#include <xsimd/xsimd.hpp>

// GCC bug 105593: _mm512_undefined_ps, inlined, warns.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

namespace inlay::simd::detail {

inline constexpr int xsimd_width = static_cast<int>(xsimd::batch<float>::size);

template <>
struct lanes<float, xsimd_width> {
    using floats = xsimd::batch<float>;
    using ints = xsimd::batch<std::int32_t>;
    using bools = typename floats::batch_bool_type;
    static constexpr int W = xsimd_width;

    static INLAY_INLINE floats broadcast(float x) { return floats(x); }
    static INLAY_INLINE ints broadcast_int(std::int32_t i) { return ints(i); }
    static INLAY_INLINE floats load(const float* p) { return floats::load_unaligned(p); }
    static INLAY_INLINE void store(floats v, float* p) { v.store_unaligned(p); }

#if defined(__AVX512F__) && !XSIMD_WITH_EMULATED
    static INLAY_INLINE __mmask16 first(int n) { return static_cast<__mmask16>((1u << n) - 1); }
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        return _mm512_maskz_loadu_ps(first(n), p);
    }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        _mm512_mask_storeu_ps(p, first(n), v);
    }
#else
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        alignas(floats) float lane[W] = {};
        for (int i = 0; i < n; ++i) lane[i] = p[i];
        return floats::load_aligned(lane);
    }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        alignas(floats) float lane[W];
        v.store_aligned(lane);
        for (int i = 0; i < n; ++i) p[i] = lane[i];
    }
#endif

    static INLAY_INLINE float get(floats v, int i) {
        alignas(floats) float lane[W];
        v.store_aligned(lane);
        return lane[i];
    }

#if XSIMD_VERSION_MAJOR >= 11
    static INLAY_INLINE ints to_bits(floats v) { return xsimd::bitwise_cast<std::int32_t>(v); }
    static INLAY_INLINE floats from_bits(ints v) { return xsimd::bitwise_cast<float>(v); }
#else
    static INLAY_INLINE ints to_bits(floats v) { return xsimd::bitwise_cast<ints>(v); }
    static INLAY_INLINE floats from_bits(ints v) { return xsimd::bitwise_cast<floats>(v); }
#endif
    static INLAY_INLINE ints plus(ints a, ints b) { return a + b; }
    static INLAY_INLINE ints minus(ints a, ints b) { return a - b; }
    static INLAY_INLINE ints shift_left(ints v, int n) { return v << n; }
    static INLAY_INLINE ints shift_right(ints v, int n) { return v >> n; }
    static INLAY_INLINE floats to_float(ints v) { return xsimd::to_float(v); }

#if defined(__ARM_NEON) && !XSIMD_WITH_EMULATED      // xsimd's is an estimate and Newton steps
    static INLAY_INLINE floats divide(floats a, floats b) {
        const float32x4_t x = a, y = b;
        return floats(x / y);
    }
#else
    static INLAY_INLINE floats divide(floats a, floats b) { return a / b; }
#endif
#if defined(__AVX512F__) && !XSIMD_WITH_EMULATED      // xsimd 8.1 on AVX-512 multiplies, then adds
    static INLAY_INLINE floats fma(floats a, floats b, floats c) {
        return _mm512_fmadd_ps(a, b, c);
    }
#else
    static INLAY_INLINE floats fma(floats a, floats b, floats c) { return xsimd::fma(a, b, c); }
#endif

    // xsimd's min and max treat NaN by version: here the instruction, whose second operand wins.
#if XSIMD_WITH_EMULATED
    static INLAY_INLINE floats min(floats a, floats b) { return xsimd::select(b < a, b, a); }
    static INLAY_INLINE floats max(floats a, floats b) { return xsimd::select(b > a, b, a); }
#elif defined(__AVX512F__)
    static INLAY_INLINE floats min(floats a, floats b) { return _mm512_min_ps(b, a); }
    static INLAY_INLINE floats max(floats a, floats b) { return _mm512_max_ps(b, a); }
#elif defined(__AVX__)
    static INLAY_INLINE floats min(floats a, floats b) { return _mm256_min_ps(b, a); }
    static INLAY_INLINE floats max(floats a, floats b) { return _mm256_max_ps(b, a); }
#elif defined(__SSE2__)
    static INLAY_INLINE floats min(floats a, floats b) { return _mm_min_ps(b, a); }
    static INLAY_INLINE floats max(floats a, floats b) { return _mm_max_ps(b, a); }
#else
    static INLAY_INLINE floats min(floats a, floats b) { return xsimd::select(b < a, b, a); }
    static INLAY_INLINE floats max(floats a, floats b) { return xsimd::select(b > a, b, a); }
#endif

    static INLAY_INLINE floats negative(floats v) {      // xsimd 8.1's on AVX-512 is 0 - v
        return from_bits(to_bits(v) ^ broadcast_int(~0x7fffffff));
    }
    static INLAY_INLINE floats abs(floats v) { return xsimd::abs(v); }
#if defined(__aarch64__) && !XSIMD_WITH_EMULATED     // xsimd's is an estimate and Newton steps
    static INLAY_INLINE floats sqrt(floats v) { return floats(vsqrtq_f32(v)); }
#else
    static INLAY_INLINE floats sqrt(floats v) { return xsimd::sqrt(v); }
#endif
    static INLAY_INLINE floats round_to_even(floats v) { return xsimd::nearbyint(v); }
    static INLAY_INLINE floats select(bools m, floats a, floats b) {
        return xsimd::select(m, a, b);
    }

    static INLAY_INLINE bools both(bools a, bools b) { return a & b; }
    static INLAY_INLINE bools either(bools a, bools b) { return a | b; }
    static INLAY_INLINE bools negate(bools a) { return ~a; }
    static INLAY_INLINE bool any(bools m) { return xsimd::any(m); }
    static INLAY_INLINE bool all(bools m) { return xsimd::all(m); }
#if XSIMD_VERSION_MAJOR >= 9
    static INLAY_INLINE float sum(floats v) { return xsimd::reduce_add(v); }
#else
    static INLAY_INLINE float sum(floats v) { return xsimd::hadd(v); }
#endif
#if defined(__AVX512F__) && !XSIMD_WITH_EMULATED
    static INLAY_INLINE float largest(floats v) { return _mm512_reduce_max_ps(v); }
#else
    static INLAY_INLINE float largest(floats v) {
        alignas(floats) float lane[W];
        v.store_aligned(lane);
        for (int s = W / 2; s > 0; s /= 2)
            for (int i = 0; i < s; ++i) lane[i] = lane[i + s] > lane[i] ? lane[i + s] : lane[i];
        return lane[0];
    }
#endif
};

}  // namespace inlay::simd::detail

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
