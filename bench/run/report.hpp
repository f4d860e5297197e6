// SPDX-License-Identifier: BSL-1.0
// What was measured, as a table on the terminal, as JSON, and as Markdown.
#pragma once

#include "held.hpp"

#include <string>
#include <vector>

namespace bench {

struct measurement {
    std::string who, version;
    double median = 0, best = 0;  // seconds per call
    double ratio = 0;             // of inlay's time to this one's: the median of the rounds' ratios
    double difference = 0;        // the largest, relative to the scale of the outputs
    double tolerance = 1e-5;      // more than that is a mistake
    double overhead = 0;          // seconds of an empty call, already taken off
    bool own = false;             // inlay in another form
    instructions executed;        // of a call, where that was counted

    bool differs() const { return !(difference <= tolerance); }
};

struct result {
    std::string id, what;
    double target = 0;
    bool training = false;
    int batch = 1;
    double flops = 0, peak = 0, bound = 0;  // of a call; FLOP/s; seconds that the core needs for it at least
    std::string bound_by;         // "FMA" or "bandwidth"
    std::vector<measurement> rows;  // inlay first
    std::vector<std::string> left_out;  // "dlib: why"

    /// The fastest peer, or null.
    const measurement* best_peer() const;
    bool differs() const;  // an output is off by more than 1e-5
};

void print(const result&);
/// Time, time per multiply-add, and both as multiples of the line before.
void print_growth(const std::vector<result>&);
/// Both files appear whole or not at all.
void write_json(const std::vector<result>&, const std::string& path);
/// A table; between the markers "<!-- bench: g++ AVX2 -->" and "<!-- end -->"; at the end of a file that has none.
void write_markdown(const std::vector<result>&, const std::string& path);

}  // namespace bench
