// SPDX-License-Identifier: BSL-1.0
// The law of streams: block after block is the whole sequence at once.
#include "ops/support.hpp"

using namespace inlay;

namespace {

// The same layers over sequences of T frames of C numbers.
template <int T> struct short_past : network<input<T, 3>, conv1d<4, 3, causal>, relu, conv1d<5, 2, causal, dilation<3>>> {};
template <int T> struct long_past : network<input<T, 2>, conv1d<7, 3, causal, dilation<9>>, inlay::tanh,
                                            conv1d<3, 2, causal, dilation<24>>, conv1d<2, 1>> {};
template <int T> struct gated : network<input<T, 2>, gru<5>, dense<3>> {};
template <int T> struct with_memory : network<input<T, 2>, lstm<17>, layer_norm<>, gru<3>, softmax> {};
template <int T> struct mixed : network<input<T, 1>, residual<conv1d<1, 3, causal, dilation<2>>, silu>, conv1d<6, 2, causal>, batch_norm<>,
                                        branches<concat, gru<4>, conv1d<3, 5, causal, groups<3>>>, dense<2>> {};
template <int T> struct halved : network<input<T, 2>, conv1d<4, 3, causal, stride<2>>, relu, gru<3>> {};

// More than 32 steps: run from a table.
struct deep_layers {
    template <int Layers>
    static constexpr auto layers(auto x, auto h, auto sum) {
        if constexpr (Layers == 0) {
            return sum;
        } else {
            const auto a = inlay::math::tanh((h | conv1d<3, 3, causal, dilation<4>>{}) + (x | conv1d<3, 1, no_bias>{}));
            return layers<Layers - 1>(x, h + (a | conv1d<3, 1>{}), sum + a);
        }
    }
    constexpr auto operator()(auto x) const {
        const auto h = x | conv1d<3, 1>{};
        return layers<14>(x, h, h) | conv1d<1, 4, causal>{};
    }
};
template <int T> struct deep : traced<deep_layers, input<T, 1>> {};

// Few channels: by frames, where a block has as many as a batch.
template <int T> struct narrow : network<input<T, 2>, conv1d<3, 4, causal, dilation<3>>, batch_norm<>, inlay::tanh,
                                         branches<concat, conv1d<2, 1>, conv1d<2, 6, causal, groups<1>, dilation<41>>>, conv1d<4, 3, causal, groups<4>>,
                                         residual<conv1d<4, 5, causal, dilation<4>>, relu, dense<4>>, conv1d<1, 16, causal>> {};

struct turned {
    constexpr auto operator()(auto x, auto knob) const { return (x | gru<3>{}) * (knob | dense<3>{}); }
};

struct turned_by_frames {
    constexpr auto operator()(auto x, auto knob) const { return ((x | conv1d<3, 5, causal>{}) * knob) | conv1d<3, 5, causal>{} | conv1d<1, 2, causal>{}; }
};
template <class Net>
int by_frames() {
    int n = 0;
    for (const node& each : inference<Net>::g.nodes) n += each.op == &op_of<ops::conv1d_by_frames>;
    return n;
}
template <int... Extents>
tensor<Extents...> tensor_of_numbers(const std::vector<float>& x) {
    tensor<Extents...> t{};
    for (std::size_t i = 0; i < x.size(); ++i) t[static_cast<long>(i)] = x[i];
    return t;
}

template <template <int> class Net, int T, int Blocks>
void check_blocks() {
    using block = Net<T>;
    using whole = Net<T * Blocks>;
    INFO("blocks of " << T);
    static model<whole> m;
    static model<block> parts;
    m = model<whole>{seed{7}};
    parts = model<block>{seed{7}};
    STATIC_REQUIRE(model<whole>::storage_size == model<block>::storage_size);
    const auto x = test::random_numbers(input_shape<whole>.size(), 4);
    const auto want = test::predict(m, x);

    streaming<block> s{parts};
    test::guarded in(x), out(static_cast<long>(want.size()));
    for (int again = 0; again < 2; ++again) {
        for (int b = 0; b < Blocks; ++b) {
            if (b == Blocks / 2) {  // a copy goes on by itself
                streaming<block> copy = s;
                test::guarded other(output_shape<block>.size());
                copy(in.data() + b * input_shape<block>.size(), other.data());
                const auto y = other.values();
                for (std::size_t i = 0; i < y.size(); ++i)
                    CHECK(y[i] == Catch::Approx(want[static_cast<std::size_t>(b) * y.size() + i]).margin(1e-5));
            }
            s(in.data() + b * input_shape<block>.size(), out.data() + b * output_shape<block>.size());
        }
        test::check_near(out.values(), test::in_double(want), 1e-6);
        s.reset();
    }
}

template <template <int> class Net>
void check() {
    check_blocks<Net, 2, 40>();
    check_blocks<Net, 16, 7>();
}

}  // namespace

