// SPDX-License-Identifier: BSL-1.0
// Winograd's convolution against the definition in double: every border, every rest, and its rounding errors.
#include "ops/maps.hpp"

#include <inlay/kernels/conv2d_choice.hpp>

#include <algorithm>
#include <cmath>

using namespace inlay;

namespace {

/// An epilogue that only stores, and counts what it stores.
struct storing {
    long* stored;
    template <class B>
    void store(B sum, float* out, long element, int channel, int count = B::width) const {
        *stored += element >= channel ? count : -1000;
        kernels::store(sum, out + element, count);
    }
};

/// A map of H x W with I channels, O filters, and padding of `Top`, `Left`, `Bottom`, `Right`.
template <int H, int W, int I, int O, int Top, int Left, int Bottom, int Right, int K = 3>
struct geometry {
    static constexpr ops::window win{.kernel_h = K, .kernel_w = K, .pad_top = Top, .pad_left = Left, .pad_bottom = Bottom, .pad_right = Right};
    static constexpr shape in{H, W, I}, out{H + Top + Bottom - K + 1, W + Left + Right - K + 1, O};
    static constexpr kernels::map_window value = detail::map_window_of(in, out, win);
};

template <class G>
std::vector<double> definition(const std::vector<float>& x, const std::vector<float>& w, const float* b, bool magnitudes) {
    constexpr int I = G::in[2], O = G::out[2], K = G::win.kernel_h;
    const auto value = [&](float v) { return static_cast<double>(magnitudes ? std::abs(v) : v); };
    std::vector<float> of_x = x;
    for (float& v : of_x) v = static_cast<float>(value(v));
    return test::convolve(
        of_x, G::in, G::out, G::win,
        [&](int o, int i, int ky, int kx) { return value(w[static_cast<std::size_t>(((ky * K + kx) * I + i) * O + o)]); },
        [&](int o) { return b != nullptr ? value(b[o]) : 0.0; });
}

template <int M, int Width, class G, int PoolH = 1, int PoolW = 1>
void check_tile(long batch, bool has_bias) {
    using B = simd::batch<Width>;
    constexpr int I = G::in[2], O = G::out[2], K = G::win.kernel_h;
    constexpr long out_size = static_cast<long>(G::out[0] / PoolH) * (G::out[1] / PoolW) * O;
    constexpr kernels::winograd_plan plan = kernels::winograd_plan_for(M, G::value);
    const auto x = test::random_numbers(batch * G::in.size(), 1), w = test::random_numbers(K * K * I * O, 2), b = test::random_numbers(O, 3);
    test::guarded xs(x), ws(w), bs(b), u(static_cast<long>(plan.points) * I * O), y(batch * out_size);
    test::guarded workspace(plan.workspace);
    const float* const bias = has_bias ? bs.data() : nullptr;
    long stored = 0;
    kernels::winograd_weights<B, M, K, I, O>(ws.data(), u.data());
    kernels::winograd_conv2d<B, M, G, PoolH, PoolW>(xs.data(), u.data(), bias, y.data(), workspace.data(), batch, storing{&stored});
    INFO("F(" << M << ", " << K << "), pool " << PoolH << " x " << PoolW << ", " << G::in[0] << " x " << G::in[1] << " x " << I << " -> " << O << ", batch " << batch << ", width " << Width);
    CHECK(stored == batch * out_size);
    u.values(), workspace.values();
    const auto got = y.values();
    const auto want = test::pooled<G, PoolH, PoolW>(definition<G>(x, w, bias, false)), size = definition<G>(x, w, bias, true);
    REQUIRE(got.size() == want.size());
    double worst = 0, largest = 0;
    for (std::size_t k = 0; k < want.size(); ++k) {
        const double error = std::abs(static_cast<double>(got[k]) - want[k]);
        if (!(error <= worst)) worst = error;
    }
    for (double s : size) largest = std::max(largest, s);
    // the documented bound: of the largest sum of |x| |w|
    CHECK(worst <= (kernels::winograd<M, K>::points == 6 ? 64 : 8) * 0x1p-23 * largest);
}

template <class G>
void check() {
    for (long batch : {1, 3}) {
        check_tile<4, simd::native_width, G>(batch, true);
        check_tile<2, simd::native_width, G>(batch, false);
    }
    check_tile<4, 1, G>(2, false);
    check_tile<2, 1, G>(2, true);
}

}  // namespace

TEST_CASE("Winograd's form is the convolution, on every map", "[winograd]") {
    check<geometry<8, 8, 4, 4, 1, 1, 1, 1>>();
    check<geometry<6, 6, 3, 2, 0, 0, 0, 0>>();      // one tile, all of it on the map
    check<geometry<1, 1, 2, 3, 1, 1, 1, 1>>();      // less than a tile
    check<geometry<3, 11, 5, 7, 0, 1, 0, 1>>();
    check<geometry<13, 5, 1, 1, 2, 0, 1, 2>>();
    check<geometry<9, 10, 2, 3, 5, 4, 3, 6>>();     // tiles that lie in the padding alone
}

