// SPDX-License-Identifier: BSL-1.0
// Windows as rows, inside the map and over its edges.
#include "kernels/int8/random.hpp"

#include <inlay/kernels/int8/patch.hpp>

using namespace inlay::kernels::int8;

namespace {

template <map_form F>
void check() {
    constexpr inlay::ops::window w = F.win;
    const auto x = test::random_bytes(F.height * F.width * F.channels, 1);
    bool right = true;
    for (int row = 0; row < F.out_height; ++row)
        for (int column = 0; column < F.out_width; ++column) {
            std::vector<patch_element> memory(static_cast<std::size_t>(pixels_at_once * F.row()) + 1, patch_element{77});
            copy_patch<F>(x.data(), row, column, memory.data());
            int k = 0;
            const auto is = [&](int value) { right = right && memory[static_cast<std::size_t>(patch_position(k++))] == value; };
            for (int v = 0; v < w.kernel_h; ++v)
                for (int u = 0; u < w.kernel_w; ++u)
                    for (int c = 0; c < F.channels; ++c) {
                        const int h = row * w.stride_h - w.pad_top + v * w.dilation_h;
                        const int at = column * w.stride_w - w.pad_left + u * w.dilation_w;
                        const bool outside = h < 0 || at < 0 || h >= F.height || at >= F.width;
                        is(patch_offset + (outside ? F.fill : x[static_cast<std::size_t>((h * F.width + at) * F.channels + c)]));
                    }
            right = right && memory.back() == 77;
        }
    INFO(F.height << " x " << F.width << " x " << F.channels << ", window " << w.kernel_h << " x " << w.kernel_w);
    CHECK(right);
}

constexpr inlay::ops::window padded(int kernel, int stride, int pad, int dilation = 1) {
    return {.kernel_h = kernel, .kernel_w = kernel, .stride_h = stride, .stride_w = stride, .pad_top = pad, .pad_left = pad,
            .pad_bottom = pad, .pad_right = pad, .dilation_h = dilation, .dilation_w = dilation};
}

}  // namespace

TEST_CASE("a patch is the window, its zero point outside the map", "[int8]") {
    check<map_form{6, 5, 4, 6, 5, 8, padded(3, 1, 1), -7}>();
    check<map_form{6, 5, 20, 6, 5, 8, padded(3, 1, 1), 3}>();   // whole vectors of bytes, and some more
    check<map_form{7, 7, 3, 4, 4, 8, padded(3, 2, 1), -128}>();  // channels that fill no word
    check<map_form{5, 6, 1, 3, 4, 8, padded(3, 1, 0), 5}>();
    check<map_form{5, 5, 3, 5, 5, 8, padded(5, 1, 2), 127}>();   // more taps than are copied one by one
    check<map_form{7, 7, 4, 7, 7, 8, padded(3, 1, 2, 2), 1}>();  // dilated
    check<map_form{7, 7, 3, 7, 7, 8, padded(3, 1, 2, 2), 1}>();
    check<map_form{3, 3, 8, 3, 3, 8, padded(1, 1, 0), 0}>();
}
