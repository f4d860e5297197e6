// SPDX-License-Identifier: BSL-1.0
// Any bytes: a DEFLATE stream and a gzip file are refused, or stay below the limit.
#include <inlay/data/gzip.hpp>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    constexpr std::size_t limit = 1 << 20;
    inlay::byte_buffer out;
    const auto used = inlay::deflate_decoder({bytes, size}, out, limit).run();
    if (out.size() > limit || (used && *used > size)) std::abort();
    const auto content = inlay::try_gunzip({bytes, size}, "f", limit);
    if (content ? content->size() > limit : content.error().message.empty()) std::abort();
    return 0;
}
