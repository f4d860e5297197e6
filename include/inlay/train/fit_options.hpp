// SPDX-License-Identifier: BSL-1.0
// What fit takes and what it gives: data, options, the history of losses and metrics.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "../core/random.hpp"
#include "../data/dataset.hpp"
#include "../graph/graph.hpp"

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

/// Of evaluate and predict: samples at a time, and how many threads take batches.
struct inference_options {
    int batch_size = 64;
    int threads = 1;
};

}  // namespace inlay

#endif
