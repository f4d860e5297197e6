// SPDX-License-Identifier: BSL-1.0
// What a contender executed, where the bench runs under ../held_to_avx2 and that counts.
#pragma once

#include "work.hpp"

namespace bench {

/// Of a call, or of its first 50,000 instructions, on the thread that asks for it.
struct instructions {
    long all = 0, avx = 0, avx512 = 0;
};

/// Zeros where nobody counts.
instructions count_instructions(contender&);

}  // namespace bench
