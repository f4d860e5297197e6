// SPDX-License-Identifier: BSL-1.0
// Reads IDX files, the format of MNIST: a magic number, the extents, big-endian values.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <bit>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "dataset.hpp"
#include "gzip.hpp"

namespace inlay {

/// One array. Source: the description at the foot of http://yann.lecun.com/exdb/mnist/.
struct idx_array {
    enum class element : unsigned char { u8 = 8, i8 = 9, i16 = 11, i32 = 12, f32 = 13, f64 = 14 };

    element type = element::u8;
    std::vector<int> extents;
    byte_buffer bytes;  // big-endian, as in the file

    static constexpr std::size_t bytes_of(element type) {
        if (type == element::u8 || type == element::i8) return 1;
        return type == element::i16 ? 2 : type == element::f64 ? 8 : 4;
    }

    std::size_t size() const { return bytes.size() / bytes_of(type); }

    /// The i-th value, row-major.
    double operator[](std::size_t i) const {
        const std::size_t width = bytes_of(type);
        std::uint64_t bits = 0;
        for (std::size_t k = 0; k < width; ++k) bits = bits << 8 | bytes[i * width + k];
        // clang-format off
        switch (type) {
            case element::i8:  return static_cast<std::int8_t>(bits);
            case element::i16: return static_cast<std::int16_t>(bits);
            case element::i32: return static_cast<std::int32_t>(bits);
            case element::f32: return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
            case element::f64: return std::bit_cast<double>(bits);
            default:           return static_cast<double>(bits);
        }
        // clang-format on
    }
};

/// From bytes; `label` stands for the file name in messages. Nothing is allocated before the
/// extents are known to match the bytes that are there.
inline result<idx_array> try_parse_idx(byte_span file, const std::string& label) {
    using element = idx_array::element;
    if (file.size() < 4)
        return make_failure(label, ": expected at least 4 bytes (the magic number), found ",
                            file.size());
    if (file[0] != 0 || file[1] != 0)
        return make_failure(label, ": expected an IDX file (two zero bytes first), found ",
                            int{file[0]}, " and ", int{file[1]});
    if (file[2] < 8 || file[2] > 14 || file[2] == 10)
        return make_failure(label, ": expected an element type 8, 9 or 11 to 14, found ",
                            int{file[2]});
    idx_array array;
    array.type = static_cast<element>(file[2]);
    const std::size_t rank = file[3], header = 4 + 4 * rank;
    if (file.size() < header)
        return make_failure(label, ": expected ", header, " bytes of header for ", rank,
                            " dimensions, found ", file.size());

    std::size_t needed = idx_array::bytes_of(array.type);
    for (std::size_t at = 4; at < header; at += 4) {
        const std::uint32_t extent = std::uint32_t{file[at]} << 24 |
                                     std::uint32_t{file[at + 1]} << 16 |
                                     std::uint32_t{file[at + 2]} << 8 | std::uint32_t{file[at + 3]};
        if (extent > std::numeric_limits<std::int32_t>::max() ||
            (extent != 0 && needed > std::numeric_limits<std::size_t>::max() / extent))
            return make_failure(label, ": dimension ", array.extents.size(),
                                ": expected a smaller extent, found ", extent);
        needed *= extent;
        array.extents.push_back(static_cast<int>(extent));
    }
    if (file.size() - header != needed)
        return make_failure(label, ": expected ", needed, " bytes of values for extents ",
                            std::span<const int>(array.extents), ", found ", file.size() - header);
    array.bytes.assign(file.begin() + static_cast<std::ptrdiff_t>(header), file.end());
    return array;
}

/// From a file, plain or gzip.
inline result<idx_array> try_read_idx(const std::string& path) {
    const auto bytes = try_read_data_file(path);
    if (!bytes) return bytes.error();
    return try_parse_idx(*bytes, path);
}
inline idx_array read_idx(const std::string& path) { return try_read_idx(path).value(); }

/// Images (N, H, W) or (N, H, W, C) or vectors (N, F), each value times `scale`, and labels (N).
inline result<dataset> try_load_idx(const std::string& images_path, const std::string& labels_path,
                                    float scale = 1.0f) {
    const auto images = try_read_idx(images_path);
    if (!images) return images.error();
    const auto labels = try_read_idx(labels_path);
    if (!labels) return labels.error();

    const std::vector<int>& extents = images->extents;
    if (extents.size() < 2 || extents.size() > 4)
        return make_failure(images_path, ": expected 2 to 4 dimensions, found ", extents.size());
    if (labels->extents.size() != 1 || labels->extents[0] != extents[0])
        return make_failure(labels_path, ": expected extents [", extents[0], "] as in ",
                            images_path, ", found ", std::span<const int>(labels->extents));
    dataset out;
    out.shape = extents.size() == 2   ? sample_shape{1, 1, extents[1]}
                : extents.size() == 3 ? sample_shape{extents[1], extents[2], 1}
                                      : sample_shape{extents[1], extents[2], extents[3]};
    if (out.shape.size() == 0)
        return make_failure(images_path, ": expected samples with values, found extents ",
                            std::span<const int>(extents));
    out.images.resize(images->size());
    for (std::size_t i = 0; i < out.images.size(); ++i)
        out.images[i] = static_cast<float>((*images)[i]) * scale;
    for (std::size_t i = 0; i < labels->size(); ++i) {
        const double found = (*labels)[i];
        if (!is_class_number(found))
            return make_failure(labels_path, ": label ", i, ": expected a ", class_number_text,
                                ", found ", found);
        out.labels.push_back(static_cast<int>(found));
    }
    out.class_count = out.classes();
    return out;
}
inline dataset load_idx(const std::string& images_path, const std::string& labels_path,
                        float scale = 1.0f) {
    return try_load_idx(images_path, labels_path, scale).value();
}

}  // namespace inlay

#endif
