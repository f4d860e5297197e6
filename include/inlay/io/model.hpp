// SPDX-License-Identifier: BSL-1.0
// Models as safetensors, with PyTorch's names and layouts: a state_dict loads, and the other way round.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "../core/to_string.hpp"
#include "../runtime/model.hpp"
#include "safetensors.hpp"
#include "safetensors_writer.hpp"

namespace inlay {
namespace detail {

inline constexpr const char* architecture_key = "inlay.architecture";

/// A hash of everything that gives the parameters their meaning: ops, attributes, shapes, wiring, names.
template <class Net>
constexpr unsigned long long architecture_hash() {
    constexpr auto& r = recorded<Net>::value;
    unsigned long long h = 14695981039346656037ULL;
    const auto add = [&h](unsigned long long v) { h = (h ^ v) * 1099511628211ULL; };
    const auto add_text = [&add](const char* s) {
        for (; *s != '\0'; ++s) add(static_cast<unsigned char>(*s));
    };
    const auto add_int = [&add](long v) { add(static_cast<unsigned long long>(v)); };
    for (const node& n : r.g.nodes) {
        add_text(n.op->name);
        for (int k = 0; k < n.input_count; ++k) add_int(n.input[k]);
        for (int k = 0; k < n.out.rank; ++k) add_int(n.out[k]);
        const window& w = n.win;
        for (int v : {w.kernel_h, w.kernel_w, w.stride_h, w.stride_w, w.pad_top, w.pad_left, w.pad_bottom,
                      w.pad_right, w.dilation_h, w.dilation_w, w.groups})
            add_int(v);
        add(__builtin_bit_cast(unsigned long long, n.value));
    }
    for (int i = 0; i < r.parameter_count; ++i) add_text(recorded<Net>::parameter_path(i).data);
    return h;
}

template <class Net>
std::string architecture_text() {
    static constexpr unsigned long long hash = architecture_hash<Net>();
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx", hash);
    return digits;
}

template <class Net>
std::string parameter_name(int i) {
    return to_string(recorded<Net>::parameter_path(i));
}
inline std::vector<long> extents_of(const shape& s) { return std::vector<long>(s.extent, s.extent + s.rank); }

}  // namespace detail

/// Writes every parameter and running statistic under its path, in PyTorch's shape and order, with a
/// hash of the architecture as metadata. The file appears whole or not at all.
template <class Net>
result<void> try_save(const model<Net>& m, const std::string& path) {
    safetensors_writer file;
    file.metadata("format", "pt");
    file.metadata(detail::architecture_key, detail::architecture_text<Net>());
    std::vector<float> values;
    for (int i = 0; i < recorded<Net>::lists.parameter_count; ++i) {
        const parameter_record& p = recorded<Net>::lists.parameters[i];
        values.resize(static_cast<std::size_t>(p.public_shape.size()));
        for (long k = 0; k < p.public_shape.size(); ++k)
            values[static_cast<std::size_t>(k)] = m.storage()[p.offset + detail::storage_index(p, k)];
        file.add(detail::parameter_name<Net>(i), detail::extents_of(p.public_shape), values);
    }
    return file.try_write(path);
}
template <class Net>
void save(const model<Net>& m, const std::string& path) {
    try_save(m, path).value();
}

/// Fills m from a safetensors file. Every parameter must be there with its shape, and nothing else
/// but PyTorch's num_batches_tracked; a file written by save() must come from the same architecture.
/// After a failure m is as before.
template <class Net>
result<void> try_load_into(model<Net>& m, const std::string& path) {
    auto file = safetensors::try_read(path);
    if (!file) return file.error();
    const auto& metadata = file->metadata();
    if (const auto hash = metadata.find(detail::architecture_key);
        hash != metadata.end() && hash->second != detail::architecture_text<Net>())
        return make_failure(path, ": expected architecture ", detail::architecture_text<Net>(), ", found ",
                            in_quotes(hash->second), ": the file belongs to another network");
    std::vector<const tensor_entry*> tensors;
    for (int i = 0; i < recorded<Net>::lists.parameter_count; ++i) {
        const parameter_record& p = recorded<Net>::lists.parameters[i];
        const auto extents = detail::extents_of(p.public_shape);
        auto entry = file->try_find(detail::parameter_name<Net>(i), extents);
        if (!entry) return entry.error();
        tensors.push_back(*entry);
    }
    for (const tensor_entry& entry : file->entries()) {
        const bool counter = entry.name.ends_with("num_batches_tracked");
        if (!counter && detail::find_parameter<Net>(entry.name.c_str()) < 0)
            return make_failure(path, ": tensor ", in_quotes(entry.name), ": expected no such tensor, found ",
                                describe(entry.type, entry.shape));
    }
    std::vector<float> values;
    for (int i = 0; i < recorded<Net>::lists.parameter_count; ++i) {
        const parameter_record& p = recorded<Net>::lists.parameters[i];
        values.resize(tensors[static_cast<std::size_t>(i)]->size());
        if (auto ok = file->try_copy_as_float(*tensors[static_cast<std::size_t>(i)], values.data()); !ok) return ok.error();
        for (long k = 0; k < p.public_shape.size(); ++k)
            m.storage()[p.offset + detail::storage_index(p, k)] = values[static_cast<std::size_t>(k)];
    }
    m.mark_initialised();
    return {};
}
template <class Net>
void load_into(model<Net>& m, const std::string& path) {
    try_load_into(m, path).value();
}

/// The model in a file: auto m = load<net>("digits.safetensors").
template <class Net>
result<model<Net>> try_load(const std::string& path) {
    model<Net> m;
    if (auto ok = try_load_into(m, path); !ok) return ok.error();
    return m;
}
template <class Net>
model<Net> load(const std::string& path) {
    model<Net> m;
    try_load_into(m, path).value();
    return m;
}

}  // namespace inlay

#endif
