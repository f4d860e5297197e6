// SPDX-License-Identifier: BSL-1.0
// The bench: every work is done by inlay and by its peers in turns, one thread each, in this process.
//
//     speed [--only W3[,W5]] [--peer oneDNN] [--quick] [--json FILE] [--markdown FILE]
//     speed --growth            how time grows with depth and width, inlay alone
//
// Time is CPU time of the thread. A round gives every contender a slice of milliseconds, the first one
// changes from round to round; times are medians over the rounds, ratios medians of the rounds' ratios.
// Before it is timed, each contender's results are compared with a plain reference in double.
#include "held.hpp"
#include "machine.hpp"
#include "peers/peers.hpp"
#include "report.hpp"
#include "works/works.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <unistd.h>

namespace bench {
namespace {

struct options {
    std::string only, peer, json, markdown;
    int rounds = 41;
    double slice = 5e-3;
    bool growth = false;
};

std::vector<double> expected_results(const work& w, int calls) {
    if (w.expected) return w.expected(w, calls);
    if (w.training) return reference_losses(w.plain, w.data.x.data(), w.data.labels.data(), w.batch, w.rate, calls);
    std::vector<double> all;
    std::vector<std::vector<double>> state;
    for (int i = 0; i < calls * w.batch; ++i) {
        const auto y = reference(w.plain, w.data.x.data() + static_cast<long>(i) * w.plain.input.size(), w.streaming ? &state : nullptr);
        all.insert(all.end(), y.begin(), y.end());
    }
    return all;
}

double largest_difference(const std::vector<float>& found, const std::vector<double>& expected) {
    double most = 0, scale = 1e-30;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        scale = std::max(scale, std::abs(expected[i]));
        most = std::max(most, std::abs(static_cast<double>(found[i]) - expected[i]));
        if (!std::isfinite(found[i])) return HUGE_VAL;
    }
    return most / scale;
}

/// Fills in the rows' times: the contenders by turns.
void measure(work& w, const options& o, std::vector<measurement>& rows) {
    const std::size_t n = w.contenders.size();
    std::vector<std::vector<double>> times(n), ratios(n);
    std::vector<double> last(n);
    for (int r = -1; r < o.rounds; ++r) {  // the first is for warming
        for (std::size_t i = 0; i < n; ++i) {
            const std::size_t k = (i + static_cast<std::size_t>(r + 1)) % n;
            last[k] = (w.contenders[k]->seconds_per_call(o.slice) - w.contenders[k]->call_overhead) / w.frames;
        }
        for (std::size_t k = 0; k < n && r >= 0; ++k) {
            times[k].push_back(last[k]);
            ratios[k].push_back(last[0] / last[k]);
        }
    }
    for (std::size_t k = 0; k < n; ++k) {
        rows[k].median = median(times[k]);
        rows[k].best = least(times[k]);
        rows[k].ratio = median(ratios[k]);
    }
}

result run(work& w, const options& o) {
    const double peak = peak_flops();  // each time anew: clocks change
    result r;
    r.peak = peak;
    r.id = w.id, r.what = w.what, r.target = w.target, r.training = w.training, r.batch = w.batch;
    r.flops = w.flops() / w.frames;
    const double by_fma = r.flops / peak, by_memory = w.bytes() / read_bandwidth(w.bytes()) / w.frames;
    r.bound = std::max(by_fma, by_memory);
    r.bound_by = by_fma >= by_memory ? "FMA" : "bandwidth";

    for (const skipped& s : add_peers(w, o.peer)) r.left_out.push_back(s.who + ": " + s.why);
    const int calls = w.training ? 4 : w.batch > 1 ? 1 : std::min(4, w.calls());
    const auto expected = expected_results(w, calls);
    for (const auto& c : w.contenders) {
        measurement m;
        m.who = c->who, m.version = c->version, m.overhead = c->call_overhead;
        m.own = c->own, m.tolerance = c->tolerance;
        m.difference = largest_difference(c->first_results(calls), expected);
        m.executed = count_instructions(*c);
        r.rows.push_back(m);
    }
    measure(w, o, r.rows);
    return r;
}

/// OpenMP reads its number of threads before main: start over with it set.
void one_thread_for_all(char** argv) {
    const char* threads = std::getenv("OMP_NUM_THREADS");
    if (threads != nullptr && std::strcmp(threads, "1") == 0) return;
    setenv("OMP_NUM_THREADS", "1", 1);
    execv("/proc/self/exe", argv);
}

bool selected(const std::string& only, const std::string& id) {
    if (only.empty()) return true;
    for (std::size_t at = 0; at < only.size();) {
        const std::size_t end = std::min(only.find(',', at), only.size());
        const std::string part = only.substr(at, end - at);
        if (id == part || id.rfind(part + '-', 0) == 0) return true;  // W1 is W1-relu and W1-tanh
        at = end + 1;
    }
    return false;
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
    using namespace bench;
    options o;
    for (int i = 1; i < argc; ++i) {
        const std::string a = argv[i];
        std::string* value = a == "--only" ? &o.only : a == "--peer" ? &o.peer : a == "--json" ? &o.json : a == "--markdown" ? &o.markdown : nullptr;
        if (a == "--growth") o.growth = true, o.peer = "none";
        else if (a == "--quick") o.rounds = 9, o.slice = 2e-3;
        else if (value != nullptr && i + 1 < argc) *value = argv[++i];
        else return std::fprintf(stderr, "speed [--only W3[,W5]] [--peer oneDNN] [--quick] [--json FILE] [--markdown FILE] | --growth\n"), 2;
    }
    one_thread_for_all(argv);
    std::printf("%s, %s, %s; FMA peak of a core %.1f GFLOP/s\n", cpu_name().c_str(), isa_name().c_str(), compiler_name().c_str(),
                peak_flops() / 1e9);
    std::vector<result> results;
    bool equal = true;
    for (const entry& e : o.growth ? works_of_growth() : all_works()) {
        if (!o.growth && !selected(o.only, e.id)) continue;
        const auto w = e.make();
        results.push_back(run(*w, o));
        if (!o.growth) print(results.back());
        equal = equal && !results.back().differs();
    }
    if (results.empty()) return std::fprintf(stderr, "no work named %s\n", o.only.c_str()), 2;
    if (o.growth) print_growth(results);
    if (!o.json.empty()) write_json(results, o.json);
    if (!o.markdown.empty()) write_markdown(results, o.markdown);
    return equal ? 0 : 1;
}
