// SPDX-License-Identifier: BSL-1.0
// Batches from 16 bits: all 65536 numbers, as the conversions one by one give them.
#include "catch.hpp"

#include <inlay/simd/narrow.hpp>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

using namespace inlay;

namespace {

bool same(float a, float b) { return std::memcmp(&a, &b, sizeof a) == 0 || (std::isnan(a) && std::isnan(b)); }

template <int W>
void check_f16() {
    std::vector<std::uint16_t> halves(65536 + 64);
    for (std::size_t i = 0; i < halves.size(); ++i) halves[i] = static_cast<std::uint16_t>(i);
    std::vector<float> memory(halves.size() / 2);
    std::memcpy(memory.data(), halves.data(), 2 * halves.size());
    int wrong = 0;
    for (std::size_t i = 0; i < 65536; i += W < 2 ? 2 : W) {
        float x[W];
        simd::load_f16<W>(memory.data() + i / 2).store(x);
        for (std::size_t k = 0; k < W; ++k) wrong += !same(x[k], detail::from_f16(halves[i + k]));
    }
    CHECK(wrong == 0);
}

template <int W>
void check_bf16() {
    int wrong = 0;
    for (std::uint32_t h = 0; h < 65536; h += W) {
        float memory[W], low[W], high[W];
        for (std::uint32_t k = 0; k < W; ++k) {
            const std::uint32_t word = (h + k) | (65535 - h - k) << 16;
            std::memcpy(memory + k, &word, sizeof word);
        }
        const auto words = simd::load_words<W>(memory);
        simd::low_bf16(words).store(low);
        simd::high_bf16(words).store(high);
        for (std::uint32_t k = 0; k < W; ++k)
            wrong += !same(low[k], detail::from_bf16(static_cast<std::uint16_t>(h + k))) +
                     !same(high[k], detail::from_bf16(static_cast<std::uint16_t>(65535 - h - k)));
    }
    CHECK(wrong == 0);
}

}  // namespace

TEST_CASE("f16", "[simd]") { check_f16<simd::native_width>(), check_f16<1>(); }
TEST_CASE("two bf16 in a word", "[simd]") { check_bf16<simd::native_width>(), check_bf16<1>(); }
