// SPDX-License-Identifier: BSL-1.0
// dlib, whose networks are types too: those of W2, W3, W7 and W8.
#include "peers.hpp"

#include <dlib/dnn.h>
#include <dlib/revision.h>

#include <stdexcept>

namespace bench::peers {
namespace {

using image = ::dlib::input<::dlib::matrix<float>>;
using mlp = ::dlib::loss_multiclass_log<::dlib::fc<10, ::dlib::relu<::dlib::fc<128, image>>>>;
template <int Filters, class Net>
using convolution = ::dlib::max_pool<2, 2, 2, 2, ::dlib::relu<::dlib::add_layer<::dlib::con_<Filters, 5, 5, 1, 1, 0, 0>, Net>>>;
using lenet = ::dlib::loss_multiclass_log<
    ::dlib::fc<10, ::dlib::relu<::dlib::fc<84, ::dlib::relu<::dlib::fc<120, convolution<16, convolution<6, image>>>>>>>>;

/// A network of that type with the plain network's weights, and a batch of it.
template <class Net>
struct network {
    Net net;
    ::dlib::resizable_tensor x;
    std::vector<::dlib::sgd> solvers;

    explicit network(const work& w) : solvers(Net::num_computational_layers, ::dlib::sgd(0, 0)) {
        const extent& e = w.plain.input;  // one channel, or one pixel
        const ::dlib::matrix<float> zeros = ::dlib::zeros_matrix<float>(e.height * e.channels, e.width);
        const std::vector<::dlib::matrix<float>> samples(static_cast<std::size_t>(w.batch), zeros);
        net.to_tensor(samples.begin(), samples.end(), x);
        net.subnet().forward(x);  // makes the parameters
        std::size_t next = w.plain.layers.size();
        ::dlib::visit_layers(net, [&](std::size_t, auto& l) { fill(l, w.plain, next); });
    }
    void set(const float* from) { std::copy_n(from, x.size(), x.host_write_only()); }

private:
    template <class Layer>
    static void fill(Layer& l, const bench::net& plain, std::size_t& next) {  // from the last layer to the first
        if constexpr (requires { l.layer_details().get_layer_params(); }) {
            ::dlib::tensor& parameters = l.layer_details().get_layer_params();
            if (parameters.size() == 0) return;
            while (!plain.layers[--next].has_parameters()) {}
            const layer& from = plain.layers[next];
            float* to = parameters.host();
            if (from.what == kind::dense) {  // (inputs, outputs)
                const int outputs = from.out.channels, inputs = from.in.size();
                for (int i = 0; i < inputs; ++i)
                    for (int u = 0; u < outputs; ++u) *to++ = from.weight[static_cast<std::size_t>(u * inputs + i)];
            } else {
                to = std::copy(from.weight.begin(), from.weight.end(), to);
            }
            std::copy(from.bias.begin(), from.bias.end(), to);
        }
    }
};

const std::string version = std::to_string(DLIB_MAJOR_VERSION) + '.' + std::to_string(DLIB_MINOR_VERSION);

template <class Net>
contender_ptr inference(const work& w) {
    auto n = std::make_shared<network<Net>>(w);
    return make_channels_first(w, "dlib", version, [n](const float* x, float* y) {
        n->set(x);
        const ::dlib::tensor& out = n->net.subnet().forward(n->x);
        std::copy_n(out.host(), out.size(), y);
    });
}

template <class Net>
contender_ptr training(const work& w) {  // maps have one channel: channels are first already
    auto n = std::make_shared<network<Net>>(w);
    auto targets = std::make_shared<std::vector<unsigned long>>(w.data.labels.begin(), w.data.labels.end());
    return make_contender(w, "dlib", version, [n, targets, rate = w.rate, first = w.data.labels.data()](const float* x, const int* labels) {
        n->set(x);
        const double loss = n->net.compute_parameter_gradients(n->x, targets->begin() + (labels - first));
        n->net.update_parameters(n->solvers, rate);
        return static_cast<float>(loss);
    });
}

}  // namespace

contender_ptr dlib(const work& w) {
    const auto is = [&](const char* id) { return w.id == id || w.id.rfind(std::string(id) + '-', 0) == 0; };
    if (is("W2")) return inference<mlp>(w);
    if (is("W3")) return inference<lenet>(w);
    if (is("W7")) return training<mlp>(w);
    if (is("W8")) return training<lenet>(w);
    throw std::runtime_error("its networks are types; this adapter has those of W2, W3, W7 and W8");
}

}  // namespace bench::peers
