// SPDX-License-Identifier: BSL-1.0
// Eight results at a time, against one. (Empty where the target has no AVX2.)
#include "kernels/int8/random.hpp"

#include <inlay/kernels/int8/avx2.hpp>

#if INLAY_INT8_AVX2

using namespace inlay;
using namespace inlay::kernels::int8;

namespace {

template <class Rounding, output_stage S>
void check() {
    const output_range range = S.whole ? output_range{-3, -128, 127} : output_range{4, -50, 60};
    bool right = true;
    for (unsigned long long i = 0; i < 4000; ++i) {
        alignas(32) std::int32_t sums[8];
        wide_channels c;
        for (unsigned k = 0; k < 8; ++k) {
            sums[k] = static_cast<std::int32_t>(random_bits(1, 8 * i + k) % (1u << 28)) - (1 << 27);
            c.set(static_cast<int>(k), static_cast<std::int32_t>(random_bits(3, 8 * i + k) % 2000) - 1000,
                  {static_cast<std::int32_t>((1u << 30) + random_bits(2, 8 * i + k) % (1u << 30)),
                   -1 - static_cast<int>(random_bits(4, 8 * i + k) % 28)});
        }
        const channel_lanes l(c);
        const int count = static_cast<int>(i % 8) + 1;
        signed char y[9];
        for (signed char& v : y) v = 99;
        const __m256i with_bias = _mm256_add_epi32(_mm256_load_si256(reinterpret_cast<const __m256i*>(sums)), l.bias);
        store_lanes<Rounding, S>(with_bias, l.multiplier, l.halvings, count, range, y);
        for (int k = 0; k < 9; ++k)
            right = right && y[k] == (k < count ? scaled<Rounding, S>(sums[k] + c.bias(k), c.multiplier[k], c.halvings(k), range) : 99);
    }
    CHECK(right);
}

}  // namespace

TEST_CASE("eight lanes round as one", "[int8]") {
    check<double_rounding, output_stage{true, true}>();
    check<double_rounding, output_stage{true, false}>();
    check<double_rounding, output_stage{false, false}>();
    check<single_rounding, output_stage{false, true}>();
}

#endif
