// SPDX-License-Identifier: BSL-1.0
// summary<Net>(std::cout): layers, shapes, parameters, as Keras prints them.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "../core/to_string.hpp"
#include "../runtime/facts.hpp"

#include <cstdio>
#include <string>

namespace inlay {

/// One row per layer (path, type, output shape, parameters, MACs), then the totals and the static
/// memory figures.
template <class Net>
std::string summary_text() {
    const auto& r = detail::checked_recording<Net>();
    const auto line = [](const char* name, const char* shape_text, const char* count, const char* work) {
        char buffer[160];
        std::snprintf(buffer, sizeof buffer, "%-34s%-20s%12s%14s\n", name, shape_text, count, work);
        return std::string(buffer);
    };
    const std::string rule(80, '_'), thick(80, '=');
    std::string s = std::string("Network: ") + type_name<Net>() + '\n' + rule + '\n' +
                    line("Layer (type)", "Output shape", "Parameters", "MACs") + thick + '\n';
    for (int k = 0; k < r.g.inputs.count; ++k) {
        text t;
        t << "(N, " << r.g.nodes[r.g.inputs[k]].out << ')';
        s += line("input", t.data, "0", "0");
    }
    for (int l = 0; l < r.layer_count; ++l) {
        const layer_record& layer = r.layers[l];
        long parameters_here = 0, macs_here = 0;
        for (int p = 0; p < r.parameter_count; ++p)
            if (r.parameters[p].layer == l) parameters_here += r.parameters[p].public_shape.size();
        for (int i = 0; i < r.g.count; ++i)
            if (r.g.nodes[i].layer == l) macs_here += detail::node_macs(r.g.nodes, i);
        std::string name = to_string(recorded<Net>::layer_path(l)) + " (" + layer.type + ')';
        for (int up = layer.parent; up >= 0; up = r.layers[up].parent) name = "  " + name;
        text t;
        t << "(N, " << r.g.nodes[layer.output].out << ')';
        s += line(name.c_str(), t.data, std::to_string(parameters_here).c_str(), std::to_string(macs_here).c_str());
    }
    const long all = detail::count_parameters<Net>(false), trainable = parameter_count<Net>;
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
