// SPDX-License-Identifier: BSL-1.0
// Small dense arrays of known shape, and views of memory that others own. Row-major, floats.
#pragma once

#include "shape.hpp"

namespace inlay {
namespace detail {

template <int... Extents>
inline constexpr long product = (1L * ... * Extents);

/// The offset of an element in row-major order.
template <int... Extents, class... Index>
constexpr long offset_of(Index... index) {
    static_assert(sizeof...(Index) == sizeof...(Extents), "inlay: one index for each extent");
    constexpr int extent[] = {Extents...};
    const long at[] = {static_cast<long>(index)...};
    long offset = 0;
    for (int i = 0; i < static_cast<int>(sizeof...(Extents)); ++i) offset = offset * extent[i] + at[i];
    return offset;
}

}  // namespace detail

/// An array of floats that owns its elements: tensor<28, 28, 1>. An aggregate: tensor<2>{0, 1}.
template <int... Extents>
struct tensor {
    static constexpr shape extent{Extents...};
    static constexpr long count = detail::product<Extents...>;
    alignas(count >= 16 ? 64 : 16) float values[count];

    constexpr float& operator[](long i) { return values[i]; }
    constexpr float operator[](long i) const { return values[i]; }
    template <class... Index>
    constexpr float& operator()(Index... index) { return values[detail::offset_of<Extents...>(index...)]; }
    template <class... Index>
    constexpr float operator()(Index... index) const { return values[detail::offset_of<Extents...>(index...)]; }
    static constexpr long size() { return count; }
    constexpr float* data() { return values; }
    constexpr const float* data() const { return values; }
    constexpr float* begin() { return values; }
    constexpr float* end() { return values + count; }
    constexpr const float* begin() const { return values; }
    constexpr const float* end() const { return values + count; }
};

/// The same over memory that somebody else owns: view<16>{pointer}. Any alignment.
template <int... Extents>
struct view {
    static constexpr shape extent{Extents...};
    static constexpr long count = detail::product<Extents...>;
    const float* pointer;

    constexpr explicit view(const float* p) : pointer(p) {}
    constexpr view(const tensor<Extents...>& t) : pointer(t.values) {}
    constexpr float operator[](long i) const { return pointer[i]; }
    template <class... Index>
    constexpr float operator()(Index... index) const { return pointer[detail::offset_of<Extents...>(index...)]; }
    static constexpr long size() { return count; }
    constexpr const float* data() const { return pointer; }
    constexpr const float* begin() const { return pointer; }
    constexpr const float* end() const { return pointer + count; }
};

namespace detail {

template <int Rank, int A, int B, int C, int D>
struct tensor_by_rank {
    using type = tensor<1>;
};
template <int A, int B, int C, int D>
struct tensor_by_rank<1, A, B, C, D> {
    using type = tensor<A>;
};
template <int A, int B, int C, int D>
struct tensor_by_rank<2, A, B, C, D> {
    using type = tensor<A, B>;
};
template <int A, int B, int C, int D>
struct tensor_by_rank<3, A, B, C, D> {
    using type = tensor<A, B, C>;
};
template <int A, int B, int C, int D>
struct tensor_by_rank<4, A, B, C, D> {
    using type = tensor<A, B, C, D>;
};
/// The tensor type of Holder::value, a shape. (g++ 12 crashes on a shape as an alias's own argument.)
template <class Holder>
struct tensor_of {
    static constexpr shape s = Holder::value;
    using type = typename tensor_by_rank<s.rank, s[0], s[1], s[2], s[3]>::type;
};

}  // namespace detail

/// The index of the largest element; the first of equal ones.
template <class Values>
constexpr int argmax(const Values& values) {
    int best = 0;
    for (int i = 1; i < static_cast<int>(values.size()); ++i)
        if (values[i] > values[best]) best = i;
    return best;
}

}  // namespace inlay
