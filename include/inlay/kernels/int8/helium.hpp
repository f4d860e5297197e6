// SPDX-License-Identifier: BSL-1.0
// Loops of Helium (MVE): sixteen bytes at a time. Written as instructions, since g++ 12 makes nearly twice as many:
// it neither moves pointers while loading nor predicates the last turn of a loop.
#pragma once

#include "store.hpp"

#if INLAY_INT8_MVE

namespace inlay::kernels::int8 {

/// Copies n bytes, n >= 0; both pointers go on to what follows.
[[gnu::always_inline]] inline void copy_bytes(const byte*& from, byte*& to, int n) {
    const byte* f = from;
    byte* t = to;
    __asm__ volatile(
        "wlstp.8 lr, %[n], 2f\n"
        "1: vldrb.8 q0, [%[f]], #16\n"
        "vstrb.8 q0, [%[t]], #16\n"
        "letp lr, 1b\n"
        "2:"
        : [f] "+r"(f), [t] "+r"(t) : [n] "r"(n) : "q0", "lr", "cc", "memory");
    from += n, to += n;
}

/// n times `value`, n >= 0.
[[gnu::always_inline]] inline void fill_bytes(byte*& to, int value, int n) {
    byte* t = to;
    __asm__ volatile(
        "vdup.8 q0, %[value]\n"
        "wlstp.8 lr, %[n], 2f\n"
        "1: vstrb.8 q0, [%[t]], #16\n"
        "letp lr, 1b\n"
        "2:"
        : [t] "+r"(t) : [n] "r"(n), [value] "r"(value) : "q0", "lr", "cc", "memory");
    to += n;
}

/// The sums of two rows of n bytes, one after the other, times four filters, sixteen bytes of each filter in
/// turn. n a multiple of 16; w goes on. In each turn four loads and four products of 16 (17 instructions for 128).
///     x (2, n)   w (n / 16, 4, 16)
[[gnu::always_inline]] inline void filter_tile(const byte* x, const byte*& w, int n, int32x4_t& first, int32x4_t& second) {
    const byte *x0 = x, *x1 = x + n, *f = w, *g = w + 16;
    const int turns = n / 16 - 1;
    int a, b, c, d;
    // Of each pair of filters (0, 2), then (1, 3): vmov writes lanes two apart.
#define INLAY_TWO_FILTERS(f)                                         \
    "vldrb.8 q0, [%[x0]], #16\n" "vldrb.8 q1, [%[" f "], #32]\n"     \
    "vmladav.s8 %[c], q0, q1\n"  "vldrb.8 q3, [%[x1]], #16\n"        \
    "vmladav.s8 %[d], q3, q1\n"  "vldrb.8 q2, [%[" f "]], #64\n"     \
    "vmladav.s8 %[a], q0, q2\n"                                      \
    "vmladav.s8 %[b], q3, q2\n"                                      \
    "wls lr, %[turns], 2f\n"                                         \
    "1: vldrb.8 q0, [%[x0]], #16\n" "vldrb.8 q1, [%[" f "], #32]\n"  \
    "vmladava.s8 %[c], q0, q1\n"    "vldrb.8 q3, [%[x1]], #16\n"     \
    "vmladava.s8 %[d], q3, q1\n"    "vldrb.8 q2, [%[" f "]], #64\n"  \
    "vmladava.s8 %[a], q0, q2\n"                                     \
    "vmladava.s8 %[b], q3, q2\n"                                     \
    "le lr, 1b\n"                                                    \
    "2:"
    __asm__ volatile(
        INLAY_TWO_FILTERS("f")
        "vmov %q[first][2], %q[first][0], %[a], %[c]\n"
        "vmov %q[second][2], %q[second][0], %[b], %[d]\n"
        "sub %[x0], %[x0], %[n]\n"
        "sub %[x1], %[x1], %[n]\n"
        INLAY_TWO_FILTERS("g")
        "vmov %q[first][3], %q[first][1], %[a], %[c]\n"
        "vmov %q[second][3], %q[second][1], %[b], %[d]\n"
        : [first] "=&w"(first), [second] "=&w"(second), [a] "=&Te"(a), [b] "=&Te"(b), [c] "=&Te"(c), [d] "=&Te"(d),
          [x0] "+&r"(x0), [x1] "+&r"(x1), [f] "+&r"(f), [g] "+&r"(g)
        : [n] "r"(n), [turns] "r"(turns) : "q0", "q1", "q2", "q3", "lr", "cc", "memory");
#undef INLAY_TWO_FILTERS
    w = f;
}

/// The sums of n bytes times four units, n > 0.     x (n)   w (n / 16, 4, 16), filled up
[[gnu::always_inline]] inline int32x4_t unit_tile(const byte* x, const byte*& w, int n) {
    int32x4_t sums;
    int a = 0, b = 0, c = 0, d = 0;
    const byte* f = w;
    __asm__ volatile(
        "dlstp.8 lr, %[n]\n"
        "1: vldrb.8 q0, [%[x]], #16\n" "vldrb.8 q1, [%[f], #16]\n"
        "vmladava.s8 %[b], q0, q1\n"   "vldrb.8 q2, [%[f], #32]\n"
        "vmladava.s8 %[c], q0, q2\n"   "vldrb.8 q1, [%[f], #48]\n"
        "vmladava.s8 %[d], q0, q1\n"   "vldrb.8 q2, [%[f]], #64\n"
        "vmladava.s8 %[a], q0, q2\n"
        "letp lr, 1b\n"
        "vmov %q[sums][2], %q[sums][0], %[a], %[c]\n"
        "vmov %q[sums][3], %q[sums][1], %[b], %[d]\n"
        : [sums] "=&w"(sums), [a] "+&Te"(a), [b] "+&Te"(b), [c] "+&Te"(c), [d] "+&Te"(d), [x] "+&r"(x), [f] "+&r"(f)
        : [n] "r"(n) : "q0", "q1", "q2", "lr", "cc", "memory");
    w = f;
    return sums;
}

/// Multipliers, biases and shifts in the lanes of registers. vrshl reads the last byte of a shift.
struct channel_lanes {
    int32x4_t multiplier, bias, shift;
    [[gnu::always_inline]] explicit channel_lanes(const channels& c)
        : multiplier(vld1q_s32(c.multiplier)), shift(vld1q_s32(c.bias_and_shift)) {
        bias = vshrq_n_s32(shift, 8);
    }
    [[gnu::always_inline]] explicit channel_lanes(const wide_channels& c)
        : multiplier(vld1q_s32(c.multiplier)), bias(vld1q_s32(c.whole_bias)), shift(vld1q_s32(c.whole_shift)) {}
    [[gnu::always_inline]] explicit channel_lanes(const wide_channels_of<1>& c)
        : multiplier(vdupq_n_s32(c.multiplier[0])), bias(vdupq_n_s32(c.whole_bias[0])), shift(vdupq_n_s32(c.whole_shift[0])) {}
};

/// As `scaled`, but for the zero point and the range: rounded twice.
[[gnu::always_inline]] inline int32x4_t scaled_lanes(int32x4_t sum, int32x4_t multiplier, int32x4_t shift) {
    const int32x4_t h = vqrdmulhq_s32(sum, multiplier);
    return vrshlq_s32(vaddq_s32(h, vshrq_n_s32(h, 31)), shift);
}

/// Four sums, scaled; stores the first `count` bytes.
template <class Rounding, output_stage S>
[[gnu::always_inline]] inline void store_lanes(int32x4_t sums, int32x4_t multiplier, int32x4_t shift, int count,
                                               const output_range& r, byte* y) {
    if constexpr (S.narrow && __is_same(Rounding, double_rounding)) {
        int32x4_t v = vaddq_n_s32(scaled_lanes(sums, multiplier, shift), r.zero_point);
        v = vminq_s32(vmaxq_s32(v, vdupq_n_s32(S.whole ? -128 : r.low)), vdupq_n_s32(S.whole ? 127 : r.high));
        vstrbq_p_s32(y, v, vctp32q(static_cast<uint32_t>(count)));
    } else {
        int32_t s[4], m[4], n[4];
        vst1q_s32(s, sums), vst1q_s32(m, multiplier), vst1q_s32(n, shift);
        for (int k = 0; k < 4 && k < count; ++k)
            y[k] = static_cast<byte>(scaled<Rounding, S>(s[k], m[k], -1 - static_cast<byte>(n[k] & 255), r));
    }
}

/// Four sums of each of two pixels, all stored.
template <class Rounding, output_stage S>
[[gnu::always_inline]] inline void store_two(int32x4_t first, int32x4_t second, int32x4_t multiplier, int32x4_t shift,
                                             const output_range& r, byte* y, byte* z) {
    if constexpr (S.narrow && S.whole && __is_same(Rounding, double_rounding)) {
        int16x8_t v = vdupq_n_s16(0);  // of both pixels in turn; cut to 16 bits, then moved, then to 8
        v = vqmovnbq_s32(v, scaled_lanes(first, multiplier, shift));
        v = vqmovntq_s32(v, scaled_lanes(second, multiplier, shift));
        v = vqaddq_n_s16(v, static_cast<int16_t>(r.zero_point));
        const auto bytes = vreinterpretq_s32_s8(vqmovnbq_s16(vreinterpretq_s8_s16(v), v));
        vstrbq_s32(y, bytes);
        vstrbq_s32(z, vshrq_n_s32(bytes, 16));
    } else {
        store_lanes<Rounding, S>(first, multiplier, shift, 4, r, y);
        store_lanes<Rounding, S>(second, multiplier, shift, 4, r, z);
    }
}

/// One pixel of a layer of each channel by itself, nine taps, a multiple of four channels, all rounded twice:
/// y[c] = store(bias[c] + sum over i of taps[i][c] w[i][c]).
///
/// Pairs of products are added up in 16 bits (no weight is -128: a wide layer else), then in 32: 19 instructions
/// for 32 multiply-adds. Thirteen pointers and numbers are all registers there are, which no compiler manages.
///     taps (9)(channels)   w (channels / 16, 9, 16)   y (channels)
[[gnu::naked, gnu::noinline]] inline void depthwise_nine(const byte* const* /*taps*/, const byte* /*w*/, const channels* /*c*/,
                                                         int /*channels*/, byte* /*y*/, int /*zero_point*/) {
#define INLAY_TAP(p) "vldrb.8 q4, [" p "], #16\n" "vldrb.8 q5, [r9], #16\n"
#define INLAY_WIDEN                                                    \
    "vmovlb.s16 q4, q6\n" "vadd.i32 q0, q0, q4\n"                      \
    "vmovlt.s16 q5, q6\n" "vadd.i32 q1, q1, q5\n"                      \
    "vmovlb.s16 q4, q7\n" "vadd.i32 q2, q2, q4\n"                      \
    "vmovlt.s16 q5, q7\n" "vadd.i32 q3, q3, q5\n"
#define INLAY_TAPS(p, q)                                               \
    INLAY_TAP(p) "vmullb.s8 q6, q4, q5\n" "vmullt.s8 q7, q4, q5\n"     \
    INLAY_TAP(q) "vmullb.s8 q5, q4, q5\n" "vadd.i16 q6, q6, q5\n"      \
    "vldrb.8 q5, [r9, #-16]\n"                                         \
    "vmullt.s8 q5, q4, q5\n" "vadd.i16 q7, q7, q5\n"                   \
    INLAY_WIDEN
#define INLAY_SCALE(q, at)                                             \
    "vldrw.32 q4, [r10, #" at "]\n"                                    \
    "vldrw.32 q5, [r10, #" at " + 16]\n"                               \
    "vqrdmulh.s32 " q ", " q ", q4\n"                                  \
    "vshr.s32 q4, " q ", #31\n"                                        \
    "vadd.i32 " q ", " q ", q4\n"                                      \
    "vrshl.s32 " q ", " q ", q5\n"
    __asm__ volatile(
        "push {r4-r11, lr}\n"
        "vpush {d8-d15}\n"
        "mov r9, r1\n"
        "mov r10, r2\n"
        "ldr r11, [sp, #100]\n"
        "ldr r12, [sp, #104]\n"
        "dlstp.8 lr, r3\n"
        "ldm r0, {r0-r8}\n"
        "1:\n"
        "vldrw.32 q0, [r10, #16]\n" "vldrw.32 q1, [r10, #48]\n" "vldrw.32 q2, [r10, #80]\n" "vldrw.32 q3, [r10, #112]\n"
        "vshr.s32 q0, q0, #8\n" "vshr.s32 q1, q1, #8\n" "vshr.s32 q2, q2, #8\n" "vshr.s32 q3, q3, #8\n"
        INLAY_TAPS("r0", "r1") INLAY_TAPS("r2", "r3") INLAY_TAPS("r4", "r5") INLAY_TAPS("r6", "r7")
        INLAY_TAP("r8") "vmullb.s8 q6, q4, q5\n" "vmullt.s8 q7, q4, q5\n" INLAY_WIDEN
        INLAY_SCALE("q0", "0") INLAY_SCALE("q1", "32") INLAY_SCALE("q2", "64") INLAY_SCALE("q3", "96")
        "vqmovnb.s32 q4, q0\n" "vqmovnt.s32 q4, q1\n"
        "vqmovnb.s32 q5, q2\n" "vqmovnt.s32 q5, q3\n"
        "vqadd.s16 q4, q4, r12\n" "vqadd.s16 q5, q5, r12\n"
        "vqmovnb.s16 q6, q4\n" "vqmovnt.s16 q6, q5\n"
        "vstrb.8 q6, [r11], #16\n"
        "add r10, r10, #128\n"
        "letp lr, 1b\n"
        "vpop {d8-d15}\n"
        "pop {r4-r11, pc}\n");
#undef INLAY_SCALE
#undef INLAY_TAPS
#undef INLAY_WIDEN
#undef INLAY_TAP
}

}  // namespace inlay::kernels::int8

#endif
