// SPDX-License-Identifier: BSL-1.0
// Leaves and ends of graphs: what their records say.
#include "catch.hpp"

#include <inlay/ops/parameter.hpp>

#include <string>

using namespace inlay;

TEST_CASE("leaves have neither inputs nor gradients", "[parameter]") {
    for (const op_info* op : {&op_of<ops::input>, &op_of<ops::parameter>, &op_of<ops::constant>}) {
        CHECK(op->gradient == nullptr);
        CHECK_FALSE(op->has_effect);
        CHECK_FALSE(op->is_view);
    }
    CHECK(op_of<ops::store_gradient>.has_effect);
    CHECK(std::string(op_of<ops::store_output>.name) == "store_output");
}

TEST_CASE("a constant fills its shape; a store copies", "[parameter]") {
    node n, in;
    n.out = in.out = shape{3};
    n.value = 2.5;
    double out[6] = {}, copy[6] = {};
    ops::constant::reference(reference_call<double>{&n, nullptr, nullptr, out, 2, 0});
    for (double v : out) CHECK(v == 2.5);
    const node* nodes[] = {&in};
    const double* values[] = {out};
    out[4] = 7;
    ops::store_gradient::reference(reference_call<double>{&n, nodes, values, copy, 2, 0});
    CHECK(copy[4] == 7);
    CHECK(copy[5] == 2.5);
}
