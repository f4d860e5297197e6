// SPDX-License-Identifier: BSL-1.0
// A strict JSON reader without a tree (RFC 8259): the caller pulls the values it expects.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "message.hpp"
#include "utf8.hpp"

namespace inlay {

/// A function that is called while the call it is passed to lasts: what it captured, and how to call it.
template <class... Args>
class visitor {
public:
    template <class F>
    visitor(const F& f) : object_(&f), call_([](const void* object, Args... args) -> bool {
        return (*static_cast<const F*>(object))(args...);
    }) {}
    bool operator()(Args... args) const { return call_(object_, args...); }

private:
    const void* object_;
    bool (*call_)(const void*, Args...);
};

/// Reads one JSON text from front to back. Every function returns false after the first mistake,
/// which error() then describes. Strict: no trailing commas, no comments, no duplicate keys,
/// at most 32 levels. Keeps nothing but the keys of the objects that are open.
///
///     json_reader json(source, "settings.json");
///     bool ok = json.object([&](const std::string& key) {
///         return key == "name" ? json.string(name) : json.skip();
///     }) && json.end();
class json_reader {
public:
    static constexpr int max_depth = 32;

    json_reader(std::string_view source, std::string label)
        : text_(source), label_(std::move(label)) {}

    /// Calls on_member(key) once per member, positioned at its value; it returns false to stop.
    [[gnu::cold]] bool object(visitor<const std::string&> on_member) {
        std::string keys;                // one after the other
        std::vector<std::size_t> ends;   // of each
        const auto member = [&] {
            std::string key;
            if (!string(key) || !symbol(':')) return false;
            keys += key;
            ends.push_back(keys.size());
            return on_member(key);
        };
        return sequence('{', '}', member) && distinct(keys, ends);
    }

    /// Calls on_item() once per item, positioned at it; it returns false to stop.
    bool array(visitor<> on_item) { return sequence('[', ']', on_item); }

    /// A string, unescaped, as UTF-8.
    [[gnu::cold]] bool string(std::string& out) {
        out.clear();
        space();
        if (peek() != '"') return expected("a string");
        const std::size_t first = ++position_;
        while (peek() != '"') {
            if (position_ == text_.size()) return expected("'\"'");
            if (static_cast<unsigned char>(peek()) < 0x20) return expected("no control character");
            if (peek() == '\\') {
                if (!escape(out)) return false;
            } else out += text_[position_++];
        }
        if (!is_utf8(text_.substr(first, position_ - first))) return expected("UTF-8 before this");
        ++position_;
        return true;
    }

    /// A whole number that is not negative: digits only, no leading zero, no fraction, no exponent.
    [[gnu::cold]] bool whole(std::uint64_t& out) {
        space();
        const std::size_t first = position_;
        out = 0;
        while (is_digit(peek())) {
            const auto digit = static_cast<std::uint64_t>(text_[position_] - '0');
            if (out > (std::numeric_limits<std::uint64_t>::max() - digit) / 10)
                return position_ = first, expected("a whole number below 2^64");
            out = 10 * out + digit;
            ++position_;
        }
        const bool leading_zero = position_ > first + 1 && text_[first] == '0';
        const bool more = peek() == '.' || peek() == 'e' || peek() == 'E';
        if (position_ == first || leading_zero || more)
            return position_ = first, expected("a whole number");
        return true;
    }

    /// Any number, as it is written: "-1.5e3".
    [[gnu::cold]] bool number(std::string& out) {
        space();
        const std::size_t first = position_;
        if (!number()) return false;
        out = text_.substr(first, position_ - first);
        return true;
    }

    /// Any value, checked and dropped.
    [[gnu::cold]] bool skip() {
        std::string dropped;
        space();
        // clang-format off
        switch (peek()) {
            case '{': return object([&](const std::string&) { return skip(); });
            case '[': return array([&] { return skip(); });
            case '"': return string(dropped);
            case 't': return word("true");
            case 'f': return word("false");
            case 'n': return word("null");
            default:  return number();
        }
        // clang-format on
    }

    /// Nothing but white space is left.
    bool end() {
        space();
        return position_ == text_.size() || expected("the end");
    }

    /// Reports a mistake of the caller's own at the current position; always false.
    [[gnu::cold]] bool expected(std::string_view what) {
        if (!error_.message.empty()) return false;
        const std::string found = position_ < text_.size() ? in_quotes(text_.substr(position_, 1))
                                                           : std::string("the end");
        return refuse(
            make_failure(label_, ", byte ", position_, ": expected ", what, ", found ", found));
    }

