// SPDX-License-Identifier: BSL-1.0
// Every operation of a batch, lane by lane against plain float, at width 1 and the native width.
#include "catch.hpp"

#include <inlay/core/math_functions.hpp>
#include <inlay/simd/batch.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

#if defined(__unix__)
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace {

using namespace inlay::simd;
namespace math = inlay::math;

constexpr float inf = std::numeric_limits<float>::infinity();
constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

const float samples[] = {0.0f,         -0.0f,       1.0f,       -1.0f,   0.5f,       1.5f,
                         2.5f,         -2.5f,       -0.3f,      3.7f,    8388607.5f, -8388609.0f,
                         1e30f,        -1e30f,      1e-40f,     -1e-40f, inf,        -inf,
                         not_a_number, 0.49999997f, 4194304.5f, 1e-20f,  7.0f};
constexpr int sample_count = static_cast<int>(sizeof samples / sizeof *samples);

bool same(float a, float b) {  // the same bits, or both NaN
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
    return std::memcmp(&a, &b, sizeof a) == 0;
}

// f(batch) equals g(float) in every lane, for every sample (pair of samples), at every position.
template <int W, class F, class G>
void check_one(F f, G g) {
    for (int start = 0; start < sample_count; ++start) {
        float x[W];
        for (int i = 0; i < W; ++i) x[i] = samples[(start + i) % sample_count];
        const batch<W> y = f(batch<W>::load(x));
        for (int i = 0; i < W; ++i) {
            INFO("x = " << x[i] << ", lane " << i << " of " << W << ": " << y[i] << " for "
                        << g(x[i]));
            REQUIRE(same(y[i], g(x[i])));
        }
    }
}

template <int W, class F, class G>
void check_two(F f, G g) {
    for (int shift = 0; shift < sample_count; ++shift)
        for (int start = 0; start < sample_count; start += W) {
            float a[W], b[W], y[W];
            for (int i = 0; i < W; ++i) {
                a[i] = samples[(start + i) % sample_count];
                b[i] = samples[(start + i + shift) % sample_count];
            }
            f(batch<W>::load(a), batch<W>::load(b)).store(y);
            for (int i = 0; i < W; ++i) {
                INFO("a = " << a[i] << ", b = " << b[i] << ", lane " << i << ": " << y[i] << " for "
                            << g(a[i], b[i]));
                REQUIRE(same(y[i], g(a[i], b[i])));
            }
        }
}

template <class Test>
void for_each_width(Test test) {
    test(std::integral_constant<int, 1>{});
    test(std::integral_constant<int, native_width>{});
    test(std::integral_constant<int, narrow_width(5)>{});
    test(std::integral_constant<int, narrow_width(4)>{});
}

float larger(float a, float b) {
    return std::isnan(a) || std::isnan(b) ? not_a_number : a < b ? b : a;
}
float smaller(float a, float b) {
    return std::isnan(a) || std::isnan(b) ? not_a_number : b < a ? b : a;
}

}  // namespace

static_assert(native_width == 1 || native_width == 4 || native_width == 8 || native_width == 16);
static_assert(std::is_trivially_copyable_v<batch<1>> &&
              std::is_trivially_copyable_v<batch<native_width>>);
static_assert(std::is_trivially_copyable_v<mask<native_width>> &&
              std::is_trivially_copyable_v<value<double>>);
static_assert(std::is_same_v<batch<1>, value<float>>);
static_assert(sizeof(batch<native_width>) == native_width * sizeof(float));

