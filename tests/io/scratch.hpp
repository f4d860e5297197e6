// SPDX-License-Identifier: BSL-1.0
// For tests of files: a directory that is gone afterwards, and bytes from and to text.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <inlay/io/file.hpp>

class scratch {
public:
    scratch() {
        std::string pattern = (std::filesystem::temp_directory_path() / "inlay-XXXXXX").string();
        directory_ = ::mkdtemp(pattern.data());
    }
    scratch(const scratch&) = delete;
    scratch& operator=(const scratch&) = delete;
    ~scratch() { std::filesystem::remove_all(directory_); }

    std::string path(const std::string& file) const { return directory_ + "/" + file; }
    const std::string& directory() const { return directory_; }

    std::string write(const std::string& file, const std::string& content) const {
        std::ofstream(path(file), std::ios::binary) << content;
        return path(file);
    }
    std::string read(const std::string& file) const {
        std::ifstream in(path(file), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    std::ptrdiff_t files() const {
        return std::distance(std::filesystem::directory_iterator(directory_), {});
    }

private:
    std::string directory_;
};

inline inlay::byte_buffer bytes_of(const std::string& text) { return {text.begin(), text.end()}; }

/// A file that lies beside a test: golden(__FILE__, "python.safetensors").
inline std::string golden(const char* test_file, const std::string& file) {
    return (std::filesystem::path(test_file).parent_path() / "golden" / file).string();
}
