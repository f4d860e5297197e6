// SPDX-License-Identifier: BSL-1.0
// What is computed from a layer's numbers while compiling: biases that take in the input's zero point,
// multipliers, weights in the order in which the kernel reads them.
#pragma once

#include "../kernels/int8/conv2d.hpp"
#include "integers.hpp"

namespace inlay::detail {

/// `count` outputs as computed from the artifact; in place of what is not there, zeros.
template <int Count>
struct channel_numbers {
    std::int32_t bias[Count]{};
    fixed_multiplier multiplier[Count]{};
    bool narrow = true, small = true;  // as output_stage says; biases of 24 bits
};

template <class Channels, int Groups>
struct channel_array {
    Channels at[Groups]{};
};
template <int Count>
struct bias_array {
    std::int32_t at[Count]{};
};

template <bool First, class A, class B>
struct choose {
    using type = A;
};
template <class A, class B>
struct choose<false, A, B> {
    using type = B;
};

template <int Bytes>
struct packed_weights {
    alignas(INLAY_INT8_AVX2 ? 64 : INLAY_INT8_NEON ? 16 : 4) signed char bytes[Bytes]{};
};

constexpr kernels::int8::map_form map_form_of(const int8_op& op, const shape& x, const shape& y, int fill) {
    kernels::int8::map_form f{x[0], x[1], x[2], y[0], y[1], y[2], op.win, fill};
    if (!f.padded()) f.fill = 0;  // layers that differ in nothing else share a kernel
    return f;
}

/// The constants of weighted op K of artifact A.
template <class A, int K>
struct layer_constants {
    static constexpr int8_op op = integers<A>::graph.ops[K];
    static constexpr quantized_layer layer = A::layers[K];
    static constexpr shape x = integers<A>::extent(op.input[0]), y = integers<A>::extent(op.output);
    static constexpr quantization from = integers<A>::of(op.input[0]);
    static constexpr int filters = filters_of(y), taps = taps_of(op, x);
    static constexpr int multipliers = layer.weight_scale.size == 1 ? 1 : filters;
    static constexpr bool dense = op.kind == int8_kind::dense, multiplied = op.kind == int8_kind::multiplied_conv2d,
                          depthwise = op.kind == int8_kind::depthwise_conv2d || multiplied;

    static constexpr auto& channels = integers<A>::channels;
    static constexpr int first_in = channels.start[op.input[0]], first_out = channels.start[op.output];
    static constexpr int channels_in = channels.kept_count[op.input[0]];
    static constexpr int all_in = channel_analysis<A>::channels_of(op.input[0]);
    static constexpr int all_taps = taps_of(op, numbers<A>::extent(op.input[0]));
    static constexpr int all_filters = filters_of(numbers<A>::extent(op.output));

    /// Output o, as the artifact numbers it.
    static constexpr int filter_of(int o) { return channels.kept[first_out + o]; }
    /// Whether output o, kept to fill up a group of four, is one number whatever the input.
    static constexpr bool is_constant(int o) { return !dense && channels.is_constant[first_out + filter_of(o)]; }
    static constexpr bool any_constant() {
        for (int o = 0; o < filters; ++o)
            if (is_constant(o)) return true;
        return false;
    }
    /// The first weight of output o, and those of remaining input channel c among the ones that follow: tap by
    /// tap, `step` apart. (Loops over weights are plain: clang counts the steps of constant expressions.)
    static constexpr int step = depthwise ? all_filters : all_in;
    static constexpr int positions = depthwise ? taps : taps / channels_in;
    static constexpr int per_position = depthwise ? 1 : channels_in;
    static constexpr const signed char* first_weight(int o) {
        return layer.weight.data + (depthwise ? filter_of(o) : filter_of(o) * all_taps);
    }
    static constexpr int offset_of(int c) { return depthwise ? 0 : channels.kept[first_in + c]; }

    /// What the removed channels, constants, add to output o.
    static constexpr long long removed_sum(int o) {
        long long sum = 0;
        if (depthwise || taps == all_taps) return 0;
        for (int c = 0; c < all_in; ++c) {
            const int at = first_in + c;
            if (!channels.removed[at] || !channels.is_constant[at]) continue;
            for (int k = 0; k < positions; ++k)
                sum += first_weight(o)[k * step + c] * (channels.constant[at] - from.zero_point);
        }
        return sum;
    }

