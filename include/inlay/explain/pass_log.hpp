// SPDX-License-Identifier: BSL-1.0
// What each pass does to a network: the graph before and after, as text.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "graph_text.hpp"

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

/// Every stage of a network on one page: the graph after each pass that changed it, the fused and
/// planned schedule.
template <class Net>
std::string explain() {
    const graph_names names = detail::names_of<Net>();
    std::string page, last;
    for_each_pass<Net>([&](const char* name, const graph_editor& g) {
        const std::string now = to_text(g, names);
        page += std::string("-- ") + name + (now == last ? ": unchanged\n" : ":\n" + now);
        last = now;
    });
    page += "-- fused, in place, planned: " + std::to_string(inference<Net>::step_count) + " steps, arena " +
            std::to_string(peak_ram<Net>) + " bytes a sample (lower bound " +
            std::to_string(inference<Net>::plan.lower_bound * 4) + ")\n";
    return page + schedule_text<inference<Net>>(names);
}

}  // namespace inlay

#endif
