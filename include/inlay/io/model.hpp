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
        const ops::window& w = n.win;
        for (int v : {w.kernel_h, w.kernel_w, w.stride_h, w.stride_w, w.pad_top, w.pad_left, w.pad_bottom,
                      w.pad_right, w.dilation_h, w.dilation_w, w.groups})
            add_int(v);
        add(__builtin_bit_cast(unsigned long long, n.value));
    }
    for (int i = 0; i < r.parameter_count; ++i) add_text(recorded<Net>::parameter_path(i).data);
    return h;
}

/// What saving and loading need to know of a network, as values: one function serves all networks.
struct parameter_table {
    const layer_record* layers;
    const parameter_record* records;
    int count;
    unsigned long long architecture;

    [[gnu::cold]] std::string name(int i) const { return to_string(path_of(layers, records[i])); }
    [[gnu::cold]] std::string architecture_text() const {
        char digits[17];
        std::snprintf(digits, sizeof digits, "%016llx", architecture);
        return digits;
    }
    [[gnu::cold]] bool has(const std::string& name_in_file) const {
        for (int i = 0; i < count; ++i)
            if (equal(path_of(layers, records[i]).data, name_in_file.c_str())) return true;
        return false;
    }
};
template <class Net>
inline constexpr parameter_table parameters_of_network{recorded<Net>::lists.layers, recorded<Net>::lists.parameters,
                                                       recorded<Net>::lists.parameter_count, architecture_hash<Net>()};

inline std::vector<long> extents_of(const shape& s) { return std::vector<long>(s.extent, s.extent + s.rank); }

[[gnu::cold]] inline result<void> save_parameters(const parameter_table& table, const float* storage, const std::string& path) {
    safetensors_writer file;
    file.metadata("format", "pt");
    file.metadata(architecture_key, table.architecture_text());
    std::vector<float> values;
    for (int i = 0; i < table.count; ++i) {
        const parameter_record& p = table.records[i];
        values.resize(static_cast<std::size_t>(p.public_shape.size()));
        for (std::size_t k = 0; k < values.size(); ++k) values[k] = storage[p.offset + storage_index(p, static_cast<long>(k))];
        file.add(table.name(i), extents_of(p.public_shape), values);
    }
    return file.try_write(path);
}

[[gnu::cold]] inline result<void> load_parameters(const parameter_table& table, float* storage, const std::string& path) {
    auto read = safetensors::try_read(path);
    if (!read) return read.error();
    const safetensors& file = *read;
    if (const std::string* hash = file.metadata(architecture_key); hash != nullptr && *hash != table.architecture_text())
        return make_failure(path, ": expected architecture ", table.architecture_text(), ", found ", in_quotes(*hash),
                            ": the file belongs to another network");
    for (int i = 0; i < table.count; ++i)
        if (auto entry = file.try_find(table.name(i), extents_of(table.records[i].public_shape)); !entry) return entry.error();
    for (const tensor_entry& entry : file.entries())
        if (!entry.name.ends_with("num_batches_tracked") && !table.has(entry.name))
            return make_failure(path, ": tensor ", in_quotes(entry.name), ": expected no such tensor, found ",
                                describe(entry.type, entry.shape));
    std::vector<float> values;
    for (int i = 0; i < table.count; ++i) {
        const parameter_record& p = table.records[i];
        const tensor_entry& entry = *file.find(table.name(i));
        values.resize(entry.size());
        if (auto ok = file.try_copy_as_float(entry, values.data()); !ok) return ok;
        for (std::size_t k = 0; k < values.size(); ++k) storage[p.offset + storage_index(p, static_cast<long>(k))] = values[k];
    }
    return {};
}

}  // namespace detail

/// Writes every parameter and running statistic under its path, in PyTorch's shape and order, with a
/// hash of the architecture as metadata. The file appears whole or not at all.
template <class Net>
result<void> try_save(const model<Net>& m, const std::string& path) {
    return detail::save_parameters(detail::parameters_of_network<Net>, m.storage(), path);
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
    auto ok = detail::load_parameters(detail::parameters_of_network<Net>, m.storage(), path);
    if (ok) m.mark_initialised();
    return ok;
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
