// SPDX-License-Identifier: BSL-1.0
// The kernels for x86-64 (AVX2 or VNNI) and for A64 (NEON, with or without dot products) against sums of integers.
// (Empty elsewhere.)
#include "kernels/int8/random.hpp"

#include <inlay/kernels/int8/add.hpp>
#include <inlay/kernels/int8/conv2d.hpp>
#include <inlay/kernels/int8/dense.hpp>
#include <inlay/kernels/int8/depthwise_conv2d.hpp>
#include <inlay/kernels/int8/pool.hpp>
#include <inlay/quant/multiplier.hpp>

#if INLAY_INT8_HOST

#include <algorithm>
#include <cmath>

using namespace inlay;
using namespace inlay::kernels::int8;

namespace {

int at(const std::vector<signed char>& v, int i) { return v[static_cast<std::size_t>(i)]; }

/// Weights; where two products are added in 16 bits none is -128, else every other one, as are inputs.
std::vector<signed char> random_weights(bool narrow, int n, unsigned seed) {
    auto w = test::random_bytes(n, seed);
    for (std::size_t i = 0; i < w.size(); ++i)
        if (narrow ? w[i] == -128 : random_bits(seed + 100, i) % 2 == 0) w[i] = narrow ? -127 : -128;
    return w;
}

/// Biases and multipliers of `count` outputs.
struct numbers {
    channel_memory<256> memory;
    std::vector<std::int32_t> bias;
    std::vector<fixed_multiplier> multiplier;
    explicit numbers(int count, double scale) {
        for (int o = 0; o < count; ++o) {
            bias.push_back(700 * (o % 7) - 2500);
            multiplier.push_back(detail::multiplier_of(scale * (1 + o % 5)));
        }
    }
    template <class Rounding>
    int of(std::int64_t sum, int o, const output_range& r) const {
        const int y = Rounding::scale(static_cast<std::int32_t>(sum) + bias[static_cast<std::size_t>(o)], multiplier[static_cast<std::size_t>(o)]) + r.zero_point;
        return std::clamp(y, r.low, r.high);
    }
};

template <output_stage S>
constexpr output_range range_of_stage() {
    if (S.rectified) return S.whole ? output_range{-128, -128, 127} : output_range{-20, -20, 90};
    return S.whole ? output_range{-3, -128, 127} : output_range{-3, -100, 90};
}

#if INLAY_INT8_AVX2
constexpr int greatest_shift = -1;  // others are computed as integers
template <class Rounding, output_stage S>
void store_registers(const std::int32_t* x, const channel_arrays& c, signed char* y, const output_range& range) {
    wide_ints sums[4];
    std::memcpy(sums, x, sizeof sums);
    store_register(y, in_order(stored_bytes<Rounding, S, lanes, 4>(sums, c, 0, range)));
}
#else
constexpr int greatest_shift = 3;
template <class Rounding, output_stage S>
void store_registers(const std::int32_t* x, const channel_arrays& c, signed char* y, const output_range& range) {
    const int32x4_t sums[4] = {vld1q_s32(x), vld1q_s32(x + 4), vld1q_s32(x + 8), vld1q_s32(x + 12)};
    store_tile<Rounding, S, 1, 4>(sums, c, y, 0, 16, range);
}
#endif

/// Four registers of sums at and beside every tie, and far from them.
template <class Rounding, output_stage S>
void check_stored() {
    constexpr output_range range = range_of_stage<S>();
    bool right = true;
    for (int shift = S.narrow ? -1 : greatest_shift; shift >= -20; --shift)
        for (unsigned seed = 0; seed < 6; ++seed) {
            const fixed_multiplier m{seed == 0 ? 1 << 30 : seed == 1 ? INT32_MAX : static_cast<std::int32_t>((1u << 30) + random_bits(seed, 7) % (1u << 30)), shift};
            channel_memory<4 * lanes> c;
            for (int k = 0; k < 4 * lanes; ++k) c.template set<Rounding>(k, 0, m, range.zero_point);
            std::vector<std::int32_t> all;
            for (int y = -400; y <= 400; ++y) {  // y - 1/2 and what is near
                const double tie = (y - 0.5) / m.fraction * 2147483648.0 * (shift > 0 ? 1.0 / (1 << shift) : static_cast<double>(1u << -shift));
                if (tie < -1e9 || tie > 1e9) continue;
                for (int d = -3; d <= 3; ++d) all.push_back(static_cast<std::int32_t>(tie) + d);
            }
            for (unsigned k = 0; k < 64; ++k) all.push_back(static_cast<std::int32_t>(random_bits(seed + 9, k) % (1u << 30)) - (1 << 29));
            while (all.size() % (4 * lanes) != 0) all.push_back(0);
            for (std::size_t i = 0; i < all.size(); i += 4 * lanes) {
                signed char y[4 * lanes];
                store_registers<Rounding, S>(&all[i], c.arrays(), y, range);
                for (std::size_t k = 0; k < 4 * lanes; ++k)
                    right = right && y[k] == std::clamp(Rounding::scale(all[i + k], m) + range.zero_point, range.low, range.high);
            }
        }
    CHECK(right);
}

/// What a window holds, by definition.
template <map_form F>
int seen(const std::vector<signed char>& x, int row, int column, int v, int u, int c) {
    const int h = row * F.win.stride_h - F.win.pad_top + v * F.win.dilation_h, k = column * F.win.stride_w - F.win.pad_left + u * F.win.dilation_w;
    return h < 0 || h >= F.height || k < 0 || k >= F.width ? F.fill : at(x, (h * F.width + k) * F.channels + c);
}

template <class Rounding, output_stage S, map_form F>
void check_conv2d() {
    constexpr output_range range = range_of_stage<S>();
    constexpr ops::window win = F.win;
    constexpr int taps = win.kernel_h * win.kernel_w, row = conv2d_row_bytes(win, F.channels), outputs = (F.filters + lanes - 1) / lanes * lanes;
    const auto x = random_weights(S.narrow, F.height * F.width * F.channels, 1), w = random_weights(S.narrow, F.filters * taps * F.channels, 2);
    std::vector<signed char> packed(static_cast<std::size_t>(outputs * row)), y(static_cast<std::size_t>(F.out_height * F.out_width * F.filters) + 64, 99), z = y;
    numbers n(F.filters, 0.8 / (taps * F.channels * 128));
    for (int o = 0; o < F.filters; ++o) {
        int sum = 0;
        for (int t = 0; t < taps; ++t)
            for (int c = 0; c < F.channels; ++c) {
                const int place = conv2d_position(win, F.channels, t, c), one = at(w, (o * taps + t) * F.channels + c);
                put_conv2d_weight(packed.data() + o / lanes * lanes * row, o % lanes, place, one);
                sum += one;
            }
        n.memory.set<Rounding>(o, n.bias[static_cast<std::size_t>(o)] - patch_offset * sum, n.multiplier[static_cast<std::size_t>(o)], range.zero_point);
    }
    conv2d<Rounding, S, F>(x.data(), packed.data(), n.memory.arrays(), y.data(), range, 0, 1);
    conv2d<Rounding, S, F>(x.data(), packed.data(), n.memory.arrays(), y.data() + F.out_width * F.filters, range, 1, F.out_height - 1);
    if constexpr (taps == 1 && win.stride_w == 1 && win.stride_h == 1)
        pointwise_conv2d<Rounding, S, F.channels>(x.data(), packed.data(), n.memory.arrays(), z.data(), F.height * F.width, F.filters, range);
    else z = y;
    bool right = y == z;
    for (int p = 0; p < F.out_height * F.out_width; ++p)
        for (int o = 0; o < F.filters; ++o) {
            std::int64_t sum = 0;
            for (int t = 0; t < taps; ++t)
                for (int c = 0; c < F.channels; ++c)
                    sum += seen<F>(x, p / F.out_width, p % F.out_width, t / win.kernel_w, t % win.kernel_w, c) * at(w, (o * taps + t) * F.channels + c);
            right = right && at(y, p * F.filters + o) == n.of<Rounding>(sum, o, range);
        }
    INFO(F.height << " x " << F.width << " x " << F.channels << ", " << F.filters << " filters of " << win.kernel_h << " x " << win.kernel_w);
    CHECK(right);
    CHECK(std::count(y.end() - 64, y.end(), 99) == 64);
}

/// y against sums in 64 bits, and that nothing is written behind it.
template <class Rounding, map_form F>
void check_depthwise_sums(const auto& x, const auto& w, const std::vector<signed char>& y, const numbers& n, const output_range& range) {
    constexpr ops::window win = F.win;
    constexpr int taps = win.kernel_h * win.kernel_w;
    bool right = true;
    for (int p = 0; p < F.out_height * F.out_width; ++p)
        for (int c = 0; c < F.channels; ++c) {
            std::int64_t sum = 0;
            for (int t = 0; t < taps; ++t) sum += seen<F>(x, p / F.out_width, p % F.out_width, t / win.kernel_w, t % win.kernel_w, c) * at(w, c * taps + t);
            right = right && at(y, p * F.channels + c) == n.of<Rounding>(sum, c, range);
        }
    INFO(F.height << " x " << F.width << " x " << F.channels << ", window " << win.kernel_h << " x " << win.kernel_w);
    CHECK(right);
    CHECK(std::count(y.end() - 64, y.end(), 99) == 64);
}

#if INLAY_INT8_AVX2

#if INLAY_INT8_WINOGRAD

/// Against the plain form, which is checked above. `extreme`: the largest sums at every point.
template <class Rounding, output_stage S, map_form F>
void check_winograd(bool extreme = false) {
    constexpr output_range range = range_of_stage<S>();
    constexpr int taps = 9, row = conv2d_row_bytes(F.win, F.channels);
    static_assert(winograd_fits(F));
    auto x = test::random_bytes(F.height * F.width * F.channels, 1), w = test::random_bytes(F.filters * taps * F.channels, 2);
    if (extreme) {
        for (signed char& v : x) v = v < 0 ? -128 : 127;
        for (signed char& v : w) v = v < 10 ? -128 : 127;
    }
    std::vector<signed char> packed(static_cast<std::size_t>(F.filters * row)), points(static_cast<std::size_t>(F.filters * F.channels * 32));
    std::vector<signed char> y(static_cast<std::size_t>(F.out_height * F.out_width * F.filters) + 64, 99), z = y;
    numbers n(F.filters, 0.8 / (taps * F.channels * 128));
    for (int o = 0; o < F.filters; ++o) {
        int sum = 0;
        for (int c = 0; c < F.channels; ++c) {
            const signed char* first = &w[static_cast<std::size_t>(o * taps * F.channels + c)];
            for (int t = 0; t < taps; ++t) {
                const int place = conv2d_position(F.win, F.channels, t, c), one = first[t * F.channels];
                put_conv2d_weight(packed.data() + o / lanes * lanes * row, o % lanes, place, one);
                sum += one;
            }
            const winograd_points u = winograd_weights(first, F.channels);
            for (int k = 0; k < 16; ++k) {
                const int to = winograd_position(F.channels, o, c) + k * winograd_next_point(F.channels);
                points[static_cast<std::size_t>(to)] = static_cast<signed char>(u.at[k] & 255);
                points[static_cast<std::size_t>(to) + 1] = static_cast<signed char>(u.at[k] >> 8);
            }
        }
        n.memory.set<Rounding>(o, n.bias[static_cast<std::size_t>(o)] - patch_offset * sum, n.multiplier[static_cast<std::size_t>(o)], range.zero_point);
    }
    conv2d<Rounding, S, F>(x.data(), packed.data(), n.memory.arrays(), y.data(), range, 0, F.out_height);
    winograd_conv2d<Rounding, S, F>(x.data(), points.data(), n.memory.arrays(), z.data(), range);
    INFO(F.height << " x " << F.width << " x " << F.channels << ", " << F.filters << " filters");
    CHECK(y == z);
}

#endif

template <class Rounding, output_stage S, map_form F>
void check_depthwise(bool extreme = false) {
    constexpr output_range range = range_of_stage<S>();
    constexpr ops::window win = F.win;
    constexpr int taps = win.kernel_h * win.kernel_w, quads = depthwise_quads(win.kernel_w), row = depthwise_row(win);
    constexpr int repeated = F.channels * depthwise_pixels(F.channels);
    auto x = test::random_bytes(F.height * F.width * F.channels, 1), w = test::random_bytes(F.channels * taps, 2);
    if (extreme) {  // the largest products, so that two saturate 16 bits if anything does
        for (signed char& v : x) v = v < 0 ? -128 : 127;
        for (signed char& v : w) v = v < 10 ? -128 : 127;
    }
    std::vector<signed char> packed(static_cast<std::size_t>(whole_blocks(repeated) * row)), y(static_cast<std::size_t>(F.out_height * F.out_width * F.channels) + 64, 99);
    numbers n(F.channels, 0.8 / (taps * 128));
    for (int k = 0; k < repeated; ++k) {
        const int c = k % F.channels, start = depthwise_block_start(k, repeated), block = depthwise_block(repeated - start), place = depthwise_place(k, repeated);
        int excess = 0;
        for (int t = 0; t < taps; ++t) {
            const int v = t / win.kernel_w, u = t % win.kernel_w;
            excess += depthwise_excess(at(w, c * taps + t));
            put_depthwise_weight(&packed[static_cast<std::size_t>(start * row + depthwise_position(block, v * quads + u / 4, place - start, u % 4))], block,
                                 at(w, c * taps + t));
        }
        n.memory.set<Rounding>(place, n.bias[static_cast<std::size_t>(c)] - excess, n.multiplier[static_cast<std::size_t>(c)], range.zero_point);
    }
    depthwise_conv2d<Rounding, S, F>(x.data(), packed.data(), n.memory.arrays(), y.data(), range);
    check_depthwise_sums<Rounding, F>(x, w, y, n, range);
}

#else

template <class Rounding, output_stage S, map_form F>
void check_depthwise() {
    constexpr output_range range = range_of_stage<S>();
    constexpr ops::window win = F.win;
    constexpr int taps = win.kernel_h * win.kernel_w;
    const auto x = random_weights(S.narrow, F.height * F.width * F.channels, 1), w = random_weights(S.narrow, F.channels * taps, 2);
    std::vector<signed char> packed(static_cast<std::size_t>((F.channels + 15) / 16 * 16 * taps)), y(static_cast<std::size_t>(F.out_height * F.out_width * F.channels) + 64, 99);
    numbers n(F.channels, 0.8 / (taps * 128));
    for (int c = 0; c < F.channels; ++c) {
        for (int t = 0; t < taps; ++t) packed[static_cast<std::size_t>(c / 16 * 16 * taps + 16 * t + c % 16)] = static_cast<signed char>(at(w, c * taps + t));
        n.memory.set<Rounding>(c, n.bias[static_cast<std::size_t>(c)], n.multiplier[static_cast<std::size_t>(c)], range.zero_point);
    }
    depthwise_conv2d<Rounding, S, F>(x.data(), packed.data(), n.memory.arrays(), y.data(), range);
    check_depthwise_sums<Rounding, F>(x, w, y, n, range);
}

#endif

constexpr ops::window window(int high, int wide, int stride, int pad, int dilation = 1) {
    return {.kernel_h = high, .kernel_w = wide, .stride_h = stride, .stride_w = stride, .pad_top = pad, .pad_left = pad,
            .pad_bottom = pad, .pad_right = pad, .dilation_h = dilation, .dilation_w = dilation};
}
constexpr map_form map(int height, int width, int channel_count, int filters, ops::window w, int fill) {
    const auto out = [](int n, int kernel, int stride, int pad, int dilation) { return (n + 2 * pad - (kernel - 1) * dilation - 1) / stride + 1; };
    return {height, width, channel_count, out(height, w.kernel_h, w.stride_h, w.pad_top, w.dilation_h), out(width, w.kernel_w, w.stride_w, w.pad_left, w.dilation_w),
            filters, w, fill};
}

constexpr output_stage plain{true, true, false}, rectified{true, true, true}, cut{true, false, false}, cut_rectified{true, false, true}, slow{false, true, false};

template <class Rounding, output_stage S>
void check_windows() {
    check_conv2d<Rounding, S, map(6, 5, 4, 8, window(3, 3, 1, 1), -7)>();
    check_conv2d<Rounding, S, map(7, 17, 3, 33, window(3, 3, 2, 1), -128)>();
    check_conv2d<Rounding, S, map(5, 13, 16, 16, window(3, 3, 1, 1), 127)>();
    check_conv2d<Rounding, S, map(9, 10, 1, 70, window(5, 4, 2, 1), 3)>();
    check_conv2d<Rounding, S, map(15, 11, 1, 17, window(10, 4, 2, 3), -9)>();  // windows are copied
    check_conv2d<Rounding, S, map(8, 9, 5, 7, window(3, 3, 1, 2, 2), 1)>();
    check_conv2d<Rounding, S, map(3, 3, 7, 1, window(3, 3, 1, 0), 0)>();
    check_conv2d<Rounding, S, map(5, 7, 20, 49, window(1, 1, 1, 0), 0)>();
    check_conv2d<Rounding, S, map(1, 2, 9, 3, window(1, 1, 1, 0), 0)>();
    check_conv2d<Rounding, S, map(7, 7, 32, 32, window(1, 1, 2, 0), 0)>();
#if INLAY_INT8_WINOGRAD
    check_winograd<Rounding, S, map(8, 8, 16, 16, window(3, 3, 1, 1), -7)>();
    check_winograd<Rounding, S, map(7, 13, 32, 48, window(3, 3, 1, 1), 127)>();
    check_winograd<Rounding, S, map(9, 39, 16, 32, window(3, 3, 1, 0), -128)>();
    check_winograd<Rounding, S, map(6, 4, 80, 16, window(3, 3, 1, 1), -128)>(true);
#endif
#if INLAY_INT8_NEON
    check_depthwise<Rounding, S, map(6, 5, 8, 8, window(3, 3, 1, 1), -7)>();
    check_depthwise<Rounding, S, map(7, 9, 16, 16, window(3, 3, 2, 1), -128)>();
    check_depthwise<Rounding, S, map(5, 6, 60, 60, window(3, 3, 2, 1), 127)>();
    check_depthwise<Rounding, S, map(9, 9, 21, 21, window(3, 3, 1, 2, 2), 1)>();
    check_depthwise<Rounding, S, map(9, 11, 3, 3, window(5, 5, 1, 2), 1)>();
    check_depthwise<Rounding, S, map(23, 1, 40, 40, window(5, 1, 2, 0), 1)>();
    check_depthwise<Rounding, S, map(9, 1, 16, 16, window(3, 3, 1, 1), -7)>();
    check_depthwise<Rounding, S, map(12, 4, 1, 1, window(6, 1, 3, 0), 1)>();
#else
    check_depthwise<Rounding, S, map(6, 5, 8, 8, window(3, 3, 1, 1), -7)>();
    check_depthwise<Rounding, S, map(7, 9, 16, 16, window(3, 3, 2, 1), -128)>();
    check_depthwise<Rounding, S, map(5, 6, 64, 64, window(3, 3, 1, 1), 127)>();
    check_depthwise<Rounding, S, map(5, 6, 64, 64, window(3, 3, 1, 1), 127)>(true);
    check_depthwise<Rounding, S, map(6, 6, 60, 60, window(3, 3, 2, 1), 5)>();
    check_depthwise<Rounding, S, map(4, 5, 108, 108, window(3, 3, 1, 1), 0)>();
    check_depthwise<Rounding, S, map(9, 9, 20, 20, window(3, 3, 1, 2, 2), 1)>();
    check_depthwise<Rounding, S, map(9, 11, 3, 3, window(5, 5, 1, 2), 1)>();
    check_depthwise<Rounding, S, map(12, 4, 1, 1, window(6, 1, 3, 0), 1)>();
    check_depthwise<Rounding, S, map(29, 5, 64, 64, window(3, 3, 1, 1), 6)>();  // rows together, and those that are left
    check_depthwise<Rounding, S, map(40, 2, 16, 16, window(2, 3, 1, 1), -1)>();
    check_depthwise<Rounding, S, map(31, 3, 40, 40, window(3, 5, 1, 4, 2), 9)>();
#endif
}

/// By definition; x86's and NEON's lanes of eight, and what is left.
template <bool Mean, map_form F>
void check_pool() {
    const auto x = test::random_bytes(F.height * F.width * F.channels, 5);
    std::vector<signed char> y(static_cast<std::size_t>(F.out_height * F.out_width * F.channels) + 64, 99);
    pool2d<Mean, F>(x.data(), y.data(), -110, 100);
    bool right = true;
    for (int p = 0; p < F.out_height * F.out_width; ++p)
        for (int c = 0; c < F.channels; ++c) {
            int sum = 0, count = 0, most = -128;
            for (int t = 0; t < F.win.kernel_h * F.win.kernel_w; ++t) {
                const int h = p / F.out_width * F.win.stride_h - F.win.pad_top + t / F.win.kernel_w, k = p % F.out_width * F.win.stride_w - F.win.pad_left + t % F.win.kernel_w;
                if (h < 0 || h >= F.height || k < 0 || k >= F.width) continue;
                const int v = at(x, (h * F.width + k) * F.channels + c);
                sum += v, ++count, most = std::max(most, v);
            }
            const int mean = static_cast<int>(std::lround(static_cast<double>(sum) / count));
            right = right && at(y, p * F.channels + c) == std::clamp(Mean ? mean : most, -110, 100);
        }
    INFO(F.height << " x " << F.width << " x " << F.channels << (Mean ? ", mean" : ", largest"));
    CHECK(right);
    CHECK(std::count(y.end() - 64, y.end(), 99) == 64);
}

template <add_form F>
void check_add() {
    std::vector<signed char> a, b, y(256 * 256);
    for (int i = 0; i < 256 * 256; ++i) a.push_back(static_cast<signed char>(i / 256 - 128)), b.push_back(static_cast<signed char>(i % 256 - 128));
    kernels::int8::add<double_rounding, F>(a.data(), b.data(), y.data(), 256 * 256 - 3);  // not whole registers
    bool right = true;
    for (int i = 0; i < 256 * 256 - 3; ++i) right = right && at(y, i) == sum<double_rounding, F, 1>::of(at(a, i), at(b, i));
    CHECK(right);
}

constexpr add_form sum_of_scales(double a, double b, double y, int za, int zb, output_range r) {
    const double common = 2 * (a > b ? a : b);
    return {za, zb, detail::multiplier_of(a / common), detail::multiplier_of(b / common), detail::multiplier_of(common / ((1 << 20) * y)), r};
}

}  // namespace

