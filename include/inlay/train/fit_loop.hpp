// SPDX-License-Identifier: BSL-1.0
// The loop over epochs, batches and threads: compiled once for every network, loss and optimizer.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "../graph/op.hpp"
#include "../runtime/lowering.hpp"
#include "fit_options.hpp"
#include "progress.hpp"
#include "threads.hpp"

#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace inlay::detail {

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

struct loss_entry {
    shape prediction, target;
    bool classifies = false;
    double weight = 1;
    void (*value)(const reference_call<float>&) = nullptr;
};
struct metric_entry {
    const char* label = "";
    double (*of)(const float* prediction, long size, const float* target) = nullptr;
    bool is_accuracy = false;
    int output = 0;
};

/// A program that the loop runs, and the floats of arena that it needs.
struct runnable {
    void (*run)(const runtime::frame&) = nullptr;
    long fixed = 0, batched = 0;
    long arena(long batch) const { return fixed + batched * batch; }
};

/// What training needs to know of network, losses and metrics.
struct training_table {
    int inputs = 0, outputs = 0, losses = 0, metrics = 0;
    shape input[max_ports]{};
    long input_size[max_ports]{}, output_size[max_ports]{}, target_size[max_ports]{};  // of one sample
    loss_entry loss[max_ports]{};
    const metric_entry* metric = nullptr;
    long trainable = 0;  // floats
    runnable step;
};

/// How parameters are updated: the optimizer, and its step `t` on `count` of them.
struct optimizer_call {
    const void* optimizer;
    void (*update)(const void* optimizer, long t, float* p, const float* gradients, float* state, long count);
};

/// What fit calls beside the training step.
struct calls {
    runnable inference;
    optimizer_call optimizer;
};

class fit_loop {
public:
    fit_loop(const training_table& t, float* parameters, int states) : table_(&t), parameters_(parameters) {
        gradients_.resize(t.trainable);
        state_.resize(t.trainable * states);
    }
    long steps_done() const { return steps_; }

    float train_step(const float* const* x, const float* const* target, long batch, int threads, optimizer_call o) {
        reserve(batch, threads);
        return run_step(x, target, batch, threads, o);
    }

    [[gnu::cold, gnu::noinline]] result<history> fit(const datasets& data, const fit_options& options, const calls& call) {
        const bool validates = options.validation.count > 0;
        if (auto ok = check(data, "training data", options); !ok) return ok.error();
        if (validates)
            if (auto ok = check(options.validation, "validation data", options); !ok) return ok.error();
        const auto samples = static_cast<long>(data.size());
        const long batch = options.batch_size, batches = (samples + batch - 1) / batch;
        if (options.shuffle) dropout_seed_ = options.shuffle->value;
        reserve(batch, options.threads);
        std::vector<std::size_t> order(data.size());
        history h;
        for (int epoch = 1; epoch <= options.epochs; ++epoch) {
            shuffle(order, options.shuffle, epoch);
            progress_bar progress(epoch, options.epochs, batches, options.verbose);
            totals sum(*table_);
            for (long b = 0; b < batches; ++b) {
                const long first = b * batch, count = batch < samples - first ? batch : samples - first;
                for (long i = 0; i < count; ++i) copy_sample(data, order[static_cast<std::size_t>(first + i)], i);
                const ports_of at = buffers();
                const float loss = run_step(at.x, at.target, count, options.threads, call.optimizer);
                if (!is_finite(loss)) return explain(data, order.data() + first, count, epoch, b, loss);
                sum.add(loss, at.y, at.target, count);
                if (progress.is_due()) progress.draw(b + 1, describe("", sum.mean()).c_str());
            }
            h.resize(h.size() + 1);
            epoch_record& record = h.back();
            record.epoch = epoch;
            record.training = sum.mean();
            std::string numbers = describe("", record.training);
            if (validates) {
                record.validation = std::optional<score>(evaluate(options.validation, batch, call.inference));
                numbers += "  ";
                numbers += describe("val_", *record.validation);
            }
            record.seconds = progress.seconds();
            progress.finish(numbers.c_str());
        }
        return h;
    }

    [[gnu::cold]] result<score> try_evaluate(const datasets& data, const runnable& inference) {
        if (auto ok = check(data, "evaluation data", {}); !ok) return ok.error();
        return evaluate(data, 64, inference);
    }

    /// (samples, output) of one of the outputs.
    [[gnu::cold]] result<std::vector<float>> try_predict(const datasets& data, const runnable& inference, int output) {
        if (auto ok = check_inputs(data, "data"); !ok) return ok.error();
        const long size = table_->output_size[output], samples = static_cast<long>(data.size());
        std::vector<float> y(static_cast<std::size_t>(samples * size));
        for (long first = 0, count; first < samples; first += count) {
            count = infer(data, first, 64, inference);
            const float* from = buffers().y[output];
            for (long i = 0; i < count * size; ++i) y[static_cast<std::size_t>(first * size + i)] = from[i];
        }
        return y;
    }

private:
    /// Where a batch lies.
    struct ports_of {
        float *x[max_ports]{}, *y[max_ports]{}, *target[max_ports]{};
    };

