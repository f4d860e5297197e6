// SPDX-License-Identifier: BSL-1.0
// Patches times filters, on the target that this is compiled for, against sums in 64 bits. (x86-64 with AVX2: x86.cpp.)
#include "kernels/int8/random.hpp"

#include <inlay/kernels/int8/multiply.hpp>
#include <inlay/quant/multiplier.hpp>

#if !INLAY_INT8_HOST

using namespace inlay;
using namespace inlay::kernels::int8;

namespace {

/// `pixels` patches of `taps` elements times `filters` filters.
template <class Rounding, output_stage S, class Channels>
void check(int taps, int filters, int pixels) {
    const int n = whole_turns(taps), groups = (filters + filters_at_once - 1) / filters_at_once, outputs = groups * filters_at_once;
    const auto x = test::random_bytes(pixels_at_once * taps, 1), w = test::random_bytes(filters * taps, 2);
    const auto at = [](const std::vector<signed char>& v, int i) { return static_cast<int>(v[static_cast<std::size_t>(i)]); };

    std::vector<patch_element> patches(static_cast<std::size_t>(pixels_at_once * n));
    for (int p = 0; p < pixels_at_once; ++p)  // pixels beyond the last are the last again
        for (int k = 0; k < taps; ++k)
            patches[static_cast<std::size_t>(p * second_patch(n) + patch_position(k))] =
                static_cast<patch_element>(at(x, (p < pixels ? p : pixels - 1) * taps + k) + patch_offset);
    std::vector<signed char> packed(static_cast<std::size_t>(outputs * n));
    std::vector<Channels> numbers(static_cast<std::size_t>(outputs / lanes));
    std::vector<std::int64_t> bias(static_cast<std::size_t>(filters));
    std::vector<fixed_multiplier> multiplier(bias.size());
    for (int o = 0; o < filters; ++o) {
        int sum = 0;
        for (int k = 0; k < taps; ++k) {
            packed[static_cast<std::size_t>(o / filters_at_once * filters_at_once * n +
                                            (k / bytes_in_turn * filters_at_once + o % filters_at_once) * bytes_in_turn + k % bytes_in_turn)] =
                w[static_cast<std::size_t>(o * taps + k)];
            sum += at(w, o * taps + k);
        }
        const auto i = static_cast<std::size_t>(o);
        bias[i] = 1000 * o - 2500;
        multiplier[i] = detail::multiplier_of(0.8 / (taps * 128) * (1 + o % 5));
        const auto moved = static_cast<std::int32_t>(bias[i]) - patch_offset * sum;
        numbers[i / lanes].set(o % lanes, moved, multiplier[i]);
    }
    const output_range range = S.whole ? output_range{-3, -128, 127} : output_range{-3, -100, 90};
    std::vector<signed char> y(static_cast<std::size_t>(pixels * filters) + 8, 99);
    multiply_patches<Rounding, S, false>(patches.data(), packed.data(), numbers.data(), n, filters, y.data(), pixels, range);
    bool right = true;
    for (int p = 0; p < pixels; ++p)
        for (int o = 0; o < filters; ++o) {
            std::int64_t sum = bias[static_cast<std::size_t>(o)];
            for (int k = 0; k < taps; ++k) sum += at(x, p * taps + k) * at(w, o * taps + k);
            int want = Rounding::scale(static_cast<std::int32_t>(sum), multiplier[static_cast<std::size_t>(o)]) + range.zero_point;
            want = want < range.low ? range.low : want > range.high ? range.high : want;
            right = right && at(y, p * filters + o) == want;
        }
    INFO(taps << " taps, " << filters << " filters, " << pixels << " pixels");
    CHECK(right);
    for (std::size_t i = static_cast<std::size_t>(pixels * filters); i < y.size(); ++i) CHECK(y[i] == 99);
}

template <class Rounding, output_stage S, class Channels>
void check_sizes() {
    for (int taps : {1, 4, 9, 27, 64})
        for (int filters : {1, 3, 7, 8, 9, 16, 31, 33})
            for (int pixels = 1; pixels <= pixels_at_once; ++pixels) check<Rounding, S, Channels>(taps, filters, pixels);
}

}  // namespace

TEST_CASE("patches times filters, whatever the number of each", "[int8]") {
    check_sizes<double_rounding, output_stage{true, true}, channels>();
    check_sizes<double_rounding, output_stage{true, false}, channels>();
    check_sizes<double_rounding, output_stage{false, false}, wide_channels>();
    check_sizes<single_rounding, output_stage{false, true}, wide_channels>();
}

#endif
