// SPDX-License-Identifier: BSL-1.0
// summary<Net>(std::cout): layers, shapes, parameters, as Keras prints them.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "../core/to_string.hpp"
#include "../runtime/facts.hpp"

#include <cstdio>
#include <string>

namespace inlay {
namespace detail {

/// What a summary says of a layer, found at compile time.
struct layer_facts {
    shape out;
    long parameters = 0, macs = 0;
};
template <int Layers>
struct network_facts {
    shape inputs[max_ports];
    layer_facts layers[Layers > 0 ? Layers : 1];
};
template <class Net>
constexpr auto facts_of_layers() {
    constexpr auto& r = checked_recording<Net>();
    network_facts<r.layer_count> f{};
    for (int k = 0; k < r.g.inputs.count; ++k) f.inputs[k] = r.g.nodes[r.g.inputs[k]].out;
    for (int l = 0; l < r.layer_count; ++l) f.layers[l].out = r.g.nodes[r.layers[l].output].out;
    for (int p = 0; p < r.parameter_count; ++p)
        f.layers[r.parameters[p].layer].parameters += r.parameters[p].public_shape.size();
    for (int i = 0; i < r.g.count; ++i)
        if (r.g.nodes[i].layer >= 0) f.layers[r.g.nodes[i].layer].macs += node_macs(r.g.nodes, i);
    return f;
}

}  // namespace detail

/// One row per layer (path, type, output shape, parameters, MACs), then the totals and the static
/// memory figures.
template <class Net>
std::string summary_text() {
    static constexpr auto facts = detail::facts_of_layers<Net>();
    const layer_record* const layers = recorded<Net>::lists.layers;
    const auto line = [](const char* name, const char* shape_text, const char* count, const char* work) {
        char buffer[160];
        std::snprintf(buffer, sizeof buffer, "%-34s%-20s%12s%14s\n", name, shape_text, count, work);
        return std::string(buffer);
    };
    const std::string rule(80, '_'), thick(80, '=');
    std::string s = std::string("Network: ") + type_name<Net>() + '\n' + rule + '\n' +
                    line("Layer (type)", "Output shape", "Parameters", "MACs") + thick + '\n';
    for (int k = 0; k < input_count<Net>; ++k) {
        text t;
        t << "(N, " << facts.inputs[k] << ')';
        s += line("input", t.data, "0", "0");
    }
    for (int l = 0; l < recorded<Net>::lists.layer_count; ++l) {
        const detail::layer_facts& here = facts.layers[l];
        std::string name = to_string(recorded<Net>::layer_path(l)) + " (" + layers[l].type + ')';
        for (int up = layers[l].parent; up >= 0; up = layers[up].parent) name = "  " + name;
        text t;
        t << "(N, " << here.out << ')';
        s += line(name.c_str(), t.data, std::to_string(here.parameters).c_str(), std::to_string(here.macs).c_str());
    }
    constexpr long all = detail::count_parameters<Net>(false), trainable = parameter_count<Net>;
    s += thick + '\n';
    s += "Total parameters: " + std::to_string(all) + " (" + std::to_string(all * 4) + " bytes)\n";
    s += "Trainable parameters: " + std::to_string(trainable) + '\n';
    s += "Non-trainable parameters: " + std::to_string(all - trainable) + '\n';
    s += "MACs per sample: " + std::to_string(macs<Net>) + '\n';
    s += "Inference memory: " + std::to_string(peak_ram<Net>) + " bytes a sample\n" + rule + '\n';
    return s;
}

/// Writes it to a stream.
template <class Net, class Stream>
void summary(Stream& out) {
    out << summary_text<Net>();
}

}  // namespace inlay

#endif
