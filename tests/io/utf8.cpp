// SPDX-License-Identifier: BSL-1.0
// UTF-8: every code point is well formed, and only those.
#include "catch.hpp"

#include <inlay/io/utf8.hpp>

TEST_CASE("every code point but the surrogates is well formed", "[utf8]") {
    bool all = true;
    for (unsigned code = 0; code < 0x110000; ++code) {
        std::string text;
        inlay::append_utf8(text, code);
        const bool surrogate = code >= 0xD800 && code < 0xE000;
        all = all && inlay::is_utf8(text) == !surrogate;
        if (text.size() > 1)
            all = all && !inlay::is_utf8(std::string_view(text).substr(0, text.size() - 1));
    }
    CHECK(all);
}

TEST_CASE("what is not UTF-8 is refused", "[utf8]") {
    for (const char* text : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xF0\x80\x80\x80",
                             "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xFF",
                             "a\xC3", "\xC3(", "\xE2\x82(", "\xF0\x9F\x98("})
        CHECK_FALSE(inlay::is_utf8(text));
    CHECK(inlay::is_utf8(""));
    CHECK(inlay::is_utf8("aé€😀b"));
}