    struct totals {
        explicit totals(const training_table& t) : table(t), metric(static_cast<std::size_t>(t.metrics), 0.0) {}

        void add(float mean_loss, const float* const* y, const float* const* target, long n) {
            loss += static_cast<double>(mean_loss) * static_cast<double>(n);
            count += n;
            for (std::size_t m = 0; m < metric.size(); ++m) {
                const metric_entry& e = table.metric[m];
                const long size = table.output_size[e.output], targets = table.target_size[e.output];
                for (long i = 0; i < n; ++i) metric[m] += e.of(y[e.output] + i * size, size, target[e.output] + i * targets);
            }
        }
        score mean() const {
            score s;
            const double n = count > 0 ? static_cast<double>(count) : 1;
            s.loss = loss / n;
            s.metrics = metric;
            for (std::size_t m = 0; m < metric.size(); ++m) {
                s.metrics[m] /= n;
                if (table.metric[m].is_accuracy) s.accuracy = s.metrics[m];
            }
            return s;
        }

        const training_table& table;
        double loss = 0;
        std::vector<double> metric;
        long count = 0;
    };

    static bool is_finite(float v) { return v - v == 0; }

    [[gnu::cold]] std::string describe(const char* prefix, const score& s) const {
        char buffer[96];
        std::snprintf(buffer, sizeof buffer, "%sloss %.4f", prefix, s.loss);
        std::string out = buffer;
        for (std::size_t m = 0; m < s.metrics.size(); ++m) {
            std::snprintf(buffer, sizeof buffer, "  %s%s %.4f", prefix, table_->metric[m].label, s.metrics[m]);
            out += buffer;
        }
        return out;
    }

    [[gnu::cold]] void reserve(long batch, int threads) {
        const training_table& t = *table_;
        if (threads < 1) threads = 1;
        const long share = (batch + threads - 1) / threads, arena = (t.step.arena(share) + 31) / 16 * 16;
        if (arena > arena_size_) arena_size_ = arena;
        arenas_.resize(arena_size_ * threads);
        if (threads > 1) thread_gradients_.resize(t.trainable * (threads - 1));
        if (batch <= room_) return;
        room_ = batch;
        long x = 0, y = 0, target = 0;
        for (int k = 0; k < t.inputs; ++k) x += t.input_size[k];
        for (int k = 0; k < t.outputs; ++k) y += t.output_size[k];
        for (int k = 0; k < t.losses; ++k) target += t.target_size[k];
        x_.resize(batch * x);
        y_.resize(batch * y);
        target_.resize(batch * target);
    }
    ports_of buffers() {
        const training_table& t = *table_;
        ports_of at;
        at.x[0] = x_.data(), at.y[0] = y_.data(), at.target[0] = target_.data();
        for (int k = 1; k < t.inputs; ++k) at.x[k] = at.x[k - 1] + room_ * t.input_size[k - 1];
        for (int k = 1; k < t.outputs; ++k) at.y[k] = at.y[k - 1] + room_ * t.output_size[k - 1];
        for (int k = 1; k < t.losses; ++k) at.target[k] = at.target[k - 1] + room_ * t.target_size[k - 1];
        return at;
    }

    /// One batch, cut into contiguous parts, one a thread; gradients are added in the order of the parts, so
    /// that the result does not depend on which thread was faster.
    struct step_call {
        fit_loop& loop;
        const float *const *x, *const *target;
        long batch;
        int parts;
        unsigned long long seed;
        std::vector<float>& loss;

        long first(int part) const { return batch * part / parts; }
        static void run_part(void* call, int part) { static_cast<step_call*>(call)->run(part); }
        void run(int part) const {
            fit_loop& l = loop;
            const training_table& t = *l.table_;
            const long from = first(part);
            const ports_of at = l.buffers();
            runtime::frame f;
            f.parameters = l.parameters_;
            f.gradients = l.gradients_of(part);
            f.arena = l.arenas_.data() + l.arena_size_ * part;
            for (int k = 0; k < t.inputs; ++k) f.inputs[k] = x[k] + from * t.input_size[k];
            for (int k = 0; k < t.losses; ++k) f.inputs[t.inputs + k] = target[k] + from * t.target_size[k];
            f.outputs[0] = &loss[static_cast<std::size_t>(part)];
            for (int k = 0; k < t.outputs; ++k) f.outputs[1 + k] = at.y[k] + from * t.output_size[k];
            f.batch = first(part + 1) - from;
            f.seed = parts == 1 ? seed : stream(seed, static_cast<unsigned long long>(part)) | 1;
            f.updates_statistics = part == 0;
            t.step.run(f);
        }
    };
    float* gradients_of(int part) {
        return part == 0 ? gradients_.data() : thread_gradients_.data() + table_->trainable * (part - 1);
    }

