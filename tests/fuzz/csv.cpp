// SPDX-License-Identifier: BSL-1.0
// Any text: a table is refused, or is rectangular and finite; the first byte chooses the options.
#include <inlay/data/csv.hpp>

#include <cmath>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
    if (size == 0) return 0;
    inlay::csv_options options;
    options.header = static_cast<inlay::csv_header>(bytes[0] % 3);
    options.label = static_cast<inlay::csv_label>(bytes[0] / 3 % 3);
    options.targets = bytes[0] / 9 % 4;
    if (bytes[0] >= 128) options.shape = {2, 1, 2};
    const std::string_view text(reinterpret_cast<const char*>(bytes + 1), size - 1);
    const auto table = inlay::try_parse_csv(text, "f", options);
    if (!table) {
        if (table.error().message.empty()) std::abort();
        return 0;
    }
    if (table->values.size() != table->rows() * table->columns) std::abort();
    for (float value : table->values)
        if (!std::isfinite(value)) std::abort();
    const auto data = inlay::try_dataset_from(*table, "f", options);
    if (data ? !data->try_check() : data.error().message.empty()) std::abort();
    return 0;
}
