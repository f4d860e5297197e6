// SPDX-License-Identifier: BSL-1.0
// Softmax and its logarithm over the last extent.
#pragma once

#include "../core/math_functions.hpp"
#include "../graph/layer.hpp"
#include "../kernels/softmax.hpp"

namespace inlay {
namespace ops {

/// What softmax, its logarithm and their gradients share: the shape of the first input, row by row.
struct softmax_op : op_base {
    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[0]->out;
    }
    static constexpr long state_size(const node&, const node* const*) { return 0; }

protected:
    template <class T>
    static constexpr T exp(T x) { return math::exp(simd::value<T>(x))[0]; }
    template <class Site>
    static constexpr int columns() { return Site::self.out.last(); }
    template <class Site>
    static constexpr long rows(long batch) {
        return Site::self.size() / columns<Site>() * (Site::self.batched ? batch : 1);
    }
    /// The largest of n numbers, and the sum of exp(x - largest).
    template <class T>
    struct totals {
        T most, sum;
        constexpr totals(const T* x, long n) : most(x[0]), sum(0) {
            for (long k = 1; k < n; ++k) most = x[k] > most ? x[k] : most;
            for (long k = 0; k < n; ++k) sum += exp(x[k] - most);
        }
    };
};

/// dx = y (dy - sum y dy), y = softmax(x).
struct softmax_gradient : softmax_op {
    static constexpr const char* label = "softmax_gradient";
    static constexpr bool has_gradient = false;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long n = c.self->out.last();
        for (long r = 0; r < c.total(*c.self); r += n) {
            T sum = 0;
            for (long k = r; k < r + n; ++k) sum += c.in[0][k] * c.in[1][k];
            for (long k = r; k < r + n; ++k) c.out[k] = c.in[1][k] * (c.in[0][k] - sum);
        }
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::softmax_gradient<typename Site::batch, columns<Site>()>(in[0], in[1], out,
                                                                         rows<Site>(batch));
    }
};

/// dx = dy - exp(y) sum dy, y = log_softmax(x).
struct log_softmax_gradient : softmax_op {
    static constexpr const char* label = "log_softmax_gradient";
    static constexpr bool has_gradient = false;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long n = c.self->out.last();
        for (long r = 0; r < c.total(*c.self); r += n) {
            T sum = 0;
            for (long k = r; k < r + n; ++k) sum += c.in[0][k];
            for (long k = r; k < r + n; ++k) c.out[k] = c.in[0][k] - exp(c.in[1][k]) * sum;
        }
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::log_softmax_gradient<typename Site::batch, columns<Site>()>(in[0], in[1], out,
                                                                             rows<Site>(batch));
    }
};

/// y = exp(x - m) / sum exp(x - m), m = max x.                                  x, y (N, ..., C)
struct softmax : softmax_op {
    static constexpr const char* label = "softmax";
    using gradient_kinds = types<softmax_gradient>;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long n = c.self->out.last();
        for (long r = 0; r < c.total(*c.self); r += n) {
            const totals<T> t(c.in[0] + r, n);
            for (long k = r; k < r + n; ++k) c.out[k] = exp(c.in[0][k] - t.most) / t.sum;
        }
    }
    static constexpr void gradient(gradient_call& c) {
        c.give(0, trace::emit<softmax_gradient>(node{}, c.dy(), c.y()));
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::softmax<typename Site::batch, columns<Site>(), Site::fast_functions>(in[0], out, rows<Site>(batch));
    }
};

/// y = x - m - log sum exp(x - m), m = max x.                                   x, y (N, ..., C)
struct log_softmax : softmax_op {
    static constexpr const char* label = "log_softmax";
    using gradient_kinds = types<log_softmax_gradient>;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long n = c.self->out.last();
        for (long r = 0; r < c.total(*c.self); r += n) {
            const totals<T> t(c.in[0] + r, n);
            const T shift = t.most + math::log(simd::value<T>(t.sum))[0];
            for (long k = r; k < r + n; ++k) c.out[k] = c.in[0][k] - shift;
        }
    }
    static constexpr void gradient(gradient_call& c) {
        c.give(0, trace::emit<log_softmax_gradient>(node{}, c.dy(), c.y()));
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::log_softmax<typename Site::batch, columns<Site>(), Site::fast_functions>(in[0], out, rows<Site>(batch));
    }
};

}  // namespace ops

/// Probabilities: y = exp(x) / sum exp(x) over the last extent.                 x, y (N, ..., C)
///
/// The maximum is subtracted first: nothing overflows. To train a classifier leave it out: the loss
/// cross_entropy takes the values before the softmax. As PyTorch's nn.Softmax(-1), Keras's Softmax.
///
///     struct classifier : network<input<784>, dense<10>, softmax> {};
struct softmax : layer<softmax> {
    static constexpr auto forward(auto x) { return trace::emit<ops::softmax>(node{}, x); }
};

/// Logarithms of probabilities: y = x - log sum exp(x) over the last extent. PyTorch's
/// nn.LogSoftmax(-1).                                                           x, y (N, ..., C)
struct log_softmax : layer<log_softmax> {
    static constexpr auto forward(auto x) { return trace::emit<ops::log_softmax>(node{}, x); }
};

}  // namespace inlay
