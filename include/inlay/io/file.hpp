// SPDX-License-Identifier: BSL-1.0
// Whole files: reading with a size limit, and writing so that a failed save leaves the old file.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <initializer_list>
#include <limits>
#include <span>
#include <string>
#include <vector>

#if defined(__unix__) || defined(__APPLE__)
#define INLAY_POSIX_FILES 1
#include <fcntl.h>
#include <unistd.h>
#endif

#include "message.hpp"

namespace inlay {

using byte_buffer = std::vector<unsigned char>;
using byte_span = std::span<const unsigned char>;

namespace detail {

/// An open file, closed at the end. (std::unique_ptr would do, but <memory> costs every user 0.1 s.)
class file_handle {
public:
    explicit file_handle(std::FILE* file) : file_(file) {}
    file_handle(const file_handle&) = delete;
    file_handle& operator=(const file_handle&) = delete;
    ~file_handle() {
        if (file_ != nullptr) std::fclose(file_);
    }
    explicit operator bool() const { return file_ != nullptr; }
    std::FILE* get() const { return file_; }
    /// Closes now; whether that went well.
    bool close() {
        std::FILE* const file = file_;
        file_ = nullptr;
        return std::fclose(file) == 0;
    }

private:
    std::FILE* file_;
};

[[gnu::cold]] inline failure system_failure(const std::string& path, const char* action) {
    return make_failure(path, ": cannot ", action, ": ", std::strerror(errno));
}

/// A new file, never an existing one.
inline std::FILE* create_exclusively(const std::string& path) {
#if defined(INLAY_POSIX_FILES)
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    return descriptor < 0 ? nullptr : ::fdopen(descriptor, "wb");
#else
    return std::fopen(path.c_str(), "wbx");
#endif
}

inline bool flush_to_disk(std::FILE* file) {
    if (std::fflush(file) != 0) return false;
#if defined(INLAY_POSIX_FILES)
    return ::fsync(::fileno(file)) == 0;
#else
    return true;
#endif
}

/// A name beside `path` that no other save of this or another process uses.
[[gnu::cold]] inline std::string temporary_beside(const std::string& path) {
    static std::atomic<unsigned> counter{0};
#if defined(INLAY_POSIX_FILES)
    const long process = ::getpid();
#else
    const long process = 0;
#endif
    return join(path, ".tmp-", process, '-', counter++);
}

/// A rename is on disk once its directory is; best effort, the file itself is safe already.
inline void flush_directory_of([[maybe_unused]] const std::string& path) {
#if defined(INLAY_POSIX_FILES)
    const std::size_t slash = path.rfind('/');
    const std::string directory = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    const int descriptor = ::open(directory.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
#endif
}

[[gnu::cold]] inline result<void> write_pieces(std::FILE* file, const std::string& path,
                                 std::initializer_list<byte_span> pieces) {
    for (byte_span piece : pieces)
        if (!piece.empty() && std::fwrite(piece.data(), 1, piece.size(), file) != piece.size())
            return system_failure(path, "write");
    if (!flush_to_disk(file)) return system_failure(path, "write");
    return {};
}

}  // namespace detail

inline bool file_exists(const std::string& path) {
    return static_cast<bool>(detail::file_handle(std::fopen(path.c_str(), "rb")));
}

/// All bytes of a file. Memory grows with what is read, never with what a header promises.
[[gnu::cold]] inline result<byte_buffer> try_read_file(
    const std::string& path, std::size_t limit = std::numeric_limits<std::size_t>::max()) {
    detail::file_handle file(std::fopen(path.c_str(), "rb"));
    if (!file) return detail::system_failure(path, "open");
    byte_buffer bytes;
    for (std::size_t block = 1 << 16;; block = block < (1 << 24) ? 2 * block : block) {
        const std::size_t before = bytes.size();
        bytes.resize(before + block);
        const std::size_t got = std::fread(bytes.data() + before, 1, block, file.get());
        bytes.resize(before + got);
        if (bytes.size() > limit)
            return make_failure(path, ": expected at most ", limit, " bytes, found more");
        if (got == block) continue;
        if (std::ferror(file.get())) return detail::system_failure(path, "read");
        return bytes;
    }
}

/// Writes the pieces one after the other: to a temporary file in the same directory, flushed to
/// disk, then renamed. On failure the old file is as it was and the temporary one is gone.
[[gnu::cold]] inline result<void> try_write_file(const std::string& path,
                                   std::initializer_list<byte_span> pieces) {
    const std::string temporary = detail::temporary_beside(path);
    detail::file_handle file(detail::create_exclusively(temporary));
    if (!file) return detail::system_failure(path, "create a file beside it");

    result<void> outcome = detail::write_pieces(file.get(), path, pieces);
    if (!file.close() && outcome)
        outcome = detail::system_failure(path, "write");
    if (outcome && std::rename(temporary.c_str(), path.c_str()) != 0)
        outcome = detail::system_failure(path, "replace");
    if (outcome) detail::flush_directory_of(path);
    else std::remove(temporary.c_str());
    return outcome;
}

}  // namespace inlay

#endif
