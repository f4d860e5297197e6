// SPDX-License-Identifier: BSL-1.0
#include "report.hpp"

#include "machine.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace bench {
namespace {

void write_whole(const std::string& path, const std::string& text) {
    const std::string beside = path + ".part";
    std::ofstream out(beside);
    out << text;
    out.close();
    if (!out) {  // what was there stays
        std::fprintf(stderr, "%s: cannot be written\n", beside.c_str());
        std::exit(2);
    }
    std::filesystem::rename(beside, path);
}

/// Three digits and a unit: "0.134 us", "47.6 us".
std::string time_text(double seconds) {
    char text[32];
    const double us = seconds * 1e6;
    std::snprintf(text, sizeof text, us < 1 ? "%.3f us" : us < 10 ? "%.2f us" : us < 1000 ? "%.1f us" : "%.0f us", us);
    return text;
}

template <class... Values>
std::string text_of(const char* format, Values... values) {
    char text[256];
    std::snprintf(text, sizeof text, format, values...);
    return text;
}

/// Who and which version; what was to be held to AVX2, and was not, says so.
std::string name_of(const measurement& m) {
    return m.who + (m.own ? "" : ' ' + m.version) + (m.executed.avx512 > 0 ? " with AVX-512" : "");
}

}  // namespace

const measurement* result::best_peer() const {
    const measurement* best = nullptr;
    for (std::size_t i = 1; i < rows.size(); ++i)
        if (!rows[i].own && !rows[i].differs() && (best == nullptr || rows[i].ratio > best->ratio)) best = &rows[i];
    return best;
}

bool result::differs() const {
    for (const measurement& m : rows)
        if (m.differs()) return true;
    return false;
}

void print(const result& r) {
    std::printf("%s  %s%s\n", r.id.c_str(), r.what.c_str(), r.batch > 1 && !r.training ? text_of(", batch %d", r.batch).c_str() : "");
    const measurement* best = r.best_peer();
    for (const measurement& m : r.rows) {
        std::printf("    %-14s %-10s %11s  best %11s", m.who.c_str(), m.version.c_str(), time_text(m.median).c_str(),
                    time_text(m.best).c_str());
        if (r.training) std::printf("  %9.0f samples/s", r.batch / m.median);
        std::printf("  %5.1f %% of %s", 100 * r.bound / m.median, r.bound_by.c_str());
        if (&m != &r.rows[0]) std::printf("  inlay/this %.2f", m.ratio);
        if (m.overhead > 0) std::printf("  (call overhead %s taken off)", time_text(m.overhead).c_str());
        if (m.executed.avx512 > 0) std::printf("  NOT HELD: %ld of %ld instructions of AVX-512", m.executed.avx512, m.executed.all);
        if (m.differs()) std::printf("  OUTPUTS DIFFER by %.1e", m.difference);
        std::printf("\n");
    }
    if (best != nullptr)
        std::printf("    ratio to the best peer, %s: %.2f, target %.2f: %s\n", best->who.c_str(), best->ratio, r.target,
                    best->ratio <= r.target ? "met" : "ABOVE");
    for (const std::string& s : r.left_out) std::printf("    without %s\n", s.c_str());
    std::fflush(stdout);
}

void print_growth(const std::vector<result>& results) {
    std::printf("| network | time | times | multiply-adds, times | of the bound |\n|---|--:|--:|--:|--:|\n");
    const result* before = nullptr;
    for (const result& r : results) {
        const measurement& own = r.rows[0];
        std::printf("| %s | %s |", r.what.c_str(), time_text(own.median).c_str());
        if (before != nullptr && r.flops > before->flops && r.id[0] == before->id[0]) std::printf(" %.2f | %.2f |", own.median / before->rows[0].median, r.flops / before->flops);
        else std::printf(" | |");
        std::printf(" %.0f %% (%s) |%s\n", 100 * r.bound / own.median, r.bound_by.c_str(), own.differs() ? " OUTPUTS DIFFER" : "");
        before = &r;
    }
}

