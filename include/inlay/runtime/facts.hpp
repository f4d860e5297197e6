// SPDX-License-Identifier: BSL-1.0
// What is known of a network before it runs: shapes, counts, memory; all constants.
#pragma once

#include "program.hpp"

namespace inlay {
namespace detail {

template <class Net>
constexpr auto& checked_recording() {
    static_assert(recorded<Net>::check::done);
    return recorded<Net>::value;
}

template <class Net>
constexpr int find_parameter(const char* path) {
    for (int i = 0; i < recorded<Net>::lists.parameter_count; ++i)
        if (equal(recorded<Net>::parameter_path(i).data, path)) return i;
    return -1;
}
template <class Net>
constexpr int find_layer(const char* path) {
    for (int i = 0; i < recorded<Net>::lists.layer_count; ++i)
        if (equal(recorded<Net>::layer_path(i).data, path)) return i;
    return -1;
}

template <class Net, fixed_string Path>
constexpr int require_parameter() {
    constexpr int i = find_parameter<Net>(Path.text);
    static_assert(check_path<typename clause<text{Path.text}>::type, (i >= 0)>::done);
    return i < 0 ? 0 : i;
}
template <class Net, fixed_string Path>
constexpr int require_layer() {
    constexpr int i = find_layer<Net>(Path.text);
    static_assert(check_path<typename clause<text{Path.text}>::type, (i >= 0)>::done);
    return i < 0 ? 0 : i;
}

template <class Net>
constexpr long count_parameters(bool trainable_only) {
    long n = 0;
    for (int i = 0; i < recorded<Net>::value.parameter_count; ++i) {
        const parameter_record& p = recorded<Net>::value.parameters[i];
        if (p.trainable || !trainable_only) n += p.public_shape.size();
    }
    return n;
}

constexpr long node_macs(const node* nodes, int id) {
    const node* in[max_inputs]{};
    for (int k = 0; k < nodes[id].input_count; ++k) in[k] = &nodes[nodes[id].input[k]];
    return nodes[id].op->macs(nodes[id], in);
}
template <class Net>
constexpr long count_macs() {
    long n = 0;
    for (int i = 0; i < recorded<Net>::value.g.count; ++i) n += node_macs(recorded<Net>::value.g.nodes, i);
    return n;
}

}  // namespace detail

template <class Net>
inline constexpr int input_count = detail::checked_recording<Net>().g.inputs.count;
template <class Net>
inline constexpr int output_count = detail::checked_recording<Net>().g.outputs.count;

/// The shape of an input or output for one sample.
template <class Net, int I = 0>
inline constexpr shape input_shape =
    detail::checked_recording<Net>().g.nodes[detail::checked_recording<Net>().g.inputs[I]].out;
template <class Net, int I = 0>
inline constexpr shape output_shape =
    detail::checked_recording<Net>().g.nodes[detail::checked_recording<Net>().g.outputs[I]].out;

/// The output shape of the layer with that path: shape_of<lenet, "c2">.
template <class Net, fixed_string Layer>
inline constexpr shape shape_of =
    recorded<Net>::value.g.nodes[recorded<Net>::value.layers[detail::require_layer<Net, Layer>()].output].out;

/// PyTorch's shape of a parameter: parameter_shape<lenet, "c1.weight">.
template <class Net, fixed_string Path>
inline constexpr shape parameter_shape =
    recorded<Net>::value.parameters[detail::require_parameter<Net, Path>()].public_shape;

/// Trainable parameters, as PyTorch counts model.parameters(); running statistics are not among them.
template <class Net>
inline constexpr long parameter_count = (void(detail::checked_recording<Net>()), detail::count_parameters<Net>(true));

/// Multiply-accumulate operations for one sample, of dense layers and convolutions.
template <class Net>
inline constexpr long macs = (void(detail::checked_recording<Net>()), detail::count_macs<Net>());

/// Bytes that the inference of one sample needs: input, intermediate values, nothing else. The
/// network's output goes to memory of the caller.
template <class Net>
inline constexpr long peak_ram =
    (void(detail::checked_recording<Net>()),
     (inference<Net>::plan.fixed + inference<Net>::plan.batched) * static_cast<long>(sizeof(float)));

/// Bytes of all parameters and running statistics, as they lie in a model.
template <class Net>
inline constexpr long flash_bytes = detail::checked_recording<Net>().storage * static_cast<long>(sizeof(float));

}  // namespace inlay
