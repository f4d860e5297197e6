// SPDX-License-Identifier: BSL-1.0
// The JSON reader takes what RFC 8259 allows and refuses the rest, with the place.
#include "catch.hpp"

#include <inlay/io/json.hpp>

using inlay::json_reader;

namespace {

/// The message for a text of any value; empty where it is correct.
std::string problem(std::string_view text) {
    json_reader json(text, "j");
    const bool fine = json.skip() && json.end();
    CHECK(fine == json.error().message.empty());
    return json.error().message;
}

std::string string_in(std::string_view text) {
    json_reader json(text, "j");
    std::string out;
    REQUIRE(json.string(out));
    return out;
}

}  // namespace

TEST_CASE("correct JSON is accepted", "[json]") {
    for (const char* text :
         {"{}", "[]", " [ ] ", "null", "true", "false", "0", "-0", "12.5", "-1e9", "1E+2", "1e-2",
          "\"\"", R"({"a":[1,2,{"b":null}],"c":"d"})", "\t\r\n[1 , 2]\n", R"(["\u00e9é"])"})
        CHECK(problem(text) == "");
}

TEST_CASE("incorrect JSON is refused", "[json]") {
    CHECK(problem("") == "j, byte 0: expected a value, found the end");
    CHECK(problem("nul") == "j, byte 0: expected a value, found 'n'");
    CHECK(problem("+1") == "j, byte 0: expected a value, found '+'");
    CHECK(problem("01") == "j, byte 1: expected the end, found '1'");
    CHECK(problem("-") == "j, byte 1: expected a digit, found the end");
    CHECK(problem("1.") == "j, byte 2: expected a digit, found the end");
    CHECK(problem("1e") == "j, byte 2: expected a digit, found the end");
    CHECK(problem("[1,]") == "j, byte 3: expected a value, found ']'");
    CHECK(problem("[1 2]") == "j, byte 3: expected ']', found '2'");
    CHECK(problem("[1") == "j, byte 2: expected ']', found the end");
    CHECK(problem("{1:2}") == "j, byte 1: expected a string, found '1'");
    CHECK(problem(R"({"a" 2})") == "j, byte 5: expected ':', found '2'");
    CHECK(problem(R"({"a":2,})") == "j, byte 7: expected a string, found '}'");
    CHECK(problem(R"({"a":1,"a":2})") == "j: key 'a' twice");
    CHECK(problem(R"({"a":1,"\u0061":2})") == "j: key 'a' twice");
    CHECK(problem("[] []") == "j, byte 3: expected the end, found '['");
    CHECK(problem("\"abc") == "j, byte 4: expected '\"', found the end");
    CHECK(problem("\"a\nb\"") == "j, byte 2: expected no control character, found '?'");
    CHECK(problem(std::string_view("\"a\0b\"", 5)) ==
          "j, byte 2: expected no control character, found '?'");
    CHECK(problem(R"("\x")") == "j, byte 2: expected an escape, found 'x'");
    CHECK(problem("\"\\") == "j, byte 2: expected an escape, found the end");
    CHECK(problem(R"("\u12g4")") == "j, byte 5: expected four hexadecimal digits, found 'g'");
    CHECK(problem(R"("\ud800")") == "j, byte 7: expected the second surrogate, found '\"'");
    CHECK(problem(R"("\ud800\u0041")") ==
          "j, byte 13: expected the second surrogate before this, found '\"'");
    CHECK(problem(R"("\udc00")") ==
          "j, byte 7: expected the first surrogate before this, found '\"'");
    CHECK(problem("\"\xff\"") == "j, byte 2: expected UTF-8 before this, found '\"'");
}

TEST_CASE("nesting is limited", "[json]") {
    const auto nested = [](std::size_t n) { return std::string(n, '[') + std::string(n, ']'); };
    CHECK(problem(nested(32)) == "");
    CHECK(problem(nested(33)) == "j, byte 33: expected at most 32 nested levels, found ']'");
    CHECK(problem(std::string(1'000'000, '[')) ==
          "j, byte 33: expected at most 32 nested levels, found '['");
}

TEST_CASE("strings are unescaped", "[json]") {
    CHECK(string_in(R"("a\"\\\/\b\f\n\r\t")") == "a\"\\/\b\f\n\r\t");
    CHECK(string_in(R"("\u0041\u00e9\u20AC\ud83d\ude00")") == "Aé€😀");
    CHECK(string_in(R"("\u0000")") == std::string(1, '\0'));
}

TEST_CASE("json_string is the inverse of reading", "[json]") {
    std::string text = "é€😀\"\\/";
    for (char c = 0; c < 32; ++c) text += c;
    CHECK(string_in(inlay::json_string(text)) == text);
    CHECK(inlay::json_string("a\n") == "\"a\\u000a\"");
}

TEST_CASE("whole numbers", "[json]") {
    const auto whole = [](std::string_view text) {
        json_reader json(text, "j");
        std::uint64_t out = 0;
        return json.whole(out) && json.end() ? std::to_string(out) : json.error().message;
    };
    CHECK(whole("0") == "0");
    CHECK(whole(" 18446744073709551615 ") == "18446744073709551615");
    CHECK(whole("18446744073709551616") ==
          "j, byte 0: expected a whole number below 2^64, found '1'");
    for (const char* text : {"-1", "1.0", "1e3", "00", "01", "\"1\"", "x"})
        CHECK(whole(text) ==
              std::string("j, byte 0: expected a whole number, found '") + text[0] + "'");
    CHECK(whole("") == "j, byte 0: expected a whole number, found the end");
}

TEST_CASE("the first mistake stays", "[json]") {
    json_reader json("[", "j");
    CHECK_FALSE(json.skip());
    CHECK_FALSE(json.refuse(inlay::failure{"second"}));
    CHECK_FALSE(json.expected("third"));
    CHECK(json.error().message == "j, byte 1: expected a value, found the end");
}
