// SPDX-License-Identifier: BSL-1.0
// One operation of an artifact: its kernel, called with constant addresses.
#pragma once

#include "../kernels/int8/arithmetic.hpp"
#include "../kernels/int8/conv2d.hpp"
#include "../kernels/int8/dense.hpp"
#include "../kernels/int8/depthwise_conv2d.hpp"
#include "../kernels/int8/lookup.hpp"
#include "../kernels/int8/mean.hpp"
#include "../kernels/int8/multiplied_conv2d.hpp"
#include "../kernels/int8/pool.hpp"
#include "../kernels/int8/softmax.hpp"
#include "layer_constants.hpp"

namespace inlay::detail {

struct byte_table {
    signed char at[256]{};
};

/// sigmoid or tanh of every byte, as TensorFlow Lite computes it.
constexpr byte_table make_table(int8_kind kind, quantization x) {
    byte_table t;
    const fixed_multiplier m = multiplier_of(static_cast<double>(x.scale) * (1 << 27));
    const int radius = input_radius(4, m.shift);
    const bool is_sigmoid = kind == int8_kind::sigmoid;
    for (int i = 0; i < 256; ++i) {
        const int difference = i - 128 - x.zero_point;
        int y = difference <= -radius ? -128 : 127;
        if (difference > -radius && difference < radius) {
            const std::int32_t scaled = double_rounding::scale(difference, m);
            y = is_sigmoid ? divide_by_power(fixed::sigmoid(scaled), 23) - 128 : divide_by_power(fixed::tanh(scaled), 24);
        }
        t.at[i] = static_cast<signed char>(y > 127 ? 127 : y < -128 ? -128 : y);
    }
    return t;
}

template <class A, int K>
struct table_of {
    static constexpr byte_table value =
        make_table(integers<A>::graph.ops[K].kind, integers<A>::of(integers<A>::graph.ops[K].input[0]));
};

/// How a sum is scaled. TensorFlow Lite computes the multipliers of sums in double, those of differences in float.
template <class Real>
constexpr kernels::int8::add_form add_form_of(const int8_op& op, quantization a, quantization b, quantization y) {
    const Real common = 2 * static_cast<Real>(a.scale > b.scale ? a.scale : b.scale);
    return {a.zero_point, b.zero_point, multiplier_of(static_cast<Real>(a.scale) / common),
            multiplier_of(static_cast<Real>(b.scale) / common),
            multiplier_of(common / ((1 << 20) * static_cast<Real>(y.scale))), range_of(op, y)};
}

constexpr kernels::int8::multiply_form multiply_form_of(const int8_op& op, quantization a, quantization b, quantization y) {
    return {a.zero_point, b.zero_point,
            multiplier_of(static_cast<double>(a.scale) * static_cast<double>(b.scale) / static_cast<double>(y.scale)),
            range_of(op, y)};
}

/// The multiplier of a sum of n elements, whose mean is wanted: divided by n, rounded down, as TensorFlow Lite does.
constexpr fixed_multiplier mean_multiplier(quantization x, quantization y, int n) {
    fixed_multiplier m = multiplier_of(static_cast<double>(x.scale) / static_cast<double>(y.scale));
    int shift = 0;
    while (n >> (shift + 1) != 0) ++shift;
    if (shift > 31 + m.shift) shift = 31 + m.shift;
    m.fraction = static_cast<std::int32_t>((std::int64_t{m.fraction} << shift) / n);
    m.shift -= shift;
    return m;
}

/// How the weighted operation K stores.
template <class A, int K>
constexpr kernels::int8::output_stage stage_of(const kernels::int8::output_range& r) {
    return {layer_constants<A, K>::computed.narrow, r.low == -128 && r.high == 127, INLAY_INT8_AVX2 && r.low == r.zero_point};
}

/// `rows` rows, from `first` on, of what the convolution K makes of x.
template <class A, int K>
[[gnu::always_inline]] inline void convolve(const signed char* x, signed char* y, [[maybe_unused]] signed char* scratch, int first, int rows) {
    using n = integers<A>;
    using constants = layer_constants<A, K>;
    using rounding = typename A::scheme::rounding;
    namespace kernel = kernels::int8;
    constexpr int8_op op = n::graph.ops[K];
    static constexpr shape sx = n::extent(op.input[0]), sy = n::extent(op.output);
    static constexpr kernel::output_range range = range_of(op, n::of(op.output));
    static constexpr kernel::map_form form = map_form_of(op, sx, sy, n::of(op.input[0]).zero_point);
    constexpr kernel::output_stage stage = stage_of<A, K>(range);
    constexpr bool pointwise = form.taps() == form.channels && (form.taps() % 4 == 0 || INLAY_INT8_MVE || INLAY_INT8_HOST) &&
                               !form.padded() && form.win.stride_h == 1 && form.win.stride_w == 1;
#if INLAY_INT8_HOST
    if constexpr (pointwise)
        kernel::pointwise_conv2d<rounding, stage, sx[2]>(x + first * sx[1] * sx[2], constants::weights(), constants::table.arrays(), y,
                                                         rows * sy[1], sy[2], range);
#if INLAY_INT8_WINOGRAD
    else if constexpr (constants::winograd)
        kernel::winograd_conv2d<rounding, stage, form>(x, constants::weights(), constants::table.arrays(), y, range);
#endif
    else kernel::conv2d<rounding, stage, form>(x, constants::weights(), constants::table.arrays(), y, range, first, rows);
#else
    constexpr bool whole = form.filters % (INLAY_INT8_MVE ? 4 : kernel::filters_at_once) == 0;
    auto* patches = reinterpret_cast<kernel::patch_element*>(scratch);
    if constexpr (pointwise)
        kernel::pointwise_conv2d<rounding, stage, whole>(x + first * sx[1] * sx[2], constants::weights(), constants::table.at, y, patches,
                                                         rows * sy[1], sx[2], sy[2], range);
    else
        kernel::conv2d<rounding, stage, form>(x, constants::weights(), constants::table.at, y, patches, range, first, rows * sy[1]);
#endif
}

/// The convolution K and the pooling of its map, a row of windows at a time.
template <class A, int K>
void convolve_and_pool(const signed char* x, signed char* y, signed char* scratch) {
    using n = integers<A>;
    constexpr int8_op op = n::graph.ops[K], pool = n::graph.ops[op.pool];
    constexpr shape map = n::extent(op.output), sy = n::extent(pool.output);
    constexpr kernels::int8::map_form rows{pool.win.kernel_h, map[1], map[2], 1, sy[1], sy[2], pool.win, 0};
    constexpr kernels::int8::output_range range = range_of(pool, n::of(pool.output));
    signed char* band = scratch + patch_bytes(op, n::extent(op.input[0]));
    for (int row = 0; row < sy[0]; ++row, y += sy[1] * sy[2]) {
        convolve<A, K>(x, band, scratch, row * pool.win.stride_h, pool.win.kernel_h);
        kernels::int8::pool2d<pool.kind == int8_kind::average_pool2d, rows>(band, y, range.low, range.high);
    }
}

template <class A, int K>
void run_op(signed char* arena) {
    using n = integers<A>;
    using rounding = typename A::scheme::rounding;
    namespace kernel = kernels::int8;
    constexpr int8_op op = n::graph.ops[K];
    constexpr shape sx = n::extent(op.input[0]), sy = n::extent(op.output);
    constexpr quantization qx = n::of(op.input[0]), qy = n::of(op.output);
    const signed char* x = arena + n::plan.value[op.input[0]];
    signed char* y = arena + n::plan.value[stored_by(n::graph, op)];
    [[maybe_unused]] signed char* scratch = arena + n::plan.scratch[K];

    static constexpr kernel::output_range range = range_of(op, qy);

    if constexpr (op.pooled) {
    } else if constexpr (op.pool >= 0) {
        convolve_and_pool<A, K>(x, y, scratch);
    } else if constexpr (op.kind == int8_kind::conv2d) {
        convolve<A, K>(x, y, scratch, 0, sy[0]);
    } else if constexpr (is_weighted(op.kind)) {
        using constants = layer_constants<A, K>;
        constexpr kernel::output_stage stage = stage_of<A, K>(range);
        if constexpr (op.kind == int8_kind::multiplied_conv2d) {
            static constexpr kernel::map_form form = map_form_of(op, sx, sy, qx.zero_point);
            kernel::multiplied_conv2d<rounding>(form, x, constants::weights(), constants::computed.bias,
                                                constants::computed.multiplier, y, range);
#if INLAY_INT8_HOST
        } else if constexpr (op.kind == int8_kind::dense) {
            for (long r = 0; r < sx.size() / sx.last(); ++r)
                kernel::dense<rounding, stage>(x + r * sx.last(), constants::weights(), constants::table.arrays(), sx.last(), sy.last(),
                                               y + r * sy.last(), range);
#else
        } else if constexpr (op.kind == int8_kind::dense) {
            for (long r = 0; r < sx.size() / sx.last(); ++r)
                kernel::dense<rounding, stage, (constants::multipliers > 1)>(
                    x + r * sx.last(), constants::weights(), constants::biases.at, constants::table.at, sx.last(),
                    sy.last(), y + r * sy.last(), range);
#endif
        } else {
            static constexpr kernel::map_form form = map_form_of(op, sx, sy, qx.zero_point);
#if INLAY_INT8_HOST
            kernel::depthwise_conv2d<rounding, stage, form>(x, constants::weights(), constants::table.arrays(), y, range);
#else
            constexpr bool whole = form.filters % (INLAY_INT8_MVE ? 4 : kernel::channels_at_once) == 0;
            kernel::depthwise_conv2d<rounding, stage, form.win.kernel_h * form.win.kernel_w, whole>(
                form, x, constants::weights(), constants::table.at, y, scratch, range);
#endif
        }
    } else if constexpr (op.kind == int8_kind::addition || op.kind == int8_kind::subtraction ||
                         op.kind == int8_kind::multiplication) {
        constexpr quantization qb = n::of(op.input[1]);
        constexpr int size_a = static_cast<int>(sx.size()), size_b = static_cast<int>(n::extent(op.input[1]).size());
        const signed char* b = arena + n::plan.value[op.input[1]];
        if constexpr (op.kind == int8_kind::multiplication)
            kernel::combine<size_a, size_b, kernel::product<rounding, multiply_form_of(op, qx, qb, qy)>>(x, b, y);
        else if constexpr (op.kind == int8_kind::addition && size_a == size_b)
            kernel::add<rounding, add_form_of<double>(op, qx, qb, qy)>(x, b, y, size_a);
        else if constexpr (op.kind == int8_kind::addition)
            kernel::combine<size_a, size_b, kernel::sum<rounding, add_form_of<double>(op, qx, qb, qy), 1>>(x, b, y);
        else kernel::combine<size_a, size_b, kernel::sum<rounding, add_form_of<float>(op, qx, qb, qy), -1>>(x, b, y);
    } else if constexpr (op.kind == int8_kind::mean) {
        constexpr int pixels = sx[0] * sx[1];
        kernel::mean<rounding>(x, y, pixels, sx[2], pixels * qx.zero_point, mean_multiplier(qx, qy, pixels), range);
    } else if constexpr (op.kind == int8_kind::max_pool2d || op.kind == int8_kind::average_pool2d) {
        kernel::pool2d<op.kind == int8_kind::average_pool2d, map_form_of(op, sx, sy, 0)>(x, y, range.low, range.high);
    } else if constexpr (op.kind == int8_kind::softmax) {
        constexpr double scale = static_cast<double>(qx.scale) * (1 << 26);
        constexpr fixed_multiplier m = multiplier_of(scale < 2147483647.0 ? scale : 2147483647.0);
        for (long r = 0; r < sx.size() / sx.last(); ++r)
            kernel::softmax(x + r * sx.last(), y + r * sx.last(), sx.last(), m, -input_radius(5, m.shift));
    } else if constexpr (op.kind == int8_kind::sigmoid || op.kind == int8_kind::tanh) {
        kernel::lookup(x, y, static_cast<int>(sy.size()), table_of<A, K>::value.at);
    } else if constexpr (op.kind == int8_kind::concatenation) {
        int at = 0;
        for (int i = 0; i < op.inputs; ++i) {
            const int width = n::extent(op.input[i]).last();
            const signed char* from = arena + n::plan.value[op.input[i]];
            for (long r = 0; r < sy.size() / sy.last(); ++r)
                for (int c = 0; c < width; ++c) y[r * sy.last() + at + c] = from[r * width + c];
            at += width;
        }
    } else {
        static_assert(op.kind == int8_kind::pad2d);
        for (int h = 0; h < sy[0]; ++h)
            for (int w = 0; w < sy[1]; ++w) {
                const int v = h - op.win.pad_top, u = w - op.win.pad_left;
                const bool on_map = v >= 0 && v < sx[0] && u >= 0 && u < sx[1];
                for (int c = 0; c < sx[2]; ++c)
                    *y++ = on_map ? x[(v * sx[1] + u) * sx[2] + c] : static_cast<signed char>(qy.zero_point);
            }
    }
}

template <class A, int... K>
void run_ops([[maybe_unused]] signed char* arena, indices<K...>) {
    (run_op<A, K>(arena), ...);
}

template <class A, int... K>
constexpr long constant_bytes(indices<K...>) {
    long bytes = 0;
    [[maybe_unused]] const auto one = [&]<int I>() {
        constexpr int8_kind kind = integers<A>::graph.ops[I].kind;
        if constexpr (is_weighted(kind)) bytes += layer_constants<A, I>::bytes;
        else if constexpr (kind == int8_kind::sigmoid || kind == int8_kind::tanh) bytes += 256;
    };
    (one.template operator()<K>(), ...);
    return bytes;
}

}  // namespace inlay::detail
