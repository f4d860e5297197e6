// SPDX-License-Identifier: BSL-1.0
// The embedded digits equal the shipped files, which equal the published ones.
#include "catch.hpp"

#include <inlay/data/optdigits.hpp>

#include <array>
#include <cstdlib>

#include "../io/scratch.hpp"

namespace {

const std::string shipped =
    (std::filesystem::path(__FILE__).parent_path() / "../../data/optdigits").string();

bool equal(const inlay::dataset& a, const inlay::dataset& b) {
    return a.images == b.images && a.labels == b.labels && a.shape == b.shape &&
           a.class_count == b.class_count;
}

std::array<int, 10> counts(const inlay::dataset& data) {
    std::array<int, 10> out{};
    for (int label : data.labels) ++out[static_cast<std::size_t>(label)];
    return out;
}

}  // namespace

TEST_CASE("the embedded digits", "[optdigits]") {
    const auto [train, test] = inlay::optdigits::load();
    CHECK(train.size() == 3823);
    CHECK(test.size() == 1797);
    CHECK((train.shape == inlay::sample_shape{8, 8, 1}));
    CHECK(train.classes() == 10);
    CHECK(train.try_check());
    CHECK(test.try_check());
    // class counts of UCI's optdigits.names
    CHECK(counts(train) == std::array<int, 10>{376, 389, 380, 389, 387, 376, 377, 387, 380, 382});
    CHECK(counts(test) == std::array<int, 10>{178, 182, 177, 183, 181, 182, 181, 179, 174, 180});
    // the first test digit, as scikit-learn shows it
    const std::vector<float> row{0.0f, 0.0f, 5.0f, 13.0f, 9.0f, 1.0f, 0.0f, 0.0f};
    for (std::size_t i = 0; i < 8; ++i) CHECK(test.image(0)[i] == row[i] / 16.0f);
    CHECK(test.label(0) == 0);
}

TEST_CASE("the shipped files hold the embedded digits", "[optdigits]") {
    const auto files = inlay::optdigits::load(shipped);
    const auto embedded = inlay::optdigits::embedded();
    CHECK(equal(files.train, embedded.train));
    CHECK(equal(files.test, embedded.test));
}

TEST_CASE("the published files hold the embedded digits", "[optdigits]") {
    const char* shared = std::getenv("INLAY_SHARED");
    if (shared == nullptr) SKIP_TEST("INLAY_SHARED is not set");
    const auto files = inlay::optdigits::load(std::string(shared) + "/data/optdigits");
    const auto embedded = inlay::optdigits::embedded();
    CHECK(equal(files.train, embedded.train));
    CHECK(equal(files.test, embedded.test));
}

TEST_CASE("a directory without the files gives the embedded digits", "[optdigits]") {
    const scratch dir;
    CHECK(inlay::optdigits::load(dir.directory()).train.size() == 3823);
    const std::string row =
        "0,0,5,13,9,1,0,0,0,0,13,15,10,15,5,0,0,3,15,2,0,11,8,0,0,4,12,0,0,8,8,"
        "0,0,5,8,0,0,9,8,0,0,4,11,0,1,12,7,0,0,2,14,5,10,12,0,0,0,0,6,13,10,0,0,0,";
    dir.write("optdigits.tra", row + "0\n");
    CHECK_THROWS_WITH(inlay::optdigits::load(dir.directory()),
                      dir.directory() + ": expected optdigits.tra and optdigits.tes, found only " +
                          dir.path("optdigits.tra"));
    dir.write("optdigits.tes", row + "10\n");
    CHECK_THROWS_WITH(inlay::optdigits::load(dir.directory()),
                      dir.path("optdigits.tes") + ": expected digits 0..9, found 10");
    dir.write("optdigits.tes", row + "9\n");
    const auto [train, test] = inlay::optdigits::load(dir.directory());
    CHECK(train.size() == 1);
    CHECK(test.label(0) == 9);
    dir.write("optdigits.tes", "1,2\n");
    CHECK_THROWS_WITH(inlay::optdigits::load(dir.directory()),
                      dir.path("optdigits.tes") + ": expected 65 columns, found 2");
}
