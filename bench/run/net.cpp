// SPDX-License-Identifier: BSL-1.0
#include "net.hpp"

#include <algorithm>
#include <cmath>

namespace bench {

// --- building ---------------------------------------------------------------------------------

double layer::macs() const {
    const double taps = kernel_h * kernel_w;
    switch (what) {
        case kind::dense: return static_cast<double>(in.size()) * out.size();
        case kind::convolution: return taps * in.channels * out.size();
        case kind::depthwise: return taps * out.size();
        case kind::frames: return static_cast<double>(weight.size()) * in.width;
        case kind::gru: return 3.0 * out.size() * (in.size() + out.size());
        case kind::lstm: return 4.0 * out.size() * (in.size() + out.size());
        default: return 0;
    }
}

std::vector<float> layer::weight_as_stored() const {
    const int units = out.channels, columns = in.size();
    std::vector<float> w(weight.size());
    for (int u = 0; u < units; ++u)
        for (int p = 0; p < in.pixels(); ++p)
            for (int c = 0; c < in.channels; ++c)
                w[u * columns + p * in.channels + c] = weight[u * columns + c * in.pixels() + p];
    return w;
}

double net::macs() const {
    double sum = 0;
    for (const layer& l : layers) sum += l.macs();
    return sum;
}

long net::weight_count() const {
    std::size_t sum = 0;
    for (const layer& l : layers) sum += l.weight.size() + l.bias.size() + l.recurrent.size() + l.recurrent_bias.size();
    return static_cast<long>(sum);
}

float net::uniform() {  // (-1, 1)
    random_ = random_ * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<float>(static_cast<double>(random_ >> 11) * 0x1p-52 - 1.0);
}

int net::add(layer l, long fan_in) {
    const float scale = static_cast<float>(std::sqrt((l.plus >= 0 ? 2.0 : 5.0) / static_cast<double>(fan_in)));
    for (float& w : l.weight) w = scale * uniform();
    for (float& b : l.bias) b = 0.1f * uniform();
    for (float& w : l.recurrent) w = static_cast<float>(std::sqrt(3.0 / l.out.channels)) * uniform();
    for (float& b : l.recurrent_bias) b = 0.1f * uniform();
    layers.push_back(std::move(l));
    return static_cast<int>(layers.size()) - 1;
}

namespace {

layer following(const net& n, kind what, int from = net::last) {
    layer l{};
    l.what = what;
    l.from = from == net::last ? static_cast<int>(n.layers.size()) - 1 : from;
    l.plus = -1;
    l.in = l.from < 0 ? n.input : n.layers[l.from].out;
    l.out = l.in;
    return l;
}

void place_window(layer& l, bool same) {
    const auto place = [&](int size, int kernel, int& before, int& after) {
        if (!same) return (size - kernel) / l.stride + 1;
        const int out = (size + l.stride - 1) / l.stride;
        const int zeros = std::max(0, (out - 1) * l.stride + kernel - size);
        before = zeros / 2, after = zeros - before;  // an odd zero at the end, as TensorFlow
        return out;
    };
    l.out.height = place(l.in.height, l.kernel_h, l.top, l.bottom);
    l.out.width = place(l.in.width, l.kernel_w, l.left, l.right);
}

}  // namespace

int net::dense(int units, activation then) {
    layer l = following(*this, kind::dense);
    l.then = then;
    l.out = {1, 1, units};
    l.weight.resize(static_cast<std::size_t>(units) * l.in.size());
    l.bias.resize(units);
    return add(l, l.in.size());
}

int net::convolution(int filters, int kernel_h, int kernel_w, int stride, bool same, activation then, int from, int plus) {
    layer l = following(*this, kind::convolution, from);
    l.plus = plus, l.then = then;
    l.kernel_h = kernel_h, l.kernel_w = kernel_w, l.stride = stride;
    place_window(l, same);
    l.out.channels = filters;
    l.weight.resize(static_cast<std::size_t>(filters) * l.in.channels * kernel_h * kernel_w);
    l.bias.resize(filters);
    return add(l, static_cast<long>(l.in.channels) * kernel_h * kernel_w);
}

int net::depthwise(int kernel, activation then) {
    layer l = following(*this, kind::depthwise);
    l.then = then;
    l.kernel_h = l.kernel_w = kernel;
    place_window(l, true);
    l.weight.resize(static_cast<std::size_t>(l.in.channels) * kernel * kernel);
    l.bias.resize(l.in.channels);
    return add(l, static_cast<long>(kernel) * kernel);
}

int net::max_pool(int size) {
    layer l = following(*this, kind::max_pool);
    l.kernel_h = l.kernel_w = l.stride = size;
    place_window(l, false);
    return add(l, 1);
}

int net::average() {
    layer l = following(*this, kind::average);
    l.kernel_h = l.in.height, l.kernel_w = l.in.width;
    l.out = {1, 1, l.in.channels};
    return add(l, 1);
}

int net::gru(int units) {
    layer l = following(*this, kind::gru);
    l.out = {1, 1, units};
    l.weight.resize(3 * static_cast<std::size_t>(units) * l.in.size());
    l.bias.resize(3 * units);
    l.recurrent.resize(3 * static_cast<std::size_t>(units) * units);
    l.recurrent_bias.resize(3 * units);
    return add(l, l.in.size());
}

int net::lstm(int units) {
    layer l = following(*this, kind::lstm);
    l.out = {1, 1, units};
    l.weight.resize(4 * static_cast<std::size_t>(units) * l.in.size());
    l.bias.resize(4 * units);
    l.recurrent.resize(4 * static_cast<std::size_t>(units) * units);
    l.recurrent_bias.resize(4 * units);
    return add(l, l.in.size());
}

int net::dense_of_frames(int units, int inputs, bool bias) {
    layer l = following(*this, kind::frames, -1);
    l.out = {1, input.width, units};
    l.weight.resize(static_cast<std::size_t>(units) * inputs);
    if (bias) l.bias.resize(units);
    return add(l, 2 * inputs);
}

int net::convolution_of_frames(int filters, int inputs, int taps) {
    layer l = following(*this, kind::frames, -1);
    l.kernel_w = taps;
    l.out = {1, input.width, filters};
    l.weight.resize(static_cast<std::size_t>(filters) * inputs * taps);
    l.bias.resize(filters);
    return add(l, 2 * static_cast<long>(inputs) * taps);
}

// --- the reference ----------------------------------------------------------------------------

namespace {

using values = std::vector<double>;

double activate(activation a, double x) {
    switch (a) {
        case activation::relu: return x > 0 ? x : 0;
        case activation::tanh: return std::tanh(x);
        default: return x;
    }
}

/// Index of a dense layer's weight for input i as stored (height, width, channels).
std::size_t column(const layer& l, int i) {
    return static_cast<std::size_t>(i % l.in.channels * l.in.pixels() + i / l.in.channels);
}

/// Calls f(output element, input element, weight) for every multiply-add of a window layer; max_pool and average
/// have no weights (-1).
template <class F>
void for_taps(const layer& l, const F& f) {
    const bool one_channel = l.what != kind::convolution;
    for (int oy = 0; oy < l.out.height; ++oy)
        for (int ox = 0; ox < l.out.width; ++ox)
            for (int o = 0; o < l.out.channels; ++o)
                for (int ky = 0; ky < l.kernel_h; ++ky)
                    for (int kx = 0; kx < l.kernel_w; ++kx) {
                        const int y = oy * l.stride - l.top + ky, x = ox * l.stride - l.left + kx;
                        if (y < 0 || y >= l.in.height || x < 0 || x >= l.in.width) continue;
                        for (int c = one_channel ? o : 0; c < (one_channel ? o + 1 : l.in.channels); ++c)
                            f((oy * l.out.width + ox) * l.out.channels + o, (y * l.in.width + x) * l.in.channels + c,
                              one_channel ? (o * l.kernel_h + ky) * l.kernel_w + kx
                                          : ((o * l.in.channels + c) * l.kernel_h + ky) * l.kernel_w + kx);
                    }
}

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

/// PyTorch's GRU (gates r, z, n) and LSTM (gates i, f, g, o); state: h, or h and c one after another.
values recur(const layer& l, const values& x, values& state) {
    const int n = l.out.channels, gates = l.what == kind::gru ? 3 : 4;
    state.resize(static_cast<std::size_t>(l.what == kind::gru ? n : 2 * n));
    values a(gates * n), b(gates * n), h(state.begin(), state.begin() + n);
    for (int g = 0; g < gates * n; ++g) {
        a[g] = l.bias[g], b[g] = l.recurrent_bias[g];
        for (std::size_t i = 0; i < x.size(); ++i) a[g] += static_cast<double>(l.weight[g * x.size() + i]) * x[i];
        for (int i = 0; i < n; ++i) b[g] += static_cast<double>(l.recurrent[g * n + i]) * h[i];
    }
    for (int i = 0; i < n; ++i) {
        if (l.what == kind::gru) {
            const double r = sigmoid(a[i] + b[i]), z = sigmoid(a[n + i] + b[n + i]);
            state[i] = (1 - z) * std::tanh(a[2 * n + i] + r * b[2 * n + i]) + z * h[i];
        } else {
            const auto gate = [&](int g) { return a[g * n + i] + b[g * n + i]; };
            const double c = sigmoid(gate(1)) * state[n + i] + sigmoid(gate(0)) * std::tanh(gate(2));
            state[n + i] = c;
            state[i] = sigmoid(gate(3)) * std::tanh(c);
        }
    }
    return {state.begin(), state.begin() + n};
}

/// Every layer's output. Weights come from w[layer], so that training can change them.
std::vector<values> forward(const net& n, const values& x, const std::vector<values>& w, const std::vector<values>& bias,
                            std::vector<values>* state) {
    std::vector<values> out;
    for (std::size_t k = 0; k < n.layers.size(); ++k) {
        const layer& l = n.layers[k];
        const values& in = l.from < 0 ? x : out[l.from];
        values y(l.out.size());
        if (l.what == kind::gru || l.what == kind::lstm) {
            values fresh;
            if (state != nullptr && state->size() < n.layers.size()) state->resize(n.layers.size());
            y = recur(l, in, state != nullptr ? (*state)[k] : fresh);
        } else if (l.what == kind::dense) {
            for (int u = 0; u < l.out.size(); ++u) {
                y[u] = bias[k][u];
                for (int i = 0; i < l.in.size(); ++i) y[u] += w[k][u * l.in.size() + column(l, i)] * in[i];
            }
        } else if (l.what == kind::max_pool) {
            std::fill(y.begin(), y.end(), -1e300);
            for_taps(l, [&](int o, int i, int) { y[o] = std::max(y[o], in[i]); });
        } else if (l.what == kind::average) {
            for_taps(l, [&](int o, int i, int) { y[o] += in[i] / l.in.pixels(); });
        } else {
            for (std::size_t o = 0; o < y.size(); ++o) y[o] = bias[k][o % l.out.channels];
            for_taps(l, [&](int o, int i, int t) { y[o] += w[k][t] * in[i]; });
        }
        for (std::size_t o = 0; o < y.size(); ++o) {
            if (l.plus >= 0) y[o] += out[l.plus][o];
            y[o] = activate(l.then, y[o]);
        }
        out.push_back(std::move(y));
    }
    return out;
}

std::vector<values> in_double(const net& n, std::vector<float> layer::*which) {
    std::vector<values> w;
    for (const layer& l : n.layers) w.emplace_back((l.*which).begin(), (l.*which).end());
    return w;
}

/// Adds d loss / d parameters of one sample to dw and db; chains of dense (relu or none), convolution, max_pool only.
void backward(const net& n, const values& x, const std::vector<values>& out, values dy, const std::vector<values>& w,
              std::vector<values>& dw, std::vector<values>& db) {
    for (int k = static_cast<int>(n.layers.size()) - 1; k >= 0; --k) {
        const layer& l = n.layers[k];
        const values& in = k == 0 ? x : out[k - 1];
        values dx(in.size());
        for (std::size_t o = 0; o < dy.size(); ++o)
            if (l.then == activation::relu && out[k][o] <= 0) dy[o] = 0;
        if (l.what == kind::max_pool) {
            values rest = dy;  // the first of equal elements has the gradient
            for_taps(l, [&](int o, int i, int) {
                if (in[i] == out[k][o]) dx[i] += rest[o], rest[o] = 0;
            });
        } else if (l.what == kind::dense) {
            for (int u = 0; u < l.out.size(); ++u) {
                db[k][u] += dy[u];
                for (int i = 0; i < l.in.size(); ++i) {
                    dw[k][u * l.in.size() + column(l, i)] += dy[u] * in[i];
                    dx[i] += dy[u] * w[k][u * l.in.size() + column(l, i)];
                }
            }
        } else {
            for (std::size_t o = 0; o < dy.size(); ++o) db[k][o % l.out.channels] += dy[o];
            for_taps(l, [&](int o, int i, int t) {
                dw[k][t] += dy[o] * in[i];
                dx[i] += dy[o] * w[k][t];
            });
        }
        dy = std::move(dx);
    }
}

}  // namespace

std::vector<double> reference(const net& n, const float* x, std::vector<std::vector<double>>* state) {
    return forward(n, values(x, x + n.input.size()), in_double(n, &layer::weight), in_double(n, &layer::bias), state).back();
}

std::vector<double> reference_losses(const net& n, const float* x, const int* labels, int batch, double rate, int steps) {
    auto w = in_double(n, &layer::weight), b = in_double(n, &layer::bias);
    std::vector<double> losses;
    for (int s = 0; s < steps; ++s) {
        std::vector<values> dw, db;
        for (const values& v : w) dw.emplace_back(v.size());
        for (const values& v : b) db.emplace_back(v.size());
        double loss = 0;
        for (int i = 0; i < batch; ++i) {
            const float* sample = x + static_cast<long>(s * batch + i) * n.input.size();
            const values in(sample, sample + n.input.size());
            const auto out = forward(n, in, w, b, nullptr);
            values dy = out.back();
            double sum = 0;
            for (double& v : dy) sum += v = std::exp(v);
            const int label = labels[s * batch + i];
            loss -= std::log(dy[label] / sum) / batch;
            for (double& v : dy) v /= sum * batch;
            dy[label] -= 1.0 / batch;
            backward(n, in, out, dy, w, dw, db);
        }
        losses.push_back(loss);
        for (std::size_t k = 0; k < w.size(); ++k) {
            for (std::size_t i = 0; i < w[k].size(); ++i) w[k][i] -= rate * dw[k][i];
            for (std::size_t i = 0; i < b[k].size(); ++i) b[k][i] -= rate * db[k][i];
        }
    }
    return losses;
}

std::vector<float> random_inputs(const net& n, int count) {
    std::vector<float> x(static_cast<std::size_t>(count) * n.input.size());
    unsigned long long s = 7;
    for (float& v : x) {
        s = s * 6364136223846793005ull + 1442695040888963407ull;
        v = static_cast<float>(static_cast<double>(s >> 11) * 0x1p-52 - 1.0);
    }
    return x;
}

std::vector<float> channels_first(extent e, const float* x) {
    std::vector<float> y(e.size());
    for (int p = 0; p < e.pixels(); ++p)
        for (int c = 0; c < e.channels; ++c) y[c * e.pixels() + p] = x[p * e.channels + c];
    return y;
}

}  // namespace bench
