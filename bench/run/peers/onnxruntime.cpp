// SPDX-License-Identifier: BSL-1.0
// ONNX Runtime by the C library inside its Python package, which comes without headers. The C interface is a table of
// functions whose order is fixed for good; `entry` names the places of those that are called here.
#include "model_files.hpp"
#include "peers.hpp"

#include <array>
#include <cstdint>
#include <stdexcept>

namespace bench::peers {
namespace {

struct api_base {
    const void* const* (*get_api)(std::uint32_t version);
    const char* (*get_version)();
};

enum class entry {
    error_message = 2, create_environment = 3, create_session = 7, run = 9, create_options = 10, set_log_severity = 22,
    set_intra_threads = 24, set_inter_threads = 25, create_tensor = 49, create_memory_info = 69
};

class runtime {
public:
    static const runtime& get() {
        static const runtime r;
        return r;
    }
    /// Calls a function of the table that gives a status.
    template <class... A>
    void call(entry e, A... a) const {
        if (void* status = reinterpret_cast<void* (*)(A...)>(const_cast<void*>(api_[static_cast<int>(e)]))(a...))
            throw std::runtime_error(reinterpret_cast<const char* (*)(void*)>(const_cast<void*>(api_[static_cast<int>(entry::error_message)]))(status));
    }
    std::string version;
    void *environment = nullptr, *memory = nullptr;

private:
    runtime() {
        const auto* base = library_.function<const api_base*()>("OrtGetApiBase")();
        version = base->get_version();
        api_ = base->get_api(11);
        if (api_ == nullptr) throw std::runtime_error("version " + version + " does not offer interface 11");
        call(entry::create_environment, 3, "bench", &environment);
        call(entry::create_memory_info, 0, 0, &memory);
    }
    package_library library_{"onnxruntime/capi/libonnxruntime.so"};
    const void* const* api_ = nullptr;
};

/// A session with its tensors; the new state of recurrent layers is written over the old one.
class session {
public:
    explicit session(const work& w) {
        const runtime& r = runtime::get();
        void* options = nullptr;
        r.call(entry::create_options, &options);
        r.call(entry::set_log_severity, options, 3);
        r.call(entry::set_intra_threads, options, 1);
        r.call(entry::set_inter_threads, options, 1);
        const std::string path = model_files(w) + ".onnx";
        r.call(entry::create_session, static_cast<const void*>(r.environment), path.c_str(), static_cast<const void*>(options), &session_);
        const extent& e = w.plain.input;
        const std::int64_t n = w.batch;
        if (e.pixels() > 1) add("x", "", {n, e.channels, e.height, e.width});
        else add("x", "", {n, e.channels});
        add("", "y", {n, w.outputs()});
        for (std::size_t k = 0; k < w.plain.layers.size(); ++k) {
            const layer& l = w.plain.layers[k];
            if (l.recurrent.empty()) continue;
            for (const char* state : {"h", "c"})
                if (*state == 'h' || l.what == kind::lstm) {
                    const std::string name = state + std::to_string(k);
                    add(name, "new_" + name, {1, n, l.out.channels});
                }
        }
    }
    /// x (batch, channels, height, width).
    void run(const float* x, float* y) {
        std::copy_n(x, memory_[0].size(), memory_[0].data());
        runtime::get().call(entry::run, session_, static_cast<const void*>(nullptr), input_names_.data(), inputs_.data(), inputs_.size(),
                            output_names_.data(), outputs_.size(), outputs_.data());
        std::copy_n(memory_[1].data(), memory_[1].size(), y);
    }

private:
    void add(const std::string& input, const std::string& output, std::vector<std::int64_t> shape) {
        std::size_t size = 1;
        for (const std::int64_t d : shape) size *= static_cast<std::size_t>(d);
        memory_.emplace_back(size);
        void* tensor = nullptr;
        constexpr int float32 = 1;
        runtime::get().call(entry::create_tensor, static_cast<const void*>(runtime::get().memory), static_cast<void*>(memory_.back().data()),
                            size * sizeof(float), static_cast<const std::int64_t*>(shape.data()), shape.size(), float32, &tensor);
        const auto keep = [&](const std::string& name, std::vector<const char*>& names, auto& tensors) {
            if (name.empty()) return;
            names_.push_back(std::make_unique<std::string>(name));
            names.push_back(names_.back()->c_str());
            tensors.push_back(tensor);
        };
        keep(input, input_names_, inputs_);
        keep(output, output_names_, outputs_);
    }

    void* session_ = nullptr;
    std::vector<std::vector<float>> memory_;
    std::vector<std::unique_ptr<std::string>> names_;
    std::vector<const char*> input_names_, output_names_;
    std::vector<const void*> inputs_;
    std::vector<void*> outputs_;
};

}  // namespace

contender_ptr onnxruntime(const work& w) {
    if (w.training) throw std::runtime_error("inference only");
    auto s = std::make_shared<session>(w);
    return make_channels_first(w, "ONNX Runtime", runtime::get().version, [s](const float* x, float* y) { s->run(x, y); });
}

}  // namespace bench::peers
