// SPDX-License-Identifier: BSL-1.0
// What each pass does to a network: the graph before and after, as text.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "../runtime/deployed.hpp"
#include "graph_text.hpp"

#include <type_traits>

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