    float run_step(const float* const* x, const float* const* target, long batch, int threads, optimizer_call o) {
        ++steps_;
        const long limit = threads < 1 ? 1 : threads;
        const int parts = static_cast<int>(limit < batch ? limit : batch < 1 ? 1 : batch);
        const unsigned long long step_seed = stream(dropout_seed_, static_cast<unsigned long long>(steps_)) | 1;
        losses_.resize(static_cast<std::size_t>(parts));
        step_call call{*this, x, target, batch, parts, step_seed, losses_};
        if (parts == 1) call.run(0);
        else run_parts(parts, &step_call::run_part, &call);
        const float loss = parts == 1 ? losses_[0] : add_parts(call);
        if (is_finite(loss)) o.update(o.optimizer, steps_, parameters_, gradients_.data(), state_.data(), table_->trainable);
        return loss;
    }
    float add_parts(const step_call& call) {
        double total = 0;
        float* const sum = gradients_.data();
        for (int part = 0; part < call.parts; ++part) {
            const double share = static_cast<double>(call.first(part + 1) - call.first(part)) / static_cast<double>(call.batch);
            total += static_cast<double>(losses_[static_cast<std::size_t>(part)]) * share;
            const float weight = static_cast<float>(share);
            const float* g = gradients_of(part);
            for (long i = 0; i < table_->trainable; ++i) sum[i] = part == 0 ? weight * g[i] : sum[i] + weight * g[i];
        }
        return static_cast<float>(total);
    }

