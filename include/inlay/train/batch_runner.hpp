// SPDX-License-Identifier: BSL-1.0
// One batch: its memory, and the programs on it, a training step in parts on threads.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "check_data.hpp"
#include "threads.hpp"

#include <cstdint>
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

/// Copies samples together, runs the step or inference on them, and keeps what that takes: arenas, gradients,
/// the optimizer's state.
class batch_runner {
public:
    /// Where a batch lies.
    struct ports_of {
        float *x[max_ports]{}, *y[max_ports]{}, *target[max_ports]{};
    };

    batch_runner(const training_table& t, float* parameters, int states) : table_(&t), parameters_(parameters) {
        gradients_.resize(t.trainable);
        state_.resize(t.trainable * states);
    }
    long steps_done() const { return steps_; }
    void set_dropout_seed(unsigned long long seed) { dropout_seed_ = seed; }

    /// Makes room for training steps on batches of that size, cut into one part a thread.
    [[gnu::cold]] void reserve(long batch, int threads) {
        if (threads < 1) threads = 1;
        const long share = (batch + threads - 1) / threads;
        arena_size_ = (table_->step.arena(share) + 31) / 16 * 16;
        arenas_.resize(arena_size_ * threads);
        if (threads > 1) thread_gradients_.resize(table_->trainable * (threads - 1));
        make_room(batch);
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

    /// Sample s of the data as sample i of the batch.
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

    /// A training step on samples of the caller's, or in buffers(); its loss.
    float step(const float* const* x, const float* const* target, long batch, int threads, optimizer_call o) {
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
    /// The outputs of at most `batch` samples from `first` on, into the buffers; returns how many.
    long infer(const datasets& data, long first, long batch, const runnable& inference) {
        make_room(batch);
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

private:
    /// Buffers for that many samples; never fewer than before.
    [[gnu::cold]] void make_room(long batch) {
        if (batch <= room_) return;
        room_ = batch;
        const training_table& t = *table_;
        const auto sum = [batch](const long* sizes, int count) {
            long n = 0;
            for (int k = 0; k < count; ++k) n += sizes[k];
            return n * batch;
        };
        x_.resize(sum(t.input_size, t.inputs));
        y_.resize(sum(t.output_size, t.outputs));
        target_.resize(sum(t.target_size, t.losses));
    }

    /// One batch, cut into contiguous parts, one a thread; gradients are added in the order of the parts, so
    /// that the result does not depend on which thread was faster.
    struct step_call {
        batch_runner& runner;
        const float *const *x, *const *target;
        long batch;
        int parts;
        unsigned long long seed;
        std::vector<float>& loss;

        long first(int part) const { return batch * part / parts; }
        static void run_part(void* call, int part) { static_cast<step_call*>(call)->run(part); }
        void run(int part) const {
            batch_runner& l = runner;
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

    static void copy_row(const float* from, std::size_t sample, float* to, long i, long size) {
        __builtin_memcpy(to + i * size, from + static_cast<long>(sample) * size, static_cast<std::size_t>(size) * sizeof(float));
    }

    const training_table* table_;
    float* parameters_;
    long steps_ = 0;
    long room_ = 0;  // samples that x_, y_ and target_ have room for
    unsigned long long dropout_seed_ = 0;
    long arena_size_ = 0;  // floats of each thread's, in the next step
    float_buffer gradients_, thread_gradients_, state_, x_, y_, target_, arenas_;
    std::vector<float> losses_;  // of the parts
};

}  // namespace inlay::detail

#endif
