// SPDX-License-Identifier: BSL-1.0
// W9: a guitar amplifier as players use it: the network of Neural Amp Modeler's A2 models, full (8 channels) and lite
// (3), in blocks of 64 samples of sound; times are per sample. The weights here are random. No library of Debian or PyPI
// runs it with its state; docs/benchmarks.md has NAM Core's own code, measured by hand.
#include "../ours.hpp"
#include "works.hpp"

#include <array>

namespace bench {
namespace {

constexpr int T = 64, layer_count = 23, head_taps = 16;
constexpr float head_scale = 0.02f;
constexpr int taps[layer_count] = {6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 15, 15, 6, 6, 6, 6, 6, 6, 6};
constexpr int dilations[layer_count] = {1, 3, 7, 17, 41, 101, 239, 1, 3, 7, 17, 41, 101, 239, 1, 13, 1, 3, 7, 17, 41, 101, 239};

/// h = R x; in each layer a = leaky_relu(conv(h) + M x), h = h + W a + b; all a together, convolved, are the output.
template <int C>
struct amplifier_function {
    template <int L>
    static constexpr auto activated(auto x, auto h) {
        return ((h | inlay::conv1d<C, taps[L], inlay::causal, inlay::dilation<dilations[L]>>{}) +
                (x | inlay::dense<C, inlay::no_bias>{})) |
               inlay::leaky_relu<0.01>{};
    }
    template <int L>
    static constexpr auto rest(auto x, auto h, auto a, auto sum) {  // after layer L - 1, which gave a
        if constexpr (L == layer_count) {
            return sum;
        } else {
            const auto next = h + (a | inlay::dense<C>{});
            const auto b = activated<L>(x, next);
            return rest<L + 1>(x, next, b, sum + b);
        }
    }
    constexpr auto operator()(auto x) const {
        const auto h = x | inlay::dense<C, inlay::no_bias>{};
        const auto a = activated<0>(x, h);
        return (rest<1>(x, h, a, a) | inlay::conv1d<1, head_taps, inlay::causal>{}) * head_scale;
    }
};
template <int C>
struct amplifier : inlay::traced<amplifier_function<C>, inlay::input<T, 1>> {};

/// Parameters in the order of the function: R; taps and bias, M of the first layer; W and b of layer k - 1, taps and
/// bias, M of layer k; the head's.
net parameters(const char* id, int channels) {
    net n(id, {1, T, 1});
    n.dense_of_frames(channels, 1, false);
    for (int k = 0; k < layer_count; ++k) {
        if (k > 0) n.dense_of_frames(channels, channels, true);
        n.convolution_of_frames(channels, channels, taps[k]);
        n.dense_of_frames(channels, 1, false);
    }
    n.convolution_of_frames(1, channels, head_taps);
    return n;
}

/// The network on the whole sound at once, in double.
std::vector<double> reference_sound(const net& n, const float* x, int count, int channels) {
    using sound = std::vector<std::vector<double>>;  // [sample][channel]
    const auto apply = [&](const layer& l, const sound& in, int dilation) {
        const int out = l.out.channels, from = static_cast<int>(in[0].size());
        sound y(in.size(), std::vector<double>(out));
        for (int t = 0; t < count; ++t)
            for (int o = 0; o < out; ++o) {
                double sum = l.bias.empty() ? 0 : l.bias[o];
                for (int k = 0; k < l.kernel_w; ++k) {
                    const int at = t - (l.kernel_w - 1 - k) * dilation;
                    for (int i = 0; i < from && at >= 0; ++i)
                        sum += static_cast<double>(l.weight[(o * from + i) * l.kernel_w + k]) * in[at][i];
                }
                y[t][o] = sum;
            }
        return y;
    };
    const auto add = [&](sound a, const sound& b) {
        for (int t = 0; t < count; ++t)
            for (std::size_t c = 0; c < a[t].size(); ++c) a[t][c] += b[t][c];
        return a;
    };
    sound in(count, std::vector<double>(1));
    for (int t = 0; t < count; ++t) in[t][0] = x[t];
    const layer* next = n.layers.data();
    sound h = apply(*next++, in, 1), sum(count, std::vector<double>(channels)), a;
    for (int k = 0; k < layer_count; ++k) {
        if (k > 0) h = add(h, apply(*next++, a, 1));
        a = apply(*next, h, dilations[k]), ++next;
        a = add(a, apply(*next++, in, 1));
        for (auto& row : a)
            for (double& v : row) v = v > 0 ? v : static_cast<double>(0.01f) * v;
        sum = add(sum, a);
    }
    std::vector<double> y;
    for (const auto& row : apply(*next, sum, 1)) y.push_back(static_cast<double>(head_scale) * row[0]);
    return y;
}

template <int C>
std::unique_ptr<work> make(const char* id, const char* what, double target) {
    using net_type = amplifier<C>;
    struct state {
        inlay::model<net_type> m;
        inlay::streaming<net_type> stream{m};
    };
    auto w = std::make_unique<work>();
    w->id = id;
    w->what = what;
    w->target = target;
    w->streaming = true;
    w->frames = T;
    w->plain = parameters(id, C);
    add_samples(*w);
    auto s = std::make_shared<state>();
    copy_parameters(s->m, w->plain);
    w->contenders.push_back(make_contender(*w, "inlay", inlay_version, [s](const float* x, float* y) {
        alignas(64) static unsigned char scratch[inlay::peak_ram<net_type>];
        s->stream(x, y, inlay::arena{scratch});
    }));
    w->expected = [](const work& self, int calls) {
        return reference_sound(self.plain, self.data.x.data(), calls * T, C);
    };
    return w;
}

}  // namespace

std::unique_ptr<work> amplifier_full() { return make<8>("W9-full", "amplifier, 8 channels, a sample of sound", 0.35); }
std::unique_ptr<work> amplifier_lite() { return make<3>("W9-lite", "amplifier, 3 channels, a sample of sound", 0.5); }

}  // namespace bench
