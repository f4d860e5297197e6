// SPDX-License-Identifier: BSL-1.0
// Sequences kept channel by channel, (C, T): the operations that passes/channels_first.hpp puts in place of those on
// frames, (T, C), where channels are few.
#pragma once

#include "../graph/layer.hpp"
#include "../kernels/conv1d_by_frames.hpp"
#include "../kernels/history.hpp"
#include "../kernels/transpose.hpp"

namespace inlay::ops {

/// From one order to the other.                     x (N, R, S)   y (N, S, R)
struct transpose_sequence : op_base {
    static constexpr const char* label = "transpose_sequence";
    static constexpr bool has_gradient = false;
    static constexpr long state_size(const node&, const node* const*) { return 0; }

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const int rows = c.input(0).out[0], columns = c.input(0).out[1];
        for (long n = 0, size = c.self->size(), total = c.total(*c.self); n < total; n += size)
            for (int i = 0; i < rows; ++i)
                for (int j = 0; j < columns; ++j) c.out[n + j * rows + i] = c.in[0][n + i * columns + j];
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr long size = Site::self.size();
        for (long n = 0; n < (Site::self.batched ? batch : 1); ++n)
            kernels::transpose<Site::input(0).out[0], Site::input(0).out[1]>(in[0] + n * size, out + n * size);
    }
};

/// The same of one channel: both orders are one.    x (N, T, 1) or (N, 1, T)
struct turn_sequence : op_base {
    static constexpr const char* label = "turn_sequence";
    static constexpr bool is_view = true;
    static constexpr bool has_gradient = false;
    static constexpr long state_size(const node&, const node* const*) { return 0; }

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        for (long i = 0, n = c.total(*c.self); i < n; ++i) c.out[i] = c.in[0][i];
    }
};

/// One number a channel, for every frame.           x (C)   y (C, T)
struct repeat_frames : op_base {
    static constexpr const char* label = "repeat_frames";
    static constexpr bool has_gradient = false;

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        for (long i = 0, n = c.total(*c.self); i < n; ++i) c.out[i] = c.in[0][i / c.self->out[1]];
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch) {
        constexpr int C = Site::self.out[0], T = Site::self.out[1];
        for (long r = 0; r < C * (Site::self.batched ? batch : 1); ++r)
            for (int t = 0; t < T; ++t) out[r * T + t] = in[0][r];
    }
};

/// Channels side by side.                           x0 (N, C0, T), x1 (N, C1, T)   y (N, C0 + C1, T)
struct concat_channels : op_base {
    static constexpr const char* label = "concat_channels";
    static constexpr bool has_gradient = false;
    static constexpr long state_size(const node&, const node* const*) { return 0; }

    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        T* out = c.out;
        for (long n = 0, samples = c.total(*c.self) / c.self->size(); n < samples; ++n)
            for (int i = 0; i < c.self->input_count; ++i)
                for (long k = 0, size = c.input(i).size(); k < size; ++k) *out++ = c.in[i][n * size + k];
    }
};

/// conv1d and dense with frames as lanes; without stride.
///     x (N, I, T)   W (1, K, I / G, O) or (I, O)   b (O)   y (N, O, OT)
struct conv1d_by_frames : op_base {
    static constexpr const char* label = "conv1d_by_frames";
    static constexpr bool is_anchor = true;
    static constexpr bool has_gradient = false;

    /// Of a node and its input, whose shapes are (C, T).
    static constexpr kernels::frame_window window_of(const node& n, const node& x) {
        const window& w = n.win;
        return {x.out[1], x.out[0], n.out[1], n.out[0], w.kernel_w, w.dilation_w, w.pad_left, w.groups, x.out[1]};
    }
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const kernels::frame_window g = window_of(*c.self, c.input(0));
        const int I = g.group_in(), O = g.group_out();
        for (long n = 0, samples = c.total(*c.self) / c.self->size(); n < samples; ++n)
            for (int o = 0; o < g.out_c; ++o)
                for (int t = 0; t < g.out_t; ++t) {
                    T sum = c.self->input_count > 2 ? c.in[2][o] : T(0);
                    for (int k = 0; k < g.kernel; ++k) {
                        const int at = t - g.pad + k * g.dilation;
                        for (int i = 0; i < I && at >= 0 && at < g.in_t; ++i)
                            sum += c.in[0][(n * g.in_c + o / O * I + i) * g.in_t + at] * c.in[1][(k * I + i) * g.out_c + o];
                    }
                    c.out[(n * g.out_c + o) * g.out_t + t] = sum;
                }
    }
    static constexpr long macs(const node& n, const node* const* in) { return n.size() * (in[1]->size() / n.out[0]); }
    static constexpr text kernel_choice(const node& n, const node* const* in) {
        return kernels::conv1d_by_frames_choice(window_of(n, *in[0]), simd::native_width);
    }

    template <class Site, int Before>
    struct frames {
        static constexpr kernels::frame_window make() {
            kernels::frame_window g = window_of(Site::self, Site::input(0));
            if (Before > 0) g.stretch = past(Site::self, Site::input(0)).stretch(), g.in_t += Before, g.pad = 0;
            return g;
        }
        static constexpr kernels::frame_window value = make();
    };
    template <class Site, class Epilogue>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        kernels::conv1d_by_frames<typename Site::batch, frames<Site, 0>>(
            in[0], in[1], Site::self.input_count > 2 ? in[2] : nullptr, out, batch, e);
    }

    /// As conv1d's: what a stream remembers.
    static constexpr int frames_before(const node& n) {
        const int reach = (n.win.kernel_w - 1) * n.win.dilation_w;
        return n.win.pad_left == reach && n.win.pad_right == 0 ? reach : -1;
    }
    static constexpr kernels::history past(const node& n, const node& x) { return {frames_before(n), x.out[1], 1, x.out[0]}; }
    static constexpr long state_size(const node& n, const node* const* in) {
        return frames_before(n) < 0 ? sees_later_rows : past(n, *in[0]).size();
    }
    template <class Site, class Epilogue>
    INLAY_PART static constexpr void run_stream(const float* const* in, float* state, float* out, const Epilogue& e) {
        constexpr kernels::history before = past(Site::self, Site::input(0));
        const float* x = before.append(state, in[0]);
        kernels::conv1d_by_frames<typename Site::batch, frames<Site, frames_before(Site::self)>>(
            x, in[1], Site::self.input_count > 2 ? in[2] : nullptr, out, 1, e);
        before.keep(state);
    }
};

}  // namespace inlay::ops