TEST_CASE("registers of sums round as integers do", "[int8]") {
    check_stored<double_rounding, plain>();
    check_stored<double_rounding, rectified>();
    check_stored<double_rounding, cut>();
    check_stored<double_rounding, cut_rectified>();
    check_stored<double_rounding, slow>();
    check_stored<single_rounding, slow>();
    check_stored<single_rounding, plain>();
    check_stored<single_rounding, cut_rectified>();
}

TEST_CASE("convolutions on hosts", "[int8]") {
    check_windows<double_rounding, rectified>();
    check_windows<single_rounding, cut>();
    if constexpr (INLAY_INT8_NEON) check_windows<double_rounding, slow>();
}

TEST_CASE("dense layers on hosts", "[int8]") {
    for (int count : {1, 4, 63, 64, 67, 128, 130})
        for (int units : {1, 7, 8, 9, 17, 33, 64, 128, 131, 200}) {
            const int row = whole_turns(count);
            const auto x = test::random_bytes(count, 1), w = random_weights(true, units * count, 2);
            std::vector<signed char> packed(static_cast<std::size_t>((units + lanes - 1) / lanes * lanes * row)), y(static_cast<std::size_t>(units) + 64, 99);
            const output_range range{-3, -128, 127};
            numbers n(units, 0.8 / (count * 128));
            for (int o = 0; o < units; ++o) {
                int sum = 0;
                for (int k = 0; k < count; ++k) {
                    packed[static_cast<std::size_t>(o / lanes * lanes * row + (k / bytes_in_turn * lanes + o % lanes) * bytes_in_turn + k % bytes_in_turn)] = static_cast<signed char>(at(w, o * count + k));
                    sum += at(w, o * count + k);
                }
                n.memory.set<double_rounding>(o, n.bias[static_cast<std::size_t>(o)] - patch_offset * sum, n.multiplier[static_cast<std::size_t>(o)], range.zero_point);
            }
            dense<double_rounding, plain>(x.data(), packed.data(), n.memory.arrays(), count, units, y.data(), range);
            bool right = true;
            for (int o = 0; o < units; ++o) {
                std::int64_t sum = 0;
                for (int k = 0; k < count; ++k) sum += at(x, k) * at(w, o * count + k);
                right = right && at(y, o) == n.of<double_rounding>(sum, o, range);
            }
            INFO(count << " inputs, " << units << " units");
            CHECK(right);
            CHECK(std::count(y.end() - 64, y.end(), 99) == 64);
        }
}

TEST_CASE("pools on hosts", "[int8]") {
    check_pool<false, map(7, 9, 8, 8, window(3, 3, 2, 1), 0)>();
    check_pool<false, map(6, 6, 19, 19, window(2, 2, 2, 0), 0)>();
    check_pool<true, map(7, 9, 17, 17, window(3, 3, 2, 1), 0)>();
    check_pool<true, map(16, 16, 9, 9, window(16, 16, 1, 0), 0)>();
    check_pool<true, map(4, 4, 7, 7, window(2, 2, 1, 0), 0)>();
}

TEST_CASE("all sums of two bytes", "[int8]") {
    check_add<sum_of_scales(0.02, 0.03, 0.04, -128, 4, {-128, -128, 127})>();
    check_add<sum_of_scales(0.05, 0.011, 0.03, -17, 38, {5, -128, 127})>();
    check_add<sum_of_scales(0.02, 0.02, 0.04, 0, 0, {0, -100, 90})>();  // every other sum is a tie
    check_add<sum_of_scales(0.3, 0.001, 0.004, 100, -100, {-128, -128, 127})>();
}

#endif
