// SPDX-License-Identifier: BSL-1.0
// One batch: its memory, and the programs on it, in parts on threads.
#pragma once
#if __STDC_HOSTED__ && !defined(INLAY_NO_HOST)

#include "../runtime/between_cores.hpp"
#include "../runtime/threads.hpp"
#include "check_data.hpp"

#include <cstdint>
#include <vector>

namespace inlay::detail {

/// float memory on 64 bytes, with readable slack behind it.
class float_buffer {
public:
    float_buffer() = default;
    float_buffer(float_buffer&&) = default;
    float_buffer(const float_buffer& o) { *this = o; }
    float_buffer& operator=(float_buffer&&) = default;
    float_buffer& operator=(const float_buffer& o) {  // the copy starts elsewhere in its memory
        resize(o.size_);
        if (o.size_ > 0)
            __builtin_memcpy(data(), o.data(), static_cast<std::size_t>(o.size_) * sizeof(float));
        return *this;
    }
    void resize(long count) {
        if (count <= size_) return;
        memory_.assign(static_cast<std::size_t>(count) + 32, 0.0f);
        size_ = count;
    }
    float* data() { return const_cast<float*>(static_cast<const float_buffer&>(*this).data()); }
    const float* data() const {
        const auto address = reinterpret_cast<std::uintptr_t>(memory_.data());
        return memory_.data() + (64 - address % 64) % 64 / sizeof(float);
    }

private:
    std::vector<float> memory_;
    long size_ = 0;
};

/// Samples for a step: in the caller's memory, or those with these numbers, to be copied together.
struct batch_source {
    const float *const *x = nullptr, *const *target = nullptr;
    const datasets* data = nullptr;
    const std::size_t* samples = nullptr;
    long size = 0;
};

/// Copies samples together, runs the step or inference on them, and keeps what that takes: arenas, gradients,
/// the optimizer's state, threads.
class batch_runner {
public:
    /// Where a batch lies.
    struct ports_of {
        float *x[max_ports]{}, *y[max_ports]{}, *target[max_ports]{};
    };

    batch_runner(const training_table& t, float* parameters, int states)
        : table_(&t), parameters_(parameters) {
        state_.resize(t.trainable * states);
    }
    long steps_done() const { return steps_; }
    void set_dropout_seed(unsigned long long seed) { dropout_seed_ = seed; }

    /// In how many parts that much work is done.
    static int parts_of(long work, int threads) {
        long parts = threads < thread_pool::most ? threads : thread_pool::most;
        if (parts > work) parts = work;
        return parts < 1 ? 1 : static_cast<int>(parts);
    }
    thread_pool& threads() { return threads_; }

    /// Makes room for training steps on batches of that size, cut into one part a thread.
    [[gnu::cold]] void reserve(long batch, int threads) {
        const int parts = parts_of(batch, threads);
        arena_size_ = (table_->step.arena((batch + parts - 1) / parts) + 31) / 16 * 16;
        arenas_.resize(arena_size_ * parts);
        gradient_size_ = (table_->trainable + 31) / 16 * 16;
        gradients_.resize(parts > 1 ? table_->trainable : table_->gradients);
        if (parts > 1) thread_gradients_.resize(gradient_size_ * (parts - 1));
        make_room(batch);
        threads_.grow(parts);
    }
    /// The same for inference: batches of that size, as many at a time as there are parts.
    [[gnu::cold]] void reserve_inference(long batch, int parts, const runnable& inference) {
        inference_arena_size_ = (inference.arena(batch) + 31) / 16 * 16;
        arenas_.resize(inference_arena_size_ * parts);
        make_room(batch * parts);
        threads_.grow(parts);
    }

    /// Rows of the batch from `row` on.
    ports_of buffers(long row = 0) {
        const training_table& t = *table_;
        ports_of at;
        at.x[0] = x_.data(), at.y[0] = y_.data(), at.target[0] = target_.data();
        for (int k = 1; k < t.inputs; ++k) at.x[k] = at.x[k - 1] + room_ * t.input_size[k - 1];
        for (int k = 1; k < t.outputs; ++k) at.y[k] = at.y[k - 1] + room_ * t.output_size[k - 1];
        for (int k = 1; k < t.losses; ++k)
            at.target[k] = at.target[k - 1] + room_ * t.target_size[k - 1];
        for (int k = 0; k < t.inputs; ++k) at.x[k] += row * t.input_size[k];
        for (int k = 0; k < t.outputs; ++k) at.y[k] += row * t.output_size[k];
        for (int k = 0; k < t.losses; ++k) at.target[k] += row * t.target_size[k];
        return at;
    }

