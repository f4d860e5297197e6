// SPDX-License-Identifier: BSL-1.0
// Sums: over the batch and over leading extents, the transpose of broadcasting.
#pragma once

#include "../graph/trace.hpp"
#include "../kernels/reduce.hpp"

namespace inlay::ops {

/// Sums x to the shape it is emitted with, a suffix of x's shape: over leading extents, and over
/// the batch where the result is not batched.             x (N, ..., S)   y (S) or (N, S)
struct sum_to : op_base {
    static constexpr const char* label = "sum_to";
    static constexpr bool has_gradient = false;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long size = c.self->size(), whole = c.input(0).size();
        for (long i = 0, n = c.total(*c.self); i < n; ++i) c.out[i] = 0;
        for (long i = 0, n = c.total(c.input(0)); i < n; ++i) {
            const long sample = c.self->batched ? i / whole : 0;
            c.out[sample * size + i % size] += c.in[0][i];
        }
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int size = static_cast<int>(Site::self.size());
        constexpr long rows = Site::input(0).size() / size;
        const long samples = Site::input(0).batched ? batch : 1;
        if constexpr (!Site::self.batched)
            kernels::sum_rows<typename Site::batch, size>(in[0], out, samples * rows);
        else
            for (long s = 0; s < samples; ++s)
                kernels::sum_rows<typename Site::batch, size>(in[0] + s * rows * size,
                                                              out + s * size, rows);
    }
};

}  // namespace inlay::ops
