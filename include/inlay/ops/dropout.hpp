// SPDX-License-Identifier: BSL-1.0
// Dropout: in training, elements are set to 0 at random.
#pragma once

#include "../core/random.hpp"
#include "../graph/layer.hpp"
#include "../simd/inline.hpp"

namespace inlay {
namespace ops {

/// y = x / (1 - rate) where element i is kept, else 0. Kept: number i of stream `index` of the
/// step's seed is at least `rate` (node.value). Seed 0 keeps everything as it is.
struct dropout_mask : op_base {
    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[0]->out;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        apply(c.in[0], c.out, c.total(*c.self), c.self->value, c.self->index, c.seed);
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch,
                              unsigned long long seed) {
        apply(in[0], out, Site::self.size() * (Site::self.batched ? batch : 1), Site::self.value,
              Site::self.index, seed);
    }

private:
    template <class T>
    static constexpr void apply(const T* x, T* y, long count, double rate, int index,
                                unsigned long long seed) {
        const unsigned long long numbers = random_stream(seed, static_cast<unsigned long long>(index));
        const auto least = static_cast<float>(rate);
        const T scale = seed == 0 ? T(1) : static_cast<T>(1 / (1 - rate));
        for (long i = 0; i < count; ++i) {
            const bool kept =
                seed == 0 ||
                random_uniform_at(numbers, static_cast<unsigned long long>(i)) >= least;
            y[i] = kept ? x[i] * scale : T(0);
        }
    }
};

/// dx = dy / (1 - rate) where x was kept, else 0: the same numbers again, no mask is stored.
struct dropout_gradient : dropout_mask {
    static constexpr const char* label = "dropout_gradient";
    static constexpr bool has_gradient = false;
};

struct dropout : dropout_mask {
    static constexpr const char* label = "dropout";
    static constexpr bool identity_in_inference = true;
    using gradient_kinds = types<dropout_gradient>;

    static constexpr void gradient(gradient_call& c) {
        node n;
        n.index = c.attributes().index;
        n.value = c.attributes().value;
        c.give(0, trace::emit<dropout_gradient>(n, c.dy()));
    }
};

}  // namespace ops

/// In training, sets each element to 0 with probability Rate and scales the others by
/// 1 / (1 - Rate); nothing in inference.  Srivastava et al. 2014; as PyTorch's and Keras's Dropout.
///
/// The elements follow from the training's seed, the step and the layer: a run can be repeated.
///
///     struct classifier : network<input<64>, dense<64>, relu, dropout<0.2>, dense<10>> {};
template <number Rate, class... Options>
struct dropout : layer<dropout<Rate, Options...>, Options...> {
    static constexpr bool valid = Rate.value() >= 0 && Rate.value() < 1;
    static constexpr void check(trace::record& r, shape) {
        if (!valid) r.fail(text{"a rate from 0 to below 1"}, text{""} << Rate.value());
    }
    static constexpr auto forward(auto x) {
        node n;
        n.index = x.r->layers.size();  // of each dropout its own
        n.value = valid ? Rate.value() : 0;
        return trace::emit<ops::dropout>(n, x);
    }
};

}  // namespace inlay
