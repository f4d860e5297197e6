// SPDX-License-Identifier: BSL-1.0
// Convolution with frames as lanes, against its formula in double.
#include "ops/maps.hpp"

#include <inlay/kernels/conv1d_by_frames.hpp>

#include <string>

using namespace inlay;

namespace {

/// Channels of the input are `Gap` floats further apart than its frames are many.
template <int T, int I, int O, int K, int Dilation = 1, int PadLeft = 0, int PadRight = 0, int Groups = 1, int Gap = 0>
struct frames {
    static constexpr kernels::frame_window value{T, I, T + PadLeft + PadRight - (K - 1) * Dilation, O, K, Dilation, PadLeft, Groups, T + Gap};
};

template <class B, class G>
void check_width(bool has_bias) {
    constexpr kernels::frame_window g = G::value;
    static_assert(g.out_t > 0);
    const long batch = g.stretch == g.in_t ? test::any_batch(2) : 1;  // a stream has one sample, in its state
    INFO(g.in_t << " frames of " << g.in_c << " to " << g.out_t << " of " << g.out_c << ", kernel " << g.kernel << ", pad " << g.pad
                << ", lanes " << B::width);
    const auto x = test::random_numbers(batch * g.in_c * g.stretch - (g.stretch - g.in_t), 1);
    const auto w = test::random_numbers(static_cast<long>(g.kernel) * g.group_in() * g.out_c, 2), b = test::random_numbers(g.out_c, 3);
    std::vector<double> want;
    for (long n = 0; n < batch; ++n)
        for (int o = 0; o < g.out_c; ++o)
            for (int t = 0; t < g.out_t; ++t) {
                double sum = has_bias ? static_cast<double>(b[static_cast<std::size_t>(o)]) : 0;
                for (int k = 0; k < g.kernel; ++k)
                    for (int i = 0; i < g.group_in(); ++i) {
                        const int at = t - g.pad + k * g.dilation;
                        if (at < 0 || at >= g.in_t) continue;
                        const long channel = n * g.in_c + o / g.group_out() * g.group_in() + i;
                        sum += static_cast<double>(x[static_cast<std::size_t>(channel * g.stretch + at)]) *
                               static_cast<double>(w[static_cast<std::size_t>((k * g.group_in() + i) * g.out_c + o)]);
                    }
                want.push_back(sum);
            }
    test::guarded in(x), out(static_cast<long>(want.size())), weights(w), bias(b);
    kernels::conv1d_by_frames<B, G>(in.data(), weights.data(), has_bias ? bias.data() : nullptr, out.data(), batch, test::storing{});
    test::check_near(out.values(), want, 1e-5);
}

template <class G>
void check() {
    check_width<simd::batch<simd::native_width>, G>(true);
    check_width<simd::batch<1>, G>(false);
}

constexpr int W = simd::native_width;

}  // namespace

TEST_CASE("a convolution by frames of every length", "[conv1d_by_frames]") {
    check<frames<1, 3, 3, 1>>();
    check<frames<3, 1, 3, 3, 1, 2>>();
    check<frames<W, 3, 3, 1>>();
    check<frames<W + 1, 3, 1, 3, 2, 4>>();
    check<frames<W + 2, 3, 2, 3, 1>>();
    check<frames<2 * W - 1, 2, 3, 2, 5, 5>>();
    check<frames<64, 3, 3, 6, 1, 5>>();
    check<frames<65, 3, 3, 6, 7, 35>>();
    check<frames<5 * W + 3, 3, 3, 4, 3, 4, 5>>();
    check<frames<23, 2, 5, 3, 40, 80>>();  // taps that never meet the sequence
    check<frames<9 * W, 1, 1, 16>>();
}

TEST_CASE("a convolution by frames of every number of channels", "[conv1d_by_frames]") {
    check<frames<40, 1, 8, 2>>();
    check<frames<64, 8, 8, 6, 1, 5>>();
    check<frames<33, 7, 5, 3, 2, 4>>();
    check<frames<33, 5, 13, 2>>();
    check<frames<70, 13, 31, 2, 1, 1>>();
}

TEST_CASE("a convolution by frames of groups, and of a stretch for each channel", "[conv1d_by_frames]") {
    check<frames<37, 6, 6, 3, 2, 4, 0, 6>>();
    check<frames<37, 6, 9, 3, 1, 1, 1, 3>>();
    check<frames<W + 5 + 64, 3, 3, 6, 1, 0, 0, 1, 11>>();
    check<frames<64 + 20, 8, 8, 3, 10, 0, 0, 2, 1>>();
}

TEST_CASE("the tile of frames fits the registers and has no more loads than needed", "[conv1d_by_frames]") {
    for (int outputs : {1, 2, 3, 5, 8, 13, 31})
        for (int frames : {1, 16, 64, 65, 1000})
            for (int width : {4, 8, 16}) {
                const kernels::frame_tile t = kernels::frame_tile_for(outputs, frames, width);
                CHECK(t.outputs * t.vectors <= kernels::registers(width) / 4 * 3);
                CHECK((t.outputs >= 1 && t.outputs <= outputs));
                CHECK((t.vectors >= 1 && (t.vectors == 1 || t.vectors * width <= frames)));
            }
    if (kernels::registers(16) == 32) {
        const kernels::frame_tile three = kernels::frame_tile_for(3, 64, 16);
        CHECK((three.outputs == 3 && three.vectors == 4));
    }
}

TEST_CASE("the choice of frames as lanes is told with what it saves", "[conv1d_by_frames]") {
    const std::string three = kernels::conv1d_by_frames_choice(frames<64, 3, 3, 6, 1, 5>::value, 16).data;
    INFO(three);
    CHECK(three.find("by frames, 16 lanes x ") == 0);
    CHECK(three.find("18 % as many products") != std::string::npos);  // 4 x 3 batches of frames, 64 of channels
}
