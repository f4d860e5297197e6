// SPDX-License-Identifier: BSL-1.0
// Deployed models: where they live, what they keep, how they are called.
#include "catch.hpp"

#include <inlay/inlay.hpp>

#include <cstdint>
#include <memory>
#include <thread>
#include <type_traits>
#include <vector>

using namespace inlay;

namespace {

struct net : network<input<9>, dense<33>, batch_norm<>, inlay::tanh, dense<17>, gelu, dense<4>> {};
struct wide : network<input<784>, dense<128>, relu, dense<10>> {};
struct large : network<input<1100>, dense<1100>, batch_norm<>> {};  // its scaled weight is no matter for the stack

constinit deployed<net, bf16_weights> in_bss;
alignas(64) unsigned char scratch[peak_ram<deployed<net>>];

struct linear : network<input<2>, dense<3, initialize<init::constant(0.5)>>, relu> {};
constexpr deployed<linear> in_the_compiler{model<linear>{seed{1}}};
static_assert(in_the_compiler(tensor<2>{1, 3})[2] == 2);
constexpr deployed<linear, bf16_weights> narrow_in_the_compiler{model<linear>{seed{1}}};
static_assert(narrow_in_the_compiler(tensor<2>{1, 3})[1] == 2);

}  // namespace

TEST_CASE("a deployed model lives where it is put, and is called as a model", "[deployed]") {
    const model<net> m{seed{2}};
    const auto x = random_normal<9>(seed{3});
    CHECK(in_bss(x)[1] == 0);
    in_bss.prepare(m);
    const auto expected = m(x);
    const deployed<net> d{m};
    const auto heap = std::make_unique<deployed<net>>(m);
    const deployed<net> copy = d;
    for (const auto& y : {d(x), d(x, arena{scratch}), d(arena{scratch}, x), d(view<9>{x.data()}, arena{scratch}), (*heap)(x), copy(x)})
        for (int i = 0; i < 4; ++i) CHECK(y[i] == Catch::Approx(expected[i]).epsilon(1e-5).margin(1e-6));
    for (int i = 0; i < 4; ++i) CHECK(in_bss(x)[i] == Catch::Approx(expected[i]).epsilon(0.05).margin(0.05));
    STATIC_REQUIRE(std::is_trivially_copyable_v<deployed<net>>);
    CHECK(reinterpret_cast<std::uintptr_t>(d.storage()) % 64 == 0);
}

TEST_CASE("its memory is known: weights of 16 bits take half", "[deployed]") {
    using floats = deployed<wide>;
    using halves = deployed<wide, bf16_weights>;
    STATIC_REQUIRE(flash_bytes<floats> >= flash_bytes<wide> - 64);
    STATIC_REQUIRE(flash_bytes<halves> < flash_bytes<wide> * 52 / 100);
    STATIC_REQUIRE(sizeof(halves) == (flash_bytes<halves> + 63) / 64 * 64);
    STATIC_REQUIRE(peak_ram<deployed<net>> < peak_ram<net>);  // the coefficients of batch_norm are not made anew
}

TEST_CASE("preparation in memory of the caller's", "[deployed]") {
    using fast = deployed<large, f16_weights>;
    static model<large> m{seed{4}};
    static fast d;
    const auto memory = std::make_unique<float[]>(static_cast<std::size_t>(fast::preparation_bytes() / 4 + 16));
    d.prepare(m, arena<fast::preparation_bytes()>{memory.get()});
    const auto x = random_normal<1100>(seed{5});
    const auto a = m(x), b = d(x);
    double worst = 0;
    for (int i = 0; i < 1100; ++i) worst = std::max(worst, std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i])));
    CHECK(worst < 2e-3);
    CHECK(worst > 0);
}

TEST_CASE("const and thread-safe", "[deployed]") {
    const deployed<net, f16_weights> d{model<net>{seed{2}}};
    std::vector<float> expected, found[2];
    for (unsigned i = 0; i < 100; ++i)
        for (float v : d(random_normal<9>(seed{i}))) expected.push_back(v);
    std::vector<std::thread> threads;
    for (auto& mine : found)
        threads.emplace_back([&mine, &d] {
            for (unsigned i = 0; i < 100; ++i)
                for (float v : d(random_normal<9>(seed{i}))) mine.push_back(v);
        });
    for (auto& t : threads) t.join();
    CHECK(found[0] == expected);
    CHECK(found[1] == expected);
}

TEST_CASE("what is prepared again follows the model", "[deployed]") {
    model<net> m{seed{2}};
    deployed<net> d{m};
    const auto x = random_normal<9>(seed{3});
    const float before = d(x)[0];
    parameter<"5.bias">(m)(0) += 1;
    CHECK(d(x)[0] == before);
    d.prepare(m);
    CHECK(d(x)[0] == Catch::Approx(before + 1));
}
