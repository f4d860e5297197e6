// SPDX-License-Identifier: BSL-1.0
// The header of a safetensors file: parsed, and checked against the bytes that follow it.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "file.hpp"
#include "json.hpp"
#include "tensor_entry.hpp"

namespace inlay {

struct safetensors_header {
    static constexpr std::size_t length_bytes = 8;
    static constexpr std::size_t max_length = 100'000'000;  // as the reference implementation

    std::vector<tensor_entry> entries;  // in the order of the header
    std::vector<metadata_entry> metadata;
    std::size_t data_start = 0;  // of the file

    [[gnu::cold]] static result<safetensors_header> try_parse(byte_span file, const std::string& label) {
        if (file.size() < length_bytes)
            return make_failure(label, ": expected at least 8 bytes (the header's length), found ",
                                file.size());
        const auto length = load_little_endian<std::uint64_t>(file.data());
        const std::size_t rest = file.size() - length_bytes, most = rest < max_length ? rest : max_length;
        if (length > most)
            return make_failure(label, ": header length: expected at most ", most, ", found ",
                                length);

        safetensors_header header;
        header.data_start = length_bytes + static_cast<std::size_t>(length);
        const std::string_view source(reinterpret_cast<const char*>(file.data()) + length_bytes,
                                      static_cast<std::size_t>(length));
        if (!source.starts_with('{'))
            return make_failure(label, ": header: expected '{', found ",
                                source.empty() ? "nothing" : in_quotes(source.substr(0, 1)));
        json_reader json(source, detail::join(label, ": header"));
        if (!header.parse(json, label)) return json.error();
        if (auto covered = header.check_cover(file.size() - header.data_start, label); !covered)
            return covered.error();
        return header;
    }

private:
    [[gnu::cold]] bool parse(json_reader& json, const std::string& label) {
        for (json_object header(json); header.next();) {
            if (header.key() == "__metadata__") {
                parse_metadata(json);
            } else {
                entries.emplace_back().name = header.key();
                parse_entry(json, entries.back(), detail::join(label, ": tensor ", in_quotes(header.key()), ": "));
            }
        }
        return json.end();
    }

    [[gnu::cold]] void parse_metadata(json_reader& json) {
        for (json_object pairs(json); pairs.next();) {
            metadata_entry& pair = metadata.emplace_back();
            pair.key = pairs.key();
            json.string(pair.value);
        }
    }

    /// {"dtype": "F32", "shape": [16, 8], "data_offsets": [0, 512]}; other keys are ignored, as the
    /// reference implementation does.
    [[gnu::cold]] static bool parse_entry(json_reader& json, tensor_entry& entry, const std::string& where) {
        std::string type;
        std::vector<std::uint64_t> extents, offsets;
        bool has_shape = false;
        for (json_object fields(json); fields.next();) {
            const std::string& key = fields.key();
            if (key == "shape") has_shape = true;
            if (key == "dtype") json.string(type);
            else if (key == "shape" || key == "data_offsets") whole_numbers(json, key == "shape" ? extents : offsets);
            else json.skip();
        }
        if (!json.ok()) return false;

        const auto known = dtype_from_name(type);
        if (!known)
            return json.refuse(make_failure(where, "expected a dtype such as F32, found ",
                                            type.empty() ? "none" : in_quotes(type)));
        entry.type = *known;
        if (!has_shape) return json.refuse(make_failure(where, "expected a shape, found none"));
        for (std::uint64_t extent : extents) {
            if (extent > static_cast<std::uint64_t>(std::numeric_limits<long>::max()))
                return json.refuse(make_failure(where, "expected smaller extents, found ", extent));
            entry.shape.push_back(static_cast<long>(extent));
        }
        if (offsets.size() != 2)
            return json.refuse(
                make_failure(where, "expected two data_offsets, found ", offsets.size()));
        return place(json, entry, offsets[0], offsets[1], where);
    }

    [[gnu::cold]] static bool place(json_reader& json, tensor_entry& entry, std::uint64_t begin,
                      std::uint64_t end, const std::string& where) {
        if (end < begin || end > std::numeric_limits<std::size_t>::max())
            return json.refuse(make_failure(where, "expected data_offsets in order, found [", begin,
                                            ", ", end, "]"));
        entry.begin = static_cast<std::size_t>(begin);
        entry.end = static_cast<std::size_t>(end);
        const auto bytes = tensor_bytes(entry.type, entry.shape);
        const std::string tensor = describe(entry.type, entry.shape);
        if (!bytes)
            return json.refuse(make_failure(where,
                                            "expected a size in whole bytes below 2^64 "
                                            "bits, found ",
                                            tensor));
        if (*bytes != end - begin)
            return json.refuse(make_failure(where, "expected ", *bytes, " bytes for ", tensor,
                                            ", found ", end - begin));
        return true;
    }

    static void whole_numbers(json_reader& json, std::vector<std::uint64_t>& out) {
        for (json_array items(json); items.next();) json.whole(out.emplace_back());
    }

    /// Law: ordered by place, every tensor begins where the one before it ends; the first at 0, the
    /// last ends with the file.
    [[gnu::cold]] result<void> check_cover(std::size_t data_bytes, const std::string& label) const {
        std::vector<const tensor_entry*> by_place;
        for (const tensor_entry& entry : entries) by_place.push_back(&entry);
        const auto order = [](const void* a, const void* b) {
            const tensor_entry &x = **static_cast<const tensor_entry* const*>(a), &y = **static_cast<const tensor_entry* const*>(b);
            if (x.begin != y.begin) return x.begin < y.begin ? -1 : 1;
            return x.end == y.end ? 0 : x.end < y.end ? -1 : 1;
        };
        if (!by_place.empty()) std::qsort(by_place.data(), by_place.size(), sizeof(tensor_entry*), order);
        std::size_t next = 0;
        for (const tensor_entry* entry : by_place) {
            if (entry->begin != next)
                return make_failure(label, ": tensor ", in_quotes(entry->name),
                                    ": expected to begin at byte ", next, ", found ", entry->begin);
            next = entry->end;
        }
        if (next != data_bytes)
            return make_failure(label, ": expected ", next, " bytes of data, found ", data_bytes);
        return {};
    }
};

}  // namespace inlay

#endif
