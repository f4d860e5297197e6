// SPDX-License-Identifier: BSL-1.0
// Eager execution: the network's own definition runs operation by operation, each value at hand.
#pragma once

#include "../runtime/model.hpp"

namespace inlay {

/// One operation just done, as a watcher sees it. `values` holds size floats (times the batch, where
/// the value is batched).
struct eager_value {
    const char* op;
    const char* layer;  // type of the layer that it is part of, "" outside of layers
    shape extent;
    const float* values;
    long count;
};

/// Runs model<Net> eagerly: the list of layers, or the traced function itself, is called with values;
/// each operation is computed by its reference when it is reached. Hosted, allocates, slow: made for
/// looking and for checking the static graph against.
///
///     auto y = eager(m)(x);
///     auto z = eager(m).watch([](const eager_value& v) { std::puts(v.op); })(x);
template <class Net, class Watch>
class eager_network {
public:
    constexpr eager_network(const model<Net>& m, Watch w) : model_(&m), watch_(w) {}

    template <class NewWatch>
    constexpr auto watch(NewWatch w) const {
        return eager_network<Net, NewWatch>(*model_, w);
    }

    template <class... Args>
    auto operator()(const Args&... args) const {
        static_assert(sizeof...(Args) == input_count<Net>, "inlay: eager(model)(x...) takes one argument for each input");
        const float* inputs[] = {detail::pointer_to(args)...};
        execution run(*this, inputs);
        trace::record r;
        r.watch = &run;
        Net::record(r);
        return results(r, run, detail::make_indices<output_count<Net>>{});
    }

private:
    // The function runs twice: first only recorded, so that its layers can be numbered (by the graph,
    // not by the order of the calls), then with values. Both runs make the same nodes.
    struct execution : trace::observer {
        const eager_network& self;
        const float* const* inputs;
        trace::record numbered = detail::record_network<Net>();
        detail::vector<detail::vector<float>> values;

        execution(const eager_network& e, const float* const* x) : self(e), inputs(x) { on_node = &compute; }

        static void compute(trace::observer& o, const trace::record& r, int id) {
            static_cast<execution&>(o).compute(r, id);
        }
        void compute(const trace::record& r, int id) {
            const node& n = r[id];
            values.push_back(detail::vector<float>(static_cast<int>(n.size())));
            float* out = values[id].data();
            if (n.op == &op_of<ops::input>) {
                for (long i = 0; i < n.size(); ++i) out[i] = inputs[n.index][i];
            } else if (n.op == &op_of<ops::parameter>) {
                const int p = detail::find_parameter<Net>(path_of(numbered.layers.data(), numbered.parameters[n.index]).data);
                const float* source = self.model_->storage() + recorded<Net>::lists.parameters[p].offset;
                for (long i = 0; i < n.size(); ++i) out[i] = source[i];
            } else {
                const node* nodes[max_inputs]{};
                const float* in[max_inputs]{};
                for (int k = 0; k < n.input_count; ++k) {
                    nodes[k] = &r[n.input[k]];
                    in[k] = values[n.input[k]].data();
                }
                n.op->reference_float(reference_call<float>{&n, nodes, in, out, 1, 0});
                self.watch_(eager_value{n.op->name, n.layer < 0 ? "" : r.layers[n.layer].type, n.out, out, n.size()});
            }
        }
    };

    template <int O>
    struct shape_of_output {
        static constexpr shape value = output_shape<Net, O>;
    };
    template <int O>
    static auto result(const trace::record& r, const execution& run) {
        typename detail::tensor_of<shape_of_output<O>>::type t;
        const float* y = run.values[r.g.outputs[O]].data();
        for (long i = 0; i < t.size(); ++i) t[i] = y[i];
        return t;
    }
    template <int... O>
    static auto results(const trace::record& r, const execution& run, detail::indices<O...>) {
        if constexpr (sizeof...(O) == 1) return result<0>(r, run);
        else return std::make_tuple(result<O>(r, run)...);
    }
    const model<Net>* model_;
    Watch watch_;
};

struct watch_nothing {
    constexpr void operator()(const eager_value&) const {}
};

template <class Net>
constexpr auto eager(const model<Net>& m) {
    return eager_network<Net, watch_nothing>(m, {});
}

}  // namespace inlay
