// SPDX-License-Identifier: BSL-1.0
// A block always lies behind the frames that came before it, silence before the first.
#include "ops/support.hpp"

#include <inlay/kernels/history.hpp>

using inlay::kernels::history;

namespace {

void check(int before, int block, int channels, int sequences = 1) {
    const history h{before, block, channels, sequences};
    const int blocks = 3 * (before / block + 2);  // several times around a ring
    const long of_block = static_cast<long>(block) * channels;
    const auto sound = test::random_numbers(blocks * of_block * sequences, 1);  // (blocks, sequences, block, channels)
    std::vector<float> state(static_cast<std::size_t>(h.size()) + 1, 0.0f);
    state.back() = 17;  // must stay
    bool right = true;
    for (int b = 0; b < blocks; ++b) {
        const float* past = h.append(state.data(), sound.data() + b * of_block * sequences);
        for (int s = 0; s < sequences; ++s)
            for (long i = 0; i < static_cast<long>(before + block) * channels; ++i) {
                const long at = b * of_block - static_cast<long>(before) * channels + i;  // in sequence s
                const long place = (at / of_block * sequences + s) * of_block + at % of_block;
                right = right && past[s * h.stretch() + i] == (at < 0 ? 0.0f : sound[static_cast<std::size_t>(place)]);
            }
        h.keep(state.data());
    }
    INFO(before << " frames before blocks of " << block << ", " << channels << " channels of " << sequences << " sequences");
    CHECK(right);
    CHECK(state.back() == 17);
}

}  // namespace

TEST_CASE("the past lies in front of each block", "[history]") {
    for (int block : {1, 2, 5, 16, 64})
        for (int before : {0, 1, 4, 5, 15, 16, 17, 63, 64, 65, 128, 131, 1195})
            for (int channels : {1, 3, 8}) check(before, block, channels), check(before, block, 1, channels);
}

TEST_CASE("a long past is a ring, whose state says where it is", "[history]") {
    STATIC_REQUIRE_FALSE(history{64, 64, 8}.is_ring());
    STATIC_REQUIRE(history{65, 64, 8}.is_ring());
    STATIC_REQUIRE(history{0, 64, 8}.size() == 0);
    STATIC_REQUIRE(history{10, 64, 8}.size() == 74 * 8);
    STATIC_REQUIRE(history{1195, 64, 8}.ring() == 20 * 64);
}
