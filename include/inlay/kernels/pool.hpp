// SPDX-License-Identifier: BSL-1.0
// Pooling over windows of known size, and its gradients; vectorised over channels.
#pragma once

#include "depthwise_conv2d.hpp"

namespace inlay::kernels {

/// What the kernels below know of their window at compile time.
template <class G>
struct pool_window {
    static constexpr map_window g = G::value;
    static constexpr int kernel = g.win.kernel_h * g.win.kernel_w;
    static constexpr bool is_unclipped = g.vertical().interior_end() - g.vertical().interior_begin() == g.out_h &&
                                         g.horizontal().interior_end() - g.horizontal().interior_begin() == g.out_w;
    static constexpr bool is_unrolled = is_unclipped && kernel <= 16;
    /// No element of x is in two windows; every element is in one.
    static constexpr bool is_disjoint = g.win.stride_h >= g.win.kernel_h && g.win.stride_w >= g.win.kernel_w;
    static constexpr bool is_partition = is_unclipped && is_disjoint && g.out_h * g.win.kernel_h == g.in_h &&
                                         g.out_w * g.win.kernel_w == g.in_w;

    /// Calls visit(offset of a tap in x, number of the tap) for each tap on the map.
    template <class Visit>
    INLAY_PART static constexpr void each_tap(taps v, taps h, const Visit& visit) {
        if constexpr (is_unrolled) {
            INLAY_UNROLL
            for (int y = 0; y < g.win.kernel_h; ++y) {
                INLAY_UNROLL
                for (int x = 0; x < g.win.kernel_w; ++x)
                    visit((y * g.in_w + x) * g.in_c, y * g.win.kernel_w + x);
            }
        } else {
            for (int y = 0; y < v.count; ++y)
                for (int x = 0; x < h.count; ++x) visit((y * g.in_w + x) * g.in_c, y * g.win.kernel_w + x);
        }
    }
    /// Calls visit(offset in x of the first tap, offset of the output, v, h) for each output pixel.
    template <class Visit>
    INLAY_PART static constexpr void each_pixel(long batch, const Visit& visit) {
        for (long n = 0; n < batch; ++n)
            for (int oy = 0; oy < g.out_h; ++oy) {
                const taps v = g.vertical().of(oy);
                for (int ox = 0; ox < g.out_w; ++ox) {
                    const taps h = g.horizontal().of(ox);
                    visit(((n * g.in_h + v.at) * g.in_w + h.at) * g.in_c,
                          ((n * g.out_h + oy) * g.out_w + ox) * g.in_c, v, h);
                }
            }
    }
};

/// The largest element of each window, per channel, then the epilogue.
///     x (batch, in_h, in_w, C)   out (batch, out_h, out_w, C)
template <class B, class G, class Epilogue>
INLAY_PART constexpr void max_pool2d(const float* x, float* out, long batch, const Epilogue& e) {
    using V = typename narrowed<B, G::value.in_c>::type;
    // for samples: for pixels: for channels by a batch: for taps
    using pool = pool_window<G>;
    const float* const end = x + batch * G::value.in_size();
    pool::each_pixel(batch, [&](long at_x, long at_y, taps v, taps h) {
        along_row<V, G::value.in_c>([&](int c, int lanes) {
            const float* p = x + at_x + c;
            V most = load_before<V>(p, lanes, end);
            pool::each_tap(v, h, [&](int offset, int tap) {
                if (tap > 0) most = max(most, load_before<V>(p + offset, lanes, end));
            });
            e.store(most, out, at_y + c, c, lanes);
        });
    });
}

/// dx: each window's dy goes to the first of its largest elements.
///     x (batch, in_h, in_w, C)   dy (batch, out_h, out_w, C)   dx as x
template <class B, class G>
INLAY_PART constexpr void max_pool2d_gradient(const float* x, const float* dy, float* dx, long batch) {
    using V = typename narrowed<B, G::value.in_c>::type;
    using pool = pool_window<G>;
    const float* const end = x + batch * G::value.in_size();
    if constexpr (!pool::is_partition)
        for (float* p = dx; p != dx + batch * G::value.in_size(); ++p) *p = 0;
    pool::each_pixel(batch, [&](long at_x, long at_y, taps v, taps h) {
        along_row<V, G::value.in_c>([&](int c, int lanes) {
            const float* p = x + at_x + c;
            float* q = dx + at_x + c;
            const V d = load<V>(dy + at_y + c, lanes);
            V most = load_before<V>(p, lanes, end), where_most(0);
            pool::each_tap(v, h, [&](int offset, int tap) {
                const V now = load_before<V>(p + offset, lanes, end);
                const auto larger = (now > most) | (now != now);
                most = where(larger, now, most);
                where_most = where(larger, V(tap), where_most);
            });
            pool::each_tap(v, h, [&](int offset, int tap) {
                const V part = where(where_most == V(tap), d, V(0));
                if constexpr (pool::is_disjoint) store(part, q + offset, lanes);
                else store(load<V>(q + offset, lanes) + part, q + offset, lanes);
            });
        });
    });
}

/// What the sum over a window is multiplied by. Real: only elements on the map count.
template <class G, bool Real>
INLAY_PART constexpr float pool_scale(taps v, taps h) {
    return 1.0f / static_cast<float>(Real ? v.count * h.count : pool_window<G>::kernel);
}

/// The mean of each window, per channel, then the epilogue.
///     x (batch, in_h, in_w, C)   out (batch, out_h, out_w, C)
template <class B, class G, bool Real, class Epilogue>
INLAY_PART constexpr void average_pool2d(const float* x, float* out, long batch, const Epilogue& e) {
    using V = typename narrowed<B, G::value.in_c>::type;
    using pool = pool_window<G>;
    const float* const end = x + batch * G::value.in_size();
    pool::each_pixel(batch, [&](long at_x, long at_y, taps v, taps h) {
        const V scale(pool_scale<G, Real>(v, h));
        along_row<V, G::value.in_c>([&](int c, int lanes) {
            const float* p = x + at_x + c;
            V sum(0);
            pool::each_tap(v, h, [&](int offset, int) { sum = sum + load_before<V>(p + offset, lanes, end); });
            e.store(sum * scale, out, at_y + c, c, lanes);
        });
    });
}

/// dx: each window's dy, shared out among its elements.
///     dy (batch, out_h, out_w, C)   dx (batch, in_h, in_w, C)
template <class B, class G, bool Real>
INLAY_PART constexpr void average_pool2d_gradient(const float* dy, float* dx, long batch) {
    using V = typename narrowed<B, G::value.in_c>::type;
    using pool = pool_window<G>;
    if constexpr (!pool::is_partition)
        for (float* p = dx; p != dx + batch * G::value.in_size(); ++p) *p = 0;
    pool::each_pixel(batch, [&](long at_x, long at_y, taps v, taps h) {
        const V scale(pool_scale<G, Real>(v, h));
        along_row<V, G::value.in_c>([&](int c, int lanes) {
            float* q = dx + at_x + c;
            const V part = load<V>(dy + at_y + c, lanes) * scale;
            pool::each_tap(v, h, [&](int offset, int) {
                if constexpr (pool::is_disjoint) store(part, q + offset, lanes);
                else store(load<V>(q + offset, lanes) + part, q + offset, lanes);
            });
        });
    });
}

}  // namespace inlay::kernels
