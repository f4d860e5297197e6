// SPDX-License-Identifier: BSL-1.0
// Models: where they and their arenas live, how they are filled, several at once.
#include "catch.hpp"

#include <inlay/inlay.hpp>

#include <cmath>
#include <memory>
#include <thread>
#include <vector>

using namespace inlay;

namespace {

struct net : network<input<9>, dense<33>, inlay::tanh, dense<17>, gelu, dense<4>> {};

constinit model<net> in_bss;  // nothing runs before main
alignas(64) unsigned char static_scratch[peak_ram<net>];

struct two {
    constexpr auto operator()(auto a, auto b) const { return outputs(a * b, (a - b) | dense<2>{}, concat(a, b)); }
};
struct two_ports : traced<two, input<3>, input<3>> {};

struct conv : network<input<3, 3, 2>, conv2d<4, 2>, flatten, dense<3>> {};
struct large_maps : network<input<64, 64, 1>, conv2d<8, 3, same>, inlay::tanh, conv2d<2, 5, stride<3>>, flatten, dense<3>> {};

}  // namespace

TEST_CASE("a static model is zero and says so", "[model]") {
    CHECK_FALSE(in_bss.initialised());
    CHECK(in_bss(random_normal<9>(seed{1}))[2] == 0);
    model<net> m;
    m.storage()[0] = 1;
    m.mark_initialised();
    CHECK(m.initialised());
    CHECK(model<net>{seed{1}}.initialised());
}

TEST_CASE("the same seed gives the same model, others differ", "[model]") {
    const model<net> a{seed{5}}, b{seed{5}}, c{seed{6}};
    bool same_storage = true, other = false;
    for (long i = 0; i < a.storage_size; ++i) {
        same_storage = same_storage && a.storage()[i] == b.storage()[i];
        other = other || a.storage()[i] != c.storage()[i];
    }
    CHECK(same_storage);
    CHECK(other);
}

TEST_CASE("initializers have the spread that they promise", "[model]") {
    struct wide : network<input<100>, dense<200>, dense<100, initialize<init::he_normal>>,
                          dense<50, initialize<init::uniform(0.3)>>, dense<60, initialize<init::constant(0.5)>>> {};
    static model<wide> m{seed{3}};
    const auto spread = [](auto view, int rows, int columns) {
        double sum = 0, squares = 0, most = 0;
        for (int i = 0; i < rows; ++i)
            for (int j = 0; j < columns; ++j) {
                const double v = static_cast<double>(view(i, j));
                sum += v, squares += v * v, most = std::max(most, std::abs(v));
            }
        const double n = rows * columns;
        return std::array{sum / n, std::sqrt(squares / n), most};
    };
    const auto glorot = spread(parameter<"0.weight">(m), 200, 100);
    CHECK(glorot[0] == Catch::Approx(0).margin(0.005));
    CHECK(glorot[1] == Catch::Approx(std::sqrt(2.0 / 300)).epsilon(0.03));
    CHECK(glorot[2] <= std::sqrt(6.0 / 300));
    CHECK(spread(parameter<"1.weight">(m), 100, 200)[1] == Catch::Approx(std::sqrt(2.0 / 200)).epsilon(0.03));
    const auto uniform = spread(parameter<"2.weight">(m), 50, 100);
    CHECK(uniform[1] == Catch::Approx(0.3 / std::sqrt(3.0)).epsilon(0.03));
    CHECK(uniform[2] <= 0.3 + 1e-6);
    CHECK(parameter<"3.weight">(m)(7, 9) == 0.5f);
    CHECK(parameter<"0.bias">(m)(7) == 0.0f);
}

TEST_CASE("the arena is the caller's: static, heap, stack, anything", "[model]") {
    const model<net> m{seed{2}};
    const auto x = random_normal<9>(seed{3});
    const auto expected = m(x);
    alignas(64) unsigned char on_stack[peak_ram<net> + 64];
    const auto heap = std::make_unique<unsigned char[]>(peak_ram<net> + 64);
    void* aligned = heap.get();
    std::size_t space = peak_ram<net> + 64;
    std::align(64, peak_ram<net>, aligned, space);
    for (const auto& y : {m(x, arena{static_scratch}), m(x, arena{on_stack}), m(x, arena<peak_ram<net>>{aligned}),
                          m(arena{static_scratch}, x), m(view<9>{x.data()}, arena{static_scratch}), m(x.data())})
        for (int i = 0; i < 4; ++i) CHECK(y[i] == expected[i]);
    const auto scalar_result = m.run<scalar>(x);
    for (int i = 0; i < 4; ++i) CHECK(scalar_result[i] == Catch::Approx(expected[i]).epsilon(1e-5).margin(1e-6));
}

