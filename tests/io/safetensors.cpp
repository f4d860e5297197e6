// SPDX-License-Identifier: BSL-1.0
// Reading safetensors: files by Python, and every way in which a file can be wrong.
#include "catch.hpp"

#include <inlay/io/safetensors.hpp>

#include <cmath>

#include "scratch.hpp"

using inlay::safetensors;
using inlay::stored_dtype;

namespace {

/// A file with this header, and `data_bytes` bytes 0, 1, 2, ... after it.
inlay::byte_buffer file_of(const std::string& header, std::size_t data_bytes) {
    inlay::byte_buffer out(8);
    inlay::store_little_endian(std::uint64_t{header.size()}, out.data());
    out.insert(out.end(), header.begin(), header.end());
    for (std::size_t i = 0; i < data_bytes; ++i) out.push_back(static_cast<unsigned char>(i));
    return out;
}

std::string problem(const std::string& header, std::size_t data_bytes) {
    return safetensors::try_parse(file_of(header, data_bytes), "f").error().message;
}

/// A header with one tensor 'a'.
std::string one(const std::string& type, const std::string& shape, const std::string& offsets) {
    return R"({"a":{"dtype":")" + type + R"(","shape":)" + shape + R"(,"data_offsets":)" + offsets +
           "}}";
}

std::vector<float> floats(const safetensors& file, const char* tensor) {
    const inlay::tensor_entry* entry = file.find(tensor);
    REQUIRE(entry != nullptr);
    std::vector<float> out(entry->size(), -1.0f);
    file.copy_as_float(*entry, out.data());
    return out;
}

}  // namespace

TEST_CASE("a file by Python is read", "[safetensors]") {
    const safetensors file = safetensors::read(golden(__FILE__, "python.safetensors"));
    REQUIRE(file.entries().size() == 10);
    CHECK(file.metadata().size() == 2);
    REQUIRE(file.metadata("format") != nullptr);
    CHECK(*file.metadata("format") == "pt");
    CHECK(file.metadata("absent") == nullptr);
    REQUIRE(file.metadata("note") != nullptr);
    CHECK(*file.metadata("note") == "é\n\"quoted\"");

    CHECK(file.find("0.weight")->shape == std::vector<long>{2, 3});
    CHECK(floats(file, "0.weight") == std::vector<float>{-0.5f, -0.25f, 0.0f, 0.25f, 0.5f, 0.75f});
    CHECK(file.find("0.bias")->type == stored_dtype::f64);
    CHECK(floats(file, "0.bias") == std::vector<float>{1.0f, -2.0f});
    CHECK(floats(file, "half") == std::vector<float>{0.0f, -1.5f, 65504.0f, 0x1p-24f});
    CHECK(floats(file, "brain") == std::vector<float>{1.0f, -3.0f, 0.15625f});
    CHECK(file.find("scalar")->shape.empty());
    CHECK(floats(file, "scalar") == std::vector<float>{42.0f});
    CHECK(file.find("empty")->shape == std::vector<long>{0, 5});
    CHECK(floats(file, "empty").empty());
    CHECK(floats(file, "naïve \"name\"") == std::vector<float>{7.0f});

    const inlay::byte_span codes = file.data(*file.find("codes"));
    REQUIRE(codes.size() == 3);
    CHECK(int{codes[0]} == 0x80);
    CHECK(int{codes[2]} == 127);
    CHECK(file.data(*file.find("step"))[5] == 1);
    CHECK(file.find("mask")->type == stored_dtype::boolean);
    CHECK(file.find("none") == nullptr);
    CHECK(file.try_copy_as_float(*file.find("codes"), nullptr).error().message ==
          file.label() + ": tensor 'codes': expected F32, F64, F16 or BF16, found I8");
}

TEST_CASE("a tensor is found by name and shape", "[safetensors]") {
    const auto file =
        safetensors::parse(file_of(one("F32", "[2, 1]", "[0,8]"), 8), "digits.safetensors");
    const auto find = [&](const char* tensor, std::vector<long> extents) {
        return file.try_find(tensor, extents);
    };
    CHECK(*find("a", {2, 1}) == file.find("a"));
    CHECK(find("a", {1, 2}).error().message ==
          "digits.safetensors: tensor 'a': expected F32 [1, 2], found F32 [2, 1]");
    CHECK(find("a", {2}).error().message ==
          "digits.safetensors: tensor 'a': expected F32 [2], found F32 [2, 1]");
    CHECK(find("b", {2, 1}).error().message ==
          "digits.safetensors: tensor 'b': expected F32 [2, 1], found no such tensor");
    const auto codes = safetensors::parse(file_of(one("U32", "[2]", "[0,8]"), 8), "f");
    CHECK(codes.try_find("a", std::vector<long>{2}).error().message ==
          "f: tensor 'a': expected F32 [2], found U32 [2]");
}

