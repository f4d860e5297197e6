// SPDX-License-Identifier: BSL-1.0
// Libraries that read a network at run time. Each adapter builds the work's plain network with its library; a new
// one is a function here and in its own file, a line in peers.cpp, a few lines of CMakeLists.txt.
#pragma once

#include "../work.hpp"

namespace bench {

/// Why a peer does not do a work.
struct skipped {
    std::string who, why;
};

/// Adds to the work the libraries that this program was built with and that can do it; gives the others. `only`:
/// a library's name, or empty.
std::vector<skipped> add_peers(work&, const std::string& only);

namespace peers {

/// Throws std::runtime_error with the reason where the library cannot do the work.
contender_ptr dlib(const work&);
contender_ptr onednn(const work&);
contender_ptr xnnpack(const work&);
contender_ptr onnxruntime(const work&);
contender_ptr openvino(const work&);
contender_ptr litert(const work&);
contender_ptr by_python(const char* who, const work&);  // ncnn, PyTorch, JAX

}  // namespace peers
}  // namespace bench
