// SPDX-License-Identifier: BSL-1.0
// inlay's contender for a work, from the network's type.
#pragma once

#include "work.hpp"

#include <inlay/inlay.hpp>

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace bench {

inline constexpr const char* inlay_version = "0.1";

/// Copies the plain network's weights: parameter by parameter in the order of the layers.
template <class Net>
void copy_parameters(inlay::model<Net>& m, const net& plain) {
    std::vector<const std::vector<float>*> values;
    for (const layer& l : plain.layers)
        for (const auto* v : {&l.weight, &l.recurrent, &l.bias, &l.recurrent_bias})
            if (!v->empty()) values.push_back(v);
    const auto& lists = inlay::recorded<Net>::lists;
    for (int p = 0; p < lists.parameter_count; ++p) {
        const inlay::parameter_record& record = lists.parameters[p];
        if (p >= static_cast<int>(values.size()) || record.public_shape.size() != static_cast<long>(values[p]->size())) {
            std::fprintf(stderr, "%s: parameter %d does not fit the plain network\n", plain.name.c_str(), p);
            std::exit(1);
        }
        for (long i = 0; i < record.public_shape.size(); ++i)
            m.storage()[record.offset + inlay::detail::storage_index(record, i)] = (*values[p])[i];
    }
    m.mark_initialised();
}

/// One sample a call, intermediate values in static memory.
template <class Net>
contender_ptr ours(const work& w) {
    auto m = std::make_shared<inlay::model<Net>>();
    copy_parameters(*m, w.plain);
    return make_contender(w, "inlay", inlay_version, [m](const float* x, float* y) {
        alignas(64) static unsigned char scratch[inlay::peak_ram<Net>];
        const auto out = (*m)(x, inlay::arena{scratch});
        std::memcpy(y, out.values, sizeof out.values);
    });
}

/// A batch a call.
template <class Net>
contender_ptr ours_batched(const work& w) {
    struct state {
        inlay::model<Net> m;
        std::vector<float> memory;
    };
    auto s = std::make_shared<state>();
    copy_parameters(s->m, w.plain);
    s->memory.resize(inlay::model<Net>::arena_bytes(w.batch) / sizeof(float) + 32);
    const auto address = reinterpret_cast<std::uintptr_t>(s->memory.data());
    float* arena = s->memory.data() + (64 - address % 64) % 64 / sizeof(float);
    return make_contender(w, "inlay", inlay_version,
                          [s, arena, batch = w.batch](const float* x, float* y) { s->m.predict(x, y, batch, arena); });
}

}  // namespace bench
