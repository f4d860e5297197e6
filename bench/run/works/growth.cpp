// SPDX-License-Identifier: BSL-1.0
// How time grows with depth and width: dense layers with relu, and residual convolutions, inlay alone.
#include "../ours.hpp"
#include "works.hpp"

namespace bench {
namespace {

template <int Depth, int Width>
struct mlp_of : inlay::network<inlay::input<Width>, inlay::repeat<Depth, inlay::dense<Width>, inlay::relu>> {};

template <int Depth, int Width>
struct cnn_of : inlay::network<inlay::input<16, 16, Width>, inlay::conv2d<Width, 3, inlay::same>, inlay::relu,
                               inlay::repeat<Depth, inlay::residual<inlay::conv2d<Width, 3, inlay::same>>, inlay::relu>,
                               inlay::global_average_pool2d> {};

template <int Depth, int Width>
std::unique_ptr<work> mlp() {
    auto w = std::make_unique<work>();
    w->id = "MLP-" + std::to_string(Depth) + "x" + std::to_string(Width);
    w->what = std::to_string(Depth) + " x dense " + std::to_string(Width) + ", relu";
    w->plain = net(w->id, {1, 1, Width});
    for (int i = 0; i < Depth; ++i) w->plain.dense(Width, activation::relu);
    add_samples(*w);
    add_ours<mlp_of<Depth, Width>>(*w);
    return w;
}

template <int Depth, int Width>
std::unique_ptr<work> cnn() {
    auto w = std::make_unique<work>();
    w->id = "CNN-" + std::to_string(Depth) + "x" + std::to_string(Width);
    w->what = std::to_string(Depth) + " x residual conv2d " + std::to_string(Width) + " 3x3, 16 x 16";
    w->plain = net(w->id, {16, 16, Width});
    int last = w->plain.convolution(Width, 3, 3, 1, true, activation::relu);
    for (int i = 0; i < Depth; ++i) last = w->plain.convolution(Width, 3, 3, 1, true, activation::relu, last, last);
    w->plain.average();
    add_samples(*w);
    add_ours<cnn_of<Depth, Width>>(*w);
    return w;
}

}  // namespace

const std::vector<entry>& works_of_growth() {
    static const std::vector<entry> works{
        {"depth", mlp<1, 64>}, {"depth", mlp<2, 64>}, {"depth", mlp<4, 64>},   {"depth", mlp<8, 64>},   {"depth", mlp<16, 64>},
        {"width", mlp<4, 16>}, {"width", mlp<4, 32>}, {"width", mlp<4, 64>},   {"width", mlp<4, 128>},  {"width", mlp<4, 256>},
        {"depth", cnn<2, 16>}, {"depth", cnn<4, 16>}, {"depth", cnn<8, 16>},   {"depth", cnn<16, 16>},  {"depth", cnn<40, 16>},
        {"width", cnn<4, 4>},  {"width", cnn<4, 8>},  {"width", cnn<4, 16>},   {"width", cnn<4, 32>},   {"width", cnn<4, 64>},
    };
    return works;
}

}  // namespace bench
