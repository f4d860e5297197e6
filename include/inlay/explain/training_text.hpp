// SPDX-License-Identifier: BSL-1.0
// The backward graph and the training step as text.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "../train/training.hpp"
#include "graph_text.hpp"

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
