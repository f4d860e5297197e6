// SPDX-License-Identifier: BSL-1.0
// A work on file, for programs in other languages: python/plain.py reads it.
#pragma once

#include "work.hpp"

namespace bench {

/// Writes DIRECTORY/ID.json (layers, without numbers) and DIRECTORY/ID.f32: weight, bias, recurrent,
/// recurrent_bias of each layer, then all samples, then labels.
void write_work(const work&, const std::string& directory);

}  // namespace bench
