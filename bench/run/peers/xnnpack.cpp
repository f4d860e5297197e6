// SPDX-License-Identifier: BSL-1.0
// XNNPACK: the network as a subgraph, activations as bounds of the nodes, no thread pool.
#include "peers.hpp"

#include <xnnpack.h>

#include <cmath>
#include <stdexcept>

namespace bench::peers {
namespace {

void check(xnn_status s, const char* what) {
    if (s != xnn_status_success) throw std::runtime_error(std::string(what) + " failed");
}

class graph {
public:
    graph(const net& n, int batch) : batch_(static_cast<std::size_t>(batch)) {
        check(xnn_initialize(nullptr), "xnn_initialize");
        check(xnn_create_subgraph(2, 0, &subgraph_), "xnn_create_subgraph");
        input_ = value(n.input, nullptr, 0, XNN_VALUE_FLAG_EXTERNAL_INPUT);
        for (std::size_t k = 0; k < n.layers.size(); ++k) add(n.layers[k], k + 1 == n.layers.size());
        check(xnn_create_runtime_v2(subgraph_, nullptr, 0, &runtime_), "xnn_create_runtime_v2");
        xnn_delete_subgraph(subgraph_);
    }
    ~graph() { xnn_delete_runtime(runtime_); }
    graph(const graph&) = delete;

    void run(const float* x, float* y) {
        if (x != x_ || y != y_) {  // only once: applications keep their buffers
            const xnn_external_value v[] = {{input_, const_cast<float*>(x)}, {outputs_.back(), y}};
            check(xnn_setup_runtime(runtime_, 2, v), "xnn_setup_runtime");
            x_ = x, y_ = y;
        }
        xnn_invoke_runtime(runtime_);
    }

private:
    std::uint32_t value(extent e, const void* data, std::uint32_t external, std::uint32_t flags) {
        const std::size_t map[] = {batch_, static_cast<std::size_t>(e.height), static_cast<std::size_t>(e.width),
                                   static_cast<std::size_t>(e.channels)};
        const std::size_t vector[] = {batch_, static_cast<std::size_t>(e.channels)};
        return value(e.pixels() > 1 ? 4 : 2, e.pixels() > 1 ? map : vector, data, external, flags);
    }
    std::uint32_t value(std::size_t rank, const std::size_t* dims, const void* data, std::uint32_t external, std::uint32_t flags) {
        std::uint32_t id = 0;
        check(xnn_define_tensor_value(subgraph_, xnn_datatype_fp32, rank, dims, data, external, flags, &id), "xnn_define_tensor_value");
        return id;
    }
    std::uint32_t constant(std::vector<float> v, std::vector<std::size_t> dims) {
        constants_.push_back(std::make_unique<std::vector<float>>(std::move(v)));
        return value(dims.size(), dims.data(), constants_.back()->data(), XNN_INVALID_VALUE_ID, 0);
    }

