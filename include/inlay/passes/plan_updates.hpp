// SPDX-License-Identifier: BSL-1.0
// Pass: parameters are updated as soon as their gradients are there, so that later gradients take the same memory.
#pragma once

#include "mark_in_place.hpp"

namespace inlay {

/// After step `step` of a training step, the gradients of parameters [first, first + count) are complete, and nothing
/// reads these parameters any more.
struct update_run {
    int step = 0;
    long first = 0, count = 0;
};

/// The updates of a training step in their order. The gradients of one lie where those of the last one were.
template <int Parameters>
struct update_plan {
    update_run of[Parameters > 0 ? Parameters : 1]{};
    update_run padding[Parameters > 0 ? Parameters : 1]{};  // between parameters, `count` floats from `first` on
    int count = 0, paddings = 0;
    long floats = 0;  // of gradients, in the largest update

    /// The update after step s, or -1.
    constexpr int after(int s) const {
        for (int k = 0; k < count; ++k)
            if (of[k].step == s) return k;
        return -1;
    }
};

namespace passes {

/// A run of neighbouring parameters whose gradients are written from step `begin` on and, like themselves, last read or
/// written in step `last`.
struct gradient_life {
    long first = 0, end = 0;
    int begin = 0, last = 0;

    constexpr void take_in(const gradient_life& o) {
        if (o.first < first) first = o.first;
        if (o.end > end) end = o.end;
        if (o.begin < begin) begin = o.begin;
        if (o.last > last) last = o.last;
    }
};

/// Of each parameter that has a gradient, in the order of the parameters. No update comes before step `earliest`.
constexpr inlay::detail::vector<gradient_life> gradient_lives(const graph_editor& g, const step_list& list,
                                                              const inlay::detail::vector<long>& offset, int earliest) {
    const auto stored = stored_in_place(g);
    const auto last = last_uses(g, list);
    inlay::detail::vector<int> written(g.size(), 0), read(offset.size(), earliest);
    for (int s = 0; s < list.size(); ++s) written[list.steps[s].output] = s;
    for (int i = 0; i < g.size(); ++i)
        if (g[i].op == &op_of<ops::parameter> && last[i] > read[g[i].index]) read[g[i].index] = last[i];
    inlay::detail::vector<gradient_life> lives;
    for (int i = 0; i < g.size(); ++i) {
        if (g[i].op != &op_of<ops::store_gradient>) continue;
        const int source = stored[g[i].input[0]] == i ? g[i].input[0] : i;
        const long first = offset[g[i].index];
        const int end = last[source] > read[g[i].index] ? last[source] : read[g[i].index];
        lives.push_back({first, first + g[i].size(), written[source], end});
        for (int k = lives.size() - 1; k > 0 && lives[k - 1].first > lives[k].first; --k) {
            const gradient_life earlier = lives[k - 1];
            lives[k - 1] = lives[k];
            lives[k] = earlier;
        }
    }
    return lives;
}

/// Law: every trainable parameter is in one run, whose gradients are complete when it is updated, which nothing reads
/// afterwards, and before which no gradient of a later run is written. Backward goes through the parameters from the
/// last to the first: runs that overlap in time become one, and then small ones, as long as the largest stays so. Where
/// less than a sixth of the gradients' memory would be saved, or less than 16 KB (each update more takes a step of a
/// small network some percent of its time), all are updated at the end. (`parameters` with `trainable`
/// floats are to get a gradient.)
template <int Parameters>
constexpr update_plan<Parameters> plan_updates(const graph_editor& g, const step_list& list,
                                               const inlay::detail::vector<long>& offset, int parameters, long trainable) {
    int loss = 0;  // a step whose loss is not finite updates nothing
    for (int s = 0; s < list.size(); ++s)
        if (list.steps[s].output == base_of(g, g.outputs[0])) loss = s;
    const auto lives = gradient_lives(g, list, offset, loss);
    inlay::detail::vector<gradient_life> runs;
    long most = 0;
    for (int k = lives.size() - 1; k >= 0; --k) {
        runs.push_back(lives[k]);
        for (; runs.size() > 1 && runs[runs.size() - 1].begin <= runs[runs.size() - 2].last; runs.pop_back())
            runs[runs.size() - 2].take_in(runs[runs.size() - 1]);
    }
    for (const gradient_life& r : runs)
        if (r.end - r.first > most) most = r.end - r.first;
    // Parameters without a gradient have one of zeros, which nobody may write over.
    const long saved = trainable - most;
    if (lives.empty() || lives.size() != parameters || 6 * saved < trainable || saved < 4096) {
        runs = inlay::detail::vector<gradient_life>(1, {0, trainable, 0, list.size() - 1});
        most = trainable;
    }
    update_plan<Parameters> plan;
    for (int k = 1; k < lives.size(); ++k)
        if (lives[k].first > lives[k - 1].end)
            plan.padding[plan.paddings++] = {0, lives[k - 1].end, lives[k].first - lives[k - 1].end};
    gradient_life now = runs[0];
    const auto finish = [&] { plan.of[plan.count++] = {now.last, now.first, now.end - now.first}; };
    for (int k = 1; k < runs.size(); ++k) {
        if (now.end - runs[k].first <= most) {
            now.take_in(runs[k]);
        } else {
            finish();
            now = runs[k];
        }
    }
    finish();
    plan.floats = most;
    return plan;
}

}  // namespace passes
}  // namespace inlay
