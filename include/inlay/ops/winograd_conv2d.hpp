// SPDX-License-Identifier: BSL-1.0
// The convolution of a deployed model in Winograd's form.
#pragma once

#include "../kernels/winograd.hpp"
#include "window.hpp"

namespace inlay::ops {

/// U = G g G': the weights of K x K windows at the points of tiles of node.index x node.index outputs.
///     W (K, K, I, O)   U ((M + K - 1)^2, I, O)
struct winograd_weights : op_base {
    static constexpr const char* label = "winograd_weights";
    static constexpr bool has_gradient = false;

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        const shape& w = c.input(0).out;
        if (w[0] == 5) transform<2, 5>(c.in[0], c.out, static_cast<long>(w[2]) * w[3]);
        else if (c.self->index == 4) transform<4, 3>(c.in[0], c.out, static_cast<long>(w[2]) * w[3]);
        else transform<2, 3>(c.in[0], c.out, static_cast<long>(w[2]) * w[3]);
    }
    template <class Site>
    INLAY_PART static constexpr void run(const float* const* in, float* out, long) {
        constexpr shape w = Site::input(0).out;
        kernels::winograd_weights<typename Site::batch, Site::self.index, w[0], w[2], w[3]>(in[0], out);
    }

private:
    // The matrix G column by column, by the kernel's transformation of each unit vector.
    template <int M, int K, class T>
    static constexpr void transform(const T* w, T* u, long pairs) {
        constexpr int P = M + K - 1;
        using value = simd::value<double>;
        value g[K][P] = {};
        for (int k = 0; k < K; ++k) {
            value unit[K] = {};
            for (int i = 0; i < K; ++i) unit[i] = value(i == k ? 1 : 0);
            kernels::winograd<M, K>::weights(unit, g[k]);
        }
        for (int y = 0; y < P; ++y)
            for (int x = 0; x < P; ++x)
                for (long i = 0; i < pairs; ++i) {
                    double sum = 0;
                    for (int r = 0; r < K; ++r)
                        for (int c = 0; c < K; ++c) sum += g[r][y][0] * g[c][x][0] * static_cast<double>(w[(r * K + c) * pairs + i]);
                    u[(y * P + x) * pairs + i] = static_cast<T>(sum);
                }
    }
};

/// y = x * W + b for K x K windows without stride, U the transformed weights; of that the largest of each window of
/// neighbours, if a pooling belongs to it. The node's index is the tile's side, and the pool's.
///     x (N, H, W, I)   U ((M + K - 1)^2, I, O)   workspace   b (O)   y (N, OH / PH, OW / PW, O)
struct winograd_conv2d : op_base {
    static constexpr const char* label = "winograd_conv2d";
    static constexpr bool is_anchor = true;
    static constexpr bool has_gradient = false;

    static constexpr int with_pool(int tile, const window& pool) { return tile + 256 * (pool.kernel_h - 1) + 65536 * (pool.kernel_w - 1); }
    static constexpr int tile(const node& n) { return n.index % 256; }
    static constexpr int pool_h(const node& n) { return n.index / 256 % 256 + 1; }
    static constexpr int pool_w(const node& n) { return n.index / 65536 + 1; }
    /// The convolution by itself.
    static constexpr kernels::map_window convolution(const node& n, const shape& x) {
        return inlay::detail::map_window_of(x, inlay::detail::after_window(x, n.win, n.out[2]), n.win);
    }

    static constexpr void infer(node&, const node* const*, int, trace::record&) {}
    template <class T>
    static constexpr void reference(const reference_call<T>& c) {
        if (c.self->win.kernel_h == 5) apply<2, 5>(c);
        else if (tile(*c.self) == 4) apply<4, 3>(c);
        else apply<2, 3>(c);
    }
    static constexpr long macs(const node& n, const node* const* in) {
        const kernels::map_window g = convolution(n, in[0]->out);
        return g.out_size() * n.win.kernel_h * n.win.kernel_w * g.in_c;
    }
    static constexpr text kernel_choice(const node& n, const node* const* in) {
        const int m = tile(n), k = n.win.kernel_h;
        const kernels::winograd_plan p = kernels::winograd_plan_for(m, convolution(n, in[0]->out));
        text t;
        if (pool_h(n) * pool_w(n) > 1) t << pool_h(n) << " x " << pool_w(n) << " maxima of ";
        return t << "Winograd F(" << m << " x " << m << ", " << k << " x " << k << "), " << p.tiles << " tiles by " << p.block;
    }
    /// What takes the place of convolution n: transformed weights, workspace, and this. Gives its number.
    static constexpr int replace(auto& g, const node& n, int tile) {
        const shape x = g[n.input[0]].out, w = g[n.input[1]].out;
        const kernels::map_window window = inlay::detail::map_window_of(x, n.out, n.win);
        node weights, memory, convolution = n;
        weights.out = {kernels::winograd_plan_for(tile, window).points, w[2], w[3]};
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
        kernels::winograd_conv2d<typename Site::batch, tile(Site::self), geometry<Site>, pool_h(Site::self), pool_w(Site::self)>(
            in[0], in[1], Site::self.input_count > 3 ? in[3] : nullptr, out, const_cast<float*>(in[2]), batch, e);
    }

private:
    template <class Site>
    struct geometry {
        static constexpr kernels::map_window value = convolution(Site::self, Site::inputs.of[0].out);
    };
    // Tile by tile and channel by channel, with the transformations of the kernel.
    template <int M, int K, class T>
    static constexpr void apply(const reference_call<T>& c) {
        using value = simd::value<T>;
        using transform = kernels::winograd<M, K>;
        constexpr int P = transform::points;
        const shape& x = c.input(0).out;
        const window& win = c.self->win;
        const shape y = inlay::detail::after_window(x, win, c.self->out[2]);
        const int PH = pool_h(*c.self), PW = pool_w(*c.self), OH = y[0] / PH, OW = y[1] / PW;
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
                                transform::input(column, v);
                                for (int r = 0; r < P; ++r) d[r][k] = v[r];
                            }
                            for (int r = 0; r < P; ++r) {
                                value v[P] = {};
                                transform::input(d[r], v);
                                for (int k = 0; k < P; ++k)
                                    sum[r][k] = sum[r][k] + v[k] * value(c.in[1][((r * P + k) * x[2] + i) * y[2] + o]);
                            }
                        }
                        value rows[M][P] = {};
                        for (int k = 0; k < P; ++k) {
                            value column[P] = {}, v[M] = {};
                            for (int r = 0; r < P; ++r) column[r] = sum[r][k];
                            transform::output(column, v);
                            for (int r = 0; r < M; ++r) rows[r][k] = v[r];
                        }
                        for (int r = 0; r < M && oy + r < OH * PH; ++r) {
                            value v[M] = {};
                            transform::output(rows[r], v);
                            for (int k = 0; k < M && ox + k < OW * PW; ++k) {
                                T& to = c.out[((n * OH + (oy + r) / PH) * OW + (ox + k) / PW) * y[2] + o];
                                const T total = v[k][0] + (c.self->input_count > 3 ? c.in[3][o] : T(0));
                                if ((r % PH == 0 && k % PW == 0) || total > to || total != total) to = total;
                            }
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
