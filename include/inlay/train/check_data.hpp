// SPDX-License-Identifier: BSL-1.0
// Whether data fit a network and its losses, and why a loss is not a number.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "fit_options.hpp"
#include "training_table.hpp"

#include <span>
#include <string>

namespace inlay::detail {

inline bool is_finite(float v) { return v - v == 0; }

/// The data set that has the labels or targets of loss k.
inline const dataset& source_of(const datasets& data, int k) { return *data.of[data.count == 1 ? 0 : k]; }

[[gnu::cold]] inline result<void> check_inputs(const training_table& t, const datasets& data, const char* what) {
    if (data.count < t.inputs)
        return make_failure(what, ": the network has ", t.inputs, " inputs, found ", data.count,
                            data.count == 1 ? " data set" : " data sets");
    for (int k = 0; k < t.inputs; ++k) {
        const dataset& d = *data.of[k];
        const shape& s = t.input[k];
        if (static_cast<long>(d.shape.size()) != t.input_size[k])
            return make_failure(what, k == 0 ? "" : ", input ", k == 0 ? "" : std::to_string(k), ": the network expects samples of ",
                                std::span<const int>(s.extent, static_cast<std::size_t>(s.rank)), ", found [", d.shape.height, ", ",
                                d.shape.width, ", ", d.shape.channels, "]");
        if (auto ok = d.try_check(); !ok) return ok;
        if (d.size() != data.size())
            return make_failure(what, ", input ", k, ": expected ", data.size(), " samples, as of input 0, found ", d.size());
    }
    return {};
}
[[gnu::cold]] inline result<void> check_targets(const training_table& t, const datasets& data, const char* what, int k) {
    if (data.count > 1 && data.count <= k)
        return make_failure(what, ": loss ", k, ": expected a data set of its own, or one for all, found ", data.count);
    const dataset& d = source_of(data, k);
    const loss_entry& l = t.loss[k];
    if (!l.classifies) {
        if (static_cast<long>(d.target_size) != t.target_size[k])
            return make_failure(what, ": the loss expects ", t.target_size[k], " target values a sample, found ", d.target_size);
        if (d.targets.size() != data.size() * d.target_size)
            return make_failure(what, ": expected targets of ", data.size(), " samples, found ", d.targets.size() / d.target_size);
        return {};
    }
    const long classes = t.output_size[k];
    if (d.labels.empty()) return make_failure(what, ": the loss expects labels, found none");
    if (d.labels.size() != data.size())
        return make_failure(what, ": expected ", data.size(), " labels, found ", d.labels.size());
    for (std::size_t i = 0; i < d.labels.size(); ++i)
        if (d.labels[i] < 0 || d.labels[i] >= classes)
            return make_failure(what, ": label ", i, ": expected 0..", classes - 1, ", found ", d.labels[i]);
    return {};
}
[[gnu::cold]] inline result<void> check_data(const training_table& t, const datasets& data, const char* what) {
    if (auto ok = check_inputs(t, data, what); !ok) return ok;
    if (data.size() == 0) return make_failure(what, ": expected at least one sample, found none");
    for (int k = 0; k < t.losses; ++k)
        if (auto ok = check_targets(t, data, what, k); !ok) return ok;
    return {};
}

/// Why the loss is not a number: the first value of the batch that is none, or the training itself.
[[gnu::cold]] inline failure explain_loss(const training_table& t, const datasets& data, const std::size_t* order, long count, int epoch, long b, float loss) {
    for (int k = 0; k < t.inputs; ++k) {
        const auto size = static_cast<std::size_t>(t.input_size[k]);
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

}  // namespace inlay::detail

#endif