TEST_CASE("correct corner cases are accepted", "[safetensors]") {
    CHECK(problem("{}", 0) == "");
    CHECK(problem("{}      ", 0) == "");
    CHECK(problem(R"({"__metadata__":{}})", 0) == "");
    CHECK(problem(one("F32", "[]", "[0,4]"), 4) == "");
    CHECK(problem(one("F32", "[0]", "[0,0]"), 0) == "");
    CHECK(problem(one("F4", "[2]", "[0,1]"), 1) == "");
    CHECK(problem(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]},)"
                  R"("b":{"shape":[1],"data_offsets":[0,1],"dtype":"U8","more":[{}]}})",
                  2) == "");
}

TEST_CASE("a wrong length is refused", "[safetensors]") {
    const auto parse = [](const inlay::byte_buffer& bytes) {
        return safetensors::try_parse(bytes, "f").error().message;
    };
    CHECK(parse({}) == "f: expected at least 8 bytes (the header's length), found 0");
    CHECK(parse({1, 2, 3}) == "f: expected at least 8 bytes (the header's length), found 3");
    inlay::byte_buffer bytes = file_of("{}", 0);
    bytes[0] = 3;
    CHECK(parse(bytes) == "f: header length: expected at most 2, found 3");
    bytes[7] = 0x80;
    CHECK(parse(bytes) == "f: header length: expected at most 2, found 9223372036854775811");
    inlay::byte_buffer large(8 + 100'000'001, ' ');
    inlay::store_little_endian(std::uint64_t{100'000'001}, large.data());
    large[8] = '{';
    CHECK(parse(large) == "f: header length: expected at most 100000000, found 100000001");
    CHECK(problem("", 0) == "f: header: expected '{', found nothing");
    CHECK(problem(" {}", 0) == "f: header: expected '{', found ' '");
    CHECK(problem("[]", 0) == "f: header: expected '{', found '['");
}

TEST_CASE("a wrong header is refused", "[safetensors]") {
    CHECK(problem("{}x", 0) == "f: header, byte 2: expected the end, found 'x'");
    CHECK(problem("{\"a\":1}", 0) == "f: header, byte 5: expected '{', found '1'");
    CHECK(problem(R"({"a":{},"a":{}})", 0) ==
          "f: tensor 'a': expected a dtype such as F32, found none");
    CHECK(problem(R"({"__metadata__":{"k":1}})", 0) ==
          "f: header, byte 21: expected a string, found '1'");
    CHECK(problem(R"({"__metadata__":{"k":"1","k":"2"}})", 0) == "f: header: key 'k' twice");
    CHECK(problem(R"({"__metadata__":{},"__metadata__":{}})", 0) ==
          "f: header: key '__metadata__' twice");
    const std::string a = R"("a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]})";
    CHECK(problem("{" + a + "," + a + "}", 0) == "f: header: key 'a' twice");
    CHECK(problem(one("F31", "[1]", "[0,4]"), 4) ==
          "f: tensor 'a': expected a dtype such as F32, found 'F31'");
    CHECK(problem(R"({"a":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}})", 1) ==
          "f: header: key 'dtype' twice");
    CHECK(problem(R"({"a":{"dtype":"U8","data_offsets":[0,1]}})", 1) ==
          "f: tensor 'a': expected a shape, found none");
    CHECK(problem(R"({"a":{"dtype":"U8","shape":[1]}})", 1) ==
          "f: tensor 'a': expected two data_offsets, found 0");
    CHECK(problem(one("U8", "[1]", "[0]"), 1) ==
          "f: tensor 'a': expected two data_offsets, found 1");
    CHECK(problem(one("U8", "[1]", "[0,1,2]"), 1) ==
          "f: tensor 'a': expected two data_offsets, found 3");
    CHECK(problem(one("U8", "[-1]", "[0,1]"), 1) ==
          "f: header, byte 28: expected a whole number, found '-'");
    CHECK(problem(one("U8", "[1.0]", "[0,1]"), 1) ==
          "f: header, byte 28: expected a whole number, found '1'");
    CHECK(problem(one("U8", "[9223372036854775808]", "[0,1]"), 1) ==
          "f: tensor 'a': expected smaller extents, found 9223372036854775808");
    CHECK(problem(one("U8", "[18446744073709551616]", "[0,1]"), 1) ==
          "f: header, byte 28: expected a whole number below 2^64, found '1'");
}

