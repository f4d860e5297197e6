// SPDX-License-Identifier: BSL-1.0
// gzip files by zlib are read; damaged ones are refused.
#include "catch.hpp"

#include <inlay/data/gzip.hpp>

#include "../io/scratch.hpp"

namespace {

/// text of golden/make.py
std::string text() {
    std::string out;
    for (int i = 0; i < 1500; ++i) out += std::to_string(i * i % 977) + ' ';
    return out;
}

std::string content(const char* file) {
    const auto bytes = inlay::try_read_data_file(golden(__FILE__, file));
    INFO(file << ": " << bytes.error().message);
    REQUIRE(bytes);
    return {bytes->begin(), bytes->end()};
}

inlay::byte_buffer raw(const char* file) {
    return inlay::try_read_file(golden(__FILE__, file)).value();
}

std::string problem(const inlay::byte_buffer& bytes, std::size_t limit = 100'000) {
    return inlay::try_gunzip(bytes, "f", limit).error().message;
}

}  // namespace

TEST_CASE("every kind of block is decompressed", "[gzip]") {
    CHECK(content("stored.gz") == text().substr(0, 300));
    CHECK(content("fixed.gz") == text());
    CHECK(content("dynamic.gz") == text());
    CHECK(content("huffman_only.gz") == text());
    CHECK(content("run.gz") == std::string(70'000, 'a'));
    CHECK(content("empty.gz") == "");
}

TEST_CASE("every part of the header is passed over", "[gzip]") {
    CHECK(content("header.gz") == "abc");
    CHECK(content("members.gz") == text());
}

TEST_CASE("a plain file is read as it is", "[gzip]") {
    const scratch dir;
    const auto bytes = inlay::try_read_data_file(dir.write("plain.gz", "\x1F"));
    REQUIRE(bytes);
    CHECK(bytes->size() == 1);
    CHECK_FALSE(inlay::try_read_data_file(dir.path("none")));
}

TEST_CASE("a plain name is found before a compressed one", "[gzip]") {
    const scratch dir;
    CHECK(inlay::find_data_file(dir.path("f")) == "");
    dir.write("f.gz", "");
    CHECK(inlay::find_data_file(dir.path("f")) == dir.path("f.gz"));
    dir.write("f", "");
    CHECK(inlay::find_data_file(dir.path("f")) == dir.path("f"));
}

TEST_CASE("the checksum is CRC-32", "[gzip]") {
    CHECK(inlay::gzip_checksum(bytes_of("123456789")) == 0xCBF43926U);
    CHECK(inlay::gzip_checksum({}) == 0);
}

TEST_CASE("a limit holds against a file that grows", "[gzip]") {
    const auto run = raw("run.gz");
    CHECK(run.size() < 200);
    CHECK(problem(run, 70'000) == "");
    CHECK(problem(run, 69'999) == "f: gzip: found more bytes than expected");
    CHECK(inlay::try_read_data_file(golden(__FILE__, "run.gz"), 1'000).error().message ==
          golden(__FILE__, "run.gz") + ": gzip: found more bytes than expected");
}

TEST_CASE("a gzip file cut anywhere is refused", "[gzip]") {
    for (const char* file : {"stored.gz", "fixed.gz", "dynamic.gz", "header.gz", "empty.gz"}) {
        const auto whole = raw(file);
        for (std::size_t n = 0; n < whole.size(); ++n) {
            INFO(file << ", the first " << n << " bytes");
            CHECK(problem({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(n)}) != "");
        }
    }
}

TEST_CASE("a flipped bit is noticed", "[gzip]") {
    for (const char* file : {"stored.gz", "fixed.gz", "dynamic.gz"}) {
        const auto whole = raw(file);
        for (std::size_t bit = 8 * 10; bit < 8 * whole.size(); ++bit) {
            auto flipped = whole;
            flipped[bit / 8] = static_cast<unsigned char>(flipped[bit / 8] ^ (1U << bit % 8));
            const auto out = inlay::try_gunzip(flipped, "f", 1'000'000);
            // padding bits at the end of the last block mean nothing
            const bool harmless = out && (*out == inlay::try_gunzip(whole, "f", 1'000'000).value());
            if (out && !harmless) FAIL(file << ", bit " << bit << ": other content");
        }
    }
}

TEST_CASE("damage is named", "[gzip]") {
    const auto changed = [](const char* file, std::size_t at, int value) {
        auto bytes = raw(file);
        bytes[at] = static_cast<unsigned char>(value);
        return problem(bytes);
    };
    const auto deflated = [](inlay::byte_buffer body) {
        inlay::byte_buffer bytes = bytes_of("\x1F\x8B\x08");
        bytes.resize(10);
        bytes.insert(bytes.end(), body.begin(), body.end());
        return problem(bytes);
    };
    CHECK(changed("stored.gz", 2, 7) == "f: gzip: expected a header, found other bytes");
    CHECK(changed("stored.gz", 3, 0x20) == "f: gzip: expected a header, found other bytes");
    CHECK(changed("stored.gz", 11, 1) == "f: gzip: found a damaged stored block");
    CHECK(changed("stored.gz", 20, 0) == "f: gzip: expected another checksum, the data is damaged");
    auto longer = raw("empty.gz");
    longer.push_back('x');
    CHECK(problem(longer) == "f: gzip: expected a header, found other bytes");
    CHECK(deflated({}) == "f: gzip: found the data ends too early");
    CHECK(deflated({0x07}) == "f: gzip: found an unknown kind of block");
    CHECK(deflated({0xFD, 0xFF, 0xFF}) == "f: gzip: found too many codes");
    CHECK(deflated({0x03, 0x02, 0x00}) == "f: gzip: found a distance before the start");
    CHECK(deflated({0x05, 0x00, 0x00, 0x00, 0x00}) == "f: gzip: found a damaged code table");
    CHECK(deflated({0x03, 0x00}) == "f: gzip: found no checksum at the end");
}
