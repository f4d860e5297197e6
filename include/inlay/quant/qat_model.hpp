// SPDX-License-Identifier: BSL-1.0
// From a float model to one that trains with quantisation, and from that to integers.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "calibrate.hpp"
#include "quantization_aware.hpp"

namespace inlay {
namespace detail {

/// The first `count` parameters of one model into another, whose parameters begin with them.
[[gnu::cold]] inline void copy_parameters(const parameter_record* from, const float* x, const parameter_record* to, float* y, int count) {
    for (int i = 0; i < count; ++i)
        for (long k = 0; k < from[i].public_shape.size(); ++k) y[to[i].offset + k] = x[from[i].offset + k];
}

}  // namespace detail

/// A trained model with the ranges of its values, to be trained on with quantisation in it. As PyTorch's prepare_qat.
template <class Scheme = affine_i8<>, class Net>
result<model<quantization_aware<Net, Scheme>>> try_prepare_qat(const model<Net>& m, const datasets& samples, const calibration_options& options = {}) {
    using aware = quantization_aware<Net, Scheme>;
    const auto q = try_calibrate<Scheme>(m, samples, options);
    if (!q) return q.error();
    const auto& from = recorded<Net>::lists;
    const auto& to = recorded<aware>::lists;
    model<aware> a{seed{0}};
    detail::copy_parameters(from.parameters, m.storage(), to.parameters, a.storage(), from.parameter_count);
    const detail::int8_interpreter known = q->interpreter();
    const auto groups = detail::ranged_groups(detail::int8_table_for<Net, Scheme>.g);
    for (int k = 0; k < groups.size(); ++k) {
        const quantization of = known.of(groups[k]);
        a.storage()[to.parameters[from.parameter_count + 2 * k].offset] = of.scale;
        a.storage()[to.parameters[from.parameter_count + 2 * k + 1].offset] = static_cast<float>(of.zero_point);
    }
    return a;
}
template <class Scheme = affine_i8<>, class Net>
model<quantization_aware<Net, Scheme>> prepare_qat(const model<Net>& m, const datasets& samples, const calibration_options& options = {}) {
    return try_prepare_qat<Scheme>(m, samples, options).value();
}

/// The float network of a model that was trained with quantisation.
template <class Net, class Scheme>
model<Net> float_model(const model<quantization_aware<Net, Scheme>>& a) {
    model<Net> m{seed{0}};
    detail::copy_parameters(recorded<quantization_aware<Net, Scheme>>::lists.parameters, a.storage(), recorded<Net>::lists.parameters,
                            m.storage(), recorded<Net>::lists.parameter_count);
    return m;
}

/// Its integers: the weights as they are now, the ranges that it was trained with.
template <class Net, class Scheme>
model<quantized<Net, Scheme>> quantize(const model<quantization_aware<Net, Scheme>>& a) {
    const detail::int8_view& g = detail::int8_table_for<Net, Scheme>.g;
    const auto& lists = recorded<quantization_aware<Net, Scheme>>::lists;
    const auto group = detail::quantisation_groups(g), groups = detail::ranged_groups(g);
    const int first = recorded<Net>::lists.parameter_count;
    std::vector<quantization> q(static_cast<std::size_t>(g.value_count));
    for (int v = 0; v < g.value_count; ++v)
        for (int k = 0; k < groups.size(); ++k)
            if (groups[k] == group[v])
                q[static_cast<std::size_t>(v)] = {a.storage()[lists.parameters[first + 2 * k].offset],
                                                  static_cast<int>(a.storage()[lists.parameters[first + 2 * k + 1].offset])};
    const model<Net> m = float_model(a);
    return model<quantized<Net, Scheme>>(detail::numbers_for(g, detail::float_table_for<Net>, m.storage(), q));
}

}  // namespace inlay

#endif
