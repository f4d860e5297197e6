// SPDX-License-Identifier: BSL-1.0
// Builds the sentence inside a failure from strings, characters, numbers and lists.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <concepts>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>

#include "result.hpp"

namespace inlay {

namespace detail {

inline void append(std::string& out, std::string_view part) { out += part; }
inline void append(std::string& out, char part) { out += part; }

template <std::integral Number>
void append(std::string& out, Number part) {
    out += std::to_string(part);
}

inline void append(std::string& out, double part) {
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.9g", part);
    out += digits;
}

template <class Number>
void append(std::string& out, std::span<const Number> list) {
    out += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i != 0) out += ", ";
        append(out, list[i]);
    }
    out += ']';
}

}  // namespace detail

/// The parts one after the other: `make_failure("a.csv: line ", 3, ": expected 5 columns")`.
template <class... Parts>
failure make_failure(const Parts&... parts) {
    failure what;
    (detail::append(what.message, parts), ...);
    return what;
}

/// Text of a foreign file for a message: quoted, at most 40 bytes, what is not printable as '?'.
inline std::string in_quotes(std::string_view part) {
    constexpr std::size_t limit = 40;
    std::string out = "'";
    for (char c : part.substr(0, limit)) out += (c >= ' ' && c <= '~') ? c : '?';
    if (part.size() > limit) out += "...";
    return out += '\'';
}

}  // namespace inlay

#endif
