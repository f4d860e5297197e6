// SPDX-License-Identifier: BSL-1.0
// The extents of a tensor without its batch dimension.
#pragma once

namespace inlay {

/// Up to four extents, outermost first; images are height, width, channels. Rank 0 is one number.
///
///     static_assert(shape{8, 8, 16}.size() == 1024 && shape{8, 8, 16}.last() == 16);
struct shape {
    int rank = 0;
    int extent[4]{};

    constexpr shape() = default;
    constexpr explicit shape(int a) : rank(1), extent{a} {}
    constexpr shape(int a, int b) : rank(2), extent{a, b} {}
    constexpr shape(int a, int b, int c) : rank(3), extent{a, b, c} {}
    constexpr shape(int a, int b, int c, int d) : rank(4), extent{a, b, c, d} {}

    constexpr int operator[](int i) const { return extent[i]; }
    constexpr long size() const {
        long n = 1;
        for (int i = 0; i < rank; ++i) n *= extent[i];
        return n;
    }
    constexpr int last() const { return rank == 0 ? 1 : extent[rank - 1]; }
    constexpr shape with_last(int n) const {
        shape s = *this;
        if (s.rank == 0) s.rank = 1;
        s.extent[s.rank - 1] = n;
        return s;
    }
    /// True where this shape equals the innermost extents of `whole`: (C) of (H, W, C).
    constexpr bool is_suffix_of(const shape& whole) const {
        if (rank > whole.rank) return false;
        for (int i = 1; i <= rank; ++i)
            if (extent[rank - i] != whole.extent[whole.rank - i]) return false;
        return true;
    }
    friend constexpr bool operator==(const shape& a, const shape& b) {
        if (a.rank != b.rank) return false;
        for (int i = 0; i < a.rank; ++i)
            if (a.extent[i] != b.extent[i]) return false;
        return true;
    }
};

}  // namespace inlay
