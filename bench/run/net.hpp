// SPDX-License-Identifier: BSL-1.0
// A network as plain data: what every contender of a work computes. The reference in double, the
// adapters of run-time libraries and the model files are all made from it; inlay's own version and those
// by hand take its weights.
#pragma once

#include <string>
#include <vector>

namespace bench {

enum class kind { dense, convolution, depthwise, max_pool, average, gru, lstm, frames };
enum class activation { none, relu, tanh };

/// Height, width, channels; a vector is 1 x 1 x channels.
struct extent {
    int height = 1, width = 1, channels = 1;
    int size() const { return height * width * channels; }
    int pixels() const { return height * width; }
};

struct layer {
    kind what;
    int from = -1;  // the layer whose output is read, -1 the network's input
    int plus = -1;  // the layer whose output is added before the activation; -1: none
    activation then = activation::none;
    int kernel_h = 1, kernel_w = 1, stride = 1;
    int top = 0, left = 0, bottom = 0, right = 0;  // zeros around the map
    extent in, out;
    std::vector<float> weight, bias;  // PyTorch's layouts: (out, in, h, w); dense columns are channel first
    std::vector<float> recurrent, recurrent_bias;  // gru, lstm: weight_hh and bias_hh

    bool has_parameters() const { return !weight.empty(); }
    /// Multiply-adds, taps on the padding counted.
    double macs() const;
    /// A dense layer's weight with columns in the order of a map in memory: height, width, channels.
    std::vector<float> weight_as_stored() const;
};

/// Built line by line; each call gives the number of its layer. Weights are random, of the scale that
/// keeps values near 1.
class net {
public:
    std::string name;
    extent input;
    std::vector<layer> layers;

    net() = default;
    net(std::string name, extent input) : name(std::move(name)), input(input) {}

    int dense(int units, activation = activation::none);
    int convolution(int filters, int kernel_h, int kernel_w, int stride, bool same, activation, int from = last, int plus = -1);
    int depthwise(int kernel, activation);
    int max_pool(int size);
    int average();  // over the whole map
    int gru(int units);
    int lstm(int units);
    // layers over every frame of a sequence: for works with a reference of their own
    int dense_of_frames(int units, int inputs, bool bias);
    int convolution_of_frames(int filters, int inputs, int taps);

    const layer& output() const { return layers.back(); }
    double macs() const;
    long weight_count() const;

    static constexpr int last = -2;

private:
    int add(layer l, long fan_in);
    unsigned long long random_ = 1;
    float uniform();
};

/// The network's output for one sample x (height, width, channels), every sum in double. Recurrent layers
/// start from zero and read their state from `state`, which grows as needed, and leave the new one there.
std::vector<double> reference(const net&, const float* x, std::vector<std::vector<double>>* state = nullptr);

/// Losses (mean softmax cross entropy) of `steps` steps of plain gradient descent, every number in double.
/// Step s reads samples s * batch and following, x (samples, input) and their labels.
std::vector<double> reference_losses(const net&, const float* x, const int* labels, int batch, double rate, int steps);

/// `count` samples of uniform numbers in (-1, 1), the same each time.
std::vector<float> random_inputs(const net&, int count);

/// One sample's map with channels first, as PyTorch, ONNX and ncnn want it.
std::vector<float> channels_first(extent, const float* x);

}  // namespace bench
