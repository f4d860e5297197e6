// SPDX-License-Identifier: BSL-1.0
// concat: values side by side along the last extent.
#include "support.hpp"

#include <inlay/ops/concat.hpp>

using namespace inlay;

namespace {

template <int N>
struct doubled {
    constexpr auto operator()(auto x) const { return concat(x, x + x, x * 3); }
};
template <int N>
using side_by_side = traced<doubled<N>, input<2, N>>;

struct eight_of {
    constexpr auto operator()(auto x) const {
        return concat(x, x * 2, x * 3, x * 4, x * 5, x * 6, x * 7, x * 8);
    }
};

struct pair {
    constexpr auto operator()(auto a, auto b) const { return concat(a, a * b, b); }
};
using two_inputs = traced<pair, input<2, 2>, input<2, 2>>;

struct beside : layer<beside> {
    static constexpr auto parameters(shape x) { return list(parameter_info{"by", x, init::ones}); }
    static constexpr auto forward(auto x, auto by) { return concat(by, x, by); }
};
struct with_parameter : network<input<2, 3>, beside> {};

struct paths : network<input<2, 3>, branches<concat, dense<4>, sequential<>, dense<1>>> {};
struct many_paths : network<input<3>, branches<concat, dense<1>, dense<2>, dense<3>, dense<1>,
                                               dense<2>, dense<3>, dense<4>>> {};

}  // namespace

TEST_CASE("concat of every size", "[concat]") {
    test::for_sizes([](auto n) {
        constexpr std::size_t N = n.value;
        using net = side_by_side<n.value>;
        STATIC_REQUIRE(output_shape<net> == shape{2, 3 * n.value});
        const model<net> m{seed{1}};
        for (long batch : {1, 3}) {
            const auto x = test::random_numbers(batch * 2 * n.value, 3);
            std::vector<double> want;
            for (std::size_t r = 0; r < x.size(); r += N)
                for (double factor : {1, 2, 3})
                    for (std::size_t k = r; k < r + N; ++k)
                        want.push_back(factor * static_cast<double>(x[k]));
            INFO("size " << N << ", batch " << batch);
            test::check_near(test::predict(m, x), want, 1e-6);
        }
    });
}

TEST_CASE("more values than a node has inputs", "[concat]") {
    using net = traced<eight_of, input<3>>;
    STATIC_REQUIRE(output_shape<net> == shape{24});
    const auto y = model<net>{seed{1}}(tensor<3>{{1, 10, 100}});
    for (int i = 0; i < 8; ++i)
        for (int k = 0; k < 3; ++k)
            CHECK(y[3 * i + k] == static_cast<float>(i + 1) * (k == 0   ? 1.f
                                                               : k == 1 ? 10.f
                                                                        : 100.f));
}

TEST_CASE("concat in branches, and of several inputs", "[concat]") {
    STATIC_REQUIRE(output_shape<paths> == shape{2, 8});
    STATIC_REQUIRE(output_shape<many_paths> == shape{16});
    const model<paths> m{seed{4}};
    const auto x = random_normal<2, 3>(seed{2});
    const auto y = m(x);
    for (int k = 0; k < 3; ++k) CHECK(y(1, 4 + k) == x(1, k));

    const model<with_parameter> b{seed{4}};
    const auto u = test::random_numbers(3 * 6, 8);
    std::vector<double> want_u;
    for (std::size_t i = 0; i < u.size(); i += 3) {
        for (std::size_t k = 0; k < 9; ++k)
            want_u.push_back(k / 3 == 1 ? static_cast<double>(u[i + k - 3]) : 1);
    }
    test::check_near(test::predict(b, u), want_u, 0);

    const auto z =
        model<two_inputs>{seed{1}}(tensor<2, 2>{{1, 2, 3, 4}}, tensor<2, 2>{{5, 6, 7, 8}});
    const float want[] = {1, 2, 5, 12, 5, 6, 3, 4, 21, 32, 7, 8};
    for (int i = 0; i < 12; ++i) CHECK(z[i] == want[i]);
}

TEST_CASE("gradients of concat", "[concat][gradient]") {
    test::check_gradient<side_by_side<3>>();
    test::check_gradient<paths>();
    test::check_gradient<many_paths>();
    test::check_gradient<with_parameter>();
}

TEST_CASE("concat says which extents do not agree", "[concat]") {
    trace::record r;
    using symbol = trace::symbol<types<>>;
    const symbol a{&r, detail::record_input(r, shape{4, 5, 3})},
        b{&r, detail::record_input(r, shape{4, 6, 3})};
    concat(a, b);
    CHECK(std::string(r.error.expects.data) == "[4, 5, any]");
    CHECK(std::string(r.error.found.data) == "[4, 6, 3]");
}