TEST_CASE("Winograd's form with every rest of channels", "[winograd]") {
    check<geometry<5, 6, 15, 17, 1, 1, 1, 1>>();
    check<geometry<5, 6, 16, 16, 1, 1, 1, 1>>();
    check<geometry<5, 6, 17, 33, 1, 1, 1, 1>>();
    check<geometry<5, 6, 33, 31, 0, 0, 1, 1>>();
    check<geometry<4, 5, 7, 70, 1, 1, 1, 1>>();
    check<geometry<7, 7, 64, 9, 1, 1, 1, 1>>();
}

TEST_CASE("Winograd's form of 5 x 5 windows, on every map, with every rest of channels", "[winograd]") {
    const auto check = [](auto of) {
        using G = decltype(of);
        check_tile<2, simd::native_width, G>(1, true);
        check_tile<2, simd::native_width, G>(3, false);
        check_tile<2, 1, G>(2, true);
    };
    check(geometry<12, 12, 6, 16, 0, 0, 0, 0, 5>{});    // LeNet
    check(geometry<6, 6, 3, 2, 0, 0, 0, 0, 5>{});       // one tile, all of it on the map
    check(geometry<1, 1, 2, 3, 2, 2, 2, 2, 5>{});       // less than a tile
    check(geometry<5, 11, 5, 7, 0, 1, 0, 3, 5>{});
    check(geometry<13, 8, 1, 1, 2, 0, 1, 2, 5>{});
    check(geometry<9, 10, 2, 3, 5, 4, 3, 6, 5>{});      // tiles that lie in the padding alone
    check(geometry<7, 8, 15, 17, 2, 2, 2, 2, 5>{});
    check(geometry<7, 8, 16, 8, 2, 2, 2, 2, 5>{});
    check(geometry<8, 7, 17, 33, 2, 2, 2, 2, 5>{});
    check(geometry<7, 7, 64, 9, 0, 0, 1, 1, 5>{});
}

TEST_CASE("Winograd's form takes the maxima of its pooling", "[winograd]") {
    check_tile<2, simd::native_width, geometry<12, 12, 6, 16, 0, 0, 0, 0, 5>, 2, 2>(3, true);
    check_tile<2, simd::native_width, geometry<11, 14, 9, 5, 2, 1, 0, 2, 5>, 2, 1>(2, true);   // rows that fill no window
    check_tile<2, simd::native_width, geometry<10, 9, 3, 17, 1, 1, 1, 1>, 1, 2>(1, false);
    check_tile<4, simd::native_width, geometry<11, 13, 8, 18, 1, 1, 1, 1>, 2, 2>(3, true);
    check_tile<4, simd::native_width, geometry<15, 10, 4, 3, 0, 2, 0, 1>, 4, 2>(2, false);
    check_tile<4, simd::native_width, geometry<9, 19, 17, 6, 1, 1, 1, 1>, 1, 4>(1, true);
    check_tile<4, 1, geometry<7, 9, 2, 3, 1, 1, 1, 1>, 2, 4>(1, true);
    check_tile<2, 1, geometry<9, 8, 2, 3, 0, 0, 1, 0, 5>, 2, 2>(2, false);
}

TEST_CASE("Winograd's form is chosen where it saves much", "[winograd]") {
    const auto tile = [](int size, int in, int out, ops::window w) {
        const shape y = detail::after_window(shape{size, size, in}, w, out);
        return kernels::winograd_tile(detail::map_window_of(shape{size, size, in}, y, w), 16);
    };
    const ops::window same{.kernel_h = 3, .kernel_w = 3, .pad_top = 1, .pad_left = 1, .pad_bottom = 1, .pad_right = 1};
    const ops::window strided{.kernel_h = 3, .kernel_w = 3, .stride_h = 2, .stride_w = 2};
    CHECK(tile(32, 16, 16, same) == 4);
    CHECK(tile(8, 64, 64, same) == 4);
    CHECK(tile(12, 6, 16, ops::window{.kernel_h = 5, .kernel_w = 5}) == 2);
    CHECK(tile(28, 1, 6, ops::window{.kernel_h = 5, .kernel_w = 5}) == 0);
    CHECK(tile(32, 64, 64, ops::window{.kernel_h = 7, .kernel_w = 7}) == 0);
    CHECK(tile(32, 64, 64, ops::window{.kernel_h = 3, .kernel_w = 5}) == 0);
    CHECK(tile(32, 1, 16, same) == 0);     // transformations cost more than the products save
    CHECK(tile(32, 16, 16, strided) == 0);
    CHECK(tile(3, 64, 64, ops::window{.kernel_h = 3, .kernel_w = 3}) == 0);  // a matrix product
}
