// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// Weights go to and from PyTorch as safetensors, under PyTorch's names and in its layouts:
//
//     net = nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2),
//                         nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
//                         nn.Flatten(), nn.Linear(256, 12), nn.ReLU(), nn.Linear(12, 10))
//     safetensors.torch.save_file(net.state_dict(), "lenet.safetensors")          # PyTorch -> inlay
//     net.load_state_dict(safetensors.torch.load_file("again.safetensors"))      # inlay -> PyTorch
//
// Inside, maps are (height, width, channels); the conversion, also of a dense layer behind a flatten, happens
// at the file. tests/golden/lenet.safetensors was written by the lines above (tests/golden/make.py).
#include <inlay/inlay.hpp>
#include <inlay/io.hpp>

#include <algorithm>
#include <cstdio>
#include <string>

using namespace inlay;

struct lenet : network<input<28, 28, 1>,
                       conv2d<6, 5>, relu, max_pool2d<2>, conv2d<16, 5>, relu, max_pool2d<2>,
                       flatten, dense<12>, relu, dense<10>> {};
static_assert(peak_ram<lenet> <= 6592);
struct wider : network<input<28, 28, 1>,
                       conv2d<6, 5>, relu, max_pool2d<2>, conv2d<16, 5>, relu, max_pool2d<2>,
                       flatten, dense<20>, relu, dense<10>> {};

int main() {
    const std::string theirs = "tests/golden/lenet.safetensors", ours = std::string(P_tmpdir) + "/inlay_again.safetensors";

    model<lenet> net = load<lenet>(theirs);  // a failure is thrown, or ends the program without exceptions
    save(net, ours);                         // the old file stays until the new one is complete

    const auto a = safetensors::read(theirs), b = safetensors::read(ours);
    for (const tensor_entry& e : b.entries()) {
        const bool same = std::ranges::equal(a.data(*a.find(e.name)), b.data(e));
        std::printf("%-10s %-24s %s\n", e.name.c_str(), describe(e.type, e.shape).c_str(), same ? "as PyTorch wrote it" : "DIFFERS");
    }

    // The try_ forms return the failure: file, tensor, expected, found.
    if (auto failed = try_load<wider>(theirs); !failed) std::printf("%s\n", failed.error().message.c_str());
    if (auto failed = try_load<lenet>("missing.safetensors"); !failed) std::printf("%s\n", failed.error().message.c_str());
    std::remove(ours.c_str());
}
