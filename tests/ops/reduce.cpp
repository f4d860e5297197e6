// SPDX-License-Identifier: BSL-1.0
// sum_to against sums in double.
#include "support.hpp"

#include <inlay/ops/reduce.hpp>

using namespace inlay;

namespace {

struct scale : layer<scale> {
    static constexpr auto parameters(shape x) {
        return list(parameter_info{"by", shape{x.last()}, init::ones});
    }
    static constexpr auto forward(auto x, auto by) { return x * by; }
};
struct scaled : network<input<2, 3>, scale> {};

}  // namespace

TEST_CASE("sums over batch and leading extents", "[reduce]") {
    test::for_sizes([](auto n) {
        constexpr int N = n.value, rows = 5;
        for (long batch : {1, 3, 130}) {
            const auto x = test::random_numbers(batch * rows * N, 3);
            test::guarded in(x), all(N), all1(N), each(batch * N);
            const float* inputs[] = {in.data()};
            ops::sum_to::run<test::site<simd::native_width, shape{N}, false, shape{rows, N}>>(
                inputs, all.data(), batch);
            ops::sum_to::run<test::site<1, shape{N}, false, shape{rows, N}>>(inputs, all1.data(),
                                                                             batch);
            ops::sum_to::run<test::site<simd::native_width, shape{N}, true, shape{rows, N}>>(
                inputs, each.data(), batch);
            std::vector<double> total(N), by_sample(static_cast<std::size_t>(batch * N));
            for (std::size_t i = 0; i < x.size(); ++i) {
                total[i % N] += static_cast<double>(x[i]);
                by_sample[i / (rows * N) * N + i % N] += static_cast<double>(x[i]);
            }
            INFO("size " << N << ", batch " << batch);
            test::check_near(all.values(), total), test::check_near(all1.values(), total);
            test::check_near(each.values(), by_sample);
        }
    });
}

TEST_CASE("many equal numbers are summed without drift", "[reduce]") {
    const std::vector<float> x(300000 * 3, 0.1f);  // one after another they would give 30135
    float out[3];
    kernels::sum_rows<simd::batch<simd::native_width>, 3>(x.data(), out, 300000);
    CHECK(out[0] == Catch::Approx(30000).epsilon(1e-5));
    kernels::sum_rows<simd::batch<1>, 3>(x.data(), out, 300000);
    CHECK(out[2] == Catch::Approx(30000).epsilon(1e-5));
}

TEST_CASE("gradient of a broadcast parameter", "[reduce][gradient]") {
    CHECK(test::check_gradient<scaled>().checked == 3 + 3 * 6);
}
