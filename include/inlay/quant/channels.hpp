// SPDX-License-Identifier: BSL-1.0
// Which channels of each value remain when the weights are known: filters of zeros, and all that only
// they feed, need neither be stored nor computed.
#pragma once

#include "numbers.hpp"

namespace inlay::detail {

/// For each value, its channels (last extent) one after another.
template <int Values, int Channels>
struct channel_map {
    int start[Values > 0 ? Values : 1]{};
    int kept_count[Values > 0 ? Values : 1]{};
    short kept[Channels > 0 ? Channels : 1]{};  // the channels that remain, as numbered in the artifact
    bool removed[Channels > 0 ? Channels : 1]{};
    bool is_constant[Channels > 0 ? Channels : 1]{};
    signed char constant[Channels > 0 ? Channels : 1]{};
};

template <class A>
struct channel_analysis {
    using n = numbers<A>;
    static constexpr auto& graph = n::graph;

    static constexpr int source(int value) { return graph.values[value].source; }
    static constexpr int channels_of(int value) { return n::extent(source(value)).last(); }

    static constexpr int count_channels() {
        int total = 0;
        for (int v = 0; v < graph.value_count; ++v)
            if (source(v) == v) total += channels_of(v);
        return total;
    }
    using map = channel_map<graph.value_count, count_channels()>;

    static constexpr bool is_padded(const int8_op& op) {
        return op.win.pad_top + op.win.pad_left + op.win.pad_bottom + op.win.pad_right > 0;
    }

    /// The first weight of output o, and how many follow at what distance; the input's channel of weight t is
    /// t % channels, for depthwise layers o.
    struct filter_weights {
        const signed char* at;
        int count, step;
    };
    static constexpr filter_weights filter(int k, int o) {
        const int8_op& op = graph.ops[k];
        const int taps = taps_of(op, n::extent(op.input[0]));
        if (op.kind != int8_kind::depthwise_conv2d) return {A::layers[k].weight.data + o * taps, taps, 1};
        return {A::layers[k].weight.data + o, taps, channels_of(op.output)};
    }

    /// Marks the channels of op k's output that are the same number everywhere, for every input.
    static constexpr void find_constants(map& m, int k) {
        const int8_op& op = graph.ops[k];
        const int x = m.start[source(op.input[0])], y = m.start[op.output], channels = channels_of(op.input[0]);
        const int zero = n::of(op.input[0]).zero_point, outputs = channels_of(op.output);
        if (op.kind == int8_kind::max_pool2d || op.kind == int8_kind::average_pool2d)
            for (int o = 0; o < outputs; ++o) {
                m.is_constant[y + o] = m.is_constant[x + o];
                m.constant[y + o] = m.constant[x + o];
            }
        if (!is_weighted(op.kind) || op.kind == int8_kind::multiplied_conv2d) return;
        const bool own = op.kind == int8_kind::depthwise_conv2d, padded = is_padded(op);
        for (int o = 0; o < outputs; ++o) {
            long long sum = A::layers[k].bias.size > 0 ? A::layers[k].bias[o] : 0;
            const filter_weights f = filter(k, o);
            bool constant = true;
            for (int t = 0; t < f.count && constant; ++t) {
                const int w = f.at[t * f.step];
                if (w == 0) continue;
                const int c = x + (own ? o : t % channels);
                // the border of a padded window sees its middle, unless that is the padding's zero
                constant = m.is_constant[c] && (!padded || m.constant[c] == zero);
                sum += w * (m.constant[c] - zero);
            }
            m.is_constant[y + o] = constant;
            if (constant) m.constant[y + o] = n::stored(k, o, static_cast<std::int32_t>(sum));
        }
    }

    static constexpr bool is_port(int value) {
        for (int i = 0; i < graph.inputs.count; ++i)
            if (source(graph.inputs[i]) == value) return true;
        for (int i = 0; i < graph.outputs.count; ++i)
            if (source(graph.outputs[i]) == value) return true;
        return false;
    }
    static constexpr bool keeps_channels(int8_kind k) {
        return k == int8_kind::depthwise_conv2d || k == int8_kind::max_pool2d || k == int8_kind::average_pool2d;
    }
    static constexpr int readers(int value) {
        int count = 0;
        for (int k = 0; k < graph.op_count; ++k)
            for (int i = 0; i < graph.ops[k].inputs; ++i) count += source(graph.ops[k].input[i]) == value;
        return count;
    }

