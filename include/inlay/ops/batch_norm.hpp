// SPDX-License-Identifier: BSL-1.0
// Batch normalisation: every channel gets mean 0 and variance 1. As recorded, as inference runs it
// (folded into two numbers per channel) and as training runs it (statistics of the batch).
#pragma once

#include "../kernels/norm.hpp"
#include "arithmetic.hpp"
#include "reshape.hpp"

namespace inlay {
namespace ops {

// Of inference.

/// (2, C): scale = weight / sqrt(variance + epsilon), shift = bias - mean * scale.
///     inputs: weight, bias, mean, variance (C); node.value: epsilon
struct batch_norm_coefficients : op_base {
    static constexpr const char* label = "batch_norm_coefficients";
    static constexpr bool has_gradient = false;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int C = c.self->out[1];
        for (int k = 0; k < C; ++k) {
            const T deviation =
                inlay::detail::cmath::sqrt(c.in[3][k] + static_cast<T>(c.self->value));
            c.out[k] = c.in[0][k] / deviation;
            c.out[C + k] = c.in[1][k] - c.in[2][k] * c.out[k];
        }
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long) {
        kernels::batch_norm_coefficients<typename Site::batch, Site::self.out[1]>(
            in[0], in[1], in[2], in[3], out, Site::self.value);
    }
};

struct scale_shift : map<scale_shift, 3> {
    static constexpr const char* label = "scale_shift";
    static constexpr bool has_gradient = false;
    using gradient_kinds = types<>;
    static constexpr auto formula(auto x, auto scale, auto shift) {
        return math::fma(x, scale, shift);
    }
};

// Of training.

/// (3, C): mean, unbiased variance, 1 / sqrt(variance + epsilon), of each channel over the batch
/// and all positions. (Of one value the unbiased variance is 0.)         x (N, ..., C)
struct batch_statistics : op_base {
    static constexpr const char* label = "batch_statistics";
    static constexpr bool has_gradient = false;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int C = c.self->out[1];
        const long total = c.total(c.input(0)), rows = total / C;
        for (int k = 0; k < C; ++k) {
            T mean = 0, squares = 0;
            for (long i = k; i < total; i += C) mean += c.in[0][i];
            mean /= static_cast<T>(rows);
            for (long i = k; i < total; i += C)
                squares += (c.in[0][i] - mean) * (c.in[0][i] - mean);
            c.out[k] = mean;
            c.out[C + k] = squares / static_cast<T>(rows > 1 ? rows - 1 : 1);
            const T above = squares / static_cast<T>(rows) + static_cast<T>(c.self->value);
            c.out[2 * C + k] = 1 / inlay::detail::cmath::sqrt(above);
        }
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int C = Site::self.out[1];
        kernels::batch_statistics<typename Site::batch, C>(
            in[0], out, Site::input(0).size() / C * (Site::input(0).batched ? batch : 1),
            Site::self.value);
    }
};

/// running = (1 - momentum) running + momentum batch, of mean and unbiased variance.
///     inputs: statistics (3, C), running mean and variance (C); node.index: momentum in millionths
///
/// It writes to its last two inputs: they are parameters of the model that is being trained, which
/// the training step may change. Gradient checks in double see them constant.
struct update_running : op_base {
    static constexpr const char* label = "update_running";
    static constexpr bool has_effect = true;
    static constexpr bool updates_statistics = true;
    static constexpr bool has_gradient = false;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        if constexpr (sizeof(T) == sizeof(float)) {
            const int C = c.input(0).out[1];
            const T m = static_cast<T>(c.self->index * 1e-6);
            for (int s = 0; s < 2; ++s) {
                T* const running = const_cast<T*>(c.in[1 + s]);
                for (int k = 0; k < C; ++k) running[k] += m * (c.in[0][s * C + k] - running[k]);
            }
        }
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float*, long) {
        kernels::update_running<typename Site::batch, Site::input(0).out[1]>(
            in[0], const_cast<float*>(in[1]), const_cast<float*>(in[2]), Site::self.index * 1e-6);
    }
};

/// (5, C): sum dy (of the bias), sum dy h (of the weight); a, b, c of dx = a dy + b (x - mean) + c.
///     inputs: dy, x (N, ..., C), mean, i = 1 / sqrt(variance + epsilon), weight (C)
/// h = (x - mean) i     a = weight i     b = -a i (sum dy h) / rows     c = -a (sum dy) / rows
struct batch_norm_reduce : op_base {
    static constexpr const char* label = "batch_norm_reduce";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = {5, in[1]->out.last()};
        n.batched = false;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int C = c.self->out[1];
        const long total = c.total(c.input(1));
        const T rows = static_cast<T>(total / C);
        for (int k = 0; k < C; ++k) {
            const T mean = c.in[2][k], inverse = c.in[3][k], a = c.in[4][k] * inverse;
            T sum = 0, sum_h = 0;
            for (long i = k; i < total; i += C) {
                sum += c.in[0][i];
                sum_h += c.in[0][i] * (c.in[1][i] - mean) * inverse;
            }
            const T values[] = {sum, sum_h, a, -a * inverse * sum_h / rows, -a * sum / rows};
            for (int s = 0; s < 5; ++s) c.out[s * C + k] = values[s];
        }
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int C = Site::self.out[1];
        kernels::batch_norm_reduce<typename Site::batch, C>(
            in[0], in[1], in[2], in[3], in[4], out,
            Site::input(1).size() / C * (Site::input(1).batched ? batch : 1));
    }
};

