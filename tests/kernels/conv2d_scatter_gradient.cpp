// SPDX-License-Identifier: BSL-1.0
// The gradient by an input of few channels, spread from dy, against counting out in double.
#include "ops/maps.hpp"

#include <inlay/ops/conv2d.hpp>

using namespace inlay;
using test::geometry;

namespace {

/// A kernel's result on `batch` samples; W in the order of the layer, (KH, KW, I, O).
template <class G, int Width>
void check_width(long batch) {
    using B = simd::batch<Width>;
    constexpr int KH = G::win.kernel_h, KW = G::win.kernel_w, I = G::in[2], O = G::out[2];
    const auto dy = test::random_numbers(batch * G::out.size(), 1), w = test::random_numbers(KH * KW * I * O, 2);
    std::vector<float> spreading(w.size() + 64);  // values end with readable slack
    for (int k = 0; k < KH; ++k)
        for (int o = 0; o < O; ++o)
            for (int i = 0; i < KW * I; ++i)
                spreading[static_cast<std::size_t>(((KH - 1 - k) * O + o) * KW * I + i)] = w[static_cast<std::size_t>((k * KW * I + i) * O + o)];
    test::guarded dys(dy), dx(batch * G::in.size());
    kernels::conv2d_scatter_gradient<B, G>(dys.data(), spreading.data(), dx.data(), batch);
    std::vector<double> want(static_cast<std::size_t>(batch * G::in.size()));
    test::every_tap(G::in, G::out, G::win, batch, [&](std::size_t at_x, std::size_t at_y, int ky, int kx) {
        for (std::size_t o = 0; o < O; ++o)
            for (std::size_t i = 0; i < I; ++i)
                want[at_x * I + i] += static_cast<double>(dy[at_y * O + o]) *
                                      static_cast<double>(w[(static_cast<std::size_t>(ky * KW + kx) * I + i) * O + o]);
    });
    INFO(G::in[0] << " x " << G::in[1] << " x " << I << " -> " << O << ", width " << Width << ", batch " << batch);
    test::check_near(dx.values(), want);
}

template <class G>
void check() {
    for (long batch : {1, 3}) {
        check_width<G, simd::native_width>(batch);
        check_width<G, 1>(batch);
    }
}

}  // namespace

TEST_CASE("dx spread from dy, on every map", "[conv2d_scatter_gradient]") {
    check<geometry<12, 12, 6, 16, 5, 5>>();
    check<geometry<3, 3, 1, 1, 3, 3>>();
    check<geometry<5, 9, 3, 7, 2, 4>>();
    check<geometry<7, 33, 2, 5, 3, 3>>();
    check<geometry<4, 6, 5, 17, 1, 6>>();   // one pixel a row
    check<geometry<6, 5, 4, 3, 3, 1>>();
}

TEST_CASE("dx spread from dy, with strides, padding and dilated rows", "[conv2d_scatter_gradient]") {
    check<geometry<9, 8, 3, 4, 3, 3, 2, 2>>();      // a last column that no window covers
    check<geometry<9, 8, 3, 4, 2, 2, 3, 3>>();      // pixels between the windows
    check<geometry<6, 7, 2, 5, 3, 5, 1, 1, 1, 2>>();
    check<geometry<6, 7, 2, 5, 3, 3, 2, 1, 3, 4>>();
    check<geometry<9, 6, 2, 3, 3, 3, 2, 2, 2, 1, 3>>();
}

TEST_CASE("LeNet's second convolution spreads its gradient", "[conv2d_scatter_gradient]") {
    const auto scatters = [](int width, int size, int in, int out, int kernel) {
        const ops::window w{.kernel_h = kernel, .kernel_w = kernel};
        return kernels::scatters(detail::map_window_of(shape{size, size, in}, detail::after_window(shape{size, size, in}, w, out), w), width);
    };
    if (simd::native_width == 16) CHECK(scatters(16, 12, 6, 16, 5));
    CHECK_FALSE(scatters(16, 32, 64, 64, 3));
    CHECK_FALSE(scatters(1, 12, 6, 16, 5));
}
