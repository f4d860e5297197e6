// SPDX-License-Identifier: BSL-1.0
// The convolution whose lanes are pixels against the definition in double: every tile, rest, padding and pooling.
#include "ops/maps.hpp"

#include <inlay/kernels/conv2d_by_pixels.hpp>

#include <algorithm>
#include <cmath>

using namespace inlay;
using test::geometry;

#if INLAY_HAS_BLOCKS

namespace {

/// An epilogue that stores, counts what it stores, and checks which channel it is told.
struct storing {
    long* stored;
    int filters;
    template <class B>
    void store(B sum, float* out, long element, int channel, int count = B::width) const {
        *stored += element % filters == channel ? count : -1000;
        kernels::store(sum, out + element, count);
    }
};

template <class G, int PoolH, int PoolW, class Tile>
void check_tile(long batch, bool has_bias) {
    constexpr int taps = G::win.kernel_h * G::win.kernel_w, O = G::out[2];
    constexpr long out_size = static_cast<long>(G::out[0] / PoolH) * (G::out[1] / PoolW) * O;
    const auto x = test::random_numbers(batch * G::in.size(), 1),
               w = test::random_numbers(taps * O, 2), b = test::random_numbers(O, 3);
    test::guarded xs(x), ws(w), bs(b), y(batch * out_size);
    long stored = 0;
    kernels::conv2d_by_pixels<G, PoolH, PoolW, Tile>(
        xs.data(), ws.data(), has_bias ? bs.data() : nullptr, y.data(), batch, storing{&stored, O});
    INFO(G::in[0] << " x " << G::in[1] << " -> " << O << ", pool " << PoolH << " x " << PoolW
                  << ", " << Tile::value.width << " lanes, " << Tile::value.halves << " halves, "
                  << Tile::value.across << " across, batch " << batch);
    CHECK(stored == batch * out_size);  // each once: an epilogue may read what it overwrites
    const auto want = test::convolve(
        x, G::in, G::out, G::win,
        [&](int o, int, int ky, int kx) {
            return w[static_cast<std::size_t>((ky * G::win.kernel_w + kx) * O + o)];
        },
        [&](int o) {
            return has_bias ? static_cast<double>(b[static_cast<std::size_t>(o)]) : 0.0;
        });
    test::check_near(y.values(), test::pooled<G, PoolH, PoolW>(want));
}

template <int Width, int Halves, int Across, int Rows>
struct tile {
    static constexpr kernels::pixel_tile value{Width, Halves, Across, Rows, 0};
};

template <class G, int PoolH, int PoolW, int Width, int Halves, int Across>
void check_one() {
    constexpr int columns = G::out[1] / PoolW * PoolW, rows = PoolH > 1 ? PoolH
                                                              : Halves == 2 || G::out[0] % 2 == 0
                                                                  ? 2
                                                                  : 1;
    if constexpr (Width / Halves >= 4 && Across * (Width / Halves) <= columns &&
                  rows % Halves == 0 && (PoolH > 1 || G::out[0] % rows == 0)) {
        check_tile<G, PoolH, PoolW, tile<Width, Halves, Across, rows>>(1, true);
        check_tile<G, PoolH, PoolW, tile<Width, Halves, Across, rows>>(3, false);
    }
}

template <class G, int PoolH = 1, int PoolW = 1, int Width = simd::native_width>
void check() {
    check_one<G, PoolH, PoolW, Width, 1, 1>();
    check_one<G, PoolH, PoolW, Width, 1, 2>();
    check_one<G, PoolH, PoolW, Width, 2, 1>();
    check_one<G, PoolH, PoolW, Width, 2, 3>();
    if constexpr (Width > 4) check<G, PoolH, PoolW, Width / 2>();
}

}  // namespace

TEST_CASE("lanes of pixels are the convolution, on every map", "[conv2d_by_pixels]") {
    check<geometry<28, 28, 1, 6, 5, 5>>();
    check<geometry<7, 8, 1, 1, 3, 3, 1, 1, 1, 1>>();
    check<geometry<9, 23, 1, 3, 2, 4, 2, 1, 1, 3>>();        // strides of rows, padding
    check<geometry<6, 37, 1, 7, 3, 2, 1, 1, 0, 0, 2, 3>>();  // dilation
    check<geometry<5, 17, 1, 8, 1, 1, 1, 1, 3, 5>>();        // windows in the padding alone
}

TEST_CASE("lanes of pixels take the maxima of their pooling", "[conv2d_by_pixels]") {
    check<geometry<28, 28, 1, 6, 5, 5>, 2, 2>();
    check<geometry<29, 31, 1, 5, 3, 3, 1, 1, 1, 1>, 2, 2>();  // pixels that fill no window
    check<geometry<14, 19, 1, 4, 3, 3>, 3, 1>();
    check<geometry<13, 22, 1, 2, 2, 2>, 1, 2>();
    check<geometry<17, 33, 1, 8, 2, 2>, 4, 4>();
    check<geometry<12, 41, 1, 7, 3, 1, 2, 1, 1, 0>, 2, 4>();
}

TEST_CASE("pooling by pixels passes NaN on", "[conv2d_by_pixels]") {
    using G = geometry<10, 18, 1, 2, 1, 1>;
    for (int at = 0; at < 10 * 18; ++at) {
        std::vector<float> x(10 * 18, 1.0f), y(5 * 9 * 2);
        x[static_cast<std::size_t>(at)] = std::nanf("");
        const float w[2] = {1, 2};
        long stored = 0;
        kernels::conv2d_by_pixels<G, 2, 2,
                                  tile<simd::native_width, (simd::native_width > 4 ? 2 : 1), 1, 2>>(
            x.data(), w, nullptr, y.data(), 1, storing{&stored, 2});
        for (int p = 0; p < 5 * 9 * 2; ++p)
            CHECK(std::isnan(y[static_cast<std::size_t>(p)]) ==
                  (p / 2 == at / 36 * 9 + at % 18 / 2));
    }
}

TEST_CASE("lanes of pixels are taken where filters would leave lanes idle", "[conv2d_by_pixels]") {
    const auto taken = [](const kernels::map_window& g, int pool) {
        return kernels::pixel_tile_for(g, pool, pool, simd::native_width).width > 0;
    };
    CHECK(taken(geometry<28, 28, 1, 6, 5, 5>::value, 2));
    CHECK(taken(geometry<28, 28, 1, 5, 3, 3, 1, 1, 1, 1>::value, 1) == (simd::native_width > 8));
    CHECK_FALSE(taken(geometry<28, 28, 1, 32, 5, 5>::value, 2));  // filters fill the lanes
    CHECK_FALSE(taken(geometry<28, 28, 3, 6, 5, 5>::value, 2));   // pixels are no neighbours
    CHECK_FALSE(taken(geometry<28, 28, 1, 6, 5, 5, 2, 2>::value, 2));
    CHECK_FALSE(taken(geometry<28, 28, 1, 6, 5, 5>::value, 3));
    CHECK_FALSE(taken(geometry<6, 6, 1, 6, 5, 5>::value, 1));  // too narrow
}

#endif
