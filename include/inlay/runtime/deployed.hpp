// SPDX-License-Identifier: BSL-1.0
// A model prepared for inference: what depends on its parameters alone is computed once.
#pragma once

#include "model.hpp"
#include "prepared.hpp"

namespace inlay {

/// The parameters of a model in the form that inference reads: batch normalisation folded into weights,
/// weights in the kernels' layout and, with bf16_weights or f16_weights, in 16 bits. Made once of a model,
/// which it does not need afterwards; called like one. Holds everything itself, allocates nothing, may be run
/// from many threads. peak_ram and flash_bytes tell its memory.
///
///     static deployed<net, bf16_weights> fast{trained};
///     auto y = fast(x, arena{scratch});
template <class Net, class... Options>
class deployed {
    static_assert(recorded<Net>::check::done);
    using call = detail::call<Net, prepared<Net, Options...>>;

public:
    using network_type = Net;
    static constexpr long storage_size = detail::deployment_graph<Net, Options...>::value.floats + detail::storage_slack;

    /// All zero; lies in .bss when static. To be assigned to, or prepare()d.
    constexpr deployed() = default;
    constexpr explicit deployed(const model<Net>& m) { prepare(m); }

    /// Takes over the parameters that m has now.
    constexpr void prepare(const model<Net>& m) {
        constexpr long floats = preparation_bytes() / static_cast<long>(sizeof(float));
        static_assert(floats <= 1024 * 1024, "inlay: too large for the stack: pass an arena of preparation_bytes()");
        if (__builtin_is_constant_evaluated()) {
            float scratch[floats > 0 ? floats : 1]{};
            run_preparation<scalar>(m, scratch);
        } else {
            alignas(64) float scratch[floats > 0 ? floats : 1];
            run_preparation<simd_backend>(m, scratch);
        }
    }
    /// The same, with memory for intermediate values: preparation_bytes() of it.
    template <long Bytes>
    void prepare(const model<Net>& m, arena<Bytes> scratch) {
        static_assert(Bytes >= preparation_bytes(), "inlay: the arena is smaller than preparation_bytes()");
        run_preparation<simd_backend>(m, static_cast<float*>(scratch.memory));
    }
    static constexpr long preparation_bytes() { return detail::bytes_of_plan<preparation<Net, Options...>>(1); }

    /// As model's.
    template <class... Args>
    constexpr auto operator()(const Args&... args) const noexcept {
        return call::template run<simd_backend>(storage_, args...);
    }
    template <class Backend, class... Args>
    constexpr auto run(const Args&... args) const noexcept {
        return call::template run<Backend>(storage_, args...);
    }
    void predict(const float* x, float* y, long batch, void* arena) const noexcept {
        call::run_batch(storage_, x, y, batch, arena);
    }
    static constexpr long arena_bytes(long batch) { return call::arena_bytes(batch); }
    template <class Pool>
    void predict(const float* x, float* y, long batch, void* arena, Pool& pool) const noexcept {
        call::run_batch(storage_, x, y, batch, arena, pool);
    }
    static constexpr long arena_bytes(long batch, int threads) { return call::arena_bytes(batch, threads); }

    constexpr const float* storage() const { return storage_; }

private:
    alignas(64) float storage_[storage_size > 0 ? storage_size : 1]{};

    template <class Backend>
    constexpr void run_preparation(const model<Net>& m, float* scratch) {
        runtime::frame f;
        f.parameters = m.storage();
        f.gradients = storage_;
        f.arena = scratch;
        runtime::run<preparation<Net, Options...>, Backend>(f);
    }
};

/// Of a deployed model: the arena that one sample needs, and the bytes of its weights.
template <class Net, class... Options>
inline constexpr long peak_ram<deployed<Net, Options...>> = detail::bytes_of_plan<prepared<Net, Options...>>(1);
template <class Net, class... Options>
inline constexpr long flash_bytes<deployed<Net, Options...>> =
    deployed<Net, Options...>::storage_size * static_cast<long>(sizeof(float));

}  // namespace inlay
