// SPDX-License-Identifier: BSL-1.0
// The loop over epochs and batches: compiled once for every network, loss and optimizer.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "batch_runner.hpp"
#include "progress.hpp"

#include <cstdio>
#include <string>

namespace inlay::detail {

/// What fit calls beside the training step.
struct calls {
    runnable inference;
    optimizer_call optimizer;
};

class fit_loop {
public:
    fit_loop(const training_table& t, float* parameters, int states) : table_(&t), runner_(t, parameters, states) {}
    long steps_done() const { return runner_.steps_done(); }

    float train_step(const float* const* x, const float* const* target, long batch, int threads, optimizer_call o) {
        runner_.reserve(batch, threads);
        return runner_.step({.x = x, .target = target, .size = batch}, threads, o);
    }

    [[gnu::cold, gnu::noinline]] result<history> fit(const datasets& data, const fit_options& options, const calls& call) {
        const bool validates = options.validation.count > 0;
        if (auto ok = check_data(*table_, data, "training data"); !ok) return ok.error();
        if (validates)
            if (auto ok = check_data(*table_, options.validation, "validation data"); !ok) return ok.error();
        if (options.batch_size < 1) return make_failure("fit: expected a batch_size of at least 1, found ", options.batch_size);
        const auto samples = static_cast<long>(data.size());
        const long batch = options.batch_size, batches = (samples + batch - 1) / batch;
        if (options.shuffle) runner_.set_dropout_seed(options.shuffle->value);
        runner_.reserve(batch, options.threads);
        std::vector<std::size_t> order(data.size());
        history h;
        for (int epoch = 1; epoch <= options.epochs; ++epoch) {
            shuffle(order, options.shuffle, epoch);
            progress_bar progress(epoch, options.epochs, batches, options.verbose);
            totals sum(*table_);
            for (long b = 0; b < batches; ++b) {
                const long first = b * batch, count = batch < samples - first ? batch : samples - first;
                const float loss = runner_.step({.data = &data, .samples = order.data() + first, .size = count}, options.threads, call.optimizer);
                if (!is_finite(loss)) return explain_loss(*table_, data, order.data() + first, count, epoch, b, loss);
                const auto at = runner_.buffers();
                sum.add(loss, at.y, at.target, count);
                if (progress.is_due()) progress.draw(b + 1, describe("", sum.mean()).c_str());
            }
            h.resize(h.size() + 1);
            epoch_record& record = h.back();
            record.epoch = epoch;
            record.training = sum.mean();
            std::string numbers = describe("", record.training);
            if (validates) {
                record.validation = std::optional<score>(evaluate({options.validation, call.inference, {options.batch_size, options.threads}}));
                numbers += "  ";
                numbers += describe("val_", *record.validation);
            }
            record.seconds = progress.seconds();
            progress.finish(numbers.c_str());
        }
        return h;
    }

    /// What evaluate and predict run, and on what.
    struct job {
        const datasets& data;
        const runnable& inference;
        inference_options options;
    };
    [[gnu::cold]] result<score> try_evaluate(const job& j) {
        if (auto ok = check_data(*table_, j.data, "evaluation data"); !ok) return ok.error();
        if (j.options.batch_size < 1) return make_failure("evaluate: expected a batch_size of at least 1, found ", j.options.batch_size);
        return evaluate(j);
    }

    /// (samples, output) of one of the outputs.
    [[gnu::cold]] result<std::vector<float>> try_predict(const job& j, int output) {
        if (auto ok = check_inputs(*table_, j.data, "data"); !ok) return ok.error();
        if (output < 0 || output >= table_->outputs)
            return make_failure("predict: the network has ", table_->outputs, " outputs, found output ", output);
        if (j.options.batch_size < 1) return make_failure("predict: expected a batch_size of at least 1, found ", j.options.batch_size);
        const long size = table_->output_size[output];
        std::vector<float> y(j.data.size() * static_cast<std::size_t>(size));
        copier to{y.data(), size, output};
        for_batches(j, {&to, &copier::take});
        return y;
    }

private:
    /// Sums of loss and metrics over the samples so far.
    struct totals {
        explicit totals(const training_table& t) : table(t), sums(static_cast<std::size_t>(t.metrics) + 1, 0.0) {}

