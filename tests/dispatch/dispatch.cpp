// SPDX-License-Identifier: BSL-1.0
// Picking a variant; that variants agree is examples/13_several_instruction_sets.
#define INLAY_ISA some
#include "catch.hpp"

#include <inlay/dispatch.hpp>

#include <cstring>

namespace {

int INLAY_VARIANT(f)(int x) { return x + 1; }

}  // namespace

TEST_CASE("a variant has its instruction set behind its name", "[dispatch]") { CHECK(f_some(2) == 3); }

TEST_CASE("the variant of an instruction set is picked", "[dispatch]") {
    using inlay::instruction_set;
    STATIC_REQUIRE(inlay::pick(1, 2, 3, instruction_set::baseline) == 1);
    STATIC_REQUIRE(inlay::pick(1, 2, 3, instruction_set::avx2) == 2);
    STATIC_REQUIRE(inlay::pick(1, 2, 3, instruction_set::avx512) == 3);
    CHECK(inlay::pick(1, 2, 3) == 1 + static_cast<int>(inlay::best_instruction_set()));
    CHECK(std::strcmp(inlay::pick("a", "b", "c", instruction_set::avx2), "b") == 0);
#if defined(__AVX512F__)
    CHECK(inlay::best_instruction_set() == instruction_set::avx512);
#elif defined(__AVX2__) && defined(__FMA__)
    CHECK(inlay::best_instruction_set() >= instruction_set::avx2);
#elif !defined(__x86_64__)
    CHECK(inlay::best_instruction_set() == instruction_set::baseline);
#endif
}
