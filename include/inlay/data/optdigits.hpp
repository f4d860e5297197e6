// SPDX-License-Identifier: BSL-1.0
// Handwritten digits, 8x8, 3,823 to train and 1,797 to test: from files, or from the header itself.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <string>
#include <utility>

#include "csv.hpp"
#include "dataset.hpp"
#include "optdigits_embedded.hpp"

/// Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, UCI Machine Learning
/// Repository, 1998, doi 10.24432/C50P49, CC BY 4.0. The testing digits are by other writers.
namespace inlay::optdigits {

/// The split that is part of the library.
inline train_test embedded() {
    train_test out;
    embedded_data::decode(embedded_data::train, out.train.images, out.train.labels);
    embedded_data::decode(embedded_data::test, out.test.images, out.test.labels);
    for (dataset* half : {&out.train, &out.test}) {
        half->shape = {8, 8, 1};
        half->class_count = 10;
    }
    return out;
}

/// From `directory` if it has optdigits.tra and optdigits.tes (or .gz), else the embedded split.
/// Images (N, 8, 8, 1) in 0..1: the pixel counts 0..16 divided by 16. Labels 0..9.
///
///     auto [train, test] = inlay::optdigits::load();
inline result<train_test> try_load(const std::string& directory = "") {
    if (directory.empty()) return embedded();
    const std::string train = find_data_file(directory + "/optdigits.tra");
    const std::string test = find_data_file(directory + "/optdigits.tes");
    if (train.empty() && test.empty()) return embedded();
    if (train.empty() || test.empty())
        return make_failure(directory, ": expected optdigits.tra and optdigits.tes, found only ",
                            train.empty() ? test : train);
    train_test out;
    for (auto [path, part] : {std::pair(&train, &out.train), std::pair(&test, &out.test)}) {
        auto rows = try_load_csv(*path, {.shape = {8, 8, 1}, .scale = 1.0f / 16.0f});
        if (!rows) return rows.error();
        if (rows->class_count > 10)
            return make_failure(*path, ": expected digits 0..9, found ", rows->class_count - 1);
        *part = std::move(rows).value();
        part->class_count = 10;
    }
    return out;
}
inline train_test load(const std::string& directory = "") { return try_load(directory).value(); }

}  // namespace inlay::optdigits

#endif
