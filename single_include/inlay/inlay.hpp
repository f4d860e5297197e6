// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// inlay in one header. Generated from include/ by tools/single_header.py: do not edit.
#ifndef INLAY_SINGLE_HEADER
#define INLAY_SINGLE_HEADER

// ---- inlay/inlay.hpp ----
// inlay: neural networks as C++ types. The table of contents: what a network is made of, and running it.

// values, and how mistakes are reported
// ---- inlay/core/error.hpp ----
// How mistakes in a network's type are reported: one static_assert whose condition spells them out.

// ---- inlay/core/text.hpp ----
// A short text of fixed capacity that constexpr code can compose: paths, names, error messages.

// ---- inlay/core/fixed_string.hpp ----
// A string literal as a template argument: name<"head">.

namespace inlay {

template <int N>
struct fixed_string {
    char text[N]{};

    constexpr fixed_string() = default;
    constexpr fixed_string(const char (&literal)[N]) {
        for (int i = 0; i < N; ++i) text[i] = literal[i];
    }
    static constexpr int size() { return N - 1; }
    friend constexpr bool operator==(const fixed_string&, const fixed_string&) = default;
};

template <int N>
fixed_string(const char (&)[N]) -> fixed_string<N>;

}  // namespace inlay
// ---- inlay/core/shape.hpp ----
// The extents of a tensor without its batch dimension.

namespace inlay {

/// Up to four extents, outermost first; images are height, width, channels. Rank 0 is one number.
///
///     static_assert(shape{8, 8, 16}.size() == 1024 && shape{8, 8, 16}.last() == 16);
struct shape {
    int rank = 0;
    int extent[4]{};

    constexpr shape() = default;
    constexpr explicit shape(int a) : rank(1), extent{a} {}
    constexpr shape(int a, int b) : rank(2), extent{a, b} {}
    constexpr shape(int a, int b, int c) : rank(3), extent{a, b, c} {}
    constexpr shape(int a, int b, int c, int d) : rank(4), extent{a, b, c, d} {}

    constexpr int operator[](int i) const { return extent[i]; }
    constexpr long size() const {
        long n = 1;
        for (int i = 0; i < rank; ++i) n *= extent[i];
        return n;
    }
    constexpr int last() const { return rank == 0 ? 1 : extent[rank - 1]; }
    constexpr shape with_last(int n) const {
        shape s = *this;
        if (s.rank == 0) s.rank = 1;
        s.extent[s.rank - 1] = n;
        return s;
    }
    /// True where this shape equals the innermost extents of `whole`: (C) of (H, W, C).
    constexpr bool is_suffix_of(const shape& whole) const {
        if (rank > whole.rank) return false;
        for (int i = 1; i <= rank; ++i)
            if (extent[rank - i] != whole.extent[whole.rank - i]) return false;
        return true;
    }
    friend constexpr bool operator==(const shape& a, const shape& b) {
        if (a.rank != b.rank) return false;
        for (int i = 0; i < a.rank; ++i)
            if (a.extent[i] != b.extent[i]) return false;
        return true;
    }
};

}  // namespace inlay

namespace inlay {

/// At most Capacity - 1 characters; what does not fit is cut off.
template <int Capacity>
struct basic_text {
    char data[Capacity]{};
    int size = 0;

    constexpr basic_text() = default;
    constexpr basic_text(const char* s) { *this << s; }

    constexpr basic_text& operator<<(char c) {
        if (size < Capacity - 1) data[size++] = c;
        return *this;
    }
    constexpr basic_text& operator<<(const char* s) {
        for (; *s != '\0'; ++s) *this << *s;
        return *this;
    }
    template <int N>
    constexpr basic_text& operator<<(const basic_text<N>& other) {
        return *this << other.data;
    }
    constexpr basic_text& operator<<(long value) {
        if (value < 0) {
            *this << '-';
            value = -value;
        }
        char digits[20]{};
        int count = 0;
        do digits[count++] = static_cast<char>('0' + value % 10);
        while ((value /= 10) != 0);
        while (count > 0) *this << digits[--count];
        return *this;
    }
    /// With three decimals at most: "-0.25".
    constexpr basic_text& operator<<(double value) {
        if (value < 0) *this << '-', value = -value;
        if (!(value < 1e15)) return *this << "a very large number";
        const long whole = static_cast<long>(value * 1000 + 0.5);
        *this << whole / 1000;
        if (whole % 1000 == 0) return *this;
        *this << '.';
        for (long rest = whole % 1000, unit = 100; rest > 0; rest %= unit, unit /= 10)
            *this << static_cast<char>('0' + rest / unit);
        return *this;
    }
    constexpr basic_text& operator<<(int value) { return *this << static_cast<long>(value); }
    /// "8, 8, 16"
    constexpr basic_text& operator<<(const shape& s) {
        for (int i = 0; i < s.rank; ++i) *this << (i ? ", " : "") << s[i];
        return *this;
    }
    constexpr bool empty() const { return size == 0; }
    constexpr const char* c_str() const { return data; }
};

using text = basic_text<64>;

constexpr bool equal(const char* a, const char* b) {
    while (*a != '\0' && *a == *b) ++a, ++b;
    return *a == *b;
}

}  // namespace inlay
// ---- inlay/core/type_list.hpp ----
// A list of types with set union and indexing; what a network needs of metaprogramming.

namespace inlay {

template <class... Ts>
struct types {
    static constexpr int size = static_cast<int>(sizeof...(Ts));
};

namespace detail {

template <class T>
struct tag {
    using type = T;
};

template <class... Ts>
struct tags : tag<Ts>... {};

// Appends T unless it is there already. __is_base_of is a builtin of every compiler we support.
template <class List, class T, bool Known>
struct insert_if {
    using type = List;
};
template <class... Ts, class T>
struct insert_if<types<Ts...>, T, false> {
    using type = types<Ts..., T>;
};

template <class List, class... More>
struct unite {
    using type = List;
};
template <class... Ts, class T, class... Rest>
struct unite<types<Ts...>, T, Rest...> {
    using type = typename unite<
        typename insert_if<types<Ts...>, T, __is_base_of(tag<T>, tags<Ts...>)>::type, Rest...>::type;
};

template <class A, class... Lists>
struct unite_lists {
    using type = A;
};
template <class A, class... Bs, class... Rest>
struct unite_lists<A, types<Bs...>, Rest...> {
    using type = typename unite_lists<typename unite<A, Bs...>::type, Rest...>::type;
};
// Eight at a time: a list of 400 layers must stay within nvcc's 200 nested instantiations.
template <class A, class... B0, class... B1, class... B2, class... B3, class... B4, class... B5, class... B6,
          class... B7, class... Rest>
struct unite_lists<A, types<B0...>, types<B1...>, types<B2...>, types<B3...>, types<B4...>, types<B5...>,
                   types<B6...>, types<B7...>, Rest...> {
    using type = typename unite_lists<
        typename unite<A, B0..., B1..., B2..., B3..., B4..., B5..., B6..., B7...>::type, Rest...>::type;
};

template <int I, class T>
struct indexed {};

template <class Sequence, class... Ts>
struct indexed_list;

template <int... I>
struct indices {};

#if defined(__GNUC__) && !defined(__clang__)
template <int N>
using make_indices = indices<__integer_pack(N)...>;
#else
template <class Int, Int... I>
struct as_indices {
    using type = indices<I...>;
};
template <int N>
using make_indices = typename __make_integer_seq<as_indices, int, N>::type;
#endif

template <int... I, class... Ts>
struct indexed_list<indices<I...>, Ts...> : indexed<I, Ts>... {};

template <int I, class T>
tag<T> select(indexed<I, T>);

template <int I, class List>
struct at;
template <int I, class... Ts>
struct at<I, types<Ts...>> {
    using type =
        typename decltype(select<I>(indexed_list<make_indices<sizeof...(Ts)>, Ts...>{}))::type;
};

}  // namespace detail

/// The union of lists, without duplicates, in order of first appearance.
template <class... Lists>
using union_of = typename detail::unite_lists<types<>, Lists...>::type;

template <int I, class List>
using type_at = typename detail::at<I, List>::type;

}  // namespace inlay

namespace inlay::detail {

// Compilers print string template arguments, but clang cuts each after 32 characters: hence three
// short clauses. The umbrella includes this file directly, which keeps the report short.
#if defined(__clang__) && __clang_major__ < 16

// Clang before 16 prints strings as numbers; single characters it prints as such.
template <char... C>
struct says {};

template <text T, int... I>
constexpr says<T.data[I]...> spell(indices<I...>);
template <text T>
struct clause {
    using type = decltype(spell<T>(make_indices<T.size>{}));
};
using nothing = says<>;

#else

template <fixed_string Text>
struct says {};

template <text T>
constexpr auto as_fixed_string() {
    fixed_string<T.size + 1> s;
    for (int i = 0; i < T.size; ++i) s.text[i] = T.data[i];
    s.text[T.size] = '\0';  // or clang prints texts of 8, 16, 32 characters as numbers
    return s;
}
template <text T>
struct clause {  // an alias template would crash g++ 12
    using type = says<as_fixed_string<T>()>;
};
using nothing = says<"">;

#endif

template <class Where, class Expects, class Found>
inline constexpr bool fits_together = __is_same(Where, nothing);

template <class Where, class Expects, class Found>
struct check_network {
    static_assert(fits_together<Where, Expects, Found>, "inlay: the network does not fit together");
    static constexpr bool done = true;
};

template <class Path, bool Found>
inline constexpr bool network_has = Found;

template <class Path, bool Found>
struct check_path {
    static_assert(network_has<Path, Found>, "inlay: the network has no layer or parameter of this name");
    static constexpr bool done = true;
};

}  // namespace inlay::detail
// ---- inlay/core/random.hpp ----
// Random numbers by counter: number i of a stream is a function of (seed, i) alone, the same on
// every machine, in any order, on any number of threads.

// ---- inlay/core/math.hpp ----
// Elementary functions of double and float that work in constant expressions and without libm.

#include <cstdint>

namespace inlay::detail::cmath {

// Law: at run time on a hosted target a function is the C library's, or the instruction; in a
// constant expression, and in a freestanding build (or with INLAY_NO_LIBM), it is the one below.
// The two agree within 2 ULP of double (tanh: 3, erf: 4).

#if defined(__STDC_HOSTED__) && __STDC_HOSTED__ && !defined(INLAY_NO_LIBM)
inline constexpr bool has_libm = true;
#else
inline constexpr bool has_libm = false;
#endif

constexpr bool in_constant_expression() { return __builtin_is_constant_evaluated(); }

inline constexpr double infinity = __builtin_huge_val();
inline constexpr double nan = __builtin_nan("");
inline constexpr double pi = 3.14159265358979323846;

constexpr bool is_nan(double x) { return x != x; }
constexpr double abs(double x) {
    return __builtin_bit_cast(double, __builtin_bit_cast(std::uint64_t, x) & 0x7fffffffffffffffu);
}
constexpr float abs(float x) {
    return __builtin_bit_cast(float, __builtin_bit_cast(std::uint32_t, x) & 0x7fffffffu);
}
constexpr double copysign(double x, double sign) {
    const std::uint64_t top = std::uint64_t{1} << 63;
    const auto xs = __builtin_bit_cast(std::uint64_t, x);
    const auto ss = __builtin_bit_cast(std::uint64_t, sign);
    return __builtin_bit_cast(double, (xs & ~top) | (ss & top));
}

namespace own {                                             // the constexpr, libm-free versions

constexpr double ln2_hi = 6.93147180369123816490e-01;   // 32 bits: k * ln2_hi is exact
constexpr double ln2_lo = 1.90821492927058770002e-10;

constexpr double power_of_two(int n) {                      // n in [-1022, 1023]
    return __builtin_bit_cast(double, static_cast<std::uint64_t>(n + 1023) << 52);
}

constexpr double scale(double x, int n) {                   // x * 2^n, rounded once
    if (n > 1023) { x *= power_of_two(1023); n -= 1023; if (n > 1023) n = 1023; }
    if (n < -1022) { x *= power_of_two(-969); n += 969; if (n < -1022) n = -1022; }
    return x * power_of_two(n);
}

struct parts { double fraction; int exponent; };            // x = fraction * 2^exponent

// Of x > 0, finite; the fraction in [sqrt(1/2), sqrt(2)).
constexpr parts split(double x) {
    int e = 0;
    if (x < 0x1p-1022) { x *= 0x1p54; e = -54; }
    auto b = __builtin_bit_cast(std::uint64_t, x) + (0x3ff0000000000000u - 0x3fe6a09e667f3bcdu);
    e += static_cast<int>(b >> 52) - 1023;
    b = (b & 0x000fffffffffffffu) + 0x3fe6a09e667f3bcdu;
    return {__builtin_bit_cast(double, b), e};
}

constexpr int nearest(double x) { return static_cast<int>(x < 0 ? x - 0.5 : x + 0.5); }

constexpr double sqrt(double x) {
    if (is_nan(x) || x < 0) return nan;
    if (x == 0 || x == infinity) return x;
    auto [m, e] = split(x);
    if (e & 1) { m *= 2; --e; }                             // m in [0.7, 2.83)
    double y = 0.5 * (1 + m);
    for (int i = 0; i < 5; ++i) y = 0.5 * (y + m / y);  // Newton; then the exact residual m - y*y
    const double c = y * 134217729.0, hi = c - (c - y), lo = y - hi;
    y += (((m - hi * hi) - 2 * hi * lo) - lo * lo) / (2 * y);
    return scale(y, e / 2);
}

constexpr double exp(double x) {                            // fdlibm e_exp.c
    if (is_nan(x)) return x;
    if (x > 0x1.62e42fefa39efp+9) return infinity;
    if (x < -745.14) return 0;
    const int k = nearest(x * 1.44269504088896338700);
    const double hi = x - k * ln2_hi, lo = k * ln2_lo, r = hi - lo, t = r * r;
    const double c = r - t * (1.66666666666666019037e-01 + t * (-2.77777777770155933842e-03
                       + t * (6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06
                       + t * 4.13813679705723846039e-08))));
    return scale(1 - ((lo - (r * c) / (2 - c)) - hi), k);
}

constexpr double expm1(double x) {                          // fdlibm s_expm1.c
    if (is_nan(x) || x == infinity || abs(x) < 0x1p-54) return x;
    if (x > 0x1.62e42fefa39efp+9) return infinity;
    if (x < -40) return -1;
    const int k = nearest(x * 1.44269504088896338700);
    const double hi = x - k * ln2_hi, lo = k * ln2_lo, r = hi - lo, c = (hi - r) - lo;
    const double half = 0.5 * r, h = r * half;
    const double r1 = 1 + h * (-3.33333333333331316428e-02 + h * (1.58730158725481460165e-03
                        + h * (-7.93650757867487942473e-05 + h * (4.00821782732936239552e-06
                        + h * -2.01099218183624371326e-07))));
    const double t = 3 - r1 * half;
    double e = h * ((r1 - t) / (6 - r * t));
    if (k == 0) return r - (r * e - h);
    e = r * (e - c) - c - h;
    if (k == -1) return 0.5 * (r - e) - 0.5;
    if (k == 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
    if (k < 0 || k > 56) return scale(1 - (e - r), k) - 1;
    if (k < 20) return scale((1 - power_of_two(-k)) - (e - r), k);
    return scale((r - (e + power_of_two(-k))) + 1, k);
}

// log(1 + f) + c + k log 2; fdlibm e_log.c, s_log1p.c
constexpr double log_kernel(double f, double k, double c) {
    const double s = f / (2 + f), z = s * s, h = 0.5 * f * f;
    const double r = z * (6.666666666666735130e-01 + z * (3.999999999940941908e-01
                   + z * (2.857142874366239149e-01 + z * (2.222219843214978396e-01
                   + z * (1.818357216161805012e-01 + z * (1.531383769920937332e-01
                   + z * 1.479819860511658591e-01))))));
    return k * ln2_hi - ((h - (s * (h + r) + (k * ln2_lo + c))) - f);
}

constexpr double log(double x) {
    if (is_nan(x) || x == infinity) return x;
    if (x <= 0) return x == 0 ? -infinity : nan;
    const auto [m, e] = split(x);
    return log_kernel(m - 1, e, 0);
}

constexpr double log1p(double x) {
    if (is_nan(x) || x == infinity || abs(x) < 0x1p-54) return x;
    if (x <= -1) return x == -1 ? -infinity : nan;
    if (x > -0.29 && x < 0.41) return log_kernel(x, 0, 0);
    const double u = 1 + x;
    const auto [m, e] = split(u);
    const double lost = x < 1 ? x - (u - 1) : 1 - (u - x);  // what 1 + x rounded away
    return log_kernel(m - 1, e, e < 60 ? lost / u : 0);
}

constexpr double tanh(double x) {                           // fdlibm s_tanh.c
    if (is_nan(x)) return x;
    const double t = abs(x);
    if (t < 0x1p-28) return x;
    double r = 1;
    if (t < 1) { const double e = own::expm1(-2 * t); r = -e / (e + 2); }
    else if (t < 22) r = 1 - 2 / (own::expm1(2 * t) + 2);
    return copysign(r, x);
}

constexpr double erf(double x) {
    constexpr double two_over_sqrt_pi = 1.12837916709551257390;
    if (is_nan(x)) return x;
    const double t = abs(x), s = t * t;
    double r = 1;
    if (t < 0x1p-28) {
        r = two_over_sqrt_pi * t;
    } else if (t < 1.25) {             // the Maclaurin series: sum of (-1)^n x^(2n+1) / (n! (2n+1))
        double term = t, sum = 0;
        for (int n = 1; n < 30; ++n) { term *= -s / n; sum += term / (2 * n + 1); }
        r = two_over_sqrt_pi * t + two_over_sqrt_pi * sum;
    } else if (t < 6) {                // 1 - erfc, a continued fraction: Abramowitz, Stegun 7.1.14
        double f = t;
        for (int n = t < 2 ? 160 : 60; n > 0; --n) f = t + 0.5 * n / f;
        r = 1 - own::exp(-s) * 0.5 * two_over_sqrt_pi / f;
    }
    return copysign(r, x);
}

constexpr double sin_kernel(double x) {                     // |x| <= pi/4; fdlibm k_sin.c
    const double z = x * x;
    return x + x * z * (-1.66666666666666324348e-01 + z * (8.33333333332248946124e-03
             + z * (-1.98412698298579493134e-04 + z * (2.75573137070700676789e-06
             + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)))));
}
constexpr double cos_kernel(double x) {                     // |x| <= pi/4; fdlibm k_cos.c
    const double z = x * x;
    return 1 - (0.5 * z - z * z * (4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03
             + z * (2.48015872894767294178e-05 + z * (-2.75573143513906633035e-07
             + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11))))));
}

// sin(x + quarter * pi/2), |x| < 2^20: for phases and schedules, not for huge arguments.
constexpr double sine(double x, int quarter) {
    if (is_nan(x) || abs(x) > 1048576.0) return nan;
    const int k = nearest(x * (2 / pi));
    const double r = ((x - k * 1.57079632673412561417e+00) - k * 6.07710050630396597660e-11)
                     - k * 2.02226624879595063154e-21;            // pi/2 in three parts
    const int q = (k + quarter) & 3;
    const double v = (q & 1) ? cos_kernel(r) : sin_kernel(r);
    return (q & 2) ? -v : v;
}
constexpr double sin(double x) { return sine(x, 0); }
constexpr double cos(double x) { return sine(x, 1); }

}  // namespace own

/// sqrt, exp, ... of double.
constexpr double sqrt(double x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_sqrt(x);
    return own::sqrt(x);
}
constexpr double exp(double x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_exp(x);
    return own::exp(x);
}
constexpr double expm1(double x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_expm1(x);
    return own::expm1(x);
}
constexpr double log(double x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_log(x);
    return own::log(x);
}
constexpr double log1p(double x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_log1p(x);
    return own::log1p(x);
}
constexpr double tanh(double x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_tanh(x);
    return own::tanh(x);
}
constexpr double erf(double x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_erf(x);
    return own::erf(x);
}
constexpr double sin(double x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_sin(x);
    return own::sin(x);
}
constexpr double cos(double x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_cos(x);
    return own::cos(x);
}

/// 1 / (1 + e^-x), without overflow and without cancellation.
constexpr double sigmoid(double x) {
    const double e = cmath::exp(-cmath::abs(x));
    return (x < 0 ? e : 1.0) / (1 + e);
}
/// log(1 + e^x), without overflow.
constexpr double softplus(double x) {
    return (x > 0 ? x : is_nan(x) ? x : 0.0) + cmath::log1p(cmath::exp(-cmath::abs(x)));
}

/// Of float: correctly rounded (a square root rounded first to double is).
constexpr float sqrt(float x) {
    if constexpr (has_libm) if (!in_constant_expression()) return __builtin_sqrtf(x);
    return static_cast<float>(own::sqrt(static_cast<double>(x)));
}

}  // namespace inlay::detail::cmath
// ---- inlay/core/tensor.hpp ----
// Small dense arrays of known shape, and views of memory that others own. Row-major, floats.

namespace inlay {
namespace detail {

template <int... Extents>
inline constexpr long product = (1L * ... * Extents);

/// The offset of an element in row-major order.
template <int... Extents, class... Index>
constexpr long offset_of(Index... index) {
    static_assert(sizeof...(Index) == sizeof...(Extents), "inlay: one index for each extent");
    constexpr int extent[] = {Extents...};
    const long at[] = {static_cast<long>(index)...};
    long offset = 0;
    for (int i = 0; i < static_cast<int>(sizeof...(Extents)); ++i) offset = offset * extent[i] + at[i];
    return offset;
}

}  // namespace detail

/// An array of floats that owns its elements: tensor<28, 28, 1>. An aggregate: tensor<2>{0, 1}.
template <int... Extents>
struct tensor {
    static constexpr shape extent{Extents...};
    static constexpr long count = detail::product<Extents...>;
    alignas(count >= 16 ? 64 : 16) float values[count];

    constexpr float& operator[](long i) { return values[i]; }
    constexpr float operator[](long i) const { return values[i]; }
    template <class... Index>
    constexpr float& operator()(Index... index) { return values[detail::offset_of<Extents...>(index...)]; }
    template <class... Index>
    constexpr float operator()(Index... index) const { return values[detail::offset_of<Extents...>(index...)]; }
    static constexpr long size() { return count; }
    constexpr float* data() { return values; }
    constexpr const float* data() const { return values; }
    constexpr float* begin() { return values; }
    constexpr float* end() { return values + count; }
    constexpr const float* begin() const { return values; }
    constexpr const float* end() const { return values + count; }
};

/// The same over memory that somebody else owns: view<16>{pointer}. Any alignment.
template <int... Extents>
struct view {
    static constexpr shape extent{Extents...};
    static constexpr long count = detail::product<Extents...>;
    const float* pointer;

    constexpr explicit view(const float* p) : pointer(p) {}
    constexpr view(const tensor<Extents...>& t) : pointer(t.values) {}
    constexpr float operator[](long i) const { return pointer[i]; }
    template <class... Index>
    constexpr float operator()(Index... index) const { return pointer[detail::offset_of<Extents...>(index...)]; }
    static constexpr long size() { return count; }
    constexpr const float* data() const { return pointer; }
    constexpr const float* begin() const { return pointer; }
    constexpr const float* end() const { return pointer + count; }
};

namespace detail {

template <int Rank, int A, int B, int C, int D>
struct tensor_by_rank {
    using type = tensor<1>;
};
template <int A, int B, int C, int D>
struct tensor_by_rank<1, A, B, C, D> {
    using type = tensor<A>;
};
template <int A, int B, int C, int D>
struct tensor_by_rank<2, A, B, C, D> {
    using type = tensor<A, B>;
};
template <int A, int B, int C, int D>
struct tensor_by_rank<3, A, B, C, D> {
    using type = tensor<A, B, C>;
};
template <int A, int B, int C, int D>
struct tensor_by_rank<4, A, B, C, D> {
    using type = tensor<A, B, C, D>;
};
/// The tensor type of Holder::value, a shape. (g++ 12 crashes on a shape as an alias's own argument.)
template <class Holder>
struct tensor_of {
    static constexpr shape s = Holder::value;
    using type = typename tensor_by_rank<s.rank, s[0], s[1], s[2], s[3]>::type;
};

}  // namespace detail

/// The index of the largest element; the first of equal ones.
template <class Values>
constexpr int argmax(const Values& values) {
    int best = 0;
    for (int i = 1; i < static_cast<int>(values.size()); ++i)
        if (values[i] > values[best]) best = i;
    return best;
}

}  // namespace inlay

namespace inlay {

/// What a random sequence starts from: model<net>{seed{7}}.
struct seed {
    unsigned long long value = 0;
    constexpr explicit seed(unsigned long long v) : value(v) {}
};

/// SplitMix64 (Steele, Lea & Flood 2014) as a hash of seed and counter:
///     z = seed + (i + 1) * 0x9E3779B97F4A7C15, then two xor-shift multiplications and a last xor-shift.
constexpr unsigned long long random_bits(unsigned long long seed, unsigned long long i) {
    unsigned long long z = seed + (i + 1) * 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

/// A seed for a stream of its own within `seed`.
constexpr unsigned long long stream(unsigned long long seed, unsigned long long number) {
    return random_bits(seed ^ 0x5851F42D4C957F2DULL, number);
}

/// In [0, 1), a multiple of 2^-24.
constexpr float random_uniform_at(unsigned long long seed, unsigned long long i) {
    return static_cast<float>(random_bits(seed, i) >> 40) * 0x1p-24f;
}

/// Standard normal: the inverse distribution function (Acklam 2003, relative error 1.2e-9) of a
/// uniform in (0, 1). In double, so that rounding to float hides how it was computed.
constexpr double random_normal_at(unsigned long long seed, unsigned long long i) {
    const double p = (static_cast<double>(random_bits(seed, i) >> 11) + 0.5) * 0x1p-53;
    constexpr double a[] = {-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
                            1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
    constexpr double b[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                            6.680131188771972e+01, -1.328068155288572e+01};
    constexpr double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                            -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
    constexpr double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                            3.754408661907416e+00};
    const double tail = p < 0.5 ? p : 1 - p;
    if (tail < 0.02425) {
        const double q = detail::cmath::sqrt(-2 * detail::cmath::log(tail));
        const double x = (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
                         ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
        return p < 0.5 ? x : -x;
    }
    const double q = p - 0.5, r = q * q;
    return (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q /
           (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
}

/// A tensor of standard normal numbers.
template <int... Extents>
constexpr tensor<Extents...> random_normal(seed s) {
    tensor<Extents...> t{};
    for (long i = 0; i < t.size(); ++i)
        t[i] = static_cast<float>(random_normal_at(s.value, static_cast<unsigned long long>(i)));
    return t;
}
/// A tensor of numbers in [0, 1).
template <int... Extents>
constexpr tensor<Extents...> random_uniform(seed s) {
    tensor<Extents...> t{};
    for (long i = 0; i < t.size(); ++i) t[i] = random_uniform_at(s.value, static_cast<unsigned long long>(i));
    return t;
}

}  // namespace inlay

// layers
// ---- inlay/ops/activations.hpp ----
// The activations. Each is its formula, and its derivative only where the generated one is not the
// best: in terms of the output y, training need not keep the input.

// ---- inlay/ops/elementwise.hpp ----
// Elementwise operations from one formula: reference, shape rule and the generated derivative.

// ---- inlay/expr/derivative.hpp ----
// The derivative of an expression is an expression; evaluation turns either into numbers.

// ---- inlay/expr/functions.hpp ----
// The primitive functions of formulas: how each is evaluated, and its derivative, side by side.

// ---- inlay/core/math_functions.hpp ----
// inlay::math: exp, tanh, where, ... for any type that has them: batches, expressions, numbers.

#include <type_traits>

// Law: math::f(x) is the f that argument-dependent lookup finds for x; for built-in numbers it is
// core/math.hpp's: integers count as double, float is computed in double and rounded once.
//
// In a formula both spellings work; the second also where a type named tanh hides the function:
//     auto mish(auto x) { return x * tanh(softplus(x)); }
//     auto mish(auto x) { return x * math::tanh(math::softplus(x)); }

namespace inlay::math_lookup {

// Deleted namesakes: ordinary lookup stops here, before it meets the types inlay::tanh, ...;
// only argument-dependent lookup remains.
void exp() = delete;      void log() = delete;   void log1p() = delete;    void expm1() = delete;
void tanh() = delete;     void erf() = delete;   void sigmoid() = delete;  void softplus() = delete;
void sqrt() = delete;     void rsqrt() = delete; void abs() = delete;
void min() = delete;      void max() = delete;   void where() = delete;    void fma() = delete;

template <class X> inline constexpr bool is_number = std::is_arithmetic_v<X>;

template <class X> using real = std::conditional_t<std::is_same_v<X, float>, float, double>;

namespace cmath = inlay::detail::cmath;

#define INLAY_FUNCTION(name, of_number)                                     \
    template <class X> constexpr auto call_##name(const X& x) {             \
        if constexpr (is_number<X>) return static_cast<real<X>>(of_number); \
        else return name(x);                                                \
    }
INLAY_FUNCTION(exp, cmath::exp(static_cast<double>(x)))
INLAY_FUNCTION(log, cmath::log(static_cast<double>(x)))
INLAY_FUNCTION(log1p, cmath::log1p(static_cast<double>(x)))
INLAY_FUNCTION(expm1, cmath::expm1(static_cast<double>(x)))
INLAY_FUNCTION(tanh, cmath::tanh(static_cast<double>(x)))
INLAY_FUNCTION(erf, cmath::erf(static_cast<double>(x)))
INLAY_FUNCTION(sigmoid, cmath::sigmoid(static_cast<double>(x)))
INLAY_FUNCTION(softplus, cmath::softplus(static_cast<double>(x)))
INLAY_FUNCTION(sqrt, cmath::sqrt(static_cast<real<X>>(x)))
INLAY_FUNCTION(rsqrt, real<X>(1) / cmath::sqrt(static_cast<real<X>>(x)))
INLAY_FUNCTION(abs, cmath::abs(static_cast<real<X>>(x)))
#undef INLAY_FUNCTION

template <class X, class Y> constexpr auto call_min(const X& x, const Y& y) {
    if constexpr (is_number<X> && is_number<Y>) return y < x || y != y ? y : x;
    else return min(x, y);
}
template <class X, class Y> constexpr auto call_max(const X& x, const Y& y) {
    if constexpr (is_number<X> && is_number<Y>) return x < y || y != y ? y : x;
    else return max(x, y);
}
template <class M, class X, class Y> constexpr auto call_where(const M& m, const X& x, const Y& y) {
    if constexpr (std::is_same_v<M, bool>) return m ? x : y;
    else return where(m, x, y);
}
template <class X, class Y, class Z> constexpr auto call_fma(const X& x, const Y& y, const Z& z) {
    if constexpr (is_number<X> && is_number<Y> && is_number<Z>) return x * y + z;
    else return fma(x, y, z);
}

}  // namespace inlay::math_lookup

namespace inlay::math {

template <class X> constexpr auto exp(const X& x) { return math_lookup::call_exp(x); }
template <class X> constexpr auto log(const X& x) { return math_lookup::call_log(x); }
template <class X> constexpr auto log1p(const X& x) { return math_lookup::call_log1p(x); }
template <class X> constexpr auto expm1(const X& x) { return math_lookup::call_expm1(x); }
template <class X> constexpr auto tanh(const X& x) { return math_lookup::call_tanh(x); }
template <class X> constexpr auto erf(const X& x) { return math_lookup::call_erf(x); }
template <class X> constexpr auto sigmoid(const X& x) { return math_lookup::call_sigmoid(x); }
template <class X> constexpr auto softplus(const X& x) { return math_lookup::call_softplus(x); }
template <class X> constexpr auto sqrt(const X& x) { return math_lookup::call_sqrt(x); }
template <class X> constexpr auto rsqrt(const X& x) { return math_lookup::call_rsqrt(x); }
template <class X> constexpr auto abs(const X& x) { return math_lookup::call_abs(x); }

/// The smaller, the larger; NaN if either is NaN.
template <class X, class Y> constexpr auto min(const X& x, const Y& y) {
    return math_lookup::call_min(x, y);
}
template <class X, class Y> constexpr auto max(const X& x, const Y& y) {
    return math_lookup::call_max(x, y);
}

/// x where m holds, else y, lane by lane.
template <class M, class X, class Y> constexpr auto where(const M& m, const X& x, const Y& y) {
    return math_lookup::call_where(m, x, y);
}
/// x * y + z.
template <class X, class Y, class Z> constexpr auto fma(const X& x, const Y& y, const Z& z) {
    return math_lookup::call_fma(x, y, z);
}

}  // namespace inlay::math
// ---- inlay/expr/expression.hpp ----
// Elementwise formulas as types: what a formula called with arguments of this kind returns.

namespace inlay::expr {

struct expression {};

template <class E>
concept is_expression = __is_base_of(expression, E);

/// Argument number I of the formula.
template <int I>
struct arg : expression {};

/// 0 and 1 are types of their own: derivatives simplify by them.
struct zero : expression {};
struct one : expression {};
struct constant : expression {
    double value;
    constexpr explicit constant(double v) : value(v) {}
};

template <class Op, class A>
struct unary : expression {
    A a;
    constexpr explicit unary(A x) : a(x) {}
};
template <class Op, class A, class B>
struct binary : expression {
    A a;
    B b;
    constexpr binary(A x, B y) : a(x), b(y) {}
};
/// a where the comparison c holds, else b.
template <class C, class A, class B>
struct conditional : expression {
    C c;
    A a;
    B b;
    constexpr conditional(C x, A y, B z) : c(x), a(y), b(z) {}
};

template <class T>
concept is_number =
    __is_same(T, int) || __is_same(T, double) || __is_same(T, float) || __is_same(T, long);

template <class A, class B>
concept operands = (is_expression<A> && (is_expression<B> || is_number<B>)) ||
                   (is_number<A> && is_expression<B>);

template <class E>
    requires is_expression<E>
constexpr E lift(const E& e) {
    return e;
}
template <class N>
    requires is_number<N>
constexpr constant lift(N n) {
    return constant{static_cast<double>(n)};
}

template <class Op, class A>
constexpr unary<Op, A> make(const A& a) {
    return unary<Op, A>{a};
}
template <class Op, class A, class B>
constexpr binary<Op, A, B> make(const A& a, const B& b) {
    return binary<Op, A, B>{a, b};
}

}  // namespace inlay::expr

namespace inlay::expr {

// apply(x...): on numbers and SIMD batches.   derivative(x..., y): of y = f(x...), as an expression.
// Binary functions give the derivative by their first (d0) and second (d1) argument.

struct negate_fn {
    static constexpr auto apply(auto x) { return -x; }
    static constexpr auto derivative(auto, auto) { return constant{-1}; }
};
struct add_fn {
    static constexpr auto apply(auto a, auto b) { return a + b; }
    static constexpr auto d0(auto, auto, auto) { return one{}; }
    static constexpr auto d1(auto, auto, auto) { return one{}; }
};
struct subtract_fn {
    static constexpr auto apply(auto a, auto b) { return a - b; }
    static constexpr auto d0(auto, auto, auto) { return one{}; }
    static constexpr auto d1(auto, auto, auto) { return constant{-1}; }
};
struct multiply_fn {
    static constexpr auto apply(auto a, auto b) { return a * b; }
    static constexpr auto d0(auto, auto b, auto) { return b; }
    static constexpr auto d1(auto a, auto, auto) { return a; }
};
struct divide_fn {
    static constexpr auto apply(auto a, auto b) { return a / b; }
    static constexpr auto d0(auto, auto b, auto);
    static constexpr auto d1(auto, auto b, auto y);
};
struct less_fn {
    static constexpr auto apply(auto a, auto b) { return a < b; }
};
struct greater_fn {
    static constexpr auto apply(auto a, auto b) { return a > b; }
};
struct max_fn {
    static constexpr auto apply(auto a, auto b) { return math::max(a, b); }
    static constexpr auto d0(auto a, auto b, auto);
    static constexpr auto d1(auto a, auto b, auto);
};
struct min_fn {
    static constexpr auto apply(auto a, auto b) { return math::min(a, b); }
    static constexpr auto d0(auto a, auto b, auto);
    static constexpr auto d1(auto a, auto b, auto);
};
struct abs_fn {
    static constexpr auto apply(auto x) { return math::abs(x); }
    static constexpr auto derivative(auto x, auto);
};
struct sqrt_fn {
    static constexpr auto apply(auto x) { return math::sqrt(x); }
    static constexpr auto derivative(auto, auto y);
};
struct exp_fn {
    static constexpr auto apply(auto x) { return math::exp(x); }
    static constexpr auto derivative(auto, auto y) { return y; }
};
struct expm1_fn {
    static constexpr auto apply(auto x) { return math::expm1(x); }
    static constexpr auto derivative(auto x, auto);
};
struct log_fn {
    static constexpr auto apply(auto x) { return math::log(x); }
    static constexpr auto derivative(auto x, auto);
};
struct log1p_fn {
    static constexpr auto apply(auto x) { return math::log1p(x); }
    static constexpr auto derivative(auto x, auto);
};
struct tanh_fn {
    static constexpr auto apply(auto x) { return math::tanh(x); }
    static constexpr auto derivative(auto, auto y);
};
struct sigmoid_fn {
    static constexpr auto apply(auto x) { return math::sigmoid(x); }
    static constexpr auto derivative(auto, auto y);
};
struct erf_fn {
    static constexpr auto apply(auto x) { return math::erf(x); }
    static constexpr auto derivative(auto x, auto);
};

// Operators. Products with 0 and 1, and sums with 0, are simplified as they are written.

template <class E>
    requires is_expression<E>
constexpr auto operator-(const E& a) {
    if constexpr (__is_same(E, zero)) return zero{};
    else return make<negate_fn>(a);
}
template <class A, class B>
    requires operands<A, B>
constexpr auto operator+(const A& a, const B& b) {
    if constexpr (__is_same(A, zero)) return lift(b);
    else if constexpr (__is_same(B, zero)) return lift(a);
    else return make<add_fn>(lift(a), lift(b));
}
template <class A, class B>
    requires operands<A, B>
constexpr auto operator-(const A& a, const B& b) {
    if constexpr (__is_same(B, zero)) return lift(a);
    else if constexpr (__is_same(A, zero)) return -lift(b);
    else return make<subtract_fn>(lift(a), lift(b));
}
template <class A, class B>
    requires operands<A, B>
constexpr auto operator*(const A& a, const B& b) {
    if constexpr (__is_same(A, zero) || __is_same(B, zero)) return zero{};
    else if constexpr (__is_same(A, one)) return lift(b);
    else if constexpr (__is_same(B, one)) return lift(a);
    else return make<multiply_fn>(lift(a), lift(b));
}
template <class A, class B>
    requires operands<A, B>
constexpr auto operator/(const A& a, const B& b) {
    if constexpr (__is_same(A, zero)) return zero{};
    else if constexpr (__is_same(B, one)) return lift(a);
    else return make<divide_fn>(lift(a), lift(b));
}
template <class A, class B>
    requires operands<A, B>
constexpr auto operator<(const A& a, const B& b) {
    return make<less_fn>(lift(a), lift(b));
}
template <class A, class B>
    requires operands<A, B>
constexpr auto operator>(const A& a, const B& b) {
    return make<greater_fn>(lift(a), lift(b));
}
template <class A, class B>
    requires operands<A, B>
constexpr auto max(const A& a, const B& b) {
    return make<max_fn>(lift(a), lift(b));
}
template <class A, class B>
    requires operands<A, B>
constexpr auto min(const A& a, const B& b) {
    return make<min_fn>(lift(a), lift(b));
}
template <class C, class A, class B>
    requires is_expression<C>
constexpr auto where(const C& c, const A& a, const B& b) {
    using x = decltype(lift(a));
    using y = decltype(lift(b));
    if constexpr (__is_same(x, zero) && __is_same(y, zero)) return zero{};
    else return conditional<C, x, y>{c, lift(a), lift(b)};
}
template <class E>
    requires is_expression<E>
constexpr auto abs(const E& x) { return make<abs_fn>(x); }
template <class E>
    requires is_expression<E>
constexpr auto sqrt(const E& x) { return make<sqrt_fn>(x); }
template <class E>
    requires is_expression<E>
constexpr auto exp(const E& x) { return make<exp_fn>(x); }
template <class E>
    requires is_expression<E>
constexpr auto expm1(const E& x) { return make<expm1_fn>(x); }
template <class E>
    requires is_expression<E>
constexpr auto log(const E& x) { return make<log_fn>(x); }
template <class E>
    requires is_expression<E>
constexpr auto log1p(const E& x) { return make<log1p_fn>(x); }
template <class E>
    requires is_expression<E>
constexpr auto tanh(const E& x) { return make<tanh_fn>(x); }
template <class E>
    requires is_expression<E>
constexpr auto sigmoid(const E& x) { return make<sigmoid_fn>(x); }
template <class E>
    requires is_expression<E>
constexpr auto erf(const E& x) { return make<erf_fn>(x); }

constexpr auto divide_fn::d0(auto, auto b, auto) { return one{} / b; }
constexpr auto divide_fn::d1(auto, auto b, auto y) { return -y / b; }
constexpr auto max_fn::d0(auto a, auto b, auto) { return where(a < b, zero{}, one{}); }
constexpr auto max_fn::d1(auto a, auto b, auto) { return where(a < b, one{}, zero{}); }
constexpr auto min_fn::d0(auto a, auto b, auto) { return where(b < a, zero{}, one{}); }
constexpr auto min_fn::d1(auto a, auto b, auto) { return where(b < a, one{}, zero{}); }
constexpr auto abs_fn::derivative(auto x, auto) {
    return where(x > 0, one{}, where(x < 0, constant{-1}, constant{0}));
}
constexpr auto sqrt_fn::derivative(auto, auto y) { return 0.5 / y; }
constexpr auto expm1_fn::derivative(auto x, auto) { return exp(x); }
constexpr auto log_fn::derivative(auto x, auto) { return one{} / x; }
constexpr auto log1p_fn::derivative(auto x, auto) { return one{} / (x + 1); }
constexpr auto tanh_fn::derivative(auto, auto y) { return 1 - y * y; }
constexpr auto sigmoid_fn::derivative(auto, auto y) { return y * (1 - y); }
constexpr auto erf_fn::derivative(auto x, auto) { return 1.1283791670955126 * exp(-(x * x)); }

}  // namespace inlay::expr

namespace inlay::expr {

/// d<I>(e): the derivative of e by argument I, by the chain rule; 0 and 1 vanish on the way.
template <int I, int J>
constexpr auto d(const arg<J>&) {
    if constexpr (I == J) return one{};
    else return zero{};
}
template <int I>
constexpr zero d(const zero&) { return {}; }
template <int I>
constexpr zero d(const one&) { return {}; }
template <int I>
constexpr zero d(const constant&) { return {}; }
template <int I, class Op, class A>
constexpr auto d(const unary<Op, A>& e);
template <int I, class Op, class A, class B>
constexpr auto d(const binary<Op, A, B>& e);

template <int I, class C, class A, class B>
constexpr auto d(const conditional<C, A, B>& e) {
    return where(e.c, d<I>(e.a), d<I>(e.b));
}
template <int I, class Op, class A>
constexpr auto d(const unary<Op, A>& e) {
    const auto inner = d<I>(e.a);
    if constexpr (__is_same(decltype(inner), const zero)) return zero{};
    else return Op::derivative(e.a, e) * inner;
}
template <int I, class Op, class A, class B>
constexpr auto d(const binary<Op, A, B>& e) {
    const auto da = d<I>(e.a);
    const auto db = d<I>(e.b);
    constexpr bool no_a = __is_same(decltype(da), const zero);
    constexpr bool no_b = __is_same(decltype(db), const zero);
    if constexpr (no_a && no_b) return zero{};
    else if constexpr (no_b) return Op::d0(e.a, e.b, e) * da;
    else if constexpr (no_a) return Op::d1(e.a, e.b, e) * db;
    else return Op::d0(e.a, e.b, e) * da + Op::d1(e.a, e.b, e) * db;
}

/// Whether argument I occurs in an expression type.
template <int I, class E>
inline constexpr bool uses = false;
template <int I>
inline constexpr bool uses<I, arg<I>> = true;
template <int I, class Op, class A>
inline constexpr bool uses<I, unary<Op, A>> = uses<I, A>;
template <int I, class Op, class A, class B>
inline constexpr bool uses<I, binary<Op, A, B>> = uses<I, A> || uses<I, B>;
template <int I, class C, class A, class B>
inline constexpr bool uses<I, conditional<C, A, B>> = uses<I, C> || uses<I, A> || uses<I, B>;

/// The value of an expression; `x` holds one V (number or batch) for each argument.
template <class V, int I>
[[gnu::always_inline]] constexpr V evaluate(const arg<I>&, const V* x) { return x[I]; }
template <class V>
[[gnu::always_inline]] constexpr V evaluate(const zero&, const V*) { return V(0); }
template <class V>
[[gnu::always_inline]] constexpr V evaluate(const one&, const V*) { return V(1); }
template <class V>
[[gnu::always_inline]] constexpr V evaluate(const constant& c, const V*) { return V(c.value); }
template <class V, class Op, class A>
[[gnu::always_inline]] constexpr auto evaluate(const unary<Op, A>& e, const V* x);
template <class V, class Op, class A, class B>
[[gnu::always_inline]] constexpr auto evaluate(const binary<Op, A, B>& e, const V* x);

template <class V, class C, class A, class B>
[[gnu::always_inline]] constexpr V evaluate(const conditional<C, A, B>& e, const V* x) {
    return math::where(evaluate(e.c, x), evaluate(e.a, x), evaluate(e.b, x));
}
template <class V, class Op, class A>
[[gnu::always_inline]] constexpr auto evaluate(const unary<Op, A>& e, const V* x) {
    return Op::apply(evaluate(e.a, x));
}
template <class V, class Op, class A, class B>
[[gnu::always_inline]] constexpr auto evaluate(const binary<Op, A, B>& e, const V* x) {
    return Op::apply(evaluate(e.a, x), evaluate(e.b, x));
}

}  // namespace inlay::expr
// ---- inlay/graph/layer.hpp ----
// What makes a type a layer: its options, its parameters, and how it is recorded.

// ---- inlay/core/type_name.hpp ----
// The plain name of a type as text: type_name<inlay::dense<10>> is "dense".

namespace inlay {
namespace detail {

template <class T>
constexpr text find_type_name() {
    // g++ writes "... [with T = inlay::dense<10>]", clang "... [T = inlay::dense<10>]"
    const char* s = __PRETTY_FUNCTION__;
    while (!(s[0] == 'T' && s[1] == ' ' && s[2] == '=')) ++s;
    s += 4;
    const char* start = s;
    for (; *s != '\0' && *s != '<' && *s != ']' && *s != ';'; ++s)
        if (*s == ':') start = s + 1;
    text name;
    for (; start != s; ++start) name << *start;
    return name;
}

template <class T>
inline constexpr text type_name_text = find_type_name<T>();

}  // namespace detail

/// The class template's or class's own name, without namespace and arguments.
template <class T>
constexpr const char* type_name() {
    return detail::type_name_text<T>.data;
}

}  // namespace inlay
// ---- inlay/ops/parameter.hpp ----
// The ends of a graph: inputs, parameters, constants, and where gradients go.

// ---- inlay/graph/op.hpp ----
// An operation's kind: a type in ops/, seen by the passes as a constant record of functions.

// ---- inlay/graph/graph.hpp ----
// The graph as a value: growing while passes edit it, frozen into plain arrays between them.

// ---- inlay/core/vector.hpp ----
// A growing array for constant evaluation: graphs are built in it and then frozen into plain arrays.

namespace inlay::detail {

/// As much of std::vector as graph passes need, without the cost of including it.
template <class T>
class vector {
public:
    constexpr vector() = default;
    constexpr explicit vector(int count, T value = T{}) {
        reserve(count);
        for (int i = 0; i < count; ++i) items_[size_++] = value;
    }
    constexpr vector(const vector& other) {
        reserve(other.size_);
        for (int i = 0; i < other.size_; ++i) items_[size_++] = other.items_[i];
    }
    constexpr vector(vector&& other) noexcept
        : items_(other.items_), size_(other.size_), capacity_(other.capacity_) {
        other.items_ = nullptr;
        other.size_ = other.capacity_ = 0;
    }
    constexpr vector& operator=(vector other) noexcept {
        T* items = items_;
        items_ = other.items_;
        other.items_ = items;
        size_ = other.size_;
        capacity_ = other.capacity_;
        return *this;
    }
    constexpr ~vector() { delete[] items_; }

    constexpr void reserve(int capacity) {
        if (capacity <= capacity_) return;
        T* grown = new T[static_cast<unsigned long>(capacity)]();
        for (int i = 0; i < size_; ++i) grown[i] = items_[i];
        delete[] items_;
        items_ = grown;
        capacity_ = capacity;
    }
    constexpr void push_back(const T& value) {
        if (size_ == capacity_) {
            const T copy = value;  // value may live in the array about to move
            reserve(capacity_ == 0 ? 64 : 2 * capacity_);
            items_[size_++] = copy;
        } else {
            items_[size_++] = value;
        }
    }
    constexpr int size() const { return size_; }
    constexpr bool empty() const { return size_ == 0; }
    constexpr T& operator[](int i) { return items_[i]; }
    constexpr const T& operator[](int i) const { return items_[i]; }
    constexpr T* data() { return items_; }
    constexpr const T* data() const { return items_; }
    constexpr T* begin() { return items_; }
    constexpr T* end() { return items_ + size_; }
    constexpr const T* begin() const { return items_; }
    constexpr const T* end() const { return items_ + size_; }

private:
    T* items_ = nullptr;
    int size_ = 0;
    int capacity_ = 0;
};

}  // namespace inlay::detail
// ---- inlay/graph/node.hpp ----
// What a graph is made of: nodes (operations), layers (where they came from) and parameters.

// ---- inlay/core/dtype.hpp ----
// The types in which a stored value's elements may lie, and the numbers of 16 bits among them.

namespace inlay {

/// What one element of a value is in memory. Values are float everywhere but in a deployed model's weights.
enum class dtype : unsigned char { f32, bf16, f16, i8, i32 };

constexpr int size_of(dtype e) {
    switch (e) {
        case dtype::bf16: case dtype::f16: return 2;
        case dtype::i8: return 1;
        default: return 4;
    }
}
constexpr const char* name_of(dtype e) {
    switch (e) {
        case dtype::bf16: return "bf16";
        case dtype::f16: return "f16";
        case dtype::i8: return "i8";
        case dtype::i32: return "i32";
        default: return "f32";
    }
}

namespace detail {

/// bfloat16, the upper half of a float: to the nearest, ties to even. What is beyond the largest becomes
/// infinity; NaN stays NaN.
constexpr std::uint16_t to_bf16(float x) {
    const auto bits = __builtin_bit_cast(std::uint32_t, x);
    if ((bits & 0x7fffffffu) > 0x7f800000u) return static_cast<std::uint16_t>(bits >> 16 | 0x40u);
    return static_cast<std::uint16_t>((bits + 0x7fffu + (bits >> 16 & 1u)) >> 16);
}
constexpr float from_bf16(std::uint16_t h) { return __builtin_bit_cast(float, static_cast<std::uint32_t>(h) << 16); }

/// IEEE 754's binary16: to the nearest, ties to even, denormals too. What is beyond the largest (65504)
/// becomes infinity; NaN stays NaN.
constexpr std::uint16_t to_f16(float x) {
    const auto bits = __builtin_bit_cast(std::uint32_t, x);
    const std::uint32_t sign = bits >> 16 & 0x8000u, magnitude = bits & 0x7fffffffu;
    if (magnitude > 0x7f800000u) return static_cast<std::uint16_t>(sign | 0x7e00u);
    if (magnitude >= 0x477ff000u) return static_cast<std::uint16_t>(sign | 0x7c00u);  // 65520 and more
    std::uint32_t half = 0, rest = 0, unit = 0;  // rest of unit is cut off
    if (magnitude >= 0x38800000u) {              // 2^-14: normal
        half = (magnitude >> 13) - (112u << 10);
        rest = magnitude & 0x1fffu, unit = 0x2000u;
    } else if (magnitude > 0x33000000u) {        // above 2^-25, which is half the smallest
        const std::uint32_t fraction = (magnitude & 0x7fffffu) | 0x800000u, shift = 126u - (magnitude >> 23);
        half = fraction >> shift;
        unit = 1u << shift, rest = fraction & (unit - 1u);
    }
    if (rest * 2 > unit || (rest * 2 == unit && (half & 1u) != 0 && unit != 0)) ++half;
    return static_cast<std::uint16_t>(sign | half);
}
constexpr float from_f16(std::uint16_t h) {
    const std::uint32_t sign = static_cast<std::uint32_t>(h & 0x8000u) << 16, rest = h & 0x7fffu;
    if (rest >= 0x7c00u) return __builtin_bit_cast(float, sign | 0x7f800000u | (rest & 0x3ffu) << 13);
    const float magnitude = __builtin_bit_cast(float, rest << 13) * 0x1p112f;  // exact, denormals too
    return __builtin_bit_cast(float, sign | __builtin_bit_cast(std::uint32_t, magnitude));
}

/// x as an element of that type keeps it. (int8 depends on a scale: not here.)
constexpr float rounded_to(dtype e, float x) {
    if (e == dtype::bf16) return from_bf16(to_bf16(x));
    if (e == dtype::f16) return from_f16(to_f16(x));
    return x;
}

}  // namespace detail
}  // namespace inlay
// ---- inlay/core/init.hpp ----
// How a parameter gets its first values.

// ---- inlay/core/number.hpp ----
// A real number as a template argument.

namespace inlay {

/// May be written as a plain literal: dropout<0.2>, leaky_relu<0.01>. (Floating-point template
/// arguments themselves are missing in clang before 18.)
struct number {
    unsigned long long bits = 0;

    constexpr number() = default;
    constexpr number(double value) : bits(__builtin_bit_cast(unsigned long long, value)) {}
    constexpr double value() const { return __builtin_bit_cast(double, bits); }
    friend constexpr bool operator==(const number&, const number&) = default;
};

}  // namespace inlay

namespace inlay {

/// A distribution and its argument. Glorot, He and LeCun scale by the parameter's fan-in and
/// fan-out; `normal` takes a standard deviation, `uniform` a half-width, `constant` a value.
struct initializer {
    enum class kind : unsigned char {
        zeros, ones, constant, uniform, normal,
        glorot_uniform, glorot_normal, he_uniform, he_normal, lecun_uniform, lecun_normal,
    };
    kind which = kind::zeros;
    number argument{};
};

/// PyTorch's and Keras's names. Glorot & Bengio 2010; He et al. 2015; LeCun et al. 1998.
namespace init {

inline constexpr initializer zeros{initializer::kind::zeros};
inline constexpr initializer ones{initializer::kind::ones};
inline constexpr initializer glorot_uniform{initializer::kind::glorot_uniform};
inline constexpr initializer glorot_normal{initializer::kind::glorot_normal};
inline constexpr initializer he_uniform{initializer::kind::he_uniform};
inline constexpr initializer he_normal{initializer::kind::he_normal};
inline constexpr initializer lecun_uniform{initializer::kind::lecun_uniform};
inline constexpr initializer lecun_normal{initializer::kind::lecun_normal};
constexpr initializer constant(double value) { return {initializer::kind::constant, value}; }
constexpr initializer uniform(double half_width) { return {initializer::kind::uniform, half_width}; }
constexpr initializer normal(double deviation) { return {initializer::kind::normal, deviation}; }

}  // namespace init
}  // namespace inlay

namespace inlay {

struct op_info;

/// The window of a convolution or pooling, in elements; height first.
struct window {
    int kernel_h = 1, kernel_w = 1;
    int stride_h = 1, stride_w = 1;
    int pad_top = 0, pad_left = 0, pad_bottom = 0, pad_right = 0;
    int dilation_h = 1, dilation_w = 1;
    int groups = 1;

    friend constexpr bool operator==(const window&, const window&) = default;
};

inline constexpr int max_inputs = 6;

/// One operation. Its inputs are indices of earlier nodes; the shape leaves out the batch.
struct node {
    const op_info* op = nullptr;
    int input[max_inputs]{-1, -1, -1, -1, -1, -1};
    int input_count = 0;
    shape out;
    bool batched = true;  // one value per sample; parameters and their gradients have one in all
    dtype type = dtype::f32;  // of the elements in memory; others only where a deployed model stores weights
    int layer = -1;
    window win;
    int index = 0;     // parameter number, axis, row: what the op says
    double value = 0;  // constant, epsilon, rate: what the op says

    constexpr long size() const { return out.size(); }
    /// What it takes of memory that is counted in floats.
    constexpr long floats() const { return (size() * size_of(type) + 3) / 4; }
};

/// How a parameter lies in memory, against the shape that PyTorch gives it.
enum class layout : unsigned char {
    plain,  // as PyTorch
    dense,  // PyTorch (out, in), here (in, out): neighbours in memory are neighbours in the output
    conv,   // PyTorch (out, in, height, width), here (height, width, in, out); without height: 1
};

struct parameter_record {
    const char* name = "";  // "weight"
    shape public_shape;  // PyTorch's
    layout order = layout::plain;
    initializer init{};
    bool trainable = true;
    int fan_in = 1, fan_out = 1;
    int layer = -1;
    int node = -1;
    long offset = 0;      // in the model's storage, in elements
    shape flattened;      // (H, W, C) where the inputs come out of a flatten, for file order
};

struct layer_record {
    const char* type = "";
    const char* name = "";  // given by name<> or shared<>, else empty
    int parent = -1;
    int position = -1;    // in the parent's list; in a traced function: by depth first search
    bool shared = false;
    int output = -1;      // node
};

/// "3.0" or "stem": the names or positions of the layer and of those around it. Composed when it is
/// asked for: texts in every record would cost the compiler more than the rest of a graph.
constexpr text path_of(const layer_record* layers, int id) {
    int chain[16]{}, depth = 0;
    for (; id >= 0 && depth < 16; id = layers[id].parent) chain[depth++] = id;
    text path;
    while (depth > 0) {
        const layer_record& l = layers[chain[--depth]];
        if (*l.name != '\0') path << l.name;
        else path << l.position;
        if (depth > 0) path << '.';
    }
    return path;
}
/// "0.weight"
constexpr text path_of(const layer_record* layers, const parameter_record& p) {
    return path_of(layers, p.layer) << '.' << p.name;
}

/// One mistake, as three short clauses: compilers cut strings in template arguments after 32
/// characters.
struct graph_error {
    text where, expects, found;
    constexpr bool empty() const { return where.empty(); }
};

}  // namespace inlay

#include <initializer_list>

namespace inlay {

inline constexpr int max_ports = 4;  // inputs, and outputs, of a network
// of a graph: training adds a target to the inputs, the loss and gradients of inputs to the outputs
inline constexpr int max_graph_ports = 1 + 2 * max_ports;

/// A list of node indices: a network's inputs or outputs.
struct ports {
    int node[max_graph_ports]{-1, -1, -1, -1, -1, -1, -1, -1, -1};
    int count = 0;

    constexpr void push_back(int id) {
        if (count < max_graph_ports) node[count++] = id;
    }
    constexpr int operator[](int i) const { return node[i]; }
    constexpr bool contains(int id) const {
        for (int i = 0; i < count; ++i)
            if (node[i] == id) return true;
        return false;
    }
};

/// A frozen graph: nodes in topological order.
template <int Nodes>
struct graph {
    static constexpr int count = Nodes;
    node nodes[Nodes > 0 ? Nodes : 1]{};
    ports inputs, outputs;
};

/// The same while a pass works on it. Passes append and rewire nodes, then call compact().
struct graph_editor {
    detail::vector<node> nodes;
    ports inputs, outputs;

    constexpr graph_editor() = default;
    template <int N>
    constexpr explicit graph_editor(const graph<N>& g) : inputs(g.inputs), outputs(g.outputs) {
        nodes.reserve(N + 4);
        for (int i = 0; i < N; ++i) nodes.push_back(g.nodes[i]);
    }
    template <int N>
    constexpr graph<N> freeze() const {
        graph<N> g;
        for (int i = 0; i < N; ++i) g.nodes[i] = nodes[i];
        g.inputs = inputs;
        g.outputs = outputs;
        return g;
    }
    constexpr int size() const { return nodes.size(); }
    constexpr node& operator[](int i) { return nodes[i]; }
    constexpr const node& operator[](int i) const { return nodes[i]; }

    constexpr int add(node n, std::initializer_list<int> in) {
        n.input_count = 0;
        for (int i : in) n.input[n.input_count++] = i;
        nodes.push_back(n);
        return nodes.size() - 1;
    }
};

}  // namespace inlay

namespace inlay {

/// One reference call: shapes from the nodes, dense arrays, `batch` samples.
template <class T>
struct reference_call {
    const node* self;
    const node* const* input_nodes;
    const T* const* in;
    T* out;
    long batch;
    unsigned long long seed;  // of this step, for dropout

    constexpr const node& input(int i) const { return *input_nodes[i]; }
    /// Elements of an array in this call.
    constexpr long total(const node& n) const { return n.batched ? n.size() * batch : n.size(); }
};

struct gradient_call;

/// What a deployed model is prepared for: how weights are stored, and how exact functions are.
struct deployment {
    dtype weights = dtype::f32;
    bool fast_functions = false;
    bool exact_convolutions = false;  // by their definition, not in Winograd's form
};

/// What passes know of a kind. A kind derives from op_base and overrides what differs.
struct op_info {
    const char* name;
    bool is_elementwise;  // output element i depends on element i of each (broadcast) input
    bool is_anchor;       // its kernels apply an elementwise epilogue as they store
    bool is_view;         // same elements under another shape, or a part of them
    bool has_effect;      // stays even when nobody reads its output
    bool identity_in_inference;
    bool is_monotone;          // elementwise of one input, never falling: f(max(a, b)) = max(f(a), f(b))
    bool stores_behind_reads;  // without padding, output element i is stored after input element i was read
    void (*reference_float)(const reference_call<float>&);
    void (*reference_double)(const reference_call<double>&);
    void (*gradient)(gradient_call&);
    long (*macs)(const node&, const node* const* inputs);
    long (*state_size)(const node&, const node* const* inputs);
    bool is_scalable;  // linear in its inputs 1 (weight) and 2 (bias), whose last extent is the output's
    text (*kernel_choice)(const node&, const node* const* inputs);
};

/// What state_size says of an op that no stream can run block by block.
inline constexpr long sees_later_rows = -1;

struct op_base {
    static constexpr bool is_elementwise = false;
    static constexpr bool is_anchor = false;
    static constexpr bool is_view = false;
    static constexpr bool has_effect = false;
    static constexpr bool identity_in_inference = false;
    static constexpr bool is_monotone = false;
    static constexpr bool stores_behind_reads = false;
    static constexpr bool updates_statistics = false;  // writes running statistics into the model
    static constexpr bool has_gradient = true;
    using gradient_kinds = types<>;   // ops that its gradient rule emits
    using inference_kinds = types<>;  // ops that inference passes put in its place
    using training_kinds = types<>;   // ops that training passes put in its place
    using packed_kinds = types<>;     // ops that `pack` puts in its place
    static constexpr bool is_scalable = false;
    // Optional:
    // int pack(auto& g, const node& n, deployment d): appends to the graph_editor g the form of node n that a
    //     deployed model runs, and what makes its weights, out of parameters alone; gives its last node, or -1 to
    //     stay. (auto: so that only programs that deploy pay for what it names.)
    // text kernel_choice(const node& n, const node* const* inputs): which kernel runs it, and why, in words.
    static constexpr long macs(const node&, const node* const*) { return 0; }
    /// Floats that a stream carries from block to block, where a value's rows are moments in time: 0 if row t
    /// of the output depends on row t of the inputs alone, sees_later_rows if on later ones.
    static constexpr long state_size(const node&, const node* const*) { return sees_later_rows; }
};

namespace detail {

template <class Op>
constexpr op_info make_op_info() {
    op_info info{Op::label,
                 Op::is_elementwise,
                 Op::is_anchor,
                 Op::is_view,
                 Op::has_effect,
                 Op::identity_in_inference,
                 Op::is_monotone,
                 Op::stores_behind_reads,
                 &Op::template reference<float>,
                 &Op::template reference<double>,
                 nullptr,
                 &Op::macs,
                 &Op::state_size,
                 Op::is_scalable,
                 nullptr};
    if constexpr (Op::has_gradient) info.gradient = &Op::gradient;
    if constexpr (requires { &Op::kernel_choice; }) info.kernel_choice = &Op::kernel_choice;
    return info;
}

}  // namespace detail

template <class Op>
inline constexpr op_info op_of = detail::make_op_info<Op>();

/// Appends n as an Op, and gives its number. (Editor: in a rule `pack`, whose editor is `auto`, an op that is named
/// by this function alone is instantiated where the rule is used.)
template <class Op, class Editor>
constexpr int append_as(Editor& g, node n) {
    n.op = &op_of<Op>;
    g.nodes.push_back(n);
    return g.size() - 1;
}

/// The rule `pack` of an op; null if it has none.
struct packing_rule {
    const op_info* op = nullptr;
    int (*pack)(graph_editor& g, const node& n, deployment d) = nullptr;
};
template <class Op>
constexpr packing_rule packing_rule_of() {
    if constexpr (requires(graph_editor& g, const node& n) { Op::pack(g, n, deployment{}); }) return {&op_of<Op>, &Op::pack};
    else return {};
}
/// The rules of all kinds of a program.
template <int Count>
struct packing_rules {
    packing_rule of[Count > 0 ? Count : 1]{};

    constexpr packing_rule operator[](const op_info* op) const {
        for (const packing_rule& r : of)
            if (r.op == op) return r;
        return {};
    }
};
template <class... Kinds>
constexpr packing_rules<static_cast<int>(sizeof...(Kinds))> packing_rules_of(types<Kinds...>) {
    return {{packing_rule_of<Kinds>()...}};
}

}  // namespace inlay

namespace inlay::ops {

struct leaf : op_base {
    static constexpr bool has_gradient = false;
    template <class T>
    static constexpr void reference(const reference_call<T>&) {}
};

/// The network's input number `index`, one sample per batch entry.
struct input : leaf {
    static constexpr const char* label = "input";
};

/// The model's parameter number `index`.
struct parameter : leaf {
    static constexpr const char* label = "parameter";
};

/// The number `value`.
struct constant : op_base {
    static constexpr const char* label = "constant";
    static constexpr bool has_gradient = false;
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        for (long i = 0, n = c.total(*c.self); i < n; ++i) c.out[i] = static_cast<T>(c.self->value);
    }
};

/// Memory that a step may write to: lives until its reader has run.
struct workspace : op_base {
    static constexpr const char* label = "workspace";
    static constexpr bool has_gradient = false;

    template <class T>
    static constexpr void reference(const reference_call<T>&) {}
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const*, float*, long) {}
};

/// A copy, for an output that is no value of its own: passes/store_outputs.hpp.
struct store_output : op_base {
    static constexpr const char* label = "store_output";
    static constexpr bool has_gradient = false;
    static constexpr long state_size(const node&, const node* const*) { return 0; }

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        for (long i = 0, n = c.total(*c.self); i < n; ++i) c.out[i] = c.in[0][i];
    }
};

/// Where the gradient of parameter `index` ends.
struct store_gradient : op_base {
    static constexpr const char* label = "store_gradient";
    static constexpr bool has_effect = true;
    static constexpr bool has_gradient = false;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        for (long i = 0, n = c.total(*c.self); i < n; ++i) c.out[i] = c.in[0][i];
    }
};

}  // namespace inlay::ops
// ---- inlay/ops/with_gradient.hpp ----
// A layer's own gradient rule, in place of the one generated from its forward function.

// ---- inlay/graph/trace.hpp ----
// Recording a graph: the record that layers write to, and the symbols that stand for its values.

namespace inlay::trace {

class record;

/// Called after each node when the record runs eagerly; null while a graph is only recorded.
struct observer {
    void (*on_node)(observer& self, const record& r, int id) = nullptr;
};

/// Collects nodes, layers and parameters. Only the first mistake is kept; recording goes on with
/// harmless nodes, so that one mistake gives one error.
class record {
public:
    graph_editor g;
    detail::vector<layer_record> layers;
    detail::vector<parameter_record> parameters;
    graph_error error;
    observer* watch = nullptr;
    int layer = -1;  // being recorded

    constexpr const node& operator[](int id) const { return g.nodes[id]; }

    constexpr int add(node n, std::initializer_list<int> in) { return add(n, in.begin(), static_cast<int>(in.size())); }
    constexpr int add(node n, const int* in, int count) {
        n.input_count = count;
        for (int i = 0; i < count; ++i) n.input[i] = in[i];
        n.layer = layer;
        g.nodes.push_back(n);
        const int id = g.nodes.size() - 1;
        if (watch != nullptr) watch->on_node(*watch, *this, id);
        return id;
    }

    /// Where the mistake is: the layer being recorded.
    constexpr text where() const {
        text t;
        if (layer < 0) return t << "network";
        const layer_record& l = layers[layer];
        t << l.type;
        if (*l.name != '\0') t << " '" << l.name << '\'';
        if (l.position >= 0) t << " (layer " << l.position << ')';
        return t;
    }
    constexpr void fail(const text& expects, const text& found) {
        if (error.empty()) error = {where(), expects, found};
    }

    constexpr int begin_layer(const char* type, const char* name, bool shared, int position) {
        layer_record l;
        l.type = type;
        l.name = name;
        l.shared = shared;
        l.parent = layer;
        l.position = position;
        layers.push_back(l);
        return layer = layers.size() - 1;
    }
    constexpr void end_layer(int output) {
        layers[layer].output = output;
        layer = layers[layer].parent;
    }

    /// The node of a parameter of the current layer; a shared layer's is made once.
    constexpr int parameter(const op_info& op, parameter_record p, const char* name) {
        const layer_record& l = layers[layer];
        p.name = name;
        p.layer = layer;
        if (l.shared) {
            for (const parameter_record& other : parameters) {
                const layer_record& m = layers[other.layer];
                if (m.shared && equal(m.name, l.name) && equal(other.name, name)) {
                    if (!(other.public_shape == p.public_shape))
                        fail(text{"shared "} << name << " [" << other.public_shape << ']',
                             text{"["} << p.public_shape << ']');
                    return other.node;
                }
            }
        }
        node n;
        n.op = &op;
        n.out = storage_shape(p);
        n.batched = false;
        n.index = parameters.size();
        p.node = g.nodes.size();
        parameters.push_back(p);
        return add(n, {});
    }

    /// Of PyTorch's shape, the shape in memory.
    static constexpr shape storage_shape(const parameter_record& p) {
        const shape& s = p.public_shape;
        if (p.order == layout::dense) return {s[1], s[0]};
        if (p.order == layout::conv && s.rank == 3) return {1, s[2], s[1], s[0]};
        if (p.order == layout::conv) return {s[2], s[3], s[1], s[0]};
        return s;
    }

    /// Numbers the layers of a traced function and looks for names used twice; call once, at the end.
    constexpr void finish();

private:
    constexpr void number_layers();
};

constexpr void record::number_layers() {
    // Depth first from the outputs, inputs left to right; outermost layers count in the order in
    // which their output node is left. The order in which the function ran has no say.
    detail::vector<int> next(g.nodes.size(), 0), stack, owner(g.nodes.size(), -1);
    for (int l = 0; l < layers.size(); ++l)
        if (layers[l].parent < 0 && layers[l].output >= 0) owner[layers[l].output] = l;
    int count = 0;
    for (int o = 0; o < g.outputs.count; ++o) {
        stack = detail::vector<int>(g.nodes.size() + 1, 0);
        int depth = 0;
        stack[depth++] = g.outputs[o];
        while (depth > 0) {
            const int id = stack[depth - 1];
            if (next[id] < g.nodes[id].input_count) {
                const int in = g.nodes[id].input[next[id]++];
                if (next[in] == 0) stack[depth++] = in;
            } else {
                --depth;
                if (owner[id] >= 0 && layers[owner[id]].position < 0) {
                    layer_record& l = layers[owner[id]];
                    l.position = count++;
                }
                next[id] = max_inputs + 1;
            }
        }
    }
}

constexpr void record::finish() {
    bool traced = false;
    for (const layer_record& l : layers) traced = traced || (l.parent < 0 && l.position < 0);
    if (traced) number_layers();
    for (int i = 0; i < layers.size(); ++i) {
        if (*layers[i].name == '\0') continue;
        for (int j = 0; j < i; ++j)
            if (layers[i].parent == layers[j].parent && !(layers[i].shared && layers[j].shared) &&
                equal(layers[i].name, layers[j].name)) {
                layer = i;
                fail(text{"a name of its own"}, text{"'"} << layers[i].name << "' twice");
                layer = -1;
            }
    }
}

/// A value of the graph being recorded. Kinds lists the operation types used so far, so that the
/// types behind the graph's op records can be found again when it is lowered.
template <class Kinds>
struct symbol {
    using kinds = Kinds;
    record* r = nullptr;
    int id = -1;

    constexpr shape extent() const { return (*r)[id].out; }
};

template <class T>
inline constexpr bool is_symbol = false;
template <class Kinds>
inline constexpr bool is_symbol<symbol<Kinds>> = true;

/// Records one Op. `n` carries its attributes; its inputs are the symbols.
template <class Op, class... Kinds>
constexpr auto emit(node n, symbol<Kinds>... in) {
    using result = symbol<union_of<Kinds..., types<Op>>>;
    record* r = nullptr;
    ((r = in.r), ...);
    const int ids[] = {in.id...};
    const node* inputs[sizeof...(Kinds)] = {&(*r)[in.id]...};
    n.op = &op_of<Op>;
    n.batched = false;
    for (const node* i : inputs) n.batched = n.batched || i->batched;
    Op::infer(n, inputs, static_cast<int>(sizeof...(Kinds)), *r);
    return result{r, r->add(n, ids, static_cast<int>(sizeof...(Kinds)))};
}

}  // namespace inlay::trace

namespace inlay {

/// What a gradient rule works with: it emits nodes from the gradient of its op's output (dy), the
/// op's inputs and its output, and gives a gradient to each input that has one. Sums over the batch
/// and over broadcast extents are added where a given gradient is larger than its input.
struct gradient_call {
    using symbol = trace::symbol<types<>>;

    trace::record& r;
    int self;
    int upstream;
    int given[max_inputs]{-1, -1, -1, -1, -1, -1};

    constexpr const node& attributes() const { return r[self]; }
    constexpr symbol dy() const { return {&r, upstream}; }
    constexpr symbol y() const { return {&r, self}; }
    constexpr symbol in(int i) const { return {&r, r[self].input[i]}; }
    constexpr int input_count() const { return r[self].input_count; }
    template <class Kinds>
    constexpr void give(int i, trace::symbol<Kinds> g) { given[i] = g.id; }
};

}  // namespace inlay

namespace inlay {

template <class... Kinds>
struct gradient_list {
    using kinds = union_of<Kinds...>;
    int ids[sizeof...(Kinds)];
};

/// What a layer's gradient returns: one value for x, then one for each parameter.
template <class... Kinds>
constexpr auto gradients(trace::symbol<Kinds>... g) {
    return gradient_list<Kinds...>{{g.id...}};
}

namespace ops {

/// Passes its first input on; the others are the layer's own input and Parameters parameters, which
/// its rule reads. The law: identity forward, L::gradient backward.
template <class L, int Parameters>
struct with_gradient : op_base {
    static constexpr const char* label = "with_gradient";
    static constexpr bool is_view = true;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[0]->out;
        n.batched = in[0]->batched;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        for (long i = 0, n = c.total(*c.self); i < n; ++i) c.out[i] = c.in[0][i];
    }
    static constexpr void gradient(gradient_call& c) {
        const auto g = rule(c, detail::make_indices<Parameters + 1>{});
        for (int i = 0; i <= Parameters; ++i) c.given[i + 1] = g.ids[i];
    }

private:
    template <int... I>
    static constexpr auto rule(const gradient_call& c, detail::indices<I...>) {
        return L::gradient(c.dy(), c.in(I + 1)...);
    }

public:
    using gradient_kinds =
        typename decltype(rule(*static_cast<const gradient_call*>(nullptr),
                               detail::make_indices<Parameters + 1>{}))::kinds;
};

}  // namespace ops
}  // namespace inlay
// ---- inlay/graph/options.hpp ----
// The options that layers take as types, in any order: conv2d<16, 3, same, stride<2>, name<"stem">>.

namespace inlay {

/// Height and width, or one number for both: conv2d<8, 3>, conv2d<8, kernel_size{10, 4}>.
struct kernel_size {
    int height, width;
    constexpr kernel_size(int both) : height(both), width(both) {}
    constexpr kernel_size(int h, int w) : height(h), width(w) {}
    friend constexpr bool operator==(const kernel_size&, const kernel_size&) = default;
};

enum class option : unsigned char {
    name, shared, no_bias, expects, initialize, stride, padding, dilation, groups, epsilon, momentum,
    causal, last_only,
    none,  // what stands among the options and is none
};

inline constexpr const char* option_names[] = {"name", "shared", "no_bias", "expects", "initialize",
    "stride", "padding", "dilation", "groups", "epsilon", "momentum",
    "causal", "last_only"};

/// The layer's name: its parameters become "NAME.weight" in place of "POSITION.weight".
template <fixed_string Name>
struct name {
    static constexpr option kind = option::name;
    static constexpr const char* value = Name.text;
};
/// Layers that carry the same shared<> use one set of parameters.
template <fixed_string Name>
struct shared {
    static constexpr option kind = option::shared;
    static constexpr const char* value = Name.text;
};
struct no_bias {
    static constexpr option kind = option::no_bias;
};
/// The number of input features (dense) or channels (convolutions) that the writer counts on.
template <int N>
struct expects {
    static constexpr option kind = option::expects;
    static constexpr int value = N;
};
/// First values of the weight: initialize<init::he_normal>.
template <initializer Init>
struct initialize {
    static constexpr option kind = option::initialize;
    static constexpr initializer value = Init;
};
template <int Height, int Width = Height>
struct stride {
    static constexpr option kind = option::stride;
};
template <int Height, int Width = Height>
struct dilation {
    static constexpr option kind = option::dilation;
};
template <int Count>
struct groups {
    static constexpr option kind = option::groups;
};
/// Zeros around the map: on both sides, per axis.
template <int Vertical, int Horizontal = Vertical>
struct padding {
    static constexpr option kind = option::padding;
};
/// Output as large as input / stride, rounded up; an odd zero goes to the end (as TensorFlow).
struct same {
    static constexpr option kind = option::padding;
};
struct valid {
    static constexpr option kind = option::padding;
};
/// Of a sequence: zeros before its start, so that no output sees what comes later.
struct causal {
    static constexpr option kind = option::causal;
};
/// Of a recurrent layer: its output after the last step alone.
struct last_only {
    static constexpr option kind = option::last_only;
};
template <number Value>
struct epsilon {
    static constexpr option kind = option::epsilon;
    static constexpr double value = Value.value();
};
template <number Value>
struct momentum_of {
    static constexpr option kind = option::momentum;
    static constexpr double value = Value.value();
};

namespace detail {

template <class T>
concept is_option = requires { T::kind == option::name; };

template <class T>
constexpr option kind_of() {
    if constexpr (is_option<T>) return T::kind;
    else return option::none;
}

template <option Kind, class... Options>
inline constexpr bool has = ((kind_of<Options>() == Kind) || ...);

/// The value of the option of that kind, or the default.
template <option Kind, class Default>
constexpr auto value_or(Default fallback) { return fallback; }
template <option Kind, class Default, class First, class... Rest>
constexpr auto value_or(Default fallback) {
    if constexpr (kind_of<First>() == Kind) return First::value;
    else return value_or<Kind, Default, Rest...>(fallback);
}

constexpr void set(window&, shape, ...) {}
template <int H, int W>
constexpr void set(window& w, shape, stride<H, W>*) { w.stride_h = H, w.stride_w = W; }
template <int H, int W>
constexpr void set(window& w, shape, dilation<H, W>*) { w.dilation_h = H, w.dilation_w = W; }
template <int N>
constexpr void set(window& w, shape, groups<N>*) { w.groups = N; }
template <int V, int H>
constexpr void set(window& w, shape, padding<V, H>*) {
    w.pad_top = w.pad_bottom = V;
    w.pad_left = w.pad_right = H;
}
constexpr int same_total(int in, int kernel, int stride, int dilation) {
    if (stride < 1) return 0;  // a mistake, reported where the layer is recorded
    const int out = (in + stride - 1) / stride;
    const int total = (out - 1) * stride + (kernel - 1) * dilation + 1 - in;
    return total > 0 ? total : 0;
}
constexpr void set(window& w, shape x, same*) {
    const int v = same_total(x[0], w.kernel_h, w.stride_h, w.dilation_h);
    const int h = same_total(x[1], w.kernel_w, w.stride_w, w.dilation_w);
    w.pad_top = v / 2, w.pad_bottom = v - v / 2;
    w.pad_left = h / 2, w.pad_right = h - h / 2;
}
constexpr void set(window& w, shape, causal*) {
    w.pad_left = (w.kernel_w - 1) * w.dilation_w;
    w.pad_right = 0;
}

/// The window that a layer's options describe, over a map of shape x, as they are written.
template <class... Options>
constexpr window written_window(kernel_size k, [[maybe_unused]] shape x) {
    window w;
    w.kernel_h = k.height, w.kernel_w = k.width;
    (set(w, x, static_cast<Options*>(nullptr)), ...);
    // `same` depends on stride and dilation, wherever it stands in the list
    (set(w, x, static_cast<Options*>(nullptr)), ...);
    return w;
}
/// The same, without numbers that make no sense: the layer's check reports those.
template <class... Options>
constexpr window window_of(kernel_size k, shape x) {
    window w = written_window<Options...>(k, x);
    for (int* n : {&w.kernel_h, &w.kernel_w, &w.stride_h, &w.stride_w, &w.dilation_h, &w.dilation_w, &w.groups})
        if (*n < 1) *n = 1;
    for (int* n : {&w.pad_top, &w.pad_left, &w.pad_bottom, &w.pad_right})
        if (*n < 0) *n = 0;
    return w;
}

}  // namespace detail
}  // namespace inlay

namespace inlay {

/// A parameter as a layer declares it: PyTorch's name and shape, and its first values.
struct parameter_info {
    const char* name = "";
    shape extent{};
    initializer init{};
    layout order = layout::plain;
    bool trainable = true;
    int fan_in = 1, fan_out = 1;
    shape flattened{};
};

template <int N>
struct parameter_list {
    static constexpr int count = N;
    parameter_info items[N > 0 ? N : 1]{};
};

/// The parameters of a layer, or the gradients that it gives.
constexpr parameter_list<0> list() { return parameter_list<0>{}; }
template <class... Infos>
    requires(__is_same(Infos, parameter_info) && ...)
constexpr parameter_list<sizeof...(Infos)> list(Infos... infos) {
    return {{infos...}};
}

namespace detail {

struct layer_base {};

template <class L>
inline constexpr bool is_layer = __is_base_of(layer_base, L);

/// A loop: clang refuses folds over more than 256 operands.
template <class... Ls>
constexpr bool all_layers() {
    constexpr bool each[] = {is_layer<Ls>..., true};
    for (bool b : each)
        if (!b) return false;
    return true;
}

template <class L>
concept has_parameters = requires(shape s) { L::parameters(s); };
template <class L>
concept has_output = requires(shape s) { L::output(s); };
template <class L>
concept builds_itself = requires { typename L::builds_itself; };

template <class L>
constexpr auto parameters_of(shape x) {
    if constexpr (has_parameters<L>) return L::parameters(x);
    else return list();
}

// Layer L applied to a value and its parameters, as symbols.
template <class L, int... I>
constexpr auto call_forward(trace::symbol<types<>> x, const trace::symbol<types<>>* p, indices<I...>) {
    auto y = L::forward(x, p[I]...);
    if constexpr (requires { L::gradient(y, x, p[I]...); })
        return trace::emit<ops::with_gradient<L, sizeof...(I)>>(node{}, y, x, p[I]...);
    else return y;
}

template <class L>
inline constexpr int parameter_count_of = decltype(parameters_of<L>(shape{}))::count;

template <class L>
struct kinds_of {
    using type = union_of<types<ops::parameter>,
                          typename decltype(call_forward<L>(
                              trace::symbol<types<>>{}, nullptr,
                              make_indices<parameter_count_of<L>>{}))::kinds>;
};
template <builds_itself L>
struct kinds_of<L> {
    using type = typename L::kinds;
};

template <class T>
constexpr const char* name_of_stranger() {
    if constexpr (is_option<T>) return "";
    else return type_name<T>();
}

template <class L>
constexpr void check_options(trace::record& r) {
    L::each_option([&](option kind, const char* type) {
        if (kind == option::none) return r.fail(text{"an option"}, text{type});
        bool known = kind == option::name;
        constexpr int count = sizeof(L::accepts) / sizeof(option);  // nvcc finds no end of it in a range-for
        for (int i = 0; i < count; ++i) known = known || L::accepts[i] == kind;
        if (known) return;
        r.fail(text{"an option of this layer"}, text{"option "} << option_names[static_cast<int>(kind)]);
    });
}

/// In ops/reshape.hpp.
constexpr shape flattened_from(const trace::record& r, int id);

/// The shape (H, W, C) from which input x of layer L was flattened, if parameter i counts its
/// elements: the first L::follows_flatten parameters do.
template <class L>
constexpr shape order_of_inputs([[maybe_unused]] const trace::record& r, [[maybe_unused]] int x,
                                [[maybe_unused]] int i) {
    if constexpr (requires { L::follows_flatten; })
        if (i < L::follows_flatten) return flattened_from(r, x);
    return {};
}

/// Records layer L applied to node x; `position` is its place in the enclosing list.
template <class L>
constexpr int record_layer(trace::record& r, int x, int position) {
    r.begin_layer(type_name<L>(), L::layer_name(), L::is_shared, position);
    check_options<L>(r);
    int y = x;
    if constexpr (builds_itself<L>) {
        y = L::build(r, x);
    } else {
        const shape in = r[x].out;
        if constexpr (requires { L::check(r, in); }) L::check(r, in);
        constexpr int count = parameter_count_of<L>;
        const auto infos = parameters_of<L>(in);
        trace::symbol<types<>> p[count + 1]{};
        for (int i = 0; i < count; ++i) {
            const parameter_info& info = infos.items[i];
            parameter_record q;
            q.public_shape = info.extent;
            q.order = info.order;
            q.init = info.init;
            q.trainable = info.trainable;
            q.fan_in = info.fan_in;
            q.fan_out = info.fan_out;
            q.flattened = info.flattened.rank > 0 ? info.flattened : order_of_inputs<L>(r, x, i);
            p[i] = {&r, r.parameter(op_of<ops::parameter>, q, info.name)};
        }
        y = call_forward<L>({&r, x}, p, make_indices<count>{}).id;
        if constexpr (has_output<L>) {
            if (r.error.empty() && !(L::output(in) == r[y].out))
                r.fail(text{"output ["} << L::output(in) << ']', text{"["} << r[y].out << ']');
        }
    }
    r.end_layer(y);
    return y;
}

}  // namespace detail

/// Base of every layer. A layer of your own gives `parameters(shape)` (if it has any) and
/// `forward(x, parameters...)`, both constexpr; `output(shape)` states the shape it promises;
/// `gradient(dy, x, parameters...)`, returning gradients(...), replaces the generated gradient.
///
///     struct shift : layer<shift> {
///         static constexpr auto parameters(shape x) { return list(parameter_info{"by", x, init::zeros}); }
///         static constexpr auto forward(auto x, auto by) { return x + by; }
///     };
template <class Derived, class... Options>
struct layer : detail::layer_base {
    static constexpr option accepts[] = {option::name, option::shared};
    static constexpr bool is_shared = detail::has<option::shared, Options...>;

    static constexpr const char* layer_name() {
        return detail::value_or<option::name, const char*, Options...>(
            detail::value_or<option::shared, const char*, Options...>(""));
    }
    static constexpr void each_option([[maybe_unused]] auto visit) {
        (visit(detail::kind_of<Options>(), detail::name_of_stranger<Options>()), ...);
    }

    template <class Kinds>
    constexpr auto operator()(trace::symbol<Kinds> x) const {
        using kinds = union_of<Kinds, typename detail::kinds_of<Derived>::type>;
        return trace::symbol<kinds>{x.r, detail::record_layer<Derived>(*x.r, x.id, -1)};
    }
};

namespace trace {

/// x | dense<10>{} | relu{}
template <class Kinds, class L>
    requires detail::is_layer<L>
constexpr auto operator|(symbol<Kinds> x, L apply) {
    return apply(x);
}

}  // namespace trace
}  // namespace inlay
// ---- inlay/simd/math.hpp ----
// exp, log, tanh, sigmoid, erf and relatives on batches: one formula for every width, no libm.

// ---- inlay/simd/batch.hpp ----
// batch<W>: W floats computed on at once; mask<W>: W truth values; value<T>: one number, likewise.

// ---- inlay/simd/lanes_scalar.hpp ----
// The scalar lanes: one float or double, constexpr, freestanding; the reference for the others.

// ---- inlay/simd/inline.hpp ----
// INLAY_INLINE: inline in every build, at -O0 too.

// Not only for speed: the linker must not take a copy compiled for one instruction set for another.
#ifndef INLAY_INLINE
#define INLAY_INLINE inline __attribute__((always_inline))
#endif

namespace inlay::simd::detail {

template <class T> struct int_of;
template <> struct int_of<float> { using type = std::int32_t; using bits = std::uint32_t; };
template <> struct int_of<double> { using type = std::int64_t; using bits = std::uint64_t; };

/// What a backend supplies for W lanes of T: the register types, and the operations that are not
/// plain operators.
template <class T, int W> struct lanes;

template <class T>
struct lanes<T, 1> {
    using floats = T;
    using ints = typename int_of<T>::type;
    using bits = typename int_of<T>::bits;
    using bools = bool;

    static constexpr floats broadcast(T x) { return x; }
    static constexpr ints broadcast_int(std::int32_t i) { return i; }
    static constexpr floats load(const T* p) { return *p; }
    static constexpr floats load_partial(const T* p, int n) { return n > 0 ? *p : T(0); }
    static constexpr void store(floats v, T* p) { *p = v; }
    static constexpr void store_partial(floats v, T* p, int n) { if (n > 0) *p = v; }
    static constexpr T get(floats v, int) { return v; }

    static constexpr ints to_bits(floats v) { return __builtin_bit_cast(ints, v); }
    static constexpr floats from_bits(ints v) { return __builtin_bit_cast(floats, v); }
    static constexpr ints plus(ints a, ints b) {                                // wraps around
        return static_cast<ints>(static_cast<bits>(a) + static_cast<bits>(b));
    }
    static constexpr ints minus(ints a, ints b) {
        return static_cast<ints>(static_cast<bits>(a) - static_cast<bits>(b));
    }
    static constexpr ints shift_left(ints v, int n) { return v << n; }
    static constexpr ints shift_right(ints v, int n) { return v >> n; }         // keeps the sign
    static constexpr floats to_float(ints v) { return static_cast<T>(v); }

    static constexpr floats divide(floats a, floats b) { return a / b; }
    static constexpr floats fma(floats a, floats b, floats c) { return a * b + c; }
    // a if either is NaN.
    static constexpr floats min(floats a, floats b) { return b < a ? b : a; }
    static constexpr floats max(floats a, floats b) { return b > a ? b : a; }
    static constexpr floats negative(floats v) { return -v; }
    static constexpr floats abs(floats v) { return inlay::detail::cmath::abs(v); }
    static constexpr floats sqrt(floats v) { return inlay::detail::cmath::sqrt(v); }
    static constexpr floats round_to_even(floats v) {
        constexpr T big = sizeof(T) == 4 ? T(0x1p23) : T(0x1p52);      // integers from here on
        const T r = v < 0 ? (v - big) + big : (v + big) - big;
        return abs(v) < big ? (r == 0 ? v * T(0) : r) : v;
    }
    static constexpr floats select(bools m, floats a, floats b) { return m ? a : b; }

    static constexpr bools both(bools a, bools b) { return a && b; }
    static constexpr bools either(bools a, bools b) { return a || b; }
    static constexpr bools negate(bools a) { return !a; }
    static constexpr bool any(bools m) { return m; }
    static constexpr bool all(bools m) { return m; }
    static constexpr T sum(floats v) { return v; }
    static constexpr T largest(floats v) { return v; }
};

}  // namespace inlay::simd::detail

// The backend of batch<native_width>: the compiler's vector extension, or none (native_width is 1).
// INLAY_USE_XSIMD takes xsimd (8.1 or later) where it knows the target; INLAY_NO_SIMD takes neither.
// xsimd is asked for, not found: it costs every translation unit a second and 160 MB of compiler, and
// is no faster here (docs/design.md). All units of a program must agree.
#if !defined(INLAY_NO_SIMD)
#if defined(__SSE2__) || defined(__ARM_NEON) || defined(__wasm_simd128__) || defined(__ALTIVEC__)
#define INLAY_HAS_VECTOR 1
#endif
#if defined(INLAY_USE_XSIMD)
#include <xsimd/config/xsimd_config.hpp>
#if !defined(XSIMD_NO_SUPPORTED_ARCHITECTURE)
#define INLAY_HAS_XSIMD 1
#endif
#endif
#endif

#if defined(INLAY_HAS_XSIMD)
// ---- inlay/simd/lanes_xsimd.hpp ----
#ifndef INLAY_SINGLE_INLAY_SIMD_LANES_XSIMD_HPP
#define INLAY_SINGLE_INLAY_SIMD_LANES_XSIMD_HPP
// Lanes on xsimd, 8.1 to 14: the only file that names it.

#include <xsimd/xsimd.hpp>

// GCC bug 105593: _mm512_undefined_ps, inlined, warns.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

namespace inlay::simd::detail {

inline constexpr int xsimd_width = static_cast<int>(xsimd::batch<float>::size);

template <>
struct lanes<float, xsimd_width> {
    using floats = xsimd::batch<float>;
    using ints = xsimd::batch<std::int32_t>;
    using bools = typename floats::batch_bool_type;
    static constexpr int W = xsimd_width;

    static INLAY_INLINE floats broadcast(float x) { return floats(x); }
    static INLAY_INLINE ints broadcast_int(std::int32_t i) { return ints(i); }
    static INLAY_INLINE floats load(const float* p) { return floats::load_unaligned(p); }
    static INLAY_INLINE void store(floats v, float* p) { v.store_unaligned(p); }

#if defined(__AVX512F__) && !XSIMD_WITH_EMULATED
    static INLAY_INLINE __mmask16 first(int n) { return static_cast<__mmask16>((1u << n) - 1); }
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        return _mm512_maskz_loadu_ps(first(n), p);
    }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        _mm512_mask_storeu_ps(p, first(n), v);
    }
#else
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        alignas(floats) float lane[W] = {};
        for (int i = 0; i < n; ++i) lane[i] = p[i];
        return floats::load_aligned(lane);
    }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        alignas(floats) float lane[W];
        v.store_aligned(lane);
        for (int i = 0; i < n; ++i) p[i] = lane[i];
    }
#endif

    static INLAY_INLINE float get(floats v, int i) {
        alignas(floats) float lane[W];
        v.store_aligned(lane);
        return lane[i];
    }

#if XSIMD_VERSION_MAJOR >= 11
    static INLAY_INLINE ints to_bits(floats v) { return xsimd::bitwise_cast<std::int32_t>(v); }
    static INLAY_INLINE floats from_bits(ints v) { return xsimd::bitwise_cast<float>(v); }
#else
    static INLAY_INLINE ints to_bits(floats v) { return xsimd::bitwise_cast<ints>(v); }
    static INLAY_INLINE floats from_bits(ints v) { return xsimd::bitwise_cast<floats>(v); }
#endif
    static INLAY_INLINE ints plus(ints a, ints b) { return a + b; }
    static INLAY_INLINE ints minus(ints a, ints b) { return a - b; }
    static INLAY_INLINE ints shift_left(ints v, int n) { return v << n; }
    static INLAY_INLINE ints shift_right(ints v, int n) { return v >> n; }
    static INLAY_INLINE floats to_float(ints v) { return xsimd::to_float(v); }

#if defined(__ARM_NEON) && !XSIMD_WITH_EMULATED      // xsimd's is an estimate and Newton steps
    static INLAY_INLINE floats divide(floats a, floats b) {
        const float32x4_t x = a, y = b;
        return floats(x / y);
    }
#else
    static INLAY_INLINE floats divide(floats a, floats b) { return a / b; }
#endif
#if defined(__AVX512F__) && !XSIMD_WITH_EMULATED      // xsimd 8.1 on AVX-512 multiplies, then adds
    static INLAY_INLINE floats fma(floats a, floats b, floats c) {
        return _mm512_fmadd_ps(a, b, c);
    }
#else
    static INLAY_INLINE floats fma(floats a, floats b, floats c) { return xsimd::fma(a, b, c); }
#endif

    // xsimd's min and max treat NaN by version: here the instruction, whose second operand wins.
#if XSIMD_WITH_EMULATED
    static INLAY_INLINE floats min(floats a, floats b) { return xsimd::select(b < a, b, a); }
    static INLAY_INLINE floats max(floats a, floats b) { return xsimd::select(b > a, b, a); }
#elif defined(__AVX512F__)
    static INLAY_INLINE floats min(floats a, floats b) { return _mm512_min_ps(b, a); }
    static INLAY_INLINE floats max(floats a, floats b) { return _mm512_max_ps(b, a); }
#elif defined(__AVX__)
    static INLAY_INLINE floats min(floats a, floats b) { return _mm256_min_ps(b, a); }
    static INLAY_INLINE floats max(floats a, floats b) { return _mm256_max_ps(b, a); }
#elif defined(__SSE2__)
    static INLAY_INLINE floats min(floats a, floats b) { return _mm_min_ps(b, a); }
    static INLAY_INLINE floats max(floats a, floats b) { return _mm_max_ps(b, a); }
#else
    static INLAY_INLINE floats min(floats a, floats b) { return xsimd::select(b < a, b, a); }
    static INLAY_INLINE floats max(floats a, floats b) { return xsimd::select(b > a, b, a); }
#endif

    static INLAY_INLINE floats negative(floats v) {      // xsimd 8.1's on AVX-512 is 0 - v
        return from_bits(to_bits(v) ^ broadcast_int(~0x7fffffff));
    }
    static INLAY_INLINE floats abs(floats v) { return xsimd::abs(v); }
#if defined(__aarch64__) && !XSIMD_WITH_EMULATED     // xsimd's is an estimate and Newton steps
    static INLAY_INLINE floats sqrt(floats v) { return floats(vsqrtq_f32(v)); }
#else
    static INLAY_INLINE floats sqrt(floats v) { return xsimd::sqrt(v); }
#endif
    static INLAY_INLINE floats round_to_even(floats v) { return xsimd::nearbyint(v); }
    static INLAY_INLINE floats select(bools m, floats a, floats b) {
        return xsimd::select(m, a, b);
    }

    static INLAY_INLINE bools both(bools a, bools b) { return a & b; }
    static INLAY_INLINE bools either(bools a, bools b) { return a | b; }
    static INLAY_INLINE bools negate(bools a) { return ~a; }
    static INLAY_INLINE bool any(bools m) { return xsimd::any(m); }
    static INLAY_INLINE bool all(bools m) { return xsimd::all(m); }
#if XSIMD_VERSION_MAJOR >= 9
    static INLAY_INLINE float sum(floats v) { return xsimd::reduce_add(v); }
#else
    static INLAY_INLINE float sum(floats v) { return xsimd::hadd(v); }
#endif
#if defined(__AVX512F__) && !XSIMD_WITH_EMULATED
    static INLAY_INLINE float largest(floats v) { return _mm512_reduce_max_ps(v); }
#else
    static INLAY_INLINE float largest(floats v) {
        alignas(floats) float lane[W];
        v.store_aligned(lane);
        for (int s = W / 2; s > 0; s /= 2)
            for (int i = 0; i < s; ++i) lane[i] = lane[i + s] > lane[i] ? lane[i + s] : lane[i];
        return lane[0];
    }
#endif
};

}  // namespace inlay::simd::detail

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif
#endif  // INLAY_SINGLE_INLAY_SIMD_LANES_XSIMD_HPP
#elif defined(INLAY_HAS_VECTOR)
// ---- inlay/simd/lanes_vector.hpp ----
#ifndef INLAY_SINGLE_INLAY_SIMD_LANES_VECTOR_HPP
#define INLAY_SINGLE_INLAY_SIMD_LANES_VECTOR_HPP
// Lanes on the compiler's vector extension (GCC, Clang), for targets or builds without xsimd.

namespace inlay::simd::detail {

#if defined(__AVX512F__)
inline constexpr int vector_width = 16;
#elif defined(__AVX__)
inline constexpr int vector_width = 8;
#else
inline constexpr int vector_width = 4;
#endif

// The vectors of a width, and what each width does in its own way: builtins (what the intrinsics call,
// without the cost of their header) and shuffles. Literal sizes, because g++ 12 breaks on dependent ones;
// specialisations, not `if constexpr`, because clang's function effects also follow calls in branches not
// taken, to functions never instantiated.
template <int W> struct vectors;

/// Numbers of 16 bits (binary16), by integers, where the target has no conversion.
template <class Floats, class Ints>
INLAY_INLINE Floats floats_of_f16(Ints h) {
    const Ints rest = h & 0x7fff;
    const Floats magnitude = reinterpret_cast<Floats>(rest << 13) * (0x1p112f - Floats{});  // exact, denormals too
    const Ints special = rest >= 0x7c00 + Ints{};                                           // infinities, NaN
    const Ints wide = special ? (rest << 13) | 0x7f800000 : reinterpret_cast<Ints>(magnitude);
    return reinterpret_cast<Floats>(wide | ((h & 0x8000) << 16));
}

template <>
struct vectors<4> {
    typedef float floats __attribute__((vector_size(16)));
    typedef std::int32_t ints __attribute__((vector_size(16)));
    typedef std::uint32_t bits __attribute__((vector_size(16)));
    typedef std::int16_t halves __attribute__((vector_size(8)));

    // Three lanes, as colours or small networks of sequences have, in two accesses that touch nothing else: a
    // masked store holds up the next load of four lanes that overlaps it, in the next row of three.
    static INLAY_INLINE floats load_three(const float* p) { return floats{p[0], p[1], p[2], 0}; }
    static INLAY_INLINE void store_three(floats v, float* p) {
        __builtin_memcpy(p, &v, 2 * sizeof(float));
        p[2] = v[2];
    }
#if defined(__AVX512VL__) && !defined(__clang__)  // AVX's masked stores are slow on AMD; clang knows
    static INLAY_INLINE std::uint8_t first(int n) { return static_cast<std::uint8_t>((1u << n) - 1); }
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        if (__builtin_constant_p(n) && n == 3) return load_three(p);
        return __builtin_ia32_loadups128_mask(p, floats{}, first(n));
    }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        if (__builtin_constant_p(n) && n == 3) return store_three(v, p);
        __builtin_ia32_storeups128_mask(p, v, first(n));
    }
#elif defined(__AVX__)
    static INLAY_INLINE ints first(int n) { return n > ints{0, 1, 2, 3}; }
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        if (__builtin_constant_p(n) && n == 3) return load_three(p);
        return __builtin_ia32_maskloadps(reinterpret_cast<const floats*>(p), first(n));
    }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        if (__builtin_constant_p(n) && n == 3) return store_three(v, p);
        __builtin_ia32_maskstoreps(reinterpret_cast<floats*>(p), first(n), v);
    }
#else
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        if (__builtin_constant_p(n) && n == 3) return load_three(p);
        if (n < 0 || n > 4) __builtin_unreachable();
        floats v{};
        for (int i = 0; i < n; ++i) v[i] = p[i];
        return v;
    }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        if (__builtin_constant_p(n) && n == 3) return store_three(v, p);
        if (n < 0 || n > 4) __builtin_unreachable();
        for (int i = 0; i < n; ++i) p[i] = v[i];
    }
#endif
    // Four numbers, again and again; number K of the four in all lanes.
    static INLAY_INLINE floats load_four(const float* p) {
        floats v;
        __builtin_memcpy(&v, p, sizeof v);
        return v;
    }
    template <int K> static INLAY_INLINE floats spread(floats v) { return __builtin_shufflevector(v, v, K, K, K, K); }
    static INLAY_INLINE floats load_f16(const float* p) {
        halves h;
        __builtin_memcpy(&h, p, sizeof h);
        return floats_of_f16<floats>(__builtin_convertvector(h, ints));
    }
    static INLAY_INLINE floats sqrt(floats v) {
#if defined(__clang__) && __has_builtin(__builtin_elementwise_sqrt)
        return __builtin_elementwise_sqrt(v);
#elif defined(__SSE2__)
        return __builtin_ia32_sqrtps(v);
#else
        for (int i = 0; i < 4; ++i) v[i] = __builtin_sqrtf(v[i]);
        return v;
#endif
    }
    static INLAY_INLINE float sum(floats v) {
        v += __builtin_shufflevector(v, v, 2, 3, 0, 1);
        return v[0] + v[1];
    }
    static INLAY_INLINE float largest(floats v) {
        const floats w = __builtin_shufflevector(v, v, 2, 3, 0, 1);
        v = w > v ? w : v;
        return v[0] > v[1] ? v[0] : v[1];
    }
};

#if defined(__AVX__)
template <>
struct vectors<8> {
    typedef float floats __attribute__((vector_size(32)));
    typedef std::int32_t ints __attribute__((vector_size(32)));
    typedef std::uint32_t bits __attribute__((vector_size(32)));
    typedef std::int16_t halves __attribute__((vector_size(16)));

#if defined(__AVX512VL__) && !defined(__clang__)
    static INLAY_INLINE std::uint8_t first(int n) { return static_cast<std::uint8_t>((1u << n) - 1); }
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        return __builtin_ia32_loadups256_mask(p, floats{}, first(n));
    }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        __builtin_ia32_storeups256_mask(p, v, first(n));
    }
#else
    static INLAY_INLINE ints first(int n) { return n > ints{0, 1, 2, 3, 4, 5, 6, 7}; }
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        return __builtin_ia32_maskloadps256(reinterpret_cast<const floats*>(p), first(n));
    }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        __builtin_ia32_maskstoreps256(reinterpret_cast<floats*>(p), first(n), v);
    }
#endif
    // Four numbers, again and again; number K of the four in all lanes.
    static INLAY_INLINE floats load_four(const float* p) {
        const auto four = vectors<4>::load_four(p);
        floats v = __builtin_shufflevector(four, four, 0, 1, 2, 3, 0, 1, 2, 3);
#if defined(__clang__)
        asm("" : "+x"(v));  // else it sees through the shuffles, and loads four times
#endif
        return v;
    }
    template <int K> static INLAY_INLINE floats spread(floats v) {
        return __builtin_shufflevector(v, v, K, K, K, K, 4 + K, 4 + K, 4 + K, 4 + K);
    }
    static INLAY_INLINE floats load_f16(const float* p) {
        halves h;
        __builtin_memcpy(&h, p, sizeof h);
#if defined(__F16C__)
        return __builtin_ia32_vcvtph2ps256(h);
#else
        return floats_of_f16<floats>(__builtin_convertvector(h, ints));
#endif
    }
    static INLAY_INLINE floats sqrt(floats v) {
#if defined(__clang__) && __has_builtin(__builtin_elementwise_sqrt)
        return __builtin_elementwise_sqrt(v);
#else
        return __builtin_ia32_sqrtps256(v);
#endif
    }
    static INLAY_INLINE float sum(floats v) {
        return vectors<4>::sum(__builtin_shufflevector(v, v, 0, 1, 2, 3) + __builtin_shufflevector(v, v, 4, 5, 6, 7));
    }
    static INLAY_INLINE float largest(floats v) {
        const auto a = __builtin_shufflevector(v, v, 0, 1, 2, 3), b = __builtin_shufflevector(v, v, 4, 5, 6, 7);
        return vectors<4>::largest(b > a ? b : a);
    }
};
#endif

#if defined(__AVX512F__)
template <>
struct vectors<16> {
    typedef float floats __attribute__((vector_size(64)));
    typedef std::int32_t ints __attribute__((vector_size(64)));
    typedef std::uint32_t bits __attribute__((vector_size(64)));
    typedef std::int16_t halves __attribute__((vector_size(32)));

    static INLAY_INLINE std::uint16_t first(int n) { return static_cast<std::uint16_t>((1u << n) - 1); }
    static INLAY_INLINE floats load_partial(const float* p, int n) {
        return __builtin_ia32_loadups512_mask(p, floats{}, first(n));
    }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) {
        __builtin_ia32_storeups512_mask(p, v, first(n));
    }
    // Four numbers, again and again; number K of the four in all lanes.
    static INLAY_INLINE floats load_four(const float* p) {
        const auto four = vectors<4>::load_four(p);
#if defined(__clang__)
        floats v = __builtin_shufflevector(four, four, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3);
        asm("" : "+v"(v));
        return v;
#else
        return __builtin_ia32_broadcastf32x4_512(four, floats{}, static_cast<std::uint16_t>(0xffff));
#endif
    }
    template <int K> static INLAY_INLINE floats spread(floats v) {
        return __builtin_shufflevector(v, v, K, K, K, K, 4 + K, 4 + K, 4 + K, 4 + K, 8 + K, 8 + K, 8 + K, 8 + K,
                                       12 + K, 12 + K, 12 + K, 12 + K);
    }
    static INLAY_INLINE floats load_f16(const float* p) {
        halves h;
        __builtin_memcpy(&h, p, sizeof h);
        return __builtin_ia32_vcvtph2ps512_mask(h, floats{}, static_cast<std::uint16_t>(0xffff), 4);
    }
    static INLAY_INLINE floats sqrt(floats v) {
#if defined(__clang__) && __has_builtin(__builtin_elementwise_sqrt)
        return __builtin_elementwise_sqrt(v);
#elif defined(__clang__)
        return __builtin_ia32_sqrtps512(v, 4);                        // 4: the current rounding
#else
        return __builtin_ia32_sqrtps512_mask(v, v, static_cast<std::uint16_t>(0xffff), 4);
#endif
    }
    static INLAY_INLINE float sum(floats v) {
        return vectors<8>::sum(__builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7) +
                               __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15));
    }
    static INLAY_INLINE float largest(floats v) {
        const auto a = __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7);
        const auto b = __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15);
        return vectors<8>::largest(b > a ? b : a);
    }
};
#endif

template <int Width>
struct lanes_on_vectors {
    using floats = typename vectors<Width>::floats;
    using ints = typename vectors<Width>::ints;
    using bits = typename vectors<Width>::bits;
    using bools = ints;                                                       // 0 or -1 a lane
    static constexpr int W = Width;

    static INLAY_INLINE floats broadcast(float x) { return x - floats{}; }    // -0 and NaN too
    static INLAY_INLINE ints broadcast_int(std::int32_t i) { return i + ints{}; }
    static INLAY_INLINE floats load(const float* p) {
        floats v;
        __builtin_memcpy(&v, p, sizeof v);
        return v;
    }
#if !defined(__clang__) && (defined(__AVX512F__) || defined(__AVX__))
    static INLAY_INLINE floats in_register(floats v) {
        asm("" : "+v"(v));
        return v;
    }
#else
    static INLAY_INLINE floats in_register(floats v) { return v; }
#endif
    static INLAY_INLINE floats load_four(const float* p) { return vectors<W>::load_four(p); }
    template <int K> static INLAY_INLINE floats spread(floats v) { return vectors<W>::template spread<K>(v); }
    static INLAY_INLINE floats load_f16(const float* p) { return vectors<W>::load_f16(p); }
    static INLAY_INLINE floats load_partial(const float* p, int n) { return vectors<W>::load_partial(p, n); }
    static INLAY_INLINE void store_partial(floats v, float* p, int n) { vectors<W>::store_partial(v, p, n); }
    static INLAY_INLINE void store(floats v, float* p) { __builtin_memcpy(p, &v, sizeof v); }
    static INLAY_INLINE float get(floats v, int i) { return v[i]; }

    static INLAY_INLINE ints to_bits(floats v) { return reinterpret_cast<ints>(v); }
    static INLAY_INLINE floats from_bits(ints v) { return reinterpret_cast<floats>(v); }
    static INLAY_INLINE bits wrapping(ints v) { return reinterpret_cast<bits>(v); }
    static INLAY_INLINE ints plus(ints a, ints b) {
        return reinterpret_cast<ints>(wrapping(a) + wrapping(b));
    }
    static INLAY_INLINE ints minus(ints a, ints b) {
        return reinterpret_cast<ints>(wrapping(a) - wrapping(b));
    }
    static INLAY_INLINE ints shift_left(ints v, int n) { return v << n; }
    static INLAY_INLINE ints shift_right(ints v, int n) { return v >> n; }
    static INLAY_INLINE floats to_float(ints v) { return __builtin_convertvector(v, floats); }

    static INLAY_INLINE floats divide(floats a, floats b) { return a / b; }
    static INLAY_INLINE floats fma(floats a, floats b, floats c) {
        return a * b + c;                                                     // contracted
    }
    static INLAY_INLINE floats min(floats a, floats b) { return b < a ? b : a; }
    static INLAY_INLINE floats max(floats a, floats b) { return b > a ? b : a; }
    static INLAY_INLINE floats negative(floats v) { return -v; }
    static INLAY_INLINE floats abs(floats v) { return from_bits(to_bits(v) & 0x7fffffff); }
    static INLAY_INLINE floats sqrt(floats v) { return vectors<W>::sqrt(v); }
    static INLAY_INLINE floats round_to_even(floats v) {
        const floats a = abs(v), big = broadcast(0x1p23f), r = (a + big) - big;
        const ints sign = to_bits(v) & ~0x7fffffff;
        return a < big ? from_bits(to_bits(r) | sign) : v;
    }
    static INLAY_INLINE floats select(bools m, floats a, floats b) { return m ? a : b; }

    static INLAY_INLINE bools both(bools a, bools b) { return a & b; }
    static INLAY_INLINE bools either(bools a, bools b) { return a | b; }
    static INLAY_INLINE bools negate(bools a) { return ~a; }
    static INLAY_INLINE bool any(bools m) {
        std::int32_t r = 0;
        for (int i = 0; i < W; ++i) r |= m[i];
        return r != 0;
    }
    static INLAY_INLINE bool all(bools m) {
        std::int32_t r = -1;
        for (int i = 0; i < W; ++i) r &= m[i];
        return r != 0;
    }
    static INLAY_INLINE float sum(floats v) { return vectors<W>::sum(v); }
    static INLAY_INLINE float largest(floats v) { return vectors<W>::largest(v); }
};

template <> struct lanes<float, 4> : lanes_on_vectors<4> {};
#if defined(__AVX__)
template <> struct lanes<float, 8> : lanes_on_vectors<8> {};
#endif
#if defined(__AVX512F__)
template <> struct lanes<float, 16> : lanes_on_vectors<16> {};
#endif

}  // namespace inlay::simd::detail
#endif  // INLAY_SINGLE_INLAY_SIMD_LANES_VECTOR_HPP
#endif

namespace inlay::simd {

/// The lanes of the fast batch on this target: 16 with AVX-512, 8 with AVX, 4 with SSE2, NEON or
/// wasm simd128, else 1.
#if defined(INLAY_HAS_XSIMD)
inline constexpr int native_width = detail::xsimd_width;
#elif defined(INLAY_HAS_VECTOR)
inline constexpr int native_width = detail::vector_width;
#else
inline constexpr int native_width = 1;
#endif

/// The lanes of the narrowest batch on this target that is not narrower than `count`: a part of a wide
/// register is no slower than all of it, and often faster. native_width if there is none.
#if defined(INLAY_HAS_VECTOR) && !defined(INLAY_HAS_XSIMD)
constexpr int narrow_width(int count) {
    for (int w = 4; w < native_width; w *= 2)
        if (count <= w) return w;
    return native_width;
}
#else
constexpr int narrow_width(int) { return native_width; }
#endif

#undef INLAY_HAS_XSIMD
#undef INLAY_HAS_VECTOR

template <class T, int W> struct pack;
template <class T, int W> struct truth;

/// W floats. Widths: 1 (constexpr, the reference), native_width and what narrow_width gives.
///
///     for (i = 0; i + W <= n; i += W) (batch<W>::load(x + i) * 2 + 1).store(y + i);
///     (batch<W>::load_partial(x + i, n - i) * 2 + 1).store_partial(y + i, n - i);
template <int W> using batch = pack<float, W>;

/// W truth values, one a lane: what a comparison of batches gives.
template <int W> using mask = truth<float, W>;

/// One float or double with a batch's interface, so that a formula serves both; value<float> is
/// batch<1>.
template <class T> using value = pack<T, 1>;

template <class A> concept number = std::is_arithmetic_v<A>;

template <class T, int W>
struct truth {
    using lanes = detail::lanes<T, W>;
    static constexpr int width = W;

    typename lanes::bools v;

    /// Of a single lane: `if (x > 0)`.
    constexpr explicit operator bool() const requires(W == 1) { return v; }

    friend INLAY_INLINE constexpr truth operator&(truth a, truth b) {
        return {lanes::both(a.v, b.v)};
    }
    friend INLAY_INLINE constexpr truth operator|(truth a, truth b) {
        return {lanes::either(a.v, b.v)};
    }
    friend INLAY_INLINE constexpr truth operator!(truth a) { return {lanes::negate(a.v)}; }
    friend INLAY_INLINE constexpr bool any(truth m) { return lanes::any(m.v); }
    friend INLAY_INLINE constexpr bool all(truth m) { return lanes::all(m.v); }

    /// a where m holds, else b; numbers too: where(x > 0, 1, 0).
    friend INLAY_INLINE constexpr pack<T, W> where(truth m, pack<T, W> a, pack<T, W> b) {
        return pack<T, W>::of(lanes::select(m.v, a.v, b.v));
    }
};

template <class T, int W>
struct pack {
    using scalar = T;
    using lanes = detail::lanes<T, W>;
    using registers = typename lanes::floats;
    using mask_type = truth<T, W>;
    static constexpr int width = W;

    registers v;

    pack() = default;                                                 // uninitialised, like a float
    template <number A>
    INLAY_INLINE constexpr pack(A x) : v(lanes::broadcast(static_cast<T>(x))) {}
    static INLAY_INLINE constexpr pack of(registers r) { pack p; p.v = r; return p; }

    /// W numbers from p, store to p: no alignment needed.
    static INLAY_INLINE constexpr pack load(const T* p) { return of(lanes::load(p)); }
    INLAY_INLINE constexpr void store(T* p) const { lanes::store(v, p); }

    /// The first n (0 <= n <= W) numbers only: other lanes are 0, other memory is not touched.
    static INLAY_INLINE constexpr pack load_partial(const T* p, int n) {
        return of(lanes::load_partial(p, n));
    }
    INLAY_INLINE constexpr void store_partial(T* p, int n) const { lanes::store_partial(v, p, n); }

    /// The same, kept in a register: g++ would rather load a value again for each use, which costs more
    /// than the register where there are enough of them.
    INLAY_INLINE constexpr pack in_register() const {
        if constexpr (requires { lanes::in_register(v); }) return of(lanes::in_register(v));
        else return *this;
    }

    INLAY_INLINE constexpr T operator[](int lane) const { return lanes::get(v, lane); }
    INLAY_INLINE constexpr explicit operator T() const requires(W == 1) { return v; }

    friend INLAY_INLINE constexpr pack operator+(pack a, pack b) { return of(a.v + b.v); }
    friend INLAY_INLINE constexpr pack operator-(pack a, pack b) { return of(a.v - b.v); }
    friend INLAY_INLINE constexpr pack operator*(pack a, pack b) { return of(a.v * b.v); }
    friend INLAY_INLINE constexpr pack operator/(pack a, pack b) {
        return of(lanes::divide(a.v, b.v));
    }
    friend INLAY_INLINE constexpr pack operator-(pack a) { return of(lanes::negative(a.v)); }
    friend INLAY_INLINE constexpr pack operator+(pack a) { return a; }
    INLAY_INLINE constexpr pack& operator+=(pack b) { return *this = *this + b; }
    INLAY_INLINE constexpr pack& operator-=(pack b) { return *this = *this - b; }
    INLAY_INLINE constexpr pack& operator*=(pack b) { return *this = *this * b; }
    INLAY_INLINE constexpr pack& operator/=(pack b) { return *this = *this / b; }

    friend INLAY_INLINE constexpr mask_type operator<(pack a, pack b) { return {a.v < b.v}; }
    friend INLAY_INLINE constexpr mask_type operator>(pack a, pack b) { return {a.v > b.v}; }
    friend INLAY_INLINE constexpr mask_type operator<=(pack a, pack b) { return {a.v <= b.v}; }
    friend INLAY_INLINE constexpr mask_type operator>=(pack a, pack b) { return {a.v >= b.v}; }
    friend INLAY_INLINE constexpr mask_type operator==(pack a, pack b) { return {a.v == b.v}; }
    // Not the backend's: xsimd 8.1's on AVX-512 denies NaN != NaN.
    friend INLAY_INLINE constexpr mask_type operator!=(pack a, pack b) { return !(a == b); }

    /// a * b + c: one instruction and one rounding where the target has it and W > 1; otherwise as
    /// the compiler contracts.
    friend INLAY_INLINE constexpr pack fma(pack a, pack b, pack c) {
        return of(lanes::fma(a.v, b.v, c.v));
    }

    /// The smaller, the larger; NaN if either is NaN, so that max(x, 0) and pooling pass NaN on. Of
    /// +0 and -0 either. With a number as one argument, max(x, 0), a single instruction.
    friend INLAY_INLINE constexpr pack min(pack a, pack b) {
        return where(b != b, b, of(lanes::min(a.v, b.v)));
    }
    friend INLAY_INLINE constexpr pack max(pack a, pack b) {
        return where(b != b, b, of(lanes::max(a.v, b.v)));
    }
    template <number A>
    friend INLAY_INLINE constexpr pack min(pack a, A b) {
        return b != b ? pack(b) : of(lanes::min(a.v, pack(b).v));
    }
    template <number A>
    friend INLAY_INLINE constexpr pack max(pack a, A b) {
        return b != b ? pack(b) : of(lanes::max(a.v, pack(b).v));
    }
    template <number A> friend INLAY_INLINE constexpr pack min(A a, pack b) { return min(b, a); }
    template <number A> friend INLAY_INLINE constexpr pack max(A a, pack b) { return max(b, a); }

    friend INLAY_INLINE constexpr pack abs(pack a) { return of(lanes::abs(a.v)); }
    friend INLAY_INLINE constexpr pack sqrt(pack a) { return of(lanes::sqrt(a.v)); }

    /// The nearest integer, ties to even; the largest integer not above. Infinities and NaN stay.
    friend INLAY_INLINE constexpr pack round_to_even(pack a) {
        return of(lanes::round_to_even(a.v));
    }
    friend INLAY_INLINE constexpr pack floor(pack a) {
        const pack r = round_to_even(a);
        return r - where(r > a, pack(1), pack(0));
    }

    /// The sum of the lanes, in an order that depends on the target; the largest and the smallest
    /// lane, NaN if one is.
    friend INLAY_INLINE constexpr T sum(pack a) { return lanes::sum(a.v); }
    friend INLAY_INLINE constexpr T hmax(pack a) {
        return any(a != a) ? static_cast<T>(__builtin_nanf("")) : lanes::largest(a.v);
    }
    friend INLAY_INLINE constexpr T hmin(pack a) { return -hmax(-a); }
};

namespace detail {

/// W 32-bit integers: the bits of a batch, for exponents and signs.
template <int W>
struct bits {
    using lanes = detail::lanes<float, W>;
    typename lanes::ints v;

    static INLAY_INLINE constexpr bits of(batch<W> x) { return {lanes::to_bits(x.v)}; }
    static INLAY_INLINE constexpr bits all(std::int32_t i) { return {lanes::broadcast_int(i)}; }
    INLAY_INLINE constexpr batch<W> as_float() const { return batch<W>::of(lanes::from_bits(v)); }
    INLAY_INLINE constexpr batch<W> to_float() const { return batch<W>::of(lanes::to_float(v)); }

    // + and - wrap around, << shifts zeros in, >> the sign.
    friend INLAY_INLINE constexpr bits operator+(bits a, bits b) {
        return {lanes::plus(a.v, b.v)};
    }
    friend INLAY_INLINE constexpr bits operator-(bits a, bits b) {
        return {lanes::minus(a.v, b.v)};
    }
    friend INLAY_INLINE constexpr bits operator&(bits a, bits b) { return {a.v & b.v}; }
    friend INLAY_INLINE constexpr bits operator|(bits a, bits b) { return {a.v | b.v}; }
    friend INLAY_INLINE constexpr bits operator<<(bits a, int n) {
        return {lanes::shift_left(a.v, n)};
    }
    friend INLAY_INLINE constexpr bits operator>>(bits a, int n) {
        return {lanes::shift_right(a.v, n)};
    }
};

}  // namespace detail

/// Four numbers, each in all lanes: one load and shuffles, where kernels wait for loads.
template <int W> INLAY_INLINE constexpr void load_each_of_four(const float* p, batch<W> (&x)[4]) {
    using lanes = detail::lanes<float, W>;
    if constexpr (requires { lanes::load_four(p); }) {
        const auto four = lanes::load_four(p);
        x[0] = batch<W>::of(lanes::template spread<0>(four));
        x[1] = batch<W>::of(lanes::template spread<1>(four));
        x[2] = batch<W>::of(lanes::template spread<2>(four));
        x[3] = batch<W>::of(lanes::template spread<3>(four));
    } else {
        for (int k = 0; k < 4; ++k) x[k] = batch<W>(p[k]);
    }
}

/// |x| with the sign of s.
template <int W> INLAY_INLINE constexpr batch<W> copysign(batch<W> x, batch<W> s) {
    using bits = detail::bits<W>;
    const bits magnitude = bits::all(0x7fffffff), sign = bits::all(~0x7fffffff);
    return ((bits::of(x) & magnitude) | (bits::of(s) & sign)).as_float();
}

}  // namespace inlay::simd

// Every function takes all floats: +-0, denormals, infinities, and NaN, which stays NaN. Denormal
// results are rounded, not flushed. The errors stated are the largest over all 2^32 floats, against
// double, with and without FMA.

namespace inlay::simd {

namespace detail {

inline constexpr float log2_e = 0x1.715476p+0f;
inline constexpr float ln2_hi = 0x1.62e4p-1f;             // 15 bits: times an exponent exact
inline constexpr float ln2_lo = 0x1.7f7d1cp-20f;
inline constexpr float round_shift = 0x1.8p23f;           // x + this: round(x) in the low bits
inline constexpr float infinity = __builtin_huge_valf();

// c0 + x (c1 + x (c2 + ...)) by Horner's rule.
template <int W, class... C>
INLAY_INLINE constexpr batch<W> polynomial(batch<W> x, float c0, C... c) {
    if constexpr (sizeof...(c) == 0) return c0;
    else return fma(polynomial(x, c...), x, c0);
}

// x = n ln2 + r, |r| <= ln2/2 (Cody and Waite), lost: what r's rounding dropped.
template <int W> struct reduced { batch<W> n, r, lost; bits<W> integer; };

template <int W> INLAY_INLINE constexpr reduced<W> reduce(batch<W> x) {
    const batch<W> shifted = fma(x, log2_e, round_shift), n = shifted - round_shift;
    const batch<W> hi = fma(n, -ln2_hi, x), r = fma(n, -ln2_lo, hi);
    return {n, r, fma(n, -ln2_lo, hi - r), bits<W>::of(shifted) - bits<W>::all(0x4b400000)};
}

template <int W> INLAY_INLINE constexpr batch<W> power_of_two(bits<W> n) {      // n in [-126, 127]
    return ((n + bits<W>::all(127)) << 23).as_float();
}

// e^r - 1, |r| <= ln2/2: within 0.5 ULP of e^r; and of r + lost, within 1 ULP of itself.
template <int W> INLAY_INLINE constexpr batch<W> exp_kernel(batch<W> r) {
    const batch<W> q = polynomial(r, 0x1.fffffcp-2f, 0x1.555492p-3f, 0x1.5558b2p-5f, 0x1.123994p-7f,
                                  0x1.6a4b44p-10f);
    return fma(q, r * r, r);
}
template <int W> INLAY_INLINE constexpr batch<W> expm1_kernel(batch<W> r, batch<W> lost) {
    const batch<W> q = polynomial(r, 0.5f, 0x1.555554p-3f, 0x1.5554f8p-5f, 0x1.1112d8p-7f,
                                  0x1.6d3a4ep-10f, 0x1.9e735ap-13f);
    return r + fma(q, r * r, lost);
}

// e^x where it is a normal number and x >= -87, x <= 88.
template <int W> INLAY_INLINE constexpr batch<W> exp_normal(batch<W> x) {
    const reduced<W> a = reduce(x);
    return (exp_kernel(a.r) + 1) * power_of_two(a.integer);
}

// log(1 + f) + c + k ln2, f in [sqrt(1/2) - 1, sqrt(2) - 1]; the method of fdlibm's e_log.c.
template <int W> INLAY_INLINE constexpr batch<W> log_kernel(batch<W> f, batch<W> k, batch<W> c) {
    const batch<W> s = f / (f + 2), z = s * s, h = f * f * 0.5f;
    const batch<W> r = z * polynomial(z, 0x1.555554p-1f, 0x1.999c26p-2f, 0x1.23d3dcp-2f,
                                      0x1.f13c4cp-3f);
    return fma(k, ln2_hi, (fma(s, h + r, fma(k, ln2_lo, c)) - h) + f);
}

// x = m 2^e, m in [sqrt(1/2), sqrt(2)), of a positive normal x.
template <int W> struct split_parts { batch<W> m; batch<W> e; };

template <int W> INLAY_INLINE constexpr split_parts<W> split(batch<W> x) {
    const bits<W> least = bits<W>::all(0x3f3504f3);                              // sqrt(1/2)
    const bits<W> fraction = bits<W>::all(0x007fffff);
    const bits<W> b = bits<W>::of(x) - least;
    return {((b & fraction) + least).as_float(), (b >> 23).to_float()};
}

// x, but within [low, high] in a constant expression, where an overflow or inf - inf is an error
// even if its value is not used.
template <int W> INLAY_INLINE constexpr batch<W> guarded(batch<W> x, float low, float high) {
    if constexpr (W == 1) if (__builtin_is_constant_evaluated()) return min(max(x, low), high);
    return x;
}

// p 2^n for any n of a float's logarithm, in two steps: 2^n itself may be no float.
template <int W> INLAY_INLINE constexpr batch<W> scale(batch<W> p, bits<W> n) {
    if constexpr (W == 1)
        if (__builtin_is_constant_evaluated() && n.v == 128 && p.v >= 1) return infinity;
    const bits<W> half = n >> 1;
    return p * power_of_two(half) * power_of_two(n - half);
}

}  // namespace detail

/// e^x.  <= 1.02 ULP.  Above 88.72 infinity, below -103.97 zero.
template <int W> INLAY_INLINE constexpr batch<W> exp(batch<W> x) {
    const auto a = detail::reduce(min(max(x, -104.0f), 89.0f));
    return detail::scale(detail::exp_kernel(a.r) + 1, a.integer);
}

/// e^x - 1 without cancellation.  <= 1.52 ULP.
template <int W> INLAY_INLINE constexpr batch<W> expm1(batch<W> x) {
    if constexpr (W == 1)
        if (__builtin_is_constant_evaluated() && x.v > 0x1.62e42ep+6f) return detail::infinity;
    const auto a = detail::reduce(min(max(x, -30.0f), 89.0f));
    const batch<W> p = detail::expm1_kernel(a.r, a.lost);           // 2^n p + (2^n - 1), halved:
    const batch<W> half = detail::power_of_two(a.integer - detail::bits<W>::all(1));
    const batch<W> r = fma(p, half, half - 0.5f) * 2;
    return where(abs(x) < 0x1p-25f, x, r);
}

/// The natural logarithm.  <= 0.85 ULP.  log(0) = -infinity; NaN below 0.
template <int W> INLAY_INLINE constexpr batch<W> log(batch<W> x) {
    const mask<W> denormal = x < 0x1p-126f;
    const auto [m, e] = detail::split(where(denormal, x * 0x1p23f, x));
    const batch<W> r = detail::log_kernel(m - 1, e - where(denormal, 23, 0), batch<W>(0));
    const batch<W> special = where(x == 0, -detail::infinity, where(x > 0, x, __builtin_nanf("")));
    return where((x > 0) & (x < detail::infinity), r, special);
}

/// log(1 + x) without cancellation.  <= 0.85 ULP.
template <int W> INLAY_INLINE constexpr batch<W> log1p(batch<W> x) {
    const batch<W> y = detail::guarded(x, -0x1.fffffep-1f, 0x1p127f), u = y + 1;
    const auto [m, e] = detail::split(u);
    const batch<W> lost = where(y < 1, y - (u - 1), 1 - (u - y));   // what 1 + x rounded away
    const mask<W> near = e == 0;
    const batch<W> r = detail::log_kernel(where(near, y, m - 1), e, where(near, 0, lost / u));
    const batch<W> special = where(x == -1, -detail::infinity, where(x > 0, x, __builtin_nanf("")));
    return where(abs(x) < 0x1p-25f, x, where((x > -1) & (x < detail::infinity), r, special));
}

/// The hyperbolic tangent.  <= 1.34 ULP.
template <int W> INLAY_INLINE constexpr batch<W> tanh(batch<W> x) {
    const batch<W> t = abs(x), s = detail::guarded(t, 0, 1), z = s * s;
    const batch<W> p = detail::polynomial(z, -0x1.555532p-2f, 0x1.1106fcp-3f, -0x1.b83738p-5f,
                                          0x1.5207b8p-6f, -0x1.75619ap-8f);
    const batch<W> near = fma(p * z, s, s);
    const batch<W> far = 1 - 2 / (detail::exp_normal(2 * min(t, 9.1f)) + 1);
    return copysign(where(t < 0.625f, near, far), x);
}

/// The logistic function 1 / (1 + e^-x).  <= 1.50 ULP.
template <int W> INLAY_INLINE constexpr batch<W> sigmoid(batch<W> x) {
    using bits = detail::bits<W>;                       // e^-x = m / s, s = 2^-n: it is s / (s + m)
    const auto a = detail::reduce(min(max(-x, -20.0f), 104.0f));
    const bits half = bits::all(0) - (a.integer >> 1);
    const batch<W> s1 = detail::power_of_two(half);
    const batch<W> s2 = detail::power_of_two(bits::all(0) - a.integer - half);
    const batch<W> e = detail::exp_kernel(a.r), m = e + 1, s = s1 * s2, d = s + m;
    const batch<W> lost = (e - (m - 1)) + (s - (d - m));      // what the two sums rounded away
    const batch<W> q = 1 / d;
    return fma(q * -lost, q, q) * s1 * s2;
}

/// The error function 2/sqrt(pi) times the integral of e^-t^2 from 0 to x.  <= 1.34 ULP.
template <int W> INLAY_INLINE constexpr batch<W> erf(batch<W> x) {
    const batch<W> t = abs(x), s = detail::guarded(t, 0, 1), z = s * s, c = min(t, 4.0f);
    const batch<W> p = detail::polynomial(z, 0x1.06eba8p-3f, -0x1.812740p-2f, 0x1.ce2d64p-4f,
                                          -0x1.b8011ap-6f, 0x1.544a1ap-8f, -0x1.a60a2ep-11f,
                                          0x1.4f6760p-14f);
    const batch<W> near = fma(p, s, s);
    const batch<W> q = detail::polynomial(c, -0x1.9a57acp-13f, -0x1.20af5ap+0f, -0x1.463cc0p-1f,
                                          -0x1.a9b424p-4f, 0x1.6c2a3ep-6f, -0x1.8ee08ap-9f,
                                          0x1.9ae672p-13f);         // log(erfc(t))
    return copysign(where(t < 0.925f, near, 1 - detail::exp_normal(q)), x);
}

/// log(1 + e^x), the smooth ramp.  <= 1.68 ULP.
template <int W> INLAY_INLINE constexpr batch<W> softplus(batch<W> x) {
    return max(x, 0) + log1p(exp(-abs(x)));
}

/// 1 / sqrt(x), by a division: no estimate.  <= 1.5 ULP.
template <class T, int W> INLAY_INLINE constexpr pack<T, W> rsqrt(pack<T, W> x) {
    return 1 / sqrt(x);
}

/// The same functions in double, for references and constants.
constexpr value<double> exp(value<double> x) { return inlay::detail::cmath::exp(x.v); }
constexpr value<double> log(value<double> x) { return inlay::detail::cmath::log(x.v); }
constexpr value<double> log1p(value<double> x) { return inlay::detail::cmath::log1p(x.v); }
constexpr value<double> expm1(value<double> x) { return inlay::detail::cmath::expm1(x.v); }
constexpr value<double> tanh(value<double> x) { return inlay::detail::cmath::tanh(x.v); }
constexpr value<double> erf(value<double> x) { return inlay::detail::cmath::erf(x.v); }
constexpr value<double> sigmoid(value<double> x) { return inlay::detail::cmath::sigmoid(x.v); }
constexpr value<double> softplus(value<double> x) { return inlay::detail::cmath::softplus(x.v); }

}  // namespace inlay::simd

namespace inlay {
namespace ops {

template <class F, int Arity>
struct map;

namespace detail {

using inlay::detail::indices;
using inlay::detail::make_indices;

template <class F, int... I>
constexpr auto expression_of(indices<I...>) {
    return expr::lift(F::formula(expr::arg<I>{}...));
}

/// The derivative of F by argument I. The arguments are F's inputs and then its output.
template <class F, int Arity, int I>
constexpr auto derivative_expression() {
    if constexpr (requires { F::derivative(expr::arg<0>{}, expr::arg<1>{}); })
        return expr::lift(F::derivative(expr::arg<0>{}, expr::arg<1>{}));
    else return expr::d<I>(expression_of<F>(make_indices<Arity>{}));
}

template <class F, int Arity, int I>
using derivative_type = decltype(derivative_expression<F, Arity, I>());

struct used_arguments {
    int index[max_inputs + 1]{};
    int count = 0;
};
template <class E, int... J>
constexpr used_arguments find_used(indices<J...>) {
    used_arguments u;
    ((expr::uses<J, E> ? void(u.index[u.count++] = J) : void()), ...);
    return u;
}

}  // namespace detail

/// dy * dF/dx_I, of those of F's inputs and output that the derivative needs.
template <class F, int Arity, int I>
struct derivative_of
    : map<derivative_of<F, Arity, I>,
          1 + detail::find_used<detail::derivative_type<F, Arity, I>>(detail::make_indices<Arity + 1>{}).count> {
    static constexpr auto expression = detail::derivative_expression<F, Arity, I>();
    static constexpr detail::used_arguments used =
        detail::find_used<detail::derivative_type<F, Arity, I>>(detail::make_indices<Arity + 1>{});
    static constexpr text name_text = text{"d_"} << type_name<F>();
    static constexpr const char* label = name_text.data;
    static constexpr bool has_gradient = false;

    template <class V, class... Vs>
    [[gnu::always_inline]] static constexpr V formula(V dy, Vs... x) {
        const V given[] = {x..., dy};
        V all[Arity + 1] = {};
        for (int i = 0; i < used.count; ++i) all[used.index[i]] = given[i];
        return dy * expr::evaluate(expression, static_cast<const V*>(all));
    }
};

/// F::formula applied element by element; inputs of a shape that ends the others' are repeated.
template <class F, int Arity>
struct map : op_base {
    static constexpr bool is_elementwise = true;
    static constexpr const char* label = type_name<F>();

    static constexpr void infer(node& n, const node* const* in, int count, trace::record& r) {
        n.out = in[0]->out;
        for (int i = 1; i < count; ++i)
            if (in[i]->out.rank > n.out.rank || (in[i]->out.rank == n.out.rank && in[i]->size() > n.size()))
                n.out = in[i]->out;
        const shape& first = in[0]->out;
        for (int i = 0; i < count; ++i)
            if (in[i]->size() != 1 && !in[i]->out.is_suffix_of(n.out))
                r.fail(text{"equal shapes: ["} << first << ']',
                       text{"["} << (i == 0 ? n.out : in[i]->out) << ']');
    }

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long size = c.self->size();
        for (long k = 0, n = c.total(*c.self); k < n; ++k)
            c.out[k] = at(c, k / size, k % size, detail::make_indices<Arity>{});
    }

    static constexpr long state_size(const node&, const node* const*) { return 0; }
    static constexpr void gradient(gradient_call& c) { each(c, detail::make_indices<Arity>{}); }

private:
    template <class T>
    static constexpr simd::value<T> element(const reference_call<T>& c, int i, long sample, long k) {
        const node& n = c.input(i);
        return simd::value<T>(c.in[i][(n.batched ? sample * n.size() : 0) + k % n.size()]);
    }
    template <class T, int... I>
    static constexpr T at(const reference_call<T>& c, long sample, long k, detail::indices<I...>) {
        return F::formula(element(c, I, sample, k)...)[0];
    }

    template <int... I>
    static constexpr void each(gradient_call& c, detail::indices<I...>) {
        (one<I>(c), ...);
    }
    template <int I>
    static constexpr void one(gradient_call& c) {
        using d = detail::derivative_type<F, Arity, I>;
        if constexpr (__is_same(d, expr::one)) c.give(I, c.dy());
        else if constexpr (!__is_same(d, expr::zero))
            product<I>(c, detail::make_indices<derivative_of<F, Arity, I>::used.count>{});
    }
    template <int I, int... J>
    static constexpr void product(gradient_call& c, detail::indices<J...>) {
        using op = derivative_of<F, Arity, I>;
        c.give(I, trace::emit<op>(node{}, c.dy(), argument(c, op::used.index[J])...));
    }
    static constexpr gradient_call::symbol argument(gradient_call& c, int j) {
        return j == Arity ? c.y() : c.in(j);
    }

    template <class Indices>
    struct derivatives;
    template <int... I>
    struct derivatives<detail::indices<I...>> {
        using type = types<derivative_of<F, Arity, I>...>;
    };

public:
    using gradient_kinds = typename derivatives<detail::make_indices<Arity>>::type;
};

}  // namespace ops

/// Base of an activation: a layer given by its formula alone. Its derivative is generated from the
/// same expression, unless `derivative(x, y)` is given because it is better (y: the output).
///
///     struct bent_identity : elementwise<bent_identity> {
///         static constexpr auto formula(auto x) { return (sqrt(x * x + 1) - 1) / 2 + x; }
///     };
template <class Derived>
struct elementwise : layer<Derived>, ops::map<Derived, 1> {
    struct builds_itself {};
    using kinds = types<Derived>;
    static constexpr int build(trace::record& r, int x) {
        return trace::emit<Derived>(node{}, trace::symbol<types<>>{&r, x}).id;
    }
};

}  // namespace inlay

namespace inlay {

// Functions that share their name with a layer are written math::tanh here.

/// max(x, 0).
struct relu : elementwise<relu> {
    static constexpr bool is_monotone = true;
    static constexpr auto formula(auto x) { return math::max(x, 0); }
    static constexpr auto derivative(auto, auto y) { return where(y > 0, expr::one{}, expr::zero{}); }
};

/// min(max(x, 0), 6).  MobileNet: Howard et al. 2017.
struct relu6 : elementwise<relu6> {
    static constexpr bool is_monotone = true;
    static constexpr auto formula(auto x) { return math::min(math::max(x, 0), 6); }
    static constexpr auto derivative(auto, auto y) {
        return where(y > 0, where(y < 6, expr::one{}, expr::zero{}), expr::zero{});
    }
};

/// x where x > 0, else Slope x.  PyTorch's LeakyReLU (0.01).
template <number Slope = 0.01>
struct leaky_relu : elementwise<leaky_relu<Slope>> {
    static constexpr bool is_monotone = Slope.value() >= 0;
    static constexpr auto formula(auto x) { return math::where(x > 0, x, Slope.value() * x); }
};

/// x where x > 0, else Alpha (e^x - 1).  Clevert et al. 2015.
template <number Alpha = 1.0>
struct elu : elementwise<elu<Alpha>> {
    static constexpr auto formula(auto x) {
        return math::where(x > 0, x, Alpha.value() * math::expm1(math::min(x, 0)));
    }
};

/// 1.0507 elu<1.6733>(x): keeps mean 0 and variance 1.  Klambauer et al. 2017.
struct selu : elementwise<selu> {
    static constexpr auto formula(auto x) {
        return 1.0507009873554804934193349852946 *
               math::where(x > 0, x,
                           1.6732632423543772848170429916717 * math::expm1(math::min(x, 0)));
    }
};

/// 1 / (1 + e^-x).
struct sigmoid : elementwise<sigmoid> {
    static constexpr bool is_monotone = true;
    static constexpr auto formula(auto x) { return math::sigmoid(x); }
    static constexpr auto derivative(auto, auto y) { return y * (1 - y); }
};

/// min(max(x / 6 + 1/2, 0), 1).  PyTorch's Hardsigmoid.
struct hard_sigmoid : elementwise<hard_sigmoid> {
    static constexpr bool is_monotone = true;
    static constexpr auto formula(auto x) {
        return math::min(math::max(x * (1.0 / 6) + 0.5, 0), 1);
    }
};

struct tanh : elementwise<tanh> {
    static constexpr bool is_monotone = true;
    static constexpr auto formula(auto x) { return math::tanh(x); }
    static constexpr auto derivative(auto, auto y) { return 1 - y * y; }
};

/// log(1 + e^x), written so that nothing overflows.
struct softplus : elementwise<softplus> {
    static constexpr auto formula(auto x) {
        return math::max(x, 0) + math::log1p(math::exp(-math::abs(x)));
    }
    static constexpr auto derivative(auto x, auto) { return math::sigmoid(x); }
};

/// x Phi(x), Phi the normal distribution.  Hendrycks & Gimpel 2016.
struct gelu : elementwise<gelu> {
    static constexpr auto formula(auto x) {
        return 0.5 * x * (1 + math::erf(x * 0.70710678118654752440));
    }
};

/// gelu by tanh: 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))).  PyTorch's approximate='tanh'.
struct gelu_tanh : elementwise<gelu_tanh> {
    static constexpr auto formula(auto x) {
        return 0.5 * x * (1 + math::tanh(0.79788456080286535588 * (x + 0.044715 * x * x * x)));
    }
};

/// x sigmoid(x), also called swish.  Elfwing et al. 2018.
struct silu : elementwise<silu> {
    static constexpr auto formula(auto x) { return x * math::sigmoid(x); }
};

/// x min(max(x + 3, 0), 6) / 6.  MobileNetV3: Howard et al. 2019.
struct hard_swish : elementwise<hard_swish> {
    static constexpr auto formula(auto x) {
        return x * math::min(math::max(x + 3, 0), 6) * (1.0 / 6);
    }
};

/// x tanh(softplus(x)).  Misra 2019.
struct mish : elementwise<mish> {
    static constexpr auto formula(auto x) { return x * math::tanh(softplus::formula(x)); }
};

/// x^2.
struct square : elementwise<square> {
    static constexpr auto formula(auto x) { return x * x; }
};

}  // namespace inlay
// ---- inlay/ops/batch_norm.hpp ----
// Batch normalisation: every channel gets mean 0 and variance 1. As recorded, as inference runs it
// (folded into two numbers per channel) and as training runs it (statistics of the batch).

// ---- inlay/kernels/norm.hpp ----
// Normalisation: of each column over all rows (batch), and of each row (layer).

// ---- inlay/kernels/reduce.hpp ----
// Along the rows of a matrix, and sums over its rows; a row is contiguous.

// ---- inlay/kernels/tile.hpp ----
// How large a register tile is: one rule for every instruction set.

namespace inlay::kernels {

/// Accumulators of Rows x Vectors batches. The rule: at least 8 independent chains (2 FMA pipes x 4
/// cycles), and accumulators, one row of weights and one broadcast within the registers.
struct tile {
    int rows, vectors;
};

/// Vector registers that hold `width` lanes.
constexpr int registers([[maybe_unused]] int width) {
#if defined(__AVX512F__) || defined(__aarch64__)
    return width >= 4 ? 32 : 16;
#else
    return width >= 16 ? 32 : 16;
#endif
}

constexpr int vectors_for(int columns, int width) { return (columns + width - 1) / width; }

/// The tile for a product with many rows; `width` is the number of lanes.
constexpr tile tile_for(int columns, int width) {
    const int wanted = vectors_for(columns, width);
    const int most = registers(width) == 32 ? 4 : 2;
    const int vectors = wanted < most ? wanted : most;
    const int rows = (registers(width) - vectors - 2) / vectors;
    return {rows > 6 ? 6 : rows, vectors};
}

/// Vectors of one row when there is only one row: all that fit, up to 8.
constexpr int vectors_for_one_row(int columns, int width) {
    const int wanted = vectors_for(columns, width);
    return wanted < 8 ? wanted : 8;
}

}  // namespace inlay::kernels
// ---- inlay/kernels/unroll.hpp ----
// Full unrolling of loops over accumulators, which must live in registers, and inlining of lambdas.

// g++ at -O2 keeps such loops rolled, and arrays of accumulators in memory, unless told. (nvcc's front
// end passes g++'s pragma on, but warns that it does not know it.)
#if defined(__NVCC__)
#pragma nv_diag_suppress 1675
#endif
#if defined(__clang__)
#define INLAY_UNROLL _Pragma("clang loop unroll(full)")
#else
#define INLAY_UNROLL _Pragma("GCC unroll 64")
#endif

// After a lambda's parameters: its body becomes part of the function that is given the lambda.
#define INLAY_INLINE_LAMBDA __attribute__((always_inline))

namespace inlay::kernels {

/// The first `count` numbers at p: a whole batch, or the rest of a row.
template <class B>
[[gnu::always_inline]] constexpr B load(const float* p, int count) {
    return count >= B::width ? B::load(p) : B::load_partial(p, count);
}
template <class B>
[[gnu::always_inline]] constexpr void store(B x, float* p, int count) {
    if (count >= B::width) x.store(p);
    else x.store_partial(p, count);
}

template <int W>
struct row_of_ones {
    float one[W];
    constexpr row_of_ones() : one{} {
        for (float& o : one) o = 1;
    }
};
template <int W>
inline constexpr row_of_ones<W> ones{};

/// x in the first `count` lanes, `otherwise` in the others, whatever x holds there.
template <class B>
[[gnu::always_inline]] constexpr B first_lanes(B x, int count, B otherwise = B(0)) {
    if (count >= B::width) return x;
    return where(B::load_partial(ones<B::width>.one, count) > B(0), x, otherwise);
}

/// Visits a row of C numbers batch by batch: visit(start, count).
template <class B, int C, class Visit>
[[gnu::always_inline]] constexpr void along_row(const Visit& visit) {
    constexpr int whole = C / B::width * B::width;
    if constexpr (whole > 0)
        for (int k = 0; k < whole; k += B::width) visit(k, B::width);
    if constexpr (whole < C) visit(whole, C - whole);
}

/// The first C numbers of each row; rows start x_step and y_step apart.
template <class B, int C>
[[gnu::always_inline]] constexpr void copy_columns(const float* x, long x_step, float* y, long y_step, long rows) {
    for (long r = 0; r < rows; ++r, x += x_step, y += y_step)
        along_row<B, C>([&](int k, int count) { store(load<B>(x + k, count), y + k, count); });
}

/// The largest number of a row; NaN if one is.
template <class B, int C>
[[gnu::always_inline]] constexpr float row_maximum(const float* x) {
    B most(x[0]);
    along_row<B, C>([&](int k, int count) {
        most = max(most, first_lanes(load<B>(x + k, count), count, most));
    });
    return hmax(most);
}

/// Rows that are summed by themselves before they are added to the total, which keeps what rounding
/// loses (Kahan 1965): the error is that of one block, however many rows there are.
inline constexpr long rows_per_block = 256;

// for v < Vectors: total[v] = sum over rows, in `Chains` chains
template <class B, int C, int Sums, int Vectors, int Last, class Term>
[[gnu::always_inline]] constexpr void sum_columns_tile(const Term& term, float* out, long rows, int column) {
    constexpr int W = B::width;
    constexpr int Chains = Vectors * Sums >= 8 ? 1 : 8 / (Vectors * Sums);
    B total[Vectors][Sums] = {}, lost[Vectors][Sums] = {};
    for (long first = 0; first < rows; first += rows_per_block) {
        const long end = first + rows_per_block < rows ? first + rows_per_block : rows;
        B part[Chains][Vectors][Sums] = {};
        long r = first;
        for (; r + Chains <= end; r += Chains) {
            INLAY_UNROLL
            for (int c = 0; c < Chains; ++c) {
                INLAY_UNROLL
                for (int v = 0; v < Vectors; ++v)
                    term.add(part[c][v], r + c, column + v * W, v + 1 < Vectors ? W : Last);
            }
        }
        for (; r < end; ++r) {
            INLAY_UNROLL
            for (int v = 0; v < Vectors; ++v)
                term.add(part[0][v], r, column + v * W, v + 1 < Vectors ? W : Last);
        }
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) {
            INLAY_UNROLL
            for (int s = 0; s < Sums; ++s) {
                B block = part[0][v][s];
                INLAY_UNROLL
                for (int c = 1; c < Chains; ++c) block = block + part[c][v][s];
                block = block - lost[v][s];
                const B sum = total[v][s] + block;
                lost[v][s] = (sum - total[v][s]) - block;
                total[v][s] = sum;
            }
        }
    }
    INLAY_UNROLL
    for (int v = 0; v < Vectors; ++v) {
        INLAY_UNROLL
        for (int s = 0; s < Sums; ++s)
            store(total[v][s], out + s * C + column + v * W, v + 1 < Vectors ? W : Last);
    }
}

/// out[s][c] = sum over rows of term s at column c.                            out (Sums, C)
/// term.add(sums, row, column, count) adds `count` columns of its Sums terms to batches.
template <class B, int C, int Sums, class Term>
[[gnu::always_inline]] constexpr void sum_columns(const Term& term, float* out, long rows) {
    // for columns by 4 / Sums vectors: for blocks of rows: for rows
    constexpr int most = Sums > 1 ? 2 : 4;
    constexpr int wanted = vectors_for(C, B::width);
    constexpr int vectors = wanted < most ? wanted : most;
    constexpr int step = vectors * B::width;
    constexpr int whole = C / step * step;
    constexpr int rest = vectors_for(C - whole, B::width);
    if constexpr (whole > 0)
        for (int c = 0; c < whole; c += step)
            sum_columns_tile<B, C, Sums, vectors, B::width>(term, out, rows, c);
    if constexpr (rest > 0)
        sum_columns_tile<B, C, Sums, rest, C - whole - (rest - 1) * B::width>(term, out, rows,
                                                                              whole);
}

template <class B, int C>
struct element_term {
    const float* x;
    [[gnu::always_inline]] constexpr void add(B (&sum)[1], long row, int column, int count) const {
        sum[0] = sum[0] + load<B>(x + row * C + column, count);
    }
};

/// out[c] = sum over r of x[r][c].                                       x (rows, C)   out (C)
template <class B, int C>
[[gnu::always_inline]] constexpr void sum_rows(const float* x, float* out, long rows) {
    constexpr int W = B::width;
    if constexpr (C < W && W % C == 0) {  // W / C rows fill a batch
        constexpr int together = W / C;
        float lanes[W];
        sum_columns<B, W, 1>(element_term<B, W>{x}, lanes, rows / together);
        for (int c = 0; c < C; ++c) {
            float total = 0;
            for (int k = c; k < W; k += C) total += lanes[k];
            for (long r = rows / together * together; r < rows; ++r) total += x[r * C + c];
            out[c] = total;
        }
    } else {
        sum_columns<B, C, 1>(element_term<B, C>{x}, out, rows);
    }
}

}  // namespace inlay::kernels

namespace inlay::kernels {

template <class B, int C>
struct squared_distance_term {
    const float* x;     // (rows, C)
    const float* mean;  // (C)
    [[gnu::always_inline]] constexpr void add(B (&sum)[1], long row, int column, int count) const {
        const B d = load<B>(x + row * C + column, count) - load<B>(mean + column, count);
        sum[0] = fma(d, d, sum[0]);
    }
};

/// out (3, C): mean, variance * rows / (rows - 1), 1 / sqrt(variance + epsilon).        x (rows, C)
template <class B, int C>
[[gnu::always_inline]] constexpr void batch_statistics(const float* x, float* out, long rows, double epsilon) {
    const B share(1 / static_cast<double>(rows)), above(epsilon);
    const B unbiased(1 / static_cast<double>(rows > 1 ? rows - 1 : 1));
    float* const mean = out;
    sum_rows<B, C>(x, mean, rows);
    along_row<B, C>(
        [&](int c, int count) { store(load<B>(mean + c, count) * share, mean + c, count); });
    sum_columns<B, C, 1>(squared_distance_term<B, C>{x, mean}, out + C, rows);
    along_row<B, C>([&](int c, int count) {
        const B squares = load<B>(out + C + c, count);
        store(squares * unbiased, out + C + c, count);
        store(B(1) / sqrt(squares * share + above), out + 2 * C + c, count);
    });
}

/// out (2, C): scale = weight / sqrt(variance + epsilon), shift = bias - mean * scale.
template <class B, int C>
[[gnu::always_inline]] constexpr void batch_norm_coefficients(const float* weight, const float* bias, const float* mean,
                                       const float* variance, float* out, double epsilon) {
    const B above(epsilon);
    along_row<B, C>([&](int c, int count) {
        const B scale = load<B>(weight + c, count) / sqrt(load<B>(variance + c, count) + above);
        store(scale, out + c, count);
        store(load<B>(bias + c, count) - load<B>(mean + c, count) * scale, out + C + c, count);
    });
}

template <class B, int C>
struct gradient_terms {
    const float *dy, *x;  // (rows, C)
    const float* mean;    // (C)
    [[gnu::always_inline]] constexpr void add(B (&sum)[2], long row, int column, int count) const {
        const B g = load<B>(dy + row * C + column, count);
        sum[0] = sum[0] + g;
        sum[1] =
            fma(g, load<B>(x + row * C + column, count) - load<B>(mean + column, count), sum[1]);
    }
};

/// out (5, C): sum dy; sum dy h; and a, b, c of dx = a dy + b (x - mean) + c.
///     h = (x - mean) i     a = weight i     b = -a i (sum dy h) / rows     c = -a (sum dy) / rows
template <class B, int C>
[[gnu::always_inline]] constexpr void batch_norm_reduce(const float* dy, const float* x, const float* mean, const float* i,
                                 const float* weight, float* out, long rows) {
    sum_columns<B, C, 2>(gradient_terms<B, C>{dy, x, mean}, out, rows);
    const B share(-1 / static_cast<double>(rows));
    along_row<B, C>([&](int k, int count) {
        const B inverse = load<B>(i + k, count), sum_dy = load<B>(out + k, count);
        const B sum_dy_h = load<B>(out + C + k, count) * inverse;
        const B a = load<B>(weight + k, count) * inverse;
        store(sum_dy_h, out + C + k, count);
        store(a, out + 2 * C + k, count);
        store(a * inverse * sum_dy_h * share, out + 3 * C + k, count);
        store(a * sum_dy * share, out + 4 * C + k, count);
    });
}

/// running += momentum * (batch - running), of mean and variance.       statistics (3, C): as above
template <class B, int C>
[[gnu::always_inline]] constexpr void update_running(const float* statistics, float* mean, float* variance,
                              double momentum) {
    const B m(momentum);
    along_row<B, C>([&](int c, int count) {
        const B mu = load<B>(mean + c, count), v = load<B>(variance + c, count);
        store(fma(m, load<B>(statistics + c, count) - mu, mu), mean + c, count);
        store(fma(m, load<B>(statistics + C + c, count) - v, v), variance + c, count);
    });
}

struct moments {
    float mean, inverse;  // of a row; inverse = 1 / sqrt(variance + epsilon)
};
template <class B, int C>
constexpr moments row_moments(const float* x, double epsilon) {
    B total(0), squares(0);
    along_row<B, C>([&](int k, int count) { total = total + load<B>(x + k, count); });
    const float mean = sum(total) / static_cast<float>(C);
    along_row<B, C>([&](int k, int count) {
        const B d = first_lanes(load<B>(x + k, count) - B(mean), count);
        squares = fma(d, d, squares);
    });
    const float variance = sum(squares) / static_cast<float>(C);
    return {mean, 1 / sqrt(simd::batch<1>(variance + static_cast<float>(epsilon)))[0]};
}

/// y = h weight + bias, h = (x - mean) / sqrt(variance + epsilon) of each row.  x, y (rows, C)
template <class B, int C>
[[gnu::always_inline]] constexpr void layer_norm(const float* x, const float* weight, const float* bias, float* y,
                          long rows, double epsilon) {
    for (long r = 0; r < rows; ++r, x += C, y += C) {
        const moments m = row_moments<B, C>(x, epsilon);
        along_row<B, C>([&](int k, int count) {
            const B h = (load<B>(x + k, count) - B(m.mean)) * B(m.inverse);
            store(fma(h, load<B>(weight + k, count), load<B>(bias + k, count)), y + k, count);
        });
    }
}

/// dx = (g - mean g - h mean(g h)) / sqrt(variance + epsilon), g = dy weight.   dy, x, dx (rows, C)
template <class B, int C>
[[gnu::always_inline]] constexpr void layer_norm_gradient(const float* dy, const float* x, const float* weight, float* dx,
                                   long rows, double epsilon) {
    for (long r = 0; r < rows; ++r, dy += C, x += C, dx += C) {
        const moments m = row_moments<B, C>(x, epsilon);
        const B mean(m.mean), inverse(m.inverse);
        B sum_g(0), sum_gh(0);
        along_row<B, C>([&](int k, int count) {
            const B g = load<B>(dy + k, count) * load<B>(weight + k, count);  // 0 beyond the row
            sum_g = sum_g + g;
            sum_gh = fma(g, (load<B>(x + k, count) - mean) * inverse, sum_gh);
        });
        const B mean_g(sum(sum_g) / static_cast<float>(C)),
            mean_gh(sum(sum_gh) / static_cast<float>(C));
        along_row<B, C>([&](int k, int count) {
            const B g = load<B>(dy + k, count) * load<B>(weight + k, count);
            const B h = (load<B>(x + k, count) - mean) * inverse;
            store((g - mean_g - h * mean_gh) * inverse, dx + k, count);
        });
    }
}

/// dweight = sum over rows of dy h.                                       dy, x (rows, C)   dw (C)
template <class B, int C>
[[gnu::always_inline]] constexpr void layer_norm_weight_gradient(const float* dy, const float* x, float* dw, long rows,
                                          double epsilon) {
    for (int c = 0; c < C; ++c) dw[c] = 0;
    for (long r = 0; r < rows; ++r, dy += C, x += C) {
        const moments m = row_moments<B, C>(x, epsilon);
        along_row<B, C>([&](int k, int count) {
            const B h = (load<B>(x + k, count) - B(m.mean)) * B(m.inverse);
            store(fma(load<B>(dy + k, count), h, load<B>(dw + k, count)), dw + k, count);
        });
    }
}

}  // namespace inlay::kernels
// ---- inlay/ops/arithmetic.hpp ----
// Arithmetic between values of a network: +, -, *, /, maximum, and functions of one value.

namespace inlay {
namespace ops {

struct add : map<add, 2> {
    static constexpr auto formula(auto a, auto b) { return a + b; }
};
struct subtract : map<subtract, 2> {
    static constexpr auto formula(auto a, auto b) { return a - b; }
};
struct multiply : map<multiply, 2> {
    static constexpr auto formula(auto a, auto b) { return a * b; }
};
struct divide : map<divide, 2> {
    static constexpr auto formula(auto a, auto b) { return a / b; }
};
struct maximum : map<maximum, 2> {
    static constexpr auto formula(auto a, auto b) { return math::max(a, b); }
};
struct negate : map<negate, 1> {
    static constexpr auto formula(auto x) { return -x; }
};
struct sqrt : map<sqrt, 1> {
    static constexpr auto formula(auto x) { return math::sqrt(x); }
};
struct exp : map<exp, 1> {
    static constexpr auto formula(auto x) { return math::exp(x); }
};
struct log : map<log, 1> {
    static constexpr auto formula(auto x) { return math::log(x); }
};
struct abs : map<abs, 1> {
    static constexpr auto formula(auto x) { return math::abs(x); }
};
struct tanh : map<tanh, 1> {
    static constexpr auto formula(auto x) { return math::tanh(x); }
    static constexpr auto derivative(auto, auto y) { return 1 - y * y; }
};
struct sigmoid : map<sigmoid, 1> {
    static constexpr auto formula(auto x) { return math::sigmoid(x); }
    static constexpr auto derivative(auto, auto y) { return y * (1 - y); }
};

}  // namespace ops

namespace trace {

template <class T>
concept operand = is_symbol<T> || expr::is_number<T>;
template <class A, class B>
concept operands = (is_symbol<A> && operand<B>) || (expr::is_number<A> && is_symbol<B>);

template <class Kinds>
constexpr auto lift(record&, symbol<Kinds> x) {
    return x;
}
template <class N>
    requires expr::is_number<N>
constexpr auto lift(record& r, N value) {
    node n;
    n.op = &op_of<ops::constant>;
    n.batched = false;
    n.value = static_cast<double>(value);
    return symbol<types<ops::constant>>{&r, r.add(n, {})};
}

template <class Op, class A, class B>
constexpr auto binary(A a, B b) {
    record* r = nullptr;
    if constexpr (is_symbol<A>) r = a.r;
    else r = b.r;
    return emit<Op>(node{}, lift(*r, a), lift(*r, b));
}

template <class A, class B> requires operands<A, B>
constexpr auto operator+(A a, B b) { return binary<ops::add>(a, b); }
template <class A, class B> requires operands<A, B>
constexpr auto operator-(A a, B b) { return binary<ops::subtract>(a, b); }
template <class A, class B> requires operands<A, B>
constexpr auto operator*(A a, B b) { return binary<ops::multiply>(a, b); }
template <class A, class B> requires operands<A, B>
constexpr auto operator/(A a, B b) { return binary<ops::divide>(a, b); }
template <class A, class B> requires operands<A, B>
constexpr auto max(A a, B b) { return binary<ops::maximum>(a, b); }
template <class Kinds>
constexpr auto operator-(symbol<Kinds> x) { return emit<ops::negate>(node{}, x); }
template <class Kinds>
constexpr auto sqrt(symbol<Kinds> x) { return emit<ops::sqrt>(node{}, x); }
template <class Kinds>
constexpr auto exp(symbol<Kinds> x) { return emit<ops::exp>(node{}, x); }
template <class Kinds>
constexpr auto log(symbol<Kinds> x) { return emit<ops::log>(node{}, x); }
template <class Kinds>
constexpr auto abs(symbol<Kinds> x) { return emit<ops::abs>(node{}, x); }
template <class Kinds>
constexpr auto tanh(symbol<Kinds> x) { return emit<ops::tanh>(node{}, x); }
template <class Kinds>
constexpr auto sigmoid(symbol<Kinds> x) { return emit<ops::sigmoid>(node{}, x); }

}  // namespace trace

/// How values are joined; functions of values in a traced network, and the first argument of
/// branches<>: add(a, b), branches<concat, dense<8>, dense<4>>.
template <class Op>
struct join_by {
    using kinds = types<Op>;
    template <class A, class B, class... Rest>
    constexpr auto operator()(A a, B b, Rest... rest) const {
        if constexpr (sizeof...(rest) == 0) return trace::binary<Op>(a, b);
        else return (*this)(trace::binary<Op>(a, b), rest...);
    }
};
inline constexpr join_by<ops::add> add;
inline constexpr join_by<ops::subtract> subtract;
inline constexpr join_by<ops::multiply> multiply;
inline constexpr join_by<ops::maximum> maximum;

}  // namespace inlay
// ---- inlay/ops/reshape.hpp ----
// The same elements under another shape, and parts of parameters: no data moves.

namespace inlay {
namespace ops {

/// The same elements in the same order; the new shape comes in the node.
struct reshape : op_base {
    static constexpr const char* label = "reshape";
    static constexpr bool is_view = true;
    using gradient_kinds = types<reshape>;
    static constexpr long state_size(const node& n, const node* const* in) {
        return n.out.rank >= 2 && n.out[0] == in[0]->out[0] ? 0 : sees_later_rows;
    }

    static constexpr void infer(node& n, const node* const* in, int, trace::record& r) {
        if (n.out.size() == in[0]->size()) return;
        r.fail(text{""} << in[0]->size() << " elements [" << in[0]->out << ']',
               text{""} << n.out.size() << " in [" << n.out << ']');
        n.out = in[0]->out;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        for (long i = 0, n = c.total(*c.self); i < n; ++i) c.out[i] = c.in[0][i];
    }
    static constexpr void gradient(gradient_call& c) {
        node n;
        n.out = c.r[c.in(0).id].out;
        c.give(0, trace::emit<reshape>(n, c.dy()));
    }
};

/// Row `index` of a value (R, S): the part that starts at index * S.
struct row : op_base {
    static constexpr const char* label = "row";
    static constexpr bool is_view = true;
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        const shape& s = in[0]->out;
        n.out = s.rank == 2 ? shape{s[1]} : shape{s[1], s[2]};
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        for (long i = 0, n = c.self->size(); i < n; ++i) c.out[i] = c.in[0][c.self->index * n + i];
    }
};

}  // namespace ops

/// (H, W, C) or any shape to one extent.  Keras's Flatten, PyTorch's nn.Flatten.
struct flatten : layer<flatten> {
    static constexpr auto forward(auto x) {
        node n;
        n.out = shape{static_cast<int>(x.extent().size())};
        return trace::emit<ops::reshape>(n, x);
    }
};

/// To the given extents; the number of elements must agree.
template <int... Extents>
struct reshape : layer<reshape<Extents...>> {
    static constexpr auto forward(auto x) {
        node n;
        n.out = shape{Extents...};
        return trace::emit<ops::reshape>(n, x);
    }
};

namespace detail {

/// The shape (H, W, C) that a flat value came from, through layers that keep its order; rank 0
/// otherwise. PyTorch flattens channels first, so weights behind a flatten are permuted in files.
constexpr shape flattened_from(const trace::record& r, int id) {
    for (;;) {
        const node& n = r[id];
        if (n.out.rank != 1 || n.input_count == 0) return {};
        const node& in = r[n.input[0]];
        if (n.op == &op_of<ops::reshape>) return in.out.rank == 3 ? in.out : shape{};
        const bool keeps_order = n.op->is_elementwise || n.op->identity_in_inference;
        if (!keeps_order || !(in.out == n.out)) return {};
        id = n.input[0];
    }
}

}  // namespace detail
}  // namespace inlay

namespace inlay {
namespace ops {

// Of inference.

/// (2, C): scale = weight / sqrt(variance + epsilon), shift = bias - mean * scale.
///     inputs: weight, bias, mean, variance (C); node.value: epsilon
struct batch_norm_coefficients : op_base {
    static constexpr const char* label = "batch_norm_coefficients";
    static constexpr bool has_gradient = false;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int C = c.self->out[1];
        for (int k = 0; k < C; ++k) {
            const T deviation =
                inlay::detail::cmath::sqrt(c.in[3][k] + static_cast<T>(c.self->value));
            c.out[k] = c.in[0][k] / deviation;
            c.out[C + k] = c.in[1][k] - c.in[2][k] * c.out[k];
        }
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long) {
        kernels::batch_norm_coefficients<typename Site::batch, Site::self.out[1]>(
            in[0], in[1], in[2], in[3], out, Site::self.value);
    }
};

struct scale_shift : map<scale_shift, 3> {
    static constexpr const char* label = "scale_shift";
    static constexpr bool has_gradient = false;
    using gradient_kinds = types<>;
    static constexpr auto formula(auto x, auto scale, auto shift) {
        return math::fma(x, scale, shift);
    }
};

// Of training.

/// (3, C): mean, unbiased variance, 1 / sqrt(variance + epsilon), of each channel over the batch
/// and all positions. (Of one value the unbiased variance is 0.)         x (N, ..., C)
struct batch_statistics : op_base {
    static constexpr const char* label = "batch_statistics";
    static constexpr bool has_gradient = false;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int C = c.self->out[1];
        const long total = c.total(c.input(0)), rows = total / C;
        for (int k = 0; k < C; ++k) {
            T mean = 0, squares = 0;
            for (long i = k; i < total; i += C) mean += c.in[0][i];
            mean /= static_cast<T>(rows);
            for (long i = k; i < total; i += C)
                squares += (c.in[0][i] - mean) * (c.in[0][i] - mean);
            c.out[k] = mean;
            c.out[C + k] = squares / static_cast<T>(rows > 1 ? rows - 1 : 1);
            const T above = squares / static_cast<T>(rows) + static_cast<T>(c.self->value);
            c.out[2 * C + k] = 1 / inlay::detail::cmath::sqrt(above);
        }
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int C = Site::self.out[1];
        kernels::batch_statistics<typename Site::batch, C>(
            in[0], out, Site::input(0).size() / C * (Site::input(0).batched ? batch : 1),
            Site::self.value);
    }
};

/// running = (1 - momentum) running + momentum batch, of mean and unbiased variance.
///     inputs: statistics (3, C), running mean and variance (C); node.index: momentum in millionths
///
/// It writes to its last two inputs: they are parameters of the model that is being trained, which
/// the training step may change. Gradient checks in double see them constant.
struct update_running : op_base {
    static constexpr const char* label = "update_running";
    static constexpr bool has_effect = true;
    static constexpr bool updates_statistics = true;
    static constexpr bool has_gradient = false;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        if constexpr (sizeof(T) == sizeof(float)) {
            const int C = c.input(0).out[1];
            const T m = static_cast<T>(c.self->index * 1e-6);
            for (int s = 0; s < 2; ++s) {
                T* const running = const_cast<T*>(c.in[1 + s]);
                for (int k = 0; k < C; ++k) running[k] += m * (c.in[0][s * C + k] - running[k]);
            }
        }
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float*, long) {
        kernels::update_running<typename Site::batch, Site::input(0).out[1]>(
            in[0], const_cast<float*>(in[1]), const_cast<float*>(in[2]), Site::self.index * 1e-6);
    }
};

/// (5, C): sum dy (of the bias), sum dy h (of the weight); a, b, c of dx = a dy + b (x - mean) + c.
///     inputs: dy, x (N, ..., C), mean, i = 1 / sqrt(variance + epsilon), weight (C)
/// h = (x - mean) i     a = weight i     b = -a i (sum dy h) / rows     c = -a (sum dy) / rows
struct batch_norm_reduce : op_base {
    static constexpr const char* label = "batch_norm_reduce";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = {5, in[1]->out.last()};
        n.batched = false;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int C = c.self->out[1];
        const long total = c.total(c.input(1));
        const T rows = static_cast<T>(total / C);
        for (int k = 0; k < C; ++k) {
            const T mean = c.in[2][k], inverse = c.in[3][k], a = c.in[4][k] * inverse;
            T sum = 0, sum_h = 0;
            for (long i = k; i < total; i += C) {
                sum += c.in[0][i];
                sum_h += c.in[0][i] * (c.in[1][i] - mean) * inverse;
            }
            const T values[] = {sum, sum_h, a, -a * inverse * sum_h / rows, -a * sum / rows};
            for (int s = 0; s < 5; ++s) c.out[s * C + k] = values[s];
        }
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int C = Site::self.out[1];
        kernels::batch_norm_reduce<typename Site::batch, C>(
            in[0], in[1], in[2], in[3], in[4], out,
            Site::input(1).size() / C * (Site::input(1).batched ? batch : 1));
    }
};

/// dx from the sums of batch_norm_reduce.
struct batch_norm_gradient : map<batch_norm_gradient, 6> {
    static constexpr const char* label = "batch_norm_gradient";
    static constexpr bool has_gradient = false;
    using gradient_kinds = types<>;
    static constexpr auto formula(auto dy, auto x, auto mean, auto a, auto b, auto c) {
        return math::fma(a, dy, math::fma(b, x - mean, c));
    }
};

/// y = (x - mean) i weight + bias. Mean and i are rows of batch_statistics(x): the gradient by x
/// takes in that they depend on it.
struct batch_norm_training : map<batch_norm_training, 5> {
    static constexpr const char* label = "batch_norm_training";
    using gradient_kinds = types<batch_norm_reduce, row, batch_norm_gradient>;

    static constexpr auto formula(auto x, auto mean, auto i, auto weight, auto bias) {
        return math::fma(x - mean, i * weight, bias);
    }
    static constexpr void gradient(gradient_call& c) {
        const auto dy = c.dy(), x = c.in(0), mean = c.in(1), i = c.in(2), weight = c.in(3);
        const auto sums = trace::emit<batch_norm_reduce>(node{}, dy, x, mean, i, weight);
        const auto part = [&](int k) {
            node n;
            n.index = k;
            return trace::emit<row>(n, sums);
        };
        const auto a = part(2), b = part(3), shift = part(4);
        c.give(0, trace::emit<batch_norm_gradient>(node{}, dy, x, mean, a, b, shift));
        c.give(3, part(1));
        c.give(4, part(0));
    }
};

/// As recorded, with the meaning it has in inference:
///     y = (x - mean) / sqrt(variance + epsilon) weight + bias
/// inputs: x (N, ..., C), weight, bias, running mean and variance (C), epsilon (a constant).
/// node.value is epsilon once more, node.index the momentum in millionths.
struct batch_norm : map<batch_norm, 6> {
    static constexpr const char* label = "batch_norm";
    static constexpr bool has_gradient = false;  // training_forms replaces it
    using gradient_kinds = types<>;
    using inference_kinds = types<batch_norm_coefficients, row, scale_shift>;
    using training_kinds = types<batch_statistics, row, update_running, batch_norm_training>;

    static constexpr auto formula(auto x, auto weight, auto bias, auto mean, auto variance,
                                  auto epsilon) {
        return (x - mean) / math::sqrt(variance + epsilon) * weight + bias;
    }
};

}  // namespace ops

/// Batch normalisation of channels: y = (x - mean) / sqrt(variance + epsilon) weight + bias.
///     x, y (N, H, W, C) or (N, C)   weight, bias, running_mean, running_var (C)
///
/// Training takes mean and variance of the batch and keeps running averages of them, which
/// inference uses: running = (1 - momentum) running + momentum batch. Inference costs nothing
/// beside the layer before it: two numbers per channel scale and shift what a convolution or dense
/// layer stores.
///
/// Options: epsilon<1e-5>, momentum_of<0.1>, name<"...">, shared<"...">.  Ioffe & Szegedy 2015.
/// As PyTorch's nn.BatchNorm1d and 2d (Keras's momentum is 1 - momentum, its epsilon 1e-3).
///
///     struct net : network<input<8, 8, 1>, conv2d<16, 3, no_bias>, batch_norm<>, relu> {};
template <class... Options>
struct batch_norm : layer<batch_norm<Options...>, Options...> {
    static constexpr option accepts[] = {option::shared, option::epsilon, option::momentum};
    static constexpr int follows_flatten = 4;
    static constexpr double epsilon = detail::value_or<option::epsilon, double, Options...>(1e-5);
    static constexpr double momentum = detail::value_or<option::momentum, double, Options...>(0.1);

    static constexpr void check(trace::record& r, shape) {
        if (!(momentum >= 0 && momentum <= 1)) r.fail(text{"a momentum from 0 to 1"}, text{""} << momentum);
        if (!(epsilon >= 0)) r.fail(text{"an epsilon of at least 0"}, text{""} << epsilon);
    }
    static constexpr auto parameters(shape x) {
        const int C = x.last();
        return list(
            parameter_info{"weight", shape{C}, init::ones, layout::plain, true, C, C},
            parameter_info{"bias", shape{C}, init::zeros, layout::plain, true, C, C},
            parameter_info{"running_mean", shape{C}, init::zeros, layout::plain, false, C, C},
            parameter_info{"running_var", shape{C}, init::ones, layout::plain, false, C, C});
    }
    static constexpr auto forward(auto x, auto weight, auto bias, auto mean, auto variance) {
        node n;
        n.value = epsilon;
        n.index = static_cast<int>(momentum * 1e6 + 0.5);
        return trace::emit<ops::batch_norm>(n, x, weight, bias, mean, variance,
                                            trace::lift(*x.r, epsilon));
    }
};

}  // namespace inlay
// ---- inlay/ops/concat.hpp ----
// Values joined side by side along the last extent, and cut apart again.

namespace inlay {
namespace ops {

/// The columns from `index` on, as many as the node's last extent.    x (N, ..., C)   y (N, ..., K)
struct slice : op_base {
    static constexpr const char* label = "slice";
    static constexpr bool has_gradient = false;
    static constexpr long state_size(const node&, const node* const*) { return 0; }

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[0]->out.with_last(n.out.last());
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int from = c.input(0).out.last(), to = c.self->out.last();
        for (long i = 0, n = c.total(*c.self); i < n; ++i)
            c.out[i] = c.in[0][i / to * from + c.self->index + i % to];
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int to = Site::self.out.last();
        kernels::copy_columns<typename Site::batch, to>(
            in[0] + Site::self.index, Site::input(0).out.last(), out, to,
            Site::self.size() / to * (Site::self.batched ? batch : 1));
    }
};

/// Inputs side by side.                      x0 (N, ..., C0), x1 (N, ..., C1)   y (N, ..., C0 + C1)
struct concat : op_base {
    static constexpr const char* label = "concat";
    using gradient_kinds = types<slice>;
    static constexpr long state_size(const node&, const node* const*) { return 0; }

    static constexpr void infer(node& n, const node* const* in, int count, trace::record& r) {
        const shape& first = in[0]->out;
        int columns = 0;
        for (int i = 0; i < count; ++i) {
            const shape& s = in[i]->out;
            if (!(s.with_last(first.last()) == first)) {
                text like{"["};
                for (int k = 0; k + 1 < first.rank; ++k) like << first[k] << ", ";
                r.fail(like << "any]", text{"["} << s << ']');
            }
            columns += s.last();
        }
        n.out = first.with_last(columns);
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int columns = c.self->out.last();
        const long rows = c.total(*c.self) / columns;
        for (int i = 0, at = 0; i < c.self->input_count; at += c.input(i++).out.last()) {
            const node& n = c.input(i);
            const long width = n.out.last(), own = c.total(n) / width;  // one without batch repeats
            for (long r = 0; r < rows; ++r)
                for (long k = 0; k < width; ++k)
                    c.out[r * columns + at + k] = c.in[i][r % own * width + k];
        }
    }
    static constexpr void gradient(gradient_call& c) {
        node n;
        for (int i = 0; i < c.input_count(); ++i) {
            n.out = shape{c.r[c.in(i).id].out.last()};
            c.give(i, trace::emit<slice>(n, c.dy()));
            n.index += n.out.last();
        }
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        each<Site>(in, out, Site::self.batched ? batch : 1,
                   inlay::detail::make_indices<Site::self.input_count>{});
    }

private:
    template <class Site, int... I>
    static constexpr void each(const float* const* in, float* out, long samples,
                               inlay::detail::indices<I...>) {
        int at = 0;
        ((one<Site, I>(in[I], out + at, samples), at += Site::input(I).out.last()), ...);
    }
    template <class Site, int I>
    static constexpr void one(const float* x, float* y, long samples) {
        constexpr int width = Site::input(I).out.last(), columns = Site::self.out.last();
        constexpr long rows = Site::self.size() / columns;
        if constexpr (Site::input(I).batched) {
            kernels::copy_columns<typename Site::batch, width>(x, width, y, columns,
                                                               samples * rows);
        } else {
            for (long s = 0; s < samples; ++s)
                kernels::copy_columns<typename Site::batch, width>(x, width, y + s * rows * columns,
                                                                   columns, rows);
        }
    }
};

}  // namespace ops

struct join_columns {
    using kinds = types<ops::concat>;
    template <class A, class... Rest>
    constexpr auto operator()(A first, Rest... rest) const {
        static_assert((trace::is_symbol<A> && ... && trace::is_symbol<Rest>),
                      "inlay: concat(a, b, ...) joins values of a network");
        if constexpr (sizeof...(rest) == 0) return first;
        else if constexpr (sizeof...(rest) < max_inputs)
            return trace::emit<ops::concat>(node{}, first, rest...);
        else return head(first, rest...);
    }

private:
    template <class A, class B, class C, class D, class E, class F, class... Rest>
    constexpr auto head(A a, B b, C c, D d, E e, F f, Rest... rest) const {
        return (*this)(trace::emit<ops::concat>(node{}, a, b, c, d, e, f), rest...);
    }
};

/// Values side by side along the last extent, as PyTorch's cat(..., -1) and Keras's Concatenate;
/// the other extents are equal. A function in a traced network, and an argument of branches<>.
///
///     concat(a, b, a * b)            branches<concat, conv2d<8, 1>, conv2d<8, 3, same>>
inline constexpr join_columns concat;

}  // namespace inlay
// ---- inlay/ops/conv1d.hpp ----
// The convolution of sequences: a conv2d over maps of height 1, which knows what a stream carries on.

// ---- inlay/kernels/history.hpp ----
// What a stream remembers of a sequence: the frames before a block, in one stretch of memory with it.

namespace inlay::kernels {

/// The last `before` frames of `channels` numbers ahead of each block of `block` frames. Memory all zero is
/// the silence before the start. A short past is moved down after each block. A long one is a ring of whole
/// blocks that is written twice, one ring's length apart, so that some stretch of it is always the past and
/// the block in order: every block costs the same, about what it takes to copy it twice.
struct history {
    int before, block, channels;

    constexpr bool is_ring() const { return before > block; }
    /// Frames around the ring.
    constexpr int ring() const { return ((before + block - 1) / block + 1) * block; }
    /// Floats of state. A ring's first one says where the next block goes, in frames.
    constexpr long size() const {
        return before == 0 ? 0L : is_ring() ? header + 2L * ring() * channels : (static_cast<long>(before) + block) * channels;
    }

    /// Takes in a block; gives its past with the block behind it.
    [[gnu::always_inline]] constexpr const float* append(float* state, const float* x) const {
        const int count = block * channels;
        if (before == 0) return x;
        if (!is_ring()) {
            copy(x, state + before * channels, count);
            return state;
        }
        const int at = static_cast<int>(state[0]);
        float* const first = state + header + at * channels;
        float* const second = first + ring() * channels;
        copy(x, first, count);
        copy(x, second, count);
        state[0] = static_cast<float>(at + block == ring() ? 0 : at + block);
        return second - before * channels;
    }
    /// After the block was read.
    [[gnu::always_inline]] constexpr void keep(float* state) const {
        if (before > 0 && !is_ring()) copy(state + block * channels, state, before * channels);
    }

private:
    static constexpr long header = 16;

    // Overlapping memory only downwards.
    [[gnu::always_inline]] static constexpr void copy(const float* from, float* to, int count) {
        if (__builtin_is_constant_evaluated()) {
            for (int i = 0; i < count; ++i) to[i] = from[i];
        } else {
            __builtin_memmove(to, from, static_cast<unsigned long>(count) * sizeof(float));
        }
    }
};

}  // namespace inlay::kernels
// ---- inlay/ops/conv2d.hpp ----
// The convolution of maps: its operation, its gradients and the layer.

// ---- inlay/kernels/conv2d_choice.hpp ----
// Which form of convolution a shape gets: a small model of what each costs.

// ---- inlay/kernels/conv2d.hpp ----
// Convolution of maps of known size, with an epilogue: direct, without a copy of the input.

// ---- inlay/kernels/dense.hpp ----
// Products with a matrix of known size: y = x W + b with an epilogue, and dW = x^T dy.

// ---- inlay/kernels/weights.hpp ----
// How a matrix of weights (I, U) lies in memory, as kernels read it: as the model holds it, or packed.

// ---- inlay/simd/narrow.hpp ----
// Batches from numbers of 16 bits.

namespace inlay::simd {

/// W words of 32 bits from memory of floats: two bf16 each.
template <int W>
INLAY_INLINE constexpr detail::bits<W> load_words(const float* p) {
    return detail::bits<W>::of(batch<W>::load(p));
}
/// The numbers in the lower halves, in the upper halves. Exact: bf16 is the upper half of a float.
template <int W>
INLAY_INLINE constexpr batch<W> low_bf16(detail::bits<W> words) {
    return (words << 16).as_float();
}
template <int W>
INLAY_INLINE constexpr batch<W> high_bf16(detail::bits<W> words) {
    return (words & detail::bits<W>::all(~0xffff)).as_float();
}

/// W numbers of IEEE 754's binary16, which lie in memory of floats. Exact.
template <int W>
INLAY_INLINE constexpr batch<W> load_f16(const float* p) {
    if constexpr (requires { detail::lanes<float, W>::load_f16(p); }) {
        return batch<W>::of(detail::lanes<float, W>::load_f16(p));
    } else {
        float x[W];
        for (int i = 0; i < W; ++i) {
            const auto word = __builtin_bit_cast(std::uint32_t, p[i / 2]);
            x[i] = inlay::detail::from_f16(static_cast<std::uint16_t>(i % 2 != 0 ? word >> 16 : word));
        }
        return batch<W>::load(x);
    }
}

}  // namespace inlay::simd

namespace inlay::kernels {

/// Packed weights are panels of columns, one after another: (panels, I, columns), the columns beyond U zero.
/// What a kernel reads for one panel lies in one stretch, in whole batches.
struct panels {
    int count, columns;
};
constexpr panels panels_for(int U, int width, dtype e) {
    const int unit = e == dtype::bf16 ? 2 * width : width;  // bf16 lies in pairs of batches
    const int units = (U + unit - 1) / unit, most = 8 * width / unit;
    const int count = (units + most - 1) / most;
    return {count, (units + count - 1) / count * unit};
}

/// As the model holds them: row-major floats, whole batches readable behind the last.
template <class B, int I, int U>
struct plain_weights {
    static constexpr int panel = U;
    const float* w;

    /// Vectors batches of row i, from column u on.
    template <int Vectors>
    [[gnu::always_inline]] constexpr void load(int i, int u, B (&v)[Vectors]) const {
        INLAY_UNROLL
        for (int k = 0; k < Vectors; ++k) v[k] = B::load(w + i * U + u + k * B::width);
    }
};

/// Of a row of a panel, `columns` wide:
///     f32    the numbers                                  f16    the numbers
///     bf16   for each 2 W columns W words of 32 bits; word j holds column j below and column W + j above, so
///            that a shift and a mask give two batches
/// W is simd::native_width, whatever batches read them.
template <class B, dtype E, int I, int Columns>
struct packed_weights {
    static constexpr int panel = Columns, native = simd::native_width;
    static constexpr int floats_of_row = Columns * size_of(E) / 4;
    const float* w;

    template <int Vectors>
    [[gnu::always_inline]] constexpr void load(int i, int u, B (&v)[Vectors]) const {
        const float* const row = w + (static_cast<long>(u / Columns) * I + i) * floats_of_row;
        const int c = u % Columns;
        if constexpr (E == dtype::f32) {
            INLAY_UNROLL
            for (int k = 0; k < Vectors; ++k) v[k] = B::load(row + c + k * B::width);
        } else if constexpr (B::width != native) {
            static_assert(B::width == 1, "inlay: packed weights are read by native batches, or one by one");
            for (int k = 0; k < Vectors; ++k) v[k] = one(row, c + k);
        } else if constexpr (E == dtype::bf16) {
            INLAY_UNROLL
            for (int k = 0; k < Vectors; k += 2) {
                const auto words = simd::load_words<B::width>(row + c / 2 + k / 2 * B::width);
                v[k] = simd::low_bf16(words);
                if (k + 1 < Vectors) v[k + 1] = simd::high_bf16(words);
            }
        } else {
            INLAY_UNROLL
            for (int k = 0; k < Vectors; ++k) v[k] = simd::load_f16<B::width>(row + c / 2 + k * B::width / 2);
        }
    }

    /// Where column c is: a word of the row, and its upper or lower half.
    static constexpr int word_of(int c) { return E == dtype::bf16 ? c / (2 * native) * native + c % native : c / 2; }
    static constexpr bool is_upper(int c) { return (E == dtype::bf16 ? c / native % 2 : c % 2) != 0; }

    static constexpr float one(const float* row, int c) {
        const auto word = __builtin_bit_cast(std::uint32_t, row[word_of(c)]);
        const auto half = static_cast<std::uint16_t>(is_upper(c) ? word >> 16 : word);
        return E == dtype::bf16 ? inlay::detail::from_bf16(half) : inlay::detail::from_f16(half);
    }
    /// Puts x into column c of a row whose words were 0.
    static constexpr void put(float* row, int c, float x) {
        const auto half = static_cast<std::uint32_t>(E == dtype::bf16 ? inlay::detail::to_bf16(x) : inlay::detail::to_f16(x));
        const auto word = __builtin_bit_cast(std::uint32_t, row[word_of(c)]);
        row[word_of(c)] = __builtin_bit_cast(float, word | (is_upper(c) ? half << 16 : half));
    }
};

/// From row-major (I, U) to panels.
template <dtype E, int I, int U>
constexpr void pack_weights(const float* w, float* out) {
    constexpr panels p = panels_for(U, simd::native_width, E);
    using packed = packed_weights<simd::batch<1>, E, I, p.columns>;
    for (int k = 0; k < p.count; ++k)
        for (int i = 0; i < I; ++i, out += packed::floats_of_row) {
            for (int c = 0; c < packed::floats_of_row; ++c) out[c] = 0;
            const int first = k * p.columns, count = U - first < p.columns ? U - first : p.columns;
            for (int c = 0; c < count; ++c) {
                const float x = w[static_cast<long>(i) * U + first + c];
                if constexpr (E == dtype::f32) out[c] = x;
                else packed::put(out, c, x);
            }
        }
}

}  // namespace inlay::kernels

namespace inlay::kernels {

// for m < Rows, v < Vectors: acc[m][v] = b + sum over i of x[m][i] * W[i][v]
// Chains: sums of one element are split over `Chains` accumulators where the tile alone has too few.
// Last: lanes used of the last vector.
template <class B, int I, int U, int Rows, int Vectors, int Last, class Weights, class Epilogue>
[[gnu::always_inline]] constexpr void dense_tile(const float* x, const Weights& w, const float* b, float* out, long row, int u,
                          const Epilogue& epilogue) {
    constexpr int W = B::width;
    constexpr int Chains = Rows * Vectors >= 8 || I < 8 ? 1 : Rows == 1 && Vectors == 1 ? 4 : 8 / (Rows * Vectors);
    B acc[Rows][Vectors][Chains] = {};
    if (b != nullptr) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) {
            const B bias = B::load(b + u + v * W);
            INLAY_UNROLL
            for (int m = 0; m < Rows; ++m) acc[m][v][0] = bias;
        }
    }
    constexpr bool by_four = Rows == 1 && Chains <= 4 && I >= 4;  // one row waits for loads: four of x in one
    constexpr int step = by_four ? 4 : Chains;
    constexpr int whole = I / step * step;
    for (int i = 0; i < whole; i += step) {
        B four[4] = {};
        if constexpr (by_four) simd::load_each_of_four(x + i, four);
        INLAY_UNROLL
        for (int k = 0; k < step; ++k) {
            B wv[Vectors] = {};
            w.template load<Vectors>(i + k, u, wv);
            INLAY_UNROLL
            for (int m = 0; m < Rows; ++m) {
                const B xm = by_four ? four[k] : B(x[m * I + i + k]);
                INLAY_UNROLL
                for (int v = 0; v < Vectors; ++v) acc[m][v][k % Chains] = fma(xm, wv[v], acc[m][v][k % Chains]);
            }
        }
    }
    if constexpr (whole < I) {
        for (int i = whole; i < I; ++i) {
            B wv[Vectors] = {};
            w.template load<Vectors>(i, u, wv);
            INLAY_UNROLL
            for (int v = 0; v < Vectors; ++v) {
                INLAY_UNROLL
                for (int m = 0; m < Rows; ++m) acc[m][v][0] = fma(B(x[m * I + i]), wv[v], acc[m][v][0]);
            }
        }
    }
    INLAY_UNROLL
    for (int m = 0; m < Rows; ++m) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) {
            B sum = acc[m][v][0];
            INLAY_UNROLL
            for (int c = 1; c < Chains; ++c) sum = sum + acc[m][v][c];
            const int column = u + v * W;
            epilogue.store(sum, out, (row + m) * U + column, column, v + 1 < Vectors ? W : Last);
        }
    }
}

// Columns [first, first + Columns), by tiles.
template <class B, int I, int U, int Rows, int Vectors, int Columns, class Weights, class Epilogue>
[[gnu::always_inline]] constexpr void dense_panel(const float* x, const Weights& w, const float* b, float* out, long row, int first,
                          const Epilogue& e) {
    constexpr int step = Vectors * B::width;
    constexpr int whole = Columns / step * step;
    constexpr int rest = vectors_for(Columns - whole, B::width);
    if constexpr (whole > 0)
        for (int u = 0; u < whole; u += step)
            dense_tile<B, I, U, Rows, Vectors, B::width>(x, w, b, out, row, first + u, e);
    if constexpr (rest > 0)
        dense_tile<B, I, U, Rows, rest, Columns - whole - (rest - 1) * B::width>(x, w, b, out, row, first + whole, e);
}

template <class B, int I, int U, int Rows, int Vectors, class Weights, class Epilogue>
[[gnu::always_inline]] constexpr void dense_rows(const float* x, const Weights& w, const float* b, float* out, long row,
                          const Epilogue& e) {
    constexpr int panel = Weights::panel, whole = U / panel * panel;
    if constexpr (whole > 0)
        for (int u = 0; u < whole; u += panel)
            dense_panel<B, I, U, Rows, Vectors, panel>(x, w, b, out, row, u, e);
    if constexpr (whole < U) dense_panel<B, I, U, Rows, Vectors, U - whole>(x, w, b, out, row, whole, e);
}

/// y = x W + b, then the epilogue.       x (rows, I)   W (I, U)   b (U) or null   out (rows, U)
template <class B, int I, int U, class Weights, class Epilogue>
[[gnu::always_inline]] constexpr void dense_by(const float* x, const Weights& w, const float* b, float* out, long rows,
                     const Epilogue& e) {
    // for rows by T.rows: for columns by T.vectors: for i
    constexpr tile T = tile_for(U, B::width);
    long r = 0;
    for (; r + T.rows <= rows; r += T.rows)
        dense_rows<B, I, U, T.rows, T.vectors>(x + r * I, w, b, out, r, e);
    for (; r < rows; ++r)
        dense_rows<B, I, U, 1, vectors_for_one_row(U, B::width)>(x + r * I, w, b, out, r, e);
}
template <class B, int I, int U, class Epilogue>
[[gnu::always_inline]] constexpr void dense(const float* x, const float* w, const float* b, float* out, long rows,
                     const Epilogue& e) {
    dense_by<B, I, U>(x, plain_weights<B, I, U>{w}, b, out, rows, e);
}

// for m < Rows: dW[i + m][u..] = sum over r of x[r][i + m] * dy[r][u..]
template <class B, int I, int U, int Rows, int Vectors>
[[gnu::always_inline]] constexpr void outer_tile(const float* x, const float* dy, float* dw, long rows, int i, int u) {
    constexpr int W = B::width;
    B acc[Rows][Vectors] = {};
    const int last = U - u - (Vectors - 1) * W;  // columns of the last vector
    for (long r = 0; r < rows; ++r) {
        B d[Vectors] = {};
        INLAY_UNROLL
        for (int v = 0; v < Vectors - 1; ++v) d[v] = B::load(dy + r * U + u + v * W);
        const float* end = dy + r * U + u + (Vectors - 1) * W;
        // the last row's last vector must not be read past its end
        d[Vectors - 1] = (last >= W || r + 1 + (W - 1) / U < rows) ? B::load(end) : B::load_partial(end, last);
        INLAY_UNROLL
        for (int m = 0; m < Rows; ++m) {
            const B xm(x[r * I + i + m]);
            INLAY_UNROLL
            for (int v = 0; v < Vectors; ++v) acc[m][v] = fma(xm, d[v], acc[m][v]);
        }
    }
    INLAY_UNROLL
    for (int m = 0; m < Rows; ++m) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors - 1; ++v) acc[m][v].store(dw + (i + m) * U + u + v * W);
        float* end = dw + (i + m) * U + u + (Vectors - 1) * W;
        if (last >= W) acc[m][Vectors - 1].store(end);
        else acc[m][Vectors - 1].store_partial(end, last);
    }
}

template <class B, int I, int U, int Vectors>
[[gnu::always_inline]] constexpr void outer_columns(const float* x, const float* dy, float* dw, long rows, int u) {
    constexpr int R = tile_for(Vectors * B::width, B::width).rows;
    if constexpr (I >= R)
        for (int i = 0; i + R <= I; i += R) outer_tile<B, I, U, R, Vectors>(x, dy, dw, rows, i, u);
    if constexpr (I % R != 0) outer_tile<B, I, U, I % R, Vectors>(x, dy, dw, rows, I - I % R, u);
}

/// dW = x^T dy.                          x (rows, I)   dy (rows, U)   dW (I, U)
template <class B, int I, int U>
[[gnu::always_inline]] constexpr void dense_weight_gradient(const float* x, const float* dy, float* dw, long rows) {
    constexpr int vectors = tile_for(U, B::width).vectors;
    constexpr int step = vectors * B::width;
    constexpr int whole = U / step * step;
    if constexpr (whole > 0)
        for (int u = 0; u < whole; u += step) outer_columns<B, I, U, vectors>(x, dy, dw, rows, u);
    if constexpr (whole < U)
        outer_columns<B, I, U, vectors_for(U - whole, B::width)>(x, dy, dw, rows, whole);
}

}  // namespace inlay::kernels
// ---- inlay/kernels/depthwise_rows.hpp ----
// Depthwise convolution row by row: each row of the map is read once and added to all outputs it is part of.

// ---- inlay/kernels/depthwise_conv2d.hpp ----
// Convolution of each channel by itself, vectorised over channels.

// ---- inlay/kernels/window_tile.hpp ----
// The register tile of convolutions: neighbouring output pixels by vectors of output channels.

// ---- inlay/kernels/window.hpp ----
// Which taps of a sliding window fall on the map, and how the pointers move from tap to tap.

namespace inlay::kernels {

constexpr int greatest_common_divisor(int a, int b) {
    while (b != 0) {
        const int rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}
constexpr int divided_up(int a, int b) { return a <= 0 ? 0 : (a + b - 1) / b; }

/// Consecutive taps [first, first + count) of a window, and the position on the map of the first; all 0
/// if none is on the map.
struct taps {
    int first, count, at;
};

/// One axis of a window over a map: output o reads inputs o * stride - pad + k * dilation, k < kernel.
struct window_axis {
    int in, out, kernel, stride, pad, dilation;

    constexpr taps of(int o) const {
        const int start = o * stride - pad;
        const int first = divided_up(-start, dilation);
        const int end = divided_up(in - start, dilation);
        const int count = (end < kernel ? end : kernel) - first;
        return count > 0 ? taps{first, count, start + first * dilation} : taps{0, 0, 0};
    }
    /// Outputs [interior_begin, interior_end) have the whole window on the map.
    constexpr int interior_begin() const {
        const int begin = divided_up(pad, stride);
        return begin < out ? begin : out;
    }
    constexpr int interior_end() const {
        const int end = divided_up(in + pad - (kernel - 1) * dilation, stride);
        return end < interior_begin() ? interior_begin() : end < out ? end : out;
    }
    /// Outputs [begin_of_tap, end_of_tap) have tap k on the map.
    constexpr int begin_of_tap(int k) const {
        const int begin = divided_up(pad - k * dilation, stride);
        return begin < out ? begin : out;
    }
    constexpr int end_of_tap(int k) const {
        const int end = divided_up(in + pad - k * dilation, stride);
        return end < begin_of_tap(k) ? begin_of_tap(k) : end < out ? end : out;
    }
};

/// The transpose of a window's axis with its taps reversed: input i receives output
/// (i + pad - (kernel - 1 - k) * dilation) / stride by tap k, where that is whole. Such taps are
/// `tap_step` apart, their outputs `out_step`.
struct transposed_axis {
    window_axis axis;

    constexpr int divisor() const { return greatest_common_divisor(axis.dilation, axis.stride); }
    constexpr int tap_step() const { return axis.stride / divisor(); }
    constexpr int out_step() const { return axis.dilation / divisor(); }

    constexpr taps of(int i) const {
        int first = 0, count = 0, at = 0;
        for (int k = 0; k < axis.kernel; ++k) {
            const int scaled = i + axis.pad - (axis.kernel - 1 - k) * axis.dilation;
            if (scaled < 0 || scaled % axis.stride != 0 || scaled / axis.stride >= axis.out) continue;
            if (count++ == 0) first = k, at = scaled / axis.stride;
        }
        return {first, count, at};
    }
};

/// A window over maps of known size; channels of all groups together.
struct map_window {
    int in_h, in_w, in_c, out_h, out_w, out_c;
    window win;

    constexpr window_axis vertical() const {
        return {in_h, out_h, win.kernel_h, win.stride_h, win.pad_top, win.dilation_h};
    }
    constexpr window_axis horizontal() const {
        return {in_w, out_w, win.kernel_w, win.stride_w, win.pad_left, win.dilation_w};
    }
    constexpr long in_size() const { return static_cast<long>(in_h) * in_w * in_c; }
    constexpr long out_size() const { return static_cast<long>(out_h) * out_w * out_c; }
    constexpr int group_in() const { return in_c / win.groups; }
    constexpr int group_out() const { return out_c / win.groups; }

    constexpr bool is_padded() const {
        return win.pad_top != 0 || win.pad_left != 0 || win.pad_bottom != 0 || win.pad_right != 0;
    }
    /// Every output is the product of one contiguous stretch of the input with the whole weight.
    constexpr bool is_matrix_product() const {
        if (win.groups != 1 || is_padded()) return false;
        const bool is_pixel = win.kernel_h == 1 && win.kernel_w == 1 && win.stride_h == 1 && win.stride_w == 1;
        const bool is_map = win.kernel_h == in_h && win.kernel_w == in_w && win.dilation_h == 1 && win.dilation_w == 1;
        return is_pixel || is_map;
    }
    constexpr int product_depth() const { return win.kernel_h * win.kernel_w * in_c; }
    constexpr bool is_depthwise() const { return win.groups > 1 && win.groups == in_c && in_c == out_c; }
};

/// Elements from one tap, or one pixel, to the next.
struct window_steps {
    int x_pixel, x_row, x_run;     // of the map that is read
    int w_row, w_run, w_element;   // of the weights
    int out_pixel;
};

/// What one output pixel sums over: rows x runs x length products.
struct tap_block {
    int rows, runs, length;
};

}  // namespace inlay::kernels

namespace inlay::kernels {

/// Vectors of a tile, at most `most`: all, or a number that divides them, so that no narrower tile is needed.
constexpr int window_vectors(int columns, int width, int most) {
    const int wanted = vectors_for(columns, width);
    if (wanted <= most) return wanted;
    for (int v = most; v >= 2; --v)
        if (wanted % v == 0) return v;
    return most;
}

/// How many channels a tile has: `Vectors` batches, the last of which holds `Last` (0: not known).
template <int Vectors, int Last>
struct channel_tile {
    static constexpr int vectors = Vectors;
    /// Lanes of vector v, where the tile's last one has `given` if that is not known.
    template <class B>
    static constexpr int lanes(int v, int given) {
        return v + 1 < Vectors ? B::width : Last > 0 ? Last : given;
    }
};

/// Cuts U channels into tiles: visit(channel_tile, first channel, lanes of its last vector).
template <class B, int U, int Most, class Visit>
[[gnu::always_inline]] constexpr void each_channel_tile(const Visit& visit) {
    constexpr int W = B::width;
    constexpr int vectors = window_vectors(U, W, Most);
    constexpr int step = vectors * W;
    constexpr int all = vectors_for(U, W);
    if constexpr (all == vectors) {
        visit(channel_tile<vectors, U - step + W>{}, 0, U - step + W);
    } else if constexpr (all % vectors == 0) {
        for (int u = 0; u < U; u += step)
            visit(channel_tile<vectors, U % W == 0 ? W : 0>{}, u, u + step <= U ? W : U - u - step + W);
    } else {
        constexpr int whole = all / vectors * step;
        constexpr int rest = all % vectors;
        for (int u = 0; u < whole; u += step) visit(channel_tile<vectors, W>{}, u, W);
        visit(channel_tile<rest, U - whole - (rest - 1) * W>{}, whole, U - whole - (rest - 1) * W);
    }
}

/// The most vectors of a tile that multiplies.
constexpr int most_vectors(int width) { return width >= 16 ? 4 : 2; }

/// Pixels of a tile along a stretch of `count`: what fits into the registers; a divisor if there is
/// a good one, else such that the tiles are about equal.
constexpr int window_pixels(int count, int vectors, int width) {
    const int accumulators = registers(width) / 4 * 3;
    const int most = accumulators / vectors < 12 ? accumulators / vectors : 12;
    if (count <= most) return count > 0 ? count : 1;
    for (int p = most; 4 * p >= 3 * most; --p)
        if (count % p == 0) return p;
    const int tiles = (count + most - 1) / most;
    return (count + tiles - 1) / tiles;
}

/// A number as a type: what generic lambdas are told at compile time.
template <int N>
struct integer {
    static constexpr int value = N;
};

/// Batches for `columns` neighbouring channels: narrower ones than B where one of those is enough.
template <class B, int Columns>
struct narrowed {
    static constexpr int width = B::width == simd::native_width ? simd::narrow_width(Columns) : B::width;
    using type = simd::batch<width>;
};

// for m < Pixels, v < Channels::vectors: visit(m, v, b + sum over rows, runs, length of x[m] * w[v])
// Length: the block's length where it is known, else 0. Chains: as in dense_tile.
template <class B, class S, int Pixels, class Channels, int Length, class Visit>
[[gnu::always_inline]] constexpr void window_sums(tap_block taps, const float* x, const float* w, const float* b,
                                                  int channel, const Visit& visit) {
    constexpr int W = B::width, Vectors = Channels::vectors;
    constexpr window_steps s = S::steps;
    constexpr int Chains = Pixels * Vectors >= 8 || (Length > 0 && Length < 4) ? 1 : 8 / (Pixels * Vectors);
    // neighbouring pixels share inputs, and all inputs of a run fit into registers
    constexpr bool shares_inputs = Chains == 1 && Length > 0 && s.x_pixel < Length && Pixels > 1 &&
                                   Pixels * (Vectors + s.x_pixel) - s.x_pixel + Length + Vectors <= registers(W);
    B acc[Pixels][Vectors][Chains] = {};
    if (b != nullptr) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) {
            const B bias = B::load(b + channel + v * W);
            INLAY_UNROLL
            for (int m = 0; m < Pixels; ++m) acc[m][v][0] = bias;
        }
    }
    const int length = Length > 0 ? Length : taps.length;
    const int whole = length - length % Chains;
    for (int r = 0; r < taps.rows; ++r) {
        for (int k = 0; k < taps.runs; ++k) {
            const float* xk = x + r * s.x_row + k * s.x_run;
            const float* wk = w + r * s.w_row + k * s.w_run;
            const auto add = [&](int i) INLAY_INLINE_LAMBDA {
                INLAY_UNROLL
                for (int c = 0; c < Chains; ++c) {
                    B wv[Vectors] = {};
                    INLAY_UNROLL
                    for (int v = 0; v < Vectors; ++v) {
                        wv[v] = B::load(wk + (i + c) * s.w_element + v * W);
                        if constexpr (Pixels > 1) wv[v] = wv[v].in_register();
                    }
                    INLAY_UNROLL
                    for (int m = 0; m < Pixels; ++m) {
                        const B xm(xk[m * s.x_pixel + i + c]);
                        INLAY_UNROLL
                        for (int v = 0; v < Vectors; ++v) acc[m][v][c] = fma(xm, wv[v], acc[m][v][c]);
                    }
                }
            };
            if constexpr (shares_inputs) {
                INLAY_UNROLL
                for (int i = 0; i < Length; i += Chains) add(i);
            } else {
                for (int i = 0; i < whole; i += Chains) add(i);
            }
            if constexpr (Chains > 1 && (Length == 0 || Length % Chains != 0)) {
                for (int i = whole; i < length; ++i) {
                    INLAY_UNROLL
                    for (int v = 0; v < Vectors; ++v) {
                        const B wv = B::load(wk + i * s.w_element + v * W);
                        INLAY_UNROLL
                        for (int m = 0; m < Pixels; ++m)
                            acc[m][v][0] = fma(B(xk[m * s.x_pixel + i]), wv, acc[m][v][0]);
                    }
                }
            }
        }
    }
    INLAY_UNROLL
    for (int m = 0; m < Pixels; ++m) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) {
            B sum = acc[m][v][0];
            INLAY_UNROLL
            for (int c = 1; c < Chains; ++c) sum = sum + acc[m][v][c];
            visit(m, v, sum);
        }
    }
}

// As window_sums, each sum through the epilogue to the pixel's place.
template <class B, class S, int Pixels, class Channels, int Length, class Epilogue>
[[gnu::always_inline]] constexpr void window_tile(tap_block taps, const float* x, const float* w, const float* b, float* out,
                           long element, int channel, int last, const Epilogue& epilogue) {
    window_sums<B, S, Pixels, Channels, Length>(taps, x, w, b, channel, [&](int m, int v, B sum) INLAY_INLINE_LAMBDA {
        epilogue.store(sum, out, element + m * S::steps.out_pixel + v * B::width, channel + v * B::width,
                       Channels::template lanes<B>(v, last));
    });
}

}  // namespace inlay::kernels

namespace inlay::kernels {

/// load(p, count); as a whole batch where the memory up to `end` allows and a part of one is slow:
/// on targets without masked loads.
template <class B>
[[gnu::always_inline]] constexpr B load_before(const float* p, int count, [[maybe_unused]] const float* end) {
    if constexpr (B::width == 4 && simd::native_width == 4)
        if (end - p >= B::width) return B::load(p);
    return load<B>(p, count);
}

// for m < Pixels: acc[m] = b + sum over rows, runs of x[m] * w, for the channels of one batch
// Runs: the block's runs where they are known, else 0.
template <class B, class S, int Pixels, class Channels, int Runs, class Epilogue>
[[gnu::always_inline]] constexpr void depthwise_tile(tap_block taps, const float* x, const float* x_end, const float* w, const float* b,
                              float* out, long element, int channel, int last, const Epilogue& epilogue) {
    constexpr window_steps s = S::steps;
    const int lanes = Channels::template lanes<B>(0, last);
    B acc[Pixels] = {};
    const B bias = b != nullptr ? B::load(b + channel) : B(0);
    INLAY_UNROLL
    for (int m = 0; m < Pixels; ++m) acc[m] = bias;
    const auto add = [&](const float* xk, const float* wk) __attribute__((always_inline)) {
        const B wv = B::load(wk);
        INLAY_UNROLL
        for (int m = 0; m < Pixels; ++m)
            acc[m] = fma(load_before<B>(xk + m * s.x_pixel, lanes, x_end), wv, acc[m]);
    };
    for (int r = 0; r < taps.rows; ++r) {
        const float* xr = x + r * s.x_row;
        const float* wr = w + r * s.w_row;
        if constexpr (Runs > 0) {
            INLAY_UNROLL
            for (int k = 0; k < Runs; ++k) add(xr + k * s.x_run, wr + k * s.w_run);
        } else {
            for (int k = 0; k < taps.runs; ++k) add(xr + k * s.x_run, wr + k * s.w_run);
        }
    }
    INLAY_UNROLL
    for (int m = 0; m < Pixels; ++m) epilogue.store(acc[m], out, element + m * s.out_pixel, channel, lanes);
}

/// Pixels of a tile: they share each load of the weights, and where the stride is 1 also loads of x.
constexpr int depthwise_pixels(int count) { return count < 8 ? (count > 0 ? count : 1) : 8; }

template <class G>
struct depthwise_walk {
    static constexpr map_window g = G::value;
    static constexpr int C = g.in_c;
    static constexpr window_steps steps{g.win.stride_w * C, g.win.dilation_h * g.in_w * C, g.win.dilation_w * C,
                                        g.win.kernel_w * C, C, C, C};
};

// The channels of one batch, of one sample.
template <class B, class G, class Channels, class Epilogue>
[[gnu::always_inline]] constexpr void depthwise_columns(const float* x, const float* x_end, const float* w, const float* b, float* out,
                                 long sample, int channel, int last, const Epilogue& e) {
    using walk = depthwise_walk<G>;
    constexpr map_window g = G::value;
    constexpr int C = g.in_c;
    constexpr window_axis rows = g.vertical(), columns = g.horizontal();
    constexpr int begin = columns.interior_begin(), end = columns.interior_end();
    constexpr int pixels = depthwise_pixels(end - begin);
    constexpr int runs = g.win.kernel_w <= 8 ? g.win.kernel_w : 0;
    x += sample * g.in_size() + channel;
    w += channel;
    for (int oy = 0; oy < g.out_h; ++oy) {
        const taps ky = rows.of(oy);
        const float* xr = x + static_cast<long>(ky.at) * g.in_w * C;
        const float* wr = w + ky.first * walk::steps.w_row;
        const long row = sample * g.out_size() + static_cast<long>(oy) * g.out_w * C + channel;
        for (int ox = 0; ox < g.out_w;) {
            const taps kx = columns.of(ox);
            const tap_block block{ky.count, kx.count, 1};
            const float* xk = xr + kx.at * C;
            const float* wk = wr + kx.first * C;
            if (pixels > 1 && ox >= begin && ox + pixels <= end) {
                depthwise_tile<B, walk, pixels, Channels, runs>(block, xk, x_end, wk, b, out, row + ox * C, channel,
                                                                last, e);
                ox += pixels;
            } else {
                depthwise_tile<B, walk, 1, Channels, 0>(block, xk, x_end, wk, b, out, row + ox * C, channel, last, e);
                ++ox;
            }
        }
    }
}

}  // namespace inlay::kernels

namespace inlay::kernels {

/// How the columns are cut. The sums of a column's open output rows, the taps' weights and one input lie in
/// registers (the weights only where they are few enough). The first and the last tile are at known places.
template <class B, class G>
struct depthwise_rows_plan {
    static constexpr map_window g = G::value;
    static constexpr int kernel = g.win.kernel_h * g.win.kernel_w;
    static constexpr int free = registers(B::width) - 3;
    static constexpr int open = (g.win.kernel_h + g.win.stride_h - 1) / g.win.stride_h;  // output rows
    static constexpr int most = (free - (3 * kernel <= free ? kernel : 0)) / open;
    static constexpr int tiles = most > 0 ? (g.out_w + most - 1) / most : 1;
    static constexpr int pixels = (g.out_w + tiles - 1) / tiles;
    static constexpr int last = g.out_w - (tiles - 1) * pixels;
    /// Whether the tiles between the first and the last see no border, and unrolled code stays small.
    static constexpr bool fits = g.win.dilation_h == 1 && most > 0 && last > 0 && kernel <= 25 &&
                                 g.win.kernel_h > 1 && g.win.stride_w <= 4 &&
                                 (tiles == 1 || (g.horizontal().interior_begin() <= pixels &&
                                                 g.horizontal().interior_end() >= g.out_w - last));
};

// `Pixels` columns from ox on, all rows. Origin: ox where it is known, and taps may lie off the map; else -1.
template <class B, class G, int Pixels, int Origin, class Channels, class Epilogue>
[[gnu::always_inline]] constexpr void depthwise_rows_tile(const float* x, const float* x_end, const float* w, const float* b,
                                                          float* out, long first, int ox, int channel, int last,
                                                          const Epilogue& e) {
    constexpr map_window g = G::value;
    constexpr int C = g.in_c, KH = g.win.kernel_h, KW = g.win.kernel_w, S = g.win.stride_w, D = g.win.dilation_w;
    constexpr int open = depthwise_rows_plan<B, G>::open, columns = (Pixels - 1) * S + (KW - 1) * D + 1;
    const int lanes = Channels::template lanes<B>(0, last);
    const int left = ox * S - g.win.pad_left;
    B weight[KH][KW] = {};
    INLAY_UNROLL
    for (int k = 0; k < KH * KW; ++k) weight[k / KW][k % KW] = B::load(w + k * C);
    const B bias = b != nullptr ? B::load(b + channel) : B(0);
    B acc[open][Pixels] = {};  // acc[a]: the output row that began `a` steps ago
    INLAY_UNROLL
    for (int p = 0; p < Pixels; ++p) acc[0][p] = bias;
    for (int step = 0; step < g.out_h + open - 1; ++step) {
        INLAY_UNROLL
        for (int q = 0; q < g.win.stride_h; ++q) {
            const int iy = step * g.win.stride_h + q - g.win.pad_top;
            if (q >= KH || iy < 0 || iy >= g.in_h) continue;
            const long row = (static_cast<long>(iy) * g.in_w + left) * C;
            INLAY_UNROLL
            for (int i = 0; i < columns; ++i) {
                if (Origin >= 0 && (Origin * S - g.win.pad_left + i < 0 || Origin * S - g.win.pad_left + i >= g.in_w)) continue;
                const B value = load_before<B>(x + (row + i * C), lanes, x_end);
                INLAY_UNROLL
                for (int kx = 0; kx < KW; ++kx) {
                    const int at = i - kx * D;
                    if (at < 0 || at % S != 0 || at / S >= Pixels) continue;
                    INLAY_UNROLL
                    for (int a = 0; a < open; ++a)
                        if (a * g.win.stride_h + q < KH)
                            acc[a][at / S] = fma(value, weight[a * g.win.stride_h + q][kx], acc[a][at / S]);
                }
            }
        }
        const int oy = step - (open - 1);
        if (oy >= 0) {
            INLAY_UNROLL
            for (int p = 0; p < Pixels; ++p)
                e.store(acc[open - 1][p], out, first + (static_cast<long>(oy) * g.out_w + ox + p) * C, channel, lanes);
        }
        INLAY_UNROLL
        for (int a = open - 1; a > 0; --a) {
            INLAY_UNROLL
            for (int p = 0; p < Pixels; ++p) acc[a][p] = acc[a - 1][p];
        }
        INLAY_UNROLL
        for (int p = 0; p < Pixels; ++p) acc[0][p] = bias;
    }
}

// The channels of one batch, of one sample.
template <class B, class G, class Channels, class Epilogue>
[[gnu::always_inline]] constexpr void depthwise_rows(const float* x, const float* x_end, const float* w, const float* b, float* out,
                                                     long sample, int channel, int last, const Epilogue& e) {
    using plan = depthwise_rows_plan<B, G>;
    constexpr int P = plan::pixels, end = G::value.out_w - plan::last;
    x += sample * G::value.in_size() + channel;
    w += channel;
    const long first = sample * G::value.out_size() + channel;
    if constexpr (plan::tiles > 1) depthwise_rows_tile<B, G, P, 0, Channels>(x, x_end, w, b, out, first, 0, channel, last, e);
    if constexpr (plan::tiles > 2)
        for (int ox = P; ox < end; ox += P)
            depthwise_rows_tile<B, G, P, -1, Channels>(x, x_end, w, b, out, first, ox, channel, last, e);
    depthwise_rows_tile<B, G, plan::last, end, Channels>(x, x_end, w, b, out, first, end, channel, last, e);
}

/// y = x * W + b per channel, then the epilogue.
///     x (batch, in_h, in_w, C)   W (kernel_h, kernel_w, 1, C)   b (C) or null   out (batch, out_h, out_w, C)
template <class B, class G, class Epilogue>
[[gnu::always_inline]] constexpr void depthwise_conv2d(const float* x, const float* w, const float* b, float* out, long batch,
                                const Epilogue& e) {
    // for channels by a batch: for samples: for rows: for pixels by tile: for taps
    each_channel_tile<B, G::value.in_c, 1>([&](auto tile, int c, int last) INLAY_INLINE_LAMBDA {
        const float* const x_end = x + batch * G::value.in_size();
        for (long n = 0; n < batch; ++n) {
            if constexpr (depthwise_rows_plan<B, G>::fits) depthwise_rows<B, G, decltype(tile)>(x, x_end, w, b, out, n, c, last, e);
            else depthwise_columns<B, G, decltype(tile)>(x, x_end, w, b, out, n, c, last, e);
        }
    });
}

}  // namespace inlay::kernels

namespace inlay::kernels {

/// How conv2d's tiles walk. Where the taps of a row are neighbours in memory, kernel_w * in_c
/// products are one run.
template <class G>
struct conv2d_walk {
    static constexpr map_window g = G::value;
    static constexpr int in = g.group_in(), out = g.group_out();
    static constexpr bool rows_are_runs = g.win.groups == 1 && (g.win.dilation_w == 1 || g.win.kernel_w == 1);
    static constexpr window_steps steps{g.win.stride_w * g.in_c,
                                        g.win.dilation_h * g.in_w * g.in_c,
                                        g.win.dilation_w * g.in_c,
                                        g.win.kernel_w * in * g.out_c,
                                        in * g.out_c,
                                        g.out_c,
                                        g.out_c};
    static constexpr int length = rows_are_runs ? g.win.kernel_w * in : in;

    static constexpr tap_block block(int rows, int runs) {
        return rows_are_runs ? tap_block{rows, runs > 0 ? 1 : 0, runs * in} : tap_block{rows, runs, in};
    }
};

/// Where the sums of one row of pixels start to read.
struct conv2d_row {
    const float *x, *w;
    int rows;
};
template <class G>
[[gnu::always_inline]] constexpr conv2d_row row_of(const float* x, const float* w, int oy) {
    using walk = conv2d_walk<G>;
    const taps ky = walk::g.vertical().of(oy);
    return {x + static_cast<long>(ky.at) * walk::g.in_w * walk::g.in_c, w + ky.first * walk::steps.w_row, ky.count};
}

// visit(m, v, sum) for `Pixels` pixels of a row from column ox on. Interior: all their taps are on the map.
template <class B, class G, int Pixels, class Channels, bool Interior, class Visit>
[[gnu::always_inline]] constexpr void conv2d_sums(const conv2d_row& row, const float* b, int ox, int channel,
                                                  const Visit& visit) {
    using walk = conv2d_walk<G>;
    constexpr map_window g = G::value;
    const taps kx = Interior ? taps{0, g.win.kernel_w, ox * g.win.stride_w - g.win.pad_left} : g.horizontal().of(ox);
    window_sums<B, walk, Pixels, Channels, Interior ? walk::length : 0>(
        walk::block(row.rows, kx.count), row.x + kx.at * g.in_c, row.w + kx.first * walk::steps.w_run, b, channel, visit);
}

/// Cuts the pixels of a row into tiles: visit(integer<pixels>, integer<interior>, first pixel). Interior
/// ones lie in [Begin, End); others are visited one by one.
template <int Count, int Begin, int End, int Pixels, class Visit>
[[gnu::always_inline]] constexpr void each_pixel_tile(const Visit& visit) {
    constexpr int rest = (End - Begin) % Pixels;
    if constexpr (Begin > 0)
        for (int ox = 0; ox < Begin; ++ox) visit(integer<1>{}, integer<0>{}, ox);
    if constexpr (End - Begin >= Pixels)
        for (int ox = Begin; ox + Pixels <= End; ox += Pixels) visit(integer<Pixels>{}, integer<1>{}, ox);
    if constexpr (rest > 0) visit(integer<rest>{}, integer<1>{}, End - rest);
    if constexpr (End < Count)
        for (int ox = End; ox < Count; ++ox) visit(integer<1>{}, integer<0>{}, ox);
}

// `Pixels` pixels of a row from column ox on, through the epilogue; `first` is the row's first element.
template <class B, class G, int Pixels, class Channels, bool Interior, class Epilogue>
[[gnu::always_inline]] constexpr void conv2d_tile(const conv2d_row& row, const float* b, float* out, long first, int ox,
                                                  int channel, int last, const Epilogue& e) {
    const long element = first + ox * G::value.out_c;
    conv2d_sums<B, G, Pixels, Channels, Interior>(row, b, ox, channel, [&](int m, int v, B sum) INLAY_INLINE_LAMBDA {
        e.store(sum, out, element + m * G::value.out_c + v * B::width, channel + v * B::width,
                Channels::template lanes<B>(v, last));
    });
}

// The channels of one tile, of one sample.
template <class B, class G, class Channels, class Epilogue>
[[gnu::always_inline]] constexpr void conv2d_columns(const float* x, const float* w, const float* b, float* out, long sample,
                              int group, int channel, int last, const Epilogue& e) {
    constexpr map_window g = G::value;
    constexpr int begin = g.horizontal().interior_begin(), end = g.horizontal().interior_end();
    constexpr int pixels = window_pixels(end - begin, Channels::vectors, B::width);
    x += sample * g.in_size() + group * g.group_in();
    for (int oy = 0; oy < g.out_h; ++oy) {
        const conv2d_row row = row_of<G>(x, w + channel, oy);
        const long first = sample * g.out_size() + static_cast<long>(oy) * g.out_w * g.out_c + channel;
        each_pixel_tile<g.out_w, begin, end, pixels>([&](auto count, auto interior, int ox) INLAY_INLINE_LAMBDA {
            conv2d_tile<B, G, count.value, Channels, interior.value>(row, b, out, first, ox, channel, last, e);
        });
    }
}

/// Whether the matrix product is better cut like a convolution: few filters, which narrow batches hold, at
/// every pixel of long rows.
template <class B>
constexpr bool is_narrow_product(const map_window& g) {
    return g.win.kernel_h * g.win.kernel_w == 1 && g.out_w >= 8 && g.out_c <= simd::native_width / 2 && B::width > 1;
}

/// y = x * W + b, then the epilogue. G::value is the map_window.
///     x (batch, in_h, in_w, in_c)   W (kernel_h, kernel_w, in_c / groups, out_c)   b (out_c) or null
///     out (batch, out_h, out_w, out_c)
template <class B, class G, class Epilogue>
[[gnu::always_inline]] constexpr void conv2d(const float* x, const float* w, const float* b, float* out, long batch, const Epilogue& e) {
    // for channels by vectors: for samples: for groups: for rows: for pixels by tile: for taps
    if constexpr (G::value.is_matrix_product() && !is_narrow_product<B>(G::value)) {
        dense<B, G::value.product_depth(), G::value.out_c>(x, w, b, out, batch * G::value.out_h * G::value.out_w, e);
    } else if constexpr (G::value.is_depthwise()) {
        depthwise_conv2d<typename narrowed<B, G::value.in_c>::type, G>(x, w, b, out, batch, e);
    } else {
        using C = typename narrowed<B, G::value.group_out()>::type;
        each_channel_tile<C, G::value.group_out(), most_vectors(C::width)>([&](auto tile, int u, int last) INLAY_INLINE_LAMBDA {
            for (long n = 0; n < batch; ++n)
                for (int group = 0; group < G::value.win.groups; ++group)
                    conv2d_columns<C, G, decltype(tile)>(x, w, b, out, n, group, group * G::value.group_out() + u, last, e);
        });
    }
}

}  // namespace inlay::kernels
// ---- inlay/kernels/winograd.hpp ----
// 3 x 3 convolution by fewer multiplications: Winograd's F(M x M, 3 x 3).

namespace inlay::kernels {

// Winograd 1980; Lavin & Gray, Fast Algorithms for Convolutional Neural Networks, 2016. A tile of M x M outputs
// is read from (M + 2) x (M + 2) inputs d and the 3 x 3 weights g:
//
//     y = A' ((G g G') . (B' d B)) A
//
// The products (.) of all channels are (M + 2)^2 products of matrices, of tiles by channels. M = 4 multiplies
// 4 times less often than the definition, M = 2 2.25 times.

/// The transformations of one column of a tile, for M outputs.
template <int M>
struct winograd;

template <>
struct winograd<2> {
    static constexpr int points = 4;
    template <class B>
    [[gnu::always_inline]] static constexpr void weights(const B* g, B* u) {
        u[0] = g[0];
        u[1] = (g[0] + g[2] + g[1]) * B(0.5f);
        u[2] = (g[0] + g[2] - g[1]) * B(0.5f);
        u[3] = g[2];
    }
    template <class B>
    [[gnu::always_inline]] static constexpr void input(const B* d, B* v) {
        v[0] = d[0] - d[2];
        v[1] = d[1] + d[2];
        v[2] = d[2] - d[1];
        v[3] = d[1] - d[3];
    }
    template <class B>
    [[gnu::always_inline]] static constexpr void output(const B* m, B* y) {
        y[0] = m[0] + m[1] + m[2];
        y[1] = m[1] - m[2] - m[3];
    }
};

template <>
struct winograd<4> {
    static constexpr int points = 6;
    template <class B>
    [[gnu::always_inline]] static constexpr void weights(const B* g, B* u) {
        const B even = (g[0] + g[2]) * B(-1.0f / 6), odd = g[1] * B(-1.0f / 6);
        const B outer = fma(g[2], B(1.0f / 6), g[0] * B(1.0f / 24)), inner = g[1] * B(1.0f / 12);
        u[0] = g[0] * B(0.25f);
        u[1] = even + odd;
        u[2] = even - odd;
        u[3] = outer + inner;
        u[4] = outer - inner;
        u[5] = g[2];
    }
    template <class B>
    [[gnu::always_inline]] static constexpr void input(const B* d, B* v) {
        const B a = fma(B(-4.0f), d[2], d[4]), b = fma(B(-4.0f), d[1], d[3]);
        const B c = d[4] - d[2], e = d[3] - d[1];
        v[0] = fma(B(4.0f), d[0], fma(B(-5.0f), d[2], d[4]));
        v[1] = a + b;
        v[2] = a - b;
        v[3] = fma(B(2.0f), e, c);
        v[4] = fma(B(-2.0f), e, c);
        v[5] = fma(B(4.0f), d[1], fma(B(-5.0f), d[3], d[5]));
    }
    template <class B>
    [[gnu::always_inline]] static constexpr void output(const B* m, B* y) {
        const B a = m[1] + m[2], b = m[1] - m[2], c = m[3] + m[4], d = m[3] - m[4];
        y[0] = m[0] + a + c;
        y[1] = fma(B(2.0f), d, b);
        y[2] = fma(B(4.0f), c, a);
        y[3] = fma(B(8.0f), d, b) + m[5];
    }
};

/// Elements of the transformed weights.
constexpr long winograd_weights_size(int m, int in, int out) { return static_cast<long>(m + 2) * (m + 2) * in * out; }

/// U = G g G' for every pair of channels.         W (3, 3, I, O)   U ((M + 2)^2, I, O)
template <class B, int M, int I, int O>
[[gnu::always_inline]] constexpr void winograd_weights(const float* w, float* u) {
    // for pairs of channels by a batch: for columns: for rows
    constexpr int P = winograd<M>::points;
    constexpr long pairs = static_cast<long>(I) * O;
    for (long i = 0; i < pairs; i += B::width) {
        const int lanes = pairs - i < B::width ? static_cast<int>(pairs - i) : B::width;
        B columns[3][P] = {};
        INLAY_UNROLL
        for (int x = 0; x < 3; ++x) {
            const B g[3] = {load<B>(w + x * pairs + i, lanes), load<B>(w + (3 + x) * pairs + i, lanes),
                            load<B>(w + (6 + x) * pairs + i, lanes)};
            winograd<M>::weights(g, columns[x]);
        }
        INLAY_UNROLL
        for (int y = 0; y < P; ++y) {
            const B g[3] = {columns[0][y], columns[1][y], columns[2][y]};
            B row[P] = {};
            winograd<M>::weights(g, row);
            INLAY_UNROLL
            for (int x = 0; x < P; ++x) store(row[x], u + (y * P + x) * pairs + i, lanes);
        }
    }
}

/// How the tiles of a convolution are counted and worked off: `block` at a time.
struct winograd_plan {
    int points, down, across, tiles, block, blocks;
    long workspace;  // elements: transformed inputs and products of a block
};
constexpr winograd_plan winograd_plan_for(int m, const map_window& g) {
    winograd_plan p{};
    p.points = (m + 2) * (m + 2);
    p.down = (g.out_h + m - 1) / m, p.across = (g.out_w + m - 1) / m;
    p.tiles = p.down * p.across;
    // about 16 KB of transformed inputs: with the products, what a first-level cache holds
    const int fit = 4096 / (p.points * (g.in_c > g.out_c ? g.in_c : g.out_c));
    const int most = fit < 4 ? 4 : fit > 16 ? 16 : fit;
    p.blocks = (p.tiles + most - 1) / most;
    p.block = (p.tiles + p.blocks - 1) / p.blocks;
    p.workspace = static_cast<long>(p.points) * p.block * (g.in_c + g.out_c);
    return p;
}

// V[f][..] = B' d B of the tile whose first input is x, of one batch of channels.
template <class B, int M>
[[gnu::always_inline]] constexpr void winograd_input_tile(const float* x, long row, long pixel, float* v, long point, int lanes,
                                                          const float* end) {
    constexpr int P = winograd<M>::points;
    B columns[P][P] = {};
    INLAY_UNROLL
    for (int c = 0; c < P; ++c) {
        B d[P] = {};
        INLAY_UNROLL
        for (int r = 0; r < P; ++r) d[r] = load_before<B>(x + r * row + c * pixel, lanes, end);
        B t[P] = {};
        winograd<M>::input(d, t);
        INLAY_UNROLL
        for (int r = 0; r < P; ++r) columns[r][c] = t[r];
    }
    INLAY_UNROLL
    for (int r = 0; r < P; ++r) {
        B t[P] = {};
        winograd<M>::input(columns[r], t);
        INLAY_UNROLL
        for (int c = 0; c < P; ++c) store(t[c], v + (r * P + c) * point, lanes);
    }
}

// The same where the tile lies partly off the map: through a copy with zeros.
template <class B, int M, class G>
[[gnu::always_inline]] constexpr void winograd_border_tile(const float* x, int iy, int ix, float* v, long point, int lanes,
                                                           const float* end) {
    constexpr map_window g = G::value;
    constexpr int P = winograd<M>::points, W = B::width;
    float copy[P * P * W] = {};
    for (int r = 0; r < P; ++r)
        for (int c = 0; c < P; ++c) {
            const int y = iy + r, z = ix + c;
            const bool on_map = y >= 0 && y < g.in_h && z >= 0 && z < g.in_w;
            const B d = on_map ? load_before<B>(x + (static_cast<long>(y) * g.in_w + z) * g.in_c, lanes, end) : B(0);
            d.store(copy + (r * P + c) * W);
        }
    winograd_input_tile<B, M>(copy, P * W, W, v, point, lanes, copy + P * P * W);
}

// products[t + m] = V[t + m] U for `Rows` tiles: as dense_tile.
template <class B, int I, int O, int Rows, class Channels>
[[gnu::always_inline]] constexpr void winograd_product_tile(const float* v, const float* u, float* products, int last) {
    constexpr int W = B::width, Vectors = Channels::vectors;
    const int lanes = Channels::template lanes<B>(Vectors - 1, last);
    B acc[Rows][Vectors] = {};
    for (int i = 0; i < I; ++i) {
        B uv[Vectors] = {};
        INLAY_UNROLL
        for (int k = 0; k < Vectors - 1; ++k) uv[k] = B::load(u + i * O + k * W).in_register();
        uv[Vectors - 1] = load<B>(u + i * O + (Vectors - 1) * W, lanes).in_register();
        INLAY_UNROLL
        for (int m = 0; m < Rows; ++m) {
            const B vm(v[m * I + i]);
            INLAY_UNROLL
            for (int k = 0; k < Vectors; ++k) acc[m][k] = fma(vm, uv[k], acc[m][k]);
        }
    }
    INLAY_UNROLL
    for (int m = 0; m < Rows; ++m) {
        INLAY_UNROLL
        for (int k = 0; k < Vectors; ++k) store(acc[m][k], products + m * O + k * W, Channels::template lanes<B>(k, last));
    }
}

// products[f] = V[f] U[f] at each point f of T tiles.  V (points, T, I)   U (points, I, O)   products (points, T, O)
template <class B, int Points, int T, int I, int O>
[[gnu::always_inline]] constexpr void winograd_products(const float* v, const float* u, float* products) {
    // for points: for channels by vectors: for tiles by rows: for input channels
    for (int f = 0; f < Points; ++f)
        each_channel_tile<B, O, most_vectors(B::width)>([&](auto tile, int o, int last) INLAY_INLINE_LAMBDA {
            using channels = decltype(tile);
            constexpr int R = window_pixels(T, channels::vectors, B::width), rest = T % R;
            const float* const vf = v + static_cast<long>(f) * T * I;
            const float* const uf = u + static_cast<long>(f) * I * O + o;
            float* const out = products + static_cast<long>(f) * T * O + o;
            for (int t = 0; t + R <= T; t += R)
                winograd_product_tile<B, I, O, R, channels>(vf + t * I, uf, out + t * O, last);
            if constexpr (rest > 0)
                winograd_product_tile<B, I, O, rest, channels>(vf + (T - rest) * I, uf, out + (T - rest) * O, last);
        });
}

// y = A' products A of one tile and one batch of channels, then the epilogue; what lies off the map is left out.
template <class B, int M, class G, class Epilogue>
[[gnu::always_inline]] constexpr void winograd_output_tile(const float* products, long point, B bias, float* out, long first,
                                                           int oy, int ox, int channel, int lanes, const Epilogue& e) {
    constexpr map_window g = G::value;
    constexpr int P = winograd<M>::points;
    B columns[M][P] = {};
    INLAY_UNROLL
    for (int c = 0; c < P; ++c) {
        B m[P] = {};
        INLAY_UNROLL
        for (int r = 0; r < P; ++r) m[r] = load<B>(products + (r * P + c) * point, lanes);
        B y[M] = {};
        winograd<M>::output(m, y);
        INLAY_UNROLL
        for (int r = 0; r < M; ++r) columns[r][c] = y[r];
    }
    INLAY_UNROLL
    for (int r = 0; r < M; ++r) {
        B y[M] = {};
        winograd<M>::output(columns[r], y);
        if (g.out_h % M != 0 && oy + r >= g.out_h) continue;
        INLAY_UNROLL
        for (int c = 0; c < M; ++c) {
            if (g.out_w % M != 0 && ox + c >= g.out_w) continue;
            e.store(y[c] + bias, out, first + ((static_cast<long>(oy) + r) * g.out_w + ox + c) * g.out_c, channel, lanes);
        }
    }
}

/// y = x * W + b for 3 x 3 windows without stride, then the epilogue; U is the transformed W. In steps of a block
/// of tiles, which the workspace holds. The error is a few times that of the definition (M = 2), or about ten times
/// (M = 4): tests/kernels/winograd.cpp.
///     x (batch, in_h, in_w, I)   U ((M + 2)^2, I, O)   b (O) or null   out (batch, out_h, out_w, O)
template <class B, int M, class G, class Epilogue>
[[gnu::always_inline]] constexpr void winograd_conv2d(const float* x, const float* u, const float* b, float* out, float* workspace,
                                                      long batch, const Epilogue& e) {
    // for blocks of tiles: inputs of each tile; products; outputs of each tile
    constexpr map_window g = G::value;
    constexpr winograd_plan plan = winograd_plan_for(M, g);
    constexpr int P = winograd<M>::points, T = plan.block, I = g.in_c, O = g.out_c;
    float* const v = workspace;
    float* const products = workspace + static_cast<long>(P) * P * T * I;
    const float* const end = x + batch * g.in_size();
    const long tiles = batch * plan.tiles;
    for (long start = 0; start < tiles; start += T) {
        const int count = tiles - start < T ? static_cast<int>(tiles - start) : T;
        for (int t = 0; t < count; ++t) {
            const int at = static_cast<int>((start + t) % plan.tiles);
            const int iy = at / plan.across * M - g.win.pad_top, ix = at % plan.across * M - g.win.pad_left;
            const float* const map = x + (start + t) / plan.tiles * g.in_size();
            const bool inside = iy >= 0 && ix >= 0 && iy + P <= g.in_h && ix + P <= g.in_w;
            along_row<B, I>([&](int i, int lanes) INLAY_INLINE_LAMBDA {
                float* const to = v + t * I + i;
                if (inside)
                    winograd_input_tile<B, M>(map + (static_cast<long>(iy) * g.in_w + ix) * I + i, static_cast<long>(g.in_w) * I, I, to,
                                              static_cast<long>(T) * I, lanes, end);
                else winograd_border_tile<B, M, G>(map + i, iy, ix, to, static_cast<long>(T) * I, lanes, end);
            });
        }
        winograd_products<B, P * P, T, I, O>(v, u, products);
        for (int t = 0; t < count; ++t) {
            const int at = static_cast<int>((start + t) % plan.tiles);
            const long first = (start + t) / plan.tiles * g.out_size();
            along_row<B, O>([&](int o, int lanes) INLAY_INLINE_LAMBDA {
                const B bias = b != nullptr ? load<B>(b + o, lanes) : B(0);
                winograd_output_tile<B, M, G>(products + t * O + o, static_cast<long>(T) * O, bias, out, first + o,
                                              at / plan.across * M, at % plan.across * M, o, lanes, e);
            });
        }
    }
}

}  // namespace inlay::kernels

namespace inlay::kernels {

/// What a convolution costs by its definition: multiply-adds of batches of `width` channels.
constexpr double direct_cost(const map_window& g, int width) {
    return static_cast<double>(g.out_h) * g.out_w * g.win.kernel_h * g.win.kernel_w * g.in_c * vectors_for(g.group_out(), width);
}

/// The same for Winograd's form with tiles of m x m outputs: products, for which a block reads all weights (a
/// vector from the second-level cache keeps as long as two multiply-adds), and the transformations of a batch of
/// channels of a tile, which were measured on Zen 4.
constexpr double winograd_cost(const map_window& g, int m, int width) {
    const winograd_plan p = winograd_plan_for(m, g);
    const double in = vectors_for(g.in_c, width), out = vectors_for(g.out_c, width);
    const double weights = p.points * g.in_c * out;
    const double transformations = m == 4 ? in * 170 + out * 90 : in * 34 + out * 28;
    return p.blocks * weights * (p.block < 2 ? 2 : p.block) + p.tiles * transformations;
}

/// The tiles of Winograd's form where it saves a sixth or more, 4 or 2; else 0. INLAY_NO_WINOGRAD: never.
constexpr int winograd_tile([[maybe_unused]] const map_window& g, [[maybe_unused]] int width) {
#if defined(INLAY_NO_WINOGRAD)
    return 0;
#else
    const window& w = g.win;
    if (w.kernel_h != 3 || w.kernel_w != 3 || w.stride_h != 1 || w.stride_w != 1 || w.dilation_h != 1 ||
        w.dilation_w != 1 || w.groups != 1 || g.is_matrix_product())
        return 0;
    const double by_2 = winograd_cost(g, 2, width), by_4 = winograd_cost(g, 4, width);
    const int best = by_4 <= by_2 ? 4 : 2;
    return 6 * (best == 4 ? by_4 : by_2) <= 5 * direct_cost(g, width) ? best : 0;
#endif
}

/// The form that a convolution's kernel has, for print.
constexpr text conv2d_choice(const map_window& g, int width) {
    if (g.is_matrix_product()) return text{"matrix product, "} << g.product_depth() << " x " << g.out_c;
    if (g.is_depthwise()) return text{"depthwise, "} << (simd::narrow_width(g.in_c) < width ? simd::narrow_width(g.in_c) : width) << " lanes";
    const int narrow = simd::narrow_width(g.group_out());
    const int lanes = width > 1 && narrow < width ? narrow : width;
    const int vectors = window_vectors(g.group_out(), lanes, most_vectors(lanes));
    const int pixels = window_pixels(g.horizontal().interior_end() - g.horizontal().interior_begin(), vectors, lanes);
    return text{"direct, "} << lanes << " lanes x " << vectors << " x " << pixels << " pixels, "
                            << 100 * g.group_out() / (vectors_for(g.group_out(), lanes) * lanes) << " % used";
}

}  // namespace inlay::kernels
// ---- inlay/kernels/conv2d_gradient.hpp ----
// The gradients of a convolution by its input, where it has strides, and by its weights.

// ---- inlay/kernels/depthwise_conv2d_gradient.hpp ----
// The gradients of a depthwise convolution by its input, where it has strides, and by its weights.

namespace inlay::kernels {

template <class G>
struct depthwise_gradient_walk {
    static constexpr map_window g = G::value;
    static constexpr int C = g.in_c;
    static constexpr transposed_axis rows{g.vertical()}, columns{g.horizontal()};
    static constexpr window_steps steps{C,
                                        rows.out_step() * g.out_w * C,
                                        columns.out_step() * C,
                                        rows.tap_step() * g.win.kernel_w * C,
                                        columns.tap_step() * C,
                                        C,
                                        C};
};

/// dx, from dy and the weights with their taps reversed, then the epilogue.
///     dy (batch, out_h, out_w, C)   W (kernel_h, kernel_w, 1, C)   out (batch, in_h, in_w, C)
template <class B, class G, class Epilogue>
[[gnu::always_inline]] constexpr void depthwise_input_gradient(const float* dy, const float* w, float* out, long batch, const Epilogue& e) {
    // for channels by a batch: for samples: for pixels: for taps that are a stride apart
    using walk = depthwise_gradient_walk<G>;
    constexpr int C = G::value.in_c;
    const float* end = dy + batch * G::value.out_size();
    each_channel_tile<B, C, 1>([&](auto tile, int c, int last) INLAY_INLINE_LAMBDA {
        for (long n = 0; n < batch; ++n)
            for (int iy = 0; iy < G::value.in_h; ++iy) {
                const taps ky = walk::rows.of(iy);
                for (int ix = 0; ix < G::value.in_w; ++ix) {
                    const taps kx = walk::columns.of(ix);
                    const long pixel = (n * G::value.out_h + ky.at) * G::value.out_w + kx.at;
                    depthwise_tile<B, walk, 1, decltype(tile), 0>(
                        {ky.count, kx.count, 1}, dy + pixel * C + c, end,
                        w + (ky.first * G::value.win.kernel_w + kx.first) * C + c, nullptr, out,
                        ((n * G::value.in_h + iy) * G::value.in_w + ix) * C + c, c, last, e);
                }
            }
    });
}

// dW[ky][kx..kx + Taps) of one batch of channels.
template <class B, class G, int Taps, class Channels>
[[gnu::always_inline]] constexpr void depthwise_weight_tile(const float* x, const float* dy, float* dw, long batch, int ky, int kx, int c,
                                     int last) {
    constexpr window_axis rows = G::value.vertical(), columns = G::value.horizontal();
    constexpr int C = G::value.in_c, next = G::value.win.dilation_w * C;
    constexpr int Chains = Taps < 4 ? (Taps + 3) / Taps : 1;
    const float* const x_end = x + batch * G::value.in_size();
    const float* const dy_end = dy + batch * G::value.out_size();
    const int lanes = Channels::template lanes<B>(0, last);
    B acc[Taps][Chains] = {};
    // positions at which all taps are on the map; at others, tap by tap
    const int begin = columns.begin_of_tap(kx);
    const int stop = columns.end_of_tap(kx + Taps - 1);
    const int end = stop > begin ? stop : begin;
    for (long n = 0; n < batch; ++n)
        for (int oy = rows.begin_of_tap(ky); oy < rows.end_of_tap(ky); ++oy) {
            const long iy = oy * G::value.win.stride_h - G::value.win.pad_top + ky * G::value.win.dilation_h;
            const float* xr = x + (n * G::value.in_h + iy) * G::value.in_w * C + c;
            const float* dr = dy + (n * G::value.out_h + oy) * G::value.out_w * C + c;
            const auto x_at = [&](int ox, int k) {
                const int at = (ox * G::value.win.stride_w - G::value.win.pad_left) * C + (kx + k) * next;
                return load_before<B>(xr + at, lanes, x_end);
            };
            const auto dy_at = [&](int ox) { return load_before<B>(dr + ox * C, lanes, dy_end); };
            const int whole = end - (end - begin) % Chains;
            for (int ox = begin; ox < whole; ox += Chains) {
                INLAY_UNROLL
                for (int j = 0; j < Chains; ++j) {
                    const B d = dy_at(ox + j);
                    INLAY_UNROLL
                    for (int k = 0; k < Taps; ++k) acc[k][j] = fma(x_at(ox + j, k), d, acc[k][j]);
                }
            }
            if constexpr (Chains > 1)
                for (int ox = whole; ox < end; ++ox) {
                    const B d = dy_at(ox);
                    INLAY_UNROLL
                    for (int k = 0; k < Taps; ++k) acc[k][0] = fma(x_at(ox, k), d, acc[k][0]);
                }
            if constexpr (Taps > 1) {
                INLAY_UNROLL
                for (int k = 0; k < Taps; ++k) {
                    const int tap_end = columns.end_of_tap(kx + k);
                    for (int o = columns.begin_of_tap(kx + k); o < (begin < tap_end ? begin : tap_end); ++o)
                        acc[k][0] = fma(x_at(o, k), dy_at(o), acc[k][0]);
                    for (int o = end; o < tap_end; ++o)
                        acc[k][0] = fma(x_at(o, k), dy_at(o), acc[k][0]);
                }
            }
        }
    INLAY_UNROLL
    for (int k = 0; k < Taps; ++k) {
        B sum = acc[k][0];
        INLAY_UNROLL
        for (int j = 1; j < Chains; ++j) sum = sum + acc[k][j];
        store(sum, dw + (ky * G::value.win.kernel_w + kx + k) * C + c, lanes);
    }
}

/// dW, summed over the batch and all positions.
///     x (batch, in_h, in_w, C)   dy (batch, out_h, out_w, C)   dW (kernel_h, kernel_w, 1, C)
template <class B, class G>
[[gnu::always_inline]] constexpr void depthwise_weight_gradient(const float* x, const float* dy, float* dw, long batch) {
    // for channels by a batch: for taps by a row, if short: for samples: for rows: for pixels
    constexpr int taps = G::value.win.kernel_w <= 7 ? G::value.win.kernel_w : 1;
    each_channel_tile<B, G::value.in_c, 1>([&](auto tile, int c, int last) INLAY_INLINE_LAMBDA {
        for (int ky = 0; ky < G::value.win.kernel_h; ++ky)
            for (int kx = 0; kx < G::value.win.kernel_w; kx += taps)
                depthwise_weight_tile<B, G, taps, decltype(tile)>(x, dy, dw, batch, ky, kx, c, last);
    });
}

}  // namespace inlay::kernels

namespace inlay::kernels {

// Each pixel of dx gathers from those of dy that it contributed to. Pixels that lie a stride apart use
// the same taps: a tile is made of those.
template <class G>
struct input_gradient_walk {
    static constexpr map_window g = G::value;
    static constexpr transposed_axis rows{g.vertical()}, columns{g.horizontal()};
    static constexpr int in = g.group_out();  // channels of dy that a pixel gathers from
    static constexpr window_steps steps{g.out_c,
                                        rows.out_step() * g.out_w * g.out_c,
                                        columns.out_step() * g.out_c,
                                        rows.tap_step() * g.win.kernel_w * in * g.in_c,
                                        columns.tap_step() * in * g.in_c,
                                        g.in_c,
                                        g.win.stride_w * g.in_c};
};

// The input channels of one tile, of one sample.
template <class B, class G, class Channels, class Epilogue>
[[gnu::always_inline]] constexpr void input_gradient_columns(const float* dy, const float* w, float* out, long sample, int group,
                                      int channel, int last, const Epilogue& e) {
    using walk = input_gradient_walk<G>;
    constexpr map_window g = G::value;
    constexpr int S = g.win.stride_w;
    constexpr int pixels = window_pixels(g.out_w, Channels::vectors, B::width);
    dy += sample * g.out_size() + group * walk::in;
    for (int iy = 0; iy < g.in_h; ++iy) {
        const taps ky = walk::rows.of(iy);
        const float* dyr = dy + static_cast<long>(ky.at) * g.out_w * g.out_c;
        const float* wr = w + ky.first * g.win.kernel_w * walk::in * g.in_c + channel;
        const long row = sample * g.in_size() + static_cast<long>(iy) * g.in_w * g.in_c + channel;
        for (int phase = 0; phase < S && phase < g.in_w; ++phase)
            for (int ix = phase; ix < g.in_w;) {
                const taps kx = walk::columns.of(ix);
                const int end = ix + pixels * S;
                const taps far = end - S < g.in_w ? walk::columns.of(end - S) : taps{0, -1, 0};
                const tap_block block{ky.count, kx.count, walk::in};
                const float* dyk = dyr + kx.at * g.out_c;
                const float* wk = wr + kx.first * walk::in * g.in_c;
                const long element = row + ix * g.in_c;
                // the taps of a window that lies on the map at both ends of the tile lie there in between
                if (pixels > 1 && far.count == kx.count && far.first == kx.first &&
                    (kx.count == 0 || far.at == kx.at + pixels - 1)) {
                    window_tile<B, walk, pixels, Channels, walk::in>(block, dyk, wk, nullptr, out, element, channel, last, e);
                    ix = end;
                } else {
                    window_tile<B, walk, 1, Channels, walk::in>(block, dyk, wk, nullptr, out, element, channel, last, e);
                    ix += S;
                }
            }
    }
}

/// dx, from dy and the weights of conv2d_reversed_weights, then the epilogue. G::value is the
/// convolution's map_window.
///     dy (batch, out_h, out_w, out_c)   W (kernel_h, kernel_w, out_c / groups, in_c)   out (batch, in_h, in_w, in_c)
template <class B, class G, class Epilogue>
[[gnu::always_inline]] constexpr void conv2d_input_gradient(const float* dy, const float* w, float* out, long batch, const Epilogue& e) {
    if constexpr (G::value.is_depthwise()) {
        depthwise_input_gradient<B, G>(dy, w, out, batch, e);
    } else {
        each_channel_tile<B, G::value.group_in(), most_vectors(B::width)>([&](auto tile, int u, int last) INLAY_INLINE_LAMBDA {
            for (long n = 0; n < batch; ++n)
                for (int group = 0; group < G::value.win.groups; ++group)
                    input_gradient_columns<B, G, decltype(tile)>(dy, w, out, n, group, group * G::value.group_in() + u, last,
                                                               e);
        });
    }
}

/// How the weight gradient's tiles walk: over input channels by output channels at one tap, or, where
/// a tap has few channels and those of a row are neighbours in memory, over the taps of a row.
template <class G>
struct weight_gradient_walk {
    static constexpr map_window g = G::value;
    static constexpr int in = G::value.group_in();
    static constexpr bool over_taps = G::value.win.groups == 1 && G::value.win.dilation_w == 1 && in < 6 && G::value.win.kernel_w > 1;
    static constexpr int depth = over_taps ? G::value.win.kernel_w * in : in;
    static constexpr bool has_border = over_taps && (G::value.win.pad_left > 0 || G::value.win.pad_right > 0);
};

// How many rows of the kernel a tile takes: where it has accumulators left, and every row is on the map everywhere.
template <class B, class G>
constexpr int weight_gradient_rows(int depth, int vectors) {
    const window_axis rows = G::value.vertical();
    if (rows.interior_begin() != 0 || rows.interior_end() != rows.out) return 1;
    const int most = registers(B::width) * 13 / 16 / (depth * vectors);
    const int wanted = most < rows.kernel ? most : rows.kernel;
    return wanted < 1 ? 1 : divided_up(rows.kernel, divided_up(rows.kernel, wanted));
}

// for k < KernelRows, m < Rows: dW[ky + k][kx][i + m] = sum over samples and positions of
//     x[position at tap][i + m] * dy[position]
template <class B, class G, int KernelRows, int Rows, class Channels>
[[gnu::always_inline]] constexpr void weight_gradient_tile(const float* x, const float* dy, float* dw, long batch, int ky, int kx, int i,
                                    int group, int channel, int last) {
    using walk = weight_gradient_walk<G>;
    constexpr window_axis rows = G::value.vertical(), columns = G::value.horizontal();
    constexpr int W = B::width, Vectors = Channels::vectors, step = G::value.win.stride_w * G::value.in_c;
    constexpr long next_row = static_cast<long>(G::value.win.dilation_h) * G::value.in_w * G::value.in_c;
    const int lanes = Channels::template lanes<B>(Vectors - 1, last);
    const float* const dy_end = dy + batch * G::value.out_size();
    B acc[KernelRows][Rows][Vectors] = {};
    // positions at which all taps of the tile are on the map
    const int first_tap = walk::over_taps ? i / walk::in : kx;
    const int last_tap = walk::over_taps ? (i + Rows - 1) / walk::in : kx;
    const int begin = columns.begin_of_tap(first_tap);
    const int end = columns.end_of_tap(last_tap) > begin ? columns.end_of_tap(last_tap) : begin;
    const auto add = [&](const float* d, const auto& x_at) __attribute__((always_inline)) {
        B dv[Vectors] = {};
        INLAY_UNROLL
        for (int v = 0; v < Vectors - 1; ++v) dv[v] = B::load(d + v * W).in_register();
        dv[Vectors - 1] = load_before<B>(d + (Vectors - 1) * W, lanes, dy_end).in_register();
        INLAY_UNROLL
        for (int k = 0; k < KernelRows; ++k) {
            INLAY_UNROLL
            for (int m = 0; m < Rows; ++m) {
                const B xm(x_at(k, m));
                INLAY_UNROLL
                for (int v = 0; v < Vectors; ++v) acc[k][m][v] = fma(xm, dv[v], acc[k][m][v]);
            }
        }
    };
    for (long n = 0; n < batch; ++n)
        for (int oy = rows.begin_of_tap(ky); oy < rows.end_of_tap(ky); ++oy) {
            const long iy = oy * G::value.win.stride_h - G::value.win.pad_top + ky * G::value.win.dilation_h;
            const float* xr = x + (n * G::value.in_h + iy) * G::value.in_w * G::value.in_c + group * walk::in;
            const float* dyr = dy + (n * G::value.out_h + oy) * G::value.out_w * G::value.out_c + channel;
            if (end > begin) {
                const int at = (begin * G::value.win.stride_w - G::value.win.pad_left + kx * G::value.win.dilation_w) * G::value.in_c + i;
                const float* xp = xr + at;
                const float* dp = dyr + begin * G::value.out_c;
                for (int p = 0; p < end - begin; ++p)
                    add(dp + p * G::value.out_c, [&](int k, int m) { return xp[p * step + k * next_row + m]; });
            }
            if constexpr (walk::has_border)
                for (int ox = begin > 0 ? 0 : end; ox < G::value.out_w; ox = ox + 1 == begin ? end : ox + 1) {
                    const int at = (ox * G::value.win.stride_w - G::value.win.pad_left) * G::value.in_c + i;
                    add(dyr + ox * G::value.out_c, [&](int k, int m) {
                        return at + m >= 0 && at + m < G::value.in_w * G::value.in_c ? xr[at + k * next_row + m] : 0.0f;
                    });
                }
        }
    INLAY_UNROLL
    for (int k = 0; k < KernelRows; ++k) {
        INLAY_UNROLL
        for (int m = 0; m < Rows; ++m) {
            float* row = dw + (((ky + k) * G::value.win.kernel_w + kx) * walk::in + i + m) * G::value.out_c + channel;
            INLAY_UNROLL
            for (int v = 0; v < Vectors; ++v) store(acc[k][m][v], row + v * W, Channels::template lanes<B>(v, last));
        }
    }
}

// All taps of some rows of the kernel, of one tile of channels.
template <class B, class G, int KernelRows, class Channels>
[[gnu::always_inline]] constexpr void weight_gradient_taps(const float* x, const float* dy, float* dw, long batch, int ky, int group,
                                                           int channel, int last) {
    using walk = weight_gradient_walk<G>;
    constexpr int R = window_pixels(walk::depth, Channels::vectors, B::width), rest = walk::depth % R;
    for (int kx = 0; kx < (walk::over_taps ? 1 : G::value.win.kernel_w); ++kx) {
        for (int i = 0; i + R <= walk::depth; i += R)
            weight_gradient_tile<B, G, KernelRows, R, Channels>(x, dy, dw, batch, ky, kx, i, group, channel, last);
        if constexpr (rest > 0)
            weight_gradient_tile<B, G, KernelRows, rest, Channels>(x, dy, dw, batch, ky, kx, walk::depth - rest, group, channel, last);
    }
}

/// dW, summed over the batch and all positions. G::value is the convolution's map_window.
///     x (batch, in_h, in_w, in_c)   dy (batch, out_h, out_w, out_c)   dW (kernel_h, kernel_w, in_c / groups, out_c)
template <class B, class G>
[[gnu::always_inline]] constexpr void conv2d_weight_gradient(const float* x, const float* dy, float* dw, long batch) {
    // for output channels by vectors: for groups: for taps: for input channels by tile: for positions
    using walk = weight_gradient_walk<G>;
    if constexpr (G::value.is_matrix_product()) {
        dense_weight_gradient<B, G::value.product_depth(), G::value.out_c>(x, dy, dw, batch * G::value.out_h * G::value.out_w);
    } else if constexpr (G::value.is_depthwise()) {
        depthwise_weight_gradient<B, G>(x, dy, dw, batch);
    } else {
        using C = typename narrowed<B, G::value.group_out()>::type;
        each_channel_tile<C, G::value.group_out(), most_vectors(C::width)>([&](auto tile, int u, int last) INLAY_INLINE_LAMBDA {
            using channels = decltype(tile);
            constexpr int K = weight_gradient_rows<C, G>(window_pixels(walk::depth, channels::vectors, C::width), channels::vectors);
            constexpr int rest = G::value.win.kernel_h % K;
            for (int group = 0; group < G::value.win.groups; ++group) {
                const int channel = group * G::value.group_out() + u;
                for (int ky = 0; ky + K <= G::value.win.kernel_h; ky += K)
                    weight_gradient_taps<C, G, K, channels>(x, dy, dw, batch, ky, group, channel, last);
                if constexpr (rest > 0)
                    weight_gradient_taps<C, G, rest, channels>(x, dy, dw, batch, G::value.win.kernel_h - rest, group, channel, last);
            }
        });
    }
}

}  // namespace inlay::kernels
// ---- inlay/ops/conv2d_scatter_gradient.hpp ----
// The gradient of a convolution by an input of few channels.

// ---- inlay/kernels/conv2d_scatter_gradient.hpp ----
// The gradient of a convolution by an input of few channels: each pixel of dy is spread over its window.

namespace inlay::kernels {

/// Vectors hold a row of a window, kernel_w * in_c neighbours in memory, where a pixel's own channels would leave
/// most lanes empty. W is (kernel_h, out_c, kernel_w * in_c), its rows in reverse.
template <class B, class G>
struct scatter_plan {
    static constexpr map_window g = G::value;
    static constexpr transposed_axis rows{g.vertical()};
    static constexpr int run = g.win.kernel_w * g.in_c, vectors = vectors_for(run, B::width);
    static constexpr int stride = (vectors + 2) * B::width;  // of a spread pixel: zeros, the run, zeros
    // a row of dy by the row of the kernel that leads it to the row of dx
    static constexpr window_steps steps{g.out_c, rows.out_step() * g.out_w * g.out_c, 0, rows.tap_step() * g.out_c * run, 0, run, 0};
};

/// Whether dx is better spread than gathered: by the lanes used, and the pixels whose windows are cut off.
constexpr bool scatters(const map_window& g, int width) {
    const int run = g.win.kernel_w * g.in_c, vectors = vectors_for(run, width);
    if (g.win.groups != 1 || g.win.dilation_w != 1 || g.is_matrix_product() || width < 4) return false;
    if (vectors > most_vectors(width) || g.out_w * (vectors + 2) * width > 2048) return false;
    const int narrow = simd::narrow_width(g.in_c);
    const double lanes = narrow < width ? narrow : width * vectors_for(g.in_c, width);
    // a gathered pixel whose window is cut off has a tile of its own, which is half as fast
    const int inside = g.in_w > 2 * (g.win.kernel_w - 1) ? g.in_w - 2 * (g.win.kernel_w - 1) : 0;
    const double gathered = lanes * g.win.kernel_w / g.win.stride_w * (2 * g.in_w - inside);
    const double spread = 1.25 * vectors * width * g.out_w;
    return spread < gathered;
}

// The runs of `Pixels` pixels of a row, of one tile of their elements.
template <class B, class G, int Pixels, class Channels>
[[gnu::always_inline]] constexpr void spread_tile(tap_block block, const float* dy, const float* w, float* spread, int last) {
    window_sums<B, scatter_plan<B, G>, Pixels, Channels, G::value.out_c>(block, dy, w, nullptr, 0, [&](int m, int v, B sum) INLAY_INLINE_LAMBDA {
        store(sum, spread + m * scatter_plan<B, G>::stride + v * B::width, Channels::template lanes<B>(v, last));
    });
}

// A row of dx: spread[m] is the sum, over the rows of the kernel, of the run of pixel m.
template <class B, class G, class Channels>
[[gnu::always_inline]] constexpr void spread_row(tap_block block, const float* dy, const float* w, float* spread, int last) {
    constexpr int count = G::value.out_w, P = window_pixels(count, Channels::vectors, B::width);
    each_pixel_tile<count, 0, count, P>([&](auto pixels, auto, int ox) INLAY_INLINE_LAMBDA {
        spread_tile<B, G, pixels.value, Channels>(block, dy + ox * G::value.out_c, w, spread + ox * scatter_plan<B, G>::stride, last);
    });
}

/// dx = sum over taps of dy spread by W.
///     dy (batch, out_h, out_w, out_c)   W (kernel_h, out_c, kernel_w * in_c), rows reversed   dx (batch, in_h, in_w, in_c)
template <class B, class G>
[[gnu::always_inline]] constexpr void conv2d_scatter_gradient(const float* dy, const float* w, float* dx, long batch) {
    // for samples: for rows of dx: for the run by vectors: for pixels of dy by tile: for rows of the kernel: for output channels;
    // then for dx by vectors
    using plan = scatter_plan<B, G>;
    constexpr map_window g = G::value;
    constexpr int W = B::width, row = g.in_w * g.in_c, next = g.win.stride_w * g.in_c;
    float spread[g.out_w * plan::stride] = {};
    for (long n = 0; n < batch; ++n)
        for (int iy = 0; iy < g.in_h; ++iy) {
            const taps ky = plan::rows.of(iy);
            const float* const from = dy + (n * g.out_h + ky.at) * g.out_w * g.out_c;
            const float* const weights = w + static_cast<long>(ky.first) * g.out_c * plan::run;
            const tap_block block{ky.count, 1, g.out_c};
            each_channel_tile<B, plan::run, most_vectors(W)>([&](auto tile, int u, int last) INLAY_INLINE_LAMBDA {
                spread_row<B, G, decltype(tile)>(block, from, weights + u, spread + B::width + u, last);
            });
            float* const out = dx + (n * g.in_h + iy) * row;
            for (int f = 0; f < row; f += W) {
                // of pixel m, the run starts at m * next - pad
                const int at = f + g.win.pad_left * g.in_c;
                const int begin = at - plan::run < 0 ? 0 : (at - plan::run) / next + 1;
                const int stop = (at + W - 1) / next + 1, end = stop < g.out_w ? stop : g.out_w;
                B sum(0);
                for (int m = begin; m < end; ++m) sum = sum + B::load(spread + m * plan::stride + W + at - m * next);
                store(sum, out + f, row - f < W ? row - f : W);
            }
        }
}

}  // namespace inlay::kernels
// ---- inlay/ops/window.hpp ----
// What convolutions and poolings share: the extents of their output, and the checks of their input.

namespace inlay {
namespace detail {

/// Positions of a window along one axis; at least 1, so that a mistake that was reported does no harm.
constexpr int window_extent(int in, int pads, int kernel, int stride, int dilation) {
    const int free = in + pads - (kernel - 1) * dilation - 1;
    return free < 0 ? 1 : free / stride + 1;
}

/// The shape of a map with `channels` channels after window w.
constexpr shape after_window(const shape& x, const window& w, int channels) {
    return {window_extent(x[0], w.pad_top + w.pad_bottom, w.kernel_h, w.stride_h, w.dilation_h),
            window_extent(x[1], w.pad_left + w.pad_right, w.kernel_w, w.stride_w, w.dilation_w),
            channels > 0 ? channels : 1};
}

/// The window as kernels take it, of the nodes of its two maps.
constexpr kernels::map_window map_window_of(const shape& in, const shape& out, const window& w) {
    return {in[0], in[1], in[2], out[0], out[1], out[2], w};
}

constexpr bool check_map(trace::record& r, const shape& x) {
    if (x.rank != 3) r.fail(text{"expects a map [H, W, C]"}, text{"found ["} << x << ']');
    return x.rank == 3;
}

/// The map that a layer's window moves over: rank 3, and not smaller than the (dilated) window.
constexpr bool check_window(trace::record& r, const shape& x, const window& w) {
    if (!check_map(r, x)) return false;
    const int h = (w.kernel_h - 1) * w.dilation_h + 1, v = (w.kernel_w - 1) * w.dilation_w + 1;
    const bool too_high = h > x[0] + w.pad_top + w.pad_bottom;
    const bool too_wide = v > x[1] + w.pad_left + w.pad_right;
    if (too_high || too_wide)
        r.fail(text{"kernel "} << (too_high ? h : v) << " within the map", text{"found ["} << x << ']');
    return !too_high && !too_wide;
}

/// Whether the numbers of a window, as written, make sense.
constexpr bool check_numbers(trace::record& r, const window& w) {
    const auto both = [](int h, int v) { return h == v ? text{""} << h : text{""} << h << ", " << v; };
    if (w.kernel_h < 1 || w.kernel_w < 1) r.fail(text{"a kernel of at least 1"}, both(w.kernel_h, w.kernel_w));
    else if (w.stride_h < 1 || w.stride_w < 1) r.fail(text{"a stride of at least 1"}, both(w.stride_h, w.stride_w));
    else if (w.dilation_h < 1 || w.dilation_w < 1) r.fail(text{"a dilation of at least 1"}, both(w.dilation_h, w.dilation_w));
    else if (w.groups < 1) r.fail(text{"at least 1 group"}, text{""} << w.groups);
    else if (w.pad_top < 0 || w.pad_left < 0) r.fail(text{"padding of at least 0"}, both(w.pad_top, w.pad_left));
    else return true;
    return false;
}

/// The options' window with the kernel as stride unless they give one.
template <kernel_size Kernel, class... Options>
constexpr window pooling_window(const shape& x) {
    if constexpr (has<option::stride, Options...>) return window_of<Options...>(Kernel, x);
    else return window_of<stride<Kernel.height, Kernel.width>, Options...>(Kernel, x);
}

/// As check_window; a pooling's window must not lie in the padding alone.
template <kernel_size Kernel, class... Options>
constexpr void check_pooling(trace::record& r, const shape& x) {
    const window w = pooling_window<Kernel, Options...>(x);
    if (!check_numbers(r, written_window<Options...>(Kernel, x)) || !check_window(r, x, w)) return;
    const int most_v = w.pad_top > w.pad_bottom ? w.pad_top : w.pad_bottom;
    const int most_h = w.pad_left > w.pad_right ? w.pad_left : w.pad_right;
    if (2 * most_v > w.kernel_h || 2 * most_h > w.kernel_w)
        r.fail(text{"padding up to half the kernel"},
               text{"padding "} << most_v << ", " << most_h << " of " << w.kernel_h << 'x' << w.kernel_w);
}

}  // namespace detail

namespace ops {

/// One output pixel of a window over a map: its first element, the sample it belongs to, and the taps
/// that lie on the map.
struct window_position {
    long at_y, sample;
    kernels::taps v, h;
};

/// Calls visit(position) for every output pixel of a window from map x to map y.
template <class Visit>
constexpr void each_position(const shape& x, const shape& y, const window& win, long samples, const Visit& visit) {
    const kernels::map_window m = inlay::detail::map_window_of(x, y, win);
    for (long n = 0; n < samples; ++n)
        for (int oy = 0; oy < y[0]; ++oy)
            for (int ox = 0; ox < y[1]; ++ox)
                visit(window_position{((n * y[0] + oy) * y[1] + ox) * y[2], n, m.vertical().of(oy),
                                      m.horizontal().of(ox)});
}

/// Calls visit(at_x, tap) for the taps of a position: the first element of the pixel of x, the tap's number.
template <class Visit>
constexpr void each_tap_of(const window_position& p, const shape& x, const window& win, const Visit& visit) {
    for (int ky = 0; ky < p.v.count; ++ky)
        for (int kx = 0; kx < p.h.count; ++kx)
            visit(((p.sample * x[0] + p.v.at + ky * win.dilation_h) * x[1] + p.h.at + kx * win.dilation_w) * x[2],
                  (p.v.first + ky) * win.kernel_w + p.h.first + kx);
}

/// Calls visit(at_x, at_y, tap) for each pair of pixels that a tap joins.
template <class Visit>
constexpr void each_tap(const shape& x, const shape& y, const window& win, long samples, const Visit& visit) {
    each_position(x, y, win, samples, [&](const window_position& p) {
        each_tap_of(p, x, win, [&](long at_x, int tap) { visit(at_x, p.at_y, tap); });
    });
}

/// The window of a site as a kernel's template argument: from map `From` to map `To`, each the number
/// of an input, or -1 for the site's output.
template <class Site, int From, int To>
struct window_of_site {
    static constexpr shape map(int i) { return i < 0 ? Site::self.out : Site::input(i).out; }
    static constexpr kernels::map_window value = inlay::detail::map_window_of(map(From), map(To), Site::self.win);
};

}  // namespace ops
}  // namespace inlay

namespace inlay::ops {

/// The weights that spread dy: rows in reverse, output channels before a row's taps and input channels.
///     W (KH, KW, I, O) to (KH, O, KW I)
struct conv2d_scatter_weights : op_base {
    static constexpr const char* label = "conv2d_scatter_weights";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        const shape& w = in[0]->out;
        n.out = {w[0], w[3], w[1] * w[2]};
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape& to = c.self->out;
        for (int k = 0; k < to[0]; ++k)
            for (int o = 0; o < to[1]; ++o)
                for (int i = 0; i < to[2]; ++i)
                    c.out[(k * to[1] + o) * to[2] + i] = c.in[0][((to[0] - 1 - k) * to[2] + i) * to[1] + o];
    }
};

/// dx from dy and those weights; the node has the convolution's window and the shape of x.
///     dy (N, OH, OW, O)   W (KH, O, KW I)   dx (N, H, W, I)
struct conv2d_scatter_gradient : op_base {
    static constexpr const char* label = "conv2d_scatter_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape &x = c.self->out, &y = c.input(0).out;
        const window& win = c.self->win;
        const int run = win.kernel_w * x[2];
        for (long k = 0, n = c.total(*c.self); k < n; ++k) c.out[k] = 0;
        each_tap(x, y, win, c.self->batched ? c.batch : 1, [&](long at_x, long at_y, int tap) {
            const int ky = win.kernel_h - 1 - tap / win.kernel_w, kx = tap % win.kernel_w;
            for (int o = 0; o < y[2]; ++o)
                for (int i = 0; i < x[2]; ++i)
                    c.out[at_x + i] += c.in[0][at_y + o] * c.in[1][(ky * y[2] + o) * run + kx * x[2] + i];
        });
    }
    static constexpr long macs(const node&, const node* const* in) { return in[0]->size() * (in[1]->size() / in[0]->out[2]); }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::conv2d_scatter_gradient<typename Site::batch, window_of_site<Site, -1, 0>>(in[0], in[1], out, batch);
    }
};

}  // namespace inlay::ops
// ---- inlay/ops/winograd_conv2d.hpp ----
// The convolution of a deployed model in Winograd's form.

namespace inlay::ops {

/// U = G g G': the weights of 3 x 3 windows at the points of tiles of node.index x node.index outputs.
///     W (3, 3, I, O)   U ((M + 2)^2, I, O)
struct winograd_weights : op_base {
    static constexpr const char* label = "winograd_weights";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape& w = c.input(0).out;
        if (c.self->index == 4) transform<4>(c.in[0], c.out, static_cast<long>(w[2]) * w[3]);
        else transform<2>(c.in[0], c.out, static_cast<long>(w[2]) * w[3]);
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long) {
        constexpr shape w = Site::input(0).out;
        kernels::winograd_weights<typename Site::batch, Site::self.index, w[2], w[3]>(in[0], out);
    }

private:
    // The matrix G, in the order of kernels::winograd.
    static constexpr double g2[4][3] = {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};
    static constexpr double g4[6][3] = {{0.25, 0, 0},
                                        {-1.0 / 6, -1.0 / 6, -1.0 / 6},
                                        {-1.0 / 6, 1.0 / 6, -1.0 / 6},
                                        {1.0 / 24, 1.0 / 12, 1.0 / 6},
                                        {1.0 / 24, -1.0 / 12, 1.0 / 6},
                                        {0, 0, 1}};
    template <int M, class T>
    static constexpr void transform(const T* w, T* u, long pairs) {
        for (int y = 0; y < M + 2; ++y)
            for (int x = 0; x < M + 2; ++x)
                for (long i = 0; i < pairs; ++i) {
                    double sum = 0;
                    for (int r = 0; r < 3; ++r)
                        for (int c = 0; c < 3; ++c)
                            sum += (M == 4 ? g4[y][r] * g4[x][c] : g2[y % 4][r] * g2[x % 4][c]) *
                                   static_cast<double>(w[(r * 3 + c) * pairs + i]);
                    u[(y * (M + 2) + x) * pairs + i] = static_cast<T>(sum);
                }
    }
};

/// y = x * W + b for 3 x 3 windows without stride, U the transformed weights; tiles of node.index outputs.
///     x (N, H, W, I)   U ((M + 2)^2, I, O)   workspace   b (O)   y (N, OH, OW, O)
struct winograd_conv2d : op_base {
    static constexpr const char* label = "winograd_conv2d";
    static constexpr bool is_anchor = true;
    static constexpr bool has_gradient = false;

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        if (c.self->index == 4) apply<4>(c);
        else apply<2>(c);
    }
    static constexpr long macs(const node& n, const node* const* in) { return n.size() * 9 * in[0]->out[2]; }
    static constexpr text kernel_choice(const node& n, const node* const* in) {
        const kernels::map_window g = inlay::detail::map_window_of(in[0]->out, n.out, n.win);
        const kernels::winograd_plan p = kernels::winograd_plan_for(n.index, g);
        return text{"Winograd F("} << n.index << " x " << n.index << ", 3 x 3), " << p.tiles << " tiles by " << p.block;
    }
    /// What takes the place of convolution n: transformed weights, workspace, and this. Gives its number.
    static constexpr int replace(auto& g, const node& n, int tile) {
        const shape x = g[n.input[0]].out, w = g[n.input[1]].out;
        const kernels::map_window window = inlay::detail::map_window_of(x, n.out, n.win);
        node weights, memory, convolution = n;
        weights.out = {(tile + 2) * (tile + 2), w[2], w[3]};
        weights.layer = memory.layer = n.layer;
        weights.index = convolution.index = tile;
        memory.out = shape{static_cast<int>(kernels::winograd_plan_for(tile, window).workspace)};
        memory.index = g.size();  // no two are the same
        weights.batched = memory.batched = false;
        convolution.input_count = n.input_count + 1;
        weights.input[weights.input_count++] = n.input[1];
        convolution.input[1] = append_as<winograd_weights>(g, weights);
        convolution.input[2] = append_as<workspace>(g, memory);
        if (n.input_count > 2) convolution.input[3] = n.input[2];
        return append_as<winograd_conv2d>(g, convolution);
    }
    template <class Site, class Epilogue>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        kernels::winograd_conv2d<typename Site::batch, Site::self.index, window_of_site<Site, 0, -1>>(
            in[0], in[1], Site::self.input_count > 3 ? in[3] : nullptr, out, const_cast<float*>(in[2]), batch, e);
    }

private:
    // Tile by tile and channel by channel, with the transformations of the kernel.
    template <int M, class T>
    static constexpr void apply(const reference_call<T>& c) {
        using value = simd::value<T>;
        constexpr int P = M + 2;
        const shape &x = c.input(0).out, &y = c.self->out;
        const window& win = c.self->win;
        for (long n = 0; n < (c.self->batched ? c.batch : 1); ++n)
            for (int oy = 0; oy < y[0]; oy += M)
                for (int ox = 0; ox < y[1]; ox += M)
                    for (int o = 0; o < y[2]; ++o) {
                        value sum[P][P] = {};
                        for (int i = 0; i < x[2]; ++i) {
                            value d[P][P] = {};  // columns, then rows of points
                            for (int k = 0; k < P; ++k) {
                                value column[P] = {};
                                for (int r = 0; r < P; ++r) column[r] = at(c, n, oy - win.pad_top + r, ox - win.pad_left + k, i);
                                value v[P] = {};
                                kernels::winograd<M>::input(column, v);
                                for (int r = 0; r < P; ++r) d[r][k] = v[r];
                            }
                            for (int r = 0; r < P; ++r) {
                                value v[P] = {};
                                kernels::winograd<M>::input(d[r], v);
                                for (int k = 0; k < P; ++k)
                                    sum[r][k] = sum[r][k] + v[k] * value(c.in[1][((r * P + k) * x[2] + i) * y[2] + o]);
                            }
                        }
                        value rows[M][P] = {};
                        for (int k = 0; k < P; ++k) {
                            value column[P] = {}, v[M] = {};
                            for (int r = 0; r < P; ++r) column[r] = sum[r][k];
                            kernels::winograd<M>::output(column, v);
                            for (int r = 0; r < M; ++r) rows[r][k] = v[r];
                        }
                        for (int r = 0; r < M && oy + r < y[0]; ++r) {
                            value v[M] = {};
                            kernels::winograd<M>::output(rows[r], v);
                            for (int k = 0; k < M && ox + k < y[1]; ++k)
                                c.out[((n * y[0] + oy + r) * y[1] + ox + k) * y[2] + o] =
                                    v[k][0] + (c.self->input_count > 3 ? c.in[3][o] : T(0));
                        }
                    }
    }
    template <class T>
    static constexpr T at(const reference_call<T>& c, long n, int y, int x, int i) {
        const shape& in = c.input(0).out;
        return y < 0 || x < 0 || y >= in[0] || x >= in[1] ? T(0) : c.in[0][((n * in[0] + y) * in[1] + x) * in[2] + i];
    }
};

}  // namespace inlay::ops

namespace inlay {
namespace ops {

/// The weights of the convolution that leads a gradient back: input and output channels of each group
/// exchanged, taps in reverse.                    W (KH, KW, I / G, O) to (KH, KW, O / G, I)
struct conv2d_reversed_weights : op_base {
    static constexpr const char* label = "conv2d_reversed_weights";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        const shape& w = in[0]->out;
        n.out = {w[0], w[1], w[3] / n.win.groups, w[2] * n.win.groups};
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape& w = c.input(0).out;
        const int G = c.self->win.groups, I = w[2], O = w[3] / G, last = w[0] * w[1] - 1;
        for (int k = 0; k <= last; ++k)
            for (int g = 0; g < G; ++g)
                for (int o = 0; o < O; ++o)
                    for (int i = 0; i < I; ++i)
                        c.out[(((last - k) * O + o) * G + g) * I + i] = c.in[0][((k * I + i) * G + g) * O + o];
    }
};

/// dx from dy and the reversed weights; the node has the convolution's window and the shape of x. For
/// strides: without them dx is a conv2d.      dy (N, OH, OW, O)   W (KH, KW, O / G, I)   dx (N, H, W, I)
struct conv2d_input_gradient : op_base {
    static constexpr const char* label = "conv2d_input_gradient";
    static constexpr bool is_anchor = true;
    static constexpr bool has_gradient = false;

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape &x = c.self->out, &y = c.input(0).out;
        const window& win = c.self->win;
        const int O = y[2] / win.groups, I = x[2] / win.groups, last = win.kernel_h * win.kernel_w - 1;
        for (long k = 0, n = c.total(*c.self); k < n; ++k) c.out[k] = 0;
        each_tap(x, y, win, c.self->batched ? c.batch : 1, [&](long at_x, long at_y, int tap) {
            for (int o = 0; o < y[2]; ++o)
                for (int i = o / O * I; i < (o / O + 1) * I; ++i)
                    c.out[at_x + i] += c.in[0][at_y + o] * c.in[1][((last - tap) * O + o % O) * x[2] + i];
        });
    }
    static constexpr long macs(const node&, const node* const* in) {
        return in[0]->size() * (in[1]->size() / in[0]->out[2]);
    }
    template <class Site, class Epilogue>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        kernels::conv2d_input_gradient<typename Site::batch, window_of_site<Site, -1, 0>>(in[0], in[1], out, batch, e);
    }
};

/// dW, summed over the batch and all positions; the node has the convolution's window and the shape of
/// W.                               x (N, H, W, I)   dy (N, OH, OW, O)   dW (KH, KW, I / G, O)
struct conv2d_weight_gradient : op_base {
    static constexpr const char* label = "conv2d_weight_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const*, int, trace::record&) { n.batched = false; }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape &x = c.input(0).out, &y = c.input(1).out;
        const window& win = c.self->win;
        const int O = y[2] / win.groups, I = x[2] / win.groups;
        for (long k = 0; k < c.self->size(); ++k) c.out[k] = 0;
        each_tap(x, y, win, c.input(0).batched ? c.batch : 1, [&](long at_x, long at_y, int tap) {
            for (int i = 0; i < I; ++i)
                for (int o = 0; o < y[2]; ++o)
                    c.out[(tap * I + i) * y[2] + o] += c.in[0][at_x + o / O * I + i] * c.in[1][at_y + o];
        });
    }
    static constexpr long macs(const node& n, const node* const* in) {
        return in[1]->size() * (n.size() / n.out[3]);
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::conv2d_weight_gradient<typename Site::batch, window_of_site<Site, 0, 1>>(in[0], in[1], out, batch);
    }
};

/// y = x * W + b, a window sliding over a map; each group of output channels sees its own group of
/// input channels.
///     x (N, H, W, I)   W (KH, KW, I / G, O)   b (O)   y (N, OH, OW, O)
struct conv2d : op_base {
    static constexpr const char* label = "conv2d";
    static constexpr bool is_anchor = true;
    static constexpr bool is_scalable = true;
    using gradient_kinds = types<conv2d, conv2d_reversed_weights, conv2d_input_gradient, conv2d_weight_gradient,
                                 conv2d_scatter_weights, conv2d_scatter_gradient>;
    using packed_kinds = types<workspace, winograd_weights, winograd_conv2d>;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = inlay::detail::after_window(in[0]->out, n.win, in[1]->out[3]);
        n.batched = in[0]->batched;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape &x = c.input(0).out, &y = c.self->out;
        const window& win = c.self->win;
        const int O = y[2] / win.groups, I = x[2] / win.groups;
        for (long k = 0, n = c.total(*c.self); k < n; ++k)
            c.out[k] = c.self->input_count > 2 ? c.in[2][k % y[2]] : T(0);
        each_tap(x, y, win, c.self->batched ? c.batch : 1, [&](long at_x, long at_y, int tap) {
            for (int i = 0; i < I; ++i)
                for (int o = 0; o < y[2]; ++o)
                    c.out[at_y + o] += c.in[0][at_x + o / O * I + i] * c.in[1][(tap * I + i) * y[2] + o];
        });
    }
    static constexpr void gradient(gradient_call& c) {
        const auto dy = c.dy(), x = c.in(0), w = c.in(1);
        node n;
        n.win = c.attributes().win;
        if (kernels::scatters(inlay::detail::map_window_of(x.extent(), dy.extent(), n.win), simd::native_width)) {
            const auto spreading = trace::emit<conv2d_scatter_weights>(n, w);
            n.out = x.extent();
            c.give(0, trace::emit<conv2d_scatter_gradient>(n, dy, spreading));
        } else if (const window back = backward_window(n.win); back.kernel_h > 0) {
            node convolution;
            convolution.win = back;
            c.give(0, trace::emit<conv2d>(convolution, dy, trace::emit<conv2d_reversed_weights>(n, w)));  // dx = dy * reversed W
        } else {
            const auto reversed = trace::emit<conv2d_reversed_weights>(n, w);
            n.out = x.extent();
            c.give(0, trace::emit<conv2d_input_gradient>(n, dy, reversed));
        }
        n.out = w.extent();
        c.give(1, trace::emit<conv2d_weight_gradient>(n, x, dy));                       // dW = x^T dy at each tap
        if (c.input_count() > 2) c.give(2, dy);                                         // db = sum dy
    }
    static constexpr long macs(const node& n, const node* const* in) {
        return n.size() * (in[1]->size() / n.out[2]);
    }
    template <class Site, class Epilogue>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        kernels::conv2d<typename Site::batch, window_of_site<Site, 0, -1>>(
            in[0], in[1], Site::self.input_count > 2 ? in[2] : nullptr, out, batch, e);
    }

    static constexpr text kernel_choice(const node& n, const node* const* in) {
        return kernels::conv2d_choice(inlay::detail::map_window_of(in[0]->out, n.out, n.win), simd::native_width);
    }
    /// Winograd's form, where it is worth its transformations.
    static constexpr int pack(auto& g, const node& n, deployment d) {
        const shape x = g[n.input[0]].out;
        const int tile = kernels::winograd_tile(inlay::detail::map_window_of(x, n.out, n.win), simd::native_width);
        if (tile == 0 || d.exact_convolutions || g[n.input[1]].batched || !n.batched) return -1;
        return winograd_conv2d::replace(g, n, tile);
    }

    /// The window by which dx is a convolution of dy; without a kernel if it is none: with strides, or
    /// more padding than a kernel reaches.
    static constexpr window backward_window(window w) {
        const int v = (w.kernel_h - 1) * w.dilation_h, h = (w.kernel_w - 1) * w.dilation_w;
        w.pad_top = v - w.pad_top, w.pad_bottom = v - w.pad_bottom;
        w.pad_left = h - w.pad_left, w.pad_right = h - w.pad_right;
        if (w.stride_h != 1 || w.stride_w != 1 || w.pad_top < 0 || w.pad_left < 0 || w.pad_bottom < 0 ||
            w.pad_right < 0)
            w.kernel_h = 0;
        return w;
    }
};

}  // namespace ops

namespace detail {

/// What conv2d and depthwise_conv2d share: `Derived::filters(shape)`, `Derived::window_over(shape)`,
/// and, for its errors, what is written.
template <class Derived, class... Options>
struct convolution : layer<Derived, Options...> {
    static constexpr void check(trace::record& r, shape x) {
        const window w = Derived::window_over(x);
        if (Derived::declared_filters < 1) return r.fail(text{"at least 1 filter"}, text{""} << Derived::declared_filters);
        if (!check_numbers(r, written_window<Options...>(Derived::kernel, x)) || !check_window(r, x, w)) return;
        constexpr int expected = value_or<option::expects, int, Options...>(0);
        const int filters = Derived::filters(x);
        if (expected != 0 && expected != x[2])
            r.fail(text{"expects "} << expected << " channels", text{"found "} << x[2]);
        else if (x[2] % w.groups != 0)
            r.fail(text{""} << w.groups << " groups of the channels", text{"found "} << x[2] << " channels");
        else if (filters % w.groups != 0)
            r.fail(text{""} << w.groups << " groups of the filters", text{"found "} << filters << " filters");
    }
    static constexpr auto parameters(shape x) {
        const window w = Derived::window_over(x);
        const int filters = Derived::filters(x), taps = w.kernel_h * w.kernel_w;
        const int in = at_least_1(x[2] / w.groups), out = at_least_1(filters / w.groups);
        const parameter_info weight{"weight",
                                    {filters, in, w.kernel_h, w.kernel_w},
                                    value_or<option::initialize, initializer, Options...>(init::glorot_uniform),
                                    layout::conv,
                                    true,
                                    in * taps,
                                    out * taps};
        const parameter_info bias{"bias", shape{filters}, init::zeros, layout::plain, true, in * taps, out * taps};
        if constexpr (has<option::no_bias, Options...>) return list(weight);
        else return list(weight, bias);
    }
    static constexpr auto forward(auto x, auto w, auto... b) {
        node n;
        n.win = Derived::window_over(x.extent());
        return trace::emit<ops::conv2d>(n, x, w, b...);
    }

private:
    static constexpr int at_least_1(int n) { return n > 0 ? n : 1; }
};

}  // namespace detail

/// Convolution: y[p][o] = b[o] + sum over taps k and channels i of x[p * stride - pad + k * dilation][i]
/// W[o][i][k], x taken as 0 outside the map.
///     x (N, H, W, I)   W (Filters, I / groups, KH, KW)   b (Filters)   y (N, OH, OW, Filters)
///     OH = (H + pads - dilation (KH - 1) - 1) / stride + 1
///
/// Options: stride<>, valid (unless given) or same or padding<>, dilation<>, groups<>, no_bias,
/// name<"...">, shared<"...">, expects<I>, initialize<...> (Glorot uniform unless given). `same` pads
/// as TensorFlow: an odd zero goes to the end. It is an error if the kernel is larger than the padded
/// map, or if groups do not divide I and Filters. Cost: OH * OW * KH * KW * I / groups * Filters MACs.
/// As PyTorch's nn.Conv2d (same shape of W) and Keras's Conv2D; maps are height, width, channels.
///
///     struct features : network<input<28, 28, 1>, conv2d<16, 3, same, stride<2>>, relu> {};
template <int Filters, kernel_size Kernel, class... Options>
struct conv2d : detail::convolution<conv2d<Filters, Kernel, Options...>, Options...> {
    static constexpr option accepts[] = {option::shared,     option::no_bias,  option::expects,
                                         option::initialize, option::stride,   option::padding,
                                         option::dilation,   option::groups};

    static constexpr int declared_filters = Filters;
    static constexpr kernel_size kernel = Kernel;
    static constexpr int filters(shape) { return Filters > 0 ? Filters : 1; }
    static constexpr window window_over(shape x) { return detail::window_of<valid, Options...>(Kernel, x); }
};

}  // namespace inlay

namespace inlay {
namespace detail {

/// A sequence (T, C) as the map (1, T, C).
constexpr shape as_map(const shape& sequence) { return {1, sequence[0], sequence[1]}; }

}  // namespace detail

namespace ops {

/// The window of a conv1d's site as a kernel's template argument; after `Before` more frames, which take
/// the place of the zeros.
template <class Site, int Before>
struct sequence_window {
    static constexpr kernels::map_window make() {
        const shape x = inlay::detail::as_map(Site::input(0).out), y = inlay::detail::as_map(Site::self.out);
        kernels::map_window m = inlay::detail::map_window_of(x, y, Site::self.win);
        if (Before > 0) m.in_w += Before, m.win.pad_left = 0;
        return m;
    }
    static constexpr kernels::map_window value = make();
};

/// y = x * W + b along time.      x (N, T, I)   W (1, K, I / G, O)   b (O)   y (N, OT, O)
struct conv1d : op_base {
    static constexpr const char* label = "conv1d";
    static constexpr bool is_anchor = true;
    using gradient_kinds =
        types<reshape, conv2d, conv2d_reversed_weights, conv2d_input_gradient, conv2d_weight_gradient>;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        const shape y = inlay::detail::after_window(inlay::detail::as_map(in[0]->out), n.win, in[1]->out[3]);
        n.out = {y[1], y[2]};
        n.batched = in[0]->batched;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        node x = c.input(0), self = *c.self;
        x.out = inlay::detail::as_map(x.out), self.out = inlay::detail::as_map(self.out);
        const node* const in[] = {&x, &c.input(1)};
        conv2d::reference(reference_call<T>{&self, in, c.in, c.out, c.batch, c.seed});
    }
    static constexpr void gradient(gradient_call& c) {  // conv2d's, of maps
        const auto w = c.in(1);
        const shape sequence = c.in(0).extent();
        node n;
        n.out = inlay::detail::as_map(c.dy().extent());
        const auto dy = trace::emit<reshape>(n, c.dy());
        n.out = inlay::detail::as_map(sequence);
        const auto x = trace::emit<reshape>(n, c.in(0));
        n.win = c.attributes().win;
        const auto reversed = trace::emit<conv2d_reversed_weights>(n, w);
        const window back = conv2d::backward_window(n.win);
        node m = n, flat;
        flat.out = sequence;
        if (back.kernel_h > 0) {
            m.win = back;
            c.give(0, trace::emit<reshape>(flat, trace::emit<conv2d>(m, dy, reversed)));
        } else {
            c.give(0, trace::emit<reshape>(flat, trace::emit<conv2d_input_gradient>(m, dy, reversed)));
        }
        n.out = w.extent();
        c.give(1, trace::emit<conv2d_weight_gradient>(n, x, dy));
        if (c.input_count() > 2) c.give(2, c.dy());
    }
    static constexpr long macs(const node& n, const node* const* in) {
        return n.size() * (in[1]->size() / n.out[1]);
    }
    template <class Site, class Epilogue>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        kernels::conv2d<typename Site::batch, sequence_window<Site, 0>>(
            in[0], in[1], Site::self.input_count > 2 ? in[2] : nullptr, out, batch, e);
    }

    /// Frames that come before a block and that it still sees; -1 where it sees others than those.
    static constexpr int frames_before(const node& n, const node& x) {
        const int reach = (n.win.kernel_w - 1) * n.win.dilation_w;
        const bool causal = n.win.pad_left == reach && n.win.pad_right == 0;
        return causal && x.out[0] % n.win.stride_w == 0 ? reach : -1;
    }
    static constexpr long state_size(const node& n, const node* const* in) {
        const int before = frames_before(n, *in[0]);
        return before < 0 ? sees_later_rows : kernels::history{before, in[0]->out[0], in[0]->out[1]}.size();
    }
    template <class Site, class Epilogue>
    [[gnu::always_inline]] static constexpr void run_stream(const float* const* in, float* state, float* out,
                                                            const Epilogue& e) {
        constexpr int before = frames_before(Site::self, Site::input(0));
        constexpr kernels::history past{before, Site::input(0).out[0], Site::input(0).out[1]};
        const float* x = past.append(state, in[0]);
        kernels::conv2d<typename Site::batch, sequence_window<Site, before>>(
            x, in[1], Site::self.input_count > 2 ? in[2] : nullptr, out, 1, e);
        past.keep(state);
    }
};

}  // namespace ops

/// Convolution along time: y[t][o] = b[o] + sum over taps k and channels i of
/// x[t * stride - pad + k * dilation][i] W[o][i][k], x taken as 0 outside the sequence.
///     x (N, T, I)   W (Filters, I / groups, Kernel)   b (Filters)   y (N, OT, Filters)
///     OT = (T + pads - dilation (Kernel - 1) - 1) / stride + 1
///
/// Options: valid (unless given), causal, same or padding<>; stride<>, dilation<>, groups<>, no_bias,
/// name<"...">, shared<"...">, expects<I>, initialize<...> (Glorot uniform unless given). `causal` puts
/// dilation (Kernel - 1) zeros before the start: y[t] sees nothing after x[t], and streaming<Net> runs it
/// block by block. Errors as conv2d's. Cost: OT * Kernel * I / groups * Filters MACs. As PyTorch's
/// nn.Conv1d (same shape of W) and Keras's Conv1D (padding="causal"); time comes first here, as in Keras.
///
///     struct wave : network<input<64, 1>, conv1d<8, 3, causal, dilation<2>>, relu, conv1d<1, 1>> {};
template <int Filters, int Kernel, class... Options>
struct conv1d : layer<conv1d<Filters, Kernel, Options...>, Options...> {
    static constexpr int filters = Filters > 0 ? Filters : 1;
    static constexpr option accepts[] = {option::shared,     option::no_bias, option::expects,
                                         option::initialize, option::stride,  option::padding,
                                         option::dilation,   option::groups,  option::causal};

    static constexpr window window_over(shape x) {
        const shape map = detail::as_map(x);
        window w = detail::window_of<valid, Options...>(kernel_size{1, Kernel}, map);
        w.stride_h = w.dilation_h = 1;
        w.pad_top = w.pad_bottom = 0;
        return w;
    }
    static constexpr void check(trace::record& r, shape x) {
        if (x.rank != 2) return r.fail(text{"expects a sequence [T, C]"}, text{"found ["} << x << ']');
        if (Filters < 1) return r.fail(text{"at least 1 filter"}, text{""} << Filters);
        if (!detail::check_numbers(r, detail::written_window<Options...>(kernel_size{1, Kernel}, detail::as_map(x)))) return;
        const window w = window_over(x);
        const int reach = (Kernel - 1) * w.dilation_w + 1;
        constexpr int expected = detail::value_or<option::expects, int, Options...>(0);
        if (reach > x[0] + w.pad_left + w.pad_right)
            r.fail(text{"kernel "} << reach << " within the sequence", text{"found ["} << x << ']');
        else if (expected != 0 && expected != x[1])
            r.fail(text{"expects "} << expected << " channels", text{"found "} << x[1]);
        else if (x[1] % w.groups != 0)
            r.fail(text{""} << w.groups << " groups of the channels", text{"found "} << x[1] << " channels");
        else if (Filters % w.groups != 0)
            r.fail(text{""} << w.groups << " groups of the filters", text{"found "} << Filters << " filters");
    }
    static constexpr auto parameters(shape x) {
        const int count = window_over(x).groups;
        const int in = x[1] / count > 0 ? x[1] / count : 1, out = filters / count > 0 ? filters / count : 1;
        const parameter_info weight{"weight",
                                    {filters, in, Kernel > 0 ? Kernel : 1},
                                    detail::value_or<option::initialize, initializer, Options...>(init::glorot_uniform),
                                    layout::conv,
                                    true,
                                    in * Kernel,
                                    out * Kernel};
        const parameter_info bias{"bias", shape{filters}, init::zeros, layout::plain, true, in * Kernel, out * Kernel};
        if constexpr (detail::has<option::no_bias, Options...>) return list(weight);
        else return list(weight, bias);
    }
    static constexpr auto forward(auto x, auto w, auto... b) {
        node n;
        n.win = window_over(x.extent());
        return trace::emit<ops::conv1d>(n, x, w, b...);
    }
};

}  // namespace inlay
// ---- inlay/ops/dense.hpp ----
// The fully connected layer: its operation, its gradient and what they are made of.

// ---- inlay/kernels/transpose.hpp ----
// The transpose of a matrix of known size.

namespace inlay::kernels {

/// y[j][i] = x[i][j].              x (Rows, Columns)   y (Columns, Rows)
template <int Rows, int Columns>
constexpr void transpose(const float* x, float* y) {
    // for rows by 16, which fill a cache line of y: for columns: for rows
    constexpr int block = 16, whole = Rows / block * block;
    for (int i = 0; i < whole; i += block)
        for (int j = 0; j < Columns; ++j) {
            INLAY_UNROLL
            for (int k = 0; k < block; ++k) y[j * Rows + i + k] = x[(i + k) * Columns + j];
        }
    for (int j = 0; j < Columns; ++j)
        for (int i = whole; i < Rows; ++i) y[j * Rows + i] = x[i * Columns + j];
}

}  // namespace inlay::kernels
// ---- inlay/ops/dense_packed.hpp ----
// The fully connected layer of a deployed model: its weights in panels, in 32 or 16 bits.

namespace inlay::ops {

/// The panels of a weight, its columns beyond U zero; node.type says in which type.
///     W (I, U)   out (panels, I, columns)
struct dense_panels : op_base {
    static constexpr const char* label = "dense_panels";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape &w = c.input(0).out, &p = c.self->out;
        for (int k = 0; k < p[0]; ++k)
            for (int i = 0; i < p[1]; ++i)
                for (int j = 0; j < p[2]; ++j) {
                    const int u = k * p[2] + j;
                    T& to = c.out[(k * p[1] + i) * p[2] + j];
                    to = u < w[1] ? static_cast<T>(inlay::detail::rounded_to(c.self->type, static_cast<float>(c.in[0][i * w[1] + u]))) : T(0);
                }
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long) {
        kernels::pack_weights<Site::self.type, Site::input(0).out[0], Site::input(0).out[1]>(in[0], out);
    }
};

/// y = x W + b on the last extent, W in panels.
///     x (N, ..., I)   W (panels, I, columns)   b (U)   y (N, ..., U)
struct dense_packed : op_base {
    static constexpr const char* label = "dense_packed";
    static constexpr bool is_anchor = true;
    static constexpr bool has_gradient = false;

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape& w = c.input(1).out;
        const int U = c.self->out.last(), I = w[1];
        for (long r = 0, rows = c.total(*c.self) / U; r < rows; ++r)
            for (int u = 0; u < U; ++u) {
                T sum = c.self->input_count > 2 ? c.in[2][u] : T(0);
                for (int i = 0; i < I; ++i) sum += c.in[0][r * I + i] * c.in[1][(u / w[2] * I + i) * w[2] + u % w[2]];
                c.out[r * U + u] = sum;
            }
    }
    static constexpr long macs(const node& n, const node* const* in) { return n.size() * in[1]->out[1]; }
    static constexpr text kernel_choice(const node&, const node* const* in) {
        const shape& w = in[1]->out;
        return text{""} << w[0] << (w[0] == 1 ? " panel" : " panels") << " of " << w[2] << " columns, weights in "
                        << name_of(in[1]->type);
    }
    template <class Site, class Epilogue>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        constexpr node w = Site::input(1);
        constexpr int I = w.out[1], U = Site::self.out.last();
        using B = typename Site::batch;
        kernels::dense_by<B, I, U>(in[0], kernels::packed_weights<B, w.type, I, w.out[2]>{in[1]},
                                   Site::self.input_count > 2 ? in[2] : nullptr, out, batch * (Site::self.size() / U), e);
    }

    /// What takes the place of y = x W + b, with its weights made from W; -1 where W lies as a panel already.
    static constexpr int pack(auto& g, const node& n, deployment d) {
        const node w = g[n.input[1]];
        const kernels::panels p = kernels::panels_for(w.out[1], simd::native_width, d.weights);
        if (w.batched || (d.weights == dtype::f32 && p.count == 1 && p.columns == w.out[1])) return -1;
        node panels;
        panels.out = {p.count, w.out[0], p.columns};
        panels.batched = false;
        panels.layer = n.layer;
        panels.type = d.weights;
        panels.input[panels.input_count++] = n.input[1];
        node packed = n;
        packed.input[1] = append_as<dense_panels>(g, panels);
        return append_as<dense_packed>(g, packed);
    }
};

}  // namespace inlay::ops

namespace inlay {
namespace ops {

/// (R, C) to (C, R).
struct transpose : op_base {
    static constexpr const char* label = "transpose";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = {in[0]->out[1], in[0]->out[0]};
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int rows = c.input(0).out[0], columns = c.input(0).out[1];
        for (int i = 0; i < rows; ++i)
            for (int j = 0; j < columns; ++j) c.out[j * rows + i] = c.in[0][i * columns + j];
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long) {
        kernels::transpose<Site::input(0).out[0], Site::input(0).out[1]>(in[0], out);
    }
};

/// dW = x^T dy.           x (N, ..., I)   dy (N, ..., U)   dW (I, U), summed over all leading extents
struct dense_weight_gradient : op_base {
    static constexpr const char* label = "dense_weight_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = {in[0]->out.last(), in[1]->out.last()};
        n.batched = false;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int I = c.self->out[0], U = c.self->out[1];
        for (long i = 0; i < c.self->size(); ++i) c.out[i] = 0;
        for (long r = 0, rows = c.total(c.input(0)) / I; r < rows; ++r)
            for (int i = 0; i < I; ++i)
                for (int u = 0; u < U; ++u) c.out[i * U + u] += c.in[0][r * I + i] * c.in[1][r * U + u];
    }
    static constexpr long macs(const node& n, const node* const* in) {
        return in[0]->size() * n.out[1];
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int I = Site::self.out[0], U = Site::self.out[1];
        kernels::dense_weight_gradient<typename Site::batch, I, U>(
            in[0], in[1], out, batch * (Site::input(0).size() / I));
    }
};

/// y = x W + b on the last extent.        x (N, ..., I)   W (I, U)   b (U)   y (N, ..., U)
struct dense : op_base {
    static constexpr const char* label = "dense";
    static constexpr bool is_anchor = true;
    static constexpr bool is_scalable = true;
    using gradient_kinds = types<dense, transpose, dense_weight_gradient>;
    using packed_kinds = types<dense_panels, dense_packed>;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[0]->out.with_last(in[1]->out[1]);
        n.batched = in[0]->batched;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int I = c.input(1).out[0], U = c.input(1).out[1];
        for (long r = 0, rows = c.total(*c.self) / U; r < rows; ++r)
            for (int u = 0; u < U; ++u) {
                T sum = c.self->input_count > 2 ? c.in[2][u] : T(0);
                for (int i = 0; i < I; ++i) sum += c.in[0][r * I + i] * c.in[1][i * U + u];
                c.out[r * U + u] = sum;
            }
    }
    static constexpr void gradient(gradient_call& c) {
        const auto dy = c.dy(), x = c.in(0), w = c.in(1);
        c.give(0, trace::emit<dense>(node{}, dy, trace::emit<transpose>(node{}, w)));   // dx = dy W^T
        c.give(1, trace::emit<dense_weight_gradient>(node{}, x, dy));                   // dW = x^T dy
        if (c.input_count() > 2) c.give(2, dy);                                         // db = sum dy
    }
    static constexpr long macs(const node& n, const node* const* in) {
        return n.size() * in[1]->out[0];
    }
    static constexpr int pack(auto& g, const node& n, deployment d) { return dense_packed::pack(g, n, d); }
    static constexpr text kernel_choice(const node&, const node* const* in) {
        const int U = in[1]->out[1], W = simd::native_width;
        const kernels::tile t = kernels::tile_for(U, W);
        return text{"tiles of "} << t.rows << " rows, " << t.vectors * W << " columns; one row: " << kernels::vectors_for_one_row(U, W) * W;
    }
    static constexpr long state_size(const node&, const node* const*) { return 0; }
    template <class Site, class Epilogue>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        constexpr int I = Site::input(1).out[0], U = Site::input(1).out[1];
        kernels::dense<typename Site::batch, I, U>(in[0], in[1], Site::self.input_count > 2 ? in[2] : nullptr,
                                                   out, batch * (Site::self.size() / U), e);
    }
};

}  // namespace ops

/// Fully connected layer: y = x W^T + b.           x (N, I)   W (Units, I)   b (Units)   y (N, Units)
///
/// Options: no_bias, name<"...">, shared<"...">, expects<I>, initialize<...> (Glorot uniform unless
/// given). Works on the last extent of larger inputs. Cost: I * Units MACs, Units * (I + 1)
/// parameters. As PyTorch's nn.Linear and Keras's Dense.
///
///     struct classifier : network<input<784>, dense<128>, relu, dense<10>> {};
template <int Units, class... Options>
struct dense : layer<dense<Units, Options...>, Options...> {
    static constexpr int units = Units > 0 ? Units : 1;
    static constexpr option accepts[] = {option::shared, option::no_bias, option::expects,
                                         option::initialize};
    static constexpr int follows_flatten = 1;  // parameters that count the inputs: the weight

    static constexpr void check(trace::record& r, shape x) {
        if (Units < 1) r.fail(text{"at least 1 unit"}, text{""} << Units);
        constexpr int expected = detail::value_or<option::expects, int, Options...>(0);
        if (expected != 0 && expected != x.last())
            r.fail(text{"expects "} << expected << " inputs", text{"found "} << x.last());
    }
    static constexpr auto parameters(shape x) {
        const int in = x.last();
        const parameter_info weight{
            "weight", {units, in},
            detail::value_or<option::initialize, initializer, Options...>(init::glorot_uniform),
            layout::dense, true, in, units};
        const parameter_info bias{"bias", shape{units}, init::zeros, layout::plain, true, in, units};
        if constexpr (detail::has<option::no_bias, Options...>) return list(weight);
        else return list(weight, bias);
    }
    static constexpr auto forward(auto x, auto w, auto... b) {
        return trace::emit<ops::dense>(node{}, x, w, b...);
    }
};

}  // namespace inlay
// ---- inlay/ops/depthwise_conv2d.hpp ----
// The convolution of each channel by itself: a conv2d with as many groups as channels.

namespace inlay {

/// Depthwise convolution: y[p][c] = b[c] + sum over taps k of x[p * stride - pad + k * dilation][c] W[c][k].
///     x (N, H, W, C)   W (C, 1, KH, KW)   b (C)   y (N, OH, OW, C)
///
/// Options and errors as conv2d's, without groups<>. Cost: OH * OW * KH * KW * C MACs. As PyTorch's
/// nn.Conv2d(C, C, kernel, groups=C), Keras's DepthwiseConv2D. Sifre 2014; Howard et al. 2017.
///
///     using block = sequential<depthwise_conv2d<3, same>, relu, conv2d<32, 1>>;
template <kernel_size Kernel, class... Options>
struct depthwise_conv2d : detail::convolution<depthwise_conv2d<Kernel, Options...>, Options...> {
    static constexpr option accepts[] = {option::shared,     option::no_bias, option::expects, option::initialize,
                                         option::stride,     option::padding, option::dilation};

    static constexpr int declared_filters = 1;  // as many as channels
    static constexpr kernel_size kernel = Kernel;
    static constexpr int filters(shape x) { return x[2] > 0 ? x[2] : 1; }
    static constexpr window window_over(shape x) {
        window w = detail::window_of<valid, Options...>(Kernel, x);
        w.groups = filters(x);
        return w;
    }
};

}  // namespace inlay
// ---- inlay/ops/dropout.hpp ----
// Dropout: in training, elements are set to 0 at random.

namespace inlay {
namespace ops {

/// y = x / (1 - rate) where element i is kept, else 0. Kept: number i of stream `index` of the
/// step's seed is at least `rate` (node.value). Seed 0 keeps everything as it is.
struct dropout_mask : op_base {
    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[0]->out;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        apply(c.in[0], c.out, c.total(*c.self), c.self->value, c.self->index, c.seed);
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch,
                              unsigned long long seed) {
        apply(in[0], out, Site::self.size() * (Site::self.batched ? batch : 1), Site::self.value,
              Site::self.index, seed);
    }

private:
    template <class T>
    static constexpr void apply(const T* x, T* y, long count, double rate, int index,
                                unsigned long long seed) {
        const unsigned long long numbers = stream(seed, static_cast<unsigned long long>(index));
        const auto least = static_cast<float>(rate);
        const T scale = seed == 0 ? T(1) : static_cast<T>(1 / (1 - rate));
        for (long i = 0; i < count; ++i) {
            const bool kept =
                seed == 0 ||
                random_uniform_at(numbers, static_cast<unsigned long long>(i)) >= least;
            y[i] = kept ? x[i] * scale : T(0);
        }
    }
};

/// dx = dy / (1 - rate) where x was kept, else 0: the same numbers again, no mask is stored.
struct dropout_gradient : dropout_mask {
    static constexpr const char* label = "dropout_gradient";
    static constexpr bool has_gradient = false;
};

struct dropout : dropout_mask {
    static constexpr const char* label = "dropout";
    static constexpr bool identity_in_inference = true;
    using gradient_kinds = types<dropout_gradient>;

    static constexpr void gradient(gradient_call& c) {
        node n;
        n.index = c.attributes().index;
        n.value = c.attributes().value;
        c.give(0, trace::emit<dropout_gradient>(n, c.dy()));
    }
};

}  // namespace ops

/// In training, sets each element to 0 with probability Rate and scales the others by
/// 1 / (1 - Rate); nothing in inference.  Srivastava et al. 2014; as PyTorch's and Keras's Dropout.
///
/// The elements follow from the training's seed, the step and the layer: a run can be repeated.
///
///     struct classifier : network<input<64>, dense<64>, relu, dropout<0.2>, dense<10>> {};
template <number Rate, class... Options>
struct dropout : layer<dropout<Rate, Options...>, Options...> {
    static constexpr bool valid = Rate.value() >= 0 && Rate.value() < 1;
    static constexpr void check(trace::record& r, shape) {
        if (!valid) r.fail(text{"a rate from 0 to below 1"}, text{""} << Rate.value());
    }
    static constexpr auto forward(auto x) {
        node n;
        n.index = x.r->layers.size();  // of each dropout its own
        n.value = valid ? Rate.value() : 0;
        return trace::emit<ops::dropout>(n, x);
    }
};

}  // namespace inlay
// ---- inlay/ops/gru.hpp ----
// The gated recurrent unit: its operation, its gradient through time and the layer.

// ---- inlay/kernels/gru.hpp ----
// The steps of a gated recurrent unit in time, and back through time.

// ---- inlay/kernels/recurrent.hpp ----
// What the steps of recurrent layers share: the products of the state with the gates' weights.

namespace inlay::kernels {

/// Vectors of each of `gates` gates that one tile holds: accumulators for all of them fit into the registers.
constexpr int gate_vectors(int gates, int width) { return (width >= 16 ? 24 : 12) / gates; }

/// Of a layer with H units: wh (H, gates H), wi (C, gates H), biases (gates H) or null.
struct recurrent_weights {
    const float *wh, *bh, *wi, *bi;
};

/// Units rounded up to whole batches: how far apart gates lie where a step computes them.
template <class B, int H>
inline constexpr int gate_stride = vectors_for(H, B::width) * B::width;

// for g < Gates, v < Vectors: sum[g][v] += sum over i < Inputs of x[i] * W[i][g][v]
// W (Inputs, Gates, H) from the tile's first column on. Chains: as in dense_tile.
template <class B, int Inputs, int H, int Gates, int Vectors>
[[gnu::always_inline]] constexpr void gate_sums(const float* x, const float* w, B (&sum)[Gates][Vectors]) {
    constexpr int W = B::width;
    constexpr int Chains = Gates * Vectors >= 8 || Inputs < 8 ? 1 : (7 + Gates * Vectors) / (Gates * Vectors);
    B acc[Gates][Vectors][Chains] = {};
    INLAY_UNROLL
    for (int g = 0; g < Gates; ++g) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) acc[g][v][0] = sum[g][v];
    }
    const auto add = [&](int i, int chain) INLAY_INLINE_LAMBDA {
        const B xi(x[i]);
        INLAY_UNROLL
        for (int g = 0; g < Gates; ++g) {
            INLAY_UNROLL
            for (int v = 0; v < Vectors; ++v)
                acc[g][v][chain] = fma(xi, B::load(w + (i * Gates + g) * H + v * W), acc[g][v][chain]);
        }
    };
    constexpr int whole = Inputs / Chains * Chains;
    for (int i = 0; i < whole; i += Chains) {
        INLAY_UNROLL
        for (int c = 0; c < Chains; ++c) add(i + c, c);
    }
    if constexpr (whole < Inputs)
        for (int i = whole; i < Inputs; ++i) add(i, 0);
    INLAY_UNROLL
    for (int g = 0; g < Gates; ++g) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) {
            sum[g][v] = acc[g][v][0];
            INLAY_UNROLL
            for (int c = 1; c < Chains; ++c) sum[g][v] = sum[g][v] + acc[g][v][c];
        }
    }
}

/// What the gates of a step see, before their functions: x W_ih + b_ih + h W_hh + b_hh, each gate in a
/// stretch of gate_stride numbers. Apart: of the last gate the two sums stay apart, that of x lies behind.
///     x (C), or its products (Gates H) where C is 0   h (H)   out (Gates, or Gates + 1 where Apart)
template <class B, int C, int H, int Gates, bool Apart>
[[gnu::always_inline]] constexpr void step_sums(const float* x, const float* h, recurrent_weights w, float* out) {
    // for units by tile: for the inputs: for the state
    each_channel_tile<B, H, gate_vectors(Gates, B::width)>([&](auto units, int u, int last) INLAY_INLINE_LAMBDA {
        using U = decltype(units);
        constexpr int V = U::vectors, W = B::width, stride = gate_stride<B, H>;
        B sum[Gates][V] = {};
        INLAY_UNROLL
        for (int g = 0; g < Gates; ++g) {
            INLAY_UNROLL
            for (int v = 0; v < V; ++v) {
                const int at = g * H + u + v * W;
                if constexpr (C == 0) sum[g][v] = load<B>(x + at, U::template lanes<B>(v, last));
                else sum[g][v] = w.bi != nullptr ? B::load(w.bi + at) : B(0);
            }
        }
        if constexpr (C > 0) gate_sums<B, C, H>(x, w.wi + u, sum);
        if constexpr (Apart) {
            INLAY_UNROLL
            for (int v = 0; v < V; ++v) {
                sum[Gates - 1][v].store(out + Gates * stride + u + v * W);
                sum[Gates - 1][v] = B(0);
            }
        }
        if (w.bh != nullptr) {
            INLAY_UNROLL
            for (int g = 0; g < Gates; ++g) {
                INLAY_UNROLL
                for (int v = 0; v < V; ++v) sum[g][v] = sum[g][v] + B::load(w.bh + g * H + u + v * W);
            }
        }
        gate_sums<B, H, H>(h, w.wh + u, sum);
        INLAY_UNROLL
        for (int g = 0; g < Gates; ++g) {
            INLAY_UNROLL
            for (int v = 0; v < V; ++v) sum[g][v].store(out + g * stride + u + v * W);
        }
    });
}

/// Visits the units batch by batch: visit(first, lanes). One loop, so that the code exists once.
template <class B, int H, class Visit>
[[gnu::always_inline]] constexpr void each_unit(const Visit& visit) {
    for (int k = 0; k < H; k += B::width) visit(k, H % B::width == 0 || H - k > B::width ? B::width : H - k);
}

/// y[j] += sum over k < Columns of W[j][k] * d[k].          W (Rows, Stride) from its first column on
template <class B, int Rows, int Columns, int Stride>
[[gnu::always_inline]] constexpr void add_products_of_rows(const float* w, const float* d, float* y) {
    // for rows by 4: for columns by a batch
    const auto some = [&](auto tile, int j) INLAY_INLINE_LAMBDA {
        constexpr int count = decltype(tile)::vectors;
        B acc[count] = {};
        along_row<B, Columns>([&](int k, int lanes) INLAY_INLINE_LAMBDA {
            const B dk = load<B>(d + k, lanes);
            INLAY_UNROLL
            for (int r = 0; r < count; ++r) acc[r] = fma(load<B>(w + (j + r) * Stride + k, lanes), dk, acc[r]);
        });
        INLAY_UNROLL
        for (int r = 0; r < count; ++r) y[j + r] += sum(acc[r]);
    };
    constexpr int whole = Rows / 4 * 4;
    if constexpr (whole > 0)
        for (int j = 0; j < whole; j += 4) some(channel_tile<4, 1>{}, j);
    if constexpr (whole < Rows) some(channel_tile<Rows - whole, 1>{}, whole);
}

/// Runs a step of a recurrent layer over T frames: step(t, h before, h after). Row t of `out` (T, H) is h
/// after frame t; of Last only the last one is kept, in out (H). `first`: h before the first frame.
template <int T, int H, bool Last, class Step>
[[gnu::always_inline]] constexpr void each_frame(const float* first, float* out, const Step& step) {
    if constexpr (Last) {
        float rows[2][H] = {};
        const float* h = first;
        for (int t = 0; t < T; ++t) {
            float* const next = t + 1 == T ? out : rows[t % 2];
            step(t, h, next);
            h = next;
        }
    } else {
        for (int t = 0; t < T; ++t) step(t, t == 0 ? first : out + (t - 1) * H, out + t * H);
    }
}

template <int N>
[[gnu::always_inline]] constexpr void copy_numbers(const float* from, float* to) {
    for (int i = 0; i < N; ++i) to[i] = from[i];
}

}  // namespace inlay::kernels

namespace inlay::kernels {

/// The gates of a batch of units, from what step_sums left at `sums`: r and z, n = tanh(xn + r hn).
template <class B, int H>
struct gru_gates {
    B r, z, hn, n;
    [[gnu::always_inline]] constexpr explicit gru_gates(const float* sums)
        : r(simd::sigmoid(B::load(sums))), z(simd::sigmoid(B::load(sums + gate_stride<B, H>))),
          hn(B::load(sums + 2 * gate_stride<B, H>)),
          n(simd::tanh(fma(r, hn, B::load(sums + 3 * gate_stride<B, H>)))) {}
};

/// T steps of h = (1 - z) n + z h, from h = first.
///     x (T, C), or the products (T, 3 H) where C is 0   first (H)   out (T, H), or (H) where Last
template <class Batch, int T, int C, int H, bool Last>
[[gnu::always_inline]] constexpr void gru(const float* x, recurrent_weights w, const float* first, float* out) {
    // for frames: for units by tile: for inputs and state; for units by a batch
    using B = typename narrowed<Batch, H>::type;
    each_frame<T, H, Last>(first, out, [&](int t, const float* h, float* next) INLAY_INLINE_LAMBDA {
        alignas(64) float sums[4 * gate_stride<B, H>];
        step_sums<B, C, H, 3, true>(x + t * (C > 0 ? C : 3 * H), h, w, sums);
        each_unit<B, H>([&](int k, int lanes) INLAY_INLINE_LAMBDA {
            const gru_gates<B, H> g(sums + k);
            store(fma(g.z, load<B>(h + k, lanes) - g.n, g.n), next + k, lanes);
        });
    });
}

/// The gradients of the gates before their functions, from the last step to the first:
/// dr, dz, dn, and dn r, which belongs to h W_n + b_n.
///     dy, y (T, H)   x (T, 3 H)   out (T, 4 H)
template <class Batch, int T, int H>
[[gnu::always_inline]] constexpr void gru_gradient(const float* dy, const float* x, const float* y, recurrent_weights w,
                                                   float* out) {
    using B = typename narrowed<Batch, H>::type;
    float carry[H] = {};
    const float zeros[H] = {};
    for (int t = T - 1; t >= 0; --t) {
        const float* const h = t > 0 ? y + (t - 1) * H : zeros;
        float* const d = out + t * 4 * H;
        alignas(64) float sums[4 * gate_stride<B, H>];
        step_sums<B, 0, H, 3, true>(x + t * 3 * H, h, w, sums);
        each_unit<B, H>([&](int k, int lanes) INLAY_INLINE_LAMBDA {
            const gru_gates<B, H> g(sums + k);
            const B dh = load<B>(dy + t * H + k, lanes) + load<B>(carry + k, lanes);
            const B dn = dh * (1 - g.z) * (1 - g.n * g.n);
            store(dn * g.hn * g.r * (1 - g.r), d + k, lanes);
            store(dh * (load<B>(h + k, lanes) - g.n) * g.z * (1 - g.z), d + H + k, lanes);
            store(dn, d + 2 * H + k, lanes);
            store(dn * g.r, d + 3 * H + k, lanes);
            store(dh * g.z, carry + k, lanes);
        });
        if (t == 0) break;
        add_products_of_rows<B, H, 2 * H, 3 * H>(w.wh, d, carry);
        add_products_of_rows<B, H, H, 3 * H>(w.wh + 2 * H, d + 3 * H, carry);
    }
}

}  // namespace inlay::kernels
// ---- inlay/ops/recurrent.hpp ----
// What recurrent layers share: rows of a sequence moved in time, the last one alone, parameters and options.

namespace inlay {
namespace ops {

/// Row t is row t - 1, row 0 is 0: what the state was before each step.           x, y (N, T, C)
struct previous_row : op_base {
    static constexpr const char* label = "previous_row";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) { n.out = in[0]->out; }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long size = c.self->size(), row = c.self->out.last();
        for (long i = 0, n = c.total(*c.self); i < n; ++i) c.out[i] = i % size < row ? T(0) : c.in[0][i - row];
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr long size = Site::self.size(), row = Site::self.out.last();
        for (long s = 0; s < batch; ++s) {
            for (long i = 0; i < row; ++i) out[s * size + i] = 0;
            for (long i = row; i < size; ++i) out[s * size + i] = in[0][s * size + i - row];
        }
    }
};

/// dx of last_row: 0 but in the last row.                                        dy (N, C)   dx (N, T, C)
struct last_row_gradient : op_base {
    static constexpr const char* label = "last_row_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long size = c.self->size(), row = c.self->out.last();
        for (long i = 0, n = c.total(*c.self); i < n; ++i)
            c.out[i] = i % size < size - row ? T(0) : c.in[0][i / size * row + i % row];
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr long size = Site::self.size(), row = Site::self.out.last();
        for (long s = 0; s < batch; ++s) {
            for (long i = 0; i < size - row; ++i) out[s * size + i] = 0;
            for (long i = 0; i < row; ++i) out[(s + 1) * size - row + i] = in[0][s * row + i];
        }
    }
};

/// The last row of a sequence.                                                     x (N, T, C)   y (N, C)
struct last_row : op_base {
    static constexpr const char* label = "last_row";
    using gradient_kinds = types<last_row_gradient>;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) { n.out = shape{in[0]->out.last()}; }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long size = c.input(0).size(), row = c.self->size();
        for (long i = 0, n = c.total(*c.self); i < n; ++i) c.out[i] = c.in[0][(i / row + 1) * size - row + i % row];
    }
    static constexpr void gradient(gradient_call& c) {
        node n;
        n.out = c.in(0).extent();
        c.give(0, trace::emit<last_row_gradient>(n, c.dy()));
    }
    static constexpr long state_size(const node&, const node* const*) { return 0; }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int row = Site::self.out.last();
        constexpr long size = Site::input(0).size();
        kernels::copy_columns<typename Site::batch, row>(in[0] + size - row, size, out, row, batch);
    }
};

/// What gru and lstm share. The op's inputs are the products of the sequence with weight_ih, bias_ih added
/// (N, T, gates H), weight_hh (H, gates H) and perhaps bias_hh. passes/fuse_recurrences sets flags in
/// node.index: with takes_inputs the first is the sequence itself (N, T, C), and weight_ih (C, gates H) and
/// perhaps bias_ih come last; with keeps_last only the last row of the output exists.
struct recurrent_op : op_base {
    static constexpr int keeps_last = 1, takes_inputs = 2;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = {in[0]->out[0], in[1]->out[0]};
        n.batched = in[0]->batched;
    }
    static constexpr long macs(const node& n, const node* const* in) {
        const form f(n);
        return in[0]->out[0] * (in[1]->size() + (f.own_inputs ? in[f.wi]->size() : 0));
    }

protected:
    /// Where a node's operands are; -1 for none.
    struct form {
        bool last, own_inputs, has_bias;
        int bh, wi, bi;
        constexpr explicit form(const node& n)
            : last((n.index & keeps_last) != 0), own_inputs((n.index & takes_inputs) != 0),
              has_bias(n.input_count == (own_inputs ? 5 : 3)), bh(has_bias ? 2 : -1),
              wi(own_inputs ? n.input_count - (has_bias ? 2 : 1) : -1), bi(own_inputs && has_bias ? 4 : -1) {}
    };
    template <class Site>
    static constexpr int frames = Site::input(0).out[0];
    template <class Site>
    static constexpr int units = Site::input(1).out[0];
    template <class Site>
    static constexpr bool is_last = form(Site::self).last;
    /// Channels of the sequence; 0 where the products come in.
    template <class Site>
    static constexpr int channels = form(Site::self).own_inputs ? Site::input(0).out[1] : 0;

    template <class Site>
    [[gnu::always_inline]] static constexpr kernels::recurrent_weights weights(const float* const* in) {
        constexpr form f(Site::self);
        kernels::recurrent_weights w{in[1], nullptr, nullptr, nullptr};
        if constexpr (f.has_bias) w.bh = in[f.bh];
        if constexpr (f.own_inputs) w.wi = in[f.wi];
        if constexpr (f.bi >= 0) w.bi = in[f.bi];
        return w;
    }
    /// The state after a block (out) as the state before the next one.
    template <class Site>
    [[gnu::always_inline]] static constexpr void keep(const float* out, float* state) {
        kernels::copy_numbers<units<Site>>(is_last<Site> ? out : out + (frames<Site> - 1) * units<Site>, state);
    }

    /// The products of row `row` of the input, bias_ih added: `count` of them.
    template <class T>
    static constexpr inlay::detail::vector<T> products(const reference_call<T>& c, long row, int count) {
        const form f(*c.self);
        inlay::detail::vector<T> p(count, T(0));
        for (int k = 0; k < count; ++k) {
            if (!f.own_inputs) {
                p[k] = c.in[0][row * count + k];
                continue;
            }
            const int channels = c.input(0).out[1];
            p[k] = f.bi >= 0 ? c.in[f.bi][k] : T(0);
            for (int i = 0; i < channels; ++i) p[k] += c.in[0][row * channels + i] * c.in[f.wi][i * count + k];
        }
        return p;
    }
    static constexpr auto columns(gradient_call::symbol x, int from, int count) {
        node n;
        n.index = from;
        n.out = shape{count};
        return trace::emit<slice>(n, x);
    }
};

}  // namespace ops

namespace detail {

/// A recurrent layer of `Gates` gates with PyTorch's parameters; `Op` runs it through time.
template <class Derived, class Op, int Gates, int Units, class... Options>
struct recurrent : layer<Derived, Options...> {
    static constexpr option accepts[] = {option::shared, option::no_bias, option::expects, option::initialize,
                                         option::last_only};
    static constexpr int units = Units > 0 ? Units : 1;

    static constexpr void check(trace::record& r, shape x) {
        constexpr int expected = value_or<option::expects, int, Options...>(0);
        if (Units < 1) r.fail(text{"at least 1 unit"}, text{""} << Units);
        else if (x.rank != 2) r.fail(text{"expects a sequence [T, C]"}, text{"found ["} << x << ']');
        else if (expected != 0 && expected != x[1])
            r.fail(text{"expects "} << expected << " inputs", text{"found "} << x[1]);
    }
    static constexpr auto parameters(shape x) {
        const int in = x.last();
        const initializer plain = init::uniform(1 / cmath::sqrt(static_cast<double>(units)));
        const initializer first = value_or<option::initialize, initializer, Options...>(plain);
        const parameter_info wi{"weight_ih_l0", {Gates * units, in}, first, layout::dense, true, in, units};
        const parameter_info wh{"weight_hh_l0", {Gates * units, units}, first, layout::dense, true, units, units};
        const parameter_info bi{"bias_ih_l0", shape{Gates * units}, plain, layout::plain, true, units, units};
        parameter_info bh = bi;
        bh.name = "bias_hh_l0";
        if constexpr (has<option::no_bias, Options...>) return list(wi, wh);
        else return list(wi, wh, bi, bh);
    }
    static constexpr auto forward(auto x, auto wi, auto wh) {
        return last(trace::emit<Op>(node{}, trace::emit<ops::dense>(node{}, x, wi), wh));
    }
    static constexpr auto forward(auto x, auto wi, auto wh, auto bi, auto bh) {
        return last(trace::emit<Op>(node{}, trace::emit<ops::dense>(node{}, x, wi, bi), wh, bh));
    }

private:
    static constexpr auto last(auto y) {
        if constexpr (has<option::last_only, Options...>) return trace::emit<ops::last_row>(node{}, y);
        else return y;
    }
};

}  // namespace detail
}  // namespace inlay

namespace inlay {
namespace ops {

/// A step of one unit, in T: what the references of gru and its gradient share.
template <class T>
struct gru_step {
    T r, z, n, hn;

    /// x: the products of this frame; h: the state before.
    constexpr gru_step(const T* x, const T* h, const T* w, const T* b, int units, int u) {
        const auto sum = [&](int gate) {
            T s = b != nullptr ? b[gate * units + u] : T(0);
            for (int i = 0; i < units; ++i) s += h[i] * w[(i * 3 + gate) * units + u];
            return s;
        };
        r = simd::sigmoid(simd::value<T>(x[u] + sum(0)))[0];
        z = simd::sigmoid(simd::value<T>(x[units + u] + sum(1)))[0];
        hn = sum(2);
        n = simd::tanh(simd::value<T>(x[2 * units + u] + r * hn))[0];
    }
};

/// The gradients of r, z and n before their functions, and dn r, which belongs to h W_n + b_n.
///     inputs: dy (N, T, H), y (N, T, H), then gru's       out (N, T, 4 H)
struct gru_gradient : op_base {
    static constexpr const char* label = "gru_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[0]->out.with_last(4 * in[0]->out[1]);
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int frames = c.input(0).out[0], H = c.input(0).out[1];
        const T* const b = c.self->input_count > 4 ? c.in[4] : nullptr;
        inlay::detail::vector<T> carry(H, T(0)), zeros(H, T(0));
        for (long s = 0; s < c.batch; ++s) {
            for (int u = 0; u < H; ++u) carry[u] = 0;
            for (int t = frames - 1; t >= 0; --t) {
                const long row = s * frames + t;
                const T* h = t > 0 ? c.in[1] + (row - 1) * H : zeros.data();
                T* const d = c.out + row * 4 * H;
                for (int u = 0; u < H; ++u) {
                    const gru_step<T> g(c.in[2] + row * 3 * H, h, c.in[3], b, H, u);
                    const T dh = c.in[0][row * H + u] + carry[u], dn = dh * (1 - g.z) * (1 - g.n * g.n);
                    d[u] = dn * g.hn * g.r * (1 - g.r);
                    d[H + u] = dh * (h[u] - g.n) * g.z * (1 - g.z);
                    d[2 * H + u] = dn;
                    d[3 * H + u] = dn * g.r;
                    carry[u] = dh * g.z;
                }
                for (int i = 0; i < H; ++i)
                    for (int u = 0; u < H; ++u)
                        carry[i] += d[u] * c.in[3][i * 3 * H + u] + d[H + u] * c.in[3][(i * 3 + 1) * H + u] +
                                    d[3 * H + u] * c.in[3][(i * 3 + 2) * H + u];
            }
        }
    }
    static constexpr long macs(const node&, const node* const* in) { return 2 * in[0]->out[0] * in[3]->size(); }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int T = Site::input(0).out[0], H = Site::input(0).out[1];
        const kernels::recurrent_weights w{in[3], Site::self.input_count > 4 ? in[4] : nullptr, nullptr, nullptr};
        for (long s = 0; s < batch; ++s)
            kernels::gru_gradient<typename Site::batch, T, H>(in[0] + s * T * H, in[2] + s * T * 3 * H, in[1] + s * T * H, w,
                                                              out + s * T * 4 * H);
    }
};

/// h = (1 - z) n + z h, frame after frame, from h = 0; of frame t with the products x of the inputs
///     r = sigmoid(x_r + h W_r + b_r)   z = sigmoid(x_z + h W_z + b_z)   n = tanh(x_n + r (h W_n + b_n))
///     x (N, T, 3 H)   W (H, 3 H)   b (3 H)   y (N, T, H), or (N, H) where node.index is 1
struct gru : recurrent_op {
    static constexpr const char* label = "gru";
    using gradient_kinds = types<gru_gradient, previous_row, slice, concat, dense_weight_gradient>;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int frames = c.input(0).out[0], H = c.input(1).out[0];
        const form f(*c.self);
        const T* const b = f.has_bias ? c.in[f.bh] : nullptr;
        inlay::detail::vector<T> h(H, T(0)), next(H, T(0));
        for (long s = 0; s < c.batch; ++s) {
            for (int u = 0; u < H; ++u) h[u] = 0;
            for (int t = 0; t < frames; ++t) {
                const auto x = products(c, s * frames + t, 3 * H);
                for (int u = 0; u < H; ++u) {
                    const gru_step<T> g(x.data(), h.data(), c.in[1], b, H, u);
                    next[u] = (1 - g.z) * g.n + g.z * h[u];
                }
                for (int u = 0; u < H; ++u) {
                    h[u] = next[u];
                    c.out[(f.last ? s : s * frames + t) * H + u] = h[u];
                }
            }
        }
    }
    static constexpr void gradient(gradient_call& c) {
        const int H = c.y().extent()[1];
        const auto x = c.in(0), w = c.in(1);
        const bool has_bias = c.input_count() > 2;
        const auto d = has_bias ? trace::emit<gru_gradient>(node{}, c.dy(), c.y(), x, w, c.in(2)).id
                                : trace::emit<gru_gradient>(node{}, c.dy(), c.y(), x, w).id;
        const gradient_call::symbol gates{&c.r, d};
        const auto dh = trace::emit<concat>(node{}, columns(gates, 0, 2 * H), columns(gates, 3 * H, H));
        c.give(0, columns(gates, 0, 3 * H));
        c.give(1, trace::emit<dense_weight_gradient>(node{}, trace::emit<previous_row>(node{}, c.y()), dh));
        if (has_bias) c.give(2, dh);
    }
    static constexpr long state_size(const node&, const node* const* in) { return in[1]->out[0]; }

    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int T = frames<Site>, H = units<Site>, C = channels<Site>;
        const float first[H] = {};
        for (long s = 0; s < batch; ++s)
            kernels::gru<typename Site::batch, T, C, H, is_last<Site>>(in[0] + s * Site::input(0).size(), weights<Site>(in), first,
                                                                    out + s * Site::self.size());
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run_stream(const float* const* in, float* state, float* out) {
        kernels::gru<typename Site::batch, frames<Site>, channels<Site>, units<Site>, is_last<Site>>(in[0], weights<Site>(in), state, out);
        keep<Site>(out, state);
    }
};

}  // namespace ops

/// Gated recurrent unit: for each frame x of a sequence, h = (1 - z) n + z h, from h = 0, with
///     r = sigmoid(W_ir x + b_ir + W_hr h + b_hr)   z = sigmoid(W_iz x + b_iz + W_hz h + b_hz)
///     n = tanh(W_in x + b_in + r (W_hn h + b_hn))
///     x (N, T, C)   weight_ih_l0 (3 H, C), weight_hh_l0 (3 H, H), bias_ih_l0, bias_hh_l0 (3 H), in the order
///     r, z, n       y (N, T, H): h after each frame
///
/// Options: last_only (y (N, H): h after the last frame), no_bias, name<"...">, shared<"...">, expects<C>,
/// initialize<...> (of the weights; uniform up to 1 / sqrt(H) unless given). streaming<Net> carries h from
/// block to block. Cost: 3 T H (C + H) MACs. As PyTorch's nn.GRU(C, H, batch_first=True), whose state_dict
/// loads as it is, and Keras's GRU(reset_after=True), which orders the gates z, r, n. Cho et al. 2014.
///
///     struct amplifier : network<input<64, 1>, gru<32>, dense<1>> {};
template <int Units, class... Options>
struct gru : detail::recurrent<gru<Units, Options...>, ops::gru, 3, Units, Options...> {};

}  // namespace inlay
// ---- inlay/ops/layer_norm.hpp ----
// Layer normalisation: every row of the last extent gets mean 0 and variance 1.

namespace inlay {
namespace ops {

/// What layer_norm and its gradients share; node.value is epsilon.
struct layer_norm_op : op_base {
protected:
    template <class T>
    struct moments {
        T mean = 0, inverse = 0;
        constexpr moments(const T* x, long n, double epsilon) {
            for (long k = 0; k < n; ++k) mean += x[k];
            mean /= static_cast<T>(n);
            T variance = 0;
            for (long k = 0; k < n; ++k) variance += (x[k] - mean) * (x[k] - mean);
            const T root =
                inlay::detail::cmath::sqrt(variance / static_cast<T>(n) + static_cast<T>(epsilon));
            inverse = 1 / root;
        }
    };
    template <class Site, int I>
    static constexpr long rows(long batch) {
        constexpr node x = Site::input(I);
        return x.size() / x.out.last() * (x.batched ? batch : 1);
    }
};

/// dx = (g - mean g - h mean(g h)) i,  g = dy weight, h = (x - mean) i.     inputs: dy, x, weight
struct layer_norm_gradient : layer_norm_op {
    static constexpr const char* label = "layer_norm_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[1]->out;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long n = c.self->out.last();
        for (long r = 0; r < c.total(*c.self); r += n) {
            const moments<T> m(c.in[1] + r, n, c.self->value);
            T sum = 0, sum_h = 0;
            for (long k = 0; k < n; ++k) {
                const T g = c.in[0][r + k] * c.in[2][k];
                sum += g;
                sum_h += g * (c.in[1][r + k] - m.mean) * m.inverse;
            }
            for (long k = 0; k < n; ++k) {
                const T g = c.in[0][r + k] * c.in[2][k], h = (c.in[1][r + k] - m.mean) * m.inverse;
                c.out[r + k] = (g - (sum + h * sum_h) / static_cast<T>(n)) * m.inverse;
            }
        }
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::layer_norm_gradient<typename Site::batch, Site::self.out.last()>(
            in[0], in[1], in[2], out, rows<Site, 1>(batch), Site::self.value);
    }
};

/// dweight = sum over all rows of dy h.                                              inputs: dy, x
struct layer_norm_weight_gradient : layer_norm_op {
    static constexpr const char* label = "layer_norm_weight_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = shape{in[1]->out.last()};
        n.batched = false;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long n = c.self->size();
        for (long k = 0; k < n; ++k) c.out[k] = 0;
        for (long r = 0; r < c.total(c.input(1)); r += n) {
            const moments<T> m(c.in[1] + r, n, c.self->value);
            for (long k = 0; k < n; ++k)
                c.out[k] += c.in[0][r + k] * (c.in[1][r + k] - m.mean) * m.inverse;
        }
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::layer_norm_weight_gradient<typename Site::batch, Site::self.out.last()>(
            in[0], in[1], out, rows<Site, 1>(batch), Site::self.value);
    }
};

/// y = h weight + bias,  h = (x - mean) / sqrt(variance + epsilon).
///     x, y (N, ..., C)   weight, bias (C)
struct layer_norm : layer_norm_op {
    static constexpr const char* label = "layer_norm";
    using gradient_kinds = types<layer_norm_gradient, layer_norm_weight_gradient>;
    static constexpr long state_size(const node&, const node* const*) { return 0; }

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[0]->out;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long n = c.self->out.last();
        for (long r = 0; r < c.total(*c.self); r += n) {
            const moments<T> m(c.in[0] + r, n, c.self->value);
            for (long k = 0; k < n; ++k)
                c.out[r + k] = (c.in[0][r + k] - m.mean) * m.inverse * c.in[1][k] + c.in[2][k];
        }
    }
    static constexpr void gradient(gradient_call& c) {
        node n;
        n.value = c.attributes().value;
        c.give(0, trace::emit<layer_norm_gradient>(n, c.dy(), c.in(0), c.in(1)));
        c.give(1, trace::emit<layer_norm_weight_gradient>(n, c.dy(), c.in(0)));
        c.give(2, c.dy());
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::layer_norm<typename Site::batch, Site::self.out.last()>(
            in[0], in[1], in[2], out, rows<Site, 0>(batch), Site::self.value);
    }
};

}  // namespace ops

/// Layer normalisation: y = (x - mean) / sqrt(variance + epsilon) weight + bias, with mean and
/// (biased) variance of each row of the last extent.            x, y (N, ..., C)   weight, bias (C)
///
/// Options: epsilon<1e-5>, name<"...">, shared<"...">. Cost: about 8 operations per element, 2 C
/// parameters.  Ba et al. 2016; PyTorch's nn.LayerNorm(C).
///
///     struct block : network<input<64>, layer_norm<>, dense<128>, gelu, dense<64>> {};
template <class... Options>
struct layer_norm : layer<layer_norm<Options...>, Options...> {
    static constexpr option accepts[] = {option::shared, option::epsilon};
    static constexpr int follows_flatten = 2;

    static constexpr auto parameters(shape x) {
        const int channels = x.last();
        return list(parameter_info{"weight", shape{channels}, init::ones, layout::plain, true,
                                   channels, channels},
                    parameter_info{"bias", shape{channels}, init::zeros, layout::plain, true,
                                   channels, channels});
    }
    static constexpr auto forward(auto x, auto weight, auto bias) {
        node n;
        n.value = detail::value_or<option::epsilon, double, Options...>(1e-5);
        return trace::emit<ops::layer_norm>(n, x, weight, bias);
    }
};

}  // namespace inlay
// ---- inlay/ops/lstm.hpp ----
// The long short-term memory: its operation, its gradient through time and the layer.

// ---- inlay/kernels/lstm.hpp ----
// The steps of a long short-term memory in time, and back through time.

namespace inlay::kernels {

/// The gates of a batch of units, from what step_sums left at `sums`: g after tanh, the others after sigmoid.
template <class B, int H>
struct lstm_gates {
    B i, f, g, o;
    [[gnu::always_inline]] constexpr explicit lstm_gates(const float* sums)
        : i(simd::sigmoid(B::load(sums))), f(simd::sigmoid(B::load(sums + gate_stride<B, H>))),
          g(simd::tanh(B::load(sums + 2 * gate_stride<B, H>))), o(simd::sigmoid(B::load(sums + 3 * gate_stride<B, H>))) {}
};

/// T steps of c = f c + i g, h = o tanh(c), from h = first.
///     x (T, C), or the products (T, 4 H) where C is 0   first, c (H)   out (T, H), or (H) where Last
template <class Batch, int T, int C, int H, bool Last>
[[gnu::always_inline]] constexpr void lstm(const float* x, recurrent_weights w, const float* first, float* c, float* out) {
    // for frames: for units by tile: for inputs and state; for units by a batch
    using B = typename narrowed<Batch, H>::type;
    each_frame<T, H, Last>(first, out, [&](int t, const float* h, float* next) INLAY_INLINE_LAMBDA {
        alignas(64) float sums[4 * gate_stride<B, H>];
        step_sums<B, C, H, 4, false>(x + t * (C > 0 ? C : 4 * H), h, w, sums);
        each_unit<B, H>([&](int k, int lanes) INLAY_INLINE_LAMBDA {
            const lstm_gates<B, H> g(sums + k);
            const B cell = fma(g.f, load<B>(c + k, lanes), g.i * g.g);
            store(cell, c + k, lanes);
            store(g.o * simd::tanh(cell), next + k, lanes);
        });
    });
}

/// The gradients of the gates before their functions (di, df, dg, do), from the last step to the first;
/// behind them c.
///     dy, y (T, H)   x (T, 4 H)   out (T, 5 H)
template <class Batch, int T, int H>
[[gnu::always_inline]] constexpr void lstm_gradient(const float* dy, const float* x, const float* y, recurrent_weights w,
                                                    float* out) {
    using B = typename narrowed<Batch, H>::type;
    const float zeros[H] = {};
    // the gates and cells of all steps, kept where their gradients will be
    for (int t = 0; t < T; ++t) {
        float* const d = out + t * 5 * H;
        const float* const before = t > 0 ? d - H : zeros;  // c
        alignas(64) float sums[4 * gate_stride<B, H>];
        step_sums<B, 0, H, 4, false>(x + t * 4 * H, t > 0 ? y + (t - 1) * H : zeros, w, sums);
        each_unit<B, H>([&](int k, int lanes) INLAY_INLINE_LAMBDA {
            const lstm_gates<B, H> g(sums + k);
            store(g.i, d + k, lanes);
            store(g.f, d + H + k, lanes);
            store(g.g, d + 2 * H + k, lanes);
            store(g.o, d + 3 * H + k, lanes);
            store(fma(g.f, load<B>(before + k, lanes), g.i * g.g), d + 4 * H + k, lanes);
        });
    }
    float carry[H] = {}, carry_c[H] = {};  // what the later steps add to dh and dc
    for (int t = T - 1; t >= 0; --t) {
        float* const d = out + t * 5 * H;
        const float* const before = t > 0 ? d - H : zeros;
        each_unit<B, H>([&](int k, int lanes) INLAY_INLINE_LAMBDA {
            const B i = load<B>(d + k, lanes), f = load<B>(d + H + k, lanes), g = load<B>(d + 2 * H + k, lanes);
            const B o = load<B>(d + 3 * H + k, lanes), s = simd::tanh(load<B>(d + 4 * H + k, lanes));
            const B dh = load<B>(dy + t * H + k, lanes) + load<B>(carry + k, lanes);
            const B dc = load<B>(carry_c + k, lanes) + dh * o * (1 - s * s);
            store(dc * g * i * (1 - i), d + k, lanes);
            store(dc * load<B>(before + k, lanes) * f * (1 - f), d + H + k, lanes);
            store(dc * i * (1 - g * g), d + 2 * H + k, lanes);
            store(dh * s * o * (1 - o), d + 3 * H + k, lanes);
            store(dc * f, carry_c + k, lanes);
            store(B(0), carry + k, lanes);
        });
        if (t > 0) add_products_of_rows<B, H, 4 * H, 4 * H>(w.wh, d, carry);
    }
}

}  // namespace inlay::kernels

namespace inlay {
namespace ops {

/// A step of one unit, in T: what the references of lstm and its gradient share.
template <class T>
struct lstm_step {
    T i, f, g, o;

    /// x: the products of this frame; h: the state before.
    constexpr lstm_step(const T* x, const T* h, const T* w, const T* b, int units, int u) {
        const auto sum = [&](int gate) {
            T s = x[gate * units + u] + (b != nullptr ? b[gate * units + u] : T(0));
            for (int k = 0; k < units; ++k) s += h[k] * w[(k * 4 + gate) * units + u];
            return simd::value<T>(s);
        };
        i = simd::sigmoid(sum(0))[0];
        f = simd::sigmoid(sum(1))[0];
        g = simd::tanh(sum(2))[0];
        o = simd::sigmoid(sum(3))[0];
    }
};

/// The gradients of i, f, g and o before their functions, and behind them c.
///     inputs: dy (N, T, H), y (N, T, H), then lstm's       out (N, T, 5 H)
struct lstm_gradient : op_base {
    static constexpr const char* label = "lstm_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[0]->out.with_last(5 * in[0]->out[1]);
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int frames = c.input(0).out[0], H = c.input(0).out[1];
        const T* const b = c.self->input_count > 4 ? c.in[4] : nullptr;
        inlay::detail::vector<T> carry(H, T(0)), carry_c(H, T(0)), zeros(H, T(0));
        const auto step = [&](long s, int t, int u) {
            const long row = s * frames + t;
            return lstm_step<T>(c.in[2] + row * 4 * H, t > 0 ? c.in[1] + (row - 1) * H : zeros.data(), c.in[3], b, H, u);
        };
        for (long s = 0; s < c.batch; ++s) {
            const auto cell = [&](int t, int u) -> T& { return c.out[((s * frames + t) * 5 + 4) * H + u]; };
            for (int t = 0; t < frames; ++t)
                for (int u = 0; u < H; ++u) {
                    const lstm_step<T> g = step(s, t, u);
                    cell(t, u) = g.f * (t > 0 ? cell(t - 1, u) : T(0)) + g.i * g.g;
                }
            for (int u = 0; u < H; ++u) carry[u] = carry_c[u] = 0;
            for (int t = frames - 1; t >= 0; --t) {
                T* const d = c.out + (s * frames + t) * 5 * H;
                for (int u = 0; u < H; ++u) {
                    const lstm_step<T> g = step(s, t, u);
                    const T squashed = simd::tanh(simd::value<T>(cell(t, u)))[0];
                    const T dh = c.in[0][(s * frames + t) * H + u] + carry[u];
                    const T dc = carry_c[u] + dh * g.o * (1 - squashed * squashed);
                    d[u] = dc * g.g * g.i * (1 - g.i);
                    d[H + u] = dc * (t > 0 ? cell(t - 1, u) : T(0)) * g.f * (1 - g.f);
                    d[2 * H + u] = dc * g.i * (1 - g.g * g.g);
                    d[3 * H + u] = dh * squashed * g.o * (1 - g.o);
                    carry_c[u] = dc * g.f;
                }
                for (int i = 0; i < H; ++i) {
                    carry[i] = 0;
                    for (int k = 0; k < 4 * H; ++k) carry[i] += d[k] * c.in[3][i * 4 * H + k];
                }
            }
        }
    }
    static constexpr long macs(const node&, const node* const* in) { return 2 * in[0]->out[0] * in[3]->size(); }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int T = Site::input(0).out[0], H = Site::input(0).out[1];
        const kernels::recurrent_weights w{in[3], Site::self.input_count > 4 ? in[4] : nullptr, nullptr, nullptr};
        for (long s = 0; s < batch; ++s)
            kernels::lstm_gradient<typename Site::batch, T, H>(in[0] + s * T * H, in[2] + s * T * 4 * H, in[1] + s * T * H, w,
                                                              out + s * T * 5 * H);
    }
};

/// c = f c + i g and h = o tanh(c), frame after frame, from h = c = 0; of frame t with the products x of the
/// inputs g = tanh(x_g + h W_g + b_g), and i, f, o likewise with sigmoid.
///     x (N, T, 4 H)   W (H, 4 H)   b (4 H)   y (N, T, H), or (N, H) where node.index is 1
struct lstm : recurrent_op {
    static constexpr const char* label = "lstm";
    using gradient_kinds = types<lstm_gradient, previous_row, slice, dense_weight_gradient>;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int frames = c.input(0).out[0], H = c.input(1).out[0];
        const form f(*c.self);
        const T* const b = f.has_bias ? c.in[f.bh] : nullptr;
        inlay::detail::vector<T> h(H, T(0)), next(H, T(0)), cell(H, T(0));
        for (long s = 0; s < c.batch; ++s) {
            for (int u = 0; u < H; ++u) h[u] = cell[u] = 0;
            for (int t = 0; t < frames; ++t) {
                const auto x = products(c, s * frames + t, 4 * H);
                for (int u = 0; u < H; ++u) {
                    const lstm_step<T> g(x.data(), h.data(), c.in[1], b, H, u);
                    cell[u] = g.f * cell[u] + g.i * g.g;
                    next[u] = g.o * simd::tanh(simd::value<T>(cell[u]))[0];
                }
                for (int u = 0; u < H; ++u) {
                    h[u] = next[u];
                    c.out[(f.last ? s : s * frames + t) * H + u] = h[u];
                }
            }
        }
    }
    static constexpr void gradient(gradient_call& c) {
        const int H = c.y().extent()[1];
        const auto x = c.in(0), w = c.in(1);
        const bool has_bias = c.input_count() > 2;
        const auto d = has_bias ? trace::emit<lstm_gradient>(node{}, c.dy(), c.y(), x, w, c.in(2)).id
                                : trace::emit<lstm_gradient>(node{}, c.dy(), c.y(), x, w).id;
        const auto gates = columns({&c.r, d}, 0, 4 * H);
        c.give(0, gates);
        c.give(1, trace::emit<dense_weight_gradient>(node{}, trace::emit<previous_row>(node{}, c.y()), gates));
        if (has_bias) c.give(2, gates);
    }
    static constexpr long state_size(const node&, const node* const* in) { return 2 * in[1]->out[0]; }

    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int T = frames<Site>, H = units<Site>, C = channels<Site>;
        const float first[H] = {};
        for (long s = 0; s < batch; ++s) {
            float cell[H] = {};
            kernels::lstm<typename Site::batch, T, C, H, is_last<Site>>(in[0] + s * Site::input(0).size(), weights<Site>(in), first,
                                                                     cell, out + s * Site::self.size());
        }
    }
    /// state: h, then c.
    template <class Site>
    [[gnu::always_inline]] static constexpr void run_stream(const float* const* in, float* state, float* out) {
        kernels::lstm<typename Site::batch, frames<Site>, channels<Site>, units<Site>, is_last<Site>>(
            in[0], weights<Site>(in), state, state + units<Site>, out);
        keep<Site>(out, state);
    }
};

}  // namespace ops

/// Long short-term memory: for each frame x of a sequence c = f c + i g and h = o tanh(c), from 0, with
///     i, f, o = sigmoid(W_i x + b_i + W_h h + b_h)   g = tanh(W_i x + b_i + W_h h + b_h), each its own rows
///     x (N, T, C)   weight_ih_l0 (4 H, C), weight_hh_l0 (4 H, H), bias_ih_l0, bias_hh_l0 (4 H), in the order
///     i, f, g, o    y (N, T, H): h after each frame
///
/// Options: last_only (y (N, H): h after the last frame), no_bias, name<"...">, shared<"...">, expects<C>,
/// initialize<...> (of the weights; uniform up to 1 / sqrt(H) unless given). streaming<Net> carries h and c
/// from block to block. Cost: 4 T H (C + H) MACs. As PyTorch's nn.LSTM(C, H, batch_first=True), whose
/// state_dict loads as it is, and Keras's LSTM, which has one bias. Hochreiter & Schmidhuber 1997.
///
///     struct keyword : network<input<49, 10>, lstm<32, last_only>, dense<12>> {};
template <int Units, class... Options>
struct lstm : detail::recurrent<lstm<Units, Options...>, ops::lstm, 4, Units, Options...> {};

}  // namespace inlay
// ---- inlay/ops/pad.hpp ----
// Zeros around a map, and a map without its border.

namespace inlay {
namespace ops {

/// The part of a map that pad2d leaves: the node's window says how much goes on each side.
///     x (N, H, W, C)   y (N, H - top - bottom, W - left - right, C)
struct crop2d : op_base {
    static constexpr const char* label = "crop2d";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        const shape& x = in[0]->out;
        n.out = {x[0] - n.win.pad_top - n.win.pad_bottom, x[1] - n.win.pad_left - n.win.pad_right, x[2]};
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        crop(c.in[0], c.out, c.input(0).out, *c.self, c.self->batched ? c.batch : 1);
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        crop(in[0], out, Site::input(0).out, Site::self, Site::self.batched ? batch : 1);
    }

private:
    template <class T>
    static constexpr void crop(const T* x, T* y, const shape& from, const node& self, long samples) {
        const int row = self.out[1] * self.out[2];
        for (long n = 0; n < samples; ++n)
            for (int h = 0; h < self.out[0]; ++h) {
                const T* r = x + ((n * from[0] + h + self.win.pad_top) * from[1] + self.win.pad_left) * from[2];
                for (int k = 0; k < row; ++k) *y++ = r[k];
            }
    }
};

/// A map with zeros around it: the node's window says how many on each side.
///     x (N, H, W, C)   y (N, top + H + bottom, left + W + right, C)
struct pad2d : op_base {
    static constexpr const char* label = "pad2d";
    using gradient_kinds = types<crop2d>;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        const shape& x = in[0]->out;
        n.out = {x[0] + n.win.pad_top + n.win.pad_bottom, x[1] + n.win.pad_left + n.win.pad_right, x[2]};
        for (int i = 0; i < 3; ++i)
            if (n.out[i] < 1) n.out.extent[i] = 1;  // of no map: that was reported
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        pad(c.in[0], c.out, c.input(0).out, *c.self, c.self->batched ? c.batch : 1);
    }
    static constexpr void gradient(gradient_call& c) {
        node n;
        n.win = c.attributes().win;
        c.give(0, trace::emit<crop2d>(n, c.dy()));
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        pad(in[0], out, Site::input(0).out, Site::self, Site::self.batched ? batch : 1);
    }

private:
    template <class T>
    static constexpr T* zeros(T* y, int count) {
        for (T* end = y + count; y != end; ++y) *y = 0;
        return y;
    }
    template <class T>
    static constexpr void pad(const T* x, T* y, const shape& from, const node& self, long samples) {
        const int row = self.out[1] * self.out[2], channels = self.out[2];
        for (long n = 0; n < samples; ++n) {
            y = zeros(y, self.win.pad_top * row);
            for (int h = 0; h < from[0]; ++h) {
                y = zeros(y, self.win.pad_left * channels);
                for (int k = from[1] * channels; k > 0; --k) *y++ = *x++;
                y = zeros(y, self.win.pad_right * channels);
            }
            y = zeros(y, self.win.pad_bottom * row);
        }
    }
};

}  // namespace ops

/// Zeros around a map: `Vertical` rows above and below, `Horizontal` columns left and right. It is an
/// error if the input is not a map.            x (N, H, W, C)   y (N, H + 2 Vertical, W + 2 Horizontal, C)
///
/// A convolution's own padding<> costs less: nothing is copied. As PyTorch's nn.ZeroPad2d and Keras's
/// ZeroPadding2D.
///
///     using stem = sequential<zero_padding2d<3>, conv2d<64, 7, stride<2>>>;
template <int Vertical, int Horizontal = Vertical>
struct zero_padding2d : layer<zero_padding2d<Vertical, Horizontal>> {
    static constexpr void check(trace::record& r, shape x) {
        window written;
        written.pad_top = Vertical, written.pad_left = Horizontal;
        if (detail::check_numbers(r, written)) detail::check_map(r, x);
    }
    static constexpr auto forward(auto x) {
        node n;
        n.win.pad_top = n.win.pad_bottom = Vertical > 0 ? Vertical : 0;
        n.win.pad_left = n.win.pad_right = Horizontal > 0 ? Horizontal : 0;
        return trace::emit<ops::pad2d>(n, x);
    }
};

}  // namespace inlay
// ---- inlay/ops/pool.hpp ----
// Pooling: the largest or the mean element of each window of a map, or of the whole map.

// ---- inlay/kernels/pool.hpp ----
// Pooling over windows of known size, and its gradients; vectorised over channels.

namespace inlay::kernels {

/// What the kernels below know of their window at compile time.
template <class G>
struct pool_window {
    static constexpr map_window g = G::value;
    static constexpr int kernel = g.win.kernel_h * g.win.kernel_w;
    static constexpr bool is_unclipped = g.vertical().interior_end() - g.vertical().interior_begin() == g.out_h &&
                                         g.horizontal().interior_end() - g.horizontal().interior_begin() == g.out_w;
    static constexpr bool is_unrolled = is_unclipped && kernel <= 16;
    /// No element of x is in two windows; every element is in one.
    static constexpr bool is_disjoint = g.win.stride_h >= g.win.kernel_h && g.win.stride_w >= g.win.kernel_w;
    static constexpr bool is_partition = is_unclipped && is_disjoint && g.out_h * g.win.kernel_h == g.in_h &&
                                         g.out_w * g.win.kernel_w == g.in_w;

    /// Calls visit(offset of a tap in x, number of the tap) for each tap on the map.
    template <class Visit>
    [[gnu::always_inline]] static constexpr void each_tap(taps v, taps h, const Visit& visit) {
        if constexpr (is_unrolled) {
            INLAY_UNROLL
            for (int y = 0; y < g.win.kernel_h; ++y) {
                INLAY_UNROLL
                for (int x = 0; x < g.win.kernel_w; ++x)
                    visit((y * g.in_w + x) * g.in_c, y * g.win.kernel_w + x);
            }
        } else {
            for (int y = 0; y < v.count; ++y)
                for (int x = 0; x < h.count; ++x) visit((y * g.in_w + x) * g.in_c, y * g.win.kernel_w + x);
        }
    }
    /// Calls visit(offset in x of the first tap, offset of the output, v, h) for each output pixel.
    template <class Visit>
    [[gnu::always_inline]] static constexpr void each_pixel(long batch, const Visit& visit) {
        for (long n = 0; n < batch; ++n)
            for (int oy = 0; oy < g.out_h; ++oy) {
                const taps v = g.vertical().of(oy);
                for (int ox = 0; ox < g.out_w; ++ox) {
                    const taps h = g.horizontal().of(ox);
                    visit(((n * g.in_h + v.at) * g.in_w + h.at) * g.in_c,
                          ((n * g.out_h + oy) * g.out_w + ox) * g.in_c, v, h);
                }
            }
    }
};

/// The largest element of each window, per channel, then the epilogue.
///     x (batch, in_h, in_w, C)   out (batch, out_h, out_w, C)
template <class B, class G, class Epilogue>
[[gnu::always_inline]] constexpr void max_pool2d(const float* x, float* out, long batch, const Epilogue& e) {
    using V = typename narrowed<B, G::value.in_c>::type;
    // for samples: for pixels: for channels by a batch: for taps
    using pool = pool_window<G>;
    const float* const end = x + batch * G::value.in_size();
    pool::each_pixel(batch, [&](long at_x, long at_y, taps v, taps h) {
        along_row<V, G::value.in_c>([&](int c, int lanes) {
            const float* p = x + at_x + c;
            V most = load_before<V>(p, lanes, end);
            pool::each_tap(v, h, [&](int offset, int tap) {
                if (tap > 0) most = max(most, load_before<V>(p + offset, lanes, end));
            });
            e.store(most, out, at_y + c, c, lanes);
        });
    });
}

/// dx: each window's dy goes to the first of its largest elements.
///     x (batch, in_h, in_w, C)   dy (batch, out_h, out_w, C)   dx as x
template <class B, class G>
[[gnu::always_inline]] constexpr void max_pool2d_gradient(const float* x, const float* dy, float* dx, long batch) {
    using V = typename narrowed<B, G::value.in_c>::type;
    using pool = pool_window<G>;
    const float* const end = x + batch * G::value.in_size();
    if constexpr (!pool::is_partition)
        for (float* p = dx; p != dx + batch * G::value.in_size(); ++p) *p = 0;
    pool::each_pixel(batch, [&](long at_x, long at_y, taps v, taps h) {
        along_row<V, G::value.in_c>([&](int c, int lanes) {
            const float* p = x + at_x + c;
            float* q = dx + at_x + c;
            const V d = load<V>(dy + at_y + c, lanes);
            V most = load_before<V>(p, lanes, end), where_most(0);
            pool::each_tap(v, h, [&](int offset, int tap) {
                const V now = load_before<V>(p + offset, lanes, end);
                const auto larger = (now > most) | (now != now);
                most = where(larger, now, most);
                where_most = where(larger, V(tap), where_most);
            });
            pool::each_tap(v, h, [&](int offset, int tap) {
                const V part = where(where_most == V(tap), d, V(0));
                if constexpr (pool::is_disjoint) store(part, q + offset, lanes);
                else store(load<V>(q + offset, lanes) + part, q + offset, lanes);
            });
        });
    });
}

/// What the sum over a window is multiplied by. Real: only elements on the map count.
template <class G, bool Real>
[[gnu::always_inline]] constexpr float pool_scale(taps v, taps h) {
    return 1.0f / static_cast<float>(Real ? v.count * h.count : pool_window<G>::kernel);
}

/// The mean of each window, per channel, then the epilogue.
///     x (batch, in_h, in_w, C)   out (batch, out_h, out_w, C)
template <class B, class G, bool Real, class Epilogue>
[[gnu::always_inline]] constexpr void average_pool2d(const float* x, float* out, long batch, const Epilogue& e) {
    using V = typename narrowed<B, G::value.in_c>::type;
    using pool = pool_window<G>;
    const float* const end = x + batch * G::value.in_size();
    pool::each_pixel(batch, [&](long at_x, long at_y, taps v, taps h) {
        const V scale(pool_scale<G, Real>(v, h));
        along_row<V, G::value.in_c>([&](int c, int lanes) {
            const float* p = x + at_x + c;
            V sum(0);
            pool::each_tap(v, h, [&](int offset, int) { sum = sum + load_before<V>(p + offset, lanes, end); });
            e.store(sum * scale, out, at_y + c, c, lanes);
        });
    });
}

/// dx: each window's dy, shared out among its elements.
///     dy (batch, out_h, out_w, C)   dx (batch, in_h, in_w, C)
template <class B, class G, bool Real>
[[gnu::always_inline]] constexpr void average_pool2d_gradient(const float* dy, float* dx, long batch) {
    using V = typename narrowed<B, G::value.in_c>::type;
    using pool = pool_window<G>;
    if constexpr (!pool::is_partition)
        for (float* p = dx; p != dx + batch * G::value.in_size(); ++p) *p = 0;
    pool::each_pixel(batch, [&](long at_x, long at_y, taps v, taps h) {
        const V scale(pool_scale<G, Real>(v, h));
        along_row<V, G::value.in_c>([&](int c, int lanes) {
            float* q = dx + at_x + c;
            const V part = load<V>(dy + at_y + c, lanes) * scale;
            pool::each_tap(v, h, [&](int offset, int) {
                if constexpr (pool::is_disjoint) store(part, q + offset, lanes);
                else store(load<V>(q + offset, lanes) + part, q + offset, lanes);
            });
        });
    });
}

}  // namespace inlay::kernels
// ---- inlay/ops/conv2d_max_pool2d.hpp ----
// A convolution and the max pooling of its output as one operation of inference.

// ---- inlay/kernels/conv2d_max_pool2d.hpp ----
// Convolution and max pooling in one: the map between them is never stored.

namespace inlay::kernels {

/// Pooled pixels of a tile: their maxima, and the sums of one row of their windows, in registers.
constexpr int pooled_pixels(int count, int pool_w, int vectors, int width) {
    const int most = registers(width) / 8 * 7 / (vectors * (pool_w + 1));
    const int tiles = most > 0 ? (count + most - 1) / most : count;
    return tiles > 0 ? (count + tiles - 1) / tiles : 1;
}

// `Count` pooled pixels from (py, px) on. Interior: all taps of all their pixels are on the map.
template <class B, class G, int PoolH, int PoolW, class Channels, int Count, bool Interior, class Epilogue>
[[gnu::always_inline]] constexpr void pooled_tile(const float* x, const float* w, const float* b, float* out, long first,
                                                  int py, int px, int channel, int last, const Epilogue& e) {
    constexpr int W = B::width, Vectors = Channels::vectors;
    B most[Count][Vectors] = {};
    INLAY_UNROLL
    for (int p = 0; p < Count; ++p) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v) most[p][v] = B(-__builtin_inff());
    }
    for (int r = 0; r < PoolH; ++r) {
        const conv2d_row row = row_of<G>(x, w, py * PoolH + r);
        constexpr int sums = Interior ? Count * PoolW : 1;
        for (int k = 0; k < PoolW; k += sums)
            conv2d_sums<B, G, sums, Channels, Interior>(row, b, px * PoolW + k, channel, [&](int m, int v, B sum) INLAY_INLINE_LAMBDA {
                // (the other way round, g++ 12 crashes)
                most[m / PoolW][v] = max(sum, most[m / PoolW][v]);
            });
    }
    INLAY_UNROLL
    for (int p = 0; p < Count; ++p) {
        INLAY_UNROLL
        for (int v = 0; v < Vectors; ++v)
            e.store(most[p][v], out, first + (px + p) * G::value.out_c + v * W, channel + v * W,
                    Channels::template lanes<B>(v, last));
    }
}

// The channels of one tile, of one sample.
template <class B, class G, int PoolH, int PoolW, class Channels, class Epilogue>
[[gnu::always_inline]] constexpr void conv2d_max_pool2d_columns(const float* x, const float* w, const float* b, float* out,
                                                                long sample, int channel, int last, const Epilogue& e) {
    constexpr map_window g = G::value;
    constexpr int out_h = g.out_h / PoolH, out_w = g.out_w / PoolW;
    // pooled pixels all of whose taps are on the map
    constexpr int from = (g.horizontal().interior_begin() + PoolW - 1) / PoolW;
    constexpr int to = g.horizontal().interior_end() / PoolW;
    constexpr int begin = from < out_w ? from : out_w, end = to > begin ? to : begin;
    constexpr int pixels = pooled_pixels(end - begin, PoolW, Channels::vectors, B::width);
    x += sample * g.in_size();
    for (int py = 0; py < out_h; ++py) {
        const long first = (sample * out_h + py) * out_w * g.out_c + channel;
        each_pixel_tile<out_w, begin, end, pixels>([&](auto count, auto interior, int px) INLAY_INLINE_LAMBDA {
            pooled_tile<B, G, PoolH, PoolW, Channels, count.value, interior.value>(x, w + channel, b, out, first, py, px,
                                                                                   channel, last, e);
        });
    }
}

/// The largest of each window of PoolH x PoolW neighbours of y = x * W + b, then the epilogue. What of y
/// fills no window is not computed. One group; G::value is the convolution's map_window.
///     x (batch, in_h, in_w, in_c)   W (kernel_h, kernel_w, in_c, out_c)   b (out_c) or null
///     out (batch, out_h / PoolH, out_w / PoolW, out_c)
template <class B, class G, int PoolH, int PoolW, class Epilogue>
[[gnu::always_inline]] constexpr void conv2d_max_pool2d(const float* x, const float* w, const float* b, float* out, long batch,
                                                        const Epilogue& e) {
    // for channels by vectors: for samples: for pooled rows: for pooled pixels by tile: for rows: for taps
    static_assert(G::value.win.groups == 1, "the pooled convolution has one group");
    using C = typename narrowed<B, G::value.out_c>::type;
    each_channel_tile<C, G::value.out_c, most_vectors(C::width)>([&](auto tile, int u, int last) INLAY_INLINE_LAMBDA {
        for (long n = 0; n < batch; ++n)
            conv2d_max_pool2d_columns<C, G, PoolH, PoolW, decltype(tile)>(x, w, b, out, n, u, last, e);
    });
}

}  // namespace inlay::kernels

namespace inlay::ops {

/// y = the largest of each window of neighbours of x * W + b; the node has the convolution's window, and
/// as its index the pool's.
///     x (N, H, W, I)   W (KH, KW, I, O)   b (O)   y (N, OH / PH, OW / PW, O)
struct conv2d_max_pool2d : op_base {
    static constexpr const char* label = "conv2d_max_pool2d";
    static constexpr bool is_anchor = true;
    static constexpr bool has_gradient = false;

    static constexpr int pool_index(const window& pool) { return pool.kernel_h * 256 + pool.kernel_w; }
    static constexpr int pool_h(const node& n) { return n.index / 256; }
    static constexpr int pool_w(const node& n) { return n.index % 256; }
    /// The convolution by itself.
    static constexpr kernels::map_window convolution(const node& n, const shape& x) {
        return inlay::detail::map_window_of(x, inlay::detail::after_window(x, n.win, n.out[2]), n.win);
    }

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const kernels::map_window g = convolution(*c.self, c.input(0).out);
        const int PH = pool_h(*c.self), PW = pool_w(*c.self);
        const shape& y = c.self->out;
        long at = 0;
        for (long n = 0; n < (c.self->batched ? c.batch : 1); ++n)
            for (int py = 0; py < y[0]; ++py)
                for (int px = 0; px < y[1]; ++px)
                    for (int o = 0; o < y[2]; ++o, ++at) {
                        c.out[at] = -static_cast<T>(__builtin_inf());
                        for (int k = 0; k < PH * PW; ++k) {
                            const T sum = sum_at(c, g, n, py * PH + k / PW, px * PW + k % PW, o);
                            if (sum > c.out[at] || sum != sum) c.out[at] = sum;
                        }
                    }
    }
    static constexpr long macs(const node& n, const node* const* in) {
        const kernels::map_window g = convolution(n, in[0]->out);
        return static_cast<long>(g.out_h) * g.out_w * in[1]->size();
    }
    static constexpr text kernel_choice(const node& n, const node* const* in) {
        return text{""} << pool_h(n) << " x " << pool_w(n) << " maxima of "
                        << kernels::conv2d_choice(convolution(n, in[0]->out), simd::native_width);
    }
    template <class Site, class Epilogue>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        kernels::conv2d_max_pool2d<typename Site::batch, geometry<Site>, pool_h(Site::self), pool_w(Site::self)>(
            in[0], in[1], Site::self.input_count > 2 ? in[2] : nullptr, out, batch, e);
    }

private:
    template <class Site>
    struct geometry {
        static constexpr kernels::map_window value = convolution(Site::self, Site::inputs.of[0].out);
    };
    template <class T>
    static constexpr T sum_at(const reference_call<T>& c, const kernels::map_window& g, long sample, int oy, int ox, int o) {
        T sum = c.self->input_count > 2 ? c.in[2][o] : T(0);
        const kernels::taps v = g.vertical().of(oy), h = g.horizontal().of(ox);
        for (int y = 0; y < v.count; ++y)
            for (int x = 0; x < h.count; ++x) {
                const long pixel = (sample * g.in_h + v.at + y * g.win.dilation_h) * g.in_w + h.at + x * g.win.dilation_w;
                const int tap = (v.first + y) * g.win.kernel_w + h.first + x;
                for (int i = 0; i < g.in_c; ++i) sum += c.in[0][pixel * g.in_c + i] * c.in[1][(tap * g.in_c + i) * g.out_c + o];
            }
        return sum;
    }
};

}  // namespace inlay::ops

namespace inlay {
namespace ops {

/// dx of max_pool2d: dy goes to the first of each window's largest elements.
///     x (N, H, W, C)   dy (N, OH, OW, C)   dx as x
struct max_pool2d_gradient : op_base {
    static constexpr const char* label = "max_pool2d_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) { n.out = in[0]->out; }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape &x = c.self->out, &y = c.input(1).out;
        for (long k = 0, n = c.total(*c.self); k < n; ++k) c.out[k] = 0;
        each_position(x, y, c.self->win, c.self->batched ? c.batch : 1, [&](const window_position& p) {
            for (int channel = 0; channel < x[2]; ++channel) {
                long most = -1;
                each_tap_of(p, x, c.self->win, [&](long at_x, int) {
                    const T now = c.in[0][at_x + channel];
                    if (most < 0 || now > c.in[0][most] || now != now) most = at_x + channel;
                });
                c.out[most] += c.in[1][p.at_y + channel];
            }
        });
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::max_pool2d_gradient<typename Site::batch, window_of_site<Site, -1, 1>>(in[0], in[1], out, batch);
    }
};

/// y = the largest element of each window, per channel.      x (N, H, W, C)   y (N, OH, OW, C)
struct max_pool2d : op_base {
    static constexpr const char* label = "max_pool2d";
    static constexpr bool is_anchor = true;
    static constexpr bool stores_behind_reads = true;
    using gradient_kinds = types<max_pool2d_gradient>;
    using inference_kinds = types<conv2d_max_pool2d>;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = inlay::detail::after_window(in[0]->out, n.win, in[0]->out[2]);
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape &x = c.input(0).out, &y = c.self->out;
        for (long k = 0, n = c.total(*c.self); k < n; ++k) c.out[k] = -static_cast<T>(__builtin_inf());
        each_tap(x, y, c.self->win, c.self->batched ? c.batch : 1, [&](long at_x, long at_y, int) {
            for (int channel = 0; channel < x[2]; ++channel) {
                const T now = c.in[0][at_x + channel];
                T& most = c.out[at_y + channel];
                if (now > most || now != now) most = now;
            }
        });
    }
    static constexpr void gradient(gradient_call& c) {
        node n;
        n.win = c.attributes().win;
        c.give(0, trace::emit<max_pool2d_gradient>(n, c.in(0), c.dy()));
    }
    template <class Site, class Epilogue>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        kernels::max_pool2d<typename Site::batch, window_of_site<Site, 0, -1>>(in[0], out, batch, e);
    }
};

/// What the mean of a window divides by, as a node's index says.
enum divisor : int {
    whole_window,   // by all elements, padding among them
    real_elements,  // by those on the map
};

/// dx of average_pool2d: dy, shared out among the elements of each window; the node has the shape of x.
///     dy (N, OH, OW, C)   dx (N, H, W, C)
struct average_pool2d_gradient : op_base {
    static constexpr const char* label = "average_pool2d_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape &x = c.self->out, &y = c.input(0).out;
        for (long k = 0, n = c.total(*c.self); k < n; ++k) c.out[k] = 0;
        each_position(x, y, c.self->win, c.self->batched ? c.batch : 1, [&](const window_position& p) {
            const T count = elements<T>(*c.self, p);
            each_tap_of(p, x, c.self->win, [&](long at_x, int) {
                for (int channel = 0; channel < x[2]; ++channel)
                    c.out[at_x + channel] += c.in[0][p.at_y + channel] / count;
            });
        });
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::average_pool2d_gradient<typename Site::batch, window_of_site<Site, -1, 0>,
                                         Site::self.index == real_elements>(in[0], out, batch);
    }

    template <class T>
    static constexpr T elements(const node& self, const window_position& p) {
        const int whole = self.win.kernel_h * self.win.kernel_w;
        return static_cast<T>(self.index == real_elements ? p.v.count * p.h.count : whole);
    }
};

/// y = the mean of each window, per channel.                  x (N, H, W, C)   y (N, OH, OW, C)
struct average_pool2d : op_base {
    static constexpr const char* label = "average_pool2d";
    static constexpr bool is_anchor = true;
    static constexpr bool stores_behind_reads = true;
    using gradient_kinds = types<average_pool2d_gradient>;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = inlay::detail::after_window(in[0]->out, n.win, in[0]->out[2]);
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape &x = c.input(0).out, &y = c.self->out;
        each_position(x, y, c.self->win, c.self->batched ? c.batch : 1, [&](const window_position& p) {
            for (int channel = 0; channel < x[2]; ++channel) {
                T sum = 0;
                each_tap_of(p, x, c.self->win, [&](long at_x, int) { sum += c.in[0][at_x + channel]; });
                c.out[p.at_y + channel] = sum / average_pool2d_gradient::elements<T>(*c.self, p);
            }
        });
    }
    static constexpr void gradient(gradient_call& c) {
        node n;
        n.win = c.attributes().win;
        n.index = c.attributes().index;
        n.out = c.in(0).extent();
        c.give(0, trace::emit<average_pool2d_gradient>(n, c.dy()));
    }
    template <class Site, class Epilogue>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        kernels::average_pool2d<typename Site::batch, window_of_site<Site, 0, -1>,
                                Site::self.index == real_elements>(in[0], out, batch, e);
    }
};

}  // namespace ops

/// The largest element of each window, per channel; padding counts as -infinity.
///     x (N, H, W, C)   y (N, OH, OW, C)   OH = (H + pads - KH) / stride + 1
///
/// Options: stride<> (the kernel unless given), valid (unless given) or same or padding<>, name<"...">.
/// It is an error if the kernel is larger than the padded map, or the padding than half the kernel.
/// The gradient goes to the first of equal elements. As PyTorch's nn.MaxPool2d and Keras's MaxPooling2D.
///
///     struct net : network<input<28, 28, 1>, conv2d<6, 5>, relu, max_pool2d<2>, flatten, dense<10>> {};
template <kernel_size Kernel, class... Options>
struct max_pool2d : layer<max_pool2d<Kernel, Options...>, Options...> {
    static constexpr option accepts[] = {option::stride, option::padding};

    static constexpr window window_over(shape x) { return detail::pooling_window<Kernel, Options...>(x); }
    static constexpr void check(trace::record& r, shape x) { detail::check_pooling<Kernel, Options...>(r, x); }
    static constexpr auto forward(auto x) {
        node n;
        n.win = window_over(x.extent());
        return trace::emit<ops::max_pool2d>(n, x);
    }
};

/// The mean of each window, per channel. Zeros of padding<> count as elements, as in PyTorch; those of
/// `same` do not, as in TensorFlow.
///     x (N, H, W, C)   y (N, OH, OW, C)   OH = (H + pads - KH) / stride + 1
///
/// Options and errors as max_pool2d's. As PyTorch's nn.AvgPool2d (count_include_pad) and Keras's
/// AveragePooling2D.
///
///     using half = average_pool2d<2>;
template <kernel_size Kernel, class... Options>
struct average_pool2d : layer<average_pool2d<Kernel, Options...>, Options...> {
    static constexpr option accepts[] = {option::stride, option::padding};

    static constexpr window window_over(shape x) { return detail::pooling_window<Kernel, Options...>(x); }
    static constexpr void check(trace::record& r, shape x) { detail::check_pooling<Kernel, Options...>(r, x); }
    static constexpr auto forward(auto x) {
        node n;
        n.win = window_over(x.extent());
        n.index = (__is_same(Options, same) || ...) ? ops::real_elements : ops::whole_window;
        return trace::emit<ops::average_pool2d>(n, x);
    }
};

namespace detail {

/// Op's pooling of a whole map, as one extent.
template <class Op>
constexpr auto pool_map(auto x) {
    node pooled, flat;
    pooled.win.kernel_h = x.extent()[0], pooled.win.kernel_w = x.extent()[1];
    flat.out = shape{x.extent()[2]};
    return trace::emit<ops::reshape>(flat, trace::emit<Op>(pooled, x));
}

}  // namespace detail

/// The largest element of each channel.  x (N, H, W, C)   y (N, C).  Keras's GlobalMaxPooling2D.
struct global_max_pool2d : layer<global_max_pool2d> {
    static constexpr void check(trace::record& r, shape x) { detail::check_map(r, x); }
    static constexpr auto forward(auto x) { return detail::pool_map<ops::max_pool2d>(x); }
};

/// The mean of each channel.  x (N, H, W, C)   y (N, C).  PyTorch's nn.AdaptiveAvgPool2d(1) and a flatten;
/// Keras's GlobalAveragePooling2D.
///
///     struct net : network<input<32, 32, 3>, conv2d<64, 3>, relu, global_average_pool2d, dense<10>> {};
struct global_average_pool2d : layer<global_average_pool2d> {
    static constexpr void check(trace::record& r, shape x) { detail::check_map(r, x); }
    static constexpr auto forward(auto x) { return detail::pool_map<ops::average_pool2d>(x); }
};

}  // namespace inlay
// ---- inlay/ops/softmax.hpp ----
// Softmax and its logarithm over the last extent.

// ---- inlay/kernels/softmax.hpp ----
// Softmax, its logarithm and their gradients over the rows of a matrix.

namespace inlay::kernels {

/// y = exp(x - max) / sum exp(x - max).                                          x, y (rows, C)
template <class B, int C>
[[gnu::always_inline]] constexpr void softmax(const float* x, float* y, long rows) {
    for (long r = 0; r < rows; ++r, x += C, y += C) {
        const B most(row_maximum<B, C>(x));
        B total(0);
        along_row<B, C>([&](int k, int count) {
            const B e = exp(load<B>(x + k, count) - most);
            store(e, y + k, count);
            total = total + first_lanes(e, count);
        });
        const B scale(1 / sum(total));
        along_row<B, C>(
            [&](int k, int count) { store(load<B>(y + k, count) * scale, y + k, count); });
    }
}

/// y = x - max - log sum exp(x - max).                                           x, y (rows, C)
template <class B, int C>
[[gnu::always_inline]] constexpr void log_softmax(const float* x, float* y, long rows) {
    for (long r = 0; r < rows; ++r, x += C, y += C) {
        const B most(row_maximum<B, C>(x));
        B total(0);
        along_row<B, C>([&](int k, int count) {
            total = total + first_lanes(exp(load<B>(x + k, count) - most), count);
        });
        const B shift(log(simd::batch<1>(sum(total)))[0]);
        along_row<B, C>([&](int k, int count) {
            store(load<B>(x + k, count) - most - shift, y + k, count);
        });
    }
}

/// dx = y (dy - sum y dy).                                                  dy, y, dx (rows, C)
template <class B, int C>
[[gnu::always_inline]] constexpr void softmax_gradient(const float* dy, const float* y, float* dx, long rows) {
    for (long r = 0; r < rows; ++r, dy += C, y += C, dx += C) {
        B total(0);
        along_row<B, C>([&](int k, int count) {
            total = fma(load<B>(dy + k, count), load<B>(y + k, count), total);
        });
        const B mean(sum(total));
        along_row<B, C>([&](int k, int count) {
            store(load<B>(y + k, count) * (load<B>(dy + k, count) - mean), dx + k, count);
        });
    }
}

/// dx = dy - exp(y) sum dy.                                                 dy, y, dx (rows, C)
template <class B, int C>
[[gnu::always_inline]] constexpr void log_softmax_gradient(const float* dy, const float* y, float* dx, long rows) {
    for (long r = 0; r < rows; ++r, dy += C, y += C, dx += C) {
        B total(0);
        along_row<B, C>([&](int k, int count) { total = total + load<B>(dy + k, count); });
        const B all(sum(total));
        along_row<B, C>([&](int k, int count) {
            store(load<B>(dy + k, count) - exp(load<B>(y + k, count)) * all, dx + k, count);
        });
    }
}

}  // namespace inlay::kernels

namespace inlay {
namespace ops {

/// What softmax, its logarithm and their gradients share: the shape of the first input, row by row.
struct softmax_op : op_base {
    static constexpr void infer(node& n, const node* const* in, int, trace::record&) {
        n.out = in[0]->out;
    }
    static constexpr long state_size(const node&, const node* const*) { return 0; }

protected:
    template <class T>
    static constexpr T exp(T x) { return math::exp(simd::value<T>(x))[0]; }
    template <class Site>
    static constexpr int columns() { return Site::self.out.last(); }
    template <class Site>
    static constexpr long rows(long batch) {
        return Site::self.size() / columns<Site>() * (Site::self.batched ? batch : 1);
    }
    /// The largest of n numbers, and the sum of exp(x - largest).
    template <class T>
    struct totals {
        T most, sum;
        constexpr totals(const T* x, long n) : most(x[0]), sum(0) {
            for (long k = 1; k < n; ++k) most = x[k] > most ? x[k] : most;
            for (long k = 0; k < n; ++k) sum += exp(x[k] - most);
        }
    };
};

/// dx = y (dy - sum y dy), y = softmax(x).
struct softmax_gradient : softmax_op {
    static constexpr const char* label = "softmax_gradient";
    static constexpr bool has_gradient = false;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long n = c.self->out.last();
        for (long r = 0; r < c.total(*c.self); r += n) {
            T sum = 0;
            for (long k = r; k < r + n; ++k) sum += c.in[0][k] * c.in[1][k];
            for (long k = r; k < r + n; ++k) c.out[k] = c.in[1][k] * (c.in[0][k] - sum);
        }
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::softmax_gradient<typename Site::batch, columns<Site>()>(in[0], in[1], out,
                                                                         rows<Site>(batch));
    }
};

/// dx = dy - exp(y) sum dy, y = log_softmax(x).
struct log_softmax_gradient : softmax_op {
    static constexpr const char* label = "log_softmax_gradient";
    static constexpr bool has_gradient = false;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long n = c.self->out.last();
        for (long r = 0; r < c.total(*c.self); r += n) {
            T sum = 0;
            for (long k = r; k < r + n; ++k) sum += c.in[0][k];
            for (long k = r; k < r + n; ++k) c.out[k] = c.in[0][k] - exp(c.in[1][k]) * sum;
        }
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::log_softmax_gradient<typename Site::batch, columns<Site>()>(in[0], in[1], out,
                                                                             rows<Site>(batch));
    }
};

/// y = exp(x - m) / sum exp(x - m), m = max x.                                  x, y (N, ..., C)
struct softmax : softmax_op {
    static constexpr const char* label = "softmax";
    using gradient_kinds = types<softmax_gradient>;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long n = c.self->out.last();
        for (long r = 0; r < c.total(*c.self); r += n) {
            const totals<T> t(c.in[0] + r, n);
            for (long k = r; k < r + n; ++k) c.out[k] = exp(c.in[0][k] - t.most) / t.sum;
        }
    }
    static constexpr void gradient(gradient_call& c) {
        c.give(0, trace::emit<softmax_gradient>(node{}, c.dy(), c.y()));
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::softmax<typename Site::batch, columns<Site>()>(in[0], out, rows<Site>(batch));
    }
};

/// y = x - m - log sum exp(x - m), m = max x.                                   x, y (N, ..., C)
struct log_softmax : softmax_op {
    static constexpr const char* label = "log_softmax";
    using gradient_kinds = types<log_softmax_gradient>;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long n = c.self->out.last();
        for (long r = 0; r < c.total(*c.self); r += n) {
            const totals<T> t(c.in[0] + r, n);
            const T shift = t.most + math::log(simd::value<T>(t.sum))[0];
            for (long k = r; k < r + n; ++k) c.out[k] = c.in[0][k] - shift;
        }
    }
    static constexpr void gradient(gradient_call& c) {
        c.give(0, trace::emit<log_softmax_gradient>(node{}, c.dy(), c.y()));
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::log_softmax<typename Site::batch, columns<Site>()>(in[0], out, rows<Site>(batch));
    }
};

}  // namespace ops

/// Probabilities: y = exp(x) / sum exp(x) over the last extent.                 x, y (N, ..., C)
///
/// The maximum is subtracted first: nothing overflows. To train a classifier leave it out: the loss
/// cross_entropy takes the values before the softmax. As PyTorch's nn.Softmax(-1), Keras's Softmax.
///
///     struct classifier : network<input<784>, dense<10>, softmax> {};
struct softmax : layer<softmax> {
    static constexpr auto forward(auto x) { return trace::emit<ops::softmax>(node{}, x); }
};

/// Logarithms of probabilities: y = x - log sum exp(x) over the last extent. PyTorch's
/// nn.LogSoftmax(-1).                                                           x, y (N, ..., C)
struct log_softmax : layer<log_softmax> {
    static constexpr auto forward(auto x) { return trace::emit<ops::log_softmax>(node{}, x); }
};

}  // namespace inlay

// networks: lists of layers, combinators, traced functions
// ---- inlay/graph/network.hpp ----
// The two ways to write a network: a list of layers, and a function of symbols.

// ---- inlay/graph/combinators.hpp ----
// Layers made of layers: sequential, residual, branches, repeat.

namespace inlay {
namespace detail {

/// Names the first that is no layer.
template <class... Layers>
constexpr void record_stranger(trace::record& r) {
    constexpr bool each[] = {is_layer<Layers>...};
    constexpr const char* names[] = {type_name<Layers>()...};
    int i = 0;
    while (each[i]) ++i;
    r.fail(text{"a layer at position "} << i, text{names[i]});
}

/// Records the layers one after another from node x. A table of functions and a loop: neither
/// templates nor folds get deep with the number of layers.
template <class... Layers>
constexpr int record_layers(trace::record& r, int x) {
    if constexpr (!all_layers<Layers...>()) {
        record_stranger<Layers...>(r);
    } else if constexpr (sizeof...(Layers) > 0) {
        constexpr int (*apply[])(trace::record&, int, int) = {&record_layer<Layers>...};
        for (int i = 0; i < static_cast<int>(sizeof...(Layers)); ++i) x = apply[i](r, x, i);
    }
    return x;
}

template <bool Valid, class... Layers>
struct kinds_of_layers {
    using type = union_of<types<ops::parameter>, typename kinds_of<Layers>::type...>;
};
template <class... Layers>
struct kinds_of_layers<false, Layers...> {
    using type = types<ops::parameter>;
};

template <class... Layers>
struct composite {
    struct builds_itself {};
    using inner_kinds = typename kinds_of_layers<all_layers<Layers...>(), Layers...>::type;
};

}  // namespace detail

/// Layers one after another, as one layer.
template <class... Layers>
struct sequential : layer<sequential<Layers...>>, detail::composite<Layers...> {
    using kinds = typename detail::composite<Layers...>::inner_kinds;
    static constexpr int build(trace::record& r, int x) { return detail::record_layers<Layers...>(r, x); }
};

/// x + layers(x).  He et al. 2016. The layers must keep the shape.
template <class... Layers>
struct residual : layer<residual<Layers...>>, detail::composite<Layers...> {
    using kinds = union_of<typename detail::composite<Layers...>::inner_kinds, types<ops::add>>;
    static constexpr int build(trace::record& r, int x) {
        using symbol = trace::symbol<types<>>;
        const symbol y{&r, detail::record_layers<Layers...>(r, x)};
        return trace::emit<ops::add>(node{}, symbol{&r, x}, y).id;
    }
};

/// Each path applied to x, the results joined: branches<concat, dense<8>, sequential<dense<4>, relu>>.
/// Join is add, multiply, maximum, subtract or concat.
template <auto Join, class... Paths>
struct branches : layer<branches<Join, Paths...>>, detail::composite<Paths...> {
    using kinds = union_of<typename detail::composite<Paths...>::inner_kinds,
                           typename decltype(Join)::kinds>;
    static constexpr int build(trace::record& r, int x) {
        if constexpr (!detail::all_layers<Paths...>()) detail::record_stranger<Paths...>(r);
        else if constexpr (sizeof...(Paths) < 2) r.fail(text{"at least two paths"}, text{""} << static_cast<int>(sizeof...(Paths)));
        else return build(r, x, detail::make_indices<sizeof...(Paths)>{});
        return x;
    }

private:
    template <int... I>
    static constexpr int build(trace::record& r, int x, detail::indices<I...>) {
        const int y[] = {detail::record_layer<Paths>(r, x, I)...};
        return Join(trace::symbol<types<>>{&r, y[I]}...).id;
    }
};

/// The layers N times over, each time with parameters of their own; named "position.repetition.layer".
template <int N, class... Layers>
struct repeat : layer<repeat<N, Layers...>>, detail::composite<Layers...> {
    using kinds = typename detail::composite<Layers...>::inner_kinds;
    static constexpr int build(trace::record& r, int x) {
        if (N < 0) r.fail(text{"0 repetitions or more"}, text{""} << N);
        for (int i = 0; i < N; ++i) x = detail::record_layer<sequential<Layers...>>(r, x, i);
        return x;
    }
};

}  // namespace inlay

namespace inlay {

/// The shape of one sample of an input: input<28, 28, 1> is height, width, channels.
template <int... Extents>
struct input {
    static constexpr int rank = static_cast<int>(sizeof...(Extents));
    static constexpr shape make_extent() {
        if constexpr (rank >= 1 && rank <= 4) return shape{Extents...};
        else return shape{1};  // a mistake, reported where the input is recorded
    }
    static constexpr shape extent = make_extent();
};

namespace detail {

template <class T>
inline constexpr bool is_input = false;
template <int... E>
inline constexpr bool is_input<input<E...>> = true;

constexpr int record_input(trace::record& r, shape extent) {
    node n;
    n.op = &op_of<ops::input>;
    n.out = extent;
    n.index = r.g.inputs.count;
    for (int i = 0; i < extent.rank; ++i)
        if (extent[i] < 1) {
            r.fail(text{"extents of at least 1"}, text{"["} << extent << ']');
            n.out.extent[i] = 1;
        }
    const int id = r.add(n, {});
    r.g.inputs.push_back(id);
    return id;
}
template <class Input>
constexpr int record_input(trace::record& r) {
    if (Input::rank < 1 || Input::rank > 4) r.fail(text{"1 to 4 extents, without batch"}, text{""} << Input::rank);
    return record_input(r, Input::extent);
}

/// Records why a list is no network, and a harmless input.
template <class Input, class... Layers>
constexpr void record_mistake(trace::record& r) {
    if constexpr (!is_input<Input>) {
        r.fail(text{"input<...> first"}, text{type_name<Input>()});
    } else {
        record_stranger<Layers...>(r);
    }
    r.g.outputs.push_back(record_input(r, shape{1}));
}

}  // namespace detail

/// Layers one after another, as PyTorch's nn.Sequential: parameters are named by position.
///
///     struct classifier : network<input<784>, dense<128>, relu, dense<10>> {};   // "0.weight", "2.weight"
template <class Input, class... Layers>
struct network {
private:
    static constexpr bool valid = detail::is_input<Input> && detail::all_layers<Layers...>();

public:
    using kinds = union_of<types<ops::input>, typename detail::kinds_of_layers<valid, Layers...>::type>;
    static constexpr void record(trace::record& r) {
        if constexpr (valid) r.g.outputs.push_back(detail::record_layers<Layers...>(r, detail::record_input<Input>(r)));
        else detail::record_mistake<Input, Layers...>(r);
    }
};

/// What a traced function with several results returns.
template <class... Kinds>
struct output_list {
    using kinds = union_of<Kinds...>;
    int ids[sizeof...(Kinds)];
};

template <class... Kinds>
constexpr output_list<Kinds...> outputs(trace::symbol<Kinds>... results) {
    if constexpr (sizeof...(Kinds) > max_ports) {
        trace::record* const record[] = {results.r...};
        record[0]->fail(text{"at most "} << max_ports << " outputs", text{""} << static_cast<int>(sizeof...(Kinds)));
    }
    return {{results.id...}};
}

/// A function of one symbol per input, written with layers, + - * /, concat, ...: any directed graph.
///
///     struct skip { constexpr auto operator()(auto x) const { return x + (x | dense<8>{} | relu{}); } };
///     using net = traced<skip, input<8>>;
template <class Function, class... Inputs>
struct traced {
private:
    using start = trace::symbol<types<ops::input, ops::parameter>>;
    template <class>
    using start_for = start;
    static constexpr int count = static_cast<int>(sizeof...(Inputs));
    static constexpr bool inputs_only = (detail::is_input<Inputs> && ...);
    static constexpr bool callable = requires { Function{}(start_for<Inputs>{}...); };
    static constexpr bool valid = count >= 1 && count <= max_ports && inputs_only && callable;
    static constexpr auto result_of() {
        if constexpr (valid) return Function{}(start_for<Inputs>{}...);
        else return start{};
    }

public:
    using kinds = typename decltype(result_of())::kinds;
    static constexpr void record(trace::record& r) {
        if constexpr (valid) {
            const int in[] = {detail::record_input<Inputs>(r)...};
            finish(r, call(r, in, detail::make_indices<sizeof...(Inputs)>{}));
        } else {
            if (count < 1 || count > max_ports) r.fail(text{"1 to "} << max_ports << " inputs", text{""} << count);
            else if (!inputs_only) r.fail(text{"traced<function, input<...>...>"}, text{"another type for an input"});
            else r.fail(text{"a function of "} << count << (count == 1 ? " value" : " values"), text{"a function of others"});
            r.g.outputs.push_back(detail::record_input(r, shape{1}));
        }
    }

private:
    template <int... I>
    static constexpr auto call(trace::record& r, const int* in, detail::indices<I...>) {
        return Function{}(start{&r, in[I]}...);
    }
    template <class Kinds>
    static constexpr void finish(trace::record& r, trace::symbol<Kinds> y) {
        r.g.outputs.push_back(y.id);
    }
    template <class... Kinds>
    static constexpr void finish(trace::record& r, output_list<Kinds...> y) {
        for (int id : y.ids) r.g.outputs.push_back(id);
    }
};

}  // namespace inlay

// running: what is known before, the model, operation by operation
// ---- inlay/runtime/facts.hpp ----
// What is known of a network before it runs: shapes, counts, memory; all constants.

// ---- inlay/runtime/program.hpp ----
// A graph passed through the passes, scheduled and planned: every stage a constant.

// ---- inlay/passes/common_subexpressions.hpp ----
// Pass: what is computed twice from the same values is computed once.

// ---- inlay/passes/remove_identities.hpp ----
// Pass: what does nothing in inference goes away.

namespace inlay::passes {

/// Points every use of node i to to[i].
constexpr void redirect(graph_editor& g, const inlay::detail::vector<int>& to) {
    for (node& n : g.nodes)
        for (int k = 0; k < n.input_count; ++k) n.input[k] = to[n.input[k]];
    for (int k = 0; k < g.outputs.count; ++k) g.outputs.node[k] = to[g.outputs[k]];
}

/// Law: the output is unchanged; no gradient marker and no reshape to the same shape remains, and in
/// inference no dropout.
constexpr void remove_identities(graph_editor& g, bool inference = true) {
    inlay::detail::vector<int> to;
    to.reserve(g.size());
    for (int i = 0; i < g.size(); ++i) {
        const node& n = g[i];
        const bool same_view = n.op->is_view && n.input_count > 0 && g[n.input[0]].out == n.out;
        to.push_back((inference && n.op->identity_in_inference) || same_view ? to[n.input[0]] : i);
    }
    redirect(g, to);
}

}  // namespace inlay::passes

namespace inlay::passes {

constexpr bool same_computation(const node& a, const node& b) {
    if (a.op != b.op || a.op->has_effect || a.input_count != b.input_count || a.index != b.index ||
        a.value != b.value || a.batched != b.batched || a.type != b.type || !(a.out == b.out) || !(a.win == b.win))
        return false;
    for (int k = 0; k < a.input_count; ++k)
        if (a.input[k] != b.input[k]) return false;
    return true;
}

/// Law: the output is unchanged; no two nodes have the same op, attributes and inputs. (Dropout
/// draws a mask per node, so that two of them differ.)
constexpr void common_subexpressions(graph_editor& g) {
    inlay::detail::vector<int> to;
    to.reserve(g.size());
    // Equal nodes share their first input: compare within the chain of its readers only.
    inlay::detail::vector<int> last_reader(g.size(), -1), previous(g.size(), -1);
    int last_constant = -1;
    for (int i = 0; i < g.size(); ++i) {
        node& n = g[i];
        for (int k = 0; k < n.input_count; ++k) n.input[k] = to[n.input[k]];
        int& head = n.input_count > 0 ? last_reader[n.input[0]] : last_constant;
        int twin = n.op->identity_in_inference ? -1 : head;
        while (twin >= 0 && !same_computation(g[twin], n)) twin = previous[twin];
        if (twin >= 0) {
            to.push_back(twin);
        } else {
            to.push_back(i);
            if (n.input_count > 0 || n.op == &op_of<ops::constant>) {  // other leaves are all unlike
                previous[i] = head;
                head = i;
            }
        }
    }
    for (int k = 0; k < g.outputs.count; ++k) g.outputs.node[k] = to[g.outputs[k]];
}

}  // namespace inlay::passes
// ---- inlay/passes/eliminate_dead_code.hpp ----
// Pass: nodes that nothing reads go away.

namespace inlay::passes {

/// Law: the output is unchanged; every node left is an input, has an effect, or reaches an output.
/// The order of the nodes stays.
constexpr void eliminate_dead_code(graph_editor& g) {
    inlay::detail::vector<int> to(g.size(), -1);
    for (int k = 0; k < g.outputs.count; ++k) to[g.outputs[k]] = 0;
    for (int k = 0; k < g.inputs.count; ++k) to[g.inputs[k]] = 0;
    for (int i = g.size() - 1; i >= 0; --i) {
        if (g[i].op->has_effect) to[i] = 0;
        if (to[i] == 0)
            for (int k = 0; k < g[i].input_count; ++k) to[g[i].input[k]] = 0;
    }
    bool all = true;
    for (int i = 0; i < g.size(); ++i) all = all && to[i] == 0;
    if (all) return;
    graph_editor kept;
    kept.nodes.reserve(g.size());
    for (int i = 0; i < g.size(); ++i) {
        if (to[i] < 0) continue;
        to[i] = kept.size();
        node n = g[i];
        for (int k = 0; k < n.input_count; ++k) n.input[k] = to[n.input[k]];
        kept.nodes.push_back(n);
    }
    for (int k = 0; k < g.inputs.count; ++k) kept.inputs.push_back(to[g.inputs[k]]);
    for (int k = 0; k < g.outputs.count; ++k) kept.outputs.push_back(to[g.outputs[k]]);
    g = static_cast<graph_editor&&>(kept);
}

}  // namespace inlay::passes
// ---- inlay/passes/fold_batch_norm.hpp ----
// Pass: batch normalisation of inference becomes a scale and a shift per channel.

namespace inlay::passes {

/// A node at the end of a list being built.
template <class Op>
constexpr int append(graph_editor& g, node like, shape out, bool batched,
                     std::initializer_list<int> in) {
    node n;
    n.op = &op_of<Op>;
    n.out = out;
    n.batched = batched;
    n.layer = like.layer;
    n.index = like.index;
    n.value = like.value;
    return g.add(n, in);
}

/// Row `index` of a value (R, C).
constexpr int append_row(graph_editor& g, int source, int index) {
    node like = g[source];
    like.index = index;
    like.value = 0;
    return append<ops::row>(g, like, shape{g[source].out[1]}, g[source].batched, {source});
}

constexpr bool contains(const graph_editor& g, const op_info& op) {
    for (const node& n : g.nodes)
        if (n.op == &op) return true;
    return false;
}

/// Builds the list anew, in order: rewrite(list, n), with n's inputs in the new list, appends what
/// stands for n and gives its last node, or -1 to keep n. Returns where each old node went.
template <class Rewrite>
constexpr inlay::detail::vector<int> rebuild(graph_editor& g, const Rewrite& rewrite) {
    inlay::detail::vector<int> to;
    to.reserve(g.size());
    graph_editor next;
    next.nodes.reserve(g.size() + g.size() / 2);
    for (int i = 0; i < g.size(); ++i) {
        node n = g[i];
        for (int k = 0; k < n.input_count; ++k) n.input[k] = to[n.input[k]];
        int id = rewrite(next, n);
        if (id < 0) {
            next.nodes.push_back(n);
            id = next.size() - 1;
        }
        to.push_back(id);
    }
    for (int k = 0; k < g.inputs.count; ++k) next.inputs.push_back(to[g.inputs[k]]);
    for (int k = 0; k < g.outputs.count; ++k) next.outputs.push_back(to[g.outputs[k]]);
    g = static_cast<graph_editor&&>(next);
    return to;
}

/// Law: in inference the output is unchanged (up to rounding); every batch_norm becomes
/// scale_shift, an elementwise operation that the layer before it applies as it stores: no pass over
/// the map is left, only O(C) work per call for the coefficients.
constexpr void fold_batch_norm(graph_editor& g) {
    if (!contains(g, op_of<ops::batch_norm>)) return;
    rebuild(g, [](graph_editor& next, const node& n) {
        if (n.op != &op_of<ops::batch_norm>) return -1;
        const int channels = n.out.last();
        node like = n;
        like.index = 0;
        const int both =
            append<ops::batch_norm_coefficients>(next, like, shape{2, channels}, false,
                                                 {n.input[1], n.input[2], n.input[3], n.input[4]});
        like.value = 0;
        const int scale = append_row(next, both, 0), shift = append_row(next, both, 1);
        return append<ops::scale_shift>(next, like, n.out, n.batched, {n.input[0], scale, shift});
    });
}

}  // namespace inlay::passes
// ---- inlay/passes/fuse_recurrences.hpp ----
// Pass: recurrent layers multiply their inputs themselves, and keep no rows that nobody reads.

namespace inlay::passes {

/// Weights of inputs up to this many bytes are multiplied frame by frame: they stay in the L1 cache with
/// those of the state. Products with larger ones are cheaper for many frames at once.
inline constexpr long most_input_weights = 16 * 1024;

/// Law: the output is unchanged, up to rounding; the products of a gru's or lstm's inputs are never stored
/// (but with large weights), nor are its outputs where only a last_row reads them.
constexpr void fuse_recurrences(graph_editor& g) {
    const auto is_recurrent = [&](const node& n) { return n.op == &op_of<ops::gru> || n.op == &op_of<ops::lstm>; };
    bool found = false;
    for (int i = 0; i < g.size() && !found; ++i) found = is_recurrent(g[i]);
    if (!found) return;
    inlay::detail::vector<int> to, readers;
    for (int i = 0; i < g.size(); ++i) {
        to.push_back(i);
        readers.push_back(g.outputs.contains(i) ? 1 : 0);
        for (int k = 0; k < g[i].input_count; ++k) ++readers[g[i].input[k]];
    }
    for (int i = 0; i < g.size(); ++i) {
        node& n = g[i];
        if (is_recurrent(n) && (n.index & ops::recurrent_op::takes_inputs) == 0) {
            const node& products = g[n.input[0]];
            const bool small = products.op == &op_of<ops::dense> && g[products.input[1]].size() * 4 <= most_input_weights;
            if (small && readers[n.input[0]] == 1 && products.input_count == n.input_count) {
                n.index |= ops::recurrent_op::takes_inputs;
                for (int k = 1; k < products.input_count; ++k) n.input[n.input_count++] = products.input[k];
                n.input[0] = products.input[0];
            }
        }
        if (n.op != &op_of<ops::last_row> || !is_recurrent(g[n.input[0]]) || readers[n.input[0]] != 1) continue;
        node& source = g[n.input[0]];
        source.index |= ops::recurrent_op::keeps_last;
        source.out = n.out;
        to[i] = n.input[0];
    }
    redirect(g, to);
}

}  // namespace inlay::passes
// ---- inlay/passes/mark_in_place.hpp ----
// Pass: a step may write its output over an operand that dies with it, where its kernel reads ahead.

// ---- inlay/passes/fuse.hpp ----
// Pass: elementwise chains become one loop, or the epilogue of the operation that feeds them.

namespace inlay {

inline constexpr int max_members = 12;
inline constexpr int max_externals = 12;

/// What runs as one kernel: an anchor (or none), then elementwise members in order; only the last
/// value is stored. Externals are the values it reads: the anchor's inputs first.
struct step {
    int anchor = -1;
    int member[max_members]{};
    int members = 0;
    int external[max_externals]{};
    int externals = 0;
    int output = -1;          // node whose value is stored
    int in_place = -1;        // node whose memory the output takes over
    int representative = -1;  // the first step of the same form: they share one kernel

    constexpr int anchor_inputs(const node* nodes) const {
        return anchor < 0 ? 0 : nodes[anchor].input_count;
    }
    /// The position among the externals, from `start` on.
    constexpr int find_external(int id, int start) const {
        for (int e = start; e < externals; ++e)
            if (external[e] == id) return e;
        return -1;
    }
    constexpr int find_member(int id) const {
        for (int m = 0; m < members; ++m)
            if (member[m] == id) return m;
        return -1;
    }
};

template <int Steps>
struct schedule {
    static constexpr int count = Steps;
    step steps[Steps > 0 ? Steps : 1]{};
};

struct step_list {
    detail::vector<step> steps;
    constexpr int size() const { return steps.size(); }
    template <int N>
    constexpr schedule<N> freeze() const {
        schedule<N> s;
        for (int i = 0; i < N; ++i) s.steps[i] = steps[i];
        return s;
    }
};

namespace detail {

constexpr bool is_leaf(const node& n) {
    return n.op == &op_of<ops::input> || n.op == &op_of<ops::parameter>;
}
constexpr bool is_constant(const node& n) { return n.op == &op_of<ops::constant>; }

/// Whether an anchor's epilogue can read `operand` beside a value of shape `out`: the same element,
/// one number, or one per innermost index.
constexpr bool epilogue_reads(const node& operand, const node& out) {
    if (operand.batched) return out.batched && operand.size() == out.size();
    if (!out.batched && operand.size() == out.size()) return true;
    return operand.size() == 1 || (operand.out.rank == 1 && operand.out.last() == out.out.last());
}

}  // namespace detail

namespace passes {

/// For each node, the store_gradient node for which it is computed right in its place, or -1.
constexpr inlay::detail::vector<int> stored_in_place(const graph_editor& g) {
    inlay::detail::vector<int> stored(g.size(), -1);
    for (int i = 0; i < g.size(); ++i) {
        if (g[i].op != &op_of<ops::store_gradient>) continue;
        const int source = g[i].input[0];
        if (!g[source].op->is_view && g[source].input_count > 0 && stored[source] < 0) stored[source] = i;
    }
    return stored;
}

/// Law: the output is unchanged; a node is absorbed only by the one step that reads it, so no value
/// is computed twice and none that others read goes unstored.
constexpr step_list fuse(const graph_editor& g, bool enabled = true) {
    using inlay::detail::vector;
    const int count = g.size();
    // Backwards: when a node is looked at, all its readers have their group (the id of its last node).
    vector<int> group(count, -1), reader_group(count, -1), anchor_of(count, -1), members(count, 0),
        externals(count, 0);
    // reader_group: -1 no reader yet, -2 several groups or an output, else the one group
    for (int k = 0; k < g.outputs.count; ++k) reader_group[g.outputs[k]] = -2;
    const vector<int> stored_in = stored_in_place(g);
    for (int i = count - 1; i >= 0; --i) {
        const node& n = g[i];
        if (inlay::detail::is_leaf(n) || inlay::detail::is_constant(n)) continue;
        if (n.op == &op_of<ops::store_gradient> && stored_in[n.input[0]] == i) {
            reader_group[n.input[0]] = -2;
            continue;
        }
        const int target = reader_group[i];
        bool joins = enabled && target >= 0 && g[target].size() == n.size() &&
                     g[target].batched == n.batched && members[target] + 1 < max_members &&
                     externals[target] + n.input_count < max_externals;
        if (joins) {
            if (n.op->is_elementwise) {
                for (int k = 0; k < n.input_count; ++k)
                    joins = joins && inlay::detail::epilogue_reads(g[n.input[k]], n);
            } else {
                joins = n.op->is_anchor && anchor_of[target] < 0;
            }
        }
        const int own = joins ? target : i;
        group[i] = own;
        if (n.op->is_elementwise) ++members[own];
        else if (n.op->is_anchor && joins) anchor_of[own] = i;
        externals[own] += n.input_count;
        const bool absorbs = n.op->is_elementwise;
        bool simple = true;  // a group with general broadcasting keeps its own loops
        if (absorbs && own == i)
            for (int k = 0; k < n.input_count; ++k)
                simple = simple && inlay::detail::epilogue_reads(g[n.input[k]], n);
        for (int k = 0; k < n.input_count; ++k) {
            int& r = reader_group[n.input[k]];
            if (absorbs && simple && (r == -1 || r == own)) r = own;
            else r = -2;
        }
    }
    // Forwards: a step stands where its last node stands.
    step_list list;
    vector<int> step_of(count, -1);
    for (int i = 0; i < count; ++i) {
        if (group[i] < 0) continue;
        if (g[i].op->is_view) {
            if (group[i] == i) continue;
        }
        if (group[i] == i) {
            step s;
            s.output = i;
            step_of[i] = list.steps.size();
            list.steps.push_back(s);
        }
    }
    for (int i = 0; i < count; ++i) {
        if (group[i] < 0 || step_of[group[i]] < 0) continue;
        step& s = list.steps[step_of[group[i]]];
        if (g[i].op->is_elementwise) s.member[s.members++] = i;
        else s.anchor = i;
    }
    for (step& s : list.steps) {
        if (s.anchor >= 0)
            for (int k = 0; k < g[s.anchor].input_count; ++k)
                s.external[s.externals++] = g[s.anchor].input[k];
        const int anchor_inputs = s.externals;
        for (int m = 0; m < s.members; ++m) {
            const node& n = g[s.member[m]];
            for (int k = 0; k < n.input_count; ++k) {
                const int in = n.input[k];
                if (in == s.anchor || s.find_member(in) >= 0 || inlay::detail::is_constant(g[in])) continue;
                if (s.find_external(in, anchor_inputs) < 0) s.external[s.externals++] = in;
            }
        }
    }
    return list;
}

}  // namespace passes
}  // namespace inlay

namespace inlay::passes {

/// The node whose memory node `id` is a view of.
constexpr int base_of(const graph_editor& g, int id) {
    while (g[id].op->is_view) id = g[id].input[0];
    return id;
}

/// For each node, the last step that writes or reads its memory; -1 if none does. Outputs are read
/// after all steps.
constexpr inlay::detail::vector<int> last_uses(const graph_editor& g, const step_list& list) {
    inlay::detail::vector<int> last(g.size(), -1);
    for (int s = 0; s < list.size(); ++s) {
        const step& now = list.steps[s];
        if (last[now.output] < s) last[now.output] = s;
        for (int e = 0; e < now.externals; ++e) last[base_of(g, now.external[e])] = s;
    }
    for (int k = 0; k < g.outputs.count; ++k) last[base_of(g, g.outputs[k])] = list.size();
    return last;
}

/// The operand whose memory step s may take over, or -1: dead afterwards, not read through another
/// operand, and either read at the element that is stored next (an elementwise operand of the
/// output's size), or the input of an anchor that never stores ahead of what it still reads.
constexpr int in_place_operand(const graph_editor& g, const step& s, int index,
                               const inlay::detail::vector<int>& last) {
    const int anchor_inputs = s.anchor_inputs(g.nodes.data());
    const node& out = g[s.output];
    for (int e = 0; e < s.externals; ++e) {
        const int id = base_of(g, s.external[e]);
        const node& n = g[id];
        if (inlay::detail::is_leaf(n) || n.batched != out.batched || last[id] != index) continue;
        bool fits = n.size() == out.size() && s.external[e] == id && s.members > 0;
        if (e < anchor_inputs)
            fits = e == 0 && g[s.anchor].op->stores_behind_reads && g[s.anchor].win.pad_top == 0 &&
                   g[s.anchor].win.pad_left == 0 && n.size() >= out.size();
        for (int other = 0; other < s.externals; ++other)
            fits = fits && (other == e || base_of(g, s.external[other]) != id);
        if (fits) return id;
    }
    return -1;
}

/// Law: step.in_place is a value that nobody reads after the step.
constexpr void mark_in_place(const graph_editor& g, step_list& list) {
    const auto last = last_uses(g, list);
    for (int s = 0; s < list.size(); ++s) list.steps[s].in_place = in_place_operand(g, list.steps[s], s, last);
}

}  // namespace inlay::passes
// ---- inlay/passes/plan_memory.hpp ----
// Pass: every stored value gets an offset in one arena; values that are never alive together overlap.

namespace inlay {

/// Where a value lies. Batched offsets count elements of one sample and are multiplied by the batch.
enum class place : unsigned char { none, parameter, gradient, fixed, batched, input, output };

struct location {
    place where = place::none;
    int port = 0;     // of inputs and outputs
    long offset = 0;  // elements
};

struct buffer {
    long size = 0;
    int first = 0, last = 0;  // steps: written in, last read in
    int over = -1;            // buffer read last where this one is written, which it may start on
    long offset = -1;
};

template <int Nodes>
struct memory_plan {
    location at[Nodes > 0 ? Nodes : 1]{};
    long fixed = 0;     // elements that do not depend on the batch
    long batched = 0;   // elements per sample
    long lower_bound = 0;  // the largest sum of sizes alive in one step (per sample)
};

namespace passes {

/// Buffers start on this many elements: 64 bytes of floats.
inline constexpr long alignment = 16;
constexpr long aligned(long n) { return (n + alignment - 1) / alignment * alignment; }

/// The largest sum of buffers alive in one step: no plan can be smaller. One that is written over
/// another counts from the next step on.
constexpr long liveness_bound(const inlay::detail::vector<buffer>& buffers, int steps) {
    inlay::detail::vector<long> change(steps + 1, 0L);
    for (const buffer& b : buffers) {
        const int from = b.over >= 0 ? b.first + 1 : b.first;
        if (from > b.last) continue;
        change[from] += aligned(b.size);
        change[b.last + 1] -= aligned(b.size);
    }
    long now = 0, most = 0;
    for (long c : change) {
        now += c;
        if (now > most) most = now;
    }
    return most;
}

/// Whether both are alive in some step (an overwritten buffer and its successor are, in one).
constexpr bool live_together(const buffer& a, const buffer& b) { return a.first <= b.last && b.first <= a.last; }

/// The lowest offset for buffer `id` beside the buffers `placed` (sorted by offset); the start of the
/// buffer that it may overwrite, where nothing else is in the way.
constexpr long find_offset(const inlay::detail::vector<buffer>& buffers, int id,
                           const inlay::detail::vector<int>& placed, int count) {
    const buffer& b = buffers[id];
    if (b.over >= 0 && buffers[b.over].offset >= 0) {
        const long start = buffers[b.over].offset, end = start + aligned(b.size);
        bool free = true;
        for (int k = 0; k < count && free; ++k) {
            const buffer& o = buffers[placed[k]];
            free = placed[k] == b.over || !live_together(o, b) || o.offset >= end || o.offset + aligned(o.size) <= start;
        }
        if (free) return start;
    }
    long offset = 0;
    for (int k = 0; k < count; ++k) {
        const buffer& o = buffers[placed[k]];
        if (!live_together(o, b)) continue;
        if (offset + aligned(b.size) <= o.offset) break;
        if (o.offset + aligned(o.size) > offset) offset = o.offset + aligned(o.size);
    }
    return offset;
}

/// Puts id into `placed`, whose first `count` entries are in use and sorted by offset.
constexpr void insert_sorted(const inlay::detail::vector<buffer>& buffers, int id,
                             inlay::detail::vector<int>& placed, int count) {
    if (count == placed.size()) placed.push_back(id);
    int k = count;
    for (; k > 0 && buffers[placed[k - 1]].offset > buffers[id].offset; --k) placed[k] = placed[k - 1];
    placed[k] = id;
}

/// Gives each buffer, in the given order, the lowest offset free during its life; returns the total.
constexpr long place_in_order(inlay::detail::vector<buffer>& buffers,
                              const inlay::detail::vector<int>& order) {
    long total = 0;
    inlay::detail::vector<int> placed;
    placed.reserve(buffers.size());
    for (int k = 0; k < order.size(); ++k) {
        buffer& b = buffers[order[k]];
        b.offset = find_offset(buffers, order[k], placed, k);
        if (b.offset + aligned(b.size) > total) total = b.offset + aligned(b.size);
        insert_sorted(buffers, order[k], placed, k);
    }
    return total;
}

/// As place_in_order by time of writing, remembering only buffers still alive: linear for chains.
constexpr long place_by_time(inlay::detail::vector<buffer>& buffers) {
    long total = 0;
    inlay::detail::vector<int> alive;
    alive.reserve(buffers.size());
    int count = 0;
    for (int id = 0; id < buffers.size(); ++id) {
        buffer& b = buffers[id];
        int kept = 0;
        for (int k = 0; k < count; ++k)
            if (buffers[alive[k]].last >= b.first) alive[kept++] = alive[k];
        b.offset = find_offset(buffers, id, alive, kept);
        if (b.offset + aligned(b.size) > total) total = b.offset + aligned(b.size);
        insert_sorted(buffers, id, alive, kept);
        count = kept + 1;
    }
    return total;
}

/// Law: no two buffers alive in the same step overlap, but one may start on what it overwrites. Tries several orders (by time, by size, by
/// size x life) and keeps the smallest; above 160 buffers only the first, which is linear for chains.
constexpr long assign_offsets(inlay::detail::vector<buffer>& buffers, int steps) {
    using inlay::detail::vector;
    const long bound = liveness_bound(buffers, steps);
    vector<buffer> best = buffers;
    long total = place_by_time(best);
    for (int attempt = 0; attempt < 3 && total > bound && buffers.size() <= 160; ++attempt) {
        vector<int> order;
        vector<long> key;
        order.reserve(buffers.size());
        key.reserve(buffers.size());
        for (int i = 0; i < buffers.size(); ++i) {
            const buffer& b = buffers[i];
            const long life = b.last - b.first + 1;
            const long k = attempt == 0 ? b.size : attempt == 1 ? b.size * life : life;
            order.push_back(i);
            key.push_back(k);
            for (int j = i; j > 0 && key[j - 1] < k; --j) {
                key[j] = key[j - 1];
                order[j] = order[j - 1];
                key[j - 1] = k;
                order[j - 1] = i;
            }
        }
        vector<buffer> trial = buffers;
        const long size = place_in_order(trial, order);
        if (size < total) {
            total = size;
            best = trial;
        }
    }
    buffers = best;
    return total;
}

/// Lays out a schedule. Inputs have a place of their own in the arena, so that the plan's size is the
/// memory that an inference needs in all. `parameter_offset` gives a parameter's place in the model,
/// `gradient_offset` the place of what store_gradient nodes store.
template <int N>
constexpr memory_plan<N> plan_memory(const graph_editor& g, const step_list& list,
                                     const inlay::detail::vector<long>& parameter_offset,
                                     const inlay::detail::vector<long>& gradient_offset) {
    using inlay::detail::vector;
    memory_plan<N> plan;
    const vector<int> last = last_uses(g, list);
    for (int i = 0; i < g.size(); ++i) {
        if (g[i].op == &op_of<ops::parameter>)
            plan.at[i] = {place::parameter, 0, parameter_offset[g[i].index]};
        if (g[i].op == &op_of<ops::input>) plan.at[i] = {place::input, g[i].index, 0};
    }
    for (int k = 0; k < g.outputs.count; ++k) plan.at[base_of(g, g.outputs[k])] = {place::output, k, 0};
    const vector<int> stored = stored_in_place(g);
    for (int i = 0; i < g.size(); ++i) {
        if (stored[i] >= 0 && plan.at[i].where == place::none)
            plan.at[i] = {place::gradient, 0, gradient_offset[g[stored[i]].index]};
        if (g[i].op == &op_of<ops::store_gradient>)
            plan.at[i] = {place::gradient, 0, gradient_offset[g[i].index]};
    }

    // One buffer per stored value that is not placed yet, batched and fixed ones apart.
    vector<buffer> buffers[2];
    vector<int> nodes[2], index(g.size(), -1);
    for (int i = 0; i < g.size(); ++i) {
        const bool is_input = g[i].op == &op_of<ops::input>;
        if (is_input) {
            buffer b{g[i].size(), 0, last[i] < 0 ? 0 : last[i]};
            buffers[1].push_back(b);
            nodes[1].push_back(-1);
        }
    }
    for (int s = 0; s < list.size(); ++s) {
        const int id = list.steps[s].output;
        if (plan.at[id].where != place::none) continue;
        const int kind = g[id].batched ? 1 : 0;
        index[id] = buffers[kind].size();
        const int donor = list.steps[s].in_place;
        buffers[kind].push_back(buffer{g[id].size(), s, last[id], donor >= 0 ? index[donor] : -1});
        nodes[kind].push_back(id);
    }
    plan.fixed = assign_offsets(buffers[0], list.size());
    plan.batched = assign_offsets(buffers[1], list.size());
    plan.lower_bound = liveness_bound(buffers[1], list.size()) + liveness_bound(buffers[0], list.size());
    for (int i = 0; i < g.size(); ++i)
        if (index[i] >= 0) {
            const int kind = g[i].batched ? 1 : 0;
            plan.at[i] = {kind == 1 ? place::batched : place::fixed, 0, buffers[kind][index[i]].offset};
        }
    // A view lies in its base.
    for (int i = 0; i < g.size(); ++i)
        if (g[i].op->is_view) {
            plan.at[i] = plan.at[g[i].input[0]];
            if (!g[i].batched) plan.at[i].offset += g[i].index * g[i].size();
        }
    return plan;
}

/// The same where gradients lie as their parameters do.
template <int N>
constexpr memory_plan<N> plan_memory(const graph_editor& g, const step_list& list,
                                     const inlay::detail::vector<long>& parameter_offset) {
    return plan_memory<N>(g, list, parameter_offset, parameter_offset);
}

}  // namespace passes
}  // namespace inlay
// ---- inlay/passes/pool_early.hpp ----
// Passes: pooling before the activation, and as part of the convolution that feeds it.

namespace inlay::passes {

/// How many inputs and outputs read each node.
constexpr inlay::detail::vector<int> count_readers(const graph_editor& g) {
    inlay::detail::vector<int> readers(g.size(), 0);
    for (const node& n : g.nodes)
        for (int k = 0; k < n.input_count; ++k) ++readers[n.input[k]];
    for (int k = 0; k < g.outputs.count; ++k) ++readers[g.outputs[k]];
    return readers;
}

/// Law: the output is unchanged, and so are gradients (of elements that rounding makes equal, another may
/// get it); no activation that never falls is left between a value and its max pooling: it comes after,
/// where there are fewer elements.                                max f(x) = f(max x)
constexpr void pool_early(graph_editor& g) {
    const auto readers = count_readers(g);
    for (int i = 0; i < g.size(); ++i) {
        if (g[i].op != &op_of<ops::max_pool2d>) continue;
        for (int pool = i, f = g[pool].input[0]; g[f].op->is_monotone && readers[f] == 1; f = g[pool].input[0]) {
            const node activation = g[f];
            g[f] = g[pool];
            g[f].input[0] = activation.input[0];
            const shape out = g[pool].out;
            g[pool] = activation;
            g[pool].out = out;
            g[pool].input[0] = f;
            pool = f;
        }
    }
}

/// Whether a convolution's kernel can take the maxima of its own output.
constexpr bool pools_itself(const node& conv, const shape& x, const node& pool) {
    const window &w = pool.win, &c = conv.win;
    const bool is_partition = w.stride_h == w.kernel_h && w.stride_w == w.kernel_w && w.pad_top == 0 &&
                              w.pad_left == 0 && w.pad_bottom == 0 && w.pad_right == 0;
    return is_partition && w.kernel_w <= 4 && c.groups == 1 &&
           !inlay::detail::map_window_of(x, conv.out, c).is_matrix_product();
}

/// Law: the output is unchanged; a max pooling without overlap or padding is done by the convolution
/// before it, if nobody else reads that one: its map is never stored.
constexpr void pool_convolutions(graph_editor& g) {
    const auto readers = count_readers(g);
    for (int i = 0; i < g.size(); ++i) {
        if (g[i].op != &op_of<ops::max_pool2d>) continue;
        const node& conv = g[g[i].input[0]];
        if (conv.op != &op_of<ops::conv2d> || readers[g[i].input[0]] != 1) continue;
        if (!pools_itself(conv, g[conv.input[0]].out, g[i])) continue;
        node both = conv;
        both.op = &op_of<ops::conv2d_max_pool2d>;
        both.out = g[i].out;
        both.index = ops::conv2d_max_pool2d::pool_index(g[i].win);
        g[i] = both;
    }
}

}  // namespace inlay::passes
// ---- inlay/passes/share_kernels.hpp ----
// Pass: steps of the same form are found, so that equal layers share machine code.

namespace inlay::passes {

class form_hash {
public:
    constexpr void add(long v) { h_ = (h_ ^ static_cast<unsigned long long>(v)) * 1099511628211ULL; }
    constexpr void add(const shape& s) {
        add(s.rank);
        for (int i = 0; i < s.rank; ++i) add(s[i]);
    }
    constexpr void add(const window& w) {
        add(w.kernel_h), add(w.kernel_w), add(w.stride_h), add(w.stride_w), add(w.pad_top);
        add(w.pad_left), add(w.pad_bottom), add(w.pad_right), add(w.dilation_h), add(w.dilation_w);
        add(w.groups);
    }
    constexpr unsigned long long value() const { return h_; }

private:
    unsigned long long h_ = 14695981039346656037ULL;
};

/// What a node contributes to the form of its step; `kind` numbers its op's type.
constexpr void add_form(form_hash& h, const node& n, int kind) {
    h.add(kind);
    h.add(n.out);
    h.add(n.batched);
    h.add(static_cast<long>(n.type));
    h.add(n.index);
    h.add(n.input_count);
    h.add(static_cast<long>(__builtin_bit_cast(unsigned long long, n.value)));
    if (!(n.win == window{})) h.add(n.win);
}

constexpr bool same_form(const node& a, const node& b) {
    return a.out == b.out && a.batched == b.batched && a.type == b.type && a.index == b.index && a.input_count == b.input_count &&
           __builtin_bit_cast(unsigned long long, a.value) == __builtin_bit_cast(unsigned long long, b.value) && a.win == b.win;
}
/// What input `in` of a member is to its step.
constexpr int role_of(const graph_editor& g, const step& s, int in) {
    if (in == s.anchor) return -1;
    if (inlay::detail::is_constant(g[in])) return -2;
    if (const int member = s.find_member(in); member >= 0) return 100 + member;
    return 200 + s.find_external(in, s.anchor < 0 ? 0 : g[s.anchor].input_count);
}

/// Whether one kernel serves both steps: what their hash says, exactly.
constexpr bool same_form(const graph_editor& g, const int* kind, const step& a, const step& b) {
    if (a.members != b.members || a.externals != b.externals || (a.anchor < 0) != (b.anchor < 0)) return false;
    if (a.anchor >= 0 && (kind[a.anchor] != kind[b.anchor] || !same_form(g[a.anchor], g[b.anchor]))) return false;
    for (int m = 0; m < a.members; ++m) {
        const node &x = g[a.member[m]], &y = g[b.member[m]];
        if (kind[a.member[m]] != kind[b.member[m]] || !same_form(x, y)) return false;
        for (int k = 0; k < x.input_count; ++k) {
            const int role = role_of(g, a, x.input[k]);
            if (role != role_of(g, b, y.input[k]) || (role == -2 && !same_form(g[x.input[k]], g[y.input[k]]))) return false;
        }
    }
    for (int e = 0; e < a.externals; ++e) {
        const node &x = g[a.external[e]], &y = g[b.external[e]];
        if (!(x.out == y.out) || x.batched != y.batched || x.type != y.type) return false;
    }
    return true;
}

/// Law: representative <= own index, and both steps have the same ops, shapes, attributes and
/// operand structure.
constexpr void share_kernels(const graph_editor& g, const int* kind, step_list& list) {
    const int slots = 2 * list.size() + 1;  // at most half of them get filled
    inlay::detail::vector<int> table(slots, -1);
    inlay::detail::vector<unsigned long long> hashes;
    for (int s = 0; s < list.size(); ++s) {
        step& now = list.steps[s];
        form_hash h;
        h.add(now.anchor >= 0);
        if (now.anchor >= 0) add_form(h, g[now.anchor], kind[now.anchor]);
        for (int m = 0; m < now.members; ++m) {
            const node& n = g[now.member[m]];
            add_form(h, n, kind[now.member[m]]);
            for (int k = 0; k < n.input_count; ++k) {
                const int role = role_of(g, now, n.input[k]);
                if (role == -2) add_form(h, g[n.input[k]], role);
                else h.add(role);
            }
        }
        for (int e = 0; e < now.externals; ++e) {
            h.add(g[now.external[e]].out);
            h.add(g[now.external[e]].batched);
            h.add(static_cast<long>(g[now.external[e]].type));
        }
        hashes.push_back(h.value());
        int slot = static_cast<int>(h.value() % static_cast<unsigned long long>(slots));
        while (table[slot] >= 0 && !(hashes[table[slot]] == h.value() && same_form(g, kind, now, list.steps[table[slot]])))
            slot = (slot + 1) % slots;
        if (table[slot] < 0) table[slot] = s;
        now.representative = table[slot];
    }
}

}  // namespace inlay::passes
// ---- inlay/passes/store_outputs.hpp ----
// Pass: every output of the network gets memory of its own to be written to.

namespace inlay::passes {

/// Law: the outputs are unchanged; each is computed by a step, or is the whole of a value computed by
/// one, and no two are the same value. An input handed on, a parameter, a value given out twice and a
/// part of a value are copied.
constexpr void store_outputs(graph_editor& g) {
    inlay::detail::vector<int> taken;
    for (int k = 0; k < g.outputs.count; ++k) {
        const int id = g.outputs[k];
        int source = base_of(g, id);
        bool copied = inlay::detail::is_leaf(g[source]) || inlay::detail::is_constant(g[source]) ||
                     g[source].size() != g[id].size();
        for (int t : taken) copied = copied || t == source;
        if (copied) {
            node n;
            n.op = &op_of<ops::store_output>;
            n.out = g[id].out;
            n.batched = g[id].batched;
            n.layer = g[id].layer;
            source = g.outputs.node[k] = g.add(n, {id});
        }
        taken.push_back(source);
    }
}

}  // namespace inlay::passes
// ---- inlay/runtime/recorded.hpp ----
// The network as recorded: the unoptimised graph, its layers and parameters, and its one mistake.

namespace inlay {

/// The recorded network, frozen.
template <int Nodes, int Layers, int Parameters>
struct recording {
    graph<Nodes> g;
    layer_record layers[Layers > 0 ? Layers : 1]{};
    parameter_record parameters[Parameters > 0 ? Parameters : 1]{};
    int parameter_count = Parameters;
    int layer_count = Layers;
    graph_error error;
    long trainable = 0;  // elements of storage that an optimizer updates
    long storage = 0;    // elements of storage in all, padding included
};

namespace detail {

/// Kernels read whole batches of the last weights: so many elements end a model's storage.
inline constexpr long storage_slack = simd::native_width > 1 ? 16 : 0;

/// Trainable parameters first; large ones start on 64 bytes.
template <class Recording>
constexpr void lay_out_parameters(Recording& r) {
    long end = 0;
    for (int pass = 0; pass < 2; ++pass) {
        for (int i = 0; i < r.parameter_count; ++i) {
            parameter_record& p = r.parameters[i];
            if (p.trainable != (pass == 0)) continue;
            const long unit = p.public_shape.size() >= 16 ? 16 : 4;
            end = (end + unit - 1) / unit * unit;
            p.offset = end;
            end += p.public_shape.size();
        }
        if (pass == 0) r.trainable = end;
    }
    r.storage = end + storage_slack;
}

struct recording_size {
    int nodes = 0, layers = 0, parameters = 0;
};

/// Records; with the size known beforehand nothing is copied while the lists grow.
template <class Net>
constexpr trace::record record_network(recording_size size = {}) {
    trace::record r;
    r.g.nodes.reserve(size.nodes);
    r.layers.reserve(size.layers);
    r.parameters.reserve(size.parameters);
    Net::record(r);
    r.finish();
    return r;
}

template <class Net>
constexpr recording_size size_of_recording() {
    const trace::record r = record_network<Net>();
    return {r.g.size(), r.layers.size(), r.parameters.size()};
}

template <class Net, recording_size Size>
constexpr auto freeze_recording() {
    const trace::record r = record_network<Net>(Size);
    recording<Size.nodes, Size.layers, Size.parameters> frozen;
    frozen.g = r.g.template freeze<Size.nodes>();
    for (int i = 0; i < Size.layers; ++i) frozen.layers[i] = r.layers[i];
    for (int i = 0; i < Size.parameters; ++i) frozen.parameters[i] = r.parameters[i];
    frozen.error = r.error;
    lay_out_parameters(frozen);
    return frozen;
}

/// Layers and parameters without the graph.
template <int Layers, int Parameters>
struct record_lists {
    static constexpr int layer_count = Layers, parameter_count = Parameters;
    layer_record layers[Layers > 0 ? Layers : 1]{};
    parameter_record parameters[Parameters > 0 ? Parameters : 1]{};
};
template <int Nodes, int Layers, int Parameters>
constexpr auto lists_of(const recording<Nodes, Layers, Parameters>& r) {
    record_lists<Layers, Parameters> lists;
    for (int i = 0; i < Layers; ++i) lists.layers[i] = r.layers[i];
    for (int i = 0; i < Parameters; ++i) lists.parameters[i] = r.parameters[i];
    return lists;
}

}  // namespace detail

/// The network as recorded: layers, parameters and the unoptimised graph.
template <class Net>
struct recorded {
    static constexpr auto value = detail::freeze_recording<Net, detail::size_of_recording<Net>()>();
    /// Names the first mistake, if there is one: static_assert(recorded<Net>::check::done).
    using check = detail::check_network<typename detail::clause<value.error.where>::type,
                                        typename detail::clause<value.error.expects>::type,
                                        typename detail::clause<value.error.found>::type>;

    /// For reading at run time. (The nodes of `value` point to the functions of their operations, in every
    /// precision: whoever reads `value` at run time gets all of them into the program.)
    static constexpr auto lists = detail::lists_of(value);

    static constexpr text parameter_path(int i) { return path_of(lists.layers, lists.parameters[i]); }
    static constexpr text layer_path(int i) { return path_of(lists.layers, i); }

    static constexpr detail::vector<long> parameter_offsets() {
        detail::vector<long> offsets;
        for (int i = 0; i < value.parameter_count; ++i) offsets.push_back(value.parameters[i].offset);
        return offsets;
    }
};

}  // namespace inlay

namespace inlay {
namespace detail {

/// The indices of the nodes' ops in the list of kinds.
template <int Nodes>
struct kind_table {
    int of[Nodes > 0 ? Nodes : 1]{};
};

template <class... Kinds>
constexpr void number_kinds(const node* nodes, int count, int* kind, types<Kinds...>) {
    const op_info* const ops[] = {&op_of<Kinds>...};
    for (int i = 0; i < count; ++i) {
        kind[i] = -1;
        for (int k = 0; k < static_cast<int>(sizeof...(Kinds)); ++k)
            if (nodes[i].op == ops[k]) {
                kind[i] = k;
                break;
            }
    }
}

}  // namespace detail

/// What runtime::run lowers. Source gives `kinds` (the op types that may occur), `nodes()` (the
/// optimised graph), `capacity` (nodes that it has at most), `parameter_offsets()` and, if they differ,
/// `gradient_offsets()`.
template <class Source>
struct program {
    using kinds = typename Source::kinds;
    static constexpr bool fast_functions = requires { requires Source::fast_functions; };  // simd/fast.hpp

    // The passes run once, into room enough; then the graph is cut to its size.
    struct roomy_graph {
        graph<Source::capacity> g;
        int count;
    };
    static constexpr roomy_graph optimise() {
        const graph_editor e = Source::nodes();
        roomy_graph r{{}, e.size()};
        for (int i = 0; i < e.size(); ++i) r.g.nodes[i] = e[i];
        r.g.inputs = e.inputs;
        r.g.outputs = e.outputs;
        return r;
    }
    static constexpr roomy_graph optimised = optimise();
    static constexpr int count = optimised.count;

    static constexpr graph<count> cut() {
        graph<count> cut;
        for (int i = 0; i < count; ++i) cut.nodes[i] = optimised.g.nodes[i];
        cut.inputs = optimised.g.inputs;
        cut.outputs = optimised.g.outputs;
        return cut;
    }
    static constexpr graph<count> g = cut();

    static constexpr auto number() {
        detail::kind_table<count> t;
        detail::number_kinds(g.nodes, count, t.of, kinds{});
        return t;
    }
    static constexpr detail::kind_table<count> kind = number();

    static constexpr step_list steps() {
        const graph_editor e(g);
        step_list l = passes::fuse(e);
        passes::mark_in_place(e, l);
        passes::share_kernels(e, kind.of, l);
        return l;
    }
    static constexpr int step_count = steps().size();
    static constexpr schedule<step_count> list = steps().template freeze<step_count>();

    static constexpr memory_plan<count> make_plan() {
        step_list l;
        l.steps.reserve(step_count);
        for (int s = 0; s < step_count; ++s) l.steps.push_back(list.steps[s]);
        if constexpr (requires { Source::gradient_offsets(); })
            return passes::plan_memory<count>(graph_editor(g), l, Source::parameter_offsets(), Source::gradient_offsets());
        else return passes::plan_memory<count>(graph_editor(g), l, Source::parameter_offsets());
    }
    static constexpr memory_plan<count> plan = make_plan();

    /// How many steps run the kernel of step r.
    static constexpr auto count_users() {
        detail::kind_table<step_count> n;
        for (int s = 0; s < step_count; ++s) ++n.of[list.steps[s].representative];
        return n;
    }
    static constexpr detail::kind_table<step_count> users = count_users();
};

namespace passes {

struct named_pass {
    const char* name;
    void (*run)(graph_editor&);
};

/// The passes of inference, in their order; each is a function of its own in passes/.
inline constexpr named_pass inference_passes[] = {
    {"remove_identities", [](graph_editor& g) { remove_identities(g); }},
    {"fold_batch_norm", [](graph_editor& g) { fold_batch_norm(g); }},
    {"fuse_recurrences", &fuse_recurrences},
    {"common_subexpressions", &common_subexpressions},
    {"pool_early", &pool_early},
    {"pool_convolutions", &pool_convolutions},
    {"eliminate_dead_code", &eliminate_dead_code},
    {"store_outputs", &store_outputs},
};

}  // namespace passes

namespace detail {

template <class Kinds>
struct with_inference_kinds;
template <class... Kinds>
struct with_inference_kinds<types<Kinds...>> {
    using type = union_of<types<Kinds...>, typename Kinds::inference_kinds..., types<ops::store_output>>;
};

template <class Net>
struct inference_source {
    using kinds = typename with_inference_kinds<typename Net::kinds>::type;

    static constexpr int find_capacity() {
        int n = recorded<Net>::value.g.count + max_ports;
        for (int i = 0; i < recorded<Net>::value.g.count; ++i)
            if (recorded<Net>::value.g.nodes[i].op == &op_of<ops::batch_norm>) n += 3;
        return n;
    }
    static constexpr int capacity = find_capacity();

    static constexpr graph_editor nodes() {
        graph_editor e(recorded<Net>::value.g);
        for (const passes::named_pass& p : passes::inference_passes) p.run(e);
        return e;
    }
    static constexpr detail::vector<long> parameter_offsets() { return recorded<Net>::parameter_offsets(); }
};

}  // namespace detail

/// What inference runs.
template <class Net>
struct inference : program<detail::inference_source<Net>> {};

}  // namespace inlay

namespace inlay {
namespace detail {

template <class Net>
constexpr auto& checked_recording() {
    static_assert(recorded<Net>::check::done);
    return recorded<Net>::value;
}

template <class Net>
constexpr int find_parameter(const char* path) {
    for (int i = 0; i < recorded<Net>::lists.parameter_count; ++i)
        if (equal(recorded<Net>::parameter_path(i).data, path)) return i;
    return -1;
}
template <class Net>
constexpr int find_layer(const char* path) {
    for (int i = 0; i < recorded<Net>::lists.layer_count; ++i)
        if (equal(recorded<Net>::layer_path(i).data, path)) return i;
    return -1;
}

template <class Net, fixed_string Path>
constexpr int require_parameter() {
    constexpr int i = find_parameter<Net>(Path.text);
    static_assert(check_path<typename clause<text{Path.text}>::type, (i >= 0)>::done);
    return i < 0 ? 0 : i;
}
template <class Net, fixed_string Path>
constexpr int require_layer() {
    constexpr int i = find_layer<Net>(Path.text);
    static_assert(check_path<typename clause<text{Path.text}>::type, (i >= 0)>::done);
    return i < 0 ? 0 : i;
}

template <class Net>
constexpr long count_parameters(bool trainable_only) {
    long n = 0;
    for (int i = 0; i < recorded<Net>::value.parameter_count; ++i) {
        const parameter_record& p = recorded<Net>::value.parameters[i];
        if (p.trainable || !trainable_only) n += p.public_shape.size();
    }
    return n;
}

constexpr long node_macs(const node* nodes, int id) {
    const node* in[max_inputs]{};
    for (int k = 0; k < nodes[id].input_count; ++k) in[k] = &nodes[nodes[id].input[k]];
    return nodes[id].op->macs(nodes[id], in);
}
template <class Net>
constexpr long count_macs() {
    long n = 0;
    for (int i = 0; i < recorded<Net>::value.g.count; ++i) n += node_macs(recorded<Net>::value.g.nodes, i);
    return n;
}

}  // namespace detail

template <class Net>
inline constexpr int input_count = detail::checked_recording<Net>().g.inputs.count;
template <class Net>
inline constexpr int output_count = detail::checked_recording<Net>().g.outputs.count;

/// The shape of an input or output for one sample.
template <class Net, int I = 0>
inline constexpr shape input_shape =
    detail::checked_recording<Net>().g.nodes[detail::checked_recording<Net>().g.inputs[I]].out;
template <class Net, int I = 0>
inline constexpr shape output_shape =
    detail::checked_recording<Net>().g.nodes[detail::checked_recording<Net>().g.outputs[I]].out;

/// The output shape of the layer with that path: shape_of<lenet, "c2">.
template <class Net, fixed_string Layer>
inline constexpr shape shape_of =
    recorded<Net>::value.g.nodes[recorded<Net>::value.layers[detail::require_layer<Net, Layer>()].output].out;

/// PyTorch's shape of a parameter: parameter_shape<lenet, "c1.weight">.
template <class Net, fixed_string Path>
inline constexpr shape parameter_shape =
    recorded<Net>::value.parameters[detail::require_parameter<Net, Path>()].public_shape;

/// Trainable parameters, as PyTorch counts model.parameters(); running statistics are not among them.
template <class Net>
inline constexpr long parameter_count = (void(detail::checked_recording<Net>()), detail::count_parameters<Net>(true));

/// Multiply-accumulate operations for one sample, of dense layers and convolutions.
template <class Net>
inline constexpr long macs = (void(detail::checked_recording<Net>()), detail::count_macs<Net>());

/// Bytes that the inference of one sample needs: input, intermediate values, nothing else. The
/// network's output goes to memory of the caller.
template <class Net>
inline constexpr long peak_ram =
    (void(detail::checked_recording<Net>()),
     (inference<Net>::plan.fixed + inference<Net>::plan.batched) * static_cast<long>(sizeof(float)));

/// Bytes of all parameters and running statistics, as they lie in a model.
template <class Net>
inline constexpr long flash_bytes = detail::checked_recording<Net>().storage * static_cast<long>(sizeof(float));

}  // namespace inlay
// ---- inlay/runtime/model.hpp ----
// A network with its parameters: model<Net> holds them, model(x) runs.

// ---- inlay/runtime/call.hpp ----
// Calling a program with tensors, views, pointers and an arena: what model and deployed share.

// ---- inlay/runtime/lowering.hpp ----
// From a planned program to calls of kernels. Each step's form, operands and addresses are constants.

// ---- inlay/kernels/elementwise.hpp ----
// Fused elementwise members of a step: as an epilogue of its anchor, or in loops of their own.

// ---- inlay/simd/fast.hpp ----
// fast<W>: a batch whose exp, sigmoid, tanh and erf are quicker and less exact; the rest is batch<W>'s.

namespace inlay::simd {

/// W floats with a batch's interface, so that any formula serves both. The errors stated are the largest over
/// all floats; NaN stays NaN.
///
///     exp        relative 2.5e-7; below e^-87 and above e^88 it stays at these: no zero, no infinity
///     sigmoid    absolute 2e-7         tanh, erf    absolute 6e-7
///
/// In place of 2 ULP everywhere. Relative errors: tanh 2e-6, erf 8e-6; those of sigmoid far below 0 do not stay
/// small.
template <int W>
struct fast {
    static constexpr int width = W;
    batch<W> v;

    fast() = default;
    INLAY_INLINE constexpr fast(batch<W> x) : v(x) {}
    template <number A>
    INLAY_INLINE constexpr fast(A x) : v(x) {}

    INLAY_INLINE constexpr float operator[](int lane) const { return v[lane]; }

    friend INLAY_INLINE constexpr fast operator+(fast a, fast b) { return a.v + b.v; }
    friend INLAY_INLINE constexpr fast operator-(fast a, fast b) { return a.v - b.v; }
    friend INLAY_INLINE constexpr fast operator*(fast a, fast b) { return a.v * b.v; }
    friend INLAY_INLINE constexpr fast operator/(fast a, fast b) { return a.v / b.v; }
    friend INLAY_INLINE constexpr fast operator-(fast a) { return -a.v; }
    friend INLAY_INLINE constexpr fast operator+(fast a) { return a; }

    friend INLAY_INLINE constexpr mask<W> operator<(fast a, fast b) { return a.v < b.v; }
    friend INLAY_INLINE constexpr mask<W> operator>(fast a, fast b) { return a.v > b.v; }
    friend INLAY_INLINE constexpr mask<W> operator<=(fast a, fast b) { return a.v <= b.v; }
    friend INLAY_INLINE constexpr mask<W> operator>=(fast a, fast b) { return a.v >= b.v; }
    friend INLAY_INLINE constexpr mask<W> operator==(fast a, fast b) { return a.v == b.v; }
    friend INLAY_INLINE constexpr mask<W> operator!=(fast a, fast b) { return a.v != b.v; }
    friend INLAY_INLINE constexpr fast where(mask<W> m, fast a, fast b) { return where(m, a.v, b.v); }

    friend INLAY_INLINE constexpr fast fma(fast a, fast b, fast c) { return fma(a.v, b.v, c.v); }
    friend INLAY_INLINE constexpr fast min(fast a, fast b) { return min(a.v, b.v); }
    friend INLAY_INLINE constexpr fast max(fast a, fast b) { return max(a.v, b.v); }
    template <number A> friend INLAY_INLINE constexpr fast min(fast a, A b) { return min(a.v, b); }
    template <number A> friend INLAY_INLINE constexpr fast max(fast a, A b) { return max(a.v, b); }
    template <number A> friend INLAY_INLINE constexpr fast min(A a, fast b) { return min(b.v, a); }
    template <number A> friend INLAY_INLINE constexpr fast max(A a, fast b) { return max(b.v, a); }

    friend INLAY_INLINE constexpr fast abs(fast x) { return abs(x.v); }
    friend INLAY_INLINE constexpr fast sqrt(fast x) { return sqrt(x.v); }
    friend INLAY_INLINE constexpr fast rsqrt(fast x) { return rsqrt(x.v); }
    friend INLAY_INLINE constexpr fast log(fast x) { return log(x.v); }
    friend INLAY_INLINE constexpr fast log1p(fast x) { return log1p(x.v); }
    friend INLAY_INLINE constexpr fast expm1(fast x) { return expm1(x.v); }

    friend INLAY_INLINE constexpr fast exp(fast x) { return detail::exp_normal(min(max(x.v, -87.0f), 88.0f)); }
    friend INLAY_INLINE constexpr fast sigmoid(fast x) { return 1 / (exp(-x).v + 1); }
    friend INLAY_INLINE constexpr fast softplus(fast x) { return max(x.v, 0) + log1p(exp(-abs(x)).v); }
    /// x P(x^2) / Q(x^2) on [-8, 8], by a minimax fit.
    friend INLAY_INLINE constexpr fast tanh(fast x) {
        const batch<W> t = min(max(x.v, -8.0f), 8.0f), z = t * t;
        const batch<W> p = detail::polynomial(z, 0x1.ffffep-1f, 0x1.041776p-3f, 0x1.5fdce4p-9f, 0x1.db5d54p-18f,
                                              -0x1.9db1bep-28f);
        const batch<W> q = detail::polynomial(z, 1.0f, 0x1.d7602cp-2f, 0x1.758348p-6f, 0x1.9992bcp-13f);
        return t * p / q;
    }
    /// The same on [-3.6, 3.6].
    friend INLAY_INLINE constexpr fast erf(fast x) {
        const batch<W> t = min(max(x.v, -3.6f), 3.6f), z = t * t;
        const batch<W> p = detail::polynomial(z, 0x1.20dd62p+0f, 0x1.430bbap-2f, 0x1.0b58bep-4f, 0x1.0de782p-7f,
                                              0x1.c80256p-13f, -0x1.6ad2b6p-20f);
        const batch<W> q = detail::polynomial(z, 1.0f, 0x1.39ce3cp-1f, 0x1.4c2d9ap-3f, 0x1.85df62p-6f, 0x1.001168p-9f);
        return t * p / q;
    }
};

}  // namespace inlay::simd

namespace inlay::kernels {

/// What formulas compute with: batches, or fast ones where program P asks for them.
template <class P, class B>
constexpr auto number_of() {
    if constexpr (requires { requires P::fast_functions; }) return simd::fast<B::width>(0);
    else return B(0);
}
template <class B>
[[gnu::always_inline]] constexpr B batch_of(B x) { return x; }
template <int W>
[[gnu::always_inline]] constexpr simd::batch<W> batch_of(simd::fast<W> x) { return x.v; }

/// Evaluates the members of step R of program P, one after another, in registers.
template <class P, int R, class B>
struct fused {
    static constexpr step form = P::list.steps[R];
    static constexpr int anchor_inputs = form.anchor < 0 ? 0 : P::g.nodes[form.anchor].input_count;

    using number = decltype(number_of<P, B>());

    /// `load(e)` gives external e; `acc` is the anchor's value.
    template <class Load>
    [[gnu::always_inline]] static constexpr B evaluate(B acc, const Load& load) {
        number values[form.members > 0 ? form.members : 1] = {acc};
        members(values, number(acc), load, detail::make_indices<form.members>{});
        return batch_of(values[form.members > 0 ? form.members - 1 : 0]);
    }

private:
    template <class Load, int... M>
    [[gnu::always_inline]] static constexpr void members([[maybe_unused]] number* values,
                                                         [[maybe_unused]] number acc,
                                                         [[maybe_unused]] const Load& load,
                                                         detail::indices<M...>) {
        ((values[M] = member<M>(values, acc, load,
                                detail::make_indices<P::g.nodes[form.member[M]].input_count>{})),
         ...);
    }
    template <int M, class Load, int... K>
    [[gnu::always_inline]] static constexpr number member(const number* values, number acc, const Load& load,
                                                     detail::indices<K...>) {
        using kind = type_at<P::kind.of[form.member[M]], typename P::kinds>;
        return kind::formula(operand<P::g.nodes[form.member[M]].input[K]>(values, acc, load)...);
    }
    template <int Id, class Load>
    [[gnu::always_inline]] static constexpr number operand([[maybe_unused]] const number* values,
                                                      [[maybe_unused]] number acc,
                                                      [[maybe_unused]] const Load& load) {
        if constexpr (Id == form.anchor) return acc;
        else if constexpr (detail::is_constant(P::g.nodes[Id])) return number(P::g.nodes[Id].value);
        else if constexpr (form.find_member(Id) >= 0) return values[form.find_member(Id)];
        else return load.template get<form.find_external(Id, anchor_inputs)>();
    }
};

/// What an anchor's kernel does with a finished batch of outputs: the members, then the store.
template <class P, int R>
struct epilogue {
    const float* const* external;

    /// `element` counts from the start of the output; `channel` is its innermost index; only `count`
    /// lanes are part of the output.
    template <class B>
    [[gnu::always_inline]] constexpr void store(B acc, float* out, long element, int channel,
                                                int count = B::width) const {
        const B y = fused<P, R, B>::evaluate(acc, loader<B>{external, element, channel, count});
        if (count >= B::width) y.store(out + element);
        else y.store_partial(out + element, count);
    }

private:
    template <class B>
    struct loader {
        const float* const* external;
        long element;
        int channel, count;

        template <int E>
        [[gnu::always_inline]] constexpr B get() const {
            constexpr node n = P::g.nodes[P::list.steps[R].external[E]];
            constexpr node out = P::g.nodes[P::list.steps[R].output];
            if constexpr (n.size() == out.size() && n.batched == out.batched) return read(external[E] + element);
            else if constexpr (n.size() == 1) return B(*external[E]);
            else return read(external[E] + channel);
        }
        [[gnu::always_inline]] constexpr B read(const float* p) const {
            return count >= B::width ? B::load(p) : B::load_partial(p, count);
        }
    };
};

/// A step without anchor. Operands of a smaller shape repeat; the inner loop runs over the longest
/// stretch in which no operand wraps around.
template <class P, int R, class B>
struct elementwise_loop {
    using fused_members = fused<P, R, B>;
    static constexpr step form = fused_members::form;
    static constexpr long size = P::g.nodes[form.output].size();
    static constexpr bool is_batched = P::g.nodes[form.output].batched;

    /// How an operand lies beside the output. A table of its own: naming the graph at run time would
    /// put it, and all that its op records refer to, into the program.
    struct operand {
        long size = 1;
        bool batched = false, full = false, number = false;
    };
    struct operand_table {
        operand of[max_externals];
    };
    static constexpr operand_table make_operands() {
        operand_table t;
        for (int e = 0; e < form.externals; ++e) {
            const node& n = P::g.nodes[form.external[e]];
            t.of[e] = {n.size(), n.batched, n.size() == size && n.batched == is_batched, n.size() == 1 && !n.batched};
        }
        return t;
    }
    static constexpr operand_table operands = make_operands();

    // 0: no operand repeats, one flat loop
    static constexpr long find_period() {
        long shortest = 0;
        for (int e = 0; e < form.externals; ++e) {
            const operand& o = operands.of[e];
            if (o.full || o.number) continue;
            if (shortest == 0 || o.size < shortest) shortest = o.size;
        }
        return shortest;
    }
    static constexpr long period = find_period();

    [[gnu::always_inline]] static constexpr void run(const float* const* external, float* out, long batch) {
        const long samples = is_batched ? batch : 1;
        if constexpr (period == 0) {
            stretch(external, out, samples * size, 0, 0);
        } else {
            constexpr long rows = size / period;
            for (long s = 0; s < samples; ++s)
                for (long r = 0; r < rows; ++r) stretch(external, out + (s * rows + r) * period, period, s, r);
        }
    }

private:
    [[gnu::always_inline]] static constexpr void stretch(const float* const* external, float* out, long count,
                                                         long sample, long row) {
        const float* p[form.externals > 0 ? form.externals : 1] = {};
        for (int e = 0; e < form.externals; ++e) {
            const operand o = operands.of[e];
            const long within = o.full || o.number ? 0 : row * period % o.size;
            const long start = o.full ? sample * size + row * period : o.batched ? sample * o.size + within : within;
            p[e] = external[e] + start;
        }
        long i = 0;
        for (; i + B::width <= count; i += B::width)
            fused_members::evaluate(B(0), loader{p, i, B::width}).store(out + i);
        if (i < count) {
            const int rest = static_cast<int>(count - i);
            fused_members::evaluate(B(0), loader{p, i, rest}).store_partial(out + i, rest);
        }
    }

    struct loader {
        const float* const* p;
        long i;
        int count;

        template <int E>
        [[gnu::always_inline]] constexpr B get() const {
            if constexpr (operands.of[E].size == 1) return B(*p[E]);
            else return count >= B::width ? B::load(p[E] + i) : B::load_partial(p[E] + i, count);
        }
    };
};

}  // namespace inlay::kernels

namespace inlay {

/// Backends: tag types, so that two can live in one program. `scalar` works in constant evaluation
/// and on targets without SIMD; `simd` computes on native batches.
struct scalar {
    static constexpr int width = 1;
};
struct simd_backend {
    static constexpr int width = simd::native_width;
};

namespace runtime {

/// Where a program's values are at run time.
struct frame {
    const float* parameters = nullptr;
    float* gradients = nullptr;
    float* arena = nullptr;
    float* state = nullptr;  // of a stream
    const float* inputs[max_graph_ports]{};
    float* outputs[max_graph_ports]{};
    long batch = 1;
    unsigned long long seed = 0;
    bool updates_statistics = true;  // of several threads with parts of a batch, one does
};

/// The address of a value that the plan puts at `Where`. (Templates on the place alone, not on the node:
/// a network has hundreds of nodes, and six places.)
template <place Where>
[[gnu::always_inline]] constexpr const float* read_address(const frame& f, long fixed, long offset, int port) {
    static_assert(Where != place::none, "a value is read that no step stores");
    if constexpr (Where == place::parameter) return f.parameters + offset;
    else if constexpr (Where == place::gradient) return f.gradients + offset;
    else if constexpr (Where == place::fixed) return f.arena + offset;
    else if constexpr (Where == place::batched) return f.arena + fixed + offset * f.batch;
    else if constexpr (Where == place::input) return f.inputs[port] + offset;
    else return f.outputs[port] + offset;
}
template <place Where>
[[gnu::always_inline]] constexpr float* write_address(const frame& f, long fixed, long offset, int port) {
    if constexpr (Where == place::gradient) return f.gradients + offset;
    else if constexpr (Where == place::fixed) return f.arena + offset;
    else if constexpr (Where == place::batched) return f.arena + fixed + offset * f.batch;
    else if constexpr (Where == place::output) return f.outputs[port] + offset;
    else return nullptr;  // an effect, which stores nothing
}

/// A program whose values go on from block to block: `P::state` says where each node keeps what it needs.
template <class P>
concept is_stream = requires { P::state; };

/// Where the anchor or output of step S keeps its state; -1: it has none.
template <class P>
constexpr long state_of_step(int s) {
    if constexpr (is_stream<P>) return P::state.offset[P::list.steps[s].anchor >= 0 ? P::list.steps[s].anchor : P::list.steps[s].output];
    else return -1;
}

/// What a kernel knows of its place at compile time: the node and its inputs' nodes.
template <class P, int R, int Width>
struct site {
    using batch = simd::batch<Width>;
    static constexpr bool fast_functions = P::fast_functions;
    static constexpr node without_op(node n) {
        n.op = nullptr;  // the record of functions must not get into the program
        return n;
    }
    static constexpr int id = P::list.steps[R].anchor >= 0 ? P::list.steps[R].anchor : P::list.steps[R].output;
    static constexpr node self = without_op(P::g.nodes[id]);
    struct input_table {
        node of[max_inputs];
    };
    static constexpr input_table make_inputs() {
        input_table t;
        for (int i = 0; i < P::g.nodes[id].input_count; ++i) t.of[i] = without_op(P::g.nodes[P::g.nodes[id].input[i]]);
        return t;
    }
    static constexpr input_table inputs = make_inputs();
    static constexpr const node& input(int i) { return inputs.of[i]; }
};

template <class Op, class Site>
[[gnu::always_inline]] constexpr void run_reference(const float* const* in, float* out, long batch, unsigned long long seed) {
    const node* inputs[max_inputs]{};
    for (int i = 0; i < Site::self.input_count; ++i) inputs[i] = &Site::inputs.of[i];
    Op::reference(reference_call<float>{&Site::self, inputs, in, out, batch, seed});
}

/// One step in the form of step R.
template <class P, int R, int Width>
[[gnu::always_inline]] constexpr void run_form(const float* const* in, float* out, long batch,
                                               [[maybe_unused]] unsigned long long seed) {
    using site = runtime::site<P, R, Width>;
    using op = type_at<P::kind.of[site::id], typename P::kinds>;
    if constexpr (state_of_step<P>(R) >= 0) {
        float* const state = const_cast<float*>(in[P::list.steps[R].externals]);  // behind the operands
        if constexpr (op::is_anchor) op::template run_stream<site>(in, state, out, kernels::epilogue<P, R>{in});
        else op::template run_stream<site>(in, state, out);
    } else if constexpr (op::is_elementwise) {
        kernels::elementwise_loop<P, R, typename site::batch>::run(in, out, batch);
    } else if constexpr (op::is_anchor) {
        op::template run<site>(in, out, batch, kernels::epilogue<P, R>{in});
    } else if constexpr (requires { op::template run<site>(in, out, batch); }) {
        op::template run<site>(in, out, batch);
    } else if constexpr (requires { op::template run<site>(in, out, batch, seed); }) {
        op::template run<site>(in, out, batch, seed);
    } else {
        run_reference<op, site>(in, out, batch, seed);
    }
}
}  // namespace runtime

#if defined(__clang__)
#define INLAY_KERNEL [[gnu::noinline]]
#else
#define INLAY_KERNEL [[gnu::noinline, gnu::noclone]]  // a clone per call would undo the sharing
#endif

/// One form of step as a function, with everything inlined: its short name is all that a symbol table
/// sees of a kernel, and steps of the same form share it.
template <class P, int R, int Width>
INLAY_KERNEL constexpr void kernel(const float* const* in, float* out, long batch,
                                                      unsigned long long seed) {
    runtime::run_form<P, R, Width>(in, out, batch, seed);
}
#undef INLAY_KERNEL

namespace runtime {

template <class P>
constexpr bool deserves_function(int s) {
    const step& now = P::list.steps[s];
    const int id = now.anchor >= 0 ? now.anchor : now.output;
    const node* in[max_inputs]{};
    for (int k = 0; k < P::g.nodes[id].input_count; ++k) in[k] = &P::g.nodes[P::g.nodes[id].input[k]];
    return P::users.of[now.representative] > 1 || P::g.nodes[id].op->macs(P::g.nodes[id], in) >= 4096;
}
/// Whether step S is worth a function of its own: others share it, or its work hides a call. (A variable:
/// clang would count the call through a pointer among the effects of the function that asks.)
template <class P, int S>
inline constexpr bool has_own_function = deserves_function<P>(S);

template <class P, int S, int Width, int... E>
[[gnu::always_inline]] constexpr void run_step(const frame& f, detail::indices<E...>) {
    constexpr step now = P::list.steps[S];
    using op = type_at<P::kind.of[site<P, S, Width>::id], typename P::kinds>;
    if constexpr (op::updates_statistics)
        if (!f.updates_statistics) return;
    const float* const in[sizeof...(E) + 1] = {
        read_address<P::plan.at[now.external[E]].where>(f, P::plan.fixed, P::plan.at[now.external[E]].offset,
                                                        P::plan.at[now.external[E]].port)...,
        state_of_step<P>(S) < 0 ? nullptr : f.state + state_of_step<P>(S)};
    constexpr location at = P::plan.at[now.output];
    float* out = write_address<at.where>(f, P::plan.fixed, at.offset, at.port);
    if constexpr (has_own_function<P, S>) kernel<P, now.representative, Width>(in, out, f.batch, f.seed);
    else run_form<P, S, Width>(in, out, f.batch, f.seed);
}

/// Steps [Begin, End), halved until one is left: a fold over all would be deep.
template <class P, int Width, int Begin, int End>
[[gnu::always_inline]] constexpr void run_steps(const frame& f) {
    if constexpr (End - Begin == 1) {
        run_step<P, Begin, Width>(f, detail::make_indices<P::list.steps[Begin].externals>{});
    } else if constexpr (End > Begin) {
        constexpr int middle = Begin + (End - Begin) / 2;
        run_steps<P, Width, Begin, middle>(f);
        run_steps<P, Width, middle, End>(f);
    }
}

// Long programs: the steps are data, and a loop calls their kernels. Code then grows with the forms of step,
// not with their number, and so does what it costs the compiler.

inline constexpr int longest_straight_line = 32;  // steps

struct operand {
    int offset = 0;
    place where = place::none;
    unsigned char port = 0;
};
struct call {
    short kernel = 0;  // number of its form
    short inputs = 0;  // operands: these, and then the output
    int first = 0;
};
template <int Steps, int Operands, int Forms>
struct call_table {
    static constexpr int forms = Forms;
    call calls[Steps]{};
    operand operands[Operands]{};
    int form[Forms]{};  // the step that represents each
};
struct table_size {
    int operands = 0, forms = 0;
};

template <class P>
constexpr table_size size_of_table() {
    table_size n;
    for (int s = 0; s < P::step_count; ++s) {
        n.operands += P::list.steps[s].externals + 1;
        n.forms += P::list.steps[s].representative == s;
    }
    return n;
}
template <class P, table_size Size>
constexpr auto make_table() {
    call_table<P::step_count, Size.operands, Size.forms> t;
    int number[P::step_count]{};  // of the form that a step represents
    int operands = 0, forms = 0;
    const auto add = [&](int node) {
        const location& at = P::plan.at[node];
        t.operands[operands++] = {static_cast<int>(at.offset), at.where, static_cast<unsigned char>(at.port)};
    };
    for (int s = 0; s < P::step_count; ++s) {
        const step& now = P::list.steps[s];
        if (now.representative == s) {
            number[s] = forms;
            t.form[forms++] = s;
        }
        t.calls[s] = {static_cast<short>(number[now.representative]), static_cast<short>(now.externals), operands};
        for (int e = 0; e < now.externals; ++e) add(now.external[e]);
        add(now.output);
    }
    return t;
}
template <class P>
inline constexpr auto table = make_table<P, size_of_table<P>()>();

constexpr const float* read_address(const frame& f, long fixed, operand o) {
    switch (o.where) {
        case place::parameter: return read_address<place::parameter>(f, fixed, o.offset, o.port);
        case place::gradient: return read_address<place::gradient>(f, fixed, o.offset, o.port);
        case place::fixed: return read_address<place::fixed>(f, fixed, o.offset, o.port);
        case place::batched: return read_address<place::batched>(f, fixed, o.offset, o.port);
        case place::input: return read_address<place::input>(f, fixed, o.offset, o.port);
        default: return read_address<place::output>(f, fixed, o.offset, o.port);
    }
}
constexpr float* write_address(const frame& f, long fixed, operand o) {
    switch (o.where) {
        case place::gradient: return write_address<place::gradient>(f, fixed, o.offset, o.port);
        case place::fixed: return write_address<place::fixed>(f, fixed, o.offset, o.port);
        case place::batched: return write_address<place::batched>(f, fixed, o.offset, o.port);
        case place::output: return write_address<place::output>(f, fixed, o.offset, o.port);
        default: return nullptr;
    }
}

/// Kernel number `form` of [Begin, End), by halves: a pointer to it could not be seen through.
template <class P, int Width, int Begin, int End>
[[gnu::always_inline]] constexpr void run_numbered(int form, const float* const* in, float* out, const frame& f) {
    if constexpr (End - Begin == 1) {
        constexpr int R = table<P>.form[Begin];
        using op = type_at<P::kind.of[site<P, R, Width>::id], typename P::kinds>;
        if constexpr (op::updates_statistics)
            if (!f.updates_statistics) return;
        kernel<P, R, Width>(in, out, f.batch, f.seed);
    } else {
        constexpr int middle = Begin + (End - Begin) / 2;
        if (form < middle) run_numbered<P, Width, Begin, middle>(form, in, out, f);
        else run_numbered<P, Width, middle, End>(form, in, out, f);
    }
}
/// Of each step, the offset of its state; 0 if it has none.
template <class P>
struct state_table {
    int offset[P::step_count]{};
    constexpr state_table() {
        for (int s = 0; s < P::step_count; ++s)
            if (state_of_step<P>(s) > 0) offset[s] = static_cast<int>(state_of_step<P>(s));
    }
};
template <class P>
inline constexpr state_table<P> states{};

template <class P, int Width>
[[gnu::always_inline]] constexpr void run_table(const frame& f) {
    for (int s = 0; s < P::step_count; ++s) {
        const call& c = table<P>.calls[s];
        const operand* const o = table<P>.operands + c.first;
        const float* in[max_externals + 1]{};
        for (int e = 0; e < c.inputs; ++e) in[e] = read_address(f, P::plan.fixed, o[e]);
        if constexpr (is_stream<P>) in[c.inputs] = f.state + states<P>.offset[s];
        run_numbered<P, Width, 0, decltype(table<P>)::forms>(c.kernel, in, write_address(f, P::plan.fixed, o[c.inputs]), f);
    }
}

template <class P, int Width>
[[gnu::always_inline]] constexpr void run_program(const frame& f) {
    if constexpr (P::step_count > longest_straight_line) run_table<P, Width>(f);
    else run_steps<P, Width, 0, P::step_count>(f);
}
template <class P>
constexpr void run_all(const frame& f) {
    run_program<P, simd_backend::width>(f);
}
template <class P>
constexpr void run_all_scalar(const frame& f) {
    run_program<P, scalar::width>(f);
}

/// Runs program P on a backend.
template <class P, class Backend>
[[gnu::always_inline]] constexpr void run(const frame& f) {
    if constexpr (Backend::width == simd_backend::width) run_all<P>(f);
    else run_all_scalar<P>(f);
}

}  // namespace runtime
}  // namespace inlay

#include <tuple>

namespace inlay {

/// Memory for the intermediate values of an inference, of the caller's choosing: static, on the
/// stack, on the heap, in a section. arena{bytes} wraps an array, arena<N>{pointer} N bytes.
///
///     alignas(64) static unsigned char scratch[peak_ram<net>];
///     auto y = m(x, arena{scratch});
template <long Bytes>
struct arena {
    void* memory;
    constexpr explicit arena(unsigned char (&bytes)[Bytes]) : memory(bytes) {}
    constexpr explicit arena(void* pointer) : memory(pointer) {}
};
template <long Bytes>
arena(unsigned char (&)[Bytes]) -> arena<Bytes>;

namespace detail {

template <class T>
inline constexpr bool is_arena = false;
template <long Bytes>
inline constexpr bool is_arena<arena<Bytes>> = true;

/// The floats of a tensor, a view, a pointer.
template <class Values>
constexpr const float* pointer_to(const Values& x) {
    if constexpr (requires { x.data(); }) return x.data();
    else if constexpr (requires { x.data; }) return x.data;
    else return x;
}

template <class Arg>
inline constexpr long arena_size = 0;
template <long Bytes>
inline constexpr long arena_size<arena<Bytes>> = Bytes;

template <class Arg>
constexpr shape extent_of() {
    if constexpr (requires { Arg::extent; }) return Arg::extent;
    else return {};  // a pointer: nothing is known of it
}

/// Bytes of arena that a program needs for `batch` samples.
template <class Program>
constexpr long bytes_of_plan(long batch) {
    return (Program::plan.fixed + Program::plan.batched * batch) * static_cast<long>(sizeof(float));
}

/// What does not fit in model(args...): the number of inputs, a shape, the arena.
template <class Net, class Program, class... Args>
constexpr graph_error find_argument_error() {
    constexpr long ram = bytes_of_plan<Program>(1);
    constexpr bool is_memory[] = {is_arena<Args>..., false};
    constexpr long bytes[] = {arena_size<Args>..., 0};
    const shape extent[] = {extent_of<Args>()..., {}};
    graph_error e;
    int port = 0;
    for (int i = 0; i < static_cast<int>(sizeof...(Args)) && e.empty(); ++i) {
        if (is_memory[i]) {
            if (bytes[i] < ram) e = {"arena", text{""} << ram << " bytes: peak_ram", text{""} << bytes[i]};
        } else if (port++ < input_count<Net>) {
            const shape expected = recorded<Net>::value.g.nodes[recorded<Net>::value.g.inputs[port - 1]].out;
            if (extent[i].rank > 0 && extent[i].size() != expected.size())
                e = {text{"input "} << port - 1 << " of model(x...)", text{"["} << expected << ']', text{"["} << extent[i] << ']'};
        }
    }
    if (e.empty() && port != input_count<Net>)
        e = {"model(x...)", text{""} << input_count<Net> << (input_count<Net> == 1 ? " input" : " inputs"), text{""} << port};
    return e;
}

/// Runs Program, a form of Net, on parameters that lie as it expects them.
template <class Net, class Program>
class call {
public:
    template <class Backend, class... Args>
    static constexpr auto run(const float* parameters, const Args&... args) {
        constexpr graph_error e = find_argument_error<Net, Program, Args...>();
        static_assert(fits_together<typename clause<e.where>::type, typename clause<e.expects>::type,
                                    typename clause<e.found>::type>,
                      "inlay: the arguments do not fit the network");
        return run_one<Backend, e.empty()>(parameters, make_indices<output_count<Net>>{}, args...);
    }
    /// x (batch, input)   y (batch, output)
    static void run_batch(const float* parameters, const float* x, float* y, long batch, void* arena) {
        static_assert(input_count<Net> == 1 && output_count<Net> == 1);
        runtime::frame f;
        f.parameters = parameters;
        f.arena = static_cast<float*>(arena);
        f.inputs[0] = x;
        f.outputs[0] = y;
        f.batch = batch;
        runtime::run<Program, simd_backend>(f);
    }

private:
    template <int O>
    struct shape_of_output {
        static constexpr shape value = output_shape<Net, O>;
    };
    template <int O>
    using output_tensor = typename tensor_of<shape_of_output<O>>::type;

    template <int I>
    static constexpr void set_arguments(runtime::frame&) {}
    template <int I, class First, class... Rest>
    static constexpr void set_arguments(runtime::frame& f, const First& first, const Rest&... rest) {
        if constexpr (is_arena<First>) {
            f.arena = static_cast<float*>(first.memory);
            set_arguments<I>(f, rest...);
        } else {
            f.inputs[I] = pointer_to(first);
            set_arguments<I + 1>(f, rest...);
        }
    }

    template <class Backend, bool Fits, int... O, class... Args>
    static constexpr auto run_one(const float* parameters, indices<O...>, [[maybe_unused]] const Args&... args) {
        std::tuple<output_tensor<O>...> results{};
        runtime::frame f;
        f.parameters = parameters;
        ((f.outputs[O] = std::get<O>(results).values), ...);
        if constexpr (Fits) set_arguments<0>(f, args...);
        if constexpr (!Fits) {
            // already reported
        } else if constexpr ((is_arena<Args> || ...)) {
            runtime::run<Program, Backend>(f);
        } else {
            constexpr long floats = bytes_of_plan<Program>(1) / static_cast<long>(sizeof(float));
            static_assert(floats <= 1024 * 1024,
                          "inlay: too large for the stack: pass an arena of peak_ram<Net> bytes");
            if (__builtin_is_constant_evaluated()) {
                float scratch[floats > 0 ? floats : 1]{};
                f.arena = scratch;
                runtime::run<Program, scalar>(f);
            } else {
                alignas(64) float scratch[floats > 0 ? floats : 1];
                f.arena = scratch;
                runtime::run<Program, Backend>(f);
            }
        }
        if constexpr (sizeof...(O) == 1) return std::get<0>(results);
        else return results;
    }
};

}  // namespace detail
}  // namespace inlay
// ---- inlay/runtime/parameters.hpp ----
// Between PyTorch's order of a parameter's elements and the order in memory.

namespace inlay {
namespace detail {

/// Where element `i` of PyTorch's row-major order lies in the parameter's storage.
constexpr long storage_index(const parameter_record& p, long i) {
    const shape& s = p.public_shape;
    if (p.order == layout::conv && s.rank == 3) {  // (O, I, K) -> (K, I, O)
        const long k = i % s[2], c = i / s[2] % s[1], o = i / (s[2] * s[1]);
        return (k * s[1] + c) * s[0] + o;
    }
    if (p.order == layout::conv) {  // (O, I, H, W) -> (H, W, I, O)
        const long w = i % s[3], h = i / s[3] % s[2], c = i / (s[3] * s[2]) % s[1], o = i / (s[3] * s[2] * s[1]);
        return ((h * s[3] + w) * s[1] + c) * s[0] + o;
    }
    // PyTorch flattens (C, H, W), here it is (H, W, C)
    const auto feature = [&](long f) {
        const shape& m = p.flattened;
        if (m.rank != 3) return f;
        const long c = f / (m[0] * m[1]), h = f / m[1] % m[0], w = f % m[1];
        return (h * m[1] + w) * m[2] + c;
    };
    if (p.order == layout::dense) return feature(i % s[1]) * s[0] + i / s[1];  // (U, I) -> (I, U)
    return feature(i);
}

/// Called, and never defined for constant evaluation: the compiler shows the call and its argument.
void no_such_parameter(const char* path);
void wrong_number_of_values(const char* path);

}  // namespace detail

/// Parameters as constants, in PyTorch's names and order: parameters<net>{{"0.weight", {1, 2}}, ...}.
template <class Net>
struct parameters {
    struct entry {
        const char* path;
        std::initializer_list<float> values;
    };
    alignas(64) float storage[recorded<Net>::value.storage > 0 ? recorded<Net>::value.storage : 1]{};

    constexpr parameters(std::initializer_list<entry> entries) {
        static_assert(recorded<Net>::check::done);
        for (const entry& e : entries) {
            const int i = detail::find_parameter<Net>(e.path);
            if (i < 0) {
                detail::no_such_parameter(e.path);
                continue;
            }
            const parameter_record& p = recorded<Net>::lists.parameters[i];
            if (static_cast<long>(e.values.size()) != p.public_shape.size()) {
                detail::wrong_number_of_values(e.path);
                continue;
            }
            long k = 0;
            for (float v : e.values) storage[p.offset + detail::storage_index(p, k++)] = v;
        }
    }
};

/// One parameter of a model in PyTorch's indices, whatever its order in memory: w(o, i, h, w).
/// (The inputs of a dense layer behind a flatten are counted height, width, channel here.)
template <shape S, layout Order>
struct parameter_view {
    static constexpr shape extent = S;
    float* data;

    template <class... Index>
    constexpr float& operator()(Index... index) const {
        static_assert(sizeof...(Index) == S.rank, "inlay: one index for each extent of the parameter");
        const long at[sizeof...(Index) < 4 ? 4 : sizeof...(Index)] = {static_cast<long>(index)...};
        if constexpr (Order == layout::dense) return data[at[1] * S[0] + at[0]];
        else if constexpr (Order == layout::conv && S.rank == 3) return data[(at[2] * S[1] + at[1]) * S[0] + at[0]];
        else if constexpr (Order == layout::conv) return data[((at[2] * S[3] + at[3]) * S[1] + at[1]) * S[0] + at[0]];
        else {
            long offset = 0;
            for (int i = 0; i < S.rank; ++i) offset = offset * S[i] + at[i];
            return data[offset];
        }
    }
    static constexpr long size() { return S.size(); }
};

}  // namespace inlay

namespace inlay {

namespace detail {

/// A parameter's first values. Number i of parameter k is number i of stream k of the seed.
constexpr void initialise(const parameter_record& p, unsigned long long stream_seed, float* data) {
    using kind = initializer::kind;
    const double in = p.fan_in, out = p.fan_out, argument = p.init.argument.value();
    double scale = 0;  // of a uniform in (-1, 1), or of a standard normal
    bool normal = false;
    switch (p.init.which) {
        case kind::zeros: case kind::ones: case kind::constant: break;
        case kind::uniform: scale = argument; break;
        case kind::normal: scale = argument, normal = true; break;
        case kind::glorot_uniform: scale = cmath::sqrt(6 / (in + out)); break;
        case kind::glorot_normal: scale = cmath::sqrt(2 / (in + out)), normal = true; break;
        case kind::he_uniform: scale = cmath::sqrt(6 / in); break;
        case kind::he_normal: scale = cmath::sqrt(2 / in), normal = true; break;
        case kind::lecun_uniform: scale = cmath::sqrt(3 / in); break;
        case kind::lecun_normal: scale = cmath::sqrt(1 / in), normal = true; break;
    }
    for (long i = 0; i < p.public_shape.size(); ++i) {
        const auto number = static_cast<unsigned long long>(i);
        double value = 0;
        if (p.init.which == kind::ones) value = 1;
        else if (p.init.which == kind::constant) value = argument;
        else if (normal) value = scale * random_normal_at(stream_seed, number);
        else if (scale != 0) value = scale * (2.0 * random_uniform_at(stream_seed, number) - 1);
        data[storage_index(p, i)] = static_cast<float>(value);
    }
}

}  // namespace detail

/// A network's parameters, and the ways to run it. Trivially copyable in effect: no pointers, no
/// heap; put it where you like. A const model may be run from many threads, each with an arena.
template <class Net>
class model {
    static_assert(recorded<Net>::check::done);

public:
    using network_type = Net;
    static constexpr long storage_size = recorded<Net>::value.storage;

    /// All parameters zero and marked as not initialised; lies in .bss when static.
    constexpr model() = default;
    /// Every parameter by its initializer; the same seed gives the same model on every machine.
    constexpr explicit model(seed s) : initialised_(true) {
        for (int i = 0; i < recorded<Net>::lists.parameter_count; ++i) {
            const parameter_record& p = recorded<Net>::lists.parameters[i];
            detail::initialise(p, stream(s.value, static_cast<unsigned long long>(i)), storage_ + p.offset);
        }
    }
    constexpr explicit model(const parameters<Net>& p) : initialised_(true) {
        for (long i = 0; i < storage_size; ++i) storage_[i] = p.storage[i];
    }

    /// Runs one sample: a tensor, view or pointer for each input, and then, if you place the
    /// intermediate values yourself, an arena of at least peak_ram<Net> bytes; otherwise they go on
    /// the stack. Gives a tensor, or a std::tuple of tensors. Allocates nothing, throws nothing.
    template <class... Args>
    constexpr auto operator()(const Args&... args) const noexcept {
        return run<simd_backend>(args...);
    }
    /// The same on a backend of your choice: m.run<scalar>(x).
    template <class Backend, class... Args>
    constexpr auto run(const Args&... args) const noexcept {
        return detail::call<Net, inference<Net>>::template run<Backend>(storage_, args...);
    }

    /// Runs `batch` samples that lie one after another; x and y point to contiguous floats, `arena` to
    /// arena_bytes(batch) bytes.          x (batch, input)   y (batch, output)
    void predict(const float* x, float* y, long batch, void* arena) const noexcept {
        detail::call<Net, inference<Net>>::run_batch(storage_, x, y, batch, arena);
    }
    static constexpr long arena_bytes(long batch) {
        return detail::bytes_of_plan<inference<Net>>(batch);
    }

    constexpr float* storage() { return storage_; }
    constexpr const float* storage() const { return storage_; }
    constexpr bool initialised() const { return initialised_; }
    /// To be called by whoever fills storage() by hand.
    constexpr void mark_initialised() { initialised_ = true; }

private:
    alignas(64) float storage_[storage_size > 0 ? storage_size : 1]{};
    bool initialised_ = false;
};

/// Fills a model from numbers in PyTorch's order, parameter after parameter as the network's definition
/// mentions them; PyTorch's state_dict() of a sequence of layers is in that order, too.
template <class Net>
constexpr void set_parameters(model<Net>& m, const float* numbers) {
    for (const parameter_record& p : recorded<Net>::lists.parameters)
        for (long k = 0; k < p.public_shape.size(); ++k) m.storage()[p.offset + detail::storage_index(p, k)] = *numbers++;
    m.mark_initialised();
}

/// A parameter by its path, in PyTorch's shape: parameter<"encoder.weight">(m)(0, 0) += 1.
template <fixed_string Path, class Net>
constexpr auto parameter(model<Net>& m) {
    constexpr int found = detail::find_parameter<Net>(Path.text);
    static_assert(detail::check_path<typename detail::clause<text{Path.text}>::type, (found >= 0)>::done);
    constexpr parameter_record p = recorded<Net>::value.parameters[found < 0 ? 0 : found];
    return parameter_view<p.public_shape, p.order>{m.storage() + p.offset};
}

}  // namespace inlay
// ---- inlay/runtime/deployed.hpp ----
// A model prepared for inference: what depends on its parameters alone is computed once.

// ---- inlay/runtime/prepared.hpp ----
// The two programs of a deployed model: what is computed once, from parameters alone, and the rest.

// ---- inlay/passes/fold_scales.hpp ----
// Pass of deployed models: what scales a layer's outputs goes into its weights.

namespace inlay::passes {

/// Law: the output is unchanged up to rounding; a scale_shift (a folded batch_norm) that alone reads a
/// convolution or dense layer is gone. Its weights are scaled, W scale, and so is its bias, b scale + shift:
/// work on parameters alone, which a deployed model does once.
constexpr void fold_scales(graph_editor& g) {
    if (!contains(g, op_of<ops::scale_shift>)) return;
    inlay::detail::vector<int> readers(g.size(), 0);
    for (const node& n : g.nodes)
        for (int k = 0; k < n.input_count; ++k) ++readers[n.input[k]];
    for (int k = 0; k < g.outputs.count; ++k) ++readers[g.outputs[k]];
    int old = -1;  // the node of g that is being rewritten
    rebuild(g, [&](graph_editor& next, const node& n) {
        const int x = g[++old].input[0];
        if (n.op != &op_of<ops::scale_shift> || !g[x].op->is_scalable || readers[x] != 1) return -1;
        if (g[g[x].input[1]].batched || next[n.input[1]].batched || next[n.input[2]].batched) return -1;
        node layer = next[n.input[0]];
        const int channels = n.out.last();
        const int weight = append<ops::multiply>(next, n, next[layer.input[1]].out, false, {layer.input[1], n.input[1]});
        const int bias = layer.input_count > 2 ? append<ops::scale_shift>(next, n, shape{channels}, false,
                                                                           {layer.input[2], n.input[1], n.input[2]})
                                               : n.input[2];
        next.nodes.push_back(layer);
        node& scaled = next.nodes[next.size() - 1];
        scaled.input[1] = weight;
        scaled.input[2] = bias;
        scaled.input_count = 3;
        return next.size() - 1;
    });
}

}  // namespace inlay::passes
// ---- inlay/passes/pack_weights.hpp ----
// Passes of deployed models: weights in the form that kernels read, and the cut between what is computed
// once, from parameters alone, and what every inference computes.

namespace inlay {

/// A value that is computed once and kept.
struct kept_value {
    int node = -1;    // in the graph before the cut
    long offset = 0;  // in a deployed model's storage, in floats
};

namespace passes {

/// Law: the output is unchanged up to the rounding of the weights; nodes whose op has a rule `pack` may have
/// become others, with nodes that depend on parameters alone before them.
template <int Kinds>
constexpr void pack_weights(graph_editor& g, deployment d, const packing_rules<Kinds>& rules) {
    bool any = false;
    for (const node& n : g.nodes) any = any || rules[n.op].pack != nullptr;
    if (!any) return;
    rebuild(g, [&](graph_editor& next, const node& n) {
        const packing_rule r = rules[n.op];
        return r.pack == nullptr ? -1 : r.pack(next, n, d);
    });
}

/// The values that depend on parameters alone and are read by what depends on the input: a deployed model
/// keeps these. Each starts on 64 bytes; `total` becomes the floats of all.
constexpr inlay::detail::vector<kept_value> find_kept(const graph_editor& g, long& total) {
    inlay::detail::vector<bool> is_kept(g.size(), false), is_output(g.size(), false);
    for (int k = 0; k < g.outputs.count; ++k) is_output[g.outputs[k]] = true;
    for (int i = 0; i < g.size(); ++i)
        if (g[i].batched || is_output[i])
            for (int k = 0; k < g[i].input_count; ++k) {
                const node& in = g[g[i].input[k]];
                if (!in.batched && in.op != &op_of<ops::constant> && in.op != &op_of<ops::workspace>) is_kept[g[i].input[k]] = true;
            }
    inlay::detail::vector<kept_value> kept;
    total = 0;
    for (int i = 0; i < g.size(); ++i) {
        if (!is_kept[i]) continue;
        kept.push_back({i, total});
        total += (g[i].floats() + 15) / 16 * 16;
    }
    return kept;
}

/// Law: run once, it stores every kept value. Its nodes store_gradient stand for the deployed model's storage.
constexpr graph_editor preparation_of(const graph_editor& g, const inlay::detail::vector<kept_value>& kept) {
    graph_editor p;
    p.nodes.reserve(g.size() + kept.size());
    inlay::detail::vector<int> to(g.size(), -1);
    for (int i = 0; i < g.size(); ++i) {
        if (g[i].batched) continue;
        node n = g[i];
        for (int k = 0; k < n.input_count; ++k) n.input[k] = to[n.input[k]];
        p.nodes.push_back(n);
        to[i] = p.size() - 1;
    }
    for (int k = 0; k < kept.size(); ++k) {
        node store = g[kept[k].node];
        store.op = &op_of<ops::store_gradient>;
        store.index = k;
        p.add(store, {to[kept[k].node]});
    }
    return p;
}

/// Law: the outputs are g's, if parameter k is kept value k.
constexpr graph_editor cut_at_kept(graph_editor g, const inlay::detail::vector<kept_value>& kept) {
    for (int k = 0; k < kept.size(); ++k) {
        node& n = g[kept[k].node];
        n.op = &op_of<ops::parameter>;
        n.input_count = 0;
        n.index = k;
        n.win = window{};
        n.value = 0;
    }
    return g;
}

}  // namespace passes
}  // namespace inlay

namespace inlay {

/// Options of deployed<Net, ...>: the weights of dense layers in 16 bits, rounded to the nearest; sums stay
/// float. bf16_weights: 8 significant bits, every float's range (relative error up to 2^-9). f16_weights: 11
/// bits (up to 2^-12), from 2^-14 to 65504. Half the memory, and half the time of a layer that waits for it.
struct bf16_weights {
    static constexpr void apply(deployment& d) { d.weights = dtype::bf16; }
};
struct f16_weights {
    static constexpr void apply(deployment& d) { d.weights = dtype::f16; }
};
/// exp, sigmoid, tanh and erf with errors up to 6e-7 in place of 2 ULP (simd/fast.hpp), wherever a formula calls
/// them: tanh, sigmoid, silu, gelu, ..., and your own.
struct fast_functions {
    static constexpr void apply(deployment& d) { d.fast_functions = true; }
};

/// Option of deployed<Net, ...>: convolutions by their definition. Without it, 3 x 3 convolutions without stride
/// may take Winograd's form, which multiplies up to 4 times less and rounds about 10 times more coarsely:
/// errors of about 1e-5 of the largest output. (INLAY_NO_WINOGRAD: for the whole program.)
struct exact_convolutions {
    static constexpr void apply(deployment& d) { d.exact_convolutions = true; }
};

namespace passes {

/// The passes of a deployed model, in their order; visit(name, graph) after each.
template <int Kinds, class Visit>
constexpr void deployment_passes(graph_editor& g, deployment d, const packing_rules<Kinds>& rules, const Visit& visit) {
    const auto done = [&](const char* name) { visit(name, static_cast<const graph_editor&>(g)); };
    remove_identities(g), done("remove_identities");
    fold_batch_norm(g), done("fold_batch_norm");
    fold_scales(g), eliminate_dead_code(g), done("fold_scales");
    pack_weights(g, d, rules), done("pack_weights");
    common_subexpressions(g), done("common_subexpressions");
    pool_early(g), done("pool_early");
    pool_convolutions(g), done("pool_convolutions");
    eliminate_dead_code(g), done("eliminate_dead_code");
    store_outputs(g), done("store_outputs");
}

}  // namespace passes

namespace detail {

template <class... Options>
constexpr deployment deployment_of() {
    deployment d;
    (Options::apply(d), ...);
    return d;
}

template <class Kinds>
struct with_packed_kinds;
template <class... Kinds>
struct with_packed_kinds<types<Kinds...>> {
    using type = union_of<types<Kinds...>, typename Kinds::packed_kinds...,
                          types<ops::multiply, ops::scale_shift, ops::store_gradient>>;
};

/// The graph after the passes, and what it keeps: found once, for both programs.
template <class Net, class... Options>
struct deployment_graph {
    using kinds = typename with_packed_kinds<typename inference_source<Net>::kinds>::type;

    static constexpr auto rules = packing_rules_of(typename inference_source<Net>::kinds{});

    static constexpr int find_capacity() {
        int n = inference_source<Net>::capacity;
        for (int i = 0; i < recorded<Net>::value.g.count; ++i) {
            const op_info& op = *recorded<Net>::value.g.nodes[i].op;
            if (&op == &op_of<ops::batch_norm>) n += 2;
            if (rules[&op].pack != nullptr) n += 4;
        }
        return n;
    }
    static constexpr int capacity = find_capacity();

    struct result {
        graph<capacity> g;
        kept_value kept[capacity];
        int count = 0, kept_count = 0;
        long floats = 0;
    };
    static constexpr result find() {
        graph_editor e(recorded<Net>::value.g);
        passes::deployment_passes(e, deployment_of<Options...>(), rules, [](const char*, const graph_editor&) {});
        result r;
        r.count = e.size();
        for (int i = 0; i < e.size(); ++i) r.g.nodes[i] = e[i];
        r.g.inputs = e.inputs;
        r.g.outputs = e.outputs;
        const vector<kept_value> kept = passes::find_kept(e, r.floats);
        r.kept_count = kept.size();
        for (int k = 0; k < kept.size(); ++k) r.kept[k] = kept[k];
        return r;
    }
    static constexpr result value = find();

    static constexpr graph_editor editor() {
        graph_editor e;
        e.nodes.reserve(value.count + value.kept_count + max_ports);
        for (int i = 0; i < value.count; ++i) e.nodes.push_back(value.g.nodes[i]);
        e.inputs = value.g.inputs;
        e.outputs = value.g.outputs;
        return e;
    }
    static constexpr vector<kept_value> kept() {
        vector<kept_value> v;
        for (int k = 0; k < value.kept_count; ++k) v.push_back(value.kept[k]);
        return v;
    }
    static constexpr vector<long> offsets() {
        vector<long> v;
        for (int k = 0; k < value.kept_count; ++k) v.push_back(value.kept[k].offset);
        return v;
    }
};

template <class Net, class... Options>
struct prepared_source {
    static constexpr bool fast_functions = deployment_of<Options...>().fast_functions;
    using whole = deployment_graph<Net, Options...>;
    using kinds = typename whole::kinds;
    static constexpr int capacity = whole::value.count + max_ports;

    static constexpr graph_editor nodes() {
        graph_editor g = passes::cut_at_kept(whole::editor(), whole::kept());
        passes::eliminate_dead_code(g);
        passes::store_outputs(g);
        return g;
    }
    static constexpr vector<long> parameter_offsets() { return whole::offsets(); }
};

template <class Net, class... Options>
struct preparation_source {
    using whole = deployment_graph<Net, Options...>;
    using kinds = typename whole::kinds;
    static constexpr int capacity = whole::value.count + whole::value.kept_count;

    static constexpr graph_editor nodes() {
        graph_editor g = passes::preparation_of(whole::editor(), whole::kept());
        passes::eliminate_dead_code(g);
        return g;
    }
    static constexpr vector<long> parameter_offsets() { return recorded<Net>::parameter_offsets(); }
    static constexpr vector<long> gradient_offsets() { return whole::offsets(); }
};

}  // namespace detail

/// What a deployed model runs; its parameters are the values kept.
template <class Net, class... Options>
struct prepared : program<detail::prepared_source<Net, Options...>> {};

/// What makes the values kept from the parameters of a model<Net>.
template <class Net, class... Options>
struct preparation : program<detail::preparation_source<Net, Options...>> {};

}  // namespace inlay

namespace inlay {

/// The parameters of a model in the form that inference reads: batch normalisation folded into weights,
/// weights in the kernels' layout and, with bf16_weights or f16_weights, in 16 bits. Made once of a model,
/// which it does not need afterwards; called like one. Holds everything itself, allocates nothing, may be run
/// from many threads. peak_ram and flash_bytes tell its memory.
///
///     static deployed<net, bf16_weights> fast{trained};
///     auto y = fast(x, arena{scratch});
template <class Net, class... Options>
class deployed {
    static_assert(recorded<Net>::check::done);
    using call = detail::call<Net, prepared<Net, Options...>>;

public:
    using network_type = Net;
    static constexpr long storage_size = detail::deployment_graph<Net, Options...>::value.floats + detail::storage_slack;

    /// All zero; lies in .bss when static. To be assigned to, or prepare()d.
    constexpr deployed() = default;
    constexpr explicit deployed(const model<Net>& m) { prepare(m); }

    /// Takes over the parameters that m has now.
    constexpr void prepare(const model<Net>& m) {
        constexpr long floats = preparation_bytes() / static_cast<long>(sizeof(float));
        static_assert(floats <= 1024 * 1024, "inlay: too large for the stack: pass an arena of preparation_bytes()");
        if (__builtin_is_constant_evaluated()) {
            float scratch[floats > 0 ? floats : 1]{};
            run_preparation<scalar>(m, scratch);
        } else {
            alignas(64) float scratch[floats > 0 ? floats : 1];
            run_preparation<simd_backend>(m, scratch);
        }
    }
    /// The same, with memory for intermediate values: preparation_bytes() of it.
    template <long Bytes>
    void prepare(const model<Net>& m, arena<Bytes> scratch) {
        static_assert(Bytes >= preparation_bytes(), "inlay: the arena is smaller than preparation_bytes()");
        run_preparation<simd_backend>(m, static_cast<float*>(scratch.memory));
    }
    static constexpr long preparation_bytes() { return detail::bytes_of_plan<preparation<Net, Options...>>(1); }

    /// As model's.
    template <class... Args>
    constexpr auto operator()(const Args&... args) const noexcept {
        return run<simd_backend>(args...);
    }
    template <class Backend, class... Args>
    constexpr auto run(const Args&... args) const noexcept {
        return call::template run<Backend>(storage_, args...);
    }
    void predict(const float* x, float* y, long batch, void* arena) const noexcept {
        call::run_batch(storage_, x, y, batch, arena);
    }
    static constexpr long arena_bytes(long batch) { return detail::bytes_of_plan<prepared<Net, Options...>>(batch); }

    constexpr const float* storage() const { return storage_; }

private:
    alignas(64) float storage_[storage_size > 0 ? storage_size : 1]{};

    template <class Backend>
    constexpr void run_preparation(const model<Net>& m, float* scratch) {
        runtime::frame f;
        f.parameters = m.storage();
        f.gradients = storage_;
        f.arena = scratch;
        runtime::run<preparation<Net, Options...>, Backend>(f);
    }
};

/// Of a deployed model: the arena that one sample needs, and the bytes of its weights.
template <class Net, class... Options>
inline constexpr long peak_ram<deployed<Net, Options...>> = detail::bytes_of_plan<prepared<Net, Options...>>(1);
template <class Net, class... Options>
inline constexpr long flash_bytes<deployed<Net, Options...>> =
    deployed<Net, Options...>::storage_size * static_cast<long>(sizeof(float));

}  // namespace inlay
// ---- inlay/runtime/streaming.hpp ----
// A network over an endless sequence, block by block: what its layers remember lies in streaming<Net>.

// ---- inlay/passes/plan_state.hpp ----
// Pass: what each node of a network carries from block to block of a stream, and where it lies.

namespace inlay {

/// Where nodes keep their state: offsets in floats, -1 for none.
template <int Nodes>
struct state_plan {
    long offset[Nodes > 0 ? Nodes : 1]{};
    long size = 0;
    int mistake = -1;  // the first node that cannot run block by block
};

namespace passes {

/// Law: running a network over the blocks of a sequence, one after another, with the state that each node
/// keeps, is running it over the whole sequence. The rows of inputs of rank 2 and more are moments in time,
/// and so are those of whatever is computed from them, up to a value of rank 1 (the last row).
template <int N>
constexpr state_plan<N> plan_state(const graph<N>& g) {
    state_plan<N> plan;
    bool in_time[N > 0 ? N : 1]{};
    for (int i = 0; i < N; ++i) {
        const node& n = g.nodes[i];
        plan.offset[i] = -1;
        bool reads_rows = n.op == &op_of<ops::input>, fits = true;
        const node* in[max_inputs]{};
        for (int k = 0; k < n.input_count; ++k) {
            in[k] = &g.nodes[n.input[k]];
            reads_rows = reads_rows || in_time[n.input[k]];
        }
        in_time[i] = reads_rows && n.out.rank >= 2;
        if (!reads_rows || n.input_count == 0) continue;
        const long size = n.op->state_size(n, in);
        // another number for each row would start anew in every block
        for (int k = 0; k < n.input_count; ++k)
            fits = fits && (in_time[n.input[k]] || !n.op->is_elementwise || in[k]->out.rank < 2);
        if ((size < 0 || !fits) && plan.mistake < 0) plan.mistake = i;
        if (size <= 0) continue;
        plan.offset[i] = plan.size;
        plan.size += aligned(size);
    }
    return plan;
}

}  // namespace passes
}  // namespace inlay

namespace inlay {
namespace detail {

template <class Where, class Expects, class Found>
struct check_stream {
    static_assert(fits_together<Where, Expects, Found>, "inlay: the network cannot run block by block");
    static constexpr bool done = true;
};

/// Inference with a state: the same graph, steps and memory, other kernels where something is remembered.
template <class Net>
struct stream_program : inference<Net> {
    static constexpr auto state = passes::plan_state(inference<Net>::g);

    static constexpr graph_error find_error() {
        graph_error e;
        if (state.mistake < 0) return e;
        const node& n = inference<Net>::g.nodes[state.mistake];
        if (n.layer < 0) {
            e.where << "network";
        } else {
            const layer_record& l = recorded<Net>::lists.layers[n.layer];
            e.where << l.type << " (layer " << path_of(recorded<Net>::lists.layers, n.layer) << ')';
        }
        e.expects << "causal: sees nothing later";
        e.found << n.op->name << " over later rows";
        return e;
    }
    static constexpr graph_error error = find_error();
    using check = check_stream<typename clause<error.where>::type, typename clause<error.expects>::type,
                               typename clause<error.found>::type>;
};

}  // namespace detail

/// Bytes that a stream of the network remembers from block to block.
template <class Net>
inline constexpr long state_bytes =
    (void(detail::checked_recording<Net>()), detail::stream_program<Net>::state.size * static_cast<long>(sizeof(float)));

/// Runs a network over a sequence of any length, in blocks of the network's own T frames: causal
/// convolutions, gru and lstm go on where the block before ended. The law: the blocks' outputs, one after
/// another, are the output of the same layers over the whole sequence. The first block follows silence
/// (zeros, as in training); so does the first after reset().
///
/// Inputs of rank 1 are no sequences: they hold for a block (a knob's position). It is an error if a layer
/// sees frames that come later (a conv1d that is not causal, a pooling, a flatten). The model is read only
/// and shared; every stream has a state of its own, state_bytes<Net>, in this object: no heap, no lock.
/// Copying a stream copies its state. The model must outlive it.
///
///     streaming<net> left{m}, right{m};          // struct net : network<input<64, 1>, gru<32>, dense<1>> {};
///     left(x, y);                                // pointers to 64 frames in, 64 frames out
template <class Net>
class streaming {
    static_assert(recorded<Net>::check::done && detail::stream_program<Net>::check::done);
    using program = detail::stream_program<Net>;

public:
    using network_type = Net;
    /// Frames of a block.
    static constexpr int block_size = input_shape<Net>[0];

    constexpr explicit streaming(const model<Net>& m) : model_(&m) {}

    /// Silence before the next block.
    constexpr void reset() {
        for (float& s : state_) s = 0;
    }

    /// One block: x (T, C) to y, pointers to contiguous floats; intermediate values go on the stack, or to
    /// an arena of peak_ram<Net> bytes. For networks of one input and one output.
    constexpr void operator()(const float* x, float* y) noexcept {
        constexpr long floats = peak_ram<Net> / static_cast<long>(sizeof(float));
        static_assert(peak_ram<Net> <= 1024 * 1024, "inlay: too large for the stack: pass an arena of peak_ram<Net> bytes");
        if (__builtin_is_constant_evaluated()) {
            float scratch[floats > 0 ? floats : 1]{};
            run<scalar>(x, y, scratch);
        } else {
            alignas(64) float scratch[floats > 0 ? floats : 1];
            run<simd_backend>(x, y, scratch);
        }
    }
    template <long Bytes>
    void operator()(const float* x, float* y, arena<Bytes> memory) noexcept {
        static_assert(Bytes >= peak_ram<Net>, "inlay: the arena is smaller than peak_ram<Net>");
        run<simd_backend>(x, y, static_cast<float*>(memory.memory));
    }
    /// One block of a network with several inputs or outputs: pointers to each, in order.
    void operator()(const float* const* inputs, float* const* outputs, void* arena) noexcept {
        run<simd_backend>(inputs, outputs, static_cast<float*>(arena));
    }

private:
    alignas(64) float state_[program::state.size > 0 ? program::state.size : 1]{};
    const model<Net>* model_;

    template <class Backend>
    constexpr void run(const float* x, float* y, float* arena) noexcept {
        static_assert(input_count<Net> == 1 && output_count<Net> == 1,
                      "inlay: a network of one input and one output; others take arrays of pointers");
        run<Backend>(&x, &y, arena);
    }
    template <class Backend>
    constexpr void run(const float* const* inputs, float* const* outputs, float* arena) noexcept {
        runtime::frame f;
        f.parameters = model_->storage();
        f.arena = arena;
        f.state = state_;
        for (int i = 0; i < input_count<Net>; ++i) f.inputs[i] = inputs[i];
        for (int o = 0; o < output_count<Net>; ++o) f.outputs[o] = outputs[o];
        runtime::run<program, Backend>(f);
    }
};

}  // namespace inlay
// ---- inlay/eager/eager.hpp ----
// Eager execution: the network's own definition runs operation by operation, each value at hand.

namespace inlay {

/// One operation just done, as a watcher sees it. `values` holds size floats (times the batch, where
/// the value is batched).
struct eager_value {
    const char* op;
    const char* layer;  // type of the layer that it is part of, "" outside of layers
    shape extent;
    const float* values;
    long count;
};

/// Runs model<Net> eagerly: the list of layers, or the traced function itself, is called with values;
/// each operation is computed by its reference when it is reached. Hosted, allocates, slow: made for
/// looking and for checking the static graph against.
///
///     auto y = eager(m)(x);
///     auto z = eager(m).watch([](const eager_value& v) { std::puts(v.op); })(x);
template <class Net, class Watch>
class eager_network {
public:
    constexpr eager_network(const model<Net>& m, Watch w) : model_(&m), watch_(w) {}

    template <class NewWatch>
    constexpr auto watch(NewWatch w) const {
        return eager_network<Net, NewWatch>(*model_, w);
    }

    template <class... Args>
    auto operator()(const Args&... args) const {
        static_assert(sizeof...(Args) == input_count<Net>, "inlay: eager(model)(x...) takes one argument for each input");
        const float* inputs[] = {detail::pointer_to(args)...};
        execution run(*this, inputs);
        trace::record r;
        r.watch = &run;
        Net::record(r);
        return results(r, run, detail::make_indices<output_count<Net>>{});
    }

private:
    // The function runs twice: first only recorded, so that its layers can be numbered (by the graph,
    // not by the order of the calls), then with values. Both runs make the same nodes.
    struct execution : trace::observer {
        const eager_network& self;
        const float* const* inputs;
        trace::record numbered = detail::record_network<Net>();
        detail::vector<detail::vector<float>> values;

        execution(const eager_network& e, const float* const* x) : self(e), inputs(x) { on_node = &compute; }

        static void compute(trace::observer& o, const trace::record& r, int id) {
            static_cast<execution&>(o).compute(r, id);
        }
        void compute(const trace::record& r, int id) {
            const node& n = r[id];
            values.push_back(detail::vector<float>(static_cast<int>(n.size())));
            float* out = values[id].data();
            if (n.op == &op_of<ops::input>) {
                for (long i = 0; i < n.size(); ++i) out[i] = inputs[n.index][i];
            } else if (n.op == &op_of<ops::parameter>) {
                const int p = detail::find_parameter<Net>(path_of(numbered.layers.data(), numbered.parameters[n.index]).data);
                const float* source = self.model_->storage() + recorded<Net>::lists.parameters[p].offset;
                for (long i = 0; i < n.size(); ++i) out[i] = source[i];
            } else {
                const node* nodes[max_inputs]{};
                const float* in[max_inputs]{};
                for (int k = 0; k < n.input_count; ++k) {
                    nodes[k] = &r[n.input[k]];
                    in[k] = values[n.input[k]].data();
                }
                n.op->reference_float(reference_call<float>{&n, nodes, in, out, 1, 0});
                self.watch_(eager_value{n.op->name, n.layer < 0 ? "" : r.layers[n.layer].type, n.out, out, n.size()});
            }
        }
    };

    template <int O>
    struct shape_of_output {
        static constexpr shape value = output_shape<Net, O>;
    };
    template <int O>
    static auto result(const trace::record& r, const execution& run) {
        typename detail::tensor_of<shape_of_output<O>>::type t;
        const float* y = run.values[r.g.outputs[O]].data();
        for (long i = 0; i < t.size(); ++i) t[i] = y[i];
        return t;
    }
    template <int... O>
    static auto results(const trace::record& r, const execution& run, detail::indices<O...>) {
        if constexpr (sizeof...(O) == 1) return result<0>(r, run);
        else return std::make_tuple(result<O>(r, run)...);
    }
    const model<Net>* model_;
    Watch watch_;
};

struct watch_nothing {
    constexpr void operator()(const eager_value&) const {}
};

template <class Net>
constexpr auto eager(const model<Net>& m) {
    return eager_network<Net, watch_nothing>(m, {});
}

}  // namespace inlay
// ---- inlay/quant.hpp ----
// int8: a network's integer form, its numbers as constants, and running it with both.

// layers, as a converted network names them

// numbers as integers
// ---- inlay/quant/rounding.hpp ----
// How a sum of 32 bits becomes 8: a product with a fraction of 31 bits, a shift, and where they round.

namespace inlay {
namespace detail {

/// round(a b / 2^31), ties up; saturates where both are -2^31. gemmlowp's SaturatingRoundingDoublingHighMul.
constexpr std::int32_t high_multiply(std::int32_t a, std::int32_t b) {
    if (a == b && a == INT32_MIN) return INT32_MAX;
    return static_cast<std::int32_t>((static_cast<std::int64_t>(a) * b + (std::int64_t{1} << 30)) >> 31);
}

/// round(x / 2^n), ties away from zero; 0 <= n <= 31. gemmlowp's RoundingDivideByPOT.
constexpr std::int32_t divide_by_power(std::int32_t x, int n) {
    if (n == 0) return x;
    const std::int64_t half = std::int64_t{1} << (n - 1);
    return static_cast<std::int32_t>((x + half + (x >> 31)) >> n);
}

/// x 2^n, kept within 32 bits.
constexpr std::int32_t multiply_by_power(std::int32_t x, int n) {
    const std::int64_t y = static_cast<std::int64_t>(x) * (std::int64_t{1} << n);
    return static_cast<std::int32_t>(y > INT32_MAX ? INT32_MAX : y < INT32_MIN ? INT32_MIN : y);
}

}  // namespace detail

/// A positive real number as fraction / 2^31 * 2^shift, the fraction in [2^30, 2^31).
struct fixed_multiplier {
    std::int32_t fraction = 0;
    int shift = 0;
};

/// x times m, rounded twice, as TensorFlow Lite for Microcontrollers and CMSIS-NN do: the product to 32
/// bits, then the shift. The default: its results are theirs, bit by bit.
struct double_rounding {
    static constexpr std::int32_t scale(std::int32_t x, fixed_multiplier m) {
        const int left = m.shift > 0 ? m.shift : 0, right = m.shift > 0 ? 0 : -m.shift;
        const auto shifted = static_cast<std::int32_t>(static_cast<std::uint32_t>(x) << left);
        return detail::divide_by_power(detail::high_multiply(shifted, m.fraction), right);
    }
};

/// x times m, rounded once, ties up, as TensorFlow Lite does where it is built with TFLITE_SINGLE_ROUNDING.
struct single_rounding {
    static constexpr std::int32_t scale(std::int32_t x, fixed_multiplier m) {
        const int right = 31 - m.shift;
        const std::int64_t product = static_cast<std::int64_t>(x) * m.fraction;
        return static_cast<std::int32_t>((product + (std::int64_t{1} << (right - 1))) >> right);
    }
};

}  // namespace inlay
// ---- inlay/quant/multiplier.hpp ----
// Scales as integers: the multipliers that TensorFlow Lite computes from them, in constant expressions.

namespace inlay::detail {

/// The nearest multiplier to x >= 0; below 2^-32 it is 0. TensorFlow Lite's QuantizeMultiplier.
constexpr fixed_multiplier multiplier_of(double x) {
    if (!(x > 0)) return {};
    int shift = 0;
    while (x >= 1) x /= 2, ++shift;
    while (x < 0.5) x *= 2, --shift;
    auto fraction = static_cast<std::int64_t>(x * 2147483648.0 + 0.5);
    if (fraction == std::int64_t{1} << 31) fraction /= 2, ++shift;
    if (shift < -31) return {};
    if (shift > 30) return {INT32_MAX, 30};
    return {static_cast<std::int32_t>(fraction), shift};
}

/// The largest difference, in steps of the input, that a number with `integer_bits` holds once it was
/// shifted left. TensorFlow Lite's CalculateInputRadius.
constexpr int input_radius(int integer_bits, int left_shift) {
    const double largest = 1.0 * ((1 << integer_bits) - 1) * static_cast<double>(std::int64_t{1} << (31 - integer_bits)) /
                           static_cast<double>(std::int64_t{1} << left_shift);
    return static_cast<int>(largest);
}

}  // namespace inlay::detail
// ---- inlay/quant/fixed_point.hpp ----
// exp, 1 / (1 + x), sigmoid and tanh on integers, as gemmlowp's fixedpoint.h defines them: TensorFlow
// Lite's int8 softmax, logistic and tanh are made of these, and so are ours.

namespace inlay::detail::fixed {

// Numbers are raw 32-bit integers; "Qn" in a comment says that n bits stand before the binary point.

inline constexpr std::int32_t one = INT32_MAX;  // Q0

/// e^x of x in [-1/4, 0), Q0.
constexpr std::int32_t exp_of_quarter(std::int32_t a) {
    constexpr std::int32_t exp_of_eighth = 1895147668, third = 715827883;
    const std::int32_t x = a + (1 << 28), x2 = high_multiply(x, x), x3 = high_multiply(x2, x),
                       x4 = high_multiply(x2, x2);
    const std::int32_t rest = divide_by_power(high_multiply(divide_by_power(x4, 2) + x3, third) + x2, 1);
    return exp_of_eighth + high_multiply(exp_of_eighth, x + rest);
}

/// e^x of x <= 0, with that many bits before the point (4 or 5); Q0.
template <int Bits>
constexpr std::int32_t exp_of_negative(std::int32_t a) {
    constexpr std::int32_t factors[] = {1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242};
    if (a == 0) return one;
    constexpr std::int32_t quarter = 1 << (29 - Bits);
    const std::int32_t within = (a & (quarter - 1)) - quarter, rest = within - a;
    std::int32_t y = exp_of_quarter(multiply_by_power(within, Bits));
    for (int i = 0; i < Bits + 2; ++i)  // e^-(1/4), e^-(1/2), ... e^-16
        if ((rest & (quarter << i)) != 0) y = high_multiply(y, factors[i]);
    return y;
}

/// 1 / ((1 + a) / 2) of a in [0, 1], Q0; Q2. Newton and Raphson.
constexpr std::int32_t reciprocal_of_half_sum(std::int32_t a) {
    const auto half = static_cast<std::int32_t>((static_cast<std::int64_t>(a) + one + 1) / 2);
    std::int32_t x = 1515870810 + high_multiply(half, -1010580540);
    for (int i = 0; i < 3; ++i)
        x += multiply_by_power(high_multiply(x, (1 << 29) - high_multiply(half, x)), 2);
    return x;
}

/// 1 / (1 + a) of a in [0, 1], Q0; Q0.
constexpr std::int32_t reciprocal_of_sum(std::int32_t a) { return multiply_by_power(reciprocal_of_half_sum(a), 1); }

/// 1 / (1 + e^-x), Q4; Q0.
constexpr std::int32_t sigmoid(std::int32_t x) {
    if (x == 0) return 1 << 30;
    const std::int32_t minus = x > 0 ? -x : x;
    const std::int32_t y = reciprocal_of_sum(exp_of_negative<4>(minus));
    return x > 0 ? y : one - y;
}

/// tanh x, Q4; Q0.
constexpr std::int32_t tanh(std::int32_t x) {
    if (x == 0) return 0;
    const std::int32_t minus = x > 0 ? -x : x;                      // as Q5 the same integer is 2 x
    const std::int32_t y = multiply_by_power(reciprocal_of_half_sum(exp_of_negative<5>(minus)) - (1 << 29), 2);
    return x > 0 ? y : -y;
}

}  // namespace inlay::detail::fixed

// what a converter writes
// ---- inlay/quant/artifact.hpp ----
// A quantised network as constants: what a converter writes, and calibration fills in.

namespace inlay {

/// A tensor's numbers: real = scale (integer - zero_point), the integers in [-128, 127].
struct quantization {
    float scale = 1;
    int zero_point = 0;
    friend constexpr bool operator==(const quantization&, const quantization&) = default;
};

/// An array of constants and its length.
template <class T>
struct constants {
    const T* data = nullptr;
    int size = 0;
    constexpr constants() = default;
    template <int N>
    constexpr constants(const T (&array)[N]) : data(array), size(N) {}
    constexpr const T& operator[](int i) const { return data[i]; }
};

/// The constants of one layer that computes: how its result is quantised, after its activation; for
/// convolutions and dense layers the weights as TensorFlow Lite orders them (out, height, width, in;
/// depthwise: height, width, channels; dense: out, in), a scale of the weights for each output or one
/// for all, and the bias, in steps of input scale x weight scale. Weights come from a string literal,
/// whose last zero does not count.
struct quantized_layer {
    const char* name = "";
    quantization result{};
    constants<signed char> weight{};
    constants<float> weight_scale{};
    constants<std::int32_t> bias{};
};

/// TensorFlow Lite's 8-bit specification: activations with a zero point, weights without one and with
/// a scale for each output, sums and biases of 32 bits. Rounding is double_rounding or single_rounding.
template <class Rounding = double_rounding>
struct affine_i8 {
    using rounding = Rounding;
};

// An artifact is a type:
//
//     struct kws_int8 {
//         using network = kws;                               // the float network, a type
//         using scheme = affine_i8<>;
//         static constexpr quantization inputs[] = {...};    // one for each input
//         static constexpr quantized_layer layers[] = {...}; // in the order of the network, one for each
//     };                                                     // layer that computes (activations with theirs)

}  // namespace inlay

// the graph, its memory, its constants
// ---- inlay/quant/graph.hpp ----
// The integer graph of a network: what remains when batch_norm, dropout and activations are part of
// the operation before them.

namespace inlay {

enum class int8_kind : unsigned char {
    conv2d, depthwise_conv2d, dense, addition, max_pool2d, average_pool2d, softmax, sigmoid, tanh,
    concatenation, pad2d,
};
inline constexpr const char* int8_names[] = {"conv2d", "depthwise_conv2d", "dense", "addition",
    "max_pool2d", "average_pool2d", "softmax", "sigmoid", "tanh", "concatenation", "pad2d"};

/// What is cut off where a sum is stored.
enum class int8_activation : unsigned char { none, relu, relu6 };

struct int8_op {
    int8_kind kind{};
    int8_activation activation{};
    int input[max_inputs]{-1, -1, -1, -1, -1, -1};  // values
    int inputs = 0;
    int output = -1;  // value
    window win{};
    bool has_bias = false;
};

struct int8_value {
    shape extent{};
    int source = -1;  // the value that has the memory: itself, or what it is a view of
};

/// Operations in order, and the values that they read and write.
template <int Capacity>
struct int8_graph {
    int8_op ops[Capacity > 0 ? Capacity : 1]{};
    int8_value values[Capacity > 0 ? Capacity : 1]{};
    int op_count = 0, value_count = 0;
    ports inputs, outputs;  // values
    graph_error error;
};

namespace passes {

/// The int8 form of an op, or -1. (A template: whoever does not ask pays nothing for the ops named here.)
template <class Kind = int8_kind>
constexpr int int8_form_of(const op_info* op) {
    struct form {
        const op_info* op;
        Kind kind;
    };
    constexpr form forms[] = {
        {&op_of<ops::conv2d>, Kind::conv2d},         {&op_of<ops::dense>, Kind::dense},
        {&op_of<ops::add>, Kind::addition},          {&op_of<ops::max_pool2d>, Kind::max_pool2d},
        {&op_of<ops::average_pool2d>, Kind::average_pool2d},
        {&op_of<ops::softmax>, Kind::softmax},       {&op_of<sigmoid>, Kind::sigmoid},
        {&op_of<ops::sigmoid>, Kind::sigmoid},       {&op_of<tanh>, Kind::tanh},
        {&op_of<ops::tanh>, Kind::tanh},             {&op_of<ops::concat>, Kind::concatenation},
        {&op_of<ops::pad2d>, Kind::pad2d},
    };
    for (const form& f : forms)
        if (f.op == op) return static_cast<int>(f.kind);
    return -1;
}

/// Law: the same function, as int8 operations; batch_norm behind a convolution or dense layer and an
/// activation behind an operation belong to it (their numbers are in the weights and the range).
template <int Capacity>
constexpr int8_graph<Capacity> to_int8(graph_editor g) {
    using inlay::detail::vector;
    remove_identities(g);
    eliminate_dead_code(g);
    int8_graph<Capacity> r;
    vector<int> readers(g.size(), 0), value(g.size(), -1), op_of_node(g.size(), -1);
    for (const node& n : g.nodes)
        for (int k = 0; k < n.input_count; ++k) ++readers[n.input[k]];
    for (int k = 0; k < g.outputs.count; ++k) readers[g.outputs[k]] += 2;

    const auto add_value = [&](shape extent, int source) {
        const int id = r.value_count++;
        r.values[id] = {extent, source < 0 ? id : source};
        return id;
    };
    const auto fail = [&](const node& n, const char* why) {
        if (r.error.empty()) r.error = {text{n.op->name}, text{why}, text{"["} << n.out << ']'};
    };
    for (int k = 0; k < g.inputs.count; ++k) {
        value[g.inputs[k]] = add_value(g[g.inputs[k]].out, -1);
        r.inputs.push_back(value[g.inputs[k]]);
    }
    for (int i = 0; i < g.size(); ++i) {
        const node& n = g[i];
        if (n.op == &op_of<ops::input> || n.op == &op_of<ops::parameter>) continue;
        if (n.input_count == 0) continue;  // a number, such as batch_norm's epsilon
        const int before = n.input[0];
        if (value[before] < 0) {
            fail(n, "values of the network");
            value[before] = 0;
        }
        const int owner = op_of_node[before];  // the op that computed the input, if no one else reads it
        const bool joins = owner >= 0 && readers[before] == 1 && r.ops[owner].activation == int8_activation::none;
        const bool is_relu = n.op == &op_of<relu>, is_relu6 = n.op == &op_of<relu6>;
        if (n.op == &op_of<ops::reshape>) {
            value[i] = add_value(n.out, r.values[value[before]].source);
        } else if (n.op == &op_of<ops::batch_norm>) {
            if (!joins || r.ops[owner].kind > int8_kind::dense) fail(n, "a convolution before it");
            value[i] = value[before];
            op_of_node[i] = owner;
        } else if (is_relu || is_relu6) {
            if (!joins) fail(n, "an operation before it");
            else r.ops[owner].activation = is_relu6 ? int8_activation::relu6 : int8_activation::relu;
            value[i] = value[before];
        } else {
            const int form = int8_form_of(n.op);
            if (form < 0) {
                fail(n, "an int8 form");
                value[i] = value[before];
                continue;
            }
            int8_op o;
            o.kind = static_cast<int8_kind>(form);
            o.win = n.win;
            const bool weighted = o.kind == int8_kind::conv2d || o.kind == int8_kind::dense;
            o.inputs = weighted ? 1 : n.input_count;
            o.has_bias = weighted && n.input_count > 2;
            for (int k = 0; k < o.inputs; ++k) {
                if (value[n.input[k]] < 0) fail(n, "values of the network");
                o.input[k] = value[n.input[k]] < 0 ? 0 : value[n.input[k]];
            }
            if (o.kind == int8_kind::conv2d && n.win.groups > 1) {
                o.kind = int8_kind::depthwise_conv2d;
                if (n.win.groups != n.out[2] || n.out[2] != g[before].out[2]) fail(n, "one group or one each");
            }
            if (o.kind == int8_kind::addition && !(g[n.input[0]].out == g[n.input[1]].out)) fail(n, "equal shapes");
            o.output = value[i] = add_value(n.out, -1);
            op_of_node[i] = r.op_count;
            r.ops[r.op_count++] = o;
        }
    }
    for (int k = 0; k < g.outputs.count; ++k) r.outputs.push_back(value[g.outputs[k]]);
    return r;
}

}  // namespace passes

/// The integer form of a network: quantized<Net>::graph. It knows no numbers yet; an artifact has them.
template <class Net, class Scheme = void>
struct quantized {
    static_assert(recorded<Net>::check::done);
    static constexpr auto graph = passes::to_int8<recorded<Net>::value.g.count>(graph_editor(recorded<Net>::value.g));
    using check = detail::check_network<typename detail::clause<graph.error.where>::type,
                                        typename detail::clause<graph.error.expects>::type,
                                        typename detail::clause<graph.error.found>::type>;
};

}  // namespace inlay
// ---- inlay/quant/overlap.hpp ----
// How far before its input an operation's output must start, so that nothing is overwritten before it
// was read.

namespace inlay::detail {

inline constexpr long apart = -1;  // the output may not touch the input

/// Pixels of output that a convolution computes at a time: their windows are copied before any of them
/// is stored.
inline constexpr int pixels_at_once = 2;

/// The first element of map x that output pixels from `pixel` on still read.
struct window_reach {
    shape x, y;
    window win;

    constexpr long row_start(int row) const {
        const int r = row * win.stride_h - win.pad_top;
        return r < 0 ? 0 : r;
    }
    constexpr long first_read(long pixel) const {
        const long row = pixel / y[1], column = pixel % y[1];
        if (row >= y[0]) return x.size();
        long from = column * win.stride_w - win.pad_left;
        if (from < 0) from = 0;
        long here = (row_start(static_cast<int>(row)) * x[1] + from) * x[2];
        const long next = row_start(static_cast<int>(row) + 1) * x[1] * x[2];
        if (row + 1 < y[0] && next < here) here = next;
        return here;
    }
};

/// Op's output, stored from the front, may start `lead` bytes or more before its input `k` starts; with
/// `apart` the two never overlap.
constexpr long lead_of(const int8_op& op, const shape& x, const shape& y) {
    switch (op.kind) {
        case int8_kind::addition: case int8_kind::sigmoid: case int8_kind::tanh: case int8_kind::softmax: return 0;
        case int8_kind::conv2d: case int8_kind::depthwise_conv2d:
        case int8_kind::max_pool2d: case int8_kind::average_pool2d: {
            const window_reach reach{x, y, op.win};
            const bool copies = op.kind == int8_kind::conv2d;
            const long pixels = static_cast<long>(y[0]) * y[1], step = copies ? pixels_at_once : 1;
            long lead = -x.size();
            for (long p = 0; p < pixels; p += step) {
                const long end = p + step < pixels ? p + step : pixels;
                const long needed = end * y[2] - reach.first_read(copies ? end : p);
                if (needed > lead) lead = needed;
            }
            return lead < 0 ? 0 : (lead + 3) / 4 * 4;
        }
        default: return apart;
    }
}

}  // namespace inlay::detail
// ---- inlay/quant/plan.hpp ----
// Where each value of an integer graph lies in one arena of bytes. Outputs may run into the inputs that
// they replace, as far as overlap.hpp allows: plans get below the sum of what is alive.

namespace inlay {

/// A value, or the memory that an operation works with.
struct int8_buffer {
    long size = 0;             // bytes, a multiple of 4
    int first = 0, last = 0;   // ops: written by, last read by
    int over = -1;             // buffer read last by the op that writes this one: they may overlap where
    long lead = 0;             // this one starts at least so many bytes before it
    long offset = -1;
    bool scratch = false;
};

template <int Values, int Ops>
struct int8_plan {
    long value[Values > 0 ? Values : 1]{};
    long scratch[Ops > 0 ? Ops : 1]{};
    long bytes = 0;
    long liveness = 0;  // the largest sum of values alive during one op: the floor of plans without overlap
};

namespace passes {

constexpr bool may_share(const int8_buffer& a, const int8_buffer& b, int id_of_a, int id_of_b) {
    if (a.last < b.first || b.last < a.first) return true;
    if (b.over == id_of_a && b.first == a.last && b.offset + b.lead <= a.offset) return true;
    if (a.over == id_of_b && a.first == b.last && a.offset + a.lead <= b.offset) return true;
    return a.offset + a.size <= b.offset || b.offset + b.size <= a.offset;
}

/// For each buffer, those that are alive with it: list[start[i]] to list[start[i + 1] - 1].
struct neighbours {
    inlay::detail::vector<int> start, list;

    constexpr explicit neighbours(const inlay::detail::vector<int8_buffer>& all) {
        for (int i = 0; i < all.size(); ++i) {
            start.push_back(list.size());
            for (int j = 0; j < all.size(); ++j)
                if (j != i && all[j].last >= all[i].first && all[i].last >= all[j].first) list.push_back(j);
        }
        start.push_back(list.size());
    }
};

/// Gives buffer `id` the lowest offset that goes with those that have one. The lowest is 0, or touches
/// one of them, or keeps exactly the lead.
constexpr void place_lowest(inlay::detail::vector<int8_buffer>& all, int id, const neighbours& near) {
    int8_buffer& b = all[id];
    const int* from = near.list.data() + near.start[id];
    const int count = near.start[id + 1] - near.start[id];
    long best = -1;
    for (int k = -1; k < 2 * count; ++k) {
        long at = 0;
        if (k >= 0) {
            const int8_buffer& o = all[from[k / 2]];
            if (o.offset < 0) continue;
            if (k % 2 == 0) at = o.offset + o.size;
            else if (o.over == id) at = o.offset + o.lead;
            else if (b.over == from[k / 2]) at = o.offset - b.lead;
            else continue;
        }
        if (at < 0 || (best >= 0 && at >= best)) continue;
        b.offset = at;
        bool fits = true;
        for (int i = 0; i < count && fits; ++i) {
            const int8_buffer& o = all[from[i]];
            fits = o.offset < 0 || o.offset >= at + b.size || may_share(b, o, id, from[i]);
        }
        if (fits) best = at;
    }
    b.offset = best;
}

/// Places the buffers in that order; the bytes they take in all.
constexpr long place_all(inlay::detail::vector<int8_buffer>& all, const inlay::detail::vector<int>& order,
                         const neighbours& near) {
    long bytes = 0;
    for (int8_buffer& b : all) b.offset = -1;
    for (int id : order) {
        place_lowest(all, id, near);
        if (all[id].offset + all[id].size > bytes) bytes = all[id].offset + all[id].size;
    }
    return bytes;
}

/// Law: what is alive at once does not overlap, except an output with an input that it may run into.
/// Tries the orders of time backwards, of time, of size; after each, several times over, with the value that
/// lies on top placed first.
constexpr long place_best(inlay::detail::vector<int8_buffer>& all) {
    using inlay::detail::vector;
    vector<int8_buffer> best;
    vector<int> order;
    const neighbours near(all);
    long least = -1;
    const auto attempt = [&] {
        const long bytes = place_all(all, order, near);
        if (least >= 0 && bytes >= least) return;
        least = bytes;
        best = all;
    };
    for (int kind = 0; kind < 3; ++kind) {
        order = vector<int>();
        order.reserve(all.size());
        for (int i = 0; i < all.size(); ++i) order.push_back(i);
        const auto before = [&](int a, int b) {
            if (all[a].scratch != all[b].scratch) return all[b].scratch;  // the small things fit in somewhere
            if (kind == 0) return all[a].last > all[b].last;
            if (kind == 1) return all[a].first < all[b].first;
            return all[a].size > all[b].size;
        };
        for (int i = 1; i < order.size(); ++i)
            for (int j = i; j > 0 && before(order[j], order[j - 1]); --j) {
                const int t = order[j];
                order[j] = order[j - 1];
                order[j - 1] = t;
            }
        attempt();
        for (int round = 0; round < 8 && all.size() <= 160; ++round) {
            int top = 0;
            for (int i = 0; i < all.size(); ++i)
                if (!all[i].scratch && all[i].offset + all[i].size > all[top].offset + all[top].size) top = i;
            int at = 0;
            while (order[at] != top) ++at;
            for (; at > 0; --at) order[at] = order[at - 1];
            order[0] = top;
            attempt();
        }
    }
    all = best;
    return least;
}

/// Lays out a graph; scratch[k] bytes are for op k alone.
template <int Capacity>
constexpr int8_plan<Capacity, Capacity> plan_bytes(const int8_graph<Capacity>& g, const long* scratch) {
    using inlay::detail::vector;
    const auto rounded = [](long n) { return (n + 3) / 4 * 4; };
    int8_plan<Capacity, Capacity> plan;
    vector<int8_buffer> all;
    vector<int> buffer_of(g.value_count, -1);
    all.reserve(g.value_count + g.op_count);
    for (int v = 0; v < g.value_count; ++v) {
        if (g.values[v].source != v) continue;
        buffer_of[v] = all.size();
        all.push_back({rounded(g.values[v].extent.size()), 0, 0});
    }
    for (int k = 0; k < g.op_count; ++k) {
        const int8_op& op = g.ops[k];
        all[buffer_of[op.output]].first = all[buffer_of[op.output]].last = k;
        for (int i = 0; i < op.inputs; ++i) all[buffer_of[g.values[op.input[i]].source]].last = k;
    }
    for (int k = 0; k < g.outputs.count; ++k) all[buffer_of[g.values[g.outputs[k]].source]].last = g.op_count;

    vector<long> alive(g.op_count + 1, 0L);
    for (const int8_buffer& b : all)
        for (int k = b.first; k <= b.last; ++k) alive[k] += b.size;
    for (long bytes : alive)
        if (bytes > plan.liveness) plan.liveness = bytes;

    for (int k = 0; k < g.op_count; ++k) {
        const int8_op& op = g.ops[k];
        int8_buffer& out = all[buffer_of[op.output]];
        long most = 0;
        for (int i = 0; i < op.inputs; ++i) {  // over the largest input that dies here
            const int in = buffer_of[g.values[op.input[i]].source];
            bool twice = false;
            for (int j = 0; j < i; ++j) twice = twice || buffer_of[g.values[op.input[j]].source] == in;
            const long lead = inlay::detail::lead_of(op, g.values[op.input[i]].extent, g.values[op.output].extent);
            if (twice || lead == inlay::detail::apart || all[in].last != k || all[in].size <= most) continue;
            most = all[in].size;
            out.over = in;
            out.lead = lead;
        }
    }
    vector<int> scratch_of(g.op_count, -1);
    for (int k = 0; k < g.op_count; ++k) {
        if (scratch[k] == 0) continue;
        scratch_of[k] = all.size();
        all.push_back({rounded(scratch[k]), k, k, -1, 0, -1, true});
    }
    plan.bytes = place_best(all);
    for (int k = 0; k < g.op_count; ++k)  // its kernel reads four channels at a time, to the end
        if (g.ops[k].kind == int8_kind::depthwise_conv2d && g.values[g.ops[k].output].extent[2] % 4 != 0) {
            plan.bytes += 4;
            break;
        }
    for (int v = 0; v < g.value_count; ++v) plan.value[v] = all[buffer_of[g.values[v].source]].offset;
    for (int k = 0; k < g.op_count; ++k) plan.scratch[k] = scratch_of[k] < 0 ? 0 : all[scratch_of[k]].offset;
    return plan;
}

}  // namespace passes
}  // namespace inlay
// ---- inlay/quant/numbers.hpp ----
// An artifact laid over its integer graph: how each value is quantised, and whether all of it fits.

// ---- inlay/kernels/int8/store.hpp ----
// From a sum to the byte that is stored: scaled, rounded, moved to the zero point, cut to the range.

// ---- inlay/kernels/int8/target.hpp ----
// What the int8 kernels know of the processor, and the order in which they read: chosen here alone.

#include <cstring>

#if defined(__ARM_FEATURE_DSP) && defined(__ARM_FEATURE_SIMD32) && !defined(INLAY_NO_DSP)
#include <arm_acle.h>
#define INLAY_INT8_DSP 1
#else
#define INLAY_INT8_DSP 0
#endif

namespace inlay::kernels::int8 {

using std::int16_t, std::int32_t, std::int64_t, std::uint32_t, std::uint64_t;
using byte = signed char;

/// Output pixels of a convolution computed at a time: their windows are copied before either is stored.
inline constexpr int pixels_at_once = 2;

// Weights of `filters_at_once` filters (dense layers: `units_at_once` units) alternate, four bytes of each
// in turn; the last group is filled up with zeros. Patches are 16-bit copies of the bytes under a window.

#if INLAY_INT8_DSP

// A word of four weights is widened by two instructions, to bytes 0 and 2 and to bytes 1 and 3: patches
// hold their elements in that order, four of one pixel and four of the other in turn.
inline constexpr int filters_at_once = 2, units_at_once = 4;
inline constexpr int patch_step = 4 * pixels_at_once;  // from four elements of a pixel to its next four
constexpr int second_patch(int) { return 4; }
constexpr int patch_position(int k) { return k / 4 * patch_step + ((k & 1) << 1 | (k >> 1 & 1)); }

[[gnu::always_inline]] inline int16x2_t even_bytes(uint32_t w) { return __sxtb16(w); }
[[gnu::always_inline]] inline int16x2_t odd_bytes(uint32_t w) {
    int16x2_t y;
    __asm__("sxtb16 %0, %1, ror #8" : "=r"(y) : "r"(w));  // g++ makes two instructions of __sxtb16(__ror(w, 8))
    return y;
}

struct word_pair {
    uint32_t first, second;
};
/// The next two words, from a multiple of 4. In one instruction, which g++ rarely finds; the memory is not
/// written in the function that reads it.
template <class T>
[[gnu::always_inline]] inline word_pair next_words(const T*& p) {
    word_pair w;
    __asm__ volatile("ldrd %0, %1, [%2], #8" : "=r"(w.first), "=r"(w.second), "+r"(p));
    return w;
}

#else

inline constexpr int filters_at_once = 1, units_at_once = 1;
inline constexpr int patch_step = 4;
constexpr int second_patch(int n) { return n; }
constexpr int patch_position(int k) { return k; }

#endif

/// Four bytes, at any address.
[[gnu::always_inline]] inline uint32_t word_at(const byte* p) {
    uint32_t w;
    std::memcpy(&w, p, 4);
    return w;
}

}  // namespace inlay::kernels::int8

namespace inlay::kernels::int8 {

/// How a layer's sums are scaled, as template argument: layers that agree share their kernels.
/// `narrow`: all sums are below 2^30 in size and all shifts go right by 1 to 31, so that the product is
/// one instruction and rounding two. `whole`: nothing is cut off but what no byte holds.
struct output_stage {
    bool narrow = false, whole = true;
};

/// What an output channel needs: its multiplier, and in one word its bias (with the input's zero point
/// taken in), 24 bits, and its shift. Where a bias is larger, `wide_channel`.
struct channel {
    int32_t multiplier;
    int32_t bias_and_shift;
    constexpr int32_t bias() const { return bias_and_shift >> 8; }
    constexpr int halvings() const { return static_cast<signed char>(bias_and_shift & 255); }
};
struct wide_channel {
    int32_t multiplier;
    int32_t whole_bias;
    int32_t whole_halvings;
    constexpr int32_t bias() const { return whole_bias; }
    constexpr int halvings() const { return whole_halvings; }
};
// `halvings` is how often a product is halved before the last time, which rounds: a multiplier's shift is
// -1 - halvings.

/// Where the results lie.
struct output_range {
    int zero_point, low, high;
};

/// round(2 x m / 2^32), ties up.
[[gnu::always_inline]] inline int32_t high_product(int32_t x, int32_t m) {
#if INLAY_INT8_DSP
    int32_t y;
    __asm__("smmulr %0, %1, %2" : "=r"(y) : "r"(2 * x), "r"(m));
    return y;
#else
    return static_cast<int32_t>((static_cast<int64_t>(x) * m + (int64_t{1} << 30)) >> 31);
#endif
}

[[gnu::always_inline]] inline int32_t clamp(int32_t x, int low, int high) { return x < low ? low : x > high ? high : x; }

/// x / 2 within a byte.
[[gnu::always_inline]] inline int32_t saturated_half(int32_t x) {
#if INLAY_INT8_DSP
    int32_t y;
    __asm__("ssat %0, #8, %1, asr #1" : "=r"(y) : "r"(x));
    return y;
#else
    return clamp(x >> 1, -128, 127);
#endif
}

/// Narrow and rounded twice: x = h / 2^halvings away from zero at ties, then (x + 1) / 2 + zero point in one
/// as (x + 1 + 2 zero point) / 2.
template <class Rounding, output_stage S>
[[gnu::always_inline]] inline int32_t scaled(int32_t sum, int32_t multiplier, int halvings, const output_range& r) {
    if constexpr (S.narrow && __is_same(Rounding, double_rounding)) {
        const int32_t h = high_product(sum, multiplier);
        const int32_t y = ((h + (h >> 31)) >> halvings) + (2 * r.zero_point + 1);
        if constexpr (S.whole) return saturated_half(y);
        else return clamp(y >> 1, r.low, r.high);
    } else {
        return clamp(Rounding::scale(sum, {multiplier, -1 - halvings}) + r.zero_point, r.low, r.high);
    }
}

}  // namespace inlay::kernels::int8

namespace inlay::detail {

constexpr bool is_weighted(int8_kind k) { return k <= int8_kind::dense; }

/// The outputs of a weighted operation, and how many weights each has.
constexpr int filters_of(const shape& y) { return y.last(); }
constexpr int taps_of(const int8_op& op, const shape& x) {
    if (op.kind == int8_kind::dense) return x.last();
    return op.win.kernel_h * op.win.kernel_w * (op.kind == int8_kind::conv2d ? x[2] : 1);
}

/// The value q of a real number in a quantisation: rounded, ties away from zero.
constexpr int quantize_bound(quantization q, float real) {
    const float steps = real / q.scale;
    return q.zero_point + static_cast<int>(steps < 0 ? steps - 0.5f : steps + 0.5f);
}

/// The range of an op's results under its activation.
constexpr kernels::int8::output_range range_of(const int8_op& op, quantization y) {
    kernels::int8::output_range r{y.zero_point, -128, 127};
    if (op.activation != int8_activation::none) r.low = y.zero_point;
    if (op.activation == int8_activation::relu6 && quantize_bound(y, 6.0f) < 127) r.high = quantize_bound(y, 6.0f);
    return r;
}

template <class A>
struct numbers {
    static_assert(quantized<typename A::network>::check::done);
    static constexpr auto& graph = quantized<typename A::network>::graph;
    static constexpr int layer_count = sizeof(A::layers) / sizeof(A::layers[0]);
    static constexpr int input_count = sizeof(A::inputs) / sizeof(A::inputs[0]);

    static constexpr const shape& extent(int value) { return graph.values[value].extent; }

    /// The quantisation of a value: an input's, or that of the op which writes its memory.
    static constexpr quantization of(int value) {
        const int source = graph.values[value].source;
        for (int i = 0; i < graph.inputs.count && i < input_count; ++i)
            if (graph.inputs[i] == source) return A::inputs[i];
        for (int k = 0; k < graph.op_count && k < layer_count; ++k)
            if (graph.ops[k].output == source) return A::layers[k].result;
        return {};
    }

    static constexpr graph_error find_error() {
        if (input_count != graph.inputs.count)
            return {text{"artifact"}, text{""} << graph.inputs.count << " inputs", text{""} << input_count};
        if (layer_count != graph.op_count)
            return {text{"artifact"}, text{""} << graph.op_count << " layers", text{""} << layer_count};
        for (int k = 0; k < layer_count; ++k) {
            const int8_op& op = graph.ops[k];
            const quantized_layer& l = A::layers[k];
            const text where = text{"layer "} << k << ' ' << int8_names[static_cast<int>(op.kind)];
            const quantization x = of(op.input[0]), y = l.result;
            if (!(y.scale > 0) || y.zero_point < -128 || y.zero_point > 127)
                return {where, text{"a scale and a zero point"}, text{"none"}};
            if (is_weighted(op.kind)) {
                const int filters = filters_of(extent(op.output));
                const int weights = filters * taps_of(op, extent(op.input[0]));
                if (l.weight.size != weights + 1)
                    return {where, text{""} << weights << " weights", text{""} << l.weight.size - 1};
                if (l.weight_scale.size != 1 && l.weight_scale.size != filters)
                    return {where, text{"1 or "} << filters << " scales", text{""} << l.weight_scale.size};
                if (l.bias.size != 0 && l.bias.size != filters)
                    return {where, text{""} << filters << " biases", text{""} << l.bias.size};
            }
            const bool is_pool = op.kind == int8_kind::max_pool2d || op.kind == int8_kind::average_pool2d;
            if (is_pool && !(x == y)) return {where, text{"the input's quantisation"}, text{"another"}};
            if (op.kind == int8_kind::concatenation || op.kind == int8_kind::pad2d)
                for (int i = 0; i < op.inputs; ++i)
                    if (!(of(op.input[i]) == y)) return {where, text{"one quantisation for all"}, text{"several"}};
            const bool is_unit = op.kind == int8_kind::softmax || op.kind == int8_kind::sigmoid;
            if (is_unit && !(y == quantization{1.0f / 256, -128}))
                return {where, text{"result at 1/256, -128"}, text{"another"}};
            if (op.kind == int8_kind::tanh && !(y == quantization{1.0f / 128, 0}))
                return {where, text{"result at 1/128, 0"}, text{"another"}};
        }
        return {};
    }
    static constexpr graph_error error = find_error();
    using check = check_network<typename clause<error.where>::type, typename clause<error.expects>::type,
                                typename clause<error.found>::type>;

    static constexpr double real_multiplier(int k, int o) {
        const quantized_layer& l = A::layers[k];
        const float s = l.weight_scale[l.weight_scale.size == 1 ? 0 : o];
        return static_cast<double>(of(graph.ops[k].input[0]).scale) * static_cast<double>(s) /
               static_cast<double>(l.result.scale);
    }
    static constexpr kernels::int8::output_range range(int k) { return range_of(graph.ops[k], A::layers[k].result); }

    /// What output o of op k stores for a sum.
    static constexpr signed char stored(int k, int o, std::int32_t sum) {
        const kernels::int8::output_range r = range(k);
        const std::int32_t y = A::scheme::rounding::scale(sum, multiplier_of(real_multiplier(k, o))) + r.zero_point;
        return static_cast<signed char>(y < r.low ? r.low : y > r.high ? r.high : y);
    }
};

}  // namespace inlay::detail
// ---- inlay/quant/channels.hpp ----
// Which channels of each value remain when the weights are known: filters of zeros, and all that only
// they feed, need neither be stored nor computed.

namespace inlay::detail {

/// For each value, its channels (last extent) one after another.
template <int Values, int Channels>
struct channel_map {
    int start[Values > 0 ? Values : 1]{};
    int kept_count[Values > 0 ? Values : 1]{};
    short kept[Channels > 0 ? Channels : 1]{};  // the channels that remain, as numbered in the artifact
    bool removed[Channels > 0 ? Channels : 1]{};
    bool is_constant[Channels > 0 ? Channels : 1]{};
    signed char constant[Channels > 0 ? Channels : 1]{};
};

template <class A>
struct channel_analysis {
    using n = numbers<A>;
    static constexpr auto& graph = n::graph;

    static constexpr int source(int value) { return graph.values[value].source; }
    static constexpr int channels_of(int value) { return n::extent(source(value)).last(); }

    static constexpr int count_channels() {
        int total = 0;
        for (int v = 0; v < graph.value_count; ++v)
            if (source(v) == v) total += channels_of(v);
        return total;
    }
    using map = channel_map<graph.value_count, count_channels()>;

    static constexpr bool is_padded(const int8_op& op) {
        return op.win.pad_top + op.win.pad_left + op.win.pad_bottom + op.win.pad_right > 0;
    }

    /// The first weight of output o, and how many follow at what distance; the input's channel of weight t is
    /// t % channels, for depthwise layers o.
    struct filter_weights {
        const signed char* at;
        int count, step;
    };
    static constexpr filter_weights filter(int k, int o) {
        const int8_op& op = graph.ops[k];
        const int taps = taps_of(op, n::extent(op.input[0]));
        if (op.kind != int8_kind::depthwise_conv2d) return {A::layers[k].weight.data + o * taps, taps, 1};
        return {A::layers[k].weight.data + o, taps, channels_of(op.output)};
    }

    /// Marks the channels of op k's output that are the same number everywhere, for every input.
    static constexpr void find_constants(map& m, int k) {
        const int8_op& op = graph.ops[k];
        const int x = m.start[source(op.input[0])], y = m.start[op.output], channels = channels_of(op.input[0]);
        const int zero = n::of(op.input[0]).zero_point, outputs = channels_of(op.output);
        if (op.kind == int8_kind::max_pool2d || op.kind == int8_kind::average_pool2d)
            for (int o = 0; o < outputs; ++o) {
                m.is_constant[y + o] = m.is_constant[x + o];
                m.constant[y + o] = m.constant[x + o];
            }
        if (!is_weighted(op.kind)) return;
        const bool own = op.kind == int8_kind::depthwise_conv2d, padded = is_padded(op);
        for (int o = 0; o < outputs; ++o) {
            long long sum = A::layers[k].bias.size > 0 ? A::layers[k].bias[o] : 0;
            const filter_weights f = filter(k, o);
            bool constant = true;
            for (int t = 0; t < f.count && constant; ++t) {
                const int w = f.at[t * f.step];
                if (w == 0) continue;
                const int c = x + (own ? o : t % channels);
                // the border of a padded window sees its middle, unless that is the padding's zero
                constant = m.is_constant[c] && (!padded || m.constant[c] == zero);
                sum += w * (m.constant[c] - zero);
            }
            m.is_constant[y + o] = constant;
            if (constant) m.constant[y + o] = n::stored(k, o, static_cast<std::int32_t>(sum));
        }
    }

    static constexpr bool is_port(int value) {
        for (int i = 0; i < graph.inputs.count; ++i)
            if (source(graph.inputs[i]) == value) return true;
        for (int i = 0; i < graph.outputs.count; ++i)
            if (source(graph.outputs[i]) == value) return true;
        return false;
    }
    static constexpr bool keeps_channels(int8_kind k) {
        return k == int8_kind::depthwise_conv2d || k == int8_kind::max_pool2d || k == int8_kind::average_pool2d;
    }
    static constexpr int readers(int value) {
        int count = 0;
        for (int k = 0; k < graph.op_count; ++k)
            for (int i = 0; i < graph.ops[k].inputs; ++i) count += source(graph.ops[k].input[i]) == value;
        return count;
    }

    /// Whether op k can do without channel c of its input, which it finds in `m`.
    static constexpr bool spares(const map& m, int k, int c) {
        const int8_op& op = graph.ops[k];
        const int in = source(op.input[0]), x = m.start[in];
        const bool flat = op.kind == int8_kind::dense && n::extent(op.input[0]).rank == 1;
        if (!flat && op.input[0] != in) return false;
        if (keeps_channels(op.kind)) return m.removed[m.start[op.output] + c];
        if (op.kind != int8_kind::conv2d && !flat) return false;
        if (m.is_constant[x + c] && (!is_padded(op) || m.constant[x + c] == n::of(in).zero_point)) return true;
        const int y = m.start[op.output], channels = channels_of(in), outputs = channels_of(op.output);
        const filter_weights f = filter(k, 0);
        for (int o = 0; o < outputs; ++o)
            for (int t = c; t < f.count && !m.removed[y + o]; t += channels)
                if (f.at[o * f.count + t] != 0) return false;
        return true;
    }

    /// Removes channels of op k's output that no reader needs. Four at a time: kernels read words.
    static constexpr void remove(map& m, int k) {
        const int8_op& op = graph.ops[k];
        const int value = op.output, y = m.start[value], channels = channels_of(value);
        if (is_port(value) || !(op.kind == int8_kind::conv2d || op.kind == int8_kind::dense || keeps_channels(op.kind))) return;
        // an operation on each channel by itself gives as many as it takes
        if (keeps_channels(op.kind) && (is_port(source(op.input[0])) || readers(source(op.input[0])) != 1 ||
                                        op.input[0] != source(op.input[0]) || op_of(op.input[0]) < 0 ||
                                        !removable(graph.ops[op_of(op.input[0])].kind)))
            return;
        int removed = 0;
        for (int c = 0; c < channels; ++c) {
            bool spared = readers(value) > 0;
            for (int r = k + 1; r < graph.op_count && spared; ++r)
                for (int i = 0; i < graph.ops[r].inputs && spared; ++i)
                    if (source(graph.ops[r].input[i]) == value) spared = spares(m, r, c);
            m.removed[y + c] = spared;
            removed += spared;
        }
        bool tied = false;  // the reader has decided
        for (int r = k + 1; r < graph.op_count; ++r)
            tied = tied || (keeps_channels(graph.ops[r].kind) && source(graph.ops[r].input[0]) == value);
        const int kept = channels - removed, wanted = kept == 0 ? 4 : (kept + 3) / 4 * 4;
        for (int c = 0, more = tied ? 0 : wanted - kept; c < channels && more > 0; ++c)
            if (m.removed[y + c]) m.removed[y + c] = false, --more;
    }
    static constexpr bool removable(int8_kind k) {
        return k == int8_kind::conv2d || k == int8_kind::dense || keeps_channels(k);
    }
    static constexpr int op_of(int value) {
        for (int k = 0; k < graph.op_count; ++k)
            if (graph.ops[k].output == value) return k;
        return -1;
    }

    static constexpr map find_all_constants() {
        map m;
        int at = 0;
        for (int v = 0; v < graph.value_count; ++v) {
            if (source(v) != v) continue;
            m.start[v] = at;
            at += channels_of(v);
        }
        for (int k = 0; k < graph.op_count; ++k) find_constants(m, k);
        return m;
    }
    static constexpr map constants_of = find_all_constants();

    static constexpr map make() {
        map m = constants_of;
        for (int k = graph.op_count - 1; k >= 0; --k) remove(m, k);
        for (int v = 0; v < graph.value_count; ++v) {
            m.start[v] = m.start[source(v)];
            if (source(v) != v) continue;
            for (int c = 0; c < channels_of(v); ++c)
                if (!m.removed[m.start[v] + c]) m.kept[m.start[v] + m.kept_count[v]++] = static_cast<short>(c);
        }
        for (int v = 0; v < graph.value_count; ++v) m.kept_count[v] = m.kept_count[source(v)];
        return m;
    }
};

}  // namespace inlay::detail
// ---- inlay/quant/integers.hpp ----
// What an artifact comes down to: the graph of the channels that remain, and its plan.

// ---- inlay/kernels/int8/depthwise_conv2d.hpp ----
// The int8 convolution of each channel by itself.

// ---- inlay/kernels/int8/patch.hpp ----
// The elements under a convolution's window as one row of 16-bit numbers.

namespace inlay::kernels::int8 {

/// A window over a map, as template argument.
struct map_form {
    int height, width, channels, out_height, out_width, filters;
    window win;
    int fill;  // the input's zero point: what stands outside the map

    constexpr int taps() const { return win.kernel_h * win.kernel_w * channels; }
    constexpr bool padded() const { return win.pad_top + win.pad_left + win.pad_bottom + win.pad_right > 0; }
    constexpr int row() const { return (taps() + 3) / 4 * 4; }  // elements of a patch
};

/// Appends bytes to a patch.
class patch_writer {
public:
    explicit patch_writer(int16_t* to) : to_(to) {}

    /// n a multiple of 4, as is all that was appended before.
    [[gnu::always_inline]] void copy_words(const byte* x, int n) {
#pragma GCC unroll 4
        for (const byte* end = x + n; x != end; x += 4, to_ += patch_step) {
#if INLAY_INT8_DSP
            const uint32_t w = word_at(x);
            put(even_bytes(w), odd_bytes(w));
#else
            for (int k = 0; k < 4; ++k) to_[k] = x[k];
#endif
        }
    }
    [[gnu::always_inline]] void fill_words(int value, int n) {
        for (; n > 0; n -= 4, to_ += patch_step)
            for (int k = 0; k < 4; ++k) to_[k] = static_cast<int16_t>(value);
    }
    /// Any n; the patch starts where this writer was made.
    [[gnu::always_inline]] void copy(const byte* x, int n) {
        for (int k = 0; k < n; ++k) to_[patch_position(at_++)] = x[k];
    }
    [[gnu::always_inline]] void fill(int value, int n) {
        for (int k = 0; k < n; ++k) to_[patch_position(at_++)] = static_cast<int16_t>(value);
    }

private:
#if INLAY_INT8_DSP
    [[gnu::always_inline]] void put(int16x2_t even, int16x2_t odd) {
        const uint64_t both = static_cast<uint32_t>(even) | static_cast<uint64_t>(static_cast<uint32_t>(odd)) << 32;
        std::memcpy(__builtin_assume_aligned(to_, 4), &both, 8);
    }
#endif
    int16_t* to_;
    int at_ = 0;
};

/// Copies the window of output pixel (row, column).     x (H, W, C)   patch (KH, KW, C), zeros to F.row()
template <map_form F>
void copy_patch(const byte* x, int row, int column, int16_t* patch) {
    constexpr window w = F.win;
    constexpr bool words = F.channels % 4 == 0;
    patch_writer to(patch);
    const auto copy = [&](const byte* from, int n) {
        if constexpr (words) to.copy_words(from, n);
        else to.copy(from, n);
    };
    const auto fill = [&](int value, int n) {
        if constexpr (words) to.fill_words(value, n);
        else to.fill(value, n);
    };
    const int top = row * w.stride_h - w.pad_top, left = column * w.stride_w - w.pad_left;
    if constexpr (!words && F.taps() <= 64 && w.dilation_h == 1 && w.dilation_w == 1) {  // one after another
        constexpr int run = w.kernel_w * F.channels, line = F.width * F.channels, taps = F.taps(), n = F.row();
        if (top >= 0 && top + w.kernel_h <= F.height && left >= 0 && left + w.kernel_w <= F.width) {
            const byte* from = x + top * line + left * F.channels;
            INLAY_UNROLL
            for (int k = 0; k < taps; ++k) patch[patch_position(k)] = from[k / run * line + k % run];
            for (int k = taps; k < n; ++k) patch[patch_position(k)] = 0;
            return;
        }
    }
    for (int v = 0; v < w.kernel_h; ++v) {
        const int h = top + v * w.dilation_h;
        if (h < 0 || h >= F.height) {
            fill(F.fill, w.kernel_w * F.channels);
            continue;
        }
        const byte* from = x + h * F.width * F.channels;
        if constexpr (w.dilation_w == 1) {
            const int before = left < 0 ? -left : 0, end = left + w.kernel_w;
            const int after = end > F.width ? end - F.width : 0;
            fill(F.fill, before * F.channels);
            copy(from + (left + before) * F.channels, (w.kernel_w - before - after) * F.channels);
            fill(F.fill, after * F.channels);
        } else {
            for (int u = 0; u < w.kernel_w; ++u) {
                const int c = left + u * w.dilation_w;
                if (c < 0 || c >= F.width) fill(F.fill, F.channels);
                else copy(from + c * F.channels, F.channels);
            }
        }
    }
    fill(0, F.row() - F.taps());
}

}  // namespace inlay::kernels::int8

namespace inlay::kernels::int8 {

// Weights are packed by four channels: two taps of two channels, two taps of the other two, and so on; a last
// single tap follows as the four channels in turn. (channels / 4, taps, 4)

/// The place of weight (channel % 4, tap) within its group.
constexpr int depthwise_position(int channel, int tap, int taps) {
    if (tap == taps - 1 && taps % 2 == 1) return 4 * tap + channel;
    return tap / 2 * 8 + channel / 2 * 4 + tap % 2 * 2 + channel % 2;
}

#if INLAY_INT8_DSP

/// The upper halves, the lower halves, of two words.
[[gnu::always_inline]] inline uint32_t lower_halves(uint32_t a, uint32_t b) {
    uint32_t y;
    __asm__("pkhbt %0, %1, %2, lsl #16" : "=r"(y) : "r"(a), "r"(b));
    return y;
}
[[gnu::always_inline]] inline uint32_t upper_halves(uint32_t a, uint32_t b) {
    uint32_t y;
    __asm__("pkhtb %0, %1, %2, asr #16" : "=r"(y) : "r"(b), "r"(a));
    return y;
}

/// Bytes to halves, in the order in which depthwise_tile reads them.
[[gnu::always_inline]] inline void widen_weights(const byte* w, int n, int16_t* to) {
    for (const byte* end = w + n; w != end; w += 4, to += 4) {
        const uint32_t word = word_at(w);
        const int16x2_t even = even_bytes(word), odd = odd_bytes(word);
        std::memcpy(__builtin_assume_aligned(to, 4), &even, 4);
        std::memcpy(__builtin_assume_aligned(to + 2, 4), &odd, 4);
    }
}

using depthwise_weight = int16_t;

template <int Taps>
[[gnu::always_inline]] inline void depthwise_tile(const byte* const* taps, int at, const int16_t*& w, int32_t (&sum)[4]) {
#pragma GCC unroll 8
    for (int i = 0; i + 2 <= Taps; i += 2) {
        const uint32_t a = word_at(taps[i] + at), b = word_at(taps[i + 1] + at);
        const uint32_t low = lower_halves(a, b), high = upper_halves(a, b);
        const word_pair f = next_words(w), g = next_words(w);
        sum[0] = __smlad(even_bytes(low), static_cast<int16x2_t>(f.first), sum[0]);
        sum[1] = __smlad(odd_bytes(low), static_cast<int16x2_t>(f.second), sum[1]);
        sum[2] = __smlad(even_bytes(high), static_cast<int16x2_t>(g.first), sum[2]);
        sum[3] = __smlad(odd_bytes(high), static_cast<int16x2_t>(g.second), sum[3]);
    }
    if constexpr (Taps % 2 == 1) {
        const uint32_t x = word_at(taps[Taps - 1] + at);
        const int16x2_t even = even_bytes(x), odd = odd_bytes(x);
        const word_pair f = next_words(w);
        sum[0] = __smlabb(even, static_cast<int16x2_t>(f.first), sum[0]);
        sum[1] = __smlabb(odd, static_cast<int16x2_t>(f.second), sum[1]);
        sum[2] = __smlatt(even, static_cast<int16x2_t>(f.first), sum[2]);
        sum[3] = __smlatt(odd, static_cast<int16x2_t>(f.second), sum[3]);
    }
}

#else

using depthwise_weight = byte;

/// sum[k] += taps[i][at + k] * w[i][k] over all taps, for four channels; w goes on to the next four.
template <int Taps>
[[gnu::always_inline]] inline void depthwise_tile(const byte* const* taps, int at, const byte*& w, int32_t (&sum)[4]) {
    for (int i = 0; i < Taps; ++i)
        INLAY_UNROLL
        for (int k = 0; k < 4; ++k) sum[k] += taps[i][at + k] * w[depthwise_position(k, i, Taps)];
    w += 4 * Taps;
}

#endif

/// Bytes of scratch: weights as halves, and a pixel of what stands outside the map.
constexpr long depthwise_scratch(int channels, int taps) { return (channels + 3) / 4 * 4 * (2L * taps + 1); }

/// One pixel: taps point to the pixels under the window.          taps (Taps)(channels)   y (channels)
template <class Rounding, output_stage S, int Taps, bool Whole, class Channel>
[[gnu::noinline]] void depthwise_pixel(const byte* const* taps, const depthwise_weight* w, const Channel* c, int channels,
                                       byte* y, const output_range range) {
    for (int at = 0; at < channels; at += 4, c += 4, y += 4) {
        int32_t sum[4];
        INLAY_UNROLL
        for (int k = 0; k < 4; ++k) sum[k] = c[k].bias();
        depthwise_tile<Taps>(taps, at, w, sum);
        INLAY_UNROLL
        for (int k = 0; k < 4; ++k)
            if (Whole || at + k < channels)
                y[k] = static_cast<byte>(scaled<Rounding, S>(sum[k], c[k].multiplier, c[k].halvings(), range));
    }
}

/// y[p][c] = store(bias[c] + window of channel c at p . filter c). The last group of four channels may read
/// up to three bytes that belong to the next pixel, or follow the map. Extents are arguments.
///     x (H, W, C)   w (C / 4, Taps, 4), the last group filled up   y (OH, OW, C)
template <class Rounding, output_stage S, int Taps, bool Whole, class Channel>
[[gnu::noinline]] void depthwise_conv2d(const map_form& f, const byte* x, const byte* w, const Channel* c, byte* y,
                                        byte* scratch, const output_range& range) {
    const window& win = f.win;
    byte* outside = scratch;
    for (int k = 0; k < (f.channels + 3) / 4 * 4; ++k) outside[k] = static_cast<byte>(f.fill);
#if INLAY_INT8_DSP
    auto* weights = reinterpret_cast<int16_t*>(scratch + (f.channels + 3) / 4 * 4);
    widen_weights(w, (f.channels + 3) / 4 * 4 * Taps, weights);
#else
    const byte* weights = w;
#endif
    const byte* taps[Taps];
    for (int row = 0; row < f.out_height; ++row) {
        const int top = row * win.stride_h - win.pad_top;
        const bool rows_on_map = top >= 0 && top + (win.kernel_h - 1) * win.dilation_h < f.height;
        int left = -win.pad_left;
        bool inside = false;  // all taps are on the map, and so was the pixel before
        for (int column = 0; column < f.out_width; ++column, left += win.stride_w, y += f.channels) {
            const bool now = rows_on_map && left >= 0 && left + (win.kernel_w - 1) * win.dilation_w < f.width;
            if (inside && now) {
                for (int k = 0; k < Taps; ++k) taps[k] += win.stride_w * f.channels;
            } else {
                const byte** tap = taps;
                for (int v = 0; v < win.kernel_h; ++v)
                    for (int u = 0; u < win.kernel_w; ++u) {
                        const int h = top + v * win.dilation_h, k = left + u * win.dilation_w;
                        const bool on_map = h >= 0 && h < f.height && k >= 0 && k < f.width;
                        *tap++ = on_map ? x + (h * f.width + k) * f.channels : outside;
                    }
            }
            inside = now;
            depthwise_pixel<Rounding, S, Taps, Whole>(taps, weights, c, f.channels, y, range);
        }
    }
}

}  // namespace inlay::kernels::int8

namespace inlay::detail {

template <class A>
struct integers {
    using whole = numbers<A>;
    static_assert(whole::check::done);
    static constexpr auto channels = channel_analysis<A>::make();

    static constexpr auto make_graph() {
        auto g = whole::graph;
        for (int v = 0; v < g.value_count; ++v) {
            shape& s = g.values[v].extent;
            const int all = channel_analysis<A>::channels_of(v), kept = channels.kept_count[v];
            if (s.last() == all) s = s.with_last(kept);
            else if (s.rank == 1 && kept < all) s = shape{s[0] / all * kept};  // a flat map
        }
        return g;
    }
    static constexpr auto graph = make_graph();

    static constexpr const shape& extent(int value) { return graph.values[value].extent; }
    static constexpr quantization of(int value) { return whole::of(value); }

    /// Multiply-accumulates that are left.
    static constexpr long count_macs() {
        long macs = 0;
        for (int k = 0; k < graph.op_count; ++k)
            if (is_weighted(graph.ops[k].kind))
                macs += extent(graph.ops[k].output).size() * taps_of(graph.ops[k], extent(graph.ops[k].input[0]));
        return macs;
    }

    /// Bytes that op k needs beside its values: copies of windows and weights.
    static constexpr long scratch_of(const int8_op& op) {
        const shape& x = extent(op.input[0]);
        if (op.kind == int8_kind::conv2d) return 2L * pixels_at_once * ((taps_of(op, x) + 3) / 4 * 4);
        if (op.kind == int8_kind::depthwise_conv2d)
            return kernels::int8::depthwise_scratch(x[2], op.win.kernel_h * op.win.kernel_w);
        return 0;
    }
    static constexpr auto make_plan() {
        long scratch[graph.op_count > 0 ? graph.op_count : 1]{};
        for (int k = 0; k < graph.op_count; ++k) scratch[k] = scratch_of(graph.ops[k]);
        return passes::plan_bytes(graph, scratch);
    }
    static constexpr auto plan = make_plan();
};

}  // namespace inlay::detail
// ---- inlay/quant/layer_constants.hpp ----
// What is computed from a layer's numbers while compiling: biases that take in the input's zero point,
// multipliers, weights in the order in which the kernel reads them.

namespace inlay::detail {

/// `count` outputs as computed from the artifact; in place of what is not there, zeros.
template <int Count>
struct channel_numbers {
    std::int32_t bias[Count]{};
    fixed_multiplier multiplier[Count]{};
    bool narrow = true, small = true;  // as output_stage says; biases of 24 bits
};

template <class Channel, int Count>
struct channel_array {
    Channel at[Count]{};
};
template <int Count>
struct bias_array {
    std::int32_t at[Count]{};
};

template <bool First, class A, class B>
struct choose {
    using type = A;
};
template <class A, class B>
struct choose<false, A, B> {
    using type = B;
};

template <int Bytes>
struct packed_weights {
    alignas(4) signed char bytes[Bytes]{};
};

/// The constants of weighted op K of artifact A.
template <class A, int K>
struct layer_constants {
    static constexpr int8_op op = integers<A>::graph.ops[K];
    static constexpr quantized_layer layer = A::layers[K];
    static constexpr shape x = integers<A>::extent(op.input[0]), y = integers<A>::extent(op.output);
    static constexpr quantization from = integers<A>::of(op.input[0]);
    static constexpr int filters = filters_of(y), taps = taps_of(op, x);
    static constexpr int multipliers = layer.weight_scale.size == 1 ? 1 : filters;
    static constexpr bool dense = op.kind == int8_kind::dense, depthwise = op.kind == int8_kind::depthwise_conv2d;

    static constexpr auto& channels = integers<A>::channels;
    static constexpr int first_in = channels.start[op.input[0]], first_out = channels.start[op.output];
    static constexpr int channels_in = channels.kept_count[op.input[0]];
    static constexpr int all_in = channel_analysis<A>::channels_of(op.input[0]);
    static constexpr int all_taps = taps_of(op, numbers<A>::extent(op.input[0]));
    static constexpr int all_filters = filters_of(numbers<A>::extent(op.output));

    /// Output o, as the artifact numbers it.
    static constexpr int filter_of(int o) { return channels.kept[first_out + o]; }
    /// Whether output o, kept to fill up a group of four, is one number whatever the input.
    static constexpr bool is_constant(int o) { return !dense && channels.is_constant[first_out + filter_of(o)]; }
    static constexpr bool any_constant() {
        for (int o = 0; o < filters; ++o)
            if (is_constant(o)) return true;
        return false;
    }
    /// The first weight of output o, and those of remaining input channel c among the ones that follow: tap by
    /// tap, `step` apart. (Loops over weights are plain: clang counts the steps of constant expressions.)
    static constexpr int step = depthwise ? all_filters : all_in;
    static constexpr int positions = depthwise ? taps : taps / channels_in;
    static constexpr int per_position = depthwise ? 1 : channels_in;
    static constexpr const signed char* first_weight(int o) {
        return layer.weight.data + (depthwise ? filter_of(o) : filter_of(o) * all_taps);
    }
    static constexpr int offset_of(int c) { return depthwise ? 0 : channels.kept[first_in + c]; }

    /// What the removed channels, constants, add to output o.
    static constexpr long long removed_sum(int o) {
        long long sum = 0;
        if (depthwise || taps == all_taps) return 0;
        for (int c = 0; c < all_in; ++c) {
            const int at = first_in + c;
            if (!channels.removed[at] || !channels.is_constant[at]) continue;
            for (int k = 0; k < positions; ++k)
                sum += first_weight(o)[k * step + c] * (channels.constant[at] - from.zero_point);
        }
        return sum;
    }

    static constexpr int at_once = dense ? kernels::int8::units_at_once : depthwise ? 4 : kernels::int8::filters_at_once;
    static constexpr int groups = (filters + at_once - 1) / at_once, outputs = groups * at_once;

    static constexpr auto make_numbers() {
        channel_numbers<outputs> n;
        for (int o = 0; o < filters; ++o) {
            if (is_constant(o)) {  // 4 d / 4 + zero point
                n.bias[o] = 4 * (channels.constant[first_out + filter_of(o)] - layer.result.zero_point);
                n.multiplier[o] = {1 << 30, -1};
                continue;
            }
            int sum = 0, size = 0;
            for (int c = 0; c < per_position; ++c) {
                const signed char* w = first_weight(o) + offset_of(c);
                for (int k = 0; k < positions; ++k) sum += w[k * step], size += w[k * step] < 0 ? -w[k * step] : w[k * step];
            }
            const long long bias = (layer.bias.size > 0 ? layer.bias[filter_of(o)] : 0LL) + removed_sum(o) -
                                   static_cast<long long>(from.zero_point) * sum;
            const long long most = (bias < 0 ? -bias : bias) + 128LL * size;
            n.bias[o] = static_cast<std::int32_t>(bias);
            const fixed_multiplier m = multiplier_of(numbers<A>::real_multiplier(K, filter_of(o)));
            n.multiplier[o] = m;
            n.narrow = n.narrow && most < 1LL << 30 && m.shift < 0 && m.shift >= -31;
            n.small = n.small && bias >= -(1 << 23) && bias < 1 << 23;
        }
        return n;
    }
    static constexpr auto computed = make_numbers();

    template <class Channel>
    static constexpr Channel channel_of(int o) {
        const fixed_multiplier m = computed.multiplier[o];
        if constexpr (__is_same(Channel, kernels::int8::channel))
            return {m.fraction, static_cast<std::int32_t>(static_cast<std::uint32_t>(computed.bias[o]) << 8 | ((-1 - m.shift) & 255))};
        else return {m.fraction, computed.bias[o], -1 - m.shift};
    }
    /// A dense layer has its biases apart, since one multiplier may serve all units.
    static constexpr bool wide = dense || !computed.small;
    using channel = typename choose<wide, kernels::int8::wide_channel, kernels::int8::channel>::type;
    static constexpr int channel_count = dense && multipliers == 1 ? 1 : outputs;

    static constexpr auto make_channels() {
        channel_array<channel, channel_count> c;
        for (int o = 0; o < channel_count; ++o) c.at[o] = channel_of<channel>(o);
        return c;
    }
    static constexpr auto table = make_channels();
    static constexpr auto make_biases() {
        bias_array<dense ? outputs : 1> b;
        if constexpr (dense)
            for (int o = 0; o < outputs; ++o) b.at[o] = computed.bias[o];
        return b;
    }
    static constexpr auto biases = make_biases();

    /// Whether the weights are used as they are in the artifact.
    static constexpr bool as_given = !depthwise && taps % 4 == 0 && at_once == 1 && taps == all_taps &&
                                     filters == all_filters && !any_constant();
    static constexpr int row = depthwise ? taps : (taps + 3) / 4 * 4;
    static constexpr int weight_bytes = outputs * row;

    static constexpr auto pack() {
        packed_weights<as_given ? 1 : weight_bytes> p;
        if constexpr (!as_given)
            for (int o = 0; o < filters; ++o) {
                if (is_constant(o)) continue;
                const int group = o / at_once * at_once * row, lane = o % at_once;
                for (int c = 0; c < per_position; ++c) {
                    const signed char* w = first_weight(o) + offset_of(c);
                    if constexpr (depthwise)
                        for (int k = 0; k < positions; ++k)
                            p.bytes[group + kernels::int8::depthwise_position(lane, k, taps)] = w[k * step];
                    else
                        for (int k = 0, t = c; k < positions; ++k, t += per_position)
                            p.bytes[group + (t / 4 * at_once + lane) * 4 + t % 4] = w[k * step];
                }
            }
        return p;
    }
    static constexpr auto packed = pack();

    static constexpr const signed char* weights() {
        if constexpr (as_given) return layer.weight.data;
        else return packed.bytes;
    }
    static constexpr long bytes = weight_bytes + static_cast<long>(sizeof(table)) + (dense ? 4 * outputs : 0);
};

}  // namespace inlay::detail

// running
// ---- inlay/quant/run.hpp ----
// One operation of an artifact: its kernel, called with constant addresses.

// ---- inlay/kernels/int8/add.hpp ----
// The int8 sum of two maps of different scales.

namespace inlay::kernels::int8 {

struct add_form {
    int a_zero, b_zero;
    fixed_multiplier a, b, y;
    output_range range;
};

/// x M, |x| < 2^30, M < 1.
template <class Rounding, fixed_multiplier M>
[[gnu::always_inline]] inline int32_t scaled_down(int32_t x) {
    if constexpr (__is_same(Rounding, double_rounding) && M.shift <= 0) {
        const int32_t h = high_product(x, M.fraction);
        if constexpr (M.shift == 0) return h;
        else return (h + (h >> 31) + (1 << (-M.shift - 1))) >> -M.shift;
    } else {
        return Rounding::scale(x, M);
    }
}

/// y = a + b: both to 20 more bits at a common scale, added, scaled to the result.
template <class Rounding, add_form F>
void add(const byte* a, const byte* b, byte* y, int n) {
    for (int i = 0; i < n; ++i) {
        const int32_t sum = scaled_down<Rounding, F.a>((a[i] - F.a_zero) * (1 << 20)) +
                            scaled_down<Rounding, F.b>((b[i] - F.b_zero) * (1 << 20));
        y[i] = static_cast<byte>(clamp(scaled_down<Rounding, F.y>(sum) + F.range.zero_point, F.range.low, F.range.high));
    }
}

}  // namespace inlay::kernels::int8
// ---- inlay/kernels/int8/conv2d.hpp ----
// The int8 convolution.

// ---- inlay/kernels/int8/multiply.hpp ----
// Patches times filters: the loop in which convolutions spend their time.

namespace inlay::kernels::int8 {

/// sums[p][r] += patch p . filter r, n elements, a multiple of 4.
[[gnu::always_inline]] inline void multiply_tile(const int16_t* x, const byte* w, int n,
                                                 int32_t (&sums)[pixels_at_once][filters_at_once]) {
#if INLAY_INT8_DSP
#pragma GCC unroll 2
    for (const byte* end = w + n * filters_at_once; w != end;) {
        const word_pair f = next_words(w);
        const int16x2_t even0 = even_bytes(f.first), odd0 = odd_bytes(f.first);
        const int16x2_t even1 = even_bytes(f.second), odd1 = odd_bytes(f.second);
        INLAY_UNROLL
        for (int p = 0; p < pixels_at_once; ++p) {
            const word_pair v = next_words(x);
            const auto even = static_cast<int16x2_t>(v.first), odd = static_cast<int16x2_t>(v.second);
            sums[p][0] = __smlad(odd, odd0, __smlad(even, even0, sums[p][0]));
            sums[p][1] = __smlad(odd, odd1, __smlad(even, even1, sums[p][1]));
        }
    }
#else
    INLAY_UNROLL
    for (int p = 0; p < pixels_at_once; ++p) {
        int32_t sum = 0;
        for (int k = 0; k < n; ++k) sum += x[p * n + k] * w[k];
        sums[p][0] += sum;
    }
#endif
}

/// y[p][o] = store(bias[o] + patch p . filter o).     x (2, n)   w (filters, n)   y (2, filters)
///
/// One function for all layers that store alike: extents are arguments. `stride` is the distance of the
/// two pixels' results; 0 where there is but one pixel, given twice.
template <class Rounding, output_stage S, bool Whole, class Channel>
[[gnu::noinline]] void multiply_patches(const int16_t* x, const byte* w, const Channel* c, int n, int filters, byte* y,
                                        int stride, const output_range range) {
    for (int o = 0; o < filters; o += filters_at_once, w += filters_at_once * n, c += filters_at_once, y += filters_at_once) {
        int32_t sums[pixels_at_once][filters_at_once];
        INLAY_UNROLL
        for (int p = 0; p < pixels_at_once; ++p)
            INLAY_UNROLL
            for (int r = 0; r < filters_at_once; ++r) sums[p][r] = c[r].bias();
        multiply_tile(x, w, n, sums);
        INLAY_UNROLL
        for (int r = 0; r < filters_at_once; ++r) {
            if (!Whole && o + r == filters) break;
            const int32_t multiplier = c[r].multiplier;
            const int halvings = c[r].halvings();
            INLAY_UNROLL
            for (int p = 0; p < pixels_at_once; ++p)
                y[p * stride + r] = static_cast<byte>(scaled<Rounding, S>(sums[p][r], multiplier, halvings, range));
        }
    }
}

}  // namespace inlay::kernels::int8

namespace inlay::kernels::int8 {

/// y[p][o] = store(bias[o] + window at p . filter o); pixels in order, two at a time.
///     x (H, W, I)   w (O, F.row())   y (OH, OW, O)   patches (2, F.row())
template <class Rounding, output_stage S, map_form F, class Channel>
[[gnu::noinline]] void conv2d(const byte* x, const byte* w, const Channel* c, byte* y, int16_t* patches,
                              const output_range& range) {
    constexpr int pixels = F.out_height * F.out_width, n = F.row();
    int row = 0, column = 0;
    for (int p = 0; p < pixels; p += pixels_at_once, y += pixels_at_once * F.filters) {
        copy_patch<F>(x, row, column, patches);
        if (pixels % 2 == 0 || p + 1 < pixels)
            if (++column == F.out_width) column = 0, ++row;
        copy_patch<F>(x, row, column, patches + second_patch(n));
        if (++column == F.out_width) column = 0, ++row;
        const int stride = pixels % 2 == 0 || p + 1 < pixels ? F.filters : 0;
        multiply_patches<Rounding, S, F.filters % filters_at_once == 0>(patches, w, c, n, F.filters, y, stride, range);
    }
}

/// The same for kernels of one pixel without stride or padding: each pixel by itself. Extents are arguments.
///     x (pixels, n)   w (filters, n)   y (pixels, filters)   n a multiple of 4
template <class Rounding, output_stage S, bool Whole, class Channel>
[[gnu::noinline]] void pointwise_conv2d(const byte* x, const byte* w, const Channel* c, byte* y, int16_t* patches,
                                        int pixels, int n, int filters, const output_range& range) {
    for (int p = 0; p < pixels; p += pixels_at_once, y += pixels_at_once * filters) {
        const bool last = p + 1 == pixels;
        patch_writer(patches).copy_words(x, n);
        if (!last) x += n;
        patch_writer(patches + second_patch(n)).copy_words(x, n);
        x += n;
        multiply_patches<Rounding, S, Whole>(patches, w, c, n, filters, y, last ? 0 : filters, range);
    }
}

}  // namespace inlay::kernels::int8
// ---- inlay/kernels/int8/dense.hpp ----
// The int8 fully connected layer.

namespace inlay::kernels::int8 {

/// sums[r] += x . unit r, n bytes; the weights' rows are filled up to a multiple of 4.
[[gnu::always_inline]] inline void dense_tile(const byte* x, const byte* w, int n, int32_t (&sums)[units_at_once]) {
#if INLAY_INT8_DSP
#pragma GCC unroll 2
    for (const byte* end = x + n / 4 * 4; x != end; x += 4) {
        const uint32_t word = word_at(x);
        const int16x2_t even = even_bytes(word), odd = odd_bytes(word);
        INLAY_UNROLL
        for (int r = 0; r < units_at_once; r += 2) {
            const word_pair f = next_words(w);
            sums[r] = __smlad(odd, odd_bytes(f.first), __smlad(even, even_bytes(f.first), sums[r]));
            sums[r + 1] = __smlad(odd, odd_bytes(f.second), __smlad(even, even_bytes(f.second), sums[r + 1]));
        }
    }
    for (int k = 0; k < n % 4; ++k)
        INLAY_UNROLL
        for (int r = 0; r < units_at_once; ++r) sums[r] += x[k] * w[4 * r + k];
#else
    int32_t sum = 0;
    for (int k = 0; k < n; ++k) sum += x[k] * w[k];
    sums[0] += sum;
#endif
}

/// y[u] = store(bias[u] + x . w[u]); one multiplier for all units, or one each.
///     x (n)   w (units, n)   bias, channels (units)   y (units)
template <class Rounding, output_stage S, bool PerUnit>
[[gnu::noinline]] void dense(const byte* x, const byte* w, const int32_t* bias, const wide_channel* c, int n, int units,
                             byte* y, const output_range range) {
    const int row = (n + 3) / 4 * 4;
    for (int u = 0; u < units; u += units_at_once, w += units_at_once * row, bias += units_at_once, y += units_at_once) {
        int32_t sums[units_at_once];
        INLAY_UNROLL
        for (int r = 0; r < units_at_once; ++r) sums[r] = bias[r];
        dense_tile(x, w, n, sums);
        INLAY_UNROLL
        for (int r = 0; r < units_at_once; ++r) {
            if (u + r == units) break;
            const wide_channel& m = c[PerUnit ? u + r : 0];
            y[r] = static_cast<byte>(scaled<Rounding, S>(sums[r], m.multiplier, m.halvings(), range));
        }
    }
}

}  // namespace inlay::kernels::int8
// ---- inlay/kernels/int8/lookup.hpp ----
// Functions of one byte, as tables of 256.

namespace inlay::kernels::int8 {

/// y = table[x + 128].
inline void lookup(const byte* x, byte* y, int n, const byte* table) {
    for (int i = 0; i < n; ++i) y[i] = table[x[i] + 128];
}

}  // namespace inlay::kernels::int8
// ---- inlay/kernels/int8/pool.hpp ----
// The largest and the mean byte of each window.

namespace inlay::kernels::int8 {

/// The part of a window of `kernel` elements from `start` on that lies in [0, extent).
struct span_on_map {
    int from, to;
    constexpr span_on_map(int start, int kernel, int extent)
        : from(start < 0 ? 0 : start), to(start + kernel > extent ? extent : start + kernel) {}
};

/// Largest: y = max x.  Mean: y = sum x / elements on the map, rounded to the nearest, ties away from 0.
///     x (H, W, C)   y (OH, OW, C)
template <bool Mean, map_form F>
void pool2d(const byte* x, byte* y, int low, int high) {
    constexpr window win = F.win;
    for (int row = 0; row < F.out_height; ++row)
        for (int column = 0; column < F.out_width; ++column) {
            const span_on_map v(row * win.stride_h - win.pad_top, win.kernel_h, F.height);
            const span_on_map h(column * win.stride_w - win.pad_left, win.kernel_w, F.width);
            const int count = (v.to - v.from) * (h.to - h.from);
            for (int c = 0; c < F.channels; ++c) {
                int32_t result = Mean ? 0 : -128;
                for (int i = v.from; i < v.to; ++i) {
                    const byte* at = x + (i * F.width + h.from) * F.channels + c;
                    for (int j = h.from; j < h.to; ++j, at += F.channels) {
                        if (Mean) result += *at;
                        else if (*at > result) result = *at;
                    }
                }
                if (Mean) result = (result > 0 ? result + count / 2 : result - count / 2) / count;
                *y++ = static_cast<byte>(clamp(result, low, high));
            }
        }
}

}  // namespace inlay::kernels::int8
// ---- inlay/kernels/int8/softmax.hpp ----
// The int8 softmax: exponentials and their reciprocal sum in fixed point.

namespace inlay::kernels::int8 {

/// y = 256 exp(x - max) / sum exp(x - max) - 128; `m` is the scale of x as a Q5 number, differences
/// below `least` count as 0. Cold: small rather than fast.
///                                                       x, y (n)
[[gnu::cold]] inline void softmax(const byte* x, byte* y, int n, fixed_multiplier m, int least) {
    namespace fixed = detail::fixed;
    int largest = -128;
    for (int i = 0; i < n; ++i) largest = x[i] > largest ? x[i] : largest;
    const auto exponential = [&](int difference) {
        return fixed::exp_of_negative<5>(detail::high_multiply(difference * (1 << m.shift), m.fraction));
    };
    int32_t sum = 0;  // Q12
    for (int i = 0; i < n; ++i)
        if (x[i] - largest >= least) sum += detail::divide_by_power(exponential(x[i] - largest), 12);
    const int zeros = __builtin_clz(static_cast<unsigned>(sum));
    const auto rest = static_cast<int32_t>((static_cast<uint32_t>(sum) << zeros) - (uint32_t{1} << 31));
    const int32_t scale = fixed::reciprocal_of_sum(rest);
    for (int i = 0; i < n; ++i) {
        int32_t r = 0;
        if (x[i] - largest >= least)
            r = detail::divide_by_power(detail::high_multiply(scale, exponential(x[i] - largest)), 12 - zeros + 31 - 8);
        r -= 128;
        y[i] = static_cast<byte>(r > 127 ? 127 : r < -128 ? -128 : r);
    }
}

}  // namespace inlay::kernels::int8

namespace inlay::detail {

constexpr kernels::int8::map_form map_form_of(const int8_op& op, const shape& x, const shape& y, int fill) {
    kernels::int8::map_form f{x[0], x[1], x[2], y[0], y[1], y[2], op.win, fill};
    if (!f.padded()) f.fill = 0;  // layers that differ in nothing else share a kernel
    return f;
}

struct byte_table {
    signed char at[256]{};
};

/// sigmoid or tanh of every byte, as TensorFlow Lite computes it.
constexpr byte_table make_table(int8_kind kind, quantization x) {
    byte_table t;
    const fixed_multiplier m = multiplier_of(static_cast<double>(x.scale) * (1 << 27));
    const int radius = input_radius(4, m.shift);
    const bool is_sigmoid = kind == int8_kind::sigmoid;
    for (int i = 0; i < 256; ++i) {
        const int difference = i - 128 - x.zero_point;
        int y = difference <= -radius ? -128 : 127;
        if (difference > -radius && difference < radius) {
            const std::int32_t scaled = double_rounding::scale(difference, m);
            y = is_sigmoid ? divide_by_power(fixed::sigmoid(scaled), 23) - 128 : divide_by_power(fixed::tanh(scaled), 24);
        }
        t.at[i] = static_cast<signed char>(y > 127 ? 127 : y < -128 ? -128 : y);
    }
    return t;
}

template <class A, int K>
struct table_of {
    static constexpr byte_table value =
        make_table(integers<A>::graph.ops[K].kind, integers<A>::of(integers<A>::graph.ops[K].input[0]));
};

constexpr kernels::int8::add_form add_form_of(const int8_op& op, quantization a, quantization b, quantization y) {
    const double common = 2 * static_cast<double>(a.scale > b.scale ? a.scale : b.scale);
    return {a.zero_point, b.zero_point, multiplier_of(a.scale / common), multiplier_of(b.scale / common),
            multiplier_of(common / ((1 << 20) * static_cast<double>(y.scale))), range_of(op, y)};
}

template <class A, int K>
void run_op(signed char* arena) {
    using n = integers<A>;
    using rounding = typename A::scheme::rounding;
    namespace kernel = kernels::int8;
    constexpr int8_op op = n::graph.ops[K];
    constexpr shape sx = n::extent(op.input[0]), sy = n::extent(op.output);
    constexpr quantization qx = n::of(op.input[0]), qy = n::of(op.output);
    const signed char* x = arena + n::plan.value[op.input[0]];
    signed char* y = arena + n::plan.value[op.output];
    [[maybe_unused]] signed char* scratch = arena + n::plan.scratch[K];

    static constexpr kernel::output_range range = range_of(op, qy);

    if constexpr (is_weighted(op.kind)) {
        using constants = layer_constants<A, K>;
        constexpr kernel::output_stage stage{constants::computed.narrow, range.low == -128 && range.high == 127};
        if constexpr (op.kind == int8_kind::dense) {
            for (long r = 0; r < sx.size() / sx.last(); ++r)
                kernel::dense<rounding, stage, (constants::multipliers > 1)>(
                    x + r * sx.last(), constants::weights(), constants::biases.at, constants::table.at, sx.last(),
                    sy.last(), y + r * sy.last(), range);
        } else {
            static constexpr kernel::map_form form = map_form_of(op, sx, sy, qx.zero_point);
            constexpr bool pointwise = form.taps() == form.channels && form.row() == form.taps() && !form.padded() &&
                                       form.win.stride_h == 1 && form.win.stride_w == 1;
            constexpr int at_once = op.kind == int8_kind::conv2d ? kernel::filters_at_once : 4;
            constexpr bool whole = form.filters % at_once == 0;
            [[maybe_unused]] auto* patches = reinterpret_cast<std::int16_t*>(scratch);
            if constexpr (op.kind == int8_kind::depthwise_conv2d)
                kernel::depthwise_conv2d<rounding, stage, form.win.kernel_h * form.win.kernel_w, whole>(
                    form, x, constants::weights(), constants::table.at, y, scratch, range);
            else if constexpr (pointwise)
                kernel::pointwise_conv2d<rounding, stage, whole>(x, constants::weights(), constants::table.at, y, patches,
                                                                 sy[0] * sy[1], sx[2], sy[2], range);
            else kernel::conv2d<rounding, stage, form>(x, constants::weights(), constants::table.at, y, patches, range);
        }
    } else if constexpr (op.kind == int8_kind::addition) {
        constexpr kernel::add_form form = add_form_of(op, qx, n::of(op.input[1]), qy);
        kernel::add<rounding, form>(x, arena + n::plan.value[op.input[1]], y, static_cast<int>(sy.size()));
    } else if constexpr (op.kind == int8_kind::max_pool2d || op.kind == int8_kind::average_pool2d) {
        kernel::pool2d<op.kind == int8_kind::average_pool2d, map_form_of(op, sx, sy, 0)>(x, y, range.low, range.high);
    } else if constexpr (op.kind == int8_kind::softmax) {
        constexpr double scale = static_cast<double>(qx.scale) * (1 << 26);
        constexpr fixed_multiplier m = multiplier_of(scale < 2147483647.0 ? scale : 2147483647.0);
        for (long r = 0; r < sx.size() / sx.last(); ++r)
            kernel::softmax(x + r * sx.last(), y + r * sx.last(), sx.last(), m, -input_radius(5, m.shift));
    } else if constexpr (op.kind == int8_kind::sigmoid || op.kind == int8_kind::tanh) {
        kernel::lookup(x, y, static_cast<int>(sy.size()), table_of<A, K>::value.at);
    } else if constexpr (op.kind == int8_kind::concatenation) {
        int at = 0;
        for (int i = 0; i < op.inputs; ++i) {
            const int width = n::extent(op.input[i]).last();
            const signed char* from = arena + n::plan.value[op.input[i]];
            for (long r = 0; r < sy.size() / sy.last(); ++r)
                for (int c = 0; c < width; ++c) y[r * sy.last() + at + c] = from[r * width + c];
            at += width;
        }
    } else {
        static_assert(op.kind == int8_kind::pad2d);
        for (int h = 0; h < sy[0]; ++h)
            for (int w = 0; w < sy[1]; ++w) {
                const int v = h - op.win.pad_top, u = w - op.win.pad_left;
                const bool on_map = v >= 0 && v < sx[0] && u >= 0 && u < sx[1];
                for (int c = 0; c < sx[2]; ++c)
                    *y++ = on_map ? x[(v * sx[1] + u) * sx[2] + c] : static_cast<signed char>(qy.zero_point);
            }
    }
}

template <class A, int... K>
void run_ops(signed char* arena, indices<K...>) {
    (run_op<A, K>(arena), ...);
}

template <class A, int... K>
constexpr long constant_bytes(indices<K...>) {
    long bytes = 0;
    const auto one = [&]<int I>() {
        constexpr int8_kind kind = integers<A>::graph.ops[I].kind;
        if constexpr (is_weighted(kind)) bytes += layer_constants<A, I>::bytes;
        else if constexpr (kind == int8_kind::sigmoid || kind == int8_kind::tanh) bytes += 256;
    };
    (one.template operator()<K>(), ...);
    return bytes;
}

}  // namespace inlay::detail
// ---- inlay/quant/frozen.hpp ----
// A quantised network with its numbers as constants, ready to run.

namespace inlay {

/// An artifact that runs: weights in flash, intermediate values in `peak_ram` bytes, which are all the
/// memory an object has. Inputs and outputs lie in them, and values take each other's place: write the
/// inputs anew before each run. Nothing is allocated, thrown or initialised.
///
///     static frozen<kws_int8> net;
///     for (int i = 0; i < net.input_size<0>; ++i) net.input()[i] = features[i];
///     net.run();
///     int best = argmax of net.output()
///
/// static_assert(frozen<kws_int8>::peak_ram <= 12'000) is how an example states what it needs.
template <class Artifact>
class frozen {
    using numbers = detail::integers<Artifact>;
    static constexpr auto& graph = numbers::graph;
    static constexpr auto& plan = numbers::plan;
    using every_op = detail::make_indices<graph.op_count>;

public:
    using network = typename Artifact::network;

    /// Bytes of all values, inputs and outputs among them, and of what kernels work with.
    static constexpr long peak_ram = plan.bytes;
    /// Bytes of weights, biases, multipliers and tables.
    static constexpr long flash_bytes = detail::constant_bytes<Artifact>(every_op{});
    /// Multiply-accumulates of the network, and those left without the channels that its weights make idle.
    static constexpr long macs = inlay::macs<network>;
    static constexpr long live_macs = numbers::count_macs();

    template <int I = 0>
    static constexpr int input_size = static_cast<int>(numbers::extent(graph.inputs[I]).size());
    template <int I = 0>
    static constexpr int output_size = static_cast<int>(numbers::extent(graph.outputs[I]).size());
    template <int I = 0>
    static constexpr quantization input_quantization = numbers::of(graph.inputs[I]);
    template <int I = 0>
    static constexpr quantization output_quantization = numbers::of(graph.outputs[I]);

    template <int I = 0>
    signed char* input() noexcept { return arena_ + plan.value[graph.inputs[I]]; }
    template <int I = 0>
    const signed char* output() const noexcept { return arena_ + plan.value[graph.outputs[I]]; }
    void run() noexcept { detail::run_ops<Artifact>(arena_, every_op{}); }

    /// One input, one output, copied in and out: y = net(x).
    void operator()(const signed char* x, signed char* y) noexcept {
        static_assert(graph.inputs.count == 1 && graph.outputs.count == 1);
        for (int i = 0; i < input_size<>; ++i) input()[i] = x[i];
        run();
        for (int i = 0; i < output_size<>; ++i) y[i] = output()[i];
    }

private:
    alignas(4) signed char arena_[peak_ram];
};

/// The nearest integer to a real number, ties away from zero, within [-128, 127]; and back.
constexpr signed char quantize(float real, quantization q) {
    const float steps = real / q.scale;
    const float bounded = steps > 512 ? 512 : steps < -512 ? -512 : steps;
    const int n = q.zero_point + static_cast<int>(bounded < 0 ? bounded - 0.5f : bounded + 0.5f);
    return static_cast<signed char>(n > 127 ? 127 : n < -128 ? -128 : n);
}
constexpr float dequantize(signed char n, quantization q) { return q.scale * static_cast<float>(n - q.zero_point); }

}  // namespace inlay
// ---- inlay/explain.hpp ----
// Looking at networks: summary, graphs as text and DOT, what each pass did.

// ---- inlay/core/to_string.hpp ----
// A constexpr text as a std::string.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <string>

namespace inlay {

/// By pointer and length: g++ 12 warns of a missing zero where it sees through the characters.
template <int N>
std::string to_string(const basic_text<N>& t) {
    return std::string(t.data, static_cast<std::size_t>(t.size));
}

}  // namespace inlay

#endif
// ---- inlay/explain/graph_text.hpp ----
// Graphs as text and as DOT, at any stage: recorded, between two passes, fused, planned, backward.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <string>

namespace inlay {

/// How nodes are named in print: a parameter by its path.
struct graph_names {
    const layer_record* layers = nullptr;
    const parameter_record* parameters = nullptr;
    int count = 0;

    std::string operator[](int parameter) const { return to_string(path_of(layers, parameters[parameter])); }
};

namespace detail {

inline std::string shape_text(const shape& s) {
    text t;
    t << '[' << s << ']';
    return to_string(t);
}

inline std::string value_text(const graph_editor& g, int id, const graph_names& names) {
    const node& n = g[id];
    if (n.op == &op_of<ops::parameter> && n.index < names.count) return names[n.index];
    if (is_constant(n)) {
        char digits[32];
        std::snprintf(digits, sizeof digits, "%g", n.value);
        return digits;
    }
    return "%" + std::to_string(id);
}

inline std::string call_text(const graph_editor& g, int id, const graph_names& names) {
    const node& n = g[id];
    std::string s = n.op->name;
    s += '(';
    for (int k = 0; k < n.input_count; ++k) s += (k ? ", " : "") + value_text(g, n.input[k], names);
    if (n.op == &op_of<ops::store_gradient> && n.index < names.count)
        s += " -> " + names[n.index];
    return s + ')';
}

inline std::string attributes_text(const node& n) {
    const window& w = n.win;
    if (w == window{}) return "";
    text t;
    t << "  " << w.kernel_h << 'x' << w.kernel_w;
    if (w.stride_h != 1 || w.stride_w != 1) t << " stride " << w.stride_h << 'x' << w.stride_w;
    if (w.pad_top + w.pad_left + w.pad_bottom + w.pad_right != 0)
        t << " pad " << w.pad_top << ' ' << w.pad_left << ' ' << w.pad_bottom << ' ' << w.pad_right;
    if (w.dilation_h != 1 || w.dilation_w != 1) t << " dilation " << w.dilation_h << 'x' << w.dilation_w;
    if (w.groups != 1) t << " groups " << w.groups;
    return to_string(t);
}

}  // namespace detail

/// One line per node: `%4 = conv2d(%0, 0.weight, 0.bias)  [8, 8, 16]  3x3 pad 1 1 1 1`. What has one
/// value for the whole batch is marked `fixed`.
inline std::string to_text(const graph_editor& g, const graph_names& names = {}) {
    std::string s;
    for (int i = 0; i < g.size(); ++i) {
        const node& n = g[i];
        if (n.op == &op_of<ops::parameter> || detail::is_constant(n)) continue;
        s += "%" + std::to_string(i) + " = " + detail::call_text(g, i, names) + "  " + detail::shape_text(n.out) +
             detail::attributes_text(n) + (n.batched ? "" : "  fixed") +
             (n.type != dtype::f32 ? std::string("  ") + name_of(n.type) : std::string()) + '\n';
    }
    s += "outputs";
    for (int k = 0; k < g.outputs.count; ++k) s += " %" + std::to_string(g.outputs[k]);
    return s + '\n';
}

/// Which kernel runs node `id` and why, as its op says; empty where the op has only one.
inline std::string kernel_text(const graph_editor& g, int id) {
    const node& n = g[id];
    if (n.op->kernel_choice == nullptr) return "";
    const node* in[max_inputs]{};
    for (int k = 0; k < n.input_count; ++k) in[k] = &g[n.input[k]];
    return to_string(n.op->kernel_choice(n, in));
}

/// The schedule: one line per step, fused operations joined by +, with the place of its output; below it the
/// choice of its kernel, where there is one.
template <class Program>
std::string schedule_text(const graph_names& names = {}) {
    const graph_editor g(Program::g);
    std::string s;
    int number = 0;
    for (int k = 0; k < Program::step_count; ++k) {
        const step& now = Program::list.steps[k];
        s += "step " + std::to_string(number++) + ": %" + std::to_string(now.output) + " = ";
        if (now.anchor >= 0) s += g[now.anchor].op->name;
        for (int m = 0; m < now.members; ++m)
            s += (m > 0 || now.anchor >= 0 ? std::string(" + ") : std::string()) + g[now.member[m]].op->name;
        if (now.anchor < 0 && now.members == 0) s += g[now.output].op->name;
        s += '(';
        for (int e = 0; e < now.externals; ++e) s += (e ? ", " : "") + detail::value_text(g, now.external[e], names);
        const location at = Program::plan.at[now.output];
        static constexpr const char* places[] = {"nowhere", "parameter", "gradient", "fixed", "arena", "input", "output"};
        s += ")  " + detail::shape_text(g[now.output].out) + "  @ " + places[static_cast<int>(at.where)];
        if (at.where == place::batched || at.where == place::fixed) s += ' ' + std::to_string(at.offset);
        if (now.in_place >= 0) s += "  in place of " + detail::value_text(g, now.in_place, names);
        if (now.representative != k) s += "  (kernel of step " + std::to_string(now.representative) + ')';
        s += '\n';
        if (const std::string choice = kernel_text(g, now.anchor >= 0 ? now.anchor : now.output); !choice.empty())
            s += "        kernel: " + choice + '\n';
    }
    return s;
}

/// Graphviz.
inline std::string to_dot(const graph_editor& g, const graph_names& names = {}) {
    std::string s = "digraph network {\n  node [shape=box, fontname=\"monospace\"];\n";
    for (int i = 0; i < g.size(); ++i) {
        const node& n = g[i];
        if (detail::is_constant(n)) continue;
        const bool leaf = n.op == &op_of<ops::parameter>;
        s += "  n" + std::to_string(i) + " [label=\"" + (leaf ? detail::value_text(g, i, names) : std::string(n.op->name)) +
             "\\n" + detail::shape_text(n.out) + "\"" + (leaf ? ", shape=ellipse" : "") + "];\n";
        for (int k = 0; k < n.input_count; ++k)
            if (!detail::is_constant(g[n.input[k]]))
                s += "  n" + std::to_string(n.input[k]) + " -> n" + std::to_string(i) + ";\n";
    }
    return s + "}\n";
}

namespace detail {

template <class Net>
graph_names names_of() {
    return {recorded<Net>::lists.layers, recorded<Net>::lists.parameters, recorded<Net>::lists.parameter_count};
}

}  // namespace detail

/// The network as recorded, and as inference runs it.
template <class Net>
std::string to_text() {
    return to_text(graph_editor(detail::checked_recording<Net>().g), detail::names_of<Net>());
}
template <class Net>
std::string to_dot() {
    return to_dot(graph_editor(detail::checked_recording<Net>().g), detail::names_of<Net>());
}

}  // namespace inlay

#endif
// ---- inlay/explain/pass_log.hpp ----
// What each pass does to a network: the graph before and after, as text.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

namespace inlay {

/// Runs the passes of inference one by one and hands over (name of the pass, graph after it). The
/// passes are the functions that the compiler ran; here they run once more, to be watched.
template <class Net, class Visit>
void for_each_pass(const Visit& visit) {
    graph_editor g(detail::checked_recording<Net>().g);
    visit("recorded", static_cast<const graph_editor&>(g));
    for (const passes::named_pass& p : passes::inference_passes) {
        p.run(g);
        visit(p.name, static_cast<const graph_editor&>(g));
    }
}

namespace detail {

/// What explain shows of a network, and of a deployed one.
template <class Net>
struct explained {
    using network = Net;
    using program = inference<Net>;
    template <class Visit>
    static void visit_passes(const Visit& visit) { for_each_pass<Net>(visit); }
    static std::string kept() { return ""; }
};
template <class Net, class... Options>
struct explained<deployed<Net, Options...>> {
    using network = Net;
    using program = prepared<Net, Options...>;
    template <class Visit>
    static void visit_passes(const Visit& visit) {
        graph_editor g(checked_recording<Net>().g);
        visit("recorded", static_cast<const graph_editor&>(g));
        passes::deployment_passes(g, deployment_of<Options...>(), deployment_graph<Net, Options...>::rules, visit);
    }
    static std::string kept() {
        using whole = deployment_graph<Net, Options...>;
        const graph_editor g = whole::editor();
        std::string s = "-- computed once and kept: " + std::to_string(flash_bytes<deployed<Net, Options...>>) + " bytes\n";
        for (int k = 0; k < whole::value.kept_count; ++k) {
            const kept_value v = whole::value.kept[k];
            s += "parameter " + std::to_string(k) + ": " + value_text(g, v.node, names_of<Net>()) + "  " +
                 shape_text(g[v.node].out) + "  " + name_of(g[v.node].type) + "  @ " + std::to_string(v.offset) + '\n';
        }
        return s;
    }
};

}  // namespace detail

/// Every stage of a network, or of a deployed<...>, on one page: the graph after each pass that changed it,
/// what is kept, and the fused and planned schedule with the choice of kernels.
template <class T>
std::string explain() {
    using explained = detail::explained<T>;
    using program = typename explained::program;
    const graph_names names = detail::names_of<typename explained::network>();
    std::string page, last;
    explained::visit_passes([&](const char* name, const graph_editor& g) {
        const std::string now = to_text(g, names);
        page += std::string("-- ") + name + (now == last ? ": unchanged\n" : ":\n" + now);
        last = now;
    });
    page += explained::kept();
    page += "-- fused, in place, planned: " + std::to_string(program::step_count) + " steps, arena " +
            std::to_string(detail::bytes_of_plan<program>(1)) + " bytes a sample (lower bound " +
            std::to_string(program::plan.lower_bound * 4) + ")\n";
    return page + schedule_text<program>(std::is_same_v<program, inference<typename explained::network>> ? names : graph_names{});
}

}  // namespace inlay

#endif
// ---- inlay/explain/summary.hpp ----
// summary<Net>(std::cout): layers, shapes, parameters, as Keras prints them.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <cstdio>
#include <string>

namespace inlay {
namespace detail {

/// What a summary says of a layer, found at compile time.
struct layer_facts {
    shape out;
    long parameters = 0, macs = 0;
};
template <int Layers>
struct network_facts {
    shape inputs[max_ports];
    layer_facts layers[Layers > 0 ? Layers : 1];
};
template <class Net>
constexpr auto facts_of_layers() {
    constexpr auto& r = checked_recording<Net>();
    network_facts<r.layer_count> f{};
    for (int k = 0; k < r.g.inputs.count; ++k) f.inputs[k] = r.g.nodes[r.g.inputs[k]].out;
    for (int l = 0; l < r.layer_count; ++l) f.layers[l].out = r.g.nodes[r.layers[l].output].out;
    for (int p = 0; p < r.parameter_count; ++p)
        f.layers[r.parameters[p].layer].parameters += r.parameters[p].public_shape.size();
    for (int i = 0; i < r.g.count; ++i)
        if (r.g.nodes[i].layer >= 0) f.layers[r.g.nodes[i].layer].macs += node_macs(r.g.nodes, i);
    return f;
}

}  // namespace detail

namespace detail {

/// One row of the table. (A function of its own and one printf: strings joined by + in every network's
/// summary would cost the compiler more than the network.)
[[gnu::cold]] inline void append_row(std::string& s, const char* name, const shape& out, long parameters, long macs) {
    text t;
    t << "(N, " << out << ')';
    char buffer[256];
    std::snprintf(buffer, sizeof buffer, "%-34s%-20s%12ld%14ld\n", name, t.data, parameters, macs);
    s += buffer;
}
[[gnu::cold]] inline void append_layer(std::string& s, const layer_record* layers, int l, const layer_facts& here) {
    char name[160];
    int depth = 0;
    for (int up = layers[l].parent; up >= 0; up = layers[up].parent) ++depth;
    std::snprintf(name, sizeof name, "%*s%s (%s)", 2 * depth, "", path_of(layers, l).data, layers[l].type);
    append_row(s, name, here.out, here.parameters, here.macs);
}
[[gnu::cold]] inline void append_totals(std::string& s, long all, long trainable, long macs, long ram) {
    char buffer[400];
    std::snprintf(buffer, sizeof buffer,
                  "Total parameters: %ld (%ld bytes)\nTrainable parameters: %ld\nNon-trainable parameters: %ld\n"
                  "MACs per sample: %ld\nInference memory: %ld bytes a sample\n",
                  all, all * 4, trainable, all - trainable, macs, ram);
    s += buffer;
}

}  // namespace detail

/// One row per layer (path, type, output shape, parameters, MACs), then the totals and the static
/// memory figures.
template <class Net>
[[gnu::cold]] std::string summary_text() {
    static constexpr auto facts = detail::facts_of_layers<Net>();
    constexpr long all = detail::count_parameters<Net>(false);
    std::string s = "Network: ";
    s += type_name<Net>();
    s.append(1, '\n').append(80, '_').append("\nLayer (type)                      Output shape          Parameters          MACs\n");
    s.append(80, '=').append(1, '\n');
    for (int k = 0; k < input_count<Net>; ++k) detail::append_row(s, "input", facts.inputs[k], 0, 0);
    for (int l = 0; l < recorded<Net>::lists.layer_count; ++l)
        detail::append_layer(s, recorded<Net>::lists.layers, l, facts.layers[l]);
    s.append(80, '=').append(1, '\n');
    detail::append_totals(s, all, parameter_count<Net>, macs<Net>, peak_ram<Net>);
    return s.append(80, '_').append(1, '\n');
}

/// Writes it to a stream.
template <class Net, class Stream>
void summary(Stream& out) {
    out << summary_text<Net>();
}

}  // namespace inlay

#endif
// ---- inlay/train.hpp ----
// Training: losses, optimizers, metrics; compile, fit, evaluate, predict; gradient_check.

// on every target
// ---- inlay/ops/loss.hpp ----
// Losses as operations: one number, the mean over the batch, from predictions and targets.

// ---- inlay/kernels/loss.hpp ----
// Losses and their gradients over a batch of rows.

namespace inlay::kernels {

struct row_sum {
    float most, sum;  // the row's maximum, and the sum of exp(x - maximum)
};

template <class B, int C>
[[gnu::always_inline]] constexpr row_sum exp_sum(const float* x) {
    constexpr int W = B::width, whole = C / W * W, rest = C - whole;
    float most = x[0];
    for (int k = 1; k < C; ++k) most = x[k] > most ? x[k] : most;
    B total(0);
    for (int k = 0; k < whole; k += W) total = total + exp(B::load(x + k) - B(most));
    float all = sum(total);
    if constexpr (rest > 0) {
        const B e = exp(B::load_partial(x + whole, rest) - B(most));
        for (int k = 0; k < rest; ++k) all += e[k];
    }
    return {most, all};
}

/// Mean of log(sum exp(x)) - x[target].                     x (rows, C)   target (rows)
template <class B, int C>
[[gnu::always_inline]] constexpr float cross_entropy(const float* x, const float* target, long rows) {
    double total = 0;
    for (long r = 0; r < rows; ++r, x += C) {
        const row_sum s = exp_sum<B, C>(x);
        total += log(simd::batch<1>(s.sum))[0] + s.most - x[static_cast<long>(target[r])];
    }
    return static_cast<float>(total / static_cast<double>(rows));
}

/// dx = (softmax(x) - onehot(target)) / rows.
template <class B, int C>
[[gnu::always_inline]] constexpr void cross_entropy_gradient(const float* x, const float* target, float* dx, long rows) {
    constexpr int W = B::width, whole = C / W * W, rest = C - whole;
    const float scale = 1.0f / static_cast<float>(rows);
    for (long r = 0; r < rows; ++r, x += C, dx += C) {
        const row_sum s = exp_sum<B, C>(x);
        const B factor(scale / s.sum);
        for (int k = 0; k < whole; k += W) (exp(B::load(x + k) - B(s.most)) * factor).store(dx + k);
        if constexpr (rest > 0)
            (exp(B::load_partial(x + whole, rest) - B(s.most)) * factor).store_partial(dx + whole, rest);
        dx[static_cast<long>(target[r])] -= scale;
    }
}

template <class B>
[[gnu::always_inline]] constexpr float mean_squared_error(const float* y, const float* t, long count) {
    double total = 0;
    for (long i = 0; i < count; ++i) {
        const double d = static_cast<double>(y[i]) - static_cast<double>(t[i]);
        total += d * d;
    }
    return static_cast<float>(total / static_cast<double>(count));
}

template <class B>
[[gnu::always_inline]] constexpr void mean_squared_error_gradient(const float* y, const float* t, float* dy, long count) {
    constexpr int W = B::width;
    const B scale(2.0f / static_cast<float>(count));
    long i = 0;
    for (; i + W <= count; i += W) ((B::load(y + i) - B::load(t + i)) * scale).store(dy + i);
    const int rest = static_cast<int>(count - i);
    if (rest > 0)
        ((B::load_partial(y + i, rest) - B::load_partial(t + i, rest)) * scale).store_partial(dy + i, rest);
}

}  // namespace inlay::kernels

namespace inlay {
namespace ops {

/// d/dlogits of cross_entropy: (softmax(logits) - onehot(target)) / N.
struct cross_entropy_gradient : op_base {
    static constexpr const char* label = "cross_entropy_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) { n.out = in[0]->out; }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long classes = c.input(0).size();
        for (long s = 0; s < c.batch; ++s) {
            const T* x = c.in[0] + s * classes;
            T most = x[0], sum = 0;
            for (long k = 1; k < classes; ++k) most = x[k] > most ? x[k] : most;
            for (long k = 0; k < classes; ++k) sum += static_cast<T>(math::exp(simd::value<T>(x[k] - most))[0]);
            for (long k = 0; k < classes; ++k) {
                const T p = static_cast<T>(math::exp(simd::value<T>(x[k] - most))[0]) / sum;
                const T hot = static_cast<long>(c.in[1][s]) == k ? T(1) : T(0);
                c.out[s * classes + k] = (p - hot) / static_cast<T>(c.batch);
            }
        }
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::cross_entropy_gradient<typename Site::batch, static_cast<int>(Site::self.size())>(in[0], in[1], out, batch);
    }
};

/// Mean over the batch of -log softmax(logits)[target].       logits (N, C)   target (N): class numbers
struct cross_entropy : op_base {
    static constexpr const char* label = "cross_entropy";
    using gradient_kinds = types<cross_entropy_gradient>;

    static constexpr void infer(node& n, const node* const* in, int, trace::record& r) {
        n.out = shape{};
        n.batched = false;
        if (in[0]->out.rank != 1) r.fail(text{"logits [classes]"}, text{"["} << in[0]->out << ']');
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long classes = c.input(0).size();
        T total = 0;
        for (long s = 0; s < c.batch; ++s) {
            const T* x = c.in[0] + s * classes;
            T most = x[0], sum = 0;
            for (long k = 1; k < classes; ++k) most = x[k] > most ? x[k] : most;
            for (long k = 0; k < classes; ++k) sum += static_cast<T>(math::exp(simd::value<T>(x[k] - most))[0]);
            total += static_cast<T>(math::log(simd::value<T>(sum))[0]) + most - x[static_cast<long>(c.in[1][s])];
        }
        c.out[0] = total / static_cast<T>(c.batch);
    }
    static constexpr void gradient(gradient_call& c) {
        c.give(0, trace::emit<cross_entropy_gradient>(node{}, c.in(0), c.in(1)));
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        out[0] = kernels::cross_entropy<typename Site::batch, static_cast<int>(Site::input(0).size())>(in[0], in[1], batch);
    }
};

/// d/dy of mean_squared_error: 2 (y - t) / (N S).
struct mean_squared_error_gradient : op_base {
    static constexpr const char* label = "mean_squared_error_gradient";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node& n, const node* const* in, int, trace::record&) { n.out = in[0]->out; }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long n = c.total(*c.self);
        for (long i = 0; i < n; ++i) c.out[i] = 2 * (c.in[0][i] - c.in[1][i]) / static_cast<T>(n);
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        kernels::mean_squared_error_gradient<typename Site::batch>(in[0], in[1], out, batch * Site::self.size());
    }
};

/// Mean over batch and elements of (y - t)^2.                             y, t (N, S)
struct mean_squared_error : op_base {
    static constexpr const char* label = "mean_squared_error";
    using gradient_kinds = types<mean_squared_error_gradient>;

    static constexpr void infer(node& n, const node* const*, int, trace::record&) {
        n.out = shape{};
        n.batched = false;
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long n = c.total(c.input(0));
        T total = 0;
        for (long i = 0; i < n; ++i) {
            const T d = c.in[0][i] - c.in[1][i];
            total += d * d;
        }
        c.out[0] = total / static_cast<T>(n);
    }
    static constexpr void gradient(gradient_call& c) {
        c.give(0, trace::emit<mean_squared_error_gradient>(node{}, c.in(0), c.in(1)));
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        out[0] = kernels::mean_squared_error<typename Site::batch>(in[0], in[1], batch * Site::input(0).size());
    }
};

}  // namespace ops

/// From logits and class numbers: the mean of -log softmax(logits)[class].  PyTorch's
/// CrossEntropyLoss, Keras's SparseCategoricalCrossentropy(from_logits=True).
struct cross_entropy {
    using operation = ops::cross_entropy;
    using kinds = types<operation>;
    static constexpr bool classifies = true;
    static constexpr shape target(shape) { return shape{1}; }
    static constexpr auto record(auto y, auto t) { return trace::emit<ops::cross_entropy>(node{}, y, t); }
};

/// The mean of (y - target)^2 over batch and elements.  PyTorch's MSELoss.
struct mean_squared_error {
    using operation = ops::mean_squared_error;
    using kinds = types<operation>;
    static constexpr bool classifies = false;
    static constexpr shape target(shape y) { return y; }
    static constexpr auto record(auto y, auto t) { return trace::emit<ops::mean_squared_error>(node{}, y, t); }
};

}  // namespace inlay
// ---- inlay/train/metrics.hpp ----
// Metrics: what is counted over predictions beside the loss.

namespace inlay {

// A metric adds up `of(prediction, target)` per sample; its value is the mean. `target` points to the
// class number (classifying losses) or to the target values.

/// The share of samples whose largest output is the class.
struct accuracy {
    static constexpr const char* label = "accuracy";
    static double of(const float* y, long size, const float* target) {
        long best = 0;
        for (long i = 1; i < size; ++i)
            if (y[i] > y[best]) best = i;
        return best == static_cast<long>(target[0]) ? 1 : 0;
    }
};

/// The share of samples whose class is among the K largest outputs.
template <int K>
struct top_k_accuracy {
    static constexpr const char* label = "top_k_accuracy";
    static double of(const float* y, long size, const float* target) {
        const auto hot = static_cast<long>(target[0]);
        int above = 0;
        for (long i = 0; i < size; ++i) above += y[i] > y[hot];
        return above < K ? 1 : 0;
    }
};

/// Mean of |y - target| over the elements.
struct mean_absolute_error {
    static constexpr const char* label = "mean_absolute_error";
    static double of(const float* y, long size, const float* target) {
        double total = 0;
        for (long i = 0; i < size; ++i) {
            const double d = static_cast<double>(y[i]) - static_cast<double>(target[i]);
            total += d < 0 ? -d : d;
        }
        return total / static_cast<double>(size);
    }
};

}  // namespace inlay
// ---- inlay/train/optimizers.hpp ----
// Optimizers: the update of a parameter as a formula on batches, in PyTorch's words and defaults.

namespace inlay {

// Each gives `states`, the numbers it keeps per parameter; `at(t)`, the constants of step t (from 1);
// and update(p, g, s), which returns the new parameter and updates its states s[0..states).

namespace detail {

struct sgd_constants {
    float rate, momentum, decay;
    bool nesterov;

    template <class B>
    constexpr B update(B p, B g, B* s) const {
        g = fma(B(decay), p, g);
        s[0] = fma(B(momentum), s[0], g);
        const B direction = nesterov ? fma(B(momentum), s[0], g) : s[0];
        return p - B(rate) * direction;
    }
};

}  // namespace detail

/// Stochastic gradient descent.  v = momentum v + g;  p -= rate v;  Nesterov: p -= rate (g + momentum v).
/// Weight decay adds weight_decay p to g.  PyTorch's SGD.
struct sgd {
    float learning_rate = 1e-2f;
    float momentum = 0;
    bool nesterov = false;
    float weight_decay = 0;

    static constexpr const char* label = "sgd";
    static constexpr int states = 1;
    constexpr detail::sgd_constants at(long) const { return {learning_rate, momentum, weight_decay, nesterov}; }
};

namespace detail {

/// base^t for whole t >= 0.
constexpr double power(double base, long t) {
    double result = 1;
    for (; t > 0; t /= 2, base *= base)
        if (t % 2 == 1) result *= base;
    return result;
}

struct adam_constants {
    float rate, beta1, beta2, epsilon, decay_of_gradient, decay_of_parameter, root_correction;

    template <class B>
    constexpr B update(B p, B g, B* s) const {
        g = fma(B(decay_of_gradient), p, g);
        p = p * B(decay_of_parameter);
        s[0] = fma(B(1 - beta1), g - s[0], s[0]);
        s[1] = fma(B(1 - beta2), g * g - s[1], s[1]);
        return p - B(rate) * s[0] / (sqrt(s[1]) * B(root_correction) + B(epsilon));
    }
};

template <class O>
constexpr adam_constants adam_at(const O& o, long t, double decay_of_gradient, double decay_of_parameter) {
    const double c1 = 1 - power(static_cast<double>(o.beta1), t), c2 = 1 - power(static_cast<double>(o.beta2), t);
    return {static_cast<float>(static_cast<double>(o.learning_rate) / c1), o.beta1, o.beta2, o.epsilon,
            static_cast<float>(decay_of_gradient), static_cast<float>(decay_of_parameter),
            static_cast<float>(1 / cmath::sqrt(c2))};
}

}  // namespace detail

/// m = b1 m + (1-b1) g;  v = b2 v + (1-b2) g^2;  p -= rate m^ / (sqrt(v^) + epsilon), m^ and v^ corrected
/// for their start at 0.  Kingma & Ba 2014. Weight decay adds weight_decay p to g.
struct adam {
    float learning_rate = 1e-3f;
    float beta1 = 0.9f, beta2 = 0.999f;
    float epsilon = 1e-8f;
    float weight_decay = 0;

    static constexpr const char* label = "adam";
    static constexpr int states = 2;
    constexpr detail::adam_constants at(long t) const {
        return detail::adam_at(*this, t, static_cast<double>(weight_decay), 1);
    }
};

/// Adam with the decay taken from the parameter itself: p *= 1 - rate weight_decay.  Loshchilov &
/// Hutter 2017; PyTorch's AdamW.
struct adamw {
    float learning_rate = 1e-3f;
    float beta1 = 0.9f, beta2 = 0.999f;
    float epsilon = 1e-8f;
    float weight_decay = 1e-2f;

    static constexpr const char* label = "adamw";
    static constexpr int states = 2;
    constexpr detail::adam_constants at(long t) const {
        return detail::adam_at(*this, t, 0,
                               1 - static_cast<double>(learning_rate) * static_cast<double>(weight_decay));
    }
};

/// One pass over `count` parameters; `state` holds Optimizer::states arrays of `stride` floats.
template <int Width, class Constants, int States>
void apply_update(const Constants& c, float* p, const float* g, float* state, long count, long stride) {
    using B = simd::batch<Width>;
    for (long i = 0; i < count; i += Width) {
        const int lanes = count - i < Width ? static_cast<int>(count - i) : Width;
        B s[States];
        if (lanes == Width) {
            for (int k = 0; k < States; ++k) s[k] = B::load(state + k * stride + i);
            c.update(B::load(p + i), B::load(g + i), s).store(p + i);
            for (int k = 0; k < States; ++k) s[k].store(state + k * stride + i);
        } else {
            for (int k = 0; k < States; ++k) s[k] = B::load_partial(state + k * stride + i, lanes);
            c.update(B::load_partial(p + i, lanes), B::load_partial(g + i, lanes), s).store_partial(p + i, lanes);
            for (int k = 0; k < States; ++k) s[k].store_partial(state + k * stride + i, lanes);
        }
    }
}

}  // namespace inlay
// ---- inlay/train/losses.hpp ----
// Several losses at once: one for each output of the network, weighted and added.

namespace inlay {

/// A loss times a constant, as one of losses(...).
template <number Weight, class Loss>
struct weighted_loss : Loss {
    using kinds = union_of<typename Loss::kinds, types<ops::multiply, ops::constant>>;
    static constexpr double weight = Weight.value();
};
template <number Weight, class Loss>
constexpr weighted_loss<Weight, Loss> weighted(Loss) {
    return {};
}

/// Loss k is of output k; what is minimised is their sum. As Keras's list of losses with loss_weights.
///
///     auto t = compile(net, adam{}, losses(cross_entropy{}, weighted<0.5>(mean_squared_error{})));
template <class... Losses>
struct loss_list {
    using kinds = union_of<types<ops::add>, typename Losses::kinds...>;
};
template <class... Losses>
constexpr loss_list<Losses...> losses(Losses...) {
    static_assert(sizeof...(Losses) >= 1 && sizeof...(Losses) <= max_ports, "inlay: one loss for each output, at most four");
    return {};
}

/// A metric of output K in place of the first: on<1>(mean_absolute_error{}).
template <int K, class Metric>
struct metric_on : Metric {
    static constexpr int output = K;
};
template <int K, class Metric>
constexpr metric_on<K, Metric> on(Metric) {
    return {};
}

namespace detail {

/// What there is to know of a loss, whatever its type.
struct loss_info {
    shape (*target)(shape prediction);
    int (*record)(trace::record&, int prediction, int target);
    void (*value)(const reference_call<float>&);  // from predictions and targets alone
    double weight;
    bool classifies;
};

template <class Loss>
constexpr double weight_of() {
    if constexpr (requires { Loss::weight; }) return Loss::weight;
    else return 1;
}
template <class Loss>
constexpr int record_loss(trace::record& r, int prediction, int target) {
    using symbol = trace::symbol<types<>>;
    return Loss::record(symbol{&r, prediction}, symbol{&r, target}).id;
}
template <class Loss>
inline constexpr loss_info info_of_loss{[](shape y) { return Loss::target(y); }, &record_loss<Loss>,
                                             &Loss::operation::template reference<float>, weight_of<Loss>(), Loss::classifies};

template <class Loss>
struct losses_of {
    static constexpr int count = 1;
    static constexpr loss_info info[count] = {info_of_loss<Loss>};
};
template <class... Losses>
struct losses_of<loss_list<Losses...>> {
    static constexpr int count = static_cast<int>(sizeof...(Losses));
    static constexpr loss_info info[count] = {info_of_loss<Losses>...};
};

}  // namespace detail
}  // namespace inlay
// ---- inlay/train/training.hpp ----
// The training step as a static graph: forward, loss and backward, fused and planned like any other.

// ---- inlay/passes/differentiate.hpp ----
// Pass: appends the gradient of a loss by every trainable parameter, by reverse-mode differentiation.

// ---- inlay/ops/reduce.hpp ----
// Sums: over the batch and over leading extents, the transpose of broadcasting.

namespace inlay::ops {

/// Sums x to the shape it is emitted with, a suffix of x's shape: over leading extents, and over
/// the batch where the result is not batched.             x (N, ..., S)   y (S) or (N, S)
struct sum_to : op_base {
    static constexpr const char* label = "sum_to";
    static constexpr bool has_gradient = false;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const long size = c.self->size(), whole = c.input(0).size();
        for (long i = 0, n = c.total(*c.self); i < n; ++i) c.out[i] = 0;
        for (long i = 0, n = c.total(c.input(0)); i < n; ++i) {
            const long sample = c.self->batched ? i / whole : 0;
            c.out[sample * size + i % size] += c.in[0][i];
        }
    }
    template <class Site>
    [[gnu::always_inline]] static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int size = static_cast<int>(Site::self.size());
        constexpr long rows = Site::input(0).size() / size;
        const long samples = Site::input(0).batched ? batch : 1;
        if constexpr (!Site::self.batched)
            kernels::sum_rows<typename Site::batch, size>(in[0], out, samples * rows);
        else
            for (long s = 0; s < samples; ++s)
                kernels::sum_rows<typename Site::batch, size>(in[0] + s * rows * size,
                                                              out + s * size, rows);
    }
};

}  // namespace inlay::ops

namespace inlay::passes {

/// Kinds that differentiation may add besides those that each op names itself.
using differentiation_kinds = types<ops::add, ops::sum_to, ops::store_gradient>;

/// The given gradient, summed to the shape of the node that it belongs to.
constexpr int summed_to(trace::record& r, int gradient, int target) {
    const node like = r[target];
    if (r[gradient].batched == like.batched && r[gradient].size() == like.size()) return gradient;
    node n;
    n.op = &op_of<ops::sum_to>;
    n.out = like.out;
    n.batched = like.batched;
    return r.add(n, {gradient});
}

/// Op on two values, the second like the first or one number.
constexpr int combined(trace::record& r, const op_info& op, int a, int b) {
    node n;
    n.op = &op;
    n.out = r[a].out;
    n.batched = r[a].batched;
    return r.add(n, {a, b});
}
constexpr int scaled(trace::record& r, int value, double factor) {
    if (factor == 1) return value;
    node n;
    n.op = &op_of<ops::constant>;
    n.batched = false;
    n.value = factor;
    return combined(r, op_of<ops::multiply>, value, r.add(n, {}));
}

/// The losses to be differentiated; what is minimised is the sum of weight x loss.
struct weighted_nodes {
    int id[max_ports]{};
    double weight[max_ports]{};
    int count = 0;
};

/// Law: d loss / d parameter, as central differences find it. The backward nodes are ordinary nodes;
/// each trainable parameter gets one store_gradient node. With inputs_too the gradients by the inputs
/// are computed as well and become further outputs.
constexpr void differentiate(trace::record& r, const weighted_nodes& losses, bool inputs_too = false) {
    using inlay::detail::vector;
    const int count = r.g.size();
    const auto wanted = [&](const node& n) {
        if (n.op == &op_of<ops::parameter>) return r.parameters[n.index].trainable;
        return inputs_too && n.op == &op_of<ops::input>;
    };
    vector<bool> needed(count, false);
    for (int i = 0; i < count; ++i) {
        const node& n = r[i];
        needed[i] = wanted(n);
        for (int k = 0; k < n.input_count; ++k) needed[i] = needed[i] || needed[n.input[k]];
    }
    vector<int> gradient(count, -1);
    for (int k = 0; k < losses.count; ++k)
        gradient[losses.id[k]] = losses.id[k];  // stands for d loss / d loss = 1, which no loss's rule reads
    for (int i = count - 1; i >= 0; --i) {
        if (gradient[i] < 0 || !needed[i] || r[i].input_count == 0) continue;
        r.layer = r[i].layer;
        if (r[i].op->gradient == nullptr) {
            r.fail(text{"an op with a gradient"}, text{r[i].op->name} << " without");
            continue;
        }
        gradient_call call{r, i, gradient[i]};
        r[i].op->gradient(call);
        for (int k = 0; k < losses.count; ++k)
            if (losses.id[k] == i && call.given[0] >= 0) call.given[0] = scaled(r, call.given[0], losses.weight[k]);
        for (int k = 0; k < r[i].input_count; ++k) {
            const int in = r[i].input[k];
            if (call.given[k] < 0 || !needed[in]) continue;
            const int g = summed_to(r, call.given[k], in);
            gradient[in] = gradient[in] < 0 ? g : combined(r, op_of<ops::add>, gradient[in], g);
        }
    }
    r.layer = -1;
    for (int i = 0; i < count; ++i) {
        if (!wanted(r[i]) || r[i].op != &op_of<ops::parameter>) continue;
        node n;
        n.op = &op_of<ops::store_gradient>;
        n.out = r[i].out;
        n.batched = false;
        n.index = r[i].index;
        if (gradient[i] >= 0) r.add(n, {gradient[i]});
    }
    if (inputs_too)
        for (int k = 0; k < r.g.inputs.count; ++k)
            if (gradient[r.g.inputs[k]] >= 0) r.g.outputs.push_back(gradient[r.g.inputs[k]]);
}

constexpr void differentiate(trace::record& r, int loss, bool inputs_too = false) {
    differentiate(r, weighted_nodes{{loss}, {1}, 1}, inputs_too);
}

}  // namespace inlay::passes
// ---- inlay/passes/training_forms.hpp ----
// Pass: operations that work differently in training take their training form.

namespace inlay::passes {

/// Law: the output and its gradients are those of training. batch_norm becomes the statistics of
/// the batch, the normalisation by them, and the update of the running averages. Returns where each
/// old node went. (Dropout has one form: the seed says whether it draws.)
constexpr inlay::detail::vector<int> training_forms(graph_editor& g) {
    return rebuild(g, [](graph_editor& next, const node& n) {
        if (n.op != &op_of<ops::batch_norm>) return -1;
        const int x = n.input[0], weight = n.input[1], bias = n.input[2], running_mean = n.input[3],
                  running_variance = n.input[4];
        node like = n;
        like.index = 0;
        const int statistics =
            append<ops::batch_statistics>(next, like, shape{3, n.out.last()}, false, {x});
        like.value = 0;
        like.index = n.index;
        append<ops::update_running>(next, like, shape{0}, false,
                                    {statistics, running_mean, running_variance});
        like.index = 0;
        const int mean = append_row(next, statistics, 0), inverse = append_row(next, statistics, 2);
        return append<ops::batch_norm_training>(next, like, n.out, n.batched,
                                                {x, mean, inverse, weight, bias});
    });
}

/// The same for a recorded network, before differentiate; layers and parameters keep their nodes.
constexpr void training_forms(trace::record& r) {
    if (!contains(r.g, op_of<ops::batch_norm>)) return;
    const auto to = training_forms(r.g);
    for (layer_record& l : r.layers)
        if (l.output >= 0) l.output = to[l.output];
    for (parameter_record& p : r.parameters)
        if (p.node >= 0) p.node = to[p.node];
}

}  // namespace inlay::passes

namespace inlay {
namespace passes {

/// The passes on the graph of a training step, in their order.
inline constexpr named_pass training_passes[] = {
    {"remove_identities", [](graph_editor& g) { remove_identities(g, false); }},
    {"common_subexpressions", &common_subexpressions},
    {"eliminate_dead_code", &eliminate_dead_code},
    {"store_outputs", &store_outputs},
};

}  // namespace passes

namespace detail {

/// Appends the loss of each output against a further input, its target, and their weighted sum. Outputs
/// become that sum and then the network's own; returns the losses' nodes.
template <class Loss>
constexpr passes::weighted_nodes append_loss(trace::record& r) {
    const ports predictions = r.g.outputs;
    passes::weighted_nodes found;
    if (losses_of<Loss>::count > predictions.count)
        r.fail(text{""} << losses_of<Loss>::count << " outputs, a loss for each", text{""} << predictions.count);
    int total = -1;
    for (int k = 0; k < losses_of<Loss>::count && k < predictions.count; ++k) {
        const loss_info& info = losses_of<Loss>::info[k];
        const int target = record_input(r, info.target(r[predictions[k]].out));
        const int loss = info.record(r, predictions[k], target);
        found.id[found.count] = loss;
        found.weight[found.count++] = info.weight;
        const int weighted = passes::scaled(r, loss, info.weight);
        total = k == 0 ? weighted : passes::combined(r, op_of<ops::add>, total, weighted);
    }
    r.g.outputs = {};
    r.g.outputs.push_back(total);
    for (int k = 0; k < predictions.count; ++k) r.g.outputs.push_back(predictions[k]);
    return found;
}

/// Recorded network, loss and gradients, before any optimisation.
template <class Net, class Loss>
constexpr trace::record record_training(bool input_gradients = false) {
    constexpr auto& known = recorded<Net>::value;
    trace::record r = record_network<Net>({4 * known.g.count + 16, known.layer_count, known.parameter_count});
    passes::training_forms(r);
    passes::pool_early(r.g);
    passes::differentiate(r, append_loss<Loss>(r), input_gradients);
    return r;
}

template <class Kinds>
struct with_training_kinds;
template <class... Kinds>
struct with_training_kinds<types<Kinds...>> {
    using type = union_of<types<Kinds...>, typename Kinds::training_kinds...>;
};
template <class Kinds>
struct with_gradient_kinds;
template <class... Kinds>
struct with_gradient_kinds<types<Kinds...>> {
    using type = union_of<types<Kinds...>, typename Kinds::gradient_kinds...>;
};

template <class Net, class Loss>
struct training_source {
    using forward_kinds = typename with_training_kinds<union_of<typename Net::kinds, typename Loss::kinds>>::type;
    using kinds = union_of<typename with_gradient_kinds<forward_kinds>::type, passes::differentiation_kinds,
                           types<ops::store_output>>;

    static constexpr int capacity = record_training<Net, Loss>().g.size() + max_graph_ports;

    static constexpr graph_editor nodes() {
        trace::record r = record_training<Net, Loss>();
        for (const passes::named_pass& p : passes::training_passes) p.run(r.g);
        return static_cast<graph_editor&&>(r.g);
    }
    static constexpr vector<long> parameter_offsets() { return recorded<Net>::parameter_offsets(); }
};

template <class Net, class Loss>
constexpr graph_error training_error() {
    return record_training<Net, Loss>().error;
}

}  // namespace detail

/// What a training step runs. Its inputs are the network's and then a target for each loss; its outputs are
/// the loss and then the network's.
template <class Net, class Loss>
struct training : program<detail::training_source<Net, Loss>> {
    static_assert(recorded<Net>::check::done);
    static constexpr graph_error error = detail::training_error<Net, Loss>();
    using check = detail::check_network<typename detail::clause<error.where>::type,
                                        typename detail::clause<error.expects>::type,
                                        typename detail::clause<error.found>::type>;
};

/// Bytes that one training step needs for a batch, besides the model: intermediate values, gradients.
template <class Net, class Loss>
constexpr long training_ram(long batch) {
    using p = training<Net, Loss>;
    return (p::plan.fixed + p::plan.batched * batch + detail::storage_slack + recorded<Net>::value.trainable) *
           static_cast<long>(sizeof(float));
}

}  // namespace inlay
// ---- inlay/train/gradient_check.hpp ----
// The backward graph against central differences, in double, over every parameter and input.

// ---- inlay/runtime/interpret.hpp ----
// Runs a graph node by node with the reference operations: the yardstick of everything faster.

namespace inlay {

/// Evaluates a graph in float or double, every value in memory of its own, all of which stay readable.
/// Hosted and slow; each node is one call through its op's record.
template <class T>
class interpreter {
public:
    interpreter(const node* nodes, int count, long batch)
        : nodes_(nodes), count_(count), batch_(batch), values_(count) {
        for (int i = 0; i < count; ++i) values_[i] = detail::vector<T>(static_cast<int>(total(i)));
    }

    long total(int id) const { return nodes_[id].size() * (nodes_[id].batched ? batch_ : 1); }
    /// The values of a node; leaves are to be filled before run().
    T* operator[](int id) { return values_[id].data(); }
    const T* operator[](int id) const { return values_[id].data(); }

    void run(unsigned long long seed = 0) {
        for (int i = 0; i < count_; ++i) run_node(i, seed);
    }
    void run_node(int id, unsigned long long seed) {
        const node& n = nodes_[id];
        if (detail::is_leaf(n)) return;
        const node* inputs[max_inputs]{};
        const T* in[max_inputs]{};
        for (int k = 0; k < n.input_count; ++k) {
            inputs[k] = &nodes_[n.input[k]];
            in[k] = values_[n.input[k]].data();
        }
        const reference_call<T> call{&n, inputs, in, values_[id].data(), batch_, seed};
        if constexpr (sizeof(T) == sizeof(float)) n.op->reference_float(call);
        else n.op->reference_double(call);
    }

private:
    const node* nodes_;
    int count_;
    long batch_;
    detail::vector<detail::vector<T>> values_;
};

/// Evaluates a network's recorded, unoptimised graph in T for `batch` samples.
///     x (batch, input) for each input; `parameters` in the model's storage order
template <class Net, class T>
class reference_run {
public:
    reference_run(const float* parameters, const float* const* x, long batch)
        : run_(recorded<Net>::value.g.nodes, recorded<Net>::value.g.count, batch) {
        const auto& r = recorded<Net>::value;
        for (int i = 0; i < r.g.count; ++i) {
            const node& n = r.g.nodes[i];
            const float* source = nullptr;
            if (n.op == &op_of<ops::parameter>) source = parameters + r.parameters[n.index].offset;
            if (n.op == &op_of<ops::input>) source = x[n.index];
            if (source == nullptr) continue;
            for (long k = 0; k < run_.total(i); ++k) run_[i][k] = static_cast<T>(source[k]);
        }
        run_.run();
    }
    /// (batch, output) of output o.
    const T* output(int o = 0) const { return run_[recorded<Net>::value.g.outputs[o]]; }

private:
    interpreter<T> run_;
};

}  // namespace inlay

namespace inlay {

/// The largest |analytic - numeric| / (|analytic| + |numeric| + floor), and where it was found.
struct gradient_report {
    double max_relative_error = 0;
    text where{"nowhere"};
    long index = 0;
    double analytic = 0, numeric = 0;
    long checked = 0;  // derivatives compared
};

/// Compares every derivative of the loss. Parameters, inputs and targets are random (from the seed),
/// away from 0 so that kinks such as relu's are unlikely to be straddled.
///
///     auto report = gradient_check<net>(seed{5}, mean_squared_error{});
template <class Net, class Loss>
gradient_report gradient_check(seed s, Loss, long batch = 3, double step = 1e-5) {
    const trace::record r = detail::record_training<Net, Loss>(true);
    const int forward_outputs = 1 + output_count<Net>;
    interpreter<double> run(r.g.nodes.data(), r.g.size(), batch);
    const unsigned long long key = s.value;

    for (int i = 0; i < r.g.size(); ++i) {
        const node& n = r[i];
        if (!detail::is_leaf(n)) continue;
        const unsigned long long stream_key = stream(key, static_cast<unsigned long long>(i));
        const int target = n.op == &op_of<ops::input> ? n.index - input_count<Net> : -1;
        for (long k = 0; k < run.total(i); ++k) {
            const auto number = static_cast<unsigned long long>(k);
            double v = random_normal_at(stream_key, number);
            if (n.op == &op_of<ops::parameter>) {
                const parameter_record& p = r.parameters[n.index];
                if (p.trainable) v *= 1 / detail::cmath::sqrt(p.fan_in < 2 ? 4.0 : p.fan_in);
                else v = 0.5 + v * v;  // running statistics: a variance is positive
                if (p.init.which == initializer::kind::ones) v += 1;
            }
            if (target >= 0 && detail::losses_of<Loss>::info[target].classifies)
                v = static_cast<double>(random_bits(stream_key, number) %
                                        static_cast<unsigned long long>(r[r.g.outputs[1 + target]].size()));
            run[i][k] = v;
        }
    }
    const int loss = r.g.outputs[0];
    run.run(key | 1);

    gradient_report report;
    const auto compare = [&](int leaf, int gradient, const text& name) {
        detail::vector<double> analytic;
        for (long k = 0; k < run.total(gradient); ++k) analytic.push_back(run[gradient][k]);
        for (long k = 0; k < run.total(leaf); ++k) {
            const double keep = run[leaf][k];
            double numeric = 0;
            double f[4]{};
            const double at[] = {-2, -1, 1, 2};
            for (int j = 0; j < 4; ++j) {
                run[leaf][k] = keep + at[j] * step;
                for (int i = 0; i <= loss; ++i) run.run_node(i, key | 1);
                f[j] = run[loss][0];
            }
            numeric = (f[0] - 8 * f[1] + 8 * f[2] - f[3]) / (12 * step);
            run[leaf][k] = keep;
            const double a = analytic[static_cast<int>(k)];
            const double scale = detail::cmath::abs(a) + detail::cmath::abs(numeric) + 1e-3;
            const double error = detail::cmath::abs(a - numeric) / scale;
            ++report.checked;
            if (!(error <= report.max_relative_error)) {
                report.max_relative_error = error == error ? error : 1e300;
                report.where = name;
                report.index = k;
                report.analytic = a;
                report.numeric = numeric;
            }
        }
    };
    for (int i = 0; i < r.g.size(); ++i)
        if (r[i].op == &op_of<ops::store_gradient>)
            for (int p = 0; p < r.g.size(); ++p)
                if (r[p].op == &op_of<ops::parameter> && r[p].index == r[i].index)
                    compare(p, r[i].input[0], path_of(r.layers.data(), r.parameters[r[i].index]));
    for (int k = forward_outputs; k < r.g.outputs.count; ++k)
        compare(r.g.inputs[k - forward_outputs], r.g.outputs[k], text{"input "} << (k - forward_outputs));
    return report;
}

}  // namespace inlay

// hosted: on data sets, and in words
// ---- inlay/io/result.hpp ----
// The outcome of a call that can fail: a value, or one sentence that says what went wrong.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <cstdio>
#include <cstdlib>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>

namespace inlay {

/// What went wrong, in one sentence: the file, the thing in it, what was expected, what was found.
struct failure {
    std::string message;
};

/// Thrown by the plain-named functions (`read`, `load`, `write`) where exceptions are enabled.
struct io_error : std::runtime_error {
    explicit io_error(const char* message) : std::runtime_error(message) {}
};

/// Throws io_error; without exceptions prints the message to stderr and aborts.
[[noreturn, gnu::cold]] inline void raise_io_error(const failure& what) {
#if defined(__cpp_exceptions)
    throw io_error(what.message.c_str());
#else
    std::fprintf(stderr, "%s\n", what.message.c_str());
    std::abort();
#endif
}

/// A value of T, or a failure. Functions named try_... return it; each has a twin without the try_
/// that returns `try_...().value()` and so raises the failure.
///
///     auto file = inlay::safetensors::try_read("digits.safetensors");
///     if (!file) std::puts(file.error().message.c_str());
template <class T>
class [[nodiscard]] result {
public:
    result(T&& value) : value_(std::move(value)), has_value_(true) {}
    result(const T& value) : value_(value), has_value_(true) {}
    result(failure what) : failure_(std::move(what)) {}
    result(result&& other) : failure_(std::move(other.failure_)), has_value_(other.has_value_) {
        if (has_value_) new (&value_) T(std::move(other.value_));
    }
    result& operator=(const result&) = delete;
    ~result() {
        if (has_value_) value_.~T();
    }

    explicit operator bool() const { return has_value_; }

    // clang-format off
    T&       value() &      { require(); return value_; }
    const T& value() const& { require(); return value_; }
    T        value() &&     { require(); return std::move(value_); }

    T&       operator*() &       { return value(); }
    const T& operator*() const&  { return value(); }
    T        operator*() &&      { return std::move(*this).value(); }
    T*       operator->()        { return &value(); }
    const T* operator->() const  { return &value(); }
    // clang-format on

    /// The failure; its message is empty where there is a value.
    const failure& error() const { return failure_; }

private:
    void require() const {
        if (!has_value_) raise_io_error(failure_);
    }

    union {
        T value_;  // (std::optional would do; it costs the compiler ten times as much)
    };
    failure failure_;
    bool has_value_ = false;
};

/// Success, or a failure.
template <>
class [[nodiscard]] result<void> {
public:
    result() = default;
    result(failure what) : failure_(std::move(what)), failed_(true) {}

    explicit operator bool() const { return !failed_; }
    void value() const {
        if (failed_) raise_io_error(failure_);
    }
    const failure& error() const { return failure_; }

private:
    failure failure_;
    bool failed_ = false;
};

}  // namespace inlay

#endif
// ---- inlay/io/message.hpp ----
// Builds the sentence inside a failure from strings, characters, numbers and lists.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <concepts>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>

namespace inlay {

namespace detail {

/// One part of a sentence, of whatever type; valid as long as what it was made from. (Sentences are put
/// together by one function: a template on the types of their parts would cost the compiler more than a
/// network does.)
class part {
public:
    part(std::string_view s) : text_(s.data()), size_(s.size()) {}
    part(const std::string& s) : text_(s.data()), size_(s.size()) {}
    part(const char* s) : part(std::string_view(s)) {}
    part(char c) : kind_(kind::character), number_(static_cast<unsigned char>(c)) {}
    part(double d) : kind_(kind::real), real_(d) {}
    template <std::integral Number>
    part(Number n)
        : kind_(std::signed_integral<Number> ? kind::whole : kind::natural), number_(static_cast<unsigned long long>(n)) {}
    part(std::span<const int> list) : kind_(kind::ints), ints_(list.data()), size_(list.size()) {}
    part(std::span<const long> list) : kind_(kind::longs), longs_(list.data()), size_(list.size()) {}

    [[gnu::always_inline]] void append_to(std::string& out) const {
        char digits[32] = "";
        switch (kind_) {
            case kind::text: out.append(text_, size_); break;
            case kind::character: out.append(1, static_cast<char>(number_)); break;
            case kind::real: std::snprintf(digits, sizeof digits, "%.9g", real_); break;
            case kind::whole: std::snprintf(digits, sizeof digits, "%lld", static_cast<long long>(number_)); break;
            case kind::natural: std::snprintf(digits, sizeof digits, "%llu", number_); break;
            case kind::ints:
            case kind::longs:
                for (std::size_t i = 0; i < size_; ++i) {
                    const long extent = kind_ == kind::ints ? static_cast<long>(ints_[i]) : longs_[i];
                    std::snprintf(digits, sizeof digits, "%s%ld", i == 0 ? "[" : ", ", extent);
                    out.append(digits);
                }
                out.append(size_ == 0 ? "[]" : "]");
                return;
        }
        out.append(digits);
    }

private:
    enum class kind { text, character, real, whole, natural, ints, longs };

    kind kind_ = kind::text;
    union {
        const char* text_;
        unsigned long long number_;
        double real_;
        const int* ints_;
        const long* longs_;
    };
    std::size_t size_ = 0;
};

[[gnu::cold, gnu::noinline]] inline std::string join_parts(const part* parts, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) parts[i].append_to(out);
    return out;
}

/// The parts one after the other.
template <class... Parts>
[[gnu::always_inline]] inline std::string join(const Parts&... parts) {
    const part list[] = {part(parts)...};
    return join_parts(list, sizeof...(Parts));
}

}  // namespace detail

/// The parts one after the other: `make_failure("a.csv: line ", 3, ": expected 5 columns")`.
template <class... Parts>
[[gnu::always_inline]] inline failure make_failure(const Parts&... parts) {
    return failure{detail::join(parts...)};
}

/// Text of a foreign file for a message: quoted, at most 40 bytes, what is not printable as '?'.
[[gnu::cold]] inline std::string in_quotes(std::string_view part) {
    constexpr std::size_t limit = 40;
    std::string out = "'";
    for (char c : part.substr(0, limit)) out += (c >= ' ' && c <= '~') ? c : '?';
    if (part.size() > limit) out += "...";
    return out += '\'';
}

}  // namespace inlay

#endif
// ---- inlay/data/dataset.hpp ----
// Samples in memory: what they look like, what is expected of them.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

// ---- inlay/data/sample_view.hpp ----
#ifndef INLAY_SINGLE_INLAY_DATA_SAMPLE_VIEW_HPP
#define INLAY_SINGLE_INLAY_DATA_SAMPLE_VIEW_HPP
// One sample of a dataset, not owned.

#include <cstddef>

namespace inlay {

/// `size` floats in somebody else's memory, row-major.
struct sample_view {
    const float* data = nullptr;
    std::size_t size = 0;

    constexpr const float* begin() const { return data; }
    constexpr const float* end() const { return data + size; }
    constexpr float operator[](std::size_t i) const { return data[i]; }
};

}  // namespace inlay
#endif  // INLAY_SINGLE_INLAY_DATA_SAMPLE_VIEW_HPP

namespace inlay {

/// What one sample looks like; a plain vector of F features is {1, 1, F}.
struct sample_shape {
    int height = 1, width = 1, channels = 1;

    constexpr std::size_t size() const {
        return static_cast<std::size_t>(height) * static_cast<std::size_t>(width) *
               static_cast<std::size_t>(channels);
    }
    friend constexpr bool operator==(const sample_shape&, const sample_shape&) = default;
};

/// N samples, each with a class (labels) or a vector to approximate (targets), or both, or neither.
/// A plain struct: fill the members, then check().
///
///     auto [train, test] = inlay::optdigits::load(".");
///     auto image = test.image(0);                       // 64 floats
struct dataset {
    std::vector<float> images;   // (N, H, W, C), row-major
    std::vector<int> labels;     // (N), each in [0, classes())
    std::vector<float> targets;  // (N, target_size)
    std::size_t target_size = 0;
    sample_shape shape;
    int class_count = 0;  // 0: as many as the labels say

    std::size_t size() const { return shape.size() == 0 ? 0 : images.size() / shape.size(); }
    bool empty() const { return size() == 0; }

    /// The i-th sample, target, label; i < size().
    sample_view image(std::size_t i) const { return {&images[i * shape.size()], shape.size()}; }
    sample_view target(std::size_t i) const { return {&targets[i * target_size], target_size}; }
    int label(std::size_t i) const { return labels[i]; }

    int classes() const {
        if (class_count != 0 || labels.empty()) return class_count;
        int most = labels[0];
        for (int l : labels) most = l > most ? l : most;
        return most + 1;
    }

    /// The samples with these numbers, in this order; a number may occur more than once.
    dataset select(std::span<const std::size_t> samples) const {
        dataset out;
        out.shape = shape;
        out.target_size = target_size;
        out.class_count = classes();
        const auto copy = [&](auto& to, const auto& from, std::size_t each) {
            if (from.empty()) return;
            to.reserve(samples.size() * each);
            for (std::size_t i : samples) {
                const auto first = from.begin() + static_cast<std::ptrdiff_t>(i * each);
                to.insert(to.end(), first, first + static_cast<std::ptrdiff_t>(each));
            }
        };
        copy(out.images, images, shape.size());
        copy(out.labels, labels, 1);
        copy(out.targets, targets, target_size);
        return out;
    }

    /// The first n samples; all where there are fewer.
    dataset take(std::size_t n) const {
        return select(numbers(n < size() ? n : size()));
    }

    /// Shuffled, then cut: first round(fraction * size()) samples, then the rest.
    /// The same seed gives the same parts on every platform.
    std::pair<dataset, dataset> split(double fraction, std::uint64_t seed_number) const {
        const std::vector<std::size_t> order = shuffled(seed_number);
        const double part = fraction >= 0 ? (fraction <= 1 ? fraction : 1) : 0;
        const auto cut = static_cast<std::size_t>(part * static_cast<double>(size()) + 0.5);
        const std::span<const std::size_t> all(order);
        return {select(all.first(cut)), select(all.subspan(cut))};
    }

    /// Whether the members fit together.
    [[gnu::cold]] result<void> try_check() const {
        const std::size_t n = size();
        if (images.size() != n * shape.size())
            return make_failure("dataset: expected a multiple of ", shape.size(),
                                " image values, found ", images.size());
        if (!labels.empty() && labels.size() != n)
            return make_failure("dataset: expected ", n, " labels, found ", labels.size());
        if (targets.size() != (targets.empty() ? 0 : n * target_size))
            return make_failure("dataset: expected ", n * target_size, " target values, found ",
                                targets.size());
        for (std::size_t i = 0; i < labels.size(); ++i)
            if (labels[i] < 0 || labels[i] >= classes())
                return make_failure("dataset: label ", i, ": expected 0..", classes() - 1,
                                    ", found ", labels[i]);
        return {};
    }
    void check() const { try_check().value(); }

private:
    /// 0, 1, ... n - 1.
    static std::vector<std::size_t> numbers(std::size_t n) {
        std::vector<std::size_t> out(n);
        for (std::size_t i = 0; i < n; ++i) out[i] = i;
        return out;
    }

    /// Fisher and Yates, with splitmix64 (Steele, Lea, Flood 2014).
    std::vector<std::size_t> shuffled(std::uint64_t state) const {
        std::vector<std::size_t> order = numbers(size());
        const auto next = [&] {
            std::uint64_t z = state += 0x9E3779B97F4A7C15U;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
            return z ^ (z >> 31);
        };
        for (std::size_t n = order.size(); n > 1; --n)
            std::swap(order[n - 1], order[static_cast<std::size_t>(next() % n)]);
        return order;
    }
};

/// Whether a number from a file can be a class: whole, in [0, 1,000,000).
constexpr bool is_class_number(double found) {
    return found >= 0.0 && found < 1e6 && static_cast<double>(static_cast<int>(found)) == found;
}

inline constexpr const char* class_number_text = "class number (0, 1, ...) below 1000000";

/// What the loaders return: `auto [train, test] = optdigits::load();`
struct train_test {
    dataset train, test;
};

}  // namespace inlay

#endif
// ---- inlay/train/fit_options.hpp ----
// What fit takes and what it gives: data, options, the history of losses and metrics.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <optional>
#include <vector>

namespace inlay {

/// The data of a network with several inputs or losses; points to the data sets, which must outlive it. Data
/// set k has the samples of input k, and the labels or targets of loss k; one alone serves every loss.
///
///     t.fit(train);                    // one input
///     t.fit({left, right});            // two: right's labels, if any, are for a second loss
struct datasets {
    const dataset* of[max_ports]{};
    int count = 0;

    datasets() = default;
    datasets(const dataset* only) : of{only}, count(only != nullptr) {}
    datasets(const dataset& only) : datasets(&only) {}
    datasets(const dataset& a, const dataset& b) : of{&a, &b}, count(2) {}
    datasets(const dataset& a, const dataset& b, const dataset& c) : of{&a, &b, &c}, count(3) {}
    datasets(const dataset& a, const dataset& b, const dataset& c, const dataset& d) : of{&a, &b, &c, &d}, count(4) {}

    std::size_t size() const { return count == 0 ? 0 : of[0]->size(); }
};

/// Loss and metrics over a data set. `accuracy` repeats that metric, NaN where it is not among them.
struct score {
    double loss = 0;
    double accuracy = __builtin_nan("");
    std::vector<double> metrics;  // in the order given to compile
};

/// One epoch of fit.
struct epoch_record {
    int epoch = 0;
    double seconds = 0;
    score training;
    std::optional<score> validation;
};
using history = std::vector<epoch_record>;

struct fit_options {
    int epochs = 1;
    int batch_size = 32;
    std::optional<seed> shuffle{};          // of order and dropout; none: in the order of the data set
    datasets validation{};                  // &test, or {left, right}
    int threads = 1;                        // each takes a part of every batch; the result depends on their
                                            // number alone (batch_norm: statistics of the parts, the first
                                            // part's for the running ones)
    bool verbose = true;
};

}  // namespace inlay

#endif
// ---- inlay/train/progress.hpp ----
// The progress bar of fit: one line redrawn on a terminal, one plain line per epoch elsewhere.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <cstdio>
#include <ctime>
#include <string>

#if __has_include(<unistd.h>)
#include <unistd.h>
#endif

namespace inlay::detail {

class progress_bar {
public:
    progress_bar(int epoch, int epochs, long batches, bool verbose)
        : epoch_(epoch), epochs_(epochs), batches_(batches), verbose_(verbose), start_(now()), drawn_(start_) {}

    double seconds() const { return now() - start_; }

    /// Whether it is to be drawn again: at most ten times a second.
    bool is_due() const { return verbose_ && is_terminal() && now() - drawn_ >= 0.1; }
    /// After batch `done`.
    [[gnu::cold]] void draw(long done, const char* numbers) {
        drawn_ = now();
        const double left = seconds() / static_cast<double>(done) * static_cast<double>(batches_ - done);
        std::fprintf(stdout, "\r\033[Kepoch %d/%d %s ETA %.0f s  %s", epoch_, epochs_, bar(done).c_str(), left, numbers);
        std::fflush(stdout);
    }
    [[gnu::cold]] void finish(const char* numbers) {
        if (!verbose_) return;
        std::fprintf(stdout, "%sepoch %d/%d  %.1f s  %s\n", is_terminal() ? "\r\033[K" : "", epoch_, epochs_, seconds(), numbers);
        std::fflush(stdout);
    }

private:
    /// Seconds since some day. (<chrono> costs the compiler 0.2 s.)
    static double now() {
        std::timespec t{};
        std::timespec_get(&t, TIME_UTC);
        return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
    }
    static bool is_terminal() {
#if __has_include(<unistd.h>)
        static const bool yes = isatty(STDOUT_FILENO) == 1;
        return yes;
#else
        return false;
#endif
    }
    [[gnu::cold]] std::string bar(long done) const {
        constexpr long width = 24;
        const long filled = batches_ == 0 ? width : done * width / batches_;
        std::string s = "[";
        for (long i = 0; i < width; ++i) s += i < filled ? '=' : i == filled ? '>' : ' ';
        return s += ']';
    }

    int epoch_, epochs_;
    long batches_;
    bool verbose_;
    double start_, drawn_;
};

}  // namespace inlay::detail

#endif
// ---- inlay/train/threads.hpp ----
// Work in parts, each on a thread of its own.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <vector>

#if defined(__unix__) || defined(__APPLE__)
#define INLAY_POSIX_THREADS 1
#include <pthread.h>
#else
#include <thread>
#endif

namespace inlay::detail {

/// Calls work(context, part) once for each part in [0, parts) and returns when all are done: part 0 on this
/// thread, the others each on a new one, or on this one where the system has no more. (Not std::thread where
/// it can be helped: <thread> and what it makes of a lambda cost every program that trains 0.3 s to compile.)
[[gnu::cold]] inline void run_parts(int parts, void (*work)(void* context, int part), void* context) {
    struct job {
        void (*work)(void*, int) = nullptr;
        void* context = nullptr;
        int part = 0;
        bool started = false;
#if defined(INLAY_POSIX_THREADS)
        pthread_t thread{};
        void start() { started = pthread_create(&thread, nullptr, &job::run, this) == 0; }
        void join() { pthread_join(thread, nullptr); }
#else
        std::thread thread;
        void start() { thread = std::thread(&job::run, this), started = true; }
        void join() { thread.join(); }
#endif
        static void* run(void* self) {
            const job& j = *static_cast<job*>(self);
            j.work(j.context, j.part);
            return nullptr;
        }
    };
    std::vector<job> jobs(static_cast<std::size_t>(parts));
    for (int i = 0; i < parts; ++i) {
        job& j = jobs[static_cast<std::size_t>(i)];
        j.work = work, j.context = context, j.part = i;
        if (i > 0) j.start();
    }
    for (job& j : jobs)
        if (!j.started) job::run(&j);
    for (job& j : jobs)
        if (j.started) j.join();
}

}  // namespace inlay::detail

#endif
// ---- inlay/train/fit_loop.hpp ----
// The loop over epochs, batches and threads: compiled once for every network, loss and optimizer.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <cstdio>
#include <string>
#include <vector>

namespace inlay::detail {

/// float memory on 64 bytes, with readable slack behind it.
class float_buffer {
public:
    void resize(long count) {
        if (count <= size_) return;
        memory_.assign(static_cast<std::size_t>(count) + 32, 0.0f);
        size_ = count;
    }
    float* data() {
        const auto address = reinterpret_cast<std::uintptr_t>(memory_.data());
        return memory_.data() + (64 - address % 64) % 64 / sizeof(float);
    }

private:
    std::vector<float> memory_;
    long size_ = 0;
};

struct loss_entry {
    shape prediction, target;
    bool classifies = false;
    double weight = 1;
    void (*value)(const reference_call<float>&) = nullptr;
};
struct metric_entry {
    const char* label = "";
    double (*of)(const float* prediction, long size, const float* target) = nullptr;
    bool is_accuracy = false;
    int output = 0;
};

/// A program that the loop runs, and the floats of arena that it needs.
struct runnable {
    void (*run)(const runtime::frame&) = nullptr;
    long fixed = 0, batched = 0;
    long arena(long batch) const { return fixed + batched * batch; }
};

/// What training needs to know of network, losses and metrics.
struct training_table {
    int inputs = 0, outputs = 0, losses = 0, metrics = 0;
    shape input[max_ports]{};
    long input_size[max_ports]{}, output_size[max_ports]{}, target_size[max_ports]{};  // of one sample
    loss_entry loss[max_ports]{};
    const metric_entry* metric = nullptr;
    long trainable = 0;  // floats
    runnable step;
};

/// How parameters are updated: the optimizer, and its step `t` on `count` of them.
struct optimizer_call {
    const void* optimizer;
    void (*update)(const void* optimizer, long t, float* p, const float* gradients, float* state, long count);
};

/// What fit calls beside the training step.
struct calls {
    runnable inference;
    optimizer_call optimizer;
};

class fit_loop {
public:
    fit_loop(const training_table& t, float* parameters, int states) : table_(&t), parameters_(parameters) {
        gradients_.resize(t.trainable);
        state_.resize(t.trainable * states);
    }
    long steps_done() const { return steps_; }

    float train_step(const float* const* x, const float* const* target, long batch, int threads, optimizer_call o) {
        reserve(batch, threads);
        return run_step(x, target, batch, threads, o);
    }

    [[gnu::cold, gnu::noinline]] result<history> fit(const datasets& data, const fit_options& options, const calls& call) {
        const bool validates = options.validation.count > 0;
        if (auto ok = check(data, "training data", options); !ok) return ok.error();
        if (validates)
            if (auto ok = check(options.validation, "validation data", options); !ok) return ok.error();
        const auto samples = static_cast<long>(data.size());
        const long batch = options.batch_size, batches = (samples + batch - 1) / batch;
        if (options.shuffle) dropout_seed_ = options.shuffle->value;
        reserve(batch, options.threads);
        std::vector<std::size_t> order(data.size());
        history h;
        for (int epoch = 1; epoch <= options.epochs; ++epoch) {
            shuffle(order, options.shuffle, epoch);
            progress_bar progress(epoch, options.epochs, batches, options.verbose);
            totals sum(*table_);
            for (long b = 0; b < batches; ++b) {
                const long first = b * batch, count = batch < samples - first ? batch : samples - first;
                for (long i = 0; i < count; ++i) copy_sample(data, order[static_cast<std::size_t>(first + i)], i);
                const ports_of at = buffers();
                const float loss = run_step(at.x, at.target, count, options.threads, call.optimizer);
                if (!is_finite(loss)) return explain(data, order.data() + first, count, epoch, b, loss);
                sum.add(loss, at.y, at.target, count);
                if (progress.is_due()) progress.draw(b + 1, describe("", sum.mean()).c_str());
            }
            h.resize(h.size() + 1);
            epoch_record& record = h.back();
            record.epoch = epoch;
            record.training = sum.mean();
            std::string numbers = describe("", record.training);
            if (validates) {
                record.validation = std::optional<score>(evaluate(options.validation, batch, call.inference));
                numbers += "  ";
                numbers += describe("val_", *record.validation);
            }
            record.seconds = progress.seconds();
            progress.finish(numbers.c_str());
        }
        return h;
    }

    [[gnu::cold]] result<score> try_evaluate(const datasets& data, const runnable& inference) {
        if (auto ok = check(data, "evaluation data", {}); !ok) return ok.error();
        return evaluate(data, 64, inference);
    }

    /// (samples, output) of one of the outputs.
    [[gnu::cold]] result<std::vector<float>> try_predict(const datasets& data, const runnable& inference, int output) {
        if (auto ok = check_inputs(data, "data"); !ok) return ok.error();
        const long size = table_->output_size[output], samples = static_cast<long>(data.size());
        std::vector<float> y(static_cast<std::size_t>(samples * size));
        for (long first = 0, count; first < samples; first += count) {
            count = infer(data, first, 64, inference);
            const float* from = buffers().y[output];
            for (long i = 0; i < count * size; ++i) y[static_cast<std::size_t>(first * size + i)] = from[i];
        }
        return y;
    }

private:
    /// Where a batch lies.
    struct ports_of {
        float *x[max_ports]{}, *y[max_ports]{}, *target[max_ports]{};
    };

    struct totals {
        explicit totals(const training_table& t) : table(t), metric(static_cast<std::size_t>(t.metrics), 0.0) {}

        void add(float mean_loss, const float* const* y, const float* const* target, long n) {
            loss += static_cast<double>(mean_loss) * static_cast<double>(n);
            count += n;
            for (std::size_t m = 0; m < metric.size(); ++m) {
                const metric_entry& e = table.metric[m];
                const long size = table.output_size[e.output], targets = table.target_size[e.output];
                for (long i = 0; i < n; ++i) metric[m] += e.of(y[e.output] + i * size, size, target[e.output] + i * targets);
            }
        }
        score mean() const {
            score s;
            const double n = count > 0 ? static_cast<double>(count) : 1;
            s.loss = loss / n;
            s.metrics = metric;
            for (std::size_t m = 0; m < metric.size(); ++m) {
                s.metrics[m] /= n;
                if (table.metric[m].is_accuracy) s.accuracy = s.metrics[m];
            }
            return s;
        }

        const training_table& table;
        double loss = 0;
        std::vector<double> metric;
        long count = 0;
    };

    static bool is_finite(float v) { return v - v == 0; }

    [[gnu::cold]] std::string describe(const char* prefix, const score& s) const {
        char buffer[96];
        std::snprintf(buffer, sizeof buffer, "%sloss %.4f", prefix, s.loss);
        std::string out = buffer;
        for (std::size_t m = 0; m < s.metrics.size(); ++m) {
            std::snprintf(buffer, sizeof buffer, "  %s%s %.4f", prefix, table_->metric[m].label, s.metrics[m]);
            out += buffer;
        }
        return out;
    }

    [[gnu::cold]] void reserve(long batch, int threads) {
        const training_table& t = *table_;
        if (threads < 1) threads = 1;
        const long share = (batch + threads - 1) / threads, arena = (t.step.arena(share) + 31) / 16 * 16;
        if (arena > arena_size_) arena_size_ = arena;
        arenas_.resize(arena_size_ * threads);
        if (threads > 1) thread_gradients_.resize(t.trainable * (threads - 1));
        if (batch <= room_) return;
        room_ = batch;
        long x = 0, y = 0, target = 0;
        for (int k = 0; k < t.inputs; ++k) x += t.input_size[k];
        for (int k = 0; k < t.outputs; ++k) y += t.output_size[k];
        for (int k = 0; k < t.losses; ++k) target += t.target_size[k];
        x_.resize(batch * x);
        y_.resize(batch * y);
        target_.resize(batch * target);
    }
    ports_of buffers() {
        const training_table& t = *table_;
        ports_of at;
        at.x[0] = x_.data(), at.y[0] = y_.data(), at.target[0] = target_.data();
        for (int k = 1; k < t.inputs; ++k) at.x[k] = at.x[k - 1] + room_ * t.input_size[k - 1];
        for (int k = 1; k < t.outputs; ++k) at.y[k] = at.y[k - 1] + room_ * t.output_size[k - 1];
        for (int k = 1; k < t.losses; ++k) at.target[k] = at.target[k - 1] + room_ * t.target_size[k - 1];
        return at;
    }

    /// One batch, cut into contiguous parts, one a thread; gradients are added in the order of the parts, so
    /// that the result does not depend on which thread was faster.
    struct step_call {
        fit_loop& loop;
        const float *const *x, *const *target;
        long batch;
        int parts;
        unsigned long long seed;
        std::vector<float>& loss;

        long first(int part) const { return batch * part / parts; }
        static void run_part(void* call, int part) { static_cast<step_call*>(call)->run(part); }
        void run(int part) const {
            fit_loop& l = loop;
            const training_table& t = *l.table_;
            const long from = first(part);
            const ports_of at = l.buffers();
            runtime::frame f;
            f.parameters = l.parameters_;
            f.gradients = l.gradients_of(part);
            f.arena = l.arenas_.data() + l.arena_size_ * part;
            for (int k = 0; k < t.inputs; ++k) f.inputs[k] = x[k] + from * t.input_size[k];
            for (int k = 0; k < t.losses; ++k) f.inputs[t.inputs + k] = target[k] + from * t.target_size[k];
            f.outputs[0] = &loss[static_cast<std::size_t>(part)];
            for (int k = 0; k < t.outputs; ++k) f.outputs[1 + k] = at.y[k] + from * t.output_size[k];
            f.batch = first(part + 1) - from;
            f.seed = parts == 1 ? seed : stream(seed, static_cast<unsigned long long>(part)) | 1;
            f.updates_statistics = part == 0;
            t.step.run(f);
        }
    };
    float* gradients_of(int part) {
        return part == 0 ? gradients_.data() : thread_gradients_.data() + table_->trainable * (part - 1);
    }

    float run_step(const float* const* x, const float* const* target, long batch, int threads, optimizer_call o) {
        ++steps_;
        const long limit = threads < 1 ? 1 : threads;
        const int parts = static_cast<int>(limit < batch ? limit : batch < 1 ? 1 : batch);
        const unsigned long long step_seed = stream(dropout_seed_, static_cast<unsigned long long>(steps_)) | 1;
        losses_.resize(static_cast<std::size_t>(parts));
        step_call call{*this, x, target, batch, parts, step_seed, losses_};
        if (parts == 1) call.run(0);
        else run_parts(parts, &step_call::run_part, &call);
        const float loss = parts == 1 ? losses_[0] : add_parts(call);
        if (is_finite(loss)) o.update(o.optimizer, steps_, parameters_, gradients_.data(), state_.data(), table_->trainable);
        return loss;
    }
    float add_parts(const step_call& call) {
        double total = 0;
        float* const sum = gradients_.data();
        for (int part = 0; part < call.parts; ++part) {
            const double share = static_cast<double>(call.first(part + 1) - call.first(part)) / static_cast<double>(call.batch);
            total += static_cast<double>(losses_[static_cast<std::size_t>(part)]) * share;
            const float weight = static_cast<float>(share);
            const float* g = gradients_of(part);
            for (long i = 0; i < table_->trainable; ++i) sum[i] = part == 0 ? weight * g[i] : sum[i] + weight * g[i];
        }
        return static_cast<float>(total);
    }

    static void shuffle(std::vector<std::size_t>& order, const std::optional<seed>& s, int epoch) {
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        if (!s) return;
        const unsigned long long key = stream(s->value, static_cast<unsigned long long>(epoch));
        for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_bits(key, i) % i]);
    }

    /// The data set that has the labels or targets of loss k.
    static const dataset& source_of(const datasets& data, int k) { return *data.of[data.count == 1 ? 0 : k]; }

    static void copy_row(const float* from, std::size_t sample, float* to, long i, long size) {
        __builtin_memcpy(to + i * size, from + static_cast<long>(sample) * size, static_cast<std::size_t>(size) * sizeof(float));
    }
    void copy_sample(const datasets& data, std::size_t s, long i) {
        const ports_of at = buffers();
        for (int k = 0; k < table_->inputs; ++k) copy_row(data.of[k]->images.data(), s, at.x[k], i, table_->input_size[k]);
        copy_targets(data, s, i, at);
    }
    void copy_targets(const datasets& data, std::size_t s, long i, const ports_of& at) {
        for (int k = 0; k < table_->losses; ++k) {
            const dataset& from = source_of(data, k);
            if (table_->loss[k].classifies) at.target[k][i] = static_cast<float>(from.labels[s]);
            else copy_row(from.targets.data(), s, at.target[k], i, table_->target_size[k]);
        }
    }

    /// The outputs of at most `batch` samples from `first` on, into the buffers; returns how many.
    long infer(const datasets& data, long first, long batch, const runnable& inference) {
        reserve(batch, 1);
        arenas_.resize(inference.arena(batch));
        const long rest = static_cast<long>(data.size()) - first;
        const ports_of at = buffers();
        runtime::frame f;
        f.parameters = parameters_;
        f.arena = arenas_.data();
        for (int k = 0; k < table_->inputs; ++k) f.inputs[k] = data.of[k]->images.data() + first * table_->input_size[k];
        for (int k = 0; k < table_->outputs; ++k) f.outputs[k] = at.y[k];
        f.batch = rest < batch ? rest : batch;
        inference.run(f);
        return f.batch;
    }

    [[gnu::cold]] score evaluate(const datasets& data, long batch, const runnable& inference) {
        totals sum(*table_);
        const auto samples = static_cast<long>(data.size());
        for (long first = 0, count; first < samples; first += count) {
            count = infer(data, first, batch, inference);
            const ports_of at = buffers();
            for (long i = 0; i < count; ++i) copy_targets(data, static_cast<std::size_t>(first + i), i, at);
            sum.add(loss_of(at, count), at.y, at.target, count);
        }
        return sum.mean();
    }

    /// The loss alone, from predictions.
    float loss_of(const ports_of& at, long batch) const {
        double total = 0;
        for (int k = 0; k < table_->losses; ++k) {
            const loss_entry& l = table_->loss[k];
            node nodes[3];
            nodes[0].out = l.prediction;
            nodes[1].out = l.target;
            nodes[2].batched = false;
            const node* in[] = {&nodes[0], &nodes[1]};
            const float* values[] = {at.y[k], at.target[k]};
            float loss = 0;
            l.value(reference_call<float>{&nodes[2], in, values, &loss, batch, 0});
            total += l.weight * static_cast<double>(loss);
        }
        return static_cast<float>(total);
    }

    [[gnu::cold]] result<void> check_inputs(const datasets& data, const char* what) const {
        if (data.count < table_->inputs)
            return make_failure(what, ": the network has ", table_->inputs, " inputs, found ", data.count,
                                data.count == 1 ? " data set" : " data sets");
        for (int k = 0; k < table_->inputs; ++k) {
            const dataset& d = *data.of[k];
            const shape& s = table_->input[k];
            if (static_cast<long>(d.shape.size()) != table_->input_size[k])
                return make_failure(what, k == 0 ? "" : ", input ", k == 0 ? "" : std::to_string(k), ": the network expects samples of ",
                                    std::span<const int>(s.extent, static_cast<std::size_t>(s.rank)), ", found [", d.shape.height, ", ",
                                    d.shape.width, ", ", d.shape.channels, "]");
            if (auto ok = d.try_check(); !ok) return ok;
            if (d.size() != data.size())
                return make_failure(what, ", input ", k, ": expected ", data.size(), " samples, as of input 0, found ", d.size());
        }
        return {};
    }
    [[gnu::cold]] result<void> check_targets(const datasets& data, const char* what, int k) const {
        if (data.count > 1 && data.count <= k)
            return make_failure(what, ": loss ", k, ": expected a data set of its own, or one for all, found ", data.count);
        const dataset& d = source_of(data, k);
        const loss_entry& l = table_->loss[k];
        if (!l.classifies) {
            if (static_cast<long>(d.target_size) != table_->target_size[k])
                return make_failure(what, ": the loss expects ", table_->target_size[k], " target values a sample, found ", d.target_size);
            if (d.targets.size() != data.size() * d.target_size)
                return make_failure(what, ": expected targets of ", data.size(), " samples, found ", d.targets.size() / d.target_size);
            return {};
        }
        const long classes = table_->output_size[k];
        if (d.labels.empty()) return make_failure(what, ": the loss expects labels, found none");
        if (d.labels.size() != data.size())
            return make_failure(what, ": expected ", data.size(), " labels, found ", d.labels.size());
        for (std::size_t i = 0; i < d.labels.size(); ++i)
            if (d.labels[i] < 0 || d.labels[i] >= classes)
                return make_failure(what, ": label ", i, ": expected 0..", classes - 1, ", found ", d.labels[i]);
        return {};
    }
    [[gnu::cold]] result<void> check(const datasets& data, const char* what, const fit_options& options) const {
        if (auto ok = check_inputs(data, what); !ok) return ok;
        if (data.size() == 0) return make_failure(what, ": expected at least one sample, found none");
        if (options.batch_size < 1) return make_failure("fit: expected a batch_size of at least 1, found ", options.batch_size);
        for (int k = 0; k < table_->losses; ++k)
            if (auto ok = check_targets(data, what, k); !ok) return ok;
        return {};
    }

    /// Why the loss is not a number: the first value of the batch that is none, or the training itself.
    [[gnu::cold]] failure explain(const datasets& data, const std::size_t* order, long count, int epoch, long b, float loss) const {
        for (int k = 0; k < table_->inputs; ++k) {
            const auto size = static_cast<std::size_t>(table_->input_size[k]);
            for (long i = 0; i < count; ++i)
                for (std::size_t v = 0; v < size; ++v)
                    if (const float found = data.of[k]->images[order[i] * size + v]; !is_finite(found))
                        return make_failure("fit: sample ", order[i], ", value ", v, k == 0 ? "" : " of input ",
                                            k == 0 ? "" : std::to_string(k), ": expected a finite number, found ",
                                            static_cast<double>(found));
        }
        return make_failure("fit: epoch ", epoch, ", batch ", b, ": expected a finite loss, found ", static_cast<double>(loss),
                            " (the inputs are finite: try a smaller learning rate)");
    }

    const training_table* table_;
    float* parameters_;
    long steps_ = 0;
    long room_ = 0;  // samples that x_, y_ and target_ have room for
    unsigned long long dropout_seed_ = 0;
    long arena_size_ = 0;  // floats, of each thread
    float_buffer gradients_, thread_gradients_, state_, x_, y_, target_, arenas_;
    std::vector<float> losses_;  // of the parts
};

}  // namespace inlay::detail

#endif
// ---- inlay/train/trainer.hpp ----
// compile(model, optimizer, loss, metrics...) and its verbs: fit, evaluate, predict.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

namespace inlay {
namespace detail {

template <class Metric>
constexpr metric_entry entry_of_metric() {
    metric_entry e{Metric::label, &Metric::of, __is_base_of(accuracy, Metric), 0};
    if constexpr (requires { Metric::output; }) e.output = Metric::output;
    return e;
}
template <class... Metrics>
struct metric_list {
    static constexpr int count = static_cast<int>(sizeof...(Metrics));
    static constexpr metric_entry entry[count + 1] = {entry_of_metric<Metrics>()..., {}};
};

template <class Optimizer>
void update_all(const void* optimizer, long t, float* p, const float* gradients, float* state, long count) {
    const auto constants = static_cast<const Optimizer*>(optimizer)->at(t);
    apply_update<simd::native_width, decltype(constants), Optimizer::states>(constants, p, gradients, state, count, count);
}

template <class Program>
constexpr runnable runnable_of() {
    return {&runtime::run_all<Program>, Program::plan.fixed, Program::plan.batched};
}

template <class Net, class Loss, class Metrics>
constexpr training_table make_training_table() {
    training_table t;
    const auto& r = recorded<Net>::value;
    t.inputs = r.g.inputs.count;
    t.outputs = r.g.outputs.count;
    t.losses = losses_of<Loss>::count;
    for (int k = 0; k < t.inputs; ++k) {
        t.input[k] = r.g.nodes[r.g.inputs[k]].out;
        t.input_size[k] = t.input[k].size();
    }
    for (int k = 0; k < t.outputs; ++k) {
        const shape y = r.g.nodes[r.g.outputs[k]].out;
        t.output_size[k] = y.size();
        if (k >= t.losses) continue;
        const loss_info& l = losses_of<Loss>::info[k];
        t.loss[k] = {y, l.target(y), l.classifies, l.weight, l.value};
        t.target_size[k] = t.loss[k].target.size();
    }
    t.metrics = Metrics::count;
    t.metric = Metrics::entry;
    t.trainable = r.trainable;
    t.step = runnable_of<training<Net, Loss>>();
    return t;
}
template <class Net, class Loss, class Metrics>
inline constexpr training_table table_for = make_training_table<Net, Loss, Metrics>();
template <class Net>
inline constexpr runnable inference_of = runnable_of<inference<Net>>();

}  // namespace detail

/// A model being trained. Holds the optimizer's state, gradients and one arena per thread; the model
/// stays where it is and must outlive the trainer.
template <class Net, class Optimizer, class Loss, class... Metrics>
class trainer {
    static_assert(training<Net, Loss>::check::done);

public:
    trainer(model<Net>& m, Optimizer o)
        : model_(&m), optimizer_(o), loop_(detail::table_for<Net, Loss, detail::metric_list<Metrics...>>, m.storage(), Optimizer::states) {}

    Optimizer& optimizer() { return optimizer_; }
    long steps_done() const { return loop_.steps_done(); }

    /// One step on `batch` samples: forward, loss, backward, update. Allocates only when the batch is
    /// larger than any before. Gives the loss.       x (batch, input)   target (batch, target)
    float train_step(const float* x, const float* target, long batch, int threads = 1) {
        static_assert(input_count<Net> == 1 && detail::losses_of<Loss>::count == 1, "inlay: one pointer for each input and each loss");
        return train_step(&x, &target, batch, threads);
    }
    /// The same with a pointer for each input, and for each loss.
    float train_step(const float* const* x, const float* const* target, long batch, int threads = 1) {
        return loop_.train_step(x, target, batch, threads, update());
    }

    /// One data set; {a, b} for a network of two inputs or losses.
    [[gnu::always_inline]] result<history> try_fit(const datasets& data, const fit_options& options = {}) {
        if (!model_->initialised())
            return make_failure("fit: the model's parameters were never initialised: construct it with "
                                "model<Net>{seed{...}} or load parameters");
        return loop_.fit(data, options, {detail::inference_of<Net>, update()});
    }
    /// As try_fit; a failure is thrown (io_error), or ends the program where exceptions are off.
    [[gnu::always_inline]] history fit(const datasets& data, const fit_options& options = {}) { return try_fit(data, options).value(); }

    /// Loss and metrics with the parameters as they are: inference, no dropout, running statistics.
    result<score> try_evaluate(const datasets& data) { return loop_.try_evaluate(data, detail::inference_of<Net>); }
    score evaluate(const datasets& data) { return try_evaluate(data).value(); }

    /// The network's first output, or another: (samples, output) row-major.
    std::vector<float> predict(const datasets& data, int output = 0) {
        return loop_.try_predict(data, detail::inference_of<Net>, output).value();
    }

private:
    detail::optimizer_call update() const {
        return {&optimizer_, &detail::update_all<Optimizer>};
    }

    model<Net>* model_;
    Optimizer optimizer_;
    detail::fit_loop loop_;
};

/// Prepares a model for training, as Keras's compile: the whole step becomes one static graph.
///
///     auto t = compile(net, adam{.learning_rate = 2e-3f}, cross_entropy{}, accuracy{});
template <class Net, class Optimizer, class Loss, class... Metrics>
trainer<Net, Optimizer, Loss, Metrics...> compile(model<Net>& m, Optimizer o, Loss, Metrics...) {
    return {m, o};
}

}  // namespace inlay

#endif
// ---- inlay/explain/training_text.hpp ----
// The backward graph and the training step as text.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

namespace inlay {

/// The graph of a training step (network, loss, gradients) as differentiated and as optimised, then
/// the schedule that runs.
template <class Net, class Loss>
std::string explain_training() {
    // Recorded anew: a function may call its layers in another order than when the compiler ran it.
    trace::record r = detail::record_training<Net, Loss>();
    const graph_names names{r.layers.data(), r.parameters.data(), r.parameters.size()};
    std::string page = "-- differentiated:\n" + to_text(r.g, names);
    for (const passes::named_pass& p : passes::training_passes) p.run(r.g);
    page += "-- optimised:\n" + to_text(r.g, names);
    using compiled = training<Net, Loss>;
    page += "-- fused, in place, planned: " + std::to_string(compiled::step_count) + " steps, arena " +
            std::to_string(compiled::plan.fixed * 4) + " bytes + " + std::to_string(compiled::plan.batched * 4) + " a sample\n";
    return page + schedule_text<compiled>(detail::names_of<Net>());
}

}  // namespace inlay

#endif
// ---- inlay/data.hpp ----
// Data: what a dataset is, the file formats it comes from, and the sets that have a name.

// In memory
// ---- inlay/data/sample_view.hpp ----
#ifndef INLAY_SINGLE_INLAY_DATA_SAMPLE_VIEW_HPP
#define INLAY_SINGLE_INLAY_DATA_SAMPLE_VIEW_HPP
// One sample of a dataset, not owned.

#include <cstddef>

namespace inlay {

/// `size` floats in somebody else's memory, row-major.
struct sample_view {
    const float* data = nullptr;
    std::size_t size = 0;

    constexpr const float* begin() const { return data; }
    constexpr const float* end() const { return data + size; }
    constexpr float operator[](std::size_t i) const { return data[i]; }
};

}  // namespace inlay
#endif  // INLAY_SINGLE_INLAY_DATA_SAMPLE_VIEW_HPP

// File formats
// ---- inlay/io/file.hpp ----
// Whole files: reading with a size limit, and writing so that a failed save leaves the old file.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <limits>
#include <span>
#include <string>
#include <vector>

#if defined(__unix__) || defined(__APPLE__)
#define INLAY_POSIX_FILES 1
#include <fcntl.h>
#include <unistd.h>
#endif

namespace inlay {

using byte_buffer = std::vector<unsigned char>;
using byte_span = std::span<const unsigned char>;

namespace detail {

/// An open file, closed at the end. (std::unique_ptr would do, but <memory> costs every user 0.1 s.)
class file_handle {
public:
    explicit file_handle(std::FILE* file) : file_(file) {}
    file_handle(const file_handle&) = delete;
    file_handle& operator=(const file_handle&) = delete;
    ~file_handle() {
        if (file_ != nullptr) std::fclose(file_);
    }
    explicit operator bool() const { return file_ != nullptr; }
    std::FILE* get() const { return file_; }
    /// Closes now; whether that went well.
    bool close() {
        std::FILE* const file = file_;
        file_ = nullptr;
        return std::fclose(file) == 0;
    }

private:
    std::FILE* file_;
};

[[gnu::cold]] inline failure system_failure(const std::string& path, const char* action) {
    return make_failure(path, ": cannot ", action, ": ", std::strerror(errno));
}

/// A new file, never an existing one.
inline std::FILE* create_exclusively(const std::string& path) {
#if defined(INLAY_POSIX_FILES)
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    return descriptor < 0 ? nullptr : ::fdopen(descriptor, "wb");
#else
    return std::fopen(path.c_str(), "wbx");
#endif
}

inline bool flush_to_disk(std::FILE* file) {
    if (std::fflush(file) != 0) return false;
#if defined(INLAY_POSIX_FILES)
    return ::fsync(::fileno(file)) == 0;
#else
    return true;
#endif
}

/// A name beside `path` that no other save of this or another process uses.
[[gnu::cold]] inline std::string temporary_beside(const std::string& path) {
    static std::atomic<unsigned> counter{0};
#if defined(INLAY_POSIX_FILES)
    const long process = ::getpid();
#else
    const long process = 0;
#endif
    return join(path, ".tmp-", process, '-', counter++);
}

/// A rename is on disk once its directory is; best effort, the file itself is safe already.
inline void flush_directory_of([[maybe_unused]] const std::string& path) {
#if defined(INLAY_POSIX_FILES)
    const std::size_t slash = path.rfind('/');
    const std::string directory = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    const int descriptor = ::open(directory.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
#endif
}

[[gnu::cold]] inline result<void> write_pieces(std::FILE* file, const std::string& path,
                                 std::initializer_list<byte_span> pieces) {
    for (byte_span piece : pieces)
        if (!piece.empty() && std::fwrite(piece.data(), 1, piece.size(), file) != piece.size())
            return system_failure(path, "write");
    if (!flush_to_disk(file)) return system_failure(path, "write");
    return {};
}

}  // namespace detail

inline bool file_exists(const std::string& path) {
    return static_cast<bool>(detail::file_handle(std::fopen(path.c_str(), "rb")));
}

/// All bytes of a file. Memory grows with what is read, never with what a header promises.
[[gnu::cold]] inline result<byte_buffer> try_read_file(
    const std::string& path, std::size_t limit = std::numeric_limits<std::size_t>::max()) {
    detail::file_handle file(std::fopen(path.c_str(), "rb"));
    if (!file) return detail::system_failure(path, "open");
    byte_buffer bytes;
    for (std::size_t block = 1 << 16;; block = block < (1 << 24) ? 2 * block : block) {
        const std::size_t before = bytes.size();
        bytes.resize(before + block);
        const std::size_t got = std::fread(bytes.data() + before, 1, block, file.get());
        bytes.resize(before + got);
        if (bytes.size() > limit)
            return make_failure(path, ": expected at most ", limit, " bytes, found more");
        if (got == block) continue;
        if (std::ferror(file.get())) return detail::system_failure(path, "read");
        return bytes;
    }
}

/// Writes the pieces one after the other: to a temporary file in the same directory, flushed to
/// disk, then renamed. On failure the old file is as it was and the temporary one is gone.
[[gnu::cold]] inline result<void> try_write_file(const std::string& path,
                                   std::initializer_list<byte_span> pieces) {
    const std::string temporary = detail::temporary_beside(path);
    detail::file_handle file(detail::create_exclusively(temporary));
    if (!file) return detail::system_failure(path, "create a file beside it");

    result<void> outcome = detail::write_pieces(file.get(), path, pieces);
    if (!file.close() && outcome)
        outcome = detail::system_failure(path, "write");
    if (outcome && std::rename(temporary.c_str(), path.c_str()) != 0)
        outcome = detail::system_failure(path, "replace");
    if (outcome) detail::flush_directory_of(path);
    else std::remove(temporary.c_str());
    return outcome;
}

}  // namespace inlay

#endif
// ---- inlay/data/deflate.hpp ----
// Decompresses DEFLATE (RFC 1951), so that .gz files need no library to link.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <array>
#include <span>

namespace inlay {

/// Reads one DEFLATE stream from the front of `input` and appends what it holds to `out`.
///
/// Decodes canonical Huffman codes bit by bit, by counting codes per length, as Mark Adler's puff
/// does: small rather than fast. run() returns the bytes read, or what is wrong with the stream.
class deflate_decoder {
public:
    deflate_decoder(byte_span input, byte_buffer& out, std::size_t limit)
        : input_(input), out_(out), limit_(limit) {}

    result<std::size_t> run() {
        bool last = false;
        while (!last && problem_ == nullptr) {
            last = bits(1) == 1;
            // clang-format off
            switch (bits(2)) {
                case 0:  stored(); break;
                case 1:  fixed(); break;
                case 2:  dynamic(); break;
                default: stop("an unknown kind of block");
            }
            // clang-format on
        }
        if (problem_ != nullptr) return make_failure(problem_);
        return position_;
    }

private:
    static constexpr unsigned max_bits = 15;

    /// A canonical Huffman code: how many codes of each length, and the symbols in code order.
    struct code {
        std::array<std::uint16_t, max_bits + 1> count{};
        std::array<std::uint16_t, 288> symbol{};

        /// False where the lengths leave no prefix code; one code of one bit is complete enough.
        bool assign(std::span<const std::uint8_t> lengths) {
            count = {};
            for (std::uint8_t length : lengths) ++count[length];
            int left = 1;
            for (unsigned length = 1; length <= max_bits; ++length)
                if ((left = 2 * left - count[length]) < 0) return false;
            std::array<std::uint16_t, max_bits + 2> next{};
            for (unsigned length = 1; length <= max_bits; ++length)
                next[length + 1] = static_cast<std::uint16_t>(next[length] + count[length]);
            for (std::size_t i = 0; i < lengths.size(); ++i)
                if (lengths[i] != 0) symbol[next[lengths[i]]++] = static_cast<std::uint16_t>(i);
            const std::size_t used = lengths.size() - count[0];
            return left == 0 || (used == 1 && count[1] == 1);
        }
    };

    unsigned stop(const char* what) {
        if (problem_ == nullptr) problem_ = what;
        return 0;
    }

    unsigned bits(unsigned need) {
        while (held_ < need) {
            if (position_ == input_.size()) return stop("the data ends too early");
            buffer_ |= static_cast<std::uint32_t>(input_[position_++]) << held_;
            held_ += 8;
        }
        const unsigned value = buffer_ & ((1U << need) - 1U);
        buffer_ >>= need;
        held_ -= need;
        return value;
    }

    unsigned decode(const code& huffman) {
        int value = 0, first = 0, index = 0;
        for (unsigned length = 1; length <= max_bits && problem_ == nullptr; ++length) {
            value |= static_cast<int>(bits(1));
            const int count = huffman.count[length];
            if (value - count < first)
                return huffman.symbol[static_cast<std::size_t>(index + (value - first))];
            index += count;
            first = (first + count) << 1;
            value <<= 1;
        }
        return stop("an unknown code");
    }

    void put(unsigned char byte) {
        if (out_.size() >= limit_) stop("more bytes than expected");
        else out_.push_back(byte);
    }

    void stored() {
        buffer_ = held_ = 0;  // to the next whole byte
        const unsigned length = bits(16), inverted = bits(16);
        if (problem_ != nullptr) return;
        if ((length ^ inverted) != 0xFFFF) return void(stop("a damaged stored block"));
        if (input_.size() - position_ < length) return void(stop("the data ends too early"));
        for (unsigned i = 0; i < length && problem_ == nullptr; ++i) put(input_[position_++]);
    }

    void fixed() {
        std::array<std::uint8_t, 288> lengths;
        for (std::size_t i = 0; i < 288; ++i)
            lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
        std::array<std::uint8_t, 30> five;
        five.fill(5);
        code literals, distances;
        literals.assign(lengths);
        distances.assign(five);
        copy(literals, distances);
    }

    void dynamic() {
        constexpr std::array<std::uint8_t, 19> order{16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                     11, 4,  12, 3, 13, 2, 14, 1, 15};
        const std::size_t literal_count = bits(5) + 257, distance_count = bits(5) + 1,
                          length_count = bits(4) + 4;
        if (literal_count > 286 || distance_count > 30) stop("too many codes");
        std::array<std::uint8_t, 19> code_lengths{};
        for (std::size_t i = 0; i < length_count; ++i)
            code_lengths[order[i]] = static_cast<std::uint8_t>(bits(3));
        code lengths_code, literals, distances;
        if (!lengths_code.assign(code_lengths)) stop("a damaged code table");

        std::array<std::uint8_t, 286 + 30> lengths{};
        const std::size_t total = literal_count + distance_count;
        for (std::size_t i = 0; i < total && problem_ == nullptr;) {
            const unsigned symbol = decode(lengths_code);
            if (symbol < 16) {
                lengths[i++] = static_cast<std::uint8_t>(symbol);
                continue;
            }
            if (symbol == 16 && i == 0) return void(stop("a repeated length without a first"));
            const std::uint8_t value = symbol == 16 ? lengths[i - 1] : std::uint8_t{0};
            const unsigned repeat = symbol == 16   ? 3 + bits(2)
                                    : symbol == 17 ? 3 + bits(3)
                                                   : 11 + bits(7);
            if (repeat > total - i) return void(stop("too many lengths"));
            for (unsigned k = 0; k < repeat; ++k) lengths[i++] = value;
        }
        if (problem_ != nullptr) return;
        const std::span<const std::uint8_t> all(lengths);
        if (!literals.assign(all.first(literal_count)) || lengths[256] == 0)
            return void(stop("a damaged literal table"));
        const auto far = all.subspan(literal_count, distance_count);
        bool no_distances = true;
        for (std::uint8_t length : far) no_distances = no_distances && length == 0;
        if (!distances.assign(far) && !no_distances) return void(stop("a damaged distance table"));
        copy(literals, distances);
    }

    /// Literals and back references up to the end of the block.
    void copy(const code& literals, const code& distances) {
        constexpr std::array<std::uint16_t, 29> length_base{
            3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
            31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
        constexpr std::array<std::uint8_t, 29> length_bits{
            0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
        while (problem_ == nullptr) {
            const unsigned symbol = decode(literals);
            if (problem_ != nullptr || symbol == 256) return;
            if (symbol < 256) {
                put(static_cast<unsigned char>(symbol));
                continue;
            }
            if (symbol > 285) return void(stop("an unknown length"));
            const unsigned length = length_base[symbol - 257] + bits(length_bits[symbol - 257]);
            const unsigned far = decode(distances);
            if (far > 29) return void(stop("an unknown distance"));
            // 1, 2, 3, 4, then two codes for every power of two
            const unsigned extra = far < 2 ? 0 : far / 2 - 1;
            const std::size_t base = far < 2 ? far + 1 : ((2U + far % 2) << extra) + 1;
            const std::size_t distance = base + bits(extra);
            if (distance > out_.size()) return void(stop("a distance before the start"));
            for (unsigned i = 0; i < length && problem_ == nullptr; ++i)
                put(out_[out_.size() - distance]);
        }
    }

    byte_span input_;
    byte_buffer& out_;
    std::size_t limit_;
    std::size_t position_ = 0;
    std::uint32_t buffer_ = 0, held_ = 0;  // bits read from the input and not yet used
    const char* problem_ = nullptr;
};

}  // namespace inlay

#endif
// ---- inlay/io/stored_dtype.hpp ----
// The element types a safetensors file can hold: names, sizes, and those that become floats.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <array>
#include <bit>
#include <optional>
#include <string_view>

namespace inlay {

enum class stored_dtype : unsigned char {
    // clang-format off
    boolean, f4, f6_e2m3, f6_e3m2, u8, i8, f8_e5m2, f8_e4m3, f8_e8m0,
    i16, u16, f16, bf16, i32, u32, f32, c64, f64, i64, u64
    // clang-format on
};

namespace detail {

struct stored_dtype_row {
    std::string_view name;
    unsigned bits;
};

inline constexpr std::array<stored_dtype_row, 20> stored_dtypes{{
    {"BOOL", 8}, {"F4", 4},      {"F6_E2M3", 6}, {"F6_E3M2", 6}, {"U8", 8},
    {"I8", 8},   {"F8_E5M2", 8}, {"F8_E4M3", 8}, {"F8_E8M0", 8}, {"I16", 16},
    {"U16", 16}, {"F16", 16},    {"BF16", 16},   {"I32", 32},    {"U32", 32},
    {"F32", 32}, {"C64", 64},    {"F64", 64},    {"I64", 64},    {"U64", 64},
}};

}  // namespace detail

/// The name as the file spells it: "F32".
constexpr std::string_view dtype_name(stored_dtype type) {
    return detail::stored_dtypes[static_cast<std::size_t>(type)].name;
}

/// Bits of one element; 4 and 6 are packed without gaps.
constexpr unsigned dtype_bits(stored_dtype type) {
    return detail::stored_dtypes[static_cast<std::size_t>(type)].bits;
}

constexpr std::optional<stored_dtype> dtype_from_name(std::string_view name_in_file) {
    for (std::size_t i = 0; i < detail::stored_dtypes.size(); ++i)
        if (detail::stored_dtypes[i].name == name_in_file) return static_cast<stored_dtype>(i);
    return std::nullopt;
}

/// IEEE 754 binary16 to binary32, exact (subnormals, infinities and NaN payloads too).
constexpr float float_from_half(std::uint16_t half) {
    const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000U) << 16;
    const std::uint32_t exponent = (half >> 10) & 0x1FU;
    const std::uint32_t mantissa = half & 0x3FFU;
    if (exponent == 0x1F) return std::bit_cast<float>(sign | 0x7F800000U | mantissa << 13);
    if (exponent != 0) return std::bit_cast<float>(sign | (exponent + 112U) << 23 | mantissa << 13);
    const float magnitude = static_cast<float>(mantissa) * 0x1p-24f;
    return sign != 0 ? -magnitude : magnitude;
}

/// bfloat16 is the upper half of binary32.
constexpr float float_from_bfloat16(std::uint16_t upper) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(upper) << 16);
}

/// An unsigned number stored byte by byte, the lowest first.
template <class Unsigned>
constexpr Unsigned load_little_endian(const unsigned char* bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = sizeof(Unsigned); i-- > 0;) value = value << 8 | bytes[i];
    return static_cast<Unsigned>(value);
}

template <class Unsigned>
constexpr void store_little_endian(Unsigned value, unsigned char* bytes) {
    for (std::size_t i = 0; i < sizeof(Unsigned); ++i)
        bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(value) >> (8 * i));
}

}  // namespace inlay

#endif
// ---- inlay/data/gzip.hpp ----
// Whole data files, plain or gzip (RFC 1952): the content decides, not the name.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <array>
#include <string>
#include <utility>

namespace inlay {

/// The checksum of gzip and zlib (reflected polynomial 0xEDB88320).
inline std::uint32_t gzip_checksum(byte_span bytes) {
    static constexpr auto table = [] {
        std::array<std::uint32_t, 256> rows{};
        for (std::uint32_t i = 0; i < 256; ++i) {
            std::uint32_t row = i;
            for (int bit = 0; bit < 8; ++bit)
                row = (row >> 1) ^ ((row & 1U) != 0 ? 0xEDB88320U : 0U);
            rows[i] = row;
        }
        return rows;
    }();
    std::uint32_t crc = ~0U;
    for (unsigned char byte : bytes) crc = (crc >> 8) ^ table[(crc ^ byte) & 0xFFU];
    return ~crc;
}

inline bool is_gzip(byte_span bytes) {
    return bytes.size() >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B;
}

namespace detail {

/// Bytes of the header of a gzip member; 0 where it is damaged or too short.
inline std::size_t gzip_header_size(byte_span bytes) {
    constexpr unsigned header_crc = 2, extra = 4, original_name = 8, comment = 16;
    if (bytes.size() < 10 || !is_gzip(bytes) || bytes[2] != 8 || (bytes[3] & 0xE0) != 0) return 0;
    const unsigned flags = bytes[3];
    std::size_t at = 10;
    if ((flags & extra) != 0) {
        if (bytes.size() < at + 2) return 0;
        at += 2U + load_little_endian<std::uint16_t>(bytes.data() + at);
    }
    for (unsigned part : {original_name, comment}) {
        if ((flags & part) == 0) continue;
        while (at < bytes.size() && bytes[at] != 0) ++at;
        ++at;
    }
    if ((flags & header_crc) != 0) at += 2;
    return at <= bytes.size() ? at : 0;
}

}  // namespace detail

/// The content of gzip bytes, all members of it, at most `limit` bytes; the checksums are checked.
inline result<byte_buffer> try_gunzip(byte_span bytes, const std::string& label,
                                      std::size_t limit) {
    byte_buffer out;
    do {
        const std::size_t header = detail::gzip_header_size(bytes);
        if (header == 0) return make_failure(label, ": gzip: expected a header, found other bytes");
        bytes = bytes.subspan(header);

        const std::size_t first = out.size();
        const auto used = deflate_decoder(bytes, out, limit).run();
        if (!used) return make_failure(label, ": gzip: found ", used.error().message);
        bytes = bytes.subspan(*used);

        if (bytes.size() < 8) return make_failure(label, ": gzip: found no checksum at the end");
        const byte_span member = byte_span(out).subspan(first);
        if (load_little_endian<std::uint32_t>(bytes.data()) != gzip_checksum(member) ||
            load_little_endian<std::uint32_t>(bytes.data() + 4) !=
                static_cast<std::uint32_t>(member.size()))
            return make_failure(label, ": gzip: expected another checksum, the data is damaged");
        bytes = bytes.subspan(8);
    } while (!bytes.empty());
    return out;
}

/// The limit for data files, compressed and not; far above MNIST's 47 MB.
inline constexpr std::size_t data_file_limit = std::size_t{1} << 30;

/// The content of a file, decompressed if it is gzip.
inline result<byte_buffer> try_read_data_file(const std::string& path,
                                              std::size_t limit = data_file_limit) {
    auto bytes = try_read_file(path, limit);
    if (!bytes || !is_gzip(*bytes)) return bytes;
    return try_gunzip(*bytes, path, limit);
}

/// `path` if there is such a file, else `path.gz` if there is, else nothing.
inline std::string find_data_file(const std::string& path) {
    for (const char* ending : {"", ".gz"})
        if (file_exists(path + ending)) return path + ending;
    return {};
}

}  // namespace inlay

#endif
// ---- inlay/data/csv.hpp ----
// Reads tables of numbers from CSV files, plain or gzip, into datasets.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <cfloat>
#include <charconv>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace inlay {

enum class csv_header { automatic, yes, no };  // automatic: a first line without any number
enum class csv_label { last, first, none };    // the column that holds the class

struct csv_options {
    csv_header header = csv_header::automatic;
    csv_label label = csv_label::last;
    std::size_t targets = 0;         // with label none: the last columns, to be approximated
    sample_shape shape = {0, 0, 0};  // {0, 0, 0}: a vector of all feature columns
    float scale = 1.0f;              // of the features
    char separator = ',';
};

/// Numbers in rows of equal length.
struct csv_table {
    std::vector<std::string> names;  // the header line; empty where there is none
    std::vector<float> values;       // (rows, columns)
    std::vector<std::size_t> lines;  // (rows), where each row stands in the file, from 1
    std::size_t columns = 0;

    std::size_t rows() const { return lines.size(); }
    const float* row(std::size_t i) const { return &values[i * columns]; }
};

namespace detail {

inline std::string_view trimmed(std::string_view cell) {
    constexpr std::string_view blank = " \t\r";
    const std::size_t first = cell.find_first_not_of(blank);
    if (first == cell.npos) return {};
    cell = cell.substr(first, cell.find_last_not_of(blank) - first + 1);
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
        cell = cell.substr(1, cell.size() - 2);
    return cell;
}

/// Splits one line; a separator inside double quotes does not count.
inline void split_cells(std::string_view line, char separator,
                        std::vector<std::string_view>& cells) {
    cells.clear();
    std::size_t first = 0;
    bool inside = false;
    for (std::size_t i = 0; i <= line.size(); ++i) {
        if (i < line.size() && line[i] == '"') inside = !inside;
        if (i < line.size() && (inside || line[i] != separator)) continue;
        cells.push_back(trimmed(line.substr(first, i - first)));
        first = i + 1;
    }
}

/// A finite number that a float can hold, written as in C without the locale; nothing else.
inline bool parse_number(std::string_view cell, float& out) {
    if (cell.size() > 1 && cell[0] == '+' && cell[1] != '-') cell.remove_prefix(1);
    double value = 0;
    const auto [end, problem] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (problem != std::errc{} || end != cell.data() + cell.size()) return false;
    constexpr double most = FLT_MAX;
    if (!(value >= -most && value <= most)) return false;
    out = static_cast<float>(value);
    return true;
}

}  // namespace detail

/// From a string; `name_of_file` stands for the file in messages. Empty lines are passed over.
inline result<csv_table> try_parse_csv(std::string_view source, const std::string& name_of_file,
                                       const csv_options& options = {}) {
    csv_table table;
    std::vector<std::string_view> cells;
    if (source.starts_with("\xEF\xBB\xBF")) source.remove_prefix(3);
    for (std::size_t line = 1; !source.empty(); ++line) {
        const std::size_t newline = source.find('\n'), length = newline < source.size() ? newline : source.size();
        const std::string_view current = source.substr(0, length);
        source.remove_prefix(length < source.size() ? length + 1 : length);
        if (detail::trimmed(current).empty()) continue;
        detail::split_cells(current, options.separator, cells);

        const bool first = table.columns == 0;
        if (first) table.columns = cells.size();
        if (cells.size() != table.columns)
            return make_failure(name_of_file, ": line ", line, ": expected ", table.columns,
                                " columns, found ", cells.size());
        float value = 0;
        const auto is_number = [&](std::string_view cell) {
            return detail::parse_number(cell, value);
        };
        bool is_header = first && options.header != csv_header::no;
        if (is_header && options.header == csv_header::automatic)
            for (std::string_view cell : cells) is_header = is_header && !is_number(cell);
        if (is_header) {
            table.names.assign(cells.begin(), cells.end());
            continue;
        }
        for (std::size_t column = 0; column < cells.size(); ++column) {
            if (!is_number(cells[column]))
                return make_failure(name_of_file, ": line ", line, ", column ", column + 1,
                                    ": expected a number, found ", in_quotes(cells[column]));
            table.values.push_back(value);
        }
        table.lines.push_back(line);
    }
    if (table.rows() == 0) return make_failure(name_of_file, ": expected rows, found none");
    return table;
}

/// From a file, plain or gzip.
inline result<csv_table> try_read_csv(const std::string& path, const csv_options& options = {}) {
    const auto bytes = try_read_data_file(path);
    if (!bytes) return bytes.error();
    const std::string_view source(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    return try_parse_csv(source, path, options);
}
inline csv_table read_csv(const std::string& path, const csv_options& options = {}) {
    return try_read_csv(path, options).value();
}

/// Features, and classes or targets, from the columns of a table.
inline result<dataset> try_dataset_from(const csv_table& table, const std::string& name_of_file,
                                        const csv_options& options = {}) {
    const bool labelled = options.label != csv_label::none;
    const std::size_t targets = labelled ? 0 : options.targets;
    const std::size_t besides = labelled ? 1 : targets;
    const bool vectors = options.shape == sample_shape{0, 0, 0};
    const std::size_t wanted = vectors ? besides + 1 : besides + options.shape.size();
    if (table.columns < wanted || (!vectors && table.columns != wanted))
        return make_failure(name_of_file, ": expected ", vectors ? "at least " : "", wanted,
                            " columns, found ", table.columns);
    const std::size_t features = table.columns - besides;
    const std::size_t skip = options.label == csv_label::first ? 1 : 0;
    const std::size_t label_column = skip == 1 ? 0 : features;

    dataset out;
    out.shape = vectors ? sample_shape{1, 1, static_cast<int>(features)} : options.shape;
    out.target_size = targets;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const float* row = table.row(i);
        for (std::size_t k = 0; k < features; ++k)
            out.images.push_back(row[skip + k] * options.scale);
        out.targets.insert(out.targets.end(), row + features, row + features + targets);
        if (!labelled) continue;
        const float found = row[label_column];
        if (!is_class_number(static_cast<double>(found)))
            return make_failure(name_of_file, ": line ", table.lines[i], ", column ",
                                label_column + 1, ": expected a ", class_number_text, ", found ",
                                static_cast<double>(found));
        out.labels.push_back(static_cast<int>(found));
    }
    out.class_count = out.classes();
    return out;
}

/// A dataset from a CSV file.
///
///     auto iris = inlay::load_csv("iris.csv");                      // class in the last column
///     auto prices = inlay::load_csv("p.csv", {.label = inlay::csv_label::none, .targets = 1});
inline result<dataset> try_load_csv(const std::string& path, const csv_options& options = {}) {
    const auto table = try_read_csv(path, options);
    if (!table) return table.error();
    return try_dataset_from(*table, path, options);
}
inline dataset load_csv(const std::string& path, const csv_options& options = {}) {
    return try_load_csv(path, options).value();
}

}  // namespace inlay

#endif
// ---- inlay/data/idx.hpp ----
// Reads IDX files, the format of MNIST: a magic number, the extents, big-endian values.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <bit>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace inlay {

/// One array. Source: the description at the foot of http://yann.lecun.com/exdb/mnist/.
struct idx_array {
    enum class element : unsigned char { u8 = 8, i8 = 9, i16 = 11, i32 = 12, f32 = 13, f64 = 14 };

    element type = element::u8;
    std::vector<int> extents;
    byte_buffer bytes;  // big-endian, as in the file

    static constexpr std::size_t bytes_of(element type) {
        if (type == element::u8 || type == element::i8) return 1;
        return type == element::i16 ? 2 : type == element::f64 ? 8 : 4;
    }

    std::size_t size() const { return bytes.size() / bytes_of(type); }

    /// The i-th value, row-major.
    double operator[](std::size_t i) const {
        const std::size_t width = bytes_of(type);
        std::uint64_t bits = 0;
        for (std::size_t k = 0; k < width; ++k) bits = bits << 8 | bytes[i * width + k];
        // clang-format off
        switch (type) {
            case element::i8:  return static_cast<std::int8_t>(bits);
            case element::i16: return static_cast<std::int16_t>(bits);
            case element::i32: return static_cast<std::int32_t>(bits);
            case element::f32: return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
            case element::f64: return std::bit_cast<double>(bits);
            default:           return static_cast<double>(bits);
        }
        // clang-format on
    }
};

/// From bytes; `label` stands for the file name in messages. Nothing is allocated before the
/// extents are known to match the bytes that are there.
inline result<idx_array> try_parse_idx(byte_span file, const std::string& label) {
    using element = idx_array::element;
    if (file.size() < 4)
        return make_failure(label, ": expected at least 4 bytes (the magic number), found ",
                            file.size());
    if (file[0] != 0 || file[1] != 0)
        return make_failure(label, ": expected an IDX file (two zero bytes first), found ",
                            int{file[0]}, " and ", int{file[1]});
    if (file[2] < 8 || file[2] > 14 || file[2] == 10)
        return make_failure(label, ": expected an element type 8, 9 or 11 to 14, found ",
                            int{file[2]});
    idx_array array;
    array.type = static_cast<element>(file[2]);
    const std::size_t rank = file[3], header = 4 + 4 * rank;
    if (file.size() < header)
        return make_failure(label, ": expected ", header, " bytes of header for ", rank,
                            " dimensions, found ", file.size());

    std::size_t needed = idx_array::bytes_of(array.type);
    for (std::size_t at = 4; at < header; at += 4) {
        const std::uint32_t extent = std::uint32_t{file[at]} << 24 |
                                     std::uint32_t{file[at + 1]} << 16 |
                                     std::uint32_t{file[at + 2]} << 8 | std::uint32_t{file[at + 3]};
        if (extent > std::numeric_limits<std::int32_t>::max() ||
            (extent != 0 && needed > std::numeric_limits<std::size_t>::max() / extent))
            return make_failure(label, ": dimension ", array.extents.size(),
                                ": expected a smaller extent, found ", extent);
        needed *= extent;
        array.extents.push_back(static_cast<int>(extent));
    }
    if (file.size() - header != needed)
        return make_failure(label, ": expected ", needed, " bytes of values for extents ",
                            std::span<const int>(array.extents), ", found ", file.size() - header);
    array.bytes.assign(file.begin() + static_cast<std::ptrdiff_t>(header), file.end());
    return array;
}

/// From a file, plain or gzip.
inline result<idx_array> try_read_idx(const std::string& path) {
    const auto bytes = try_read_data_file(path);
    if (!bytes) return bytes.error();
    return try_parse_idx(*bytes, path);
}
inline idx_array read_idx(const std::string& path) { return try_read_idx(path).value(); }

/// Images (N, H, W) or (N, H, W, C) or vectors (N, F), each value times `scale`, and labels (N).
inline result<dataset> try_load_idx(const std::string& images_path, const std::string& labels_path,
                                    float scale = 1.0f) {
    const auto images = try_read_idx(images_path);
    if (!images) return images.error();
    const auto labels = try_read_idx(labels_path);
    if (!labels) return labels.error();

    const std::vector<int>& extents = images->extents;
    if (extents.size() < 2 || extents.size() > 4)
        return make_failure(images_path, ": expected 2 to 4 dimensions, found ", extents.size());
    if (labels->extents.size() != 1 || labels->extents[0] != extents[0])
        return make_failure(labels_path, ": expected extents [", extents[0], "] as in ",
                            images_path, ", found ", std::span<const int>(labels->extents));
    dataset out;
    out.shape = extents.size() == 2   ? sample_shape{1, 1, extents[1]}
                : extents.size() == 3 ? sample_shape{extents[1], extents[2], 1}
                                      : sample_shape{extents[1], extents[2], extents[3]};
    if (out.shape.size() == 0)
        return make_failure(images_path, ": expected samples with values, found extents ",
                            std::span<const int>(extents));
    out.images.resize(images->size());
    for (std::size_t i = 0; i < out.images.size(); ++i)
        out.images[i] = static_cast<float>((*images)[i]) * scale;
    for (std::size_t i = 0; i < labels->size(); ++i) {
        const double found = (*labels)[i];
        if (!is_class_number(found))
            return make_failure(labels_path, ": label ", i, ": expected a ", class_number_text,
                                ", found ", found);
        out.labels.push_back(static_cast<int>(found));
    }
    out.class_count = out.classes();
    return out;
}
inline dataset load_idx(const std::string& images_path, const std::string& labels_path,
                        float scale = 1.0f) {
    return try_load_idx(images_path, labels_path, scale).value();
}

}  // namespace inlay

#endif

// By name
// ---- inlay/data/mnist.hpp ----
// MNIST and Fashion-MNIST (same file names): 28x28, 60,000 to train and 10,000 to test.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <string>
#include <utility>

namespace inlay::mnist {

/// From train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and
/// t10k-labels-idx1-ubyte in `directory`, each plain or .gz, also as `train-images.idx3-ubyte`.
/// Images (N, H, W, 1) in 0..1: the bytes divided by 255. Labels 0..9.
///
///     auto [train, test] = inlay::mnist::load("fashion");
inline result<train_test> try_load(const std::string& directory) {
    const auto find = [&](const std::string& stem, const std::string& kind) {
        const std::string usual = directory + "/" + stem + "-" + kind;
        const std::string dotted = find_data_file(directory + "/" + stem + "." + kind);
        const std::string found = find_data_file(usual);
        return !found.empty() ? found : !dotted.empty() ? dotted : usual;
    };
    train_test out;
    for (auto [stem, part] : {std::pair("train", &out.train), std::pair("t10k", &out.test)}) {
        const std::string images = find(std::string(stem) + "-images", "idx3-ubyte");
        const std::string labels = find(std::string(stem) + "-labels", "idx1-ubyte");
        auto rows = try_load_idx(images, labels, 1.0f / 255.0f);
        if (!rows) return rows.error();
        *part = std::move(rows).value();
        part->class_count = 10;
        if (auto fits = part->try_check(); !fits)
            return make_failure(labels, ": ", fits.error().message);
    }
    return out;
}
inline train_test load(const std::string& directory) { return try_load(directory).value(); }

}  // namespace inlay::mnist

#endif
// ---- inlay/data/optdigits_embedded.hpp ----
// The digits of optdigits.hpp as text, generated by tools/embed_optdigits.py from data/optdigits.
// Data: E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning
// Repository, 1998, doi 10.24432/C50P49, CC BY 4.0; re-encoded, the values unchanged.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <span>

namespace inlay::optdigits::embedded_data {

// Characters are numbered from ' ' on, '"', '?' and '\' left out. Numbers 0..16 are pixels, the
// others two characters each, found in `pairs`.
// clang-format off
inline constexpr const char* const pairs[] = {
    "  222 3 11324!1%10!34#1/1&1'2!1)1.4$1$1-1#1(3!1*1+4%1,2#4&2%3#5!2$0#!54'3$4)4(3%5#--5$2)"
    "2&3&5%0$3(3)3'5&5'0&0)4*0%5)0-4+2(5(2'0'4,5*-/1!3*660*0./#0(-.",
};

inline constexpr const char* const train_pixels[] = {
    " !'n!Y@'+XG ,#`E &(p.$ )(P- !.&4/*zf/(;+@dB>t1 '/$2]2,,2]_-p0! .,4B+co:$e0C8,*,1U(/W%/-#"
    "Ay+N-K[9u/3D,1aM.(Sj!s2,y+A%%.+#5l^17!Ta/%5.)^/%h=*#LE%,#4/$ %,o)%,-Lv(3,K!LKjLE,.8/'*/7"
    "-+h@a0j)$2+y'A,.,(k/'%$4F:#`K%-'A!2+%g+mcI.&m+)(#A0/]%pn&a/-}7#.7%-f(/&Z.)5T/.#4:~)NF!'+"
    "pc &)`-_)`- (i`C@3+-&^..#VF+)kn@o6.I-F/%t) $-4.,).-D0,'f//6)p,)+cZ0+A06=S,..7iq.7+-3DM;)"
    "6;*=8(6,k6B8)'HgJ[//;%.6$_J-9 (E${2*0/6'A)(-07.+^sgld-'#36./!2*M$e698# '-7(-f*@aJq,,'kF+"
    "/O# %/I&/'806+d%%sO%).-4/F+!A+jfH,)YE!.!p.2+'_-2/%S1 'T4z9xj7!,(Q.+94.%!1V/)-HX)0+#I-U%1"
    "7$0g-6$t,%JZ)>L6=3,/U.+^1U)-7!)..#PB!-%p.$+.D00/03.+ +'t& *)Y,%|8.-%[.-%D0{-N0/!-)_=6,Sy"
    "+m.7.(7cZ,0:4..)./7i<%+0!o6B8..;!@h|b+.,!N.+%))r.%*lP6C3-,!))4-% ()4-))/f.,;$,./'4-*$Q/7"
    ")+']#pC'/)R/!8%,'W.+R%,.(N/-+>p/'/-<-,+0!79^E5+,R/$x.U)@qK5.Ku=7(>W*C)&P0y2*MZC9x$.*7B^9"
    "5-0;'60,!2+J*.'N.*5/,-(Vw 1O-2,&_._(A12*)4.$'wD=%5+-u/%5c[T'!<:-l4> $/4-+%,/8,/-U+.701q="
    "D-6.D,*J7J7n7)TY*.,#rJ!.)_/&,|S6@<>!-&P0_)S9(.#4.-);*/H8/'/.7/)3+.C#46C)<lm.7-+7)BIJ+*L0"
    "2+!r-r'`-P)P/p)AJ)/%V0/&x6Tk')BQ!H4-6CD%0+;(TW}m.U#/+I/-g/U',7({}!Sj ,+t*%)08v-%W,MO=.E "
    "$B ./2+s,@_:/0!D +-7zR>7.EI01<&.=o:F8%&FR=7:7,BL/6-4-* &E !0/+.-_6J$A%)07).R/*hlh-,$3JH5"
    "+.5/6+!X#$l82-'_s*EY~'^+z%N}*@2,' +w !0/6(O(#|5+'R07(*7#+F#N/-(E $0l+0ry/D$%@hG5+/7/*e/*"
    "#</&,.30 '94.*0sa!(*7&-4-$ *)Y/{fF#VJ,,Y/ &/D' (,7/(m0bK%$YC/E_|g@7M[:7/GRJa0:-)P0C]L,MV"
    ".$$04|%/,4-:jQ |b,7/%^+3kn</*'w2-%!-,P}.EN-,!07&,7))7*(Q.&5,0RG[B'#OJ+T49 *)t+$@Ln*;!+98"
    ".6$tzE2,J/.oy*A%%J#5/&7.*Z.BVJ,-k,%@e0F!<'!.)k! *)4.)*lV/-&8//%3+0003/+%E<!*17..^>5.C&%N"
    "0/6> #(/,!Xc()o+!-)L6s<@ ,(A1P.4G&/%Y='8/iW:cDJ>a'9m0U/,u=)(40y'A)//'D,(v7*,A]-jY)/.;%T5"
    ".'R|7!z;&65.M<)6,O~BgHq9^:;%sWz%/Nz ,+pK-=S/.0|5-+[@h.;#.'5+/'5s7E7/6-!NC$*+X/%..<v-%t@Q"
    "=/!VGs<, i7>bGf0j)$2-:6'p/'aJ.$X- &-L-2,'r-2*(A0 !i4.(.,Z0,3X-&3+,,*t+ wrC-lN))v%5-%7.!7"
    ",R-,m/$I/&RJ%WC]$AE !0k*#*TN/n$N,0BL*!&9a..Z6&[(|<2,(r+!)|S/0,$av>r:+@D $G8%/.#py,P*/-!;"
    "Bb>34.&^C5+FV6BL)'>b9bB7~&o),#3:).#P9 *(p/S)_-p)r' $lP/+H3+/&I*.*WK,,8* #07%0R,)5+0;'6.*"
    "t-)))! $-KeK@<* -)7zu/;%JI/C-*! %6.0E2+69N/)!!Y0](D*(&@7&)7.(t%.-x.*miZn13+* -%D! .$R17'"
    ",g6:k+%'*5,#m-[l%)A.) ++2*B*Hr]./U/)^9a-F<K)9pB#9O0K5-Bf-&9X-'@O0zh/,!</6#t61O069A&(6#W6"
    "$Z6%Z0lO+:'4-*)nR>Nn.TN,,0+&3,(b1U*-7+.n&k&&.(I,.a6$Q+-}R9<).-!o}[-,#8n*.V.! |r-_)_-p)`0"
    "p*4.*)lD.Ba./&OF-18$ ,/u9Q6*;$&H<%*>O./'f*.,o/)*9RsW//!Y698! -*8#&/+YC+!Y,H8].17'1L.+{#A"
    ")/F%<}u07-(R*0BYFBQ B8)-K!Py,4-E%#k17/,7!*.,$4.-)+-`.!)0+r60@O&&/R-(m07}7%.-#806$Y6GA/6E"
    "py5,Cm:$fF#V.lOJ)-L% ++I+K!D,)j7,(L%)0!L00;(.J3,)*>q05.>5+-E^G<(/(3++#7#|5,.mc#+NJ -02.J"
    "-J2-y#L$//7{D*/C!p.*+98!];/9m/G^BD*n!NC(7%95/|d>!$PM!.,2.C.B2*y%ZHgJ3-HIJTW -%7.%q0!8,Hd"
    "6,'#A),~(V.K!4}&.(p0!!/'A~/*50Ed.)03-)(wO6&Z-:&4.6HPC/,V6/;*F;]}3.+.-W{%W~+!N.*(/)_-2.)P"
    "{/w8%/*h/;#>[wR,-%8,-*ip9$}S{0,WC/e* /(t**s<v)b.7j#&t* -)P/! /&_/'(@N,.{#Icb/5-0n!D%&}g/"
    "8,v,Z,6(3.(b/U-&7#+-%3+613.6-3-6-3-6-3-6.e60Z+)$5+)^H5+*7/*($86/>A0+ $/!_-&&lA*0M8+H8//-"
    "9rG!9rM.Gt-M^>5,/7.,3o7'.R.&##t* /(`w)GS=:&5B7jm-#xj-OE -#`.`(_+P)41S-t*%/'3+.*;$0,%3.:d"
    "6-V6FO+&Cb6#f6#W.-!A).CO/()0[.)5.C;#&/(7.(<'~!Y.(U(.%e}#<ig07&6n%N0,%+-Y.&~8).-$</$5.Fe-"
    "#-f) -340R&0q6/*<]-,Q.;!0,mT#8H$EpK+9`~:#I/+70,3,6EA].>qGO.:!4-6K8.+%!XG50,3Y0;#/,m9!(`J"
    " -02,=-Jr]6;&B5+-[.*Q:/'X>$0Yw ,(r-_)4G (+4](i3.J</=#kzB8$!@gE5..qEQ0K-'Py,X0=&`9'Bp9*c4"
    "-6$W0J3.''94B)@tC)L//6%`M&%L9h6ML,'(9b98(nLF&7*0+!L06%P069_0+6)56(I6'd6%f]!OK!t/./-4-9$i"
    "2,-! (*2*+S/r/2*14/**MO0:U,Td6(D06%ry$S)'6b6b6%I.ED-l3/~|A1 )K`{6)A)*,>Q0+5+|W/&7+.;)F#8"
    "0+hH&Q6:$NF (.t+%+GN,0/*8)=!t.(}NT *-rz.BV~G5-+m0U.([-Te/%;}[@%#D60lN0, %/t* $1<.6-Lv*!A"
    "C*Hpw%9_.%-9N//JqGI/,b>I,..-(N@%+*NGb698+&(-7&,I&/$30/(7,,^H),4// FpH*J_y,A%+Bu07*,5,+)/"
    "+A=](4Bg6+#<))-0U&EO*K<]%7(/ctJ0+`/$%/+p0+6%N,,+1U,,gH5+0I.,,.&_J))!P17%6/'<,)*97-)8&)sN"
    "/]'8.69t~95.,3,6Ht0/.)3Hu1U/+33.-;&6;/=d6+O6=<'*6;#6(m-'L+JLz)-L% )+hC;*+-(7+(8'+EL/+#a*"
    "]#Y++>h.d*//'X/j#3,(h07,(7%,lD00+1XT /%p.2+)p-2.%Al!To-,-Q,.#e.(aJsO) (.<% !07%.7++a-J)!"
    "_./09t.!<(M,XB *!p-( %&S*P*A-! +(Y,+0I,.&[/)m|'D}'G !.-!-,2,y+`+).c5/-bHI-F#X-,9`E~!N00c"
    "a:'f.)@V.%.-8/M#k.'aJ/!k* ,&8! +'7lg0g0,))XF-lr0M$4-))/*^9aC;)v(^T<*j3+*#h()**`6/.$`+($a"
    "6.34-!7.;),-5+,#I)/@k0+.+8#(>ZJbM#b.JA)%%..k/C(N~-#<(&}uGL=$Q-=&R'l8 #.'P.0F;'/^z5// (+_"
    "B /0! -F+K`/6TZ@m/q0,x+/nk-P!p=*q.@7-*3,+Ba=$8v%d}*f0!$I/*&*'D:&#N{0d/%/$3,/,R(G3/.-+!S/"
    " $9A0:1Q(#+$7,#x#+%xF;,'70+gGm.7+-&(!kF-Tps*jA+00+O,)%3060!4-6TS6ML69D6B3-6*W)-)<0iZ.+1b"
    "%17#07*+^cI./))'N.-+*'kcI0:&DB*/L.2+%S.p'N-2++A-*.@Y6)d,,#36{D} +$S-`(p*2+'P. $sNn0/dF#I"
    "/%hT5-)7-%[C-*OM)0+4.*%*,D,/.%k:#LC0,V+ /+b95+/gl5//,-&4-6,$t6Hk))C[K<%-9406KO/+%f17-,34"
    "-'^1U'.7+*7.))$8F)-)X-! /$X/F$O0;!/-I-0 $.! (9 ,02/. %>2/6M<).EqGu(b>m.7.)[})(!A0,)+.t+%"
    "&Tk~*DM;-6#D6,a6(f6&I6$5,Jbv-&O,-&x6,3,6%86T3/MQ6)5/BmC!R|5+. !V.#'*Al .'r/'(GA*.=&5G7/Q"
    "-:)4.C)-#2CU*C&I,.|7BW,>3/K;'//%3.0,.Q##1U$/U*,bEZ06|p.-**$p/U/.'5-)$^/-@</93,/)|SE!9X/M"
    ";+(R>7T(%3,=%A-:!Y9w8-*9I,TI)93.+&)8>+TA,.,/%7))7)&a .%3-K<+0/*#P,%&/)mEf/$mH7(wN%%(0!Sv"
    "-'a.U.H!86C!NK -&N1S+N0r/4/&)JL.}8+:di)3+-7%9#*&o00j4-C!DC1;-=U&1;!K5..!$)rE ./2.E&>206:"
    "8(,@qc8,6(e(]7-)[/%8.6,%A-K)$t,^>3t,^Hh0U(-7~)(8F),-X.%(wN,.-(Y0/%3..+,R 0!R17'/bja/6*O,"
    "(%*#2*F!oKlX' )(7)+R/&5+0!!o=/,X0/+$x/hB5// '02*E$K2.9,0!2.6F#N%+GuT5,$gG5-,7/&7E!;y,4-)"
    "%'GN,0M!Y0;#/+ #o-!#c &E */2/-##>2/y!`)-9u@^EuGQ/*&'XTnP@$>2,C6)`,.K;%HZ//%O/$!%X- ##Ln6"
    ")4/JZMT<j]Z-K8+:!OC9O*$G5++[su-Uv+%3,6G<.+%56,5.:I/MZ6'W=#d6$Z.93,6*<FM8$!B5v#WB5,07.0]%"
    "4.6TA+6/!A,&%07'+I.-;#0FU$/%A' #/$N-:)x,;%=*I'$.7$/7&.7/+$3,6=#r*(%)'2..]#4/6/$o>R+/U#97"
    "-)Z'i80:;&,.+e**>7/(RwD%-*!2+6/-#S#Tm'7(ManEV=H8)-B7'T7H[.)X6/%L0/!<=JOw+1Ly!k-+@7.(D'&/"
    ")V6Tk{&!NC*-$_-7#:'R)c7',a'-+8+.+;(F&d6(W6)a6(3,:#3/=5/6$f./&fv,8,)+/7-*5,+7+CU(iL%&/$on"
    ")Z0,Is/$D/)/+8*-(.34|7.%Y%$.%Y.z8,J3+/*.#L$ -%7-$g0[.+I6*+(o.-+*4.='D=-TpG5-K'f6@R+.I%./"
    "3-6+W}5.KaH&$OB:#N-!')+A|2.kn01<+0HZ9^@5+/!*#Sl*0Sz$/+ #0:6$ !+**KgGf6-e*.Gbw8&]3.6HX/-+"
    "$DEu,R/.F!2*C()!2+M(I.6'7&-7&,I'z3.j;${;./,%3/,$;%F@O6'DJ,,D@#9V./*Z+=%o6946B361561Z6156"
    "1h//g)7-C(30{ES02+'S.p*P1 !]An/JV//*!N/JeCEo*&G8 )/7/+g>W6,'!N.6FdGW0+I.|$*2*H //2.1 &B2"
    "/6:#L(@m0I*{f6GD))95~RJuG5v+)!4.6>V,Rn#%O-$6%`* )()_)P)p*P*4j*}V6*f.F!SM)*!S>#)&A./6'O6$"
    "3/~+30,+/Z0Hg07,,R9%'4.-!}NG)|2-::O)+G^,#Q/M3,n+#AcR>7-H7*HW+nW:(5-z,'O+.Gu*Z+GX6>D)|5,*"
    "7-U'*7(K.(8)=;!.(3-6+!D0+)#<Gb.3fn8,/.0A-+ ,(`0!$E`C0/Z%,.7).7))5.*+|t-n7/$A%%(0!p6F'N%)"
    ",7,'7.(I..;*6(a&.)[@5,0;%B;%y'A,/6,e/+Q/=3-6|`6F!A%+=uFuFmnmK)-4-6M5//I)M806(<*BqE5+-^,#"
    "(.D.6(g.7*(Xy#N%-,Ui^E34}q9I0,!&N/-!~pM)M2-y$A)&/07.-R.)u:a6-<06+X/$KbBbM7n^,MVMH4/) 0!_"
    "9-,8,0M7i7@[>8,He:+3-)-,Q }m/7.- $$`C/6!260+&<*7,)R17%,7()$)$V,.6%4/H]D/='Q*E</0Gt+(*89,"
    "&3/6+R/,7/(7/$u.;$};)+7.&7/F$3.+(0!O-#,(e6%I)n</.>k/**e6TQ+/U+-7-(7,;#}q@5/0!$!`H$B2.0 +"
    "92.6:<'0iZl3O/)8+..,t*#/'PJ-EV%%l797c[0fF;0//.<@&G4l#@A>!@NG,/!4>idHI'),@`6-*%_.U'M%q-K7"
    "(-I&/,xz;)-))+O+.Bg,<)-n#_-n)%<.#m,7+&7'C%3+)).7',W(|<CsW '/W%&/xF%Z-jL0++-4.+#9V-z[C$3+"
    "*'.!o* +)<.=&u0b@5.-5+/!-'P@ F2.n6*2.:.>A% *-I.}x/*0!N> +%`.& %)_)p)S/! *(4..*9D.K<v-!Y."
    "'/&^c<0=!8'&~7!/'P)%&/)N.:*U&0U/G8-6#A.F1L.#).7*.7,17%9Y]+#A:-z4H !#tKU$/.U$wX(n3,-'g0i<"
    "i$.D* '+L)$.!D//'qv,!4-&!.*Ov+!Vv+LC+.X*7'/+(m*0,7!/(L))iOF'R,/+V/(+.4c!/&40,*>D)(9[,7++"
    "7/(L0/,%<,)/1;&zxF[)nU#BA%%+>P:,$g %.&r6=!N')G<%vO069r*,l5z7.'qC'</&(TS(!+/O//.;'J5+(.#3"
    "/%.%x/,;&+/&LC.-Y+ +(h@h/0!7,(L))}O/-)Q{&a.-0L/.0/X6c3.,*-3T 0!4.)%/$<~-#L0,#300/,<@ 0!N"
    "> ,&N9 (*4T +*t.*9<+KI,j3,,%1V,!$.D/'|QKb,+(a)&.I->I).+#tC.$P07$}U)0}[+G<()9<n(d/Ba+.(7."
    "$Z)B%N6.-%A$|[/7).3V.$ZC;.,;&0U&.7#KC$t=:8)..*Q*00L/-*-N/' ++r@(BA.M}REq07,*7+-7nqFx6,XM"
    "FD%$J70+7*.7*.^nQ.=L////O,!*.7,,7++7**5/))/8,0ChES.6EN),z%3+(7>7/U'=$x&&,W#$-<0/-$Wn)3+'"
    " ,#4.$ *(O//-%5+&79u-%$<0!,)4/( /%rJ0T2*.).%7*%<.*;){+Q'!-7%-7-'m-[M/JNn,&!V/>DK//D'!.*Q"
    "0MQvGRHV.+coC&a.+I06%D, +(I .7&,^cm6TV.-+#8.6*4./],2*>u@#W0:$W,KZ6(50Tb.'5,Fe6+V6@O]E5+0"
    "7+/7&GW '0k=:O()/,I%.,#X6F8)0,#5]7).5,%hT5/(^J-'L:+-*NJ2-X.##|X00,D];0{,D9 |`i &(_)P)P/p"
    ",4/,-ED/-%Q+-,!t/*ENw,,V:/$dFg/,.d/*/Q.H7$.%5,Be6'A*JGp>&1Q ).7*-7&cu)bG50+h,!''A| *(2*("
    " $Gp6:$A%#,$7vR6!O/FO6BkzBI#HbK7+@Q,FL0/BAC/@N6,iV-K7s[HR>d/-!<FB<+ -)a-Ea-{U&E4-)%.$k=*"
    "W/6-N0M)'2*9u6/$x*//7&1b/-QC$Rlh1U/-5+G$LB$92-C09_/-=&I@eMI/+>8%(0;':%g+>L !94.)0+3,/&5+"
    "6GY)+17+/&X06)4/M^G5++7-$7#,7)+7/'7c$Wy&Ni &.4~)+08+C'8,/-!t-*Ep''-'V.+/;-95/./%3,-,0I*/"
    "/!tz5.*.+3.'!,$P-P)_(`)p) &cN/+K3]$uKb+T3. %.L12.#p-2+'_.!#.)`y#k:)D/*&q+17#/7+'^0;!.)mK"
    "-}S-C)$Ysg)/(d#%.#4/$ -%N1 !/&`. (EAJ{x0+U&GIj5+. ##rs+F2.6/K_-&(9Q/)u.;#/,;).#5-)797F0,"
    "%NF%&/4.,%-0!S,F$8,#2,`E (0_1 !}_B.-Y6@Z/-h/[sR.U(/7-(7/&R9%%!4/0,+-X, %lA+=*Z-iA+0/HSy("
    "D%$.)[95,,R/&^G306EY)+9m0Z(:'2*6/.$N,T5.*[97'.MtM%9S..*1;+B5.Jd/'.e.+0a//'[).|`/*%> !/ &"
    "/.46.>8 (*7.#[.7$+7#./!N*6G2-y#2+-$FgBg>gH[zW+MD-+'G2*@-,!O:q-T3+&',3,%+.W=&5v'8&!)EPn6$"
    "4-F#L=,ZiTx:)5+JW//$d'&/d($.$<0ieMI/$+%8.$$,Z+MZ-930s0DM )%P,$ %)`)2*(A-2.&4.+/,Z~U'-g/%"
    "Ic !-NG ),S:+s<v.U-&q.3V0;$/9L06#PC'1O( (17)17+17%-8*0C%r*%%.)ql3+Bb~!7/)V%(sXF&5-$h.7,("
    "7.###8M6'4n%/.o,(F3,0,#L,(;*6-3+6)3+6+<06)369a6.#O+,)$8)/)Y:+&4/+#b/)7#.,7!-(Q.+15.-,!NJ"
    "[6+;!(C8& )EP)2-(`+ &l_0/KD0j!<)+.jA:+(#o|7]3t+7!/$Q(c4-K%8(6B2+=-+$2vU#{U#MR&}3,+.wX6+8"
    ".='!4.()9<!-T<{$W/sR)EP0+&>S-0C;]uJW=&&#ry*O).@I0GaM5,J3,/B8]/Eb9qEY)0M`6Bd./50ch/lDK,/<"
    ") 'Gm+7/(q.bM/%O{);&-7..gEm07+-)'<0n/*Xs]e.iY+-=!2+n00;!.,gKY-0Jk0EWjuT^)vcP)%)Eh/<+-jk)"
    "n%ac5++[9R07%0U-*RJ#aC/+#N> +*A.-)-,8~+$O~*&A/)'//V $zD~%3-='R+ED),cV/+#a+zV/)*9P##..mw7"
    "*.!8# -(k*%,+L..+!N6,#e,BZ/0;.F;#)0/!L $@`j/TN]*&8*-0H2+:-,$2.GgC#b00;#%z3//M3,F;%{Iz**!"
    "P@.9X*'9797><)&9D0/(;'+/'4/FBX6B`-)!.'bE5-,RGu,7.$5+.;$H !$_B&.0P6:%D,>5..Rc34..Q-6D06.t"
    "l/-<# M70,^K700Wc5v`$ #K &> $=-0/4.6/$e>5..g97%+=VF,G $00+0G !0K0/RBqc5]RBY6>8))}^T5,.%!"
    "X6M4./)%#`9q-3<)0/8/-)1V-!&.8#!/&u.7l7B,(x.(I/)u| $$ %E #E &J).-N6=#5.*m/U}g+/'4.:+$4j7)"
    ",!7(.$7&.&f)./!L~,R+TV/-@P:.Hr=*G8 #/7)+7/$7/I'..%k=00O& '.R-,q/;!BmJ.+L/J#tHZ613-*%1e&!"
    "G5,.^=(*4.6C4..+#I.(5-0;'> $&2+J,=r/6>IMuG5/.m.F!rC/>`//=b@5,-^Mq95+0!7*/;&9 !!2/. $.' !"
    "y/!pvG5/+hG5.&gv%o:/0X&!+.7/+5,EZ{5-F*,</C(3->Q.BV06+L)*=7/9qFd,F3.C$O+.*Y6=L'&HRB767-E8"
    ",Bf.(7!1U(-^lI/) +*_. $G_CCe&@R/;.+&+LK)/3/'0+Z=[BmF5-K5+.#g6)3+6,3~U&w7/'h+,506g0/7+-mJ"
    "%30+[@^K+I06+x.,E8*{D+-0+!r,)/9ZFInU/-7)w8(/.Wz;!*/6$N6n$owR}7]7*1Q/0/I6%7)i50Me6.Yy%N% "
    "+KmMd/K3,J!D+)ZC-,VM0wY.F7.+7za->d.)b+/-+Y))~7+-8&)@O6.;(l5/-[Gh/s4/yX)+C5/HhF7-@d6&VFU*"
    ",7.@d0>Y6>8(%0+7vh015+Bm/%eC!8{[9qE)(!4y,k6F8+F!4/J-!4K+@4]..!L=;'HI0naF-I+/$u/(Q6:D6Kx6"
    "+^K5,/*a:$3+-%7(/'3,J#L0+u- $!Y.#F#SG#.*t.'0+eC!N*/)(tyVy#mHm9I01Z/H8.|7),^>5,.R> !Y0 $E"
    "_.!+9py#L'&cA-B#<B:3J@eBu1U0BW6*q|7#/U+-m0!#!Si -(2+/ 'G_6FQ%>[.g,/*!rn.G_&%JbB[0,7+E8,K"
    "!O.'3o+#fHWH5/. $L@%9`J.@Y-=Uvx-6$4/6,dGRH7-+7)0W/FI0@g,-#O=/-O( ++R/'5/-;,1U{)&#D-:*<+0"
    "6&2+.v@mwL%/-V6B<,M;-0RBb/c3/6*3,60W.6U$@5.w<,Ff0+U(@<*6,oF.wN%!(>[K[CZ/FZ/*#V6,30=)x.7$"
    "0!7,)[./56.q@7.|dF#3//U0,b6//%N6.+/k.)-wA,6+e/@S.C0/S-' ,1b{3-6,8,Mq>5,-[(.$3+F.3z!-%A0_"
    "(`)2-&A, !l4/.0+W./$5/);*6%t6/a)/Gq@bFI'=Q/JW~;/:,3000/3,:G8&$@R@a09V6'xH&x61d:'dH5/>W6%"
    "I6&q-!7!,&5.-;)/$Q@#-%pH)iN6MZ+H^/%I/cx6)k6/+W)=[6#5.J8+6*<+0+Z-J3.+%/$`.! -%P-_)r-2+(S0"
    " #E4C0,f0+R+.5,J5n^>gB-+!NB+zk/)-0e/j8*.B4~*,/7*-a*0+O6>5.-[Hu1h6+O6.'800U%>7/,7./uMmi7-"
    "*b6#O06$V/.n7)G7Kd*003+=&Nn$'OC'@rw$G40,0/x6$3.@e6#W{7&./;/6*3+6/QvGmGZ0GO6/Z/0;!.+5+HWH"
    "^Em@)(D06Bk6>ez8(/MtF0w_%$KRH7M7-1Q({3+z!8*/(#XM=#`=6%L(+HbBhJL,M3v)34.'I+.$a>Qz !Yw&@_F"
    "=<,.FR/&a~!D0/(+3}/GX6*W6;-6'86Hf/-;*6)<6.%D@U,,7#/&7-+5+:5+s5.+#)<C./3/%-,3~>WCuJ56+5,."
    "#I-K!t00Bk6=3,('Bm.#end:$x);t*mcZiI/* &$_0 !H2-n0crnn7+%Z0@3/j|p-# )%p)`)_)2*)S,2+(4})|O"
    "v'Z.-!<n,(8~0/W6&ZM5+65/Cm.$g0TL0,9<%'G5/+hGu.7+j%$D/=%L*(.!A@'/%p.2+)_'2-(_&2.%_+ &9An0"
    "+a/*!8'/+!k:CV'*H5/+7)i7..Q*j3+Hm@5.+))e~cV6'3,@Q//,IM0;*Kh.,%OK/-Y)!/*gcQ0+5vbF%'&A*/.-"
    "&<.)5-0M<E$.%`.2*(p)2.$S/ !T4/+]Q.-$f6(80=+30,7'G7++7(/g-GxK^*./!P:,/)< #/'5+>O6H8+>m17+"
    "+7,-mF50/;!j^@;!06KXy$Y0J8zb6#O06&<),F[6#5.B<).B8,/-#3+,^>)&o|GPi)-4-F0@2/6=#3,.7/&hF;K."
    "(3/'+-a/6'b,*7(.o+%,-V/]&V/+m6m6!8.=W.Cq6h6*a/C%<ig0!(3++'1OT.,4/n6'2/6=$A%0,;#}5.@fC0Z}"
    "1^+.7/+I.w#X60GA,06$kJ!OJMX- n806Ga%97.(A]-zA+/))!A.Jf=.a,)07-*^@I..;,y&Nv0>o-#5=)5/(-R&"
    "-7**^GZ6+'#A)),.+S0,;).-(a&**[/+^-{!R}P,&+9P~-$Z0|3/)Gf$17->q0979X-+cV..%W06$D*.G5+1f-6*"
    "406/(3+0;#Kqlm6H4F))%N@q6B<-**EREX,-Go='</+;'..'e&')W#)'7,%h/ !D:-}N.*)*(V]-#AF]&`-&;)6/"
    "Q' w70;),.u*$u'79[07'-!#d0/M!PK%>4M)@V//*8*]sAM))%r>%#Y6:#<#$/'[/'N,)~#A,K#5,K50Bd6'L698"
    "%-9uH5,:m/,#<0KIv17&Gm0!Y)/l`6:#A%/-^iqn&3}'GSE+@4/6,#8/EQ/n3-))1x=+3+,+#3=/+DC-*L6/T7-%"
    "7.(Y)//!o.*R-Ed,)-</! /!P/2,(S.`)4.% *(o.)/!8*/'Z0:#4F+zN> *,4s )+AH .'NK%13+6)Q/-#3/+[="
    "%u))7+%[TQ.* #!_C.>A*06(3+C(<*+0,7.)8(*>Y6i5/$h1UBb/.$80,J<0 +/3.,.98,v(7+*SK'*-V*~'N,>3"
    "+/]W#),7,-R.K7%>X''KN~-+;+.$5.HZ6&<6@Y6MmF50=m.*a/:#4v,>D )0^0,8,6sA.6.$DJhGh.#W0/)e'&-W"
    "#%+7))7.%5+6HY-+.(t(^9[T^9m6K!`H$B4./,@kM#W/6%L*+>qGD).HAy*Y,c5ng>7'0+!8,6&X6@_y'D(6%Z6%"
    "f6(Z//'L/,#e,&1e.*sD6-!t/-Z,!cV,%(-8)/Jd{#L@.)d!.([MR-s7&,S.*(.(V.z!O]&3.%&130!vx6'd6!8."
    "%(,<.!&1f**'8,/b0/'f*()W&',7*)R/(I06@X)~%O6@O+,E5+/I%K3+6@V/.-$<@q/!R*.;,,.*<0 %9_*2.'`-"
    "2*)4c ))V/%,(3,C#O.n!4F%%!r>%$V6:#D2-'7/&mwL/H3+]&e6/e6,3.6(x6;*6(806(d]*f.-#VFC$p.&6)A/"
    ":(W=;%6,fC9Yn+Z,+#<>/*8l.EL:%QMu,/(3/$&0a)-+en$O@+/Y/(/GtC'!tF5H+-L1 #@A+6T<*>3/*+lPG+MN"
    "06*Q6,3+*(13+,)1Q0/)g/7/,R>g1U-F%36-}YMva0MQ-$u,[s'(4.( Epc#G2.6C!A%&@bE8+:$X/%FX.!F<.6."
    "^*1f%%94C+>Y~+;*J5/Ma6)D06'O06(Z6&I6-I~-Z/z;/6%306d6.<6FZ0Ba6-Z/iQ0,;*v.#NT!.'p12*)P12+("
    "SE#|4///*W,.;,jfK1Q()17.Gm/.!D $>4K-T4-z#5/)^>5]+/L@.,4-H=$20y'N&.950,7&0R/-($oi@`H&E2-C"
    "0JP~C$d>q0I,Be>EX, .+Dz,T8((}7)-A+&%,-X0:'O.U.,7Gg17)z/'Y6+GA6%>L/CI,6.D(%*.7+'<%)sk.0/&"
    "8#07-*[cgvB46.-%4=)#86:#`J'9b9D-0TO..#Q-i3,**c40! lP+2.$S/2-)4c .&o.&G8.B8.*5+/Te'+'Q$+&"
    "^Gh,b:]'o].,N-)5,6q)/'I#-)7/%[1;#.J0,N/Cz4.+))$S6.,$`Bh6sW#+cgGL)B3//%[,0:X.-Ch>f.Hk6JO*"
    ">5,1;!J5+:-3/*%%317&F-)Y0+)sN! #9D+/-!o/'h.jLF->rG&>A{.1;(.1U%1LM(18+.CuMfn@4M *-`E ))P1"
    "_)NH -&t=w8*.'aTI0+mG5+.!%'XC:*rC!%-A:$),O-6%8-Ga:5.Me6-d+:7/G5.H5-Ja),.+4](%%S- %a6=8(!"
    " /'7-%p,!'-!X.+#Q~(</& .#2+' #9r.(*9X-).%7((7%,8/,.-X:*<i$@_- $B_0+/>A*+$}7i8% .(O6GD0c<"
    "/+.*Vw'-k/(/.<]//7'1b&><-6%dG !t.!.)r9)0!206FX).E5.,b9u-7)6JX)*Bq1;!vD/6'L',+^c5+,7)0U)>"
    "5/9e6%<n@D)!Kg01;*6,8*6Bpz~U/'g0!4.6BA*)/&q.7/'Q/J3+0+1e- >D$$>g1U,.qC,,! !0y& !-6)X/)B8"
    "#*c3-c5+z;!*MI $9N06l8C^:5-6W61d(-17(E5+=!<.6-d0;!i#%o+#@PE*/A0/-0+`n,9h0U*-u0cX0,@<!-0;"
    "'H[0cR(i4/! ]X6KtKQ=05.(1U'1U+-Rj5-:+%t,).@DiI-0!'&2+G&9 #K .+2-M,wP/6*q1U'/m6)V/)JD$*.$"
    "5,TR..!R>Y)%-(o69Qi5+/ $DE'G !/) /+ !v),> &60M! !$ !@g0;*:!V/*9D%,0m1U$/+7#ja'&>4.6>A/Tx"
    "0nx-)0W&*+7,,R}qM(%A0y&2-KW@/*Y/ $c2*-_+_-P-p.`-N@#.*k6.30C#DT+T_-2+)_-P-2*-P-_-2*)rl,|4"
    "-:$3,6@PC+%#P17!0+7'zQ!$wk,&G8,=[/,5.(*'3- !-#S- #lA./v(7-%7+$</v5/(7FgCI//wD$!>7,)^..5-"
    "6)V:#8K(#V07)07*-&,%O0=/+t0!'1O-6)dsd9!$NK /.rH%Br6/@A(*CbH5+-Z6'Z/)1W)&17&17/*gTI.0,*(r"
    "=]-A.:!O.+>5+/;(EbCU&Ff')@4060!N.C*#A.&%%#4-&7/C$I%)-7$1Y)%).D+/-%3,6+!_K)+'2/(7*/7#0+7#"
    "nW,+w8,6#5.TZ=;0Mf*=7+Th9RM50:3,/%W.#-Z-#)5]'mK!<0!&+)oN-k,v%8+6%Y)'H^>A%%+/$2-6K&N *.;!"
    "H7l7+6J<&+FhG5/+A)/6&`+)K;&/U.*7%s $4./!,,_9%9 #@$,.2-y(2,*(./;!/&q-I+y& !C'!!P:+$8),6#8"
    " !/(p*2-)`E ik6.#XF!Di..o- !s2-*p-2-+`-_/p-SJ&ik6,f6+80,'cpG ,*2v2*,_1_-P> *,A/.'EO0@Z=m"
    "@I093+6%gKRFR0@!V698,60!r*)//7-+8%'9o6}D&@u0Rl5-JWH&3,.7*-7*.+jO:),+PF!&1A+06+L.T<M+)!_0"
    "! .+_z.JoF9b9Q&HL6>W/(5] $)2*/ #@ %G +/ !j$)9 (y-N*&#cg/5.lej+3,-7-( %!t+,=$P6'(/A=!!/$2"
    "+.:0Y{*#P02+*Ai$.&YC;+-le!).t,%!18*-Fd.|O- %(X)2E`, !wo./i7+)7,'V.-*dc5sh.7(.7),(.,#S:&%"
    ",4@ (,X-0+!N-6$t+&95,.Rz7%>7'cD! ,,Ay*80C!S,,$.*2~_-2*0_-PG )-Nz )-o>/)8-:!V]#L/ *'O. -$"
    "d/-R~+3+$!-'p+2,)A+.-*!k.@<=GQ/)bC'b-@7.(O(-0!4-M!8-Ea//%x(()f#))7+&7|uM)&N/,-JX=%8}*T_,"
    "2-*2*&r-2*)P-_-2*-S@(iX6-a/*I/%*51 '%3.$.#I..b/*.$4.$ $0O]l8060e)/+b0;$]#N-6/(S'*+7.'[GQ"
    "zm.05+%/$3,#-%I -%[17,/''&Ny*V.-#3|#+L+ '.L+ )-3,~.^ ,3k%O6.#X]a|*)L/!,%d/-;,,-%D/ #-&P-"
    "A-k,]%N{,)!p=.-$_9b6/$W%./7!}Y$#.+N06JXJQzcV/ ,,Y0+=<.,&E7.'I%/%oC&I,6%X+)E^/7))d,6)2,.-"
    ",7)*7|m-:)Scb-7%/]$d&&|S#2,%N,2.#t.-&xTWK;(/7*,$))!2+,./jp= (-SK%.+o6.;)@a0wO6.Z*=7=7-07"
    "+>h:!4-6TO)+Hm0!o.0j4-:-&8/'hG5-,7*/)d-'cD! -)q0,5+,i7*)L(%/&X/=!t]/%4B%%&NB%a:z8%!%E7/("
    "S('*GN,~(D.].#SB&($S|$Z:JZ #T7-&A'%'iS.6+a/,$<==L.%#.%_*_)_+p)P.2*)4/*%/'L6)^0U(/7-+^c5,"
    "/)'OMMA.y%P%(><].-!_/)%'X/)(!Xn/-7!/%7-)N)%'}t:(8];%/-+d,%-Q-(-7)-R/*5.6sk]-(a0U,.7/+qlI"
    ".*.'A-==$ !,vF;)07.&mc5-)^C-&OF-iP-_-A.+&v<,/-#5,*U/08(,FVnC7F7.0U-Gu9x'^i5/*[@)#O6-lS> "
    "&-X/$$1x6+8.%5+,RE^6+$VM+/!Pw (,A.( *-8.:&A){!V/*9D'!/%Z/Exvw7BS-,+HA+/0+Z.H8{:!`. (/%r*"
    "_(`,_)P._)4/-'9D:&d0,a/%v$_,29Nz,9O+)-)7*)4-(%}Y:)d06*Ns00,A. (cA/-c3+6%<.#+-8>)1e6(dn!D"
    "i+,e %1g.*m..!R/'`c jk6/$3lm/7/(RJ)#<60TSH '-t-%(08*6't6-&AK))&NK(!DC/-!O #i7.(V&+G4v-'3"
    "+:.+L%'@m.x6@O./.&8/$h17*+^:%e.]x))-I&&17,-RBW/CnSy0L.(%%4].@t '.Z%.&3y%3-++!<|h+7'0,$8/"
    "6/Lw*Gr12.(`.2-)Pw /)4/++0!L.BQ.'5,,$IE^M&W:%'$N9 (+4.) ).D-6'V~%8>)cP.2>Nz,H8))/)S&2,)N"
    "J'}D/sRBgBa-9X6Eu>5,@hF[=!4~/&3J)'DG$a6BQ %E7jD %Ht6.!V..-#Pi',)_,2+'S/...!X=*39!03i'1a0"
    "Ja{$3}+0!49#jA+697-(`# $>p/)//!A)M;).%QM0;- ,&Z#**7-,hlfC&)Yy&S/-,,Y+(.,4c%/Z +(3,06$D+,"
    "%5/&^13X+7}h0;!/(%#V/%T4/{F$2n00,;.)3X.76R=L-0FW%=7017-G5,9A*./.)P/%%%#P-7&06'Z %E7.(D#&"
    "@o:);!,+h:L.6,D)+KbF7=76&5~'Y/*$3}00!P- $.'P-_)`)`)P-_(Ns'TV0BdvB4M))%4w&$O6C!N*%#/'7i<)"
    "+9Vn'Z.7,*^17%C/'XK(EP0_+4j!*-L.=$4vF8z&*LF-&a&(E7-)7*,t'&/-k6/$L...$SJ-Bp/ %>N{0,3+6+8>"
    "$940+&HO6*Q-U,-7>[>%!<6C#Aj (-X*#&03,=)O]$8B./$Nw$JN/,/@<(&BN$ !i`>)ToC%f/n,Ni%%$NM-(O,'"
    "'E7.([EPi-0x0,U/$qc5}[J(#<Cv&4c $.t+$%Tk6.!2*./!<9CDw,/3+6%8..{!`.!%>_-#&9A)6,U-,RJO~H<)"
    "+B7J7-,7,E5.94/6JV)+@u|4./=%X6MD9$!t-7B7'/*;/*.-<. #T`)_%_)`)r,r&4}%.$O-MW,C#4/))j40,&.-"
    "V6.3.]0!S-2>As(9Vv(7/-768'-6V-+=767:[6(I.93-$5+/U/*;!6sDK&/'Nw &-4-*%(08+6(A(]W-%cRca{#I"
    "%)T7>S,%&EoC(8+C#V/*@I .,I.M!<-,BO2zSF)Ho6,!4.H5CG3,).)I!B^@5+T3-:**40y&2+y%P))//;'lL-0/"
    "%t6J3/+$f>5]38-G56!r~6X:67676$5-H5/@O,/(L@*0!p- !9NJ,@<&%-)7+)S}$/)O/M#A/lfn/Z99f%Eu0R/,"
    "5.K)*! #/y'_-(5/)0/D/ 'T`,2*)_)`)`,_)AT#/&V0F;$+7*)b07**;$G+'4.@/-406Cb.$I,%g/U-(R0 %!L0"
    "/=!N/&!',A.( !/D+0KN-=!4])H<!!BQ/KI,-H7nS.'%MA/6-$X-nX}%%V/%$dCB8% &>7zA(%'jo0J3,}QK=%`."
    " '@PJ+BY-,/)7-)A-++sA+v+!k6$OK/(8+ /+Q0JI),@^BAM,9t6,WH7..[0,e6F$r-06-eH;+TQCI+6*tjnD##J"
    "q9[0,7&@D('n4-6/&d/'I0,#e.R/.)!D=-+3T (*t.(%0d].# !+/(d-&0Z(&0;#z7*97%/%o$$+-t6/%Y0+!8K/"
    "(3,# 034cg1^zx6+'k]~!r/cen#e/-,!7*'7$*D! !-4.)%*,O.C(k.'50:&L.!$/O,2+(_)_'P-p(N.%(1eC)hE"
    "aB;+/7/j$3/nl4@ ',k.&'08)-{! !0+u.-*3+))KD/6-7'/7#/$S,&#)-A).6,Y+#W6KOF,Gr-2*)P-_)P1_)AK"
    ",sYC&Z0+5/)H30 .+806*7&-<! $0X/'%/!V.:d/&W6>V1 &/L-2.$_)2-)p*2-(Aj/EX/-%3/B$Oj6$2*,!-TA."
    ":$3,/c89%/&P/&%,-k~-)8,.#x/.$8n^z#Q6M3.(%/(k,*@8-H5+/;)K!<JqH%!O:~3s %,O.#*.f0@A*Kf-%T7."
    "$5+1U'.,34/%S+! +)o6cVT^BbKqC7*GRHQ+00sPy.S-,;*.++a.,.qv&7'+7!0X)%%.&S+6>2/-^.15-6%a+@Rz"
    "7-0q.J)4.y$3,0[0,u9eB($2*6-MP,v>u95-T4-FZF@8) -)7i^EeBW6C#A)*/9oHI6cL6CLK,|r12-%`02+(PB,"
    "18+{%3+M)$V~Hg0!L'.)30698/,.%L1U-+3D-&eF%<Bh=*#LM+c4/$ '+Oi-*a0,#tlq6MI(MN%#n!2.6F$N'M/%"
    "Y95//;!/-;(6.f/$G<- /'7jm9<-6-+40y'p/-a6@XB&c_-2+(_,2-&P.2-&4F*EX/-(x*7(GmEhJ7'/7!lf-0/*"
    "&py/ %C5-,l3-'++I!)+7}b1U.F-)Ny1t)7*05-0@e0JR..7'Ge.C-&2,y,`.&ZM-,#p) -@S0/F!k//+3,!#.&k"
    "(%)-O/{(I,/[K5,93-c&!pC*K`y&5~7..U,.[K5.T3,j,%2*:/MN(,.9mE50GIj[Jq98(:T2,6.>p]/>5.0bKf]!"
    "LB.(O+ ,)7/$7.)7$|Y*%,(Y].&O/TL},)L'!ibl7(0!7*(S-&%-(V.J!o.>300+-D/! |r-2*(P-P)4-2,'4K/G"
    "X.+;%j5-:$8M(|P/2-)P-2/&P/! i4.**@YF&3+*7(G3,/Ea0>R++7&0g-=-%_y.P0,;*.+,d,$w8/6&[,'7'+X&"
    "%).L-0BL6F8().07/+<),0!L/6%e{%3/+h9q.-$</)/)<l/)e])7%-7!03++!EO.F8'.>VJlL*&Gm.7$}7'0Z'%/"
    "'o6>o6TO))@bEV)-,86:!8.+,$X/7.'^/9e+,,a* .#7-%[0U/,I.=-'N]],Y/U'Be6+5,.1U$@R.-3+6F(`06:`"
    "0++%4]0/)t(!iVj/Z/GDM-&Y/('/d.=aM$3/0+T`.' ,)_)`)_(_&P+ !.!4/*.+a.*!8/|d6)3,,+/7)17+.gFZ"
    "y'A)')0,e,^F5,0;!n&Q6.-!4/*!%.O/$ ,'O06(2,,7v5.:h,ER97,*5+0n(ty%t,[Ch>5,>5.=-!t|)/V>-0!X"
    "{'XH5,/9R/$e/@f6H3-*.&L|u+7%/$u6%3/6/<@!9`02-%`.2-)4K*HV:)3,/&a.%@D/,jQ''.34|7&+A%p-A*0:"
    "%<.+;)6/!t)$0!V-*,x6#8H*+</&%EL,/.&N0+;)0Je+,-I&(17+.[0+a6F)S],/wS/,!80+><+#ER@7*cV2+*NH"
    "%.+O,/,!Y.*5.,.,3/)-GO..c7,(7$.4-*%%1Y6F4//,#86:LJ(/'_0_)_,_)_-2-&PK/.x:$Qc[/+50=h-17!G7"
    ".'e///)$N,].* !-+#a/.-Z)$1R 07&-bsZ60+$N,(),*O/T3,F;(C#I,/T7++A)! #0! #.+&(GP.6/oj#a.:U%"
    "98%(Ek6w8-n%D>5//3X.hjQK[C+!<M*.!o' &.L0!*GY0Ht)7-0U.>5-@[}7+/;y,$2,y,A/*g{'x-%-f0+93+6+"
    "7#18%%'lA.0/,V0HoJ/,O$!/+u>m6%8 !-)S.&%.,X6-#8.cV6Jk06'D6+5-M5/'+Tt-'C8+{&D*)Q0//%k>.w`y"
    "(V))@7zY%*BkC*!V,,;*6/3,6+d6-3-6,x6-e61a]-$I-#I6#3+c5/,R6}3/MiV@Ja]$Y0:$4j'%3>%#D=KYC+/Z"
    " 'wX)vd.,%5,.Q-6(4-B$|rK /'4z ,&t. **XC>3.K;#iuT#DH&G !-B/.2,y+2++%//U/)Rcb.;$Cml5v70,''"
    "3.6KX>,GV-0+f/$Q0/%xG5..7//6&4/:.,o@..8*{%D/+Q/{$<B%+30/.9<+/0+D2,*o)%j<~/%Q.7,-^@!%t+ -"
    ")rH(w2*y$D&j;#,m~Bk**>q0f,0,!k/0s3B^Em/7#+-;+0/)VH))O6Ke6Gt/!.'4~(/%L/-+#3+T5.M50Jf6(806"
    "$8/6#5/Bh/*dv-)o)*=[@VC/!D+K5/,^Em,R,//%D/)+17&1;$=b-H7*-k))/.Y]+$kn+(O)-Fb@8&/+3.6-8)K#"
    "xEu.7!+*I+.)(OG *3F/wtC.$<i'$Ll.#8,-%R+7,)#!D. ))o)#cr:6&2-n0/$50!7-7%/%W=%e>5n,)!4y)N6%"
    "$/o>+wY./+4.6,3+(%17+-^.|3+./'7',A/'%.(k.F3+0:!pK%$!_.)q6(I)+)7&0R)/hK^/*;+{)3.+%/3-69f)"
    "-+7%.D))..<+-+&L+9LC++XB(-D06*Oy#A.-!**4/+#/&<-0,!k.(Q0+/'4~ *G_F/@A))+GR>X%(Go0Cg,q=!DE"
    "*,LC=$YC%%8@$&O/&+$x*&W**u6&x6)d6(3-6(36B3-6-Q(+%x06/A0+)/.[z3+/986M3.l!OHu07%Fx6BkJ'/VG"
    " -&rw )*Sw -+4~0BD]+;*(^Bm|5.+706i40M,-Xs*0e/BL)+.)o]/-7.)O~@Y.F$e/;$Jg|hFv'`)),TI/&I]5,"
    ":;+,;!/%g-#h]}4/nJ7B8!*/D06GS)/>WBqi7*.g6%30}IC^:6'A/6:!_C/wY]'80U'1 #3,.#GrB*/X6=$X06)3"
    "v$IJR-,#Q6$a6$80=#O6.I,=g6(I0JD,0|o.)/+O! .)uBg*E7JP-),cA)-,%d.]&Sj()$Pi'a6G<)!-%7-%W&Gx"
    "j5,:)x.&$3~7~)#306(7*,a'j3,C#W,/,)%S))+@5.*W,J3,B$3+.REg,7+6/!4z))#P17':/a.-E7.(x)H3,:34"
    ".*5+6!A-6.Y6:d-Cb6^6$5.@Y0J8F)(3/$7/C;-:(7**Z&/*f:$e]/)N,]F^>D({30698z5+/7+,7'0+Z:io,!-%"
    "t* cL)!/%mG!O60T_=,.!2*0Bd(*0U*-a.C$8,/%#3lhE5+-7&/C!40/*+#A>b6&Q)]7'0Q./,I+-$R)-$x6-3,H"
    ",3/, (#4/) *%4H#.!t0,0I(*;'Cd=0+4-E(w2,. (1U//Q*K&ty$rM))#X/%aK5~;!H;%6F!N=*/&4v'>8).*#V"
    ".HO6v!2*M 9r9 .(_.2-(P12,)Ns*>V6,I*+;&6)f6+d6+Q6(I6+e60!8'**#4.60LC($OM;(6-W*'1U$9d+E8.="
    "^/+ZnTt0!,&k- +(8! }q@#8y$N-,))$2+BW=|V.'G<()1;#KI->##P6:/!2*-,~! !.6+<C*,#`9q6-I((17$E3"
    "//cx-(hsZ=TLH.-Dy$O,+/+7-+Q-BO0M!t=&30+))3-(76*50,0!7)&Q$,(3-:$e0+W60!k.!wY,#1U*/RJ#%4.y"
    "tJ)*d|a6%3.H5/.76>#4/:.0!_M/wLv(a-&Q=(eG5/(70/6&A6-'/oH(wA)/K!r0C!Sy'pBv!4-=;,/@3/ #c4G$"
    ".)V/=#8/T<-6&`y#A)&,/7+1U)07v7/1;(F;*-*,a.+Ex6*7'.7$07&1V6FV{#3,C-e.'GQ#>b95+E<,:)!r/6= "
    "!+/sV.!%*D|!*$Y06$h+7%,Q %*e/z5vb=;+T5//U/:&3+,%/!V-%/(x6'x+#a6#L/6%X,+@qE5+G5-,7*.5/%%x"
    "6JD,&/05/Ku6'8p1Nl&-0o6c406TO),E5jD))H#r06B<}$3,.7H7&/l8G$.#p-% &%4.$ !(N-A)4.N-4/! .%V:"
    "*!X-,;.-'-8/% -<w &%`,_%P-2*&Ns)/an$a./-!kH((49 !)P-P)P)r&`)2,#A/&,)Z/,u09e('17+-W00;!*-"
    ",#7&+4-%%'0O,]'4-:'3{,E8(&>8.MI+00!7.,N,%%/)t6/!Sy)O)-@5.-X]K!_6:!XcQj[T3L>I-@O/6!4.=E8#"
    "*9g9b@gJ7j[B5,Ea6$kMw8(!GR>7.)3.6-x-)(3,H5,0/$I#',7$/7*-3-6'e6(<=(1D0!&wA/..E8))/'7++I#z"
    "o69e,^@u+7,%U.0=%4.+%%/!r+#'GA)./&x/;#Mq>5,/7/+%56C#ks-+e6-WJmKa0MO6FY-$M7z^Jb9Z+/$3M+-L"
    "-2+$`,p%r)2+%S*2+$4.*,.Q/-$<=-*#V-6-A!!0,#2+.-HD/6>o/''!NB[97$~$3v(-8w /3/20I %-7/)Q/F|p"
    "F]$_:&Y=&T2+B **2+E %-2*/r-p.2/(NBv!oC$5,.^z5+.!&,`9$/,2+J0c2*CJhG5/*Q,,6%SF+)YM;,6.I% 9"
    "7-)Z%>80C!<'MxB++Y,2,!_.p&r._(N/2/%4-(]Q./%f6.!t.(@8$ HQ)TX6)g,sR/-k.:$3-TfM;//7M$Q6H3C%"
    "/&o/'0+x0>D)/*3,/'.$SE ''r0_&P-2,!A- %+x,/&Q.(m6+80z0!4/$ i7sg95ve0@%!2+y*L>5,B<*6%t69D%"
    "'9bEh@hGb-;#M$d0U,,%#3.Cl4.(20!`.#$0!V/i3+GZC;+G5.+7:+5/C+3,Bw8+C5+.^Kh0U+.7):(3,n.(Oi(w"
    "V0:!`6)f/+1;%.wV6&I*0+f $i4/),HO0C;)>5.HaBq9uj)&40y%`0+)>V0=A({'Y.#%0L-'.%3+B5/-'Q- -$3/"
    "!')Z..&av$x+(-7'0I&}Q/w7).!L!!+)Y.C(S069A+)-17/+OC=*S-C)#k/;#Hg.;4.)5,.$Q> %#p/!&>rnMf,1"
    "U).7}h=&xn0h#>hE5.0I*B3,6-&V6=py$S].0;#/'D),j&`6/-'Y.[Eq,3O6(fjc7sI+>3+BZ!..Di(1Q0C!80+5"
    ",caH *&2,. )M2,nFD,6U.-7jg17-*#.!Pw)0X.!/0,p6J#A)/.R}b13Ln5+=<*6.4/C//O- ,17./RMbHfn#D>)"
    "-D/%&1f]/!7''7$*<!!)+O,0/(3~;!/E<.6#406EO$+Gh>u>5+ELy'S,)/T5}Q(B$py,A*E5..hl[y&L)+@5+*D%"
    "%i$2*y)Av&#8/'b/7!/@Z0+.I$%07#07**RlI./(#D06C!8.#m95B^G5.M&8n'-%8.)-+Q~)AvMD0,.G<,>e6'^-"
    "E7-0S+!$/0S,69t-:#4/.%%3/*R6,;$%/(7'-<*#/,30:$Dy3.-)%3]76)5,&/(7)1<,%/.<0:#x0@YF,/!p9*>t"
    "6EW)G^9k#&Eo6.!N.=$tj//k' 'T5,.[@I~I-B%%N0y&2*6)3{]3,#.,bBa0+WCqK%%(X6=S=~(Y).iWlu+x/C-*"
    "S..*)&NGg/33/'b@m07-,%$306K4F%$-'2*.! ,-k06(4T5+-g0! ''2-* $MrF/.!D,G5+-7}g6+3/-+.3,-0+W"
    "=;(:5J/'89+-a6)O0c3v.-d*$G79g17*-I)F%!_y.Y++#3-6%a6%Z6&I0HZ6-x6-f],YC#e/vI#%1349gG5,0I,6"
    ".,P6]*X0BOF,1D)!~5,C;&)z<! *,4/-&}k6.!XF#3.%'-D0!$.V/+%wX-,.%7')V% '(V//0!O6'8{+0!`J -(_"
    ",p-2-*P-2*.r.A0+%,,V6.!D,*$e60!861Q6TL6EV61x6/d-,&D6(ZM>W!]7+-7+,^jZ/M'A6=> !]..%S/'%#!`"
    ",'#fFl8! &/7#1Z$(/</=$<,:%tj0+D$)HZ6*b(97.,Ns!/+N6C$kK!kJ@4J$>D'-KI+*j7*0D*#.-Y6l<+.$8.("
    "(.Y( #wN,# .%V{B7))3+%*(3,=#I/(g1;#/(5+0!'-Sc!/' !0+%+02+y-<# GI-(5+.[cb0 $Z/0:#4M#'-4.+"
    "!&.<+6'x0+f+%/%4-# -&`c'.#O=;#/-&5.!.$x..#A-:$t.&.)D!)>W6.!R/'82*,N0! .*4.:TX~/%4j#%!A>#"
    "Z~/)7!-%7)&V$#|k=&f-7-*7cR1U$:+%#NJ '-4.+ '0V6}I-+RH5] %Oc(.Ni!s2v),> !0:0|5-+5,'gE5+/7/"
    ")7:=&4z %/k0 $Gk/-(4-0B3,. #3,';#6jW2,#7))P& !-#A,0B5+#[>h,7~(!8=v#NK '.o|!GA+:|r-*%Q/=5"
    "-650C56-a6&d6&x-,#W.7,*7/'71U#:B8C&,+4., #EN06.!2.:.%t/%#!V-}7!,#7&(A$`)p*#%.%A+//(x]-(o"
    "-%%#4/*&W:/-D*2i7+(Y'!TX6+W+{#S/-*-(P/%#|O0/)Wn.!o) -(t( *)D,0|k6vL),/.^Tf.jV:)#8/*b1U-*"
    "7.06$A/%%Q/,(!<z.,34T7/$S.%'/3.F$3-F!X0+sD'!c5+J!</-@L2+*4B'}o6.U-([95~*$XlwAj%14//),0!2"
    "*y%5.'3+:/)Y*)/.^Tf..'8:-%3-'h.U-'7'.s8>$.X. %-D-&ldM5/(-(3.!!GL..+!S0cfK|Z >7}^Gm/5+H'("
    "! #y.#4.'b0U,*RsRFF$40>'/4-0!!TA-00+L-*mz*3s -#S-_(p,`)r-p)SH&lO..)a-0,#p,&&9p' ,.3./,;/"
    "/.#D. )-#4/$ ,-X6/$V-)%f6+Q6/5/6!8/Cd6+e6(f],</K!tjzX& ,-7,0RHm9d=%!Ny0!p6+3.6(x6/!Y6.Q6"
    "+f6+3-6'e6+W/$5-,7lbK'W:.,!N9 **4., '0L/.HOv&f6.;615.6;/KQ6)d6&x6(h/U.(h| 'A/& *02*/ #@ "
    "!0n/c !]+9q.[+C<z!c_+ '/V/v$<C,d+ ,)3/$ .!</=xn#Li)0Y. %wNH)9O-,/'7-)D#!.%t6+8/TQ.]7%ER@"
    "g17)-gK)(! !06/-#P07,*7E^9(W6/,!SJ )+4/* #1D/6+! #~0HN@AAF)Q-',.3t'A!_)r+ $TN0F&W~!8/,+)"
    "LE -#P.! *'r-`)S.P*4j%.)O0zd6%O0/).X-2-'_)r-2-)P-_+p,NH'/(V0jW,.+D}%|_.!!|p./+.I/1;+,++3"
    ",'$.W.JbTu- !#Al -) !-* &0! ).2-+ %Cv0! (/]@h/340,RB5~;(T-$A}#92+M,E20]0>5.(3/6i4.)%&#4."
    "'#5C|7&,341L,!&-8,:$8'/,d+#lO+!.*</%-1a-&,(7))D! ,'o.-)f/JOK]8( *-Q.BQ./H82+*t*&}Y6+3,07"
    "*1U*17,. *&4., ,.A0+'-w %6:9p(% }osdK-#Ai!,%S/`'p+S)P-P,4l +)<~.;!@uTW9!%A., ,.rT#H2.n0@"
    "P))/,UsZ./$Vs&,t) %-X,%>8+:#8/('lAT '0O~sDC'8*.-G2+K'9py)L)&++7)-8+&j</F<-6.!2,l$Hp,!..5"
    "+:$I%/,A%2]_/ $>S.6+d0M;06;.6'3.6$3/=#<6-a6/e6)3-='<6@L6-#D6w<61Z6-W6l</F)m>x.(/3T *%S.P"
    ")P(P)S-P*t+!(*8*0/$4/F6X-)Mqc<(//$4-=-'8iu17JhF#I.F7]Rzb1U/,g::%P{-,)a9I..;(>#$S:+{2+y)A"
    "%&:$ZMqEf*.(YF./O$!}g1U%@7+KI(KL{)O/z!Y/-:!8 *9q95vI,9D/C)#P-F+%D+-u6,3/-#cAJ *(P0! ))S1"
    "p,N0+*sD0}I/+5+.;#lgGmTb6=#4-=K<,/.(8+#$e:13-6%3-HWC.!89-+3,-,G<v*!kleM(3,, #+V@./!Y6%a6"
    "*3+6/fJ%d0+)!PH,B_G(>4/6*f6$x/0|4n,9Y0/(I,+5,C$<=/KN.6BQ H[EZn5.)5,)7,-7/)bK&!D6C#4K+B4M"
    "-@X6*8)/.#XnKD$$9b/7$>7)><(*@Y0,&8$0/%V.=/o'*#/$_%p)p'_)A.! .&o,*0!<-@q07/.gEI.. ',_J#0+"
    " !/y'P)*=qKZ0+(e6wX61W6+!o6%D=0,D0,.0a.BZ]!806)Vy!A%&(9RB[Ho)./!YJ;&-0+!r6:#P/6&aB^6+;$6"
    "(L/FZ/)5++(5.6-!S='}r-# ))P) !/(P+ )0!N=l3+Jh*7&FZ&$.,V, !/&S._*40!&]40/=%OK#W/-I6HVF6#S"
    "6-97@[H8,0TL.*$^.)5-K50M806-Y6FL./Cm6#f/,$x)[0Bx6)3.6-8.6-I6056Ex](V,B800,#XHh>7+C%R/1Q)"
    "0+3+/(^.6#o/.Hh9<,0Fk/J;*0[sq+7&T5:g@mM,%Xy#rB'>N=6#k=(5,s3,6,<6F3-6*a60!YET8@1I,}Z/BDyD"
    "*%6%<6=<.F#d95..g.$34.%u-;%/%I/-%%!py(P(#*E5]7/&xj#D00J3,6-7#|7j7*-4/&(./o:-!t$)(80,6(49"
    "&.+S._*`._)r. (GNFKx.)7!,(5.:#L69Ny8)*6;+6;*6[,(R.*mGd9ZH$,%2-C6&2,]:7{R>R.(5vmc #rH%+.2"
    ".y+A))*T5++7}ZsW6>Y,%)/!p+2/'p+2,*N/2*+4-+*s<.He.U-170,7{'$306>40=F4.:HO{(8+-F$4-K,$Y/7("
    "H;!-n<,.$G_s0,D./*!<0]-(4-=/*o+7).$7(l7+,<(*/$L0,U$.:#o-+K$e:%X:;#++b0U,*b07,=*!4{.9b>5+"
    "Te@eBf6K8))~LC5+6#e(9gG5+/R0+my'S.6iX )(39.GN|(@p-2.(`.2-)`B%}Sy!Y/+$L=;*6)a*-(REh0R0+h="
    "+'!P06COK5-0i3+$,*7-)7sQ(G3,60+#r)%*c`.$5-Mg.1U$Eu1;!JqC)%Oy&P.-$306(3y$t6&30+-0!N9!KAn,"
    ">VzU'G5~mTWB!,(2/y+`]6%WJq>f0J<0/01Q .0Q'/T4-6K<,GQzm.U).M!4B)-#P07%-7#0/*;#(-,!N+&(Go=&"
    "f/KD0/6!D +9a-B3.:'aK5,0mTR,/+%X6FA0//Fpy)L$)1UFhJQHR+/(!PF,9r' &0;$@hM7+9d+9d.&3,jZJiV0"
    "!{8006%8(&@7>4z,cA.=$a-J8:{Z!.|a6.3-M%e0UnbTg/+Q0/.fE*/!_y(X&'BmsD-HfHg+B86@L:%WK7,@R0Ta"
    ".BdC$a,|X6/%4-j;#0+7#..$R*l<+0cD-)$8+.Jt=6#p'$MgJ^F7*>D*:!4-0,U)0+I61f60!S/6-X6FO(.Cm6%f"
    "0zYjd6-3v,,e$HgEu/7-n)$V6MY*s<y$pj!.)_+_)_*_)p/ $iN=C!X.)m-&W{07*.7.-7(M$^//L((nX.-'R/%u"
    "TQB5./ $#pH+J !/y'p)%0/UK8*v'VKF8/.-17#97z7+*g/,o6(5,*^E5+/ !#S> .*2+B+B $ylP$(E5,,7'/$Q"
    "/FZ618,6-V6Fe6*Z6+;*/,#8,/.8.J&<J!)'4.:@8.CI6GO6/!</,;!,&m1;#0+h>$e6=DJ!KtF@3+/,!D-K3K&w"
    "PM+/3/6.!<))HRE3+HQ+$R/'#'o.!++PE$>2+F/JS6K#a0U,+7.)7/%!!Lw-(Aj&E2*/ +,t==%r)/=&3,*7.%3X"
    "Gf6$8063.6-LHFO%$J[B7vb/&*L@,.N/*#9p6:D6C#<*1U'Gh>x~0E !/.-=;'cO.6+A6n$OHq17,/7'.=!`l!-%"
    "AK0+#o.$u0U.,+5c.'av*d-{$N@#,(p/*.,!NF'(#N:)#<=#5/Bb-,3o-;!0E<+M8,6-O)$JRK70,7(.;),$(Vl+"
    "*Ss!>pF/=`6=(L(>u07(13<c5-9f6d6/VMF8$ {7+17#/&d-#8+:'3{;#B[M-*<=+/+tj,wA*6.!P/s<F0/Y*2-%"
    "_'r(`)P)N/! ((4-6G<,juHdB5/+R9[B)#8//*}k/%)/x0}^.$5,93,6#k61D>.1D# -0U)17#/$O{#DyX(!$/(S"
    "!`)`+`)SF)/)4.6>D/KW.7,/[Eq/7).)-(!rK+@4./-jD.F$D06*8*/>I,0a6=8v&#8jgGqT3k+g:W/FD06+L%)B"
    "^J^0+7(|LjI/-w<+!1^,)7+s[-T8+)c<0Mb.0fJ;z^07)-7%0](!kz.,f-K3-ld*)0<-2*%`,P)_%_'N- !/&4.0"
    "F!<+-U*/.%V/'+-k-'}A,:&Y6+dJJ8,)(1Q,~e06-L~B5+/8*-C%`6=&<>5+/7,,7#,Jx/0/7.+Z*F&2*y,S)-,7"
    ">[GR+6(4./+($rG5+6B!A',.JbBI*><0Bh0@D>*-L}.%4/6+OC,a0!E3+.sg.&I,TV'6*X/.$.%pw ''S-r*4/&#"
    ".-D6BxC#L~,Dc(wP-*l3,0;!.FW/!/$3-$%-W].3+Ta6)x.)-3-(%/W!(-7{;*6@o6K<,6,4.,%..4v0|4-:&eMQ"
    "J9L@/+W-sm.;'M;][@70+*'#Nn+MX0+//x.-(N0/$d0/.x,#9Y% /'7/(^EZ0B%Ay>X.+&XM/0k6/,D+6([9bGI,"
    ",5/TW~*3-)#-#t)-,d>W-',Z) (*8-# .%<-,-'k0:)`6.~! '>;,6+e0,17+-[}u.7(,{8/-J^@Q,B!A06KoJ%!"
    "X.7,*3L.+5-+/%3/%lA*0/)O/+)Z)#-u)-%I(.#Q/U*,79b17$.#))$4=)]A+-%+.<,//%Q+G3+.@gHA()+E`CC$"
    "QJb>7,)f-6,O{%I/7(=%I'-034GD $.3+=%8.1;(6$3-*9a$lh0U/+bC,*$A06i3++;&>,(NH$9pG*TpF:(A+/K;"
    ",0U~7$+.-%S@&/*2-Cv%2,6F[T5+'R9R0;(0Mx,.-7-)a)Hoy(`'M%!LGm/U(/7*GI/9e6*3~*1I#$>Z+C(!py$ "
    "#/%hKm)/[$07%-R.)h6F%S0=(#L.6&4.F(e07+6TV.0HRsd*GO:(I-#5+) **Aw iS>(GNy(V+1U*(7/;!*/6._F"
    "(%#2+l#e6cW'{7&G<%)94.6+3-*b0id+$,3+' -#O$ -&I$93/6=4~+)%8+(uT5.(71U&6K</)&.(Lz-+8*{$A.H"
    "e0z3-))-3+()-I ,+^>5.s'!Ay)Z+.-kC+1N06K7/'g0U,*7c[,h0+50Ja6$e6JZ).9Q%@o0//!X=#Q6,3.00>P/"
    "$$/*_0r)P-r)AM+H4/6,!<-,#f:$3C);-(%5/6.#D%%.)7*%<).cL/-&RvgFI/FD06)k}B8#'>[K7,9L.6*A0/.H"
    "V +TaHb00;!)>L{GD0iWvGX-01;!B<).B$2*y+A*>%!X1U%E5..#Q:,QJw<B1m*0[{%3-6M$2., '*$k+hH5}^Gg"
    "6H<F+9Xz/(d/EO*..3,J%d-7+0]#D-)/(7.%8*/-!DK;*6FX-+/+<&%0!k6C</};/(h/7+*7C6+t(%##tU&s;#)+"
    "l7%,<* ))3,C;$/+;-**-<> )'P)! $(`(P)N-p&4-(&.#D/se:%<>()f &)7-&u/I,lWC%m.:&V+F8C,-8% +)!"
    "O)0CA6/)!L9g.U*+R,.-%8))-,R,+d~!Y6)b*/-#A+(&HN0:*U,E8,6)S.6>2+M*@A% ,95-G5.0U)>8,-%8.,'0"
    "Y. $08~sZ{,<l!/'S/$ -(L.:!L/)5{jD/ !/&P-2*)P-_)P.2/'40++.!On$3+.6-V-).,[>V)/C40:*;.'h/U/"
    "*h6.!4.,)zO! +/7-,^G5..W/F)(`y+x/%3+/%;/%h6+$DG&/%4| -+Y- .*e=#Ivh9W9*$N.s@2,y*S%%+1U,.7"
    "-+d6EXnE4.-R.=&I%..8& %EPj,0d6)b.&Q/-&d-U,(7v-)8//)-)</&*/W0sS.6-!A)%&sI*TV:&a/B7)Gr-'-0"
    "!P.-,#f/JOi)wP/!$@Y:/)7))7)*4-$ ,*X/C;%M5.K3-6(O/.>m9bHbB^/)I+J3+.&$8Eb.7$0{&8M%lX/&|eF!"
    "Ly-N)),9Ij<%+M2,6@k*.,[Tm-R.6$Q#+/7&/5,E5,jU*9D%(0!40F&3+{)8-%,+m.$D.>I).C#R.'`+))Go6'Q."
    "HdnGLMBeC+`%p.P.2*,A-+%.+<-6%a1;!.)#(k- ++p9%M2,y(N)(/)[Gh-h++cP.'*))S, (.!4//*I/.$W)!/;"
    ". '*a0ih0+;-=#A-6(Y6H8%+9gHmMhF<.6GA+)+1d)-}S6F&<,/^c5+-7l3VT#D0+%0N/* -,2*9$=2,6:(A+,B^"
    "1U),Q0KeKGL( @[9m/[HQ0J))Sy-P0F3-}>D$ l7.(gTI/,I.J)$Sywp{$3,')/^)-5=#5+}7#,+Ac!,+L0C#oFI"
    "/.9Q$>bG5,/[B $A.=6$2-6.(O60!o*+GI-+uB[/>Z >D/).ZC$3,:#3-+/)7,)RcI,,f0Tx=*$8*-0C8*n3.)&/"
    "%4/!&/!Y.93,v-!P.2,(A.(#))8*C#S0M3+{Go(%1I *-R@5+0q=v,r6M$k.0+!Y%%~7(,<~-#3+0!R,*3-$$0e6"
    "$<K*)3+6-8&+K'2,6:(S&/*#f17++^w7$/F!S=$,%N.!$lo6)<0+/%O/ $/!4/%!|<.Ku/g9%*PE .*r:-CX,0/$"
    "5>h.7*+3X.!8*0/!r/6+O,%J^>^H7K7,.I.|dK-D0+ -$p*_(`*_(A.2,#4.(&+W/c700;#6%<,:!2*6FD+)B7M7"
    "{700Q/je+$0!O,!l3-0>[)'A$p&A-% +(L//.!k0/!<B0+</%./!Y00/'I!(*7$-Vr-k6@Y+.&VFFVs=!A.FG7.%"
    "7,(t'%.)k6-$Xy#_+(~^TL,0Ct='I/'q.U-)7+~,#4/*))#407'@^~i7'.!k&%/e0}Q..%3~,/x../;%).$7(*7$"
    ".4/' '-<-6(a-}D/%.'L. /(3./B^))A$2+)`H -%<'.0!V-0zX-%%$4-$Rs$eF@D% %,Li.'fK^+.&3n&/!P-! "
    "+%`)_(`)_)P,2,&A/'(-Z0/%[}5,-;'0!|`i$wp=.BA'-0/$I.(^1;&.-T4..))#S>qC&I(+K7%9X'&9Y..+[/&!"
    "8~!l2*T'G (C)/-2*y+W,0U/+[9d.-*!Si&9ST(wO0:%7,(A%2*(S.! +)k06!</-#3~(.Ow -$r-# %)p)p)A/!"
    " *'k,(w<-BQ)}3,s/$4@ %*_%P)r(`)S.2.!o,),I.,#D6+Q-,E[>^GI0+5.1;(C+~N06-'4/=&W #EZ+0!r6|8%"
    "']34-*o %/&4.C%5.6wY).,7/+! '~=*r/+@q.U.+7ch~-'V)#&(4-#qn(#<))*l7((L&%.#L0@I)j3/,/1D- '*"
    "80+/;!0>a-$cV,!.%eC!O)].4/-)%%4/ #W6Ka!#T71Z+)*WC;%0+WJ+(Yc!,#_'r(_&P)P+p)4.'&cL0/'^l5.*"
    "m- (%P/$ i2,y+`**.-7-([E[,U(.;'T%(A/, /)py$W./7z^iZ/&5-0/5-)za:9h-+7&0D)%*9`-n,W-7-*!!DE"
    "+(A.+!E_C.GS')=#QG^.[.|806*YB&wrE ,(`9 ))4J +,o0+B<.=#Djm6(d,*-Q&*,7.(d+93/6:8%%(,!V,'e."
    "*ENl .$Y/*.I0@3,++-x+!Ex-+!LH;+.0,<c%cP12-)`w *)PG!.(4/**/!O/sa-'5,:'3+,,TL00@Z).*7).k))"
    "~O+.-&8.+uMWMgM(!L6:$SF#-,4v&*03+0M<*$a/*.*Y/ ++x/sd65-'(-!4i /'<)-,$V-)%8/&(wN9'.x/Td/-"
    ";T*,3}'1W)*'8)0+f{B^/-Z0Kd~@7/)X+.EoF&8.-q6)e+%/Q'#07*+g>Qy,A,,)**X-*!D6KD6Ke6%3-6)806*3"
    ".6*f*,$f/>DC.-8%!]Z/@f/:#mGNK.0x/)#f])3,61x6w4-6T4-694-6,!X6!8,-&RvKD+)@^0!8(//$L.F&d.7."
    "([|5+@50/15/%17#07'+R/'I/C-'X)),,Z0R.,qH-<M+Gry$L%{;!Hb,;#:'Y,n1kK+wt6'30:#3/&+.!t,'HD,F"
    "$Z0^0+5,0 %OB%ES=.GL'0|5s[T8*.-'OC)+#P/U#=%a:9R,EV'00!Y.+$x:&LF-H`9 !!_:,$L/vTb9O)0Ttz#7"
    "*'u|Wl$'A., .(pC.EL%..;!HR/!8n$I-:%bK50>5v.!7)-Y)'..4.6.(S//%e0,@8%%Ha6%Q*0EbBY%,>N/=(Z/"
    "l8={LH%E`E -%PG ,)N@!l4~./!D:%f/*WC@<E*.8w!lS12-'4w .%4B)0!Y0/&Z/,WJ}k0 %|_.2-'_-2,(r/! "
    "/%4/,)wO='I)'5/613y3y36:36Cx6*f)'!<+jf:BX>.1LF6&O,.HRB<%+B4-=,<{#f=0!Y- jL( BREu0Q06/&N+"
    "~B4./%ZC|39=#t/=m,07%GV'(G4-6+8-:,$p=,*%SB#a6c</6/7-wN]68/K$e:&d)0+7/+a-=#460+'8/(b17%-7"
    ")-$a6/%oT/GSK.HO)+B7]o(%/-o6/(D)'!<06-3.6.3+613-613/6G4-6T8''g/-;/0KL.!$0O(2,(P.r)PG *)4"
    ".0+EL.M8*.*#VKH[@Q./[.C7%jX%%/,A/6-!X.K$`K)+'r-7'n$Zvw7BZ(H3,/+7'([s5+,!!L>+*X6:#A%(Kg1U"
    "*,[-&I.C#DK/,YB&9pB!/&Nz!it/,TD:$I)-(<j&/3,&$0I/Fa0z8s!-!4-,!-&8))*$<-=+8)%,.7/&W*0a6c<+"
    ".$5.(RT7-(qEQsbK(a6FVJ&EA/0,E8+HxB!OJ/,!2++ )9P:0BL)(.)7*,t'*Ht.-'5,-qM!<F[Hm6)!LC./$4./"
    "(F3+F'Y/(50/E3n@f6%e6,3n$BN0,)Kk6-'8/.;-6-8,/,>S)G)+O/ )(Y- cY/,,QC#D-:%L,)/,hEW00;!,0/U"
    "%-'A)-0@N],(Q'*%Di).Lc&1x.}WFu*.'3+),wO](d0/$e,+-7&.gzg-s7)-X!!]k0C!A)0F$PC&'#4H;'6j8-)-"
    ">g>D)ne/)bs5..1Z0!G[17)-I-@%Yy'< %)$e-;)=)VG#1XG +'PE ))o* ))LFGd.)3+~*%NM)&$S1U(6cV-*/0"
    "U'GL%.0!4.z#3.cQMlLG6<.6GZ&T7-(<%%,-t60+4-@fMiX1 ,0!_/ #>_/2-(`G!9S0+,|V-+;,F;FFW#]a6'Z-"
    ":#g}A,]HN-n&!D,(Z61Z61Z6+I/65-6'3,6,Q,-'f,/$<F,1LJ(03/0F3+6$8@,0!SE(EY/F!N-6+#pB')#r07'C"
    ")fn@7,.Z'F<0/*h>f6HtT=kK6(N.6B7.-D)-HOF&W{#<0/BOs%080!!cSG -&SE -'4v00Q//%Q/U,.[1U%w$e]C"
    "LJ%.'4.-)-,<+./%X-,'8/6.L6B806$D06(<.6)8/6(d-*Rv;)}I/(R6K#A:&,+A9 ).t,*B<,i8+F!YK.&8' *)"
    "q0+hv(7#/Y'%*/Y0C(X0+;{0+3G /!4/&(GY-,c7.%V'*GY./$Ly.`].=5+lWJqGWz5.GQF7!:&x6-<6H3-6#e6&"
    "306,306B<+0,%<K;){(W*%.7'.7-)bEQ0/)/&N06-(A~#3-K#<HRF)#<C.|4.( ]k.'{8,0/'L**I:-+D>h6(W:1"
    ";! -&3.+@eJ5v)$D:6$4/v.!Y6$3-6#8l*/Dl&wA-6-Q*@80M&<Hg1 $Z6=$N@!++o-)0+8,F%A,*/,!_=/Gp1 ,"
    "-8!!i5+/[i5-950,U,06H2//-6$A %@5.-qlWJ5,>5007,-#WF(Q/$+7&)7,&^1U,/*00X.-)+#NMI,6(o6J<*0M"
    "5-BZ6&3+6lD0FL))->_6:$N$(H5v;*H5/1hFh/(7*6(3.{,80,;#6cd]+7*/Z)003+6(a(.(Y6+0Oi',8*0la6$3"
    "/(.)30,.,a]%Zz;,6*I+MmF5,KI6(a6-a='Lz))!Py)2*T0/!`&&95]qTWHh97$./;)}#3+-#5.6+!40/,++4.& "
    "'/X-)-+8+]%3+.$dF'3~U6K<:!-)49 '0t/)0/!N,M#o.,+3-613., #3/C;&+/*7+.3/6,3+C;$/$W0:!Vi),Y+"
    "2-&P,r+N/r-4-*&.)<0C#X~#YK+T2+, !9rn6(O)%-)7]t+-Bk-z!O.-#3/].3,%#0e)%w</6'7(+X*)0+L6.#3n"
    "$56)x6*5+Cb6#8)6+Xy&A*v-%2/0]'AF-HV!]mT5.(h0U0+7sR~*&OM01L>)9N.6>W%sRst*-Gt=)q)7/%&Q/%-x"
    "((*8G+-$2+y$P))lq,b=#3M,+8%!,+I,@f=.#8#!+,Y,'./D-:(k,)&<=:VM#e6.#8$ -*7*-a)@e0+b/+5/0s8>"
    "&,a%'.7/'^GW0FEPF]&r0@O06,X6JZ6'Q6m6#3,6.#O.,)#O$++LC/.L/ ))8..07/1;..)&8.+)+Q.@a+-(8/61"
    "t9(0O- ,/gJQ/.&!o6:Y]*-!2*/*#<K/)<G'w4/*,><,,/*7.,O*,@Y.-)3,=(!p}.92+- &@SF0B<%(@^9Y++Tt"
    "='an$x-+$3/'706$d)++7&.Z-MfM#a-,#8/{/<l'1[.-5,C#I&]X,)/-YF-$3,ieC'3,/70n)3=-z4@ ,/o/*M8,"
    ".-!t-K!`:(l`@)0!Y6+f6(3/++-LJv8,:&Q.@3,M&3sb9+#D/0=!SB /*4.)&>L.Kg%U/)-Z.%-3-&(*<9.H2+6M"
    "!`'(07((7,)7.(^@0x,(/8s~!py,`~B$3]5+6)30/**D>[6+5,.s7+,a,{d:%a-)#3-').<+2-#4/]+I0H3/) *!"
    "4|!-#X]'Z,%5-0=L0 &-'r+p)p)_)r. !.$NK~f.-;$Mg6I,:W0:[=701R6#I,/&W/(;,0F3/) .%AG -'AG .(N"
    "1 %w4.+{fn'x.%IJ,Q, .[$.7,&^/U,/+),t.]|p,.(80{TP9&/%o6.#Y0E8J)0Ds*1f:'Z/j!4//-}S0! *(r-_"
    ")_,2*)_-2/&SJ/,f/,Q-6=2*60@2,. ,/[@5v;%@5,1;#{7!(-&ZJ'3,)7j)&36-G4i it*)9</ja+-#<C,,Y/ %"
    "08' +-[@u-by#p0,))!p.BkF)GP( '0!L.Bf.0E[,-Y)%/-o6/%o0+3+0+@<#.0;%6&^(i7*.4.(&,/Y6/$3,|xF"
    "'<j79$;=:$4.|%/!p/&)9A*0/(o/,*x-)*3,*U0=#3-#+'34.d&)-3+:%8,/-'X},0t* )9_/.6(V*%j7,+k),E4"
    "//,&e,l3//-'3,*7+=#Z)*|7TL,.wLn*ev00! $0=:#2+#&HI/-h>5nhH5,Eq)))3-=-3i#5/C#d%-*7'-3,-Ke."
    ");$-c3/0/%8:;$6&#!NM%)+NG '.t,%,+8+.+$O0,*!oF/(4T +)N-2,)P+2-&_+ $0!Nn/*f/*U+/bHm@)3/*)0"
    "LE,s2+y*r~H5-GI+/.#k{>7,&b.e6.#X/K;-(7|qj#3-=&3-6%3-6#3.6#3/6I/6/!A)M)f*%;'6*!Lw.(3/&-)A"
    "+0KVzwY.)/%f+.;&-);06)306'8/6%<06*f6/!X60Z-+%[cm/7-)#%LTjP./*@ $y/A'%%.*^9dKI./BO9(.L9 ."
    "&p12-)N} +,4-n>V0BZ/M3]:RMQ*J3.6J<n)!LJg}^-cx0}3v-;)6/34.(7(-NK).+V,=$WihGhEQ.&-#`..*w %"
    "y0N*(%.*g>D.6'LJ/-e$/(5-Eg00!RKN-),HN0:*8/JeFsVH&/L9 /%PE +'rw +)SJ(sA0:*eMI00/*8n -'4H "
    "+%4@ +)SE cA//-1d.Be/-#DFsD((.*a0Eq//U$>Y&+>4.+)$8*ifCc4-, vO0,0EL)+>7]V%(/.Y//-&N/Me}1I"
    "# 0;#vR,/,7#/&N)$%+-A.6/%D,6+t+)HbG8%.,3+6JL..)#</'b-!R.v(O-*G^.7+(d6+!k/M;iRT3o(7ibEqcD"
    "(/-w !/6:k+/67-*Z6)<K-9P9+9SyU%9[1;',1Z.*$8,:#L-)/)8!#sq9R..7#Ho,)jX/F;)/&u=#3,C!V6(D.6%"
    "D,0F5+:$e:'Dn#8=.,OF ,&P,, $)r)P)P,2*(4{*.&Dv-5+.$56)Z6(<06+V6Cm=5,6;](u//-'S)),HI]D%,/3"
    ".6l3+,7/*7l[/C3z(*3/'&%3,6E8&%,)Dp*NM%)+8+/cL.:%SK)9S+ $93,:^/@[J<-)BD6.!X/.!D6HLE,)Z l^"
    "0;(/i#Ay0V%'*,V,%5-=5-@;&6&3-6%3-6*3.6-e-,'5M%Q6-3+6)<69<,6%I6'5/6'3-:'x0+Q61506Q6-3/6-L"
    "6M5-6%3/0+#4./&W:EY,!.%8##Tu-m9!!4y)t-+,(Y./'<6=DJ%#<6/&f)*}7)-t%&/,X6.!k=!L=jX>$Tp.2l_-"
    "2-&`/!#/%46C!X/,$q)#Q0BZ6)e6*Dy8'*6q6#d,$W/)e6@t/%(/k+2-(r,r)49 %-o/+/+<-C#4~*#D6H<>7/=$"
    "I%+c7*-4.]..Vv/&<,j3/..)3/))%d6|8%!.'7(.o(#(-<+/H4-+#QB+#31 ++a+-0h)/$7&-I%*.o0:&8-(5/@Q"
    ">RG^M&$8:/Bt>(>A+6.! !,//$k/+,/X) *-D$)@m/G7+-O'%~t-0/'IB^@qz$D/)9p0/-E $0y! !%%%/.RHW06"
    "'tnG5,.Z)B#4/6KD.-'!8@qT7%1U'/7,+*#LB9`/,,G $06=S-,/CqH3+='3/Jco>lD6.!4-6+<>+/YB(Ek/M!A-"
    ")u=*x) 1I %.7*(R.$I00,+(t]-,I>b@qc#8/)HS-zG #06:D()nRJf)7,/7.(7H7J'Z6=#N//)JV06'x*;+K-!O"
    "/!-%3,0GD-J8-+%HNi ,-8+..'4.>Z{.d)$wk$%17)+[i5-6H4.-*}o=$<K/-d%/)mJ7(97.(_,&%9A,0B;*/7.,"
    " %<@'0k/ /+2-=.0!2,//Fq>5/.5,s5+Bm6Q-=#f6(e6*3-6cXn&!V*.,#py$_K'a6C;$'9S4-&`J)/'O+-+8++'"
    "Z0,}</!,/3,6134E7,)N)))]N]C&X:%e6+e6(e6%<693-6%d6,d6.%Y,sD:-%OC/)V0,)s7))7%)4.*).&V,/*8-"
    "6)L+))%k,'(Z6M7!97@O),|4{+;(.B3=+Gk/%w86/e6$<C/0!PH&@o0:#VB5/+,(3w$wt+.><))*+7#/R&0!r0=&"
    "A*T3+//(a$+)7/%[17+-;#6=)Y*/HO0+In.+OG!,$`| %)P-P)S| **4](/*O6+m,g/(5-+bEgn+$LF)ios+0d])"
    "</,%8/CGPK$ck=|A-6%OJ,.8/.+HL*.,!k/+!D.#)*L- %wA/),@8'$+(7))S)$!+)A*,F!t-%ZB/(OH'0!4-6GI"
    " (*7%-L)+/-o-*(3+6><%+>u-Z/C'V0:(3/+hH5,0R],&Oj-Tp- *ESz+HO,6)R/+Y),G4-C'8+C%k.%,07%1;$."
    ",q=#bjO%&/*40=*eB5+6h+97Gq.R/)5.6=X-,)/D-'56B3//(0a:)5.1Q/+.(D}*0a-,&8,.&d-(lX% )-<'2.R)"
    "$5,)I-C)#N]]-S.C!t,)/)O! &/7&,R/$u,5,:-(A))*.(S/F#t-%-)8! -(u@b,G7),A)'(/'N,F)e+CLy!rF)i"
    "rw -)`. !/'P|-GN6Bx-(hj5.093s{3n6!D,(-'7',8%#(/Y/:*N=#f/vd-)0Q&)-70U&.R./*)#N/nKA&,.&o6c"
    "o.7+/))$<~.>7,/<,)/0<,='A+]#Yj-)Q .(q9g..!R,*X%'/)N-=*!4//.i4=-'LM)!D6J7&G^9V*0/3-K#R=;+"
    "=D*6$O695/9uBgF[0|A*]#Y-%,+I ,)Q0GQ)]7!@AE'@A,n%Q-K3,-,98!!9m|Zie>a6/*!D)+cVn+)t6HA/,-'L"
    "6C<,)+GR1;,.0ZF;(-)50:#3,6#3-6%3-6(x6,3,6.Q)-'3-F#4-zn4-( )1D! )/b@I.0;,C-)t]0/4//:LC-)V"
    ".7&F%W/=34]3+)0+30MU#.+h95/-5,0!'!r>'@ %0F/G !)~Kblf0=<,&(Gb1e.@a.=$3/)/%VGq*U'6FV-,01Un"
    "8,-ED69xC$8Jqlu}!OHvo+ )1V- &94~0ER.+<%&.,XF)!A(-+!8/6-3-6/d6/!O6.d6/8/6TA)-+)Z/.%3./'0Z"
    "j1^//uFelc4j%/(L..-#V.-%<J~x .+h97)/!7/*L*&+.Y~-&A0=#8,-Bg9Q0EZ6/%OFHt,7@7,C-$SM))!`J*!X"
    "6@V,$*,7%-3+/,1x]'Z'//!4y&SH$-)P12*)P1_)A0!!.(4/.nf//%an#d6;+6'3,6#d6$d6(e6)3-C$8./'WJl<"
    "Bl79h-7/'5/J'%N,]]e07Kb95]u>(/S6.CA(*0H5v#gG5vb>I] %'_E#K #6:G !%(,Mq9e0,%Y{/G_/ +94/0F!"
    "kC;/M506#e:$x-*5693.6%3-6#3-6%3.6%36JZ)+%dv(3-,-1[%-5/0/;-0s3-)!!O1U((7$/.#3=/,YT!w`-2-)"
    "_+2,)A0_,t+(sD-M!A/.*#<6=#4/+$EO0/.I0ce6#3CB3]*#x95//.(Ln6&P-()/)p-2-)`.2.)NF0>k/-)e/+#3"
    "0/,.7&1U,/7$c7*.D*)0,V=(;)1U/GW{uE$!A/,%H !-=/G !,vMu>[.(ucQ/+5..#'XT//P06FA%)+Hg@b07,.R"
    "}5,,[G,)N./+BN'-09g/;):,a(,Eu.d0ie/=%3+*%!L/U+(33+.#Z6#3+6#A.69`-+6701U/>5,@L-+$x6&3+6$3"
    "-6$Z:#d6%e6'f-*%a/7v7nRJ&#O6:#p:+JA{.>O..*en#LC,-!2*/!.T2*0 /0<061I%%9L)%>O/:&A-0J<6-*V/"
    "U(i;(6-b%le&@3.F;0//0+4B,+'`/7)69L/*]7&03,%,*3/=!</-C!P:%+(N>#|kv'QM5,.-Q. 0Q/0+7#@hG5.."
    "h9*%S0+%@ #06/> !).60[Jqs3+./.<. -'Q$-;!cQ.)5+=-)<%(*/8)0M!`C+.(P.2*)A.)'l<0Je/j3/)*/3,="
    ")f*K!N0zjrw -)4/./-#L:;,,E<B./eF+xC#DJ]L1218) #17&.R,*Z,K(k-)*.O/=!Nl(wO ]hE7(0U#G8%)9X{"
    ")d{$3y!`}(>_-2ir12.(`w#9SJ/0x.-$q-(3...-D- **qJ[)17!c3-*0I-id/7-07JR}#I60+#SF%/-4-+!/*O6"
    ",$k0K3y%4/,/GY6(3+MQ:/!L=9x{!8/6-!4.)%%3-%7)6*Z(&/34.a $0</=(5.(a/6)4-+ '1</-&E3,MQz>o/%"
    ".-8*/MYv'Y=/'OK$f6@D(%+/7+0!<0BaJgT506.#P6/Bp-_)P-_)P02*(Ai(lO.-(Qv&<s)/'`* &9`*%n3/.>b-"
    "7,&[l7-0gJW/+ !o/!%z2,006%A)+FmE5,1f6.$4-F0>2+/! %!Nj7(G[zI&0+d:U,Jx-'/+t& ..8,/-s7-)7++"
    "8 %.'k/K3-6+3{.wD/=;0|q>7*GV&,Bo6cZ..W=$80,!!o02,*pz*@L):;#H^w<.:(o:'/$_1U$/)7%l7&1g*E80"
    "KR-*q>5+*70,,;.=/!o. -&L.#E3,BWB;%6#Y61x+0/RC7M^CR.0m6-DJ,EP( )/!O)/-!`y+r&*,bE5,)[-0=#r"
    ":,-&PGR.&7,)7&1[v[KR'-lVF-E2-) &GA# ~hG5JqB)(D,](Y@&3F*/!P02GP/2c`- $/D1 '+8sEej7+-^Jm-7"
    "++U-6col)wr/ *08+:%S060!2/.()BN! )HdK5/.7+|<)&B<6.$8+6.Vs*ES& )E8+=$V6*)3zh0U/&^0/&!4-y&"
    "2*:()$A..7'>R0,qKQC!7.$gHu/7+/)$30n/'4z %0!p|*18,0/'3+,[Hq-7++7+6*3+|/$V/!/&d:!X:&3/M03G"
    " )%N-_'S,2,&S- #0!AT/)dnR=^6;!095/@Q6#I6;$6[09f{$Os.c2+, .>P0/:;!-*m0;!/)h07'0,#8K/EP, /"
    "ES0Fi8# -(R.'8&.-e-'Z6-!X/&sD& .)^}I..5,TfJ%%!P06:! #/C!o/+jO# ]b@I0+5,/;%B;#06BA*-0/%r/"
    "%%/)S) (Tf|m,7!Ta -*3,=$3/,(!<6=%40, '$Y/7#9R]Zv,5/@5Tg:,&Y:~%A}7&>7+/R-05,@m*0,k0lT_* )"
    "-</,|3,H5|.'<-!)-e=&fjQ}>V,!+|p(2+'p&_)P+2+(4-)%T<])L06-!2{&&Bp$ +98,KdKR(@D)'KO6-;)60DJ"
    ")92*) 'GA).6&4nC)x0;#95,,3O>f0JSy$k,.E5//7/.7,/7%lf0>OC0,o-!JD$*GZH5,.7v))#O6M3.,h@5{ &!"
    "r@%J2,>.GA,6*5,T5~u.0+<i'@D #@5,.m/;&c5-'7)6-f.M!Ps*>r* (@Sn0j<&#+)7.(N*%)To.-#RzuML)6'4"
    "069O*%9gGb>[/*f.'5+='3/*$w4T i4| 0!4-%&03+*ja/+u.+!Y/%jo) +/L/vl<%#-'RiZ+0!k-*#g95.0;+E#"
    "OJ .+2-@'@A061;%MbMZ.BOB+-X* )-[,+#D6Jx/7.(gT[.$5,l5,)7/&7C=%40z.-4.,#z</0,;)GeJ;.+70j!8"
    "M-+3i!0!X,$1I+H5,.g{W6+qK70+7j7@7-,I,6&V@/.L& /-d*K306B8/,%3+1Uz7)6+8=,w4-).0!8(Hb@7,/b."
    "Go6-<-0K!S>+Ea}5/)7l7%|8##s<-n;'0K3/,+0Q */a*0|2,y,A$,.;&Em-3X-;'C5+/U/)7n))#tC/.X>+0eC("
    "Y06)PF&..A&2KI)@k06,Nvl!8s5+,7'0C!SK,E`) %9Q*wk6so+K$3,-q.U*.,*!t++/%O/(.5+ceF5/$-%3.!-("
    "3+C;%-T3v/TN0!,9`,2,(`,2.$40 !03/(.,Qn$5/.;#6#Z:^CqFqFh=R,9e,F!N6*E4.,)TO6'xFQF1W9G3-F7-"
    ",b>u)7.(7/,-&3-KlV.#,*3+.c80,u6!X6086=Z'00[FRC7/-7*,[Jh/U*,7,6*3+l+)L/$,-eF%406-!`C,9AG$"
    "lt,0,Z=;.BQ=,5-H[.,&<0+01L.! ,%r'r'`)r(4-2,'o)#w<,.'ZJ506*D:&.$`)% &(`'p(N,2,'4.!'0a{$x."
    "F!`=6%P1 ..!N//ce950>I6(5-@m$,,#N@(-)Aw(/!t/-;,1;$-,)a+&-I+JR/(5+9I}[E^6=$A01 %.!2+c(>A,"
    "0zV/2-'2{ '@ #F%FA/6H8)H5-GW@q07*:)DC()o>5+:&b*c[BQ-ExBg-0iX(%.([w<%-+Y=F#N ,(^/U)(7*6(e"
    "*,1;#.1;.@^..#R.*L#!~t6Mk:%3v-1;+=Q6+;%)..7%G2*'*00o6/$Y/B86)'XK5/6+!Y-)s7/*W*@3-KU&-,!D"
    "/'(,`G!**_/)/wA().+R/%g.7,(R/+^6;$CgJhKbJ^@R-'I-+bE **_/ $@2*j./&A-6i8/'m.[-$7/6)f&)EqGd"
    "Cm-H7)/!2+%%+w2-6J<0F#4.-%]rw$.-2,:6*A(*Mu0U/+bEu6&3.J'x-7$E7-+7&0^&>d:!D0C%L'%+1g/,3+Fh"
    "*n34-)A'%'jP..,(Inh:gJg@^B[BRJR.'5+,*;/6'3/-'08@ /$S@ -'S1 'lAF:#Y=&f/K3..+0a0,/5+H5/1;)"
    "0T3v1;+Ma/B!L,%-,8#!,,I{;!+J7!.)`& #-)`6C!4-6MX+*MuGQzX6=D*F$xG5/+7#+C!_:&-'2+K (+2-F+BS"
    "-6-g9q07,,^.+5,,,&<@ +!N/! '&S,N*N/P*4-*(-*<,n%4-06T2+-+/|QH5-,DvC$2]M(aT5-,7$J;-6;0K5/>"
    "5.95.9u>[@g=$x0+,b).7/+b>5.>Z6=)PF)*.2*6+3{,wD!..g>I0,mG##4{/:$2*:+)!r06*k-)Fg9A()J#2*y*"
    "N(9m/7+*3V.7.*RE^07'/)(!YF~#PE$.(Y6,!2*:&Z(-0R*E3+C^)z7(/o(%+wp6K40:(<F,*3]7$i7)/7#Gd)93"
    "-=;#'0B40K)1P> (-2*K+BA*:9u.^9q.I06.d)-17+/8%'>t6:)P*B)#t-[93o+^K5++7>7H)(3-C*.#r>&.)k/."
    "*!20j;%',T79L*{!L-C!8 #+)P,$&-)A*00+3+12-' #z )> '@!/.pM,CA,/F#3,/;#>5.+7#Kg:;%FbMRFRFRK"
    "7iQ+6H2/:,.&2-0U%H7B7z7v7}7!,6'4./(+0r9#,/py+O)*GQ/)5,.7Hu0|DC0,<* /*g>5vg9I/j)*!2,y(Y6&"
    "Xs.,Ni .+2+K.MN,6@IBq1U+-b.+;,=(8z -!N@ (&NK ))A>#it6.Z0,#dG %4n %E 'G#0+2+/ ]!2*6K8)J;("
    "/U+)b6F!Y)-Gm0!D%0,<y'kK%!o0;!B7*6*3..01x6(ZF5+0/;/(-&3z>x=!8)=(O@)08.)zI0+m-,5.&);/!*%x"
    "//;*0H3J(0a/.)5//bC5+)-5.)0;,>I-='<.(&TVz.5+0;%j5-%-W/+,5/.$RB[6(Q6;$6;#F^=b=[0+7*KWnlAv"
    "!0,_F/Hp6Fd)>m.7*,Z6=$A)))0+g@5.-X6:)S,J)$4/-gG7} #,! $@!~# %>)cN6CZ/cdEI.+RE7$.s<,}E26*"
    ")@2*y&L)Mu1U/,RH7$0E3-+cQ'/RiI.*I];*6C&N%&+.-8,.qB;nR}7}%&!406C!2+J)@A*/C#P.l3,.).a#%.7-"
    "(hT5iu/',&kF-+D0@f,,>qH5.G2*..F#Nv603{^BQ6K3,)-G5/.<*-9ty)o/!%<H[s34/ld=#3/.U$(^@)$<06ck"
    ":0,3+6,A+MeFE8-$9h07,.^H5,6=&2,.*-0, !j !#_B -0pM+HN06G<-JIF5+0U-,3t.bB;.+7iRE%#3.:/(YH%"
    "wk6,8,:$A..&.)rB#j2+y(A!'0/;$>u/R}Z/6-#2+K)/(2+-7#H70,7*cI-9a:U'+-%<0+)*f $-7)(h/;%/'IM("
    ",)4.C]8,'q.#5.'R.!R- %$8,,//+4-i%cA.F*!`.,#</0n<> (%PE $'S/_(N1 #/'A00Md/+U+-bH;,)7-&7|$"
    "%!t+C.YH ,&X0C! !(,0,!P*% .&u0!L0,$WB#[(@f*>4.-($I=#Z6)d6$3+6$3.F50F5,M^0J[*zX/(*-S>%.'N"
    "+-0/7!.$[17(-7-'D-6/4.=)&o+7&c7/*7(/U+950Tb,/-LJ&w2,) '.O'!.&5,*b1U+*AD6/'N-:)<(%+GWC500"
    "U+.34/+!8&+9A..-)I,)mcIlbB0/$P/,(&+A.A.t& *.<,F;+lfK;,0UK'$Ly(40M'w2,.#%9o6.!`/=Y:))4/.7"
    ".C$g,0!7Ja,B3,KU&07,+$)V0!.*SB*>2-:{)S% Gb,7',g/BV0+-w2*& .)V{0;,950H5C/g:%<6cW$/)^G5+/W"
    "y)tl%!4/'^ER+6/'2,H%K2*K+9O-Eq17.0hHQ0+R*6|2,H&@2=+6%P)+CI..;'@5-+7,,7&/.#D/&)-D* -%8/*."
    "[/-b//$3+(-'fCU-) '$PE$c2-+ -)_i)92+y+L&0U),7-'W.9d/BRHu0;!Bq1U*9%%%Py)<:(W~.hKhEW0+-8.&"
    " .'4> (0D,6-#2*.JZ&,0hj5.+7)-!7*|W-9tM$Q.*!8.(iAz TV.(.gBR0|Z-',5,BQ.' %4., #c %G .)S6-H"
    "<(0+;%.7.&[-bv-'<%%&@h9a@gE7,.g.1OF,!Y6JD)%.1m@b97,iR.0O*0KP6+$I/,5~;&E (0! 'M-Kt/MqT5nR"
    "}5,:$Q%HbE<%+/%#2*y)YT5+*7-(7(0c3+/vI'FI0/$ui7&sY'(.wp6j8/'hcI/(7J)$Y6-c`/( %*Ss!-*L.=$<"
    ".|3+C%3.0;!JR:-#80M.3,-)w<.:5+/ $!`@!/& #j$+._=6)`,'{$I07(+7.$I)6,<+']7,,bB$S06MP+@'#k.R"
    "/(34v#f093.FI/BI0GI095+M%5,.&xC$<6FhHIn5.TZHmB')$A,6-%o6*L.&*-R.&a.6*tM,*8.$m+7,)7!-Ee)%"
    "5/U#J)'!P=,-'N9!(,t,&.*3+.+$O6'3J,.3,,/)In;$:%3-+(.!4l$@X6.!8,:#N/0,@2,|)0!_F6*D(*B5.0;("
    "95,.^,0lN/)%ip,!.0!A,~>m-^T5,(7.%R)0HA./*B_>,T`6K!8%+J^HW//;,c<-6*<0+(9g@fCg.@7*1V%&-G #"
    ".6KO=;.+*+89 1DH .'`-2.)P12/&4{/-a/+%u-g@5+,7-)%5.:,!4./!''O-!,'x0+8-6)8)&*-7,)a//+&D0/-"
    "&<E5+*7.#7!/.hB5-*7/+F!AK/).4.*+ -%_+ &>A,6,N-:*8%(0/W0/$f/&R,H7'HD*/iA/-);%/H8=)&X+7$.3"
    "4-'7%.34>q97v&W6-3/6#80BZ:%W6U+C7,>f.6.rK(0/A% +@3+9WJ50,7K7*6-!8K^6%f=h=mMhFhMR,.^.6$X+"
    "&&Y07+.#^0/!7,,7(.^Ma{^+>7/%h/R/(q.U./+,*&`0=+$A+6T2*M%Mr:-HL*=;!j5.Tx>WH7!,.;,.*,<G +#`"
    "-`(_)P)N-p(4.&)G<0/&W0+;,/+(<E ,!P0p&S-S*N,p*t)*9<+JI0/h6)3-6#3-C50H5/H5,M[/.[n;':;/BQ6#"
    "W:[C7*G[.-[//%3060!r/>-'N,- ')4-% *'t& -$X-,T8-+#m0;#Hq0U+,7/6.#40>'/!2*-#%/&X0C%p.S)2} "
    "$}2F'/*V-F[|u*[.U)&7$-KD/& -k)!*9`000|5cm+7,'^TR.>fM#3.0^Jb>&+$P>=l2.,()HN-6-#X/u>Q/-%()"
    "`y.A(+-@Q0+5+G5+cW=$f6&3-J56&Q6;!6U.1U%07%~#3J-*<-!iI'/U}u-7**%)|P..*#<0sx.%c4/( )%4l &)"
    "P.p'N-2-&4zvW..b-sLB)0o* $Tr}+9Y)).)7(*<%%+,X:+#q.U*G8*6L-61O+$-07+07-07*-D./(!V-).'82+("
    "u9u/l7.)A))+EP/M#Q,7,.7@7}%!L6:$AC)/-4/nn<0=%3+.RM#e17.-7/=*3-i*.D9'GX./*O.E800BO)&M<-6K"
    "N/:+&8MgBm|5,0+WsE^|I/.#W./c7/(X!(T4-=%W..%8/.+wr-!$@pl+BN,nB7jO+%B<-M!A/.u6#d,BR.)[>h9I"
    "06-'4yE2+:!OjsD'!/%5+CR(H8# }4~'>k6*Z./!8JE<& -'W'9Vy'P'.-%#3/%g,7'/.!<00H8&%@qK$A*6KA0C"
    ")!<Bm.7)0iLCJ8%%@5,>8.6i`.C-&kE5-+7&.:$S60>L 'GD-6%k6B<.TQJg/U'/$5v/5/(|3+&+'7.&[/&$Xyk/"
    ")))#Slm.}<@&EP/2,)r-_)P0! *(A0,*EL+j8){#O/)/(8##T50cu/E7.)V))lt]&3/,;(0/)d)%)b -7%+7)'I."
    "C)%A/-6+O/KD{)s4/.(Jo6-$V6$3/.H3/v*f/,#W+/*D0,*)V-)(!L=:!N)%$/)7)*d).*3//*b.#5/)g/ *(NE&"
    ">p/ ~YC0,a.6#W|Z}Qi.&O, #.#`)r)p)`)S,2*(4/+'TV~'Z1U+-R/)^6/%DB'iA/$ (-t,(BO//*x.>YF*-V/!"
    "!(!A.6-$kFIBGL|93.K^,7,+7>[>%#Dy'N@ '.4}$-,L/M$kM&OK*E_-2-#`F0Ht6&80,.+D@,-3+C%u%7Em- !L"
    "T!c_. )E_6C%L+.7(-^+.!<0+E<%!9q1q/F$N.{*#3.)Rc340E50GZ6#X6.X6J8)'F^C7..7.-[6#d6#P/60kCKb"
    "FR:7.9N{5-6'3/(,+W!+-Rs5vb:]&N06CD,]!4n%|4n&9V6.!X0/.!Al$@S>'0!k/.'e0ED0/>W'GW-B$A/6KkF&"
    "e95,,3X0;!0,5v!)0! (@%K2*y!A&-M;+0U++7+Hu6#3,=5/Fd6)<06(D+6)5,:$VvT4/*)&D/'h6zZ%(}7,)<*."
    "9Yn'f.zLj%9_*2jpz+BO)&-)7-)t*$/$L0He-U0M5+$/!7,#7/$b1;'6M!`C]'2*KI00E8@.)3+&,*7/)^>x6=%2"
    "*=-B4c^Gq07+-$5/6,#A0,!,,4~%).<,/.&O/@<0+(0W *(h>[,E7,(X)(cY{'Z,7)*7l[B(#VF./%`G!+,4J%JY"
    "/jx0}DH(,3K$'d6lk6$8l,+L/$*,e0l8)=ZzE8%(17,J7&i7i4z*TV.+%7((b0U.'*!X- /$SE#1O6.98(v#u+d-"
    "6(4//,H< (E<,094.6HLnhEuT7'17*0[j/3v)1kF//$_6:)A%+>g9f.-*!PM'.(p@#.)A/0C$Y6&<J./8j(EV:(<"
    "+.$3+0+/)t/%./<*]97H7]N-%&0,k.-,!<ju/@3z$/$PG *(_-p)S/! )*40{}D/zq/U*,7-(%)OT>SH'1t:0G<)"
    "JgGD0M!4~+9O!)1U6'q.>R{P,)){N/6+!Av'e/&}V,!,TA/CB7-)A$2,*P.#!.'o6*5-,gB5-,7j%!D6:&NE!*.4"
    "-*%..3,C$L0i8F,cpG%9`y&I B7/)o.)>Y./*!Oj!8{zX0!$/!P/2,)`-2-)`0! -+AK*cO0l[.#5/+5,+ +%PE!"
    "/$ry&O)/,UTR.7!i5,0 (!_T&1Sj%-,2+y(N)).1U/+[/$<K;$6)I,,-7%17*-gjay.Ny/A(*v!2,:+&!NH7*6*["
    ").'7),Y./9oF$8+=$LC0/8! *GO/Cd6TbzA.).>A/=(5,Bxi$3/'b/7&,#%!L/00cA,M,08,0FS=+&8)),G<'-,!"
    "4-6'^,G7/(A)*/.DF*;#,.;,j!8>b07$K-+#N:,v4/-(,GS,='Y.&Z/%/.3.)-9O-,''7&*7*(<#)GoF$e00!L6K"
    "Y- !1V,2*(_-2*%Pw#j406wY6)D0E3,:-I!'17&17/-uJ)&Sy,`6.)!Y6CV*,{[>a.9k6BD/,^>q07%-cD=/.Ow#"
    "i_12*,`1_-4T ,.o]JL6*f,0FV)&-+[TY~lV+J%3.(gT5++7#,]j`].Tq+Z-B86-$Z.;!-'[/U*06+40,,95-,Q)"
    "6-4/C)#O@m/7.*7).,%DB)TrB*BoC.)7,([ED*}3++$W-,'3,jBo,!.0!N/:j8% |^wA,*/)<{+q:&3}'TSl&.#N"
    "060e:ct.!'(4F),%Y0F#L/z3/* #<0U&*7(-+}L:$,'4.0/,+O/M#V-0+Oi%,'p,%&/'N6@30n/!4/$ *'4H'/'Y"
    "n*L/}!X/-97-)Q*HW..>7-)S,(-9P/M%a/s8B)T4K+it6*f6Ek. +(4-+)TYC&8)/>O},,I ,*W,E3-6c<!!-)O*"
    "/ct-);$/.;]$#8Gb/7#/ ##<//6)tM,GA+]*S(.F#2+F'#kB;%,:'R)iR/(t.:!o-)$a,iV.#$cp.),BA*-)))R."
    "%u-m.q+!7'0;'B$(AF -,`6.FS-06(5/+^Em/U+/*3+/'%8>h-7(+!%!<0=/!4]%/,8+.-%A*].9 !,]C;(GX-{3"
    "6F5.+q>5-Th6.(4/-6*g0;%,/'D6K8~%!Diq07${!8n.+Dw!-#r-P'P,P)4.$&.)o06&</-&5++[} (! !.. &E "
    "'F)//P06JW{h95-)mBf/&.'Y-#(G4-6@W$*)gED*B3+,%I00;(6,W().7(GQzm> $S0yNy+Y](3,6,3+6(3-6'3-"
    "6(3.6,36Cf+)$d~!V@)(3K,)e0>3+n/!4} ,(4j)}V])!X0,d:zo/ $-#`-`(P,p)S, '@4/.=!X0,#x=#3+6%L6"
    "15/6#86E861W6H8*0BxTW=.;' |R07&/R-*5-y#_.,)(L-(Q.6'OE&0X.2,!p-_%`+2*&A{.EO/Ke0/'L>'EpG$B"
    "N/6BQ *)gGe/&x)U,-(g6*Z6-Z6.W0FQ.F3,6&e+)g))+.%2+]//U-&<%(13+6+m,7HqEq.+56JD-#*9r*2.(_-_"
    ")pl#-)Ny&Y/-(W-,(e6'D6@L60!8)*9806*e6-Z,,'3+6Mk,)JgE<,0MV6+&3.,qE5.,7*jf|(+k+ #E`6=#r6=!"
    "`12*,AJ(/'k~)W,-%Vs&.Y. #wS6=3{).'4-! $*k-)/,O.-*;+@Z6%3/6%36B36B306/$o6B8]}Z0[.- $tT'1_"
    "F)npy(L(/.RJ^ED-0=#pM%(!2*@b0M7'@7*-8]@D6(qC#<06,Y/%'1L-p(r- !,)Nj.J406TO/,;)/&e.&/&X.#&"
    "/$P=0B<&(+(^cZ/+3+.'I)0+Z6J3-6-3+6)e6+x6.e6-a0J!S*/sY.()17(-I*Kan}7.*X)/9S=*!D,.)!D,)}[/"
    "'d6,a-,BhHN-6(L.,#g/-#8M&,L/2*%_+`)_)_)P,2+&NMva//$Zn#3.6/YE#T_9 %)_c ')Pl#.+4.6@L0J5+-#"
    "3,6+D>'-#`-r)P1r)N}#.)k=>3-KZEmG !t.$iN@,0tFC% !]00,#8>h134/(!'VT,0N/+#BpK.=r6M&d0U++Rl7"
    ")-7i,(X-!ESi'/4-0+0H2-6K$<(.7,+b.sLs(T_/ %>N0+/(d=5-*s3-),)W0cZ).'OM*-!p. -9r/*n$X,+/7@m"
    "-h+7(-lLJ(-a +)5.95+*E7,(X''cXn$3,.;&=+x+)-a$+([T5,+!&$4F/J4.M$fv6% $:-09 !& !MucZB5-1h@"
    "5+07%C.&k}%#S/*g6.&[+0U&0!8%/'QK7=&d6(d6;-C5/K5/B5,F[+H806:#2-+*=#x9as5.-uTIK^H7#.93]+.L"
    "G T`w ))_-_)`0! *)A0,)EL0/&eJZ0+1a&(-7=*m)}7,)4i(cV..'7(MI6(L0>L60I)6$5+JbF7(-a/Jen/$Sn5"
    "-Hm/K;!)9W,EaF7,.!$3j..klH`C-B_6:(f9q.7,(I(0+f/(GV/-C8-M7.EZ-$|X* ,)V6,#3+)[M;'0U+,7.-)'"
    "3.6F!2*C,9on&x-#Q.Ex6!O0/><!->5+95-cq{!<)~*!20=6P=.F4./,KgH5.c3+TI>usI@|3/!))d(&*7*&R|an"
    ",'40/-))t6.%N=*))p95-6-!<)+JI ]3n@3.JI,C!kKjY.!-,gz56Hd$.-Y)+>4.6'<.ixC/d'#17$1U,-gHQ6*,"
    ",! #06M!k.;$s-8+* +$P> &(`E ')4> '*X/(c3+JQ)-&W6-a6)a6,x6&e6)f6+I++(3,C#YMvk. ,/5,=#3+*0"
    "+7*-4/)*@t6+b*TV0,.%S9%0306w<%$sR1;$-&q+3XHf6-X6F`-)-B5->501U67,GN0,;.0j3J),d!+*7.([>I/0"
    "6-# #.=,'xK!k.%/)Ps+H`=,9g0;!/(q-7,)b,M!S}&/%_. />40M>8#&.R.%I.(h/7!-i3-,%$8Tg-7$6,#<:)-"
    "3+*!i3-KI-=!L69N/6@N-6+e6)3,6&e6%I0B5++^i&3,+)-O>.+#2,6:)L*/U**7.%[/(I*~'OB#/VG -'`0! **"
    "4w -)t-)0!D.}5/%&!V.!i4-(#Gps+@2-6C'N()cm+79I+/60! !-,),TI/)5,,;&GI@q/U0,7&-+QJ,#3>)/8/6"
    "$W6%3,-0,<H#Gk{,!O/7*,!$</%+,XF0/'2*CK&x,7i^E[,6Fpz)~R/&5,*h.R/$5+*R>b/,!LF+)k/!((8# z7("
    "T7&,4-$%+,V00,!8,0>4.{JA=0B4.C00R/*u/;*T5}g,.+$A.,&'$r07(.%;!/:%7).e&&0Z-J<,6C`-+).1R0,5"
    "..mGWj5,0[K3V/*ej#Dzq07(9'$8:-iY/',/a.jX,=$4=))$PBb=%7*H7/-Di}3,M;-)#5@/'<K13+./+%!_y+4."
    "l%!4]R/&3D./!D06O6=b=b=bKbB[->Yv,$4~&&$AHg6-!R-+7!/3,%),3+M#d0i3{-io/-EO6*<06$Y|v!Sz-9O~"
    ")!kBx.%.d'!/7*Jm'.'7%,V $-&k6(f06&S=)%!2+M$3,6c8#!/-7(wO.,0d:$I(v&X.!))N@6*Y)'-+7-(7Gu+m"
    ",%u{#o-%,)Sc's`=-}7/&u-m-7-&bC#3,(#.D9 *!`.# &(P)P)P/r)4.+!/$L-K8-@x=/$4] H<2sb0;!vQ0=*#"
    "A.y$4.%bJ*3-)+*Ylj!2,y+A%+-7-)7-&[v;/*,/(`- ),!P/).;*9q..;)(/'Z/-%Q-)5.,;#0U'.7)/+,&L:)-"
    "(40,%,+D.n$8/+u@5.1UM[:,'!Sy,4-=M8+0,#</*!8/+,+L/! -$p)S'p(A*S-`)t&$-'</Jh.*80H$Ycq6)Q,&"
    "-(7#/g,1;%zIlu-R/'R9$$<B:#A6+&-4.j-+3.0+!X.'QF,+36/)!4.,[l7C[0G5,9m.,&L=K8/H5,=#<E)0!rT!"
    ">`J,Ek0}f.+WM/'k, ]L% *-bE5.ce:ML/+#a95.1;#MmF+@N.6@8/@aMgH7+la=$3-0;!jbF#W6l3vKI*0+5.(^"
    "J5,T'%P=.F2,y$S)+J5,GI..5+.:%f*n7BmGA%*no60!D*@5+.7#=#d00,a:Gf0B[-,7*/q{8-=(<v%x{.<c!/%P"
    ".2-'`*2-)`*2.&A.*./!L*@fBW@wD(#Gq.7-)[l;)-%.'O:)!N,$ #<.-&st//;(0Un&Z+%)d*()Q/iq-*5../*3"
    ",v/I+-l7,*7**R/'Ov,;!-%I/Mx.&lNG EAH(94.6w8.C^-&d0j$S/$ .)r+!'/)X-'))7)'7-$q.d0|[/+I-CV."
    "6'O+->q>b@bH[,/Dn,-#2-y'2~ $%D{#g0,7'Ea-EL6-[0,;'6/W06&a(,*7..RBQ.>O0@u-[KuE5/-R> #<C6'X"
    "B-EO-:%N,K3+T/%S0! +)p+2-&_)2/%S- */!4.+>Q+-#[,BA*06-S0CKW6'56%Z6$Z6;!.wD+.%x./+x,:I,-13"
    "4cREhwL6+<%*..O0,-17).7]7*w7jk/,@8+zg+R/-b>uG5,+7,C-&Vy#D-0,$ )-CQ++B7+95+9Z=7-BL)0B2+6,"
    "$3,].B2*].9QM5./U//7'@8%*94/:'u>8-0jY.&lI'17)17*.7-)%$3,:&A',@a.,@LBg0R.+%f+%)e(-(Q./7!="
    ";$6%I6&56(d6m=q:[.1[n^=+g.G7-)7(,7(.< #,,D.0@Q/R./;&95,)7-)U)6/&L9)EL,0/'2+:'b:7/.7/E^nR"
    "00Q-BY0}7,)[BhGq07+/5.6,d(6+m:A.6F!D%-GZHQn8).6&S0F(3.+[}[,K!Y/(=#r*(0!8.HuJ5-MW6$5/*3oK"
    "xF)8{;#>[B[6*I-6$5-HI/-;)J5017FRM76l3,..w<-=#4.Fe=13~(wO)+0RJmE5/j*'460,$kMa6HD6:Q'$,&7,"
    "(7.,L&,>O]'I,T3,/+.<l cS.2*(r*2+)N-2,)4.&'E</M!k0;#=+x.)-x)-*I!/'[Gu/-jY:&#N)*/+D,*.170/"
    "7B7{U'B8'0/$4/,(;$/.;-0,*89 0O.2.'p*2.)P-2.*S.%+>D).TN&+@L~>g17,,7,.#R-lqB8.M#O/-)#8+6-O"
    "/6#o6-V6/%k6,3+6'I+/-%xCiPM+.&2-,7)/$7+034i[H5/.;$:(a6C#Y)+@[9b1U-*Z,c<n$5.6GA6-*XB5+1U("
    "C7*K5,F50/'7$++X/=lD!!ld/@k:+Q#/%q,7*%5-@W0]f-)-W/,+gE5.-mF(&#4~++%e0;!00;)>5-0U}7//-(eF"
    "Hd0CD0/]&kvHI./P*+,CSv=&e9Ijb07+(R/)gE#)%p=:&L)FhGaH5,*3XT5.EZ=qHuG5-9m6)h008(.6)`F6&8%B"
    "5,JU*0+7.*a,>V=(fF!Xi94.'%ED$&17.-^J5+@%!L06/N06-#<+6&3,>5,KR+HmJO,:#S=+#</.Cd)//7.-3,.="
    "&X6-&DH5,/;#B7'v=A]+-1R,0x6+xMq0R>m.7$-7(G5.,!(!ry)N,/C5.cZFg-'5,K^6*5/JQ6%d6$eC;-Fu/1g+"
    "/)XC:RBhGg=#hB8+/0!<.+#Z.%5,+,(3/$!030! -&A02.&41 %9t+0,Wv;#n;(0za}G8./HZ.0+7/,I)K<.:$3-"
    "GZF;/G5KRB&5/6.!Y}{8*6ES-T<sb|*/)A.=%e@5,,05,&-#W-ca0He-6!<(.03+6j<06*eG5zb1;$0B3+:.f*]7"
    "/)g95.- !%P=-zS6.)e-0@r6/)4v%;)zU.KR*0^,/5,cq+7~,'Dy'_.%&s_-2+)r/!&lP6C8v*;*sW/6$Y,!l8# "
    "/%u.^95/F,%k0/-&V-,'e6EX6.e6-3+6-D06(D06#W)*&b,-&86wX6.8/6%L69Y6w8-6$q-)Y:%3,+(.Q$%-7]b@"
    "5..hy)P06.$X=#8/',)X1 %1<,00@f(-'7))4-'%.+V/K#V0Tx6&x6;,6;/=#3/=50:%aFR+.)8/+(08H(EYC+)7"
    "')7-%8+&.$8,Hh0;#0,m0;(E ''2*6.nA'+6)IK;'G3,@Q:Ee%9q/U/*5,,RJ#&!k/-*<.,&I).B7-1qMuHR*>N)"
    "&(@S/C)m0^KI/0bK[/6@D-:#WKb.$I.,5,EQM !#_C)/+S06ED*M5-@5{$3,ja6MX.#*E_02l_-2.'_0 !EP=J3,"
    "Fq(%%3y%A6)-)r} -&r-2.%`- )/!PM}e}^-#uE5KR@gK)$Vy&4.B98,0/Z)CD6/GP@ -%P-2-'`-2-$P@'/3-6("
    "Z-)qHZJ+,#2,+ ,/!r/(/(3,F5.-0!LH|eKq:a61W))1[jgE50+ #!40FBV6cx0gF5.TaB5,G#)$2.=0@S06-Q->"
    "I,.gEIzh0! %'2*M*BA*-F;%95/,7.(u9I/,qH'>o/=;)@5s7J5~*'#Py(p.$&$Y/&b6&I*Fg]mi7'|Q/-q0U.+R"
    "M)%806BX.#%0!Y/=!_KQC1Q)%/7)+7.'h07-n)#X0+)!D,-%<0+FO, ,/%_)`)r)P)P+2+&A/&(/d0+U(+q>5/,b"
    ">%)D6=8')H^>u.#Z-7/'b9q1U)6C!`H*>A/-%>D0Bev+!SF*jA' )/%ZH[}7'wX()EV/,'Z=$D6:#_G!/'_1`)`0"
    "P)4@ *(4//)ED/C<~,!L]Hg>56U%007!>N)&)EN+=)ml5.C8!+$.'`)r)p,P)S} %*YC,-f09L.Fd*.0^,,d6/'O"
    ".F&8,%h/7'*7$.06$2+C.,!2,M%Z.:;#.1U'1g}WJ7)/Tk-%.(4/.)/$D6G70W !w4/.*/Q+-%O/+%W-6'I.>eC#"
    "aC#h:%A)*0>P0/)%d6(D6M8'%HuTI/)q>%!o6>Y6(8):!Xv1RMbF#I*0G<2jA=&}Y./+!S0C&YF/0!A' ,0;6&h0"
    "T[HS)#'9N-6*Wv=8)(+/a%.*O6KD)>5,*^1U(*7$.(5-6,86+Ep= /%AJ -&4j%94-6-!O0,;(:&a),lI/.;+Eg>"
    "Q ,-D0,-0e.,$W*/%8:.+#Ai!.-4n,EL6*3,6(306)W.l<+0,%<+'.-[.*5017,J7#0,8$,|N0M;&jQz+$!r*(,/"
    "!N{)#8sRFRCU)cg/,5.=h*-7+)Rcm/7,F0!V6(Zcm1U/.^K%$Xy&_@%/)`M)>V0Md/%I6HL6=3.6,e6;+6'3,6.f"
    "~+Q,,$Q69869D6EY6To6/!X6-I&)*#A(]#o6KQ!BRJ[=7%iD((KY6-av&<C@^950>b,9R9V~0!X-,$a,jL/)+1X."
    "!nL:CZ~9L! /)4..'/(<//*#kH56/^.1q6-)X6J3/,b>q-R/=%DB)/30/.*W,97]7%ED%$w4v=!X0FOF0/8&!jZ/"
    "9W6/U(9L0=!kF$I(,.,&p6.92/)bJ)&Xy#N%%-0q>5-&h0H8F{^MaMg.F7*0!O*/0aM%8,:'<H'.#o./E<**-$7-"
    "%7*(^/$k6,#k@50+Ta#GQ(EYy)A&/' !k-7+)3Y0qKIJ -)2*/!&H_j-JS06,;(1U(.h/|30,*+D/p&P-P)P.2,)"
    "`. %E4=H3+}u=%8+)C70,I-EQ/C7(G8%*TtC$Q+vF_6=%NF%I:#mM7.1qMIMU*/Fo/',0!2,06)Rzg0R/&h-7-&^"
    "n;,/),30! .!`/2*&`-2,#4w#T4/./-Q/);&/Je=>YC9_.6-D0F#3/F;06%dMU&)bG /k) ))N0 !0o*%*0!2,6M"
    "!S%(*7)&^/Je/,w2+,00,L.F!<=/Z/ .)<.%.1W/-(xF$x6(e=#3/=506!<0=;/B5-Kq.>V))/*7i5-,h0U-%7,+"
    "))%V0F%Lv'OM*G2-G%Er=//I,1;!/JaJ0!<~)5.*;*6,e/&EA(+ -'r/|+*P6-Kt6l<.He6)Oj=8##0,W.J!X:0+"
    "<#$@Y/F!4/H5+6*<n/wA%%.>o6CO0@;MuE5,-7$.U.-^1U#/!!%O/'/HA6,&0o=M<-Cd06.NJ)/1A# %B5+TqB^B"
    "a{!kM#W/B<00=&Sy/!r&)@5~gE5/)b0U#0=&Oj.,N,-(jp6B!N0BqFb6[//h)+-,A6F$PB;'/7!/-$g0@bKf/(;&"
    "+-iA.:)#p>R.-$R*>7,-msf-$m0iVH&|_@'Ek:*8-CWl.(D) +*d//%3-%7l[T[s-)Y=*+'P=$!+SC0>o0+$I*0="
    "!2-0,/.!2y'L))//^/(I-,m/U}5,$[9b07%/'-,!p60/)P:$*,Ay'Y/.&^sI..;+J)!SK-w2*>C$py,dH^Bf06M2"
    "+0=+#SB^CU*J700;+}ac[,.MkCK4/y%r,*//h9Q}5..^lhn!X.%+)<2sh>56>L&!HNK/0f.*;&+.JN6,)#Az7*J!"
    "R.,7#0bid/$qC#<F.-4/ljO0:%3+C50+|3.$-'Z0c^,0!V6JN6C/t)!**R07'+7-$7.q)-FA6:'2+H;)JU*F7)9a"
    "//;*cgn;///.D. !/$P,2+)`0`)NT ()4v.9L/B<0@W//GhG5,wX/6>2+:,-&`Hg/U#0MZ0/E5+G5..h9I,.m=.@"
    "S6,'Qz#a:mKqJ5.KmBmKb/)R)0JA-z./`.# .,S& !}Q+J3/M;./7-&[{$Q6'W6&Z6qCuH5,Jb.-;'06(X.0H80/"
    ")Q6.#W,>q98+0,fJq:%3/'&TA1 '0<KBxC5+-}8E&.x0/(Z/%5.+;'0U(-7)(+=O/=HN6-BV0/)!oFdCwV&'T5+-"
    "7/*hi5:F$4-:-&<)*]o:+%4./;$F#^+n7)1m/'5.%I(v&D.)/+^G5.-$m.9b/$8-Jx.&R{#eC*x,#-#`H *'PB *"
    "*Al .)o/->8.je=;'+B7/(RJ#P06KA)0,%!Y0U,,3YMxy(2+6-9S)%.*q/7lg.7)1;'17.([134Eb0++%O=).)NC"
    ",0,O~(d=5,6R+07.,[Eh0 #3+6/f6*Z0>d6.306*3.6(</6(3+6&f6+#<+/$Z/U-+7i^G)#L6.TPF )*A..)/)D]"
    ")Q,0K4./+0,t#!EmT3,6+8C%;/'[G7$/)5.-!#A,.!(/`c .)2./),H2+6F$W>^0^-z!NC*/+rB ,+P6/9L-:I,6"
    "#Y6/W{#<,0KO-*:5,i3,Em0B[*>Y,0/$4{(m//%f/M!D0:$86.Q6)3+6'8/:#3-Bq6;(6(x6*3,6.f6G<60!V6GV"
    "/z#3,G(YH+.NH%JrC-:A,6-$QGq-7,*gM#VB+|Ny)k-(9717(,qce.U&.i3.FG`9 lrw ,)_w!/'PB'@4/6+d0/m"
    "-R.)b.7#/7&-(-)Oy)A/CjV0MOF5,6&[B[Bq9Q0,5+y*_=*)$</)5+6#x6;+=;(6%aC#Z:U)TW/*;)C5+:;):5+:"
    ";'6;$:#Q-Ex..*!4J%/'< ).5+H['l7))r% #lN+0}3+6iO&(0+RHV~EY/C(3.,hG5.,7(6>D'%./7,-^cY6J<+/"
    "%!<@u/7%.j<.% -V* #+D.!%iO//$WCm'/%f.ca-%Q=.#3H/0e06$7.'7+*D%(Bk/-)!40HW@E3-'-*7-(7lhT8,"
    "{#)!2./06$3~;#6$a6%3-6&O69S0/0ES)#.17-,!r0K3{*GY* /(7-)[>5,0!8,F#Vy/4.>5Hi3c,*d'*,7*,7-("
    "d*E3,y) !+F!Xi-,t-$.EP/C/*Z ).8Sw #0! )0!2*6@A+6)X.'/)8!+TW:)[(s7)-<!#.+t6,!o)7.,RHbEbJ,"
    "+!_y(Py&X0FW/+5./0+<>)EP/ %wP1 $0!Pw -%A/,*ED]%3,M5.v'f/++R'/7'/7*/x*n#oy%P)7.+^>[EgK-(!"
    "4y)4-CJD*.+[Fh:5,M8)6,k6K8))BbJRK3,:$f)/-7(+^.*&L6j8/,#IGm-[0C!XJjX1 )-a!(.7-+bHO00GD,-6"
    ".#N06+8'%,.7*)Z)cD6JW/7.$b-b6'd.)0U'GW=;!,{U$/)`'p1S/6KVv+!N.% +*N/ $/'A/,/&x@Q/+-Q,!/5,"
    ".*^0i3..+03v.>8))/'7)-8Sw !| $GS06.!2]R0,hEh1U,.$/c2*0C.0`H!,0A,6sY.[0,uGq17*G%%Oy-S6*.1"
    "O.6(R/%[Bm@50>e6$VJ1<B%1<% #c8-6-d%,.7),I%-)3-6)W-'h/7im6F$N# &Bg0;!.)A))+wS-0M$<}5,,7+/"
    "6)4F&&,P0,'3+6MO( &07(/a%/(e=;)>5JhGq1 ;+.*=$_0J*0PC *wr6KL0lx6*d6*d6.3+6+806%3.6$Z+93+-"
    "#Z{.a- |<+ .$[/7**5,B%#4.06(D/6(t*%-07)/7-*O,->t6-$x.;$GmjZ6>XG'0Dl%1I (0^}<,:(%A.:-%Y/6"
    "(4/.)&!SK$3+6GD% ,)7+)3/&9x=7'0;%E5-)q0! &*2*1 '0+2+6=<&(Hh0;)]!V-#')O, $H4/'++!VBq>5-++"
    "5,/*hjZCGV0 ..X+ (>_) 'Ep, (03/+.,f/-#3,C#3+0,.W}iI!.'7>uG406,x{6&S-(5/,,'L- #1O*2+(r)_)"
    "S-S+A.&$.&D.J!X/,#<K.*L9!iN/-,HV6'3-F560mj5j[:#5B+5-)-7))7-)5-:i40,'#Z..)3w!,#P.r(S/ *|k"
    "0/;&Jm-TZ{#3/M!8-6'bHI+C#O6B8J;*1U.-R/6>PH%&$p>;)60;#%}7+.V*!./8/:$Q.U&07.'g/7)-$('!p=)/"
    "(Nz&-(L*..!N0:$LH..d-Bd:'b,9A4/,2** '/*S/6.!X6*3z'|4>!Bk6Mf(+-A$_/P.& ,-k6@e/gE5zN_0! ,/"
    "2,.%(>_6CgE5+/70+b6(W6+W6/Z6Go6>k6J8)$(GS.7-'[1U&-7)+&,(V6*-)4/*%,)D~*!A.6'D.'~g}Q:#b//U"
    "$iA+!#.(A.6.!8/c50J50HQ0>Z:;(KmB[->Q+~'40/)(L17(6TD/)s7-(h/%5.-h@Q0/>V0!*/L1 !>p. !9`T /"
    "&4/+~!L//$d6%OH).!2+. 'H`F0JO)$,-7*-8% .-k6.$X6-%4-+))%PC$f60!7-'7*'Z(EZ@50l5CTxn)[,+7.)"
    "R/&36@!A,n0l`.-!<i'(V*29r+2/'k./-*34-DS/O~/&8++;(6&3.6$3/6)3/H#3+6'd6&Q+-&8'*0=P6+(#_C$3"
    "+///I!!17!1^+/50/$^/@8.&%.O-2*%`*`)_(S)r*N*4c!*)O0/*a06+t/)%!P6cXz..!< $9^GW.*aF;'0:#L''"
    "}7E<)+9Y-C&a/Rim-7%/&5.(,%#N. '/%S* $/(`) %,)P)A-A| +(D0C#A-F3,.&E)2+.%:$NFs3/|Q6$Zn,5/C"
    "q/{+A/)$ #PKsLF,EN(2-'R/$k*,-e.)7,*hB5.-7@%#360l4s20!2*. '/&k6+D.*#a6(3+6I0=!V6/5-Kq=^0F"
    "RJhM5,@8(0/!V/:R.07/97-sk/l3J*1R.-Q0EQ]-!7**4/*&.-k6/!Y/Te%%07),Q6%I)..3Y+N|$-*A-6+;!..a"
    "001Dj(/tz0J_=0i5-)7-'7-%5-%hK5/,7.(7/:*!4-,%+.L/%+Ek=*Q-'/8{)+N} l2*}(>_y+A%%.)^0U$/7%.-"
    "!DJ0|2/)#+/SF.HX$#Gm-7/'^|Z/+WJ)(X1 #,V/r'`/S*40! &.4-*#.+</0+!X.-#LE#.o.&]O/6$ez*3-' )&"
    "t)%-'O~+f.-#Y/%*+X$ +(Q*G3+]/!7'-t&%-+V..+!<),6/2+0+,H5.*L),94.6,&Z1U-,7ig.-$3/*).D9 .'P"
    "/! )*A0P)N.!#.%4{Me,&7~;(K;,.7.+%;.6.$N='+T #./).0!A.=$d./%4{% !AGgJ/.!pj!,%7.%a(-m/$d,%"
    "50:&D>$+#PG ((_+r)`*2+'4l+|YK#Q-'I-+,$8H$.!Nw *&NG #+4/) (.o((><.-'W+.Ho+)~7++`]-j`]0,;&"
    "c5,*^Gh-6.4.-)/GA&(0,4.6MD*E5,.gHuTbCC4-,&%#Aw*)#_=+.'A%2*'g,!8'/%fi7#~)!S-&/G2,! vN,$(/"
    "$S0,&+7*'R|7/;!F#Z0>eCI-Ma6,uJbF;!/KR.-$V.,-+rM%.(_y+L%(>5-)7.(7lL0HZMG<'%ER9m/;#0+W0C-,"
    "`60]D,:&o'%-+7-)P-+-EN)&Jh,7.'70U(sIn0W0!-#3, .$R/U(-q6=$r-)))$ !).Bt.')0!N!*/&3/=$e%+0!"
    "7.(Nj*0!A+..%7)M3.*)/!2+) &9 #j//-N-*#+'[/7*(7.;*/-)X. #G2,///'8/C!Dl'-80_*Sw$.'XC'd:,&4"
    "/,))&AG)&X000c_i -%[0!V).)e0+7#T5-*gT#8.' /$`0 )w2*y$L%H^lq0|P.*)9p@$EY6)I=/d, jViix/(e/"
    "*fnE8$ )%7*&Rc5-,5+C-'t]*%f]50Cd6-D6MD-6*5,J5.Ku.,Z]'DJ)0kE )'r/r)P,2*&P+2T4i*/d/.#RTm1["
    "@''t.#/*rJ+K20y&N%%J[Jd-)fMco) ,&7,$7/U(.m6/*t.,)*8).-!Aj%/'r+ !+)p-&,HN,-+Gu+b1U-(Q&(+."
    "%SC-,$41U'6TD)%+*7),I*c<F#I+MaJ/'8$ ,)7,)b07*,5,K-)t]vZ.7.*bT#%As *+2+B*9S]F[@gEf*])NF))"
    "'4j%5/6.!k(&H[>fz30}[/:*A/,&*/P/ $-,r.*00!N.00,b0R.,^>b/-(!P.*(92] *0!SKsa6$a.&cX)(9D0JI"
    "*{!t-'92+0!(/D0/cI-c5-).;-'GxsZ0/(</+)T_G!>A///-I0Hd/)TX*$/(O6,!V+,lo0]$4/'gJ*(<]-HR.(d."
    ".x-+;!*C!4.*&/)S/2.-Nn6$D),-^|5-*Rc7)KI/=8+6&V6E8-6b:b6%5,-,W/*I:.+YG!TpG *(`12*)49 *,4."
    ",*>D/J!4.-;,=-a)!w7Em1^/*50C.,t]/Gk}dK'3/)R>,)D6+zAz %.t/',03+/.)kvBA]+/,^GA+)-HNy+</+&!"
    "VG5,,7%/M!40+%.,SE%-+A.6Hg1;!.*Q./gH5+6*8'%&l^TA% -)Dy)<.(q-7-'7!/'uc5-'7E^6=%AH%'.o+ %/"
    "8,/HW/-I,=e6/V6K8&6)50J5+=&Q0}A,.(f{l<# **7))7.&m-mK*$t00HL+-0>20/~HS_TA))/*O69d95v^>Q)]"
    "jPF(&#P07(z&I)-i7,-<)*9D//'R,0;,iW@h( &$X+%.TP9 )+4.+&/*8+..%<,,#3..,-Y.! -!p*p&r+p)N.2+"
    "(o+'E<,za]$x6-x603,6+3,6*3.6$3-:#Q*,#d6.3.,,9gEu08+6cS-:-%DH5,.7'~(3..)(<1U&F-(<*))0!7.%"
    "L%v!Y.,$ai5.,-5/(#%%k0/.&A.Cd/%/*3l#/(D.6(<]$Z6.W6,a6,x6*x6)d6+I,-*fn5.6.<0H.%`,( &(_(p)"
    "P- !,*N.)-0!On$f06*NM)n<2/,D))HSy+V'l5}m-7%]QB-+Y+%//<./,/34.#7'(L# ()O/M#aiW0,!8./!#'r@"
    " -02.0 %@2.y!X,BqED,Ha-)17+/5+/$5+6c^+)L(+i`.-+$dF$3-6)306!8/6!806%3.6$3,6*Z*/'<,./,!A+&"
    "%9I+.q1U&C#^-(`)%'lSv.*8,=)8:-cNK #OB#W0:$Q%.,f)0,3.6&ac5-=)86-ES/! '(r)P)P-2+-A/+.>V=)8"
    "*~(V.)(.Q &-g>hJ7$.'A($'-'4~.);&.7/'u. #89&/k/ (+oF//<)-0U%,5+JQ6Ge!j7/*RKu6(X:-i2.0! &'"
    "V-[Kq/U,+7/,U000K!_/$(HX0F$r6iX'(M^Ju08))0/$Sy%DBmT[.,5+|5-&7/%7j))#4/F~o+%'1D,n(O6+!_//"
    ")*!2/J;-6c8+~.7%1I%vZ09f,(#30:-DH +$P)N)_&`)`(2-&4/&..!YMm(706(<6/|P12,'S.2,*S0 &H4n/EO="
    "(I.+h95+-7/+7=]#P=~/t/%(wA-6.A)/.#L@-)D9$%xl,'O6.'PnHY|-,8+=&f*0|_.-'%!2+.)$Q,0>7(-7!.R*"
    "-e-+;!,M3/j*!S0U(/))Z697))I'iI/*h0C!4]/1U./Z%C#_y+`)0/%!DBq1[-C&O]Bb95vU$/GR+)X%'.'4-=*W"
    "/></,/*OH/0<y'8%#H7sa(GL6*Q..#x@.8/! *%P*r(_)P)P*P)4j%-(<+:#k0C3+&./7][@8-6.(`/F)$OG5,-7"
    "#-7,,g-U%+7&*#,-$A06/,t.'jD0/)7-$[07**^0 $+A/$ /'2+:.w2*+)/,7-#u)q/U/$^/7(+!&$<F6'XM,.d-"
    "J3+c<,0]O9 +%p/r'p,2*&4w ,&k.)T8,Ba./&x)*-D-#,*D.0/U,]#L+ **o&#).O/0,#d17/-gl#$Aj!j2+j+E"
    " #ywr'+Eu,7%/[}5+,^Th-(+%O0ClXB.-e/.'D/.;.:*VE .V.p'_)P)4/N-4-,)j</C$Y.$gc5-(^/7%.)-+!`="
    "+.)N0,&.(O./,;'-7,,RE%$A,- /(_K*T2+6:gEg/5+0@8.&(Tq-#fcd-;&|u/+,(!A()),%I0+hH5,1[F0,A0/'"
    "B_:6'`]C$Q/$h/Hos}PE#-D0,(E<*{bim17&1h-K3-),.O.$iL0Mm/0,3,&#}4-&%.)V0=$[",
    "/%I,>V/6!`FCD+ /.70/7)1U%0Q~%3-,).3. .&t/(,q>q]%x'++Q/sD{#3,/-,e#%07%07.(h0;#//-jN..]&L'"
    "/+#40F]P/U&6-;%)0+7&*g/$a/&R..#a{.8.& /!SH ))P*_)N.! (,4//*HD-JD0C3+/09D$!Bh9I/-5+EW:-,!"
    "Ny)OzQ.)i<# )&a*T3,00,7!/!L*%,$O~*W*/)3.=13+ -+qB^.0;!!.%D.,/!DK!7-GD,6&S06/L]=gMqMbCR.."
    "<-,;'/Ba&+,7,'^1;!}#!Oy(S])'$I)0+D00F4J'GPJ.wo-017+-7+,7''Q/c3,//.39!.%S9 ()`.P)S.! )*4-"
    ",+sL0jR*.&D.+-*t) .$A0/,G8)+/7(.7+*7.&8/Bd-*1Z# 1R+*q.U1U$.%()&A.:-+<+=$S.M)#r@[/:(b+>[l"
    "O(nW0+!8.,g/@d$-'7/7'-[lbJ)+&A.6}h|5+9f6#X0:LM-18%!)07)-7'G3.$qc5j[1U$/!%%<:6*tF:#A+{+D,"
    "/92*6J$20/'#3+>^.iR+sq00Q0:f-=$r/'$jp/*6a,+/7+)^EIz5+,7!0,;&6(5/=5/6#<6G3/:!86E<-:&o(-$3"
    "6M3i -(_)2,)_)_)2** #i`F0,3.KU#,.#<.6#S0/.1f z7@b17&E^@Z,/(3nEeKuHWl/%<. $sX*%)/d])D-=$Y"
    "+,K7FQ(MS+6@2+-+KI00giq:'Q*0/7.-^=)k6JO/|Qsu07'.6(2*:+)!2.cbCU(F7*HZ6-a:&L0j!LM:8& ,9fC;"
    "-1U'>bBL6@d]x/+/(82]g>Q0+5+/U-B,+X/.(I-,ucQJPpK%,0Py*O*{mE5,.q-i3+).-7-+g=(S6z#L.+g/U.'7"
    ").-#3+~+I )-7*-^>I.-#$4-6Jo-*#f.iYM,1o- $GP$ &.7/'h/;#=CXF)g/6&2+:6( %s!F< &HbGh1;#0/^}f"
    "/CV/$ .%`- %E4//i8/-;&C#Q6.[]7(>W0M<06!4.6-I,MhM7/cbnh'7.*g9q07)])#4-Fv!r@)@L/:! #)*'h6/"
    "!L69L69L6EY6-8/6,<+*&;#..I/.#fEq@ +(A/=KO0M5,1^Bu0F!k+/J[KmT3+lf@50F-3/C&W+.FS{)+-A~6+b>"
    "5+1Rnu07/*R,-mE$!AM j2,i+wry)D-n%3.,7/&I+6-#_,)&-)A`}o0Ja*J7$18)#&1</F&7$@a0JA+:B2+F#>A'"
    " %9g1U'E^J8j;&6;#6$a6$Z6%W6&Q0JQ,C8)6'4-:-'AC#qG7(}7%/,I)/GO6*f~=!r)'+0U+-gG8/=$<..;#@u-"
    "7&06*L'&)Gu-f-M3-Jg.;$/&h*3t+;+J$30/[H7>%506.!V6Mf6*A,M,o/%)/Ow.,e:;(K5/,1QM-5-lI+0sX:/c"
    "S'$005->mGbBZ093/Hq0lkKKW /-[>I/,5-17->%$O/:)O,C'O))/07-0<)-MX69e@f.0h/&h/,$80+=O/2,'p,_"
    ")_)2-)p* %G4FnfMU%0R/)q/b@ ,%2*1 )T2.6ML)'B[/g~;(6+I.C7+07*0Q&n3,6(Z.*7',/$k.)n7+,7.*L,."
    "9D)/-^Eu/h0lL06/4-C6!2*:/GL#(1;#0/I/@asqKI=J3,60q./7,/7.-I,cf@7++I)#-%Y/!#-Y+2-$S-2,)A0!"
    "!jV/.9x/(Wz;,/=!P/!$,)_*_)_) !lp* (.D/+ca.%Q(/Fk6{#SH#5.*7(0U#iI6(u97,)b:&f,%0f% /%4G /'"
    "4/$%>k/0w8,/%x0JtJ,G`$!//;(>b>7+1I'{3/z;#,,#3,6&3+6&Q,/*7)-7)1m0+I//$W-6F2*-))MA !)@A-6/"
    "!4-0/$Z@5{gEmG$30,&w49*wX.neC5.HI6(m.!R.i3+j'<@b0!%a.$M!40!&it-)@3+Kd*n!_0+*9r$!vh>gj7)E"
    "8(zdB^*CL0]1X%%/*mHR:349d/T8n#uTeJ!8n^9RG&5/6,!O6He~!8)-;(M5./[KRB&$3/6KYJ0GVv(o6E4/6.&X"
    "9Rz7,-^*1Z:15+Kg/BD=00e$/,ucWj5+/UC%*)O/n$3-*;(/-+3,$$wr+ !G`. #EN|(wo/MI]!8)0B4/6,%Ln7'"
    "E7+-7'1;-01;*C;${#8.6x61;$01U/@uMa-JZ0+!Rc5/05+.!$%S.$ ,*2*- (c_6K8('>R-#Q..$3,]-<0 !lp*"
    "2.&r,2,)`-294z)0!O{#Z.H3,*0,7-*bE3-6>V/:#8Eh|7%.(g0G8/6</61O-+6b6g6%Z/lO.@3-,&wo)&@<6/d6"
    "&LH).<E#@V0:%f956&a6%O06%X6Hq6h6&W6$V./$Yj*-Vi%wX6@3,Faz03+.!9O-:#S+=/$_J]$pj(!O6MI %c< "
    "%9N0+/GA,]%Q/HeBGLC@30Ja6'8j*-8M*GD~,a.7-,^Gg07(/ %!O6CD6+>V.F3jh0Ef*.&R))7.(gl #Py+A)),"
    "~</=#3,.E5+/Q)/-#o6JV=-#D0,hc[~$3/]|PG)HS0/HW0J3+.*13,,(G<.-);*([G&!k)$0!S/!)-VF6&_{Jg/7"
    "+(7,%70U&*$(3.&(+YT,0!2*6=#L)1U)-R..5,/0,L9#i_*2-(`+2-(`/!#0!A/0]Q.-$5+/'mK;,@f6%Lv9m95,"
    ">h6(I.)hJQ0BD6KW$F7F[6%I=$L,/-#t-%)8@^B(#O6:#D !sD)*zYF+#L-#5/)gGm-7).*/+YC*>4/,&HL//)</"
    "/$e00,x/+|8()17,/7KQ.C+(Py0Yn%Ol*/o) %Gr,#-,3.6'a6)3+/&Hk06)A-ce0/.W&*/[=#W6T8 #/&4/,*@S"
    "6/(!osd0,/W*#17'17/=;!&>S,#(>A.C(Q.ie.v!A/& ,'rw *(rG .%SB%/e6)5,+5+zf0,1Q%%17,Hq-97HSF+"
    "EA+/-'a/%5]7Jm17)CJ!2,=+Gp=-0!A*.+$5/'h>&3/+++LE.+tJ:(2ylP%.GI0,7$+7+)g/ (8/&!0X+ '+4//v"
    "0!r-*@b/5-ze.+GL% sqJg+97)*X&%*-A//=$k'7@R17%17%n.*!rM)/&SF+sX0/(u)Riu,!#8E*,o/%/.$20y&N"
    "%+.#5,-b/:!V*/17/-#V.6-V00,&8z[Hq|5.0b9q17+/ $!k-+=$_C&(0NJ (14.6HkidC/3/+%1d'#1U'.7*,g:"
    "*%o/,0G2,BaF03+-*,d0s5/M!8/,-cpG ,-A+06'S]$e+,*[/%5~U$.c7(/!N%%$,(`]/BOKmFmJa0BW-J7.GuM#"
    "L6M<0,mMI.He6(3,*F7(@g:$D6:!O.R/& +$_0 )w #@ ., !.K-9 '0/-nRim-Q0T3+,@x&-*7.)REu.R/:+&`j"
    "-nQ0T8.=e6+Y6@8 /0U/07+9hJm0HA/*! )r-2+)P/~/)R%)7%)7()e-s<.=#4~)j_/2,-pC,CV))/+7jD-&i8-="
    "#Y+.+3/,%,$N0! &)p*S)`-P)`,_%4-##-f0|Y:#3.+-,3.%)-R(.R/)g1;!.n,(`60/wO/6!_/).wA2,-Q%/)N,"
    "6Bp+&,+Rcm-5.6@rB&&&2,17&=*;!'/+7&1Z#.-8.=U#1;!.( %&_- !i %G ,+2-0]w2*]/.R/&b-u0EO0+9Q(."
    "b>[0MU'sO&%.)4/6cL6'D,,&T_B .(2,E +,2*1P-rG (,AK&iL0KQ,i3-)**3-&*(x0+h0,!X.#,,Y.( .$<,{#"
    "V*-Kt.&%%4-%^c%#<=v(82+%2~ !.#V6(3+:$V@*/!_E .'2,/p+_-P-_.2**PB*Eo:'I-sa.!-Q,!05+,*h@3+l"
    ".$4-# !/8++)0!O1;#0+!*#2v!)0! %@!j2.y*_+)CRJgGD0F!4v-H4-' /+8!!B5+0;&HW/J'%S06F4v]$4n+*!"
    "N@(#L6:!L%%B82+(P- $/%A.6'DJq0Ge*9Q%.(7/(R}I/6.*! %M)),# #-6)X+*@I..m>[/c7*cW%/,S06J5/*m"
    "c(!rl&@ &> ./2,F-Br*)-T5+/7}5+:$V.+GD!#/7))I)/jA0C$Q*(7/;#z+)'2+6F)_@R-F;!'n7&G2+-'+wA.="
    "&5+'gJ5+KZ0]Q%$G7,*q-l3-6)4-:!<@G8C.5+>Q0F!o-#,-X.% .*Y06'4/)^:%I+/*7*.7).R-c3,6F#2.|!$!"
    "8.+^:W*:Y:FR:b6b6$5-9D00]%2*+#*Tp##|D%,+3.6>3+*[Eq.7-se/(EX' ))O) )+I -*qcdF&(t6:Y]'3M0T"
    "P- !+'_+2+'P-_)S.2*(Nl&Tk6*f0+5JHL+ '0X)2,$_)_&p+`'Al!-%X6,7-0!S))/1ty8%%017-95-E5-KuM4."
    ".%Z/(/d) +%8% .$R07,*5,F-%4//]'Z/7]RJ5+H.DJ*14/C0>`./:$WKd/+#8FjY. &.#_-2+'_-_)r.2+)4/+'"
    "/'O6*I./,3+]940 #*'`.r*`-`(A.# *%4-,(,Qn$8)6,V0+/9r.#(Tt6(3,0j8E'94/*%.)O0:%Y:!8>-@N0!%@"
    "A.6>I ,)7,(p/*+EA*/zh17/,bE5-,$Z>HA0C=%2*00:;'07+1h|5-(bB(!D:..$4G ),k*!%/8+6)VzI0/HL. ("
    "wr-2.)p-2-)r.2-)N0+)lO~'bGu.[>u.%W@iozK! !y>S%*9Z+],!_+,KQ(0!O6iD,.)%8/$h/7*(7'..'8/&(.7"
    "#05+/*m*EA&29A9&cV=&W.+)*#2+,),04.$!-'O$(/x6>d,U/'bT7!-)b9u1;&B;+M0OM0c2-y&50/q-7,,[Eu-*"
    "$8}Hk=6)_vF&d0g/6/4//-{k#&>8*0HD6J3+/%5}gT^../'Nj:,S/$&lA.6$3../*L- ',D/&(0d0zx.$I0/-51 "
    "GW#G[EQ,T3.=)(X.].8(FW0FO.6*O/6)Z6(5,Fm6&f/.&qTm>I./X6FW F7-07*GhBP.6-O/%%$<B'!<C/,a2i7,"
    "*82,-N06/$k-*W0+1;!!9W.Gd~/!S! %>2]%,TP.0,$e/,5/%,)7*)Q+Ea**T7+(p-!!/(X6+!L0j!N-$+/,S/&$"
    ",,Y0=#OMT4.!#wo,)0W./$8+0|Y+$,+8! )/W*zZ)*T7/'V! .)k6-$8*-)8-*..V, #08///)5,C!L.#/'X*#/("
    "L6)!o/-QB$aF,!<-*+.!7-'7%-N/%%.*o/0,!kn'D:.)<9-&3.Km/,!8- /'3.&#GY/6#3-K3+0{x'Hmca@e0EOy"
    "'A%%*Me/|Oi*srs%@O.6%7/%7,%X'!+)o69O}I6+(X. $E2*+2*(_-_)P/`-Ni'/'V.0+#A+K!X/&+.#A% ,T5H7"
    "/,34/,o&%+.o/=*N',)x=&xF)#Xj,.!7)+7&/V'%)/O0:(D-s8/=>rJ .)_12*)p12*)`1 $TN/0zZ/*U(07*0[}"
    "uM&k6:(`v6)e17)0;*-#Wy$P{/@N0,M!A/Ma/'>Yj.18(,Cx/*fi@O/!'.3+/.1g&-#7*&4J(+)V+/>N0JdnGk*#"
    "G8 (17/+I-Te=]$S/6H4-+^.9f6(mz7+/7'@x.C)$2*y*oEQHu07n%#8K ,#4@ &.Y/&)wD]*<)..#r//,c2+/%+"
    "'8/~u0,5.#,)e+%/$8)//!V0l3,+%#3.,#5v-&7$c7%,4j$#0O-6-3,,7/,I-TeB,'#`06M8*H;)Eu1;&0/-*<%%"
    "*0R.'D,-wO.6%3+-#Zlm*7-(7*07,>5+H7,/7'G3/6.-$_00/M !.+q6(W.)1R&GgEZ.0!Ly)N0=6&_~$3,};0=$"
    "Z&'.#7*(VN-Sj%+,X~-$X}Q@*$L/!-+e6034/3X(A)%!%.O.6.X]m,#5{,$8.)+0!7*(A!_)r.%%,)A(/C#YcRJq"
    "005+C7'Gb@x.C)$r06FAv$3+}5.)70M&3/.*/(4/' $/o,%(wA,0/(!`{)$4//+Mt.&]V6)!A../f+!}O},.f-Ka"
    "{(Lj(9r-!+/;]#5/,$R+/7%/)L6/%k.(d/%/%<#$T5M7)0,34-(o%#+)Y.6%Y/-%3+]-#k&$/$L.zeB5l/!<.&*("
    "Z-K7}[B5+EY6%]A.6J8(/17.07M3,K;B,.!4.((wL./w7l7),A(%&/-X0/,$V/0;,-%50+%;../-!7++7%/Q!*/V"
    "6@e+hF5]UiRE.|4/:/.kF+0!V-jVGWC,3v#/Q# 17#1U+/%$OyV0+),#`.-!<0/zY9.wr=6'4v*HRHD%)iX0z8/T"
    "d6(3/*-,d%.+b95+TW=]+4-y$N-98.0,-XB%1<& '.7,)qB!86F<)&'.Y0|x6,W6,a6.f6/f6-d6sL6}L.%Q.:!k"
    ">+*tw!/!rE '*NG &,4])z<~*!V.s806/LB%/%PG *(P02.&N1 &iA{Mfn$a0H30n0e!&Gm1[0B^~4/~BO~+!D+-"
    ">X))0,[H8'/@L/F%x.#Q@gG7)%7-%;%.#w4/((/%`y'S+(sg+7(+h@Q=0x. /$L'!>mEW= #4.6:Y/]-!Y.&Q:$3"
    "+lIBg==#S=v+t.&v8)/iO/JVJ.-D(!/-I0:#8,*/,8$ .*o.*@D6+Q-*;(6(3-6#861;/:;)6$e6(W-6&3+.gB$3"
    ",.(1YK/j2,y*A%+E5-07.)u-0+V=-+O-!'d009V.,.*7-*f)K3.0,#g-g=#300;#J7K.l4.6:!`6.9O/F<,T80/,"
    "+YG!1VF/wo69LF*+Y>j<].#<.*m63/6)f-@m@hHbMR//I+/&x=1W&*1g6/e/.@7Mt&,HA-=&5..;,/jVE+(X9-)8"
    "$%0;#.-5,6-(D*),.<+(WM)'L._LJ,,3+6TL9$)X* #*D,))%k6.-!r')/0g9<)0E<.j$3}h1U,)7)/jO0,)+Y-7"
    "*6%W)*.7!.h*/q.)7($7ih|)3-)&/VF/lN+0=&3-,7,*g0+#x6$3.6$3.6;-6#3+6#a6,Z0:$W/R/-)#ks9S=->S"
    ".6B5M;#9^-%d,0+L:.-%Y!&9f0/506%A#$&BS/&(@X0F;#Gu. #L>,,4~$/+`=.>20y)S%#~;!HZ,-{o,,//8%&B"
    "4.6@dH;*-[}^|g,-56C(4-6lL0/)3-%!%8/ $(8F9W*&I,6-Y0+'$o+$5,6(3+,'0!7-'^c3/K^6*3./*E4s&EX6"
    "Ef(G8 $EA/$'0!D0C3+>fC,d*%-7&07),^jZ6+)(!p,6TN.lx+&,3+(.+d-EfH5/.#5,#+7.0^-c30@,Y> -!`/2"
    "*(_+2.)P- #sA/).-W0+$a0@3.-,,3.,>d=;+9In.5iia6'I0+5,9WB +*2+E&K2+F{!A+.JuG5J^17++$&3>-+L"
    "Tlo.*0+,S/=)#3s^07#-,!8C*)L/! ,!r*p&P*r(N-2+'o*.G<v$8+)-0!46J!4..$I6.#W!.+7)1e!)wN.6,a0F"
    "8J&GNG,.3.0T3-@QB.Q1 -'f0/)a/C#40+&lI(0;,@[+/!<2*)A/'%,*Ov+!L{!80,*(DE&EX6EQ%/'7*,7(0O]B"
    "V0;#Hm0p$2,.%)>`6KI/0b@5+.3LG5/,)&o.!-)rw /'2+/).MS,~|I/'m.;%/iY/('1o'2,$P# !/7+(g.;'Bg*"
    "]G`v(OH&G_+ %9N,0,.%7)%7&)A(! ,&O.+*!k6+<M''DG*0!4~0Ge*979hEX6.;im1;!M #!2*G#0,2,/*0cS~@"
    "q1U..f6Fd*{b>VvJ&_.M,&X/[@gw7!0Bf:.a6,50Hf:5.,,(3.+&1W.F306FL),J5,.<%$9oy%A)J(e.7s7&6'3."
    "-,.3.+/)d=;)@5C/5c-*a0HI/,5,+))Dw +#r,r'p*S*S.`+4-&%-%8.HICh:d6-8-6-[+/7)1U+17-1h+0,!Az'"
    "-%`1`'P/r)r*2-#p* ',Djl3+/&7$HQ-FV06)4-sHQ z7H[J[0+I-HeM%3.-[@bC-&V=-lt/&/,3-6)3-1;#B#e>"
    "03})*YF0M2*0+}&3+(79Wy$Y)v;!l8),j)2+6F&O0U.(^0!7(:$3/...!4-,)@</6)Q%.*7-+A.%%/+O06)8*-)3"
    ",.)-3,(/'aJ5+i5.!+;.!)&W/cO:&W*.0!Rs[95+/^H5-C+(p=]*x'[sh+7,)(#3/j/&4> %.k. (.3,=#X=;'6)"
    "Z6)Q6/I6,a6+x6*3.6*V:%e0//;##@RHh0;!jI-J-)2+6n(N/=#k>-,<, )17(1R.+g>dC))! #6C,!2+y'P*),T"
    "I/'Z)sX6,&D/,b1U-'R*0/$Y-#+-X, +wSB*EL,,>7*)V% *)X0F#Y.*!8.&*)Y+ &-Oj+9Y*(&)7!,D`+k6/$Ly"
    "1S)))zh/;!cD0CQ,n#</'m-7%-H3i%/30 $l`9&9o-,,)7,&<) 0!<.ix6&<H*0!r02.(S1_-_9 )-2,.! +,`@&"
    "}o6*fy-P*))H5,.Q'Ek6BD*T5jm133+)bTI.*&$X|/'`l!E2/0/6%_-*~7-)Z06:N))&.*gTW/)<06)D*95,.gcb"
    "-+;/**.Y1 '9P0+%BO]/)7&,<$ (,O/6%kv/%4}%%#4/7$0//'L(##034-#k##/3,6&f/*QB.)V- #-#P*p(r-P)"
    "r0S*4s%),V/F!4/*7)17)- #!4-) .*A9 B`12s_y-A))).(t-)%3,6)3+6)3-6'3-6%3.6'36B3]-(dC%8, 'cr"
    "*2.%N/&)>L-+')7%)<% )(o6+!A.6,VH)'LE%$Oy$_.& ,-7+,N,%'9A06)I/z!A*/!()p@ ,'X/.+I/}3,(!wt'"
    " .$D./,d6FL*)@h-b.*e6JOB%!D.U+)7)/.$V.$',8# %.5,M^%,(7&*N.! (+kC-!D,i8,*+0!P/('EA/),G8%$"
    "*)7))Q!.#</.,e:%<0C0kl i_.r-2+-P-p0P/SB$-,X60!Oy(S)))/+bTQ/(D.6*L.c5-+mTI*n#X+ (/X%29N-*"
    "*H8&&*)7%,V! +)k./,#8*0TAz&G_+!-)Yn,;(C$f))c<T-)3+C%O0/;i)*L/2,#_1r(_-# %)P+P*4|!+&V/.)D"
    ":#Z/+,Q)%134Gb07*.q=-,S6-*(A(~(L/%&G_* ).!S,/c3,.G3w',3/!&/d0}5+(;(6*<06.8*6-56-I6-W61u-"
    ",Z-)$d6$f6'd6(d6*a6-f6+a]%a.+#DH+,oB01L]+97>7-)X&(sV0za)7-'-(<+'*0!p)2-)_)2-'`.2.%4/++.Z"
    "-,;+=&d6&W6*W6.Q61Q6GV6|L0@5,-'Z61x613.69O6986G<6>a,*#N*~%4/CMO%(95+Gh@7/wY,C!X-(#W/7$1U"
    ").7(.7,,)%3/6B4-H+0</:)D-0,3/00wD#/F!4.=*Q/)[>5..^EIsq65,/1[)07/+gE5+6F&S0F//o!717$.7&-!"
    "%#X/0:%_i&/)_/%+9A-0+#Z/+'3-69p909py%O)/>5-GV6*aMI)-$I6|<y!4-6%3-6(<6=L6l8-+&[,{O0{0k.$H"
    "D$%9[M7(@x)n3.C$X/-#o/vf#,(7-&7)T7*/$V#(/)4/0,%<+0:LJ%'X07'/&R-C&[*Jk)+JYF)!X%7c[.7%/,*!"
    "L*.=!N-2*,4B&.,L0F!A.B!X/+Bt/0Je('97982/)SG+0!N.F;'v|2-M%&#P/&7*.U#.s[,sX''jV6*W/M<{/.Z "
    ")/&O.6/4-0J#8*.7@b.7#,);*6*3,6)306+3.6)d6*a6.I,-+a0s3.,6%S/ ),(_(p)p(`)2** !,%p.)/-f0+;,"
    ".%d60d,&0[+,[T5,) #$AC/FA~+&e#7-'[97Bb=,'<y*40@FY0=$Qj5+EflW0+%+)2-y+2.]0@5/0;#Ja*-z4.6J"
    "D$&EW-K<6.&D{^>q,7$/.#806$</igs7&H7%}D)-CD-0/%V+7+,Rlb>%f6=$p9'/)Nj*/$O/.$<)0ctFnL( +/7)"
    "17(GRj8',HXK&Z.'ZC%$4-+!-Ep/*>3-C;&00cY/-KDM)#L+F!S0/)>P( &T5.)^K7+9L*,TO.,;$/)%30//1LC6"
    "D,,+E^i8&!.'V0MQ/*;-(^6$d,)'W/()7/$b0[06.*4-6HD-:%4/=@A,$..!8/-;$=$I'=!4/./0Z:&q- -&_/!("
    "/A> /'`F.KS00C&Z0U*+7,%R].)4-+%(.40+%*/O]J[07,(b/7T[(-)3,6'f-7.)%5/6/!D)*Gx+/5..%I,@3v,E"
    "t&#>q|dH^K5-:I-H[.)%3,.)GpE/+rB(@2,y(N)*J[@RGe-6&k61;!.+W(C)N6F(V95,17,.7!-6%oC)!o.7.-%5"
    "/6'f*0/7*/Z-s[-,5.Kx6*L=@8'(@g@^97-%W0U..[1U(+ !$X*%0TS@ *)4=*}D.Jx7#@)&L6:$rK-jP,p)PJ+j"
    "N06EX:(b-2+Si ,.2,- %9 #F$/+P6:!o+B^Tq,g-C%4~))'NcbF-'L:./7%0W%.)f~!7.&mT#ki.(`@#92,:,ES"
    "~0j5-*7+*Q..#8{lO.!|Qv7)//!7.(D))T</,%g*./'PB%+*r6:%A,-@[G5+'[07&/R'v%L.)$3.%^i#e6F<%$(c"
    "Q(/;)-%5Tu.7@b|b@'(!P:)/'kj}</jR/-L'0/-O6..!t69W#*)7*)5,95,&!A)/.$o.&+-D #/*5j7..!7(/%A'"
    "! ,+o-6(^/;!/0uKx6)LHB8% 0+7,-7$c<)0,<0/-9N( +0^c5.*7%/&<+)(@L*.}e)).)r{/0!2.' -&4/&&+I+"
    "=#3]';/%7-U.C!DCBx,H5//7,n!R/+A,'%)E2.y#rJQ0=Q+@Q6*#W+=U+>L))HX6.8 'Bt(.$.#2,/% )%2*(`(r"
    "*`)4.% ,*V/,HaK7%>Q098.68/v-V/!+.L# *.7)-7%/8.KQ{Ga!/&7/(bE5..!8/C-,! !0=+)!p,C%Py,Py)L,"
    "/.U)-7*,Z+>x-(g]WFlL/ /'8-,-qB;!&~!X% 9X00,!P*,.H2*C/1U.+O~:)`-C'#OE5~^9^0He0/-I$$/7&07,"
    "+g@ !`6.:P6/-*8)B</.-G2+* (0!S/*T3+F#3-'&ck) .(eF!k.%Zz/!<( +'7*&^G5/.5,J)/oF-(!40/'W6'<"
    ".Fe6(I+>q@gJ7.07(-#a/*$3B^.7%*v(8,-)(,!P+# ,&V.//!V.Ri!#4-) .(r/ !l2..),J_6Bq.7))m/-*!4i"
    "))!4/!7lg6J8% !i8%%/$O:$Z00/!A0Ks`M ',_-P-2+-`-rw **4//)sL0M!8/F!4/($-%N/ !w4-+@3,/lL/ &"
    "|As!,(D)/0!8->xJ#D@hB;+M.$Lw*.!k,*w8-Fg/7.(#)O.!,+N/%!92v).K206F#S$&07'.^.);,=*L>%/L02-)"
    "`-2-)N02-'4/+)TL.@bc5-) +!_, '/`{/:pn+Eu*70U'-5+y&`*)n;(.!V)6.4/F)!<Eq.7.'7%,F&V($,*7-%W"
    "++Z:#I(-0!X(&0d-sm>a0+#<sg-7%0/=&4:!&-Y0!(/e:%A,]-%4j),(4-34.U$:,&Z%+T4-&&/$t.-)d6M4]))&"
    "SGu6+!D()/.7%Ek(,0d:$^,>3,6&S.6/D,-FuJ5-KuMg.)gTIjm-7-)7K)(8/-)*+O.!)/f/io6.3.',EfB3,Fh6"
    ".7(HSi+E4/:&b-,!4-0+.%_+ $0!S/&s3.MWs,-$A/+#++8',@L+/$V/),0X) (/D/v#80jW. ++3,$!cD~/I*/&"
    "ez/!D/ 9e/9^.&D_(Ss#/'8+//;+Eai5-*7c[0+)#8..+/a-#/'d6#3+-%d-'.d*#.I0sd0,*3w +*4.&208*//-"
    "S:$Q+-+7(-7)-Rsg0;#n(%<0y$2]6*X'%.)Z)@S6M%D**^/7,(7/$38cI,,;+. +V@'c_y*<%lR1U#07)/$%8j*+"
    "t-!lP9&92,y+P~B;'/7,)7,.;v*#Lcq]-'!pC)-(P@ (,4-+&@<+0+d.$Q6+f/)/d*%1U(-b0+'!X6@O,-ckJ!<C"
    "Mk. +9Pn.@O~H7jk',Gk.,$D/|3+0/,3,(&1I# Eq-R-}806MA++&'(A-M%LK,-3@[6(^*s7).Q%*03,:'Z,7,.["
    "j^9q6JLF*HNz'JL0C#3/'b@5+/U/cQ6C!SC'0,o>{8+:(</'5,H56^Fg6M!P6/@4-MK8,0,#Y/..)kvCuE<+:(A/"
    "6.(DCgHu.#h/'IC@L@/Gt6@W'z7+.4z'.,L/0+$`v=%pM(%#p17)6.!O]B7*0<))0,D/,'7(E5nuG(.P}!j2*y(S"
    ")){;$95+*7()^95/+ '$PJ%BSy'L'F^@q.h6/%L()Hb>k6E4/0K%8/+g@qTh]*3,6.x6-3/6-3-6-<6J80:#d,$h"
    "/0IJEI$GZ:%Z)/E79D(+TYz;*6>V),Ku>8)0ck6H<0/uHu>W,:'O+)/,Rs5,>R.T7.'A(&%/(N]0,!8,l8../1X0"
    "!+9A0/=#V:#e0/*3,KE<~-!t6/%SK,*&`cb6cD.-0/7'1Z-Kx,'u/6&VH,+3}**3-0cY6'D|GOi98,Fh,=#A:(%!"
    "PC#f6B8'&,E7>8&,GY0+&a/(!<0/K<@-18,&+17JW&>3.:(&O)+..3,%hJ5-0UK$Q6K!40/%,,kT'1x6-#X0^K '"
    "A.|+0p6.{S+/6+5.0^Bu0;&~,$NF)'$PJ$d6HD)%,/7%G<'-GX-)$xH5.0/(30+(0a%&.7)-I%.+3-6.)!P-**-&"
    "2+0/%8{.TZ//f6'W+F7*BAj.9o/,'!L-06#S'%.0;#sI~L6F%A$v^@gT7&/;!/( $k/!'0SF%-)Y+/95+.REh-I0"
    "Txn+e+)-I!&07'/7+/;,6K4/.)+(D/-0,<))0/7i<%*wP06@N%,.;!Hb|I,=(VK)%3wRJ&5]T7*)x)/*xz!8+|Z="
    "'a*))R.(^1U'/ ##4y-4{+*)t.)aM6'pw*cA././Z6&3/+.+L@+-8,:&5.*mCZ60;$+95/E50Ea6+5+-,;'*7])5"
    "H-f,(+8/%..&`6C&L'JmHx/(!VKiY0 -)^9q/[> !X{:#_/,'+#S-,;-0,+3-(#/7$17.,5+0;&F*)!S,n9N,-%3"
    ",0/,W*-,5+=#Q&.(V2*,4/.)/*O0/,;'+7-&[|&3-(%/D9+/&p6F&Q1U&/U,(7B#fJ03,+,0LF6*2,6C'A%,17,."
    "[/.&e6+V6Hk6Ed6#e6'3+6,W./(Wn$x6&D/6&Y6EW6$56%d0@f=$aj#30=-O.# /$`,_)_)2-&S/2l4.-+/Z/lu9"
    "f6%3,0U/.76J8F)/&tzz3+.ck.(QFn#_, %9_.!)HA0CjQ *-V**zV=)!N,/-*X.'*/%`>!/'X6.!D6+8/*(.8>("
    "w4/6*fv#8=.,a$*.W*BZ]}7*/L)'v!r6lL-+!8z/%d$.%56'[&/%D_-4j&zD.K3+0,#<H/+Dw*wt/0>8%&+(7,*k"
    ")*sYn'al50/0Qc|W /%[07++hB+/Y]]!t%7/&;%.))3+&+'D>/-$_60/'L))7)*g,i3/.*'8z;%6|f$'+7!/a++/"
    "a0Jh)7c[|,x)&+3|)(#PJ/BN)->#f.#Q)|xK!8J;#6/$30+(/3/! .%Y+&lxF[*7&+7-%)Z-'.3+))+YC:#r+,Bb"
    ".5,+(%<j6#2*, )w`J0@O+%-)7+*V(+iA-n$e/)fnlV) ,)5/BI,+s7)-Y)'./4vC!<v;.F-8> lSE ,(r-2-&PE"
    "#}4n/.!L{#g0R0,^6(3+{-80/0J_6='N++HhTW/-;/{-3G |A/2+'N02.&Sw!s4.+.0!<v'Xy*`]/JQ{u>QC5,9d"
    ":hM3tlD(6)4-6>D).>mKm=;+6#f/-&kv(3v*)3-)U0=;')++7),d.Bejg=$Q/K5-B5/@I6$W0170J5.M<.+m0/(e"
    "&%-Q$#07%*7,*u=-+4Cv,4.|a:+Z) 1[$-7&,[.'5.=0/X))-05.)[@qH$8.-}Sv&E #0y! &~607sR-U%07',)#"
    "8.%wP-+*/406FA)((z7>Z:(fK.#<nsD/{#N00zVG(.DM)9L-C!oK$8J.-8.#(E4-6B8%#))7(*A/*)/'X..(<~;+"
    "0/,3-*&-Z&%17**R.) !A6//,N.]-'8/%q|5+/7.*7/+);/6/%4-J/08,{,#20F%3,M9LM@D6/!4v>Dw/-Vl,.8+"
    "M#^/&hC;)C;*MO/6-Q*6%a6)W./&L07.&717%.7(j*$VF.94j#/(L{'W-B3]n7(-7.(Z0J!O06$3//&Zc7/&u.Us"
    "^Eq-)BL:*l4]%+-8-0@4/0HLjvQ%zmBR,E7++A,,)/,A+v.%V,#IF/$3.$,0f:>Z)++7!08!#(iP-6.#p,-,$40H"
    "+,o-&.*D6+!X..$30 ,&8. +*3+F!7.(7/(^TI.(,#`/KG206:U+-7}8*.,%<F-03/..,3-C5/Mf.(9Y/!.0!A.n"
    "*a:'x{+3,0,%Q~G7(+7%.4.,)/,L,0lA.-%IF@3H/+x/Cq*0!7+)L&%+0V.='t{!OznX- -1OJ01Z+.GR@8&)H4]"
    "+(!k0c3,*K7/+Q&@806.&A+6iOM#x>h./'3C'E4.+&GL6-!4-CQH/*D>*/e0BW+/c40=,!SM)#D6C34}82+(4/.*"
    "9L.}3,@x0/13+-$GO' Tq,bB%!t6JX-+.(A+.0,!PF)(O9&!D60TI&/&7ip,''9N+//)xK5C>D9(/Lc -(p-2+)`"
    ". %cNCJe.*;(F;M.,DG%/Y.2.!P02-'N9 +(A0+)|O:&3-C,$P@->40,/@V)).)7))7*)r.&'Ek.-'W@5+/%50+["
    "9g:/'D6-940/'.-D+.+%<,:&4./,@< !0;#+,a6@L-z#8/*^lI,/-$YC:X>/GrK0@O)-@[MO)(JX:+!O.*(3/6@N"
    "/('++`,_)P-_)P0! *(4/*'GO0HI-7%/7,*7.+#Z6C!AK%.,X.#,,3,=$<.U(@5-Eu>506i4.K/0o/*=<,0lY/-&"
    "3+6-3+6)3+6'x6$3-6#3-6,3/C)Q*n8..+wo#)1b=U%l7i3-01;*.(R][6#Z6V6C8vF7:70Gm.&k,q6)e,(,Q%),"
    "R/$u-7/:/(X]0+VT5/,7Bb9hM)$Y6/c4C)HY6+!406/W%..7/+a.>3+6B<H(!X17/,380,h@5./;)i*%pB'H2.y&"
    "d00RKf,7)1U,1U/.#5.6.$40/)/-4/,(0+L.K#V0,)$Ny,40,(BX:%aH50{IMG3-F5.-+-)N6=&S>#dK(a]:U(9L"
    "'(co6)e=%OM~!_1 )1VH)>X]B7-*O+!io=-#d17Mh@5/. ,(2,G)w &y/L*/Hu0;#/*#3+6.3-'$/%A.# ')p/p("
    "NG -%t]0Q/|86cd'KRBf0Td6,$O=Ho-!%!4@3<-U+.7lm- (!`G(920CMA')*H^0;/:+ev17]d-J3y(<F+$X1;!M"
    "3L)7,)7.'[T$3,+%G2,/ *G2*n01Q's3,6*3+)-,7-'e.@d//.'3.$h07,+7&-,%Dy!2*.!/wP9.E4-69R.(D)'/"
    ")O6/$Lv-$40/+ENB)&Y6:#S(##/&[cD,/.e0,%8.6lY)+9u1e-6(4-0=+3/)m|QJR*n&o=6!N/-0/d:&dF5/C5:9"
    "3-C#a6(8*6)Z6-e6)a6-d6.e69Y.0+#A-6@Y)'C^HD(,/!o6c800cY@5{7*,%!861;61I06%3/6%86H36Bf](#Y6"
    "Bk(%/,Q&E806&3.:*3++$!DEu-7/$hGm17)9$e6=!_>&BPG(G4-:(3/,;,/jf'!17#07&07),mC)(t:.0!r~&3/*"
    ")GO!'cWBQ/)5,.R>7*{+)3./gHm.7-,R6|3+,+/d.*0I,jL~6%2-6,)&2C&m/7!s7(07)1^F3k-b@W0+ +(2+/ '"
    "92+n/.a*HgGu-7=;(:#k6,800KQ$J7J[@7BI,6%X-%/)O# -)I(M!o6M3/) !V0;!l7(.M%A>#.-P/ %lN{BI)0;"
    "!.&u+7-'3LJ5,Jf6$Y06#kC07+.7+07'@D-69_,'%-0Ar0+dH5+/!Rzf#.-<6/$Qn5+ce9 .(2+w#K2*F//!V-H5"
    "/.[Bb/,$8/0=DG$,%r,r'p._(N02/$4-',.Z~#a/U+/R@!*$_1 ,0!2+B@f/95.GQJU];'B5,,7.'706i4//%&0!"
    "_|'EX.zN.6.!2/j+9`# '9X6JO/J#<MmEQJ7&*C%Aj&/-L %/)Q/+5vq/$50+7%]'3,/%f0/>t+-F<-+$/'7-)7,"
    "+I(/%4-F%Z/s8z)0O- -cS6-@8$ .)[>Z/,3+JQ0:(X=v$r>[0,7&@7-0h//Q.97*.gC%3]7/&7M0,3.CjY>.+x."
    ".$5igJI0>V.6(YK@[@[@Rnq-;$Fm.7/*U/6>4-M'wrT(TX.-'o0+&3/6E4./!;&|7.)7(/;*.G3-:;!+*q=Z/:3v"
    "670G5/G5-07'GD.6-4.:)+$2-G^z7(GRB5+>WC3k-R/-5,. ')P9#}2+/%,/!S/6'5+/7++[+C#4.+%.*Aw ]4.="
    "JR,)7lbED.se@;.60DG .$r/2,'S.2.&41 '0!4.+zZ-,I+v*t,&&9P$ #G5-*I.+u.[9R.n#f/';/=*DE!0!P.2"
    ",&N/2,)NG#94-*]Z.,!L6iY{./&NjAVl7}7,-[zI:$7/-R6#5:R:701R:R=7,ED.0@40C*>2,G %$Nz7(1U$ih>Z"
    "K7&1U,,r&2/( #s $K!]4/698,H5.+q0U,.-(<l&94>.,dK;)95i,W.%-I,B7)C!LM.*r0+ ,,_C/JA*),95]hG5"
    ",+[)~#N:'))p,&#.(r{00!D#*'R/U(+7.$Q0C#D0+/*7/+5+GQK5~;#F)+.# #.y$r{!8K&-X> *!p0p&`/`*N/ "
    "!-'o,0E<,,%IJ^6#a:;%M^:RF[=7/*^/+5+.,*3z *!4@ '&4l +'4/ #E4-,nQ.+;-,m9 &$2,1 %J2,B./!N.6"
    ")I0+gE5]34H70E5/956#50GW=7//7.-[.*;./++3/$ )3z &$4B (&4H#Gt*./!<{;&{;-F+3/) .$4J +*4C )*"
    "A@#J4.-0TV6(3,/+#3~.0W,];ng0+5-%,5/!-#3+Kb+.$3:/,a!+-[>5,.bEu/%%%!P/:-&o.&3,-)Trw!/%rB.>"
    "N.-F7/'b/U,&5,6)3,-).d+7$.34|7.'h-+5,J7-U%Eq/7*+%#3-6io*2-!p,!&Tt:)4]`! #J %> !C&.-Y6@WJ"
    "I]q1U-(7+.,#x,+0Rv#30>b(/'7'-t%&/+4.6+3,6JD))nb@S))vo6:!A%,TIj5+.!7+.bH5~7.)7.'$)!4v=|pC"
    "',)o0C#2-FE4//))!Y0!R/,7'w7-,<('/.3-6'80+q>!.'2*E*9S06,Q/cWB5-0R>7#Hg6#Z6;$6R6^6b67/1Qy%"
    "A))-@I/.8%'Bk6C#N,K(3~[H7)0,!8///+DE *$`/r'`.p(P-2.'ACFdFU(-;(J;-,7/%70!7,.6)kC,Ek~*<MU6"
    "#I6'50EI0GQ:;!=[BI/(mG $&2+- !/,2*0!*EA06)aC&3~[@[6Hd),EQ-986'Q-K7%9o),HA/6-!k/C#_6/*!20"
    "=%Z~@7)07&EA,+0,xC$<(:)OMn3,{^1U*1U.+&5/*)h>^-+5+,&+8H +#NG ''S0+ ((4-( +&4.#'0!D0/(5-Cf"
    "K&A|'5-,7$/,U$.,7&@5.@IFU6&Q6(Z6uF5.B5+K[0>W-}Z*$-3.&,&WM[J5+','3.$(-Z{)5.* &!2,.!%T %w "
    ".+2,/)+9`06.#d/7,)7|b/,;*)+*d /%x,/;!j^.-&e)%/W0Cx6+!2+J%92.- )/&p:FI%{5+@aKu1U#.6*4-+%("
    "-Aj#'%L+J7#17*,gl5.*^.-#3/C-<F -%r02+'S.p*S- !-'A.*.GO/.%u*qc5,)7/%#$3]F+k/) )%P*!#/&V,/"
    ")<(/|Nz&cNB)0Z(,T7@5+.;'|5+%7,-;#/EaMqBhB5+HqJ%5+F!S.6:! $*&'M5+/;'E5/,mTI/-g>R.6(3+)nRH"
    "8.0C(X=-)X1U/,R97#.-;n*+<G *!Pw %&N9 #*4/r)4-(&l<.sW/$ !)2*0 !.,2// *|2/6HD.M;(0U/+[lR,("
    " #!2+. !.' %E +-SM*Ek6)u,7/$7/%[z^F)e/$+#4/& ''N0S*A0A-4-*&,,</K$D0/$3.)#,DH +!P/p&N-`(N"
    ".2+&4.$'/!D0/%Q.U,+;#0U',!%!Y+*=!P-('(+A.'#+/D~.$O/-&W6*Q6(a6$3+6%x=;)6#e{%3,/+$f)-ch>fn"
    "!OC;{gB%#8+6+Q+6#A:&!X.7-,7&H7$.-7%17/-7$0U-,!&VG'1SH @2+F/>2,/-CU@g|8)-s<-).T5.1;'KfM5."
    "E5F#'e/K#4.6)d&+)7/%d+C(40C0+31U)-7ER+..-!r.%%.)8!(E3{%mc7+.;!*GA.F(D,6-O*+6$eH5v7%J7&@V"
    ")-HA.,)$O6EX(&GD&+/d6n'k/,/'4@^Tq-3xHW6(3,6I/6;/=5+C;'6'W){!X0M4.F'%AH7v!R/+7%9[/)5,c5.$"
    "b9 '-2*0 'HrMJx=$fc5.*7}33-T5-9N%'6#2*y8)&0176%50>uBX.-'8/.-'L-##a6C!D!#}7-)V))lY.-&f/6%"
    "t~Huc8'/|o6J<0,%!L>u.7),/+3/})8/%mJ)$L]/97.)L)-l40/-$<+z!o.*9< &17-J^(H7,*4-**B4.]'7*(u-"
    "^T#!Nl /%p/ %1Xy%W>7.'W=$3v/-<@ Tp+2+%_)2,&p+2.$`C0,d/.!7),U+9e6f06Oj=7.07-1U(zL]'W'%)D."
    "')$LC-TD2+)7)'Y'&|D/sx/.'L-&)17%.^}5+:#7.(4-%&.#4.='eFf:+Z=/@4-:&3-M5K@3>.-3+0,!7),[/'5,"
    "*#$k-!,*P@ .&_y^)07'-3+60Dz)%k.'#e6M8)&+H7-*L*/9t.,&x/'5=@3.~wV.+G7-(O! -)AK)}X0M!Y.,$<j"
    ")#V,$$d6C#A)&$,+7#/<&%+0X6/%3+*7zh|,%N/(*T2,B/.!2-y'N%+E5,0qK!LM/.V9+>N0F/)7-)7+)L))/)X0"
    "/,W+H3n)0O|+@N/M$f@5vT3,)BW//$3-:&Dj(&k.))#Ln0ER/)82,+NJ*cX,.%8+@Z-)-I #,7*Jg)>7)*N))(,*"
    "A.6+!k//*!pK%-X@'lt6*!Y6I{nLB-08)..%m/7]Rz&3,0nDMK#2.y)`)-HmGf{#O}*+t*!+-<.Cl7.)7),V)%,,"
    "O/=!4.KWM>3{{a-,G7/+7&1Y),.G206MoJe/)13+#(.7+J[*>7*,A,&(@t0/(e/.(8F*Gt,!*W6-f6#80+.)8>*-"
    "3,-,$7)0U/><+6%2*y&`(%-9m>u9q>5+*gcW@#!4.* ,'rw!9_=/9A'({7+*h/+aM(3~gEb6}LM)iA./),/d/Ju."
    "qEa9$&S.( +/2+y,`)+.Hq95+,x/,!Di&+V/%(-8+6(3,/~!4w )'4>%+)Y6-;!c5-0mw&-P0,$~2,y(S)+01U0+"
    "R><)-0T2.6.-$2-Jh6(b+0[%9L6.50iI*C#Y.()-o, %1<6F3/0=!4s **4.-)-*V.-,%x-bs!)A.- ,/! +@&J2"
    "*y+8&Mb>5-,I)+/srM(&#SB[6+R$.#7*%3,,/;,*#b-(5.,-%e $+7#.7*)^1;)://!r]++#`6+x60d6,x6,e6-3"
    "+6+3/6-e.BW%%#8/:#L6/Z60Q0:;,6&a6-f-)&D/|3,6.W#%/'7.)qTf}Z6+)&N,0:-VM;CMO+ $.#p)P(_)r)P,"
    "#%i4/60!O-+#eBQ06'L.!'0!p.2.&_-_)p/!%-)N069Y6+Z+//)p:,)%Nz$5-6(b*97.)Y-,>LK&d/6(4v*)#4/%"
    "^6*e=E<# -)f0T3,,$^+,&XK)&t,7)/,)%W(*/*7&.8%+><.+#<..;$/..[ 13417*)bcQ6*('t-0FX/0,8=))<K"
    "#I-=#7,+7(.3//E3-+&[,C!AM%-)4/)$,)4.6/!oKc4/( +&t-)/%D/-+!8+,qc *! #H 'T )H%.,_y#A%(Fb95"
    "/*I+60<0+-0Rje6CVK%#L9u1U..7+0+!O9,.!`J-HA+-)/)7/&5+.!O-T3.+#R],3-6(3-6%3-65-6%d6(Z60!D+"
    "+%W)+-'4.0,)#4-,#5.6*;%'.'7.%O&.,3./(I*iZ:.I#!T717&.bc !4-F/%tC*#S)~$O,)-+7.(a/Cd.(/)[HA"
    "',HD.,$Q-sf.->W*>d6-b)>7.)N.)/cN00+U(-&a6-3-60e603+6+f6+5.@m'm..BA0n95+/I&K$X6.'8.*bHu.U"
    "*H#8K0,L9!crG +'P/2*)P/2/'NFnf{;#(.-#o.'-'N9!.)4//00+W!-&g,[|u)b0>LK+0oH%08%$.*u6%I ,,<-"
    "%.*L6-!kv/-!20n/@S2+cZ@WzQ.-5+/U.*7&0|<0/.0YG!>_/2-+_._-_02/+NM+GX6'5.(g.$.#4/'%1OJ/K`:H"
    "#3+,7.'71U$:%3,.+Gr@ -)2+E ,+2+w .)P9$l4-,/0W09f-6c2/F/B5/EWM5-GfMQ0/;'J5+6:%2+-),HIv!8."
    ".;.-;'/$5++7|7-JfFiYH+)8,%+*REm/!8-=-'A0y$P,.'<F&-</ )-3,/.$3//,Q.!+'3/%(,Q.ie.%I/+c<w%/"
    "L12-&P.p*Pw +)Aj*cY0/%x/bBq/U*, %&!2*~6,P:),/SM*@X6)8,-0C! !0,)+G5.+5,-;)GW>u.7/&7#+|3+."
    "'5/%R17%6MO@&.*4z'.(L//'3-BdKGo- }O) sRGm-hJ%#4-6J<-(5,>5J70,%$3y'4{ +/tjM8,/,!O/$50cQ9b"
    "9$!VJ:$P6*.,4/i@L//*m.#3v*Iig07${:%NM%).k-&,-x/.%S{5v@3/*+*Q!-)7Gh0R./],P6:&e.Jk-%.)A/%+"
    "EA0K/*7,(^/;!/'5,)5-@d-%/3,/ '%V) (%7+$g.^/+5/.-{!2*6H`C'#!2,0/)fnB7+08.$&0DJze=!</K!40j"
    "Bk+ .+I&E5./b>I/C)%N.y&p6+!X6.!V6-Z6)d6&8/6$L6)Q/=#x-Ho,# 1D# +)qiq*|7)+<#%/&4/=#Q,.,$4-"
    ",'/.S1 +9N6CQ%*)^07,(R/7(n$f6)d6(d6%f6'Q6*Z6'aK$d6C#_,),H5vhcQ/(u/;$9u07'/*WJn$A@Kf6'8.+"
    "+0!Sw ,,AT$/&O0sW)-%OC*.X.*C3.FWzKD, #.,N|%]V..,$4n(s_6=&2+>;)JU&{7&95+050@g+0,!rB(>rT)/"
    "!t/E5.0;&0s3,6(f.,#u-bM5-T!&`B!/.2+F0Jr//=^Jq98.6-!N6:#O-=7+07]^J8).T<.@Q-0F!X@|4/,Rs7)/"
    "%7)0[+G3-@^0+u@QC$)!2,y+S-,:#ZJ5,EQ01b6%3+6.W.,G7.)7,*7.*m>D6,Q.-;+/*-80! ,!P.2+&S+2,)N+"
    " $>t.BW.)Q6],D*.=#8.93/cu@RFW*KL6(5+G5,0^H5+>(-&`6:$L:$dEmTI*/&d*(,)%P*&/(#t/%5+iQ|0!L.#"
    "T3-Hb/)5/-z3/+z!LMuF5]w80/1;(Bq:$3/6.x6Ef*J7MhBZ/GX:(I)-;%0F5+:a6,d6.Z6,56*I,-+&VC,&8)+:"
    "R/.q>S%!-14-6C#D/0hHg-0/+$P(%&/$u,b9N)*KD-Jg/7'*7)0,$Lj6'p.%0,!4//+;)@5,.E3@93,C#5-1^CI,"
    "0!#'r@!..`=->Y/H5,.7j[0,+G2+6JNM&#4-l#a6iQ(M^KZn#3+z-&_=6&2v$^0J7)E^>I+c3+9h),0306+3n%qc"
    "7(-7%07,,5+@h,7.( &G !H,JV-Mq|5/)hGu.7*%+}S6F$pJ#3+Eg0T[]g-,u9uM!8J~(N>.,'kFg@5.0+56)5,0"
    "U#(-Mo0613+6-Z6%a:%3+FQ0EI./U,#b17,( #DT(z2*6:$r)'Bm+7ih-:;%'EhG<&-lA,0F%e-7@g.7(-0TSF)>"
    "h17/s806*3.+#QE5+03o>QC#d9m1U,K;.6.%YH0/x6-X@W{;)9 #!2*B+MA.6iL6$eKqK7*/%o/6'D*6#5K7/*[J"
    "RF7(0;!07(17+,7/+7C-*!A:-0,k/%.+3,=#Y/F30,00RKd.=+4-:-%O@qG5+/7(*./%k('BI.+5//U+9[,/8+*)"
    "EA*.-)a-7,-7/+7//(!D6=!`6+i4.M0,Lv/$L]}Y]zR.&D)+wX6>f-U/&^07-=#Y,#(-tn/,<)).-7(/7!/&4]&+"
    "-X)-@e-,d6)d6*e6'a6)x6)a6,5]&<,>3,6*Q'Jm>5/,h>Nr=.n40C,$D*j806(a6+%D6J30/%5.&Rcb.7%0H3.-"
    "JQ!Hgc5/+hGuM(a6+Z.,#Q.Hq:^:%d6;+=I.le=b/KW)/T5+>V,0HY/C(3]b@g/$b/$5-,R9717%J-+#rJ)/*4.("
    "%JD0B5,=$X6@A@gB(!D6MI&+Gdv5.ce0B3C/9`/!#@p-2-&Pw ,)AJ%.'A6Md0G5][Ku@WM$-#2-y(S).C;*J5,>"
    "5+'q6%3-6$3.6$<06#3-6&Z6/;'-*!L}WM#3,, ),!p/,T8.9mBm6#Q-ie.*aC-#X.#(+#P00J8/17=&Q.+-uB^,"
    "6.40C,&SB;&M%I)0Eg>I+Ga,(^0]'4...F`,8`:(u/17!TI-,^/U&-*!LJ,'!Al!-%V'./W6%d6;+6(e]%[.,Z,6"
    "'N06/W+F5-KhBbC^/0Z.,R.H7/*I'=&A.6+$N).+RGb.U(6G4//*GN@ *(Pw ))r12-)`9#>406.e.+#3.HQ60b/"
    "17~7n5,w!!4y'4.6-Z06+4.n//4/(76-)Q(+9[E8*~QM$W/6'X6Jq@5-0!<.6(<6|VJq|7!0+u9InuEI0+ 0,_y)"
    "L)FbH8,6.#r6).)o=jdv&7)%7,%X)*lN.6*;)-sX@&/4/nCD'(jRT5+*b.U,#m.=DKCQ,@Q:)I.6(I)HO6,x/&R("
    "/TNv)/(S/.&/&O0:#3+KQ//-Z=-5~'ev$o={Y& *07-,7*G7/*tv>X/*%Q/&5+.%5-*7-)7v:$4./'*+4.-(/)<0"
    "0+!L>uG5,.7,-70{-&4.:,T2-J/T`0C#N,/%5C9^E5,-b>IngK),#N/C*&Y{$3B*.D. !.$p/% &)_B +)pJ cN6"
    ",/!O0cZ0+#W:%f6#dMuH5-9u9bjR-T3,.)+LC!+Xc '$_-_&NB ))o,(l3.sd0/$LC/.X> -%_B ))_> *)`K(E4"
    ".6(f0,U./mc&$NB!K2,B+@`y'x07-+7GI%)/@2,6C$2*>#WM$h6&[B5-E5-,W*]Kp6='pM#3+K#I,6%I->3.@Qz7"
    "&+-6#2+6+'O>7-G7]7.*I~#d.#7~b6*Q@/L$.(*&_-$F)4/&!-)o/.G3.@g/.$t6JNy,V)).)R/$u*R.#g'h6JO)"
    "%/.7zZ,G3/6+3F)#XEu/U':$LC@D' >h1U/,m/Uv)'#X6E4~$Z=+Q%'+7*,[0U+,bK'%$A+06*A*6(YnnQ */7ja"
    ".='`6/)#t@5,.#7#T5+) )$r- $0N/! -)2*n6&S)&,+Rl^*R.$b0U*+7+,7,-'&3/6B46,~D)/+'L,-KS6/(3B7"
    "-+7#/+!R/,R.|Y/+#W+//$4s*98&/'dJ;#*.0U%Gds5/(7&)-+t/%jP=,Hp6=(A)' ()7&)^.'ZB8.&b/7%) !'!"
    "`)!,>P+(6(P/+6$A6K3+/*#Q.0!<.i*YT )X0`%p12*'4/( .(o0//5//&3+0@Y=MV&,E5-@R.>[JD).H4-:%f//"
    "$kE).X{6#A]*/&7+'7+&I'.#Y-(#8v#e6(Q)+)7.)^G5/)7K*+'N{-)!O0+#a6,I6wD/Mf6+f6#a6*Z=+30TZM.!"
    "DisW!)-7'07*-a*K!4.y'k.g@I.,! #_w +.2,9+>2-6KZ&E5+1gj5.)-&8w'TAw#@S/2,*Sw (+4l#sO/0+!4-("
    "^9q07)-$)#4v692*C$*.SJ&.-o6.!L+6,!2~,)(S69OJs7',7,)I).#Z.%7*.m0;#/+ #c '9!..N:./$O,B5+/U"
    ".-m6-L6:#N,6,50H7,GY2iNH(}X/-&3+(7z[Gqw&$XC:#_6-BS:-9k:)<.6,Y.%,/I*Hd=U*{U$>V &}406+!O>5"
    ",TIKhEm:=#_F).,_F#.*O.:!A,60!S}+EZBg0+7$B7,.P,!!,/A.6sY=#3..*.3,+ /&O/ -*7-)b><)/0ey%_0C"
    "D9!94i!B4/,BfB5+B5=Ge:#8-:#VB/+8)$}I6&^.9V #/)AH(}4-6+!N:%Z=*$&P}6)A0:'3+9I/Gd+1[/,R/JI,"
    "0TI.G3+6zkC+$O1U{R97-=%<6@3-6%306&369L6c8/6&3+6+Q/6/<'%*@b9m0!N{jD)/|a1;#@W/H!4-JM4-MF8+"
    "-017%97.,A'%)MN*6+!4-:!OH,.Lw(BN.6B8'#).7%1A&#%)w !,6B3-:$L+-,#r/7):&I).G7+*a,.,I/-#D/0:"
    ")PF)(#r:)eC98! ++7)-O)'0+D6.;&00,3> ,&4c -+O. -'3+J5+9f-)*fF%7/Tf6%D.68.6E2*@/1<% /07F7/"
    ".5+-hE5/+S! 'G 'G />*s2+=FbG5+,g-6*SJ$dM&Q,*w7**7**x'@a-'7**bG5-* !-% )0! ,-! +/'.>_MKgT"
    "5-(gv$D|%,L- &9A/'/%d9q95+.,qMg/i<J*TN+ 'E</H5,=!V$'w4.,+0x6(R,+g6#f6#3-6d6)V6J<]M7-,fE5"
    "..RBh1U)/'*'Y:v-NJ !E`06/! $y$rK'#o|5,6&I#+.7!E8''G<.M3t-7,G5{f6-Y6B8%(M[{7)9I+@D/)'@2,%"
    " 'G %-#&Mr:)lb*7+%R.;!0:&X.%$!N/*(!O60+7!/$R|8%.+I/*;%+].%r)%'T5-'q-O6C!N%.+^Gq/7'0/%3@%"
    "0O@.,86C!r} ,)P-2*,49*TX/*#7',^na/+-<s&*Vn0BA))]#m)7&,<)M!oi,&t+.@k6~#Aj '*4-& &,k*(BL/s"
    "<*n!VK/'8!'9D.6)D-((97.*Ss-9o=(!L6lo+&$V/!%#X0/0T`-& *)7))O*(|DM%L06>pC'%!2+@#x69R/+7]D*"
    ",HD0@^0,%3,('.3-# 0!t!%>D{-'7))V#$.&L.MZ/TLH)*V/2-#S1p(4/P)t% &*Vj/(8.0+Q~%O@!/4.,&-0k6F"
    "8v$((X(2.X*!~3//-$XK!YMj4{ ,-o( ,+Rju0;(K')$2*y(`lQM;'/7'-%%!Y6:$4J *.o-)-*<v)!Y0Fx'$TZ."
    "*x6'a&'lXP-A.!$-)X:+fF$D}'/!p. !/!P.)..<0}.&4-& *)4-&'|OF$<0HdCEDwHQ&E5,.^}5.F+(N0y&P+7#"
    "T[9qJ5///^$EI(/,%L/C/)2*|gHhKQ0Kf:/7+Gx0=-$r06-$P/%5.-#5GR6J<> )*4/% !/o*%~L0z#Y@5C;#E^9"
    "%#O6:%P@%(w2B%-Tr6/'A)/F8-*,1ui</HI,.J7#9t)/.3,/,U'T,#NK&E !0+ *.2*J*Fp60}D#/)h/U,*Q.=$<"
    "),BWF;!,|7(.3t(p,%%.(N,F+R/!/3-,'.X.#+*r|!/,2,n6*p/v-7-)7/$Q-6,4-z')S>$#o:CXC+1W ,.u>IMb"
    "+/&3.+ /%r0 *Tr6C3-}-%o* +(t*(cOn$8.F!VM/(O1 ++Q .+[H5,0;,6]#20F]$ !*//$<-+-,^/,3,6(3+(,"
    ">7&-X&']4-:+$D*)5z;%B#aF-,!P-`+A/$ !/!2+'&/.L./)8').)OK&0Xs..O6/0!4/* ''4w ')4>*TtK#WEm|"
    "5/(R9$Z6:#SJ!+.40+%*.Dv/(<*0H4z)zNc%GP00GI6*3+++Eo-+9<.-)!o.#f=*W-#.7%/7)/Rs5+J)+#r~-,#S"
    "+/(LF/-d ,*5,E5-6&7/)8),cO.+#W-TOF*.YT -%r-p'r.p(412+(o+)w<+@a.H<H),Xi+)<'0HI.+9L.!*-Y+&"
    "}<.j!V/-'DM+ir9$9k6-Q}sX' /)4.+..!O-*;!,/$fF#3.,R/*$f6}LM(s4v',+D,:'aFI06<+6,Y6HV-6)5-F5"
    ",C[nq.&f0,&3jbE((!S60sAj ),t.(/+xF$5.-b@I.+!)YT*0r9%/* #0y' #))%..7jQ.(5v%5ch|'d6C!PB!-+"
    "A-*%*0<,:%N,+~(pC,-&P9%!Ly&<#!.)7/'k&./3n*#8+69A/*)9h0<,-0z4.6.'3Bu0U.*7')-lA{]%4>^6=!N,"
    "&&j79O).,e0+;)/,$LJ.+<& ),7-)g0m@Z:)%!kv><.}Dz+c_- !srz-HA))+17]m>5/.[-C#A/-'}pG(sNy$D'+"
    ".R/&m/UzQ+.+!t-+z7-*W,@3-697.*8(*>4.0,$8+v>4/+))!49$!<6:$<2,)^/$D,z8-($b-+;.-,+<E -$P.2+"
    "'r,2+(P- !/%t*~Z-,$<.~9Pz))L-7'n&Q,+G7-'Q*c8.+#7.(miIH[9('Ly)SJ *,t-&]8+..&X-6#A=.wD )/a"
    "69Y:/)8/*gG5,,7%,/'L/('0L& &,q0,5,+l7+)8%(0!DM#W..#L:/+DG 9r.2.'P.2,*412,(k-*T<,}<*.F#`K"
    "(>5,0;*M;!+j^j<*M!A-,$g)..+!p)&vU/)t6J<'M&3+)^1U)+7).,#Yz.,4-02lP12.'`.2,(P12/(Aj+9V0KbJ"
    "#8/6(`/6@`~6&Z6;(6;)6$a/@<..5+/$IsbE%#O6.EN@ '-t) )-8.=$5+|Q6$806#Sy!N)&6701U-@5+sA,:!O6"
    ">W)G50,q@5/-R:*)#A-6ED+);,6*D6EL6EL6-I60u6[+-!8)]'kM)+!r/7!-j7(i7%/7,,3-F%Z/=!AC/>A& $Eq"
    "0<.6/%S+//)!</)h/U+c5H)5,&%+$D.0+!<0/;.*+'8/%))e/.%Q]#e6&3+6)3-6%3,6'd6)W6.Q)-(d.'WB.Q/)"
    "7'6/'A//. !PG.'8l%.a/K7'*qlW/(u* .$NG#1X=6'N%%-)7*,Ri5,-m0;$s#.$2,- &920//:&S)*@R>d/&W:-"
    "5- -R -#RGI+c3.6}k'$%.!206cY)+@b95,-!S.6/)S.C*$VT5nR*.cX/)-18! +/h}3+6+#O))/)A'%(sA,n%e@"
    "Q/)-#Y/*z8~(/3t%7))<%&.(V00+x,]!t~95-+Q,|x>h0=#D'/wtC&x6C!2/)),>qGS%&0+4y)D,j!DB5v7)6(<c"
    "+1<n/,e*)-7!034|8!&9k.Mx0KDC/1U-1Z'/|Ay,Ln%!VE5+,7%-U,6(300+9SG +'Sw (*NG#]4.,/HD~&h,R=;"
    "&Gm/7)-#5,6M#N9$-+L/C) #/C(D-).1g/,<-K!D:*;$,00!S'%&BS.=-#<-$5,/7s7T%Q6F#N}!)*4-*!*-80C%"
    "Y0iL6C!N6@36@361I6wL6c8)n#Wv#3.*,-8F.1d)*.34.$7+%8$%-$L:)e0,W{EX@{L060Q%&>R>b>o6+a@5/E5C"
    "7$%R)+-,$P=v|2/.).9`06.!A,J3.,'+L/ *,Y00:!Y' /)7iW+T<-+;%,U).7-+7/%RC.)3/.)++t, #1<,6-!N"
    ",/&8/..)O1 !!D@->k6)#N/].!N}#/(D./-!O]$LH)+X.!$/%N/6-%D6)3,-&T4>!9Y0Ka/.%3-6+3,6(e6&e6'3"
    ",:%3,6&a-M$Li5-=!8n./L.2*%S+S*P-N-4.++=L.=$D+/TA0,)9O )-7T7H7*>8%'G<:(uie6'<698/6$5-956U"
    ".Hq]8+&[6-;+&,'R-(f6'W)+jD%(/0V00,%O-+%3{/-Q -(Q.TQ.C7$E4-&)0!Y.+%W.*#3/6,OH%EP/! -)`-_)"
    "A9 *,tFHD,0+ejQFwD* |I$.7+(g/U.F,!V*~$D+({4-*6.AF/)%A/6KI ,'bT<.cZ.$7)/zXz)*41U(*7&6:!L$"
    "&Ed*-5.-;$.C!4~)EN06)V),0+Z/%1e*!.(Y* /'D///;%0;#=%3,TIJ[6J!N0CMXK-1f/jD/,;/{+8>!|SG ('P"
    ".! ()S.2,(4/'(/!L=%h.7.-R.%u*!*!P. %/Ny.S)(*|5+&3O/$5,Bf6#Y61D=/1L-%.07/17'wD+|30=+V> |_"
    "0! )'_)r)`.r)4n)/&D0MZ{;,~*<l!wPE +'ST ))Sw -'4.,*0!L..#8.K$<.).0I),|36(7*w82/(`-%(EA,/-"
    "&W0+!</*.,Y0 #GPG ')r*r)`,2+)4s(ED->d+),E`+*/,[cm+L06HN%,+$Q1U)-33-&[Gu-h/!&%Sc#/'2-=6!p"
    ")&/+7-'I,,;*:$8sg/7(, !#L/&0HA-6-0<,=*a-BA+:>2+C.GS~/Gm07-0RBhHa)//)PC-*%P17&B#h/B7'Gt)+"
    "0!X.+;!'/FA0BM2+l&KS-6B5,17.,g>uE<2*(406J8&%H8%%HO6:#D!/'7.(7+,8+.&3+/va%#07(+[lh0RC~-40"
    "]+%k/+%8n/G82l3/Bh./!R>O%'l4-n'd-)+TP)+Bu+g|V6C!S'17(.7++3V-#Q0+%3.*R0U#.'*#30F.!V-)ld0,"
    "!Vv'4v'%0t! &-V,&cdn#a.).!t&'/(OF(!k:&30/Ja!.+7.(m.^};+603.F-I-n!<-+9r+'/*O.6(a0+0a- ,(L"
    "/%.(<-0+;-U&/U-*^G^.'))#N6~/t/'&GA+//+O/K300/.Z$jI6T8('@I /'<n/!YFU&K5./^Jq95+F)!Ny,A*M-"
    "wV6+<-ED@))O/,T5+,R=#e-'*3+''wD/.)u//!N06,!r:&3-J;$.C#^.05,+H3+:!A'/-3+nGY%%17*+^1U*+7/-"
    "),/O:*)!2*0F!D%%s79m.D-6lS&-*^0U,'7&,R/&b-7%-$%e6=!`9$*)4/(&,-O0M%D.,!o0+,+Vw!.#P)_)P)_)"
    "S-2/)4.+-EL0+$a,0>rK&B<!-w8/TQ*KQ (E4.+&HY./TV0F!SJ)}S$2shTIsI-+mC.'V/-%I)/.#N.-)TrT,'a/"
    "0U~70i5J0uKf-6*4-&!/+Q]Z0/;%.B7#wL)~d/(;%-z!p/).T`(-,;%>5+0+u'-%d*+*Q-HQ+iD*-(14-*&'/!P-"
    "'9eKm/H3-'&MD/C(L0060`],MqEN,6/4/-Cf%0;!-+m/!R+.=kn0wA# +/Q%FO6>Y-BhE5.,;#*~$A/+%/&r-%)G"
    "A,]Em,R/%g/7(+506,$t((..gs<,HW6.U)G4/-0,3,*'7!(iO.6)P0,&HA% $9b17)17-17]f:$<M..Y/!!/%_-_"
    "-2*,_-_.! /,AC/@V:(<vF!A6/,!4~7(c7z7*0^)E806$I-+#uJ5/FI6-Z6+f6+I6-W,.-$I-%u/[>gJ#<6.Bk0 "
    "#03j)ED,.+x+h>Izb9q=s<i#-'k/$'1e//-A.KQ/0Gm95.1;!M5,E&!A0=9A.:&QKq=;*C5-B5/J5/@qKR,9I.+u"
    "9IB %Ly'X)->IC5.EQig.#I0:$L/!&|P*r)`)P)S+2**40++@Y0/&eCI.*97/(&D)0F2,6/(!p#lgT5-,7#=;'6&"
    "<6EW*9[K701Q*6$</K!A~:!S6+&3]7)/U$i7.)5,JI.E7*.$x//%8/.b@b@%#<6:#YCKd.+&Yv+!rM+9S& ).;&i"
    "Q0,5./;!0,')$Y/]'<(/-!N/0+HP* &EQC[0,7'9aCu,#mlZM%3{gHqC]!S:-ntz{e{'A.C&#NJ./3,.iWC^B5+F"
    "I0FIK;!)/BD-*,/7(/7/,u.#dE50B)$k.-)$A,C$tMFL& .07Km0;&>5/K)&4.C-&h.;$H5{;-0;&H(/&r6:$I/-"
    "7*,d6+LC:e#Fm@ZJI.TI:]&k=(!X6-O:+$DH7(G7j7,.Q-0+5,c7.(u:e6/d),9[K7+98(,F3,=)8*}!P.{92,.!"
    ",/7F7/-7*/;$.05~$[s5.0;*9#!PJ#/,2+i.9206=k-)B[cI0+u++(<0!#/<w ,%N02*(4.%!}X-,E8-Hg0@A00+"
    "0/8_-Q&ze6'm.7-)[.#I)]#4.]z7/+Q)B<6iIBm9u-^*.#V6Bk&$@q0U.+hEm=-(D.=)<Jm:f60U&B7//7#@8%(C"
    "3,60!N.EL0/nL(!/(hEZ>I.+7/-&)$D-K#O.)$3/6-D0!$-&P+p)P)2*)P,!!s4n,.W..$5,.!8#{)O. $.k,20!"
    "r,2/&NT$9X//Gd/'x0F!2,6.)!S0,U)/7$9RHW095.0[//;%M%'L9-G4.6'3.K509Z6(Q.0!7#.#u0;!}5,- ''p"
    "}&92+6CZ$/(^-7!-'hGI>5,- #VT#E2,/*00D,/BR.#8)-,%4-M0/D$$MI.1U&H7vqJ3+.(h-)dB0!k% .%R1U'+"
    "7-)hs%'Y:]8)-:A/:{L! /,8(/=X6|8)@m17}hC#8,:$t6GV,,F;!/HhCq6$N-:)!Pn$D6CO6CQ#(1U(EI{Q.Bfi"
    "I,].#pJ))#p/))!D0,,.7%17*.Q,/%3-*U'.=3/v.7.(^K%4.6Bo0/-%D>h/3k-&5JT3@9Z6)[l7+(4M$.%D'.TW"
    ".#uGQ09<.6#L-)HbJg6[za/,#DK{X. /wSC:$D6$I6/fC9O0];'@5-Cx61X6CZ$=^Cb6#ZM#<.se/+E4s +)r0! "
    ",(_.2+)p/! GA0/,/Wn;#0}3+-'>NE )+p1_)S9 -&4H!c4~.+Q~!8+zaBHO/ -*8~6#8*v(7%.4/-),1Y6JO,7."
    "'[9m.7):-'X=-GNF&9O/0+Z.U+-7.*7s[J%#D:-sA/l./D.=&PJu6$3-)9a#>79^9a0C-)Py-A('v(PC(%!`/%#a"
    "6c8($/)7-'8$&T8..&5+K#Oi:V|+G4-69W)/(7,*N/*).-A*//-$D/U+/!(3z(1O9..4-y*S)0F#8M^>RsmT5z[K"
    "mM+%O6,@N0MMD,{;).g>'#4/+#@rE*0ty'PvF#e95,,;#]#D/.,,OG#/%p| -(P-2-&N/!#Tt+.)W.-#W.:!V~9u"
    "w<&//$4/6KO+H!8Mg>b0+&30+.GP0!*94//6%8%#i82.'pB*iV~,!Y{;z.+3>]Z0F[(0!7lP-(&/%Y..*!8/(I.="
    ",LF /$r// ))P= ))Ac +)Y0+w8*Bd~-+AK%)%AJ)#Yn/*7'-7(/f)]3~*I,-q/sd$-+70/&m+G7-)k))0+4.=)!"
    "A+jZK./!_1 +9AF09<,+@7@4-,,9Y](m+bT5,* -$N0 $0V@+/<6=h0U+*ql5/F5-'17+Gm/c7*,O**0,k/-*!L/"
    "7}^.7'-%$e6C!PB#@NC+9O{$8,/'d-&0f'!17&17.F7$/'O('/)4/6,!`>u=5v/q.-7,) $!4B(/,_y,r6,'!k-,"
    "d.%|<' /%m/7+/.!R/&X&+|A0M;+z!OKJY+ /+D}-0!L,/97-,t*&~o]0,O0z3j&.&rJ '+_9 '-49 %-4E **4j"
    "(0!V6'I0/hB5/Cx0/wO$'>^Mg/0W06'O-)5.';#/U%/ $!Y,...&PB #-As#-$V.-%3.6&8+)@5+/q@^.@7+0!<&"
    "(H406|3,Kf,#-ac,I.1;!-HY.$(/o.)&+5/cf0COB'c2+9 *)`9 (,PE '-SE **40,)Et=&Q*n3-0/.Q ,(RJ%A"
    "*6,&P..*7.$[/U(.C#N:&.+rE (,2,/`-_1P-_0p,pB)T4-6&3+6=PM($#2+,7(z)#8,-0/!RsN-' sk/:#Y9u@I"
    ".@x6,e'+1U#MI(6(L0:c2*C50,b@^H%$<y+40G$|20@%E_'0B3.6BY%'zh0Q%/'D6@Ilm-Rl7'/BL.)J7sa*Jo6l"
    "A*$.(RGm*7(07/,$,VG/*N/('G !/0,09 #.-,Hg1U,-5+6'D.'95+-h>R-i7+cQ(>A.=+d:$80+-%Y1U). %$k/"
    ".6&pC#*-NK!,-X0:$f1;$B%0A/, +/2*C-FS-,-@5];#@q.U(/(W.%-!4.$ -%A. '@40z-$8! *#<*#-I*}d.cD"
    "9)%8E+m@h,,+!A.$ *'N/! *$L./*<C;(/+$e-7*.!'$Y/0:%PM%&1AM (0! #/.6%D,.)8/&!-$P-_,As%l<)+/"
    "%7,%Q#,%</,(!XK;s.%3c-#fC[//'8.$!.$S/`(V.-i<,:!L)+9^9W)E`-6H_))E5/*^GI+:%kH(T2~2-)2]r,2+"
    "-P-p/r,N>$/%o6-ZC5/*0a|@k-(0+D:*wL !/&f'-(<6.!Sy/2*z($#2+-7+:*I)*H7+-O( )/L6B8-=&D.*FI,@"
    "eJ^{7#zW)-E4/6Ht0+Q. *$D- +5,]7,/'8*& +&P+_%A/,/+x6'D@)92+- '@2+/&.9A,-(/)7++7.)t6>8+.;/"
    "-)#O/U',7)//-,8K #+4.,! .8)0JN0>fK+Ws-R(.7.(^c5/0+)%SyE2..hH5+.7)CKX=*s`@ #0pF $0A'.6)o."
    "-&DH+@SE /)A,0/BW'/)R.(O%(G4.6+7(.#m9S)*00!P-,/-7]7,.7)>h>o/)dizX, &TP@&9X-,/(7,*L# ,,t6"
    "l4/&7.)7H7j[>c<J/,!ry0A)&(BA+.+!V/%+T_- #EN/)+9<%%.'7-)r-#'9A+C&f0,;}.T`/ #9Sj+9V-+/)N$2"
    "-(2*j)EY0ld0/*Li-9p.!*/$A/6#3]/-<w#lA} /)V6.#A+sd.'.#Y) .%I .%^/7,+q>%#40=:V60/<%+>I-+8'"
    ",C'p/=*%8BbBgTb.U.,[EbM&!L:{%NG (/4/+)*GP.F+o/-!L,%+*8$ (,b/'5,.0!7/(S'#%sA,0/)Z/s3.&*,7"
    "&,I*9W**0!7l_/)&9V/jQ/,)-!_+*//o! -%8#(.!806&W.#u(7lI.-;&.-*I,%1^!E[17&0;(M%&40yd*bs5,,R"
    "=-%D6./$4@!),t,!!1<*/6!rn;J0|r/ #@`i'9V]j7.(N/%(GY0ibGm17/,q0U0,*$kMJ4.y'A )>a=)Os,w_/ &"
    "wAvBf/0+3-%!.'4-(!.)L0K!X//*8J/zN@*sX6%3+~-8T!@N/%'9o6+!S/ie,(Tk% 98$ /)b07-+I/K+'N/{F4."
    "]-&SH%%#`B&a/,@7'/341<%!*18.C#f00,&4/)-{NE ,-4.:.!V6(3.&,-3.,*GV/}g07]7Bu/%;HBt:6$2.y(aG"
    "f.'5/,K</ *0O*2-$_)_&p,_)A}&/%V6*5,+&)&`/.C$2-&!cY!**x6@f-%;.&[.!7*+[zh@5..&!DHBA.KF4.y$"
    "N%+Ge.+IH/+!`- #9SK*9D))/'7-)S-$$/'A*0Jb.%uMO6BZ,JbFb=5-6&W6%O/*$3/,:#`, ,lp)2*(P*_)P.2*"
    "&N>(0d0s3,.#a.*/Z) -)8& ,)7-(h0;&M#3,y! !+.%x.)|O+ /%8# -(7.%Rcf0,%#4-6:A,.wD>%%!`c%Zn.T"
    "7+)7+)N)(&iX-F8/.%f0,0e/*9<),s7(.!7,+o% $0o/60I.*q>I/-Z/.#.'ry*V).170,[JW/)))<,-0+7.%A6:"
    "$N))6'e.$!8Hg,U&>[C5,6#W-J7//7*EkvB&P~60P'/'X:.+D-$#.3,,.,f6$3J'.#k) $/f06%_6,#O)*J[>L)]"
    "3,69</,/&VG5+/3LKq@50,;*T!tJ&}_y!<)Mh@dB5.6(LH,0V-2/'_-2/)p. '}Py!Y/(5K^6'5F-5.,/R'17+-5"
    ".6/)A.60>2+//,!PF&/,`|%.)A,,/'x>Z.,*a,#G3.6'd./;K&IC)$3-+,c7*)7$,A(%%,,A,/n#e/$I:(diW//&"
    "WK-+3,& |D,'/;(sb.$fC#<J^K#Q6=$A.*#),Dj*wD,/+o6-'V*60;$.*A-)+GA06B8.,+%DGu/7)0/;0}5/z#3+"
    "0//$8! ,-7$w #/'%(E2*6C!8/+[JI,/$8+@*'2+:.J`,-:UF7ML09eM0f/%9Q%E5,0u93+6C$`/~F3-,5,K5C^E"
    "[6,;/,$+a|*'d6'X.)Z.'/$Y) -&D+)1U&/-34.)o+ '-L06'4-6EV*-HmcS06(8)6TDK/'t17-,7&-+Q0/1;,$w"
    "7,&7(/3k+o(&]V/C%O,-*3v&18>',3BcxJI,%.%D.#%/a),,I(-(fK&3/=%W%'.3t'7(*o&#),L/6%k:;$)>7/(<"
    ",*Et6F;.0>OG5++7,HZjJX+ *-L0,..q'134.#Y(#-%V.6'3-)7B5+EdF-%Xy*A*0K'3~7/-5,6%3-F$<6la),c7"
    "+-D! $14F),w_/6,L+le.'!80/+;,)+-!7+'7#/V($$TP.60!2*6HL))//[sov/e6@3z.%Y1U,+[-0,$o.&..<# "
    "vqcgc7)0!X&%-+4/6>O.';)6TD.!.)</0|N/0cY, '+O,!!1e.C;!shTIJI,|*(2-=0J2*]/|5/07=Q+F<{*GA* "
    ")/;%KR+E<2/(k-,E8,/'5+&7i5+-!/!`9)0Yy&D&j;*-7-)R,$5.{WG)&V=0|N/6>8%$*'L'+>8,+%^,7,(b|&3-"
    "*(,YF/+!S+.6)a/7(+7$*7*,7i #t- /)SF,Bp]095-(g.#8.=!4/j/+O& .+5-BZ6>W KD%+Bt6)W/|L6HLB$0!"
    "S@ /&A> .(4l!Jt..9<0jZv#L0+++k1 &-OJ/9Y)(s7+-8%%/-D.M%XFZJ)*VE!13/6,W6/xE|o}GO:(Q,*5-())"
    "VE*,8.6|LB+&X, %'o* )&D,-'u+[6$3.JI{[C,-%A06:!_y%Y~/$2,-b:$Q,*'[+&7/$^17-F0/o=++!P.+$3:."
    ".8J)0<:0wY]@7/+D#!/,O./-#X-J!4/,(9bGZ/Ee/j7*,S-%'/(A*6,Z..5v-(3]&/3-+ -$P> ))PG *)S/*%iL"
    "./+Z/-;,,+&7-*qF#b++8! $/t'$~V/M!D=%3+60<F&|`9 +'rw (*SE *-4./.JD.F#V..$<6MD:'9SJ B_E!@p"
    "G)EA/6.Z.-#a/(Q6E8B.*f$H7H5,0u=)+Vn6(`*.-o:-G_( ,/[=;!,H7)-4/++BV0K!t-(W=EV@@<06/Z*)s7,,"
    "<%*HoC)U+([CW6*X6K8$$MRC76$mKD./$306-LB'1OH!c_@ >PH sS0/-9D0jZ.)5/6&LH)03n09O//@7.)7+.O/"
    ":)3,|a6,<K'/<K#|SK *)S9 ,,4~*B8,z#V@ZCGX0!iOy'4/=.)kE/)4v,TL+/(e='OCvVF%x6cf&/+7v3z=f0se"
    "BQ6i<>-+e!,+b95.i$oyo/*),#<,7,)RE*3,,#1LK-iS,-{$5/%[GQ0/%e6,d6+d6*3+6'3+6)3.6.Q,}f,-$x6."
    "a6*a6(d6'e6'x6'a-,$5,-#f6+3v'wNF /%SJ /'4B!>k/-G8,@a{#3/.*.3+2+#7,$[0R-*3+-=#O/-,%4...)d"
    ")>[w8$*/&)2+6:'S,c5+*7.%7-6'kJ-0X+ $9h1R/,I+/$<6*%%A+y#N.T3,C+3/*)-e/KaC;*0|d//'I.G8.6'o"
    "M,.O- %Gh1U*/b>f:*)$2-6/.'X,qM*3/l+#A> ''S- $)*S.2.)t&'c8,.*x/J!P}#/%8!)/[@7#/3V+S*%%++A"
    "+.-*3+6-fJ(d95,6+!D)'.,7(1^00o6.#4]/.!N6,+!r>m:)W/*E7/)8(%/,3.6)8+6/oK'%Y/$u6,!O,%.&7*)I"
    "$l3//+I.6%<z]gz56/$Z%,-S'`1p/%)0+4.6,;'.R.*b9m/7.n)3v&+-X.%%TOv(Y./%X})14] #9S.6G7,*7'-O"
    "2+-Xv+#D0c3,/(.3,,-1W61f=;K0;/'/$Z095+0mi(,N@ .,2+E'EPy)L-E5+07-+^KI+6!o60W,67/E5/EI6&I/"
    ".g//'3,&#-3,!),d.@WB5,+-;|%-a0FI{;)6)S.6@k)*@5+1U-17=U-1;'6)8M)030+//e6$3+KWHT8@-(a:&Z.."
    "#<}%(V- &*D,$(/!V0=%7%,7%0D.6)A6i8C*cS1 &>4-6@8%%-&7-*8 #/(4-6c8{^6#8-Fe6)Q-@qHbBR/*q0z!"
    "pi%/%N# (.!<-iI&+.3o(t!!-(X/.)<(-:! !0C+'!`@h6)ai/(Q )/a#~e:%WE5,.!!V|*-k- /&!pF6,V,i;,+"
    "^97'KW0laB5+95+B!806TA.:Ha0iD/i3,/&,#4/( (%AG $(P.`)N-2,(4/)./W-+$3-6+3..)>7B8).TY6cW%,0"
    "A, #.0A.6/'kM#kB.)X'2-7)+7/'m,m@%%4-00CN06MA))*Jm-8%%zt6:#N&>5,-^>7#:%3+0,,3+-0+d=#3-H5/"
    "(0;,(.(Q/}d6-#4-C/(NMg6,3,ME8# .)Q%.)e6%e/-)'4-,'))4/&%!L=v!`(2*(7+%O#%.!X=!7/%g0U/) #X|"
    "(.Si .(2-j+G !*]00UlI-'5+.U1U#-7%0/:%S9 #.t( %03+=&S.=#4/,$BY$(Ba6><+',-7,.A+!%zN06,3+.*"
    "a,!,&V( '/</)*w<)&.%7(*D# &,X{/$S:$e/-,W,#E[Gg17+-5,C.+! #/:]!2-6=O))0+g0!<)/J4.:-(8/'b/"
    "7-*7]-&Z6)Q6*Z6*Z6%a6$x65,]%D0ce0//Z*#>[>q0U/*I,K)%`y,o.K3z##L6/%W!%E7-(7-(`) %0!A,/TI|g"
    "/7)+7-'7J-*#4C)+.t- %03.6*o/n&4/%##D/++&V0+'TAX)7')t#$-$o:&f-K5-6;*6%3.6$3/=5/KQ6.d:#Z06"
    "=r].Bm/!V)9<6.#d/;#/'m.U.6'V@+18(&/)I0C;$%.+7*,N/&'9A06+W/%5-n%Di#-O*_&_)P)P-N-4/& *)D0C"
    "!4.6+8,'*@a+><0:7&}7.)A.+'/(A,6-5/%q0U,,7.'7B)&30z,-k02lA,.]!S-(#x6)d6+f6-f6,Z6+e6-W,-'3"
    ".>5F0^$-%7-'7/([>a/J%40C-G &6Tt.),08! (15,=;]0,7)-`,%$-,P/69XC.Bp]+95,)Q'0!k6@O/.#Z>5-,3"
    "8/+uTI/& #t* )/p/2/+ %:,*9 !v6-7/'d:#Y}-+X' +-hF;&-0+7)-V*%.+O6.!o/0+#Ni%B4. ).!Sn|8v.!V"
    ", *-Y, !EA+./-3.:#OH,.XG!/'_0_,2+-P-2,-p-pl&j4.6+Z./$3/(%/D+_$_%P)`-N)40! %(o)!-'<-:a,F#"
    "4}%.%A/!%GA()/&O6(5/'/'3,'&1a0/)7,-[jucali4.+ 92+l+E206:$8 ,-I.$5,.7/&717#6:%AK%).o.!&/3"
    ".6)O.-*</%!9p+ $w`/)sfC5,).&3.!!0f//+W,./B2,/]EIjQ*0!<06)8v7-*bTqs5//.^%.7)*7-&^1U,/+-,#"
    "p0,)*$_0F4-=-'o>h>7)B7'Kf)nd/)u-+&O6C8ye6EL69<6wk6wO]&f.:#4//-JD!(K806.8(0/;%K5~;(Eq/$W6"
    "-3+0+6#_6K#P:#Z6%W60u:3t-m9QF!L0C/,2.y+5+@5,G5/.Q*0,D061D.$*Gf/CO6.#O,95,07H[+.%3,:&OM#3"
    "+T^.i7)@Q+HW0+^00;*F#LJ'*#_6K$N6/!L698/6-W/-&d,7/.^K$W6MVy!P@!JN0//EO='Q+E306%D-!:*d6.3:"
    "#m-7.*7/$^-**3-613-&/94- #.#N02-$NG -30/.*Q+)g..#3vB^>b>7+|^@8 &9V.F$f-'a6.<06-L6=!X6.Z6"
    "/f698]'3,.!!DK6#_//-#80Mu0J3-(!/(4-,*cL-+;!,7)G5,-7-+70/*'306JtM=8~+#Y/=!`C)'L9q6TD)&z7$"
    "EN0+,EX0lb}500;)GZH'*oC6N6-0,P*%$Hg>Q-+#&oM.0N/0/=4.=KblQ0,5/EQ.%uJW61;'-=%L/6.X6(5./gBu"
    ".U)-BOK))<9Rn&b.@7+@Y*0lo.)%R/)5v#d9aM$+&2,y'p-,C;&K[JI(+(e6130618(6E869D6wL61I*-'a-9<:+"
    "%L=>L06*d6.#osB4//./!YM&7.&u.;)/!&(P=.BN))-G5+.7/*7.$3+.#5/9Q=h=#d6C!Ny(Ny%X0C3.0lD=CDE&"
    ">p9 .)`G jS>(@4/6/!tF$3+.(!V:>k*)GQ!B7*1U#KY,/}t.-$3.>f6/3+-%1e&(/R/)qT5:-,$A60B3.+;)M;v"
    "7K^C)$<y$o6:3+:(t-&5-6+39)ENw *)P.2+)A0 $JNCC!4..(5.@Z6w<l>I!H[H5,G3+6:%2.M)/%S-0Bt/.95,"
    ",^><-6HoK&!OE^1U#-HO..//V02+$r-`)r+2,&S.#.>t6TD:%hs5-+.5,0/x,/Z, +'D* !/!t)#*(f~(5ng:W/K"
    "D06*tzKhHqBR.@f+/3+6@AK%0,A-& **X* ))k69<6|f+$qv#D/(.)V/,>N.:)!`-'0d+ )+<-(&Ex.|d.h>5}[1"
    "U%l%f=//$Xj/-f~$V06,NM(0E #06CO,F;)95-,g95+/7$,6/!2-+%(0Y/09q-R/%g.7-([/7%/M3.-*lt_'P-r)"
    "r)2+(S.%+G4.60a/-$I-0;+6W:+f:TZ#/0U$i<//>30C;(v&t+%+1AF,=A+]KRc5,*h.7,*Qng6%e/.)I)'-7*-b"
    "/.%$py0S,0,)#e-,$Vs)-N0+ $,P=v%X6/7&GZ,05.-'W:$f:$3+@#Z/EL.#-'O, !-$4.$ (,D,,/+o+-nXCB5,"
    "/x-=(A60,&Y@q1U+,7&vQ/+0W0,,Q-0,#7)0!R/%<(%/$D./+I,/%8(//0!r.2,&_*P)`-P)AT +)k6G8v*f.-,#"
    "4C&..40,&jt6*8+:ZF@806-W.M5+>x=#8CbM%d6:#A0+%..Y::d6(Y0+QJ/$O* )%<+ .U*-b0UH%%#k=-'f+!s`"
    "9)0! !j#jP=.0806.W+07,/U+07,(&)OwjA/*&Gr/!-,#2v)6+2*6iI+-7,*5..;#6*xF-3-+).a(+/[nI06/'t6"
    "/'d& !O.! /% !E *(SH%EN06/%5/'^1U)(7!,+mCd6(O61Z+67017,97,.!<+.&3.0,;/%h/7'y#A%%!Td+1I:("
    "7',bFI-M8~HkCE<$'EhE7*)d6+8y%P+&$,+`-% ')4-# &)4i&/$t6-dF%I*:%LK/+DH/,k6.O6GV/*G3-6%5-,$"
    "h0l4-j-(4/.-Et698%%>[GW-,5+.#e6/8F)&D@5+B#Wv}7)Et&'>o6-3+0/FO-,.,[EkvK4-0z#3/(q/U.'7',M!"
    "P/%*13T,TXz-&7))7)&`.# |X6)ulZj;-,7i[:F$4C&).Y.%'0e0MP6*!<,*}7/'gGI/-W{;,C)'$P/6M<.-%8n$"
    ".#_.) '%_%$ $)`&r'A/! )$X)&.;,sW/*#DF(.D/!)/f/GQ:*3-+!+*t( (.8,:%Qzq:a0KD6@Dv>mBg:#Q.lx-"
    ";+nTN9 ,'`._)_-p(r/2.%40+(0!<,.$5n&Z6)x:$86*f6*5,Mb=U.1I.:&Vn0,Q *-R9Iva0|xF(#$A06@X/F!N"
    ",'&lI*/5,,7#}7%Ek&%ck{&WC#3,((-<w *$`.! ''p'`)P)2+&A.&)0!L0l3-6KL),C< %>rn0MA,:,$8.)m1U+"
    "+34-TdH;0+RJ;$6i80,%-*o-$,/8*6'V]-%SB'HP. &9A..098)%-%<2-(rl .%X06#Y//.$4/(%*'P.7'=)U$*."
    "34.x $/3,=$7/+I,F<-6-L,&0,RH^HRM7,*u-Ri!&A-+ .*pJ+HPy+5/,;&1U-'7/cdJ#3/-[Hq6-#8j*0!k-(E3"
    "-=;%~#<.:L6JD+0@5.17/1U*K[{;).'a/'|X)!/%<.,>W(*%A#_)A.$ /&3,C!Xn'8@&.#49'ck6)d0/+3.- .(S"
    ">%jk/F!8*6-!2+.)-EN !.+xM5/:q+G<=.5/|e0n%4l$+1X/-FQ%*)7*(A!2-%p,!%-!oC$ZC-,Y.%(,4-U&n)!<"
    "))]7!.d((,Z0|h|ZJ$3.)70+#ZM.*3+) *)<.$+)Z/G8,/+!A.+)-)r, !.%Nns3.:#8/ (-x*%1I*0+8*v+!p}'"
    "jA! $><,JQ/BR(}4-''}X0/*Q/+u++'3G -#P-_&`)2*)S-2/$t'(.W:$h.'5-C3+6+O6H<&.9u95-1U)|7&B5.F"
    "x6*o=BP0,)>Y!*E5-17)TX]'3061e61f69O69L6H406BL*,)%Dv#3-,.,Yw%GrH/w4.:$3,6+3/KB<,6-YM!<nnV"
    "@'E_9!HP9 .)P9#>N0,/,f0,;&6.&L))/0RHq0<069A%]7ig0Rsq0E3,&-%Q$+(RGh/7/6sX))+.D,~/$_/*-GA2"
    ".,8~H8)M#fG5/,[.%7&}f0+GP> +)Al ))4/% ))4-( /'YC0;'.&I.*qK5/0;!=%W6K!4.jzXH,.e.C!S-+;-6+"
    "d6)W6-Q0=560Q6/Z)-$W.J!S./(@r9&ErB0,86.!L6|<:Ka/Mu1;$C5+H+'r6.BP06@dF5,G5/+I-$5+:;)$.&I "
    "**7.'[T5.=/-X]+,LT5-0;#K^B;'6z#S=)0+oj.0L)..'Qcu. #Y0!&-NK%-(r./6&m.7i^-R)-(d6KO6>O60!L6"
    "9k61x6/Q+-*W.6*D*,@m/!S~:%P./F$x-7j[EQ-0+Z/)H[KQ6*I).|[.)N*))-,N,//+$V.$50:&3/%'.7%07)-I"
    "'j3y-O)*+cA/&q@5/1RJ76/&3.F>XB,GA).=#A+-,&X6E4.6,86F<6K<6@d6)Q,-%R.sd6)D/6'`069`~6%Z6)Z6"
    ")I->e.Rnuc50,^=-%<:.@ki..d//'e,$f60!O6wO6w86ED6156-5,,#I,]+D+)K^ED+0|4/6@8/*^Eh-7/9Q69Y>"
    "6'N=6)L)'B[BX)+Hk-z8~(Q{HhBd6$Z-F7%BA)+-KNv-*!<)-%8/,&wAc+/dC;*M5-%-(3~)-Q*-'Ql5+G5-,7/-"
    "[6JD:-@A/@/+D/C$o-'5=l8B=d06&W%z7-,O(*JYC*#O/+$8=ML@-HA.00BQ(Hb9<%(EV:)W]-#D.*HI#9I+*e6>"
    "D/+bE^-!7$-#5]h9).Aj!jr=.wN%+KgG^+b-i<{,,<+#&1b//gv(7$/k+$)TN*6(Y:(3K)0a#*0a6)Q&,/$7)-o+"
    "(.-V-M%D,>3-n(3s7:,;00/*3s#G4]->D.zd-&$Dj.EP/! *x{*W/s3/&$|4>&cV,,'e0B<:.,DEh:(Q,-H7(/3+"
    "000!X:'e/..+PC.JPG'1;!/&h0Rs5,E5,,U%];/6,3E$/%A02+'S.2,&N1 !/$A/(-1f0iL=/i_y*2,/ ,0!`&$B"
    "5,/;%>5//^K7**U+E5.HhC7/17.C%o6:#_C)&O0+$3/F|S> .%`/2.(r- !ESG%T4/,0+fn$Z0,!<.6Q-F7//70/"
    "7C^:[01;&]!tF/*4/( +,W0BQ]/$7+/k+).1V-F%X{)8::Ow&GN@0Gk=>bEk-0/d/-$e-)/$N{,9SK,*Z6%Q0BD}"
    "-+L9.)8*:$806JpC,J2*9+0!_*$j5+0RJ5+G5C7)HI0,0Q/ ,#I .%h.7.)5.K+,o0]-!pK5/,.+89'.Z )+[lu."
    "u6Jt/]T2-J&3J.TP1 %94/.0BO,)B7/(4-+-Go.-%Z+-)xF,3-*$5.6'x').U%E4.v.!Y/+bM%8/..1<T -%P.2."
    "!S.20!A1 %0!4/+,.a0lf*/+!P:&.%p.%'Tk6*3,.0+3l&08J+/d./&e.(&<=/T_+%$)%_)P)_)_)P.2.(4/++cV"
    "v&5+,70,*a0+G4.*~DH./&2-y)`).95,0b/+#3~/.3,&$.d-,w8+*/$7.&L))>Y6,f/*W:@V/ )+Q ,+g9Q/-;+y"
    "o.-)+!2*-+$3/C.LG!EP12-)r12j`0 !>NM/.eC'x6*8F6Q(Jd:)!O**j7.-V)-Kkn%f,)-!NF=)Sl!.%k0/-f6*"
    "<j'-LK-0a](3+)+-'N=-0,S*#%|I/%g/R.'I-1U/+3Y,7,&#W/$/e'((8l-*%`6:)A!'+7+*5,-(f/)0ESz%ED/F"
    "W-0T40+ .)A>&-,4/6*#<,He6#<61g6[6;)6$x6.Q~*a{#3+.-,W#%0uK^.@7(/O))+wP*/.(X60!4=/,L6.%D/v"
    "0!7sR/(4n/.3,C#3=-(3B-+L9h6.$I&+E7/&N/))EA+:)f.E806*W%Hg@x6%!4/6@kJ&x.#5-&7G^-7%-7(/=$DB"
    "*9NE%9t-,%8(.(e:>VB).!P-2.(_-_)p.2/(PB+>A0=(x);&6(e+))[%-7'+7(*h:,&k/v+t,#5vT3+)'1d.(G3,"
    "v&7)+Y++/0Y-6-!4/'u,#I@b/7'0,'#<C)co.$&/8+.KX6)e,.17.,RH3+6.'4.C)!VE5,07)0=#A=-HX!$>eMh/"
    ".7$@o)-Gk:&W.7*.7-'7}^=)#LF-9Nn){D,n)L],!AK!/8/( /ZC+Q6$8.,}<>/)f*-$fH5M/'<0 $wp)2.#`)2,"
    "%p(2-%`H(1dF%e.-#DCvf!*.gJR-G7-*A+'(zk-0,#N,/&anGL- -%I -%R/U*(I*0+)%N00](Xn!L=-,L>!/%P/"
    "! -%r-2+&_. !.%P6=!X.,$Z./'es9Xc1;.:!Y6%LJ-+</*,1a-}8'C'!A-6wo6-</6-<*6-I/=f6|L~)#X/.$36"
    ":3.-%G<0/TL0H30/)lPF'HV.-)8+Jx{1Z# |7-%R/U*(5/6MX+v+8/)5+c5.-7B^=,#L=-0!4-jM8+.-&ZG5/+#)"
    "o0!)-P>!j2.=6# !]-KgBmle+7/>50,,5+'-R%/7'+g0/**#2+:n!r6.3.~Em/I(/+x6H8n*$V9u.U$/&5-EQ-)^"
    "$7(% 'Z:.cN//%/,D.6-Q9u.[i*(4-+!>pj+G $y.A)(&=Rsx/lY6KO+%956(^*E< !}4{.9k0j5+0gi5.)79gF*"
    "$<:-j4v&-,8)/iY,/%4-FjV* -(I*Ge60U#zN+%#.+Y-n;%}h0U-)%0L/!]_{)@ 'y/S('*Jg.#x/%Z6HOK+/!_/"
    " !.%_-2+)_-2,(`z&.%X6.!D/=$S0+/@p. +H_- !9p-2.%S/! .%t,*T<,-%8+/.f-)H7/)e)@x6@<i%#t/7-&7"
    "*6+8H)@PH*@k]97@7/(L'%9k.-+f)7+07+07v[6:%4..*F4.]HX:)<,j'o/)01k/ +GNK6$L))97}N,-0BN-*)%e"
    "/(WCKY/!(/!p,2.%P)_)P-2*)Si'sX6*8*:!X/)/)X&$iu@7*E7++O('Hk=*!A)+$Z6M!SJ),%o($+#DC&3.jZi."
    "I(-,uF%Dy$`w!.)A/++@V6)8/FZK98,C;!/c<06.Vn+E_02+)r-2,)As#/)o=c<*HQn5,)l3.%-%I!07+*m0;'C)"
    ")#L+~'V//%3:0G`-! i_-_)`-_)P.2+(A@(EO0Ma/HD|&-O* (,giqv!7,(D)$-'YC)R.-;'=!_-6,L)*:7:7.E5"
    "-95,>Vi50C$8M0c_*$&9_*2+)_+2-&Sn.wXC'8+C%Y@]!2+. *9PJ/>O),97Jk)!/*4-6}A({#Y/(.)R.(q>R*-7"
    "#/'O&#/)tF+;/)7BhEq070:)!4F%,-o. #9A*0CN,/(!o{9t-&E8#0/g-0,U#/+X]Mk0,)!406(YK0E2+G//8.6E"
    "g9RKY))Kk~*!N*-=!`/''(L/')$L60GA'# .)7-(A))*TN~*$d-,*Y:,.3-(7-+'m~/3X)o'%-*o.-+#Y+7~[B7>"
    "bK'Z6=&SK,MY/-*#N+/.'LB.cN9*94-+-9<*-17%w<%,9SC,%RBuGQj5+/h>#.'2/:.EP))0,[Hb-7+/Ri5+. -&"
    "SG'E2,K.wA(-Mg>q.$I0:ky#P)-K5,Cq:h6#f6(X}5//1;)#.&7/%Rcb0b0n+!p0/-EP,7,*79RT%#O/.=!P@ ++"
    "Ac!.)Dv+!k0lL}/-Y-#/.</=w8$$982/%4/,'/&Xv,#3+,7j^Gh/7.6.$N/9,+8/']x=%L+7*T5-+7j$I6=#4K&j"
    "t.,9D,.&e0HOM!-3/%-(W/-;#}5,+-5.$1q/-I*..&o/'*Ep+2@5+/;*cdG5/* $!4/:-#A+6s`j'M<&{$3=7'MU"
    "'BD&->46.(W/C'4.(!.w2-& +-X/v#Z/'g.7.'[,7'.,;v,,3T |S0_'`.p(S/2-(4-()|L]&8)6-Yz/0D$ vf+0"
    "/!_6:)`&+/;!j5.,U%*BD6CDBB3,F5+95/K5//.hJ5.C'30/0co,(.;.H3+C5l/$D-%w8-sW0j*Y/,6'NG(cX/>d"
    "@I0/)f//(W:#q-700+.O/$$|P+2+&S*2cN* $w4/%.)aF;%.6*N-'!]A$#0+5,*7%|7.+7+,V*.-;*+0/<6:<9i3"
    "-F5.9Q=-IM9x:$^iW/.!8/.!!#_E ]2v))H`061U0,[HO/n+!2.y(2-E !!_97{7&Gm>fC^.0J!r-#$@Q.,u.7)-"
    "7$iZ$/,D0z;$v)&N/)+=P- %MNK.9O)*17,*gTQ.'7%//W{$300;(> *'2,B-JS,-=hJq9D/6.Xj.1I#K5-0;*cQ"
    "Bh9%((S06.(O/6-`C).1S( $/+I./ucZH5~7'6+Q/T3.0/)3@,+8*)zoy*A%)>&3/.[@u/F!S/&%-)A#2.'L)+9`"
    "/,B!S#*,^Tu)7*=-$S.%,),Ai -%D/.(5+.g-05-#-5+@7(GZJ5.-ArG +,2+@.B`6=#a@mGI*);)=*3//!18E ,"
    "%412l4/!&13,(/(Z{!V06s2*@&n8!.ca>7/+7vD(&/.k6.#5,-h@W@ &$2+1 #0+r=//!<%Km95+/5+06*A+# +/"
    "qc3.,U.,7&ia%-,xK#3,F&LM6$PM=3+6'50/q>5{7-,7#Cb:[6#I6#5095/E56$5/@8*0CO,%#.$A$ !c5,,5,,q"
    "/Us7,6sx@eM!DB5,02**_y)V)0/;&>5-0!8(,MX/)+EP%$nm.7&97+,g..3..)bF;.C-OM |`F *(`@ *'A9 /'o"
    "v9D/HD> $&p> v2+G*>p=Cd:&a@5/,^J7-)RB !&pG ~_B+@S06.$3,/;&E5/)[/F!XnGW%G5.+b95-,[B')*! #"
    ".y&2v-,%L+-0/7-+<%&EN/6BL,|W/$5/+7%F;+{,a-&17)0Rn5,Kay'r>&+.Y,7Kb17%-7)],#XF)-D>)Tk=&N06"
    "0!N..,w<:(5//u/1I/)-&D@c<6+q.-$3/),-R*-5.1U*]$7'-X!#).o6,#<F[6$Q6$I6#aCR=bF[/+gzI..s<9$T"
    "`12+'`/2**P1 !,'A/,-GO./%Q,cx.&-3/$ &%`,P'p-p'P/ !.&4.+./W,.#I/(h/-'3,, -3.) (&4s &)4-$ "
    "+*o+*l<,/(5-,^C;*E5..7])'3,6JXM*Gt60!_.-(3-**Td/,ZK7*@7#ik!%94-6)!A(,.=X(%,+R1U,'<,-C%`*"
    "@#Z-7.$7):$3+:+W,.-RJh95vq:]$_{6,pnfj/$D' cb-7,'^0U..*-+4~-+(#2-6+!PJ)*!2*/U*MU(-,7#w8]0"
    "5.@u:*L:v#2*F$a6.#W%/&7-*d,H3.C;$/C8/,&/(2*E .+2,B/HA,-0/;$H5-0;&9[Kh6%Q0H5,950E5.0RC[0,"
    "5,6)8.(*EI+0;0K5/6&7)/A-%&.0t6iS'{!o>,+8,+,,5+EI..$ds,3+-(/Z:$3,(+$x]/500,!8/*u.)5/&+5|-"
    "5+KZ6:#S,)*BI/0!<0@Qv/7$w`+%(GN6BdF&3.+(03+n.5.>e0+)3.& .!4|%0!V6'a.s800+,Y1U+6-#D)%*+7&"
    "/Z%..3,6%3-6*!_=,/$_9^0@7'/!R9x,w8.KR0,;$6#W6;!6#Z=[6[=R}h/.&a'/+x=;(K5+(-#3.$''3-&,*a:$"
    "5@7=7/17007/070/7./7+.g/+!<000+YM!wrG /'S02.'S1 $wAn0/a..%Wv$3,,).O0! (#Sc $'S,# %(A*`(t"
    "%%|<.ze0BD..'#4.)7&>7)|7.,b.1qB56Kf*01;)Hb@7)0!70+8%*n406,#N-6'tjno#(K5-T^M7'0+Y&+:S6K#8"
    "-)^@u-7-,%#3y%4-+ #/!p,#'iA+0JP6BZ#,-^s<%,0!oy*A]%%#NGq/7!-6-Dz//7/-f,M$t6FO@($t0Rj7*6/D"
    "0+#&t*7)/!Ri7,*7*-7/*[6C!D$$ig0W&/$306/&V/%*&4-(b03X6,O}#E2-+ %w2,|]3,/GIC;(.B3.*]< .-$`"
    "/!.>X=9e6#56*W69t6@80Ke6%OB.+V,!/(h1Uzm|5J #$o6-$D.-IC9X'(1;#z5,/7K7{)*%D.{#S.B3/,-13+!("
    "1U]q0UjbJ())N06MO.H3j,-3-&/&3+BuG50s5/.+m9bF;+=*30|GA:!-(AB$++4l -+t)%@<.=!XC%a'v^0/5.lu"
    "-!R,-W%*9X0/-$LB5.-;$@bEhw*,$NKn|2,J(@S.6+O6)D,,(%t,7.}^).)7#Te&sd:$Q*0H4.-%+-A@&/'X6,[%"
    "Gm.;#95+(7'/K4-J/,pc).$r=BW%,.7/+b>q17//gFq@5-95-1U-17*9R.Ta,/&Y.&%|L)#|8./$I/)u*+#3.!))"
    "f./(e,2.* $s ~! $>(>4-6B8,.%Ilq.7,&[(-{N0:-&NJU+.U#}7(/U*E5,.U)06#pF)&o+7,+7#97'/7&/7/,7"
    "#/-bFg@h@u>5+9mH[/E8)0so:0/L.(H</=;$H5,:5.6$d:;)BxC>Y$'95{uG5/*7M%')Y6,(D+jDz)-X) &,<' +"
    "(g/U/&b9&,8/0,#Vv&LM)sPH#-'4.0{#86'e0/0!SK+wA-=&I-6,Oj)&N0n(ty%S&#!.*7,*<+*9<6)7'9uB8&6)"
    "_y'`]-9u>m9gGO-00!rC/18% )/q0,%Y6MV{%5Jg>I*0HV/(/)D# /'I6%m097.)V),94n+$7/-U6#I0GA),Mo6B"
    "8)*BR=7-Gg.$I,9N)/6&N(%-Em9m>mBm@V,%5/v;( @7,*7.$^|xF)(t6n8lZ(*9X( %0V'2,'`*S*40`*t,&iD."
    "M7(07+w<,6Y=,EA# )Eb9bEhTZ9uEZB%,Av#./2,C.H2*6C$f@h97-TI01W-6V6:V,'F7F7{7*EX:&DC@8&$BI'>"
    "<06@`-:-$8@5+07!+B3.,+T`1 '9S6/97.'7-)<.&.(8/.*!kF!YCJk' ]7,+[s5,-5-C*#t6MV:+!A/)),#`-,-"
    "'Y=-cA#2+)82*'4/%&/!XC$5/$gT5+,7.'7/6,$4.(#(0X.!&wA,:(<0U++R/$q.7(0F'!PM).*A0+%+/L-F&N/J"
    "f=|O-%1;!$1U)-R.*I06.)! #yE`6&OM(!t=&Z),CU%H<2*,X,)}D-Jx/,*8M*0LE'/(A/6+!oFI/+H<9,03+/0,"
    "a/+IM,,Lc!.%`*r)r)P)P/p'AM+TO~'3,:+3+B(<Eh6}8))*s7+)<(-9t.,#aB!L./sX. )w_-2-)_-2-)`T .*4"
    "0,-lV=&<//;*..'x&$+R$*7)%[l#8.6J4.))(#A)6cPz'%Yn)!Xn/0!A# !/)7-)4-'(coM$W/=30,/1O+ .+W)K"
    "!4.6KL/*&!<9^0[+.(e-*E82>hGb/.7$HD&+>S=-&Z-*Z.(lY, )+<6Hf6TX,!')X-).'LC)<+=&V.)nR.+d0Bf~"
    ">7/)t/:$A.+)#3,lf6w8'#}7/)b@5,G3-:~%2-6:'3-+gGQj$+A-,!'/2,6:+`))+E5,,7.'8*.(d-'sI%.+Z6.7"
    "#.'7+)k(*0!4.z!</HQ,,97.)Z*}d6-U$BA',0HN./,&W-T3/+b/7'+7)*)+(!P=')+Nz&,,D.M!8+lL.-).o/ !"
    "/Xj//8/60!t+ +*L/&+-8.C'N)*.HPK&&#P17%6,$8')..7(1D,-@D0/%q.HLH%/'N}%.-4-=/)7))R.%Z/,8]'b"
    ".T8.$(+V)2-L+$,,3/:0!Xw&)X+&.(L0,'3+/%ZFGd ))7))7/&q.;'=-*4//]0! !*C(Y.%&Ep.%(HA//-,'7-$"
    "g.d(l3,.&g-+#3-6&36E3.6$D6E36>3/6-!D)+)#`=#d6+7-+7}gGI-,h6F$`6:&k.:8]/.R/*a+C$46F(LHg17,"
    "-7$-'5,,;!.U$- %$V+.:#PF!#+4/%(.(D=)8/>Q..9Z.Ex6.Z))BI&/,A.6c40,&;$,,'D/6-d6-3.6-3.6/<06"
    ".3-6-W,,(Q.@3,+U/!R07!/')#3{),!k- *(3.:'I.+5+cd@!/! $B *02/6-Kr.6@5/-[cW,/=4.n{D !>Z6+d6"
    "(fT5z^T^)]M2/60Jr$ *0x/F86-$W95..[ig]/&4..,)%`1U)6-#8()007!wO*,0a/,$[9I0/!$tE%12*B%.-S06"
    "M8)//%5B[@8*zZ.(l[c3-6,!O&&.)R-'k)/-!4n'b-jD@%TN0!#-'4.60!Nn+/(r0! &*4j%+)<00,;*-&306*3."
    "603.6-3,6.d6,!Y6)5+-&f/.#oJFOy$O*&))7))R-)O6cLz#3.K!Xj@t. ,-O( +-7-+^>d00]# !-C,,!p=)a/."
    "-e6+x6'3,6&</6%86Ed/K!Ln#3-,+/V,2lP/_)r-2*)Ac ++4~-EL.sa694-z&!2-=(x6:7#9V& /(4-+*GO6(8)"
    "+$Q06-8/6-L6BL6@L6cL6.#8(+)#Z.,!k0+-)X+ '*RE5/C$V#%)-Al&]Y.C!X0/!800/,YE!E_12.(`12.)NE!9"
    "4=FxKU.'#QBEA/.-1ky+SvC'e1U,+7.(u]!V/&*,$p-*z!A=#5/v#<- *.30!'/f/cZH#e6%3,6$x65,6#x:u:h-"
    "$bK;,+,-V1 !-$r/! &(_)`)P. !-*4/+/GLn$g-nX,$%/! #T%CA0]-+8# .([/U-(m,R];+.-*<@!.$rG -)Nw"
    " ))4/& **Ol/'3/}D]06# #/.-M5,T3,EIFmG5/-^J3D.>D}..A.'/MA=+,+7/'[T5+)b.7#0+5+6Z6$L06!L-67"
    "-9u9blQ00,$Ns%%$`:(I%'..34/%D$ ,$Y(+-W/*;(.s8@+))PE%,)t,.*Q0Ex*(T4-( lL0C!8/'*&t-$H`G-,$"
    "2+B6/p6/,$D.)7i[Gm6J`z&/GWJ5/,;(>WBuE5-1U&/)50,0g#,$u>I]i7&-V%(-+kn*!VJ!Dj.$X) ,%8 (@Q=>"
    "a ,)L'*TL0,$Zv#L},/&p- $lN/v'W6#f-+,d-*,Q-+!<%(.T2/60>A% //7F^HgHg@qJQ+i3+i!8Gb/7&-#(*#A"
    ":.]40,(sL.}3v;)F'e(()7*(7,&7/U*.%(%406C<-i3.&&+%4/!$}4-++(I0,b//h+-;!0,^/,W/*/e, %,(S{/,"
    ";/F!Y|/)X+&/&L{'a.)$&NM$#$p.%%aF/,7#|7.$o%'.f/.$3+F!kFHL(!95/B5+/9`(2/*Si'}X6)5v;(@I/)^K"
    ")#<6:%A/@)0O6.wk:(A.:!o}9t}98,-0RMq95/>$3.6K8.@V/6(N/6Ga6#Q6#56U/G5.wO/-0c<%,>Izq1U$M701"
    "8(+H<~%[~W{13+.!1R%17'.7*+()3/0c3n$uF#D0+9A/) .(p0! /'P02iA-%*0a6*u|5,lZ=#3,E5/.RF$Q6@3,"
    "60m:!<+.@2*=-*#`E7+/';!.M7)1[n5.GW,jx/)*f/&7-HZ/,,3-) w4/,,0!D..'D.-*-!P6=!PH$aK7+97]hHI"
    "nU(y$N+**H5+0f-M3,6'xBaK5,07#-H5+E^i7'c7)/7,1W.JVF);'/cA*6|r6=f6)f6)Z6*I6c3+6%o//'e6,!L6"
    "|86H36G</:$O6,ev'fBQ=.e/&0x,)-W'/)bGmF+&X6B3,0+!k+)>4T ,+p+2**_)2*)_'!&GS/.=I*/$eJQ06%Y9"
    "Ek-(/I%HuG5-:cY.0//8(/-3.,vkF//<%#&07$07$17/(Q,,;#+/$D6:!2]&9<0FgCb//*d0n5-@h,;&0,;*-7.%"
    "7/$$5,6/%OM/.Z*/.V,0Ck)%*17++L))9O-Fh0;#Em)7,TI6;'C')#2+y)A&+:mcQJ5+Euv6#P-*-1;!/)m/;#F7"
    ".>I./!oC!8v;+6%e,17'.7,,7Bb:6*A6=)L0,;,/.-Dc!9P/2-)p- !}`, &@4]Ka-,u.+&Z0CI/:e6/!V6/3-6/"
    "f6'Z/cf0/&Z0CW6wO6TV60!V6GL6-e6)a*/MS6-)$p0U~(%a6@bH5+Gxsb/,$3/%)$30!(/+OF^Ju(.5,+.g0,RF"
    ";,6+3.($-#A0! +'N.2,)S0! .*k+$Me]$O*.)Z:$3.|'$`>,Bp6=!S)6%aK5+-$['-6# #0J&>`! #Gm+bHo.C!"
    "k.1U(-b,-(8C/-<>)/806/f]@8$#iY6G8.-&Q,6)o6B< )Gf/>3/6+3+H5..RH7#//;-6!A+6/V:K8$,HqBqC;$0"
    "0Q/$u/7,+7H[F)%3y,4-+%(/D,6(D0=#S{&/%P{+9Y06%7-%7,&N.+&-)O.=&k/))Ly#_9;!B7(J7$@Z*{3/.-&f"
    "//%3/s.#Y60;++34/!7%,D+% .x-Fd,7-+R/'bH&#O6:#N:.HA=)EY0HW)+-0X+*{g>a./$L/6&3,-UH[.7%-'5K"
    "1;>/.d:%ZJ5..l3B*TO])!oz#YJ~X,2.#`-_)_+2+'`,2|NJ/-d/*h0/)D. $/$r/ #/%4.69Z%.%7-&4/' .%V0"
    "JQ6%e6-3/6Q6/%X6+#X6|36=#<)Kd/(f6)W(.+7.)hl5-,7/n@V/,'!V=I,6%3-6%306;61Z6cx6.Z/@Q.J3+6GP"
    "J!lPE -&`w -)AJ -)oFc<.J3/++%3B)l4.& ()V/)}X6*<zsOj/+e+HI+#^>m07-)7.*$Qy(4/)#)GN06.!O)$3"
    "06136C36>36J369306+Q))(u+[95,-^9 '!2*E*92*6KZ*Tm.7#lq>e=!Y6-Q)/-7*.7'C#Q~#V6Br60,&2~$uc^"
    "0Tg}7/'h0U&/=3+..1UvQ*6,X6,$3{^@mG7*/;(@ZKmE '%Py)O)FhGmTQ07)/7-)[>hB)!X6=D0+'@L,=!V-(Q{"
    "{X. *08}/,f6;&6/3,69D(]$S-z!DB.+3,]-W0F7'/!7sp/(%}S*-zb/7.*[GI-,!'#2*y#Y*Bh>q.;).0+$4.0]"
    "*S/(q)%#Q60R&.7+'h.!7+*R}5,.RHq@(cr6:#e9u-h-%5-:!<@&/k9 /$p@ /'P:#@4-6,a//&d0+5-+c7-,7/*"
    "8&)F#2+60+$<9m-7!-'gT$)A.,!/*rc'04-n0srv6&3+/7/'f@u6#I#H[E5+0b@5+F/Jp6-+$x.&d:;(B5,Ju@5+"
    ">5,MR-+b/*Q06a,(/7),7,&b0 %enGYF(^lQ/.!'! !.. &E &E ,.2-F.Gr~=;!>b0q=#V/)J8##B5->g.ERB8)"
    "//!YsU'EQ0+,&4.*%EPl*E2,n6+`0/Jq.U**b/K3.),0I ),7.(Z)J!Y:+!D0U'/3Dl5-,$&k|.,S>$E2,s-E2,6"
    ":%A&'Gg>Q,/&5+65+6%3-:!8/CI6*3,6&f./m/><B+)Z#.'q-R}u,bJ)-#o/*#7,Tx6$A+6-k6Ct/)J7F7{7-+g-"
    "Hkl.-N60CS6/HV(!cu,7.&h.7-iW.*14v+!/%S~,.Q+JgB5.J5]#gEIK!/%2,-!*| 'c%>2.0/6)2~/JgGq,7/+;"
    ")6,3++#0!P-' ,%rK *)4/>JX693-Jf/0;/6)Z#++7+)d69k.j;-*g.7#*&m6.<,6%8,F5+-@3.!(0!4/'(.#<,,"
    "%g/HVB~$ %=+6$ !06FD&'E5++[im/ZC'I*0BR-EI{!t.=&S6=&A/.;$HR->3,6,f&M[HmEI./ #!Py+40=*$5.c"
    "x6(A(6wr:/G`,#:7//7F7,.I)/Fo{FA-$*0;)Bm6%I)@an;.+;$+//o=+0e7'B;#,0i7005~U,%7|[Gq.7)-7*,%"
    "#3,6j4.T#Et.-+<,K3/-)-*P>#/*P60+#D:m0/u6%I/,#Z.%5-s50+7K%!O6:!`6$.)A6/JO/.&!k6EA/0+(!pG["
    "B7#./7%Ha/.5,+3D+;$z %4] %,N/$ .'p/)*G`]/0U,'7.$W.|d*/-7(,7*(<.6.$N6/(;B[.#m.,;FjD. &Tr*"
    " !i_)2-'`+ !/$NB~eB;'/'5s-$O- $/$P-2,)P-2*)`0_*AT%.#O0i300=!S:)(XJ;*6-I# 97.)<((930F[.:%"
    "k6@^Hbw<,/9o6TD/,^/U-HQ=>3/&,.Q!).7)07.+3++@3,y)D.7-)g|Il $)2.n*.+`))0|Q/&h-7-)h0;#sr_/!"
    " (0! .+ '@20//FY]G5/'7*-[@5./p! #J *w 'M,@2*6F8%*95+,gC;vi3-+HW0F7#T7)*N-)).-A'+]#VBQ=0Q"
    "CJe0=!7.(7$.D%%(0Y.C*OMI>-,$S. &GP-29`, !E`.2-!4/('-Z/-#8-=%X, +)8!%/%QM7$.,7!,(o !+)4.0"
    "0+#D/.$3-+(-D0! }`-2-&r-2*%P.2+%A/'&|D..'3-6+!4.(%Ha-TdF7(>A$2*0r-%#,1A+6He,Rl5-*SNG */2"
    ",. (c2.FBV]/U(-I*='O/!'cS|&/%k/cZ>5,.*5l.5,Hb/c3-+&.!S.29P,2.'`+2-%N.2*'4/$%-W//'<0:!D*&"
    "/(^ifBh.K7'1U#/(4/.M!O0@3n&GPE -)_/2++_.2+.P1P0Az$-+O0:!LM;&6(5/KQ6'W6*I6,a6&Q-MU(,U-EZ6"
    "[6I.Fd:/<i-,Q (,h.^i5-*P& &G $G *|*jp:.,!<!|h*7')[/$u)b0! +&p. #E2,/)z4-=0I%*)u@Q/6)$4/6"
    "M4/F&!k>50>56)5+.U*F!DKzD9,w4-6}W#'/VSw !H%*1X6BA+6%X.-K< /c5,B7(EN!2.)_-%+>N.F&fMIG-*Li"
    ".+x+*03t&7((S*! )%A(/F!O.,#<s&-V- !GA-&&@8**-)7$.R)+X.0+;!-U/+5+|QH &'2-0 *0!2-=BY-+0U%*"
    "^07,/7.)7B%I6:#r=,}40zlL/JfG50+hEu/7~,]$p:~.Nn#)0O6><0C!D(+K7,,Q)ix6)Q>5-(b/!4",
};

inline constexpr const char* const train_digits[] = {
    "0074625508719530478478591206187076919394921996432827146204637102252481730337791334342889"
    "8471694013624740285101969695459571370204823533458961200627646114528893084762246448212325"
    "7995139250475810242084577972177419269694905738403158593783808576911784232517608141935437"
    "6800204646978918880413615055347267763335994149724592249421348563519731689694843452791567"
    "0198410675189639485894082038205761491429223375256517850027931726718382705188886491103449"
    "6750225759061599947172314324343200591642355187745001769468963083208729859756173550452461"
    "6630983657270691589274151056586956817081633271920463593436325069090866319142076720121844"
    "4330019793721802616709823901257619389165046694781737846359898170677764135575157275026015"
    "2259526681929613700033711596610720450360216663683742734419177263559227648212390125339468"
    "3564656165587534782608121614892650084459340489311072432068889630489300911576874901440655"
    "7220222847579397955312034941869441478814160610671360877580828629857867524971254526293051"
    "3726575027318072645639167339481742232328237841019997599504549002375850449402809688321317"
    "2484554330001929579103540876968038352059031859061639712658677217581766509917943521829953"
    "6864458010280762336595756047181407543003937749310175321112501055963474824682341591558920"
    "6899793282230925351325125477918375012448170803444711695584288230368585094593456175206375"
    "6601992235580371242910947661733767780186168008864573359143953108379071227635976341592904"
    "7888819749262776246952606319523665487998428384334736647127689993067635121529001106496412"
    "0913667392377772032854068684711287415922636834748904396904425363690270777998683836594677"
    "0492180120917017881450913300044489327517031548619253201391299614047847395765415835990248"
    "6605688246479028909159601936332819636786629023031595726746323774130968725021129194234400"
    "6082444562046303075932337038382681339793539740359084812803763985586964593589507217138625"
    "3079621674831149062113778921229360261727389661775612725480208287563941631509529150570856"
    "1133464908370650077591427239854821042952459888591026797612756017581079431350342676500685"
    "5739076460846064249818250233129092521659101877532472238161429431157768327049799005039786"
    "3366520514071818586278440115628330364436476283114219902754308508425234751821720012400894"
    "6047374478211533838582903504892168547125951683384956292210037426314568132875414347859280"
    "8440583944299478780101647982612279979074795041958739079802811901136726983356957102647563"
    "8392349534751604543956931373301293728216450864047365516388968274462925666795447137385852"
    "6452374275281422344110698339245464930407151224489268167639848599785250096790661312674685"
    "9407474795781717622654179134046729956165154902051548992010410082956437654170614358051848"
    "9906917704400612542733715415753401538459549853849938146484584521120055525847915233170937"
    "0407728067626662925213917885849549034889177845554581477641673679127217650418855817025749"
    "9383662010045550972274653960392124065436363283871799558145483165195784835590826382116634"
    "3458236868230886164657529935056730370161215781844273937970636199696881031330255860410030"
    "7469597237682863685276032838877931051662140715623682242513407721200584432719579181009662"
    "5946407990539436323901638070516774364986987095389626919499827633726948825840749102259471"
    "8740285667542637385794557384349443098862930300239109085241102728203555369841818991354603"
    "2785546392712565173036123743800846872517847586703186549754184603260270810869903929873086"
    "2442415108957962081012307695146198395683011180727061842641732611617938699743368570710139"
    "8722950804920387481355760296736803208182642764363400796903880203109363955694412696682390"
    "7888038453942277840343912430442726831000637225591388385518100533677578822280365991845518"
    "2285173112014179256625805025738324336859829127631647754381921051304810907915847338762885"
    "3621320658573112029867432011580479716959678091210861415746894540742124347412198407897213"
    "568654700572444990303480301144893994667",
};

inline constexpr const char* const test_pixels[] = {
    "`.*;.0+iST ,)P-_)`)2*)P, !-(N/&+-f.+7~&5,JW0@Y06#I6$I6'I6'5,KbnW:/e.)1I'0,8).0!k6&W.6,&W"
    ",JY{!X.'l<!..[0,!R]!R+)X%&/*Y..*R,7()R.'##Y0 *)`K @P0C1;$0+[93-+7/6/3.:+!t6(b(HbJO%-9k6+"
    "5~gB5.E5/.7n(#3.CEYMj8*0,$Y).:!p(%,-m.!P))0sN,0l5>u0U.&7*/);v/-x+ lDF|L6#DB+.#A0!$Bt:,!t"
    "-[6CDF+/8w-03.JTW *,ulk~$I*0,3,B/'NK **A9 ))P9 ))A>!,$4]++I+.$7/.;&6#3/F8+6-DvJg:b=R.wO-"
    "U0/(5.!-Q+ /[ 1U'0u:*)#S,).-% #*0/*$P.)*Bf/c3,|[0,7#lA&'.@N].,m0;!/.!!oc0,pH!B2*C/>A+0=R"
    "K5+lO~6#2,:)%X/,;)6/I''17&E8&{Z0G7)0Uv^HhGq6.&40J*/D/*#GY0M8)0+D.0//O+ +-W&0+#4y-A)v)$3+"
    ".7,*5+(.*x+-TL,+,IK;~%5-!-I+#/5,/&h/%5,Km/GI],3t$7&,8%%(Gp6.,!S.,(3,6GPJ!|P12G4w -)4z .'"
    "k/*/!<~%[6#Z6#A%-FY6FW+=mFh6#Q-lX>I.,15+ .$W!1U*-^i5/j)$Y]~! !)-0/%S,))][.(QnU.&7*.d)/03"
    "/0,#7-#h/;%H)3.* @rK,1a+.17'17-)3-))(D6,(</U&/&[0J7#GZ)93,/*R./$eC#<6$WF;&=&Wy'A/6FD-0/("
    "e/|f+0,7/+N),-B_y(5,0;*H5~;+,%5+{.!X, /%3.{8,6Ic*+3/'0+e/(;*.(5-6#3~@f6/7#E7*+D(vGp]-,o/"
    ",$LC'/!PG ,(_12+&_12/%_1 !wPw,03,F$Q.)h6'a{,q:34/$7(,W%%GN{/.# #.6M`K&%!rH$x6@D)%,0R-0Z."
    "@<:)f.&))!_y'rJ'%V6iZ&n^J8).cL:$7&|I.,gGhiI0:,!N./!-*LH.*a:$Sj)'L6C#SJ#Q6cd'-*R/+a/T80/U"
    "'/+#30{cNK .*A> -&4E .'Ai'.!4M/+dM;.+;&=(ZB/Q/6'I%*.!7.'O)&*/4..0CY(.94..'-(o%+,!XKW/1m)"
    ",&Z+*)I,@I*C(Y/%+-VzMx,(/34T7,'S.)&/&k/.+!t+-%3~*wY.,1I=%3+C5/(-(L/%~8,/-%u0;%F50|,$PJ%K"
    "2*M.Gk6/m@uG7-&[FI-M<-6+V,&sRJ[M^BunZ((/34.$P*)+.!P:6'5/$u-7,(u6>A/+)BqES),0M_60,$<Hm1U."
    "+7*C'f&6mig/$7*T7,-L),nt/-)8l[6=#rM))$`M&5,//U&Hf6%3//%7!,*qCZ/JoMB^@^BgK[/'Q{$3+0,0D@ +"
    "LB $)_/$ %)S0! $(4/,'/&L-sI{;(=)X-*#.#p*! ''`*S*4T )-k{@3./)g/-#Yj/%V#$.;!.%I,*eCg/M#h~$"
    "W0+;,+93-!sW%lfsL0J5.:*$Z*/(D-6'o,(M[/+`,)*E2*y*A%*@5,/b>b)>xB,a+ .#3.%TxBe0/&3>/%fF!R//"
    "$3+,.)d .)q0!P)-lV6'[]%#I.></i3+60!SK+9`12/'`@ -(A{%.'t60Q,.%7~;):#o6-L6CL(%@RBRB7]R*,5."
    "65-(/7/(a]d6'Z*.M%u.$3+.!8,-(QFbMb:)%L6.@YH./d0iA+0,!D)),-g/0;,TbT7-+W%+w4.:+3+0/%Z'.GWJ"
    "R@7+-7!9A*&'H4/-0,#V.@D=0wO )GmES06J`./M$3-0;%H5/='d+6$a6;#B7~U%HO*/H4.6+!S6/(!A**09dF;*"
    "G^}7*08++6$N.F&h9I.0!8,>eK +'2-B*FN06HZMqEu+qH5..U}b:-(<F%,+X/&*/fv*3+,u@5{7/+Rn)#3-6K!p"
    "F-9kn&O/7-*7cR17!G(%Dy*40l+1L/F(x*^JW/+ #o>(0!N,0C;(Eh07%>f~'VJ-GpJ{3,095-+^9RGh,33/(5.J"
    "3+6(YBG8&'@b@[@7-,8.0]&PB)'Y.7){}8'&)-7-,Q./!D/+!R.+d6HXC+0XG#c`T -(As#Et{1I0/)8~%Z6EL6K"
    "f=13497.(A#$(/+N-=-$4..)#O6F8n7~(;)6-b*E8&/0!o6'7*.[6;&*07&/^}Y6,5,/H$uzS&/.'kF+-VE-,8.+"
    "@3+KI0K5F1^0>7,lW6-e/Fa+@A(,Ck6/!D)/JR,Fo-+W69Yc).X-2/!_-p)`.P)4/) +)Y~-%L/,W00JX. $0!_-"
    "_'_-_)`.! ))N0/-sO:)R/.;!6$`,06L060mH5+Em@[.TD/=3...G8 *0x-0KP6M$L*|Qzb.!7+cdM5.0U0,7C);"
    "06so==#A*0MN.0+%a%.T5,95F7.,7).8')/-<v,!8.Tf0zx)+.a$]^@a00;':],A,.6-I>gM5-MY-6(L)-9uG5+G"
    "^.&Q({!4/-*/)<2-)7.'`y&N&(.|Ii5,*7*98*C#4/=)80iJO6BQ.1U,.7,.7+,^Km17v7/:'3-FsYK./x.,'4.:"
    "%x).E5.HIF70+7)0W'0H406,;!-);%6!8.M8,6-<-)K7jb9^.%L/6-!N-(/@aKbHb@R0,8)+KO60;*./&LK.13.0"
    "/1;$(Eb17!EAi)GY0J5,>5+>Z6&t6EO)/G5/G5,GmBW-K</]-O+ +,R/*#X6KVC(5>g.3tBfC$eB5.G50>Q6>8+6"
    "/5-:8*:+VB(Et/M!A.@e0Ea/+,5}E3,B7$/U.-;(>$D0,&G`M,@V-C$I}[H<06.#A+)/B5:UB7//7,wN/.6$N0=&"
    "I{R6&d65.Cd6.I,C[6R/E[.7)0g>#3n!9PG*Bo/6%5.)7.'I-&u=$<=,.<K /%P12-%PE ,+4.-)/'D+F!4-6)DC"
    ")&<E7C*5+6(R+.Q,K3,FZ.6-$S(%.@ei5-)7(-7%-I(-,Wn#7)/%dH5/+R@^6+QF/'3-0,+5+.)xi5./.(f/+.;*"
    "-i7++7(/D)*00O]*;&,U/|a>mT5+.7/6)fJsf/Bh+7/05+6d60D}0+7.,7z7)0Q,93-*,0!< %1[)0!P6:(S'%Eh"
    ",7-(506-#N:]$PBmF%5-67$B<'*B80:$5+05,cdl5-,!$)#P-00JeB#3+-7-*R+*ulI>bw%/%PF/>8(J[95+.^,C"
    "D0{1V)#*/Z(0/&P6='A).-R9^0U#C;'0HW'B^@I..f/9x6.+$L,0KL*.&86-,3,)&1d+.+ZC5.n5,*/&5+BmjWF9"
    "<+!9m/ucD=%Z0/(U*v%8+B3,.+13-!%w8 .(u-Q.0;%0/(%I,/iN06|S=*+!p@^/sR.-7)1uMWCU*-0TA0/,H< #"
    "9<%+T4.6J4.K;'1U,*34v;*K&e.&/Q/6%b++7%1<'%*18,:(V.#Z6M3-,!'!4v+#I)]7*/Z*>x/%7~gKfC,-#2-K"
    "0JP/6-%3/.7/-7,.^'/&d0{W/.-5C;#B5+*/5-%TZ0/g/le6/a6*501;!C5,0/&3])0!O6Ge/gMI0/!'Y>$B_B/G"
    "V/Mh95+05-HQ>-$3/'$G</F7++7+)e#.(3,6$W-+!86KOC'w`H .$`9 .(AB /(4./.E<.sa%*+3+),GXv/!O}5/"
    "-R/.$5~&q>R,j3v+>4H.9k{9Rl79_=*9<+0TY.ie6-d:$f>gGm@5].g.+[-*5,n&3i /<0! *(P+p)4-_+Ni+wO/"
    "-%7&jQ0JD06+pK)H8 )95,1U*1U)/<0@a:/a.+/7]RH5+TWK)'!N06HS6]'L%&/)5,,bE7-,7*/W(lD=%7$E5-Ge"
    "6%Y:F,_6C$d/U'17%/Z6K$2-J)-$2+G^F7(J7-wD+00!LC$[l5,.7@^Hb6iL>$.(A/* ).<.6)<0ce/M7,/7,/$L"
    "-6(tF;!/'b-U&~#D=C!PJF!A*:!8.6&D>-1D}/-fC$ai5-,.)3,*+1W06!7/'7.)V$ /'<.:$4-*-;/6)DJ$TPw "
    ">`-2>S/!%94n//d]#7(.&50B8.6$4-61XEC<$ F7C7)-3./)!86@W&BuGIJICgM%%8./]V6}<,-6&5/TIM7//7&J"
    "D(-HS60,;&/R{uCa:.e6:*L+/)&e-7(+Z069P:*(!40/U&J7/17*>D+.9O6-7'/;#K5,T5..)&<=-EAM &-ti]x0"
    "/'D0/;.6'Z%BRK!Y6B4-0@5/,b-U$..$</],LB&cA./H3,C!8F./!4..*HD.K!V.+%L:..L=6!N+6>^>7BQ)BY=*"
    "!<-%I-6$Y@%.X@ .&A> (*4B )-4.//KL/}7&/$uBx6&A.nwP-$+07,-7)-7&.%V.+$O0,M<' F7Fq@a0+5,B%e/"
    ".-%A,v'8'%)H^>Q/*bHR/.RvO-zU$E5+MZ6)</->o=6,`~B$Qcb-Q/6.&pC))!2+07+17(@R-BI)KW:!7Hh95,07"
    "]706)3-Cj4-H.08,:*o=;/6(I&HQ+M'p6n(2,+0+hG5.*7#..;)=%aK)%86+#N{-a-$0;/$.%W{;&.%50//&3-()"
    "wL.6!7T7/'<()9V~+a/+(3y$SK#HpE -)_w -)p>#9N:/.d{#Q.'b:&In05+6U#G7iL%'E</KO6M!P:+)!PFR.>h"
    "C7+9Z.G<0Jf6:+2*C)'&2-1U+H^0c^CI&JxM7&.U~7BgGbBz!P6-0,A0/%/,O//+!N06.#pC))$P97M7-E[.,W)j"
    "Q00U&:!8z+-Dw 9r12,'Sw ,)P9$lA.../!L./;#.)'d//1d*$9O/09W#.&D2-'A-' ,(D-6!V{$3./n3/,.ik:)"
    "<6GXG/+OJ/,e/.#fs5/,.%3,((.a6w7/(7+.<, ,-O=*%<.%m/,5+'/&#</vI{#3,./;.)+%Q,Hm.R6q6I06f:J#"
    "r06M3,17+/34/Ha6)8-6)`/6>A%(6)Q6(Q6$56d6CX*)00bHL)->S6=(D)E5{qER)+0,N/{HV '|W,-#<6jD.T5."
    "+R>I+6,O+)-9I+/h9q>R-9<%*9A0/,%Y6M#`F)'!2*1U#:$g=U#K8(.EL0@34-,;!6(8/6(A/=B`-$)Hm9m1U,-f"
    "0cD=/.VT!/&_| *)_9 ))`@ ,*A6/JO/0+;+0;&6+3/''0L9 c`i ,&4-, .&X6E8).)d0lX69Xj95+0RzhGmB,*"
    "k6-$Av+a69b9q0;#zuT5=))$o{*%OF#Z,K7/,Q%/|4.6+%D+/7ih,7&{$3-n/3]//W=$x/c8i)-!49%9O6-#t-q6"
    "&a.BRBq>u0U:*(#4v.-&<{5.6*OJ'9`E!/(r9 BSF'F4/69<.jR,/&x6&o6w`y8&,6g67,17,+x>f60d=GD'-17n"
    "q@!$kCjY6)!L/'5+T5M7.,^F)$<=)-*4C%]V0F!P~.'V/).17,G5:7-EbJ8%-BN.F'<0s5+.>[J^M7./U(>A%'.0"
    "!S0/,#30Tm0,7vq-C*p6K&A&=ucQ9R+0C$`/&&j[su17*17%@<$.-3{(Q/=%L,&.-[}b9R..U#98$,TA-J#7,&mG"
    "Z0E3-'EO0 i$r6M%5/34-#h/$QM5,TI{#W6HL=).(4->-+e/.&8/'q1U.+7/(^K)$3Cv(4/*%,.<-F%</,5+1;!J"
    "b>gF-,!P=+/,N0+'KD0K;#lm0;!/-hF5.:%#2*y,S))E^0hiI00c<@,/30/0wD)+>^BZ+BY~-U,-^0/5,Mx6+LFF"
    "D+$M7=7,,<6=&2*M')$2*G^CU)F7-9I,@L6)b0,!<//BXT$.L12-(p12-)S@!/*406GL./'3+}ZC,,oF09S]/95+"
    "9u9L%008-n$Ly&2,B&)$2+G^@7J7-GhMZFU$.-#3/.0,d )07.'^95.,^F)!DM)3+.7/0,5-*B#O/M!DK5-,1IH>"
    "3,C;&/,50:5+)1U'/7-*REmF,dF(Q]#3+6*D6)cr@ .)_9 j`B-@406TD.-$5/(I*6$LB,,DH%9_9 B`K .,4.6J"
    "<+.'7(/(W6*V06'`y#P))6^6$I.17)0eCq/9I-C-!2,6/*o=U/*^1U-*7$/$5..7HgE^H%#Ly(A/l,0O/F'N/F'8"
    "+)/1U+TQF^F7,GY+0TS.,(#3+JZ61Q-*07,,RHuG50B&3,6Gq0U,17=5+:3-6,O@nI -17%lkE5,=U,9mK!A-6JA"
    ",M%f95,,70M$Z+0c5/>aF^M;#.JV0F$40/(!7$s5,Hx6%o69PH)9A% +Gq1U$wA].)!X*0GWKq@gK7(HD){#N/K;"
    ",BfM.*Y1 *1<n6$O((9g>D(M3.MU%//&x6(O0:$P06-O6F5-C;)6(Z/sL06&V*,M^>W/KY6,$X{gHq|7)-;!n;'E"
    "q1;!6/&8-@/*<@+0f6,3+-$e:/aKwO6+!AFB8E%94-,%J<+/.%d0U01;*6#<613+y)_00/)&3,-7'0!<,6)!N-**"
    "KbJQ01^=7.EL,BDn%7!MR6%e63+6wr=:8$&FbF[n[j5,9x6W063-6='rvF&e.7#/;%-+!DC0+OG!/$_.2+)_-_)_"
    "/2,)S=.GXC&D{-)!P=]#497-*7(E7/)g0+Q0Gg,6)40/)-0[/*5,-;!>R/*I%zdM#5,/5+9I0,^F)#Y6v$PB +*A"
    "-z/+<+.,!O}5/6&3.//0W,/EhGbHI,@L0KWl5-GIH;$w'!Dj~$NG (-4.*%*0D.:&5+.(a6,L/6(S/69py%<.6$3"
    ",6[.wk0>36C^MQ(C+N06-%S.KqG5~7.F(L:]$P>^J70Gb=I*/1I.K7$.U)EI09e6!<=>!2,y+`),9;#G7zm>I6&3"
    ",6!!r6:*p06+!8(wRids[/Tg@gJ#`/:,%`(-,b0U+,[{5-6$a.9m9m95-176='A6F(<]q:*!V/.c86%d=Iz><..K"
    "I,-&<0ia6,x0Fb@mGI/.b=/>N/C*!L/9D6@XFHD&-07nhGmF&!L6lS,n(!PC,*'P07$B7,B7.-I(Ea.'b.*)$O=]"
    "'_1U$MU)J7+1I!vZ//$34.,m>W09e0K!P=6,pC0/$5M7-,W/.;*6*eM0!</:#V6'30,+-8M,0a.}QK;(6-W60Q=m"
    "0@3.)*.3-+(1W.0+gEI093+6!D6l#2+y-A(/.'&3,-7%+qM!80]-<G'GA@'@Y:J7-,D$'>X='Q/.5+0j<H%0L9 ."
    "(Pw +)P>!-,A0/.ED~&5-saC0Q6-;,=!Y:+8B#/&4-+%-(<,C$D-&I0/@V1 '@`M/9X+-1I!(0!X++G<./(a/T3."
    "/*+3j#ct-*|Y=#3./9Dj/+f6)Z,j3.M.(SF %)r> %)p*2*(P+ #TAF/+Z//U.jI6+I6)Z6#3,=Q6+5.:#I.9f/)"
    "fK/%t& ,%L'#G5.(q/7-+))%Y///.oK!V/'EO%&07vU$,0!7+)k))sk0z5-%hT5> %%PT$zN069<)Bm07,*h)vO:"
    "-(XC%Q,)/,340!7/&A*)v!on$W.'5+TQcb/7%//C#SJ!%-4/+&,,D.jfy+r+)/EZB<+/sV6H3zh@5+.!R+..!A.+"
    "%/%_. (-<vTa0Te($.$X) .%8,6#V~&<J)T_- $jPnC!<#@R1U&1^=b.)5.:(DJ's_/P)_-P)P-2,'4/+v!Y0,#7"
    "/%^M5+J5.H3-6%8.->bJ7/+3+Me0+Tt,#>Y&'EI0+5+G5v)+&4-6:V0KDM0+L++9Z:$I*:#^@D*->k6)5.-hH500"
    "!!%rK*0/2*y%N)-J5.17/0;06zrC],# $0|h>7/,7-)I//+5.E7.*mi5/)[E #3C6'AM%(-t-&.*8-0,#L-K30],"
    "I *(Z({(r60+$A%-([Gh-7#-K3-(!.%S1 )-LM/;(@h-Te(.%W.EZ/:!`B%H_. %Fp:C$V-95,-7H^Ggn)3.K.$`"
    "J )%P.! %)P)_%A/2,$4-**0Z/lb..5+6!D/Ce6&D06%L6@<)0Jb/-8.6%ks.)O+ -+h>aKQMgC))&A+/61X//%O"
    "-%(-L#$.&5:U$*/!7()D%%.(t:&I,$u1R> !#rG!.+pJ{<*-1U/*[H5,(-0!A=*'X-7&/0i8'%+*7%,3+%.)3-K;"
    "%-U/.[Eq.7(-(-'#P0n.,A.>,-O.M!L.6K2,n.>5-,8 &T4/.0s40:*#8Hh|[,F#t(%()`/% )%Nz',WMu.,5-+1"
    ";#-ExF#3E&+3.%/9L6HW%+%7)'4-!!.$X0JQ-n!A///,)`E #)_/r)P-2*%Aw!/!t*,)Q./;$,.&3+-&1d+'l<.="
    "'7(*7%,k( ),D*6'V)).$A//-*$PB#ZC}7$07$0f).)xj^)**VF)&t.7*K&^).+!7+(O#%.)Y=)mTf>5-)7.'7]="
    "3/s),Sv&+.xC&A&,lXC'#t(7,6,#Z%&-$7&,8' +,<-:#k:/!A0i+(rw !)_.P)p'r'`*2.!4>]e0+;(.H<@&-!P"
    "- !9A].EZ).7%.e$++f0cZ0/+!Y* *)t*#.(L0/%f00!L/!.(Y.!&.d/6!L-FOB%-#2-'2.%rC6(D%!))7%-X*#*"
    "*<.:$O-0+!N/(%*(p} *)A&0,.$D0>3z-(3i)-Z/Mq+^i5,, ##`|!.(pT)ES/6)q17'Gd-*5-6;,65-65.65.6I"
    "/6;%]*f6*3/*-,I *'I'K'o=,&OT^.7()7!,6+4./)-,L2.%^0Q06*D.B;(+7.$q0FLM]<(!.,5.@5,0ERjOFjY6"
    ".#V//.,4/-&%#S6%Q,,E7(+7!,W(-)d/,U+.7.>56%W6(d6*x6+3+6/I&(j<.+$3+n.!49 '%NE !(`.& #)P-S)"
    "4.&'.&O/.)!O..&36+c`G!)%P.P)_-r(`0p(4B&cO/z<0H3+0+Gk,&17-,gGWjmi&)$S06KO0TDJ>O*!1U+*REu*"
    "7,/('#V6TD,6%k]JRBx/J86/&f95,/R}b.=#Ni%/%_s!0!P6.+I*KZ/$/'k+$.)D0M!Y6$YJ/(o* /&D$%G5-,hE"
    "5-j)$o6JL.,(3/CG`9 &(_/P)r*P)N/! )'4.-*TDF&7,/$Q6#3,=W608.6.VJ{7-1U*/!N,F!kJ94/(%wV&*/^>"
    "5./^M)-*N06.wS-$5.|W+3W&$L+69r9 )*4n%*-<.=%N,:#4-n9D$'GQn^6-;!'0+V-)/,A6M$Y/M<M,GD$z5+B^"
    "/TR@D~TVF&ay,r*&&ju,!D'EO6HL)9!8.+^GQ.6,o,%]8!%/)Q6)q*B7+-O*+J40C(8+6'Y/*]8!&iW=$I,/@7-,"
    "Y).>40F&I/)m9IJ !&_>!-02+F,@S/6)5,1U./[-)5~&I1U#/7#>++%4=)'.4.*#%/D+6(<..;*.&5.&7T70+**#"
    "4M),-A/,!%.D,:%8.%gT5-(7/'7F0}4//'%/!2*/$%|A(/ML@5-0;!MmE (%2-@,Hp6cZKb@7*0Jo.%-(`/!#cP/"
    "-:I!.(b0U,)7-%R0,;#6(f6&e6%xC5,C5,MR/EQ+9A+6l46+;06(a,&T7,*W+JQ:#a),&3.F-8J *$S@ ''S,! &"
    "'4-2,'4/&-0!VC#W/BDj%0!_+ $BS{=!<&9m,7T[.7&)-9SM(!D/'%aF/'Q %-7%+f)/(d.(5,:&X=Bt+ BD!'GI"
    "0+5,0U=])A06/)L.zL/'&1Y-##1L:/(x6&3+')Tt*%.,</:'N0:#X/)/)Y&#>5~m0;!}bJ))#N06CD,K3+K/'4} "
    ",)SG ))P-2*)r0! -)S0+)lOv*dz&3/=08B%'%P0! '&S,p&S, !.#A.)..f0,U#.*q:5,H50Gd=5.=m017$.)W,"
    ":!A=+G`- )-I!.*3,6.#t/n&3z7i7%0U.);'-7)+7.-,+L:),+A(l$-d0BX/sLF/,L)!/(5/>5,6#R}L,)/(t6+3"
    "+6(Vz/-D& .)5+.[95-)7C,)$4-6>5+,7CqJ5.E3+6506%D-'@7+.(D.M3/vwV (07-,e.=%`6/-%DEm.7#..u@5"
    "/G %`K!.0py%X0B5/+RM^,7-,R/U#07%00:#AB%),AM(+-O+-}4-6.!Pz-G< ,05-9mCU'@L''@4-6*5-T5.B5/J"
    "5.@d6$861;)6#uH<+/,!Yj98!'0UzR:*;!'jN)%'}N.:*Q+CDB#w_. #@rF6(<%)-;!cu+RER/(h6;(:h:h:b6;%"
    "6'I0Bf0EDFjZ /'[@#L/6)40Hh17(*3tGdB#3}79$!8y%4/-%'-o>+0<,F)D+]#A.-'.)_B)/!`/6$3-:#DG0+LB"
    "]x:$u,[j5,0!$)r9 /-2-9,>2*6Mf,H5+98-Kd,(/!<#$/^/'5-6'Q &sA,%%.)N/6.!DM76'5.H5,K5-@W6#a:^"
    ".0[nu> #N0+ ,w +9'Kr6:!V.95{h>^/(5/=*L6,c`s %)_)P)`,r'4.+&i<v)a,F3F%$L@$Z06*7$@7,'I)0!VC"
    ";'.KL.&%1R+)5-E^(0!7*)X'$,(L/M!8.(q|5.&7E^K]$SM&*-A.,%.,8-M#D,{#N0,)/(_/ #.#S.60U/&q/Rl["
    "wR+/m/,$3G#W.7%. '+$S{-+-o9&/x0/*X:)86G<6+Q6-f6.I6,56+q00m6!8-+>^@hGLvF&2-6/-&V.7,)[~:!_"
    "=,(XHq6,;#'z7*0I(M86.U+/RK5+1;%B $&2+0 #0+2-=C!N,/EmGq-^/'5,)APE!++_F/.$N-+>h17'.[.C3/0/"
    "1a +07..d/6(4/=+$Dib07(]#Os+*t% ,'D #TI.'5,,;!H%%#t~/,Y.MD>%|_,!%TSvBe:!8i,-D>(wO/:#S0C!"
    "o.*98! @5+0;+EWHgC-(#N...:S.J3+{T4l%1U&GI/.5+>ZC)+*! #6/-*!p,v#_J%$oi^-=%[.G7z<%)zoC)I*6"
    "$4/,)BL2sqEV-6*A=>Q)17-(7&.BXs(/Nw!,+P:6'L%&0U*)[0U'+Z+06/2,=)&#rB7+0U#>7.+a+/+W:$R}hEIK"
    " !$`E!-02,B/cr6>I/,[Fb,/%O.%*(Y++.#8*:#e(*-3- !/&t' ()<0:%D-0/$A> )-rM#.(N*09W/Hx&'03,+("
    "GD-ChGQ0050E#$pH$0,p=/>A(-Kq95+07#*KYj(-Ac ,-_/*.BA(($.%g.7+*7/%a,%;06,<J#-%r.r'S.`*S1r)"
    "4.-)HL.-+I.=%N,)%,(rE$.#k//%dK5-+1;,+lI/0U*n!A,-&lr/2.(`F-9D)/)[0U*+7+*I*0JV-!#1I )/5+cq"
    "i7%.#N(%%/$k6+xiW009o/ */X-2-&_)2+)`/2-)4H-9k:(7.@D,6&`y%P+*6%5.95-9Q6(Iv&Y/&a6,Q|/7&17)"
    "17,-5,=)+Y]-T_]/$t,+Gu.5/Cm)9D29AJ*TA,/c[.U*TZ6)3-*/'O/ .(!2*n6%N)*K;!.#3~]-4C-,,4C,#D=H"
    "7,,7),8/,z3+/-R,/uFIHq>&%Yy&4C%.(k=98,/*Q-)('#2*:6&2., +/t$#l5,*m95nbGR')*$4.n,(4., *(O0"
    "00I/63,* wk++.W,*#d/.)8{//3...EL/.97-%7/%pJ+TA).jZ.-!<0/CV9'>_0! -)_-2-)`. !.)A0+-EVC%I)"
    "HW6-806-D-0FmK5,=5,6;&.(d.$50M5/&cf#/&7-)h9%Yy$rs**!2+Ke=GDjE5,H^+To2/)A@).)A0C+;,%R9$3+"
    "*9</&GX.(M#2+6=;,.7,(I))*.)N6=*SGg60!O+)i7.(3nG3,J[,.%3-C03J!$L@/*!py'A=%B4-CG<+HI))*-(_"
    "F.>2,' ),4c!c8 +*^.U.(R,U&,)(DM*94/$(0a0c3+0/!L. *(D,&.(f+'gM5~.,3.)'1d/6%d)/(L_-A0,).,O"
    ",v$D-,!8//jDG&wP12/'P12,)SG +)o{E80/'g{!</6%X69r06wS(+6%3,6;-6;'/-!k,#e=-x+&0a+%1U&0[.*#"
    "!o:/0Y**-%D..;+0Ha$0+7:!N( %B`.2/*4/,*BD~)b-7-BZ:)8j/(VB//%2+6C;#9b.#f),//A6.-(4H;%60!8&"
    "'.*f -*3-+93+/)R,/'Z=%3-GQ6-&Yy$Si {t=K3~*!<++-0+2*F)s2.* %-! !E!.#O *(^.U-(7|R,/&8='.!2"
    "*| 9`. 'wA06-a/$.%D}1;,BW/+$3+/.0!4-%%9V00B8))/)<2*,4K)]Yv/'L/*5.6+L9&@_/ !ir12.%P0!(wN0"
    "/HZ.*g/,;K/.3|)@4-(+BO6jA$!#,*As%-,V=-$A/.-)&PM-}_6.!D*(}7)*Q '-3B-,3v-%8)-6(pF]&P.$b6.Q"
    ")'sd *-3M.-a.-&I*/,!oz.&SHg6KYM+>N> -)o{>x-(3,+v,4y(A6F8&#,0I #1D- $0Vj.,x/*#3+sQ=HLB&w`"
    "-2-)_*2-)`- !cP.%~xC%xM!OKJV/!*08s,GY:HW!,*S/**/-4-6.$L{$8C:!r0 %9S0/=Z6,3,-)>4K-EYC(8(~"
    "$Y.'0/V+ .18..01;%!-)7-)4~&/)O-M!O-*;Jz</!+-x/MW0J3-+$.!t)&EL+)$g/7./-d.'.<E+,VC6&N)*M#W"
    "17(-7!-(u6!A(0=Ly^6[6$f6^{I),.cpK+> !.$ */S0 #l`) +,[lm/7.(h]0@ #0=:$ $@'@pl/,8#)cIJh9mE"
    "h0|OM/-O,$>5/Hm+EA%2-(p>'>A)0F!D)*,/!2*6C4>)Z6@<*#*+7))e~&a.+U&BZ6)<06)L)->hMhFh:;%0,#<0"
    "+!<.v*Vw!|_12+&_| ))r/_)A/-)sD.B!<jq/jYc$0Vw *)P-_)4-$ -(k..0!8*-&3,la:05/,Gb>b@qK$ty'2,"
    "K&.'2-cfn/d&!G7,([cm/;-F)&k).}<]-*#2*n.>2-) )+AE$TA$ -(b.7.*^c^*/(D0,)TP>#HL{Hf6!<jHL9}3"
    "+0+d.#3,n.3-( 9L% /)7/(bE3-6-*k-)+/Ln#<},+L120!r+2+)_)r)`-2,)NH)GV0Bd+7*17'>uJ7'/U#9I%/-"
    "%!py&psZJ/$</ .'Q ,+7.'g}x6:V}%'!t-;)J%W%R #)#O6=#NJ$.(t/(J8+/+#D+.(8/.0/3i/*5+>q/EP& #9"
    "2+K)EOv)W/.QJGL-$1Q*0K;,)@V2-)4/+&HD.M;+-0Crs%/*2+' $| !/! -'D &.R.$h.7/'b.|30+,+DT-'W)H"
    "b*Go$ .'4>(EY..)a/*IC1Q.+/b6(Q%&97/(t))9X.0+g)R0+&x,++<T/'X.&/.%2,6=$W17(+7-0;%C!8/TZ:+("
    "Y6-@SC FtCF8*.-%<{$3-J%DJ^=-&XyO:'JA./.EDv+Q-@aF%30/[=))L6.jPM!]tF/08)]'Z*7-,b.93-'/%LJ{"
    "$P]='59[E3+C&Y.&/-k+ ./L{:$<'$-)7-)4-'&lk.B[:$e6%k6/Y6FmFqFb6(5.HL-6,#2{),)! #{BVC.Gp,##"
    "@gTk'.+d/.;$/+!</-0/!r. $/)`-2,)P/2-(A/%$EX]-Q0+$d/+(O==Y, */!P/(,>k0n)I!)*4/,+zk..*x./{"
    "4C]&P17)6,!8()F7*.3-)-+3+C$3+.#5-Kq/17#1U#1;%)056C,X/),/!A(',!4.,0H4.',9D0HZ0/(8/$!.<-#$"
    "-I+);./$Z:,d-%1W'%17*-R/(I/K+#tv/'Ln;-,..!S-2/'_-2,)_-_)r.2,(PH+TY.-#WJZ00HXE(-VE .$_+2-"
    ")AT *,4./+nD+=$aJI.@3.6%O06&5+HuBuCg/*I,~/&p0,+@2+( #G !w -)N, %/;!/%m/7}7*/%fF%8M[H$Z=K"
    "D:+@4-H.*8,6*Y.,fM1W)&1^0@q)>r)2,*4@'/'V0K3,,#W6)f-))g'-7,*7s$&4.CzA]];'@5.Kx6'D69O6@uKm"
    ":b.,#Vj+-#2+/+-w2*+!.(L%)-;#i5,)^17(/3d'hsIi/$4-)%1OJ+9A,v/%m)7,(u|QF5+H56BL=)cAs ,,o}-1"
    "8*00+V0,fC1Q(.*^:&^,G7H4M+HO:*7-)^6I.MD06)W(BbBb=7/ik+#e6+d(%Gm>5+=#[/(t+%,-X/:'L+.$LCBO"
    "0 /,D006!O*)/)7-)k0+/(Lv,#d6(3/6%N.6-Y6F5+B5,C5+6#xF#L',/'P6-HrG!E`1 &/Q ,+[lm17(-7'/)eF"
    ")D=$f6M!_C%/&NJ )-os.*e/JL',&</(#0L)2+#4/)).!40+H8+ !+%4-# ')V+,(;&*[/|f/,-Dc,+X, .+#2+6"
    ":$L+07)*Q.93]-0a#(/^0}Z]E7}SB*@A,v*qFd6-D6BY6B5,Fq:h6&f0Td'R0He.sDE-(!P/*0BP]K#a17%/^,'5"
    "+/GD0!,,L- #Gp-2-)P/ !jN0/00!O./&<Fv(SJ))%NK%ZC9W -+V$ *,t,*ED-}h/+f=1a+,17*F7$HP' $B`zC"
    "!kj7'/;!K5./;#F+$O:/wSF jtJB3,0,!V-,Q=/,X0!)1Di,>t:/)L#$'-NC+/-X~.&3,F!OK9N0+ )!`J;)6*QK"
    "@3,6(I).7%//%806#N.61Xy<()6;%6b6#Z:%<.6F2*j*H2++ '/! !>!9L *.b0U/+^lI)),0+P6,-'P9R:)b+@7"
    "]Vz.+8.C%[95+@ZF0<.)*/ky'N%&/070,7.)[/7+*Rj,3-(-)OF0/&_.*C$597@Q&&,i2-=.E !/* ',4>!.%8 ("
    ",[-#5++7iI,.#e0s3+*'/W+%+7,([cQ.C,#A]-0,D+/$XM+.Y/ !TNJ6!4-:T4-+ ))k-%(-<,6*A,-;)F*d)(-I"
    "!%/7&,7,*I/60+4.,)-)W{!<06#4.+&0f#,)h|D)BDy)A%%&.'3,00JP=)*$P-7':$W,,-7#1Q-*15,B[)))-#2-"
    "=/0!2/* -'o#),[/$u)7/%^07$+/$LC0,X.!.Gr=//'O(!,)A)! ))NM)/(Ov*!D),./N.C..A17$M+!D=/+e$*,"
    "d0/,Q~#7.$5,.%f/%wN/$'/VM]<(/=7-)7cf+*%3/+6!P0!*1D6B3v>3-!*-3@/*e-';&0}<M6)N>%BA-6+d6&3z"
    "/+3/-Ba/-U&,7+.76'x-><9Hk=6$S),B;&.[+K3/*'64@&/,O//@RED!%EN{,.!D~%Qv%3n,.L9!/'P-_)r*`)S-"
    "! -)X-*E3+.$a..)3M.@A>#/*k603+=/Ol @r/('9Y0Ka.s<JCL/ +GP0,0wY+$.)D2-&4.,%9Y/M!X,)+Dj-9S-"
    " $Gt+0+Z6'd*%13-,&1W+*$f{#80+,/<E!9P- !/%P+2cP-2cA.*,GLv&d|[@[z[F[6&^..fvF&`y0N.,5,/,*3}"
    "'-e&*-R/(q1R]%%!A06HA*i3/,&,L0!%/f!.*7+.!7)+4-*%%08+:,!A/$m/ $89+-Y|i4./,6*_6/%5z[>u/C#4"
    ".)#'%4G*)D00,/%`@ -#`( $.a(.'3+JR/lxK&8K^F&Z6B8}%9t.%J8-6*k0G3.*9Q'6-4/=)(D/*^E5+17-,3O{"
    "#3-(,'x-0!8)9Dj.d- +(3-,+)h.+W,jD/+&T_+ $9_*!+HA0J*(7&)L'&.(D:);*/'3+.%.#N/2+'P*r)`)_(N,"
    "! *&V,%.$8,Ff.7)GhE^s7++7$0q+/-&!ry-`=#8./Bkc>o.$ED$,.7.+[6KV=-*D+sLJ%G_/ *+8%(G[}7!/!4-"
    ")!,(V):&D95~#&<@+0!2*cM(2-60,&S*E[Eh/7...-%A>&*%P. #!O/,C#`s *)D2+)S/&(0!A*/l5,@3+K5Eg/ "
    "$Q6.-!Nc )(X) +(8,-lO,6&S0,+9L +/d06-k=%!8/(b9m13k@Zs0e,*,e=#3,Cf|-*OM&.%D).J8-=#4.,$>P/"
    "2sr-).>k-%+)D2,&4=&lD-M!On%<j,9_* '9_) #+)_(2.&N/2G4/),+Z./m/U(Eh@hJ[=7)E3]6-%p6F&S.0!L0"
    "/0+4..#.*4/+ z8!#9u0;#06@N0K-%N,-!</**)o- .'V&#.#5+*7!+*!V( -'8-6&3,)[>5-+%+VTjo-%H'2+:="
    "'S)J7/,I./:(Pc$%!P.&)&VF)|L2-%R|N-$,*8,C;#0c3.j$O@mi%#X6=#PH!.)t-!,.8-6+L6FL-,/.7z<)+JY."
    "=&W>5+0^J[./'3+.&1x*%/Z0ia=;/')*3.(!,&D,0FX~!O-#'.t& '-Y+%.08,-(-%7%*o& $.V-C+L0/%8/)+.!"
    "`.2Er-2.$p-2/$A12/$o,vI,-$Q+M!4..+BP/!)/!Pnjf(/&8# -&Xs.%a,E3.6CPJ)&%2*})#t6/0!A$ %9m/3,"
    ")@80Ku)~!Sj&%V*#'#V=*.%N(p)7(+X&'/$o/iQ.B3,@#<BgJ;&6.#8@)/3,+!>D06$X-6%4s+&L-#)'X//).&S("
    "_)7-#O#&-d0TQ,.&8/*)/V.!#Gp(2-&p*S*N-P,4-'%/(D.JW+0/%N/(*Bp-$/1</C13418$2/Oj#1Z,:h0,#V.%"
    ".&Y, .$<{(D.-GX0!*)d/)1;&-G<+/+8z*wp* *-Y($00<0}w8# *%O.%)*8+0@xJWi1d-(-I6&Q=!DB*,3~%-)e"
    "/=x,g/$#3T!/$`. .)!_.$='r0C$u,7,(g/U*95-95-BuM7)GW){,)`y+P+094./*E<!&0W%.|`y)P*v;&0+h9^0"
    "6'D/(cb/Q*0=Y='#e)[Gg-7!+0+8.,)-<* .'7w7/+!R*+4.( #1<,0Ft.]$`/%%(#p+!%!X0/-TN(2-%REA)$+-"
    "8-F#Q>bKgHmJ50=#d)/+3-0/=*N+.K$A0,;*-)-80!'GN- !,'`+2,%N.2+$4.#$.$8.:!O:%D{.-Y/! >2-* !,"
    "+2++p.r0_-A/('0,O0=$D,.!VM.'AB ,%L% 17&,7)*7-*%&8/.-iN/)W/+wt)#0x)!.I$'+7*(7/*%($A/6.)2*"
    "/K3+'~7..&N-0:/N-H !D07)/7*,3V/%Z.#-e' -Q-'/I-J3.,',x,#()a+{Y./!Yz.(Oc))I -&R/7+'[i%%V6."
    "@Y.*!YjiAT +)P-2-(`*2/$P/2,8B),Q,/&3+-7)1U*1U->5.KR+0q-F-%py,S.(Wj/3+)!/e,&.7&-7))R-+(&#"
    "N//v(S-@3.F%DJh.&%e/$GL9.(3,,,/W-:I*@L/+,+4-+ .'V(%>7(-!7)+X.$ /$X6.$P-=(N@ (-Y $.$I@7*-"
    "Q2.&SH!-%D-:#D)-0G2v+.08!#/'<).Bk6+&8)-U/)[>7'n!P-FE20@%EP&!nqK!D#%}4-j,/8)0Md.+3+.&.Y- "
    "))V'$0U#.*3t(O*!#-x0J3-+b>5}#/!rG*M2*/*:'`61;#,.7~7+@3,/&WGm+7'=,$</ (.3+*!Te:;*@eF&<Jh@"
    "#e6H<H(9k.$/*e6(e0+e.'!8Gb,7%F-*#A0! *+o*%.$3,iWsI/.%Z>HXBJ&2+=6*S,M#ZBglR)/iA/)!/)p- (B"
    "P/]*)8$ *)7.'4-+%1Q)HWigKhHQ-Je:/h$@f)-n+N.60, !*~,Dl$$O-('a=.(8) #-7#/f#+'3,CU@5,6,LM./"
    "Y-!$.L+21</ !wk(*/I,cf,.'Y/'(.o( (+L.-0+I% -3t!X# -f/nx6.#NT$$Y* !%X-(./(rB &)A$2*'D%!0d"
    "F(d{x:>4->sd#.*RHh9I0F}`=],V/+WH.#LE/;,Ja/@Dl!.%N/,&&-f+00k{a/(.#4-+!.Z(',7+'R07*, '&ty$"
    "N,T3-',*L, (1O' !@`%2+(o2+&4.#'-ZF;!v$8.,*.Y, !9_' #0L-2030!!0d+(.I.Ha.#bHb9b@uK[,0;+.:J"
    "S-6,#r/Cx**07/*Q+6-4.F($D/'hG5+.3V.)dB%DTh-%bC.$<T&/x+#0mnI(-$LF-+4/* ,)Y& l[/(7#.*O+% /"
    "&A*06)2+Td6'3~-*e*.(7>h0U=%&)$_y*r9bJqF5.:5.0GI#jf*/{(`06cP./EV,+1U(/x6F4{H#e-[/'m.U#s5+"
    "/ &3.**ErsEk.-n)2*6/(#A(H[H[.B8.K(OJqHu6.!O@/*3.v0W-Mh.(3+.'03-)%-Rc5+TR&T4/+#&,<(.j<cb9"
    "b>5/@q}[+*56z>S0:(!Vs8,.),k. *+X*$cg/$W &.#k-&+(f-iO,.'Lj(E_( %wP,!+9N0j97.'AJ -&L,6#Ll^"
    "J[M7C[6#g0+ZvC.N.6jP0Ff*-+7+*Q%0+%N06}X.*R9h.3t@xM#DMhF%dC0,8j$>k/&Kx6+d.)QB0Z-),Q6$a6#<"
    "H*,x-!/'f0n8/*m.$(!A@&Ep. /,$2~&6*2.6sWv70+^,jL/)./X,$s8!*/34.+7!.(k)#',L+/KO=)Z6(3/6)3/"
    "6)3,6&3+6)3,6/$V6E3jgT.&4.*#TP/!+-#2+/)6+2+6iQ-)7>b./)D/$!Ep*2/'_%29_'21D, !/3-%',a=;)v-"
    "$4-& $3G%!L=-lL_)At&r/!#0!X/9Q*.)8/,)/k/ /'Q%07']#7**4/.%+,D+/i3.l3,J%8=gHg6/%<z(it.%~8."
    "6+<,.%8.()0V, &.k(#//D/j0!7,&t( +(L+0c3,KxK(DBuC%3+BHLE(G4..)>8,6;.-7/1;!01;%6$a0J7-0!8,"
    "*M#tyP.=3.+,07*,I'/Bt:)&<,+R/'gG5+~GPs%%O+7&6J<,$$-7#.Z!*+36.U-+bE*$4/('GST++o*!F+2/,/M!"
    "2*:*7/)7+-b>$$4} .,p/!(B2*.&{!2,61;%*17,05+:Z/)1;!%1 #D,6.4-M(#V17(07-,7'zx=w4/-$9k,$EQ*"
    "17.,bF*+$_y/Y~!X,!+)4-#!,(o+/)8(JdH/$d.&/h0|o6%kM/)4.) /'R9m.R/(5-J-'A/6=8.(Iz0!k, 1Q+$/"
    "7#,7&,7*+%%#A0:.02++/=4/)%51 ',&S=++*S/& *)h.W*.$e.U&*.@4](>hED-0=Y:&;++[ih/7%.-'Li+1Lw,"
    "18+CGZ c7-%V' *)O-0HS]/cPl%%O-NOn0i`-' ))7+(A* (/!N0=$WT5]!(<9*.X,'w#2-+v-,2,6/(!A(17&w7"
    "$/.$3-*))3-),'d/,!A)-iV/ %-d-!TW.TW-+I/'05@+5/GW/c89**Z.%()W+,TSsu.!'*SE'ip0!/*&2+.*:(p6"
    ",%W>bEg//)#Sc .)`- #jNz//)8$ -&7-%rT /!A(/-*Z//%30++.O0 #sP.2/)r*2-(S/! -&4-*'TD//'[..5-"
    "+1d.),a6%W6%</*(.!A,)$*)a+01D./%3.v18E/9A/*6'<)%,*<# -+4//%,*L),JZ-lD/%+)L-&|L=$8-{f.!-'"
    "3+.&/;%+BY:%3/JTAn!*)P1p+p.2+,p- #sSn//!o=%a+))56TY6.3+6%x65+6m:[,*Q,:#4-:9<$#95+/b>5]$,"
    "*4y'4/n&W-=D0:/D-!juB5+6)Q&.)<,,iD6*7}5+@e0/%VTT!2*y,`+-B;!07!0h.0Mo,))&N.7%,()&Y=+|A(!#"
    "-$O)/'e-&7.$m.U-&R.7!-',*$A0F),k.#'Gt=(L+6(SC,GA$ +*a)/{40=-)D-(7l^/U%,T<J)*L0 &Et,JZ:;."
    "*'-!4c *&O..-&W.ML0,)E #z'.c %y,Y)'Gh/7/*^9d)-'8/,-0D02+&P*_%_)2.Y* *,</+/&xsqC&3.6&86E8"
    "/:I60;/6%f6(Z/.'f00!LC9o,#G8!+/R/'h/!-*t0/JXF&Z/>L6B4] j<!&C;!,0,7,-<.-HD:)Ri5-1q6$OBB$2"
    ",F6-2,:H#A%#17#/I+-0,XC*%O0U)+7#/HR%.(h,,x=#I-#h.7,)R0U#T/.%N0K&/k.%*/3+.-$<,69`,))1U/'<"
    "+.C4-6*#<&/7,*7@g-HO/%*iP.'/'#A/GWn*a- +(Dl#0a//(R(0,3,)$.o'#-,AF6(N=(-#^,7(*7*'a0/$3.zT"
    "PF +'_J )+pi -,p. &@4F{!VF#Z:%e6%3-CQ6+W6)Q6-u6%Wv,en!X.)-'L# )'R.#u(g. %%o-*0,kJ(!V.BO:"
    "/-k-#ju-70C$W*0,8)/BY='7'Ta6#LF1Ls(.t006*2*.~/$u)7))8.6,!_6.,!2,.U+.#[/s7)@f*z3.:$I+7(-7"
    "-(7/$7z-+#4C)),4.+%*0D+z#Z,0FNF*,-A#2/&Yv0D6TI,)[0U&+^./%3j(,312,$o'//!O=;-+)-3/$ *)L/n%"
    "I(//D}!/NK&/)P0F>O$!07%-7(+7(-W-)$dC.!4.) *%4G ''P-2+$S-2.#4-%-+aC#7)/+x(*-k) -*PB-G`6+0"
    "Z &,7)*7++Q00MXM$3.*gE*,$2+006,rK(>D%jZ}5.6BNC)%!p1U,n&a6EhGWz5,/7%luG5KhE5+0,C%p6,//NM&"
    "nD6/$4n,'#P:]+p/U+-$;)6|8))BI,T3.@gF#3./0,V0!#9r/2*)_+2.)P. !/)4//0cO~)R-=D/.{P:.9Sy$Y(/"
    "/7-,7.+7.-f/.%LM+0k, -,Y,)E3.K5..-*3-) 0!O6,7)z8-)#,o, ,)`=0cN-+%/7'*7*'7*'Z-@LK&9_. &ir"
    "-(c3-F;,+*,3-' .$V..)b0,Q0C3..,+Y/$/-'_6:)A)*9^17$/7/:,<6KL694-6-3-6'3/6'3,:#I00U%.:#N{."
    "@p( $9L%)/4/6@t*+-7.$b+7$*6#PC,wS& '.Q(/*L6ck),-7-%[0;!*00!4./)-%`,!#.!A% ,'70/U$.'Z+G3~"
    "%e-6*P6.*#2,/%q0+U-CU%9a+ExKR+0,(O6MV6@4-6-<6@<-Fu6(W-GI.-;*6-3/' .$r+2+'p.2*)Sw$/(t61;,"
    "@Z6%3+n/<,2*'`'P&P*p%P+ #/3/0BZ.+h6(XC+1V* '07.*h1;!j$&XMJO6(f0cOCjX. .)^E5,-^>*)X00cOF;"
    "!,6(Y.)>I!9<(.:A06-$A)%Gu,R/%[-KD0+(92*) ,+D0,/;+J5/(.%x('+I->W-6$N6,9_|+w`&$95,-^>#$DFs"
    "30Busa0:30lEN/& -)r. !/'A+/0ED6/;*.&W),,!D6-Q0F56(I0KI6'W6&Q0@I.K8.jE_c%08$ -)b/U,) %8B."
    "*3/MQ/U)-7-&[/3o '(#P~0/-4.-#,/D.C!V/6#`C,1d#nqCU'0+7zD,)@Y6)8(.MtC01D)#Jm9g6&^/,D)/BYF("
    "I'-Jo0+.*<! |f-:O6/(D'07(*7,#b.MkJ+0O% -,gF;!*j7)-8')BO:*!A,0JDK+w<!/,5/H5.6&[BV).i40F&h"
    "0;$JcA}&0k9,/+2*y*<%Gh/7(+[/U,-;!lg.7(]C#PF'',4/* &.D,0/!8+7%07+,7.*$#3.6l4..'%-k,&*TN-F"
    "'k(7*,7l[1U&B/*O:)*+SG (,Y/F;!,(5,>x0}OE9o.*=)S06.'5E7|R(v!A.)%.oJ0,A:0Et*$/7&*7()7)'5+-"
    ")!O613+6*<0C#L6)I0HuMU'-'f6K4.z'V95-l#e6:!V)*98$.0!Y:$u.$enT4-) lS.2+(_*2.(N9(>4//:!8v%7"
    ").$3-,,&t))1<6:<M(+7)(7+)7*(Q:jY:-(Sj;*l%#O6:#O')EI/+QC;*6*O=0wN,!+0Rjm0;'H)(k:|kC;$-,%L"
    "{-1k/2-#4.,(c30HaK|t. ))<-6(L/>L6Boz98#./[@q1 &(XC@<0@Z~&3/69r.#!,)r,_)P12+)P9)E46FZ0/$W"
    ",(;+0//<K!-%NE %)`-r)A-2,*4z/0!L0l5+M;0:#8.=I0F5/B5.>I/1U)0U(/>YFBL#!9D]B4-6iO&.'[/7*)R."
    "U(0;!/'7E !8@0iA=%$-Y( *-3,J#A&-=#_y$r*#]gBR.JR/+8,0iVF&<-FdCEW&1^}5,.h.U'M),&406cO{-%t6"
    "/36BL6c<6)5:$5+9mc7'.6*r=,KN$ %lN*-CN06EP*$++RGq*7#|I.s3-n,O9s4-j6,r6B#<'17#/7)$[Bu0U-+7"
    "/(7+06/!Pw%sO/0+V*,*4.:00L&#s^s7's7&-a.JD.-(!A,:-$A.6-<6B36GX6/d6*I.C;)FqnWj|a#,R,)#e6l8"
    "%#-'<%.-a.*!7&0+e,}V.+HS=-lA,)!|^.7'+7*%a])!o603,6)L69D6+5.6$3.6[+-7(/@oFzX$#H8).=N.6-!r"
    "-'Eg.7*'^,7*.7l[0 ;%0/C#SM$(-4.'$)/L/=(L//a6>!2*. .GSCidC5+./(3+,+0Z.,$5-)hE-%A>)/k0 .+#"
    "2+n6*r6z;/&707'/,WJ1W(&-R/)#Q697,)Z+TOF%b,*&O6>t6*L698/JZ0@uB7(&R/))!o.)wN9+,Ys/CS6z#D,*"
    "7-%7-7#+0!D6..OF!-!p.& (&N/p+4-# -(k]93+@3+6.L:-%X9bM';)6.#I(/-f.K4-='8+6)oCF8$$J5./;#6-"
    "$a,M<(/@tC&h,70+qT5@^H&&<C*.,X.(&cO,.-#a,/!o.)T2,*%*-`y'40CE<$!07&&7'7&,R/*b/U+)7.)%'#tC"
    "~4v%&GA)C*!N])!<06)O6/$X6+D0CQ/J5,JR*&R*n&X6CD!!/+D+.:N6:$S)#.'g.7,&5,y# &6/+%`>R0+7'B7*"
    "/7&E3+CU*.^s-8-)&/V/ -(4/'#J&2C.:% !06-#D$.%7+' +/pT(/!2z!n# %K,F! #6Ja-+7.&7c7)/}LF0/8!"
    " ,-<%'/0Py&_-(/-bE5,(q0iVFF8( K5+0RH5+.!&!4].coC$mz!t/-j4i'|4//0!8.@fJ.Q.09I*Tx6)O:/1L*$"
    ".-m0;#H5,/!%$4=09k:&8)6$VF98( 9q07/*5+/!%&4.-,c4-F$e/6!r6)$4//U+l^0@R)TQ.05+9b0Md**17%.I"
    "*0K4.0B#D(.R.%h,38).|N.*%/%2.* */! %=/@A,+(/7))7,&7,$D+6G2/=*$4F7v7'E7*Eb/.Q0B7&, 'D}'w2"
    ".*!.(rT'04/+ /-$2/6=$`,/.#q*b-BOM+9_. !.%SC{$k6(3/(&so-(.+D..+!L}I.-G#p, ,-!P)'.$D:;#='W"
    "K/$Q*-$5,&$,Y|-*Ns$>pB.Cp6H!L+.7-'7-38*J8,./-! !{%6$ #6:-Y)%/&g/7)*7-'Q-c30{0</$!-$P)_)p"
    "+2*&A.&$TY=05+/%W.i8{+0<E#*3~/(3+JI9*,!4c ))D-n(W-:!SJ+14/.(0+Ny#N-*.)7i^1U$/;%,}<0/*0!_"
    "0!'>r/.s86'Z0,0!8-$(*Z/@d,z30l,%S,& #+p)S)r)P)`)_&A-#!.a=$Z/,[6$5/>56$I0GQ{bMg=!<0Fe,)1W"
    "!(.7+)7iq07/,'&#Ay*A.F!8*&1U*&u+7)0MU#-(<%'c4/M&5]g9I/,hE#3.-)-30:C%P*/H5,.Q.6:# )F)%!`C"
    "U)B7+17*1^.-Q6'R/*5/cIKg/.0+XG$/&`9 -'o.#/'<-M!O0=!t.*>gGu,d.n!Y//-%3/$q+7$.)Z6/3,,*+e/z"
    "q:&ZE.*Ol.,80j#O,.$3CzL1 ..8,:c7-(7'-V%#*,V.6'V6)<B*E_w **2*-_-2+-_+_.2*)NB'cX:)Z~$d/J5-"
    "Bh@u@5-E5.E50MD0/&3///0e!'GuGI/,uG !P:)*0S6:&A-C#O/'.-^}QBR-MU&}V %/(46j;)iWC;-GaH*%4/C="
    "$_/6|xE5,/I)6K_=)&!2*G[:#^lI$-%a/lI.-7(0700^F%!Vy&_H!jp129NH+-Z{$d6&80,/,7-)W)/-&4/6+&<)"
    "/Rjm/!7#iQ%+-D0/+)X0!,%8)017'F;%/lQ/,I&~3,.0wN/ +-%`.-$-a' -%7TL& EZ/.Q.j3+/+,)4w2*S.XP-"
    "A)`-2+3j(+Z//;!,j50B5.K56'Q6'a6&a:;#0cD:'a//17'/7.,gEI/+uB)+&P6=$N,/+!V-)0+7+,m|q:U#.)N&"
    "!#-(A-6+5.*hG5-* #Y0!&0!2/+%,-$ #y.#S%,/7lQ~6%2,C(%!2./7!n7'E7.(W&HW.03t.&WC$3+GZ6.(LM)G"
    "4j sk/%l8+M!X6,Z)./7.)W-B#V6J3/)#W1U,-3X/*x0:Li)/X/!/(8{-5.C5-+}Q+>Q+@3+6/30+6#4-F.)8(!+"
    ",`&_-S0+#,-D+6+8.-&3,9.#N9 )&p-_)r-`)S1_(Aj'c<.sQ++,3+**13/ '03,/*w7.$7-$2+*& 0!</C3.+))"
    "(PyT2+>7.-7'07)0I'+-I.>h0:,A0/))(P>qBR,B70,7/,u>h.7n7@^=,&OF,@rJ#J4./)BL0C#A-6F2*C')&_:$"
    "b/,7]7~^0,5~#[+}3/}TPE ,%P/p)p-r(Pw -%A/-+w8/.&W%+Wj/$X( +'D,)0,I($.$7'*k'! 1W,6$Nv)3..n"
    "OT+'</./U,{!8c/(V.!98-MW/J3.+'H`E#/'o697-&7.%S,#&0Z-KQ+/*</,-1Lw 0<.-(.I)Fb/l3.(/%3/0+^i"
    "I0,5+T$O9'w2+l*G2-6C#A%(9b0b+,%8,6/L6FL6HL6BL6HD06-a]-!4.:#O/&}Q -(a*He6K<Em.7}7$0:!k,*E"
    "8 $Eu/Z00@<-};.)b/;!,C%8}//U'0!8+sa0/(I &E`,!!9o0K!k6KP=),,2,Hg0@R/07)1u./5-Hg/-&3.6*3,6"
    "*3,6(3+6#3.:5/Cq.Bfz5,6.3+6HAB ,)p/! +)_-2.%`B*.f~&Q.}!Y:K4/K++NE ))`.2*)r.2-$N@*+W//;-F"
    "WFE8)%Eq1U+-bG5,j)#4-6-!S0Td6'I*@h1U+-^jmC0iP6C$o>I+/-7*,[,.$3,6HD9&!Y.7.'3k.+!k-%i49 -%"
    "Sz$/!<*Kb/T3+)/$3+FD0=!<~9hEI0+h9Q0+bM),$S6F$Y0/)8}&/&4j +(S@ -)`G -)PE!9`K/-e0T3/+7{5,6"
    "#W+>7/+7+/u/M'4-y* !->d0/,e.+-R]7/*bB%3.6JNC,*$3..$ZBu1U.>Q6/)!P6'JXMK8/C!A)/T<.*/)7-*Q."
    ".^0@8! vO.&'wA*~*30C'3]/.7,*I,Te6-!A)%*E`/(+0!N-='3+6)a)..7*.[.-Q06(3..&!8/&u.U(6Ko+&-Gd"
    "s8.Cq-@[@<*,/!O:&e6EV))0+q>8+J50FR.>Y),GV6,mTQK5/.',VE..#2/B0K2-6M!8'E5+/7).#xC$80/;#M%!"
    "D6/TNC!JkzHeC#X(7,-7zq6*%O=,>N6 -)400!sY/C!8.$q|5..)&<0nip9 -)N} -'Oii3.J5++h@I/+qE,(4-B"
    "J!2+y'3+17+,R(.+<.//9P>-GV,->7jA!2.,4-)%.)d0KO-+%a6E361W6.Z6-e6)3+6(e]%d.)'3:=+PC;!+J7&."
    "7&0m,)uE[:&3+=030+ HPw -&P02-&`@ 13/.)0W/@d.%!8{0,Yw.9SF6(L,&B[>4-'*/!V.><..,*o6:+2,J^0B"
    "[,/7)1R,,I:%a:&Q-017/|QJ5,GZB5.M))$ry(t/+;:/.8/)$GYCG3-JI/F3+:1d/0,L:;'/97B^@h1U.,^6-+&S"
    "y)Lv&3,6ES=#H_H @P9$9P>+/3/6+Z/|x*%500/-D+! -&`)_'_)_)`)2+'P.%'.f=$8..+I.:5-656-50C;0M56"
    ">3/:)!<0l3,+/*I ,*^lI6/'e.';*(RT[Bm@50+bGm6=#_H%BAJ'9D-Ff-KLjv7.)h/U&j7#i8%&jO=*!k6.!4~/"
    "Hh95./!8+@dBQ0F(x/6#</lQ6,Q6+a6(3/=#L6)W0Bg{#a6J8'%v7zL',w406J<+, !<c5,+38lI./;*i((P@!B2"
    "/0 'G2,C/9O)0/UnQ.-mH5.9Z6MDK$j4B .+4-0!z<,6#A,/*!DB9^EI/.7(/+7$9A$!)9S+6)5-JQ6'W6#eFh65"
    "+:;*MmK5+6%x).+bs5.Hg.w79Y$&Gt6+I*.,3+,-w4l-w4-M0!7/7$/L-)+,Q*@Z:(f6'a6%d:5,=h=h6&Q-Ef:#"
    "d.9REI+@!k6B8B%a.7,(3t(m}5.)7=)!OK+/!Nc -(o.!+,3+:&<.0!8/.lO|0f/).qF;!0+.!L.%.'3,=;'/b@5"
    "/+!#V9-+4/, BPy+A,]>m9d0T3.'-'7T5.+7)nD( #0!Ns'wL0HZ/,$I0@56*I/Ef6#e:qMh0/%R.#5vh/R/&u- "
    "-(4v'=!r6>^/q.)%80,*TP@ )(P+p)P+_)`-2-&Si*|X/-$3.0,-,P:C*! $J7-J7v!8!(GX-,E8.Fh~-3/-(wV'"
    "/*5/,U&>7'/!o)$wL/Fq.#5/|a9I,9a6nxw.(L@if//!</.)3~~3,''9O:BQ%,)7,*N.(!,+<+0G8-)5,iQ>g17&"
    "-)//$P6*-)4.) ,)8/M!8)+)$86B3/6$860f6+3+:%e=R));-=%e/K7/.7.+<06.$A)-n%<j5~R06>p6-*!2.EgM"
    "7+@R0,I%/-W0@7)0^c5-+ !L9,,tT/+!2.6C!L]7,*7&lI0,5v#aH(+4-6Ftv=UJb@a6(f*.,7+-I'.)e6s8,/)#"
    "3.(bGaF;&/j7/+[HqEQ/+5,J))$_y%8)/|A.6>pK+9S=nW-Ku6$306%3,F#L-6%k(%/-7,/^@I.'I-)hJ&W~*3+{"
    "!LH.(<, -'b/Rsu-bH(.$oF$8.6F! '=-,&N0im/0U$@^>d+930Kh6(3.-0+W'.*e6s8*/)&3,*bE5++7#+.-$t."
    ")H4-**BV+./&7-)_!2TP/*%1Q-=8]0Hp6.'!2-E^/0!RH7ja(HW0>7*/;#B5v;&9#!4~!/)! !yc`),0U+EI,/cA"
    ".FB_9'>`0,./Q-C5.6'36H3,.-!V/><6H<0:#f:(3/+'EAE Ho,,cD/@bs5..;(GZj &t/!'> !=-6$2+-+KhGI*"
    "0,$4-*!,'4.('BL+-l7-'_(2iA-+%E3.B5/-#h)/!k, .&NB ))`._(r.2,%4-+'/I,/(5+.&D/F0oB,1X/&/*d/"
    ">5,6;/6%3,MZ,v3n/94JC$O-,-(7))7+(r.% /%Y.=!<)(h0GV0,9OKw<0C[F*$L/ v!A-+(3+0U,1;!6U)>7/+7"
    "+/g,s%!2+y+ !0KZJ9<-&EhEI{m9QC%%$N.y#r.-#d(+-R-*qH7&/!A(p,A9 *,O.-EZTIJu0!,*S/) /+2+F-B2"
    ".=0>5{bJ3/].$4B)'!4/(&500G3.$')7$.a%)-!A00,$I++I.+;%/7'-7),&+,!`C'+)o* (,8-=#D/)'%t6:! $"
    "E#s`) */d*{%o6c3.(hTq0/'O>+9rT+/!A.=;+.j3T$s4c)sVM%d/*I>+(3.#$.a06U&+(7#/L#2/$`06-!S..$3"
    "/)(0!S12*'r.P)P*P)A.`)4/( ,%D0=3B[C[6'mK7/-7+Ga-M)$2-y* %:;)/9a)97-)R}gE'*S0j.0P06HkK;)$"
    "9g|Q:(7$TP'2.(r.!&Eo:&[/&5.0^E*-A/) {2,K)K $ycQFbH8~.Z,'$d,)'!On.-34.%7))N+)(cA.F&I.7(+R"
    "Gb.7(-%,*!P:)-(N/+$.(<.B!V6-$4.-+GAE+,8(!Eql!o69<B$fEq.,!V/v*O/$+*e0|I/@x*$l4-&!,)Y6*!Y/"
    "+dl*,k. (1D06EZ%-)7%-t& (.O.='V/.$3/+(.L.2-$`,p'P,P)N-r'4-)#|L0J3,-7.1^093.0@W$0+7,1[+@$"
    "Yy& #.K3-zGo)!@8!#@5+TQzQ0J)'A.y$ #.:!Y.+9mGe6+I%+B7JN-''@A06*;#}5,T&O@'1NK%..2.y+r%%,95"
    "//^Hxv#3-'%5-!$u6-Z% -'7%-k(%+,k/=&D0U-)^.7%-7&+,=!NK%(+4j#-)D-BW/.vt/-z4>$GA*!+-q='L6,;"
    "ih.7+/+!L/'.(V- ((8K0;&:$3.''iS0 %-(4-:)8+0cV.%+-L, (0</6|8%$+'7#-D$ #.o6MDz5/),&DE!|`-2"
    "-%N-r)N/2-&4-)&0I./&x0/)V9#E`>&9k697*)7))N+#!-'A.//,!A+],Y/))'Y,($eC.)8$ !/&7%-t$ +-o6/%"
    "o]l4B)&$Pj'fn/)I #134/$t%)co:&I,05,iW0U&-7)00=$NM#(-4/,%*.<,:'S]/%8.%%Z/%$a.v+3t'7%)V# )"
    ")N.6GV/,;i'0L12*$_*P)p)P)P)2*%A.#$/a/lf/}Ds#/$P. !9o,*@8)+/&7),A-& +,Y.6%Y/lYl*-V0!%/x./"
    "(Q6%3/($l4E .)Y6+!Y.+!8c*+D9.,f]134-&7&,A,# (,Y.:%8,s<0+:8/&',a//$I/@3+)'0!k*%E80sq)7T $"
    "!_+ #G !l$*-_y'A%$*/7cu+^l70,70G5/Bq./7%9D*.F&S0yp=.+o-+94i).8(!E<,.F'P-0/,#DEu.3406-%P/"
    " +-X(!lm-I)/-$V.C#3++[GI+:!D0+9I,05-:$R,0!_$ $H2.s)@4-6(D6GL/+&f6+$Ln/.Q !j7).SK(*1S.06)"
    "o*7)Gm@gC;!&/'7),e-*@%py/ $0H3~,13-&%17$9hE5,1I-=)&N.y#p6Bo-+G4.'(.3+!.&x+B$A-06&8G$x/7("
    "/-!Y/&)+X,!(+8*:%I//-d, -(t& ,)L/F!A.HaFcx'z7/+7/,m9!k6'>_~6,S-*5],.<T -&P)r)_(P)p(2*(S."
    "%(GV:&e'7'/7'E5+JR'G7.(Z)//)%2*y.2,HIM0Q>9Q#Eg17*/u=('4.//6'N-*5-+;%/7)*7)*&,)L='-&4.( +"
    ")D/6&X0,;+%+'R.'50Gb)0!A!2*(P.&$+)Y/:#X~&L.%*,h.%5+l7%Tp)2-(_*!$Eo6'Z06w2+.)j4/&$G8 -,Q&"
    "J!406/$8zq|R/BQ+&/[(0hK7$/%4.P-4.'%).3-:'YF;MBW*@5.:!8#&/)`/2*0PH'./Y695+7+) )L.##/N/-()"
    "+2*y(g0U)-7BI*.!8v&Q>g0 $W6:$NM!*,t.'-,f:#</+5-+[Tq-!%'Y60j4C %-o-%)0<,:&8,+5.+^.7&,7&/]"
    "(3F&,+o,%+-8-F$WG5+.$)8>*1Nv&z2-y(`&'/1R.-^9a0/$</(%.<i&wY06$I$(+7#/X*%#wP,.MOTRB7/-[6$Q"
    "*/'7'.Q+-9%P0y2]/0!A0,'&Vn%f,).'7!.3k$N'!'/$A,C)e/,#VH'.!_,2+%p)`(_%p)N+p+4/$%cO6(eM;|&*"
    "3/!&-f6/;$(+(7%-V! #/k6F4-**)!Nj))#_-)&ez/*<! !/$7',A)%&/*A,F(8/FaJ@D, /*7++7/+5+><0=)-#"
    "2,6:&`-:#rz+lS/$!/%o:.!V00+3c#c4B!/%L0M#4.MQM93/*z[Bb9u1;*:),&2*~6,2++-(3{&-&P.% #)_%S)_"
    "%p&r'2,#A.$$-d0H3+($In/'O- #.L-P(_&P)`)`+4/$%/'Y6+e,7(EhK5+:U#G7zf-:)&P0ySF-(4~.@< '/I%."
    "+!k6BL](;/'bGR-*5,+#Z/7&*7)+,=!NK$(,4.)!)-<-:&D0Ff@/'W!sI/E`)#.E`12*.A0,)-wS/6*S0ce/-+a,"
    "'/7(/7+-7zI,F)&`y1t+7.07->I0>^.+7+/g,J&!2-y-LT5..^@ +!2]!(0! &E /+ #C))E )y.q@h/$a};++7-"
    "&7/6,#NC$)-Xi%GL/CV/.$3-#$/7).5-E7).!A(p,S.# (.O//so.U(>h@hC7'G^Bd,=*%r{/:N0JW.,1[.-uMD$"
    "!'j2,.2+-SF(BD0KW..$3-($.31 &-3+./G8('.%A%`,N/'#*,L+6%<.!7s70+7.1U's7-*avJ#N]~)P0/-,Y{Ko"
    "('GY!]a)F!P6=#3z;&T7&]a@;ig.#(%Y0CcSJ !-o-#'.e0>D,:30>.<J -8*0++hF!<|>X+!/%D0JRcm. *(Nl "
    "i #./,+02,{6+^>u/[@x0|x$*)7'+5+TQ+,TS!2/%2+.(#-%Y/KI|7>7/+7,1U$/'7)-3+/.B$N,-0:8Tg0 %3.)"
    "!E`T&0`06B2/]/G5][>fF!D>*.O-2-'_| ()p-# %)P-2*(S>(|YC$D+,]'_/,))%_+($e=l<# '*7%-8)%++<0C"
    "#3/:$f&.)m>5,K8$ %jr02*0`>'//A,6|</&u-R0U$07'6C!NB%(,4-,!),D-:%A-K!X-$,)4~'-)D06w7.'7',4"
    ".`-4-6B3-%h/U|[/!%#L:-iS@ &,k,%.&8,J3,+7,07,>5.M[(G[/'f+{)$_y-P0C.+2~+0| #@#/'A& *,d-='X"
    "00,#<Bqlu]-'A/'%%#Pn*!Lj,,I2/%7+)o! ))k6lf17~gc'0A/, ..2+C->2,]=#WJmEu.[B (!2+.!'> 'M)/0"
    "2.y*N# ,1;%HuTf6F4.+)>A0!*-Z .(3+6JY/-)$Dim07)-&WB-;/ -$W -$^/7&-g@%%4/6=oBd.%/(Y.#()d6&"
    "8~sDG%.'P9!,-Y0=#kH5/.Gd*jR.*7/(b>d6)'kn6* $0BxMTt+%G<%'1U+.[/.Wy.! $F)-,!p~%3@'#L.()#YK"
    "+/!N#2+'7))t! +)X00TLB,(o:@S9'0D) .)f6.'D/.*$3/'bTh~#D@!0OC-GN.Fl7))8_)SG +(O,C!Ny%P@)(!"
    "PH#Z6@a%+07!/'N/%%BS.60;*. ')Sc z !.-%(c (y+r-+/|5.+hG5-,7+*g02*&2/+ (9 &H&@2,6=D%,BqG5]"
    "5,/&f-%.%o+ %/Y.&.GA+]/)7(-8A0t)%&w2*.>DB%.V+! *#`%P)_%P)r'P*4.# ()X~T<,/)!S/*).%r,!%/!k"
    "/s5v+Z-#.&L,!,)8*=#A,.+!X-$.+X,#,wA06G<)$*'7(*N-$ *-A*0C$X:'O/%%0V. !TA,,.+I6$3-*&.#4G!."
    ")X0=!D]#3,+(|t! )%N| &(_*r)S.2-(4s,-Z0,;&]*$X69k6/!t6-3-6-3,6-Z6-f]'809xM/3-+&1Z().RsgGZ"
    "0/+,-!2.60,!r~*Y/'(EP'&/'5v%7$|7*(D! *)O/~#e/gH!*$ #n .9 *K+MP06/;!zgE5,/I)06*_F))&_/(u6"
    "-e.)ER9m0;-ig.U~UE^17$6/*<B$)*4| $wr0=&V-+/)40/.EA- *,bB#k6J<s^0U),7(0B3H'cP1 (.%4G)/)4v"
    "/(x@5,$|a,++8,M!V,6(8#*M</-FW)%.%7+)L-='4/)%[/*!8],)L/! .$_.2+'`w )*412,*4.,+lD0>f+)$f6*"
    "x6'd6+3,6)d6*3+6'Z*-,#X0T<C-+D0!*,Rj5+.;)Hf6.('!p&-:#p.>V}'/k&!+*m>R'0!7!-L&#&.V-=&f0;&K"
    " )' #M *@ )=/C! ']-E5.,h>5+/I(06/2+M'$!p6-eF98% .)7jqG3.i[-U,-[9hK+&O:v'PE )-4/*%,.D/F$D"
    "06-4](@P- *.I!.(e.6'4-n';i^G5/B59.))4-(v&L0>5//m+,#3. -$3/n;-{#8>&.8(. )%r,..lA*].!7,'7&"
    "/o.-sD-(5/]%</ !.8-p&N.N+4c $/Y-),-<,M#D.+;$6%I6#f6;%6;%6$d6[/>3.C!VKiD0 ,*Z -)7jm9a6.+!"
    "2.y*r/MV/(%9p( &G3/>b.,3t)Q%+-k6,$e1^BI.- %.! 'J(0+2*6:#L!/+^>5,.g+/MN0i%!NJ%!<6M<*! /%R"
    "/$Q.(d/(R*0;*/%5Eh.7%/-C$N{%$.k)#%wk])O-F%A-(&>N* )*Q$-!Lvn%`%wR-7$-[n;%C.5/$n&O6,<..|O."
    " ')L, !0<-6(x.'5/(,$L()&)X+0/*Z(*.!7&,< #-'o//(az5s,'Y*2/O*_'P.P)A1P,4}&9<0i3v'QH.+3G!.%"
    "k.)GV6.[$1I'.+3.*)#e06'NM&W>g6.3+.'iD! ,)h9xBh,6$`:&3,:#3-0]Q!%1349[EaC7'.$I/,qT5+-7.0C&"
    "o>,/Yi+/W/JY6@4~&;};$6.3,i9O$!E5,-q0!7-'m{%O@$-Y/! ,&S/p+A| **k,'i3+M3+.*!<H+)3](,D6Ha)-"
    "+!7,(7$0t6BA.|d/*&f.$-'%A/v9<6(3,/).L9#|Av.'a0/$3-(#-3E -!4-,+0Q+{!7/%f-TY.%b0@3.,,03{0H"
    "Y6,#O0G3J-,<@)1d/.)^>W/+ *, !., #j (J,:! '{-JmTI}gTfn&e6.!X6-e6+36>O6wD06#3+:$a+,.-N/))."
    "+A' %.RT5,j!N0j(8*-7(,7#0:3-*,-O0 .(O'$/&#x6*YJ#Ic^17(/}VB(92,'!+/!A %@[,.!7,(D%)/$o.-%8"
    "*6c_F))$rJ$e69D'%.,7).a)0+3,M;#Kb6&e6$x6$e6$e6;&=R-E5+,;!j)O%+ -Y)+ (&r+N*A.N,V,%+,x0/&N"
    " )*3.&/)(4-&# *Y&S&S+N+A.A-O.&*.x6(VCv!2/%%lA( +([.!<*/FL'T%!V(7+%7*@WwK)4sBWMR/-h*,#3-!"
    ".5v$5,:$OF,.D.!&07-,RH5+05-6,!4..).Br:&8=)0!2*.! -'`*2*+r*2*,pw ,,SM.BX6-;//*Z6+3.:#80Md"
    "6&W6(56)^]u=5B.(3- ))7-)7>u.5+:+*!2v.6&A/B3+M%I,;!-$[=.)!S6.B4-Hn8.6)t6+A/J,w !/$ vhH7)>"
    "7-+<%&/.t69k6l_J(/,`&!.0;+HR,97/)D%'94/6)3+C-i %B-@r-#H8&*/!8(F#X6-&8,+7/'R.6+Xj00D)&@bJ"
    "7'>7&1X''.-A06/$A-6*tz(E2.$!+0;,Bg0>7+.Y%)z4.6-!8/,uT %N@ (G )@'F`6:$8%Bu1U01R/'q0U.(7.&"
    "7/(&%!oC//k/!%EA~J!Y,RKq,7,)!;-6i4/, !0V,!$|X6(3..qE5-,7/'RFM$N:**T2,-!$@A.60!S}W0,!!(_G"
    " .0_C/>X*{mG5]^9q-,;-+&/V..$0X*,B8,+*,!7.'7+-X-C#3n;&6'Q6$Q6;'CR6#W:$501U)6(40K)!SF&e6EX"
    ",#.*7,.7-,5,|aB5+&-'L/ #.L+2*)`)_)N,2*'4s)0!L.-$8-0+#L/!'-#p0 !/%Sn0+W0!7$.!7+'3,~%8-69P"
    "K%!!r.7'F&d,,07%GQ.+QM7+BZCE3-!,'7-)7/&q@%Oy%2,z)'A//'Qw|3+(+'%8-=&D/98i'-L+ !08]-&8,6+X"
    "M(wp, &G< (/7,-^@a0M'4/C.>N//'3+0,TSE -'S*2*+2+,_-pw ,.40/-0+D/C&O{#80,).O/2/&2*w (*2*.`"
    "/rG &0N/,&/-O0:$Ln#x=#3-:5,F;*=5+Fu=b]5+j.'4.//TA0 .(<(*C.oM(#LGq.7-%3kTaM;.0;#M[M%%<06/"
    "+!2*H$sY06' !+/.%4-,&)/X$#-)W0lI%(/&7(-R,,4-6*!A0Kd0+1Z-!9Q$1U%07,-5,=/c !0y&Sn#I6'Z6#W6"
    "'Z6R0@Z6%Z6'3,)%.E #6=*! %.'9Q0+a.=-#_00]#4z7H3k-b> !N/* &0! )J-J`C..R}b1U]R.#m0U/(7/'7>"
    "**$4-C*/!_0 !/&A,6.! !+0MX,%(/Y!#.(5+@7!/&7(*< $,(406(3./+#f61569L6|X6(D06%86/;/C$W,/-$N"
    ".+%+-N,# **W++!Y6#W /$R.#D(/&5,-#5j.#d,**L]H<+-*-!7(,34Gr].,8,/&50Ma6)a6&Z6$x6#e=[.JZ.6("
    "40+(wp- -(k&$G<,6-(`+F)$DTh/34.'gB5,)7.%7/0=&4.(2.!2+' &/<.-loj59,$&4/&(+(L.-,Q/-I/(-%Y+"
    " $-8+,-+m-gE #A>!+0! *9*Hp6HQ)G5+.7-+I-C(4-,%%0X$ '|xBR&.$7()7*+o+./!8-,;!6%W:#xF5->5/@u"
    "B[,.U*,g0;#9 $*p/ !/-2*F/0!V)sb1U*.gn;))'-<&2-#P/_'p,2*(S.2-$4>*/!O0,%8.6,oHgl[=&W06$I ,"
    ",I&z3.C!8.6-!2-s-E2.++Ja:%[+/!RHD!&JA/6,!</cdM5.0;!M[J[6J3.KHD06%4-:'3n(0!A0}9A-6/;%+.7!"
    "cD #@4.60!8+(h.7.&[w&#D:,*&N@ #/o+!&08-0/'DF#f6$x6u6;*6uCqC^/E3,F-H $J)KA+ '|8)00,4-:(#L"
    ".(bE5]7#+F<0/)!<9h=.$oH,-I %17(G</Bg/Ri5,*SP/! )02+/~@`-*,07,*b/U,)mT #! #> %E &B,JP0/.G"
    "5++^Eu,m=03.,0,L/!.&D()9$4/6.(O.#h+7+'[0c3,0,-e+ 1I$#17%-R-*5/C.c #./])!2*//$L.!%,8/!,('"
    "4{*-$8//g/-5-!*&3,~$a:$3.0/(3.%.)7>q1hzQ6J.$`#*=$pC#3/{*3/)*+I#*-7.)g9f0>&&ry.2+:)#2*F)*"
    "$2.Jq6+d.)9R>Q-0;.@m,)+/) $0,->! !1 ,)I&>W0=dEh.7,(7)zIKJ<'#6!S**=d&-&7(-U#9k.-+!8+C<0z'"
    "O1U)=&3,Cc8$ ,-[.+I/cuEdHQj !(2*/ #./_=0@A()Fq>5]5n$5z/;-+0;&9+(3,/,I~,3-' *%4l&.'A/6,#4"
    "/*#+,O>/&3-6&Y//)8/$',L) ),<.-TI+TdH$&SH$M2*/!+|2,6K<%)Eu.7-*[-*R}*5,!/!o),.!k/J7!+$7$|`"
    "/./+!N]!<]',o.2+#_,r'p*P*S._-4]*H8-J!S/&[0c!!V9.)3//.!<{!8/)0a- -$</.c300+#3>),x-!/%V6TZ"
    ",!7((7#,3+~,DJ#WC-5-,/+'<0K#V/0!Dl*(V.!+*<,v%Z/|OM(+L9 ,!p/! (&P+p(A-2-$k''.5+/%g{!</=8."
    "6-k=@D&'9mGuEb{!N/@3v-03,#)-7,,[9q.R/.))(N06jA*0@4.0+MO$%HmHR.i[.,4-&$./o6/&e0g@I/+ ((`E"
    "!H_M.EA,0C$d1U-+g-JYK$e.7*/%'Z/~.!7lb}L~)flI/(b0U&, #!L.-C$AG!)+4-% ,-L.v#X/6#t'(1U+-8,6"
    "FN~.#I/%m-7-(R+*,&A/)!#,4/$ ,&<],[0/%3,&!-#4.2|k.Jx:$VM+-Y0!!iS@*JO,./+7++7.,o6sD/*$3,.)"
    "|NE *%`-P)_)p)`, #c4/&.(a/&34.-5+=8-6,tFBV%(@h>bB70,3,F!DJ>f!Kg@u0^s5+9&)!2.y'p/C!2*j+H`"
    "! //;%F[C7'Hk('JO0M$Iz5+cx>$'`B ~2v%)J2-yZ#/,RJ8-60YJ%$o0U,j(!<.6i7./<(.J4/F&W.H8-BQBm9u"
    "K,%V=.EA,,#/+<0:'O.6'4-'%.*RcQ+.#N-6-&A'*,70U',7+6)O@(/DE.*3.z5+1U:'In,gKmK#3~/,3+.)GL00"
    "BW),.7&9A##(>S/6,!p,$!8/C.DF!''P+% %)_)2,&p* #/8-%-+f/*7).$e6)4-6Gk*K[jbH^K7(.#<+/Fo-(+-"
    "7.+^E5.+g1U/nKAC*$8)+/+4-+''GSp/U*,7#w7)-L #,*4-=-%3,+m>WK%,t. *14~&/BSvM$3+,7,)a0]-%2+/"
    "]*(2-,7&0+7$E7lI(9Zn3V-gH5-*R>RK-*#4.)#&.V,!#EX,/,#N*/:SC)+1A#2,*D,-M4vF#WEq+7/&I-0C!P:("
    "l4@,Tk:%eB500,QK-Q.K5./*!OF]!rG#>S>$Jk6Kf(zh>o6-x/s<F!.D-( )%r,% (#P*2-!S* %,8-&-$f/&I*{"
    "%X-%))k, &EP.)6'L)#,*7+)Y $/'Y=)8(/F!pJ',!2,-%;-6sD*%,-7)17/.f:$DC0M`=-)+NF7(F7(B7.,D')H"
    "<0z[//qH5.-RB%#L6:$NF%'G2.)$'@N./F! $//6+2*z(!oM;!(/*7(17'0I!,+W09q/C!4{$.)rT ))r1r,2*.2"
    ".*`0 &>PJFeF$fv%<T!0</ $G4.&//'<)%(*7**O &/$Y.-%8.*).#2+(2-#2*' *'8.++uGQ-&-!L* *&8-,)I("
    "/+3+-&*(o' '0O,,/0!<(!+&7*&O$ .&L//-#4./-l4>&>4.(l3,GQ.+'e&!0a)!1I+B7$G5]gG&-Sj ,.2*9(B2"
    "*y#5.-RJdC%d6*I6*W6*e6)3+6%x=;%v)3-6-f%+.U.*a*6-S6,$d.7,)7ER*-6%A,)(9m.a,0z4:.&#<>u/U/+["
    "+06/p,%'zfnWJgB7,TI'G86'[-6(o.()$Ns5,/(&!O6:'L%%/)Z(/&<0ibna0MX694/,,Gq17*GuEg><)0KtK%0!"
    "2~2.&2,.2}_12srw&GN@nd=;)0M<K%/%rG ))2+-2,'2*,2s_- (0!N}z3+F!8.:'oz,0Y* ]7sm0;#0+5+K*G2."
    ":,%k:$Y}H<# Gh07.+^E$&t/+@tC&W-C8/*+.Q ++W(0K46cW.(7Gb07&-KVC$0!2,)&&+L,#-#f@[jm.)glZ0C!"
    "k/+@8!'Gm/;&>5./gJ))+P06JV/.!DK&,O12.V-2-$p-2.$S, &-3.%la@RM701U0/[=R:7/.7.+7-,I+0itJ-+4"
    "s /(h>I0,g9I0,)v! !06-&3/.;%M5-1;!0=!LF)-(Nj )G2+/*00!A/=#N*0:#2,,&*Eu-7'0!7/*7]O$'}4-:*"
    "!X/C!2+*%'EI+.q|q.!7).U$94/C*Z,6#X)*/7,-$r06sS(,.7T^17&-7*/6#p}%/)gl597l7(-3T)/3+n$<.6lp"
    "-))FmH5/+7-c[ML%(KN06-;!/&5,,u-;&0! #%2/(2.+20y&S))0+^Tu*^l5+-7-)%$3/F/&4-+ %.k, 'wX/j3/"
    "0;'M5.T5F^6K!NF%,-o/'/08.6+3.TZM;.0Uzb=j8:).*t+ ,1</6.Z}WnI/- #,2+/2.-2,n0>P+)M[9h/uK#3="
    ",+8J-0d06)3+'KRzI(BV6/!VMu6&e6%3+C5.F5+JuKb0E3+-6)P6,&%2+-$5-,7'=)g+EZ)E3.Mq&/.3:'*#PH %"
    "%r-! &(_(2-$P) %-<-&lfsu6(<M%TPG#@4.,.K8+.@^HQ./!t0sx6(YF(,#2..U+K(m-K7&E8 ,wY6'<,:'tz/."
    "Y! .*RBI,.;&>Qz#%%N0y! #*C.#2,,%#+%r-#%-f/.#I/-m(.5-&-5./$I-=)LB+cgEI-05+>aKI/s+,4.6/)!2"
    ",)-&80,'|P,2*%P)_'r(2,$`) &.D.&cx/%b.s30,#|S/! -%`-2*&`&2-#P* #.#4.#/(aH^F;$6&Q6&56&Z6#Z"
    "=h=[=I.6-D-',/7*-8*06*N-0/&&O0U,*7c7!*TaH;/)7s)%30C/(4/$ $-V*(*03+/|S-06$rJ*@D ,0;%Hq97."
    ",Z&0/D6s8.6&Y+%+-7,([T5-(h-UE!&$A06c8-B<.6)4.=Ft'(G5,1U..7{7..u0TD,%s7G<~6,N-0,'!D17&/7,"
    "(3<E5~mT!8j!.,2*H-9`.6,[>bGq-bB5-,70+)'!40B+)4/(2-X, &Gk//&o6,8,('E5+07}7z7(.a%+13+6+Z~#"
    "a6&a6'x:5+=5-FgMhCI(0JA./(//V!)BWJ7,sU(0,O! ,G2+6HA(./$o.#&+4-% (1V+*.0!<% /%7.#V &/a//&"
    "W]$Z6%a6&3,:5-=5.JqK;&./%a/TVKj8% ))I(6)4.6%f+*7.%gT7*.^l5-,7M)%30B-&4/. !0!_- %GX~+!2,J"
    ")3/.'Tk''+I/.R.)g(-5. +5./)7'@aKQ0/ (!rE$J2,B,@S060;$HgEa-KXi~^9gE[j7#/(7.,O6,$DF;+65-F5"
    ".K56U67+1U#.*7)/[K5-w$&`@#J2,1 )H2+6M!A(*95+,g-7/+/-<6),#SM *$`-# -%A-2.$4.').W/-$Yy,_J'"
    " !SE7,-7%1;% /%x*Ea{b.6c2+-()BI-TZKm9RKO(%{O6H5-ldJ#3v7M$W=j8@ -)4]%.-8,6%N/6(Vi'.L0 *@N"
    ".6z8%#jR@I-TA/6'5-1;%M5-0U{)%D:,}N0+ %c_-%'>A,6.3/+W/C<6>8,/0U)1U(wRi7..I)-6$`/)+0Q&/-#S"
    "0:-)S'/([0U+)7/%7{]#P6-'397,(7(/34/'Z&/)I097$}5./$fT''Nl j_- %w2,/-K<)(l^Gq/b>5/*2+$ (02"
    "*02-j+0+_nF;&cu.g-6(o*%,-7.(<+0C4/.K!D%G5.*h.[.Kf.+17)/R/*u/;!/(AP>(vS06+!A$0TN6-@A}'/a/"
    "/+qHh{)e-(1Z0=<0:!D,&97ib0;#/&50+gE$%$Py,N.6+Nn(+1D! ~^95.*hc5K'))! #06]! %(.6%2,=*#4/&7"
    "-)7*-7#.JI$/EL/C5-6:D%#)0Q%,,V06-O'}#3+.bG5/,R/:%LJ,crw)GN/+0@D,)iR>D$,0!4.=%XF0H2.='%!2"
    "-+7$K7'z7%G8%'>Y6+7$/'W/+!8.+u/! (&2,j*Kp60T5-,^G3,6/8:.0!4/0@eHmH5./.5M05-K5.6T4/.,Gt.s"
    "aK5+/0I/$}V, s8.:$Q/.5/cfG!&o. &GpJ-MO-K#3]U>u6+<J,,3}-EY:}7++7,+t#'@k6,!o./)3.*&-&P.P)P"
    ")P)_%2.#_% *+L].!8,,U/C*!4-+*Ek/..!D.@aF*3.)/'8M0!8.@u{$<|'&L*2lA.&(@<((/$R/!D!+*3,z;.J%"
    "3z*0!t*.,a=;(K5/+G39}3,6$5-,5]*+<G!,!A0`)N/`+4.# #.Y* (,3,.GI..Z001XK'/o' ).7+.7.*7/(7HQ"
    "-K<0+'0<(!%/7*+7-$m/50:+&8)),@ %/6T2-,#%>N !,-50Eb0+7!/+A( $/)P06,[T5]gG5,+ $)`w#i2*.(/G"
    "`0/K[>3-6HA/s%!_GuF-*!A)))0+7.-X#'>A,6)5,.RFb@q6(e6/,kE&9ri/GA,:%S0:$D+)n7/)3,.6)A0:(#O>"
    "QM^>7%{$L./+.XB).3n0,fC;,0T3-)ja0>3..;(C~X.!09P{00+V,$*.7&1A( !*0! !.6@3/-;%}+<:&-#p12,&"
    "`-2-%A02|k'(0I.B5,Ea6&V:Et,+1U+07,.7+GqGfBm.EQ-+)7(,7*+7.(I+K)$P6062*6-#S.&%/&qTaM7)H7.)"
    "L&&l4-:&[/U/)m0U.' &,S02+*2*.%(Ep6CW#@Oy+P+%%%o+7%C(;#)/|RHS$#,0O6-U~[Fb@5+Bm6iX1 '0!p9+"
    "EA,6-O.=8/)&G8 #TQ)c30C)f/7.(q/7%=$N/F+,4.-*0+D//9xB5-0/;]9Z0Ee9f-#/.k'!//<,-)G7,)7(*< !"
    "-'X*.(5M;.K*<M!|Sw )(P._*Sw +*o)$98,CU&0U,1;)0EN.i1X|$17%07&07&wL6%3-,(,x#&-7(,7.'[1;!00"
    "+!OB,,A.6)t.%.(Y!(1;&:*W')jV! (.P>#.+A-6,;!E5+,R/$q- $*4| +(r.&,/!2,6J8#!/;'06$4/@'!S/&5"
    ",j%I+-B7&1g./Z=$Q>hGu.7,.-,#4/=+/4.($ /'2+/%)HN/:)k.6%N-&%/%g.^.-&3./-)3.'b/U/(7'){!A6,l"
    "4z)To6+3.KZ0+-Qi0mKI*/)e,$(,!2-( $9S.v/(7'(7**[wX./&xMIC}Y@%E2*/2,+_.p.p.p1SH(sk6+f/('8/"
    "'.w`- *EA0/.,)7))7()A|!-!L.i<y$AC'%kEuC(W,.J7(wN,&vD6>e6*8:,)8/+qK'Q-6+R(03,&..3,6'5MhK5"
    ",,7-0,&3/n0,4~2>rl,94.=*A/6/!o.'%D0,$a6@R+07,,d-><0i[/.#3,:.3..!E4~ sAH!9A>)w4{{W0TW.'5/"
    ",j30!/wt.~&D)!)+7*'k%$GL//(d+J30C0!o.+G86,e6&3j/(3H9x=^]!D.'*-k& #0Y*%-wk,$+#7,$o#!.W.9W"
    "{#3+F.3..*/f00,Z=;,/ix+/*Z:#[jI{$x.;!s &,p/ !j_z0EA,6+[i5C7007C^M[F^FRF7-0;$,:#PK%9p' &1"
    "U+-u6+fs;.*RTh6'O.&(.8! &,g//)aB#e)R/$q-7*6-<B*18) ./5.>m/i7*/k' ,0X6@k6HSM%%!r1U*J%h+BQ"
    " )/3.()/3+6%5/,7-G5-G501U6;$:b=R/9I./!8,K-V: .$p/& )*r._,P0 !/*4/)-ED0lQ/.;/C,LM!.$`E +*"
    "r.2*,N0 !jt-00!<.>3+6+L@!Go !Eg07,,[lQ.F)4.0,)/(2+='3B'Ek& .'7/)bG5.,Q*K'!2-=.Bp0:<T&1U+"
    ".^/,#V6BO.(^0U+-7'/@V6)0Y//v3.+@ZK5,.G3ile:;+C$fn.h'17$1U(/7.)Z0C)&rK*-02+=#DJ)/OE#s`E -"
    "+p/2-,pw$>PH-,!o=$Rn5-C3,6.tM..D( v7,.7{[{3,6(<K,03l%ED$&1U*.RHQ-s%!2+y+4//;$=5+G56)$D:)"
    "|4M ,+k/(K3-=!X6-3/-+/W$++m>q@Z (/<>+1d6(d6/3F+0!o%KuMU(B7HX%+T4-6'3-6&D.)/0U.1Vy.r*,J&3"
    "/,qG5.+7&0:!2+M)>2-+!+0;)M;!+KQ (1X.&nO0=$o6+!PM,EA*!+0;&K7(0+7(1N-(%/0!2,6lI.(5+/;$>5.,"
    " $)rT /(_F.9S,,n7J5//;(K#3//U/=%86)G4/, .*k/'H3/=5//;'F5-G56J8:)/*4/- ~V/(K8.C;v;&F5+0U/"
    "z#8::#4}!-+o/%n3,:&Z|I}m/ #)Ai +,r/!'>2-6=#S~Eh+7v&f,%0e*)ED/..%7+(7()4.'!(*8+/T80T5-H5/"
    ">5.GQChChMR/Hd6+3/.(%O@5/j'!L]C#RsO''9Y6,!8]$x.&/3c +#S9 *%P.2*#S. !03.')*Q/-#e@$<.&+/L/"
    "!*13~).^ ,#7-#L! /!V0KZ*..8.s#x(7.$%Q6B<,$ +%<&%0!Dv)8.Jejit* -)7,)[Eh0;(6K! !=+),!N=#8-"
    "6+LF]80,@fCu//)3+-'0Q.Fd=$x/,0I& i7>^9Iv!O-6/!_=+.$`.,!DM)-O12.$`.r(p+_(P. !/&Ai-+dK;%{#"
    "L:(,X// |p*-%)(r,p*N0! +)t)%l</K^B5,JD-6)4.JB8# B[9[@RJ8-60Y.()1I )/d06,Snl#8-([G5.*3X.7"
    "/'h-7).)#3.C/%t)#$.Y,&-,8,-%3.6*<H(1Z ,+I./$q0,;!#.+X*!-,t60!YFIH.$3T+'Z -&70U&.h0/)(!r."
    "]nA/|I/E5+G5,>50>50>5+F;/M8):Z.&1341R(/'#4-=.)X9g07/)3Y/R/) !X/ *,As!/+_0 )w2+z00O0/@mT5"
    "@^@u17-F*!40=.-4/} s2*/%(jA.6-!2+6+X}'/8$ j5~U(l7)-f -+3.:$Q//R0G5/E5+>5vU..RM[nI-=#Yl.("
    "Q -(hB5{zI )0X%!-+A.6.!XC#<B,/!Sw->4-6.*Z#*/L& ).AM!.(X0:!<K^6;&=^CR:R6[:#50MW.C!S{+GP+ "
    "%1;$,|k6Bk-1R-,^B7+,7//bEhK#3-F,&t($#/V. %.x:&V~(3KF3.(JI{[C5+(+#3.%.$dz34-+5,EZl5-+ )+r"
    "0!!jpB+HP06.7-*a6+<=//</%/+mB7)@7~Y,)MX6+!<Fg6;#:h=mJq=mM[{7'@WJI..!#!p>!/+2-B-GN-0Mm9m0"
    "bF!<6,)DC!|P12.%P02.)Aw /&o)(0!<.Bd:%W.%#x*7/(7.C#b,)R.'f=u6(4.z-0O% ..5,>5,K$b~Y!!vk6/&"
    "3T79h*7-6*!4/, )*t/$#/X,%/(8v'f-z!`/%&E2*)$.9S0}+)I -)7,#Y%&.a/lW=;,@5z;$=F#P=.,/4>$(E2,"
    "-)K</FQCb:bFqKgJqH^JR-0m:%oM.-4-( .)I(F&`06/*N)0+qG5+.7,6,3+H#8J7.B7%l7/)W)93/J7!,-u.;)c"
    "Q@!&#2~).J26.,@S% ,/RF^/*5.,;*/b9 %#2](/K2.=,9N# ,.^JW.6&P{+@A)!%98',K4.6.$o(95,.bBq/,!V"
    "s(+t( #-O% !-7$*7,$u.#$Yy'_0/(3-=1W0//;,1;&//%3-'))8G*(xM;,MWMs8+$++7*+7-*g>8.6.)t,).H2*"
    "C!XB,)t+ )+8& ,,7.*bGZ/}%!_y-2*69X>%8zuj($D]/>R,-8#!,+k69<.B3.((.8( (.#8+6.V.GI&,7-%[/R)"
    ",.-O* %wp& &>A.,.')D%!%)7(&N)!#/e.,$3/6Gp>;/.($Z~J7'07*/a/E80,%7#/&I,,q/;&E%'#2/=6+2*-()"
    "95.-^sQ0cD-0+.D=,/d6*aC5.M5.:[0+b0lV6vt,'/-D/./;->IC*5.+0^007&cQ9m- #-Sw ,+2*. $>2.06-Ov"
    "9hTI,-*&4/'!0+N-%-(+A.-$%)7%)D% ('4-($,W.cQ{#e:-x/!i4/. ,*SM -*NE#@A.,0/Z:&3+*/+<0l|4.&*"
    "-Z=#3,-+50!-W-#.uHb/93-)*-<,2-$P(`)r%P)P*r)4/*'TL:&^0wY0=L6{e#{7:7FR6#W{!A+Ea=)3+,)-I!)-"
    "7-)[i!#o=/-4/6.(XB5@0!L+ -#qEg.E7,'4-**GX:(W17++RE.&X.!H'2/.*6+2,6/*$A%B[@I]-sA/&&%!4-7)"
    "6j8%%&-(7,%N(#+-<:);!.%5~;!GgB%#O=:$S.! **t-%,,<.C;,6+o-*z4.) -&V %-Q06*V.z;**R/%b~&Dj+T"
    "S|#co6(q.c<,!-&Y*!|L6(a~-Y.&)0L/%.EV-)*%7))7')8$#.'V6)!D+9806+V+#$/!_'2+%P)`)402*)4v+EL/"
    ".&7*0I+6!`:/18) +17,17+07-EmES:;+:'3.+.)I$,+7jbK&(A.yN/0,)$4-:!OKj8($/'5-H^.@L20,NK,Ho6+"
    ";+-b0U.+!#OTz!2,.'6*2.6K#N(.,7.,5,+)-!4C-+O|q6.)Z%)H7*)k%(>4/=(Q.7][Gb/)(#Xn.TN0! (,4.)&"
    ".*<.M!8*6w_0+/.4/' /'V#'E3-6+fBq.7/'^-0,#t.(.)p0!&cA-6&5.0T<. +&L,%,'<.F3,6-DH/w40/0@<+*"
    "z7*+7-)V,'ik6-Q*/-3-K0!P/$#''`(S)P(A)S-! &)o-(/$8-B7,0;'6#S.61kF=8$ C7/.7->mHP:#3,0}x+'/"
    "7(07.+RH##A-::P6F,A-iZjcW!/%Z/1;!+/l7-)P)%+9N-C'5-(h0!!8/)+)V0 .-'2/n6*2+:B;+1U-*Q'+-!4/"
    ".+&!o'7+.]&<)&(/)7&-<#!++O6/!V/U-+^1U&/ %#Yy&P@ *,4/)&.*O.F!8/60!2,/).,4s /$O!&.;.6*<:*;"
    ",*^GR/.%Dn,0X,!(.8./1U/.|<- *)D.%-'x/.!X./&O.%,*L.!ve/,-%7()7%)<# ,(X6.#<-(50/sV+%#/!_)_"
    "&p)P)N/`'k-%/$8.z8,{#X.&/*D0!+-d0/E7.)7-)N)%&HA0:)!4/]-'Nj))%`-7)F,(8%%*}7))A,%&/(4-6)!N"
    "*,-srJ))!P.7%F,&8&%)/&7))A'%&cS6Bu0;+.%Q0U&,%%Zy%4G +)X-%.(8*M!X*)-)4v+)&A|hF-)8%%(}7+(A"
    "-%*0!k=$Qi5,6'D/$(Ep)_)`)P)P-_)4/*)GD/sx~'3B)T4K*>L-,-&7))7*(X%(Go6(I]%!4.../)r02-(NC~;/"
    "Jf+#13,)&1W-H8/=)O-&/*<z.-W))G7,'L_)P/%&/(A.6+!<,.&3K.H4/+ +,L/C;,.-!X+#/$o+$0!<0@gT5/+#"
    "3v%0V9*j2/0,0Jp00M^@hG7(@Z6%N,06(2+C+9A$ %>qHuBu@D06&o-+@NT$w<$+.#D6K3~(!8@g|R.Ke/./8i&0"
    "Y- *,8#,0HL0J;+,R}m.-$V}*-7(,bc5+J7%}t#!}X6-3/].8B)'Lj%Q]{!R.)7,(`/%(TA+:&7$/$I/>A*06%P-"
    "($9b9b9h9g9D-);/60!ST!-%r*p)p)`)P-2*'40,*GD,}W.*;./{</!#.%P)`)P)P)P+`)4/,+/&L~*D0@3,n0Q#"
    "#979g1U,l!A+6MP=-)$A0Td/.*x*'.I )-7)-7,'q6H4:]$e6@r/&)Gp% '-7-'3,6+3-Bh17-*7%//!D/-+%S.%"
    " )'Sz#0!<+C7v%Q-*$Q=O:$3,/,,e,%17%.7)-7.*&!A,6K`=)'!tK!80/0,Y/!%Ep.2+,2*-_-`/p.AK&jY60R)"
    "GO.6t:-1D)!)17)Em9qH5+BA0cen/e)'17)07]RK+&A.6MSF)&;.U+-U/$b/ %&Y9(/(S/P-o+%+-8*=#N+6#oz9"
    "O$'GQ0>I+/EO! .+4C+0,t6.$X.,!Li-'7+%h9g.c8p-Aj(]V/:&D.6.t/)zD&#|u,!<00J<0/)#3,+[lI,6%YB/"
    ",5+@50@7)GA&2/*PK,@A.6+8-6*</&*/R-,5-@[)i<2,*P/%%/'406,;++hc5s&!YTE&2,,':+2-6B!P).-7.*[-"
    "U'.7.%71U&6K!Ns!+)o+ **<-:!L0U*+RTb-7)/*)'!p/(&-)N9!-'O/MQBmiQH^H&!Y6:$`F%+/4/.&+0D.6(f/"
    "blI.*%(Y.!.+'2//)6+p06(;'17+.I+.*#<-%-+3/&,,Q))T7-&7%-L! ),t6/$I*HL.6#_:.ES( )Gm>m9mB5-H"
    "Y)')%4~]&4.7&n*#D)()T7')V !.%Y0id:!OCBk, %92-)2,,2,)_-_.2-+NJ-cXC&L0/,#Y+!,,8.%.GD,(*'7&"
    ")7&)S- $.&N.6)3,~/%4.)%%#t7&-'$a].,Q2.L, $0x6'<{;.v(e''.7&07,+[>5,C/-S=))(<*.-#A/.(+'4.)"
    "!((D.//700;*&)&3.%.#3.sL6$3,/,,3,(#1U$17+-^B&$4-yS:)(%o.&W6KXw'>_,2*-2+)_-_,_,SK)zk6+!<,"
    "+;+./.3.2/&S*2*'`*`)r-_%4/,&/!D./&7'HA&,6)2,6.BS(!%BgBgHqJmB<.J3](EA/$ 9Z+@3.6*a.U,*R97/"
    "%h.UlbH%#XM*i`/! +*t-&.&8.J8*{%O-%+'^T5{U#*|7,)o'%,(X0J!`C;*//%x(-%7.%[1U(.R06M`=+)'W]#Y"
    "06Lz/EN2/17/17{7=;$C#<.=!t-(Ek$#Eu,Q,{$L0C$3/)gl7(.7/'5++#'DE*.#2,-'/K2,6K$N)+1U*.7.$h07"
    "-(7K(!VF.@49 '-4-+#,*8.:$4.6&Os,.Q#.)Z:#W,0>[0,D%*@406+7*9a0GS-6/o::8% C7{7-F5-@tF#Y@+.Q"
    " $1^-*5+FW $}SH'/)A*0F!O./&<s,0!A>)9L-*.)7))7,(Y(&TO0H7&cW09S.=wN(%)17)/7(1U*@mT<.C%k,*H"
    "NT#TS$ ).#8.6+3,.&;,'^T7-+b}5lRH;%=C!A1 !+,4/*!)-<+6&D-J3-*.JS> )-kK.#ZF5,*1IT-Q6'5+'bG$"
    "3.)(/Y0 ./&2/0/6*2.:@I*/7/+g~$LJ)-<$ &,^,+h/c7(,o'%*,V6|gsZ09S,K9P,$ 9R9^Eg9hl3/)^E5-**("
    "V0!/,'2./)6(_6EI,/7//b-&5v}</!#1L)2+%p)r)P,`)4/,$.&<,Mx].(4i&%#P0+%Q,,0,3o&7((`,%&/!kC$e"
    "n%O/%,(R/$Q0/U).,34.&4-#$-(4.:)5+)h/$5,)^B#f6:$4G )-t-&,-8):#N,.,#Y-%.)V.&/.W,*,&7))7$,<"
    " !*+A06|d0hj5.*[>%!O6F$Al!)-X/&&0f6,I+BA)06*2+C,BA% +95-17-17-E5+HD.:'4..*K4J /'4|'0g0s3"
    ":+#3.,bHu*]3/+)$3.'$5.:-#7&*7#-O!#,)o6,;*+^95-)#(LE..$2/.)6+2/6J!N%*1U*TQiu0 ;/***X9C-2."
    "6:(S).-#5/+^HR-6-YM-*V( /%hE3+6*eim+7>W0B3/.+GO$#G^Gu-RB #X=:N6n*8+:&4]**+Pw ((P/.),I'=;"
    "),/&3-)T3+i8.:&LH/-D-#,+7/)^9I,.u=HA6n&N{#dC03,,&98!(1U-,bB)#4-6MN{'%!40/z3-+('%A|gF+%L,"
    "),i7.(PK,/!A+:%Q.6(4-nK4J /'D %1;+/@D6,#x/[s5+))%Xn//k, +9A*-+-)7))7+(t'%l4.6(8./=$P/)($"
    "V,7&:,&<((+17$1d&.,30KU.*bc5,*'%OE.)!2/J6*2-6M$Lv7-+R)0,$t-*/,N/2.'pj-*f.B5.*l3B/$3,jQ,/"
    "-$4//*j`- &TSMcI/95i0IK,5{#qG50,5,/'&LH/.#2+C6+_0/K;*1U*0;'6,8B)@X=M8%$+)7*(R/!L(,*xK;&-"
    "*;//..D-!!.%p)r)_)`)`+2,%Az,.dn#Q*n&4-,,-,Aw ),Sn+T8,J5,n5-j5+.#x.0+!Ai(>4}+@<((+)7))7,&"
    "4/'+-xF;!+,#3])lr, !-(PHna0c5/(/Z-(+I6$Z:#3,C.8B!Gp@ ,)p9 ,)P0!!}4.v0!D/@5/+^6$d6(3-6&Z0"
    "@5.17/-7++g.(5]|3- -'f!ch,g/$5,B#'$P)+F!P6*I*+1;&01;+>[@7++3,)v!O.:IsmG50, (%_K'Jry%O,C5"
    "-c50,5,/KVj'%O-#5-:;$,,'7-+gJ5.E34.U(c5M#Z6/!OB)+k9 0<*,./5+KS.Cx.)>!X/6&X:#QHq95z[c7!)."
    ";'6*806+V0/'W(''I+#,b,.#g-&R*/(O/*)+N/M.$Sy&V(!,(R.$h)7+[F;,{,<J |PF ,&P@ -(40!!zo*+T<.B"
    "I0/!<.6$O69L61;(CgMbK[M[+-#3,C+x(#0W#$07++Q(Hxy$S.*)%D,.cP=,BN& /0UM7,+7)-e,jQv$I-(m/U} "
    "$&`1 %l`6:#t-BgE5.+b.=</F%4.>5,K;&0>[zgzb>7'*[jb>u-(-#k:.'4.|.'4/{98+Kq6,Vyt6J<*,/+7+'b,"
    ";#|5,$g=;///*8s!-!Sw +%`> ,#NG$13,./-W0iQ0/;,6%L6wY6/x6,I.Jg>[/*[-+5,//*D0!+*<( +)[G5+@d"
    "C/9P0`%2+:(V@+G_'&n5.Gg97+1R,wt6)!Dc5/1;)@ )&2v &B2-0/C8,/>Z0+b>5+6/L=+)4.B;-6.#D)*>^@a-"
    "T3-i7!.;!/0^@h-7*/+$e6wX:>Q,,!o=#3../,Z)0lo6.$8v;#B5.-U.(7&-:DB*1L=HO:&esb)/^+1U'T7(-602"
    "*K%K2/C/-!P6F7Kq0R}5-'7+*^{&3..!.3H 13M$03/(Fx.s5.+7%,0T !+C/| &y/k))zRG5++R@^Gd06!2*6+&"
    "4/603,/.Gh1U]hH5+.m.06)2*6.,&rFR//7)Gm0^/,u@34-&[}qB50j%306cAC%,,t/*0,8/:'O0/.#4-z(!`Bu6"
    "(fv(7,'[Eq/7#/.$3..*,3H -D> +&`w )&Sw +&4B&/$L6*;%-M4n &*P>'cS0=;$+G7|7-7%-7*KIiE4.% i40"
    ",/G_6.&D00U*K7+0h/:!2*F*E2-M/.Y0=[)>h9Q.-uw7)lWK,f-,.3+6*8F,&<. #*e'#-I*/*I.)qE5/* ((SE#"
    "z2*B-0V6HW-0U.*7.*7/0U.17,17+G5/1U01U-0m0Kd++07(.b/-!S6F%A+Hm*7.U#+F3v->< %H!L06+A6-&#4n"
    ";!/%7E[6F8*&-Gf0|86U-1U'@5->86.!L6:$2,=))!2v$m9[J7+-R/,gE34./7.EQ:$Z=^MmKhHR,*7F;'=(3/0!"
    ",3: /!AK |4{$ck605.Bx.,;'%*/!8& ,%4./ (&S/! +%S/ #0!N.)-,e/+;&:&e.*0b i7-'7lt++036:.%pC+"
    ")$ $-J3.jTt' -%82cb1U-,5,K%'! #0y$ #0>b,*7.(#!A)=K2+:(;/)RE[0!7(0sL6,0YK+wS,6'80Ka>/I.$/"
    ";&0TI{#m/+7&0U#>m0!D+..e6-%8.0/H4-,;$C+e*!-<J +&PB ()AE +(X.*@8+C;0,h6#3+6!<6EY6/^0+7}7/"
    "%Q.Fx0+EO(&E5+/gH5/w$(! $F+M!2.C(;)([@gG5,n*3,C*)tG)*D>-+f=#t0KXB01O'+BZM;#z7*Gm>3.:Q,//"
    "*D+(+EZ.-5.T5z7*0R.*I{;#.:#40/(>o!#9I,:)40C)#o/7,+7c7*6+x**07'/[}I/9a6)h93,Fm6.3+,*GZFQ:"
    ";#0,7%ED-#/%x6&a1U][j '&2*@-Jp6:!D+@I/+gG7,)gH5+/7-*!$3//0Ho:]VC/-x0cf-7..qG5+- #3./=3,="
    ".'O.*>fn;*,RMh1U,,'(!4./0B4~&&.V/)n3+F#o/RH!(3}-Go6%u/7/+gG5,-3<*.'tj*+SK%.&A0:}R/U,'R.7"
    "&%7/(700;#:;':uCm:;%6'5.-5-6cP6'#!2/9u6&qj7-,gH5/03k);&6)L:!0VF -!`M ,'Aj%sO60q/*I.+;-'("
    "+3++,0I/6&7++7&,<%%/,<,0>O6$xH5-TI0:%x.J7/-a-BW00;'F;&C+g&07)07..hJ%!Sy+`M*'#oHQl|3.)15+"
    "=!X6(8s)-8.&-*I,sZ0@3F)0Y9 ,&2+0_*2+/_,r9 ,*A})>D/K;-*[6^6;%C^MgK[K7,.q/>3FnW /*a-:+_6.'"
    "D*@5+-U-&3X(bMu1U,/,.#4.=/+o0!&.VB/-a/9A,6-XC6$A&(=5,9[z7,.W(0/3/6'<.H3~/.Q )-7,*7.&mT56"
    "J#A=.J3,*7,/7,.7{7..7.*7++7*,I,M3+/,13/&'0W!,/$!N.6JN/>%#t,7E7&.7-*%.3>,.3{}Z/07/)[9hw7)"
    "+^iq.7(/&;'6EVH.)<}}dnf:&Q./.[//;$K7/+7+/e(-1f6-;-(7/07/1U0G5.1U/1U/1U'Gf0lV6=Y=CW(@[J7/"
    "0d+=d0lm+/$A..*-)rB)9`6Ja)/-^>5jR-#7M[6#W6'W:#Q6#Z:R:U-GL0:%t=01D$ =#k6B40M;,.;%>b03x)RG"
    "h/7*, $3.)..+4-B .!r>*.e0/%xzei-#40c.$t6.LK0W- )(3-)+,u.%5/&g>5.- !$P>!0,2+l.E_6K<,-0UJq"
    "0K3/*+w<&0/5,>[B7+.3,*0wX6-5/*7/.7,G5/>5.956%I67/-7ibHI.1 *#`M&Jp=6(A,0K5.EIM7+.$e=-DC /"
    "!`@ /&r12lN.!&9o6/!<,.'d-s4/:'36.5+=)[).7+0b.0qHm0@3....Q'J^G7++7&0d%,wY6)g.;!nb>5,/$5,6"
    "%3,,&.f.(0g/*d:%3,:-a6/^)i7++7,,8 &zV06#8.GeF;/G50/*!86K3.{0e=/!8,B5-+7/G5.17,E5+E5,G5/G"
    "5,/^:&d:/R(9N'*/>2*6F!k09fM[l5{..36,$3~7&E7,+7+/uK5,0!7.)[0U,+ )#P>,Bpy$N.*Fq@5.0;%1U~ !"
    "!SB&@2*@/G2,6J3+0TWJgEg/|<6Hd%FI*6)S06+#P6,u>u.7(>56,5+.1U.07/.5-@%)!2/y%p:($X6-3C+E4-!#"
    "9h0R0+uT8,F))!2,6F!S*/*O=&3-,$5.F;%,.)7(,R][}dvBX=0,<,#@uB&_.6-&pF$Z9u-3Y6)3/-,/3,0Fa0l^"
    "v8+ (08/'.-d6,W/=D-B!40F5+6)q,0U(1;)0GZJ5,(gE#/$2*0 -0V:>f0,R9u-7.+3t)hT5.) %(`G#.*2+n0/"
    "!rJ>h/U/(q0F4-MC406/&XF7#-*7*.[B5+-!R.j3,/)0<E .#`02+&S+2+&S. !c4-+,,I-,%Q+,;&/$-f.$0e0z"
    "<M*Q|+q'.RsR+.-&4..%%-SH%-'N0:&I*17#07,'707!*0+!<-)-%3,!,$e)lN06(<i,5/%-^/*m]!D6/*Vz$-#p"
    "*2*(p)p)`+p*4/.+@O.,%Z/=!N/6)L6/$L6+5~-I/:$3+6-Q*0BA->3,6.d'&|7-$b.R.&5+K)%4.0F(A'-iY//H"
    "Q/+5,G[,F7%/(<%&/(V=)7)+7.'g.[/$++A/0+@2//-0GS_/7&+x0:#P>$!L/7&/*/T`.*)j7.&a,/3,-(;!.#u|"
    "WH^Hg6)!D0,/.#oK:8+/-(Y6ik-0Hu0!Y-0jA6C&3/+gGm/;!,+)!!S0,$-'L6-5,>a.]3.(!9Al(/8//)!8).iX"
    "/(=o-!+GNv09Z%j7**k(!+-V.:'Lj50/iX>$/O,2+&`*_)4/2+)4/..w<//(m-*#O69k6,D6>L69806$e6*u-'eB"
    "5+6$Q%/%m/gBQ0/('$`::$o.)#8).C8.-01gjaihM;#.M[/94.:(h-[i5-) #'P0 !.)rG'/!_6@8&)1U$,m/63/"
    ".))<@hCCD6-HL!#/'8'M3,j;#s5,9WHb@%!V6/EN/* ,*o/)iD.BZ6EY~BR>A%%(w2+y*`,.K#3,.g.$Qv$dw %!"
    "4.60!Y=;0/1Qw}O@}8=*m/-$V@//V. )/<///E<%'>7>gEY6)d-U0:%<J+,V-2-$_-r)r.2*)AC0EVz$f-,5-:5."
    "=#80M#xKu=&3+6/Z,-)3+.);6Bf!,*7.)gleKe6:%N+,(#L.6(X-6.x6$30@5+,*#I({#D%(KN,0,)#Q|5/)5+* "
    "%%P/!!jP>,Gr6MZ -'R.;$+j3v)!8E[J,EP=*}A%2cW-)Q+)R-'5-0bKqK;)6}VJ*EXC0,8+0/%O/6$Y6>m1x/6."
    "N6}!8/+^>q.7{ $$40jiX6(d6;]0+D1 +0!N>(cA-:(Z..%3K+)3/(',f00G7,&7(*A%%'-+A',n!Y~#3/.).Dw "
    ",#P/`)`)`)P1 #/(NK/0!V//%a/,$8j.+8z*To6ER97lY&*1f~*30F&8:,(LJm=-(Y=+E8 +98+K3.ib*-B40j)#"
    "PM%!X6=3,*)17(1mFW.*;%/&5./[KbHh6lLJ%GA{'ML.:&Y,.)!Az)'o17)6Jf&+.R/1f//%8+|b/,$3+F/!A/- "
    ".$`@ )'_12*)pE(>S{:#Ln#3-=)YK/1LM/9O/6)7Bb@N-*:!A*=$d/,IC##!SJ%.%Y6/3,6*3J+08G&9Y06$k='V"
    ">+1<}+EL)-97HRBD )woC%80|f/S#NE#.$t/zdM5{/QlE80FU&- #!A/%!/)2+) *0! !0!#j`@,G`6KI Tg,^/z"
    "3+6.<.6%3-6%<.6%3-6%f6@<+6#D-60k+(v[s5,.8**M!2.y%8HhGR,6)O,*M[@V*-JA6=$D&Hm/R>m/60!r'&]!"
    "<,-$O/*uJR,HQ(Hx.&m-0>o,#$3.&[K-,!AC)/(82.$8'-+3++(R(+$e6-e6-3+6&d6;/:;-6;!*-*3+v;6FOB$1"
    "X._(_-r)_. %-)p6C3,/);&-!'3,- G4> -%S0_%p-P(N0!!-&4M-cL]$3.*m:u*.#7,$R.7%.R.j-,4-6-#`0@3"
    ",6,f+,/7(07,,^@5.:-,r6C$Y/B3//=7+-Z%/*#py(r-M;#Eh.7'/*&#ps#-)`T)0!Av9IMb+Ex#.)a/,$L0,;)6"
    "%Q'.)7)&7,%g1[.C-'`:F$k.)5.6-<H'c_/_$`/_)NC,/%S:@f/)g,-&3-'#$x6%3-6%3-6%3-6%3-6)f-,(<Kq6"
    "$W+-)7(+7+-m0n&NyT #0/](8.*m95M[K#d6K!P@#/(tnj</sa.K!py(O#,/&3+sxC#Z,0/Q#.wO/zf,C&Ny-g93"
    "+ixE5.CU&=a/,'Q/BZ-M7F^J<&+F#2y/$P%/-[Hb~;%6&xKe6,%Z)6([//Z0MO=)8*6-!Y)+Ju9O..$3.B7,BW&/"
    "03+M%[/7-*m-2.&2.) */P6-9P]nRlb+b@q>5]UBbM#a6C!N=0>O0/(a>5vU0+^J;(6J8K)@4v&*.L0n$D/U]^@g"
    "GhG&#LG-TA/.#.,D,C%ITh/7,* 'V0!,0`=+B !0y$S(&.,7c3+J!YJ/,X/!(|N///c<%%9D2.*Nj)/)X{+3,n;("
    "6(3-6w4.6.#4/6%<6/5/=mC;(-JL@($LG)$Y:.E`,!!Bq15+@3+,%5+,(Z6KL@&T_-`)_+`)r.!&/&4/.0,!Y-)m"
    "MQjHD.!/.3+6EQ&l7-'O'&lV0F!D+F3.- #LG7==#rF&>A-! /(W..!8.+!L0je6E8 !i7,'^TZ0='r60,$p/,7("
    "-+W6J!X6,!o6W=9L. (0L|#1f,+&<,C#tnHY' /)R@5++q9$$S0:0,N.-*q/)%3B0/!P9 )%_/P%_1P&Sw ,%406"
    "-f.(usQ6HL/&,.Y-2-%_,p&P.!!+'N:0/!X0,%Z](36>3yL6FL6FD06*3-6)8(-,&f0/;.6#W)G<'-H#2.y*2+.H"
    ";'/7+)34.-h9QKgKm0sW=.+#4-CF8+=%Y6j4-00MW/T8/-;!:&^-0bv!o0+%3,Kf06'[,-7*)bT8*z$3y(o.)%!L"
    "+-(e60x6-d6*Q/M;61Q6-I*+R0TW-@b9W)9oy)_,//&;sRT34.)gE5/+#*A,. +02-i(/+ !0y%P%$+/7}mcI0,#"
    "3.1;$=^:&W0M/(t@'03+/-)o00,%A+&(KI//5,.7&>R+/[(cV,BZ6)f60!L6-W60e6'8.6%D6Tf]#W.>Vz}hKd/E"
    "x6/$W#0+L&-=O./)#YJ)#`=6%_/ '9A60@Z%.)7.)4-*,HY0/(I-+$d6(3-6$3/6#806&30:#3,6)I(-+I+6!kC1"
    "U&,^]&Y6+%D,.7,&707#..;-J5MbBhJ$W=~%4/+ +0<-C(O~%DK#&*40/,cY:;$6%e/.-3].,dM#^.(I/,5]!#$p"
    "9!0+2+/ (B20y!P,,0,[l8(.CY6=8(K!8:7)0/$R/c8&.HX0+'e-,'e6.#N/6|N.6)L6BL6K8,6)Z,-([1U*-bzZ"
    "F *-2*y+A'+/95//^HaKm6&3//!-30+ (%NH #*NB ',Av/>L0B!kv'3@[07)nJ!A)'#-(7,(mT4v*#<+-BL)&.1"
    "q}fK7&M7'E5+>N/F*h-'I0/;+BI.1^6,%3y(k6Ff,-&O/,)LT6X- -1<06lZ+GbGS.)/1dn&Q.+5+.7@^B#d6MLG"
    "%,*A.,)]8-=%V]'3,6.3-6)e6-<.6-86K36BQ,+%f6$e6-b0,f6Ct6&;/(b1U,,7-6(DK##L>^F-*!A0Fz^/,D*6"
    "(o]%[/7%07,+&(tT.(2+B)@_].0U++R.$R.)ucQJ#!N/.!@2,@)E !y.Y~K7}W+6%R/([lL%-iA06*%<,.R>^-^/"
    "sd0/0Q(#/$R/%qTa0/%!P06@P{-,!o=&<6)u6&d6$3//.,Ow'0Y/*.0!A,:'8+.#3+6-x*)17'GI,0bC#3/6Ck.,"
    "+*4{U//%R%-7'-7,+RB'&4.6=o.+'#8+/.!X-'%3/%gF.-<,,)/%79hT3v%8+:#8~97Bd,C)_y'N+J^95+Tb/sOy"
    "Oy$<).>m@bB8'.@L.z3+:;F&QJ%Z6=#A+%!9[HY)/EV.+%R-'5,Te@!#PJ!z2.s+@2-y!A(%/.7/*eE !4=&/-X6"
    "*W=;-6#3M9D6@3+K;&-) !t>.'<0F;+@I0He6,3,6*f]$^lZF5-c%$p>$j2.C0G2-6CZ&BR9Z+.'8=-EP@$94-6>"
    "Z%B7iO((9</zfC,!4:-wSH .'P12+)_12/'`H*>A06wV='I,0;.B#!4:+>X6(x6%3=:30001Q*.'Q+(5/60!PH$H"
    "`K(9O//97GL((GO-F3+/)!<=';0j0a6+3-0nL@%@_K)BA)v-! ",
};

inline constexpr const char* const test_digits[] = {
    "0123456789012345678901234567890955650989841773510022782012633733466649150952820017632174"
    "6313917684314053696175447282257954884908980123456789012345678901234567890955650989841773"
    "5100227820126337334666491509528200176321731391768431405369617544728225548849089801234567"
    "8901234567890123456789095565098984177351002278201263373346664915095282001763217463139176"
    "8431405369617544728225795488490893012345678901234567890123456789095565098984177351002278"
    "2012633733466649150952820017632174631391768431405369617544728225795488490898012345678901"
    "2345678901234567890955650989841773510022782012633733466649150952820017632174631391768431"
    "4053696175447282257954884908980123456789012345678901234567890955650989841773510022782012"
    "6337334666491509528200176321746313917684314053696175447282257954884908980123456789012345"
    "6789012345678909556509898417735100227820126337334666491509528200176321746313917684314053"
    "6961754472822579548849089812345678901234567890123456789095565098984177351278201263373346"
    "6649150952820017632146313917684314053696175447282257954490898012345678901234567890123456"
    "7890955650989841773510078201263373346664915095282001763217463139176843140536961754472822"
    "5795488490898012345678901234567890123456789095565098984177351002278201263373346664915095"
    "2820017632174631391768431405369617544728225795488490898012345678901234567890123456789095"
    "5650989841773510022782012633733466649150952820017632174631391768431405369617544728225795"
    "4884908012345678901234567890123456789095565098984177351002278201263373346664915095282001"
    "7632174631391768431405369617544728225795488490898012345678901234569012345678909556509898"
    "4177351002278201263373346664915095280176321746313917684314053696175447225795449089801234"
    "5678901234567890123456789095565098984177351002278201263373346664915095282001763217463139"
    "1768431405369617544728225795488490898",
};

struct part {
    std::span<const char* const> pixels, digits;
};
// clang-format on

inline constexpr part train{train_pixels, train_digits}, test{test_pixels, test_digits};

constexpr int number_of(char c) { return c - ' ' - (c > '"') - (c > '?') - (c > '\\'); }

template <class OnPixel>
constexpr void expand(char c, OnPixel& on_pixel) {
    const int number = number_of(c);
    if (number <= 16) return void(on_pixel(number));
    expand(pairs[0][2 * (number - 17)], on_pixel);
    expand(pairs[0][2 * (number - 17) + 1], on_pixel);
}

/// Calls on_pixel(0..16) for all pixels, then on_digit(0..9) for all labels.
template <class OnPixel, class OnDigit>
constexpr void decode(const part& from, OnPixel on_pixel, OnDigit on_digit) {
    for (const char* piece : from.pixels)
        for (; *piece != '\0'; ++piece) expand(*piece, on_pixel);
    for (const char* piece : from.digits)
        for (; *piece != '\0'; ++piece) on_digit(*piece - '0');
}

}  // namespace inlay::optdigits::embedded_data

#endif
// ---- inlay/data/optdigits.hpp ----
// Handwritten digits, 8x8, 3,823 to train and 1,797 to test: from files, or from the header itself.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <string>
#include <utility>

/// Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, UCI Machine Learning
/// Repository, 1998, doi 10.24432/C50P49, CC BY 4.0. The testing digits are by other writers.
namespace inlay::optdigits {

/// The split that is part of the library.
inline train_test embedded() {
    const auto fill = [](dataset& out, auto rows) {
        out.shape = {8, 8, 1};
        out.class_count = 10;
        embedded_data::decode(
            rows, [&](int pixel) { out.images.push_back(static_cast<float>(pixel) / 16.0f); },
            [&](int digit) { out.labels.push_back(digit); });
    };
    train_test out;
    fill(out.train, embedded_data::train);
    fill(out.test, embedded_data::test);
    return out;
}

/// From `directory` if it has optdigits.tra and optdigits.tes (or .gz), else the embedded split.
/// Images (N, 8, 8, 1) in 0..1: the pixel counts 0..16 divided by 16. Labels 0..9.
///
///     auto [train, test] = inlay::optdigits::load();
inline result<train_test> try_load(const std::string& directory = "") {
    if (directory.empty()) return embedded();
    const std::string train = find_data_file(directory + "/optdigits.tra");
    const std::string test = find_data_file(directory + "/optdigits.tes");
    if (train.empty() && test.empty()) return embedded();
    if (train.empty() || test.empty())
        return make_failure(directory, ": expected optdigits.tra and optdigits.tes, found only ",
                            train.empty() ? test : train);
    train_test out;
    for (auto [path, part] : {std::pair(&train, &out.train), std::pair(&test, &out.test)}) {
        auto rows = try_load_csv(*path, {.shape = {8, 8, 1}, .scale = 1.0f / 16.0f});
        if (!rows) return rows.error();
        if (rows->class_count > 10)
            return make_failure(*path, ": expected digits 0..9, found ", rows->class_count - 1);
        *part = std::move(rows).value();
        part->class_count = 10;
    }
    return out;
}
inline train_test load(const std::string& directory = "") { return try_load(directory).value(); }

}  // namespace inlay::optdigits

#endif
// ---- inlay/io.hpp ----
// Files: safetensors, and the pieces it is made of.

// Outcomes and files

// Formats
// ---- inlay/io/utf8.hpp ----
// UTF-8: is a text well formed, and one code point appended to a string.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <string>
#include <string_view>

namespace inlay {

/// Whether `bytes` is well-formed UTF-8 (Unicode 15, table 3-7: no overlong forms, no surrogates).
inline bool is_utf8(std::string_view bytes) {
    const auto at = [&](std::size_t i) -> unsigned {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
    };
    for (std::size_t i = 0; i < bytes.size();) {
        const unsigned first = at(i);
        if (first < 0x80) {
            ++i;
            continue;
        }
        const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4) return false;
        const unsigned low = first == 0xE0 ? 0xA0U : first == 0xF0 ? 0x90U : 0x80U;
        const unsigned high = first == 0xED ? 0x9FU : first == 0xF4 ? 0x8FU : 0xBFU;
        if (at(i + 1) < low || at(i + 1) > high) return false;
        for (std::size_t k = 2; k < length; ++k)
            if ((at(i + k) & 0xC0U) != 0x80U) return false;
        i += length;
    }
    return true;
}

/// Appends one code point (below 0x110000).
[[gnu::cold]] inline void append_utf8(std::string& out, unsigned code) {
    const auto put = [&](unsigned byte) { out += static_cast<char>(byte); };
    const auto tail = [&](int shift) { put(0x80U | ((code >> shift) & 0x3FU)); };
    // clang-format off
    if (code < 0x80)         { put(code); }
    else if (code < 0x800)   { put(0xC0U | code >> 6);  tail(0); }
    else if (code < 0x10000) { put(0xE0U | code >> 12); tail(6);  tail(0); }
    else                     { put(0xF0U | code >> 18); tail(12); tail(6); tail(0); }
    // clang-format on
}

}  // namespace inlay

#endif
// ---- inlay/io/json.hpp ----
// A strict JSON reader without a tree (RFC 8259): the caller pulls the values it expects.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace inlay {

/// A function that is called while the call it is passed to lasts: what it captured, and how to call it.
template <class... Args>
class visitor {
public:
    template <class F>
    visitor(const F& f) : object_(&f), call_([](const void* object, Args... args) -> bool {
        return (*static_cast<const F*>(object))(args...);
    }) {}
    bool operator()(Args... args) const { return call_(object_, args...); }

private:
    const void* object_;
    bool (*call_)(const void*, Args...);
};

/// Reads one JSON text from front to back. Every function returns false after the first mistake,
/// which error() then describes. Strict: no trailing commas, no comments, no duplicate keys,
/// at most 32 levels. Keeps nothing but the keys of the objects that are open.
///
///     json_reader json(source, "settings.json");
///     bool ok = json.object([&](const std::string& key) {
///         return key == "name" ? json.string(name) : json.skip();
///     }) && json.end();
class json_reader {
public:
    static constexpr int max_depth = 32;

    json_reader(std::string_view source, std::string label)
        : text_(source), label_(std::move(label)) {}

    /// Calls on_member(key) once per member, positioned at its value; it returns false to stop.
    [[gnu::cold]] bool object(visitor<const std::string&> on_member) {
        std::string keys;                // one after the other
        std::vector<std::size_t> ends;   // of each
        const auto member = [&] {
            std::string key;
            if (!string(key) || !symbol(':')) return false;
            keys += key;
            ends.push_back(keys.size());
            return on_member(key);
        };
        return sequence('{', '}', member) && distinct(keys, ends);
    }

    /// Calls on_item() once per item, positioned at it; it returns false to stop.
    bool array(visitor<> on_item) { return sequence('[', ']', on_item); }

    /// A string, unescaped, as UTF-8.
    [[gnu::cold]] bool string(std::string& out) {
        out.clear();
        space();
        if (peek() != '"') return expected("a string");
        const std::size_t first = ++position_;
        while (peek() != '"') {
            if (position_ == text_.size()) return expected("'\"'");
            if (static_cast<unsigned char>(peek()) < 0x20) return expected("no control character");
            if (peek() == '\\') {
                if (!escape(out)) return false;
            } else out += text_[position_++];
        }
        if (!is_utf8(text_.substr(first, position_ - first))) return expected("UTF-8 before this");
        ++position_;
        return true;
    }

    /// A whole number that is not negative: digits only, no leading zero, no fraction, no exponent.
    [[gnu::cold]] bool whole(std::uint64_t& out) {
        space();
        const std::size_t first = position_;
        out = 0;
        while (is_digit(peek())) {
            const auto digit = static_cast<std::uint64_t>(text_[position_] - '0');
            if (out > (std::numeric_limits<std::uint64_t>::max() - digit) / 10)
                return position_ = first, expected("a whole number below 2^64");
            out = 10 * out + digit;
            ++position_;
        }
        const bool leading_zero = position_ > first + 1 && text_[first] == '0';
        const bool more = peek() == '.' || peek() == 'e' || peek() == 'E';
        if (position_ == first || leading_zero || more)
            return position_ = first, expected("a whole number");
        return true;
    }

    /// Any number, as it is written: "-1.5e3".
    [[gnu::cold]] bool number(std::string& out) {
        space();
        const std::size_t first = position_;
        if (!number()) return false;
        out = text_.substr(first, position_ - first);
        return true;
    }

    /// Any value, checked and dropped.
    [[gnu::cold]] bool skip() {
        std::string dropped;
        space();
        // clang-format off
        switch (peek()) {
            case '{': return object([&](const std::string&) { return skip(); });
            case '[': return array([&] { return skip(); });
            case '"': return string(dropped);
            case 't': return word("true");
            case 'f': return word("false");
            case 'n': return word("null");
            default:  return number();
        }
        // clang-format on
    }

    /// Nothing but white space is left.
    bool end() {
        space();
        return position_ == text_.size() || expected("the end");
    }

    /// Reports a mistake of the caller's own at the current position; always false.
    [[gnu::cold]] bool expected(std::string_view what) {
        if (!error_.message.empty()) return false;
        const std::string found = position_ < text_.size() ? in_quotes(text_.substr(position_, 1))
                                                           : std::string("the end");
        return refuse(
            make_failure(label_, ", byte ", position_, ": expected ", what, ", found ", found));
    }

    /// Reports a mistake in the caller's own words; always false. The first one stays.
    [[gnu::cold]] bool refuse(failure what) {
        if (error_.message.empty()) error_ = std::move(what);
        return false;
    }

    const failure& error() const { return error_; }

private:
    static bool is_digit(char c) { return c >= '0' && c <= '9'; }

    char peek() const { return position_ < text_.size() ? text_[position_] : '\0'; }

    void space() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') ++position_;
    }

    bool symbol(char c) {
        space();
        if (peek() != c) return expected(in_quotes(std::string_view(&c, 1)));
        ++position_;
        return true;
    }

    [[gnu::cold]] bool sequence(char open, char close, visitor<> on_item) {
        if (!symbol(open)) return false;
        if (++depth_ > max_depth) return expected("at most 32 nested levels");
        space();
        if (peek() != close) {
            do {
                if (!on_item()) return false;
            } while (comma());
        }
        --depth_;
        return symbol(close);
    }

    bool comma() {
        space();
        if (peek() != ',') return false;
        ++position_;
        return true;
    }

    [[gnu::cold]] bool distinct(const std::string& keys, const std::vector<std::size_t>& ends) {
        std::vector<std::string_view> sorted(ends.size());
        for (std::size_t i = 0, first = 0; i < ends.size(); first = ends[i++])
            sorted[i] = std::string_view(keys).substr(first, ends[i] - first);
        const auto order = [](const void* a, const void* b) {
            return static_cast<const std::string_view*>(a)->compare(*static_cast<const std::string_view*>(b));
        };
        if (!sorted.empty()) std::qsort(sorted.data(), sorted.size(), sizeof(std::string_view), order);
        for (std::size_t i = 1; i < sorted.size(); ++i)
            if (sorted[i] == sorted[i - 1])
                return refuse(make_failure(label_, ": key ", in_quotes(sorted[i]), " twice"));
        return true;
    }

    bool word(std::string_view literal) {
        if (text_.substr(position_, literal.size()) != literal) return expected("a value");
        position_ += literal.size();
        return true;
    }

    [[gnu::cold]] bool digits() {
        if (!is_digit(peek())) return expected("a digit");
        while (is_digit(peek())) ++position_;
        return true;
    }

    [[gnu::cold]] bool number() {
        if (peek() != '-' && !is_digit(peek())) return expected("a value");
        if (peek() == '-') ++position_;
        if (peek() == '0') ++position_;
        else if (!digits()) return false;
        if (peek() == '.') {
            ++position_;
            if (!digits()) return false;
        }
        if (peek() == 'e' || peek() == 'E') {
            ++position_;
            if (peek() == '+' || peek() == '-') ++position_;
            if (!digits()) return false;
        }
        return true;
    }

    [[gnu::cold]] bool hex4(unsigned& code) {
        code = 0;
        for (int i = 0; i < 4; ++i, ++position_) {
            const char c = peek();
            const int digit = is_digit(c)            ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit < 0) return expected("four hexadecimal digits");
            code = 16 * code + static_cast<unsigned>(digit);
        }
        return true;
    }

    [[gnu::cold]] bool escape(std::string& out) {
        ++position_;  // the backslash
        constexpr std::string_view from = "\"\\/bfnrt", to = "\"\\/\b\f\n\r\t";
        if (const std::size_t i = from.find(peek()); i != from.npos && peek() != '\0') {
            out += to[i];
            ++position_;
            return true;
        }
        if (peek() != 'u') return expected("an escape");
        ++position_;
        unsigned code = 0, low = 0;
        if (!hex4(code)) return false;
        if (code >= 0xD800 && code < 0xDC00) {  // the first half of a surrogate pair
            if (text_.substr(position_, 2) != "\\u") return expected("the second surrogate");
            position_ += 2;
            if (!hex4(low)) return false;
            if (low < 0xDC00 || low >= 0xE000) return expected("the second surrogate before this");
            code = 0x10000U + ((code - 0xD800U) << 10) + (low - 0xDC00U);
        } else if (code >= 0xDC00 && code < 0xE000) {
            return expected("the first surrogate before this");
        }
        append_utf8(out, code);
        return true;
    }

    std::string_view text_;
    std::string label_;
    std::size_t position_ = 0;
    int depth_ = 0;
    failure error_;
};

/// `value` as a JSON string with its quotes; it must be UTF-8.
[[gnu::cold]] inline std::string json_string(std::string_view value) {
    constexpr char hex[] = "0123456789abcdef";
    std::string out = "\"";
    for (char c : value) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') (out += '\\') += c;
        else if (code < 0x20) ((out += "\\u00") += hex[code >> 4]) += hex[code & 15];
        else out += c;
    }
    return out += '"';
}

}  // namespace inlay

#endif
// ---- inlay/io/tensor_entry.hpp ----
// One tensor in a file: its name, element type, shape and place.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace inlay {

struct tensor_entry {
    std::string name;
    stored_dtype type = stored_dtype::f32;
    std::vector<long> shape;
    std::size_t begin = 0, end = 0;  // bytes, counted from the first byte after the header

    /// Elements; the product of the shape, 1 for a scalar.
    std::size_t size() const {
        std::size_t product = 1;
        for (long extent : shape) product *= static_cast<std::size_t>(extent);
        return product;
    }
};

/// One pair of a file's __metadata__.
struct metadata_entry {
    std::string key, value;
    friend bool operator==(const metadata_entry&, const metadata_entry&) = default;
};

/// `F32 [16, 1, 3, 3]`, for messages.
inline std::string describe(stored_dtype type, std::span<const long> extents) {
    return detail::join(dtype_name(type), ' ', extents);
}

/// Bytes of a tensor; nothing where an extent is negative, a product leaves std::size_t, or packed
/// elements of 4 or 6 bits do not fill whole bytes.
inline std::optional<std::size_t> tensor_bytes(stored_dtype type, std::span<const long> extents) {
    std::size_t bits = dtype_bits(type);
    for (long extent : extents) {
        if (extent < 0) return std::nullopt;
        const auto factor = static_cast<std::size_t>(extent);
        if (factor != 0 && bits > std::numeric_limits<std::size_t>::max() / factor)
            return std::nullopt;
        bits *= factor;
    }
    if (bits % 8 != 0) return std::nullopt;
    return bits / 8;
}

}  // namespace inlay

#endif
// ---- inlay/io/safetensors_header.hpp ----
// The header of a safetensors file: parsed, and checked against the bytes that follow it.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace inlay {

struct safetensors_header {
    static constexpr std::size_t length_bytes = 8;
    static constexpr std::size_t max_length = 100'000'000;  // as the reference implementation

    std::vector<tensor_entry> entries;  // in the order of the header
    std::vector<metadata_entry> metadata;
    std::size_t data_start = 0;  // of the file

    [[gnu::cold]] static result<safetensors_header> try_parse(byte_span file, const std::string& label) {
        if (file.size() < length_bytes)
            return make_failure(label, ": expected at least 8 bytes (the header's length), found ",
                                file.size());
        const auto length = load_little_endian<std::uint64_t>(file.data());
        const std::size_t rest = file.size() - length_bytes, most = rest < max_length ? rest : max_length;
        if (length > most)
            return make_failure(label, ": header length: expected at most ", most, ", found ",
                                length);

        safetensors_header header;
        header.data_start = length_bytes + static_cast<std::size_t>(length);
        const std::string_view source(reinterpret_cast<const char*>(file.data()) + length_bytes,
                                      static_cast<std::size_t>(length));
        if (!source.starts_with('{'))
            return make_failure(label, ": header: expected '{', found ",
                                source.empty() ? "nothing" : in_quotes(source.substr(0, 1)));
        json_reader json(source, detail::join(label, ": header"));
        if (!header.parse(json, label)) return json.error();
        if (auto covered = header.check_cover(file.size() - header.data_start, label); !covered)
            return covered.error();
        return header;
    }

private:
    [[gnu::cold]] bool parse(json_reader& json, const std::string& label) {
        const auto member = [&](const std::string& key) {
            if (key == "__metadata__") return parse_metadata(json);
            tensor_entry entry;
            entry.name = key;
            const std::string where = detail::join(label, ": tensor ", in_quotes(key), ": ");
            if (!parse_entry(json, entry, where)) return false;
            entries.push_back(std::move(entry));
            return true;
        };
        return json.object(member) && json.end();
    }

    [[gnu::cold]] bool parse_metadata(json_reader& json) {
        return json.object([&](const std::string& key) {
            metadata.push_back({key, ""});
            return json.string(metadata.back().value);
        });
    }

    /// {"dtype": "F32", "shape": [16, 8], "data_offsets": [0, 512]}; other keys are ignored, as the
    /// reference implementation does.
    [[gnu::cold]] static bool parse_entry(json_reader& json, tensor_entry& entry, const std::string& where) {
        std::string type;
        std::vector<std::uint64_t> extents, offsets;
        bool has_shape = false;
        const auto member = [&](const std::string& key) {
            if (key == "dtype") return json.string(type);
            if (key == "shape") return has_shape = true, whole_numbers(json, extents);
            if (key == "data_offsets") return whole_numbers(json, offsets);
            return json.skip();
        };
        if (!json.object(member)) return false;

        const auto known = dtype_from_name(type);
        if (!known)
            return json.refuse(make_failure(where, "expected a dtype such as F32, found ",
                                            type.empty() ? "none" : in_quotes(type)));
        entry.type = *known;
        if (!has_shape) return json.refuse(make_failure(where, "expected a shape, found none"));
        for (std::uint64_t extent : extents) {
            if (extent > static_cast<std::uint64_t>(std::numeric_limits<long>::max()))
                return json.refuse(make_failure(where, "expected smaller extents, found ", extent));
            entry.shape.push_back(static_cast<long>(extent));
        }
        if (offsets.size() != 2)
            return json.refuse(
                make_failure(where, "expected two data_offsets, found ", offsets.size()));
        return place(json, entry, offsets[0], offsets[1], where);
    }

    [[gnu::cold]] static bool place(json_reader& json, tensor_entry& entry, std::uint64_t begin,
                      std::uint64_t end, const std::string& where) {
        if (end < begin || end > std::numeric_limits<std::size_t>::max())
            return json.refuse(make_failure(where, "expected data_offsets in order, found [", begin,
                                            ", ", end, "]"));
        entry.begin = static_cast<std::size_t>(begin);
        entry.end = static_cast<std::size_t>(end);
        const auto bytes = tensor_bytes(entry.type, entry.shape);
        const std::string tensor = describe(entry.type, entry.shape);
        if (!bytes)
            return json.refuse(make_failure(where,
                                            "expected a size in whole bytes below 2^64 "
                                            "bits, found ",
                                            tensor));
        if (*bytes != end - begin)
            return json.refuse(make_failure(where, "expected ", *bytes, " bytes for ", tensor,
                                            ", found ", end - begin));
        return true;
    }

    [[gnu::cold]] static bool whole_numbers(json_reader& json, std::vector<std::uint64_t>& out) {
        return json.array([&] { return json.whole(out.emplace_back()); });
    }

    /// Law: ordered by place, every tensor begins where the one before it ends; the first at 0, the
    /// last ends with the file.
    [[gnu::cold]] result<void> check_cover(std::size_t data_bytes, const std::string& label) const {
        std::vector<const tensor_entry*> by_place;
        for (const tensor_entry& entry : entries) by_place.push_back(&entry);
        const auto order = [](const void* a, const void* b) {
            const tensor_entry &x = **static_cast<const tensor_entry* const*>(a), &y = **static_cast<const tensor_entry* const*>(b);
            if (x.begin != y.begin) return x.begin < y.begin ? -1 : 1;
            return x.end == y.end ? 0 : x.end < y.end ? -1 : 1;
        };
        if (!by_place.empty()) std::qsort(by_place.data(), by_place.size(), sizeof(tensor_entry*), order);
        std::size_t next = 0;
        for (const tensor_entry* entry : by_place) {
            if (entry->begin != next)
                return make_failure(label, ": tensor ", in_quotes(entry->name),
                                    ": expected to begin at byte ", next, ", found ", entry->begin);
            next = entry->end;
        }
        if (next != data_bytes)
            return make_failure(label, ": expected ", next, " bytes of data, found ", data_bytes);
        return {};
    }
};

}  // namespace inlay

#endif
// ---- inlay/io/safetensors.hpp ----
// Reads safetensors files: 8 bytes header length, a JSON header, the tensors' bytes.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace inlay {

/// The content of one safetensors file, checked completely before it is handed out: the header's
/// length, JSON and names, every dtype and shape against its bytes, and that the tensors cover the
/// data exactly, without gap or overlap.
/// Source: https://huggingface.co/docs/safetensors, "Format".
///
///     auto file = inlay::safetensors::read("digits.safetensors");
///     for (auto& entry : file.entries()) std::puts(entry.name.c_str());
class safetensors {
public:
    [[gnu::cold]] static result<safetensors> try_read(const std::string& path) {
        auto bytes = try_read_file(path);
        if (!bytes) return bytes.error();
        return try_parse(std::move(bytes).value(), path);
    }
    static safetensors read(const std::string& path) { return try_read(path).value(); }

    /// `label` stands for the file name in messages.
    [[gnu::cold]] static result<safetensors> try_parse(byte_buffer bytes, std::string label) {
        auto header = safetensors_header::try_parse(bytes, label);
        if (!header) return header.error();
        return safetensors(std::move(bytes), std::move(label), std::move(header).value());
    }
    static safetensors parse(byte_buffer bytes, std::string label) {
        return try_parse(std::move(bytes), std::move(label)).value();
    }

    /// In the order of the header.
    const std::vector<tensor_entry>& entries() const { return header_.entries; }

    const std::vector<metadata_entry>& metadata() const { return header_.metadata; }
    /// The value of that key, or nullptr.
    const std::string* metadata(std::string_view key) const {
        for (const metadata_entry& m : header_.metadata)
            if (m.key == key) return &m.value;
        return nullptr;
    }

    const std::string& label() const { return label_; }

    /// The entry of that name, or nullptr.
    const tensor_entry* find(std::string_view tensor) const {
        for (const tensor_entry& entry : header_.entries)
            if (entry.name == tensor) return &entry;
        return nullptr;
    }

    /// The entry of that name if it has that shape and converts to float.
    [[gnu::cold]] result<const tensor_entry*> try_find(std::string_view tensor,
                                         std::span<const long> extents) const {
        const tensor_entry* entry = find(tensor);
        if (entry == nullptr)
            return mismatch(tensor, describe(stored_dtype::f32, extents), "no such tensor");
        bool matches = entry->shape.size() == extents.size();
        for (std::size_t i = 0; matches && i < extents.size(); ++i) matches = entry->shape[i] == extents[i];
        if (!matches || !converts_to_float(entry->type))
            return mismatch(tensor, describe(stored_dtype::f32, extents),
                            describe(entry->type, entry->shape));
        return entry;
    }

    /// The bytes as they lie in the file (little-endian).
    byte_span data(const tensor_entry& entry) const {
        return byte_span(bytes_).subspan(header_.data_start + entry.begin, entry.end - entry.begin);
    }

    /// Writes entry.size() floats to `out`, from F32, F64 (rounded), F16 or BF16.
    result<void> try_copy_as_float(const tensor_entry& entry, float* out) const {
        const unsigned char* from = data(entry).data();
        const std::size_t n = entry.size();
        switch (entry.type) {
            case stored_dtype::f32:
                return convert<std::uint32_t>(from, n, out, std::bit_cast<float, std::uint32_t>);
            case stored_dtype::f64:
                return convert<std::uint64_t>(from, n, out, float_from_double_bits);
            case stored_dtype::f16:
                return convert<std::uint16_t>(from, n, out, float_from_half);
            case stored_dtype::bf16:
                return convert<std::uint16_t>(from, n, out, float_from_bfloat16);
            default:
                return mismatch(entry.name, "F32, F64, F16 or BF16", dtype_name(entry.type));
        }
    }
    void copy_as_float(const tensor_entry& entry, float* out) const {
        try_copy_as_float(entry, out).value();
    }

private:
    safetensors(byte_buffer bytes, std::string label, safetensors_header header)
        : bytes_(std::move(bytes)), label_(std::move(label)), header_(std::move(header)) {}

    static bool converts_to_float(stored_dtype type) {
        return type == stored_dtype::f32 || type == stored_dtype::f64 ||
               type == stored_dtype::f16 || type == stored_dtype::bf16;
    }

    static float float_from_double_bits(std::uint64_t bits) {
        return static_cast<float>(std::bit_cast<double>(bits));
    }

    template <class Bits, class Convert>
    static result<void> convert(const unsigned char* from, std::size_t n, float* out,
                                Convert to_float) {
        for (std::size_t i = 0; i < n; ++i)
            out[i] = to_float(load_little_endian<Bits>(from + i * sizeof(Bits)));
        return {};
    }

    [[gnu::cold]] failure mismatch(std::string_view tensor, std::string_view expected,
                     std::string_view found) const {
        return make_failure(label_, ": tensor '", tensor, "': expected ", expected, ", found ",
                            found);
    }

    byte_buffer bytes_;
    std::string label_;
    safetensors_header header_;
};

}  // namespace inlay

#endif
// ---- inlay/io/safetensors_writer.hpp ----
// Writes safetensors files that the Python package reads back.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace inlay {

/// Collects tensors (it copies their values), then writes one file: names in the order of add(),
/// little-endian, the header padded with spaces so that the data begins at a multiple of 8.
/// A mistake in add() or metadata() is reported by write(); the first one stays.
///
///     inlay::safetensors_writer file;
///     file.metadata("format", "pt");
///     file.add("0.weight", {10, 64}, weights);
///     file.write("digits.safetensors");
class safetensors_writer {
public:
    /// A float tensor, row-major: values.size() is the product of the extents.
    [[gnu::cold]] safetensors_writer& add(std::string tensor, std::vector<long> extents,
                            std::span<const float> values) {
        tensor_entry entry{std::move(tensor), stored_dtype::f32, std::move(extents), 0, 0};
        if (!place(entry, values.size_bytes())) return *this;
        for (std::size_t i = 0; i < values.size(); ++i)
            store_little_endian(std::bit_cast<std::uint32_t>(values[i]),
                                data_.data() + entry.begin + i * sizeof(float));
        entries_.push_back(std::move(entry));
        return *this;
    }

    /// A tensor of any element type, from bytes that are little-endian already.
    [[gnu::cold]] safetensors_writer& add(std::string tensor, stored_dtype type, std::vector<long> extents,
                            byte_span bytes) {
        tensor_entry entry{std::move(tensor), type, std::move(extents), 0, 0};
        if (!place(entry, bytes.size())) return *this;
        for (std::size_t i = 0; i < bytes.size(); ++i) data_[entry.begin + i] = bytes[i];
        entries_.push_back(std::move(entry));
        return *this;
    }

    /// A note for __metadata__; the last value of a key stays.
    [[gnu::cold]] safetensors_writer& metadata(std::string key, std::string value) {
        if (!is_utf8(key) || !is_utf8(value))
            refuse(make_failure("metadata ", in_quotes(key), ": expected UTF-8"));
        for (metadata_entry& known : metadata_)
            if (known.key == key) return known.value = std::move(value), *this;
        metadata_.push_back({std::move(key), std::move(value)});
        return *this;
    }

    [[gnu::cold]] result<void> try_write(const std::string& path) const {
        if (!state_) return make_failure(path, ": ", state_.error().message);
        const std::string head = header();
        return try_write_file(path, {bytes_of(head), data_});
    }
    void write(const std::string& path) const { try_write(path).value(); }

    /// The whole file in memory.
    [[gnu::cold]] result<byte_buffer> try_bytes() const {
        if (!state_) return state_.error();
        const std::string head = header();
        byte_buffer out(head.size() + data_.size());
        std::memcpy(out.data(), head.data(), head.size());
        if (!data_.empty()) std::memcpy(out.data() + head.size(), data_.data(), data_.size());
        return out;
    }
    byte_buffer bytes() const { return try_bytes().value(); }

private:
    static byte_span bytes_of(const std::string& characters) {
        return {reinterpret_cast<const unsigned char*>(characters.data()), characters.size()};
    }

    void refuse(failure what) {
        if (state_) state_ = std::move(what);
    }

    [[gnu::cold]] result<void> check(const tensor_entry& entry, std::size_t bytes) const {
        const auto refused = [&](const std::string& why) {
            return make_failure("tensor ", in_quotes(entry.name), ": expected ", why);
        };
        if (!is_utf8(entry.name)) return refused("a name in UTF-8");
        if (entry.name == "__metadata__") return refused("another name, this one is reserved");
        for (const tensor_entry& other : entries_)
            if (other.name == entry.name) return refused("a name not added before");
        const std::string tensor = describe(entry.type, entry.shape);
        const auto needed = tensor_bytes(entry.type, entry.shape);
        if (!needed) return refused(detail::join("a shape of whole bytes, found ", tensor));
        if (*needed != bytes) return refused(detail::join(*needed, " bytes for ", tensor, ", found ", bytes));
        return {};
    }

    [[gnu::cold]] std::string header() const {
        std::string json = "{";
        const char* comma = "";
        if (!metadata_.empty()) {
            json += "\"__metadata__\":{";
            for (const metadata_entry& m : metadata_) {
                json += detail::join(comma, json_string(m.key), ':', json_string(m.value));
                comma = ",";
            }
            json += '}';
        }
        for (const tensor_entry& entry : entries_) {
            json += detail::join(comma, json_string(entry.name), ":{\"dtype\":\"", dtype_name(entry.type),
                                 "\",\"shape\":", std::span<const long>(entry.shape), ",\"data_offsets\":[",
                                 entry.begin, ',', entry.end, "]}");
            comma = ",";
        }
        json += '}';
        json.resize((json.size() + 7) / 8 * 8, ' ');
        std::string length(8, '\0');
        store_little_endian(std::uint64_t{json.size()},
                            reinterpret_cast<unsigned char*>(length.data()));
        return length + json;
    }

    /// Checks the entry and makes room for it at the end of the data.
    [[gnu::cold]] bool place(tensor_entry& entry, std::size_t bytes) {
        if (auto checked = check(entry, bytes); !checked) return refuse(checked.error()), false;
        entry.begin = data_.size();
        entry.end = entry.begin + bytes;
        data_.resize(entry.end);
        return true;
    }

    std::vector<tensor_entry> entries_;
    std::vector<metadata_entry> metadata_;
    byte_buffer data_;
    result<void> state_;
};

}  // namespace inlay

#endif

// Networks
// ---- inlay/io/model.hpp ----
// Models as safetensors, with PyTorch's names and layouts: a state_dict loads, and the other way round.
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

namespace inlay {
namespace detail {

inline constexpr const char* architecture_key = "inlay.architecture";

/// A hash of everything that gives the parameters their meaning: ops, attributes, shapes, wiring, names.
template <class Net>
constexpr unsigned long long architecture_hash() {
    constexpr auto& r = recorded<Net>::value;
    unsigned long long h = 14695981039346656037ULL;
    const auto add = [&h](unsigned long long v) { h = (h ^ v) * 1099511628211ULL; };
    const auto add_text = [&add](const char* s) {
        for (; *s != '\0'; ++s) add(static_cast<unsigned char>(*s));
    };
    const auto add_int = [&add](long v) { add(static_cast<unsigned long long>(v)); };
    for (const node& n : r.g.nodes) {
        add_text(n.op->name);
        for (int k = 0; k < n.input_count; ++k) add_int(n.input[k]);
        for (int k = 0; k < n.out.rank; ++k) add_int(n.out[k]);
        const window& w = n.win;
        for (int v : {w.kernel_h, w.kernel_w, w.stride_h, w.stride_w, w.pad_top, w.pad_left, w.pad_bottom,
                      w.pad_right, w.dilation_h, w.dilation_w, w.groups})
            add_int(v);
        add(__builtin_bit_cast(unsigned long long, n.value));
    }
    for (int i = 0; i < r.parameter_count; ++i) add_text(recorded<Net>::parameter_path(i).data);
    return h;
}

/// What saving and loading need to know of a network, as values: one function serves all networks.
struct parameter_table {
    const layer_record* layers;
    const parameter_record* records;
    int count;
    unsigned long long architecture;

    [[gnu::cold]] std::string name(int i) const { return to_string(path_of(layers, records[i])); }
    [[gnu::cold]] std::string architecture_text() const {
        char digits[17];
        std::snprintf(digits, sizeof digits, "%016llx", architecture);
        return digits;
    }
    [[gnu::cold]] bool has(const std::string& name_in_file) const {
        for (int i = 0; i < count; ++i)
            if (equal(path_of(layers, records[i]).data, name_in_file.c_str())) return true;
        return false;
    }
};
template <class Net>
inline constexpr parameter_table parameters_of_network{recorded<Net>::lists.layers, recorded<Net>::lists.parameters,
                                                       recorded<Net>::lists.parameter_count, architecture_hash<Net>()};

inline std::vector<long> extents_of(const shape& s) { return std::vector<long>(s.extent, s.extent + s.rank); }

[[gnu::cold]] inline result<void> save_parameters(const parameter_table& table, const float* storage, const std::string& path) {
    safetensors_writer file;
    file.metadata("format", "pt");
    file.metadata(architecture_key, table.architecture_text());
    std::vector<float> values;
    for (int i = 0; i < table.count; ++i) {
        const parameter_record& p = table.records[i];
        values.resize(static_cast<std::size_t>(p.public_shape.size()));
        for (std::size_t k = 0; k < values.size(); ++k) values[k] = storage[p.offset + storage_index(p, static_cast<long>(k))];
        file.add(table.name(i), extents_of(p.public_shape), values);
    }
    return file.try_write(path);
}

[[gnu::cold]] inline result<void> load_parameters(const parameter_table& table, float* storage, const std::string& path) {
    auto read = safetensors::try_read(path);
    if (!read) return read.error();
    const safetensors& file = *read;
    if (const std::string* hash = file.metadata(architecture_key); hash != nullptr && *hash != table.architecture_text())
        return make_failure(path, ": expected architecture ", table.architecture_text(), ", found ", in_quotes(*hash),
                            ": the file belongs to another network");
    for (int i = 0; i < table.count; ++i)
        if (auto entry = file.try_find(table.name(i), extents_of(table.records[i].public_shape)); !entry) return entry.error();
    for (const tensor_entry& entry : file.entries())
        if (!entry.name.ends_with("num_batches_tracked") && !table.has(entry.name))
            return make_failure(path, ": tensor ", in_quotes(entry.name), ": expected no such tensor, found ",
                                describe(entry.type, entry.shape));
    std::vector<float> values;
    for (int i = 0; i < table.count; ++i) {
        const parameter_record& p = table.records[i];
        const tensor_entry& entry = *file.find(table.name(i));
        values.resize(entry.size());
        if (auto ok = file.try_copy_as_float(entry, values.data()); !ok) return ok;
        for (std::size_t k = 0; k < values.size(); ++k) storage[p.offset + storage_index(p, static_cast<long>(k))] = values[k];
    }
    return {};
}

}  // namespace detail

/// Writes every parameter and running statistic under its path, in PyTorch's shape and order, with a
/// hash of the architecture as metadata. The file appears whole or not at all.
template <class Net>
result<void> try_save(const model<Net>& m, const std::string& path) {
    return detail::save_parameters(detail::parameters_of_network<Net>, m.storage(), path);
}
template <class Net>
void save(const model<Net>& m, const std::string& path) {
    try_save(m, path).value();
}

/// Fills m from a safetensors file. Every parameter must be there with its shape, and nothing else
/// but PyTorch's num_batches_tracked; a file written by save() must come from the same architecture.
/// After a failure m is as before.
template <class Net>
result<void> try_load_into(model<Net>& m, const std::string& path) {
    auto ok = detail::load_parameters(detail::parameters_of_network<Net>, m.storage(), path);
    if (ok) m.mark_initialised();
    return ok;
}
template <class Net>
void load_into(model<Net>& m, const std::string& path) {
    try_load_into(m, path).value();
}

/// The model in a file: auto m = load<net>("digits.safetensors").
template <class Net>
result<model<Net>> try_load(const std::string& path) {
    model<Net> m;
    if (auto ok = try_load_into(m, path); !ok) return ok.error();
    return m;
}
template <class Net>
model<Net> load(const std::string& path) {
    model<Net> m;
    try_load_into(m, path).value();
    return m;
}

}  // namespace inlay

#endif

#endif  // INLAY_SINGLE_HEADER
