// SPDX-License-Identifier: BSL-1.0
// Depthwise convolutions computed by rows for the 1 x 1 convolution behind them, against loops in double.
#include "maps.hpp"

#include <inlay/ops/activations.hpp>
#include <inlay/ops/batch_norm.hpp>
#include <inlay/ops/concat.hpp>
#include <inlay/ops/depthwise_conv2d.hpp>
#include <inlay/runtime/deployed.hpp>
#include <inlay/runtime/interpret.hpp>

#include <algorithm>
#include <vector>

using namespace inlay;

namespace {

/// A convolution first: its output, not the network's input, is what the pair reads and may write over.
template <int H, int W, int C, int Filters, kernel_size Kernel, class... Options>
struct separable : network<input<H, W, 1>, conv2d<C, 1>, depthwise_conv2d<Kernel, Options...>, relu, conv2d<Filters, 1>, relu,
                           conv2d<2, 1>> {
    static constexpr ops::window win = depthwise_conv2d<Kernel, Options...>::window_over(shape{H, W, C});
    static constexpr shape in{H, W, C}, map = inlay::detail::after_window(in, win, C);
};
template <int H, int W, int C, int Filters, kernel_size Kernel, class... Options>
struct alone : network<input<H, W, C>, depthwise_conv2d<Kernel, Options...>, relu, conv2d<Filters, 1>> {
    static constexpr ops::window win = depthwise_conv2d<Kernel, Options...>::window_over(shape{H, W, C});
    static constexpr shape in{H, W, C}, map = inlay::detail::after_window(in, win, C);
};

template <class Program>
constexpr int pairs() {
    int n = 0;
    for (const passes::step& s : Program::list.steps) n += s.rows > 0;
    return n;
}

std::vector<double> positive(std::vector<double> v) {
    for (double& each : v) each = std::max(each, 0.0);
    return v;
}
/// The products of each pixel with a weight (O, I, 1, 1).
template <class Weight, class Bias>
std::vector<double> pixel_by_pixel(const std::vector<double>& x, int in, int out, const Weight& w, const Bias& b) {
    std::vector<double> y;
    for (std::size_t p = 0; p < x.size(); p += static_cast<std::size_t>(in))
        for (int o = 0; o < out; ++o) {
            double sum = static_cast<double>(b(o));
            for (int i = 0; i < in; ++i) sum += x[p + static_cast<std::size_t>(i)] * static_cast<double>(w(o, i, 0, 0));
            y.push_back(sum);
        }
    return y;
}
template <class Net, class Weight, class Bias>
std::vector<double> depthwise(const std::vector<double>& x, const Weight& w, const Bias& b) {
    std::vector<double> y(x.size() / static_cast<std::size_t>(Net::in.size()) * static_cast<std::size_t>(Net::map.size()));
    const auto C = static_cast<std::size_t>(Net::in[2]);
    for (std::size_t k = 0; k < y.size(); ++k) y[k] = static_cast<double>(b(static_cast<int>(k % C)));
    test::every_tap(Net::in, Net::map, Net::win, static_cast<long>(x.size()) / Net::in.size(), [&](std::size_t at_x, std::size_t at_y, int ky, int kx) {
        for (std::size_t c = 0; c < C; ++c) y[at_y * C + c] += x[at_x * C + c] * static_cast<double>(w(static_cast<int>(c), 0, ky, kx));
    });
    return y;
}
template <class B>
void fill(B bias, int n) {
    for (int o = 0; o < n; ++o) bias(o) = 0.1f * static_cast<float>(o % 5 - 2);
}

/// Model and deployed model, on 1 and 3 samples.
template <class Net, class Want>
void check_both(const model<Net>& m, const Want& want) {
    STATIC_REQUIRE(pairs<inference<Net>>() == 1);
    STATIC_REQUIRE(pairs<prepared<Net>>() == 1);
    INFO("input " << text{""}.operator<<(Net::in).data << ", output " << text{""}.operator<<(output_shape<Net>).data);
    test::check_predictions(m, want);
    static deployed<Net> d;
    d.prepare(m);
    for (long batch : {1, 3}) {
        const auto x = test::random_numbers(batch * input_shape<Net>.size(), 3);
        test::aligned_memory memory(deployed<Net>::arena_bytes(batch));
        test::guarded y(batch * output_shape<Net>.size());
        d.predict(x.data(), y.data(), batch, memory.data());
        test::check_near(y.values(), want(x));
    }
}

template <class Net>
void check() {
    model<Net> m{seed{1}};
    fill(parameter<"0.bias">(m), Net::in[2]), fill(parameter<"1.bias">(m), Net::in[2]), fill(parameter<"3.bias">(m), input_shape<Net>[2]);
    const int filters = shape_of<Net, "3">[2];
    check_both(m, [&](const std::vector<float>& x) {
        const std::vector<double> in(x.begin(), x.end());
        const auto a = pixel_by_pixel(in, 1, Net::in[2], parameter<"0.weight">(m), parameter<"0.bias">(m));
        const auto d = positive(depthwise<Net>(a, parameter<"1.weight">(m), parameter<"1.bias">(m)));
        const auto y = positive(pixel_by_pixel(d, Net::in[2], filters, parameter<"3.weight">(m), parameter<"3.bias">(m)));
        return pixel_by_pixel(y, filters, 2, parameter<"5.weight">(m), parameter<"5.bias">(m));
    });
}
template <class Net>
void check_alone() {
    model<Net> m{seed{1}};
    fill(parameter<"0.bias">(m), Net::in[2]);
    check_both(m, [&](const std::vector<float>& x) {
        const std::vector<double> in(x.begin(), x.end());
        const auto d = positive(depthwise<Net>(in, parameter<"0.weight">(m), parameter<"0.bias">(m)));
        return pixel_by_pixel(d, Net::in[2], output_shape<Net>[2], parameter<"2.weight">(m), parameter<"2.bias">(m));
    });
}

}  // namespace