TEST_CASE("blocks of a sequence are the whole sequence", "[streaming]") {
    SECTION("convolutions with a short past") { check<short_past>(); }
    SECTION("convolutions with a long past") { check<long_past>(); }
    SECTION("gru") { check<gated>(); }
    SECTION("lstm, and layers of rows") { check<with_memory>(); }
    SECTION("all together") { check<mixed>(); }
    SECTION("strides") { check<halved>(); }
    SECTION("a network of many steps") { check<deep>(); }
    SECTION("blocks longer than the past") {
        check_blocks<long_past, 64, 3>();
        check_blocks<mixed, 6, 15>();
    }
    SECTION("narrow ones, by frames") {
        check<narrow>();
        check_blocks<narrow, 3, 40>();
        check_blocks<narrow, 17, 9>();
        check_blocks<narrow, 63, 5>();
        check_blocks<narrow, 64, 5>();
        check_blocks<narrow, 65, 5>();
        check_blocks<deep, 64, 3>();
        check_blocks<deep, 65, 3>();
    }
    SECTION("frame by frame") {
        check_blocks<narrow, 1, 60>();
        check_blocks<short_past, 1, 20>();
        check_blocks<long_past, 1, 60>();
        check_blocks<with_memory, 1, 20>();
        check_blocks<deep, 1, 40>();
    }
}

TEST_CASE("the last row of a stream is that of all blocks so far", "[streaming]") {
    using block = network<input<3, 2>, gru<5, last_only>, dense<2>>;
    using whole = network<input<12, 2>, gru<5, last_only>, dense<2>>;
    const model<block> m{seed{2}};
    const model<whole> all{seed{2}};
    const auto x = test::random_numbers(24, 1);
    streaming<block> s{m};
    float y[2] = {};
    for (int b = 0; b < 4; ++b) s(x.data() + 6 * b, y);
    const auto want = all(x.data());
    for (int i = 0; i < 2; ++i) CHECK(y[i] == Catch::Approx(want[i]).margin(1e-6));
}

TEST_CASE("a stream's state is known beforehand", "[streaming]") {
    STATIC_REQUIRE(state_bytes<gated<64>> == 16 * 4);
    STATIC_REQUIRE(state_bytes<network<input<8, 1>, gru<32>, lstm<32>>> == 3 * 32 * 4);
    STATIC_REQUIRE(state_bytes<network<input<8, 2>, conv1d<4, 1>>> == 0);
    STATIC_REQUIRE(state_bytes<network<input<8, 2>, conv1d<4, 5, causal>>> == (4 + 8) * 2 * 4 + 32);
    STATIC_REQUIRE(streaming<gated<64>>::block_size == 64);
    STATIC_REQUIRE(sizeof(streaming<gated<64>>) <= state_bytes<gated<64>> + 64);
}

TEST_CASE("a stream takes its model later, and another", "[streaming]") {
    using net = network<input<3, 2>, gru<5>, dense<2>>;
    const model<net> m{seed{2}}, other{seed{3}};
    const auto x = test::random_numbers(12, 1);
    static streaming<net> s;
    s.use(m);
    streaming<net> t{m};
    float y[6] = {}, z[6] = {};
    s(x.data(), y), t(x.data(), z);
    for (int i = 0; i < 6; ++i) CHECK(y[i] == z[i]);
    s.use(other);  // goes on from the state
    streaming<net> fresh{other};
    s(x.data() + 6, y), fresh(x.data() + 6, z);
    CHECK(std::abs(y[0] - z[0]) > 1e-6f);
    fresh.use(m), fresh.reset(), fresh(x.data(), z);  // t's first block again
    fresh.use(other), fresh(x.data() + 6, z);
    for (int i = 0; i < 6; ++i) CHECK(y[i] == z[i]);
}

TEST_CASE("a knob holds for a block", "[streaming]") {
    using net = traced<turned, input<4, 2>, input<1>>;
    const model<net> m{seed{1}};
    streaming<net> s{m};
    const auto x = test::random_numbers(8, 1);
    const float knob = 0.5f;
    test::aligned_memory arena(peak_ram<net>);
    float y[12] = {};
    const float* const in[] = {x.data(), &knob};
    float* const out[] = {y};
    s(in, out, arena.data());
    const auto want = m(x.data(), &knob);
    for (int i = 0; i < 12; ++i) CHECK(y[i] == Catch::Approx(want[i]).margin(1e-6));
}

TEST_CASE("a knob holds for a block of frames as lanes", "[streaming]") {
    constexpr int T = 33;
    using net = traced<turned_by_frames, input<T, 1>, input<3>>;
    if (simd::native_width > 1) CHECK(by_frames<net>() == 3);
    const model<net> m{seed{1}};
    streaming<net> s{m};
    const auto x = test::random_numbers(T, 1), knob = test::random_numbers(3, 2);
    test::aligned_memory arena(peak_ram<net>);
    float y[T] = {};
    const float* const in[] = {x.data(), knob.data()};
    float* const out[] = {y};
    s(in, out, arena.data());
    const auto want = eager(m)(tensor_of_numbers<T, 1>(x), tensor_of_numbers<3>(knob));
    for (int i = 0; i < T; ++i) CHECK(y[i] == Catch::Approx(want[i]).margin(1e-6));
}

TEST_CASE("streams in constant evaluation", "[streaming]") {
    using net = network<input<2, 1>, conv1d<2, 3, causal, dilation<2>>, gru<2>>;
    static constexpr model<net> m{seed{4}};
    static constexpr auto run = [] {
        streaming<net> s{m};
        const float x[4] = {1, -1, 0.5f, 2};
        tensor<4, 2> y{};
        s(x, y.values);
        s(x + 2, y.values + 4);
        return y;
    };
    static constexpr auto y = run();
    const auto again = run();
    for (long i = 0; i < y.size(); ++i) CHECK(y[i] == Catch::Approx(again[i]).margin(1e-6));
}