/// dx from the sums of batch_norm_reduce.
struct batch_norm_gradient : map<batch_norm_gradient, 6> {
    static constexpr const char* label = "batch_norm_gradient";
    static constexpr bool has_gradient = false;
    using gradient_kinds = types<>;
    static constexpr auto formula(auto dy, auto x, auto mean, auto a, auto b, auto c) {
        return math::fma(a, dy, math::fma(b, x - mean, c));
    }
};

/// y = (x - mean) i weight + bias. Mean and i are rows of batch_statistics(x): the gradient by x
/// takes in that they depend on it.
struct batch_norm_training : map<batch_norm_training, 5> {
    static constexpr const char* label = "batch_norm_training";
    using gradient_kinds = types<batch_norm_reduce, row, batch_norm_gradient>;

    static constexpr auto formula(auto x, auto mean, auto i, auto weight, auto bias) {
        return math::fma(x - mean, i * weight, bias);
    }
    static constexpr void gradient(gradient_call& c) {
        const auto dy = c.dy(), x = c.in(0), mean = c.in(1), i = c.in(2), weight = c.in(3);
        const auto sums = trace::emit<batch_norm_reduce>(node{}, dy, x, mean, i, weight);
        const auto part = [&](int k) {
            node n;
            n.index = k;
            return trace::emit<row>(n, sums);
        };
        const auto a = part(2), b = part(3), shift = part(4);
        c.give(0, trace::emit<batch_norm_gradient>(node{}, dy, x, mean, a, b, shift));
        c.give(3, part(1));
        c.give(4, part(0));
    }
};

/// As recorded, with the meaning it has in inference:
///     y = (x - mean) / sqrt(variance + epsilon) weight + bias
/// inputs: x (N, ..., C), weight, bias, running mean and variance (C), epsilon (a constant).
/// node.value is epsilon once more, node.index the momentum in millionths.
struct batch_norm : map<batch_norm, 6> {
    static constexpr const char* label = "batch_norm";
    static constexpr bool has_gradient = false;  // training_forms replaces it
    using gradient_kinds = types<>;
    using inference_kinds = types<batch_norm_coefficients, row, scale_shift>;
    using training_kinds = types<batch_statistics, row, update_running, batch_norm_training>;

    static constexpr auto formula(auto x, auto weight, auto bias, auto mean, auto variance,
                                  auto epsilon) {
        return (x - mean) / math::sqrt(variance + epsilon) * weight + bias;
    }
};

}  // namespace ops

/// Batch normalisation of channels: y = (x - mean) / sqrt(variance + epsilon) weight + bias.
///     x, y (N, H, W, C) or (N, C)   weight, bias, running_mean, running_var (C)
///
/// Training takes mean and variance of the batch and keeps running averages of them, which
/// inference uses: running = (1 - momentum) running + momentum batch. Inference costs nothing
/// beside the layer before it: two numbers per channel scale and shift what a convolution or dense
/// layer stores.
///
/// Options: epsilon<1e-5>, momentum_of<0.1>, name<"...">, shared<"...">.  Ioffe & Szegedy 2015.
/// As PyTorch's nn.BatchNorm1d and 2d (Keras's momentum is 1 - momentum, its epsilon 1e-3).
///
///     struct net : network<input<8, 8, 1>, conv2d<16, 3, no_bias>, batch_norm<>, relu> {};
template <class... Options>
struct batch_norm : layer<batch_norm<Options...>, Options...> {
    static constexpr option accepts[] = {option::shared, option::epsilon, option::momentum};
    static constexpr int follows_flatten = 4;
    static constexpr double epsilon = detail::value_or<option::epsilon, double, Options...>(1e-5);
    static constexpr double momentum = detail::value_or<option::momentum, double, Options...>(0.1);

    static constexpr void check(trace::record& r, shape) {
        if (!(momentum >= 0 && momentum <= 1)) r.fail(text{"a momentum from 0 to 1"}, text{""} << momentum);
        if (!(epsilon >= 0)) r.fail(text{"an epsilon of at least 0"}, text{""} << epsilon);
    }
    static constexpr auto parameters(shape x) {
        const int C = x.last();
        return list(
            parameter_info{"weight", shape{C}, init::ones, layout::plain, true, C, C},
            parameter_info{"bias", shape{C}, init::zeros, layout::plain, true, C, C},
            parameter_info{"running_mean", shape{C}, init::zeros, layout::plain, false, C, C},
            parameter_info{"running_var", shape{C}, init::ones, layout::plain, false, C, C});
    }
    static constexpr auto forward(auto x, auto weight, auto bias, auto mean, auto variance) {
        node n;
        n.value = epsilon;
        n.index = static_cast<int>(momentum * 1e6 + 0.5);
        return trace::emit<ops::batch_norm>(n, x, weight, bias, mean, variance,
                                            trace::lift(*x.r, epsilon));
    }
};

}  // namespace inlay
