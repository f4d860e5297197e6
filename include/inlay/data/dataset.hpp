// SPDX-License-Identifier: BSL-1.0
// Samples in memory: what they look like, what is expected of them.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "../io/message.hpp"
#include "sample_view.hpp"

namespace inlay {

/// What one sample looks like; a plain vector of F features is {1, 1, F}.
struct sample_shape {
    int height = 1, width = 1, channels = 1;

    constexpr std::size_t size() const {
        return static_cast<std::size_t>(height) * static_cast<std::size_t>(width) *
               static_cast<std::size_t>(channels);
    }
    friend constexpr bool operator==(const sample_shape&, const sample_shape&) = default;
};

/// N samples, each with a class (labels) or a vector to approximate (targets), or both, or neither.
/// A plain struct: fill the members, then check().
///
///     auto [train, test] = inlay::optdigits::load(".");
///     auto image = test.image(0);                       // 64 floats
struct dataset {
    std::vector<float> images;   // (N, H, W, C), row-major
    std::vector<int> labels;     // (N), each in [0, classes())
    std::vector<float> targets;  // (N, target_size)
    std::size_t target_size = 0;
    sample_shape shape;
    int class_count = 0;  // 0: as many as the labels say

    std::size_t size() const { return shape.size() == 0 ? 0 : images.size() / shape.size(); }
    bool empty() const { return size() == 0; }

    /// The i-th sample, target, label; i < size().
    sample_view image(std::size_t i) const { return {&images[i * shape.size()], shape.size()}; }
    sample_view target(std::size_t i) const { return {&targets[i * target_size], target_size}; }
    int label(std::size_t i) const { return labels[i]; }

    int classes() const {
        if (class_count != 0 || labels.empty()) return class_count;
        int most = labels[0];
        for (int l : labels) most = l > most ? l : most;
        return most + 1;
    }

    /// The samples with these numbers, in this order; a number may occur more than once.
    dataset select(std::span<const std::size_t> samples) const {
        dataset out;
        out.shape = shape;
        out.target_size = target_size;
        out.class_count = classes();
        const auto copy = [&](auto& to, const auto& from, std::size_t each) {
            if (from.empty()) return;
            to.reserve(samples.size() * each);
            for (std::size_t i : samples) {
                const auto first = from.begin() + static_cast<std::ptrdiff_t>(i * each);
                to.insert(to.end(), first, first + static_cast<std::ptrdiff_t>(each));
            }
        };
        copy(out.images, images, shape.size());
        copy(out.labels, labels, 1);
        copy(out.targets, targets, target_size);
        return out;
    }

    /// The first n samples; all where there are fewer.
    dataset take(std::size_t n) const {
        return select(numbers(n < size() ? n : size()));
    }

    /// Shuffled, then cut: first round(fraction * size()) samples, then the rest.
    /// The same seed gives the same parts on every platform.
    std::pair<dataset, dataset> split(double fraction, std::uint64_t seed_number) const {
        const std::vector<std::size_t> order = shuffled(seed_number);
        const double part = fraction >= 0 ? (fraction <= 1 ? fraction : 1) : 0;
        const auto cut = static_cast<std::size_t>(part * static_cast<double>(size()) + 0.5);
        const std::span<const std::size_t> all(order);
        return {select(all.first(cut)), select(all.subspan(cut))};
    }

    /// Whether the members fit together.
    [[gnu::cold]] result<void> try_check() const {
        const std::size_t n = size();
        if (images.size() != n * shape.size())
            return make_failure("dataset: expected a multiple of ", shape.size(),
                                " image values, found ", images.size());
        if (!labels.empty() && labels.size() != n)
            return make_failure("dataset: expected ", n, " labels, found ", labels.size());
        if (targets.size() != (targets.empty() ? 0 : n * target_size))
            return make_failure("dataset: expected ", n * target_size, " target values, found ",
                                targets.size());
        for (std::size_t i = 0; i < labels.size(); ++i)
            if (labels[i] < 0 || labels[i] >= classes())
                return make_failure("dataset: label ", i, ": expected 0..", classes() - 1,
                                    ", found ", labels[i]);
        return {};
    }
    void check() const { try_check().value(); }

private:
    /// 0, 1, ... n - 1.
    static std::vector<std::size_t> numbers(std::size_t n) {
        std::vector<std::size_t> out(n);
        for (std::size_t i = 0; i < n; ++i) out[i] = i;
        return out;
    }

    /// Fisher and Yates, with splitmix64 (Steele, Lea, Flood 2014).
    std::vector<std::size_t> shuffled(std::uint64_t state) const {
        std::vector<std::size_t> order = numbers(size());
        const auto next = [&] {
            std::uint64_t z = state += 0x9E3779B97F4A7C15U;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
            return z ^ (z >> 31);
        };
        for (std::size_t n = order.size(); n > 1; --n)
            std::swap(order[n - 1], order[static_cast<std::size_t>(next() % n)]);
        return order;
    }
};

/// Whether a number from a file can be a class: whole, in [0, 1,000,000).
constexpr bool is_class_number(double found) {
    return found >= 0.0 && found < 1e6 && static_cast<double>(static_cast<int>(found)) == found;
}

inline constexpr const char* class_number_text = "class number (0, 1, ...) below 1000000";

/// What the loaders return: `auto [train, test] = optdigits::load();`
struct train_test {
    dataset train, test;
};

}  // namespace inlay

#endif
