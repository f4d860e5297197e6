// SPDX-License-Identifier: BSL-1.0
// The network that NAM's files of version 0.7 hold (github.com/sdatkinson/NeuralAmpModelerCore), as a type.
#pragma once

#include <inlay/inlay.hpp>

/// Its second generation: 23 layers that see 0.13 s of sound.
struct a2_layers {
    static constexpr int kernels[] = {6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 15, 15, 6, 6, 6, 6, 6, 6, 6};
    static constexpr int dilations[] = {1, 3, 7, 17, 41, 101, 239, 1, 3, 7, 17, 41, 101, 239, 1, 13, 1, 3, 7, 17, 41, 101, 239};
    static constexpr int head_kernel = 16;
};
/// Channels: 8, or 3 for slow machines.
template <int Channels>
struct a2 : a2_layers {
    static constexpr int channels = Channels;
};

/// A small one, for tests: data/tiny.nam.
struct tiny {
    static constexpr int channels = 3;
    static constexpr int kernels[] = {3, 2, 4};
    static constexpr int dilations[] = {1, 5, 2};
    static constexpr int head_kernel = 4;
};

/// For each layer: a = leaky_relu(conv(h) + M x), head = head + a, h = h + W a + b. The output is a
/// convolution of head. Every convolution is causal. Parameters are recorded in the order of the file.
template <class Config>
struct amplifier_layers {
    static constexpr int C = Config::channels;

    template <int I>
    static constexpr auto layers(auto x, auto h, auto head) {
        using namespace inlay;
        const auto c = h | conv1d<C, Config::kernels[I], dilation<Config::dilations[I]>, causal>{};
        const auto a = (c + (x | conv1d<C, 1, no_bias>{})) | leaky_relu<0.01>{};
        const auto next = h + (a | conv1d<C, 1>{});
        if constexpr (I == 0) return rest<I>(x, next, a);
        else return rest<I>(x, next, head + a);
    }
    template <int I>
    static constexpr auto rest(auto x, auto h, auto head) {
        if constexpr (I + 1 < static_cast<int>(sizeof(Config::kernels) / sizeof(int))) return layers<I + 1>(x, h, head);
        else return head;
    }
    constexpr auto operator()(auto x) const {
        using namespace inlay;
        const auto h = x | conv1d<C, 1, no_bias>{};
        return layers<0>(x, h, h) | conv1d<1, Config::head_kernel, causal>{};
    }
};

template <class Config, int Frames>
struct amplifier : inlay::traced<amplifier_layers<Config>, inlay::input<Frames, 1>> {};