TEST_CASE("depthwise by rows, of every number of channels", "[depthwise_pointwise]") {
    check<separable<13, 12, 2, 31, 3, same>>();
    check<separable<13, 12, 7, 1, 3, same>>();
    check<separable<13, 12, 16, 16, 3, same>>();
    check<separable<13, 12, 17, 15, 3, same>>();
    check_alone<alone<25, 5, 64, 64, 3, same>>();
}

TEST_CASE("depthwise by rows, of every window", "[depthwise_pointwise]") {
    check<separable<4, 25, 3, 7, 3, same>>();                          // four tiles
    check<separable<25, 25, 5, 17, 3, same, stride<2>>>();             // more filters, fewer pixels
    check<separable<8, 28, 9, 40, kernel_size{5, 3}, padding<2, 1>>>();  // a tile of four left
    check<separable<13, 12, 6, 3, 5, same>>();
    check<separable<12, 26, 6, 8, 3>>();                               // no padding
    check<separable<16, 24, 6, 8, 3, dilation<2>, padding<2>>>();
    check_alone<alone<13, 48, 4, 3, kernel_size{1, 3}, stride<1, 2>, padding<0, 1>>>();
}

namespace {

template <int Channels>
using block = sequential<depthwise_conv2d<3, same>, batch_norm<>, relu, conv2d<Channels, 1>, batch_norm<>, relu>;
struct repeated : network<input<12, 12, 3>, conv2d<8, 1>, relu, repeat<12, block<8>>> {};
// what is added is read after the pair, and may not be written over by it
struct added : network<input<12, 12, 3>, conv2d<8, 1>, relu, residual<depthwise_conv2d<3, same>, relu, conv2d<8, 1>>, conv2d<2, 1>> {};
constexpr float first_of_zeros() {
    const model<added> m{};
    return m(tensor<12, 12, 3>{}).values[0];
}
static_assert(first_of_zeros() == 0);
struct shared_map : network<input<12, 12, 3>, conv2d<8, 1>, branches<concat, block<4>, block<5>>, conv2d<2, 1>> {};

template <class Net>
void check_by_interpreter() {
    const model<Net> m{seed{1}};
    for (long batch : {1, 3}) {
        const auto x = test::random_numbers(batch * input_shape<Net>.size(), 3);
        interpreter<double> run(recorded<Net>::value.g.nodes, recorded<Net>::value.g.count, batch);
        for (int i = 0; i < recorded<Net>::value.g.count; ++i) {
            const node& n = recorded<Net>::value.g.nodes[i];
            const float* from = n.op == &op_of<ops::input> ? x.data() : nullptr;
            if (n.op == &op_of<ops::parameter>) from = m.storage() + recorded<Net>::value.parameters[n.index].offset;
            if (from != nullptr)
                for (long k = 0; k < run.total(i); ++k) run[i][k] = static_cast<double>(from[k]);
        }
        run.run();
        const int y = recorded<Net>::value.g.outputs[0];
        test::check_near(test::predict(m, x), std::vector<double>(run[y], run[y] + run.total(y)));
        test::check_near(test::predict_scalar(m, x), std::vector<double>(run[y], run[y] + run.total(y)));
    }
}

}  // namespace

TEST_CASE("depthwise by rows within networks", "[depthwise_pointwise]") {
    STATIC_REQUIRE(pairs<inference<repeated>>() == 12);
    STATIC_REQUIRE(inference<repeated>::step_count > runtime::longest_straight_line);
    check_by_interpreter<repeated>();
    STATIC_REQUIRE(pairs<inference<added>>() == 1);
    check_by_interpreter<added>();
    STATIC_REQUIRE(pairs<inference<shared_map>>() == 2);
    check_by_interpreter<shared_map>();
}
