// SPDX-License-Identifier: BSL-1.0
// Reads safetensors files: 8 bytes header length, a JSON header, the tensors' bytes.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "file.hpp"
#include "safetensors_header.hpp"

namespace inlay {

/// The content of one safetensors file, checked completely before it is handed out: the header's
/// length, JSON and names, every dtype and shape against its bytes, and that the tensors cover the
/// data exactly, without gap or overlap.
/// Source: https://huggingface.co/docs/safetensors, "Format".
///
///     auto file = inlay::safetensors::read("digits.safetensors");
///     for (auto& entry : file.entries()) std::puts(entry.name.c_str());
class safetensors {
public:
    [[gnu::cold]] static result<safetensors> try_read(const std::string& path) {
        auto bytes = try_read_file(path);
        if (!bytes) return bytes.error();
        return try_parse(std::move(bytes).value(), path);
    }
    static safetensors read(const std::string& path) { return try_read(path).value(); }

    /// `label` stands for the file name in messages.
    [[gnu::cold]] static result<safetensors> try_parse(byte_buffer bytes, std::string label) {
        auto header = safetensors_header::try_parse(bytes, label);
        if (!header) return header.error();
        return safetensors(std::move(bytes), std::move(label), std::move(header).value());
    }
    static safetensors parse(byte_buffer bytes, std::string label) {
        return try_parse(std::move(bytes), std::move(label)).value();
    }

    /// In the order of the header.
    const std::vector<tensor_entry>& entries() const { return header_.entries; }

    const std::vector<metadata_entry>& metadata() const { return header_.metadata; }
    /// The value of that key, or nullptr.
    const std::string* metadata(std::string_view key) const {
        for (const metadata_entry& m : header_.metadata)
            if (m.key == key) return &m.value;
        return nullptr;
    }

    const std::string& label() const { return label_; }

    /// The entry of that name, or nullptr.
    const tensor_entry* find(std::string_view tensor) const {
        for (const tensor_entry& entry : header_.entries)
            if (entry.name == tensor) return &entry;
        return nullptr;
    }

    /// The entry of that name if it has that shape and converts to float.
    [[gnu::cold]] result<const tensor_entry*> try_find(std::string_view tensor,
                                         std::span<const long> extents) const {
        const tensor_entry* entry = find(tensor);
        if (entry == nullptr)
            return mismatch(tensor, describe(stored_dtype::f32, extents), "no such tensor");
        bool matches = entry->shape.size() == extents.size();
        for (std::size_t i = 0; matches && i < extents.size(); ++i) matches = entry->shape[i] == extents[i];
        if (!matches || !converts_to_float(entry->type))
            return mismatch(tensor, describe(stored_dtype::f32, extents),
                            describe(entry->type, entry->shape));
        return entry;
    }

    /// The bytes as they lie in the file (little-endian).
    byte_span data(const tensor_entry& entry) const {
        return byte_span(bytes_).subspan(header_.data_start + entry.begin, entry.end - entry.begin);
    }

    /// Writes entry.size() floats to `out`, from F32, F64 (rounded), F16 or BF16.
    result<void> try_copy_as_float(const tensor_entry& entry, float* out) const {
        const unsigned char* from = data(entry).data();
        const std::size_t n = entry.size();
        switch (entry.type) {
            case stored_dtype::f32:
                return convert<std::uint32_t>(from, n, out, std::bit_cast<float, std::uint32_t>);
            case stored_dtype::f64:
                return convert<std::uint64_t>(from, n, out, float_from_double_bits);
            case stored_dtype::f16:
                return convert<std::uint16_t>(from, n, out, float_from_half);
            case stored_dtype::bf16:
                return convert<std::uint16_t>(from, n, out, float_from_bfloat16);
            default:
                return mismatch(entry.name, "F32, F64, F16 or BF16", dtype_name(entry.type));
        }
    }
    void copy_as_float(const tensor_entry& entry, float* out) const {
        try_copy_as_float(entry, out).value();
    }

private:
    safetensors(byte_buffer bytes, std::string label, safetensors_header header)
        : bytes_(std::move(bytes)), label_(std::move(label)), header_(std::move(header)) {}

    static bool converts_to_float(stored_dtype type) {
        return type == stored_dtype::f32 || type == stored_dtype::f64 ||
               type == stored_dtype::f16 || type == stored_dtype::bf16;
    }

    static float float_from_double_bits(std::uint64_t bits) {
        return static_cast<float>(std::bit_cast<double>(bits));
    }

    template <class Bits, class Convert>
    static result<void> convert(const unsigned char* from, std::size_t n, float* out,
                                Convert to_float) {
        for (std::size_t i = 0; i < n; ++i)
            out[i] = to_float(load_little_endian<Bits>(from + i * sizeof(Bits)));
        return {};
    }

    [[gnu::cold]] failure mismatch(std::string_view tensor, std::string_view expected,
                     std::string_view found) const {
        return make_failure(label_, ": tensor '", tensor, "': expected ", expected, ", found ",
                            found);
    }

    byte_buffer bytes_;
    std::string label_;
    safetensors_header header_;
};

}  // namespace inlay

#endif
