// SPDX-License-Identifier: BSL-1.0
// The laws where an output is an input, a view, or the same value as another.
#include "laws.hpp"

using namespace inlay;

namespace {

// Outputs that are an input, a part of one, an inner value under another shape, the same value twice.
struct hand_on {
    constexpr auto operator()(auto x) const {
        auto h = x | dense<6>{} | inlay::tanh{};
        return outputs(h | reshape<2, 3>{}, x | reshape<2, 2>{}, h, h);
    }
};
struct handed_on : traced<hand_on, input<4>> {};
struct only_views : network<input<2, 3>, dropout<0.5>, flatten> {};
struct ends_in_a_view : network<input<3, 3, 2>, conv2d<2, 2>, relu, flatten> {};

}  // namespace

TEST_CASE("outputs that no operation computes", "[laws][outputs]") {
    law::inference_laws<handed_on>();
    law::training_laws<handed_on>();
    law::inference_laws<only_views>();
    law::training_laws<ends_in_a_view>();
    law::inference_laws<ends_in_a_view>();
}
