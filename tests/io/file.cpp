// SPDX-License-Identifier: BSL-1.0
// Files are read whole; a failed save leaves the old file and no temporary one.
#include "catch.hpp"

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scratch.hpp"

namespace {

inlay::result<void> save(const std::string& path, const std::string& text) {
    const inlay::byte_buffer bytes = bytes_of(text);
    return inlay::try_write_file(path, {bytes});
}

/// The process may write files of at most `bytes` bytes; what is beyond fails with EFBIG.
class file_size_limit {
public:
    explicit file_size_limit(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &old_);
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit low{bytes, old_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &low);
    }
    file_size_limit(const file_size_limit&) = delete;
    file_size_limit& operator=(const file_size_limit&) = delete;
    ~file_size_limit() {
        ::setrlimit(RLIMIT_FSIZE, &old_);
        std::signal(SIGXFSZ, handler_);
    }

private:
    rlimit old_{};
    void (*handler_)(int) = nullptr;
};

}  // namespace

TEST_CASE("what is written is read back", "[file]") {
    const scratch dir;
    for (std::size_t n : {0U, 1U, 65'535U, 65'536U, 65'537U, 1'000'000U}) {
        const std::string text(n, 'x');
        REQUIRE(save(dir.path("f"), text));
        const auto bytes = inlay::try_read_file(dir.path("f"));
        REQUIRE(bytes);
        CHECK((*bytes == bytes_of(text)));
    }
    CHECK(dir.files() == 1);
    CHECK(inlay::file_exists(dir.path("f")));
    CHECK_FALSE(inlay::file_exists(dir.path("g")));
}

TEST_CASE("pieces are written one after the other", "[file]") {
    const scratch dir;
    const inlay::byte_buffer a = bytes_of("ab"), none, b = bytes_of("c");
    REQUIRE(inlay::try_write_file(dir.path("f"), {a, none, b}));
    CHECK(dir.read("f") == "abc");
}

TEST_CASE("reading says what is wrong", "[file]") {
    const scratch dir;
    CHECK(inlay::try_read_file(dir.path("none")).error().message ==
          dir.path("none") + ": cannot open: No such file or directory");
    CHECK(inlay::try_read_file(dir.directory()).error().message ==
          dir.directory() + ": cannot read: Is a directory");
    const std::string five = dir.write("five", "12345");
    CHECK(inlay::try_read_file(five, 5));
    CHECK(inlay::try_read_file(five, 4).error().message ==
          five + ": expected at most 4 bytes, found more");
}

TEST_CASE("a save into a missing directory says so", "[file]") {
    const scratch dir;
    const std::string path = dir.path("none/f");
    CHECK(save(path, "x").error().message ==
          path + ": cannot create a file beside it: No such file or directory");
}

TEST_CASE("a save that cannot be renamed leaves what was there", "[file]") {
    const scratch dir;
    std::filesystem::create_directory(dir.path("taken"));
    CHECK(save(dir.path("taken"), "x").error().message ==
          dir.path("taken") + ": cannot replace: Is a directory");
    CHECK(std::filesystem::is_directory(dir.path("taken")));
    CHECK(dir.files() == 1);
}

TEST_CASE("a save that breaks off midway leaves the old file", "[file]") {
    const scratch dir;
    REQUIRE(save(dir.path("f"), "old"));
    for (std::size_t n : {2'000U, 200'000U}) {  // within and beyond stdio's buffer
        inlay::result<void> outcome;
        {
            const file_size_limit limit(1'000);
            outcome = save(dir.path("f"), std::string(n, 'x'));
        }
        CHECK(outcome.error().message == dir.path("f") + ": cannot write: File too large");
        CHECK(dir.read("f") == "old");
        CHECK(dir.files() == 1);
    }
}

TEST_CASE("a save into a directory without permission leaves the old file", "[file]") {
    if (::geteuid() == 0) SKIP_TEST("the superuser may write everywhere");
    const scratch dir;
    REQUIRE(save(dir.path("f"), "old"));
    ::chmod(dir.directory().c_str(), 0555);
    CHECK(save(dir.path("f"), "new").error().message ==
          dir.path("f") + ": cannot create a file beside it: Permission denied");
    ::chmod(dir.directory().c_str(), 0755);
    CHECK(dir.read("f") == "old");
    CHECK(dir.files() == 1);
}
