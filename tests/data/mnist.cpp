// SPDX-License-Identifier: BSL-1.0
// MNIST's four files, under each of their names.
#include "catch.hpp"

#include <inlay/data/mnist.hpp>

#include "../io/scratch.hpp"

namespace {

const std::string image =
    std::string("\0\0\x08\x03\0\0\0\x01\0\0\0\x01\0\0\0\x02", 16) + std::string("\0\xFF", 2);
const std::string digit = std::string("\0\0\x08\x01\0\0\0\x01", 8) + '\x07';

}  // namespace

TEST_CASE("four files, two datasets", "[mnist]") {
    for (const char* joint : {"-", "."}) {
        const scratch dir;
        for (const char* stem : {"train", "t10k"}) {
            dir.write(std::string(stem) + "-images" + joint + "idx3-ubyte", image);
            dir.write(std::string(stem) + "-labels" + joint + "idx1-ubyte", digit);
        }
        const auto [train, test] = inlay::mnist::load(dir.directory());
        CHECK(train.size() == 1);
        CHECK((test.shape == inlay::sample_shape{1, 2, 1}));
        CHECK(test.images == std::vector<float>{0.0f, 1.0f});
        CHECK(train.label(0) == 7);
        CHECK(train.classes() == 10);
    }
}

TEST_CASE("a missing or wrong file is named", "[mnist]") {
    const scratch dir;
    CHECK_THROWS_WITH(
        inlay::mnist::load(dir.directory()),
        dir.path("train-images-idx3-ubyte") + ": cannot open: No such file or directory");
    dir.write("train-images-idx3-ubyte", image);
    const std::string path = dir.path("train-labels-idx1-ubyte");
    CHECK(inlay::mnist::try_load(dir.directory()).error().message ==
          path + ": cannot open: No such file or directory");
    dir.write("train-labels-idx1-ubyte", digit.substr(0, 8) + '\x0A');
    CHECK(inlay::mnist::try_load(dir.directory()).error().message ==
          path + ": dataset: label 0: expected 0..9, found 10");
}
