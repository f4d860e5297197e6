// SPDX-License-Identifier: BSL-1.0
// What convolutions and poolings share: the extents of their output, and the checks of their input.
#pragma once

#include "../graph/layer.hpp"
#include "../kernels/window.hpp"

namespace inlay {
namespace detail {

/// Positions of a window along one axis; at least 1, so that a mistake that was reported does no harm.
constexpr int window_extent(int in, int pads, int kernel, int stride, int dilation) {
    const int free = in + pads - (kernel - 1) * dilation - 1;
    return free < 0 ? 1 : free / stride + 1;
}

/// The shape of a map with `channels` channels after window w.
constexpr shape after_window(const shape& x, const ops::window& w, int channels) {
    return {window_extent(x[0], w.pad_top + w.pad_bottom, w.kernel_h, w.stride_h, w.dilation_h),
            window_extent(x[1], w.pad_left + w.pad_right, w.kernel_w, w.stride_w, w.dilation_w),
            channels > 0 ? channels : 1};
}

/// The window as kernels take it, of the nodes of its two maps.
constexpr kernels::map_window map_window_of(const shape& in, const shape& out, const ops::window& w) {
    return {in[0], in[1], in[2], out[0], out[1], out[2], w};
}

constexpr bool check_map(trace::record& r, const shape& x) {
    if (x.rank != 3) r.fail(text{"expects a map [H, W, C]"}, text{"found ["} << x << ']');
    return x.rank == 3;
}

/// The map that a layer's window moves over: rank 3, and not smaller than the (dilated) window.
constexpr bool check_window(trace::record& r, const shape& x, const ops::window& w) {
    if (!check_map(r, x)) return false;
    const int h = (w.kernel_h - 1) * w.dilation_h + 1, v = (w.kernel_w - 1) * w.dilation_w + 1;
    const bool too_high = h > x[0] + w.pad_top + w.pad_bottom;
    const bool too_wide = v > x[1] + w.pad_left + w.pad_right;
    if (too_high || too_wide)
        r.fail(text{"kernel "} << (too_high ? h : v) << " within the map", text{"found ["} << x << ']');
    return !too_high && !too_wide;
}

/// Whether the numbers of a window, as written, make sense.
constexpr bool check_numbers(trace::record& r, const ops::window& w) {
    const auto both = [](int h, int v) { return h == v ? text{""} << h : text{""} << h << ", " << v; };
    if (w.kernel_h < 1 || w.kernel_w < 1) r.fail(text{"a kernel of at least 1"}, both(w.kernel_h, w.kernel_w));
    else if (w.stride_h < 1 || w.stride_w < 1) r.fail(text{"a stride of at least 1"}, both(w.stride_h, w.stride_w));
    else if (w.dilation_h < 1 || w.dilation_w < 1) r.fail(text{"a dilation of at least 1"}, both(w.dilation_h, w.dilation_w));
    else if (w.groups < 1) r.fail(text{"at least 1 group"}, text{""} << w.groups);
    else if (w.pad_top < 0 || w.pad_left < 0) r.fail(text{"padding of at least 0"}, both(w.pad_top, w.pad_left));
    else return true;
    return false;
}

/// The options' window with the kernel as stride unless they give one.
template <kernel_size Kernel, class... Options>
constexpr ops::window pooling_window(const shape& x) {
    if constexpr (has<option::stride, Options...>) return window_of<Options...>(Kernel, x);
    else return window_of<stride<Kernel.height, Kernel.width>, Options...>(Kernel, x);
}

/// As check_window; a pooling's window must not lie in the padding alone.
template <kernel_size Kernel, class... Options>
constexpr void check_pooling(trace::record& r, const shape& x) {
    const ops::window w = pooling_window<Kernel, Options...>(x);
    if (!check_numbers(r, written_window<Options...>(Kernel, x)) || !check_window(r, x, w)) return;
    const int most_v = w.pad_top > w.pad_bottom ? w.pad_top : w.pad_bottom;
    const int most_h = w.pad_left > w.pad_right ? w.pad_left : w.pad_right;
    if (2 * most_v > w.kernel_h || 2 * most_h > w.kernel_w)
        r.fail(text{"padding up to half the kernel"},
               text{"padding "} << most_v << ", " << most_h << " of " << w.kernel_h << 'x' << w.kernel_w);
}

}  // namespace detail

namespace ops {

/// One output pixel of a window over a map: its first element, the sample it belongs to, and the taps
/// that lie on the map.
struct window_position {
    long at_y, sample;
    kernels::taps v, h;
};

/// Calls visit(position) for every output pixel of a window from map x to map y.
template <class Visit>
constexpr void each_position(const shape& x, const shape& y, const ops::window& win, long samples, const Visit& visit) {
    const kernels::map_window m = inlay::detail::map_window_of(x, y, win);
    for (long n = 0; n < samples; ++n)
        for (int oy = 0; oy < y[0]; ++oy)
            for (int ox = 0; ox < y[1]; ++ox)
                visit(window_position{((n * y[0] + oy) * y[1] + ox) * y[2], n, m.vertical().of(oy),
                                      m.horizontal().of(ox)});
}

/// Calls visit(at_x, tap) for the taps of a position: the first element of the pixel of x, the tap's number.
template <class Visit>
constexpr void each_tap_of(const window_position& p, const shape& x, const ops::window& win, const Visit& visit) {
    for (int ky = 0; ky < p.v.count; ++ky)
        for (int kx = 0; kx < p.h.count; ++kx)
            visit(((p.sample * x[0] + p.v.at + ky * win.dilation_h) * x[1] + p.h.at + kx * win.dilation_w) * x[2],
                  (p.v.first + ky) * win.kernel_w + p.h.first + kx);
}

/// Calls visit(at_x, at_y, tap) for each pair of pixels that a tap joins.
template <class Visit>
constexpr void each_tap(const shape& x, const shape& y, const ops::window& win, long samples, const Visit& visit) {
    each_position(x, y, win, samples, [&](const window_position& p) {
        each_tap_of(p, x, win, [&](long at_x, int tap) { visit(at_x, p.at_y, tap); });
    });
}

/// The window of a site as a kernel's template argument: from map `From` to map `To`, each the number
/// of an input, or -1 for the site's output.
template <class Site, int From, int To>
struct window_of_site {
    static constexpr shape map(int i) { return i < 0 ? Site::self.out : Site::input(i).out; }
    static constexpr kernels::map_window value = inlay::detail::map_window_of(map(From), map(To), Site::self.win);
};

}  // namespace ops
}  // namespace inlay
