// SPDX-License-Identifier: BSL-1.0
// The backward graph against central differences, in double, over every parameter and input.
#pragma once

#include "../core/random.hpp"
#include "../runtime/interpret.hpp"
#include "../runtime/model.hpp"
#include "training.hpp"

namespace inlay {

/// The largest |analytic - numeric| / (|analytic| + |numeric| + floor), and where it was found.
struct gradient_report {
    double max_relative_error = 0;
    text where{"nowhere"};
    long index = 0;
    double analytic = 0, numeric = 0;
    long checked = 0;  // derivatives compared
};

/// Compares every derivative of the loss. Parameters, inputs and targets are random (from the seed),
/// away from 0 so that kinks such as relu's are unlikely to be straddled.
///
///     auto report = gradient_check<net>(seed{5}, mean_squared_error{});
template <class Net, class Loss>
gradient_report gradient_check(seed s, Loss, long batch = 3, double step = 1e-5) {
    const trace::record r = detail::record_training<Net, Loss>(true);
    const int forward_outputs = 1 + output_count<Net>;
    interpreter<double> run(r.g.nodes.data(), r.g.size(), batch);
    const unsigned long long key = s.value;

    for (int i = 0; i < r.g.size(); ++i) {
        const node& n = r[i];
        if (!detail::is_leaf(n)) continue;
        const unsigned long long stream_key = random_stream(key, static_cast<unsigned long long>(i));
        const int target = n.op == &op_of<ops::input> ? n.index - input_count<Net> : -1;
        for (long k = 0; k < run.total(i); ++k) {
            const auto number = static_cast<unsigned long long>(k);
            double v = random_normal_at(stream_key, number);
            if (n.op == &op_of<ops::parameter>) {
                const parameter_record& p = r.parameters[n.index];
                if (p.trainable) v *= 1 / detail::cmath::sqrt(p.fan_in < 2 ? 4.0 : p.fan_in);
                else v = 0.5 + v * v;  // running statistics: a variance is positive
                if (p.init.which == initializer::kind::ones) v += 1;
            }
            if (target >= 0 && detail::losses_of<Loss>::info[target].classifies)
                v = static_cast<double>(random_bits(stream_key, number) %
                                        static_cast<unsigned long long>(r[r.g.outputs[1 + target]].size()));
            run[i][k] = v;
        }
    }
    const int loss = r.g.outputs[0];
    run.run(key | 1);

    gradient_report report;
    const auto compare = [&](int leaf, int gradient, const text& name) {
        detail::vector<double> analytic;
        for (long k = 0; k < run.total(gradient); ++k) analytic.push_back(run[gradient][k]);
        for (long k = 0; k < run.total(leaf); ++k) {
            const double keep = run[leaf][k];
            double numeric = 0;
            double f[4]{};
            const double at[] = {-2, -1, 1, 2};
            for (int j = 0; j < 4; ++j) {
                run[leaf][k] = keep + at[j] * step;
                for (int i = 0; i <= loss; ++i) run.run_node(i, key | 1);
                f[j] = run[loss][0];
            }
            numeric = (f[0] - 8 * f[1] + 8 * f[2] - f[3]) / (12 * step);
            run[leaf][k] = keep;
            const double a = analytic[static_cast<int>(k)];
            const double scale = detail::cmath::abs(a) + detail::cmath::abs(numeric) + 1e-3;
            const double error = detail::cmath::abs(a - numeric) / scale;
            ++report.checked;
            if (!(error <= report.max_relative_error)) {
                report.max_relative_error = error == error ? error : 1e300;
                report.where = name;
                report.index = k;
                report.analytic = a;
                report.numeric = numeric;
            }
        }
    };
    for (int i = 0; i < r.g.size(); ++i)
        if (r[i].op == &op_of<ops::store_gradient>)
            for (int p = 0; p < r.g.size(); ++p)
                if (r[p].op == &op_of<ops::parameter> && r[p].index == r[i].index)
                    compare(p, r[i].input[0], path_of(r.layers.data(), r.parameters[r[i].index]));
    for (int k = forward_outputs; k < r.g.outputs.count; ++k)
        compare(r.g.inputs[k - forward_outputs], r.g.outputs[k], text{"input "} << (k - forward_outputs));
    return report;
}

}  // namespace inlay
