// SPDX-License-Identifier: BSL-1.0
// The int8 fully connected layer.
#pragma once

#include "avx2.hpp"
#include "helium.hpp"
#include "patch.hpp"
#include "store.hpp"

namespace inlay::kernels::int8 {

#if INLAY_INT8_AVX2

/// Groups x 8 units; x as patch elements.
template <int Groups>
[[gnu::always_inline]] inline void dense_groups(const byte* x, const byte* w, int n, filter_sums (&sums)[1][Groups]) {
    constexpr int at_once = 64;
    INLAY_UNROLL
    for (int g = 0; g < Groups; ++g) sums[0][g].clear();
    const int row = whole_turns(n);
    for (int k = 0; k < row; k += at_once) {
        patch_element copy[at_once];
        const int count = row - k < at_once ? row - k : at_once, given = n - k < at_once ? n - k : at_once;
        if (given == at_once) {
            copy_run<at_once>(x + k, copy);
        } else {
            int i = 0;
            for (; i + 8 <= given; i += 8) copy_run<8>(x + k + i, copy + i);
            for (; i < given; ++i) copy[i] = element(x[k + i]);
            for (; i < count; ++i) copy[i] = 0;
        }
        for (int i = 0; i < count; i += 4) {
            const filter_sums::elements v = filter_sums::load(copy + i);
            INLAY_UNROLL
            for (int g = 0; g < Groups; ++g) sums[0][g].add(v, filter_sums::load_weights(w + (g * row + k + i) * 8));
        }
    }
}

template <class Rounding, output_stage S, bool PerUnit>
[[gnu::noinline]] void dense(const byte* x, const byte* w, const int32_t* bias, const wide_channels_of<PerUnit ? lanes : 1>* c, int n, int units,
                             byte* y, const output_range range) {
    const int row = whole_turns(n);
    const auto some = [&]<int Groups>(int u) {
        filter_sums sums[1][Groups];
        dense_groups<Groups>(x, w + u * row, n, sums);
        INLAY_UNROLL
        for (int g = 0; g < Groups; ++g) {
            const int at = u + 8 * g;
            const __m256i b = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bias + at));
            const channel_lanes l(c[PerUnit ? at / 8 : 0]);
            store_lanes<Rounding, S>(_mm256_add_epi32(sums[0][g].total(), b), l.multiplier, l.halvings, units - at, range, y + at);
        }
    };
    int u = 0;
    for (; u + 64 <= units; u += 64) some.template operator()<8>(u);
    for (; u + 32 <= units; u += 32) some.template operator()<4>(u);
    for (; u < units; u += 8) some.template operator()<1>(u);
}

#elif INLAY_INT8_MVE

template <class Rounding, output_stage S, bool PerUnit>
[[gnu::noinline]] void dense(const byte* x, const byte* w, const int32_t* bias, const wide_channels_of<PerUnit ? lanes : 1>* c, int n, int units,
                             byte* y, const output_range range) {
    channel_lanes l(*c);
    for (; units > 0; units -= 4, y += 4, bias += 4) {
        const int32x4_t sums = vaddq_s32(unit_tile(x, w, n), vld1q_s32(bias));
        store_lanes<Rounding, S>(sums, l.multiplier, l.shift, units, range, y);
        if constexpr (PerUnit)
            if (units > 4) l = channel_lanes(*++c);
    }
}

#else

/// sums[r] += x . unit r, n bytes; the weights' rows are filled up to a multiple of 4.
[[gnu::always_inline]] inline void dense_tile(const byte* x, const byte* w, int n, int32_t (&sums)[units_at_once]) {
#if INLAY_INT8_DSP
#pragma GCC unroll 2
    for (const byte* end = x + n / 4 * 4; x != end; x += 4) {
        const uint32_t word = word_at(x);
        const int16x2_t even = even_bytes(word), odd = odd_bytes(word);
        INLAY_UNROLL
        for (int r = 0; r < units_at_once; r += 2) {
            const word_pair f = next_words(w);
            sums[r] = __smlad(odd, odd_bytes(f.first), __smlad(even, even_bytes(f.first), sums[r]));
            sums[r + 1] = __smlad(odd, odd_bytes(f.second), __smlad(even, even_bytes(f.second), sums[r + 1]));
        }
    }
    for (int k = 0; k < n % 4; ++k)
        INLAY_UNROLL
        for (int r = 0; r < units_at_once; ++r) sums[r] += x[k] * w[4 * r + k];
#else
    int32_t sum = 0;
    for (int k = 0; k < n; ++k) sum += x[k] * w[k];
    sums[0] += sum;
#endif
}

/// y[u] = store(bias[u] + x . w[u]); one multiplier for all units, or one each.
///     x (n)   w (units, n)   bias, channels (units)   y (units)
template <class Rounding, output_stage S, bool PerUnit>
[[gnu::noinline]] void dense(const byte* x, const byte* w, const int32_t* bias, const wide_channels_of<PerUnit ? lanes : 1>* c, int n, int units,
                             byte* y, const output_range range) {
    const int row = whole_turns(n);
    for (int u = 0; u < units; u += units_at_once, w += units_at_once * row, bias += units_at_once, y += units_at_once) {
        int32_t sums[units_at_once];
        INLAY_UNROLL
        for (int r = 0; r < units_at_once; ++r) sums[r] = bias[r];
        dense_tile(x, w, n, sums);
        INLAY_UNROLL
        for (int r = 0; r < units_at_once; ++r) {
            if (u + r == units) break;
            const auto& m = c[PerUnit ? u + r : 0];
            y[r] = static_cast<byte>(scaled<Rounding, S>(sums[r], m.multiplier[0], m.halvings(), range));
        }
    }
}

#endif

}  // namespace inlay::kernels::int8
