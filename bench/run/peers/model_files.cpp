// SPDX-License-Identifier: BSL-1.0
#include "model_files.hpp"

#include "../net_file.hpp"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include <dlfcn.h>

namespace bench::peers {
namespace {

const char* environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// The first file below site-packages whose path starts so.
std::filesystem::path find_file(const std::string& path) {
    namespace fs = std::filesystem;
    const fs::path packages = fs::path(python()).parent_path().parent_path() / "lib";
    if (fs::exists(packages))
        for (const auto& version : fs::directory_iterator(packages)) {
            const fs::path wanted = version.path() / "site-packages" / path;
            if (!fs::exists(wanted.parent_path())) continue;
            for (const auto& file : fs::directory_iterator(wanted.parent_path()))
                if (file.path().filename().string().rfind(wanted.filename().string(), 0) == 0) return file.path();
        }
    throw std::runtime_error("no " + path + " in the environment of BENCH_PYTHON");
}

}  // namespace

std::string python() {
    const std::string path = environment("BENCH_PYTHON");
    if (path.empty()) throw std::runtime_error("BENCH_PYTHON is not set");
    return path;
}

std::string model_directory() {
    const std::string path = environment("BENCH_MODELS");
    return path.empty() ? "/tmp/inlay_bench_models" : path;
}

std::string model_files(const work& w) {
    static std::string written;
    if (w.id != written) {
        write_work(w, model_directory());
        const std::string command = python() + " " + BENCH_SOURCE "/python/models.py " + model_directory() + ' ' + w.id;
        if (std::system(command.c_str()) != 0) throw std::runtime_error("python/models.py failed");
        written = w.id;
    }
    return model_directory() + '/' + w.id;
}

std::string package_version(const std::string& name) {
    const std::string folder = find_file(name + '-').stem().string();
    return folder.substr(folder.rfind('-') + 1);
}

package_library::package_library(const std::string& path) : handle_(dlopen(find_file(path).c_str(), RTLD_NOW | RTLD_LOCAL)) {
    if (handle_ == nullptr) throw std::runtime_error(dlerror());
}

void* package_library::address(const char* name) const {
    void* found = dlsym(handle_, name);
    if (found == nullptr) throw std::runtime_error(std::string("no function ") + name + " in the library");
    return found;
}

}  // namespace bench::peers