    static constexpr bool host = INLAY_INT8_HOST && !multiplied;
    static constexpr int at_once = multiplied ? 1 : dense ? kernels::int8::units_at_once : depthwise ? kernels::int8::channels_at_once : kernels::int8::filters_at_once;
    /// Outputs that tables have: a depthwise layer of few channels repeats them (x86_depthwise_conv2d.hpp).
    static constexpr int count_repeated() {
#if INLAY_INT8_AVX2
        if (depthwise && !multiplied) return filters * kernels::int8::depthwise_pixels(filters);
#endif
        return filters;
    }
    static constexpr int repeated = count_repeated();
    static constexpr int count_outputs() {
#if INLAY_INT8_AVX2
        if (depthwise && !multiplied) return kernels::int8::whole_blocks(repeated);
#endif
        return (filters + at_once - 1) / at_once * at_once;
    }
    static constexpr int outputs = count_outputs();
    /// What kernels add to the input's elements.
    static constexpr int element_offset = depthwise ? 0 : kernels::int8::patch_offset;

    /// What a depthwise kernel of hosts adds to output o.
    static constexpr int excess([[maybe_unused]] int o) {
        int sum = 0;
#if INLAY_INT8_AVX2
        if (depthwise && host)
            for (int k = 0; k < taps; ++k) sum += kernels::int8::depthwise_excess(first_weight(o)[k * step]);
#endif
        return sum;
    }

    static constexpr auto make_numbers() {
        channel_numbers<outputs> n;
        for (int o = 0; o < filters; ++o) {
            if (is_constant(o)) {  // 4 d / 4 + zero point
                n.bias[o] = 4 * (channels.constant[first_out + filter_of(o)] - layer.result.zero_point);
                n.multiplier[o] = {1 << 30, -1};
                continue;
            }
            int sum = 0, size = 0, least = 0;
            for (int c = 0; c < per_position; ++c) {
                const signed char* w = first_weight(o) + offset_of(c);
                for (int k = 0; k < positions; ++k) sum += w[k * step], size += w[k * step] < 0 ? -w[k * step] : w[k * step];
                if (depthwise || INLAY_INT8_NEON)
                    for (int k = 0; k < positions; ++k) least = w[k * step] < least ? w[k * step] : least;
            }
            const long long bias = (layer.bias.size > 0 ? layer.bias[filter_of(o)] : 0LL) + removed_sum(o) -
                                   static_cast<long long>(from.zero_point + element_offset) * sum - excess(o);
            const long long most = (bias < 0 ? -bias : bias) + 255LL * size;
            n.bias[o] = static_cast<std::int32_t>(bias);
            const fixed_multiplier m = multiplier_of(numbers<A>::real_multiplier(K, filter_of(o)));
            n.multiplier[o] = m;
            n.narrow = n.narrow && most < 1LL << 30 && m.shift < 0 && m.shift >= -31 && least > -128;  // Helium and NEON add two products in 16 bits
            n.small = n.small && bias >= -(1 << 23) && bias < 1 << 23;
        }
        return n;
    }
    static constexpr auto computed = make_numbers();

    /// A dense layer has its biases apart, since one multiplier may serve all units. Hosts do not save.
    static constexpr int channel_count = multiplied || (dense && multipliers == 1 && !host) ? 1 : outputs;  // multiplied reads `computed`
    static constexpr int lanes = channel_count == 1 || host ? 1 : kernels::int8::lanes;
    static constexpr bool wide = dense || multiplied || !computed.small;
    using channels_type = typename choose<wide, kernels::int8::wide_channels_of<lanes>, kernels::int8::channels>::type;

    static constexpr auto make_channels() {
#if INLAY_INT8_HOST
        if constexpr (host) {
            kernels::int8::channel_memory<outputs> c;
            for (int o = 0; o < repeated; ++o)
                c.template set<typename A::scheme::rounding>(depthwise ? kernels::int8::depthwise_place(o, repeated) : o, computed.bias[o % filters], computed.multiplier[o % filters], layer.result.zero_point);
            return c;
        } else
#endif
        {
            channel_array<channels_type, channel_count / lanes> c;
            for (int o = 0; o < channel_count; ++o) {
                const int place = depthwise && !multiplied ? kernels::int8::depthwise_place(o, filters) : o;
                c.at[place / lanes].set(place % lanes, computed.bias[o], computed.multiplier[o]);
            }
            return c;
        }
    }
    static constexpr auto table = make_channels();
    static constexpr auto make_biases() {
        bias_array<dense && !host ? outputs : 1> b;
        if constexpr (dense && !host)
            for (int o = 0; o < outputs; ++o) b.at[o] = computed.bias[o];
        return b;
    }
    static constexpr auto biases = make_biases();

