// SPDX-License-Identifier: BSL-1.0
// What 8 bits cost each layer: its values beside those of the float network.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "calibrate.hpp"

#include <cstdio>

namespace inlay {

/// One operation: how far its results are from the float network's, everything before it quantised as well.
struct layer_error {
    std::string name;
    double max_abs = 0;     // largest |difference|
    double rms = 0;         // root of the mean square difference
    double snr_db = 0;      // 10 log10 of mean square value / mean square difference
    double saturated = 0;   // share of float values outside the range of the integers
};
using quantization_report = std::vector<layer_error>;

namespace detail {

struct error_sum {
    double squares = 0, differences = 0, most = 0;
    long count = 0, outside = 0;

    void add(float real, signed char byte, quantization q) {
        const double x = static_cast<double>(real), d = std::fabs(x - static_cast<double>(dequantize(byte, q)));
        const double steps = x / static_cast<double>(q.scale) + q.zero_point;
        squares += x * x, differences += d * d, ++count;
        if (d > most) most = d;
        outside += steps < -128.5 || steps > 127.5;
    }
    layer_error result(std::string name) const {
        const double n = count > 0 ? static_cast<double>(count) : 1;
        const double snr = differences > 0 ? 10 * std::log10(squares / differences) : __builtin_inf();
        return {static_cast<std::string&&>(name), most, std::sqrt(differences / n), snr, static_cast<double>(outside) / n};
    }
};

[[gnu::cold]] inline quantization_report report_on(const int8_table& t, const float_table& f, const int8_numbers& n, const float* storage,
                                                   const datasets& data) {
    int8_interpreter integers(t.g, n, t.scale);
    std::vector<error_sum> sums(static_cast<std::size_t>(t.g.op_count));
    each_batch(f, storage, data, [&](interpreter<float>& run, long first, long batch) {
        for (long s = 0; s < batch; ++s) {
            const float* x[max_ports]{};
            for (int k = 0; k < t.g.inputs.count; ++k) x[k] = data.of[k]->image(static_cast<std::size_t>(first + s)).data;
            integers.run(x);
            for (int k = 0; k < t.g.op_count; ++k) {
                const int y = t.g.ops[k].output;
                const long size = t.g.extent(y).size();
                const float* real = run[t.g.values[y].node] + s * size;
                for (long i = 0; i < size; ++i) sums[static_cast<std::size_t>(k)].add(real[i], integers[y][i], integers.of(y));
            }
        }
    });
    quantization_report report;
    for (int k = 0; k < t.g.op_count; ++k) report.push_back(sums[static_cast<std::size_t>(k)].result(name_of(t, k)));
    return report;
}

}  // namespace detail

/// Runs both networks on the samples, and compares them operation by operation. `m` is the float model that q was
/// made of.
///
///     print(report(q, net, test.take(200)));
template <class Net, class Scheme>
result<quantization_report> try_report(const model<quantized<Net, Scheme>>& q, const model<Net>& m, const datasets& samples) {
    if (auto ok = detail::check_samples(detail::int8_table_for<Net, Scheme>.g, samples, "report"); !ok) return ok.error();
    return detail::report_on(detail::int8_table_for<Net, Scheme>, detail::float_table_for<Net>, q.numbers(), m.storage(), samples);
}
template <class Net, class Scheme>
quantization_report report(const model<quantized<Net, Scheme>>& q, const model<Net>& m, const datasets& samples) {
    return try_report(q, m, samples).value();
}

/// The table, one line an operation.
[[gnu::cold]] inline std::string to_string(const quantization_report& report) {
    char line[160];
    std::snprintf(line, sizeof line, "%-28s%12s%12s%10s%12s\n", "layer", "max error", "rms error", "SNR", "saturated");
    std::string s = line;
    for (const layer_error& e : report) {
        std::snprintf(line, sizeof line, "%-28.27s%12.5f%12.5f%7.1f dB%10.3f %%\n", e.name.c_str(), e.max_abs, e.rms, e.snr_db, 100 * e.saturated);
        s += line;
    }
    return s;
}
[[gnu::cold]] inline void print(const quantization_report& report) { std::fputs(to_string(report).c_str(), stdout); }

}  // namespace inlay

#endif
