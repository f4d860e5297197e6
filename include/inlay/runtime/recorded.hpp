// SPDX-License-Identifier: BSL-1.0
// The network as recorded: the unoptimised graph, its layers and parameters, and its one mistake.
#pragma once

#include "../core/error.hpp"
#include "../graph/network.hpp"
#include "../simd/batch.hpp"

namespace inlay {

/// The recorded network, frozen.
template <int Nodes, int Layers, int Parameters>
struct recording {
    graph<Nodes> g;
    layer_record layers[Layers > 0 ? Layers : 1]{};
    parameter_record parameters[Parameters > 0 ? Parameters : 1]{};
    int parameter_count = Parameters;
    int layer_count = Layers;
    graph_error error;
    long trainable = 0;  // elements of storage that an optimizer updates
    long storage = 0;    // elements of storage in all, padding included
};

namespace detail {

/// Kernels read whole batches of the last weights: so many elements end a model's storage.
inline constexpr long storage_slack = simd::native_width > 1 ? 16 : 0;

/// Trainable parameters first; large ones start on 64 bytes.
template <class Recording>
constexpr void lay_out_parameters(Recording& r) {
    long end = 0;
    for (int pass = 0; pass < 2; ++pass) {
        for (int i = 0; i < r.parameter_count; ++i) {
            parameter_record& p = r.parameters[i];
            if (p.trainable != (pass == 0)) continue;
            const long unit = p.public_shape.size() >= 16 ? 16 : 4;
            end = (end + unit - 1) / unit * unit;
            p.offset = end;
            end += p.public_shape.size();
        }
        if (pass == 0) r.trainable = end;
    }
    r.storage = end + storage_slack;
}

struct recording_size {
    int nodes = 0, layers = 0, parameters = 0;
};

/// Records; with the size known beforehand nothing is copied while the lists grow.
template <class Net>
constexpr trace::record record_network(recording_size size = {}) {
    trace::record r;
    r.g.nodes.reserve(size.nodes);
    r.layers.reserve(size.layers);
    r.parameters.reserve(size.parameters);
    Net::record(r);
    r.finish();
    return r;
}

template <class Net>
constexpr recording_size size_of_recording() {
    const trace::record r = record_network<Net>();
    return {r.g.size(), r.layers.size(), r.parameters.size()};
}

template <class Net, recording_size Size>
constexpr auto freeze_recording() {
    const trace::record r = record_network<Net>(Size);
    recording<Size.nodes, Size.layers, Size.parameters> frozen;
    frozen.g = r.g.template freeze<Size.nodes>();
    for (int i = 0; i < Size.layers; ++i) frozen.layers[i] = r.layers[i];
    for (int i = 0; i < Size.parameters; ++i) frozen.parameters[i] = r.parameters[i];
    frozen.error = r.error;
    lay_out_parameters(frozen);
    return frozen;
}

/// Layers and parameters without the graph.
template <int Layers, int Parameters>
struct record_lists {
    static constexpr int layer_count = Layers, parameter_count = Parameters;
    layer_record layers[Layers > 0 ? Layers : 1]{};
    parameter_record parameters[Parameters > 0 ? Parameters : 1]{};
};
template <int Nodes, int Layers, int Parameters>
constexpr auto lists_of(const recording<Nodes, Layers, Parameters>& r) {
    record_lists<Layers, Parameters> lists;
    for (int i = 0; i < Layers; ++i) lists.layers[i] = r.layers[i];
    for (int i = 0; i < Parameters; ++i) lists.parameters[i] = r.parameters[i];
    return lists;
}

}  // namespace detail

/// The network as recorded: layers, parameters and the unoptimised graph.
template <class Net>
struct recorded {
    static constexpr auto value = detail::freeze_recording<Net, detail::size_of_recording<Net>()>();
    /// Names the first mistake, if there is one: static_assert(recorded<Net>::check::done).
    using check = detail::check_network<typename detail::clause<value.error.where>::type,
                                        typename detail::clause<value.error.expects>::type,
                                        typename detail::clause<value.error.found>::type>;

    /// For reading at run time. (The nodes of `value` point to the functions of their operations, in every
    /// precision: whoever reads `value` at run time gets all of them into the program.)
    static constexpr auto lists = detail::lists_of(value);

    static constexpr text parameter_path(int i) { return path_of(lists.layers, lists.parameters[i]); }
    static constexpr text layer_path(int i) { return path_of(lists.layers, i); }

    static constexpr detail::vector<long> parameter_offsets() {
        detail::vector<long> offsets;
        for (int i = 0; i < value.parameter_count; ++i) offsets.push_back(value.parameters[i].offset);
        return offsets;
    }
};

}  // namespace inlay