    static void shuffle(std::vector<std::size_t>& order, const std::optional<seed>& s, int epoch) {
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        if (!s) return;
        const unsigned long long key = stream(s->value, static_cast<unsigned long long>(epoch));
        for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_bits(key, i) % i]);
    }

    /// The data set that has the labels or targets of loss k.
    static const dataset& source_of(const datasets& data, int k) { return *data.of[data.count == 1 ? 0 : k]; }

    static void copy_row(const float* from, std::size_t sample, float* to, long i, long size) {
        __builtin_memcpy(to + i * size, from + static_cast<long>(sample) * size, static_cast<std::size_t>(size) * sizeof(float));
    }
    void copy_sample(const datasets& data, std::size_t s, long i) {
        const ports_of at = buffers();
        for (int k = 0; k < table_->inputs; ++k) copy_row(data.of[k]->images.data(), s, at.x[k], i, table_->input_size[k]);
        copy_targets(data, s, i, at);
    }
    void copy_targets(const datasets& data, std::size_t s, long i, const ports_of& at) {
        for (int k = 0; k < table_->losses; ++k) {
            const dataset& from = source_of(data, k);
            if (table_->loss[k].classifies) at.target[k][i] = static_cast<float>(from.labels[s]);
            else copy_row(from.targets.data(), s, at.target[k], i, table_->target_size[k]);
        }
    }

    /// The outputs of at most `batch` samples from `first` on, into the buffers; returns how many.
    long infer(const datasets& data, long first, long batch, const runnable& inference) {
        reserve(batch, 1);
        arenas_.resize(inference.arena(batch));
        const long rest = static_cast<long>(data.size()) - first;
        const ports_of at = buffers();
        runtime::frame f;
        f.parameters = parameters_;
        f.arena = arenas_.data();
        for (int k = 0; k < table_->inputs; ++k) f.inputs[k] = data.of[k]->images.data() + first * table_->input_size[k];
        for (int k = 0; k < table_->outputs; ++k) f.outputs[k] = at.y[k];
        f.batch = rest < batch ? rest : batch;
        inference.run(f);
        return f.batch;
    }

    [[gnu::cold]] score evaluate(const datasets& data, long batch, const runnable& inference) {
        totals sum(*table_);
        const auto samples = static_cast<long>(data.size());
        for (long first = 0, count; first < samples; first += count) {
            count = infer(data, first, batch, inference);
            const ports_of at = buffers();
            for (long i = 0; i < count; ++i) copy_targets(data, static_cast<std::size_t>(first + i), i, at);
            sum.add(loss_of(at, count), at.y, at.target, count);
        }
        return sum.mean();
    }

    /// The loss alone, from predictions.
    float loss_of(const ports_of& at, long batch) const {
        double total = 0;
        for (int k = 0; k < table_->losses; ++k) {
            const loss_entry& l = table_->loss[k];
            node nodes[3];
            nodes[0].out = l.prediction;
            nodes[1].out = l.target;
            nodes[2].batched = false;
            const node* in[] = {&nodes[0], &nodes[1]};
            const float* values[] = {at.y[k], at.target[k]};
            float loss = 0;
            l.value(reference_call<float>{&nodes[2], in, values, &loss, batch, 0});
            total += l.weight * static_cast<double>(loss);
        }
        return static_cast<float>(total);
    }

    [[gnu::cold]] result<void> check_inputs(const datasets& data, const char* what) const {
        if (data.count < table_->inputs)
            return make_failure(what, ": the network has ", table_->inputs, " inputs, found ", data.count,
                                data.count == 1 ? " data set" : " data sets");
        for (int k = 0; k < table_->inputs; ++k) {
            const dataset& d = *data.of[k];
            const shape& s = table_->input[k];
            if (static_cast<long>(d.shape.size()) != table_->input_size[k])
                return make_failure(what, k == 0 ? "" : ", input ", k == 0 ? "" : std::to_string(k), ": the network expects samples of ",
                                    std::span<const int>(s.extent, static_cast<std::size_t>(s.rank)), ", found [", d.shape.height, ", ",
                                    d.shape.width, ", ", d.shape.channels, "]");
            if (auto ok = d.try_check(); !ok) return ok;
            if (d.size() != data.size())
                return make_failure(what, ", input ", k, ": expected ", data.size(), " samples, as of input 0, found ", d.size());
        }
        return {};
    }
    [[gnu::cold]] result<void> check_targets(const datasets& data, const char* what, int k) const {
        if (data.count > 1 && data.count <= k)
            return make_failure(what, ": loss ", k, ": expected a data set of its own, or one for all, found ", data.count);
        const dataset& d = source_of(data, k);
        const loss_entry& l = table_->loss[k];
        if (!l.classifies) {
            if (static_cast<long>(d.target_size) != table_->target_size[k])
                return make_failure(what, ": the loss expects ", table_->target_size[k], " target values a sample, found ", d.target_size);
            if (d.targets.size() != data.size() * d.target_size)
                return make_failure(what, ": expected targets of ", data.size(), " samples, found ", d.targets.size() / d.target_size);
            return {};
        }
        const long classes = table_->output_size[k];
        if (d.labels.empty()) return make_failure(what, ": the loss expects labels, found none");
        if (d.labels.size() != data.size())
            return make_failure(what, ": expected ", data.size(), " labels, found ", d.labels.size());
        for (std::size_t i = 0; i < d.labels.size(); ++i)
            if (d.labels[i] < 0 || d.labels[i] >= classes)
                return make_failure(what, ": label ", i, ": expected 0..", classes - 1, ", found ", d.labels[i]);
        return {};
    }
    [[gnu::cold]] result<void> check(const datasets& data, const char* what, const fit_options& options) const {
        if (auto ok = check_inputs(data, what); !ok) return ok;
        if (data.size() == 0) return make_failure(what, ": expected at least one sample, found none");
        if (options.batch_size < 1) return make_failure("fit: expected a batch_size of at least 1, found ", options.batch_size);
        for (int k = 0; k < table_->losses; ++k)
            if (auto ok = check_targets(data, what, k); !ok) return ok;
        return {};
    }

    /// Why the loss is not a number: the first value of the batch that is none, or the training itself.
    [[gnu::cold]] failure explain(const datasets& data, const std::size_t* order, long count, int epoch, long b, float loss) const {
        for (int k = 0; k < table_->inputs; ++k) {
            const auto size = static_cast<std::size_t>(table_->input_size[k]);
            for (long i = 0; i < count; ++i)
                for (std::size_t v = 0; v < size; ++v)
                    if (const float found = data.of[k]->images[order[i] * size + v]; !is_finite(found))
                        return make_failure("fit: sample ", order[i], ", value ", v, k == 0 ? "" : " of input ",
                                            k == 0 ? "" : std::to_string(k), ": expected a finite number, found ",
                                            static_cast<double>(found));
        }
        return make_failure("fit: epoch ", epoch, ", batch ", b, ": expected a finite loss, found ", static_cast<double>(loss),
                            " (the inputs are finite: try a smaller learning rate)");
    }

    const training_table* table_;
    float* parameters_;
    long steps_ = 0;
    long room_ = 0;  // samples that x_, y_ and target_ have room for
    unsigned long long dropout_seed_ = 0;
    long arena_size_ = 0;  // floats, of each thread
    float_buffer gradients_, thread_gradients_, state_, x_, y_, target_, arenas_;
    std::vector<float> losses_;  // of the parts
};

}  // namespace inlay::detail

#endif
