// SPDX-License-Identifier: BSL-1.0
// summary<Net>, character by character.
#include "catch.hpp"

#include <inlay/explain.hpp>
#include <inlay/inlay.hpp>

#include <sstream>

using namespace inlay;

namespace {

struct net : network<input<4, 4, 1>, conv2d<3, 3, name<"c">>, batch_norm<>, relu, residual<conv2d<3, 1, no_bias>>, flatten, dense<2>> {};

}  // namespace

TEST_CASE("the summary of a network", "[summary]") {
    std::ostringstream out;
    summary<net>(out);
    CHECK(out.str() == R"(Network: net
________________________________________________________________________________
Layer (type)                      Output shape          Parameters          MACs
================================================================================
input                             (N, 4, 4, 1)                   0             0
c (conv2d)                        (N, 2, 2, 3)                  30           108
1 (batch_norm)                    (N, 2, 2, 3)                  12             0
2 (relu)                          (N, 2, 2, 3)                   0             0
3 (residual)                      (N, 2, 2, 3)                   0             0
  3.0 (conv2d)                    (N, 2, 2, 3)                   9            36
4 (flatten)                       (N, 12)                        0             0
5 (dense)                         (N, 2)                        26            24
================================================================================
Total parameters: 77 (308 bytes)
Trainable parameters: 71
Non-trainable parameters: 6
MACs per sample: 168
Inference memory: 192 bytes a sample
________________________________________________________________________________
)");
    CHECK(out.str() == summary_text<net>());
}
