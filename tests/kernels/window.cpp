// SPDX-License-Identifier: BSL-1.0
// The arithmetic of windows, against counting; and tiles, which cover every channel once.
#include "catch.hpp"

#include <inlay/kernels/window_tile.hpp>

#include <vector>

using namespace inlay::kernels;

namespace {

// Every axis with small numbers; `out` as the layers compute it.
template <class Visit>
void for_axes(const Visit& visit) {
    for (int in = 1; in <= 7; ++in)
        for (int kernel = 1; kernel <= 4; ++kernel)
            for (int stride = 1; stride <= 4; ++stride)
                for (int dilation = 1; dilation <= 3; ++dilation)
                    for (int pad = 0; pad <= 5; ++pad) {
                        const int free = in + 2 * pad - (kernel - 1) * dilation - 1;
                        if (free >= 0) visit(window_axis{in, free / stride + 1, kernel, stride, pad, dilation});
                    }
}
bool on_map(const window_axis& a, int o, int k) {
    const int i = o * a.stride - a.pad + k * a.dilation;
    return i >= 0 && i < a.in;
}

}  // namespace

TEST_CASE("taps of a window are those on the map", "[window]") {
    long wrong = 0, axes = 0;
    for_axes([&](const window_axis& a) {
        ++axes;
        for (int o = 0; o < a.out; ++o) {
            const taps t = a.of(o);
            int count = 0;
            for (int k = 0; k < a.kernel; ++k) {
                const bool in_taps = k >= t.first && k < t.first + t.count;
                wrong += on_map(a, o, k) != in_taps;
                wrong += on_map(a, o, k) != (o >= a.begin_of_tap(k) && o < a.end_of_tap(k));
                count += on_map(a, o, k);
            }
            if (count > 0) wrong += t.at != o * a.stride - a.pad + t.first * a.dilation;
            wrong += (count == a.kernel) != (o >= a.interior_begin() && o < a.interior_end());
        }
        wrong += a.interior_begin() > a.interior_end() || a.interior_end() > a.out;
    });
    CHECK(axes > 1000);
    CHECK(wrong == 0);
}

TEST_CASE("a transposed window leads back by the same taps", "[window]") {
    long wrong = 0;
    for_axes([&](const window_axis& a) {
        const transposed_axis back{a};
        for (int i = 0; i < a.in; ++i) {
            const taps t = back.of(i);
            int found = 0;
            for (int k = 0; k < a.kernel; ++k)       // reversed
                for (int o = 0; o < a.out; ++o) {
                    if (o * a.stride - a.pad + (a.kernel - 1 - k) * a.dilation != i) continue;
                    wrong += k != t.first + found * back.tap_step() || o != t.at + found * back.out_step();
                    ++found;
                }
            wrong += found != t.count;
        }
    });
    CHECK(wrong == 0);
}

namespace {

template <int Width>
struct lanes_of {
    static constexpr int width = Width;
};

template <int Width, int U, int Most>
void check_tiles() {
    using B = lanes_of<Width>;
    std::vector<int> visits(U + 4 * Width);
    each_channel_tile<B, U, Most>([&](auto tile, int u, int last) {
        using channels = decltype(tile);
        for (int v = 0; v < channels::vectors; ++v)
            for (int k = 0; k < channels::template lanes<B>(v, last); ++k)
                ++visits[static_cast<std::size_t>(u + v * Width + k)];
    });
    int wrong = 0;
    for (std::size_t k = 0; k < visits.size(); ++k) wrong += visits[k] != (k < U ? 1 : 0);
    INFO(U << " channels in batches of " << Width);
    CHECK(wrong == 0);
}
template <int Width, int Most, int... U>
void check_all_tiles() {
    (check_tiles<Width, U, Most>(), ...);
}

}  // namespace

TEST_CASE("tiles cover every channel once", "[window]") {
    check_all_tiles<16, 4, 1, 6, 15, 16, 17, 31, 32, 33, 64, 65, 80, 96, 97, 112, 128, 144, 200>();
    check_all_tiles<8, 2, 1, 6, 7, 8, 9, 16, 17, 24, 25, 31, 33, 40>();
    check_all_tiles<1, 2, 1, 2, 3, 5>();
    check_all_tiles<16, 1, 3, 16, 17, 40>();
}

TEST_CASE("tiles of pixels fit the registers", "[window]") {
    for (int width : {1, 4, 8, 16})
        for (int vectors = 1; vectors <= most_vectors(width); ++vectors)
            for (int count = 0; count < 200; ++count) {
                const int p = window_pixels(count, vectors, width);
                CHECK(p >= 1);
                CHECK(p * vectors <= registers(width) / 4 * 3);
                if (count > 0) CHECK(p <= count);
            }
}