        void add(float mean_loss, const float* const* y, const float* const* target, long n) {
            add_batch(table, mean_loss, y, target, n, sums.data());
            count += n;
        }
        /// The loss first, then the metrics.
        static void add_batch(const training_table& t, float mean_loss, const float* const* y, const float* const* target, long n, double* sums) {
            sums[0] += static_cast<double>(mean_loss) * static_cast<double>(n);
            for (int m = 0; m < t.metrics; ++m) {
                const metric_entry& e = t.metric[m];
                const long size = t.output_size[e.output], targets = t.target_size[e.output];
                for (long i = 0; i < n; ++i) sums[m + 1] += e.of(y[e.output] + i * size, size, target[e.output] + i * targets);
            }
        }
        score mean() const {
            score s;
            const double n = count > 0 ? static_cast<double>(count) : 1;
            s.loss = sums[0] / n;
            for (std::size_t m = 1; m < sums.size(); ++m) {
                s.metrics.push_back(sums[m] / n);
                if (table.metric[m - 1].is_accuracy) s.accuracy = s.metrics.back();
            }
            return s;
        }

        const training_table& table;
        std::vector<double> sums;
        long count = 0;
    };

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

    static void shuffle(std::vector<std::size_t>& order, const std::optional<seed>& s, int epoch) {
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        if (!s) return;
        const unsigned long long key = random_stream(s->value, static_cast<unsigned long long>(epoch));
        for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_bits(key, i) % i]);
    }

    /// Gets samples [first, first + count) and the rows where their outputs lie; several threads call it.
    struct taker {
        void* self;
        void (*take)(void* self, long first, long count, const batch_runner::ports_of& at);
    };
    /// Inference on all samples, batch by batch, each thread a run of batches.
    struct inference_call {
        batch_runner& runner;
        const job& what;
        taker to;
        long batches;
        int parts;

        static void run_part(void* call, int part) {
            const inference_call& c = *static_cast<inference_call*>(call);
            const long batch = c.what.options.batch_size, samples = static_cast<long>(c.what.data.size());
            const auto at = c.runner.buffers(batch * part);
            for (long b = c.batches * part / c.parts; b < c.batches * (part + 1) / c.parts; ++b) {
                const long first = b * batch, count = batch < samples - first ? batch : samples - first;
                c.runner.infer(c.what.data, first, count, c.what.inference, part, at.y);
                c.to.take(c.to.self, first, count, at);
            }
        }
    };
    [[gnu::cold]] void for_batches(const job& j, taker to) {
        const long batch = j.options.batch_size, batches = (static_cast<long>(j.data.size()) + batch - 1) / batch;
        const int parts = batch_runner::parts_of(batches, j.options.threads);
        runner_.reserve_inference(batch, parts, j.inference);
        inference_call call{runner_, j, to, batches, parts};
        runner_.threads().run(parts, &inference_call::run_part, &call);
    }

    struct copier {
        float* y;
        long size;
        int output;

        static void take(void* self, long first, long count, const batch_runner::ports_of& at) {
            const copier& c = *static_cast<copier*>(self);
            __builtin_memcpy(c.y + first * c.size, at.y[c.output], static_cast<std::size_t>(count * c.size) * sizeof(float));
        }
    };
    struct scorer {
        fit_loop& loop;
        const job& what;
        double* sums;

        static void take(void* self, long first, long count, const batch_runner::ports_of& at) {
            const scorer& s = *static_cast<scorer*>(self);
            const fit_loop& l = s.loop;
            for (long i = 0; i < count; ++i) l.runner_.copy_targets(s.what.data, static_cast<std::size_t>(first + i), i, at);
            double* const sums = s.sums + first / s.what.options.batch_size * (l.table_->metrics + 1);
            totals::add_batch(*l.table_, l.loss_of(at, count), at.y, at.target, count, sums);
        }
    };
    /// Sums are kept batch by batch and added in their order: the same with any number of threads.
    [[gnu::cold]] score evaluate(const job& j) {
        totals all(*table_);
        const long samples = static_cast<long>(j.data.size()), batches = (samples + j.options.batch_size - 1) / j.options.batch_size;
        const std::size_t width = all.sums.size();
        std::vector<double> sums(static_cast<std::size_t>(batches) * width, 0.0);
        scorer to{*this, j, sums.data()};
        for_batches(j, {&to, &scorer::take});
        for (std::size_t i = 0; i < sums.size(); ++i) all.sums[i % width] += sums[i];
        all.count = samples;
        return all.mean();
    }

    /// The loss alone, from predictions.
    float loss_of(const batch_runner::ports_of& at, long batch) const {
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

    const training_table* table_;
    batch_runner runner_;
};

}  // namespace inlay::detail

#endif
