// SPDX-License-Identifier: BSL-1.0
// The int8 softmax: exponentials and their reciprocal sum in fixed point.
#pragma once

#include "../../quant/fixed_point.hpp"
#include "target.hpp"

namespace inlay::kernels::int8 {

/// y = 256 exp(x - max) / sum exp(x - max) - 128; `m` is the scale of x as a Q5 number, differences
/// below `least` count as 0. Cold: small rather than fast.
///                                                       x, y (n)
[[gnu::cold]] inline void softmax(const byte* x, byte* y, int n, fixed_multiplier m, int least) {
    namespace fixed = detail::fixed;
    int largest = -128;
    for (int i = 0; i < n; ++i) largest = x[i] > largest ? x[i] : largest;
    const auto exponential = [&](int difference) {
        return fixed::exp_of_negative<5>(detail::high_multiply(difference * (1 << m.shift), m.fraction));
    };
    int32_t sum = 0;  // Q12
    for (int i = 0; i < n; ++i)
        if (x[i] - largest >= least) sum += detail::divide_by_power(exponential(x[i] - largest), 12);
    const int zeros = __builtin_clz(static_cast<unsigned>(sum));
    const auto rest = static_cast<int32_t>((static_cast<uint32_t>(sum) << zeros) - (uint32_t{1} << 31));
    const int32_t scale = fixed::reciprocal_of_sum(rest);
    for (int i = 0; i < n; ++i) {
        int32_t r = 0;
        if (x[i] - largest >= least)
            r = detail::divide_by_power(detail::high_multiply(scale, exponential(x[i] - largest)), 12 - zeros + 31 - 8);
        r -= 128;
        y[i] = static_cast<byte>(r > 127 ? 127 : r < -128 ? -128 : r);
    }
}

}  // namespace inlay::kernels::int8
