// SPDX-License-Identifier: BSL-1.0
// oneDNN: one primitive a layer, activation and addition as post-operations, layouts of the library's choice,
// weights reordered once.
#include "peers.hpp"

#include <dnnl.hpp>

#include <stdexcept>
#include <unordered_map>

namespace bench::peers {
namespace {

using namespace dnnl;
using tag = memory::format_tag;
using md = memory::desc;
constexpr auto f32 = memory::data_type::f32;
constexpr auto inference_only = prop_kind::forward_inference;

class graph {
public:
    graph(const net& n, int batch) : batch_(batch) {
        input_ = memory(md(map_dims(n.input), f32, n.input.pixels() > 1 ? tag::nhwc : tag::nchw), engine_, nullptr);
        for (const layer& l : n.layers) {
            memory from = l.from < 0 ? input_ : outputs_[l.from];
            switch (l.what) {
                case kind::dense: add_dense(l, from); break;
                case kind::convolution: case kind::depthwise: add_convolution(l, from); break;
                case kind::max_pool: case kind::average: add_pool(l, from); break;
                default: throw std::runtime_error("layer not offered by this adapter");
            }
        }
        const md last(outputs_.back().get_desc().dims(), f32, outputs_.back().get_desc().dims().size() == 2 ? tag::nc : tag::nchw);
        output_ = outputs_.back().get_desc() == last ? outputs_.back() : convert(outputs_.back(), last, true);
        for (step& s : steps_)  // the last one writes to the caller's memory
            if (s.arguments.at(DNNL_ARG_DST).get() == output_.get()) writes_output_ = &s;
        stream_ = stream(engine_);
    }

    void run(const float* x, float* y) {
        input_.set_data_handle(const_cast<float*>(x));
        writes_output_->arguments.at(DNNL_ARG_DST).set_data_handle(y);
        for (const step& s : steps_) s.what.execute(stream_, s.arguments);
    }

private:
    struct step {
        primitive what;
        std::unordered_map<int, memory> arguments;
    };

    memory::dims map_dims(extent e) const { return {batch_, e.channels, e.height, e.width}; }
    static md any(const memory::dims& d) { return md(d, f32, tag::any); }

    memory convert(const memory& from, const md& to, bool at_run_time) {
        if (from.get_desc() == to) return from;
        memory result(to, engine_);
        reorder what(from, result);
        if (at_run_time) {
            steps_.push_back({what, {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, result}}});
        } else {
            stream s(engine_);
            what.execute(s, const_cast<memory&>(from), result);
            s.wait();
        }
        return result;
    }
    memory constant(const std::vector<float>& v, const memory::dims& d, tag t, const md& wanted) {
        return convert(memory(md(d, f32, t), engine_, const_cast<float*>(v.data())), wanted, false);
    }
    static primitive_attr post_operations(const layer& l) {
        post_ops ops;
        if (l.plus >= 0) ops.append_sum(1);
        if (l.then == activation::relu) ops.append_eltwise(1, algorithm::eltwise_relu, 0, 0);
        if (l.then == activation::tanh) ops.append_eltwise(1, algorithm::eltwise_tanh, 0, 0);
        primitive_attr attributes;
        attributes.set_post_ops(ops);
        return attributes;
    }
    template <class Primitive, class Description>
    void add(const layer& l, const Description& d, memory from, const memory::dims& weight_dims, tag weight_tag) {
        const typename Primitive::primitive_desc p(d, post_operations(l), engine_);
        from = convert(from, p.src_desc(), true);
        // the sum is taken in place: over the operand, which nobody reads later
        memory to = l.plus >= 0 ? convert(outputs_[l.plus], p.dst_desc(), true) : memory(p.dst_desc(), engine_);
        const memory w = constant(l.weight, weight_dims, weight_tag, p.weights_desc());
        const memory b = constant(l.bias, {l.out.channels}, tag::x, p.bias_desc());
        steps_.push_back({Primitive(p), {{DNNL_ARG_SRC, from}, {DNNL_ARG_WEIGHTS, w}, {DNNL_ARG_BIAS, b}, {DNNL_ARG_DST, to}}});
        outputs_.push_back(to);
    }

    void add_dense(const layer& l, const memory& from) {
        const bool map = from.get_desc().dims().size() == 4;
        const memory::dims weight = map ? memory::dims{l.out.channels, l.in.channels, l.in.height, l.in.width}
                                        : memory::dims{l.out.channels, l.in.channels};
        // the first layer takes the caller's layout, later ones the one they find
        add<inner_product_forward>(l,
                                   inner_product_forward::desc(inference_only, from.get_desc(), any(weight), any({l.out.channels}),
                                                               any({batch_, l.out.channels})),
                                   from, weight, map ? tag::oihw : tag::oi);
    }
    void add_convolution(const layer& l, const memory& from) {
        const bool depthwise = l.what == kind::depthwise;
        const memory::dims weight = depthwise ? memory::dims{l.in.channels, 1, 1, l.kernel_h, l.kernel_w}
                                              : memory::dims{l.out.channels, l.in.channels, l.kernel_h, l.kernel_w};
        add<convolution_forward>(l,
                                 convolution_forward::desc(inference_only, algorithm::convolution_auto, any(map_dims(l.in)),
                                                           any(weight), any({l.out.channels}), any(map_dims(l.out)),
                                                           {l.stride, l.stride}, {l.top, l.left}, {l.bottom, l.right}),
                                 from, weight, depthwise ? tag::goihw : tag::oihw);
    }
    void add_pool(const layer& l, const memory& from) {
        const pooling_forward::primitive_desc p(
            pooling_forward::desc(inference_only, l.what == kind::max_pool ? algorithm::pooling_max : algorithm::pooling_avg,
                                  from.get_desc(), any(map_dims(l.out)), {l.stride, l.stride}, {l.kernel_h, l.kernel_w}, {0, 0},
                                  {0, 0}),
            engine_);
        memory to(p.dst_desc(), engine_);
        steps_.push_back({pooling_forward(p), {{DNNL_ARG_SRC, from}, {DNNL_ARG_DST, to}}});
        outputs_.push_back(to);
    }

    int batch_;
    engine engine_{engine::kind::cpu, 0};
    stream stream_;
    memory input_, output_;
    std::vector<memory> outputs_;  // of the layers
    std::vector<step> steps_;
    step* writes_output_ = nullptr;
};

}  // namespace

contender_ptr onednn(const work& w) {
    if (w.training || w.streaming) throw std::runtime_error("inference of whole samples only");
    auto g = std::make_shared<graph>(w.plain, w.batch);
    const dnnl_version_t* v = dnnl_version();
    return make_contender(w, "oneDNN",
                          std::to_string(v->major) + '.' + std::to_string(v->minor) + '.' + std::to_string(v->patch),
                          [g](const float* x, float* y) { g->run(x, y); });
}

}  // namespace bench::peers
