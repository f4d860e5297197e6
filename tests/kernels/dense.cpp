// SPDX-License-Identifier: BSL-1.0
// The dense kernels alone: every tile, every rest, unaligned, against sums in double.
#include "ops/support.hpp"

#include <inlay/kernels/dense.hpp>

using namespace inlay;

namespace {

/// An epilogue that only stores, and counts what it stores; kernels may take narrower batches than asked for.
struct storing {
    long* stored;
    template <class B>
    void store(B acc, float* out, long element, int channel, int count = B::width) const {
        *stored += element >= channel ? count : -1000;
        if (count >= B::width) acc.store(out + element);
        else acc.store_partial(out + element, count);
    }
};

/// The same from packed weights; those of 16 bits against sums of the rounded ones.
template <class B, dtype E, int I, int U>
void check_packed(const float* x, const float* w, const float* b, long rows, const std::vector<double>& want) {
    constexpr kernels::panels p = kernels::panels_for(U, simd::native_width, E);
    using weights = kernels::packed_weights<B, E, I, p.columns>;
    static_assert(p.columns * p.count >= U && (p.columns * (p.count - 1)) < U);
    test::guarded packed(static_cast<long>(p.count) * I * weights::floats_of_row), y(rows * U);
    kernels::pack_weights<E, I, U>(w, packed.data());
    packed.values();
    long stored = 0;
    kernels::dense_by<B, I, U>(x, weights{packed.data()}, b, y.data(), rows, storing{&stored});
    CHECK(stored == rows * U);
    test::check_near(y.values(), want, 5e-6);
}
template <class B, dtype E, int I, int U>
void check_narrow(const float* x, const float* w, const float* b, long rows) {
    std::vector<double> want;
    for (long r = 0; r < rows; ++r)
        for (int u = 0; u < U; ++u) {
            double sum = static_cast<double>(b[u]);
            for (int i = 0; i < I; ++i)
                sum += static_cast<double>(x[r * I + i]) * static_cast<double>(detail::rounded_to(E, w[i * U + u]));
            want.push_back(sum);
        }
    check_packed<B, E, I, U>(x, w, b, rows, want);
}

template <int I, int U, int Width>
void check() {
    using B = simd::batch<Width>;
    auto w = test::random_numbers(I * U, 1), b = test::random_numbers(U, 2);
    w.resize(w.size() + 32), b.resize(b.size() + 32);  // weights end with readable slack
    for (long rows : {1, 2, 3, 4, 5, 6, 7, 13}) {
        INFO(I << " -> " << U << ", rows " << rows << ", width " << Width);
        const auto x = test::random_numbers(rows * I, 3), dy = test::random_numbers(rows * U, 4);
        test::guarded xs(x), dys(dy), y(rows * U), without(rows * U), dw(I * U);
        long stored = 0;
        kernels::dense<B, I, U>(xs.data(), w.data() + 1, b.data() + 1, y.data(), rows, storing{&stored});
        CHECK(stored == rows * U);
        kernels::dense<B, I, U>(xs.data(), w.data() + 1, nullptr, without.data(), rows, storing{&stored});
        check_narrow<B, dtype::bf16, I, U>(xs.data(), w.data() + 1, b.data() + 1, rows);
        check_narrow<B, dtype::f16, I, U>(xs.data(), w.data() + 1, b.data() + 1, rows);
        kernels::dense_weight_gradient<B, I, U>(xs.data(), dys.data(), dw.data(), rows);

        std::vector<double> want, want_without, want_dw(static_cast<std::size_t>(I * U));
        for (std::size_t r = 0; r < static_cast<std::size_t>(rows); ++r)
            for (std::size_t u = 0; u < U; ++u) {
                double sum = 0;
                for (std::size_t i = 0; i < I; ++i) {
                    sum += static_cast<double>(x[r * I + i]) * static_cast<double>(w[1 + i * U + u]);
                    want_dw[i * U + u] += static_cast<double>(x[r * I + i]) * static_cast<double>(dy[r * U + u]);
                }
                want.push_back(sum + static_cast<double>(b[1 + u]));
                want_without.push_back(sum);
            }
        check_packed<B, dtype::f32, I, U>(xs.data(), w.data() + 1, b.data() + 1, rows, want);
        test::check_near(y.values(), want, 5e-6);
        test::check_near(without.values(), want_without, 5e-6);
        test::check_near(dw.values(), want_dw, 5e-6);
    }
}

}  // namespace

TEST_CASE("dense kernels on native batches", "[kernels]") {
    test::for_sizes([](auto u) { check<5, u.value, simd::native_width>(); });
    check<1, 1, simd::native_width>();
    check<33, 67, simd::native_width>();
    check<3, 139, simd::native_width>();
}

TEST_CASE("dense kernels lane by lane", "[kernels]") {
    check<7, 17, 1>();
    check<16, 1, 1>();
}
