// SPDX-License-Identifier: BSL-1.0
// Compares a network with the same one in PyTorch: outputs, loss, gradients, running statistics.
#pragma once

#include "catch.hpp"

#include <inlay/io.hpp>
#include <inlay/train.hpp>

#include <cmath>
#include <string>
#include <vector>

namespace golden {

using namespace inlay;

inline std::vector<float> read(const std::string& tensor) {
    static const safetensors files[] = {safetensors::read("tests/golden/golden.safetensors"),
                                        safetensors::read("tests/golden/sequences.safetensors")};
    for (const safetensors& file : files) {
        const tensor_entry* entry = file.find(tensor);
        if (entry == nullptr) continue;
        std::vector<float> values(entry->size());
        file.copy_as_float(*entry, values.data());
        return values;
    }
    return {};
}

/// The largest difference, relative to the largest value.
inline double difference(const std::vector<float>& expected, const float* found) {
    double most = 1e-3, worst = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const double e = static_cast<double>(expected[i]), f = static_cast<double>(found[i]);
        most = std::max(most, std::abs(e));
        worst = std::max(worst, std::isfinite(f) ? std::abs(e - f) : 1e30);
    }
    return worst / most;
}

/// Network Net is NAME of make.py. Loss: the one that make.py trained it with.
template <class Net, class Loss = mean_squared_error>
void check(const std::string& name) {
    INFO("network " << name);
    constexpr auto& r = recorded<Net>::value;
    static model<Net> m;
    for (int i = 0; i < r.parameter_count; ++i) {
        const parameter_record& p = r.parameters[i];
        const auto values = read(name + ".p." + recorded<Net>::parameter_path(i).data);
        INFO("parameter " << recorded<Net>::parameter_path(i).data);
        REQUIRE(static_cast<long>(values.size()) == p.public_shape.size());
        for (long k = 0; k < p.public_shape.size(); ++k)
            m.storage()[p.offset + detail::storage_index(p, k)] = values[static_cast<std::size_t>(k)];
    }
    m.mark_initialised();

    const auto x = read(name + ".x"), y = read(name + ".y"), t = read(name + ".t"), trained = read(name + ".trained");
    const long in = input_shape<Net>.size(), out = output_shape<Net>.size();
    const long batch = static_cast<long>(x.size()) / in;
    REQUIRE(batch >= 1);
    REQUIRE(static_cast<long>(y.size()) == batch * out);

    SECTION("inference, the whole batch") {
        std::vector<float> found(y.size()), arena(static_cast<std::size_t>(model<Net>::arena_bytes(batch)) / 4 + 16);
        m.predict(x.data(), found.data(), batch, arena.data());
        CHECK(difference(y, found.data()) < 1e-5);
    }
    SECTION("inference, sample by sample") {
        std::vector<float> found;
        for (long s = 0; s < batch; ++s)
            for (float v : m(x.data() + s * in)) found.push_back(v);
        CHECK(difference(y, found.data()) < 1e-5);
    }
    SECTION("training step") {
        using step = training<Net, Loss>;
        std::vector<float> arena(static_cast<std::size_t>(step::plan.fixed + step::plan.batched * batch) + 32);
        std::vector<float> gradients(static_cast<std::size_t>(r.trainable) + 16), found(trained.size());
        float loss = 0;
        runtime::frame f;
        f.parameters = m.storage();
        f.gradients = gradients.data();
        f.arena = arena.data();
        f.inputs[0] = x.data();
        f.inputs[1] = t.data();
        f.outputs[0] = &loss;
        f.outputs[1] = found.data();
        f.batch = batch;
        f.seed = 1;
        runtime::run<step, simd_backend>(f);
        CHECK(difference(trained, found.data()) < 2e-5);
        CHECK(difference(read(name + ".loss"), &loss) < 1e-5);
        for (int i = 0; i < r.parameter_count; ++i) {
            const parameter_record& p = r.parameters[i];
            INFO("parameter " << recorded<Net>::parameter_path(i).data);
            const float* source = p.trainable ? gradients.data() : m.storage();
            std::vector<float> ours;
            for (long k = 0; k < p.public_shape.size(); ++k) ours.push_back(source[p.offset + detail::storage_index(p, k)]);
            const auto theirs = read(name + (p.trainable ? ".g." : ".r.") + recorded<Net>::parameter_path(i).data);
            REQUIRE(theirs.size() == ours.size());
            CHECK(difference(theirs, ours.data()) < 2e-5);
        }
    }
}

}  // namespace golden