void write_json(const std::vector<result>& results, const std::string& path) {
    std::ostringstream out;
    const char* separator = "[\n";
    for (const result& r : results)
        for (const measurement& m : r.rows) {
            const measurement* best = r.best_peer();
            out << separator
                << text_of("{\"work\": \"%s\", \"who\": \"%s\", \"version\": \"%s\", \"ns_median\": %.1f, \"ns_best\": %.1f, ",
                           r.id.c_str(), m.who.c_str(), m.version.c_str(), m.median * 1e9, m.best * 1e9);
            if (&m == &r.rows[0] && best != nullptr)
                out << text_of("\"ratio_to_best_peer\": %.3f, \"best_peer\": \"%s\", ", best->ratio, best->who.c_str());
            else if (best != nullptr)
                out << text_of("\"ratio_to_best_peer\": %.3f, ", best->ratio / m.ratio);
            out << text_of("\"target\": %.3f, \"bound_ns\": %.1f, \"bound\": \"%s\", \"batch\": %d, ", r.target, r.bound * 1e9,
                           r.bound_by.c_str(), r.batch)
                << text_of("\"instructions_counted\": %ld, \"of_avx\": %ld, \"of_avx512\": %ld, ", m.executed.all, m.executed.avx, m.executed.avx512)
                << text_of("\"difference\": %.2g, \"call_overhead_ns\": %.0f, \"fma_peak_gflops\": %.1f, ", m.difference,
                           m.overhead * 1e9, r.peak / 1e9)
                << text_of("\"isa\": \"%s\", \"compiler\": \"%s\", \"cpu\": \"%s\"}", isa_name().c_str(), compiler_name().c_str(),
                           cpu_name().c_str());
            separator = ",\n";
        }
    out << "\n]\n";
    write_whole(path, out.str());
}

void write_markdown(const std::vector<result>& results, const std::string& path) {
    std::ostringstream out;
    out << compiler_name() << ", -O2 -march=" BENCH_MARCH ", " << cpu_name() << " with " << isa_name() << ", one core, "
        << text_of("FMA peak %.0f GFLOP/s", results[0].peak / 1e9) << "; " << date_today() << ".\n\n"
        << "| work | inlay | of the bound | best peer | ratio | target | others, as multiples of inlay's time |\n"
        << "|---|--:|--:|---|--:|--:|---|\n";
    for (const result& r : results) {
        const measurement* best = r.best_peer();
        const measurement& own = r.rows[0];
        out << "| " << r.id << ": " << r.what;
        if (!r.training && r.batch > 1) out << ", batch " << r.batch;
        out << " | " << time_text(own.median) << text_of(" | %.0f %% (%s) | ", 100 * r.bound / own.median, r.bound_by.c_str());
        if (best != nullptr)
            out << name_of(*best) << ", " << time_text(best->median)
                << text_of(" | %.2f | %.2f | ", best->ratio, r.target);
        else
            out << text_of("none | | %.2f | ", r.target);
        const char* separator = "";
        for (const measurement& m : r.rows)
            if (&m != &own && &m != best && !m.differs()) {
                out << separator << name_of(m) << text_of(1 / m.ratio < 10 ? " %.1f" : " %.0f", 1 / m.ratio);
                separator = ", ";
            }
        out << " |\n";
    }
    // between the markers of this compiler and instruction set, where the file has them
    const std::string compiler = compiler_name().substr(0, compiler_name().find(' '));
    const std::string begin = "<!-- bench: " + compiler + ' ' + isa_name() + " -->\n", end = "<!-- end -->\n";
    std::stringstream file;
    file << std::ifstream(path).rdbuf();
    std::string text = file.str();
    const std::size_t from = text.find(begin), to = from == std::string::npos ? from : text.find(end, from);
    if (to == std::string::npos) text += (text.empty() ? "" : "\n") + begin + out.str() + end;
    else text.replace(from + begin.size(), to - from - begin.size(), out.str());
    write_whole(path, text);
}

}  // namespace bench