    /// Whether op k can do without channel c of its input, which it finds in `m`.
    static constexpr bool spares(const map& m, int k, int c) {
        const int8_op& op = graph.ops[k];
        const int in = source(op.input[0]), x = m.start[in];
        const bool flat = op.kind == int8_kind::dense && n::extent(op.input[0]).rank == 1;
        if (!flat && op.input[0] != in) return false;
        if (keeps_channels(op.kind)) return m.removed[m.start[op.output] + c];
        if (op.kind != int8_kind::conv2d && !flat) return false;
        if (m.is_constant[x + c] && (!is_padded(op) || m.constant[x + c] == n::of(in).zero_point)) return true;
        const int y = m.start[op.output], channels = channels_of(in), outputs = channels_of(op.output);
        const filter_weights f = filter(k, 0);
        for (int o = 0; o < outputs; ++o)
            for (int t = c; t < f.count && !m.removed[y + o]; t += channels)
                if (f.at[o * f.count + t] != 0) return false;
        return true;
    }

    /// Removes channels of op k's output that no reader needs. Four at a time: kernels read words.
    static constexpr void remove(map& m, int k) {
        const int8_op& op = graph.ops[k];
        const int value = op.output, y = m.start[value], channels = channels_of(value);
        if (is_port(value) || !(op.kind == int8_kind::conv2d || op.kind == int8_kind::dense || keeps_channels(op.kind))) return;
        // an operation on each channel by itself gives as many as it takes
        if (keeps_channels(op.kind) && (is_port(source(op.input[0])) || readers(source(op.input[0])) != 1 ||
                                        op.input[0] != source(op.input[0]) || op_of(op.input[0]) < 0 ||
                                        !removable(graph.ops[op_of(op.input[0])].kind)))
            return;
        int removed = 0;
        for (int c = 0; c < channels; ++c) {
            bool spared = readers(value) > 0;
            for (int r = k + 1; r < graph.op_count && spared; ++r)
                for (int i = 0; i < graph.ops[r].inputs && spared; ++i)
                    if (source(graph.ops[r].input[i]) == value) spared = spares(m, r, c);
            m.removed[y + c] = spared;
            removed += spared;
        }
        bool tied = false;  // the reader has decided
        for (int r = k + 1; r < graph.op_count; ++r)
            tied = tied || (keeps_channels(graph.ops[r].kind) && source(graph.ops[r].input[0]) == value);
        const int kept = channels - removed, wanted = kept == 0 ? 4 : (kept + 3) / 4 * 4;
        for (int c = 0, more = tied ? 0 : wanted - kept; c < channels && more > 0; ++c)
            if (m.removed[y + c]) m.removed[y + c] = false, --more;
    }
    static constexpr bool removable(int8_kind k) {
        return k == int8_kind::conv2d || k == int8_kind::dense || keeps_channels(k);
    }
    static constexpr int op_of(int value) {
        for (int k = 0; k < graph.op_count; ++k)
            if (graph.ops[k].output == value) return k;
        return -1;
    }

    static constexpr map find_all_constants() {
        map m;
        int at = 0;
        for (int v = 0; v < graph.value_count; ++v) {
            if (source(v) != v) continue;
            m.start[v] = at;
            at += channels_of(v);
        }
        for (int k = 0; k < graph.op_count; ++k) find_constants(m, k);
        return m;
    }
    static constexpr map constants_of = find_all_constants();

    static constexpr map make() {
        map m = constants_of;
        for (int k = graph.op_count - 1; k >= 0; --k) remove(m, k);
        for (int v = 0; v < graph.value_count; ++v) {
            m.start[v] = m.start[source(v)];
            if (source(v) != v) continue;
            for (int c = 0; c < channels_of(v); ++c)
                if (!m.removed[m.start[v] + c]) m.kept[m.start[v] + m.kept_count[v]++] = static_cast<short>(c);
        }
        for (int v = 0; v < graph.value_count; ++v) m.kept_count[v] = m.kept_count[source(v)];
        return m;
    }
};

}  // namespace inlay::detail
