// SPDX-License-Identifier: BSL-1.0
// What a stream remembers of a sequence: the frames before a block, in one stretch of memory with it.
#pragma once

#include "../simd/batch.hpp"

namespace inlay::kernels {

/// The last `before` frames of `channels` numbers ahead of each block of `block` frames; of `sequences` such
/// side by side, each in a stretch of its own (a sequence kept channel by channel is many of one channel).
/// Memory all zero is the silence before the start. A short past is moved down after each block. A long one
/// is a ring of whole blocks that is written twice, one ring's length apart, so that some stretch of it is
/// always the past and the block in order: every block costs the same, about what it takes to copy it twice.
struct history {
    int before, block, channels;
    int sequences = 1;

    constexpr bool is_ring() const { return before > block; }
    /// Frames around the ring.
    constexpr int ring() const { return ((before + block - 1) / block + 1) * block; }
    /// Floats from one sequence to the next; without a past the block is where it was.
    constexpr long stretch() const {
        if (before == 0) return static_cast<long>(block) * channels;
        return is_ring() ? 2L * ring() * channels : whole_lines(lead() + static_cast<long>(block) * channels);
    }
    /// Floats of state. A ring's first one says where the next block goes, in frames.
    constexpr long size() const { return before == 0 ? 0L : (is_ring() ? header : 0L) + sequences * stretch(); }

    /// Takes in a block; gives the first sequence's past with the block behind it.
    INLAY_PART constexpr const float* append(float* state, const float* x) const {
        const int count = block * channels;
        if (before == 0) return x;
        if (!is_ring()) {
            for (int s = 0; s < sequences; ++s) copy(x + s * count, state + s * stretch() + lead(), count);
            return state + lead() - before * channels;
        }
        const int at = static_cast<int>(state[0]);
        float* const first = state + header + at * channels;
        for (int s = 0; s < sequences; ++s) copy(x + s * count, first + s * stretch(), first + s * stretch() + ring() * channels, count);
        state[0] = static_cast<float>(at + block == ring() ? 0 : at + block);
        return first + (ring() - before) * channels;
    }
    /// After the block was read.
    INLAY_PART constexpr void keep(float* state) const {
        if (before == 0 || is_ring()) return;
        float* const past = state + lead() - before * channels;
        for (int s = 0; s < sequences; ++s) copy(past + s * stretch() + block * channels, past + s * stretch(), before * channels);
    }

private:
    static constexpr long header = 16;

    // Of many sequences each block starts on a cache line.
    constexpr long whole_lines(long floats) const { return sequences > 1 ? (floats + 15) / 16 * 16 : floats; }
    constexpr long lead() const { return whole_lines(static_cast<long>(before) * channels); }

    INLAY_PART static constexpr void copy(const float* from, float* to, int count) { copy(from, to, nullptr, count); }
    // To one place or two. Overlapping memory only downwards. (In batches: a call of memmove costs more.)
    INLAY_PART static constexpr void copy(const float* from, float* to, float* second, int count) {
        if (__builtin_is_constant_evaluated()) {
            for (int i = 0; i < count; ++i) to[i] = from[i];
            for (int i = 0; i < count && second != nullptr; ++i) second[i] = from[i];
            return;
        }
        using batch = simd::batch<simd::native_width>;
        int i = 0;
        for (; i + batch::width <= count; i += batch::width) {
            const batch x = batch::load(from + i);
            x.store(to + i);
            if (second != nullptr) x.store(second + i);
        }
        for (; i < count; ++i) {
            const float x = from[i];
            to[i] = x;
            if (second != nullptr) second[i] = x;
        }
    }
};

}  // namespace inlay::kernels
