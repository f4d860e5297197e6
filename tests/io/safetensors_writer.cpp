// SPDX-License-Identifier: BSL-1.0
// Writing safetensors: byte for byte, round trips, and refusals.
#include "catch.hpp"

#include <inlay/io/safetensors.hpp>
#include <inlay/io/safetensors_writer.hpp>

#include <cmath>
#include <limits>

#include "scratch.hpp"

using inlay::safetensors;
using inlay::safetensors_writer;

TEST_CASE("the bytes are those of the format", "[safetensors_writer]") {
    safetensors_writer writer;
    writer.add("b", {2}, std::vector<float>{1.0f, -2.0f});
    writer.metadata("format", "pt");
    const inlay::byte_buffer bytes = writer.bytes();
    const std::string header = R"({"__metadata__":{"format":"pt"},)"
                               R"("b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";
    const std::size_t padded = (header.size() + 7) / 8 * 8;
    std::string expected =
        std::string(1, static_cast<char>(padded)) + std::string(7, '\0') + header;
    expected += std::string(padded - header.size(), ' ');
    expected += std::string("\0\0\x80\x3F\0\0\0\xC0", 8);
    CHECK((bytes == bytes_of(expected)));
}

TEST_CASE("what is written is read back bit for bit", "[safetensors_writer]") {
    const scratch dir;
    const std::vector<float> values{0.0f,
                                    -0.0f,
                                    1.0f / 3.0f,
                                    std::numeric_limits<float>::min() / 2,
                                    std::numeric_limits<float>::infinity(),
                                    std::nanf("7")};
    const inlay::byte_buffer codes{1, 2, 255};
    safetensors_writer writer;
    writer.metadata("epoch", "8").metadata("note", "é\"\n").metadata("epoch", "9");
    writer.add("z", {2, 3}, values).add("a", {}, std::vector<float>{5.0f});
    writer.add("none", {3, 0}, {});
    writer.add("codes", inlay::stored_dtype::i8, {3}, codes)
        .add("é\"\\\n", {1}, std::vector<float>{6.0f});
    writer.write(dir.path("f.safetensors"));

    const safetensors file = safetensors::read(dir.path("f.safetensors"));
    REQUIRE(file.entries().size() == 5);
    CHECK(file.entries()[0].name == "z");
    CHECK(file.entries()[1].name == "a");
    CHECK(file.entries()[4].name == "é\"\\\n");
    CHECK(file.metadata() == std::vector<inlay::metadata_entry>{{"epoch", "9"}, {"note", "é\"\n"}});
    CHECK(file.entries()[0].shape == std::vector<long>{2, 3});
    std::vector<float> again(6);
    file.copy_as_float(file.entries()[0], again.data());
    for (std::size_t i = 0; i < 6; ++i)
        CHECK(std::bit_cast<std::uint32_t>(again[i]) == std::bit_cast<std::uint32_t>(values[i]));
    CHECK(file.entries()[3].type == inlay::stored_dtype::i8);
    CHECK(std::equal(codes.begin(), codes.end(), file.data(file.entries()[3]).begin()));
    CHECK(dir.files() == 1);
}

TEST_CASE("an empty file is a correct file", "[safetensors_writer]") {
    CHECK(safetensors::parse(safetensors_writer().bytes(), "f").entries().empty());
}

TEST_CASE("the data begins at a multiple of 8", "[safetensors_writer]") {
    for (std::size_t n = 1; n < 20; ++n) {
        safetensors_writer writer;
        writer.add(std::string(n, 'x'), {1}, std::vector<float>{1.0f});
        CHECK((writer.bytes().size() - 4) % 8 == 0);
    }
}

TEST_CASE("the first mistake is reported by write", "[safetensors_writer]") {
    const scratch dir;
    const std::vector<float> two{1.0f, 2.0f};
    const auto problem = [&](auto&& mistake) {
        safetensors_writer writer;
        writer.add("first", {2}, two);
        mistake(writer);
        writer.add("first", {2}, two);  // a second mistake
        const auto outcome = writer.try_write(dir.path("f"));
        CHECK(dir.files() == 0);
        CHECK_THROWS_WITH(writer.bytes(), writer.try_bytes().error().message);
        return outcome.error().message;
    };
    using writer = safetensors_writer;
    CHECK(problem([&](writer& w) { w.add("a", {3}, two); }) ==
          dir.path("f") + ": tensor 'a': expected 12 bytes for F32 [3], found 8");
    CHECK(problem([&](writer& w) { w.add("first", {2}, two); }) ==
          dir.path("f") + ": tensor 'first': expected a name not added before");
    CHECK(problem([&](writer& w) { w.add("__metadata__", {2}, two); }) ==
          dir.path("f") + ": tensor '__metadata__': expected another name, this one is reserved");
    CHECK(problem([&](writer& w) { w.add("\xFF", {2}, two); }) ==
          dir.path("f") + ": tensor '?': expected a name in UTF-8");
    CHECK(problem([&](writer& w) { w.add("a", {-2}, two); }) ==
          dir.path("f") + ": tensor 'a': expected a shape of whole bytes, found F32 [-2]");
    CHECK(problem([&](writer& w) { w.metadata("k", "\xC3"); }) ==
          dir.path("f") + ": metadata 'k': expected UTF-8");
}

TEST_CASE("a failed save leaves the old tensors", "[safetensors_writer]") {
    const scratch dir;
    safetensors_writer first;
    first.add("a", {1}, std::vector<float>{1.0f});
    first.write(dir.path("f"));
    const std::string old = dir.read("f");

    safetensors_writer second;
    second.add("a", {2}, std::vector<float>{1.0f});
    CHECK_THROWS_AS(second.write(dir.path("f")), inlay::io_error);
    CHECK(dir.read("f") == old);
    CHECK_THROWS_AS(first.write(dir.path("none/f")), inlay::io_error);
    CHECK(dir.files() == 1);
}
