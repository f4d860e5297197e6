// SPDX-License-Identifier: BSL-1.0
// UTF-8: is a text well formed, and one code point appended to a string.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <cstddef>
#include <string>
#include <string_view>

namespace inlay {

/// Whether `bytes` is well-formed UTF-8 (Unicode 15, table 3-7: no overlong forms, no surrogates).
inline bool is_utf8(std::string_view bytes) {
    const auto at = [&](std::size_t i) -> unsigned {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
    };
    for (std::size_t i = 0; i < bytes.size();) {
        const unsigned first = at(i);
        if (first < 0x80) {
            ++i;
            continue;
        }
        const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4) return false;
        const unsigned low = first == 0xE0 ? 0xA0U : first == 0xF0 ? 0x90U : 0x80U;
        const unsigned high = first == 0xED ? 0x9FU : first == 0xF4 ? 0x8FU : 0xBFU;
        if (at(i + 1) < low || at(i + 1) > high) return false;
        for (std::size_t k = 2; k < length; ++k)
            if ((at(i + k) & 0xC0U) != 0x80U) return false;
        i += length;
    }
    return true;
}

/// Appends one code point (below 0x110000).
[[gnu::cold]] inline void append_utf8(std::string& out, unsigned code) {
    const auto put = [&](unsigned byte) { out += static_cast<char>(byte); };
    const auto tail = [&](int shift) { put(0x80U | ((code >> shift) & 0x3FU)); };
    // clang-format off
    if (code < 0x80)         { put(code); }
    else if (code < 0x800)   { put(0xC0U | code >> 6);  tail(0); }
    else if (code < 0x10000) { put(0xE0U | code >> 12); tail(6);  tail(0); }
    else                     { put(0xF0U | code >> 18); tail(12); tail(6); tail(0); }
    // clang-format on
}

}  // namespace inlay

#endif
