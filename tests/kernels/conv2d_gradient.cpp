// SPDX-License-Identifier: BSL-1.0
// Both gradients of a convolution against counting out in double.
#include "ops/maps.hpp"

#include <inlay/ops/conv2d.hpp>

using namespace inlay;
using test::geometry;

namespace {

template <class G, int Width>
void check_width(long batch) {
    using B = simd::batch<Width>;
    constexpr int KH = G::win.kernel_h, KW = G::win.kernel_w, Q = G::win.groups, I = G::in[2] / Q, O = G::out[2];
    const auto x = test::random_numbers(batch * G::in.size(), 1), dy = test::random_numbers(batch * G::out.size(), 2);
    const auto w = test::random_numbers(KH * KW * I * O, 3);  // (KH, KW, I / groups, O)
    std::vector<float> reversed(w.size() + 64);               // values end with readable slack
    std::vector<double> want_dx(x.size()), want_dw(w.size());
    for (int k = 0; k < KH * KW; ++k)
        for (int i = 0; i < I; ++i)
            for (int o = 0; o < O; ++o)
                reversed[static_cast<std::size_t>(((KH * KW - 1 - k) * (O / Q) + o % (O / Q)) * I * Q + o / (O / Q) * I + i)] =
                    w[static_cast<std::size_t>((k * I + i) * O + o)];
    test::every_tap(G::in, G::out, G::win, batch, [&](std::size_t at_x, std::size_t at_y, int ky, int kx) {
        for (int o = 0; o < O; ++o)
            for (int i = 0; i < I; ++i) {
                const auto k = static_cast<std::size_t>(((ky * KW + kx) * I + i) * O + o);
                const std::size_t xi = at_x * I * Q + static_cast<std::size_t>(o / (O / Q) * I + i);
                const double d = static_cast<double>(dy[at_y * O + static_cast<std::size_t>(o)]);
                want_dx[xi] += d * static_cast<double>(w[k]);
                want_dw[k] += d * static_cast<double>(x[xi]);
            }
    });
    test::guarded xs(x), dys(dy), dx(batch * G::in.size()), dw(KH * KW * I * O);
    kernels::conv2d_input_gradient<B, G>(dys.data(), reversed.data(), dx.data(), batch, test::storing{});
    kernels::conv2d_weight_gradient<B, G>(xs.data(), dys.data(), dw.data(), batch);
    INFO(G::in[0] << " x " << G::in[1] << " x " << I << " -> " << O << ", " << Q << " groups, width " << Width << ", batch " << batch);
    test::check_near(dx.values(), want_dx, 2e-5);
    test::check_near(dw.values(), want_dw, 2e-5);
}
template <class G>
void check() {
    for (long batch : {1, 3}) {
        check_width<G, simd::native_width>(batch);
        check_width<G, 1>(batch);
    }
}

}  // namespace

TEST_CASE("gradients on odd maps and channels", "[conv2d_gradient]") {
    check<geometry<7, 5, 1, 1, 3, 3>>();
    check<geometry<6, 9, 3, 7, 2, 4>>();
    check<geometry<5, 5, 17, 15, 3, 3, 1, 1, 1, 1>>();
    check<geometry<4, 7, 5, 33, 1, 1>>();
    check<geometry<1, 13, 2, 3, 1, 5>>();
}
TEST_CASE("gradients with strides, padding, dilation", "[conv2d_gradient]") {
    check<geometry<9, 8, 3, 4, 3, 3, 2, 2>>();        // a last column that no window covers
    check<geometry<9, 8, 3, 4, 2, 2, 3, 3>>();        // pixels between the windows
    check<geometry<6, 7, 2, 17, 3, 5, 2, 1, 1, 2>>();
    check<geometry<11, 9, 2, 3, 3, 3, 1, 1, 2, 2, 2, 3>>();
    check<geometry<4, 5, 3, 2, 2, 2, 1, 1, 3, 4>>();  // more padding than the kernel reaches
}
TEST_CASE("gradients in groups", "[conv2d_gradient]") {
    check<geometry<6, 5, 4, 6, 3, 3, 1, 1, 1, 1, 1, 1, 2>>();
    check<geometry<5, 6, 9, 3, 2, 3, 2, 1, 0, 1, 1, 1, 3>>();
}
