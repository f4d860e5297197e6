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

/// Reads one JSON text from front to back. Every function returns false after the first mistake,
/// which error() then describes. Strict: no trailing commas, no comments, no duplicate keys,
/// at most 32 levels. Keeps nothing but the keys of the objects that are open.
///
///     json_reader json(source, "settings.json");
///     for (json_object settings(json); settings.next();)
///         settings.key() == "name" ? json.string(name) : json.skip();
///     bool ok = json.end();
class json_reader {
public:
    static constexpr int max_depth = 32;

    json_reader(std::string_view source, std::string label)
        : text_(source), label_(std::move(label)) {}

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
    bool skip();

    /// Nothing but white space is left.
    bool end() {
        space();
        return ok() && (position_ == text_.size() || expected("the end"));
    }

    /// No mistake so far.
    bool ok() const { return error_.message.empty(); }

    /// Reports a mistake of the caller's own at the current position; always false.
    [[gnu::cold]] bool expected(std::string_view what) {
        if (!ok()) return false;
        const std::string found = position_ < text_.size() ? in_quotes(text_.substr(position_, 1))
                                                           : std::string("the end");
        return refuse(
            make_failure(label_, ", byte ", position_, ": expected ", what, ", found ", found));
    }

    /// Reports a mistake in the caller's own words; always false. The first one stays.
    [[gnu::cold]] bool refuse(failure what) {
        if (ok()) error_ = std::move(what);
        return false;
    }

    const failure& error() const { return error_; }

private:
    friend class json_sequence;
    friend class json_object;

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

    bool comma() {
        space();
        if (peek() != ',') return false;
        ++position_;
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

/// The values between two brackets, one after the other; each must be read before the next.
class json_sequence {
public:
    /// On to the next value. False after the last one, once, and after a mistake.
    [[gnu::cold]] bool next() {
        if (!json_.ok()) return false;
        if (!opened_) {
            if (!json_.symbol(open_)) return false;
            if (++json_.depth_ > json_reader::max_depth) return json_.expected("at most 32 nested levels");
            opened_ = true;
            json_.space();
            if (json_.peek() != close_) return true;
        } else if (json_.comma()) {
            return true;
        }
        if (json_.symbol(close_)) --json_.depth_;
        return false;
    }

protected:
    json_sequence(json_reader& json, char open, char close) : json_(json), open_(open), close_(close) {}
    json_reader& json_;

private:
    char open_, close_;
    bool opened_ = false;
};

/// The items of an array.
///
///     for (json_array items(json); items.next();) json.whole(list.emplace_back());
class json_array : public json_sequence {
public:
    explicit json_array(json_reader& json) : json_sequence(json, '[', ']') {}
};

/// The members of an object: key() is the present one's, the reader stands at its value.
class json_object : public json_sequence {
public:
    explicit json_object(json_reader& json) : json_sequence(json, '{', '}') {}

    [[gnu::cold]] bool next() {
        if (!json_sequence::next()) return json_.ok() && distinct() && false;
        if (!json_.string(key_) || !json_.symbol(':')) return false;
        keys_ += key_;
        ends_.push_back(keys_.size());
        return true;
    }
    const std::string& key() const { return key_; }

private:
    [[gnu::cold]] bool distinct() {
        std::vector<std::string_view> sorted(ends_.size());
        for (std::size_t i = 0, first = 0; i < ends_.size(); first = ends_[i++])
            sorted[i] = std::string_view(keys_).substr(first, ends_[i] - first);
        const auto order = [](const void* a, const void* b) {
            return static_cast<const std::string_view*>(a)->compare(*static_cast<const std::string_view*>(b));
        };
        if (!sorted.empty()) std::qsort(sorted.data(), sorted.size(), sizeof(std::string_view), order);
        for (std::size_t i = 1; i < sorted.size(); ++i)
            if (sorted[i] == sorted[i - 1])
                return json_.refuse(make_failure(json_.label_, ": key ", in_quotes(sorted[i]), " twice"));
        return true;
    }

    std::string key_, keys_;         // the present one; all, one after the other
    std::vector<std::size_t> ends_;  // of each of them
};

[[gnu::cold]] inline bool json_reader::skip() {
    std::string dropped;
    space();
    // clang-format off
    switch (peek()) {
        case '{': for (json_object members(*this); members.next();) skip(); return ok();
        case '[': for (json_array items(*this); items.next();) skip(); return ok();
        case '"': return string(dropped);
        case 't': return word("true");
        case 'f': return word("false");
        case 'n': return word("null");
        default:  return number();
    }
    // clang-format on
}

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
