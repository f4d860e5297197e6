// SPDX-License-Identifier: BSL-1.0
// IDX: all element types, all lies a header can tell.
#include "catch.hpp"

#include <inlay/data/idx.hpp>

#include "../io/scratch.hpp"

namespace {

std::string head(int type, const std::vector<unsigned>& extents) {
    std::string out{'\0', '\0', static_cast<char>(type), static_cast<char>(extents.size())};
    for (unsigned extent : extents)
        for (int shift : {24, 16, 8, 0}) out += static_cast<char>(extent >> shift);
    return out;
}

std::string problem(const std::string& file) {
    return inlay::try_parse_idx(bytes_of(file), "f").error().message;
}

std::vector<double> values(const std::string& file) {
    const auto array = inlay::try_parse_idx(bytes_of(file), "f").value();
    std::vector<double> out;
    for (std::size_t i = 0; i < array.size(); ++i) out.push_back(array[i]);
    return out;
}

}  // namespace

TEST_CASE("every element type", "[idx]") {
    CHECK(values(head(8, {2}) + "\x01\xFF") == std::vector<double>{1, 255});
    CHECK(values(head(9, {2}) + "\x01\xFF") == std::vector<double>{1, -1});
    CHECK(values(head(11, {2}) + "\x01\x02\xFF\xFE") == std::vector<double>{258, -2});
    CHECK(values(head(12, {1}) + "\xFF\xFF\xFF\xFD") == std::vector<double>{-3});
    CHECK(values(head(13, {1}) + std::string("\xBF\xC0\0\0", 4)) == std::vector<double>{-1.5});
    CHECK(values(head(14, {1}) + std::string("\x3F\xE0\0\0\0\0\0\0", 8)) ==
          std::vector<double>{0.5});
    CHECK(values(head(8, {}) + "\x07") == std::vector<double>{7});
    CHECK(values(head(8, {3, 0})).empty());
}

TEST_CASE("headers that lie are refused", "[idx]") {
    CHECK(problem("") == "f: expected at least 4 bytes (the magic number), found 0");
    CHECK(problem("PK\x03\x04") ==
          "f: expected an IDX file (two zero bytes first), found 80 and 75");
    CHECK(problem(head(7, {1}) + "x") == "f: expected an element type 8, 9 or 11 to 14, found 7");
    CHECK(problem(head(10, {1}) + "x") == "f: expected an element type 8, 9 or 11 to 14, found 10");
    CHECK(problem(head(8, {1}).substr(0, 7)) ==
          "f: expected 8 bytes of header for 1 dimensions, found 7");
    CHECK(problem(head(8, {2, 3}) + "12345") ==
          "f: expected 6 bytes of values for extents [2, 3], found 5");
    CHECK(problem(head(8, {2}) + "123") ==
          "f: expected 2 bytes of values for extents [2], found 3");
    CHECK(problem(head(8, {0x7FFFFFFF, 1000}) + "1") ==
          "f: expected 2147483647000 bytes of values for extents [2147483647, 1000], found 1");
    CHECK(problem(head(8, {1, 0x80000000U})) ==
          "f: dimension 1: expected a smaller extent, found 2147483648");
    CHECK(problem(head(14, {0x7FFFFFFF, 0x7FFFFFFF, 0x7FFFFFFF})) ==
          "f: dimension 1: expected a smaller extent, found 2147483647");
}

TEST_CASE("an IDX file cut anywhere is refused", "[idx]") {
    const std::string whole = head(8, {3, 2, 2}) + "0123456789ab";
    CHECK(problem(whole) == "");
    for (std::size_t n = 0; n < whole.size(); ++n) CHECK(problem(whole.substr(0, n)) != "");
}

TEST_CASE("images and labels become a dataset", "[idx]") {
    const scratch dir;
    const std::string labels = dir.write("labels", head(8, {2}) + "\x03" + std::string(1, '\0'));
    const auto load = [&](const std::vector<unsigned>& extents, std::size_t n) {
        return inlay::load_idx(dir.write("images", head(8, extents) + std::string(n, '\x33')),
                               labels, 1.0f / 255.0f);
    };
    const auto grey = load({2, 2, 3}, 12);
    CHECK(grey.size() == 2);
    CHECK((grey.shape == inlay::sample_shape{2, 3, 1}));
    CHECK(grey.images[11] == Catch::Approx(0.2f));
    CHECK(grey.labels == std::vector<int>{3, 0});
    CHECK(grey.classes() == 4);
    CHECK((load({2, 2, 1, 3}, 12).shape == inlay::sample_shape{2, 1, 3}));
    CHECK((load({2, 5}, 10).shape == inlay::sample_shape{1, 1, 5}));
    const std::string images = dir.path("images");
    CHECK_THROWS_WITH(load({2}, 2), images + ": expected 2 to 4 dimensions, found 1");
    CHECK_THROWS_WITH(load({3, 1}, 3),
                      labels + ": expected extents [3] as in " + images + ", found [2]");
    CHECK_THROWS_WITH(load({2, 0, 3}, 0),
                      images + ": expected samples with values, found extents [2, 0, 3]");
    dir.write("labels", head(9, {2}) + "\x03\xFF");
    CHECK_THROWS_WITH(load({2, 1}, 2), labels +
                                           ": label 1: expected a class number (0, 1, ...) below "
                                           "1000000, found -1");
    CHECK_THROWS_WITH(inlay::load_idx(images, dir.path("none")),
                      dir.path("none") + ": cannot open: No such file or directory");
    CHECK_THROWS_WITH(inlay::read_idx(dir.path("none")),
                      dir.path("none") + ": cannot open: No such file or directory");
}
