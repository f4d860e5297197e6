// SPDX-License-Identifier: BSL-1.0
// A list of types with set union and indexing; what a network needs of metaprogramming.
#pragma once

namespace inlay {

template <class... Ts>
struct types {
    static constexpr int size = static_cast<int>(sizeof...(Ts));
};

namespace detail {

template <class T>
struct tag {
    using type = T;
};

template <class... Ts>
struct tags : tag<Ts>... {};

// Appends T unless it is there already. __is_base_of is a builtin of every compiler we support.
template <class List, class T, bool Known>
struct insert_if {
    using type = List;
};
template <class... Ts, class T>
struct insert_if<types<Ts...>, T, false> {
    using type = types<Ts..., T>;
};

template <class List, class... More>
struct unite {
    using type = List;
};
template <class... Ts, class T, class... Rest>
struct unite<types<Ts...>, T, Rest...> {
    using type = typename unite<
        typename insert_if<types<Ts...>, T, __is_base_of(tag<T>, tags<Ts...>)>::type, Rest...>::type;
};

template <class A, class... Lists>
struct unite_lists {
    using type = A;
};
template <class A, class... Bs, class... Rest>
struct unite_lists<A, types<Bs...>, Rest...> {
    using type = typename unite_lists<typename unite<A, Bs...>::type, Rest...>::type;
};
// Eight at a time: a list of 400 layers must stay within nvcc's 200 nested instantiations.
template <class A, class... B0, class... B1, class... B2, class... B3, class... B4, class... B5, class... B6,
          class... B7, class... Rest>
struct unite_lists<A, types<B0...>, types<B1...>, types<B2...>, types<B3...>, types<B4...>, types<B5...>,
                   types<B6...>, types<B7...>, Rest...> {
    using type = typename unite_lists<
        typename unite<A, B0..., B1..., B2..., B3..., B4..., B5..., B6..., B7...>::type, Rest...>::type;
};

template <int I, class T>
struct indexed {};

template <class Sequence, class... Ts>
struct indexed_list;

template <int... I>
struct indices {};

#if defined(__GNUC__) && !defined(__clang__)
template <int N>
using make_indices = indices<__integer_pack(N)...>;
#else
template <class Int, Int... I>
struct as_indices {
    using type = indices<I...>;
};
template <int N>
using make_indices = typename __make_integer_seq<as_indices, int, N>::type;
#endif

template <int... I, class... Ts>
struct indexed_list<indices<I...>, Ts...> : indexed<I, Ts>... {};

template <int I, class T>
tag<T> select(indexed<I, T>);

template <int I, class List>
struct at;
template <int I, class... Ts>
struct at<I, types<Ts...>> {
    using type =
        typename decltype(select<I>(indexed_list<make_indices<sizeof...(Ts)>, Ts...>{}))::type;
};

}  // namespace detail

/// The union of lists, without duplicates, in order of first appearance.
template <class... Lists>
using union_of = typename detail::unite_lists<types<>, Lists...>::type;

template <int I, class List>
using type_at = typename detail::at<I, List>::type;

}  // namespace inlay
