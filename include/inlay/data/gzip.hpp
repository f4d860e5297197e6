// SPDX-License-Identifier: BSL-1.0
// Whole data files, plain or gzip (RFC 1952): the content decides, not the name.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "../io/file.hpp"
#include "../io/stored_dtype.hpp"
#include "deflate.hpp"

namespace inlay {

/// The checksum of gzip and zlib (reflected polynomial 0xEDB88320).
inline std::uint32_t gzip_checksum(byte_span bytes) {
    static constexpr auto table = [] {
        std::array<std::uint32_t, 256> rows{};
        for (std::uint32_t i = 0; i < 256; ++i) {
            std::uint32_t row = i;
            for (int bit = 0; bit < 8; ++bit)
                row = (row >> 1) ^ ((row & 1U) != 0 ? 0xEDB88320U : 0U);
            rows[i] = row;
        }
        return rows;
    }();
    std::uint32_t crc = ~0U;
    for (unsigned char byte : bytes) crc = (crc >> 8) ^ table[(crc ^ byte) & 0xFFU];
    return ~crc;
}

inline bool is_gzip(byte_span bytes) {
    return bytes.size() >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B;
}

namespace detail {

/// Bytes of the header of a gzip member; 0 where it is damaged or too short.
inline std::size_t gzip_header_size(byte_span bytes) {
    constexpr unsigned header_crc = 2, extra = 4, original_name = 8, comment = 16;
    if (bytes.size() < 10 || !is_gzip(bytes) || bytes[2] != 8 || (bytes[3] & 0xE0) != 0) return 0;
    const unsigned flags = bytes[3];
    std::size_t at = 10;
    if ((flags & extra) != 0) {
        if (bytes.size() < at + 2) return 0;
        at += 2U + load_little_endian<std::uint16_t>(bytes.data() + at);
    }
    for (unsigned part : {original_name, comment}) {
        if ((flags & part) == 0) continue;
        while (at < bytes.size() && bytes[at] != 0) ++at;
        ++at;
    }
    if ((flags & header_crc) != 0) at += 2;
    return at <= bytes.size() ? at : 0;
}

}  // namespace detail

/// The content of gzip bytes, all members of it, at most `limit` bytes; the checksums are checked.
inline result<byte_buffer> try_gunzip(byte_span bytes, const std::string& label,
                                      std::size_t limit) {
    byte_buffer out;
    do {
        const std::size_t header = detail::gzip_header_size(bytes);
        if (header == 0) return make_failure(label, ": gzip: expected a header, found other bytes");
        bytes = bytes.subspan(header);

        const std::size_t first = out.size();
        const auto used = deflate_decoder(bytes, out, limit).run();
        if (!used) return make_failure(label, ": gzip: found ", used.error().message);
        bytes = bytes.subspan(*used);

        if (bytes.size() < 8) return make_failure(label, ": gzip: found no checksum at the end");
        const byte_span member = byte_span(out).subspan(first);
        if (load_little_endian<std::uint32_t>(bytes.data()) != gzip_checksum(member) ||
            load_little_endian<std::uint32_t>(bytes.data() + 4) !=
                static_cast<std::uint32_t>(member.size()))
            return make_failure(label, ": gzip: expected another checksum, the data is damaged");
        bytes = bytes.subspan(8);
    } while (!bytes.empty());
    return out;
}

/// The limit for data files, compressed and not; far above MNIST's 47 MB.
inline constexpr std::size_t data_file_limit = std::size_t{1} << 30;

/// The content of a file, decompressed if it is gzip.
inline result<byte_buffer> try_read_data_file(const std::string& path,
                                              std::size_t limit = data_file_limit) {
    auto bytes = try_read_file(path, limit);
    if (!bytes || !is_gzip(*bytes)) return bytes;
    return try_gunzip(*bytes, path, limit);
}

/// `path` if there is such a file, else `path.gz` if there is, else nothing.
inline std::string find_data_file(const std::string& path) {
    for (const char* ending : {"", ".gz"})
        if (file_exists(path + ending)) return path + ending;
    return {};
}

}  // namespace inlay

#endif