    /// Whether a convolution takes Winograd's form (x86_winograd_conv2d.hpp).
    static constexpr bool make_winograd() {
#if INLAY_INT8_WINOGRAD
        if (op.kind == int8_kind::conv2d && op.pool < 0) return computed.small && kernels::int8::winograd_fits(map_form_of(op, x, y, 0));
#endif
        return false;
    }
    static constexpr bool winograd = make_winograd();
    static constexpr int count_row() {
        if (multiplied) return taps;
#if INLAY_INT8_AVX2
        if (depthwise) return kernels::int8::depthwise_row(op.win);
#endif
        if (winograd) return 32 * channels_in;
#if INLAY_INT8_HOST
        if (!dense && !depthwise) return kernels::int8::conv2d_row_bytes(op.win, channels_in);
#endif
        return depthwise ? taps : kernels::int8::whole_turns(taps);
    }
    static constexpr int row = count_row();
    /// Whether the weights are used as they are in the artifact.
    static constexpr bool as_given = (!depthwise || multiplied) && row == taps && at_once == 1 && taps == all_taps &&
                                     filters == all_filters && !any_constant();
    static constexpr int weight_bytes = outputs * row;

    static constexpr int turn = kernels::int8::bytes_in_turn;
    /// A convolution's taps lie so far apart in a packed row; after the last of a window's row, so much farther.
    static constexpr int distance_of_taps([[maybe_unused]] bool last) {
        int start = 0, to = 0;
#if INLAY_INT8_HOST
        start = kernels::int8::conv2d_position(op.win, channels_in, last ? op.win.kernel_w - 1 : 0, 0);
        to = kernels::int8::conv2d_position(op.win, channels_in, last ? op.win.kernel_w : 1, 0);
#endif
        return to - start;
    }
    static constexpr int next = distance_of_taps(op.win.kernel_w == 1), jump = distance_of_taps(true) - next;
    static constexpr void pack_quads([[maybe_unused]] signed char* all, [[maybe_unused]] int o, [[maybe_unused]] int to) {
#if INLAY_INT8_AVX2
        namespace kernel = kernels::int8;
        const int start = kernel::depthwise_block_start(to, repeated), block = kernel::depthwise_block(repeated - start);
        const int place = kernel::depthwise_place(to, repeated) - start, width = op.win.kernel_w, quads = kernel::depthwise_quads(width);
        const signed char* w = first_weight(o);
        for (int k = 0; k < taps; ++k) {
            const int v = k / width, u = k % width;
            kernel::put_depthwise_weight(all + start * row + kernel::depthwise_position(block, v * quads + u / 4, place, u % 4), block, w[k * step]);
        }
#endif
    }
    static constexpr auto pack() {
        packed_weights<as_given ? 1 : weight_bytes> p;
        if constexpr (!as_given)
            for (int o = 0; o < filters; ++o) {
                if (is_constant(o)) continue;
                [[maybe_unused]] const int group = o / at_once * at_once * row, lane = o % at_once;
                if constexpr (dense && taps == all_taps) {  // plainest, since largest
                    const signed char* w = first_weight(o);
                    for (int t = 0; t < taps; ++t) p.bytes[group + (t / turn * at_once + lane) * turn + t % turn] = w[t];
                    continue;
                }
                for (int c = 0; c < per_position; ++c) {
                    const signed char* w = first_weight(o) + offset_of(c);
                    if constexpr (winograd) {
#if INLAY_INT8_WINOGRAD
                        const kernels::int8::winograd_points u = kernels::int8::winograd_weights(w, step);
                        for (int k = 0, to = kernels::int8::winograd_position(channels_in, o, c); k < 16; ++k, to += kernels::int8::winograd_next_point(channels_in))
                            p.bytes[to] = static_cast<signed char>(u.at[k] & 255), p.bytes[to + 1] = static_cast<signed char>(u.at[k] >> 8);
#endif
                    } else if constexpr (depthwise && host && INLAY_INT8_AVX2) {
                        for (int k = o; k < repeated; k += filters) pack_quads(p.bytes, o, k);
#if !INLAY_INT8_AVX2
                    } else if constexpr (depthwise) {
                        for (int k = 0; k < positions; ++k) p.bytes[group + kernels::int8::depthwise_position(lane, k, taps)] = w[k * step];
#endif
                    } else if constexpr (dense || !host) {
                        for (int k = 0, t = c; k < positions; ++k, t += per_position)
                            p.bytes[group + (t / turn * at_once + lane) * turn + t % turn] = w[k * step];
#if INLAY_INT8_HOST
                    } else {
                        for (int k = 0, u = 1, t = c; k < positions; ++k, ++u, t += next) {
                            kernels::int8::put_conv2d_weight(p.bytes + group, lane, t, w[k * step]);
                            if (u == op.win.kernel_w) u = 0, t += jump;
                        }
#endif
                    }
                }
            }
        return p;
    }
    static constexpr auto packed = pack();

    static constexpr const signed char* weights() {
        if constexpr (as_given) return layer.weight.data;
        else return packed.bytes;
    }
    static constexpr long count_bytes() {
        if constexpr (multiplied) return weight_bytes + static_cast<long>(sizeof(computed));
        else return weight_bytes + static_cast<long>(sizeof(table)) + (dense && !host ? 4 * outputs : 0);
    }
    static constexpr long bytes = count_bytes();
};

}  // namespace inlay::detail
