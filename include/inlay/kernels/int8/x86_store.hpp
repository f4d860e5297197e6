// SPDX-License-Identifier: BSL-1.0
// From registers of sums to bytes, on x86-64: scaled in float, which is exact but close to a tie; there as integers.
#pragma once

#include "store.hpp"
#include "x86_lanes.hpp"

#if INLAY_INT8_AVX2

namespace inlay::kernels::int8 {

// How a sum x becomes an integer, rounded twice. With multiplier M 2^-31 2^-s, s >= 1:
//
//     h = floor(x M / 2^31 + 1/2),     y = h / 2^s to the nearest, ties away from zero.
//
// Where x >= 0, y >= k (k >= 1) if h >= k 2^s - 2^(s-1), an integer: if x M / 2^31 + 1/2 >= k 2^s - 2^(s-1), that is
// if v + d >= k - 1/2 with v = x M 2^(-31-s) and d = 2^(-s-1). Where x < 0, y <= -k if v - d < -k + 1/2. So y is
// v + d (v - d) rounded once, ties apart: two roundings are one, moved away from zero. (Rounded once: d = 0.)
//
// In float, v + d + zero point errs, where it lies in [-129, 129], by less than 2^-14: x, the factor, what is added and the
// result by 2^-17 each, a product that is rounded by as much. So it is rounded twice, a little below and a little above. Where
// both give one integer, that is y; else a tie is close, as in one tile in a hundred, and all are computed as integers. Beyond,
// both saturate.
inline constexpr float tie_margin = 1.0f / 16384;

/// What the store needs of each output, one array each. d is `away`; `low` and `high`: zero point + d -+ tie_margin.
struct channel_arrays {
    const int32_t* bias;
    const int32_t* multiplier;
    const int32_t* halvings;
    const float* factor;
    const float* away;
    const float* low;
    const float* high;
};

/// 2^n as float.
constexpr float power_of_two(int n) {
    float y = 1;
    for (; n > 0; --n) y *= 2;
    for (; n < 0; ++n) y /= 2;
    return y;
}

template <int Count>
struct channel_memory {
    alignas(64) int32_t bias[Count]{};
    int32_t multiplier[Count]{}, halvings[Count]{};
    float factor[Count]{}, away[Count]{}, low[Count]{}, high[Count]{};

    template <class Rounding>
    constexpr void set(int i, int32_t b, fixed_multiplier m, int zero_point) {
        bias[i] = b, multiplier[i] = m.fraction, halvings[i] = -1 - m.shift;
        factor[i] = static_cast<float>(m.fraction) * power_of_two(m.shift - 31);
        away[i] = __is_same(Rounding, double_rounding) && m.shift < 0 ? power_of_two(m.shift - 1) : 0.0f;
        low[i] = static_cast<float>(zero_point) + away[i] - tie_margin, high[i] = low[i] + 2 * tie_margin;
    }
    constexpr channel_arrays arrays() const { return {bias, multiplier, halvings, factor, away, low, high}; }
};

/// Integers, for any rounding. `step` from the outputs of one register of sums to those of the next, `different` registers.
template <class Rounding, output_stage S>
[[gnu::noinline]] void store_exactly(const int32_t* sums, int count, int registers, int step, int different, const channel_arrays& c,
                                     int first, const output_range& range, int32_t* y) {
    for (int r = 0; r < registers; ++r)
        for (int k = 0, o = first + r % different * step; k < count; ++k, ++o)
            y[r * count + k] = scaled<Rounding, S>(sums[r * count + k], c.multiplier[o], c.halvings[o], range);
}

/// The bytes of four registers of sums, `packed`, of outputs from `first` on. `Different` registers are of as many sets of
/// outputs, Step apart, then they repeat. (`first` beside c: copies of c for each group of outputs cost registers.)
template <class Rounding, output_stage S, int Step, int Different, class Ints>
INLAY_INT8_FORCED Ints stored_bytes(const Ints (&sums)[4], const channel_arrays& c, int first, const output_range& range) {
    using floats = typename register_of<sizeof(Ints)>::floats;
    constexpr int count = sizeof(Ints) / 4;
    Ints bytes;
    bool exact = !S.narrow;
    if constexpr (S.narrow) {
        const float zero_point = static_cast<float>(range.zero_point);
        Ints low[2], high[2];
        INLAY_UNROLL
        for (int pair = 0; pair < 2; ++pair) {
            Ints l[2], h[2];
            INLAY_UNROLL
            for (int k = 0; k < 2; ++k) {
                const int o = first + (2 * pair + k) % Different * Step;
                const floats x = to_float(sums[2 * pair + k]), factor = load_register<floats>(c.factor + o);
                floats below, above;
                if constexpr (S.rectified) {  // what is negative is cut off
                    below = load_register<floats>(c.low + o), above = load_register<floats>(c.high + o);
                } else {
                    const floats away = with_sign(load_register<floats>(c.away + o), x);
                    below = away + all_floats<floats>(zero_point - tie_margin), above = away + all_floats<floats>(zero_point + tie_margin);
                }
                l[k] = nearest(x * factor + below), h[k] = nearest(x * factor + above);
            }
            low[pair] = halved(l[0], l[1]), high[pair] = halved(h[0], h[1]);
        }
        bytes = quartered(low[0], low[1]);
        exact = differ(bytes, quartered(high[0], high[1]));
        if constexpr (!S.whole) bytes = clamped(bytes, range.low, range.high);
    }
    if (exact) [[unlikely]] {
        alignas(64) int32_t all[4 * count];
        std::memcpy(all, sums, sizeof all);
        store_exactly<Rounding, S>(all, count, 4, Step, Different, c, first, range, all);
        Ints y[4];
        std::memcpy(y, all, sizeof all);
        bytes = packed(y[0], y[1], y[2], y[3]);
    }
    return bytes;
}

}  // namespace inlay::kernels::int8

#endif
