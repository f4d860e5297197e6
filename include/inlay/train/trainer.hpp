// SPDX-License-Identifier: BSL-1.0
// compile(model, optimizer, loss, metrics...) and its verbs: fit, evaluate, predict.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "../runtime/model.hpp"
#include "metrics.hpp"
#include "optimizers.hpp"
#include "training.hpp"
#include "fit_loop.hpp"

namespace inlay {
namespace detail {

template <class Metric>
constexpr metric_entry entry_of_metric() {
    metric_entry e{Metric::label, &Metric::of, __is_base_of(accuracy, Metric), 0};
    if constexpr (requires { Metric::output; }) e.output = Metric::output;
    return e;
}
template <class... Metrics>
struct metric_list {
    static constexpr int count = static_cast<int>(sizeof...(Metrics));
    static constexpr metric_entry entry[count + 1] = {entry_of_metric<Metrics>()..., {}};
};

template <class Optimizer>
void update_all(const void* optimizer, long t, const float* p, float* to, const float* gradients,
                float* state, long count, long stride) INLAY_NONBLOCKING {
    const auto& o = *static_cast<const Optimizer*>(optimizer);
    const auto constants = o.at(t);
    if constexpr (requires { o.needs_states(); })
        if (!o.needs_states())
            return apply_update<simd::native_width, decltype(constants), 0>(
                constants, p, to, gradients, state, count, stride);
    apply_update<simd::native_width, decltype(constants), Optimizer::states>(
        constants, p, to, gradients, state, count, stride);
}

template <class Program>
constexpr runnable runnable_of() {
    return {&runtime::run_all<Program>, Program::plan.fixed, Program::plan.batched};
}

template <class Net, class Loss, class Metrics>
constexpr training_table make_training_table() {
    training_table t;
    const auto& r = recorded<Net>::value;
    t.inputs = r.g.inputs.count;
    t.outputs = r.g.outputs.count;
    t.losses = losses_of<Loss>::count;
    for (int k = 0; k < t.inputs; ++k) {
        t.input[k] = r.g.nodes[r.g.inputs[k]].out;
        t.input_size[k] = t.input[k].size();
    }
    for (int k = 0; k < t.outputs; ++k) {
        const shape y = r.g.nodes[r.g.outputs[k]].out;
        t.output_size[k] = y.size();
        if (k >= t.losses) continue;
        const loss_info& l = losses_of<Loss>::info[k];
        t.loss[k] = {y, l.target(y), l.classifies, l.weight, l.value};
        t.target_size[k] = t.loss[k].target.size();
    }
    t.metrics = Metrics::count;
    t.metric = Metrics::entry;
    t.trainable = r.trainable;
    t.gradients = training<Net, Loss>::updates.floats;
    t.step = runnable_of<training<Net, Loss>>();
    return t;
}
template <class Net, class Loss, class Metrics>
inline constexpr training_table table_for = make_training_table<Net, Loss, Metrics>();
template <class Net>
inline constexpr runnable inference_of = runnable_of<inference<Net>>();

}  // namespace detail

/// A model being trained. Holds the optimizer's state, gradients, threads from the first step on that asks for them,
/// and an arena for each; the model stays where it is and must outlive the trainer.
template <class Net, class Optimizer, class Loss, class... Metrics>
class trainer {
    static_assert(training<Net, Loss>::check::done);

public:
    trainer(model<Net>& m, Optimizer o)
        : model_(&m),
          optimizer_(o),
          loop_(detail::table_for<Net, Loss, detail::metric_list<Metrics...>>, m.storage(),
                Optimizer::states) {}

    Optimizer& optimizer() { return optimizer_; }
    long steps_done() const { return loop_.steps_done(); }

    /// One step on `batch` samples: forward, loss, backward, update. Allocates only when the batch is
    /// larger than any before. Gives the loss.       x (batch, input)   target (batch, target)
    float train_step(const float* x, const float* target, long batch, int threads = 1) {
        static_assert(input_count<Net> == 1 && detail::losses_of<Loss>::count == 1,
                      "inlay: one pointer for each input and each loss");
        return train_step(&x, &target, batch, threads);
    }
    /// The same with a pointer for each input, and for each loss.
    float train_step(const float* const* x, const float* const* target, long batch,
                     int threads = 1) {
        return loop_.train_step(x, target, batch, threads, update());
    }

    /// One data set; {a, b} for a network of two inputs or losses.
    [[gnu::always_inline]] result<history> try_fit(const datasets& data,
                                                   const fit_options& options = {}) {
        if (!model_->initialised())
            return make_failure(
                "fit: the model's parameters were never initialised: construct it with "
                "model<Net>{seed{...}} or load parameters");
        return loop_.fit(data, options, {detail::inference_of<Net>, update()});
    }
    /// As try_fit; a failure is thrown (io_error), or ends the program where exceptions are off.
    [[gnu::always_inline]] history fit(const datasets& data, const fit_options& options = {}) {
        return try_fit(data, options).value();
    }

    /// Loss and metrics with the parameters as they are: inference, no dropout, running statistics. The result
    /// does not depend on the number of threads.
    ///
    ///     t.evaluate(test, {.threads = 2}).accuracy
    result<score> try_evaluate(const datasets& data, const inference_options& options = {}) {
        return loop_.try_evaluate({data, detail::inference_of<Net>, options});
    }
    score evaluate(const datasets& data, const inference_options& options = {}) {
        return try_evaluate(data, options).value();
    }

    /// The network's first output, or another: (samples, output) row-major.
    std::vector<float> predict(const datasets& data, int output = 0,
                               const inference_options& options = {}) {
        return loop_.try_predict({data, detail::inference_of<Net>, options}, output).value();
    }

private:
    detail::optimizer_call update() const { return {&optimizer_, &detail::update_all<Optimizer>}; }

    model<Net>* model_;
    Optimizer optimizer_;
    detail::fit_loop loop_;
};

/// Prepares a model for training, as Keras's compile: the whole step becomes one static graph.
///
///     auto t = compile(net, adam{.learning_rate = 2e-3f}, cross_entropy{}, accuracy{});
template <class Net, class Optimizer, class Loss, class... Metrics>
trainer<Net, Optimizer, Loss, Metrics...> compile(model<Net>& m, Optimizer o, Loss, Metrics...) {
    return {m, o};
}

}  // namespace inlay

#endif
