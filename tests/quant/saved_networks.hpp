// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// Networks with int8 numbers of their own, the same on every machine: what the saved_*.safetensors hold.
#pragma once

#include <inlay/inlay.hpp>
#include <inlay/quantize.hpp>

namespace own {

using namespace inlay;

struct saved_chain : network<input<7, 6, 3>, conv2d<6, 3, same, no_bias>, batch_norm<>, relu, depthwise_conv2d<3, stride<2>, same>, relu6,
                             conv2d<8, kernel_size{2, 1}, padding<1, 0>, name<"stem">>, max_pool2d<2, stride<1>>, flatten, dropout<0.5>,
                             dense<9>> {};

struct dag_function {
    constexpr auto operator()(auto x) const {
        auto a = x | conv2d<8, 3, same>{} | relu{};
        auto b = a | depthwise_conv2d<3, padding<1>>{} | conv2d<8, 1>{};
        auto s = (a + b) | relu6{};
        auto p = s | average_pool2d<2>{};
        auto q = s | conv2d<5, 3, stride<2>, same>{};
        auto t = concat(p, q) | zero_padding2d<1, 0>{} | conv2d<12, 3>{} | sigmoid{} | global_average_pool2d{};
        return t | dense<7>{} | softmax{};
    }
};
struct saved_dag : traced<dag_function, input<8, 8, 1>> {};

struct plain_chain : saved_chain {};
struct plain_dag : saved_dag {};

/// A model of numbers between 0.2 and 1, some of them negative where none is a variance.
template <class Net>
model<Net> random_model(bool negative) {
    model<Net> m{seed{1}};
    for (int p = 0; p < recorded<Net>::lists.parameter_count; ++p) {
        const parameter_record& r = recorded<Net>::lists.parameters[p];
        for (long i = 0; i < r.public_shape.size(); ++i) {
            const auto bits = random_bits(static_cast<unsigned long long>(p), static_cast<unsigned long long>(i));
            const float size = static_cast<float>(205 + bits % 819) / 1024;
            m.storage()[r.offset + i] = negative && (bits >> 20) % 2 == 0 ? -size : size;
        }
    }
    return m;
}

/// Numbers of no meaning, but of sizes that use the bytes well.
template <class Net, class Scheme>
model<quantized<Net, Scheme>> numbered(unsigned long long s) {
    const detail::int8_view g = detail::int8_table_for<Net, Scheme>.g;
    unsigned long long at = 0;
    const auto random = [&](int least, int most) { return least + static_cast<int>(random_bits(s, at++) % static_cast<unsigned>(most - least + 1)); };
    const auto group = detail::quantisation_groups(g);
    auto q = detail::prescribed(g, group).value();
    for (std::size_t v = 0; v < q.size(); ++v)
        if (static_cast<std::size_t>(group[static_cast<int>(v)]) == v && q[v].scale == 0)
            q[v] = {static_cast<float>(random(20, 60)) / 1024, Scheme::symmetric ? 0 : random(-128, 20)};
    int8_numbers n;
    for (int i = 0; i < g.inputs.count; ++i) n.inputs.push_back(q[static_cast<std::size_t>(group[g.inputs[i]])]);
    n.layers.resize(static_cast<std::size_t>(g.op_count));
    for (int k = 0; k < g.op_count; ++k) {
        int8_layer& l = n.layers[static_cast<std::size_t>(k)];
        l.result = q[static_cast<std::size_t>(group[g.ops[k].output])];
        if (!detail::is_weighted(g.ops[k].kind)) continue;
        const int outputs = g.extent(g.ops[k].output).last(), taps = detail::taps_of(g.ops[k], g.extent(g.ops[k].input[0]));
        for (int o = 0; o < outputs; ++o) {
            l.weight_scale.push_back(static_cast<float>(random(30, 90)) / static_cast<float>(2048 + 64 * taps));
            l.bias.push_back(random(-2000, 2000));
        }
        for (int i = 0; i < outputs * taps; ++i) l.weight.push_back(static_cast<signed char>(random(-127, 127)));
    }
    return model<quantized<Net, Scheme>>(static_cast<int8_numbers&&>(n));
}

inline auto chain() { return numbered<saved_chain, symmetric_i8<single_rounding>>(3); }
inline auto dag() { return numbered<saved_dag, affine_i8<>>(4); }

}  // namespace own