    /// Sample s of the data as sample i of the batch.
    void copy_inputs(const datasets& data, std::size_t s, long i, const ports_of& at) const {
        for (int k = 0; k < table_->inputs; ++k)
            copy_row(data.of[k]->images.data(), s, at.x[k], i, table_->input_size[k]);
    }
    void copy_targets(const datasets& data, std::size_t s, long i, const ports_of& at) const {
        for (int k = 0; k < table_->losses; ++k) {
            const dataset& from = source_of(data, k);
            if (table_->loss[k].classifies) at.target[k][i] = static_cast<float>(from.labels[s]);
            else copy_row(from.targets.data(), s, at.target[k], i, table_->target_size[k]);
        }
    }

    /// A training step; its loss. Samples of data sets are in buffers() afterwards.
    float step(const batch_source& source, int threads, optimizer_call o) {
        ++steps_;
        const int parts = parts_of(source.size, threads);
        const unsigned long long step_seed =
            random_stream(dropout_seed_, static_cast<unsigned long long>(steps_)) | 1;
        losses_.resize(static_cast<std::size_t>(parts));
        const step_call call{*this, source, o, parts, step_seed};
        if (parts == 1) call.run(0);
        else threads_.run(parts, &step_call::run_part, const_cast<step_call*>(&call));
        const float loss = call.loss();
        if (parts > 1 && is_finite(loss)) update(call, o);
        return loss;
    }

