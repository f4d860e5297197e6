// SPDX-License-Identifier: BSL-1.0
// A string literal as a template argument: name<"head">.
#pragma once

namespace inlay {

template <int N>
struct fixed_string {
    char text[N]{};

    constexpr fixed_string() = default;
    constexpr fixed_string(const char (&literal)[N]) {
        for (int i = 0; i < N; ++i) text[i] = literal[i];
    }
    static constexpr int size() { return N - 1; }
    friend constexpr bool operator==(const fixed_string&, const fixed_string&) = default;
};

template <int N>
fixed_string(const char (&)[N]) -> fixed_string<N>;

}  // namespace inlay
