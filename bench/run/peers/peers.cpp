// SPDX-License-Identifier: BSL-1.0
#include "peers.hpp"

#include <exception>

namespace bench {
namespace {

struct adapter {
    const char* who;
    contender_ptr (*make)(const work&);  // null: the program was built without it
};

const char* const python_peers[] = {"ncnn", "PyTorch", "JAX"};
template <int I>
contender_ptr through_python(const work& w) {
    return peers::by_python(python_peers[I], w);
}

const adapter adapters[] = {
#ifdef BENCH_DLIB
    {"dlib", peers::dlib},
#else
    {"dlib", nullptr},
#endif
#ifdef BENCH_ONEDNN
    {"oneDNN", peers::onednn},
#else
    {"oneDNN", nullptr},
#endif
#ifdef BENCH_XNNPACK
    {"XNNPACK", peers::xnnpack},
#else
    {"XNNPACK", nullptr},
#endif
    {"ONNX Runtime", peers::onnxruntime}, {"OpenVINO", peers::openvino},   {"LiteRT", peers::litert},
    {"ncnn", through_python<0>},          {"PyTorch", through_python<1>}, {"JAX", through_python<2>},
};

}  // namespace

std::vector<skipped> add_peers(work& w, const std::string& only) {
    std::vector<skipped> left_out;
    if (w.expected) return {{"all", "none of the run-time libraries does this work"}};
    for (const adapter& a : adapters) {
        if (!only.empty() && only != a.who) continue;
        if (a.make == nullptr) {
            left_out.push_back({a.who, "not installed when the bench was built"});
            continue;
        }
        try {
            w.contenders.push_back(a.make(w));
        } catch (const std::exception& e) {
            left_out.push_back({a.who, e.what()});
        }
    }
    return left_out;
}

}  // namespace bench
