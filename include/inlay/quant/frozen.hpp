// SPDX-License-Identifier: BSL-1.0
// A quantised network with its numbers as constants, ready to run.
#pragma once

#include "../runtime/facts.hpp"
#include "run.hpp"

namespace inlay {

/// An artifact that runs: weights in flash, intermediate values in `peak_ram` bytes, which are all the
/// memory an object has (and 8 more where SIMD may read over the end). Inputs and outputs lie in them, and
/// values take each other's place: write the inputs anew before each run. Nothing is allocated, thrown or
/// initialised.
///
///     static frozen<kws_int8> net;
///     for (int i = 0; i < net.input_size<0>; ++i) net.input()[i] = features[i];
///     net.run();
///     int best = argmax of net.output()
///
/// static_assert(frozen<kws_int8>::peak_ram <= 12'000) is how an example states what it needs.
template <class Artifact>
class frozen {
    static_assert(recorded<typename Artifact::network>::check::done);
    static_assert(detail::numbers<Artifact>::check::done);
    using fitting = typename detail::fitting<Artifact>::type;
    using numbers = detail::integers<fitting>;
    static constexpr auto& graph = numbers::graph;
    static constexpr auto& plan = numbers::plan;
    using every_op = detail::make_indices<graph.op_count>;

public:
    using network = typename Artifact::network;

    /// Bytes of all values, inputs and outputs among them, and of what kernels work with.
    static constexpr long peak_ram = plan.bytes;
    /// Bytes of weights, biases, multipliers and tables.
    static constexpr long flash_bytes = detail::constant_bytes<fitting>(every_op{});
    /// Multiply-accumulates of the network, and those left without the channels that its weights make idle.
    static constexpr long macs = inlay::macs<network>;
    static constexpr long live_macs = numbers::count_macs();

    template <int I = 0>
    static constexpr int input_size = static_cast<int>(numbers::extent(graph.inputs[I]).size());
    template <int I = 0>
    static constexpr int output_size = static_cast<int>(numbers::extent(graph.outputs[I]).size());
    template <int I = 0>
    static constexpr quantization input_quantization = numbers::of(graph.inputs[I]);
    template <int I = 0>
    static constexpr quantization output_quantization = numbers::of(graph.outputs[I]);

    template <int I = 0>
    signed char* input() noexcept { return arena_ + plan.value[graph.inputs[I]]; }
    template <int I = 0>
    const signed char* output() const noexcept { return arena_ + plan.value[graph.outputs[I]]; }
    void run() noexcept { detail::run_ops<fitting>(arena_, every_op{}); }

    /// One input, one output, copied in and out: y = net(x).
    void operator()(const signed char* x, signed char* y) noexcept {
        static_assert(graph.inputs.count == 1 && graph.outputs.count == 1);
        for (int i = 0; i < input_size<>; ++i) input()[i] = x[i];
        run();
        for (int i = 0; i < output_size<>; ++i) y[i] = output()[i];
    }

private:
    alignas(4) signed char arena_[peak_ram + kernels::int8::overread];
};

}  // namespace inlay
