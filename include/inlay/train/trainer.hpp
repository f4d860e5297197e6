// SPDX-License-Identifier: BSL-1.0
// compile(model, optimizer, loss, metrics...) and its verbs: fit, evaluate, predict.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "../data/dataset.hpp"
#include "../runtime/model.hpp"
#include "metrics.hpp"
#include "optimizers.hpp"
#include "progress.hpp"
#include "training.hpp"

#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace inlay {

/// Loss and metrics over a data set. `accuracy` repeats that metric, NaN where it is not among them.
struct score {
    double loss = 0;
    double accuracy = std::nan("");
    std::vector<double> metrics;  // in the order given to compile
};

/// One epoch of fit.
struct epoch_record {
    int epoch = 0;
    double seconds = 0;
    score training;
    std::optional<score> validation;
};
using history = std::vector<epoch_record>;

struct fit_options {
    int epochs = 1;
    int batch_size = 32;
    std::optional<seed> shuffle{};          // of order and dropout; none: in the order of the data set
    const dataset* validation = nullptr;
    int threads = 1;                        // each takes a part of every batch; the result depends on their
                                            // number alone (batch_norm: statistics of the parts, the first
                                            // part's for the running ones)
    bool verbose = true;
};

namespace detail {

/// float memory on 64 bytes, with readable slack behind it.
class float_buffer {
public:
    void resize(long count) {
        if (count <= size_) return;
        memory_.assign(static_cast<std::size_t>(count) + 32, 0.0f);
        size_ = count;
    }
    float* data() {
        const auto address = reinterpret_cast<std::uintptr_t>(memory_.data());
        return memory_.data() + (64 - address % 64) % 64 / sizeof(float);
    }

private:
    std::vector<float> memory_;
    long size_ = 0;
};

}  // namespace detail

/// A model being trained. Holds the optimizer's state, gradients and one arena per thread; the model
/// stays where it is and must outlive the trainer.
template <class Net, class Optimizer, class Loss, class... Metrics>
class trainer {
    using step_program = training<Net, Loss>;
    static_assert(step_program::check::done);
    static_assert(input_count<Net> == 1, "inlay: fit takes networks of one input; use train_step for others");

public:
    trainer(model<Net>& m, Optimizer o) : model_(&m), optimizer_(o) {
        gradients_.resize(trainable);
        state_.resize(trainable * Optimizer::states);
    }

    Optimizer& optimizer() { return optimizer_; }
    long steps_done() const { return steps_; }

    /// One step on `batch` samples: forward, loss, backward, update. Allocates only when the batch is
    /// larger than any before. Gives the loss.       x (batch, input)   target (batch, target)
    float train_step(const float* x, const float* target, long batch, int threads = 1) {
        reserve(batch, threads);
        return run_step(x, target, batch, threads);
    }

    result<history> try_fit(const dataset& data, const fit_options& options = {}) {
        if (auto ok = check(data, "training data", options); !ok) return ok.error();
        if (options.validation != nullptr)
            if (auto ok = check(*options.validation, "validation data", options); !ok) return ok.error();
        if (!model_->initialised())
            return make_failure("fit: the model's parameters were never initialised: construct it with "
                                "model<Net>{seed{...}} or load parameters");
        const auto samples = static_cast<long>(data.size());
        const long batch = options.batch_size;
        const long batches = (samples + batch - 1) / batch;
        if (options.shuffle) dropout_seed_ = options.shuffle->value;
        reserve(batch, options.threads);
        std::vector<std::size_t> order(data.size());
        history h;
        for (int epoch = 1; epoch <= options.epochs; ++epoch) {
            shuffle(order, options.shuffle, epoch);
            detail::progress_bar progress(epoch, options.epochs, batches, options.verbose);
            totals sum;
            for (long b = 0; b < batches; ++b) {
                const long first = b * batch, count = std::min(batch, samples - first);
                gather(data, order.data() + first, count);
                const float loss = run_step(x_.data(), target_.data(), count, options.threads);
                if (!std::isfinite(loss)) return explain(data, order.data() + first, count, epoch, b, loss);
                sum.add(loss, y_.data(), target_.data(), count);
                progress.update(b + 1, describe("", sum.mean()));
            }
            epoch_record record{epoch, 0, sum.mean(), {}};
            if (options.validation != nullptr) record.validation = evaluate_checked(*options.validation, batch);
            record.seconds = progress.seconds();
            progress.finish(describe("", record.training) +
                            (record.validation ? "  " + describe("val_", *record.validation) : ""));
            h.push_back(record);
        }
        return h;
    }
    /// As try_fit; a failure is thrown (io_error), or ends the program where exceptions are off.
    history fit(const dataset& data, const fit_options& options = {}) { return try_fit(data, options).value(); }

    /// Loss and metrics with the parameters as they are: inference, no dropout, running statistics.
    result<score> try_evaluate(const dataset& data) {
        if (auto ok = check(data, "evaluation data", {}); !ok) return ok.error();
        return evaluate_checked(data, 64);
    }
    score evaluate(const dataset& data) { return try_evaluate(data).value(); }

