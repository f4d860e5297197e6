// SPDX-License-Identifier: BSL-1.0
// Both gradients of a depthwise convolution against counting out in double.
#include "ops/maps.hpp"

#include <inlay/ops/conv2d.hpp>

using namespace inlay;
using test::geometry;

namespace {

template <class G, int Width>
void check_width(long batch) {
    using B = simd::batch<Width>;
    constexpr int K = G::win.kernel_h * G::win.kernel_w, KW = G::win.kernel_w, C = G::in[2];
    const auto x = test::random_numbers(batch * G::in.size(), 1), dy = test::random_numbers(batch * G::out.size(), 2);
    const auto w = test::random_numbers(K * C, 3);
    std::vector<float> reversed(w.size() + 64);
    std::vector<double> want_dx(x.size()), want_dw(w.size());
    for (std::size_t k = 0; k < K; ++k)
        for (std::size_t c = 0; c < C; ++c) reversed[(K - 1 - k) * C + c] = w[k * C + c];
    test::every_tap(G::in, G::out, G::win, batch, [&](std::size_t at_x, std::size_t at_y, int ky, int kx) {
        for (std::size_t c = 0; c < C; ++c) {
            const std::size_t k = static_cast<std::size_t>(ky * KW + kx) * C + c;
            const double d = static_cast<double>(dy[at_y * C + c]);
            want_dx[at_x * C + c] += d * static_cast<double>(w[k]);
            want_dw[k] += d * static_cast<double>(x[at_x * C + c]);
        }
    });
    test::guarded xs(x), dys(dy), dx(batch * G::in.size()), dw(K * C);
    kernels::depthwise_input_gradient<B, G>(dys.data(), reversed.data(), dx.data(), batch, test::storing{});
    kernels::depthwise_weight_gradient<B, G>(xs.data(), dys.data(), dw.data(), batch);
    INFO(G::in[0] << " x " << G::in[1] << " x " << C << ", width " << Width << ", batch " << batch);
    test::check_near(dx.values(), want_dx, 2e-5);
    test::check_near(dw.values(), want_dw, 2e-5);
}
template <int H, int W, int C, int KH, int KW, int StrideH = 1, int StrideW = 1, int PadH = 0, int PadW = 0, int Dilation = 1>
void check() {
    using G = geometry<H, W, C, C, KH, KW, StrideH, StrideW, PadH, PadW, Dilation, Dilation, C>;
    for (long batch : {1, 3}) {
        check_width<G, simd::native_width>(batch);
        check_width<G, 1>(batch);
    }
}

}  // namespace

TEST_CASE("depthwise gradients on odd maps, with strides, padding, dilation", "[depthwise_conv2d_gradient]") {
    check<7, 5, 2, 3, 3>();
    check<6, 9, 17, 2, 4>();
    check<5, 5, 15, 3, 3, 1, 1, 1, 1>();
    check<9, 8, 16, 3, 3, 2, 2>();
    check<9, 8, 3, 2, 2, 3, 3>();
    check<11, 9, 5, 3, 3, 1, 1, 2, 2, 2>();
    check<4, 5, 33, 2, 2, 1, 1, 3, 4>();
}
