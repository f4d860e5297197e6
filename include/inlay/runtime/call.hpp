// SPDX-License-Identifier: BSL-1.0
// Calling a program with tensors, views, pointers and an arena: what model and deployed share.
#pragma once

#include "../core/tensor.hpp"
#include "facts.hpp"
#include "lowering.hpp"

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

/// Bytes of arena that a program needs for `batch` samples.
template <class Program>
constexpr long bytes_of_plan(long batch) {
    return (Program::plan.fixed + Program::plan.batched * batch) * static_cast<long>(sizeof(float));
}

/// How many samples a program runs together: as many as keep their intermediate values in the second-level cache; more
/// where the weights, which each block reads once, are larger than those.
template <class Net, class Program>
constexpr long samples_of_block() {
    constexpr long cache = 96 * 1024;  // floats
    const long floats = Program::plan.batched + 1, weights = parameter_count<Net>;
    return ((weights > cache ? weights : cache) + floats - 1) / floats;
}

/// What does not fit in model(args...): the number of inputs, a shape, the arena.
template <class Net, class Program, class... Args>
constexpr graph_error find_argument_error() {
    constexpr long ram = bytes_of_plan<Program>(1);
    constexpr bool is_memory[] = {is_arena<Args>..., false};
    constexpr long bytes[] = {arena_size<Args>..., 0};
    const shape extent[] = {extent_of<Args>()..., {}};
    graph_error e;
    int port = 0;
    for (int i = 0; i < static_cast<int>(sizeof...(Args)) && e.empty(); ++i) {
        if (is_memory[i]) {
            if (bytes[i] < ram) e = {"arena", text{""} << ram << " bytes: peak_ram", text{""} << bytes[i]};
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

/// Runs Program, a form of Net, on parameters that lie as it expects them.
template <class Net, class Program>
class call {
public:
    template <class Backend, class... Args>
    static constexpr auto run(const float* parameters, const Args&... args) {
        constexpr graph_error e = find_argument_error<Net, Program, Args...>();
        static_assert(fits_together<typename clause<e.where>::type, typename clause<e.expects>::type,
                                    typename clause<e.found>::type>,
                      "inlay: the arguments do not fit the network");
        return run_one<Backend, e.empty()>(parameters, make_indices<output_count<Net>>{}, args...);
    }
    /// x (batch, input)   y (batch, output)
    static void run_batch(const float* parameters, const float* x, float* y, long batch, void* arena) {
        static_assert(input_count<Net> == 1 && output_count<Net> == 1);
        runtime::frame f;
        f.parameters = parameters;
        f.arena = static_cast<float*>(arena);
        for (long first = 0; first < batch; first += block) {
            f.inputs[0] = x + first * input_shape<Net>.size();
            f.outputs[0] = y + first * output_shape<Net, 0>.size();
            f.batch = batch - first < block ? batch - first : block;
            runtime::run<Program, simd_backend>(f);
        }
    }
    /// Of a batch: no more than a block is in it at a time.
    static constexpr long arena_bytes(long batch) { return bytes_of_plan<Program>(batch < block ? batch : block); }

    /// The same in parts on the threads of a pool; each has arena_bytes(its share) of the arena, rounded up to lines of
    /// the cache.
    template <class Pool>
    static void run_batch(const float* parameters, const float* x, float* y, long batch, void* arena, Pool& pool) {
        const part_call c{parameters, x, y, batch, static_cast<char*>(arena), batch < pool.size() ? static_cast<int>(batch) : pool.size()};
        pool.run(c.parts, &part_call::run, const_cast<part_call*>(&c));
    }
    static constexpr long arena_bytes(long batch, long threads) {
        return threads * ((arena_bytes((batch + threads - 1) / threads) + 63) / 64 * 64);
    }

private:
    static constexpr long block = samples_of_block<Net, Program>();
    struct part_call {
        const float *parameters, *x;
        float* y;
        long batch;
        char* arena;
        int parts;

        static void run(void* call, int part) {
            const part_call& c = *static_cast<const part_call*>(call);
            const long first = c.batch * part / c.parts, end = c.batch * (part + 1) / c.parts;
            run_batch(c.parameters, c.x + first * input_shape<Net>.size(), c.y + first * output_shape<Net, 0>.size(), end - first,
                      c.arena + arena_bytes(c.batch, c.parts) / c.parts * part);
        }
    };

    template <int O>
    struct shape_of_output {
        static constexpr shape value = output_shape<Net, O>;
    };
    template <int O>
    using output_tensor = typename tensor_of<shape_of_output<O>>::type;

    template <int I>
    static constexpr void set_arguments(runtime::frame&) {}
    template <int I, class First, class... Rest>
    static constexpr void set_arguments(runtime::frame& f, const First& first, const Rest&... rest) {
        if constexpr (is_arena<First>) {
            f.arena = static_cast<float*>(first.memory);
            set_arguments<I>(f, rest...);
        } else {
            f.inputs[I] = pointer_to(first);
            set_arguments<I + 1>(f, rest...);
        }
    }

    template <class Backend, bool Fits, int... O, class... Args>
    static constexpr auto run_one(const float* parameters, indices<O...>, [[maybe_unused]] const Args&... args) {
        std::tuple<output_tensor<O>...> results{};
        runtime::frame f;
        f.parameters = parameters;
        ((f.outputs[O] = std::get<O>(results).values), ...);
        if constexpr (Fits) set_arguments<0>(f, args...);
        if constexpr (!Fits) {
            // already reported
        } else if constexpr ((is_arena<Args> || ...)) {
            runtime::run<Program, Backend>(f);
        } else {
            constexpr long floats = bytes_of_plan<Program>(1) / static_cast<long>(sizeof(float));
            static_assert(floats <= 1024 * 1024,
                          "inlay: too large for the stack: pass an arena of peak_ram<Net> bytes");
            if (__builtin_is_constant_evaluated()) {
                float scratch[floats > 0 ? floats : 1]{};
                f.arena = scratch;
                runtime::run<Program, scalar>(f);
            } else {
                alignas(64) float scratch[floats > 0 ? floats : 1];
                f.arena = scratch;
                runtime::run<Program, Backend>(f);
            }
        }
        if constexpr (sizeof...(O) == 1) return std::get<0>(results);
        else return results;
    }
};

}  // namespace detail
}  // namespace inlay
