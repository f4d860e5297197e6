// SPDX-License-Identifier: BSL-1.0
// Between PyTorch's order of a parameter's elements and the order in memory.
#pragma once

#include "facts.hpp"

#include <initializer_list>

namespace inlay {
namespace detail {

/// Where element `i` of PyTorch's row-major order lies in the parameter's storage.
constexpr long storage_index(const parameter_record& p, long i) {
    const shape& s = p.public_shape;
    if (p.order == layout::conv && s.rank == 3) {  // (O, I, K) -> (K, I, O)
        const long k = i % s[2], c = i / s[2] % s[1], o = i / (s[2] * s[1]);
        return (k * s[1] + c) * s[0] + o;
    }
    if (p.order == layout::conv) {  // (O, I, H, W) -> (H, W, I, O)
        const long w = i % s[3], h = i / s[3] % s[2], c = i / (s[3] * s[2]) % s[1], o = i / (s[3] * s[2] * s[1]);
        return ((h * s[3] + w) * s[1] + c) * s[0] + o;
    }
    // PyTorch flattens (C, H, W), here it is (H, W, C)
    const auto feature = [&](long f) {
        const shape& m = p.flattened;
        if (m.rank != 3) return f;
        const long c = f / (m[0] * m[1]), h = f / m[1] % m[0], w = f % m[1];
        return (h * m[1] + w) * m[2] + c;
    };
    if (p.order == layout::dense) return feature(i % s[1]) * s[0] + i / s[1];  // (U, I) -> (I, U)
    return feature(i);
}

/// Called, and never defined for constant evaluation: the compiler shows the call and its argument.
void no_such_parameter(const char* path);
void wrong_number_of_values(const char* path);

}  // namespace detail

/// Parameters as constants, in PyTorch's names and order: parameters<net>{{"0.weight", {1, 2}}, ...}.
template <class Net>
struct parameters {
    struct entry {
        const char* path;
        std::initializer_list<float> values;
    };
    alignas(64) float storage[recorded<Net>::value.storage > 0 ? recorded<Net>::value.storage : 1]{};

    constexpr parameters(std::initializer_list<entry> entries) {
        static_assert(recorded<Net>::check::done);
        for (const entry& e : entries) {
            const int i = detail::find_parameter<Net>(e.path);
            if (i < 0) {
                detail::no_such_parameter(e.path);
                continue;
            }
            const parameter_record& p = recorded<Net>::lists.parameters[i];
            if (static_cast<long>(e.values.size()) != p.public_shape.size()) {
                detail::wrong_number_of_values(e.path);
                continue;
            }
            long k = 0;
            for (float v : e.values) storage[p.offset + detail::storage_index(p, k++)] = v;
        }
    }
};

/// One parameter as a string literal: little-endian floats in the order of a model's storage, which is (inputs, outputs)
/// for dense layers, (height, width, inputs / groups, outputs) for convolutions.
struct parameter_bytes {
    const char* path;
    const char* bytes;
    long size;
    template <unsigned long N>
    constexpr parameter_bytes(const char* parameter_path, const char (&literal)[N])
        : path(parameter_path), bytes(literal), size(static_cast<long>(N) - 1) {}
};

/// All parameters of a network as constants, as inlay-convert writes them. Compilers read string literals a hundred times
/// faster than lists of numbers. A path or size that is wrong, or a parameter that is missing, does not compile.
///
///     static model<kws> net{kws_parameters};
template <class Net>
struct stored_parameters {
    static constexpr int count = recorded<Net>::value.parameter_count;
    const char* bytes[count > 0 ? count : 1]{};  // of each parameter of the network

    template <int N>
    constexpr stored_parameters(const parameter_bytes (&entries)[N]) {
        static_assert(recorded<Net>::check::done);
        static_assert(N == count, "inlay: an entry for each parameter of the network");
        for (const parameter_bytes& e : entries) {
            const int i = detail::find_parameter<Net>(e.path);
            if (i < 0 || bytes[i] != nullptr) detail::no_such_parameter(e.path);
            else if (e.size != 4 * recorded<Net>::lists.parameters[i].public_shape.size()) detail::wrong_number_of_values(e.path);
            else bytes[i] = e.bytes;
        }
    }
};

/// One parameter of a model in PyTorch's indices, whatever its order in memory: w(o, i, h, w).
/// (The inputs of a dense layer behind a flatten are counted height, width, channel here.)
template <shape S, layout Order>
struct parameter_view {
    static constexpr shape extent = S;
    float* data;

    template <class... Index>
    constexpr float& operator()(Index... index) const {
        static_assert(sizeof...(Index) == S.rank, "inlay: one index for each extent of the parameter");
        const long at[sizeof...(Index) < 4 ? 4 : sizeof...(Index)] = {static_cast<long>(index)...};
        if constexpr (Order == layout::dense) return data[at[1] * S[0] + at[0]];
        else if constexpr (Order == layout::conv && S.rank == 3) return data[(at[2] * S[1] + at[1]) * S[0] + at[0]];
        else if constexpr (Order == layout::conv) return data[((at[2] * S[3] + at[3]) * S[1] + at[1]) * S[0] + at[0]];
        else {
            long offset = 0;
            for (int i = 0; i < S.rank; ++i) offset = offset * S[i] + at[i];
            return data[offset];
        }
    }
    static constexpr long size() { return S.size(); }
};

}  // namespace inlay
