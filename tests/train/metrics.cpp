// SPDX-License-Identifier: BSL-1.0
#include "catch.hpp"

#include <inlay/train/metrics.hpp>

using namespace inlay;

TEST_CASE("metrics of one sample", "[metrics]") {
    const float y[] = {0.1f, 0.7f, 0.2f, 0.7f}, one = 1, three = 3, two = 2, zero = 0;
    CHECK(accuracy::of(y, 4, &one) == 1);
    CHECK(accuracy::of(y, 4, &three) == 0);  // the first of equal ones
    CHECK(top_k_accuracy<1>::of(y, 4, &one) == 1);
    CHECK(top_k_accuracy<2>::of(y, 4, &two) == 0);
    CHECK(top_k_accuracy<3>::of(y, 4, &two) == 1);
    CHECK(top_k_accuracy<3>::of(y, 4, &zero) == 0);
    const float t[] = {0.1f, 0.2f, 0.2f, 1.2f};
    CHECK(mean_absolute_error::of(y, 4, t) == Catch::Approx(0.25));
}
