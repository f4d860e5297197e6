// SPDX-License-Identifier: BSL-1.0
// Reads tables of numbers from CSV files, plain or gzip, into datasets.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <cfloat>
#include <charconv>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dataset.hpp"
#include "gzip.hpp"

namespace inlay {

enum class csv_header { automatic, yes, no };  // automatic: a first line without any number
enum class csv_label { last, first, none };    // the column that holds the class

struct csv_options {
    csv_header header = csv_header::automatic;
    csv_label label = csv_label::last;
    std::size_t targets = 0;         // with label none: the last columns, to be approximated
    sample_shape shape = {0, 0, 0};  // {0, 0, 0}: a vector of all feature columns
    float scale = 1.0f;              // of the features
    char separator = ',';
};

/// Numbers in rows of equal length.
struct csv_table {
    std::vector<std::string> names;  // the header line; empty where there is none
    std::vector<float> values;       // (rows, columns)
    std::vector<std::size_t> lines;  // (rows), where each row stands in the file, from 1
    std::size_t columns = 0;

    std::size_t rows() const { return lines.size(); }
    const float* row(std::size_t i) const { return &values[i * columns]; }
};

namespace detail {

inline std::string_view trimmed(std::string_view cell) {
    constexpr std::string_view blank = " \t\r";
    const std::size_t first = cell.find_first_not_of(blank);
    if (first == cell.npos) return {};
    cell = cell.substr(first, cell.find_last_not_of(blank) - first + 1);
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
        cell = cell.substr(1, cell.size() - 2);
    return cell;
}

/// Splits one line; a separator inside double quotes does not count.
inline void split_cells(std::string_view line, char separator,
                        std::vector<std::string_view>& cells) {
    cells.clear();
    std::size_t first = 0;
    bool inside = false;
    for (std::size_t i = 0; i <= line.size(); ++i) {
        if (i < line.size() && line[i] == '"') inside = !inside;
        if (i < line.size() && (inside || line[i] != separator)) continue;
        cells.push_back(trimmed(line.substr(first, i - first)));
        first = i + 1;
    }
}

/// A finite number that a float can hold, written as in C without the locale; nothing else.
inline bool parse_number(std::string_view cell, float& out) {
    if (cell.size() > 1 && cell[0] == '+' && cell[1] != '-') cell.remove_prefix(1);
    double value = 0;
    const auto [end, problem] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (problem != std::errc{} || end != cell.data() + cell.size()) return false;
    constexpr double most = FLT_MAX;
    if (!(value >= -most && value <= most)) return false;
    out = static_cast<float>(value);
    return true;
}

}  // namespace detail

/// From a string; `name_of_file` stands for the file in messages. Empty lines are passed over.
inline result<csv_table> try_parse_csv(std::string_view source, const std::string& name_of_file,
                                       const csv_options& options = {}) {
    csv_table table;
    std::vector<std::string_view> cells;
    if (source.starts_with("\xEF\xBB\xBF")) source.remove_prefix(3);
    for (std::size_t line = 1; !source.empty(); ++line) {
        const std::size_t newline = source.find('\n'), length = newline < source.size() ? newline : source.size();
        const std::string_view current = source.substr(0, length);
        source.remove_prefix(length < source.size() ? length + 1 : length);
        if (detail::trimmed(current).empty()) continue;
        detail::split_cells(current, options.separator, cells);

        const bool first = table.columns == 0;
        if (first) table.columns = cells.size();
        if (cells.size() != table.columns)
            return make_failure(name_of_file, ": line ", line, ": expected ", table.columns,
                                " columns, found ", cells.size());
        float value = 0;
        const auto is_number = [&](std::string_view cell) {
            return detail::parse_number(cell, value);
        };
        bool is_header = first && options.header != csv_header::no;
        if (is_header && options.header == csv_header::automatic)
            for (std::string_view cell : cells) is_header = is_header && !is_number(cell);
        if (is_header) {
            table.names.assign(cells.begin(), cells.end());
            continue;
        }
        for (std::size_t column = 0; column < cells.size(); ++column) {
            if (!is_number(cells[column]))
                return make_failure(name_of_file, ": line ", line, ", column ", column + 1,
                                    ": expected a number, found ", in_quotes(cells[column]));
            table.values.push_back(value);
        }
        table.lines.push_back(line);
    }
    if (table.rows() == 0) return make_failure(name_of_file, ": expected rows, found none");
    return table;
}

/// From a file, plain or gzip.
inline result<csv_table> try_read_csv(const std::string& path, const csv_options& options = {}) {
    const auto bytes = try_read_data_file(path);
    if (!bytes) return bytes.error();
    const std::string_view source(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    return try_parse_csv(source, path, options);
}
inline csv_table read_csv(const std::string& path, const csv_options& options = {}) {
    return try_read_csv(path, options).value();
}

/// Features, and classes or targets, from the columns of a table.
inline result<dataset> try_dataset_from(const csv_table& table, const std::string& name_of_file,
                                        const csv_options& options = {}) {
    const bool labelled = options.label != csv_label::none;
    const std::size_t targets = labelled ? 0 : options.targets;
    const std::size_t besides = labelled ? 1 : targets;
    const bool vectors = options.shape == sample_shape{0, 0, 0};
    const std::size_t wanted = vectors ? besides + 1 : besides + options.shape.size();
    if (table.columns < wanted || (!vectors && table.columns != wanted))
        return make_failure(name_of_file, ": expected ", vectors ? "at least " : "", wanted,
                            " columns, found ", table.columns);
    const std::size_t features = table.columns - besides;
    const std::size_t skip = options.label == csv_label::first ? 1 : 0;
    const std::size_t label_column = skip == 1 ? 0 : features;

    dataset out;
    out.shape = vectors ? sample_shape{1, 1, static_cast<int>(features)} : options.shape;
    out.target_size = targets;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const float* row = table.row(i);
        for (std::size_t k = 0; k < features; ++k)
            out.images.push_back(row[skip + k] * options.scale);
        out.targets.insert(out.targets.end(), row + features, row + features + targets);
        if (!labelled) continue;
        const float found = row[label_column];
        if (!is_class_number(static_cast<double>(found)))
            return make_failure(name_of_file, ": line ", table.lines[i], ", column ",
                                label_column + 1, ": expected a ", class_number_text, ", found ",
                                static_cast<double>(found));
        out.labels.push_back(static_cast<int>(found));
    }
    out.class_count = out.classes();
    return out;
}

/// A dataset from a CSV file.
///
///     auto iris = inlay::load_csv("iris.csv");                      // class in the last column
///     auto prices = inlay::load_csv("p.csv", {.label = inlay::csv_label::none, .targets = 1});
inline result<dataset> try_load_csv(const std::string& path, const csv_options& options = {}) {
    const auto table = try_read_csv(path, options);
    if (!table) return table.error();
    return try_dataset_from(*table, path, options);
}
inline dataset load_csv(const std::string& path, const csv_options& options = {}) {
    return try_load_csv(path, options).value();
}

}  // namespace inlay

#endif
