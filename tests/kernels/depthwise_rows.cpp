// SPDX-License-Identifier: BSL-1.0
// Depthwise convolutions, by rows and by columns, against counting out in double.
#include "ops/maps.hpp"

#include <inlay/ops/conv2d.hpp>

using namespace inlay;
using test::geometry;

namespace {

template <int H, int W, int C, int KH, int KW, int StrideH = 1, int StrideW = 1, int PadH = 0, int PadW = 0, int Dilation = 1>
using channelwise = geometry<H, W, C, C, KH, KW, StrideH, StrideW, PadH, PadW, Dilation, Dilation, C>;

template <class G, int Width>
void check_width(long batch, bool biased) {
    using B = simd::batch<Width>;
    constexpr int KW = G::win.kernel_w, C = G::in[2];
    const auto x = test::random_numbers(batch * G::in.size(), 1), b = test::random_numbers(C + 64, 2);
    const auto w = test::random_numbers(G::win.kernel_h * KW * C + 64, 3);
    const auto want = test::convolve(
        x, G::in, G::out, G::win, [&](int o, int, int ky, int kx) { return w[static_cast<std::size_t>((ky * KW + kx) * C + o)]; },
        [&](int o) { return biased ? static_cast<double>(b[static_cast<std::size_t>(o)]) : 0.0; });
    test::guarded xs(x), y(batch * G::out.size());
    kernels::depthwise_conv2d<B, G>(xs.data(), w.data(), biased ? b.data() : nullptr, y.data(), batch, test::storing{});
    INFO(G::in[0] << " x " << G::in[1] << " x " << C << ", width " << Width << ", batch " << batch);
    test::check_near(y.values(), want);
}
template <class G, bool ByRows>
void check() {
    STATIC_REQUIRE(kernels::depthwise_rows_plan<simd::batch<simd::native_width>, G>::fits == ByRows);
    for (long batch : {1, 3})
        for (bool biased : {false, true}) {
            check_width<G, simd::native_width>(batch, biased);
            check_width<G, 1>(batch, biased);
        }
}

}  // namespace

TEST_CASE("each row of the map is added to all outputs it is part of", "[depthwise_rows]") {
    check<channelwise<25, 5, 17, 3, 3, 1, 1, 1, 1>, true>();
    check<channelwise<9, 23, 3, 3, 3, 1, 1, 1, 1>, true>();   // several tiles a row
    check<channelwise<8, 11, 16, 3, 3, 2, 2, 1, 1>, true>();
    check<channelwise<7, 9, 1, 2, 4>, true>();
    check<channelwise<5, 6, 33, 5, 3, 3, 1, 2, 1>, true>();
    check<channelwise<4, 9, 15, 2, 2, 3, 2>, true>();         // rows that no window covers
}
TEST_CASE("by columns where rows do not fit", "[depthwise_rows]") {
    check<channelwise<9, 9, 5, 3, 3, 1, 1, 2, 2, 2>, false>();
    check<channelwise<1, 19, 7, 1, 5, 1, 1, 0, 2>, false>();
    check<channelwise<12, 12, 3, 7, 7>, false>();
}
