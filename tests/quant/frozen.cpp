// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// Converted networks give the bytes that TensorFlow Lite for Microcontrollers gives.
#include "tiny_chain.hpp"
#include "tiny_dag.hpp"
#include "tiny_idle.hpp"
#include "tiny_mixed.hpp"
#include "tiny_one_channel.hpp"
#include "tiny_golden.hpp"

#include "catch.hpp"

using namespace inlay;

namespace {

template <class Artifact, int Rows, int Inputs, int Outputs>
void check_rows(const signed char (&inputs)[Rows][Inputs], const signed char (&outputs)[Rows][Outputs]) {
    static frozen<Artifact> net;
    static_assert(net.template input_size<> == Inputs && net.template output_size<> == Outputs);
    for (int r = 0; r < Rows; ++r) {
        signed char y[Outputs];
        net(inputs[r], y);
        for (int i = 0; i < Outputs; ++i) {
            INFO("row " << r << " output " << i);
            REQUIRE(static_cast<int>(y[i]) == static_cast<int>(outputs[r][i]));
        }
    }
}

}  // namespace

TEST_CASE("a chain of int8 layers gives the reference's bytes") {
    check_rows<tiny_chain_int8>(golden::tiny_chain_inputs, golden::tiny_chain_outputs);
}

TEST_CASE("a graph of int8 layers gives the reference's bytes") {
    check_rows<tiny_dag_int8>(golden::tiny_dag_inputs, golden::tiny_dag_outputs);
}

TEST_CASE("channels that never change are neither stored nor computed, and the bytes stay") {
    check_rows<tiny_idle_int8>(golden::tiny_idle_inputs, golden::tiny_idle_outputs);
    static_assert(frozen<tiny_idle_int8>::live_macs < frozen<tiny_idle_int8>::macs * 2 / 3);
    static_assert(frozen<tiny_chain_int8>::live_macs == frozen<tiny_chain_int8>::macs);
    static_assert(frozen<tiny_dag_int8>::live_macs == frozen<tiny_dag_int8>::macs);
}

TEST_CASE("means, differences, products, repeated operands and several filters a channel give the reference's bytes") {
    check_rows<tiny_mixed_int8>(golden::tiny_mixed_inputs, golden::tiny_mixed_outputs);
    check_rows<tiny_one_channel_int8>(golden::tiny_one_channel_inputs, golden::tiny_one_channel_outputs);
}

TEST_CASE("an artifact states its memory before it runs") {
    using chain = frozen<tiny_chain_int8>;
    static_assert(sizeof(chain) == (chain::peak_ram + kernels::int8::overread + 3) / 4 * 4);
    static_assert(chain::peak_ram < detail::integers<tiny_chain_int8>::plan.liveness + 300);
    static_assert(chain::macs == macs<tiny_chain>);
    static_assert(chain::input_quantization<>.scale == 0.01f);
    static_assert(chain::output_quantization<> == quantization{1.0f / 256, -128});
    SUCCEED();
}

namespace {

struct nothing : network<input<16>> {};
struct nothing_int8 {
    using network = nothing;
    using scheme = affine_i8<>;
    static constexpr quantization inputs[] = {{1.0f, 0}};
    static constexpr constants<quantized_layer> layers{};
};

}  // namespace

TEST_CASE("a network without an operation is its memory, and nothing else") {
    using net = frozen<nothing_int8>;
    static_assert(net::peak_ram == 16 && net::flash_bytes == 0 && net::macs == 0);
    signed char x[16], y[16];
    for (int i = 0; i < 16; ++i) x[i] = static_cast<signed char>(7 * i - 50);
    static net n;
    n(x, y);
    for (int i = 0; i < 16; ++i) CHECK(static_cast<int>(y[i]) == static_cast<int>(x[i]));
}

TEST_CASE("quantize rounds ties away from zero and saturates") {
    constexpr quantization q{0.5f, 3};
    static_assert(quantize(1.0f, q) == 5 && quantize(0.25f, q) == 4 && quantize(-0.25f, q) == 2);
    static_assert(quantize(1e9f, q) == 127 && quantize(-1e9f, q) == -128);
    static_assert(dequantize(quantize(-7.5f, q), q) == -7.5f);
    SUCCEED();
}
