// SPDX-License-Identifier: BSL-1.0
// What a stream remembers of a sequence: the frames before a block, in one stretch of memory with it.
#pragma once

namespace inlay::kernels {

/// The last `before` frames of `channels` numbers ahead of each block of `block` frames. Memory all zero is
/// the silence before the start. A short past is moved down after each block. A long one is a ring of whole
/// blocks that is written twice, one ring's length apart, so that some stretch of it is always the past and
/// the block in order: every block costs the same, about what it takes to copy it twice.
struct history {
    int before, block, channels;

    constexpr bool is_ring() const { return before > block; }
    /// Frames around the ring.
    constexpr int ring() const { return ((before + block - 1) / block + 1) * block; }
    /// Floats of state. A ring's first one says where the next block goes, in frames.
    constexpr long size() const {
        return before == 0 ? 0L : is_ring() ? header + 2L * ring() * channels : (static_cast<long>(before) + block) * channels;
    }

    /// Takes in a block; gives its past with the block behind it.
    [[gnu::always_inline]] constexpr const float* append(float* state, const float* x) const {
        const int count = block * channels;
        if (before == 0) return x;
        if (!is_ring()) {
            copy(x, state + before * channels, count);
            return state;
        }
        const int at = static_cast<int>(state[0]);
        float* const first = state + header + at * channels;
        float* const second = first + ring() * channels;
        copy(x, first, count);
        copy(x, second, count);
        state[0] = static_cast<float>(at + block == ring() ? 0 : at + block);
        return second - before * channels;
    }
    /// After the block was read.
    [[gnu::always_inline]] constexpr void keep(float* state) const {
        if (before > 0 && !is_ring()) copy(state + block * channels, state, before * channels);
    }

private:
    static constexpr long header = 16;

    // Overlapping memory only downwards.
    [[gnu::always_inline]] static constexpr void copy(const float* from, float* to, int count) {
        if (__builtin_is_constant_evaluated()) {
            for (int i = 0; i < count; ++i) to[i] = from[i];
        } else {
            __builtin_memmove(to, from, static_cast<unsigned long>(count) * sizeof(float));
        }
    }
};

}  // namespace inlay::kernels
