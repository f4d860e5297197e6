// SPDX-License-Identifier: BSL-1.0
// Which form a convolution gets, and how it is told.
#include "ops/maps.hpp"

#include <inlay/kernels/conv2d_choice.hpp>

#include <string>

using namespace inlay;
using test::geometry;

namespace {

constexpr int W = simd::native_width;

#ifdef INLAY_USE_XSIMD
constexpr int narrowest = W;  // of the target's registers, the largest
#else
constexpr int narrowest = 4;
#endif

template <class G>
std::string choice() {
    return kernels::conv2d_choice(G::value, W).data;
}

}  // namespace

TEST_CASE("the form of a convolution follows from its shape", "[conv2d_choice]") {
    CHECK(choice<geometry<9, 9, 64, 64, 1, 1>>() == "matrix product, 64 x 64");
    CHECK(choice<geometry<4, 4, 3, 10, 4, 4>>() == "matrix product, 48 x 10");  // the whole map
    CHECK(choice<geometry<9, 9, 64, 64, 3, 3, 1, 1, 1, 1, 1, 1, 64>>() == "depthwise, " + std::to_string(W) + " lanes");
    CHECK(choice<geometry<9, 9, 3, 3, 3, 3, 1, 1, 1, 1, 1, 1, 3>>() == "depthwise, " + std::to_string(narrowest) + " lanes");
    const std::string six = choice<geometry<28, 28, 3, 6, 5, 5>>();  // 8 lanes hold 6 filters, and 2 x 4 do
    INFO(six);
    CHECK(six.find(W >= 8 ? "direct, 8 lanes x 1 x " : "direct, 4 lanes x 2 x ") == 0);
    CHECK(six.find("75 % used") != std::string::npos);
#if INLAY_HAS_BLOCKS
    const std::string grey = choice<geometry<28, 28, 1, 6, 5, 5>>();  // in a map of one channel pixels are neighbours
    INFO(grey);
    CHECK((grey.find("by pixels, " + std::to_string(W) + " lanes x ") == 0) == (W > 8));
#endif
    CHECK(choice<geometry<32, 32, 3, 64, 3, 3>>().find("100 % used") != std::string::npos);
    const auto has_whole_rows = [](const std::string& s) { return s.find(" x 5 pixels (a row)") != std::string::npos; };
    CHECK(has_whole_rows(choice<geometry<49, 10, 1, 64, 10, 4, 2, 2, 4, 1>>()) == (W > 1));
    CHECK(!has_whole_rows(choice<geometry<49, 12, 1, 64, 10, 4, 2, 2, 4, 0>>()));  // no borders
}

TEST_CASE("Winograd's form is for 3 x 3 and 5 x 5 windows that save by it", "[conv2d_choice]") {
    using wide = geometry<32, 32, 64, 64, 3, 3, 1, 1, 1, 1>;
    const auto tile = [](const kernels::map_window& g) { return kernels::winograd_tile(g, 16); };
#if !defined(INLAY_NO_WINOGRAD)
    CHECK(tile(wide::value) == 4);
    CHECK(tile(geometry<32, 32, 64, 64, 5, 5, 1, 1, 2, 2>::value) == 2);
#endif
    CHECK(tile(geometry<32, 32, 64, 64, 3, 3, 2, 2, 1, 1>::value) == 0);        // strides
    CHECK(tile(geometry<32, 32, 64, 64, 3, 3, 1, 1, 1, 1, 2, 2>::value) == 0);  // dilation
    CHECK(tile(geometry<32, 32, 64, 64, 3, 3, 1, 1, 1, 1, 1, 1, 2>::value) == 0);
    CHECK(tile(geometry<32, 32, 64, 64, 7, 7, 1, 1, 3, 3>::value) == 0);
    CHECK(tile(geometry<3, 3, 1, 1, 3, 3>::value) == 0);                        // one pixel
    CHECK(tile(geometry<32, 32, 1, 16, 3, 3, 1, 1, 1, 1>::value) == 0);         // little to save
    CHECK(kernels::direct_cost(wide::value, 16) == 32.0 * 32 * 9 * 64 * 4);
}