    /// Reports a mistake in the caller's own words; always false. The first one stays.
    [[gnu::cold]] bool refuse(failure what) {
        if (error_.message.empty()) error_ = std::move(what);
        return false;
    }

    const failure& error() const { return error_; }

private:
    static bool is_digit(char c) { return c >= '0' && c <= '9'; }

    char peek() const { return position_ < text_.size() ? text_[position_] : '\0'; }

    void space() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') ++position_;
    }

    bool symbol(char c) {
        space();
        if (peek() != c) return expected(in_quotes(std::string_view(&c, 1)));
        ++position_;
        return true;
    }

    [[gnu::cold]] bool sequence(char open, char close, visitor<> on_item) {
        if (!symbol(open)) return false;
        if (++depth_ > max_depth) return expected("at most 32 nested levels");
        space();
        if (peek() != close) {
            do {
                if (!on_item()) return false;
            } while (comma());
        }
        --depth_;
        return symbol(close);
    }

    bool comma() {
        space();
        if (peek() != ',') return false;
        ++position_;
        return true;
    }

    [[gnu::cold]] bool distinct(const std::string& keys, const std::vector<std::size_t>& ends) {
        std::vector<std::string_view> sorted(ends.size());
        for (std::size_t i = 0, first = 0; i < ends.size(); first = ends[i++])
            sorted[i] = std::string_view(keys).substr(first, ends[i] - first);
        const auto order = [](const void* a, const void* b) {
            return static_cast<const std::string_view*>(a)->compare(*static_cast<const std::string_view*>(b));
        };
        if (!sorted.empty()) std::qsort(sorted.data(), sorted.size(), sizeof(std::string_view), order);
        for (std::size_t i = 1; i < sorted.size(); ++i)
            if (sorted[i] == sorted[i - 1])
                return refuse(make_failure(label_, ": key ", in_quotes(sorted[i]), " twice"));
        return true;
    }

    bool word(std::string_view literal) {
        if (text_.substr(position_, literal.size()) != literal) return expected("a value");
        position_ += literal.size();
        return true;
    }

    [[gnu::cold]] bool digits() {
        if (!is_digit(peek())) return expected("a digit");
        while (is_digit(peek())) ++position_;
        return true;
    }

    [[gnu::cold]] bool number() {
        if (peek() != '-' && !is_digit(peek())) return expected("a value");
        if (peek() == '-') ++position_;
        if (peek() == '0') ++position_;
        else if (!digits()) return false;
        if (peek() == '.') {
            ++position_;
            if (!digits()) return false;
        }
        if (peek() == 'e' || peek() == 'E') {
            ++position_;
            if (peek() == '+' || peek() == '-') ++position_;
            if (!digits()) return false;
        }
        return true;
    }

    [[gnu::cold]] bool hex4(unsigned& code) {
        code = 0;
        for (int i = 0; i < 4; ++i, ++position_) {
            const char c = peek();
            const int digit = is_digit(c)            ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit < 0) return expected("four hexadecimal digits");
            code = 16 * code + static_cast<unsigned>(digit);
        }
        return true;
    }

    [[gnu::cold]] bool escape(std::string& out) {
        ++position_;  // the backslash
        constexpr std::string_view from = "\"\\/bfnrt", to = "\"\\/\b\f\n\r\t";
        if (const std::size_t i = from.find(peek()); i != from.npos && peek() != '\0') {
            out += to[i];
            ++position_;
            return true;
        }
        if (peek() != 'u') return expected("an escape");
        ++position_;
        unsigned code = 0, low = 0;
        if (!hex4(code)) return false;
        if (code >= 0xD800 && code < 0xDC00) {  // the first half of a surrogate pair
            if (text_.substr(position_, 2) != "\\u") return expected("the second surrogate");
            position_ += 2;
            if (!hex4(low)) return false;
            if (low < 0xDC00 || low >= 0xE000) return expected("the second surrogate before this");
            code = 0x10000U + ((code - 0xD800U) << 10) + (low - 0xDC00U);
        } else if (code >= 0xDC00 && code < 0xE000) {
            return expected("the first surrogate before this");
        }
        append_utf8(out, code);
        return true;
    }

    std::string_view text_;
    std::string label_;
    std::size_t position_ = 0;
    int depth_ = 0;
    failure error_;
};

/// `value` as a JSON string with its quotes; it must be UTF-8.
[[gnu::cold]] inline std::string json_string(std::string_view value) {
    constexpr char hex[] = "0123456789abcdef";
    std::string out = "\"";
    for (char c : value) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') (out += '\\') += c;
        else if (code < 0x20) ((out += "\\u00") += hex[code >> 4]) += hex[code & 15];
        else out += c;
    }
    return out += '"';
}

}  // namespace inlay

#endif
