// SPDX-License-Identifier: BSL-1.0
// Builds the sentence inside a failure from strings, characters, numbers and lists.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <concepts>
#include <cstdio>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "result.hpp"

namespace inlay {

namespace detail {

/// One part of a sentence, of whatever type; valid as long as what it was made from. (Sentences are put
/// together by one function: a template on the types of their parts would cost the compiler more than a
/// network does.)
class part {
public:
    part(std::string_view s) : text_(s.data()), size_(s.size()) {}
    part(const std::string& s) : text_(s.data()), size_(s.size()) {}
    part(const char* s) : part(std::string_view(s)) {}
    part(char c) : kind_(kind::character), number_(static_cast<unsigned char>(c)) {}
    part(double d) : kind_(kind::real), real_(d) {}
    template <std::integral Number>
    part(Number n)
        : kind_(std::signed_integral<Number> ? kind::whole : kind::natural), number_(static_cast<unsigned long long>(n)) {}
    part(std::span<const int> list) : kind_(kind::ints), ints_(list.data()), size_(list.size()) {}
    part(std::span<const long> list) : kind_(kind::longs), longs_(list.data()), size_(list.size()) {}

    [[gnu::always_inline]] void append_to(std::string& out) const {
        char digits[32] = "";
        switch (kind_) {
            case kind::text: out.append(text_, size_); break;
            case kind::character: out.append(1, static_cast<char>(number_)); break;
            case kind::real: std::snprintf(digits, sizeof digits, "%.9g", real_); break;
            case kind::whole: std::snprintf(digits, sizeof digits, "%lld", static_cast<long long>(number_)); break;
            case kind::natural: std::snprintf(digits, sizeof digits, "%llu", number_); break;
            case kind::ints:
            case kind::longs:
                for (std::size_t i = 0; i < size_; ++i) {
                    const long extent = kind_ == kind::ints ? static_cast<long>(ints_[i]) : longs_[i];
                    std::snprintf(digits, sizeof digits, "%s%ld", i == 0 ? "[" : ", ", extent);
                    out.append(digits);
                }
                out.append(size_ == 0 ? "[]" : "]");
                return;
        }
        out.append(digits);
    }

private:
    enum class kind { text, character, real, whole, natural, ints, longs };

    kind kind_ = kind::text;
    union {
        const char* text_;
        unsigned long long number_;
        double real_;
        const int* ints_;
        const long* longs_;
    };
    std::size_t size_ = 0;
};

[[gnu::cold, gnu::noinline]] inline std::string join_parts(const part* parts, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) parts[i].append_to(out);
    return out;
}

/// The parts one after the other.
template <class... Parts>
[[gnu::always_inline]] inline std::string join(const Parts&... parts) {
    const part list[] = {part(parts)...};
    return join_parts(list, sizeof...(Parts));
}

}  // namespace detail

/// The parts one after the other: `make_failure("a.csv: line ", 3, ": expected 5 columns")`.
template <class... Parts>
[[gnu::always_inline]] inline failure make_failure(const Parts&... parts) {
    return failure{detail::join(parts...)};
}

/// Text of a foreign file for a message: quoted, at most 40 bytes, what is not printable as '?'.
[[gnu::cold]] inline std::string in_quotes(std::string_view part) {
    constexpr std::size_t limit = 40;
    std::string out = "'";
    for (char c : part.substr(0, limit)) out += (c >= ' ' && c <= '~') ? c : '?';
    if (part.size() > limit) out += "...";
    return out += '\'';
}

}  // namespace inlay

#endif
