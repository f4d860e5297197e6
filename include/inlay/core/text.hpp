// SPDX-License-Identifier: BSL-1.0
// A short text of fixed capacity that constexpr code can compose: paths, names, error messages.
#pragma once

#include "../core/fixed_string.hpp"
#include "../core/shape.hpp"

namespace inlay {

/// At most Capacity - 1 characters; what does not fit is cut off.
template <int Capacity>
struct basic_text {
    char data[Capacity]{};
    int size = 0;

    constexpr basic_text() = default;
    constexpr basic_text(const char* s) { *this << s; }

    constexpr basic_text& operator<<(char c) {
        if (size < Capacity - 1) data[size++] = c;
        return *this;
    }
    constexpr basic_text& operator<<(const char* s) {
        for (; *s != '\0'; ++s) *this << *s;
        return *this;
    }
    template <int N>
    constexpr basic_text& operator<<(const basic_text<N>& other) {
        return *this << other.data;
    }
    constexpr basic_text& operator<<(long value) {
        if (value < 0) {
            *this << '-';
            value = -value;
        }
        char digits[20]{};
        int count = 0;
        do digits[count++] = static_cast<char>('0' + value % 10);
        while ((value /= 10) != 0);
        while (count > 0) *this << digits[--count];
        return *this;
    }
    /// With three decimals at most: "-0.25".
    constexpr basic_text& operator<<(double value) {
        if (value < 0) *this << '-', value = -value;
        if (!(value < 1e15)) return *this << "a very large number";
        const long whole = static_cast<long>(value * 1000 + 0.5);
        *this << whole / 1000;
        if (whole % 1000 == 0) return *this;
        *this << '.';
        for (long rest = whole % 1000, unit = 100; rest > 0; rest %= unit, unit /= 10)
            *this << static_cast<char>('0' + rest / unit);
        return *this;
    }
    constexpr basic_text& operator<<(int value) { return *this << static_cast<long>(value); }
    /// "8, 8, 16"
    constexpr basic_text& operator<<(const shape& s) {
        for (int i = 0; i < s.rank; ++i) *this << (i ? ", " : "") << s[i];
        return *this;
    }
    constexpr bool empty() const { return size == 0; }
    constexpr const char* c_str() const { return data; }
};

using text = basic_text<64>;

constexpr bool equal(const char* a, const char* b) {
    while (*a != '\0' && *a == *b) ++a, ++b;
    return *a == *b;
}

}  // namespace inlay
