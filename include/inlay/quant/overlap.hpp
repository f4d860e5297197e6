// SPDX-License-Identifier: BSL-1.0
// How far before its input an operation's output must start, so that nothing is overwritten before it
// was read.
#pragma once

#include "../kernels/int8/target.hpp"
#include "graph.hpp"

namespace inlay::detail {

inline constexpr long apart = -1;  // the output may not touch the input

/// The first element of map x that output pixels from `pixel` on still read.
struct window_reach {
    shape x, y;
    ops::window win;

    constexpr long row_start(int row) const {
        const int r = row * win.stride_h - win.pad_top;
        return r < 0 ? 0 : r;
    }
    constexpr long first_read(long pixel) const {
        const long row = pixel / y[1], column = pixel % y[1];
        if (row >= y[0]) return x.size();
        long from = column * win.stride_w - win.pad_left;
        if (from < 0) from = 0;
        long here = (row_start(static_cast<int>(row)) * x[1] + from) * x[2];
        const long next = row_start(static_cast<int>(row) + 1) * x[1] * x[2];
        if (row + 1 < y[0] && next < here) here = next;
        return here;
    }
};

/// Op's output, stored from the front, may start `lead` bytes or more before its input `k` starts; with
/// `apart` the two never overlap.
constexpr long lead_of(const int8_op& op, const shape& x, const shape& y) {
    switch (op.kind) {
        case int8_kind::addition: case int8_kind::subtraction: case int8_kind::multiplication:
            return x.size() == y.size() ? 0 : apart;  // the smaller one is read again and again
        case int8_kind::mean:  // channel by channel
        case int8_kind::sigmoid: case int8_kind::tanh: case int8_kind::softmax: return 0;
        case int8_kind::conv2d: case int8_kind::depthwise_conv2d: case int8_kind::multiplied_conv2d:
        case int8_kind::max_pool2d: case int8_kind::average_pool2d: {
            const window_reach reach{x, y, op.win};
            const bool copies = op.kind == int8_kind::conv2d;
            const long pixels = static_cast<long>(y[0]) * y[1], step = copies ? kernels::int8::pixels_planned : 1;
            long lead = -x.size();
            for (long p = 0; p < pixels; p += step) {
                const long end = p + step < pixels ? p + step : pixels;
                const long needed = end * y[2] - reach.first_read(copies ? end : p);
                if (needed > lead) lead = needed;
            }
            return lead < 0 ? 0 : (lead + 3) / 4 * 4;
        }
        default: return apart;
    }
}

/// The same for a convolution of x whose map's rows are pooled as they come: a row of y is stored when its
/// windows' rows were computed.
constexpr long lead_by_rows(const int8_op& op, const int8_op& pool, const shape& x, const shape& map, const shape& y) {
    const window_reach reach{x, map, op.win};
    long lead = 0;
    for (int row = 0; row < y[0]; ++row) {
        const long next = reach.row_start((row + 1) * pool.win.stride_h);
        const long unread = row + 1 == y[0] ? x.size() : next * x[1] * x[2];
        const long needed = static_cast<long>(row + 1) * y[1] * y[2] - unread;
        if (needed > lead) lead = needed;
    }
    return (lead + 3) / 4 * 4;
}

}  // namespace inlay::detail
