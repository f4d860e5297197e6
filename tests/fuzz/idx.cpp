// SPDX-License-Identifier: BSL-1.0
// Any bytes: an IDX array is refused, or all its values can be read.
#include <inlay/data/idx.hpp>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    const auto array = inlay::try_parse_idx({bytes, size}, "f");
    if (!array) {
        if (array.error().message.empty()) std::abort();
        return 0;
    }
    std::size_t product = 1;
    for (int extent : array->extents) product *= static_cast<std::size_t>(extent);
    if (product != array->size()) std::abort();
    volatile double last = 0;
    for (std::size_t i = 0; i < array->size(); ++i) last = (*array)[i];
    static_cast<void>(last);
    return 0;
}
