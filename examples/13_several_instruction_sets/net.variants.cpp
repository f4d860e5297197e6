// SPDX-License-Identifier: BSL-1.0
// Compiled three times (examples/CMakeLists.txt): each has kernels of its own instruction set, and the function
// below under a name of its own.
#include <inlay/dispatch.hpp>
#include <inlay/inlay.hpp>

namespace {

using namespace inlay;

struct net : network<input<16>, dense<64>, relu, dense<64>, inlay::tanh, dense<10>, softmax> {};
static_assert(peak_ram<net> <= 2 * 64 * 4);

constinit deployed<net> fast;  // of this instruction set: its weights lie as its kernels read them

}  // namespace

/// Fills the weights; the same seed gives the same ones in every variant.
void INLAY_VARIANT(prepare)() {
    static constinit model<net> trained;
    trained = model<net>{seed{7}};
    fast.prepare(trained);
}

/// x (16)   y (10). Returns the lanes that its kernels compute on.
int INLAY_VARIANT(infer)(const float* x, float* y) {
    const auto result = fast(x);
    for (int i = 0; i < 10; ++i) y[i] = result[i];
    return simd::native_width;
}