    void add(const layer& l, bool last) {
        if (l.then == activation::tanh) throw std::runtime_error("this version has no tanh");
        const float low = l.then == activation::relu ? 0 : -INFINITY, high = INFINITY;
        const float own_low = l.plus >= 0 ? -INFINITY : low;
        const auto F = static_cast<std::size_t>(l.out.channels), C = static_cast<std::size_t>(l.in.channels);
        const auto KH = static_cast<std::size_t>(l.kernel_h), KW = static_cast<std::size_t>(l.kernel_w);
        const auto u = [](int x) { return static_cast<std::uint32_t>(x); };
        const std::uint32_t x = l.from < 0 ? input_ : outputs_[l.from];
        std::uint32_t y = value(l.out, nullptr, last ? 1 : XNN_INVALID_VALUE_ID, last ? XNN_VALUE_FLAG_EXTERNAL_OUTPUT : 0);
        switch (l.what) {
            case kind::dense: {
                const auto I = static_cast<std::size_t>(l.in.size());
                check(xnn_define_fully_connected(subgraph_, own_low, high, x, constant(l.weight_as_stored(), {F, I}),
                                                 constant(l.bias, {F}), y, l.in.pixels() > 1 ? XNN_FLAG_TENSORFLOW_RESHAPE_2D : 0),
                      "xnn_define_fully_connected");
                break;
            }
            case kind::convolution: {
                std::vector<float> w(l.weight.size());  // (F, KH, KW, C) from (F, C, KH, KW)
                for (std::size_t f = 0; f < F; ++f)
                    for (std::size_t c = 0; c < C; ++c)
                        for (std::size_t k = 0; k < KH * KW; ++k) w[(f * KH * KW + k) * C + c] = l.weight[(f * C + c) * KH * KW + k];
                check(xnn_define_convolution_2d(subgraph_, u(l.top), u(l.right), u(l.bottom), u(l.left), u(l.kernel_h), u(l.kernel_w),
                                                u(l.stride), u(l.stride), 1, 1, 1, C, F, own_low, high, x, constant(w, {F, KH, KW, C}),
                                                constant(l.bias, {F}), y, 0),
                      "xnn_define_convolution_2d");
                break;
            }
            case kind::depthwise: {
                std::vector<float> w(l.weight.size());  // (1, KH, KW, C) from (C, 1, KH, KW)
                for (std::size_t c = 0; c < C; ++c)
                    for (std::size_t k = 0; k < KH * KW; ++k) w[k * C + c] = l.weight[c * KH * KW + k];
                check(xnn_define_depthwise_convolution_2d(subgraph_, u(l.top), u(l.right), u(l.bottom), u(l.left), u(l.kernel_h),
                                                          u(l.kernel_w), u(l.stride), u(l.stride), 1, 1, 1, C, low, high, x,
                                                          constant(w, {1, KH, KW, C}), constant(l.bias, {C}), y, 0),
                      "xnn_define_depthwise_convolution_2d");
                break;
            }
            case kind::max_pool:
                check(xnn_define_max_pooling_2d(subgraph_, 0, 0, 0, 0, u(l.kernel_h), u(l.kernel_w), u(l.stride), u(l.stride), 1, 1,
                                                low, high, x, y, 0),
                      "xnn_define_max_pooling_2d");
                break;
            case kind::average: {
                const std::size_t dims[] = {batch_, 1, 1, C};
                const std::uint32_t mean = value(4, dims, nullptr, XNN_INVALID_VALUE_ID, 0), shape = y;
                check(xnn_define_global_average_pooling_2d(subgraph_, low, high, x, mean, 0), "xnn_define_global_average_pooling_2d");
                const std::size_t flat[] = {batch_, C};
                check(xnn_define_static_reshape(subgraph_, 2, flat, mean, shape, 0), "xnn_define_static_reshape");
                break;
            }
            default: throw std::runtime_error("layer not offered by this adapter");
        }
        if (l.plus >= 0) {
            const std::uint32_t sum = value(l.out, nullptr, XNN_INVALID_VALUE_ID, 0);
            check(xnn_define_add2(subgraph_, low, high, y, outputs_[l.plus], sum, 0), "xnn_define_add2");
            y = sum;
        }
        outputs_.push_back(y);
    }

    std::size_t batch_;
    xnn_subgraph_t subgraph_ = nullptr;
    xnn_runtime_t runtime_ = nullptr;
    std::uint32_t input_ = 0;
    std::vector<std::uint32_t> outputs_;
    std::vector<std::unique_ptr<std::vector<float>>> constants_;
    const float* x_ = nullptr;
    float* y_ = nullptr;
};

}  // namespace

contender_ptr xnnpack(const work& w) {
    if (w.training || w.streaming) throw std::runtime_error("inference of whole samples only");
    auto g = std::make_shared<graph>(w.plain, w.batch);
    // one input buffer, as an application with a fixed runtime has
    auto in = std::make_shared<std::vector<float>>(static_cast<std::size_t>(w.batch) * w.plain.input.size() + 16);
    return make_contender(w, "XNNPACK", "2022-02", [g, in, n = in->size() - 16](const float* x, float* y) {
        std::copy_n(x, n, in->data());
        g->run(in->data(), y);
    });
}

}  // namespace bench::peers
