// SPDX-License-Identifier: BSL-1.0
// A network with its parameters: model<Net> holds them, model(x) runs.
#pragma once

#include "../core/random.hpp"
#include "lowering.hpp"
#include "parameters.hpp"

#include <tuple>

namespace inlay {

/// Memory for the intermediate values of an inference, of the caller's choosing: static, on the
/// stack, on the heap, in a section. arena{bytes} wraps an array, arena<N>{pointer} N bytes.
///
///     alignas(64) static unsigned char scratch[peak_ram<net>];
///     auto y = m(x, arena{scratch});
template <long Bytes>
struct arena {
    void* memory;
    constexpr explicit arena(unsigned char (&bytes)[Bytes]) : memory(bytes) {}
    constexpr explicit arena(void* pointer) : memory(pointer) {}
};
template <long Bytes>
arena(unsigned char (&)[Bytes]) -> arena<Bytes>;

namespace detail {

template <class T>
inline constexpr bool is_arena = false;
template <long Bytes>
inline constexpr bool is_arena<arena<Bytes>> = true;

/// The floats of a tensor, a view, a pointer.
template <class Values>
constexpr const float* pointer_to(const Values& x) {
    if constexpr (requires { x.data(); }) return x.data();
    else if constexpr (requires { x.data; }) return x.data;
    else return x;
}

template <class Arg>
inline constexpr long arena_size = 0;
template <long Bytes>
inline constexpr long arena_size<arena<Bytes>> = Bytes;

template <class Arg>
constexpr shape extent_of() {
    if constexpr (requires { Arg::extent; }) return Arg::extent;
    else return {};  // a pointer: nothing is known of it
}

/// What does not fit in model(args...): the number of inputs, a shape, the arena.
template <class Net, class... Args>
constexpr graph_error find_argument_error() {
    constexpr bool is_memory[] = {is_arena<Args>..., false};
    constexpr long bytes[] = {arena_size<Args>..., 0};
    const shape extent[] = {extent_of<Args>()..., {}};
    graph_error e;
    int port = 0;
    for (int i = 0; i < static_cast<int>(sizeof...(Args)) && e.empty(); ++i) {
        if (is_memory[i]) {
            if (bytes[i] < peak_ram<Net>) e = {"arena", text{""} << peak_ram<Net> << " bytes: peak_ram", text{""} << bytes[i]};
        } else if (port++ < input_count<Net>) {
            const shape expected = recorded<Net>::value.g.nodes[recorded<Net>::value.g.inputs[port - 1]].out;
            if (extent[i].rank > 0 && extent[i].size() != expected.size())
                e = {text{"input "} << port - 1 << " of model(x...)", text{"["} << expected << ']', text{"["} << extent[i] << ']'};
        }
    }
    if (e.empty() && port != input_count<Net>)
        e = {"model(x...)", text{""} << input_count<Net> << (input_count<Net> == 1 ? " input" : " inputs"), text{""} << port};
    return e;
}

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
            detail::initialise(p, stream(s.value, static_cast<unsigned long long>(i)), storage_ + p.offset);
        }
    }
    constexpr explicit model(const parameters<Net>& p) : initialised_(true) {
        for (long i = 0; i < storage_size; ++i) storage_[i] = p.storage[i];
    }

    /// Runs one sample: a tensor, view or pointer for each input, and then, if you place the
    /// intermediate values yourself, an arena of at least peak_ram<Net> bytes; otherwise they go on
    /// the stack. Gives a tensor, or a std::tuple of tensors. Allocates nothing, throws nothing.
    template <class... Args>
    constexpr auto operator()(const Args&... args) const noexcept {
        return run<simd_backend>(args...);
    }
    /// The same on a backend of your choice: m.run<scalar>(x).
    template <class Backend, class... Args>
    constexpr auto run(const Args&... args) const noexcept {
        constexpr graph_error e = detail::find_argument_error<Net, Args...>();
        static_assert(detail::fits_together<typename detail::clause<e.where>::type,
                                            typename detail::clause<e.expects>::type,
                                            typename detail::clause<e.found>::type>,
                      "inlay: the arguments do not fit the network");
        return run_one<Backend, e.empty()>(detail::make_indices<output_count<Net>>{}, args...);
    }

    /// Runs `batch` samples that lie one after another; x and y point to contiguous floats, `arena` to
    /// arena_bytes(batch) bytes.          x (batch, input)   y (batch, output)
    void predict(const float* x, float* y, long batch, void* arena) const noexcept {
        static_assert(input_count<Net> == 1 && output_count<Net> == 1);
        runtime::frame f;
        f.parameters = storage_;
        f.arena = static_cast<float*>(arena);
        f.inputs[0] = x;
        f.outputs[0] = y;
        f.batch = batch;
        runtime::run<inference<Net>, simd_backend>(f);
    }
    static constexpr long arena_bytes(long batch) {
        return (inference<Net>::plan.fixed + inference<Net>::plan.batched * batch) * static_cast<long>(sizeof(float));
    }

    constexpr float* storage() { return storage_; }
    constexpr const float* storage() const { return storage_; }
    constexpr bool initialised() const { return initialised_; }
    /// To be called by whoever fills storage() by hand.
    constexpr void mark_initialised() { initialised_ = true; }

