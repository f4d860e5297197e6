// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// A program of another project: it sees inlay through the CMake target only.
#include <inlay/inlay.hpp>
#include <inlay/train.hpp>
#include <inlay/data.hpp>
#include <inlay/io.hpp>

using namespace inlay;

using net = network<input<2>, dense<3>, relu, dense<1>>;
static_assert(parameter_count<net> == 2 * 3 + 3 + 3 + 1);

int main() {
    model<net> m{seed{1}};
    auto y = m(tensor<2>{1, 2});
    return y[0] == y[0] ? 0 : 1;
}
