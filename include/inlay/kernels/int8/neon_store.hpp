// SPDX-License-Identifier: BSL-1.0
// From registers of sums to bytes, with NEON: its rounding instructions are those of the fixed-point numbers.
#pragma once

#include "store.hpp"

#if INLAY_INT8_NEON

#include <arm_neon.h>

namespace inlay::kernels::int8 {

/// What the store needs of each output, one array each.
struct channel_arrays {
    const int32_t* bias;
    const int32_t* multiplier;
    const int32_t* shift;

    channel_arrays from(int o) const { return {bias + o, multiplier + o, shift + o}; }
};

template <int Count>
struct channel_memory {
    alignas(16) int32_t bias[Count]{};
    int32_t multiplier[Count]{}, shift[Count]{};

    template <class Rounding>
    constexpr void set(int i, int32_t b, fixed_multiplier m, int) {  // the zero point is not needed
        bias[i] = b, multiplier[i] = m.fraction, shift[i] = m.shift;
    }
    constexpr channel_arrays arrays() const { return {bias, multiplier, shift}; }
};

/// As Rounding::scale. sqrdmulh rounds ties up, as the product wants; srshl does, too, where the shift wants them away
/// from zero: so negative products are moved down by one first. (Not narrow: only where they are shifted right.)
template <class Rounding, bool Narrow>
INLAY_INT8_FORCED int32x4_t scaled_lanes(int32x4_t x, int32x4_t multiplier, int32x4_t shift) {
    if constexpr (!__is_same(Rounding, double_rounding)) {
        const int64x2_t start = vdupq_n_s64(-31);
        const int64x2_t low = vrshlq_s64(vmull_s32(vget_low_s32(x), vget_low_s32(multiplier)),
                                         vaddw_s32(start, vget_low_s32(shift)));
        const int64x2_t high =
            vrshlq_s64(vmull_high_s32(x, multiplier), vaddw_high_s32(start, shift));
        return vmovn_high_s64(vmovn_s64(low), high);
    } else if constexpr (Narrow) {
        const int32x4_t h = vqrdmulhq_s32(x, multiplier);
        return vrshlq_s32(vsraq_n_s32(h, h, 31), shift);
    } else {
        const int32x4_t none = vdupq_n_s32(0), right = vminq_s32(shift, none);
        const int32x4_t h = vqrdmulhq_s32(vshlq_s32(x, vmaxq_s32(shift, none)), multiplier);
        return vrshlq_s32(vqaddq_s32(h, vshrq_n_s32(vandq_s32(h, right), 31)), right);
    }
}

/// The bytes of four registers of scaled sums, one after the other.
template <bool Whole>
INLAY_INT8_FORCED int8x16_t packed_bytes(const int32x4_t (&v)[4], const output_range& range) {
    const int16x8_t zero_point = vdupq_n_s16(static_cast<int16_t>(range.zero_point));
    const int16x8_t low = vqaddq_s16(vqmovn_high_s32(vqmovn_s32(v[0]), v[1]), zero_point);
    const int16x8_t high = vqaddq_s16(vqmovn_high_s32(vqmovn_s32(v[2]), v[3]), zero_point);
    const int8x16_t bytes = vqmovn_high_s16(vqmovn_s16(low), high);
    if constexpr (Whole) return bytes;
    else
        return vminq_s8(vmaxq_s8(bytes, vdupq_n_s8(static_cast<byte>(range.low))),
                        vdupq_n_s8(static_cast<byte>(range.high)));
}

/// The first `count` of `Size` bytes.
template <int Size>
INLAY_INT8_FORCED void store_bytes(byte* y, const byte* from, int count) {
    if (count >= Size) std::memcpy(y, from, Size);
    else
        for (int k = 0; k < count; ++k) y[k] = from[k];
}

/// P pixels of G registers of sums; stores the first `count` outputs of each, `next` bytes from pixel to pixel.
template <class Rounding, output_stage S, int P, int G>
INLAY_INT8_FORCED void store_tile(const int32x4_t (&sums)[P * G], const channel_arrays& c, byte* y,
                                  int next, int count, const output_range& range) {
    constexpr int size = G < 4 ? 4 * G : 16,
                  pieces = P * G < 4 ? P : 16 / size;  // bytes of a pixel in one register; pixels
    INLAY_UNROLL
    for (int i = 0; i < P * G; i += 4) {
        int32x4_t v[4];
        INLAY_UNROLL
        for (int k = 0; k < 4; ++k) {
            const int each = i + k < P * G ? i + k : i, at = each % G * 4;
            v[k] = scaled_lanes<Rounding, S.narrow>(sums[each], vld1q_s32(c.multiplier + at),
                                                    vld1q_s32(c.shift + at));
        }
        byte bytes[16];
        vst1q_s8(bytes, packed_bytes<S.whole>(v, range));
        INLAY_UNROLL
        for (int k = 0; k < pieces; ++k)
            store_bytes<size>(y + (i + k * size / 4) / G * next + i % G * 4, bytes + k * size,
                              count - i % G * 4);
    }
}

}  // namespace inlay::kernels::int8

#endif
