// SPDX-License-Identifier: BSL-1.0
// A convolution that pools its rows as they come gives what the convolution alone and a plain pooling give.
#include "catch.hpp"

#include "../kernels/int8/random.hpp"

#include <inlay/quant.hpp>

#include <algorithm>

using namespace inlay;

namespace {

template <int Count>
struct constant_bytes {
    signed char at[Count + 1]{};
    constexpr explicit constant_bytes(unsigned long long seed) {
        for (int i = 0; i < Count; ++i) at[i] = static_cast<signed char>(static_cast<int>(random_bits(seed, static_cast<unsigned long long>(i)) % 255) - 127);
    }
};

/// Net starts with a convolution of Filters filters of Taps taps; a pooling keeps the quantisation.
template <class Net, int Filters, int Taps, int Layers>
struct random_artifact {
    using network = Net;
    using scheme = affine_i8<>;
    static constexpr constant_bytes<Filters * Taps> weights{5};
    static constexpr float scale[] = {1.0f / (8 * Taps)};
    static constexpr quantization inputs[] = {{0.5f, -3}};
    static constexpr quantized_layer layer{"conv2d", {0.4f, 11}, weights.at, scale, {}};
    static constexpr quantized_layer all[] = {layer, {"pool", {0.4f, 11}, {}, {}, {}}};
    static constexpr constants<quantized_layer> layers = [] {
        constants<quantized_layer> c(all);
        c.size = Layers;
        return c;
    }();
};

/// Windows without padding of a map of signed bytes, plainly.
std::vector<int> pooled(const std::vector<signed char>& map, shape x, shape y, ops::window w, bool is_mean) {
    std::vector<int> out;
    for (int r = 0; r < y[0]; ++r)
        for (int c = 0; c < y[1]; ++c)
            for (int k = 0; k < x[2]; ++k) {
                int largest = -128, sum = 0;
                for (int v = 0; v < w.kernel_h; ++v)
                    for (int u = 0; u < w.kernel_w; ++u) {
                        const int e = map[static_cast<std::size_t>(((r * w.stride_h + v) * x[1] + c * w.stride_w + u) * x[2] + k)];
                        largest = std::max(largest, e), sum += e;
                    }
                const int n = w.kernel_h * w.kernel_w;
                out.push_back(is_mean ? (sum > 0 ? sum + n / 2 : sum - n / 2) / n : largest);
            }
    return out;
}

/// Whether Pool joined the convolution; their result, and that of the convolution alone pooled plainly, are equal.
template <int H, int W, int C, int Filters, class Convolution, class Pool>
bool joins_and_agrees() {
    struct whole : network<input<H, W, C>, Convolution, relu, Pool> {};
    struct alone : network<input<H, W, C>, Convolution, relu> {};
    constexpr auto& g = quantized<whole>::graph;
    constexpr int taps = g.ops[0].win.kernel_h * g.ops[0].win.kernel_w * C;
    using first = frozen<random_artifact<alone, Filters, taps, 1>>;
    using both = frozen<random_artifact<whole, Filters, taps, 2>>;
    constexpr bool joined = detail::integers<random_artifact<whole, Filters, taps, 2>>::graph.ops[0].pool == 1;
    static_assert(!joined || both::peak_ram < first::peak_ram);

    const auto x = test::random_bytes(H * W * C, 3);
    std::vector<signed char> map(first::template output_size<>), y(both::template output_size<>);
    static first f;
    static both b;
    f(x.data(), map.data());
    b(x.data(), y.data());
    const shape out = g.values[g.outputs[0]].extent;
    const auto expected = pooled(map, g.values[g.ops[0].output].extent, out, g.ops[1].win, g.ops[1].kind == int8_kind::average_pool2d);
    CHECK(std::count(expected.begin(), expected.end(), expected[0]) < static_cast<long>(expected.size()));  // they are not all alike
    CHECK(std::equal(expected.begin(), expected.end(), y.begin(), y.end()));
    return joined;
}

}  // namespace

TEST_CASE("a pooling by rows gives the same bytes") {
    CHECK(joins_and_agrees<8, 8, 1, 16, conv2d<16, 3, same>, max_pool2d<2>>());
    CHECK(joins_and_agrees<13, 11, 3, 8, conv2d<8, 3>, max_pool2d<2>>());                   // a row and a column are left over
    CHECK(joins_and_agrees<9, 17, 2, 13, conv2d<13, 3, same, stride<2>>, max_pool2d<2>>()); // an odd width, filters that fill no group
    CHECK(joins_and_agrees<12, 7, 8, 12, conv2d<12, 1>, max_pool2d<3>>());                  // a kernel of one pixel
    CHECK(joins_and_agrees<16, 9, 2, 8, conv2d<8, kernel_size{5, 2}, same>, max_pool2d<2, stride<4>>>());  // rows that nobody reads
    CHECK(joins_and_agrees<10, 10, 3, 8, conv2d<8, 3, same>, average_pool2d<2>>());
    CHECK(joins_and_agrees<10, 6, 3, 4, conv2d<4, 3, same>, max_pool2d<kernel_size{2, 1}>>());
}

TEST_CASE("a pooling that needs rows again, or would save nothing, is by itself") {
    CHECK_FALSE(joins_and_agrees<8, 8, 2, 8, conv2d<8, 3, same>, max_pool2d<3, stride<1>>>());
    CHECK_FALSE(joins_and_agrees<4, 4, 2, 8, conv2d<8, 3>, max_pool2d<2>>());  // one window high
}
