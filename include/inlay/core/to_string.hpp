// SPDX-License-Identifier: BSL-1.0
// A constexpr text as a std::string.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "text.hpp"

#include <string>

namespace inlay {

/// By pointer and length: g++ 12 warns of a missing zero where it sees through the characters.
template <int N>
std::string to_string(const basic_text<N>& t) {
    return std::string(t.data, static_cast<std::size_t>(t.size));
}

}  // namespace inlay

#endif
