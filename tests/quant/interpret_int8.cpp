// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// The arithmetic on numbers of run time gives the bytes of TensorFlow Lite for Microcontrollers.
#include "tiny_chain.hpp"
#include "tiny_dag.hpp"
#include "tiny_idle.hpp"
#include "tiny_mixed.hpp"
#include "tiny_one_channel.hpp"
#include "tiny_golden.hpp"

#include <inlay/quantize.hpp>

#include "catch.hpp"

using namespace inlay;

namespace {

template <class A>
int8_numbers numbers_of() {
    int8_numbers n;
    for (const quantization& q : A::inputs) n.inputs.push_back(q);
    for (const quantized_layer& l : A::layers) {
        int8_layer& to = n.layers.emplace_back();
        to.result = l.result;
        if (l.weight.size > 0) to.weight.assign(l.weight.data, l.weight.data + l.weight.size - 1);
        if (l.weight_scale.size > 0) to.weight_scale.assign(l.weight_scale.data, l.weight_scale.data + l.weight_scale.size);
        if (l.bias.size > 0) to.bias.assign(l.bias.data, l.bias.data + l.bias.size);
    }
    return n;
}

template <class A, int Rows, int Inputs, int Outputs>
void check_rows(const signed char (&inputs)[Rows][Inputs], const signed char (&outputs)[Rows][Outputs]) {
    const model<quantized<typename A::network, typename A::scheme>> q(numbers_of<A>());
    for (int r = 0; r < Rows; ++r) {
        signed char y[Outputs];
        q.run(inputs[r], y);
        for (int i = 0; i < Outputs; ++i) {
            INFO("row " << r << " output " << i);
            REQUIRE(static_cast<int>(y[i]) == static_cast<int>(outputs[r][i]));
        }
    }
}

}  // namespace

TEST_CASE("integer arithmetic at run time gives the reference's bytes") {
    check_rows<tiny_chain_int8>(golden::tiny_chain_inputs, golden::tiny_chain_outputs);
    check_rows<tiny_dag_int8>(golden::tiny_dag_inputs, golden::tiny_dag_outputs);
    check_rows<tiny_idle_int8>(golden::tiny_idle_inputs, golden::tiny_idle_outputs);
    check_rows<tiny_mixed_int8>(golden::tiny_mixed_inputs, golden::tiny_mixed_outputs);
    check_rows<tiny_one_channel_int8>(golden::tiny_one_channel_inputs, golden::tiny_one_channel_outputs);
}