    /// The outputs of `count` samples from `first` on, by part `part` of those that are reserved.
    void infer(const datasets& data, long first, long count, const runnable& inference, int part,
               float* const* y) {
        runtime::frame f;
        f.parameters = parameters_;
        f.arena = arenas_.data() + inference_arena_size_ * part;
        for (int k = 0; k < table_->inputs; ++k)
            f.inputs[k] = data.of[k]->images.data() + first * table_->input_size[k];
        for (int k = 0; k < table_->outputs; ++k) f.outputs[k] = y[k];
        f.batch = count;
        inference.run(f);
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

    static constexpr long near_size =
        128 * 1024;  // floats that a core's own cache has room for, beside a step's others

    /// Forward and backward of one batch, cut into contiguous parts, one a thread. Of a single part, parameters are updated
    /// meanwhile.
    struct step_call {
        batch_runner& runner;
        const batch_source& source;
        const optimizer_call& optimizer;
        int parts;
        unsigned long long seed;

        long first(int part) const { return source.size * part / parts; }
        double share(int part) const {
            return static_cast<double>(first(part + 1) - first(part)) /
                   static_cast<double>(source.size);
        }
        float loss() const {
            const std::vector<float>& losses = runner.losses_;
            if (parts == 1) return losses[0];
            double total = 0;
            for (int part = 0; part < parts; ++part)
                total += static_cast<double>(losses[static_cast<std::size_t>(part)]) * share(part);
            return static_cast<float>(total);
        }

        static void run_part(void* call, int part) {
            static_cast<const step_call*>(call)->run(part);
        }
        void run(int part) const {
            batch_runner& l = runner;
            const training_table& t = *l.table_;
            const long from = first(part), end = first(part + 1);
            if (parts > 1 && t.trainable <= near_size) bring_near(l.parameters_, t.trainable);
            const ports_of at = l.buffers();
            const bool copies = source.data != nullptr;
            for (long i = from; copies && i < end; ++i) {
                l.copy_inputs(*source.data, source.samples[i], i, at);
                l.copy_targets(*source.data, source.samples[i], i, at);
            }
            runtime::frame f;
            f.parameters = l.parameters_;
            f.gradients = l.gradients_of(part);
            f.arena = l.arenas_.data() + l.arena_size_ * part;
            for (int k = 0; k < t.inputs; ++k)
                f.inputs[k] = (copies ? at.x[k] : source.x[k]) + from * t.input_size[k];
            for (int k = 0; k < t.losses; ++k)
                f.inputs[t.inputs + k] =
                    (copies ? at.target[k] : source.target[k]) + from * t.target_size[k];
            f.outputs[0] = &l.losses_[static_cast<std::size_t>(part)];
            for (int k = 0; k < t.outputs; ++k)
                f.outputs[1 + k] = at.y[k] + from * t.output_size[k];
            f.batch = end - from;
            f.seed =
                parts == 1 ? seed : random_stream(seed, static_cast<unsigned long long>(part)) | 1;
            f.updates_statistics = part == 0;
            if (parts == 1) f.updates = {&step_call::update, const_cast<step_call*>(this)};
            t.step.run(f);
        }
        static void update(void* call, const float* gradients, long first, long count) INLAY_NONBLOCKING {
            const step_call& c = *static_cast<const step_call*>(call);
            batch_runner& l = c.runner;
            if (!is_finite(l.losses_[0])) return;
            float* const p = l.parameters_ + first;
            c.optimizer.update(c.optimizer.optimizer, l.steps_, p, p, gradients,
                               l.state_.data() + first, count, l.table_->trainable);
        }
    };
    float* gradients_of(int part) {
        return part == 0 ? gradients_.data()
                         : thread_gradients_.data() + gradient_size_ * (part - 1);
    }

    /// Sum of the gradients and update: each thread has a slice of the parameters. Gradients are added in the order of the
    /// parts of the batch, so that the result does not depend on which thread was faster, nor on the slices.
    struct update_call {
        batch_runner& runner;
        optimizer_call optimizer;
        int parts, slices;
        float weight[thread_pool::most];

        static constexpr long block = 2048;  // stays in the cache from sum to update
        static void run_slice(void* call, int slice) {
            static_cast<const update_call*>(call)->run(slice);
        }
        void run(int slice) const {
            batch_runner& l = runner;
            const long count = l.table_->trainable, blocks = (count + block - 1) / block;
            for (long b = blocks * slice / slices; b < blocks * (slice + 1) / slices; ++b) {
                const long first = b * block, n = count - first < block ? count - first : block;
                add(first, n);
                alignas(64) float updated[block];
                optimizer.update(optimizer.optimizer, l.steps_, l.parameters_ + first, updated,
                                 l.gradients_.data() + first, l.state_.data() + first, n, count);
                copy_for_all(l.parameters_ + first, updated, n);
            }
        }
        /// Whole batches of simd: there is slack behind.
        void add(long first, long n) const {
            using B = simd::batch<simd::native_width>;
            for (int part = 0; part < parts; ++part)
                take_over(runner.gradients_of(part) + first, n);
            float* const sum = runner.gradients_.data();
            for (long i = first; i < first + n; i += simd::native_width) {
                B s = B(weight[0]) * B::load(sum + i);
                for (int part = 1; part < parts; ++part)
                    s = fma(B(weight[part]), B::load(runner.gradients_of(part) + i), s);
                s.store(sum + i);
            }
        }
    };
    [[gnu::noinline]] void update(const step_call& step, optimizer_call o) {
        update_call call{
            *this, o, step.parts, parts_of(table_->trainable / update_call::block, step.parts), {}};
        for (int part = 0; part < step.parts; ++part)
            call.weight[part] = static_cast<float>(step.share(part));
        threads_.run(call.slices, &update_call::run_slice, &call);
    }

    static void copy_row(const float* from, std::size_t sample, float* to, long i, long size) {
        __builtin_memcpy(to + i * size, from + static_cast<long>(sample) * size,
                         static_cast<std::size_t>(size) * sizeof(float));
    }

    const training_table* table_;
    float* parameters_;
    long steps_ = 0;
    long room_ = 0;  // samples that x_, y_ and target_ have room for
    unsigned long long dropout_seed_ = 0;
    long arena_size_ = 0,
         inference_arena_size_ = 0;  // floats of each thread's, in the next step or inference
    long gradient_size_ = 0;         // of each thread's but the first
    float_buffer gradients_, thread_gradients_, state_, x_, y_, target_, arenas_;
    std::vector<float> losses_;  // of the parts
    thread_pool threads_;
};

}  // namespace inlay::detail

#endif
