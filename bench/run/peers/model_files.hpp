// SPDX-License-Identifier: BSL-1.0
// What peers need that come as packages of Python: the interpreter, model files, shared libraries.
#pragma once

#include "../work.hpp"

#include <string>

namespace bench::peers {

/// BENCH_PYTHON, whose environment has the peers' packages. Throws std::runtime_error where it is not set.
std::string python();

/// Where model files lie: BENCH_MODELS, or a folder in /tmp.
std::string model_directory();

/// DIRECTORY/ID, to which ".onnx" or ".tflite" is added; python/models.py writes the files when they are first asked for.
std::string model_files(const work&);

/// "2.3.0" of a package of that environment: the name of its folder NAME-VERSION.dist-info says it.
std::string package_version(const std::string& name);

/// A shared library inside a package, opened. `path` is below site-packages; the file's name starts with its last part.
class package_library {
public:
    explicit package_library(const std::string& path);
    template <class F>
    F* function(const char* name) const {
        return reinterpret_cast<F*>(address(name));
    }

private:
    void* address(const char* name) const;
    void* handle_;
};

}  // namespace bench::peers
