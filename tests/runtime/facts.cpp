// SPDX-License-Identifier: BSL-1.0
// The static facts of a network, against counting by hand.
#include "catch.hpp"

#include <inlay/inlay.hpp>

using namespace inlay;

namespace {

struct lenet : network<input<28, 28, 1>, conv2d<6, 5, name<"c1">>, relu, max_pool2d<2>, conv2d<16, 5, name<"c2">>, relu,
                       max_pool2d<2>, flatten, dense<120>, relu, dense<84>, relu, dense<10, name<"head">>> {};
struct normed : network<input<4, 4, 3>, conv2d<5, 3, no_bias>, batch_norm<>, relu, flatten, dense<2>> {};
struct chain : network<input<16>, dense<64>, relu, dense<64>, relu, dense<10>, softmax> {};

}  // namespace

static_assert(parameter_count<lenet> == (25 * 6 + 6) + (25 * 6 * 16 + 16) + (256 * 120 + 120) + (120 * 84 + 84) + (84 * 10 + 10));
static_assert(macs<lenet> == 24 * 24 * 6 * 25 + 8 * 8 * 16 * 25 * 6 + 256 * 120 + 120 * 84 + 84 * 10);
static_assert(shape_of<lenet, "c2"> == shape{8, 8, 16} && shape_of<lenet, "6"> == shape{256});
static_assert(parameter_shape<lenet, "c2.weight"> == shape{16, 6, 5, 5} && parameter_shape<lenet, "7.weight"> == shape{120, 256});
static_assert(peak_ram<lenet> >= 28 * 28 * 4 && peak_ram<lenet> <= 4 * (24 * 24 * 6 + 28 * 28));

// Running statistics are stored, and not trainable.
static_assert(parameter_count<normed> == 5 * 3 * 9 + 2 * 5 + 20 * 2 + 2);
static_assert(flash_bytes<normed> >= (parameter_count<normed> + 2 * 5) * 4);
static_assert(recorded<normed>::value.trainable <= parameter_count<normed> + 16 * 5);

// Two neighbours of the chain; the output is the caller's.
static_assert(peak_ram<chain> == 2 * 64 * 4);
static_assert(flash_bytes<chain> >= parameter_count<chain> * 4 && flash_bytes<chain> <= parameter_count<chain> * 4 + 512);

TEST_CASE("parameters lie apart, the trainable ones first", "[facts]") {
    constexpr auto& r = recorded<normed>::value;
    for (int i = 0; i < r.parameter_count; ++i) {
        const parameter_record& p = r.parameters[i];
        CHECK((p.offset + p.public_shape.size() <= r.trainable) == p.trainable);
        CHECK(p.offset + p.public_shape.size() <= r.storage);
        CHECK(p.offset % (p.public_shape.size() >= 16 ? 16 : 4) == 0);
        for (int j = 0; j < i; ++j) {
            const parameter_record& q = r.parameters[j];
            CHECK((q.offset + q.public_shape.size() <= p.offset || p.offset + p.public_shape.size() <= q.offset));
        }
    }
}

TEST_CASE("a model is its storage and a flag", "[facts]") {
    STATIC_REQUIRE(sizeof(model<chain>) <= flash_bytes<chain> + 128);
    STATIC_REQUIRE(alignof(model<chain>) == 64);
    STATIC_REQUIRE(std::is_trivially_copyable_v<model<chain>>);
    STATIC_REQUIRE(std::is_trivially_destructible_v<model<chain>>);
}