    /// The network's outputs, (samples, output) row-major.
    std::vector<float> predict(const dataset& data) {
        check_inputs(data, "data").value();
        std::vector<float> y(data.size() * static_cast<std::size_t>(outputs));
        for_batches(data, 64, [&](const float* x, long first, long count) {
            model_->predict(x, y.data() + first * outputs, count, arenas_[0].data());
        });
        return y;
    }

private:
    static constexpr long inputs = input_shape<Net>.size(), outputs = output_shape<Net>.size();
    static constexpr long targets = Loss::target(output_shape<Net>).size();
    static constexpr long trainable = recorded<Net>::value.trainable;

    struct totals {
        double loss = 0;
        std::array<double, sizeof...(Metrics)> metric{};
        long count = 0;

        void add(float mean_loss, const float* y, const float* t, long n) {
            loss += static_cast<double>(mean_loss) * static_cast<double>(n);
            count += n;
            for (long i = 0; i < n; ++i) {
                [[maybe_unused]] std::size_t k = 0;
                ((metric[k++] += Metrics::of(y + i * outputs, outputs, t + i * targets)), ...);
            }
        }
        score mean() const {
            score s;
            const double n = count > 0 ? static_cast<double>(count) : 1;
            s.loss = loss / n;
            [[maybe_unused]] std::size_t k = 0;
            ((s.metrics.push_back(metric[k] / n),
              std::is_same_v<Metrics, inlay::accuracy> ? void(s.accuracy = metric[k] / n) : void(), ++k),
             ...);
            return s;
        }
    };

    static std::string describe(const char* prefix, const score& s) {
        char buffer[64];
        std::snprintf(buffer, sizeof buffer, "%sloss %.4f", prefix, s.loss);
        std::string out = buffer;
        [[maybe_unused]] std::size_t k = 0;
        ((std::snprintf(buffer, sizeof buffer, "  %s%s %.4f", prefix, Metrics::label, s.metrics[k++]), out += buffer), ...);
        return out;
    }

    void reserve(long batch, int threads) {
        if (threads < 1) threads = 1;
        const long share = (batch + threads - 1) / threads;
        if (static_cast<int>(arenas_.size()) < threads) arenas_.resize(static_cast<std::size_t>(threads));
        for (auto& a : arenas_) a.resize(step_program::plan.fixed + step_program::plan.batched * share);
        arenas_[0].resize(model<Net>::arena_bytes(batch) / static_cast<long>(sizeof(float)));
        if (threads > 1) thread_gradients_.resize(trainable * (threads - 1));
        x_.resize(batch * inputs);
        y_.resize(batch * outputs);
        target_.resize(batch * targets);
    }

    float run_step(const float* x, const float* target, long batch, int threads) {
        ++steps_;
        if (threads > batch) threads = static_cast<int>(batch);
        const unsigned long long step_seed = stream(dropout_seed_, static_cast<unsigned long long>(steps_)) | 1;
        float loss = 0;
        if (threads <= 1) {
            run_part(0, x, target, y_.data(), batch, gradients_.data(), step_seed, &loss);
        } else {
            loss = run_parts(x, target, batch, threads, step_seed);
        }
        if (std::isfinite(loss)) {
            const auto constants = optimizer_.at(steps_);
            apply_update<simd::native_width, decltype(constants), Optimizer::states>(
                constants, model_->storage(), gradients_.data(), state_.data(), trainable, trainable);
        }
        return loss;
    }

    void run_part(std::size_t arena, const float* x, const float* target, float* y, long batch, float* gradients,
                  unsigned long long step_seed, float* loss) {
        runtime::frame f;
        f.parameters = model_->storage();
        f.gradients = gradients;
        f.arena = arenas_[arena].data();
        f.inputs[0] = x;
        f.inputs[1] = target;
        f.outputs[0] = loss;
        f.outputs[1] = y;
        f.batch = batch;
        f.seed = step_seed;
        f.updates_statistics = arena == 0;
        runtime::run<step_program, simd_backend>(f);
    }

    // Contiguous parts, one a thread; gradients are added in the order of the parts, so that the
    // result does not depend on which thread was faster.
    float run_parts(const float* x, const float* target, long batch, int threads, unsigned long long step_seed) {
        const auto parts = static_cast<std::size_t>(threads);
        std::vector<float> loss(parts, 0.0f);
        const auto first = [&](std::size_t part) { return batch * static_cast<long>(part) / threads; };
        const auto part_of = [&](std::size_t part) {
            const long from = first(part), count = first(part + 1) - from;
            float* g = part == 0 ? gradients_.data() : thread_gradients_.data() + trainable * (static_cast<long>(part) - 1);
            run_part(part, x + from * inputs, target + from * targets, y_.data() + from * outputs, count, g,
                     stream(step_seed, part) | 1, &loss[part]);
        };
        std::vector<std::thread> workers;
        for (std::size_t part = 1; part < parts; ++part) workers.emplace_back(part_of, part);
        part_of(0);
        for (auto& w : workers) w.join();
        double total = 0;
        for (std::size_t part = 0; part < parts; ++part) {
            const double share = static_cast<double>(first(part + 1) - first(part)) / static_cast<double>(batch);
            total += static_cast<double>(loss[part]) * share;
            const float weight = static_cast<float>(share);
            const float* g = part == 0 ? gradients_.data() : thread_gradients_.data() + trainable * (static_cast<long>(part) - 1);
            float* sum = gradients_.data();
            for (long i = 0; i < trainable; ++i) sum[i] = part == 0 ? weight * g[i] : sum[i] + weight * g[i];
        }
        return static_cast<float>(total);
    }

