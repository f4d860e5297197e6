// SPDX-License-Identifier: BSL-1.0
// summary<Net>(std::cout): layers, shapes, parameters, as Keras prints them.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

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

namespace detail {

/// One row of the table. (A function of its own and one printf: strings joined by + in every network's
/// summary would cost the compiler more than the network.)
[[gnu::cold]] inline void append_row(std::string& s, const char* name, const shape& out, long parameters, long macs) {
    text t;
    t << "(N, " << out << ')';
    char buffer[256];
    std::snprintf(buffer, sizeof buffer, "%-34s%-20s%12ld%14ld\n", name, t.data, parameters, macs);
    s += buffer;
}
[[gnu::cold]] inline void append_layer(std::string& s, const layer_record* layers, int l, const layer_facts& here) {
    char name[160];
    int depth = 0;
    for (int up = layers[l].parent; up >= 0; up = layers[up].parent) ++depth;
    std::snprintf(name, sizeof name, "%*s%s (%s)", 2 * depth, "", path_of(layers, l).data, layers[l].type);
    append_row(s, name, here.out, here.parameters, here.macs);
}
[[gnu::cold]] inline void append_totals(std::string& s, long all, long trainable, long macs, long ram) {
    char buffer[400];
    std::snprintf(buffer, sizeof buffer,
                  "Total parameters: %ld (%ld bytes)\nTrainable parameters: %ld\nNon-trainable parameters: %ld\n"
                  "MACs per sample: %ld\nInference memory: %ld bytes a sample\n",
                  all, all * 4, trainable, all - trainable, macs, ram);
    s += buffer;
}

}  // namespace detail

/// One row per layer (path, type, output shape, parameters, MACs), then the totals and the static
/// memory figures.
template <class Net>
[[gnu::cold]] std::string summary_text() {
    static constexpr auto facts = detail::facts_of_layers<Net>();
    constexpr long all = detail::count_parameters<Net>(false);
    std::string s = "Network: ";
    s += type_name<Net>();
    s.append(1, '\n').append(80, '_').append("\nLayer (type)                      Output shape          Parameters          MACs\n");
    s.append(80, '=').append(1, '\n');
    for (int k = 0; k < input_count<Net>; ++k) detail::append_row(s, "input", facts.inputs[k], 0, 0);
    for (int l = 0; l < recorded<Net>::lists.layer_count; ++l)
        detail::append_layer(s, recorded<Net>::lists.layers, l, facts.layers[l]);
    s.append(80, '=').append(1, '\n');
    detail::append_totals(s, all, parameter_count<Net>, macs<Net>, peak_ram<Net>);
    return s.append(80, '_').append(1, '\n');
}

/// Writes it to a stream.
template <class Net, class Stream>
void summary(Stream& out) {
    out << summary_text<Net>();
}

}  // namespace inlay

#endif
