// SPDX-License-Identifier: BSL-1.0
// Datasets: access, parts, and whether the members fit together.
#include "catch.hpp"

#include <inlay/data/dataset.hpp>

#include <algorithm>

using inlay::dataset;

namespace {

/// Sample i is {i, i + 0.5}, label i % 3, target -i.
dataset numbered(int n) {
    dataset out;
    out.shape = {1, 2, 1};
    out.target_size = 1;
    for (int i = 0; i < n; ++i) {
        const auto value = static_cast<float>(i);
        out.images.insert(out.images.end(), {value, value + 0.5f});
        out.labels.push_back(i % 3);
        out.targets.push_back(-value);
    }
    return out;
}

bool consistent(const dataset& data) {
    for (std::size_t i = 0; i < data.size(); ++i) {
        const float value = data.image(i)[0];
        if (data.image(i)[1] != value + 0.5f || data.target(i)[0] != -value ||
            data.label(i) != static_cast<int>(value) % 3)
            return false;
    }
    return static_cast<bool>(data.try_check());
}

}  // namespace

TEST_CASE("samples are views into the data", "[dataset]") {
    const dataset data = numbered(5);
    CHECK(data.size() == 5);
    CHECK_FALSE(data.empty());
    CHECK(data.classes() == 3);
    CHECK(data.image(2).data == data.images.data() + 4);
    CHECK(data.image(2).size == 2);
    CHECK(std::vector<float>(data.image(2).begin(), data.image(2).end()) ==
          std::vector<float>{2.0f, 2.5f});
    CHECK(data.label(4) == 1);
    CHECK(consistent(data));
}

TEST_CASE("an empty dataset", "[dataset]") {
    const dataset none;
    CHECK(none.empty());
    CHECK(none.classes() == 0);
    CHECK(none.take(3).empty());
    CHECK(none.split(0.5, 1).first.empty());
    CHECK(none.try_check());
}

TEST_CASE("take keeps the first samples and the number of classes", "[dataset]") {
    const dataset two = numbered(10).take(2);
    CHECK(two.size() == 2);
    CHECK(two.image(1)[0] == 1.0f);
    CHECK(two.classes() == 3);
    CHECK(consistent(two));
    CHECK(numbered(2).take(9).size() == 2);
}

TEST_CASE("split puts every sample in one of two parts", "[dataset]") {
    const dataset data = numbered(101);
    const auto [first, second] = data.split(0.8, 7);
    CHECK(first.size() == 81);
    CHECK(second.size() == 20);
    CHECK(consistent(first));
    CHECK(consistent(second));
    std::vector<float> all = first.targets;
    all.insert(all.end(), second.targets.begin(), second.targets.end());
    CHECK_FALSE(std::is_sorted(all.rbegin(), all.rend()));
    std::sort(all.rbegin(), all.rend());
    CHECK(all == data.targets);
    CHECK(data.split(0.0, 1).first.empty());
    CHECK(data.split(1.0, 1).second.empty());
    CHECK(data.split(2.0, 1).second.empty());
}

TEST_CASE("split depends on the seed, and on nothing else", "[dataset]") {
    const dataset data = numbered(6);
    CHECK(data.split(0.5, 7).first.targets == data.split(0.5, 7).first.targets);
    CHECK(numbered(100).split(0.5, 7).first.targets != numbered(100).split(0.5, 8).first.targets);
    CHECK(data.split(1.0, 7).first.targets == std::vector<float>{-1, -5, -0.0f, -2, -4, -3});
}

TEST_CASE("members that do not fit are named", "[dataset]") {
    const auto problem = [](auto change) {
        dataset data = numbered(4);
        change(data);
        return data.try_check().error().message;
    };
    CHECK(problem([](dataset& d) { d.images.pop_back(); }) ==
          "dataset: expected a multiple of 2 image values, found 7");
    CHECK(problem([](dataset& d) { d.labels.pop_back(); }) ==
          "dataset: expected 4 labels, found 3");
    CHECK(problem([](dataset& d) { d.targets.pop_back(); }) ==
          "dataset: expected 4 target values, found 3");
    CHECK(problem([](dataset& d) { d.labels[2] = -1; }) ==
          "dataset: label 2: expected 0..1, found -1");
    CHECK(problem([](dataset& d) { d.class_count = 2; }) ==
          "dataset: label 2: expected 0..1, found 2");
    CHECK(problem([](dataset& d) {
              d.labels.clear();
              d.targets.clear();
          }) == "");
    dataset broken = numbered(2);
    broken.labels.pop_back();
    CHECK_THROWS_WITH(broken.check(), "dataset: expected 2 labels, found 1");
}
