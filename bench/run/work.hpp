// SPDX-License-Identifier: BSL-1.0
// A work, and the contenders that do it.
#pragma once

#include "clock.hpp"
#include "net.hpp"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace bench {

/// Samples that a work hands round, so that no call sees its predecessor's.
struct samples {
    int count = 0;  // a multiple of the batch
    std::vector<float> x;
    std::vector<int> labels;  // of training
};

/// One way to do a work. Made from the work's weights; first asked for results, then timed.
class contender {
public:
    std::string who, version;
    double call_overhead = 0;  // seconds of an empty call, where the library is reached through Python
    double (*clock)() = cpu_now;
    bool own = false;          // inlay in another form: no peer
    double tolerance = 1e-5;   // of the results, relative to the largest

    virtual ~contender() = default;
    /// Inference: the outputs of the first calls, one after another. Training: the losses of the first steps.
    virtual std::vector<float> first_results(int calls) = 0;
    /// Seconds per call by `clock`, from calls that fill about `slice` seconds.
    virtual double seconds_per_call(double slice) = 0;
    /// A call between two signals to the thread that does it (held.hpp).
    virtual void counted_call();
};
using contender_ptr = std::unique_ptr<contender>;

struct work {
    std::string id;    // "W3"
    std::string what;  // "LeNet, 28 x 28"
    net plain;
    double target = 1;       // the ratio to the best peer that we want, at most
    bool training = false;   // a call is one step of SGD; otherwise one inference
    bool streaming = false;  // state goes from call to call
    int batch = 1;
    int frames = 1;          // of a call: times are reported for one
    double rate = 0.01;      // training
    std::vector<contender_ptr> contenders = {};  // inlay first
    samples data = {};
    std::function<std::vector<double>(const work&, int calls)> expected;  // in place of the plain network's reference

    double flops() const;          // of one call
    double bytes() const { return 4.0 * static_cast<double>(plain.weight_count()); }  // of weights
    int outputs() const { return plain.output().out.size(); }
    int calls() const { return data.count / batch; }  // until the data come round again
};

/// Makes the data once the rest is known.
void add_samples(work&);

/// A contender from f(x, y), which does one call. x (batch, input), y (batch, output); training: f(x, labels)
/// gives the loss.
template <class F>
class by_function : public contender {
public:
    by_function(const work& w, const samples& data, std::string name, std::string version_text, F f)
        : f_(std::move(f)), data_(&data), calls_(w.calls()), batch_(w.batch), inputs_(w.plain.input.size()),
          outputs_(w.outputs()), y_(static_cast<std::size_t>(w.batch) * w.outputs() + 16) {
        who = std::move(name);
        version = std::move(version_text);
    }

    std::vector<float> first_results(int calls) override {
        std::vector<float> all;
        for (int i = 0; i < calls; ++i) {
            if constexpr (trains) {
                all.push_back(step(i));
            } else {
                step(i);
                all.insert(all.end(), y_.begin(), y_.begin() + static_cast<long>(batch_) * outputs_);
            }
        }
        return all;
    }

    double seconds_per_call(double slice) override {
        if (n_ == 0) {
            time(3);
            for (n_ = 1; time(n_) * static_cast<double>(n_) < slice / 4;) n_ *= 2;
            n_ = static_cast<long>(slice / time(n_)) + 1;
        }
        return time(n_);
    }

private:
    static constexpr bool trains = requires(F& f, const float* x, const int* labels) { f(x, labels); };

    float step(int call) {
        const float* x = data_->x.data() + static_cast<long>(call) * batch_ * inputs_;
        if constexpr (trains) {
            return f_(x, data_->labels.data() + static_cast<long>(call) * batch_);
        } else {
            f_(x, y_.data());
            consume(y_.data());
            return 0;
        }
    }
    double time(long n) {
        float sum = 0;
        const double start = clock();
        for (long i = 0; i < n; ++i) {
            sum += step(next_);
            if (++next_ == calls_) next_ = 0;
        }
        const double seconds = clock() - start;
        consume(&sum);
        return seconds / static_cast<double>(n);
    }

    F f_;
    const samples* data_;
    int calls_, batch_, inputs_, outputs_, next_ = 0;
    long n_ = 0;
    std::vector<float> y_;
};

template <class F>
contender_ptr make_contender(const work& w, std::string who, std::string version, F f) {
    return std::make_unique<by_function<F>>(w, w.data, std::move(who), std::move(version), std::move(f));
}

/// The same for libraries that want x (batch, channels, height, width).
template <class F>
contender_ptr make_channels_first(const work& w, std::string who, std::string version, F f) {
    auto data = std::make_shared<samples>(w.data);
    const long size = w.plain.input.size();
    for (long i = 0; i < w.data.count; ++i) {
        const std::vector<float> x = channels_first(w.plain.input, w.data.x.data() + i * size);
        std::copy(x.begin(), x.end(), data->x.begin() + i * size);
    }
    auto call = [f = std::move(f), data](const float* x, float* y) { f(x, y); };
    return std::make_unique<by_function<decltype(call)>>(w, *data, std::move(who), std::move(version), std::move(call));
}

}  // namespace bench
