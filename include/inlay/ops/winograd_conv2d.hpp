// SPDX-License-Identifier: BSL-1.0
// The convolution of a deployed model in Winograd's form.
#pragma once

#include "../kernels/winograd.hpp"
#include "window.hpp"

namespace inlay::ops {

/// U = G g G': the weights of 3 x 3 windows at the points of tiles of node.index x node.index outputs.
///     W (3, 3, I, O)   U ((M + 2)^2, I, O)
struct winograd_weights : op_base {
    static constexpr const char* label = "winograd_weights";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape& w = c.input(0).out;
        if (c.self->index == 4) transform<4>(c.in[0], c.out, static_cast<long>(w[2]) * w[3]);
        else transform<2>(c.in[0], c.out, static_cast<long>(w[2]) * w[3]);
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long) {
        constexpr shape w = Site::input(0).out;
        kernels::winograd_weights<typename Site::batch, Site::self.index, w[2], w[3]>(in[0], out);
    }

private:
    // The matrix G, in the order of kernels::winograd.
    static constexpr double g2[4][3] = {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};
    static constexpr double g4[6][3] = {{0.25, 0, 0},
                                        {-1.0 / 6, -1.0 / 6, -1.0 / 6},
                                        {-1.0 / 6, 1.0 / 6, -1.0 / 6},
                                        {1.0 / 24, 1.0 / 12, 1.0 / 6},
                                        {1.0 / 24, -1.0 / 12, 1.0 / 6},
                                        {0, 0, 1}};
    template <int M, class T>
    static constexpr void transform(const T* w, T* u, long pairs) {
        for (int y = 0; y < M + 2; ++y)
            for (int x = 0; x < M + 2; ++x)
                for (long i = 0; i < pairs; ++i) {
                    double sum = 0;
                    for (int r = 0; r < 3; ++r)
                        for (int c = 0; c < 3; ++c)
                            sum += (M == 4 ? g4[y][r] * g4[x][c] : g2[y % 4][r] * g2[x % 4][c]) *
                                   static_cast<double>(w[(r * 3 + c) * pairs + i]);
                    u[(y * (M + 2) + x) * pairs + i] = static_cast<T>(sum);
                }
    }
};

/// y = x * W + b for 3 x 3 windows without stride, U the transformed weights; tiles of node.index outputs.
///     x (N, H, W, I)   U ((M + 2)^2, I, O)   workspace   b (O)   y (N, OH, OW, O)
struct winograd_conv2d : op_base {
    static constexpr const char* label = "winograd_conv2d";
    static constexpr bool is_anchor = true;
    static constexpr bool has_gradient = false;

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        if (c.self->index == 4) apply<4>(c);
        else apply<2>(c);
    }
    static constexpr long macs(const node& n, const node* const* in) { return n.size() * 9 * in[0]->out[2]; }
    static constexpr text kernel_choice(const node& n, const node* const* in) {
        const kernels::map_window g = inlay::detail::map_window_of(in[0]->out, n.out, n.win);
        const kernels::winograd_plan p = kernels::winograd_plan_for(n.index, g);
        return text{"Winograd F("} << n.index << " x " << n.index << ", 3 x 3), " << p.tiles << " tiles by " << p.block;
    }
    /// What takes the place of convolution n: transformed weights, workspace, and this. Gives its number.
    static constexpr int replace(auto& g, const node& n, int tile) {
        const shape x = g[n.input[0]].out, w = g[n.input[1]].out;
        const kernels::map_window window = inlay::detail::map_window_of(x, n.out, n.win);
        node weights, memory, convolution = n;
        weights.out = {(tile + 2) * (tile + 2), w[2], w[3]};
        weights.layer = memory.layer = n.layer;
        weights.index = convolution.index = tile;
        memory.out = shape{static_cast<int>(kernels::winograd_plan_for(tile, window).workspace)};
        memory.index = g.size();  // no two are the same
        weights.batched = memory.batched = false;
        convolution.input_count = n.input_count + 1;
        weights.input[weights.input_count++] = n.input[1];
        convolution.input[1] = append_as<winograd_weights>(g, weights);
        convolution.input[2] = append_as<workspace>(g, memory);
        if (n.input_count > 2) convolution.input[3] = n.input[2];
        return append_as<winograd_conv2d>(g, convolution);
    }
    template <class Site, class Epilogue>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long batch, const Epilogue& e) {
        kernels::winograd_conv2d<typename Site::batch, Site::self.index, window_of_site<Site, 0, -1>>(
            in[0], in[1], Site::self.input_count > 3 ? in[3] : nullptr, out, const_cast<float*>(in[2]), batch, e);
    }

private:
    // Tile by tile and channel by channel, with the transformations of the kernel.
    template <int M, class T>
    static constexpr void apply(const reference_call<T>& c) {
        using value = simd::value<T>;
        constexpr int P = M + 2;
        const shape &x = c.input(0).out, &y = c.self->out;
        const window& win = c.self->win;
        for (long n = 0; n < (c.self->batched ? c.batch : 1); ++n)
            for (int oy = 0; oy < y[0]; oy += M)
                for (int ox = 0; ox < y[1]; ox += M)
                    for (int o = 0; o < y[2]; ++o) {
                        value sum[P][P] = {};
                        for (int i = 0; i < x[2]; ++i) {
                            value d[P][P] = {};  // columns, then rows of points
                            for (int k = 0; k < P; ++k) {
                                value column[P] = {};
                                for (int r = 0; r < P; ++r) column[r] = at(c, n, oy - win.pad_top + r, ox - win.pad_left + k, i);
                                value v[P] = {};
                                kernels::winograd<M>::input(column, v);
                                for (int r = 0; r < P; ++r) d[r][k] = v[r];
                            }
                            for (int r = 0; r < P; ++r) {
                                value v[P] = {};
                                kernels::winograd<M>::input(d[r], v);
                                for (int k = 0; k < P; ++k)
                                    sum[r][k] = sum[r][k] + v[k] * value(c.in[1][((r * P + k) * x[2] + i) * y[2] + o]);
                            }
                        }
                        value rows[M][P] = {};
                        for (int k = 0; k < P; ++k) {
                            value column[P] = {}, v[M] = {};
                            for (int r = 0; r < P; ++r) column[r] = sum[r][k];
                            kernels::winograd<M>::output(column, v);
                            for (int r = 0; r < M; ++r) rows[r][k] = v[r];
                        }
                        for (int r = 0; r < M && oy + r < y[0]; ++r) {
                            value v[M] = {};
                            kernels::winograd<M>::output(rows[r], v);
                            for (int k = 0; k < M && ox + k < y[1]; ++k)
                                c.out[((n * y[0] + oy + r) * y[1] + ox + k) * y[2] + o] =
                                    v[k][0] + (c.self->input_count > 3 ? c.in[3][o] : T(0));
                        }
                    }
    }
    template <class T>
    static constexpr T at(const reference_call<T>& c, long n, int y, int x, int i) {
        const shape& in = c.input(0).out;
        return y < 0 || x < 0 || y >= in[0] || x >= in[1] ? T(0) : c.in[0][((n * in[0] + y) * in[1] + x) * in[2] + i];
    }
};

}  // namespace inlay::ops
