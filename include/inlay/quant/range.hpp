// SPDX-License-Identifier: BSL-1.0
// From the values that were seen to the range that 8 bits shall cover.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "artifact.hpp"

#include <cmath>
#include <vector>

namespace inlay {

/// How calibration chooses the range of a value. min_max keeps everything; the others give up rare large values
/// for finer steps:
///     percentile{99.99}   cuts that much of each side off
///     mse                 the range of the least mean square error, steps and cut-off values together
///     kl                  the range whose 8-bit histogram tells least from the true one (Kullback and Leibler), as
///                         TensorRT's entropy calibration; of both signs alike
struct range_method {
    enum class kind : unsigned char { min_max, percentile, kl, mse };
    kind which = kind::min_max;
    double argument = 0;
};
inline constexpr range_method min_max{range_method::kind::min_max}, kl{range_method::kind::kl}, mse{range_method::kind::mse};
struct percentile : range_method {
    constexpr explicit percentile(double percent) : range_method{kind::percentile, percent} {}
};

namespace detail {

struct value_range {
    float low = 0, high = 0;
};

/// Values that were seen: how many fell in each of equal parts of [low, high].
class histogram {
public:
    static constexpr int bins = 2048;

    explicit histogram(value_range r = {}) : range_(r), count_(bins, 0.0) {}
    void add(const float* x, long n) {
        const float width = range_.high - range_.low, each = width > 0 ? static_cast<float>(bins) / width : 0;
        for (long i = 0; i < n; ++i) {
            const int b = static_cast<int>((x[i] - range_.low) * each);
            ++count_[static_cast<std::size_t>(b < 0 ? 0 : b < bins ? b : bins - 1)];
        }
    }
    double operator[](int b) const { return count_[static_cast<std::size_t>(b)]; }
    const value_range& range() const { return range_; }
    double width() const { return (static_cast<double>(range_.high) - static_cast<double>(range_.low)) / bins; }
    double middle(int b) const { return static_cast<double>(range_.low) + (b + 0.5) * width(); }
    double total() const {
        double n = 0;
        for (double c : count_) n += c;
        return n;
    }

private:
    value_range range_;
    std::vector<double> count_;
};

/// scale and zero point of a range, which is widened to hold 0; 0 has an integer of its own.
inline quantization quantization_of(value_range r, bool symmetric) {
    const double low = r.low < 0 ? static_cast<double>(r.low) : 0, high = r.high > 0 ? static_cast<double>(r.high) : 0;
    constexpr double least = 1e-9;
    if (symmetric) {
        const double most = high > -low ? high : -low;
        return {static_cast<float>((most > least ? most : least) / 127), 0};
    }
    const double width = high - low > least ? high - low : least, scale = width / 255;
    const double zero = std::round(-128 - low / scale);
    return {static_cast<float>(scale), static_cast<int>(zero < -128 ? -128 : zero > 127 ? 127 : zero)};
}

[[gnu::cold]] inline value_range by_percentile(const histogram& h, double percent) {
    const double cut = h.total() * (100 - percent) / 100;
    double seen = 0;
    int b = histogram::bins - 1;
    for (; b > 0 && seen + h[b] <= cut; --b) seen += h[b];
    const double high = static_cast<double>(h.range().low) + (b + 1) * h.width();
    seen = 0;
    for (b = 0; b < histogram::bins - 1 && seen + h[b] <= cut; ++b) seen += h[b];
    const double low = static_cast<double>(h.range().low) + b * h.width();
    return {static_cast<float>(low), static_cast<float>(high)};
}

/// The mean square error of a range, all values of a bin taken for its middle.
inline double error_of(const histogram& h, value_range r, bool symmetric) {
    const quantization q = quantization_of(r, symmetric);
    const double scale = static_cast<double>(q.scale);
    double sum = 0;
    for (int b = 0; b < histogram::bins; ++b) {
        if (h[b] == 0) continue;
        const double x = h.middle(b), n = std::round(x / scale) + q.zero_point;
        const double d = x - ((n < -128 ? -128 : n > 127 ? 127 : n) - q.zero_point) * scale;
        sum += h[b] * d * d;
    }
    return sum;
}
[[gnu::cold]] inline value_range by_mse(const histogram& h, bool symmetric) {
    value_range best = h.range();
    double least = error_of(h, best, symmetric);
    for (int round = 0; round < 2; ++round)  // one side after the other, twice
        for (const bool upper : {true, false}) {
            const float whole = upper ? h.range().high : h.range().low;
            const value_range other = best;
            for (int percent = 20; percent <= 100; ++percent) {
                value_range r = other;
                (upper ? r.high : r.low) = whole * static_cast<float>(percent) / 100;
                if (symmetric && h.range().low < 0) (upper ? r.low : r.high) = upper ? -r.high : -r.low;
                const double e = error_of(h, r, symmetric);
                if (e < least) least = e, best = r;
            }
        }
    return best;
}

/// Sizes |x| are cut off where P, the histogram with what is cut off added to its last bin, and Q, the same in
/// `levels` steps, each spread evenly over those of its bins that are not empty, diverge least.
[[gnu::cold]] inline value_range by_kl(const histogram& h, bool symmetric) {
    constexpr int bins = histogram::bins;
    const bool signs = h.range().low < 0;
    const int levels = signs || symmetric ? 128 : 256;
    const float most = h.range().high > -h.range().low ? h.range().high : -h.range().low;
    std::vector<double> size(bins, 0.0);
    for (int b = 0; b < bins; ++b) {
        const int at = static_cast<int>(std::fabs(h.middle(b)) / static_cast<double>(most) * bins);
        size[static_cast<std::size_t>(at < bins ? at : bins - 1)] += h[b];
    }
    size[0] = 0;  // zeros, of a relu say, have an integer of their own at any range
    double least = __builtin_inf();
    int best = bins;
    for (int cut = levels; cut <= bins; cut += 8) {
        double beyond = 0, total = 0, kept = 0, divergence = 0;
        for (int b = 0; b < bins; ++b) {
            total += size[static_cast<std::size_t>(b)];
            if (b >= cut) beyond += size[static_cast<std::size_t>(b)];
            else kept += size[static_cast<std::size_t>(b)];
        }
        if (kept <= 0) continue;
        for (int l = 0; l < levels; ++l) {
            const int from = l * cut / levels, to = (l + 1) * cut / levels;
            double sum = 0;
            int filled = 0;
            for (int b = from; b < to; ++b) sum += size[static_cast<std::size_t>(b)], filled += size[static_cast<std::size_t>(b)] > 0;
            for (int b = from; b < to; ++b) {
                const double here = size[static_cast<std::size_t>(b)] + (b == cut - 1 ? beyond : 0);
                if (here <= 0) continue;
                const double p = here / total, q = filled > 0 ? sum / filled / kept : 0;
                divergence += p * std::log(p / (q > 1e-12 ? q : 1e-12));
            }
        }
        if (divergence < least) least = divergence, best = cut;
    }
    const float limit = most * static_cast<float>(best) / bins;
    return {h.range().low < -limit ? -limit : h.range().low, h.range().high > limit ? limit : h.range().high};
}

[[gnu::cold]] inline value_range range_by(const range_method& m, const histogram& h, bool symmetric) {
    if (!(h.width() > 0)) return h.range();
    switch (m.which) {
        case range_method::kind::percentile: return by_percentile(h, m.argument);
        case range_method::kind::kl: return by_kl(h, symmetric);
        case range_method::kind::mse: return by_mse(h, symmetric);
        default: return h.range();
    }
}

}  // namespace detail
}  // namespace inlay

#endif
