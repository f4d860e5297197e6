// SPDX-License-Identifier: BSL-1.0
// Losses as operations: one number, the mean over the batch, from predictions and targets.
#pragma once

#include "../core/math_functions.hpp"
#include "../kernels/loss.hpp"
#include "arithmetic.hpp"

namespace inlay {
namespace ops {

/// d/dlogits of cross_entropy: (softmax(logits) - onehot(target)) / N.
struct cross_entropy_gradient : op_base {
    static constexpr const char* label = "cross_entropy_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) { n.out = in[0]->out; }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long classes = c.input(0).size();
        for (long s = 0; s < c.batch; ++s) {
            const T* x = c.in[0] + s * classes;
            T most = x[0], sum = 0;
            for (long k = 1; k < classes; ++k) most = x[k] > most ? x[k] : most;
            for (long k = 0; k < classes; ++k) sum += static_cast<T>(math::exp(simd::value<T>(x[k] - most))[0]);
            for (long k = 0; k < classes; ++k) {
                const T p = static_cast<T>(math::exp(simd::value<T>(x[k] - most))[0]) / sum;
                const T hot = static_cast<long>(c.in[1][s]) == k ? T(1) : T(0);
                c.out[s * classes + k] = (p - hot) / static_cast<T>(c.batch);
            }
        }
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::cross_entropy_gradient<typename Site::batch, static_cast<int>(Site::self.size())>(in[0], in[1], out, batch);
    }
};

/// Mean over the batch of -log softmax(logits)[target].       logits (N, C)   target (N): class numbers
struct cross_entropy : op_base {
    static constexpr const char* label = "cross_entropy";
    using gradient_kinds = types<cross_entropy_gradient>;

    static constexpr void infer(node& n, const node* const* in, int, trace::record& r) {
        n.out = shape{};
        n.batched = false;
        if (in[0]->out.rank != 1) r.fail(text{"logits [classes]"}, text{"["} << in[0]->out << ']');
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long classes = c.input(0).size();
        T total = 0;
        for (long s = 0; s < c.batch; ++s) {
            const T* x = c.in[0] + s * classes;
            T most = x[0], sum = 0;
            for (long k = 1; k < classes; ++k) most = x[k] > most ? x[k] : most;
            for (long k = 0; k < classes; ++k) sum += static_cast<T>(math::exp(simd::value<T>(x[k] - most))[0]);
            total += static_cast<T>(math::log(simd::value<T>(sum))[0]) + most - x[static_cast<long>(c.in[1][s])];
        }
        c.out[0] = total / static_cast<T>(c.batch);
    }
    static constexpr void gradient(gradient_call& c) {
        c.give(0, trace::emit<cross_entropy_gradient>(node{}, c.in(0), c.in(1)));
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        out[0] = kernels::cross_entropy<typename Site::batch, static_cast<int>(Site::input(0).size())>(in[0], in[1], batch);
    }
};

/// d/dy of mean_squared_error: 2 (y - t) / (N S).
struct mean_squared_error_gradient : op_base {
    static constexpr const char* label = "mean_squared_error_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) { n.out = in[0]->out; }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long n = c.total(*c.self);
        for (long i = 0; i < n; ++i) c.out[i] = 2 * (c.in[0][i] - c.in[1][i]) / static_cast<T>(n);
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::mean_squared_error_gradient<typename Site::batch>(in[0], in[1], out, batch * Site::self.size());
    }
};

/// Mean over batch and elements of (y - t)^2.                             y, t (N, S)
struct mean_squared_error : op_base {
    static constexpr const char* label = "mean_squared_error";
    using gradient_kinds = types<mean_squared_error_gradient>;

    static constexpr void infer(node& n, const node* const*, int, trace::record&) {
        n.out = shape{};
        n.batched = false;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long n = c.total(c.input(0));
        T total = 0;
        for (long i = 0; i < n; ++i) {
            const T d = c.in[0][i] - c.in[1][i];
            total += d * d;
        }
        c.out[0] = total / static_cast<T>(n);
    }
    static constexpr void gradient(gradient_call& c) {
        c.give(0, trace::emit<mean_squared_error_gradient>(node{}, c.in(0), c.in(1)));
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        out[0] = kernels::mean_squared_error<typename Site::batch>(in[0], in[1], batch * Site::input(0).size());
    }
};

}  // namespace ops

/// From logits and class numbers: the mean of -log softmax(logits)[class].  PyTorch's
/// CrossEntropyLoss, Keras's SparseCategoricalCrossentropy(from_logits=True).
struct cross_entropy {
    using operation = ops::cross_entropy;
    using kinds = types<operation>;
    static constexpr bool classifies = true;
    static constexpr shape target(shape) { return shape{1}; }
    static constexpr auto record(auto y, auto t) { return trace::emit<ops::cross_entropy>(node{}, y, t); }
};

/// The mean of (y - target)^2 over batch and elements.  PyTorch's MSELoss.
struct mean_squared_error {
    using operation = ops::mean_squared_error;
    using kinds = types<operation>;
    static constexpr bool classifies = false;
    static constexpr shape target(shape y) { return y; }
    static constexpr auto record(auto y, auto t) { return trace::emit<ops::mean_squared_error>(node{}, y, t); }
};

}  // namespace inlay
