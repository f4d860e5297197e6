// SPDX-License-Identifier: BSL-1.0
// OpenVINO by the C library inside its Python package, which comes without the C headers.
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
    template <class F>
    F* function(const char* name) const {
        return file_.function<F>(name);
    }
    /// Calls a function that gives a status.
    template <class... A>
    void call(const char* name, A... a) const {
        check(name, function<int(A...)>(name)(a...));
    }
    /// Properties are pairs of texts at the end of a variable list.
    template <class... Texts>
    void* compile(const std::string& path, Texts... properties) const {
        void* model = nullptr;
        check("ov_core_compile_model_from_file",
              function<int(const void*, const char*, const char*, std::size_t, void**, ...)>("ov_core_compile_model_from_file")(
                  core_, path.c_str(), "CPU", sizeof...(Texts), &model, properties...));
        return model;
    }
    std::string version;

private:
    library() {
        struct {
            const char *build, *description;
        } found{};
        call("ov_get_openvino_version", static_cast<void*>(&found));
        version = std::string(found.build).substr(0, std::string(found.build).find('-'));
        call("ov_core_create", &core_);
    }
    void check(const char* name, int status) const {
        if (status != 0) throw std::runtime_error(std::string(name) + ": status " + std::to_string(status));
    }
    package_library file_{"openvino/libs/libopenvino_c.so"};
    void* core_ = nullptr;
};

}  // namespace

contender_ptr openvino(const work& w) {
    if (w.training || w.streaming) throw std::runtime_error("inference of whole samples only");
    const library& l = library::get();
    void* model = l.compile(model_files(w) + ".onnx", "INFERENCE_NUM_THREADS", "1", "NUM_STREAMS", "1", "INFERENCE_PRECISION_HINT", "f32",
                            "PERFORMANCE_HINT", "LATENCY");
    void *request = nullptr, *tensor = nullptr, *in = nullptr, *out = nullptr;
    l.call("ov_compiled_model_create_infer_request", static_cast<const void*>(model), &request);
    l.call("ov_infer_request_get_input_tensor", static_cast<const void*>(request), &tensor);
    l.call("ov_tensor_data", static_cast<const void*>(tensor), &in);
    l.call("ov_infer_request_get_output_tensor", static_cast<const void*>(request), &tensor);
    l.call("ov_tensor_data", static_cast<const void*>(tensor), &out);
    const int inputs = w.batch * w.plain.input.size(), outputs = w.batch * w.outputs();
    const auto infer = l.function<int(void*)>("ov_infer_request_infer");
    return make_channels_first(w, "OpenVINO", l.version, [=](const float* x, float* y) {
        std::copy_n(x, inputs, static_cast<float*>(in));
        if (infer(request) != 0) throw std::runtime_error("ov_infer_request_infer failed");
        std::copy_n(static_cast<const float*>(out), outputs, y);
    });
}

}  // namespace bench::peers