TEST_CASE("sizes that do not match are refused", "[safetensors]") {
    CHECK(problem(one("F32", "[2]", "[0,4]"), 4) ==
          "f: tensor 'a': expected 8 bytes for F32 [2], found 4");
    CHECK(problem(one("F32", "[2]", "[4,0]"), 4) ==
          "f: tensor 'a': expected data_offsets in order, found [4, 0]");
    CHECK(problem(one("F64", "[4294967296,4294967296]", "[0,0]"), 0) ==
          "f: tensor 'a': expected a size in whole bytes below 2^64 bits, "
          "found F64 [4294967296, 4294967296]");
    CHECK(problem(one("F4", "[1]", "[0,1]"), 1) ==
          "f: tensor 'a': expected a size in whole bytes below 2^64 bits, found F4 [1]");
    CHECK(problem(one("U8", "[2]", "[0,2]"), 1) == "f: expected 2 bytes of data, found 1");
    CHECK(problem(one("U8", "[2]", "[0,2]"), 3) == "f: expected 2 bytes of data, found 3");
    CHECK(problem(one("U8", "[1]", "[1,2]"), 2) ==
          "f: tensor 'a': expected to begin at byte 0, found 1");
    const auto two = [](const std::string& first, const std::string& second) {
        return R"({"a":{"dtype":"U8","shape":[2],"data_offsets":)" + first +
               R"(},"b":{"dtype":"U8","shape":[2],"data_offsets":)" + second + "}}";
    };
    CHECK(problem(two("[0,2]", "[2,4]"), 4) == "");
    CHECK(problem(two("[0,2]", "[1,3]"), 4) ==
          "f: tensor 'b': expected to begin at byte 2, found 1");
    CHECK(problem(two("[0,2]", "[3,5]"), 5) ==
          "f: tensor 'b': expected to begin at byte 2, found 3");
    CHECK(problem(two("[0,2]", "[0,2]"), 2).starts_with("f: tensor '"));
}

TEST_CASE("a safetensors file cut anywhere is refused", "[safetensors]") {
    const scratch dir;
    const auto whole = *inlay::try_read_file(golden(__FILE__, "python.safetensors"));
    for (std::size_t n = 0; n < whole.size(); ++n) {
        const inlay::byte_buffer cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(n));
        INFO("the first " << n << " bytes");
        const auto file = safetensors::try_parse(cut, "f");
        CHECK_FALSE(file);
        CHECK(file.error().message.starts_with("f: "));
    }
    CHECK_THROWS_AS(safetensors::read(dir.write("cut", "12345678")), inlay::io_error);
}

TEST_CASE("a file with one flipped bit is refused or still consistent", "[safetensors]") {
    const auto whole = *inlay::try_read_file(golden(__FILE__, "python.safetensors"));
    for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
        auto flipped = whole;
        flipped[bit / 8] = static_cast<unsigned char>(flipped[bit / 8] ^ (1U << bit % 8));
        const auto file = safetensors::try_parse(flipped, "f");
        if (!file) {
            if (file.error().message.empty()) FAIL("no message for bit " << bit);
            continue;
        }
        std::size_t total = 0;
        for (const auto& entry : file->entries()) {
            total += file->data(entry).size();
            std::vector<float> out(entry.size());
            static_cast<void>(file->try_copy_as_float(entry, out.data()).error());
        }
        if (total != 75) FAIL("bit " << bit << ": " << total << " bytes of tensors");
    }
}

TEST_CASE("a file that is not there says so", "[safetensors]") {
    const scratch dir;
    CHECK_THROWS_WITH(safetensors::read(dir.path("none")),
                      dir.path("none") + ": cannot open: No such file or directory");
}
