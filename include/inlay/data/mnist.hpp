// SPDX-License-Identifier: BSL-1.0
// MNIST and Fashion-MNIST (same file names): 28x28, 60,000 to train and 10,000 to test.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <string>
#include <utility>

#include "idx.hpp"

namespace inlay::mnist {

/// From train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and
/// t10k-labels-idx1-ubyte in `directory`, each plain or .gz, also as `train-images.idx3-ubyte`.
/// Images (N, H, W, 1) in 0..1: the bytes divided by 255. Labels 0..9.
///
///     auto [train, test] = inlay::mnist::load("fashion");
inline result<train_test> try_load(const std::string& directory) {
    const auto find = [&](const std::string& stem, const std::string& kind) {
        const std::string usual = directory + "/" + stem + "-" + kind;
        const std::string dotted = find_data_file(directory + "/" + stem + "." + kind);
        const std::string found = find_data_file(usual);
        return !found.empty() ? found : !dotted.empty() ? dotted : usual;
    };
    train_test out;
    for (auto [stem, part] : {std::pair("train", &out.train), std::pair("t10k", &out.test)}) {
        const std::string images = find(std::string(stem) + "-images", "idx3-ubyte");
        const std::string labels = find(std::string(stem) + "-labels", "idx1-ubyte");
        auto rows = try_load_idx(images, labels, 1.0f / 255.0f);
        if (!rows) return rows.error();
        *part = std::move(rows).value();
        part->class_count = 10;
        if (auto fits = part->try_check(); !fits)
            return make_failure(labels, ": ", fits.error().message);
    }
    return out;
}
inline train_test load(const std::string& directory) { return try_load(directory).value(); }

}  // namespace inlay::mnist

#endif