TEST_CASE("batch: arithmetic is float arithmetic in every lane", "[simd]") {
    for_each_width([](auto w) {
        constexpr int W = w;
        check_two<W>([](auto a, auto b) { return a + b; }, [](float a, float b) { return a + b; });
        check_two<W>([](auto a, auto b) { return a - b; }, [](float a, float b) { return a - b; });
        check_two<W>([](auto a, auto b) { return a * b; }, [](float a, float b) { return a * b; });
        check_two<W>([](auto a, auto b) { return a / b; }, [](float a, float b) { return a / b; });
        check_two<W>([](auto a, auto b) { return (a += b) -= b; },
                     [](float a, float b) { return (a += b) -= b; });
        check_two<W>([](auto a, auto b) { return (a *= b) /= b; },
                     [](float a, float b) { return (a *= b) /= b; });
        check_one<W>([](auto x) { return -x; }, [](float x) { return -x; });
        check_one<W>([](auto x) { return +x; }, [](float x) { return x; });
        check_one<W>([](auto x) { return abs(x); }, [](float x) { return std::fabs(x); });
        check_one<W>([](auto x) { return sqrt(x); }, [](float x) { return std::sqrt(x); });
        check_one<W>([](auto x) { return round_to_even(x); },
                     [](float x) { return std::nearbyint(x); });
        check_one<W>([](auto x) { return floor(x); }, [](float x) { return std::floor(x); });
        check_two<W>([](auto a, auto b) { return copysign(a, b); },
                     [](float a, float b) { return std::copysign(a, b); });
    });
}

TEST_CASE("batch: comparisons, masks and where", "[simd]") {
    for_each_width([](auto w) {
        constexpr int W = w;
        check_two<W>([](auto a, auto b) { return where(a < b, 1, 0); },
                     [](float a, float b) { return a < b ? 1.f : 0.f; });
        check_two<W>([](auto a, auto b) { return where(a > b, 1, 0); },
                     [](float a, float b) { return a > b ? 1.f : 0.f; });
        check_two<W>([](auto a, auto b) { return where(a <= b, 1, 0); },
                     [](float a, float b) { return a <= b ? 1.f : 0.f; });
        check_two<W>([](auto a, auto b) { return where(a >= b, 1, 0); },
                     [](float a, float b) { return a >= b ? 1.f : 0.f; });
        check_two<W>([](auto a, auto b) { return where(a == b, 1, 0); },
                     [](float a, float b) { return a == b ? 1.f : 0.f; });
        check_two<W>([](auto a, auto b) { return where(a != b, 1, 0); },
                     [](float a, float b) { return a != b ? 1.f : 0.f; });
        check_two<W>([](auto a, auto b) { return where(a < b, a, b); },
                     [](float a, float b) { return a < b ? a : b; });
        check_two<W>([](auto a, auto b) { return where((a < b) & (a > 0), a, 2); },
                     [](float a, float b) { return a < b && a > 0 ? a : 2; });
        check_two<W>([](auto a, auto b) { return where((a < b) | (a > 0), 0.5, b); },
                     [](float a, float b) { return a < b || a > 0 ? 0.5f : b; });
        check_two<W>([](auto a, auto b) { return where(!(a < b), a, b); },
                     [](float a, float b) { return !(a < b) ? a : b; });
    });
}

TEST_CASE("batch: any and all see every lane", "[simd]") {
    for_each_width([](auto w) {
        constexpr int W = w;
        for (int lane = 0; lane < W; ++lane) {
            float x[W] = {}, y[W];
            for (float& v : y) v = 1;
            x[lane] = 1;
            y[lane] = 0;
            REQUIRE(any(batch<W>::load(x) > 0));
            REQUIRE(all(batch<W>::load(x) > 0) == (W == 1));
            REQUIRE(any(batch<W>::load(y) > 0) == (W > 1));
            REQUIRE_FALSE(all(batch<W>::load(y) > 0));
        }
        REQUIRE_FALSE(any(batch<W>(0) > 0));
        REQUIRE(all(batch<W>(1) > 0));
    });
}

