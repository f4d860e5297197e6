// SPDX-License-Identifier: BSL-1.0
// Whole networks, forward and backward, against PyTorch; state_dict files in both directions.
#include "golden.hpp"

#include <cstdio>

using namespace inlay;

struct mlp : network<input<13>, dense<17>, relu, dense<31>, inlay::tanh, dense<7, no_bias>> {};
struct norms : network<input<8, 6, 3>, conv2d<16, 3, no_bias>, batch_norm<>, relu, conv2d<5, 3, no_bias>,
                       batch_norm<epsilon<1e-3>, momentum_of<0.3>>> {};
struct layer_norms : network<input<9>, dense<21>, layer_norm<>, gelu, dense<6>, layer_norm<epsilon<1e-3>>> {};
struct with_residual : network<input<5, 6, 3>, conv2d<8, 3, same>, residual<conv2d<8, 3, same>, relu, conv2d<8, 1>>, relu> {};
struct with_concat : network<input<6>, dense<10>, branches<concat, sequential<dense<7>, relu>, sequential<dense<18>>, dense<1>>,
                             dense<3>> {};
struct flattened : network<input<6, 5, 2>, conv2d<5, 3>, relu, flatten, batch_norm<>, dense<8>, relu, dense<4>> {};
struct lenet : network<input<28, 28, 1>, conv2d<6, 5>, relu, max_pool2d<2>, conv2d<16, 5>, relu, max_pool2d<2>, flatten,
                       dense<12>, relu, dense<10>> {};
struct with_statistics : network<input<8, 8, 1>, conv2d<4, 3, no_bias>, batch_norm<>, relu, flatten, dense<3>> {};

TEST_CASE("networks agree with PyTorch") {
    SECTION("mlp") { golden::check<mlp, cross_entropy>("mlp"); }
    SECTION("batch_norm") { golden::check<norms>("batch_norm"); }
    SECTION("layer_norm") { golden::check<layer_norms>("layer_norm"); }
    SECTION("residual") { golden::check<with_residual>("residual"); }
    SECTION("concat") { golden::check<with_concat>("concat"); }
    SECTION("flatten, as PyTorch orders it") { golden::check<flattened, cross_entropy>("flattened"); }
    SECTION("lenet") { golden::check<lenet, cross_entropy>("lenet"); }
}

TEST_CASE("a PyTorch state_dict loads into the equivalent network") {
    static model<lenet> m;
    load_into(m, "tests/golden/lenet.safetensors");
    const auto x = golden::read("lenet.x"), y = golden::read("lenet.y");
    CHECK(golden::difference({y.begin(), y.begin() + 10}, m(x.data()).values) < 1e-5);

    static model<with_statistics> s;  // its file also holds num_batches_tracked
    load_into(s, "tests/golden/batch_norm.safetensors");
    CHECK(parameter<"1.running_var">(s)(0) != 1.0f);
}

TEST_CASE("what save writes is what PyTorch wrote") {
    static model<lenet> m;
    load_into(m, "tests/golden/lenet.safetensors");
    const std::string path = std::string(P_tmpdir) + "/inlay_golden_lenet.safetensors";
    save(m, path);
    const auto ours = safetensors::read(path), theirs = safetensors::read("tests/golden/lenet.safetensors");
    REQUIRE(ours.entries().size() == theirs.entries().size());
    for (const tensor_entry& e : theirs.entries()) {
        const tensor_entry* o = ours.find(e.name);
        INFO(e.name);
        REQUIRE(o != nullptr);
        CHECK(o->shape == e.shape);
        const auto a = ours.data(*o), b = theirs.data(e);
        CHECK(std::equal(a.begin(), a.end(), b.begin(), b.end()));
    }
    std::remove(path.c_str());
}
