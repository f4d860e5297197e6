// SPDX-License-Identifier: BSL-1.0
// Layer normalisation: every row of the last extent gets mean 0 and variance 1.
#pragma once

#include "../graph/layer.hpp"
#include "../kernels/norm.hpp"

namespace inlay {
namespace ops {

/// What layer_norm and its gradients share; node.value is epsilon.
struct layer_norm_op : op_base {
protected:
    template <class T>
    struct moments {
        T mean = 0, inverse = 0;
        constexpr moments(const T* x, long n, double epsilon) {
            for (long k = 0; k < n; ++k) mean += x[k];
            mean /= static_cast<T>(n);
            T variance = 0;
            for (long k = 0; k < n; ++k) variance += (x[k] - mean) * (x[k] - mean);
            const T root =
                inlay::detail::cmath::sqrt(variance / static_cast<T>(n) + static_cast<T>(epsilon));
            inverse = 1 / root;
        }
    };
    template <class Site, int I>
    static constexpr long rows(long batch) {
        constexpr node x = Site::input(I);
        return x.size() / x.out.last() * (x.batched ? batch : 1);
    }
};

/// dx = (g - mean g - h mean(g h)) i,  g = dy weight, h = (x - mean) i.     inputs: dy, x, weight
struct layer_norm_gradient : layer_norm_op {
    static constexpr const char* label = "layer_norm_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[1]->out;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long n = c.self->out.last();
        for (long r = 0; r < c.total(*c.self); r += n) {
            const moments<T> m(c.in[1] + r, n, c.self->value);
            T sum = 0, sum_h = 0;
            for (long k = 0; k < n; ++k) {
                const T g = c.in[0][r + k] * c.in[2][k];
                sum += g;
                sum_h += g * (c.in[1][r + k] - m.mean) * m.inverse;
            }
            for (long k = 0; k < n; ++k) {
                const T g = c.in[0][r + k] * c.in[2][k], h = (c.in[1][r + k] - m.mean) * m.inverse;
                c.out[r + k] = (g - (sum + h * sum_h) / static_cast<T>(n)) * m.inverse;
            }
        }
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::layer_norm_gradient<typename Site::batch, Site::self.out.last()>(
            in[0], in[1], in[2], out, rows<Site, 1>(batch), Site::self.value);
    }
};

/// dweight = sum over all rows of dy h.                                              inputs: dy, x
struct layer_norm_weight_gradient : layer_norm_op {
    static constexpr const char* label = "layer_norm_weight_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = shape{in[1]->out.last()};
        n.batched = false;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long n = c.self->size();
        for (long k = 0; k < n; ++k) c.out[k] = 0;
        for (long r = 0; r < c.total(c.input(1)); r += n) {
            const moments<T> m(c.in[1] + r, n, c.self->value);
            for (long k = 0; k < n; ++k)
                c.out[k] += c.in[0][r + k] * (c.in[1][r + k] - m.mean) * m.inverse;
        }
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::layer_norm_weight_gradient<typename Site::batch, Site::self.out.last()>(
            in[0], in[1], out, rows<Site, 1>(batch), Site::self.value);
    }
};

/// y = h weight + bias,  h = (x - mean) / sqrt(variance + epsilon).
///     x, y (N, ..., C)   weight, bias (C)
struct layer_norm : layer_norm_op {
    static constexpr const char* label = "layer_norm";
    using gradient_kinds = types<layer_norm_gradient, layer_norm_weight_gradient>;
    static constexpr long state_size(const node&, const node* const*) { return 0; }

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[0]->out;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long n = c.self->out.last();
        for (long r = 0; r < c.total(*c.self); r += n) {
            const moments<T> m(c.in[0] + r, n, c.self->value);
            for (long k = 0; k < n; ++k)
                c.out[r + k] = (c.in[0][r + k] - m.mean) * m.inverse * c.in[1][k] + c.in[2][k];
        }
    }
    static constexpr void gradient(gradient_call& c) {
        node n;
        n.value = c.attributes().value;
        c.give(0, trace::emit<layer_norm_gradient>(n, c.dy(), c.in(0), c.in(1)));
        c.give(1, trace::emit<layer_norm_weight_gradient>(n, c.dy(), c.in(0)));
        c.give(2, c.dy());
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::layer_norm<typename Site::batch, Site::self.out.last()>(
            in[0], in[1], in[2], out, rows<Site, 0>(batch), Site::self.value);
    }
};

}  // namespace ops

/// Layer normalisation: y = (x - mean) / sqrt(variance + epsilon) weight + bias, with mean and
/// (biased) variance of each row of the last extent.            x, y (N, ..., C)   weight, bias (C)
///
/// Options: epsilon<1e-5>, name<"...">, shared<"...">. Cost: about 8 operations per element, 2 C
/// parameters.  Ba et al. 2016; PyTorch's nn.LayerNorm(C).
///
///     struct block : network<input<64>, layer_norm<>, dense<128>, gelu, dense<64>> {};
template <class... Options>
struct layer_norm : layer<layer_norm<Options...>, Options...> {
    static constexpr option accepts[] = {option::shared, option::epsilon};
    static constexpr int follows_flatten = 2;

    static constexpr auto parameters(shape x) {
        const int channels = x.last();
        return list(parameter_info{"weight", shape{channels}, init::ones, layout::plain, true,
                                   channels, channels},
                    parameter_info{"bias", shape{channels}, init::zeros, layout::plain, true,
                                   channels, channels});
    }
    static constexpr auto forward(auto x, auto weight, auto bias) {
        node n;
        n.value = detail::value_or<option::epsilon, double, Options...>(1e-5);
        return trace::emit<ops::layer_norm>(n, x, weight, bias);
    }
};

}  // namespace inlay
