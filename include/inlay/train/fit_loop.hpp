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
        return runner_.step(x, target, batch, threads, o);
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
                for (long i = 0; i < count; ++i) runner_.copy_sample(data, order[static_cast<std::size_t>(first + i)], i);
                const auto at = runner_.buffers();
                const float loss = runner_.step(at.x, at.target, count, options.threads, call.optimizer);
                if (!is_finite(loss)) return explain_loss(*table_, data, order.data() + first, count, epoch, b, loss);
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
        if (auto ok = check_data(*table_, data, "evaluation data"); !ok) return ok.error();
        return evaluate(data, 64, inference);
    }

    /// (samples, output) of one of the outputs.
    [[gnu::cold]] result<std::vector<float>> try_predict(const datasets& data, const runnable& inference, int output) {
        if (auto ok = check_inputs(*table_, data, "data"); !ok) return ok.error();
        if (output < 0 || output >= table_->outputs)
            return make_failure("predict: the network has ", table_->outputs, " outputs, found output ", output);
        const long size = table_->output_size[output], samples = static_cast<long>(data.size());
        std::vector<float> y(static_cast<std::size_t>(samples * size));
        for (long first = 0, count; first < samples; first += count) {
            count = runner_.infer(data, first, 64, inference);
            const float* from = runner_.buffers().y[output];
            for (long i = 0; i < count * size; ++i) y[static_cast<std::size_t>(first * size + i)] = from[i];
        }
        return y;
    }

private:
    /// Sums of loss and metrics over the samples so far.
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
        const unsigned long long key = stream(s->value, static_cast<unsigned long long>(epoch));
        for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_bits(key, i) % i]);
    }

    [[gnu::cold]] score evaluate(const datasets& data, long batch, const runnable& inference) {
        totals sum(*table_);
        const auto samples = static_cast<long>(data.size());
        for (long first = 0, count; first < samples; first += count) {
            count = runner_.infer(data, first, batch, inference);
            const auto at = runner_.buffers();
            for (long i = 0; i < count; ++i) runner_.copy_targets(data, static_cast<std::size_t>(first + i), i, at);
            sum.add(loss_of(at, count), at.y, at.target, count);
        }
        return sum.mean();
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