    static void shuffle(std::vector<std::size_t>& order, const std::optional<seed>& s, int epoch) {
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        if (!s) return;
        const unsigned long long key = stream(s->value, static_cast<unsigned long long>(epoch));
        for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_bits(key, i) % i]);
    }

    void gather(const dataset& data, const std::size_t* order, long count) {
        for (long i = 0; i < count; ++i) {
            const std::size_t s = order[i];
            std::copy_n(data.images.data() + s * static_cast<std::size_t>(inputs), inputs, x_.data() + i * inputs);
            copy_target(data, s, i);
        }
    }
    void copy_target(const dataset& data, std::size_t s, long i) {
        if constexpr (Loss::classifies) target_.data()[i] = static_cast<float>(data.labels[s]);
        else std::copy_n(data.targets.data() + s * static_cast<std::size_t>(targets), targets, target_.data() + i * targets);
    }

    template <class F>
    void for_batches(const dataset& data, long batch, const F& f) {
        reserve(batch, 1);
        const auto samples = static_cast<long>(data.size());
        for (long first = 0; first < samples; first += batch)
            f(data.images.data() + first * inputs, first, std::min(batch, samples - first));
    }

    score evaluate_checked(const dataset& data, long batch) {
        totals sum;
        for_batches(data, batch, [&](const float* x, long first, long count) {
            model_->predict(x, y_.data(), count, arenas_[0].data());
            for (long i = 0; i < count; ++i) copy_target(data, static_cast<std::size_t>(first + i), i);
            sum.add(loss_of(y_.data(), target_.data(), count), y_.data(), target_.data(), count);
        });
        return sum.mean();
    }

    /// The loss alone, from predictions.
    static float loss_of(const float* y, const float* target, long batch) {
        node nodes[2];
        nodes[0].out = output_shape<Net>;
        nodes[1].out = Loss::target(output_shape<Net>);
        const node* in[] = {&nodes[0], &nodes[1]};
        const float* values[] = {y, target};
        float loss = 0;
        node self;
        self.out = shape{};
        self.batched = false;
        Loss::operation::reference(reference_call<float>{&self, in, values, &loss, batch, 0});
        return loss;
    }

    static result<void> check_inputs(const dataset& data, const char* what) {
        if (static_cast<long>(data.shape.size()) != inputs) {
            const shape s = input_shape<Net>;
            text expected;
            expected << '[' << s << ']';
            return make_failure(what, ": the network expects samples of ", std::string_view(expected.data), ", found [", data.shape.height, ", ",
                                data.shape.width, ", ", data.shape.channels, "]");
        }
        return {};
    }
    static result<void> check(const dataset& data, const char* what, const fit_options& options) {
        if (auto ok = check_inputs(data, what); !ok) return ok.error();
        if (auto ok = data.try_check(); !ok) return ok.error();
        if (data.empty()) return make_failure(what, ": expected at least one sample, found none");
        if (options.batch_size < 1) return make_failure("fit: expected a batch_size of at least 1, found ", options.batch_size);
        if constexpr (Loss::classifies) {
            if (data.labels.empty()) return make_failure(what, ": the loss expects labels, found none");
            for (std::size_t i = 0; i < data.labels.size(); ++i)
                if (data.labels[i] >= outputs)
                    return make_failure(what, ": label ", i, ": expected 0..", outputs - 1, ", found ", data.labels[i]);
        } else {
            if (static_cast<long>(data.target_size) != targets)
                return make_failure(what, ": the loss expects ", targets, " target values a sample, found ", data.target_size);
        }
        return {};
    }

    /// Why the loss is not a number: the first value of the batch that is none, or the training itself.
    static failure explain(const dataset& data, const std::size_t* order, long count, int epoch, long b, float loss) {
        for (long i = 0; i < count; ++i)
            for (long k = 0; k < inputs; ++k) {
                const float v = data.images[order[i] * static_cast<std::size_t>(inputs) + static_cast<std::size_t>(k)];
                if (!std::isfinite(v))
                    return make_failure("fit: sample ", order[i], ", value ", k, ": expected a finite number, found ", static_cast<double>(v));
            }
        return make_failure("fit: epoch ", epoch, ", batch ", b, ": expected a finite loss, found ", static_cast<double>(loss),
                            " (the inputs are finite: try a smaller learning rate)");
    }

    model<Net>* model_;
    Optimizer optimizer_;
    long steps_ = 0;
    unsigned long long dropout_seed_ = 0;
    detail::float_buffer gradients_, thread_gradients_, state_, x_, y_, target_;
    std::vector<detail::float_buffer> arenas_;
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