TEST_CASE("batch: min and max pass NaN on, whichever side it is on", "[simd]") {
    for_each_width([](auto w) {
        constexpr int W = w;
        // Of +0 and -0 either.
        check_two<W>([](auto a, auto b) { return where(max(a, b) == 0, 0, max(a, b)); },
                     [](float a, float b) {
                         const float m = larger(a, b);
                         return m == 0 ? 0 : m;
                     });
        check_two<W>([](auto a, auto b) { return where(min(a, b) == 0, 0, min(a, b)); },
                     [](float a, float b) {
                         const float m = smaller(a, b);
                         return m == 0 ? 0 : m;
                     });
        check_one<W>([](auto x) { return max(x, 0.25) + max(0.25, x); },
                     [](float x) { return 2 * larger(x, 0.25f); });
        check_one<W>([](auto x) { return min(x, 0.25) + min(0.25, x); },
                     [](float x) { return 2 * smaller(x, 0.25f); });
        check_one<W>([](auto x) { return max(x, not_a_number); },
                     [](float) { return not_a_number; });
        check_one<W>([](auto x) { return min(not_a_number, x); },
                     [](float) { return not_a_number; });
    });
}

TEST_CASE("batch: fma rounds at most as often as a * b + c", "[simd]") {
    for_each_width([](auto w) {
        constexpr int W = w;
        const float a = 1 + 0x1p-12f, b = 1 - 0x1p-12f;
        const batch<W> r = fma(batch<W>(a), batch<W>(b), batch<W>(-1));
        for (int i = 0; i < W; ++i) REQUIRE((r[i] == -0x1p-24f || r[i] == 0));
        REQUIRE(fma(batch<W>(2), 3, 4)[W - 1] == 10);
    });
}

TEST_CASE("batch: sum, hmax and hmin over the lanes", "[simd]") {
    for_each_width([](auto w) {
        constexpr int W = w;
        for (int lane = 0; lane < W; ++lane) {
            float x[W], expected = 0;
            for (int i = 0; i < W; ++i)
                expected += x[i] = static_cast<float>(i == lane ? 100 : -i - 1);
            REQUIRE(sum(batch<W>::load(x)) == expected);  // small integers: exact in every order
            REQUIRE(hmax(batch<W>::load(x)) == 100);
            x[lane] = -100;
            REQUIRE(hmin(batch<W>::load(x)) == -100);
            x[lane] = not_a_number;
            REQUIRE(std::isnan(hmax(batch<W>::load(x))));
            REQUIRE(std::isnan(hmin(batch<W>::load(x))));
            REQUIRE(std::isnan(sum(batch<W>::load(x))));
        }
    });
}

TEST_CASE("batch: memory needs no alignment; partial accesses touch n numbers only", "[simd]") {
    for_each_width([](auto w) {
        constexpr int W = w;
        for (int offset = 0; offset < 5; ++offset)
            for (int n = 0; n <= W; ++n) {
                float x[W + 8], y[W + 8];
                for (int i = 0; i < W + 8; ++i) x[i] = static_cast<float>(i + 1), y[i] = -1;

                const batch<W> part = batch<W>::load_partial(x + offset, n);
                for (int i = 0; i < W; ++i) REQUIRE(part[i] == (i < n ? x[offset + i] : 0));

                batch<W>::load(x + offset).store_partial(y + offset, n);
                for (int i = 0; i < W + 8; ++i)
                    REQUIRE(y[i] == (i >= offset && i < offset + n ? x[i] : -1));
            }
        float x[W + 1], y[W + 1] = {};
        for (int i = 0; i <= W; ++i) x[i] = static_cast<float>(i);
        batch<W>::load(x + 1).store(y + 1);
        for (int i = 1; i <= W; ++i) REQUIRE(y[i] == x[i]);
    });
}

