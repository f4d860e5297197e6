// SPDX-License-Identifier: BSL-1.0
// A network with its parameters: model<Net> holds them, model(x) runs.
#pragma once

#include "../core/random.hpp"
#include "call.hpp"
#include "parameters.hpp"

namespace inlay {

namespace detail {

/// A parameter's first values. Number i of parameter k is number i of stream k of the seed.
constexpr void initialise(const parameter_record& p, unsigned long long stream_seed, float* data) {
    using kind = initializer::kind;
    const double in = p.fan_in, out = p.fan_out, argument = p.init.argument.value();
    double scale = 0;  // of a uniform in (-1, 1), or of a standard normal
    bool normal = false;
    switch (p.init.which) {
        case kind::zeros: case kind::ones: case kind::constant: break;
        case kind::uniform: scale = argument; break;
        case kind::normal: scale = argument, normal = true; break;
        case kind::glorot_uniform: scale = cmath::sqrt(6 / (in + out)); break;
        case kind::glorot_normal: scale = cmath::sqrt(2 / (in + out)), normal = true; break;
        case kind::he_uniform: scale = cmath::sqrt(6 / in); break;
        case kind::he_normal: scale = cmath::sqrt(2 / in), normal = true; break;
        case kind::lecun_uniform: scale = cmath::sqrt(3 / in); break;
        case kind::lecun_normal: scale = cmath::sqrt(1 / in), normal = true; break;
    }
    for (long i = 0; i < p.public_shape.size(); ++i) {
        const auto number = static_cast<unsigned long long>(i);
        double value = 0;
        if (p.init.which == kind::ones) value = 1;
        else if (p.init.which == kind::constant) value = argument;
        else if (normal) value = scale * random_normal_at(stream_seed, number);
        else if (scale != 0) value = scale * (2.0 * random_uniform_at(stream_seed, number) - 1);
        data[storage_index(p, i)] = static_cast<float>(value);
    }
}

/// The float of four bytes.
constexpr float little_endian(const char* bytes) {
    unsigned bits = 0;
    for (int b = 3; b >= 0; --b) bits = bits << 8 | static_cast<unsigned char>(bytes[b]);
    return __builtin_bit_cast(float, bits);
}

}  // namespace detail

/// A network's parameters, and the ways to run it. Trivially copyable in effect: no pointers, no
/// heap; put it where you like. A const model may be run from many threads, each with an arena.
template <class Net>
class model {
    static_assert(recorded<Net>::check::done);

public:
    using network_type = Net;
    static constexpr long storage_size = recorded<Net>::value.storage;

    /// All parameters zero and marked as not initialised; lies in .bss when static.
    constexpr model() = default;
    /// Every parameter by its initializer; the same seed gives the same model on every machine.
    constexpr explicit model(seed s) : initialised_(true) {
        for (int i = 0; i < recorded<Net>::lists.parameter_count; ++i) {
            const parameter_record& p = recorded<Net>::lists.parameters[i];
            detail::initialise(p, random_stream(s.value, static_cast<unsigned long long>(i)), storage_ + p.offset);
        }
    }
    constexpr explicit model(const parameters<Net>& p) : initialised_(true) {
        for (long i = 0; i < storage_size; ++i) storage_[i] = p.storage[i];
    }

    /// Not constexpr: compilers would copy each static model's parameters themselves, a minute for a megabyte.
    explicit model(const stored_parameters<Net>& p) : initialised_(true) {
        for (int i = 0; i < p.count; ++i) {
            const parameter_record& to = recorded<Net>::lists.parameters[i];
            const char* from = p.bytes[i];
            for (long k = 0; k < to.public_shape.size(); ++k, from += 4) storage_[to.offset + k] = detail::little_endian(from);
        }
    }

    /// Runs one sample: a tensor, view or pointer for each input, and then, if you place the
    /// intermediate values yourself, an arena of at least peak_ram<Net> bytes; otherwise they go on
    /// the stack. Gives a tensor, or a std::tuple of tensors. Allocates nothing, throws nothing.
    template <class... Args>
    constexpr auto operator()(const Args&... args) const noexcept {
        return detail::call<Net, inference<Net>>::template run<simd_backend>(storage_, args...);  // not by run: a line less in errors
    }
    /// The same on a backend of your choice: m.run<scalar>(x).
    template <class Backend, class... Args>
    constexpr auto run(const Args&... args) const noexcept {
        return detail::call<Net, inference<Net>>::template run<Backend>(storage_, args...);
    }

    /// Runs `batch` samples that lie one after another; x and y point to contiguous floats, `arena` to
    /// arena_bytes(batch) bytes.          x (batch, input)   y (batch, output)
    void predict(const float* x, float* y, long batch, void* arena) const noexcept {
        detail::call<Net, inference<Net>>::run_batch(storage_, x, y, batch, arena);
    }
    static constexpr long arena_bytes(long batch) { return detail::call<Net, inference<Net>>::arena_bytes(batch); }
    /// The same on several threads, each with a part of the batch: a thread_pool (inlay/threads.hpp) and
    /// arena_bytes(batch, pool.size()) bytes.
    template <class Pool>
    void predict(const float* x, float* y, long batch, void* arena, Pool& pool) const noexcept {
        detail::call<Net, inference<Net>>::run_batch(storage_, x, y, batch, arena, pool);
    }
    static constexpr long arena_bytes(long batch, int threads) {
        return detail::call<Net, inference<Net>>::arena_bytes(batch, threads);
    }

    constexpr float* storage() { return storage_; }
    constexpr const float* storage() const { return storage_; }
    constexpr bool initialised() const { return initialised_; }
    /// To be called by whoever fills storage() by hand.
    constexpr void mark_initialised() { initialised_ = true; }

private:
    alignas(64) float storage_[storage_size > 0 ? storage_size : 1]{};
    bool initialised_ = false;
};

/// Fills a model from numbers in PyTorch's order, parameter after parameter as the network's definition
/// mentions them; PyTorch's state_dict() of a sequence of layers is in that order, too.
template <class Net>
constexpr void set_parameters(model<Net>& m, const float* numbers) {
    for (const parameter_record& p : recorded<Net>::lists.parameters)
        for (long k = 0; k < p.public_shape.size(); ++k) m.storage()[p.offset + detail::storage_index(p, k)] = *numbers++;
    m.mark_initialised();
}

/// A parameter by its path, in PyTorch's shape: parameter<"encoder.weight">(m)(0, 0) += 1.
template <fixed_string Path, class Net>
constexpr auto parameter(model<Net>& m) {
    constexpr int found = detail::find_parameter<Net>(Path.text);
    static_assert(detail::check_path<typename detail::clause<text{Path.text}>::type, (found >= 0)>::done);
    constexpr parameter_record p = recorded<Net>::value.parameters[found < 0 ? 0 : found];
    return parameter_view<p.public_shape, p.order>{m.storage() + p.offset};
}

}  // namespace inlay
