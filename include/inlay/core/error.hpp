// SPDX-License-Identifier: BSL-1.0
// How mistakes in a network's type are reported: one static_assert whose condition spells them out.
#pragma once

#include "text.hpp"
#include "type_list.hpp"

namespace inlay::detail {

// Compilers print string template arguments, but clang cuts each after 32 characters: hence three
// short clauses. The umbrella includes this file directly, which keeps the report short.
#if defined(__clang__) && __clang_major__ < 16

// Clang before 16 prints strings as numbers; single characters it prints as such.
template <char... C>
struct says {};

template <text T, int... I>
constexpr says<T.data[I]...> spell(indices<I...>);
template <text T>
struct clause {
    using type = decltype(spell<T>(make_indices<T.size>{}));
};
using nothing = says<>;

#else

template <fixed_string Text>
struct says {};

template <text T>
constexpr auto as_fixed_string() {
    fixed_string<T.size + 1> s;
    for (int i = 0; i < T.size; ++i) s.text[i] = T.data[i];
    s.text[T.size] = '\0';  // or clang prints texts of 8, 16, 32 characters as numbers
    return s;
}
template <text T>
struct clause {  // an alias template would crash g++ 12
    using type = says<as_fixed_string<T>()>;
};
using nothing = says<"">;

#endif

template <class Where, class Expects, class Found>
inline constexpr bool fits_together = __is_same(Where, nothing);

template <class Where, class Expects, class Found>
struct check_network {
    static_assert(fits_together<Where, Expects, Found>, "inlay: the network does not fit together");
    static constexpr bool done = true;
};

template <class Path, bool Found>
inline constexpr bool network_has = Found;

template <class Path, bool Found>
struct check_path {
    static_assert(network_has<Path, Found>, "inlay: the network has no layer or parameter of this name");
    static constexpr bool done = true;
};

}  // namespace inlay::detail
