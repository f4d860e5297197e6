// SPDX-License-Identifier: BSL-1.0
// The plain name of a type as text: type_name<inlay::dense<10>> is "dense".
#pragma once

#include "text.hpp"

namespace inlay {
namespace detail {

template <class T>
constexpr text find_type_name() {
    // g++ writes "... [with T = inlay::dense<10>]", clang "... [T = inlay::dense<10>]"
    const char* s = __PRETTY_FUNCTION__;
    while (!(s[0] == 'T' && s[1] == ' ' && s[2] == '=')) ++s;
    s += 4;
    const char* start = s;
    for (; *s != '\0' && *s != '<' && *s != ']' && *s != ';'; ++s)
        if (*s == ':') start = s + 1;
    text name;
    for (; start != s; ++start) name << *start;
    return name;
}

template <class T>
inline constexpr text type_name_text = find_type_name<T>();

}  // namespace detail

/// The class template's or class's own name, without namespace and arguments.
template <class T>
constexpr const char* type_name() {
    return detail::type_name_text<T>.data;
}

}  // namespace inlay
