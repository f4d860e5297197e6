// SPDX-License-Identifier: BSL-1.0
// LiteRT by the C library inside its Python package, which comes without the C headers.
#include "model_files.hpp"
#include "peers.hpp"

#include <stdexcept>

namespace bench::peers {
namespace {

class library {
public:
    static const library& get() {
        static const library l;
        return l;
    }
    /// Calls a function that gives a status.
    template <class... A>
    void call(const char* name, A... a) const {
        if (const int status = file_.function<int(A...)>(name)(a...); status != 0)
            throw std::runtime_error(std::string(name) + ": status " + std::to_string(status));
    }
    template <class F>
    F* function(const char* name) const {
        return file_.function<F>(name);
    }
    void* environment = nullptr;

private:
    library() { call("LiteRtCreateEnvironment", 0, static_cast<const void*>(nullptr), &environment); }
    package_library file_{"ai_edge_litert/libLiteRt.so"};
};

/// A network on XNNPACK, with a buffer for its input and one for its output.
struct compiled {
    void *model = nullptr, *in = nullptr, *out = nullptr;
    float *x = nullptr, *y = nullptr;

    explicit compiled(const std::string& path) {
        const library& l = library::get();
        void *file = nullptr, *options = nullptr, *threads = nullptr, *graph = nullptr;
        l.call("LiteRtCreateModelFromFile", l.environment, path.c_str(), &file);
        l.call("LiteRtCreateOptions", &options);
        constexpr int on_cpu = 1;
        l.call("LiteRtSetOptionsHardwareAccelerators", options, on_cpu);
        static char one_thread[] = "num_threads = 1\n";
        l.call("LiteRtCreateOpaqueOptions", "xnnpack", static_cast<void*>(one_thread), +[](void*) {}, &threads);
        l.call("LiteRtAddOpaqueOptions", options, threads);
        l.call("LiteRtCreateCompiledModel", l.environment, file, options, &model);
        l.call("LiteRtGetModelSubgraph", file, std::size_t{0}, &graph);
        x = buffer("Input", graph, in);
        y = buffer("Output", graph, out);
    }

private:
    float* buffer(const std::string& end, void* graph, void*& made) const {
        const library& l = library::get();
        void *tensor = nullptr, *requirements = nullptr, *memory = nullptr;
        alignas(8) unsigned char type[256];  // a struct of 72 bytes; what is in it does not matter here
        l.call(("LiteRtGetSubgraph" + end).c_str(), graph, std::size_t{0}, &tensor);
        l.call("LiteRtGetRankedTensorType", tensor, static_cast<void*>(type));
        l.call(("LiteRtGetCompiledModel" + end + "BufferRequirements").c_str(), model, std::size_t{0}, std::size_t{0}, &requirements);
        l.call("LiteRtCreateManagedTensorBufferFromRequirements", l.environment, static_cast<const void*>(type), requirements, &made);
        l.call("LiteRtGetTensorBufferHostMemory", made, &memory);
        return static_cast<float*>(memory);
    }
};

}  // namespace

contender_ptr litert(const work& w) {
    if (w.training || w.streaming) throw std::runtime_error("inference of whole samples only");
    const compiled c(model_files(w) + ".tflite");
    const auto run = library::get().function<int(void*, std::size_t, std::size_t, void* const*, std::size_t, void* const*)>("LiteRtRunCompiledModel");
    const int inputs = w.batch * w.plain.input.size(), outputs = w.batch * w.outputs();
    return make_contender(w, "LiteRT", package_version("ai_edge_litert"), [=](const float* x, float* y) {
        std::copy_n(x, inputs, c.x);
        if (run(c.model, 0, 1, &c.in, 1, &c.out) != 0) throw std::runtime_error("LiteRtRunCompiledModel failed");
        std::copy_n(c.y, outputs, y);
    });
}

}  // namespace bench::peers
