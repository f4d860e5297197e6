// SPDX-License-Identifier: BSL-1.0
// The convolution of each channel by itself: a conv2d with as many groups as channels.
#pragma once

#include "conv2d.hpp"

namespace inlay {

/// Depthwise convolution: y[p][c] = b[c] + sum over taps k of x[p * stride - pad + k * dilation][c] W[c][k].
///     x (N, H, W, C)   W (C, 1, KH, KW)   b (C)   y (N, OH, OW, C)
///
/// Options and errors as conv2d's, without groups<>. Cost: OH * OW * KH * KW * C MACs. As PyTorch's
/// nn.Conv2d(C, C, kernel, groups=C), Keras's DepthwiseConv2D. Sifre 2014; Howard et al. 2017.
///
///     using block = sequential<depthwise_conv2d<3, same>, relu, conv2d<32, 1>>;
template <kernel_size Kernel, class... Options>
struct depthwise_conv2d : detail::convolution<depthwise_conv2d<Kernel, Options...>, Options...> {
    static constexpr option accepts[] = {option::shared,     option::no_bias, option::expects, option::initialize,
                                         option::stride,     option::padding, option::dilation};

    static constexpr int declared_filters = 1;  // as many as channels
    static constexpr kernel_size kernel = Kernel;
    static constexpr int filters(shape x) { return x[2] > 0 ? x[2] : 1; }
    static constexpr ops::window window_over(shape x) {
        ops::window w = detail::window_of<valid, Options...>(Kernel, x);
        w.groups = filters(x);
        return w;
    }
};

}  // namespace inlay
