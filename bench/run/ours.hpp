// SPDX-License-Identifier: BSL-1.0
// inlay's contender for a work, from the network's type.
#pragma once

#include "work.hpp"

#include <inlay/inlay.hpp>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <type_traits>

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

/// inlay in the form D (deployed<Net>, model<Net>): one sample a call with intermediate values in static memory, or a
/// batch a call.
template <class Net, class D>
contender_ptr ours_as(const work& w, const char* who) {
    struct state {
        D net;
        std::vector<float> memory;
    };
    auto s = std::make_shared<state>();
    {
        auto m = std::make_unique<inlay::model<Net>>();
        copy_parameters(*m, w.plain);
        if constexpr (std::is_same_v<D, inlay::model<Net>>) s->net = *m;
        else s->net.prepare(*m);
    }
    if (w.batch == 1)
        return make_contender(w, who, inlay_version, [s](const float* x, float* y) {
            alignas(64) static unsigned char scratch[D::arena_bytes(1)];
            const auto out = s->net(x, inlay::arena{scratch});
            std::memcpy(y, out.values, sizeof out.values);
        });
    s->memory.resize(D::arena_bytes(w.batch) / sizeof(float) + 32);
    const auto address = reinterpret_cast<std::uintptr_t>(s->memory.data());
    float* arena = s->memory.data() + (64 - address % 64) % 64 / sizeof(float);
    return make_contender(w, who, inlay_version,
                          [s, arena, batch = w.batch](const float* x, float* y) { s->net.predict(x, y, batch, arena); });
}

/// inlay's rows of a work: `inlay` is deployed<Net>, whose weights are prepared once, as those of the peers are; beside
/// it the model itself, as it is between two steps of training.
template <class Net>
void add_ours(work& w) {
    w.contenders.insert(w.contenders.begin(), ours_as<Net, inlay::deployed<Net>>(w, "inlay"));
    w.contenders.push_back(ours_as<Net, inlay::model<Net>>(w, "inlay model"));
    w.contenders.back()->own = true;
}

/// Weights in bfloat16: another network, so it is compared for its time alone.
template <class Net>
void add_ours_bf16(work& w) {
    w.contenders.push_back(ours_as<Net, inlay::deployed<Net, inlay::bf16_weights>>(w, "inlay bf16"));
    w.contenders.back()->own = true;
    w.contenders.back()->tolerance = 2e-2;
}

}  // namespace bench
