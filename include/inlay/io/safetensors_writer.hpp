// SPDX-License-Identifier: BSL-1.0
// Writes safetensors files that the Python package reads back.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "file.hpp"
#include "json.hpp"
#include "tensor_entry.hpp"

namespace inlay {

/// Collects tensors (it copies their values), then writes one file: names in the order of add(),
/// little-endian, the header padded with spaces so that the data begins at a multiple of 8.
/// A mistake in add() or metadata() is reported by write(); the first one stays.
///
///     inlay::safetensors_writer file;
///     file.metadata("format", "pt");
///     file.add("0.weight", {10, 64}, weights);
///     file.write("digits.safetensors");
class safetensors_writer {
public:
    /// A float tensor, row-major: values.size() is the product of the extents.
    [[gnu::cold]] safetensors_writer& add(std::string tensor, std::vector<long> extents,
                            std::span<const float> values) {
        tensor_entry entry{std::move(tensor), stored_dtype::f32, std::move(extents), 0, 0};
        if (!place(entry, values.size_bytes())) return *this;
        for (std::size_t i = 0; i < values.size(); ++i)
            store_little_endian(std::bit_cast<std::uint32_t>(values[i]),
                                data_.data() + entry.begin + i * sizeof(float));
        entries_.push_back(std::move(entry));
        return *this;
    }

    /// A tensor of any element type, from bytes that are little-endian already.
    [[gnu::cold]] safetensors_writer& add(std::string tensor, stored_dtype type, std::vector<long> extents,
                            byte_span bytes) {
        tensor_entry entry{std::move(tensor), type, std::move(extents), 0, 0};
        if (!place(entry, bytes.size())) return *this;
        for (std::size_t i = 0; i < bytes.size(); ++i) data_[entry.begin + i] = bytes[i];
        entries_.push_back(std::move(entry));
        return *this;
    }

    /// A note for __metadata__; the last value of a key stays.
    [[gnu::cold]] safetensors_writer& metadata(std::string key, std::string value) {
        if (!is_utf8(key) || !is_utf8(value))
            refuse(make_failure("metadata ", in_quotes(key), ": expected UTF-8"));
        for (metadata_entry& known : metadata_)
            if (known.key == key) return known.value = std::move(value), *this;
        metadata_.push_back({std::move(key), std::move(value)});
        return *this;
    }

    [[gnu::cold]] result<void> try_write(const std::string& path) const {
        if (!state_) return make_failure(path, ": ", state_.error().message);
        const std::string head = header();
        return try_write_file(path, {bytes_of(head), data_});
    }
    void write(const std::string& path) const { try_write(path).value(); }

    /// The whole file in memory.
    [[gnu::cold]] result<byte_buffer> try_bytes() const {
        if (!state_) return state_.error();
        const std::string head = header();
        byte_buffer out(head.size() + data_.size());
        std::memcpy(out.data(), head.data(), head.size());
        if (!data_.empty()) std::memcpy(out.data() + head.size(), data_.data(), data_.size());
        return out;
    }
    byte_buffer bytes() const { return try_bytes().value(); }

private:
    static byte_span bytes_of(const std::string& characters) {
        return {reinterpret_cast<const unsigned char*>(characters.data()), characters.size()};
    }

    void refuse(failure what) {
        if (state_) state_ = std::move(what);
    }

    [[gnu::cold]] result<void> check(const tensor_entry& entry, std::size_t bytes) const {
        const auto refused = [&](const std::string& why) {
            return make_failure("tensor ", in_quotes(entry.name), ": expected ", why);
        };
        if (!is_utf8(entry.name)) return refused("a name in UTF-8");
        if (entry.name == "__metadata__") return refused("another name, this one is reserved");
        for (const tensor_entry& other : entries_)
            if (other.name == entry.name) return refused("a name not added before");
        const std::string tensor = describe(entry.type, entry.shape);
        const auto needed = tensor_bytes(entry.type, entry.shape);
        if (!needed) return refused(detail::join("a shape of whole bytes, found ", tensor));
        if (*needed != bytes) return refused(detail::join(*needed, " bytes for ", tensor, ", found ", bytes));
        return {};
    }

    [[gnu::cold]] std::string header() const {
        std::string json = "{";
        const char* comma = "";
        if (!metadata_.empty()) {
            json += "\"__metadata__\":{";
            for (const metadata_entry& m : metadata_) {
                json += detail::join(comma, json_string(m.key), ':', json_string(m.value));
                comma = ",";
            }
            json += '}';
        }
        for (const tensor_entry& entry : entries_) {
            json += detail::join(comma, json_string(entry.name), ":{\"dtype\":\"", dtype_name(entry.type),
                                 "\",\"shape\":", std::span<const long>(entry.shape), ",\"data_offsets\":[",
                                 entry.begin, ',', entry.end, "]}");
            comma = ",";
        }
        json += '}';
        json.resize((json.size() + 7) / 8 * 8, ' ');
        std::string length(8, '\0');
        store_little_endian(std::uint64_t{json.size()},
                            reinterpret_cast<unsigned char*>(length.data()));
        return length + json;
    }

    /// Checks the entry and makes room for it at the end of the data.
    [[gnu::cold]] bool place(tensor_entry& entry, std::size_t bytes) {
        if (auto checked = check(entry, bytes); !checked) return refuse(checked.error()), false;
        entry.begin = data_.size();
        entry.end = entry.begin + bytes;
        data_.resize(entry.end);
        return true;
    }

    std::vector<tensor_entry> entries_;
    std::vector<metadata_entry> metadata_;
    byte_buffer data_;
    result<void> state_;
};

}  // namespace inlay

#endif
