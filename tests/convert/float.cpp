// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// Converted float networks give LiteRT's outputs, as a model and deployed.
#include "float_dag.hpp"
#include "float_golden.hpp"
#include "float_mixed.hpp"

#include <algorithm>
#include <cmath>

#include "catch.hpp"

using namespace inlay;

namespace {

template <class Net, int Rows, int Inputs, int Outputs>
void check_rows(const model<Net>& net, const float (&inputs)[Rows][Inputs], const float (&outputs)[Rows][Outputs]) {
    static_assert(input_shape<Net>.size() == Inputs && output_shape<Net>.size() == Outputs);
    REQUIRE(net.initialised());
    static const deployed<Net> fast{net};
    alignas(64) static unsigned char scratch[std::max(model<Net>::arena_bytes(1), deployed<Net>::arena_bytes(1)) + 64];
    for (int r = 0; r < Rows; ++r) {
        float y[Outputs], z[Outputs];
        net.predict(inputs[r], y, 1, scratch);
        fast.predict(inputs[r], z, 1, scratch);
        for (int i = 0; i < Outputs; ++i) {
            INFO("row " << r << " output " << i);
            CHECK(std::abs(y[i] - outputs[r][i]) < 2e-6f);
            CHECK(std::abs(z[i] - outputs[r][i]) < 2e-6f);
        }
    }
}

}  // namespace

TEST_CASE("a float graph gives the reference's numbers") {
    static const model<float_dag> net{float_dag_parameters};
    check_rows(net, golden::float_dag_inputs, golden::float_dag_outputs);
}

TEST_CASE("float means, repeated operands and several filters a channel give the reference's numbers") {
    static const model<float_mixed> net{float_mixed_parameters};
    check_rows(net, golden::float_mixed_inputs, golden::float_mixed_outputs);
}

TEST_CASE("stored parameters are the bytes of floats, in the order of storage") {
    static const model<float_dag> net{float_dag_parameters};
    static_assert(float_dag_parameters.count == 14);
    float first = 0;
    std::copy_n(float_dag_model::float_dag_bytes[0].bytes, 4, reinterpret_cast<char*>(&first));
    const auto weight = parameter<"conv0.weight">(const_cast<model<float_dag>&>(net));
    CHECK(weight(0, 0, 0, 0) == first);
    CHECK(float_dag_model::float_dag_bytes[0].size == 4 * weight.size());
}