TEST_CASE("const inference from several threads, an arena each", "[model]") {
    const model<net> m{seed{2}};
    constexpr int samples = 200;
    std::vector<float> expected, found[2];
    for (unsigned i = 0; i < samples; ++i)
        for (float v : m(random_normal<9>(seed{i}))) expected.push_back(v);
    std::vector<std::thread> threads;
    for (auto& mine : found)
        threads.emplace_back([&mine, &m] {
            alignas(64) unsigned char scratch[peak_ram<net>];
            for (unsigned i = 0; i < samples; ++i)
                for (float v : m(random_normal<9>(seed{i}), arena{scratch})) mine.push_back(v);
        });
    for (auto& t : threads) t.join();
    CHECK(found[0] == expected);
    CHECK(found[1] == expected);
}

TEST_CASE("several inputs and outputs", "[model]") {
    model<two_ports> m{seed{1}};
    const auto a = tensor<3>{1, 2, 3}, b = tensor<3>{4, 5, 6};
    const auto [product, y, both] = m(a, b);
    CHECK(product[2] == 18);
    CHECK(both[1] == 2);
    CHECK(both[3] == 4);
    CHECK(y[0] == Catch::Approx(-3 * (parameter<"0.weight">(m)(0, 0) + parameter<"0.weight">(m)(0, 1) + parameter<"0.weight">(m)(0, 2))));
}

TEST_CASE("a batch larger than the cache is run in blocks, with the arena of one", "[model]") {
    constexpr int batch = 11, size = 64 * 64;
    using large = model<large_maps>;
    STATIC_REQUIRE(large::arena_bytes(batch) < large::arena_bytes(1) * batch);
    STATIC_REQUIRE(large::arena_bytes(1) * 2 <= large::arena_bytes(batch));
    const auto m = std::make_unique<large>(seed{1});
    std::vector<float> x(batch * size), y(batch * 3), scratch(large::arena_bytes(batch) / sizeof(float) + 32);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(i * 7919 % 1009) / 1009;
    float* const arena = scratch.data() + (64 - reinterpret_cast<std::uintptr_t>(scratch.data()) % 64) % 64 / sizeof(float);
    const float behind = arena[large::arena_bytes(batch) / sizeof(float)] = 42;
    m->predict(x.data(), y.data(), batch, arena);
    CHECK(arena[large::arena_bytes(batch) / sizeof(float)] == behind);
    for (int n = 0; n < batch; ++n) {
        const auto one = (*m)(x.data() + n * size);
        for (int c = 0; c < 3; ++c) CHECK(y[static_cast<std::size_t>(n * 3 + c)] == Catch::Approx(one[c]).margin(1e-6));
    }
}

TEST_CASE("parameters are seen in PyTorch's indices, whatever their order in memory", "[model]") {
    model<conv> m{seed{1}};
    auto w = parameter<"0.weight">(m);
    STATIC_REQUIRE(w.extent == shape{4, 2, 2, 2});
    for (int o = 0; o < 4; ++o)
        for (int i = 0; i < 2; ++i)
            for (int h = 0; h < 2; ++h)
                for (int k = 0; k < 2; ++k) w(o, i, h, k) = static_cast<float>(1000 * o + 100 * i + 10 * h + k);
    parameter<"0.bias">(m)(3) = 0.5f;
    tensor<3, 3, 2> x{};
    x(1, 2, 1) = 1;  // seen by output (0, 1) at (1, 1), by (1, 1) at (0, 1)
    std::vector<float> map;
    eager(m).watch([&](const eager_value& v) {
        if (std::string_view(v.op) == "conv2d") map.assign(v.values, v.values + v.count);
    })(x);
    REQUIRE(map.size() == 16);
    CHECK(map[(0 * 2 + 1) * 4 + 2] == 2111);
    CHECK(map[(1 * 2 + 1) * 4 + 3] == 3101.5f);
    CHECK(map[0] == 0);
}

TEST_CASE("parameters given as constants", "[model]") {
    constexpr model<conv> m{parameters<conv>{{"0.weight", {1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                                           0, 0, 0, 0, 0, 0, 0, 0}},
                                             {"0.bias", {0, 0, 0, 1}}}};
    model<conv> copy = m;
    CHECK(parameter<"0.weight">(copy)(0, 1, 0, 1) == 6);
    CHECK(parameter<"0.bias">(copy)(3) == 1);
    CHECK(parameter<"2.weight">(copy)(1, 1) == 0);  // what is not given is 0
    CHECK(m.initialised());
}