private:
    alignas(64) float storage_[storage_size > 0 ? storage_size : 1]{};
    bool initialised_ = false;

    template <int O>
    struct shape_of_output {
        static constexpr shape value = output_shape<Net, O>;
    };
    template <int O>
    using output_tensor = typename detail::tensor_of<shape_of_output<O>>::type;

    template <int I>
    static constexpr void set_arguments(runtime::frame&) {}
    template <int I, class First, class... Rest>
    static constexpr void set_arguments(runtime::frame& f, const First& first, const Rest&... rest) {
        if constexpr (detail::is_arena<First>) {
            f.arena = static_cast<float*>(first.memory);
            set_arguments<I>(f, rest...);
        } else {
            f.inputs[I] = detail::pointer_to(first);
            set_arguments<I + 1>(f, rest...);
        }
    }

    template <class Backend, bool Fits, int... O, class... Args>
    constexpr auto run_one(detail::indices<O...>, [[maybe_unused]] const Args&... args) const {
        std::tuple<output_tensor<O>...> results{};
        runtime::frame f;
        f.parameters = storage_;
        ((f.outputs[O] = std::get<O>(results).values), ...);
        if constexpr (Fits) set_arguments<0>(f, args...);
        if constexpr (!Fits) {
            // already reported
        } else if constexpr ((detail::is_arena<Args> || ...)) {
            runtime::run<inference<Net>, Backend>(f);
        } else {
            constexpr long floats = peak_ram<Net> / static_cast<long>(sizeof(float));
            static_assert(peak_ram<Net> <= 4 * 1024 * 1024,
                          "inlay: too large for the stack: pass an arena of peak_ram<Net> bytes");
            if (__builtin_is_constant_evaluated()) {
                float scratch[floats > 0 ? floats : 1]{};
                f.arena = scratch;
                runtime::run<inference<Net>, scalar>(f);
            } else {
                alignas(64) float scratch[floats > 0 ? floats : 1];
                f.arena = scratch;
                runtime::run<inference<Net>, Backend>(f);
            }
        }
        if constexpr (sizeof...(O) == 1) return std::get<0>(results);
        else return results;
    }
};

/// A parameter by its path, in PyTorch's shape: parameter<"encoder.weight">(m)(0, 0) += 1.
template <fixed_string Path, class Net>
constexpr auto parameter(model<Net>& m) {
    constexpr int found = detail::find_parameter<Net>(Path.text);
    static_assert(detail::check_path<typename detail::clause<text{Path.text}>::type, (found >= 0)>::done);
    constexpr parameter_record p = recorded<Net>::value.parameters[found < 0 ? 0 : found];
    return parameter_view<p.public_shape, p.order>{m.storage() + p.offset};
}

}  // namespace inlay
