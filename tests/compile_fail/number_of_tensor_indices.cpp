// SPDX-License-Identifier: BSL-1.0
// must say: one index for each extent
#include <inlay/inlay.hpp>
using namespace inlay;
int main() {
    tensor<2, 3> t{};
    t(1) = 0;         // .bad
    // t(1, 2) = 0;   // .ok
}