#if defined(__unix__)
TEST_CASE("batch: a partial load or store at the end of a page does not leave it", "[simd]") {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    void* memory =
        mmap(nullptr, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    REQUIRE(memory != MAP_FAILED);
    char* middle = static_cast<char*>(memory) + page;
    REQUIRE(mprotect(middle - page, page, PROT_NONE) == 0);
    REQUIRE(mprotect(middle + page, page, PROT_NONE) == 0);
    float* const first = reinterpret_cast<float*>(middle);
    float* const end = reinterpret_cast<float*>(middle + page);

    for_each_width([&](auto w) {
        constexpr int W = w;
        for (int n = 0; n <= W; ++n) {
            for (float* p : {first, end - n}) {
                (batch<W>(7) + static_cast<float>(n)).store_partial(p, n);
                const batch<W> back = batch<W>::load_partial(p, n);
                for (int i = 0; i < W; ++i)
                    REQUIRE(back[i] == (i < n ? 7 + static_cast<float>(n) : 0));
            }
        }
    });
    munmap(memory, 3 * page);
}
#endif

namespace {
constexpr auto formula = [](auto x) {
    return (x - 1) / 2 + 0.5 * x - x * x + 1 + 3 * x - 2.0f / (x + 4);
};
static_assert(formula(value<double>(2)).v == 0.5 + 1 - 4 + 1 + 6 - 1.0 / 3);
static_assert(formula(batch<1>(0))[0] == 0);
static_assert(float(max(batch<1>(-2), 0)) == 0 && float(where(batch<1>(3) > 2, 1, 0)) == 1);
static_assert(float(sqrt(batch<1>(2))) == 0x1.6a09e6p+0f &&
              double(sqrt(value<double>(2))) == 0x1.6a09e667f3bcdp+0);
static_assert(float(round_to_even(batch<1>(2.5f))) == 2 && float(floor(batch<1>(-2.5f))) == -3);
static_assert(bool(batch<1>(1) < 2) && any(batch<1>(1) < 2) && !all(!(batch<1>(1) < 2)));
static_assert(sum(batch<1>(3)) == 3 && hmax(batch<1>(3)) == 3 && hmin(batch<1>(3)) == 3);

constexpr float through_memory() {
    const float x[2] = {1, 2};
    float y[2] = {};
    batch<1>::load(x).store(y);
    (batch<1>::load_partial(x + 1, 1) * 2).store_partial(y + 1, 1);
    batch<1>::load_partial(nullptr, 0).store_partial(nullptr, 0);
    return y[0] + y[1];
}
static_assert(through_memory() == 5);

// A type of somewhere else, with functions found by its namespace.
}  // namespace
namespace elsewhere {
struct symbol {
    int op;
};
constexpr symbol tanh(symbol) { return {1}; }
constexpr symbol max(symbol, int) { return {2}; }
constexpr symbol where(symbol, symbol, int) { return {3}; }
}  // namespace elsewhere

TEST_CASE("math: the forwarding functions reach batches, numbers and foreign types", "[simd]") {
    static_assert(math::tanh(elsewhere::symbol{}).op == 1);
    static_assert(math::max(elsewhere::symbol{}, 0).op == 2);
    static_assert(math::where(elsewhere::symbol{}, elsewhere::symbol{}, 0).op == 3);
    static_assert(std::is_same_v<decltype(math::exp(1.0f)), float> &&
                  std::is_same_v<decltype(math::exp(1)), double>);
    static_assert(math::sqrt(9) == 3 && math::max(2.0f, 3.0f) == 3 && math::min(2, 3) == 2 &&
                  math::where(true, 1, 2) == 1);
    static_assert(math::fma(2, 3, 4) == 10 && math::abs(-2.5f) == 2.5f && math::rsqrt(4.0) == 0.5);
    REQUIRE(math::max(batch<1>(-1), 0)[0] == 0);
    REQUIRE(math::where(batch<native_width>(1) > 0, 5, 6)[0] == 5);
    REQUIRE(math::abs(batch<native_width>(-2))[native_width - 1] == 2);
    REQUIRE(std::isnan(math::max(not_a_number, 0.0f)));
    REQUIRE(std::isnan(math::min(0.0f, not_a_number)));
}
