// SPDX-License-Identifier: BSL-1.0
// The works, in the order of the report. A new one: a function here and in its own file, a line in works.cpp.
#pragma once

#include "../work.hpp"

namespace bench {

std::unique_ptr<work> mlp_small_relu();
std::unique_ptr<work> mlp_small_tanh();
std::unique_ptr<work> mlp();
std::unique_ptr<work> mlp_batch64();
std::unique_ptr<work> lenet();
std::unique_ptr<work> lenet_batch64();
std::unique_ptr<work> gru_stream();
std::unique_ptr<work> lstm_stream();
std::unique_ptr<work> ds_cnn();
std::unique_ptr<work> ds_cnn_batch64();
std::unique_ptr<work> resnet8();
std::unique_ptr<work> resnet8_batch64();
std::unique_ptr<work> train_mlp();
std::unique_ptr<work> train_lenet();
std::unique_ptr<work> amplifier_full();
std::unique_ptr<work> amplifier_lite();

struct entry {
    const char* id;
    std::unique_ptr<work> (*make)();
};
const std::vector<entry>& all_works();
const std::vector<entry>& works_of_growth();

}  // namespace bench
