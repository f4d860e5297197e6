// SPDX-License-Identifier: BSL-1.0
// Metrics: what is counted over predictions beside the loss.
#pragma once

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
