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
// In float, v + d + zero point errs, where it lies in [-129, 128], by less than 2^-13: x, M and their product by
// 2^-24 of 257 each, sums by 2^-16. So it rounds to the right side unless it is within 2^-13 of a tie, as one
// tile in a hundred is; then all are computed as integers. Beyond, both saturate.

/// What is 1/2 at a tie may be this at most.
inline constexpr float far_from_ties = 0.5f - 1.0f / 8192;

/// What the store needs of each output, one array each. With these, d is `away`.
struct channel_arrays {
    const int32_t* bias;
    const int32_t* multiplier;
    const int32_t* halvings;
    const float* factor;
    const float* away;

    channel_arrays from(int o) const { return {bias + o, multiplier + o, halvings + o, factor + o, away + o}; }
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
    float factor[Count]{}, away[Count]{};

    template <class Rounding>
    constexpr void set(int i, int32_t b, fixed_multiplier m) {
        bias[i] = b, multiplier[i] = m.fraction, halvings[i] = -1 - m.shift;
        factor[i] = static_cast<float>(m.fraction) * power_of_two(m.shift - 31);
        away[i] = __is_same(Rounding, double_rounding) && m.shift < 0 ? power_of_two(m.shift - 1) : 0.0f;
    }
    constexpr channel_arrays arrays() const { return {bias, multiplier, halvings, factor, away}; }
};

/// Integers, for any rounding. `step` from the outputs of one register of sums to those of the next, `different` registers.
template <class Rounding, output_stage S>
[[gnu::noinline]] void store_exactly(const int32_t* sums, int count, int registers, int step, int different, const channel_arrays& c,
                                     const output_range& range, int32_t* y) {
    for (int r = 0; r < registers; ++r)
        for (int k = 0, o = r % different * step; k < count; ++k, ++o)
            y[r * count + k] = scaled<Rounding, S>(sums[r * count + k], c.multiplier[o], c.halvings[o], range);
}

/// The bytes of four registers of sums, `packed`. `Different` registers are of as many sets of outputs, Step apart, then they
/// repeat.
template <class Rounding, output_stage S, int Step, int Different, class Ints>
INLAY_INT8_FORCED Ints stored_bytes(const Ints (&sums)[4], const channel_arrays& c, const output_range& range) {
    using floats = typename register_of<sizeof(Ints)>::floats;
    Ints y[4];
    bool exact = !S.narrow;
    if constexpr (S.narrow) {
        const floats zero_point = all_floats<floats>(static_cast<float>(range.zero_point));
        floats far{};
        INLAY_UNROLL
        for (int k = 0; k < 4; ++k) {
            const floats x = to_float(sums[k]), factor = load_register<floats>(c.factor + k % Different * Step);
            floats away = load_register<floats>(c.away + k % Different * Step);
            if constexpr (!S.rectified) away = with_sign(away, x);  // rectified: what is negative is cut off
            floats z = x * factor + (away + zero_point);
            if constexpr (!S.whole)
                z = smaller(larger(z, all_floats<floats>(static_cast<float>(range.low))), all_floats<floats>(static_cast<float>(range.high)));
            far = worst(far, residue(z));
            y[k] = nearest(z);
        }
        exact = any_above(far, far_from_ties);
    }
    if (exact) [[unlikely]] {
        constexpr int count = sizeof(Ints) / 4;
        alignas(64) int32_t all[4 * count];
        std::memcpy(all, sums, sizeof all);
        store_exactly<Rounding, S>(all, count, 4, Step, Different, c, range, all);
        std::memcpy(y, all, sizeof all);
    }
    return packed(y[0], y[1], y[2], y[3]);
}

}  // namespace inlay::kernels::int8

#endif
