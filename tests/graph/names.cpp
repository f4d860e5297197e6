// SPDX-License-Identifier: BSL-1.0
// Names that programs have for themselves are free, also after `using namespace inlay`.
#include "catch.hpp"

#include <inlay/inlay.hpp>
#include <inlay/train.hpp>
#include <inlay/data.hpp>
#include <inlay/explain.hpp>
#include <inlay/io.hpp>
#include <inlay/quant.hpp>

using namespace inlay;

namespace {
template <int Value>
struct user {
    static constexpr int value = Value;
};
struct step : user<1> {};
struct window : user<2> {};
struct program : user<3> {};
struct buffer : user<4> {};
struct schedule : user<5> {};
struct place : user<6> {};
struct location : user<7> {};
struct ports : user<8> {};
struct stream : user<9> {};
}  // namespace

TEST_CASE("names of programs are no names of the library", "[names]") {
    CHECK(step::value + window::value + program::value + buffer::value == 10);
    CHECK(schedule::value + place::value + location::value + ports::value + stream::value == 35);
}
