// SPDX-License-Identifier: BSL-1.0
// Layers on fixed-size Eigen: what a careful user of Eigen writes who knows every extent. Maps are planes, one
// a channel (columns of a pixels x channels matrix), so that Eigen's products run over pixels; convolutions copy
// rows of the map into a matrix of patches and multiply (im2col).
#pragma once

#include "../work.hpp"

#include <Eigen/Dense>

#include <string>

namespace bench::by_hand {

inline std::string eigen_version() {
    return std::to_string(EIGEN_WORLD_VERSION) + '.' + std::to_string(EIGEN_MAJOR_VERSION) + '.' +
           std::to_string(EIGEN_MINOR_VERSION);
}

template <int Rows, int Columns>
using matrix = Eigen::Matrix<float, Rows, Columns>;

struct no_activation {
    template <class X>
    static auto of(const X& x) { return x; }
};
struct relu {
    template <class X>
    static auto of(const X& x) { return x.cwiseMax(0.0f); }
};
struct tanh {
    template <class X>
    static auto of(const X& x) { return x.array().tanh().matrix(); }
};

/// y = act(W x + b); columns of W in the order in which x lies in memory.
template <int In, int Out, class Activation = no_activation>
struct dense {
    matrix<Out, In> w;
    matrix<Out, 1> b;

    void load(const layer& l, bool planes = true) {
        const std::vector<float> weight = planes ? l.weight : l.weight_as_stored();
        for (int o = 0; o < Out; ++o) {
            for (int i = 0; i < In; ++i) w(o, i) = weight[o * In + i];
            b(o) = l.bias[o];
        }
    }
    template <class X, class Y>
    void operator()(const X& x, Y&& y) const {
        y.noalias() = w * x;
        y = Activation::of(y + b);
    }
    /// x (In, batch), y (Out, batch)
    template <class X, class Y>
    void batch(const X& x, Y&& y) const {
        y.noalias() = w * x;
        y = Activation::of(y.colwise() + b);
    }
};

template <int H, int W, int C>
struct planes {
    static constexpr int height = H, width = W, channels = C, pixels = H * W;
    matrix<H * W, C> v;

    void load(const float* x) {  // from height, width, channels
        v = Eigen::Map<const Eigen::Matrix<float, H * W, C, C == 1 ? Eigen::ColMajor : Eigen::RowMajor>>(x);
    }
};

/// Convolution of an H x W x C map, F filters of KH x KW, `Top` and `Left` zeros before it.
template <int H, int W, int C, int F, int KH, int KW, int S, int Top, int Left, int OH, int OW, class Activation = no_activation>
struct convolution {
    static constexpr int K = C * KH * KW;
    matrix<K, F> w;
    Eigen::Matrix<float, 1, F> b;
    mutable matrix<OH * OW, K> patches;

    static constexpr int PH = std::max(H, (OH - 1) * S + KH), PW = std::max(W, (OW - 1) * S + KW);
    static constexpr bool padded_already = PH == H && PW == W && Top == 0 && Left == 0;
    mutable Eigen::Matrix<float, padded_already ? 1 : PH, padded_already ? 1 : PW, padded_already ? 0 : int{Eigen::RowMajor}> padded;

    using input = planes<H, W, C>;
    using output = planes<OH, OW, F>;

    void load(const layer& l) {
        for (int f = 0; f < F; ++f) {
            for (int k = 0; k < K; ++k) w(k, f) = l.weight[f * K + k];
            b(f) = l.bias[f];
        }
        padded.setZero();
    }
    void gather(const input& x) const {
        using row_major = Eigen::Matrix<float, OH, OW, Eigen::RowMajor>;
        for (int c = 0; c < C; ++c) {
            const float* plane = x.v.col(c).data();
            if constexpr (padded_already) {
                // as it lies
            } else {
                padded.template block<H, W>(Top, Left) = Eigen::Map<const Eigen::Matrix<float, H, W, Eigen::RowMajor>>(plane);
                plane = padded.data();
            }
            for (int ky = 0; ky < KH; ++ky)
                for (int kx = 0; kx < KW; ++kx) {
                    Eigen::Map<row_major> to(patches.col((c * KH + ky) * KW + kx).data());
                    const float* from = plane + ky * PW + kx;
                    if constexpr (S == 1) to = Eigen::Map<const row_major, 0, Eigen::OuterStride<PW>>(from);
                    else to = Eigen::Map<const row_major, 0, Eigen::Stride<S * PW, S>>(from);
                }
        }
    }
    const auto& patches_of(const input& x) const {
        if constexpr (KH == 1 && KW == 1 && S == 1) {
            return x.v;
        } else {
            gather(x);
            return patches;
        }
    }
    void operator()(const input& x, output& y) const {
        y.v.noalias() = patches_of(x) * w;
        y.v = Activation::of(y.v.rowwise() + b);
    }
    void operator()(const input& x, output& y, const output& plus) const {
        y.v.noalias() = patches_of(x) * w;
        y.v = Activation::of((y.v + plus.v).rowwise() + b);
    }
};

/// 3 x 3 around each pixel of each plane: nine shifted planes, weighed.
template <int H, int W, int C, class Activation>
struct depthwise {
    matrix<9, C> w;
    Eigen::Matrix<float, 1, C> b;
    mutable Eigen::Matrix<float, H + 2, W + 2, Eigen::RowMajor> padded;

    void load(const layer& l) {
        for (int c = 0; c < C; ++c) {
            for (int k = 0; k < 9; ++k) w(k, c) = l.weight[c * 9 + k];
            b(c) = l.bias[c];
        }
        padded.setZero();
    }
    void operator()(const planes<H, W, C>& x, planes<H, W, C>& y) const {
        using plane = Eigen::Matrix<float, H, W, Eigen::RowMajor>;
        for (int c = 0; c < C; ++c) {
            padded.template block<H, W>(1, 1) = Eigen::Map<const plane>(x.v.col(c).data());
            plane sum = plane::Constant(b(c));
            for (int k = 0; k < 9; ++k) sum += w(k, c) * padded.template block<H, W>(k / 3, k % 3);
            Eigen::Map<plane>(y.v.col(c).data()) = Activation::of(sum);
        }
    }
};

/// The largest of each 2 x 2.
template <int H, int W, int C>
void max_pool2(const planes<H, W, C>& x, planes<H / 2, W / 2, C>& y) {
    using out = Eigen::Matrix<float, H / 2, W / 2, Eigen::RowMajor>;
    using every_second = Eigen::Map<const out, 0, Eigen::Stride<2 * W, 2>>;
    for (int c = 0; c < C; ++c) {
        const float* a = x.v.col(c).data();
        Eigen::Map<out>(y.v.col(c).data()) =
            every_second(a).cwiseMax(every_second(a + 1)).cwiseMax(every_second(a + W).cwiseMax(every_second(a + W + 1)));
    }
}

}  // namespace bench::by_hand
