// SPDX-License-Identifier: BSL-1.0
// Convolution of sequences kept channel by channel: a batch's lanes are neighbouring frames, each weight is
// one number for all of them.
#pragma once

#include "../core/text.hpp"
#include "../simd/batch.hpp"
#include "tile.hpp"
#include "unroll.hpp"
#include "window_tile.hpp"

namespace inlay::kernels {

/// A convolution of sequences (C, T), without stride. Channels of all groups together.
struct frame_window {
    int in_t, in_c, out_t, out_c;
    int kernel = 1, dilation = 1, pad = 0, groups = 1;
    long stretch = 0;  // floats from one channel of x to the next

    constexpr int group_in() const { return in_c / groups; }
    constexpr int group_out() const { return out_c / groups; }
    constexpr window_axis axis() const { return {in_t, out_t, kernel, 1, pad, dilation}; }
};

/// Accumulators of `outputs` channels x `vectors` batches of frames.
struct frame_tile {
    int outputs, vectors;
};

/// The tile with the fewest loads for its products: `vectors` of x, mostly across cache lines, which counts
/// twice, and a broadcast weight for each output.
constexpr frame_tile frame_tile_for(int outputs, int frames, int width) {
    const int accumulators = registers(width) / 4 * 3, all = frames / width > 0 ? frames / width : 1;
    frame_tile best{1, 1};
    double least = 0;
    for (int v = 1; v <= all && v <= 8; ++v) {
        const int most = accumulators / v < outputs ? accumulators / v : outputs;
        const int parts = divided_up(outputs, most), q = divided_up(outputs, parts);
        const double loads = static_cast<double>(divided_up(all, v)) * parts * (2 * v + q);
        if (least == 0 || loads < least) least = loads, best = {q, v};
    }
    return best;
}

// Lanes of a sequence of `count` frames from frame `at` on; 0 outside it.
template <class B>
INLAY_PART constexpr B load_frames(const float* x, int at, int count) {
    if (at >= count || at + B::width <= 0) return B(0);
    if (at >= 0) return at + B::width <= count ? B::load(x + at) : B::load_partial(x + at, count - at);
    float lanes[B::width] = {};
    for (int l = -at; l < B::width && at + l < count; ++l) lanes[l] = x[at + l];
    return B::load(lanes);
}

// Q channels from o on, of frames [t, t + V W). Interior: all taps are in the sequence, and all lanes are
// frames; else there is one vector, of which `count` lanes are.
template <class B, class G, int Q, int V, bool Interior, class Epilogue>
INLAY_PART constexpr void frame_tile_sums(const float* x, const float* w, const float* b, float* out, long first,
                                                      int o, int t, int count, const Epilogue& e) {
    constexpr frame_window g = G::value;
    constexpr int W = B::width, I = g.group_in();
    B acc[Q][V] = {};
    if (b != nullptr) {
        INLAY_UNROLL
        for (int q = 0; q < Q; ++q) {
            const B bias(b[o + q]);
            INLAY_UNROLL
            for (int v = 0; v < V; ++v) acc[q][v] = bias;
        }
    }
    for (int k = 0; k < g.kernel; ++k) {
        const int at = t - g.pad + k * g.dilation;
        const auto add = [&](int i) INLAY_INLINE_LAMBDA {
            const float* const xi = x + i * g.stretch;
            const float* const wi = w + static_cast<long>(k * I + i) * g.out_c + o;
            B xv[V] = {};
            INLAY_UNROLL
            for (int v = 0; v < V; ++v) xv[v] = (Interior ? B::load(xi + at + v * W) : load_frames<B>(xi, at, g.in_t)).in_register();
            INLAY_UNROLL
            for (int q = 0; q < Q; ++q) {
                const B wq = V > 1 ? B(wi[q]).in_register() : B(wi[q]);
                INLAY_UNROLL
                for (int v = 0; v < V; ++v) acc[q][v] = fma(wq, xv[v], acc[q][v]);
            }
        };
        if constexpr (Interior && I * Q * V <= 48) {
            INLAY_UNROLL
            for (int i = 0; i < I; ++i) add(i);
        } else {
            for (int i = 0; i < I; ++i) add(i);
        }
    }
    INLAY_UNROLL
    for (int q = 0; q < Q; ++q) {
        INLAY_UNROLL
        for (int v = 0; v < V; ++v) e.store(acc[q][v], out, first + static_cast<long>(q) * g.out_t + v * W, o + q, Interior ? W : count);
    }
}

// All frames of Q channels from o on; `first` is the first channel's first element.
template <class B, class G, int Q, int V, class Epilogue>
INLAY_PART constexpr void frame_channels(const float* x, const float* w, const float* b, float* out, long first, int o, const Epilogue& e) {
    constexpr frame_window g = G::value;
    constexpr int W = B::width, begin = g.axis().interior_begin(), end = g.axis().interior_end();
    constexpr int vectors = (end - begin) / W, rest = vectors % V, tail = begin + vectors * W;
    const auto edges = [&](int from, int to) INLAY_INLINE_LAMBDA {
        for (int t = from; t < to; t += W)
            frame_tile_sums<B, G, Q, 1, false>(x, w, b, out, first + t, o, t, to - t < W ? to - t : W, e);
    };
    if constexpr (begin > 0) edges(0, begin);
    if constexpr (vectors >= V)
        for (int t = begin; t + V * W <= tail; t += V * W) frame_tile_sums<B, G, Q, V, true>(x, w, b, out, first + t, o, t, W, e);
    if constexpr (rest > 0) frame_tile_sums<B, G, Q, rest, true>(x, w, b, out, first + tail - rest * W, o, tail - rest * W, W, e);
    if constexpr (tail < g.out_t) edges(tail, g.out_t);
}

/// y = x * W + b along time, then the epilogue. G::value is the frame_window.
///     x (batch, in_c, in_t), channels `stretch` apart   W (kernel, in_c / groups, out_c)   b (out_c) or null
///     out (batch, out_c, out_t)
template <class B, class G, class Epilogue>
INLAY_PART constexpr void conv1d_by_frames(const float* x, const float* w, const float* b, float* out, long batch, const Epilogue& e) {
    // for samples: for groups: for channels by T.outputs: for frames by T.vectors: for taps, channels
    constexpr frame_window g = G::value;
    constexpr frame_tile T = frame_tile_for(g.group_out(), g.axis().interior_end() - g.axis().interior_begin(), B::width);
    constexpr int rest = g.group_out() % T.outputs, whole = g.group_out() - rest;
    for (long n = 0; n < batch; ++n)
        for (int group = 0; group < g.groups; ++group) {
            const float* const from = x + (n * g.in_c + group * g.group_in()) * g.stretch;
            const int channel = group * g.group_out();
            const long first = (n * g.out_c + channel) * g.out_t;
            for (int o = 0; o < whole; o += T.outputs)
                frame_channels<B, G, T.outputs, T.vectors>(from, w, b, out, first + static_cast<long>(o) * g.out_t, channel + o, e);
            if constexpr (rest > 0)
                frame_channels<B, G, rest, T.vectors>(from, w, b, out, first + static_cast<long>(whole) * g.out_t, channel + whole, e);
        }
}

/// Multiply-adds of batches: with frames as lanes, and with channels as lanes (conv2d's direct form).
constexpr long cost_by_frames(const frame_window& g, int width) {
    return static_cast<long>(divided_up(g.out_t, width)) * g.kernel * g.group_in() * g.out_c;
}
constexpr long cost_by_channels(const frame_window& g, int width) {
    const bool is_depthwise = g.groups > 1 && g.group_in() == 1 && g.group_out() == 1;
    const int columns = is_depthwise ? g.out_c : g.group_out(), narrow = simd::narrow_width(columns);
    const int lanes = narrow < width ? narrow : width;
    return static_cast<long>(g.out_t) * g.kernel * g.group_in() * vectors_for(columns, lanes) * (is_depthwise ? 1 : g.groups);
}

/// The form that a convolution by frames has, for print.
constexpr text conv1d_by_frames_choice(const frame_window& g, int width) {
    const frame_tile t = frame_tile_for(g.group_out(), g.axis().interior_end() - g.axis().interior_begin(), width);
    return text{"by frames, "} << width << " lanes x " << t.vectors << " x " << t.outputs << " channels, "
                               << 100 * cost_by_frames(g, width) / cost_by_channels(g, width) << " % as many products";
}

}  // namespace inlay::kernels
