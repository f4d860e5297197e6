// SPDX-License-Identifier: BSL-1.0
#include "held.hpp"

#include <cstdlib>
#include <fstream>

#include <signal.h>

namespace bench {

void contender::counted_call() {
    raise(SIGUSR2);
    first_results(1);
    raise(SIGUSR2);
}

instructions count_instructions(contender& c) {
    const char* file = std::getenv("HELD_TO_AVX2_COUNTS");
    if (file == nullptr) return {};
    std::ofstream(file).close();  // empty
    c.counted_call();
    instructions found;
    std::ifstream(file) >> found.all >> found.avx >> found.avx512;
    return found;
}

}  // namespace bench
