// SPDX-License-Identifier: BSL-1.0
// A network over an endless sequence, block by block: what its layers remember lies in streaming<Net>.
#pragma once

#include "../passes/plan_state.hpp"
#include "model.hpp"

namespace inlay {
namespace detail {

template <class Where, class Expects, class Found>
struct check_stream {
    static_assert(fits_together<Where, Expects, Found>, "inlay: the network cannot run block by block");
    static constexpr bool done = true;
};

/// Inference with a state: the same graph, steps and memory, other kernels where something is remembered.
template <class Net>
struct stream_program : inference<Net> {
    static constexpr auto state = passes::plan_state(inference<Net>::g);

    static constexpr graph_error find_error() {
        graph_error e;
        if (state.mistake < 0) return e;
        const node& n = inference<Net>::g.nodes[state.mistake];
        if (n.layer < 0) {
            e.where << "network";
            e.found << n.op->name;
        } else {
            const layer_record& l = recorded<Net>::lists.layers[n.layer];
            e.where << l.type << " (layer " << path_of(recorded<Net>::lists.layers, n.layer) << ')';
            e.found << l.type;
        }
        e.expects << "causal: sees nothing later";
        e.found << " over later rows";
        return e;
    }
    static constexpr graph_error error = find_error();
    using check = check_stream<typename clause<error.where>::type, typename clause<error.expects>::type,
                               typename clause<error.found>::type>;
};

}  // namespace detail

/// Bytes that a stream of the network remembers from block to block.
template <class Net>
inline constexpr long state_bytes =
    (void(detail::checked_recording<Net>()), detail::stream_program<Net>::state.size * static_cast<long>(sizeof(float)));

/// Runs a network over a sequence of any length, in blocks of the network's own T frames: causal
/// convolutions, gru and lstm go on where the block before ended. The law: the blocks' outputs, one after
/// another, are the output of the same layers over the whole sequence. The first block follows silence
/// (zeros, as in training); so does the first after reset().
///
/// Inputs of rank 1 are no sequences: they hold for a block (a knob's position). It is an error if a layer
/// sees frames that come later (a conv1d that is not causal, a pooling, a flatten). The model is read only
/// and shared; every stream has a state of its own, state_bytes<Net>, in this object: no heap, no lock.
/// Copying a stream copies its state. The model must outlive it. A stream made without one gets it by use()
/// before its first block: all zero, a static one lies in .bss and costs a program's image nothing.
///
///     streaming<net> left{m}, right{m};          // struct net : network<input<64, 1>, gru<32>, dense<1>> {};
///     left(x, y);                                // pointers to 64 frames in, 64 frames out
template <class Net>
class streaming {
    static_assert(recorded<Net>::check::done && detail::stream_program<Net>::check::done);
    using program = detail::stream_program<Net>;

public:
    using network_type = Net;
    /// Frames of a block.
    static constexpr int block_size = input_shape<Net>[0];

    constexpr streaming() = default;
    constexpr explicit streaming(const model<Net>& m) : model_(&m) {}

    /// The model of the blocks that follow. What was remembered stays.
    constexpr void use(const model<Net>& m) { model_ = &m; }

    /// Silence before the next block.
    constexpr void reset() {
        for (float& s : state_) s = 0;
    }

    /// One block: x (T, C) to y, pointers to contiguous floats; intermediate values go on the stack, or to
    /// an arena of peak_ram<Net> bytes. For networks of one input and one output.
    constexpr void operator()(const float* x, float* y) noexcept {
        constexpr long floats = peak_ram<Net> / static_cast<long>(sizeof(float));
        static_assert(peak_ram<Net> <= 1024 * 1024, "inlay: too large for the stack: pass an arena of peak_ram<Net> bytes");
        if (__builtin_is_constant_evaluated()) {
            float scratch[floats > 0 ? floats : 1]{};
            run<scalar>(x, y, scratch);
        } else {
            alignas(64) float scratch[floats > 0 ? floats : 1];
            run<simd_backend>(x, y, scratch);
        }
    }
    template <long Bytes>
    void operator()(const float* x, float* y, arena<Bytes> memory) noexcept {
        static_assert(Bytes >= peak_ram<Net>, "inlay: the arena is smaller than peak_ram<Net>");
        run<simd_backend>(x, y, static_cast<float*>(memory.memory));
    }
    /// One block of a network with several inputs or outputs: pointers to each, in order.
    void operator()(const float* const* inputs, float* const* outputs, void* arena) noexcept {
        run<simd_backend>(inputs, outputs, static_cast<float*>(arena));
    }

private:
    alignas(64) float state_[program::state.size > 0 ? program::state.size : 1]{};
    const model<Net>* model_ = nullptr;

    template <class Backend>
    constexpr void run(const float* x, float* y, float* arena) noexcept {
        static_assert(input_count<Net> == 1 && output_count<Net> == 1,
                      "inlay: a network of one input and one output; others take arrays of pointers");
        run<Backend>(&x, &y, arena);
    }
    template <class Backend>
    constexpr void run(const float* const* inputs, float* const* outputs, float* arena) noexcept {
        runtime::frame f;
        f.parameters = model_->storage();
        f.arena = arena;
        f.state = state_;
        for (int i = 0; i < input_count<Net>; ++i) f.inputs[i] = inputs[i];
        for (int o = 0; o < output_count<Net>; ++o) f.outputs[o] = outputs[o];
        runtime::run<program, Backend>(f);
    }
};

}  // namespace inlay
