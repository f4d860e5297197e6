// SPDX-License-Identifier: BSL-1.0
// The largest and the mean byte of each window.
#pragma once

#include "helium.hpp"
#include "neon_store.hpp"
#include "patch.hpp"
#include "store.hpp"
#include "x86_lanes.hpp"

namespace inlay::kernels::int8 {

/// The part of a window of `kernel` elements from `start` on that lies in [0, extent).
struct span_on_map {
    int from, to;
    constexpr span_on_map(int start, int kernel, int extent)
        : from(start < 0 ? 0 : start), to(start + kernel > extent ? extent : start + kernel) {}
};

#if INLAY_INT8_MVE
inline constexpr int pooled_at_once = 4;
using pool_lanes = int32x4_t;
[[gnu::always_inline]] inline pool_lanes all_lanes(int x) { return vdupq_n_s32(x); }
[[gnu::always_inline]] inline pool_lanes wide_bytes(const byte* x) { return vldrbq_s32(x); }
[[gnu::always_inline]] inline pool_lanes pool_sum(pool_lanes a, pool_lanes b) { return vaddq_s32(a, b); }
[[gnu::always_inline]] inline pool_lanes larger_of(pool_lanes a, pool_lanes b) { return vmaxq_s32(a, b); }
#elif INLAY_INT8_NEON
inline constexpr int pooled_at_once = 8;
struct pool_lanes {
    int32x4_t low, high;
};
[[gnu::always_inline]] inline pool_lanes all_lanes(int x) { return {vdupq_n_s32(x), vdupq_n_s32(x)}; }
[[gnu::always_inline]] inline pool_lanes wide_bytes(const byte* x) {
    const int16x8_t v = vmovl_s8(vld1_s8(x));
    return {vmovl_s16(vget_low_s16(v)), vmovl_high_s16(v)};
}
[[gnu::always_inline]] inline pool_lanes pool_sum(pool_lanes a, pool_lanes b) { return {vaddq_s32(a.low, b.low), vaddq_s32(a.high, b.high)}; }
[[gnu::always_inline]] inline pool_lanes larger_of(pool_lanes a, pool_lanes b) { return {vmaxq_s32(a.low, b.low), vmaxq_s32(a.high, b.high)}; }
#elif INLAY_INT8_AVX2
inline constexpr int pooled_at_once = 8;
using pool_lanes = __m256i;
[[gnu::always_inline]] inline pool_lanes all_lanes(int x) { return _mm256_set1_epi32(x); }
[[gnu::always_inline]] inline pool_lanes wide_bytes(const byte* x) {
    return _mm256_cvtepi8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(x)));
}
[[gnu::always_inline]] inline pool_lanes pool_sum(pool_lanes a, pool_lanes b) { return _mm256_add_epi32(a, b); }
[[gnu::always_inline]] inline pool_lanes larger_of(pool_lanes a, pool_lanes b) { return _mm256_max_epi32(a, b); }
#endif

#if INLAY_INT8_MVE || INLAY_INT8_HOST
/// (Their address taken, g++ 12 keeps sums in memory.)
[[gnu::always_inline]] inline void copy_lanes(pool_lanes x, int32_t* to) { std::memcpy(to, &x, sizeof x); }
#endif

/// Largest: y = max x.  Mean: y = sum x / elements on the map, rounded to the nearest, ties away from 0.
///     x (H, W, C)   y (OH, OW, C)
template <bool Mean, map_form F>
void pool2d(const byte* x, byte* y, int low, int high) {
    constexpr ops::window win = F.win;
    for (int row = 0; row < F.out_height; ++row)
        for (int column = 0; column < F.out_width; ++column) {
            const span_on_map v(row * win.stride_h - win.pad_top, win.kernel_h, F.height);
            const span_on_map h(column * win.stride_w - win.pad_left, win.kernel_w, F.width);
            const int count = (v.to - v.from) * (h.to - h.from);
            int c = 0;
#if INLAY_INT8_MVE || INLAY_INT8_HOST
            for (; c + pooled_at_once <= F.channels; c += pooled_at_once, y += pooled_at_once) {
                pool_lanes all = all_lanes(Mean ? 0 : -128);
                for (int i = v.from; i < v.to; ++i) {
                    const byte* at = x + (i * F.width + h.from) * F.channels + c;
                    for (int j = h.from; j < h.to; ++j, at += F.channels)
                        all = Mean ? pool_sum(all, wide_bytes(at)) : larger_of(all, wide_bytes(at));
                }
                int32_t each[pooled_at_once];
                copy_lanes(all, each);
                for (int k = 0; k < pooled_at_once; ++k) {
                    if (Mean) each[k] = (each[k] > 0 ? each[k] + count / 2 : each[k] - count / 2) / count;
                    y[k] = static_cast<byte>(clamp(each[k], low, high));
                }
            }
#endif
            for (; c < F.channels; ++c) {
                int32_t result = Mean ? 0 : -128;
                for (int i = v.from; i < v.to; ++i) {
                    const byte* at = x + (i * F.width + h.from) * F.channels + c;
                    for (int j = h.from; j < h.to; ++j, at += F.channels) {
                        if (Mean) result += *at;
                        else if (*at > result) result = *at;
                    }
                }
                if (Mean) result = (result > 0 ? result + count / 2 : result - count / 2) / count;
                *y++ = static_cast<byte>(clamp(result, low, high));
            }
        }
}

}  // namespace inlay::kernels::int8
