// SPDX-License-Identifier: BSL-1.0
// What tests of convolutions and pools share: windows counted out tap by tap in double, and networks in
// every way of running them.
#pragma once

#include "support.hpp"

#include <algorithm>
#include <vector>

namespace test {

using inlay::shape;
using inlay::ops::window;

/// visit(offset of x, offset of y, ky, kx) for every pair that a window's tap joins; offsets of pixels.
template <class Visit>
void every_tap(const shape& x, const shape& y, const window& w, long batch, const Visit& visit) {
    for (long n = 0; n < batch; ++n)
        for (int oy = 0; oy < y[0]; ++oy)
            for (int ox = 0; ox < y[1]; ++ox)
                for (int ky = 0; ky < w.kernel_h; ++ky)
                    for (int kx = 0; kx < w.kernel_w; ++kx) {
                        const int iy = oy * w.stride_h - w.pad_top + ky * w.dilation_h;
                        const int ix = ox * w.stride_w - w.pad_left + kx * w.dilation_w;
                        if (iy < 0 || ix < 0 || iy >= x[0] || ix >= x[1]) continue;
                        visit(static_cast<std::size_t>((n * x[0] + iy) * x[1] + ix),
                              static_cast<std::size_t>((n * y[0] + oy) * y[1] + ox), ky, kx);
                    }
}

/// A convolution's place, for kernels: their argument G.
template <int H, int W, int I, int O, int KH, int KW, int StrideH = 1, int StrideW = 1, int PadH = 0, int PadW = 0,
          int DilationH = 1, int DilationW = 1, int Groups = 1>
struct geometry {
    static constexpr window win{.kernel_h = KH, .kernel_w = KW, .stride_h = StrideH, .stride_w = StrideW, .pad_top = PadH,
                                .pad_left = PadW, .pad_bottom = PadH, .pad_right = PadW, .dilation_h = DilationH,
                                .dilation_w = DilationW, .groups = Groups};
    static constexpr shape in{H, W, I}, out = inlay::detail::after_window(in, win, O);
    static constexpr inlay::kernels::map_window value = inlay::detail::map_window_of(in, out, win);
};

/// An epilogue that only stores.
struct storing {
    template <class B>
    void store(B v, float* out, long element, int, int count = B::width) const {
        if (count >= B::width) v.store(out + element);
        else v.store_partial(out + element, count);
    }
};

/// The convolution of PyTorch: weight (O, I / groups, KH, KW) by `weight(o, i, ky, kx)`, bias by `bias(o)`.
template <class Weight, class Bias>
std::vector<double> convolve(const std::vector<float>& x, const shape& in, const shape& out, const window& w,
                             const Weight& weight, const Bias& bias) {
    const long batch = static_cast<long>(x.size()) / in.size();
    const int I = in[2] / w.groups, O = out[2] / w.groups;
    std::vector<double> y(static_cast<std::size_t>(batch * out.size()));
    for (std::size_t k = 0; k < y.size(); ++k) y[k] = bias(static_cast<int>(k % static_cast<std::size_t>(out[2])));
    every_tap(in, out, w, batch, [&](std::size_t at_x, std::size_t at_y, int ky, int kx) {
        for (int o = 0; o < out[2]; ++o)
            for (int i = 0; i < I; ++i)
                y[at_y * static_cast<std::size_t>(out[2]) + static_cast<std::size_t>(o)] +=
                    static_cast<double>(x[at_x * static_cast<std::size_t>(in[2]) + static_cast<std::size_t>(o / O * I + i)]) *
                    static_cast<double>(weight(o, i, ky, kx));
    });
    return y;
}

/// n, unknown to the compiler: kernels are compiled for every batch, as in training.
[[gnu::noinline]] inline long any_batch(long n) {
    asm volatile("" : "+r"(n));
    return n;
}

/// A batch through the kernels of batch<1>, which constant evaluation runs.
template <class Net>
std::vector<float> predict_scalar(const inlay::model<Net>& m, const std::vector<float>& x) {
    const long batch = any_batch(static_cast<long>(x.size()) / inlay::input_shape<Net>.size());
    guarded out(batch * inlay::output_shape<Net>.size());
    aligned_memory arena(inlay::model<Net>::arena_bytes(batch));
    inlay::runtime::frame f;
    f.parameters = m.storage();
    f.arena = static_cast<float*>(arena.data());
    f.inputs[0] = x.data();
    f.outputs[0] = out.data();
    f.batch = batch;
    inlay::runtime::run<inlay::inference<Net>, inlay::scalar>(f);
    return out.values();
}

/// Model m on 1 and on 3 samples, by native batches and by batch<1>, against `want(x)`.
template <class Net, class Want>
void check_predictions(const inlay::model<Net>& m, const Want& want) {
    for (long batch : {1, 3}) {
        const auto x = random_numbers(batch * inlay::input_shape<Net>.size(), 3);
        const auto y = want(x);
        INFO("batch " << batch);
        check_near(predict(m, x), y);
        check_near(predict_scalar(m, x), y);
    }
}

/// The gradients that the training step's fused kernels give, by native batches or by batch<1>, against
/// those of the reference operations in double.
template <class Net>
void check_training_step() {
    using program = inlay::training<Net, inlay::mean_squared_error>;
    const inlay::model<Net> m{inlay::seed{7}};
    constexpr auto& r = inlay::recorded<Net>::value;
    const long batch = any_batch(3);
    const auto x = random_numbers(batch * inlay::input_shape<Net>.size(), 4);
    const auto target = random_numbers(batch * inlay::output_shape<Net>.size(), 5);

    const auto trace = inlay::detail::record_training<Net, inlay::mean_squared_error>();
    inlay::interpreter<double> run(trace.g.nodes.data(), trace.g.size(), batch);
    for (int i = 0; i < trace.g.size(); ++i) {
        const inlay::node& n = trace[i];
        const float* from = nullptr;
        if (n.op == &inlay::op_of<inlay::ops::parameter>) from = m.storage() + r.parameters[n.index].offset;
        if (n.op == &inlay::op_of<inlay::ops::input>) from = n.index == 0 ? x.data() : target.data();
        if (from != nullptr)
            for (long k = 0; k < run.total(i); ++k) run[i][k] = static_cast<double>(from[k]);
    }
    run.run();

    for (int width : {1, inlay::simd::native_width}) {
        guarded in(x), out(batch * inlay::output_shape<Net>.size()), loss(1);
        aligned_memory arena((program::plan.fixed + program::plan.batched * batch + 32) * 4);
        for (float& v : arena.memory) v = std::nanf("");  // nothing may be read before it is written
        guarded gradients(r.trainable);
        inlay::runtime::frame f;
        f.parameters = m.storage();
        f.gradients = gradients.data();
        f.arena = static_cast<float*>(arena.data());
        f.inputs[0] = in.data();
        f.inputs[1] = target.data();
        f.outputs[0] = loss.data();
        f.outputs[1] = out.data();
        f.batch = batch;
        if (width == 1) inlay::runtime::run<program, inlay::scalar>(f);
        else inlay::runtime::run<program, inlay::simd_backend>(f);
        INFO("width " << width);
        for (int i = 0; i < trace.g.size(); ++i) {
            if (trace[i].op != &inlay::op_of<inlay::ops::store_gradient>) continue;
            const auto& p = r.parameters[trace[i].index];
            const int source = trace[i].input[0];
            double worst = 0, most = 1e-3;
            for (long k = 0; k < run.total(source); ++k) {
                const double want = run[source][k], found = static_cast<double>(gradients.data()[p.offset + k]);
                if (std::abs(want) > most) most = std::abs(want);
                if (!(std::abs(found - want) <= worst)) worst = std::abs(found - want);
            }
            INFO(inlay::path_of(r.layers, p).data);
            CHECK(worst <= 2e-5 * most);
        }
        gradients.values();
    }
}

/// The largest of each PoolH x PoolW.
template <class G, int PoolH, int PoolW>
std::vector<double> pooled(const std::vector<double>& y) {
    constexpr int H = G::out[0], W = G::out[1], O = G::out[2];
    std::vector<double> most;
    for (long n = 0; n < static_cast<long>(y.size()) / G::out.size(); ++n)
        for (int py = 0; py < H / PoolH; ++py)
            for (int px = 0; px < W / PoolW; ++px)
                for (int o = 0; o < O; ++o) {
                    most.push_back(-1e30);
                    for (int k = 0; k < PoolH * PoolW; ++k)
                        most.back() = std::max(most.back(), y[static_cast<std::size_t>(((n * H + py * PoolH + k / PoolW) * W + px * PoolW + k % PoolW) * O + o)]);
                }
    return most;
}

}  // namespace test
